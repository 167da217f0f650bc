/* The actions of earlier meetings as a paper of a later agenda (R10): typeset from the records as the public may read them. */
#ifndef QUORATE_PUBLISH_ACTIONS_PAPER_H
#define QUORATE_PUBLISH_ACTIONS_PAPER_H

#include "meetings/carried.h"

#define ACTIONS_TITLE "Actions from earlier meetings"

/* Writes the list as a tagged PDF to `path`: open actions with the latest that was written of them, and those closed since the meeting before with
 * their reasons. `carried` names them; none is of a restricted item. Nobody is named who may not be named publicly. */
Error *actions_typeset(Db *office, Arena *arena, const Meeting *meeting, const Carried *carried, const char *path);
/* Puts the file on the agenda: in place of the list that is there, else on an item for actions or matters arising that is open, else on a new
 * item behind the notes of the previous meeting. `paper` receives it. ERROR_INPUT when the agenda has no open part. */
Error *actions_paper_put(Tx *tx, const Meeting *meeting, const Carried *carried, const char *path, Text file_name, Paper *paper);

#endif
