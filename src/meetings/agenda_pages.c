/* Pages of one agenda: the agenda itself with its controls, and its parts. */
#include "meetings/pages.h"

#include "meetings/agenda.view.h"
#include "store/twice.h"

/* ---- The agenda ---- */

Error *agenda_show(Office *office, Request *request, Response *response) {
    MeetingId id;
    Agenda agenda;
    MeetingNews news;
    Carried carried = {0};
    Subject s = {0};
    PersonId person = {office->session ? office->session->person : 0};
    TRY(request_id(request, 0, &id.n));
    TRY(agenda_get(office->db, request->arena, id, &agenda));
    TRY(meeting_rights(office->db, request->arena, office->roles, person, &agenda.meeting, &s.rights));
    if (!s.rights.sees_agenda)
        return error_new(
            request->arena, ERROR_NOT_FOUND, "There is no such meeting, or its agenda is not out yet. Look at the list of meetings.");
    s.meeting = agenda.meeting;
    s.body = agenda.body;
    if (!s.rights.sees_drafts) agenda_drop_drafts(&agenda);
    TRY(subject_news(office, request, &s, &agenda, &news));
    if (s.rights.edits) TRY(subject_carries(office, request, &s, &carried));
    Page page = agenda_page(office, request, &s, S("Agenda"));
    View v = page_view(request, response, &page);
    agenda_view(&v, page, &s, meeting_links(request->arena, &s), &agenda, &news, &carried);
    return NULL;
}

/* A button of the page: one item or part goes to another place, if it still stands where the person saw it. */
static Error *move_item(Tx *tx, MeetingId meeting, const MoveAsked *asked) {
    AgendaItem item;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, asked->id, &item);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || item.meeting.n != meeting.n || item.part.n != asked->within || item.position != asked->seen)
        return moved_meanwhile(tx_arena(tx), "item", "agenda");
    return item_move(tx, item.id, item.part, asked->to);
}

static Error *move_part(Tx *tx, MeetingId meeting, const MoveAsked *asked) {
    AgendaPart part;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &agenda_part_record, asked->id, &part);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || part.meeting.n != meeting.n || part.position != asked->seen) return moved_meanwhile(tx_arena(tx), "part", "agenda");
    return part_move(tx, part.id, asked->to);
}

Error *agenda_move_do(Office *office, Request *request, Response *response) {
    Subject s;
    MoveAsked asked;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    bool is_item = move_asked(request_value(request, "item"), &asked);
    if (!is_item && !move_asked(request_value(request, "part"), &asked))
        return error_new(request->arena, ERROR_INPUT, "Nothing was moved. Go back to the agenda and press a move button.");
    TRY(OFFICE_CHANGE(office, request, tx, is_item ? move_item(tx, s.meeting.id, &asked) : move_part(tx, s.meeting.id, &asked)));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "moved");
    return NULL;
}

/* ---- Parts ---- */

static Error *show_part(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const AgendaPart *part) {
    Page page = item_page(office, request, s, part->id.n ? S("Change the part") : S("Add a part"));
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    part_form_view(&v, page, s, part);
    return NULL;
}

Error *part_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    AgendaPart part = {.is_open = true};
    Form form = form_show(request->arena, &agenda_part_record);
    return show_part(office, request, response, &s, &form, &part);
}

static Error *add_once(Tx *tx, AgendaPart *part) {
    int64_t before;
    TRY(made_just_now(tx, &agenda_part_record, part, 60, &before));
    return before ? NULL : part_add(tx, part);
}

Error *part_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    AgendaPart part = {.meeting = s.meeting.id};
    Form form = form_read(request->arena, &agenda_part_record, request->form, office->roles, NULL, &part);
    if (!form_is_fine(&form)) return show_part(office, request, response, &s, &form, &part);
    TRY(OFFICE_CHANGE(office, request, tx, add_once(tx, &part)));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "added");
    return NULL;
}

Error *part_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &agenda_part_record);
    return show_part(office, request, response, &s, &form, &s.part);
}

Error *part_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    AgendaPart part = s.part;
    Form form = form_read(request->arena, &agenda_part_record, request->form, office->roles, NULL, &part);
    if (!form_is_fine(&form)) return show_part(office, request, response, &s, &form, &part);
    Text back = meeting_url(request->arena, s.meeting.id, "/agenda");
    Error *error = OFFICE_CHANGE(office, request, tx, part_save(tx, &part));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = item_page(office, request, &s, S("Change the part"));
        return respond_conflict(office, request, response, &page, &agenda_part_record, &part, back);
    }
    TRY(error);
    respond_changed(request, response, &s, back, "saved");
    return NULL;
}

Error *part_remove_ask(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    Page page = item_page(office, request, &s, S("Remove the part"));
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Remove part %.*s, %.*s?",
                           TEXT_ARG(part_letter(request->arena, s.part.position)), TEXT_ARG(s.part.title)),
            .what_happens = S("A part can be removed when no item stands in it. The parts after it get the letter before theirs."),
            .button = "Remove the part",
            .is_warning = true,
            .back = meeting_url(request->arena, s.meeting.id, "/agenda"),
            .record = &s.part});
    return NULL;
}

static Error *remove_as_seen(Tx *tx, const AgendaPart *seen) {
    TRY(still_as_seen(tx, &agenda_part_record, seen, "agenda"));
    return part_remove(tx, seen->id);
}

Error *part_remove_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    take_version(request, &s.part);
    TRY(OFFICE_CHANGE(office, request, tx, remove_as_seen(tx, &s.part)));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "removed");
    return NULL;
}
