/* Every document in tests/archive/documents, read in a sandbox as a file from outside is, gives what its golden file says. After a change that is
 * meant: QUORATE_GOLDEN=write tests/run BUILD archive.layouts, and look at what git says has changed. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base_test.h"

#include "archive/reading.h"
#include "paper/sandbox.h"

#define FOLDER "tests/archive/documents"

static Text file_text(Arena *arena, const char *path, bool *found) {
    FILE *file = fopen(path, "rb");
    *found = file != NULL;
    if (!file) return (Text){0};
    Buffer bytes = buffer_new(arena, 65536);
    for (size_t n = 1; n > 0;) {
        char *room = buffer_reserve(&bytes, 65536);
        n = fread(room, 1, 65536, file);
        bytes.len += n;
    }
    fclose(file);
    return buffer_text(&bytes);
}

/* One member a line, so that a difference can be read. */
static Text spread(Arena *arena, Text json) {
    Buffer out = buffer_new(arena, json.len * 2);
    bool in_text = false;
    for (size_t i = 0; i < json.len; i++) {
        char c = json.ptr[i];
        if (c == '"' && (i == 0 || json.ptr[i - 1] != '\\')) in_text = !in_text;
        buffer_put_char(&out, c);
        if (!in_text && (c == ',' || c == '{' || c == '[')) buffer_put_char(&out, '\n');
    }
    buffer_put_char(&out, '\n');
    return buffer_text(&out);
}

static bool is_golden(const char *name) {
    return strstr(name, ".reading.json") != NULL;
}

static void read_one(const char *name) {
    Arena *arena = arena_new();
    bool found;
    Text bytes = file_text(arena, text_format(arena, FOLDER "/%s", name).ptr, &found);
    assert_true(found);
    Reading reading;
    ReadHints hints = {.name = text_of(name)};
    Error *error = archive_read(arena, bytes, &hints, &reading);
    if (error) fail_msg("%s: %.*s", name, TEXT_ARG(error->sentence));
    Buffer out = buffer_new(arena, 65536);
    reading_json(&out, text_of(name), &reading);
    Text now = spread(arena, buffer_text(&out));
    const char *path = text_format(arena, FOLDER "/%s.reading.json", name).ptr;
    if (getenv("QUORATE_GOLDEN")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(now.ptr, 1, now.len, file), now.len);
        fclose(file);
    }
    Text golden = file_text(arena, path, &found);
    if (!found) fail_msg("%s has no golden file", name);
    if (!text_equal(now, golden)) {
        for (Text a = now, b = golden, x, y; text_next_line(&a, &x) && text_next_line(&b, &y);)
            if (!text_equal(x, y)) fail_msg("%s: read \"%.*s\", golden \"%.*s\"", name, TEXT_ARG(x), TEXT_ARG(y));
        fail_msg("%s is read as another length", name);
    }
    arena_free(arena);
}

static void every_document_is_read_as_its_golden_file_says(void **state) {
    (void)state;
    struct dirent **names;
    int count = scandir(FOLDER, &names, NULL, alphasort), documents = 0;
    assert_true(count > 20);
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.' && !is_golden(names[i]->d_name)) read_one(names[i]->d_name), documents++;
        free(names[i]);
    }
    free(names);
    assert_true(documents >= 28);
}

static Reading read_text(Arena *arena, const char *words) {
    Reading reading;
    assert_null(archive_read(arena, text_of(words), &(ReadHints){0}, &reading));
    return reading;
}

