/* The state of the markup between two characters, kept as a browser keeps it. What is not sure to be safe is refused. */
#include "view_markup.h"

#include <ctype.h>
#include <string.h>

#include "view_source.h"

State state;
int depth;

static bool is_closing, is_self_closed;              /* the tag being read is </x>, or ends with /> */
static char tag_name[64], attribute[64], value[256]; /* being read; `value` holds the literal part */
static const char *tag_place;
static int tag_depth;

typedef struct {
    char name[64];
    const char *place;
    int depth;
} Element;
static Element elements[256];
static int element_count;

/* The <form> being read: forms do not nest. */
static struct {
    const char *place;
    bool is_open, is_post, has_token;
    int depth;
} form;
static bool tag_is_post, tag_refreshes, tag_has_expression;

static bool is_one_of(const char *word, const char *const *list) {
    for (; *list; list++)
        if (!strcmp(word, *list)) return true;
    return false;
}

static bool is_void_element(const char *name) {
    static const char *const list[] = {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", NULL};
    return is_one_of(name, list);
}

const char *innermost(void) {
    return element_count ? elements[element_count - 1].name : "";
}
bool in_raw_text(void) {
    return !strcmp(innermost(), "script") || !strcmp(innermost(), "style");
}
bool in_plain_text(void) {
    return !strcmp(innermost(), "textarea") || !strcmp(innermost(), "title");
}
static bool is_within(const char *name) {
    for (int i = 0; i < element_count; i++)
        if (!strcmp(elements[i].name, name)) return true;
    return false;
}
static bool in_drawing(void) {
    return is_within("svg") || is_within("math");
}
bool keeps_space(void) {
    return is_within("pre") || is_within("textarea") || in_raw_text();
}

static ValueKind kind_of_attribute(const char *name) {
    static const char *const urls[] = {"href", "src", "action", "formaction", "cite", "poster", "data", "ping", "xlink:href", NULL};
    static const char *const refused[] = {"style", "srcdoc", "srcset", "imagesrcset", "http-equiv", "method", "formmethod", NULL};
    if (!strncmp(name, "on", 2) || is_one_of(name, refused)) return VALUE_REFUSED;
    return is_one_of(name, urls) ? VALUE_URL_START : VALUE_PLAIN;
}

static void add_character(char *word, size_t size, char c, const char *at) {
    size_t len = strlen(word);
    if (len + 1 >= size) fail(at, "this is too long");
    word[len] = c;
    word[len + 1] = 0;
}

static void element_opened(void) {
    if (!strcmp(tag_name, "form")) {
        if (form.is_open) fail(tag_place, "a form inside a form (the first begins at line %d)", line_of(form.place));
        form.place = tag_place, form.is_open = true, form.is_post = tag_is_post, form.has_token = false, form.depth = depth;
    }
    if (is_void_element(tag_name)) return;
    if (is_self_closed) {
        if (in_drawing()) return;
        fail(tag_place, "<%s /> is not closed by its / in HTML: write <%s></%s>", tag_name, tag_name, tag_name);
    }
    if (element_count == (int)(sizeof elements / sizeof *elements)) fail(tag_place, "elements nest too deep");
    Element *e = &elements[element_count++];
    memcpy(e->name, tag_name, sizeof e->name);
    e->place = tag_place, e->depth = tag_depth;
}

static void element_closed(void) {
    if (is_void_element(tag_name)) fail(tag_place, "<%s> has no end tag", tag_name);
    Element *e = element_count ? &elements[element_count - 1] : NULL;
    if (!e || e->depth != depth) fail(tag_place, "</%s> closes nothing that was opened in this block", tag_name);
    if (strcmp(e->name, tag_name))
        fail(tag_place, "</%s> stands where <%s> of line %d must be closed first", tag_name, e->name, line_of(e->place));
    element_count--;
    if (strcmp(tag_name, "form")) return;
    if (form.is_post && !form.has_token)
        fail(form.place, "a form with method=\"post\" needs {{ csrf }}, outside any {{ if }} or {{ each }}");
    form.is_open = false;
}

static void tag_ended(void) {
    state.where = IN_TEXT, state.opened = NULL;
    if (is_closing) element_closed();
    else element_opened();
}

static void value_ended(const char *at) {
    state.where = IN_TAG, state.opened = tag_place, state.needs_space = true;
    for (char *p = value; *p; p++) *p = (char)tolower((unsigned char)*p);
    if (!strcmp(attribute, "method") && depth != tag_depth) fail(at, "the method of a form cannot depend on an {{ if }}");
    if (!strcmp(attribute, "method")) tag_is_post = !strcmp(value, "post");
    if (!strcmp(attribute, "formmethod")) fail(at, "formmethod is not used here: give the form its method");
    if (!strcmp(attribute, "http-equiv")) tag_refreshes = true;
    if (tag_refreshes && tag_has_expression) fail(at, "an expression cannot stand in a <meta http-equiv>");
    if (state.value == VALUE_PLAIN || state.value == VALUE_REFUSED) return;
    const char *scheme = value + strspn(value, " \t\r\n");
    if (!strncmp(scheme, "javascript:", 11) || !strncmp(scheme, "vbscript:", 9) || !strncmp(scheme, "data:", 5))
        fail(at, "an address that runs as a program");
}

/* One character between tags. */
static void step_in_text(char c, const char *at) {
    if (c != '<') return;
    if (in_raw_text() || in_plain_text()) {
        size_t len = strlen(innermost());
        if (at[1] != '/' || strncasecmp(at + 2, innermost(), len)) return;
    }
    if (!strncmp(at, "<!--", 4)) state.where = IN_COMMENT;
    else if (at[1] == '!') state.where = IN_DOCTYPE;
    else if (isalpha((unsigned char)at[1]) || at[1] == '/') {
        state.where = IN_TAG_NAME;
        is_closing = is_self_closed = tag_is_post = tag_refreshes = tag_has_expression = false;
        tag_name[0] = 0, tag_place = at, tag_depth = depth;
    } else fail(at, "write &lt; for a < that begins no tag");
}

/* One character within a tag, outside quotes. */
static void step_in_tag(char c, const char *at) {
    if (c == '>') {
        tag_ended();
    } else if (isspace((unsigned char)c)) {
        state.where = IN_TAG, state.opened = tag_place, state.needs_space = false;
    } else if (c == '/') {
        if (at > source && at[-1] == '<') is_closing = true;
        else if (at[1] == '>') is_self_closed = true;
        else fail(at, "a / within a tag");
    } else if (state.where == IN_TAG_NAME) {
        add_character(tag_name, sizeof tag_name, (char)tolower((unsigned char)c), at);
    } else if (state.where == IN_TAG) {
        if (state.needs_space) fail(at, "a space must stand before this attribute, and its name cannot be put together from pieces");
        state.where = IN_NAME, attribute[0] = 0;
        add_character(attribute, sizeof attribute, (char)tolower((unsigned char)c), at);
    } else if (c == '=') {
        state.where = IN_EQUALS;
    } else if (strchr("\"'<`", c)) {
        fail(at, "a %c within a tag", c);
    } else {
        add_character(attribute, sizeof attribute, (char)tolower((unsigned char)c), at);
    }
}

/* Moves on by one character of literal markup. */
void step(char c, const char *at) {
    switch (state.where) {
    case IN_TEXT: step_in_text(c, at); break;
    case IN_COMMENT:
        if (c == '>' && at - source >= 2 && at[-1] == '-' && at[-2] == '-') state.where = IN_TEXT;
        break;
    case IN_DOCTYPE:
        if (c == '>') state.where = IN_TEXT;
        break;
    case IN_TAG_NAME:
    case IN_TAG:
    case IN_NAME: step_in_tag(c, at); break;
    case IN_EQUALS:
        if (c != '"' && c != '\'') fail(at, "the value of %s must stand in quotes", attribute);
        state.where = IN_VALUE, state.quote = c, state.value = kind_of_attribute(attribute);
        state.opened = at, value[0] = 0;
        break;
    case IN_VALUE:
        if (c == state.quote) {
            value_ended(at);
            break;
        }
        if ((state.value == VALUE_URL_START || state.value == VALUE_URL_EITHER) && !isspace((unsigned char)c))
            state.value = VALUE_URL_LATER;
        if (strlen(value) + 1 < sizeof value) add_character(value, sizeof value, c, at);
        break;
    }
}

const char *place_name(void) {
    switch (state.where) {
    case IN_TAG_NAME: return "the name of a tag";
    case IN_TAG:
    case IN_NAME: return "the name of an attribute";
    case IN_EQUALS: return "an attribute without quotes";
    case IN_COMMENT: return "a comment";
    case IN_DOCTYPE: return "a declaration";
    case IN_VALUE: return "an attribute";
    case IN_TEXT: break;
    }
    return in_raw_text() ? "a script or style" : "text";
}

/* ---- At marks ---- */

const char *writer_here(const char *at) {
    if (state.where == IN_TEXT && !in_raw_text()) return in_plain_text() ? "VIEW_PUT_ATTRIBUTE" : "VIEW_PUT";
    if (state.where != IN_VALUE) fail(at, "an expression cannot stand in %s", place_name());
    tag_has_expression = true;
    switch (state.value) {
    case VALUE_PLAIN: return "VIEW_PUT_ATTRIBUTE";
    case VALUE_URL_START: state.value = VALUE_URL_LATER; return "VIEW_PUT_URL";
    case VALUE_URL_LATER: return "VIEW_PUT_URL_PART";
    case VALUE_URL_EITHER: fail(at, "this may begin the address or go on with it: write the address in one piece in each branch");
    case VALUE_REFUSED: break;
    }
    fail(at, "an expression cannot stand in the attribute %s", attribute);
}

static bool is_closing_tag(void) {
    return (state.where == IN_TAG_NAME && !*tag_name) || (is_closing && state.where != IN_TEXT);
}

void settle(const char *at) {
    if (state.where == IN_COMMENT || state.where == IN_DOCTYPE || state.where == IN_EQUALS || is_closing_tag() || in_raw_text())
        fail(at, "a mark cannot stand in %s", place_name());
    if (state.where == IN_NAME || state.where == IN_TAG_NAME) state.where = IN_TAG, state.opened = tag_place, state.needs_space = true;
}

void must_be_closed(const char *at) {
    Element *e = element_count ? &elements[element_count - 1] : NULL;
    if (e && e->depth == depth) fail(e->place, "<%s> is not closed in its block, which ends at line %d", e->name, line_of(at));
}

State joined(const char *at, State a, State b) {
    if (a.where != b.where || a.opened != b.opened)
        fail(at, "the markup must be in the same place at the end of each branch: a tag or a quote is left open in one");
    State both = a;
    both.needs_space = a.needs_space || b.needs_space;
    both.after_space = a.after_space && b.after_space;
    if (a.where == IN_VALUE && a.value != b.value) both.value = VALUE_URL_EITHER;
    return both;
}

void token_written(const char *at, bool (*is_always)(int depth)) {
    if (state.where != IN_TEXT || !form.is_open || !form.is_post) fail(at, "{{ csrf }} stands in a form with method=\"post\" only");
    if (is_always(form.depth)) form.has_token = true;
}
