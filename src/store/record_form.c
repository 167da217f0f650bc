/* Forms: reading what a person sent into a record, with a sentence for each thing that is wrong, and showing it again as typed. */
#include <stdarg.h>

#include "store/record_field.h"

/* ---- What was sent ---- */

static const FormValue *sent_next(const FormValues *sent, Text name, const FormValue *after) {
    for (const FormValue *v = after ? after + 1 : sent->items; v < sent->items + sent->count; v++) {
        if (text_equal(v->name, name)) return v;
    }
    return NULL;
}

size_t form_sent_count(const FormValues *sent, Text name) {
    size_t count = 0;
    for (size_t i = 0; i < sent->count; i++) count += text_equal(sent->items[i].name, name);
    return count;
}

Text form_sent_at(const FormValues *sent, Text name, size_t place) {
    for (size_t i = 0; i < sent->count; i++)
        if (text_equal(sent->items[i].name, name) && place-- == 0) return sent->items[i].value;
    return (Text){0};
}

Text form_sent(const FormValues *sent, Text name) {
    const FormValue *v = sent->count ? sent_next(sent, name, NULL) : NULL;
    return v ? v->value : (Text){0};
}

static bool was_sent(const FormValues *sent, Text name) {
    return sent->count && sent_next(sent, name, NULL);
}

static Text part_name(Arena *arena, const Field *field, const char *part) {
    return text_format(arena, "%s-%s", field->name, part);
}

static Text sent_part(const Form *form, const Field *field, const char *part) {
    return text_trim(form_sent(&form->sent, part_name(form->arena, field, part)));
}

static bool parts_were_sent(const Form *form, const Field *field) {
    return was_sent(&form->sent, part_name(form->arena, field, "day")) || was_sent(&form->sent, part_name(form->arena, field, "month"))
           || was_sent(&form->sent, part_name(form->arena, field, "year"));
}

/* ---- Errors ---- */

static void add_error(Form *form, const char *field, Text sentence) {
    if (form->error_count == form->error_cap) {
        size_t wider = form->error_cap ? form->error_cap * 2 : 8;
        form->errors = arena_grow(form->arena, form->errors, form->error_cap * sizeof(FieldError), wider * sizeof(FieldError));
        form->error_cap = wider;
    }
    form->errors[form->error_count++] = (FieldError){field, sentence};
}

void form_error(Form *form, const char *field, const char *sentence, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, sentence);
    int len = vsnprintf(text, sizeof text, sentence, arguments);
    va_end(arguments);
    CHECK(len >= 0 && len < (int)sizeof text);
    add_error(form, field, text_copy(form->arena, text_of(text)));
}

bool form_is_fine(const Form *form) {
    return form->error_count == 0;
}

Text form_error_of(const Form *form, Text field) {
    for (size_t i = 0; i < form->error_count; i++) {
        if (text_equal(text_of(form->errors[i].field), field)) return form->errors[i].sentence;
    }
    return (Text){0};
}

static const char *label_of(const Field *field) {
    return field->label ? field->label : field->name;
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* "Date of the meeting" becomes "the date of the meeting"; "PDF", "Kent" in the middle and "Your name" stay as they should. */
static const char *label_in_sentence(const Form *form, const Field *field) {
    static const char *const own_words[] = {
        "the ", "your ", "a ", "an ", "their ", "its ", "how ", "what ", "who ", "when ", "where ", "which ", "why "};
    if (field->in_sentence) return field->in_sentence;
    const char *label = label_of(field);
    Buffer out = buffer_new(form->arena, 64);
    bool is_word = is_upper(label[0]) && (label[1] == 0 || is_lower(label[1]) || label[1] == ' ' || label[1] == '-');
    buffer_put_char(&out, is_word ? (char)(label[0] + ('a' - 'A')) : label[0]);
    buffer_put(&out, text_of(label[0] ? label + 1 : label));
    Text lowered = buffer_text(&out);
    for (size_t i = 0; i < sizeof own_words / sizeof own_words[0]; i++) {
        if (text_starts_with(lowered, text_of(own_words[i]))) return lowered.ptr;
    }
    return text_format(form->arena, "the %.*s", TEXT_ARG(lowered)).ptr;
}

static void error_missing(Form *form, const Field *field) {
    switch (field->kind) {
    case FIELD_CHOICE:
    case FIELD_SET:
    case FIELD_REF: form_error(form, field->name, "Select %s", label_in_sentence(form, field)); break;
    case FIELD_FLAG: form_error(form, field->name, "Tick \u2018%s\u2019 to go on", label_of(field)); break;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_MOMENT:
    case FIELD_SECRET: form_error(form, field->name, "Enter %s", label_in_sentence(form, field)); break;
    }
}

/* 12000 as "12,000". */
static const char *with_commas(Arena *arena, int64_t n) {
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)(n < 0 ? -n : n));
    Buffer out = buffer_new(arena, 32);
    if (n < 0) buffer_put_char(&out, '-');
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) buffer_put_char(&out, ',');
        buffer_put_char(&out, digits[i]);
    }
    return buffer_text(&out).ptr;
}

