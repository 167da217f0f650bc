/* Documents that we write: right for readers of all kinds, whatever is put into them. Oracles: qpdf, poppler, our checker of structure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"
#include "structure_check.h"

static Arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static StructureReport write_and_check(Document *d, const char *name, int *pages) {
    const char *path = papers_path(arena, name);
    must(document_write(d, path, pages));
    StructureReport report = structure_check(arena, path, CHECK_OURS);
    if (report.fault_count) fail_msg("%s:\n%s", name, report.faults.ptr);
    Text check = papers_output(arena, text_format(arena, "qpdf --check '%s' 2>&1; echo status $?", path).ptr);
    if (!text_contains(check, S("status 0"))) fail_msg("%s", check.ptr);
    return report;
}

static Document *full_document(void) {
    Document *d = document_new(arena, S("Agenda, 23 July 2025"), S("Agenda of a meeting"));
    document_marking(d, S("OFFICIAL"));
    document_title(d, S("Testshire Partnership"), S("Agenda"));
    document_pairs(d, (DocumentPair[]){{S("Date"), S("23 July 2025")}, {S("Place"), S("Room 1")}}, 2);
    document_heading(d, 2, S("Part A"));
    document_agenda_line(d, S("A1"), S("Apologies"), S("For information"), S(""));
    document_agenda_line(d, S("A2"), S("Notes of the last meeting"), S(""), S("Pages 1 - 8"));
    document_heading(d, 2, S("Words"));
    document_numbered(d, S("1.1"), S("First numbered paragraph."));
    document_numbered(d, S("1.2"), S("Second.\n\nWith a second part."));
    document_bullet(d, S("a bullet"));
    document_bullet(d, S("another"));
    document_notice(d, S("A notice."));
    document_rule(d);
    Text head[] = {S("Year"), S("Sum")}, cells[] = {S("2024"), S("£1"), S("2025"), S("£2")};
    document_table(d, S("Table 1"), head, 2, cells, 2, (int[]){30, 70});
    document_markdown(d,
        S("# Sub\n\nA [link](https://example.org/a) and *more* **words** `code`.\n\n> quoted\n\n1. one\n   - nested\n2. "
          "two\n\n```\ncode\n```\n"),
        3);
    return d;
}

static void a_document_of_every_mark_is_whole(void **state) {
    (void)state;
    int pages = 0;
    StructureReport report = write_and_check(full_document(), "full.pdf", &pages);
    assert_int_equal(pages, report.pages);
    assert_int_equal(report.tables, 2);
    assert_int_equal(report.links, 1);
    assert_int_equal(report.headings, 4);
    Text words = papers_words(arena, papers_path(arena, "full.pdf"), 1);
    static const char *const expected[] = {
        "Testshire Partnership", "Agenda", "Room 1", "Part A", "A2", "Pages 1 - 8", "1.2", "another", "OFFICIAL", "Page 1 of"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!text_contains(words, text_of(expected[i]))) fail_msg("\"%s\" is not on the page:\n%s", expected[i], words.ptr);
}

static void the_structure_reads_in_order(void **state) {
    (void)state;
    write_and_check(full_document(), "order.pdf", NULL);
    Text tree = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", papers_path(arena, "order.pdf")).ptr);
    static const char *const order[] = {"Document", "\"Testshire Partnership\"", "H1", "\"Agenda\"", "Table", "TH", "/Scope /Row",
        "\"Date\"", "TD", "\"23 July 2025\"", "H2", "\"Part A\"", "L (block)", "Lbl", "\"A1\"", "\"Apologies\"", "\"For information\"",
        "\"Pages 1 - 8\"", "\"1.1\"", "\"First numbered paragraph.\"", "\"a bullet\"", "BlockQuote", "\"A notice.\"", "Caption",
        "\"Table 1\"", "/Scope /Column", "\"Year\"", "H3", "\"Sub\"", "Link", "\"link\"", "\"nested\"", "\"code\""};
    size_t at = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t found = text_find(tree, text_of(order[i]), at);
        if (found == SIZE_MAX) fail_msg("%s is not there, or not in its place:\n%s", order[i], tree.ptr);
        at = found;
    }
    assert_false(text_contains(tree, S("OFFICIAL"))); /* furniture is not read */
    assert_false(text_contains(tree, S("Page 1 of")));
}

