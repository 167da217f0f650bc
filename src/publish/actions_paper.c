/* Owns the list of actions that a later agenda carries: what it says, and where it stands. */
#include "publish/actions_paper.h"

#include "minutes/minutes.h"
#include "paper/document.h"

/* ---- What it says ---- */

enum { OPEN_COLUMNS = 4, CLOSED_COLUMNS = 3 };
typedef struct {
    Text *cells;
    size_t count;
} Cells;

static void put(Cells *cells, Text text) {
    cells->cells[cells->count++] = text;
}

static Error *latest_words(Db *office, Arena *arena, ActionId action, Text *out) {
    ActionUpdateList updates;
    Date day;
    *out = S("Nothing was reported yet");
    TRY(action_updates(office, arena, action, &updates));
    if (updates.count == 0) return NULL;
    const ActionUpdate *last = &updates.items[updates.count - 1];
    TRY(record_check_open(arena, &action_update_record, last));
    moment_to_london(last->written_at, &day, NULL);
    *out = text_format(arena, "%.*s (%.*s)", TEXT_ARG(last->text), TEXT_ARG(date_plain(arena, day)));
    return NULL;
}

static Error *open_row(Db *office, Arena *arena, const Action *a, Text what, Text owner, Cells *out) {
    Text latest;
    Date day;
    TRY(latest_words(office, arena, a->id, &latest));
    TRY(action_day(office, arena, a, &day));
    put(out, what);
    put(out, owner);
    put(out, due_words(arena, a->due_kind, day));
    put(out, latest);
    return NULL;
}

static void closed_row(Arena *arena, const Action *a, Text what, Text owner, Cells *out) {
    put(out, what);
    put(out, owner);
    put(out, text_format(arena, "%s on %.*s: %.*s", closed_shown(a->closed_how), TEXT_ARG(date_plain(arena, a->closed_on)),
                 TEXT_ARG(a->closed_reason)));
}

static Error *rows_fill(Db *office, Arena *arena, const Carried *carried, Cells *open, Cells *closed) {
    for (size_t i = 0; i < carried->count; i++) {
        Action a;
        ItemPlace place;
        Text owner;
        TRY(record_get(office, arena, &action_record, carried->actions[i], &a));
        TRY(record_check_open(arena, &action_record, &a));
        TRY(item_place(office, arena, a.item, &place));
        TRY(owner_public(office, arena, a.seat, a.person, &owner));
        Text from = date_plain(arena, place.meeting.day);
        Text what = text_format(arena, "%.*s (%.*s, item %.*s)", TEXT_ARG(a.text), TEXT_ARG(from), TEXT_ARG(place.code));
        if (a.state == ACTION_OPEN) TRY(open_row(office, arena, &a, what, owner, open));
        else closed_row(arena, &a, what, owner, closed);
    }
    return NULL;
}

Error *actions_typeset(Db *office, Arena *arena, const Meeting *meeting, const Carried *carried, const char *path) {
    static const int open_widths[] = {36, 18, 16, 30}, closed_widths[] = {42, 20, 38};
    const Text open_head[] = {S("What is to be done"), S("Who"), S("By when"), S("Latest")};
    const Text closed_head[] = {S("What was to be done"), S("Who"), S("What happened")};
    Cells open = {.cells = ARENA_ARRAY(arena, Text, OPEN_COLUMNS * carried->count + 1)};
    Cells closed = {.cells = ARENA_ARRAY(arena, Text, CLOSED_COLUMNS * carried->count + 1)};
    Body body;
    int pages = 0;
    TRY(record_get(office, arena, &body_record, meeting->body.n, &body));
    TRY(rows_fill(office, arena, carried, &open, &closed));
    Document *d = document_new(arena, S(ACTIONS_TITLE), body.name);
    document_foot(d, DOCUMENT_FOOT_TITLE);
    document_title(d, body.name, S(ACTIONS_TITLE));
    document_paragraph(d, text_format(arena, "For the meeting of %.*s.", TEXT_ARG(date_long(arena, meeting->day))));
    document_heading(d, 2, S("Open"));
    if (open.count) document_table(d, S("Open actions"), open_head, OPEN_COLUMNS, open.cells, open.count / OPEN_COLUMNS, open_widths);
    else document_paragraph(d, S("No action is open."));
    if (closed.count) {
        document_heading(d, 2, S("Closed since the last meeting"));
        document_table(d, S("Actions closed since the last meeting"), closed_head, CLOSED_COLUMNS, closed.cells,
            closed.count / CLOSED_COLUMNS, closed_widths);
    }
    return document_write(d, path, &pages);
}

/* ---- Where it stands ---- */

static bool has_words(Arena *arena, Text title, const char *words) {
    return text_contains(text_lower(arena, title), text_of(words));
}

static bool is_for_actions(Arena *arena, const AgendaItem *item) {
    return has_words(arena, item->title, "matters arising") || has_words(arena, item->title, "actions from")
           || has_words(arena, item->title, "action log") || text_equal(text_lower(arena, item->title), S("actions"));
}

/* A new one behind the notes of the previous meeting, else at the end of the first open part. */
static Error *item_make(Tx *tx, const Agenda *agenda, AgendaItem *out) {
    *out = (AgendaItem){.kind = ITEM_BUSINESS, .title = S(ACTIONS_TITLE), .purpose = PURPOSE_INFORMATION};
    for (size_t i = 0; i < agenda->count; i++) {
        const AgendaSection *section = &agenda->items[i];
        if (!part_is_public(&agenda->meeting, &section->part)) continue;
        if (!out->part.n) out->part = section->part.id;
        for (size_t k = 0; k < section->count; k++) {
            const AgendaItem *item = &section->items[k].item;
            if (item->kind != ITEM_PREVIOUS_NOTES || item->is_withdrawn) continue;
            out->part = section->part.id;
            out->position = item->position + 1;
            return item_add(tx, out);
        }
    }
    if (out->part.n) return item_add(tx, out);
    return error_new(
        tx_arena(tx), ERROR_INPUT, "The agenda has no part that is open to the public, and the list of actions is. Add such a part first.");
}

static Error *item_for_actions(Tx *tx, MeetingId meeting, AgendaItemId *out) {
    Agenda agenda;
    AgendaItem made;
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting, &agenda));
    for (size_t i = 0; i < agenda.count; i++)
        for (size_t k = 0; k < agenda.items[i].count; k++) {
            const AgendaItem *item = &agenda.items[i].items[k].item;
            *out = item->id;
            if (!item->is_withdrawn && is_for_actions(tx_arena(tx), item) && item_is_public(&agenda.meeting, &agenda.items[i].part, item))
                return NULL;
        }
    TRY(item_make(tx, &agenda, &made));
    *out = made.id;
    return NULL;
}

Error *actions_paper_put(Tx *tx, const Meeting *meeting, const Carried *carried, const char *path, Text file_name, Paper *paper) {
    AgendaItemId item;
    PdfLook look = {0};
    TRY(pdf_look(tx_arena(tx), path, &look));
    if (look.verdict != PDF_FINE) return error_fault(tx_arena(tx), "the list of actions cannot be read back");
    *paper = carried->paper;
    if (paper->id.n) TRY(paper_replace_file(tx, paper, path, file_name, &look, NULL));
    else {
        TRY(item_for_actions(tx, meeting->id, &item));
        TRY(paper_add_file(tx, item, S(ACTIONS_TITLE), path, file_name, &look, paper, NULL));
    }
    return actions_paper_set(tx, meeting->id, paper->id, carried->stamp);
}
