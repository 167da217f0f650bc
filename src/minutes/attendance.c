/* Owns who came to a meeting: the sheet of seats, what cannot be, and saving it. */
#include "minutes/minutes.h"

#include <inttypes.h>
#include <string.h>

#include "meetings/minuted.h"
#include "minutes/minutes.sql.h"
#include "store/job.h"
#include "store/twice.h"

/* ---- Codes ---- */

bool attendance_is_present(AttendanceCode code) {
    return code == ATTENDANCE_PRESENT || code == ATTENDANCE_ONLINE || code == ATTENDANCE_SUBSTITUTE;
}

bool attendance_is_there(const Attendance *a, TimeOfDay at) {
    if (!attendance_is_present(a->code)) return false;
    if (!time_is_set(at)) return !time_is_set(a->departed);
    return (!time_is_set(a->arrived) || a->arrived.n <= at.n) && (!time_is_set(a->departed) || a->departed.n > at.n);
}

const char *attendance_shown(AttendanceCode code) {
    const Field *field = record_field(&attendance_record, S("code"));
    for (const Choice *c = field->choices; c->code; c++)
        if (c->value == (int)code) return c->label;
    return "Expected";
}

const char *attendance_colour(AttendanceCode code) {
    switch (code) {
    case ATTENDANCE_PRESENT:
    case ATTENDANCE_ONLINE: return "green";
    case ATTENDANCE_SUBSTITUTE: return "teal";
    case ATTENDANCE_APOLOGIES: return "yellow";
    case ATTENDANCE_ABSENT: return "red";
    case ATTENDANCE_EXPECTED: return "grey";
    }
    return "grey";
}

/* ---- Names ---- */

static bool is_title(Text word) {
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "sir", "dame",
        "lord", "lady", "rev", "supt", "superintendent", "insp", "inspector", "ch", "chief", "di", "dci", "pc", "sgt", "acc", "cc"};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (text_equal(word, text_of(titles[i]))) return true;
    return false;
}

/* "Ch Insp L. O'Hara" gives "l ohara". */
static Text name_key(Arena *arena, Text name) {
    Buffer out = buffer_new(arena, name.len + 1);
    Text rest = text_lower(arena, name), word;
    while (text_split(&rest, ' ', &word)) {
        Buffer letters = buffer_new(arena, word.len + 1);
        for (size_t i = 0; i < word.len; i++)
            if (!strchr(".,'\"()", word.ptr[i])) buffer_put_char(&letters, word.ptr[i]);
        Text bare = buffer_text(&letters);
        if (bare.len == 0 || is_title(bare)) continue;
        if (buffer_text(&out).len) buffer_put_char(&out, ' ');
        buffer_put(&out, bare);
    }
    return buffer_text(&out);
}

bool is_same_name(Arena *arena, Text a, Text b) {
    Text key = name_key(arena, a);
    return key.len > 0 && text_equal(key, name_key(arena, b));
}

/* ---- The sheet ---- */

static const SeatHolder *holder_in(const SeatHolderList *list, PersonId person) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].person.id.n == person.n) return &list->items[i];
    return NULL;
}

static void line_fill(AttendanceLine *line, const AttendanceList *rows, const PersonList *persons) {
    const SeatHeld *held = line->held;
    line->is_vacant = held->holders.count == 0;
    line->attendance = (Attendance){.seat = held->seat.id, .code = ATTENDANCE_EXPECTED};
    if (!line->is_vacant) line->person = held->holders.items[0].person;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].seat.n == held->seat.id.n) line->attendance = rows->items[i];
    for (size_t i = 0; i < persons->count && line->attendance.person.n; i++)
        if (persons->items[i].id.n == line->attendance.person.n) line->person = persons->items[i];
    line->is_unnamed_substitute = line->attendance.code == ATTENDANCE_SUBSTITUTE && !holder_in(&held->substitutes, line->attendance.person);
}

/* MTG-10. */
static Error *barred_fill(Db *db, Arena *arena, MeetingId meeting, ItemAbsenceList *out) {
    DeclarationList declared;
    TRY(declaration_rows(db, arena, meeting, &declared));
    *out = (ItemAbsenceList){.items = ARENA_ARRAY(arena, ItemAbsence, declared.count + 1)};
    for (size_t i = 0; i < declared.count; i++) {
        const Declaration *d = &declared.items[i];
        if (d->kind == INTEREST_PECUNIARY) out->items[out->count++] = (ItemAbsence){.meeting = meeting, .item = d->item, .seat = d->seat};
    }
    return NULL;
}

static bool is_among(const ItemAbsenceList *list, SeatId seat, AgendaItemId item) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].seat.n == seat.n && list->items[i].item.n == item.n) return true;
    return false;
}

