/* Owns the sending of answers: headers that every answer has, compression, kept pages, assets, files in chunks, 304 and 206. */
#include <inttypes.h>
#include <sodium.h>

#include "web/compress.h"
#include "web/conditional.h"
#include "web/exchange.h"
#include "web/metrics.h"

/* ---- Headers ---- */

/* On every answer. Scripts and styles come from here or not at all; nobody may frame us or send our forms elsewhere. */
static const char *const security_headers[][2] = {
    {"Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
};
/* A stored file is shown by the browser's own viewer, which brings its own styles; it can still load and run nothing. */
static const char file_policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'self'; frame-ancestors 'none'; base-uri 'none'";

static void head(struct MHD_Response *answer, const char *name, const char *value) {
    if (MHD_add_response_header(answer, name, value) != MHD_YES) check_failed("a header could not be added", __FILE__, __LINE__);
}

static void head_text(Arena *arena, struct MHD_Response *answer, const char *name, Text value) {
    if (value.len == 0) return;
    const char *string = text_string(arena, value);
    for (const char *c = string; *c; c++)
        if ((unsigned char)*c < 0x20) return; /* never a second header out of a value */
    head(answer, name, string);
}

static void head_security(struct MHD_Response *answer, bool is_tls, bool is_file, bool for_other_sites) {
    for (size_t i = 0; i < sizeof security_headers / sizeof security_headers[0]; i++)
        head(answer, security_headers[i][0], is_file && i == 0 ? file_policy : security_headers[i][1]);
    head(answer, "Cross-Origin-Resource-Policy", for_other_sites ? "cross-origin" : "same-origin");
    if (for_other_sites) head(answer, "Access-Control-Allow-Origin", "*");
    if (is_tls) head(answer, "Strict-Transport-Security", "max-age=31536000");
}

/* What is common to all forms of one response: whole, part, not modified. */
static void head_response(Arena *arena, struct MHD_Response *answer, const Response *r, Text etag, bool is_tls, bool varies) {
    bool is_file = r->file_store != NULL;
    head_security(answer, is_tls, is_file, r->allows_other_sites);
    head_text(arena, answer, "Content-Type", r->content_type);
    head_text(arena, answer, "Cache-Control", r->cache_control);
    head_text(arena, answer, "ETag", etag);
    head_text(arena, answer, "Location", r->location);
    head_text(arena, answer, "Content-Disposition", r->disposition);
    head_text(arena, answer, "Allow", r->allow);
    if (varies) head(answer, "Vary", "Accept-Encoding");
    if (is_file) head(answer, "Accept-Ranges", "bytes");
    if (r->retry_after > 0) head_text(arena, answer, "Retry-After", text_format(arena, "%d", r->retry_after));
    for (int i = 0; i < r->cookie_count; i++) head_text(arena, answer, "Set-Cookie", r->cookies[i]);
}

/* A strong tag from the bytes themselves. */
static Text etag_of(Arena *arena, Text bytes, bool is_packed) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes.ptr, bytes.len, NULL, 0);
    return text_format(arena, "\"%.*s%s\"", TEXT_ARG(text_hex(arena, hash, sizeof hash)), is_packed ? "-gz" : "");
}

static Text packed_etag(Arena *arena, Text etag) {
    if (etag.len < 2) return etag;
    return text_format(arena, "%.*s-gz\"", (int)etag.len - 1, etag.ptr);
}

/* ---- Queueing ---- */

static enum MHD_Result queue(Exchange *x, int status, struct MHD_Response *answer, int64_t bytes) {
    x->status = status;
    metric_request(x->metric_route, status, microseconds_now() - x->began);
    connection_phase(&x->clock, PHASE_ANSWER);
    connection_counts(&x->clock, bytes);
    return MHD_queue_response(x->connection, (unsigned)status, answer);
}

/* The same for an answer made for this exchange alone. */
static enum MHD_Result queue_once(Exchange *x, int status, struct MHD_Response *answer, int64_t bytes) {
    if (x->server->is_stopping) head(answer, "Connection", "close");
    enum MHD_Result result = queue(x, status, answer, bytes);
    MHD_destroy_response(answer);
    return result;
}

