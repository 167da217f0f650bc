/* The statement compiler: turns a file of named SQL statements into typed C functions. docs/generators.md is its manual.
 *
 *     sqlgen ROOM/INPUT.sql OUTPUT.sql.h OUTPUT.sql.c
 *
 * Order of this file: errors and memory; what a statement is; reading a file; checking the SQL; writing the header; writing the
 * functions; main. It is a short-lived program: memory is never freed. */
#define _GNU_SOURCE /* vasprintf */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Errors and memory ---- */

static const char *path; /* of the input, as errors name it */

__attribute__((format(printf, 2, 3))) static _Noreturn void fail(int line, const char *words, ...) {
    if (line > 0) fprintf(stderr, "%s:%d: error: ", path, line);
    else fprintf(stderr, "%s: error: ", path);
    va_list list;
    va_start(list, words);
    vfprintf(stderr, words, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

static void *checked(void *memory) {
    if (memory) return memory;
    fputs("sqlgen: the machine has no memory left\n", stderr);
    exit(1);
}

__attribute__((format(printf, 1, 2))) static char *format(const char *words, ...) {
    char *out;
    va_list list;
    va_start(list, words);
    int length = vasprintf(&out, words, list);
    va_end(list);
    return checked(length < 0 ? NULL : out);
}

static char *read_file(const char *name) {
    path = name;
    FILE *file = fopen(name, "rb");
    char *text = NULL;
    size_t capacity = 0;
    if (!file) fail(0, "%s", strerror(errno));
    ssize_t length = getdelim(&text, &capacity, '\0', file);
    if (length < 0 && ferror(file)) fail(0, "%s", strerror(errno));
    if (length < 0) return checked(calloc(1, 1));
    if (strlen(text) < (size_t)length) fail(0, "there is a zero byte in the file");
    fclose(file);
    return text;
}

static FILE *open_output(const char *name) {
    FILE *file = fopen(name, "wb");
    if (!file) {
        fprintf(stderr, "sqlgen: %s: %s\n", name, strerror(errno));
        exit(1);
    }
    return file;
}

static void close_output(FILE *file, const char *name) {
    if (ferror(file) | fclose(file)) {
        fprintf(stderr, "sqlgen: %s: %s\n", name, strerror(errno));
        remove(name);
        exit(1);
    }
}

/* ---- What a statement is ---- */

enum { MOST_STATEMENTS = 500, MOST_VALUES = 64 };

typedef enum { ONE, MAYBE, MANY, EXEC } Kind;
static const char *const kind_words[] = {":one", ":maybe", ":many", ":exec"};

/* How a type crosses: the C type, the expression that makes a Value of it, and the one that makes it of a Value `v`.
 * The first %s is the name of the parameter. */
typedef struct {
    const char *name, *c_type, *to_value, *from_value;
} Type;
static const Type types[] = {
    {"Text", "Text", "value_text(%s)", "text_copy(arena, v.text)"},
    {"Bytes", "Text", "value_bytes(%s)", "text_copy(arena, v.text)"},
    {"int64_t", "int64_t", "value_integer(%s)", "v.integer"},
    {"bool", "bool", "value_integer(%s ? 1 : 0)", "v.integer != 0"},
    {"Date", "Date", "value_date(%s)", "value_as_date(v)"},
    {"TimeOfDay", "TimeOfDay", "value_time(%s)", "value_as_time(v)"},
    {"Moment", "Moment", "value_moment(%s)", "value_as_moment(v)"},
    {"Pence", "Pence", "value_integer(%s.n)", "(Pence){v.integer}"},
};

typedef struct {
    char *name;
    Type type;
} Item; /* a parameter, or a column of the result */
typedef struct {
    Item items[MOST_VALUES];
    int count;
} Items;

typedef struct {
    char *name;
    int line;
    Kind kind;
    Items parameters, columns;
    char *result; /* a record type, or the struct made of the columns; NULL for :exec */
    bool is_record;
    char *comment, *sql, *postgres_sql;
    int sql_line, postgres_line;
} Statement;

static Statement statements[MOST_STATEMENTS];
static int statement_count;
static char *includes = "";

/* "TermsOfReference" gives "terms_of_reference". */
static char *snake_case(const char *camel) {
    char *out = checked(calloc(2 * strlen(camel) + 1, 1)), *at = out;
    for (const char *c = camel; *c; c++) {
        if (isupper((unsigned char)*c) && c > camel) *at++ = '_';
        *at++ = (char)tolower((unsigned char)*c);
    }
    return out;
}

/* "seats_held_on" gives "SeatsHeldOn". */
static char *camel_case(const char *snake) {
    char *out = checked(calloc(strlen(snake) + 1, 1)), *at = out;
    for (const char *c = snake; *c; c++) {
        if (*c == '_') continue;
        *at++ = (char)(c == snake || c[-1] == '_' ? toupper((unsigned char)*c) : *c);
    }
    return out;
}

/* ---- Reading a file ---- */

static const char *skip_blanks(const char *at) {
    while (*at == ' ' || *at == '\t') at++;
    return at;
}

static char *take_word(const char **at) {
    const char *start = skip_blanks(*at), *end = start;
    while (isalnum((unsigned char)*end) || *end == '_') end++;
    *at = end;
    return checked(strndup(start, (size_t)(end - start)));
}

static bool take_mark(const char **at, const char *mark) {
    const char *start = skip_blanks(*at);
    if (strncmp(start, mark, strlen(mark)) != 0) return false;
    *at = start + strlen(mark);
    return true;
}

static bool is_lower_name(const char *word) {
    return islower((unsigned char)*word) && strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(word);
}

static bool ends_with_id(const char *word) {
    size_t length = strlen(word);
    return length > 2 && isupper((unsigned char)*word) && strcmp(word + length - 2, "Id") == 0;
}

static Type type_named(const char *word, int line) {
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(word, types[i].name) == 0) return types[i];
    }
    if (!ends_with_id(word)) {
        fail(line, "'%s' is no type here: Text, Bytes, int64_t, bool, Date, TimeOfDay, Moment, Pence or a type that ends in Id", word);
    }
    return (Type){word, word, "value_id(%s.n)", format("(%s){v.integer}", word)};
}

