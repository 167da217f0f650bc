/* Owns what is looked for once the items of minutes are read: dates to come, declarations, apologies, the minutes that were approved, text that
 * breaks off, numbers out of order, and the document's own day. */
#include <stdlib.h>

#include "archive/attendance_list.h"
#include "archive/layout.h"

bool take_day(LayoutReader *reader, Text words) {
    ReadDocument *d = reader->document;
    FoundDay found;
    for (size_t from = 0; find_day(words, from, &found); from = found.to) {
        if (!found.has_year) continue;
        d->date = found.date;
        d->date_words = text_slice(words, found.from, found.to - found.from);
        size_t to;
        if (!time_is_set(d->time)) find_time(words, found.to, &d->time, &to);
        return true;
    }
    return false;
}

static bool is_below(LayoutReader *reader, int entry, int item) {
    while (entry >= 0 && entry != item) entry = entry_at(reader, entry)->parent;
    return entry == item;
}

/* For each entry the index behind the last that stands below it: what belongs to an item is looked for from the item to there. */
static size_t *ends_below(LayoutReader *reader, size_t count) {
    size_t *ends = ARENA_ARRAY(reader->arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) ends[i] = i + 1;
    for (size_t i = count; i-- > 0;) {
        int parent = entry_at(reader, (int)i)->parent;
        if (parent >= 0 && ends[i] > ends[parent]) ends[parent] = ends[i];
    }
    return ends;
}

/* ---- One item ---- */

static const Entry *day_to_come(LayoutReader *reader, size_t at) {
    return entry_at(reader, reader->days_to_come[at]);
}

static void put_future(LayoutReader *reader, int item, const Entry *from, Text words) {
    FoundDay found;
    ReadDocument *d = reader->document;
    for (size_t at = 0; find_day(words, at, &found); at = found.to) {
        if (!found.has_year || (date_is_set(d->date) && date_compare(found.date, d->date) <= 0)) continue;
        bool is_listed = false;
        for (size_t i = 0; i < reader->days_to_come_count && !is_listed; i++)
            is_listed = date_compare(day_to_come(reader, i)->date, found.date) == 0;
        if (is_listed || reader->days_to_come_count == DAYS_TO_COME_MAX) continue;
        Block place = {.first_line = from->first_line, .last_line = from->last_line};
        int index = put_entry(reader, ENTRY_FUTURE_DATE, item, &place, sentence_at(words, found.from));
        reader->days_to_come[reader->days_to_come_count++] = index;
        Entry *entry = entry_at(reader, index);
        size_t to;
        entry->date = found.date;
        Text until = text_slice(words, 0, found.to + 30);
        find_time(until, found.to, &entry->time, &to);
        if (!date_is_set(d->next_meeting) || date_compare(found.date, d->next_meeting) < 0) d->next_meeting = found.date;
    }
}

/* "the dates of the meetings in 2022", and none of them is in 2022 ... or not all are. */
static void doubt_year(LayoutReader *reader, int item, int entry) {
    const Entry *said = entry_at(reader, entry);
    Text words = said->words;
    for (size_t i = 0; i + 4 <= words.len; i++) {
        Text rest = text_slice(words, i, SIZE_MAX);
        int year;
        if ((i > 0 && words.ptr[i - 1] != ' ') || !scan_number(&rest, 4, &year) || year < 1990 || year > 2199) continue;
        FoundDay day;
        if (find_day(words, 0, &day)) return;
        int outside = 0, inside = 0;
        for (size_t k = 0; k < reader->days_to_come_count; k++) {
            const Entry *date = day_to_come(reader, k);
            if (date->parent == item) date_parts(date->date).year == year ? inside++ : outside++;
        }
        if (outside == 0) return;
        put_doubt(reader, DOUBT_DATE_DIFFERS, entry, said->first_line, said->last_line,
            text_format(reader->arena,
                "The decision speaks of the meetings in %d, but %d of the %d days that are listed %s in another year.", year, outside,
                outside + inside, outside == 1 ? "is" : "are"),
            (Text){0}, text_format(reader->arena, "%d of %d days are in %d", inside, inside + outside, year));
        return;
    }
}