static void numbered_paragraphs_keep_emphasis_and_links(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Report"), S(""));
    document_title(d, S(""), S("Report"));
    document_numbered(d, S("1.1"), S("Plain **bold** and *italic* with [the plan](https://example.org/plan),\nand on in the same line."));
    StructureReport report = write_and_check(d, "numbered.pdf", NULL);
    assert_int_equal(report.links, 1);
    const char *path = papers_path(arena, "numbered.pdf");
    Text words = papers_words(arena, path, 1);
    if (!text_contains(words, S("Plain bold and italic with the plan, and on in the same"))) fail_msg("%s", words.ptr);
    assert_false(text_contains(words, S("*")));
    Text fonts = papers_output(arena, text_format(arena, "pdffonts '%s'", path).ptr);
    assert_true(text_contains(fonts, S("Bold")));
    assert_true(text_contains(fonts, S("Italic")));
}

static void the_same_marks_give_the_same_bytes(void **state) {
    (void)state;
    Text first, second;
    must(document_bytes(full_document(), &first, NULL));
    must(document_bytes(full_document(), &second, NULL));
    assert_true(text_equal(first, second));
    Document *dated = full_document();
    document_made_at(dated, (Moment){1753261200000000});
    must(document_bytes(dated, &second, NULL));
    assert_false(text_equal(first, second));
}

static void words_are_broken_with_their_spaces(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Long"), S(""));
    Buffer words = buffer_new(arena, 4096);
    for (int i = 0; i < 400; i++) buffer_putf(&words, "word%d ", i);
    document_paragraph(d, buffer_text(&words));
    write_and_check(d, "long.pdf", NULL);
    Text tree = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", papers_path(arena, "long.pdf")).ptr);
    for (int i = 0; i < 399; i++)
        if (!text_contains(tree, text_format(arena, "word%d word%d", i, i + 1))) fail_msg("no space after word %d", i);
}

/* What stands below each other is read one after the other, not as one word. */
static void lines_broken_by_hand_are_read_apart(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Broken"), S(""));
    Text head[] = {S("Who"), S("Role")},
         cells[] = {S("Ann Example"), S("Chair (community safety)\nAssistant Chief Constable (Kent Police)\nChief Executive")};
    document_table(d, S(""), head, 2, cells, 1, NULL);
    document_pairs(d, (DocumentPair[]){{S("Place"), S("Town Hall\nHigh Street")}}, 1);
    document_markdown(d, S("Before  \n[a link](https://example.org/a)  \nafter\n\n```\nfirst\nsecond\n```\n"), 2);
    document_markdown(d, S("- Told first.\n\n  Told then.\n- Another\n"), 2);
    document_paragraph(d, S("\u05e2\u05d1\u05e8\u2028\u05d9\u05ea last"));
    write_and_check(d, "broken.pdf", NULL);
    const char *path = papers_path(arena, "broken.pdf");
    Text tree = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null | tr -d '\"\\n' | tr -s ' '", path).ptr);
    static const char *const apart[] = {
        "safety) Assistant", "Police) Chief", "Hall High", "first second", "Told first. P (block) Told then."};
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (!text_contains(tree, text_of(apart[i]))) fail_msg("\"%s\" is not read so:\n%s", apart[i], tree.ptr);
    Text words = papers_output(arena, text_format(arena, "pdftotext -layout '%s' -", path).ptr);
    assert_false(text_contains(words, S("first. Told")));
    assert_false(text_contains(words, S("Police) Chief"))); /* and still stand below each other */
}

static void tables_go_over_pages_with_their_header(void **state) {
    (void)state;
    enum { ROWS = 300 };
    Document *d = document_new(arena, S("Table"), S(""));
    Text head[] = {S("District"), S("Number")}, *cells = ARENA_ARRAY(arena, Text, 2 * ROWS);
    for (int i = 0; i < ROWS; i++) {
        cells[2 * i] = text_format(arena, "District %d", i);
        cells[2 * i + 1] = text_format(arena, "%d", i * 7);
    }
    document_table(d, S("All districts"), head, 2, cells, ROWS, NULL);
    int pages;
    StructureReport report = write_and_check(d, "table.pdf", &pages);
    assert_int_equal(report.tables, 1);
    assert_in_range(pages, 8, 14);
    for (int page = 1; page <= pages; page++)
        assert_true(text_contains(papers_words(arena, papers_path(arena, "table.pdf"), page), S("District\n")));
    Text tree = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", papers_path(arena, "table.pdf")).ptr);
    assert_int_equal(text_find(tree, S("\"District\""), text_find(tree, S("\"District\""), 0) + 1), SIZE_MAX); /* read once */
}

