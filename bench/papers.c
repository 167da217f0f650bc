/* Figures of paper/: packs against qpdf (which loses the tags), reports against cairo with Pango (untagged). Ratios within one run: time of
 * the other over ours, so that more than 1 means we are faster.   usage: bench_papers [FOLDER] */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper/paper.h"
#include "structure_dump.h"
#ifdef HAVE_CAIRO
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#endif

enum { PAPERS = 40, PAGES = 10, ROUNDS = 5, REPORT_PARAGRAPHS = 780 };

static const char *folder;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(Error *error) {
    if (!error) return;
    fprintf(stderr, "%.*s %.*s\n", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
    exit(1);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *numbers) {
    qsort(numbers, ROUNDS, sizeof *numbers, by_size);
    return numbers[ROUNDS / 2];
}

static Text words_of(Arena *arena, int i) {
    return text_format(arena,
        "%d. The Partnership considered the report on community safety and noted that recorded offences had changed since the last "
        "meeting. "
        "Members asked how the action plan would respond, who leads each priority, and when the Working Group would bring the figures "
        "back. "
        "It was agreed that the lead officer would write to the districts, and that the clerk would put the answer before the next "
        "meeting.",
        i);
}

/* ---- Packs ---- */

static void make_papers(Arena *arena, PackPart *parts) {
    for (int i = 0; i < PAPERS; i++) {
        Document *d = document_new(arena, text_format(arena, "Paper %d", i), S(""));
        document_foot(d, DOCUMENT_FOOT_TITLE);
        document_title(d, S("Partnership"), text_format(arena, "Paper %d", i));
        for (int page = 0; page < PAGES; page++) {
            if (page) document_page_break(d);
            document_heading(d, 2, text_format(arena, "Section %d", page));
            for (int k = 0; k < 6; k++) document_paragraph(d, words_of(arena, k));
        }
        const char *path = text_format(arena, "%s/paper%d.pdf", folder, i).ptr;
        int pages;
        must(document_write(d, path, &pages));
        CHECK(pages == PAGES);
        parts[i] = (PackPart){.path = path, .title = text_format(arena, "Paper %d", i), .is_numbered = true};
    }
    Document *stamps = document_new(arena, S("Stamps"), S(""));
    document_foot(stamps, DOCUMENT_FOOT_PAGES);
    for (int i = 1; i < PAPERS * PAGES; i++) {
        document_paragraph(stamps, S(" ."));
        document_page_break(stamps);
    }
    must(document_write(stamps, text_format(arena, "%s/stamps.pdf", folder).ptr, NULL));
}

static void packs(Arena *arena) {
    PackPart parts[PAPERS];
    make_papers(arena, parts);
    Buffer command = buffer_new(arena, 8192);
    buffer_putf(&command, "cd '%s' && qpdf --empty --pages", folder);
    for (int i = 0; i < PAPERS; i++) buffer_putf(&command, " paper%d.pdf", i);
    buffer_putf(&command, " -- --overlay stamps.pdf -- --object-streams=generate other.pdf");
    double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        double a = now();
        must(pack_merge(arena, parts, PAPERS, S("Pack"), text_format(arena, "%s/pack.pdf", folder).ptr, NULL, NULL));
        double b = now();
        CHECK(system(buffer_text(&command).ptr) == 0);
        ours[r] = b - a;
        theirs[r] = now() - b;
        ratios[r] = theirs[r] / ours[r];
    }
    printf("pack of %d tagged papers of %d pages, stamped, tags kept: %.3f s; qpdf --pages with --overlay, tags lost: %.3f s; ratio %.2f "
           "(aim: at least 1)\n",
        PAPERS, PAGES, median(ours), median(theirs), median(ratios));
}

/* ---- Papers of other producers: every element of their structure is to be in the pack, in its order ---- */

