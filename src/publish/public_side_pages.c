/* The public side as a whole: bringing names, bodies, seats, terms of reference and dates up to date. */
#include "publish/pages.h"
#include "publish/public_side.view.h"
#include "publish/valve.h"

static const char *const address = "/office/public-side";

Error *public_side_show(Office *office, Request *request, Response *response) {
    Job job = {0};
    bool found = false;
    TRY(job_latest(office->db, request->arena, S("publish-partnership"), S(""), &job, &found));
    Page page = office_page(office, request, "settings", "Public site");
    page_breadcrumb(request->arena, &page, S("Settings"), S("/office/settings"));
    View v = page_view(request, response, &page);
    public_side_page(&v, page, job, found, found && (job.state == JOB_WAITING || job.state == JOB_RUNNING));
    return NULL;
}

Error *public_side_bring(Office *office, Request *request, Response *response) {
    Tx *tx = NULL;
    JobId job = {0};
    TRY(office_begin(office, request, S("Asked to bring the public site up to date"), &tx));
    Error *error = job_ask(tx, S("publish-partnership"), S(""), &job);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    if (office->jobs) jobs_wake(office->jobs);
    respond_see_other(response, text_of(address));
    return NULL;
}
