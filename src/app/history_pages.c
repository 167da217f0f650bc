/* What became of a record: its history from the journal, as it stood on a day, what changed between two days; and the newest work of all. */
#include "app/pages.h"

#include <inttypes.h>

#include "app/history.view.h"
#include "meetings/meeting.h"
#include "store/journal.h"
#include "web/components.h"

enum { JOURNAL_PAGE = 100 };

static const char *action_words(JournalAction action) {
    switch (action) {
    case JOURNAL_MADE: return "Made";
    case JOURNAL_CHANGED: return "Changed";
    case JOURNAL_DELETED: return "Deleted";
    case JOURNAL_READ: return "Read";
    case JOURNAL_EVENT: return "Noted";
    }
    return "";
}

/* Entries, oldest first, as a timeline, newest first, each with what it changed. */
static Error *timeline_make(Db *db, Arena *arena, const Record *record, JournalEntries entries, Access viewer, Timeline *out) {
    void *before = NULL;
    *out = (Timeline){ARENA_ARRAY(arena, TimelineEntry, entries.count), entries.count};
    for (size_t i = 0; i < entries.count; i++) {
        const JournalEntry *e = &entries.items[i];
        TimelineEntry *t = &out->items[entries.count - 1 - i];
        *t = (TimelineEntry){.title = text_of(action_words(e->action)), .who = e->person_name, .why = e->why, .when = e->at};
        if (text_is_empty(e->state)) continue;
        void *after = arena_alloc(arena, record->size);
        TRY(record_from_state(arena, record, e->state, after));
        TRY(record_open(db, arena, record, after));
        if (i && e->action == JOURNAL_MADE) t->title = S("Made again");
        if (e->action != JOURNAL_DELETED) t->changes = record_changes(arena, record, before, after, viewer);
        before = after;
    }
    return NULL;
}

/* Links to bring earlier states back, but for the one in which it is; of what is deleted, the one in which it was deleted alone. */
static void offer_earlier(Arena *arena, const Record *record, int64_t id, JournalEntries entries, Timeline *out) {
    size_t last = entries.count;
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i].state.len) last = i;
    if (last == entries.count) return;
    bool is_deleted = entries.items[last].action == JOURNAL_DELETED;
    for (size_t i = is_deleted ? last : 0; i < last + is_deleted; i++) {
        const JournalEntry *e = &entries.items[i];
        if (text_is_empty(e->state) || (e->action == JOURNAL_DELETED && i < last)) continue;
        TimelineEntry *t = &out->items[entries.count - 1 - i];
        t->act = i == last ? S("Bring it back") : S("Bring this state back");
        t->act_url = bring_back_url(arena, record, id, e->number);
    }
}

/* The last moment of a day in London. */
static Moment end_of_day(Date day) {
    Moment next = {0};
    moment_of_london(date_plus_days(day, 1), time_of(0, 0), &next);
    return moment_plus_seconds(next, -1);
}

/* The record as it stood at the end of the day asked for, and what changed since another day. */
static Error *standing_read(Office *office, Request *request, const Record *record, int64_t id, Form *form, Standing *out) {
    Date since;
    bool is_understood = form_read_day(form, "day", "The day on which it stood", &out->day);
    is_understood &= form_read_day(form, "since", "The day since which it changed", &since);
    if (is_understood && !date_is_set(out->day) && date_is_set(since))
        form_error(form, "day", "Enter the day on which it stood, to see what changed until then");
    if (date_is_set(since) && date_is_set(out->day) && date_compare(since, out->day) > 0)
        form_error(form, "since", "The day since which it changed must be before the day on which it stood");
    if (!form_is_fine(form) || !date_is_set(out->day)) {
        out->day = (Date){0};
        return NULL;
    }
    out->value = arena_alloc(request->arena, record->size);
    TRY(record_as_of(office->db, request->arena, record, id, end_of_day(out->day), out->value, &out->existed));
    if (!date_is_set(since)) return NULL;
    void *before = arena_alloc(request->arena, record->size);
    bool was_there = false;
    TRY(record_as_of(office->db, request->arena, record, id, end_of_day(since), before, &was_there));
    out->since = since;
    out->changes = record_changes(request->arena, record, was_there ? before : NULL, out->existed ? out->value : NULL, office->roles);
    return NULL;
}

/* What names the record, where the person may see that: the title of a restricted item is not for everybody. */
static Error *label_for(Office *office, Arena *arena, const Record *record, int64_t id, Text *out) {
    const Field *field = record->label_field ? record_field(record, text_of(record->label_field)) : NULL;
    if (!field || field->see == 0 || (field->see & office->roles)) return record_label(office->db, arena, record, id, out);
    *out = text_format(arena, "%s %" PRId64, record->title, id);
    return NULL;
}

Error *history_show(Office *office, Request *request, Response *response) {
    const Record *record = NULL;
    int64_t id = 0;
    Text label;
    JournalEntries entries;
    Timeline timeline_entries;
    Standing standing = {0};
    TRY(record_asked(office, request, &record));
    TRY(request_id(request, 1, &id));
    TRY(journal_of(office->db, request->arena, record, id, &entries));
    if (entries.count == 0)
        return error_new(request->arena, ERROR_NOT_FOUND, "There is no %s with the number %" PRId64 ".", record->title, id);
    if (record->is_restricted) {
        TRY(reading_staff_check(office->db, request->arena, office->session));
        TRY(journal_note_read(office->store, request->arena, office_actor(office), record, id));
    }
    TRY(label_for(office, request->arena, record, id, &label));
    TRY(timeline_make(office->db, request->arena, record, entries, office->roles, &timeline_entries));
    if (may_bring_back(record, office->roles)) offer_earlier(request->arena, record, id, entries, &timeline_entries);
    Form form = form_show(request->arena, record);
    form.sent = request->query;
    TRY(standing_read(office, request, record, id, &form, &standing));
    Page page = office_page(office, request, "journal", "History: %.*s", TEXT_ARG(label));
    page_breadcrumb(request->arena, &page, S("Recent work"), S("/office/journal"));
    page.form = &form;
    if (!form_is_fine(&form)) response->status = 422;
    View view = page_view(request, response, &page);
    history_page(&view, page, record, id, timeline_entries, standing, office->roles);
    return NULL;
}

Error *journal_show(Office *office, Request *request, Response *response) {
    int64_t before = 0;
    JournalEntries entries;
    text_to_int64(request_query(request, "before"), &before);
    TRY(journal_recent(office->db, request->arena, before, JOURNAL_PAGE, &entries));
    Page page = office_page(office, request, "journal", "Recent work");
    View view = page_view(request, response, &page);
    JournalLines lines = {ARENA_ARRAY(request->arena, JournalLine, entries.count), entries.count};
    for (size_t i = 0; i < entries.count; i++) {
        const JournalEntry *e = &entries.items[i];
        const Record *record = record_named(e->record);
        bool may_look = record && (record->see & office->roles) && e->record_id;
        lines.items[i] = (JournalLine){.entry = e,
            .what = record ? text_of(record->title) : e->record,
            .action = action_words(e->action),
            .url = may_look ? text_format(request->arena, "/office/history/%.*s/%" PRId64, TEXT_ARG(e->record), e->record_id) : (Text){0}};
    }
    journal_page(&view, page, lines, entries.count == JOURNAL_PAGE ? entries.items[entries.count - 1].number : 0);
    return NULL;
}
