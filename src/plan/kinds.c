/* Owns the rows of the kinds and their rules: what a form of the plan may say. */
#include "plan/kinds.h"

#include <inttypes.h>

#include "plan/plan.sql.h"

/* ---- Where they lead ---- */

static Error *to_home(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db, (void)arena, (void)value;
    *out = S("/office/plan");
    return NULL;
}

static Error *to_agreement(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    const Agreement *agreement = value;
    *out = agreement->id.n ? agreement_url(arena, agreement->id) : S("/office/plan");
    return NULL;
}

static Error *to_year_of_chapter(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = agreement_url(arena, ((const AgreementChapter *)value)->agreement);
    return NULL;
}

static Error *to_year_of_version(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = agreement_url(arena, ((const AgreementVersion *)value)->agreement);
    return NULL;
}

static Error *to_plan_of_section(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = action_plan_url(arena, ((const PlanSection *)value)->agreement);
    return NULL;
}

static Error *to_action(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    const PlanAction *action = value;
    *out = action->id.n ? plan_action_url(arena, action->id) : action_plan_url(arena, action->agreement);
    return NULL;
}

static Error *to_plan_of_action(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = action_plan_url(arena, ((const PlanAction *)value)->agreement);
    return NULL;
}

/* Leads, themes, measures and links have their action in the first field. */
typedef struct {
    int64_t id, version;
    PlanActionId action;
} OfAction;
_Static_assert(offsetof(PlanLead, action) == offsetof(OfAction, action) && offsetof(PlanTheme, action) == offsetof(OfAction, action)
                   && offsetof(PlanMeasure, action) == offsetof(OfAction, action)
                   && offsetof(PlanLink, action) == offsetof(OfAction, action),
    "the action is the first field of what belongs to one");

static Error *to_its_action(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db;
    *out = plan_action_url(arena, ((const OfAction *)value)->action);
    return NULL;
}

static Error *to_action_of_value(Db *db, Arena *arena, const void *value, Text *out) {
    PlanMeasure measure;
    TRY(record_get(db, arena, &plan_measure_record, ((const MeasureValue *)value)->measure.n, &measure));
    *out = plan_action_url(arena, measure.action);
    return NULL;
}

static Error *to_priorities(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db, (void)arena, (void)value;
    *out = S("/office/plan/priorities");
    return NULL;
}

static Error *to_strategies(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db, (void)arena, (void)value;
    *out = S("/office/plan/strategies");
    return NULL;
}

static Error *to_issues(Db *db, Arena *arena, const void *value, Text *out) {
    (void)db, (void)arena, (void)value;
    *out = S("/office/plan/issues");
    return NULL;
}

/* ---- Their year ---- */

static Error *year_with(Db *db, Arena *arena, AgreementId id, Agreement *out, bool *found) {
    *found = id.n != 0;
    return *found ? record_get(db, arena, &agreement_record, id.n, out) : NULL;
}

/* Chapters, versions and sections have their agreement in the first field, and so has an action. */
typedef struct {
    int64_t id, version;
    AgreementId agreement;
} OfYear;
_Static_assert(offsetof(AgreementChapter, agreement) == offsetof(OfYear, agreement)
                   && offsetof(AgreementVersion, agreement) == offsetof(OfYear, agreement)
                   && offsetof(PlanSection, agreement) == offsetof(OfYear, agreement)
                   && offsetof(PlanAction, agreement) == offsetof(OfYear, agreement),
    "the agreement is the first field of what belongs to one");

/* Of itself, once it is there. */
static Error *year_itself(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    return year_with(db, arena, ((const Agreement *)value)->id, out, found);
}

static Error *its_year(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    return year_with(db, arena, ((const OfYear *)value)->agreement, out, found);
}

/* A new action has no agreement yet, but a section. */
static Error *year_of_action(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    const PlanAction *action = value;
    PlanSection section;
    if (action->agreement.n) return year_with(db, arena, action->agreement, out, found);
    TRY(record_get(db, arena, &plan_section_record, action->section.n, &section));
    return year_with(db, arena, section.agreement, out, found);
}

