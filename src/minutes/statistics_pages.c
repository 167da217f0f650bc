/* The page of statistics, and the same tables as CSV and as a spreadsheet file. */
#include "minutes/statistics_pages.h"

#include "minutes/statistics.view.h"
#include "paper/spreadsheet.h"

enum { MOST_SECTIONS = 4, MOST_TABLES = 12, YEARS_BACK = 15 };

static const struct {
    StatisticsShow show;
    const char *code, *label;
    const char *tables[4]; /* their ids, ended by NULL */
} shows[] = {
    {SHOW_ATTENDANCE, "attendance", "Attendance", {"missed", "organisations", "seats", "people"}},
    {SHOW_QUORUM, "quorum", "Quorum", {"quorum", "decisions"}},
    {SHOW_MINUTES, "minutes", "Minutes", {"minutes-by-year", "minutes"}},
    {SHOW_PAPERS, "papers", "Papers", {"papers-by-meeting", "papers"}},
};
enum { SHOWS = sizeof shows / sizeof shows[0] };

static Error *sections_of(const Telling *t, StatisticsShow show, StatisticsSections *out) {
    *out = (StatisticsSections){.items = ARENA_ARRAY(t->arena, StatisticsSection, MOST_SECTIONS)};
    switch (show) {
    case SHOW_ATTENDANCE: return attendance_sections(t, out);
    case SHOW_QUORUM: return quorum_sections(t, out);
    case SHOW_MINUTES: return minutes_sections(t, out);
    case SHOW_PAPERS: return paper_sections(t, out);
    }
    return NULL;
}

/* ---- What was asked ---- */

typedef struct {
    Period period;
    Date from, to;
    int year;
    Text words, query; /* "2025"; "body=1&year=2025" */
    Form form;
} Asked;

static void take_days(Form *form, Asked *asked) {
    bool is_understood = form_read_day(form, "from", "The first day", &asked->from);
    is_understood &= form_read_day(form, "to", "The last day", &asked->to);
    if (!is_understood) return;
    if (date_is_set(asked->from) && !date_is_set(asked->to))
        form_error(form, "to", "Enter the last day too, or leave both empty and choose a year");
    else if (!date_is_set(asked->from) && date_is_set(asked->to))
        form_error(form, "from", "Enter the first day too, or leave both empty and choose a year");
    else if (date_compare(asked->from, asked->to) > 0) form_error(form, "to", "The last day must not be before the first");
}

static Text query_of(Arena *arena, const Asked *asked) {
    Text body = text_format(arena, "body=%" PRId64, asked->period.body.n);
    if (!date_is_set(asked->from)) return text_format(arena, "%.*s&year=%d", TEXT_ARG(body), asked->year);
    return text_format(
        arena, "%.*s&from=%.*s&to=%.*s", TEXT_ARG(body), TEXT_ARG(date_iso(arena, asked->from)), TEXT_ARG(date_iso(arena, asked->to)));
}

/* A year, or two days; this year when nothing that can be was asked for. The form carries what was wrong. */
static Asked asked_for(Request *request) {
    Arena *arena = request->arena;
    Asked asked = {.form = form_show(arena, NULL)};
    int64_t year = 0, body = 0;
    asked.year = date_parts(request_today(request)).year;
    asked.form.sent = request->query;
    if (text_to_int64(request_query(request, "year"), &year) && year >= 1990 && year <= 2200) asked.year = (int)year;
    if (text_to_int64(request_query(request, "body"), &body) && body > 0) asked.period.body.n = body;
    take_days(&asked.form, &asked);
    asked.form.was_sent = !form_is_fine(&asked.form); /* what was typed stays in its inputs */
    if (!form_is_fine(&asked.form) || !date_is_set(asked.from)) asked.from = asked.to = (Date){0};
    bool has_days = date_is_set(asked.from);
    asked.period.first = has_days ? asked.from : date_of(asked.year, 1, 1);
    asked.period.last = has_days ? asked.to : date_of(asked.year, 12, 31);
    asked.words = has_days ? days_shown(arena, asked.from, asked.to) : text_format(arena, "%d", asked.year);
    asked.query = query_of(arena, &asked);
    return asked;
}

static Seeing seeing_of(const Office *office) {
    return (Seeing){.sees_all = (office->roles & (STAFF | CHAIR | AUDITOR)) != 0,
        .sees_meetings = (office->roles & (STAFF | AUDITOR)) != 0,
        .sees_restricted = (office->roles & (CLERK | SAFETY_OFFICER)) != 0,
        .person = {office->session ? office->session->person : 0}};
}

static bool is_known(const AttendanceFacts *facts, const BodyList *own, BodyId id) {
    const Body *body = body_among(&facts->bodies, id);
    return (body && body->is_public) || body_among(own, id) != NULL;
}

