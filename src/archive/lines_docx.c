/* Owns making lines of Word files: libarchive opens the package, libxml2 reads the document, as events and without anything from outside. What Word
 * shows to nobody (hidden words, what was moved away while changes were tracked) becomes no line. */
#include "archive/lines.h"
#include "archive/scan.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>

enum { LEVELS = 9, NUMBERINGS = 400, STYLES = 800, STYLE_ID = 64, HIDDEN_MAX = 1 << 20 };
#define PART_MAX ((size_t)64 * 1024 * 1024)

/* ---- The package ---- */

static bool read_part(Arena *arena, struct archive *package, Text *out) {
    Buffer bytes = buffer_new(arena, 64 * 1024);
    for (;;) {
        char *room = buffer_reserve(&bytes, 64 * 1024);
        la_ssize_t n = archive_read_data(package, room, 64 * 1024);
        if (n < 0) return false;
        if (n == 0) break;
        bytes.len += (size_t)n;
        if (bytes.len > PART_MAX) return false;
    }
    *out = buffer_text(&bytes);
    return true;
}

typedef struct {
    Text document, numbering, styles;
} Parts;

static Text *part_named(Parts *parts, const char *name) {
    if (strcmp(name, "word/document.xml") == 0) return &parts->document;
    if (strcmp(name, "word/numbering.xml") == 0) return &parts->numbering;
    return strcmp(name, "word/styles.xml") == 0 ? &parts->styles : NULL;
}

static void read_parts(Arena *arena, Text bytes, Parts *out) {
    struct archive *package = archive_read_new();
    if (!package) return;
    archive_read_support_format_zip(package);
    if (archive_read_open_memory(package, bytes.ptr, bytes.len) == ARCHIVE_OK) {
        struct archive_entry *entry;
        for (int i = 0; i < 2000 && archive_read_next_header(package, &entry) == ARCHIVE_OK; i++) {
            const char *name = archive_entry_pathname(entry);
            if (!name) continue;
            Text *part = part_named(out, name);
            if (part && !read_part(arena, package, part)) break;
        }
    }
    archive_read_free(package);
}

/* ---- The document ---- */

typedef struct {
    int abstract_id;
    char formats[LEVELS];   /* of an abstract numbering: 'b' bullet, '1', 'a', 'i', 0 none */
    int starts[LEVELS];     /* the first number, or 0 for 1; of a numbering that overrides it, too */
    char texts[LEVELS][24]; /* "%1.%2" */
    int counts[LEVELS];
} Numbering;

typedef struct {
    char id[STYLE_ID], based_on[STYLE_ID];
    enum { VANISH_AS_BASE, VANISH_ON, VANISH_OFF } vanish;
} Style;

typedef struct {
    LineMaker *maker;
    Buffer words, row, hidden;
    int in_text, in_table, cells, heading, list, level;
    bool cell_has_words;
    Style styles[STYLES];
    size_t style_count;
    bool is_full;
    uint64_t paragraphs; /* a bit for each paragraph that is open, set when its style hides it: a text box in one holds others */
    int in_change;       /* inside what a paragraph or run looked like before a tracked change */
    int in_paragraph_properties;
    uint64_t runs; /* a bit for each run that is open, set when it is hidden: a run may hold a text box with others */
    int runs_open;
    int left_out;     /* inside what was moved away, or is there a second time for old programs */
    int first_hidden; /* the line at which something hidden first stood, from 1 */
    Numbering abstracts[NUMBERINGS], numberings[NUMBERINGS];
    int abstract, current, current_level; /* while numbering.xml is read */
} Word;

static const char *value_of(const xmlChar **attributes, int count, const char *name, char *room, size_t size) {
    for (int i = 0; i < count; i++) {
        const xmlChar **a = attributes + i * 5;
        if (strcmp((const char *)a[0], name) != 0) continue;
        size_t length = (size_t)(a[4] - a[3]);
        if (length >= size) length = size - 1;
        memcpy(room, a[3], length);
        room[length] = 0;
        return room;
    }
    room[0] = 0;
    return room;
}

static int number_of(const char *text) {
    int64_t n;
    return text_to_int64(text_of(text), &n) && n >= 0 && n < NUMBERINGS ? (int)n : -1;
}

static char format_named(const char *name) {
    if (strcmp(name, "bullet") == 0) return 'b';
    if (strcmp(name, "lowerLetter") == 0 || strcmp(name, "upperLetter") == 0) return 'a';
    if (strcmp(name, "lowerRoman") == 0 || strcmp(name, "upperRoman") == 0) return 'i';
    return strcmp(name, "none") == 0 ? 0 : '1';
}

