/* Owns the tables of attendance and what is said of how they are counted. */
#include "minutes/statistics_pages.h"

/* ---- Whose ---- */

static bool is_own_organisation(const Seeing *s, OrganisationId id) {
    for (size_t i = 0; i < s->organisation_count && id.n; i++)
        if (s->organisations[i].n == id.n) return true;
    return false;
}

void seeing_own(Arena *arena, const AttendanceFacts *facts, Seeing *out) {
    OrganisationId *own = ARENA_ARRAY(arena, OrganisationId, facts->seats.count + 1);
    const Person *person = person_among(&facts->persons, out->person);
    size_t count = 0;
    if (person && person->organisation.n) own[count++] = person->organisation;
    for (size_t s = 0; s < facts->seats.count && person; s++) {
        const Seat *seat = &facts->seats.items[s];
        bool sits = false;
        for (size_t i = tenures_begin(&facts->tenures, seat->id); i < facts->tenures.count && facts->tenures.items[i].seat.n == seat->id.n;
             i++)
            sits = sits
                   || (facts->tenures.items[i].person.n == out->person.n
                       && is_within(facts->today, facts->tenures.items[i].from, facts->tenures.items[i].until));
        if (sits && seat->organisation.n) own[count++] = seat->organisation;
    }
    out->organisations = own;
    out->organisation_count = count;
}

static OrganisationId organisation_of_seat(const Telling *t, const Seat *seat) {
    if (seat->organisation.n) return seat->organisation;
    for (size_t i = t->places.count; i-- > 0;) /* that of whoever came or held it last */
        if (t->places.items[i].seat == seat && t->places.items[i].organisation.n) return t->places.items[i].organisation;
    return (OrganisationId){0};
}

static bool sees(const Telling *t, const Tally *tally) {
    if (t->seeing.sees_all) return true;
    if (tally->person) return t->seeing.person.n && tally->person->id.n == t->seeing.person.n;
    if (tally->organisation) return is_own_organisation(&t->seeing, tally->organisation->id);
    return is_own_organisation(&t->seeing, organisation_of_seat(t, tally->seat));
}

/* ---- Charts ---- */

static void bar_add(Arena *arena, BarChart *chart, Text label, const Tally *tally, int64_t share_of) {
    chart->items[chart->count++] = (ChartBar){.label = label,
        .parts = {tally_came(tally), tally->substitute, tally->apologies, tally->absent},
        .shown = tally_expected(tally) ? text_format(arena, "%" PRId64 "%%", share_in_per_cent(share_of, tally_expected(tally))) : S("")};
}

static BarChart chart_of(Arena *arena, const char *id, const Table *table, const char *substitute, const char *about, size_t most) {
    return (BarChart){.id = id,
        .title = table->title,
        .about = text_of(about),
        .series = {"Came, in the room or online", substitute, "Apologies", "Absent without word"},
        .series_count = 4,
        .items = ARENA_ARRAY(arena, ChartBar, most + 1)};
}

/* ---- By organisation ---- */

static const Column organisation_columns[] = {
    {"Organisation", COLUMN_TEXT, 0},
    {"Meetings", COLUMN_NUMBER, 0},
    {"In the room", COLUMN_NUMBER, 0},
    {"Online", COLUMN_NUMBER, 0},
    {"By a substitute", COLUMN_NUMBER, 0},
    {"Apologies", COLUMN_NUMBER, 0},
    {"Absent without word", COLUMN_NUMBER, 0},
    {"Not recorded", COLUMN_NUMBER, 0},
    {"Vacant", COLUMN_NUMBER, 0},
    {"Represented", COLUMN_SHARE, 0},
};
enum { ORGANISATION_COLUMNS = sizeof organisation_columns / sizeof organisation_columns[0] };

/* The columns that the tables of seats and organisations share. */
static void put_counts(Cell *cells, const Tally *t) {
    const int64_t counts[] = {t->meetings, t->present, t->online, t->substitute, t->apologies, t->absent, t->unrecorded, t->vacant};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) cells[i] = cell_number(counts[i]);
    cells[sizeof counts / sizeof counts[0]] = cell_share(tally_represented(t), tally_expected(t));
}

