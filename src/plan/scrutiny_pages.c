/* Owns the pages of scrutiny: all sessions, one with all that belongs to it, its pack, its report as a paper of a meeting. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "plan/plan.sql.h"
#include "plan/scrutiny.sql.h"
#include "plan/scrutiny.view.h"
#include "plan/scrutiny_pages.h"

const Input scrutiny_item_input[] = {{"item", INPUT_TEXT, 30}, {0}};

static Text session_url(Arena *arena, ScrutinySessionId id) {
    return text_format(arena, "/office/plan/scrutiny/%" PRId64, id.n);
}

/* ---- All sessions ---- */

static Sentences years_of(Arena *arena, const AgreementList *agreements, const ScrutinySessionList *sessions) {
    Sentences out = {.items = ARENA_ARRAY(arena, Text, sessions->count + 1), .count = sessions->count};
    for (size_t i = 0; i < sessions->count; i++)
        for (size_t k = 0; k < agreements->count; k++)
            if (agreements->items[k].id.n == sessions->items[i].agreement.n) out.items[i] = year_shown(arena, agreements->items[k].starts);
    return out;
}

/* The form of a new session offers every year. */
static Error *year_to_begin_with(Db *db, Arena *arena, const AgreementList *agreements, Date today, AgreementId *out) {
    Agreement current;
    bool has_current;
    TRY(agreement_on(db, arena, today, &current, &has_current));
    *out = has_current ? current.id : agreements->count ? agreements->items[0].id : (AgreementId){0};
    return NULL;
}

Error *scrutiny_home_show(Office *office, Request *request, Response *response) {
    ScrutinyHome home = {.today = plan_today(request), .may_write = may_write_plan(office)};
    AgreementList agreements;
    TRY(scrutiny_sessions_all(office->db, request->arena, &home.sessions));
    TRY(agreements_all(office->db, request->arena, &agreements));
    home.years = years_of(request->arena, &agreements, &home.sessions);
    TRY(scrutiny_duties(office->db, request->arena, home.today, &home.duties));
    TRY(year_to_begin_with(office->db, request->arena, &agreements, home.today, &home.year));
    Page page = office_page(office, request, "plan", "Scrutiny");
    page_breadcrumb(request->arena, &page, S("The plan"), S("/office/plan"));
    View view = page_view(request, response, &page);
    scrutiny_home(&view, page, plan_links(request->arena), &home);
    return NULL;
}

/* ---- One session ---- */

static Error *session_of_request(Office *office, Request *request, ScrutinyWhole *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return scrutiny_read(office->db, request->arena, (ScrutinySessionId){id}, plan_today(request), out);
}

static Page session_page(Office *office, Request *request, const ScrutinyWhole *whole, Text title) {
    Page page = plan_page(office, request, &whole->agreement, title);
    page_breadcrumb(request->arena, &page, S("Scrutiny"), S("/office/plan/scrutiny"));
    return page;
}

static Text session_title(Arena *arena, const ScrutinySession *session) {
    return text_format(arena, "Scrutiny session, %.*s", TEXT_ARG(date_plain(arena, session->day)));
}

static Error *shown_of_request(Office *office, Request *request, ScrutinyShown *out) {
    ScrutinyWhole *whole = &out->whole;
    TRY(session_of_request(office, request, whole));
    out->today = plan_today(request);
    out->may_write = may_write_plan(office);
    out->lacking = scrutiny_lacks(request->arena, &whole->sections, &whole->attending);
    out->proposed = scrutiny_proposed(request->arena, whole->session.id, &whole->sections, &whole->attending).count;
    if (!out->may_write || !date_is_set(whole->session.report_on)) return NULL;
    return plan_places_ahead(office, request, whole->agreement.body, true, &out->items);
}

static Error *show(Office *office, Request *request, Response *response, const ScrutinyShown *shown, const Form *form) {
    Page page = session_page(office, request, &shown->whole, session_title(request->arena, &shown->whole.session));
    page.form = form;
    View view = page_view(request, response, &page);
    scrutiny_session(&view, page, shown);
    return NULL;
}

Error *scrutiny_session_show(Office *office, Request *request, Response *response) {
    ScrutinyShown shown = {0};
    TRY(shown_of_request(office, request, &shown));
    return show(office, request, response, &shown, NULL);
}

/* R47: read again inside the transaction, so that a button pressed twice proposes nobody twice. */
static Error *propose(Tx *tx, const ScrutinyWhole *whole) {
    ScrutinyAttendeeList attending;
    TRY(scrutiny_attendees_of(tx_db(tx), tx_arena(tx), whole->session.id, &attending));
    ScrutinyAttendeeList proposed = scrutiny_proposed(tx_arena(tx), whole->session.id, &whole->sections, &attending);
    for (size_t i = 0; i < proposed.count; i++) TRY(record_insert(tx, &scrutiny_attendee_record, &proposed.items[i]));
    return NULL;
}

Error *scrutiny_propose_do(Office *office, Request *request, Response *response) {
    ScrutinyWhole whole;
    TRY(session_of_request(office, request, &whole));
    TRY(OFFICE_CHANGE(office, request, tx, propose(tx, &whole)));
    respond_done(request, response, session_url(request->arena, whole.session.id), "scrutiny-proposed");
    return NULL;
}

/* ---- Back to the county body and its working group (R47) ---- */

