/* The agenda of a meeting: read as one tree, and changed part by part and item by item so that places never have gaps. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/minuted.h"
#include "meetings/places.h"
#include "meetings/supplement.h"
#include "store/files.h"

/* ---- Reading ---- */

/* The papers of one item in a list that is ordered by item. */
static PaperList papers_of(const PaperList *papers, AgendaItemId item) {
    size_t low = 0, high = papers->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (papers->items[middle].item.n < item.n) low = middle + 1;
        else high = middle;
    }
    size_t end = low;
    while (end < papers->count && papers->items[end].item.n == item.n) end++;
    return (PaperList){papers->items + low, end - low};
}

/* The items of one part, in their order. Looked for among all: somebody may have moved a part between the reading of parts and of items. */
static size_t entries_of(Arena *arena, const AgendaPart *part, const AgendaItemList *items, const PaperList *papers, AgendaEntry *out) {
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++) {
        const AgendaItem *item = &items->items[i];
        if (item->part.n != part->id.n) continue;
        out[count++] =
            (AgendaEntry){.item = *item, .code = item_code(arena, part->position, item->position), .papers = papers_of(papers, item->id)};
    }
    return count;
}

Error *agenda_stamp(Db *db, Arena *arena, const Meeting *meeting, Text *out) {
    AgendaSumsRow sums;
    TRY(agenda_sums(db, arena, meeting->id, &sums));
    *out = text_format(arena, "%lld-%.*s-%.*s-%.*s-%.*s", (long long)meeting->version, TEXT_ARG(sums.parts), TEXT_ARG(sums.items),
        TEXT_ARG(sums.papers), TEXT_ARG(sums.reports));
    return NULL;
}

Error *agenda_get(Db *db, Arena *arena, MeetingId meeting, Agenda *out) {
    *out = (Agenda){0};
    TRY(record_get(db, arena, &meeting_record, meeting.n, &out->meeting));
    TRY(record_get(db, arena, &body_record, out->meeting.body.n, &out->body));
    AgendaPartList parts;
    AgendaItemList items;
    PaperList papers;
    TRY(agenda_part_rows(db, arena, meeting, &parts));
    TRY(agenda_item_rows(db, arena, meeting, &items));
    TRY(agenda_paper_rows(db, arena, meeting, &papers));

    out->items = ARENA_ARRAY(arena, AgendaSection, parts.count);
    out->count = parts.count;
    AgendaEntry *entries = ARENA_ARRAY(arena, AgendaEntry, items.count);
    for (size_t i = 0; i < parts.count; i++) {
        AgendaSection *section = &out->items[i];
        *section = (AgendaSection){.part = parts.items[i], .letter = part_letter(arena, parts.items[i].position), .items = entries};
        section->count = entries_of(arena, &section->part, &items, &papers, entries);
        entries += section->count;
    }
    return NULL;
}

const AgendaEntry *agenda_entry(const Agenda *agenda, AgendaItemId item, const AgendaSection **section) {
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++)
            if (agenda->items[i].items[k].item.id.n == item.n) {
                if (section) *section = &agenda->items[i];
                return &agenda->items[i].items[k];
            }
    return NULL;
}

Error *item_place(Db *db, Arena *arena, AgendaItemId item, ItemPlace *out) {
    TRY(record_get(db, arena, &agenda_item_record, item.n, &out->item));
    TRY(record_get(db, arena, &agenda_part_record, out->item.part.n, &out->part));
    TRY(record_get(db, arena, &meeting_record, out->item.meeting.n, &out->meeting));
    out->code = item_code(arena, out->part.position, out->item.position);
    return NULL;
}

/* ---- Parts ---- */

static Error *parts_in_places(Tx *tx, MeetingId meeting, Places *out) {
    AgendaPartList parts;
    TRY(agenda_part_rows(tx_db(tx), tx_arena(tx), meeting, &parts));
    *out = places_of(tx_arena(tx), &agenda_part_record, parts.items, parts.count);
    return NULL;
}

