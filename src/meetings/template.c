/* The template agenda of a body: what a new meeting's agenda starts from. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/places.h"

Error *template_parts(Db *db, Arena *arena, BodyId body, TemplatePartList *out) {
    return template_part_rows(db, arena, body, out);
}

Error *template_items(Db *db, Arena *arena, BodyId body, TemplateItemList *out) {
    return template_item_rows(db, arena, body, out);
}

/* ---- The default (R48, R49, R55) ---- */

typedef struct {
    const char *title;
    bool is_open;
    const char *note;
} StandingPart;
static const StandingPart standing_parts[] = {
    {"Committee Business", true, ""},
    {"Matters for Information/Discussion", true, ""},
    {"Matters for Information", true, ""},
    {"Restricted Items", false, "Meeting not open to the press and public and reports not for publication"},
};
typedef struct {
    int part;
    ItemKind kind;
    const char *title;
    Purpose purpose;
} StandingItem;
static const StandingItem standing_items[] = {
    {1, ITEM_INTRODUCTION, "Introduction", 0},
    {1, ITEM_APOLOGIES, "Apologies and Substitutes", 0},
    {1, ITEM_DECLARATIONS, "Declarations of Interest", 0},
    {1, ITEM_PREVIOUS_NOTES, "Notes of the previous meeting", PURPOSE_DECISION},
    {3, ITEM_FUTURE_DATES, "Dates of future meetings", PURPOSE_INFORMATION},
};

Error *template_default(Tx *tx, BodyId body) {
    TemplatePartList parts;
    TRY(template_part_rows(tx_db(tx), tx_arena(tx), body, &parts));
    if (parts.count > 0) return NULL;
    TemplatePartId ids[sizeof standing_parts / sizeof standing_parts[0]];
    for (size_t i = 0; i < sizeof standing_parts / sizeof standing_parts[0]; i++) {
        const StandingPart *standing = &standing_parts[i];
        TemplatePart part = {
            .body = body, .title = text_of(standing->title), .is_open = standing->is_open, .note = text_of(standing->note)};
        TRY(template_part_add(tx, &part));
        ids[i] = part.id;
    }
    for (size_t i = 0; i < sizeof standing_items / sizeof standing_items[0]; i++) {
        const StandingItem *standing = &standing_items[i];
        TemplateItem item = {
            .part = ids[standing->part - 1], .kind = standing->kind, .title = text_of(standing->title), .purpose = standing->purpose};
        TRY(template_item_add(tx, &item));
    }
    return NULL;
}

/* ---- An agenda from it ---- */

#define NOTES_TITLE "Notes of meeting held on "

/* "Notes of meeting held on 25 March 2025", or the template's words for the first meeting of a body. */
static Error *title_of_notes(Tx *tx, BodyId body, Date day, Text *title) {
    Meeting previous;
    bool found;
    TRY(previous_meeting(tx_db(tx), tx_arena(tx), body, day, &previous, &found));
    if (found) *title = text_join(tx_arena(tx), S(NOTES_TITLE), date_plain(tx_arena(tx), previous.day));
    return NULL;
}

Error *notes_titles_follow(Tx *tx, BodyId body) {
    NotesItemsPlannedRowList rows;
    TRY(notes_items_planned(tx_db(tx), tx_arena(tx), body, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        Text title = rows.items[i].title;
        if (!text_starts_with(title, S(NOTES_TITLE))) continue; /* somebody chose other words */
        TRY(title_of_notes(tx, body, rows.items[i].day, &title));
        if (text_equal(title, rows.items[i].title)) continue;
        AgendaItem item;
        TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, rows.items[i].id.n, &item));
        item.title = title;
        TRY(record_update(tx, &agenda_item_record, &item));
    }
    return NULL;
}