static void review_future(LayoutReader *reader, int item, size_t end) {
    for (size_t i = (size_t)item; i < end; i++) {
        Entry entry = *entry_at(reader, (int)i);
        if (!is_below(reader, (int)i, item) && (int)i != item) continue;
        if (entry.kind == ENTRY_PARAGRAPH || entry.kind == ENTRY_BULLET || entry.kind == ENTRY_TABLE_ROW || entry.kind == ENTRY_PART)
            put_future(reader, item, &entry, entry.words);
        if ((int)i == item) put_future(reader, item, &entry, entry.title), put_future(reader, item, &entry, entry.words);
    }
    const Entry *said = entry_at(reader, item);
    if (reader->days_to_come_count == 0)
        put_doubt(reader, DOUBT_NO_DAY_LISTED, item, said->first_line, said->last_line,
            S("The item is about the days of meetings to come, and no day stands in it."), (Text){0}, (Text){0});
    for (size_t i = (size_t)item; i < end; i++)
        if (entry_at(reader, (int)i)->kind == ENTRY_PART && is_below(reader, (int)i, item)) doubt_year(reader, item, (int)i);
}

/* "the next meeting (scheduled to be held on 4th March 2025)" in what was said. */
static void review_next_meeting(LayoutReader *reader, int index) {
    Entry entry = *entry_at(reader, index);
    size_t at = find_word(entry.words, "next meeting", 0);
    if (at == SIZE_MAX) return;
    FoundDay found;
    if (!find_day(entry.words, at, &found) || !found.has_year || found.from > at + 90) return;
    size_t behind = at + strlen("next meeting");
    Text between = found.from > behind ? text_trim(text_slice(entry.words, behind, found.from - behind)) : (Text){0};
    scan_words(&between, "is|will be");
    bool is_label = between.len == 0 || (between.len <= 3 && !has_letter(between)); /* "Next meeting: 16 July 2024" */
    if (!is_label && !has_words(between, "held|scheduled|on")) return;
    int item = index;
    while (item >= 0 && entry_at(reader, item)->kind != ENTRY_ITEM) item = entry_at(reader, item)->parent;
    if (item >= 0) put_future(reader, item, &entry, text_slice(entry.words, found.from, found.to - found.from));
}

/* "held on 29th January 2025" here and "held on 29th January 2024" there: one of the years is wrong. */
static void review_years(LayoutReader *reader, size_t count) {
    enum { MOST = 64 };
    FoundDay days[MOST];
    size_t held = 0;
    for (size_t i = 0; i < count && held < MOST; i++) {
        const Entry *entry = entry_at(reader, (int)i);
        if (entry->kind != ENTRY_PARAGRAPH && entry->kind != ENTRY_BULLET && entry->kind != ENTRY_PART) continue;
        FoundDay found;
        for (size_t at = 0; held < MOST && find_day(entry->words, at, &found); at = found.to) {
            Text before = text_slice(entry->words, found.from > 12 ? found.from - 12 : 0, found.from > 12 ? 12 : found.from);
            if (!found.has_year || !has_word(before, "held on")) continue;
            for (size_t k = 0; k < held; k++)
                if (days[k].day == found.day && days[k].month == found.month && date_compare(days[k].date, found.date) != 0)
                    put_doubt(reader, DOUBT_DATE_DIFFERS, (int)i, entry->first_line, entry->last_line,
                        text_format(reader->arena, "The text says %.*s here and %.*s elsewhere.",
                            TEXT_ARG(date_plain(reader->arena, found.date)), TEXT_ARG(date_plain(reader->arena, days[k].date))),
                        date_iso(reader->arena, days[k].date), (Text){0});
            days[held++] = found;
        }
    }
}

/* The only bullet below a paragraph that leads up to none; -1: it has no bullet, or several. */
static int lone_bullet(LayoutReader *reader, int paragraph, size_t end) {
    int found = -1;
    const Entry *above = entry_at(reader, paragraph);
    if (!ends_sentence(above->words) || text_ends_with(above->words, S(":"))) return -1;
    for (size_t i = (size_t)paragraph + 1; i < end && entry_at(reader, (int)i)->kind == ENTRY_BULLET; i++) {
        const Entry *bullet = entry_at(reader, (int)i);
        if (bullet->parent != paragraph || bullet->number.len > 0 || found >= 0) return -1;
        found = (int)i;
    }
    return found;
}

static void doubt_paragraph_number(LayoutReader *reader, int entry, int64_t number) {
    const Entry *e = entry_at(reader, entry);
    put_doubt(reader, DOUBT_NO_NUMBER, entry, e->first_line, e->last_line,
        text_format(reader->arena, "The paragraph has no number; the one below it is numbered %lld.", (long long)number + 1),
        text_format(reader->arena, "%lld", (long long)number), (Text){0});
}