static Error *year_of_its_action(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    PlanAction action;
    TRY(record_get(db, arena, &plan_action_record, ((const OfAction *)value)->action.n, &action));
    return year_with(db, arena, action.agreement, out, found);
}

static Error *year_of_value(Db *db, Arena *arena, const void *value, Agreement *out, bool *found) {
    PlanMeasure measure;
    TRY(record_get(db, arena, &plan_measure_record, ((const MeasureValue *)value)->measure.n, &measure));
    return year_of_its_action(db, arena, &measure, out, found);
}

/* ---- Rules ---- */

/* Files that were taken or left hold nothing any more. */
static Error *sheets_ended_go(Tx *tx, void *value, Form *form) {
    const Agreement *agreement = value;
    PlanSheetList sheets;
    (void)form;
    TRY(sheets_of_agreement(tx_db(tx), tx_arena(tx), agreement->id, &sheets));
    for (size_t i = 0; i < sheets.count; i++)
        if (sheets.items[i].state != SHEET_WAITING) TRY(record_delete(tx, &plan_sheet_record, &sheets.items[i]));
    return NULL;
}

static Error *agreement_rule(Tx *tx, void *value, Form *form) {
    Agreement *agreement = value, other;
    bool found = false;
    Agreement before;
    PlanSectionList sections;
    if (agreement->state == 0) agreement->state = AGREEMENT_DRAFT;
    if (agreement->id.n) {
        TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, agreement->id.n, &before));
        TRY(sections_of(tx_db(tx), tx_arena(tx), agreement->id, &sections));
        bool is_used = before.state != AGREEMENT_DRAFT || sections.count;
        if (is_used && before.body.n != agreement->body.n)
            form_error(form, "body", "The agreement is endorsed or has a plan already, so its body stays");
        if (is_used && date_compare(before.starts, agreement->starts) != 0)
            form_error(form, "starts", "The agreement is endorsed or has a plan already, so its year stays");
    }
    if (date_compare(statutory_year_of(agreement->starts), agreement->starts) != 0)
        form_error(form, "starts", "The year of an agreement begins on 1 April");
    TRY(agreement_of_year(tx_db(tx), tx_arena(tx), agreement->body, agreement->starts, &other, &found));
    if (found && other.id.n != agreement->id.n) form_error(form, "starts", "There is an agreement for this year already");
    if (date_is_set(agreement->sent_on) && text_is_empty(agreement->sent_to)) form_error(form, "sent_to", "Enter who it was sent to");
    return NULL;
}

static Error *chapter_rule(Tx *tx, void *value, Form *form) {
    AgreementChapter *chapter = value;
    AgreementChapterList chapters;
    if (chapter->state == CHAPTER_FINISHED && text_is_empty(text_trim(chapter->text)))
        form_error(form, "text", "Enter the text of the chapter, or say that it is not finished");
    TRY(chapters_of(tx_db(tx), tx_arena(tx), chapter->agreement, &chapters));
    if (chapter->id.n == 0 && chapter->position == 0)
        chapter->position = chapters.count ? chapters.items[chapters.count - 1].position + 1 : 1;
    return NULL;
}

static Error *priority_rule(Tx *tx, void *value, Form *form) {
    Priority *priority = value, other;
    PriorityUsesRow uses;
    bool found = false;
    TRY(priority_uses(tx_db(tx), tx_arena(tx), priority->id, &uses));
    if (priority->kind == PRIORITY_THEME && uses.sections)
        form_error(form, "kind", "It is the priority of a section of a plan, so it stays a priority");
    if (priority->kind == PRIORITY_OWN && uses.themes) form_error(form, "kind", "Actions serve it as a theme, so it stays a theme");
    if (date_is_set(priority->from) && date_is_set(priority->until) && date_compare(priority->until, priority->from) < 0)
        form_error(form, "until", "The last day must be the same as or after the first day");
    if (priority->merged_into.n && priority->merged_into.n == priority->id.n)
        form_error(form, "merged_into", "A priority cannot go on as part of itself");
    TRY(priority_named(tx_db(tx), tx_arena(tx), priority->name, &other, &found));
    if (found && other.id.n != priority->id.n) form_error(form, "name", "There is a priority or theme of this name already");
    return NULL;
}

