/* PDFs from outside: each kind of bad file gets its sentence, good ones are described, and nothing takes the program down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"

static Arena *arena;
static const char *report;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    report = papers_path(arena, "report.pdf");
    papers_report(arena, report, "alpha", 3);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static PdfLook look(const char *path, PdfVerdict expected) {
    PdfLook found;
    must(pdf_look(arena, path, &found));
    if (found.verdict != expected)
        fail_msg("%s: verdict %d, not %d (%.*s)", path, (int)found.verdict, (int)expected, TEXT_ARG(found.sentence));
    assert_int_equal(text_is_empty(found.sentence), expected == PDF_FINE);
    assert_true(text_is_utf8(found.text, NULL));
    assert_true(text_is_utf8(found.title, NULL));
    return found;
}

static PdfLook look_at_change(void (*change)(qpdf_data), PdfVerdict expected) {
    const char *path = papers_path(arena, "changed.pdf");
    papers_change(report, path, change);
    return look(path, expected);
}

static void a_good_paper_is_described(void **state) {
    (void)state;
    PdfLook found = look(report, PDF_FINE);
    assert_int_equal(found.pages, 3);
    assert_true(found.is_tagged);
    assert_false(found.is_signed);
    assert_false(found.is_repaired);
    assert_true(found.has_text);
    assert_string_equal(found.title.ptr, "Report alpha");
    assert_true(text_contains(found.text, S("Words on page 3 of alpha")));
}

static void what_a_paper_lacks_is_seen(void **state) {
    (void)state;
    assert_false(look_at_change(change_untag, PDF_FINE).is_tagged);
    assert_true(look_at_change(change_sign, PDF_FINE).is_signed);
    PdfLook scan = look_at_change(change_scan, PDF_FINE);
    assert_false(scan.has_text);
    assert_int_equal(scan.pages, 3);
}

static void what_is_no_pdf_is_said(void **state) {
    (void)state;
    const char *path = papers_path(arena, "other");
    static const Text others[] = {S_INIT(""), S_INIT("hello"), S_INIT("PK\3\4 a zip"), S_INIT("%PD"), S_INIT("\xff\xd8\xff\xe0 a picture"),
        S_INIT("<html>%PD F-</html>")};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        papers_write(path, others[i]);
        PdfLook found = look(path, PDF_NOT_PDF);
        assert_string_equal(found.sentence.ptr, "This file is not a PDF. Save the paper as a PDF, then upload it again.");
    }
}

static void broken_papers_are_said_or_mended(void **state) {
    (void)state;
    const char *path = papers_path(arena, "broken.pdf");
    papers_write(path, S("%PDF-1.7\n1 0 obj <</Type/Catalog>>"));
    look(path, PDF_BROKEN);
    papers_write(path, S("%PDF-1.4\n%%EOF\n"));
    look(path, PDF_BROKEN);
    /* A wrong pointer to the cross-reference table: qpdf finds the objects by itself. */
    const char *plain = papers_path(arena, "plain.pdf");
    papers_output(arena, text_format(arena, "qpdf --object-streams=disable '%s' '%s'", report, plain).ptr);
    Text whole = papers_read(arena, plain);
    Text bent = text_copy(arena, whole);
    size_t at = text_find(bent, S("startxref"), 0);
    assert_int_not_equal(at, SIZE_MAX);
    memcpy((char *)bent.ptr + at + 10, "7", 1);
    papers_write(path, bent);
    PdfLook found = look(path, PDF_FINE);
    assert_true(found.is_repaired);
    assert_int_equal(found.pages, 3);
    assert_true(text_contains(found.text, S("alpha")));
}

static void truncated_papers_never_pass_unseen(void **state) {
    (void)state;
    const char *path = papers_path(arena, "cut.pdf");
    Text whole = papers_read(arena, report);
    for (size_t percent = 5; percent < 100; percent += 19) {
        papers_write(path, text_slice(whole, 0, whole.len * percent / 100));
        PdfLook found;
        must(pdf_look(arena, path, &found));
        if (found.verdict == PDF_FINE) assert_true(found.is_repaired);
    }
}

static void passwords_are_said(void **state) {
    (void)state;
    PdfLook found = look_at_change(change_encrypt, PDF_ENCRYPTED);
    assert_true(text_contains(found.sentence, S("password")));
    look_at_change(change_restrict, PDF_FINE); /* opens without one */
}

static void no_pages_and_too_many_are_said(void **state) {
    (void)state;
    look_at_change(change_no_pages, PDF_NO_PAGES);
    look_at_change(change_many_pages, PDF_TOO_BIG);
}

static void a_bomb_is_said(void **state) {
    (void)state;
    PdfLook found = look_at_change(change_bomb, PDF_TOO_BIG);
    assert_true(text_contains(found.sentence, S("unpacked")));
}

static void two_hundred_megabytes_are_the_end(void **state) {
    (void)state;
    const char *path = papers_path(arena, "large.pdf");
    Text whole = papers_read(arena, report);
    papers_write(path, whole);
    assert_int_equal(truncate(path, PDF_BYTES_MAX + 1), 0);
    look(path, PDF_TOO_BIG);
    unlink(path);
}

static void what_is_not_there_is_an_error(void **state) {
    (void)state;
    PdfLook found;
    Error *error = pdf_look(arena, papers_path(arena, "nothing.pdf"), &found);
    assert_non_null(error);
    assert_true(text_contains(error->sentence, S("Upload it again")));
    assert_non_null(pdf_look(arena, "/tmp", &found));
}

/* Bytes changed at random places: a verdict every time, and the next paper is read as ever. */
static void damaged_bytes_do_no_harm(void **state) {
    (void)state;
    const char *path = papers_path(arena, "damaged.pdf");
    Text whole = papers_read(arena, report);
    uint32_t seed = 12345;
    for (int round = 0; round < 12; round++) {
        Text bent = text_copy(arena, whole);
        for (int i = 0; i < 30; i++) {
            seed = seed * 1664525 + 1013904223;
            ((char *)bent.ptr)[seed % bent.len] = (char)(seed >> 24);
        }
        papers_write(path, bent);
        PdfLook found;
        must(pdf_look(arena, path, &found));
        assert_in_range(found.verdict, PDF_FINE, PDF_NO_PAGES);
    }
    look(report, PDF_FINE);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(a_good_paper_is_described),
        T(what_a_paper_lacks_is_seen),
        T(what_is_no_pdf_is_said),
        T(broken_papers_are_said_or_mended),
        T(truncated_papers_never_pass_unseen),
        T(passwords_are_said),
        T(no_pages_and_too_many_are_said),
        T(a_bomb_is_said),
        T(two_hundred_megabytes_are_the_end),
        T(what_is_not_there_is_an_error),
        T(damaged_bytes_do_no_harm),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    papers_end();
    return failed;
}
