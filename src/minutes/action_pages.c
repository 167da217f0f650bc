/* The pages of actions (R10): the list, one with its updates, recording, changing, telling and closing it. */
#include "minutes/pages.h"

#include "minutes/actions.sql.h"
#include "minutes/actions.view.h"
#include "store/journal.h"
#include "store/twice.h"

Text action_url(Arena *arena, ActionId id, const char *rest) {
    return text_format(arena, "/office/actions/%" PRId64 "%s", id.n, rest);
}

Text action_name(Arena *arena, const ActionShown *s) {
    return text_format(arena, "Action on item %.*s of %.*s", TEXT_ARG(s->place.code), TEXT_ARG(date_plain(arena, s->place.meeting.day)));
}

Text action_words_listed(Arena *arena, const ActionShown *s) {
    return s->is_public ? s->action.text : action_name(arena, s);
}

static Text by_whom(const Office *office) {
    return office->session ? office->session->name : S("");
}

/* ---- The list ---- */

static Text owner_code(Arena *arena, const Action *a) {
    return a->seat.n ? text_format(arena, "seat-%" PRId64, a->seat.n) : text_format(arena, "person-%" PRId64, a->person.n);
}

static void options_add_once(Arena *arena, OptionList *list, Text value, Text label) {
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i].value, value)) return;
    option_add_text(arena, list, value, label);
}

/* The bodies and owners of what the person sees are what they can choose from. */
static void filter_options(Arena *arena, const ActionsShown *all, bool has_person, ActionListShown *out) {
    option_add_text(arena, &out->states, S("overdue"), S("Overdue"));
    option_add_text(arena, &out->states, S("closed"), S("Closed"));
    option_add_text(arena, &out->states, S("all"), S("Open and closed"));
    if (has_person) option_add_text(arena, &out->owners, S("me"), S("Me"));
    for (size_t i = 0; i < all->count; i++) {
        const ActionShown *a = &all->items[i];
        options_add_once(arena, &out->bodies, text_format(arena, "%" PRId64, a->action.body.n), a->body);
        options_add_once(arena, &out->owners, owner_code(arena, &a->action), a->owner);
    }
}

static bool is_asked_for(Arena *arena, const ActionShown *a, const ActionListShown *f) {
    bool is_open = a->action.state == ACTION_OPEN;
    if (f->body.len && !text_equal(f->body, text_format(arena, "%" PRId64, a->action.body.n))) return false;
    if (text_equal(f->owner, S("me")) && !a->is_mine) return false;
    if (f->owner.len && !text_equal(f->owner, S("me")) && !text_equal(f->owner, owner_code(arena, &a->action))) return false;
    if (text_equal(f->state, S("overdue"))) return a->is_overdue;
    if (text_equal(f->state, S("closed"))) return !is_open;
    return is_open || text_equal(f->state, S("all"));
}

Error *action_list_show(Office *office, Request *request, Response *response) {
    ActionListShown shown = {.body = request_query(request, "body"),
        .owner = request_query(request, "owner"),
        .state = request_query(request, "state"),
        .today = request_today(request)};
    TRY(actions_shown(office->db, request->arena, office->session, (BodyId){0}, 0, shown.today, &shown.actions));
    filter_options(request->arena, &shown.actions, office->session && office->session->person, &shown);
    size_t kept = 0;
    for (size_t i = 0; i < shown.actions.count; i++)
        if (is_asked_for(request->arena, &shown.actions.items[i], &shown)) shown.actions.items[kept++] = shown.actions.items[i];
    shown.actions.count = kept;
    Page page = office_page(office, request, "actions", "Actions");
    View v = page_view(request, response, &page);
    action_list_view(&v, page, &shown);
    return NULL;
}

/* ---- One ---- */

static Error *not_there(Arena *arena) {
    return error_new(arena, ERROR_NOT_FOUND, "There is no such action, or it is not for you to see. Look at the list of actions.");
}

static Error *action_of_request(Office *office, Request *request, ActionShown *out) {
    int64_t id;
    Action action;
    *out = (ActionShown){0};
    TRY(request_id(request, 0, &id));
    Error *error = record_get(office->db, request->arena, &action_record, id, &action);
    if (error && error->kind == ERROR_NOT_FOUND) return not_there(request->arena);
    TRY(error);
    TRY(action_shown(office->db, request->arena, office->session, &action, request_today(request), out));
    return out->sees ? NULL : not_there(request->arena);
}

