/* The valve: asking for a publication, doing it, withdrawing it, finishing what a crash cut in two. */
#include "publish/agreement_valve.h"
#include "publish/archive_valve.h"
#include "publish/consultation_valve.h"
#include "publish/minutes_valve.h"
#include "publish/valve.h"

#include <inttypes.h>

#include "archive/import.h"
#include "base/log.h"
#include "meetings/supplement.h"
#include "publish/letters.h"
#include "publish/office.sql.h"
#include "publish/outbox.h"
#include "publish/partnership.h"
#include "publish/published.sql.h"
#include "publish/snapshot.h"
#include "publish/work_folder.h"
#include "store/journal.h"

enum { MOST_BUILDS = 3 };

/* ---- Asking ---- */

/* `supplement`: 0 for the agenda, otherwise the number of the draft. */
static Error *find_obstacles(Db *office, Arena *arena, const Agenda *agenda, int64_t supplement, ObstacleList *out) {
    Supplement draft;
    bool found = false, is_out = false;
    if (supplement == 0) return agenda_obstacles(office, arena, agenda, out);
    TRY(supplement_draft(office, arena, agenda->meeting.id, &draft, &found));
    TRY(agenda_is_out(office, arena, &agenda->meeting, &is_out));
    if (!found || draft.number != supplement)
        return error_new(
            arena, ERROR_CONFLICT, "There is no draft of this supplement any more. It may have been published by somebody else.");
    if (!is_out)
        return error_new(arena, ERROR_INPUT, "The agenda is not on the public site. Publish it first: then the supplement follows it.");
    return supplement_obstacles(office, arena, agenda, &draft, out);
}

static Error *check_may_publish(Db *office, Arena *arena, MeetingId meeting, int64_t supplement) {
    Agenda agenda = {0};
    ObstacleList obstacles = {0};
    TRY(agenda_get(office, arena, meeting, &agenda));
    if (!agenda.body.is_public)
        return error_new(arena, ERROR_INPUT,
            "%.*s is not shown on the public site, so its meetings cannot be published. Change that on the page of the body first.",
            TEXT_ARG(agenda.body.name));
    MeetingNotice rules = {0};
    TRY(meeting_notice(office, arena, &agenda.meeting, &rules));
    if (rules.has_terms && rules.terms.regime == REGIME_PRIVATE)
        return error_new(arena, ERROR_INPUT,
            "%.*s meets in private by its terms of reference, so nothing of its agendas and papers is published. Members read them in the "
            "office.",
            TEXT_ARG(agenda.body.name));
    TRY(find_obstacles(office, arena, &agenda, supplement, &obstacles));
    for (size_t i = 0; i < obstacles.count; i++)
        if (!obstacles.items[i].is_warning) return error_new(arena, ERROR_INPUT, "%.*s", TEXT_ARG(obstacles.items[i].sentence));
    return NULL;
}

static Error *ask(Tx *tx, MeetingId meeting, int64_t supplement, AccountId account, PublicationId *out) {
    Db *office = tx_db(tx);
    Arena *arena = tx_arena(tx);
    PublicationList earlier = {0};
    JobId job = {0};
    TRY(check_may_publish(office, arena, meeting, supplement));
    TRY(valve_publications_of(office, arena, meeting, &earlier));
    const Publication *last = earlier.count ? &earlier.items[0] : NULL;
    Publication publication = {.meeting = meeting,
        .number = last ? last->number + 1 : 1,
        .state = PUBLICATION_ASKED,
        .asked_by = tx_actor(tx).name,
        .asked_by_account = account.n,
        .asked_at = tx_moment(tx),
        .supplement = supplement};
    if (last && last->state == PUBLICATION_ASKED && last->supplement != supplement)
        return error_new(arena, ERROR_CONFLICT,
            "This meeting is being published at this moment, so nothing else of it can be. Wait until that is finished, then publish "
            "again.");
    /* Asked twice, published once. */
    if (last && last->state == PUBLICATION_ASKED) publication = *last;
    else TRY(record_insert(tx, &publication_record, &publication));
    *out = publication.id;
    return job_ask(tx, S("publish-meeting"), publication_subject(arena, publication.id), &job);
}

