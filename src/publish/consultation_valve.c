/* Consultation to the public side and back: assemble, check, write. What was changed in the office meanwhile is seen before anything goes out. */
#include "publish/consultation_valve.h"

#include <inttypes.h>

#include "base/log.h"
#include "people/people.sql.h"
#include "plan/consultation.sql.h"
#include "plan/plan.sql.h"
#include "publish/agreement_valve.h"
#include "publish/letterbox.sql.h"
#include "publish/published_consultation.sql.h"

enum { FEWEST_WORDS = 4 };
static const Actor program = {0, S_INIT("Quorate")};

/* ---- What must not go out ---- */

/* Very short ones say nothing of their own. */
static void secret_of_comment(Arena *arena, const PlanComment *comment, SecretList *out) {
    if (words_of(arena, comment->text).count >= FEWEST_WORDS) secret_add(arena, out, S("a comment that is not published"), comment->text);
}

/* A name of one word may be any word; one that its organisation's published name has is public. */
static void secret_of_name(Arena *arena, Text name, const PlanComment *comment, SecretList *out) {
    bool is_public = comment->is_named && text_contains_ignoring_case(comment->organisation, name);
    if (is_public || words_of(arena, name).count < 2) return;
    secret_add(arena, out, S("the name of somebody who commented"), name);
    if (out->count) out->items[out->count - 1].is_watched = true;
}

/* Comments that do not go out, and names of those who wrote from outside. */
static Error *secrets_of_comments(Db *office, Arena *arena, ConsultationId round, bool has_summary, SecretList *out) {
    PlanCommentList comments;
    TRY(comments_of(office, arena, round, &comments));
    for (size_t i = 0; i < comments.count; i++) {
        const PlanComment *comment = &comments.items[i];
        TRY(record_check_open(arena, &plan_comment_record, comment));
        if (!has_summary || comment->is_left_out) secret_of_comment(arena, comment, out);
        if (comment->source != COMMENT_MEMBER) secret_of_name(arena, comment->name, comment, out);
    }
    return NULL;
}

/* What neither the draft nor the words of a round may hold: what meetings and the archive keep restricted, the plan's notes, and the watch list. */
static Error *collect(Db *office, Arena *arena, const Consultation *round, SecretList *out) {
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    TRY(secrets_around(office, arena, today, NULL, out));
    return secrets_of_plan_notes(office, arena, round->agreement, out);
}

