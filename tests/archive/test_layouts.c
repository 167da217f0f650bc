/* Every document in tests/archive/documents, read in a sandbox as a file from outside is, gives what its golden file says. After a change that is
 * meant: QUORATE_GOLDEN=write tests/run BUILD archive.layouts, and look at what git says has changed. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base_test.h"

#include "archive/reading.h"
#include "paper/sandbox.h"

#define FOLDER "tests/archive/documents"

static Text file_text(Arena *arena, const char *path, bool *found) {
    FILE *file = fopen(path, "rb");
    *found = file != NULL;
    if (!file) return (Text){0};
    Buffer bytes = buffer_new(arena, 65536);
    for (size_t n = 1; n > 0;) {
        char *room = buffer_reserve(&bytes, 65536);
        n = fread(room, 1, 65536, file);
        bytes.len += n;
    }
    fclose(file);
    return buffer_text(&bytes);
}

/* One member a line, so that a difference can be read. */
static Text spread(Arena *arena, Text json) {
    Buffer out = buffer_new(arena, json.len * 2);
    bool in_text = false;
    for (size_t i = 0; i < json.len; i++) {
        char c = json.ptr[i];
        if (c == '"' && (i == 0 || json.ptr[i - 1] != '\\')) in_text = !in_text;
        buffer_put_char(&out, c);
        if (!in_text && (c == ',' || c == '{' || c == '[')) buffer_put_char(&out, '\n');
    }
    buffer_put_char(&out, '\n');
    return buffer_text(&out);
}

static bool is_golden(const char *name) {
    return strstr(name, ".reading.json") != NULL;
}

static void read_one(const char *name) {
    Arena *arena = arena_new();
    bool found;
    Text bytes = file_text(arena, text_format(arena, FOLDER "/%s", name).ptr, &found);
    assert_true(found);
    Reading reading;
    ReadHints hints = {.name = text_of(name)};
    Error *error = archive_read(arena, bytes, &hints, &reading);
    if (error) fail_msg("%s: %.*s", name, TEXT_ARG(error->sentence));
    Buffer out = buffer_new(arena, 65536);
    reading_json(&out, text_of(name), &reading);
    Text now = spread(arena, buffer_text(&out));
    const char *path = text_format(arena, FOLDER "/%s.reading.json", name).ptr;
    if (getenv("QUORATE_GOLDEN")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(now.ptr, 1, now.len, file), now.len);
        fclose(file);
    }
    Text golden = file_text(arena, path, &found);
    if (!found) fail_msg("%s has no golden file", name);
    if (!text_equal(now, golden)) {
        for (Text a = now, b = golden, x, y; text_next_line(&a, &x) && text_next_line(&b, &y);)
            if (!text_equal(x, y)) fail_msg("%s: read \"%.*s\", golden \"%.*s\"", name, TEXT_ARG(x), TEXT_ARG(y));
        fail_msg("%s is read as another length", name);
    }
    arena_free(arena);
}

static void every_document_is_read_as_its_golden_file_says(void **state) {
    (void)state;
    struct dirent **names;
    int count = scandir(FOLDER, &names, NULL, alphasort), documents = 0;
    assert_true(count > 20);
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.' && !is_golden(names[i]->d_name)) read_one(names[i]->d_name), documents++;
        free(names[i]);
    }
    free(names);
    assert_true(documents >= 28);
}

static Reading read_text(Arena *arena, const char *words) {
    Reading reading;
    assert_null(archive_read(arena, text_of(words), &(ReadHints){0}, &reading));
    return reading;
}

static void what_is_no_meeting_is_told_and_nothing_is_invented(void **state) {
    (void)state;
    Arena *arena = arena_new();
    const struct {
        const char *bytes;
        ReadVerdict verdict;
    } others[] = {
        {"", READ_EMPTY},
        {"   \n\t\n", READ_EMPTY},
        {"Dear Sir, the meeting was held on 3 May 2021 and I was not pleased.", READ_ANOTHER},
        {"%PDF-1.7 and then nothing of the kind", READ_DAMAGED},
        {"PK\x03\x04 a package that breaks off", READ_NOT_TEXT},
        {"\x89PNG\r\n", READ_NOT_TEXT},
        {"{\\rtf1 Minutes of a meeting}", READ_NOT_TEXT},
        {"a,b,c,d\n1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n", READ_NOT_TEXT},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        Reading reading = read_text(arena, others[i].bytes);
        assert_int_equal(reading.verdict, others[i].verdict);
        assert_int_equal(reading.document_count, 0);
        assert_true(text_ends_with(reading.sentence, S(".")));
    }
    arena_free(arena);
}

static void hints_say_what_a_file_does_not(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Reading reading;
    ReadHints hints = {.body = S("Test Partnership"), .date = date_of(2020, 5, 4)};
    Text words = S("Agenda item\n\nRoad safety\n\n1. Somebody spoke.\n\nRESOLVED to note it.\n");
    assert_null(archive_read(arena, words, &hints, &reading));
    assert_int_equal(reading.verdict, READ_FINE);
    assert_text(reading.documents[0].body, "Test Partnership");
    assert_int_equal(reading.documents[0].date.n, hints.date.n);
    assert_int_equal(reading.doubts.count, 0);
    assert_null(archive_read(arena, words, &(ReadHints){0}, &reading));
    assert_int_equal(reading.doubts.count, 2); /* neither a day nor a body */
    arena_free(arena);
}

int main(int argc, char **argv) {
    archive_offer_sandbox();
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_document_is_read_as_its_golden_file_says),
        cmocka_unit_test(what_is_no_meeting_is_told_and_nothing_is_invented),
        cmocka_unit_test(hints_say_what_a_file_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
