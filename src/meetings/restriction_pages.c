/* What the forms of restricted things share, and the pages on which a paper or a whole meeting is restricted and a paper is marked. */
#include "meetings/pages.h"

#include "meetings/places.h"
#include "meetings/restriction.view.h"

/* ---- One part of a form for all of them ---- */

const char *const restriction_field_names[] = {
    "restriction", "paragraphs", "restriction_reason", "restriction_decided_by", "restriction_review", NULL};

/* The choices of a field behind one that says no. */
static OptionList options_or_none(Arena *arena, const Record *record, const char *name, Text none) {
    OptionList options = {0}, choices = options_of_choices(arena, record_field(record, text_of(name))->choices);
    option_add_text(arena, &options, S(""), none);
    for (size_t i = 0; i < choices.count; i++) {
        option_add_text(arena, &options, choices.items[i].value, choices.items[i].label);
        options.items[options.count - 1].hint = choices.items[i].hint;
    }
    return options;
}

OptionList restriction_options(Arena *arena) {
    return options_or_none(arena, &agenda_item_record, "restriction", S("No, it is open to the public"));
}

OptionList security_options(Arena *arena) {
    return options_or_none(arena, &paper_record, "security_marking", S("None"));
}

void restriction_check(Form *form, Restricted *r, Date meeting) {
    if (r->restriction == 0) {
        *r = (Restricted){0};
        return;
    }
    if (r->restriction == RESTRICTION_CONFIDENTIAL) r->paragraphs = 0;
    else if (r->paragraphs == 0) form_error(form, "paragraphs", "Select at least one paragraph of Schedule 12A");
    if (text_is_empty(r->restriction_reason))
        form_error(form, "restriction_reason", "Enter why the public interest is better served by withholding it");
    if (date_is_set(r->restriction_review) && date_compare(r->restriction_review, meeting) < 0)
        form_error(form, "restriction_review", "Review date of the restriction must be on or after the day of the meeting");
}

/* ---- A paper ---- */

static const char *const paper_fields[] = {
    "restriction", "paragraphs", "restriction_reason", "restriction_decided_by", "restriction_review", "security_marking", NULL};

static Error *show_paper(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Paper *paper) {
    Page page = paper_page(office, request, s, S("Restriction and marking"));
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    paper_restriction_view(&v, page, s, paper);
    return NULL;
}

/* Whoever may not read the paper learns nothing of it here either. */
static Error *subject_to_restrict(Office *office, Request *request, Subject *s) {
    TRY(subject_paper(office, request, TO_WRITE, s));
    if (subject_is_readable(s)) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN, "This paper of item %.*s is restricted and not for you to read.", TEXT_ARG(s->code));
}

Error *paper_restriction_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_to_restrict(office, request, &s));
    Form form = form_show(request->arena, &paper_record);
    return show_paper(office, request, response, &s, &form, &s.paper);
}

Error *paper_restriction_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_to_restrict(office, request, &s));
    Paper paper = s.paper;
    Form form = form_read(request->arena, &paper_record, request->form, office->roles, paper_fields, &paper);
    restriction_check(&form, &paper.restricted, s.meeting.day);
    if (!form_is_fine(&form)) return show_paper(office, request, response, &s, &form, &paper);
    TRY(step_over_moves(office->db, request->arena, &paper_record, paper_fields, &s.paper, &paper));
    Text back = paper_url(request->arena, s.paper.id, "");
    Error *error = OFFICE_CHANGE(office, request, tx, paper_save(tx, &paper));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = paper_page(office, request, &s, S("Restriction and marking"));
        return respond_conflict(office, request, response, &page, &paper_record, &paper, back);
    }
    TRY(error);
    respond_changed(request, response, &s, back, "saved");
    return NULL;
}

/* ---- A whole meeting ---- */

static Error *show_meeting(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const Meeting *m) {
    Page page = agenda_page(office, request, s, S("Restrict the meeting"));
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    meeting_restriction_view(&v, page, s, m);
    return NULL;
}

Error *meeting_restriction_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &meeting_record);
    return show_meeting(office, request, response, &s, &form, &s.meeting);
}

Error *meeting_restriction_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Meeting m = s.meeting;
    Form form = form_read(request->arena, &meeting_record, request->form, office->roles, restriction_field_names, &m);
    restriction_check(&form, &m.restricted, m.day);
    if (!form_is_fine(&form)) return show_meeting(office, request, response, &s, &form, &m);
    Text back = meeting_url(request->arena, s.meeting.id, "");
    Error *error = OFFICE_CHANGE(office, request, tx, meeting_restrict(tx, &m));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = agenda_page(office, request, &s, S("Restrict the meeting"));
        return respond_conflict(office, request, response, &page, &meeting_record, &m, back);
    }
    TRY(error);
    respond_changed(request, response, &s, back, "saved");
    return NULL;
}
