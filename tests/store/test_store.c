/* Opening, rights, transactions, cursors, faults of the machine. */
#include "world.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/engine.h"

static void insert_club(Tx *tx, const char *name) {
    Club club = {.name = text_of(name)};
    assert_fine(record_insert(tx, &club_record, &club));
}

/* ---- Opening ---- */

static void a_store_that_is_not_there_says_how_to_make_it(void **state) {
    World *w = *state;
    if (w->is_postgres) world_tamper(w, STORE_PUBLISHED, "drop schema published cascade");
    Error *error = world_open_error(w, STORE_PUBLISHED, STORE_FULL);
    assert_error(error, ERROR_NOT_FOUND);
    assert_has(error->sentence, "quorate init");
}

static void a_store_from_a_newer_version_is_refused(void **state) {
    World *w = *state;
    world_tamper(w, STORE_OFFICE, "insert into migration (number, name, at) values (9999, '9999_future', 1)");
    Error *error = world_open_error(w, STORE_OFFICE, STORE_FULL);
    assert_error(error, ERROR_STORAGE);
    assert_has(error->sentence, "another version");
}

static void an_older_store_is_migrated_by_its_owner_only(void **state) {
    World *w = *state;
    store_close(world_create(w, STORE_LETTERBOX));
    world_tamper(w, STORE_LETTERBOX, "drop table letter");
    world_tamper(w, STORE_LETTERBOX, "delete from migration");
    if (!w->is_postgres) {
        Error *error = world_open_error(w, STORE_LETTERBOX, STORE_APPEND_ONLY);
        assert_error(error, ERROR_STORAGE);
        assert_has(error->sentence, "quorate migrate");
    }
    Store *store = world_open(w, STORE_LETTERBOX, STORE_FULL);
    assert_int_equal(number_of(w, store, "select count(*) from letter"), 0);
    store_close(store);
}

static void creating_again_opens_what_is_there(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    insert_club(tx, "Kent");
    commit(tx);
    Store *again = world_create(w, STORE_OFFICE);
    assert_int_equal(number_of(w, again, "select count(*) from club"), 1);
    assert_int_equal(store_kind(again), STORE_OFFICE);
    assert_int_equal(store_is_postgres(again), w->is_postgres);
    store_close(again);
}

