/* Owns the state machine that reads multipart/form-data. */
#include "web/multipart.h"

typedef enum {
    AT_PREAMBLE,      /* before the first boundary */
    AT_BOUNDARY,      /* behind a boundary: "--", or blanks and the line's end */
    AT_BOUNDARY_DASH, /* behind a boundary and one "-" */
    AT_BOUNDARY_END,  /* its line's CR was seen */
    AT_HEAD,          /* in the head of a part */
    AT_CONTENT,
    AT_EPILOGUE, /* behind the last boundary: whatever comes is not looked at */
} State;

struct Multipart {
    Arena *arena;
    MultipartSink sink;
    State state;
    char delimiter[MULTIPART_BOUNDARY_MOST + 4]; /* CR LF - - boundary */
    size_t delimiter_len;
    size_t matched; /* how much of the delimiter the last bytes were */
    /* False while `matched` counts a CR LF that belonged to the head before it (or to nothing, at the start): if the match fails, those two
     * bytes are nobody's content. */
    bool owns_line_end;
    char head[MULTIPART_HEAD_MOST];
    size_t head_len;
    int parts;
};

static Error *malformed(Multipart *m, const char *detail) {
    return error_detail(m->arena,
        error_new(m->arena, ERROR_INPUT, "The form did not arrive whole, so nothing was changed. Go back and send it again."),
        "multipart: %s", detail);
}

/* ---- The boundary ---- */

static bool is_boundary_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr("'()+_,-./:=? ", c));
}

/* The value of `; name=value` or `; name="value"` in a header, its quotes taken off. Backslashes before quotes are kept out of boundary and
 * names by the callers' own checks. */
static bool parameter(Text header, Text wanted, Text *value) {
    size_t i = 0;
    while (i < header.len && header.ptr[i] != ';') i++;
    while (i < header.len) {
        i++;
        while (i < header.len && (header.ptr[i] == ' ' || header.ptr[i] == '\t')) i++;
        size_t name_from = i;
        while (i < header.len && header.ptr[i] != '=' && header.ptr[i] != ';') i++;
        Text name = text_trim(text_slice(header, name_from, i - name_from));
        if (i == header.len || header.ptr[i] == ';') continue;
        i++;
        size_t from = i, len;
        if (i < header.len && header.ptr[i] == '"') {
            from = ++i;
            while (i < header.len && header.ptr[i] != '"') i += header.ptr[i] == '\\' && i + 1 < header.len ? 2 : 1;
            if (i >= header.len) return false;
            len = i++ - from;
        } else {
            while (i < header.len && header.ptr[i] != ';') i++;
            len = i - from;
        }
        if (text_equal_ignoring_case(name, wanted)) {
            *value = header.ptr[from > 0 ? from - 1 : 0] == '"' ? text_slice(header, from, len) : text_trim(text_slice(header, from, len));
            return true;
        }
        while (i < header.len && header.ptr[i] != ';') i++;
    }
    return false;
}

bool multipart_boundary(Text content_type, Text *boundary) {
    size_t semicolon = text_find(content_type, S(";"), 0);
    if (semicolon == SIZE_MAX) return false;
    if (!text_equal_ignoring_case(text_trim(text_slice(content_type, 0, semicolon)), S("multipart/form-data"))) return false;
    if (!parameter(content_type, S("boundary"), boundary)) return false;
    if (boundary->len == 0 || boundary->len > MULTIPART_BOUNDARY_MOST || boundary->ptr[boundary->len - 1] == ' ') return false;
    for (size_t i = 0; i < boundary->len; i++)
        if (!is_boundary_character(boundary->ptr[i])) return false;
    return true;
}

Multipart *multipart_new(Arena *arena, Text boundary, MultipartSink sink) {
    CHECK(boundary.len > 0 && boundary.len <= MULTIPART_BOUNDARY_MOST);
    Multipart *m = ARENA_NEW(arena, Multipart);
    *m = (Multipart){
        .arena = arena, .sink = sink, .matched = 2}; /* as if a line had just ended: the first boundary may stand at the start */
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, boundary.ptr, boundary.len);
    m->delimiter_len = boundary.len + 4;
    return m;
}

