/* The publication of a meeting in the office: asking for it, watching it, what the leak check found, withdrawing. */
#include "publish/publication.h"

#include <inttypes.h>

#include "meetings/supplement.h"
#include "minutes/minutes.h"
#include "publish/office.sql.h"
#include "publish/outbox.h"
#include "publish/pages.h"
#include "publish/publication.view.h"

const Input publication_inputs[] = {{"version", INPUT_INT, 0}, {0}};
const Input publication_withdraw_inputs[] = {{"reason", INPUT_LONG, 1000}, {0}};

const char *publication_state_words(const Publication *p) {
    switch (p->state) {
    case PUBLICATION_ASKED: return "Being made";
    case PUBLICATION_BLOCKED: return "Held back";
    case PUBLICATION_DONE: return "Published";
    case PUBLICATION_FAILED: return "Failed";
    case PUBLICATION_WITHDRAWN: return "Withdrawn";
    }
    return "";
}

const char *publication_state_hue(const Publication *p) {
    switch (p->state) {
    case PUBLICATION_ASKED: return "blue";
    case PUBLICATION_BLOCKED: return "orange";
    case PUBLICATION_DONE: return "green";
    case PUBLICATION_FAILED: return "red";
    case PUBLICATION_WITHDRAWN: return "grey";
    }
    return "grey";
}

static Text publication_address(Arena *arena, MeetingId meeting) {
    return text_format(arena, "/office/meetings/%" PRId64 "/publication", meeting.n);
}

static bool is_working(const PublicationShown *shown) {
    return shown->has_job && (shown->job.state == JOB_WAITING || shown->job.state == JOB_RUNNING);
}

static Error *find_job(Office *office, Request *request, PublicationShown *out) {
    Arena *arena = request->arena;
    if (!out->latest) return NULL;
    bool is_withdrawal = out->latest->state == PUBLICATION_WITHDRAWN;
    Text kind = is_withdrawal ? S("withdraw-meeting") : S("publish-meeting");
    Text subject = is_withdrawal ? withdrawal_subject(arena, out->meeting.id) : publication_subject(arena, out->latest->id);
    TRY(job_latest(office->db, arena, kind, subject, &out->job, &out->has_job));
    if (out->has_job && out->job.total > 0) out->percent = (int)(out->job.done * 100 / out->job.total);
    out->is_running = is_working(out) && (out->latest->state == PUBLICATION_ASKED || is_withdrawal);
    return NULL;
}

static Error *find_findings(Office *office, Request *request, PublicationShown *out) {
    FindingList findings = {0};
    FindingOverrideList overrides = {0};
    if (!out->latest || out->latest->state != PUBLICATION_BLOCKED || !out->sees_findings) return NULL;
    TRY(valve_findings_of(office->db, request->arena, out->latest->id, &findings));
    TRY(valve_overrides_of(office->db, request->arena, out->meeting.id, &overrides));
    out->findings = (FindingLines){ARENA_ARRAY(request->arena, FindingLine, findings.count), findings.count};
    for (size_t i = 0; i < findings.count; i++) {
        FindingLine *line = &out->findings.items[i];
        line->finding = &findings.items[i];
        for (size_t k = 0; k < overrides.count && !line->is_overridden; k++)
            line->is_overridden = text_equal(overrides.items[k].fingerprint, findings.items[i].fingerprint);
        out->overridden += line->is_overridden;
    }
    return NULL;
}

static Error *read_publication(Office *office, Request *request, PublicationShown *out) {
    Arena *arena = request->arena;
    MeetingRights rights = {0};
    Reader reader = {0};
    Date today;
    *out = (PublicationShown){0};
    moment_to_london(request->started, &today, NULL);
    TRY(request_id(request, 0, &out->meeting.id.n));
    TRY(record_get(office->db, arena, &meeting_record, out->meeting.id.n, &out->meeting));
    TRY(meeting_rights(office->db, arena, office->roles, (PersonId){office->session->person}, &out->meeting, &rights));
    if (!rights.sees) return error_new(arena, ERROR_NOT_FOUND, "There is no such meeting, or you may not see it.");
    TRY(record_get(office->db, arena, &body_record, out->meeting.body.n, &out->body));
    TRY(valve_publications_of(office->db, arena, out->meeting.id, &out->publications));
    if (out->publications.count) out->latest = &out->publications.items[0];
    out->may_publish = (office->roles & CLERK) != 0;
    TRY(reader_of(office->db, arena, office->session, &rights, &out->meeting, today, &reader));
    out->sees_findings = rights.sees_restricted && (rights.writes || rights.agrees) && reading_missing(&reader) == 0; /* they quote it */
    TRY(agenda_is_out(office->db, arena, &out->meeting, &out->is_public));
    TRY(members_pack_of(office->db, arena, out->meeting.id, 0, &out->pack, &out->has_pack));
    out->public_address = text_format(arena, "/meetings/%" PRId64, out->meeting.id.n);
    TRY(find_findings(office, request, out));
    return find_job(office, request, out);
}

static Page frame(Office *office, Request *request, const PublicationShown *shown, const char *title) {
    Page page =
        office_page(office, request, "meetings", "%s: %.*s", title, TEXT_ARG(meeting_shown(request->arena, &shown->meeting, &shown->body)));
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    page_breadcrumb(request->arena, &page, meeting_shown(request->arena, &shown->meeting, &shown->body),
        text_format(request->arena, "/office/meetings/%" PRId64, shown->meeting.id.n));
    return page;
}

