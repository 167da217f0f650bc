/* Inputs as components: from a field's kind, or from what a page says, to the view that draws it, with what was typed and what was wrong. */
#include "web/component_parts.h"

#include "base/error.h"

enum { MOST_RADIOS = 5 }; /* longer lists of choices become a select */

/* ---- What stands around an input ---- */

static Text described_by(Arena *arena, const char *name, bool has_hint, bool has_error) {
    if (!has_hint && !has_error) return (Text){0};
    return text_format(arena, "%s%s%s%s%s", has_hint ? name : "", has_hint ? "-hint" : "", has_hint && has_error ? " " : "",
        has_error ? name : "", has_error ? "-error" : "");
}

static InputFrame frame_of(View *v, const Form *form, const char *name, const char *label, const char *hint) {
    Text error = form ? form_error_of(form, text_of(name)) : (Text){0};
    return (InputFrame){.name = name,
        .label = label,
        .hint = hint && *hint ? hint : NULL,
        .error = error,
        .described_by = described_by(v->arena, name, hint && *hint, error.len > 0)};
}

/* What was sent under the name, once something was; else `value`. */
static Text sent_or(const Form *form, const char *name, Text value) {
    return form && form->was_sent ? form_sent(&form->sent, text_of(name)) : value;
}

const char *input_type_of(const char *component) {
    return *component == 'r' ? "radio" : "checkbox";
}

Text choice_id(Arena *arena, const char *name, size_t index) {
    return index ? text_format(arena, "%s-%zu", name, index + 1) : text_of(name);
}

bool is_among(Text value, Text list) {
    for (Text rest = list, one; text_split(&rest, ',', &one);)
        if (one.len && text_equal(one, value)) return true;
    return false;
}

int64_t version_shown(const Form *form, const void *value) {
    int64_t version = record_version(value);
    if (form && form->was_sent && !form->is_blind) text_to_int64(form_sent(&form->sent, S("version")), &version);
    return version;
}

/* ---- Options ---- */

void option_add_text(Arena *arena, OptionList *options, Text value, Text label) {
    /* The room doubles whenever the count is a power of two. */
    if ((options->count & (options->count - 1)) == 0)
        options->items =
            arena_grow(arena, options->items, options->count * sizeof(Option), (options->count ? options->count * 2 : 1) * sizeof(Option));
    options->items[options->count++] = (Option){.value = value, .label = label};
}

void option_add(Arena *arena, OptionList *options, int64_t id, Text label) {
    option_add_text(arena, options, text_format(arena, "%" PRId64, id), label);
}

OptionList options_of_choices(Arena *arena, const Choice *choices) {
    OptionList options = {0};
    for (const Choice *choice = choices; choice->code; choice++) {
        option_add_text(arena, &options, text_of(choice->code), text_of(choice->label));
        options.items[options.count - 1].hint = text_of(choice->hint);
    }
    return options;
}

/* The codes of what is chosen in a CHOICE or SET field, with commas. */
static Text chosen_of(View *v, const Form *form, const Field *field, const void *value) {
    Buffer chosen = buffer_new(v->arena, 64);
    for (const Choice *choice = field->choices; choice->code; choice++) {
        if (!form_is_chosen(form, field, value, choice)) continue;
        if (chosen.len) buffer_put_char(&chosen, ',');
        buffer_put(&chosen, text_of(choice->code));
    }
    return buffer_text(&chosen);
}

/* ---- Fields of a record ---- */

static const Field *field_of(const Form *form, const char *name) {
    CHECK(form && form->record);
    const Field *field = record_field(form->record, text_of(name));
    CHECK(field != NULL);
    return field;
}

static void put_choice(View *v, InputFrame frame, const Form *form, const Field *field, const void *value) {
    OptionList options = options_of_choices(v->arena, field->choices);
    Text chosen = chosen_of(v, form, field, value);
    if (options.count > MOST_RADIOS) {
        input_select(v, frame, options, chosen, field->required && chosen.len ? NULL : "Choose one");
        return;
    }
    if (!field->required) option_add_text(v->arena, &options, (Text){0}, S("Not given"));
    frame.is_optional = false;
    input_radios(v, frame, options, chosen);
}

static void put_line(View *v, InputFrame frame, const Form *form, const Field *field, const void *value) {
    LineInput line = {.type = "text", .value = form_text(form, field, value)};
    if (field->kind == FIELD_EMAIL) line.type = "email", line.is_code = true;
    if (field->kind == FIELD_URL) line.mode = "url", line.is_code = true;
    if (field->kind == FIELD_INTEGER) line.mode = "numeric", line.width = 5;
    if (field->kind == FIELD_PENCE) line.mode = "decimal", line.width = 10, line.prefix = "£";
    if (field->kind == FIELD_TIME) line.width = 5;
    if (field->kind == FIELD_TEXT && field->max > 0 && field->max <= 20) line.width = field->max <= 5 ? 5 : field->max <= 10 ? 10 : 20;
    input_line(v, frame, line);
}

