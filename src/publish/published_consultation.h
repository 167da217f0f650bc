/* What was published of consultation: records of the published store. The valve (publish/consultation_valve.h) alone writes them. Of a round that is not for
 * everybody, the draft is read only by who has a link; the store holds hashes of the links' tokens, and nobody's name. */
#ifndef QUORATE_PUBLISH_PUBLISHED_CONSULTATION_H
#define QUORATE_PUBLISH_PUBLISHED_CONSULTATION_H

#include "publish/published.h"

/* last_day unset: any time. is_for_everybody: anybody reads the draft and comments. has_draft, has_summary: what is out; of a
 * round that was withdrawn has_summary says that its summary had been. */
typedef struct { PublishedId id; int64_t version; Text title, introduction, plan; Date opens, last_day; bool is_for_everybody, has_draft, has_summary; Text summary;
    int64_t comments, members, invited, everybody, accepted, in_part, not_accepted, noted, left_out;
    bool is_withdrawn; Text reason; Moment published_at, changed_at; } PublishedConsultation;
/* A section (action 0) or an action of the draft, in the order of the plan. `lead`: of a section its lead, of an action those who lead. */
typedef struct { PublishedId id; int64_t version; PublishedId consultation; int64_t position, action; Text number, title, aim, steps, measures, timescale, lead,
    contributors, flags; } PublishedDraftLine;
/* A link that works: the invitation's id and the hash of its token. */
typedef struct { PublishedId id; int64_t version; PublishedId consultation; Text token_hash; } PublishedCommentLink;
/* A comment with its answer, in the summary. `about` is empty for the whole plan. */
typedef struct { PublishedId id; int64_t version; PublishedId consultation; int64_t position; Text about, writer, text, outcome, answer, change_made; } PublishedComment;

typedef struct { PublishedConsultation *items; size_t count; } PublishedConsultationList;
typedef struct { PublishedDraftLine *items; size_t count; } PublishedDraftLineList;
typedef struct { PublishedCommentLink *items; size_t count; } PublishedCommentLinkList;
typedef struct { PublishedComment *items; size_t count; } PublishedCommentList;
extern const Record published_consultation_record, published_draft_line_record, published_comment_link_record, published_comment_record;

#endif
