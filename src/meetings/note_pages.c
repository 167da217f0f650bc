/* Members' own notes: on a paper's page, changing and deleting one, and all of them on one page. Nobody else's are ever read here: every statement
 * asks for the account that is signed in. */
#include "meetings/signing.h"

#include "meetings/meetings.sql.h"
#include "meetings/notes.view.h"
#include "paper/markdown.h"

static AccountId account_here(const Office *office) {
    return office->session ? office->session->account : (AccountId){0};
}

static bool may_note(const Office *office) {
    return account_here(office).n != 0 && (office->roles & (CHAIR | MEMBER));
}

/* ---- Opening ---- */

/* The report of a paper in the version that the person reads; *out is NULL for a PDF. */
static Error *report_if_any(Office *office, Request *request, Subject *s, Report *report, const Report **out) {
    *out = NULL;
    if (s->paper.kind != PAPER_REPORT) return NULL;
    TRY(subject_report(office, request, s, report));
    *out = report;
    return NULL;
}

Error *note_opening(Office *office, Request *request, const Subject *s) {
    Subject again = *s;
    Report written;
    const Report *report = NULL;
    if (!s->rights.sits || !may_note(office)) return NULL;
    TRY(report_if_any(office, request, &again, &written, &report));
    Text content = paper_content(request->arena, &s->paper, report);
    return paper_opened(office->store, office->db, request->arena, account_here(office), s->paper.id, content);
}

/* What somebody noted beside what the public is not shown goes with the access to that, though the rest of a report may stay open. */
static bool is_shown(const Subject *s, const PaperNote *note) {
    return paper_is_open_to(s) && (!note->is_restricted || subject_version(s) == REPORT_FULL);
}

/* The notes that are shown, in the same room; gives how many are not. */
static size_t drop_hidden(const Subject *s, PaperNotes *notes) {
    size_t kept = 0, all = notes->count;
    for (size_t i = 0; i < all; i++)
        if (is_shown(s, &notes->items[i])) notes->items[kept++] = notes->items[i];
    notes->count = kept;
    return all - kept;
}

/* ---- On the paper's page ---- */

/* "1.2 The first words of the paragraph ..." */
static OptionList paragraph_options(Arena *arena, const Report *report, ReportVersion version) {
    OptionList options = {0};
    ReportBlockList blocks = report_blocks(arena, report, version);
    for (size_t i = 0; i < blocks.count; i++) {
        const ReportBlock *block = &blocks.items[i];
        if (text_is_empty(block->number)) continue;
        Text plain = markdown_to_plain(arena, block->text), line = plain;
        text_next_line(&plain, &line);
        size_t len = line.len > 50 ? 50 : line.len;
        while (len < line.len && len > 0 && ((unsigned char)line.ptr[len] & 0xc0) == 0x80) len--; /* not within a character */
        option_add_text(arena, &options, block->number,
            text_format(arena, "%.*s %.*s%s", TEXT_ARG(block->number), TEXT_ARG(text_slice(line, 0, len)), len < line.len ? "..." : ""));
    }
    return options;
}

/* Which notes mark a passage that stands in the report as it is now; the marks go into the HTML. */
static void mark_passages(Arena *arena, Html *html, NotesShown *shown) {
    MarkedPassages passages = {.items = ARENA_ARRAY(arena, MarkedPassage, shown->notes.count + 1), .count = shown->notes.count};
    for (size_t i = 0; i < shown->notes.count; i++) {
        const PaperNote *note = &shown->notes.items[i];
        passages.items[i] = (MarkedPassage){.paragraph = note->paragraph, .quote = note->quote, .note = note->id.n};
    }
    *html = markdown_mark(arena, *html, passages, shown->is_marked);
}

Error *notes_around(Office *office, Request *request, const Subject *s, const Report *report, Html *html, NotesShown *out) {
    Arena *arena = request->arena;
    *out = (NotesShown){.are_taken = may_note(office), .pages = report ? 0 : s->paper.pages};
    if (!out->are_taken) return NULL;
    Text content = paper_content(arena, &s->paper, report);
    TRY(notes_of(office->db, arena, account_here(office), s->paper.id, &out->notes));
    drop_hidden(s, &out->notes);
    out->is_marked = ARENA_ARRAY(arena, bool, out->notes.count + 1);
    out->is_older = ARENA_ARRAY(arena, bool, out->notes.count + 1);
    for (size_t i = 0; i < out->notes.count; i++) out->is_older[i] = !text_equal(out->notes.items[i].content, content);
    if (!report) return NULL;
    out->paragraphs = paragraph_options(arena, report, subject_version(s));
    mark_passages(arena, html, out);
    return NULL;
}

