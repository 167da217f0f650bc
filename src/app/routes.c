/* The one table of doors: method, path, who may enter, handler, inputs. A handler is reached through its row or not at all.
 * The tests walk this table: every door is tried by every kind of visitor. */
#include "people/people.h"
#include "web/route.h"

const Route all_routes[] = {
    /* ---- the public site (public/) ---- */

    /* ---- signing in (web/) ---- */

    /* ---- the office: desk, accounts, history, jobs (app/) ---- */

    /* ---- people (people/) ---- */

    /* ---- meetings (meetings/) ---- */

    /* ---- publishing (publish/) ---- */

    {0},
};
