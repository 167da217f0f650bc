/* Writes cairo.pdf, one of the papers in this folder.   cc cairo.c $(pkg-config --cflags --libs pangocairo cairo-pdf) && ./a.out cairo.pdf */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

static cairo_t *cairo;
static double y = 60;

static void words(double x, double size, const char *text) {
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("DejaVu Sans");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text, -1);
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
}

static void tagged(const char *tag, double x, double size, const char *text) {
    cairo_tag_begin(cairo, tag, NULL);
    words(x, size, text);
    cairo_tag_end(cairo, tag);
}

static void list(void) {
    static const char *const items[] = {"Posts along the quay", "Posts in the lanes behind it"};
    cairo_tag_begin(cairo, "L", NULL);
    for (int i = 0; i < 2; i++, y += 18) {
        cairo_tag_begin(cairo, "LI", NULL);
        tagged("Lbl", 70, 11, "\u2022");
        tagged("LBody", 86, 11, items[i]);
        cairo_tag_end(cairo, "LI");
    }
    cairo_tag_end(cairo, "L");
}

static void table(void) {
    static const char *const cells[3][3] = {{"Street", "Posts", "Dark"}, {"Quay", "41", "3"}, {"Rope Lane", "12", "5"}};
    cairo_tag_begin(cairo, "Table", NULL);
    for (int row = 0; row < 3; row++, y += 18) {
        cairo_tag_begin(cairo, "TR", NULL);
        for (int column = 0; column < 3; column++) tagged(row == 0 || column == 0 ? "TH" : "TD", 70 + 110 * column, 11, cells[row][column]);
        cairo_tag_end(cairo, "TR");
    }
    cairo_tag_end(cairo, "Table");
}

static void figure(void) {
    cairo_tag_begin(cairo, "Figure", NULL);
    cairo_set_source_rgb(cairo, 0.13, 0.16, 0.31);
    cairo_rectangle(cairo, 70, y, 30, 60);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0.96, 0.91, 0.69);
    cairo_rectangle(cairo, 100, y, 30, 60);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_tag_end(cairo, "Figure");
    y += 76;
}

int main(int argc, char **argv) {
    cairo_surface_t *surface = cairo_pdf_surface_create(argc > 1 ? argv[1] : "cairo.pdf", 595, 842);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "Lamp posts of the harbour quarter");
    cairo = cairo_create(surface);
    cairo_pdf_surface_add_outline(
        surface, CAIRO_PDF_OUTLINE_ROOT, "Lamp posts of the harbour quarter", "page=1 pos=[0 0]", CAIRO_PDF_OUTLINE_FLAG_OPEN);
    tagged("H1", 70, 20, "Lamp posts of the harbour quarter");
    y += 36;
    cairo_tag_begin(cairo, "P", NULL);
    words(70, 11, "A short paper that was written to be merged.");
    y += 18;
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, "uri='https://example.org/lamps'");
    words(70, 11, "Link to the register of lamps");
    cairo_tag_end(cairo, CAIRO_TAG_LINK);
    cairo_tag_end(cairo, "P");
    y += 30;
    tagged("H2", 70, 15, "What was looked at");
    y += 26;
    list();
    y += 12;
    tagged("H2", 70, 15, "What was found");
    y += 26;
    table();
    y += 12;
    tagged("H3", 70, 13, "The picture");
    y += 24;
    figure();
    cairo_show_page(cairo);
    y = 60;
    tagged("P", 70, 11, "The second page has one paragraph, which begins and ends on it.");
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return 0;
}
