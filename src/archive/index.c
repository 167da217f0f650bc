/* Owns finding: the search index of open entries, and who is named in them. Both follow from the entries and are made anew with them. */
#include <stdlib.h>

#include "archive/inside.h"

#include "store/search.h"

/* ---- Whom entries may name ---- */

typedef struct {
    Text key;
    PersonName name;
    ArchivePersonId person;
    bool is_shared;
} Surname; /* is_shared: by several people */
typedef struct {
    Text key;
    ArchiveOrganisationId organisation;
} OrganisationKey;
struct Mentions {
    Surname *surnames;
    size_t surname_count; /* sorted by key */
    OrganisationKey *organisations;
    size_t organisation_count; /* sorted by key */
};

static int by_surname(const void *a, const void *b) {
    return text_compare(((const Surname *)a)->key, ((const Surname *)b)->key);
}
static int by_organisation(const void *a, const void *b) {
    return text_compare(((const OrganisationKey *)a)->key, ((const OrganisationKey *)b)->key);
}

static Error *read_people(Tx *tx, ArchiveBodyId body, Mentions *out) {
    ArchivePersonList people;
    TRY(archive_persons_at(tx_db(tx), tx_arena(tx), body, &people));
    out->surnames = ARENA_ARRAY(tx_arena(tx), Surname, people.count + 1);
    for (size_t i = 0; i < people.count; i++) {
        const ArchivePerson *p = &people.items[i];
        if (p->surname.len < 2) continue;
        out->surnames[out->surname_count++] = (Surname){p->surname, person_name(tx_arena(tx), p->name), p->id, false};
    }
    qsort(out->surnames, out->surname_count, sizeof(Surname), by_surname);
    for (size_t i = 1; i < out->surname_count; i++)
        if (text_equal(out->surnames[i - 1].key, out->surnames[i].key)) out->surnames[i - 1].is_shared = out->surnames[i].is_shared = true;
    return NULL;
}

/* An acronym or several words: a single ordinary word names nobody. */
static bool is_telling(Text spelling, Text key) {
    if (text_contains(key, S(" "))) return true;
    for (size_t i = 0; i < spelling.len; i++)
        if (!(spelling.ptr[i] >= 'A' && spelling.ptr[i] <= 'Z')) return false;
    return spelling.len >= 3;
}

static Error *read_organisations(Tx *tx, Mentions *out) {
    ArchiveAliasList aliases;
    TRY(archive_organisation_spellings(tx_db(tx), tx_arena(tx), &aliases));
    out->organisations = ARENA_ARRAY(tx_arena(tx), OrganisationKey, aliases.count + 1);
    for (size_t i = 0; i < aliases.count; i++)
        if (is_telling(aliases.items[i].spelling, aliases.items[i].key))
            out->organisations[out->organisation_count++] = (OrganisationKey){aliases.items[i].key, aliases.items[i].organisation};
    qsort(out->organisations, out->organisation_count, sizeof(OrganisationKey), by_organisation);
    return NULL;
}

Error *mentions_of_body(Tx *tx, ArchiveBodyId body, Mentions **out) {
    *out = ARENA_NEW(tx_arena(tx), Mentions);
    if (body.n) TRY(read_people(tx, body, *out));
    return read_organisations(tx, *out);
}

/* ---- Whom one entry names ---- */

typedef struct {
    int64_t person, organisation;
} Mention;
typedef struct {
    Mention *items;
    size_t count, cap;
    Arena *arena;
} MentionList;

static void mention_add(MentionList *list, Mention m) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].person == m.person && list->items[i].organisation == m.organisation) return;
    if (list->count == list->cap) {
        size_t more = list->cap ? list->cap * 2 : 8;
        list->items = arena_grow(list->arena, list->items, list->cap * sizeof(Mention), more * sizeof(Mention));
        list->cap = more;
    }
    list->items[list->count++] = m;
}

static bool is_title(Text word) {
    static const char *const titles[] = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Cllr", "Councillor", "Lord", "Lady", "Sir", "Dame", "Prof",
        "Professor", "Rev", "Supt", "Insp", "Inspector", "Superintendent", "DCI", "DI", "PC", "PS", "Sgt", "Sergeant", "ACC", "DCC", "CC",
        "Ch", "Constable", "Commander"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (text_equal(word, text_of(titles[i]))) return true;
    return false;
}

