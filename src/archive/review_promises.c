/* Owns finding what was promised in the words of minutes: actions with who acts and by when, and what is to come back. */
#include "archive/layout.h"

static Text timescale_of(Text sentence) {
    static const char *const phrases[] = {"in a year's time", "in a year\u2019s time", "at the next meeting", "to the next meeting",
        "at a future meeting", "to a future meeting", "annually", "at the appropriate time", "at an appropriate time", "in due course",
        "at every meeting", "standing item", "six months", "in the new year", "October meeting", "November meeting", "December meeting",
        "January meeting", "February meeting", "March meeting", "April meeting", "May meeting", "June meeting", "July meeting",
        "August meeting", "September meeting", "outside of the meeting", NULL};
    for (int i = 0; phrases[i]; i++) {
        size_t at = find_word(sentence, phrases[i], 0);
        if (at != SIZE_MAX) return text_slice(sentence, at, strlen(phrases[i]));
    }
    return (Text){0};
}

static Text who_promises(Text sentence) {
    Text rest = sentence;
    if (!scan_words(&rest, "Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Supt|DCI|DI|The Chair|The Chairman|The Vice-Chair|The Vice-Chairman|The "
                           "Partnership|Members"))
        return (Text){0};
    size_t at = SIZE_MAX;
    static const char *const stops[] = {
        "agreed", "would", "will", "undertook", "offered", "to provide", "asked", "requested", "invited", NULL};
    for (int i = 0; stops[i]; i++) {
        size_t found = find_word(sentence, stops[i], 0);
        if (found < at) at = found;
    }
    return at == SIZE_MAX || at > 60 ? ((Text){0}) : text_trim(text_slice(sentence, 0, at));
}

/* "This would provide an up-to-date policy framework" is praise of a thing, and nobody's undertaking. */
static bool is_about_a_thing(Text sentence) {
    return scan_words(&(Text){sentence.ptr, sentence.len}, "This would|It would|These would|That would|Which would|All of which")
           && has_words(sentence, "would provide");
}

/* "3.1" of "ACTION 3.1: ...". */
static void skip_action_number(Text *rest) {
    size_t n = 0;
    while (n < rest->len && n < 10 && ((rest->ptr[n] >= '0' && rest->ptr[n] <= '9') || (n > 0 && strchr("./", rest->ptr[n])))) n++;
    if (n > 0) *rest = text_slice(*rest, n, SIZE_MAX);
    scan_spaces(rest);
}

/* "Action 12: complete.", "Action 1 – AB has sent it" tell of an earlier one. */
static bool is_task(Text t) {
    t = text_slice(t, 0, 160); /* as far as a sentence goes; what follows may be long */
    Text rest = t;
    scan_spaces(&rest);
    return has_words(t, "to|will|must|should")
           && !has_words(t, "has|have|had|was|were|complete|completed|closed|done|discharged|ongoing|deferred")
           && !scan_words(&rest, "to|see|this|is|no|update");
}

/* "ACTION LOG", "ACTION POINTS": what a list is called. */
static bool is_name_of_list(Text t) {
    return scan_words(&t, "log|logs|list|points|tracker|register|schedule|summary|sheet|by|owner|owners|required|taken|table")
           && count_words(t) <= 3;
}