/* A paragraph whose number was lost on the way into the file: 5, a bullet, 7. It is one of the item's own, and its number is asked. */
static void find_lost_numbers(LayoutReader *reader, int item, size_t end) {
    int last = -1;
    for (size_t i = (size_t)item + 1; i < end && entry_at(reader, (int)i)->kind != ENTRY_ITEM; i++) {
        const Entry *entry = entry_at(reader, (int)i);
        int64_t n, m = 0;
        if (entry->parent != item || entry->kind != ENTRY_PARAGRAPH) continue;
        int before = last;
        last = (int)i;
        if (before < 0 || !scan_count(entry->number, &n)) continue;
        bool is_numbered = scan_count(entry_at(reader, before)->number, &m);
        if (!is_numbered && n == 2 && before == item + 1) doubt_paragraph_number(reader, before, 1);
        if (!is_numbered || n <= m + 1 || n > m + 3) continue;
        int bullet = n == m + 2 ? lone_bullet(reader, before, end) : -1;
        if (bullet >= 0) {
            entry_at(reader, bullet)->kind = ENTRY_PARAGRAPH;
            entry_at(reader, bullet)->parent = item;
            doubt_paragraph_number(reader, bullet, m + 1);
            continue;
        }
        put_doubt(reader, DOUBT_NUMBER_ORDER, (int)i, entry->first_line, entry->last_line,
            text_format(reader->arena, "Paragraph %lld follows paragraph %lld: what stands between them may be read as something else.",
                (long long)n, (long long)m),
            (Text){0}, (Text){0});
    }
}

/* Paragraphs of one item with the same number. */
static void review_paragraphs(LayoutReader *reader, int item, size_t end) {
    Text before = {0};
    find_lost_numbers(reader, item, end);
    for (size_t i = (size_t)item + 1; i < end; i++) {
        const Entry *entry = entry_at(reader, (int)i);
        int64_t n;
        if (entry->parent != item || entry->kind != ENTRY_PARAGRAPH || entry->number.len == 0) continue;
        if (text_equal(before, entry->number) && scan_count(before, &n))
            put_doubt(reader, DOUBT_NUMBER_REPEATED, (int)i, entry->first_line, entry->last_line,
                text_format(reader->arena, "Paragraph %.*s is numbered twice under the same item.", TEXT_ARG(entry->number)),
                text_format(reader->arena, "%lld", (long long)n + 1), (Text){0});
        before = entry->number;
    }
}

static void review_declarations(LayoutReader *reader, int item, size_t end) {
    for (size_t i = (size_t)item; i < end; i++) {
        Entry entry = *entry_at(reader, (int)i);
        if ((entry.kind != ENTRY_PARAGRAPH && entry.kind != ENTRY_BULLET && entry.kind != ENTRY_PART) || !is_below(reader, (int)i, item))
            continue;
        bool is_nil = has_words(entry.words, "no declarations|were no|was no|none|nil|not any|no interests");
        if (!is_nil && !has_words(entry.words, "declared|declares|declaration|interest in|interest as")) continue;
        if (!is_nil && has_words(entry.words, "are asked to declare|should declare|are reminded|are invited to declare|to receive any"))
            continue;
        Block place = {.first_line = entry.first_line, .last_line = entry.last_line};
        entry_at(reader, put_entry(reader, ENTRY_DECLARATION, item, &place, entry.words))->detail = is_nil ? S("none") : (Text){0};
    }
}

static void doubt_day_of_minutes(LayoutReader *reader, int entry, Text words, Date day) {
    FoundDay found;
    if (!find_day(words, 0, &found)) return;
    DateParts parts = date_parts(day);
    if (found.day == parts.day && found.month == parts.month && (!found.has_year || date_compare(found.date, day) == 0)) return;
    if (date_is_set(reader->document->date) && found.has_year && date_compare(found.date, reader->document->date) >= 0) return;
    const Entry *said = entry_at(reader, entry);
    put_doubt(reader, DOUBT_DATE_DIFFERS, entry, said->first_line, said->last_line,
        text_format(reader->arena, "The item is about the minutes of %.*s, and the decision names %.*s.",
            TEXT_ARG(date_plain(reader->arena, day)), TEXT_ARG(text_slice(words, found.from, found.to - found.from))),
        date_iso(reader->arena, day), (Text){0});
}

