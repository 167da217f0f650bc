/* Owns the commas and brackets of JSON documents. */
#include "base/json.h"

#include "base/error.h"

Json json_to(Buffer *out) {
    return (Json){.out = out};
}

/* Before every value and key: a comma when something stands before it on this level. */
static void before_value(Json *j) {
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    uint64_t bit = (uint64_t)1 << j->depth;
    if (j->has_member & bit) buffer_put_char(j->out, ',');
    j->has_member |= bit;
}

static void open_with(Json *j, char bracket) {
    before_value(j);
    buffer_put_char(j->out, bracket);
    CHECK(j->depth < 63);
    j->depth++;
    j->has_member &= ~((uint64_t)1 << j->depth);
}

static void close_with(Json *j, char bracket) {
    CHECK(j->depth > 0 && !j->after_key);
    j->depth--;
    buffer_put_char(j->out, bracket);
}

void json_begin_object(Json *j) {
    open_with(j, '{');
}

void json_end_object(Json *j) {
    close_with(j, '}');
}

void json_begin_array(Json *j) {
    open_with(j, '[');
}

void json_end_array(Json *j) {
    close_with(j, ']');
}

void json_key(Json *j, const char *key) {
    CHECK(!j->after_key);
    before_value(j);
    buffer_put_json_string(j->out, text_of(key));
    buffer_put_char(j->out, ':');
    j->after_key = true;
}

void json_text(Json *j, Text value) {
    before_value(j);
    buffer_put_json_string(j->out, value);
}

void json_int(Json *j, int64_t value) {
    before_value(j);
    buffer_put_int(j->out, value);
}

void json_bool(Json *j, bool value) {
    json_raw(j, value ? S("true") : S("false"));
}

void json_write_null(Json *j) {
    json_raw(j, S("null"));
}

void json_raw(Json *j, Text value) {
    before_value(j);
    buffer_put(j->out, value);
}

void json_put_text(Json *j, const char *key, Text value) {
    json_key(j, key);
    json_text(j, value);
}

void json_put_int(Json *j, const char *key, int64_t value) {
    json_key(j, key);
    json_int(j, value);
}

void json_put_bool(Json *j, const char *key, bool value) {
    json_key(j, key);
    json_bool(j, value);
}

void json_put_null(Json *j, const char *key) {
    json_key(j, key);
    json_write_null(j);
}

void json_put_date(Json *j, const char *key, Date value) {
    if (!date_is_set(value)) json_put_null(j, key);
    else json_put_text(j, key, date_iso(j->out->arena, value));
}

void json_put_moment(Json *j, const char *key, Moment value) {
    if (!moment_is_set(value)) json_put_null(j, key);
    else json_put_text(j, key, moment_iso(j->out->arena, value));
}