Text note_place(Arena *arena, const PaperNote *note, bool is_report) {
    if (note->page) return text_format(arena, "Page %lld", (long long)note->page);
    if (note->paragraph.len) return text_format(arena, "Paragraph %.*s", TEXT_ARG(note->paragraph));
    return is_report ? S("The whole report") : S("The whole paper");
}

Text note_anchor(Arena *arena, const PaperNote *note) {
    Buffer out = buffer_new(arena, 16);
    for (size_t i = 0; i < note->paragraph.len; i++) buffer_put_char(&out, note->paragraph.ptr[i] == '.' ? '-' : note->paragraph.ptr[i]);
    return buffer_text(&out);
}

/* ---- Writing one ---- */

static bool is_a_paragraph(Arena *arena, const Report *report, ReportVersion version, Text number) {
    ReportBlockList blocks = report_blocks(arena, report, version);
    for (size_t i = 0; i < blocks.count; i++)
        if (text_equal(blocks.items[i].number, number)) return true;
    return false;
}

/* What the form gave; a place that the paper does not have is an error for a PDF, and for a report, which may have changed, means the whole of it. */
static void read_note(Request *request, const Subject *s, const Report *report, Form *form, PaperNote *note) {
    Text page = request_value(request, "page");
    note->words = request_value(request, "words");
    note->quote = report ? request_value(request, "quote") : S("");
    note->paragraph = report ? request_value(request, "paragraph") : S("");
    note->page = 0;
    note->is_restricted = subject_is_marked(s);
    if (report && note->paragraph.len && !is_a_paragraph(request->arena, report, subject_version(s), note->paragraph))
        note->paragraph = S("");
    if (!report && page.len && (!text_to_int64(page, &note->page) || note->page < 1 || note->page > s->paper.pages))
        form_error(form, "page", "The paper has pages 1 to %lld: enter one of them, or leave this empty", (long long)s->paper.pages);
    if (text_is_empty(note->words) && text_is_empty(note->quote))
        form_error(form, "words", report ? "Enter a note, or the words of the passage that you want to mark" : "Enter a note");
}

static Error *note_subject(Office *office, Request *request, Subject *s, Report *written, const Report **report) {
    TRY(subject_paper(office, request, TO_SEE, s));
    TRY(refuse_unreadable(request->arena, s));
    return report_if_any(office, request, s, written, report);
}

Error *note_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Report written;
    const Report *report = NULL;
    TRY(note_subject(office, request, &s, &written, &report));
    Form form = reason_form(request, &paper_record);
    PaperNote note = {.paper = s.paper.id, .content = paper_content(request->arena, &s.paper, report)};
    read_note(request, &s, report, &form, &note);
    if (!form_is_fine(&form)) return paper_page_respond(office, request, response, &s, &form);
    Error *error = OFFICE_CHANGE(office, request, tx, note_put(tx, account_here(office), &note));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "words", "%.*s", TEXT_ARG(error->sentence));
        return paper_page_respond(office, request, response, &s, &form);
    }
    TRY(error);
    respond_done(request, response, paper_url(request->arena, s.paper.id, ""), "note-saved");
    return NULL;
}

/* ---- Changing and deleting one ---- */

/* The note that the address names, when it is theirs, and its paper, when they may still read it. */
static Error *note_of_request(Office *office, Request *request, PaperNote *note, Subject *s, Report *written, const Report **report) {
    PaperNoteId id;
    TRY(request_id(request, 0, &id.n));
    TRY(note_get(office->db, request->arena, account_here(office), id, note));
    TRY(subject_of_paper(office, request, note->paper, TO_SEE, s));
    TRY(refuse_unreadable(request->arena, s));
    if (!is_shown(s, note))
        return error_new(request->arena, ERROR_FORBIDDEN, "This note is beside a passage that you cannot read at present.");
    return report_if_any(office, request, s, written, report);
}

