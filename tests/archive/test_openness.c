/* What may be restricted and is not plainly marked so is asked, and nothing that is plainly open is. */
#include "base/base_test.h"

#include "archive/layout.h"
#include "archive/openness.h"
#include "archive/recognise.h"

static Arena *arena;

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}
static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

#define HEAD                                                                                                                               \
    "NORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire Safety Partnership held in the Long Room on Tuesday, 19 March " \
    "2019.\n\nPRESENT: Mrs A Example (Chairman), Mr B Sample and Ms D Proof\n\n"
#define ITEM(n, title) #n ". " title "\n(Item B" #n ")\n\n1. Mr Sample spoke of it.\n\nRESOLVED that the report be noted.\n\n"

static Reading reading_of(const char *words) {
    Reading reading = {0};
    ReadHints hints = {.name = S("notes.txt")};
    read_bytes(arena, text_of(words), SOURCE_TEXT, &hints, &reading);
    assert_int_equal(reading.verdict, READ_FINE);
    return reading;
}

/* Is the first document, or the item of that title, restricted or in doubt? */
static bool is_closed(const Reading *reading, const char *title) {
    const ReadDocument *d = &reading->documents[0];
    int at = -1;
    for (size_t i = 0; title && i < d->entries.count; i++)
        if (d->entries.items[i].kind == ENTRY_ITEM && text_contains(d->entries.items[i].title, text_of(title))) at = (int)i;
    assert_true(!title || at >= 0);
    if (at >= 0 && d->entries.items[at].is_restricted) return true;
    for (size_t i = 0; i < reading->doubts.count; i++)
        if (reading->doubts.items[i].about == DOUBT_RESTRICTED && reading->doubts.items[i].entry == at) return true;
    return false;
}

static size_t doubts_about_restriction(const Reading *reading) {
    size_t count = 0;
    for (size_t i = 0; i < reading->doubts.count; i++) count += reading->doubts.items[i].about == DOUBT_RESTRICTED;
    return count;
}

static void a_heading_of_exempt_items_in_small_letters_is_seen(void **state) {
    (void)state;
    Reading reading = reading_of(HEAD ITEM(1, "Lamps on the harbour road") "Exempt items\n\n" ITEM(2, "A review"));
    assert_false(is_closed(&reading, "Lamps"));
    assert_true(is_closed(&reading, "A review"));
}

static void what_follows_the_exclusion_of_the_public_is_closed(void **state) {
    (void)state;
    Reading reading = reading_of(
        HEAD ITEM(1, "Lamps on the harbour road") "2. Urgent business\n(Item B2)\n\n1. Mr Sample spoke.\n\n"
                                                  "RESOLVED that the press and public be excluded from the meeting.\n\n" ITEM(3, "A review")
                                                      ITEM(4, "Preparation for the next meeting") ITEM(5, "Date of next meeting"));
    assert_false(is_closed(&reading, "Lamps"));
    assert_true(is_closed(&reading, "A review"));
    assert_true(is_closed(&reading, "Preparation"));
    assert_false(is_closed(&reading, "Date of next"));
}

static void a_marking_at_the_head_or_the_foot_is_of_the_whole(void **state) {
    (void)state;
    const char *const marked[] = {"CONFIDENTIAL\n\n" HEAD ITEM(1, "Lamps on the harbour road"),
        HEAD ITEM(1, "Lamps on the harbour road") ITEM(2, "Roads") "OFFICIAL-SENSITIVE\n",
        "NOT FOR PUBLICATION\n\n" HEAD ITEM(1, "Lamps on the harbour road")};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
        Reading reading = reading_of(marked[i]);
        assert_true(is_closed(&reading, NULL));
    }
}

static void what_is_open_raises_no_doubt(void **state) {
    (void)state;
    const char *const open[] = {HEAD "UNRESTRICTED ITEMS\n\n" ITEM(1, "Lamps on the harbour road"),
        HEAD ITEM(1, "Lamps on the harbour road") "2. Confidential reporting lines\n(Item B2)\n\n1. Confidential reporting lines for staff "
                                                  "were described at length.\n\n" ITEM(3, "Roads"),
        HEAD ITEM(1, "Lamps on the harbour road") "EXEMPT ITEMS\n"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        Reading reading = reading_of(open[i]);
        assert_int_equal(doubts_about_restriction(&reading), 0);
    }
}

#define AGENDA "NORTHSHIRE SAFETY PARTNERSHIP\n\nAGENDA\n\nTuesday, 19 March 2019 at 10.00 am\n\n"

