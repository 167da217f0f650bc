/* Owns the pages of the years: all of them, one agreement with its chapters and versions, its endorsement by the body. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "plan/agreement_publication.h"
#include "plan/documents.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/scrutiny.sql.h"
#include "plan/year.view.h"

/* ---- All years ---- */

static YearLine *year_with(YearLines *years, AgreementId id) {
    for (size_t i = 0; i < years->count; i++)
        if (years->items[i].agreement.id.n == id.n) return &years->items[i];
    return NULL;
}

/* The agreement of each body that began last, by today. They come with the latest first. */
static bool is_current(const YearLines *before, const Agreement *agreement, Date today) {
    if (date_compare(agreement->starts, today) > 0) return false;
    for (size_t i = 0; i < before->count; i++)
        if (before->items[i].is_current && before->items[i].agreement.body.n == agreement->body.n) return false;
    return true;
}

static void years_fill(Arena *arena, const AgreementList *agreements, PlanHome *home) {
    home->years.items = ARENA_ARRAY(arena, YearLine, agreements->count + 1);
    for (size_t i = 0; i < agreements->count; i++) {
        const Agreement *agreement = &agreements->items[i];
        YearLine line = {.agreement = *agreement,
            .year = year_shown(arena, agreement->starts),
            .is_current = is_current(&home->years, agreement, home->today)};
        home->years.items[home->years.count++] = line;
        home->current_count += line.is_current;
    }
}

static void count_standing(const ActionsStandingRow *row, Date today, YearLine *line) {
    PlanState standing = plan_standing(&(PlanAction){.state = plan_state_of_code(row->state), .due = row->due}, today);
    size_t actions = (size_t)row->actions;
    line->actions += actions;
    if (standing == PLAN_LATE) line->late += actions;
    if (standing == PLAN_AT_RISK) line->at_risk += actions;
    if (standing == PLAN_COMPLETE) line->complete += actions;
}

