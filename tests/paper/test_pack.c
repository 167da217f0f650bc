/* Packs: everything that went in comes out, in order, numbered, tagged; and what is broken does not stop the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"
#include "structure_check.h"

static Arena *arena;
static const char *alpha, *beta, *pack;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    alpha = papers_path(arena, "alpha.pdf");
    beta = papers_path(arena, "beta.pdf");
    pack = papers_path(arena, "pack.pdf");
    papers_report(arena, alpha, "alpha", 3);
    papers_report(arena, beta, "beta", 2);
    unlink(pack);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static StructureReport merge(PackPart *parts, size_t count) {
    must(pack_merge(arena, parts, count, S("Reports pack, 23 July 2025"), pack, NULL, NULL));
    StructureReport report = structure_check(arena, pack, CHECK_PACK);
    if (report.fault_count) fail_msg("%s", report.faults.ptr);
    Text check = papers_output(arena, text_format(arena, "qpdf --check '%s' 2>&1; echo status $?", pack).ptr);
    if (!text_contains(check, S("status 0"))) fail_msg("%s", check.ptr);
    return report;
}

static const char *changed(const char *name, const char *from, void (*change)(qpdf_data)) {
    const char *path = papers_path(arena, name);
    papers_change(from, path, change);
    return path;
}

static Text structure_of(const char *path) {
    return papers_output(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", path).ptr);
}

static void expect_on_page(int page, const char *words) {
    Text text = papers_words(arena, pack, page);
    if (!text_contains(text, text_of(words))) fail_msg("\"%s\" is not on page %d:\n%s", words, page, text.ptr);
}

static void pages_are_numbered_through_and_stamped(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = beta, .title = S("Front sheet")},
        {.path = alpha, .title = S("A1 Alpha"), .is_numbered = true},
        {.path = beta, .title = S("A2 Beta"), .is_numbered = true},
    };
    StructureReport report = merge(parts, 3);
    assert_int_equal(report.pages, 7);
    assert_int_equal(parts[0].first_page, 0);
    assert_int_equal(parts[1].first_page, 1);
    assert_int_equal(parts[1].last_page, 3);
    assert_int_equal(parts[2].first_page, 4);
    assert_int_equal(parts[2].last_page, 5);
    assert_false(text_contains(papers_words(arena, pack, 1), S("Page ")));
    expect_on_page(3, "Page 1");
    expect_on_page(3, "Words on page 1 of alpha");
    expect_on_page(7, "Page 5");
    expect_on_page(7, "Words on page 2 of beta");
    PackPart again[] = {parts[0], parts[1], parts[2]};
    must(pack_number(arena, again, 3));
    for (int i = 0; i < 3; i++) assert_true(again[i].first_page == parts[i].first_page && again[i].last_page == parts[i].last_page);
}

/* Every line of each input's structure is in the pack's, under its Part. */
static void structure_is_kept(void **state) {
    (void)state;
    PackPart parts[] = {{.path = alpha, .title = S("A1"), .is_numbered = true}, {.path = beta, .title = S("A2"), .is_numbered = true}};
    StructureReport whole = merge(parts, 2), a = structure_check(arena, alpha, CHECK_OURS), b = structure_check(arena, beta, CHECK_OURS);
    assert_int_equal(whole.elements, a.elements + b.elements + 3); /* the document, and two parts */
    assert_int_equal(whole.links, a.links + b.links);
    assert_int_equal(whole.tables, a.tables + b.tables);
    Text tree = structure_of(pack);
    assert_true(text_starts_with(tree, S("Document\n  Part \"A1\"\n")));
    assert_true(text_contains(tree, S("\n  Part \"A2\"\n")));
    assert_false(text_contains(tree, S("Page 1\""))); /* stamps are not read */
    Text rest = structure_of(alpha), line;
    size_t at = 0;
    while (text_next_line(&rest, &line)) {
        if (text_contains(line, S("Object "))) continue; /* numbers of objects differ */
        at = text_find(tree, text_trim(line), at);
        if (at == SIZE_MAX) fail_msg("not in the pack's structure, or not in its place: %.*s", TEXT_ARG(line));
    }
}

static void bookmarks_follow_the_parts(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = alpha, .title = S("Part A")},
        {.path = alpha, .title = S("A1 \u201cAlpha\u201d"), .level = 1, .is_numbered = true},
        {.path = beta, .title = S("A2"), .level = 1, .is_numbered = true},
        {.path = beta, .title = S("Part B"), .is_numbered = true},
    };
    merge(parts, 4);
    Text json = papers_output(arena, text_format(arena, "qpdf --json --json-key=outlines '%s'", pack).ptr);
    static const char *const order[] = {"\"title\": \"Chapter 1 of alpha\"", "\"title\": \"Chapter 3 of alpha\"",
        "\"title\": \"A1 \u201cAlpha\u201d\"", "\"title\": \"A2\"", "\"title\": \"Part A\"", "\"title\": \"Part B\""};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (!text_contains(json, text_of(order[i]))) fail_msg("%s is no bookmark in:\n%s", order[i], json.ptr);
    assert_true(text_contains(json, S("\"destpageposfrom1\": 8")));
}