/* However the heading of the second part says it, and whether items have numbers or not. */
static void the_private_part_of_an_agenda_is_closed(void **state) {
    (void)state;
    static const char *const headings[] = {"PART 2 - ITEMS TO BE CONSIDERED IN THE ABSENCE OF THE PRESS AND PUBLIC",
        "PART II - PUBLIC NOT ADMITTED", "PART B - WITHOUT THE PUBLIC", "PART 2 - REPORTS", "PART TWO",
        "Part 2 (press and public excluded)", "SECTION 2 - PRIVATE", "PART B - CLOSED SESSION", "EXEMPT ITEMS"};
    static const char *const forms[] = {AGENDA "1. Apologies\n\n2. Lamps on the harbour road\n\n%s\n\n3. A review\n",
        AGENDA "- Apologies\n\n- Minutes\n\n- Lamps on the harbour road\n\n%s\n\n- A review\n"};
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        for (size_t k = 0; k < 2; k++) {
            Buffer words = buffer_new(arena, 512);
            size_t hole = (size_t)(strstr(forms[k], "%s") - forms[k]);
            buffer_put(&words, (Text){forms[k], hole});
            buffer_put(&words, text_of(headings[i]));
            buffer_put(&words, text_of(forms[k] + hole + 2));
            Reading reading = reading_of(text_string(arena, buffer_text(&words)));
            if (is_closed(&reading, "Lamps") || !is_closed(&reading, "A review")) fail_msg("form %zu below \"%s\"", k, headings[i]);
        }
    static const char *const open[] = {"PART 1", "PART A - OPEN TO THE PUBLIC", "PART 1 - PUBLIC ITEMS", "PART B - FOR INFORMATION"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        Text words = text_format(arena, AGENDA "%s\n\n1. Apologies\n\n2. Lamps on the harbour road\n", open[i]);
        Reading reading = reading_of(text_string(arena, words));
        if (is_closed(&reading, "Lamps")) fail_msg("%s", open[i]);
    }
}

/* "No" is open; "No, but the appendix is" and a category are not. */
static void a_report_says_in_its_head_that_it_is_exempt(void **state) {
    (void)state;
    static const struct {
        const char *label;
        bool is_closed;
    } heads[] = {{"Exempt: No", false}, {"Exempt information: None", false}, {"Exempt or confidential: Not applicable", false},
        {"Exempt: Yes - paragraph 3", true}, {"Exempt: No, but Appendix 2 is exempt", true}, {"Exempt information: Category 3", true},
        {"Exempt: Part", true}, {"Exempt/Confidential: Public", false}, {"Confidentiality: Public", false}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        Text words = text_format(arena,
            "Report to: Northshire Safety Partnership\n\nDate: 19 March 2019\n\nReport of: Head of Lamps\n\nSubject: Lamps\n\n%s\n\n"
            "1. Recommendations\n\n1.1 That the lamps be noted.\n\n2. Background\n\n2.1 There are lamps.\n",
            heads[i].label);
        Reading reading = reading_of(text_string(arena, words));
        if (is_restricted_marking(reading.documents[0].classification) != heads[i].is_closed) fail_msg("%s", heads[i].label);
    }
}

static void an_email_is_no_report(void **state) {
    (void)state;
    Reading reading = {0};
    ReadHints hints = {.name = S("mail.txt")};
    read_bytes(arena,
        S("From: Head of Community Safety\nTo: The Clerk\nDate: 4 March 2019\nSubject: Lamps\n\nWe spoke of the lamps. Could you send me "
          "the minutes of the board?\n\nMany thanks\n"),
        SOURCE_TEXT, &hints, &reading);
    assert_int_equal(reading.verdict, READ_ANOTHER);
}

static void minutes_without_a_title_are_asked_about(void **state) {
    (void)state;
    Reading reading = reading_of("Northshire Safety Partnership\n\n19 March 2019\n\nPresent: Mrs A Example and Mr B Sample\n\n1. Lamps on "
                                 "the harbour road\n\nMr Sample spoke.\n\nRESOLVED that the report be noted.\n");
    bool is_asked = false;
    for (size_t i = 0; i < reading.doubts.count; i++) is_asked |= reading.doubts.items[i].about == DOUBT_KIND;
    assert_true(is_asked);
}

/* Is everything that says these words in an item that is restricted or in doubt? */
static bool is_all_closed(const Reading *reading, const char *words) {
    const ReadDocument *d = &reading->documents[0];
    bool is_any = false;
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (!text_contains(e->words, text_of(words)) && !text_contains(e->title, text_of(words))) continue;
        int top = (int)i;
        while (top >= 0 && d->entries.items[top].kind != ENTRY_ITEM) top = d->entries.items[top].parent;
        is_any = true;
        if (top >= 0 && d->entries.items[top].is_restricted) continue;
        return false;
    }
    return is_any;
}

static int first_item(const Reading *reading) {
    for (size_t i = 0; i < reading->documents[0].entries.count; i++)
        if (reading->documents[0].entries.items[i].kind == ENTRY_ITEM) return (int)i;
    fail_msg("no item");
    return -1;
}