/* The first of the surnames with that key; NULL when nobody has it. */
static const Surname *surname_find(const Mentions *m, Text key) {
    if (m->surname_count == 0) return NULL;
    Surname wanted = {.key = key};
    const Surname *found = bsearch(&wanted, m->surnames, m->surname_count, sizeof(Surname), by_surname);
    while (found && found > m->surnames && text_equal(found[-1].key, key)) found--;
    return found;
}

/* `before` is the word in front of the surname: a title names whoever alone has the surname, a first name or initial whom it fits. */
static void person_named(const Mentions *m, MentionList *out, Text before, Text word) {
    const Surname *s = surname_find(m, surname_key(out->arena, word));
    if (!s) return;
    if (!s->is_shared && is_title(before)) {
        mention_add(out, (Mention){.person = s->person.n});
        return;
    }
    PersonName named = person_name(out->arena, text_format(out->arena, "%.*s %.*s", TEXT_ARG(before), TEXT_ARG(word)));
    const Surname *only = NULL;
    if (text_is_empty(named.first)) return;
    for (const Surname *each = s; each < m->surnames + m->surname_count && text_equal(each->key, s->key); each++) {
        if (names_compare(&each->name, &named) == NAMES_DIFFER || text_is_empty(each->name.first)) continue;
        if (only) return;
        only = each;
    }
    if (only) mention_add(out, (Mention){.person = only->person.n});
}

static bool is_in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 || c == '-' || c == '\'';
}

/* The next word of letters; false at the end. */
static bool next_word(Text *rest, Text *word) {
    size_t i = 0;
    while (i < rest->len && !is_in_word(rest->ptr[i])) i++;
    size_t start = i;
    while (i < rest->len && is_in_word(rest->ptr[i])) i++;
    *word = text_slice(*rest, start, i - start);
    *rest = text_slice(*rest, i, rest->len);
    return word->len > 0;
}

static Text without_genitive(Text word) {
    if (text_ends_with(word, S("'s"))) return text_slice(word, 0, word.len - 2);
    if (text_ends_with(word, S("\u2019s"))) return text_slice(word, 0, word.len - 4);
    return word;
}

static void people_named(const Mentions *m, MentionList *out, Text words) {
    Text word, before = {0};
    while (next_word(&words, &word)) {
        bool is_capital = word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
        bool was_capital = before.len && before.ptr[0] >= 'A' && before.ptr[0] <= 'Z';
        if (is_capital && was_capital && word.len > 1) person_named(m, out, before, without_genitive(word));
        before = word;
    }
}

static void organisations_named(const Mentions *m, MentionList *out, Text words) {
    Text key = archive_key(out->arena, words);
    for (size_t at = 0; at < key.len;) {
        Text rest = text_slice(key, at, key.len);
        size_t low = 0, high = m->organisation_count;
        while (low < high) { /* the last key that is not behind the rest */
            size_t middle = (low + high) / 2;
            if (text_compare(m->organisations[middle].key, rest) <= 0) low = middle + 1;
            else high = middle;
        }
        for (size_t i = low; i-- > 0;) {
            Text name = m->organisations[i].key;
            if (name.ptr[0] != rest.ptr[0]) break;
            if (!text_starts_with(rest, name) || (rest.len > name.len && rest.ptr[name.len] != ' ')) continue;
            mention_add(out, (Mention){.organisation = m->organisations[i].organisation.n});
            break;
        }
        size_t space = text_find(key, S(" "), at);
        at = space == SIZE_MAX ? key.len : space + 1;
    }
}

/* ---- The index ---- */

static bool is_indexed(const ArchiveEntryList *entries, size_t at) {
    const ArchiveEntry *e = &entries->items[at];
    if (e->is_restricted || e->kind == ENTRY_FUTURE_DATE || e->kind == ENTRY_SECTION) return false;
    if (e->kind != ENTRY_RESOLUTION) return true;
    bool has_parts = at + 1 < entries->count && entries->items[at + 1].parent.n == e->id.n && entries->items[at + 1].kind == ENTRY_PART;
    return !has_parts; /* its parts are found, each with the words that stand before them all */
}

static const ArchiveEntry *parent_of(const ArchiveEntryList *entries, const ArchiveEntry *e) {
    for (const ArchiveEntry *p = e; e->parent.n && p-- > entries->items;)
        if (p->id.n == e->parent.n) return p;
    return NULL;
}