static Error *counts_read(Db *db, Arena *arena, PlanHome *home) {
    ActionsStandingRowList rows;
    TRY(actions_standing(db, arena, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        YearLine *line = year_with(&home->years, rows.items[i].agreement);
        if (line) count_standing(&rows.items[i], home->today, line);
    }
    return NULL;
}

static Error *mine_read(Db *db, Arena *arena, OrganisationId mine, PlanHome *home) {
    ActionsOfOrganisationRowList rows;
    if (mine.n == 0) return NULL;
    TRY(actions_of_organisation(db, arena, mine, &rows));
    home->mine.items = ARENA_ARRAY(arena, MyAction, rows.count * 2 + 1);
    for (int open = 1; open >= 0; open--)
        for (size_t i = 0; i < rows.count; i++) {
            const ActionsOfOrganisationRow *a = &rows.items[i];
            const YearLine *year = year_with(&home->years, a->agreement);
            PlanState standing = plan_standing(&(PlanAction){.state = plan_state_of_code(a->state), .due = a->due}, home->today);
            if (!year || !year->is_current || plan_state_is_open(standing) != (open == 1)) continue;
            home->mine.items[home->mine.count++] = (MyAction){.id = a->id,
                .number = text_format(arena, "%" PRId64 ".%" PRId64, a->section, a->number),
                .objective = a->objective,
                .agreement = year->agreement.title,
                .due = a->due,
                .standing = standing};
        }
    return NULL;
}

static Error *calls_read(Db *db, Arena *arena, PlanHome *home) {
    PlanCallList calls;
    TRY(plan_calls_open(db, arena, &calls));
    home->calls.items = ARENA_ARRAY(arena, OpenCall, calls.count + 1);
    for (size_t i = 0; i < calls.count; i++) {
        const YearLine *year = year_with(&home->years, calls.items[i].agreement);
        home->calls.items[home->calls.count++] = (OpenCall){calls.items[i], year ? year->agreement.title : S("")};
    }
    return NULL;
}

/* LAW-14 */
static Error *scrutiny_due(Office *office, Request *request, PlanHome *home) {
    ScrutinySessionList sessions;
    TRY(scrutiny_sessions_all(office->db, request->arena, &sessions));
    ScrutinyYear year = scrutiny_year(&sessions, home->today);
    home->scrutiny = scrutiny_year_warning(request->arena, &year);
    return NULL;
}

/* A fixed number of statements, however many years and actions there are. */
Error *plan_home_show(Office *office, Request *request, Response *response) {
    AgreementList agreements;
    OrganisationId mine;
    EmergingIssueList issues;
    PlanHome home = {.today = plan_today(request), .may_write = may_write_plan(office)};
    TRY(plan_organisation(office, request, &mine));
    TRY(agreements_all(office->db, request->arena, &agreements));
    years_fill(request->arena, &agreements, &home);
    TRY(counts_read(office->db, request->arena, &home));
    TRY(mine_read(office->db, request->arena, mine, &home));
    TRY(calls_read(office->db, request->arena, &home));
    TRY(strategies_watched(office->db, request->arena, home.today, &home.watched));
    TRY(issues_all(office->db, request->arena, &issues));
    if (agreements.count) TRY(scrutiny_due(office, request, &home));
    home.issues.items = ARENA_ARRAY(request->arena, EmergingIssue, issues.count + 1);
    for (size_t i = 0; i < issues.count; i++)
        if (issues.items[i].standing == ISSUE_WATCHED) home.issues.items[home.issues.count++] = issues.items[i];
    Page page = office_page(office, request, "plan", "The plan");
    View view = page_view(request, response, &page);
    plan_home(&view, page, plan_links(request->arena), &home);
    return NULL;
}

/* ---- One year ---- */

static void say(Arena *arena, Sentences *out, const char *what, Text number, const Sentences *lacking) {
    for (size_t i = 0; i < lacking->count; i++)
        out->items[out->count++] =
            text_format(arena, "%s %.*s: %.*s.", what, TEXT_ARG(number), TEXT_ARG(text_lower(arena, lacking->items[i])));
}

/* R41 over the whole plan. */
static Sentences lacking_of(Arena *arena, const Plan *plan) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, plan->parts.count * 3 + plan->action_count * 6 + 1)};
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanPart *part = &plan->parts.items[i];
        Sentences lacking = plan_section_lacks(arena, &part->section);
        say(arena, &out, "Section", text_format(arena, "%" PRId64, part->section.number), &lacking);
        for (size_t k = 0; k < part->actions.count; k++) {
            lacking = plan_action_lacks(arena, &part->actions.items[k]);
            say(arena, &out, "Action", part->actions.items[k].number, &lacking);
        }
    }
    return out;
}

Error *agreement_show(Office *office, Request *request, Response *response) {
    YearShown shown = {.today = plan_today(request), .may_write = may_write_plan(office)};
    OrganisationId mine;
    Body body;
    TRY(agreement_of_request(office, request, &shown.agreement));
    TRY(plan_organisation(office, request, &mine));
    TRY(record_get(office->db, request->arena, &body_record, shown.agreement.body.n, &body));
    TRY(chapters_of(office->db, request->arena, shown.agreement.id, &shown.chapters));
    TRY(versions_of(office->db, request->arena, shown.agreement.id, &shown.versions));
    TRY(plan_read(office->db, request->arena, shown.agreement.id, mine, shown.today, &shown.plan));
    TRY(plan_meeting_words(office->db, request->arena, shown.agreement.endorsed_at, &shown.endorsed_at));
    shown.body = body.name;
    shown.year = year_shown(request->arena, shown.agreement.starts);
    shown.lacking = lacking_of(request->arena, &shown.plan);
    Page page = plan_page(office, request, NULL, shown.agreement.title);
    View view = page_view(request, response, &page);
    plan_agreement(&view, page, year_links(request->arena, &shown.agreement, shown.may_write), &shown);
    return NULL;
}