static void organisations_tell(const Telling *t, StatisticsSections *out) {
    Tallies tallies = tally_organisations(t->arena, t->facts, &t->places);
    Table table =
        table_new(t->arena, "organisations", S("Attendance by organisation"), organisation_columns, ORGANISATION_COLUMNS, tallies.count);
    BarChart chart = chart_of(t->arena, "organisations-chart", &table, "Came by a substitute",
        "For each organisation, the meetings at which it was represented, sent apologies or was absent. The table has the figures.",
        tallies.count);
    table.rule = S("An organisation with several seats at a meeting is counted once: it is represented when anybody came for one of them.\n"
                   "A substitute counts for the organisation.\n"
                   "The share is of the meetings at which a seat of the organisation was held and something is recorded of it.");
    for (size_t i = 0; i < tallies.count; i++) {
        const Tally *tally = &tallies.items[i];
        if (!sees(t, tally)) continue;
        Cell *cells = table_add(&table);
        cells[0] = cell_text(tally->organisation->name);
        put_counts(cells + 1, tally);
        if (tally_expected(tally)) bar_add(t->arena, &chart, tally->organisation->name, tally, tally_represented(tally));
    }
    section_add(out, table, "No organisation had a seat at a meeting that counts.")->bars = chart;
}

/* ---- By seat ---- */

static const Column seat_columns[] = {
    {"Seat", COLUMN_TEXT, 0},
    {"Body", COLUMN_TEXT, 0},
    {"Meetings", COLUMN_NUMBER, 0},
    {"In the room", COLUMN_NUMBER, 0},
    {"Online", COLUMN_NUMBER, 0},
    {"By a substitute", COLUMN_NUMBER, 0},
    {"Apologies", COLUMN_NUMBER, 0},
    {"Absent without word", COLUMN_NUMBER, 0},
    {"Not recorded", COLUMN_NUMBER, 0},
    {"Vacant", COLUMN_NUMBER, 0},
    {"Attended", COLUMN_SHARE, 0},
};
enum { SEAT_COLUMNS = sizeof seat_columns / sizeof seat_columns[0] };

static Text seat_named(const Telling *t, const Seat *seat) {
    return seat->is_invited ? text_format(t->arena, "%.*s (by invitation)", TEXT_ARG(seat->title)) : seat->title;
}

static void seats_tell(const Telling *t, StatisticsSections *out) {
    Tallies tallies = tally_seats(t->arena, t->facts, &t->places);
    Table table = table_new(t->arena, "seats", S("Attendance by seat"), seat_columns, SEAT_COLUMNS, tallies.count);
    BarChart chart = chart_of(t->arena, "seats-chart", &table, "Came as a substitute",
        "For each seat, the meetings to which its holder or a substitute came, sent apologies or did not come. The table has the figures.",
        tallies.count);
    table.rule = S("A substitute counts for the seat.\n"
                   "The share is of the meetings at which the seat was held and something is recorded of it: vacancies and what is not "
                   "recorded are left out.");
    for (size_t i = 0; i < tallies.count; i++) {
        const Tally *tally = &tallies.items[i];
        if (!sees(t, tally)) continue;
        Cell *cells = table_add(&table);
        Text name = seat_named(t, tally->seat);
        cells[0] = cell_text(name);
        cells[1] = cell_text(body_named(t, tally->seat->body));
        put_counts(cells + 2, tally);
        if (tally_expected(tally)) bar_add(t->arena, &chart, name, tally, tally_represented(tally));
    }
    section_add(out, table, "No seat existed at a meeting that counts.")->bars = chart;
}

/* ---- By person ---- */

static const Column person_columns[] = {
    {"Person", COLUMN_TEXT, 0},
    {"Meetings", COLUMN_NUMBER, 0},
    {"In the room", COLUMN_NUMBER, 0},
    {"Online", COLUMN_NUMBER, 0},
    {"Sent a substitute", COLUMN_NUMBER, 0},
    {"Apologies", COLUMN_NUMBER, 0},
    {"Absent without word", COLUMN_NUMBER, 0},
    {"Not recorded", COLUMN_NUMBER, 0},
    {"Came themselves", COLUMN_SHARE, 0},
    {"Stood in for others", COLUMN_NUMBER, 0},
};
enum { PERSON_COLUMNS = sizeof person_columns / sizeof person_columns[0] };

