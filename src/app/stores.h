/* The three stores of a running installation, opened as a command needs them. */
#ifndef QUORATE_APP_STORES_H
#define QUORATE_APP_STORES_H

#include "app/command.h"
#include "publish/valve.h"
#include "store/store.h"

typedef struct {
    const char *data_folder;
    Store *office;        /* full rights */
    Store *published;     /* full rights: the valve's */
    Store *letterbox;     /* full rights: the collector's */
    Store *site;          /* published, read-only: the public handlers' */
    Store *site_letterbox; /* append-only: the public handlers' */
} Stores;

/* What a command opens. */
enum { OPEN_OFFICE = 1, OPEN_PUBLISHED = 2, OPEN_LETTERBOX = 4, OPEN_SITE = 8 };

/* Opens the wanted stores where --data, --database and --public-database say; stores_close ends them in every case. */
Error *stores_open(Arena *arena, const Arguments *arguments, unsigned wanted, Stores *out);
/* Makes all stores anew, in a data folder that folder_check_empty found fine, and gives the public role its rights. */
Error *stores_create(Arena *arena, const Arguments *arguments, Stores *out);
/* Makes the folder and its tmp/; an error when it holds something already or is no folder. */
Error *folder_check_empty(Arena *arena, const char *data);
bool folder_is_there(const char *path);
/* Takes the three databases out of a folder, with what SQLite keeps beside them. */
void folder_clear(Arena *arena, const char *folder);
/* What was begun in an empty or new data folder goes again; the folder itself too, unless it was there before. */
void data_folder_unmake(Arena *arena, const char *data, bool was_there);
void stores_close(Stores *stores);
Valve stores_valve(const Stores *stores);

#endif
