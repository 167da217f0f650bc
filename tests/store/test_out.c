/* Records going out: JSON, CSV, journal state and back, search text, changes, as people read them. Needs no database. */
#include "world.h"

#include <jansson.h>

static Arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static Trial with_ids(void) {
    Trial trial = trial_full();
    trial.id.n = 3;
    trial.version = 8;
    trial.club.n = 5;
    trial.key = S("the secret");
    return trial;
}

static Text json_for(const Trial *trial, Access viewer) {
    Buffer out = buffer_new(arena, 0);
    Json j = json_to(&out);
    json_begin_object(&j);
    record_put_json(&j, &trial_record, trial, viewer);
    json_end_object(&j);
    return buffer_text(&out);
}

static void json_has_each_field_in_its_own_form(void **state) {
    (void)state;
    Trial trial = with_ids();
    assert_text(json_for(&trial, ROLE_CLERK),
        "{\"id\":3,\"title\":\"First \\\"try\\\"\",\"notes\":\"Line one\\nLine two\",\"story\":\"A *story*\",\"email\":\"a@example.org\","
        "\"site\":\"https://example.org/\",\"places\":12,\"cost\":1234.56,\"from\":\"2025-07-23\",\"at\":\"14:30\","
        "\"seen\":\"2025-07-23T10:00:00+01:00\",\"is_open\":true,\"size\":\"rather_large\",\"days\":[\"mon\",\"wed\"],\"club\":5}");
    Trial empty = {0};
    assert_has(
        json_for(&empty, ROLE_CLERK), "\"from\":null,\"at\":null,\"seen\":null,\"is_open\":false,\"size\":null,\"days\":[],\"club\":null");
}

static void nobody_sees_more_than_he_may(void **state) {
    (void)state;
    Trial trial = with_ids(), other = trial;
    other.notes = S("changed");
    other.key = S("changed");
    assert_false(text_contains(json_for(&trial, ROLE_MEMBER), S("notes")));
    assert_false(text_contains(json_for(&trial, ACCESS_ALL), S("secret")));
    assert_int_equal(record_changes(arena, &trial_record, &trial, &other, ROLE_MEMBER).count, 0);
    assert_int_equal(record_changes(arena, &trial_record, &trial, &other, ROLE_CLERK).count, 1);
    Buffer csv = buffer_new(arena, 0);
    record_put_csv_head(&csv, &trial_record, ROLE_MEMBER);
    record_put_csv_row(&csv, &trial_record, &trial, ROLE_MEMBER);
    assert_false(text_contains(buffer_text(&csv), S("notes")) || text_contains(buffer_text(&csv), S("Line one"))
                 || text_contains(buffer_text(&csv), S("secret")));
}

static void csv_has_a_head_and_quotes_what_it_must(void **state) {
    (void)state;
    Trial trial = with_ids();
    Buffer out = buffer_new(arena, 0);
    record_put_csv_head(&out, &trial_record, ROLE_CLERK);
    record_put_csv_row(&out, &trial_record, &trial, ROLE_CLERK);
    Trial dangerous = {.title = S("=1+1"), .id = {4}};
    record_put_csv_row(&out, &trial_record, &dangerous, ROLE_MEMBER);
    assert_text(buffer_text(&out),
        "id,title,notes,story,email,site,places,cost,from,at,seen,is_open,size,days,club\r\n"
        "3,\"First \"\"try\"\"\",\"Line one\nLine two\",A *story*,a@example.org,https://example.org/,12,1234.56,2025-07-23,14:30,"
        "2025-07-23T10:00:00+01:00,true,rather_large,\"mon,wed\",5\r\n"
        "4,'=1+1,,,,0,0.00,,,,false,,,\r\n");
}

static void a_state_comes_back_whole_without_secrets(void **state) {
    (void)state;
    Trial trial = with_ids(), back, empty = {0}, empty_back;
    Text kept = record_state(arena, &trial_record, &trial);
    assert_false(text_contains(kept, S("secret")));
    assert_fine(record_from_state(arena, &trial_record, kept, &back));
    assert_text(back.key, "");
    assert_int_equal(back.id.n, 3);
    assert_int_equal(back.version, 8);
    assert_int_equal(back.seen.us, trial.seen.us); /* to the microsecond */
    assert_int_equal(record_changes(arena, &trial_record, &trial, &back, ACCESS_ALL).count, 0);
    assert_fine(record_from_state(arena, &trial_record, record_state(arena, &trial_record, &empty), &empty_back));
    assert_int_equal(record_changes(arena, &trial_record, &empty, &empty_back, ACCESS_ALL).count, 0);
}

