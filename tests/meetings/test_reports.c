/* Reports written here: numbering, the day they are addressed to, the whole as Markdown. */
#include "rules_test.h"

static const Report written = {
    .by = S_INIT("Head of Community Safety"),
    .to = S_INIT("Kent Community Safety Partnership - 23 July 2025"),
    .classification = S_INIT("For Decision"),
    .subject = S_INIT("Terms of *reference*"),
    .summary = S_INIT("A summary."),
    .body = S_INIT("Before any heading.\n\n# Background\nFirst paragraph\nin two lines.\n\nSecond:\n- a bullet\n- another\n\n| a | b |\n| "
                   "- | - |\n| 1 | 2 |\n\n"
                   "## Deeper\n\nThird.\n# Next steps\n\nOnly one.\n\n```\n# not a heading\n\ncode\n```\n\nLast."),
    .recommendations = S_INIT("- agree the terms"),
    .background_papers = S_INIT("None"),
};

static void assert_block(void **state, const ReportBlockList *list, size_t at, BlockKind kind, const char *number, const char *begins) {
    assert_true(at < list->count);
    assert_int_equal(list->items[at].kind, kind);
    assert_text(list->items[at].number, number);
    if (!text_starts_with(list->items[at].text, text_of(begins))) fail_msg("block %zu begins \"%.*s\"", at, TEXT_ARG(list->items[at].text));
}

static void R53_sections_and_their_paragraphs_are_numbered(void **state) {
    ReportBlockList list = report_blocks(*state, &written, REPORT_FULL);
    assert_block(state, &list, 0, BLOCK_MARKDOWN, "", "Before any heading.");
    assert_block(state, &list, 1, BLOCK_HEADING, "1.0", "Background");
    assert_block(state, &list, 2, BLOCK_NUMBERED, "1.1", "First paragraph\nin two lines.");
    assert_block(state, &list, 3, BLOCK_NUMBERED, "1.2", "Second:");
    assert_block(state, &list, 4, BLOCK_MARKDOWN, "", "- a bullet\n- another");
    assert_block(state, &list, 5, BLOCK_MARKDOWN, "", "| a | b |\n| - | - |\n| 1 | 2 |");
    assert_block(state, &list, 6, BLOCK_MARKDOWN, "", "## Deeper");
    assert_block(state, &list, 7, BLOCK_NUMBERED, "1.3", "Third.");
    assert_block(state, &list, 8, BLOCK_HEADING, "2.0", "Next steps");
    assert_block(state, &list, 9, BLOCK_NUMBERED, "2.1", "Only one.");
    assert_block(state, &list, 10, BLOCK_MARKDOWN, "", "```\n# not a heading\n\ncode\n```");
    assert_block(state, &list, 11, BLOCK_NUMBERED, "2.2", "Last.");
    assert_block(state, &list, 12, BLOCK_HEADING, "3.0", "Recommendations");
    assert_block(state, &list, 13, BLOCK_MARKDOWN, "", "- agree the terms");
    assert_block(state, &list, 14, BLOCK_HEADING, "", "Background papers");
    assert_block(state, &list, 15, BLOCK_MARKDOWN, "", "None");
    assert_int_equal(list.count, 16);
}

static void R53_an_empty_report_has_no_blocks(void **state) {
    Report empty = {0};
    assert_int_equal(report_blocks(*state, &empty, REPORT_FULL).count, 0);
    empty.body = S("\n\n  \n");
    assert_int_equal(report_blocks(*state, &empty, REPORT_FULL).count, 0);
}

static void R53_a_report_as_markdown_has_its_header_and_numbers(void **state) {
    Text markdown = report_markdown(*state, &written, REPORT_FULL);
    assert_has(markdown, "**By:** Head of Community Safety\n\n");
    assert_has(markdown, "**To:** Kent Community Safety Partnership - 23 July 2025\n\n");
    assert_has(markdown, "**Subject:** Terms of \\*reference\\*\n\n");
    assert_has(markdown, "# 1.0 Background\n\n1.1 First paragraph");
    assert_has(markdown, "# 3.0 Recommendations\n\n- agree the terms");
}

static void R54_the_day_of_the_To_line_is_found(void **state) {
    Date day;
    static const char *const july[] = {"Kent Community Safety Partnership - 23 July 2025",
        "Kent Community Safety Partnership \xe2\x80\x93 23rd July 2025", "KCSP - Working Group - 23/7/2025",
        "Kent Community Safety Partnership, 23 July 2025"};
    for (size_t i = 0; i < sizeof july / sizeof july[0]; i++) {
        assert_true(report_day(text_of(july[i]), &day));
        assert_int_equal(day.n, date_of(2025, 7, 23).n);
    }
    assert_false(report_day(S("Kent Community Safety Partnership"), &day));
    assert_false(report_day(S("Partnership - 31 February 2025"), &day));
    assert_false(report_day(S(""), &day));
    (void)state;
}

static void R53_a_new_report_begins_with_what_the_agenda_knows(void **state) {
    Meeting meeting = {.day = date_of(2025, 7, 23)};
    Body body = {.name = S("Kent Community Safety Partnership")};
    AgendaItem item = {.title = S("Terms of Reference Review"), .purpose = PURPOSE_DECISION};
    Report report = report_start(*state, &meeting, &body, &item, S("Dana Clerk"));
    assert_text(report.to, "Kent Community Safety Partnership - 23 July 2025");
    assert_text(report.classification, "For Decision");
    assert_text(report.subject, "Terms of Reference Review");
    assert_text(report.by, "Dana Clerk");
    item.purpose = PURPOSE_INFORMATION;
    assert_text(report_start(*state, &meeting, &body, &item, S("")).classification, "For Information");
}

static void MTG_07_a_report_lists_its_background_papers(void **state) {
    Report report = {
        .subject = S("Terms of Reference Review"), .body = S("# Review\n\nText."), .background_papers = S("Minutes of 25 March 2025")};
    ReportBlockList blocks = report_blocks(*state, &report, REPORT_FULL);
    bool is_listed = false;
    for (size_t i = 1; i < blocks.count; i++)
        is_listed =
            is_listed
            || (text_equal(blocks.items[i].text, report.background_papers) && text_equal(blocks.items[i - 1].text, S("Background papers")));
    assert_true(is_listed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(R53_sections_and_their_paragraphs_are_numbered),
        RULE(R53_an_empty_report_has_no_blocks),
        RULE(R53_a_report_as_markdown_has_its_header_and_numbers),
        RULE(R54_the_day_of_the_To_line_is_found),
        RULE(R53_a_new_report_begins_with_what_the_agenda_knows),
        RULE(MTG_07_a_report_lists_its_background_papers),
    };
    return cmocka_run_group_tests_name("meetings: reports", tests, NULL, NULL);
}
