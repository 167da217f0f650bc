/* Owns the pack of a scrutiny session, written from the record: once as Markdown, from which page, PDF and Word file come, and as tables of figures;
 * and the committee's report as a paper for the county body. */
#include "plan/scrutiny.h"

#include <inttypes.h>

#include "paper/markdown.h"
#include "plan/documents.h"

typedef struct {
    Arena *arena;
    const ScrutinyPack *pack;
    Buffer out;
} Writing;

/* ---- Words ---- */

static void put(Writing *w, const char *words) {
    buffer_put(&w->out, text_of(words));
}

static void put_words(Writing *w, Text words) {
    markdown_put_words(&w->out, text_trim(words));
}

/* A long text, each of its lines a paragraph. */
static void put_long(Writing *w, Text words) {
    markdown_put_paragraphs(&w->out, words, 0);
}

/* The same behind "- ". */
static void put_in_item(Writing *w, Text words) {
    markdown_put_paragraphs(&w->out, words, 2);
}

static void put_labelled(Writing *w, const char *label, Text words) {
    if (text_is_empty(text_trim(words))) return;
    buffer_putf(&w->out, "**%s:** ", label);
    put_long(w, words);
    put(w, "\n\n");
}

static void put_cells(Writing *w, const Text *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put(w, "| ");
        put_words(w, cells[i]);
        put(w, " ");
    }
    put(w, "|\n");
}

static Text numbered(Arena *arena, const PlanPart *part) {
    return text_format(arena, "%" PRId64 " %.*s", part->section.number, TEXT_ARG(part->section.title));
}

/* ---- Who attends ---- */

static Text stands_for(const ScrutinyAttendeeShown *a) {
    if (a->attendee.part == ATTENDS_AS_CHAIR) return S("The partnership");
    return a->attendee.part == ATTENDS_AS_LEAD ? a->section : S("Officer");
}

static Text attendance_of(Arena *arena, const ScrutinyAttendee *a) {
    if (a->attendance == SCRUTINY_STOOD_IN) return text_format(arena, "Came instead: %.*s", TEXT_ARG(a->stood_in));
    return text_of(scrutiny_attendance_shown(a->attendance));
}

static void put_attendees(Writing *w) {
    const ScrutinyWhole *s = &w->pack->session;
    Sentences lacks = scrutiny_lacks(w->arena, &s->sections, &s->attending);
    put(w, "# Who attends\n\n");
    if (s->attendees.count) put(w, "| For | Post | Organisation | Attendance |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < s->attendees.count; i++) {
        const ScrutinyAttendeeShown *a = &s->attendees.items[i];
        put_cells(w, (Text[]){stands_for(a), a->attendee.post, a->organisation, attendance_of(w->arena, &a->attendee)}, 4);
    }
    put(w, "\n");
    for (size_t i = 0; i < lacks.count; i++) {
        put(w, "- ");
        put_words(w, lacks.items[i]);
        put(w, "\n");
    }
    put(w, "\n");
}

/* ---- The priorities ---- */

static void put_counts(Writing *w, const PlanPart *part) {
    bool is_first = true;
    buffer_putf(&w->out, "%zu %s", part->actions.count, part->actions.count == 1 ? "action" : "actions");
    for (size_t i = 0; i < PLAN_REPORT_STATES; i++) {
        size_t count = plan_part_count(part, plan_report_states[i]);
        if (count == 0) continue;
        buffer_putf(&w->out, "%s %zu %.*s", is_first ? ":" : ",", count,
            TEXT_ARG(text_lower(w->arena, text_of(plan_state_shown(plan_report_states[i])))));
        is_first = false;
    }
    put(w, ".\n\n");
}

static Text exception_reason(const PlannedAction *line) {
    return line->action.state_reason.len ? line->action.state_reason : S("No reason was told.");
}