static void what_is_no_meeting_is_told_and_nothing_is_invented(void **state) {
    (void)state;
    Arena *arena = arena_new();
    const struct {
        const char *bytes;
        ReadVerdict verdict;
    } others[] = {
        {"", READ_EMPTY},
        {"   \n\t\n", READ_EMPTY},
        {"Dear Sir, the meeting was held on 3 May 2021 and I was not pleased.", READ_ANOTHER},
        {"%PDF-1.7 and then nothing of the kind", READ_DAMAGED},
        {"PK\x03\x04 a package that breaks off", READ_NOT_TEXT},
        {"\x89PNG\r\n", READ_NOT_TEXT},
        {"{\\rtf1 Minutes of a meeting}", READ_NOT_TEXT},
        {"a,b,c,d\n1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n", READ_NOT_TEXT},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        Reading reading = read_text(arena, others[i].bytes);
        assert_int_equal(reading.verdict, others[i].verdict);
        assert_int_equal(reading.document_count, 0);
        assert_true(text_ends_with(reading.sentence, S(".")));
    }
    arena_free(arena);
}

static void hints_say_what_a_file_does_not(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading;
    ReadHints hints = {.body = S("Test Partnership"), .date = date_of(2020, 5, 4)};
    Text words = S("Agenda item\n\nRoad safety\n\n1. Somebody spoke.\n\nRESOLVED to note it.\n");
    assert_null(archive_read(arena, words, &hints, &reading));
    assert_int_equal(reading.verdict, READ_FINE);
    assert_text(reading.documents[0].body, "Test Partnership");
    assert_int_equal(reading.documents[0].date.n, hints.date.n);
    assert_int_equal(reading.doubts.count, 0);
    assert_null(archive_read(arena, words, &(ReadHints){0}, &reading));
    assert_int_equal(reading.doubts.count, 2); /* neither a day nor a body */
    arena_free(arena);
}

/* ---- Minutes of one item: what is read out of its words ---- */

#define MINUTES "FENSHIRE SAFETY BOARD\n\nMinutes of the meeting of the Fenshire Safety Board held on 3 March 2015\n\n"

/* The words of the n-th entry of the kind in the first document, its title when it has no words; empty when there is none. */
static Text said(const Reading *reading, EntryKind kind, int n) {
    const EntryList *list = &reading->documents[0].entries;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == kind && n-- == 0) return list->items[i].words.len > 0 ? list->items[i].words : list->items[i].title;
    return (Text){0};
}

static int count_kind(const Reading *reading, EntryKind kind) {
    int count = 0;
    for (size_t d = 0; d < reading->document_count; d++)
        for (size_t i = 0; i < reading->documents[d].entries.count; i++) count += reading->documents[d].entries.items[i].kind == kind;
    return count;
}

static const ReadDoubt *place_doubt(const Reading *reading, const char *words) {
    for (size_t i = 0; i < reading->doubts.count; i++)
        if (reading->doubts.items[i].about == DOUBT_PLACE && text_contains_ignoring_case(reading->doubts.items[i].words, text_of(words)))
            return &reading->doubts.items[i];
    return NULL;
}

static Reading read_item(Arena *arena, const char *paragraph) {
    return read_text(arena,
        text_format(arena, MINUTES "PRESENT: Mr A Bee (Chair)\n\n1. Street lamps\n\n%s\n\n2. Benches\n\nTwo were painted.\n", paragraph)
            .ptr);
}

static void each_action_of_a_paragraph_is_one(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const paragraphs[] = {
        "ACTION: Mr Bee to send the map; ACTION: Ms Dee to ring the school.",
        "ACTION: Mr Bee to send the map ACTION: Ms Dee to ring the school.",
        "The lamps were old. Action: Mr Bee to send the map. action: Ms Dee to ring the school.",
        "ACTION \u2013 Mr Bee to send the map. ACTION - Ms Dee to ring the school.",
        "ACTION Mr Bee to send the map. ACTION Ms Dee to ring the school.",
    };
    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++) {
        Reading reading = read_item(arena, paragraphs[i]);
        assert_int_equal(reading.verdict, READ_FINE);
        assert_int_equal(count_kind(&reading, ENTRY_ACTION), 2);
        assert_true(text_starts_with(said(&reading, ENTRY_ACTION, 0), S("Mr Bee to send the map")));
        assert_true(said(&reading, ENTRY_ACTION, 0).len <= strlen("Mr Bee to send the map;"));
        assert_text(said(&reading, ENTRY_ACTION, 1), "Ms Dee to ring the school.");
    }
    /* A full stop within is no end, and nothing to do is no action. */
    Reading reading = read_item(arena, "ACTION: Supt. Bee to send the map. ACTION:");
    assert_int_equal(count_kind(&reading, ENTRY_ACTION), 1);
    assert_text(said(&reading, ENTRY_ACTION, 0), "Supt. Bee to send the map.");
    arena_free(arena);
}

