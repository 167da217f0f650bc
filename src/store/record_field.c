/* One field of a value: where it stands, what it holds, how it is stored and how people read it. */
#include "store/record_field.h"

const Field *record_field(const Record *record, Text name) {
    for (size_t i = 0; i < record->field_count; i++) {
        if (text_equal(text_of(record->fields[i].name), name)) return &record->fields[i];
    }
    return NULL;
}

int64_t record_id(const void *value) {
    return ((const int64_t *)value)[0];
}
int64_t record_version(const void *value) {
    return ((const int64_t *)value)[1];
}

/* ---- What it holds ---- */

bool field_is_text(const Field *field) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: return true;
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_MOMENT:
    case FIELD_FLAG:
    case FIELD_CHOICE:
    case FIELD_SET:
    case FIELD_REF: break;
    }
    return false;
}

bool field_is_seen_by(const Field *field, Access viewer) {
    return field->kind != FIELD_SECRET && (field->see == 0 || (field->see & viewer) != 0);
}

int64_t field_integer(const Field *field, const void *value) {
    if (field->kind == FIELD_FLAG) return *(const bool *)field_at(field, value);
    return *(const int64_t *)field_at(field, value);
}

void field_set_integer(const Field *field, void *value, int64_t n) {
    if (field->kind == FIELD_FLAG) *(bool *)field_slot(field, value) = n != 0;
    else *(int64_t *)field_slot(field, value) = n;
}

Text field_text(const Field *field, const void *value) {
    return *(const Text *)field_at(field, value);
}
void field_set_text(const Field *field, void *value, Text t) {
    *(Text *)field_slot(field, value) = t;
}
Date field_date(const Field *field, const void *value) {
    return *(const Date *)field_at(field, value);
}
TimeOfDay field_time(const Field *field, const void *value) {
    return *(const TimeOfDay *)field_at(field, value);
}
int field_choice(const Field *field, const void *value) {
    return *(const int *)field_at(field, value);
}
uint32_t field_set_bits(const Field *field, const void *value) {
    return *(const uint32_t *)field_at(field, value);
}

bool field_is_empty(const Field *field, const void *value) {
    if (field_is_text(field)) return text_is_empty(field_text(field, value));
    switch (field->kind) {
    case FIELD_DATE: return !date_is_set(field_date(field, value));
    case FIELD_TIME: return !time_is_set(field_time(field, value));
    case FIELD_CHOICE: return field_choice(field, value) == 0;
    case FIELD_SET: return field_set_bits(field, value) == 0;
    case FIELD_REF:
    case FIELD_FLAG:
    case FIELD_MOMENT: return field_integer(field, value) == 0;
    case FIELD_INTEGER: /* nought is an amount */
    case FIELD_PENCE:
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: break;
    }
    return false;
}

static size_t field_size(const Field *field) {
    if (field_is_text(field)) return sizeof(Text);
    switch (field->kind) {
    case FIELD_DATE: return sizeof(Date);
    case FIELD_TIME: return sizeof(TimeOfDay);
    case FIELD_FLAG: return sizeof(bool);
    case FIELD_CHOICE: return sizeof(int);
    case FIELD_SET: return sizeof(uint32_t);
    case FIELD_REF:
    case FIELD_MOMENT:
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: break;
    }
    return sizeof(int64_t);
}

void field_copy(const Field *field, void *to, const void *from) {
    memcpy(field_slot(field, to), field_at(field, from), field_size(field));
}

bool field_equal(const Field *field, const void *a, const void *b) {
    if (field_is_text(field)) return text_equal(field_text(field, a), field_text(field, b));
    switch (field->kind) {
    case FIELD_DATE: return field_date(field, a).n == field_date(field, b).n;
    case FIELD_TIME: return field_time(field, a).n == field_time(field, b).n;
    case FIELD_CHOICE: return field_choice(field, a) == field_choice(field, b);
    case FIELD_SET: return field_set_bits(field, a) == field_set_bits(field, b);
    case FIELD_REF:
    case FIELD_FLAG:
    case FIELD_MOMENT:
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: break;
    }
    return field_integer(field, a) == field_integer(field, b);
}

/* ---- Choices and sets ---- */

const Choice *choice_coded(const Field *field, Text code) {
    for (const Choice *c = field->choices; c->code; c++) {
        if (text_equal(text_of(c->code), code)) return c;
    }
    return NULL;
}

const Choice *choice_valued(const Field *field, int value) {
    for (const Choice *c = field->choices; c->code; c++) {
        if (c->value == value) return c;
    }
    return NULL;
}

