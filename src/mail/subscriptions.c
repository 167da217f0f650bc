/* Owns the public's subscriptions: what came through the letterbox is done here. An address is kept only when its owner confirms it (double opt-in),
 * and is forgotten when it is taken off. None of it is in the journal, which keeps everything for ever. */
#include "mail/inside.h"

#include <jansson.h>

#include "base/log.h"
#include "mail/mail.sql.h"
#include "mail/mail_letters.sql.h"

enum {
    AT_ONCE = 100,
    HOURS_ASKED = 72 /* who waited longer does not expect an answer any more */,
    MINUTES_BETWEEN_CONFIRMATIONS = 60,
    EMAIL_MOST = 254,
    BODIES_MOST = 400
};

static Text member(Arena *arena, const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return json_is_string(value) ? text_clean(arena, (Text){json_string_value(value), json_string_length(value)}) : (Text){0};
}

/* Only numbers and commas. */
static bool is_list_of_ids(Text t) {
    for (size_t i = 0; i < t.len; i++)
        if (!(t.ptr[i] >= '0' && t.ptr[i] <= '9') && t.ptr[i] != ',') return false;
    return t.len <= BODIES_MOST;
}

/* How long an address waits for its next mail about confirming: so that nobody can fill somebody's mailbox. */
static int64_t hours_to_wait(int64_t asked_times) {
    static const int64_t hours[] = {0, 1, 24, 168};
    return hours[asked_times < 3 ? asked_times : 3];
}

/* Somebody of the public asks. Whoever gets email already is told so. */
static Error *ask(Tx *tx, Text email) {
    RecipientWhoRow row = {0};
    MailRecipientId id;
    MailMessageId message;
    Arena *arena = tx_arena(tx);
    bool found;
    Text who = text_format(arena, "email %.*s", TEXT_ARG(text_lower(arena, email)));
    if (email.len > EMAIL_MOST || !text_is_email(email)) return NULL;
    TRY(recipient_make(tx, who, (AccountId){0}, (PersonId){0}, email, "asked", S(""), &id));
    TRY(recipient_who(tx_db(tx), arena, who, &row, &found));
    CHECK(found);
    Moment again = moment_plus_seconds(row.asked_mail_at, hours_to_wait(row.asked_times) * 3600);
    if (moment_is_set(row.asked_mail_at) && moment_compare(tx_moment(tx), again) < 0) return NULL;
    TRY(recipient_asked_mail(tx, id, tx_moment(tx), NULL));
    return message_make(tx, id, "confirmation", &message);
}

/* Behind the link: which meetings they want to hear of. */
static Error *confirm(Tx *tx, Text key, Text bodies) {
    RecipientWithKeyRow row = {0};
    bool found;
    TRY(recipient_with_key(tx_db(tx), tx_arena(tx), key, &row, &found));
    if (!found || text_is_empty(row.email) || !is_list_of_ids(bodies)) return NULL;
    return recipient_confirm(tx, row.id, bodies, tx_moment(tx), NULL);
}

/* ---- Stopping ---- */

static Error *choices_none(Tx *tx, AccountId account) {
    MailChoice choice = {0};
    bool found;
    TRY(mail_choice_of(tx_db(tx), tx_arena(tx), account, &choice, &found));
    choice.account = account;
    choice.agendas = choice.changes = choice.minutes = choice.actions = choice.duties = MAIL_NONE;
    return found ? record_update(tx, &mail_choice_record, &choice) : record_insert(tx, &mail_choice_record, &choice);
}

Error *mail_stop(Tx *tx, MailRecipientId recipient) {
    RecipientRowRow row = {0};
    bool found;
    TRY(recipient_row(tx_db(tx), tx_arena(tx), recipient, &row, &found));
    if (!found) return NULL;
    TRY(messages_forget_recipient(tx, recipient, NULL));
    TRY(notices_drop_waiting(tx, recipient, NULL));
    if (row.account.n) return choices_none(tx, row.account);
    if (row.person.n) return recipient_stop(tx, recipient, NULL);
    return recipient_forget(tx, recipient, NULL);
}

static Error *stop_with_key(Tx *tx, Text key) {
    RecipientWithKeyRow row = {0};
    bool found;
    TRY(recipient_with_key(tx_db(tx), tx_arena(tx), key, &row, &found));
    return found ? mail_stop(tx, row.id) : NULL;
}

/* ---- The letterbox ---- */

static Error *letter_do(Tx *tx, const MailLettersRow *letter) {
    Arena *arena = tx_arena(tx);
    json_t *object = json_loadb(letter->body.ptr ? letter->body.ptr : "", letter->body.len, 0, NULL);
    Text email = member(arena, object, "email"), bodies = member(arena, object, "bodies"), key = member(arena, object, "key");
    json_decref(object);
    bool is_old = moment_compare(moment_plus_seconds(letter->received_at, HOURS_ASKED * 3600), tx_moment(tx)) < 0;
    if (text_equal(letter->kind, S("subscribe"))) return is_old ? NULL : ask(tx, email);
    if (text_equal(letter->kind, S("subscription-confirm"))) return confirm(tx, key, bodies);
    return stop_with_key(tx, key);
}

static Error *letters_do(Store *office, Arena *arena, const MailLettersRowList *letters) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("Letterbox")}, S(""), &tx));
    for (size_t i = 0; i < letters->count; i++) TRY_OUT(letter_do(tx, &letters->items[i]));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *take_out(Store *letterbox, Arena *arena, const MailLettersRowList *letters) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(letterbox, arena, (Actor){0, S("Letterbox")}, S(""), &tx));
    for (size_t i = 0; i < letters->count; i++) TRY_OUT(mail_letter_take_out(tx, letters->items[i].id, NULL));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* Each can be done twice: asking again soon sends nothing, and confirming or stopping is done once. */
Error *mail_letters_collect(Store *office, Store *letterbox, Arena *arena, int64_t *count) {
    MailLettersRowList letters = {0};
    *count = 0;
    do {
        Db *db = NULL;
        TRY(store_borrow(letterbox, arena, &db));
        Error *error = mail_letters(db, arena, AT_ONCE, &letters);
        store_return(db);
        if (error) return error;
        if (letters.count == 0) return NULL;
        TRY(letters_do(office, arena, &letters));
        TRY(take_out(letterbox, arena, &letters));
        *count += (int64_t)letters.count;
    } while (letters.count == AT_ONCE);
    return NULL;
}