static void files_of_a_store_are_its_owners_only(void **state) {
    World *w = *state;
    struct stat s;
    if (w->is_postgres) return;
    assert_int_equal(stat(text_format(w->arena, "%s/office/office.db", w->folder).ptr, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(stat(text_format(w->arena, "%s/office/office.db-wal", w->folder).ptr, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(stat(text_format(w->arena, "%s/office", w->folder).ptr, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0700);
}

static void a_file_that_is_no_database_is_damaged(void **state) {
    World *w = *state;
    if (w->is_postgres) return;
    assert_int_equal(mkdir(text_format(w->arena, "%s/public", w->folder).ptr, 0700), 0);
    FILE *f = fopen(text_format(w->arena, "%s/public/public.db", w->folder).ptr, "w");
    for (int i = 0; i < 1000; i++) fputs("this is not a database; ", f);
    fclose(f);
    Error *error = world_open_error(w, STORE_PUBLISHED, STORE_FULL);
    assert_error(error, ERROR_STORAGE);
    assert_has(error->sentence, "damaged");
}

/* ---- Rights ---- */

static Error *try_query(World *w, Store *store, const char *sql) {
    Db *db;
    Rows *rows = NULL;
    bool has_row;
    assert_fine(store_borrow(store, w->arena, &db));
    Error *error = db_query_text(db, w->arena, text_of(sql), NULL, 0, &rows);
    if (!error) error = rows_next(rows, &has_row);
    rows_end(rows);
    store_return(db);
    return error;
}

static Store *published_for_the_public(World *w) {
    Store *owner = world_create(w, STORE_PUBLISHED);
    if (w->is_postgres) assert_fine(store_grant(owner, w->arena, S("quorate_public")));
    store_close(owner);
    return world_open(w, STORE_PUBLISHED, STORE_READ_ONLY);
}

static void a_read_only_store_reads_and_refuses_writing(void **state) {
    World *w = *state;
    Store *store = published_for_the_public(w);
    assert_int_equal(number_of(w, store, "select count(*) from file"), 0);
    assert_error(try_query(w, store, "insert into file (sha256, media_type, bytes) values ('a', 'b', 1)"), ERROR_FAULT);
    assert_error(try_query(w, store, "delete from file"), ERROR_FAULT);
    assert_error(try_query(w, store, "create table mine (n integer)"), ERROR_FAULT);
    assert_int_equal(number_of(w, store, "select count(*) from file"), 0);
    store_close(store);
}

static void reading_connections_of_a_full_store_refuse_writing(void **state) {
    World *w = *state;
    assert_error(try_query(w, w->office, "insert into club (version, name) values (1, 'x')"), ERROR_FAULT);
    assert_error(try_query(w, w->office, "drop table club"), ERROR_FAULT);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 0);
}

static const char put_letter[] = "insert into letter (kind, body, received_at) values ($1, $2, $3)";

static void an_append_only_store_takes_letters_and_refuses_all_else(void **state) {
    World *w = *state;
    Store *owner = world_create(w, STORE_LETTERBOX);
    if (w->is_postgres) assert_fine(store_grant(owner, w->arena, S("quorate_public")));
    Store *store = world_open(w, STORE_LETTERBOX, STORE_APPEND_ONLY);
    Value letter[] = {value_text(S("comment")), value_text(S("{}")), value_integer(5)};
    static const char *const refused[] = {"select body from letter", "select count(*) from letter", "update letter set body = ''",
        "delete from letter", "insert into letter (kind, body, received_at) select kind, body, 0 from letter",
        "insert into letter (kind, body, received_at) values ('a', 'b', 1) returning body", "drop table letter"};
    Tx *tx;
    assert_fine(tx_begin(store, w->arena, (Actor){0}, S(""), &tx));
    assert_fine(tx_execute_text(tx, text_of(put_letter), letter, 3, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_fine(tx_begin(store, w->arena, (Actor){0}, S(""), &tx));
        assert_error(tx_execute_text(tx, text_of(refused[i]), NULL, 0, NULL), ERROR_FAULT);
        tx_end(tx);
        if (i < 2) assert_error(try_query(w, store, refused[i]), ERROR_FAULT);
    }
    assert_int_equal(number_of(w, owner, "select count(*) from letter"), 1);
    assert_int_equal(number_of(w, owner, "select id from letter"), 1);
    store_close(store);
    store_close(owner);
}

static void the_public_role_sees_what_is_published_and_nothing_else(void **state) {
    World *w = *state;
    if (!w->is_postgres) return;
    Store *letterbox = world_create(w, STORE_LETTERBOX);
    assert_fine(store_grant(letterbox, w->arena, S("quorate_public")));
    store_close(letterbox);
    store_close(published_for_the_public(w));
    assert_text(world_as_public(w, "select * from published.file"), "");
    assert_text(world_as_public(w, "delete from published.file"), "42501");
    assert_text(world_as_public(w, "select * from office.journal"), "42501");
    assert_text(world_as_public(w, "select * from letterbox.letter"), "42501");
    assert_text(world_as_public(w, "insert into letterbox.letter (kind, body, received_at) values ('a', 'b', 1)"), "");
    assert_text(world_as_public(w, "create table published.mine (n integer)"), "42501");
}

/* ---- Transactions ---- */

static void what_is_not_committed_is_gone(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    insert_club(tx, "Kent");
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 0);
    assert_int_equal(number_of(w, w->office, "select count(*) from journal"), 0);
    tx_end(NULL);
    store_return(NULL);
    store_close(NULL);
    rows_end(NULL);
}

static void readers_go_on_while_the_writer_holds_its_transaction(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    insert_club(tx, "Kent");
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 0);
    assert_true(tx_is_open_here(w->office));
    commit(tx);
    assert_false(tx_is_open_here(w->office));
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 1);
}

static void a_transaction_tells_who_why_and_when(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    assert_int_equal(tx_actor(tx).person, 7);
    assert_text(tx_actor(tx).name, "Dana Clerk");
    assert_text(tx_why(tx), "a test");
    assert_true(tx_arena(tx) == w->arena && tx_store(tx) == w->office && db_store(tx_db(tx)) == w->office);
    assert_true(moment_compare(tx_moment(tx), moment_now()) <= 0);
    tx_end(tx);
}

typedef struct {
    World *w;
    atomic_bool has_begun;
} Second;

static void *begin_second(void *context) {
    Second *second = context;
    Arena *arena = arena_new();
    Tx *tx;
    assert_fine(tx_begin(second->w->office, arena, (Actor){0}, S(""), &tx));
    atomic_store(&second->has_begun, true);
    Club club = {.name = S("second")};
    assert_fine(record_insert(tx, &club_record, &club));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    arena_free(arena);
    return NULL;
}

static void a_second_writer_waits_for_the_first(void **state) {
    World *w = *state;
    Second second = {.w = w};
    pthread_t thread;
    Tx *tx = begin(w);
    insert_club(tx, "first");
    pthread_create(&thread, NULL, begin_second, &second);
    usleep(100000);
    assert_false(atomic_load(&second.has_begun));
    commit(tx);
    pthread_join(thread, NULL);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 2);
    assert_int_equal(number_of(w, w->office, "select id from club where name = 'second'"), 2);
}

static void a_writer_of_another_process_waits_too(void **state) {
    World *w = *state;
    Store *other =
        world_open(w, STORE_OFFICE, STORE_FULL); /* a store of its own stands for another process: they share no lock in memory */
    Second second = {.w = &(World){.office = other}};
    pthread_t thread;
    Tx *tx = begin(w);
    insert_club(tx, "first");
    pthread_create(&thread, NULL, begin_second, &second);
    usleep(100000);
    assert_false(atomic_load(&second.has_begun));
    commit(tx);
    pthread_join(thread, NULL);
    assert_int_equal(number_of(w, w->office, "select id from club where name = 'second'"), 2);
    store_close(other);
}

enum { WRITERS = 4, WRITES = 15 };

static void *write_many(void *context) {
    World *w = context;
    for (int i = 0; i < WRITES; i++) {
        Arena *arena = arena_new();
        Tx *tx;
        Db *db;
        Club club = {.name = S("many")};
        assert_fine(tx_begin(w->office, arena, (Actor){0}, S(""), &tx));
        assert_fine(record_insert(tx, &club_record, &club));
        assert_fine(tx_commit(tx));
        tx_end(tx);
        assert_fine(store_borrow(w->office, arena, &db));
        assert_fine(record_get(db, arena, &club_record, club.id.n, &club));
        store_return(db);
        arena_free(arena);
    }
    return NULL;
}

static void many_threads_write_one_chain(void **state) {
    World *w = *state;
    pthread_t threads[WRITERS];
    for (int i = 0; i < WRITERS; i++) pthread_create(&threads[i], NULL, write_many, w);
    for (int i = 0; i < WRITERS; i++) pthread_join(threads[i], NULL);
    Db *db;
    int64_t count, broken_at;
    Text last;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(journal_verify(db, w->arena, &count, &broken_at, &last));
    store_return(db);
    assert_int_equal(count, WRITERS * WRITES);
    assert_int_equal(broken_at, 0);
}

static void after_a_failure_a_transaction_can_only_be_ended(void **state) {
    World *w = *state;
    Trial trial = trial_full();
    trial.club.n = 4711;
    Tx *tx = begin(w);
    insert_club(tx, "Kent");
    Error *error = record_insert(tx, &trial_record, &trial);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "refers to");
    Club club = {.name = S("Medway")};
    assert_error(record_insert(tx, &club_record, &club), ERROR_FAULT);
    assert_ptr_equal(tx_commit(tx), error);
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 0);
}