static void persons_tell(const Telling *t, StatisticsSections *out) {
    Tallies tallies = tally_persons(t->arena, t->facts, &t->places);
    Table table = table_new(t->arena, "people", S("Attendance by person"), person_columns, PERSON_COLUMNS, tallies.count);
    BarChart chart = chart_of(t->arena, "people-chart", &table, "Sent a substitute",
        "For each person, the meetings to which they came, sent a substitute or apologies, or did not come. The table has the figures.",
        tallies.count);
    table.rule = S("Somebody is listed for the meetings on whose day they held a seat, the last day of their term included.\n"
                   "A substitute does not count for the holder: it is a meeting to which the holder sent one. For the substitute it counts "
                   "as standing in, and in no share.\n"
                   "Whoever held two seats at a meeting is counted once.\n"
                   "The share is of the meetings at which something is recorded. Why somebody did not come is not shown.");
    for (size_t i = 0; i < tallies.count; i++) {
        const Tally *p = &tallies.items[i];
        if (!sees(t, p)) continue;
        Cell *cells = table_add(&table);
        Text name = person_shown(t->arena, p->person);
        const int64_t counts[] = {p->meetings, p->present, p->online, p->substitute, p->apologies, p->absent, p->unrecorded};
        cells[0] = cell_text(name);
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) cells[k + 1] = cell_number(counts[k]);
        cells[8] = cell_share(tally_came(p), tally_expected(p));
        cells[9] = cell_number(p->stood_in);
        if (tally_expected(p)) bar_add(t->arena, &chart, name, p, tally_came(p));
    }
    section_add(out, table, "Nobody held a seat at a meeting that counts.")->bars = chart;
}

/* ---- Missed in a row (R13, R23) ---- */

static const Column missed_columns[] = {
    {"Who", COLUMN_TEXT, 0},
    {"Body", COLUMN_TEXT, 0},
    {"What", COLUMN_TEXT, 0},
    {"Meetings in a row", COLUMN_NUMBER, 0},
    {"Since", COLUMN_DATE, 0},
    {"Pointed out after", COLUMN_NUMBER, 0},
};
enum { MISSED_COLUMNS = sizeof missed_columns / sizeof missed_columns[0] };

static Text missed_who(const Telling *t, const Missed *m) {
    switch (m->kind) {
    case MISSED_BY_SEAT: return m->seat->title;
    case MISSED_BY_ORGANISATION: return m->organisation ? m->organisation->name : S("");
    case MISSED_BY_HOLDER:
        return m->person ? text_format(t->arena, "%.*s (%.*s)", TEXT_ARG(m->person->name), TEXT_ARG(m->seat->title)) : m->seat->title;
    }
    return S("");
}

static const char *missed_what(MissedKind kind) {
    switch (kind) {
    case MISSED_BY_SEAT: return "Neither the holder nor a substitute came";
    case MISSED_BY_ORGANISATION: return "Nobody came for any of its seats";
    case MISSED_BY_HOLDER: return "The holder did not come themselves; a substitute did, at least once";
    }
    return "";
}

static bool sees_missed(const Telling *t, const Missed *m) {
    if (t->seeing.sees_all) return true;
    if (m->kind == MISSED_BY_HOLDER && m->person && m->person->id.n != t->seeing.person.n) return false;
    return m->organisation && is_own_organisation(&t->seeing, m->organisation->id);
}

static void missed_tell(const Telling *t, StatisticsSections *out) {
    MissedList list = missed_in_a_row(t->arena, t->facts, &t->places);
    Table table = table_new(t->arena, "missed", S("Missed in a row"), missed_columns, MISSED_COLUMNS, list.count);
    table.rule = S("Counted back from the last meeting of each body in the period that counts, over three years at most.\n"
                   "After how many meetings in a row somebody is pointed out is a setting of the body's terms of reference.\n"
                   "Apologies and absence without word are both missed meetings. Meetings at which nothing is recorded of a seat are "
                   "passed over; a vacancy "
                   "or another holder begins anew. Seats by invitation are left out.");
    for (size_t i = 0; i < list.count; i++) {
        const Missed *m = &list.items[i];
        if (!sees_missed(t, m)) continue;
        Cell *cells = table_add(&table);
        cells[0] = cell_text(missed_who(t, m));
        cells[1] = cell_text(m->body->name);
        cells[2] = cell_text(text_of(missed_what(m->kind)));
        cells[3] = cell_number(m->missed);
        cells[4] = cell_date(m->since);
        cells[5] = cell_number(m->allowed);
    }
    section_add(out, table, "Nobody missed as many meetings in a row as the terms of reference have pointed out.");
}

Error *attendance_sections(const Telling *t, StatisticsSections *out) {
    missed_tell(t, out);
    organisations_tell(t, out);
    seats_tell(t, out);
    persons_tell(t, out);
    return NULL;
}