Error *part_add(Tx *tx, AgendaPart *part) {
    Places places;
    TRY(agenda_not_minuted(tx, part->meeting));
    TRY(agenda_touched(tx, part->meeting));
    TRY(parts_in_places(tx, part->meeting, &places));
    places_put(&places, part, 0);
    return places_save(tx, &places);
}

Error *part_save(Tx *tx, AgendaPart *part) {
    int64_t version = part->version;
    AgendaPart before;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_part_record, part->id.n, &before));
    TRY(record_update(tx, &agenda_part_record, part));
    if (part->version == version) return NULL;
    TRY(agenda_touched(tx, part->meeting));
    if (before.is_open && !part->is_open) TRY(minutes_follow_openness(tx, part->meeting));
    return papers_settle(tx, part->meeting);
}

Error *part_move(Tx *tx, AgendaPartId id, int64_t position) {
    AgendaPart part;
    TRY(get_seen(tx, &agenda_part_record, id.n, "agenda", &part));
    if (part.position == position) return NULL;
    Places places;
    TRY(agenda_not_minuted(tx, part.meeting));
    TRY(agenda_touched(tx, part.meeting));
    TRY(parts_in_places(tx, part.meeting, &places));
    places_put(&places, places_take(&places, id.n), position < 1 ? 1 : position);
    return places_save(tx, &places);
}

Error *part_remove(Tx *tx, AgendaPartId id) {
    AgendaPart part;
    AgendaItemList items;
    TRY(get_seen(tx, &agenda_part_record, id.n, "agenda", &part));
    TRY(part_items(tx_db(tx), tx_arena(tx), id, &items));
    if (items.count > 0)
        return error_new(tx_arena(tx), ERROR_INPUT, "Part %.*s still has %zu %s. Move or remove them first, then remove the part.",
            TEXT_ARG(part_letter(tx_arena(tx), part.position)), items.count, items.count == 1 ? "item" : "items");
    Places places;
    TRY(agenda_not_minuted(tx, part.meeting));
    TRY(agenda_touched(tx, part.meeting));
    TRY(parts_in_places(tx, part.meeting, &places));
    TRY(record_delete(tx, &agenda_part_record, places_take(&places, id.n)));
    return places_save(tx, &places);
}

/* ---- Items ---- */

static Error *items_in_places(Tx *tx, AgendaPartId part, Places *out) {
    AgendaItemList items;
    TRY(part_items(tx_db(tx), tx_arena(tx), part, &items));
    *out = places_of(tx_arena(tx), &agenda_item_record, items.items, items.count);
    return NULL;
}

/* When an item comes to an agenda that is out already is the fact that its lateness is reckoned from (MTG-03). */
static Error *note_added(Tx *tx, AgendaItem *item) {
    Meeting meeting;
    bool is_out;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item->meeting.n, &meeting));
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), &meeting, &is_out));
    if (is_out) item->added_at = tx_moment(tx);
    return NULL;
}

Error *item_add(Tx *tx, AgendaItem *item) {
    AgendaPart part;
    Places places;
    TRY(get_seen(tx, &agenda_part_record, item->part.n, "agenda", &part));
    item->meeting = part.meeting;
    TRY(agenda_not_minuted(tx, item->meeting));
    TRY(note_added(tx, item));
    TRY(agenda_touched(tx, item->meeting));
    TRY(items_in_places(tx, item->part, &places));
    places_put(&places, item, item->position);
    return places_save(tx, &places);
}

/* What stands in the minutes of an item beside its number and place. */
static bool is_other_in_minutes(const AgendaItem *a, const AgendaItem *b) {
    return a->kind != b->kind || a->is_withdrawn != b->is_withdrawn || !text_equal(a->title, b->title)
           || a->urgency_decided_on.n != b->urgency_decided_on.n || !text_equal(a->urgency_reason, b->urgency_reason)
           || !text_equal(a->urgency_decided_by, b->urgency_decided_by);
}

/* What the public reads of an item instead of it, or under which description it is withheld. */
static bool is_other_openness(const AgendaItem *a, const AgendaItem *b) {
    return a->restriction != b->restriction || a->paragraphs != b->paragraphs || !text_equal(a->public_title, b->public_title);
}

