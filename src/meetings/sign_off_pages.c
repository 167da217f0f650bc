/* Signing reports off: who is author and approver, and the steps, which stand on the paper's own page (R53). */
#include "meetings/signing.h"

#include "meetings/meetings.sql.h"
#include "meetings/sign_off.view.h"

static Error *signer_here(Office *office, Request *request, Signer *out) {
    PersonId person = {office->session ? office->session->person : 0};
    return signer_of(office->db, request->arena, office->roles, person, office->session ? office->session->name : S(""), out);
}

/* ---- On the paper's page ---- */

static Error *standing_of_paper(Office *office, Request *request, const Subject *s, ReportStanding *out, bool *found) {
    ReportStandings all;
    *found = false;
    TRY(report_standings(office->db, request->arena, s->meeting.id, s->meeting.day, s->meeting.day, &all));
    for (size_t i = 0; i < all.count && !*found; i++)
        if (all.items[i].paper.n == s->paper.id.n) *out = all.items[i], *found = true;
    return NULL;
}

static Error *sign_off_around(Office *office, Request *request, const Subject *s, const Report *report, SignOffShown *out) {
    Signer signer;
    bool is_listed, has_chain;
    *out = (SignOffShown){0};
    if (!report || !(s->signs || (office->roles & (STAFF | AUDITOR)))) return NULL;
    TRY(standing_of_paper(office, request, s, &out->standing, &is_listed));
    TRY(sign_off_of(office->db, request->arena, report->id, &out->sign_off, &has_chain));
    if (!is_listed || !has_chain) return NULL;
    TRY(signer_here(office, request, &signer));
    bool is_closed = s->meeting.state == MEETING_CANCELLED || s->meeting.state == MEETING_HELD;
    const SignOff *so = &out->sign_off;
    out->is_shown = true;
    /* What is to be changed may be the very words of a withheld passage. */
    out->note_is_shown = s->signs || subject_version(s) == REPORT_FULL || report_passages(request->arena, report).count == 0;
    out->may_send = !is_closed && sign_off_may(so, report->version, SIGN_OFF_SEND, &signer);
    out->may_approve = !is_closed && sign_off_may(so, report->version, SIGN_OFF_APPROVE, &signer);
    out->may_accept = !is_closed && sign_off_may(so, report->version, SIGN_OFF_ACCEPT, &signer);
    out->may_send_back = !is_closed && sign_off_may(so, report->version, SIGN_OFF_SEND_BACK, &signer);
    out->may_any = out->may_send || out->may_approve || out->may_accept || out->may_send_back;
    out->may_name = !is_closed && signer.is_writer;
    out->records_for_approver = out->may_approve && !sign_off_is_approver(so, &signer);
    return NULL;
}

static Error *receipt_around(Office *office, Request *request, const Subject *s, PaperAround *out) {
    PaperReceipts receipts;
    Agenda agenda;
    if (!s->rights.edits) return NULL;
    TRY(agenda_get(office->db, request->arena, s->meeting.id, &agenda));
    TRY(paper_receipts(office->db, request->arena, &agenda, &receipts));
    for (size_t i = 0; i < receipts.count; i++)
        if (receipts.items[i].paper.n == s->paper.id.n) out->receipt = receipts.items[i], out->has_receipt = receipts.items[i].entitled > 0;
    return NULL;
}

Error *paper_around(Office *office, Request *request, const Subject *s, const Report *report, Html *html, PaperAround *out) {
    *out = (PaperAround){0};
    TRY(sign_off_around(office, request, s, report, &out->sign_off));
    TRY(receipt_around(office, request, s, out));
    return notes_around(office, request, s, report, html, &out->notes);
}

/* ---- Taking a step ---- */

static bool act_asked(Text code, SignOffAct *out) {
    static const struct {
        const char *code;
        SignOffAct act;
    } acts[] = {{"send", SIGN_OFF_SEND}, {"approve", SIGN_OFF_APPROVE}, {"accept", SIGN_OFF_ACCEPT}, {"back", SIGN_OFF_SEND_BACK}};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (text_equal(code, text_of(acts[i].code))) return *out = acts[i].act, true;
    return false;
}

static const char *notice_of(SignOffAct act) {
    switch (act) {
    case SIGN_OFF_SEND: return "report-sent";
    case SIGN_OFF_APPROVE: return "report-approved";
    case SIGN_OFF_ACCEPT: return "report-accepted";
    case SIGN_OFF_SEND_BACK: return "report-sent-back";
    }
    return "saved";
}