static Error *check_draft(Db *office, Arena *arena, const Consultation *round, const ConsultationSnapshot *s, FindingList *findings) {
    SecretList secrets;
    TRY(collect(office, arena, round, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    leak_begin(&index);
    for (size_t i = 0; i < s->lines.count; i++) {
        const PublishedDraftLine *line = &s->lines.items[i];
        Place place = {.name = text_format(arena, "%s %.*s of the draft", line->action ? "action" : "section", TEXT_ARG(line->number)),
            .url = line->action ? text_format(arena, "/office/plan/actions/%" PRId64, line->action) : S("")};
        leak_find_in_row(arena, &index, &published_draft_line_record, line, &place, findings);
    }
    return NULL;
}

static Error *check_words(Db *office, Arena *arena, const Consultation *round, const ConsultationSnapshot *s, FindingList *findings) {
    SecretList secrets;
    Text url = text_format(arena, "/office/plan/consultations/%" PRId64, round->id.n);
    TRY(collect(office, arena, round, &secrets));
    TRY(secrets_of_comments(office, arena, round->id, s->round.has_summary, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    leak_begin(&index);
    leak_find_in_row(arena, &index, &published_consultation_record, &s->round, &(Place){.name = S("the round"), .url = url}, findings);
    for (size_t i = 0; i < s->comments.count; i++) {
        Place place = {.name = text_format(arena, "comment %" PRId64, s->comments.items[i].id.n), .url = url};
        leak_find_in_row(arena, &index, &published_comment_record, &s->comments.items[i], &place, findings);
    }
    return NULL;
}

/* ---- Writing ---- */

static Error *clear(Tx *site, PublishedId round) {
    TRY(published_draft_lines_clear(site, round, NULL));
    TRY(published_comment_links_clear(site, round, NULL));
    return published_comments_clear(site, round, NULL);
}

static Error *put_all(Tx *site, ConsultationSnapshot *s) {
    PublishedConsultation before = {0};
    bool found = false;
    TRY(published_consultation_find(tx_db(site), tx_arena(site), s->round.id, &before, &found));
    TRY(clear(site, s->round.id));
    s->round.changed_at = tx_moment(site);
    s->round.published_at = found && !before.is_withdrawn && moment_is_set(before.published_at) ? before.published_at : tx_moment(site);
    TRY(published_put(site, &published_consultation_record, &s->round, NULL));
    for (size_t i = 0; i < s->lines.count; i++) TRY(record_put(site, &published_draft_line_record, &s->lines.items[i]));
    for (size_t i = 0; i < s->links.count; i++) TRY(record_put(site, &published_comment_link_record, &s->links.items[i]));
    for (size_t i = 0; i < s->comments.count; i++) TRY(record_put(site, &published_comment_record, &s->comments.items[i]));
    return NULL;
}

/* What is said in the place of what is taken away. */
typedef struct {
    Text title, plan, reason;
} Left;

/* Title and days stay with the reason; nothing that was said of the plan. That a summary was out is remembered: whoever knew its address reads the
 * reason there, also of a round that was not for everybody. */
static Error *put_tombstone(Tx *site, PublishedId id, const Left *left) {
    PublishedConsultation row = {0};
    bool found = false;
    TRY(published_consultation_find(tx_db(site), tx_arena(site), id, &row, &found));
    if (!found) return NULL;
    TRY(clear(site, id));
    PublishedConsultation stone = {.id = row.id,
        .version = row.version,
        .title = left->title,
        .plan = left->plan,
        .opens = row.opens,
        .last_day = row.last_day,
        .is_for_everybody = row.is_for_everybody,
        .has_summary = row.has_summary,
        .is_withdrawn = true,
        .reason = left->reason,
        .changed_at = tx_moment(site)};
    return published_put(site, &published_consultation_record, &stone, NULL);
}

#define NO_TITLE "A consultation that was withdrawn"

Error *consultation_withdrawn_unname(Tx *site, PublishedId round) {
    return published_consultation_unname(site, round, S(NO_TITLE), NULL);
}

/* ---- The job ---- */

#define TAKEN_AWAY "Something in it may not be public. It is not here until it is published again without it."
#define NO_REASON "It was withdrawn."

/* What is to become of a round, from the state in which its publication was read. */
typedef struct {
    Consultation round;
    ConsultationPublication publication;
    bool was_asked, goes_out;
    bool waits;                    /* its summary does, for answers */
    bool stays;                    /* and nothing else of it is wanted: the public side keeps what it has */
    ConsultationSnapshot snapshot; /* when it goes out */
    PublishedConsultation outside; /* as it stands there; zeroed when nothing does */
    Left left;                     /* else what stands in its place */
    Text held_back;                /* what was found, for the office */
} Outcome;

#define PRIVATE_BODY "The body is not shown on the public site. Change that on its page, and publish again."
#define UNANSWERED                                                                                                                         \
    "A comment that was sent while the round was open arrived after the summary was written. Answer it, and the summary goes out with it."

static bool is_summary_outside(const Outcome *out) {
    return out->outside.has_summary && !out->outside.is_withdrawn;
}

static bool is_wanted(const ConsultationPublication *p) {
    return moment_is_set(p->draft_at) || p->is_summary_wanted;
}

/* What goes out now. While something that came out of the letterbox has no answer it is all but the summary; one that is out is not taken away for it. */
static Error *wanted_now(Db *office, Arena *arena, Outcome *out, ConsultationPublication *now) {
    CommentsUnansweredRow row;
    *now = out->publication;
    if (!now->is_summary_wanted || is_summary_outside(out)) return NULL;
    TRY(comments_unanswered(office, arena, out->round.id, 0, &row));
    out->waits = row.number > 0;
    now->is_summary_wanted = !out->waits;
    out->stays = !is_wanted(now);
    out->held_back = out->waits ? S(UNANSWERED) : (Text){0};
    return NULL;
}

static Error *check_left(Db *office, Arena *arena, Text reason, Outcome *out, FindingList *findings) {
    SecretList secrets;
    Body body;
    TRY(consultation_body(office, arena, &out->round, &body));
    TRY(collect(office, arena, &out->round, &secrets));
    TRY(secrets_of_comments(office, arena, out->round.id, false, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    out->left =
        (Left){.title = S(NO_TITLE), .reason = words_to_leave(arena, &index, "the reason of the withdrawal", reason, NO_REASON, findings)};
    if (!body.is_public) return NULL; /* a body that is not shown is not named either, and the title or the plan may name it */
    out->left.title = words_to_leave(arena, &index, "the title of what is withdrawn", out->outside.title, NO_TITLE, findings);
    out->left.plan = words_to_leave(arena, &index, "the plan of what is withdrawn", out->outside.plan, "", findings);
    return NULL;
}

/* What stays is read by the public, so it is looked through like everything else: a word may have become restricted since it went out. What cannot be
 * looked through is not said; it is taken away all the same. Gives what was found, for the office. */
static Text prepare_left(Db *office, Arena *arena, Text reason, Outcome *out) {
    FindingList findings = {0};
    Error *error = check_left(office, arena, reason, out, &findings);
    if (!error) return finding_sentences(arena, &findings);
    out->left = (Left){.title = S(NO_TITLE), .reason = S(NO_REASON)};
    log_warning(
        "the reason for withdrawing the consultation %" PRId64 " could not be checked: %.*s", out->round.id.n, TEXT_ARG(error->sentence));
    return S("The reason and the title could not be checked for what is withheld, so the public is not told them.");
}

static Error *prepare_wanted(Db *office, Arena *arena, Outcome *out) {
    FindingList findings = {0};
    ConsultationPublication now;
    Body body;
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    out->held_back = S(PRIVATE_BODY);
    TRY(consultation_body(office, arena, &out->round, &body));
    if (!body.is_public) return NULL;
    out->held_back = (Text){0};
    TRY(wanted_now(office, arena, out, &now));
    if (out->stays) return NULL;
    TRY(consultation_assemble(office, arena, &out->round, &now, today, &out->snapshot));
    TRY(check_draft(office, arena, &out->round, &out->snapshot, &findings));
    TRY(check_words(office, arena, &out->round, &out->snapshot, &findings));
    out->goes_out = findings.count == 0;
    if (out->goes_out) return NULL;
    log_warning("the consultation %" PRId64 " is held back: %zu findings", out->round.id.n, findings.count);
    out->held_back = finding_sentences(arena, &findings);
    return NULL;
}

static Error *prepare_in(Db *office, Arena *arena, ConsultationId round, Outcome *out) {
    TRY(consultation_publication_of(office, arena, round, &out->publication, &out->was_asked));
    if (!out->was_asked) return NULL;
    TRY(record_get(office, arena, &consultation_record, round.n, &out->round));
    if (is_wanted(&out->publication)) {
        TRY(prepare_wanted(office, arena, out));
        if (!out->goes_out && !out->stays) prepare_left(office, arena, S(TAKEN_AWAY), out);
        return NULL;
    }
    out->held_back = prepare_left(office, arena, out->publication.reason, out);
    return NULL;
}

static Error *read_outside(Valve *valve, Arena *arena, ConsultationId round, PublishedConsultation *out) {
    Db *site = NULL;
    bool found;
    TRY(store_borrow(valve->published, arena, &site));
    Error *error = published_consultation_find(site, arena, (PublishedId){round.n}, out, &found);
    store_return(site);
    return error;
}

/* Is there a summary that is to go out and is not out yet? Gives its round, which is over. */
static Error *is_summary_to_come(Valve *valve, Arena *arena, ConsultationId id, const Outcome *out, Consultation *round, bool *is_to_come) {
    Db *office = NULL;
    ConsultationPublication p = {0};
    bool was_asked = false;
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(consultation_publication_of(office, arena, id, &p, &was_asked));
    *is_to_come = was_asked && p.is_summary_wanted && !is_summary_outside(out);
    if (*is_to_come) TRY_OUT(record_get(office, arena, &consultation_record, id.n, round));
out:
    store_return(office);
    return error;
}

/* The round was closed and summed up before the job of closing it ran: from here on nobody can send a comment any more. */
static Error *take_form_off(Valve *valve, Arena *arena, const Consultation *round) {
    PublishedConsultation row = {0};
    Tx *site = NULL;
    bool found = false;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(published_consultation_find(tx_db(site), arena, (PublishedId){round->id.n}, &row, &found));
    if (!found || row.is_withdrawn || row.has_summary) goto out;
    row.last_day = consultation_last_day(round);
    TRY_OUT(clear(site, row.id));
    TRY_OUT(published_put(site, &published_consultation_record, &row, NULL));
    TRY_OUT(tx_commit(site));
out:
    tx_end(site);
    return error;
}

/* Before a summary goes out the letterbox is emptied, so that no comment that was sent in time is missing from it; while one stays in the box the
 * summary waits. */
static Error *collect_first(Valve *valve, Arena *arena, ConsultationId id, const Outcome *out) {
    Db *box = NULL;
    Consultation round;
    LetterboxCommentsRow row = {0};
    int64_t count;
    bool is_to_come;
    TRY(is_summary_to_come(valve, arena, id, out, &round, &is_to_come));
    if (!is_to_come) return NULL;
    TRY(take_form_off(valve, arena, &round));
    TRY(letterbox_collect(valve, arena, &count));
    TRY(store_borrow(valve->letterbox, arena, &box));
    Error *error = letterbox_comments(box, arena, &row);
    store_return(box);
    if (error || row.number == 0) return error;
    return error_new(arena, ERROR_BUSY, "A comment cannot be taken out of the letterbox now, so the summary waits.");
}

static Error *prepare(Valve *valve, Arena *arena, ConsultationId round, Outcome *out) {
    Db *office = NULL;
    TRY(read_outside(valve, arena, round, &out->outside));
    TRY(collect_first(valve, arena, round, out));
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = prepare_in(office, arena, round, out);
    store_return(office);
    return error;
}

static Error *note_outcome(Tx *office, Outcome *o) {
    ConsultationPublication *p = &o->publication;
    p->state = o->goes_out && !o->waits ? CONSULTATION_OUT : is_wanted(p) ? CONSULTATION_HELD_BACK : CONSULTATION_TAKEN_BACK;
    p->held_back = o->held_back;
    p->changed_at = tx_moment(office);
    if (!o->goes_out && !o->stays) p->published_at = (Moment){0};
    else if (o->goes_out && !moment_is_set(p->published_at)) p->published_at = tx_moment(office);
    return record_update(office, &consultation_publication_record, p);
}

/* Every change of what was read asks for the job again and gives the publication a new version: what is out of date is dropped. */
static Error *check_overtaken(Tx *office, const ConsultationPublication *read, bool *is_overtaken) {
    ConsultationPublication now = {0};
    TRY(record_get(tx_db(office), tx_arena(office), &consultation_publication_record, read->id.n, &now));
    *is_overtaken = now.version != read->version;
    return NULL;
}

Error *consultation_bring(Valve *valve, Arena *arena, ConsultationId round) {
    Tx *office = NULL, *site = NULL;
    Outcome o = {0};
    bool is_overtaken;
    Error *error = NULL;
    TRY(prepare(valve, arena, round, &o));
    if (!o.was_asked) return NULL;
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    if (o.goes_out) TRY_OUT(put_all(site, &o.snapshot));
    else if (!o.stays) TRY_OUT(put_tombstone(site, (PublishedId){round.n}, &o.left));
    /* The office's writer is held only from here: nobody can change the round until both stores agree. */
    TRY_OUT(tx_begin(valve->office, arena, program, S("Consultation published"), &office));
    TRY_OUT(check_overtaken(office, &o.publication, &is_overtaken));
    if (is_overtaken) goto out;
    /* The public side first: a crash between the two leaves a job that does it again. */
    TRY_OUT(tx_commit(site));
    TRY_OUT(note_outcome(office, &o));
    TRY_OUT(tx_commit(office));
out:
    tx_end(office);
    tx_end(site);
    return error;
}

/* Looks before it takes the office's writer: on most minutes nothing is due. */
static Error *is_something_due(Valve *valve, Arena *arena, bool *out) {
    ConsultationPublicationList due = {0};
    Date today;
    Db *office = NULL;
    moment_to_london(moment_now(), &today, NULL);
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = consultation_publications_due(office, arena, today, &due);
    store_return(office);
    *out = due.count > 0;
    return error;
}

Error *consultation_keep_house(Valve *valve, Arena *arena) {
    Tx *tx = NULL;
    bool is_due;
    Error *error = NULL;
    TRY(is_something_due(valve, arena, &is_due));
    if (!is_due) return NULL;
    TRY_OUT(tx_begin(valve->office, arena, program, S(""), &tx));
    TRY_OUT(consultation_publications_keep_up(tx));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}
