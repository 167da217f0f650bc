/* Owns how this room's pages change things: rules tried inside the transaction, forms sent twice, the public side told, one way to save and to delete. */
#include "people/change.h"
#include "store/journal.h"
#include "store/twice.h"

enum { SENT_TWICE_SECONDS = 60 };

static Error *is_there(Tx *tx, const Field *field, int64_t id, bool *out) {
    Error *error = record_get(tx_db(tx), tx_arena(tx), field->to, id, arena_alloc(tx_arena(tx), field->to->size));
    *out = !error;
    return error && error->kind != ERROR_NOT_FOUND ? error : NULL;
}

/* What was chosen from a list may have been deleted in another tab meanwhile. */
static Error *check_chosen(Tx *tx, const Record *record, const void *value, Form *form) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        int64_t id = field->kind == FIELD_REF && !field->by_program ? record_value(tx_arena(tx), field, value).integer : 0;
        bool there = true;
        if (id) TRY(is_there(tx, field, id, &there));
        if (!there) form_error(form, field->name, "The %s that was chosen has been deleted meanwhile. Choose again", field->to->title);
    }
    return NULL;
}

/* What a record that was deleted belonged to or named, whoever wrote that. */
static Error *check_all_there(Tx *tx, const Record *record, const void *value, Form *form) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        int64_t id = field->kind == FIELD_REF ? record_value(tx_arena(tx), field, value).integer : 0;
        bool there = true;
        if (id) TRY(is_there(tx, field, id, &there));
        if (!there) form_error(form, field->name, "The %s that it names is deleted. Bring that back first", field->to->title);
    }
    return NULL;
}

static Error *write(Tx *tx, const Record *record, void *value, Form *form, ChangeRule *rule) {
    int64_t before = 0;
    if (!record_id(value)) TRY(made_just_now(tx, record, value, SENT_TWICE_SECONDS, &before));
    if (before) { /* a form that was sent twice leads to what the first one made, not to a rule that what it made breaks */
        memcpy(value, &before, sizeof before);
        return NULL;
    }
    TRY(check_chosen(tx, record, value, form));
    if (rule && form_is_fine(form)) TRY(rule(tx, value, form));
    if (!form_is_fine(form)) return NULL;
    TRY(record_id(value) ? record_update(tx, record, value) : record_insert(tx, record, value));
    if (!record->stays_in_office) TRY(change_publish(tx));
    return tx_commit(tx);
}

Error *change_save_because(Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule, Text why) {
    if (!form_is_fine(form)) return NULL;
    Tx *tx = NULL;
    Error *error = office_begin(office, request, why, &tx);
    if (!error) error = write(tx, record, value, form, rule);
    tx_end(tx);
    if (!error && form_is_fine(form) && office->jobs) jobs_wake(office->jobs);
    return error;
}

/* Id and version stand first in every record (store/record.h). */
static void set_identity(void *value, int64_t id, int64_t version) {
    memcpy(value, &id, sizeof id);
    memcpy((char *)value + sizeof id, &version, sizeof version);
}

/* Is that the state in which it was deleted last? Somebody may have brought it back and deleted it again meanwhile. */
static Error *check_deleted(Tx *tx, const Record *record, int64_t id, int64_t version) {
    JournalEntries entries;
    void *last = arena_alloc(tx_arena(tx), record->size);
    bool is_deleted = false;
    TRY(journal_of(tx_db(tx), tx_arena(tx), record, id, &entries));
    for (size_t i = 0; i < entries.count; i++) {
        if (text_is_empty(entries.items[i].state)) continue;
        is_deleted = entries.items[i].action == JOURNAL_DELETED;
        if (is_deleted) TRY(record_from_state(tx_arena(tx), record, entries.items[i].state, last));
    }
    if (is_deleted && record_version(last) == version) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT, "Somebody else brought this %s back meanwhile. Nothing was saved.", record->title);
}

static Error *restore(Tx *tx, const Record *record, void *value, Form *form, ChangeRule *rule) {
    int64_t id = record_id(value), version = record_version(value);
    TRY(check_deleted(tx, record, id, version));
    TRY(check_all_there(tx, record, value, form));
    if (!form_is_fine(form)) return NULL;
    set_identity(value, 0, version); /* to its rule it is a new one, as nothing is there that it was, but has a version */
    if (rule) TRY(rule(tx, value, form));
    set_identity(value, id, version);
    if (!form_is_fine(form)) return NULL;
    TRY(record_restore(tx, record, value));
    if (!record->stays_in_office) TRY(change_publish(tx));
    return tx_commit(tx);
}

Error *change_restore(Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule, Text why) {
    if (!form_is_fine(form)) return NULL;
    Tx *tx = NULL;
    Error *error = office_begin(office, request, why, &tx);
    if (!error) error = restore(tx, record, value, form, rule);
    tx_end(tx);
    if (!error && form_is_fine(form) && office->jobs) jobs_wake(office->jobs);
    return error;
}

Error *change_save(Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule) {
    return change_save_because(office, request, record, value, form, rule, S(""));
}

Error *change_delete_after(Office *office, Request *request, const Record *record, void *value, ChangeRule *before, ChangeRule *then) {
    int64_t version = 0; /* none sent: one that no record has */
    text_to_int64(request_value(request, "version"), &version);
    set_identity(value, record_id(value), version);
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(office_begin(office, request, S(""), &tx));
    if (before) TRY_OUT(before(tx, value, NULL));
    TRY_OUT(record_delete(tx, record, value));
    if (then) TRY_OUT(then(tx, value, NULL));
    if (!record->stays_in_office) TRY_OUT(change_publish(tx));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    if (!error && office->jobs) jobs_wake(office->jobs);
    return error;
}

Error *change_delete_and(Office *office, Request *request, const Record *record, void *value, ChangeRule *then) {
    return change_delete_after(office, request, record, value, NULL, then);
}

Error *change_delete(Office *office, Request *request, const Record *record, void *value) {
    return change_delete_and(office, request, record, value, NULL);
}

void change_refused(Response *response) {
    response->status = 422;
}
