/* Owns the typefaces: our own face, which is part of the program, and whatever the machine has for the letters it lacks.
 * Works in a bare root: with our face aboard, not one font needs to be installed. */
#include "paper/type.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "paper/type_faces.h"

/* Our own face first, then faces of the same plain kind with more letters, then anything. */
#define TEXT_FAMILIES "Atkinson Hyperlegible Next,Open Sans,Noto Sans,DejaVu Sans,Liberation Sans,sans"
#define FIXED_FAMILIES "DejaVu Sans Mono,Liberation Mono,Noto Sans Mono,monospace"

static pthread_mutex_t type_lock = PTHREAD_MUTEX_INITIALIZER;
static PangoContext *type_context;

/* Bitmap and colour fonts have no outlines to embed, and hinting moves letters on a page that has no pixels. */
static const char rules[] = "<fontconfig>"
                            "<selectfont><rejectfont>"
                            "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern>"
                            "<pattern><patelt name=\"outline\"><bool>false</bool></patelt></pattern>"
                            "<pattern><patelt name=\"color\"><bool>true</bool></patelt></pattern>"
                            "</rejectfont></selectfont>"
                            "<match target=\"font\">"
                            "<edit name=\"hinting\" mode=\"assign\" binding=\"strong\"><bool>false</bool></edit>"
                            "<edit name=\"hintstyle\" mode=\"assign\" binding=\"strong\"><const>hintnone</const></edit>"
                            "<edit name=\"autohint\" mode=\"assign\" binding=\"strong\"><bool>false</bool></edit>"
                            "<edit name=\"embolden\" mode=\"assign\" binding=\"strong\"><bool>false</bool></edit>"
                            "</match>"
                            "</fontconfig>";

/* Fontconfig and FreeType open fonts by name, so each face gets a nameless file in memory for as long as the program runs. */
static void add_face(FcConfig *config, const TypeFace *face) {
    int fd = memfd_create(face->name, MFD_CLOEXEC);
    if (fd < 0) return;
    size_t done = 0;
    while (done < face->size) {
        ssize_t n = write(fd, face->bytes + done, face->size - done);
        if (n <= 0) break;
        done += (size_t)n;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (done < face->size || !FcConfigAppFontAddFile(config, (const FcChar8 *)path))
        log_warning("the typeface %s could not be loaded; documents use an installed one", face->name);
}

static PangoContext *make_context(void) {
    FcConfig *config = FcInitLoadConfig();
    CHECK(config);
    FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)rules, FcTrue);
    FcConfigBuildFonts(config);
    for (const TypeFace *face = type_faces(); face->name; face++) add_face(config, face);

    PangoFontMap *map = pango_ft2_font_map_new();
    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map), 72, 72);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    FcConfigDestroy(config);
    PangoContext *context = pango_font_map_create_context(map);
    g_object_unref(map);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("en-GB"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

PangoContext *type_acquire(void) {
    pthread_mutex_lock(&type_lock);
    if (!type_context) type_context = make_context();
    return type_context;
}

void type_release(void) {
    pthread_mutex_unlock(&type_lock);
}

PangoFontDescription *type_description(double size, bool is_bold, bool is_italic, bool is_fixed) {
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family_static(description, is_fixed ? FIXED_FAMILIES : TEXT_FAMILIES);
    pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
    pango_font_description_set_weight(description, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description, is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}