/* A theme is no section's priority, nor a priority an action's theme. */
static Error *check_kind(Tx *tx, PriorityId id, PriorityKind kind, Form *form, const char *field) {
    Priority priority;
    if (id.n == 0) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &priority_record, id.n, &priority));
    if (priority.kind != kind)
        form_error(form, field, "%.*s is a %s. Choose a %s", TEXT_ARG(priority.name), kind == PRIORITY_THEME ? "priority" : "theme",
            kind == PRIORITY_THEME ? "theme" : "priority");
    return NULL;
}

/* The number that an action had stays known: minutes cite it (R42). */
static Error *number_kept(Tx *tx, const PlanSection *section, const PlanAction *action) {
    PlanNumber kept = {.agreement = action->agreement, .action = action->id, .number = plan_number_shown(tx_arena(tx), section, action)};
    moment_to_london(tx_moment(tx), &kept.until, NULL);
    return record_insert(tx, &plan_number_record, &kept);
}

/* Of an action that is moved or numbered anew. */
static Error *keep_number(Tx *tx, const PlanAction *after) {
    PlanAction before;
    PlanSection section;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_action_record, after->id.n, &before));
    if (before.version != after->version) return NULL; /* a conflict: the update says so */
    if (before.section.n == after->section.n && before.number == after->number) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_section_record, before.section.n, &section));
    return number_kept(tx, &section, &before);
}

/* Of every action of a section that is numbered anew. */
static Error *keep_numbers_of_section(Tx *tx, const PlanSection *after) {
    PlanSection before;
    PlanActionList actions;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_section_record, after->id.n, &before));
    if (before.version != after->version || before.number == after->number) return NULL;
    TRY(actions_of_section(tx_db(tx), tx_arena(tx), after->id, &actions));
    for (size_t i = 0; i < actions.count; i++) TRY(number_kept(tx, &before, &actions.items[i]));
    return NULL;
}

static Error *section_rule(Tx *tx, void *value, Form *form) {
    PlanSection *section = value, other;
    bool found = false;
    if (!section->is_shared && text_is_empty(section->lead))
        form_error(form, "lead", "Enter the lead, or say that several priorities share the section");
    if (!section->is_shared && text_is_empty(section->aim))
        form_error(form, "aim", "Enter the aim, or say that several priorities share the section");
    if (!section->is_shared && section->priority.n == 0)
        form_error(form, "priority", "Choose the priority, or say that several priorities share the section");
    TRY(check_kind(tx, section->priority, PRIORITY_OWN, form, "priority"));
    TRY(section_numbered(tx_db(tx), tx_arena(tx), section->agreement, section->number, &other, &found));
    if (found && other.id.n != section->id.n) form_error(form, "number", "The plan has a section with this number already");
    return form_is_fine(form) && section->id.n ? keep_numbers_of_section(tx, section) : NULL;
}

