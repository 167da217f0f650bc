/* Owns the page of the partnership's own settings: its name, contact, introduction and office hours. */
#include "people/pages.h"
#include "people/settings.view.h"

static Error *settings_form_show(
    Office *office, Request *request, Response *response, Page page, const Form *form, const Partnership *partnership) {
    page.form = form;
    View view = page_view(request, response, &page);
    office_settings(&view, page, settings_links(request->arena, office), partnership);
    return NULL;
}

/* For those who may read the settings and not change them. */
static Error *settings_read_show(Office *office, Request *request, Response *response, const Partnership *partnership) {
    Page page = office_page(office, request, "settings", "The partnership");
    View view = page_view(request, response, &page);
    office_settings_read(&view, page, settings_links(request->arena, office), partnership);
    return NULL;
}

Error *settings_show(Office *office, Request *request, Response *response) {
    Partnership partnership;
    TRY(partnership_get(office->db, request->arena, &partnership));
    if (!may_keep(office)) return settings_read_show(office, request, response, &partnership);
    Form form = form_show(request->arena, &partnership_record);
    return settings_form_show(office, request, response, office_page(office, request, "settings", "The partnership"), &form, &partnership);
}

/* There is one row: two people who set the partnership up at once must not make two. */
static Error *settings_rule(Tx *tx, void *value, Form *form) {
    Partnership stored, *partnership = value;
    (void)form;
    TRY(partnership_get(tx_db(tx), tx_arena(tx), &stored));
    if (stored.id.n && !partnership->id.n) {
        partnership->id = stored.id;
        partnership->version = 0; /* record_update then sees that somebody came first */
    }
    return NULL;
}

Error *settings_save(Office *office, Request *request, Response *response) {
    Partnership partnership;
    TRY(partnership_get(office->db, request->arena, &partnership));
    bool was_empty = !partnership.id.n;
    Form form = form_read(request->arena, &partnership_record, request->form, office->roles, NULL, &partnership);
    Error *error = change_save(office, request, &partnership_record, &partnership, &form, settings_rule);
    Page page = office_page(office, request, "settings", "The partnership");
    if (error && error->kind == ERROR_CONFLICT)
        return respond_conflict(office, request, response, &page, &partnership_record, &partnership, S("/office/settings"));
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return settings_form_show(office, request, response, page, &form, &partnership);
    }
    respond_done(request, response, S("/office/settings"), was_empty ? "partnership-made" : "saved");
    return NULL;
}
