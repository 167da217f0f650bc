/* Commenting on a draft plan: the rounds that anybody may know of, one round with its draft and form or its summary, and the page behind the link of somebody
 * who was invited. Comments go into the letterbox, which this side can write and cannot read. */
#include <inttypes.h>
#include <sodium.h>

#include "public/consultation.h"
#include "public/site_consultation.sql.h"
#include "public/consultation.view.h"
#include "public/contact.h"
#include "public/letterbox_post.sql.h"
#include "public/limit.h"
#include "public/pages.h"
#include "web/session_life.h"

enum { ENVELOPE_DIGITS = 32, LONGEST = 4000, MOST_TYPED = 500 };
static LetterLimit anybody, by_link;

/* "website" is a trap: people do not see it, programs fill it in. */
const Input site_consultation_inputs[] = {{"envelope", INPUT_TEXT, 32}, {"website", INPUT_TEXT, 300}, {"name", INPUT_TEXT, 120},
    {"organisation", INPUT_TEXT, 160}, {"action", INPUT_MANY, 20}, {"comment", INPUT_MANY_LONG, LONGEST}, {0}};
const Input site_consultation_link_inputs[] = {
    {"envelope", INPUT_TEXT, 32}, {"action", INPUT_MANY, 20}, {"comment", INPUT_MANY_LONG, LONGEST}, {0}};

/* ---- Reading ---- */

static Date today_of(const Request *request) {
    Date today = {0};
    moment_to_london(request->started, &today, NULL);
    return today;
}

static Error *not_there(Request *request) {
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no consultation at this address.");
}

/* The draft is read while the round is open, and no longer (R46). */
static Error *round_fill(Site *site, Request *request, SiteRound *out) {
    out->standing = site_round_standing(&out->round, today_of(request));
    out->takes_comments = out->standing == SITE_ROUND_OPEN && (out->by_link || out->round.is_for_everybody);
    if (out->takes_comments) TRY(site_draft_lines(site->db, request->arena, out->round.id, &out->lines));
    return site_summary_is_out(&out->round) ? site_comments(site->db, request->arena, out->round.id, &out->comments) : NULL;
}

static Error *round_of_request(Site *site, Request *request, SiteRound *out) {
    int64_t id;
    bool found;
    *out = (SiteRound){0};
    TRY(request_id(request, 0, &id));
    TRY(site_consultation(site->db, request->arena, (PublishedId){id}, &out->round, &found));
    if (!found || !site_round_is_listed(&out->round)) return not_there(request);
    return round_fill(site, request, out);
}

/* Compared once more in constant time: what the store finds by its index tells nothing of where two hashes part. */
static Error *find_round_of_link(Site *site, Request *request, SiteRound *out, bool *found) {
    SiteConsultationOfLinkRow row = {0};
    *out = (SiteRound){.by_link = true};
    Text hash = token_hash(request->arena, request->parameters[0]);
    TRY(site_consultation_of_link(site->db, request->arena, hash, &row, found));
    if (*found) *found = row.token_hash.len == hash.len && sodium_memcmp(row.token_hash.ptr, hash.ptr, hash.len) == 0;
    if (*found) TRY(site_consultation(site->db, request->arena, row.consultation, &out->round, found));
    if (!*found) return NULL;
    out->sent.link = hash;
    out->sent.invitation = row.invitation;
    return round_fill(site, request, out);
}

static Error *no_such_link(Request *request) {
    return error_new(request->arena, ERROR_NOT_FOUND,
        "This link does not work. It may not be whole, the round may be over, a newer link may have been sent, or it was taken back. Ask "
        "whoever "
        "invited you.");
}

/* ---- Showing ---- */

static Error *show(Site *site, Request *request, Response *response, const SiteRound *round, const Form *form) {
    Page page = site_page(site, request, "consultations", "%.*s", TEXT_ARG(round->round.title));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    if (!round->by_link) page_breadcrumb(request->arena, &page, S("Consultations"), S("/consultations"));
    if (!round->by_link) page.twin = text_join(request->arena, site_consultation_address(request->arena, round->round.id), S(".json"));
    page.form = form;
    page.is_unlisted = round->by_link || !site_summary_is_out(&round->round);
    View v = page_view(request, response, &page);
    site_consultation_page(&v, page, round);
    response->cache_control = S("no-store");
    return NULL;
}