static void put_exceptions(Writing *w, const PlanPart *part) {
    bool is_any = false;
    for (size_t i = 0; i < part->actions.count; i++) {
        const PlannedAction *line = &part->actions.items[i];
        if (!plan_is_exception(line)) continue;
        if (!is_any) put(w, "What is late, at risk or stopped:\n\n");
        is_any = true;
        buffer_putf(&w->out, "- **%.*s** ", TEXT_ARG(line->number));
        put_words(w, line->action.objective);
        buffer_putf(&w->out, " (%s): ", plan_state_shown(line->standing));
        put_in_item(w, exception_reason(line));
        put(w, "\n");
    }
    if (is_any) put(w, "\n");
}

/* The last value of a measure, and whether it differs from the one before. *value is NULL when it has none. */
static MeasureChange last_of(const ScrutinyPack *pack, const PlanMeasure *m, const MeasureValue **value) {
    const MeasureValue *before = NULL;
    *value = NULL;
    for (size_t i = 0; i < pack->values.count; i++) {
        if (pack->values.items[i].measure.n != m->id.n) continue;
        before = *value;
        *value = &pack->values.items[i];
    }
    return before ? measure_change(m, before, *value) : CHANGE_UNKNOWN;
}

static Text last_value(Arena *arena, const ScrutinyPack *pack, const PlanMeasure *m, Date *day, Text *change) {
    const MeasureValue *value;
    MeasureChange found = last_of(pack, m, &value);
    *day = value ? value->day : (Date){0};
    *change = value ? text_of(measure_change_shown(found)) : S("");
    return value ? measure_value_shown(arena, m, value) : S("No value yet");
}

static void put_measures(Writing *w, const PlanPart *part) {
    bool is_any = false;
    for (size_t i = 0; i < part->actions.count; i++)
        for (size_t k = 0; k < part->actions.items[i].measures.count; k++) {
            const PlanMeasure *m = &part->actions.items[i].measures.items[k];
            Date day;
            Text change, value = last_value(w->arena, w->pack, m, &day, &change);
            if (!date_is_set(day)) continue; /* the table of figures has those without a value too */
            if (!is_any) put(w, "| Action | Measure | Last value | Up to | Change |\n| --- | --- | --- | --- | --- |\n");
            is_any = true;
            put_cells(w, (Text[]){part->actions.items[i].number, m->text, value, date_plain(w->arena, day), change}, 5);
        }
    put(w, is_any ? "\n" : "No measure has a value yet.\n\n");
}

static void put_part(Writing *w, const PlanPart *part) {
    put(w, "## ");
    put_words(w, numbered(w->arena, part));
    put(w, "\n\n");
    if (part->section.is_shared) put(w, "Several priorities share this section.\n\n");
    put_labelled(w, "Lead", part->section.lead);
    put_labelled(w, "Aim", part->section.aim);
    put_counts(w, part);
    put_exceptions(w, part);
    put_measures(w, part);
}

/* ---- What was recommended and asked ---- */

static void put_recommendations(Writing *w, const ScrutinyWhole *session) {
    for (size_t i = 0; i < session->recommendations.count; i++) {
        const ScrutinyRecommendationShown *r = &session->recommendations.items[i];
        buffer_putf(&w->out, "**Recommendation %" PRId64 ".** ", r->recommendation.number);
        put_long(w, r->recommendation.text);
        put(w, "\n\n");
        put_labelled(w, "Made to", r->recommendation.to_whom);
        buffer_putf(
            &w->out, "**Response:** %s (%s)", scrutiny_response_shown(r->recommendation.response), scrutiny_answer_shown(r->answer));
        if (r->recommendation.response_words.len) put(w, ": ");
        put_long(w, r->recommendation.response_words);
        put(w, "\n\n");
        for (size_t k = 0; k < r->follow_ups.count; k++) {
            buffer_putf(&w->out, "- %.*s: ", TEXT_ARG(date_plain(w->arena, r->follow_ups.items[k].day)));
            put_in_item(w, r->follow_ups.items[k].done);
            put(w, "\n");
        }
        if (date_is_set(r->recommendation.closed_on))
            buffer_putf(&w->out, "- Closed on %.*s\n", TEXT_ARG(date_plain(w->arena, r->recommendation.closed_on)));
        else if (r->recommendation.response) put(w, "- Still followed up\n");
        put(w, "\n");
    }
}

