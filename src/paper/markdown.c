/* Owns Markdown as HTML and as plain words. Walks cmark's tree step by step (never recursively), so depth costs no stack. */
#include "paper/markdown.h"

#include "paper/markdown_tree.h"

typedef struct {
    Buffer out;
    int first_level;
    cmark_node *table; /* the one we are in */
    size_t column;
    bool is_head; /* in its header row */
} HtmlWriter;

static void put_escaped(Buffer *out, Text t) {
    size_t from = 0;
    for (size_t i = 0; i < t.len; i++) {
        Text entity;
        switch (t.ptr[i]) {
        case '&': entity = S("&amp;"); break;
        case '<': entity = S("&lt;"); break;
        case '>': entity = S("&gt;"); break;
        case '"': entity = S("&quot;"); break;
        case '\'': entity = S("&#39;"); break;
        default: continue;
        }
        buffer_put_bytes(out, t.ptr + from, i - from);
        buffer_put(out, entity);
        from = i + 1;
    }
    buffer_put_bytes(out, t.ptr + from, t.len - from);
}

/* Blank lines part paragraphs; what is too large or too deep for a tree is shown like this. */
static void put_as_paragraphs(Buffer *out, Text text, bool as_html) {
    Text rest = text, line;
    bool is_open = false;
    while (text_next_line(&rest, &line)) {
        if (text_is_empty(text_trim(line))) {
            if (is_open) buffer_put(out, as_html ? S("</p>\n") : S("\n"));
            is_open = false;
            continue;
        }
        if (as_html) {
            buffer_put(out, is_open ? S("<br>\n") : S("<p class=\"govuk-body\">"));
            put_escaped(out, line);
        } else {
            if (is_open) buffer_put_char(out, '\n');
            buffer_put(out, line);
        }
        is_open = true;
    }
    if (is_open) buffer_put(out, as_html ? S("</p>\n") : S("\n"));
}

static void put_heading(HtmlWriter *w, cmark_node *node, bool entering) {
    int level = w->first_level + cmark_node_get_heading_level(node) - 1;
    if (level > 6) level = 6;
    if (entering) buffer_putf(&w->out, "<h%d class=\"govuk-heading-%s\">", level, level == 1 ? "l" : level == 2 ? "m" : "s");
    else buffer_putf(&w->out, "</h%d>\n", level);
}

static void put_list(HtmlWriter *w, cmark_node *node, bool entering) {
    bool is_numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (!entering) {
        buffer_put(&w->out, is_numbered ? S("</ol>\n") : S("</ul>\n"));
    } else if (!is_numbered) {
        buffer_put(&w->out, S("<ul class=\"govuk-list govuk-list--bullet\">\n"));
    } else {
        int start = cmark_node_get_list_start(node);
        buffer_put(&w->out, S("<ol class=\"govuk-list govuk-list--number\""));
        if (start != 1) buffer_putf(&w->out, " start=\"%d\"", start);
        buffer_put(&w->out, S(">\n"));
    }
}

static void put_paragraph(HtmlWriter *w, cmark_node *node, bool entering) {
    if (!markdown_is_tight(node)) buffer_put(&w->out, entering ? S("<p class=\"govuk-body\">") : S("</p>\n"));
    else if (!entering && cmark_node_next(node)) buffer_put_char(&w->out, '\n');
}

static void put_row(HtmlWriter *w, cmark_node *node, bool entering) {
    if (entering) {
        w->is_head = markdown_is_head(node);
        w->column = 0;
        if (w->is_head) buffer_put(&w->out, S("<thead class=\"govuk-table__head\">\n"));
        buffer_put(&w->out, S("<tr class=\"govuk-table__row\">\n"));
        return;
    }
    buffer_put(&w->out, S("</tr>\n"));
    if (w->is_head) buffer_put(&w->out, S("</thead>\n"));
    cmark_node *next = cmark_node_next(node);
    if (w->is_head && next) buffer_put(&w->out, S("<tbody class=\"govuk-table__body\">\n"));
    if (!w->is_head && !next) buffer_put(&w->out, S("</tbody>\n"));
}

static void put_cell(HtmlWriter *w, bool entering) {
    const char *name = w->is_head ? "header" : "cell";
    if (!entering) {
        buffer_putf(&w->out, "</t%c>\n", w->is_head ? 'h' : 'd');
        return;
    }
    bool is_number = w->table && markdown_alignment(w->table, w->column++) == 'r';
    buffer_putf(&w->out, "<t%c%s class=\"govuk-table__%s", w->is_head ? 'h' : 'd', w->is_head ? " scope=\"col\"" : "", name);
    if (is_number) buffer_putf(&w->out, " govuk-table__%s--numeric", name);
    buffer_put(&w->out, S("\">"));
}

static void put_link(HtmlWriter *w, cmark_node *node, bool entering) {
    Text address = markdown_address(node);
    if (text_is_empty(address)) return;
    if (!entering) {
        buffer_put(&w->out, S("</a>"));
        return;
    }
    buffer_put(&w->out, S("<a class=\"govuk-link\" href=\""));
    put_escaped(&w->out, address);
    buffer_put(&w->out, S("\">"));
}

