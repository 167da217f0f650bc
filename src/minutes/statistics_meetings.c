/* Owns the tables of quorum, of how long minutes took, and of papers that were opened. */
#include "minutes/statistics_pages.h"

/* ---- What they share ---- */

StatisticsSection *section_add(StatisticsSections *sections, Table table, const char *empty) {
    StatisticsSection *s = &sections->items[sections->count++];
    *s = (StatisticsSection){.table = table, .empty = empty};
    return s;
}

Text body_named(const Telling *t, BodyId id) {
    const Body *body = body_among(&t->facts->bodies, id);
    return !body ? S("") : body->short_name.len ? body->short_name : body->name;
}

Text meeting_named(const Telling *t, const Meeting *m) {
    Text day = date_plain(t->arena, m->day);
    return t->facts->period.body.n ? day : text_format(t->arena, "%.*s, %.*s", TEXT_ARG(body_named(t, m->body)), TEXT_ARG(day));
}

Cell meeting_cell(const Telling *t, const Meeting *m) {
    return cell_link(meeting_named(t, m), t->seeing.sees_meetings ? text_format(t->arena, "/office/meetings/%" PRId64, m->id.n) : S(""));
}

static const Meeting *meeting_among(const MeetingList *list, MeetingId id) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n) return &list->items[i];
    return NULL;
}

/* One chart for each body of which something is told at two meetings at least. */
typedef struct {
    StatisticsSection *section;
    const Telling *t;
    size_t most; /* points of a line */
} Charting;

static Charting charting(const Telling *t, StatisticsSection *section, size_t most) {
    section->lines = ARENA_ARRAY(t->arena, LineChart, t->facts->bodies.count + 1);
    return (Charting){section, t, most};
}

static LineChart *chart_begin(
    Charting *c, const Body *body, const char *what, const char *id, const char *about, const char *const *names, size_t lines) {
    LineChart *chart = &c->section->lines[c->section->line_count];
    *chart = (LineChart){.id = text_string(c->t->arena, text_format(c->t->arena, "%s-%" PRId64, id, body->id.n)),
        .title = text_format(c->t->arena, "%s: %.*s", what, TEXT_ARG(body->name)),
        .about = text_of(about),
        .items = ARENA_ARRAY(c->t->arena, ChartLine, lines),
        .count = lines};
    for (size_t i = 0; i < lines; i++)
        chart->items[i] =
            (ChartLine){.name = names[i], .is_limit = i + 1 == lines, .items = ARENA_ARRAY(c->t->arena, ChartPoint, c->most + 1)};
    return chart;
}

static void point_add(ChartLine *line, Date day, int64_t value, Text label) {
    line->items[line->count++] = (ChartPoint){day, value > 0 ? value : 0, label};
}

static void chart_end(Charting *c, const LineChart *chart) {
    if (chart->items[0].count >= 2) c->section->line_count++;
}

/* ---- Quorum by meeting ---- */

static const Column quorum_columns[] = {
    {"Meeting", COLUMN_TEXT, 0},
    {"Needed", COLUMN_NUMBER, 0},
    {"Represented, by the list of the law", COLUMN_NUMBER, 0},
    {"Margin", COLUMN_NUMBER, 0},
    {"Represented, by the terms of reference", COLUMN_NUMBER, 0},
    {"Margin by the terms", COLUMN_NUMBER, 0},
    {"Standing", COLUMN_TEXT, 0},
    {"Decisions", COLUMN_NUMBER, 0},
    {"Decisions with a quorum", COLUMN_NUMBER, 0},
    {"Fewest represented at a decision", COLUMN_NUMBER, 0},
};
enum { QUORUM_COLUMNS = sizeof quorum_columns / sizeof quorum_columns[0] };

static void put_decisions(Cell *cells, MeetingId meeting, const DecisionQuorums *decisions) {
    int64_t count = 0, with_quorum = 0, fewest = -1;
    for (size_t i = 0; i < decisions->count; i++) {
        const DecisionQuorum *d = &decisions->items[i];
        if (d->meeting.n != meeting.n) continue;
        count++;
        with_quorum += decision_was_quorate(d);
        if (fewest < 0 || d->represented < fewest) fewest = d->represented;
    }
    cells[0] = cell_number(count);
    cells[1] = cell_number(with_quorum);
    if (fewest >= 0) cells[2] = cell_number(fewest);
}