static void put_last(Writing *w) {
    put(w, "# What became of the last recommendations\n\n");
    if (!w->pack->has_last) {
        put(w, "No earlier session is known.\n\n");
        return;
    }
    const ScrutinyWhole *last = &w->pack->last;
    buffer_putf(&w->out, "The last session was on %.*s. ", TEXT_ARG(date_plain(w->arena, last->session.day)));
    if (date_is_set(last->session.report_on))
        buffer_putf(&w->out, "Its report came on %.*s; the answer was due by %.*s.\n\n",
            TEXT_ARG(date_plain(w->arena, last->session.report_on)), TEXT_ARG(date_plain(w->arena, last->response_due)));
    else put(w, "Its report has not come.\n\n");
    if (last->recommendations.count == 0) put(w, "It made no recommendation.\n\n");
    put_recommendations(w, last);
}

static void put_questions(Writing *w) {
    const ScrutinyQuestionsShown *questions = &w->pack->session.questions;
    put(w, "# Questions so far\n\n");
    if (questions->count == 0) put(w, "No question has been asked yet.\n\n");
    for (size_t i = 0; i < questions->count; i++) {
        const ScrutinyQuestionShown *q = &questions->items[i];
        put_labelled(w, "Question", q->question.question);
        put_labelled(w, "Asked by", q->question.asked_by);
        put_labelled(w, "About", q->section);
        put_labelled(w, "Answer", q->question.answer);
        if (q->question.promised.len == 0) continue;
        put_labelled(w, "Promised", q->question.promised);
        put_labelled(w, date_is_set(q->question.kept_on) ? "Kept on" : "By",
            date_plain(w->arena, date_is_set(q->question.kept_on) ? q->question.kept_on : q->question.promised_by));
    }
}

/* ---- The pack ---- */

static void put_session(Writing *w) {
    const ScrutinySession *s = &w->pack->session.session;
    put(w, "# The session\n\n");
    put_labelled(w, "Committee", s->committee);
    put_labelled(w, "Day", date_long(w->arena, s->day));
    put_labelled(w, "Place", s->place);
    put_labelled(w, "Agreement", w->pack->session.agreement.title);
    put_labelled(w, "What it looks at", s->terms);
}

void scrutiny_pack_write(Arena *arena, const ScrutinyPack *pack, Report *out) {
    Writing w = {.arena = arena, .pack = pack, .out = buffer_new(arena, 16384)};
    const Plan *plan = &pack->plan;
    put_session(&w);
    put_attendees(&w);
    buffer_putf(&w.out, "# The priorities\n\nAs the action plan stood on %.*s.\n\n", TEXT_ARG(date_plain(arena, pack->stood_on)));
    for (size_t i = 0; i < plan->parts.count; i++) put_part(&w, &plan->parts.items[i]);
    put_last(&w);
    put_questions(&w);
    out->body = buffer_text(&w.out);
    out->subject = text_format(arena, "Scrutiny of the %.*s, %.*s", TEXT_ARG(pack->session.agreement.title),
        TEXT_ARG(date_plain(arena, pack->session.session.day)));
    out->summary = text_format(arena, "%zu of %zu actions are complete; %zu are late, at risk or stopped.", plan_count(plan, PLAN_COMPLETE),
        plan->action_count, plan_exception_count(plan));
}

Document *scrutiny_pack_document(Arena *arena, const ScrutinyPack *pack) {
    Report report = {0};
    scrutiny_pack_write(arena, pack, &report);
    Document *d = document_new(arena, report.subject, report.summary);
    document_title(d, pack->body, report.subject);
    document_paragraph(d, report.summary);
    document_markdown(d, report.body, 2);
    return d;
}

/* ---- Its figures ---- */

