/* Owns looking over the lists of persons once they are read: who is listed twice, who sat for whom, what people are and where they are from. */
#include "archive/attendance_list.h"

static bool is_person(EntryKind kind) {
    return kind == ENTRY_PRESENT || kind == ENTRY_ATTENDING || kind == ENTRY_SUBSTITUTE;
}

/* Looks for "Holder (Head of Safety, Council)" in what was said. */
static bool role_in_words(Text words, Text surname, Text *inside) {
    for (size_t at = 0; (at = text_find(words, surname, at)) != SIZE_MAX; at += surname.len) {
        Text rest = text_slice(words, at + surname.len, SIZE_MAX);
        if (!scan_char(&rest, ' ') || !text_starts_with(rest, S("("))) continue;
        size_t end;
        *inside = in_brackets(text_slice(rest, 0, 200), 0, &end);
        if (inside->len < 3 || inside->len > 100 || end > rest.len || end == 0 || rest.ptr[end - 1] != ')') continue;
        Text item = *inside;
        if (scan_words(&item, "Item|a|i|ii|b|c")) continue;
        return true;
    }
    return false;
}

static void find_roles(LayoutReader *reader, const PersonName *name, Entry *person) {
    if (person->role.len > 0 || person->organisation.len > 0 || name->surname.len < 3) return;
    ReadDocument *d = reader->document;
    Text inside;
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *entry = &d->entries.items[i];
        if (entry->kind != ENTRY_PARAGRAPH || !role_in_words(entry->words, name->surname, &inside)) continue;
        bool chair = person->is_chair, vice = person->is_vice_chair;
        divide_role(inside, person);
        person->is_chair = chair, person->is_vice_chair = vice;
        return;
    }
}

/* "B Yew (replaced by J Kemp)", and J Kemp stands among those present: one person, who sat in another's place. */
static bool is_same_substitute(LayoutReader *reader, int first, int second) {
    Entry *listed = entry_at(reader, first), *came = entry_at(reader, second);
    if (listed->kind != ENTRY_PRESENT || came->kind != ENTRY_SUBSTITUTE || came->detail.len == 0) return false;
    listed->kind = ENTRY_SUBSTITUTE;
    listed->detail = came->detail;
    came->is_repeat = true;
    return true;
}

static void doubt_twice(LayoutReader *reader, int first, int second) {
    Entry *a = entry_at(reader, first), *b = entry_at(reader, second);
    if (b->is_repeat) return;
    b->is_repeat = true;
    put_doubt(reader, DOUBT_LISTED_TWICE, second, b->first_line, b->last_line,
        text_format(reader->arena, "\u201c%.*s\u201d and \u201c%.*s\u201d stand in the same list. Is it one person, listed twice?",
            TEXT_ARG(a->title), TEXT_ARG(b->title)),
        a->title, (Text){0});
}

/* Present, and their apologies were received. */
static void compare_with_apologies(LayoutReader *reader, const int *persons, const PersonName *names, size_t count) {
    ReadDocument *d = reader->document;
    for (size_t k = 0; k < d->entries.count; k++) {
        const Entry *apology = &d->entries.items[k];
        if (apology->kind != ENTRY_APOLOGIES || apology->is_repeat) continue;
        PersonName away = person_name(reader->arena, apology->title);
        for (size_t i = 0; i < count; i++) {
            const Entry *there = entry_at(reader, persons[i]);
            if (there->is_repeat || names_compare(&names[i], &away) != NAMES_AGREE) continue;
            put_doubt(reader, DOUBT_LISTED_TWICE, (int)k, apology->first_line, apology->last_line,
                text_format(reader->arena, "\u201c%.*s\u201d stands among those present and among the apologies. Which is right?",
                    TEXT_ARG(apology->title)),
                there->title, S("present"));
        }
    }
}

/* Where brackets say of two or more in a list where they are from, and of none what they are, all of them say where. */
static void settle_organisations(LayoutReader *reader, EntryKind kind) {
    EntryList *list = &reader->document->entries;
    int from = 0;
    for (size_t i = 0; i < list->count; i++) {
        const Entry *entry = &list->items[i];
        if (entry->kind != kind) continue;
        if (entry->role.len > 0 && names_office(entry->role) && !entry->is_chair && !entry->is_vice_chair) return;
        from += entry->organisation.len > 0 && (entry->role.len == 0 || entry->is_chair || entry->is_vice_chair);
    }
    for (size_t i = 0; i < list->count && from >= 2; i++) {
        Entry *entry = &list->items[i];
        bool is_free =
            entry->kind == kind && entry->role.len > 0 && entry->organisation.len == 0 && !entry->is_chair && !entry->is_vice_chair;
        if (is_free) entry->organisation = entry->role, entry->role = (Text){0};
    }
}

/* A list of those in attendance, and no other: it is who met. */
static void settle_only_list(LayoutReader *reader) {
    EntryList *list = &reader->document->entries;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ENTRY_PRESENT || list->items[i].kind == ENTRY_SUBSTITUTE) return;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ENTRY_ATTENDING) list->items[i].kind = ENTRY_PRESENT;
}

/* Apologies that stand in a list at the top and are told again under an item are one. */
static void compare_apologies(LayoutReader *reader) {
    enum { MOST = 400 };
    int away[MOST];
    PersonName names[MOST];
    size_t count = 0;
    for (size_t i = 0; i < reader->document->entries.count && count < MOST; i++) {
        Entry *entry = entry_at(reader, (int)i);
        if (entry->kind != ENTRY_APOLOGIES) continue;
        names[count] = person_name(reader->arena, entry->title);
        for (size_t k = 0; k < count && !entry->is_repeat; k++)
            entry->is_repeat = entry_at(reader, away[k])->parent != entry->parent && names_compare(&names[k], &names[count]) == NAMES_AGREE;
        away[count++] = (int)i;
    }
}

void review_persons(LayoutReader *reader) {
    ReadDocument *d = reader->document;
    if (reader->document->kind == DOCUMENT_MINUTES) settle_only_list(reader);
    settle_organisations(reader, ENTRY_PRESENT);
    settle_organisations(reader, ENTRY_ATTENDING);
    enum { MOST = 400 };
    int persons[MOST];
    size_t count = 0;
    for (size_t i = 0; i < d->entries.count && count < MOST; i++)
        if (is_person(d->entries.items[i].kind)) persons[count++] = (int)i;
    PersonName *names = ARENA_ARRAY(reader->arena, PersonName, count + 1);
    for (size_t i = 0; i < count; i++) {
        names[i] = person_name(reader->arena, entry_at(reader, persons[i])->title);
        find_roles(reader, &names[i], entry_at(reader, persons[i]));
    }
    compare_apologies(reader);
    compare_with_apologies(reader, persons, names, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (names_compare(&names[i], &names[j]) != NAMES_DIFFER
                && !(is_description(reader->arena, entry_at(reader, persons[i])->title)
                     && is_description(reader->arena, entry_at(reader, persons[j])->title)))
                if (names_compare(&names[i], &names[j]) != NAMES_AGREE || !is_same_substitute(reader, persons[i], persons[j]))
                    doubt_twice(reader, persons[i], persons[j]);
}