static void a_row_taller_than_a_page_is_split(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Tall"), S(""));
    Buffer tall = buffer_new(arena, 4096);
    for (int i = 0; i < 3000; i++) buffer_putf(&tall, "word%d ", i);
    Text head[] = {S("A"), S("B")}, cells[] = {S("short"), buffer_text(&tall), S("next"), S("row")};
    document_table(d, S(""), head, 2, cells, 2, NULL);
    int pages;
    write_and_check(d, "tall.pdf", &pages);
    assert_in_range(pages, 3, 12);
    Text words = papers_output(arena, text_format(arena, "pdftotext '%s' -", papers_path(arena, "tall.pdf")).ptr);
    for (int i = 0; i < 3000; i += 97) assert_true(text_contains(words, text_format(arena, "word%d", i)));
}

static void a_table_wider_than_the_page_stays_on_it(void **state) {
    (void)state;
    Buffer markdown = buffer_new(arena, 4096);
    for (int row = 0; row < 4; row++) {
        for (int i = 0; i < 24; i++) buffer_put(&markdown, row == 1 ? S("|---") : S("|Neighbourhoodresponsibilities"));
        buffer_put(&markdown, S("|\n"));
    }
    Document *d = document_new(arena, S("Wide"), S(""));
    document_markdown(d, buffer_text(&markdown), 2);
    write_and_check(d, "wide.pdf", NULL);
    /* Nothing is drawn beyond the right edge: cropping to what is drawn leaves at most the page's width. */
    Text boxes = papers_output(
        arena, text_format(arena, "pdftotext -bbox '%s' - | grep -o 'xMax=\"[0-9.]*\"' | tr -dc '0-9.\\n' | sort -n | tail -1",
                   papers_path(arena, "wide.pdf"))
                   .ptr);
    double most = strtod(boxes.ptr, NULL);
    assert_true(most > 400 && most <= 595.28 - 55);
}

static void raw_HTML_is_set_as_words(void **state) {
    (void)state;
    Document *d = document_new(arena, S("HTML"), S(""));
    document_markdown(d,
        S("Before <b onclick=\"x()\">bold</b> after.\n\n<script>alert(1)</script>\n\n<table><tr><td>cell</table>\n\n"
          "[words](javascript:alert(2)) and <https://example.org/kept>\n"),
        2);
    StructureReport report = write_and_check(d, "html.pdf", NULL);
    assert_int_equal(report.links, 1); /* what may be followed, and nothing else */
    assert_int_equal(report.tables, 0);
    Text words = papers_words(arena, papers_path(arena, "html.pdf"), 1);
    static const char *const expected[] = {
        "<b onclick=", "bold</b>", "<script>alert(1)</script>", "<table><tr><td>cell</table>", "words and"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!text_contains(words, text_of(expected[i]))) fail_msg("\"%s\" is not on the page:\n%s", expected[i], words.ptr);
}

/* A script that no font here has (Linear A): each letter is shown as "?", stays itself for readers, and the fonts stay whole. */
static void a_script_without_a_font_is_shown_and_read(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Script"), S(""));
    document_title(d, S(""), S("Signs \U00010600\U00010601"));
    document_paragraph(d, S("Before \U00010602\U00010603 after."));
    document_markdown(d, S("| \U00010604 | b |\n|---|---|\n| 1 | 2 |\n"), 3);
    write_and_check(d, "script.pdf", NULL);
    const char *path = papers_path(arena, "script.pdf");
    assert_true(text_contains(papers_words(arena, path, 1), S("Before \U00010602\U00010603 after.")));
    Text outline = papers_output(arena, text_format(arena, "qpdf --json --json-key=outlines '%s'", path).ptr);
    assert_true(text_contains(outline, S("\U00010600\U00010601")) || text_contains(outline, S("\\ud801")));
}

static void other_scripts_and_missing_letters_do_no_harm(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Ελλάδα \xf0\x9f\x98\x80 <&>"), S("a & b"));
    document_title(d, S(""), S("Ελληνικά и русский"));
    document_paragraph(
        d, S("caf\u00e9 e\u0301 \ufb01 office affluent \u201cquoted\u201d \u00a339,661 \u05e2\u05d1\u05e8\u05d9\u05ea "
             "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40 \U0001F600 \u2028 \u200d \u00ad end"));
    document_paragraph(d, S("bad \xff\xfe bytes \x01\x02 and \t tab"));
    write_and_check(d, "scripts.pdf", NULL);
    Text words = papers_words(arena, papers_path(arena, "scripts.pdf"), 1);
    static const char *const expected[] = {"Ελληνικά", "русский", "caf\u00e9", "office affluent", "\u00a339,661",
        "\u05e2\u05d1\u05e8\u05d9\u05ea", "\U0001F600", "end", "tab"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!text_contains(words, text_of(expected[i]))) fail_msg("\"%s\" is not on the page:\n%s", expected[i], words.ptr);
    Text info = papers_output(arena, text_format(arena, "pdfinfo '%s'", papers_path(arena, "scripts.pdf")).ptr);
    assert_true(text_contains(info, S("Ελλάδα \xf0\x9f\x98\x80 <&>")));
}

