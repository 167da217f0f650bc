/* `quorate doors`: the table of doors as it is built in, for administrators and for the tests that try every door with every visitor. */
#include "app/commands.h"

#include <stdio.h>

#include "base/json.h"
#include "people/people.h"
#include "web/route.h"

/* "clerk chair", "signed-in", "anyone". */
static Text who_enters(Arena *arena, Access who) {
    if (who == ANYONE) return S("anyone");
    if (who & SIGNED_IN) return S("signed-in");
    Buffer b = buffer_new(arena, 0);
    for (const Choice *c = role_choices; c->code; c++)
        if (who & (Access)c->value) buffer_putf(&b, "%s%s", b.len ? " " : "", c->code);
    return buffer_text(&b);
}

/* A date comes whole, as a browser's own control sends it, or in three parts. */
static void put_input(Json *j, const char *name, bool is_date) {
    static const char *const parts[] = {"", "-day", "-month", "-year"};
    char whole[100];
    for (size_t i = 0; i < (is_date ? 4 : 1); i++) {
        snprintf(whole, sizeof whole, "%s%s", name, parts[i]);
        json_text(j, text_of(whole));
    }
}

/* The names of what the door takes; anything else that is sent never reaches its handler. */
static void put_inputs(Json *j, const Route *r) {
    json_key(j, "inputs");
    json_begin_array(j);
    for (const Input *input = r->inputs; input && input->name; input++) put_input(j, input->name, input->kind == INPUT_DATE);
    if (r->form) put_input(j, "version", false);
    for (size_t i = 0; r->form && i < r->form->field_count; i++)
        if (!r->form->fields[i].by_program) put_input(j, r->form->fields[i].name, r->form->fields[i].kind == FIELD_DATE);
    json_end_array(j);
}

Error *command_doors(Arena *arena, const Arguments *arguments) {
    Buffer out = buffer_new(arena, 0);
    Json j = json_to(&out);
    bool as_json = argument(arguments, "--json") != NULL;
    json_begin_object(&j);
    json_key(&j, "doors");
    json_begin_array(&j);
    for (const Route *r = all_routes; r->path; r++) {
        Text who = who_enters(arena, r->who);
        if (!as_json)
            printf("%-5s %-55s %-7s %.*s\n", r->method == GET ? "GET" : "POST", r->path, r->site ? "public" : "office", TEXT_ARG(who));
        json_begin_object(&j);
        json_put_text(&j, "method", r->method == GET ? S("GET") : S("POST"));
        json_put_text(&j, "path", text_of(r->path));
        json_put_text(&j, "side", r->site ? S("public") : S("office"));
        json_put_text(&j, "who", who);
        json_put_bool(&j, "loopback", (r->flags & ROUTE_LOOPBACK) != 0);
        put_inputs(&j, r);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    if (as_json) printf("%.*s\n", TEXT_ARG(buffer_text(&out)));
    return NULL;
}
