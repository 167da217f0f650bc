/* Owns bringing an earlier state of a record back from its history, or a record that was deleted: what would change, the reason, and one press
 * that is itself a change in the journal. Only kinds that say so (Record.bring_back); what the earlier state says goes through the checks of the
 * form, and what the program sets by itself stays. */
#include "app/pages.h"

#include <inttypes.h>

#include "app/history.view.h"
#include "meetings/meeting.h"
#include "people/change.h"
#include "store/journal.h"
#include "web/components.h"

const Input bring_back_inputs[] = {{"entry", INPUT_INT, 0}, {0}};
const Input bring_back_sent[] = {{"entry", INPUT_INT, 0}, {"version", INPUT_INT, 0}, {"why", INPUT_TEXT, 300}, {0}};

bool may_bring_back(const Record *record, Access roles) {
    return record->bring_back && (record->change & roles);
}

Text bring_back_url(Arena *arena, const Record *record, int64_t id, int64_t entry) {
    return text_format(arena, "/office/history/%s/%" PRId64 "/back?entry=%" PRId64, record->name, id, entry);
}

/* The entry of this record's history that has an earlier state. */
static Error *entry_asked(Office *office, Request *request, BringBack *out) {
    JournalEntries entries;
    int64_t number = 0;
    text_to_int64(request->method == POST ? request_value(request, "entry") : request_query(request, "entry"), &number);
    TRY(journal_of(office->db, request->arena, out->record, out->id, &entries));
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i].state.len) out->last = entries.items[i];
    for (size_t i = 0; i < entries.count; i++) {
        if (entries.items[i].number != number || text_is_empty(entries.items[i].state)) continue;
        if (out->last.action == JOURNAL_DELETED && number != out->last.number) /* its rules look at what is there */
            return error_new(request->arena, ERROR_INPUT, "It is deleted. Bring back how it stood last, and then what it said earlier.");
        out->entry = entries.items[i];
        return NULL;
    }
    return error_new(request->arena, ERROR_NOT_FOUND, "Its history has no such state.");
}

static Error *state_of_entry(Office *office, Arena *arena, const Record *record, const JournalEntry *entry, void **out) {
    *out = arena_alloc(arena, record->size);
    TRY(record_from_state(arena, record, entry->state, *out));
    TRY(record_open(office->db, arena, record, *out));
    return record_check_open(arena, record, *out);
}

static Error *states_read(Office *office, Request *request, BringBack *out) {
    Arena *arena = request->arena;
    out->is_deleted = out->last.action == JOURNAL_DELETED;
    TRY(state_of_entry(office, arena, out->record, &out->entry, &out->earlier));
    if (out->is_deleted) return state_of_entry(office, arena, out->record, &out->last, &out->now);
    out->now = arena_alloc(arena, out->record->size);
    return record_get(office->db, arena, out->record, out->id, out->now);
}

static Error *asked(Office *office, Request *request, BringBack *out) {
    TRY(record_asked(office, request, &out->record));
    TRY(request_id(request, 1, &out->id));
    if (!out->record->bring_back)
        return error_new(request->arena, ERROR_NOT_FOUND, "An earlier state of a %s cannot be brought back.", out->record->title);
    if (!may_bring_back(out->record, office->roles))
        return error_new(request->arena, ERROR_FORBIDDEN, "You may not change this, so you cannot bring back what it said.");
    if (out->record->is_restricted) {
        TRY(reading_staff_check(office->db, request->arena, office->session));
        TRY(journal_note_read(office->store, request->arena, office_actor(office), out->record, out->id));
    }
    TRY(entry_asked(office, request, out));
    TRY(states_read(office, request, out));
    out->back = text_format(request->arena, "/office/history/%s/%" PRId64, out->record->name, out->id);
    return NULL;
}

/* As if somebody typed the earlier state into the form of the record as it is. */
static Form form_of_earlier(Office *office, Request *request, const BringBack *b, Text version, void *value) {
    FormValues values = form_values_of(request->arena, b->record, b->earlier);
    values.items = arena_grow(request->arena, values.items, values.count * sizeof(FormValue), (values.count + 2) * sizeof(FormValue));
    values.items[values.count++] = (FormValue){S("version"), version};
    values.items[values.count++] = (FormValue){S("why"), request->method == POST ? request_value(request, "why") : S("")};
    memcpy(value, b->now, b->record->size);
    return form_read(request->arena, b->record, values, office->roles, NULL, value);
}

