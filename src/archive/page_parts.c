/* Owns telling a web page's own words from those of the site around it. Every look below an element ends after LOOK_MOST nodes. */
#include "archive/page_parts.h"

#include <string.h>

#include "archive/scan.h"

enum { LOOK_MOST = 3000, LOOK_DEEPEST = 60, HEADING_MOST = 80, FORM_PARAGRAPHS = 4 };

const char *page_attribute(const GumboNode *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? found->value : "";
}

static int count_below(const GumboNode *node, GumboTag tag, int depth, int *left) {
    int count = 0;
    if (node->type != GUMBO_NODE_ELEMENT || depth > LOOK_DEEPEST) return 0;
    for (unsigned i = 0; i < node->v.element.children.length && --*left > 0; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        if (child->type != GUMBO_NODE_ELEMENT) continue;
        count += child->v.element.tag == tag;
        count += count_below(child, tag, depth + 1, left);
    }
    return count;
}

int count_tags(const GumboNode *node, GumboTag tag) {
    int left = LOOK_MOST;
    return count_below(node, tag, 0, &left);
}

/* Some systems wrap the whole page in one form; others are for searching. */
static bool is_page_form(const GumboNode *form) {
    if (strcmp(page_attribute(form, "role"), "search") == 0) return false;
    return count_tags(form, GUMBO_TAG_H1) > 0 || count_tags(form, GUMBO_TAG_TABLE) > 0 || count_tags(form, GUMBO_TAG_P) >= FORM_PARAGRAPHS;
}

/* "site-footer", "cookie_banner", "region--breadcrumb": the token is the name, or ends with it as a word of its own. */
static bool token_names(Text token, const char *names) {
    if (has_words(token, "with|has|no|without|is|content")) return false;
    for (size_t at = 0; at < token.len; at++) {
        bool is_start = at == 0 || token.ptr[at - 1] == '-' || token.ptr[at - 1] == '_';
        Text rest = text_slice(token, at, SIZE_MAX);
        if (is_start && scan_words(&rest, names) && rest.len == 0) return true;
    }
    return false;
}

static bool is_named_site_part(const char *classes) {
    static const char ends[] = /* the longer before what it begins with */
        "table-of-contents|language-switcher|breadcrumb-block|comment-respond|post-navigation|related-content|"
        "cookie-consent|cookie-message|cookie-banner|cookie-notice|contents-list|page-feedback|share-buttons|"
        "comments-area|related-links|related-pages|social-share|social-links|breadcrumbs|page-rating|"
        "share-links|widget-area|back-to-top|breadcrumb|pagination|navigation|cookie-bar|share-this|"
        "newsletter|skip-link|mega-menu|main-menu|site-menu|side-menu|page-menu|skiplink|site-nav|main-nav|"
        "feedback|lightbox|megamenu|sidebar|sub-nav|cookies|footer|navbar|cookie|modal|popup|toc";
    static const char whole[] = "nav|menu|skip|share|sharing|social|rating|related|ccc|sharedaddy|noprint|no-print";
    enum { CLASSES_MOST = 600, TOKEN_MOST = 60 };
    Text rest = text_slice(text_of(classes), 0, CLASSES_MOST), token;
    while (text_split(&rest, ' ', &token)) {
        if (token.len == 0 || token.len > TOKEN_MOST) continue;
        Text all = token;
        if ((scan_words(&all, whole) && all.len == 0) || token_names(token, ends)) return true;
    }
    return false;
}

static bool is_site_role(const GumboNode *node) {
    const char *role = page_attribute(node, "role");
    return strcmp(role, "navigation") == 0 || strcmp(role, "search") == 0 || strcmp(role, "contentinfo") == 0 || strcmp(role, "dialog") == 0
           || strcmp(role, "menu") == 0 || strcmp(role, "menubar") == 0;
}

/* "right-sidebar" may be said of the whole page. */
static bool holds_document(const GumboNode *node) {
    enum { PARAGRAPHS = 20, ROWS = 10 };
    return count_tags(node, GUMBO_TAG_H1) > 0 || count_tags(node, GUMBO_TAG_P) >= PARAGRAPHS || count_tags(node, GUMBO_TAG_TR) >= ROWS;
}