static void quorum_row(const Telling *t, Table *table, const MeetingQuorum *q, const DecisionQuorums *decisions) {
    Cell *cells = table_add(table);
    bool is_known = q->quorum.standing != QUORUM_UNKNOWN;
    cells[0] = meeting_cell(t, q->meeting);
    if (is_known) {
        cells[1] = cell_number(q->quorum.needed);
        cells[2] = cell_number(q->quorum.statutory);
        cells[3] = cell_number(q->quorum.statutory - q->quorum.needed);
    }
    if (is_known && q->quorum.kind == QUORUM_RESPONSIBLE_AUTHORITIES) {
        cells[4] = cell_number(q->quorum.core);
        cells[5] = cell_number(q->quorum.core - q->quorum.needed);
    }
    cells[6] = cell_text(text_of(quorum_shown_short(q->quorum.standing)));
    put_decisions(cells + 7, q->meeting->id, decisions);
}

static void quorum_charts(const Telling *t, const MeetingQuorums *quorums, StatisticsSection *section) {
    static const char *const names[] = {"Represented, by the list of the law", "Represented, by the terms of reference", "Needed"};
    Charting c = charting(t, section, quorums->count);
    for (size_t b = 0; b < t->facts->bodies.count; b++) {
        const Body *body = &t->facts->bodies.items[b];
        LineChart *chart = chart_begin(&c, body, "Quorum", "quorum-chart",
            "How many were represented at each meeting, and how many were needed, over time. The table has the figures.", names, 3);
        for (size_t i = 0; i < quorums->count; i++) {
            const MeetingQuorum *q = &quorums->items[i];
            if (q->meeting->body.n != body->id.n || q->quorum.standing == QUORUM_UNKNOWN) continue;
            point_add(&chart->items[0], q->meeting->day, q->quorum.statutory, S(""));
            if (q->quorum.kind == QUORUM_RESPONSIBLE_AUTHORITIES) point_add(&chart->items[1], q->meeting->day, q->quorum.core, S(""));
            point_add(&chart->items[2], q->meeting->day, q->quorum.needed, S(""));
        }
        chart_end(&c, chart);
    }
}

/* ---- Quorum at each decision ---- */

static const Column decision_columns[] = {
    {"Meeting", COLUMN_TEXT, 0},
    {"Item", COLUMN_TEXT, 0},
    {"Time", COLUMN_TEXT, 0},
    {"Needed", COLUMN_NUMBER, 0},
    {"Represented, by the list of the law", COLUMN_NUMBER, 0},
    {"Represented, by the terms of reference", COLUMN_NUMBER, 0},
    {"Quorum", COLUMN_TEXT, 0},
};
enum { DECISION_COLUMNS = sizeof decision_columns / sizeof decision_columns[0] };

static void decisions_tell(const Telling *t, const DecisionQuorums *decisions, StatisticsSections *out) {
    Table table = table_new(t->arena, "decisions", S("Quorum at decisions"), decision_columns, DECISION_COLUMNS, decisions->count);
    table.rule = S("Counted when the decision was recorded, of those who were there at that time and took part in the item.\n"
                   "Decisions of checked minutes. An item is named by its code: what it was about does not stand here.");
    for (size_t i = 0; i < decisions->count; i++) {
        const DecisionQuorum *d = &decisions->items[i];
        const Meeting *m = meeting_among(&t->facts->meetings, d->meeting);
        if (!m) continue;
        Cell *cells = table_add(&table);
        cells[0] = meeting_cell(t, m);
        cells[1] = cell_text(d->code);
        if (time_is_set(d->at)) cells[2] = cell_text(time_plain(t->arena, d->at));
        if (d->needed > 0) {
            cells[3] = cell_number(d->needed);
            cells[4] = cell_number(d->represented);
            cells[5] = cell_number(d->represented_core);
        }
        cells[6] = cell_text(d->needed == 0 ? S("Not known") : decision_was_quorate(d) ? S("Met") : S("Not met"));
    }
    section_add(out, table, "No decision of checked minutes was recorded in this period.");
}

Error *quorum_sections(const Telling *t, StatisticsSections *out) {
    DecisionQuorums decisions;
    MeetingQuorums quorums = meeting_quorums(t->arena, t->facts, &t->places);
    TRY(decision_quorums(t->db, t->arena, t->facts->period, &decisions));
    Table table = table_new(t->arena, "quorum", S("Quorum by meeting"), quorum_columns, QUORUM_COLUMNS, quorums.count);
    table.rule = S("Everybody who came at any time of the meeting is counted; the decisions show who was there when each was taken.\n"
                   "Responsible authorities are counted on the list of the law and on that of the terms of reference; where the quorum "
                   "counts members or "
                   "organisations there is one list.\n"
                   "A substitute counts for the organisation of the seat. Seats by invitation do not count.\n"
                   "What was needed is what the terms of reference of the day said. Decisions are those of checked minutes.");
    for (size_t i = 0; i < quorums.count; i++) quorum_row(t, &table, &quorums.items[i], &decisions);
    quorum_charts(t, &quorums, section_add(out, table, "No meeting of this period counts."));
    decisions_tell(t, &decisions, out);
    return NULL;
}

