/* Owns the performance report of a quarter: shown, and made a report of an agenda item in one press. */
#include <inttypes.h>

#include "plan/documents.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/report.view.h"

const Input plan_quarter_input[] = {{"quarter", INPUT_TEXT, 10}, {0}};
const Input plan_report_inputs[] = {{"quarter", INPUT_TEXT, 10}, {"item", INPUT_TEXT, 30}, {0}};

/* The quarters of the year that have ended, the latest first. */
static void quarters_of(Arena *arena, const Agreement *agreement, Date today, OptionList *out, Date *latest) {
    for (int i = 3; i >= 0; i--) {
        Date end = quarter_of(date_plus_months(agreement->starts, i * 3));
        if (date_compare(end, today) >= 0) continue;
        if (!date_is_set(*latest)) *latest = end;
        option_add_text(arena, out, date_iso(arena, end), text_format(arena, "Quarter to %.*s", TEXT_ARG(date_plain(arena, end))));
    }
}

/* As it stood at the end of that day; as it is now when the day is today or ahead, or the plan was entered after it, and the report says so. */
static Error *read_plan_of(Office *office, Request *request, Date day, PlanReportShown *shown) {
    Date today = plan_today(request);
    Moment at;
    bool existed = false;
    moment_of_london(date_plus_days(day, 1), time_of(0, 0), &at);
    if (date_compare(day, today) < 0)
        TRY(plan_read_as_of(office->db, request->arena, shown->agreement.id, moment_plus_seconds(at, -1), &shown->plan, &existed));
    shown->stood_on = day;
    if (existed && shown->plan.action_count) return NULL;
    shown->stood_on = today;
    return plan_read(office->db, request->arena, shown->agreement.id, (OrganisationId){0}, today, &shown->plan);
}

static Error *write_report(Office *office, Request *request, PlanReportShown *shown) {
    Plan *plan = &shown->plan;
    PlanCallList calls;
    Body body;
    TRY(calls_of(office->db, request->arena, shown->agreement.id, &calls));
    PlanAnswerDays days = plan_answer_days(&calls, shown->quarter);
    TRY(read_plan_of(office, request, days.last, shown));
    TRY(progress_of_agreement(office->db, request->arena, shown->agreement.id, days.first, days.last, &shown->told));
    TRY(record_get(office->db, request->arena, &body_record, shown->agreement.body.n, &body));
    plan_report_write(request->arena, plan, &shown->told, shown->quarter, shown->stood_on, &shown->report);
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
    return out->may_write ? plan_places_ahead(office, request, out->agreement.body, false, &out->items) : NULL;
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

/* ---- Files ---- */

static Error *report_for_file(Office *office, Request *request, PlanReportShown *out, Text *name) {
    TRY(report_of_request(office, request, request_query(request, "quarter"), out));
    if (!date_is_set(out->quarter)) return error_new(request->arena, ERROR_NOT_FOUND, "No quarter of this year has ended yet.");
    *name = text_format(request->arena, "performance-report-%.*s", TEXT_ARG(out->quarter_chosen));
    return NULL;
}

Error *plan_report_document(Office *office, Request *request, Response *response) {
    PlanReportShown shown = {0};
    Text name = {0};
    TRY(report_for_file(office, request, &shown, &name));
    Document *d = report_document(request->arena, &shown.report, shown.report.subject, S(""), REPORT_FULL);
    document_foot(d, DOCUMENT_FOOT_PAGES);
    return plan_respond_document(request, response, d, name);
}

Error *plan_report_xlsx(Office *office, Request *request, Response *response) {
    PlanReportShown shown = {0};
    Text name = {0};
    TRY(report_for_file(office, request, &shown, &name));
    TableList tables = plan_report_tables(request->arena, &shown.plan, &shown.told, shown.stood_on);
    return plan_respond_tables(request, response, &tables, shown.report.subject, shown.report.summary, name);
}

/* ---- As a paper of a meeting ---- */

static Error *put_report(Tx *tx, PlanPlace place, Report *report, Paper *out) {
    AgendaItem item;
    TRY(plan_place_item(tx, place, report->subject, PURPOSE_INFORMATION, &item));
    return plan_paper_once(tx, item.id, report, out);
}

Error *plan_report_save(Office *office, Request *request, Response *response) {
    PlanReportShown shown = {0};
    Paper paper;
    PlanPlace place;
    Form form = form_show(request->arena, NULL);
    TRY(report_of_request(office, request, request_value(request, "quarter"), &shown));
    if (!date_is_set(shown.quarter)) return error_new(request->arena, ERROR_INPUT, "No quarter of this year has ended yet.");
    if (!plan_place_of(&shown.items, request_value(request, "item"), &place))
        form_error(&form, "item", "Choose the agenda item that the report is for");
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show(office, request, response, &shown, &form);
    }
    TRY(OFFICE_CHANGE(office, request, tx, put_report(tx, place, &shown.report, &paper)));
    respond_done(request, response, text_format(request->arena, "/office/papers/%" PRId64, paper.id.n), "plan-report");
    return NULL;
}
