/* Owns what taking a sheet would change: each row is put upon what the plan says, and both are compared as the plan's own table says them. Pure, but for
 * asking what the office knows. */
#include "plan/sheet.h"

#include <inttypes.h>

#include "plan/sheet_inside.h"

Error *sheet_known(Db *db, Arena *arena, AgreementId agreement, SheetKnown *out) {
    TRY(organisations_all(db, arena, &out->organisations));
    TRY(priorities_all(db, arena, &out->priorities));
    TRY(priority_names_all(db, arena, &out->earlier_names));
    TRY(numbers_of_agreement(db, arena, agreement, &out->numbers));
    TRY(measures_with_values(db, arena, agreement, &out->measured));
    return themes_of_agreement(db, arena, agreement, &out->themes);
}

void sheet_say(Arena *arena, Sentences *said, Text sentence) {
    enum { MOST = 40 };
    if (said->count == MOST) return;
    Text *items = ARENA_ARRAY(arena, Text, said->count + 1);
    for (size_t i = 0; i < said->count; i++) items[i] = said->items[i];
    items[said->count++] = sentence;
    said->items = items;
}

/* ---- Sections ---- */

static SheetSection *section_numbered_in(Comparing *c, int64_t number) {
    for (size_t i = 0; i < c->section_count; i++)
        if (c->sections[i].part.section.number == number) return &c->sections[i];
    return NULL;
}

static SheetSection *section_titled(Comparing *c, Text title) {
    for (size_t i = 0; i < c->section_count; i++)
        if (text_equal_ignoring_case(c->sections[i].part.section.title, title)) return &c->sections[i];
    return NULL;
}

static PriorityId priority_titled(const SheetKnown *known, Text title) {
    for (size_t i = 0; i < known->priorities.count; i++)
        if (known->priorities.items[i].kind == PRIORITY_OWN && text_equal_ignoring_case(known->priorities.items[i].name, title))
            return known->priorities.items[i].id;
    for (size_t i = 0; i < known->earlier_names.count; i++)
        if (text_equal_ignoring_case(known->earlier_names.items[i].name, title)) return known->earlier_names.items[i].priority;
    return (PriorityId){0};
}

static int64_t next_section(const Comparing *c) {
    int64_t last = 0;
    for (size_t i = 0; i < c->section_count; i++)
        if (c->sections[i].part.section.number > last) last = c->sections[i].part.section.number;
    return last + 1;
}

static SheetSection *section_new(Comparing *c, const SheetRow *row, int64_t number, Text title) {
    SheetSection *s = &c->sections[c->section_count++];
    *s = (SheetSection){.is_new = true, .row = row->row};
    s->part.section = (PlanSection){.agreement = c->plan->agreement.id, .number = number, .title = title};
    return s;
}

/* Which section the row belongs to; NULL, with a sentence, when that cannot be said (R42). */
static SheetSection *section_of_row(Comparing *c, SheetRow *row) {
    Text title = row->cells[PLAN_COLUMN_PRIORITY];
    SheetSection *by_number = row->section ? section_numbered_in(c, row->section) : NULL,
                 *by_title = title.len ? section_titled(c, title) : NULL;
    if (by_number && by_title && by_number != by_title) {
        row->refused = text_format(c->arena,
            "It is numbered as one of section %" PRId64 " (%.*s) and stands under \u201c%.*s\u201d, which is section %" PRId64 ".",
            row->section, TEXT_ARG(by_number->part.section.title), TEXT_ARG(title), by_title->part.section.number);
        return NULL;
    }
    if (by_number) return by_number;
    if (by_title && row->section && row->section != by_title->part.section.number) {
        row->refused = text_format(c->arena,
            "It is numbered as one of section %" PRId64 " and stands under \u201c%.*s\u201d, which is section %" PRId64 ".", row->section,
            TEXT_ARG(title), by_title->part.section.number);
        return NULL;
    }
    if (by_title) return by_title;
    if (title.len) return section_new(c, row, row->section ? row->section : next_section(c), title);
    row->refused = row->section ? text_format(
                       c->arena, "The plan has no section %" PRId64 ". Say in the column Priority what it is called.", row->section)
                                : S("It has no number and no priority, so it belongs to no section.");
    return NULL;
}