Error *agreement_document_file(Office *office, Request *request, Response *response) {
    Agreement agreement;
    AgreementChapterList chapters;
    AgreementVersionList versions;
    Plan plan;
    Body body;
    TRY(agreement_of_request(office, request, &agreement));
    TRY(record_get(office->db, request->arena, &body_record, agreement.body.n, &body));
    TRY(chapters_of(office->db, request->arena, agreement.id, &chapters));
    TRY(versions_of(office->db, request->arena, agreement.id, &versions));
    TRY(plan_read(office->db, request->arena, agreement.id, (OrganisationId){0}, plan_today(request), &plan));
    return plan_respond_document(request, response, agreement_document(request->arena, &plan, body.name, &chapters, &versions),
        text_format(request->arena, "agreement-%.*s", TEXT_ARG(year_in_address(request->arena, agreement.starts))));
}

Error *chapter_show(Office *office, Request *request, Response *response) {
    int64_t id;
    AgreementChapter chapter;
    Agreement agreement;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &agreement_chapter_record, id, &chapter));
    TRY(record_get(office->db, request->arena, &agreement_record, chapter.agreement.n, &agreement));
    Page page = plan_page(office, request, &agreement, chapter.heading);
    View view = page_view(request, response, &page);
    plan_chapter(&view, page, &chapter, may_write_plan(office) && agreement.state != AGREEMENT_CLOSED);
    return NULL;
}

/* ---- Endorsement (R46) ---- */

const Input plan_was_input[] = {{"was", INPUT_TEXT, 10}, {0}};
const Input plan_meeting_input[] = {{"meeting", INPUT_INT, 0}, {0}};

/* Meetings of the body that were held by today, the latest first. */
static Error *meetings_that_endorse(Db *db, Arena *arena, const Agreement *agreement, Date today, OptionList *out) {
    MeetingList meetings;
    TRY(meetings_between(db, arena, agreement->body.n, date_plus_months(agreement->starts, -12), today, &meetings));
    *out = (OptionList){0};
    for (size_t i = 0; i < meetings.count; i++)
        if (meetings.items[i].state != MEETING_CANCELLED)
            option_add(arena, out, meetings.items[i].id.n, date_plain(arena, meetings.items[i].day));
    return NULL;
}

static Error *endorse_page(Office *office, Request *request, Response *response, const Agreement *agreement, const Form *form) {
    OptionList meetings;
    TRY(meetings_that_endorse(office->db, request->arena, agreement, plan_today(request), &meetings));
    Page page = plan_page(office, request, agreement, S("Record the endorsement"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_endorse(&view, page, agreement, meetings);
    return NULL;
}

Error *agreement_endorse_show(Office *office, Request *request, Response *response) {
    Agreement agreement;
    TRY(agreement_of_request(office, request, &agreement));
    return endorse_page(office, request, response, &agreement, NULL);
}

static Error *endorse(Tx *tx, Agreement *agreement, const Meeting *meeting) {
    agreement->state = AGREEMENT_ENDORSED;
    agreement->endorsed_at = meeting->id;
    agreement->endorsed_on = meeting->day;
    TRY(record_update(tx, &agreement_record, agreement));
    return tx_commit(tx);
}

static Error *meeting_chosen(Office *office, Request *request, const Agreement *agreement, Form *form, Meeting *out) {
    int64_t id = 0;
    text_to_int64(request_value(request, "meeting"), &id);
    Error *error = id ? record_get(office->db, request->arena, &meeting_record, id, out) : NULL;
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || id == 0 || out->body.n != agreement->body.n) form_error(form, "meeting", "Choose the meeting that endorsed the agreement");
    else if (out->state == MEETING_CANCELLED)
        form_error(form, "meeting", "This meeting was cancelled. Choose the one that endorsed the agreement");
    else if (date_compare(out->day, plan_today(request)) > 0) form_error(form, "meeting", "This meeting has not been held yet");
    return NULL;
}

Error *agreement_endorse_do(Office *office, Request *request, Response *response) {
    Agreement agreement;
    Meeting meeting = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    Form form = form_show(request->arena, NULL);
    form.sent = request->form;
    form.was_sent = true;
    TRY(agreement_of_request(office, request, &agreement));
    if (agreement.state != AGREEMENT_DRAFT) return error_new(request->arena, ERROR_INPUT, "This agreement is endorsed already.");
    TRY(meeting_chosen(office, request, &agreement, &form, &meeting));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return endorse_page(office, request, response, &agreement, &form);
    }
    TRY_OUT(office_begin(office, request, S("endorsed"), &tx));
    TRY_OUT(endorse(tx, &agreement, &meeting));
    respond_done(request, response, agreement_url(request->arena, agreement.id), "plan-endorsed");
out:
    tx_end(tx);
    return error;
}