/* ---- Reading each kind: true when the field was understood and set ---- */

static Text one_line(Arena *arena, Text t) {
    if (text_find(t, S("\n"), 0) == SIZE_MAX) return t;
    Buffer out = buffer_new(arena, t.len);
    for (size_t i = 0; i < t.len; i++) buffer_put_char(&out, t.ptr[i] == '\n' ? ' ' : t.ptr[i]);
    return buffer_text(&out);
}

static bool is_web_address(Text t) {
    Text rest = text_starts_with(t, S("https://"))  ? text_slice(t, 8, t.len)
                : text_starts_with(t, S("http://")) ? text_slice(t, 7, t.len)
                                                    : (Text){0};
    for (size_t i = 0; i < rest.len; i++) {
        if ((unsigned char)rest.ptr[i] <= ' ' || memchr("<>\"\\^`{}|", rest.ptr[i], 9)) return false;
    }
    return rest.len > 0 && ((rest.ptr[0] | 0x20) >= 'a' || (rest.ptr[0] >= '0' && rest.ptr[0] <= '9') || rest.ptr[0] == '[');
}

static bool text_is_right(Form *form, const Field *field, Text t) {
    bool is_short = field->kind == FIELD_TEXT || field->kind == FIELD_EMAIL || field->kind == FIELD_URL;
    int64_t max = field->max ? field->max : is_short ? 200 : 100000;
    if (t.len > (size_t)max && (int64_t)text_characters(t) > max) {
        form_error(form, field->name, "%s must be %s characters or fewer", label_of(field), with_commas(form->arena, max));
        return false;
    }
    if (text_is_empty(t)) return true;
    if (field->kind == FIELD_EMAIL && !text_is_email(t)) {
        form_error(form, field->name, "Enter an email address in the correct format, like name@example.com");
        return false;
    }
    if (field->kind == FIELD_URL && !is_web_address(t)) {
        form_error(form, field->name, "%s must be a web address, such as https://www.example.org", label_of(field));
        return false;
    }
    return true;
}

static bool read_text(Form *form, const Field *field, Text typed, void *value) {
    if (!text_is_utf8(typed, NULL)) {
        form_error(form, field->name, "%s has characters that cannot be read. Type it again", label_of(field));
        return false;
    }
    Text t = text_clean(form->arena, typed);
    bool is_long = field->kind == FIELD_LONG_TEXT || field->kind == FIELD_MARKDOWN;
    if (!is_long) t = one_line(form->arena, t);
    if (field->kind == FIELD_EMAIL) t = text_lower(form->arena, t);
    if (!text_is_right(form, field, t)) return false;
    field_set_text(field, value, t);
    return true;
}

static bool is_within(Form *form, const Field *field, int64_t n, const char *least, const char *most) {
    bool has_most = field->kind == FIELD_INTEGER && field->max != 0;
    if (n >= field->min && (!has_most || n <= field->max)) return true;
    if (has_most) form_error(form, field->name, "%s must be between %s and %s", label_of(field), least, most);
    else form_error(form, field->name, "%s must be %s or more", label_of(field), least);
    return false;
}

