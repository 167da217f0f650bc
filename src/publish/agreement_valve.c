/* The agreement of a year to the public side and back: assemble, check, write. */
#include "publish/agreement_valve.h"

#include <inttypes.h>

#include "base/log.h"
#include "publish/agreement_rows.sql.h"
#include "publish/partnership.h"
#include "publish/published.sql.h"
#include "publish/work_folder.h"

static const Actor program = {0, S_INIT("Quorate")};

/* ---- What must not go out ---- */

/* What the meetings of every body keep restricted, those of the last year and those to come, the archive, the notes, and the watch list. */
static Error *collect_secrets(Db *office, Arena *arena, AgreementId agreement, Date today, const char *folder, SecretList *out) {
    TRY(secrets_around(office, arena, today, folder, out));
    return secrets_of_plan_notes(office, arena, agreement, out);
}

#define CHECK_ALL(list, record, ...)                                                                                                       \
    for (size_t i = 0; i < s->list.count; i++) {                                                                                           \
        Place place = {.name = text_format(arena, __VA_ARGS__), .url = url};                                                               \
        leak_find_in_row(arena, index, &record, &s->list.items[i], &place, findings);                                                      \
    }

static Text number_of(const AgreementSnapshot *s, PublishedId action) {
    for (size_t i = 0; i < s->actions.count; i++)
        if (s->actions.items[i].id.n == action.n) return s->actions.items[i].number;
    return S("?");
}

static void check_rows(Arena *arena, LeakIndex *index, const AgreementSnapshot *s, FindingList *findings) {
    Text url = text_format(arena, "/office/plan/years/%" PRId64, s->row.id.n);
    leak_begin(index);
    leak_find_in_row(arena, index, &published_agreement_record, &s->row, &(Place){.name = S("the agreement"), .url = url}, findings);
    CHECK_ALL(chapters, published_chapter_record, "the chapter \"%.*s\"", TEXT_ARG(s->chapters.items[i].heading))
    CHECK_ALL(versions, published_agreement_version_record, "version %.*s", TEXT_ARG(s->versions.items[i].number))
    CHECK_ALL(sections, published_plan_section_record, "section %" PRId64, s->sections.items[i].number)
    CHECK_ALL(actions, published_plan_action_record, "action %.*s", TEXT_ARG(s->actions.items[i].number))
    CHECK_ALL(measures, published_plan_measure_record, "a measure of action %.*s", TEXT_ARG(number_of(s, s->measures.items[i].action)))
    CHECK_ALL(values, published_measure_value_record, "the value of %.*s of a measure", TEXT_ARG(date_plain(arena, s->values.items[i].day)))
    CHECK_ALL(progress, published_plan_progress_record, "the progress of %.*s of action %.*s",
        TEXT_ARG(date_plain(arena, s->progress.items[i].day)), TEXT_ARG(number_of(s, s->progress.items[i].action)))
}

/* ---- Writing ---- */

static Error *clear(Tx *site, PublishedId agreement) {
    PublishedPlanActionList actions;
    TRY(published_actions_of(tx_db(site), tx_arena(site), agreement, &actions));
    for (size_t i = 0; i < actions.count; i++)
        TRY(search_remove(site, S("plan"), text_format(tx_arena(site), "action-%" PRId64, actions.items[i].id.n)));
    TRY(search_remove(site, S("plan"), text_format(tx_arena(site), "agreement-%" PRId64, agreement.n)));
    TRY(published_plan_progress_clear(site, agreement, NULL));
    TRY(published_measure_values_clear(site, agreement, NULL));
    TRY(published_plan_measures_clear(site, agreement, NULL));
    TRY(published_plan_actions_clear(site, agreement, NULL));
    TRY(published_plan_sections_clear(site, agreement, NULL));
    TRY(published_agreement_versions_clear(site, agreement, NULL));
    return published_chapters_clear(site, agreement, NULL);
}

static Error *put_changes(Tx *site, const PublishedPlanActionList *before, const AgreementSnapshot *s) {
    PublishedPlanChangeList changes = agreement_changes(tx_arena(site), before, &s->actions);
    PublishedPlanChangeLastRow last;
    TRY(published_plan_change_last(tx_db(site), tx_arena(site), &last));
    for (size_t i = 0; i < changes.count; i++) {
        changes.items[i].id.n = last.id + (int64_t)i + 1;
        changes.items[i].changed_at = tx_moment(site);
        TRY(record_put(site, &published_plan_change_record, &changes.items[i]));
    }
    return NULL;
}

#define PUT_ALL(list, record)                                                                                                              \
    for (size_t i = 0; i < s->list.count; i++) TRY(record_put(site, &record, &s->list.items[i]))

static Error *put_rows(Tx *site, AgreementSnapshot *s) {
    PUT_ALL(chapters, published_chapter_record);
    PUT_ALL(versions, published_agreement_version_record);
    PUT_ALL(sections, published_plan_section_record);
    PUT_ALL(actions, published_plan_action_record);
    PUT_ALL(measures, published_plan_measure_record);
    PUT_ALL(values, published_measure_value_record);
    PUT_ALL(progress, published_plan_progress_record);
    for (size_t i = 0; i < s->search_count; i++) TRY(search_put(site, &s->search[i]));
    return NULL;
}