/* R46: what the public reads as the agreement is endorsed. */
static Error *check_not_public(Tx *tx, const Agreement *agreement) {
    bool is_public;
    TRY(agreement_is_public(tx_db(tx), tx_arena(tx), agreement->id, &is_public));
    if (!is_public) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        "The public site shows this agreement as endorsed. Withdraw it on the page \"Public page\" first: then the endorsement can be "
        "taken "
        "back.");
}

/* Recorded by mistake: a draft again. */
Error *agreement_open_do(Office *office, Request *request, Response *response) {
    Agreement agreement;
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(agreement_of_request(office, request, &agreement));
    bool is_closed = agreement.state == AGREEMENT_CLOSED, means_closed = text_equal(request_value(request, "was"), S("closed"));
    if (agreement.state == AGREEMENT_DRAFT || is_closed != means_closed)
        return error_new(
            request->arena, ERROR_INPUT, "It is open again already: nothing was changed. Look at the year's page before you go on.");
    TRY_OUT(office_begin(office, request, is_closed ? S("the year is opened again") : S("the endorsement is taken back"), &tx));
    if (!is_closed) {
        TRY_OUT(check_not_public(tx, &agreement));
        agreement.endorsed_at = (MeetingId){0};
        agreement.endorsed_on = (Date){0};
    }
    agreement.state = date_is_set(agreement.endorsed_on) ? AGREEMENT_ENDORSED : AGREEMENT_DRAFT;
    TRY_OUT(record_update(tx, &agreement_record, &agreement));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, agreement_url(request->arena, agreement.id), "plan-opened");
out:
    tx_end(tx);
    return error;
}

/* ---- Order of chapters ---- */

Error *chapter_move_do(Office *office, Request *request, Response *response) {
    int64_t id;
    AgreementChapter chapter;
    AgreementChapterList chapters;
    Agreement agreement;
    Tx *tx = NULL;
    Error *error = NULL;
    bool up = text_equal(request_value(request, "direction"), S("up"));
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &agreement_chapter_record, id, &chapter));
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(record_get(tx_db(tx), request->arena, &agreement_record, chapter.agreement.n, &agreement));
    if (agreement.state == AGREEMENT_CLOSED) {
        error = error_new(request->arena, ERROR_INPUT, "This year is closed. Its agreement and plan stay as they were.");
        goto out;
    }
    TRY_OUT(chapters_of(tx_db(tx), request->arena, chapter.agreement, &chapters));
    for (size_t i = 0; i < chapters.count; i++) {
        size_t other = up ? i - 1 : i + 1;
        if (chapters.items[i].id.n != id || other >= chapters.count) continue;
        int64_t position = chapters.items[i].position;
        chapters.items[i].position = chapters.items[other].position;
        chapters.items[other].position = position;
        TRY_OUT(record_update(tx, &agreement_chapter_record, &chapters.items[i]));
        TRY_OUT(record_update(tx, &agreement_chapter_record, &chapters.items[other]));
        break;
    }
    TRY_OUT(tx_commit(tx));
    respond_see_other(response, agreement_url(request->arena, chapter.agreement));
out:
    tx_end(tx);
    return error;
}
