/* Owns the pages of organisations: list, one with its seats, people and names over time, making, changing and deleting. */
#include "people/organisation.view.h"
#include "people/pages.h"

#include <inttypes.h>

#include "people/people.sql.h"

static Error *organisation_of_request(Office *office, Request *request, Organisation *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &organisation_record, id, out);
}

static Page page_below(Office *office, Request *request, const Organisation *organisation, Text title) {
    Page page = office_page(office, request, "people", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Organisations"), S("/office/organisations"));
    if (organisation) page_breadcrumb(request->arena, &page, organisation->name, organisation_url(request->arena, organisation->id));
    return page;
}

/* ---- Showing ---- */

Error *organisation_list_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    OrganisationList all;
    TRY(organisations_all(office->db, arena, &all));
    OrganisationList current = {.items = ARENA_ARRAY(arena, Organisation, all.count)},
                     past = {.items = ARENA_ARRAY(arena, Organisation, all.count)};
    for (size_t i = 0; i < all.count; i++) {
        OrganisationList *list = is_within(request_day(request), (Date){0}, all.items[i].until) ? &current : &past;
        list->items[list->count++] = all.items[i];
    }
    Page page = office_page(office, request, "people", "Organisations");
    View view = page_view(request, response, &page);
    office_organisation_list(&view, page, people_links(arena), current, past, may_keep(office));
    return NULL;
}

Error *organisation_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Organisation organisation;
    OrganisationNameList names;
    SeatsOfOrganisationRowList seats;
    PersonList persons;
    OrganisationSharing sharing;
    TRY(organisation_of_request(office, request, &organisation));
    TRY(organisation_sharing(office->db, arena, organisation.id, request_day(request), &sharing));
    TRY(organisation_names(office->db, arena, organisation.id, &names));
    TRY(seats_of_organisation(office->db, arena, organisation.id, &seats));
    TRY(persons_of_organisation(office->db, arena, organisation.id, &persons));
    Page page = page_below(office, request, NULL, organisation.name);
    View view = page_view(request, response, &page);
    office_organisation(&view, page, &organisation, names, seats, persons, &sharing, may_keep(office));
    return NULL;
}

/* ---- Making and changing ---- */

static Error *organisation_rule(Tx *tx, void *value, Form *form) {
    const Organisation *organisation = value;
    OrganisationList all;
    if (date_is_set(organisation->from) && date_is_set(organisation->until) && date_compare(organisation->until, organisation->from) < 0)
        form_error(form, "until", "The last day must be the same as or after the first day");
    TRY(organisations_all(tx_db(tx), tx_arena(tx), &all));
    for (size_t i = 0; i < all.count; i++) {
        const Organisation *other = &all.items[i];
        if (other->id.n != organisation->id.n && text_equal_ignoring_case(other->name, organisation->name)
            && days_overlap(other->from, other->until, organisation->from, organisation->until))
            form_error(form, "name", "There is an organisation with this name already. Enter another name");
    }
    return NULL;
}

static Error *form_page(Request *request, Response *response, Page page, const Form *form, const Organisation *organisation) {
    page.form = form;
    View view = page_view(request, response, &page);
    Text back = organisation->id.n ? organisation_url(request->arena, organisation->id) : S("/office/organisations");
    office_organisation_form(&view, page, organisation, back);
    return NULL;
}

static Page edit_page(Office *office, Request *request, const Organisation *organisation) {
    return page_below(office, request, organisation, text_format(request->arena, "Change %.*s", TEXT_ARG(organisation->name)));
}

Error *organisation_new_show(Office *office, Request *request, Response *response) {
    Organisation organisation = {0};
    Form form = form_show(request->arena, &organisation_record);
    return form_page(request, response, page_below(office, request, NULL, S("Add an organisation")), &form, &organisation);
}

Error *organisation_new_save(Office *office, Request *request, Response *response) {
    Organisation organisation = {0};
    Form form = form_read(request->arena, &organisation_record, request->form, office->roles, NULL, &organisation);
    TRY(change_save(office, request, &organisation_record, &organisation, &form, organisation_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page_below(office, request, NULL, S("Add an organisation")), &form, &organisation);
    }
    respond_done(request, response, organisation_url(request->arena, organisation.id), "organisation-made");
    return NULL;
}

