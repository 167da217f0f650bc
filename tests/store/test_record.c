/* Records in their tables: made, read, changed, deleted; two people at once; the published store. */
#include "world.h"

static Trial insert_full(World *w) {
    Trial trial = trial_full();
    Club club = {.name = S("Kent")};
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &club_record, &club));
    trial.club.n = club.id.n;
    trial.key = S("a secret");
    assert_fine(record_insert(tx, &trial_record, &trial));
    commit(tx);
    return trial;
}

static Trial get(World *w, int64_t id) {
    Db *db;
    Trial trial = {0};
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_get(db, w->arena, &trial_record, id, &trial));
    store_return(db);
    return trial;
}

static void assert_same(const Trial *a, const Trial *b) {
    assert_int_equal(a->id.n, b->id.n);
    assert_int_equal(a->version, b->version);
    assert_true(text_equal(a->title, b->title) && text_equal(a->notes, b->notes) && text_equal(a->story, b->story));
    assert_true(text_equal(a->email, b->email) && text_equal(a->site, b->site) && text_equal(a->key, b->key));
    assert_true(
        a->places == b->places && a->cost.n == b->cost.n && a->from.n == b->from.n && a->at.n == b->at.n && a->seen.us == b->seen.us);
    assert_true(a->is_open == b->is_open && a->size == b->size && a->days == b->days && a->club.n == b->club.n);
}

static void what_is_inserted_is_read_back_whole(void **state) {
    World *w = *state;
    Trial trial = insert_full(w), read = get(w, trial.id.n);
    assert_int_equal(trial.id.n, 1);
    assert_int_equal(trial.version, 1);
    assert_same(&trial, &read);
}

static void an_empty_record_is_read_back_empty(void **state) {
    World *w = *state;
    Trial trial = {0};
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &trial_record, &trial));
    commit(tx);
    Trial read = get(w, trial.id.n);
    assert_same(&trial, &read);
    assert_int_equal(
        number_of(w, w->office,
            "select count(*) from trial where \"from\" is null and at is null and seen is null and size is null and club is null"),
        1);
    assert_int_equal(number_of(w, w->office, "select count(*) from trial where title = '' and days = '' and is_open = 0"), 1);
}

static void it_is_stored_the_same_in_both_engines(void **state) {
    World *w = *state;
    insert_full(w);
    assert_int_equal(
        number_of(w, w->office,
            "select count(*) from trial where \"from\" = '2025-07-23' and at = '14:30' and seen = 1753261200123456 and is_open = 1 "
            "and size = 'rather_large' and days = 'mon,wed' and cost = 123456"),
        1);
}

static void what_is_not_there_is_not_found(void **state) {
    World *w = *state;
    Db *db;
    Trial trial;
    assert_fine(store_borrow(w->office, w->arena, &db));
    Error *error = record_get(db, w->arena, &trial_record, 99, &trial);
    assert_error(error, ERROR_NOT_FOUND);
    assert_has(error->sentence, "no trial with the number 99");
    store_return(db);
}

static void what_was_deleted_is_made_again_under_its_id(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    Tx *tx = begin(w);
    assert_fine(record_delete(tx, &trial_record, &trial));
    commit(tx);
    tx = begin(w);
    assert_fine(record_restore(tx, &trial_record, &trial));
    commit(tx);
    assert_int_equal(trial.version, 2);
    Trial read = get(w, trial.id.n);
    assert_same(&trial, &read);
    assert_int_equal(
        number_of(w, w->office, "select count(*) from journal where record = 'trial' and action = 1 and state like '%\"version\":2%'"), 1);
    tx = begin(w);
    assert_error(record_restore(tx, &trial_record, &trial), ERROR_CONFLICT);
    tx_end(tx);
    Trial next = insert_full(w);
    assert_true(next.id.n > trial.id.n);
}

static void an_update_counts_the_version_and_writes_the_journal(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    Tx *tx = begin(w);
    trial.title = S("Second");
    trial.days = 0;
    trial.from = (Date){0};
    assert_fine(record_update(tx, &trial_record, &trial));
    commit(tx);
    assert_int_equal(trial.version, 2);
    Trial read = get(w, trial.id.n);
    assert_same(&trial, &read);
    assert_int_equal(number_of(w, w->office, "select count(*) from journal where record = 'trial' and action = 2"), 1);
}

static void an_update_that_changes_nothing_writes_nothing(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    int64_t before = number_of(w, w->office, "select max(number) from journal");
    Tx *tx = begin(w);
    assert_fine(record_update(tx, &trial_record, &trial));
    commit(tx);
    assert_int_equal(trial.version, 1);
    assert_int_equal(number_of(w, w->office, "select max(number) from journal"), before);
    assert_int_equal(number_of(w, w->office, "select version from trial"), 1);
}

