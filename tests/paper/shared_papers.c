/* Real papers of a county council (minutes-kcc of the shared material): looked at, and joined into a pack with their tags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <glob.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"
#include "structure_check.h"

static glob_t found;

static bool find_papers(void) {
    const char *shared = getenv("QUORATE_SHARED");
    char pattern[1024];
    snprintf(pattern, sizeof pattern, "%s/data/minutes-kcc/*.pdf", shared ? shared : "../shared");
    return glob(pattern, 0, NULL, &found) == 0;
}

static void REAL_papers_are_read(void **state) {
    (void)state;
    if (found.gl_pathc == 0) skip();
    Arena *arena = arena_new();
    for (size_t i = 0; i < found.gl_pathc; i++) {
        PdfLook look;
        must(pdf_look(arena, found.gl_pathv[i], &look));
        if (look.verdict != PDF_FINE) fail_msg("%s: %.*s", found.gl_pathv[i], TEXT_ARG(look.sentence));
        assert_true(look.has_text);
        assert_true(text_contains_ignoring_case(look.text, S("cabinet")));
        Text info = papers_output(arena, text_format(arena, "pdfinfo \"%s\" 2>/dev/null", found.gl_pathv[i]).ptr);
        if (!text_contains(info, text_format(arena, "Pages:           %d\n", look.pages)))
            fail_msg("%s: not %d pages", found.gl_pathv[i], look.pages);
        assert_int_equal(look.is_tagged, text_contains(info, S("Tagged:          yes")));
        assert_int_equal(look.is_signed, false);
    }
    arena_free(arena);
}

static void REAL_papers_make_a_pack_with_all_their_structure(void **state) {
    (void)state;
    if (found.gl_pathc == 0) skip();
    Arena *arena = arena_new();
    const char *pack = papers_path(arena, "pack.pdf");
    PackPart *parts = ARENA_ARRAY(arena, PackPart, found.gl_pathc);
    for (size_t i = 0; i < found.gl_pathc; i++)
        parts[i] = (PackPart){.path = found.gl_pathv[i], .title = text_format(arena, "Paper %zu", i + 1), .is_numbered = true};
    must(pack_merge(arena, parts, found.gl_pathc, S("Real papers"), pack, NULL, NULL));
    StructureReport whole = structure_check(arena, pack, CHECK_PACK);
    if (whole.fault_count) fail_msg("%s", whole.faults.ptr);
    int elements = 1, pages = 0, links = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        assert_false(parts[i].is_missing);
        StructureReport one = structure_check(arena, found.gl_pathv[i], CHECK_PACK);
        elements += one.elements + 1;
        links += one.links;
        pages += one.pages;
    }
    assert_int_equal(whole.elements, elements);
    assert_int_equal(whole.links, links);
    assert_int_equal(whole.pages, pages);
    assert_int_equal(parts[found.gl_pathc - 1].last_page, pages);
    arena_free(arena);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    find_papers();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(REAL_papers_are_read),
        cmocka_unit_test(REAL_papers_make_a_pack_with_all_their_structure),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    globfree(&found);
    papers_end();
    return failed;
}