Error *item_save(Tx *tx, AgendaItem *item) {
    int64_t version = item->version;
    AgendaItem before;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, item->id.n, &before));
    if (before.version == version && is_other_in_minutes(&before, item)) TRY(agenda_not_minuted(tx, item->meeting));
    TRY(record_update(tx, &agenda_item_record, item));
    if (item->version == version) return NULL;
    TRY(agenda_touched(tx, item->meeting));
    if (item->restriction != 0 && is_other_openness(&before, item)) TRY(minutes_follow_openness(tx, item->meeting));
    return papers_settle(tx, item->meeting);
}

Error *item_move(Tx *tx, AgendaItemId id, AgendaPartId to, int64_t position) {
    AgendaItem item;
    AgendaPart part;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    TRY(get_seen(tx, &agenda_part_record, to.n, "agenda", &part));
    if (part.meeting.n != item.meeting.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "An item can only be moved within the agenda of its own meeting.");
    if (position < 1) position = 1;
    if (item.part.n == to.n && item.position == position) return NULL;

    Places from;
    TRY(agenda_not_minuted(tx, item.meeting));
    TRY(agenda_touched(tx, item.meeting));
    TRY(items_in_places(tx, item.part, &from));
    AgendaItem *moved = places_take(&from, id.n);
    if (item.part.n == to.n) {
        places_put(&from, moved, position);
        return places_save(tx, &from);
    }
    Places into;
    TRY(items_in_places(tx, to, &into));
    moved->part = to;
    places_put(&into, moved, position);
    TRY(places_save(tx, &into));
    TRY(places_save(tx, &from));
    if (!part.is_open) TRY(minutes_follow_openness(tx, item.meeting));
    return papers_settle(tx, item.meeting); /* the other part may be closed where this one is open */
}

Error *item_withdraw(Tx *tx, AgendaItem *item, Text reason) {
    if (text_is_empty(reason))
        return error_new(tx_arena(tx), ERROR_INPUT, "Say why the item is withdrawn: the reason stands on the agenda in its place.");
    item->is_withdrawn = true;
    item->withdrawn_reason = reason;
    return item_save(tx, item);
}

Error *item_restore(Tx *tx, AgendaItem *item) {
    item->is_withdrawn = false;
    item->withdrawn_reason = S("");
    return item_save(tx, item);
}

/* Takes a paper away for good, with its report, and its file when no other paper has it. */
static Error *remove_paper(Tx *tx, Paper *paper) {
    Report report;
    bool has_report;
    TRY(paper_report(tx_db(tx), tx_arena(tx), paper->id, &report, &has_report));
    if (has_report) {
        TRY(sign_off_remove(tx, report.id));
        TRY(record_delete(tx, &report_record, &report));
    }
    TRY(record_delete(tx, &paper_record, paper));
    if (text_is_empty(paper->file_sha256)) return NULL;
    PapersWithFileRow others;
    TRY(papers_with_file(tx_db(tx), tx_arena(tx), paper->file_sha256, &others));
    return others.number > 0 ? NULL : file_remove(tx, paper->file_sha256);
}

Error *item_remove(Tx *tx, AgendaItemId id) {
    AgendaItem item;
    Meeting meeting;
    PaperList papers;
    Places places;
    bool is_minuted;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item.meeting.n, &meeting));
    if (meeting.publication > 0)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This agenda has been published, so its items can no longer be removed. Withdraw the item with a reason instead.");
    TRY(item_is_minuted(tx, id, &is_minuted));
    if (is_minuted)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "Something is recorded of this item at the meeting, so it can no longer be removed. Withdraw it with a reason instead.");
    TRY(agenda_not_minuted(tx, item.meeting));
    TRY(agenda_touched(tx, item.meeting));
    TRY(item_papers(tx_db(tx), tx_arena(tx), id, &papers));
    for (size_t i = 0; i < papers.count; i++) TRY(remove_paper(tx, &papers.items[i]));
    TRY(items_in_places(tx, item.part, &places));
    TRY(record_delete(tx, &agenda_item_record, places_take(&places, id.n)));
    return places_save(tx, &places);
}
