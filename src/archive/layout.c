/* Owns what the layouts share in writing: entries, doubts, and small readings of titles. */
#include "archive/layout.h"

enum { ENTRIES_MAX = 60000, DOUBTS_MAX = 4000 };

int put_entry(LayoutReader *reader, EntryKind kind, int parent, const Block *block, Text words) {
    EntryList *list = &reader->document->entries;
    if (list->count == reader->entry_room) {
        size_t room = reader->entry_room ? reader->entry_room * 2 : 64;
        list->items = arena_grow(reader->arena, list->items, reader->entry_room * sizeof(Entry), room * sizeof(Entry));
        reader->entry_room = room;
    }
    if (list->count >= ENTRIES_MAX) return (int)list->count - 1; /* no meeting says so much: the last one is written over */
    list->items[list->count] = (Entry){.kind = kind, .parent = parent, .words = words};
    if (block) {
        list->items[list->count].first_line = block->first_line;
        list->items[list->count].last_line = block->last_line;
    }
    return (int)list->count++;
}

Entry *entry_at(LayoutReader *reader, int entry) {
    CHECK(entry >= 0 && (size_t)entry < reader->document->entries.count);
    return &reader->document->entries.items[entry];
}

void put_doubt(LayoutReader *reader, DoubtAbout about, int entry, int first_line, int last_line, Text words, Text proposal, Text known) {
    ReadDoubtList *list = reader->doubts;
    if (list->count >= DOUBTS_MAX) return;
    if (list->count == *reader->doubt_room) {
        size_t room = *reader->doubt_room ? *reader->doubt_room * 2 : 16;
        list->items = arena_grow(reader->arena, list->items, *reader->doubt_room * sizeof(ReadDoubt), room * sizeof(ReadDoubt));
        *reader->doubt_room = room;
    }
    list->items[list->count++] = (ReadDoubt){.about = about,
        .document = reader->document_index,
        .entry = entry,
        .words = words,
        .proposal = proposal,
        .known = known,
        .first_line = first_line,
        .last_line = last_line};
}

const Block *block_at(const LayoutReader *reader, size_t at) {
    return at < reader->to ? &reader->blocks->items[at] : NULL;
}

Text joined(Arena *arena, Text a, const char *between, Text b) {
    if (a.len == 0) return b;
    if (b.len == 0) return a;
    return text_format(arena, "%.*s%s%.*s", TEXT_ARG(a), between, TEXT_ARG(b));
}

/* ---- Verbs ---- */

/* Verbs that decide; the second table holds words that are as often nouns, and count only where none of the first stands. */
typedef struct {
    const char *forms, *verb;
} Verb;
static const Verb deciding[] = {
    {"note|notes|noted|noting", "note"},
    {"agree|agrees|agreed|agreeing", "agree"},
    {"approve|approves|approved", "approve"},
    {"endorse|endorses|endorsed", "endorse"},
    {"consider|considers|considered", "consider"},
    {"thank|thanks|thanked", "thank"},
    {"write|writes|wrote", "write"},
    {"provide|provides|provided", "provide"},
    {"ensure|ensures|ensured", "ensure"},
    {"receive|receives|received", "receive"},
    {"adopt|adopts|adopted", "adopt"},
    {"accept|accepts|accepted", "accept"},
    {"recommend|recommends|recommended", "recommend"},
    {"delegate|delegates|delegated", "delegate"},
    {"defer|defers|deferred", "defer"},
    {"appoint|appoints|appointed", "appoint"},
    {"elect|elects|elected", "elect"},
    {"authorise|authorises|authorised", "authorise"},
    {"confirm|confirms|confirmed", "confirm"},
    {"welcome|welcomes|welcomed", "welcome"},
    {"exclude|excludes|excluded", "exclude"},
    {"include|includes|included", "include"},
    {"reject|rejects|rejected", "reject"},
    {"refuse|refuses|refused", "refuse"},
    {"invite|invites|invited", "invite"},
    {"ask|asks|asked", "ask"},
    {"allocate|allocates|allocated", "allocate"},
    {"award|awards|awarded", "award"},
    {"object|objects|objected", "object"},
    {"submit|submits|submitted", "submit"},
    {"amend|amends|amended", "amend"},
    {"establish|establishes|established", "establish"},
    {"investigate|investigates|investigated", "investigate"},
    {"prepare|prepares|prepared", "prepare"},
    {"produce|produces|produced", "produce"},
    {"publish|publishes|published", "publish"},
    {"extend|extends|extended", "extend"},
    {"remain|remains", "remain"},
    {"retain|retains|retained", "retain"},
    {"remove|removes|removed", "remove"},
    {"nominate|nominates|nominated", "nominate"},
    {"recognise|recognises|recognised", "recognise"},
    {"renamed|rename", "rename"},
    {"commission|commissions|commissioned", "commission"},
};
static const Verb nouns_too[] = {
    {"contact|contacts|contacted", "contact"},
    {"request|requests|requested", "request"},
    {"review|reviews|reviewed", "review"},
    {"comment|comments|commented", "comment"},
    {"support|supports|supported", "support"},
    {"refer|refers|referred", "refer"},
    {"share|shared|circulate|circulated", "share"},
    {"grant|granted", "grant"},
    {"offer|offers|offered", "offer"},
    {"make|makes|made", "make"},
    {"raise|raises|raised", "raise"},
    {"taken|take|takes", "take"},
    {"send|sends|sent", "send"},
    {"transfer|transfers|transferred", "transfer"},
    {"continue|continues|go on", "continue"},
    {"report back|reports back|reported back", "report"},
    {"set|sets", "set"},
    {"put|puts", "put"},
    {"moved|move", "move"},
    {"buy|purchase|purchased|bought", "buy"},
    {"pay|pays|paid", "pay"},
    {"pass|passes|passed", "pass"},
    {"be met", "meet"},
    {"refresh|refreshes|refreshed", "refresh"},
    {"forward|forwards|forwarded", "forward"},
    {"fund|funds|funded", "fund"},
    {"hold|holds|held", "hold"},
    {"sign up|signed up", "ensure"},
};

