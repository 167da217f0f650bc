/* Owns when notices become messages: at once, or in the one digest of the day. */
#include "mail/inside.h"

#include "mail/mail.sql.h"

enum { USUAL_HOUR = 7 };

Error *message_make(Tx *tx, MailRecipientId recipient, const char *kind, MailMessageId *out) {
    MessageWithTokenRow row = {0};
    Text token = mail_random(tx_arena(tx));
    bool found;
    TRY(message_put(tx, recipient, text_of(kind), token, tx_moment(tx), NULL));
    TRY(message_with_token(tx_db(tx), tx_arena(tx), token, &row, &found));
    CHECK(found);
    *out = row.id;
    return NULL;
}

/* Has the hour of the digest come, and is it still that day's? */
static bool is_digest_hour(const Partnership *partnership, Moment now) {
    TimeOfDay time, due = time_is_set(partnership->digest_at) ? partnership->digest_at : time_of(USUAL_HOUR, 0);
    moment_to_london(now, NULL, &time);
    return time.n >= due.n;
}

static Error *queue_one(Tx *tx, MailRecipientId recipient, bool is_digest, Date today, int64_t *made) {
    MailMessageId message;
    Text email, name;
    TRY(recipient_address(tx_db(tx), tx_arena(tx), recipient, &email, &name));
    if (email.len) {
        TRY(message_make(tx, recipient, is_digest ? "digest" : "notice", &message));
        TRY(is_digest ? notices_take(tx, recipient, message, NULL) : notices_take_at_once(tx, recipient, message, NULL));
        *made += 1;
    }
    return is_digest ? recipient_digested(tx, recipient, today, NULL) : NULL;
}

/* Who is to get a message now. */
typedef struct {
    RecipientsAtOnceRowList at_once;
    RecipientsOfDigestRowList digest;
    Date today;
} Waiting;

static Error *waiting_read(Db *db, Arena *arena, Moment now, bool is_digest_now, Waiting *out) {
    Partnership partnership;
    *out = (Waiting){0};
    moment_to_london(now, &out->today, NULL);
    TRY(partnership_get(db, arena, &partnership));
    TRY(recipients_at_once(db, arena, &out->at_once));
    if (!is_digest_now && !is_digest_hour(&partnership, now)) return NULL;
    return recipients_of_digest(db, arena, out->today, &out->digest);
}

static Error *queue_in(Tx *tx, Moment now, bool is_digest_now, int64_t *made) {
    Waiting w;
    TRY(waiting_read(tx_db(tx), tx_arena(tx), now, is_digest_now, &w));
    for (size_t i = 0; i < w.at_once.count; i++) TRY(queue_one(tx, w.at_once.items[i].recipient, false, w.today, made));
    TRY(waiting_read(tx_db(tx), tx_arena(tx), now, is_digest_now, &w)); /* what went at once is in no digest */
    for (size_t i = 0; i < w.digest.count; i++) TRY(queue_one(tx, w.digest.items[i].recipient, true, w.today, made));
    return NULL;
}

/* Looked up without a transaction: the postman asks every second, and mostly nobody waits. */
static Error *somebody_waits(Store *office, Arena *arena, Moment now, bool is_digest_now, bool *out) {
    Waiting w;
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = waiting_read(db, arena, now, is_digest_now, &w);
    store_return(db);
    *out = !error && w.at_once.count + w.digest.count > 0;
    return error;
}

Error *mail_queue(Store *office, Arena *arena, Moment now, bool is_digest_now, int64_t *made) {
    Tx *tx = NULL;
    Error *error = NULL;
    bool waits;
    *made = 0;
    TRY(somebody_waits(office, arena, now, is_digest_now, &waits));
    if (!waits) return NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("Mail")}, S(""), &tx));
    TRY_OUT(queue_in(tx, now, is_digest_now, made));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *mail_restored(Tx *tx, int64_t *held) {
    return messages_of_backup(tx, tx_moment(tx), held);
}
