/* `quorate import`: reads agendas, minutes and papers that others wrote into the archive. */
#include "app/commands.h"

#include <stdio.h>
#include <unistd.h>

#include "app/import_service.h"
#include "app/key_place.h"
#include "archive/publication.h"
#include "store/seal.h"

typedef struct {
    Arena *arena;
    Store *office; /* NULL: nothing is written and nothing is known */
    bool is_dry, is_json, publishes, has_bar;
    size_t total, done, made, before, failed, asked, asked_room; /* asked: meetings that are to be public */
    int64_t *asked_for;                                          /* their ids */
    Moment started;
} ImportRun;

/* ---- What is told ---- */

static void bar_clear(const ImportRun *run) {
    if (run->has_bar) fputs("\r\033[K", stderr);
}

static void bar_show(const ImportRun *run) {
    char bar[31];
    if (!run->has_bar || run->total == 0) return;
    size_t full = run->done * (sizeof bar - 1) / run->total;
    for (size_t i = 0; i < sizeof bar - 1; i++) bar[i] = i < full ? '#' : '.';
    bar[sizeof bar - 1] = 0;
    int64_t us = moment_now().us - run->started.us;
    double a_minute = us > 0 ? (double)run->done * 60e6 / (double)us : 0;
    fprintf(stderr, "\r\033[K[%s] %zu of %zu, %.0f a minute", bar, run->done, run->total, a_minute);
    fflush(stderr);
}

static void tell(const ImportRun *run, const FileRead *file, const char *what, Text sentence) {
    bar_clear(run);
    fprintf(run->is_json ? stderr : stdout, "%s: %s%.*s\n", file->path, what, TEXT_ARG(sentence));
}

static void fail(ImportRun *run, const FileRead *file, Text sentence) {
    run->failed++;
    tell(run, file, "not imported. ", sentence);
}

static void print_json(const ImportRun *run, const FileRead *file) {
    Buffer out = buffer_new(file->arena, 4096);
    if (!run->is_json || !file->reading.verdict) return;
    reading_json(&out, text_of(file->path), &file->reading);
    bar_clear(run);
    fwrite(out.ptr, 1, out.len, stdout);
    fputc('\n', stdout);
}

/* ---- One file ---- */

static Error *publish_one(Arena *arena, Store *office, ArchiveMeetingId meeting) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("command line")}, S("published with its import"), &tx));
    TRY_OUT(archive_publication_ask(tx, meeting));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *meetings_of(Arena *arena, Store *office, const ArchiveSource *source, ArchiveMeetingIdList *out) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = archive_meetings_in(db, arena, source, out);
    store_return(db);
    return error;
}

/* Somebody withdrew it, for a reason: no command undoes that. */
static Error *was_withdrawn(Arena *arena, Store *office, ArchiveMeetingId meeting, bool *out) {
    Db *db = NULL;
    ArchivePublication p = {0};
    bool was_asked = false;
    TRY(store_borrow(office, arena, &db));
    Error *error = archive_publication_of(db, arena, meeting, &p, &was_asked);
    store_return(db);
    *out = !error && was_asked && !p.is_wanted;
    return error;
}

/* A meeting is counted once, however many files are of it. */
static void note_asked(ImportRun *run, ArchiveMeetingId meeting) {
    for (size_t i = 0; i < run->asked; i++)
        if (run->asked_for[i] == meeting.n) return;
    if (run->asked == run->asked_room) {
        size_t room = run->asked_room ? run->asked_room * 2 : 64;
        run->asked_for = arena_grow(run->arena, run->asked_for, run->asked_room * sizeof(int64_t), room * sizeof(int64_t));
        run->asked_room = room;
    }
    run->asked_for[run->asked++] = meeting.n;
}

