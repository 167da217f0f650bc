/* Owns the words that a resolution or decision begins with, and which of them only tell of one. */
#include "archive/blocks.h"

/* "Resolved (proposed Cllr Bee, seconded Cllr Dee):" */
static bool is_resolution_with_movers(Text t, Text *rest) {
    if (!scan_words(&t, "Resolved|Agreed")) return false;
    scan_spaces(&t);
    if (!scan_char(&t, '(')) return false;
    scan_until(&t, ")");
    if (!scan_char(&t, ')')) return false;
    scan_spaces(&t);
    if (t.len > 0 && !scan_char(&t, ':')) return false;
    if (rest) *rest = text_trim(t);
    return true;
}

/* What stands between a deciding word and what is decided: ":", "–", "unanimously", "(nem con)". */
static Text behind_word(Text t) {
    while (t.len > 0) {
        Text before = t;
        if (scan_char(&t, ':') || scan_char(&t, '-') || scan_word(&t, "\u2013") || scan_word(&t, "\u2014") || scan_char(&t, ' ')
            || scan_char(&t, ',') || scan_words(&t, "unanimously"))
            continue;
        Text bracket = t;
        if (scan_char(&bracket, '(') && scan_words(&bracket, "unanimously|nem con|by majority|nem. con.")) {
            scan_until(&bracket, ")");
            scan_char(&bracket, ')');
            t = bracket;
            continue;
        }
        if (before.len == t.len) break;
    }
    return t;
}

static const char bodies[] =
    "Community Safety Partnership|Police and Crime Panel|Overview and Scrutiny Committee|Scrutiny Committee|Select Committee|Joint "
    "Committee|Sub-Committee|Committee|Parish Council|Town Council|Full Council|Council|Strategic Board|Partnership Board|Board|Panel|"
    "Partnership|Cabinet|Executive|Group|Members|Forum|Authority|Assembly|Commission|Councillors|Meeting";

/* "The Committee", "Council", "Members", and what only strengthens: "unanimously", "therefore". */
static bool scan_body(Text *rest) {
    Text t = *rest;
    bool has_the = scan_word(&t, "The");
    scan_spaces(&t);
    if (!has_the && starts_small(t)) return false;
    if (!scan_words(&t, bodies)) return false;
    scan_spaces(&t);
    if (scan_words(&t, "then|also|therefore|further|duly|unanimously|accordingly")) scan_spaces(&t);
    *rest = t;
    return true;
}

/* "agreed to differ" */
static bool decides_nothing(Text t) {
    scan_spaces(&t);
    return scan_words(&t, "to differ|to disagree|to nothing|to nobody");
}

/* "that the lamps should be mended" decides, "that the fete had been wet" tells what was thought, "to differ" decides nothing. */
static bool is_decided(Text lead) {
    if (scan_word(&(Text){lead.ptr, lead.len}, "that")) return has_words(lead, "should|be|would|shall|must");
    return scan_word(&(Text){lead.ptr, lead.len}, "to") && !decides_nothing(lead);
}

/* A dash that nothing follows, or a list; "Partnership approved - see the appendix" has another. */
static bool is_dash_of_list(Text t) {
    if (!scan_char(&t, '-') && !scan_word(&t, "\u2013")) return false;
    t = text_trim(t);
    return t.len == 0 || t.ptr[0] == '(' || (t.len > 1 && (t.ptr[1] == ')' || t.ptr[1] == '.'));
}

/* "the update", "the report on lamps.": the sentence ends with what was noted. */
static bool is_noted_thing(Text t) {
    if (!scan_words(&t, "the report|the content|the contents|the update|the position|the terms|the minute|the information")) return false;
    Text rest = text_trim(t);
    if (rest.len == 0 || rest.ptr[0] == '.') return true;
    return scan_words(&rest, "of|on|from|about|for|regarding|concerning") && !has_words(rest, "but|with|and");
}

/* One sentence and no more. */
static bool is_one_sentence(Text t) {
    return t.len < 240 && sentence_at(t, 0).len == text_trim(t).len;
}

/* "Council RESOLVED to"; `told`: also "The Committee agreed to", "The Panel noted the report." */
static bool is_body_decision(Text t, bool told, Text *rest) {
    Text try = t;
    if (!scan_body(&try)) return false;
    if (told && try.len > 0 && try.len < 4 && (try.ptr[0] == ':' || try.ptr[0] == '-')) { /* "The Committee:-", and a list of what it did */
        if (rest) *rest = (Text){0};
        return true;
    }
    Text verb = try;
    if (!scan_words(&try, "resolved|agreed|decided|noted|approved|endorsed|recommended|ordered|received|accepted")) return false;
    Text word = text_slice(verb, 0, verb.len - try.len);
    bool is_loud = is_capitals(word), decides = has_words(word, "resolved|agreed|decided");
    /* "Members agreed that it had gone well" tells what was said. */
    if (scan_words(&(Text){t.ptr, t.len}, "Members|Councillors|The Members|The Councillors") && has_words(word, "agreed")) decides = false;
    Text after = try;
    scan_spaces(&after);
    scan_words(&after, "unanimously");
    scan_spaces(&after);
    bool is_listed = after.len == 0 || after.ptr[0] == ':' || text_starts_with(after, S("-")) || text_starts_with(after, S("\u2013")),
         is_lead = is_decided(after) || (has_words(word, "resolved") && scan_words(&(Text){after.ptr, after.len}, "to|that"));
    bool begins_list = after.len == 0 || after.ptr[0] == ':' || is_dash_of_list(after);
    bool is_noted = has_words(word, "noted") && is_one_sentence(t) && !scan_words(&(Text){t.ptr, t.len}, "Members|Councillors")
                    && is_noted_thing(after);
    if (!is_loud && (!told || (!begins_list && !(decides && is_lead) && !is_noted))) return false;
    if (is_loud && starts_small(after) && has_words(text_slice(after, 0, 12), "by|with|in")) return false;
    /* What it did to something stays in the words: "NOTED the report". */
    if (rest) *rest = is_listed || (decides && is_lead) ? behind_word(try) : verb;
    return true;
}