static void each_kind_of_field_counts_as_a_change(void **state) {
    World *w = *state;
    Trial trial = insert_full(w), *t = &trial;
    Club other = {.name = S("Medway")};
    Tx *tx = begin(w);
    int64_t version = 1;
    assert_fine(record_insert(tx, &club_record, &other));
#define CHANGES(statement)                                                                                                                 \
    do {                                                                                                                                   \
        statement;                                                                                                                         \
        assert_fine(record_update(tx, &trial_record, t));                                                                                  \
        assert_int_equal(t->version, ++version);                                                                                           \
    } while (0)
    CHANGES(t->title = S("other"));
    CHANGES(t->notes = S("other"));
    CHANGES(t->places++);
    CHANGES(t->cost.n++);
    CHANGES(t->from = date_plus_days(t->from, 1));
    CHANGES(t->at = time_of(9, 0));
    CHANGES(t->seen.us++);
    CHANGES(t->is_open = false);
    CHANGES(t->size = TRIAL_SMALL);
    CHANGES(t->days = DAY_TUE);
    CHANGES(t->club.n = other.id.n);
    CHANGES(t->key = S("another secret"));
    commit(tx);
    Trial read = get(w, trial.id.n);
    assert_same(&trial, &read);
}

static void the_second_of_two_editors_meets_a_conflict(void **state) {
    World *w = *state;
    Trial first = insert_full(w), second = first;
    Tx *tx = begin(w);
    first.title = S("mine");
    assert_fine(record_update(tx, &trial_record, &first));
    commit(tx);
    tx = begin(w);
    second.title = S("yours");
    Error *error = record_update(tx, &trial_record, &second);
    assert_error(error, ERROR_CONFLICT);
    assert_has(error->sentence, "Somebody else changed this trial");
    assert_error(record_delete(tx, &trial_record, &second), ERROR_CONFLICT);
    assert_fine(tx_commit(tx)); /* nothing was written, and nothing stands in the way of what else the transaction does */
    tx_end(tx);
    Trial read = get(w, first.id.n);
    assert_same(&first, &read);
    assert_int_equal(second.version, 1);
}

static void changing_what_was_deleted_is_a_conflict(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    Tx *tx = begin(w);
    assert_fine(record_delete(tx, &trial_record, &trial));
    trial.title = S("too late");
    Error *error = record_update(tx, &trial_record, &trial);
    assert_error(error, ERROR_CONFLICT);
    assert_has(error->sentence, "deleted this trial");
    commit(tx);
}

static void a_deleted_record_leaves_its_last_state(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    Tx *tx = begin(w);
    Trial doomed = {.id = trial.id, .version = trial.version};
    assert_fine(record_delete(tx, &trial_record, &doomed));
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from trial"), 0);
    assert_int_equal(
        number_of(w, w->office, "select count(*) from journal where record = 'trial' and action = 3 and state like '%2025-07-23%'"), 1);
}

static void what_others_refer_to_is_not_deleted(void **state) {
    World *w = *state;
    insert_full(w);
    Club club = {.id = {1}, .version = 1};
    Tx *tx = begin(w);
    Error *error = record_delete(tx, &club_record, &club);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "refers to this");
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 1);
}

static void an_id_is_never_given_twice(void **state) {
    World *w = *state;
    Club club = {.name = S("one")}, next = {.name = S("two")};
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &club_record, &club));
    assert_fine(record_delete(tx, &club_record, &club));
    assert_fine(record_insert(tx, &club_record, &next));
    commit(tx);
    assert_true(next.id.n > club.id.n);
}

static void a_label_names_the_record(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    Db *db;
    Text label;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_label(db, w->arena, &trial_record, trial.id.n, &label));
    assert_text(label, "First \"try\"");
    assert_fine(record_label(db, w->arena, &trial_record, 99, &label));
    assert_text(label, "trial 99");
    store_return(db);
}

static void a_list_pages_through_the_table(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    for (int i = 1; i <= 40; i++) {
        Club club = {.name = text_format(w->arena, "club %d", i)};
        assert_fine(record_insert(tx, &club_record, &club));
    }
    commit(tx);
    Db *db;
    RecordList list;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_list(db, w->arena, &club_record, 0, 25, &list));
    assert_int_equal(list.count, 25);
    assert_text(((Club *)list.items)[24].name, "club 25");
    assert_fine(record_list(db, w->arena, &club_record, 25, 25, &list));
    assert_int_equal(list.count, 15);
    assert_text(((Club *)list.items)[0].name, "club 26");
    assert_fine(record_list(db, w->arena, &club_record, 40, 25, &list));
    assert_int_equal(list.count, 0);
    store_return(db);
}

