/* Owns the labels that lists of persons have: "PRESENT", "In attendance:", "Apologies for absence received from". */
#include "archive/list_labels.h"

#include "archive/attendance_list.h"

EntryKind list_label(Text t, Text *rest) {
    static const struct {
        const char *words;
        EntryKind kind;
    } labels[] = {
        {"IN ATTENDANCE VIRTUALLY|ALSO IN ATTENDANCE|IN ATTENDANCE|OFFICERS IN ATTENDANCE|OFFICERS AND OTHERS IN ATTENDANCE|OFFICERS AND "
         "OTHERS PRESENT|COUNCIL OFFICERS|OFFICERS PRESENT|OFFICERS|OFFICER|ALSO PRESENT|ALSO ATTENDING|ALSO IN "
         "ATTENDANCE VIRTUALLY|OBSERVERS|CABINET MEMBERS IN ATTENDANCE|OTHER MEMBERS IN ATTENDANCE|OTHER MEMBERS PRESENT|OTHER COUNCILLORS "
         "PRESENT|OTHERS IN ATTENDANCE|OTHERS PRESENT|OTHER ATTENDEES|OTHER COUNCILLORS|OTHER MEMBERS|OTHERS|MEMBERS IN "
         "ATTENDANCE|PARTNERS IN ATTENDANCE|INVITED "
         "GUESTS|GUESTS|GUEST SPEAKERS|PRESENTERS|ADVISERS|ADVISORS|SECRETARIAT|MINUTE TAKER|MINUTES TAKEN BY|MINUTED BY|NOTE TAKER|NOTES "
         "TAKEN BY|MINUTES BY|STAFF "
         "PRESENT|STAFF IN ATTENDANCE|CLERK IN ATTENDANCE|CLERK TO THE COUNCIL|TOWN CLERK|PARISH CLERK|CLERK|HEFYD YN BRESENNOL|SWYDDOGION "
         "YN BRESENNOL|SWYDDOGION|IN ATTENDANCE REMOTELY",
            ENTRY_ATTENDING},
        {"APOLOGIES FOR ABSENCE RECEIVED FROM|APOLOGIES FOR ABSENCE|APOLOGIES RECEIVED FROM|APOLOGIES RECEIVED|APOLOGIES WERE RECEIVED "
         "FROM|APOLOGIES FROM|APOLOGIES GIVEN|APOLOGIES|APOLOGY|ABSENT WITH APOLOGIES|ABSENT|NOT PRESENT|MEMBERS "
         "ABSENT|YMDDIHEURIADAU|DID NOT ATTEND",
            ENTRY_APOLOGIES},
        {"PRESENT VIRTUALLY|PRESENT|MEMBERS PRESENT|CABINET MEMBERS PRESENT|COMMITTEE MEMBERS PRESENT|BOARD MEMBERS PRESENT|COUNCILLORS "
         "PRESENT|VOTING MEMBERS PRESENT|VOTING MEMBERS|NON-VOTING MEMBERS|CO-OPTED MEMBERS|INDEPENDENT CO-OPTED "
         "MEMBERS|CO-OPTEES|INDEPENDENT MEMBERS|INDEPENDENT CO-OPTED|PARTNERS|CORE "
         "MEMBERS|THOSE PRESENT|THOSE ATTENDING|MEMBERS ATTENDING|ATTENDEES|ATTENDING|ATTENDED|ATTENDANCE|BOARD MEMBERS|PANEL "
         "MEMBERS|COMMITTEE MEMBERS|MEMBERS|COUNCILLORS|SEDERUNT|YN BRESENNOL|CHAIR|CHAIRMAN|CHAIRPERSON|CHAIRED BY|VICE-CHAIR|VICE "
         "CHAIR|VICE-CHAIRMAN",
            ENTRY_PRESENT},
        {"SUBSTITUTES|SUBSTITUTE MEMBERS|SUBSTITUTE MEMBERS PRESENT", ENTRY_SUBSTITUTE},
    };
    /* These need no colon: a list follows what they say. */
    static const char leads[] = "APOLOGIES RECEIVED FROM|APOLOGIES WERE RECEIVED FROM|APOLOGIES FROM|APOLOGIES FOR ABSENCE RECEIVED FROM";
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        Text try = t;
        if (!scan_words(&try, labels[i].words)) continue;
        Text word = text_slice(t, 0, t.len - try.len);
        scan_spaces(&try);
        if (scan_char(&try, '(')) scan_until(&try, ")"), scan_char(&try, ')'), scan_spaces(&try);
        bool has_colon = scan_char(&try, ':') || scan_char(&try, '-') || scan_word(&try, "\u2013");
        while (scan_char(&try, '-') || scan_char(&try, ':')) {}
        scan_spaces(&try);
        if (!has_colon && has_words(word, "CLERK") && !has_words(word, "ATTENDANCE")) continue; /* who signs a summons */
        if (!has_colon && !(is_capitals(word) || try.len == 0) && !scan_words(&(Text){t.ptr, t.len}, leads)) continue;
        /* "APOLOGIES FOR" and "ABSENCE:" below it, beside the names */
        if (labels[i].kind == ENTRY_APOLOGIES && scan_word(&try, "FOR")) {
            try = text_trim(try);
            static const char *const tails[] = {"ABSENCE:", "ABSENCE", NULL};
            for (int k = 0; tails[k]; k++)
                if (text_ends_with(try, text_of(tails[k]))) try = text_slice(try, 0, try.len - strlen(tails[k]));
        }
        if (labels[i].kind == ENTRY_APOLOGIES) /* "Apologies: Apologies were received from ..." */
            scan_words(&try,
                "Apologies for absence were received from|Apologies were received from|Apologies received from|Received from|Were "
                "received from");
        *rest = text_trim(try);
        return labels[i].kind;
    }
    return 0;
}