/* ---- From the meeting to approved minutes ---- */

static const Column year_columns[] = {
    {"Body and year", COLUMN_TEXT, 0},
    {"Meetings", COLUMN_NUMBER, 0},
    {"Draft due, days after", COLUMN_NUMBER, 0},
    {"Drafts in time", COLUMN_NUMBER, 0},
    {"Drafts late", COLUMN_NUMBER, 0},
    {"Days to the draft, median", COLUMN_DECIMAL, 0},
    {"Days to the published draft, median", COLUMN_DECIMAL, 0},
    {"Days to approval, median", COLUMN_DECIMAL, 0},
};
enum { YEAR_COLUMNS = sizeof year_columns / sizeof year_columns[0] };

static Cell median_cell(Median median) {
    return median.of ? cell_decimal(median.hundredths) : (Cell){0};
}

static void years_tell(const Telling *t, const MinutesTimesList *times, StatisticsSections *out) {
    MinutesYears years = minutes_years(t->arena, t->facts, times);
    Table table = table_new(t->arena, "minutes-by-year", S("Minutes by year"), year_columns, YEAR_COLUMNS, years.count);
    table.rule = S("The median is the middle one of all meetings of the year for which the day is known; half took less, half took more.\n"
                   "A draft is late when it came after the day that the terms of reference give, or has not come although that day is "
                   "over. A day at a weekend or on "
                   "a bank holiday moves to the working day before.");
    for (size_t i = 0; i < years.count; i++) {
        const MinutesYear *y = &years.items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_text(text_format(t->arena, "%.*s, %d", TEXT_ARG(body_named(t, y->body->id)), y->year));
        cells[1] = cell_number((int64_t)y->meetings);
        if (y->setting) {
            cells[2] = cell_number(y->setting);
            cells[3] = cell_number((int64_t)y->in_time);
            cells[4] = cell_number((int64_t)y->late);
        }
        cells[5] = median_cell(y->drafted);
        cells[6] = median_cell(y->published);
        cells[7] = median_cell(y->approved);
    }
    section_add(out, table, "No meeting of this period has been held.");
}

static const Column minutes_columns[] = {
    {"Meeting", COLUMN_TEXT, 0},
    {"Draft due", COLUMN_DATE, 0},
    {"Draft", COLUMN_DATE, 0},
    {"Days to the draft", COLUMN_NUMBER, 0},
    {"Published as a draft", COLUMN_DATE, 0},
    {"Days to publication", COLUMN_NUMBER, 0},
    {"Approved", COLUMN_DATE, 0},
    {"Days to approval", COLUMN_NUMBER, 0},
};
enum { MINUTES_COLUMNS = sizeof minutes_columns / sizeof minutes_columns[0] };

static void put_day(Cell *cells, const Meeting *meeting, Date day) {
    int64_t days;
    cells[0] = cell_date(day);
    if (days_after(meeting, day, &days)) cells[1] = cell_number(days);
}

static void minutes_charts(const Telling *t, const MinutesTimesList *times, StatisticsSection *section) {
    static const char *const names[] = {"Days to the draft", "Days by the terms of reference"};
    Charting c = charting(t, section, times->count);
    for (size_t b = 0; b < t->facts->bodies.count; b++) {
        const Body *body = &t->facts->bodies.items[b];
        LineChart *chart = chart_begin(&c, body, "Days from the meeting to draft minutes", "minutes-chart",
            "How many days after each meeting its draft minutes were there, and how many the terms of reference give. The table has the "
            "figures.",
            names, 2);
        for (size_t i = 0; i < times->count; i++) {
            const MinutesTimes *m = &times->items[i];
            int64_t days;
            if (m->meeting->body.n != body->id.n || !days_after(m->meeting, m->drafted, &days)) continue;
            point_add(&chart->items[0], m->meeting->day, days, times->count <= 16 ? text_format(t->arena, "%" PRId64, days) : S(""));
            if (m->setting) point_add(&chart->items[1], m->meeting->day, m->setting, S(""));
        }
        chart_end(&c, chart);
    }
}

