/* The demo's agreements: 2025/26 with a year of progress, and each year since with what carries on. */
#include "app/demo_plan.h"

#include "meetings/meetings.sql.h"
#include "people/people.sql.h"
#include "plan/plan.sql.h"

enum { MOST_SECTIONS = 16 };
typedef struct {
    Tx *tx;
    Arena *arena;
    const DemoPeople *people;
    Date today;
    OrganisationList organisations;
    PriorityId priorities[MOST_SECTIONS];
    PriorityId themes[5];
} Making;

static OrganisationId organisation_called(const Making *m, const char *short_name) {
    for (size_t i = 0; short_name && i < m->organisations.count; i++)
        if (text_equal(m->organisations.items[i].short_name, text_of(short_name))) return m->organisations.items[i].id;
    return (OrganisationId){0};
}

/* ---- Priorities, themes, strategies, issues ---- */

static Error *priorities_make(Making *m) {
    static const char *const themes[] = {"Early intervention, prevention and education", "Reducing re-offending and supporting victims",
        "Quality of life and resilience of communities", "Mental health and wellbeing", "Response to and recovery from significant events"};
    for (size_t i = 0; demo_sections[i].title; i++) {
        Priority p = {.name = text_of(demo_sections[i].priority), .kind = PRIORITY_OWN, .from = date_of(2017, 4, 1)};
        if (!demo_sections[i].priority) continue;
        if (i == 1) p.from = date_of(2022, 4, 1);
        TRY(record_insert(m->tx, &priority_record, &p));
        m->priorities[i] = p.id;
        if (i != 4) continue;
        PriorityName before = {.priority = p.id,
            .name = S("Anti-Social Behaviour"),
            .from = date_of(2017, 4, 1),
            .until = date_of(2022, 3, 31),
            .reason = S("Neighbourhood crime was added")};
        TRY(record_insert(m->tx, &priority_name_record, &before));
    }
    for (size_t i = 0; i < 5; i++) {
        Priority p = {.name = text_of(themes[i]), .kind = PRIORITY_THEME, .from = date_of(2020, 4, 1)};
        TRY(record_insert(m->tx, &priority_record, &p));
        m->themes[i] = p.id;
        if (i != 4) continue;
        PriorityName before = {.priority = p.id,
            .name = S("Response to and recovery from Covid-19"),
            .from = date_of(2020, 4, 1),
            .until = date_of(2023, 3, 31)};
        TRY(record_insert(m->tx, &priority_name_record, &before));
    }
    return NULL;
}

static Error *strategies_make(Making *m) {
    Strategy all[] = {
        {.kind = STRATEGY_NATIONAL,
            .title = S("From Harm to Hope"),
            .owner = S("HM Government"),
            .from = date_of(2021, 12, 6),
            .until = date_of(2031, 12, 31)},
        {.kind = STRATEGY_LOCAL,
            .title = S("Kent Drug and Alcohol Strategy 2023-28"),
            .owner = S("Kent County Council"),
            .from = date_of(2023, 4, 1),
            .until = date_of(2028, 3, 31)},
        {.kind = STRATEGY_LOCAL,
            .title = S("Police and Crime Plan 2025-29"),
            .owner = S("Police and Crime Commissioner"),
            .from = date_of(2025, 4, 1),
            .until = date_of(2029, 3, 31)},
        {.kind = STRATEGY_LAW,
            .title = S("Crime and Disorder Act 1998"),
            .owner = S("UK Parliament"),
            .url = S("https://www.legislation.gov.uk/ukpga/1998/37/contents"),
            .from = date_of(1998, 7, 31)},
        {.kind = STRATEGY_GUIDANCE,
            .title = S("Statutory guidance on domestic abuse related death reviews"),
            .owner = S("Home Office"),
            .due = date_plus_months(statutory_year_of(m->today), 12),
            .standing = S("A draft was consulted on. The steering group watches for the final text.")},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) TRY(record_insert(m->tx, &strategy_record, &all[i]));
    EmergingIssue issues[] = {
        {.title = S("Illegal vapes"),
            .raised_on = date_of(2023, 7, 6),
            .raised_by = S("Trading standards"),
            .standing = ISSUE_TAKEN_UP,
            .text = S("Seizures in shops rose."),
            .outcome = S("Taken up with the public protection work.")},
        {.title = S("Access to partners' data by ward"),
            .raised_on = date_of(2025, 3, 25),
            .raised_by = S("District councils"),
            .standing = ISSUE_WATCHED,
            .text = S("Districts ask for figures that follow ward boundaries.")},
    };
    for (size_t i = 0; i < sizeof issues / sizeof issues[0]; i++) TRY(record_insert(m->tx, &emerging_issue_record, &issues[i]));
    return NULL;
}

