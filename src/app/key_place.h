/* Where the key of an installation lies, and giving the office's store its key. */
#ifndef QUORATE_APP_KEY_PLACE_H
#define QUORATE_APP_KEY_PLACE_H

#include "app/stores.h"

/* Tells the office where its key file is: --seal-key, else QUORATE_SEAL_KEY, else NAME.key in $XDG_CONFIG_HOME/quorate, ~/.config/quorate or
 * /etc/quorate, where NAME is the installation's id. A place inside the data folder is refused. */
Error *key_place(Arena *arena, const Arguments *arguments, const Stores *stores);
/* The same, and makes the key when the office never had one; *made tells. */
Error *key_place_or_make(Arena *arena, const Arguments *arguments, const Stores *stores, bool *made);
/* The sentence that says where a new key is and what to do with it. */
Text key_made_sentence(Arena *arena, const Stores *stores);
/* Makes the folder of a path that a key is to be written to. */
Error *key_folder_make(Arena *arena, const char *path);

#endif
