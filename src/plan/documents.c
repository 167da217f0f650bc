/* Owns the plan as documents: the action plan and the agreement of a year, and the figures of the quarterly report. */
#include "plan/documents.h"

#include <inttypes.h>

#include "plan/plan_table.h"

/* ---- The action plan ---- */

enum { PLAN_DOCUMENT_COLUMNS = 6 };

static void put_line(Buffer *out, const char *before, Text words) {
    if (text_is_empty(words)) return;
    if (out->len) buffer_put_char(out, '\n');
    buffer_put(out, text_of(before));
    buffer_put(out, words);
}

/* What is planned, step by step, and in words whether it is funded or linked (R43). */
static Text planned(Arena *arena, const PlannedAction *line) {
    Buffer out = buffer_new(arena, 512);
    Sentences steps = text_lines(arena, line->action.steps);
    put_line(&out, "", line->action.objective);
    for (size_t i = 0; i < steps.count; i++) put_line(&out, "\u2013 ", steps.items[i]);
    if (line->action.is_funded) put_line(&out, "", S("(Funded by the commissioner's grant)"));
    if (line->action.is_linked) put_line(&out, "", text_format(arena, "(Linked to %.*s)", TEXT_ARG(line->action.linked_to)));
    return buffer_text(&out);
}

static Text led_by(Arena *arena, const PlannedAction *line) {
    Buffer out = buffer_new(arena, 256);
    put_line(&out, "", line->leads_shown);
    put_line(&out, "With ", line->contributors_shown);
    return out.len ? buffer_text(&out) : S("No lead");
}

static Text measured_by(Arena *arena, const PlannedAction *line) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < line->measures.count; i++)
        put_line(&out, line->measures.count > 1 ? "\u2013 " : "", line->measures.items[i].text);
    return out.len ? buffer_text(&out) : S("No measure");
}

static void put_actions(Arena *arena, Document *d, const PlanPart *part) {
    static const int widths[PLAN_DOCUMENT_COLUMNS] = {7, 35, 19, 12, 16, 11};
    const Text head[PLAN_DOCUMENT_COLUMNS] = {
        S("No."), S("Objective and actions"), S("Measures"), S("Timescale"), S("Lead and partners"), S("State")};
    Text *cells = ARENA_ARRAY(arena, Text, part->actions.count * PLAN_DOCUMENT_COLUMNS + 1), *cell = cells;
    if (part->actions.count == 0) {
        document_paragraph(d, S("No action has been entered."));
        return;
    }
    for (size_t i = 0; i < part->actions.count; i++) {
        const PlannedAction *line = &part->actions.items[i];
        *cell++ = line->number;
        *cell++ = planned(arena, line);
        *cell++ = measured_by(arena, line);
        *cell++ = timescale_shown(arena, line->action.due);
        *cell++ = led_by(arena, line);
        *cell++ = text_of(plan_state_shown(line->standing));
    }
    document_table(d, text_format(arena, "Actions of %.*s", TEXT_ARG(part->section.title)), head, PLAN_DOCUMENT_COLUMNS, cells,
        part->actions.count, widths);
}

Document *plan_document(Arena *arena, const Plan *plan, Text body, size_t of_count, Date today) {
    Text title = text_format(arena, "Action plan %.*s", TEXT_ARG(year_shown(arena, plan->agreement.starts)));
    Document *d = document_new(arena, title, plan->agreement.title);
    document_title(d, body, title);
    Text which = plan->action_count == of_count ? text_format(arena, "%zu actions", of_count)
                                                : text_format(arena, "%zu of %zu actions", plan->action_count, of_count);
    document_paragraph(
        d, text_format(arena, "%.*s, as the plan stood on %.*s. An action is late when its timescale has passed and it is not complete.",
               TEXT_ARG(which), TEXT_ARG(date_plain(arena, today))));
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanPart *part = &plan->parts.items[i];
        document_heading(d, 2, text_format(arena, "%" PRId64 " %.*s", part->section.number, TEXT_ARG(part->section.title)));
        if (part->section.is_shared) document_paragraph(d, S("Several priorities share this section."));
        else
            document_pairs(
                d, (DocumentPair[]){{S("Lead:"), part->section.lead}, {S("Aim:"), part->section.aim}}, part->section.aim.len ? 2 : 1);
        put_actions(arena, d, part);
    }
    return d;
}

/* ---- The agreement ---- */

static void put_chapter(Document *d, const AgreementChapter *chapter, bool is_draft) {
    bool is_finished = chapter->state == CHAPTER_FINISHED;
    if (!is_finished && !is_draft) return;
    document_heading(d, 2, chapter->heading);
    if (!is_finished)
        document_notice(d, chapter->state == CHAPTER_DRAFT ? S("This chapter is a draft.") : S("This chapter has not been written yet."));
    if (!text_is_empty(text_trim(chapter->text))) document_markdown(d, chapter->text, 3);
}

static void put_priorities(Arena *arena, Document *d, const Plan *plan) {
    const Text head[] = {S("No."), S("Priority"), S("Lead"), S("Aim")};
    Text *cells = ARENA_ARRAY(arena, Text, plan->parts.count * 4 + 1), *cell = cells;
    if (plan->parts.count == 0) return;
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanSection *section = &plan->parts.items[i].section;
        *cell++ = text_format(arena, "%" PRId64, section->number);
        *cell++ = section->title;
        *cell++ = section->is_shared ? S("Shared by several priorities") : section->lead;
        *cell++ = section->aim;
    }
    document_heading(d, 2, S("Priorities, leads and aims"));
    document_table(d, S("Sections of the action plan"), head, 4, cells, plan->parts.count, (int[]){7, 27, 27, 39});
}

