/* Owns the sieve between what was sent and what a handler sees. */
#include "web/inputs.h"

#include "web/form_body.h"

/* "day-month" for the stem "day": one of the three parts of a date. */
static bool is_date_part(Text name, Text stem) {
    if (name.len <= stem.len || !text_starts_with(name, stem)) return false;
    Text part = text_slice(name, stem.len, name.len);
    return text_equal(part, S("-day")) || text_equal(part, S("-month")) || text_equal(part, S("-year"));
}

static const Input *declared_input(const Route *route, Text name) {
    for (const Input *input = route->inputs; input && input->name; input++) {
        Text stem = text_of(input->name);
        if (text_equal(name, stem) || (input->kind == INPUT_DATE && is_date_part(name, stem))) return input;
    }
    return NULL;
}

static bool is_record_input(const Record *record, Text name) {
    if (!record) return false;
    if (text_equal(name, S("version"))) return true;
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (field->by_program) continue;
        Text stem = text_of(field->name);
        if (text_equal(name, stem) || (field->kind == FIELD_DATE && is_date_part(name, stem))) return true;
    }
    return false;
}

static Text one_line(Arena *arena, Text value) {
    value = text_clean(arena, value);
    for (size_t i = 0; i < value.len; i++) {
        if ((unsigned char)value.ptr[i] >= 0x20 && value.ptr[i] != 0x7f) continue;
        char *copy = arena_alloc(arena, value.len);
        for (size_t k = 0; k < value.len; k++) copy[k] = (unsigned char)value.ptr[k] < 0x20 || value.ptr[k] == 0x7f ? ' ' : value.ptr[k];
        return text_trim((Text){copy, value.len});
    }
    return value;
}

static Error *check(Arena *arena, const Input *input, Text *value) {
    int64_t most = input->max ? input->max : input->kind == INPUT_LONG ? 100000 : 200;
    switch (input->kind) {
    case INPUT_LONG: *value = text_clean(arena, *value); break;
    case INPUT_EXACT:
    case INPUT_FILE: break;
    case INPUT_TEXT:
    case INPUT_DATE:
    case INPUT_FLAG:
    case INPUT_MANY: *value = one_line(arena, *value); break;
    case INPUT_INT: {
        int64_t n;
        *value = one_line(arena, *value);
        if (value->len && !text_to_int64(*value, &n))
            return error_new(arena, ERROR_INPUT, "\"%s\" must be a whole number. Nothing was changed.", input->name);
        return NULL;
    }
    }
    if ((int64_t)value->len > most && (int64_t)text_characters(*value) > most)
        return error_new(
            arena, ERROR_INPUT, "\"%s\" is too long: it may have at most %d characters. Nothing was changed.", input->name, (int)most);
    return NULL;
}

bool inputs_has_file(const Route *route, Text name) {
    const Input *input = declared_input(route, name);
    return input && input->kind == INPUT_FILE;
}

static bool came_before(const FormValues *values, Text name) {
    for (size_t i = 0; i < values->count; i++)
        if (text_equal(values->items[i].name, name)) return true;
    return false;
}

Error *inputs_take(Arena *arena, const Route *route, FormValues sent, FormValues *out, Text *csrf) {
    *out = (FormValues){0};
    size_t cap = 0;
    for (size_t i = 0; i < sent.count; i++) {
        FormValue v = sent.items[i];
        if (csrf && text_equal(v.name, S("_csrf"))) {
            *csrf = v.value;
            continue;
        }
        const Input *input = declared_input(route, v.name);
        if (input) {
            if (input->kind != INPUT_MANY && came_before(out, v.name)) continue;
            TRY(check(arena, input, &v.value));
        } else if (route->method == GET && text_equal(v.name, S("notice"))) {
            v.value = one_line(arena, text_slice(v.value, 0, 60));
        } else if (!is_record_input(route->form, v.name)) {
            continue;
        }
        form_values_add(arena, out, &cap, v);
    }
    return NULL;
}