static void put_count(Buffer *out, char format, int n) {
    static const char *const romans[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    if (format == 'a' && n >= 1 && n <= 26) buffer_put_char(out, (char)('a' + n - 1));
    else if (format == 'i' && n >= 1 && n <= 10) buffer_put(out, text_of(romans[n - 1]));
    else buffer_put_int(out, n);
}

/* "2. ", "(b) ", "75.1 " of the paragraph's list, as its numbering says; empty for a bullet or none. *is_bullet tells. */
static Text list_mark(Word *word, bool *is_bullet) {
    *is_bullet = false;
    if (word->list <= 0 || word->level < 0 || word->level >= LEVELS) return (Text){0};
    Numbering *numbering = &word->numberings[word->list];
    int abstract = numbering->abstract_id, level = word->level;
    const Numbering *form = abstract >= 0 ? &word->abstracts[abstract] : NULL;
    char format = form ? form->formats[level] : 0;
    if (format == 0) return (Text){0};
    if (format == 'b') {
        *is_bullet = true;
        return (Text){0};
    }
    /* Lists of one abstract numbering count on, unless a number of its own says where it starts. */
    int *counts = numbering->starts[level] > 0 ? numbering->counts : word->abstracts[abstract].counts;
    int start = numbering->starts[level] > 0 ? numbering->starts[level] : form->starts[level] > 0 ? form->starts[level] : 1;
    for (int i = level + 1; i < LEVELS; i++) counts[i] = 0;
    counts[level] = counts[level] == 0 ? start : counts[level] + 1;
    Buffer out = buffer_new(word->maker->arena, 16);
    const char *text = form->texts[level];
    if (!text[0]) put_count(&out, format, counts[level]), buffer_put_char(&out, '.');
    for (const char *c = text; *c; c++) {
        if (*c == '%' && c[1] >= '1' && c[1] <= '9') {
            int of = c[1] - '1', n = counts[of] > 0 ? counts[of] : form->starts[of] > 0 ? form->starts[of] : 1;
            put_count(&out, form->formats[of], n);
            c++;
        } else buffer_put_char(&out, *c);
    }
    buffer_put_char(&out, ' ');
    return buffer_text(&out);
}

/* ---- What is hidden ---- */

/* "<w:vanish/>", but not "<w:vanish w:val="0"/>". */
static bool is_on(const xmlChar **attributes, int count) {
    char room[16];
    const char *value = value_of(attributes, count, "val", room, sizeof room);
    return strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

static const Style *style_of(const Word *word, const char *id) {
    for (size_t i = 0; i < word->style_count; i++)
        if (strcmp(word->styles[i].id, id) == 0) return &word->styles[i];
    return NULL;
}

static bool style_hides(const Word *word, const char *id) {
    const Style *style = style_of(word, id);
    for (int i = 0; style && i < 12; i++) {
        if (style->vanish != VANISH_AS_BASE) return style->vanish == VANISH_ON; /* what is made from a style may undo what that one says */
        style = style->based_on[0] ? style_of(word, style->based_on) : NULL;
    }
    return false;
}

static void start_style(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int count, int defaults, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaults;
    Word *word = context;
    const char *n = (const char *)name;
    Style *style = word->style_count > 0 ? &word->styles[word->style_count - 1] : NULL;
    if (strcmp(n, "style") == 0 && word->style_count == STYLES)
        word->is_full = true; /* what else there is hides nothing and is no style's part */
    else if (word->is_full) return;
    else if (strcmp(n, "style") == 0) {
        style = &word->styles[word->style_count++];
        value_of(attributes, count, "styleId", style->id, sizeof style->id);
    } else if (strcmp(n, "basedOn") == 0 && style) value_of(attributes, count, "val", style->based_on, sizeof style->based_on);
    else if (strcmp(n, "vanish") == 0 && style) style->vanish = is_on(attributes, count) ? VANISH_ON : VANISH_OFF;
}

/* What begins or ends being hidden or left out; true when the element says nothing else. */
static bool start_hidden(Word *word, const char *n, const xmlChar **attributes, int count) {
    char room[STYLE_ID];
    if (strcmp(n, "pPrChange") == 0 || strcmp(n, "rPrChange") == 0) word->in_change++;
    else if (word->in_change > 0) return true;
    else if (strcmp(n, "p") == 0) word->paragraphs <<= 1;
    else if (strcmp(n, "pPr") == 0) word->in_paragraph_properties++;
    else if (strcmp(n, "r") == 0) word->runs = word->runs << 1 | (word->paragraphs & 1), word->runs_open++;
    else if (strcmp(n, "vanish") == 0) {
        /* among a paragraph's properties it hides the paragraph's mark, and no words */
        if (word->runs_open > 0 && word->in_paragraph_properties == 0) word->runs = (word->runs & ~(uint64_t)1) | is_on(attributes, count);
    } else if (strcmp(n, "rStyle") == 0) {
        if (word->runs_open > 0 && style_hides(word, value_of(attributes, count, "val", room, sizeof room))) word->runs |= 1;
    } else if (strcmp(n, "moveFrom") == 0 || strcmp(n, "Fallback") == 0) word->left_out++;
    else return false;
    return true;
}

static void end_paragraph(Word *word) {
    Text words = text_trim(buffer_text(&word->words));
    if (word->in_table > 0) {
        bool is_bullet;
        Text mark = words.len > 0 ? list_mark(word, &is_bullet) : (Text){0};
        if (words.len > 0) {
            if (word->cell_has_words) buffer_put_char(&word->row, '\n');
            if (word->list > 0 && mark.len == 0) buffer_put(&word->row, S("\u2022 "));
            buffer_put(&word->row, mark);
            buffer_put(&word->row, words);
            word->cell_has_words = true;
        }
    } else {
        bool is_bullet;
        Text mark = words.len > 0 ? list_mark(word, &is_bullet) : (Text){0};
        Text line;
        for (bool is_first = true; words.len > 0 && text_split(&words, '\n', &line); is_first = false) {
            LineRole role = word->heading > 0 ? LINE_HEADING : word->list > 0 && is_bullet && is_first ? LINE_BULLET : LINE_WORDS;
            if (text_trim(line).len > 0)
                line_put(word->maker, role, word->heading, is_first ? text_join(word->maker->arena, mark, line) : line);
        }
        line_put(word->maker, LINE_WORDS, 0, (Text){0});
    }
    word->words.len = 0;
    word->heading = word->list = word->level = 0;
}

/* A row; a table of one cell is a box around paragraphs. */
static void put_row(Word *word, Text words) {
    Text line;
    if (word->cells > 1) line_put(word->maker, LINE_ROW, 0, words);
    else
        while (text_split(&words, '\n', &line)) line_put(word->maker, LINE_WORDS, 0, line);
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int count, int defaults, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaults;
    Word *word = context;
    const char *n = (const char *)name;
    char room[64];
    if (start_hidden(word, n, attributes, count)) return;
    if (strcmp(n, "t") == 0) word->in_text++;
    else if (strcmp(n, "tab") == 0 && word->in_table == 0 && word->words.len > 0)
        buffer_put(&word->words, S("    ")); /* keeps columns apart */
    else if (strcmp(n, "br") == 0 && word->heading == 0) buffer_put_char(&word->words, '\n');
    else if (strcmp(n, "tab") == 0 || strcmp(n, "br") == 0 || strcmp(n, "cr") == 0) buffer_put_char(&word->words, ' ');
    else if (strcmp(n, "tbl") == 0) word->in_table++;
    else if (strcmp(n, "tr") == 0 && word->in_table == 1) word->row = buffer_new(word->maker->arena, 256), word->cells = 0;
    else if (strcmp(n, "tc") == 0 && word->in_table == 1) {
        if (word->cells++ > 0) buffer_put_char(&word->row, '\t');
        word->cell_has_words = false;
    } else if (strcmp(n, "pStyle") == 0) {
        Text style = text_of(value_of(attributes, count, "val", room, sizeof room));
        if (text_starts_with(style, S("Heading")) && style.len == 8 && style.ptr[7] >= '1' && style.ptr[7] <= '6')
            word->heading = style.ptr[7] - '0';
        if (text_equal(style, S("Title"))) word->heading = 1;
        else if (word->heading > 0) word->heading++; /* the title is the only one of the first level */
        word->paragraphs = (word->paragraphs & ~(uint64_t)1) | style_hides(word, room);
    } else if (strcmp(n, "numId") == 0) {
        int id = number_of(value_of(attributes, count, "val", room, sizeof room));
        if (id > 0) word->list = id;
    } else if (strcmp(n, "ilvl") == 0) {
        int level = number_of(value_of(attributes, count, "val", room, sizeof room));
        word->level = level >= 0 && level < LEVELS ? level : 0;
    }
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    Word *word = context;
    const char *n = (const char *)name;
    if (strcmp(n, "pPrChange") == 0 || strcmp(n, "rPrChange") == 0) word->in_change--;
    else if (word->in_change > 0) return;
    else if (strcmp(n, "pPr") == 0) word->in_paragraph_properties--;
    else if (strcmp(n, "t") == 0 && word->in_text > 0) word->in_text--;
    else if (strcmp(n, "r") == 0 && word->runs_open > 0) word->runs >>= 1, word->runs_open--;
    else if ((strcmp(n, "moveFrom") == 0 || strcmp(n, "Fallback") == 0) && word->left_out > 0) word->left_out--;
    else if (strcmp(n, "p") == 0) {
        end_paragraph(word);
        word->paragraphs >>= 1;
    } else if (strcmp(n, "tr") == 0 && word->in_table == 1) put_row(word, buffer_text(&word->row));
    else if (strcmp(n, "tbl") == 0 && word->in_table > 0) {
        word->in_table--;
        line_put(word->maker, LINE_WORDS, 0, (Text){0});
    }
}

static void characters(void *context, const xmlChar *text, int length) {
    Word *word = context;
    if (word->in_text == 0 || word->left_out > 0 || length <= 0) return;
    if (word->runs != 0) {
        if (!word->first_hidden) word->first_hidden = (int)word->maker->count + 1;
        if (word->hidden.len < HIDDEN_MAX) buffer_put_bytes(&word->hidden, text, (size_t)length), buffer_put_char(&word->hidden, ' ');
    } else if (word->words.len < PART_MAX) buffer_put_bytes(&word->words, text, (size_t)length);
}

static void start_numbering(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int count, int defaults, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaults;
    Word *word = context;
    const char *n = (const char *)name;
    char room[64];
    if (strcmp(n, "abstractNum") == 0) {
        word->abstract = number_of(value_of(attributes, count, "abstractNumId", room, sizeof room));
        word->current = -1;
    } else if (strcmp(n, "lvl") == 0 || strcmp(n, "lvlOverride") == 0)
        word->current_level = number_of(value_of(attributes, count, "ilvl", room, sizeof room));
    else if (strcmp(n, "numFmt") == 0) {
        if (word->abstract >= 0 && word->current < 0 && word->current_level >= 0 && word->current_level < LEVELS)
            word->abstracts[word->abstract].formats[word->current_level] =
                format_named(value_of(attributes, count, "val", room, sizeof room));
    } else if (strcmp(n, "start") == 0) {
        if (word->abstract >= 0 && word->current < 0 && word->current_level >= 0 && word->current_level < LEVELS)
            word->abstracts[word->abstract].starts[word->current_level] = number_of(value_of(attributes, count, "val", room, sizeof room));
    } else if (strcmp(n, "lvlText") == 0) {
        if (word->abstract >= 0 && word->current < 0 && word->current_level >= 0 && word->current_level < LEVELS)
            value_of(
                attributes, count, "val", word->abstracts[word->abstract].texts[word->current_level], sizeof word->abstracts[0].texts[0]);
    } else if (strcmp(n, "startOverride") == 0) {
        if (word->current >= 0 && word->current_level >= 0 && word->current_level < LEVELS)
            word->numberings[word->current].starts[word->current_level] = number_of(value_of(attributes, count, "val", room, sizeof room));
    } else if (strcmp(n, "num") == 0) word->current = number_of(value_of(attributes, count, "numId", room, sizeof room));
    else if (strcmp(n, "abstractNumId") == 0 && word->current >= 0)
        word->numberings[word->current].abstract_id = number_of(value_of(attributes, count, "val", room, sizeof room));
}

static bool parse(Word *word, Text xml, startElementNsSAX2Func start, endElementNsSAX2Func end) {
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = start, .endElementNs = end, .characters = characters};
    xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, word, NULL, 0, NULL);
    if (!context) return false;
    xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    int wrong = 0;
    for (size_t at = 0; at < xml.len && !wrong; at += 1 << 20) {
        Text piece = text_slice(xml, at, 1 << 20);
        wrong = xmlParseChunk(context, piece.ptr, (int)piece.len, 0);
    }
    if (!wrong) wrong = xmlParseChunk(context, "", 0, 1);
    if (context->myDoc) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
    return !wrong;
}

bool lines_of_docx(Arena *arena, Text bytes, Lines *out) {
    Parts parts = {0};
    read_parts(arena, bytes, &parts);
    if (parts.document.len == 0) return false;
    LineMaker maker = line_maker(arena);
    Word *word = ARENA_NEW(arena, Word);
    *word = (Word){.maker = &maker,
        .words = buffer_new(arena, 1024),
        .row = buffer_new(arena, 256),
        .hidden = buffer_new(arena, 256),
        .abstract = -1,
        .current = -1,
        .current_level = -1};
    for (int i = 0; i < NUMBERINGS; i++) word->numberings[i].abstract_id = -1;
    if (parts.styles.len > 0) parse(word, parts.styles, start_style, NULL);
    if (parts.numbering.len > 0) parse(word, parts.numbering, start_numbering, NULL);
    bool is_whole = parse(word, parts.document, start_element, end_element);
    *out = lines_made(&maker, SOURCE_DOCX);
    out->hidden_words = count_words(buffer_text(&word->hidden));
    out->first_hidden = word->first_hidden;
    return is_whole && out->count > 0;
}
