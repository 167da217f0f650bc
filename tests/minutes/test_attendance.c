/* Attendance on the clerk's page: quick buttons, forms, what cannot be, and the quorum that follows. */
#include "minutes/body.h"
#include "store/record_field.h"

static Quorum quorum_now(Room *r) {
    AttendanceSheet sheet = sheet_of(r);
    return attendance_quorum(r->w->arena, &sheet, (TimeOfDay){0}, (AgendaItemId){0});
}

static void R04_the_quorum_follows_each_button(void **state) {
    Room r = room_of(state);
    for (int i = COUNTY; i <= FIRE; i++) assert_done(press(&r, i, "present"), "/office/meetings/1/live#seat-");
    assert_int_equal(quorum_now(&r).standing, QUORUM_NOT_MET);
    assert_done(press(&r, COMMISSIONER, "online"), "/office/meetings/1/live");
    assert_int_equal(quorum_now(&r).standing, QUORUM_CORE_ONLY);
    assert_done(press(&r, GUESTS, "present"), "/office/meetings/1/live");
    assert_int_equal(quorum_now(&r).core, 4);
    assert_done(press(&r, HEALTH, "present"), "/office/meetings/1/live");
    assert_int_equal(quorum_now(&r).standing, QUORUM_MET);
    Answer page = as_clerk(&r, live_show, 1, 0, NULL);
    assert_shows(page, "4 responsible authorities are represented; 4 are needed. The meeting is quorate.");
    assert_shows(page, "Arrived 10am"); /* it began at half past nine */
    assert_done(press(&r, FIRE, "left"), "/office/meetings/1/live");
    assert_int_equal(quorum_now(&r).statutory, 3);
    assert_done(press(&r, FIRE, "present"), "/office/meetings/1/live"); /* came back */
    assert_int_equal(quorum_now(&r).standing, QUORUM_MET);
    assert_done(press(&r, FIRE, "apologies"), "/office/meetings/1/live");
    AttendanceSheet sheet = sheet_of(&r);
    assert_int_equal(attendance_line(&sheet, r.seat[FIRE])->attendance.code, ATTENDANCE_APOLOGIES);
    assert_false(time_is_set(attendance_line(&sheet, r.seat[FIRE])->attendance.arrived));
}

static void R12_a_substitute_counts_as_the_organisation_of_the_seat(void **state) {
    Room r = room_of(state);
    for (int i = COUNTY; i <= FIRE; i++)
        if (i != POLICE) assert_done(press(&r, i, "present"), "/office");
    assert_done(press(&r, HEALTH, "present"), "/office");
    const char *stands_in = words(&r, "code=substitute&person=%" PRId64, r.substitute.n);
    assert_done(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, stands_in), "/office/meetings/1/live?notice=saved");
    assert_int_equal(quorum_now(&r).standing, QUORUM_MET);
    AttendanceSheet sheet = sheet_of(&r);
    assert_false(attendance_line(&sheet, r.seat[POLICE])->is_unnamed_substitute);
    assert_shows(as_clerk(&r, live_show, 1, 0, NULL), "Pat Substitute, Officer, for Bob Police");
    const char *another = words(&r, "version=1&code=substitute&person=%" PRId64, r.stranger.n);
    assert_done(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, another), "/office");
    assert_shows(as_clerk(&r, live_show, 1, 0, NULL), "was not named as a substitute beforehand");
}

static void R12_what_cannot_be_is_refused_in_a_sentence(void **state) {
    Room r = room_of(state);
    Answer vacant = as_clerk(&r, attendance_edit_save, 1, r.seat[VACANT].n, words(&r, "code=substitute&person=%" PRId64, r.stranger.n));
    assert_refused(vacant, "code", "is vacant on the day of the meeting, so nobody can stand in");
    assert_refused(press(&r, VACANT, "present"), "seat-6", "so nobody can be present in it");
    assert_refused(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, "code=substitute"), "person", "Choose who stands in");
    assert_refused(
        as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, words(&r, "code=substitute&person=%" PRId64, r.person[POLICE].n)), "person",
        "holds the seat");
    assert_refused(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, words(&r, "code=present&person=%" PRId64, r.stranger.n)),
        "person", "does not hold the seat");
    assert_refused(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, "code=present&arrived=11am&departed=10.30am"), "departed",
        "cannot be before the time of arrival");
    assert_refused(
        as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, "code=apologies&arrived=11am"), "arrived", "Only somebody who is present");
    assert_done(press(&r, FIRE, "present"), "/office");
    const char *two_seats = words(&r, "code=substitute&person=%" PRId64, r.person[FIRE].n);
    assert_refused(as_clerk(&r, attendance_edit_save, 1, r.seat[POLICE].n, two_seats), "person", "A person counts for one seat");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from attendance"), 1);
}

