/* Pages of the papers on an item: putting PDFs there, showing and sending them, titles, order, withdrawing. */
#include "meetings/pages.h"

#include <errno.h>
#include <unistd.h>

#include "meetings/changes.h"
#include "meetings/meetings.sql.h"
#include "meetings/papers.view.h"
#include "meetings/places.h"
#include "meetings/signing.h"
#include "paper/markdown.h"

/* ---- Showing ---- */

bool paper_is_open_to(const Subject *s) {
    return subject_is_readable(s) && (!s->paper.is_recalled || s->reader.is_staff);
}

Error *refuse_unreadable(Arena *arena, const Subject *s) {
    if (paper_is_open_to(s)) return NULL;
    return error_new(arena, ERROR_FORBIDDEN,
        "This paper of item %.*s is restricted and not for you to read. Ask the clerk if you think it should be.", TEXT_ARG(s->code));
}

/* It may be restricted where the subject's paper is open: then the title is not for everybody. */
static Paper as_known(const Subject *s, const Paper *other) {
    Paper known = *other;
    if (!s->rights.sees_restricted && !paper_is_public(&s->meeting, &s->part, &s->item, other))
        known.title = S("a paper that is not for publication");
    return known;
}

/* One of a pair of papers, when the person may see it. */
static Error *get_other(Office *office, Request *request, const Subject *s, PaperId id, Paper *out) {
    Paper other;
    if (id.n == 0) return NULL;
    TRY(record_get(office->db, request->arena, &paper_record, id.n, &other));
    bool may_see = (!other.is_draft || s->rights.sees_drafts) && (!other.is_withdrawn || (office->roles & (STAFF | AUDITOR)));
    if (may_see) *out = as_known(s, &other);
    return NULL;
}

static Error *links_of(Office *office, Request *request, const Subject *s, PaperLinks *out) {
    PaperList others;
    *out = (PaperLinks){0};
    TRY(get_other(office, request, s, s->paper.replaces, &out->replaces));
    TRY(get_other(office, request, s, s->paper.replaced_by, &out->replaced_by));
    TRY(paper_replacements(office->db, request->arena, s->paper.id, &others));
    for (size_t i = 0; i < others.count && s->rights.sees_drafts; i++)
        if (others.items[i].is_draft && !others.items[i].is_withdrawn) out->waits_for = as_known(s, &others.items[i]);
    return NULL;
}

Error *paper_page_respond(Office *office, Request *request, Response *response, Subject *s, const Form *form) {
    Html shown = {0};
    Text read_by = {0};
    Report written;
    const Report *report = NULL;
    PaperAround around;
    if (s->paper.kind == PAPER_REPORT) {
        TRY(subject_report(office, request, s, &written));
        TRY(subject_note_read(office, request, s, READ_OPENED));
        shown = markdown_to_html(request->arena, report_markdown(request->arena, &written, subject_version(s)), 2);
        report = &written;
        TRY(note_opening(office, request, s));
    }
    if (subject_is_marked(s)) TRY(reading_line(office->db, request->arena, office->session, request->started, &read_by));
    TRY(paper_around(office, request, s, report, &shown, &around));
    TRY(links_of(office, request, s, &around.links));
    TRY(subject_waiting(office, request, s, &around.waiting));
    if (s->rights.writes) TRY(paper_out_since(office->db, request->arena, s, &around.out_since));
    Page page = paper_page(office, request, s, s->paper.title);
    page.form = form;
    if (form) form_refused(response);
    View v = page_view(request, response, &page);
    paper_view(&v, page, s, reading_marking_of(request->arena, s), read_by, report, shown, &around);
    return NULL;
}

Error *paper_show(Office *office, Request *request, Response *response) {
    Subject s;
    bool is_admitted;
    TRY(subject_paper(office, request, TO_SEE, &s));
    TRY(reading_admit(office, request, response, &s, &is_admitted));
    return is_admitted ? paper_page_respond(office, request, response, &s, NULL) : NULL;
}

/* ---- Sending ---- */

static Error *cannot_be_sent(Arena *arena, const char *path, int number) {
    return error_detail(
        arena, error_new(arena, ERROR_STORAGE, "The paper could not be made ready as a PDF. Try again."), "%s: errno %d", path, number);
}

