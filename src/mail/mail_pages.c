/* The page of the office's mail: whether it works, what waits, what did not arrive, and what to do about it. Addresses of the public are not shown. */
#include "mail/pages.h"

#include "mail/inside.h"
#include "mail/mail.sql.h"
#include "mail/mail.view.h"
#include "meetings/pages.h"

enum { RECENT = 50, SENT_DAYS = 7 };

const Input mail_message_inputs[] = {{"act", INPUT_TEXT, 10}, {0}};
const Input mail_address_inputs[] = {{"recipient", INPUT_INT, 0}, {0}};
const Input mail_stop_inputs[] = {{"email", INPUT_TEXT, 254}, {0}};

/* ---- In words ---- */

static Text kind_shown(Text kind) {
    static const char *const words[][2] = {{"digest", "Daily email"}, {"notice", "At once"}, {"confirmation", "Please confirm"},
        {"test", "Test"}, {"invitation", "Asked to comment"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(kind, text_of(words[i][0]))) return text_of(words[i][1]);
    return kind;
}

static const struct {
    const char *state, *words, *colour;
} states[] = {
    {"waiting", "Waiting", "blue"},
    {"sending", "Being sent", "blue"},
    {"sent", "Sent", "green"},
    {"failed", "Not taken", "red"},
    {"bounced", "Came back", "red"},
    {"unsure", "Not known", "orange"},
    {"dropped", "Not needed any more", "grey"},
};

static void state_show(Text state, MessageLine *out) {
    out->state = state;
    out->colour = "grey";
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(state, text_of(states[i].state))) out->state = text_of(states[i].words), out->colour = states[i].colour;
}

/* Whom it is to, as the office may know: people of the partnership by name, the public not at all. */
static Error *recipient_shown(Db *db, Arena *arena, MailRecipientId id, Text *out) {
    RecipientRowRow row = {0};
    bool found;
    *out = S("Somebody of the public");
    TRY(recipient_row(db, arena, id, &row, &found));
    if (!found) return NULL;
    if (row.account.n) return record_label(db, arena, &account_record, row.account.n, out);
    if (row.person.n) return record_label(db, arena, &person_record, row.person.n, out);
    if (row.invitation) *out = S("Somebody who is invited to comment on a plan");
    return NULL;
}

/* ---- The page ---- */

static Error *messages_read(Db *db, Arena *arena, MailShown *out) {
    MessagesRecentRowList rows;
    TRY(messages_recent(db, arena, RECENT, &rows));
    out->messages.items = ARENA_ARRAY(arena, MessageLine, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const MessagesRecentRow *r = &rows.items[i];
        MessageLine *line = &out->messages.items[out->messages.count++];
        *line = (MessageLine){.id = r->id,
            .kind = kind_shown(r->kind),
            .answer = r->answer,
            .made_at = r->made_at,
            .ended_at = r->ended_at,
            .tries = r->tries};
        state_show(r->state, line);
        line->is_unsure = text_equal(r->state, S("unsure"));
        line->may_again = text_equal(r->state, S("failed"));
        TRY(recipient_shown(db, arena, r->recipient, &line->to));
    }
    return NULL;
}

static Error *unsure_read(Db *db, Arena *arena, MailShown *out) {
    MessagesUnsureRowList rows;
    TRY(messages_unsure(db, arena, &rows));
    out->unsures.items = ARENA_ARRAY(arena, MessageLine, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        MessageLine *line = &out->unsures.items[out->unsures.count++];
        *line = (MessageLine){.id = rows.items[i].id, .kind = kind_shown(rows.items[i].kind), .made_at = rows.items[i].made_at};
        TRY(recipient_shown(db, arena, rows.items[i].recipient, &line->to));
    }
    return NULL;
}

static Error *bouncing_read(Db *db, Arena *arena, MailShown *out) {
    RecipientsBouncingRowList rows;
    TRY(recipients_bouncing(db, arena, &rows));
    out->bouncing.items = ARENA_ARRAY(arena, BouncingLine, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        BouncingLine *line = &out->bouncing.items[out->bouncing.count++];
        *line = (BouncingLine){.id = rows.items[i].id, .answer = rows.items[i].bounce, .at = rows.items[i].bounced_at};
        TRY(recipient_shown(db, arena, line->id, &line->to));
    }
    return NULL;
}