Error *site_consultations_show(Site *site, Request *request, Response *response) {
    PublishedConsultationList rounds;
    SiteRoundLines lines;
    TRY(site_consultations(site->db, request->arena, &rounds));
    lines = (SiteRoundLines){ARENA_ARRAY(request->arena, SiteRoundLine, rounds.count + 1), 0};
    for (size_t i = 0; i < rounds.count; i++)
        lines.items[lines.count++] = (SiteRoundLine){rounds.items[i], site_round_standing(&rounds.items[i], today_of(request))};
    Page page = site_page(site, request, "consultations", "Consultations");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.twin = S("/consultations.json");
    View v = page_view(request, response, &page);
    site_consultation_list(&v, page, lines);
    return NULL;
}

Error *site_consultation_show(Site *site, Request *request, Response *response) {
    SiteRound round;
    TRY(round_of_request(site, request, &round));
    round.sent.envelope = envelope_new(request->arena);
    return show(site, request, response, &round, NULL);
}

Error *site_consultation_link(Site *site, Request *request, Response *response) {
    SiteRound round;
    bool found;
    TRY(find_round_of_link(site, request, &round, &found));
    if (!found) return no_such_link(request);
    round.sent.envelope = envelope_new(request->arena);
    return show(site, request, response, &round, NULL);
}

/* ---- Sending ---- */

static void take_typed(Request *request, SentComments *out) {
    const FormValues *form = &request->form;
    size_t count = form_sent_count(form, S("action"));
    if (count > MOST_TYPED) count = MOST_TYPED;
    out->comments.items = ARENA_ARRAY(request->arena, TypedComment, count + 1);
    for (size_t i = 0; i < count; i++) {
        TypedComment *typed = &out->comments.items[out->comments.count++];
        *typed = (TypedComment){.text = text_trim(form_sent_at(form, S("comment"), i))};
        text_to_int64(form_sent_at(form, S("action"), i), &typed->action);
    }
    out->envelope = request_value(request, "envelope");
    if (!text_is_hex(out->envelope, ENVELOPE_DIGITS)) out->envelope = envelope_new(request->arena);
}

