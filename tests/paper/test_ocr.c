/* Pictures of words: all pages or none, and within a time. The scans of the archive are in tests/scenarios/ocr.test.mjs. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "paper/ocr.h"
#include "paper/sandbox.h"
#include "papers.h"

static Arena *arena;

static int paper_of_pages(int pages) {
    const char *path = papers_path(arena, "report.pdf");
    papers_report(arena, path, "lamps", pages);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

static void note_page(void *context, int page, int pages) {
    (void)pages;
    *(int *)context = page;
}

/* First, because what starts the children keeps the errors' descriptor that it was begun with. */
static void what_the_programs_say_to_themselves_is_in_no_log(void **state) {
    (void)state;
    const char *path = papers_path(arena, "log");
    papers_write(path, S(""));
    papers_write(papers_path(arena, "no-picture"), S("This is no picture."));
    int log = open(path, O_WRONLY | O_APPEND | O_CLOEXEC), no_picture = open(papers_path(arena, "no-picture"), O_RDONLY | O_CLOEXEC);
    int before = dup(STDERR_FILENO);
    SandboxEnd end;
    Text words;
    SandboxJob job = {.kind = "ocr-words", .descriptors = &no_picture, .descriptor_count = 1, .seconds = 60, .answer_max = 1000};
    job.memory = (int64_t)1024 * 1024 * 1024;
    dup2(log, STDERR_FILENO);
    must(sandbox_run(arena, &job, &end, &words));
    dup2(before, STDERR_FILENO);
    assert_int_equal(end, SANDBOX_FAILED);
    Text said = papers_read(arena, path);
    assert_int_equal(said.len, 0);
    close(before), close(log), close(no_picture);
}

static void each_page_is_read_and_ends_with_a_form_feed(void **state) {
    (void)state;
    OcrResult result;
    int fd = paper_of_pages(2), told = 0;
    must(ocr_words(arena, fd, 2, OCR_SECONDS_MAX, &(OcrProgress){note_page, &told}, &result));
    close(fd);
    assert_int_equal(result.end, OCR_DONE);
    assert_int_equal(result.page, 0);
    assert_int_equal(told, 2);
    size_t first = text_find(result.words, S("\f"), 0);
    assert_true(text_find(result.words, S("lamps"), 0) < first);
    assert_true(text_find(result.words, S("lamps"), first) < result.words.len - 1);
    assert_true(text_ends_with(result.words, S("\f")));
}

static void it_stops_at_the_first_page_that_fails(void **state) {
    (void)state;
    OcrResult result;
    int fd = paper_of_pages(1), told = 0, pages = 1;
    must(ocr_words(arena, fd, 1, OCR_SECONDS_MAX, NULL, &result));
    while (result.end == OCR_DONE && pages < 5) must(ocr_words(arena, fd, ++pages, OCR_SECONDS_MAX, NULL, &result));
    assert_int_equal(result.end, OCR_PAGE_FAILED); /* that page is not there: no picture can be made of it */
    assert_int_equal(result.page, pages);
    must(ocr_words(arena, fd, 90, OCR_SECONDS_MAX, &(OcrProgress){note_page, &told}, &result));
    close(fd);
    assert_int_equal(result.end, OCR_PAGE_FAILED);
    assert_int_equal(result.page, pages);
    assert_int_equal(told, pages); /* the rest was not tried */
    assert_int_equal(result.words.len, 0);
}

static void all_pages_together_have_a_time(void **state) {
    (void)state;
    OcrResult result;
    int fd = paper_of_pages(30);
    time_t before = time(NULL);
    must(ocr_words(arena, fd, 30, 1, NULL, &result));
    close(fd);
    assert_int_equal(result.end, OCR_OUT_OF_TIME);
    assert_in_range(result.page, 1, 29);
    assert_int_equal(result.words.len, 0);
    assert_true(time(NULL) - before <= 5);
    assert_int_equal(OCR_SECONDS_MAX, 900);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_programs_say_to_themselves_is_in_no_log),
        cmocka_unit_test(each_page_is_read_and_ends_with_a_form_feed),
        cmocka_unit_test(it_stops_at_the_first_page_that_fails),
        cmocka_unit_test(all_pages_together_have_a_time),
    };
    if (!ocr_is_there()) {
        printf("1..1\nok 1 - pictures of words # SKIP tesseract-ocr is not installed\n");
        return 0;
    }
    arena = arena_new();
    papers_begin();
    int failed = cmocka_run_group_tests_name("ocr", tests, NULL, NULL);
    papers_end();
    arena_free(arena);
    return failed;
}