static void fonts_are_embedded_as_subsets(void **state) {
    (void)state;
    write_and_check(full_document(), "fonts.pdf", NULL);
    Text fonts = papers_output(arena, text_format(arena, "pdffonts '%s' | tail -n +3", papers_path(arena, "fonts.pdf")).ptr), line;
    int count = 0;
    while (text_next_line(&fonts, &line)) {
        if (text_is_empty(line)) continue;
        if (!text_contains(line, S("yes yes yes"))) fail_msg("%.*s", TEXT_ARG(line));
        count++;
    }
    assert_in_range(count, 2, 8);
}

static void headings_never_skip_a_level_in_the_tags(void **state) {
    (void)state;
    Document *d = document_new(arena, S("Levels"), S(""));
    document_heading(d, 2, S("Begins at two"));
    document_heading(d, 4, S("Then four"));
    document_markdown(d, S("###### Six\n\ntext"), 1);
    write_and_check(d, "levels.pdf", NULL);
}

static void nothing_and_a_lot_of_nothing_make_one_page(void **state) {
    (void)state;
    int pages;
    Document *d = document_new(arena, S("Empty"), S(""));
    document_paragraph(d, S(""));
    document_paragraph(d, S("  \n\n \n"));
    document_heading(d, 1, S(""));
    document_markdown(d, S(""), 1);
    document_markdown(d, S("- \n- \n\n1.\n\n> \n\n||\n|-|\n||\n"), 1);
    document_table(d, S(""), NULL, 0, NULL, 0, NULL);
    document_pairs(d, NULL, 0);
    document_page_break(document_new(arena, S(""), S("")));
    const char *path = papers_path(arena, "empty.pdf");
    must(document_write(d, path, &pages));
    assert_int_equal(pages, 1);
}

static void deep_nesting_stays_on_the_page(void **state) {
    (void)state;
    Buffer deep = buffer_new(arena, 4096);
    for (int i = 0; i < 30; i++) buffer_putf(&deep, "%*s- level %d\n", 2 * i, "", i);
    buffer_put(&deep, S("\n> > > > > > > > quoted deep\n"));
    Document *d = document_new(arena, S("Deep"), S(""));
    document_markdown(d, buffer_text(&deep), 2);
    write_and_check(d, "deep.pdf", NULL);
    assert_true(text_contains(papers_words(arena, papers_path(arena, "deep.pdf"), 1), S("level 29")));
}

static void a_full_disk_is_said_and_leaves_nothing(void **state) {
    (void)state;
    Error *error = document_write(full_document(), "/nowhere/at/all.pdf", NULL);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_STORAGE);
    error = document_write(full_document(), "/dev/full/x.pdf", NULL);
    assert_non_null(error);
}

static void *write_many(void *context) {
    Arena *own = arena_new();
    for (int i = 0; i < 5; i++) {
        Document *d = document_new(own, S("Thread"), S(""));
        document_paragraph(d, S("Words in a thread."));
        Text bytes;
        if (document_bytes(d, &bytes, NULL)) *(int *)context = 1;
    }
    arena_free(own);
    return NULL;
}

static void documents_are_made_by_many_threads(void **state) {
    (void)state;
    pthread_t threads[4];
    int failed = 0;
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, write_many, &failed), 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    assert_int_equal(failed, 0);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(a_document_of_every_mark_is_whole),
        T(the_structure_reads_in_order),
        T(numbered_paragraphs_keep_emphasis_and_links),
        T(the_same_marks_give_the_same_bytes),
        T(words_are_broken_with_their_spaces),
        T(lines_broken_by_hand_are_read_apart),
        T(tables_go_over_pages_with_their_header),
        T(a_row_taller_than_a_page_is_split),
        T(a_table_wider_than_the_page_stays_on_it),
        T(raw_HTML_is_set_as_words),
        T(a_script_without_a_font_is_shown_and_read),
        T(other_scripts_and_missing_letters_do_no_harm),
        T(fonts_are_embedded_as_subsets),
        T(headings_never_skip_a_level_in_the_tags),
        T(nothing_and_a_lot_of_nothing_make_one_page),
        T(deep_nesting_stays_on_the_page),
        T(a_full_disk_is_said_and_leaves_nothing),
        T(documents_are_made_by_many_threads),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    papers_end();
    return failed;
}