/* "(body BodyId, day Date)" or "()". */
static void read_items(const char **at, int line, Items *out) {
    if (!take_mark(at, "(")) fail(line, "a '(' is missing before '%s'", skip_blanks(*at));
    if (take_mark(at, ")")) return;
    do {
        char *name = take_word(at), *type = take_word(at);
        if (!is_lower_name(name) || !*type) fail(line, "'name Type' is wanted in the brackets, not '%s %s'", name, type);
        if (out->count == MOST_VALUES) fail(line, "more than %d names in the brackets", MOST_VALUES);
        for (int i = 0; i < out->count; i++) {
            if (strcmp(out->items[i].name, name) == 0) fail(line, "'%s' stands twice in the brackets", name);
        }
        out->items[out->count++] = (Item){name, type_named(type, line)};
    } while (take_mark(at, ","));
    if (!take_mark(at, ")")) fail(line, "a ',' or ')' is missing before '%s'", skip_blanks(*at));
}

static void read_result(const char **at, Statement *s) {
    if (s->kind == EXEC) {
        if (take_mark(at, "->")) fail(s->line, ":exec gives no rows, so it has no '->'");
        return;
    }
    if (!take_mark(at, "->")) fail(s->line, "'-> Type' or '-> (column Type, ...)' is missing: what does %s give?", kind_words[s->kind]);
    if (*skip_blanks(*at) == '(') {
        read_items(at, s->line, &s->columns);
        if (s->columns.count == 0) fail(s->line, "a result needs a column");
        s->result = format("%sRow", camel_case(s->name));
        return;
    }
    s->result = take_word(at);
    s->is_record = true;
    if (!isupper((unsigned char)*s->result)) fail(s->line, "'%s' is no record type: those begin with a capital letter", s->result);
}