static void an_older_state_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    Trial trial;
    assert_fine(
        record_from_state(arena, &trial_record, S("{\"id\":3,\"version\":1,\"title\":\"Old\",\"gone\":true,\"from\":null}"), &trial));
    assert_text(trial.title, "Old");
    assert_int_equal(trial.places, 0);
    static const char *const wrong[] = {"", "[]", "{", "{\"title\":5}", "{\"size\":\"huge\"}", "{\"days\":[\"sun\"]}",
        "{\"from\":\"31 Feb\"}", "{\"seen\":\"soon\"}", "{\"places\":1.5}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_error(record_from_state(arena, &trial_record, text_of(wrong[i]), &trial), ERROR_FAULT);
}

static void what_is_written_another_reader_of_json_reads(void **state) {
    (void)state;
    Trial trial = with_ids();
    trial.title = S("\u2028 </script> \x7f \t");
    Text texts[] = {json_for(&trial, ACCESS_ALL), record_state(arena, &trial_record, &trial)};
    for (int i = 0; i < 2; i++) {
        json_t *root = json_loadb(texts[i].ptr, texts[i].len, 0, NULL);
        assert_non_null(root);
        assert_string_equal(json_string_value(json_object_get(root, "title")), trial.title.ptr);
        json_decref(root);
    }
}

static void fields_are_shown_as_people_read_them(void **state) {
    (void)state;
    Trial trial = with_ids(), empty = {0};
    static const char *const shown[][2] = {{"title", "First \"try\""}, {"places", "12"}, {"cost", "\u00a31,234.56"},
        {"from", "23 July 2025"}, {"at", "2.30pm"}, {"seen", "23 July 2025 at 10am"}, {"is_open", "Yes"}, {"size", "Rather large"},
        {"days", "Monday, Wednesday"}, {"club", "5"}, {"key", ""}};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        assert_text(record_shown(arena, trial_field(shown[i][0]), &trial), shown[i][1]);
    static const char *const nothing[] = {"title", "from", "at", "seen", "size", "days", "club"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) assert_text(record_shown(arena, trial_field(nothing[i]), &empty), "");
    assert_text(record_shown(arena, trial_field("is_open"), &empty), "No");
    assert_int_equal(record_id(&trial), 3);
    assert_int_equal(record_version(&trial), 8);
    assert_null(record_field(&trial_record, S("nothing")));
}

static void changes_name_the_field_and_both_sides(void **state) {
    (void)state;
    Trial before = with_ids(), after = before;
    after.from = (Date){0};
    after.size = TRIAL_SMALL;
    FieldChanges changes = record_changes(arena, &trial_record, &before, &after, ROLE_CLERK);
    assert_int_equal(changes.count, 2);
    assert_string_equal(changes.items[0].field->name, "from");
    assert_text(changes.items[0].before, "23 July 2025");
    assert_text(changes.items[0].after, "");
    assert_text(changes.items[1].before, "Rather large");
    assert_text(changes.items[1].after, "Small");
    Trial little = {.title = S("Little")};
    changes = record_changes(arena, &trial_record, NULL, &little, ROLE_CLERK);
    assert_text(changes.items[0].before, "");
    assert_text(changes.items[0].after, "Little");
    changes = record_changes(arena, &trial_record, &little, NULL, ROLE_CLERK);
    assert_text(changes.items[0].before, "Little");
    assert_text(changes.items[0].after, "");
}

static void search_text_has_the_fields_that_are_marked(void **state) {
    (void)state;
    Trial trial = with_ids(), empty = {0};
    assert_text(record_search_text(arena, &trial_record, &trial), "First \"try\"\nA *story*");
    assert_text(record_search_text(arena, &trial_record, &empty), "");
}

#define OUT_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {
        OUT_TEST(json_has_each_field_in_its_own_form),
        OUT_TEST(nobody_sees_more_than_he_may),
        OUT_TEST(csv_has_a_head_and_quotes_what_it_must),
        OUT_TEST(a_state_comes_back_whole_without_secrets),
        OUT_TEST(an_older_state_is_read_as_far_as_it_goes),
        OUT_TEST(what_is_written_another_reader_of_json_reads),
        OUT_TEST(fields_are_shown_as_people_read_them),
        OUT_TEST(changes_name_the_field_and_both_sides),
        OUT_TEST(search_text_has_the_fields_that_are_marked),
    };
    return cmocka_run_group_tests_name("record out", tests, NULL, NULL);
}