/* That a body meets which is not public is for those who sit on it; staff and auditors see every body. */
static Error *facts_narrow(Office *office, Request *request, const Seeing *seeing, AttendanceFacts *facts) {
    BodyList own = {0};
    size_t meetings = 0, seats = 0, bodies = 0;
    if (seeing->sees_meetings) return NULL;
    if (seeing->person.n) TRY(bodies_of_person(office->db, request->arena, seeing->person, request_today(request), &own));
    for (size_t i = 0; i < facts->meetings.count; i++)
        if (is_known(facts, &own, facts->meetings.items[i].body)) facts->meetings.items[meetings++] = facts->meetings.items[i];
    for (size_t i = 0; i < facts->seats.count; i++)
        if (is_known(facts, &own, facts->seats.items[i].body)) facts->seats.items[seats++] = facts->seats.items[i];
    facts->meetings.count = meetings;
    facts->seats.count = seats;
    for (size_t i = 0; i < facts->bodies.count; i++) {
        Body body = facts->bodies.items[i];
        if (body.is_public || body_among(&own, body.id)) facts->bodies.items[bodies++] = body;
    }
    facts->bodies.count = bodies;
    return NULL;
}

static Error *telling_begin(Office *office, Request *request, const Asked *asked, AttendanceFacts *facts, Telling *out) {
    TRY(attendance_facts(office->db, request->arena, asked->period, request_today(request), facts));
    *out = (Telling){.db = office->db, .arena = request->arena, .facts = facts, .seeing = seeing_of(office)};
    TRY(facts_narrow(office, request, &out->seeing, facts));
    out->places = attendance_places(request->arena, facts);
    if (!out->seeing.sees_all) seeing_own(request->arena, facts, &out->seeing);
    return NULL;
}

/* ---- In words ---- */

static Text body_words(const AttendanceFacts *facts) {
    const Body *body = body_among(&facts->bodies, facts->period.body);
    return body ? body->name : S("All bodies");
}

static Text about_words(const Telling *t, const Asked *asked, bool is_of_attendance, const MeetingList *unrecorded) {
    Buffer out = buffer_new(t->arena, 512);
    buffer_putf(&out, "%.*s, %.*s.\n", TEXT_ARG(body_words(t->facts)), TEXT_ARG(asked->words));
    if (!is_of_attendance) return buffer_text(&out);
    buffer_put(&out, S("A meeting counts when its day is over and somebody is recorded as present. A meeting that was moved counts on the "
                       "day to which it was moved.\n"));
    buffer_putf(
        &out, "Cancelled meetings do not count: %zu in this period.\n", meetings_counted_as(t->arena, t->facts, MEETING_LEFT_OUT).count);
    buffer_put(&out, S("Whoever was there for a part of a meeting was present; so was whoever joined online.\n"));
    for (size_t i = 0; i < unrecorded->count; i++)
        buffer_putf(&out, "Left out, because no attendance is recorded: %.*s.\n", TEXT_ARG(meeting_named(t, &unrecorded->items[i])));
    return buffer_text(&out);
}

static StatisticsShow show_asked(const Request *request, bool sees_all) {
    Text code = request_query(request, "show");
    for (size_t i = 0; i < SHOWS && sees_all; i++)
        if (text_equal(code, text_of(shows[i].code))) return shows[i].show;
    return SHOW_ATTENDANCE;
}

static void tabs_fill(Arena *arena, const Asked *asked, StatisticsShown *out) {
    out->tabs = (LinkList){.items = ARENA_ARRAY(arena, Link, SHOWS)};
    for (size_t i = 0; i < SHOWS; i++) {
        Text url = text_format(arena, "/office/statistics?%.*s&show=%s", TEXT_ARG(asked->query), shows[i].code);
        out->tabs.items[out->tabs.count++] = (Link){text_of(shows[i].label), url};
        if (shows[i].show == out->show) out->tab_url = url;
    }
}

/* ---- The page ---- */

static void choices_fill(Arena *arena, const AttendanceFacts *facts, const Asked *asked, Date today, StatisticsShown *out) {
    int year = date_parts(today).year;
    for (size_t i = 0; i < facts->bodies.count; i++)
        option_add(arena, &out->bodies, facts->bodies.items[i].id.n, facts->bodies.items[i].name);
    if (asked->year > year) option_add(arena, &out->years, asked->year, text_format(arena, "%d", asked->year));
    for (int y = year; y > year - YEARS_BACK; y--) option_add(arena, &out->years, y, text_format(arena, "%d", y));
    if (asked->year <= year - YEARS_BACK) option_add(arena, &out->years, asked->year, text_format(arena, "%d", asked->year));
    if (asked->period.body.n) out->body = text_format(arena, "%" PRId64, asked->period.body.n);
    out->year = text_format(arena, "%d", asked->year);
}