/* A meeting that cannot be published yet is told and no failure of the import: a clerk answers its doubts first. */
static Error *publish(ImportRun *run, const FileRead *file, const ArchiveSource *source) {
    ArchiveMeetingIdList meetings = {0};
    if (!run->publishes || run->is_dry) return NULL;
    TRY(meetings_of(file->arena, run->office, source, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        bool is_withdrawn;
        TRY(was_withdrawn(file->arena, run->office, meetings.items[i], &is_withdrawn));
        if (is_withdrawn) {
            tell(run, file, "not published. ",
                S("Its meeting was withdrawn from the public site. Publish it on the meeting's page if it is to be public again."));
            continue;
        }
        Error *error = publish_one(file->arena, run->office, meetings.items[i]);
        if (error && error->kind != ERROR_INPUT) return error;
        if (error) tell(run, file, "not published. ", error->sentence);
        else note_asked(run, meetings.items[i]);
    }
    return NULL;
}

static Text would_be(const FileRead *file) {
    size_t entries = 0;
    for (size_t i = 0; i < file->reading.document_count; i++) entries += file->reading.documents[i].entries.count;
    return text_format(file->arena, "%s: %zu documents, %zu entries; %zu doubts", reading_kind_code(&file->reading),
        file->reading.document_count, entries, file->reading.doubts.count);
}

static Error *write_file(ImportRun *run, FileRead *file) {
    Imported made;
    bool is_fetched = is_web_address(file->path);
    ImportFile of = {.name = file->hints.name,
        .bytes = file->bytes,
        .came_by = is_fetched ? CAME_BY_SERVICE : CAME_BY_COMMAND,
        .address = is_fetched ? text_of(file->path) : (Text){0}};
    Error *error = archive_import(run->office, file->arena, (Actor){0, S("command line")}, &of, &file->hints, &file->reading, &made);
    if (error && error->kind == ERROR_INPUT) {
        fail(run, file, error->sentence);
        return NULL;
    }
    TRY(error);
    if (made.outcome == IMPORT_REFUSED) fail(run, file, made.sentence);
    else tell(run, file, "", made.sentence);
    if (made.outcome == IMPORT_SAME_FILE) run->before++;
    if (made.outcome == IMPORT_MADE || made.outcome == IMPORT_SAME_WORDS) run->made++;
    return made.outcome == IMPORT_REFUSED ? NULL : publish(run, file, &made.source);
}

/* A bad file is told and stops nothing; an error is of the store, or of the program. */
static Error *take_file(ImportRun *run, FileRead *file) {
    if (file->error && (file->error->kind == ERROR_INPUT || file->error->kind == ERROR_STORAGE)) {
        fail(run, file, file->error->sentence);
        return NULL;
    }
    TRY(file->error);
    print_json(run, file);
    if (file->is_before) {
        run->before++;
        tell(run, file, "", S("It was imported before; nothing was changed"));
        return publish(run, file, &file->before);
    }
    if (file->reading.verdict != READ_FINE) {
        fail(run, file, file->reading.sentence);
        return NULL;
    }
    if (!run->is_dry) return write_file(run, file);
    run->made++;
    tell(run, file, "would be imported as ", would_be(file));
    return NULL;
}

static Error *take_files(ImportRun *run, const ReadAheadOptions *options) {
    ReadAhead *ahead = read_ahead_start(run->arena, options);
    Error *error = NULL;
    bar_show(run);
    for (FileRead *file; !error && (file = read_ahead_next(ahead));) {
        error = take_file(run, file);
        if (error) error = error_copy(run->arena, error);
        read_ahead_done(ahead, file);
        run->done++;
        bar_show(run);
    }
    read_ahead_end(ahead);
    bar_clear(run);
    return error;
}

/* ---- Web services ---- */

static Error *take_fetched(void *context, FileRead *file) {
    ImportRun *run = context;
    run->total++;
    run->done++;
    return take_file(run, file);
}

static void tell_committee(void *context, Text title) {
    const ImportRun *run = context;
    bar_clear(run);
    fprintf(stderr, "Meetings of %.*s\n", TEXT_ARG(title));
}

static Error *take_services(ImportRun *run, const Arguments *arguments, Text body) {
    ServiceOptions options = {.body = body, .office = run->office, .take = take_fetched, .tell = tell_committee, .context = run};
    for (int i = 0; i < arguments->word_count; i++)
        if (is_web_address(arguments->words[i])) TRY(import_service(run->arena, arguments->words[i], &options));
    return NULL;
}

static bool has_services(const Arguments *arguments) {
    for (int i = 0; i < arguments->word_count; i++)
        if (is_web_address(arguments->words[i])) return true;
    return false;
}

/* ---- The command ---- */

static Error *open_office(Arena *arena, const Arguments *arguments, const ImportRun *run, Stores *stores) {
    if (!argument(arguments, "--data")) {
        if (run->is_dry) return NULL;
        return argument_wrong(
            arena, arguments, "missing: --data. (With --dry-run files are read and nothing is written, so none is needed.)");
    }
    TRY(stores_open(arena, arguments, run->publishes ? OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX : OPEN_OFFICE, stores));
    return key_place(arena, arguments, stores);
}

static Error *summary(const ImportRun *run) {
    fprintf(stderr, "%zu %s: %zu %s, %zu imported before, %zu not imported.\n", run->total, run->total == 1 ? "file" : "files", run->made,
        run->is_dry ? "would be imported" : "imported", run->before, run->failed);
    if (run->asked)
        fprintf(stderr, "%zu %s asked to be public; the meeting's page says what became of it.\n", run->asked,
            run->asked == 1 ? "meeting was" : "meetings were");
    if (run->failed == 0) return NULL;
    return error_new(
        run->arena, ERROR_INPUT, "%zu of %zu files could not be imported; what is wrong with each stands above.", run->failed, run->total);
}

Error *command_import(Arena *arena, const Arguments *arguments) {
    ImportRun run = {.arena = arena,
        .is_dry = argument(arguments, "--dry-run"),
        .is_json = argument(arguments, "--json"),
        .publishes = argument(arguments, "--publish"),
        .has_bar = isatty(STDERR_FILENO),
        .started = moment_now()};
    ReadAheadOptions options = {
        .body = text_of(argument(arguments, "--body")), .reads_all = run.is_json, .without_ocr = argument(arguments, "--no-ocr")};
    const char *date = argument(arguments, "--date");
    Stores stores = {0};
    if (date && !date_parse_iso(text_of(date), &options.date))
        return argument_wrong(arena, arguments, "--date is a day such as 2025-07-23, not %s.", date);
    Error *error = open_office(arena, arguments, &run, &stores);
    if (!error) error = import_paths(arena, arguments->words, arguments->word_count, &options.paths);
    run.office = options.office = stores.office;
    run.total = options.paths.count;
    if (!error && run.total == 0 && !has_services(arguments)) error = error_new(arena, ERROR_INPUT, "There is no file in what was named.");
    if (!error && run.total) error = take_files(&run, &options);
    if (!error) error = take_services(&run, arguments, options.body);
    Valve valve = stores_valve(&stores);
    if (!error && run.asked) error = jobs_run_all(stores.office, arena, valve_jobs, &valve);
    if (!error) error = summary(&run);
    stores_close(&stores);
    return error;
}
