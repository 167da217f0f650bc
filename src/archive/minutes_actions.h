/* Tables of actions among and behind minutes. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_MINUTES_ACTIONS_H
#define QUORATE_ARCHIVE_MINUTES_ACTIONS_H

#include "archive/notes_table.h"

typedef struct {
    ActionsTable table;
    size_t looked; /* entries that were looked at for what was closed */
    bool has_closed;
} MinutesActions;

/* A table of actions, and the heading above one that is of no item; false when the block at `at` is neither. */
bool minutes_actions_take(LayoutReader *reader, MinutesActions *actions, size_t at);
/* Behind the end of the meeting, from `at` on, nothing is minuted, but there may be a table of what is to be done. */
void minutes_actions_behind(LayoutReader *reader, MinutesActions *actions, size_t at);

#endif
