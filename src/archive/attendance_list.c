/* Owns reading lists of persons. */
#include "archive/attendance_list.h"

static bool is_letters_after(Arena *arena, Text part) {
    Text joined_name = text_format(arena, "X Y, %.*s", TEXT_ARG(part));
    return part.len <= 12 && is_capitals(part) && person_name(arena, joined_name).letters.len == part.len;
}

bool names_organisation(Text t) {
    if (has_words(t, "Council|Police|Service|Services|NHS|Board|Trust|Partnership|Unit|Authority|Commissioner|Agency|Association|Ltd|Group|"
                     "Alliance|Constabulary|University|College"))
        return true;
    size_t capitals = 0;
    for (size_t i = 0; i < t.len; i++) capitals += t.ptr[i] >= 'A' && t.ptr[i] <= 'Z';
    return t.len <= 8 && capitals >= 3 && capitals + 2 >= t.len;
}

void divide_role(Text inside, Entry *entry) {
    if (has_words(inside, "Vice-Chairman|Vice Chairman|Vice-Chair|Vice Chair|Vice-Chairwoman|Deputy Chair")) entry->is_vice_chair = true;
    else if (has_words(inside, "Chairman|Chair|Chairwoman|Chairperson|in the Chair") && !has_words(inside, "Chair of|Chairman of"))
        entry->is_chair = true;
    entry->role = inside;
    for (size_t i = inside.len; i-- > 0;) {
        bool is_dash = inside.ptr[i] == '-' && i > 0 && inside.ptr[i - 1] == ' ';
        if (inside.ptr[i] != ',' && !is_dash) continue;
        Text tail = text_trim(text_slice(inside, i + 1, SIZE_MAX));
        if (!names_organisation(tail)) break;
        entry->role = text_trim(text_slice(inside, 0, i));
        entry->organisation = tail;
        return;
    }
    if (names_organisation(inside) && !entry->is_chair && !entry->is_vice_chair
        && !has_words(
            inside, "Head|Director|Officer|Manager|Leader|Chief|Supervisor|Coordinator|Member|Lead|Champion|Clerk|Secretary|Solicitor")) {
        entry->organisation = inside;
        entry->role = (Text){0};
        return;
    }
    Text rest = inside, first;
    if (text_split(&rest, ' ', &first) && first.len >= 3 && first.len <= 6 && is_capitals(first) && rest.len > 0) {
        entry->organisation = first;
        entry->role = text_trim(rest);
    }
}

static bool has_title(Arena *arena, Text name) {
    return person_name(arena, name).title.len > 0;
}

/* "Col Dow" among councillors bears a first name, or a rank that goes with the title. */
static bool has_title_of_person(Arena *arena, Text name) {
    Text title = person_name(arena, name).title;
    return title.len > 0 && !text_equal(title, S("Col")) && !text_equal(title, S("Major"));
}

Text in_brackets(Text part, size_t open, size_t *after) {
    size_t depth = 1, end = open + 1;
    while (end < part.len && depth > 0) depth += part.ptr[end] == '(', depth -= part.ptr[end] == ')', end++;
    *after = end;
    return text_trim(text_slice(part, open + 1, (depth == 0 ? end - 1 : end) - open - 1));
}

/* "(CN)" behind "Colin Notreal". */
static bool is_initials(Text inside) {
    return inside.len >= 2 && inside.len <= 4 && is_capitals(inside) && !text_equal(inside, S("MP")) && !text_equal(inside, S("KCC"));
}

/* "Supt. Proof presented the report on lamps" begins with a name and is none. */
static bool is_sentence(Text name) {
    static const char within_names[] = "van|von|de|der|den|la|le|du|da|di|al|el|st|of|the|and|for|in|on";
    Text rest = name, word;
    int small = 0;
    while (text_split(&rest, ' ', &word)) small += starts_small(word) && !scan_words(&(Text){word.ptr, word.len}, within_names);
    return small > 1;
}

