/* Owns the papers of the tests. */
#include "papers.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "paper/paper.h"

static char folder[256];

void papers_begin(void) {
    const char *work = getenv("QUORATE_TEST_WORK");
    snprintf(folder, sizeof folder, "%s/papers.XXXXXX", work ? work : "/tmp");
    CHECK(mkdtemp(folder));
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *where) {
    (void)about, (void)type, (void)where;
    return remove(path);
}

void papers_end(void) {
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *papers_path(Arena *arena, const char *name) {
    return text_format(arena, "%s/%s", folder, name).ptr;
}

void must(Error *error) {
    if (error) fail_msg("%.*s | %.*s", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
}

Text papers_read(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("cannot open %s", path);
    Buffer all = buffer_new(arena, 65536);
    size_t n;
    while ((n = fread(buffer_reserve(&all, 65536), 1, 65536, file)) > 0) all.len += n;
    fclose(file);
    return buffer_text(&all);
}

void papers_write(const char *path, Text bytes) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0) fail_msg("cannot write %s", path);
}

void papers_report(Arena *arena, const char *path, const char *mark, int pages) {
    Document *d = document_new(arena, text_format(arena, "Report %s", mark), S("For the tests"));
    document_foot(d, DOCUMENT_FOOT_TITLE);
    document_title(d, S("Testshire Partnership"), text_format(arena, "Report %s", mark));
    for (int i = 1; i <= pages; i++) {
        if (i > 1) document_page_break(d);
        document_heading(d, 2, text_format(arena, "Chapter %d of %s", i, mark));
        document_markdown(d,
            text_format(arena,
                "Words on page %d of %s. See [the site](https://example.org/%s).\n\n- one\n- two\n\n| Year | Sum |\n|---|---:|\n| 2024 | "
                "%d |\n",
                i, mark, mark, i),
            3);
    }
    must(document_write(d, path, NULL));
}

void papers_change(const char *from, const char *to, void (*change)(qpdf_data pdf)) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    assert_int_equal(qpdf_read(pdf, from, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_init_write(pdf, to), QPDF_SUCCESS);
    change(pdf);
    assert_int_equal(qpdf_write(pdf), QPDF_SUCCESS);
    qpdf_cleanup(&pdf);
}

static qpdf_oh page_key(qpdf_data pdf, size_t page, const char *key) {
    return qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, page), key);
}

void change_untag(qpdf_data pdf) {
    qpdf_oh catalogue = qpdf_get_root(pdf);
    qpdf_oh_remove_key(pdf, catalogue, "/StructTreeRoot");
    qpdf_oh_remove_key(pdf, catalogue, "/MarkInfo");
    for (int i = 0; i < qpdf_get_num_pages(pdf); i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);
        qpdf_oh_remove_key(pdf, page, "/StructParents");
        qpdf_oh_remove_key(pdf, page, "/Annots");
        qpdf_oh stream = qpdf_oh_new_stream(pdf);
        static const char content[] = "BT /F0 12 Tf 50 700 Td <0024> Tj ET";
        qpdf_oh_replace_stream_data(
            pdf, stream, (const unsigned char *)content, sizeof content - 1, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
        qpdf_oh_replace_key(pdf, page, "/Contents", stream);
    }
}

void change_sign(qpdf_data pdf) {
    qpdf_oh_replace_key(
        pdf, qpdf_get_root(pdf), "/AcroForm", qpdf_oh_parse(pdf, "<</SigFlags 3/Fields[<</FT/Sig/T(s)/V<</Type/Sig/Contents<00>>>>>]>>"));
}

void change_encrypt(qpdf_data pdf) {
    qpdf_set_r6_encryption_parameters2(
        pdf, "secret", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
}

void change_restrict(qpdf_data pdf) {
    qpdf_set_r6_encryption_parameters2(
        pdf, "", "owner", QPDF_TRUE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, qpdf_r3p_none, QPDF_TRUE);
}

void change_no_pages(qpdf_data pdf) {
    while (qpdf_get_num_pages(pdf) > 0) qpdf_remove_page(pdf, qpdf_get_page_n(pdf, 0));
}

void change_bomb(qpdf_data pdf) {
    static unsigned char spaces[65536], out[2 * 1024 * 1024];
    memset(spaces, ' ', sizeof spaces);
    z_stream z = {.next_out = out, .avail_out = sizeof out};
    assert_int_equal(deflateInit(&z, 9), Z_OK);
    for (int i = 0; i < 6400; i++) {
        z.next_in = spaces;
        z.avail_in = sizeof spaces;
        assert_int_equal(deflate(&z, i == 6399 ? Z_FINISH : Z_NO_FLUSH), i == 6399 ? Z_STREAM_END : Z_OK);
    }
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, out, z.total_out, qpdf_oh_new_name(pdf, "/FlateDecode"), qpdf_oh_new_null(pdf));
    deflateEnd(&z);
    qpdf_oh_replace_key(pdf, qpdf_get_page_n(pdf, 0), "/Contents", stream);
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
}

void change_many_pages(qpdf_data pdf) {
    for (int i = 0; i < 5001; i++) {
        qpdf_oh page = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<</Type/Page/MediaBox[0 0 100 100]/Resources<<>>>>"));
        qpdf_add_page(pdf, pdf, page, QPDF_FALSE);
    }
}