static Error *shown_read(Office *office, Arena *arena, MailShown *out) {
    MailStateRowRow state = {0};
    MessageCountsRow counts;
    SubscriberCountsRow subscribers;
    *out = (MailShown){.may_act = (office->roles & (CLERK | ADMINISTRATOR)) != 0};
    TRY(mail_state_row(office->db, arena, &state, &out->has_begun));
    TRY(message_counts(office->db, arena, moment_plus_seconds(moment_now(), -(int64_t)SENT_DAYS * 86400), &counts));
    TRY(subscriber_counts(office->db, arena, &subscribers));
    out->server_at = state.server_at, out->server_fault = state.server_fault;
    out->waiting = counts.waiting + counts.sending, out->sent = counts.sent, out->failed = counts.failed, out->unsure = counts.unsure;
    out->subscribers = subscribers.active, out->unconfirmed = subscribers.asked;
    TRY(messages_read(office->db, arena, out));
    TRY(unsure_read(office->db, arena, out));
    return bouncing_read(office->db, arena, out);
}

static Error *respond(Office *office, Request *request, Response *response, const Form *form) {
    MailShown shown;
    TRY(shown_read(office, request->arena, &shown));
    Page page = office_page(office, request, "settings", "Email");
    page.form = form;
    if (form && form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    mail_page(&v, page, settings_links(request->arena, office), &shown);
    return NULL;
}

Error *mail_show(Office *office, Request *request, Response *response) {
    return respond(office, request, response, NULL);
}

/* ---- Doing ---- */

static Error *test_make(Tx *tx, AccountId account) {
    MailRecipientId recipient;
    MailMessageId message;
    Text who = text_format(tx_arena(tx), "account %" PRId64, account.n);
    TRY(recipient_make(tx, who, account, (PersonId){0}, S(""), "active", S(""), &recipient));
    return message_make(tx, recipient, "test", &message);
}

Error *mail_test_do(Office *office, Request *request, Response *response) {
    TRY(OFFICE_CHANGE(office, request, tx, test_make(tx, office->session->account)));
    respond_done(request, response, S("/office/mail"), "mail-test");
    return NULL;
}

static Error *message_act(Tx *tx, MailMessageId id, bool is_again) {
    if (is_again) return message_again(tx, id, tx_moment(tx), NULL);
    return message_mark(tx, id, S("dropped"), tx_moment(tx), S("Left as it was."), NULL);
}

Error *mail_message_do(Office *office, Request *request, Response *response) {
    int64_t id;
    MessageRowRow row = {0};
    bool found;
    TRY(request_id(request, 0, &id));
    TRY(message_row(office->db, request->arena, (MailMessageId){id}, &row, &found));
    bool is_again = text_equal(request_value(request, "act"), S("again"));
    bool may = found && (text_equal(row.state, S("unsure")) || (is_again && text_equal(row.state, S("failed"))));
    if (!may) return error_new(request->arena, ERROR_INPUT, "This message is not one to be decided about any more. Look at the list.");
    TRY(OFFICE_CHANGE(office, request, tx, message_act(tx, (MailMessageId){id}, is_again)));
    respond_done(request, response, S("/office/mail"), is_again ? "mail-again" : "mail-left");
    return NULL;
}

/* The address was put right, or the mailbox is there again: it gets mail again. */
Error *mail_address_do(Office *office, Request *request, Response *response) {
    int64_t id = 0;
    text_to_int64(request_value(request, "recipient"), &id);
    TRY(OFFICE_CHANGE(office, request, tx, recipient_release(tx, (MailRecipientId){id}, NULL)));
    respond_done(request, response, S("/office/mail"), "mail-address");
    return NULL;
}

/* Somebody telephones and wants no more mail. The page says the same whether or not the address was known. */
static Error *stop_address(Tx *tx, Text email) {
    RecipientWhoRow row = {0};
    bool found;
    Arena *arena = tx_arena(tx);
    TRY(recipient_who(tx_db(tx), arena, text_format(arena, "email %.*s", TEXT_ARG(text_lower(arena, email))), &row, &found));
    return found ? mail_stop(tx, row.id) : NULL;
}

Error *mail_stop_do(Office *office, Request *request, Response *response) {
    Text email = request_value(request, "email");
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    if (text_find(email, S("@"), 0) == SIZE_MAX) {
        form_error(&form, "email", "Enter an email address, such as name@example.org");
        return respond(office, request, response, &form);
    }
    TRY(OFFICE_CHANGE(office, request, tx, stop_address(tx, email)));
    respond_done(request, response, S("/office/mail"), "mail-stopped");
    return NULL;
}
