/* What an agenda item is called: letters of parts, codes of items. Pure. */
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