/* What stands after "-- name:". */
static Statement *read_head(const char *at, int line) {
    static const char *const taken[] = {"db", "arena", "tx", "out", "found", "changed"};
    if (statement_count == MOST_STATEMENTS) fail(line, "more than %d statements in one file", MOST_STATEMENTS);
    Statement *s = &statements[statement_count++];
    *s = (Statement){.name = take_word(&at), .line = line, .comment = "", .sql = "", .postgres_sql = ""};
    if (!is_lower_name(s->name)) fail(line, "a statement's name is lower-case letters, digits and '_', not '%s'", s->name);
    for (int i = 0; i < statement_count - 1; i++) {
        if (strcmp(statements[i].name, s->name) == 0) fail(line, "'%s' has a statement already, at line %d", s->name, statements[i].line);
    }
    size_t kind = 0, kinds = sizeof kind_words / sizeof *kind_words;
    while (kind < kinds && !take_mark(&at, kind_words[kind])) kind++;
    if (kind == kinds) fail(line, ":one, :maybe, :many or :exec is missing before '%s'", skip_blanks(at));
    s->kind = (Kind)kind;
    read_items(&at, line, &s->parameters);
    for (int i = 0; i < s->parameters.count; i++) {
        for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) {
            if (strcmp(s->parameters.items[i].name, taken[k]) == 0)
                fail(line, "a parameter cannot be called '%s': the function has one already", taken[k]);
        }
    }
    read_result(&at, s);
    if (*skip_blanks(at)) fail(line, "'%s' is not understood here", skip_blanks(at));
    return s;
}

static bool ends_statement(const char *line) {
    size_t length = strlen(line);
    while (length > 0 && isspace((unsigned char)line[length - 1])) length--;
    return length > 0 && line[length - 1] == ';';
}

/* Where the reader stands: which statement it is in, and which of its texts. */
typedef enum { OUTSIDE, COMMENT, SQL, AFTER_SQL, POSTGRES } Place;

static Place read_comment_line(const char *line, int number, Place place, Statement **s) {
    const char *at = line + 2;
    if (take_mark(&at, "include:")) {
        if (statement_count > 0) fail(number, "'-- include:' stands above the first statement");
        at = skip_blanks(at);
        includes = format("%s#include \"%s\"\n", includes, at);
        return place;
    }
    if (take_mark(&at, "name:")) {
        if (place == COMMENT || place == SQL || place == POSTGRES) fail((*s)->line, "'%s' has no SQL that ends with ';'", (*s)->name);
        *s = read_head(at, number);
        return COMMENT;
    }
    if (take_mark(&at, "postgres:")) {
        if (place != AFTER_SQL || *(*s)->postgres_sql) fail(number, "'-- postgres:' stands after a statement's SQL, once");
        (*s)->postgres_line = number + 1;
        return POSTGRES;
    }
    if (place == COMMENT) (*s)->comment = format("%s%s%s", (*s)->comment, *(*s)->comment ? "\n" : "", skip_blanks(at));
    return place;
}

static Place read_sql_line(const char *line, int number, Place place, Statement *s) {
    if (place == OUTSIDE || place == AFTER_SQL)
        fail(number, "this SQL belongs to no statement: '-- name:' is missing above, or a ';' ended it early");
    bool is_end = ends_statement(line);
    if (place == POSTGRES) {
        s->postgres_sql = format("%s%s\n", s->postgres_sql, line);
        return is_end ? OUTSIDE : POSTGRES;
    }
    if (place == COMMENT) s->sql_line = number;
    s->sql = format("%s%s\n", s->sql, line);
    return is_end ? AFTER_SQL : SQL;
}

static void read_statements(char *text) {
    Place place = OUTSIDE;
    Statement *s = NULL;
    int number = 0;
    for (char *line; (line = strsep(&text, "\n"));) {
        number++;
        line[strcspn(line, "\r")] = '\0';
        const char *start = skip_blanks(line);
        if (!*start) continue;
        place = strncmp(start, "--", 2) == 0 ? read_comment_line(start, number, place, &s) : read_sql_line(line, number, place, s);
    }
    if (place == COMMENT || place == SQL || place == POSTGRES) fail(s->line, "'%s' has no SQL that ends with ';'", s->name);
}

/* ---- Checking the SQL ---- */

static int lines_between(const char *from, const char *to) {
    int lines = 0;
    for (; from < to; from++) lines += *from == '\n';
    return lines;
}