static struct MHD_Response *answer_of_bytes(Text bytes) {
    struct MHD_Response *answer = MHD_create_response_from_buffer(bytes.len, (void *)(uintptr_t)bytes.ptr, MHD_RESPMEM_PERSISTENT);
    CHECK(answer);
    return answer;
}

/* ---- Stored files ---- */

typedef struct {
    Store *store;
    StoredFile file;
    FileReader *reader; /* opened with the first chunk */
    int64_t from;       /* where the answer begins within the file */
    Arena *kept;        /* of the file's name and the reader */
    Arena *arena;       /* of the chunk at hand */
    int64_t chunk;      /* its number; -1: none */
    Text bytes;
} FileStream;

static Error *load_chunk(FileStream *stream, int64_t number) {
    Db *db = NULL;
    arena_reset(stream->arena);
    stream->chunk = -1;
    TRY(store_borrow(stream->store, stream->arena, &db));
    Error *error = stream->reader ? NULL : file_reader_open(db, stream->kept, &stream->file, &stream->reader);
    if (!error) error = file_reader_chunk(stream->reader, db, stream->arena, number, &stream->bytes);
    store_return(db);
    if (!error) stream->chunk = number;
    return error;
}

static ssize_t read_stream(void *context, uint64_t position, char *out, size_t room) {
    FileStream *stream = context;
    int64_t at = stream->from + (int64_t)position, number = at / (int64_t)FILE_CHUNK_BYTES;
    size_t within = (size_t)(at % (int64_t)FILE_CHUNK_BYTES);
    if (number != stream->chunk && load_chunk(stream, number)) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (within >= stream->bytes.len) return MHD_CONTENT_READER_END_WITH_ERROR;
    Text piece = text_slice(stream->bytes, within, room);
    memcpy(out, piece.ptr, piece.len);
    return (ssize_t)piece.len;
}

static void free_stream(void *context) {
    FileStream *stream = context;
    Arena *kept = stream->kept;
    file_reader_close(stream->reader);
    arena_free(stream->arena);
    arena_free(kept);
}

static struct MHD_Response *answer_of_file(const Response *r, int64_t from, int64_t length) {
    Arena *kept = arena_new();
    FileStream *stream = ARENA_NEW(kept, FileStream);
    *stream = (FileStream){.store = r->file_store, .file = r->file, .from = from, .kept = kept, .arena = arena_new(), .chunk = -1};
    stream->file.sha256 = text_copy(kept, r->file.sha256);
    stream->file.media_type = text_copy(kept, r->file.media_type);
    struct MHD_Response *answer = MHD_create_response_from_callback((uint64_t)length, 65536, read_stream, stream, free_stream);
    CHECK(answer);
    return answer;
}

static enum MHD_Result send_file(Exchange *x) {
    Response *r = x->response;
    int64_t from, length, size = r->file.bytes;
    if (etag_matches(x->headers.if_none_match, r->etag)) {
        struct MHD_Response *answer = answer_of_bytes((Text){0});
        head_response(x->arena, answer, r, r->etag, x->is_tls, false);
        return queue_once(x, MHD_HTTP_NOT_MODIFIED, answer, 0);
    }
    RangeKind kind = range_of(x->headers.range, x->headers.if_range, r->etag, size, &from, &length);
    struct MHD_Response *answer = kind == RANGE_OUTSIDE ? answer_of_bytes((Text){0}) : answer_of_file(r, from, length);
    head_response(x->arena, answer, r, r->etag, x->is_tls, false);
    if (kind == RANGE_OUTSIDE) {
        head_text(x->arena, answer, "Content-Range", text_format(x->arena, "bytes */%" PRId64, size));
        return queue_once(x, MHD_HTTP_RANGE_NOT_SATISFIABLE, answer, 0);
    }
    if (kind == RANGE_PART)
        head_text(x->arena, answer, "Content-Range",
            text_format(x->arena, "bytes %" PRId64 "-%" PRId64 "/%" PRId64, from, from + length - 1, size));
    return queue_once(x, kind == RANGE_PART ? MHD_HTTP_PARTIAL_CONTENT : r->status, answer, length);
}

/* ---- Pages made for one request ---- */

static bool is_revalidated(const Response *r) {
    return r->status == 200 && text_contains(r->cache_control, S("no-cache"));
}