static void the_same_again_is_refused_where_it_must_be_unique(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    const char sql[] = "insert into file (sha256, media_type, bytes) values ('a', 'b', 1)";
    assert_fine(tx_execute_text(tx, text_of(sql), NULL, 0, NULL));
    assert_error(tx_execute_text(tx, text_of(sql), NULL, 0, NULL), ERROR_INPUT);
    tx_end(tx);
}

static void wrong_sql_is_a_fault_with_its_place(void **state) {
    World *w = *state;
    static const Statement wrong = {.name = "wrong", .sql = "select nothing from nowhere", .place = "people/people.sql:12"};
    Db *db;
    Rows *rows;
    assert_fine(store_borrow(w->office, w->arena, &db));
    Error *error = db_query(db, w->arena, &wrong, NULL, &rows);
    assert_error(error, ERROR_FAULT);
    assert_has(error->detail, "people/people.sql:12");
    assert_error(db_query_text(db, w->arena, S("select \"no_such\" from club"), NULL, 0, &rows), ERROR_FAULT);
    store_return(db);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 0);
}

/* ---- Statements and values ---- */

static void parameters_are_found_by_number_not_by_place(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    Value values[] = {value_text(S("one")), value_integer(1), value_text(S("unused"))};
    int64_t changed;
    assert_fine(tx_execute_text(tx, S("insert into club (version, name) values ($2, $1), ($2, $1)"), values, 2, &changed));
    assert_int_equal(changed, 2);
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club where name = 'one' and version = 1"), 2);
}

