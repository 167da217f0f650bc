/* Files in a store: kept once, whole, chunk by chunk; damage is found. */
#include "world.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/files.h"

/* sha256sum of "hello" and of nothing. */
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static Text noise(World *w, size_t len) {
    char *bytes = ARENA_ARRAY(w->arena, char, len);
    uint32_t n = 1;
    for (size_t i = 0; i < len; i++) bytes[i] = (char)((n = n * 1664525 + 1013904223) >> 24);
    return (Text){bytes, len};
}

static StoredFile put(World *w, Text bytes) {
    StoredFile file;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, bytes, S("application/pdf"), &file));
    commit(tx);
    return file;
}

static Db *borrow(World *w, Store *store) {
    Db *db;
    assert_fine(store_borrow(store, w->arena, &db));
    return db;
}

static void a_file_is_known_by_its_hash(void **state) {
    World *w = *state;
    StoredFile file = put(w, S("hello")), read;
    assert_text(file.sha256, HELLO);
    assert_int_equal(file.bytes, 5);
    Db *db = borrow(w, w->office);
    assert_fine(file_get(db, w->arena, S(HELLO), &read));
    assert_text(read.media_type, "application/pdf");
    assert_int_equal(read.bytes, 5);
    assert_error(file_get(db, w->arena, S("0000"), &read), ERROR_NOT_FOUND);
    Text bytes;
    assert_fine(file_bytes(db, w->arena, S(HELLO), &bytes));
    assert_text(bytes, "hello");
    store_return(db);
}

static void an_empty_file_is_a_file(void **state) {
    World *w = *state;
    StoredFile file = put(w, S(""));
    assert_text(file.sha256, NOTHING);
    Db *db = borrow(w, w->office);
    Text bytes;
    assert_fine(file_bytes(db, w->arena, S(NOTHING), &bytes));
    assert_int_equal(bytes.len, 0);
    store_return(db);
}

static void the_same_bytes_are_kept_once(void **state) {
    World *w = *state;
    StoredFile second;
    put(w, S("hello"));
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, S("hello"), S("text/plain"), &second));
    commit(tx);
    assert_text(second.media_type, "application/pdf");
    assert_int_equal(number_of(w, w->office, "select count(*) from file_chunk"), 1);
}

static void chunks_divide_a_file_at_its_borders(void **state) {
    World *w = *state;
    static const size_t sizes[] = {FILE_CHUNK_BYTES - 1, FILE_CHUNK_BYTES, FILE_CHUNK_BYTES + 1, 3 * FILE_CHUNK_BYTES};
    for (size_t i = 0; i < 4; i++) {
        Text bytes = noise(w, sizes[i]), back, chunk, past;
        StoredFile file = put(w, bytes);
        int64_t last = (int64_t)((sizes[i] - 1) / FILE_CHUNK_BYTES);
        Db *db = borrow(w, w->office);
        assert_fine(file_bytes(db, w->arena, file.sha256, &back));
        assert_true(text_equal(bytes, back));
        assert_fine(file_chunk(db, w->arena, file.sha256, last, &chunk));
        assert_int_equal(chunk.len, (sizes[i] - 1) % FILE_CHUNK_BYTES + 1);
        assert_fine(file_chunk(db, w->arena, file.sha256, last + 1, &past));
        assert_int_equal(past.len, 0);
        store_return(db);
    }
}

