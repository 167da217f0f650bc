/* An action as somebody sees it who came by a one-time link. */
#ifndef QUORATE_MAIL_ACTION_LINK_H
#define QUORATE_MAIL_ACTION_LINK_H

#include "mail/mail.h"
#include "minutes/actions.h"

typedef struct {
    Action action;
    Person person; /* whose link it is */
    ItemPlace place;
    Body body;
    Date day;      /* by which; unset: not known yet */
    ActionUpdateList updates;
} ActionLinked;

/* May such a link show the action? Only what the public may know of: an item of a public meeting of a public body. Pure. */
bool action_is_open_to_link(const Body *body, const ItemPlace *place);
/* ERROR_ENDED when the link was used, is too old, or the action is closed, restricted or not theirs any more. */
Error *action_link_open(Db *db, Arena *arena, Text token, Date today, ActionLinked *out);
/* Uses it up, in the transaction that writes what was told; of two at once one finds it used. */
Error *action_link_take(Tx *tx, Text token);

#endif
