/* Seats that speak for several authorities (R14): of whom a decision is asked, what they said, and what is outstanding. */
#include "body.h"

#include "minutes/authorities.h"

enum { ASHFORD, DOVER, GONE, COUNCILS };
typedef struct {
    Room r;
    OrganisationId council[COUNCILS];
} Shared;

/* The seat of the police stands for two councils today, and stood for a third. */
static Shared shared_of(void **state) {
    static const char *const names[COUNCILS] = {"Ashford", "Dover", "Gone"};
    Shared s = {.r = begun(state)};
    for (int i = 0; i < COUNCILS; i++) {
        Organisation council = {.name = text_of(names[i]), .kind = ORGANISATION_DISTRICT, .is_statutory = true};
        put(s.r.w, &organisation_record, &council);
        s.council[i] = council.id;
        assert_done(as_clerk(&s.r, seat_authority_new_save, s.r.seat[POLICE].n, 0,
                        words(&s.r, "organisation=%" PRId64 "&until=%s", council.id.n, i == GONE ? "22 July 2025" : "")),
            "/office/seats/");
    }
    return s;
}

static int64_t resolution_new(Shared *s, const char *code, const char *verb) {
    const char *form = words(&s->r, "verb=%s&text=the plan of the districts", verb);
    assert_done(as_clerk(&s->r, resolution_new_save, item_of(&s->r, code), 0, form), "/office/items/");
    return number_of(s->r.w, s->r.w->office, "select max(id) from resolution");
}

static int64_t decided(Shared *s, const char *code, const char *verb) {
    int64_t id = resolution_new(s, code, verb);
    assert_done(as_clerk(&s->r, resolution_decide_do, id, 0, "way=consensus"), "/office/items/");
    return id;
}

static size_t outstanding(Shared *s) {
    Db *db;
    AuthoritiesNotices notices;
    assert_fine(store_borrow(s->r.w->office, s->r.w->arena, &db));
    assert_fine(authorities_notices(db, s->r.w->arena, day_of("2025-01-01"), &notices));
    store_return(db);
    return notices.count ? notices.items[0].outstanding : 0;
}

static void R14_a_decision_is_asked_of_each_authority_that_a_seat_speaks_for(void **state) {
    Shared s = shared_of(state);
    Room *r = &s.r;
    resolution_new(&s, "B1", "agree");
    assert_int_equal(outstanding(&s), 0); /* nothing is decided yet */
    decided(&s, "B1", "note");
    assert_int_equal(outstanding(&s), 0); /* noting binds nobody */
    int64_t id = decided(&s, "B1", "approve");
    assert_int_equal(outstanding(&s), 2);
    assert_shows(as_clerk(r, minute_edit_show, item_of(r, "B1"), 0, NULL), "Approval of Ashford and Dover is outstanding");
    Answer minutes = as_clerk(r, minutes_show, r->meeting.id.n, 0, NULL);
    assert_shows(minutes, "Item B1: the approval of 2 authorities that a seat speaks for is outstanding");
    assert_shows(minutes, "Approval of Ashford and Dover is outstanding");
    Asked member = {.roles = MEMBER, .person = r->person[FIRE].n, .id = r->meeting.id.n};
    assert_does_not_show(ask(r->w, minutes_show, member), "Ashford");
    assert_shows(as_clerk(r, authorities_show, id, 0, NULL), "Ashford (Police)");
}