static Error *read_whole(Arena *arena, const char *path, Buffer *out) {
    FILE *file = fopen(path, "rb");
    if (!file) return cannot_be_sent(arena, path, errno);
    char *room;
    size_t got;
    do {
        room = buffer_reserve(out, 65536);
        got = fread(room, 1, 65536, file);
        out->len += got;
    } while (got > 0);
    bool failed = ferror(file);
    fclose(file);
    return failed ? cannot_be_sent(arena, path, EIO) : NULL;
}

/* The paper's PDF in a file of this request: the upload as it came, or the report as it is now, typeset. What a restricted one carries at
 * its edges comes with the marks. */
static Error *write_paper(Office *office, Request *request, Subject *s, const char *path) {
    Report report;
    int pages;
    if (s->paper.kind == PAPER_UPLOADED) return file_to_path(office->db, request->arena, s->paper.file_sha256, path);
    TRY(subject_report(office, request, s, &report));
    Text marking = subject_is_marked(s) ? S("") : paper_marking(request->arena, &s->meeting, &s->part, &s->item, &s->paper);
    return report_typeset(request->arena, &report, s->paper.title, marking, subject_version(s), path, &pages);
}

static Error *send_made(Office *office, Request *request, Response *response, Subject *s, Text name) {
    char *path = (char *)(uintptr_t)text_format(request->arena, "%s/tmp/paper-XXXXXX", office->data_folder).ptr;
    int fd = mkstemp(path);
    if (fd < 0) return cannot_be_sent(request->arena, path, errno);
    close(fd);
    Error *error = write_paper(office, request, s, path);
    if (!error && subject_is_marked(s)) error = reading_mark(office, request, s, path);
    if (!error) error = read_whole(request->arena, path, &response->body);
    unlink(path);
    if (error) return error;
    bool is_download = !text_is_empty(request_query(request, "download"));
    response->content_type = S("application/pdf");
    response->disposition = text_format(request->arena, "%s; filename=\"%.*s\"", is_download ? "attachment" : "inline", TEXT_ARG(name));
    return NULL;
}

Error *paper_file(Office *office, Request *request, Response *response) {
    Subject s;
    bool is_admitted;
    TRY(subject_paper(office, request, TO_SEE, &s));
    TRY(reading_admit(office, request, response, &s, &is_admitted));
    if (!is_admitted) return NULL;
    TRY(note_opening(office, request, &s));
    if (!subject_is_public(&s)) { /* the file's name says nothing of what is in it */
        TRY(send_made(office, request, response, &s, text_format(request->arena, "restricted-paper-%" PRId64 ".pdf", s.paper.id.n)));
        return subject_note_read(office, request, &s, READ_DOWNLOADED);
    }
    Text name = text_format(request->arena, "%.*s-%.*s.pdf", TEXT_ARG(text_lower(request->arena, s.code)),
        TEXT_ARG(text_slug(request->arena, s.paper.title, 80)));
    if (s.paper.kind == PAPER_REPORT) {
        TRY(send_made(office, request, response, &s, name));
        return subject_note_read(office, request, &s, READ_DOWNLOADED);
    }
    StoredFile file;
    TRY(file_get(office->db, request->arena, s.paper.file_sha256, &file));
    TRY(file_check(office->db, request->arena, &file)); /* the key may be away */
    respond_file(request, response, office->store, &file, name, text_is_empty(request_query(request, "download")));
    return NULL;
}

/* ---- Putting a PDF there ---- */

static Error *show_upload(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Paper *paper) {
    Text title = paper->id.n ? S("Replace the PDF") : S("Add a PDF");
    Page page = paper->id.n ? paper_page(office, request, s, title) : below_item_page(office, request, s, title);
    page.form = form;
    if (form->error_count) form_refused(response);
    Waiting waiting;
    TRY(subject_waiting(office, request, s, &waiting));
    View v = page_view(request, response, &page);
    paper_upload_view(&v, page, s, paper, &waiting);
    return NULL;
}

