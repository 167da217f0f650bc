/* A county group with seven seats, a meeting of 23 July 2025 and its agenda, for the tests of minutes/ that need a store: asked at its handlers,
 * at 10 o'clock of that day. */
#ifndef QUORATE_TESTS_MINUTES_BODY_H
#define QUORATE_TESTS_MINUTES_BODY_H

#include "minutes/minutes.sql.h"
#include "minutes/pages.h"
#include "people/pages_world.h"

enum { COUNTY, POLICE, FIRE, HEALTH, COMMISSIONER, VACANT, GUESTS, SEATS };
typedef struct {
    World *w;
    Body body;
    Meeting meeting;
    OrganisationId organisation[SEATS];
    PersonId person[SEATS]; /* holders; none of VACANT */
    SeatId seat[SEATS];
    PersonId substitute; /* named, for the police */
    PersonId stranger;   /* of no seat */
} Room;

static PersonId person_put(World *w, const char *name, OrganisationId organisation) {
    Person p = {.name = text_of(name), .post = S("Officer"), .organisation = organisation, .is_named_publicly = true};
    put(w, &person_record, &p);
    return p.id;
}

static Meeting meeting_put(World *w, BodyId body, Date day) {
    Meeting m = {.body = body, .day = day, .starts = time_of(9, 30), .ends = time_of(12, 0), .is_online = true};
    Tx *tx = begin(w);
    assert_fine(meeting_make(tx, &m));
    commit(tx);
    return m;
}