Error *publication_show(Office *office, Request *request, Response *response) {
    PublicationShown shown = {0};
    TRY(read_publication(office, request, &shown));
    Page page = frame(office, request, &shown, "Publication");
    View v = page_view(request, response, &page);
    publication_page(&v, page, &shown);
    return NULL;
}

/* ---- Publishing ---- */

/* The page that the clerk looked at before pressing the button showed this version of the meeting. */
static Error *check_seen(Tx *tx, Request *request, MeetingId id) {
    Meeting meeting = {0};
    int64_t seen = 0;
    text_to_int64(request_value(request, "version"), &seen); /* none sent: one that no meeting has */
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, id.n, &meeting));
    if (meeting.version == seen) return NULL;
    return error_new(request->arena, ERROR_CONFLICT,
        "The meeting was changed after you looked at what will be published, so nothing was published. Look at it again, then publish.");
}

Error *publication_ask(Office *office, Request *request, Response *response) {
    MeetingId id = {0};
    PublicationId publication = {0};
    Tx *tx = NULL;
    TRY(request_id(request, 0, &id.n));
    TRY(office_begin(office, request, S("Asked for publication"), &tx));
    Error *error = check_seen(tx, request, id);
    if (!error) error = publish_ask_by(tx, id, office->session->account, &publication);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    if (office->jobs) jobs_wake(office->jobs);
    respond_see_other(response, publication_address(request->arena, id));
    return NULL;
}

/* The page of the draft showed this version of it: a paper that came since then was not seen. */
static Error *check_draft_seen(Tx *tx, Request *request, MeetingId id) {
    Supplement draft = {0};
    int64_t seen = 0;
    bool found = false;
    if (!text_to_int64(request_value(request, "version"), &seen)) return NULL;
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), id, &draft, &found));
    if (!found || draft.version == seen) return NULL;
    return error_new(request->arena, ERROR_CONFLICT,
        "The supplement was changed after you looked at it, so nothing was published. Look at it again, then publish it.");
}

Error *supplement_publish_do(Office *office, Request *request, Response *response) {
    MeetingId id = {0};
    PublicationId publication = {0};
    Tx *tx = NULL;
    TRY(request_id(request, 0, &id.n));
    TRY(office_begin(office, request, S("Asked for publication of a supplement"), &tx));
    Error *error = check_draft_seen(tx, request, id);
    if (!error) error = publish_supplement_ask(tx, id, office->session->account, &publication);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    if (office->jobs) jobs_wake(office->jobs);
    respond_see_other(response, publication_address(request->arena, id));
    return NULL;
}

/* ---- Withdrawing ---- */

/* Minutes are a publication of their own. */
static Error *minutes_that_stay(Office *office, Request *request, const Meeting *meeting, const char **out) {
    MinutesWhole whole;
    TRY(minutes_read(office->db, request->arena, meeting, &whole));
    *out = whole.is_begun && whole.minutes.is_wanted
               ? "\n\nThe minutes of this meeting are published too, and stay. If they must go as well, withdraw them on their own page."
               : "";
    return NULL;
}

static Error *show_withdrawal(Office *office, Request *request, Response *response, const PublicationShown *shown, const Form *form) {
    const char *minutes;
    TRY(minutes_that_stay(office, request, &shown->meeting, &minutes));
    Page page = frame(office, request, shown, "Withdraw");
    page.form = form;
    Confirmation confirmation = {.question = text_format(request->arena, "Withdraw %.*s from the public site?",
                                     TEXT_ARG(meeting_shown(request->arena, &shown->meeting, &shown->body))),
        .what_happens = text_format(request->arena,
            "The agenda, all papers and their files leave the public site. In their place stands the reason that you give here, and "
            "today's "
            "date. Copies that people downloaded cannot be called back.\n\nThe agenda goes back to being planned: the chair agrees it "
            "again "
            "before it is published again.%s",
            minutes),
        .button = "Withdraw the meeting",
        .is_warning = true,
        .back = publication_address(request->arena, shown->meeting.id),
        .reason = "Why is it withdrawn? The public page will say this"};
    View v = page_view(request, response, &page);
    confirm_page(&v, page, confirmation);
    return NULL;
}

Error *publication_withdraw_ask(Office *office, Request *request, Response *response) {
    PublicationShown shown = {0};
    TRY(read_publication(office, request, &shown));
    if (!shown.is_public) return error_new(request->arena, ERROR_INPUT, "This meeting is not published, so there is nothing to withdraw.");
    return show_withdrawal(office, request, response, &shown, NULL);
}

Error *publication_withdraw_do(Office *office, Request *request, Response *response) {
    PublicationShown shown = {0};
    Tx *tx = NULL;
    Text reason = text_trim(request_value(request, "reason"));
    TRY(read_publication(office, request, &shown));
    if (text_is_empty(reason)) {
        Form form = {.arena = request->arena, .sent = request->form, .was_sent = true};
        form_error(&form, "reason", "Enter why it is withdrawn");
        response->status = 422;
        return show_withdrawal(office, request, response, &shown, &form);
    }
    TRY(office_begin(office, request, reason, &tx));
    Error *error = publish_withdraw_ask(tx, shown.meeting.id, reason);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    if (error) return error;
    if (office->jobs) jobs_wake(office->jobs);
    respond_done(request, response, publication_address(request->arena, shown.meeting.id), "publication-withdrawn");
    return NULL;
}
