/* The journal: the chain, who and why, how things stood, and what tampering shows. */
#include "world.h"

#include <unistd.h>

static const Actor dana = {7, S_INIT("Dana Clerk")};

static Moment insert_at(World *w, Club *club) {
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &club_record, club));
    Moment at = tx_moment(tx);
    commit(tx);
    usleep(2000);
    return at;
}

static Moment rename_at(World *w, Club *club, const char *name) {
    Tx *tx = begin(w);
    club->name = text_of(name);
    assert_fine(record_update(tx, &club_record, club));
    Moment at = tx_moment(tx);
    commit(tx);
    usleep(2000);
    return at;
}

static Moment delete_at(World *w, const Club *club) {
    Tx *tx = begin(w);
    assert_fine(record_delete(tx, &club_record, club));
    Moment at = tx_moment(tx);
    commit(tx);
    return at;
}

static Db *borrow(World *w) {
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    return db;
}

static void each_change_is_one_entry_with_everything(void **state) {
    World *w = *state;
    Club club = {.name = S("Kent")};
    Moment at = insert_at(w, &club);
    rename_at(w, &club, "Kent and Medway");
    delete_at(w, &club);
    Db *db = borrow(w);
    JournalEntries entries;
    assert_fine(journal_of(db, w->arena, &club_record, club.id.n, &entries));
    store_return(db);
    assert_int_equal(entries.count, 3);
    const JournalEntry *e = entries.items;
    assert_int_equal(e[0].number, 1);
    assert_int_equal(e[0].at.us, at.us);
    assert_int_equal(e[0].person, 7);
    assert_text(e[0].person_name, "Dana Clerk");
    assert_int_equal(e[0].action, JOURNAL_MADE);
    assert_text(e[0].record, "club");
    assert_int_equal(e[0].record_id, club.id.n);
    assert_text(e[0].state, "{\"id\":1,\"version\":1,\"name\":\"Kent\"}");
    assert_text(e[0].why, "a test");
    assert_text(e[0].previous, "0000000000000000000000000000000000000000000000000000000000000000");
    assert_int_equal(e[0].hash.len, 64);
    assert_int_equal(e[1].action, JOURNAL_CHANGED);
    assert_true(text_equal(e[1].previous, e[0].hash));
    assert_text(e[1].state, "{\"id\":1,\"version\":2,\"name\":\"Kent and Medway\"}");
    assert_int_equal(e[2].action, JOURNAL_DELETED);
    assert_true(text_equal(e[2].previous, e[1].hash));
}

/* Computed by hand from the description in journal.h with sha256sum. */
static void the_hash_is_what_the_description_says(void **state) {
    World *w = *state;
    Tx *tx = begin(w);
    assert_fine(journal_append(tx, JOURNAL_EVENT, S("sign-in"), 0, S(""), S("caf\u00e9")));
    Moment at = tx_moment(tx);
    commit(tx);
    Db *db = borrow(w);
    JournalEntries entries;
    assert_fine(journal_recent(db, w->arena, 0, 1, &entries));
    store_return(db);
    Text moment = text_format(w->arena, "%lld", (long long)at.us);
    const char *path = text_format(w->arena, "%s/hashed", w->folder).ptr;
    FILE *f = fopen(path, "w");
    fprintf(f, "64:%064d1:1%zu:%s1:710:Dana Clerk1:57:sign-in1:00:5:caf\u00e9", 0, moment.len, moment.ptr);
    fclose(f);
    FILE *sum = popen(text_format(w->arena, "sha256sum %s", path).ptr, "r");
    char line[65] = {0};
    assert_int_equal(fread(line, 1, 64, sum), 64);
    pclose(sum);
    assert_text(entries.items[0].hash, line);
}

static void a_record_is_shown_as_it_stood(void **state) {
    World *w = *state;
    Club club = {.name = S("one")}, other = {.name = S("other")}, read;
    bool existed;
    Moment made = insert_at(w, &club), renamed = rename_at(w, &club, "two");
    insert_at(w, &other);
    Moment deleted = delete_at(w, &club);
    Db *db = borrow(w);
    assert_fine(record_as_of(db, w->arena, &club_record, club.id.n, (Moment){made.us - 1}, &read, &existed));
    assert_false(existed);
    assert_fine(record_as_of(db, w->arena, &club_record, club.id.n, made, &read, &existed));
    assert_true(existed);
    assert_text(read.name, "one");
    assert_fine(record_as_of(db, w->arena, &club_record, club.id.n, (Moment){renamed.us - 1}, &read, &existed));
    assert_text(read.name, "one");
    assert_fine(record_as_of(db, w->arena, &club_record, club.id.n, (Moment){deleted.us - 1}, &read, &existed));
    assert_true(existed);
    assert_text(read.name, "two");
    assert_int_equal(read.version, 2);
    assert_fine(record_as_of(db, w->arena, &club_record, club.id.n, deleted, &read, &existed));
    assert_false(existed);
    store_return(db);
}