enum MHD_Result answer_send(Exchange *x) {
    Response *r = x->response;
    if (text_is_empty(r->cache_control)) r->cache_control = S("no-cache");
    if (r->file_store) return send_file(x);
    Text bytes = buffer_text(&r->body);
    bool may_pack = compress_is_worthwhile(r->content_type, bytes.len);
    bool is_packed = may_pack && accepts_encoding(x->headers.accept_encoding, S("gzip"));
    Text etag = r->etag;
    if (is_revalidated(r))
        etag = text_is_empty(etag) ? etag_of(x->arena, bytes, is_packed) : is_packed ? packed_etag(x->arena, etag) : etag;
    bool is_known = r->status == 200 && x->match.route && x->match.route->method == GET && etag_matches(x->headers.if_none_match, etag);
    if (is_known) bytes = (Text){0};
    else if (is_packed) bytes = gzip_bytes(x->arena, bytes, 1);
    struct MHD_Response *answer = answer_of_bytes(bytes);
    head_response(x->arena, answer, r, etag, x->is_tls, may_pack);
    if (is_packed && !is_known) head(answer, "Content-Encoding", "gzip");
    return queue_once(x, is_known ? MHD_HTTP_NOT_MODIFIED : r->status, answer, (int64_t)bytes.len);
}

/* ---- Kept pages ---- */

/* Both forms of a page, whole and not modified; each holds its own bytes. */
typedef struct {
    KeptPage page;
    struct {
        struct MHD_Response *whole, *unchanged;
        char etag[48];
        int64_t bytes;
    } plain, packed; /* packed may be empty */
} KeptAnswer;

static void end_kept(KeptPage *page) {
    KeptAnswer *kept = (KeptAnswer *)(void *)page;
    struct MHD_Response *all[] = {kept->plain.whole, kept->plain.unchanged, kept->packed.whole, kept->packed.unchanged};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i]) MHD_destroy_response(all[i]);
    free(kept);
}

/* The bytes are copied: connections may still be sending them when the page has left the cache. */
static struct MHD_Response *kept_form(Exchange *x, Text bytes, Text etag, bool has_packed, bool is_packed) {
    struct MHD_Response *answer = MHD_create_response_from_buffer(bytes.len, (void *)(uintptr_t)bytes.ptr, MHD_RESPMEM_MUST_COPY);
    CHECK(answer);
    head_response(x->arena, answer, x->response, etag, x->is_tls, has_packed);
    if (is_packed && bytes.len) head(answer, "Content-Encoding", "gzip");
    return answer;
}

void answer_keep(Exchange *x, Text key, int64_t revision) {
    Response *r = x->response;
    if (r->status != 200 || r->file_store || r->cookie_count || !text_is_empty(r->location)
        || text_contains(r->cache_control, S("no-store")))
        return;
    if (text_is_empty(r->cache_control)) r->cache_control = S("no-cache");
    Text bytes = buffer_text(&r->body), packed = {0};
    bool has_packed = compress_is_worthwhile(r->content_type, bytes.len);
    if (has_packed) packed = gzip_bytes(x->arena, bytes, 6);
    KeptAnswer *kept = calloc(1, sizeof *kept);
    CHECK(kept);
    Text etag = etag_of(x->arena, bytes, false), etag_packed = etag_of(x->arena, bytes, true);
    memcpy(kept->plain.etag, etag.ptr, etag.len);
    memcpy(kept->packed.etag, etag_packed.ptr, etag_packed.len);
    kept->plain.bytes = (int64_t)bytes.len;
    kept->plain.whole = kept_form(x, bytes, etag, has_packed, false);
    kept->plain.unchanged = kept_form(x, (Text){0}, etag, has_packed, false);
    if (has_packed) {
        kept->packed.bytes = (int64_t)packed.len;
        kept->packed.whole = kept_form(x, packed, etag_packed, true, true);
        kept->packed.unchanged = kept_form(x, (Text){0}, etag_packed, true, true);
    }
    kept->page = (KeptPage){.references = 1, .bytes = bytes.len + packed.len + 4 * 2048 + sizeof *kept, .end = end_kept};
    page_cache_keep(x->server->cache, key, revision, &kept->page);
    kept_page_return(&kept->page);
}