static Error *to_change(Office *office, Request *request, bool only_clerk, ActionShown *out) {
    TRY(action_of_request(office, request, out));
    if (out->may_change || (out->may_tell && !only_clerk)) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN,
        only_clerk ? "Only a clerk can change this. Ask the clerk of the meeting."
                   : "Only whoever does this action, and a clerk, write what becomes of it.");
}

/* Reading what is restricted is journalled wherever its words are shown. */
static Error *note_shown(Office *office, Request *request, const ActionShown *s) {
    if (s->is_public) return NULL;
    return journal_note_read_as(office->store, request->arena, office_actor(office), &action_record, s->action.id.n, READ_OPENED);
}

static Page below_actions(Office *office, Request *request, const ActionShown *s, Text title) {
    Page page = office_page(office, request, "actions", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Actions"), S("/office/actions"));
    if (s) page_breadcrumb(request->arena, &page, action_name(request->arena, s), action_url(request->arena, s->action.id, ""));
    return page;
}

static Error *minutes_are_draft(Db *db, Arena *arena, MeetingId meeting, bool *out) {
    MinutesStateOfRow row = {0};
    bool found;
    TRY(minutes_state_of(db, arena, meeting, &row, &found));
    *out = found && text_equal(row.state, S("draft"));
    return NULL;
}

static Error *page_respond(Office *office, Request *request, Response *response, const ActionShown *s, const Form *form) {
    Arena *arena = request->arena;
    ActionPageShown shown = {.a = *s, .only_done = !s->may_change};
    TRY(note_shown(office, request, s));
    TRY(action_updates(office->db, arena, s->action.id, &shown.updates));
    TRY(minutes_are_draft(office->db, arena, s->action.meeting, &shown.is_draft));
    if (s->action.state == ACTION_OPEN) shown.standing = due_standing(arena, s->day, request_today(request));
    Page page = below_actions(office, request, NULL, action_name(arena, s));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    action_page_view(&v, page, &shown);
    return NULL;
}

Error *action_page_show(Office *office, Request *request, Response *response) {
    ActionShown s;
    TRY(action_of_request(office, request, &s));
    Form form = form_show(request->arena, &action_update_record);
    return page_respond(office, request, response, &s, &form);
}

static Error *tell_once(Tx *tx, const Action *action, ActionUpdate *update, Text by) {
    int64_t before;
    update->action = action->id;
    TRY(made_just_now(tx, &action_update_record, update, 60, &before));
    return before ? NULL : action_tell(tx, action, update->text, by);
}

Error *action_tell_do(Office *office, Request *request, Response *response) {
    ActionShown s;
    ActionUpdate update = {0};
    TRY(to_change(office, request, false, &s));
    Form form = form_read(request->arena, &action_update_record, request->form, office->roles, NULL, &update);
    if (!form_is_fine(&form)) return page_respond(office, request, response, &s, &form);
    TRY(OFFICE_CHANGE(office, request, tx, tell_once(tx, &s.action, &update, by_whom(office))));
    respond_done(request, response, action_url(request->arena, s.action.id, ""), "action-told");
    return NULL;
}

/* ---- Recording and changing ---- */

static void place_options(Arena *arena, const MinuteEntry *e, OptionList *out) {
    Text numbered = minute_numbered(arena, e->minute.text);
    for (int n = 1; n < 100; n++) {
        Text mark = text_format(arena, "%d\\. ", n), name = text_format(arena, "Paragraph %d", n);
        if (!text_starts_with(numbered, mark) && !text_contains(numbered, text_join(arena, S("\n"), mark))) break;
        option_add_text(arena, out, name, name);
    }
    for (size_t i = 0; i < e->resolutions.count; i++) {
        Text letter = resolution_letter(arena, i, e->resolutions.count);
        Text name = letter.len ? text_join(arena, S("Resolution "), letter) : S("What was resolved");
        option_add_text(arena, out, name, name);
    }
}

static Error *form_options(Office *office, Request *request, const Meeting *meeting, AgendaItemId item, ActionForm *out) {
    MinutesWhole whole;
    Membership seats;
    PersonList persons;
    Arena *arena = request->arena;
    TRY(minutes_read(office->db, arena, meeting, &whole));
    TRY(membership_on(office->db, arena, meeting->body, request_today(request), &seats));
    TRY(persons_to_choose(office->db, arena, &persons));
    const MinuteEntry *entry = minutes_entry(&whole, item);
    if (entry) place_options(arena, entry, &out->places);
    for (size_t i = 0; i < seats.count; i++) option_add(arena, &out->seats, seats.items[i].seat.id.n, seats.items[i].seat.title);
    for (size_t i = 0; i < persons.count; i++)
        option_add(arena, &out->persons, persons.items[i].id.n, person_shown(arena, &persons.items[i]));
    out->is_late = whole.minutes.state != MINUTES_DRAFT;
    return NULL;
}

/* A part of the minute that is not there (any more) is not taken. */
static void check_place(Form *form, const Action *action, const OptionList *places, Text before) {
    bool is_there = text_is_empty(action->place) || text_equal(action->place, before);
    for (size_t i = 0; i < places->count; i++) is_there = is_there || text_equal(places->items[i].value, action->place);
    if (!is_there) form_error(form, "place", "Choose a part of the minute as it is now");
}

static Error *new_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Action *action, ActionForm *shown, const Form *form) {
    if (!subject_is_public(s)) shown->item = S("This item is restricted. So is the action: only those who may read its minute see it.");
    Page page = below_minutes_page(office, request, s, S("Record an action"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(s->code)),
        item_url(request->arena, s->item.id, "/minute"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    Text caption = text_format(request->arena, "Item %.*s %.*s", TEXT_ARG(s->code), TEXT_ARG(subject_item_title(s)));
    action_form_view(&v, page, caption, action, shown, meeting_url(request->arena, s->meeting.id, "/minutes"));
    return NULL;
}

static Error *new_subject(Office *office, Request *request, Subject *s, ActionForm *shown) {
    MinutesStateOfRow row = {0};
    bool is_begun;
    TRY(minute_subject(office, request, s));
    TRY(minutes_state_of(office->db, request->arena, s->meeting.id, &row, &is_begun));
    if (!is_begun) return error_new(request->arena, ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
    if (s->item.is_withdrawn) return error_new(request->arena, ERROR_INPUT, "This item was withdrawn, so no action follows from it.");
    return form_options(office, request, &s->meeting, s->item.id, shown);
}

Error *action_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    ActionForm shown = {0};
    Action action = {.due_kind = DUE_NEXT_MEETING};
    TRY(new_subject(office, request, &s, &shown));
    Form form = form_show(request->arena, &action_record);
    return new_respond(office, request, response, &s, &action, &shown, &form);
}

static const char *const agreed_fields[] = {"place", "text", "seat", "person", "due_kind", "due", NULL};
static const char *const closing_fields[] = {"closed_how", "closed_reason", NULL};

static Error *put_once(Tx *tx, const Meeting *meeting, Action *action, Form *form) {
    int64_t before;
    action->body = meeting->body, action->meeting = meeting->id;
    action->minuted_seat = action->seat, action->minuted_person = action->person; /* as they will be recorded */
    TRY(made_just_now(tx, &action_record, action, 60, &before));
    return before ? NULL : action_put(tx, meeting, action, form);
}

Error *action_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    ActionForm shown = {0};
    TRY(new_subject(office, request, &s, &shown));
    Action action = {.item = s.item.id};
    Form form = form_read(request->arena, &action_record, request->form, office->roles, agreed_fields, &action);
    check_place(&form, &action, &shown.places, S(""));
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, put_once(tx, &s.meeting, &action, &form)));
    if (!form_is_fine(&form)) return new_respond(office, request, response, &s, &action, &shown, &form);
    Text anchor = text_format(request->arena, "#item-%" PRId64, s.item.id.n);
    respond_done(
        request, response, text_join(request->arena, meeting_url(request->arena, s.meeting.id, "/minutes"), anchor), "action-made");
    return NULL;
}

