/* Lists cut into the parts that components.view.html writes, and sizes and names in words. */
#include "web/component_parts.h"

#include "base/error.h"
#include "store/search.h"

/* ---- Words ---- */

MarkedParts marked_parts(Arena *arena, Text words) {
    size_t most = 1;
    for (size_t i = 0; i < words.len; i++) most += words.ptr[i] == SEARCH_MARK_OPEN[0] || words.ptr[i] == SEARCH_MARK_CLOSE[0];
    MarkedParts parts = {ARENA_ARRAY(arena, MarkedPart, most), 0};
    bool is_marked = false;
    size_t begin = 0;
    for (size_t i = 0; i <= words.len; i++) {
        char c = i < words.len ? words.ptr[i] : SEARCH_MARK_CLOSE[0];
        if (c != SEARCH_MARK_OPEN[0] && c != SEARCH_MARK_CLOSE[0]) continue;
        if (i > begin) parts.items[parts.count++] = (MarkedPart){text_slice(words, begin, i - begin), is_marked};
        is_marked = c == SEARCH_MARK_OPEN[0];
        begin = i + 1;
    }
    return parts;
}

static size_t line_count(Text t) {
    size_t count = 1;
    for (size_t i = 0; i < t.len; i++) count += t.ptr[i] == '\n';
    return count;
}

Paragraphs paragraphs_of(Arena *arena, Text words) {
    size_t most = line_count(words);
    Paragraphs all = {ARENA_ARRAY(arena, Paragraph, most), 0};
    Text *lines = ARENA_ARRAY(arena, Text, most);
    bool is_inside = false;
    for (Text rest = words, line; text_next_line(&rest, &line);) {
        if (text_is_empty(text_trim(line))) {
            is_inside = false;
            continue;
        }
        if (!is_inside) all.items[all.count++] = (Paragraph){lines, 0};
        is_inside = true;
        *lines++ = line;
        all.items[all.count - 1].count++;
    }
    return all;
}

Text text_lower_first(Arena *arena, Text t) {
    if (t.len < 2 || t.ptr[0] < 'A' || t.ptr[0] > 'Z' || (t.ptr[1] >= 'A' && t.ptr[1] <= 'Z')) return t;
    return text_join(arena, text_lower(arena, text_slice(t, 0, 1)), text_slice(t, 1, t.len - 1));
}

Text media_type_name(Arena *arena, Text media_type) {
    static const struct {
        const char *type, *name;
    } names[] = {
        {"application/pdf", "PDF"},
        {"text/csv", "CSV"},
        {"application/json", "JSON"},
        {"text/html", "HTML"},
        {"text/plain", "Plain text"},
        {"text/calendar", "Calendar file"},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"},
        {"application/vnd.oasis.opendocument.text", "ODT"},
        {"application/vnd.oasis.opendocument.spreadsheet", "ODS"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(media_type, text_of(names[i].type))) return text_of(names[i].name);
    return text_is_empty(media_type) ? S("File") : text_copy(arena, media_type);
}

Text bytes_shown(Arena *arena, int64_t bytes) {
    if (bytes < 1000) return text_format(arena, "%" PRId64 " bytes", bytes);
    if (bytes < 999500) return text_format(arena, "%" PRId64 " KB", (bytes + 500) / 1000);
    int64_t tenths = (bytes + 50000) / 100000;
    if (tenths >= 100) return text_format(arena, "%" PRId64 " MB", (tenths + 5) / 10);
    return text_format(arena, "%" PRId64 ".%" PRId64 " MB", tenths / 10, tenths % 10);
}

/* ---- Tables and summaries ---- */

HeadColumns columns_of(Arena *arena, const char *columns) {
    Text rest = text_of(columns);
    size_t most = 1;
    for (size_t i = 0; i < rest.len; i++) most += rest.ptr[i] == '|';
    HeadColumns all = {ARENA_ARRAY(arena, HeadColumn, most), 0};
    for (Text name; text_split(&rest, '|', &name);) {
        bool is_numeric = text_starts_with(name, S("#"));
        all.items[all.count++] = (HeadColumn){is_numeric ? text_slice(name, 1, name.len - 1) : name, is_numeric};
    }
    return all;
}

FieldList fields_shown(Arena *arena, const Record *record, Access viewer) {
    FieldList list = {ARENA_ARRAY(arena, Field, record->field_count), 0};
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (field->kind == FIELD_REF || field->kind == FIELD_MOMENT || field->kind == FIELD_SECRET) continue;
        if (field->see && !(field->see & viewer)) continue;
        list.items[list.count++] = *field;
    }
    return list;
}

/* ---- Pages of a list ---- */

Pagination pagination_of(Text asked, int64_t total, int per_page, Text address) {
    CHECK(per_page > 0);
    int64_t pages = total > 0 ? (total + per_page - 1) / per_page : 1, page = 1;
    if (!text_to_int64(asked, &page) || page < 1 || page > pages) page = 1;
    return (Pagination){(int)page, (int)pages, address};
}

PageEntries page_entries(Arena *arena, Pagination p) {
    PageEntries entries = {ARENA_ARRAY(arena, PageEntry, 9), 0};
    int before = 0;
    for (int number = 1; number <= p.pages; number++) {
        bool is_near = number >= p.page - 1 && number <= p.page + 1;
        if (number != 1 && number != p.pages && !is_near) {
            number = number < p.page ? p.page - 2 : p.pages - 1; /* on to the next that is shown */
            continue;
        }
        if (number > before + 1) entries.items[entries.count++] = (PageEntry){0};
        entries.items[entries.count++] = (PageEntry){number};
        before = number;
    }
    return entries;
}

Text page_address(Arena *arena, Pagination p, int number) {
    const char *joint = text_contains(p.address, S("?")) ? "&" : "?";
    return text_format(arena, "%.*s%spage=%d", TEXT_ARG(p.address), joint, number);
}