static bool is_nobody(Arena *arena, Text name) {
    Text rest = name;
    int n;
    if (text_find(name, S(")"), 0) != SIZE_MAX) return true; /* the rest of what began in brackets */
    if (name.len < 2 || name.len > 80 || count_words(name) > 9 || !has_letter(name)) return true;
    if (scan_number(&rest, 4, &n) || starts_small(name)) return true;
    PersonName parts = person_name(arena, name);
    if (parts.title.len > 0 && parts.surname.len > 1) return is_sentence(name);
    if (is_capitals(name) && name.len <= 4) return true; /* initials, or an organisation */
    if (names_organisation(name) && count_words(name) > 1) return true;
    if (is_sentence(name)) return true;
    return has_words(name, "members of the public|member of the public|residents|resident|public|press|nobody|none|Democratic "
                           "Services|reasons were|for whom|et al|Officer|Services|"
                           "Manager|Directorate|vacancy|vacant");
}

static bool has_small_word(Text t) {
    Text word;
    while (text_split(&t, ' ', &word))
        if (starts_small(word)) return true;
    return false;
}

/* Nobody as far as one can tell, and yet somebody may be meant: "DCI Bee attending for the item on lamps", "Alan Bee Fenshire Police". What follows a
 * person in the same list, and names an organisation, is where they are from. */
static void doubt_nobody(LayoutReader *reader, Text name, int first_line, int last_line) {
    PersonName parts = person_name(reader->arena, name);
    const EntryList *list = &reader->document->entries;
    bool follows = list->count > 0 && list->items[list->count - 1].first_line == first_line;
    bool is_titled = parts.title.len > 0 && parts.surname.len > 1;
    bool is_named = !starts_small(name) && names_organisation(name)
                    && (follows ? count_words(name) >= 4 && !has_small_word(name) : count_words(name) > 1);
    if (!is_titled && !is_named) return;
    put_doubt(reader, DOUBT_PLACE, -1, first_line, last_line,
        text_format(reader->arena, "\u201c%.*s\u201d stands in a list of persons and could not be read as one: nobody was taken from it.",
            TEXT_ARG(name)),
        (Text){0}, (Text){0});
}

/* What brackets say: chair, role and organisation, or for whom somebody sat. */
static void take_inside(Entry *entry, EntryKind kind, Text inside) {
    Text substitute = inside;
    if (scan_words(&substitute, "substitute for|substituting for|sub for|in place of|deputising for|as substitute for|for")) {
        entry->kind = kind == ENTRY_PRESENT ? ENTRY_SUBSTITUTE : kind;
        entry->detail = text_trim(substitute);
        return;
    }
    bool is_short = is_initials(inside) && (inside.len < 3 || (entry->title.len > 0 && inside.ptr[0] == entry->title.ptr[0]));
    if ((is_short || (is_initials(inside) && kind != ENTRY_APOLOGIES)) && entry->role.len == 0) return;
    Entry said = {0};
    divide_role(inside, &said);
    entry->is_chair |= said.is_chair, entry->is_vice_chair |= said.is_vice_chair;
    if (entry->role.len == 0) entry->role = said.role;
    if (entry->organisation.len == 0) entry->organisation = said.organisation;
    else if (entry->role.len == 0 && said.organisation.len > 0) entry->role = said.organisation;
    /* A second pair of brackets names where somebody is from. */
    if (said.role.len > 0 && entry->role.ptr != said.role.ptr && entry->organisation.len == 0) entry->organisation = inside;
}

size_t find_dash(Text t, size_t *length) {
    int depth = 0;
    for (size_t i = 0; i < t.len; i++) {
        depth += t.ptr[i] == '(', depth -= t.ptr[i] == ')' && depth > 0;
        Text rest = text_slice(t, i, SIZE_MAX);
        *length = text_starts_with(rest, S(" - ")) ? 3 : text_starts_with(rest, S(" – ")) ? strlen(" – ") : 0;
        if (depth == 0 && *length > 0) return i;
    }
    return SIZE_MAX;
}

