/* The meeting as it was held: who came, whether it was quorate, what was said and decided, and what became of the minutes. */
#ifndef QUORATE_MINUTES_MINUTES_H
#define QUORATE_MINUTES_MINUTES_H

#include "meetings/meeting.h"
#include "minutes/actions.h"
#include "minutes/returns.h"

typedef struct { int64_t n; } AttendanceId;
typedef struct { int64_t n; } AttendeeId;
typedef struct { int64_t n; } ItemAbsenceId;
typedef struct { int64_t n; } DeclarationId;

/* ---- Who came ---- */

typedef enum {
    ATTENDANCE_EXPECTED = 1,
    ATTENDANCE_PRESENT,
    ATTENDANCE_ONLINE,     /* present, joined online */
    ATTENDANCE_SUBSTITUTE, /* somebody else is present for the holder (R12) */
    ATTENDANCE_APOLOGIES,
    ATTENDANCE_ABSENT,
} AttendanceCode;
/* A seat at a meeting. A seat without a row is expected. */
typedef struct {
    AttendanceId id; int64_t version;
    MeetingId meeting; SeatId seat;
    AttendanceCode code;
    PersonId person;             /* who is present: the holder, or the substitute */
    TimeOfDay arrived, departed; /* unset: from the beginning, to the end */
    Text note;
} Attendance;

typedef enum { STANDING_OFFICER = 1, STANDING_GUEST } AttendeeStanding;
/* Somebody who is there and has no seat. */
typedef struct {
    AttendeeId id; int64_t version;
    MeetingId meeting;
    Text name, post, organisation;
    AttendeeStanding standing;
    bool is_invited;             /* the chair invited them (R05) */
    bool is_named_publicly;      /* otherwise published minutes show post and organisation alone */
    TimeOfDay arrived, departed;
} Attendee;

/* Whoever sits there left the meeting while the item was taken. */
typedef struct {
    ItemAbsenceId id; int64_t version;
    MeetingId meeting; AgendaItemId item; SeatId seat;
    DeclarationId declaration;   /* that it came with and goes with; 0: it was recorded by itself */
} ItemAbsence;

extern const Record attendance_record, attendee_record, item_absence_record;
typedef struct { Attendance *items; size_t count; } AttendanceList;
typedef struct { Attendee *items; size_t count; } AttendeeList;
typedef struct { ItemAbsence *items; size_t count; } ItemAbsenceList;

/* A seat on the attendance sheet. */
typedef struct {
    const SeatHeld *held;
    Attendance attendance;   /* without id: nothing is recorded, so it is expected */
    Person person;           /* who is there or is expected: substitute, holder; zeroed when the seat is vacant */
    bool is_vacant, is_unnamed_substitute; /* the substitute is none of those named beforehand (R12) */
} AttendanceLine;
typedef struct {
    Meeting meeting;
    Membership membership;   /* on the day of the meeting */
    AttendanceLine *items; size_t count;
    AttendeeList others;
    ItemAbsenceList absences;
    ItemAbsenceList barred;  /* who declared a disclosable pecuniary interest in an item: they take no part in it and do not vote (MTG-10) */
    TermsOfReference terms; bool has_terms; /* in force on the day of the meeting */
} AttendanceSheet;
Error *attendance_sheet(Db *db, Arena *arena, const Meeting *meeting, AttendanceSheet *out);
/* Another text after any change of the sheet: for screens that follow it. */
Error *attendance_stamp(Db *db, Arena *arena, MeetingId meeting, Text *out);
/* Does whoever sits there take no part in the item: having left for it, or having a pecuniary interest in it? Pure. */
bool attendance_takes_no_part(const AttendanceSheet *sheet, SeatId seat, AgendaItemId item);
AttendanceLine *attendance_line(const AttendanceSheet *sheet, SeatId seat); /* NULL: no such seat on that day */
/* Does the code say that somebody is there? */
bool attendance_is_present(AttendanceCode code);
/* Is somebody there for this seat at the time (unset: now, which nobody who has left is)? */
bool attendance_is_there(const Attendance *attendance, TimeOfDay at);
/* "Present", "Substitute for the holder"; a tag's colour. */
const char *attendance_shown(AttendanceCode code);
const char *attendance_colour(AttendanceCode code);
/* The same person by two spellings: "Ms C Example", "C. Example". Titles, case and punctuation make no difference. Pure. */
bool is_same_name(Arena *arena, Text a, Text b);

