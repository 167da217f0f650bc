/* Owns the reading of Markdown: cmark-gfm's parser, its limits, and which links may be followed. */
#include "paper/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <pthread.h>

#include "paper/markdown.h"

/* Defined by the extension library; its header leaves them out. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

static pthread_once_t extensions_once = PTHREAD_ONCE_INIT;

/* Bytes of a container's marker at `t` ("> ", "- ", "12. "), 0 when there is none. */
static size_t marker_length(Text t) {
    if (t.len == 0) return 0;
    if (t.ptr[0] == '>') return 1;
    size_t n = 0;
    if (t.ptr[0] == '-' || t.ptr[0] == '+' || t.ptr[0] == '*') n = 1;
    else {
        while (n < t.len && n < 9 && t.ptr[n] >= '0' && t.ptr[n] <= '9') n++;
        if (n == 0 || n == t.len || (t.ptr[n] != '.' && t.ptr[n] != ')')) return 0;
        n++;
    }
    if (n == t.len) return n;
    return t.ptr[n] == ' ' || t.ptr[n] == '\t' ? n : 0;
}

/* A line across: one of - * _ repeated, and spaces. */
static bool is_rule(Text line) {
    char mark = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == ' ' || c == '\t') continue;
        if ((c != '-' && c != '*' && c != '_') || (mark && c != mark)) return false;
        mark = c;
    }
    return mark != 0;
}

/* cmark walks the open containers of every line, so many lines under a deep nest take quadratic time. The nest has to be opened somewhere:
 * by a line with that many markers at its beginning, or by that much indentation. */
static bool is_too_deep(Text markdown) {
    Text rest = markdown, line;
    while (text_next_line(&rest, &line)) {
        int markers = 0;
        size_t spaces = 0;
        for (size_t i = 0; i < line.len;) {
            if (line.ptr[i] == ' ') {
                spaces++, i++;
            } else if (line.ptr[i] == '\t') {
                spaces += 4, i++;
            } else {
                size_t n = marker_length(text_slice(line, i, line.len - i));
                if (n == 0) break;
                markers++;
                i += n;
            }
        }
        if ((markers > MARKDOWN_DEPTH || spaces > 8 * MARKDOWN_DEPTH) && !is_rule(line) && !text_is_empty(text_trim(line))) return true;
    }
    return false;
}

/* cmark looks through all open brackets of a paragraph at each closing one. Reports have a few links a paragraph, and tables some hundred. */
static bool has_too_many_brackets(Text markdown) {
    enum { BRACKETS_MAX = 1000 };
    Text rest = markdown, line;
    size_t count = 0;
    while (text_next_line(&rest, &line)) {
        if (text_is_empty(text_trim(line))) count = 0;
        for (size_t i = 0; i < line.len; i++) count += line.ptr[i] == '[';
        if (count > BRACKETS_MAX) return true;
    }
    return false;
}

/* No level of heading is left out, whatever signs the writer began with: "## A" and "#### B" become the first level and the second. */
static void close_gaps_of_headings(cmark_node *tree) {
    int open[7], depth = 0;
    cmark_iter *iter = cmark_iter_new(tree);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
        int level = cmark_node_get_heading_level(node);
        while (depth > 0 && open[depth - 1] >= level) depth--;
        open[depth++] = level;
        cmark_node_set_heading_level(node, depth);
    }
    cmark_iter_free(iter);
}

cmark_node *markdown_tree(Text markdown) {
    if (markdown.len > MARKDOWN_MAX || is_too_deep(markdown) || has_too_many_brackets(markdown)) return NULL;
    pthread_once(&extensions_once, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    static const char *const extensions[] = {"table", "autolink"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, markdown.len ? markdown.ptr : "", markdown.len);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    if (tree) close_gaps_of_headings(tree);
    return tree;
}

MdKind markdown_kind(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    static const struct {
        cmark_node_type type;
        MdKind kind;
    } kinds[] = {
        {CMARK_NODE_TEXT, MD_TEXT},
        {CMARK_NODE_PARAGRAPH, MD_PARAGRAPH},
        {CMARK_NODE_SOFTBREAK, MD_SOFT_BREAK},
        {CMARK_NODE_HEADING, MD_HEADING},
        {CMARK_NODE_LIST, MD_LIST},
        {CMARK_NODE_ITEM, MD_ITEM},
        {CMARK_NODE_BLOCK_QUOTE, MD_QUOTE},
        {CMARK_NODE_CODE_BLOCK, MD_CODE_BLOCK},
        {CMARK_NODE_HTML_BLOCK, MD_HTML_BLOCK},
        {CMARK_NODE_THEMATIC_BREAK, MD_BREAK},
        {CMARK_NODE_CODE, MD_CODE},
        {CMARK_NODE_HTML_INLINE, MD_HTML},
        {CMARK_NODE_LINEBREAK, MD_LINE_BREAK},
        {CMARK_NODE_EMPH, MD_EMPHASIS},
        {CMARK_NODE_STRONG, MD_STRONG},
        {CMARK_NODE_LINK, MD_LINK},
        {CMARK_NODE_IMAGE, MD_IMAGE},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].type == type) return kinds[i].kind;
    if (type == CMARK_NODE_TABLE) return MD_TABLE;
    if (type == CMARK_NODE_TABLE_ROW) return MD_ROW;
    if (type == CMARK_NODE_TABLE_CELL) return MD_CELL;
    return MD_OTHER;
}

Text markdown_literal(cmark_node *node) {
    return text_of(cmark_node_get_literal(node));
}

Text markdown_address(cmark_node *link) {
    Text url = text_of(cmark_node_get_url(link));
    /* Browsers drop tabs and line ends inside addresses and read \ as /: "/\t/example.org" would leave this site. */
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c <= ' ' || c == 0x7f || c == '\\') return (Text){0};
    }
    if (text_starts_with(url, S("//"))) return (Text){0};
    if (text_starts_with(url, S("/"))) return url;
    static const Text schemes[] = {S_INIT("https://"), S_INIT("http://"), S_INIT("mailto:")};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (url.len > schemes[i].len && text_equal_ignoring_case(text_slice(url, 0, schemes[i].len), schemes[i])) return url;
    return (Text){0};
}

char markdown_alignment(cmark_node *table, size_t column) {
    const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    return alignments && column < cmark_gfm_extensions_get_table_columns(table) ? (char)alignments[column] : 0;
}

bool markdown_is_head(cmark_node *row) {
    return cmark_gfm_extensions_get_table_row_is_header(row) != 0;
}

bool markdown_is_tight(cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;
    return list && markdown_kind(list) == MD_LIST && cmark_node_get_list_tight(list);
}