static void all_records_are_shown_as_they_stood(void **state) {
    World *w = *state;
    Club a = {.name = S("a")}, b = {.name = S("b")}, c = {.name = S("c")};
    RecordList list;
    insert_at(w, &a);
    insert_at(w, &b);
    Moment before = rename_at(w, &a, "aa");
    delete_at(w, &b);
    Moment after = insert_at(w, &c);
    assert_fine(journal_note_read(w->office, w->arena, dana, &club_record, a.id.n)); /* a reading is no change */
    Db *db = borrow(w);
    assert_fine(records_as_of(db, w->arena, &club_record, before, &list));
    assert_int_equal(list.count, 2);
    assert_text(((Club *)list.items)[0].name, "aa");
    assert_text(((Club *)list.items)[1].name, "b");
    assert_fine(records_as_of(db, w->arena, &club_record, after, &list));
    assert_int_equal(list.count, 2);
    assert_text(((Club *)list.items)[0].name, "aa");
    assert_text(((Club *)list.items)[1].name, "c");
    store_return(db);
}

static void the_newest_come_first_and_page(void **state) {
    World *w = *state;
    Club club = {.name = S("0")};
    insert_at(w, &club);
    for (int i = 1; i < 6; i++) rename_at(w, &club, text_format(w->arena, "%d", i).ptr);
    Db *db = borrow(w);
    JournalEntries entries;
    assert_fine(journal_recent(db, w->arena, 0, 4, &entries));
    assert_int_equal(entries.count, 4);
    assert_int_equal(entries.items[0].number, 6);
    assert_fine(journal_recent(db, w->arena, entries.items[3].number, 4, &entries));
    assert_int_equal(entries.count, 2);
    assert_int_equal(entries.items[1].number, 1);
    store_return(db);
}

static void a_reading_is_noted(void **state) {
    World *w = *state;
    Club club = {.name = S("Kent")};
    insert_at(w, &club);
    assert_fine(journal_note_read(w->office, w->arena, dana, &club_record, club.id.n));
    Db *db = borrow(w);
    JournalEntries entries;
    assert_fine(journal_recent(db, w->arena, 0, 1, &entries));
    store_return(db);
    assert_int_equal(entries.items[0].action, JOURNAL_READ);
    assert_text(entries.items[0].record, "club");
    assert_text(entries.items[0].state, "");
    assert_int_equal(entries.items[0].person, 7);
}

static void verify(World *w, int64_t *count, int64_t *broken_at, Text *last) {
    Db *db = borrow(w);
    assert_fine(journal_verify(db, w->arena, count, broken_at, last));
    store_return(db);
}

static void write_chain(World *w, int length) {
    Tx *tx = begin(w);
    for (int i = 0; i < length; i++) assert_fine(journal_append(tx, JOURNAL_EVENT, S("event"), i, S(""), S("chain")));
    commit(tx);
}

static void a_whole_chain_is_whole(void **state) {
    World *w = *state;
    int64_t count, broken_at;
    Text last, again;
    verify(w, &count, &broken_at, &last);
    assert_int_equal(count, 0);
    assert_int_equal(broken_at, 0);
    write_chain(w, 1234); /* more than one step of the walk */
    verify(w, &count, &broken_at, &last);
    assert_int_equal(count, 1234);
    assert_int_equal(broken_at, 0);
    assert_int_equal(last.len, 64);
    write_chain(w, 1);
    verify(w, &count, &broken_at, &again);
    assert_int_equal(count, 1235);
    assert_false(text_equal(last, again));
}

static void any_alteration_breaks_the_chain_where_it_was_made(void **state) {
    World *w = *state;
    static const char *const tampering[] = {"update journal set state = 'x' where number = 700",
        "update journal set why = '' where number = 700", "update journal set at = at + 1 where number = 700",
        "update journal set person = 8 where number = 700", "update journal set person_name = 'Somebody else' where number = 700",
        "update journal set action = 4 where number = 700", "update journal set record = 'events' where number = 700",
        "update journal set record_id = 1 where number = 700", "update journal set hash = previous where number = 700",
        "update journal set why = 'cha', record_id = record_id where number = 700"};
    static const char undo[] = "delete from journal where number > 0";
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        int64_t count, broken_at;
        Text last;
        write_chain(w, 800);
        world_tamper(w, STORE_OFFICE, tampering[i]);
        verify(w, &count, &broken_at, &last);
        assert_int_equal(broken_at, 700);
        assert_int_equal(count, 699);
        world_tamper(w, STORE_OFFICE, undo);
    }
}

static void a_row_that_was_taken_out_shows(void **state) {
    World *w = *state;
    int64_t count, broken_at;
    Text last;
    write_chain(w, 10);
    world_tamper(w, STORE_OFFICE, "delete from journal where number = 4");
    verify(w, &count, &broken_at, &last);
    assert_int_equal(broken_at, 5);
}

static void numbers_have_no_gaps_after_what_was_rolled_back(void **state) {
    World *w = *state;
    int64_t count, broken_at;
    Text last;
    write_chain(w, 3);
    Tx *tx = begin(w);
    assert_fine(journal_append(tx, JOURNAL_EVENT, S("event"), 0, S(""), S("")));
    tx_end(tx);
    write_chain(w, 3);
    verify(w, &count, &broken_at, &last);
    assert_int_equal(count, 6);
    assert_int_equal(broken_at, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_change_is_one_entry_with_everything),
        TEST(the_hash_is_what_the_description_says),
        TEST(a_record_is_shown_as_it_stood),
        TEST(all_records_are_shown_as_they_stood),
        TEST(the_newest_come_first_and_page),
        TEST(a_reading_is_noted),
        TEST(a_whole_chain_is_whole),
        TEST(any_alteration_breaks_the_chain_where_it_was_made),
        TEST(a_row_that_was_taken_out_shows),
        TEST(numbers_have_no_gaps_after_what_was_rolled_back),
    };
    return RUN("journal", tests);
}
