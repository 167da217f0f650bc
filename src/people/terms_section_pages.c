/* Owns the forms of the sections of terms of reference: adding, changing, ordering and taking one out. */
#include "people/pages.h"
#include "people/terms.view.h"
#include "store/job.h"

typedef struct {
    TermsSection section;
    TermsOfReference terms;
    Body body;
} SectionSubject;

static Text back_url(Arena *arena, const SectionSubject *s) {
    if (!s->section.id.n) return terms_url(arena, s->terms.id);
    return text_format(arena, "/office/terms/%" PRId64 "#section-%" PRId64, s->terms.id.n, s->section.id.n);
}

/* The section that the address names. What a body has agreed has no forms any more. */
static Error *section_of_request(Office *office, Request *request, SectionSubject *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &terms_section_record, id, &out->section));
    TRY(record_get(office->db, request->arena, &terms_of_reference_record, out->section.terms.n, &out->terms));
    TRY(body_for(office, request, out->terms.body, &out->body));
    return terms_check_open(request->arena, &out->terms);
}

static Page section_page(Office *office, Request *request, const SectionSubject *s, Text title) {
    Page page = terms_page(office, request, &s->body, title);
    page_breadcrumb(request->arena, &page, s->terms.title, terms_url(request->arena, s->terms.id));
    return page;
}

static Error *form_page(Office *office, Request *request, Response *response, const SectionSubject *s, const Form *form) {
    Text title = S("Add a section");
    if (s->section.id.n) title = text_format(request->arena, "Change section %" PRId64, s->section.position);
    Page page = section_page(office, request, s, title);
    page.form = form;
    if (form->error_count) change_refused(response);
    View view = page_view(request, response, &page);
    office_terms_section_form(&view, page, &s->section, back_url(request->arena, s));
    return NULL;
}

static Error *new_subject(Office *office, Request *request, SectionSubject *out) {
    *out = (SectionSubject){0};
    TRY(terms_of_request(office, request, &out->terms, &out->body));
    TRY(terms_check_open(request->arena, &out->terms));
    out->section.terms = out->terms.id;
    return NULL;
}

Error *terms_section_new_show(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(new_subject(office, request, &s));
    Form form = form_show(request->arena, &terms_section_record);
    return form_page(office, request, response, &s, &form);
}

/* At the end of the others; in a transaction that saves the record. */
static Error *section_rule(Tx *tx, void *value, Form *form) {
    (void)form;
    TermsSection *section = value;
    TermsOfReference terms;
    TermsSectionList sections;
    TRY(record_get(tx_db(tx), tx_arena(tx), &terms_of_reference_record, section->terms.n, &terms));
    TRY(terms_check_open(tx_arena(tx), &terms));
    TRY(terms_sections(tx_db(tx), tx_arena(tx), terms.id, &sections));
    if (!section->id.n) section->position = (int64_t)sections.count + 1;
    return NULL;
}

Error *terms_section_new_save(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(new_subject(office, request, &s));
    Form form = form_read(request->arena, &terms_section_record, request->form, office->roles, NULL, &s.section);
    TRY(change_save(office, request, &terms_section_record, &s.section, &form, section_rule));
    if (!form_is_fine(&form)) return form_page(office, request, response, &s, &form);
    respond_done(request, response, back_url(request->arena, &s), "added");
    return NULL;
}

Error *terms_section_edit_show(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(section_of_request(office, request, &s));
    Form form = form_show(request->arena, &terms_section_record);
    return form_page(office, request, response, &s, &form);
}

Error *terms_section_edit_save(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(section_of_request(office, request, &s));
    Form form = form_read(request->arena, &terms_section_record, request->form, office->roles, NULL, &s.section);
    Error *error = change_save(office, request, &terms_section_record, &s.section, &form, section_rule);
    Page page = section_page(office, request, &s, S("Change a section"));
    Text back = back_url(request->arena, &s);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &terms_section_record, &s.section, back);
    TRY(error);
    if (!form_is_fine(&form)) return form_page(office, request, response, &s, &form);
    respond_done(request, response, back, "saved");
    return NULL;
}

typedef Error *SectionChange(Tx *tx, const SectionSubject *s, bool is_up);

static Error *move(Tx *tx, const SectionSubject *s, bool is_up) {
    return terms_section_move(tx, &s->section, is_up);
}

static Error *take_out(Tx *tx, const SectionSubject *s, bool is_up) {
    (void)is_up;
    return terms_section_remove(tx, &s->section);
}

static Error *change(Office *office, Request *request, const SectionSubject *s, SectionChange *how) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(how(tx, s, text_equal(request_value(request, "direction"), S("up"))));
    TRY_OUT(change_publish(tx));
    TRY_OUT(tx_commit(tx));
    if (office->jobs) jobs_wake(office->jobs);
out:
    tx_end(tx);
    return error;
}

Error *terms_section_move_do(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(section_of_request(office, request, &s));
    TRY(change(office, request, &s, move));
    respond_done(request, response, terms_url(request->arena, s.terms.id), "moved");
    return NULL;
}

Error *terms_section_delete_ask(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(section_of_request(office, request, &s));
    Page page = section_page(office, request, &s, text_format(request->arena, "Take out \"%.*s\"?", TEXT_ARG(s.section.heading)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("The sections behind it move up by one number. The history keeps what it said."),
            .button = "Take the section out",
            .is_warning = true,
            .back = back_url(request->arena, &s),
            .record = &s.section});
    return NULL;
}

Error *terms_section_delete_do(Office *office, Request *request, Response *response) {
    SectionSubject s;
    TRY(section_of_request(office, request, &s));
    s.section.version = 0; /* none sent: one that no record has */
    text_to_int64(request_value(request, "version"), &s.section.version);
    TRY(change(office, request, &s, take_out));
    respond_done(request, response, terms_url(request->arena, s.terms.id), "removed");
    return NULL;
}
