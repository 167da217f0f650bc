/* Mail: who is told what, when, and how it gets to a mail server.
 *
 * gather.c sees what became known since it last looked and makes notices, each for one recipient and once. compose.c makes a message of the notices
 * that wait for somebody, looking at each again, so that nothing goes out that was withdrawn meanwhile. post.c hands messages to a mail server.
 * A mail never holds words that somebody wrote on a record: only names of bodies, days, our own sentences and addresses of pages, which ask
 * whoever opens them who they are. So no restricted title can be in one.
 *
 * Nothing is sent twice: a message is marked before it is handed over, and one whose receipt is not known (the power went in that moment) is
 * never sent again by itself; the page of the office's mail lists it. */
#ifndef QUORATE_MAIL_MAIL_H
#define QUORATE_MAIL_MAIL_H

#include "meetings/meeting.h"
#include "people/people.h"
#include "web/session.h"

typedef struct { int64_t n; } MailChoiceId;
typedef enum { MAIL_DIGEST = 1, MAIL_AT_ONCE, MAIL_NONE } MailWhen;
/* What an account wants to be told by mail, and when. */
typedef struct { MailChoiceId id; int64_t version; AccountId account; MailWhen agendas, changes, minutes, actions, duties; } MailChoice;
typedef struct { MailChoice *items; size_t count; } MailChoiceList;
extern const Record mail_choice_record;
/* Without a row of their own: agendas, minutes, actions and duties once a day, changes of a meeting's time at once. */
MailChoice mail_choice_usual(AccountId account);

typedef enum {
    NOTICE_AGENDA = 1,  /* an agenda was published */
    NOTICE_AGAIN,       /* and published again */
    NOTICE_PAPERS,      /* papers were added */
    NOTICE_MOVED, NOTICE_CANCELLED,
    NOTICE_MINUTES,     /* draft minutes: to be checked by whoever was there */
    NOTICE_APPROVED,    /* approved minutes are published */
    NOTICE_ACTION_DUE, NOTICE_ACTION_LATE,
    NOTICE_TERM,        /* a chair's or vice-chair's term ends or ended, or nobody is (R07, R27) */
    NOTICE_AGREEMENT,   /* organisations that have not signed the sharing agreement in force (R16) */
    NOTICE_CALL,        /* updates of the action plan are called for from the organisations that lead or help with it (R45) */
    NOTICE_CALL_DUE, NOTICE_CALL_LATE,
    NOTICE_KINDS,
} NoticeKind;
const char *notice_code(NoticeKind kind);
NoticeKind notice_kind_of(Text code); /* 0: none */

typedef struct { int64_t n; } MailRecipientId;
typedef struct { int64_t n; } MailMessageId;
typedef struct { int64_t n; } MailNoticeId;

/* How this installation reaches a mail server; given to the commands, never kept in the database. */
typedef struct {
    const char *server;      /* "smtp://mail.example.org:587", "smtps://..."; NULL: no mail is sent */
    const char *user;        /* NULL: no signing in */
    const char *password;
    Text from;               /* "office@example.org" */
    Text bounces;            /* where servers send what could not be delivered; empty: `from` */
    Text site_address;       /* of the public site, without a trailing slash */
    Text office_address;     /* of the office; the same where one program serves both */
    bool is_plain_allowed;   /* the connection may be without TLS: a server on this machine */
} MailSettings;
/* ERROR_INPUT, with what to do, when mail cannot be sent with these. */
Error *mail_settings_check(Arena *arena, const MailSettings *settings);

/* ---- Gathering ---- */

/* Makes notices of what became known and is due at `now`. Done twice, it makes nothing twice. The first time it only notes what there is,
 * so that nobody is told of old things. *made: how many. */
Error *mail_gather(Store *office, Arena *arena, Moment now, int64_t *made);
/* Has anything been written in the office since it last gathered, or is it some minutes ago? */
Error *mail_gather_is_due(Db *db, Arena *arena, Moment now, bool *out);
/* Makes messages of notices that wait: at once of those that are to go at once, and one for each recipient with digest notices when the hour of the
 * digest has come (at `now`; `is_digest_now`: whatever the hour). At most one digest a recipient and day. */
Error *mail_queue(Store *office, Arena *arena, Moment now, bool is_digest_now, int64_t *made);

/* ---- Messages ---- */

