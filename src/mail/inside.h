/* What the files of mail/ share. Nobody else includes it. */
#ifndef QUORATE_MAIL_INSIDE_H
#define QUORATE_MAIL_INSIDE_H

#include <inttypes.h>

#include "mail/mail.h"

/* Somebody who can be told something: an account, or a person without one. */
typedef struct {
    MailRecipientId id;
    AccountId account;
    PersonId person;
    Access roles;
    MailChoice choice;
} Told;
typedef struct { Told *items; size_t count; } ToldList;
typedef struct { MailRecipientId id; Text bodies; } Subscriber; /* ids with commas; empty: all */
typedef struct { Subscriber *items; size_t count; } SubscriberList;
typedef struct { ToldList people; SubscriberList subscribers; /* none while the public is not offered email */ } Everybody;

/* Everybody who can be told, each with a row as recipient (made where it was missing). */
Error *everybody_read(Tx *tx, Everybody *out);
/* When somebody wants a kind of notice; a person without an account and a subscriber always as it is usual. */
MailWhen notice_when(const MailChoice *choice, NoticeKind kind);
/* Is the body among those that a subscriber chose? */
bool subscriber_wants(const Subscriber *s, BodyId body);
/* The row of somebody, made where it is missing: of who = "account 3", "person 5" or "email a@example.org". */
Error *recipient_make(Tx *tx, Text who, AccountId account, PersonId person, Text email, const char *state, Text bodies, MailRecipientId *out);
/* Where mail to it goes now, and how it is addressed; *email is empty when it gets none (disabled, without an address, stopped). */
Error *recipient_address(Db *db, Arena *arena, MailRecipientId id, Text *email, Text *name);

/* One notice before it is kept. */
typedef struct { NoticeKind kind; MeetingId meeting; int64_t about; Date day; Text key; } MailNotice;
/* Keeps a notice for somebody, unless they do not want it or have it already. */
Error *notice_for(Tx *tx, const Told *told, const MailNotice *notice, int64_t *made);
Error *notice_for_subscriber(Tx *tx, const Subscriber *s, const MailNotice *notice, int64_t *made);

/* duties.c: what is due by the day: actions, terms of office, the sharing agreement, calls for updates. */
Error *duties_gather(Tx *tx, const Everybody *all, Date today, int64_t *made);

/* A new message in the queue, for a recipient. */
Error *message_make(Tx *tx, MailRecipientId recipient, const char *kind, MailMessageId *out);

/* GMime is begun once. */
void mail_gmime_once(void);

/* Twelve random bytes in hexadecimal: a key, or a message's token. */
Text mail_random(Arena *arena);

#endif
