/* Owns asking for the agreement of a year to be public, and taking it back. */
#include "plan/agreement_publication.h"

#include <inttypes.h>

#include "plan/agreement_publication.sql.h"
#include "store/job.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))

static const Choice states[] = {
    {AGREEMENT_ASKED, "asked", "Being published", NULL},
    {AGREEMENT_OUT, "out", "Published", NULL},
    {AGREEMENT_HELD_BACK, "held_back", "Held back", NULL},
    {AGREEMENT_TAKEN_BACK, "taken_back", "Withdrawn", NULL},
    {0},
};
static const Field agreement_publication_fields[] = {
    REF(AgreementPublication, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    FLAG(AgreementPublication, is_wanted, .label = "Is to be public", .by_program = true),
    CHOICE(AgreementPublication, state, .choices = states, .label = "State", .by_program = true),
    LONG_TEXT(AgreementPublication, held_back, .label = "Why it is held back", .sealed = true, .by_program = true),
    LONG_TEXT(AgreementPublication, reason, .label = "Why is it withdrawn?", .max = 1000, .by_program = true),
    TEXT(AgreementPublication, asked_by, .label = "Asked for by", .by_program = true),
    TEXT(AgreementPublication, sum, .label = "Sum of what went out", .by_program = true),
    MOMENT(AgreementPublication, published_at, .label = "Published"),
    MOMENT(AgreementPublication, changed_at, .label = "Published last"),
};
const Record agreement_publication_record =
    RECORD(AgreementPublication, "agreement_publication", agreement_publication_fields, .title = "publication of an agreement",
        .plural = "publications of agreements", .see = WRITERS, .label_field = "state", .stays_in_office = true);

Error *agreement_publication_of(Db *db, Arena *arena, AgreementId agreement, AgreementPublication *out, bool *found) {
    return agreement_publication_find(db, arena, agreement, out, found);
}

Error *agreement_is_public(Db *db, Arena *arena, AgreementId agreement, bool *out) {
    AgreementPublication p = {0};
    bool found;
    TRY(agreement_publication_find(db, arena, agreement, &p, &found));
    *out = found && p.is_wanted;
    return NULL;
}

Error *agreement_publication_obstacle(Db *db, Arena *arena, const Agreement *agreement, Text *out) {
    Body body = {0};
    Agreement other = {0};
    bool found;
    *out = (Text){0};
    TRY(record_get(db, arena, &body_record, agreement->body.n, &body));
    TRY(agreement_public_beside(db, arena, agreement->starts, agreement->id, &other, &found));
    if (agreement->state == AGREEMENT_DRAFT)
        *out = text_format(arena, "%.*s has not endorsed it yet. It is published as the agreement once it has.", TEXT_ARG(body.name));
    else if (!body.is_public)
        *out = text_format(arena, "%.*s is not shown on the public site. Change that on the page of the body first.", TEXT_ARG(body.name));
    else if (found)
        *out = text_format(
            arena, "The public site has another agreement for this year already: %.*s. Withdraw that one first.", TEXT_ARG(other.title));
    return NULL;
}

static Error *ask_for_job(Tx *tx, AgreementId agreement) {
    JobId job;
    return job_ask(tx, S("publish-agreement"), text_format(tx_arena(tx), "agreement %" PRId64, agreement.n), &job);
}

Error *agreement_publication_ask(Tx *tx, AgreementId id) {
    Agreement agreement = {0};
    AgreementPublication p = {0};
    Text obstacle;
    bool is_there;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agreement_record, id.n, &agreement));
    TRY(agreement_publication_obstacle(tx_db(tx), tx_arena(tx), &agreement, &obstacle));
    if (obstacle.len) return error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(obstacle));
    TRY(agreement_publication_find(tx_db(tx), tx_arena(tx), id, &p, &is_there));
    p.agreement = id;
    p.is_wanted = true;
    p.state = AGREEMENT_ASKED;
    p.reason = p.held_back = (Text){0};
    p.asked_by = tx_actor(tx).name;
    TRY(is_there ? record_update(tx, &agreement_publication_record, &p) : record_insert(tx, &agreement_publication_record, &p));
    return ask_for_job(tx, id);
}

Error *agreement_publication_withdraw(Tx *tx, AgreementId agreement, Text reason) {
    AgreementPublication p = {0};
    bool is_there;
    reason = text_trim(reason);
    TRY(agreement_publication_find(tx_db(tx), tx_arena(tx), agreement, &p, &is_there));
    if (!is_there || !p.is_wanted) return error_new(tx_arena(tx), ERROR_INPUT, "This agreement is not published.");
    if (reason.len == 0) return error_new(tx_arena(tx), ERROR_INPUT, "Say why it is withdrawn. The public reads the reason.");
    p.is_wanted = false;
    p.state = AGREEMENT_ASKED;
    p.reason = reason;
    p.asked_by = tx_actor(tx).name;
    TRY(record_update(tx, &agreement_publication_record, &p));
    return ask_for_job(tx, agreement);
}

Error *agreements_of_private_bodies_withdraw(Tx *tx, Text reason) {
    AgreementPublicationList list;
    TRY(agreement_publications_of_private_bodies(tx_db(tx), tx_arena(tx), &list));
    for (size_t i = 0; i < list.count; i++) TRY(agreement_publication_withdraw(tx, list.items[i].agreement, reason));
    return NULL;
}

Error *agreement_publications_recover(Tx *tx) {
    AgreementPublicationList list;
    TRY(agreement_publications_asked(tx_db(tx), tx_arena(tx), &list));
    for (size_t i = 0; i < list.count; i++) TRY(ask_for_job(tx, list.items[i].agreement));
    return NULL;
}