static void review_earlier_minutes(LayoutReader *reader, int item, size_t end) {
    ReadDocument *d = reader->document;
    FoundDay found;
    if (!find_day(entry_at(reader, item)->title, 0, &found) || !found.has_year) {
        /* "Minutes of the previous meeting", and the day below. */
        bool is_found = false;
        for (size_t i = (size_t)item; i < end && !is_found; i++) {
            const Entry *entry = entry_at(reader, (int)i);
            if ((entry->kind == ENTRY_PARAGRAPH || entry->kind == ENTRY_PART) && is_below(reader, (int)i, item))
                is_found = find_day(entry->words, 0, &found) && found.has_year;
        }
        if (!is_found) return;
    }
    if (date_is_set(d->date) && date_compare(found.date, d->date) >= 0) return;
    if (date_is_set(d->minutes_of)) return;
    if (has_words(entry_at(reader, item)->title, "visit|visits|workshop|seminar|conference|event")) return; /* notes, and of no meeting */
    d->minutes_of = found.date;
    for (size_t i = (size_t)item; i < end; i++) {
        const Entry *entry = entry_at(reader, (int)i);
        bool says = entry->kind == ENTRY_PART || entry->kind == ENTRY_PARAGRAPH;
        if (!says || !is_below(reader, (int)i, item)
            || !(has_words(
                     entry->words, "correct record|correctly recorded|accurate record|true record|were approved|be approved|were agreed")
                 || (has_words(entry->words, "minutes|minute|notes|note")
                     && has_words(entry->words, "was approved|was agreed|was confirmed|were confirmed|be confirmed"))))
            continue;
        d->approves = true;
        size_t subject = find_word(entry->words, "subject to", 0);
        if (subject != SIZE_MAX) d->approval_words = text_slice(entry->words, subject, SIZE_MAX);
        doubt_day_of_minutes(reader, (int)i, entry->words, d->minutes_of);
        return;
    }
}

/* ---- Text that breaks off ---- */

static void review_truncated(LayoutReader *reader, int index) {
    Entry *entry = entry_at(reader, index);
    size_t at = find_word(entry->words, "view the full minutes text for item", 0), length = strlen("view the full minutes text for item");
    if (at == SIZE_MAX)
        at = find_word(entry->words, "view the full agenda text for item", 0), length = strlen("view the full agenda text for item");
    if (at == SIZE_MAX)
        at = find_word(entry->words, "view the full decision text for item", 0), length = strlen("view the full decision text for item");
    if (at == SIZE_MAX) return;
    Text number = text_trim(text_slice(entry->words, at + length, SIZE_MAX));
    while (number.len > 0 && number.ptr[number.len - 1] == '.') number.len--;
    Text kept = text_trim(text_slice(entry->words, 0, at));
    bool has_dots = text_ends_with(kept, S("..."));
    if (has_dots) kept = text_trim(text_slice(kept, 0, kept.len - 3));
    entry->words = kept;
    entry->is_truncated = true;
    int item = index;
    while (entry_at(reader, item)->parent >= 0 && entry_at(reader, item)->kind != ENTRY_ITEM) item = entry_at(reader, item)->parent;
    if (entry_at(reader, item)->number.len == 0 && number.len <= 8) entry_at(reader, item)->number = number;
    put_doubt(reader, DOUBT_TRUNCATED, item, entry->first_line, entry->last_line,
        text_format(reader->arena,
            "The page gives only a part of minute %.*s: the rest of it stood behind a link. Import that item\u2019s own page, or the "
            "printed minutes.",
            TEXT_ARG(number)),
        (Text){0}, text_format(reader->arena, "minute number %.*s", TEXT_ARG(number)));
}

/* A sentence that stops at a word which must go on, and a day that there is not. */
static void review_words(LayoutReader *reader, int index) {
    const Entry *entry = entry_at(reader, index);
    static const char *const ends[] = {" by", " the", " of", " to", " for", " with", " at", " from", " a", " an", NULL};
    FoundDay day;
    if (find_impossible_day(entry->words, 0, &day))
        put_doubt(reader, DOUBT_DATE_DIFFERS, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "There is no %.*s.", TEXT_ARG(text_slice(entry->words, day.from, day.to - day.from))), (Text){0},
            (Text){0});
    for (int i = 0; ends[i] && entry->words.len > 12; i++) {
        if (!text_ends_with(entry->words, text_of(ends[i]))) continue;
        entry_at(reader, index)->is_truncated = true;
        put_doubt(reader, DOUBT_TRUNCATED, index, entry->first_line, entry->last_line,
            text_format(reader->arena, "The sentence breaks off after \u201c%.*s\u201d.", TEXT_ARG(text_tail(entry->words, 40))), (Text){0},
            (Text){0});
        return;
    }
}