static void R05_others_attend_when_the_chair_invites_them(void **state) {
    Room r = room_of(state);
    assert_done(press(&r, FIRE, "present"), "/office");
    const char *guest = "name=Road Manager&post=Manager&organisation=County Council&standing=guest";
    assert_done(as_clerk(&r, attendee_new_save, 1, 0, guest), "/office/meetings/1/live");
    assert_done(as_clerk(&r, attendee_new_save, 1, 0, guest), "/office/meetings/1/live"); /* the button pressed twice */
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from attendee"), 1);
    assert_shows(as_clerk(&r, live_show, 1, 0, NULL), "attends without the chair");
    assert_done(as_clerk(&r, attendee_edit_save, 1, 0, words(&r, "version=1&is_invited=yes&%s", guest)), "/office/meetings/1/live");
    assert_does_not_show(as_clerk(&r, live_show, 1, 0, NULL), "attends without the chair");
    assert_refused(as_clerk(&r, attendee_new_save, 1, 0, "name=Ms Road  Manager&post=M&organisation=C&standing=officer"), "name",
        "is in the list already");
    assert_refused(as_clerk(&r, attendee_new_save, 1, 0, "name=Mr Cat Fire&post=M&organisation=C&standing=officer"), "name",
        "is present for the seat");
    assert_refused(as_clerk(&r, attendee_new_save, 1, 0, "name=A B&post=M&organisation=C&standing=officer&arrived=11:00&departed=10:59"),
        "departed", "cannot be before");
    assert_done(as_clerk(&r, attendee_delete_do, 1, 0, "version=2"), "/office/meetings/1/live");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from attendee"), 0);
}

static void R04_whoever_left_for_an_item_does_not_count_for_it(void **state) {
    Room r = room_of(state);
    for (int i = COUNTY; i <= HEALTH; i++) assert_done(press(&r, i, "present"), "/office");
    int64_t item = number_of(r.w, r.w->office, "select min(id) from agenda_item");
    const char *left = words(&r, "version=1&code=present&left_for=%" PRId64, item);
    assert_done(as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, left), "/office");
    AttendanceSheet sheet = sheet_of(&r);
    assert_int_equal(attendance_quorum(r.w->arena, &sheet, (TimeOfDay){0}, (AgendaItemId){item}).standing, QUORUM_NOT_MET);
    assert_int_equal(attendance_quorum(r.w->arena, &sheet, (TimeOfDay){0}, (AgendaItemId){item + 1}).standing, QUORUM_MET);
    assert_shows(as_clerk(&r, live_show, 1, 0, NULL), "Left for A1");
    assert_done(
        as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, words(&r, "version=1&code=present&left_seen=%" PRId64, item)), "/office");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from item_absence"), 0);
}

static void a_form_of_a_seat_that_is_behind_takes_out_no_absence(void **state) {
    Room r = room_of(state);
    assert_done(press(&r, FIRE, "present"), "/office");
    int64_t item = number_of(r.w, r.w->office, "select min(id) from agenda_item");
    assert_shows(as_clerk(&r, attendance_edit_show, 1, r.seat[FIRE].n, NULL), "name=\"left_seen\" value=\"\"");
    assert_done(
        as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, words(&r, "version=1&code=present&left_for=%" PRId64, item)), "/office");
    Answer behind = as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, "version=1&code=present&note=Late&left_seen=");
    assert_error(behind.error, ERROR_CONFLICT);
    assert_has(behind.error->sentence, "were changed meanwhile, so nothing was saved");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from item_absence"), 1);
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from attendance where note <> ''"), 0); /* the seat stays too */
    assert_shows(as_clerk(&r, attendance_edit_show, 1, r.seat[FIRE].n, NULL), words(&r, "name=\"left_seen\" value=\"%" PRId64 "\"", item));
    /* a form with an error is still the one that was behind */
    const char *wrong = words(&r, "version=1&code=apologies&arrived=11am&left_seen=");
    Answer again = as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, wrong);
    assert_refused(again, "arrived", "Only somebody who is present");
    assert_has(again.body, "name=\"left_seen\" value=\"\"");
}