static Text without_commas(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len);
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] != ',') buffer_put_char(&out, t.ptr[i]);
    }
    return buffer_text(&out);
}

static bool read_integer(Form *form, const Field *field, Text typed, void *value) {
    int64_t n = 0;
    if (!text_is_empty(typed) && !text_to_int64(without_commas(form->arena, typed), &n)) {
        form_error(form, field->name, "%s must be a whole number, such as 12", label_of(field));
        return false;
    }
    if (!text_is_empty(typed) && !is_within(form, field, n, with_commas(form->arena, field->min), with_commas(form->arena, field->max)))
        return false;
    field_set_integer(field, value, n);
    return true;
}

static bool read_pence(Form *form, const Field *field, Text typed, void *value) {
    Pence p = {0};
    if (!text_is_empty(typed) && !pence_parse(typed, &p)) {
        form_error(form, field->name, "%s must be an amount of money, such as £1,234.56", label_of(field));
        return false;
    }
    const char *least = pence_plain(form->arena, (Pence){field->min}).ptr;
    if (!text_is_empty(typed) && !is_within(form, field, p.n, least, "")) return false;
    field_set_integer(field, value, p.n);
    return true;
}

/* The three inputs of a date as one text for date_parse: "23/7/2025", or "23 July 2025" when the month was typed as a word. */
static bool date_from_parts(Form *form, const Field *field, Text *typed) {
    Text day = sent_part(form, field, "day"), month = sent_part(form, field, "month"), year = sent_part(form, field, "year");
    *typed = (Text){0};
    if (text_is_empty(day) && text_is_empty(month) && text_is_empty(year)) return true;
    const char *missing = text_is_empty(day) ? "day" : text_is_empty(month) ? "month" : text_is_empty(year) ? "year" : NULL;
    if (missing) {
        form_error(form, field->name, "%s must include a %s", label_of(field), missing);
        return false;
    }
    int64_t number;
    char separator = text_to_int64(month, &number) ? '/' : ' ';
    *typed = text_format(form->arena, "%.*s%c%.*s%c%.*s", TEXT_ARG(day), separator, TEXT_ARG(month), separator, TEXT_ARG(year));
    return true;
}

static bool read_date(Form *form, const Field *field, Text typed, void *value) {
    Date d = {0};
    if (parts_were_sent(form, field) && !date_from_parts(form, field, &typed)) return false;
    if (!text_is_empty(typed) && !date_parse(typed, &d)) {
        form_error(form, field->name, "%s must be a real date, such as 23 July 2025", label_of(field));
        return false;
    }
    *(Date *)field_slot(field, value) = d;
    return true;
}

bool form_read_day(Form *form, const char *name, const char *label, Date *out) {
    const Field field = {.name = name, .kind = FIELD_DATE, .label = label};
    *out = (Date){0};
    return read_date(form, &field, text_trim(form_sent(&form->sent, text_of(name))), out);
}

static bool read_time(Form *form, const Field *field, Text typed, void *value) {
    TimeOfDay t = {0};
    if (!text_is_empty(typed) && !time_parse(typed, &t)) {
        form_error(form, field->name, "%s must be a time, such as 10am or 2.30pm", label_of(field));
        return false;
    }
    *(TimeOfDay *)field_slot(field, value) = t;
    return true;
}

/* A box that is not ticked sends nothing; a hidden "no" before a ticked "yes" gives way to it. */
static bool is_sent_ticked(const Form *form, const Field *field) {
    bool is_on = false;
    for (const FormValue *v = NULL; form->sent.count && (v = sent_next(&form->sent, text_of(field->name), v));) {
        is_on = text_equal(v->value, S("yes")) || text_equal(v->value, S("on")) || text_equal(v->value, S("true"))
                || text_equal(v->value, S("1"));
    }
    return is_on;
}

static bool read_flag(Form *form, const Field *field, void *value) {
    field_set_integer(field, value, is_sent_ticked(form, field));
    return true;
}

