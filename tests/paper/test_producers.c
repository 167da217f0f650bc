/* Papers of five producers in one pack: every element of their structure is kept, in its order, with what it says. The papers and how they
 * were made: producers/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"
#include "structure_check.h"
#include "structure_dump.h"

enum { PRODUCERS = 5 };
static const char *const names[PRODUCERS] = {"libreoffice", "chromium", "weasyprint", "cairo", "ours"};

static Arena *arena;
static const char *pack;
static PackPart parts[PRODUCERS];

static void make_pack(void) {
    for (int i = 0; i < PRODUCERS; i++) {
        const char *path = text_format(arena, QUORATE_PRODUCERS "/%s.pdf", names[i]).ptr;
        if (strcmp(names[i], "ours") == 0) {
            path = papers_path(arena, "ours.pdf");
            papers_report(arena, path, "ours", 2);
        }
        parts[i] = (PackPart){.path = path, .title = text_of(names[i]), .is_numbered = true};
    }
    pack = papers_path(arena, "producers.pdf");
    must(pack_merge(arena, parts, PRODUCERS, S("Papers of five producers"), pack, NULL, NULL));
}

static void every_element_is_kept_in_its_order(void **state) {
    (void)state;
    int before = 0, all = structure_dump(arena, pack, 0).elements;
    for (int i = 0; i < PRODUCERS; i++) {
        StructureDump was = structure_dump(arena, parts[i].path, 0), is = structure_dump(arena, pack, i + 1);
        if (!text_equal(was.lines, is.lines)) fail_msg("%s was:\n%sand is in the pack:\n%s", names[i], was.lines.ptr, is.lines.ptr);
        assert_true(was.elements > 10);
        if (parts[i].is_untagged || parts[i].is_missing || parts[i].is_repaired)
            fail_msg("%s: %s", names[i], pack_part_lost(arena, &parts[i]).ptr);
        before += was.elements;
    }
    assert_int_equal(all, before + 1 + PRODUCERS); /* the document, and a Part for each paper */
}

/* What the papers are known to hold, so that an empty tree is not taken for a kept one. */
static void headings_lists_tables_links_and_pictures_are_among_them(void **state) {
    (void)state;
    static const char *const everywhere[] = {"/H1", "/H2", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"};
    for (int i = 0; i < PRODUCERS; i++) {
        Text lines = structure_dump(arena, pack, i + 1).lines;
        for (size_t k = 0; k < sizeof everywhere / sizeof *everywhere; k++)
            if (!text_contains(lines, text_of(everywhere[k]))) fail_msg("%s has no %s:\n%s", names[i], everywhere[k], lines.ptr);
    }
    assert_true(text_contains(structure_dump(arena, pack, 1).lines, S("/Alt(A square, dark on the left")));
    assert_true(text_contains(structure_dump(arena, pack, 2).lines, S("/Alt(A square, dark on the left")));
    assert_true(text_contains(structure_dump(arena, pack, 4).lines, S("/Figure")));
}

static void links_ids_and_header_cells_lead_where_they_led(void **state) {
    (void)state;
    StructureDump is = structure_dump(arena, pack, 0), was = {0};
    for (int i = 0; i < PRODUCERS; i++) {
        StructureDump own = structure_dump(arena, parts[i].path, 0);
        was.links += own.links;
        was.ids += own.ids;
        was.headers += own.headers;
    }
    assert_true(was.links >= PRODUCERS && was.ids > 0 && was.headers > 0);
    assert_int_equal(is.links, was.links);
    assert_int_equal(is.ids, was.ids);
    assert_int_equal(is.headers, was.headers);
}

static void other_programs_find_the_pack_whole(void **state) {
    (void)state;
    Text check = papers_output(arena, text_format(arena, "qpdf --check '%s' 2>&1; echo status $?", pack).ptr);
    if (!text_contains(check, S("status 0"))) fail_msg("%s", check.ptr);
    StructureReport report = structure_check(arena, pack, CHECK_PACK);
    if (report.fault_count) fail_msg("%s", report.faults.ptr);
    /* Poppler reads the same from each paper and from its Part, but for the numbers of objects. */
    Text tree = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", pack).ptr);
    for (int i = 0; i < PRODUCERS; i++) {
        Text rest = papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", parts[i].path).ptr), line;
        size_t at = text_find(tree, text_format(arena, "Part \"%s\"", names[i]), 0);
        assert_int_not_equal(at, SIZE_MAX);
        while (text_next_line(&rest, &line)) {
            if (text_contains(line, S("Object ")) || text_contains(line, S("node0"))) continue;
            if (text_starts_with(text_trim(line), S("/"))) continue; /* attributes come in the order of their names */
            at = text_find(tree, text_trim(line), at);
            if (at == SIZE_MAX) fail_msg("%s: not in the pack, or not in its place: %.*s", names[i], TEXT_ARG(line));
        }
    }
}

static void bookmarks_of_each_paper_are_kept(void **state) {
    (void)state;
    Text outline = papers_output(arena, text_format(arena, "qpdf --json --json-key=outlines '%s'", pack).ptr);
    int found = 0;
    for (size_t at = 0; (at = text_find(outline, S("\"title\": \"Lamp posts of the harbour quarter\""), at)) != SIZE_MAX; at++) found++;
    assert_int_equal(found, 4);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    arena = arena_new();
    make_pack();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element_is_kept_in_its_order),
        cmocka_unit_test(headings_lists_tables_links_and_pictures_are_among_them),
        cmocka_unit_test(links_ids_and_header_cells_lead_where_they_led),
        cmocka_unit_test(other_programs_find_the_pack_whole),
        cmocka_unit_test(bookmarks_of_each_paper_are_kept),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    papers_end();
    return failed;
}