/* ---- One year ---- */

static MeasureKind kind_of(Text words) {
    if (text_contains(words, S("attended")) || text_contains(words, S("People at"))) return MEASURE_ATTENDANCE;
    if (text_contains(words, S("Survey"))) return MEASURE_SURVEY;
    if (text_contains(words, S("reached"))) return MEASURE_REACH;
    if (text_contains(words, S("say")) || text_contains(words, S("stories"))) return MEASURE_STORY;
    if (text_contains(words, S("Briefings")) || text_contains(words, S("Reports")) || text_contains(words, S("People"))
        || text_contains(words, S("Partners")))
        return MEASURE_NUMBER;
    return MEASURE_DELIVERABLE;
}

/* Values for the quarters of the year that are over: enough to see a chart, made up and the same each time. */
static Error *values_make(Making *m, const PlanMeasure *measure, Date starts, int seed) {
    for (int quarter = 0; quarter < 4; quarter++) {
        Date end = quarter_of(date_plus_months(starts, quarter * 3));
        MeasureValue v = {.measure = measure->id, .day = end, .written_by = S("Community Safety Officer")};
        if (date_compare(end, m->today) >= 0) return NULL;
        v.number = 20 + (seed * 7 + quarter * 13) % 60;
        if (measure->kind == MEASURE_REACH) v.number *= 350;
        if (measure->kind == MEASURE_SURVEY) v.rated_5 = 9 + quarter, v.rated_4 = 8 + seed % 5, v.rated_3 = 3, v.rated_2 = 1;
        TRY(record_insert(m->tx, &measure_value_record, &v));
    }
    return NULL;
}

static Error *measures_make(Making *m, PlanActionId action, const char *words, Date starts, int seed) {
    Sentences lines = text_lines(m->arena, text_of(words));
    for (size_t i = 0; i < lines.count; i++) {
        PlanMeasure measure = {.action = action,
            .position = (int64_t)i + 1,
            .text = lines.items[i],
            .kind = kind_of(lines.items[i]),
            .direction = BETTER_MORE,
            .period = PERIOD_QUARTER};
        bool has_values = measure.kind == MEASURE_ATTENDANCE || measure.kind == MEASURE_SURVEY || measure.kind == MEASURE_REACH;
        if (measure.kind == MEASURE_ATTENDANCE) measure.unit = S("people"), measure.source = S("Booking lists"), measure.target = S("40");
        if (measure.kind == MEASURE_REACH) measure.unit = S("people"), measure.source = S("Figures of the media team");
        if (measure.kind == MEASURE_DELIVERABLE || measure.kind == MEASURE_STORY) measure.period = PERIOD_ONCE, measure.direction = 0;
        TRY(record_insert(m->tx, &plan_measure_record, &measure));
        if (has_values) TRY(values_make(m, &measure, starts, seed));
    }
    return NULL;
}

static Error *leads_make(Making *m, PlanActionId action, const DemoAction *d) {
    for (size_t i = 0; i < 3 && d->leads[i].organisation; i++) {
        PlanLead lead = {.action = action,
            .organisation = organisation_called(m, d->leads[i].organisation),
            .post = text_of(d->leads[i].post),
            .role = d->leads[i].role};
        TRY(record_insert(m->tx, &plan_lead_record, &lead));
    }
    return NULL;
}

/* What was told: that it began, in the first quarter; how it ended, when the year is over. */
static Error *progress_make(Making *m, PlanAction *action, const DemoAction *d, Date starts) {
    Date first = date_plus_days(quarter_of(starts), 5), last = date_plus_days(action->due, -3);
    PlanProgress p = {.action = action->id,
        .state = PLAN_ON_TRACK,
        .done = S("Work has begun and partners are told."),
        .written_by = S("Community Safety Officer")};
    if (date_compare(first, m->today) > 0) return NULL;
    if (date_compare(starts, date_of(2025, 4, 1)) > 0 && d->state == PLAN_AT_RISK) {
        p.state = PLAN_AT_RISK;
        p.reason = S("What it waits for is late.");
    }
    p.day = first;
    TRY(record_insert(m->tx, &plan_progress_record, &p));
    if (date_compare(last, m->today) <= 0) {
        p = (PlanProgress){
            .action = action->id, .day = last, .state = d->state, .done = text_of(d->done), .written_by = S("Community Safety Officer")};
        if (d->state == PLAN_AT_RISK) p.reason = S("It waits for others and goes on in the next year.");
        if (d->state == PLAN_STOPPED) p.reason = S("No other trainer could be found in the year.");
        TRY(record_insert(m->tx, &plan_progress_record, &p));
    }
    action->state = p.state;
    action->state_on = p.day;
    action->state_reason = p.reason;
    return record_update(m->tx, &plan_action_record, action);
}

