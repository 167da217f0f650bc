/* What the public may see of a meeting, a part, an item, a paper: the one place that decides it, and the words of a restriction. Pure. */
#include "base/buffer.h"
#include "meetings/meeting.h"

/* ---- Who is open ---- */

bool meeting_is_public(const Meeting *meeting) {
    return meeting->restriction == 0;
}

bool part_is_public(const Meeting *meeting, const AgendaPart *part) {
    return meeting_is_public(meeting) && part->is_open;
}

bool item_is_public(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item) {
    return part_is_public(meeting, part) && item->restriction == 0;
}

bool paper_is_public(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper) {
    return item_is_public(meeting, part, item) && paper->restriction == 0;
}

Text item_public_title(const Meeting *meeting, const AgendaPart *part, const AgendaItem *item) {
    if (item_is_public(meeting, part, item)) return item->title;
    return text_is_empty(item->public_title) ? S("Item not for publication") : item->public_title;
}

/* ---- Several restrictions ---- */

Restricted restriction_joined(const Restricted *a, const Restricted *b, const Restricted *c) {
    const Restricted *all[] = {a, b, c};
    Restricted joined = {0};
    for (size_t i = 0; i < 3; i++) {
        if (!all[i] || all[i]->restriction == 0) continue;
        /* Confidential leaves no choice, so it goes before exempt (MTG-05). */
        if (joined.restriction != RESTRICTION_CONFIDENTIAL) joined.restriction = all[i]->restriction;
        if (all[i]->restriction == RESTRICTION_EXEMPT) joined.paragraphs |= all[i]->paragraphs;
    }
    if (joined.restriction == RESTRICTION_CONFIDENTIAL) joined.paragraphs = 0;
    return joined;
}

Restricted restriction_in_force(const Meeting *meeting, const AgendaItem *item, const Paper *paper) {
    return restriction_joined(&meeting->restricted, &item->restricted, paper ? &paper->restricted : NULL);
}

/* ---- In words ---- */

Text paragraphs_shown(Arena *arena, uint32_t paragraphs) {
    Buffer out = buffer_new(arena, 32);
    int left = __builtin_popcount(paragraphs);
    buffer_put(&out, left == 1 ? S("paragraph ") : S("paragraphs "));
    for (const Choice *paragraph = schedule_12a_paragraphs; paragraph->code; paragraph++) {
        if (!(paragraphs & (uint32_t)paragraph->value)) continue;
        left--;
        buffer_put(&out, text_of(paragraph->code));
        if (left > 0) buffer_put(&out, left == 1 ? S(" and ") : S(", "));
    }
    return buffer_text(&out);
}

/* MTG-04: every copy says under which description it is withheld. */
Text restriction_shown(Arena *arena, const Restricted *r) {
    if (r->restriction == RESTRICTION_CONFIDENTIAL)
        return S("Confidential: the public must be excluded under section 100A(2) of the Local Government Act 1972");
    if (r->restriction != RESTRICTION_EXEMPT) return S("");
    if (r->paragraphs == 0) return S("Exempt under Part 1 of Schedule 12A to the Local Government Act 1972");
    return text_format(arena, "Exempt under %.*s of Part 1 of Schedule 12A to the Local Government Act 1972",
        TEXT_ARG(paragraphs_shown(arena, r->paragraphs)));
}

Text restriction_marking(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper) {
    if (paper ? paper_is_public(meeting, part, item, paper) : item_is_public(meeting, part, item)) return S("");
    Restricted in_force = restriction_in_force(meeting, item, paper);
    if (in_force.restriction == 0) return S("NOT FOR PUBLICATION");
    return text_join(arena, S("NOT FOR PUBLICATION. "), restriction_shown(arena, &in_force));
}

/* A description within a sentence. */
static Text in_sentence(Arena *arena, const Restricted *r) {
    Text shown = restriction_shown(arena, r);
    return text_join(arena, r->restriction == RESTRICTION_CONFIDENTIAL ? S("c") : S("e"), text_slice(shown, 1, SIZE_MAX));
}

Text paper_withheld_words(Arena *arena, const Paper *paper) {
    return text_join(arena, S("A paper of this item is not for publication: "), in_sentence(arena, &paper->restricted));
}

Text passages_withheld_words(Arena *arena, const Report *report) {
    PassageList passages = report_passages(arena, report);
    Restricted joined = {0};
    if (passages.count == 0) return S("");
    for (size_t i = 0; i < passages.count; i++) joined = restriction_joined(&joined, &passages.items[i].restricted, NULL);
    if (joined.restriction == 0) return S("Parts of the report are withheld");
    return text_join(arena, S("Parts of the report are withheld: "), in_sentence(arena, &joined));
}

Text passages_marking(Arena *arena, Text marking, const Report *report) {
    Text words = passages_withheld_words(arena, report);
    if (text_is_empty(marking)) return text_join(arena, S("NOT FOR PUBLICATION. "), words);
    return text_format(arena, "%.*s. NOT FOR PUBLICATION. %.*s", TEXT_ARG(marking), TEXT_ARG(words));
}

/* ---- Security marking ---- */

Text security_marking_shown(SecurityMarking marking) {
    switch (marking) {
    case MARKING_OFFICIAL: return S("OFFICIAL");
    case MARKING_OFFICIAL_SENSITIVE: return S("OFFICIAL-SENSITIVE");
    }
    return S("");
}

SecurityMarking security_marking_higher(SecurityMarking a, SecurityMarking b) {
    return a > b ? a : b;
}

Text paper_marking(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper) {
    Text security = security_marking_shown(paper->security_marking);
    Text restriction = restriction_marking(arena, meeting, part, item, paper);
    if (text_is_empty(security)) return restriction;
    if (text_is_empty(restriction)) return security;
    return text_format(arena, "%.*s. %.*s", TEXT_ARG(security), TEXT_ARG(restriction));
}