static void a_file_goes_from_path_to_path(void **state) {
    World *w = *state;
    Text bytes = noise(w, 2 * FILE_CHUNK_BYTES + 77), back;
    const char *from = text_format(w->arena, "%s/from", w->folder).ptr, *to = text_format(w->arena, "%s/to", w->folder).ptr;
    FILE *f = fopen(from, "w");
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
    fclose(f);
    StoredFile file, again;
    Tx *tx = begin(w);
    assert_fine(file_put_path(tx, from, S("application/pdf"), &file));
    assert_fine(file_put_path(tx, from, S("application/pdf"), &again));
    assert_error(file_put_path(tx, "/nowhere/at/all", S(""), &again), ERROR_STORAGE);
    commit(tx);
    assert_int_equal(file.bytes, bytes.len);
    Db *db = borrow(w, w->office);
    assert_fine(file_bytes(db, w->arena, file.sha256, &back));
    assert_true(text_equal(bytes, back));
    assert_fine(file_to_path(db, w->arena, file.sha256, to));
    assert_error(file_to_path(db, w->arena, file.sha256, "/nowhere/at/all"), ERROR_STORAGE);
    store_return(db);
    struct stat s;
    assert_int_equal(stat(to, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(system(text_format(w->arena, "cmp -s %s %s", from, to).ptr), 0);
}

static void a_file_is_copied_to_another_store(void **state) {
    World *w = *state;
    Text bytes = noise(w, FILE_CHUNK_BYTES + 5), back;
    StoredFile file = put(w, bytes);
    Store *published = world_create(w, STORE_PUBLISHED);
    Db *from = borrow(w, w->office);
    Tx *tx;
    assert_fine(tx_begin(published, w->arena, (Actor){0}, S(""), &tx));
    assert_fine(file_copy(from, tx, file.sha256));
    assert_fine(file_copy(from, tx, file.sha256));
    assert_error(file_copy(from, tx, S(HELLO)), ERROR_NOT_FOUND);
    commit(tx);
    store_return(from);
    Db *db = borrow(w, published);
    assert_fine(file_bytes(db, w->arena, file.sha256, &back));
    assert_true(text_equal(bytes, back));
    store_return(db);
    store_close(published);
}

static void a_file_that_is_removed_leaves_nothing(void **state) {
    World *w = *state;
    StoredFile file = put(w, S("hello"));
    Tx *tx = begin(w);
    assert_fine(file_remove(tx, file.sha256));
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select (select count(*) from file) + (select count(*) from file_chunk)"), 0);
}

static void damage_is_found_and_never_handed_out(void **state) {
    World *w = *state;
    StoredFile file = put(w, S("hello"));
    put(w, S("whole"));
    put(w, noise(w, 2 * FILE_CHUNK_BYTES));
    FilesVerified found;
    Text bytes;
    Buffer out = buffer_new(w->arena, 0);
    Db *db = borrow(w, w->office);
    assert_fine(files_verify(db, w->arena, &found, &out));
    assert_int_equal(found.count, 3);
    assert_text(buffer_text(&out), "");
    world_tamper(w, STORE_OFFICE,
        w->is_postgres ? "update file_chunk set content = 'jello'::bytea where sha256 = '" HELLO "'"
                       : "update file_chunk set content = x'6a656c6c6f' where sha256 = '" HELLO "'");
    world_tamper(w, STORE_OFFICE, "delete from file_chunk where place = 1");
    assert_fine(files_verify(db, w->arena, &found, &out));
    assert_has(buffer_text(&out), HELLO " is damaged");
    size_t first = text_find(buffer_text(&out), S("is damaged"), 0);
    assert_true(text_find(buffer_text(&out), S("is damaged"), first + 1) != SIZE_MAX);
    assert_error(file_bytes(db, w->arena, file.sha256, &bytes), ERROR_STORAGE);
    const char *to = text_format(w->arena, "%s/to", w->folder).ptr;
    assert_error(file_to_path(db, w->arena, file.sha256, to), ERROR_STORAGE);
    assert_int_equal(access(to, F_OK), -1);
    store_return(db);
}

static void a_file_comes_and_goes_with_its_transaction(void **state) {
    World *w = *state;
    StoredFile file;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, S("hello"), S(""), &file));
    tx_end(tx);
    assert_int_equal(number_of(w, w->office, "select (select count(*) from file) + (select count(*) from file_chunk)"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_known_by_its_hash),
        TEST(an_empty_file_is_a_file),
        TEST(the_same_bytes_are_kept_once),
        TEST(chunks_divide_a_file_at_its_borders),
        TEST(a_file_goes_from_path_to_path),
        TEST(a_file_is_copied_to_another_store),
        TEST(a_file_that_is_removed_leaves_nothing),
        TEST(damage_is_found_and_never_handed_out),
        TEST(a_file_comes_and_goes_with_its_transaction),
    };
    return RUN("files", tests);
}