Error *minutes_sections(const Telling *t, StatisticsSections *out) {
    MinutesTimesList times;
    TRY(minutes_times(t->db, t->arena, t->facts, &times));
    years_tell(t, &times, out);
    Table table = table_new(t->arena, "minutes", S("Minutes by meeting"), minutes_columns, MINUTES_COLUMNS, times.count);
    table.rule = S("Days are counted from the day of the meeting.\n"
                   "The draft is dated by the day on which it was recorded as sent; where none is recorded, by the day on which the "
                   "minutes were checked.\n"
                   "Published is the first day on the public side; approved the day of the meeting that approved them. Cancelled meetings "
                   "are left out.");
    for (size_t i = 0; i < times.count; i++) {
        const MinutesTimes *m = &times.items[i];
        Cell *cells = table_add(&table);
        cells[0] = meeting_cell(t, m->meeting);
        cells[1] = cell_date(m->due);
        put_day(cells + 2, m->meeting, m->drafted);
        put_day(cells + 4, m->meeting, m->published);
        put_day(cells + 6, m->meeting, m->approved);
    }
    minutes_charts(t, &times, section_add(out, table, "No meeting of this period has been held."));
    return NULL;
}

/* ---- Papers that were opened ---- */

static const Column papers_of_meeting_columns[] = {
    {"Meeting", COLUMN_TEXT, 0},
    {"Papers", COLUMN_NUMBER, 0},
    {"Members with an account", COLUMN_NUMBER, 0},
    {"Opened before the meeting", COLUMN_SHARE, 0},
};
static const Column paper_columns[] = {
    {"Paper", COLUMN_TEXT, 0},
    {"Meeting", COLUMN_TEXT, 0},
    {"Item", COLUMN_TEXT, 0},
    {"Members with an account", COLUMN_NUMBER, 0},
    {"Opened it before the meeting", COLUMN_NUMBER, 0},
    {"Share", COLUMN_SHARE, 0},
};

static void papers_of_meetings_tell(const Telling *t, const PaperUses *uses, StatisticsSections *out) {
    Table table = table_new(t->arena, "papers-by-meeting", S("Papers by meeting"), papers_of_meeting_columns, 4, uses->count);
    BarChart chart = {.id = "papers-chart",
        .title = S("Papers opened before the meeting"),
        .about = S("For each meeting, how much of its papers was opened beforehand, of all members and papers. The table has the figures."),
        .series = {"Opened"},
        .series_count = 1,
        .most = 100,
        .items = ARENA_ARRAY(t->arena, ChartBar, uses->count + 1)};
    table.rule = S("Each paper that each member could have opened counts once; the share is of all of them together.");
    for (size_t begin = 0, end; begin < uses->count; begin = end) {
        const PaperUse *first = &uses->items[begin];
        int64_t opened = 0, possible = 0;
        for (end = begin; end < uses->count && uses->items[end].meeting == first->meeting; end++)
            opened += uses->items[end].opened, possible += uses->items[end].members;
        Cell *cells = table_add(&table);
        cells[0] = meeting_cell(t, first->meeting);
        cells[1] = cell_number((int64_t)(end - begin));
        cells[2] = cell_number(first->members);
        if (!paper_use_is_shown(first)) continue;
        cells[3] = cell_share(opened, possible);
        int64_t share = share_in_per_cent(opened, possible);
        chart.items[chart.count++] =
            (ChartBar){.label = meeting_named(t, first->meeting), .parts = {share}, .shown = text_format(t->arena, "%" PRId64 "%%", share)};
    }
    section_add(out, table, "No meeting of this period whose agenda was published is over.")->bars = chart;
}

Error *paper_sections(const Telling *t, StatisticsSections *out) {
    PaperUses uses;
    TRY(paper_uses(t->db, t->arena, t->facts, t->seeing.sees_restricted, &uses));
    papers_of_meetings_tell(t, &uses, out);
    Table table = table_new(t->arena, "papers", S("Papers one by one"), paper_columns, 6, uses.count);
    table.rule = text_format(t->arena,
        "How many members opened a paper here, in any version, before the meeting began. Never who: nobody's reading is shown, and with "
        "fewer than %d members "
        "who have an account no count is.\n"
        "Members are those who held or stood in for a seat on the day and have an account today. What was read on paper or from a mail is "
        "not known.\n"
        "Papers that were withdrawn or replaced are left out%s. How often the public opened papers is not recorded.",
        FEWEST_READERS, t->seeing.sees_restricted ? "; restricted ones have no title here" : ", and restricted ones");
    for (size_t i = 0; i < uses.count; i++) {
        const PaperUse *u = &uses.items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_text(u->is_public ? u->title : S("A restricted paper"));
        cells[1] = cell_text(meeting_named(t, u->meeting));
        cells[2] = cell_text(u->code);
        cells[3] = cell_number(u->members);
        if (!paper_use_is_shown(u)) continue;
        cells[4] = cell_number(u->opened);
        cells[5] = cell_share(u->opened, u->members);
    }
    section_add(out, table, "No paper of a meeting of this period that is over was published.");
    return NULL;
}