Error *organisation_edit_show(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    Form form = form_show(request->arena, &organisation_record);
    return form_page(request, response, edit_page(office, request, &organisation), &form, &organisation);
}

Error *organisation_edit_save(Office *office, Request *request, Response *response) {
    Organisation stored;
    TRY(organisation_of_request(office, request, &stored));
    Organisation organisation = stored;
    Form form = form_read(request->arena, &organisation_record, request->form, office->roles, NULL, &organisation);
    Error *error = change_save(office, request, &organisation_record, &organisation, &form, organisation_rule);
    Page page = edit_page(office, request, &stored);
    Text url = organisation_url(request->arena, organisation.id);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &organisation_record, &organisation, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return form_page(request, response, page, &form, &organisation);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

/* ---- Deleting: refused while anything cites it ---- */

enum { PLACES_SAID = 5 };

/* "action 3.1 (Agreement 2025/26), section 4 (Agreement 2025/26) and 7 more". */
static Text places_in_plans(Arena *arena, const OrganisationInPlansRowList *places) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < places->count && i < PLACES_SAID; i++) {
        const OrganisationInPlansRow *p = &places->items[i];
        if (i) buffer_put(&out, S(", "));
        if (p->number) buffer_putf(&out, "action %" PRId64 ".%" PRId64, p->section, p->number);
        else buffer_putf(&out, "section %" PRId64, p->section);
        buffer_putf(&out, " (%.*s)", TEXT_ARG(p->agreement));
    }
    if (places->count > PLACES_SAID) buffer_putf(&out, " and %zu more", places->count - PLACES_SAID);
    return buffer_text(&out);
}

static Error *refuse_if_in_plan(Office *office, Request *request, const Organisation *organisation) {
    OrganisationInPlansRowList places;
    TRY(organisation_in_plans(office->db, request->arena, organisation->id, &places));
    if (places.count == 0) return NULL;
    return error_new(request->arena, ERROR_INPUT,
        "%.*s leads or helps in the action plan, so it cannot be deleted: %.*s. If it is no more, enter its last day instead.",
        TEXT_ARG(organisation->name), TEXT_ARG(places_in_plans(request->arena, &places)));
}

static Error *refuse_if_used(Office *office, Request *request, const Organisation *organisation) {
    OrganisationUsesRow uses;
    TRY(organisation_uses(office->db, request->arena, organisation->id, &uses));
    if (!uses.seats && !uses.persons && !uses.names && !uses.signatures) return refuse_if_in_plan(office, request, organisation);
    return error_new(request->arena, ERROR_INPUT,
        "%.*s has seats, people, signatures or other names, so it cannot be deleted. If it is no more, enter its last day instead.",
        TEXT_ARG(organisation->name));
}

Error *organisation_delete_ask(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    TRY(refuse_if_used(office, request, &organisation));
    Page page = page_below(office, request, &organisation, text_format(request->arena, "Delete %.*s?", TEXT_ARG(organisation.name)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("Only delete an organisation that was added by mistake. For one that is no more, enter its last day instead."),
            .button = "Delete the organisation",
            .is_warning = true,
            .back = organisation_url(request->arena, organisation.id),
            .record = &organisation});
    return NULL;
}

Error *organisation_delete_do(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    TRY(refuse_if_used(office, request, &organisation));
    TRY(change_delete(office, request, &organisation_record, &organisation));
    respond_done(request, response, S("/office/organisations"), "deleted");
    return NULL;
}

/* ---- Names over time ---- */

static Error *name_of_request(Office *office, Request *request, OrganisationName *name, Organisation *organisation) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &organisation_name_record, id, name));
    return record_get(office->db, request->arena, &organisation_record, name->organisation.n, organisation);
}

