/* Publishing minutes, and taking them back, from the office. */
#include "meetings/pages.h"
#include "minutes/minutes.h"
#include "publish/minutes_publication.view.h"
#include "publish/minutes_valve.h"
#include "publish/pages.h"
#include "store/job.h"

static Error *minutes_subject_of(Office *office, Request *request, Subject *s, Minutes *out) {
    MinutesWhole whole;
    TRY(subject_meeting(office, request, TO_EDIT, s));
    TRY(minutes_read(office->db, request->arena, &s->meeting, &whole));
    *out = whole.minutes;
    if (whole.is_begun) return NULL;
    return error_new(request->arena, ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
}

static Error *respond(Office *office, Request *request, Response *response, const Subject *s, const Minutes *minutes, const Form *form) {
    Page page = agenda_page(office, request, s, S("Publish the minutes"));
    page_breadcrumb(request->arena, &page, S("Minutes"), meeting_url(request->arena, s->meeting.id, "/minutes"));
    page.form = form;
    if (form) form_refused(response);
    bool is_outdated = false;
    if (minutes->is_wanted && minutes->state != MINUTES_DRAFT) {
        Error *error = minutes_are_outdated(office->db, request->arena, minutes, &is_outdated);
        if (error && error->kind != ERROR_BUSY) return error; /* without the key nobody knows */
    }
    View v = page_view(request, response, &page);
    minutes_publication_view(&v, page, s, minutes, is_outdated);
    return NULL;
}

Error *minutes_publication_show(Office *office, Request *request, Response *response) {
    Subject s;
    Minutes minutes;
    TRY(minutes_subject_of(office, request, &s, &minutes));
    return respond(office, request, response, &s, &minutes, NULL);
}

Error *minutes_publish_do(Office *office, Request *request, Response *response) {
    Subject s;
    Minutes minutes;
    TRY(minutes_subject_of(office, request, &s, &minutes));
    TRY(OFFICE_CHANGE(office, request, tx, minutes_want(tx, &minutes)));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes/publication"), "minutes-asked");
    return NULL;
}

Error *minutes_withdraw_do(Office *office, Request *request, Response *response) {
    Subject s;
    Minutes minutes;
    TRY(minutes_subject_of(office, request, &s, &minutes));
    Form form = reason_form(request, &minutes_record);
    Error *error = OFFICE_CHANGE(office, request, tx, minutes_withdraw_ask(tx, &minutes, request_value(request, "reason")));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "reason", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        TRY(minutes_subject_of(office, request, &s, &minutes));
        return respond(office, request, response, &s, &minutes, &form);
    }
    TRY(error);
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes/publication"), "minutes-withdrawn");
    return NULL;
}