static Error *chapters_make(Making *m, const Agreement *agreement) {
    AgreementChapter chapters[] = {
        {.kind = CHAPTER_FOREWORD, .heading = S("Foreword"), .state = CHAPTER_NOT_BEGUN},
        {.kind = CHAPTER_LANDSCAPE,
            .heading = S("The community safety landscape"),
            .state = CHAPTER_FINISHED,
            .text = S("The partnership covers the twelve districts of the county. Medway, a unitary authority, has a partnership of its "
                      "own; some work is shared.\n\n"
                      "The agreement is rolling: it is looked at each year against the strategic assessments of the districts and what "
                      "partners see coming.")},
        {.kind = CHAPTER_PRIORITIES,
            .heading = S("Priorities and themes"),
            .state = CHAPTER_FINISHED,
            .text = S("Eight priorities each have a lead and an aim. Five themes run through all of them.")},
        {.kind = CHAPTER_LINKED_PLANS,
            .heading = S("Linked plans"),
            .state = CHAPTER_DRAFT,
            .text = S("The Police and Crime Plan 2025-29 rests on people, places, property and partnerships.")},
    };
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++) {
        chapters[i].agreement = agreement->id;
        chapters[i].position = (int64_t)i + 1;
        TRY(record_insert(m->tx, &agreement_chapter_record, &chapters[i]));
    }
    AgreementVersion versions[] = {
        {.number = S("0.1"), .day = date_plus_months(agreement->starts, -2), .changes = S("Draft of the working group")},
        {.number = S("1.0"), .day = date_plus_days(agreement->starts, -7), .changes = S("As endorsed")}};
    for (size_t i = 0; i < 2; i++) {
        versions[i].agreement = agreement->id;
        TRY(record_insert(m->tx, &agreement_version_record, &versions[i]));
    }
    return NULL;
}

/* The last meeting of the partnership before the day; not *found when the demo has none. */
static Error *meeting_before(Making *m, Date day, Meeting *out, bool *found) {
    MeetingList meetings;
    TRY(meetings_before_day(tx_db(m->tx), m->arena, m->people->partnership.n, day, 1, &meetings));
    *found = meetings.count > 0;
    if (*found) *out = meetings.items[0];
    return NULL;
}

static Error *agreement_make(Making *m, Date starts, Agreement *out) {
    Meeting meeting = {0};
    bool found = false;
    *out = (Agreement){.body = m->people->partnership,
        .title = text_format(m->arena, "Community Safety Agreement %.*s", TEXT_ARG(year_shown(m->arena, starts))),
        .starts = starts,
        .state = AGREEMENT_DRAFT,
        .reviewed_on = date_plus_days(starts, -40),
        .review_note = S("Looked at against the districts' strategic assessments. The priorities stay; the action plan was refreshed.")};
    TRY(meeting_before(m, starts, &meeting, &found));
    if (found) {
        out->state = AGREEMENT_ENDORSED;
        out->endorsed_at = meeting.id;
        out->endorsed_on = meeting.day;
        out->sent_on = date_plus_days(meeting.day, 9);
        out->sent_to = S("Office of the Police and Crime Commissioner");
        out->sent_proof = S("Email, kept in the team's mailbox");
    }
    TRY(record_insert(m->tx, &agreement_record, out));
    return chapters_make(m, out);
}

static Error *sections_make(Making *m, AgreementId agreement, PlanSectionId out[MOST_SECTIONS]) {
    for (size_t i = 0; demo_sections[i].title; i++) {
        const DemoSection *d = &demo_sections[i];
        PlanSection s = {.agreement = agreement,
            .number = (int64_t)i + 1,
            .priority = m->priorities[i],
            .title = text_of(d->title),
            .is_shared = d->is_shared,
            .lead = text_of(d->lead),
            .organisation = organisation_called(m, d->organisation),
            .aim = text_of(d->aim)};
        TRY(record_insert(m->tx, &plan_section_record, &s));
        out[i] = s.id;
    }
    return NULL;
}