/* Looks at what is not in quotes: the ';' is at the end only, and $1 .. $N are all there and no others. Cuts the ';' off. */
static void check_sql(const Statement *s, char *sql, int line) {
    bool used[MOST_VALUES + 1] = {false};
    for (char *at = sql; *at; at++) {
        int here = line + lines_between(sql, at);
        if (*at == '\'' || *at == '"') {
            char *end = strchr(at + 1, *at);
            if (!end) fail(here, "a %s is not closed", *at == '"' ? "quoted name" : "text");
            at = end;
        } else if (*at == '-' && at[1] == '-') {
            fail(here, "a comment beside SQL: put it on a line of its own");
        } else if (*at == ';') {
            if (at[1 + strspn(at + 1, " \t\n")]) fail(here, "one statement under one name: there is SQL behind the ';'");
            *at = '\0';
            break;
        } else if (*at == '?') {
            fail(here, "parameters are $1, $2 ..., not '?'");
        } else if (*at == '$') {
            long n = strtol(at + 1, NULL, 10);
            if (n < 1 || n > s->parameters.count)
                fail(here, "$%ld is not a parameter of '%s', which has %d", n, s->name, s->parameters.count);
            used[n] = true;
        }
    }
    for (int i = 0; i < s->parameters.count; i++) {
        if (!used[i + 1]) fail(line, "$%d (%s) is not used in '%s'", i + 1, s->parameters.items[i].name, s->name);
    }
}

static void check_statements(void) {
    for (int i = 0; i < statement_count; i++) {
        check_sql(&statements[i], statements[i].sql, statements[i].sql_line);
        if (*statements[i].postgres_sql) check_sql(&statements[i], statements[i].postgres_sql, statements[i].postgres_line);
    }
}

/* ---- Writing the header ---- */

static void put_signature(FILE *out, const Statement *s) {
    fprintf(out, "Error *%s(%s", s->name, s->kind == EXEC ? "Tx *tx" : "Db *db, Arena *arena");
    for (int i = 0; i < s->parameters.count; i++) fprintf(out, ", %s %s", s->parameters.items[i].type.c_type, s->parameters.items[i].name);
    switch (s->kind) {
    case ONE: fprintf(out, ", %s *out)", s->result); break;
    case MAYBE: fprintf(out, ", %s *out, bool *found)", s->result); break;
    case MANY: fprintf(out, ", %sList *out)", s->result); break;
    case EXEC: fprintf(out, ", int64_t *changed)"); break;
    }
}

static void put_comment(FILE *out, const char *comment) {
    if (!*comment) return;
    fputs("/* ", out);
    for (const char *c = comment; *c; c++) {
        if (*c == '\n') fputs("\n * ", out);
        else if (c[0] == '*' && c[1] == '/') fputs("* ", out);
        else fputc(*c, out);
    }
    fputs(" */\n", out);
}

static void write_header(FILE *out, const char *name, const char *stem) {
    fprintf(out, "/* Made by sqlgen from %s. */\n#ifndef QUORATE_", name);
    for (const char *c = name; *c; c++) fputc(isalnum((unsigned char)*c) ? toupper((unsigned char)*c) : '_', out);
    fputs("_H\n#define QUORATE_", out);
    for (const char *c = name; *c; c++) fputc(isalnum((unsigned char)*c) ? toupper((unsigned char)*c) : '_', out);
    fprintf(out, "_H\n\n#include \"store/record.h\"\n%s\n", includes);
    for (int i = 0; i < statement_count; i++) {
        const Statement *s = &statements[i];
        if (s->result && !s->is_record) {
            fputs("typedef struct {\n", out);
            for (int k = 0; k < s->columns.count; k++)
                fprintf(out, "    %s %s;\n", s->columns.items[k].type.c_type, s->columns.items[k].name);
            fprintf(out, "} %s;\n", s->result);
            if (s->kind == MANY) fprintf(out, "typedef struct { %s *items; size_t count; } %sList;\n", s->result, s->result);
        }
        put_comment(out, s->comment);
        put_signature(out, s);
        fputs(";\n\n", out);
    }
    fprintf(out, "/* Every statement of the file; ends with NULL. */\nextern const Statement *const %s_statements[];\n\n#endif\n", stem);
}

/* ---- Writing the functions ---- */

