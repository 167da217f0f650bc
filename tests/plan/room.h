/* A partnership with an agreement of 2025/26, for tests of the plan's pages. */
#ifndef QUORATE_TESTS_PLAN_ROOM_H
#define QUORATE_TESTS_PLAN_ROOM_H

#include "people/pages_world.h"

#include "plan/pages.h"
#include "plan/plan.sql.h"

typedef struct {
    World *w;
    Body body;
    Meeting held, coming;
    Organisation council, police;
    Person member;
    Agreement year;
    Priority priority;
    PlanSection section;
    PlanAction action;
} Room;

static inline Answer as_clerk(Room *r, OfficeHandler *handler, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = CLERK, .id = id, .form = form});
}

static inline Answer as_member(Room *r, OfficeHandler *handler, int64_t id, const char *form) {
    return ask(r->w, handler, (Asked){.roles = MEMBER, .person = r->member.id.n, .id = id, .form = form});
}

static inline int64_t count(Room *r, const char *sql) {
    return number_of(r->w, r->w->office, sql);
}

/* An agreement of 2025/26 with a section and an action that the police lead. */
static inline Room begun(void **state) {
    Room r = {.w = *state};
    r.body = (Body){.name = S("Safety Partnership"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(r.w, &body_record, &r.body);
    r.held = (Meeting){.body = r.body.id, .day = day_of("2025-03-25"), .starts = time_of(10, 0), .state = MEETING_HELD};
    put(r.w, &meeting_record, &r.held);
    r.coming = (Meeting){.body = r.body.id, .day = day_of("2025-11-20"), .starts = time_of(10, 0), .state = MEETING_PLANNED};
    put(r.w, &meeting_record, &r.coming);
    r.council = (Organisation){.name = S("County Council")};
    put(r.w, &organisation_record, &r.council);
    r.police = (Organisation){.name = S("County Police")};
    put(r.w, &organisation_record, &r.police);
    r.member = (Person){.name = S("Police Inspector"), .organisation = r.police.id};
    put(r.w, &person_record, &r.member);
    r.year = (Agreement){.body = r.body.id, .title = S("Agreement 2025/26"), .starts = day_of("2025-04-01"), .state = AGREEMENT_DRAFT};
    put(r.w, &agreement_record, &r.year);
    r.priority = (Priority){.name = S("Road Safety"), .kind = PRIORITY_OWN};
    put(r.w, &priority_record, &r.priority);
    r.section = (PlanSection){.agreement = r.year.id,
        .number = 3,
        .priority = r.priority.id,
        .title = S("Road Safety"),
        .lead = S("Chair of the group"),
        .aim = S("Fewer are hurt")};
    put(r.w, &plan_section_record, &r.section);
    r.action = (PlanAction){.agreement = r.year.id,
        .section = r.section.id,
        .number = 1,
        .objective = S("Share campaigns"),
        .steps = S("Share the calendar\nMeet districts"),
        .due = day_of("2026-03-31"),
        .state = PLAN_NOT_STARTED,
        .is_funded = true,
        .is_linked = true,
        .linked_to = S("Safer Roads Partnership")};
    put(r.w, &plan_action_record, &r.action);
    put(r.w, &plan_lead_record, &(PlanLead){.action = r.action.id, .organisation = r.police.id, .role = LEAD_LEADS});
    return r;
}

/* A form made of parts: form_of(r, "version=%d", 3). */
static inline const char *form_of(Room *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline const char *form_of(Room *r, const char *format, ...) {
    char *out = arena_alloc(r->w->arena, 2000);
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(out, 2000, format, arguments);
    va_end(arguments);
    assert_in_range(len, 0, 1999);
    return out;
}

#endif
