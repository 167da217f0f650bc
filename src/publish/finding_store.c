/* Findings of the leak check as records: kept with their publication, overridden by a second person. */
#include "publish/finding.h"

#include "publish/office.sql.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))

/* ---- The records ---- */

static const Choice finding_kinds[] = {
    {FINDING_WORDS, "words", "Words that must not go out", NULL},
    {FINDING_PASSAGE, "passage", "A passage that must not go out", NULL},
    {FINDING_UNREADABLE, "unreadable", "Could not be checked", NULL},
    {FINDING_FILES, "files", "Carries other files", NULL},
    {FINDING_COVERED, "covered", "Words under a box", NULL},
    {FINDING_OUTSIDE, "outside", "Words outside the page", NULL},
    {FINDING_INVISIBLE, "invisible", "Words that nobody sees", NULL},
    {FINDING_LAYER, "layer", "Words on a layer that is off", NULL},
    {FINDING_REDACTION, "redaction", "Redaction not carried out", NULL},
    {0},
};
/* The words themselves are SECRET: they stand in the table for those who judge the finding, and in no journal, download or list. */
static const Field finding_fields[] = {
    REF(Finding, publication, .to = &publication_record, .label = "Publication", .required = true, .by_program = true),
    INTEGER(Finding, number, .label = "Number", .min = 1, .max = 1000000, .by_program = true),
    CHOICE(Finding, kind, .choices = finding_kinds, .label = "Kind of finding", .by_program = true),
    TEXT(Finding, what, .label = "What was found", .max = 1000, .by_program = true),
    TEXT(Finding, place, .label = "Where", .max = 1000, .by_program = true),
    TEXT(Finding, url, .label = "Where it is mended", .max = 200, .by_program = true),
    SECRET(Finding, before, .label = "Words before", .sealed = true),
    SECRET(Finding, found, .label = "Words found", .sealed = true),
    SECRET(Finding, after, .label = "Words after", .sealed = true),
    TEXT(Finding, fingerprint, .label = "Fingerprint", .max = 64, .by_program = true),
};
const Record finding_record = RECORD(Finding, "finding", finding_fields, .title = "finding of the check", .plural = "findings of the check",
    .see = WRITERS, .is_restricted = true);

static const Field finding_override_fields[] = {
    REF(FindingOverride, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    REF(FindingOverride, finding, .to = &finding_record, .label = "Finding", .required = true, .by_program = true),
    TEXT(FindingOverride, fingerprint, .label = "Fingerprint", .max = 64, .by_program = true),
    LONG_TEXT(FindingOverride, reason, .label = "Why it may go out", .max = 2000, .required = true),
    INTEGER(FindingOverride, by_account, .label = "Account", .max = INT64_MAX, .by_program = true),
    TEXT(FindingOverride, by, .label = "Overridden by", .by_program = true),
    MOMENT(FindingOverride, at, .label = "When"),
};
const Record finding_override_record = RECORD(FindingOverride, "finding_override", finding_override_fields, .title = "overridden finding",
    .plural = "overridden findings", .see = WRITERS, .is_restricted = true);

/* ---- Keeping and overriding ---- */

Error *findings_drop_overridden(Db *office, Arena *arena, MeetingId meeting, FindingList *list) {
    FindingOverrideList overrides = {0};
    size_t kept = 0;
    TRY(valve_overrides_of(office, arena, meeting, &overrides));
    for (size_t i = 0; i < list->count; i++) {
        bool is_overridden = false;
        for (size_t k = 0; k < overrides.count && !is_overridden; k++)
            is_overridden = text_equal(overrides.items[k].fingerprint, list->items[i].fingerprint);
        if (!is_overridden) list->items[kept++] = list->items[i];
    }
    list->count = kept;
    return NULL;
}

Error *findings_keep(Tx *tx, PublicationId publication, FindingList *list) {
    for (size_t i = 0; i < list->count; i++) {
        list->items[i].publication = publication;
        list->items[i].number = (int64_t)i + 1;
        TRY(record_insert(tx, &finding_record, &list->items[i]));
    }
    return NULL;
}

/* The account that asked for the publication; zeroed when there is none any more. */
static Error *asker_of(Db *db, Arena *arena, const Publication *publication, Account *out) {
    *out = (Account){0};
    Error *error = record_get(db, arena, &account_record, publication->asked_by_account, out);
    return error && error->kind != ERROR_NOT_FOUND ? error : NULL;
}

Error *finding_override(Tx *tx, const Publication *publication, const Finding *finding, const Account *by, Text reason) {
    Arena *arena = tx_arena(tx);
    Account asker;
    FindingOverrideList overrides = {0};
    TRY(asker_of(tx_db(tx), arena, publication, &asker));
    if (!may_override(publication, &asker, by))
        return error_new(arena, ERROR_FORBIDDEN, "Whoever asked for the publication cannot override what was found. Ask a second person.");
    if (text_is_empty(text_trim(reason))) return error_new(arena, ERROR_INPUT, "Enter why it may go out.");
    TRY(valve_overrides_of(tx_db(tx), arena, publication->meeting, &overrides));
    for (size_t i = 0; i < overrides.count; i++)
        if (text_equal(overrides.items[i].fingerprint, finding->fingerprint)) return NULL;
    FindingOverride row = {.meeting = publication->meeting,
        .finding = finding->id,
        .fingerprint = finding->fingerprint,
        .reason = reason,
        .by_account = by->id.n,
        .by = by->name,
        .at = tx_moment(tx)};
    return record_insert(tx, &finding_override_record, &row);
}