static void producers(Arena *arena) {
    static const char *const names[] = {"libreoffice", "chromium", "weasyprint", "cairo"};
    enum { COUNT = 5 };
    PackPart parts[COUNT];
    for (int i = 0; i < COUNT - 1; i++)
        parts[i] = (PackPart){.path = text_format(arena, QUORATE_PRODUCERS "/%s.pdf", names[i]).ptr, .title = text_of(names[i])};
    parts[COUNT - 1] = (PackPart){.path = text_format(arena, "%s/paper0.pdf", folder).ptr, .title = S("ours")};
    const char *pack = text_format(arena, "%s/producers.pdf", folder).ptr;
    must(pack_merge(arena, parts, COUNT, S("Pack"), pack, NULL, NULL));
    int all = 0, kept = 0;
    for (int i = 0; i < COUNT; i++) {
        StructureDump was = structure_dump(arena, parts[i].path, 0), is = structure_dump(arena, pack, i + 1);
        Text before = was.lines, after = is.lines, line, same;
        all += was.elements;
        while (text_next_line(&before, &line) && text_next_line(&after, &same)) kept += !text_is_empty(line) && text_equal(line, same);
    }
    printf("structure elements kept over papers of LibreOffice, Chromium, WeasyPrint, cairo and ours: %d of %d (aim: all)\n", kept, all);
}

/* ---- Reports ---- */

static double our_report(Arena *arena, int *pages) {
    double begun = now();
    Document *d = document_new(arena, S("Report"), S(""));
    for (int i = 0; i < REPORT_PARAGRAPHS; i++) document_paragraph(d, words_of(arena, i));
    must(document_write(d, text_format(arena, "%s/ours.pdf", folder).ptr, pages));
    return now() - begun;
}

#ifdef HAVE_CAIRO
static double cairo_report(Arena *arena, int *pages) {
    double begun = now(), y = 64;
    cairo_surface_t *surface = cairo_pdf_surface_create(text_format(arena, "%s/cairo.pdf", folder).ptr, 595.28, 841.89);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font =
        pango_font_description_from_string("Atkinson Hyperlegible Next 8.25"); /* 11 points: cairo counts 96 to the inch */
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)(471.28 * PANGO_SCALE));
    *pages = 1;
    for (int i = 0; i < REPORT_PARAGRAPHS; i++) {
        Text words = words_of(arena, i);
        pango_layout_set_text(layout, words.ptr, (int)words.len);
        for (int k = 0; k < pango_layout_get_line_count(layout); k++, y += 16) {
            if (y > 750) {
                cairo_show_page(cairo);
                y = 64;
                ++*pages;
            }
            cairo_move_to(cairo, 62, y);
            pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, k));
        }
        y += 9;
    }
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return now() - begun;
}

static void reports(Arena *arena) {
    double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];
    int own_pages, cairo_pages;
#ifdef QUORATE_FACES
    FcConfigAppFontAddFile(NULL, (const FcChar8 *)QUORATE_FACES "/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf");
#endif
    our_report(arena, &own_pages); /* the first one loads the fonts, for both */
    cairo_report(arena, &cairo_pages);
    for (int r = 0; r < ROUNDS; r++) {
        ours[r] = our_report(arena, &own_pages);
        theirs[r] = cairo_report(arena, &cairo_pages);
        ratios[r] = theirs[r] / cairo_pages / (ours[r] / own_pages);
    }
    printf("report of %d pages, tagged: %.3f s; cairo with Pango, %d pages untagged: %.3f s; ratio by page %.2f (aim: at least 1)\n",
        own_pages, median(ours), cairo_pages, median(theirs), median(ratios));
}
#else
static void reports(Arena *arena) {
    int pages;
    our_report(arena, &pages);
    printf("report of %d pages, tagged: %.3f s (built without cairo to compare with: install libpango1.0-dev)\n", pages,
        our_report(arena, &pages));
}
#endif

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    char made[] = "/tmp/quorate-papers.XXXXXX";
    folder = argc > 1 ? argv[1] : mkdtemp(made);
    CHECK(folder);
    Arena *arena = arena_new();
    packs(arena);
    producers(arena);
    reports(arena);
    if (argc == 1) CHECK(system(text_format(arena, "rm -rf '%s'", folder).ptr) == 0);
    arena_free(arena);
    return 0;
}
