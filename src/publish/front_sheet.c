/* The agenda front sheet: body, date, place, contact, the parts with their items and the pages of the papers. */
#include "paper/paper.h"
#include "publish/pack.h"

enum { PAIRS = 6 };

static Text place_shown(Arena *arena, const Meeting *m) {
    if (!m->is_online) return m->place;
    if (text_is_empty(m->place) || text_equal_ignoring_case(m->place, S("online"))) return S("Online");
    return text_format(arena, "%.*s, and online", TEXT_ARG(m->place));
}

static Text time_shown(Arena *arena, const Meeting *m) {
    if (!time_is_set(m->starts)) return S("");
    if (!time_is_set(m->ends)) return time_plain(arena, m->starts);
    return text_format(arena, "%.*s to %.*s", TEXT_ARG(time_plain(arena, m->starts)), TEXT_ARG(time_plain(arena, m->ends)));
}

static void put_meeting(Document *d, Arena *arena, const Meeting *m) {
    DocumentPair pairs[PAIRS] = {
        {S("Date:"), date_long(arena, m->day)},
        {S("Time:"), time_shown(arena, m)},
        {S("Place:"), place_shown(arena, m)},
        {S("Ask for:"), m->contact_name},
        {S("Telephone:"), m->contact_phone},
        {S("Email:"), m->contact_email},
    };
    size_t count = 0;
    for (size_t i = 0; i < PAIRS; i++)
        if (!text_is_empty(pairs[i].value)) pairs[count++] = pairs[i];
    document_pairs(d, pairs, count);
}

/* R48, MTG-04: what each part's heading says about the public. The note of a closed part says it in the clerk's own words. */
static void put_openness(Document *d, const AgendaPart *part) {
    if (part->is_open) document_paragraph(d, S("During these items the meeting is likely to be open to the public."));
    else if (text_is_empty(part->note))
        document_paragraph(d, S("Meeting not open to the press and public and reports not for publication."));
    if (!text_is_empty(part->note)) document_paragraph(d, part->note);
}

static void note_add(Buffer *note, Text words) {
    if (text_is_empty(words)) return;
    if (note->len > 0) buffer_put(note, S(". "));
    buffer_put(note, words);
}

static Text purpose_shown(const AgendaItem *item) {
    switch (item->purpose) {
    case PURPOSE_DECISION: return S("For decision");
    case PURPOSE_INFORMATION: return S("For information");
    }
    return S("");
}

/* MTG-04: an open item says that it has a paper which is not for publication, and under which description; never its title. */
static void put_withheld_papers(Buffer *note, Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
    if (!item_is_public(&plan->agenda->meeting, &section->part, &entry->item)) return;
    for (size_t i = 0; i < entry->papers.count; i++)
        if (entry->papers.items[i].restriction) note_add(note, paper_withheld_words(arena, &entry->papers.items[i]));
}

/* Lead and purpose of an item that may be known; the description of the restriction of one that may not. */
static Text item_note(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
    const AgendaItem *item = &entry->item;
    Buffer note = buffer_new(arena, 128);
    bool is_known = !plan->is_public || item_is_public(&plan->agenda->meeting, &section->part, item);
    if (item->is_withdrawn) {
        note_add(&note, S("Withdrawn"));
        note_add(&note, is_known ? item->withdrawn_reason : S(""));
        return buffer_text(&note);
    }
    if (is_known) note_add(&note, item->lead);
    if (is_known) note_add(&note, purpose_shown(item));
    note_add(&note, restriction_marking(arena, &plan->agenda->meeting, &section->part, item, NULL));
    if (is_known) put_withheld_papers(&note, arena, plan, section, entry);
    return buffer_text(&note);
}

Text pack_item_title(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
    Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &section->part, &entry->item) : entry->item.title;
    return text_format(arena, "%.*s %.*s", TEXT_ARG(entry->code), TEXT_ARG(title));
}

static Text range_shown(Arena *arena, const PackPlan *plan, const AgendaItem *item) {
    int64_t from = 0, to = 0;
    pack_range(plan, item->id, &from, &to);
    if (from == 0) return S("");
    return to > from ? text_format(arena, "Pages %d - %d", (int)from, (int)to) : text_format(arena, "Page %d", (int)from);
}

static void put_section(Document *d, Arena *arena, const PackPlan *plan, const AgendaSection *section) {
    document_heading(d, 2, text_format(arena, "%.*s. %.*s", TEXT_ARG(section->letter), TEXT_ARG(section->part.title)));
    put_openness(d, &section->part);
    for (size_t i = 0; i < section->count; i++) {
        const AgendaEntry *entry = &section->items[i];
        Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &section->part, &entry->item) : entry->item.title;
        document_agenda_line(d, entry->code, title, item_note(arena, plan, section, entry), range_shown(arena, plan, &entry->item));
    }
}

static bool has_withheld_paper(const PackPlan *plan) {
    for (size_t i = 0; i < plan->papers.count; i++)
        if (plan->papers.items[i].has_passages || !pack_paper_is_public(plan, &plan->papers.items[i])) return true;
    return false;
}

Text pack_marking_shown(Arena *arena, const PackPlan *plan) {
    Text security = security_marking_shown(pack_marking(plan));
    Text restriction = !plan->is_public && has_withheld_paper(plan) ? S("NOT FOR PUBLICATION: this pack holds restricted papers") : S("");
    if (text_is_empty(security)) return restriction;
    return text_is_empty(restriction) ? security : text_format(arena, "%.*s. %.*s", TEXT_ARG(security), TEXT_ARG(restriction));
}

Error *front_sheet_write(Arena *arena, const PackPlan *plan, bool is_for_pack, const char *path, int *pages) {
    const Agenda *agenda = plan->agenda;
    Text day = date_plain(arena, agenda->meeting.day);
    Document *d =
        document_new(arena, text_format(arena, "Agenda: %.*s, %.*s", TEXT_ARG(agenda->body.name), TEXT_ARG(day)), agenda->body.name);
    document_foot(d, is_for_pack ? DOCUMENT_FOOT_TITLE : DOCUMENT_FOOT_PAGES);
    document_marking(d, pack_marking_shown(arena, plan));
    document_title(d, agenda->body.name, S("Agenda"));
    put_meeting(d, arena, &agenda->meeting);
    if (!text_is_empty(agenda->meeting.note)) document_markdown(d, agenda->meeting.note, 3);
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->items[i].count > 0) put_section(d, arena, plan, &agenda->items[i]);
    return document_write(d, path, pages);
}
