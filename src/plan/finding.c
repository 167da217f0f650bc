/* Owns finding actions over the plans of all years. Who leads or helps and themes are asked of the store by their indexes; what follows from an action
 * itself, above all how it stands today, is the rule that filters one year too (plan_action_passes). */
#include "plan/finding.h"

#include <stdlib.h>

#include "people/people.sql.h"
#include "plan/finding.sql.h"
#include "plan/plan_inside.h"

bool plan_search_is_set(const PlanSearch *s) {
    return plan_filter_is_set(&s->filter) || s->lead.n || s->theme.n || date_is_set(s->due_from) || s->words.len;
}

/* ---- Which are found ---- */

/* `section` is its place in the list of all sections. */
typedef struct {
    const ActionsFoundRow *row;
    size_t section;
} Hit;
typedef struct {
    Hit *items;
    size_t count;
} Hits;

static bool has_words(const ActionsFoundRow *row, Text words) {
    Text rest = words, word;
    while (text_split(&rest, ' ', &word))
        if (!text_contains_ignoring_case(row->objective, word) && !text_contains_ignoring_case(row->steps, word)
            && !text_contains_ignoring_case(row->linked_to, word))
            return false;
    return true;
}

static PlanAction action_of(const ActionsFoundRow *row) {
    return (PlanAction){.id = row->id,
        .section = row->section,
        .number = row->number,
        .objective = row->objective,
        .steps = row->steps,
        .due = row->due,
        .state = plan_state_of_code(row->state),
        .is_funded = row->is_funded,
        .is_linked = row->is_linked,
        .linked_to = row->linked_to};
}

static Hits hits_of(Arena *arena, const ActionsFoundRowList *rows, const PlanSearch *search, Date today) {
    Hits out = {.items = ARENA_ARRAY(arena, Hit, rows->count + 1)};
    for (size_t i = 0; i < rows->count; i++) {
        const ActionsFoundRow *row = &rows->items[i];
        PlanAction action = action_of(row);
        if (!plan_action_passes(&action, plan_standing(&action, today), &search->filter)) continue;
        if (date_is_set(search->due_from) && (!date_is_set(row->due) || date_compare(row->due, search->due_from) < 0)) continue;
        if (has_words(row, search->words)) out.items[out.count++] = (Hit){.row = row};
    }
    return out;
}

/* ---- In the order of the plans ---- */

/* Where a section stands in the list of all. */
typedef struct {
    int64_t id;
    size_t place;
} SectionPlace;

static int by_id(const void *a, const void *b) {
    const SectionPlace *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_place(const void *a, const void *b) {
    const Hit *x = a, *y = b;
    if (x->section != y->section) return x->section < y->section ? -1 : 1;
    if (x->row->number != y->row->number) return x->row->number < y->row->number ? -1 : 1;
    return (x->row->id.n > y->row->id.n) - (x->row->id.n < y->row->id.n);
}

static void put_in_order(Arena *arena, Hits *hits, const PlanSectionList *sections) {
    SectionPlace *places = ARENA_ARRAY(arena, SectionPlace, sections->count + 1);
    for (size_t i = 0; i < sections->count; i++) places[i] = (SectionPlace){sections->items[i].id.n, i};
    qsort(places, sections->count, sizeof *places, by_id);
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        SectionPlace wanted = {.id = hits->items[i].row->section.n};
        const SectionPlace *found = bsearch(&wanted, places, sections->count, sizeof *places, by_id);
        if (found) hits->items[kept++] = (Hit){hits->items[i].row, found->place}; /* else somebody has just deleted both */
    }
    hits->count = kept;
    qsort(hits->items, hits->count, sizeof *hits->items, by_place);
}

/* ---- Their lines, by year and section ---- */

/* The hits come by year and by section, so each begins where the one before it ends. */
static PlanParts parts_of(Arena *arena, const Hits *hits, const PlanSectionList *sections, Date today) {
    PlanParts out = {.items = ARENA_ARRAY(arena, PlanPart, hits->count + 1)};
    for (size_t i = 0; i < hits->count;) {
        PlanPart *part = &out.items[out.count++];
        size_t section = hits->items[i].section, end = i;
        while (end < hits->count && hits->items[end].section == section) end++;
        part->section = sections->items[section];
        part->actions.items = ARENA_ARRAY(arena, PlannedAction, end - i);
        for (; i < end; i++) {
            PlanAction action = action_of(hits->items[i].row);
            action.agreement = part->section.agreement;
            part->actions.items[part->actions.count++] = plan_line_of(arena, &part->section, &action, today);
        }
    }
    return out;
}

