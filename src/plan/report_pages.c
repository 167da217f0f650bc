/* Owns the performance report of a quarter: shown, and made a report of an agenda item in one press. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/report.view.h"

const Input plan_quarter_input[] = {{"quarter", INPUT_TEXT, 10}, {0}};
const Input plan_report_inputs[] = {{"quarter", INPUT_TEXT, 10}, {"item", INPUT_INT, 0}, {0}};

enum { MEETINGS_AHEAD = 4 };

/* The quarters of the year that have ended, the latest first. */
static void quarters_of(Arena *arena, const Agreement *agreement, Date today, OptionList *out, Date *latest) {
    for (int i = 3; i >= 0; i--) {
        Date end = quarter_of(date_plus_months(agreement->starts, i * 3));
        if (date_compare(end, today) >= 0) continue;
        if (!date_is_set(*latest)) *latest = end;
        option_add_text(arena, out, date_iso(arena, end), text_format(arena, "Quarter to %.*s", TEXT_ARG(date_plain(arena, end))));
    }
}

/* The open items of the body's next meetings. */
static Error *items_ahead(Office *office, Request *request, const Agreement *agreement, OptionList *out) {
    MeetingList meetings;
    TRY(meetings_from_day(office->db, request->arena, agreement->body.n, plan_today(request), MEETINGS_AHEAD, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        Agenda agenda;
        if (meetings.items[i].state == MEETING_CANCELLED || meetings.items[i].state == MEETING_HELD) continue;
        TRY(agenda_get(office->db, request->arena, meetings.items[i].id, &agenda));
        for (size_t k = 0; k < agenda.count; k++)
            for (size_t n = 0; n < agenda.items[k].count; n++) {
                const AgendaEntry *entry = &agenda.items[k].items[n];
                if (entry->item.is_withdrawn || !item_is_public(&agenda.meeting, &agenda.items[k].part, &entry->item))
                    continue; /* what the report says is open */
                option_add(request->arena, out, entry->item.id.n,
                    text_format(request->arena, "%.*s: %.*s %.*s", TEXT_ARG(date_plain(request->arena, meetings.items[i].day)),
                        TEXT_ARG(entry->code), TEXT_ARG(entry->item.title)));
            }
    }
    return NULL;
}

static Error *write_report(Office *office, Request *request, PlanReportShown *shown) {
    Plan plan;
    PlanProgressList progress;
    Moment at;
    Body body;
    bool existed = false;
    Date first = date_plus_days(quarter_before(shown->quarter), 1);
    moment_of_london(date_plus_days(shown->quarter, 1), time_of(0, 0), &at);
    TRY(plan_read_as_of(office->db, request->arena, shown->agreement.id, moment_plus_seconds(at, -1), &plan, &existed));
    bool is_later = !existed || plan.action_count == 0; /* entered after the quarter: as it is now, and the report says so */
    if (is_later) TRY(plan_read(office->db, request->arena, shown->agreement.id, (OrganisationId){0}, plan_today(request), &plan));
    TRY(progress_of_agreement(office->db, request->arena, shown->agreement.id, first, shown->quarter, &progress));
    TRY(record_get(office->db, request->arena, &body_record, shown->agreement.body.n, &body));
    plan_report_write(request->arena, &plan, &progress, shown->quarter, is_later ? plan_today(request) : shown->quarter, &shown->report);
    shown->report.by = office->session ? office->session->name : S("");
    shown->report.to = body.name;
    return NULL;
}

static Error *report_of_request(Office *office, Request *request, Text quarter, PlanReportShown *out) {
    Date asked = {0}, today = plan_today(request);
    TRY(agreement_of_request(office, request, &out->agreement));
    quarters_of(request->arena, &out->agreement, today, &out->quarters, &out->quarter);
    bool is_asked = date_parse_iso(quarter, &asked) && date_compare(quarter_of(asked), asked) == 0 && date_compare(asked, today) < 0
                    && date_compare(statutory_year_of(asked), out->agreement.starts) == 0;
    if (is_asked) out->quarter = asked;
    out->quarter_chosen = date_iso(request->arena, out->quarter);
    out->may_write = may_write_plan(office);
    if (date_is_set(out->quarter)) TRY(write_report(office, request, out));
    return out->may_write ? items_ahead(office, request, &out->agreement, &out->items) : NULL;
}

static Error *show(Office *office, Request *request, Response *response, const PlanReportShown *shown, const Form *form) {
    Page page = plan_page(office, request, &shown->agreement, S("Quarterly report"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_report(&view, page, year_links(request->arena, &shown->agreement, shown->may_write), shown);
    return NULL;
}

Error *plan_report_show(Office *office, Request *request, Response *response) {
    PlanReportShown shown = {0};
    TRY(report_of_request(office, request, request_query(request, "quarter"), &shown));
    return show(office, request, response, &shown, NULL);
}

/* The item must be one that the page offered. */
static bool is_offered(const OptionList *items, int64_t item) {
    int64_t n;
    for (size_t i = 0; i < items->count; i++)
        if (text_to_int64(items->items[i].value, &n) && n == item) return true;
    return false;
}

/* A button pressed twice puts one paper on the agenda. */
static Error *add_once(Tx *tx, AgendaItemId item, Report *report, Paper *out) {
    PaperList papers;
    TRY(papers_of_item(tx_db(tx), tx_arena(tx), item, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        if (!text_equal(papers.items[i].title, report->subject) || papers.items[i].kind != PAPER_REPORT || papers.items[i].is_withdrawn)
            continue;
        *out = papers.items[i];
        return NULL;
    }
    return report_add(tx, item, report, out);
}

Error *plan_report_save(Office *office, Request *request, Response *response) {
    PlanReportShown shown = {0};
    Paper paper;
    int64_t item = 0;
    Form form = form_show(request->arena, NULL);
    TRY(report_of_request(office, request, request_value(request, "quarter"), &shown));
    text_to_int64(request_value(request, "item"), &item);
    if (!date_is_set(shown.quarter)) return error_new(request->arena, ERROR_INPUT, "No quarter of this year has ended yet.");
    if (!is_offered(&shown.items, item)) form_error(&form, "item", "Choose the agenda item that the report is for");
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show(office, request, response, &shown, &form);
    }
    TRY(OFFICE_CHANGE(office, request, tx, add_once(tx, (AgendaItemId){item}, &shown.report, &paper)));
    respond_done(request, response, text_format(request->arena, "/office/papers/%" PRId64, paper.id.n), "plan-report");
    return NULL;
}
