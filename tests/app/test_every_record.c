/* Every kind of record of the program, on both engines: its table has exactly its fields, what goes in comes back, and its declaration
 * holds together. */
#include "store/world.h"

#include "store/job.h"
#include "store/record_field.h"

/* ---- A value with something in every field ---- */

typedef struct {
    const Record *record;
    int64_t id;
} Made;
static Made made[100];
static size_t made_count;

static int64_t id_made_of(const Record *record) {
    for (size_t i = 0; i < made_count; i++) {
        if (made[i].record == record) return made[i].id;
    }
    return 0;
}

static uint32_t all_bits(const Field *field) {
    uint32_t bits = 0;
    for (const Choice *c = field->choices; c->code; c++) bits |= (uint32_t)c->value;
    return bits;
}

static void fill_field(World *w, const Field *field, void *value) {
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: field_set_text(field, value, text_format(w->arena, "%s \u00e9 'quoted'", field->name)); break;
    case FIELD_INTEGER:
    case FIELD_PENCE: field_set_integer(field, value, 4711); break;
    case FIELD_MOMENT: field_set_integer(field, value, 1753261200123456); break;
    case FIELD_FLAG: field_set_integer(field, value, 1); break;
    case FIELD_DATE: *(Date *)field_slot(field, value) = date_of(2025, 7, 23); break;
    case FIELD_TIME: *(TimeOfDay *)field_slot(field, value) = time_of(9, 30); break;
    case FIELD_CHOICE: *(int *)field_slot(field, value) = field->choices[0].value; break;
    case FIELD_SET: *(uint32_t *)field_slot(field, value) = all_bits(field); break;
    case FIELD_REF: field_set_integer(field, value, id_made_of(field->to)); break;
    }
}

static void *filled(World *w, const Record *record) {
    void *value = arena_alloc(w->arena, record->size);
    for (size_t i = 0; i < record->field_count; i++) fill_field(w, &record->fields[i], value);
    return value;
}

static void compare(const Record *record, const void *sent, const void *read) {
    for (size_t i = 0; i < record->field_count; i++) {
        if (!field_equal(&record->fields[i], sent, read))
            fail_msg("%s.%s does not come back as it went", record->name, record->fields[i].name);
    }
}

static void read_and_compare(World *w, Tx *tx, const Record *record, const void *value) {
    void *read = arena_alloc(w->arena, record->size);
    assert_fine(record_get(tx_db(tx), w->arena, record, record_id(value), read));
    compare(record, value, read);
    made[made_count++] = (Made){record, record_id(value)};
}

/* ---- Tests ---- */

static void RECORDS_of_the_office_go_in_and_come_back(void **state) {
    World *w = *state;
    made_count = 0;
    Tx *tx = begin(w);
    for (const Record *const *record = all_records; *record; record++) {
        if (*record == &job_record) continue; /* jobs are not journalled: job.c alone writes them */
        void *value = filled(w, *record), *again = arena_alloc(w->arena, (*record)->size);
        assert_fine(record_insert(tx, *record, value));
        read_and_compare(w, tx, *record, value);
        assert_fine(record_from_state(w->arena, *record, record_state(w->arena, *record, value), again));
        assert_int_equal(record_changes(w->arena, *record, value, again, ACCESS_ALL).count, 0);
    }
    assert_true(made_count > 10);
    tx_end(tx);
}

static void RECORDS_that_are_published_go_in_and_come_back(void **state) {
    World *w = *state;
    Store *published = world_create(w, STORE_PUBLISHED);
    Tx *tx;
    made_count = 0;
    assert_fine(tx_begin(published, w->arena, (Actor){0}, S(""), &tx));
    for (const Record *const *record = all_published_records; *record; record++) {
        void *value = filled(w, *record);
        ((int64_t *)value)[0] = 12;
        ((int64_t *)value)[1] = 3;
        assert_fine(record_put(tx, *record, value));
        assert_fine(record_put(tx, *record, value));
        read_and_compare(w, tx, *record, value);
    }
    assert_true(made_count > 5);
    tx_end(tx);
    store_close(published);
}

static void check_tables(World *w, Store *store, const Record *const *records) {
    Buffer problems = buffer_new(w->arena, 0);
    Db *db;
    assert_fine(store_borrow(store, w->arena, &db));
    for (; *records; records++) assert_fine(record_check_table(db, w->arena, *records, &problems));
    store_return(db);
    assert_text(buffer_text(&problems), "");
}

static void RECORDS_have_exactly_the_columns_of_their_tables(void **state) {
    World *w = *state;
    Store *published = world_create(w, STORE_PUBLISHED);
    check_tables(w, w->office, all_records);
    check_tables(w, published, all_published_records);
    store_close(published);
}

static void check_choices(const Record *record, const Field *field) {
    uint32_t bits = 0;
    if (!field->choices) fail_msg("%s.%s has no choices", record->name, field->name);
    for (const Choice *c = field->choices; c->code; c++) {
        if (!c->value || !c->label) fail_msg("%s.%s: the choice %s has no value or label", record->name, field->name, c->code);
        if (choice_coded(field, text_of(c->code)) != c || choice_valued(field, c->value) != c)
            fail_msg("%s.%s: %s is there twice", record->name, field->name, c->code);
        if (strpbrk(c->code, ", ")) fail_msg("%s.%s: the code %s has a comma or space", record->name, field->name, c->code);
        if (field->kind == FIELD_SET && (bits & (uint32_t)c->value)) fail_msg("%s.%s: %s shares a bit", record->name, field->name, c->code);
        bits |= (uint32_t)c->value;
    }
}

static void check_declaration(const Record *record) {
    if (!record->title || !record->plural) fail_msg("%s has no title or plural", record->name);
    if (record->label_field && !record_field(record, text_of(record->label_field)))
        fail_msg("%s: there is no field %s", record->name, record->label_field);
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (record_field(record, text_of(field->name)) != field) fail_msg("%s.%s is there twice", record->name, field->name);
        if (!field->label && !field->by_program) fail_msg("%s.%s has no label", record->name, field->name);
        if (field->kind == FIELD_CHOICE || field->kind == FIELD_SET) check_choices(record, field);
        if (field->kind == FIELD_REF && !field->to) fail_msg("%s.%s refers to no record", record->name, field->name);
    }
}

static void RECORDS_are_declared_whole(void **state) {
    (void)state;
    for (const Record *const *record = all_records; *record; record++) {
        check_declaration(*record);
        assert_ptr_equal(record_named(text_of((*record)->name)), *record);
    }
    for (const Record *const *record = all_published_records; *record; record++) check_declaration(*record);
    assert_null(record_named(S("unheard")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(RECORDS_of_the_office_go_in_and_come_back),
        TEST(RECORDS_that_are_published_go_in_and_come_back),
        TEST(RECORDS_have_exactly_the_columns_of_their_tables),
        cmocka_unit_test(RECORDS_are_declared_whole),
    };
    return RUN("every record", tests);
}
