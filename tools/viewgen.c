/* The view compiler: turns an HTML file with {{ marks }} into typed C functions. docs/generators.md is its manual.
 *
 *     viewgen INPUT.view.html OUTPUT.view.h OUTPUT.view.c
 *
 * It reads the markup as a browser would (view_markup.c: tags, attributes, quotes), so that it knows where every expression stands and writes
 * the call that escapes it for that place; where nothing can be escaped safely, it refuses. Each block ({{ if }}, {{ each }}, {{ wrap }}, a
 * view) must leave the markup where it found it: so what a page looks like to a browser never depends on data.
 *
 * Order of this file: what is written; the marks; main. A short-lived program: memory is never freed. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view_markup.h"
#include "view_source.h"

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
        if (c == '\n') fputs(i + 1 < literal_len ? "\\n\"\n        \"" : "\\n", out_code);
        else if (c == '"' || c == '\\') fprintf(out_code, "\\%c", c);
        else if (c < 32 || c > 126) fprintf(out_code, "\\%03o", c);
        else fputc(c, out_code);
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

static bool is_name_character(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static char *trimmed(const char *from, const char *to) {
    while (from < to && isspace((unsigned char)*from)) from++;
    while (to > from && isspace((unsigned char)to[-1])) to--;
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
        if (*p == '(' || *p == '[' || *p == '{') open++;
        else if (*p == ')' || *p == ']' || *p == '}') open--;
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
    while (is_name_character(*p)) p++;
    const char *after = p;
    while (isspace((unsigned char)*p)) p++;
    size_t len = strlen(p);
    if (after == text || *p != '(' || p[len - 1] != ')') fail(at, "here must stand a name and its arguments in brackets");
    *name = copy(text, (size_t)(after - text));
    *arguments = trimmed(p + 1, p + len - 1);
}

static void mark_expression(const char *at, const char *expression) {
    if (!*expression) fail(at, "an empty mark");
    space_flush();
    literal_flush();
    code(at, "    %s(v, (%s));\n", writer_here(at), expression);
    state.after_space = false;
}

/* Everything before a control mark is written before what it becomes. */
static void control(const char *at) {
    settle(at);
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

static void branch_end(const char *at, Block *b) {
    must_be_closed(at);
    joined(at, state, b->before); /* refuses a branch that ends elsewhere than it began */
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
    control(at);
    branch_end(at, b);
    state = b->before;
    b->has_else = !condition;
    if (condition) code(at, "    } else if (%s) {\n", condition);
    else code(NULL, "    } else {\n");
}

static void mark_end_of_block(const char *at) {
    Block *b = block_within(at, "end");
    if (b->kind == BLOCK_VIEW || b->kind == BLOCK_WRAP) waiting_space = 0;
    control(at);
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
    while (is_name_character(*p)) p++;
    char *name = copy(text, (size_t)(p - text));
    char *rest = trimmed(p, p + strlen(p));
    if (!*name || strncmp(rest, "in", 2) || !isspace((unsigned char)rest[2])) fail(at, "write {{ each NAME in LIST }}");
    control(at);
    Block *b = block_open(BLOCK_EACH, at);
    /* What stands before the second time round is the end of the first. */
    state.after_space = false, state.needs_space = state.needs_space || state.where == IN_TAG;
    if (state.where == IN_VALUE && state.value == VALUE_URL_START) state.value = VALUE_URL_EITHER;
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
    control(at);
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
    control(at);
    Block *b = block_open(BLOCK_WRAP, at);
    split_call(at, text, &b->call, &b->arguments);
    state.after_space = true;
    code(at, "    { ViewCollection wrap_%d; view_collect(v, &wrap_%d); {\n", b->number, b->number);
}

static bool is_outside_conditions(int from) {
    for (int i = from; i < depth; i++)
        if (blocks[i].kind == BLOCK_IF || blocks[i].kind == BLOCK_EACH) return false;
    return true;
}

static void mark_csrf(const char *at) {
    token_written(at, is_outside_conditions);
    space_flush();
    for (const char *p = "<input type=\"hidden\" name=\"_csrf\" value=\""; *p; p++) literal_add(*p);
    literal_flush();
    code(at, "    VIEW_PUT_ATTRIBUTE(v, (v->csrf));\n");
    literal_add('"'), literal_add('>');
    state.after_space = false;
}

static void mark(char *at, char *end) {
    char *text = trimmed(at + 2, end);
    if (text[0] == '#') return;
    const char *p = text;
    while (is_name_character(*p)) p++;
    char *word = copy(text, (size_t)(p - text)), *rest = trimmed(p, p + strlen(p));
    if (!strcmp(word, "include")) {
        if (depth) fail(at, "{{ include }} stands at the top of the file");
        if (*rest != '"') fail(at, "write {{ include \"room/file.h\" }}");
        fprintf(out_header, "#include %s\n", rest);
    } else if (!strcmp(word, "view")) mark_view(at, rest);
    else if (!depth) fail(at, "outside a view");
    else if (!strcmp(word, "if")) {
        if (!*rest) fail(at, "{{ if }} needs a condition");
        control(at);
        block_open(BLOCK_IF, at);
        code(at, "    if (%s) {\n", rest);
    } else if (!strcmp(word, "elif")) mark_else(at, rest);
    else if (!strcmp(word, "else")) mark_else(at, NULL);
    else if (!strcmp(word, "each")) mark_each(at, rest);
    else if (!strcmp(word, "let")) mark_let(at, rest);
    else if (!strcmp(word, "use")) mark_use(at, rest);
    else if (!strcmp(word, "wrap")) mark_wrap(at, rest);
    else if (!strcmp(word, "csrf")) mark_csrf(at);
    else if (!strcmp(word, "end")) mark_end_of_block(at);
    else mark_expression(at, text);
}

static void compile(void) {
    for (char *position = source; *position;) {
        if (position[0] == '{' && position[1] == '{') {
            char *end = mark_end(position);
            mark(position, end);
            position = end + 2;
        } else {
            if (depth) markup(*position, position);
            else if (!isspace((unsigned char)*position)) fail(position, "markup outside a view");
            position++;
        }
    }
    if (depth) fail(blocks[depth - 1].place, "this block has no {{ end }}");
}

/* ---- main ---- */

/* "people/agenda.view.h" of ".../src/people/agenda.view.h": how #include names it. */
static const char *name_for_include(const char *header) {
    const char *found = !strncmp(header, "src/", 4) ? header + 4 : NULL;
    for (const char *p = header; (p = strstr(p, "/src/")); p += 5) found = p + 5;
    if (found) return found;
    const char *slash = strrchr(header, '/');
    return slash ? slash + 1 : header;
}

static char *guard_of(const char *name) {
    char *guard = copy(name, strlen(name));
    for (char *p = guard; *p; p++) *p = isalnum((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '_';
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