/* "West Kent)" of a bracket that opened elsewhere, without it. */
static Text without_stray_bracket(Text t) {
    int depth = 0;
    for (size_t i = 0; i < t.len; i++) depth += t.ptr[i] == '(', depth -= t.ptr[i] == ')';
    while (depth < 0 && text_ends_with(t, S(")"))) t = text_trim(text_slice(t, 0, t.len - 1)), depth++;
    while (depth > 0 && text_ends_with(t, S("("))) t = text_trim(text_slice(t, 0, t.len - 1)), depth--;
    return t;
}

static const char offices[] =
    "Officer|Manager|Director|Head|Clerk|Leader|Solicitor|Assistant|Adviser|Advisor|Executive|Secretary|Coordinator|Co-ordinator|Lead|"
    "Chief|"
    "Commander|Superintendent|Inspector|Sergeant|Constable|Commissioner|Supervisor|Analyst|Consultant|Champion|Administrator|Minutes|Notes|"
    "Minute taker|Note taker|Portfolio Holder|Cabinet Member|Member|Chair|Chairman|Vice-Chair|Vice Chair|Vice-Chairman|Deputy Chair|"
    "Representative|Convener|Trustee|Headteacher|Principal|Accountant|Auditor|Lawyer|Specialist|Partner|Councillor";

bool names_office(Text t) {
    return has_words(t, offices);
}

bool is_titled_person(Arena *arena, Text t) {
    PersonName name = person_name(arena, t);
    return name.title.len > 0 && name.surname.len > 1 && !has_words(name.surname, offices) && !has_words(name.first, offices);
}

bool is_initials_and_surname(Text t) {
    Text word, rest = t;
    if (count_words(t) < 2 || count_words(t) > 4 || !text_split(&rest, ' ', &word)) return false;
    return word.len <= 2 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' && (word.len == 1 || word.ptr[1] == '.');
}

/* As far as the first comma, bracket or dash. */
static Text head_of(Text t) {
    size_t dash_length, end = find_dash(t, &dash_length), comma = text_find(t, S(","), 0), open = text_find(t, S("("), 0);
    if (comma < end) end = comma;
    if (open < end) end = open;
    return text_trim(text_slice(t, 0, end));
}

bool is_description(Arena *arena, Text t) {
    Text head = head_of(t);
    if (head.len == 0 || is_titled_person(arena, head) || is_initials_and_surname(head)) return false;
    return names_organisation(head) || has_words(head, offices);
}

/* One person: "Mr S Holder (Head of Safety, Council)", "A Bee (Chair) – County Council". */
static void put_person(LayoutReader *reader, EntryKind kind, int parent, Text part, Text plural, int first_line, int last_line);

/* "Mr A Bee (represented by Ms C Dee)" among the apologies: who sat in the place of the last of them. */
static void put_substitute(LayoutReader *reader, int parent, Text inside, int first_line, int last_line) {
    static const char *const words[] = {"represented by", "substituted by", "deputised by", "replaced by", "substitute:", NULL};
    int absent = (int)reader->document->entries.count - 1;
    for (int i = 0; words[i]; i++) {
        size_t at = find_word(inside, words[i], 0);
        if (at == SIZE_MAX) continue;
        put_person(reader, ENTRY_SUBSTITUTE, parent, text_slice(inside, at + strlen(words[i]), SIZE_MAX), (Text){0}, first_line, last_line);
        int came = (int)reader->document->entries.count - 1;
        if (came > absent) entry_at(reader, came)->detail = entry_at(reader, absent)->title;
        return;
    }
}

/* "(ICB)", "(Probation)" behind who sent apologies: where they are from, and not who came for them. */
static bool is_origin(Arena *arena, Text inside) {
    if (has_words(inside, "by|for|substitute|represented|attending|virtual|virtually|online|item|items|part|late|left|from|until"))
        return false;
    return inside.len < 60 && !starts_small(inside) && (count_words(inside) == 1 || is_description(arena, inside));
}

