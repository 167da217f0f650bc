/* Owns the working off of the queue: one message after another is claimed, composed anew, handed over, and what became of it is kept. Each step is a
 * transaction, so that a sender that dies leaves behind how far it came. */
#include "mail/inside.h"

#include "base/log.h"
#include "mail/mail.sql.h"
#include "mail/post.h"

enum { LEASE_SECONDS = 900 /* longer than a message may take (post.c) */ };

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

/* The next message that is due is this sender's now, under the number of its try. */
static Error *claim_in(Tx *tx, MailMessageId *id, int64_t *tries) {
    MessageNextRow next = {0};
    MessageRowRow row = {0};
    int64_t changed = 0;
    bool found;
    TRY(message_next(tx_db(tx), tx_arena(tx), tx_moment(tx), &next, &found));
    if (!found) return NULL;
    TRY(message_claim(tx, next.id, moment_plus_seconds(tx_moment(tx), LEASE_SECONDS), &changed));
    if (changed == 0) return NULL; /* another sender has it */
    TRY(message_row(tx_db(tx), tx_arena(tx), next.id, &row, &found));
    *id = next.id;
    *tries = row.tries;
    return NULL;
}

static Error *claim(const Sending *s, Arena *arena, MailMessageId *id, int64_t *tries) {
    Tx *tx = NULL;
    Error *error = NULL;
    *id = (MailMessageId){0};
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(claim_in(tx, id, tries));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *compose_in(Tx *tx, const Sending *s, MailMessageId id, int64_t tries, MailMessage *message, Composed *what) {
    TRY(mail_compose(tx, s->settings, id, message, what));
    message->tries = tries;
    if (*what == COMPOSED_NOTHING) return message_end(tx, id, tries, S("dropped"), tx_moment(tx), S("Nothing in it was still so."), NULL);
    if (*what == COMPOSED) return NULL;
    TRY(notices_give_back(tx, id, NULL));
    return message_end(
        tx, id, tries, S("dropped"), tx_moment(tx), S("There is no address for it. What it said comes when there is."), NULL);
}

static Error *compose(const Sending *s, Arena *arena, MailMessageId id, int64_t tries, MailMessage *message, Composed *what) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(compose_in(tx, s, id, tries, message, what));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* One that cannot be made must not hold up the others. */
static Error *set_aside(const Sending *s, Arena *arena, MailMessageId id, int64_t tries, const Error *fault) {
    Tx *tx = NULL;
    Error *error = NULL;
    log_warning("mail: message %" PRId64 " could not be made: %.*s %.*s", id.n, TEXT_ARG(fault->sentence), TEXT_ARG(fault->detail));
    TRY_OUT(begin(s, arena, &tx));
    TRY_OUT(message_end(tx, id, tries, S("failed"), tx_moment(tx), S("It could not be made: a fault of the program."), NULL));
    TRY_OUT(tx_commit(tx));
    s->sent->failed++;
out:
    tx_end(tx);
    return error;
}

/* ---- Handing over ---- */

typedef struct {
    const Sending *s;
    Arena *arena;
    MailMessageId id;
    int64_t tries;
} Marking;

/* The last step before the server can have it. A store that cannot keep the mark means that the message is not sent now. */
static bool mark_handed(void *context) {
    const Marking *m = context;
    Tx *tx = NULL;
    int64_t changed = 0;
    Error *error = begin(m->s, m->arena, &tx);
    if (!error) error = message_handed(tx, m->id, m->tries, moment_now(), &changed);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) log_warning("mail: %.*s", TEXT_ARG(error->sentence));
    return !error && changed == 1;
}

static Error *ended(Tx *tx, const MailMessage *m, const char *state, Text answer) {
    return message_end(tx, m->id, m->tries, text_of(state), tx_moment(tx), answer, NULL);
}

static Error *put_off(Tx *tx, const MailMessage *m, Text answer, MailSent *sent) {
    int64_t wait = mail_wait(m->tries);
    if (wait == 0) {
        sent->failed++;
        return ended(tx, m, "failed", answer);
    }
    sent->put_off++;
    return message_put_off(tx, m->id, m->tries, moment_plus_seconds(tx_moment(tx), wait), answer, NULL);
}

/* An address that is not there gets nothing more until somebody puts it right; then what it was to be told comes after all. */
static Error *no_mailbox(Tx *tx, const MailMessage *m, Text answer, MailSent *sent) {
    sent->failed++;
    TRY(recipient_bounces(tx, m->recipient, answer, tx_moment(tx), NULL));
    TRY(notices_give_back(tx, m->id, NULL));
    return ended(tx, m, "bounced", answer);
}

static Error *keep_outcome_in(Tx *tx, const MailMessage *m, const MailAnswer *a, MailSent *sent) {
    TRY(mail_state_server(tx, tx_moment(tx), a->outcome == MAIL_SERVER_FAILS ? a->answer : S(""), NULL));
    switch (a->outcome) {
    case MAIL_TAKEN:
        sent->sent++;
        TRY(invitation_was_sent(tx, m->recipient));
        return ended(tx, m, "sent", a->answer);
    case MAIL_NO_MAILBOX: return no_mailbox(tx, m, a->answer, sent);
    case MAIL_NOT_TAKEN: sent->failed++; return ended(tx, m, "failed", a->answer);
    case MAIL_UNSURE: sent->failed++; return ended(tx, m, "unsure", a->answer);
    case MAIL_LATER:
    case MAIL_SERVER_FAILS: return put_off(tx, m, a->answer, sent);
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

/* *has_one: there was a message, so there may be another. */
static Error *send_one(const Sending *s, Arena *arena, bool *has_one, bool *is_server_down) {
    MailMessageId id;
    MailMessage m;
    Composed what = COMPOSED;
    int64_t tries = 0;
    TRY(claim(s, arena, &id, &tries));
    *has_one = id.n != 0;
    if (!*has_one) return NULL;
    Error *error = compose(s, arena, id, tries, &m, &what);
    if (error) return set_aside(s, arena, id, tries, error);
    if (what != COMPOSED) return NULL;
    Marking marking = {s, arena, id, tries};
    Text from = s->settings->bounces.len ? s->settings->bounces : s->settings->from;
    MailAnswer answer = mail_post(s->post, arena, from, m.email, mail_written(arena, s->settings, &m, moment_now()), mark_handed, &marking);
    *is_server_down = answer.outcome == MAIL_SERVER_FAILS;
    if (answer.outcome != MAIL_TAKEN) log_warning("mail: message %" PRId64 " was not taken", id.n);
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
    bool has_one = true, is_server_down = false;
    MailWorkRow work = {0};
    TRY(work_waits(office, arena, &work));
    Error *error = work.left_over ? left_behind(&s, arena) : NULL;
    if (!work.due && !work.left_over) has_one = false;
    while (!error && has_one && !is_server_down && (!may_go_on || may_go_on(context))) {
        Arena *own = arena_new(); /* a queue may be long */
        error = send_one(&s, own, &has_one, &is_server_down);
        if (error) error = error_copy(arena, error);
        arena_free(own);
    }
    return error;
}