/* Projects and what was stopped end with their year; the rest carries on. */
static bool carries_on(const DemoAction *d) {
    return !d->is_funded && d->state != PLAN_STOPPED;
}

static Error *fate_make(Making *m, PlanAction *action, const DemoAction *d) {
    action->roll_over = carries_on(d) ? ROLL_CARRIES_ON : ROLL_ENDS;
    action->roll_over_reason = carries_on(d) ? S("It is part of the partnership's standing work.") : S("The project was for this year.");
    return record_update(m->tx, &plan_action_record, action);
}

static Error *actions_make(Making *m, const Agreement *agreement, const PlanSectionId *sections, int year, PlanActionId *made) {
    int64_t number = 0;
    int section = 0;
    for (int i = 0; demo_actions[i].objective; i++) {
        const DemoAction *d = &demo_actions[i];
        PlanAction a = {.agreement = agreement->id,
            .objective = text_of(d->objective),
            .steps = text_of(d->steps),
            .is_funded = d->is_funded,
            .state = PLAN_NOT_STARTED};
        if (d->section != section) section = d->section, number = 0;
        if (year > 0 && !carries_on(d)) continue;
        date_parse_iso(text_of(d->due), &a.due);
        a.due = date_plus_months(a.due, 12 * year);
        a.section = sections[section - 1];
        a.number = ++number;
        a.continues = made[i];
        a.is_linked = d->linked_to != NULL;
        a.linked_to = text_of(d->linked_to);
        if (year == 0) a.decided_at = agreement->endorsed_at;
        TRY(record_insert(m->tx, &plan_action_record, &a));
        TRY(leads_make(m, a.id, d));
        TRY(measures_make(m, a.id, d->measures, agreement->starts, i));
        if (i % 4 == 0) TRY(record_insert(m->tx, &plan_theme_record, &(PlanTheme){.action = a.id, .theme = m->themes[i / 4 % 5]}));
        TRY(progress_make(m, &a, d, agreement->starts));
        if (date_compare(statutory_year_of(m->today), agreement->starts) > 0) TRY(fate_make(m, &a, d));
        made[i] = a.id;
    }
    return NULL;
}

/* A year that is over is closed; in the one that runs, updates are called for. */
static Error *year_end(Making *m, Agreement *agreement) {
    Date quarter = date_plus_days(date_plus_months(quarter_of(m->today), -2), 0);
    quarter =
        date_plus_days(date_of(date_parts(quarter).year, date_parts(quarter).month, 1), -1); /* the end of the quarter before today's */
    if (date_compare(statutory_year_of(m->today), agreement->starts) > 0) {
        agreement->state = AGREEMENT_CLOSED;
        return record_update(m->tx, &agreement_record, agreement);
    }
    if (date_compare(quarter, agreement->starts) < 0) return NULL;
    PlanCall call = {.agreement = agreement->id,
        .quarter_ends = quarter_of(quarter),
        .due = date_plus_days(m->today, 10),
        .words = S("Please say what was done in the quarter, and what is at risk. The report goes to the next meeting.")};
    return record_insert(m->tx, &plan_call_record, &call);
}

Error *demo_plan_make(Tx *tx, const DemoPeople *people, Date today) {
    Making m = {.tx = tx, .arena = tx_arena(tx), .people = people, .today = today};
    PlanActionId made[64] = {0};
    Date this_year = statutory_year_of(today);
    TRY(organisations_all(tx_db(tx), m.arena, &m.organisations));
    TRY(priorities_make(&m));
    TRY(strategies_make(&m));
    for (int year = 0; year < 20; year++) {
        Date starts = date_of(2025 + year, 4, 1);
        Agreement agreement;
        PlanSectionId sections[MOST_SECTIONS];
        if (date_compare(starts, this_year) > 0) break;
        TRY(agreement_make(&m, starts, &agreement));
        TRY(sections_make(&m, agreement.id, sections));
        TRY(actions_make(&m, &agreement, sections, year, made));
        TRY(year_end(&m, &agreement));
    }
    return demo_scrutiny_make(tx, today);
}