/* What cannot be: a person in two seats or twice in the room, a substitute for a vacant seat, departure before arrival, somebody present
 * before the day. Adds to the form's errors; fills in the holder where the code means the holder. Pure. */
void attendance_check(Form *form, Attendance *attendance, const AttendanceSheet *sheet, Date today);
void attendee_check(Form *form, const Attendee *attendee, const AttendanceSheet *sheet);
/* What should be known and forbids nothing: guests whom the chair has not invited (R05), substitutes who were not named (R12). Pure. */
typedef struct { Text *items; size_t count; } AttendanceWarnings;
AttendanceWarnings attendance_warnings(Arena *arena, const AttendanceSheet *sheet);

/* Why who came is not changed any more: the meeting was cancelled, or its minutes are checked or approved (R50). An empty text when it is. */
Error *attendance_closed(Db *db, Arena *arena, const Meeting *meeting, Text *why);
/* Saves a row that was checked against the sheet as it is inside the transaction; nothing when the form has errors. ERROR_CONFLICT when
 * somebody else recorded the seat meanwhile. */
Error *attendance_save(Tx *tx, const Meeting *meeting, Attendance *attendance, Form *form, Date today);
/* The items for which whoever sits there left: their ids with commas between them; empty for none. */
Text attendance_left(Arena *arena, const ItemAbsenceList *absences, SeatId seat);
/* Records for which items whoever sits there left the meeting, and for no others. ERROR_CONFLICT when they are not any more those that were `seen`
 * (attendance_left): what a declaration or another clerk recorded meanwhile is not taken out unseen. */
Error *attendance_leave_for(Tx *tx, const Meeting *meeting, SeatId seat, Text seen, const AgendaItemId *items, size_t count);
/* Others who attend: saved as they were checked against the sheet, an entry made twice within a minute once; taken out. That somebody is not to be
 * named publicly any more is saved at any time, and published minutes follow. */
Error *attendee_save(Tx *tx, const Meeting *meeting, Attendee *attendee, Form *form);
Error *attendee_remove(Tx *tx, const Meeting *meeting, const Attendee *attendee);
/* The meeting was held: it is no longer cancelled or changed, and its minutes can be written. ERROR_INPUT before its day. */
Error *meeting_was_held(Tx *tx, Meeting *meeting, Date today);

/* ---- Quorum ---- */

/* Somebody who is there, in a seat. */
typedef struct {
    OrganisationId organisation; /* of the seat, or where it names none of the person; 0: neither */
    PersonId person;
    bool is_statutory, is_core;  /* the seat is that of a responsible authority; of a core member */
    bool is_invited;             /* by invitation: never counts */
} Presence;
typedef enum {
    QUORUM_UNKNOWN = 1, /* no terms of reference say how many are needed */
    QUORUM_MET,
    QUORUM_CORE_ONLY,   /* met by the list of the terms of reference, not by that of the law: a warning */
    QUORUM_STATUTORY_ONLY, /* the other way round */
    QUORUM_NOT_MET,     /* no decision can be taken */
} QuorumStanding;
typedef struct { QuorumStanding standing; QuorumKind kind; int64_t needed, statutory, core; } Quorum;
/* R04, R21, R29 and the trap of the two lists: responsible authorities are counted among the seats of the law and among those of the terms of
 * reference. Organisations are counted, not people; QUORUM_MEMBERS counts people. Rules that ask for members know one list, so that both counts
 * are the same. `kind` 0 or `needed` 0: no rule. Pure. */