static Text set_join(Arena *arena, const Field *field, uint32_t bits, const char *separator, bool labels) {
    Buffer out = buffer_new(arena, 64);
    for (const Choice *c = field->choices; c->code; c++) {
        if (!(bits & (uint32_t)c->value)) continue;
        if (out.len) buffer_put(&out, text_of(separator));
        buffer_put(&out, text_of(labels ? c->label : c->code));
    }
    return buffer_text(&out);
}

Text set_codes(Arena *arena, const Field *field, uint32_t bits) {
    return set_join(arena, field, bits, ",", false);
}

bool set_parse(const Field *field, Text codes, uint32_t *out) {
    Text part;
    *out = 0;
    if (text_is_empty(codes)) return true;
    while (text_split(&codes, ',', &part)) {
        const Choice *choice = choice_coded(field, part);
        if (!choice) return false;
        *out |= (uint32_t)choice->value;
    }
    return true;
}

/* ---- Stored ---- */

static Value choice_value(const Field *field, int chosen) {
    if (!chosen) return value_null();
    const Choice *choice = choice_valued(field, chosen);
    CHECK(choice); /* an enum's value that its table of choices does not have */
    return value_text(text_of(choice->code));
}

Value record_value(Arena *arena, const Field *field, const void *value) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: return value_text(field_text(field, value));
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_FLAG: return value_integer(field_integer(field, value));
    case FIELD_DATE: return value_date(field_date(field, value));
    case FIELD_TIME: return value_time(field_time(field, value));
    case FIELD_MOMENT:
    case FIELD_REF: return value_id(field_integer(field, value));
    case FIELD_CHOICE: return choice_value(field, field_choice(field, value));
    case FIELD_SET: return value_text(set_codes(arena, field, field_set_bits(field, value)));
    }
    return value_null();
}

static bool choice_from_value(const Field *field, void *value, Value stored) {
    if (stored.kind == VALUE_NULL || text_is_empty(stored.text)) {
        *(int *)field_slot(field, value) = 0;
        return true;
    }
    const Choice *choice = choice_coded(field, stored.text);
    if (choice) *(int *)field_slot(field, value) = choice->value;
    return choice;
}

bool field_from_value(Arena *arena, const Field *field, void *value, Value stored) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: {
        Text empty = {0};
        field_set_text(field, value, stored.text.len ? text_copy(arena, stored.text) : empty);
        return stored.kind == VALUE_TEXT || stored.kind == VALUE_NULL;
    }
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_FLAG:
    case FIELD_MOMENT:
    case FIELD_REF: field_set_integer(field, value, stored.integer); return stored.kind == VALUE_INTEGER || stored.kind == VALUE_NULL;
    case FIELD_DATE: {
        Date d = value_as_date(stored);
        *(Date *)field_slot(field, value) = d;
        return date_is_set(d) || stored.kind == VALUE_NULL;
    }
    case FIELD_TIME: {
        TimeOfDay t = value_as_time(stored);
        *(TimeOfDay *)field_slot(field, value) = t;
        return time_is_set(t) || stored.kind == VALUE_NULL;
    }
    case FIELD_CHOICE: return choice_from_value(field, value, stored);
    case FIELD_SET: return set_parse(field, stored.text, field_slot(field, value));
    }
    return false;
}

/* ---- Shown ---- */

Text record_shown(Arena *arena, const Field *field, const void *value) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL: return field_text(field, value);
    case FIELD_SECRET: return (Text){0};
    case FIELD_INTEGER: return text_format(arena, "%lld", (long long)field_integer(field, value));
    case FIELD_PENCE: return pence_plain(arena, (Pence){field_integer(field, value)});
    case FIELD_DATE: return date_plain(arena, field_date(field, value));
    case FIELD_TIME: return time_plain(arena, field_time(field, value));
    case FIELD_MOMENT:
        if (field_is_empty(field, value)) return (Text){0};
        return moment_plain(arena, (Moment){field_integer(field, value)});
    case FIELD_FLAG: return field_integer(field, value) ? S("Yes") : S("No");
    case FIELD_CHOICE: {
        const Choice *choice = choice_valued(field, field_choice(field, value));
        return choice ? text_of(choice->label) : (Text){0};
    }
    case FIELD_SET: return set_join(arena, field, field_set_bits(field, value), ", ", true);
    case FIELD_REF:
        if (field_is_empty(field, value)) return (Text){0};
        return text_format(arena, "%lld", (long long)field_integer(field, value));
    }
    return (Text){0};
}