static Error *show_note(
    Office *office, Request *request, Response *response, const Subject *s, const Report *report, const Form *form, const PaperNote *note) {
    NotesShown shown = {.are_taken = true, .pages = report ? 0 : s->paper.pages};
    if (report) shown.paragraphs = paragraph_options(request->arena, report, subject_version(s));
    Page page = paper_page(office, request, s, S("Change your note"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    note_form_view(&v, page, s, &shown, note);
    return NULL;
}

Error *note_edit_show(Office *office, Request *request, Response *response) {
    PaperNote note;
    Subject s;
    Report written;
    const Report *report = NULL;
    TRY(note_of_request(office, request, &note, &s, &written, &report));
    Form form = form_show(request->arena, &paper_record);
    return show_note(office, request, response, &s, report, &form, &note);
}

Error *note_edit_save(Office *office, Request *request, Response *response) {
    PaperNote note;
    Subject s;
    Report written;
    const Report *report = NULL;
    TRY(note_of_request(office, request, &note, &s, &written, &report));
    Form form = reason_form(request, &paper_record);
    read_note(request, &s, report, &form, &note);
    if (!form_is_fine(&form)) return show_note(office, request, response, &s, report, &form, &note);
    TRY(OFFICE_CHANGE(office, request, tx, note_put(tx, account_here(office), &note)));
    respond_done(request, response, paper_url(request->arena, s.paper.id, ""), "note-saved");
    return NULL;
}

/* One click, wherever the button stood; it leads back to the page of all notes, or to the paper. */
Error *note_delete_do(Office *office, Request *request, Response *response) {
    PaperNoteId id;
    PaperNote note;
    TRY(request_id(request, 0, &id.n));
    TRY(note_get(office->db, request->arena, account_here(office), id, &note));
    TRY(OFFICE_CHANGE(office, request, tx, note_remove(tx, account_here(office), id)));
    bool from_paper = text_equal(request_value(request, "from"), S("paper"));
    respond_done(request, response, from_paper ? paper_url(request->arena, note.paper, "") : S("/office/notes"), "note-deleted");
    return NULL;
}

/* ---- All of them ---- */

/* The paper of some notes; *found false when it is not there for the reader any more. */
static Error *paper_of_notes(Office *office, Request *request, PaperId paper, Subject *s, bool *found) {
    Error *error = subject_of_paper(office, request, paper, TO_SEE, s);
    *found = !error;
    return error && error->kind != ERROR_NOT_FOUND && error->kind != ERROR_FORBIDDEN ? error : NULL;
}

/* One paper's notes: shown while the paper is there for its reader, else only counted. */
static Error *noted_paper(Office *office, Request *request, PaperNotes notes, NotedPapers *out) {
    Arena *arena = request->arena;
    Subject s;
    Report written;
    const Report *report = NULL;
    bool found;
    TRY(paper_of_notes(office, request, notes.items[0].paper, &s, &found));
    out->hidden += found ? drop_hidden(&s, &notes) : notes.count;
    if (!found || notes.count == 0) return NULL;
    TRY(report_if_any(office, request, &s, &written, &report));
    TRY(subject_note_read(office, request, &s, READ_OPENED)); /* notes quote what a restricted paper says */
    out->items[out->count++] = (NotedPaper){.title = s.paper.title,
        .about = text_format(arena, "Item %.*s, %.*s", TEXT_ARG(s.code), TEXT_ARG(meeting_shown(arena, &s.meeting, &s.body))),
        .url = paper_url(arena, s.paper.id, ""),
        .marking = reading_marking_of(arena, &s),
        .notes = notes};
    return NULL;
}

static Error *noted_papers(Office *office, Request *request, NotedPapers *out) {
    PaperNotes all;
    TRY(notes_of(office->db, request->arena, account_here(office), (PaperId){0}, &all));
    *out = (NotedPapers){.items = ARENA_ARRAY(request->arena, NotedPaper, all.count + 1)};
    for (size_t from = 0, to; from < all.count; from = to) {
        for (to = from; to < all.count && all.items[to].paper.n == all.items[from].paper.n;) to++;
        TRY(noted_paper(office, request, (PaperNotes){all.items + from, to - from}, out));
    }
    return NULL;
}

Error *note_list_show(Office *office, Request *request, Response *response) {
    NotedPapers papers;
    TRY(noted_papers(office, request, &papers));
    Page page = office_page(office, request, "notes", "My notes");
    View v = page_view(request, response, &page);
    note_list_view(&v, page, papers);
    return NULL;
}

/* Deletes those that are not shown, because their papers are no longer for this reader. */
Error *note_hidden_delete_do(Office *office, Request *request, Response *response) {
    PaperNotes all;
    TRY(notes_of(office->db, request->arena, account_here(office), (PaperId){0}, &all));
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    for (size_t i = 0; i < all.count; i++) {
        Subject s;
        bool found;
        TRY_OUT(paper_of_notes(office, request, all.items[i].paper, &s, &found));
        if (!found || !is_shown(&s, &all.items[i])) TRY_OUT(note_remove(tx, account_here(office), all.items[i].id));
    }
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, S("/office/notes"), "note-deleted");
out:
    tx_end(tx);
    return error;
}
