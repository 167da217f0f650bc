/* Pages of the reports that are written here (R53): beginning one, changing it, looking at it before it is saved. */
#include "meetings/pages.h"

#include "meetings/papers.view.h"
#include "meetings/sign_off.h"
#include "paper/markdown.h"
#include "store/twice.h"

static Error *show_form(
    Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Report *report, bool preview) {
    Text title = report->id.n ? S("Change the report") : S("Write a report");
    Page page = report->id.n ? paper_page(office, request, s, title) : below_item_page(office, request, s, title);
    Html shown = {0};
    Waiting waiting;
    TRY(subject_waiting(office, request, s, &waiting));
    page.form = form;
    if (form->error_count) form_refused(response);
    if (preview) shown = markdown_to_html(request->arena, report_markdown(request->arena, report, REPORT_FULL), 2);
    View v = page_view(request, response, &page);
    report_form_view(&v, page, s, report, preview, shown, &waiting);
    return NULL;
}

static bool wants_preview(const Request *request) {
    return text_equal(request_value(request, "action"), S("preview"));
}

/* ---- Beginning one ---- */

Error *report_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_WRITE, &s));
    Text author = office->session ? office->session->name : S("");
    Report report = report_start(request->arena, &s.meeting, &s.body, &s.item, author);
    Form form = form_show(request->arena, &report_record);
    return show_form(office, request, response, &s, &form, &report, false);
}

/* Another report of the same title is not the same report. */
static Error *is_report_of(Tx *tx, PaperId paper, const Report *typed, bool *out) {
    Report before;
    TRY(report_of_paper(tx_db(tx), tx_arena(tx), paper, &before));
    Report same = *typed;
    same.id = before.id;
    same.version = before.version;
    same.paper = before.paper;
    *out = record_changes(tx_arena(tx), &report_record, &before, &same, ACCESS_ALL).count == 0;
    return NULL;
}

/* The journal compares what a form gives with what was made just now; the paper that a report belongs to is new each time. */
static Error *add_once(Tx *tx, AgendaItemId item, Report *report, Paper *paper) {
    int64_t before;
    bool is_same = true;
    Paper same = {.item = item, .title = report->subject};
    TRY(made_just_now(tx, &paper_record, &same, 60, &before));
    if (before) TRY(is_report_of(tx, (PaperId){before}, report, &is_same));
    if (!is_same) before = 0;
    if (before == 0) {
        TRY(report_add(tx, item, report, paper));
        return sign_off_author(tx, report->id, (PersonId){tx_actor(tx).person});
    }
    return record_get(tx_db(tx), tx_arena(tx), &paper_record, before, paper);
}

Error *report_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Paper paper;
    TRY(subject_item(office, request, TO_WRITE, &s));
    Report report = {0};
    Form form = form_read(request->arena, &report_record, request->form, office->roles, NULL, &report);
    report_check(&form, &report);
    if (wants_preview(request) || !form_is_fine(&form))
        return show_form(office, request, response, &s, &form, &report, wants_preview(request));
    TRY(OFFICE_CHANGE(office, request, tx, add_once(tx, s.item.id, &report, &paper)));
    Text there = paper_url(request->arena, paper.id, "");
    if (paper.is_draft) respond_done(request, response, there, "supplement-added");
    else respond_changed(request, response, &s, there, "report-saved");
    return NULL;
}

/* ---- Changing it ---- */

static Error *report_to_change(Office *office, Request *request, Response *response, Subject *s, Report *report, bool *is_admitted) {
    TRY(subject_paper(office, request, TO_WRITE, s));
    TRY(subject_report(office, request, s, report));
    if (report_passages(request->arena, report).count > 0) TRY(reading_staff_check(office->db, request->arena, office->session));
    return reading_admit(office, request, response, s, is_admitted);
}

Error *report_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    Report report;
    bool is_admitted;
    TRY(report_to_change(office, request, response, &s, &report, &is_admitted));
    if (!is_admitted) return NULL;
    TRY(subject_note_read(office, request, &s, READ_OPENED));
    Form form = form_show(request->arena, &report_record);
    return show_form(office, request, response, &s, &form, &report, false);
}

Error *report_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    Report report;
    bool is_admitted;
    TRY(report_to_change(office, request, response, &s, &report, &is_admitted));
    if (!is_admitted) return NULL;
    Form form = form_read(request->arena, &report_record, request->form, office->roles, NULL, &report);
    report_check(&form, &report);
    if (wants_preview(request) || !form_is_fine(&form))
        return show_form(office, request, response, &s, &form, &report, wants_preview(request));
    Text back = paper_url(request->arena, s.paper.id, "");
    Waiting waiting;
    TRY(subject_waiting(office, request, &s, &waiting));
    Error *error = OFFICE_CHANGE(office, request, tx, report_save(tx, &report));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = paper_page(office, request, &s, S("Change the report"));
        return respond_conflict(office, request, response, &page, &report_record, &report, back);
    }
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "subject", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 800)));
        return show_form(office, request, response, &s, &form, &report, false);
    }
    TRY(error);
    if (report.paper.n != s.paper.id.n)
        respond_done(request, response, paper_url(request->arena, report.paper, ""), "supplement-replacement");
    else respond_paper_changed(request, response, &s, &waiting, back, "report-saved");
    return NULL;
}
