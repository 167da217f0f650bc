/* What the public sent in: the list, one letter, what was done about it, deleting it. */
#include <inttypes.h>

#include "people/people.h"
#include "publish/letters.h"
#include "publish/letters.sql.h"
#include "publish/letters.view.h"
#include "publish/pages.h"

enum { A_PAGE = 25 };

const Input letter_list_inputs[] = {{"state", INPUT_TEXT, 10}, {"page", INPUT_INT, 0}, {0}};

static Text letter_address(Arena *arena, LetterId id) {
    return text_format(arena, "/office/letters/%" PRId64, id.n);
}

Error *letter_list_show(Office *office, Request *request, Response *response) {
    LetterList letters = {0};
    LettersCountRow count = {0};
    Arena *arena = request->arena;
    bool shows_done = text_equal(request_query(request, "state"), S("done"));
    Text state = shows_done ? S("done") : S("new");
    TRY(letters_count(office->db, arena, state, &count));
    Pagination pages = pagination_of(
        request_query(request, "page"), count.number, A_PAGE, text_format(arena, "/office/letters?state=%.*s", TEXT_ARG(state)));
    TRY(letters_in_state(office->db, arena, state, A_PAGE, (int64_t)(pages.page - 1) * A_PAGE, &letters));
    Page page = office_page(office, request, "settings", "Letters from the public");
    View v = page_view(request, response, &page);
    letter_list_page(&v, page, letters, pages, shows_done);
    return NULL;
}

Error *letter_collect_do(Office *office, Request *request, Response *response) {
    Tx *tx = NULL;
    JobId job = {0};
    TRY(office_begin(office, request, S(""), &tx));
    Error *error = job_ask(tx, S("collect-letters"), S(""), &job);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, S("/office/letters"), "letters-collected");
    return NULL;
}

static Error *find_letter(Office *office, Request *request, Letter *out) {
    int64_t id = 0;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &letter_record, id, out);
}

static void show_letter(Office *office, Request *request, Response *response, const Letter *letter, const Form *form) {
    Page page = office_page(office, request, "settings", "Letter %" PRId64, letter->id.n);
    page_breadcrumb(request->arena, &page, S("Letters from the public"), S("/office/letters"));
    page.form = form;
    View v = page_view(request, response, &page);
    letter_page(&v, page, letter, (office->roles & CLERK) != 0);
}

Error *letter_show(Office *office, Request *request, Response *response) {
    Letter letter = {0};
    TRY(find_letter(office, request, &letter));
    Form form = form_show(request->arena, &letter_record);
    show_letter(office, request, response, &letter, &form);
    return NULL;
}

Error *letter_save(Office *office, Request *request, Response *response) {
    Letter letter = {0};
    Tx *tx = NULL;
    TRY(find_letter(office, request, &letter));
    Form form = form_read(request->arena, &letter_record, request->form, office->roles, NULL, &letter);
    if (!form_is_fine(&form)) {
        response->status = 422;
        show_letter(office, request, response, &letter, &form);
        return NULL;
    }
    letter.state = LETTER_DONE;
    TRY(office_begin(office, request, S("Dealt with"), &tx));
    Error *error = record_update(tx, &letter_record, &letter);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = office_page(office, request, "settings", "Letter %" PRId64, letter.id.n);
        return respond_conflict(office, request, response, &page, &letter_record, &letter, letter_address(request->arena, letter.id));
    }
    if (error) return error;
    respond_done(request, response, S("/office/letters"), "saved");
    return NULL;
}

Error *letter_delete_ask(Office *office, Request *request, Response *response) {
    Letter letter = {0};
    TRY(find_letter(office, request, &letter));
    Page page = office_page(office, request, "settings", "Delete letter %" PRId64, letter.id.n);
    Confirmation confirmation = {.question = S("Delete this letter?"),
        .what_happens = S("The letter and who sent it are deleted for good. The history keeps only that there was a letter, when it came "
                          "and what was done."),
        .button = "Delete the letter",
        .is_warning = true,
        .back = letter_address(request->arena, letter.id),
        .record = &letter};
    View v = page_view(request, response, &page);
    confirm_page(&v, page, confirmation);
    return NULL;
}

Error *letter_delete_do(Office *office, Request *request, Response *response) {
    Letter letter = {0};
    Tx *tx = NULL;
    TRY(find_letter(office, request, &letter));
    TRY(office_begin(office, request, S("No longer needed"), &tx));
    Error *error = record_delete(tx, &letter_record, &letter);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    respond_done(request, response, S("/office/letters"), "deleted");
    return NULL;
}
