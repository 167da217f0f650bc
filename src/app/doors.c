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
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    if (as_json) printf("%.*s\n", TEXT_ARG(buffer_text(&out)));
    return NULL;
}
