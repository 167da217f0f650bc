/* The review of terms of reference (R18): once a year they are looked at; a new version is agreed by the body itself and, when it reports to another,
 * approved by that; then its first day is set. Each step says where it was decided. Sections, drafts and comparison stand in people/terms.h. */
#ifndef QUORATE_MINUTES_TERMS_REVIEW_H
#define QUORATE_MINUTES_TERMS_REVIEW_H

#include "minutes/minutes.h"
#include "people/terms.h"

typedef struct { int64_t n; } TermsReviewId;
typedef struct { int64_t n; } TermsApprovalId;
/* The terms were looked at and carry on. */
typedef struct {
    TermsReviewId id; int64_t version;
    TermsOfReferenceId terms;
    Date day; MeetingId meeting; /* 0: not at a meeting */
    Text note, recorded_by;
} TermsReview;
typedef enum { STEP_BODY = 1, STEP_PARENT } ApprovalStep;
/* A body agreed or approved a draft, by a decision of one of its meetings or as the note says. */
typedef struct {
    TermsApprovalId id; int64_t version;
    TermsOfReferenceId terms;
    ApprovalStep step; BodyId body;
    ResolutionId resolution; MeetingId meeting;
    Date day;
    Text note, recorded_by; Moment recorded_at;
} TermsApproval;
extern const Record terms_review_record, terms_approval_record;
typedef struct { TermsReview *items; size_t count; } TermsReviewList;
typedef struct { TermsApproval *items; size_t count; } TermsApprovalList;

/* How far a version has come. */
typedef struct {
    bool needs_parent;
    const TermsApproval *by_body, *by_parent; /* NULL: not yet */
    ApprovalStep next;                        /* 0: all have approved it */
} TermsChain;
/* R18: first the body, then the body above it, if it has one. Pure; borrows. */
TermsChain terms_chain(const TermsApprovalList *approvals, bool has_parent);
/* The day of the last step; unset before it is complete. Pure. */
Date terms_chain_day(const TermsChain *chain);
Error *terms_approvals(Db *db, Arena *arena, TermsOfReferenceId terms, TermsApprovalList *out);

/* Items of agendas from a day on that look at terms of reference, soonest first. */
typedef struct { AgendaItemId item; Date day; Text title; } ReviewAhead;
typedef struct { ReviewAhead *items; size_t count; } ReviewsAhead;
Error *terms_reviews_ahead(Db *db, Arena *arena, BodyId at, Date from, ReviewsAhead *out);

/* ---- Doing, in the caller's transaction. Adds what is wrong to the form; nothing is written then. ---- */

/* Records that the terms in force were looked at and carry on. */
Error *terms_review_put(Tx *tx, TermsOfReference *terms, TermsReview *review, Date today, Form *form);
/* Records the next step. From the first one on the draft is not changed any more. */
Error *terms_approval_put(Tx *tx, TermsOfReference *terms, const Body *body, TermsApproval *approval, Date today, Form *form);
/* Takes the last step back. ERROR_INPUT for an earlier one, and once the terms are no draft any more. */
Error *terms_approval_remove(Tx *tx, const TermsApproval *approval);
/* Sets the first day in force; only when the chain is complete. */
Error *terms_effect_set(Tx *tx, TermsOfReference *terms, const Body *body, Date from, Form *form);
/* ERROR_INPUT when an approval rests on this decision, which then is not taken back. */
Error *terms_rest_on(Tx *tx, const Resolution *resolution);
/* Puts the review onto the next agenda of `at`: of its own terms, or of those of a body that reports to it. Gives the item; the one that is on an
 * agenda to come already, if there is one. ERROR_INPUT when no meeting is planned. */
Error *terms_onto_agenda(Tx *tx, const Body *at, const Body *whose, Date today, AgendaItemId *item);

#endif
