/* The page that records the election of a chair or vice-chair. */
#include "minutes/election.h"

#include "minutes/minutes.view.h"
#include "minutes/pages.h"

static Error *seats_of(Office *office, Request *request, const Meeting *meeting, OptionList *out) {
    Membership members;
    TRY(membership_on(office->db, request->arena, meeting->body, meeting->day, &members));
    for (size_t i = 0; i < members.count; i++) {
        const SeatHeld *held = &members.items[i];
        if (held->seat.is_invited || held->holders.count == 0) continue;
        option_add(request->arena, out, held->seat.id.n,
            text_format(request->arena, "%.*s: %.*s", TEXT_ARG(held->seat.title),
                TEXT_ARG(person_shown(request->arena, &held->holders.items[0].person))));
    }
    return NULL;
}

static Error *respond(Office *office, Request *request, Response *response, const Subject *s, const Election *e, const Form *form) {
    OptionList seats = {0};
    TRY(seats_of(office, request, &s->meeting, &seats));
    Page page = below_minutes_page(office, request, s, S("Record an election"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(s->code)),
        item_url(request->arena, s->item.id, "/minute"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    election_view(&v, page, s, e, seats);
    return NULL;
}

Error *election_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    Election e = {.office = OFFICE_VICE_CHAIR};
    TRY(minute_subject(office, request, &s));
    Form form = form_show(request->arena, &election_record);
    return respond(office, request, response, &s, &e, &form);
}

Error *election_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Election e = {0};
    TRY(minute_subject(office, request, &s));
    Form form = form_read(request->arena, &election_record, request->form, office->roles, NULL, &e);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, election_put(tx, &s.meeting, s.item.id, &e, &form)));
    if (!form_is_fine(&form)) return respond(office, request, response, &s, &e, &form);
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), "election-put");
    return NULL;
}