static Error *edit_respond(Office *office, Request *request, Response *response, const ActionShown *s, const Action *action,
    const ActionForm *shown, const Form *form) {
    Page page = below_actions(office, request, s, S("Change the action"));
    TRY(note_shown(office, request, s));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    action_form_view(&v, page, action_name(request->arena, s), action, shown, action_url(request->arena, s->action.id, ""));
    return NULL;
}

static Error *edit_subject(Office *office, Request *request, ActionShown *s, ActionForm *shown) {
    bool is_draft;
    TRY(to_change(office, request, true, s));
    if (s->action.state == ACTION_CLOSED)
        return error_new(request->arena, ERROR_INPUT, "This action is closed, so it is not changed any more. Open it again first.");
    TRY(form_options(office, request, &s->place.meeting, s->action.item, shown));
    TRY(minutes_are_draft(office->db, request->arena, s->action.meeting, &is_draft));
    shown->has_fixed_words = !is_draft;
    if (s->action.place.len) options_add_once(request->arena, &shown->places, s->action.place, s->action.place);
    return NULL;
}

Error *action_edit_show(Office *office, Request *request, Response *response) {
    ActionShown s;
    ActionForm shown = {0};
    TRY(edit_subject(office, request, &s, &shown));
    Form form = form_show(request->arena, &action_record);
    return edit_respond(office, request, response, &s, &s.action, &shown, &form);
}

