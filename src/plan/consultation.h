/* Consultation on a plan (R44): a round with its days, who is invited, what they comment action by action, what the safety team answers, and how it
 * goes to the public side. A round is open when its days say so and it was not closed early: nothing else is entered. */
#ifndef QUORATE_PLAN_CONSULTATION_H
#define QUORATE_PLAN_CONSULTATION_H

#include "plan/plan.h"

typedef struct { int64_t n; } ConsultationId;
typedef struct { int64_t n; } InvitationToCommentId;
typedef struct { int64_t n; } PlanCommentId;
typedef struct { int64_t n; } ConsultationPublicationId;

/* Members with an account always take part. */
typedef enum { CONSULTED_MEMBERS = 1, CONSULTED_INVITED, CONSULTED_EVERYBODY } Consulted;
typedef struct {
    ConsultationId id; int64_t version;
    AgreementId agreement;
    Text title, introduction;    /* introduction: Markdown */
    Date opens, closes;          /* closes: the last day; unset: any time */
    Consulted who;
    bool shows_comments;         /* members see each other's while it runs */
    Date closed_on;              /* closed early, by the program: over from that day on */
    Text summary;                /* Markdown, over the comments and answers that are published */
} Consultation;

/* Somebody outside who is asked to comment, by a link of their own. Only the hash of its token is kept. */
typedef struct {
    InvitationToCommentId id; int64_t version;
    ConsultationId consultation;
    Text name, organisation, email;
    Text token_hash;             /* empty: no link yet */
    Moment link_made_at;
    bool is_taken_back;
    bool is_to_be_sent;          /* by email, when the queue comes to it */
    Moment sent_at;              /* when the mail server took the email that has the link */
} InvitationToComment;

typedef enum { COMMENT_MEMBER = 1, COMMENT_INVITED, COMMENT_PUBLIC } CommentSource;
typedef enum { ANSWER_ACCEPTED = 1, ANSWER_IN_PART, ANSWER_NOT_ACCEPTED, ANSWER_NOTED } AnswerOutcome;
typedef struct {
    PlanCommentId id; int64_t version;
    ConsultationId consultation;
    PlanActionId action;         /* 0: on the whole plan */
    CommentSource source;
    AccountId account;           /* of a member */
    InvitationToCommentId invitation;
    Text name, organisation;     /* never in the journal; may be empty of the public */
    Text envelope;               /* of the form that it came with: sent twice, it is kept once */
    Text text;                   /* sealed */
    Moment received_at;
    AnswerOutcome outcome;       /* 0: not answered yet */
    Text answer, change_made;    /* change_made: what of the plan was changed for it */
    Text answered_by; Moment answered_at;
    bool is_named;               /* its organisation's name stands in the published summary */
    bool is_left_out;            /* it is counted there and not shown */
} PlanComment;

/* What of a round is wanted on the public side, and what became of it. */
typedef enum { CONSULTATION_ASKED = 1, CONSULTATION_OUT, CONSULTATION_HELD_BACK, CONSULTATION_TAKEN_BACK } ConsultationPublicationState;
typedef struct {
    ConsultationPublicationId id; int64_t version;
    ConsultationId consultation;
    Moment draft_at;             /* the plan goes out as it stood then; unset: no draft is wanted */
    bool is_summary_wanted;
    ConsultationPublicationState state;
    Text held_back, reason;      /* held_back: sealed; reason: of a withdrawal */
    Text asked_by;
    Moment published_at, changed_at;
} ConsultationPublication;

extern const Record consultation_record, invitation_to_comment_record, plan_comment_record, consultation_publication_record;

typedef struct { Consultation *items; size_t count; } ConsultationList;
typedef struct { InvitationToComment *items; size_t count; } InvitationToCommentList;
typedef struct { PlanComment *items; size_t count; } PlanCommentList;
typedef struct { ConsultationPublication *items; size_t count; } ConsultationPublicationList;

/* ---- Rules. Pure ---- */

typedef enum { ROUND_TO_COME = 1, ROUND_OPEN, ROUND_OVER } RoundStanding;
/* R44. Open from the first day to the last, both included, or to any time when there is no last day; never after the day on which it was closed early. */
RoundStanding consultation_standing(const Consultation *round, Date day);
const char *round_standing_shown(RoundStanding standing); /* "Open" */
const char *round_standing_colour(RoundStanding standing);
/* The last day on which it takes comments; unset: any time. */
Date consultation_last_day(const Consultation *round);
/* What of a published draft stands on the public side on that day: the links until the round is over, its words from the day before it opens. */
bool consultation_links_are_out(const Consultation *round, Date day);
bool consultation_draft_is_out(const Consultation *round, Date day);
/* May whoever has the account change the comment? Their own, while the round is open and nobody has answered it. */
bool comment_may_be_changed(const PlanComment *comment, const Consultation *round, int64_t account, Date day);
/* May a member who did not write it read the comment? When the summary is out, or the round says so while it is open; never one that the summary
 * leaves out. */
