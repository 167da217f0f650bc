/* Owns looking back: the plan as it stood on a day, what changed between two days or from one year to the next. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "plan/change.view.h"
#include "plan/pages.h"
#include "plan/plan.sql.h"

const Input plan_changes_inputs[] = {{"from", INPUT_DATE, 0}, {"to", INPUT_DATE, 0}, {"years", INPUT_TEXT, 3}, {0}};
const Input plan_day_input[] = {{"day", INPUT_DATE, 0}, {0}};

/* The end of a day in London. */
static Moment end_of(Date day) {
    Moment out;
    moment_of_london(date_plus_days(day, 1), time_of(0, 0), &out);
    return moment_plus_seconds(out, -1);
}

static Error *plan_on(Office *office, Request *request, const Agreement *agreement, Date day, Plan *out, bool *existed) {
    if (date_compare(day, plan_today(request)) >= 0) {
        *existed = true;
        return plan_read(office->db, request->arena, agreement->id, (OrganisationId){0}, plan_today(request), out);
    }
    return plan_read_as_of(office->db, request->arena, agreement->id, end_of(day), out, existed);
}

/* The days of the body's meetings, to choose from. */
static Error *meeting_days_of(Office *office, Request *request, const Agreement *agreement, OptionList *out) {
    MeetingList meetings;
    TRY(meetings_between(
        office->db, request->arena, agreement->body.n, date_plus_months(agreement->starts, -12), plan_today(request), &meetings));
    for (size_t i = 0; i < meetings.count; i++)
        if (meetings.items[i].state != MEETING_CANCELLED)
            option_add_text(request->arena, out, date_iso(request->arena, meetings.items[i].day),
                text_format(request->arena, "Meeting of %.*s", TEXT_ARG(date_plain(request->arena, meetings.items[i].day))));
    return NULL;
}

static bool day_asked(Request *request, Form *form, const char *name, const char *label, Date *out) {
    Date day = {0};
    if (!form_read_day(form, name, label, &day)) return false;
    if (date_is_set(day) && date_compare(day, plan_today(request)) > 0) {
        form_error(form, name, "%s must be today or in the past", label);
        return false;
    }
    if (date_is_set(day)) *out = day;
    return true;
}

/* With ?years=yes the year before is compared with this one; else two days of this one. */
Error *plan_changes_show(Office *office, Request *request, Response *response) {
    PlanCompared shown = {.today = plan_today(request)};
    Form form = form_show(request->arena, NULL);
    Plan before, after;
    bool existed = true;
    form.sent = request->query;
    TRY(agreement_of_request(office, request, &shown.agreement));
    shown.to = shown.today;
    shown.from = quarter_before(shown.today);
    day_asked(request, &form, "from", "The first day", &shown.from);
    day_asked(request, &form, "to", "The last day", &shown.to);
    if (form_is_fine(&form) && date_compare(shown.from, shown.to) > 0) form_error(&form, "to", "The last day must not be before the first");
    TRY(meeting_days_of(office, request, &shown.agreement, &shown.meetings));
    TRY(agreement_before(office->db, request->arena, shown.agreement.body, shown.agreement.starts, &shown.earlier, &shown.has_earlier));
    if (form_is_fine(&form)) {
        shown.by_year = shown.has_earlier && text_equal(request_query(request, "years"), S("yes"));
        TRY(plan_on(office, request, &shown.agreement, shown.to, &after, &existed));
        if (!existed) after = (Plan){.agreement = shown.agreement};
        if (shown.by_year) TRY(plan_read(office->db, request->arena, shown.earlier.id, (OrganisationId){0}, shown.today, &before));
        else TRY(plan_on(office, request, &shown.agreement, shown.from, &before, &existed));
        if (!shown.by_year && !existed) before = (Plan){.agreement = shown.agreement};
        shown.changes = plan_changes(request->arena, &before, &after, shown.by_year);
        shown.has_changes = true;
    } else change_refused(response);
    Page page = plan_page(office, request, &shown.agreement, S("What changed"));
    page.form = &form;
    View view = page_view(request, response, &page);
    plan_compared(&view, page, year_links(request->arena, &shown.agreement, may_write_plan(office)), &shown);
    return NULL;
}

Error *plan_stood_show(Office *office, Request *request, Response *response) {
    Agreement agreement;
    Plan plan;
    bool existed = false;
    Date day = plan_today(request);
    Form form = form_show(request->arena, NULL);
    form.sent = request->query;
    TRY(agreement_of_request(office, request, &agreement));
    if (!day_asked(request, &form, "day", "The day", &day)) change_refused(response);
    TRY(plan_on(office, request, &agreement, day, &plan, &existed));
    if (!existed) plan = (Plan){.agreement = agreement};
    Page page = plan_page(office, request, &agreement,
        text_format(request->arena, "The action plan as it stood on %.*s", TEXT_ARG(date_plain(request->arena, day))));
    page.form = &form;
    View view = page_view(request, response, &page);
    plan_stood(&view, page, &plan, existed);
    return NULL;
}
