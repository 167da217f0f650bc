/* The log: whole lines on standard error, for people and as JSON. */
#include "base_test.h"

#include <jansson.h>
#include <pthread.h>
#include <unistd.h>

#include "base/log.h"

/* What `work` writes to standard error. */
static Text caught(Arena *arena, void (*work)(void)) {
    FILE *file = tmpfile();
    assert_non_null(file);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    work();
    dup2(kept, STDERR_FILENO);
    close(kept);
    Buffer all = buffer_new(arena, 0);
    rewind(file);
    for (int c; (c = getc(file)) != EOF;) buffer_put_char(&all, (char)c);
    fclose(file);
    return buffer_text(&all);
}

static void write_human(void) {
    log_setup(LOG_INFO, LOG_HUMAN);
    log_debug("not shown");
    log_warning("meeting %d\nwas published", 12);
}

static void write_json(void) {
    log_setup(LOG_DEBUG, LOG_JSON);
    log_debug("a \"quoted\" line\n%s", "\x01\xff after");
}

static void write_long(void) {
    char words[5000];
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    log_setup(LOG_DEBUG, LOG_JSON);
    /* Two bytes a character, so that one place of the cut is in the middle of one. */
    for (size_t i = 0; i + 2 < sizeof words; i += 2) memcpy(words + i, "é", 2);
    log_error("%s", words);
    log_error("x%s", words);
}

static void *write_many(void *name) {
    for (int i = 0; i < 200; i++) log_info("%s%s%s", (char *)name, (char *)name, (char *)name);
    return NULL;
}

static void write_from_threads(void) {
    static char names[4][40] = {
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccccccccccccc", "dddddddddddddddddddd"};
    pthread_t threads[4];
    log_setup(LOG_INFO, LOG_JSON);
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, write_many, names[i]);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
}

static json_t *read_line(Text *rest) {
    Text line;
    assert_true(text_next_line(rest, &line));
    json_t *object = json_loadb(line.ptr, line.len, 0, NULL);
    assert_non_null(object);
    return object;
}

static void LOG_lines_for_people_are_one_line_each(void **state) {
    Text all = caught(*state, write_human);
    assert_true(text_ends_with(all, S(" warning meeting 12 was published\n")));
    assert_int_equal(all.ptr[10], 'T');
    assert_false(text_contains(all, S("not shown")));
}

static void LOG_json_lines_can_be_read(void **state) {
    Text rest = caught(*state, write_json);
    json_t *line = read_line(&rest);
    assert_string_equal(json_string_value(json_object_get(line, "level")), "debug");
    assert_true(text_starts_with(text_of(json_string_value(json_object_get(line, "event"))), S("a \"quoted\" line\n\x01")));
    assert_non_null(json_object_get(line, "at"));
    json_decref(line);
    rest = caught(*state, write_long);
    json_decref(read_line(&rest));
    json_decref(read_line(&rest));
    assert_int_equal(rest.len, 0);
}

static void LOG_lines_of_threads_do_not_mix(void **state) {
    Text rest = caught(*state, write_from_threads);
    int count = 0;
    while (rest.len > 0) {
        json_t *line = read_line(&rest);
        const char *event = json_string_value(json_object_get(line, "event"));
        assert_int_equal(strspn(event, (char[]){event[0], '\0'}), strlen(event));
        json_decref(line);
        count++;
    }
    assert_int_equal(count, 800);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(LOG_lines_for_people_are_one_line_each),
        TEST(LOG_json_lines_can_be_read),
        TEST(LOG_lines_of_threads_do_not_mix),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