static void broken_papers_become_placeholders(void **state) {
    (void)state;
    const char *garbage = papers_path(arena, "garbage.pdf");
    papers_write(garbage, S("%PDF-1.7 and nothing else"));
    PackPart parts[] = {
        {.path = alpha, .title = S("Good"), .is_numbered = true},
        {.path = garbage, .title = S("Damaged <one>"), .is_numbered = true},
        {.path = changed("locked.pdf", beta, change_encrypt), .title = S("Locked"), .is_numbered = true},
        {.path = changed("none.pdf", beta, change_no_pages), .title = S("Empty"), .is_numbered = true},
        {.path = papers_path(arena, "not there.pdf"), .title = S("Gone"), .is_numbered = true},
        {.title = S("Withheld"), .placeholder = S("Not for publication: paragraph 1 of Schedule 12A."), .is_numbered = true},
        {.path = beta, .title = S("Good too"), .is_numbered = true},
    };
    merge(parts, 7);
    static const bool missing[] = {false, true, true, true, true, true, false};
    for (int i = 0; i < 7; i++) assert_int_equal(parts[i].is_missing, missing[i]);
    assert_true(text_contains(parts[1].placeholder, S("damaged")));
    assert_true(text_contains(parts[2].placeholder, S("password")));
    assert_true(text_contains(parts[3].placeholder, S("no pages")));
    assert_true(text_contains(parts[4].placeholder, S("could not be opened")));
    assert_int_equal(parts[6].last_page, 10);
    expect_on_page(4, "Damaged <one>");
    expect_on_page(4, "Page 4");
    expect_on_page(8, "paragraph 1 of Schedule 12A");
    expect_on_page(10, "Words on page 2 of beta");
    must(pack_number(arena, parts, 7));
    assert_int_equal(parts[6].last_page, 10);
}

/* qpdf opens it and then cannot take its pages apart; found by fuzzing. */
static void a_paper_whose_pages_cannot_be_taken_apart_becomes_a_placeholder(void **state) {
    (void)state;
    const char *broken = papers_path(arena, "inherited.pdf");
    papers_write(
        broken, S("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                  "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Resources<</XObject<</X 16777777777777777 0 R>>>>>>\n"
                  "endobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n%%EOF\n"));
    PackPart parts[] = {
        {.path = alpha, .title = S("Good"), .is_numbered = true},
        {.path = broken, .title = S("Pages that hang together"), .is_numbered = true},
        {.path = beta, .title = S("Good too"), .is_numbered = true},
    };
    merge(parts, 3);
    assert_false(parts[0].is_missing);
    assert_true(parts[1].is_missing);
    assert_false(parts[2].is_missing);
    assert_true(text_contains(parts[1].placeholder, S("damaged")));
}

static void papers_without_tags_become_readable(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = alpha, .title = S("Tagged"), .is_numbered = true},
        {.path = changed("untagged.pdf", alpha, change_untag), .title = S("Untagged"), .is_numbered = true},
        {.path = changed("scan.pdf", beta, change_scan), .title = S("Scan"), .is_numbered = true},
    };
    StructureReport report = merge(parts, 3);
    assert_false(parts[0].is_untagged);
    assert_true(parts[1].is_untagged);
    assert_true(parts[2].is_untagged);
    assert_int_equal(report.figures, 2);
    Text tree = structure_of(pack);
    assert_true(text_contains(tree, S("Part \"Untagged\"\n    P (block)")));
    assert_true(
        text_contains(papers_output(arena, text_format(arena, "qpdf --qdf --object-streams=disable '%s' -", pack).ptr), S("/S /Figure")));
    /* The scan scales its own coordinates and never resets them; the number stands in the middle at the foot all the same. */
    Text box = papers_output(arena, text_format(arena, "pdftotext -f 7 -l 7 -bbox '%s' - | grep Page", pack).ptr);
    size_t at = text_find(box, S("yMin=\""), 0);
    assert_int_not_equal(at, SIZE_MAX);
    double top = strtod(box.ptr + at + 6, NULL);
    assert_true(top > 800 && top < 841);
}

