/* Consultation as the public side shows it, and the letter that a comment becomes. */
#ifndef QUORATE_PUBLIC_CONSULTATION_H
#define QUORATE_PUBLIC_CONSULTATION_H

#include "publish/published_consultation.h"
#include "store/record.h"

typedef enum { SITE_ROUND_TO_COME = 1, SITE_ROUND_OPEN, SITE_ROUND_OVER, SITE_ROUND_WITHDRAWN } SiteRoundStanding;
/* R44, R46: open from the first day to the last while its draft is out. Pure. */
SiteRoundStanding site_round_standing(const PublishedConsultation *round, Date day);
const char *site_round_shown(SiteRoundStanding standing);  /* "Open for comments" */
const char *site_round_colour(SiteRoundStanding standing);
const char *site_round_code(SiteRoundStanding standing);   /* for JSON: "open" */
/* May anybody know of it? Of a round for invited people alone only what was published of its summary, or that it was withdrawn. Pure. */
bool site_round_is_listed(const PublishedConsultation *round);
bool site_summary_is_out(const PublishedConsultation *round);
Text site_consultation_address(Arena *arena, PublishedId round);

/* A comment as it was typed: on an action, or on the whole plan (0). */
typedef struct { int64_t action; Text text; } TypedComment;
typedef struct { TypedComment *items; size_t count; } TypedComments;
/* One form, sent. `link`: the hash of the link's token; empty for anybody. `invitation`: whose it is, should the link be renewed meanwhile. */
typedef struct { Text envelope, link, name, organisation; int64_t round, invitation; TypedComments comments; } SentComments;
/* As it goes into the letterbox; comments without words are left out. */
Text sent_comments_json(Arena *arena, const SentComments *sent);
/* How many comments have words. */
size_t typed_count(const TypedComments *comments);

/* What the page of a round shows. */
typedef struct {
    PublishedConsultation round;
    SiteRoundStanding standing;
    PublishedDraftLineList lines;   /* while they may be read */
    PublishedCommentList comments;  /* of the summary */
    bool by_link;                   /* whoever looks came by a link of their own */
    bool takes_comments;            /* the form is shown */
    SentComments sent;              /* what was typed */
} SiteRound;
/* What was typed for an action; empty for nothing. */
Text typed_for(const TypedComments *comments, int64_t action);
typedef struct { PublishedConsultation round; SiteRoundStanding standing; } SiteRoundLine;
typedef struct { SiteRoundLine *items; size_t count; } SiteRoundLines;

#endif