static Error *put_all(Tx *site, AgreementSnapshot *s, const char *path) {
    PublishedAgreement before = {0};
    PublishedPlanActionList actions;
    StoredFile file = {0};
    bool found = false;
    TRY(published_agreement_find(tx_db(site), tx_arena(site), s->row.id, &before, &found));
    TRY(published_actions_of(tx_db(site), tx_arena(site), s->row.id, &actions));
    bool was_out = found && !before.is_withdrawn && moment_is_set(before.published_at);
    TRY(clear(site, s->row.id));
    TRY(file_put_path(site, path, S("application/pdf"), &file));
    s->row.file_sha256 = text_copy(tx_arena(site), file.sha256);
    s->row.bytes = file.bytes;
    s->row.changed_at = tx_moment(site);
    s->row.published_at = was_out ? before.published_at : s->row.changed_at;
    TRY(published_put(site, &published_agreement_record, &s->row, NULL));
    TRY(put_rows(site, s));
    if (was_out) TRY(put_changes(site, &actions, s));
    return found ? published_file_release(site, before.file_sha256) : NULL;
}

/* What is said in the place of what is taken away. */
typedef struct {
    PublishedId body;
    Text title, body_name, reason;
} Left;

static Error *put_tombstone(Tx *site, PublishedId id, const Left *left) {
    PublishedAgreement before = {0};
    bool found = false;
    TRY(published_agreement_find(tx_db(site), tx_arena(site), id, &before, &found));
    if (!found) return NULL;
    TRY(clear(site, id));
    TRY(published_plan_changes_clear(site, id, NULL));
    PublishedAgreement row = {.id = before.id,
        .body = left->body,
        .body_name = left->body_name,
        .title = left->title,
        .address = before.address,
        .year = before.year,
        .starts = before.starts,
        .ends = before.ends,
        .is_withdrawn = true,
        .reason = left->reason,
        .published_at = before.published_at,
        .changed_at = tx_moment(site)};
    TRY(published_put(site, &published_agreement_record, &row, NULL));
    return published_file_release(site, before.file_sha256);
}

#define NO_REASON "It was withdrawn."
#define NO_TITLE "An agreement that was withdrawn"

Error *agreements_withdrawn_unname(Tx *site, PublishedId body) {
    return published_agreements_unname(site, body, S(NO_TITLE), NULL);
}

/* ---- The job ---- */

/* What is to become of an agreement, from the state in which its publication was read. */
typedef struct {
    AgreementPublication publication;
    bool was_asked, goes_out;
    AgreementSnapshot snapshot; /* when it goes out */
    PublishedAgreement outside; /* as it stands there; zeroed when nothing does */
    Left left;                  /* else what stands in its place, when it is taken back */
    Text held_back;             /* what was found, for the office */
} Outcome;

static Error *prepare_wanted(Db *office, Arena *arena, const char *folder, const char *path, Date today, Outcome *out) {
    AgreementId id = out->publication.agreement;
    SecretList secrets = {0};
    FindingList findings = {0};
    Agreement agreement = {0};
    TRY(record_get(office, arena, &agreement_record, id.n, &agreement));
    TRY(agreement_publication_obstacle(office, arena, &agreement, &out->held_back));
    if (out->held_back.len) return NULL;
    TRY(agreement_assemble(office, arena, id, today, &out->snapshot));
    TRY(collect_secrets(office, arena, out->publication.agreement, today, folder, &secrets));
    TRY(agreement_typeset(arena, &out->snapshot, today, path));
    LeakIndex index = leak_index(arena, &secrets);
    check_rows(arena, &index, &out->snapshot, &findings);
    leak_pass_over_found(&index); /* the PDF is made of the rows */
    TRY(snapshot_check_pdf(arena, &index, path, &(Place){.name = S("the PDF of the agreement")}, &findings));
    out->goes_out = findings.count == 0;
    if (out->goes_out) return NULL;
    log_warning("the agreement %" PRId64 " is held back: %zu findings", id.n, findings.count);
    out->held_back = finding_sentences(arena, &findings);
    return NULL;
}

static Error *check_left(Db *office, Arena *arena, const char *folder, Date today, Outcome *out, FindingList *findings) {
    SecretList secrets = {0};
    Agreement agreement = {0};
    Body body = {0};
    TRY(record_get(office, arena, &agreement_record, out->publication.agreement.n, &agreement));
    TRY(record_get(office, arena, &body_record, agreement.body.n, &body));
    TRY(collect_secrets(office, arena, out->publication.agreement, today, folder, &secrets));
    LeakIndex index = leak_index(arena, &secrets);
    out->left = (Left){.title = S(NO_TITLE),
        .reason = words_to_leave(arena, &index, "the reason of the withdrawal", out->publication.reason, NO_REASON, findings)};
    if (!body.is_public) return NULL; /* a body that is not shown is not named either, and the title may name it */
    out->left.body = out->outside.body;
    out->left.title = words_to_leave(arena, &index, "the title of what is withdrawn", out->outside.title, NO_TITLE, findings);
    out->left.body_name = words_to_leave(arena, &index, "the body of what is withdrawn", out->outside.body_name, "", findings);
    return NULL;
}

