/* The one table of doors: method, path, who may enter, handler, inputs. A handler is reached through its row or not at all.
 * The tests walk this table: every door is tried by every kind of visitor. */
#include "app/pages.h"
#include "people/people.h"
#include "web/route.h"

static const Input history_inputs[] = {{"day", INPUT_DATE, 0}, {"since", INPUT_DATE, 0}, {0}};
static const Input journal_inputs[] = {{"before", INPUT_INT, 0}, {0}};

const Route all_routes[] = {
    /* ---- the public site (public/) ---- */

    /* ---- signing in (web/) ---- */

    /* ---- the office: desk, history, jobs, downloads (app/) ---- */
    {GET, "/office", SIGNED_IN, .office = desk_show},
    {GET, "/office/history/:record/:id", STAFF | AUDITOR, .office = history_show, .inputs = history_inputs},
    {GET, "/office/journal", STAFF | AUDITOR, .office = journal_show, .inputs = journal_inputs},
    {GET, "/office/jobs", STAFF | AUDITOR, .office = jobs_show_page},
    {GET, "/office/export", CLERK | ADMINISTRATOR, .office = export_index},
    {GET, "/office/export/:record.csv", CLERK | ADMINISTRATOR, .office = export_csv},
    {GET, "/office/export/:record.json", CLERK | ADMINISTRATOR, .office = export_json},

    /* ---- people (people/) ---- */

    /* ---- meetings (meetings/) ---- */

    /* ---- publishing (publish/) ---- */

    {0},
};