static Error *post(Site *site, Request *request, const SentComments *sent) {
    Tx *tx = NULL;
    Error *error = NULL;
    if (!site->letterbox)
        return error_new(request->arena, ERROR_BUSY, "Comments cannot be taken here just now. Please write to us: see the contact page.");
    TRY_OUT(tx_begin(site->letterbox, request->arena, (Actor){0}, S(""), &tx));
    TRY_OUT(letterbox_post(tx, S("consultation"), sent_comments_json(request->arena, sent), request->started, NULL));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* What is wrong is said above the form, which keeps every word. */
static void check(Request *request, const SiteRound *round, Form *form) {
    if (!round->takes_comments && date_is_set(round->round.last_day))
        form_error(form, "comments", "This round closed on %.*s, so nothing was sent. Your words are below: copy them if you need them",
            TEXT_ARG(date_plain(request->arena, round->round.last_day)));
    else if (!round->takes_comments)
        form_error(
            form, "comments", "This round takes no comments now, so nothing was sent. Your words are below: copy them if you need them");
    else if (typed_count(&round->sent.comments) == 0)
        form_error(form, "comments", "Write a comment on the whole plan or on one of its actions");
}

static Error *send(Site *site, Request *request, Response *response, SiteRound *round, LetterLimit *limit, Text sender) {
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    bool is_trapped = !text_is_empty(request_value(request, "website"));
    take_typed(request, &round->sent);
    round->sent.round = round->round.id.n;
    check(request, round, &form);
    bool is_fine = form_is_fine(&form);
    if (is_fine && !is_trapped && !limit_take(limit, sender, request->started)) {
        response->retry_after = 3600;
        form_error(&form, "comments", "Too much came in the last hour, so nothing was sent. Your words are below: please send them later");
    }
    if (!form_is_fine(&form)) {
        response->status = is_fine ? 429 : 422;
        return show(site, request, response, round, &form);
    }
    if (!is_trapped) TRY(post(site, request, &round->sent));
    respond_see_other(response, S("/consultations/sent"));
    return NULL;
}

Error *site_consultation_send(Site *site, Request *request, Response *response) {
    SiteRound round;
    TRY(round_of_request(site, request, &round));
    round.sent.name = request_value(request, "name");
    round.sent.organisation = request_value(request, "organisation");
    return send(site, request, response, &round, &anybody, request->client);
}

/* The link ended while somebody wrote: the page knows no round any more, and shows what they wrote. */
static Error *show_ended(Site *site, Request *request, Response *response, SiteRound *round) {
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    take_typed(request, &round->sent);
    if (typed_count(&round->sent.comments) == 0) return no_such_link(request);
    round->round.title = S("This link has ended");
    form_error(&form, "comments",
        "The round is over, or a newer link was sent, so nothing was sent. Your words are below: copy them if you need them");
    response->status = 422;
    return show(site, request, response, round, &form);
}

/* Counted by link, so that several people behind one address of the network do not hold each other up. */
Error *site_consultation_link_send(Site *site, Request *request, Response *response) {
    SiteRound round;
    bool found;
    TRY(find_round_of_link(site, request, &round, &found));
    if (!found) return show_ended(site, request, response, &round);
    return send(site, request, response, &round, &by_link, round.sent.link);
}

Error *site_consultation_sent(Site *site, Request *request, Response *response) {
    Page page = site_page(site, request, "consultations", "Your comments were sent");
    page.is_unlisted = true;
    View v = page_view(request, response, &page);
    site_consultation_sent_page(&v, page);
    return NULL;
}

/* ---- Twins ---- */

static void put_round(Json *j, Arena *arena, Text site_address, const PublishedConsultation *r, SiteRoundStanding standing) {
    json_put_text(j, "title", r->title);
    json_put_text(j, "url", text_join(arena, site_address, site_consultation_address(arena, r->id)));
    json_put_text(j, "plan", r->plan);
    json_put_text(j, "standing", text_of(site_round_code(standing)));
    json_put_text(j, "opens", date_iso(arena, r->opens));
    json_put_text(j, "last_day", date_is_set(r->last_day) ? date_iso(arena, r->last_day) : S(""));
    json_put_bool(j, "has_summary", site_summary_is_out(r));
    if (r->is_withdrawn) json_put_text(j, "reason", r->reason);
}

Error *site_consultations_json(Site *site, Request *request, Response *response) {
    PublishedConsultationList rounds;
    TRY(site_consultations(site->db, request->arena, &rounds));
    Buffer out = buffer_new(request->arena, 1024);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "consultations");
    json_begin_array(&j);
    for (size_t i = 0; i < rounds.count; i++) {
        json_begin_object(&j);
        put_round(&j, request->arena, site->site_address, &rounds.items[i], site_round_standing(&rounds.items[i], today_of(request)));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

static void put_lines(Json *j, const PublishedDraftLineList *lines) {
    json_key(j, "draft");
    json_begin_array(j);
    for (size_t i = 0; i < lines->count; i++) {
        const PublishedDraftLine *line = &lines->items[i];
        json_begin_object(j);
        json_put_text(j, "number", line->number);
        json_put_text(j, line->action ? "objective" : "section", line->title);
        if (!line->action) json_put_text(j, "aim", line->aim);
        json_put_text(j, "lead", line->lead);
        if (line->action) {
            json_put_text(j, "actions", line->steps);
            json_put_text(j, "measures", line->measures);
            json_put_text(j, "timescale", line->timescale);
            json_put_text(j, "contributors", line->contributors);
            json_put_text(j, "flags", line->flags);
        }
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_summary(Json *j, const SiteRound *round) {
    const PublishedConsultation *r = &round->round;
    const struct {
        const char *name;
        int64_t n;
    } counts[] = {{"comments", r->comments}, {"from_members", r->members}, {"from_invited", r->invited}, {"from_the_public", r->everybody},
        {"accepted", r->accepted}, {"accepted_in_part", r->in_part}, {"not_accepted", r->not_accepted}, {"noted", r->noted},
        {"not_shown", r->left_out}};
    json_put_text(j, "summary", r->summary);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) json_put_int(j, counts[i].name, counts[i].n);
    json_key(j, "answers");
    json_begin_array(j);
    for (size_t i = 0; i < round->comments.count; i++) {
        const PublishedComment *c = &round->comments.items[i];
        json_begin_object(j);
        json_put_text(j, "about", c->about);
        json_put_text(j, "from", c->writer);
        json_put_text(j, "comment", c->text);
        json_put_text(j, "outcome", c->outcome);
        json_put_text(j, "answer", c->answer);
        json_put_text(j, "changed", c->change_made);
        json_end_object(j);
    }
    json_end_array(j);
}

Error *site_consultation_json(Site *site, Request *request, Response *response) {
    SiteRound round;
    TRY(round_of_request(site, request, &round));
    Buffer out = buffer_new(request->arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    put_round(&j, request->arena, site->site_address, &round.round, round.standing);
    json_put_text(&j, "introduction", round.round.introduction);
    put_lines(&j, &round.lines);
    if (site_summary_is_out(&round.round)) put_summary(&j, &round);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    response->cache_control = S("no-store");
    return NULL;
}