static void a_row_of_two_records_is_read_as_each(void **state) {
    World *w = *state;
    insert_full(w);
    Db *db;
    Rows *rows;
    bool has_row;
    assert_fine(store_borrow(w->office, w->arena, &db));
    for (int round = 0; round < 2; round++) {
        Trial trial = {.places = 5};
        Club club = {0};
        assert_fine(db_query_text(
            db, w->arena, S("select t.title, t.\"from\", c.name, c.id from trial t join club c on c.id = t.club"), NULL, 0, &rows));
        assert_fine(rows_next(rows, &has_row));
        assert_fine(record_from_row(rows, &trial_record, &trial));
        assert_fine(record_from_row(rows, &club_record, &club));
        assert_text(trial.title, "First \"try\"");
        assert_int_equal(trial.from.n, date_of(2025, 7, 23).n);
        assert_int_equal(trial.places, 5); /* no column, left alone */
        assert_text(club.name, "Kent");
        rows_end(rows);
    }
    store_return(db);
}

static void a_column_that_holds_nonsense_is_a_fault(void **state) {
    World *w = *state;
    Trial trial = insert_full(w);
    static const char *const spoilt[] = {"update trial set size = 'huge'", "update trial set size = 'small', days = 'mon,someday'",
        "update trial set days = '', \"from\" = '31 February'"};
    for (size_t i = 0; i < 3; i++) {
        Db *db;
        world_tamper(w, STORE_OFFICE, spoilt[i]);
        assert_fine(store_borrow(w->office, w->arena, &db));
        assert_error(record_get(db, w->arena, &trial_record, trial.id.n, &trial), ERROR_FAULT);
        store_return(db);
    }
}

static void the_published_store_takes_snapshots_and_leaves_no_history(void **state) {
    World *w = *state;
    Store *published = world_create(w, STORE_PUBLISHED);
    world_tamper(w, STORE_PUBLISHED,
        w->is_postgres ? "create table club (id bigint primary key, version bigint not null, name text not null)"
                       : "create table club (id integer primary key, version integer not null, name text not null)");
    Club club = {.id = {12}, .version = 3, .name = S("Kent")};
    Tx *tx;
    assert_fine(tx_begin(published, w->arena, (Actor){0}, S(""), &tx));
    assert_fine(record_put(tx, &club_record, &club));
    club.version = 4;
    club.name = S("Kent and Medway");
    assert_fine(record_put(tx, &club_record, &club));
    commit(tx);
    assert_int_equal(number_of(w, published, "select count(*) from club where id = 12 and version = 4 and name = 'Kent and Medway'"), 1);
    assert_fine(tx_begin(published, w->arena, (Actor){0}, S(""), &tx));
    assert_fine(record_remove(tx, &club_record, 12));
    commit(tx);
    assert_int_equal(number_of(w, published, "select count(*) from club"), 0);
    store_close(published);
}

static void the_declaration_and_the_table_are_compared(void **state) {
    World *w = *state;
    Buffer out = buffer_new(w->arena, 0);
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_check_table(db, w->arena, &trial_record, &out));
    assert_text(buffer_text(&out), "");
    store_return(db);
    world_tamper(w, STORE_OFFICE, "alter table trial rename column places to seats");
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(record_check_table(db, w->arena, &trial_record, &out));
    assert_text(buffer_text(&out),
        "The table trial has no column for the field places.\nThe table trial has the column seats, which is no field.\n");
    store_return(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_inserted_is_read_back_whole),
        TEST(an_empty_record_is_read_back_empty),
        TEST(it_is_stored_the_same_in_both_engines),
        TEST(what_is_not_there_is_not_found),
        TEST(an_update_counts_the_version_and_writes_the_journal),
        TEST(an_update_that_changes_nothing_writes_nothing),
        TEST(each_kind_of_field_counts_as_a_change),
        TEST(the_second_of_two_editors_meets_a_conflict),
        TEST(changing_what_was_deleted_is_a_conflict),
        TEST(a_deleted_record_leaves_its_last_state),
        TEST(what_was_deleted_is_made_again_under_its_id),
        TEST(what_others_refer_to_is_not_deleted),
        TEST(an_id_is_never_given_twice),
        TEST(a_label_names_the_record),
        TEST(a_list_pages_through_the_table),
        TEST(a_row_of_two_records_is_read_as_each),
        TEST(a_column_that_holds_nonsense_is_a_fault),
        TEST(the_published_store_takes_snapshots_and_leaves_no_history),
        TEST(the_declaration_and_the_table_are_compared),
    };
    return RUN("record", tests);
}
