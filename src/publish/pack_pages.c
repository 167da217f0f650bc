/* The pack as a file in the office: the one that was kept at publication, or one made now. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "publish/members_pack.h"
#include "publish/pages.h"
#include "publish/valve.h"
#include "store/journal.h"
#include "web/components.h"

static Text file_name_of(Arena *arena, const Meeting *meeting, const Body *body, int64_t supplement, bool is_public) {
    Text name = text_is_empty(body->short_name) ? body->name : body->short_name;
    Text what = is_public ? S("papers") : S("papers for members");
    if (supplement > 0) what = text_format(arena, "supplement %" PRId64 " for members", supplement);
    Text words = text_format(arena, "%.*s %.*s %.*s", TEXT_ARG(name), TEXT_ARG(date_iso(arena, meeting->day)), TEXT_ARG(what));
    return text_format(arena, "%.*s.pdf", TEXT_ARG(text_slug(arena, words, 80)));
}

static Error *read_whole(Arena *arena, const char *path, Buffer *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : 1;
    while (got > 0) {
        got = read(fd, buffer_reserve(out, 65536), 65536);
        if (got > 0) out->len += (size_t)got;
    }
    int cause = errno;
    if (fd >= 0) close(fd);
    if (got == 0) return NULL;
    Error *error = error_new(arena, ERROR_STORAGE, "The pack could not be made. Look whether the disk is full, then try again.");
    return error_detail(arena, error, "%s: %s", path, strerror(cause));
}

static Error *send_made_now(Office *office, Request *request, Response *response, const Meeting *meeting, bool is_public, Text name) {
    int pages = 0;
    Arena *arena = request->arena;
    const char *folder = text_format(arena, "%s/tmp", office->data_folder).ptr;
    char *path = (char *)(uintptr_t)text_format(arena, "%s/work-XXXXXX", folder).ptr;
    int fd = mkstemp(path);
    if (fd < 0)
        return error_detail(
            arena, error_new(arena, ERROR_STORAGE, "The pack could not be made. Try again."), "%s: %s", path, strerror(errno));
    close(fd);
    Error *error = pack_build(office->db, arena, meeting->id, is_public, folder, path, &pages);
    if (!error) error = read_whole(arena, path, &response->body);
    unlink(path);
    if (error) return error;
    response->content_type = S("application/pdf");
    response->disposition = text_format(arena, "inline; filename=\"%.*s\"", TEXT_ARG(name));
    return NULL;
}

/* Each restricted paper in a pack that is made now is read by whoever fetches it. */
static Error *note_papers_read(Office *office, Request *request, MeetingId meeting) {
    Agenda agenda = {0};
    TRY(agenda_get(office->db, request->arena, meeting, &agenda));
    for (size_t s = 0; s < agenda.count; s++)
        for (size_t i = 0; i < agenda.items[s].count; i++) {
            const AgendaEntry *entry = &agenda.items[s].items[i];
            if (entry->item.is_withdrawn) continue;
            for (size_t p = 0; p < entry->papers.count; p++) {
                PaperOpenness open = {0};
                if (!pack_has((PackOf){0}, &entry->papers.items[p])) continue;
                TRY(paper_openness(
                    office->db, request->arena, &agenda.meeting, &agenda.items[s].part, &entry->item, &entry->papers.items[p], &open));
                if (open.share == PUBLIC_WHOLE) continue;
                TRY(journal_note_read(office->store, request->arena, office_actor(office), &paper_record, entry->papers.items[p].id.n));
            }
        }
    return NULL;
}

Error *pack_file_send(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Meeting meeting = {0};
    Body body = {0};
    MeetingRights rights = {0};
    MembersPack kept = {0};
    bool is_kept = false;
    int64_t supplement = 0;
    TRY(request_id(request, 0, &meeting.id.n));
    TRY(record_get(office->db, arena, &meeting_record, meeting.id.n, &meeting));
    TRY(meeting_rights(office->db, arena, office->roles, (PersonId){office->session->person}, &meeting, &rights));
    if (!rights.sees_agenda) return error_new(arena, ERROR_NOT_FOUND, "There is no such meeting, or its papers are not out yet.");
    TRY(record_get(office->db, arena, &body_record, meeting.body.n, &body));
    if (request->parameter_count > 1) TRY(request_id(request, 1, &supplement));
    Text name = file_name_of(arena, &meeting, &body, supplement, !rights.sees_restricted);
    if (supplement > 0 && !rights.sees_restricted) {
        respond_see_other(response, text_format(arena, "/meetings/%" PRId64 "/supplements/%" PRId64 ".pdf", meeting.id.n, supplement));
        return NULL;
    }
    if (!rights.sees_restricted) return send_made_now(office, request, response, &meeting, true, name);
    TRY(members_pack_of(office->db, arena, meeting.id, supplement, &kept, &is_kept));
    if (!is_kept && supplement > 0)
        return error_new(arena, ERROR_NOT_FOUND, "There is no such supplement, or it is not published. Look at the page of the meeting.");
    if (!is_kept) {
        TRY(note_papers_read(office, request, meeting.id));
        return send_made_now(office, request, response, &meeting, false, name);
    }
    StoredFile file = {kept.file_sha256, S("application/pdf"), kept.bytes};
    TRY(journal_note_read(office->store, arena, office_actor(office), &members_pack_record, kept.id.n));
    respond_file(request, response, office->store, &file, name, true);
    return NULL;
}
