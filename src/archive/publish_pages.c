/* Owns publishing many meetings of the archive at once: what can be, what cannot and why, and what became of those that were asked for. */
#include "archive/pages.h"

#include "archive/publication.sql.h"
#include "archive/publish.view.h"

enum { A_PAGE = 100 };

static Text line_named(Arena *arena, Text body, Date date) {
    Text day = date_is_set(date) ? date_long(arena, date) : S("a day that is not known");
    return text_format(arena, "%.*s, %.*s", TEXT_ARG(body.len ? body : S("A body that is not known")), TEXT_ARG(day));
}

static void add_line(Arena *arena, const ArchiveUnpublished *row, PublishShown *out) {
    Text name = line_named(arena, row->body_name, row->day);
    if (out->is_stopped) {
        out->stopped[out->stopped_count++] = (PublishLine){row->meeting, name, row->obstacle};
        return;
    }
    option_add(arena, &out->meetings, row->meeting.n, name);
    if (row->doubts)
        out->meetings.items[out->meetings.count - 1].hint =
            row->doubts == 1 ? S("1 doubt is open") : text_format(arena, "%" PRId64 " doubts are open", row->doubts);
}

/* Of either kind those on the page. */
static void add_lines(Arena *arena, const ArchiveUnpublishedList *all, PublishShown *out) {
    int64_t place = 0, first = (out->pages.page - 1) * A_PAGE;
    out->stopped = ARENA_ARRAY(arena, PublishLine, A_PAGE);
    for (size_t i = 0; i < all->count; i++) {
        if ((all->items[i].obstacle.len > 0) != out->is_stopped) continue;
        if (place >= first && place < first + A_PAGE) add_line(arena, &all->items[i], out);
        place++;
    }
}

/* A page of those that can be published, or of those that cannot. */
static Error *unpublished_read(Office *office, Request *request, bool was_sent, PublishShown *out) {
    ArchiveUnpublishedList all;
    static const Text addresses[] = {S_INIT("/office/archive/publish"), S_INIT("/office/archive/publish?show=stopped")};
    TRY(archive_unpublished(office->db, request->arena, &all));
    for (size_t i = 0; i < all.count; i++) *(all.items[i].obstacle.len ? &out->stopped_in_all : &out->offered_in_all) += 1;
    out->here = addresses[out->is_stopped];
    out->kinds.items = ARENA_ARRAY(request->arena, Link, 2);
    out->kinds.items[out->kinds.count++] =
        (Link){text_format(request->arena, "Can be published (%" PRId64 ")", out->offered_in_all), addresses[0]};
    out->kinds.items[out->kinds.count++] = (Link){text_format(request->arena, "Not yet (%" PRId64 ")", out->stopped_in_all), addresses[1]};
    Text asked = was_sent ? request_value(request, "page") : request_query(request, "page");
    out->pages = pagination_of(asked, out->is_stopped ? out->stopped_in_all : out->offered_in_all, A_PAGE, out->here);
    add_lines(request->arena, &all, out);
    return NULL;
}

/* Those that are on their way, and those that the check holds back. */
static Error *asked_read(Office *office, Arena *arena, PublishShown *out) {
    ArchiveAskedRowsRowList rows;
    TRY(archive_asked_rows(office->db, arena, &rows));
    out->held = ARENA_ARRAY(arena, PublishLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const ArchiveAskedRowsRow *row = &rows.items[i];
        ArchivePublication p;
        if (!row->is_held) {
            out->on_their_way++;
            continue;
        }
        TRY(record_get(office->db, arena, &archive_publication_record, row->publication.n, &p));
        out->held[out->held_count++] = (PublishLine){p.meeting, line_named(arena, row->body_name, row->day), p.held_back};
    }
    return NULL;
}

static Error *publish_page(Office *office, Request *request, Response *response, const Form *form) {
    PublishShown shown = {0};
    TRY(archive_sees_restricted(office, request, &shown.sees));
    shown.is_stopped = !form && text_equal(request_query(request, "show"), S("stopped"));
    TRY(unpublished_read(office, request, form != NULL, &shown));
    TRY(asked_read(office, request->arena, &shown));
    Page page = archive_page_below(office, request, S("Publish meetings"));
    page.form = form;
    if (form) response->status = 422;
    View v = page_view(request, response, &page);
    archive_publish_view(&v, page, &shown);
    return NULL;
}

Error *archive_publish_show(Office *office, Request *request, Response *response) {
    return publish_page(office, request, response, NULL);
}

/* The page listed it as one that nobody had published: when somebody did meanwhile, or took it back, that stands. */
static Error *ask_first(Tx *tx, ArchiveMeetingId meeting) {
    ArchivePublication before;
    bool found;
    TRY(archive_publication_of(tx_db(tx), tx_arena(tx), meeting, &before, &found));
    if (found)
        return error_new(
            tx_arena(tx), ERROR_INPUT, "Somebody published it, or withdrew it, since this page was opened. Look at its own page.");
    return archive_publication_ask(tx, meeting);
}

/* "Northshire Safety Partnership, 19 March 2019" */
static Error *meeting_words(Office *office, Arena *arena, int64_t id, Text *out) {
    ArchiveMeeting meeting = {0};
    Text body = S("A meeting");
    Error *error = record_get(office->db, arena, &archive_meeting_record, id, &meeting);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (!error && meeting.body.n) TRY(record_label(office->db, arena, &archive_body_record, meeting.body.n, &body));
    *out = error || !date_is_set(meeting.date)
               ? body
               : text_format(arena, "%.*s, %.*s", TEXT_ARG(body), TEXT_ARG(date_plain(arena, meeting.date)));
    return NULL;
}

/* Each by itself: one that cannot be published stops no other. */
static Error *publish_each(Office *office, Request *request, Form *form, size_t *asked) {
    for (size_t i = 0; i < request->form.count; i++) {
        int64_t id;
        if (!text_equal(request->form.items[i].name, S("meeting"))) continue;
        if (!text_to_int64(request->form.items[i].value, &id) || id <= 0) continue;
        Error *error =
            ARCHIVE_CHANGE(office, request, tx, "meetings of the archive are to be public", ask_first(tx, (ArchiveMeetingId){id}));
        if (error && (error->kind == ERROR_INPUT || error->kind == ERROR_NOT_FOUND)) {
            Text words;
            TRY(meeting_words(office, request->arena, id, &words));
            form_error(form, "meeting", "%.*s: it was not published. %.*s", TEXT_ARG(words), TEXT_ARG(error->sentence));
        } else TRY(error);
        *asked += !error;
    }
    return NULL;
}

Error *archive_publish_do(Office *office, Request *request, Response *response) {
    Form form = form_show(request->arena, &archive_publication_record);
    size_t asked = 0;
    form.sent = request->form;
    form.was_sent = true;
    Error *error = publish_each(office, request, &form, &asked);
    if (asked && office->jobs) jobs_wake(office->jobs); /* also when a later one failed: those before it are on their way */
    TRY(error);
    if (asked == 0 && form_is_fine(&form)) form_error(&form, "meeting", "Choose one or more meetings");
    if (!form_is_fine(&form)) return publish_page(office, request, response, &form);
    respond_done(request, response, S("/office/archive/publish"), "archive-publishing-many");
    return NULL;
}