static Error *action_rule(Tx *tx, void *value, Form *form) {
    PlanAction *action = value;
    PlanSection section;
    PlanAction other;
    bool found = false;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_section_record, action->section.n, &section));
    if (action->agreement.n && section.agreement.n != action->agreement.n)
        form_error(form, "section", "Choose a section of the same year. To go on with an action in another year, roll the plan over");
    action->agreement = section.agreement;
    if (action->is_linked && text_is_empty(action->linked_to))
        form_error(form, "linked_to", "Enter which group or strategy it is linked to");
    TRY(action_numbered(tx_db(tx), tx_arena(tx), section.agreement, section.number, action->number, &other, &found));
    PlanNumber once;
    bool was_found = false, is_brought_back = action->id.n == 0 && action->version > 0;
    Text number = plan_number_shown(tx_arena(tx), &section, action);
    TRY(action_numbered_once(tx_db(tx), tx_arena(tx), section.agreement, number, &once, &was_found));
    bool is_taken = found && other.id.n != action->id.n, was_taken = was_found && once.action.n != action->id.n;
    if (is_brought_back && (is_taken || was_taken)) /* there is no form in which another number could be chosen */
        return plan_next_number(tx_db(tx), tx_arena(tx), action->section, &action->number);
    if (is_taken) form_error(form, "number", "The section has an action with this number already");
    if (was_taken)
        form_error(
            form, "number", "Another action had the number %.*s before, and minutes may name it. Choose another number", TEXT_ARG(number));
    if (form_is_fine(form) && action->id.n) return keep_number(tx, action);
    return NULL;
}

static Error *lead_rule(Tx *tx, void *value, Form *form) {
    PlanLead *lead = value;
    PlanLeadList leads;
    TRY(leads_of_action(tx_db(tx), tx_arena(tx), lead->action, &leads));
    for (size_t i = 0; i < leads.count; i++) {
        const PlanLead *other = &leads.items[i];
        if (other->id.n != lead->id.n && other->organisation.n == lead->organisation.n && text_equal_ignoring_case(other->post, lead->post)
            && other->role == lead->role)
            form_error(form, "organisation", "It is entered for this action already");
    }
    return NULL;
}

static Error *theme_rule(Tx *tx, void *value, Form *form) {
    PlanTheme *theme = value;
    PlanThemeList themes;
    TRY(check_kind(tx, theme->theme, PRIORITY_THEME, form, "theme"));
    TRY(themes_of_action(tx_db(tx), tx_arena(tx), theme->action, &themes));
    for (size_t i = 0; i < themes.count; i++)
        if (themes.items[i].id.n != theme->id.n && themes.items[i].theme.n == theme->theme.n)
            form_error(form, "theme", "The action serves this theme already");
    return NULL;
}

static Error *link_rule(Tx *tx, void *value, Form *form) {
    PlanLink *link = value;
    PlanLinkList links;
    TRY(links_of_action(tx_db(tx), tx_arena(tx), link->action, &links));
    for (size_t i = 0; i < links.count; i++)
        if (links.items[i].id.n != link->id.n && links.items[i].strategy.n == link->strategy.n)
            form_error(form, "strategy", "The action is linked to it already");
    return NULL;
}

static Error *issue_rule(Tx *tx, void *value, Form *form) {
    EmergingIssue *issue = value;
    TRY(check_kind(tx, issue->priority, PRIORITY_OWN, form, "priority"));
    if (issue->standing != ISSUE_WATCHED && text_is_empty(issue->outcome)) form_error(form, "outcome", "Enter what came of it");
    return NULL;
}

/* ---- What new ones begin with ---- */

static Error *prepare_section(Db *db, Arena *arena, void *value) {
    PlanSection *section = value;
    PlanSectionList sections;
    TRY(sections_of(db, arena, section->agreement, &sections));
    section->number = sections.count ? sections.items[sections.count - 1].number + 1 : 1;
    return NULL;
}

static Error *prepare_action(Db *db, Arena *arena, void *value) {
    PlanAction *action = value;
    PlanSection section;
    TRY(record_get(db, arena, &plan_section_record, action->section.n, &section));
    action->agreement = section.agreement;
    action->state = PLAN_NOT_STARTED;
    return plan_next_number(db, arena, action->section, &action->number);
}

/* Whoever tells how an action goes gives the values of its measures. */
static Error *admit_teller(Office *office, Request *request, const void *value) {
    PlanMeasure measure;
    PlanPart part;
    PlannedAction line;
    OrganisationId mine;
    TRY(record_get(office->db, request->arena, &plan_measure_record, ((const MeasureValue *)value)->measure.n, &measure));
    TRY(plan_organisation(office, request, &mine));
    TRY(plan_line_read(office->db, request->arena, measure.action, mine, plan_today(request), &part, &line));
    if (plan_may_tell(office->roles, &line)) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN,
        "Only the organisations that lead or help with this action, and the safety team, give values of its measures.");
}