#define NOTES                                                                                                                              \
    "Marshford Community Safety Partnership\n\nMinutes of the meeting of the Marshford Community Safety Partnership held on 4 March "      \
    "2024\n\n"                                                                                                                             \
    "Present: Cllr A Bee (Chair), Cllr C Dee\n\n"

/* However the items are numbered, and whether one is recognised there or not. */
static void what_stands_below_a_heading_of_exempt_items_is_closed(void **state) {
    (void)state;
    static const char *const texts[] = {
        NOTES "1. APOLOGIES\nNone.\n\n2. MINUTES\nAgreed.\n\nEXEMPT ITEMS\n\n3/24 LAND\nThe price is 40,000.\n\n4/24 STAFF\nGrey left.",
        NOTES "12/23 APOLOGIES\nNone.\n\n13/23 MINUTES\nAgreed.\n\nEXEMPT ITEMS\n\n14. LAND\nThe price is 40,000.\n\n15. STAFF\nGrey left.",
        NOTES "12/23 Apologies: none.\n\nEXEMPT ITEMS\n\n13/23 Land: the price is 40,000 pounds.\n\n14/23 STAFF\nGrey left.",
        NOTES "24.31 Apologies\n\nNone.\n\n24.32 Minutes\n\nAgreed.\n\nEXEMPT ITEMS\n\n24.40 Land\n\nThe price is 40,000.\n\nGrey left.",
        NOTES "1.0 Apologies\nNone.\n\n2.0 Minutes\nAgreed.\n\nEXEMPT ITEMS\n\n3.0 Land\nThe price is 40,000.\n\n4. Staff\nGrey left.",
        NOTES
        "1. Apologies\nNone.\n\n2. Minutes\nAgreed.\n\nRESTRICTED MINUTES\n\nGrey was there.\n\nThe price is 40,000.\n\n3. Staff\nNone.",
        NOTES "1. Apologies\nNone.\n\n2. Minutes\nAgreed.\n\nExempt items\n\nThe price is 40,000, said Grey.\n\n3. Staff\nNone.",
        NOTES "1. Apologies (Item A1)\nNone.\n\nEXEMPT ITEMS\n\n2. Land (Item E1)\nThe price is 40,000, said Grey.",
        NOTES "1. Apologies: none.\n\n2. EXEMPT: Land was bought for 40,000.\n\n3. Confidential item. Grey left.\n\n4. Next: none.",
        NOTES "12/23 APOLOGIES\nNone.\n\n13/23 LAND AT LOW ROAD (EXEMPT)\nThe price is 40,000.\n\n14/23 Confidential: staff\nGrey left.",
        NOTES "Item              Discussion                     Action\n1.  Apologies     There were none.               None\n"
              "2.  Minutes       They were agreed.              CD\nEXEMPT ITEMS\n3.  Land          The price is 40,000.           CD\n"
              "PART 2 - PRIVATE\n4.  Staff         Grey left.                     None\n",
        NOTES "| No | Item | Action |\n|---|---|---|\n| 1 | Apologies<br>None | |\n| | PART 2 - EXEMPT | |\n"
              "| 2 | Land<br>The price is 40,000 | CD |\n| 3 | Staff<br>Grey left | CD |\n",
        NOTES
        "| No | Item | Action |\n|---|---|---|\n| 1 | Apologies<br>None | |\n| 2 | Exclusion of the press and public<br>RESOLVED that "
        "the press and public be excluded. | |\n| 3 | Land<br>The price is 40,000 | CD |\n| 4 | Staff<br>Grey left | |\n",
        NOTES "1. Apologies\nNone.\n\nEXEMPT ITEMS\n\n| No | Action | Owner | Due |\n|---|---|---|---|\n| 1 | Pay 40,000 for the land | AB "
              "| May |\n"
              "| 2 | Write to Grey | CD | June |\n",
        NOTES
        "| No | Item | Action |\n|---|---|---|\n| 1 | Apologies<br>None | |\n| 2 | Land<br>This item was considered in private.<br>The "
        "price is 40,000, said Grey. | |\n",
        NOTES "| Item | Discussion |\n|---|---|\n| 1. Apologies | None. |\n| | Cllr Bee was thanked. |\n| | EXEMPT ITEMS |\n"
              "| 2. Land | The price is 40,000. |\n| | Grey left. |\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Reading reading = reading_of(texts[i]);
        if (!is_all_closed(&reading, "40,000") || !is_all_closed(&reading, "Grey")) fail_msg("open or lost: %s", texts[i]);
        assert_false(reading.documents[0].entries.items[first_item(&reading)].is_restricted);
    }
}