Error *sign_off_act_do(Office *office, Request *request, Response *response) {
    Subject s;
    Report report;
    SignOffAct act;
    Signer signer;
    TRY(subject_paper(office, request, TO_SEE, &s));
    TRY(refuse_unreadable(request->arena, &s));
    TRY(report_of_paper(office->db, request->arena, s.paper.id, &report));
    if (s.meeting.state == MEETING_CANCELLED || s.meeting.state == MEETING_HELD)
        return error_new(request->arena, ERROR_INPUT, "This meeting is over or cancelled: its reports are not signed off any more.");
    if (!act_asked(request_value(request, "act"), &act))
        return error_new(request->arena, ERROR_INPUT, "Nothing was done. Go back to the report and press one of its buttons.");
    int64_t seen;
    if (text_to_int64(request_value(request, "version"), &seen) && seen != report.version)
        return error_new(request->arena, ERROR_CONFLICT, "The report was changed meanwhile. Look at it again before you sign it off.");
    TRY(signer_here(office, request, &signer));
    Error *error = OFFICE_CHANGE(office, request, tx, sign_off_do(tx, report.id, act, &signer, request_value(request, "note")));
    if (error && error->kind == ERROR_INPUT) {
        Form form = reason_form(request, &sign_off_record);
        form_error(&form, "note", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 800)));
        return paper_page_respond(office, request, response, &s, &form);
    }
    TRY(error);
    respond_done(request, response, paper_url(request->arena, s.paper.id, ""), notice_of(act));
    return NULL;
}

/* ---- Author and approver ---- */

static Error *named_of_paper(Office *office, Request *request, Subject *s, Report *report, SignOff *out) {
    bool found;
    TRY(subject_paper(office, request, TO_WRITE, s));
    TRY(refuse_unreadable(request->arena, s));
    TRY(report_of_paper(office->db, request->arena, s->paper.id, report));
    TRY(sign_off_of(office->db, request->arena, report->id, out, &found));
    if (found) return NULL;
    return error_new(
        request->arena, ERROR_INPUT, "This report was written before reports were signed off. Change its text, then it can be.");
}

static Error *show_names(
    Office *office, Request *request, Response *response, const Subject *s, const Form *form, const SignOff *sign_off) {
    OptionList people = {0};
    PersonList all;
    TRY(people_all(office->db, request->arena, &all));
    for (size_t i = 0; i < all.count; i++)
        option_add(request->arena, &people, all.items[i].id.n, person_shown(request->arena, &all.items[i]));
    Page page = paper_page(office, request, s, S("Author and approver"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    sign_off_names_view(&v, page, s, sign_off, people);
    return NULL;
}

Error *sign_off_names_show(Office *office, Request *request, Response *response) {
    Subject s;
    Report report;
    SignOff sign_off;
    TRY(named_of_paper(office, request, &s, &report, &sign_off));
    Form form = form_show(request->arena, &sign_off_record);
    return show_names(office, request, response, &s, &form, &sign_off);
}

static void check_names(const SignOff *s, Form *form) {
    if (s->approver.n && s->approver.n == s->author.n)
        form_error(form, "approver", "Choose somebody else than the author: nobody approves their own report");
    if (s->approver.n && !text_is_empty(s->approver_post)) form_error(form, "approver_post", "Choose a person or enter a post, not both");
}

Error *sign_off_names_save(Office *office, Request *request, Response *response) {
    Subject s;
    Report report;
    SignOff sign_off;
    TRY(named_of_paper(office, request, &s, &report, &sign_off));
    Form form = form_read(request->arena, &sign_off_record, request->form, office->roles, NULL, &sign_off);
    check_names(&sign_off, &form);
    if (!form_is_fine(&form)) return show_names(office, request, response, &s, &form, &sign_off);
    Text back = paper_url(request->arena, s.paper.id, "");
    Error *error = OFFICE_CHANGE(office, request, tx, sign_off_name(tx, &sign_off));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = paper_page(office, request, &s, S("Author and approver"));
        return respond_conflict(office, request, response, &page, &sign_off_record, &sign_off, back);
    }
    TRY(error);
    respond_done(request, response, back, "saved");
    return NULL;
}