static void running_prose_is_no_action_and_swallows_none(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const paragraphs[] = {
        "Action Fraud reported 40 cases. Mr Bee agreed to circulate the leaflet.",
        "Action on lamps had been slow. Mr Bee agreed to circulate the leaflet.",
        "Action-packed days were held. Mr Bee agreed to circulate the leaflet.",
    };
    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++) {
        Reading reading = read_item(arena, paragraphs[i]);
        assert_int_equal(count_kind(&reading, ENTRY_ACTION), 1);
        assert_text(said(&reading, ENTRY_ACTION, 0), "Mr Bee agreed to circulate the leaflet.");
    }
    arena_free(arena);
}

static void actions_of_the_whole_meeting_are_closed_once_an_item_was(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const seconds[] = {"2. The budget\n\nRESOLVED that it be approved.\n\n",
        "2. Exclusion of the press and public\n\nRESOLVED that the press and public be excluded.\n\n"};
    for (int closes = 0; closes < 2; closes++) {
        Reading reading = read_text(
            arena, text_format(arena,
                       MINUTES "PRESENT: Mr A Bee (Chair)\n\n1. Street lamps\n\nThey were lit.\n\n%s3. A review\n\nIt was read.\n\nThe "
                               "meeting closed at 9 "
                               "pm.\n\nAction log\n\n| Action | Owner | Due |\n|---|---|---|\n| Send the map | Mr Bee | 1 May 2015 |\n",
                       seconds[closes])
                       .ptr);
        const EntryList *list = &reading.documents[0].entries;
        assert_int_equal(count_kind(&reading, ENTRY_ACTION), 1);
        assert_text(said(&reading, ENTRY_ACTION, 0), "Send the map");
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].kind != ENTRY_ACTION) continue;
            assert_int_equal(list->items[i].parent, -1);
            assert_int_equal(list->items[i].is_restricted, closes);
        }
    }
    arena_free(arena);
}

static const Entry *person_named(const Reading *reading, const char *name) {
    const EntryList *list = &reading->documents[0].entries;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ENTRY_PRESENT && text_equal(list->items[i].title, text_of(name))) return &list->items[i];
    fail_msg("%s is not among those present", name);
    return NULL;
}

