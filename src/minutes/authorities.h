/* The approval of each authority for which a seat speaks together with others (R14): a decision that such a seat took part in is asked of each of
 * them. What is outstanding is a warning and holds nothing back. */
#ifndef QUORATE_MINUTES_AUTHORITIES_H
#define QUORATE_MINUTES_AUTHORITIES_H

#include "minutes/minutes.h"

typedef struct { int64_t n; } AuthorityApprovalId;
typedef enum { ANSWER_APPROVED = 1, ANSWER_REFUSED, ANSWER_NOT_NEEDED } AuthorityAnswer;
/* What an authority said of a decision that was taken for it. */
typedef struct {
    AuthorityApprovalId id; int64_t version;
    ResolutionId resolution; OrganisationId organisation;
    AuthorityAnswer answer;
    Date day;
    Text given_by, how; /* "Chief Executive"; "by email of 2 April" */
    Text recorded_by;
} AuthorityApproval;
extern const Record authority_approval_record;
typedef struct { AuthorityApproval *items; size_t count; } AuthorityApprovalList;

/* An authority that a decision is asked of, and its answer; without id: outstanding. */
typedef struct { Text seat; OrganisationId organisation; Text name; AuthorityApproval approval; } AuthorityAsked;
typedef struct { ResolutionId resolution; AuthorityAsked *items; size_t count, outstanding; } AuthoritiesAsked;
typedef struct { AuthoritiesAsked *items; size_t count, outstanding; } AuthoritiesOfMeeting;

/* Is it a decision that binds whoever takes it: carried, and to agree, approve or endorse something? Noting and thanking bind nobody. Pure. */
bool resolution_binds(const Resolution *resolution);
/* Of whom a resolution is asked: the authorities of seats of which somebody was there for the item when it was decided. Empty for resolutions that
 * bind nobody, and for motions, elections and the approval of minutes, which are the body's own business. */
Error *authorities_asked(Db *db, Arena *arena, const AttendanceSheet *sheet, const AgendaItem *item, const Resolution *resolution, AuthoritiesAsked *out);
/* The same of all resolutions of a meeting that are asked of somebody. */
Error *authorities_of_meeting(Db *db, Arena *arena, const AttendanceSheet *sheet, const MinutesWhole *whole, AuthoritiesOfMeeting *out);
/* Adds to the obstacles before the minutes are checked a warning for each item with approvals outstanding. */
void authorities_warn(Arena *arena, const MinutesWhole *whole, const AuthoritiesOfMeeting *asked, ObstacleList *obstacles);
/* "Approval of Dover District Council and Thanet District Council is outstanding"; empty when nothing is. */
Text authorities_words(Arena *arena, const AuthoritiesAsked *asked);
/* Meetings from a day on with approvals outstanding, newest first. */
typedef struct { Meeting meeting; Text body; size_t outstanding; } AuthoritiesNotice;
typedef struct { AuthoritiesNotice *items; size_t count; } AuthoritiesNotices;
Error *authorities_notices(Db *db, Arena *arena, Date from, AuthoritiesNotices *out);

/* Records what several authorities said, as `approval` has it, in the caller's transaction; those that answered before get the new answer. Adds what
 * is wrong to the form, and writes nothing then. */
Error *authorities_put(Tx *tx, const AttendanceSheet *sheet, const AgendaItem *item, const Resolution *resolution, const AuthorityApproval *approval,
    const OrganisationId *organisations, size_t count, Date today, Form *form);
/* The decision was taken back or is removed: what was said of it goes too. */
Error *authorities_clear(Tx *tx, ResolutionId resolution);

#endif
