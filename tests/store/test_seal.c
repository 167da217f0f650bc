/* Sealed files: they come back whole, whatever is done to them gives an error and no bytes, and without the key they stay closed. */
#include "world.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/files.h"
#include "store/seal.h"

static Text noise(World *w, size_t len, uint32_t seed) {
    char *bytes = ARENA_ARRAY(w->arena, char, len + 1);
    uint32_t n = seed;
    for (size_t i = 0; i < len; i++) bytes[i] = (char)((n = n * 1664525 + 1013904223) >> 24);
    return (Text){bytes, len};
}

static StoredFile put(World *w, Text bytes) {
    StoredFile file;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes_sealed(tx, bytes, S("application/pdf"), &file));
    assert_fine(file_words_put(tx, file.sha256, S("heronsbill and kingcup")));
    commit(tx);
    return file;
}

static Db *borrow(World *w, Store *store) {
    Db *db;
    assert_fine(store_borrow(store, w->arena, &db));
    return db;
}

/* The office as a process that has just been started sees it. */
static void start_again(World *w, const char *key_path) {
    store_close(w->office);
    w->office = world_open(w, STORE_OFFICE, STORE_FULL);
    if (key_path) seal_at(w->office, key_path);
}

static bool folder_has(World *w, const char *word) {
    return system(text_format(w->arena, "grep -rqaF '%s' '%s'", word, w->folder).ptr) == 0;
}

/* ---- Round trips ---- */

static void sealed_files_of_every_size_come_back(void **state) {
    World *w = *state;
    static const size_t sizes[] = {
        0, 1, FILE_CHUNK_BYTES - 1, FILE_CHUNK_BYTES, FILE_CHUNK_BYTES + 1, 2 * FILE_CHUNK_BYTES, 5 * FILE_CHUNK_BYTES + 7};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        Text bytes = noise(w, sizes[i], (uint32_t)i + 1), back, words;
        StoredFile file = put(w, bytes), again = put(w, bytes), read;
        assert_true(file_is_sealed(file.sha256));
        assert_true(text_equal(file.sha256, again.sha256));
        Db *db = borrow(w, w->office);
        assert_fine(file_get(db, w->arena, file.sha256, &read));
        assert_int_equal(read.bytes, sizes[i]);
        assert_fine(file_bytes(db, w->arena, file.sha256, &back));
        assert_true(text_equal(back, bytes));
        assert_fine(file_words(db, w->arena, file.sha256, &words));
        assert_text(words, "heronsbill and kingcup");
        assert_fine(file_check(db, w->arena, &read));
        store_return(db);
    }
    FilesVerified found;
    Buffer out = buffer_new(w->arena, 0);
    Db *db = borrow(w, w->office);
    assert_fine(files_verify(db, w->arena, &found, &out));
    assert_text(buffer_text(&out), "");
    assert_int_equal(found.count, 7);
    assert_int_equal(found.sealed, 7);
    assert_int_equal(found.unopened, 0);
    store_return(db);
}

static void chunks_are_read_in_any_order(void **state) {
    World *w = *state;
    static const int64_t order[] = {3, 0, 1, 1, 4, 2, 0, 5, 3};
    Text bytes = noise(w, 4 * FILE_CHUNK_BYTES + 100, 3), chunk;
    StoredFile file = put(w, bytes);
    FileReader *reader;
    Db *db = borrow(w, w->office);
    assert_fine(file_reader_open(db, w->arena, &file, &reader));
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        assert_fine(file_reader_chunk(reader, db, w->arena, order[i], &chunk));
        assert_true(text_equal(chunk, text_slice(bytes, (size_t)order[i] * FILE_CHUNK_BYTES, FILE_CHUNK_BYTES)));
    }
    file_reader_close(reader);
    assert_fine(file_chunk(db, w->arena, file.sha256, 4, &chunk));
    assert_int_equal(chunk.len, 100);
    assert_fine(file_chunk(db, w->arena, file.sha256, 5, &chunk));
    assert_int_equal(chunk.len, 0);
    store_return(db);
}