static void persons_in_columns_are_persons(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading =
        read_text(arena, MINUTES "PRESENT: Mr A Bee (Chair)      Ms C Dee (Fenshire Police)\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_int_equal(person_named(&reading, "Mr A Bee")->organisation.len, 0);
    assert_text(person_named(&reading, "Ms C Dee")->organisation, "Fenshire Police");
    reading =
        read_text(arena, MINUTES "PRESENT: Alan Bee (Chair)      Cora Dee - Fenshire Police\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_int_equal(person_named(&reading, "Alan Bee")->organisation.len, 0);
    assert_text(person_named(&reading, "Cora Dee")->organisation, "Fenshire Police");
    reading =
        read_text(arena, MINUTES "PRESENT: Alan Bee (Chair)      Fenshire Police (West)\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_text(person_named(&reading, "Alan Bee")->organisation, "Fenshire Police (West)");
    arena_free(arena);
}

static Text numbers_of_items(Arena *arena, const Reading *reading) {
    Buffer out = buffer_new(arena, 64);
    for (size_t i = 0; i < reading->documents[0].entries.count; i++) {
        const Entry *entry = &reading->documents[0].entries.items[i];
        if (entry->kind == ENTRY_ITEM) buffer_put(&out, entry->number), buffer_put_char(&out, ' ');
    }
    return buffer_text(&out);
}

static void roman_numerals_number_items_only_where_items_begin_with_them(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading =
        read_text(arena, MINUTES "PRESENT: Mr A Bee (Chair)\n\n1. Lamps\n\nTwo were new.\n\n2. Benches\n\nNone.\n\n3. Budget\n\n"
                                 "RESOLVED to:\n\nI. Approve the budget\n\nII. Note the risk register\n\n4. Any other business\n\nNone.\n");
    assert_text(numbers_of_items(arena, &reading), "1 2 3 4 ");
    assert_int_equal(count_kind(&reading, ENTRY_PART), 2);
    /* Nor below a resolution of minutes whose items bear no number. */
    reading =
        read_text(arena, MINUTES "PRESENT: Mr A Bee (Chair)\n\nRESOLVED to:\n\nI. Approve the budget\n\nII. Note the risk register\n\n"
                                 "1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_text(numbers_of_items(arena, &reading), "1 2 ");
    /* Who is listed with an initial that looks like a number is no item. */
    reading = read_text(arena,
        MINUTES "PRESENT:\nMr A Bee (Chair)\nI. Khan, Fenshire Police\nV. Stub, Fenshire Council\n\nI. Welcome\n\nAll were welcome.\n\n"
                "II. Lamps\n\nV. Stub, Fenshire Council\n\nNone.\n\nIII. Benches\n\nNone.\n");
    assert_text(numbers_of_items(arena, &reading), "I II III ");
    assert_text(person_named(&reading, "I. Khan")->organisation, "Fenshire Police");
    arena_free(arena);
}

static void what_was_decided_elsewhere_is_no_resolution(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const told[] = {
        "The budget that was AGREED in March has been overspent.",
        "The lamps were AGREED in 2014 and stood since.",
        "The lamps were AGREED at the last meeting.",
        "As was AGREED before, the lamps are old.",
        "The sum previously was AGREED with reserve.",
        "The report which was NOTED elsewhere is long.",
    };
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        Reading reading = read_item(arena, told[i]);
        assert_int_equal(count_kind(&reading, ENTRY_RESOLUTION), 0);
        assert_text(said(&reading, ENTRY_PARAGRAPH, 0), told[i]);
    }
    static const struct {
        const char *said, *decided;
    } decisions[] = {
        {"It was AGREED that the report be noted.", "that the report be noted."},
        {"The minutes of 5 December were AGREED as a correct record.", "The minutes of 5 December were AGREED as a correct record."},
        {"The grants were AGREED for 2015/16.", "The grants were AGREED for 2015/16."},
        {"The budget that was AGREED in March was NOTED.", "The budget that was AGREED in March was NOTED."},
    };
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
        Reading reading = read_item(arena, decisions[i].said);
        assert_int_equal(count_kind(&reading, ENTRY_RESOLUTION), 1);
        assert_text(said(&reading, ENTRY_PART, 0), decisions[i].decided);
    }
    arena_free(arena);
}

static void words_under_an_item_of_an_agenda_stay(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading = read_text(arena, "FENSHIRE SAFETY BOARD\n\nAGENDA\n\nDATE: Thursday, 1 February 2024\n\nTIME: 10.30 am\n\n"
                                       "1. Apologies for absence\n2. Street lamps\nThe workshop on exempt items is open to the public from "
                                       "ten.\n3. Benches\n4. Next meeting\n"
                                       "At the time of preparing the agenda there were no exempt items to be heard in private.\n");
    assert_int_equal(count_kind(&reading, ENTRY_ITEM), 4);
    assert_text(said(&reading, ENTRY_ITEM, 1), "The workshop on exempt items is open to the public from ten.");
    assert_text(said(&reading, ENTRY_ITEM, 3), "Next meeting"); /* no words */
    arena_free(arena);
}

static void who_cannot_be_read_in_a_list_is_a_doubt(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading =
        read_text(arena, MINUTES "PRESENT:\nMr A Bee (Chair)\nAlan Ceeing Fenshire Police\nDCI Dee attending for the item on lamps\n\n"
                                 "1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    const ReadDoubt *lost = place_doubt(&reading, "Alan Ceeing Fenshire Police");
    assert_non_null(lost);
    assert_int_equal(lost->first_line, 7);
    assert_non_null(place_doubt(&reading, "DCI Dee attending for the item on lamps"));
    /* What follows a person in the same list is somebody's role. */
    reading = read_text(arena, MINUTES "PRESENT: Mr A Bee, Head of Safety, Fenshire Police\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_null(place_doubt(&reading, "Fenshire"));
    arena_free(arena);
}

static void a_heading_is_no_list_of_persons(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const headings[] = {"CHAIRMAN'S ANNOUNCEMENTS", "MEMBERS\u2019 QUESTIONS",
        "Members - Interests, Gifts and Hospitality", "Chair: Opening Remarks", "Others: we all agree, Chair.",
        "Members: Ann and Carl were late because of Snow, Ice and Fog", "The Chair - who had been ill - welcomed all."};
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        const char *words =
            text_format(arena, MINUTES "PRESENT: Mr A Bee (Chair)\n\n%s\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n", headings[i]).ptr;
        Reading reading = read_text(arena, words);
        if (count_kind(&reading, ENTRY_PRESENT) != 1 || count_kind(&reading, ENTRY_ATTENDING) != 0)
            fail_msg("%s names a person", headings[i]);
        if (strchr(headings[i], ':') && !place_doubt(&reading, headings[i])) fail_msg("%s is in no doubt", headings[i]);
    }
    /* The same words head lists. */
    static const char *const lists[] = {"Members: Ms C Dee", "MEMBERS   C Dee", "Members: Cora Dee and Eve Eff", "Vice-Chair: Cllr C Dee",
        "OFFICERS: Cora Dee (Town Clerk)", "Others - Ms C Dee, Fenshire Police"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const char *words =
            text_format(arena, MINUTES "PRESENT: Mr A Bee (Chair)\n\n%s\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n", lists[i]).ptr;
        Reading reading = read_text(arena, words);
        if (count_kind(&reading, ENTRY_PRESENT) + count_kind(&reading, ENTRY_ATTENDING) < 2) fail_msg("%s names nobody", lists[i]);
    }
    Reading reading = read_text(arena, MINUTES "Chair: Amy Bee\n\nPRESENT: Ms C Dee\n\n1. Lamps\n\nNone.\n\n2. Benches\n\nNone.\n");
    assert_true(person_named(&reading, "Amy Bee")->is_chair);
    arena_free(arena);
}

static void talk_is_no_decision(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const talk[] = {
        "The Group agreed that the fete had been wet, said Mr Bee.",
        "The Committee has agreed to nothing so far.",
        "The Panel decided that it could not decide.",
        "The Executive noted the report with dismay and rejected it.",
        "Partnership approved - see the appendix.",
        "The Board agreed to differ and nothing was decided.",
        "ORDERED goods were late.",
        "RECOMMENDED to nobody.",
        "APPROVED contractors only may enter the site.",
        "DECISIONS are hard.",
        "It was decided by nobody to leave.",
    };
    for (size_t i = 0; i < sizeof talk / sizeof talk[0]; i++) {
        Reading reading = read_item(arena, talk[i]);
        if (count_kind(&reading, ENTRY_RESOLUTION) != 0) fail_msg("%s is read as a decision", talk[i]);
        assert_text(said(&reading, ENTRY_PARAGRAPH, 0), talk[i]);
    }
    static const char *const decisions[] = {
        "The Group agreed that the lamps should be mended.",
        "The Panel decided to mend the lamps.",
        "The Executive noted the report on lamps.",
        "The Board noted the update.",
        "The Board agreed \u2013",
        "ORDERED that the goods be sent back.",
        "APPROVED the list of contractors.",
        "NOTED: the rain.",
        "RECOMMENDED to the Council that the site be closed.",
        "DECISION: to close the site.",
        "It was decided to leave.",
    };
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++) {
        Reading reading = read_item(arena, decisions[i]);
        if (count_kind(&reading, ENTRY_RESOLUTION) != 1) fail_msg("%s is read as no decision", decisions[i]);
    }
    arena_free(arena);
}

static void what_tells_of_meetings_is_no_minutes(void **state) {
    (void)state;
    Arena *arena = arena_new();
    static const char *const others[] = {
        "Fenshire Council\nTown Hall\n\n4 March 2024\n\nDear Mr Bee,\n\nA meeting of the Safety Partnership was held on 4 March 2024 and "
        "you "
        "were absent.\n\nPresent: Mr Dee and Ms Eff.\n\n1. Debts: you owe us 40 pounds.\n\n2. Rents: these are late.\n\nYours "
        "sincerely,\nA Clerk\n",
        "MINUTES OF THE COMMITTEE\nHow to write them.\n\nPRESENT\nSay who was there.\n\n1. Apologies\nWrite who sent apologies.\n\n2. "
        "Decisions\nWrite RESOLVED before each.\n",
        "Fenshire Police and Crime Panel Minutes\nAttendance: figures for 2023\n\n1. Introduction\nThis report tells of how many came.\n\n"
        "2. Findings\nAttendance fell.\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        Reading reading = read_text(arena, others[i]);
        for (size_t d = 0; d < reading.document_count; d++)
            if (reading.documents[d].kind == DOCUMENT_MINUTES) fail_msg("text %zu is read as minutes", i);
    }
    static const char *const minutes[] = {
        "MINUTES OF THE SAFETY COMMITTEE\n\nPRESENT\nCora Dee, Fenshire Police\nMr Bee\n\n1. Apologies\nNone.\n\n2. Lamps\nNone.\n",
        "Dear Member,\n\nThe minutes follow.\n\nYours sincerely,\nA Clerk\n\n" MINUTES "PRESENT: Mr A Bee\n\n1. Lamps\n\nNone.\n\n2. "
        "Benches\n\nNone.\n",
    };
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        Reading reading = read_text(arena, minutes[i]);
        assert_int_equal(reading.document_count, 1);
        assert_int_equal(reading.documents[0].kind, DOCUMENT_MINUTES);
    }
    arena_free(arena);
}

int main(int argc, char **argv) {
    archive_offer_sandbox();
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_is_read_as_its_golden_file_says),
        cmocka_unit_test(what_is_no_meeting_is_told_and_nothing_is_invented),
        cmocka_unit_test(hints_say_what_a_file_does_not),
        cmocka_unit_test(actions_of_the_whole_meeting_are_closed_once_an_item_was),
        cmocka_unit_test(each_action_of_a_paragraph_is_one),
        cmocka_unit_test(running_prose_is_no_action_and_swallows_none),
        cmocka_unit_test(persons_in_columns_are_persons),
        cmocka_unit_test(roman_numerals_number_items_only_where_items_begin_with_them),
        cmocka_unit_test(what_was_decided_elsewhere_is_no_resolution),
        cmocka_unit_test(words_under_an_item_of_an_agenda_stay),
        cmocka_unit_test(who_cannot_be_read_in_a_list_is_a_doubt),
        cmocka_unit_test(a_heading_is_no_list_of_persons),
        cmocka_unit_test(talk_is_no_decision),
        cmocka_unit_test(what_tells_of_meetings_is_no_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
