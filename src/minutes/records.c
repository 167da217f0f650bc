/* The fields of the records of this room: labels, hints and limits of attendance, minutes and decisions. */
#include "minutes/minutes.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))

static const Choice attendance_codes[] = {
    {ATTENDANCE_EXPECTED, "expected", "Expected", NULL},
    {ATTENDANCE_PRESENT, "present", "Present", NULL},
    {ATTENDANCE_ONLINE, "online", "Present online", NULL},
    {ATTENDANCE_SUBSTITUTE, "substitute", "Substitute for the holder", NULL},
    {ATTENDANCE_APOLOGIES, "apologies", "Apologies", NULL},
    {ATTENDANCE_ABSENT, "absent", "Absent", NULL},
    {0},
};
static const Field attendance_fields[] = {
    REF(Attendance, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(Attendance, seat, .to = &seat_record, .label = "Seat", .required = true, .by_program = true),
    CHOICE(Attendance, code, .choices = attendance_codes, .label = "Attendance", .required = true),
    REF(Attendance, person, .to = &person_record, .label = "Who is present",
        .hint = "Leave empty for the holder. Choose somebody for a substitute"),
    TIME(Attendance, arrived, .label = "Arrived at", .hint = "Leave empty for the beginning of the meeting"),
    TIME(Attendance, departed, .label = "Left at", .hint = "Leave empty for the end of the meeting"),
    TEXT(Attendance, note, .label = "Note", .max = 300, .see = CLERK, .hint = "For the clerk; not published"),
};
const Record attendance_record = RECORD(Attendance, "attendance", attendance_fields, .title = "attendance", .plural = "attendances",
    .see = STAFF_AND_AUDITORS, .change = CLERK, .label_field = "code");

static const Choice attendee_standings[] = {
    {STANDING_OFFICER, "officer", "In attendance as an officer", "For example, the clerk"},
    {STANDING_GUEST, "guest", "Guest", "Others attend when the chair invites them"},
    {0},
};
static const Field attendee_fields[] = {
    REF(Attendee, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    TEXT(Attendee, name, .label = "Full name", .max = 120, .required = true, .search = true),
    TEXT(Attendee, post, .label = "Post", .max = 160, .required = true, .hint = "For example, Road Safety Manager"),
    TEXT(Attendee, organisation, .label = "Organisation", .max = 160, .required = true),
    CHOICE(Attendee, standing, .choices = attendee_standings, .label = "In what capacity do they attend?", .required = true),
    FLAG(Attendee, is_invited, .label = "The chair has invited them"),
    FLAG(Attendee, is_named_publicly, .label = "Published minutes may name them",
        .hint = "Otherwise the minutes show the post and the organisation alone"),
    TIME(Attendee, arrived, .label = "Arrived at", .hint = "Leave empty for the beginning of the meeting"),
    TIME(Attendee, departed, .label = "Left at", .hint = "Leave empty for the end of the meeting"),
};
const Record attendee_record = RECORD(Attendee, "attendee", attendee_fields, .title = "person in attendance",
    .plural = "people in attendance", .see = STAFF_AND_AUDITORS, .change = CLERK, .label_field = "name");

static const Field item_absence_fields[] = {
    REF(ItemAbsence, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(ItemAbsence, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    REF(ItemAbsence, seat, .to = &seat_record, .label = "Seat", .required = true, .by_program = true),
    REF(ItemAbsence, declaration, .to = &declaration_record, .label = "Recorded with the interest", .by_program = true),
};
const Record item_absence_record = RECORD(ItemAbsence, "item_absence", item_absence_fields, .title = "absence for an item",
    .plural = "absences for items", .see = STAFF_AND_AUDITORS, .change = CLERK);

/* ---- Minutes ---- */

/* What was said, resolved and declared is kept sealed whether or not the item is restricted, as what reports say is: any item may become
 * restricted, and the journal keeps every state for ever. Members read minutes on the pages of their meetings; history and downloads know of no
 * meeting, so there they are for those who may read every restricted paper. */

static const Choice minutes_states[] = {
    {MINUTES_DRAFT, "draft", "Draft", NULL},
    {MINUTES_CHECKED, "checked", "Checked", NULL},
    {MINUTES_PUBLISHED_DRAFT, "published_draft", "Published as a draft", NULL},
    {MINUTES_APPROVED, "approved", "Approved", NULL},
    {0},
};
static const Choice approved_hows[] = {
    {APPROVED_CORRECT, "correct", "As a correct record", NULL},
    {APPROVED_CORRECTED, "corrected", "Subject to corrections", NULL},
    {0},
};
static const Field minutes_fields[] = {
    REF(Minutes, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    CHOICE(Minutes, state, .choices = minutes_states, .label = "State", .by_program = true),
    FLAG(Minutes, nil_declared, .label = "Nobody declared an interest", .by_program = true),
    REF(Minutes, presided, .to = &person_record, .label = "Who presided"),
    MOMENT(Minutes, checked_at, .label = "Checked"),
    TEXT(Minutes, checked_by, .label = "Checked by", .by_program = true),
    FLAG(Minutes, is_wanted, .label = "To be published", .by_program = true),
    MOMENT(Minutes, published_at, .label = "Published"),
    TEXT(Minutes, published_as, .label = "What was published, as a hash", .max = 64, .by_program = true),
    LONG_TEXT(Minutes, held_back, .label = "Why it was not published", .max = 20000, .by_program = true),
    LONG_TEXT(Minutes, withdrawn_reason, .label = "Why it was withdrawn", .max = 1000, .by_program = true),
    REF(Minutes, approved_at_meeting, .to = &meeting_record, .label = "Approved at the meeting", .by_program = true),
    CHOICE(Minutes, approved_how, .choices = approved_hows, .label = "Approved", .by_program = true),
    TEXT(Minutes, signed_by, .label = "Signed by", .max = 160, .by_program = true),
    DATE(Minutes, signed_on, .label = "Signed on", .by_program = true),
    REF(Minutes, approval, .to = &resolution_record, .label = "The resolution that approved them", .by_program = true),
};
const Record minutes_record = RECORD(Minutes, "minutes", minutes_fields, .title = "minutes", .plural = "minutes", .see = STAFF_AND_AUDITORS,
    .change = CLERK, .label_field = "state");

static const Field minute_fields[] = {
    REF(Minute, minutes, .to = &minutes_record, .label = "Minutes", .required = true, .by_program = true),
    REF(Minute, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    INTEGER(Minute, number, .label = "Minute number", .max = 10000000, .by_program = true),
    MARKDOWN(Minute, text, .label = "Minute", .max = 100000, .sealed = true,
        .hint = "Leave an empty line between paragraphs; each is numbered. Begin the lines of a list with -"),
    MARKDOWN(Minute, public_summary, .label = "Summary for the public", .max = 10000, .sealed = true,
        .needed = "when the item is restricted",
        .hint = "What the public reads instead: a fair and coherent account that names nobody and gives away nothing withheld"),
};
const Record minute_record = RECORD(Minute, "minute", minute_fields, .title = "minute", .plural = "minutes of items", .see = WRITERS,
    .change = CLERK, .is_restricted = true, .label_field = "number");

static const Choice verbs[] = {
    {VERB_NOTE, "note", "note", NULL},
    {VERB_AGREE, "agree", "agree", NULL},
    {VERB_APPROVE, "approve", "approve", NULL},
    {VERB_ENDORSE, "endorse", "endorse", NULL},
    {VERB_CONSIDER, "consider", "consider", NULL},
    {VERB_CONTACT, "contact", "contact", NULL},
    {VERB_THANK, "thank", "thank", NULL},
    {VERB_REQUEST, "request", "request", NULL},
    {VERB_PROVIDE_FEEDBACK, "provide_feedback", "provide feedback", NULL},
    {0},
};
static const Choice outcomes[] = {
    {OUTCOME_DRAFT, "draft", "Not decided yet", NULL},
    {OUTCOME_CONSENSUS, "consensus", "Agreed by consensus", NULL},
    {OUTCOME_CARRIED, "carried", "Carried by a vote", NULL},
    {OUTCOME_NOT_CARRIED, "not_carried", "Not carried", NULL},
    {0},
};
static const Field resolution_fields[] = {
    REF(Resolution, minute, .to = &minute_record, .label = "Minute", .required = true, .by_program = true),
    INTEGER(Resolution, position, .label = "Position", .max = 1000, .by_program = true),
    CHOICE(Resolution, verb, .choices = verbs, .label = "What the body resolved to do", .required = true),
    LONG_TEXT(Resolution, text, .label = "What it is about", .max = 4000, .required = true, .sealed = true,
        .hint = "The words behind the verb. For example, the contents of the report"),
    CHOICE(Resolution, outcome, .choices = outcomes, .label = "Outcome", .by_program = true),
    FLAG(Resolution, needs_all, .label = "It removes the chair or the vice-chair",
        .hint = "Then more than half of all responsible authorities have to vote for it, not of those present"),
    TIME(Resolution, decided_at, .label = "Time of the decision", .by_program = true),
    INTEGER(Resolution, represented, .label = "Represented, by the list of the law", .max = 1000, .by_program = true),
    INTEGER(Resolution, represented_core, .label = "Represented, by the terms of reference", .max = 1000, .by_program = true),
    INTEGER(Resolution, quorum_needed, .label = "Needed for a quorum", .max = 1000, .by_program = true),
};
const Record resolution_record = RECORD(Resolution, "resolution", resolution_fields, .title = "resolution", .plural = "resolutions",
    .see = WRITERS, .change = CLERK, .is_restricted = true, .label_field = "verb");

static const Choice casts[] = {
    {VOTE_FOR, "for", "For", NULL},
    {VOTE_AGAINST, "against", "Against", NULL},
    {VOTE_ABSTAINED, "abstained", "Abstained", NULL},
    {0},
};
static const Field resolution_vote_fields[] = {
    REF(ResolutionVote, resolution, .to = &resolution_record, .label = "Resolution", .required = true, .by_program = true),
    REF(ResolutionVote, organisation, .to = &organisation_record, .label = "Organisation", .required = true, .by_program = true),
    CHOICE(ResolutionVote, cast_as, .choices = casts, .label = "Vote", .by_program = true),
};
const Record resolution_vote_record =
    RECORD(ResolutionVote, "resolution_vote", resolution_vote_fields, .title = "vote", .plural = "votes", .see = WRITERS, .change = CLERK);

static const Field exclusion_fields[] = {
    REF(Exclusion, resolution, .to = &resolution_record, .label = "Resolution", .required = true, .by_program = true),
    REF(Exclusion, item, .to = &agenda_item_record, .label = "Agenda item", .required = true, .by_program = true),
    SET(Exclusion, paragraphs, .choices = schedule_12a_paragraphs, .label = "Paragraphs of Schedule 12A", .by_program = true),
};
const Record exclusion_record = RECORD(Exclusion, "exclusion", exclusion_fields, .title = "exclusion of press and public",
    .plural = "exclusions of press and public", .see = STAFF_AND_AUDITORS, .change = CLERK);

static const Choice interest_kinds[] = {
    {INTEREST_PECUNIARY, "pecuniary", "Disclosable pecuniary interest", "They take no part in the item and do not vote"},
    {INTEREST_OTHER, "other", "Other interest", NULL},
    {0},
};
static const Field declaration_fields[] = {
    REF(Declaration, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(Declaration, item, .to = &agenda_item_record, .label = "Agenda item", .required = true),
    REF(Declaration, seat, .to = &seat_record, .label = "Who declared it", .required = true),
    CHOICE(Declaration, kind, .choices = interest_kinds, .label = "Kind of interest", .required = true),
    LONG_TEXT(Declaration, interest, .label = "The interest", .max = 1000, .required = true, .sealed = true,
        .hint = "As it was declared. It stands in the minutes"),
    FLAG(Declaration, left_the_meeting, .label = "They left the meeting while the item was taken"),
};
const Record declaration_record = RECORD(Declaration, "declaration", declaration_fields, .title = "declaration of interest",
    .plural = "declarations of interest", .see = WRITERS, .change = CLERK, .is_restricted = true, .label_field = "kind");

static const Field minute_numbering_fields[] = {
    REF(MinuteNumbering, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    INTEGER(MinuteNumbering, next, .label = "Number of the next minute", .min = 1, .max = 10000000, .required = true,
        .hint = "Behind the last one that was given before this program gave them. From then on the program counts"),
};
const Record minute_numbering_record = RECORD(MinuteNumbering, "minute_numbering", minute_numbering_fields, .title = "numbering of minutes",
    .plural = "numberings of minutes", .see = STAFF_AND_AUDITORS, .change = CLERK, .label_field = "next");

static const Field correction_fields[] = {
    REF(Correction, minutes, .to = &minutes_record, .label = "Minutes", .required = true, .by_program = true),
    REF(Correction, at_meeting, .to = &meeting_record, .label = "Agreed at the meeting", .required = true, .by_program = true),
    REF(Correction, minute, .to = &minute_record, .label = "Which minute is corrected?",
        .hint = "Leave empty for the list of those present"),
    LONG_TEXT(Correction, before, .label = "What stands there now", .max = 4000, .sealed = true,
        .hint = "The words as they are, copied from the minute. Leave empty when something is only added"),
    LONG_TEXT(Correction, after, .label = "What it is to say", .max = 4000, .sealed = true,
        .hint = "Leave empty when the words are only taken out"),
    REF(Correction, resolution, .to = &resolution_record, .label = "The resolution that agreed it", .by_program = true),
    REF(Correction, taken_back, .to = &approval_taken_back_record, .label = "Taken back with the approval", .by_program = true),
};
const Record correction_record = RECORD(Correction, "correction", correction_fields, .title = "correction", .plural = "corrections",
    .see = WRITERS, .change = CLERK, .is_restricted = true, .label_field = "at_meeting");

static const Field approval_taken_back_fields[] = {
    REF(ApprovalTakenBack, minutes, .to = &minutes_record, .label = "Minutes", .required = true, .by_program = true),
    REF(ApprovalTakenBack, at_meeting, .to = &meeting_record, .label = "Had been approved at the meeting", .required = true,
        .by_program = true),
    CHOICE(ApprovalTakenBack, how, .choices = approved_hows, .label = "Had been approved", .by_program = true),
    TEXT(ApprovalTakenBack, signed_by, .label = "Had been signed by", .max = 160, .by_program = true),
    DATE(ApprovalTakenBack, signed_on, .label = "Had been signed on", .by_program = true),
    LONG_TEXT(ApprovalTakenBack, reason, .label = "Why the approval is taken back", .in_sentence = "why the approval is taken back",
        .max = 1000, .required = true, .sealed = true, .hint = "For example, it was recorded at the wrong meeting"),
    TEXT(ApprovalTakenBack, taken_back_by, .label = "Taken back by", .by_program = true),
    MOMENT(ApprovalTakenBack, taken_back_at, .label = "Taken back"),
};
const Record approval_taken_back_record =
    RECORD(ApprovalTakenBack, "approval_taken_back", approval_taken_back_fields, .title = "approval that was taken back",
        .plural = "approvals that were taken back", .see = WRITERS, .change = CLERK, .is_restricted = true, .label_field = "at_meeting");
