/* Owns the pages of calls for updates (R45): opening one for a quarter, closing it. */
#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/progress.view.h"

static Error *call_form(
    Office *office, Request *request, Response *response, const Agreement *agreement, const PlanCall *call, Form *form) {
    Page page = plan_page(office, request, agreement, S("Call for updates"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_call_form(&view, page, agreement, call);
    return NULL;
}

/* The quarter that ended last, of this year: its last one when the year is over, its first before one has ended. */
static Date quarter_to_call(const Agreement *agreement, Date today) {
    Date out = quarter_before(today), first = quarter_of(agreement->starts), last = year_ends(agreement->starts);
    return date_compare(out, first) < 0 ? first : date_compare(out, last) > 0 ? last : out;
}

Error *plan_call_show(Office *office, Request *request, Response *response) {
    Agreement agreement;
    PlanCall call = {0};
    TRY(agreement_of_request(office, request, &agreement));
    call.quarter_ends = quarter_to_call(&agreement, plan_today(request));
    Form form = form_show(request->arena, &plan_call_record);
    return call_form(office, request, response, &agreement, &call, &form);
}

static Error *call_rule(Tx *tx, void *value, Form *form) {
    PlanCall *call = value;
    PlanCallList calls;
    if (date_compare(quarter_of(call->quarter_ends), call->quarter_ends) != 0)
        form_error(form, "quarter_ends", "Quarters end on 30 June, 30 September, 31 December and 31 March");
    Agreement agreement;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, call->agreement.n, &agreement));
    if (agreement.state == AGREEMENT_CLOSED) form_error(form, "quarter_ends", "The year is closed. Its plan stays as it was");
    if (date_compare(statutory_year_of(call->quarter_ends), agreement.starts) != 0)
        form_error(form, "quarter_ends", "This quarter belongs to another year. Enter a quarter of %.*s",
            TEXT_ARG(year_shown(tx_arena(tx), agreement.starts)));
    if (date_compare(call->due, call->quarter_ends) <= 0) form_error(form, "due", "Updates are due after the quarter has ended");
    TRY(calls_of(tx_db(tx), tx_arena(tx), call->agreement, &calls));
    for (size_t i = 0; i < calls.count; i++) {
        if (date_compare(calls.items[i].quarter_ends, call->quarter_ends) == 0)
            form_error(form, "quarter_ends", "Updates were called for this quarter already");
        else if (!date_is_set(calls.items[i].closed_on)) form_error(form, "quarter_ends", "Close the call that is open first");
    }
    return NULL;
}

Error *plan_call_save(Office *office, Request *request, Response *response) {
    Agreement agreement;
    PlanCall call = {0};
    TRY(agreement_of_request(office, request, &agreement));
    if (agreement.state == AGREEMENT_CLOSED)
        return error_new(request->arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    call.agreement = agreement.id;
    Form form = form_read(request->arena, &plan_call_record, request->form, office->roles, NULL, &call);
    TRY(change_save(office, request, &plan_call_record, &call, &form, call_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return call_form(office, request, response, &agreement, &call, &form);
    }
    respond_done(request, response, text_format(request->arena, "%.*s/updates", TEXT_ARG(agreement_url(request->arena, agreement.id))),
        "plan-called");
    return NULL;
}

static Error *close_call(Tx *tx, PlanCall *call) {
    moment_to_london(tx_moment(tx), &call->closed_on, NULL);
    return record_update(tx, &plan_call_record, call);
}

Error *plan_call_close_do(Office *office, Request *request, Response *response) {
    int64_t id;
    PlanCall call;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &plan_call_record, id, &call));
    if (date_is_set(call.closed_on)) return error_new(request->arena, ERROR_INPUT, "This call is closed already.");
    TRY(OFFICE_CHANGE(office, request, tx, close_call(tx, &call)));
    respond_done(
        request, response, text_format(request->arena, "%.*s/updates", TEXT_ARG(agreement_url(request->arena, call.agreement))), "saved");
    return NULL;
}