static void put_versions(Arena *arena, Document *d, const AgreementVersionList *versions) {
    const Text head[] = {S("Version"), S("Date"), S("What changed")};
    Text *cells = ARENA_ARRAY(arena, Text, versions->count * 3 + 1), *cell = cells;
    if (versions->count == 0) return;
    for (size_t i = 0; i < versions->count; i++) {
        *cell++ = versions->items[i].number;
        *cell++ = date_plain(arena, versions->items[i].day);
        *cell++ = versions->items[i].changes;
    }
    document_heading(d, 2, S("Versions"));
    document_table(d, S("Versions of the agreement"), head, 3, cells, versions->count, (int[]){14, 26, 60});
}

Document *agreement_document(
    Arena *arena, const Plan *plan, Text body, const AgreementChapterList *chapters, const AgreementVersionList *versions) {
    const Agreement *a = &plan->agreement;
    bool is_draft = !date_is_set(a->endorsed_on);
    Document *d = document_new(arena, a->title, S("Community safety agreement"));
    if (is_draft) document_marking(d, S("Draft"));
    document_title(d, body, a->title);
    document_pairs(d,
        (DocumentPair[]){{S("Year:"), text_format(arena, "%.*s to %.*s", TEXT_ARG(date_plain(arena, a->starts)),
                                          TEXT_ARG(date_plain(arena, year_ends(a->starts))))},
            {S("Endorsed:"), is_draft ? S("Not yet: this is a draft") : date_plain(arena, a->endorsed_on)}},
        2);
    for (size_t i = 0; i < chapters->count; i++) put_chapter(d, &chapters->items[i], is_draft);
    put_priorities(arena, d, plan);
    put_versions(arena, d, versions);
    return d;
}

/* ---- Figures of the quarterly report ---- */

/* The states as plan_report_states has them. */
static const Column count_columns[PLAN_REPORT_STATES + 3] = {{"No.", COLUMN_TEXT, 8}, {"Priority", COLUMN_TEXT, 40},
    {"Complete", COLUMN_NUMBER, 0}, {"Complete, awaiting evidence", COLUMN_NUMBER, 0}, {"On track", COLUMN_NUMBER, 0},
    {"Not started", COLUMN_NUMBER, 0}, {"At risk", COLUMN_NUMBER, 0}, {"Late", COLUMN_NUMBER, 0}, {"Stopped", COLUMN_NUMBER, 0},
    {"All", COLUMN_NUMBER, 0}};

Table plan_counts_table(Arena *arena, const Plan *plan) {
    Table table = table_new(arena, "priorities", S("Actions by priority"), count_columns, PLAN_REPORT_STATES + 3, plan->parts.count);
    table.rule = S("One row is one section of the action plan. Each action counts once, by its state.");
    for (size_t i = 0; i < plan->parts.count; i++) {
        const PlanPart *part = &plan->parts.items[i];
        Cell *cells = table_add(&table);
        cells[0] = cell_text(text_format(arena, "%" PRId64, part->section.number));
        cells[1] = cell_text(part->section.title);
        for (size_t s = 0; s < PLAN_REPORT_STATES; s++) cells[s + 2] = cell_number((int64_t)plan_part_count(part, plan_report_states[s]));
        cells[PLAN_REPORT_STATES + 2] = cell_number((int64_t)part->actions.count);
    }
    return table;
}

static Text told_of(Arena *arena, const PlanProgressList *told, PlanActionId action) {
    Buffer out = buffer_new(arena, 256);
    for (size_t i = told->count; i-- > 0;)
        if (told->items[i].action.n == action.n) put_line(&out, "", told->items[i].done);
    return buffer_text(&out);
}

static Table states_of_actions(Arena *arena, const Plan *plan, const PlanProgressList *told, Date stood_on) {
    static const Column columns[] = {{"Priority", COLUMN_TEXT, 28}, {"No.", COLUMN_TEXT, 8}, {"Objective", COLUMN_TEXT, 44},
        {"Timescale", COLUMN_DATE, 16}, {"Lead", COLUMN_TEXT, 28}, {"State", COLUMN_TEXT, 18}, {"Why", COLUMN_TEXT, 36},
        {"Told in the quarter", COLUMN_TEXT, 50}};
    Table table = table_new(arena, "actions", S("Actions"), columns, 8, plan->action_count);
    table.rule =
        text_format(arena, "One row is one action, with its state on %.*s.\nLate: its timescale has passed and it is not complete.",
            TEXT_ARG(date_plain(arena, stood_on)));
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &plan->parts.items[i].actions.items[k];
            Cell *cells = table_add(&table);
            cells[0] = cell_text(plan->parts.items[i].section.title);
            cells[1] = cell_text(line->number);
            cells[2] = cell_text(line->action.objective);
            cells[3] = cell_date(line->action.due);
            cells[4] = cell_text(line->leads_shown);
            cells[5] = cell_text(text_of(plan_state_shown(line->standing)));
            cells[6] = cell_text(line->action.state_reason);
            cells[7] = cell_text(told_of(arena, told, line->action.id));
        }
    return table;
}

TableList plan_report_tables(Arena *arena, const Plan *plan, const PlanProgressList *told, Date stood_on) {
    TableList tables = {.items = ARENA_ARRAY(arena, Table, 2), .count = 2};
    tables.items[0] = plan_counts_table(arena, plan);
    tables.items[1] = states_of_actions(arena, plan, told, stood_on);
    return tables;
}