Error *agenda_from_template(Tx *tx, const Meeting *meeting) {
    TemplatePartList parts;
    TemplateItemList items;
    TRY(template_default(tx, meeting->body));
    TRY(template_part_rows(tx_db(tx), tx_arena(tx), meeting->body, &parts));
    TRY(template_item_rows(tx_db(tx), tx_arena(tx), meeting->body, &items));
    for (size_t i = 0; i < parts.count; i++) {
        const TemplatePart *from = &parts.items[i];
        AgendaPart part = {.meeting = meeting->id, .title = from->title, .is_open = from->is_open, .note = from->note};
        TRY(part_add(tx, &part));
        for (size_t k = 0; k < items.count; k++) {
            const TemplateItem *standing = &items.items[k];
            if (standing->part.n != from->id.n) continue;
            AgendaItem item = {
                .part = part.id, .kind = standing->kind, .title = standing->title, .purpose = standing->purpose, .lead = standing->lead};
            if (item.kind == ITEM_PREVIOUS_NOTES) TRY(title_of_notes(tx, meeting->body, meeting->day, &item.title));
            TRY(item_add(tx, &item));
        }
    }
    return NULL;
}

/* ---- Changing the template ---- */

static Error *parts_in_places(Tx *tx, BodyId body, Places *out) {
    TemplatePartList parts;
    TRY(template_part_rows(tx_db(tx), tx_arena(tx), body, &parts));
    *out = places_of(tx_arena(tx), &template_part_record, parts.items, parts.count);
    return NULL;
}

static Error *items_in_places(Tx *tx, TemplatePartId part, Places *out) {
    TemplateItemList items;
    TRY(template_items_of_part(tx_db(tx), tx_arena(tx), part, &items));
    *out = places_of(tx_arena(tx), &template_item_record, items.items, items.count);
    return NULL;
}

Error *template_part_add(Tx *tx, TemplatePart *part) {
    Places places;
    TRY(parts_in_places(tx, part->body, &places));
    places_put(&places, part, 0);
    return places_save(tx, &places);
}

Error *template_part_move(Tx *tx, TemplatePartId id, int64_t position) {
    TemplatePart part;
    Places places;
    TRY(get_seen(tx, &template_part_record, id.n, "template", &part));
    TRY(parts_in_places(tx, part.body, &places));
    places_put(&places, places_take(&places, id.n), position < 1 ? 1 : position);
    return places_save(tx, &places);
}

Error *template_part_remove(Tx *tx, TemplatePartId id) {
    TemplatePart part;
    TemplateItemList items;
    Places places;
    TRY(get_seen(tx, &template_part_record, id.n, "template", &part));
    TRY(template_items_of_part(tx_db(tx), tx_arena(tx), id, &items));
    for (size_t i = 0; i < items.count; i++) TRY(record_delete(tx, &template_item_record, &items.items[i]));
    TRY(parts_in_places(tx, part.body, &places));
    TRY(record_delete(tx, &template_part_record, places_take(&places, id.n)));
    return places_save(tx, &places);
}

Error *template_item_add(Tx *tx, TemplateItem *item) {
    TemplatePart part;
    Places places;
    TRY(get_seen(tx, &template_part_record, item->part.n, "template", &part));
    TRY(items_in_places(tx, item->part, &places));
    places_put(&places, item, item->position);
    return places_save(tx, &places);
}

Error *template_item_move(Tx *tx, TemplateItemId id, TemplatePartId to, int64_t position) {
    TemplateItem item;
    TemplatePart from_part, to_part;
    Places from, into;
    TRY(get_seen(tx, &template_item_record, id.n, "template", &item));
    TRY(get_seen(tx, &template_part_record, to.n, "template", &to_part));
    TRY(record_get(tx_db(tx), tx_arena(tx), &template_part_record, item.part.n, &from_part));
    if (from_part.body.n != to_part.body.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "A standing item can only be moved within the template of its own body.");
    TRY(items_in_places(tx, item.part, &from));
    TemplateItem *moved = places_take(&from, id.n);
    bool is_same_part = item.part.n == to.n;
    if (is_same_part) into = from;
    else TRY(items_in_places(tx, to, &into));
    moved->part = to;
    places_put(&into, moved, position < 1 ? 1 : position);
    TRY(places_save(tx, &into));
    return is_same_part ? NULL : places_save(tx, &from);
}

Error *template_item_remove(Tx *tx, TemplateItemId id) {
    TemplateItem item;
    Places places;
    TRY(get_seen(tx, &template_item_record, id.n, "template", &item));
    TRY(items_in_places(tx, item.part, &places));
    TRY(record_delete(tx, &template_item_record, places_take(&places, id.n)));
    return places_save(tx, &places);
}