static void a_second_screen_sees_a_change_and_two_clerks_do_not_overwrite(void **state) {
    Room r = room_of(state);
    Answer first = as_clerk(&r, live_part_show, 1, 0, NULL);
    assert_shows(first, "Expected");
    Text seen = text_copy(r.w->arena, first.response.etag);
    assert_done(press(&r, FIRE, "present"), "/office");
    assert_false(text_equal(as_clerk(&r, live_part_show, 1, 0, NULL).response.etag, seen));
    Answer late = as_clerk(&r, live_set_do, 1, 0, words(&r, "set=%" PRId64 ":0:absent", r.seat[FIRE].n));
    assert_error(late.error, ERROR_CONFLICT);
    assert_error(as_clerk(&r, live_set_do, 1, 0, "set=nonsense").error, ERROR_INPUT);
    assert_error(as_clerk(&r, live_set_do, 1, 0, words(&r, "set=%" PRId64 ":0:dancing", r.seat[POLICE].n)).error, ERROR_INPUT);
    assert_error(as_clerk(&r, live_set_do, 1, 0, "set=999:0:present").error, ERROR_NOT_FOUND);
}

static void only_those_who_sit_and_the_office_see_who_attends(void **state) {
    Room r = room_of(state);
    Answer page = ask(r.w, live_show, (Asked){.roles = AUDITOR, .id = 1});
    assert_shows(page, "Ann Chair");
    assert_does_not_show(page, "data-live-form");
    assert_error(ask(r.w, live_show, (Asked){.roles = MEMBER, .id = 1, .person = r.stranger.n}).error, ERROR_NOT_FOUND);
    assert_shows(ask(r.w, live_show, (Asked){.roles = MEMBER, .id = 1, .person = r.person[FIRE].n}), "Ann Chair");
    assert_error(ask(r.w, live_set_do, (Asked){.roles = AUDITOR, .id = 1, .form = "set=1:0:present"}).error, ERROR_FORBIDDEN);
}

static void notes_on_attendance_are_the_clerks(void **state) {
    (void)state;
    const Field *note = record_field(&attendance_record, S("note"));
    assert_false(field_is_seen_by(note, AUDITOR | ADMINISTRATOR | MEMBER | SAFETY_OFFICER));
    assert_true(field_is_seen_by(note, CLERK));
    assert_true(field_is_seen_by(record_field(&attendance_record, S("code")), AUDITOR));
}

static void nobody_is_present_before_the_day_and_a_meeting_is_held_once(void **state) {
    Room r = room_of(state);
    r.meeting = meeting_put(r.w, r.body.id, date_of(2025, 11, 18));
    assert_refused(press(&r, FIRE, "present"), "seat-3", "nobody can be present before that day");
    assert_done(press(&r, FIRE, "apologies"), "/office/meetings/2/live");
    assert_error(as_clerk(&r, meeting_held_do, 2, 0, "").error, ERROR_INPUT);
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office/meetings/1/live?notice=meeting-held");
    assert_shows(as_clerk(&r, live_show, 1, 0, NULL), "The meeting was held.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R04_the_quorum_follows_each_button),
        TEST(R12_a_substitute_counts_as_the_organisation_of_the_seat),
        TEST(R12_what_cannot_be_is_refused_in_a_sentence),
        TEST(R05_others_attend_when_the_chair_invites_them),
        TEST(R04_whoever_left_for_an_item_does_not_count_for_it),
        TEST(a_form_of_a_seat_that_is_behind_takes_out_no_absence),
        TEST(a_second_screen_sees_a_change_and_two_clerks_do_not_overwrite),
        TEST(only_those_who_sit_and_the_office_see_who_attends),
        TEST(notes_on_attendance_are_the_clerks),
        TEST(nobody_is_present_before_the_day_and_a_meeting_is_held_once),
    };
    return RUN("attendance", tests);
}