/* The PDF that came, looked at. What is wrong with it is the form's error, in its own sentence. */
static Error *look_at_upload(Request *request, Form *form, const Upload **upload, PdfLook *look) {
    *upload = request_upload(request, "file");
    if (!*upload) {
        form_error(form, "file", "Choose a PDF file");
        return NULL;
    }
    if ((*upload)->bytes == 0) {
        form_error(form, "file", "The file is empty. Choose the PDF again, or save it anew first");
        return NULL;
    }
    TRY(pdf_look(request->arena, (*upload)->path, look));
    if (look->verdict != PDF_FINE) form_error(form, "file", "%.*s", TEXT_ARG(text_slice(look->sentence, 0, 800)));
    return NULL;
}

static const char *const title_only[] = {"title", NULL};

/* "agenda-item.pdf" gives "agenda-item". */
static Text title_of_file(Arena *arena, Text file_name) {
    Text name = text_lower(arena, file_name);
    return text_ends_with(name, S(".pdf")) ? text_slice(file_name, 0, file_name.len - 4) : file_name;
}

Error *paper_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_WRITE, &s));
    Paper paper = {.title = s.item.title};
    Form form = form_show(request->arena, &paper_record);
    return show_upload(office, request, response, &s, &form, &paper);
}

Error *paper_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    const Upload *upload;
    PdfLook look = {0};
    Text also = (Text){0};
    TRY(subject_item(office, request, TO_WRITE, &s));
    Paper paper = {.title = s.item.title}, made;
    Form form = form_read(request->arena, &paper_record, request->form, office->roles, title_only, &paper);
    TRY(look_at_upload(request, &form, &upload, &look));
    if (!form_is_fine(&form)) return show_upload(office, request, response, &s, &form, &paper);
    if (text_is_empty(paper.title)) paper.title = title_of_file(request->arena, upload->file_name);
    Error *error = OFFICE_CHANGE(
        office, request, tx, paper_add_file(tx, s.item.id, paper.title, upload->path, upload->file_name, &look, &made, &also));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "file", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 800)));
        return show_upload(office, request, response, &s, &form, &paper);
    }
    TRY(error);
    Text back = item_url(request->arena, s.item.id, "");
    if (made.is_draft) respond_done(request, response, back, "supplement-added");
    else respond_changed(request, response, &s, back, text_is_empty(also) ? "paper-added" : "paper-added-twice");
    return NULL;
}

Error *paper_replace_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    Form form = form_show(request->arena, &paper_record);
    return show_upload(office, request, response, &s, &form, &s.paper);
}

Error *paper_replace_save(Office *office, Request *request, Response *response) {
    Subject s;
    const Upload *upload;
    PdfLook look = {0};
    Text also = (Text){0};
    TRY(subject_paper(office, request, TO_WRITE, &s));
    Form form = reason_form(request, &paper_record);
    if (s.paper.kind != PAPER_UPLOADED)
        return error_new(request->arena, ERROR_INPUT, "This paper is a report written here. Change its text instead.");
    TRY(look_at_upload(request, &form, &upload, &look));
    if (!form_is_fine(&form)) return show_upload(office, request, response, &s, &form, &s.paper);
    take_version(request, &s.paper);
    PaperId before = s.paper.id;
    Error *error = OFFICE_CHANGE(office, request, tx, paper_replace_file(tx, &s.paper, upload->path, upload->file_name, &look, &also));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "file", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 800)));
        return show_upload(office, request, response, &s, &form, &s.paper);
    }
    TRY(error);
    Text back = paper_url(request->arena, s.paper.id, "");
    if (s.paper.is_draft) respond_done(request, response, back, s.paper.id.n == before.n ? "paper-replaced" : "supplement-replacement");
    else respond_changed(request, response, &s, back, "paper-replaced");
    return NULL;
}

/* ---- Title and order ---- */

