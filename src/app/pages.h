/* The office's own pages: desk, history of records, journal, jobs, export. */
#ifndef QUORATE_APP_PAGES_H
#define QUORATE_APP_PAGES_H

#include "web/route.h"

/* The kind of record that the address names first (records.c). One that is unknown and one that the person may not see are both ERROR_NOT_FOUND. */
Error *record_asked(const Office *office, const Request *request, const Record **out);

OfficeHandler desk_show;
OfficeHandler history_show;
OfficeHandler bring_back_show, bring_back_do;
extern const Input bring_back_inputs[], bring_back_sent[];
/* May an earlier state of a record of this kind be brought back by somebody with these roles? And the page that asks before it is, for an entry of the
 * journal (bring_back_pages.c). */
bool may_bring_back(const Record *record, Access roles);
Text bring_back_url(Arena *arena, const Record *record, int64_t id, int64_t entry);
OfficeHandler journal_show;
OfficeHandler jobs_show_page;
OfficeHandler export_index;
OfficeHandler export_csv;
OfficeHandler export_json;

#endif