static void set_section_text(Comparing *c, SheetSection *s, const SheetRow *row, int column, Text *field) {
    Text words = row->cells[column];
    if (!c->read->has[column] || words.len == 0) return;
    if (s->is_set[column] && !text_equal(*field, words))
        sheet_say(c->arena, &s->said,
            text_format(c->arena, "Row %zu has another %s than row %zu: that of the first one counts.", row->row,
                plan_columns[column].title, s->row));
    if (s->is_set[column]) return;
    *field = words;
    s->is_set[column] = true;
}

/* "Superintendent, County Police / Chair of a group": the organisation of the first, when the office knows it; empty otherwise. */
static Text organisation_in_lead(const Comparing *c, Text lead) {
    size_t slash = text_find(lead, S(" / "), 0), from = 0;
    Text first = text_slice(lead, 0, slash == SIZE_MAX ? lead.len : slash);
    for (size_t at = text_find(first, S(", "), 0); at != SIZE_MAX; at = text_find(first, S(", "), from)) from = at + 2;
    Text last = text_trim(text_slice(first, from, SIZE_MAX));
    return from && sheet_organisation(c->known, last).n ? last : S("");
}

static void put_section(Comparing *c, SheetSection *s, const SheetRow *row) {
    PlanSection *section = &s->part.section;
    Text organisation = s->part.organisation;
    bool is_shared = false, is_given = c->read->has[PLAN_COLUMN_SHARED] && row->cells[PLAN_COLUMN_SHARED].len;
    if (!s->row) s->row = row->row;
    set_section_text(c, s, row, PLAN_COLUMN_PRIORITY, &section->title);
    set_section_text(c, s, row, PLAN_COLUMN_SECTION_LEAD, &section->lead);
    set_section_text(c, s, row, PLAN_COLUMN_AIM, &section->aim);
    set_section_text(c, s, row, PLAN_COLUMN_SECTION_ORGANISATION, &organisation);
    if (s->is_new && organisation.len == 0 && !c->read->has[PLAN_COLUMN_SECTION_ORGANISATION])
        organisation = organisation_in_lead(c, section->lead);
    if (is_given && !s->is_set[PLAN_COLUMN_SHARED] && sheet_flag(row->cells[PLAN_COLUMN_SHARED], &is_shared)) {
        section->is_shared = is_shared;
        s->is_set[PLAN_COLUMN_SHARED] = true;
    }
    if (text_equal(organisation, s->part.organisation)) return;
    OrganisationId id = sheet_organisation(c->known, organisation);
    if (id.n == 0) sheet_unknown(c, organisation);
    else section->organisation = id, s->part.organisation = organisation_name(c, id);
}

/* "Multiple": by its title alone, where the sheet does not say whether several priorities share it. */
static bool sounds_shared(Text title) {
    return text_contains_ignoring_case(title, S("multiple")) || text_contains_ignoring_case(title, S("shared"))
           || text_contains_ignoring_case(title, S("all priorities"));
}

/* A new section: its priority, and what it lacks (R41). */
static void finish_section(Comparing *c, SheetSection *s) {
    PlanSection *section = &s->part.section;
    if (!s->is_new) return;
    if (!s->is_set[PLAN_COLUMN_SHARED]) section->is_shared = sounds_shared(section->title);
    if (section->is_shared) {
        sheet_say(c->arena, &s->said, S("Several priorities share this section."));
        return;
    }
    section->priority = priority_titled(c->known, section->title);
    if (section->priority.n == 0) sheet_say(c->arena, &s->said, S("There is no priority of this name: it is added with the section."));
    PlanSection with = *section;
    with.priority.n = 1; /* it will have one */
    Sentences lacks = plan_section_lacks(c->arena, &with);
    for (size_t i = 0; i < lacks.count; i++) sheet_say(c->arena, &s->said, text_format(c->arena, "%.*s.", TEXT_ARG(lacks.items[i])));
}

