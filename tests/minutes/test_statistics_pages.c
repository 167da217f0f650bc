/* The page of statistics and its files: what is counted of records, who sees whose figures, and that nothing restricted or private is among them. */
#include "minutes/body.h"
#include "minutes/statistics.h"

static Answer page(Room *r, Access roles, int64_t person, const char *query) {
    return ask(r->w, statistics_show, (Asked){.roles = roles, .person = person, .query = query});
}

static Answer csv(Room *r, Access roles, int64_t person, const char *query) {
    return ask(r->w, statistics_csv, (Asked){.roles = roles, .person = person, .query = query});
}

static void assert_row(Answer answer, const char *row) {
    assert_fine(answer.error);
    if (!text_contains(answer.body, text_of(row))) fail_msg("%s\nis not in\n%.*s", row, TEXT_ARG(answer.body));
}

/* The meeting of July as it was held: a substitute, apologies, somebody of whom nothing is recorded; and one of January of which nothing is. */
static Room held(void **state) {
    Room r = room_of(state);
    char substitute[80];
    assert_done(press(&r, COUNTY, "present"), "/office");
    assert_done(press(&r, FIRE, "apologies"), "/office");
    assert_done(press(&r, HEALTH, "online"), "/office");
    snprintf(substitute, sizeof substitute, "code=substitute&person=%" PRId64, r.substitute.n);
    assert_done(as_clerk(&r, attendance_edit_save, r.meeting.id.n, r.seat[POLICE].n, substitute), "/office");
    assert_done(as_clerk(&r, meeting_held_do, r.meeting.id.n, 0, ""), "/office");
    meeting_put(r.w, r.body.id, date_of(2025, 1, 21));
    return r;
}

static void R13_the_page_counts_and_says_how(void **state) {
    Room r = held(state);
    Answer shown = page(&r, CLERK, 0, "year=2025");
    assert_shows(shown, "A substitute counts for the organisation.");
    assert_shows(shown, "No attendance is recorded of this meeting");
    assert_shows(shown, "TP, 21 January 2025");
    assert_shows(shown, "<svg");
    assert_row(csv(&r, CLERK, 0, "table=seats&year=2025"), "Police,TP,1,0,0,1,0,0,0,0,100\r\n");
    assert_row(csv(&r, CLERK, 0, "table=organisations&year=2025"), "Police,1,0,0,1,0,0,0,0,100\r\n");
    assert_row(csv(&r, CLERK, 0, "table=people&year=2025"), "\"Bob Police, Officer\",1,0,0,1,0,0,0,0,0\r\n");
    assert_row(csv(&r, CLERK, 0, "table=people&year=2025"), "\"Pat Substitute, Officer\",0,0,0,0,0,0,0,,1\r\n");
    assert_row(csv(&r, CLERK, 0, "table=seats&year=2025"), "Commissioner,TP,1,0,0,0,0,0,1,0,\r\n"); /* nothing recorded: in no share */
    assert_row(csv(&r, CLERK, 0, "table=seats&year=2025"), "Probation,TP,1,0,0,0,0,0,0,1,\r\n");
    assert_row(csv(&r, CLERK, 0, "table=quorum&year=2025"), "\"TP, 23 July 2025\",4,3,-1,3,-1,Not quorate,0,0,\r\n");
    assert_does_not_show(page(&r, CLERK, 0, "year=2024"), "23 July 2025");
    assert_row(csv(&r, CLERK, 0, "table=seats&from=2025-07-01&to=2025-07-23"), "Police,TP,1");
    assert_int_equal(csv(&r, CLERK, 0, "table=seats&from=2025-07-24&to=2025-07-31").body.len,
        csv(&r, CLERK, 0, "table=seats&year=2024").body.len); /* the heads alone */
}

