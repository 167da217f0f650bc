/* Owns the answers that handlers give: redirects, JSON, texts, stored files. */
#include "web/http.h"

void respond_moved(Response *response, Text location) {
    response->status = 301;
    response->location = location;
}

void respond_see_other(Response *response, Text location) {
    CHECK(is_local_address(location));
    response->status = 303;
    response->location = location;
    response->body.len = 0;
}

void respond_done(const Request *request, Response *response, Text location, const char *notice) {
    size_t hash = text_find(location, S("#"), 0);
    Text page = hash == SIZE_MAX ? location : text_slice(location, 0, hash);
    Text fragment = text_slice(location, hash, location.len); /* empty when there is none */
    const char *mark = text_contains(page, S("?")) ? "&" : "?";
    respond_see_other(response, text_format(request->arena, "%.*s%snotice=%s%.*s", TEXT_ARG(page), mark, notice, TEXT_ARG(fragment)));
}

void respond_json(Response *response, Text json) {
    respond_text(response, "application/json; charset=utf-8", json);
}

void respond_open_data(Response *response, Text json) {
    respond_json(response, json);
    response->allows_other_sites = true;
}

void respond_text(Response *response, const char *content_type, Text body) {
    response->content_type = text_of(content_type);
    response->body.len = 0;
    buffer_put(&response->body, body);
}

/* The name in both forms of RFC 6266: plain ASCII for old clients, UTF-8 for the others. */
static Text disposition(Arena *arena, Text name, bool is_inline) {
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, is_inline ? S("inline; filename=\"") : S("attachment; filename=\""));
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool is_plain = c >= 0x20 && c < 0x7f && !strchr("\"\\/%;", c);
        if (is_plain) buffer_put_char(&out, (char)c);
        else if (c < 0x80 || c >= 0xc0) buffer_put_char(&out, '_'); /* one for each character, not for each byte of it */
    }
    buffer_put(&out, S("\"; filename*=UTF-8''"));
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
        if (is_plain) buffer_put_char(&out, (char)c);
        else buffer_putf(&out, "%%%02X", c);
    }
    return buffer_text(&out);
}

void respond_file(const Request *request, Response *response, Store *store, const StoredFile *file, Text name, bool is_inline) {
    bool is_pdf = text_equal(file->media_type, S("application/pdf"));
    response->status = 200;
    response->content_type = file->media_type;
    response->file_store = store;
    response->file = *file;
    response->etag = text_format(request->arena, "\"%.*s\"", TEXT_ARG(text_slice(file->sha256, 0, 32)));
    response->disposition = disposition(request->arena, name, is_inline && is_pdf);
}