Error *statistics_show(Office *office, Request *request, Response *response) {
    AttendanceFacts facts;
    Telling t;
    Asked asked = asked_for(request);
    TRY(telling_begin(office, request, &asked, &facts, &t));
    StatisticsShown shown = {.from = asked.from, .to = asked.to, .words = asked.words, .sees_all = t.seeing.sees_all};
    shown.show = show_asked(request, t.seeing.sees_all);
    bool is_of_attendance = shown.show == SHOW_ATTENDANCE || shown.show == SHOW_QUORUM;
    if (is_of_attendance) shown.unrecorded = meetings_counted_as(request->arena, &facts, MEETING_NOT_RECORDED);
    shown.about = about_words(&t, &asked, is_of_attendance, &(MeetingList){0});
    choices_fill(request->arena, &facts, &asked, request_today(request), &shown);
    tabs_fill(request->arena, &asked, &shown);
    TRY(sections_of(&t, shown.show, &shown.sections));
    for (size_t i = 0; i < shown.sections.count; i++)
        shown.sections.items[i].csv_url =
            text_format(request->arena, "/office/statistics.csv?table=%s&%.*s", shown.sections.items[i].table.id, TEXT_ARG(asked.query));
    shown.xlsx_url = text_format(request->arena, "/office/statistics.xlsx?%.*s", TEXT_ARG(asked.query));
    Page page = office_page(office, request, "statistics", "Statistics");
    page.form = &asked.form;
    if (!form_is_fine(&asked.form)) response->status = 422;
    View v = page_view(request, response, &page);
    statistics_view(&v, page, &shown, &t);
    return NULL;
}

/* ---- Files ---- */

static Error *files_begin(Office *office, Request *request, Asked *asked, AttendanceFacts *facts, Telling *t) {
    *asked = asked_for(request);
    if (!form_is_fine(&asked->form)) return error_new(request->arena, ERROR_INPUT, "%.*s.", TEXT_ARG(asked->form.errors[0].sentence));
    return telling_begin(office, request, asked, facts, t);
}

static void save_as(Request *request, Response *response, const Asked *asked, const char *table, const char *ending) {
    Text slug = text_slug(request->arena, asked->words, 60);
    response->disposition =
        text_format(request->arena, "attachment; filename=\"statistics%s%s-%.*s.%s\"", table[0] ? "-" : "", table, TEXT_ARG(slug), ending);
}

/* Under which tab a table stands, when the person may see it. */
static bool table_asked(const Request *request, bool sees_all, StatisticsShow *show) {
    Text id = request_query(request, "table");
    for (size_t i = 0; i < SHOWS && (i == 0 || sees_all); i++)
        for (size_t k = 0; k < 4 && shows[i].tables[k]; k++)
            if (text_equal(id, text_of(shows[i].tables[k]))) {
                *show = shows[i].show;
                return true;
            }
    return false;
}

Error *statistics_csv(Office *office, Request *request, Response *response) {
    Asked asked;
    AttendanceFacts facts = {0};
    Telling t = {0};
    StatisticsShow show;
    StatisticsSections sections;
    if (!table_asked(request, seeing_of(office).sees_all, &show))
        return error_new(request->arena, ERROR_NOT_FOUND, "There is no such table of statistics.");
    TRY(files_begin(office, request, &asked, &facts, &t));
    TRY(sections_of(&t, show, &sections));
    for (size_t i = 0; i < sections.count; i++) {
        const Table *table = &sections.items[i].table;
        if (!text_equal(request_query(request, "table"), text_of(table->id))) continue;
        Buffer out = buffer_new(request->arena, 4096);
        table_put_csv(&out, request->arena, table);
        respond_text(response, "text/csv; charset=utf-8", buffer_text(&out));
        save_as(request, response, &asked, table->id, "csv");
    }
    return NULL;
}

Error *statistics_xlsx(Office *office, Request *request, Response *response) {
    Asked asked;
    AttendanceFacts facts = {0};
    Telling t = {0};
    Text bytes;
    TRY(files_begin(office, request, &asked, &facts, &t));
    TableList tables = {.items = ARENA_ARRAY(request->arena, Table, MOST_TABLES)};
    for (size_t i = 0; i < SHOWS && (i == 0 || t.seeing.sees_all); i++) {
        StatisticsSections sections;
        TRY(sections_of(&t, shows[i].show, &sections));
        for (size_t k = 0; k < sections.count; k++) tables.items[tables.count++] = sections.items[k].table;
    }
    MeetingList unrecorded = meetings_counted_as(request->arena, &facts, MEETING_NOT_RECORDED);
    Text title = text_format(request->arena, "Statistics of meetings, %.*s", TEXT_ARG(asked.words));
    TRY(spreadsheet_make(request->arena, &tables, title, about_words(&t, &asked, true, &unrecorded), request->started, &bytes));
    respond_text(response, SPREADSHEET_TYPE, bytes);
    save_as(request, response, &asked, "", "xlsx");
    return NULL;
}