/* A C string literal, a line of SQL a line. */
static void put_string(FILE *out, const char *text) {
    fputs("\n    \"", out);
    for (const char *c = text; *c; c++) {
        if (*c == '\n') fputs(c[1] ? "\\n\"\n    \"" : "", out);
        else if (*c == '"' || *c == '\\') fprintf(out, "\\%c", *c);
        else if (*c == '?') fputs("\\?", out); /* no trigraphs */
        else fputc(*c, out);
    }
    fputc('"', out);
}

static void put_statement(FILE *out, const Statement *s, const char *name) {
    if (s->columns.count > 0) {
        fprintf(out, "static const char *const %s_columns[] = {", s->name);
        for (int i = 0; i < s->columns.count; i++) fprintf(out, "\"%s\", ", s->columns.items[i].name);
        fputs("NULL};\n", out);
    }
    fprintf(out, "static const Statement %s_statement = {\n    .name = \"%s\", .place = \"%s:%d\", .parameters = %d, .sql =", s->name,
        s->name, name, s->line, s->parameters.count);
    put_string(out, s->sql);
    if (*s->postgres_sql) {
        fputs(",\n    .postgres_sql =", out);
        put_string(out, s->postgres_sql);
    }
    if (s->columns.count > 0) fprintf(out, ",\n    .columns = %s_columns", s->name);
    fputs("};\n\n", out);
}

/* The reader of one row of columns in brackets. They are read by place; that their names are as promised is looked at once a statement
 * and connection, so that a swapped column is found the first time it runs and costs nothing after. */
static void put_row_reader(FILE *out, const Statement *s) {
    fprintf(out, "static Error *read_%s(Rows *rows, Arena *arena, %s *out) {\n", s->name, s->result);
    fprintf(out, "    TRY(check_columns(rows, arena, &%s_statement));\n    Value v;\n", s->name);
    for (int i = 0; i < s->columns.count; i++) {
        fprintf(
            out, "    v = rows_value(rows, %d);\n    out->%s = %s;\n", i, s->columns.items[i].name, s->columns.items[i].type.from_value);
    }
    fputs("    return NULL;\n}\n\n", out);
}

static void put_parameters(FILE *out, const Statement *s) {
    if (s->parameters.count == 0) return;
    fputs("    const Value parameters_[] = {", out);
    for (int i = 0; i < s->parameters.count; i++) {
        const Item *p = &s->parameters.items[i];
        const char *mark = strstr(p->type.to_value, "%s");
        fprintf(out, "%s%.*s%s%s", i ? ", " : "", (int)(mark - p->type.to_value), p->type.to_value, p->name, mark + 2);
    }
    fputs("};\n", out);
}

static char *read_call(const Statement *s, const char *into) {
    if (s->is_record) return format("record_from_row(rows_, &%s_record, %s)", snake_case(s->result), into);
    return format("read_%s(rows_, arena, %s)", s->name, into);
}

static const char body_of_one[] = "    TRY_OUT(rows_next(rows_, &has_row_));\n"
                                  "    if (has_row_) TRY_OUT(%s);\n";

static const char body_of_many[] =
    "    %sList list_ = {0};\n"
    "    size_t room_ = 0;\n"
    "    for (;;) {\n"
    "        TRY_OUT(rows_next(rows_, &has_row_));\n"
    "        if (!has_row_) break;\n"
    "        if (list_.count == room_) {\n"
    "            size_t more_ = room_ ? room_ * 2 : 8;\n"
    "            list_.items = arena_grow(arena, list_.items, room_ * sizeof *list_.items, more_ * sizeof *list_.items);\n"
    "            room_ = more_;\n"
    "        }\n"
    "        TRY_OUT(%s);\n"
    "        list_.count++;\n"
    "    }\n"
    "    *out = list_;\n";

