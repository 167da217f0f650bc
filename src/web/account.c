/* Owns the account as a record: its fields and who may see and change them. */
#include "web/session.h"

static const Field account_fields[] = {
    EMAIL(Account, email, .label = "Email address", .required = true, .max = 200, .search = true),
    TEXT(Account, name, .label = "Name", .required = true, .max = 120, .search = true),
    SET(Account, roles, .choices = role_choices, .label = "Roles"),
    INTEGER(Account, person, .label = "Person", .by_program = true),
    FLAG(Account, is_disabled, .label = "May not sign in"),
    SECRET(Account, password_hash, .label = "Password"),
    MOMENT(Account, password_set_at, .label = "Password set"),
};
/* The first role is the administrator's, whatever people/ calls it. */
enum { FIRST_ROLE = 1u << 0 };
const Record account_record = RECORD(Account, "account", account_fields, .title = "account", .plural = "accounts", .label_field = "name",
    .see = FIRST_ROLE, .change = FIRST_ROLE, .stays_in_office = true);
