/* The agenda front sheet: body, date, place, contact, the parts with their items and the pages of the papers. */
#include "meetings/supplement.h"
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

void front_sheet_meeting(Document *d, Arena *arena, const Meeting *m) {
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

/* The papers of an entry: how many, the first one's place in the plan, and whether each has a line of its own under the item's. */
typedef struct {
    size_t first, count;
    bool has_lines;
} OwnPapers;

static OwnPapers papers_of(const PackPlan *plan, const AgendaEntry *entry) {
    OwnPapers own = {0};
    bool is_any_public = false;
    for (size_t i = 0; i < plan->papers.count; i++) {
        if (plan->papers.items[i].entry != entry) continue;
        if (own.count++ == 0) own.first = i;
        is_any_public = is_any_public || !pack_is_withheld(&plan->papers.items[i]);
    }
    own.has_lines = own.count > 1 && (!plan->is_public || is_any_public);
    return own;
}

/* MTG-04: an open item says that it has a paper, or parts of one, not for publication, and under which description; never its title. */
static void put_withheld_papers(Buffer *note, Arena *arena, const PackPlan *plan, const OwnPapers *own) {
    for (size_t i = own->first; i < own->first + own->count && !own->has_lines; i++) {
        const PackPaper *p = &plan->papers.items[i];
        if (p->open.share == PUBLIC_NOTHING) note_add(note, paper_withheld_words(arena, p->paper));
        if (p->open.share == PUBLIC_VERSION) note_add(note, p->open.why);
    }
}

/* Lead and purpose of an item that may be known; the description of the restriction of one that may not. */
static Text item_note(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry, const OwnPapers *own) {
    const AgendaItem *item = &entry->item;
    Buffer note = buffer_new(arena, 128);
    bool is_public = item_is_public(&plan->agenda->meeting, &section->part, item), is_known = !plan->is_public || is_public;
    if (item->is_withdrawn) {
        note_add(&note, S("Withdrawn"));
        note_add(&note, is_known ? item->withdrawn_reason : S(""));
        return buffer_text(&note);
    }
    if (is_known) note_add(&note, item->lead);
    if (is_known) note_add(&note, purpose_shown(item));
    note_add(&note, urgency_shown(arena, &plan->agenda->meeting, &section->part, item));
    note_add(&note, restriction_marking(arena, &plan->agenda->meeting, &section->part, item, NULL));
    if (is_public) put_withheld_papers(&note, arena, plan, own);
    return buffer_text(&note);
}

Text pack_item_title(Arena *arena, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
    Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &section->part, &entry->item) : entry->item.title;
    return text_format(arena, "%.*s %.*s", TEXT_ARG(entry->code), TEXT_ARG(title));
}

static Text range_shown(Arena *arena, int64_t from, int64_t to) {
    if (from == 0) return S("");
    return to > from ? text_format(arena, "Pages %d - %d", (int)from, (int)to) : text_format(arena, "Page %d", (int)from);
}

/* ---- Items and their papers: in a pack, its table of contents ---- */

typedef struct {
    Document *d;
    Arena *arena;
    const PackPlan *plan;
    bool is_for_pack; /* its lines lead to the papers */
} Sheet;

/* One of several papers of an item. */
static void put_paper(const Sheet *s, size_t i) {
    const PackPaper *p = &s->plan->papers.items[i];
    Text title = s->plan->is_public ? p->open.title : p->path ? p->paper->title : S("Paper recalled");
    /* What the item's own line says already is not said again. */
    Text why = item_is_public(&s->plan->agenda->meeting, &p->section->part, &p->entry->item) ? p->open.why : S("");
    document_agenda_link(s->d, S(""), title, why, range_shown(s->arena, p->first_page, p->last_page),
        s->is_for_pack ? pack_place(s->arena, s->plan, i) : S(""));
}

static void put_item(const Sheet *s, const AgendaSection *section, const AgendaEntry *entry) {
    const PackPlan *plan = s->plan;
    OwnPapers own = papers_of(plan, entry);
    Text title = plan->is_public ? item_public_title(&plan->agenda->meeting, &section->part, &entry->item) : entry->item.title;
    int64_t from = 0, to = 0;
    pack_range(plan, entry->item.id, &from, &to);
    document_agenda_link(s->d, entry->code, title, item_note(s->arena, plan, section, entry, &own), range_shown(s->arena, from, to),
        s->is_for_pack && own.count > 0 ? pack_place(s->arena, plan, own.first) : S(""));
    for (size_t i = own.first; i < own.first + own.count && own.has_lines; i++) put_paper(s, i);
}

static void put_section(const Sheet *s, const AgendaSection *section) {
    document_heading(s->d, 2, text_format(s->arena, "%.*s. %.*s", TEXT_ARG(section->letter), TEXT_ARG(section->part.title)));
    put_openness(s->d, &section->part);
    for (size_t i = 0; i < section->count; i++) put_item(s, section, &section->items[i]);
}

static bool has_withheld_paper(const PackPlan *plan) {
    for (size_t i = 0; i < plan->papers.count; i++)
        if (plan->papers.items[i].open.share != PUBLIC_WHOLE && !plan->papers.items[i].paper->is_recalled) return true;
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
    front_sheet_meeting(d, arena, &agenda->meeting);
    if (!text_is_empty(agenda->meeting.note)) document_markdown(d, agenda->meeting.note, 3);
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->items[i].count > 0) put_section(&(Sheet){d, arena, plan, is_for_pack}, &agenda->items[i]);
    return document_write(d, path, pages);
}
