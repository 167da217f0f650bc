/* Marks on the pages of one PDF: on every page, covering nothing of it, as artifacts; the structure stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "paper/win_ansi.h"
#include "papers.h"
#include "structure_check.h"

#define MARKING "NOT FOR PUBLICATION. Exempt under paragraphs 1, 2 and 7 of Part 1 of Schedule 12A to the Local Government Act 1972"
#define READER "Read by Zo\u00eb \u0141ukasz O\u2019Neill (Head of \u201cSafety\u201d \u2013 East), 23 July 2025, 10:14"

static Arena *arena;
static const char *alpha, *copy;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    alpha = papers_path(arena, "alpha.pdf");
    copy = papers_path(arena, "copy.pdf");
    papers_report(arena, alpha, "alpha", 3);
    papers_write(copy, papers_read(arena, alpha));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void mark(void) {
    must(page_marks_put(arena, copy, (PageMarks){S(MARKING), S(READER)}));
    Text check = papers_output(arena, text_format(arena, "qpdf --check '%s' 2>&1; echo status $?", copy).ptr);
    if (!text_contains(check, S("status 0"))) fail_msg("%s", check.ptr);
}

static Text structure_of(const char *path) {
    return papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null | sed 's/Object [0-9]* [0-9]*//'", path).ptr);
}

static int times(Text text, const char *words) {
    int count = 0;
    for (size_t at = text_find(text, text_of(words), 0); at != SIZE_MAX; at = text_find(text, text_of(words), at + 1)) count++;
    return count;
}

static void every_page_says_what_it_is_and_who_reads_it_twice(void **state) {
    (void)state;
    mark();
    for (int page = 1; page <= 3; page++) {
        Text words = papers_words(arena, copy, page);
        assert_int_equal(times(words, "Schedule 12A"), 2);
        assert_int_equal(
            times(words, "Read by Zo\u00eb Lukasz O\u2019Neill (Head of \u201cSafety\u201d \u2013 East), 23 July 2025, 10:14"), 2);
        if (!text_contains(words, text_format(arena, "Words on page %d of alpha", page))) fail_msg("%s", words.ptr);
    }
}

static void the_structure_tree_is_the_same(void **state) {
    (void)state;
    StructureReport before = structure_check(arena, alpha, CHECK_OURS);
    Text tree = structure_of(alpha);
    mark();
    StructureReport after = structure_check(arena, copy, CHECK_OURS);
    if (after.fault_count) fail_msg("%s", after.faults.ptr);
    assert_int_equal(after.elements, before.elements);
    assert_int_equal(after.links, before.links);
    assert_int_equal(after.tables, before.tables);
    assert_int_equal(after.artifacts, before.artifacts + 2 * before.pages);
    assert_true(text_equal(structure_of(copy), tree)); /* nothing of the marks is read out */
    Text bookmarks = S("qpdf --json --json-key=outlines '%s' | grep title");
    assert_true(text_equal(papers_output(arena, text_format(arena, bookmarks.ptr, alpha).ptr),
        papers_output(arena, text_format(arena, bookmarks.ptr, copy).ptr)));
}

/* The marks stand in strips of their own: the page itself is the old one, point by point, between them. */
static void nothing_of_the_page_is_covered(void **state) {
    (void)state;
    const char *draw = "pdftoppm -r 72 -f 1 -l 1 -gray '%s'";
    Text before = papers_output(arena, text_format(arena, draw, alpha).ptr);
    mark();
    Text after = papers_output(arena, text_format(arena, draw, copy).ptr);
    int width = 595, tall = 842, strip = 30;
    assert_true(text_starts_with(before, S("P5\n595 842\n")) || text_starts_with(before, S("P5\n596 842\n")));
    if (text_starts_with(before, S("P5\n596"))) width = 596;
    assert_true(text_starts_with(after, text_format(arena, "P5\n%d 902\n", width)));
    const unsigned char *old = (const unsigned char *)before.ptr + before.len - width * tall;
    const unsigned char *new = (const unsigned char *)after.ptr + after.len - width *(tall + 2 * strip) + width *strip;
    int differ = 0, dark = 0;
    for (int i = width; i < width * (tall - 1); i++) differ += abs(old[i] - new[i]) > 100;
    for (int i = -width * strip; i < 0; i++) dark += new[i] < 100;
    assert_true(dark > 100);
    if (differ > 200) fail_msg("%d points differ", differ);
}