static Room room_of(void **state) {
    static const char *const names[SEATS] = {
        "County Council", "Police", "Fire and Rescue", "Integrated Care Board", "Commissioner", "Probation", "Victim Support"};
    static const char *const people[SEATS] = {"Ann Chair", "Bob Police", "Cat Fire", "Dee Health", "Eve Commissioner", "", "Gus Guest"};
    Room r = {
        .w = *state, .body = {.name = S("Test partnership"), .short_name = S("TP"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true}};
    put(r.w, &body_record, &r.body);
    TermsOfReference terms = {.body = r.body.id,
        .title = S("Terms"),
        .from = date_of(2020, 1, 1),
        .quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
        .quorum_number = 4,
        .decision_rule = DECISION_CONSENSUS_THEN_VOTE,
        .regime = REGIME_ADOPTED};
    put(r.w, &terms_of_reference_record, &terms);
    for (int i = 0; i < SEATS; i++) {
        bool is_statutory = i <= HEALTH || i == VACANT;
        Organisation o = {.name = text_of(names[i]), .kind = ORGANISATION_OTHER, .is_statutory = is_statutory, .is_core = i != GUESTS};
        put(r.w, &organisation_record, &o);
        r.organisation[i] = o.id;
        Seat seat = {.body = r.body.id,
            .organisation = o.id,
            .title = text_of(names[i]),
            .is_statutory = is_statutory,
            .is_core = i != GUESTS,
            .is_invited = i == GUESTS,
            .position = i + 1};
        put(r.w, &seat_record, &seat);
        r.seat[i] = seat.id;
        if (i == VACANT) continue;
        r.person[i] = person_put(r.w, people[i], o.id);
        Tenure tenure = {.seat = seat.id, .person = r.person[i], .kind = TENURE_HOLDER, .office = i == COUNTY ? OFFICE_CHAIR : 0};
        put(r.w, &tenure_record, &tenure);
    }
    r.substitute = person_put(r.w, "Pat Substitute", r.organisation[POLICE]);
    Tenure stands_in = {.seat = r.seat[POLICE], .person = r.substitute, .kind = TENURE_SUBSTITUTE};
    put(r.w, &tenure_record, &stands_in);
    r.stranger = person_put(r.w, "Sam Stranger", r.organisation[HEALTH]);
    r.meeting = meeting_put(r.w, r.body.id, date_of(2025, 7, 23));
    return r;
}

/* Asks as a clerk; `second` is the second number of the address. */
static Answer as_clerk(Room *r, OfficeHandler *handler, int64_t id, int64_t second, const char *form) {
    return ask(r->w, handler, (Asked){.roles = CLERK, .id = id, .second = second, .form = form});
}
static const char *words(Room *r, const char *format, ...) __attribute__((format(printf, 2, 3), unused));
static const char *words(Room *r, const char *format, ...) {
    char made[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(made, sizeof made, format, args);
    va_end(args);
    return text_string(r->w->arena, text_of(made));
}

/* Records a seat with a quick button, as it is now. */
static Answer press(Room *r, int seat, const char *code) {
    char sql[200];
    snprintf(sql, sizeof sql, "select coalesce(max(version), 0) from attendance where meeting = %" PRId64 " and seat = %" PRId64,
        r->meeting.id.n, r->seat[seat].n);
    int64_t version = number_of(r->w, r->w->office, sql);
    return as_clerk(r, live_set_do, r->meeting.id.n, 0, words(r, "set=%" PRId64 ":%" PRId64 ":%s", r->seat[seat].n, version, code));
}

static AttendanceSheet sheet_of(Room *r) __attribute__((unused));
static AttendanceSheet sheet_of(Room *r) {
    Db *db;
    AttendanceSheet sheet;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(attendance_sheet(db, r->w->arena, &r->meeting, &sheet));
    store_return(db);
    return sheet;
}

static MinutesWhole whole_of(Room *r) __attribute__((unused));
static MinutesWhole whole_of(Room *r) {
    Db *db;
    MinutesWhole whole;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(minutes_read(db, r->w->arena, &r->meeting, &whole));
    store_return(db);
    return whole;
}

static int64_t item_of(Room *r, const char *code) __attribute__((unused));
/* The item of the agenda with this code. */
static int64_t item_of(Room *r, const char *code) {
    MinutesWhole whole = whole_of(r);
    for (size_t i = 0; i < whole.count; i++)
        if (text_equal(whole.items[i].code, text_of(code))) return whole.items[i].item.id.n;
    fail_msg("there is no item %s", code);
    return 0;
}

static int64_t item_put(Room *r, int part, const char *title) __attribute__((unused));
/* An item of business in part B; in part D it is restricted. */
static int64_t item_put(Room *r, int part, const char *title) {
    Db *db;
    Agenda agenda;
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(agenda_get(db, r->w->arena, r->meeting.id, &agenda));
    store_return(db);
    AgendaItem item = {.part = agenda.items[part].part.id, .kind = ITEM_BUSINESS, .title = text_of(title), .purpose = PURPOSE_DECISION};
    if (part == 3) {
        item.restriction = RESTRICTION_EXEMPT;
        item.paragraphs = SCHEDULE_12A_2;
        item.public_title = S("A review");
    }
    Tx *tx = begin(r->w);
    assert_fine(item_add(tx, &item));
    commit(tx);
    return item.id.n;
}

/* The meeting, quorate, with item B1 of business and the restricted D1, and its minutes begun. */
static Room begun(void **state) __attribute__((unused));
static Room begun(void **state) {
    Room r = room_of(state);
    for (int i = COUNTY; i <= HEALTH; i++) assert_done(press(&r, i, "present"), "/office");
    item_put(&r, 1, "Working Group Update");
    item_put(&r, 3, "Larkfield review");
    assert_done(as_clerk(&r, minutes_begin_do, r.meeting.id.n, 0, ""), "/office/meetings/1/minutes?notice=minutes-begun");
    return r;
}

static void write_minute(Room *r, const char *code, const char *form) __attribute__((unused));
static void write_minute(Room *r, const char *code, const char *form) {
    int64_t version =
        number_of(r->w, r->w->office, words(r, "select coalesce(max(version), 0) from minute where item = %" PRId64, item_of(r, code)));
    assert_done(as_clerk(r, minute_edit_save, item_of(r, code), 0, version ? words(r, "version=%" PRId64 "&%s", version, form) : form),
        "/office/items/");
}

#endif