/* "AB", "AB/CD", "AB and CD": initials. */
static bool is_initials(Text t) {
    size_t letters = 0;
    for (Text word; text_split(&t, ' ', &word);) {
        if (text_equal(word, S("and")) || text_equal(word, S("&"))) continue;
        for (size_t i = 0; i < word.len; i++) {
            if (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z') letters++;
            else if (!strchr("/,&", word.ptr[i])) return false;
        }
    }
    return letters >= 2 && letters <= 12;
}

/* "AB to check the figures", "The Clerk to write": who acts, as what is to be done begins. */
static Text who_acts(Text action) {
    enum { WHO_MOST = 40 };
    size_t to = text_find(text_slice(action, 0, WHO_MOST + 4), S(" to "), 0);
    Text who = text_trim(text_slice(action, 0, to));
    if (to == SIZE_MAX) return (Text){0};
    bool is_office =
        scan_words(&(Text){who.ptr, who.len}, "The Chair|The Chairman|The Clerk|Chair|Chairman|Clerk|All|Mr|Mrs|Ms|Miss|Dr|Cllr|"
                                              "Councillor|Supt|Insp|DCI|DI|The Manager|The Secretary")
        && count_words(who) <= 4 && !has_words(who, "is|are|was|has|agreed|asked");
    return is_office || is_initials(who) ? who : (Text){0};
}

/* "by the end of May", "– 31 July 2023": when it is to be done. */
static Text when_due(Text action) {
    FoundDay day, last = {0};
    for (size_t at = 0; find_day(action, at, &day); at = day.to) last = day;
    if (last.to > 0) {
        Text before = text_trim(text_slice(action, 0, last.from)), after = text_slice(action, last.to, SIZE_MAX);
        bool is_last = after.len == 0 || !has_letter(after);
        if (text_ends_with(before, S(" by")) || (is_last && (text_ends_with(before, S("\u2013")) || text_ends_with(before, S(" -")))))
            return text_slice(action, last.from, last.to - last.from);
    }
    size_t end = find_word(action, "by the end of", 0);
    if (end == SIZE_MAX) return (Text){0};
    Text when = sentence_at(text_slice(action, end + 3, SIZE_MAX), 0);
    if (text_ends_with(when, S("."))) when.len--;
    return when.len <= 40 ? when : (Text){0};
}

/* "ACTION:", "Action –" ahead of what is to be done; *is_marked. In capitals it needs no mark; "Action Fraud" is none. */
static bool scan_action(Text *rest, bool *is_marked) {
    static const char *const dashes[] = {"- ", "–", "—", NULL};
    Text try = *rest;
    if (!scan_word(&try, "action")) return false;
    scan_spaces(&try);
    Text words = try;
    skip_action_number(&try);
    bool is_numbered = try.len < words.len;
    *is_marked = scan_char(&try, ':');
    for (int i = 0; dashes[i] && !*is_marked && rest->ptr[0] == 'A'; i++) {
        *is_marked = text_starts_with(try, text_of(dashes[i]));
        if (*is_marked) try = text_slice(try, strlen(dashes[i]), SIZE_MAX);
    }
    if (is_numbered && *is_marked && !is_task(try)) return false;
    if (!*is_marked && (!is_capitals(text_slice(*rest, 0, strlen("action"))) || is_name_of_list(words))) return false;
    if (!*is_marked) try = words;
    scan_spaces(&try);
    *rest = try;
    return true;
}

/* Where "ACTION:" stands with its colon or dash, and in *rest what follows it; SIZE_MAX: nowhere. */
static size_t find_action(Text words, Text *rest) {
    for (size_t at = 0; (at = find_word(words, "action", at)) != SIZE_MAX; at++) {
        bool is_marked;
        *rest = text_slice(words, at, SIZE_MAX);
        if (scan_action(rest, &is_marked) && is_marked) return at;
    }
    *rest = (Text){0};
    return SIZE_MAX;
}

/* What "ACTION:" heads, to the words' end: "Supt. Bee to circulate the map." has a full stop that ends nothing. Each "action:" begins another. */
static void put_actions(LayoutReader *reader, int parent, const Block *place, Text words) {
    while (words.len > 0) {
        Text rest, action = text_trim(text_slice(words, 0, find_action(words, &rest)));
        if (action.len > 0) {
            Entry *entry = entry_at(reader, put_entry(reader, ENTRY_ACTION, parent, place, action));
            entry->title = who_acts(action);
            entry->timescale = when_due(action);
        }
        words = rest;
    }
}

/* The margin beside a paragraph says already who acts. */
static bool is_told_in_margin(LayoutReader *reader, int index, Text sentence) {
    if ((size_t)index + 1 >= reader->document->entries.count) return false;
    const Entry *next = entry_at(reader, index + 1);
    return next->kind == ENTRY_ACTION && text_equal(next->words, sentence);
}

void review_promises(LayoutReader *reader, int index) {
    Entry from = *entry_at(reader, index);
    Block place = {.first_line = from.first_line, .last_line = from.last_line};
    for (size_t at = 0; at < from.words.len;) {
        Text sentence = sentence_at(from.words, at);
        size_t end = (size_t)(sentence.ptr - from.words.ptr) + sentence.len;
        at = end > at ? end : at + 1;
        Text action = sentence;
        bool is_marked;
        if (scan_action(&action, &is_marked)) {
            if (is_marked) at = from.words.len;
            action.len = (size_t)(from.words.ptr + at - action.ptr);
            put_actions(reader, from.parent, &place, action);
            continue;
        }
        bool commits = has_words(sentence, "would|agreed to|agreed|asked that|requested|request|invited|offer|retain|undertook|will");
        bool returns =
            has_words(sentence, "report back|update|updates|report|back to|standing item|return to the|action plan back|bring back");
        Text when = timescale_of(sentence);
        bool is_return = (commits && returns && when.len > 0)
                         || has_words(sentence, "would report back|will report back|agreed to report back|offer to bring|to bring it back");
        bool is_action = !is_return
                         && has_words(sentence, "agreed to provide|agreed to share|agreed to circulate|agreed to send|agreed to "
                                                "contact|agreed to update|agreed to arrange|would be circulated|would circulate|"
                                                "would provide|to be circulated|will be circulated|this would be confirmed|agreed to look");
        if ((!is_return && !is_action) || (is_action && is_about_a_thing(sentence))) continue;
        if (is_told_in_margin(reader, index, sentence)) continue;
        Entry *entry = entry_at(reader, put_entry(reader, is_return ? ENTRY_RETURN : ENTRY_ACTION, from.parent, &place, sentence));
        entry->title = who_promises(sentence);
        entry->timescale = when;
    }
}
