/* Publishing minutes, and taking them back, from the office. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "meetings/pages.h"
#include "minutes/minutes.h"
#include "paper/paper.h"
#include "publish/minutes_publication.h"
#include "publish/minutes_publication.view.h"
#include "publish/minutes_valve.h"
#include "publish/office.sql.h"
#include "publish/pages.h"
#include "publish/work_folder.h"
#include "store/job.h"

static Error *minutes_subject_of(Office *office, Request *request, Subject *s, Minutes *out) {
    MinutesWhole whole;
    TRY(subject_meeting(office, request, TO_EDIT, s));
    TRY(minutes_read(office->db, request->arena, &s->meeting, &whole));
    *out = whole.minutes;
    if (whole.is_begun) return NULL;
    return error_new(request->arena, ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
}

/* ---- The next agenda ---- */

static Text paper_title(Arena *arena, const Meeting *meeting) {
    return text_format(arena, "Minutes of the meeting of %.*s", TEXT_ARG(date_plain(arena, meeting->day)));
}

/* Where the minutes are to be approved: minutes that are checked and not approved, and a meeting to come that looks at them. */
static Error *next_agenda(Office *office, Request *request, const Subject *s, const Minutes *minutes, NextAgenda *out) {
    AgendaItemList items;
    PaperList papers;
    *out = (NextAgenda){0};
    if (minutes->state != MINUTES_CHECKED && minutes->state != MINUTES_PUBLISHED_DRAFT) return NULL;
    TRY(notes_items_after(office->db, request->arena, s->body.id, s->meeting.day, request_today(request), &items));
    if (items.count == 0) return NULL;
    out->is_there = true;
    out->item = items.items[0];
    TRY(record_get(office->db, request->arena, &meeting_record, out->item.meeting.n, &out->meeting));
    TRY(papers_of_item(office->db, request->arena, out->item.id, &papers));
    Text title = paper_title(request->arena, &s->meeting);
    for (size_t i = 0; i < papers.count && !out->has_paper; i++) {
        out->has_paper = !papers.items[i].is_withdrawn && text_equal(papers.items[i].title, title);
        if (out->has_paper) out->paper = papers.items[i];
    }
    return NULL;
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
    NextAgenda next;
    TRY(next_agenda(office, request, s, minutes, &next));
    View v = page_view(request, response, &page);
    minutes_publication_view(&v, page, s, minutes, &next, is_outdated);
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

static Error *put_paper(Tx *tx, const NextAgenda *next, Text title, const char *path, Text file_name, const PdfLook *look) {
    Paper paper = next->paper;
    if (next->has_paper) return paper_replace_file(tx, &paper, path, file_name, look, NULL);
    return paper_add_file(tx, next->item.id, title, path, file_name, look, &paper, NULL);
}

static Error *make_paper(
    Office *office, Request *request, const Subject *s, const Minutes *minutes, const NextAgenda *next, const char *path) {
    Arena *arena = request->arena;
    MinutesSnapshot snapshot = {0};
    PdfLook look = {0};
    TRY(minutes_assemble(office->db, arena, minutes, &snapshot));
    TRY(minutes_typeset(arena, &snapshot, path));
    TRY(pdf_look(arena, path, &look));
    if (look.verdict != PDF_FINE) return error_fault(arena, "the minutes cannot be read back");
    Text name = text_format(arena, "minutes-%.*s.pdf", TEXT_ARG(date_iso(arena, s->meeting.day)));
    return OFFICE_CHANGE(office, request, tx, put_paper(tx, next, paper_title(arena, &s->meeting), path, name, &look));
}

/* R50: what a meeting approves is among its papers. The version that the public may read: what is restricted, members read in the office. */
Error *minutes_agenda_do(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Subject s;
    Minutes minutes;
    NextAgenda next;
    const char *folder = NULL;
    TRY(minutes_subject_of(office, request, &s, &minutes));
    TRY(next_agenda(office, request, &s, &minutes, &next));
    if (!next.is_there)
        return error_new(arena, ERROR_INPUT,
            "There is no agenda to put the minutes on. The minutes must be checked, and the body must have a meeting to come whose agenda "
            "has "
            "an item for the notes of the previous meeting.");
    TRY(work_folder_make(arena, office->data_folder, text_format(arena, "minutes-%.*s", TEXT_ARG(request->id)), &folder));
    Error *error = make_paper(office, request, &s, &minutes, &next, work_file(arena, folder, S("minutes.pdf")));
    work_folder_remove(arena, folder);
    if (error) return error;
    respond_done(request, response, text_format(arena, "/office/items/%" PRId64, next.item.id.n), "minutes-on-agenda");
    return NULL;
}
