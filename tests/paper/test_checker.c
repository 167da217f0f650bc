/* The checker of structure itself: a document is broken in each way that it is there to find, and it finds each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "papers.h"
#include "structure_check.h"

static Arena *arena;

static Document *whole_document(void) {
    Document *d = document_new(arena, S("Agenda, 23 July 2025"), S("Agenda of a meeting"));
    document_marking(d, S("OFFICIAL"));
    document_title(d, S("Testshire Partnership"), S("Agenda"));
    document_pairs(d, (DocumentPair[]){{S("Date"), S("23 July 2025")}, {S("Place"), S("Room 1")}}, 2);
    document_heading(d, 2, S("Part A"));
    document_agenda_line(d, S("A1"), S("Apologies"), S("For information"), S("Page 1"));
    document_heading(d, 3, S("Words"));
    document_markdown(d, S("A [link](https://example.org/a) in a paragraph."), 3);
    return d;
}

/* ---- Finding what is to be broken ---- */

static qpdf_oh find_in(qpdf_data pdf, qpdf_oh kids, const char *type, int *nth) {
    if (qpdf_oh_is_array(pdf, kids)) {
        for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, kids); i++) {
            qpdf_oh found = find_in(pdf, qpdf_oh_get_array_item(pdf, kids, i), type, nth);
            if (!qpdf_oh_is_null(pdf, found)) return found;
        }
    } else if (qpdf_oh_is_dictionary(pdf, kids) && qpdf_oh_has_key(pdf, kids, "/S")) {
        if (qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, kids, "/S"), type) && --*nth == 0) return kids;
        return find_in(pdf, qpdf_oh_get_key(pdf, kids, "/K"), type, nth);
    }
    return qpdf_oh_new_null(pdf);
}

static qpdf_oh root_of(qpdf_data pdf) {
    return qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
}

/* The n-th element of a type (1 ...). */
static qpdf_oh element(qpdf_data pdf, const char *type, int nth) {
    qpdf_oh found = find_in(pdf, qpdf_oh_get_key(pdf, root_of(pdf), "/K"), type, &nth);
    assert_true(qpdf_oh_is_dictionary(pdf, found));
    return found;
}

static void retype(qpdf_data pdf, const char *type, const char *other) {
    qpdf_oh_replace_key(pdf, element(pdf, type, 1), "/S", qpdf_oh_new_name(pdf, other));
}

static qpdf_oh annotation(qpdf_data pdf) {
    return qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, 0), "/Annots"), 0);
}

static qpdf_oh font_of(qpdf_data pdf) {
    qpdf_oh fonts = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, 0), "/Resources"), "/Font");
    return qpdf_oh_get_key(pdf, fonts, "/F0");
}

static void put_content(qpdf_data pdf, Text content) {
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)content.ptr, content.len, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    qpdf_oh_replace_key(pdf, qpdf_get_page_n(pdf, 0), "/Contents", stream);
}

/* The first page's content with `from` once replaced. */
static void change_words(qpdf_data pdf, const char *from, const char *to) {
    unsigned char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, 0), &bytes, &len), QPDF_SUCCESS);
    Text all = text_copy(arena, (Text){(const char *)bytes, len});
    free(bytes);
    size_t at = text_find(all, text_of(from), 0);
    if (at == SIZE_MAX) fail_msg("the content has no %s", from);
    put_content(pdf, text_join(arena, text_join(arena, text_slice(all, 0, at), text_of(to)), text_slice(all, at + strlen(from), all.len)));
}

/* ---- The faults ---- */

