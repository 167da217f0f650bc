/* Owns adding, changing and deleting what needs no more than its form: chapters, versions, sections, actions, leads, measures and the like. Each
 * kind is one row: its record, what it belongs to, where its page leads back to, its rule. */
#include <inttypes.h>

#include "people/people.sql.h"
#include "plan/kind.view.h"
#include "plan/kinds.h"
#include "plan/plan.sql.h"

/* ---- What can be chosen ---- */

static Error *organisation_choices(Db *db, Arena *arena, OptionList *out) {
    OrganisationList organisations;
    TRY(organisations_all(db, arena, &organisations));
    for (size_t i = 0; i < organisations.count; i++) option_add(arena, out, organisations.items[i].id.n, organisations.items[i].name);
    return NULL;
}

static Error *priority_choices(Db *db, Arena *arena, bool themes, OptionList *out) {
    PriorityList priorities;
    TRY(priorities_all(db, arena, &priorities));
    for (size_t i = 0; i < priorities.count; i++)
        if ((priorities.items[i].kind == PRIORITY_THEME) == themes)
            option_add(arena, out, priorities.items[i].id.n, priorities.items[i].name);
    return NULL;
}

static Error *meeting_choices(Db *db, Arena *arena, OptionList *out) {
    MeetingsToChooseRowList meetings;
    TRY(meetings_to_choose(db, arena, &meetings));
    for (size_t i = 0; i < meetings.count; i++)
        option_add(arena, out, meetings.items[i].id.n,
            text_format(arena, "%.*s, %.*s", TEXT_ARG(date_plain(arena, meetings.items[i].day)), TEXT_ARG(meetings.items[i].body)));
    return NULL;
}

static Error *section_choices(Db *db, Arena *arena, AgreementId agreement, OptionList *out) {
    PlanSectionList sections;
    TRY(sections_of(db, arena, agreement, &sections));
    for (size_t i = 0; i < sections.count; i++)
        option_add(arena, out, sections.items[i].id.n,
            text_format(arena, "%" PRId64 " %.*s", sections.items[i].number, TEXT_ARG(sections.items[i].title)));
    return NULL;
}