static void a_body_that_is_not_public_is_for_those_who_sit_on_it(void **state) {
    Room r = held(state);
    Body closed = {.name = S("Quiet panel"), .short_name = S("QP"), .kind = BODY_OTHER};
    put(r.w, &body_record, &closed);
    meeting_put(r.w, closed.id, date_of(2025, 2, 4));
    const Access outside[] = {CHAIR, MEMBER};
    for (size_t i = 0; i < 2; i++) {
        Answer shown = page(&r, outside[i], r.person[COUNTY].n, "year=2025");
        assert_does_not_show(shown, "Quiet panel");
        assert_does_not_show(shown, "4 February 2025");
        assert_shows(shown, "TP, 21 January 2025");
    }
    assert_shows(page(&r, AUDITOR, 0, "year=2025"), "QP, 4 February 2025");
    Seat seat = {.body = closed.id, .title = S("Panel"), .position = 1};
    put(r.w, &seat_record, &seat);
    Tenure tenure = {.seat = seat.id, .person = r.person[COUNTY], .kind = TENURE_HOLDER};
    put(r.w, &tenure_record, &tenure);
    assert_shows(page(&r, MEMBER, r.person[COUNTY].n, "year=2025"), "QP, 4 February 2025");
}

static void what_cannot_be_asked_is_told_and_nothing_is_lost(void **state) {
    Room r = held(state);
    assert_refused(page(&r, CLERK, 0, "from=2025-07-23&to=2025-01-01"), "to", "must not be before the first");
    assert_refused(page(&r, CLERK, 0, "from=2025-07-23"), "to", "Enter the last day too");
    Answer typed = page(&r, CLERK, 0, "from-day=1&from-month=13&from-year=2025&to-day=2&to-month=3&to-year=2025");
    assert_refused(typed, "from", "The first day");
    assert_true(text_contains(typed.body, S("value=\"13\"")));
    assert_refused(page(&r, CLERK, 0, "from=31 February 2025&to=2025-03-01"), "from", "The first day");
    assert_shows(page(&r, CLERK, 0, "year=abcd&body=99999&show=nothing"), "Attendance by seat");
    assert_error(csv(&r, CLERK, 0, "table=nothing").error, ERROR_NOT_FOUND);
    assert_error(csv(&r, CLERK, 0, "table=seats&from=2025-07-23").error, ERROR_INPUT);
}

static void members_see_their_own_figures_and_those_of_their_organisation(void **state) {
    Room r = held(state);
    int64_t bob = r.person[POLICE].n;
    Answer own = page(&r, MEMBER, bob, "year=2025");
    assert_shows(own, "You see your own figures");
    assert_shows(own, "Bob Police");
    const char *others[] = {"Ann Chair", "Cat Fire", "Pat Substitute", "Fire and Rescue", "County Council"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) assert_does_not_show(own, others[i]);
    assert_row(csv(&r, MEMBER, bob, "table=organisations&year=2025"), "Police,1,0,0,1");
    assert_false(text_contains(csv(&r, MEMBER, bob, "table=people&year=2025").body, S("Ann")));
    const char *closed[] = {"table=quorum", "table=decisions", "table=minutes", "table=papers"};
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) assert_error(csv(&r, MEMBER, bob, closed[i]).error, ERROR_NOT_FOUND);
    assert_shows(page(&r, MEMBER, bob, "year=2025&show=quorum"), "Attendance by person"); /* and no quorum */
    Answer stranger = page(&r, MEMBER, 0, "year=2025");                                   /* an account of nobody */
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) assert_does_not_show(stranger, others[i]);
    assert_shows(page(&r, CHAIR, r.person[COUNTY].n, "year=2025&show=quorum"), "Quorum by meeting");
    assert_shows(page(&r, AUDITOR, 0, "year=2025"), "Cat Fire");
}

