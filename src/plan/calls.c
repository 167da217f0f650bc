/* Owns whom a call for updates waits for, and what it says of itself on desks and in mail. */
#include <inttypes.h>

#include "plan/plan.h"
#include "plan/plan.sql.h"

Error *plan_calls_open(Db *db, Arena *arena, PlanCallList *out) {
    return calls_open_all(db, arena, out);
}

Error *plan_called(Db *db, Arena *arena, const PlanCall *call, PlanCalledList *out) {
    PlanCallList calls;
    PersonsCalledRowList rows = {0};
    ActionsCalledRow in_all = {0};
    TRY(calls_of(db, arena, call->agreement, &calls));
    Date first = plan_answer_days(&calls, call->quarter_ends).first;
    if (!date_is_set(call->closed_on)) {
        TRY(persons_called(db, arena, call->agreement, first, &rows));
        TRY(actions_called(db, arena, call->agreement, first, &in_all));
    }
    *out = (PlanCalledList){.items = ARENA_ARRAY(arena, PlanCalled, rows.count + 1), .in_all = in_all.number};
    for (size_t i = 0; i < rows.count; i++) out->items[out->count++] = (PlanCalled){rows.items[i].person, rows.items[i].actions};
    return NULL;
}

int64_t plan_called_of(const PlanCalledList *called, PersonId person) {
    for (size_t i = 0; person.n && i < called->count; i++)
        if (called->items[i].person.n == person.n) return called->items[i].actions;
    return 0;
}

bool plan_may_answer(Access roles) {
    return (roles & (CLERK | SAFETY_OFFICER | CHAIR | MEMBER)) != 0;
}

Text plan_call_words(Arena *arena, const PlanCall *call, Date today) {
    return text_format(arena, "the quarter to %.*s %s %.*s", TEXT_ARG(date_plain(arena, call->quarter_ends)),
        date_compare(call->due, today) < 0 ? "were due on" : "are due on", TEXT_ARG(date_plain(arena, call->due)));
}

Text plan_call_url(Arena *arena, const PlanCall *call) {
    return text_format(arena, "/office/plan/years/%" PRId64 "/updates", call->agreement.n);
}
