/* Records going out: JSON and CSV by who looks, the full state for the journal and back, search text, what changed. */
#include <jansson.h>

#include "store/record_field.h"

/* ---- JSON ---- */

static void put_set(Json *j, const Field *field, uint32_t bits) {
    json_begin_array(j);
    for (const Choice *c = field->choices; c->code; c++) {
        if (bits & (uint32_t)c->value) json_text(j, text_of(c->code));
    }
    json_end_array(j);
}

static void put_choice(Json *j, const Field *field, int chosen) {
    const Choice *choice = choice_valued(field, chosen);
    if (choice) json_text(j, text_of(choice->code));
    else json_write_null(j);
}

static void put_spelled(Json *j, Value v) {
    char spelled[16];
    if (v.kind == VALUE_NULL) json_write_null(j);
    else json_text(j, (Text){spelled, value_spell(v, spelled)});
}

/* The state keeps what the public form rounds or dresses: money in pence, moments to the microsecond. */
static void put_member(Json *j, const Field *field, const void *value, bool is_state) {
    Arena *arena = j->out->arena;
    json_key(j, field->name);
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL: json_text(j, field_text(field, value)); break;
    case FIELD_INTEGER: json_int(j, field_integer(field, value)); break;
    case FIELD_PENCE:
        if (is_state) json_int(j, field_integer(field, value));
        else json_raw(j, pence_decimal(arena, (Pence){field_integer(field, value)}));
        break;
    case FIELD_DATE: put_spelled(j, value_date(field_date(field, value))); break;
    case FIELD_TIME: put_spelled(j, value_time(field_time(field, value))); break;
    case FIELD_MOMENT: {
        Moment m = {field_integer(field, value)};
        if (!moment_is_set(m)) json_write_null(j);
        else json_text(j, is_state ? moment_utc_micro(arena, m) : moment_iso(arena, m));
        break;
    }
    case FIELD_FLAG: json_bool(j, field_integer(field, value) != 0); break;
    case FIELD_CHOICE: put_choice(j, field, field_choice(field, value)); break;
    case FIELD_SET: put_set(j, field, field_set_bits(field, value)); break;
    case FIELD_REF:
        if (field_integer(field, value)) json_int(j, field_integer(field, value));
        else json_write_null(j);
        break;
    case FIELD_SECRET: check_failed("a secret never goes out", __FILE__, __LINE__); break;
    }
}

void record_put_json(Json *j, const Record *record, const void *value, Access viewer) {
    json_put_int(j, "id", record_id(value));
    for (size_t i = 0; i < record->field_count; i++) {
        if (field_is_seen_by(&record->fields[i], viewer)) put_member(j, &record->fields[i], value, false);
    }
}

/* ---- The state for the journal ---- */

Text record_state(Arena *arena, const Record *record, const void *value) {
    Buffer out = buffer_new(arena, 512);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_int(&j, "id", record_id(value));
    json_put_int(&j, "version", record_version(value));
    for (size_t i = 0; i < record->field_count; i++) {
        if (record->fields[i].kind != FIELD_SECRET) put_member(&j, &record->fields[i], value, true);
    }
    json_end_object(&j);
    return buffer_text(&out);
}

static bool set_from_json(const Field *field, void *value, const json_t *codes) {
    uint32_t bits = 0;
    for (size_t i = 0; i < json_array_size(codes); i++) {
        const Choice *choice = choice_coded(field, text_of(json_string_value(json_array_get(codes, i))));
        if (!choice) return false;
        bits |= (uint32_t)choice->value;
    }
    *(uint32_t *)field_slot(field, value) = bits;
    return true;
}

static bool member_from_json(Arena *arena, const Field *field, void *value, const json_t *member) {
    Text t = {json_string_value(member), json_string_length(member)};
    if (!member || json_is_null(member) || field->kind == FIELD_SECRET) return true;
    if (json_is_array(member)) return field->kind == FIELD_SET && set_from_json(field, value, member);
    if (json_is_boolean(member)) return field_from_value(arena, field, value, value_integer(json_is_true(member)));
    if (json_is_integer(member)) return field_from_value(arena, field, value, value_integer(json_integer_value(member)));
    if (!json_is_string(member)) return false;
    if (field->kind != FIELD_MOMENT) return field_from_value(arena, field, value, value_text(t));
    Moment m;
    bool is_moment = moment_parse_iso(t, &m);
    if (is_moment) field_set_integer(field, value, m.us);
    return is_moment;
}

