/* Jobs: asked for with the change, done once, failed with a sentence, retaken when their worker died. */
#include "world.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "store/job.h"

static JobId ask(World *w, const char *kind, const char *subject) {
    JobId id;
    Tx *tx = begin(w);
    assert_fine(job_ask(tx, text_of(kind), text_of(subject), &id));
    commit(tx);
    return id;
}

static Job get(World *w, JobId id) {
    Job job = {0};
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(job_get(db, w->arena, id, &job));
    store_return(db);
    return job;
}

typedef struct {
    World *w;
    atomic_int worked;
    atomic_int at_once, most_at_once;
    atomic_bool may_end;
} Bench;

static Error *count_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    Bench *bench = context;
    (void)arena, (void)run;
    assert_int_equal(job->state, JOB_RUNNING);
    atomic_fetch_add(&bench->worked, 1);
    return NULL;
}

static Error *failing_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    (void)context, (void)run, (void)job;
    return error_detail(arena, error_new(arena, ERROR_INPUT, "The paper is not a PDF. Send it again."), "detail");
}

static Error *put_off_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    Bench *bench = context;
    (void)run, (void)job;
    if (atomic_fetch_add(&bench->worked, 1) > 0) return NULL;
    return error_new(arena, ERROR_BUSY, "There is no room on the disk.");
}

static Error *telling_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    Bench *bench = context;
    (void)arena;
    job_progress(run, 1, 3, "Merging paper %d of %d", 1, 3);
    Job now = get(bench->w, job->id);
    assert_int_equal(now.done, 1);
    assert_int_equal(now.total, 3);
    assert_text(now.message, "Merging paper 1 of 3");
    job_progress(run, 2, 3, "too soon to be written");
    assert_int_equal(get(bench->w, job->id).done, 1);
    Tx *tx = begin(bench->w);
    job_progress(run, 3, 3, "inside a transaction of the work's own");
    commit(tx);
    job_progress(run, 3, 3, "All merged");
    assert_text(get(bench->w, job->id).message, "All merged");
    atomic_fetch_add(&bench->worked, 1);
    return NULL;
}

static Error *slow_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    Bench *bench = context;
    (void)arena, (void)run, (void)job;
    int now = atomic_fetch_add(&bench->at_once, 1) + 1;
    if (now > atomic_load(&bench->most_at_once)) atomic_store(&bench->most_at_once, now);
    while (!atomic_load(&bench->may_end)) usleep(1000);
    atomic_fetch_sub(&bench->at_once, 1);
    atomic_fetch_add(&bench->worked, 1);
    return NULL;
}

static const JobKind kinds[] = {{"count", count_work, 3}, {"fail", failing_work, 3}, {"tell", telling_work, 3}, {"slow", slow_work, 3},
    {"later", put_off_work, 3}, {0}};

static void run_all(World *w, Bench *bench) {
    assert_fine(jobs_run_all(w->office, w->arena, kinds, bench));
}

static void a_job_is_done_once_and_says_so(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "count", "meeting 12");
    Job job = get(w, id);
    assert_int_equal(job.state, JOB_WAITING);
    assert_text(job.subject, "meeting 12");
    assert_text(job.asked_by_name, "Dana Clerk");
    assert_true(moment_is_set(job.asked_at));
    run_all(w, &bench);
    run_all(w, &bench);
    assert_int_equal(bench.worked, 1);
    job = get(w, id);
    assert_int_equal(job.state, JOB_DONE);
    assert_int_equal(job.tries, 1);
    assert_true(moment_is_set(job.started_at) && moment_is_set(job.ended_at) && !moment_is_set(job.lease_until));
}

static void a_job_exists_exactly_when_its_change_does(void **state) {
    World *w = *state;
    JobId id;
    Tx *tx = begin(w);
    assert_fine(job_ask(tx, S("count"), S(""), &id));
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from job"), 0);
}

static void a_waiting_job_is_not_asked_for_twice(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId first = ask(w, "count", "a"), again = ask(w, "count", "a"), other = ask(w, "count", "b");
    assert_int_equal(first.n, again.n);
    assert_int_not_equal(first.n, other.n);
    run_all(w, &bench);
    assert_int_equal(bench.worked, 2);
    assert_int_not_equal(ask(w, "count", "a").n, first.n);
}

static void a_failed_job_keeps_its_sentence(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "fail", "");
    run_all(w, &bench);
    Job job = get(w, id);
    assert_int_equal(job.state, JOB_FAILED);
    assert_text(job.failure, "The paper is not a PDF. Send it again.");
    assert_int_equal(job.tries, 1);
}

