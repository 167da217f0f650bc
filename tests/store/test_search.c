/* Search: stems, phrases, a word half typed, marks, order, pages; and nothing that somebody types is an error. */
#include "world.h"

#include "store/search.h"

static void put(World *w, const char *kind, const char *key, const char *title, const char *text, Date day) {
    SearchEntry entry = {
        text_of(kind), text_of(key), text_of(title), text_of(text), text_format(w->arena, "/%s/%s", kind, key), S("Kent"), day};
    Tx *tx = begin(w);
    assert_fine(search_put(tx, &entry));
    commit(tx);
}

static void fill(World *w) {
    put(w, "meeting", "1", "Meeting of 23 July", "The partnership agreed its community safety agreement.", date_of(2025, 7, 23));
    put(w, "paper", "2", "Violence reduction challenge", "Knife crime fell by a tenth. Meetings were held with schools.",
        date_of(2025, 3, 25));
    put(w, "paper", "3", "Budget", "Funding for the safe streets project; Caf\u00e9 owners' forum.", (Date){0});
}

static SearchHits find(World *w, const char *words, const char *kind) {
    SearchHits hits;
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(search_find(db, w->arena, text_of(words), text_of(kind), 10, 0, &hits));
    store_return(db);
    assert_int_equal(hits.count, hits.total);
    return hits;
}

static void words_are_found_by_their_stem(void **state) {
    World *w = *state;
    fill(w);
    assert_int_equal(find(w, "schools knives ", "").total, 0);
    assert_int_equal(find(w, "school knife ", "").total, 1);
    assert_int_equal(find(w, "SCHOOL", "").total, 1);
    assert_int_equal(find(w, "agree ", "").total, 1);
    assert_int_equal(find(w, "funded projects ", "").total, 1);
    assert_int_equal(find(w, "unicorn", "").total, 0);
}

static void a_hit_carries_what_a_page_shows(void **state) {
    World *w = *state;
    fill(w);
    SearchHits hits = find(w, "violence ", "");
    assert_int_equal(hits.count, 1);
    assert_text(hits.items[0].kind, "paper");
    assert_text(hits.items[0].title, SEARCH_MARK_OPEN "Violence" SEARCH_MARK_CLOSE " reduction challenge");
    assert_text(hits.items[0].url, "/paper/2");
    assert_text(hits.items[0].about, "Kent");
    assert_int_equal(hits.items[0].day.n, date_of(2025, 3, 25).n);
    hits = find(w, "knife ", "");
    assert_has(hits.items[0].excerpt, SEARCH_MARK_OPEN "Knife" SEARCH_MARK_CLOSE " crime fell");
    assert_int_equal(find(w, "budget", "").items[0].day.n, 0);
}

static void a_title_counts_more_than_a_text(void **state) {
    World *w = *state;
    fill(w);
    SearchHits hits = find(w, "meeting ", "");
    assert_int_equal(hits.count, 2);
    assert_text(hits.items[0].kind, "meeting");
    assert_text(hits.items[1].kind, "paper");
}

static void a_kind_narrows_the_search(void **state) {
    World *w = *state;
    fill(w);
    assert_int_equal(find(w, "meeting ", "paper").total, 1);
    assert_int_equal(find(w, "meeting ", "body").total, 0);
}

static void a_phrase_is_found_as_it_stands(void **state) {
    World *w = *state;
    fill(w);
    assert_int_equal(find(w, "\"community safety agreement\"", "").total, 1);
    assert_int_equal(find(w, "\"safety community\"", "").total, 0);
    assert_int_equal(find(w, "\"knife crime\" schools", "").total, 1);
    assert_int_equal(find(w, "\"knife crime", "").total, 1);
    assert_int_equal(find(w, "community-safety ", "").total, 1);
}

static void the_word_that_is_being_typed_is_completed(void **state) {
    World *w = *state;
    fill(w);
    assert_int_equal(find(w, "viol", "").total, 1);
    assert_int_equal(find(w, "meetin", "").total, 2); /* whose stem "meet" a beginning of the stem would miss */
    assert_int_equal(find(w, "knife scho", "").total, 1);
    assert_int_equal(find(w, "Commun", "").total, 1);
    assert_int_equal(find(w, "viol crime", "").total, 0); /* only the last */
    assert_int_equal(find(w, "\"viol\"", "").total, 0);
}

static void nothing_that_is_typed_is_an_error(void **state) {
    World *w = *state;
    fill(w);
    static const char *const typed[] = {"", "   ", "\"", "\"\"", "''", "'", "AND", "or not", "a AND (b", "knife*", "*", "-", "!", "&", "|",
        "<->", ":*", "title:x", "^a", "a:b*", "NEAR(a b)", "\\", "\\'", "o'brien", "a\\", "\xff\xfe", "\xf0\x9f\x98\x80", "\u00e9", "%",
        ";drop table search", "{x}", "knife\tcrime\n", "--", "a\"b\"c", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) find(w, typed[i], "");
    assert_int_equal(find(w, "knife'", "").total, 1);
    assert_int_equal(find(w, "(knife)", "").total, 1);
}

static void accents_do_not_matter_in_sqlite(void **state) {
    World *w = *state;
    fill(w);
    assert_int_equal(find(w, "caf\u00e9 ", "").total, 1);
    if (!w->is_postgres) assert_int_equal(find(w, "cafe ", "").total, 1);
}

