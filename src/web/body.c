/* Owns the taking in of POST bodies: which reader, which limit, where the bytes go. */
#include "web/body.h"

#include "web/form_body.h"
#include "web/inputs.h"
#include "web/multipart.h"
#include "web/spool.h"

struct Body {
    Arena *arena;
    const Route *route;
    const char *data_folder;
    Error *error;
    int64_t form_bytes, file_bytes;
    Multipart *multipart; /* NULL: a plain form, gathered in `plain` */
    Buffer plain;
    /* of multipart: the part at hand */
    MultipartHead head;
    bool is_dropped;
    Buffer value;
    SpoolFile file;
    /* what was read */
    FormValues sent;
    size_t sent_cap;
    Upload *uploads;
    size_t upload_count, upload_cap;
};

static Error *form_too_large(Arena *arena) {
    return error_new(arena, ERROR_TOO_LARGE, "The form is too large: at most 1 MB of text can be sent at once. Nothing was changed.");
}

static Error *file_too_large(Arena *arena, int64_t most) {
    int64_t megabytes = most / 1000000;
    if (megabytes == 0)
        return error_new(arena, ERROR_TOO_LARGE, "The file is too large. Nothing was changed. Make the file smaller and send it again.");
    return error_new(arena, ERROR_TOO_LARGE,
        "The file is too large: at most %d MB can be sent. Nothing was changed. Make the file smaller, or split it, and send it again.",
        (int)megabytes);
}

static Error *count_form(Body *b, size_t bytes) {
    b->form_bytes += (int64_t)bytes;
    return b->form_bytes > FORM_BYTES_MOST ? form_too_large(b->arena) : NULL;
}

/* ---- Parts of a multipart form ---- */

/* The last part of what some browsers send as a whole path. */
static Text without_folders(Text name) {
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\') return text_slice(name, i, name.len);
    return name;
}

static Error *part_begin(void *context, const MultipartHead *head) {
    Body *b = context;
    b->head = *head;
    b->is_dropped = false;
    if (!head->is_file) {
        b->value = buffer_new(b->arena, 64);
        return NULL;
    }
    bool is_empty_input = text_is_empty(head->file_name); /* a file input that was left empty is sent without a name */
    b->is_dropped = is_empty_input || !b->data_folder || !inputs_has_file(b->route, head->name);
    return b->is_dropped ? NULL : spool_open(b->arena, b->data_folder, &b->file);
}

static Error *part_data(void *context, Text bytes) {
    Body *b = context;
    if (b->head.is_file) {
        b->file_bytes += (int64_t)bytes.len;
        if (b->file_bytes > b->route->upload_bytes) return file_too_large(b->arena, b->route->upload_bytes);
        return b->is_dropped ? NULL : spool_write(&b->file, bytes);
    }
    TRY(count_form(b, bytes.len));
    buffer_put(&b->value, bytes);
    return NULL;
}

static Error *value_end(Body *b) {
    FormValue v = {b->head.name, buffer_text(&b->value)};
    if (!text_is_utf8(v.value, NULL))
        return error_new(b->arena, ERROR_INPUT, "What was sent is not text in UTF-8, so nothing was changed. Go back and type it again.");
    form_values_add(b->arena, &b->sent, &b->sent_cap, v);
    return NULL;
}

static Error *part_end(void *context) {
    Body *b = context;
    if (!b->head.is_file) return value_end(b);
    if (b->is_dropped) return NULL;
    Upload upload = {.field = b->head.name,
        .file_name = text_clean(b->arena, without_folders(b->head.file_name)),
        .media_type = text_is_utf8(b->head.media_type, NULL) ? b->head.media_type : (Text){0},
        .path = b->file.path,
        .bytes = b->file.bytes};
    if (b->upload_count == b->upload_cap) {
        size_t more = b->upload_cap ? b->upload_cap * 2 : 4;
        b->uploads = arena_grow(b->arena, b->uploads, b->upload_cap * sizeof(Upload), more * sizeof(Upload));
        b->upload_cap = more;
    }
    b->uploads[b->upload_count++] = upload;
    b->file.path = NULL;
    return spool_close(&b->file);
}

/* ---- The whole ---- */

/* What is wrong before a byte has come. */
static Error *first_error(Body *b, Text content_type, int64_t declared_bytes) {
    Text boundary;
    if (declared_bytes > FORM_BYTES_MOST + b->route->upload_bytes)
        return b->route->upload_bytes ? file_too_large(b->arena, b->route->upload_bytes) : form_too_large(b->arena);
    if (declared_bytes == 0) return NULL;
    Text type = text_trim(text_slice(content_type, 0, text_find(content_type, S(";"), 0)));
    if (text_equal_ignoring_case(type, S("application/x-www-form-urlencoded"))) return NULL;
    if (multipart_boundary(content_type, &boundary)) {
        MultipartSink sink = {b, part_begin, part_data, part_end};
        b->multipart = multipart_new(b->arena, boundary, sink);
        return NULL;
    }
    return error_detail(
        b->arena, error_new(b->arena, ERROR_INPUT, "Only forms can be sent to this address. Nothing was changed."), "content type");
}

Body *body_new(Arena *arena, const Route *route, Text content_type, int64_t declared_bytes, const char *data_folder) {
    Body *b = ARENA_NEW(arena, Body);
    *b = (Body){.arena = arena, .route = route, .data_folder = data_folder, .file = {.fd = -1}};
    b->plain = buffer_new(arena, 256);
    b->error = first_error(b, content_type, declared_bytes);
    return b;
}

static Error *feed(Body *b, Text bytes) {
    if (b->multipart) return multipart_feed(b->multipart, bytes);
    TRY(count_form(b, bytes.len));
    buffer_put(&b->plain, bytes);
    return NULL;
}

void body_feed(Body *b, Text bytes) {
    if (!b->error) b->error = feed(b, bytes);
}

void body_refuse(Body *b, Error *error) {
    if (!b->error) b->error = error;
}

Error *body_finish(Body *b, FormValues *sent, Upload **uploads, size_t *upload_count) {
    if (!b->error) b->error = b->multipart ? multipart_finish(b->multipart) : urlencoded_read(b->arena, buffer_text(&b->plain), &b->sent);
    if (b->error) return b->error;
    *sent = b->sent;
    *uploads = b->uploads;
    *upload_count = b->upload_count;
    return NULL;
}

void body_end(Body *b) {
    if (!b) return;
    spool_close(&b->file);
    if (b->file.path) spool_remove(b->file.path);
    for (size_t i = 0; i < b->upload_count; i++) spool_remove(b->uploads[i].path);
    b->file.path = NULL;
    b->upload_count = 0;
}
