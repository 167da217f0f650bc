/* A PDF of any kind between two good ones, joined into a pack as the sandboxed child does it; the pack must be a PDF that can be read. */
/* with: paper base */
#include "paper/pack_inside.h"
#include "paper/pack_stamp.h"
#include "paper/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Text good_paper(void) {
    static Text paper;
    static Arena *kept;
    if (paper.ptr) return paper;
    kept = arena_new();
    Document *d = document_new(kept, S("Good"), S(""));
    document_markdown(d, S("# Head\n\nWords and [a link](https://example.org/).\n\n| a | b |\n|---|---|\n| c | d |\n"), 1);
    CHECK(!document_bytes(d, &paper, NULL));
    return paper;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Text stamp;
    CHECK(!pack_stamp_font(arena, &stamp));
    Pack *p = ARENA_NEW(arena, Pack);
    *p = (Pack){.arena = arena, .out = qpdf_init(), .title = S("Pack"), .count = 3, .parts = ARENA_ARRAY(arena, InsidePart, 3)};
    qpdf_silence_errors(p->out);
    qpdf_set_suppress_warnings(p->out, QPDF_TRUE);
    qpdf_empty_pdf(p->out);
    qpdf_init_write_memory(p->out);
    CHECK(pack_read_stamp(p, stamp));
    for (size_t i = 0; i < 3; i++) {
        p->parts[i].title = S("A part");
        p->parts[i].is_numbered = i > 0;
        p->parts[i].bytes = i == 1 ? (Text){(const char *)data, size} : good_paper();
    }
    if (pack_open_parts(p) && p->parts[1].found.pages < 50 && pack_join(p)) {
        qpdf_data again;
        PdfFindings found = pdf_open((Text){(const char *)qpdf_get_buffer(p->out), qpdf_get_buffer_length(p->out)}, &again);
        CHECK(found.verdict == PDF_FINE && found.pages == p->parts[1].found.pages + 2);
        qpdf_cleanup(&again);
    }
    pack_close(p);
    arena_free(arena);
    return 0;
}
