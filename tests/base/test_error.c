/* Errors as values; a fault of the program ends it. */
#include "base_test.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

static Error *refuse(Arena *arena, int number) {
    return number > 3 ? error_new(arena, ERROR_INPUT, "%d is more than %d. Give a smaller number.", number, 3) : NULL;
}

static Error *try_both(Arena *arena, int a, int b) {
    TRY(refuse(arena, a));
    TRY(refuse(arena, b));
    return NULL;
}

static void ERROR_says_what_happened_and_keeps_detail_for_the_log(void **state) {
    Arena *arena = *state;
    assert_null(try_both(arena, 1, 2));
    Error *error = try_both(arena, 1, 7);
    assert_int_equal(error->kind, ERROR_INPUT);
    assert_text(error->sentence, "7 is more than 3. Give a smaller number.");
    assert_true(text_is_empty(error->detail));
    assert_ptr_equal(error_detail(arena, error, "in %s", "step 2"), error);
    error_detail(arena, error, "in step 1");
    assert_text(error->detail, "in step 1; in step 2");
}

static void ERROR_faults_tell_people_nothing_of_the_detail(void **state) {
    Error *error = error_fault(*state, "column %d", 3);
    assert_int_equal(error->kind, ERROR_FAULT);
    assert_text(error->detail, "column 3");
    assert_false(text_contains(error->sentence, S("column")));
    assert_true(text_ends_with(error->sentence, S(".")));
}

static void ERROR_a_failed_check_ends_the_program(void **state) {
    (void)state;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) _exit(9);
        CHECK(1 + 1 == 3);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void ERROR_a_copy_outlives_the_work_that_met_it(void **state) {
    (void)state;
    Arena *work = arena_new(), *kept = arena_new();
    Error *error = error_copy(kept, error_detail(work, error_new(work, ERROR_BUSY, "Try again in %d seconds.", 5), "lock"));
    arena_free(work);
    assert_int_equal(error->kind, ERROR_BUSY);
    assert_true(text_equal(error->sentence, S("Try again in 5 seconds.")));
    assert_true(text_equal(error->detail, S("lock")));
    arena_free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(ERROR_says_what_happened_and_keeps_detail_for_the_log),
        TEST(ERROR_faults_tell_people_nothing_of_the_detail),
        TEST(ERROR_a_failed_check_ends_the_program),
        TEST(ERROR_a_copy_outlives_the_work_that_met_it),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