Quorum quorum_of(const Presence *present, size_t count, QuorumKind kind, int64_t needed);
/* The same of a sheet, at a time (unset: now) and for an item (0: none), which those who left for it do not count for. */
Quorum attendance_quorum(Arena *arena, const AttendanceSheet *sheet, TimeOfDay at, AgendaItemId item);
bool quorum_allows_decisions(const Quorum *quorum);
/* "4 of 4 responsible authorities are represented. The meeting is quorate." */
Text quorum_words(Arena *arena, const Quorum *quorum);
/* "Quorate", "green"; and the sign before it. */
const char *quorum_shown_short(QuorumStanding standing);
const char *quorum_colour(QuorumStanding standing);

/* ---- Minutes ---- */

typedef struct { int64_t n; } MinutesId;
typedef struct { int64_t n; } MinuteId;
typedef struct { int64_t n; } ResolutionId;
typedef struct { int64_t n; } ResolutionVoteId;
typedef struct { int64_t n; } MinuteNumberingId;
typedef struct { int64_t n; } ExclusionId;
typedef struct { int64_t n; } ApprovalTakenBackId;

typedef enum {
    MINUTES_DRAFT = 1,
    MINUTES_CHECKED,         /* numbered, and shown to those who sit on the body */
    MINUTES_PUBLISHED_DRAFT, /* on the public side, marked as a draft */
    MINUTES_APPROVED,        /* at a later meeting; only corrections recorded there change them (R50) */
} MinutesState;
typedef enum { APPROVED_CORRECT = 1, APPROVED_CORRECTED } ApprovedHow;
/* The minutes of one meeting. */
typedef struct {
    MinutesId id; int64_t version;
    MeetingId meeting;
    MinutesState state;
    bool nil_declared;            /* nobody declared an interest (R49) */
    PersonId presided;
    Moment checked_at; Text checked_by;
    bool is_wanted;               /* it is to be on the public side: the valve makes it so, and follows later changes of state */
    Moment published_at;          /* when it came there; unset once it was withdrawn */
    Text published_as;            /* a hash of what stands there; empty: nothing does, or nobody knows what */
    Text held_back;               /* why it did not, one sentence a line */
    Text withdrawn_reason;
    MeetingId approved_at_meeting; ApprovedHow approved_how;
    Text signed_by; Date signed_on; /* whoever presided there (MTG-09) */
    ResolutionId approval;        /* in the minutes of that meeting; 0: none, or it was recorded before this was kept */
} Minutes;
/* What was said on one item. An item has one minute; it is numbered when the minutes are checked (R51). */
typedef struct {
    MinuteId id; int64_t version;
    MinutesId minutes; AgendaItemId item;
    int64_t number;               /* 0: none given */
    Text text;                    /* Markdown; its paragraphs are numbered when shown */
    Text public_summary;          /* of a restricted item: what the public reads instead (MTG-06) */
} Minute;

typedef enum { VERB_NOTE = 1, VERB_AGREE, VERB_APPROVE, VERB_ENDORSE, VERB_CONSIDER, VERB_CONTACT, VERB_THANK, VERB_REQUEST,
    VERB_PROVIDE_FEEDBACK } Verb; /* R52 */
typedef enum { OUTCOME_DRAFT = 1, OUTCOME_CONSENSUS, OUTCOME_CARRIED, OUTCOME_NOT_CARRIED } Outcome; /* R09: by consensus, or by a vote */
/* One part of what was resolved on an item; several are lettered a), b), c). */
typedef struct {
    ResolutionId id; int64_t version;
    MinuteId minute; int64_t position;
    Verb verb; Text text;         /* "the contents of the report" */
    Outcome outcome;
    bool needs_all;               /* removes a chair or vice-chair: more than half of all responsible authorities (R08) */
    TimeOfDay decided_at;
    int64_t represented, represented_core, quorum_needed; /* as it was counted when it was decided */
} Resolution;
typedef enum { VOTE_FOR = 1, VOTE_AGAINST, VOTE_ABSTAINED } Cast;
/* How an organisation voted. */
typedef struct { ResolutionVoteId id; int64_t version; ResolutionId resolution; OrganisationId organisation; Cast cast_as; } ResolutionVote;
typedef enum { INTEREST_PECUNIARY = 1, INTEREST_OTHER } InterestKind;
/* An interest that somebody declared in an item. */
typedef struct {
    DeclarationId id; int64_t version;
    MeetingId meeting; AgendaItemId item; SeatId seat;
    InterestKind kind; Text interest;
    bool left_the_meeting;        /* while the item was taken: then they do not count for its quorum */
} Declaration;
/* The resolution is a motion to exclude the press and public while the item is taken, and says so with these paragraphs (MTG-05, exclusion.h). */
typedef struct { ExclusionId id; int64_t version; ResolutionId resolution; AgendaItemId item; uint32_t paragraphs; } Exclusion;
/* The number that the next minute of a body gets. */
typedef struct { MinuteNumberingId id; int64_t version; BodyId body; int64_t next; } MinuteNumbering;