static Table attendees_table(Arena *arena, const ScrutinyWhole *s) {
    static const Column columns[] = {
        {"For", COLUMN_TEXT, 40}, {"Post", COLUMN_TEXT, 40}, {"Organisation", COLUMN_TEXT, 34}, {"Attendance", COLUMN_TEXT, 34}};
    Table table = table_new(arena, "attendees", S("Who attends"), columns, 4, s->attendees.count);
    table.rule = S("The chair of the county body and the lead of each priority attend.");
    for (size_t i = 0; i < s->attendees.count; i++) {
        const ScrutinyAttendeeShown *a = &s->attendees.items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_text(stands_for(a));
        cells[1] = cell_text(a->attendee.post);
        cells[2] = cell_text(a->organisation);
        cells[3] = cell_text(attendance_of(arena, &a->attendee));
    }
    return table;
}

static Table exceptions_table(Arena *arena, const Plan *plan) {
    static const Column columns[] = {{"Priority", COLUMN_TEXT, 34}, {"No.", COLUMN_TEXT, 8}, {"Objective", COLUMN_TEXT, 50},
        {"State", COLUMN_TEXT, 14}, {"Why", COLUMN_TEXT, 50}};
    Table table = table_new(arena, "exceptions", S("Exceptions"), columns, 5, plan->action_count);
    table.rule = S("Actions that are late, at risk or stopped. Late: the timescale has passed and the action is not complete.");
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &plan->parts.items[i].actions.items[k];
            if (!plan_is_exception(line)) continue;
            Cell *cells = table_add(&table);
            cells[0] = cell_text(plan->parts.items[i].section.title);
            cells[1] = cell_text(line->number);
            cells[2] = cell_text(line->action.objective);
            cells[3] = cell_text(text_of(plan_state_shown(line->standing)));
            cells[4] = cell_text(exception_reason(line));
        }
    return table;
}

static size_t measures_in(const Plan *plan) {
    size_t count = 0;
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) count += plan->parts.items[i].actions.items[k].measures.count;
    return count;
}

static void add_measures(Arena *arena, const ScrutinyPack *pack, const PlannedAction *line, Table *table) {
    for (size_t i = 0; i < line->measures.count; i++) {
        const PlanMeasure *m = &line->measures.items[i];
        Date day;
        Text change, value = last_value(arena, pack, m, &day, &change);
        Cell *cells = table_add(table);
        cells[0] = cell_text(line->number);
        cells[1] = cell_text(m->text);
        cells[2] = cell_text(value);
        cells[3] = cell_date(day);
        cells[4] = cell_text(change);
    }
}

static Table measures_table(Arena *arena, const ScrutinyPack *pack) {
    static const Column columns[] = {{"Action", COLUMN_TEXT, 8}, {"Measure", COLUMN_TEXT, 50}, {"Last value", COLUMN_TEXT, 34},
        {"Up to", COLUMN_DATE, 18}, {"Change", COLUMN_TEXT, 24}};
    Table table = table_new(arena, "measures", S("Measures"), columns, 5, measures_in(&pack->plan));
    table.rule = S("Two values are told apart only where the figures are evidence of a change; otherwise it says so.");
    for (size_t i = 0; i < pack->plan.parts.count; i++)
        for (size_t k = 0; k < pack->plan.parts.items[i].actions.count; k++)
            add_measures(arena, pack, &pack->plan.parts.items[i].actions.items[k], &table);
    return table;
}