static Error *show_title(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Paper *paper) {
    Page page = paper_page(office, request, s, S("Change the title"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    paper_title_view(&v, page, paper);
    return NULL;
}

Error *paper_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    Form form = form_show(request->arena, &paper_record);
    return show_title(office, request, response, &s, &form, &s.paper);
}

Error *paper_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    Waiting waiting;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    TRY(subject_waiting(office, request, &s, &waiting));
    Paper paper = s.paper;
    Form form = form_read(request->arena, &paper_record, request->form, office->roles, title_only, &paper);
    if (!form_is_fine(&form)) return show_title(office, request, response, &s, &form, &paper);
    TRY(step_over_moves(office->db, request->arena, &paper_record, title_only, &s.paper, &paper));
    Text back = paper_url(request->arena, s.paper.id, "");
    Error *error = OFFICE_CHANGE(office, request, tx, paper_save(tx, &paper));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = paper_page(office, request, &s, S("Change the title"));
        return respond_conflict(office, request, response, &page, &paper_record, &paper, back);
    }
    TRY(error);
    respond_paper_changed(request, response, &s, &waiting, back, "saved");
    return NULL;
}

static Error *move_as_seen(Tx *tx, AgendaItemId item, const MoveAsked *asked, Paper *paper) {
    Error *error = record_get(tx_db(tx), tx_arena(tx), &paper_record, asked->id, paper);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || paper->item.n != item.n || paper->position != asked->seen) return moved_meanwhile(tx_arena(tx), "paper", "item");
    return paper_move(tx, paper->id, asked->to);
}

Error *paper_move_do(Office *office, Request *request, Response *response) {
    Subject s;
    Waiting waiting;
    MoveAsked asked;
    TRY(subject_item(office, request, TO_WRITE, &s));
    if (!move_asked(request_value(request, "paper"), &asked))
        return error_new(request->arena, ERROR_INPUT, "Nothing was moved. Go back to the item and press a move button.");
    TRY(subject_waiting(office, request, &s, &waiting));
    TRY(OFFICE_CHANGE(office, request, tx, move_as_seen(tx, s.item.id, &asked, &s.paper)));
    respond_paper_changed(request, response, &s, &waiting, item_url(request->arena, s.item.id, ""), "moved");
    return NULL;
}

/* ---- Withdrawing ---- */

static Error *show_withdraw(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Page page = paper_page(office, request, s, S("Withdraw the paper"));
    page.form = form;
    if (form->error_count) form_refused(response);
    Waiting waiting;
    TRY(subject_waiting(office, request, s, &waiting));
    Text happens = S("The paper stays here for the record. Members no longer see it, and it is left out of what is published next.");
    if (waiting.is_out && !s->paper.is_draft)
        happens = S("The paper stays here for the record, and members no longer see it. On the public site it stays until the agenda is "
                    "agreed and published again: then its pages leave the pack, and its address says that it is no longer published. To "
                    "put another version in its place, replace it instead.");
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Withdraw the paper %.*s?", TEXT_ARG(s->paper.title)),
            .what_happens = happens,
            .button = "Withdraw the paper",
            .is_warning = true,
            .back = paper_url(request->arena, s->paper.id, ""),
            .reason = "Why is the paper withdrawn?",
            .record = &s->paper});
    return NULL;
}

Error *paper_withdraw_ask(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    Form form = reason_form(request, &paper_record);
    return show_withdraw(office, request, response, &s, &form);
}

Error *paper_withdraw_do(Office *office, Request *request, Response *response) {
    Subject s;
    Waiting waiting;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    Form form = reason_form(request, &paper_record);
    Text reason = request_value(request, "reason");
    if (text_is_empty(reason)) {
        form_error(&form, "reason", "Enter why the paper is withdrawn");
        return show_withdraw(office, request, response, &s, &form);
    }
    take_version(request, &s.paper);
    TRY(subject_waiting(office, request, &s, &waiting));
    TRY(OFFICE_CHANGE(office, request, tx, paper_withdraw(tx, &s.paper, reason)));
    respond_paper_changed(request, response, &s, &waiting, item_url(request->arena, s.item.id, ""), "withdrawn");
    return NULL;
}

Error *paper_restore_do(Office *office, Request *request, Response *response) {
    Subject s;
    Waiting waiting;
    TRY(subject_paper(office, request, TO_WRITE, &s));
    TRY(subject_waiting(office, request, &s, &waiting));
    TRY(OFFICE_CHANGE(office, request, tx, paper_restore(tx, &s.paper)));
    respond_paper_changed(request, response, &s, &waiting, paper_url(request->arena, s.paper.id, ""), "restored");
    return NULL;
}