Error *publish_ask(Tx *tx, MeetingId meeting, PublicationId *out) {
    return publish_ask_by(tx, meeting, (AccountId){0}, out);
}

Error *publish_ask_by(Tx *tx, MeetingId meeting, AccountId account, PublicationId *out) {
    return ask(tx, meeting, 0, account, out);
}

Error *publish_supplement_ask(Tx *tx, MeetingId meeting, AccountId account, PublicationId *out) {
    Supplement draft;
    bool found = false;
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), meeting, &draft, &found));
    if (!found)
        return error_new(tx_arena(tx), ERROR_CONFLICT, "There is no draft supplement. It may have been published by somebody else.");
    return ask(tx, meeting, draft.number, account, out);
}

/* ---- Doing ---- */

static void tell_job(void *context, size_t done, size_t count, Text what) {
    JobRun *run = context;
    if (run) job_progress(run, (int64_t)done, (int64_t)count, "%.*s", TEXT_ARG(what));
}

typedef enum { ATTEMPT_DONE, ATTEMPT_BLOCKED, ATTEMPT_OVERTAKEN } Attempt;

static Error *attempt(Valve *valve, Arena *arena, const Publication *publication, const char *folder, JobRun *run, Attempt *out) {
    Snapshot snapshot = {0};
    FindingList findings = {0};
    bool is_overtaken = false;
    TRY(publication_build(valve, arena, publication, folder, (PackProgress){tell_job, run}, &snapshot, &findings));
    if (findings.count > 0) {
        *out = ATTEMPT_BLOCKED;
        return publication_block(valve, arena, publication, &findings);
    }
    TRY(publication_keep_pack(valve, arena, publication, &snapshot));
    tell_job(run, 1, 1, S("Putting it on the public site"));
    TRY(publication_write(valve, arena, publication, &snapshot, &is_overtaken));
    *out = is_overtaken ? ATTEMPT_OVERTAKEN : ATTEMPT_DONE;
    return NULL;
}

/* Builds and writes; begins again when somebody changed the meeting while the documents were made. */
static Error *publish_asked(Valve *valve, Arena *arena, const Publication *publication, JobRun *run) {
    const char *folder = NULL;
    Db *office = NULL;
    Attempt result = ATTEMPT_OVERTAKEN;
    Error *error = NULL;
    TRY(work_folder_make(arena, valve->data_folder, text_format(arena, "publication-%" PRId64, publication->id.n), &folder));
    for (int i = 0; i < MOST_BUILDS && result == ATTEMPT_OVERTAKEN; i++) {
        TRY_OUT(store_borrow(valve->office, arena, &office));
        error = check_may_publish(office, arena, publication->meeting, publication->supplement);
        store_return(office);
        if (error) goto out;
        TRY_OUT(attempt(valve, arena, publication, folder, run, &result));
    }
    if (result == ATTEMPT_OVERTAKEN)
        error = error_new(arena, ERROR_CONFLICT,
            "The meeting was changed again and again while it was being published. Publish it again when the changes are made.");
out:
    work_folder_remove(arena, folder);
    return error;
}

static Error *finish_written(Valve *valve, Arena *arena, PublicationId publication, Moment at) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, (Actor){0, S("Quorate")}, S("Finished after an interruption"), &tx));
    TRY_OUT(publication_finish(tx, publication, at));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *read_publication(Valve *valve, Arena *arena, PublicationId id, Publication *out) {
    Db *office = NULL;
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = record_get(office, arena, &publication_record, id.n, out);
    store_return(office);
    return error;
}

/* What the disk or the database refuses today it may allow in a minute: the job is put off (store/job.h). */
static Error *try_later(Error *error) {
    if (error && error->kind == ERROR_STORAGE) error->kind = ERROR_BUSY;
    return error;
}

/* The outbox keeps the sentence. When even that cannot be written, or the public side has the publication and only the office does not know it
 * yet, it stays asked for and is tried again. */
