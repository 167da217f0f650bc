/* Long work: asking for it, taking it up, telling how far it is, and taking it up again when its worker died.
 *
 * A running job belongs to whoever counted its `tries` up last: every later write of that worker says which try it is and does nothing
 * when the job has gone to another. The lease is renewed by a thread beside the work, so it runs out only when the process is dead.
 * Of a waiting job that was put off, lease_until is the moment before which it is left alone. */
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>

#include "base/log.h"
#include "store/job.h"

enum { LEASE_SECONDS = 60, RENEW_SECONDS = 20, PROGRESS_MICROSECONDS = 250000, CANDIDATES = 200, LOOK_SECONDS = 1 };
enum { LONGEST_PUT_OFF_SECONDS = 300, OUTCOME_TRIES = 10 };

static const Choice job_states[] = {
    {JOB_WAITING, "waiting", "Waiting", NULL},
    {JOB_RUNNING, "running", "Running", NULL},
    {JOB_DONE, "done", "Done", NULL},
    {JOB_FAILED, "failed", "Failed", NULL},
    {0},
};
static const Field job_fields[] = {
    TEXT(Job, kind, .label = "Kind", .by_program = true),
    TEXT(Job, subject, .label = "Subject", .by_program = true),
    CHOICE(Job, state, .label = "State", .choices = job_states, .by_program = true),
    INTEGER(Job, done, .label = "Steps done", .by_program = true),
    INTEGER(Job, total, .label = "Steps in all", .by_program = true),
    TEXT(Job, message, .label = "Progress", .by_program = true),
    TEXT(Job, failure, .label = "Failure", .by_program = true),
    INTEGER(Job, asked_by, .label = "Asked for by", .by_program = true),
    TEXT(Job, asked_by_name, .label = "Asked for by", .by_program = true),
    MOMENT(Job, asked_at, .label = "Asked for"),
    MOMENT(Job, started_at, .label = "Started"),
    MOMENT(Job, ended_at, .label = "Ended"),
    MOMENT(Job, lease_until, .label = "Lease until"),
    INTEGER(Job, tries, .label = "Tries", .by_program = true),
};
const Record job_record = RECORD(Job, "job", job_fields, .title = "job", .plural = "jobs", .label_field = "kind");

struct JobRun {
    Store *office;
    JobId id;
    int64_t tries;
    int64_t written_at;
    pthread_mutex_t lock; /* for the thread that renews */
    pthread_cond_t ended;
    bool is_over;
};

#define STATEMENT(function, count, text)                                                                                                   \
    { .name = (function), .place = "store/job.c", .parameters = (count), .sql = (text) }
static const Statement find_waiting =
    STATEMENT("job_find_waiting", 2, "select id from job where kind = $1 and subject = $2 and state = 'waiting' order by id limit 1");
static const Statement insert_job = STATEMENT("job_ask", 5,
    "insert into job (version, kind, subject, state, asked_by, asked_by_name, asked_at) values (1, $1, $2, 'waiting', $3, $4, $5) "
    "returning id");
static const Statement select_latest =
    STATEMENT("job_latest", 2, "select * from job where kind = $1 and subject = $2 order by id desc limit 1");
static const Statement select_open = STATEMENT("job_open", 2,
    "select * from job where state in ('waiting', 'running') and ((state = 'waiting' and lease_until is null) or lease_until < $1) order "
    "by id limit $2");
static const Statement take_job = STATEMENT("job_take", 3,
    "update job set state = 'running', tries = tries + 1, version = version + 1, started_at = $2, lease_until = $3, done = 0, total = 0, "
    "message = '' where id = $1");
static const Statement renew_job =
    STATEMENT("job_renew", 3, "update job set lease_until = $3 where id = $1 and tries = $2 and state = 'running'");
static const Statement write_progress = STATEMENT("job_progress", 6,
    "update job set done = $3, total = $4, message = $5, lease_until = $6, version = version + 1 "
    "where id = $1 and tries = $2 and state = 'running'");