static void decisions_are_named_by_their_item_alone(void **state) {
    Room r = begun(state);
    write_minute(&r, "B1", "text=The work of the group");
    write_minute(&r, "D1", "text=Larkfield was spoken of&public_summary=A review was discussed");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    for (int i = 0; i < 2; i++) {
        assert_done(as_clerk(&r, resolution_new_save, item_of(&r, i ? "D1" : "B1"), 0,
                        i ? "verb=agree&text=to pay for Larkfield" : "verb=note&text=the work"),
            "/office");
        int64_t id = number_of(r.w, r.w->office, "select max(id) from resolution");
        assert_done(as_clerk(&r, resolution_decide_do, id, 0, "way=now"), "/office");
    }
    assert_false(text_contains(csv(&r, AUDITOR, 0, "table=decisions&year=2025").body, S("D1"))); /* the minutes are a draft */
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(&r, minutes_state_do, 1, 0, "act=check"), "/office");
    Answer shown = csv(&r, AUDITOR, 0, "table=decisions&year=2025");
    assert_row(shown, "\"TP, 23 July 2025\",B1,");
    assert_row(shown, "\"TP, 23 July 2025\",D1,");
    assert_row(shown, ",4,4,4,Met\r\n");
    assert_row(csv(&r, AUDITOR, 0, "table=quorum&year=2025"), "Quorate,2,2,4\r\n");
    const char *words[] = {"Larkfield", "pay", "the work"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_false(text_contains(shown.body, text_of(words[i])));
        assert_does_not_show(page(&r, CLERK, 0, "year=2025&show=quorum"), words[i]);
    }
}

static void minutes_are_timed_from_the_meeting(void **state) {
    Room r = begun(state);
    Moment checked;
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_row(csv(&r, AUDITOR, 0, "table=minutes&year=2025"), "\"TP, 23 July 2025\",,,,,,,\r\n"); /* a draft that nobody has */
    assert_done(as_clerk(&r, minutes_state_do, 1, 0, "act=check"), "/office");
    moment_of_london(date_of(2025, 7, 30), time_of(9, 0), &checked);
    world_tamper(r.w, STORE_OFFICE, words(&r, "update minutes set checked_at = %" PRId64, checked.us));
    assert_row(csv(&r, AUDITOR, 0, "table=minutes&year=2025"), "\"TP, 23 July 2025\",,2025-07-30,7,,,,\r\n");
    world_tamper(r.w, STORE_OFFICE, "update terms_of_reference set minutes_days = 5");
    MeetingAct sent = {.meeting = r.meeting.id, .kind = ACT_MINUTES_SENT, .day = date_of(2025, 7, 25)};
    put(r.w, &meeting_act_record, &sent);
    assert_row(csv(&r, AUDITOR, 0, "table=minutes&year=2025"), "\"TP, 23 July 2025\",2025-07-28,2025-07-25,2,,,,\r\n");
    assert_row(csv(&r, AUDITOR, 0, "table=minutes-by-year&year=2025"), "\"TP, 2025\",1,5,1,0,2,,\r\n");
}

/* ---- Papers ---- */

/* Somebody on the body with an account, who opened a paper at an hour of the day of the meeting (0: never). */
static void reader_put(Room *r, int number, int64_t paper, int hour) {
    Account a = {.email = text_format(r->w->arena, "m%d@demo.example", number), .name = S("M"), .roles = MEMBER};
    PersonId person = person_put(r->w, words(r, "Reader %d", number), r->organisation[HEALTH]);
    Tenure tenure = {.seat = r->seat[HEALTH], .person = person, .kind = TENURE_SUBSTITUTE};
    put(r->w, &tenure_record, &tenure);
    a.person = person.n;
    put(r->w, &account_record, &a);
    Moment at;
    moment_of_london(r->meeting.day, time_of(hour, 0), &at);
    if (hour)
        world_tamper(r->w, STORE_OFFICE,
            words(r, "insert into paper_opening (account, paper, content, opened_at) values (%" PRId64 ", %" PRId64 ", 'x', %" PRId64 ")",
                a.id.n, paper, at.us));
}

