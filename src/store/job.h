/* Long work: a table of jobs in the office store, worked off by threads of any process that serves it; progress shows on a page
 * and on the command line. A job whose worker died is taken up again after its lease. */
#ifndef QUORATE_STORE_JOB_H
#define QUORATE_STORE_JOB_H

#include "store/record.h"

typedef struct { int64_t n; } JobId;
typedef enum { JOB_WAITING = 1, JOB_RUNNING, JOB_DONE, JOB_FAILED } JobState;

typedef struct {
    JobId id;
    int64_t version;
    Text kind;       /* "pack" */
    Text subject;    /* what it is about, as the kind understands it: "meeting 12" */
    JobState state;
    int64_t done, total; /* steps */
    Text message;    /* for people: "Merging paper 3 of 9" */
    Text failure;    /* the sentence when it failed */
    int64_t asked_by;
    Text asked_by_name;
    Moment asked_at, started_at, ended_at, lease_until;
    int64_t tries;
} Job;
typedef struct { Job *items; size_t count; } JobList;
extern const Record job_record;

typedef struct JobRun JobRun;
/* Tells how far the job is; also renews the lease. Cheap: written to the store at most four times a second. */
void job_progress(JobRun *run, int64_t done, int64_t total, const char *message, ...) __attribute__((format(printf, 4, 5)));

/* A kind of work. `context` is what the process gave to jobs_start (rooms get their stores through it). An error fails the job with
 * its sentence; ERROR_BUSY puts it off, for 2 seconds at first and 5 minutes in the end, until it works. Work must be safe to do twice. */
typedef struct {
    const char *kind;
    Error *(*work)(void *context, JobRun *run, Arena *arena, const Job *job);
    int most_tries; /* for jobs whose worker died */
    bool is_slow;   /* may take minutes: done by a worker of its own, so that nothing else waits behind it */
} JobKind;

/* Adds a job inside the caller's transaction: it exists exactly when the change that asked for it does. A waiting job of the same kind
 * and subject is returned instead of a second one, and is put off no longer. */
Error *job_ask(Tx *tx, Text kind, Text subject, JobId *out);
Error *job_get(Db *db, Arena *arena, JobId id, Job *out);
Error *job_latest(Db *db, Arena *arena, Text kind, Text subject, Job *out, bool *found);

typedef struct Jobs Jobs;
/* Starts `threads` workers, and one more for the slow kinds, when there are any: the others leave those to it. `kinds` ends with {0} and must outlive
 * them. */
Error *jobs_start(Arena *arena, Store *office, const JobKind *kinds, void *context, int threads, Jobs **out);
/* Wakes a worker of this process at once (others look once a second). */
void jobs_wake(Jobs *jobs);
/* Lets running jobs finish, up to `seconds`, and ends the threads. False when one still runs: then what it uses must stay. */
bool jobs_stop(Jobs *jobs, int seconds);
/* Works off waiting jobs in this thread until there are none: for the command line and tests. */
Error *jobs_run_all(Store *office, Arena *arena, const JobKind *kinds, void *context);

#endif