extern const Record minutes_record, minute_record, resolution_record, resolution_vote_record, declaration_record, minute_numbering_record,
    exclusion_record;
typedef struct { Minutes *items; size_t count; } MinutesList;
typedef struct { Minute *items; size_t count; } MinuteList;
typedef struct { Resolution *items; size_t count; } ResolutionList;
typedef struct { ResolutionVote *items; size_t count; } ResolutionVoteList;
typedef struct { Declaration *items; size_t count; } DeclarationList;
typedef struct { Exclusion *items; size_t count; } ExclusionList;

typedef struct { int64_t n; } CorrectionId;
/* What a later meeting changed in minutes before it approved them: the text itself stays, the amendment stands beside it in both minutes. */
typedef struct {
    CorrectionId id; int64_t version;
    MinutesId minutes;       /* those corrected */
    MeetingId at_meeting;    /* where it was agreed */
    MinuteId minute;         /* 0: the list of those present */
    Text before, after;      /* before empty: added */
    ResolutionId resolution; /* that agreed it, when the minutes were approved already; 0: it goes with the approval */
    ApprovalTakenBackId taken_back; /* it stands no more; 0: it stands */
} Correction;
/* An approval that was recorded and taken back. The corrections that went with it name it. */
typedef struct {
    ApprovalTakenBackId id; int64_t version;
    MinutesId minutes; MeetingId at_meeting;
    ApprovedHow how; Text signed_by; Date signed_on; /* as it had been recorded */
    Text reason; Text taken_back_by; Moment taken_back_at;
} ApprovalTakenBack;
typedef struct { ApprovalTakenBack *items; size_t count; } ApprovalTakenBackList;
extern const Record correction_record, approval_taken_back_record;
typedef struct { Correction *items; size_t count; } CorrectionList;

/* An item of the agenda with its minute. */
typedef struct {
    AgendaItem item; AgendaPart part; Text code;
    bool is_public;               /* item_is_public */
    Minute minute;                /* without id before the minutes were begun */
    ResolutionList resolutions;
    DeclarationList declarations;
    ActionLines actions;          /* those that stand in the minutes, and those recorded later (is_in_minutes) */
} MinuteEntry;
typedef struct {
    Meeting meeting; Minutes minutes; bool is_begun;
    MinuteEntry *items; size_t count; /* in the order of the agenda, without withdrawn items */
    MinuteEntry *withdrawn; size_t withdrawn_count; /* the others: no part of the minutes, and what was recorded of them stays as open or restricted */
    ResolutionVoteList votes;
    ExclusionList exclusions;
    bool is_private;                  /* the body meets in private, by the terms of reference of the day */
    CorrectionList corrections;       /* of these minutes */
    MeetingList corrected_at;         /* where those were agreed */
    CorrectionList taken_back;        /* corrections of these minutes that stand no more */
    CorrectionList agreed;            /* of earlier minutes, agreed at this meeting */
    size_t approved_here;             /* how many minutes of earlier meetings were approved at this one */
} MinutesWhole;
Error *minutes_read(Db *db, Arena *arena, const Meeting *meeting, MinutesWhole *out);
MinuteEntry *minutes_entry(const MinutesWhole *whole, AgendaItemId item); /* NULL: none */
/* Is there anything in it: words, a resolution or an action? Only such a minute gets a number. */
bool minute_is_written(const MinuteEntry *entry);
/* Its paragraphs numbered 1, 2, 3; lists, tables and headings stay as they are. Markdown. Pure. */
Text minute_numbered(Arena *arena, Text markdown);
const char *minutes_state_shown(MinutesState state);
const char *minutes_state_colour(MinutesState state);