static void a_file_goes_from_path_to_path_sealed_in_between(void **state) {
    World *w = *state;
    Text bytes = noise(w, 2 * FILE_CHUNK_BYTES + 77, 5);
    const char *from = text_format(w->arena, "%s/from", w->folder).ptr, *to = text_format(w->arena, "%s/to", w->folder).ptr;
    FILE *f = fopen(from, "w");
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
    fclose(f);
    StoredFile file;
    Tx *tx = begin(w);
    assert_fine(file_put_path_sealed(tx, from, S("application/pdf"), &file));
    commit(tx);
    Db *db = borrow(w, w->office);
    assert_fine(file_to_path(db, w->arena, file.sha256, to));
    store_return(db);
    assert_int_equal(system(text_format(w->arena, "cmp -s %s %s", from, to).ptr), 0);
}

static void the_form_of_a_file_changes_and_nothing_readable_stays(void **state) {
    World *w = *state;
    StoredFile plain, sealed, back;
    Text bytes = S("the heronsbill stood in the kingcup"), words;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, bytes, S("application/pdf"), &plain));
    assert_fine(file_words_put(tx, plain.sha256, S("marshwiggle words")));
    commit(tx);
    if (!w->is_postgres) assert_true(folder_has(w, "heronsbill") && folder_has(w, "marshwiggle"));
    tx = begin(w);
    assert_fine(file_in_form(tx, plain.sha256, true, &sealed));
    assert_true(file_is_sealed(sealed.sha256));
    assert_fine(file_remove(tx, plain.sha256));
    commit(tx);
    assert_fine(store_wipe(w->office, w->arena));
    if (!w->is_postgres) assert_false(folder_has(w, "heronsbill") || folder_has(w, "marshwiggle"));
    Db *db = borrow(w, w->office);
    assert_fine(file_words(db, w->arena, sealed.sha256, &words));
    assert_text(words, "marshwiggle words");
    store_return(db);
    tx = begin(w);
    assert_fine(file_in_form(tx, sealed.sha256, false, &back));
    assert_true(text_equal(back.sha256, plain.sha256));
    assert_fine(file_words(tx_db(tx), w->arena, back.sha256, &words));
    assert_text(words, "marshwiggle words");
    assert_fine(file_bytes(tx_db(tx), w->arena, back.sha256, &words));
    assert_true(text_equal(words, bytes));
    assert_fine(file_remove(tx, sealed.sha256));
    commit(tx);
    assert_int_equal(number_of(w, w->office, "select (select count(*) from file_seal) + (select count(*) from file_words)"), 1);
}

static void the_name_of_a_sealed_file_tells_nothing_of_its_bytes(void **state) {
    World *w = *state;
    StoredFile file = put(w, S("hello")), plain;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, S("hello"), S(""), &plain));
    commit(tx);
    assert_false(text_contains(file.sha256, text_slice(plain.sha256, 0, 16)));
    assert_int_equal(number_of(w, w->office, "select count(*) from file"), 2);
}

/* ---- Hands on it ---- */

static void copy_chunk(World *w, const StoredFile *file, int from, int to) {
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena,
            "insert into file_chunk (sha256, place, content) select sha256, %d, content from file_chunk where sha256 = '%.*s' and place = "
            "%d",
            to, TEXT_ARG(file->sha256), from)
            .ptr);
}

static void delete_chunk(World *w, const StoredFile *file, int place) {
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "delete from file_chunk where sha256 = '%.*s' and place = %d", TEXT_ARG(file->sha256), place).ptr);
}

static void move_chunk(World *w, const StoredFile *file, int from, int to) {
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "update file_chunk set place = %d where sha256 = '%.*s' and place = %d", to, TEXT_ARG(file->sha256), from)
            .ptr);
}

/* One byte becomes another; what is sealed looks like chance, so the byte there may be any. */
static void change_chunk(World *w, const StoredFile *file) {
    const char *change = w->is_postgres ? "set_byte(content, 40, get_byte(content, 40) # 1)"
                                        : "cast(substr(content, 1, 40) || case substr(content, 41, 1) when x'00' then x'01' else x'00' end "
                                          "|| substr(content, 42) as blob)";
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "update file_chunk set content = %s where sha256 = '%.*s' and place = 1", change, TEXT_ARG(file->sha256))
            .ptr);
}