static void only_a_heading_opens_again(void **state) {
    (void)state;
    Reading reading =
        reading_of(NOTES "1. Apologies\nNone.\n\nEXEMPT ITEMS\n\n2. Land\nIt was sold.\n\nPublic session\n\n3. Staff\nGrey left.");
    assert_true(is_all_closed(&reading, "Grey"));
    reading = reading_of(NOTES "1. Apologies\nNone.\n\nEXEMPT ITEMS\n\n2. Land\nIt was sold.\n\nPUBLIC ITEMS\n\n3. Roads\nGrey left.");
    assert_false(is_all_closed(&reading, "Grey"));
}

/* At the head of some pages a line lower than on others: it is no head of pages. */
static void a_heading_of_exempt_items_is_no_head_of_pages(void **state) {
    (void)state;
    Buffer words = buffer_new(arena, 4096);
    buffer_put(&words, text_of(NOTES "1. APOLOGIES\nNone.\n\f"));
    static const char *const matters[] = {"LAND AT LOW ROAD", "STAFF", "A CONTRACT", "A CLAIM BY THE BUILDERS"},
                             *const said[] = {"Grey left in May.", "Then Grey wrote a letter.", "It was Grey who asked.", "Grey paid."};
    for (int i = 0; i < 4; i++)
        buffer_putf(&words, "%sEXEMPT BUSINESS OF THE DAY\n%d. %s\n%s\n\f", i % 2 ? "" : "Marshford\n", i + 2, matters[i], said[i]);
    Reading reading = reading_of(buffer_text(&words).ptr);
    assert_true(is_all_closed(&reading, "Grey"));
}

static void a_row_without_an_item_goes_on_with_the_item_above(void **state) {
    (void)state;
    Reading reading = reading_of(NOTES "| Item | Discussion |\n|---|---|\n| 1. Apologies | None. |\n| | Cllr Bee was thanked. |\n"
                                       "| 2. Minutes | They were agreed. |\n| 3. Land | The price is 40,000. |\n");
    size_t items = 0;
    for (size_t i = 0; i < reading.documents[0].entries.count; i++) items += reading.documents[0].entries.items[i].kind == ENTRY_ITEM;
    assert_int_equal(items, 3);
    reading = reading_of("Marshford Safety Group\n\nNotes of the meeting held on 4 March 2024\n\n| Name | Organisation |\n|---|---|\n"
                         "| Ann Bee | Marshford Council |\n| | Marshford Police |\n| Carl Dee | Fire Service |\n\n1. Apologies\nNone.\n");
    assert_true(text_contains(reading.documents[0].entries.items[1].title, S("Dee"))
                || text_contains(reading.documents[0].entries.items[1].words, S("Dee")));
}

static void words_below_a_closed_part_of_an_agenda_are_not_of_the_open_item_above(void **state) {
    (void)state;
    Reading reading =
        reading_of("MARSHFORD COUNCIL\n\nAgenda for the Safety Committee on 4 March 2024 at 6.00 pm\n\n1. Apologies\n2. Minutes\n"
                   "3. Street wardens\nEXEMPT ITEMS\nLand at Low Road\n4. Staff matter\n");
    assert_true(is_closed(&reading, "Land at Low"));
    assert_true(is_closed(&reading, "Staff"));
    assert_false(is_closed(&reading, "Street"));
}

static void notes_of_a_visit_are_of_no_meeting(void **state) {
    (void)state;
    Reading reading = reading_of(HEAD "1. Notes of the visit on 4 February 2019\n(Item A1)\n\n1. They were an accurate record of what was "
                                      "seen.\n\nRESOLVED that they be noted.\n\n" ITEM(2, "Roads"));
    assert_false(date_is_set(reading.documents[0].minutes_of));
    assert_false(reading.documents[0].approves);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_of_exempt_items_in_small_letters_is_seen),
        cmocka_unit_test(what_follows_the_exclusion_of_the_public_is_closed),
        cmocka_unit_test(a_marking_at_the_head_or_the_foot_is_of_the_whole),
        cmocka_unit_test(what_is_open_raises_no_doubt),
        cmocka_unit_test(the_private_part_of_an_agenda_is_closed),
        cmocka_unit_test(a_report_says_in_its_head_that_it_is_exempt),
        cmocka_unit_test(an_email_is_no_report),
        cmocka_unit_test(minutes_without_a_title_are_asked_about),
        cmocka_unit_test(what_stands_below_a_heading_of_exempt_items_is_closed),
        cmocka_unit_test(only_a_heading_opens_again),
        cmocka_unit_test(a_heading_of_exempt_items_is_no_head_of_pages),
        cmocka_unit_test(a_row_without_an_item_goes_on_with_the_item_above),
        cmocka_unit_test(words_below_a_closed_part_of_an_agenda_are_not_of_the_open_item_above),
        cmocka_unit_test(notes_of_a_visit_are_of_no_meeting),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