static Error *name_rule(Tx *tx, void *value, Form *form) {
    const OrganisationName *name = value;
    OrganisationNameList names;
    if (!date_is_set(name->from) && !date_is_set(name->until)) {
        form_error(form, "until", "Enter the first day or the last day of this name, or both");
        return NULL;
    }
    if (date_is_set(name->from) && date_is_set(name->until) && date_compare(name->until, name->from) < 0) {
        form_error(form, "until", "The last day must be the same as or after the first day");
        return NULL;
    }
    TRY(organisation_names(tx_db(tx), tx_arena(tx), name->organisation, &names));
    const OrganisationName *other = name_overlapping(name, &names);
    if (!other) return NULL;
    Text days = days_shown(form->arena, other->from, other->until);
    form_error(form, "from", "It was called %.*s on some of these days (%.*s). Choose other days", TEXT_ARG(other->name), TEXT_ARG(days));
    return NULL;
}

static Error *name_form_page(Request *request, Response *response, Page page, const Form *form, const OrganisationName *name) {
    page.form = form;
    View view = page_view(request, response, &page);
    office_organisation_name_form(&view, page, name, organisation_url(request->arena, name->organisation));
    return NULL;
}

static Page name_page(Office *office, Request *request, const Organisation *organisation, bool is_new) {
    return page_below(office, request, organisation,
        text_format(request->arena, is_new ? "Add another name of %.*s" : "Change a name of %.*s", TEXT_ARG(organisation->name)));
}

Error *name_new_show(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    OrganisationName name = {.organisation = organisation.id};
    Form form = form_show(request->arena, &organisation_name_record);
    return name_form_page(request, response, name_page(office, request, &organisation, true), &form, &name);
}

Error *name_new_save(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    OrganisationName name = {.organisation = organisation.id};
    Form form = form_read(request->arena, &organisation_name_record, request->form, office->roles, NULL, &name);
    TRY(change_save(office, request, &organisation_name_record, &name, &form, name_rule));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return name_form_page(request, response, name_page(office, request, &organisation, true), &form, &name);
    }
    respond_done(request, response, organisation_url(request->arena, organisation.id), "saved");
    return NULL;
}

Error *name_edit_show(Office *office, Request *request, Response *response) {
    OrganisationName name;
    Organisation organisation;
    TRY(name_of_request(office, request, &name, &organisation));
    Form form = form_show(request->arena, &organisation_name_record);
    return name_form_page(request, response, name_page(office, request, &organisation, false), &form, &name);
}

Error *name_edit_save(Office *office, Request *request, Response *response) {
    OrganisationName name;
    Organisation organisation;
    TRY(name_of_request(office, request, &name, &organisation));
    Form form = form_read(request->arena, &organisation_name_record, request->form, office->roles, NULL, &name);
    Error *error = change_save(office, request, &organisation_name_record, &name, &form, name_rule);
    Page page = name_page(office, request, &organisation, false);
    Text url = organisation_url(request->arena, organisation.id);
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &organisation_name_record, &name, url);
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return name_form_page(request, response, page, &form, &name);
    }
    respond_done(request, response, url, "saved");
    return NULL;
}

Error *name_delete_ask(Office *office, Request *request, Response *response) {
    OrganisationName name;
    Organisation organisation;
    TRY(name_of_request(office, request, &name, &organisation));
    Page page = page_below(office, request, &organisation, text_format(request->arena, "Delete the name %.*s?", TEXT_ARG(name.name)));
    View view = page_view(request, response, &page);
    Text days = days_shown(request->arena, name.from, name.until);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens = text_format(
                request->arena, "On its days (%.*s) the present name, %.*s, will be used.", TEXT_ARG(days), TEXT_ARG(organisation.name)),
            .button = "Delete the name",
            .is_warning = true,
            .back = organisation_url(request->arena, organisation.id),
            .record = &name});
    return NULL;
}

Error *name_delete_do(Office *office, Request *request, Response *response) {
    OrganisationName name;
    Organisation organisation;
    TRY(name_of_request(office, request, &name, &organisation));
    TRY(change_delete(office, request, &organisation_name_record, &name));
    respond_done(request, response, organisation_url(request->arena, organisation.id), "deleted");
    return NULL;
}
