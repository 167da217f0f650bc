/* `quorate pack` and `quorate jobs`: long work from the command line. */
#include "app/commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "app/app.sql.h"
#include "app/key_place.h"
#include "publish/work_folder.h"

Error *command_pack(Arena *arena, const Arguments *arguments) {
    const char *kind = argument(arguments, "--kind") ? argument(arguments, "--kind") : "public";
    bool is_public = strcmp(kind, "public") == 0;
    MeetingId meeting = {0};
    if (!is_public && strcmp(kind, "restricted") != 0)
        return argument_wrong(arena, arguments, "--kind is public or restricted, not %s.", kind);
    if (!text_to_int64(text_of(argument(arguments, "--meeting")), &meeting.n))
        return argument_wrong(arena, arguments, "--meeting is the number of a meeting, as in its address: /meetings/12.");
    TRY(output_check(arena, argument(arguments, "-o")));
    Stores stores = {0};
    Db *db = NULL;
    int pages = 0;
    const char *work = NULL;
    Error *error = stores_open(arena, arguments, OPEN_OFFICE, &stores);
    if (!error) error = key_place(arena, arguments, &stores);
    if (!error) error = store_borrow(stores.office, arena, &db);
    if (!error) error = work_folder_make(arena, stores.data_folder, text_format(arena, "pack-%d", (int)getpid()), &work);
    if (!error) error = pack_build(db, arena, meeting, is_public, work, argument(arguments, "-o"), &pages);
    if (work) work_folder_remove(arena, work); /* the papers lie there readable */
    if (!error)
        printf("%s: %d %s, %s\n", argument(arguments, "-o"), pages, pages == 1 ? "page" : "pages", is_public ? "public" : "restricted");
    store_return(db);
    stores_close(&stores);
    return error;
}

static Error *jobs_show(Arena *arena, Store *office) {
    Db *db = NULL;
    JobList jobs;
    TRY(store_borrow(office, arena, &db));
    Error *error = recent_jobs(db, arena, &jobs);
    store_return(db);
    if (error) return error;
    for (size_t i = 0; i < jobs.count; i++) {
        const Job *job = &jobs.items[i];
        const Field *state = record_field(&job_record, S("state"));
        printf("%4" PRId64 "  %-20.*s %-14.*s %-8.*s %3" PRId64 "/%-3" PRId64 " %.*s\n", job->id.n, TEXT_ARG(job->kind),
            TEXT_ARG(job->subject), TEXT_ARG(record_shown(arena, state, job)), job->done, job->total,
            TEXT_ARG(job->failure.len ? job->failure : job->message));
    }
    if (jobs.count == 0) puts("There are no jobs.");
    return NULL;
}

Error *command_jobs(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Error *error = stores_open(arena, arguments, OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX, &stores);
    Valve valve = stores_valve(&stores);
    if (!error) error = key_place(arena, arguments, &stores);
    if (!error) error = jobs_run_all(stores.office, arena, valve_jobs, &valve);
    if (!error) error = jobs_show(arena, stores.office);
    stores_close(&stores);
    return error;
}