/* "Southdale Council \u2013 Chair": who presides, behind another dash. */
static Text take_chair_behind(Entry *entry, EntryKind kind, Text tail) {
    size_t length, dash = find_dash(tail, &length);
    if (dash == SIZE_MAX) return tail;
    Text last = text_trim(text_slice(tail, dash + length, SIZE_MAX)), rest = last;
    if (!scan_words(&rest, "Chair|Chairman|Chairperson|Vice-Chair|Vice Chair|Vice-Chairman|Deputy Chair") || rest.len > 0) return tail;
    take_inside(entry, kind, last);
    return text_trim(text_slice(tail, 0, dash));
}

/* "COUNCILLOR A BELL" as other names are written; ranks of three letters and letters behind the name stay. */
static Text without_shouting(Arena *arena, Text name) {
    static const char *const shorts[] = {"MR", "MRS", "MS", "DR", "REV", NULL};
    if (!is_capitals(name) || name.len < 8 || count_words(name) < 2) return name;
    Text out = {0}, rest = name, word;
    for (bool is_first = true; text_split(&rest, ' ', &word); is_first = false) {
        bool is_cased = word.len > 3 || (!rest.ptr && !is_first && word.len > 1);
        for (int i = 0; shorts[i]; i++) is_cased |= text_equal(word, text_of(shorts[i]));
        out = joined(arena, out, " ", is_cased ? title_case(arena, word) : word);
    }
    return out;
}

/* "Councillor R Sloane attended the meeting as an observer": the name; *role is as what. */
static Text cut_attended(Text part, Text *role) {
    size_t at = find_word(part, "attended", 0);
    if (at == SIZE_MAX || at < 4 || part.len > 120) return part;
    Text rest = text_slice(part, at + strlen("attended"), SIZE_MAX);
    scan_spaces(&rest);
    if (scan_words(&rest, "the meeting|this meeting|virtually|online")) scan_spaces(&rest);
    if (!scan_words(&rest, "as an|as a|as the|as")) return part;
    *role = text_trim(rest);
    return count_words(*role) > 4 ? part : text_trim(text_slice(part, 0, at));
}