static void values_come_back_as_they_went(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    Text bytes = {"\0\xff\x01 raw", 7};
    Value values[] = {value_text(S("h\u00e9llo")), value_bytes(bytes), value_integer(INT64_MIN)};
    assert_fine(tx_execute_text(
        tx, S("insert into file (sha256, media_type, bytes) values ($1, '', $2)"), (Value[]){values[0], values[2]}, 2, NULL));
    assert_fine(tx_execute_text(tx, S("insert into file_chunk (sha256, place, content) values ($1, 0, $2)"), values, 2, NULL));
    Rows *rows;
    bool has_row;
    assert_fine(db_query_text(tx_db(tx), w->arena,
        S("select f.sha256, c.content, f.bytes, null as nought, count(*) over () as many from file f join file_chunk c on c.sha256 = "
          "f.sha256"),
        NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    assert_int_equal(rows_columns(rows), 5);
    assert_string_equal(rows_column_name(rows, 3), "nought");
    assert_true(rows_arena(rows) == w->arena);
    assert_text(rows_value(rows, 0).text, "h\u00e9llo");
    assert_int_equal(rows_value(rows, 1).kind, VALUE_BYTES);
    assert_true(text_equal(rows_value(rows, 1).text, bytes));
    assert_true(rows_value(rows, 2).integer == INT64_MIN);
    assert_int_equal(rows_value(rows, 3).kind, VALUE_NULL);
    assert_int_equal(rows_value(rows, 4).integer, 1);
    assert_fine(rows_next(rows, &has_row));
    assert_false(has_row);
    rows_end(rows);
    tx_end(tx);
}

static void dates_and_times_are_spelled_as_they_are_stored(void **state) {
    (void)state;
    char spelled[16];
    assert_int_equal(value_spell(value_date(date_of(987, 6, 5)), spelled), 10);
    assert_string_equal(spelled, "0987-06-05");
    assert_int_equal(value_spell(value_time(time_of(9, 5)), spelled), 5);
    assert_string_equal(spelled, "09:05");
    assert_int_equal(value_date((Date){0}).kind, VALUE_NULL);
    assert_int_equal(value_time((TimeOfDay){0}).kind, VALUE_NULL);
    assert_int_equal(value_moment((Moment){0}).kind, VALUE_NULL);
    assert_int_equal(value_id(0).kind, VALUE_NULL);
    assert_int_equal(value_id(3).integer, 3);
    assert_int_equal(value_as_date(value_text(S("2025-07-23"))).n, date_of(2025, 7, 23).n);
    assert_int_equal(value_as_date(value_text(S("2025-02-31"))).n, 0);
    assert_int_equal(value_as_date(value_date(date_of(2025, 7, 23))).n, date_of(2025, 7, 23).n);
    assert_int_equal(value_as_time(value_text(S("14:30"))).n, time_of(14, 30).n);
    assert_int_equal(value_as_time(value_text(S("14.30"))).n, 0);
    assert_int_equal(value_as_time(value_text(S("xx:yy"))).n, 0);
    assert_int_equal(value_as_time(value_time(time_of(1, 2))).n, time_of(1, 2).n);
    assert_int_equal(value_as_moment(value_null()).us, 0);
    assert_int_equal(value_as_moment(value_integer(12)).us, 12);
}

static void a_statement_can_be_used_while_its_rows_are_read(void **state) {
    World *w = *state;
    static const Statement clubs = {
        .name = "clubs", .sql = "select id from club where id > $1 order by id", .place = "test", .parameters = 1};
    Tx *tx = begin(w);
    for (int i = 0; i < 3; i++) insert_club(tx, "c");
    commit(tx);
    Db *db;
    Rows *outer, *inner;
    bool has_row;
    int64_t seen = 0;
    assert_fine(store_borrow(w->office, w->arena, &db));
    for (int round = 0; round < 2; round++) {
        assert_fine(db_query(db, w->arena, &clubs, (Value[]){value_integer(0)}, &outer));
        for (assert_fine(rows_next(outer, &has_row)); has_row; assert_fine(rows_next(outer, &has_row))) {
            bool has_inner;
            int64_t id = rows_value(outer, 0).integer;
            assert_fine(db_query(db, w->arena, &clubs, (Value[]){value_integer(id)}, &inner));
            for (assert_fine(rows_next(inner, &has_inner)); has_inner; assert_fine(rows_next(inner, &has_inner)))
                seen += rows_value(inner, 0).integer;
            rows_end(inner);
        }
        rows_end(outer);
    }
    store_return(db);
    assert_int_equal(seen, 2 * (2 + 3 + 3));
}

static void many_statements_stay_apart_in_the_cache(void **state) {
    World *w = *state;
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 300; i++) {
            Rows *rows;
            bool has_row;
            assert_fine(db_query_text(db, w->arena, text_format(w->arena, "select %d as n", i), NULL, 0, &rows));
            assert_fine(rows_next(rows, &has_row));
            assert_int_equal(rows_value(rows, 0).integer, i);
            rows_end(rows);
        }
    }
    assert_int_equal(db->slot_used, 300);
    store_return(db);
}