static void review_item(LayoutReader *reader, int item, size_t end) {
    Text title = entry_at(reader, item)->title;
    if (has_word(title, "declarations") || (has_word(title, "declaration") && has_word(title, "interest"))
        || has_word(title, "declarations of interest"))
        review_declarations(reader, item, end);
    if (has_words(title, "next meeting|future meetings|future meeting|dates of meetings|meeting dates|dates of meeting|date of meetings"))
        review_future(reader, item, end);
    if (has_words(title, "apologies|substitutes|apology"))
        for (size_t i = (size_t)item; i < end; i++) {
            Entry entry = *entry_at(reader, (int)i);
            if ((entry.kind == ENTRY_PARAGRAPH || entry.kind == ENTRY_PART) && is_below(reader, (int)i, item))
                put_apologies(reader, item, entry.words, entry.first_line, entry.last_line);
        }
    bool is_minute = scan_words(&(Text){title.ptr, title.len}, "minute|note"); /* as in Scotland */
    if ((is_minute || has_words(title, "minutes|notes")) && !has_words(title, "cabinet minutes|scrutiny minutes"))
        review_earlier_minutes(reader, item, end);
}

void review_items(LayoutReader *reader) {
    size_t count = reader->document->entries.count;
    for (size_t i = 0; i < count; i++) {
        EntryKind kind = entry_at(reader, (int)i)->kind;
        if (kind == ENTRY_PARAGRAPH || kind == ENTRY_PART || kind == ENTRY_RESOLUTION || kind == ENTRY_BULLET)
            review_truncated(reader, (int)i);
    }
    const size_t *ends = ends_below(reader, count);
    for (size_t i = 0; i < count; i++)
        if (entry_at(reader, (int)i)->kind == ENTRY_ITEM) review_item(reader, (int)i, ends[i]);
    for (size_t i = 0; i < count; i++) {
        EntryKind kind = entry_at(reader, (int)i)->kind;
        if (kind == ENTRY_PARAGRAPH || kind == ENTRY_PART || kind == ENTRY_BULLET) review_words(reader, (int)i);
        if (kind == ENTRY_ITEM) review_paragraphs(reader, (int)i, ends[i]);
        if (kind == ENTRY_PARAGRAPH || kind == ENTRY_BULLET) review_next_meeting(reader, (int)i);
        if (kind == ENTRY_PARAGRAPH || kind == ENTRY_PART) review_promises(reader, (int)i);
    }
    review_years(reader, count);
}

void review_agenda_days(LayoutReader *reader) {
    size_t count = reader->document->entries.count;
    for (size_t i = 0; i < count; i++) {
        Entry item = *entry_at(reader, (int)i);
        if (item.kind != ENTRY_ITEM || !has_words(item.title, "next meeting|future meetings|dates of meetings|date of next|meeting dates"))
            continue;
        put_future(reader, (int)i, &item, item.title);
        put_future(reader, (int)i, &item, item.words);
    }
}

/* ---- Minute numbers ---- */

typedef struct {
    Text number;
    size_t entry;
} NumberedItem;