/* ---- Actions ---- */

static const PlanPart *part_with(const Plan *plan, int64_t number) {
    for (size_t i = 0; i < plan->parts.count; i++)
        if (plan->parts.items[i].section.number == number) return &plan->parts.items[i];
    return NULL;
}

/* The action of the plan that the row is about; NULL: a new one. */
static const PlannedAction *line_of_row(const Comparing *c, const SheetSection *s, const SheetRow *row) {
    const PlanPart *part = part_with(c->plan, s->part.section.number);
    for (size_t i = 0; part && i < part->actions.count; i++) {
        const PlannedAction *line = &part->actions.items[i];
        if (row->number ? line->action.number == row->number
                        : text_equal_ignoring_case(line->action.objective, row->cells[PLAN_COLUMN_OBJECTIVE]))
            return line;
    }
    return NULL;
}

/* The next number of the section that neither the plan nor the file has, nor ever had, nor a row before got (R42). */
static int64_t free_number(const Comparing *c, int64_t section) {
    const PlanPart *part = part_with(c->plan, section);
    int64_t last = 0;
    for (size_t i = 0; part && i < part->actions.count; i++)
        if (part->actions.items[i].action.number > last) last = part->actions.items[i].action.number;
    for (size_t i = 0; i < c->read->count; i++)
        if (c->rows[i].section == section && c->rows[i].number > last) last = c->rows[i].number;
    for (size_t i = 0; i < c->known->numbers.count; i++) {
        int64_t of, number;
        if (sheet_number(c->known->numbers.items[i].number, &of, &number) && of == section && number > last) last = number;
    }
    return last + 1;
}

static bool was_anothers(const Comparing *c, Text number) {
    for (size_t i = 0; i < c->known->numbers.count; i++)
        if (text_equal(c->known->numbers.items[i].number, number)) return true;
    return false;
}

static void begin_new(Comparing *c, SheetSection *s, SheetRow *row, PlannedAction *out) {
    row->section = s->part.section.number;
    if (row->number == 0) {
        row->number = free_number(c, row->section);
        sheet_say(
            c->arena, &row->said, text_format(c->arena, "It has no number and gets %" PRId64 ".%" PRId64 ".", row->section, row->number));
    }
    *out = (PlannedAction){.leads_shown = S(""), .contributors_shown = S(""), .themes_shown = S("")};
    out->action =
        (PlanAction){.agreement = c->plan->agreement.id, .section = s->part.section.id, .number = row->number, .state = PLAN_NOT_STARTED};
    out->number = plan_number_shown(c->arena, &s->part.section, &out->action);
    out->standing = PLAN_NOT_STARTED;
    out->action.due = year_ends(c->plan->agreement.starts);
    if (was_anothers(c, out->number))
        row->refused = text_format(
            c->arena, "Another action had the number %.*s before, and minutes may name it. Give it another one.", TEXT_ARG(out->number));
    if (text_is_empty(row->cells[PLAN_COLUMN_OBJECTIVE]))
        row->refused = S("It has no objective, and the plan has no action of this number.");
    if (row->cells[PLAN_COLUMN_DUE].len == 0)
        sheet_say(c->arena, &row->said,
            text_format(
                c->arena, "It has no timescale and gets the last day of the year, %.*s.", TEXT_ARG(date_plain(c->arena, out->action.due))));
}

/* One action is in one row: another one that falls on it, by its objective or its number, is refused. */
static void begin_known(Comparing *c, SheetRow *row, const PlannedAction *before, PlannedAction *out) {
    *out = *before;
    for (size_t i = 0; i < c->seen_count; i++)
        if (c->seen[i].action.n == before->action.id.n) {
            row->refused = text_format(c->arena, "It is about action %.*s, which row %zu is about already. Give it another number.",
                TEXT_ARG(before->number), c->seen[i].row);
            return;
        }
    c->seen[c->seen_count++] = (SheetSeen){before->action.id, row->row};
}

