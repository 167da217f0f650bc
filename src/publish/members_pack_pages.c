/* The members' pack: agenda and papers of a meeting, or a supplement to it, as one PDF for the person who asks. Whoever may read the restricted papers gets them in
 * it, with the marking and their name on every page; everybody else gets the open ones. It is the pack that was kept at publication; where the
 * agenda changed since, or a paper was recalled, it is made anew, so what was taken out meanwhile is not in it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "meetings/supplement.h"
#include "paper/paper.h"
#include "publish/members_pack.h"
#include "publish/pages.h"
#include "publish/valve.h"
#include "publish/work_folder.h"

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

/* The pack that is asked for: what was kept of it, and whose papers they are. */
typedef struct {
    PackOf of;
    MembersPack kept;
    bool is_kept;
    Supplement supplement;
} Asked;

static Error *no_supplement(Arena *arena) {
    return error_new(arena, ERROR_NOT_FOUND, "There is no such supplement, or it is not published. Look at the page of the meeting.");
}

/* A supplement that went out and stands there; nobody gets a draft as a pack. */
static Error *read_supplement(Office *office, Request *request, const Agenda *agenda, int64_t number, Asked *out) {
    SupplementList all;
    bool is_out;
    TRY(agenda_is_out(office->db, request->arena, &agenda->meeting, &is_out));
    TRY(supplements_of(office->db, request->arena, agenda->meeting.id, &all));
    for (size_t i = 0; i < all.count && is_out; i++)
        if (all.items[i].number == number && all.items[i].state == SUPPLEMENT_PUBLISHED) out->supplement = all.items[i];
    if (!out->is_kept || out->supplement.id.n == 0) return no_supplement(request->arena);
    out->of = (PackOf){&out->supplement, out->kept.pages_before};
    return NULL;
}

static Error *read_asked(Office *office, Request *request, const Agenda *agenda, Asked *out) {
    int64_t number = 0;
    *out = (Asked){0};
    if (request->parameter_count > 1) TRY(request_id(request, 1, &number));
    if (request->parameter_count > 1 && number < 1) return no_supplement(request->arena);
    TRY(members_pack_of(office->db, request->arena, agenda->meeting.id, number, &out->kept, &out->is_kept));
    return number ? read_supplement(office, request, agenda, number, out) : NULL;
}

/* The very pack that was made with the public one, as long as it is what the agenda says; else one made now. */
static Error *write_members_pack(
    Office *office, Arena *arena, const Agenda *agenda, const Asked *asked, const char *folder, const char *path) {
    bool still_holds = false;
    int pages = 0;
    if (asked->is_kept) TRY(members_pack_still_holds(office->db, arena, agenda, asked->of, &asked->kept, &still_holds));
    if (still_holds) return file_to_path(office->db, arena, asked->kept.file_sha256, path);
    return pack_build_of(office->db, arena, agenda->meeting.id, asked->of, false, folder, path, &pages);
}

static Error *make_pack(
    Office *office, Request *request, Response *response, const Agenda *agenda, const Asked *asked, bool may_read, const char *folder) {
    Arena *arena = request->arena;
    const char *path = work_file(arena, folder, S("pack.pdf"));
    size_t restricted = 0;
    int pages = 0;
    PackPlan plan;
    Text reader;
    if (!may_read) {
        TRY(pack_build_of(office->db, arena, agenda->meeting.id, asked->of, true, folder, path, &pages));
        return read_whole(arena, path, &response->body);
    }
    TRY(pack_list(office->db, arena, agenda, asked->of, false, &plan));
    TRY(members_pack_note_read(office->store, arena, office_actor(office), &plan, S("Downloaded in the members' pack"),
        &restricted)); /* first: no reading without its entry */
    TRY(write_members_pack(office, arena, agenda, asked, folder, path));
    if (restricted > 0) {
        TRY(reading_line(office->db, arena, office->session, request->started, &reader));
        TRY(page_marks_put(arena, path, (PageMarks){pack_marking_shown(arena, &plan), reader}));
    }
    return read_whole(arena, path, &response->body);
}

Error *members_pack(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Agenda agenda;
    Asked asked;
    const char *folder = NULL;
    bool may_read = false;
    TRY(read_agenda(office, request, &agenda, &may_read));
    TRY(read_asked(office, request, &agenda, &asked));
    TRY(work_folder_make(arena, office->data_folder, text_format(arena, "members-pack-%.*s", TEXT_ARG(request->id)), &folder));
    Error *error = make_pack(office, request, response, &agenda, &asked, may_read, folder);
    work_folder_remove(arena, folder);
    if (error) return error;
    response->content_type = S("application/pdf");
    Text what = asked.of.supplement ? text_format(arena, "supplement-%" PRId64, asked.supplement.number) : S("pack");
    response->disposition =
        text_format(arena, "inline; filename=\"%.*s-%.*s.pdf\"", TEXT_ARG(what), TEXT_ARG(date_iso(arena, agenda.meeting.day)));
    return NULL;
}