static Text heading_of(const ArchiveDocument *d, const ArchiveEntryList *entries, const ArchiveEntry *e) {
    for (const ArchiveEntry *p = e; p; p = parent_of(entries, p)) {
        bool is_heading = p->kind == ENTRY_ITEM || p->kind == ENTRY_PRIORITY || p->kind == ENTRY_TERMS_SECTION || p->kind == ENTRY_SECTION;
        if (is_heading && p->title.len) return p->title;
    }
    return d->title.len ? d->title : text_of(archive_kind_shown(d->kind));
}

static void put_line(Buffer *out, Text words) {
    if (words.len && out->len) buffer_put_char(out, '\n');
    buffer_put(out, words);
}

static Text words_of(Arena *arena, const ArchiveEntryList *entries, const ArchiveEntry *e) {
    Buffer out = buffer_new(arena, 256);
    const ArchiveEntry *parent = parent_of(entries, e);
    if (parent && parent->kind == ENTRY_RESOLUTION) buffer_put(&out, parent->words);
    if (e->kind != ENTRY_ITEM) put_line(&out, e->title);
    if (e->verb.len && !text_contains_ignoring_case(e->words, e->verb)) put_line(&out, e->verb);
    put_line(&out, e->words);
    put_line(&out, e->role);
    put_line(&out, e->of_organisation);
    put_line(&out, e->measure);
    put_line(&out, e->timescale);
    if (e->kind != ENTRY_PAPER) put_line(&out, e->detail);
    return buffer_text(&out);
}

static Text about_of(Arena *arena, const ArchiveDocument *d, Text body) {
    Text day = date_is_set(d->date) ? date_plain(arena, d->date) : S("no date");
    return text_format(arena, "%s%s%.*s, %.*s", archive_kind_shown(d->kind), body.len ? ", " : "", TEXT_ARG(body), TEXT_ARG(day));
}

static Error *entry_mentions(Tx *tx, const Mentions *mentions, const ArchiveEntry *e, Text words) {
    MentionList list = {.arena = tx_arena(tx)};
    if (e->person.n) mention_add(&list, (Mention){.person = e->person.n});
    if (e->organisation.n) mention_add(&list, (Mention){.organisation = e->organisation.n});
    if (!e->person.n) {
        people_named(mentions, &list, words);
        organisations_named(mentions, &list, words);
    }
    for (size_t i = 0; i < list.count; i++)
        TRY(archive_mention_put(
            tx, e->id, (ArchivePersonId){list.items[i].person}, (ArchiveOrganisationId){list.items[i].organisation}, NULL));
    return NULL;
}

Error *document_index(Tx *tx, const ArchiveDocument *d) {
    ArchiveEntryList entries;
    Mentions *mentions;
    TRY(archive_entries_in(tx_db(tx), tx_arena(tx), d->id, &entries));
    TRY(mentions_of_body(tx, d->body, &mentions));
    return document_index_entries(tx, d, &entries, mentions, false);
}

Error *document_index_entries(Tx *tx, const ArchiveDocument *d, const ArchiveEntryList *entries, const Mentions *mentions, bool is_new) {
    ArchiveBody body = {0};
    if (d->body.n) TRY(record_get(tx_db(tx), tx_arena(tx), &archive_body_record, d->body.n, &body));
    Text about = about_of(tx_arena(tx), d, body.name);
    for (size_t i = 0; i < entries->count; i++) {
        const ArchiveEntry *e = &entries->items[i];
        Text key = text_format(tx_arena(tx), "%lld", (long long)e->id.n);
        if (!is_new) TRY(archive_mentions_clear(tx, e->id, NULL));
        if (!is_indexed(entries, i)) {
            if (!is_new) TRY(search_remove(tx, S("archive"), key));
            continue;
        }
        Text words = words_of(tx_arena(tx), entries, e);
        Text url = text_format(tx_arena(tx), "/office/archive/documents/%lld#entry-%lld", (long long)d->id.n, (long long)e->id.n);
        SearchEntry found = {S("archive"), key, heading_of(d, entries, e), words, url, about, d->date};
        TRY(search_put(tx, &found));
        TRY(entry_mentions(tx, mentions, e, words));
    }
    return NULL;
}
