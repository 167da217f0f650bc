/* The members' pack: agenda and papers of a meeting as one PDF for the person who asks. Whoever may read the restricted papers gets them in
 * it, with the marking and their name on every page; everybody else gets the open ones. Made anew each time, so what was recalled, replaced
 * or withdrawn meanwhile is not in it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "paper/paper.h"
#include "publish/pack.h"
#include "publish/pages.h"
#include "publish/work_folder.h"
#include "store/journal.h"

static Error *no_pack(Arena *arena) {
    return error_new(
        arena, ERROR_NOT_FOUND, "There is no such meeting, or its agenda is not for you to see yet. Look at the list of meetings.");
}

/* The agenda as the person may have it; *may_read: with the restricted papers. */
static Error *read_agenda(Office *office, Request *request, Agenda *agenda, bool *may_read) {
    Arena *arena = request->arena;
    MeetingId id;
    MeetingRights rights;
    Reader reader;
    Date today;
    TRY(request_id(request, 0, &id.n));
    Error *error = agenda_get(office->db, arena, id, agenda);
    if (error && error->kind == ERROR_NOT_FOUND) return no_pack(arena);
    TRY(error);
    TRY(meeting_rights(office->db, arena, office->roles, (PersonId){office->session->person}, &agenda->meeting, &rights));
    if (!rights.sees_agenda) return no_pack(arena);
    moment_to_london(request->started, &today, NULL);
    TRY(reader_of(office->db, arena, office->session, &rights, &agenda->meeting, today, &reader));
    *may_read = rights.sees_restricted && reading_missing(&reader) == 0;
    return NULL;
}

/* What in the pack the public is not shown: a restricted paper, or a report with passages that are withheld. */
static Error *find_restricted(Office *office, Arena *arena, const PackPlan *plan, const PackPaper *paper, bool *out) {
    Report report;
    *out = !paper_is_public(&plan->agenda->meeting, &paper->section->part, &paper->entry->item, paper->paper);
    if (*out || plan->is_public || paper->paper->kind != PAPER_REPORT) return NULL;
    TRY(report_of_paper(office->db, arena, paper->paper->id, &report));
    *out = report_passages(arena, &report).count > 0;
    return NULL;
}

/* The papers of the pack that are restricted, each of which counts as downloaded. */
static Error *list_restricted(Office *office, Arena *arena, const PackPlan *plan, PackPaperList *out) {
    *out = (PackPaperList){.items = ARENA_ARRAY(arena, PackPaper, plan->papers.count)};
    for (size_t i = 0; i < plan->papers.count; i++) {
        bool is_restricted = false;
        TRY(find_restricted(office, arena, plan, &plan->papers.items[i], &is_restricted));
        if (is_restricted) out->items[out->count++] = plan->papers.items[i];
    }
    return NULL;
}

static Error *note_papers(Office *office, Request *request, const PackPaperList *restricted) {
    for (size_t i = 0; i < restricted->count; i++)
        TRY(journal_note_read_as(office->store, request->arena, office_actor(office), &paper_record, restricted->items[i].paper->id.n,
            S("Downloaded in the members' pack")));
    return NULL;
}

static Error *read_whole(Arena *arena, const char *path, Buffer *out) {
    FILE *file = fopen(path, "rb");
    Error *error = error_new(arena, ERROR_STORAGE, "The pack could not be made ready for you. Try again.");
    if (!file) return error_detail(arena, error, "%s: errno %d", path, errno);
    size_t got;
    do {
        char *room = buffer_reserve(out, 65536);
        got = fread(room, 1, 65536, file);
        out->len += got;
    } while (got > 0);
    bool failed = ferror(file);
    fclose(file);
    return failed ? error : NULL;
}

static Error *make_pack(Office *office, Request *request, Response *response, const Agenda *agenda, bool may_read, const char *folder) {
    Arena *arena = request->arena;
    const char *path = work_file(arena, folder, S("pack.pdf"));
    PackPlan plan;
    PackPaperList restricted;
    Text reader;
    TRY(pack_plan(office->db, arena, agenda, !may_read, folder, (PackProgress){0}, &plan));
    TRY(pack_write(arena, &plan, folder, (PackProgress){0}, path, NULL));
    TRY(list_restricted(office, arena, &plan, &restricted));
    if (restricted.count > 0) {
        TRY(reading_line(office->db, arena, office->session, request->started, &reader));
        TRY(page_marks_put(arena, path, (PageMarks){pack_marking_shown(arena, &plan), reader}));
    }
    TRY(read_whole(arena, path, &response->body));
    return note_papers(office, request, &restricted);
}

Error *members_pack(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Agenda agenda;
    const char *folder = NULL;
    bool may_read = false;
    TRY(read_agenda(office, request, &agenda, &may_read));
    TRY(work_folder_make(arena, office->data_folder, text_format(arena, "members-pack-%.*s", TEXT_ARG(request->id)), &folder));
    Error *error = make_pack(office, request, response, &agenda, may_read, folder);
    work_folder_remove(arena, folder);
    if (error) return error;
    response->content_type = S("application/pdf");
    response->disposition = text_format(arena, "inline; filename=\"pack-%.*s.pdf\"", TEXT_ARG(date_iso(arena, agenda.meeting.day)));
    return NULL;
}