static void put_words(const Comparing *c, const SheetRow *row, int column, Text *field) {
    if (c->read->has[column] && row->cells[column].len) *field = row->cells[column];
}

static void put_action(Comparing *c, SheetRow *row, SheetChange *change) {
    PlannedAction *line = &change->line;
    bool is_funded;
    put_words(c, row, PLAN_COLUMN_OBJECTIVE, &line->action.objective);
    put_words(c, row, PLAN_COLUMN_STEPS, &line->action.steps);
    if (date_is_set(row->due)) line->action.due = row->due;
    if (c->read->has[PLAN_COLUMN_FUNDED] && sheet_flag(row->cells[PLAN_COLUMN_FUNDED], &is_funded)) line->action.is_funded = is_funded;
    else if (c->read->has[PLAN_COLUMN_FUNDED])
        sheet_say(c->arena, &row->said,
            text_format(c->arena, "\u201c%.*s\u201d under Funded is neither yes nor no: what the plan says stays.",
                TEXT_ARG(text_head(row->cells[PLAN_COLUMN_FUNDED], 40))));
    bool was_linked = line->action.is_linked && line->action.linked_to.len > 0;
    if (c->read->has[PLAN_COLUMN_LINKED] && (was_linked || row->cells[PLAN_COLUMN_LINKED].len)) {
        line->action.linked_to = row->cells[PLAN_COLUMN_LINKED];
        line->action.is_linked = line->action.linked_to.len > 0;
    }
    sheet_put_leads(c, row, line);
    if (c->read->has[PLAN_COLUMN_MEASURES]) sheet_put_measures(c, row, line);
    if (c->read->has[PLAN_COLUMN_THEMES]) sheet_put_themes(c, row, change);
}

/* ---- What differs ---- */

static void differ(Comparing *c, SheetChange *change, const PlanPart *part_before, const PlannedAction *before, int from, int to) {
    Text then[PLAN_COLUMNS], now[PLAN_COLUMNS];
    for (int i = 0; i < PLAN_COLUMNS; i++) then[i] = S("");
    if (part_before && (before || change->is_section)) plan_row(c->arena, part_before, before, then);
    plan_row(c->arena, &change->part, change->is_section ? NULL : &change->line, now);
    change->change.items = ARENA_ARRAY(c->arena, PlanDifference, PLAN_COLUMNS);
    change->change.is_new = change->is_new;
    for (int i = from; i < to; i++)
        if (!text_equal(text_trim(then[i]), text_trim(now[i])))
            change->change.items[change->change.count++] = (PlanDifference){plan_columns[i].title, then[i], now[i]};
}

static void compare_row(Comparing *c, SheetRow *row, SheetCompared *out) {
    SheetSection *s = text_is_empty(row->refused) ? section_of_row(c, row) : NULL;
    if (s) put_section(c, s, row);
    bool is_section_alone =
        s && row->number == 0 && text_is_empty(row->cells[PLAN_COLUMN_OBJECTIVE]) && text_is_empty(row->cells[PLAN_COLUMN_STEPS]);
    if (is_section_alone) return;
    SheetChange *change = &out->items[out->count];
    const PlannedAction *before = s ? line_of_row(c, s, row) : NULL;
    *change = (SheetChange){.row = row->row, .is_new = !before};
    if (before) begin_known(c, row, before, &change->line);
    else if (s) begin_new(c, s, row, &change->line);
    if (s && text_is_empty(row->refused)) put_action(c, row, change);
    if (!s || row->refused.len) {
        out->refused[out->refused_count++] = *row;
        return;
    }
    change->part = s->part;
    change->key = change->change.number = change->line.number;
    change->change.objective = change->line.action.objective;
    change->change.action = change->line.action.id;
    differ(c, change, &s->part, before, PLAN_COLUMN_OBJECTIVE, PLAN_COLUMN_STATE);
    if (change->is_new && change->line.leads.count == 0) sheet_say(c->arena, &row->said, S("It has no lead."));
    if (change->is_new && text_is_empty(change->line.action.steps)) sheet_say(c->arena, &row->said, S("It has no actions."));
    change->said = row->said;
    if (change->change.count) out->count++;
    else if (row->said.count) out->noted[out->noted_count++] = *row, out->same++;
    else out->same++;
}