static void R14_what_each_authority_said_is_recorded(void **state) {
    Shared s = shared_of(state);
    Room *r = &s.r;
    int64_t id = decided(&s, "B1", "agree");
    assert_refused(
        as_clerk(r, authorities_save, id, 0, "answer=approved&day=23 July 2025&given_by=Leader"), "organisations", "Choose the auth");
    const char *gone = words(r, "organisations=%" PRId64 "&answer=approved&day=23 July 2025&given_by=Leader", s.council[GONE].n);
    assert_refused(as_clerk(r, authorities_save, id, 0, gone), "organisations", "not asked of an authority");
    const char *later = words(r, "organisations=%" PRId64 "&answer=approved&day=24 July 2025&given_by=Leader", s.council[DOVER].n);
    assert_refused(as_clerk(r, authorities_save, id, 0, later), "day", "cannot be in the future");
    const char *dover =
        words(r, "organisations=%" PRId64 "&answer=approved&day=23 July 2025&given_by=Leader&how=By email", s.council[DOVER].n);
    assert_done(as_clerk(r, authorities_save, id, 0, dover), "/office/resolutions/");
    assert_int_equal(outstanding(&s), 1);
    assert_shows(as_clerk(r, authorities_show, id, 0, NULL), "Leader. By email");
    /* two at once, of which one had answered otherwise */
    const char *both = words(r, "organisations=%" PRId64 "&organisations=%" PRId64 "&answer=not_needed&day=23 July 2025&given_by=Clerk",
        s.council[DOVER].n, s.council[ASHFORD].n);
    assert_done(as_clerk(r, authorities_save, id, 0, both), "/office/resolutions/");
    assert_int_equal(outstanding(&s), 0);
    assert_int_equal(number_of(r->w, r->w->office, "select count(*) from authority_approval where answer = 'not_needed'"), 2);
    assert_done(as_clerk(r, authority_approval_delete_do, 1, 0, "version=2"), "/office/resolutions/");
    assert_int_equal(outstanding(&s), 1);
    /* taken back: what was said of it goes too */
    assert_done(as_clerk(r, resolution_undecide_do, id, 0, ""), "/office/items/");
    assert_int_equal(number_of(r->w, r->w->office, "select count(*) from authority_approval"), 0);
}

static void R14_outstanding_approvals_hold_nothing_back(void **state) {
    Shared s = shared_of(state);
    Room *r = &s.r;
    decided(&s, "B1", "agree");
    MinutesWhole whole = whole_of(r);
    AttendanceSheet sheet = sheet_of(r);
    AuthoritiesOfMeeting asked;
    Db *db;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(authorities_of_meeting(db, r->w->arena, &sheet, &whole, &asked));
    store_return(db);
    ObstacleList obstacles = minutes_obstacles(r->w->arena, &whole);
    size_t before = obstacles.count;
    authorities_warn(r->w->arena, &whole, &asked, &obstacles);
    assert_int_equal(obstacles.count, before + 1);
    assert_true(obstacles.items[before].is_warning);
}

static void R14_whoever_was_not_there_decided_nothing_for_them(void **state) {
    Shared s = shared_of(state);
    Room *r = &s.r;
    for (int i = COUNTY; i <= COMMISSIONER; i++) assert_done(press(r, i, i == POLICE ? "apologies" : "present"), "/office");
    Seat commissioner = {0};
    fetch(r->w, &seat_record, r->seat[COMMISSIONER].n, &commissioner);
    commissioner.is_statutory = true; /* so that there is a quorum without the police */
    Tx *tx = begin(r->w);
    assert_fine(record_update(tx, &seat_record, &commissioner));
    commit(tx);
    int64_t id = decided(&s, "B1", "agree");
    assert_int_equal(outstanding(&s), 0);
    assert_int_equal(as_clerk(r, authorities_show, id, 0, NULL).error->kind, ERROR_INPUT);
}

static void R14_R30_a_seat_speaks_for_an_authority_once(void **state) {
    Shared s = shared_of(state);
    Room *r = &s.r;
    const char *again = words(r, "organisation=%" PRId64 "&from=1 January 2025", s.council[DOVER].n);
    assert_refused(as_clerk(r, seat_authority_new_save, r->seat[POLICE].n, 0, again), "organisation", "already on some of these days");
    const char *wrong = words(r, "organisation=%" PRId64 "&from=2 April 2025&until=1 April 2025", s.council[GONE].n);
    assert_refused(as_clerk(r, seat_authority_new_save, r->seat[FIRE].n, 0, wrong), "until", "The last day must be");
    assert_shows(as_clerk(r, seat_show, r->seat[POLICE].n, 0, NULL), "needs the approval of each of them");
    assert_done(as_clerk(r, seat_authority_delete_do, 1, 0, "version=1"), "/office/seats/");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R14_a_decision_is_asked_of_each_authority_that_a_seat_speaks_for),
        TEST(R14_what_each_authority_said_is_recorded),
        TEST(R14_outstanding_approvals_hold_nothing_back),
        TEST(R14_whoever_was_not_there_decided_nothing_for_them),
        TEST(R14_R30_a_seat_speaks_for_an_authority_once),
    };
    return RUN("authorities", tests);
}