/* Whichever way a page is turned, the strips are above and below it as it is shown. */
static void turned_pages_are_marked_upright(void **state) {
    (void)state;
    const char *four = papers_path(arena, "four.pdf");
    papers_report(arena, four, "four", 4);
    papers_change(four, copy, change_turn);
    mark();
    static const struct { int width, height; } shown[] = {{842, 655}, {595, 902}, {595, 902}, {600, 860}};
    for (int i = 0; i < 4; i++) {
        Text picture = papers_output(arena, text_format(arena, "pdftoppm -r 72 -f %d -l %d -gray '%s'", i + 1, i + 1, copy).ptr);
        Text head = text_format(arena, "P5\n%d %d\n", shown[i].width, shown[i].height);
        if (!text_starts_with(picture, head)) fail_msg("page %d is %.*s, not %s", i + 1, 12, picture.ptr, head.ptr);
        int width = shown[i].width, height = shown[i].height, top = 0, bottom = 0;
        const unsigned char *points = (const unsigned char *)picture.ptr + picture.len - width * height;
        for (int y = 0; y < 30; y++)
            for (int x = width / 2 - 100; x < width / 2 + 100; x++) {
                top += points[y * width + x] < 100;
                bottom += points[(height - 1 - y) * width + x] < 100;
            }
        if (top < 100 || bottom < 100) fail_msg("page %d: %d dark points above, %d below", i + 1, top, bottom);
    }
}

static void papers_from_outside_are_marked_too(void **state) {
    (void)state;
    void (*const changes[])(qpdf_data) = {change_untag, change_scan, change_restrict, change_hidden_layer, change_sign};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        papers_change(alpha, copy, changes[i]);
        mark();
        assert_int_equal(times(papers_words(arena, copy, 2), "Read by"), 2);
        mark(); /* a copy of a copy says both */
        assert_int_equal(times(papers_words(arena, copy, 2), "Read by"), 4);
    }
}

static void what_cannot_be_marked_is_not_handed_out(void **state) {
    (void)state;
    papers_write(copy, S("%PDF-1.7 and nothing else"));
    Error *error = page_marks_put(arena, copy, (PageMarks){S("A"), S("B")});
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_STORAGE);
    assert_true(text_equal(papers_read(arena, copy), S("%PDF-1.7 and nothing else"))); /* left as it was */
    papers_change(alpha, copy, change_encrypt);
    assert_non_null(page_marks_put(arena, copy, (PageMarks){S("A"), S("B")}));
    assert_non_null(page_marks_put(arena, papers_path(arena, "not there.pdf"), (PageMarks){S("A"), S("B")}));
    assert_int_equal(papers_output(arena, text_format(arena, "ls '%s' | grep draft", papers_path(arena, "")).ptr).len, 0);
}

static void letters_that_the_font_lacks_lose_their_accents(void **state) {
    (void)state;
    static const struct {
        const char *utf8, *codes;
    } pairs[] = {{"plain (a\\b)", "plain (a\\b)"}, {"\u00e9\u00df", "\xe9\xdf"}, {"\u2013\u2019\u20ac", "\x96\x92\x80"},
        {"\u0141\u00f3d\u017a", "L\xf3"
                                "dz"},
        {"\u015eahin", "Sahin"}, {"\u4e2d\u0416", "??"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_true(text_equal(win_ansi_of(arena, text_of(pairs[i].utf8)), text_of(pairs[i].codes)));
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(every_page_says_what_it_is_and_who_reads_it_twice),
        T(the_structure_tree_is_the_same),
        T(nothing_of_the_page_is_covered),
        T(turned_pages_are_marked_upright),
        T(papers_from_outside_are_marked_too),
        T(what_cannot_be_marked_is_not_handed_out),
        T(letters_that_the_font_lacks_lose_their_accents),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    papers_end();
    return failed;
}