/* Whichever way a page is turned and wherever its box lies, the number stands in the middle at the foot as it is shown. */
static void turned_pages_are_stamped_upright(void **state) {
    (void)state;
    const char *four = papers_path(arena, "four.pdf");
    papers_report(arena, four, "four", 4);
    PackPart parts[] = {{.path = changed("turned.pdf", four, change_turn), .title = S("Turned"), .is_numbered = true}};
    merge(parts, 1);
    static const struct { double width, height; } shown[] = {{842, 595}, {595, 842}, {595, 842}, {600, 800}};
    for (int i = 0; i < 4; i++) {
        Text box = papers_output(
            arena, text_format(arena, "pdftoppm -r 72 -f %d -l %d -gray '%s' | head -c 20 | tr '\\n' ' '", i + 1, i + 1, pack).ptr);
        char expected[32];
        snprintf(expected, sizeof expected, "P5 %d %d", (int)shown[i].width, (int)shown[i].height);
        if (!text_starts_with(box, text_of(expected))) fail_msg("page %d is \"%.*s\", not %s", i + 1, TEXT_ARG(box), expected);
        /* Dark points in the strip where the number belongs, and none right and left of it. */
        Text picture = papers_output(arena, text_format(arena, "pdftoppm -r 72 -f %d -l %d -gray '%s'", i + 1, i + 1, pack).ptr);
        int width = (int)shown[i].width, height = (int)shown[i].height, middle = 0, sides = 0;
        const unsigned char *points = (const unsigned char *)picture.ptr + picture.len - width * height;
        for (int y = height - 24; y < height - 12; y++)
            for (int x = 0; x < width; x++)
                if (points[y * width + x] < 100) *(x > width / 2 - 30 && x < width / 2 + 30 ? &middle : &sides) += 1;
        if (middle < 20 || sides > 40) fail_msg("page %d: %d dark points in the middle, %d beside", i + 1, middle, sides);
    }
}

static void nothing_active_goes_into_a_pack(void **state) {
    (void)state;
    PackPart parts[] = {{.path = changed("active.pdf", alpha, change_active), .title = S("Active"), .is_numbered = true}};
    must(pack_merge(arena, parts, 1, S("Pack"), pack, NULL, NULL));
    Text open = papers_output(arena, text_format(arena, "qpdf --qdf --object-streams=disable '%s' -", pack).ptr);
    static const char *const gone[] = {
        "JavaScript", "/Launch", "evil.exe", "javascript:", "FileAttachment", "secret.doc", "OpenAction", "/AA", "(nowhere)"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        if (text_contains(open, text_of(gone[i]))) fail_msg("%s is in the pack", gone[i]);
    assert_true(text_contains(open, S("https://example.org/kept")));
    assert_true(text_contains(open, S("/XYZ"))); /* the named place, made explicit */
    assert_false(text_contains(open, S("(place)")));
}

static void hidden_layers_stay_hidden(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = changed("layers.pdf", alpha, change_hidden_layer), .title = S("Layers")}, {.path = beta, .title = S("Beta")}};
    merge(parts, 2);
    Text open = papers_output(arena, text_format(arena, "qpdf --qdf --object-streams=disable '%s' -", pack).ptr);
    size_t off = text_find(open, S("/OFF ["), 0);
    assert_int_not_equal(off, SIZE_MAX);
    assert_true(text_contains(text_slice(open, off, 40), S(" 0 R")));
}

static void signed_and_mended_papers_are_reported(void **state) {
    (void)state;
    const char *plain = papers_path(arena, "plain.pdf"), *bent_path = papers_path(arena, "bent.pdf");
    papers_output(arena, text_format(arena, "qpdf --object-streams=disable '%s' '%s'", beta, plain).ptr);
    Text bent = text_copy(arena, papers_read(arena, plain));
    memcpy((char *)bent.ptr + text_find(bent, S("startxref"), 0) + 10, "7", 1);
    papers_write(bent_path, bent);
    PackPart parts[] = {
        {.path = changed("signed.pdf", alpha, change_sign), .title = S("Signed")},
        {.path = bent_path, .title = S("Bent")},
        {.path = changed("restricted.pdf", beta, change_restrict), .title = S("Owner's password")},
    };
    merge(parts, 3);
    assert_true(parts[0].is_signed);
    assert_true(parts[1].is_repaired);
    assert_false(parts[2].is_missing);
}

static void a_pack_goes_into_a_pack(void **state) {
    (void)state;
    PackPart parts[] = {{.path = alpha, .title = S("A"), .is_numbered = true}, {.path = beta, .title = S("B"), .is_numbered = true}};
    merge(parts, 2);
    const char *first = papers_path(arena, "first.pdf");
    assert_int_equal(rename(pack, first), 0);
    PackPart outer[] = {
        {.path = beta, .title = S("Before"), .is_numbered = true}, {.path = first, .title = S("The pack"), .is_numbered = true}};
    StructureReport report = merge(outer, 2);
    assert_int_equal(report.pages, 7);
    expect_on_page(3, "Words on page 1 of alpha");
    expect_on_page(7, "7"); /* on the plate that covers the old number */
}

