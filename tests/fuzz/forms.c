/* Forms of any kind: a query, a path, and a multipart body, which must be read alike however it is cut into pieces. */
/* with: web base */
#include "web/form_body.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    Buffer told; /* heads and contents as they came, with marks between them */
    bool is_open;
} Sink;

static Error *begin(void *context, const MultipartHead *head) {
    Sink *sink = context;
    CHECK(!sink->is_open && text_is_utf8(head->name, NULL) && head->name.len <= 200);
    CHECK(text_is_utf8(head->file_name, NULL) && head->file_name.len <= 1000);
    sink->is_open = true;
    buffer_putf(
        &sink->told, "[%.*s|%d|%.*s|%.*s]", TEXT_ARG(head->name), head->is_file, TEXT_ARG(head->file_name), TEXT_ARG(head->media_type));
    return NULL;
}
static Error *content(void *context, Text bytes) {
    Sink *sink = context;
    CHECK(sink->is_open && bytes.len > 0);
    buffer_put(&sink->told, bytes);
    return NULL;
}
static Error *end(void *context) {
    Sink *sink = context;
    CHECK(sink->is_open);
    sink->is_open = false;
    buffer_put(&sink->told, S("[end]"));
    return NULL;
}

/* Reads the body in pieces of `step` bytes; what was told, and whether it was well formed. */
static bool read_in_pieces(Arena *arena, Text boundary, Text body, size_t step, Text *told) {
    Sink sink = {.told = buffer_new(arena, body.len + 64)};
    Multipart *m = multipart_new(arena, boundary, (MultipartSink){&sink, begin, content, end});
    Error *error = NULL;
    for (size_t at = 0; at < body.len && !error; at += step) error = multipart_feed(m, text_slice(body, at, step));
    if (!error) error = multipart_finish(m);
    CHECK(error || !sink.is_open);
    *told = buffer_text(&sink.told);
    return !error;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Text all = {(const char *)data, size}, line, boundary, whole, pieces, path;
    FormValues values = {0};
    if (!urlencoded_read(arena, all, &values))
        for (size_t i = 0; i < values.count; i++)
            CHECK(text_is_utf8(values.items[i].name, NULL) && text_is_utf8(values.items[i].value, NULL)
                  && values.items[i].name.len <= MOST_NAME_BYTES);
    CHECK(values.count <= MOST_INPUTS);
    if (!path_decode(arena, all, &path)) CHECK(text_is_utf8(path, NULL) && !memchr(path.ptr ? path.ptr : "", 0, path.len));
    /* the first line is the content type, the rest the body */
    Text body = all;
    text_split(&body, '\n', &line);
    if (!multipart_boundary(line, &boundary)) boundary = S("x");
    bool is_whole = read_in_pieces(arena, boundary, body, body.len ? body.len : 1, &whole);
    bool is_same = read_in_pieces(arena, boundary, body, 1 + size % 7, &pieces);
    CHECK(is_whole == is_same);
    if (is_whole) CHECK(text_equal(whole, pieces));
    arena_free(arena);
    return 0;
}
