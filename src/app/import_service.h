/* Fetching an archive from the web service of a Modern.gov site (.../mgWebService.asmx), one request a second. */
#ifndef QUORATE_APP_IMPORT_SERVICE_H
#define QUORATE_APP_IMPORT_SERVICE_H

#include "app/import_read.h"

/* Takes what was fetched, a meeting or a paper of one. Everything of it goes when it returns. */
typedef Error *TakeFetched(void *context, FileRead *file);
typedef struct {
    Text body;     /* only the committee of that name; empty: all */
    Store *office; /* what was fetched before is passed over; NULL: nobody knows */
    TakeFetched *take;
    void (*tell)(void *context, Text sentence); /* how far it is */
    void *context;
} ServiceOptions;
/* Committees, their meetings, each meeting and its papers. What cannot be fetched is given to `take` with its error; when several in a row cannot, it
 * ends with an Error. Started again it passes over what is there already. */
Error *import_service(Arena *arena, const char *address, const ServiceOptions *options);
bool is_web_address(const char *word);

#endif