static void the_same_parts_give_the_same_bytes(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = alpha, .title = S("A"), .is_numbered = true}, {.title = S("W"), .placeholder = S("Withheld."), .is_numbered = true}};
    merge(parts, 2);
    Text first = papers_read(arena, pack);
    merge(parts, 2);
    assert_true(text_equal(first, papers_read(arena, pack)));
}

static size_t last_told, last_count;
static void tell(void *context, size_t done, size_t count) {
    (void)context;
    assert_true(done >= last_told && done <= count);
    last_told = done;
    last_count = count;
}

static void progress_is_told(void **state) {
    (void)state;
    PackPart parts[] = {{.path = alpha, .title = S("A")}, {.path = beta, .title = S("B")}, {.path = beta, .title = S("C")}};
    last_told = 0;
    must(pack_merge(arena, parts, 3, S("Pack"), pack, tell, NULL));
    assert_int_equal(last_told, 3);
    assert_int_equal(last_count, 3);
}

static void a_pack_appears_whole_or_not_at_all(void **state) {
    (void)state;
    PackPart parts[] = {{.path = alpha, .title = S("A")}};
    Error *error = pack_merge(arena, parts, 1, S("Pack"), "/nowhere/at/all.pdf", NULL, NULL);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_STORAGE);
    error = pack_merge(arena, NULL, 0, S("Pack"), pack, NULL, NULL);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_int_not_equal(access(pack, F_OK), 0);
    Text left = papers_output(arena, text_format(arena, "ls '%s' | grep draft", papers_path(arena, "")).ptr);
    assert_int_equal(left.len, 0);
}

/* Names that mean different things in two papers; ids that both use. */
static void change_roles_one(qpdf_data pdf) {
    qpdf_oh root = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
    qpdf_oh_replace_key(pdf, root, "/RoleMap", qpdf_oh_parse(pdf, "<</Heading/H1/Body/P>>"));
    qpdf_oh_replace_key(pdf, root, "/ClassMap", qpdf_oh_parse(pdf, "<</Wide<</O/Layout/Width 100>>>>"));
    qpdf_oh elements = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, root, "/K"), "/K");
    qpdf_oh first = qpdf_oh_get_array_item(pdf, elements, 0);
    qpdf_oh_replace_key(pdf, first, "/S", qpdf_oh_new_name(pdf, "/Body"));
    qpdf_oh_replace_key(pdf, first, "/C", qpdf_oh_new_name(pdf, "/Wide"));
    qpdf_oh_replace_key(pdf, first, "/ID", qpdf_oh_new_string(pdf, "one"));
    qpdf_oh tree = qpdf_oh_parse(pdf, "<</Names[(one)]>>");
    qpdf_oh_append_item(pdf, qpdf_oh_get_key(pdf, tree, "/Names"), first);
    qpdf_oh_replace_key(pdf, root, "/IDTree", tree);
}
static void change_roles_two(qpdf_data pdf) {
    change_roles_one(pdf);
    qpdf_oh root = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
    qpdf_oh_replace_key(pdf, root, "/RoleMap", qpdf_oh_parse(pdf, "<</Heading/H1/Body/Quote>>"));
}

static void names_that_clash_are_parted(void **state) {
    (void)state;
    PackPart parts[] = {
        {.path = changed("one.pdf", alpha, change_roles_one), .title = S("One")},
        {.path = changed("two.pdf", beta, change_roles_two), .title = S("Two")},
    };
    merge(parts, 2);
    Text open = papers_output(arena, text_format(arena, "qpdf --qdf --object-streams=disable '%s' - | strings", pack).ptr);
    static const char *const expected[] = {
        "/Body /P", "/Body.2 /Quote", "/Heading /H1", "/S /Body.2", "/S /Body\n", "(P1:one)", "(P2:one)", "/C /Wide\n", "/C /Wide.2"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!text_contains(open, text_of(expected[i]))) fail_msg("\"%s\" is not in the pack", expected[i]);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(pages_are_numbered_through_and_stamped),
        T(structure_is_kept),
        T(bookmarks_follow_the_parts),
        T(broken_papers_become_placeholders),
        T(a_paper_whose_pages_cannot_be_taken_apart_becomes_a_placeholder),
        T(papers_without_tags_become_readable),
        T(turned_pages_are_stamped_upright),
        T(nothing_active_goes_into_a_pack),
        T(hidden_layers_stay_hidden),
        T(signed_and_mended_papers_are_reported),
        T(a_pack_goes_into_a_pack),
        T(the_same_parts_give_the_same_bytes),
        T(progress_is_told),
        T(a_pack_appears_whole_or_not_at_all),
        T(names_that_clash_are_parted),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    papers_end();
    return failed;
}
