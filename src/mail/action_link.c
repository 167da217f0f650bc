/* Owns one-time links: whoever does an action tells from a mail how it goes, without signing in. A link is for one action and one person, works once and
 * for a month, and never for an action of a restricted item or of a body that is not public. */
#include "mail/action_link.h"

#include "mail/mail.sql.h"
#include "web/session_life.h"

enum { DAYS_LINK_LASTS = 31 };

Error *action_link_make(Tx *tx, int64_t action, PersonId person, Text *token) {
    *token = token_make(tx_arena(tx));
    Moment until = moment_plus_seconds(tx_moment(tx), (int64_t)DAYS_LINK_LASTS * 86400);
    return action_link_put(tx, token_hash(tx_arena(tx), *token), action, person, until, NULL);
}

bool action_is_open_to_link(const Body *body, const ItemPlace *place) {
    return body->is_public && item_is_public(&place->meeting, &place->part, &place->item);
}

static Error *over(Arena *arena) {
    return error_new(arena, ERROR_ENDED,
        "This link was used already, is too old, or the action is not yours any more. Sign in to write about it, or tell the clerk.");
}

Error *action_link_open(Db *db, Arena *arena, Text token, Date today, ActionLinked *out) {
    ActionLinkRowRow row = {0};
    bool found, is_theirs;
    *out = (ActionLinked){0};
    TRY(action_link_row(db, arena, token_hash(arena, token), &row, &found));
    if (!found || moment_is_set(row.used_at) || moment_compare(row.expires_at, moment_now()) < 0) return over(arena);
    TRY(record_get(db, arena, &action_record, row.action, &out->action));
    TRY(record_get(db, arena, &person_record, row.person.n, &out->person));
    TRY(item_place(db, arena, out->action.item, &out->place));
    TRY(action_is_of(db, arena, &out->action, row.person, today, &is_theirs));
    TRY(record_get(db, arena, &body_record, out->action.body.n, &out->body));
    if (!is_theirs || !action_is_open_to_link(&out->body, &out->place) || out->action.state != ACTION_OPEN) return over(arena);
    TRY(action_updates(db, arena, out->action.id, &out->updates));
    return action_day(db, arena, &out->action, &out->day);
}

Error *action_link_take(Tx *tx, Text token) {
    int64_t changed = 0;
    TRY(action_link_use(tx, token_hash(tx_arena(tx), token), tx_moment(tx), &changed));
    return changed == 1 ? NULL : over(tx_arena(tx));
}