static void put_person(LayoutReader *reader, EntryKind kind, int parent, Text part, Text plural, int first_line, int last_line) {
    Block at = {.first_line = first_line, .last_line = last_line};
    Text as_what = {0}, cut = cut_attended(text_trim(part), &as_what);
    if (kind == ENTRY_PRESENT && cut.len < text_trim(part).len) kind = ENTRY_ATTENDING;
    part = cut;
    size_t open = text_find(part, S("("), 0), dash_length = 0, dash = find_dash(part, &dash_length);
    Text name = text_trim(text_slice(part, 0, open < dash ? open : dash)), whom = name;
    size_t for_whom = find_word(name, "for whom", 0);
    if (for_whom != SIZE_MAX) name = text_trim(text_slice(whom, 0, for_whom));
    if (scan_word(&name, "the")) scan_spaces(&name);
    while (name.len > 0 && (text_ends_with(name, S(".")) || text_ends_with(name, S(",")) || text_ends_with(name, S(":")))) name.len--;
    /* "Chief Executive (V Green)": who it is stands in the brackets */
    size_t behind;
    Text inside = open == SIZE_MAX || open > dash ? (Text){0} : in_brackets(part, open, &behind);
    if (is_description(reader->arena, name) && (is_initials_and_surname(inside) || is_titled_person(reader->arena, inside))) {
        part = text_format(reader->arena, "%.*s (%.*s)", TEXT_ARG(inside), TEXT_ARG(name));
        name = text_slice(part, 0, inside.len), open = inside.len + 1, dash = SIZE_MAX;
    }
    if (plural.len > 0 && name.len > 0 && !has_title_of_person(reader->arena, name)) name = joined(reader->arena, plural, " ", name);
    if (is_nobody(reader->arena, name)) {
        if (parent < 0) doubt_nobody(reader, name, first_line, last_line); /* the words of an item are kept with it */
        return;
    }
    PersonName parts = person_name(reader->arena, name);
    Entry *entry = entry_at(reader, put_entry(reader, kind, parent, &at, (Text){0}));
    entry->title = without_shouting(reader->arena, name);
    if (as_what.len > 0) entry->role = as_what;
    if (parts.letters.len > 0) {
        entry->code = parts.letters;
        entry->title = without_shouting(reader->arena, text_trim(text_slice(name, 0, name.len - parts.letters.len)));
        while (text_ends_with(entry->title, S(","))) entry->title = text_trim(text_slice(entry->title, 0, entry->title.len - 1));
    }
    for (size_t after; open != SIZE_MAX; open = text_find(part, S("("), after)) {
        /* Brackets behind a dash belong to what the dash says. */
        if (dash != SIZE_MAX && open > dash) break;
        inside = in_brackets(part, open, &after);
        if (kind == ENTRY_APOLOGIES && !is_origin(reader->arena, inside)) break;
        take_inside(entry, kind, inside);
    }
    size_t close = text_find(part, S(")"), 0);
    Text behind_initials = close == SIZE_MAX || dash != SIZE_MAX ? (Text){0} : text_trim(text_slice(part, close + 1, SIZE_MAX));
    if (is_initials(inside) && behind_initials.len > 0 && !starts_small(behind_initials) && has_letter(behind_initials)
        && text_find(behind_initials, S("("), 0) == SIZE_MAX && count_words(behind_initials) <= 6)
        put_description(entry, behind_initials);                                 /* "Cara Dunn (CD) Police" */
    if (kind == ENTRY_APOLOGIES) entry->is_chair = entry->is_vice_chair = false; /* who was away did not preside */
    if (dash != SIZE_MAX) {
        Text tail = take_chair_behind(entry, kind, text_trim(text_slice(part, dash + dash_length, SIZE_MAX)));
        size_t office = text_find(tail, S("("), 0), after_office;
        if (office != SIZE_MAX && office > 0
            && has_words(text_slice(tail, office, SIZE_MAX), "Chair|Chairman|Vice-Chair|Vice Chair|Deputy Chair"))
            take_inside(entry, kind, in_brackets(tail, office, &after_office)), tail = text_trim(text_slice(tail, 0, office));
        bool is_chair_alone = scan_words(&(Text){tail.ptr, tail.len}, "in the Chair|Chair|Chairman") && count_words(tail) < 4;
        if (is_chair_alone) take_inside(entry, kind, tail);
        else if (scan_words(&(Text){tail.ptr, tail.len}, "Police and Crime Commissioner|Deputy Police and Crime Commissioner")
                 && tail.len < 50)
            entry->role = tail;
        else if (entry->role.len > 0 || entry->is_chair || entry->is_vice_chair || names_organisation(tail)) entry->organisation = tail;
        else entry->role = tail;
    }
    entry->role = without_stray_bracket(is_capitals(part) ? title_case(reader->arena, entry->role) : entry->role);
    entry->organisation = without_stray_bracket(entry->organisation);
    size_t said = text_find(part, S("("), 0), after_said;
    if (kind == ENTRY_APOLOGIES && said != SIZE_MAX)
        put_substitute(reader, parent, in_brackets(part, said, &after_said), first_line, last_line);
}

/* "Councillors A Bee, C Dee": the title counts for all that follow. */
static Text take_plural(Text *part) {
    Text rest = *part;
    bool is_short = text_starts_with(rest, S("Cllrs"));
    if (scan_words(&rest, "County Councillors|Borough Councillors|District Councillors|City Councillors|Councillors|Cllrs")) {
        scan_char(&rest, '.'), scan_char(&rest, ':');
        scan_spaces(&rest);
        *part = rest;
        return is_short ? S("Cllr") : S("Councillor");
    }
    if (scan_words(&rest, "Messrs")) {
        scan_spaces(&rest);
        *part = rest;
        return S("Mr");
    }
    return (Text){0};
}