static Error *publication_failed(Valve *valve, Arena *arena, const Publication *publication, Error *error) {
    bool is_written = false;
    if (error->kind == ERROR_BUSY) return error;
    Error *second = publication_is_written(valve, arena, publication, &is_written, NULL);
    if (!second && !is_written) second = publication_fail(valve, arena, publication->id, error->sentence);
    if (second) error_detail(arena, error, "and the outbox could not be written: %.*s", TEXT_ARG(second->detail));
    if (second || is_written) error->kind = ERROR_BUSY;
    return error;
}

Error *publish_meeting(Valve *valve, Arena *arena, PublicationId id, JobRun *run) {
    Publication publication = {0};
    bool is_written = false;
    Moment at = {0};
    TRY(try_later(read_publication(valve, arena, id, &publication)));
    if (publication.state != PUBLICATION_ASKED) return NULL;
    TRY(try_later(publication_is_written(valve, arena, &publication, &is_written, &at)));
    if (is_written) return try_later(finish_written(valve, arena, id, at));
    Error *error = publish_asked(valve, arena, &publication, run);
    return error ? publication_failed(valve, arena, &publication, error) : NULL;
}

/* ---- Withdrawing: the office notes it first, so that it cannot be forgotten; then the published store lets go ---- */

/* The newest publication, and every one that still waits, will not be (or stay) on the public side. */
static Error *mark_withdrawn(Tx *tx, const PublicationList *publications, Text reason) {
    for (size_t i = 0; i < publications->count; i++) {
        Publication *p = &publications->items[i];
        bool is_newest = i == 0;
        if (p->state != PUBLICATION_ASKED && !is_newest) continue;
        p->state = PUBLICATION_WITHDRAWN;
        p->withdrawn_reason = reason;
        TRY(record_update(tx, &publication_record, p));
    }
    return NULL;
}

Text withdrawal_subject(Arena *arena, MeetingId meeting) {
    return text_format(arena, "meeting %" PRId64, meeting.n);
}

/* The reason stands on the public page: it must not say what is withheld. */
static Error *check_reason(Tx *tx, MeetingId meeting, Text reason) {
    SecretList secrets = {0};
    TRY(secrets_collect(tx_db(tx), tx_arena(tx), meeting, NULL, &secrets));
    FindingList findings = leak_check(tx_arena(tx), &secrets, S("this reason"), reason);
    if (findings.count == 0) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT, "%.*s The public would read it. Say it in other words.",
        TEXT_ARG(finding_sentence(tx_arena(tx), &findings.items[0])));
}

Error *publish_withdraw_ask(Tx *tx, MeetingId id, Text reason) {
    Meeting meeting = {0};
    PublicationList publications = {0};
    JobId job = {0};
    Arena *arena = tx_arena(tx);
    if (text_is_empty(text_trim(reason))) return error_new(arena, ERROR_INPUT, "Enter why it is withdrawn. The public page will say so.");
    TRY(record_get(tx_db(tx), arena, &meeting_record, id.n, &meeting));
    TRY(valve_publications_of(tx_db(tx), arena, id, &publications));
    if (publications.count == 0 || (meeting.publication == 0 && publications.items[0].state != PUBLICATION_ASKED))
        return error_new(arena, ERROR_INPUT, "This meeting is not published, so there is nothing to withdraw.");
    TRY(check_reason(tx, id, reason));
    TRY(mark_withdrawn(tx, &publications, reason));
    if (meeting.state == MEETING_PUBLISHED) {
        meeting.state = MEETING_PLANNED;
        meeting.agreed_at = (Moment){0};
        meeting.agreed_by = (Text){0};
    }
    meeting.published_at = (Moment){0}; /* what was withdrawn gave no notice */
    TRY(record_update(tx, &meeting_record, &meeting));
    return job_ask(tx, S("withdraw-meeting"), withdrawal_subject(arena, id), &job);
}

