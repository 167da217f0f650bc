/* The view compiler: turns an HTML file with {{ marks }} into typed C functions. docs/generators.md is its manual.
 *
 *     viewgen INPUT.view.html OUTPUT.view.h OUTPUT.view.c
 *
 * It reads the markup as a browser would (tags, attributes, quotes), so that it knows where every expression stands and writes the call
 * that escapes it for that place; where nothing can be escaped safely, it refuses. Each block ({{ if }}, {{ each }}, {{ wrap }}, a view)
 * must leave the markup where it found it, elements closed: so what a page looks like to a browser never depends on data.
 *
 * Order of this file: the text being read and its errors; the markup's state; what is written; the marks; main. It is a short-lived
 * program: memory is never freed. */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The text being read ---- */

static const char *path;        /* of the input, as errors name it */
static char *source, *position; /* the whole input, and where reading is */

static void place_of(const char *at, int *line, int *column) {
    *line = 1, *column = 1;
    for (const char *p = source; p < at; p++) {
        if (*p == '\n')
            (*line)++, *column = 1;
        else if (((unsigned char)*p & 0xC0) != 0x80)
            (*column)++;
    }
}

__attribute__((format(printf, 2, 3))) static _Noreturn void fail(const char *at, const char *words, ...) {
    int line, column;
    place_of(at, &line, &column);
    fprintf(stderr, "%s:%d:%d: error: ", path, line, column);
    va_list list;
    va_start(list, words);
    vfprintf(stderr, words, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

static int line_of(const char *at) {
    int line, column;
    place_of(at, &line, &column);
    return line;
}

static _Noreturn void stop(const char *words, const char *name) {
    fprintf(stderr, "viewgen: %s %s\n", words, name);
    exit(1);
}

static void *claim(size_t size) {
    void *made = calloc(1, size);
    if (!made) stop("no memory for", path);
    return made;
}

static char *copy(const char *from, size_t len) {
    char *made = claim(len + 1);
    memcpy(made, from, len);
    return made;
}

static char *read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    if (!file) stop("cannot read", name);
    size_t len = 0, room = 1 << 16;
    char *text = claim(room + 1);
    for (size_t got; (got = fread(text + len, 1, room - len, file)) > 0;) {
        len += got;
        if (len < room) continue;
        text = realloc(text, (room *= 2) + 1);
        if (!text) stop("no memory for", name);
    }
    if (ferror(file)) stop("cannot read", name);
    fclose(file);
    text[len] = 0;
    if (strlen(text) != len) stop("a NUL byte in", name);
    return text;
}

/* ---- Where the markup is ---- */

typedef enum {
    IN_TEXT,
    IN_TAG_NAME, /* <na */
    IN_TAG,      /* between attributes */
    IN_NAME,     /* of an attribute */
    IN_EQUALS,   /* behind its = */
    IN_VALUE,    /* within its quotes */
    IN_COMMENT,  /* <!-- */
    IN_DOCTYPE,  /* <! */
} Where;
typedef enum { VALUE_PLAIN, VALUE_URL_START, VALUE_URL_LATER, VALUE_URL_EITHER, VALUE_REFUSED } ValueKind;

typedef struct {
    Where where;
    char quote; /* of the value */
    ValueKind value;
    bool needs_space; /* before the next attribute's name */
    bool after_space; /* what was written last is white space: more of it adds nothing */
} State;
static State state;

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

typedef enum { BLOCK_VIEW, BLOCK_IF, BLOCK_EACH, BLOCK_WRAP } BlockKind;
typedef struct {
    BlockKind kind;
    const char *place;
    State before, after; /* at the mark; at the end of the branches so far */
    bool has_after, has_else;
    char *call, *arguments; /* of a wrap */
    int number;
} Block;
static Block blocks[64];
static int depth; /* blocks open */

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

static const char *innermost(void) {
    return element_count ? elements[element_count - 1].name : "";
}
static bool in_raw_text(void) {
    return !strcmp(innermost(), "script") || !strcmp(innermost(), "style");
}
static bool in_plain_text(void) {
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
static bool keeps_space(void) {
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
    state.where = IN_TEXT;
    if (is_closing)
        element_closed();
    else
        element_opened();
}

static void value_ended(const char *at) {
    state.where = IN_TAG, state.needs_space = true;
    for (char *p = value; *p; p++)
        *p = (char)tolower((unsigned char)*p);
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
    if (!strncmp(at, "<!--", 4))
        state.where = IN_COMMENT;
    else if (at[1] == '!')
        state.where = IN_DOCTYPE;
    else if (isalpha((unsigned char)at[1]) || at[1] == '/') {
        state.where = IN_TAG_NAME;
        is_closing = is_self_closed = tag_is_post = tag_refreshes = tag_has_expression = false;
        tag_name[0] = 0, tag_place = at, tag_depth = depth;
    } else
        fail(at, "write &lt; for a < that begins no tag");
}

/* One character within a tag, outside quotes. */
static void step_in_tag(char c, const char *at) {
    if (c == '>') {
        tag_ended();
    } else if (isspace((unsigned char)c)) {
        state.where = IN_TAG, state.needs_space = false;
    } else if (c == '/') {
        if (at > source && at[-1] == '<')
            is_closing = true;
        else if (at[1] == '>')
            is_self_closed = true;
        else
            fail(at, "a / within a tag");
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
static void step(char c, const char *at) {
    switch (state.where) {
    case IN_TEXT:
        step_in_text(c, at);
        break;
    case IN_COMMENT:
        if (c == '>' && at - source >= 2 && at[-1] == '-' && at[-2] == '-') state.where = IN_TEXT;
        break;
    case IN_DOCTYPE:
        if (c == '>') state.where = IN_TEXT;
        break;
    case IN_TAG_NAME:
    case IN_TAG:
    case IN_NAME:
        step_in_tag(c, at);
        break;
    case IN_EQUALS:
        if (c != '"' && c != '\'') fail(at, "the value of %s must stand in quotes", attribute);
        state.where = IN_VALUE, state.quote = c, state.value = kind_of_attribute(attribute);
        value[0] = 0;
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

/* ---- What is written ---- */

static FILE *out_code, *out_header;
static char *literal; /* markup that waits to be written in one call */
static size_t literal_len, literal_room;
static char waiting_space; /* a run of white space, as the one character that stands for it; 0 for none */

__attribute__((format(printf, 2, 3))) static void code(const char *at, const char *words, ...) {
    if (at) fprintf(out_code, "#line %d \"%s\"\n", line_of(at), path);
    va_list list;
    va_start(list, words);
    vfprintf(out_code, words, list);
    va_end(list);
}

static void literal_add(char c) {
    if (literal_len + 2 > literal_room) {
        literal_room = literal_room ? literal_room * 2 : 4096;
        literal = realloc(literal, literal_room);
        if (!literal) stop("no memory for", path);
    }
    literal[literal_len++] = c;
}

static void space_flush(void) {
    if (!waiting_space) return;
    if (!state.after_space) literal_add(waiting_space);
    waiting_space = 0;
    state.after_space = true;
}

static void literal_flush(void) {
    if (!literal_len) return;
    fputs("    view_put_markup(v, \"", out_code);
    for (size_t i = 0; i < literal_len; i++) {
        unsigned char c = (unsigned char)literal[i];
        if (c == '\n')
            fputs(i + 1 < literal_len ? "\\n\"\n        \"" : "\\n", out_code);
        else if (c == '"' || c == '\\')
            fprintf(out_code, "\\%c", c);
        else if (c < 32 || c > 126)
            fprintf(out_code, "\\%03o", c);
        else
            fputc(c, out_code);
    }
    fprintf(out_code, "\", %zu);\n", literal_len);
    literal_len = 0;
}

/* One character of the view's own markup: follows the state, and makes runs of white space one. */
static void markup(char c, const char *at) {
    bool keeps = state.where == IN_VALUE || state.where == IN_COMMENT || (state.where == IN_TEXT && keeps_space());
    Where was = state.where;
    step(c, at);
    if (was == IN_COMMENT || (was == IN_TEXT && state.where == IN_COMMENT)) return; /* comments are for the view's readers */
    if (isspace((unsigned char)c) && !keeps) {
        if (waiting_space != '\n' || was != IN_TEXT)
            waiting_space = was == IN_TEXT && c == '\n' ? '\n' : waiting_space ? waiting_space : ' ';
        return;
    }
    if (was == IN_TAG && (c == '>' || c == '/')) waiting_space = 0;
    space_flush();
    literal_add(c);
    state.after_space = false;
}

/* ---- The marks ---- */

static bool is_name_character(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static char *trimmed(const char *from, const char *to) {
    while (from < to && isspace((unsigned char)*from))
        from++;
    while (to > from && isspace((unsigned char)to[-1]))
        to--;
    return copy(from, (size_t)(to - from));
}

/* The end of the mark that begins at `at`: the }} outside brackets and quotes of C. */
static char *mark_end(char *at) {
    if (at[2 + strspn(at + 2, " \t\r\n")] == '#') { /* of a comment: any words */
        char *end = strstr(at, "}}");
        if (end) return end;
    }
    int open = 0;
    for (char *p = at + 2; *p; p++) {
        if (!open && p[0] == '}' && p[1] == '}') return p;
        if (*p == '(' || *p == '[' || *p == '{')
            open++;
        else if (*p == ')' || *p == ']' || *p == '}')
            open--;
        else if (*p == '"' || *p == '\'')
            for (char quote = *p++; *p != quote; p++) {
                if (!*p || *p == '\n') fail(at, "a quote in this mark is not closed");
                if (*p == '\\' && p[1]) p++;
            }
    }
    fail(at, "this mark has no }}");
}

/* Splits "name(arguments)". */
static void split_call(const char *at, const char *text, char **name, char **arguments) {
    const char *p = text;
    while (is_name_character(*p))
        p++;
    const char *after = p;
    while (isspace((unsigned char)*p))
        p++;
    size_t len = strlen(p);
    if (after == text || *p != '(' || p[len - 1] != ')') fail(at, "here must stand a name and its arguments in brackets");
    *name = copy(text, (size_t)(after - text));
    *arguments = trimmed(p + 1, p + len - 1);
}

static const char *place_name(void) {
    switch (state.where) {
    case IN_TAG_NAME:
        return "the name of a tag";
    case IN_TAG:
    case IN_NAME:
        return "the name of an attribute";
    case IN_EQUALS:
        return "an attribute without quotes";
    case IN_COMMENT:
        return "a comment";
    case IN_DOCTYPE:
        return "a declaration";
    case IN_VALUE:
        return "an attribute";
    case IN_TEXT:
        break;
    }
    return in_raw_text() ? "a script or style" : "text";
}

static void mark_expression(const char *at, const char *expression) {
    if (!*expression) fail(at, "an empty mark");
    space_flush();
    literal_flush();
    const char *writer = NULL;
    if (state.where == IN_TEXT && !in_raw_text()) {
        writer = in_plain_text() ? "VIEW_PUT_ATTRIBUTE" : "VIEW_PUT";
    } else if (state.where == IN_VALUE) {
        if (state.value == VALUE_REFUSED) fail(at, "an expression cannot stand in the attribute %s", attribute);
        if (state.value == VALUE_URL_EITHER)
            fail(at, "this may begin the address or go on with it: write the address in one piece in each branch");
        writer = state.value == VALUE_PLAIN ? "VIEW_PUT_ATTRIBUTE" : state.value == VALUE_URL_START ? "VIEW_PUT_URL" : "VIEW_PUT_URL_PART";
        if (state.value == VALUE_URL_START) state.value = VALUE_URL_LATER;
        tag_has_expression = true;
    } else {
        fail(at, "an expression cannot stand in %s", place_name());
    }
    code(at, "    %s(v, (%s));\n", writer, expression);
    state.after_space = false;
}

static bool is_closing_tag(void) {
    return (state.where == IN_TAG_NAME && !*tag_name) || (is_closing && state.where != IN_TEXT);
}

/* A control mark ends a tag's or an attribute's name, so that branches compare. */
static void settle(const char *at) {
    if (state.where == IN_COMMENT || state.where == IN_DOCTYPE || state.where == IN_EQUALS || is_closing_tag() || in_raw_text())
        fail(at, "a mark cannot stand in %s", place_name());
    if (state.where == IN_NAME || state.where == IN_TAG_NAME) state.where = IN_TAG, state.needs_space = true;
    space_flush();
    literal_flush();
}

static Block *block_open(BlockKind kind, const char *at) {
    if (depth == (int)(sizeof blocks / sizeof *blocks)) fail(at, "blocks nest too deep");
    static int numbers;
    Block *b = &blocks[depth++];
    *b = (Block){.kind = kind, .place = at, .before = state, .number = ++numbers};
    return b;
}

/* What holds after two ways through a block. */
static State joined(const char *at, State a, State b) {
    if (a.where != b.where || (a.where == IN_VALUE && a.quote != b.quote))
        fail(at, "the markup must be in the same place at the end of each branch: a tag or a quote is left open in one");
    State both = a;
    both.needs_space = a.needs_space || b.needs_space;
    both.after_space = a.after_space && b.after_space;
    if (a.where == IN_VALUE && a.value != b.value) both.value = VALUE_URL_EITHER;
    return both;
}

static void branch_end(const char *at, Block *b) {
    Element *e = element_count ? &elements[element_count - 1] : NULL;
    if (e && e->depth == depth) fail(e->place, "<%s> is not closed in its block, which ends at line %d", e->name, line_of(at));
    if (state.where == IN_TEXT && b->before.where != IN_TEXT) fail(at, "the tag around this block was closed inside it");
    b->after = b->has_after ? joined(at, b->after, state) : state;
    b->has_after = true;
}

static Block *block_within(const char *at, const char *word) {
    if (!depth) fail(at, "{{ %s }} outside a view", word);
    return &blocks[depth - 1];
}

static void mark_else(const char *at, const char *condition) {
    Block *b = block_within(at, condition ? "elif" : "else");
    if (b->kind != BLOCK_IF || b->has_else) fail(at, "there is no {{ if }} to go with this");
    settle(at);
    branch_end(at, b);
    state = b->before;
    b->has_else = !condition;
    if (condition)
        code(at, "    } else if (%s) {\n", condition);
    else
        code(NULL, "    } else {\n");
}

static void mark_end_of_block(const char *at) {
    Block *b = block_within(at, "end");
    if (b->kind == BLOCK_VIEW || b->kind == BLOCK_WRAP) waiting_space = 0;
    settle(at);
    branch_end(at, b);
    switch (b->kind) {
    case BLOCK_VIEW:
        if (state.where != IN_TEXT) fail(at, "the view ends within %s", place_name());
        code(NULL, "}\n\n");
        break;
    case BLOCK_IF:
        state = b->has_else ? b->after : joined(at, b->after, b->before);
        code(NULL, "    }\n");
        break;
    case BLOCK_EACH:
        state = joined(at, b->after, b->before);
        code(NULL, "    } }\n");
        break;
    case BLOCK_WRAP:
        if (state.where != IN_TEXT) fail(at, "the content of {{ wrap }} ends within %s", place_name());
        state.after_space = false;
        code(b->place, "    } %s(v, %s%sview_collected(v, &wrap_%d)); }\n", b->call, b->arguments, *b->arguments ? ", " : "", b->number);
        break;
    }
    depth--;
}

static void mark_view(const char *at, const char *text) {
    if (depth) fail(at, "a view inside a view (is an {{ end }} missing?)");
    char *name, *parameters;
    split_call(at, text, &name, &parameters);
    const char *comma = *parameters && strcmp(parameters, "void") ? ", " : "";
    if (!*comma) parameters = copy("", 0);
    fprintf(out_header, "void %s(View *v%s%s);\n", name, comma, parameters);
    code(at, "void %s(View *v%s%s)\n{\n    (void)v;\n", name, comma, parameters);
    state = (State){.where = IN_TEXT, .after_space = true};
    waiting_space = 0;
    block_open(BLOCK_VIEW, at);
}

static void mark_each(const char *at, const char *text) {
    const char *p = text;
    while (is_name_character(*p))
        p++;
    char *name = copy(text, (size_t)(p - text));
    char *rest = trimmed(p, p + strlen(p));
    if (!*name || strncmp(rest, "in", 2) || !isspace((unsigned char)rest[2])) fail(at, "write {{ each NAME in LIST }}");
    settle(at);
    Block *b = block_open(BLOCK_EACH, at);
    state.after_space = false; /* not so from the second time round */
    code(at, "    { const __auto_type each_%d = (%s);\n", b->number, trimmed(rest + 2, rest + strlen(rest)));
    code(at, "    for (size_t %s_index = 0; %s_index < (size_t)each_%d.count; %s_index++) {\n", name, name, b->number, name);
    code(at, "    const __typeof__(*each_%d.items) *%s = &each_%d.items[%s_index]; (void)%s;\n", b->number, name, b->number, name, name);
}

static void mark_let(const char *at, const char *text) {
    const char *equals = strchr(text, '=');
    char *name = trimmed(text, equals ? equals : text);
    for (const char *p = name; *p; p++)
        if (!is_name_character(*p)) equals = NULL;
    if (!equals || !*name) fail(at, "write {{ let NAME = EXPRESSION }}");
    settle(at);
    code(at, "    __auto_type %s = (%s);\n", name, trimmed(equals + 1, equals + strlen(equals)));
}

static void mark_use(const char *at, const char *text) {
    char *name, *arguments;
    split_call(at, text, &name, &arguments);
    if (state.where != IN_TEXT || in_raw_text() || in_plain_text())
        fail(at, "a view writes markup: it cannot be used in %s", in_plain_text() ? innermost() : place_name());
    space_flush();
    literal_flush();
    code(at, "    %s(v%s%s);\n", name, *arguments ? ", " : "", arguments);
    state.after_space = false;
}

static void mark_wrap(const char *at, const char *text) {
    if (state.where != IN_TEXT || in_raw_text() || in_plain_text())
        fail(at, "{{ wrap }} cannot stand in %s", in_plain_text() ? innermost() : place_name());
    settle(at);
    Block *b = block_open(BLOCK_WRAP, at);
    split_call(at, text, &b->call, &b->arguments);
    state.after_space = true;
    code(at, "    { ViewCollection wrap_%d; view_collect(v, &wrap_%d); {\n", b->number, b->number);
}

static void mark_csrf(const char *at) {
    if (state.where != IN_TEXT || !form.is_open || !form.is_post) fail(at, "{{ csrf }} stands in a form with method=\"post\" only");
    bool always = true;
    for (int i = form.depth; i < depth; i++)
        if (blocks[i].kind == BLOCK_IF || blocks[i].kind == BLOCK_EACH) always = false;
    if (always) form.has_token = true;
    space_flush();
    for (const char *p = "<input type=\"hidden\" name=\"_csrf\" value=\""; *p; p++)
        literal_add(*p);
    literal_flush();
    code(at, "    VIEW_PUT_ATTRIBUTE(v, (v->csrf));\n");
    literal_add('"'), literal_add('>');
    state.after_space = false;
}

static void mark(char *at, char *end) {
    char *text = trimmed(at + 2, end);
    if (text[0] == '#') return;
    const char *p = text;
    while (is_name_character(*p))
        p++;
    char *word = copy(text, (size_t)(p - text)), *rest = trimmed(p, p + strlen(p));
    if (!strcmp(word, "include")) {
        if (depth) fail(at, "{{ include }} stands at the top of the file");
        if (*rest != '"') fail(at, "write {{ include \"room/file.h\" }}");
        fprintf(out_header, "#include %s\n", rest);
    } else if (!strcmp(word, "view"))
        mark_view(at, rest);
    else if (!depth)
        fail(at, "outside a view");
    else if (!strcmp(word, "if")) {
        if (!*rest) fail(at, "{{ if }} needs a condition");
        settle(at);
        block_open(BLOCK_IF, at);
        code(at, "    if (%s) {\n", rest);
    } else if (!strcmp(word, "elif"))
        mark_else(at, rest);
    else if (!strcmp(word, "else"))
        mark_else(at, NULL);
    else if (!strcmp(word, "each"))
        mark_each(at, rest);
    else if (!strcmp(word, "let"))
        mark_let(at, rest);
    else if (!strcmp(word, "use"))
        mark_use(at, rest);
    else if (!strcmp(word, "wrap"))
        mark_wrap(at, rest);
    else if (!strcmp(word, "csrf"))
        mark_csrf(at);
    else if (!strcmp(word, "end"))
        mark_end_of_block(at);
    else
        mark_expression(at, text);
}

static void compile(void) {
    for (position = source; *position;) {
        if (position[0] == '{' && position[1] == '{') {
            char *end = mark_end(position);
            mark(position, end);
            position = end + 2;
        } else {
            if (depth)
                markup(*position, position);
            else if (!isspace((unsigned char)*position))
                fail(position, "markup outside a view");
            position++;
        }
    }
    if (depth) fail(blocks[depth - 1].place, "this block has no {{ end }}");
}

/* ---- main ---- */

/* "people/agenda.view.h" of ".../src/people/agenda.view.h": how #include names it. */
static const char *name_for_include(const char *header) {
    const char *found = !strncmp(header, "src/", 4) ? header + 4 : NULL;
    for (const char *p = header; (p = strstr(p, "/src/")); p += 5)
        found = p + 5;
    if (found) return found;
    const char *slash = strrchr(header, '/');
    return slash ? slash + 1 : header;
}

static char *guard_of(const char *name) {
    char *guard = copy(name, strlen(name));
    for (char *p = guard; *p; p++)
        *p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '_';
    return guard;
}

static FILE *open_output(const char *name) {
    FILE *file = fopen(name, "wb");
    if (!file) stop("cannot write", name);
    return file;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fputs("use: viewgen INPUT.view.html OUTPUT.view.h OUTPUT.view.c\n", stderr);
        return 2;
    }
    path = argv[1];
    source = read_file(path);
    out_header = open_output(argv[2]);
    out_code = open_output(argv[3]);
    const char *name = name_for_include(argv[2]), *guard = guard_of(name), *slash = strrchr(path, '/');
    fprintf(out_header,
        "/* Made by tools/viewgen from %s: change that file. */\n#ifndef QUORATE_%s\n#define QUORATE_%s\n\n#include \"web/view.h\"\n",
        slash ? slash + 1 : path, guard, guard);
    fprintf(out_code, "/* Made by tools/viewgen from %s: change that file. */\n#include \"%s\"\n\n", slash ? slash + 1 : path, name);
    compile();
    fprintf(out_header, "\n#endif\n");
    bool failed = ferror(out_header) || ferror(out_code);
    if (fclose(out_header) || fclose(out_code) || failed) stop("cannot write", argv[3]);
    return 0;
}