static void a_job_that_cannot_be_done_just_now_is_put_off(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "later", "a");
    run_all(w, &bench);
    Job job = get(w, id);
    assert_int_equal(job.state, JOB_WAITING);
    assert_text(job.message, "There is no room on the disk.");
    assert_true(moment_compare(job.lease_until, moment_now()) > 0);
    run_all(w, &bench);
    assert_int_equal(bench.worked, 1);              /* its time has not come */
    assert_int_equal(ask(w, "later", "a").n, id.n); /* but somebody asks again */
    run_all(w, &bench);
    job = get(w, id);
    assert_int_equal(job.state, JOB_DONE);
    assert_text(job.failure, "");
    assert_int_equal(job.tries, 2);
}

static void a_job_that_was_put_off_is_done_when_its_time_comes(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "later", "b");
    run_all(w, &bench);
    world_tamper(w, STORE_OFFICE, "update job set lease_until = 1");
    run_all(w, &bench);
    assert_int_equal(get(w, id).state, JOB_DONE);
}

static void progress_is_written_but_not_too_often(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    ask(w, "tell", "");
    run_all(w, &bench);
    assert_int_equal(bench.worked, 1);
}

static void an_unknown_kind_is_left_to_who_knows_it(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "unheard", "");
    ask(w, "count", "");
    run_all(w, &bench);
    assert_int_equal(bench.worked, 1);
    assert_int_equal(get(w, id).state, JOB_WAITING);
}

static void a_job_whose_worker_died_is_taken_up_after_its_lease(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "count", "");
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "update job set state = 'running', tries = 1, lease_until = %lld", (long long)moment_now().us + 5000000).ptr);
    run_all(w, &bench);
    assert_int_equal(bench.worked, 0); /* the lease still runs */
    world_tamper(w, STORE_OFFICE, "update job set lease_until = 1");
    run_all(w, &bench);
    assert_int_equal(bench.worked, 1);
    assert_int_equal(get(w, id).state, JOB_DONE);
    assert_int_equal(get(w, id).tries, 2);
}

static void a_job_that_kills_its_workers_fails_in_the_end(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    JobId id = ask(w, "count", "");
    world_tamper(w, STORE_OFFICE, "update job set state = 'running', tries = 3, lease_until = 1");
    run_all(w, &bench);
    assert_int_equal(bench.worked, 0);
    Job job = get(w, id);
    assert_int_equal(job.state, JOB_FAILED);
    assert_has(job.failure, "cut short each time");
}

static Error *overtaken_work(void *context, JobRun *run, Arena *arena, const Job *job) {
    Bench *bench = context;
    (void)arena, (void)job;
    /* Another worker took the job while this one was thought dead, and finished. */
    world_tamper(bench->w, STORE_OFFICE, "update job set tries = 2, state = 'done', message = 'by the other', done = 9");
    job_progress(run, 1, 1, "by the first");
    return error_new(arena, ERROR_FAULT, "Late.");
}

static void a_worker_that_was_overtaken_changes_nothing(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    static const JobKind overtaken[] = {{"over", overtaken_work, 3}, {0}};
    JobId id = ask(w, "over", "");
    assert_fine(jobs_run_all(w->office, w->arena, overtaken, &bench));
    Job job = get(w, id);
    assert_int_equal(job.state, JOB_DONE);
    assert_text(job.message, "by the other");
    assert_text(job.failure, "");
}

static void the_latest_of_a_subject_is_found(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    Job job;
    bool found;
    ask(w, "count", "a");
    run_all(w, &bench);
    JobId second = ask(w, "count", "a");
    ask(w, "count", "b");
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(job_latest(db, w->arena, S("count"), S("a"), &job, &found));
    assert_true(found);
    assert_int_equal(job.id.n, second.n);
    assert_fine(job_latest(db, w->arena, S("count"), S("c"), &job, &found));
    assert_false(found);
    Buffer problems = buffer_new(w->arena, 0);
    assert_fine(record_check_table(db, w->arena, &job_record, &problems));
    assert_text(buffer_text(&problems), "");
    store_return(db);
}

static void wait_for(const atomic_int *n, int expected) {
    for (int i = 0; i < 5000 && atomic_load(n) != expected; i++) usleep(1000);
    assert_int_equal(atomic_load(n), expected);
}

