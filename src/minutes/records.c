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
    TEXT(Attendance, note, .label = "Note", .max = 300, .hint = "For the clerk; not published"),
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
};
const Record item_absence_record = RECORD(ItemAbsence, "item_absence", item_absence_fields, .title = "absence for an item",
    .plural = "absences for items", .see = STAFF_AND_AUDITORS, .change = CLERK);