void change_turn(qpdf_data pdf) {
    static const char *const boxes[] = {"[0 0 595 842]", "[100 200 695 1042]", "[842 595 0 0]", "[-300 -300 300 500]"};
    for (int i = 0; i < qpdf_get_num_pages(pdf); i++) {
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);
        qpdf_oh_replace_key(pdf, page, "/Rotate", qpdf_oh_new_integer(pdf, 90 * (i + 1)));
        qpdf_oh_replace_key(pdf, page, "/MediaBox", qpdf_oh_parse(pdf, boxes[i % 4]));
    }
}

void change_active(qpdf_data pdf) {
    static const char *const annotations[] = {
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(evil.exe)>>>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(javascript:alert\\(1\\))>>>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/kept)>>>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest(place)>>",
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoTo/D(nowhere)>>>>",
        "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(secret.doc)>>>>",
    };
    qpdf_oh array = qpdf_oh_new_array(pdf);
    for (size_t i = 0; i < sizeof annotations / sizeof *annotations; i++)
        qpdf_oh_append_item(pdf, array, qpdf_oh_parse(pdf, annotations[i]));
    qpdf_oh_replace_key(pdf, qpdf_get_page_n(pdf, 0), "/Annots", array);
    qpdf_oh_replace_key(pdf, qpdf_get_page_n(pdf, 0), "/AA", qpdf_oh_parse(pdf, "<</O<</S/JavaScript/JS(1)>>>>"));
    qpdf_oh catalogue = qpdf_get_root(pdf),
            names = qpdf_oh_parse(pdf, "<</Dests<</Names[(place)]>>/JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>");
    qpdf_oh place = qpdf_oh_parse(pdf, "[/XYZ 0 700 null]");
    qpdf_oh_insert_item(pdf, place, 0, qpdf_get_page_n(pdf, 1));
    qpdf_oh_append_item(pdf, qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, names, "/Dests"), "/Names"), place);
    qpdf_oh_replace_key(pdf, catalogue, "/Names", names);
    qpdf_oh_replace_key(pdf, catalogue, "/OpenAction", qpdf_oh_parse(pdf, "<</S/JavaScript/JS(app.alert\\(2\\))>>"));
}

void change_scan(qpdf_data pdf) {
    change_untag(pdf);
    for (int i = 0; i < qpdf_get_num_pages(pdf); i++) {
        qpdf_oh picture = qpdf_oh_new_stream(pdf), content = qpdf_oh_new_stream(pdf);
        static const unsigned char grey[] = {0x20, 0xc0, 0xc0, 0x20};
        static const char draw[] = "595 0 0 842 0 0 cm /I Do"; /* no q and Q: the stamp must not be drawn in these coordinates */
        qpdf_oh_replace_stream_data(pdf, picture, grey, sizeof grey, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
        qpdf_oh dictionary = qpdf_oh_get_dict(pdf, picture);
        qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
        qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/Image"));
        qpdf_oh_replace_key(pdf, dictionary, "/Width", qpdf_oh_new_integer(pdf, 2));
        qpdf_oh_replace_key(pdf, dictionary, "/Height", qpdf_oh_new_integer(pdf, 2));
        qpdf_oh_replace_key(pdf, dictionary, "/BitsPerComponent", qpdf_oh_new_integer(pdf, 8));
        qpdf_oh_replace_key(pdf, dictionary, "/ColorSpace", qpdf_oh_new_name(pdf, "/DeviceGray"));
        qpdf_oh_replace_stream_data(
            pdf, content, (const unsigned char *)draw, sizeof draw - 1, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i), resources = qpdf_oh_parse(pdf, "<</XObject<<>>>>");
        qpdf_oh_replace_key(pdf, qpdf_oh_get_key(pdf, resources, "/XObject"), "/I", picture);
        qpdf_oh_replace_key(pdf, page, "/Resources", resources);
        qpdf_oh_replace_key(pdf, page, "/Contents", content);
    }
}

void change_hidden_layer(qpdf_data pdf) {
    qpdf_oh group = qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<</Type/OCG/Name(Hidden)>>"));
    qpdf_oh properties = qpdf_oh_parse(pdf, "<</OCGs[]/D<</OFF[]>>>>");
    qpdf_oh_append_item(pdf, qpdf_oh_get_key(pdf, properties, "/OCGs"), group);
    qpdf_oh_append_item(pdf, qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, properties, "/D"), "/OFF"), group);
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OCProperties", properties);
    qpdf_oh used = qpdf_oh_parse(pdf, "<<>>");
    qpdf_oh_replace_key(pdf, used, "/Layer", group);
    qpdf_oh_replace_key(pdf, page_key(pdf, 0, "/Resources"), "/Properties", used);
}

Text papers_output(Arena *arena, const char *command) {
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    Buffer all = buffer_new(arena, 65536);
    size_t n;
    while ((n = fread(buffer_reserve(&all, 65536), 1, 65536, pipe)) > 0) all.len += n;
    pclose(pipe);
    return buffer_text(&all);
}

Text papers_words(Arena *arena, const char *path, int page) {
    return papers_output(arena, text_format(arena, "pdftotext -f %d -l %d '%s' - 2>&1", page, page, path).ptr);
}