/* Where the first of the forms stands as a verb. "the notes of" is none. */
static size_t find_form(Text t, const char *forms) {
    size_t best = SIZE_MAX;
    char form[40];
    for (const char *from = forms; from;) {
        const char *bar = strchr(from, '|');
        size_t length = bar ? (size_t)(bar - from) : strlen(from);
        CHECK(length < sizeof form);
        memcpy(form, from, length);
        form[length] = 0;
        for (size_t at = find_word(t, form, 0); at != SIZE_MAX; at = find_word(t, form, at + 1)) {
            Text after = text_slice(t, at + length, SIZE_MAX), before = text_slice(t, at >= 4 ? at - 4 : 0, at >= 4 ? 4 : at);
            bool is_noun = scan_words(&after, " of|s of|-") || text_ends_with(before, S("the ")) || text_ends_with(before, S(" a "))
                           || text_ends_with(before, S("his ")) || text_ends_with(before, S("'s ")) || text_ends_with(before, S("s' "))
                           || text_ends_with(before, S("\x99s "));
            if (is_noun) continue;
            if (at < best) best = at;
            break;
        }
        from = bar ? bar + 1 : NULL;
    }
    return best;
}

/* Does the text begin with one of the forms, as "Contact the team" and "to note the report" do? */
static const char *verb_at_front(const Verb *list, size_t count, Text words) {
    scan_words(&words, "to|that it be|and");
    scan_spaces(&words);
    for (size_t i = 0; i < count; i++)
        if (scan_words(&(Text){words.ptr, words.len}, list[i].forms)) return list[i].verb;
    return NULL;
}

static const char *first_verb(const Verb *list, size_t count, Text words) {
    size_t best = SIZE_MAX;
    const char *verb = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t at = find_form(words, list[i].forms);
        if (at < best) best = at, verb = list[i].verb;
    }
    return verb;
}

enum { DECIDING = sizeof deciding / sizeof deciding[0], NOUNS_TOO = sizeof nouns_too / sizeof nouns_too[0] };

Text verb_of(Arena *arena, Text words) {
    (void)arena;
    words = text_slice(words, 0, 400);
    /* "that Mr Bee be requested to write" requests. */
    if (has_word(text_slice(words, 0, 120), "be requested to")) return S("request");
    /* "Members are asked to note" recommends noting. */
    static const char *const leads[] = {"are asked to", "is asked to", "are invited to", "is invited to", "are recommended to",
        "is recommended to", "are requested to", NULL};
    for (int i = 0; leads[i]; i++) {
        size_t at = find_word(words, leads[i], 0);
        if (at != SIZE_MAX) {
            words = text_trim(text_slice(words, at + strlen(leads[i]), SIZE_MAX));
            break;
        }
    }
    /* "were a correct record" approves, whatever else the sentence says. */
    if (has_words(words, "correct record|correctly recorded|accurate record|true record") && has_words(words, "minutes|notes|record"))
        return S("approve");
    bool is_of_minutes =
        has_words(text_slice(words, 0, 120), "the minutes of the|the notes of the|minutes of the meeting|notes of the meeting");
    if (is_of_minutes && has_words(words, "approved|confirmed|signed|agreed|accepted|taken as read")) return S("approve");
    const char *verb = verb_at_front(deciding, DECIDING, words);
    if (!verb) verb = verb_at_front(nouns_too, NOUNS_TOO, words);
    if (!verb) verb = first_verb(deciding, DECIDING, words);
    if (!verb) verb = first_verb(nouns_too, NOUNS_TOO, words);
    return verb ? text_of(verb) : (Text){0};
}