static void swap_chunks(World *w, const StoredFile *file) {
    move_chunk(w, file, 0, 99);
    move_chunk(w, file, 1, 0);
    move_chunk(w, file, 99, 1);
}
static void repeat_chunk(World *w, const StoredFile *file) {
    delete_chunk(w, file, 1);
    copy_chunk(w, file, 0, 1);
}
static void drop_the_end(World *w, const StoredFile *file) {
    delete_chunk(w, file, 2);
}
static void drop_a_whole_chunk(World *w, const StoredFile *file) {
    delete_chunk(w, file, 1);
    move_chunk(w, file, 2, 1);
    world_tamper(
        w, STORE_OFFICE, text_format(w->arena, "update file set bytes = bytes - 262144 where sha256 = '%.*s'", TEXT_ARG(file->sha256)).ptr);
}
static void drop_everything(World *w, const StoredFile *file) {
    for (int i = 0; i < 3; i++) delete_chunk(w, file, i);
    world_tamper(w, STORE_OFFICE, text_format(w->arena, "update file set bytes = 0 where sha256 = '%.*s'", TEXT_ARG(file->sha256)).ptr);
}
static void say_another_type(World *w, const StoredFile *file) {
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "update file set media_type = 'text/html' where sha256 = '%.*s'", TEXT_ARG(file->sha256)).ptr);
}
static void change_the_header(World *w, const StoredFile *file) {
    const char *zero = w->is_postgres ? "decode(repeat('00', 24), 'hex')" : "zeroblob(24)";
    world_tamper(
        w, STORE_OFFICE, text_format(w->arena, "update file_seal set header = %s where sha256 = '%.*s'", zero, TEXT_ARG(file->sha256)).ptr);
}
/* Another file's key and chunks under this one's name. */
static void exchange_files(World *w, const StoredFile *file) {
    StoredFile other = put(w, noise(w, (size_t)file->bytes, 77));
    Text a = file->sha256, b = other.sha256;
    world_tamper(w, STORE_OFFICE, text_format(w->arena, "delete from file_chunk where sha256 = '%.*s'", TEXT_ARG(a)).ptr);
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena, "update file_chunk set sha256 = '%.*s' where sha256 = '%.*s'", TEXT_ARG(a), TEXT_ARG(b)).ptr);
    world_tamper(w, STORE_OFFICE,
        text_format(w->arena,
            "update file_seal set wrapped = (select o.wrapped from file_seal o where o.sha256 = '%.*s'), "
            "header = (select o.header from file_seal o where o.sha256 = '%.*s') where sha256 = '%.*s'",
            TEXT_ARG(b), TEXT_ARG(b), TEXT_ARG(a))
            .ptr);
}
static void take_the_seal_away(World *w, const StoredFile *file) {
    world_tamper(w, STORE_OFFICE, text_format(w->arena, "delete from file_seal where sha256 = '%.*s'", TEXT_ARG(file->sha256)).ptr);
}

static void what_was_done_to_a_sealed_file_is_an_error_and_gives_no_bytes(void **state) {
    World *w = *state;
    static void (*const deeds[])(World *, const StoredFile *) = {change_chunk, swap_chunks, repeat_chunk, drop_the_end, drop_a_whole_chunk,
        drop_everything, say_another_type, change_the_header, exchange_files, take_the_seal_away};
    const char *to = text_format(w->arena, "%s/to", w->folder).ptr;
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        Text bytes = {0}, chunk = {0};
        StoredFile file = put(w, noise(w, 2 * FILE_CHUNK_BYTES + 500, 100 + (uint32_t)i));
        deeds[i](w, &file);
        Db *db = borrow(w, w->office);
        assert_error(file_bytes(db, w->arena, file.sha256, &bytes), ERROR_STORAGE);
        assert_null(bytes.ptr);
        assert_error(file_to_path(db, w->arena, file.sha256, to), ERROR_STORAGE);
        assert_int_equal(access(to, F_OK), -1);
        Error *error = file_chunk(db, w->arena, file.sha256, 2, &chunk);
        assert_true(error || chunk.len == 0);
        store_return(db);
    }
    FilesVerified found;
    Buffer out = buffer_new(w->arena, 0);
    Db *db = borrow(w, w->office);
    assert_fine(files_verify(db, w->arena, &found, &out));
    store_return(db);
    int damaged = 0;
    for (size_t at = 0; (at = text_find(buffer_text(&out), S("is damaged"), at)) != SIZE_MAX; at++) damaged++;
    assert_int_equal(damaged, 11); /* and the one that lost its chunks to another */
}