static bool read_choice(Form *form, const Field *field, Text typed, void *value) {
    const Choice *choice = choice_coded(field, typed);
    if (!choice && !text_is_empty(typed)) {
        form_error(form, field->name, "Select %s from the list", label_in_sentence(form, field));
        return false;
    }
    *(int *)field_slot(field, value) = choice ? choice->value : 0;
    return true;
}

static bool read_set(Form *form, const Field *field, void *value) {
    uint32_t bits = 0;
    for (const FormValue *v = NULL; form->sent.count && (v = sent_next(&form->sent, text_of(field->name), v));) {
        if (text_is_empty(v->value)) continue;
        const Choice *choice = choice_coded(field, v->value);
        if (!choice) {
            form_error(form, field->name, "Select %s from the list", label_in_sentence(form, field));
            return false;
        }
        bits |= (uint32_t)choice->value;
    }
    *(uint32_t *)field_slot(field, value) = bits;
    return true;
}

static bool read_ref(Form *form, const Field *field, Text typed, void *value) {
    int64_t id = 0;
    if (!text_is_empty(typed) && (!text_to_int64(typed, &id) || id < 0)) {
        form_error(form, field->name, "Select %s from the list", label_in_sentence(form, field));
        return false;
    }
    field_set_integer(field, value, id);
    return true;
}

static bool read_kind(Form *form, const Field *field, Text typed, void *value) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL: return read_text(form, field, typed, value);
    case FIELD_INTEGER: return read_integer(form, field, typed, value);
    case FIELD_PENCE: return read_pence(form, field, typed, value);
    case FIELD_DATE: return read_date(form, field, typed, value);
    case FIELD_TIME: return read_time(form, field, typed, value);
    case FIELD_FLAG: return read_flag(form, field, value);
    case FIELD_CHOICE: return read_choice(form, field, typed, value);
    case FIELD_SET: return read_set(form, field, value);
    case FIELD_REF: return read_ref(form, field, typed, value);
    case FIELD_MOMENT:
    case FIELD_SECRET: break;
    }
    return false;
}

/* ---- The whole form ---- */

static bool is_listed(const char *const *only, const char *name) {
    for (; *only; only++) {
        if (strcmp(*only, name) == 0) return true;
    }
    return false;
}

static bool is_in_form(const Field *field, Access viewer, const char *const *only) {
    if (field->by_program || field->kind == FIELD_SECRET || field->kind == FIELD_MOMENT) return false;
    if (field->change && !(field->change & viewer)) return false;
    return !only || is_listed(only, field->name);
}

/* An input that was not on the page keeps what the value holds; boxes are the exception, as an empty one sends nothing. (Not in a form that
 * does not even say what it changes.) */
static void read_field(Form *form, const Field *field, void *value, const void *before) {
    bool is_boxes = field->kind == FIELD_FLAG || field->kind == FIELD_SET;
    bool is_there = (is_boxes && !form->is_blind) || was_sent(&form->sent, text_of(field->name))
                    || (field->kind == FIELD_DATE && parts_were_sent(form, field));
    Text typed = text_trim(form_sent(&form->sent, text_of(field->name)));
    if (is_there && !read_kind(form, field, typed, value)) return;
    bool is_number = field->kind == FIELD_INTEGER || field->kind == FIELD_PENCE;
    bool is_missing = is_number ? text_is_empty(typed) : field_is_empty(field, value);
    if (!field->required || !is_missing) return;
    field_copy(field, value, before);
    error_missing(form, field);
}

Form form_read(Arena *arena, const Record *record, FormValues sent, Access viewer, const char *const *only, void *value) {
    Form form = {.record = record, .sent = sent, .was_sent = true, .arena = arena};
    int64_t version = 0;
    bool has_version = text_to_int64(form_sent(&sent, S("version")), &version) && version > 0;
    form.is_blind = record_id(value) && !has_version;
    if (form.is_blind)
        form_error(&form, "",
            "The form did not say which version of the %s it changes, so nothing was saved. Check what stands below and save it again",
            record->title);
    void *before = arena_alloc(arena, record->size);
    memcpy(before, value, record->size);
    for (const char *const *name = only; name && *name; name++) CHECK(record_field(record, text_of(*name)));
    for (size_t i = 0; i < record->field_count; i++) {
        if (is_in_form(&record->fields[i], viewer, only)) read_field(&form, &record->fields[i], value, before);
    }
    if (has_version) ((int64_t *)value)[1] = version;
    return form;
}

