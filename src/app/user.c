/* `quorate user add` and `quorate user one-step`: an account made on the command line, and the way back in for somebody who lost the
 * telephone when nobody else could take their second step away. */
#include "app/commands.h"

#include <stdio.h>
#include <unistd.h>

#include "app/app.sql.h"
#include "app/stores.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "web/second_step.h"

/* The role of a code, 0 when there is none of that name. */
static uint32_t role_of(const char *code) {
    for (const Choice *c = role_choices; c->code; c++)
        if (strcmp(c->code, code) == 0) return (uint32_t)c->value;
    return 0;
}

static Error *roles_read(Arena *arena, const Arguments *arguments, uint32_t *out) {
    *out = 0;
    for (int n = 0; argument_again(arguments, "--role", n); n++) {
        uint32_t role = role_of(argument_again(arguments, "--role", n));
        if (!role) {
            Buffer known = buffer_new(arena, 0);
            for (const Choice *c = role_choices; c->code; c++) buffer_putf(&known, "%s%s", c == role_choices ? "" : ", ", c->code);
            return argument_wrong(arena, arguments, "There is no role %s. The roles are: %.*s.", argument_again(arguments, "--role", n),
                TEXT_ARG(buffer_text(&known)));
        }
        *out |= role;
    }
    return NULL;
}

/* One line from standard input, or empty when it is a terminal or has ended. */
static Text password_from_input(Arena *arena) {
    if (isatty(STDIN_FILENO)) return (Text){0};
    char line[1024];
    if (!fgets(line, sizeof line, stdin)) return (Text){0};
    size_t end = strcspn(line, "\r\n");
    return text_copy(arena, (Text){line, end});
}

static Error *check_is_new(Tx *tx, const Account *account) {
    AccountNamedRow row;
    bool found = false;
    TRY(account_named(tx_db(tx), tx_arena(tx), account->email, &row, &found));
    if (!found) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "There is an account for %.*s already. Change it in the office, under Settings, Accounts.",
        TEXT_ARG(account->email));
}

Error *command_user_add(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    Account account = {.name = text_of(argument(arguments, "--name"))};
    FormValue email = {S("email"), text_of(arguments->words[0])}, name = {S("name"), account.name};
    TRY_OUT(roles_read(arena, arguments, &account.roles));
    static const char *const fields[] = {"email", "name", NULL};
    Form form = form_read(arena, &account_record, (FormValues){(FormValue[]){email, name}, 2}, ACCESS_ALL, fields, &account);
    if (!form_is_fine(&form)) {
        error = argument_wrong(arena, arguments, "%.*s.", TEXT_ARG(form.errors[0].sentence));
        goto out;
    }
    Text password = password_from_input(arena);
    bool made = text_is_empty(password);
    if (made) password = password_make(arena);
    TRY_OUT(password_check(arena, password, account.email, account.name));
    TRY_OUT(stores_open(arena, arguments, OPEN_OFFICE, &stores));
    TRY_OUT(tx_begin(stores.office, arena, (Actor){.name = S("command line")}, S("user add"), &tx));
    TRY_OUT(check_is_new(tx, &account));
    TRY_OUT(record_insert(tx, &account_record, &account));
    TRY_OUT(password_set(tx, &account, password, 0));
    TRY_OUT(tx_commit(tx));
    printf("%.*s can sign in now.\n", TEXT_ARG(account.email));
    if (made) printf("Password (shown this once): %.*s\n", TEXT_ARG(password));
out:
    tx_end(tx);
    stores_close(&stores);
    return error;
}

Error *command_user_one_step(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Tx *tx = NULL;
    Error *error = NULL;
    Account account;
    bool found = false;
    Text email = text_lower(arena, text_of(arguments->words[0]));
    TRY_OUT(stores_open(arena, arguments, OPEN_OFFICE, &stores));
    TRY_OUT(tx_begin(stores.office, arena, (Actor){.name = S("command line")}, S("user one-step"), &tx));
    TRY_OUT(account_of_email(tx_db(tx), arena, email, &account, &found));
    if (!found) {
        error = error_new(arena, ERROR_INPUT, "Nobody signs in with the address %.*s.", TEXT_ARG(email));
        goto out;
    }
    TRY_OUT(second_step_take_away(tx, account.id, S("Whoever runs this installation"), text_of(argument(arguments, "--reason"))));
    TRY_OUT(tx_commit(tx));
    printf("%.*s signs in with the password alone now, and is told so.\n", TEXT_ARG(account.email));
out:
    tx_end(tx);
    stores_close(&stores);
    return error;
}