/* What stays is read by the public, so it is looked through like everything else: a word may have become restricted since it went out. What cannot be
 * looked through is not said; it is withdrawn all the same. */
static void prepare_withdrawn(Db *office, Arena *arena, const char *folder, Date today, Outcome *out) {
    FindingList findings = {0};
    Error *error = check_left(office, arena, folder, today, out, &findings);
    out->held_back = finding_sentences(arena, &findings);
    if (!error) return;
    out->left = (Left){.title = S(NO_TITLE), .reason = S(NO_REASON)};
    out->held_back = S("The reason and the title could not be checked for what is withheld, so the public is not told them.");
    log_warning("the reason for withdrawing the agreement %" PRId64 " could not be checked: %.*s", out->publication.agreement.n,
        TEXT_ARG(error->sentence));
}

static Error *read_outside(Valve *valve, Arena *arena, AgreementId agreement, PublishedAgreement *out) {
    Db *site = NULL;
    bool found;
    TRY(store_borrow(valve->published, arena, &site));
    Error *error = published_agreement_find(site, arena, (PublishedId){agreement.n}, out, &found);
    store_return(site);
    return error;
}

static Error *prepare(Valve *valve, Arena *arena, AgreementId agreement, const char *folder, const char *path, Outcome *out) {
    Db *office = NULL;
    Date today;
    Error *error = NULL;
    moment_to_london(moment_now(), &today, NULL);
    TRY(read_outside(valve, arena, agreement, &out->outside));
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(db_hold(office, arena));
    TRY_OUT(agreement_publication_of(office, arena, agreement, &out->publication, &out->was_asked));
    if (out->was_asked && out->publication.is_wanted) error = prepare_wanted(office, arena, folder, path, today, out);
    else if (out->was_asked) prepare_withdrawn(office, arena, folder, today, out);
out:
    store_return(office);
    return error;
}

static Error *note(Tx *office, Outcome *o) {
    AgreementPublication *p = &o->publication;
    p->held_back = o->held_back;
    if (o->goes_out) {
        p->state = AGREEMENT_OUT;
        p->sum = o->snapshot.sum;
        p->changed_at = tx_moment(office);
        if (!moment_is_set(p->published_at)) p->published_at = p->changed_at;
    } else if (p->is_wanted) {
        p->state = AGREEMENT_HELD_BACK;
    } else {
        p->state = AGREEMENT_TAKEN_BACK;
        p->sum = (Text){0};
        p->published_at = p->changed_at = (Moment){0};
    }
    return record_update(office, &agreement_publication_record, p);
}

/* Somebody asked for something else meanwhile: their job follows. */
static Error *check_overtaken(Tx *office, const AgreementPublication *read, bool *is_overtaken) {
    AgreementPublication now = {0};
    TRY(record_get(tx_db(office), tx_arena(office), &agreement_publication_record, read->id.n, &now));
    *is_overtaken = now.version != read->version;
    return NULL;
}

static Error *put(Tx *site, Db *reading, Outcome *o, const char *path) {
    if (o->goes_out) {
        TRY(published_body_put(site, reading, (BodyId){o->snapshot.row.body.n}));
        return put_all(site, &o->snapshot, path);
    }
    return o->publication.is_wanted ? NULL : put_tombstone(site, (PublishedId){o->publication.agreement.n}, &o->left);
}

static Error *write(Valve *valve, Arena *arena, Outcome *o, const char *path) {
    Tx *office = NULL, *site = NULL;
    Db *reading = NULL;
    bool is_overtaken;
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &reading));
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(put(site, reading, o, path));
    TRY_OUT(tx_begin(valve->office, arena, program, S("Published"), &office));
    TRY_OUT(check_overtaken(office, &o->publication, &is_overtaken));
    if (is_overtaken) goto out;
    /* The public side first: a crash between the two leaves a job that does it again. */
    TRY_OUT(tx_commit(site));
    TRY_OUT(note(office, o));
    TRY_OUT(tx_commit(office));
out:
    tx_end(office);
    tx_end(site);
    store_return(reading);
    return error;
}

Error *agreement_bring(Valve *valve, Arena *arena, AgreementId agreement) {
    Outcome o = {0};
    const char *folder = NULL;
    TRY(work_folder_make(arena, valve->data_folder, text_format(arena, "agreement-%" PRId64, agreement.n), &folder));
    const char *path = work_file(arena, folder, S("agreement.pdf"));
    Error *error = prepare(valve, arena, agreement, folder, path, &o);
    if (!error && o.was_asked) error = write(valve, arena, &o, path);
    work_folder_remove(arena, folder);
    return error;
}
