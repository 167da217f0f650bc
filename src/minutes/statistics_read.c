/* Owns reading what statistics are made of: a few statements for all meetings of a period, however many they are. */
#include "minutes/statistics.h"

#include "minutes/statistics.sql.h"

/* Meetings missed in a row are counted back over so much before the period's last day. */
enum { MONTHS_BACK = 36 };

static Date reach_of(Period period) {
    Date back = date_plus_months(period.last, -MONTHS_BACK);
    return date_compare(period.first, back) < 0 ? period.first : back;
}

Error *attendance_facts(Db *db, Arena *arena, Period period, Date today, AttendanceFacts *out) {
    Date reach = reach_of(period);
    int64_t body = period.body.n;
    *out = (AttendanceFacts){.period = period, .today = today};
    TRY(bodies_on(db, arena, (Date){0}, &out->bodies));
    TRY(statistics_terms(db, arena, body, &out->terms));
    TRY(statistics_seats(db, arena, body, &out->seats));
    TRY(statistics_tenures(db, arena, body, &out->tenures));
    TRY(statistics_persons(db, arena, &out->persons));
    TRY(statistics_organisations(db, arena, &out->organisations));
    TRY(statistics_meetings(db, arena, body, reach, period.last, &out->meetings));
    return statistics_attendance(db, arena, body, reach, period.last, &out->rows);
}

Error *decision_quorums(Db *db, Arena *arena, Period period, DecisionQuorums *out) {
    StatisticsDecisionsRowList rows;
    TRY(statistics_decisions(db, arena, period.body.n, period.first, period.last, &rows));
    *out = (DecisionQuorums){.items = ARENA_ARRAY(arena, DecisionQuorum, rows.count + 1), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        const StatisticsDecisionsRow *r = &rows.items[i];
        out->items[i] = (DecisionQuorum){
            r->meeting, item_code(arena, r->part_position, r->item_position), r->at, r->represented, r->represented_core, r->needed};
    }
    return NULL;
}