/* Begins the minutes of a meeting whose day has come, a minute for each item; gives those that were begun already. */
Error *minutes_begin(Tx *tx, const Meeting *meeting, Date today, Minutes *out);
/* Saves the words of a minute. ERROR_INPUT when the minutes are not in draft; items added to the agenda later get theirs. */
Error *minute_save(Tx *tx, const Meeting *meeting, Minute *minute);
/* The minute of an item, made when there is none. ERROR_INPUT when the minutes were not begun or are no draft. */
Error *minute_for(Tx *tx, AgendaItemId item, Minute *out);

/* Another text after any change to the minutes, the attendance or the agenda: for "is this still what was looked at?" */
Error *minutes_stamp(Db *db, Arena *arena, const Meeting *meeting, Text *out);
/* Why minutes of this meeting must not be public: its body is not on the public site, or meets in private by the terms of reference of the day. An
 * empty text when they may be. */
Error *minutes_kept_private(Db *db, Arena *arena, const Meeting *meeting, Text *why);
/* The public side is to have these minutes, checked or approved ones: asks for the valve's job. */
Error *minutes_want(Tx *tx, Minutes *minutes);

/* What keeps the minutes from being checked (R49, R51, R52, MTG-03, MTG-06), and what should be known. Pure. */
ObstacleList minutes_obstacles(Arena *arena, const MinutesWhole *whole);
/* R51: gives each written minute that has none its number, in the order of the agenda. ERROR_INPUT with the first obstacle. */
Error *minutes_check(Tx *tx, MinutesWhole *whole, Text by);
/* Back to draft, before they are approved; numbers stay. */
Error *minutes_reopen(Tx *tx, Minutes *minutes);
/* Sets the body's next number, as long as the program has given none. */
Error *numbering_set(Tx *tx, BodyId body, int64_t next);
Error *numbering_get(Db *db, Arena *arena, BodyId body, MinuteNumbering *out, bool *is_fixed);

/* ---- Resolutions ---- */

/* The letter of a part: "a)"; empty when it is the only one. */
Text resolution_letter(Arena *arena, size_t index, size_t count);
/* "note the contents of the report". */
Text resolution_words(Arena *arena, const Resolution *resolution);
const char *outcome_shown(Outcome outcome);
const char *outcome_colour(Outcome outcome);
/* The recommendations of a report as parts of a resolution: one a line of its list, the verb taken from its first word. Pure. */
ResolutionList resolutions_of(Arena *arena, Text recommendations);
Error *resolution_put(Tx *tx, AgendaItemId item, Resolution *resolution);
Error *resolution_save(Tx *tx, Resolution *resolution);
Error *resolution_remove(Tx *tx, const Resolution *resolution);
/* The recommendations of the item's reports become draft resolutions, each once; *count tells how many. What is withheld from the public of a
 * report on an open item stays out. */
Error *resolutions_from_reports(Tx *tx, AgendaItemId item, size_t *count);

typedef struct { int64_t in_favour, against, abstained; } VoteCount;
VoteCount votes_count(const ResolutionVoteList *votes);
/* R09: more for than against. Pure. */
bool vote_is_carried(VoteCount count);
/* R08: more than half of all responsible authorities, present or not: 4 of 8 fail. Pure. */
bool removal_is_carried(int64_t in_favour, int64_t all_authorities);
/* How many responsible authorities the body has: organisations of statutory seats on the day, held or vacant. Pure. */
int64_t authorities_of(const Membership *membership);
/* Decides a resolution at a time (unset: now on the day of the meeting): by consensus when `votes` is NULL, else by them. ERROR_INPUT when the
 * meeting was not quorate for the item (R04, R21, R29) or an organisation voted that was not there. */
