/* Owns the working off of the queue: one message after another is claimed, composed anew, handed over, and what became of it is kept. Each step is a
 * transaction, so that a sender that dies leaves behind how far it came. */
#include "mail/inside.h"

#include "base/log.h"
#include "mail/mail.sql.h"
#include "mail/post.h"

enum { LEASE_SECONDS = 300 };

typedef struct {
    Store *office;
    const MailSettings *settings;
    MailPost *post;
    MailSent *sent;
} Sending;

static Error *begin(const Sending *s, Arena *arena, Tx **out) {
    return tx_begin(s->office, arena, (Actor){0, S("Mail")}, S(""), out);
}

/* What senders left behind that died: certain ones wait again, uncertain ones are for a person to look at. */
static Error *left_behind(const Sending *s, Arena *arena) {
    Tx *tx = NULL;
    Error *error = NULL;
    Moment now = moment_now();
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(messages_left_unhanded(tx, now, NULL));
    TRY_OUT(messages_left_unsure(tx, now, NULL));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

typedef enum { CLAIM_NONE, CLAIM_EMPTY, CLAIM_MESSAGE } Claim;

static Error *claim_in(Tx *tx, const Sending *s, MailMessage *message, Claim *out) {
    MessageNextRow next = {0};
    int64_t changed = 0;
    bool found, is_empty;
    *out = CLAIM_NONE;
    TRY(message_next(tx_db(tx), tx_arena(tx), tx_moment(tx), &next, &found));
    if (!found) return NULL;
    TRY(message_claim(tx, next.id, moment_plus_seconds(tx_moment(tx), LEASE_SECONDS), &changed));
    if (changed == 0) return NULL; /* another sender has it */
    TRY(mail_compose(tx, s->settings, next.id, message, &is_empty));
    *out = is_empty ? CLAIM_EMPTY : CLAIM_MESSAGE;
    return is_empty ? message_end(tx, next.id, S("dropped"), tx_moment(tx), S("Nothing in it was still so."), NULL) : NULL;
}

static Error *claim(const Sending *s, Arena *arena, MailMessage *message, Claim *out) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(claim_in(tx, s, message, out));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* ---- Handing over ---- */

typedef struct {
    const Sending *s;
    Arena *arena;
    MailMessageId id;
} Marking;

/* The last step before the server can have it. A store that cannot keep the mark means that the message is not sent now. */
static bool mark_handed(void *context) {
    const Marking *m = context;
    Tx *tx = NULL;
    int64_t changed = 0;
    Error *error = begin(m->s, m->arena, &tx);
    if (!error) error = message_handed(tx, m->id, moment_now(), &changed);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) log_warning("mail: %.*s", TEXT_ARG(error->sentence));
    return !error && changed == 1;
}

static Error *put_off(Tx *tx, MailMessageId id, int64_t tries, Text answer, MailSent *sent) {
    int64_t wait = mail_wait(tries);
    if (wait == 0) {
        sent->failed++;
        return message_end(tx, id, S("failed"), tx_moment(tx), answer, NULL);
    }
    sent->put_off++;
    return message_put_off(tx, id, moment_plus_seconds(tx_moment(tx), wait), answer, NULL);
}

/* An address that a server refuses for good gets nothing more until somebody puts it right. */
static Error *refused(Tx *tx, const MailMessage *m, Text answer, MailSent *sent) {
    sent->failed++;
    TRY(recipient_state_set(tx, m->recipient, S("bouncing"), answer, tx_moment(tx), NULL));
    return message_end(tx, m->id, S("failed"), tx_moment(tx), answer, NULL);
}

static Error *keep_outcome_in(Tx *tx, const MailMessage *m, const MailAnswer *a, MailSent *sent) {
    MessageRowRow row = {0};
    bool found;
    TRY(message_row(tx_db(tx), tx_arena(tx), m->id, &row, &found));
    TRY(mail_state_server(tx, tx_moment(tx), a->outcome == MAIL_SERVER_FAILS ? a->answer : S(""), NULL));
    if (!found) return NULL;
    switch (a->outcome) {
    case MAIL_TAKEN: sent->sent++; return message_end(tx, m->id, S("sent"), tx_moment(tx), a->answer, NULL);
    case MAIL_REFUSED: return refused(tx, m, a->answer, sent);
    case MAIL_LATER:
    case MAIL_SERVER_FAILS: return put_off(tx, m->id, row.tries, a->answer, sent);
    }
    return NULL;
}

static Error *keep_outcome(const Sending *s, Arena *arena, const MailMessage *m, const MailAnswer *a) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(keep_outcome_in(tx, m, a, s->sent));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *send_one(const Sending *s, Arena *arena, Claim *claimed, bool *is_server_down) {
    MailMessage m;
    TRY(claim(s, arena, &m, claimed));
    if (*claimed != CLAIM_MESSAGE) return NULL;
    Marking marking = {s, arena, m.id};
    Text from = s->settings->bounces.len ? s->settings->bounces : s->settings->from;
    MailAnswer answer = mail_post(s->post, arena, from, m.email, mail_written(arena, s->settings, &m, moment_now()), mark_handed, &marking);
    *is_server_down = answer.outcome == MAIL_SERVER_FAILS;
    if (answer.outcome != MAIL_TAKEN) log_warning("mail: message %" PRId64 " was not taken", m.id.n);
    return keep_outcome(s, arena, &m, &answer);
}

/* Looked up without a transaction: the postman asks every second, and mostly there is nothing. */
static Error *work_waits(Store *office, Arena *arena, MailWorkRow *out) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = mail_work(db, arena, moment_now(), out);
    store_return(db);
    return error;
}

Error *mail_send(
    Store *office, Arena *arena, const MailSettings *settings, MailPost *post, bool (*may_go_on)(void *), void *context, MailSent *out) {
    *out = (MailSent){0};
    Sending s = {office, settings, post, out};
    Claim claimed = CLAIM_MESSAGE;
    bool is_server_down = false;
    MailWorkRow work = {0};
    TRY(work_waits(office, arena, &work));
    Error *error = work.left_over ? left_behind(&s, arena) : NULL;
    if (!work.due && !work.left_over) claimed = CLAIM_NONE;
    while (!error && claimed != CLAIM_NONE && !is_server_down && (!may_go_on || may_go_on(context))) {
        Arena *own = arena_new(); /* a queue may be long */
        error = send_one(&s, own, &claimed, &is_server_down);
        if (error) error = error_copy(arena, error);
        arena_free(own);
    }
    return error;
}
