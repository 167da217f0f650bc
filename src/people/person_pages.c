/* Owns the pages of persons: searching, one person with the seats they hold, making, changing and deleting. */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/person.view.h"

#define PERSONS_A_PAGE 50

static Error *person_of_request(Office *office, Request *request, Person *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &person_record, id, out);
}

static Page page_below(Office *office, Request *request, const Person *person, Text title) {
    Page page = office_page(office, request, "people", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("People"), S("/office/people"));
    if (person) page_breadcrumb(request->arena, &page, person->name, person_url(request->arena, person->id));
    return page;
}

static bool may_change(const Office *office) {
    return (office->roles & person_record.change) != 0;
}

/* ---- Showing ---- */

/* What was typed as a pattern for LIKE: anywhere in the text, in lower case, with its own wildcards taken literally. */
static Text pattern_of(Arena *arena, Text words) {
    Buffer pattern = buffer_new(arena, words.len + 8);
    Text lower = text_lower(arena, words);
    buffer_put_char(&pattern, '%');
    for (size_t i = 0; i < lower.len; i++) {
        char c = lower.ptr[i];
        if (c == '%' || c == '_' || c == '\\') buffer_put_char(&pattern, '\\');
        buffer_put_char(&pattern, c);
    }
    buffer_put_char(&pattern, '%');
    return buffer_text(&pattern);
}

/* The words as they stand in an address. */
static Text address_of_search(Arena *arena, Text words) {
    Buffer address = buffer_new(arena, 64);
    buffer_put(&address, S("/office/people?q="));
    View view = {.out = &address, .arena = arena};
    view_put_url_part_text(&view, words);
    return buffer_text(&address);
}

Error *person_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Text words = text_trim(request_query(request, "q"));
    Text pattern = pattern_of(arena, words);
    PersonsFoundCountRow count;
    PersonsFoundRowList persons;
    TRY(persons_found_count(office->db, arena, pattern, &count));
    Pagination pages = pagination_of(request_query(request, "page"), count.number, PERSONS_A_PAGE, address_of_search(arena, words));
    TRY(persons_found(office->db, arena, pattern, PERSONS_A_PAGE, (int64_t)(pages.page - 1) * PERSONS_A_PAGE, &persons));
    Page page = office_page(office, request, "people", "People");
    View view = page_view(request, response, &page);
    office_person_list(&view, page, people_links(arena), persons, words, count.number, pages, may_change(office));
    return NULL;
}

Error *person_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Person person;
    Text organisation = {0};
    TenuresOfPersonRowList tenures;
    PersonInArchiveRowList archived;
    Account account = {0};
    bool has_account = false;
    TRY(person_of_request(office, request, &person));
    if (person.organisation.n) TRY(record_label(office->db, arena, &organisation_record, person.organisation.n, &organisation));
    TRY(tenures_of_person(office->db, arena, person.id, &tenures));
    TRY(account_of_person(office->db, arena, person.id, &account, &has_account));
    TRY(person_in_archive(office->db, arena, person.id, &archived));
    Page page = page_below(office, request, NULL, person_shown(arena, &person));
    View view = page_view(request, response, &page);
    AccountId shown = has_account ? account.id : (AccountId){0};
    office_person(&view, page, &person, organisation, tenures, archived, shown, request_day(request), may_change(office),
        (office->roles & ADMINISTRATOR) != 0);
    return NULL;
}

/* ---- Making and changing ---- */

/* Two people of one name are common, but not in one post of one organisation; of one email address hardly: it is where papers are sent. */
static bool is_the_same(const Person *a, const Person *b) {
    return text_equal(a->name, b->name) && text_equal(a->post, b->post) && a->organisation.n == b->organisation.n;
}

static Error *person_rule(Tx *tx, void *value, Form *form) {
    const Person *person = value;
    PersonList all;
    TRY(persons_all(tx_db(tx), tx_arena(tx), &all));
    for (size_t i = 0; i < all.count; i++) {
        const Person *other = &all.items[i];
        if (other->id.n == person->id.n) continue;
        if (person->email.len && text_equal(other->email, person->email))
            form_error(form, "email", "%.*s has this email address already. Enter another one", TEXT_ARG(other->name));
        else if (is_the_same(other, person))
            form_error(
                form, "name", "A person of this name, post and organisation is entered already. Look in the list, or enter their post");
    }
    return NULL;
}

