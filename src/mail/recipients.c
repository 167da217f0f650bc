/* Owns who can be told something by mail, where it goes, and what each wants. */
#include "mail/inside.h"

#include <sodium.h>

#include "mail/mail.sql.h"
#include "plan/consultation.h"

enum { RANDOM_BYTES = 12 };

Text mail_random(Arena *arena) {
    unsigned char bytes[RANDOM_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    return text_hex(arena, bytes, sizeof bytes);
}

Error *recipient_make(
    Tx *tx, Text who, AccountId account, PersonId person, Text email, const char *state, Text bodies, MailRecipientId *out) {
    RecipientWhoRow row = {0};
    bool found;
    TRY(recipient_who(tx_db(tx), tx_arena(tx), who, &row, &found));
    if (!found) {
        TRY(recipient_put(tx, who, account.n, person.n, email, mail_random(tx_arena(tx)), text_of(state), bodies, tx_moment(tx), NULL));
        TRY(recipient_who(tx_db(tx), tx_arena(tx), who, &row, &found));
        CHECK(found);
    }
    *out = row.id;
    return NULL;
}

/* ---- Everybody ---- */

static MailChoice choice_of(const MailChoiceList *choices, AccountId account) {
    for (size_t i = 0; i < choices->count; i++)
        if (choices->items[i].account.n == account.n) return choices->items[i];
    return mail_choice_usual(account);
}

static Error *accounts_read(Tx *tx, ToldList *out) {
    AccountList accounts;
    MailChoiceList choices;
    Arena *arena = tx_arena(tx);
    TRY(accounts_mailed(tx_db(tx), arena, &accounts));
    TRY(mail_choices_all(tx_db(tx), arena, &choices));
    out->items = ARENA_ARRAY(arena, Told, accounts.count);
    for (size_t i = 0; i < accounts.count; i++) {
        const Account *a = &accounts.items[i];
        Told *t = &out->items[out->count++];
        *t = (Told){.account = a->id, .person = {a->person}, .roles = a->roles, .choice = choice_of(&choices, a->id)};
        Text who = text_format(arena, "account %" PRId64, a->id.n);
        TRY(recipient_make(tx, who, a->id, (PersonId){0}, S(""), "active", S(""), &t->id));
    }
    return NULL;
}

static Error *persons_read(Tx *tx, ToldList *out) {
    PersonList persons;
    Arena *arena = tx_arena(tx);
    TRY(persons_mailed(tx_db(tx), arena, &persons));
    out->items = arena_grow(arena, out->items, out->count * sizeof(Told), (out->count + persons.count) * sizeof(Told));
    for (size_t i = 0; i < persons.count; i++) {
        PersonId person = persons.items[i].id;
        Told *t = &out->items[out->count++];
        *t = (Told){.person = person, .choice = mail_choice_usual((AccountId){0})};
        Text who = text_format(arena, "person %" PRId64, person.n);
        TRY(recipient_make(tx, who, (AccountId){0}, person, S(""), "active", S(""), &t->id));
    }
    return NULL;
}

Error *everybody_read(Tx *tx, Everybody *out) {
    SubscribersActiveRowList rows;
    Partnership partnership;
    *out = (Everybody){0};
    TRY(accounts_read(tx, &out->people));
    TRY(persons_read(tx, &out->people));
    TRY(partnership_get(tx_db(tx), tx_arena(tx), &partnership));
    if (!partnership.offers_mail) return NULL;
    TRY(subscribers_active(tx_db(tx), tx_arena(tx), &rows));
    out->subscribers.items = ARENA_ARRAY(tx_arena(tx), Subscriber, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        out->subscribers.items[out->subscribers.count++] = (Subscriber){rows.items[i].id, rows.items[i].bodies};
    return NULL;
}

/* ---- What they want ---- */

MailWhen notice_when(const MailChoice *c, NoticeKind kind) {
    switch (kind) {
    case NOTICE_AGENDA:
    case NOTICE_AGAIN:
    case NOTICE_PAPERS: return c->agendas;
    case NOTICE_MOVED:
    case NOTICE_CANCELLED: return c->changes;
    case NOTICE_MINUTES:
    case NOTICE_APPROVED: return c->minutes;
    case NOTICE_ACTION_DUE:
    case NOTICE_ACTION_LATE:
    case NOTICE_CALL:
    case NOTICE_CALL_DUE:
    case NOTICE_CALL_LATE: return c->actions;
    case NOTICE_TERM:
    case NOTICE_AGREEMENT: return c->duties;
    case NOTICE_KINDS: break;
    }
    return MAIL_NONE;
}

bool subscriber_wants(const Subscriber *s, BodyId body) {
    Text rest = s->bodies, part;
    if (text_is_empty(s->bodies)) return true;
    while (text_split(&rest, ',', &part)) {
        int64_t id;
        if (text_to_int64(part, &id) && id == body.n) return true;
    }
    return false;
}

static Error *notice_keep(Tx *tx, MailRecipientId recipient, const MailNotice *n, bool is_at_once, int64_t *made) {
    int64_t changed = 0;
    TRY(notice_put(
        tx, recipient, n->key, text_of(notice_code(n->kind)), n->meeting.n, n->about, n->day, is_at_once, tx_moment(tx), &changed));
    *made += changed;
    return NULL;
}

Error *notice_for(Tx *tx, const Told *told, const MailNotice *notice, int64_t *made) {
    MailWhen when = notice_when(&told->choice, notice->kind);
    return when == MAIL_NONE ? NULL : notice_keep(tx, told->id, notice, when == MAIL_AT_ONCE, made);
}

Error *notice_for_subscriber(Tx *tx, const Subscriber *s, const MailNotice *notice, int64_t *made) {
    MailChoice usual = mail_choice_usual((AccountId){0});
    return notice_keep(tx, s->id, notice, notice_when(&usual, notice->kind) == MAIL_AT_ONCE, made);
}

/* ---- Where mail goes ---- */

static Error *account_address(Db *db, Arena *arena, AccountId id, Text *email, Text *name) {
    Account account;
    Error *error = record_get(db, arena, &account_record, id.n, &account);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    if (error || account.is_disabled) return error;
    *email = account.email;
    *name = account.name;
    return NULL;
}

static Error *person_address(Db *db, Arena *arena, PersonId id, Text *email, Text *name) {
    Person person;
    Error *error = record_get(db, arena, &person_record, id.n, &person);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    *email = person.email;
    *name = person.name;
    return NULL;
}

static Error *invitation_address(Db *db, Arena *arena, int64_t id, Text *email, Text *name) {
    InvitationToComment invitation;
    Error *error = record_get(db, arena, &invitation_to_comment_record, id, &invitation);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    if (error || invitation.is_taken_back) return error;
    *email = invitation.email;
    *name = invitation.name;
    return NULL;
}

Error *recipient_address(Db *db, Arena *arena, MailRecipientId id, Text *email, Text *name) {
    RecipientRowRow row = {0};
    bool found;
    *email = *name = (Text){0};
    TRY(recipient_row(db, arena, id, &row, &found));
    if (!found || text_equal(row.state, S("stopped")) || text_equal(row.state, S("bouncing"))) return NULL;
    if (row.account.n) return account_address(db, arena, row.account, email, name);
    if (row.person.n) return person_address(db, arena, row.person, email, name);
    if (row.invitation) return invitation_address(db, arena, row.invitation, email, name);
    *email = row.email;
    return NULL;
}