static void the_revision_differs_after_each_commit(void **state) {
    World *w = *state;
    Db *db;
    int64_t before, after, again;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(store_revision(w->office, db, 0, &before));
    assert_fine(store_revision(w->office, db, 0, &again));
    assert_int_equal(before, again);
    Store *other = world_open(w, STORE_OFFICE, STORE_FULL);
    Tx *tx;
    assert_fine(tx_begin(other, w->arena, (Actor){0}, S(""), &tx));
    insert_club(tx, "Kent");
    commit(tx);
    store_close(other);
    assert_fine(store_revision(w->office, db, 0, &after));
    assert_int_not_equal(before, after);
    tx = begin(w);
    insert_club(tx, "Medway");
    commit(tx);
    assert_fine(store_revision(w->office, db, 0, &again));
    assert_int_not_equal(after, again);
    store_return(db);
}

/* ---- Faults of the machine ---- */

static void a_kill_in_the_middle_leaves_nothing_half(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    insert_club(tx, "before");
    commit(tx);
    store_close(w->office);
    w->office = NULL;
    pid_t child = fork();
    if (child == 0) {
        w->office = world_open(w, STORE_OFFICE, STORE_FULL);
        tx = begin(w);
        for (int i = 0; i < 50; i++) insert_club(tx, "half");
        kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    w->office = world_open(w, STORE_OFFICE, STORE_FULL);
    tx = begin(w); /* waits until the server has noticed that the other is gone */
    insert_club(tx, "after");
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 2);
    assert_int_equal(number_of(w, w->office, "select max(number) from journal"), 2);
}

static void a_full_database_changes_nothing_and_says_so(void **state) {
    World *w = *state;
    if (w->is_postgres) return; /* the same code of the server's comes from its disk alone */
    Text large = {ARENA_ARRAY(w->arena, char, 1 << 20), 1 << 20};
    Tx *tx = begin(w);
    insert_club(tx, "before");
    assert_int_equal(sqlite3_exec(tx_db(tx)->connection, "pragma max_page_count = 200", NULL, NULL, NULL), SQLITE_OK);
    memset((char *)(uintptr_t)large.ptr, 'x', large.len);
    commit(tx);
    tx = begin(w);
    insert_club(tx, "half");
    Value values[] = {value_text(large)};
    Error *error = tx_execute_text(tx, S("insert into club (version, name) values (1, $1)"), values, 1, NULL);
    assert_error(error, ERROR_STORAGE);
    assert_has(error->sentence, "no room left");
    assert_ptr_equal(tx_commit(tx), error);
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 1);
    tx = begin(w);
    insert_club(tx, "after");
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select count(*) from club"), 2);
}

