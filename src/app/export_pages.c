/* Records out of the office as CSV and JSON, for those who keep it: every kind, every field that they may see. */
#include "app/pages.h"

#include "app/export.view.h"
#include "meetings/meeting.h"
#include "web/page.h"

enum { EXPORT_PAGE = 1000 };

Error *export_index(Office *office, Request *request, Response *response) {
    ExportKinds kinds = {0};
    size_t count = 0;
    while (all_records[count]) count++;
    kinds.items = ARENA_ARRAY(request->arena, const Record *, count);
    for (size_t i = 0; i < count; i++)
        if (all_records[i]->see & office->roles) kinds.items[kinds.count++] = all_records[i];
    Page page = office_page(office, request, "desk", "Download records");
    View view = page_view(request, response, &page);
    export_page(&view, page, kinds);
    return NULL;
}

/* Calls `put` for every record of the kind, in order of id. */
static Error *records_walk(
    Office *office, Request *request, const Record *record, void (*put)(void *context, const void *value), void *context) {
    int64_t after = 0;
    for (;;) {
        RecordList list;
        TRY(record_list(office->db, request->arena, record, after, EXPORT_PAGE, &list));
        for (size_t i = 0; i < list.count; i++) {
            const void *value = (const char *)list.items + i * record->size;
            if (record->is_restricted)
                TRY(journal_note_read(office->store, request->arena, office_actor(office), record, record_id(value)));
            put(context, value);
            after = record_id(value);
        }
        if (list.count < EXPORT_PAGE) return NULL;
    }
}

typedef struct {
    Buffer *out;
    Json *json;
    const Record *record;
    Access roles;
} Export;

static void csv_put(void *context, const void *value) {
    const Export *e = context;
    record_put_csv_row(e->out, e->record, value, e->roles);
}

static void json_put(void *context, const void *value) {
    const Export *e = context;
    json_begin_object(e->json);
    record_put_json(e->json, e->record, value, e->roles);
    json_end_object(e->json);
}

static void save_as(Request *request, Response *response, const Record *record, const char *ending) {
    response->disposition = text_format(request->arena, "attachment; filename=\"%s.%s\"", record->name, ending);
}

/* The kind asked for, when the person may have all of it. */
static Error *record_to_export(Office *office, Request *request, const Record **out) {
    TRY(record_asked(office, request, out));
    return (*out)->is_restricted ? reading_staff_check(office->db, request->arena, office->session) : NULL;
}

Error *export_csv(Office *office, Request *request, Response *response) {
    const Record *record = NULL;
    TRY(record_to_export(office, request, &record));
    Buffer out = buffer_new(request->arena, 0);
    Export e = {.out = &out, .record = record, .roles = office->roles};
    record_put_csv_head(&out, record, office->roles);
    TRY(records_walk(office, request, record, csv_put, &e));
    respond_text(response, "text/csv; charset=utf-8", buffer_text(&out));
    save_as(request, response, record, "csv");
    return NULL;
}

Error *export_json(Office *office, Request *request, Response *response) {
    const Record *record = NULL;
    TRY(record_to_export(office, request, &record));
    Buffer out = buffer_new(request->arena, 0);
    Json json = json_to(&out);
    Export e = {.json = &json, .record = record, .roles = office->roles};
    json_begin_object(&json);
    json_key(&json, record->plural);
    json_begin_array(&json);
    TRY(records_walk(office, request, record, json_put, &e));
    json_end_array(&json);
    json_end_object(&json);
    respond_json(response, buffer_text(&out));
    save_as(request, response, record, "json");
    return NULL;
}