/* ---- A part's head ---- */

/* Browsers send quotes and line ends in names as %22, %0D and %0A (HTML, "multipart/form-data encoding algorithm"); others put a
 * backslash before quotes. */
static Text name_decode(Arena *arena, Text raw) {
    Buffer out = buffer_new(arena, raw.len + 1);
    for (size_t i = 0; i < raw.len; i++) {
        Text rest = text_slice(raw, i, 3);
        if (text_equal(rest, S("%22"))) buffer_put_char(&out, '"'), i += 2;
        else if (text_equal_ignoring_case(rest, S("%0d")) || text_equal_ignoring_case(rest, S("%0a"))) buffer_put_char(&out, ' '), i += 2;
        else if (raw.ptr[i] == '\\' && i + 1 < raw.len && (raw.ptr[i + 1] == '"' || raw.ptr[i + 1] == '\\'))
            buffer_put_char(&out, raw.ptr[++i]);
        else buffer_put_char(&out, raw.ptr[i]);
    }
    return buffer_text(&out);
}

static Error *read_disposition(Multipart *m, Text value, MultipartHead *head) {
    size_t semicolon = text_find(value, S(";"), 0);
    Text kind = text_trim(text_slice(value, 0, semicolon == SIZE_MAX ? value.len : semicolon));
    if (!text_equal_ignoring_case(kind, S("form-data"))) return malformed(m, "a part is no form-data");
    Text raw;
    if (!parameter(value, S("name"), &raw)) return malformed(m, "a part has no name");
    head->name = name_decode(m->arena, raw);
    if (head->name.len == 0 || head->name.len > 200 || !text_is_utf8(head->name, NULL)) return malformed(m, "a part's name");
    if (parameter(value, S("filename"), &raw)) {
        head->is_file = true;
        head->file_name = name_decode(m->arena, raw);
        if (head->file_name.len > 1000 || !text_is_utf8(head->file_name, NULL)) return malformed(m, "a part's file name");
    }
    return NULL;
}

static Error *read_header(Multipart *m, Text line, MultipartHead *head) {
    size_t colon = text_find(line, S(":"), 0);
    if (colon == SIZE_MAX || colon == 0) return malformed(m, "a header without a colon");
    if (line.ptr[0] == ' ' || line.ptr[0] == '\t') return malformed(m, "a folded header");
    Text name = text_slice(line, 0, colon), value = text_trim(text_slice(line, colon + 1, line.len));
    if (text_equal_ignoring_case(name, S("Content-Disposition"))) {
        if (head->name.len) return malformed(m, "two dispositions");
        return read_disposition(m, value, head);
    }
    if (text_equal_ignoring_case(name, S("Content-Type"))) {
        if (value.len >= 10 && text_equal_ignoring_case(text_slice(value, 0, 10), S("multipart/"))) return malformed(m, "nested");
        head->media_type = value;
    }
    if (text_equal_ignoring_case(name, S("Content-Transfer-Encoding"))) {
        bool is_plain = text_equal_ignoring_case(value, S("binary")) || text_equal_ignoring_case(value, S("8bit"))
                        || text_equal_ignoring_case(value, S("7bit"));
        if (!is_plain) return malformed(m, "a transfer encoding");
    }
    return NULL; /* other headers mean nothing to a form */
}

/* The head is whole, its empty line included. */
static Error *head_done(Multipart *m) {
    if (memchr(m->head, 0, m->head_len)) return malformed(m, "NUL in a head");
    if (++m->parts > MULTIPART_PARTS_MOST)
        return error_new(
            m->arena, ERROR_INPUT, "The form has too many inputs (more than %d), so nothing was changed.", MULTIPART_PARTS_MOST);
    MultipartHead head = {0};
    Text rest = text_copy(m->arena, (Text){m->head, m->head_len}), line;
    while (text_next_line(&rest, &line)) {
        if (line.len == 0) break;
        TRY(read_header(m, line, &head));
    }
    if (head.name.len == 0) return malformed(m, "a part without disposition");
    m->state = AT_CONTENT;
    m->matched = 2; /* an empty part's boundary follows its head at once */
    m->owns_line_end = false;
    m->head_len = 0;
    return m->sink.begin(m->sink.context, &head);
}