static void workers_share_the_jobs(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    Jobs *jobs;
    assert_fine(jobs_start(w->arena, w->office, kinds, &bench, 2, &jobs));
    for (int i = 0; i < 3; i++) ask(w, "slow", text_format(w->arena, "%d", i).ptr);
    jobs_wake(jobs);
    wait_for(&bench.at_once, 2);
    usleep(20000);
    assert_int_equal(atomic_load(&bench.most_at_once), 2);
    atomic_store(&bench.may_end, true);
    wait_for(&bench.worked, 3);
    jobs_stop(jobs, 10);
    assert_int_equal(number_of(w, w->office, "select count(*) from job where state = 'done' and tries = 1"), 3);
    jobs_stop(NULL, 1);
}

/* Reading a scan takes many minutes: what is published meanwhile does not wait for it. */
static void a_slow_kind_has_a_worker_of_its_own_and_holds_up_nothing_else(void **state) {
    World *w = *state;
    static const JobKind lanes[] = {{"slow", slow_work, 3, .is_slow = true}, {"count", count_work, 3}, {0}};
    Bench bench = {.w = w};
    Jobs *jobs;
    assert_fine(jobs_start(w->arena, w->office, lanes, &bench, 1, &jobs));
    for (int i = 0; i < 3; i++) ask(w, "slow", text_format(w->arena, "%d", i).ptr);
    jobs_wake(jobs);
    wait_for(&bench.at_once, 1);
    JobId quick = ask(w, "count", "");
    jobs_wake(jobs);
    wait_for(&bench.worked, 1);
    usleep(20000);
    assert_int_equal(get(w, quick).state, JOB_DONE);
    assert_int_equal(atomic_load(&bench.most_at_once), 1); /* the others leave slow ones alone */
    atomic_store(&bench.may_end, true);
    wait_for(&bench.worked, 4);
    jobs_stop(jobs, 10);
    for (int i = 3; i < 5; i++) ask(w, "slow", text_format(w->arena, "%d", i).ptr);
    assert_fine(jobs_run_all(w->office, w->arena, lanes, &bench)); /* a command does all kinds */
    assert_int_equal(number_of(w, w->office, "select count(*) from job where state = 'done' and tries = 1"), 6);
}

static void a_worker_wakes_at_once(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    Jobs *jobs;
    assert_fine(jobs_start(w->arena, w->office, kinds, &bench, 1, &jobs));
    usleep(50000); /* it has looked and sleeps */
    ask(w, "count", "");
    Moment before = moment_now();
    jobs_wake(jobs);
    wait_for(&bench.worked, 1);
    assert_true(moment_now().us - before.us < 500000);
    jobs_stop(jobs, 10);
}

static void stopping_lets_running_jobs_finish(void **state) {
    World *w = *state;
    Bench bench = {.w = w};
    Jobs *jobs;
    JobId id = ask(w, "slow", "");
    assert_fine(jobs_start(w->arena, w->office, kinds, &bench, 1, &jobs));
    wait_for(&bench.at_once, 1);
    JobId later = ask(w, "count", "");
    atomic_store(&bench.may_end, true);
    jobs_stop(jobs, 10);
    assert_int_equal(get(w, id).state, JOB_DONE);
    JobState state_of_later = get(w, later).state; /* it may have been taken just before */
    assert_true(state_of_later == JOB_WAITING || state_of_later == JOB_DONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_job_is_done_once_and_says_so),
        TEST(a_job_exists_exactly_when_its_change_does),
        TEST(a_waiting_job_is_not_asked_for_twice),
        TEST(a_failed_job_keeps_its_sentence),
        TEST(a_job_that_cannot_be_done_just_now_is_put_off),
        TEST(a_job_that_was_put_off_is_done_when_its_time_comes),
        TEST(progress_is_written_but_not_too_often),
        TEST(an_unknown_kind_is_left_to_who_knows_it),
        TEST(a_job_whose_worker_died_is_taken_up_after_its_lease),
        TEST(a_job_that_kills_its_workers_fails_in_the_end),
        TEST(a_worker_that_was_overtaken_changes_nothing),
        TEST(the_latest_of_a_subject_is_found),
        TEST(workers_share_the_jobs),
        TEST(a_slow_kind_has_a_worker_of_its_own_and_holds_up_nothing_else),
        TEST(a_worker_wakes_at_once),
        TEST(stopping_lets_running_jobs_finish),
    };
    return RUN("job", tests);
}