static void put_function(FILE *out, const Statement *s) {
    const char *parameters = s->parameters.count ? "parameters_" : "NULL";
    put_signature(out, s);
    fputs(" {\n", out);
    put_parameters(out, s);
    if (s->kind == EXEC) {
        fprintf(out, "    return tx_execute(tx, &%s_statement, %s, changed);\n}\n\n", s->name, parameters);
        return;
    }
    fprintf(out, "    Rows *rows_;\n    TRY(db_query(db, arena, &%s_statement, %s, &rows_));\n", s->name, parameters);
    fputs("    Error *error = NULL;\n    bool has_row_ = false;\n", out);
    if (s->kind == MANY) fprintf(out, body_of_many, s->result, read_call(s, "&list_.items[list_.count]"));
    else fprintf(out, body_of_one, read_call(s, "out"));
    if (s->kind == ONE) fprintf(out, "    else error = no_row(arena, &%s_statement);\n", s->name);
    if (s->kind == MAYBE) fputs("    *found = has_row_;\n", out);
    fputs("out:\n    rows_end(rows_);\n    return error;\n}\n\n", out);
}

static const char check_columns_function[] =
    "static Error *check_columns(Rows *rows, Arena *arena, const Statement *statement) {\n"
    "    void **seen = rows_memo(rows);\n"
    "    if (*seen) return NULL;\n"
    "    int count = 0;\n"
    "    for (; count < rows_columns(rows) && statement->columns[count]; count++) {\n"
    "        if (strcmp(rows_column_name(rows, count), statement->columns[count]) == 0) continue;\n"
    "        return error_fault(arena, \"%s: column %d is %s, not %s\", statement->place, count + 1, rows_column_name(rows, count),\n"
    "            statement->columns[count]);\n"
    "    }\n"
    "    if (count < rows_columns(rows) || statement->columns[count]) {\n"
    "        return error_fault(arena, \"%s gives %d columns\", statement->place, rows_columns(rows));\n"
    "    }\n"
    "    *seen = rows_keep(rows, 1);\n"
    "    return NULL;\n"
    "}\n\n";

static const char no_row_function[] =
    "static Error *no_row(Arena *arena, const Statement *statement) {\n"
    "    Error *error = error_new(arena, ERROR_NOT_FOUND, \"What you asked for is not there. It may have been removed.\");\n"
    "    return error_detail(arena, error, \"%s (%s) gave no row\", statement->name, statement->place);\n"
    "}\n\n";

static void write_source(FILE *out, const char *name, const char *stem) {
    bool has_columns = false, has_one = false;
    for (int i = 0; i < statement_count; i++) {
        has_columns |= statements[i].columns.count > 0;
        has_one |= statements[i].kind == ONE;
    }
    fprintf(out, "/* Made by sqlgen from %s. */\n#include \"%s.h\"\n\n#include <string.h>\n\n#include \"base/error.h\"\n\n", name, name);
    if (has_columns) fputs(check_columns_function, out);
    if (has_one) fputs(no_row_function, out);
    for (int i = 0; i < statement_count; i++) {
        put_statement(out, &statements[i], name);
        if (statements[i].columns.count > 0) put_row_reader(out, &statements[i]);
        put_function(out, &statements[i]);
    }
    fprintf(out, "const Statement *const %s_statements[] = {\n", stem);
    for (int i = 0; i < statement_count; i++) fprintf(out, "    &%s_statement,\n", statements[i].name);
    fputs("    NULL,\n};\n", out);
}

/* The last two parts of the input's path: "people/people.sql". */
static const char *short_name(const char *input) {
    int slashes = 0;
    const char *at = input + strlen(input);
    while (at > input && !(at[-1] == '/' && ++slashes == 2)) at--;
    return at;
}

static int compile_statements(const char *input, const char *header, const char *source) {
    char *text = read_file(input);
    const char *name = short_name(input), *slash = strrchr(name, '/');
    char *stem = checked(strdup(slash ? slash + 1 : name));
    stem[strcspn(stem, ".")] = '\0';
    if (!is_lower_name(stem)) fail(0, "the file's name is lower-case letters, digits and '_', then .sql");
    read_statements(text);
    check_statements();
    FILE *out = open_output(header);
    write_header(out, name, stem);
    close_output(out, header);
    out = open_output(source);
    write_source(out, name, stem);
    close_output(out, source);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 4 && argv[1][0] != '-') return compile_statements(argv[1], argv[2], argv[3]);
    fputs("usage: sqlgen ROOM/INPUT.sql OUTPUT.sql.h OUTPUT.sql.c\n", stderr);
    return 2;
}