bool attendance_takes_no_part(const AttendanceSheet *sheet, SeatId seat, AgendaItemId item) {
    return item.n != 0 && (is_among(&sheet->absences, seat, item) || is_among(&sheet->barred, seat, item));
}

Error *attendance_sheet(Db *db, Arena *arena, const Meeting *meeting, AttendanceSheet *out) {
    AttendanceList rows;
    PersonList persons;
    *out = (AttendanceSheet){.meeting = *meeting};
    TRY(membership_on(db, arena, meeting->body, meeting->day, &out->membership));
    TRY(terms_in_force(db, arena, meeting->body, meeting->day, &out->terms, &out->has_terms));
    TRY(attendance_rows(db, arena, meeting->id, &rows));
    TRY(attendance_persons(db, arena, meeting->id, &persons));
    TRY(attendee_rows(db, arena, meeting->id, &out->others));
    TRY(item_absence_rows(db, arena, meeting->id, &out->absences));
    TRY(barred_fill(db, arena, meeting->id, &out->barred));
    out->count = out->membership.count;
    out->items = ARENA_ARRAY(arena, AttendanceLine, out->count + 1);
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].held = &out->membership.items[i];
        line_fill(&out->items[i], &rows, &persons);
        out->items[i].attendance.meeting = meeting->id;
    }
    return NULL;
}

Error *attendance_stamp(Db *db, Arena *arena, MeetingId meeting, Text *out) {
    AttendanceSumsRow sums;
    TRY(attendance_sums(db, arena, meeting, &sums));
    *out = text_format(
        arena, "%.*s-%.*s-%.*s-%.*s", TEXT_ARG(sums.seats), TEXT_ARG(sums.others), TEXT_ARG(sums.absences), TEXT_ARG(sums.meeting));
    return NULL;
}

AttendanceLine *attendance_line(const AttendanceSheet *sheet, SeatId seat) {
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->items[i].held->seat.id.n == seat.n) return &sheet->items[i];
    return NULL;
}

/* ---- What cannot be ---- */

static void check_times(Form *form, TimeOfDay arrived, TimeOfDay departed) {
    if (time_is_set(arrived) && time_is_set(departed) && departed.n < arrived.n)
        form_error(form, "departed", "The time of leaving cannot be before the time of arrival");
}

/* The name of a seat in a sentence. */
static Text seat_named(const SeatHeld *held) {
    return text_slice(held->seat.title, 0, 200);
}

static const Person *person_known(const AttendanceSheet *sheet, PersonId person) {
    for (size_t i = 0; i < sheet->count; i++) {
        const SeatHeld *held = sheet->items[i].held;
        const SeatHolder *h = holder_in(&held->holders, person);
        if (!h) h = holder_in(&held->substitutes, person);
        if (h) return &h->person;
        if (sheet->items[i].person.id.n == person.n) return &sheet->items[i].person;
    }
    return NULL;
}

static void check_once_in_the_room(Form *form, const Attendance *a, const AttendanceSheet *sheet) {
    const Person *person = person_known(sheet, a->person);
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *other = &sheet->items[i];
        if (other->held->seat.id.n == a->seat.n || !attendance_is_present(other->attendance.code)) continue;
        if (other->attendance.person.n != a->person.n) continue;
        Text seat = seat_named(other->held);
        form_error(form, "person",
            "This person is present for the seat \"%.*s\" already. A person counts for one seat at a meeting: choose somebody else, or "
            "change "
            "that seat first",
            TEXT_ARG(seat));
        return;
    }
    for (size_t i = 0; i < sheet->others.count && person; i++) {
        if (!is_same_name(form->arena, person->name, sheet->others.items[i].name)) continue;
        Text name = text_slice(sheet->others.items[i].name, 0, 120);
        form_error(form, "person", "%.*s is listed among the others in attendance already. Take that entry out first", TEXT_ARG(name));
        return;
    }
}

static void check_who(Form *form, Attendance *a, const AttendanceLine *line) {
    Text seat = seat_named(line->held);
    if (line->is_vacant) {
        form_error(form, "code",
            a->code == ATTENDANCE_SUBSTITUTE
                ? "The seat \"%.*s\" is vacant on the day of the meeting, so nobody can stand in for its holder. Enter who holds it first"
                : "The seat \"%.*s\" is vacant on the day of the meeting, so nobody can be present in it. Enter who holds it first",
            TEXT_ARG(seat));
        return;
    }
    bool is_holder = holder_in(&line->held->holders, a->person) != NULL;
    if (a->code == ATTENDANCE_SUBSTITUTE) {
        if (a->person.n == 0) form_error(form, "person", "Choose who stands in for the holder");
        else if (is_holder)
            form_error(form, "person", "This person holds the seat. Choose \"Present\", or somebody else as the substitute");
        return;
    }
    if (a->person.n == 0) a->person = line->held->holders.items[0].person.id;
    else if (!is_holder)
        form_error(form, "person", "This person does not hold the seat. Choose \"Substitute for the holder\" as the attendance");
}

