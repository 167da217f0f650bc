/* Terms of reference as a document that lives: its sections, the draft of the next version, what differs between two versions, and the review that
 * is due once a year (R18). A draft governs nothing: terms_in_force and terms_of_body know only versions that were settled. Who approves a draft is
 * the business of minutes/terms_review.h, because bodies approve it at meetings. */
#ifndef QUORATE_PEOPLE_TERMS_H
#define QUORATE_PEOPLE_TERMS_H

#include "base/difference.h"
#include "people/people.h"

typedef struct { int64_t n; } TermsSectionId;
/* A section of the text. Its number is its place: 1, 2, 3. */
typedef struct {
    TermsSectionId id; int64_t version;
    TermsOfReferenceId terms; int64_t position;
    Text heading, text; /* Markdown */
    int64_t origin;     /* the section of an earlier version that it began as, the same over all versions; 0: it is new */
} TermsSection;
extern const Record terms_section_record;
typedef struct { TermsSection *items; size_t count; } TermsSectionList;

typedef enum { TERMS_DRAFT = 1, TERMS_AHEAD, TERMS_IN_FORCE, TERMS_PAST } TermsStanding;
/* Pure. */
TermsStanding terms_standing(const TermsOfReference *terms, Date today);

/* The sections of a version, in their order. */
Error *terms_sections(Db *db, Arena *arena, TermsOfReferenceId terms, TermsSectionList *out);
/* A text in one piece, divided at its headings; what stands before the first has an empty heading. Pure. */
TermsSectionList terms_divided(Arena *arena, Text markdown);
/* The whole text in sections: those stored, or the text divided; a text that stands before stored sections is one with an empty heading. Pure. */
TermsSectionList terms_whole(Arena *arena, const TermsOfReference *terms, const TermsSectionList *stored);
/* The draft of a body's next version; a body has at most one. */
Error *terms_draft_of(Db *db, Arena *arena, BodyId body, TermsOfReference *out, bool *found);

/* ---- The yearly review (R18) ---- */

/* The day by which the terms are to be looked at again: so many months after they were approved or last looked at. Unset for drafts and where the
 * terms ask for no review. Pure. */
Date terms_review_due(const TermsOfReference *terms);
typedef enum { REVIEW_NOT_ASKED = 1, REVIEW_AHEAD, REVIEW_DUE_SOON, REVIEW_OVERDUE } ReviewStanding;
/* Soon: within 90 days, time for a meeting of a body that meets quarterly. Pure. */
ReviewStanding terms_review_standing(const TermsOfReference *terms, Date today);
/* "due by 23 July 2026", "overdue since 23 July 2026"; empty when no review is asked for. */
Text terms_review_words(Arena *arena, const TermsOfReference *terms, Date today);
/* Bodies whose terms in force are to be looked at soon or should have been. */
typedef struct { BodyId body; Text body_name; Date due; bool is_over, has_draft; } ReviewNotice;
typedef struct { ReviewNotice *items; size_t count; } ReviewNotices;
Error *review_notices(Db *db, Arena *arena, Date today, ReviewNotices *out);

/* ---- Comparing two versions: pure ---- */

typedef enum { COMPARED_SAME = 1, COMPARED_CHANGED, COMPARED_ADDED, COMPARED_REMOVED } Compared;
typedef struct {
    Compared standing;
    bool is_moved;                 /* it stands in another order among the sections that both versions have */
    int64_t was, is;               /* its number before and after; 0: none */
    Differences heading, text;
} ComparedSection;
/* A rule: quorum, notice, terms of office. */
typedef struct { const char *label; Text before, after; bool is_changed; } ComparedRule;
typedef struct {
    struct { ComparedRule *items; size_t count; } rules;
    ComparedSection *items; size_t count; /* in the order of the later version, removed ones where they stood */
    size_t changed_rules, changed_sections;
} TermsComparison;
/* `before` and `after` with their whole text (terms_whole). Sections belong together that began as the same one, or else have the same heading. */
TermsComparison terms_compare(
    Arena *arena, const TermsOfReference *before, const TermsSectionList *old, const TermsOfReference *after, const TermsSectionList *new);

/* ---- Doing, each inside the caller's transaction ---- */

/* Begins the draft of the body's next version as a copy of the version in force, or of the newest: rules and sections. Gives the draft that is there
 * already, if one is. */
Error *terms_draft_begin(Tx *tx, BodyId body, Date today, TermsOfReference *out);
/* ERROR_INPUT when a body has agreed these terms, so that nobody changes their rules and words. */
Error *terms_check_open(Arena *arena, const TermsOfReference *terms);
/* A body has agreed the draft; or the agreement was taken back. */
Error *terms_fix(Tx *tx, TermsOfReference *terms, bool is_fixed);
/* The draft is in force from the day on: the version in force then ends the day before. Adds to the form's errors what cannot be: a day before they
 * were approved, days of a later version, rules that are missing. */
Error *terms_take_effect(Tx *tx, TermsOfReference *terms, Date from, Date approved_on, Form *form);
/* They are a draft again, and the version that they ended goes on. ERROR_INPUT when a later version has taken over. */
Error *terms_take_back(Tx *tx, TermsOfReference *terms);
/* They were looked at on the day and carry on. */
Error *terms_looked_at(Tx *tx, TermsOfReference *terms, Date day);
/* Adds a section at the end; moves one up or down; takes one out. ERROR_INPUT as terms_check_open. */
Error *terms_section_add(Tx *tx, TermsSection *section);
Error *terms_section_move(Tx *tx, const TermsSection *section, bool is_up);
Error *terms_section_remove(Tx *tx, const TermsSection *section);
/* Deletes a version with its sections, entered by mistake; the version that it ended goes on. */
Error *terms_delete(Tx *tx, const TermsOfReference *terms);
/* The version that this newest one took over from: it ended the day before. NULL when there is none. Borrows. */
TermsOfReference *terms_ended_by(const TermsOfReference *newest, const TermsOfReferenceList *versions);

#endif