/* The day of the meeting is kept with the session: when it is held, the recommendations have gone back. */
static Error *put_before_meeting(Tx *tx, ScrutinyWhole *whole, PlanPlace place, Report *report, Paper *paper) {
    AgendaItem item;
    Meeting meeting;
    ScrutinySession session;
    TRY(plan_place_item(tx, place, report->subject, PURPOSE_DECISION, &item));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item.meeting.n, &meeting));
    TRY(record_get(tx_db(tx), tx_arena(tx), &scrutiny_session_record, whole->session.id.n, &session));
    TRY(plan_paper_once(tx, item.id, report, paper));
    *(meeting.body.n == whole->agreement.body.n ? &session.body_told_on : &session.group_told_on) = meeting.day;
    return record_update(tx, &scrutiny_session_record, &session);
}

Error *scrutiny_paper_do(Office *office, Request *request, Response *response) {
    ScrutinyShown shown = {0};
    Report report = {0};
    Paper paper;
    Body body;
    PlanPlace place;
    Form form = form_show(request->arena, NULL);
    TRY(shown_of_request(office, request, &shown));
    if (!date_is_set(shown.whole.session.report_on))
        return error_new(request->arena, ERROR_INPUT, "The committee's report has not been received yet. Enter first when it was.");
    if (!plan_place_of(&shown.items, request_value(request, "item"), &place))
        form_error(&form, "item", "Choose the agenda item that the report is for");
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show(office, request, response, &shown, &form);
    }
    TRY(record_get(office->db, request->arena, &body_record, shown.whole.agreement.body.n, &body));
    scrutiny_report_write(request->arena, &shown.whole, &report);
    report.by = office->session ? office->session->name : S("");
    report.to = body.name;
    TRY(OFFICE_CHANGE(office, request, tx, put_before_meeting(tx, &shown.whole, place, &report, &paper)));
    respond_done(request, response, text_format(request->arena, "/office/papers/%" PRId64, paper.id.n), "plan-report");
    return NULL;
}

/* ---- The pack ---- */

/* The plan as it stands, or as it stood on the day of a session that was held. */
static Error *plan_on_day(Office *office, Request *request, const ScrutinyWhole *whole, ScrutinyPack *out) {
    Date today = plan_today(request);
    Moment at;
    bool existed = false;
    out->stood_on = date_compare(whole->session.day, today) < 0 ? whole->session.day : today;
    if (date_compare(out->stood_on, today) < 0) {
        moment_of_london(date_plus_days(out->stood_on, 1), time_of(0, 0), &at);
        TRY(plan_read_as_of(office->db, request->arena, whole->agreement.id, moment_plus_seconds(at, -1), &out->plan, &existed));
        if (existed && out->plan.action_count) return NULL;
        out->stood_on = today; /* entered afterwards: as it is now, and the pack says so */
    }
    return plan_read(office->db, request->arena, whole->agreement.id, (OrganisationId){0}, today, &out->plan);
}

static Error *pack_of_request(Office *office, Request *request, ScrutinyPack *out) {
    ScrutinySession before;
    Body body;
    TRY(session_of_request(office, request, &out->session));
    TRY(plan_on_day(office, request, &out->session, out));
    TRY(scrutiny_values_of_agreement(office->db, request->arena, out->session.agreement.id, out->stood_on, &out->values));
    TRY(scrutiny_session_before(office->db, request->arena, out->session.session.day, &before, &out->has_last));
    if (out->has_last) TRY(scrutiny_read(office->db, request->arena, before.id, plan_today(request), &out->last));
    TRY(record_get(office->db, request->arena, &body_record, out->session.agreement.body.n, &body));
    out->body = body.name;
    return NULL;
}

static Text pack_file(Arena *arena, const ScrutinyPack *pack) {
    return text_format(arena, "scrutiny-%.*s", TEXT_ARG(date_iso(arena, pack->session.session.day)));
}

Error *scrutiny_pack_show(Office *office, Request *request, Response *response) {
    ScrutinyPack pack = {0};
    Report report = {0};
    TRY(pack_of_request(office, request, &pack));
    scrutiny_pack_write(request->arena, &pack, &report);
    Page page = session_page(office, request, &pack.session, report.subject);
    page_breadcrumb(
        request->arena, &page, session_title(request->arena, &pack.session.session), session_url(request->arena, pack.session.session.id));
    View view = page_view(request, response, &page);
    scrutiny_pack(
        &view, page, &report, text_format(request->arena, "%.*s/pack", TEXT_ARG(session_url(request->arena, pack.session.session.id))));
    return NULL;
}

Error *scrutiny_pack_file(Office *office, Request *request, Response *response) {
    ScrutinyPack pack = {0};
    TRY(pack_of_request(office, request, &pack));
    return plan_respond_document(request, response, scrutiny_pack_document(request->arena, &pack), pack_file(request->arena, &pack));
}

Error *scrutiny_pack_xlsx(Office *office, Request *request, Response *response) {
    ScrutinyPack pack = {0};
    Report report = {0};
    TRY(pack_of_request(office, request, &pack));
    scrutiny_pack_write(request->arena, &pack, &report);
    TableList tables = scrutiny_pack_tables(request->arena, &pack);
    return plan_respond_tables(request, response, &tables, report.subject, report.summary, pack_file(request->arena, &pack));
}
