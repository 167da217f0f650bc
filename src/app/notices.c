/* What a page says after something was done, by code (web/page.h, respond_done). */
#include "web/page.h"

const Notice all_notices[] = {
    {"saved", "Your changes were saved."},
    {"signed-out", "You are signed out."},
    /* people */
    /* meetings */
    /* publish */
    {0},
};