static Error *take_head(Multipart *m, char c) {
    if (m->head_len == MULTIPART_HEAD_MOST) return malformed(m, "a head too long");
    m->head[m->head_len++] = c;
    if (c != '\n') return NULL;
    size_t n = m->head_len;
    if (n < 2 || m->head[n - 2] != '\r') return malformed(m, "a bare line end in a head");
    if (n == 2) return malformed(m, "a part without a head");
    if (n >= 4 && m->head[n - 4] == '\r' && m->head[n - 3] == '\n') return head_done(m);
    return NULL;
}

/* ---- Content ---- */

static Error *hand_on(Multipart *m, const char *from, size_t len) {
    if (len == 0 || m->state != AT_CONTENT) return NULL;
    return m->sink.data(m->sink.context, (Text){from, len});
}

static Error *boundary_found(Multipart *m) {
    bool was_content = m->state == AT_CONTENT;
    m->state = AT_BOUNDARY;
    m->matched = 0;
    return was_content ? m->sink.end(m->sink.context) : NULL;
}

/* What looked like the delimiter was content. */
static Error *give_back_matched(Multipart *m) {
    size_t from = m->owns_line_end ? 0 : 2;
    m->owns_line_end = true;
    size_t len = m->matched > from ? m->matched - from : 0;
    m->matched = 0;
    return hand_on(m, m->delimiter + from, len);
}

/* Looks for the delimiter from `bytes` on; returns how many bytes were used. CR stands in a delimiter only at its start, so after a failed
 * match only the byte at hand can begin the next one. */
static Error *take_content(Multipart *m, Text bytes, size_t *used) {
    size_t i = 0;
    while (i < bytes.len) {
        if (m->matched == 0) {
            const char *cr = memchr(bytes.ptr + i, '\r', bytes.len - i);
            size_t upto = cr ? (size_t)(cr - bytes.ptr) : bytes.len;
            TRY(hand_on(m, bytes.ptr + i, upto - i));
            i = upto;
            if (!cr) break;
            m->matched = 1;
            i++;
            continue;
        }
        if (bytes.ptr[i] == m->delimiter[m->matched]) {
            i++;
            if (++m->matched == m->delimiter_len) {
                *used = i;
                m->owns_line_end = true;
                return boundary_found(m);
            }
            continue;
        }
        TRY(give_back_matched(m)); /* the byte at hand is looked at again */
    }
    *used = i;
    return NULL;
}

/* ---- Driving ---- */

static Error *take_boundary_byte(Multipart *m, char c) {
    if (m->state == AT_BOUNDARY_DASH) {
        if (c != '-') return malformed(m, "a boundary's end");
        m->state = AT_EPILOGUE;
    } else if (m->state == AT_BOUNDARY_END) {
        if (c != '\n') return malformed(m, "a boundary's line end");
        m->state = AT_HEAD;
    } else if (c == '-') {
        m->state = AT_BOUNDARY_DASH;
    } else if (c == '\r') {
        m->state = AT_BOUNDARY_END;
    } else if (c != ' ' && c != '\t') {
        return malformed(m, "text behind a boundary");
    }
    return NULL;
}

Error *multipart_feed(Multipart *m, Text bytes) {
    while (bytes.len > 0 && m->state != AT_EPILOGUE) {
        size_t used = 1;
        if (m->state == AT_PREAMBLE || m->state == AT_CONTENT) TRY(take_content(m, bytes, &used));
        else if (m->state == AT_HEAD) TRY(take_head(m, bytes.ptr[0]));
        else TRY(take_boundary_byte(m, bytes.ptr[0]));
        bytes = text_slice(bytes, used, bytes.len);
    }
    return NULL;
}

Error *multipart_finish(Multipart *m) {
    return m->state == AT_EPILOGUE ? NULL : malformed(m, "the last boundary is missing");
}