bool is_site_part(const GumboNode *node) {
    switch ((int)node->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_OBJECT: return true;
    case GUMBO_TAG_FORM: return !is_page_form(node);
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_A:
    case GUMBO_TAG_DL:
        if (!is_site_role(node) && !is_named_site_part(page_attribute(node, "class")) && !is_named_site_part(page_attribute(node, "id")))
            return false;
        return !holds_document(node);
    default: return false;
    }
}

/* The first words below a node. */
static size_t put_first_words(const GumboNode *node, char *out, size_t length, int depth, int *left) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        for (const char *c = node->v.text.text; *c && length < HEADING_MOST; c++) {
            bool is_space = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';
            if (!is_space) out[length++] = *c;
            else if (length > 0 && out[length - 1] != ' ') out[length++] = ' ';
        }
        return length;
    }
    if (node->type != GUMBO_NODE_ELEMENT || depth > LOOK_DEEPEST) return length;
    for (unsigned i = 0; i < node->v.element.children.length && length < HEADING_MOST && --*left > 0; i++)
        length = put_first_words(node->v.element.children.data[i], out, length, depth + 1, left);
    return length;
}

bool heads_site_part(const GumboNode *node) {
    static const char heads[] =
        "Was this page useful|Was this page helpful|Is this page useful|Is this page helpful|Was this information helpful|Did you find "
        "what "
        "you were looking for|Rate this page|Give us feedback|Give feedback|Share this page|Share this|Leave a Reply|Leave a comment|"
        "Recent Posts|Recent Comments|Latest news|Related content|Related pages|Related links|Related information|Support links|Quick "
        "links|Useful links|Follow us|Sign up to|Sign up for|Subscribe to|Print this page|Back to top|Cookies on this site|Cookies on|We "
        "use "
        "cookies|This site uses cookies|Cookie preferences|Your privacy|Skip to|In this section|On this page|Popular pages|Main menu|"
        "Navigation menu|Secondary navigation|Categories|Archives|Tell us what you think|Help us improve";
    char words[HEADING_MOST + 1];
    int left = LOOK_MOST / 10;
    Text heading = {words, put_first_words(node, words, 0, 0, &left)};
    heading = text_trim(heading);
    return scan_words(&heading, heads);
}

bool is_site_line(Text line) {
    enum { LINE_MOST = 160 };
    static const char lines[] =
        "Skip to content|Skip to main content|Skip to navigation|Skip to main navigation|Back to top|Return to top|Print "
        "this page|Share this page|You are here|Home >|Home \u203a|Home \u00bb|Home /|Copyright \u00a9|\u00a9|"
        "Powered by|Toggle navigation|Accept all cookies";
    Text rest = line;
    if (line.len == 0 || line.len > LINE_MOST) return false;
    if (text_starts_with(line, S("\u00a9"))) return true;
    if (scan_words(&rest, "Copyright") && scan_spaces(&rest) && rest.len > 1 && rest.ptr[0] == '2' && rest.ptr[1] == '0') return true;
    rest = line;
    return scan_words(&rest, lines);
}

bool is_hidden_part(const GumboNode *node) {
    if (node->v.element.tag == GUMBO_TAG_DEL || gumbo_get_attribute(&node->v.element.attributes, "hidden")) return true;
    const char *style = page_attribute(node, "style");
    enum { STYLE_MOST = 1000 };
    if (!*style) return false;
    char plain[STYLE_MOST + 1];
    size_t n = 0;
    for (const char *c = style; *c && n < STYLE_MOST; c++)
        if (*c != ' ' && *c != '\n' && *c != '\t') plain[n++] = *c >= 'A' && *c <= 'Z' ? (char)(*c + ('a' - 'A')) : *c;
    Text rules = {plain, n};
    return text_find(rules, S("display:none"), 0) != SIZE_MAX || text_find(rules, S("visibility:hidden"), 0) != SIZE_MAX
           || text_find(rules, S("mso-hide:all"), 0) != SIZE_MAX;
}
