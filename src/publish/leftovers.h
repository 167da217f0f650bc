/* What work that was ended in its middle left in tmp/: papers lie there readable while packs are made and reports are sent. */
#ifndef QUORATE_PUBLISH_LEFTOVERS_H
#define QUORATE_PUBLISH_LEFTOVERS_H

/* Removes what nobody has touched for an hour. Uploads have an owner of their own (web/spool.h). */
void leftovers_remove(const char *data_folder);

#endif