static void scope(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, element(pdf, "/TH", 1), "/A");
}
static void alternative(qpdf_data pdf) {
    retype(pdf, "/P", "/Figure");
}
static void language(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/Lang");
}
static void other_language(qpdf_data pdf) {
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/Lang", qpdf_oh_new_string(pdf, "de-DE"));
}
static void language_of_structure(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, element(pdf, "/Document", 1), "/Lang");
}
static void title(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info"), "/Title");
}
static void title_shown(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/ViewerPreferences");
}
static void metadata(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/Metadata");
}
static void other_metadata(qpdf_data pdf) {
    qpdf_oh stream = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Metadata");
    static const char xml[] = "<rdf:Description><dc:title>x</dc:title></rdf:Description>";
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xml, sizeof xml - 1, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
}
static void mark_information(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/MarkInfo");
}
static void painting(qpdf_data pdf) {
    change_words(pdf, "EMC", "EMC 0 0 9 9 re f");
}
static void mark_without_number(qpdf_data pdf) {
    change_words(pdf, "/MCID", "/Nothing");
}
static void mark_of_nobody(qpdf_data pdf) {
    change_words(pdf, "/MCID 0", "/MCID 9999");
}
static void mark_twice(qpdf_data pdf) {
    change_words(pdf, "/MCID 1", "/MCID 0");
}
static void mark_without_end(qpdf_data pdf) {
    change_words(pdf, "EMC", "");
}
static void end_without_mark(qpdf_data pdf) {
    change_words(pdf, "EMC", "EMC EMC");
}
static void artifact_inside(qpdf_data pdf) {
    change_words(pdf, "EMC", "/Artifact BMC EMC EMC");
}
static void parent_tree(qpdf_data pdf) {
    qpdf_oh numbers = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, root_of(pdf), "/ParentTree"), "/Nums");
    qpdf_oh_erase_item(pdf, qpdf_oh_get_array_item(pdf, numbers, 1), 0);
}
static void parent(qpdf_data pdf) {
    qpdf_oh_replace_key(pdf, element(pdf, "/TR", 1), "/P", element(pdf, "/L", 1));
}
static void heading(qpdf_data pdf) {
    retype(pdf, "/H2", "/H3");
}
static void item(qpdf_data pdf) {
    retype(pdf, "/L", "/Div");
}
static void list(qpdf_data pdf) {
    retype(pdf, "/LI", "/P");
}
static void row(qpdf_data pdf) {
    retype(pdf, "/TR", "/P");
}
static void cell(qpdf_data pdf) {
    retype(pdf, "/TD", "/P");
}
static void unknown_type(qpdf_data pdf) {
    retype(pdf, "/BlockQuote", "/Passage");
}
static void no_type(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, element(pdf, "/H2", 1), "/S");
}
static void nothing_in_it(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, element(pdf, "/H2", 1), "/K");
}
static void link_of_nobody(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, annotation(pdf), "/StructParent");
}
static void link_that_is_none(qpdf_data pdf) {
    retype(pdf, "/Link", "/Span");
}
static void link_without_words(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, annotation(pdf), "/Contents");
}
static void order_of_tabs(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_page_n(pdf, 0), "/Tabs");
}
static void bookmarks(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/Outlines");
}
static qpdf_oh descendant(qpdf_data pdf) {
    return qpdf_oh_get_array_item(pdf, qpdf_oh_get_key(pdf, font_of(pdf), "/DescendantFonts"), 0);
}
static void font_elsewhere(qpdf_data pdf) {
    qpdf_oh descriptor = qpdf_oh_get_key(pdf, descendant(pdf), "/FontDescriptor");
    qpdf_oh_remove_key(pdf, descriptor, "/FontFile2");
    qpdf_oh_remove_key(pdf, descriptor, "/FontFile3");
}
static void font_whole(qpdf_data pdf) {
    qpdf_oh_replace_key(pdf, descendant(pdf), "/BaseFont", qpdf_oh_new_name(pdf, "/Atkinson"));
}
static void font_without_letters(qpdf_data pdf) {
    qpdf_oh_remove_key(pdf, font_of(pdf), "/ToUnicode");
}