/* Where the list's next part ends: a comma, semicolon or "and" outside brackets. *skip is what separates. */
static size_t part_end(Text t, size_t *skip) {
    int depth = 0;
    bool has_dash = false; /* "Mr A Bee – Fire and Rescue Service" is one */
    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == '(') depth++;
        if (t.ptr[i] == ')' && depth > 0) depth--;
        if (depth > 0 && t.len - i > 1) continue;
        has_dash |= text_starts_with(text_slice(t, i, 5), S(" – ")) || text_starts_with(text_slice(t, i, 3), S(" - "));
        *skip = 1;
        if (t.ptr[i] == ',' || t.ptr[i] == ';' || t.ptr[i] == '\n' || t.ptr[i] == '\t') return i;
        if (has_dash) continue;
        if (scan_words(&(Text){t.ptr + i, t.len - i}, " and Rescue| and Crime| and Wales| & Rescue| & Crime| & Wales"))
            continue; /* of a service's name */
        if (text_starts_with(text_slice(t, i, 5), S(" and ")) || text_starts_with(text_slice(t, i, 3), S(" & "))) {
            *skip = t.ptr[i + 1] == '&' ? 3 : 5;
            return i;
        }
    }
    *skip = 0;
    return t.len;
}

void put_description(Entry *person, Text t) {
    size_t open, after;
    t = text_trim(t);
    while ((open = text_find(t, S("("), 0)) != SIZE_MAX && open > 0 && text_ends_with(t, S(")"))
           && has_words(text_slice(t, open, SIZE_MAX), "Chair|Chairman|Vice-Chair|Vice Chair|Deputy Chair|notes|minutes|minute taker")) {
        Text inside = in_brackets(t, open, &after);
        if (has_words(inside, "Chair|Chairman|Vice-Chair|Vice Chair|Deputy Chair")) take_inside(person, person->kind, inside);
        t = text_trim(text_slice(t, 0, open));
    }
    while (text_ends_with(t, S(",")) || text_ends_with(t, S("."))) t.len--;
    Text last = t;
    for (size_t i = t.len; i-- > 0;)
        if (t.ptr[i] == ',') {
            last = text_trim(text_slice(t, i + 1, SIZE_MAX));
            break;
        }
    static const char chairs[] = "Chair|Chairman|Vice-Chair|Vice Chair|Vice-Chairman|Deputy Chair|in the Chair";
    Text chair = last;
    if (last.ptr != t.ptr && scan_words(&chair, chairs) && chair.len == 0) { /* "Eastmere Council, Chair" */
        take_inside(person, person->kind, last);
        t = text_trim(text_slice(t, 0, (size_t)(last.ptr - t.ptr)));
        while (text_ends_with(t, S(","))) t = text_trim(text_slice(t, 0, t.len - 1));
    }
    Entry said = {0};
    divide_role(t, &said);
    person->is_chair |= said.is_chair, person->is_vice_chair |= said.is_vice_chair;
    bool is_chair_only = person->role.len > 0 && (person->is_chair || person->is_vice_chair) && count_words(person->role) < 4;
    if (said.organisation.len == 0 && !has_words(t, offices)) said.organisation = said.role, said.role = (Text){0};
    if (person->organisation.len == 0) person->organisation = said.organisation;
    if (person->role.len == 0 || (is_chair_only && said.role.len > 0)) person->role = said.role;
}

/* "Head of Housing and Mr Dee": does somebody else stand behind an "and"? */
static bool names_another(Arena *arena, Text part) {
    for (size_t at = text_find(part, S(" and "), 0); at != SIZE_MAX;) {
        size_t from = at + strlen(" and ");
        at = text_find(part, S(" and "), from);
        Text other = head_of(text_slice(part, from, at == SIZE_MAX ? SIZE_MAX : at - from));
        if (is_titled_person(arena, other) || is_initials_and_surname(other)) return true;
    }
    return false;
}