/* Unless it was published again meanwhile, by another program: a publication after it has a higher number. */
static Error *remove_published(Valve *valve, Arena *arena, const Publication *withdrawn) {
    PublishedId meeting = {withdrawn->meeting.n};
    Tx *tx = NULL;
    Error *error = NULL;
    PublishedMeeting row = {0};
    bool found = false;
    TRY_OUT(tx_begin(valve->published, arena, (Actor){0, S("Quorate")}, S(""), &tx));
    TRY_OUT(published_meeting_find(tx_db(tx), arena, meeting, &row, &found));
    if (!found || row.state == PUBLISHED_WITHDRAWN || row.publication > withdrawn->number) goto out;
    TRY_OUT(snapshot_remove(tx, meeting, tx_moment(tx), withdrawn->withdrawn_reason));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* The meeting takes place all the same: when and where. Nothing holds up the withdrawal itself; what fails here comes with the next bringing
 * over of the partnership. */
static void put_plan(Valve *valve, Db *office, Arena *arena, MeetingId meeting) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->published, arena, (Actor){0, S("Quorate")}, S(""), &tx));
    TRY_OUT(published_plan_put(tx, office, meeting));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    if (error) log_warning("meeting %" PRId64 " was withdrawn; when and where it is follows: %.*s", meeting.n, TEXT_ARG(error->sentence));
}

/* Withdraws what the office has marked so. Safe to do twice. */
static Error *withdraw_marked(Valve *valve, Arena *arena, MeetingId meeting) {
    Db *office = NULL;
    PublicationList publications = {0};
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = valve_publications_of(office, arena, meeting, &publications);
    bool is_marked = !error && publications.count > 0 && publications.items[0].state == PUBLICATION_WITHDRAWN;
    if (is_marked) error = remove_published(valve, arena, &publications.items[0]);
    if (is_marked && !error) put_plan(valve, office, arena, meeting);
    store_return(office);
    return error;
}

Error *publish_withdraw(Valve *valve, Arena *arena, MeetingId meeting, Actor who, Text reason) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, who, reason, &tx));
    TRY_OUT(publish_withdraw_ask(tx, meeting, reason));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error ? error : withdraw_marked(valve, arena, meeting);
}

/* ---- After a crash ---- */

static Error *ask_job(Valve *valve, Arena *arena, Text kind) {
    Tx *tx = NULL;
    JobId job = {0};
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, (Actor){0, S("Quorate")}, S(""), &tx));
    TRY_OUT(job_ask(tx, kind, S(""), &job));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *ask_again(Valve *valve, Arena *arena, PublicationId publication) {
    Tx *tx = NULL;
    JobId job = {0};
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, (Actor){0, S("Quorate")}, S(""), &tx));
    TRY_OUT(job_ask(tx, S("publish-meeting"), publication_subject(arena, publication), &job));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *recover_asked(Valve *valve, Arena *arena, const PublicationList *asked) {
    for (size_t i = 0; i < asked->count; i++) {
        bool is_written = false;
        Moment at = {0};
        PublicationId id = asked->items[i].id;
        TRY(publication_is_written(valve, arena, &asked->items[i], &is_written, &at));
        log_info("publication %" PRId64 " was interrupted: %s", id.n, is_written ? "it is finished now" : "it is done again");
        TRY(is_written ? finish_written(valve, arena, id, at) : ask_again(valve, arena, id));
    }
    return NULL;
}

/* What is asked for on a record of its own: the archive's meetings, agreements of the plan, rounds of comments. */
static Error *recover_records(Valve *valve, Arena *arena) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, (Actor){0, S("Quorate")}, S(""), &tx));
    TRY_OUT(archive_publications_recover(tx));
    TRY_OUT(agreement_publications_recover(tx));
    TRY_OUT(consultation_publications_recover(tx));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *publish_recover(Valve *valve, Arena *arena) {
    Db *office = NULL;
    PublicationList asked = {0}, withdrawn = {0};
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = valve_publications_open(office, arena, &asked);
    if (!error) error = valve_publications_withdrawn(office, arena, &withdrawn);
    store_return(office);
    if (error) return error;
    TRY(recover_asked(valve, arena, &asked));
    for (size_t i = 0; i < withdrawn.count; i++) TRY(withdraw_marked(valve, arena, withdrawn.items[i].meeting));
    return recover_records(valve, arena);
}

Error *seal_recover(Valve *valve, Arena *arena) {
    Db *office = NULL;
    bool is_due = false;
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = sealing_is_due(office, arena, &is_due);
    store_return(office);
    return error || !is_due ? error : ask_job(valve, arena, S("seal-papers"));
}