enum MHD_Result answer_send_kept(Exchange *x, KeptPage *page) {
    KeptAnswer *kept = (KeptAnswer *)(void *)page;
    bool is_packed = kept->packed.whole && accepts_encoding(x->headers.accept_encoding, S("gzip"));
    bool is_known = etag_matches(x->headers.if_none_match, text_of(is_packed ? kept->packed.etag : kept->plain.etag));
    enum MHD_Result result;
    if (is_known) result = queue(x, MHD_HTTP_NOT_MODIFIED, is_packed ? kept->packed.unchanged : kept->plain.unchanged, 0);
    else if (is_packed) result = queue(x, MHD_HTTP_OK, kept->packed.whole, kept->packed.bytes);
    else result = queue(x, MHD_HTTP_OK, kept->plain.whole, kept->plain.bytes);
    kept_page_return(page);
    return result;
}

/* ---- Assets ---- */

struct AssetAnswer {
    const Asset *asset; /* NULL ends the table */
    char etag[40];
    struct MHD_Response *forms[3][2]; /* plain, gzip, brotli; to be kept for a year, to be asked about */
};

static struct MHD_Response *asset_form(const Asset *asset, int coding, bool for_long, const char *etag) {
    static const char *const codings[] = {NULL, "gzip", "br"};
    const unsigned char *bytes = coding == 0 ? asset->bytes : coding == 1 ? asset->gzip : asset->brotli;
    size_t count = coding == 0 ? asset->byte_count : coding == 1 ? asset->gzip_count : asset->brotli_count;
    if (!bytes) return NULL;
    struct MHD_Response *answer = answer_of_bytes((Text){(const char *)bytes, count});
    head_security(answer, false, false, false);
    head(answer, "Content-Type", asset->media_type);
    head(answer, "Cache-Control", for_long ? "public, max-age=31536000, immutable" : "no-cache");
    head(answer, "ETag", etag);
    head(answer, "Vary", "Accept-Encoding");
    if (codings[coding]) head(answer, "Content-Encoding", codings[coding]);
    return answer;
}

struct AssetAnswer *asset_answers_new(Arena *arena) {
    size_t count = 0;
    while (all_assets[count].name) count++;
    struct AssetAnswer *answers = ARENA_ARRAY(arena, struct AssetAnswer, count + 1);
    for (size_t i = 0; i < count; i++) {
        answers[i].asset = &all_assets[i];
        snprintf(answers[i].etag, sizeof answers[i].etag, "\"%s\"", all_assets[i].version);
        for (int coding = 0; coding < 3; coding++)
            for (int for_long = 0; for_long < 2; for_long++)
                answers[i].forms[coding][for_long] = asset_form(&all_assets[i], coding, for_long, answers[i].etag);
    }
    return answers;
}

void asset_answers_free(struct AssetAnswer *answers) {
    for (; answers && answers->asset; answers++)
        for (int i = 0; i < 6; i++)
            if (answers->forms[i / 2][i % 2]) MHD_destroy_response(answers->forms[i / 2][i % 2]);
}

bool answer_send_asset(Exchange *x, Text name, enum MHD_Result *result) {
    struct AssetAnswer *a = x->server->assets;
    while (a->asset && !text_equal(text_of(a->asset->name), name)) a++;
    if (!a->asset) return false;
    x->metric_route = METRIC_ASSET;
    if (etag_matches(x->headers.if_none_match, text_of(a->etag))) {
        struct MHD_Response *answer = answer_of_bytes((Text){0});
        head_security(answer, false, false, false);
        head(answer, "ETag", a->etag);
        *result = queue_once(x, MHD_HTTP_NOT_MODIFIED, answer, 0);
        return true;
    }
    int coding = 0;
    if (a->forms[2][0] && accepts_encoding(x->headers.accept_encoding, S("br"))) coding = 2;
    else if (a->forms[1][0] && accepts_encoding(x->headers.accept_encoding, S("gzip"))) coding = 1;
    bool is_current =
        text_starts_with(x->raw_query, S("v=")) && text_equal(text_slice(x->raw_query, 2, x->raw_query.len), text_of(a->asset->version));
    *result = queue(x, MHD_HTTP_OK, a->forms[coding][is_current], (int64_t)a->asset->byte_count);
    return true;
}