static const Statement end_job = STATEMENT("job_end", 5,
    "update job set state = $3, failure = $4, ended_at = $5, lease_until = null, version = version + 1 "
    "where id = $1 and tries = $2 and state = 'running'");
static const Statement put_off_job = STATEMENT("job_put_off", 4,
    "update job set state = 'waiting', message = $3, lease_until = $4, version = version + 1 where id = $1 and tries = $2 and state = "
    "'running'");
static const Statement hurry_job = STATEMENT("job_hurry", 1, "update job set lease_until = null where id = $1 and state = 'waiting'");

/* ---- Asking ---- */

static Error *query_id(Tx *tx, const Statement *statement, const Value *parameters, int64_t *id, bool *found) {
    Rows *rows;
    TRY(db_query(tx_db(tx), tx_arena(tx), statement, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (*found) *id = rows_value(rows, 0).integer;
    rows_end(rows);
    return error;
}

Error *job_ask(Tx *tx, Text kind, Text subject, JobId *out) {
    bool found;
    Value subject_of[] = {value_text(kind), value_text(subject)};
    TRY(query_id(tx, &find_waiting, subject_of, &out->n, &found));
    if (found) { /* somebody waits for it: it is put off no longer */
        Value again[] = {value_integer(out->n)};
        return tx_execute(tx, &hurry_job, again, NULL);
    }
    Actor who = tx_actor(tx);
    Value values[] = {value_text(kind), value_text(subject), value_integer(who.person), value_text(who.name), value_moment(tx_moment(tx))};
    return query_id(tx, &insert_job, values, &out->n, &found);
}

Error *job_get(Db *db, Arena *arena, JobId id, Job *out) {
    return record_get(db, arena, &job_record, id.n, out);
}

Error *job_latest(Db *db, Arena *arena, Text kind, Text subject, Job *out, bool *found) {
    Rows *rows;
    Value parameters[] = {value_text(kind), value_text(subject)};
    TRY(db_query(db, arena, &select_latest, parameters, &rows));
    Error *error = rows_next(rows, found);
    if (*found) error = record_from_row(rows, &job_record, out);
    rows_end(rows);
    return error;
}

/* ---- Taking up ---- */

static const JobKind *kind_named(const JobKind *kinds, Text name) {
    for (; kinds->kind; kinds++) {
        if (text_equal(text_of(kinds->kind), name)) return kinds;
    }
    return NULL;
}

/* Which kinds a worker takes. */
typedef enum { LANE_ALL, LANE_QUICK, LANE_SLOW } Lane;

static bool is_of_lane(const JobKind *kind, Lane lane) {
    return kind && (lane == LANE_ALL || kind->is_slow == (lane == LANE_SLOW));
}

/* The oldest job that is to be done and that this worker knows how to do. */
static Error *find_open(Db *db, Arena *arena, const JobKind *kinds, Lane lane, Job *out, bool *found) {
    Rows *rows;
    bool has_row;
    Value parameters[] = {value_integer(moment_now().us), value_integer(CANDIDATES)};
    *found = false;
    TRY(db_query(db, arena, &select_open, parameters, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row && !*found) {
        TRY_OUT(record_from_row(rows, &job_record, out));
        *found = is_of_lane(kind_named(kinds, out->kind), lane);
        TRY_OUT(rows_next(rows, &has_row));
    }
out:
    rows_end(rows);
    return error;
}

/* A look that writes nothing, so that idle workers do not hold up those who save. */
static Error *is_any_open(Store *office, Arena *arena, const JobKind *kinds, Lane lane, bool *found) {
    Db *db;
    Job job;
    TRY(store_borrow(office, arena, &db));
    Error *error = find_open(db, arena, kinds, lane, &job, found);
    store_return(db);
    return error;
}

static Error *write_end(Tx *tx, JobId id, int64_t tries, JobState state, Text failure) {
    Value values[] = {value_integer(id.n), value_integer(tries), value_text(state == JOB_DONE ? S("done") : S("failed")),
        value_text(failure), value_moment(tx_moment(tx))};
    return tx_execute(tx, &end_job, values, NULL);
}

static Actor no_actor(void) {
    return (Actor){0, {0}};
}

/* Takes the job, or fails it when its workers have died too often. */
static Error *take(Tx *tx, const JobKind *kinds, Job *job, bool *taken) {
    int most = kind_named(kinds, job->kind)->most_tries;
    *taken = job->state == JOB_WAITING || job->tries < most;
    if (!*taken) {
        return write_end(tx, job->id, job->tries, JOB_FAILED,
            S("The work was cut short each time it was tried. Ask for it again, or tell whoever looks after this system."));
    }
    job->tries++;
    job->state = JOB_RUNNING;
    Value values[] = {
        value_integer(job->id.n), value_moment(tx_moment(tx)), value_moment(moment_plus_seconds(tx_moment(tx), LEASE_SECONDS))};
    return tx_execute(tx, &take_job, values, NULL);
}

/* *taken is false when there is nothing to do. */
static Error *take_next(Store *office, Arena *arena, const JobKind *kinds, Lane lane, Job *job, bool *taken) {
    bool found;
    *taken = false;
    TRY(is_any_open(office, arena, kinds, lane, &found));
    while (found && !*taken) {
        Tx *tx;
        Text none = {0};
        TRY(tx_begin(office, arena, no_actor(), none, &tx));
        Error *error = find_open(tx_db(tx), arena, kinds, lane, job, &found);
        if (!error && found) error = take(tx, kinds, job, taken);
        if (!error) error = tx_commit(tx);
        tx_end(tx);
        TRY(error);
    }
    return NULL;
}

/* ---- Running ---- */

static Error *write_once(Store *office, Arena *arena, const Statement *statement, const Value *values) {
    Tx *tx;
    Text none = {0};
    TRY(tx_begin(office, arena, no_actor(), none, &tx));
    Error *error = tx_execute(tx, statement, values, NULL);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

static void renew(JobRun *run) {
    Arena *arena = arena_new();
    Value values[] = {value_integer(run->id.n), value_integer(run->tries), value_moment(moment_plus_seconds(moment_now(), LEASE_SECONDS))};
    if (write_once(run->office, arena, &renew_job, values)) log_warning("the lease of job %lld could not be renewed", (long long)run->id.n);
    arena_free(arena);
}

static void *keep_lease(void *context) {
    JobRun *run = context;
    pthread_mutex_lock(&run->lock);
    while (!run->is_over) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += RENEW_SECONDS;
        if (pthread_cond_clockwait(&run->ended, &run->lock, CLOCK_MONOTONIC, &until) == 0 || run->is_over) continue;
        pthread_mutex_unlock(&run->lock);
        renew(run);
        pthread_mutex_lock(&run->lock);
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* Threads of the store take no signals: they belong to the thread that serves. */
static bool start_thread(pthread_t *thread, void *(*run)(void *), void *context) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int refused = pthread_create(thread, NULL, run, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return refused == 0;
}

static int64_t monotonic_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void job_progress(JobRun *run, int64_t done, int64_t total, const char *message, ...) {
    int64_t now = monotonic_microseconds();
    bool is_last = done == total;
    /* Inside a transaction of the work's own there is nothing to write with. */
    if ((now - run->written_at < PROGRESS_MICROSECONDS && !is_last) || tx_is_open_here(run->office)) return;
    run->written_at = now;
    char text[512];
    va_list arguments;
    va_start(arguments, message);
    int len = vsnprintf(text, sizeof text, message, arguments);
    va_end(arguments);
    CHECK(len >= 0);
    Arena *arena = arena_new();
    Value values[] = {value_integer(run->id.n), value_integer(run->tries), value_integer(done), value_integer(total),
        value_text(text_of(text)), value_moment(moment_plus_seconds(moment_now(), LEASE_SECONDS))};
    if (write_once(run->office, arena, &write_progress, values))
        log_warning("the progress of job %lld could not be written", (long long)run->id.n);
    arena_free(arena);
}

static Error *run_with_lease(Store *office, Arena *arena, const JobKind *kind, void *context, const Job *job) {
    JobRun run = {
        .office = office, .id = job->id, .tries = job->tries, .lock = PTHREAD_MUTEX_INITIALIZER, .ended = PTHREAD_COND_INITIALIZER};
    pthread_t keeper;
    bool is_kept = start_thread(&keeper, keep_lease, &run);
    if (!is_kept) log_warning("job %lld runs without a thread that renews its lease", (long long)job->id.n);
    Error *error = kind->work(context, &run, arena, job);
    pthread_mutex_lock(&run.lock);
    run.is_over = true;
    pthread_cond_signal(&run.ended);
    pthread_mutex_unlock(&run.lock);
    if (is_kept) pthread_join(keeper, NULL);
    return error;
}

/* 2, 4, 8 ... seconds. */
static int64_t put_off_seconds(int64_t tries) {
    int64_t seconds = tries < 9 ? (int64_t)1 << tries : LONGEST_PUT_OFF_SECONDS;
    return seconds < LONGEST_PUT_OFF_SECONDS ? seconds : LONGEST_PUT_OFF_SECONDS;
}

static Error *write_put_off(Tx *tx, const Job *job, const Error *why) {
    Value values[] = {value_integer(job->id.n), value_integer(job->tries), value_text(why->sentence),
        value_moment(moment_plus_seconds(tx_moment(tx), put_off_seconds(job->tries)))};
    return tx_execute(tx, &put_off_job, values, NULL);
}

static Error *write_outcome(Store *office, Arena *arena, const Job *job, const Error *failure) {
    Tx *tx;
    Text none = {0};
    TRY(tx_begin(office, arena, no_actor(), none, &tx));
    bool is_put_off = failure && failure->kind == ERROR_BUSY;
    Error *error = is_put_off ? write_put_off(tx, job, failure)
                              : write_end(tx, job->id, job->tries, failure ? JOB_FAILED : JOB_DONE, failure ? failure->sentence : none);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

/* What refused the work's writes (a full disk, a database that restarts) may refuse its outcome too; without it the job would wait for its
 * lease. When all tries fail, that is what happens. */
static Error *write_outcome_patiently(Store *office, Arena *arena, const Job *job, const Error *failure) {
    Error *error = write_outcome(office, arena, job, failure);
    for (int i = 1; i < OUTCOME_TRIES && error && error->kind == ERROR_STORAGE; i++) {
        nanosleep(&(struct timespec){.tv_sec = LOOK_SECONDS}, NULL);
        error = write_outcome(office, arena, job, failure);
    }
    return error;
}

/* Takes and does one job. *worked is false when there was none. */
static Error *work_once(Store *office, Arena *arena, const JobKind *kinds, Lane lane, void *context, bool *worked) {
    Job job = {0};
    TRY(take_next(office, arena, kinds, lane, &job, worked));
    if (!*worked) return NULL;
    const JobKind *kind = kind_named(kinds, job.kind);
    Error *failure = run_with_lease(office, arena, kind, context, &job);
    if (failure)
        log_warning("job %lld (%s) %s: %.*s", (long long)job.id.n, kind->kind, failure->kind == ERROR_BUSY ? "is put off" : "failed",
            TEXT_ARG(failure->detail));
    return write_outcome_patiently(office, arena, &job, failure);
}

Error *jobs_run_all(Store *office, Arena *arena, const JobKind *kinds, void *context) {
    bool worked = true;
    Error *error = NULL;
    while (worked && !error) {
        Arena *one = arena_new();
        error = work_once(office, one, kinds, LANE_ALL, context, &worked);
        if (error) error = error_copy(arena, error);
        arena_free(one);
    }
    return error;
}

/* ---- Workers ---- */

struct Jobs {
    Arena *arena; /* its own: a worker that does not end in time must not be left with memory of somebody else */
    Store *office;
    const JobKind *kinds;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool is_stopping;
    int64_t wakes; /* counted, so that a call between looking and sleeping is not lost */
    pthread_t *threads;
    int count;
};

static void wait_for_work(Jobs *jobs, int64_t wakes_seen) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += LOOK_SECONDS;
    pthread_mutex_lock(&jobs->lock);
    while (!jobs->is_stopping && jobs->wakes == wakes_seen) {
        if (pthread_cond_clockwait(&jobs->wake, &jobs->lock, CLOCK_MONOTONIC, &until)) break;
    }
    pthread_mutex_unlock(&jobs->lock);
}

static bool is_stopping(Jobs *jobs, int64_t *wakes) {
    pthread_mutex_lock(&jobs->lock);
    bool answer = jobs->is_stopping;
    *wakes = jobs->wakes;
    pthread_mutex_unlock(&jobs->lock);
    return answer;
}

static void *work(Jobs *jobs, Lane lane) {
    Arena *arena = arena_new();
    int64_t wakes;
    while (!is_stopping(jobs, &wakes)) {
        bool worked = false;
        Error *error = work_once(jobs->office, arena, jobs->kinds, lane, jobs->context, &worked);
        if (error) log_warning("a worker could not look for jobs: %.*s", TEXT_ARG(error->detail));
        arena_reset(arena);
        if (!worked || error) wait_for_work(jobs, wakes);
    }
    arena_free(arena);
    return NULL;
}

static void *quick_worker(void *jobs) {
    return work(jobs, LANE_QUICK);
}

static void *slow_worker(void *jobs) {
    return work(jobs, LANE_SLOW);
}

static bool has_slow_kind(const JobKind *kinds) {
    bool has = false;
    for (; kinds->kind; kinds++) has |= kinds->is_slow;
    return has;
}

Error *jobs_start(Arena *arena, Store *office, const JobKind *kinds, void *context, int threads, Jobs **out) {
    Arena *own = arena_new();
    Jobs *jobs = ARENA_NEW(own, Jobs);
    int all = threads + has_slow_kind(kinds);
    *jobs = (Jobs){.arena = own,
        .office = office,
        .kinds = kinds,
        .context = context,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .wake = PTHREAD_COND_INITIALIZER,
        .threads = ARENA_ARRAY(own, pthread_t, (size_t)all)};
    while (jobs->count < all) {
        if (!start_thread(&jobs->threads[jobs->count], jobs->count < threads ? quick_worker : slow_worker, jobs)) {
            jobs_stop(jobs, LEASE_SECONDS);
            return error_new(arena, ERROR_STORAGE, "The machine allows no more threads, so no worker could be started.");
        }
        jobs->count++;
    }
    *out = jobs;
    return NULL;
}

void jobs_wake(Jobs *jobs) {
    pthread_mutex_lock(&jobs->lock);
    jobs->wakes++;
    pthread_cond_broadcast(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
}

bool jobs_stop(Jobs *jobs, int seconds) {
    if (!jobs) return true;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&jobs->lock);
    jobs->is_stopping = true;
    pthread_cond_broadcast(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    int running = 0;
    for (int i = 0; i < jobs->count; i++) running += pthread_clockjoin_np(jobs->threads[i], NULL, CLOCK_MONOTONIC, &until) != 0;
    if (running) log_warning("%d jobs did not end in time; they will be taken up again", running);
    else arena_free(jobs->arena);
    return running == 0;
}