void form_field_as(View *v, const Form *form, const char *name, const void *value, const char *label, const char *hint) {
    const Field *field = field_of(form, name);
    if (!label) label = field->label;
    if (!hint) hint = field->hint;
    if (!hint && field->kind == FIELD_TIME) hint = "For example, 10am or 2.30pm";
    if (!hint && field->kind == FIELD_MARKDOWN)
        hint = "Leave a line empty between paragraphs. Begin lines of a list with - and headings with ##";
    InputFrame frame = frame_of(v, form, field->name, label, hint);
    frame.is_optional = !field->required;
    frame.needed = field->needed;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_TIME: put_line(v, frame, form, field, value); break;
    case FIELD_LONG_TEXT: input_area(v, frame, form_text(form, field, value), 5); break;
    case FIELD_MARKDOWN: input_area(v, frame, form_text(form, field, value), 12); break;
    case FIELD_DATE:
        frame.is_group = true;
        input_date(v, frame,
            (DateShown){
                form_part(form, field, value, "day"), form_part(form, field, value, "month"), form_part(form, field, value, "year")});
        break;
    case FIELD_FLAG: input_checkbox(v, frame, record_value(v->arena, field, value).integer != 0); break;
    case FIELD_CHOICE: put_choice(v, frame, form, field, value); break;
    case FIELD_SET:
        frame.is_optional = false;
        input_checkboxes(v, frame, options_of_choices(v->arena, field->choices), chosen_of(v, form, field, value));
        break;
    case FIELD_REF:    /* form_ref, which has the options */
    case FIELD_MOMENT: /* never in forms */
    case FIELD_SECRET: check_failed("a field of this kind is not drawn by form_field", __FILE__, __LINE__);
    }
}

void form_field(View *v, const Form *form, const char *name, const void *value) {
    form_field_as(v, form, name, value, NULL, NULL);
}

void form_ref(View *v, const Form *form, const char *name, const void *value, OptionList options) {
    const Field *field = field_of(form, name);
    CHECK(field->kind == FIELD_REF);
    InputFrame frame = frame_of(v, form, field->name, field->label, field->hint);
    frame.is_optional = !field->required;
    Text chosen = form_text(form, field, value);
    bool has_none = !field->required || text_is_empty(chosen) || text_equal(chosen, S("0"));
    input_select(v, frame, options, chosen, has_none ? (field->required ? "Choose one" : "None") : NULL);
}

/* ---- Inputs of no record ---- */

static LineInput line_of(const Form *form, const TextInput *input, const char *type) {
    return (LineInput){.type = type,
        .mode = input->is_number ? "numeric" : NULL,
        .autocomplete = input->autocomplete,
        .prefix = input->prefix,
        .value = sent_or(form, input->name, input->value),
        .width = input->width};
}

static InputFrame frame_of_text(View *v, const Form *form, const TextInput *input) {
    InputFrame frame = frame_of(v, form, input->name, input->label, input->hint);
    frame.is_optional = input->is_optional;
    return frame;
}

void text_input(View *v, const Form *form, TextInput input) {
    input_line(v, frame_of_text(v, form, &input), line_of(form, &input, "text"));
}

void email_input(View *v, const Form *form, TextInput input) {
    LineInput line = line_of(form, &input, "email");
    line.is_code = true;
    if (!line.autocomplete) line.autocomplete = "email";
    input_line(v, frame_of_text(v, form, &input), line);
}

void password_input(View *v, const Form *form, TextInput input) {
    input_password(v, frame_of_text(v, form, &input), input.autocomplete ? input.autocomplete : "current-password");
}

void textarea_input(View *v, const Form *form, TextInput input) {
    input_area(v, frame_of_text(v, form, &input), sent_or(form, input.name, input.value), input.rows ? input.rows : 5);
}

/* The part as it was sent, or the number. */
static Text part_of(View *v, const Form *form, const char *name, const char *part, int number) {
    Text part_name = text_format(v->arena, "%s-%s", name, part);
    for (size_t i = 0; form && i < form->sent.count; i++)
        if (text_equal(form->sent.items[i].name, part_name)) return form->sent.items[i].value;
    return number ? text_format(v->arena, "%d", number) : (Text){0};
}

void date_input(View *v, const Form *form, const char *name, const char *label, const char *hint, Date value) {
    DateParts parts = date_is_set(value) ? date_parts(value) : (DateParts){0};
    InputFrame frame = frame_of(v, form, name, label, hint);
    frame.is_group = true;
    input_date(v, frame,
        (DateShown){part_of(v, form, name, "day", parts.day), part_of(v, form, name, "month", parts.month),
            part_of(v, form, name, "year", parts.year)});
}

void select_input(
    View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text value, const char *none) {
    input_select(v, frame_of(v, form, name, label, hint), options, sent_or(form, name, value), none);
}

void radios_input(View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text value) {
    input_radios(v, frame_of(v, form, name, label, hint), options, sent_or(form, name, value));
}

void checkboxes_input(View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text values) {
    if (form && form->was_sent) {
        Buffer sent = buffer_new(v->arena, 64);
        for (size_t i = 0; i < form->sent.count; i++) {
            if (!text_equal(form->sent.items[i].name, text_of(name))) continue;
            if (sent.len) buffer_put_char(&sent, ',');
            buffer_put(&sent, form->sent.items[i].value);
        }
        values = buffer_text(&sent);
    }
    input_checkboxes(v, frame_of(v, form, name, label, hint), options, values);
}

void checkbox_input(View *v, const Form *form, const char *name, const char *label, const char *hint, bool is_checked) {
    if (form && form->was_sent) is_checked = !text_is_empty(form_sent(&form->sent, text_of(name)));
    input_checkbox(v, frame_of(v, form, name, label, hint), is_checked);
}

void file_input(View *v, const Form *form, const char *name, const char *label, const char *hint, const char *accept) {
    input_file(v, frame_of(v, form, name, label, hint), accept, false);
}

void files_input(View *v, const Form *form, const char *name, const char *label, const char *hint, const char *accept) {
    input_file(v, frame_of(v, form, name, label, hint), accept, true);
}
