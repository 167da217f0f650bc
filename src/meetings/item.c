/* What an agenda item is called and what of it the public may know: codes, public titles, the words of a restriction. Pure. */
#include "base/buffer.h"
#include "meetings/meeting.h"

/* 1: A ... 26: Z, 27: AA, 28: AB: bijective base 26. */
Text part_letter(Arena *arena, int64_t position) {
    static const char single[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    CHECK(position > 0);
    if (position <= 26) return (Text){single + position - 1, 1};
    char letters[16];
    size_t at = sizeof letters;
    while (position > 0 && at > 0) {
        position--;
        letters[--at] = (char)('A' + position % 26);
        position /= 26;
    }
    return text_copy(arena, (Text){letters + at, sizeof letters - at});
}

Text item_code(Arena *arena, int64_t part_position, int64_t item_position) {
    CHECK(item_position > 0);
    Buffer code = buffer_new(arena, 8);
    buffer_put(&code, part_letter(arena, part_position));
    buffer_put_int(&code, item_position);
    return buffer_text(&code);
}

bool item_is_public(const AgendaPart *part, const AgendaItem *item) {
    return part->is_open && item->restriction == 0;
}

Text item_public_title(const AgendaPart *part, const AgendaItem *item) {
    if (item_is_public(part, item)) return item->title;
    return text_is_empty(item->public_title) ? S("Item not for publication") : item->public_title;
}

/* MTG-04: every copy says under which description it is withheld. */
Text restriction_shown(Arena *arena, const AgendaItem *item) {
    if (item->restriction == RESTRICTION_CONFIDENTIAL)
        return S("Confidential: the public must be excluded under section 100A(2) of the Local Government Act 1972");
    if (item->restriction != RESTRICTION_EXEMPT) return S("");
    int left = __builtin_popcount(item->paragraphs);
    if (left == 0) return S("Exempt under Part 1 of Schedule 12A to the Local Government Act 1972");
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, left == 1 ? S("Exempt under paragraph ") : S("Exempt under paragraphs "));
    for (const Choice *paragraph = schedule_12a_paragraphs; paragraph->code; paragraph++) {
        if (!(item->paragraphs & (uint32_t)paragraph->value)) continue;
        left--;
        buffer_put(&out, text_of(paragraph->code));
        if (left > 0) buffer_put(&out, left == 1 ? S(" and ") : S(", "));
    }
    buffer_put(&out, S(" of Part 1 of Schedule 12A to the Local Government Act 1972"));
    return buffer_text(&out);
}

Text restriction_marking(Arena *arena, const AgendaPart *part, const AgendaItem *item) {
    if (item_is_public(part, item)) return S("");
    if (item->restriction == 0) return S("NOT FOR PUBLICATION");
    return text_join(arena, S("NOT FOR PUBLICATION. "), restriction_shown(arena, item));
}
