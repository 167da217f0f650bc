/* The office's own pages: desk, history of records, journal, jobs, export. */
#ifndef QUORATE_APP_PAGES_H
#define QUORATE_APP_PAGES_H

#include "web/route.h"

/* The kind of record that the address names first (records.c). One that is unknown and one that the person may not see are both ERROR_NOT_FOUND. */
Error *record_asked(const Office *office, const Request *request, const Record **out);

OfficeHandler desk_show;
OfficeHandler history_show;
OfficeHandler journal_show;
OfficeHandler jobs_show_page;
OfficeHandler export_index;
OfficeHandler export_csv;
OfficeHandler export_json;

#endif
