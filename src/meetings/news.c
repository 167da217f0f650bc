/* News of a meeting: the last visit, and what the journal says happened after it. */
#include "meetings/news.h"

#include "meetings/meetings.sql.h"
#include "store/journal.h"

enum { VISIT_PAUSE_SECONDS = 30 * 60, NOTE_SECONDS = 60 };

/* ---- Visits ---- */

Error *meeting_visit_note(Store *office, Arena *arena, int64_t account, int64_t meeting) {
    Tx *tx = NULL;
    TRY(tx_begin(office, arena, (Actor){0}, (Text){0}, &tx));
    Moment now = tx_moment(tx);
    Error *error = visit_put(tx, account, (MeetingId){meeting}, now, moment_plus_seconds(now, -VISIT_PAUSE_SECONDS), NULL);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

static Error *find_since(Db *db, Arena *arena, MeetingId meeting, int64_t account, MeetingNews *out) {
    MeetingVisitOfRow visit;
    bool found;
    Moment now = moment_now();
    TRY(meeting_visit_of(db, arena, account, meeting, &visit, &found));
    if (!found) return NULL;
    bool is_another = moment_compare(moment_plus_seconds(visit.last, VISIT_PAUSE_SECONDS), now) < 0;
    out->since = is_another ? visit.last : visit.since;
    out->is_noted = moment_compare(moment_plus_seconds(visit.last, NOTE_SECONDS), now) > 0;
    return NULL;
}

/* ---- What changed ---- */

static const char *const item_news[] = {"title", "purpose", "lead", "restriction", "is_withdrawn", "urgency_reason", NULL};
static const char *const paper_news[] = {"title", "file_sha256", "is_withdrawn", "replaced_by", NULL};

static bool has_news(Arena *arena, const Record *record, const char *const *fields, const void *before, const void *now) {
    FieldChanges changes = record_changes(arena, record, before, now, ACCESS_ALL);
    for (size_t i = 0; i < changes.count; i++)
        for (const char *const *field = fields; *field; field++)
            if (strcmp(changes.items[i].field->name, *field) == 0) return true;
    return false;
}

static Error *news_item(Db *db, Arena *arena, Moment since, const AgendaItem *now, News *out) {
    AgendaItem before = {0};
    bool existed;
    TRY(record_as_of(db, arena, &agenda_item_record, now->id.n, since, &before, &existed));
    *out = !existed ? NEWS_NEW : has_news(arena, &agenda_item_record, item_news, &before, now) ? NEWS_CHANGED : NEWS_NONE;
    return NULL;
}

/* `is_text`: the text of a report written here was touched. */
static Error *news_paper(Db *db, Arena *arena, Moment since, const Paper *now, bool is_text, bool sees_drafts, News *out) {
    Paper before = {0};
    bool existed;
    TRY(record_as_of(db, arena, &paper_record, now->id.n, since, &before, &existed));
    bool was_seen = existed && !before.is_withdrawn && (sees_drafts || !before.is_draft);
    *out = !was_seen ? NEWS_NEW : is_text || has_news(arena, &paper_record, paper_news, &before, now) ? NEWS_CHANGED : NEWS_NONE;
    return NULL;
}

/* ---- Marks ---- */

typedef enum { TOUCHED_ITEM = 1, TOUCHED_PAPER, TOUCHED_TEXT } TouchedKind; /* as meetings.sql has them */

static bool is_touched(const TouchedSinceRowList *rows, TouchedKind kind, int64_t id) {
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].kind == (int64_t)kind && rows->items[i].id == id) return true;
    return false;
}

static void put_mark(MeetingNews *out, bool is_paper, int64_t id, News news) {
    if (news != NEWS_NONE) out->items[out->count++] = (NewsMark){is_paper, id, news};
}

static Error *mark_entry(
    Db *db, Arena *arena, const AgendaEntry *entry, const TouchedSinceRowList *rows, const NewsReader *reader, MeetingNews *out) {
    News news = NEWS_NONE;
    if (is_touched(rows, TOUCHED_ITEM, entry->item.id.n)) {
        TRY(news_item(db, arena, out->since, &entry->item, &news));
        put_mark(out, false, entry->item.id.n, news);
    }
    for (size_t i = 0; i < entry->papers.count; i++) {
        const Paper *paper = &entry->papers.items[i];
        bool is_text = is_touched(rows, TOUCHED_TEXT, paper->id.n);
        if (!is_text && !is_touched(rows, TOUCHED_PAPER, paper->id.n)) continue;
        TRY(news_paper(db, arena, out->since, paper, is_text, reader->sees_drafts, &news));
        put_mark(out, true, paper->id.n, news);
    }
    return NULL;
}

Error *meeting_news(Db *db, Arena *arena, const Agenda *agenda, const NewsReader *reader, MeetingNews *out) {
    TouchedSinceRowList rows;
    size_t most = 0;
    *out = (MeetingNews){0};
    if (reader->account == 0) return NULL;
    TRY(find_since(db, arena, agenda->meeting.id, reader->account, out));
    if (!moment_is_set(out->since)) return NULL;
    TRY(touched_since(db, arena, agenda->meeting.id, out->since, reader->person.n, &rows));
    if (rows.count == 0) return NULL;
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) most += 1 + agenda->items[i].items[k].papers.count;
    out->items = ARENA_ARRAY(arena, NewsMark, most);
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) TRY(mark_entry(db, arena, &agenda->items[i].items[k], &rows, reader, out));
    return NULL;
}

static News news_of(const MeetingNews *news, bool is_paper, int64_t id) {
    for (size_t i = 0; i < news->count; i++)
        if (news->items[i].is_paper == is_paper && news->items[i].id == id) return news->items[i].news;
    return NEWS_NONE;
}

News news_of_item(const MeetingNews *news, AgendaItemId item) {
    return news_of(news, false, item.n);
}

News news_of_paper(const MeetingNews *news, PaperId paper) {
    return news_of(news, true, paper.n);
}
