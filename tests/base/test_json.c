/* JSON documents: commas and brackets, checked by reading them with jansson. */
#include "base_test.h"

#include <jansson.h>

#include "base/json.h"

static void JSON_document_is_as_written(void **state) {
    Buffer out = buffer_new(*state, 0);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "title", S("Notes \"of\" 25 March"));
    json_put_int(&j, "count", -3);
    json_put_bool(&j, "agreed", true);
    json_put_null(&j, "paper");
    json_put_date(&j, "day", date_of(2025, 7, 23));
    json_put_date(&j, "until", (Date){0});
    json_put_moment(&j, "at", (Moment){1753261200000000});
    json_put_moment(&j, "never", (Moment){0});
    json_key(&j, "pages");
    json_begin_array(&j);
    json_int(&j, 1);
    json_int(&j, 8);
    json_begin_array(&j);
    json_end_array(&j);
    json_begin_object(&j);
    json_end_object(&j);
    json_write_null(&j);
    json_bool(&j, false);
    json_text(&j, S("x"));
    json_raw(&j, S("{\"a\":1}"));
    json_end_array(&j);
    json_end_object(&j);
    assert_text(buffer_text(&out),
        "{\"title\":\"Notes \\\"of\\\" 25 March\",\"count\":-3,\"agreed\":true,\"paper\":null,\"day\":\"2025-07-23\",\"until\":null,"
        "\"at\":\"2025-07-23T10:00:00+01:00\",\"never\":null,\"pages\":[1,8,[],{},null,false,\"x\",{\"a\":1}]}");
    json_t *read = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(read);
    json_decref(read);
}

static void JSON_may_be_nested_63_deep(void **state) {
    Buffer out = buffer_new(*state, 0);
    Json j = json_to(&out);
    for (int i = 0; i < 63; i++) {
        json_begin_array(&j);
        json_int(&j, i);
    }
    for (int i = 0; i < 63; i++) {
        json_int(&j, i);
        json_end_array(&j);
    }
    json_t *read = json_loadb(out.ptr, out.len, 0, NULL);
    assert_non_null(read);
    assert_int_equal(json_array_size(read), 3);
    json_decref(read);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(JSON_document_is_as_written), TEST(JSON_may_be_nested_63_deep)};
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