/* These words head lists, and other things as well: "CHAIRMAN'S ANNOUNCEMENTS", "Members - Interests, Gifts", "Others: we all agree." */
static const char doubtful_labels[] =
    "VICE-CHAIRMAN|VICE-CHAIR|VICE CHAIR|CHAIRMAN|CHAIRPERSON|CHAIR|MEMBERS|COUNCILLORS|OTHERS|PARTNERS|OFFICERS|OFFICER";

/* Who stands first in a list. */
static Text first_of(Text list) {
    static const char *const ends[] = {",", ";", " and ", " & ", "\n", "\t", "   ", NULL};
    size_t end = list.len;
    for (int i = 0; ends[i]; i++) {
        size_t at = text_find(list, text_of(ends[i]), 0);
        if (at < end) end = at;
    }
    return text_trim(text_slice(list, 0, end));
}

/* "The Town Clerk, the Community Safety Manager (Mr. H. Ivory)": somebody stands in brackets. */
static bool names_in_brackets(Arena *arena, Text list) {
    enum { LOOKED_AT = 300 };
    list = text_head(list, LOOKED_AT);
    for (size_t open = 0; (open = text_find(list, S("("), open)) != SIZE_MAX; open++) {
        Text inside = text_slice(list, open + 1, SIZE_MAX);
        if (is_surely_person(arena, text_slice(inside, 0, text_find(inside, S(")"), 0)))) return true;
    }
    return false;
}

DoubtfulLabel list_label_in_doubt(Arena *arena, Text t, bool is_behind) {
    Text rest = t;
    if (!scan_words(&rest, doubtful_labels)) return HEADS_A_LIST;
    Text word = text_slice(t, 0, t.len - rest.len);
    if (text_starts_with(rest, S("'")) || text_starts_with(rest, S("\u2019"))) return HEADS_SOMETHING_ELSE;
    scan_spaces(&rest);
    bool has_colon = scan_char(&rest, ':'), has_dash = !has_colon && (scan_char(&rest, '-') || scan_word(&rest, "\u2013"));
    if (rest.len == 0 || rest.ptr[0] == '(' || (!has_colon && !has_dash && !is_capitals(word))) return HEADS_A_LIST;
    Text first = first_of(text_trim(rest));
    bool is_name = looks_like_name(arena, first);
    if (first.len == 0 || is_surely_person(arena, first) || names_in_brackets(arena, rest)) return HEADS_A_LIST;
    if (is_name && has_colon && !(is_behind && has_words(word, "CHAIR|CHAIRMAN|CHAIRPERSON"))) return HEADS_A_LIST;
    return has_colon || is_name ? HEADS_NOBODY_KNOWN : HEADS_SOMETHING_ELSE;
}

void doubt_list_label(LayoutReader *reader, const Block *block) {
    Text line = text_slice(block->text, 0, text_find(block->text, S("\n"), 0));
    if (line.len > 200) line = first_of(line);
    if (line.len > 200) line = S("Such a list");
    put_doubt(reader, DOUBT_PLACE, -1, block->first_line, block->last_line,
        text_format(reader->arena, "\u201c%.*s\u201d begins like a list of persons and could not be read as one: nobody was taken from it.",
            TEXT_ARG(line)),
        (Text){0}, (Text){0});
}