static void putting_again_replaces(void **state) {
    World *w = *state;
    fill(w);
    put(w, "paper", "2", "Withdrawn", "Nothing here", (Date){0});
    assert_int_equal(find(w, "knife ", "").total, 0);
    assert_int_equal(find(w, "withdrawn ", "").total, 1);
    assert_int_equal(find(w, "kni", "").total, 0);
    assert_int_equal(number_of(w, w->office, "select count(*) from search"), 3);
}

static void removing_leaves_nothing(void **state) {
    World *w = *state;
    fill(w);
    Tx *tx = begin(w);
    assert_fine(search_remove(tx, S("paper"), S("2")));
    assert_fine(search_remove(tx, S("paper"), S("none")));
    commit(tx);
    assert_int_equal(find(w, "knife ", "").total, 0);
    assert_int_equal(find(w, "viol", "").total, 0);
    assert_int_equal(find(w, "meeting ", "").total, 1);
    if (!w->is_postgres) assert_int_equal(number_of(w, w->office, "select count(*) from search_vocabulary where term = 'violence'"), 0);
}

/* `words` among the entries whose key is between two numbers. */
static SearchHits find_between(World *w, const char *words, int64_t first, int64_t last, bool by_day) {
    SearchHits hits;
    Db *db;
    Value numbers[] = {value_integer(first), value_integer(last)};
    SearchWithin within = {
        .condition = S("cast(s.\"key\" as bigint) between ${1} and ${2}"), .parameters = numbers, .count = 2, .by_day = by_day};
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(search_find_within(db, w->arena, text_of(words), S("paper"), &within, 10, 0, &hits));
    store_return(db);
    assert_int_equal(hits.count, hits.total);
    return hits;
}

static void a_condition_narrows_the_search_and_days_can_order_it(void **state) {
    World *w = *state;
    fill(w);
    put(w, "paper", "4", "Knife crime, knife crime", "Knife crime.", date_of(2025, 9, 1));
    assert_int_equal(find_between(w, "knife ", 1, 9, false).total, 2);
    assert_text(find_between(w, "knife ", 1, 9, false).items[0].url, "/paper/4");
    assert_text(find_between(w, "knife ", 1, 9, true).items[0].url, "/paper/2");
    assert_int_equal(find_between(w, "knife ", 4, 9, false).total, 1);
    assert_int_equal(find_between(w, "kni", 1, 3, false).total, 1);
    SearchHits all = find_between(w, "", 1, 9, true); /* no words: all of them */
    assert_int_equal(all.total, 3);
    assert_text(all.items[0].url, "/paper/2");
    assert_text(all.items[2].url, "/paper/3");
    assert_text(find_between(w, "", 1, 9, false).items[0].url, "/paper/4");
}

static void forgetting_keeps_what_is_there(void **state) {
    World *w = *state;
    fill(w);
    Tx *tx = begin(w);
    assert_fine(search_remove(tx, S("paper"), S("2")));
    assert_fine(search_forget(tx));
    commit(tx);
    assert_int_equal(find(w, "knife ", "").total, 0);
    assert_int_equal(find(w, "agree ", "").total, 1);
}

static void answers_come_in_pages(void **state) {
    World *w = *state;
    for (int i = 0; i < 25; i++)
        put(w, "paper", text_format(w->arena, "%d", i).ptr, "Quarterly report", "The same words each time", date_of(2025, 1, 1 + i));
    SearchHits hits;
    Db *db;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(search_find(db, w->arena, S("quarterly "), S(""), 10, 20, &hits));
    assert_int_equal(hits.total, 25);
    assert_int_equal(hits.count, 5);
    assert_int_equal(hits.items[0].day.n, date_of(2025, 1, 5).n); /* the newest first among equals */
    assert_fine(search_find(db, w->arena, S("quarterly "), S(""), 10, 30, &hits));
    assert_int_equal(hits.total, 25);
    assert_int_equal(hits.count, 0);
    store_return(db);
}

static void a_text_of_megabytes_is_taken(void **state) {
    World *w = *state;
    Buffer text = buffer_new(w->arena, 0);
    for (int i = 0; i < 300000; i++) buffer_putf(&text, "word%d ", i % 50000);
    put(w, "paper", "9", "Large", buffer_text(&text).ptr, (Date){0});
    assert_int_equal(find(w, "word77 ", "").total, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(words_are_found_by_their_stem),
        TEST(a_hit_carries_what_a_page_shows),
        TEST(a_title_counts_more_than_a_text),
        TEST(a_kind_narrows_the_search),
        TEST(a_phrase_is_found_as_it_stands),
        TEST(the_word_that_is_being_typed_is_completed),
        TEST(nothing_that_is_typed_is_an_error),
        TEST(accents_do_not_matter_in_sqlite),
        TEST(putting_again_replaces),
        TEST(removing_leaves_nothing),
        TEST(a_condition_narrows_the_search_and_days_can_order_it),
        TEST(forgetting_keeps_what_is_there),
        TEST(answers_come_in_pages),
        TEST(a_text_of_megabytes_is_taken),
    };
    return RUN("search", tests);
}
