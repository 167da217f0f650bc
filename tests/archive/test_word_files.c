/* A Word file that Quorate writes is read again by the archive, in its sandbox, as a file from outside. */
#include "base/base_test.h"

#include "archive/lines.h"
#include "paper/docx_write.h"
#include "paper/sandbox.h"

/* The front of a report, as reports of meetings have it. */
static Text report_written(Arena *arena) {
    Document *d = document_new(arena, S("Performance report"), S(""));
    Text bytes = {0};
    document_title(d, S("Testshire Partnership"), S("Performance report"));
    document_pairs(d,
        (DocumentPair[]){{S("By:"), S("Head of Community Safety")},
            {S("To:"), S("Testshire Community Safety Partnership \u2013 23 July 2025")}, {S("Classification:"), S("For Information")},
            {S("Subject:"), S("Performance report, quarter to 30 June 2025")}, {S("Summary:"), S("Two actions are late.")}},
        5);
    document_markdown(d,
        S("# Introduction\n\n1.1 The plan went on.\n\n- first\n- second\n\n| State | Actions |\n| --- | ---: |\n| Late | 2 |\n\n# "
          "Recommendations\n\n1. Note the report.\n2. Agree the plan.\n"),
        1);
    document_paragraph(d, S("Contact Officer: Head of Community Safety"));
    assert_null(document_docx(d, &bytes));
    return bytes;
}

static void its_lines_keep_their_roles(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Lines lines;
    int headings = 0, bullets = 0, rows = 0;
    assert_true(lines_of_docx(arena, report_written(arena), &lines));
    for (size_t i = 0; i < lines.count; i++) {
        headings += lines.items[i].role == LINE_HEADING;
        bullets += lines.items[i].role == LINE_BULLET;
        rows += lines.items[i].role == LINE_ROW;
    }
    assert_int_equal(headings, 3);
    assert_int_equal(bullets, 2);
    assert_int_equal(rows, 7);
    assert_int_equal(lines.hidden_words, 0);
    assert_true(text_contains(lines.text, S("1. Note the report.")));
    assert_true(text_contains(lines.text, S("2. Agree the plan.")));
    assert_true(text_contains(lines.text, S("Late\t2")));
    arena_free(arena);
}

static void the_sandbox_knows_it_as_a_report(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading;
    assert_null(archive_read(arena, report_written(arena), &(ReadHints){.name = S("report.docx")}, &reading));
    assert_int_equal(reading.verdict, READ_FINE);
    assert_int_equal(reading.format, SOURCE_DOCX);
    assert_true(text_contains(reading.text, S("The plan went on.")));
    assert_int_equal(reading.document_count, 1);
    assert_string_equal(document_kind_code(reading.documents[0].kind), "report");
    arena_free(arena);
}

int main(int argc, char **argv) {
    archive_offer_sandbox();
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_lines_keep_their_roles),
        cmocka_unit_test(the_sandbox_knows_it_as_a_report),
    };
    return cmocka_run_group_tests_name("word files", tests, NULL, NULL);
}