Error *record_from_state(Arena *arena, const Record *record, Text state, void *out) {
    json_error_t why;
    json_t *root = json_loadb(state.ptr ? state.ptr : "", state.len, JSON_REJECT_DUPLICATES, &why);
    Error *error = NULL;
    memset(out, 0, record->size);
    if (!json_is_object(root)) {
        error = error_fault(arena, "the state of a %s cannot be read: %s", record->name, root ? "it is no object" : why.text);
        goto out;
    }
    ((int64_t *)out)[0] = json_integer_value(json_object_get(root, "id"));
    ((int64_t *)out)[1] = json_integer_value(json_object_get(root, "version"));
    for (size_t i = 0; i < record->field_count && !error; i++) {
        const Field *field = &record->fields[i];
        if (!member_from_json(arena, field, out, json_object_get(root, field->name))) {
            error = error_fault(arena, "the state of %s %lld: %s cannot be read", record->name, (long long)record_id(out), field->name);
        }
    }
out:
    json_decref(root);
    return error;
}

/* ---- CSV ---- */

void record_put_csv_head(Buffer *out, const Record *record, Access viewer) {
    buffer_put(out, S("id"));
    for (size_t i = 0; i < record->field_count; i++) {
        if (!field_is_seen_by(&record->fields[i], viewer)) continue;
        buffer_put_char(out, ',');
        buffer_put_csv_field(out, text_of(record->fields[i].name));
    }
    buffer_put(out, S("\r\n"));
}

static Text csv_text(Arena *arena, const Field *field, const void *value) {
    char spelled[16];
    Value stored = record_value(arena, field, value);
    if (stored.kind == VALUE_NULL) return (Text){0};
    if (field->kind == FIELD_PENCE) return pence_decimal(arena, (Pence){stored.integer});
    if (field->kind == FIELD_MOMENT) return moment_iso(arena, (Moment){stored.integer});
    if (field->kind == FIELD_FLAG) return stored.integer ? S("true") : S("false");
    if (stored.kind == VALUE_INTEGER) return text_format(arena, "%lld", (long long)stored.integer);
    if (stored.kind == VALUE_DATE || stored.kind == VALUE_TIME) return text_copy(arena, (Text){spelled, value_spell(stored, spelled)});
    return stored.text;
}

void record_put_csv_row(Buffer *out, const Record *record, const void *value, Access viewer) {
    buffer_put_int(out, record_id(value));
    for (size_t i = 0; i < record->field_count; i++) {
        if (!field_is_seen_by(&record->fields[i], viewer)) continue;
        buffer_put_char(out, ',');
        buffer_put_csv_field(out, csv_text(out->arena, &record->fields[i], value));
    }
    buffer_put(out, S("\r\n"));
}

/* ---- Search and changes ---- */

Text record_search_text(Arena *arena, const Record *record, const void *value) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!field->search || field->kind == FIELD_SECRET || field_is_empty(field, value)) continue;
        if (out.len) buffer_put_char(&out, '\n');
        buffer_put(&out, record_shown(arena, field, value));
    }
    return buffer_text(&out);
}

/* A record that is not there shows nothing in any field. */
static Text shown_or_nothing(Arena *arena, const Field *field, const void *value) {
    return value && !field_is_empty(field, value) ? record_shown(arena, field, value) : (Text){0};
}

FieldChanges record_changes(Arena *arena, const Record *record, const void *before, const void *after, Access viewer) {
    CHECK(before || after);
    FieldChanges changes = {ARENA_ARRAY(arena, FieldChange, record->field_count), 0};
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!field_is_seen_by(field, viewer)) continue;
        if (before && after ? field_equal(field, before, after) : field_is_empty(field, before ? before : after)) continue;
        changes.items[changes.count++] =
            (FieldChange){field, shown_or_nothing(arena, field, before), shown_or_nothing(arena, field, after)};
    }
    return changes;
}
