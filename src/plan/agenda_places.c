/* Owns where what the plan has to say comes before a meeting: items of coming agendas, there already or new, and their papers. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "people/people.sql.h"
#include "plan/pages.h"

/* ---- Which part takes a new item ---- */

static bool holds_business_alone(const AgendaSection *section) {
    for (size_t i = 0; i < section->count; i++)
        if (section->items[i].item.kind != ITEM_BUSINESS) return false;
    return true;
}

/* Not the part of the committee's own business and not after the dates of future meetings, unless there is no other. */
static const AgendaSection *section_for_new(const Agenda *agenda) {
    const AgendaSection *last = NULL, *of_business = NULL;
    for (size_t i = 0; i < agenda->count; i++) {
        if (!agenda->items[i].part.is_open) continue;
        last = &agenda->items[i];
        if (holds_business_alone(last)) of_business = last;
    }
    return of_business ? of_business : last;
}

/* ---- What is offered ---- */

static const Text new_item = S_INIT("meeting-");

static void offer_new(Office *office, Request *request, const Agenda *agenda, Text where, OptionList *out) {
    const AgendaSection *section = section_for_new(agenda);
    if (!(office->roles & CLERK) || !section || !part_is_public(&agenda->meeting, &section->part)) return;
    option_add_text(request->arena, out, text_format(request->arena, "%.*s%" PRId64, TEXT_ARG(new_item), agenda->meeting.id.n),
        text_format(request->arena, "%.*s: a new item in part %.*s, %.*s", TEXT_ARG(where), TEXT_ARG(section->letter),
            TEXT_ARG(section->part.title)));
}

static Error *places_of_meeting(Office *office, Request *request, const Meeting *meeting, Text body, OptionList *out) {
    Agenda agenda;
    if (meeting->state == MEETING_CANCELLED || meeting->state == MEETING_HELD) return NULL;
    TRY(agenda_get(office->db, request->arena, meeting->id, &agenda));
    Text where =
        text_format(request->arena, "%.*s%s%.*s", TEXT_ARG(body), body.len ? ", " : "", TEXT_ARG(date_plain(request->arena, meeting->day)));
    offer_new(office, request, &agenda, where, out);
    for (size_t k = 0; k < agenda.count; k++)
        for (size_t n = 0; n < agenda.items[k].count; n++) {
            const AgendaEntry *entry = &agenda.items[k].items[n];
            if (entry->item.is_withdrawn || !item_is_public(&agenda.meeting, &agenda.items[k].part, &entry->item))
                continue; /* what the report says is open */
            option_add(request->arena, out, entry->item.id.n,
                text_format(request->arena, "%.*s: %.*s %.*s", TEXT_ARG(where), TEXT_ARG(entry->code), TEXT_ARG(entry->item.title)));
        }
    return NULL;
}

static Error *places_of_body(Office *office, Request *request, BodyId body, Text name, OptionList *out) {
    MeetingList meetings;
    TRY(meetings_from_day(office->db, request->arena, body.n, plan_today(request), PLAN_MEETINGS_AHEAD, &meetings));
    for (size_t i = 0; i < meetings.count; i++) TRY(places_of_meeting(office, request, &meetings.items[i], name, out));
    return NULL;
}

Error *plan_places_ahead(Office *office, Request *request, BodyId body, bool with_groups, OptionList *out) {
    BodyList bodies;
    if (!with_groups) return places_of_body(office, request, body, S(""), out);
    TRY(bodies_on(office->db, request->arena, plan_today(request), &bodies));
    for (size_t i = 0; i < bodies.count; i++) {
        const Body *b = &bodies.items[i];
        if (b->id.n == body.n || (b->kind == BODY_WORKING_GROUP && b->parent.n == body.n))
            TRY(places_of_body(office, request, b->id, b->name, out));
    }
    return NULL;
}

bool plan_is_offered(const OptionList *options, int64_t id) {
    int64_t n;
    for (size_t i = 0; i < options->count; i++)
        if (text_to_int64(options->items[i].value, &n) && n == id) return true;
    return false;
}

bool plan_place_of(const OptionList *offered, Text chosen, PlanPlace *out) {
    *out = (PlanPlace){0};
    for (size_t i = 0; i < offered->count; i++) {
        if (!text_equal(offered->items[i].value, chosen)) continue;
        if (text_starts_with(chosen, new_item)) return text_to_int64(text_slice(chosen, new_item.len, SIZE_MAX), &out->meeting.n);
        return text_to_int64(chosen, &out->item.n);
    }
    return false;
}

/* ---- Put there ---- */

/* An item that is not public is none: what is put there is open. */
static const AgendaItem *item_titled(const Agenda *agenda, Text title) {
    for (size_t k = 0; k < agenda->count; k++)
        for (size_t n = 0; n < agenda->items[k].count; n++) {
            const AgendaItem *item = &agenda->items[k].items[n].item;
            bool is_open = !item->is_withdrawn && item_is_public(&agenda->meeting, &agenda->items[k].part, item);
            if (is_open && text_equal(item->title, title)) return item;
        }
    return NULL;
}

Error *plan_place_item(Tx *tx, PlanPlace place, Text title, Purpose purpose, AgendaItem *out) {
    Agenda agenda;
    if (place.item.n) return record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, place.item.n, out);
    TRY(agenda_get(tx_db(tx), tx_arena(tx), place.meeting, &agenda));
    const AgendaItem *there = item_titled(&agenda, title);
    if (there) {
        *out = *there;
        return NULL;
    }
    const AgendaSection *section = section_for_new(&agenda);
    if (!section)
        return error_new(
            tx_arena(tx), ERROR_INPUT, "The agenda of that meeting has no part that is open. Add one first, or choose another meeting.");
    *out = (AgendaItem){.part = section->part.id, .kind = ITEM_BUSINESS, .title = title, .purpose = purpose};
    return item_add(tx, out);
}

Error *plan_paper_once(Tx *tx, AgendaItemId item, Report *report, Paper *out) {
    PaperList papers;
    TRY(papers_of_item(tx_db(tx), tx_arena(tx), item, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        if (!text_equal(papers.items[i].title, report->subject) || papers.items[i].kind != PAPER_REPORT || papers.items[i].is_withdrawn)
            continue;
        *out = papers.items[i];
        return NULL;
    }
    return report_add(tx, item, report, out);
}
