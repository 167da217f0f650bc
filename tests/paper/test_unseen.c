/* Words that stand in a PDF and that nobody sees on its pages: what is told of them, and what is left in peace because people draw so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "paper/paper.h"
#include "papers.h"

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

/* A page as another program might write it. Without a table of places: that is made anew by the reader. */
typedef struct {
    const char *content;
    const char *resources; /* beside the font F1, the picture Im1 (a scan) and the form Fm1 */
    const char *page;      /* further entries: /CropBox, /Annots */
    const char *catalogue;
    const char *form; /* content of Fm1 */
} Page;

static PdfLook look_at(Page p) {
    Buffer out = buffer_new(arena, 4096);
    const char *form = p.form ? p.form : "";
    const char *path = papers_path(arena, "unseen.pdf");
    buffer_putf(&out, "%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R %s>>\nendobj\n", p.catalogue ? p.catalogue : "");
    buffer_put(&out, S("2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"));
    buffer_putf(&out,
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        "/XObject<</Im1 6 0 R/Fm1 7 0 R>>%s>>%s>>\nendobj\n",
        p.resources ? p.resources : "", p.page ? p.page : "");
    buffer_putf(&out, "4 0 obj\n<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen(p.content), p.content);
    buffer_put(&out, S("5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"));
    buffer_put(&out, S("6 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\n"
                       "stream\nx\nendstream\nendobj\n"));
    buffer_putf(
        &out, "7 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen(form), form);
    buffer_put(&out, S("8 0 obj\n<</Type/OCG/Name(Names)>>\nendobj\n9 0 obj\n<</Type/OCG/Name(Shown)>>\nendobj\n"));
    buffer_put(&out, S("trailer\n<</Root 1 0 R/Size 10>>\n%%EOF\n"));
    papers_write(path, buffer_text(&out));
    PdfLook found = {0};
    must(pdf_look_closely(arena, path, &found));
    assert_int_equal(found.verdict, PDF_FINE);
    assert_true(found.is_whole);
    return found;
}

#define WORDS "BT /F1 20 Tf 100 700 Td (Rita Example asked) Tj ET "
#define BOX "95 690 200 30 re f "

static void expect(const char *what, Page page, PdfUnseenKind kind, const char *words) {
    PdfLook found = look_at(page);
    if (found.unseen_count != 1) fail_msg("%s: %zu were found", what, found.unseen_count);
    if (found.unseen[0].kind != kind) fail_msg("%s: found as %c", what, found.unseen[0].kind);
    if (!text_equal(found.unseen[0].words, text_of(words))) fail_msg("%s: found \"%.*s\"", what, TEXT_ARG(found.unseen[0].words));
    assert_int_equal(found.unseen[0].page, 1);
}

static void expect_peace(const char *what, Page page) {
    PdfLook found = look_at(page);
    if (found.unseen_count) fail_msg("%s: found as %c: \"%.*s\"", what, found.unseen[0].kind, TEXT_ARG(found.unseen[0].words));
}

/* ---- What is told ---- */

static void text_under_a_black_box_is_told(void **state) {
    (void)state;
    expect("a box", (Page){WORDS "0 g " BOX}, PDF_COVERED, "Rita Example asked");
    expect("a box of four lines", (Page){WORDS "0 0 0 rg 95 690 m 295 690 l 295 720 l 95 720 l h f"}, PDF_COVERED, "Rita Example asked");
    expect("a box over one word", (Page){WORDS "0 g 98 690 38 30 re f"}, PDF_COVERED, "Rita");
    expect("a thick line", (Page){WORDS "0 G 24 w 95 706 m 300 706 l S"}, PDF_COVERED, "Rita Example asked");
    expect("a white box", (Page){WORDS "1 g " BOX}, PDF_COVERED, "Rita Example asked");
    expect("a box in another place of the page's grid",
        (Page){"q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 350 Td (Rita Example asked) Tj ET Q 0 g " BOX}, PDF_COVERED, "Rita Example asked");
    expect("a box in a form", (Page){.content = WORDS "/Fm1 Do", .form = "0 g " BOX}, PDF_COVERED, "Rita Example asked");
    expect("a picture", (Page){WORDS "q 200 0 0 30 95 690 cm /Im1 Do Q"}, PDF_COVERED, "Rita Example asked");
    expect("words letter by letter", (Page){"BT /F1 20 Tf 100 700 Td [(R) 10 (i) (ta) -300 (Example)] TJ ET 0 g " BOX}, PDF_COVERED,
        "Rita Example");
}

static void text_under_an_annotation_is_told(void **state) {
    (void)state;
    expect("a drawn square", (Page){.content = WORDS, .page = "/Annots[<</Subtype/Square/Rect[95 690 300 720]/IC[0 0 0]/C[0 0 0]>>]"},
        PDF_COVERED, "Rita Example asked");
    expect("a black marker", (Page){.content = WORDS, .page = "/Annots[<</Subtype/Highlight/Rect[95 690 300 720]/C[0 0 0]>>]"}, PDF_COVERED,
        "Rita Example asked");
    PdfLook found = look_at((Page){.content = WORDS, .page = "/Annots[<</Subtype/Redact/Rect[95 690 300 720]>>]"});
    assert_int_equal(found.unseen_count, 1);
    assert_int_equal(found.unseen[0].kind, PDF_REDACTION);
}

static void text_outside_the_page_is_told(void **state) {
    (void)state;
    expect("beyond the edge", (Page){"BT /F1 20 Tf 100 900 Td (Rita Example asked) Tj ET"}, PDF_OUTSIDE, "Rita Example asked");
    expect("cropped away", (Page){.content = WORDS, .page = "/CropBox[0 0 600 600]"}, PDF_OUTSIDE, "Rita Example asked");
}

static void text_in_no_ink_is_told(void **state) {
    (void)state;
    expect("rendering mode 3", (Page){"3 Tr " WORDS}, PDF_INVISIBLE, "Rita Example asked");
    expect("white on paper", (Page){"1 g " WORDS}, PDF_INVISIBLE, "Rita Example asked");
    expect("white on white", (Page){"0 g 0 0 600 800 re f 1 g 0 0 600 800 re f 1 1 1 rg " WORDS}, PDF_INVISIBLE, "Rita Example asked");
    expect("see-through", (Page){.content = "/Clear gs " WORDS, .resources = "/ExtGState<</Clear<</ca 0>>>>"}, PDF_INVISIBLE,
        "Rita Example asked");
}

static void text_on_a_layer_that_is_off_is_told(void **state) {
    (void)state;
    static const char off[] = "/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[8 0 R]>>>>";
    static const char base_off[] = "/OCProperties<</OCGs[8 0 R 9 0 R]/D<</BaseState/OFF/ON[9 0 R]>>>>";
    static const char named[] = "/Properties<</L1 8 0 R/L2 9 0 R>>";
    expect("off", (Page){.content = "/OC /L1 BDC " WORDS "EMC", .resources = named, .catalogue = off}, PDF_ON_LAYER, "Rita Example asked");
    expect("all off but", (Page){.content = "/OC /L1 BDC " WORDS "EMC", .resources = named, .catalogue = base_off}, PDF_ON_LAYER,
        "Rita Example asked");
    expect_peace("shown", (Page){.content = "/OC /L2 BDC " WORDS "EMC", .resources = named, .catalogue = off});
    expect_peace("the one that is on", (Page){.content = "/OC /L2 BDC " WORDS "EMC", .resources = named, .catalogue = base_off});
}

/* ---- What is left in peace ---- */

static void what_people_draw_every_day_is_left_in_peace(void **state) {
    (void)state;
    expect_peace("words alone", (Page){WORDS});
    expect_peace("words on a shade", (Page){"0.8 g " BOX "0 g " WORDS});
    expect_peace("white words on a dark head of a table", (Page){"0.1 0.2 0.4 rg " BOX "1 g " WORDS});
    expect_peace(
        "white words on a dark round shape", (Page){"0 g 95 690 m 95 720 100 730 200 730 c 300 730 300 720 300 690 c h f 1 g " WORDS});
    expect_peace("white words on a photograph", (Page){"q 600 0 0 300 0 500 cm /Im1 Do Q 1 g " WORDS});
    expect_peace("a line through", (Page){WORDS "0 g 98 705 200 1.5 re f"});
    expect_peace("a line under", (Page){WORDS "0 g 98 696 200 2 re f"});
    expect_peace("a marker", (Page){.content = WORDS "/See gs 1 1 0 rg " BOX, .resources = "/ExtGState<</See<</BM/Multiply>>>>"});
    expect_peace("a half see-through box", (Page){.content = WORDS "/Half gs 0 g " BOX, .resources = "/ExtGState<</Half<</ca .5>>>>"});
    expect_peace("a frame", (Page){WORDS "0 g 90 680 220 50 re 92 682 216 46 re f*"});
    expect_peace("an outline", (Page){WORDS "0 G 1 w "
                                            "95 690 200 30 re S"});
    expect_peace("a box elsewhere under a narrow clip", (Page){WORDS "q 0 0 600 100 re W n 0 g 0 0 600 800 re f Q"});
    expect_peace("a logo elsewhere", (Page){WORDS "q 50 0 0 50 500 20 cm /Im1 Do Q"});
    expect_peace("a yellow marker as an annotation",
        (Page){.content = WORDS, .page = "/Annots[<</Subtype/Highlight/Rect[95 690 300 720]/C[1 1 0]>>]"});
    expect_peace("a link", (Page){.content = WORDS, .page = "/Annots[<</Subtype/Link/Rect[95 690 300 720]/C[0 0 0]>>]"});
    expect_peace("one sign", (Page){"3 Tr BT /F1 20 Tf 100 700 Td (\267) Tj ET"});
}

/* Its words count all the same: they are in the text of the page. */
static void the_recognised_text_of_a_scan_is_left_in_peace(void **state) {
    (void)state;
    static const char over[] = "q 600 0 0 800 0 0 cm /Im1 Do Q 3 Tr " WORDS, under[] = WORDS "q 600 0 0 800 0 0 cm /Im1 Do Q";
    expect_peace("over the picture", (Page){over});
    expect_peace("under the picture", (Page){under});
    PdfLook found = look_at((Page){over});
    assert_true(text_contains(found.text, S("Rita Example asked")));
    assert_int_equal(found.page_text_count, 1);
    assert_true(text_contains(found.page_texts[0], S("Rita Example")));
}

static void our_own_documents_hide_nothing(void **state) {
    (void)state;
    const char *path = papers_path(arena, "own.pdf");
    Document *d = document_new(arena, S("Own"), S("Everything that a document can hold"));
    document_marking(d, S("OFFICIAL-SENSITIVE. NOT FOR PUBLICATION"));
    document_title(d, S("Kent"), S("Own"));
    document_markdown(d,
        S("# One\n\nText with **bold**, `code` and [a link](https://example.org).\n\n> A notice.\n\n| a | b |\n| --- | --: |\n| 1 | 2 "
          "|\n\n- x\n- y"),
        2);
    document_agenda_line(d, S("A1"), S("Item"), S("Note"), S("Pages 1 - 2"));
    int pages = 0;
    must(document_write(d, path, &pages));
    PdfLook found = {0};
    must(pdf_look_closely(arena, path, &found));
    assert_true(found.is_whole);
    assert_int_equal(found.unseen_count, 0);
    assert_int_equal(found.page_text_count, pages);
}

/* ---- What is hidden beside the pages ---- */

static void fields_links_descriptions_and_layers_are_among_what_is_hidden(void **state) {
    (void)state;
    PdfLook found = look_at((Page){.content = WORDS,
        .page = "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://teams.example/kestrel)>>>>]",
        .catalogue = "/AcroForm<</Fields[<</T(witness)/FT/Tx/V(Peregrine)/DV(Merlin)>>]>>"
                     "/StructTreeRoot<</K<</S/Figure/Alt(A map of Bluebird Lane)>>>>"
                     "/OCProperties<</OCGs[8 0 R]/D<<>>>>"});
    static const char *const hidden[] = {"kestrel", "Peregrine", "Merlin", "Bluebird Lane", "Names"};
    for (size_t i = 0; i < 5; i++)
        if (!text_contains(found.hidden, text_of(hidden[i]))) fail_msg("%s is not among what is hidden", hidden[i]);
    assert_false(found.has_files);
    assert_true(look_at((Page){.content = WORDS, .page = "/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]"}).has_files);
}

static void words_beyond_the_first_megabyte_are_read(void **state) {
    (void)state;
    enum { PAGES = 200, LINES = 100 };
    const char *path = papers_path(arena, "long.pdf");
    Buffer out = buffer_new(arena, 3 << 20);
    buffer_put(&out, S("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids["));
    for (int i = 0; i < PAGES; i++) buffer_putf(&out, "%d 0 R ", 10 + 2 * i);
    buffer_putf(&out, "]/Count %d>>\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n", PAGES);
    for (int i = 0; i < PAGES; i++) {
        Buffer content = buffer_new(arena, 16384);
        buffer_put(&content, S("BT /F1 6 Tf 10 790 Td 7 TL "));
        for (int k = 0; k < LINES; k++)
            buffer_putf(&content, "(page%d line%d says more of the same kind, and some more of it after that) Tj T* ", i, k);
        buffer_putf(&content, "(%s) Tj ET", i == PAGES - 1 ? "Zebrasmith at the very end" : "next");
        buffer_putf(&out,
            "%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n",
            10 + 2 * i, 11 + 2 * i);
        buffer_putf(
            &out, "%d 0 obj\n<</Length %zu>>\nstream\n%.*s\nendstream\nendobj\n", 11 + 2 * i, content.len, (int)content.len, content.ptr);
    }
    buffer_put(&out, S("trailer\n<</Root 1 0 R/Size 500>>\n%%EOF\n"));
    papers_write(path, buffer_text(&out));
    PdfLook kept = {0}, whole = {0};
    must(pdf_look(arena, path, &kept));
    must(pdf_look_closely(arena, path, &whole));
    assert_true(kept.text.len <= PDF_TEXT_MAX);
    assert_false(text_contains(kept.text, S("Zebrasmith")));
    assert_true(whole.is_whole);
    assert_int_equal(whole.page_text_count, PAGES);
    assert_true(text_contains(whole.page_texts[PAGES - 1], S("Zebrasmith at the very end")));
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_under_a_black_box_is_told),
        cmocka_unit_test(text_under_an_annotation_is_told),
        cmocka_unit_test(text_outside_the_page_is_told),
        cmocka_unit_test(text_in_no_ink_is_told),
        cmocka_unit_test(text_on_a_layer_that_is_off_is_told),
        cmocka_unit_test(what_people_draw_every_day_is_left_in_peace),
        cmocka_unit_test(the_recognised_text_of_a_scan_is_left_in_peace),
        cmocka_unit_test(our_own_documents_hide_nothing),
        cmocka_unit_test(fields_links_descriptions_and_layers_are_among_what_is_hidden),
        cmocka_unit_test(words_beyond_the_first_megabyte_are_read),
    };
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    papers_end();
    return failed;
}