/* Changed and new sections, before the actions: they are taken first. */
static void compare_sections(Comparing *c, SheetCompared *out) {
    size_t count = 0;
    SheetChange *all = ARENA_ARRAY(c->arena, SheetChange, c->section_count + out->count + 1);
    for (size_t i = 0; i < c->section_count; i++) {
        SheetSection *s = &c->sections[i];
        finish_section(c, s);
        SheetChange *change = &all[count];
        *change = (SheetChange){.row = s->row, .is_section = true, .is_new = s->is_new, .part = s->part, .said = s->said};
        change->key = text_format(c->arena, "section-%" PRId64, s->part.section.number);
        change->change.number = text_format(c->arena, "Section %" PRId64 ":", s->part.section.number);
        change->change.objective = s->part.section.title;
        differ(c, change, s->is_new ? NULL : part_with(c->plan, s->part.section.number), NULL, PLAN_COLUMN_PRIORITY, PLAN_SECTION_COLUMNS);
        if (change->change.count) count++;
    }
    for (size_t i = 0; i < out->count; i++) {
        for (size_t k = 0; k < c->section_count; k++) /* what a later row said of the section */
            if (c->sections[k].part.section.number == out->items[i].part.section.number) out->items[i].part = c->sections[k].part;
        all[count++] = out->items[i];
    }
    out->items = all;
    out->count = count;
}

static void find_missing(Comparing *c, SheetCompared *out) {
    out->missing.items = ARENA_ARRAY(c->arena, PlannedAction, c->plan->action_count + 1);
    for (size_t i = 0; i < c->plan->parts.count; i++)
        for (size_t k = 0; k < c->plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &c->plan->parts.items[i].actions.items[k];
            bool is_seen = false;
            for (size_t n = 0; n < c->seen_count && !is_seen; n++) is_seen = c->seen[n].action.n == line->action.id.n;
            for (size_t n = 0; n < out->refused_count && !is_seen; n++)
                is_seen =
                    out->refused[n].section == c->plan->parts.items[i].section.number && out->refused[n].number == line->action.number;
            if (!is_seen) out->missing.items[out->missing.count++] = *line;
        }
}

void sheet_compare(Arena *arena, const Plan *plan, const SheetRead *read, const SheetKnown *known, SheetCompared *out) {
    Comparing c = {.arena = arena, .plan = plan, .read = read, .known = known, .out = out};
    size_t most = read->count + plan->parts.count + 1;
    *out = (SheetCompared){.said = read->said};
    c.sections = ARENA_ARRAY(arena, SheetSection, most);
    c.seen = ARENA_ARRAY(arena, SheetSeen, most);
    out->items = ARENA_ARRAY(arena, SheetChange, most);
    out->refused = ARENA_ARRAY(arena, SheetRow, most);
    out->noted = ARENA_ARRAY(arena, SheetRow, most);
    out->unknown.items = ARENA_ARRAY(arena, Text, SHEET_NAMES_MOST);
    for (size_t i = 0; i < plan->parts.count; i++) {
        c.sections[c.section_count].part = plan->parts.items[i];
        c.sections[c.section_count++].part.actions = (PlannedActions){0};
    }
    c.rows = ARENA_ARRAY(arena, SheetRow, read->count + 1);
    for (size_t i = 0; i < read->count; i++) c.rows[i] = read->items[i];
    for (size_t i = 0; i < read->count; i++) compare_row(&c, &c.rows[i], out);
    compare_sections(&c, out);
    find_missing(&c, out);
}
