/* The watch list in the office: listing, adding, changing, removing. */
#include "publish/watch_list.h"

#include "publish/leak_words.h"
#include "publish/office.sql.h"
#include "publish/pages.h"
#include "publish/watch_list.view.h"
#include "store/twice.h"

enum { SENT_TWICE_SECONDS = 60 };
#define ADDRESS S("/office/watch-list")

static Page page_below(Office *office, Request *request, const char *title) {
    Page page = office_page(office, request, "settings", "%s", title);
    page_breadcrumb(request->arena, &page, S("Settings"), S("/office/settings"));
    page_breadcrumb(request->arena, &page, S("Watch list"), ADDRESS);
    return page;
}

static Error *find_phrase(Office *office, Request *request, WatchPhrase *out) {
    int64_t id = 0;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &watch_phrase_record, id, out);
}

Error *watch_list_show(Office *office, Request *request, Response *response) {
    WatchPhraseList phrases = {0};
    TRY(watch_phrases(office->db, request->arena, &phrases));
    Page page = office_page(office, request, "settings", "Watch list");
    page_breadcrumb(request->arena, &page, S("Settings"), S("/office/settings"));
    View v = page_view(request, response, &page);
    watch_list_page(&v, page, phrases);
    return NULL;
}

/* ---- Adding and changing ---- */

static Error *show_form(Office *office, Request *request, Response *response, const WatchPhrase *phrase, const Form *form) {
    Page page = page_below(office, request, phrase->id.n ? "Change a phrase" : "Add a phrase");
    page.form = form;
    if (form->was_sent) response->status = 422;
    View v = page_view(request, response, &page);
    watch_phrase_form(&v, page, phrase);
    return NULL;
}

/* A phrase without a word in it would be looked for in vain. */
static Form read_form(Office *office, Request *request, WatchPhrase *phrase) {
    Form form = form_read(request->arena, &watch_phrase_record, request->form, office->roles, NULL, phrase);
    if (!text_is_empty(phrase->phrase) && words_of(request->arena, phrase->phrase).count == 0)
        form_error(&form, "phrase", "Enter a word or phrase with letters or digits");
    return form;
}

/* Why a transaction was made stands in the journal, which others read: never the phrase. */
static Error *write_phrase(Office *office, Request *request, WatchPhrase *phrase) {
    Tx *tx = NULL;
    int64_t before = 0;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    if (phrase->id.n == 0) TRY_OUT(made_just_now(tx, &watch_phrase_record, phrase, SENT_TWICE_SECONDS, &before));
    if (before) goto out;
    TRY_OUT(phrase->id.n ? record_update(tx, &watch_phrase_record, phrase) : record_insert(tx, &watch_phrase_record, phrase));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *watch_phrase_new_show(Office *office, Request *request, Response *response) {
    Form form = form_show(request->arena, &watch_phrase_record);
    return show_form(office, request, response, &(WatchPhrase){0}, &form);
}

Error *watch_phrase_new_save(Office *office, Request *request, Response *response) {
    WatchPhrase phrase = {.added_by = office->session->name};
    Form form = read_form(office, request, &phrase);
    if (!form_is_fine(&form)) return show_form(office, request, response, &phrase, &form);
    TRY(write_phrase(office, request, &phrase));
    respond_done(request, response, ADDRESS, "added");
    return NULL;
}

Error *watch_phrase_edit_show(Office *office, Request *request, Response *response) {
    WatchPhrase phrase = {0};
    TRY(find_phrase(office, request, &phrase));
    Form form = form_show(request->arena, &watch_phrase_record);
    return show_form(office, request, response, &phrase, &form);
}

Error *watch_phrase_edit_save(Office *office, Request *request, Response *response) {
    WatchPhrase phrase = {0};
    TRY(find_phrase(office, request, &phrase));
    Form form = read_form(office, request, &phrase);
    if (!form_is_fine(&form)) return show_form(office, request, response, &phrase, &form);
    Error *error = write_phrase(office, request, &phrase);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = page_below(office, request, "Change a phrase");
        return respond_conflict(office, request, response, &page, &watch_phrase_record, &phrase, ADDRESS);
    }
    TRY(error);
    respond_done(request, response, ADDRESS, "saved");
    return NULL;
}

/* ---- Removing ---- */

Error *watch_phrase_delete_ask(Office *office, Request *request, Response *response) {
    WatchPhrase phrase = {0};
    TRY(find_phrase(office, request, &phrase));
    Page page = page_below(office, request, "Remove a phrase");
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Remove \"%.*s\" from the watch list?", TEXT_ARG(phrase.phrase)),
            .what_happens = S("What holds these words is no longer held back because of them."),
            .button = "Remove the phrase",
            .is_warning = true,
            .back = ADDRESS,
            .record = &phrase});
    return NULL;
}

Error *watch_phrase_delete_do(Office *office, Request *request, Response *response) {
    WatchPhrase phrase = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    TRY(find_phrase(office, request, &phrase));
    phrase.version = 0; /* none sent: one that no phrase has */
    text_to_int64(request_value(request, "version"), &phrase.version);
    TRY_OUT(office_begin(office, request, S(""), &tx));
    TRY_OUT(record_delete(tx, &watch_phrase_record, &phrase));
    TRY_OUT(tx_commit(tx));
    respond_done(request, response, ADDRESS, "removed");
out:
    tx_end(tx);
    return error;
}