static Error *belongings_read(Db *db, Arena *arena, const Hits *hits, bool whole, PlanBelongings *out) {
    PlanActionId first = hits->items[0].row->id, last = first;
    ThemesBetweenRowList themes;
    *out = (PlanBelongings){0};
    for (size_t i = 0; i < hits->count; i++) {
        PlanActionId id = hits->items[i].row->id;
        if (id.n < first.n) first = id;
        if (id.n > last.n) last = id;
    }
    TRY(leads_between(db, arena, first, last, &out->leads));
    if (!whole) return NULL;
    TRY(measures_between(db, arena, first, last, &out->measures));
    TRY(themes_between(db, arena, first, last, &themes));
    out->themes.items = ARENA_ARRAY(arena, ThemesOfAgreementRow, themes.count + 1);
    for (size_t i = 0; i < themes.count; i++)
        out->themes.items[out->themes.count++] =
            (ThemesOfAgreementRow){themes.items[i].action, themes.items[i].theme, themes.items[i].name};
    return NULL;
}

/* ---- By year ---- */

static int64_t agreement_of(const Hits *hits, const PlanSectionList *sections, size_t i) {
    return sections->items[hits->items[i].section].agreement.n;
}

static size_t count_of_agreement(const Hits *hits, const PlanSectionList *sections, AgreementId id) {
    size_t count = 0;
    for (size_t i = 0; i < hits->count; i++) count += agreement_of(hits, sections, i) == id.n;
    return count;
}

static Date start_of(const AgreementList *agreements, int64_t id) {
    for (size_t i = 0; i < agreements->count; i++)
        if (agreements->items[i].id.n == id) return agreements->items[i].starts;
    return (Date){0};
}

/* Agreements of one year come one behind the other, whichever bodies they are of. */
static size_t years_in(const Hits *hits, const PlanSectionList *sections, const AgreementList *agreements) {
    size_t count = 0;
    Date last = {0};
    for (size_t i = 0; i < hits->count; i++) {
        if (i > 0 && agreement_of(hits, sections, i) == agreement_of(hits, sections, i - 1)) continue;
        Date starts = start_of(agreements, agreement_of(hits, sections, i));
        count += i == 0 || date_compare(starts, last) != 0;
        last = starts;
    }
    return count;
}

static void years_fill(Arena *arena, const AgreementList *agreements, const PlanSectionList *sections, const Hits *all,
    const PlanParts *parts, FoundYears *out) {
    out->items = ARENA_ARRAY(arena, FoundYear, agreements->count + 1);
    for (size_t i = 0; i < parts->count; i++) {
        AgreementId id = parts->items[i].section.agreement;
        FoundYear *year = out->count ? &out->items[out->count - 1] : NULL;
        if (!year || year->agreement.id.n != id.n) {
            year = &out->items[out->count++];
            *year = (FoundYear){.count = count_of_agreement(all, sections, id), .parts.items = &parts->items[i]};
            for (size_t k = 0; k < agreements->count; k++)
                if (agreements->items[k].id.n == id.n) year->agreement = agreements->items[k];
        }
        year->parts.count++;
    }
}

Error *plan_find(Db *db, Arena *arena, const PlanSearch *search, Date today, FoundLines lines, PlanFound *out) {
    ActionsFoundRowList rows;
    AgreementList agreements;
    PlanSectionList sections;
    PlanBelongings all;
    OrganisationId mine = search->filter.mine ? search->mine : (OrganisationId){0};
    *out = (PlanFound){0};
    if (search->filter.mine && mine.n == 0) return NULL; /* nobody's organisation has no actions */
    bool with_steps = lines.whole || search->words.len;
    TRY(actions_found(db, arena, search->lead.n, search->filter.organisation.n, mine.n, search->theme.n, with_steps, &rows));
    TRY(sections_all(db, arena, &sections));
    TRY(agreements_all(db, arena, &agreements));
    Hits hits = hits_of(arena, &rows, search, today), shown;
    put_in_order(arena, &hits, &sections);
    out->count = hits.count;
    out->year_count = years_in(&hits, &sections, &agreements);
    if (lines.first >= hits.count) return NULL;
    shown = (Hits){hits.items + lines.first, hits.count - lines.first < lines.most ? hits.count - lines.first : lines.most};
    TRY(belongings_read(db, arena, &shown, lines.whole, &all));
    PlanParts parts = parts_of(arena, &shown, &sections, today);
    TRY(plan_share_out(db, arena, &parts, shown.count, &all, search->mine));
    years_fill(arena, &agreements, &sections, &hits, &parts, &out->years);
    return NULL;
}