static void a_chunk_too_many_is_found(void **state) {
    World *w = *state;
    FilesVerified found;
    Buffer out = buffer_new(w->arena, 0);
    StoredFile file = put(w, noise(w, 2 * FILE_CHUNK_BYTES + 500, 9));
    copy_chunk(w, &file, 0, 3);
    Db *db = borrow(w, w->office);
    assert_fine(files_verify(db, w->arena, &found, &out));
    assert_has(buffer_text(&out), "is damaged");
    store_return(db);
}

/* ---- Without the key ---- */

static void check_closed(World *w, const StoredFile *file) {
    Text bytes;
    FilesVerified found;
    FileReader *reader = NULL;
    StoredFile other;
    Buffer out = buffer_new(w->arena, 0);
    Db *db = borrow(w, w->office);
    assert_error(file_bytes(db, w->arena, file->sha256, &bytes), ERROR_SEALED);
    assert_error(file_words(db, w->arena, file->sha256, &bytes), ERROR_SEALED);
    assert_error(file_check(db, w->arena, file), ERROR_SEALED);
    assert_error(file_reader_open(db, w->arena, file, &reader), ERROR_SEALED);
    assert_fine(files_verify(db, w->arena, &found, &out));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.unopened, 1);
    assert_text(buffer_text(&out), "");
    store_return(db);
    Tx *tx = begin(w);
    assert_error(file_put_bytes_sealed(tx, S("more"), S(""), &other), ERROR_SEALED);
    tx_end(tx);
    tx = begin(w);
    assert_fine(file_put_bytes(tx, S("more that is open"), S(""), &other)); /* all else goes on */
    tx_end(tx);
}

static void without_the_key_what_is_sealed_stays_closed(void **state) {
    World *w = *state;
    StoredFile file = put(w, noise(w, FILE_CHUNK_BYTES + 1, 4)), open;
    Text bytes;
    Tx *tx = begin(w);
    assert_fine(file_put_bytes(tx, S("open"), S(""), &open));
    commit(tx);
    start_again(w, NULL);
    check_closed(w, &file);
    start_again(w, "/nowhere/at/all.key");
    check_closed(w, &file);
    const char *wrong = text_format(w->arena, "%s.key.wrong", w->folder).ptr;
    SealKey *key = seal_key_new(NULL);
    assert_fine(seal_key_write(w->arena, wrong, key));
    seal_key_free(key);
    start_again(w, wrong);
    check_closed(w, &file);
    Db *db = borrow(w, w->office);
    Error *error = seal_check(db, w->arena);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "is not the key in use");
    store_return(db);
    /* the key comes back while the program runs */
    assert_int_equal(rename(wrong, text_format(w->arena, "%s.away", wrong).ptr), 0);
    assert_int_equal(symlink(w->key_path, wrong), 0);
    db = borrow(w, w->office);
    assert_fine(file_bytes(db, w->arena, file.sha256, &bytes));
    store_return(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sealed_files_of_every_size_come_back),
        TEST(chunks_are_read_in_any_order),
        TEST(a_file_goes_from_path_to_path_sealed_in_between),
        TEST(the_form_of_a_file_changes_and_nothing_readable_stays),
        TEST(the_name_of_a_sealed_file_tells_nothing_of_its_bytes),
        TEST(what_was_done_to_a_sealed_file_is_an_error_and_gives_no_bytes),
        TEST(a_chunk_too_many_is_found),
        TEST(without_the_key_what_is_sealed_stays_closed),
    };
    return RUN("sealed files", tests);
}