/* ---- Titles ---- */

#define PAGES_WORDS "Pages|Page|Pgs|pp|p"

bool is_page_range(Text t, int *first, int *last) {
    Text rest = text_trim(t);
    scan_words(&rest, PAGES_WORDS);
    scan_char(&rest, '.'), scan_char(&rest, ':'), scan_spaces(&rest);
    if (!scan_number(&rest, 4, first)) return false;
    *last = *first;
    scan_spaces(&rest);
    if (scan_char(&rest, '-') || scan_word(&rest, "–") || scan_word(&rest, "to")) {
        scan_spaces(&rest);
        if (!scan_number(&rest, 4, last)) return false;
        scan_spaces(&rest);
    }
    return rest.len == 0 && *last >= *first;
}

bool cut_pages(Text *title, int *first, int *last) {
    for (size_t i = title->len; i-- > 0;) {
        if (title->ptr[i] != '(') continue;
        Text inside = text_slice(*title, i + 1, SIZE_MAX);
        size_t close = text_find(inside, S(")"), 0);
        inside = text_slice(inside, 0, close);
        if (close == SIZE_MAX || !scan_words(&(Text){inside.ptr, inside.len}, PAGES_WORDS) || !is_page_range(inside, first, last))
            return false;
        *title = text_trim(text_slice(*title, 0, i));
        return true;
    }
    return false;
}

bool cut_file_size(Arena *arena, Text *title, Text *detail) {
    static const char *const formats[] = {"PDF", "DOCX", "DOC", "XLSX", "XLS", "PPTX", "PPT", "ZIP", NULL};
    for (int i = 0; formats[i]; i++) {
        for (size_t at = 0; (at = find_word(*title, formats[i], at)) != SIZE_MAX; at++) {
            Text rest = text_slice(*title, at + strlen(formats[i]), SIZE_MAX);
            int n, part = 0;
            if (scan_char(&rest, ',') || scan_char(&rest, ':')) {}
            scan_spaces(&rest);
            if (!scan_number(&rest, 5, &n)) continue;
            if (scan_char(&rest, '.') && !scan_number(&rest, 3, &part)) continue;
            scan_spaces(&rest);
            if (!scan_words(&rest, "KB|MB|GB|bytes")) continue;
            *detail = text_copy(arena, text_slice(*title, at, title->len - at - rest.len));
            Text before = text_trim(text_slice(*title, 0, at)), after = text_trim(rest);
            static const char *const icons[] = {"pdf icon", "doc icon", "docx icon", "xls icon", "icon", NULL};
            for (int k = 0; icons[k]; k++)
                if (text_ends_with(before, text_of(icons[k]))) {
                    before = text_trim(text_slice(before, 0, before.len - strlen(icons[k])));
                    break;
                }
            if (text_ends_with(before, S("(")) && scan_char(&after, ')')) before = text_trim(text_slice(before, 0, before.len - 1));
            *title = before.len > 0 ? joined(arena, before, " ", after) : after;
            return true;
        }
    }
    return false;
}

static char latin_for(int32_t c) {
    switch (c) {
    case 0x0391:
    case 0x0410:
    case 0x06f8:
    case 0x0668: return 'A'; /* Greek, Cyrillic; the Arabic figure 8 looks like one */
    case 0x0392:
    case 0x0412: return 'B';
    case 0x0421:
    case 0x03f9: return 'C';
    case 0x0395:
    case 0x0415: return 'E';
    case 0x0397:
    case 0x041d: return 'H';
    case 0x0399:
    case 0x0406: return 'I';
    case 0x039a:
    case 0x041a: return 'K';
    case 0x039c:
    case 0x041c: return 'M';
    case 0x039d: return 'N';
    case 0x039f:
    case 0x041e: return 'O';
    case 0x03a1:
    case 0x0420: return 'P';
    case 0x03a4:
    case 0x0422: return 'T';
    case 0x03a7:
    case 0x0425: return 'X';
    case 0x0430: return 'a';
    case 0x0441: return 'c';
    case 0x0435: return 'e';
    case 0x043e:
    case 0x03bf: return 'o';
    default: return 0;
    }
}

Text latin_code(Arena *arena, Text code, bool *changed) {
    Buffer out = buffer_new(arena, code.len);
    Text rest = code;
    int32_t c;
    *changed = false;
    while ((c = text_next_character(&rest)) >= 0) {
        char latin = c >= 128 ? latin_for(c) : 0;
        if (latin) *changed = true;
        if (latin) buffer_put_char(&out, latin);
        else buffer_put_character(&out, c);
    }
    return buffer_text(&out);
}
