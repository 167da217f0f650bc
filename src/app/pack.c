/* `quorate pack` and `quorate jobs`: long work from the command line. */
#include "app/commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.sql.h"
#include "app/key_place.h"
#include "publish/members_pack.h"
#include "publish/work_folder.h"
#include "store/journal.h"

/* The restricted pack leaves the office here, past every door, so the journal has it: the meeting, and each paper that the public is not shown
 * whole. */
static Error *note_taken_out(Arena *arena, Store *office, Db *db, MeetingId meeting) {
    Actor who = {.name = S("command line")};
    Agenda agenda = {0};
    PackPlan plan = {0};
    size_t restricted;
    TRY(agenda_get(db, arena, meeting, &agenda));
    TRY(pack_list(db, arena, &agenda, (PackOf){0}, false, &plan));
    TRY(journal_note_read_as(office, arena, who, &meeting_record, meeting.n, S("Restricted pack taken out at the command line")));
    return members_pack_note_read(office, arena, who, &plan, S("Downloaded in the restricted pack at the command line"), &restricted);
}

/* For its owner alone, from its first byte on; a file that stood there before is replaced, so its mode does not matter. */
static Error *build_restricted(Arena *arena, Store *office, Db *db, MeetingId meeting, const char *work, const char *path, int *pages) {
    TRY(note_taken_out(arena, office, db, meeting)); /* first: no reading without its entry */
    mode_t before = umask(0077);
    Error *error = pack_build(db, arena, meeting, false, work, path, pages);
    umask(before);
    return error;
}

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
    if (!error) error = work_folder_make(arena, stores.data_folder, S("pack"), &work);
    const char *path = argument(arguments, "-o");
    if (!error && is_public) error = pack_build(db, arena, meeting, true, work, path, &pages);
    if (!error && !is_public) error = build_restricted(arena, stores.office, db, meeting, work, path, &pages);
    if (work) work_folder_remove(arena, work); /* the papers lie there readable */
    if (!error) printf("%s: %d %s, %s\n", path, pages, pages == 1 ? "page" : "pages", is_public ? "public" : "restricted");
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