static Error *form_page(Office *office, Request *request, Response *response, Page page, const Form *form, const Person *person) {
    OptionList organisations;
    TRY(organisation_options(office->db, request->arena, request_day(request), person->organisation, &organisations));
    page.form = form;
    View view = page_view(request, response, &page);
    office_person_form(&view, page, person, organisations, person->id.n ? person_url(request->arena, person->id) : S("/office/people"));
    return NULL;
}

static Page edit_page(Office *office, Request *request, const Person *person) {
    return page_below(office, request, person, text_format(request->arena, "Change %.*s", TEXT_ARG(person->name)));
}

Error *person_new_show(Office *office, Request *request, Response *response) {
    Person person = {0};
    Form form = form_show(request->arena, &person_record);
    return form_page(office, request, response, page_below(office, request, NULL, S("Add a person")), &form, &person);
}

Error *person_new_save(Office *office, Request *request, Response *response) {
    Person person = {0};
    Form form = form_read(request->arena, &person_record, request->form, office->roles, NULL, &person);
    TRY(change_save(office, request, &person_record, &person, &form, person_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(office, request, response, page_below(office, request, NULL, S("Add a person")), &form, &person);
    }
    respond_done(request, response, person_url(request->arena, person.id), "person-made");
    return NULL;
}

Error *person_edit_show(Office *office, Request *request, Response *response) {
    Person person;
    TRY(person_of_request(office, request, &person));
    Form form = form_show(request->arena, &person_record);
    return form_page(office, request, response, edit_page(office, request, &person), &form, &person);
}

Error *person_edit_save(Office *office, Request *request, Response *response) {
    Person stored;
    TRY(person_of_request(office, request, &stored));
    Person person = stored;
    Form form = form_read(request->arena, &person_record, request->form, office->roles, NULL, &person);
    Error *error = change_save(office, request, &person_record, &person, &form, person_rule);
    Page page = edit_page(office, request, &stored);
    Text url = person_url(request->arena, person.id);
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &person_record, &person, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(office, request, response, page, &form, &person);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Deleting: refused while anything cites them ---- */

static Error *refuse_if_used(Office *office, Request *request, const Person *person) {
    PersonUsesRow uses;
    TRY(person_uses(office->db, request->arena, person->id, &uses));
    if (uses.tenures)
        return error_new(request->arena, ERROR_INPUT,
            "%.*s holds or held a seat, which is part of a body's history, so they cannot be deleted. To end it, enter their last day in "
            "the seat.",
            TEXT_ARG(person->name));
    if (uses.archived)
        return error_new(request->arena, ERROR_INPUT,
            "%.*s is linked with somebody in the archive, so they cannot be deleted. A clerk can take the link away on that page.",
            TEXT_ARG(person->name));
    if (uses.accounts)
        return error_new(request->arena, ERROR_INPUT,
            "%.*s has an account to sign in, so they cannot be deleted. Ask an administrator to disable the account instead.",
            TEXT_ARG(person->name));
    return NULL;
}

Error *person_delete_ask(Office *office, Request *request, Response *response) {
    Person person;
    TRY(person_of_request(office, request, &person));
    TRY(refuse_if_used(office, request, &person));
    Page page = page_below(office, request, &person, text_format(request->arena, "Delete %.*s?", TEXT_ARG(person.name)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = S("They go from all lists. The history keeps what was entered and who deleted it."),
            .button = "Delete the person",
            .is_warning = true,
            .back = person_url(request->arena, person.id),
            .record = &person});
    return NULL;
}

Error *person_delete_do(Office *office, Request *request, Response *response) {
    Person person;
    TRY(person_of_request(office, request, &person));
    TRY(refuse_if_used(office, request, &person));
    TRY(change_delete(office, request, &person_record, &person));
    respond_done(request, response, S("/office/people"), "deleted");
    return NULL;
}
