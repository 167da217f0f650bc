/* One press puts the actions of earlier meetings on an agenda, or makes the list anew (R10). */
#include "meetings/pages.h"
#include "publish/actions_paper.h"
#include "publish/pages.h"
#include "publish/work_folder.h"

static Error *make_and_put(
    Office *office, Request *request, const Meeting *meeting, const Carried *carried, const char *path, Paper *paper) {
    Text name = text_format(request->arena, "actions-%.*s.pdf", TEXT_ARG(date_iso(request->arena, meeting->day)));
    TRY(actions_typeset(office->db, request->arena, meeting, carried, path));
    return OFFICE_CHANGE(office, request, tx, actions_paper_put(tx, meeting, carried, path, name, paper));
}

static Error *check(Arena *arena, const Meeting *meeting, const Carried *carried) {
    if (meeting->state == MEETING_CANCELLED)
        return error_new(arena, ERROR_INPUT, "This meeting is cancelled, so its agenda carries nothing.");
    if (meeting->state == MEETING_HELD)
        return error_new(arena, ERROR_INPUT, "This meeting was held, so nothing is added to its agenda. Choose a meeting to come.");
    if (carried->count || carried->paper.id.n) return NULL;
    return error_new(
        arena, ERROR_INPUT, "No action of an earlier meeting is open, and none was closed since, so there is no list to make.");
}

Error *actions_paper_do(Office *office, Request *request, Response *response) {
    Subject s;
    Carried carried;
    Paper paper;
    Waiting waiting;
    Arena *arena = request->arena;
    const char *folder = NULL;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(agenda_carries(office->db, arena, &s.meeting, request_today(request), false, &carried));
    TRY(check(arena, &s.meeting, &carried));
    if (carried.paper.id.n && !carried.is_older) {
        respond_done(request, response, item_url(arena, carried.paper.item, ""), "actions-on-agenda-already");
        return NULL;
    }
    TRY(subject_waiting(office, request, &s, &waiting));
    TRY(work_folder_make(arena, office->data_folder, text_format(arena, "actions-%.*s", TEXT_ARG(request->id)), &folder));
    Error *error = make_and_put(office, request, &s.meeting, &carried, work_file(arena, folder, S("actions.pdf")), &paper);
    work_folder_remove(arena, folder);
    if (error) return error;
    if (waiting.is_out) respond_done(request, response, item_url(arena, paper.item, ""), "supplement-added");
    else respond_changed(request, response, &s, item_url(arena, paper.item, ""), "actions-on-agenda");
    return NULL;
}
