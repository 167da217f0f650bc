/* What pages say after something was done: each code says one thing. */
#include "base/base_test.h"

#include "web/page.h"

static void each_code_of_a_notice_stands_once(void **state) {
    (void)state;
    for (const Notice *notice = all_notices; notice->code; notice++)
        for (const Notice *other = notice + 1; other->code; other++) assert_string_not_equal(notice->code, other->code);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_code_of_a_notice_stands_once)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("notices", tests, NULL, NULL);
}
