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

static bool has_lines(const Input *input) {
    return input->kind == INPUT_LONG || input->kind == INPUT_MANY_LONG;
}

static bool may_repeat(const Input *input) {
    return input->kind == INPUT_MANY || input->kind == INPUT_MANY_LONG;
}

static int64_t most_characters(const Input *input) {
    return input->max ? input->max : has_lines(input) ? 100000 : 200;
}

/* Counts bytes first, which are never fewer. */
static bool is_too_long(const Input *input, Text value) {
    return input->kind != INPUT_INT && (int64_t)value.len > most_characters(input)
           && (int64_t)text_characters(value) > most_characters(input);
}

static Error *too_long(Arena *arena, const Route *route, const Input *input, Text value) {
    const char *next = route->method != POST ? ""
                       : has_lines(input) || input->kind == INPUT_TEXT
                           ? " Nothing was changed. Copy it from below, go back, shorten it and send it again."
                           : " Nothing was changed. Go back, shorten it and send it again.";
    return error_new(arena, ERROR_INPUT, "%s is too long: it has %d characters and may have at most %d.%s",
        route->method == POST ? "What you wrote" : "What was asked for", (int)text_characters(value), (int)most_characters(input), next);
}

static Error *clean(Arena *arena, const Input *input, Text *value) {
    switch (input->kind) {
    case INPUT_LONG:
    case INPUT_MANY_LONG: *value = text_clean(arena, *value); break;
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
            return error_detail(arena,
                error_new(arena, ERROR_INPUT, "Something else was sent where a whole number belongs. Nothing was changed."), "input %s",
                input->name);
        break;
    }
    }
    return NULL;
}

/* What a person wrote and would lose: what is too long, and every text of several lines beside it. */
static void keep(Arena *arena, const Input *input, Text value, KeptTexts *kept) {
    bool is_over = is_too_long(input, value), is_text = has_lines(input) || (input->kind == INPUT_TEXT && is_over);
    if (!is_text || value.len == 0) return;
    kept->items = arena_grow(arena, kept->items, kept->count * sizeof(KeptText), (kept->count + 1) * sizeof(KeptText));
    kept->items[kept->count++] = (KeptText){value, (int64_t)text_characters(value), is_over ? most_characters(input) : 0};
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

Error *inputs_take(Arena *arena, const Route *route, FormValues sent, FormValues *out, Text *csrf, KeptTexts *kept) {
    *out = (FormValues){0};
    KeptTexts texts = {0};
    Error *over = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < sent.count; i++) {
        FormValue v = sent.items[i];
        if (csrf && text_equal(v.name, S("_csrf"))) {
            *csrf = v.value;
            continue;
        }
        const Input *input = declared_input(route, v.name);
        if (input) {
            if (!may_repeat(input) && came_before(out, v.name)) continue;
            TRY(clean(arena, input, &v.value));
            keep(arena, input, v.value, &texts);
            if (!over && is_too_long(input, v.value)) over = too_long(arena, route, input, v.value);
        } else if (route->method == GET && text_equal(v.name, S("notice"))) {
            v.value = one_line(arena, text_slice(v.value, 0, 60));
        } else if (!is_record_input(route->form, v.name)) {
            continue;
        }
        form_values_add(arena, out, &cap, v);
    }
    if (over && kept) *kept = texts;
    return over;
}
