/* Owns what handlers ask of a request. */
#include "web/http.h"

Text request_query(const Request *request, const char *name) {
    return form_sent(&request->query, text_of(name));
}
Text request_value(const Request *request, const char *name) {
    return form_sent(&request->form, text_of(name));
}

Error *request_id(const Request *request, int index, int64_t *out) {
    CHECK(index >= 0 && index < request->parameter_count);
    Text t = request->parameters[index];
    bool is_number = t.len > 0 && t.ptr[0] >= '1' && t.ptr[0] <= '9'; /* "007" and "+7" are no addresses of ours */
    if (!is_number || !text_to_int64(t, out)) return error_new(request->arena, ERROR_NOT_FOUND, "There is no page at this address.");
    return NULL;
}

const Upload *request_upload(const Request *request, const char *name) {
    for (size_t i = 0; i < request->upload_count; i++)
        if (text_equal(request->uploads[i].field, text_of(name))) return &request->uploads[i];
    return NULL;
}

Text request_cookie(const Request *request, const char *name) {
    Text rest = request->cookies, part, wanted = text_of(name);
    while (text_split(&rest, ';', &part)) {
        part = text_trim(part);
        if (part.len > wanted.len && part.ptr[wanted.len] == '=' && text_starts_with(part, wanted))
            return text_slice(part, wanted.len + 1, part.len);
    }
    return (Text){0};
}

Text request_site_address(const Request *request, Text site_address) {
    if (!text_is_empty(site_address)) return site_address;
    return text_format(request->arena, "%s://%.*s", request->is_tls ? "https" : "http", TEXT_ARG(request->host));
}

bool is_local_address(Text address) {
    if (address.len == 0 || address.len > 2000 || address.ptr[0] != '/') return false;
    if (address.len > 1 && (address.ptr[1] == '/' || address.ptr[1] == '\\')) return false;
    for (size_t i = 0; i < address.len; i++) /* browsers drop tabs and line ends, and take "\" for "/" */
        if ((unsigned char)address.ptr[i] <= 0x20 || address.ptr[i] == '\\' || address.ptr[i] == 0x7f) return false;
    return true;
}
