/* Publishing the agreement of a year, and taking it back, from the office. */
#include "publish/agreement_publication.h"

#include <inttypes.h>

#include "plan/agreement_publication.sql.h"
#include "plan/pages.h"
#include "publish/agreement_publication.view.h"
#include "publish/agreement_valve.h"
#include "publish/pages.h"
#include "store/job.h"

const Input agreement_publish_inputs[] = {{"seen", INPUT_INT, 0}, {0}};
const Input agreement_withdraw_inputs[] = {{"reason", INPUT_LONG, 1000}, {"seen", INPUT_INT, 0}, {0}};

static Text publication_url(Arena *arena, AgreementId id) {
    return text_format(arena, "/office/plan/years/%" PRId64 "/publication", id.n);
}

static Error *unfinished_read(Db *db, Arena *arena, AgreementId id, Sentences *out) {
    AgreementChapterList chapters;
    TRY(chapters_of(db, arena, id, &chapters));
    out->items = ARENA_ARRAY(arena, Text, chapters.count + 1);
    for (size_t i = 0; i < chapters.count; i++)
        if (chapters.items[i].state != CHAPTER_FINISHED) out->items[out->count++] = chapters.items[i].heading;
    return NULL;
}

/* What was changed since the public side got it last. */
static Error *news_read(Office *office, Request *request, AgreementPublicationShown *out) {
    const AgreementPublication *p = &out->publication;
    AgreementProgressSinceRow since;
    Plan then, now;
    bool existed;
    Date today = plan_today(request);
    if (!p->is_wanted || !moment_is_set(p->changed_at)) return NULL;
    TRY(agreement_is_outdated(office->db, request->arena, p, today, &out->is_outdated));
    if (!out->is_outdated) return NULL;
    TRY(plan_read(office->db, request->arena, out->agreement.id, (OrganisationId){0}, today, &now));
    TRY(plan_read_as_of(office->db, request->arena, out->agreement.id, p->changed_at, &then, &existed));
    if (existed) out->changes = plan_changes(request->arena, &then, &now, false);
    TRY(agreement_progress_since(office->db, request->arena, out->agreement.id, p->changed_at, &since));
    out->progress = since.number;
    return NULL;
}

static Error *respond(Office *office, Request *request, Response *response, const Form *form) {
    AgreementPublicationShown shown = {0};
    Arena *arena = request->arena;
    TRY(agreement_of_request(office, request, &shown.agreement));
    TRY(agreement_publication_of(office->db, arena, shown.agreement.id, &shown.publication, &shown.was_asked));
    TRY(agreement_publication_obstacle(office->db, arena, &shown.agreement, &shown.obstacle));
    TRY(unfinished_read(office->db, arena, shown.agreement.id, &shown.unfinished));
    TRY(news_read(office, request, &shown));
    shown.public_address = text_join(arena, S("/plan/"), year_in_address(arena, shown.agreement.starts));
    Page page = plan_page(
        office, request, &shown.agreement, text_format(arena, "Public page of %.*s", TEXT_ARG(year_shown(arena, shown.agreement.starts))));
    page.form = form;
    if (form) change_refused(response);
    View v = page_view(request, response, &page);
    agreement_publication_page(&v, page, year_links(arena, &shown.agreement, may_write_plan(office)), &shown);
    return NULL;
}

Error *agreement_publication_show(Office *office, Request *request, Response *response) {
    return respond(office, request, response, NULL);
}

/* What somebody else has published or withdrawn meanwhile is not undone by a page that was open before. */
static Error *check_seen(Tx *tx, const Request *request, AgreementId agreement) {
    AgreementPublication now = {0};
    bool is_there;
    int64_t seen = 0;
    text_to_int64(request_value(request, "seen"), &seen);
    TRY(agreement_publication_of(tx_db(tx), tx_arena(tx), agreement, &now, &is_there));
    if (now.version == seen) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT,
        "The agreement was published or withdrawn by somebody else since this page was opened. Nothing was changed: look at the page again "
        "before you go on.");
}

static Error *publish(Tx *tx, const Request *request, AgreementId agreement) {
    TRY(check_seen(tx, request, agreement));
    return agreement_publication_ask(tx, agreement);
}

static Error *withdraw(Tx *tx, const Request *request, AgreementId agreement) {
    TRY(check_seen(tx, request, agreement));
    return agreement_publication_withdraw(tx, agreement, request_value(request, "reason"));
}

Error *agreement_publish_do(Office *office, Request *request, Response *response) {
    Agreement agreement;
    TRY(agreement_of_request(office, request, &agreement));
    TRY(OFFICE_CHANGE(office, request, tx, publish(tx, request, agreement.id)));
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, publication_url(request->arena, agreement.id), "agreement-asked");
    return NULL;
}

Error *agreement_withdraw_do(Office *office, Request *request, Response *response) {
    Agreement agreement;
    TRY(agreement_of_request(office, request, &agreement));
    Form form = form_show(request->arena, NULL);
    form.sent = request->form;
    form.was_sent = true;
    Error *error = OFFICE_CHANGE(office, request, tx, withdraw(tx, request, agreement.id));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, "reason", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        return respond(office, request, response, &form);
    }
    TRY(error);
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, publication_url(request->arena, agreement.id), "agreement-withdrawn");
    return NULL;
}
