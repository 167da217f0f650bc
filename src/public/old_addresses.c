/* Addresses of the Modern.gov site that an archive was fetched from: they lead to what became of them here. */
#include "public/archive.h"

#include "public/pages.h"
#include "public/site.sql.h"

const Input site_old_meeting_inputs[] = {{"MId", INPUT_INT, 0}, {0}};

/* The source that the old site called so; found is false when it is not public. */
static Error *find_old(Site *site, Request *request, Text name, PublishedId *out, bool *found) {
    SiteArchiveSourceOfOldNameRow row = {0};
    TRY(site_archive_source_of_old_name(site->db, request->arena, name, &row, found));
    *out = row.source;
    return NULL;
}

static Error *nothing_here(Request *request) {
    return error_new(request->arena, ERROR_NOT_FOUND,
        "This address belongs to an earlier site, and what stood there is not in the public archive. "
        "Look for it under Archive.");
}

static Error *lead_to_meeting(Site *site, Request *request, Response *response, Text number) {
    PublishedId source = {0};
    SiteArchiveSourceMeetingsRowList meetings;
    bool found = false;
    TRY(find_old(site, request, text_format(request->arena, "meeting %.*s", TEXT_ARG(number)), &source, &found));
    if (!found) return nothing_here(request);
    TRY(site_archive_source_meetings(site->db, request->arena, source, &meetings));
    if (!meetings.count) return nothing_here(request);
    respond_moved(response, site_archive_meeting_address(request->arena, meetings.items[0].meeting));
    return NULL;
}

/* /ieListDocuments.aspx?CId=7&MId=71&Ver=4 */
Error *site_old_meeting(Site *site, Request *request, Response *response) {
    return lead_to_meeting(site, request, response, request_query(request, "MId"));
}

/* /documents/s123/Title.pdf is a paper; /documents/g71/Title.pdf is of a meeting. */
Error *site_old_document(Site *site, Request *request, Response *response) {
    Text name = request->parameters[0];
    PublishedId source = {0};
    bool found = false;
    TRY(find_old(site, request, text_format(request->arena, "document %.*s", TEXT_ARG(name)), &source, &found));
    if (!found && text_starts_with(name, S("g"))) return lead_to_meeting(site, request, response, text_slice(name, 1, SIZE_MAX));
    if (!found) return nothing_here(request);
    respond_moved(response, text_format(request->arena, "/archive/sources/%" PRId64, source.n));
    return NULL;
}