static void put_wrapped(HtmlWriter *w, Text before, Text words, Text after) {
    buffer_put(&w->out, before);
    put_escaped(&w->out, words);
    buffer_put(&w->out, after);
}

static void put_node(HtmlWriter *w, cmark_node *node, bool entering) {
    Buffer *out = &w->out;
    switch (markdown_kind(node)) {
    case MD_PARAGRAPH: put_paragraph(w, node, entering); break;
    case MD_HEADING: put_heading(w, node, entering); break;
    case MD_LIST: put_list(w, node, entering); break;
    case MD_ITEM: buffer_put(out, entering ? S("<li>") : S("</li>\n")); break;
    case MD_QUOTE: buffer_put(out, entering ? S("<blockquote class=\"govuk-inset-text\">\n") : S("</blockquote>\n")); break;
    case MD_CODE_BLOCK: put_wrapped(w, S("<pre class=\"app-code\"><code>"), markdown_literal(node), S("</code></pre>\n")); break;
    case MD_HTML_BLOCK: put_wrapped(w, S("<p class=\"govuk-body\">"), text_trim(markdown_literal(node)), S("</p>\n")); break;
    case MD_BREAK: buffer_put(out, S("<hr class=\"govuk-section-break govuk-section-break--m govuk-section-break--visible\">\n")); break;
    case MD_TABLE:
        w->table = entering ? node : NULL;
        /* wider than a telephone it scrolls by itself, by keys too */
        buffer_put(out,
            entering ? S("<div class=\"quorate-table-scroll\" tabindex=\"0\"><table class=\"govuk-table\">\n") : S("</table></div>\n"));
        break;
    case MD_ROW: put_row(w, node, entering); break;
    case MD_CELL: put_cell(w, entering); break;
    case MD_TEXT:
    case MD_HTML: put_escaped(out, markdown_literal(node)); break;
    case MD_CODE: put_wrapped(w, S("<code>"), markdown_literal(node), S("</code>")); break;
    case MD_SOFT_BREAK: buffer_put_char(out, '\n'); break;
    case MD_LINE_BREAK: buffer_put(out, S("<br>\n")); break;
    case MD_EMPHASIS: buffer_put(out, entering ? S("<em>") : S("</em>")); break;
    case MD_STRONG: buffer_put(out, entering ? S("<strong>") : S("</strong>")); break;
    case MD_LINK: put_link(w, node, entering); break;
    case MD_IMAGE: /* its children are the alternative text */
    case MD_OTHER: break;
    }
}

Html markdown_to_html(Arena *arena, Text markdown, int first_level) {
    HtmlWriter w = {.out = buffer_new(arena, markdown.len + markdown.len / 2 + 64), .first_level = first_level < 1 ? 1 : first_level};
    cmark_node *tree = markdown_tree(markdown);
    if (!tree) {
        put_as_paragraphs(&w.out, markdown, true);
        return (Html){buffer_text(&w.out)};
    }
    cmark_iter *iter = cmark_iter_new(tree);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) put_node(&w, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_node_free(tree);
    return (Html){buffer_text(&w.out)};
}

static void put_plain(Buffer *out, cmark_node *node, bool entering) {
    MdKind kind = markdown_kind(node);
    if (entering) {
        if (kind == MD_TEXT || kind == MD_CODE || kind == MD_HTML || kind == MD_CODE_BLOCK || kind == MD_HTML_BLOCK)
            buffer_put(out, markdown_literal(node));
        if (kind == MD_SOFT_BREAK || kind == MD_LINE_BREAK || kind == MD_CODE_BLOCK || kind == MD_HTML_BLOCK) buffer_put_char(out, '\n');
        return;
    }
    Text address = kind == MD_LINK ? markdown_address(node) : (Text){0};
    if (!text_is_empty(address)) {
        buffer_put(out, S(" ("));
        buffer_put(out, address);
        buffer_put_char(out, ')');
    }
    if (kind == MD_CELL) buffer_put_char(out, ' ');
    if (kind == MD_PARAGRAPH || kind == MD_HEADING || kind == MD_ROW) buffer_put_char(out, '\n');
}

Text markdown_to_plain(Arena *arena, Text markdown) {
    Buffer out = buffer_new(arena, markdown.len + 64);
    cmark_node *tree = markdown_tree(markdown);
    if (!tree) {
        put_as_paragraphs(&out, markdown, false);
        return text_trim(buffer_text(&out));
    }
    cmark_iter *iter = cmark_iter_new(tree);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) put_plain(&out, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_node_free(tree);
    return text_trim(buffer_text(&out));
}

void markdown_put_words(Buffer *out, Text words) {
    for (size_t i = 0; i < words.len; i++) {
        if (words.ptr[i] == '\n') {
            buffer_put_char(out, ' ');
            continue;
        }
        if (strchr("\\`*_[]<>#|&~", words.ptr[i])) buffer_put_char(out, '\\');
        buffer_put_char(out, words.ptr[i]);
    }
}

void markdown_put_paragraphs(Buffer *out, Text words, int indent) {
    Text line;
    bool is_first = true;
    while (text_next_line(&words, &line)) {
        line = text_trim(line);
        if (line.len == 0) continue;
        if (!is_first) buffer_putf(out, "\n\n%*s", indent, "");
        markdown_put_words(out, line);
        is_first = false;
    }
}