static int by_number(const void *a, const void *b) {
    const NumberedItem *x = a, *y = b;
    size_t both = x->number.len < y->number.len ? x->number.len : y->number.len;
    int order = both > 0 ? memcmp(x->number.ptr, y->number.ptr, both) : 0;
    if (order == 0) order = (x->number.len > y->number.len) - (x->number.len < y->number.len);
    return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

/* For each entry: is it an item whose number another before it has? */
static const bool *repeated_numbers(Arena *arena, const EntryList *list) {
    NumberedItem *items = ARENA_ARRAY(arena, NumberedItem, list->count + 1);
    bool *repeated = ARENA_ARRAY(arena, bool, list->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ENTRY_ITEM) items[count++] = (NumberedItem){list->items[i].number, i};
    if (count) qsort(items, count, sizeof *items, by_number);
    for (size_t i = 1; i < count; i++) repeated[items[i].entry] = text_equal(items[i - 1].number, items[i].number);
    return repeated;
}

void review_numbers(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    int64_t before = 0;
    size_t numbered = 0;
    for (size_t i = 0; i < list->count; i++) {
        int64_t n;
        numbered += list->items[i].kind == ENTRY_ITEM && scan_count(list->items[i].number, &n);
    }
    if (numbered < 2) return;
    const bool *repeated = repeated_numbers(reader->arena, list);
    for (size_t i = 0; i < list->count; i++) {
        const Entry *item = &list->items[i];
        int64_t n;
        if (item->kind != ENTRY_ITEM || !scan_count(item->number, &n)) continue;
        if (before == 0 || n == before + 1) {
            before = n;
            continue;
        }
        bool is_repeated = repeated[i];
        Text proposal = text_format(reader->arena, "%lld", (long long)before + 1);
        put_doubt(reader, is_repeated ? DOUBT_NUMBER_REPEATED : DOUBT_NUMBER_ORDER, (int)i, item->first_line, item->last_line,
            is_repeated ? text_format(reader->arena, "Minute number %.*s is given twice.", TEXT_ARG(item->number))
                        : text_format(reader->arena, "Minute %.*s follows minute %lld.", TEXT_ARG(item->number), (long long)before),
            proposal, (Text){0});
        before = is_repeated ? before + 1 : n;
    }
}

/* ---- The document's day ---- */

static Text words_known(Arena *arena, Date after, Date before) {
    if (date_is_set(after) && date_is_set(before))
        return text_format(arena, "after %.*s, before %.*s", TEXT_ARG(date_plain(arena, after)), TEXT_ARG(date_plain(arena, before)));
    if (date_is_set(after)) return text_format(arena, "after %.*s", TEXT_ARG(date_plain(arena, after)));
    if (date_is_set(before)) return text_format(arena, "before %.*s", TEXT_ARG(date_plain(arena, before)));
    return (Text){0};
}

/* "by the end of July 2023" was said before it; "2023/24" in its year or shortly before. */
static void bounds_in_words(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    for (size_t i = 0; i < d->entries.count; i++) {
        Text words = d->entries.items[i].words;
        for (size_t at = 0; (at = find_word(words, "by the end of", at)) != SIZE_MAX; at++) {
            FoundDay found;
            Text rest = text_slice(words, at + strlen("by the end of"), SIZE_MAX);
            Text first_of = text_format(reader->arena, "1%.*s", TEXT_ARG(text_slice(rest, 0, 24)));
            if (!find_day(first_of, 0, &found) || found.from != 0 || !found.has_year) continue;
            Date before = date_plus_months(found.date, 1);
            if (!date_is_set(d->before) || date_compare(before, d->before) < 0) d->before = before;
        }
        for (size_t k = 0; k + 7 <= words.len; k++) {
            Text rest = text_slice(words, k, SIZE_MAX);
            int year, next;
            if ((k > 0 && words.ptr[k - 1] != ' ') || !scan_number(&rest, 4, &year) || year < 1998 || year > 2150 || !scan_char(&rest, '/')
                || !scan_number(&rest, 2, &next))
                continue;
            if (next != (year + 1) % 100) continue;
            Date after = date_of(year - 1, 12, 31);
            if (!date_is_set(d->after) || date_compare(after, d->after) > 0) d->after = after;
        }
    }
    if (date_is_set(d->after) && date_is_set(d->before) && date_compare(d->after, d->before) >= 0) d->after = (Date){0};
}

void review_day(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    FoundDay found;
    if (date_is_set(d->date)) {
        if (find_day(d->date_words, 0, &found) && found.weekday_differs)
            put_doubt(reader, DOUBT_DATE_DIFFERS, -1, d->first_line, d->first_line,
                text_format(reader->arena, "\u201c%.*s\u201d was a %s.", TEXT_ARG(d->date_words), weekday_name(date_weekday(d->date))),
                date_iso(reader->arena, d->date), (Text){0});
        return;
    }
    d->after = d->minutes_of;
    d->before = d->next_meeting;
    if (!date_is_set(d->after) && !date_is_set(d->before)) bounds_in_words(reader);
    put_doubt(reader, DOUBT_NO_DATE, -1, d->first_line, d->first_line, S("The document does not say on which day the meeting was."),
        (Text){0}, words_known(reader->arena, d->after, d->before));
}