Form form_show(Arena *arena, const Record *record) {
    return (Form){.record = record, .arena = arena};
}

/* ---- Showing again ---- */

/* A stored value as it would be typed. */
static Text as_typed(Arena *arena, const Field *field, const void *value) {
    switch (field->kind) {
    case FIELD_CHOICE: {
        const Choice *choice = choice_valued(field, field_choice(field, value));
        return choice ? text_of(choice->code) : (Text){0};
    }
    case FIELD_SET: return set_codes(arena, field, field_set_bits(field, value));
    case FIELD_FLAG: return field_integer(field, value) ? S("yes") : S("no");
    case FIELD_PENCE:
    case FIELD_INTEGER: /* nought in a record that is still to be made is an empty input */
        if (record_id(value) == 0 && field_integer(field, value) == 0) return (Text){0};
        return field->kind == FIELD_PENCE ? pence_decimal(arena, (Pence){field_integer(field, value)}) : record_shown(arena, field, value);
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_MOMENT:
    case FIELD_REF: break;
    }
    return record_shown(arena, field, value);
}

FormValues form_values_of(Arena *arena, const Record *record, const void *value) {
    FormValues out = {.items = ARENA_ARRAY(arena, FormValue, record->field_count * 33)}; /* a set has at most 32 bits */
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        Text rest, part;
        if (field->by_program || field->kind == FIELD_SECRET || field->kind == FIELD_MOMENT) continue;
        rest = as_typed(arena, field, value);
        if (field->kind != FIELD_SET) out.items[out.count++] = (FormValue){text_of(field->name), rest};
        else
            while (text_split(&rest, ',', &part)) out.items[out.count++] = (FormValue){text_of(field->name), part};
    }
    return out;
}

Text form_text(const Form *form, const Field *field, const void *value) {
    if (form->was_sent && was_sent(&form->sent, text_of(field->name))) return form_sent(&form->sent, text_of(field->name));
    return as_typed(form->arena, field, value);
}

Text form_part(const Form *form, const Field *field, const void *value, const char *part) {
    CHECK(field->kind == FIELD_DATE);
    if (form->was_sent && parts_were_sent(form, field)) return form_sent(&form->sent, part_name(form->arena, field, part));
    Date d = field_date(field, value);
    if (!date_is_set(d)) return (Text){0};
    DateParts parts = date_parts(d);
    int n = strcmp(part, "day") == 0 ? parts.day : strcmp(part, "month") == 0 ? parts.month : parts.year;
    return text_format(form->arena, "%d", n);
}

static bool is_sent_code(const Form *form, const Field *field, const char *code) {
    for (const FormValue *v = NULL; form->sent.count && (v = sent_next(&form->sent, text_of(field->name), v));) {
        if (text_equal(v->value, text_of(code))) return true;
    }
    return false;
}

bool form_is_chosen(const Form *form, const Field *field, const void *value, const Choice *choice) {
    bool has_sent = form->was_sent && was_sent(&form->sent, text_of(field->name));
    bool has_boxes = form->was_sent && (has_sent || !form->is_blind);
    if (field->kind == FIELD_FLAG) return has_boxes ? is_sent_ticked(form, field) : field_integer(field, value) != 0;
    if (field->kind == FIELD_SET) {
        return has_boxes ? is_sent_code(form, field, choice->code) : (field_set_bits(field, value) & (uint32_t)choice->value) != 0;
    }
    if (field->kind == FIELD_REF) return false;
    return has_sent ? is_sent_code(form, field, choice->code) : field_choice(field, value) == choice->value;
}