/* "PENDERFYNWYD / RESOLVED": what follows the Welsh word, when a resolution follows it or it is in capitals. */
static bool is_welsh_resolution(Text t, Text *rest) {
    Text try = t;
    if (!scan_words(&try, "Penderfynwyd|Cytunwyd|Penderfyniad")) return false;
    bool is_loud = is_capitals(text_slice(t, 0, t.len - try.len));
    scan_spaces(&try);
    if (scan_char(&try, '/')) {
        scan_spaces(&try);
        if (scan_words(&try, "RESOLVED|AGREED|DECISION")) {
            if (rest) *rest = behind_word(try);
            return true;
        }
    }
    if (!is_loud && !(try.len > 0 && try.ptr[0] == ':')) return false;
    if (rest) *rest = behind_word(try);
    return true;
}

/* A heading of its own above what was decided. */
static bool is_decision_heading(Text t) {
    if (t.len > 60) return false;
    t = text_trim(t);
    if (starts_small(t)) return false; /* a line's end: "... to implement the" above it */
    while (t.len > 0 && strchr(":-", t.ptr[t.len - 1])) t = text_trim(text_slice(t, 0, t.len - 1));
    return t.len < 24
           && scan_words(
               &t, "Decisions taken|Decision taken|Decisions made|Decision made|Decisions|Decision|Resolved|Resolution|Resolutions|Agreed")
           && t.len == 0;
}

/* Is what follows a word in capitals decided by it: ':', a dash, "that", "to", nothing, or one of `also`? "ORDERED goods were late." is talk. */
static bool decides_what_follows(Text t, const char *also) {
    scan_spaces(&t);
    if (scan_words(&t, "unanimously")) scan_spaces(&t);
    return t.len == 0 || strchr(":-(.,0123456789", t.ptr[0]) || scan_words(&t, "that|to|\u2013|\u2014") || scan_words(&t, also);
}

bool is_resolution(Text t, Text *rest) {
    if (is_resolution_with_movers(t, rest) || is_welsh_resolution(t, rest) || is_body_decision(t, false, rest)) return true;
    if (is_decision_heading(t)) {
        if (rest) *rest = (Text){0};
        return true;
    }
    static const char sure[] = "RESOLVED|RESOLUTION|AGREED|IT WAS RESOLVED|IT WAS AGREED|DECISIONS|DECISION|ORDERED";
    static const char usual[] =
        "Resolved that|Resolved to|Resolved unanimously|Resolved:|Resolved \u2013|Resolved -|It was resolved|It "
        "was therefore resolved|It was "
        "unanimously resolved|It was further resolved|It was decided that|It was decided to|It was agreed that|It was agreed to|It was "
        "unanimously agreed|It was further "
        "agreed|Agreed:|Agreed that|Decision:|Decisions:|Decisions taken:|Resolution:|The Committee resolved|The "
        "Partnership resolved|The Board agreed "
        "to|Members resolved";
    static const char kept[] =
        "Resolved|It was resolved|It was therefore resolved|It was unanimously resolved|It was further resolved|It was "
        "unanimously agreed|It was further agreed|It was decided|It was agreed|Agreed|Decisions taken|Decisions|Decision|Resolution|The "
        "Committee resolved|The Partnership resolved|The Board agreed|Members resolved";
    Text try = t;
    if (scan_words(&try, "NOTED|APPROVED|ENDORSED") && is_capitals(text_slice(t, 0, t.len - try.len)) && try.len > 1 && !is_capitals(try)
        && decides_what_follows(try, "the")) {
        bool is_lead = try.ptr[0] == ':' || text_starts_with(try, S(" -")) || text_starts_with(try, S(" \u2013"));
        if (rest) *rest = is_lead ? behind_word(try) : t; /* "NOTED the report" keeps its verb */
        return true;
    }
    try = t;
    bool is_loud = scan_words(&try, sure) && is_capitals(text_slice(t, 0, t.len - try.len));
    if (is_loud && scan_words(&(Text){t.ptr, t.len}, "ORDERED|DECISIONS|DECISION") && !decides_what_follows(try, "the")) return false;
    if (!is_loud) {
        try = t;
        if (scan_words(&try, "RECOMMENDED") && is_capitals(text_slice(t, 0, 11))) {
            Text after = try;
            scan_spaces(&after);
            if (after.len > 0 && !strchr(":-", after.ptr[0]) && !scan_words(&after, "that|to|\u2013")) return false;
        } else {
            try = t;
            if (!scan_words(&try, usual)) return false;
            try = t; /* "Resolved to note" keeps its "to" */
            scan_words(&try, kept);
        }
        if (decides_nothing(try)) return false;
    }
    if (rest) *rest = behind_word(try);
    return true;
}

bool is_told_decision(Text t, Text *rest) {
    return is_body_decision(t, true, rest);
}

bool is_loud_resolution(Text t) {
    static const char *const loud[] = {"RESOLVED", "AGREED", "ORDERED", "DECISION", NULL};
    for (int i = 0; loud[i]; i++) {
        size_t at = find_word(t, loud[i], 0);
        for (; at != SIZE_MAX; at = find_word(t, loud[i], at + 1))
            if (is_capitals(text_slice(t, at, strlen(loud[i])))) return true;
    }
    return scan_words(&t, "Resolved|Agreed:|Decision:|Decisions:");
}