static int64_t paper_put(Room *r, const char *item, const char *title, bool is_restricted) {
    Paper p = {
        .item = {item_of(r, item)}, .position = 1, .kind = PAPER_UPLOADED, .title = text_of(title), .media_type = S("application/pdf")};
    if (is_restricted) p.restriction = RESTRICTION_CONFIDENTIAL;
    put(r->w, &paper_record, &p);
    return p.id.n;
}

static void papers_are_counted_and_never_told_who_opened_them(void **state) {
    Room r = begun(state);
    int64_t open = paper_put(&r, "B1", "Working Group Update", false);
    paper_put(&r, "D1", "Larkfield report", false);
    paper_put(&r, "B1", "Costs of Larkfield", true);
    world_tamper(r.w, STORE_OFFICE, "update meeting set publication = 1, day = '2025-07-22'"); /* over */
    fetch(r.w, &meeting_record, r.meeting.id.n, &r.meeting);
    for (int i = 0; i < FEWEST_READERS - 1; i++) reader_put(&r, i, open, i < 2 ? 8 : 0);
    Answer few = csv(&r, CLERK, 0, "table=papers&year=2025");
    assert_row(few, "Working Group Update,\"TP, 22 July 2025\",B1,4,,\r\n"); /* too few to be counted */
    reader_put(&r, 9, open, 10);                                             /* when the meeting had begun */
    Answer shown = csv(&r, CLERK, 0, "table=papers&year=2025");
    assert_row(shown, "Working Group Update,\"TP, 22 July 2025\",B1,5,2,40\r\n");
    assert_row(shown, "A restricted paper,\"TP, 22 July 2025\",D1,5,0,0\r\n");
    assert_row(shown, "A restricted paper,\"TP, 22 July 2025\",B1,5,0,0\r\n");
    assert_row(csv(&r, CLERK, 0, "table=papers-by-meeting&year=2025"), "\"TP, 22 July 2025\",3,5,13.3\r\n");
    assert_row(csv(&r, AUDITOR, 0, "table=papers-by-meeting&year=2025"), "\"TP, 22 July 2025\",1,5,40\r\n");
    Access roles[] = {CLERK, AUDITOR, CHAIR};
    for (size_t i = 0; i < 3; i++) {
        Answer seen = page(&r, roles[i], 0, "year=2025&show=papers");
        assert_does_not_show(seen, "Larkfield");
        assert_does_not_show(seen, "Reader");
        if (roles[i] != CLERK) assert_does_not_show(seen, "A restricted paper");
    }
}

static void everything_is_in_one_spreadsheet_file(void **state) {
    Room r = held(state);
    Answer all = ask(r.w, statistics_xlsx, (Asked){.roles = CLERK, .query = "year=2025"});
    assert_fine(all.error);
    assert_true(text_starts_with(all.body, S("PK\x03\x04")));
    assert_true(text_contains(all.response.disposition, S("statistics-2025.xlsx")));
    Answer own = ask(r.w, statistics_xlsx, (Asked){.roles = MEMBER, .person = r.person[POLICE].n, .query = "year=2025"});
    assert_true(own.body.len < all.body.len);
    assert_true(text_contains(csv(&r, CLERK, 0, "table=seats&from=2025-07-01&to=2025-07-31").response.disposition,
        S("statistics-seats-1-july-2025-to-31-july-2025.csv")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R13_the_page_counts_and_says_how),
        TEST(a_body_that_is_not_public_is_for_those_who_sit_on_it),
        TEST(what_cannot_be_asked_is_told_and_nothing_is_lost),
        TEST(members_see_their_own_figures_and_those_of_their_organisation),
        TEST(decisions_are_named_by_their_item_alone),
        TEST(minutes_are_timed_from_the_meeting),
        TEST(papers_are_counted_and_never_told_who_opened_them),
        TEST(everything_is_in_one_spreadsheet_file),
    };
    return RUN("statistics pages", tests);
}
