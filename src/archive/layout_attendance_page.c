/* The web page of who attended a meeting: its day and body, then a table of names, roles and how each attended. */
#include "archive/attendance_list.h"
#include "archive/layout.h"
#include "archive/minutes_head.h"

static bool is_table_head(const Block *block) {
    return block->role == LINE_ROW && block->text.len < 120 && has_words(block->text, "Attendee|Name|Member|Councillor")
           && has_words(block->text, "Attendance");
}

static bool sees(Arena *arena, const Blocks *blocks, size_t at, size_t *begin) {
    (void)arena;
    enum { HEAD_MOST = 15 };
    Text t = text_trim(blocks->items[at].text);
    if (at > 30 || blocks->lines->format != SOURCE_HTML) return false;
    if (!text_equal_ignoring_case(t, S("Meeting attendance")) && !text_equal_ignoring_case(t, S("Attendance details"))) return false;
    for (size_t i = at + 1; i < blocks->count && i < at + HEAD_MOST; i++)
        if (is_table_head(&blocks->items[i])) {
            *begin = at;
            return true;
        }
    return false;
}

/* "Thursday, 3rd April, 2025 6.30 pm, Safety Panel", or the body before the day. */
static void take_title(LayoutReader *reader, Text t) {
    ReadDocument *d = reader->document;
    FoundDay day;
    size_t to;
    Text rest = t;
    if (scan_words(&rest, "Venue:|Location:")) {
        d->venue = text_trim(rest);
        if (has_words(d->venue, "online|Teams|virtual|Zoom|remote")) d->is_online = true;
        return;
    }
    if (date_is_set(d->date) || t.len > 250 || !find_day(t, 0, &day) || !day.has_year) {
        if (d->body.len == 0 && t.len < 120 && names_body(t) && !ends_sentence(t)) d->body = t;
        return;
    }
    take_day(reader, t);
    Text before = text_trim(text_slice(t, 0, day.from)), after = text_slice(t, day.to, SIZE_MAX);
    TimeOfDay time;
    if (find_time(after, 0, &time, &to) && to < 20) after = text_slice(after, to, SIZE_MAX);
    while (after.len > 0 && strchr(",- ", after.ptr[0])) after = text_slice(after, 1, SIZE_MAX);
    while (before.len > 0 && strchr(",- ", before.ptr[before.len - 1])) before.len--;
    if (names_body(after)) d->body = text_trim(after);
    else if (names_body(before)) d->body = before;
}

/* What "Present, as substitute for Mr B" says; 0: nothing that took place, as "Expected" before the meeting. */
static EntryKind kind_of(Text how, Text *instead) {
    *instead = (Text){0};
    size_t for_whom = find_word(how, "substitute for", 0);
    if (for_whom != SIZE_MAX) {
        *instead = text_trim(text_slice(how, for_whom + strlen("substitute for"), SIZE_MAX));
        return ENTRY_SUBSTITUTE;
    }
    if (has_words(how, "apologies|apology|absent|not present|not in attendance")) return ENTRY_APOLOGIES;
    if (has_words(how, "in attendance|observer|observing")) return ENTRY_ATTENDING;
    return has_words(how, "present|attended|yes") ? ENTRY_PRESENT : 0;
}

typedef struct {
    size_t name, role, how, count;
} AttendanceColumns;

static void take_row(LayoutReader *reader, const AttendanceColumns *columns, const Block *block) {
    Cells row = block_cells(reader->arena, block);
    if (columns->name >= row.count || columns->how >= row.count) return;
    Text instead, name = row.items[columns->name];
    EntryKind kind = kind_of(row.items[columns->how], &instead);
    size_t before = reader->document->entries.count;
    if (!kind || name.len == 0) return;
    put_persons(reader, kind, -1, name, block->first_line, block->last_line);
    if (reader->document->entries.count == before) return;
    Entry *entry = entry_at(reader, (int)before);
    entry->detail = instead;
    Text role = columns->role < row.count ? row.items[columns->role] : (Text){0};
    if (role.len == 0 || has_words(role, "Committee member|Member|Reserve|Substitute")) return;
    entry->is_vice_chair = has_words(role, "Vice-Chair|Vice Chair|Vice-Chairman|Deputy Chair");
    entry->is_chair = !entry->is_vice_chair && has_words(role, "Chair|Chairman|Chairperson");
    entry->role = role;
}

static void read(LayoutReader *reader) {
    AttendanceColumns columns = {0};
    for (size_t at = reader->from + 1; at < reader->to; at++) {
        const Block *block = block_at(reader, at);
        if (columns.count == 0 && is_table_head(block)) {
            Cells head = block_cells(reader->arena, block);
            columns = (AttendanceColumns){.name = head.count, .role = head.count, .how = head.count, .count = head.count};
            for (size_t i = head.count; i-- > 0;) {
                if (has_words(head.items[i], "Attendee|Name|Member|Councillor")) columns.name = i;
                if (has_words(head.items[i], "Role|Position")) columns.role = i;
                if (has_words(head.items[i], "Attendance")) columns.how = i;
            }
        } else if (columns.count == 0) {
            take_title(reader, block->text);
        } else if (block->role == LINE_ROW) {
            take_row(reader, &columns, block);
        }
    }
    review_persons(reader);
    review_day(reader);
}

const Layout layout_attendance_page = {
    .name = "attendance page", .kind = DOCUMENT_MEETING_PAGE, .sees = sees, .read = read, .is_whole_page = true};
