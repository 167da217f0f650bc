/* The page behind a one-time link: one action, its updates, and a box to say how it goes. Whoever has the link is not signed in and reaches nothing else. */
#include "mail/pages.h"

#include "mail/mail.view.h"
#include "meetings/pages.h"

const Input action_link_inputs[] = {{"is_done", INPUT_FLAG, 0}, {0}};

static Error *linked_of_request(Office *office, Request *request, ActionLinked *out) {
    return action_link_open(office->db, request->arena, request->parameters[0], request_today(request), out);
}

static Error *respond(
    Office *office, Request *request, Response *response, const ActionLinked *linked, const ActionUpdate *update, const Form *form) {
    Page page = office_page(office, request, "", "How does it go?");
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    action_link_page(&v, page, linked, update);
    response->cache_control = S("no-store");
    return NULL;
}

Error *action_link_show(Office *office, Request *request, Response *response) {
    ActionLinked linked;
    TRY(linked_of_request(office, request, &linked));
    Form form = form_show(request->arena, &action_update_record);
    return respond(office, request, response, &linked, &(ActionUpdate){0}, &form);
}

static Error *tell(Tx *tx, ActionLinked *linked, Text token, const ActionUpdate *update, bool is_done, Date today, Form *form) {
    Text by = text_join(tx_arena(tx), linked->person.name, S(" (by a link in an email)"));
    TRY(action_link_take(tx, token));
    TRY(action_tell(tx, &linked->action, update->text, by));
    if (!is_done) return NULL;
    linked->action.closed_how = CLOSED_DONE;
    linked->action.closed_reason = update->text;
    return action_close(tx, &linked->action, by, today, true, form);
}

static Error *tell_do(Office *office, Request *request, ActionLinked *linked, const ActionUpdate *update, Form *form) {
    Tx *tx = NULL;
    Error *error = NULL;
    Actor who = {0, text_join(request->arena, linked->person.name, S(" (by a link in an email)"))};
    bool is_done = !text_is_empty(request_value(request, "is_done"));
    TRY_OUT(tx_begin(office->store, request->arena, who, S(""), &tx));
    TRY_OUT(tell(tx, linked, request->parameters[0], update, is_done, request_today(request), form));
    if (form_is_fine(form)) TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *action_link_do(Office *office, Request *request, Response *response) {
    ActionLinked linked;
    ActionUpdate update = {0};
    TRY(linked_of_request(office, request, &linked));
    Form form = form_read(request->arena, &action_update_record, request->form, ACCESS_ALL, NULL, &update);
    if (form_is_fine(&form)) TRY(tell_do(office, request, &linked, &update, &form));
    if (!form_is_fine(&form)) return respond(office, request, response, &linked, &update, &form);
    Page page = office_page(office, request, "", "Thank you");
    View v = page_view(request, response, &page);
    action_link_thanks(&v, page);
    return NULL;
}