static Table recommendations_table(Arena *arena, const ScrutinyPack *pack) {
    static const Column columns[] = {{"No.", COLUMN_NUMBER, 8}, {"Recommendation", COLUMN_TEXT, 50}, {"Made to", COLUMN_TEXT, 30},
        {"Response", COLUMN_TEXT, 18}, {"In time", COLUMN_TEXT, 18}, {"Words", COLUMN_TEXT, 50}, {"Sent on", COLUMN_DATE, 18},
        {"Closed on", COLUMN_DATE, 18}};
    size_t count = pack->has_last ? pack->last.recommendations.count : 0;
    Table table = table_new(arena, "recommendations", S("Last recommendations"), columns, 8, count);
    table.rule = S("What the last session recommended. Its report is answered within 28 days unless the session says otherwise.");
    for (size_t i = 0; i < count; i++) {
        const ScrutinyRecommendationShown *r = &pack->last.recommendations.items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_number(r->recommendation.number);
        cells[1] = cell_text(r->recommendation.text);
        cells[2] = cell_text(r->recommendation.to_whom);
        cells[3] = cell_text(text_of(scrutiny_response_shown(r->recommendation.response)));
        cells[4] = cell_text(text_of(scrutiny_answer_shown(r->answer)));
        cells[5] = cell_text(r->recommendation.response_words);
        cells[6] = cell_date(r->recommendation.sent_on);
        cells[7] = cell_date(r->recommendation.closed_on);
    }
    return table;
}

static Table questions_table(Arena *arena, const ScrutinyQuestionsShown *questions) {
    static const Column columns[] = {{"Priority", COLUMN_TEXT, 30}, {"Asked by", COLUMN_TEXT, 26}, {"Question", COLUMN_TEXT, 50},
        {"Answer", COLUMN_TEXT, 50}, {"Promised", COLUMN_TEXT, 40}, {"By", COLUMN_DATE, 18}, {"Kept on", COLUMN_DATE, 18}};
    Table table = table_new(arena, "questions", S("Questions"), columns, 7, questions->count);
    table.rule = S("Questions of this session.");
    for (size_t i = 0; i < questions->count; i++) {
        const ScrutinyQuestionShown *q = &questions->items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_text(q->section);
        cells[1] = cell_text(q->question.asked_by);
        cells[2] = cell_text(q->question.question);
        cells[3] = cell_text(q->question.answer);
        cells[4] = cell_text(q->question.promised);
        cells[5] = cell_date(q->question.promised_by);
        cells[6] = cell_date(q->question.kept_on);
    }
    return table;
}

TableList scrutiny_pack_tables(Arena *arena, const ScrutinyPack *pack) {
    TableList tables = {.items = ARENA_ARRAY(arena, Table, 6), .count = 6};
    tables.items[0] = attendees_table(arena, &pack->session);
    tables.items[1] = plan_counts_table(arena, &pack->plan);
    tables.items[2] = exceptions_table(arena, &pack->plan);
    tables.items[3] = measures_table(arena, pack);
    tables.items[4] = recommendations_table(arena, pack);
    tables.items[5] = questions_table(arena, &pack->session.questions);
    return tables;
}

/* ---- The committee's report, for the county body ---- */

void scrutiny_report_write(Arena *arena, const ScrutinyWhole *session, Report *out) {
    const ScrutinySession *s = &session->session;
    Writing w = {.arena = arena, .out = buffer_new(arena, 4096)};
    size_t count = session->recommendations.count;
    put(&w, "# The session\n\n");
    put_words(&w, s->committee);
    buffer_putf(&w.out, " looked at the work on the agreement on %.*s. Its report came on %.*s; it is to be answered by %.*s.\n\n",
        TEXT_ARG(date_plain(arena, s->day)), TEXT_ARG(date_plain(arena, s->report_on)), TEXT_ARG(date_plain(arena, session->response_due)));
    put_long(&w, s->report_words);
    put(&w, "\n\n# Recommendations of the committee\n\n");
    if (count == 0) put(&w, "It made no recommendation.\n\n");
    put_recommendations(&w, session);
    out->body = buffer_text(&w.out);
    out->subject =
        text_format(arena, "Report of the scrutiny session of %.*s: %.*s", TEXT_ARG(date_plain(arena, s->day)), TEXT_ARG(s->committee));
    out->summary = text_format(arena, "The committee made %zu %s, which %s to be answered by %.*s.", count,
        count == 1 ? "recommendation" : "recommendations", count == 1 ? "is" : "are", TEXT_ARG(date_plain(arena, session->response_due)));
    out->recommendations = S("- Note the report of the committee.\n- Consider its recommendations and the answers to them.");
    out->classification = S("For Information");
}