Error *resolution_decide(Tx *tx, const AttendanceSheet *sheet, AgendaItemId item, Resolution *resolution, TimeOfDay at, const ResolutionVoteList *votes);
/* Not decided after all. */
Error *resolution_undecide(Tx *tx, Resolution *resolution);
/* Organisations that may vote at the time: those of members' seats of which somebody is there, once each. */
OrganisationList voters_of(Arena *arena, const AttendanceSheet *sheet, TimeOfDay at, AgendaItemId item);

/* R49: an interest, or that there was none. Leaving for the item goes onto the attendance sheet, and from it with the interest. */
Error *declaration_put(Tx *tx, const Meeting *meeting, Declaration *declaration);
Error *declaration_remove(Tx *tx, const Declaration *declaration);
Error *declarations_nil(Tx *tx, const Meeting *meeting, bool is_nil);

/* ---- Approval at a later meeting (R50, MTG-09) ---- */

/* Why the minutes of `earlier` cannot be approved at the meeting `at`; an empty text when they can. `minutes` NULL: there are none. Pure. */
Text approval_refused(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes);
/* The same of correcting them. Approved ones are corrected by a meeting after the one that approved them; `approved_at` is NULL for others. Pure. */
Text correction_refused(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes, const Meeting *approved_at);
/* Minutes that wait for approval at a meeting: of its body, of earlier days, checked and not approved; the newest first. And those approved there. */
Error *minutes_to_approve(Db *db, Arena *arena, const Meeting *at, MinutesList *out);
Error *minutes_approved_at(Db *db, Arena *arena, MeetingId at, MinutesList *out);
/* Those of the body that were approved at meetings before `at`, the newest first: what is wrong in them can still be corrected there. */
Error *minutes_to_correct(Db *db, Arena *arena, const Meeting *at, MinutesList *out);
/* The day of the meeting that agreed a correction of these minutes. Pure. */
Date correction_day(const MinutesWhole *whole, const Correction *correction);
/* May a correction of these minutes be shown to whoever may read open minutes only? One without a minute is of the list of those present. Pure. */
bool correction_is_public(const MinutesWhole *whole, const Correction *correction);
/* Adds to the form's errors what cannot be: words that do not stand in the minute as it is corrected so far, a correction that changes nothing or is
 * there already. Pure. */
void correction_check(Form *form, const Correction *correction, const MinutesWhole *earlier, const CorrectionList *there);
/* Of approved minutes: agreed by a resolution that it writes into the minutes of `at`, as an approval is; published minutes follow. */
Error *correction_put(Tx *tx, const Meeting *at, const Meeting *earlier, Correction *correction, Form *form);
/* ERROR_INPUT once the minutes are approved with it, or were approved before and the minutes that agreed it are no draft any more. */
Error *correction_remove(Tx *tx, const Correction *correction);
/* Approves: as a correct record, or subject to the corrections that are recorded. Writes the resolution into the minutes of `at`, which must be in
 * draft, quorate, and have an item for the notes of the meeting before. */
Error *minutes_approve(Tx *tx, const Meeting *at, const Meeting *earlier, Text signed_by, Date signed_on, Date today);

/* ---- An approval that was recorded wrongly (approval_undo.c) ---- */

/* Why the approval of the minutes of `earlier` at the meeting `at` stays, with what to do; an empty text when it can be taken back. `minutes` NULL:
 * there are none; `here` is the state of the minutes of `at`, 0 for none. Pure. */
Text approval_stays(
    Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes, const CorrectionList *corrections, MinutesState here);
/* Takes it back: the minutes wait for approval again, what was corrected there stands no more and is kept as such, the resolution leaves the minutes of
 * `at`, and published minutes follow. ERROR_INPUT without a reason. */
Error *approval_take_back(Tx *tx, const Meeting *at, const Meeting *earlier, Text reason, Text by);
/* What was taken back of one meeting's approvals (`at` 0: of every meeting's) and of one meeting's minutes (`minutes` 0: of every), the newest first. */
Error *approvals_taken_back(Db *db, Arena *arena, MeetingId at, MinutesId minutes, ApprovalTakenBackList *out);
/* ERROR_INPUT when the resolution approves or corrects minutes: it goes with that. */
Error *resolution_is_free(Tx *tx, ResolutionId resolution);

#endif