Error *action_edit_save(Office *office, Request *request, Response *response) {
    ActionShown s;
    ActionForm shown = {0};
    TRY(edit_subject(office, request, &s, &shown));
    Action action = s.action;
    Form form = form_read(request->arena, &action_record, request->form, office->roles, agreed_fields, &action);
    check_place(&form, &action, &shown.places, s.action.place);
    Error *error = form_is_fine(&form) ? OFFICE_CHANGE(office, request, tx, action_save(tx, &action, &form)) : NULL;
    Text back = action_url(request->arena, s.action.id, "");
    Page page = below_actions(office, request, &s, S("Change the action"));
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &action_record, &action, back);
    TRY(error);
    if (!form_is_fine(&form)) return edit_respond(office, request, response, &s, &action, &shown, &form);
    respond_done(request, response, back, "saved");
    return NULL;
}

Error *action_delete_do(Office *office, Request *request, Response *response) {
    ActionShown s;
    TRY(to_change(office, request, true, &s));
    take_version(request, &s.action);
    TRY(OFFICE_CHANGE(office, request, tx, action_remove(tx, &s.action)));
    respond_done(request, response, meeting_url(request->arena, s.action.meeting, "/minutes"), "deleted");
    return NULL;
}

/* ---- Closing ---- */

static Error *close_respond(
    Office *office, Request *request, Response *response, const ActionShown *s, const Action *action, const Form *form) {
    ActionPageShown shown = {.a = *s, .only_done = !s->may_change};
    TRY(note_shown(office, request, s));
    Page page = below_actions(office, request, s, shown.only_done ? S("Say that it is done") : S("Close the action"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    action_close_view(&v, page, &shown, action);
    return NULL;
}

static Error *close_subject(Office *office, Request *request, ActionShown *s) {
    TRY(to_change(office, request, false, s));
    if (s->action.state == ACTION_OPEN) return NULL;
    return error_new(request->arena, ERROR_INPUT, "This action is closed already. Its page says why.");
}

Error *action_close_show(Office *office, Request *request, Response *response) {
    ActionShown s;
    TRY(close_subject(office, request, &s));
    Form form = form_show(request->arena, &action_record);
    return close_respond(office, request, response, &s, &s.action, &form);
}

Error *action_close_save(Office *office, Request *request, Response *response) {
    ActionShown s;
    TRY(close_subject(office, request, &s));
    Action action = s.action;
    Form form = form_read(request->arena, &action_record, request->form, office->roles, closing_fields, &action);
    Date today = request_today(request);
    Error *error = form_is_fine(&form)
                       ? OFFICE_CHANGE(office, request, tx, action_close(tx, &action, by_whom(office), today, !s.may_change, &form))
                       : NULL;
    Text back = action_url(request->arena, s.action.id, "");
    Page page = below_actions(office, request, &s, S("Close the action"));
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &action_record, &action, back);
    TRY(error);
    if (!form_is_fine(&form)) return close_respond(office, request, response, &s, &action, &form);
    respond_done(request, response, back, "action-closed");
    return NULL;
}

Error *action_reopen_do(Office *office, Request *request, Response *response) {
    ActionShown s;
    TRY(to_change(office, request, true, &s));
    Form form = reason_form(request, &action_update_record);
    Text why = request_value(request, "reason");
    if (text_is_empty(text_trim(why))) {
        form_error(&form, "reason", "Enter why it is open again");
        return page_respond(office, request, response, &s, &form);
    }
    take_version(request, &s.action);
    TRY(OFFICE_CHANGE(office, request, tx, action_reopen(tx, &s.action, why, by_whom(office))));
    respond_done(request, response, action_url(request->arena, s.action.id, ""), "action-reopened");
    return NULL;
}
