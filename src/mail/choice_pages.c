/* The page on which somebody chooses what they are told by mail, and when. */
#include "mail/pages.h"

#include "mail/inside.h"
#include "mail/mail.sql.h"
#include "mail/mail.view.h"
#include "meetings/pages.h"

static Error *choice_read(Office *office, Arena *arena, MailChoice *out) {
    bool found;
    *out = (MailChoice){0};
    TRY(mail_choice_of(office->db, arena, office->session->account, out, &found));
    if (!found) *out = mail_choice_usual(office->session->account);
    return NULL;
}

static Error *respond(Office *office, Request *request, Response *response, const MailChoice *choice, const Form *form) {
    Partnership partnership;
    TRY(partnership_get(office->db, request->arena, &partnership));
    TimeOfDay at = time_is_set(partnership.digest_at) ? partnership.digest_at : time_of(7, 0);
    Page page = office_page(office, request, "account", "Your emails");
    page_breadcrumb(request->arena, &page, S("Your account"), S("/account"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    mail_choice_page(&v, page, choice, office->session->email, at, (office->roles & CLERK) != 0);
    return NULL;
}

Error *mail_choice_show(Office *office, Request *request, Response *response) {
    MailChoice choice;
    TRY(choice_read(office, request->arena, &choice));
    Form form = form_show(request->arena, &mail_choice_record);
    return respond(office, request, response, &choice, &form);
}

/* What waits and is not wanted any more does not come. */
static Error *unwanted_drop(Tx *tx, const MailChoice *choice) {
    RecipientWhoRow row = {0};
    bool found;
    TRY(recipient_who(tx_db(tx), tx_arena(tx), text_format(tx_arena(tx), "account %" PRId64, choice->account.n), &row, &found));
    for (int kind = 1; found && kind < NOTICE_KINDS; kind++)
        if (notice_when(choice, (NoticeKind)kind) == MAIL_NONE)
            TRY(notices_drop_kind(tx, row.id, text_of(notice_code((NoticeKind)kind)), NULL));
    return NULL;
}

/* One row an account: of two browsers that save at once the second writes over what the first made. */
static Error *choice_keep(Tx *tx, MailChoice *choice) {
    MailChoice stored = {0};
    bool found;
    TRY(mail_choice_of(tx_db(tx), tx_arena(tx), choice->account, &stored, &found));
    choice->id = stored.id;
    choice->version = stored.version;
    TRY(unwanted_drop(tx, choice));
    return found ? record_update(tx, &mail_choice_record, choice) : record_insert(tx, &mail_choice_record, choice);
}

Error *mail_choice_save(Office *office, Request *request, Response *response) {
    MailChoice choice;
    TRY(choice_read(office, request->arena, &choice));
    choice.id = (MailChoiceId){0}; /* what is sent is all of it, so no version is asked for */
    Form form = form_read(request->arena, &mail_choice_record, request->form, office->roles, NULL, &choice);
    if (!form_is_fine(&form)) return respond(office, request, response, &choice, &form);
    TRY(OFFICE_CHANGE(office, request, tx, choice_keep(tx, &choice)));
    respond_done(request, response, S("/account/mail"), "saved");
    return NULL;
}