/* ---- What is due by itself ---- */

static Date london_day(Moment m) {
    Date day = {0};
    moment_to_london(m, &day, NULL);
    return day;
}

/* Has nobody brought the partnership over today? */
static Error *is_day_old(Valve *valve, Arena *arena, bool *out) {
    Db *office = NULL;
    Job job = {0};
    bool found = false;
    TRY(store_borrow(valve->office, arena, &office));
    Error *error = job_latest(office, arena, S("publish-partnership"), S(""), &job, &found);
    store_return(office);
    *out = !found || date_compare(london_day(job.asked_at), london_day(moment_now())) < 0;
    return error;
}

Error *publish_housekeeping(Valve *valve, Arena *arena) {
    bool is_old = false, are_waiting = false;
    TRY(letters_are_waiting(valve, arena, &are_waiting));
    if (are_waiting) TRY(ask_job(valve, arena, S("collect-letters")));
    TRY(consultation_keep_house(valve, arena));
    TRY(is_day_old(valve, arena, &is_old));
    return is_old ? ask_job(valve, arena, S("publish-partnership")) : NULL;
}

/* ---- Jobs ---- */

/* The number in "publication 12". */
static Error *number_of(Arena *arena, const Job *job, Text prefix, int64_t *out) {
    if (text_starts_with(job->subject, prefix) && text_to_int64(text_slice(job->subject, prefix.len, SIZE_MAX), out)) return NULL;
    return error_fault(arena, "the subject of the job is not what its kind works on");
}

static Error *job_publish_meeting(void *context, JobRun *run, Arena *arena, const Job *job) {
    PublicationId id = {0};
    TRY(number_of(arena, job, S("publication "), &id.n));
    return publish_meeting(context, arena, id, run);
}

static Error *job_withdraw_meeting(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    MeetingId id = {0};
    TRY(number_of(arena, job, S("meeting "), &id.n));
    return try_later(withdraw_marked(context, arena, id));
}

static Error *job_publish_partnership(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    return try_later(publish_partnership(context, arena, (Actor){job->asked_by, job->asked_by_name}));
}

static Error *job_collect_letters(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run, (void)job;
    int64_t count = 0;
    return try_later(letterbox_collect(context, arena, &count));
}

/* Restricted papers that are not sealed yet, and open ones that still are (meetings/sealing.c). */
static Error *job_seal_papers(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run, (void)job;
    const Valve *valve = context;
    return try_later(sealing_catch_up(valve->office, arena));
}

static Error *job_publish_minutes(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    MinutesId id = {0};
    TRY(number_of(arena, job, S("minutes "), &id.n));
    return try_later(minutes_bring(context, arena, id));
}

static Error *job_read_archive(void *context, JobRun *run, Arena *arena, const Job *job) {
    const Valve *valve = context;
    (void)job;
    return archive_read_waiting(valve->office, arena, run);
}

static Error *job_publish_archive(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    ArchiveMeetingId id = {0};
    TRY(number_of(arena, job, S("meeting "), &id.n));
    return try_later(archive_bring(context, arena, id));
}

static Error *job_publish_agreement(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    AgreementId id = {0};
    TRY(number_of(arena, job, S("agreement "), &id.n));
    return try_later(agreement_bring(context, arena, id));
}

static Error *job_publish_consultation(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)run;
    ConsultationId id = {0};
    TRY(number_of(arena, job, S("consultation "), &id.n));
    return try_later(consultation_bring(context, arena, id));
}

const JobKind valve_jobs[] = {
    {"publish-meeting", job_publish_meeting, 5},
    {"withdraw-meeting", job_withdraw_meeting, 5},
    {"publish-partnership", job_publish_partnership, 5},
    {"collect-letters", job_collect_letters, 5},
    {"seal-papers", job_seal_papers, 5},
    {"publish-minutes", job_publish_minutes, 5},
    {"read-archive", job_read_archive, 5, .is_slow = true},
    {"publish-archive", job_publish_archive, 5},
    {"publish-agreement", job_publish_agreement, 5},
    {"publish-consultation", job_publish_consultation, 5},
    {0},
};
