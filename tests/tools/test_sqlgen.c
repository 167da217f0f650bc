/* The statement compiler: what it writes, against golden files, and what it says of wrong files.
 * After a wanted change: QUORATE_WRITE_GOLDEN=1 tests/tools/test_sqlgen, and read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* SQLGEN and FOLDER come from meson.build. */

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("%s cannot be read", path);
    char *text = NULL;
    size_t capacity = 0;
    if (getdelim(&text, &capacity, '\0', file) < 0) text = calloc(1, 1);
    fclose(file);
    return text;
}

static void compare_with_golden(const char *made, const char *golden) {
    char *actual = read_whole(made);
    if (getenv("QUORATE_WRITE_GOLDEN")) {
        FILE *file = fopen(golden, "wb");
        assert_non_null(file);
        fputs(actual, file);
        fclose(file);
    }
    char *expected = read_whole(golden);
    assert_string_equal(actual, expected);
    free(actual);
    free(expected);
}

/* Runs sqlgen in its folder on a file; its exit code, and the first line of what it said. */
static int compile(const char *input, const char *folder, char said[512]) {
    char command[2048];
    snprintf(command, sizeof command, "cd '%s' && '%s' '%s' '%s/o.h' '%s/o.c' 2>&1", FOLDER, SQLGEN, input, folder, folder);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    if (!fgets(said, 512, pipe)) said[0] = '\0';
    while (getc(pipe) != EOF) {}
    said[strcspn(said, "\n")] = '\0';
    return pclose(pipe) / 256;
}

static int make_folder(void **state) {
    const char *work = getenv("QUORATE_TEST_WORK");
    char *folder;
    if (asprintf(&folder, "%s/sqlgen.XXXXXX", work ? work : "/tmp") < 0) return 1;
    *state = folder;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state) {
    char path[1024];
    for (const char *name = "hc"; *name; name++) {
        snprintf(path, sizeof path, "%s/o.%c", (char *)*state, *name);
        unlink(path);
    }
    rmdir(*state);
    free(*state);
    return 0;
}

static void SQLGEN_writes_what_the_golden_files_hold(void **state) {
    char said[512], path[1024];
    assert_int_equal(compile("sqlgen/roads.sql", *state, said), 0);
    assert_string_equal(said, "");
    snprintf(path, sizeof path, "%s/o.h", (char *)*state);
    compare_with_golden(path, FOLDER "/sqlgen/roads.sql.h.golden");
    snprintf(path, sizeof path, "%s/o.c", (char *)*state);
    compare_with_golden(path, FOLDER "/sqlgen/roads.sql.c.golden");
}

/* sqlgen/bad/expected has a line a file: the error, with the file's name and line before it. */
static void SQLGEN_errors_name_file_and_line(void **state) {
    char *expected = read_whole(FOLDER "/sqlgen/bad/expected"), *rest = expected;
    int count = 0;
    for (char *line; (line = strsep(&rest, "\n")) && *line; count++) {
        char input[256], wanted[768], said[512];
        snprintf(input, sizeof input, "sqlgen/bad/%.*s", (int)strcspn(line, ":"), line);
        snprintf(wanted, sizeof wanted, "sqlgen/bad/%s", line);
        assert_int_equal(compile(input, *state, said), 1);
        assert_string_equal(said, wanted);
    }
    assert_true(count >= 28);
    free(expected);
}

static void SQLGEN_tells_of_files_that_are_not_there(void **state) {
    char said[512];
    assert_int_equal(compile("sqlgen/none.sql", *state, said), 1);
    assert_string_equal(said, "sqlgen/none.sql: error: No such file or directory");
    assert_int_equal(compile("sqlgen/roads.sql", "/nowhere", said), 1);
    assert_string_equal(said, "sqlgen: /nowhere/o.h: No such file or directory");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(SQLGEN_writes_what_the_golden_files_hold, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(SQLGEN_errors_name_file_and_line, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(SQLGEN_tells_of_files_that_are_not_there, make_folder, remove_folder),
    };
    return cmocka_run_group_tests_name("sqlgen", tests, NULL, NULL);
}