static Error *write_until_refused(Store *store, int *written) {
    static char large[200000];
    memset(large, 'x', sizeof large);
    for (*written = 0; *written < 100;) {
        Arena *arena = arena_new();
        Tx *tx;
        Value values[] = {value_text((Text){large, sizeof large})};
        Error *error = tx_begin(store, arena, (Actor){0}, S(""), &tx);
        assert_fine(error);
        error = tx_execute_text(tx, S("insert into letter (kind, body, received_at) values ('a', $1, 1)"), values, 1, NULL);
        if (!error) error = tx_commit(tx);
        tx_end(tx);
        bool is_refused = error && error->kind == ERROR_STORAGE && text_contains(error->sentence, S("no room left"));
        assert_true(!error || is_refused);
        arena_free(arena);
        if (is_refused) return (Error *)1;
        ++*written;
    }
    return NULL;
}

static void a_full_disk_loses_nothing_that_was_acknowledged(void **state) {
    World *w = *state;
    const char *small = text_format(w->arena, "%s/small", w->folder).ptr;
    if (w->is_postgres) return;
    assert_int_equal(mkdir(small, 0700), 0);
    if (mount("tmpfs", small, "tmpfs", 0, "size=4m")) return; /* needs root; the test above holds without */
    Store *store = NULL;
    StoreOptions options = {STORE_LETTERBOX, STORE_FULL, text_of(small)};
    assert_fine(store_create(w->arena, &options, &store));
    int written;
    bool was_refused = write_until_refused(store, &written);
    int64_t kept = number_of(w, store, "select count(*) from letter where length(body) = 200000");
    store_close(store);
    assert_fine(store_open(w->arena, &options, &store));
    int64_t kept_after = number_of(w, store, "select count(*) from letter where length(body) = 200000");
    store_close(store);
    umount(small);
    assert_true(was_refused);
    assert_true(written > 2);
    assert_int_equal(kept, written);
    assert_int_equal(kept_after, written);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_store_that_is_not_there_says_how_to_make_it),
        TEST(a_store_from_a_newer_version_is_refused),
        TEST(an_older_store_is_migrated_by_its_owner_only),
        TEST(creating_again_opens_what_is_there),
        TEST(files_of_a_store_are_its_owners_only),
        TEST(a_file_that_is_no_database_is_damaged),
        TEST(a_read_only_store_reads_and_refuses_writing),
        TEST(reading_connections_of_a_full_store_refuse_writing),
        TEST(an_append_only_store_takes_letters_and_refuses_all_else),
        TEST(the_public_role_sees_what_is_published_and_nothing_else),
        TEST(what_is_not_committed_is_gone),
        TEST(readers_go_on_while_the_writer_holds_its_transaction),
        TEST(a_transaction_tells_who_why_and_when),
        TEST(a_second_writer_waits_for_the_first),
        TEST(a_writer_of_another_process_waits_too),
        TEST(many_threads_write_one_chain),
        TEST(after_a_failure_a_transaction_can_only_be_ended),
        TEST(the_same_again_is_refused_where_it_must_be_unique),
        TEST(wrong_sql_is_a_fault_with_its_place),
        TEST(parameters_are_found_by_number_not_by_place),
        TEST(values_come_back_as_they_went),
        TEST(dates_and_times_are_spelled_as_they_are_stored),
        TEST(a_statement_can_be_used_while_its_rows_are_read),
        TEST(many_statements_stay_apart_in_the_cache),
        TEST(the_revision_differs_after_each_commit),
        TEST(a_kill_in_the_middle_leaves_nothing_half),
        TEST(a_full_database_changes_nothing_and_says_so),
        TEST(a_full_disk_loses_nothing_that_was_acknowledged),
    };
    return RUN("store", tests);
}