void attendance_check(Form *form, Attendance *a, const AttendanceSheet *sheet, Date today) {
    const AttendanceLine *line = attendance_line(sheet, a->seat);
    if (!line) {
        form_error(form, "code", "This seat did not exist on the day of the meeting");
        return;
    }
    if (a->code == 0) return; /* the field says so */
    if (!attendance_is_present(a->code)) {
        if (time_is_set(a->arrived) || time_is_set(a->departed))
            form_error(form, time_is_set(a->arrived) ? "arrived" : "departed",
                "Only somebody who is present arrives or leaves. Choose \"Present\" as the attendance, or empty the times");
        a->person = (PersonId){0};
        return;
    }
    if (date_compare(today, sheet->meeting.day) < 0) {
        Text day = date_plain(form->arena, sheet->meeting.day);
        form_error(form, "code", "The meeting is on %.*s: nobody can be present before that day", TEXT_ARG(day));
        return;
    }
    check_who(form, a, line);
    check_times(form, a->arrived, a->departed);
    if (a->person.n && form_is_fine(form)) check_once_in_the_room(form, a, sheet);
}

void attendee_check(Form *form, const Attendee *attendee, const AttendanceSheet *sheet) {
    check_times(form, attendee->arrived, attendee->departed);
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        if (!attendance_is_present(line->attendance.code) || !is_same_name(form->arena, attendee->name, line->person.name)) continue;
        Text name = text_slice(line->person.name, 0, 120), seat = seat_named(line->held);
        form_error(form, "name", "%.*s is present for the seat \"%.*s\" already. If this is another person, write the first name in full",
            TEXT_ARG(name), TEXT_ARG(seat));
        return;
    }
    for (size_t i = 0; i < sheet->others.count; i++) {
        const Attendee *other = &sheet->others.items[i];
        if (other->id.n == attendee->id.n || !is_same_name(form->arena, attendee->name, other->name)) continue;
        Text name = text_slice(other->name, 0, 120);
        form_error(form, "name", "%.*s is in the list already. If this is another person, write the first name in full", TEXT_ARG(name));
        return;
    }
}

AttendanceWarnings attendance_warnings(Arena *arena, const AttendanceSheet *sheet) {
    AttendanceWarnings out = {.items = ARENA_ARRAY(arena, Text, sheet->count + sheet->others.count + 1)};
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        if (!line->is_unnamed_substitute) continue;
        out.items[out.count++] =
            text_format(arena, "%.*s stands in for the holder of \"%.*s\" and was not named as a substitute beforehand.",
                TEXT_ARG(line->person.name), TEXT_ARG(line->held->seat.title));
    }
    for (size_t i = 0; i < sheet->others.count; i++) {
        const Attendee *other = &sheet->others.items[i];
        if (other->standing != STANDING_GUEST || other->is_invited) continue;
        out.items[out.count++] = text_format(arena,
            "%.*s attends without the chair's invitation. Others attend only when the chair invites them: ask the chair, and record it.",
            TEXT_ARG(other->name));
    }
    return out;
}

/* ---- Saving ---- */

Error *attendance_closed(Db *db, Arena *arena, const Meeting *meeting, Text *why) {
    Minutes minutes;
    bool found;
    *why = S("");
    TRY(minutes_of_meeting(db, arena, meeting->id, &minutes, &found));
    if (meeting->state == MEETING_CANCELLED) *why = S("This meeting was cancelled, so nobody came to it. Nothing was recorded.");
    else if (found && minutes.state == MINUTES_APPROVED)
        *why = S("The minutes of this meeting are approved, and the attendance stays as they have it. A mistake in it is recorded as a "
                 "correction at a later meeting.");
    else if (found && minutes.state != MINUTES_DRAFT)
        *why = S("The minutes of this meeting are checked, and the attendance stays as they have it. Take the minutes back to draft before "
                 "you change it.");
    return NULL;
}

static Error *check_not_closed(Tx *tx, const Meeting *meeting) {
    Text why;
    TRY(attendance_closed(tx_db(tx), tx_arena(tx), meeting, &why));
    return text_is_empty(why) ? NULL : error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(why));
}