/* ---- The rows ---- */

#define BELONGS_TO(Struct, field, Record) .parent = (Record), .parent_offset = offsetof(Struct, field)
#define MISTAKES_ONLY "Only delete what was entered by mistake. The history keeps what it said."

static const PlanKind plan_agreement_kind = {.record = &agreement_record,
    .a = "an agreement",
    .the = "this agreement",
    .back = to_agreement,
    .year = year_itself,
    .back_deleted = to_home,
    .rule = agreement_rule,
    .let_go = sheets_ended_go,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "This agreement has chapters, versions, a plan or numbers that its actions had, calls for progress, consultation rounds, "
              "scrutiny sessions, was published, or has a file that waits to be looked at. Delete or leave those first, or keep it."};
static const PlanKind plan_chapter_kind = {.record = &agreement_chapter_record,
    .a = "a chapter",
    .the = "this chapter",
    BELONGS_TO(AgreementChapter, agreement, &agreement_record),
    .back = to_year_of_chapter,
    .year = its_year,
    .rule = chapter_rule,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_version_kind = {.record = &agreement_version_record,
    .a = "a version",
    .the = "this version",
    BELONGS_TO(AgreementVersion, agreement, &agreement_record),
    .back = to_year_of_version,
    .year = its_year,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_priority_kind = {.record = &priority_record,
    .a = "a priority or theme",
    .the = "this priority or theme",
    .back = to_priorities,
    .rule = priority_rule,
    .before_deleting = "A priority that has ended stays in the list: give it a last day. " MISTAKES_ONLY,
    .in_use = "A plan, an action or another priority refers to it, so it cannot be deleted. Give it a last day instead."};
static const PlanKind plan_name_kind = {.record = &priority_name_record,
    .a = "an earlier name",
    .the = "this earlier name",
    BELONGS_TO(PriorityName, priority, &priority_record),
    .back = to_priorities,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_section_of_year_kind = {.record = &plan_section_record,
    .a = "a section",
    .the = "this section",
    BELONGS_TO(PlanSection, agreement, &agreement_record),
    .back = to_plan_of_section,
    .year = its_year,
    .rule = section_rule,
    .prepare = prepare_section,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "The section has actions, or a scrutiny session names it. Move the actions to another section first, or keep it."};
static const PlanKind plan_action_of_year_kind = {.record = &plan_action_record,
    .a = "an action",
    .the = "this action",
    BELONGS_TO(PlanAction, section, &plan_section_record),
    .back = to_action,
    .back_deleted = to_plan_of_action,
    .year = year_of_action,
    .rule = action_rule,
    .prepare = prepare_action,
    .before_deleting = "An action that will not be done is stopped, with the reason, and stays in the plan. " MISTAKES_ONLY,
    .in_use = "The action has leads, themes, links, measures, progress, comments or an earlier number, or was raised as an exception, so "
              "it cannot be deleted. If it will not be "
              "done, tell its progress as stopped."};
static const PlanKind plan_lead_kind = {.record = &plan_lead_record,
    .a = "a lead or partner",
    .the = "this lead or partner",
    BELONGS_TO(PlanLead, action, &plan_action_record),
    .back = to_its_action,
    .year = year_of_its_action,
    .rule = lead_rule,
    .before_deleting = "It no longer leads or helps with the action. The history keeps that it did.",
    .in_use = ""};
const PlanKind plan_theme_kind = {.record = &plan_theme_record,
    .a = "a theme",
    .the = "this theme",
    BELONGS_TO(PlanTheme, action, &plan_action_record),
    .back = to_its_action,
    .year = year_of_its_action,
    .rule = theme_rule,
    .before_deleting = "The action no longer serves this theme.",
    .in_use = ""};
static const PlanKind plan_measure_kind = {.record = &plan_measure_record,
    .a = "a measure",
    .the = "this measure",
    BELONGS_TO(PlanMeasure, action, &plan_action_record),
    .back = to_its_action,
    .year = year_of_its_action,
    .rule = plan_measure_rule,
    .prepare = plan_measure_prepare,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "The measure has values, so it cannot be deleted. Close it instead: it takes no more values then."};
static const PlanKind plan_value_kind = {.record = &measure_value_record,
    .a = "a value",
    .the = "this value",
    BELONGS_TO(MeasureValue, measure, &plan_measure_record),
    .back = to_action_of_value,
    .year = year_of_value,
    .rule = plan_value_rule,
    .fields = plan_value_fields,
    .admit = admit_teller,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};
static const PlanKind plan_strategy_kind = {.record = &strategy_record,
    .a = "a strategy, group or law",
    .the = "this strategy, group or law",
    .back = to_strategies,
    .before_deleting = MISTAKES_ONLY,
    .in_use = "Actions are linked to it, so it cannot be deleted. Give it a last day instead."};
static const PlanKind plan_link_kind = {.record = &plan_link_record,
    .a = "a link",
    .the = "this link",
    BELONGS_TO(PlanLink, action, &plan_action_record),
    .back = to_its_action,
    .year = year_of_its_action,
    .rule = link_rule,
    .before_deleting = "The action is no longer linked to it.",
    .in_use = ""};
static const PlanKind plan_issue_kind = {.record = &emerging_issue_record,
    .a = "an emerging issue",
    .the = "this emerging issue",
    .back = to_issues,
    .rule = issue_rule,
    .before_deleting = MISTAKES_ONLY,
    .in_use = ""};

/* ---- Inside the transaction that writes ---- */

static Error *is_closed(Tx *tx, const PlanKind *kind, const void *value, bool *out) {
    Agreement agreement = {0};
    bool found = false;
    if (kind->year) TRY(kind->year(tx_db(tx), tx_arena(tx), value, &agreement, &found));
    *out = found && agreement.state == AGREEMENT_CLOSED;
    return NULL;
}

/* The first input of the form: what is wrong with all of it is said there. */
static const char *first_input(const Record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (!record->fields[i].by_program) return record->fields[i].name;
    return "";
}

/* Whoever closes the year comes before or behind this change, never between its look and its leap. */
Error *kind_hold(Tx *tx, const PlanKind *kind, void *value, Form *form) {
    bool closed;
    TRY(is_closed(tx, kind, value, &closed));
    if (closed) form_error(form, first_input(kind->record), "The year is closed. Its agreement and plan stay as they were");
    return kind->rule && !closed ? kind->rule(tx, value, form) : NULL;
}

/* What was deleted belonged to a year that was still open; of an agreement itself the version tells. */
Error *kind_hold_deleted(Tx *tx, const PlanKind *kind, const void *value) {
    bool closed;
    if (kind->year == year_itself) return NULL;
    TRY(is_closed(tx, kind, value, &closed));
    if (!closed) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT, "The year was closed meanwhile, so nothing was deleted. Its plan stays as it was.");
}

/* ---- Their doors ---- */

PLAN_KIND_DOORS(plan_agreement)
PLAN_KIND_DOORS(plan_chapter)
PLAN_KIND_DOORS(plan_version)
PLAN_KIND_DOORS(plan_priority)
PLAN_KIND_DOORS(plan_name)
PLAN_KIND_DOORS(plan_section_of_year)
PLAN_KIND_DOORS(plan_action_of_year)
PLAN_KIND_DOORS(plan_lead)
PLAN_KIND_DOORS(plan_theme)
PLAN_KIND_DOORS(plan_measure)
PLAN_KIND_DOORS(plan_value)
PLAN_KIND_DOORS(plan_strategy)
PLAN_KIND_DOORS(plan_link)
PLAN_KIND_DOORS(plan_issue)