static void each_fault_is_found(void **state) {
    (void)state;
    const char *path = papers_path(arena, "good.pdf"), *bad = papers_path(arena, "bad.pdf");
    Document *d = whole_document();
    document_notice(d, S("A notice."));
    must(document_write(d, path, NULL));
    StructureReport good = structure_check(arena, path, CHECK_OURS);
    if (good.fault_count) fail_msg("%s", good.faults.ptr);
    static const struct {
        void (*change)(qpdf_data);
        const char *fault;
    } faults[] = {
        {scope, "a header cell without a scope"},
        {alternative, "a figure without alternative text"},
        {language, "not in British English"},
        {other_language, "not in British English"},
        {language_of_structure, "does not say its language"},
        {title, "no title"},
        {title_shown, "does not show its title"},
        {metadata, "no metadata"},
        {other_metadata, "does not say that it is accessible"},
        {mark_information, "not marked as tagged"},
        {change_untag, "no structure"},
        {painting, "outside any tag"},
        {mark_without_number, "outside any tag"},
        {mark_of_nobody, "is in no element"},
        {mark_twice, "twice"},
        {mark_without_end, "never end"},
        {end_without_mark, "that never began"},
        {artifact_inside, "an artifact inside content that is read"},
        {parent_tree, "the parent tree says"},
        {parent, "whose parent is not its parent"},
        {heading, "a level 3 heading after level 1"},
        {item, "an item of a list in /Div"},
        {list, "/P in a list"},
        {row, "/P in a table"},
        {cell, "/P in a row"},
        {unknown_type, "which no reader knows"},
        {no_type, "an element without a type"},
        {nothing_in_it, "an empty /H2"},
        {link_of_nobody, "a link outside the tree"},
        {link_that_is_none, "a link whose element is no Link"},
        {link_without_words, "a link that does not say what it is"},
        {order_of_tabs, "no order of tabs"},
        {bookmarks, "headings, but no bookmarks"},
        {font_elsewhere, "is not embedded"},
        {font_whole, "is not embedded as a subset"},
        {font_without_letters, "does not say what its letters are"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        papers_change(path, bad, faults[i].change);
        StructureReport report = structure_check(arena, bad, CHECK_OURS);
        if (!text_contains(report.faults, text_of(faults[i].fault)))
            fail_msg("\"%s\" was not found, but: %s", faults[i].fault, report.faults.ptr);
    }
}

/* In a pack what others do inside their pages is theirs, but the tree has to fit together, and our stamps have to be right. */
static void faults_of_packs_are_found(void **state) {
    (void)state;
    const char *path = papers_path(arena, "paper.pdf"), *pack = papers_path(arena, "pack.pdf"), *bad = papers_path(arena, "bad.pdf");
    must(document_write(whole_document(), path, NULL));
    PackPart part = {.path = path, .title = S("A paper"), .is_numbered = true};
    must(pack_merge(arena, &part, 1, S("Pack"), pack, NULL, NULL));
    StructureReport good = structure_check(arena, pack, CHECK_PACK);
    if (good.fault_count) fail_msg("%s", good.faults.ptr);
    static const struct {
        void (*change)(qpdf_data);
        const char *fault;
    } faults[] = {
        {language, "not in British English"},
        {title, "no title"},
        {mark_information, "not marked as tagged"},
        {mark_of_nobody, "is in no element"},
        {mark_twice, "twice"},
        {parent, "whose parent is not its parent"},
        {bookmarks, "headings, but no bookmarks"},
        {order_of_tabs, "no order of tabs"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        papers_change(pack, bad, faults[i].change);
        StructureReport report = structure_check(arena, bad, CHECK_PACK);
        if (!text_contains(report.faults, text_of(faults[i].fault)))
            fail_msg("\"%s\" was not found, but: %s", faults[i].fault, report.faults.ptr);
    }
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    arena = arena_new();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_found),
        cmocka_unit_test(faults_of_packs_are_found),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    papers_end();
    return failed;
}
