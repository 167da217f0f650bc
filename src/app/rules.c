/* `quorate rules`: the table of docs/rules.md, which tests/checks/rules holds to the tree. */
#include "app/commands.h"

#include "app/embedded.h"
#include "base/json.h"

typedef struct {
    Text rule, asks, standing, where, test;
} Rule;
typedef struct {
    Rule *items;
    size_t count;
} Rules;

/* The words of a cell, without the marks of code. */
static Text plain(Arena *arena, Text cell) {
    Buffer b = buffer_new(arena, cell.len + 1);
    for (size_t i = 0; i < cell.len; i++)
        if (cell.ptr[i] != '`') buffer_put_char(&b, cell.ptr[i]);
    return text_trim(buffer_text(&b));
}

/* | rule | what it asks | standing | where | test | */
static bool read_row(Arena *arena, Text line, Rule *out) {
    Text cells[7], cell;
    size_t count = 0;
    if (!text_starts_with(line, S("| "))) return false;
    while (count < 7 && text_split(&line, '|', &cell)) cells[count++] = plain(arena, cell);
    if (count != 7) return false;
    *out = (Rule){cells[1], cells[2], cells[3], cells[4], cells[5]};
    return !text_equal(out->rule, S("rule")) && !text_starts_with(out->rule, S("---"));
}

static Rules all_rules(Arena *arena) {
    Rules rules = {0};
    Text rest = {0}, line;
    for (const EmbeddedText *t = embedded_texts; t->name; t++)
        if (strcmp(t->name, "rules.md") == 0) rest = text_of(t->text);
    rules.items = ARENA_ARRAY(arena, Rule, rest.len / 16 + 1);
    while (text_next_line(&rest, &line))
        if (read_row(arena, line, &rules.items[rules.count])) rules.count++;
    return rules;
}

static void put_json(Json *j, const Rule *r) {
    json_begin_object(j);
    json_put_text(j, "rule", r->rule);
    json_put_text(j, "asks", r->asks);
    json_put_text(j, "standing", r->standing);
    json_put_text(j, "where", r->where);
    json_put_text(j, "test", r->test);
    json_end_object(j);
}

static void print_rule(const Rule *r) {
    printf("%.*s  %.*s\n    %.*s\n", TEXT_ARG(r->rule), TEXT_ARG(r->asks), TEXT_ARG(r->standing));
    if (!text_is_empty(r->where)) printf("    where: %.*s\n", TEXT_ARG(r->where));
    if (!text_is_empty(r->test)) printf("    test:  %.*s\n", TEXT_ARG(r->test));
}

Error *command_rules(Arena *arena, const Arguments *arguments) {
    Rules rules = all_rules(arena);
    Text wanted = arguments->word_count ? text_of(arguments->words[0]) : (Text){0};
    Buffer out = buffer_new(arena, 1000);
    Json j = json_to(&out);
    size_t found = 0;
    json_begin_object(&j);
    json_key(&j, "rules");
    json_begin_array(&j);
    for (size_t i = 0; i < rules.count; i++) {
        const Rule *r = &rules.items[i];
        if (!text_is_empty(wanted) && !text_equal_ignoring_case(r->rule, wanted)) continue;
        found++;
        if (argument(arguments, "--json")) put_json(&j, r);
        else print_rule(r);
    }
    json_end_array(&j);
    json_end_object(&j);
    if (found == 0) return error_new(arena, ERROR_NOT_FOUND, "There is no rule %.*s. \"quorate rules\" lists them all.", TEXT_ARG(wanted));
    if (argument(arguments, "--json")) printf("%.*s\n", TEXT_ARG(buffer_text(&out)));
    return NULL;
}