/* Does the rest of a line say only what somebody is? Letters after the name are counted to the name: *letters is how far they go. */
static bool is_all_description(Arena *arena, Text tail, bool holds_one_person, size_t *letters) {
    bool has_said = false;
    *letters = 0;
    for (Text rest = tail; rest.len > 0;) {
        size_t depth = 0, end = 0;
        while (end < rest.len && (rest.ptr[end] != ',' || depth > 0))
            depth += rest.ptr[end] == '(', depth -= rest.ptr[end] == ')' && depth > 0, end++;
        Text part = text_trim(text_slice(rest, 0, end)), head = head_of(part);
        rest = end < rest.len ? text_slice(rest, end + 1, SIZE_MAX) : (Text){0};
        if (!has_said && head.len > 0 && is_letters_after(arena, head)) {
            *letters = (size_t)(part.ptr + part.len - tail.ptr);
            continue;
        }
        if (names_another(arena, part)) return false;
        size_t open = text_find(part, S("("), 0), after; /* "Carl Dee (Head of Housing)" is somebody else */
        Text inside = open == SIZE_MAX ? (Text){0} : in_brackets(part, open, &after);
        bool is_person = is_titled_person(arena, head) || is_initials_and_surname(head)
                         || (inside.len > 0 && !is_description(arena, head) && (is_description(arena, inside) || is_initials(inside)));
        if (is_person || (!holds_one_person && !has_said && !is_description(arena, part))) return false;
        if (starts_small(part)) return false; /* "for whom Mr Bee came" */
        has_said = true;
    }
    return has_said;
}

bool put_described(LayoutReader *reader, EntryKind kind, int parent, Text t, bool holds_one_person, int first_line, int last_line) {
    size_t comma = text_find(t, S(","), 0), open = text_find(t, S("("), 0), letters;
    if (open < comma) {
        in_brackets(t, open, &open);
        comma = text_find(t, S(","), open);
    }
    if (comma == SIZE_MAX || scan_words(&(Text){t.ptr, t.len}, "Councillors|Cllrs|Messrs")) return false;
    Text name = text_trim(text_slice(t, 0, comma)), tail = text_trim(text_slice(t, comma + 1, SIZE_MAX));
    if (count_words(head_of(name)) > 6 || (is_description(reader->arena, name)) || text_find(name, S(" and "), 0) != SIZE_MAX) return false;
    if (count_words(head_of(name)) < 2 || !is_all_description(reader->arena, tail, holds_one_person, &letters)) return false;
    size_t before = reader->document->entries.count;
    if (letters > 0) name = joined(reader->arena, name, ", ", text_slice(tail, 0, letters));
    put_person(reader, kind, parent, name, (Text){0}, first_line, last_line);
    if (reader->document->entries.count == before) return false;
    tail = text_trim(text_slice(tail, letters, SIZE_MAX));
    while (tail.len > 0 && (tail.ptr[0] == ',' || tail.ptr[0] == ' ')) tail = text_slice(tail, 1, SIZE_MAX);
    put_description(entry_at(reader, (int)before), tail);
    return true;
}

static void put_commas(LayoutReader *reader, EntryKind kind, int parent, Text list, int first_line, int last_line);

void put_persons(LayoutReader *reader, EntryKind kind, int parent, Text list, int first_line, int last_line) {
    if (text_find(list, S(";"), 0) == SIZE_MAX) {
        put_commas(reader, kind, parent, list, first_line, last_line);
        return;
    }
    Text piece;
    bool holds_one_person = false; /* once semicolons part persons, commas part what each of them is */
    while (text_split(&list, ';', &piece)) {
        piece = text_trim(piece);
        if (scan_word(&piece, "and")) scan_spaces(&piece);
        if (put_described(reader, kind, parent, piece, holds_one_person, first_line, last_line)) holds_one_person = true;
        else put_commas(reader, kind, parent, piece, first_line, last_line);
    }
}

/* "Chief Superintendent Una Weir, Police Scotland and ...": where somebody is from; a list of offices stays a list. */
static bool is_where_from(Arena *arena, Text pending, Text part) {
    return !starts_small(part) && is_description(arena, part) && names_organisation(head_of(part)) && !has_words(head_of(part), offices)
           && !is_description(arena, pending) && count_words(part) > 1;
}

/* Who waits in a list, with what was said of them after a comma. */
static void put_pending(
    LayoutReader *reader, EntryKind kind, int parent, Text pending, Text plural, Text about, int first_line, int last_line) {
    size_t before = reader->document->entries.count;
    if (pending.len == 0) return;
    put_person(reader, kind, parent, pending, plural, first_line, last_line);
    if (about.len > 0 && reader->document->entries.count > before) put_description(entry_at(reader, (int)before), about);
}