bool comment_is_shown_to_members(const PlanComment *comment, const Consultation *round, bool is_summary_out, Date day);
/* What a published comment says of its writer: the organisation where that is ticked, else "A member of the partnership" and the like. */
Text comment_writer_published(const PlanComment *comment);
const char *answer_outcome_shown(AnswerOutcome outcome); /* "Accepted in part"; empty for none */

/* How many comments, by where they came from and by answer. */
typedef struct { size_t all, members, invited, everybody, accepted, in_part, not_accepted, noted, unanswered, left_out; } CommentCounts;
CommentCounts comment_counts(const PlanCommentList *comments);

/* ---- Reading ---- */

/* *found is false while nothing of the round was ever asked to go out. */
Error *consultation_publication_of(Db *db, Arena *arena, ConsultationId round, ConsultationPublication *out, bool *found);
/* The body whose plan it is about. */
Error *consultation_body(Db *db, Arena *arena, const Consultation *round, Body *out);
typedef struct { Consultation round; int64_t unanswered; bool is_open; bool has_own; } RoundWaiting;
typedef struct { RoundWaiting *items; size_t count; } RoundsWaiting;
/* For the desk: rounds that are open, or have comments to be answered. `account`: has_own tells whether they commented. */
Error *rounds_waiting(Db *db, Arena *arena, int64_t account, Date day, RoundsWaiting *out);

/* ---- Doing, in the caller's transaction ---- */

/* The plan as it is now becomes the draft that is published for the round. ERROR_INPUT for a round of members alone, and for one of a body that is
 * not public. */
Error *consultation_publish_draft(Tx *tx, Consultation *round);
/* The summary goes out, with the comments and answers. ERROR_INPUT while the round is open, without words, while comments wait for an
 * answer, or when the body is not public. */
Error *consultation_publish_summary(Tx *tx, Consultation *round);
/* All of it leaves the public side; the reason stays in its place. ERROR_INPUT without one, or when nothing is out. */
Error *consultation_withdraw(Tx *tx, const Consultation *round, Text reason);
/* Takes back what is wanted outside of rounds of bodies that are not shown there any more. */
Error *consultations_of_private_bodies_withdraw(Tx *tx, Text reason);
/* What is public of the round follows what was changed. */
Error *consultation_publication_follow(Tx *tx, ConsultationId round);
/* Is its draft outside now? Also while it is brought up to date, as each new link asks. Pure. */
bool consultation_draft_stands_outside(const ConsultationPublication *publication);
/* Rounds whose draft comes or goes by the day: their publication was brought last on a day on which other parts of it stood outside. */
Error *consultation_publications_due(Db *db, Arena *arena, Date today, ConsultationPublicationList *out);
/* Asks for them. */
Error *consultation_publications_keep_up(Tx *tx);
/* Asks again for what a crash left. */
Error *consultation_publications_recover(Tx *tx);
/* No more comments from now on, and again some. ERROR_INPUT when it is not open, or was not closed early or has a published summary. */
Error *consultation_close(Tx *tx, Consultation *round);
Error *consultation_reopen(Tx *tx, Consultation *round);
/* ERROR_INPUT when the year whose plan it is about is closed: its rounds stay as they were. */
Error *consultation_check_year(Tx *tx, const Consultation *round);
/* Closes the rounds of a year that are open or to come, as the year is closed. */
Error *consultations_close_with_year(Tx *tx, AgreementId agreement);
/* A new link: the one before stops working. The token is given once. ERROR_INPUT when the invitation was taken back or the round is over. */
Error *invitation_link_make(Tx *tx, InvitationToComment *invitation, Text *token);
/* The text as it can be kept: words that would be taken for a sealed text, or for the sentence in the place of one, get a space before them. */
Text comment_text_to_keep(Arena *arena, Text text);
/* Keeps a comment that came in an envelope, unless the same words on the same action came in it already. *is_new: whether it was kept. */
Error *comment_keep(Tx *tx, PlanComment *comment, bool *is_new);
/* Answers it, as the person of the transaction. */
Error *comment_answer(Tx *tx, PlanComment *comment);

#endif