/* Numbers of other records say nothing: what names them. */
static Error *name_references(Office *office, Arena *arena, BringBack *b, const void *value) {
    for (size_t i = 0; i < b->changes.count; i++) {
        FieldChange *change = &b->changes.items[i];
        if (change->field->kind != FIELD_REF) continue;
        int64_t before = b->is_deleted ? 0 : record_value(arena, change->field, b->now).integer,
                after = record_value(arena, change->field, value).integer;
        change->before = change->after = S("");
        if (before) TRY(record_label(office->db, arena, change->field->to, before, &change->before));
        Error *error = after ? record_label(office->db, arena, change->field->to, after, &change->after) : NULL;
        if (error && error->kind != ERROR_NOT_FOUND) return error;
        if (error) change->after = S("Deleted meanwhile");
    }
    return NULL;
}

static Error *show(Office *office, Request *request, Response *response, BringBack *b, const void *value, const Form *form) {
    Text label;
    b->faults.items = ARENA_ARRAY(request->arena, FieldError, form->error_count + 1);
    for (size_t i = 0; i < form->error_count; i++)
        if (strcmp(form->errors[i].field, "why") != 0) b->faults.items[b->faults.count++] = form->errors[i];
    b->changes = record_changes(request->arena, b->record, b->is_deleted ? NULL : b->now, value, office->roles);
    TRY(name_references(office, request->arena, b, value));
    TRY(record_label(office->db, request->arena, b->record, b->id, &label));
    Page page = office_page(office, request, "journal", "Bring an earlier state back");
    page_breadcrumb(request->arena, &page, text_format(request->arena, "History: %.*s", TEXT_ARG(label)), b->back);
    page.form = form;
    View view = page_view(request, response, &page);
    bring_back_page(&view, page, b);
    return NULL;
}

Error *bring_back_show(Office *office, Request *request, Response *response) {
    BringBack b = {0};
    TRY(asked(office, request, &b));
    void *value = arena_alloc(request->arena, b.record->size);
    Form form = form_of_earlier(office, request, &b, text_format(request->arena, "%" PRId64, record_version(b.now)), value);
    return show(office, request, response, &b, value, &form);
}

Error *bring_back_do(Office *office, Request *request, Response *response) {
    BringBack b = {0};
    Arena *arena = request->arena;
    Text why = text_trim(request_value(request, "why"));
    TRY(asked(office, request, &b));
    void *value = arena_alloc(arena, b.record->size);
    Form form = form_of_earlier(office, request, &b, request_value(request, "version"), value);
    if (text_is_empty(why)) form_error(&form, "why", "Enter why the earlier state is brought back");
    if (form_is_fine(&form) && !b.is_deleted && record_changes(arena, b.record, b.now, value, office->roles).count == 0) {
        respond_done(request, response, b.back, "brought-back"); /* the button was pressed twice */
        return NULL;
    }
    void *asked_for = arena_alloc(arena, b.record->size);
    memcpy(asked_for, value, b.record->size);
    Date day;
    moment_to_london(b.entry.at, &day, NULL);
    Text reason = text_format(arena, "Brought back as it stood on %.*s: %.*s", TEXT_ARG(date_plain(arena, day)), TEXT_ARG(why));
    Error *error = b.is_deleted ? change_restore(office, request, b.record, value, &form, b.record->bring_back, reason)
                                : change_save_because(office, request, b.record, value, &form, b.record->bring_back, reason);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = office_page(office, request, "journal", "Bring an earlier state back");
        return respond_conflict(office, request, response, &page, b.record, value, b.back);
    }
    TRY(error);
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show(office, request, response, &b, value, &form);
    }
    bool is_otherwise = record_changes(arena, b.record, asked_for, value, office->roles).count > 0;
    respond_done(request, response, b.back, is_otherwise ? "brought-back-otherwise" : "brought-back");
    return NULL;
}