Error *attendance_save(Tx *tx, const Meeting *meeting, Attendance *a, Form *form, Date today) {
    AttendanceSheet sheet;
    TRY(check_not_closed(tx, meeting));
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), meeting, &sheet));
    a->meeting = meeting->id;
    attendance_check(form, a, &sheet, today);
    if (!form_is_fine(form)) return NULL;
    const AttendanceLine *line = attendance_line(&sheet, a->seat);
    if (a->id.n == 0 && line->attendance.id.n != 0)
        return error_new(
            tx_arena(tx), ERROR_CONFLICT, "Somebody else recorded this seat meanwhile, so nothing was changed. Look at the page again.");
    return a->id.n ? record_update(tx, &attendance_record, a) : record_insert(tx, &attendance_record, a);
}

Text attendance_left(Arena *arena, const ItemAbsenceList *absences, SeatId seat) {
    Buffer out = buffer_new(arena, 32);
    for (size_t i = 0; i < absences->count; i++) {
        if (absences->items[i].seat.n != seat.n) continue;
        if (buffer_text(&out).len) buffer_put_char(&out, ',');
        buffer_put(&out, text_format(arena, "%" PRId64, absences->items[i].item.n));
    }
    return buffer_text(&out);
}

Error *attendance_leave_for(Tx *tx, const Meeting *meeting, SeatId seat, Text seen, const AgendaItemId *items, size_t count) {
    ItemAbsenceList rows;
    TRY(check_not_closed(tx, meeting));
    TRY(item_absence_rows(tx_db(tx), tx_arena(tx), meeting->id, &rows));
    if (!text_equal(seen, attendance_left(tx_arena(tx), &rows, seat)))
        return error_new(tx_arena(tx), ERROR_CONFLICT,
            "The items for which somebody left this seat were changed meanwhile, so nothing was saved. Open the form again: it shows them "
            "as they are now.");
    bool *is_there = ARENA_ARRAY(tx_arena(tx), bool, count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        bool is_wanted = false;
        if (rows.items[i].seat.n != seat.n) continue;
        for (size_t k = 0; k < count; k++)
            if (items[k].n == rows.items[i].item.n) is_wanted = is_there[k] = true;
        if (!is_wanted) TRY(record_delete(tx, &item_absence_record, &rows.items[i]));
    }
    for (size_t k = 0; k < count; k++) {
        if (is_there[k]) continue;
        ItemAbsence made = {.meeting = meeting->id, .item = items[k], .seat = seat};
        TRY(record_insert(tx, &item_absence_record, &made));
    }
    return NULL;
}

/* Not to be named any more is asked for at any time, and changes nothing of who was there. */
static bool is_unnamed_only(Arena *arena, const Attendee *before, const Attendee *a) {
    Attendee other = *a;
    other.is_named_publicly = before->is_named_publicly;
    return before->is_named_publicly && !a->is_named_publicly
           && record_changes(arena, &attendee_record, before, &other, ACCESS_ALL).count == 0;
}

Error *attendee_save(Tx *tx, const Meeting *meeting, Attendee *a, Form *form) {
    AttendanceSheet sheet;
    Attendee before;
    int64_t made = 0;
    if (a->id.n) {
        TRY(record_get(tx_db(tx), tx_arena(tx), &attendee_record, a->id.n, &before));
        if (before.version == a->version && is_unnamed_only(tx_arena(tx), &before, a)) {
            TRY(record_update(tx, &attendee_record, a));
            return minutes_follow_openness(tx, meeting->id);
        }
    }
    TRY(check_not_closed(tx, meeting));
    if (!a->id.n) TRY(made_just_now(tx, &attendee_record, a, 60, &made));
    if (made) return NULL; /* the form was sent twice */
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), meeting, &sheet));
    attendee_check(form, a, &sheet);
    if (!form_is_fine(form)) return NULL;
    return a->id.n ? record_update(tx, &attendee_record, a) : record_insert(tx, &attendee_record, a);
}

Error *attendee_remove(Tx *tx, const Meeting *meeting, const Attendee *a) {
    TRY(check_not_closed(tx, meeting));
    return record_delete(tx, &attendee_record, a);
}

Error *meeting_was_held(Tx *tx, Meeting *meeting, Date today) {
    Arena *arena = tx_arena(tx);
    JobId job;
    if (meeting->state == MEETING_HELD) return NULL;
    if (meeting->state == MEETING_CANCELLED)
        return error_new(arena, ERROR_INPUT, "This meeting was cancelled, so it cannot have been held.");
    if (date_compare(today, meeting->day) < 0)
        return error_new(
            arena, ERROR_INPUT, "The meeting is on %.*s, so it has not been held yet.", TEXT_ARG(date_plain(arena, meeting->day)));
    meeting->state = MEETING_HELD;
    TRY(record_update(tx, &meeting_record, meeting));
    return job_ask(tx, S("publish-partnership"), S(""), &job);
}