/* One line of a message: a sentence of ours and the page that it is about. */
typedef struct { Text words, url, link; /* link: what the address is called: "Read the agenda" */ } MailLine;
typedef struct { MailLine *items; size_t count; } MailLines;
typedef struct {
    MailMessageId id;
    MailRecipientId recipient;
    Text email, name;        /* of whom it goes to; the name may be empty */
    int64_t tries;           /* which try this is: the claim under which it is sent */
    Text token, subject, greeting, closing;
    MailLines lines;
    Text partnership;
    Text stop_url;           /* "/subscription/KEY" with the site's address, or the page of one's own choices */
    Text one_click_url;      /* RFC 8058; empty for mails that are no subscription */
} MailMessage;
typedef enum {
    COMPOSED,
    COMPOSED_NOTHING, /* nothing of it is still so: it is not to be sent */
    COMPOSED_NOWHERE, /* there is no address for it now */
} Composed;
/* What a message of the queue says now. Makes one-time links for actions, and deletes notices that are not so any more: so it is given a
 * transaction. */
Error *mail_compose(Tx *tx, const MailSettings *settings, MailMessageId id, MailMessage *out, Composed *what);
/* The message as it goes over the wire: headers, plain text and HTML (RFC 5322, 2045, 8058). `when` is its Date. Lives in the arena. */
Text mail_written(Arena *arena, const MailSettings *settings, const MailMessage *message, Moment when);
/* The HTML part alone, and the plain one. */
Text mail_html(Arena *arena, const MailMessage *message);
Text mail_plain(Arena *arena, const MailMessage *message);

/* ---- Sending ---- */

typedef struct MailPost MailPost; /* a connection to a mail server, kept between messages */
MailPost *mail_post_open(const MailSettings *settings);
void mail_post_close(MailPost *post); /* NULL is fine */
typedef struct { int64_t sent, failed, put_off; } MailSent;
/* Sends what waits and is due at the moment, until nothing does or `may_go_on` (NULL: always) says no. A server that fails
 * is not tried again in this call. */
Error *mail_send(Store *office, Arena *arena, const MailSettings *settings, MailPost *post, bool (*may_go_on)(void *), void *context, MailSent *out);
/* What to do with the answer of a server to one message. Pure. */
typedef enum {
    MAIL_TAKEN,
    MAIL_NO_MAILBOX,   /* the address is not there, for good */
    MAIL_NOT_TAKEN,    /* this message, for good; the address may be fine */
    MAIL_LATER,        /* this message, another time */
    MAIL_SERVER_FAILS, /* nothing of ours is taken at the moment */
    MAIL_UNSURE,       /* all was given and no answer came: it may have arrived, and is not sent again by itself */
} MailOutcome;
typedef enum { MAIL_AT_SERVER, MAIL_AT_RECIPIENT, MAIL_AT_END /* all of the message was given */ } MailPlace;
/* `code` is 0 when the server gave no answer there; `answer` is its line, whose second word may be a status of RFC 3463 ("5.1.1"). */
MailOutcome mail_outcome(MailPlace place, int code, Text answer);
/* Seconds until the next try after so many: 1 minute, then longer, 6 hours in the end; 0: given up after three days. Pure. */
int64_t mail_wait(int64_t tries);

/* A message that could not be delivered came back (RFC 3464): which of ours it was, and why. ERROR_INPUT when it is no such report. Reads what
 * strangers wrote, so it is done before any store is opened. */
typedef struct { Text token, status; } MailBounce;
Error *mail_bounce_read(Arena *arena, Text report, MailBounce *out);
/* Notes it, and stops mail to an address that is not there. ERROR_INPUT when it is of no message of ours. */
Error *mail_bounce_take(Store *office, Arena *arena, const MailBounce *bounce);

/* The office was restored from a backup: messages that waited in it may have gone out since, so they are for a person to decide, as those that a
 * sender left behind. *held receives how many. */
Error *mail_restored(Tx *tx, int64_t *held);

/* ---- The public's subscriptions ---- */

/* What the public side put into the letterbox: asking, confirming, stopping. Takes them out and does them; returns how many. */
Error *mail_letters_collect(Store *office, Store *letterbox, Arena *arena, int64_t *count);
/* What the office does where no mail is sent: the letterbox is emptied, and who did not confirm is forgotten. */
Error *mail_keep_house(Store *office, Store *letterbox, Arena *arena);
/* Somebody is to get no more mail: a subscriber is forgotten, an account's choices become "none", a person is left out. */
Error *mail_stop(Tx *tx, MailRecipientId recipient);

/* ---- Invitations to comment on a plan ---- */

/* Makes a message of each invitation that is to be sent (plan/consultation.h); its link is made when the message is. */
Error *invitations_queue(Tx *tx, int64_t *made);
/* The mail server has taken a message to the recipient: when it is somebody invited to comment, their invitation says when. */
Error *invitation_was_sent(Tx *tx, MailRecipientId recipient);

/* ---- One-time links ---- */

Error *action_link_make(Tx *tx, int64_t action, PersonId person, Text *token);

#endif