static void put_commas(LayoutReader *reader, EntryKind kind, int parent, Text list, int first_line, int last_line) {
    if (put_described(reader, kind, parent, list, false, first_line, last_line)) return;
    enum { SAID_MOST = 300 }; /* bytes of one person; a list that goes on for ever is joined no further */
    Text pending = {0}, plural = {0}, about = {0};
    Text before_titled = {0}; /* "Councillors Ash, Mrs Dunn and Earl": a surname alone is a councillor's still */
    while (list.len > 0) {
        size_t skip, end = part_end(list, &skip);
        Text part = text_trim(text_slice(list, 0, end));
        list = text_slice(list, end + skip, SIZE_MAX);
        Text also = part;
        if (scan_word(&also, "and")) part = also = text_trim(also);
        if (scan_word(&also, "from") && also.len > 0 && !starts_small(also)) part = text_trim(also); /* "and from Supt Bee" */
        if (part.len == 0) continue;
        Text letters = part;
        size_t open = text_find(part, S("("), 0);
        if (open != SIZE_MAX && open > 0) letters = text_trim(text_slice(part, 0, open));
        if (pending.len > 0 && is_letters_after(reader->arena, letters)) {
            if (pending.len < SAID_MOST) pending = joined(reader->arena, pending, ", ", part);
            continue;
        }
        if (pending.len > 0 && is_where_from(reader->arena, pending, part)) {
            if (about.len < SAID_MOST) about = joined(reader->arena, about, ", ", part);
            continue;
        }
        put_pending(reader, kind, parent, pending, plural, about, first_line, last_line);
        about = (Text){0};
        Text title = take_plural(&part);
        Text lone = head_of(part);
        if (title.len > 0) plural = before_titled = title;
        else if (has_title(reader->arena, part)) plural = (Text){0};
        else if (plural.len == 0 && count_words(lone) == 1 && !names_organisation(lone) && !names_office(lone)) plural = before_titled;
        pending = part;
    }
    put_pending(reader, kind, parent, pending, plural, about, first_line, last_line);
}

/* Nothing but names: "Nora Sample; Dolor Sitamet". */
static bool is_names_only(Arena *arena, Text list) {
    if (text_ends_with(list, S("."))) list.len--;
    while (list.len > 0) {
        size_t skip, end = part_end(list, &skip);
        Text part = text_trim(text_slice(list, 0, end));
        list = text_slice(list, end + skip, SIZE_MAX);
        size_t bracket = text_find(part, S("("), 0);
        PersonName name = person_name(arena, text_slice(part, 0, bracket));
        Text rest = part, word;
        if (part.len == 0) continue;
        if (count_words(text_slice(part, 0, bracket)) > 5 || name.surname.len == 0 || name.first.len + name.title.len == 0) return false;
        while (text_split(&rest, ' ', &word))
            if (word.len > 0 && !(word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') && word.ptr[0] != '(') return false;
    }
    return true;
}

void put_apologies(LayoutReader *reader, int item, Text words, int first_line, int last_line) {
    static const char *const leads[] = {"received from", "accepted from", "submitted by", "on behalf of", "noted from", "given by",
        "made by", "apologies from", "sent by", NULL};
    Text list = {0};
    for (int i = 0; leads[i] && list.len == 0; i++) {
        size_t at = find_word(words, leads[i], 0);
        if (at != SIZE_MAX && (item >= 0 || has_words(words, "apologies|apology")))
            list = sentence_at(text_trim(text_slice(words, at + strlen(leads[i]), SIZE_MAX)), 0);
    }
    if (list.len == 0) {
        list = sentence_at(words, 0);
        if (!is_names_only(reader->arena, list)) return;
    }
    if (text_ends_with(list, S("."))) list.len--;
    put_persons(reader, ENTRY_APOLOGIES, item, list, first_line, last_line);
}