static Error *body_choices(Db *db, Arena *arena, Date day, OptionList *out) {
    BodyList bodies;
    TRY(bodies_on(db, arena, day, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(arena, out, bodies.items[i].id.n, bodies.items[i].name);
    return NULL;
}

static Error *agreement_choices(Db *db, Arena *arena, OptionList *out) {
    AgreementList agreements;
    TRY(agreements_all(db, arena, &agreements));
    for (size_t i = 0; i < agreements.count; i++)
        option_add(arena, out, agreements.items[i].id.n,
            text_format(arena, "%.*s: %.*s", TEXT_ARG(year_shown(arena, agreements.items[i].starts)), TEXT_ARG(agreements.items[i].title)));
    return NULL;
}

static Error *strategy_choices(Db *db, Arena *arena, OptionList *out) {
    StrategyList strategies;
    TRY(strategies_all(db, arena, &strategies));
    for (size_t i = 0; i < strategies.count; i++) option_add(arena, out, strategies.items[i].id.n, strategies.items[i].title);
    return NULL;
}

static Error *choices_of(Db *db, Arena *arena, const PlanKind *kind, const Field *field, const void *value, Date day, OptionList *out) {
    *out = (OptionList){0};
    if (field->to == &organisation_record) return organisation_choices(db, arena, out);
    if (field->to == &priority_record) return priority_choices(db, arena, kind == &plan_theme_kind, out);
    if (field->to == &meeting_record) return meeting_choices(db, arena, out);
    if (field->to == &strategy_record) return strategy_choices(db, arena, out);
    if (field->to == &agreement_record) return agreement_choices(db, arena, out);
    if (field->to == &body_record) return body_choices(db, arena, day, out);
    if (field->to == &plan_section_record) {
        AgreementId agreement = {0};
        if (kind->agreement) TRY(kind->agreement(db, arena, value, &agreement));
        else agreement = ((const PlanAction *)value)->agreement;
        return section_choices(db, arena, agreement, out);
    }
    return NULL;
}

/* ---- The form ---- */

static Error *fields_of(Db *db, Arena *arena, const PlanKind *kind, const void *value, const char *const **out) {
    *out = NULL;
    return kind->fields ? kind->fields(db, arena, value, out) : NULL;
}

static bool is_among(const char *const *names, const char *name) {
    if (!names) return true;
    for (; *names; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

static Error *inputs_of(Office *office, Request *request, const PlanKind *kind, const void *value, KindInputList *out) {
    const Record *record = kind->record;
    const char *const *only;
    TRY(fields_of(office->db, request->arena, kind, value, &only));
    out->count = 0;
    out->items = ARENA_ARRAY(request->arena, KindInput, record->field_count);
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        KindInput input = {.name = field->name, .is_ref = field->kind == FIELD_REF};
        if (field->by_program || !is_among(only, field->name)) continue;
        if (input.is_ref) TRY(choices_of(office->db, request->arena, kind, field, value, plan_today(request), &input.options));
        out->items[out->count++] = input;
    }
    return NULL;
}

static Error *show_form(Office *office, Request *request, Response *response, const PlanKind *kind, const void *value, Form *form) {
    KindInputList inputs;
    Text back;
    Agreement agreement;
    bool has_year = false;
    TRY(inputs_of(office, request, kind, value, &inputs));
    TRY(kind->back(office->db, request->arena, value, &back));
    if (kind->year) TRY(kind->year(office->db, request->arena, value, &agreement, &has_year));
    bool is_new = record_id(value) == 0;
    Page page = plan_page(office, request, has_year ? &agreement : NULL,
        text_format(request->arena, "%s %s", is_new ? "Add" : "Change", is_new ? kind->a : kind->the));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_kind_form(&view, page, inputs, value, back, kind->about ? text_of(kind->about) : S(""));
    return NULL;
}

static Error *read_form(Office *office, Request *request, const PlanKind *kind, void *value, Form *form) {
    const char *const *only;
    TRY(fields_of(office->db, request->arena, kind, value, &only));
    *form = form_read(request->arena, kind->record, request->form, office->roles, only, value);
    return NULL;
}

static void *new_value(Request *request, const PlanKind *kind) {
    return arena_alloc(request->arena, kind->record->size);
}

/* What belongs to a closed year stays as it was. */
static Error *refuse_closed(Office *office, Request *request, const PlanKind *kind, const void *value) {
    Agreement agreement = {0};
    bool found = false;
    if (kind->year) TRY(kind->year(office->db, request->arena, value, &agreement, &found));
    if (!found || agreement.state != AGREEMENT_CLOSED) return NULL;
    return error_new(request->arena, ERROR_INPUT, "This year is closed. Its agreement and plan stay as they were.");
}

/* A new one belongs to what its address names. */
static Error *value_for_new(Office *office, Request *request, const PlanKind *kind, void **out) {
    int64_t of = 0;
    *out = new_value(request, kind);
    if (kind->parent) {
        TRY(request_id(request, 0, &of));
        void *parent = arena_alloc(request->arena, kind->parent->size);
        TRY(record_get(office->db, request->arena, kind->parent, of, parent));
        memcpy((char *)*out + kind->parent_offset, &of, sizeof of);
    }
    TRY(refuse_closed(office, request, kind, *out));
    if (kind->admit) TRY(kind->admit(office, request, *out));
    return kind->prepare ? kind->prepare(office->db, request->arena, *out) : NULL;
}

static Error *value_of_request(Office *office, Request *request, const PlanKind *kind, void **out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    *out = new_value(request, kind);
    TRY(record_get(office->db, request->arena, kind->record, id, *out));
    TRY(refuse_closed(office, request, kind, *out));
    return kind->admit ? kind->admit(office, request, *out) : NULL;
}

/* ---- Doing ---- */

Error *kind_new_show(Office *office, Request *request, Response *response, const PlanKind *kind) {
    void *value;
    TRY(value_for_new(office, request, kind, &value));
    Form form = form_show(request->arena, kind->record);
    return show_form(office, request, response, kind, value, &form);
}

Error *kind_new_save(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *held) {
    void *value;
    Text back;
    TRY(value_for_new(office, request, kind, &value));
    Form form;
    TRY(read_form(office, request, kind, value, &form));
    TRY(change_save(office, request, kind->record, value, &form, held));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_form(office, request, response, kind, value, &form);
    }
    TRY(kind->back(office->db, request->arena, value, &back));
    respond_done(request, response, back, "plan-added");
    return NULL;
}

Error *kind_edit_show(Office *office, Request *request, Response *response, const PlanKind *kind) {
    void *value;
    TRY(value_of_request(office, request, kind, &value));
    Form form = form_show(request->arena, kind->record);
    return show_form(office, request, response, kind, value, &form);
}

Error *kind_edit_save(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *held) {
    void *value;
    Text back;
    TRY(value_of_request(office, request, kind, &value));
    TRY(kind->back(office->db, request->arena, value, &back));
    Form form;
    TRY(read_form(office, request, kind, value, &form));
    Error *error = change_save(office, request, kind->record, value, &form, held);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = plan_page(office, request, NULL, text_format(request->arena, "Change %s", kind->the));
        return respond_conflict(office, request, response, &page, kind->record, value, back);
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_form(office, request, response, kind, value, &form);
    }
    respond_done(request, response, back, "saved");
    return NULL;
}

Error *kind_delete_ask(Office *office, Request *request, Response *response, const PlanKind *kind) {
    void *value;
    Text back;
    TRY(value_of_request(office, request, kind, &value));
    TRY(kind->back(office->db, request->arena, value, &back));
    Page page = plan_page(office, request, NULL, text_format(request->arena, "Delete %s?", kind->the));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = text_of(kind->before_deleting),
            .button = text_string(request->arena, text_format(request->arena, "Delete %s", kind->the)),
            .is_warning = true,
            .back = back,
            .record = value});
    return NULL;
}

Error *kind_delete_do(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *deleted) {
    void *value;
    Text back;
    TRY(value_of_request(office, request, kind, &value));
    TRY(kind->back_deleted ? kind->back_deleted(office->db, request->arena, value, &back)
                           : kind->back(office->db, request->arena, value, &back));
    Error *error = change_delete_after(office, request, kind->record, value, kind->let_go, deleted);
    if (error && error->kind == ERROR_INPUT) return error_new(request->arena, ERROR_INPUT, "%s", kind->in_use);
    TRY(error);
    respond_done(request, response, back, kind->record->bring_back ? "deleted-for-now" : "deleted");
    return NULL;
}
