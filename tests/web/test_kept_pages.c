/* The page cache, conditional and partial requests, and the queue before a slow lane. */
#include <pthread.h>
#include <unistd.h>

#include "web/compress.h"
#include "web/conditional.h"
#include "web/page_cache.h"
#include "web/slow_lane.h"
#include "web_test.h"

/* ---- The page cache ---- */

typedef struct {
    KeptPage page;
    _Atomic int *ended;
} TestPage;

static void end_page(KeptPage *page) {
    TestPage *p = (TestPage *)(void *)page;
    ++*p->ended;
    free(p);
}

static void keep(PageCache *cache, const char *key, int64_t revision, size_t bytes, _Atomic int *ended) {
    TestPage *p = calloc(1, sizeof *p);
    *p = (TestPage){{.references = 1, .bytes = bytes, .end = end_page}, ended};
    page_cache_keep(cache, text_of(key), revision, &p->page);
    kept_page_return(&p->page);
}

static void a_page_is_kept_for_its_revision_only(void **state) {
    (void)state;
    _Atomic int ended = 0;
    PageCache *cache = page_cache_new(100000);
    assert_null(page_cache_find(cache, S("/"), 1));
    keep(cache, "/", 1, 100, &ended);
    KeptPage *page = page_cache_find(cache, S("/"), 1);
    assert_non_null(page);
    assert_null(page_cache_find(cache, S("/x"), 1));
    assert_null(page_cache_find(cache, S("/"), 2)); /* and it is gone now, but for who is still sending it */
    assert_null(page_cache_find(cache, S("/"), 1));
    assert_int_equal(ended, 0);
    kept_page_return(page);
    assert_int_equal(ended, 1);
    keep(cache, "/", 2, 100, &ended);
    keep(cache, "/", 3, 100, &ended); /* takes the place of the other */
    assert_int_equal(ended, 2);
    page_cache_free(cache);
    assert_int_equal(ended, 3);
}

static void the_cache_never_holds_more_than_its_limit(void **state) {
    Arena *arena = *state;
    _Atomic int ended = 0;
    PageCache *cache = page_cache_new(10000);
    for (int i = 0; i < 1000; i++) {
        keep(cache, text_format(arena, "/meetings/%d", i).ptr, 1, 900, &ended);
        KeptPage *first = page_cache_find(cache, S("/meetings/0"), 1); /* in use all the time */
        if (i < 1000) assert_non_null(first);
        kept_page_return(first);
        assert_true(page_cache_bytes(cache) <= 10000);
    }
    assert_null(page_cache_find(cache, S("/meetings/1"), 1));
    keep(cache, "/huge", 1, 9000, &ended);
    assert_null(page_cache_find(cache, S("/huge"), 1));
    page_cache_free(cache);
    assert_int_equal(ended, 1001);
}

static void *use_the_cache(void *context) {
    PageCache *cache = context;
    static _Atomic int ended; /* not looked at: only the freeing matters */
    for (int i = 0; i < 20000; i++) {
        char key[16];
        snprintf(key, sizeof key, "/%d", i % 37);
        KeptPage *page = page_cache_find(cache, text_of(key), i / 1000);
        if (page) kept_page_return(page);
        else keep(cache, key, i / 1000, 300, &ended);
    }
    return NULL;
}

static void many_threads_use_the_cache(void **state) {
    (void)state;
    PageCache *cache = page_cache_new(8000);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, use_the_cache, cache), 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    page_cache_free(cache);
}

/* ---- Conditional, partial, compressed ---- */

static void etags_are_compared_weakly(void **state) {
    (void)state;
    assert_true(etag_matches(S("\"a\""), S("\"a\"")) && etag_matches(S("W/\"a\""), S("\"a\""))
                && etag_matches(S("\"x\" , \"a\""), S("\"a\"")) && etag_matches(S("*"), S("\"a\"")));
    assert_false(etag_matches(S("\"b\""), S("\"a\"")) || etag_matches(S(""), S("\"a\"")) || etag_matches(S("\"a\""), S(""))
                 || etag_matches(S("a"), S("\"a\"")));
}

static void one_range_is_served(void **state) {
    (void)state;
    static const struct {
        const char *range;
        RangeKind kind;
        int64_t from, length;
    } cases[] = {
        {"bytes=0-0", RANGE_PART, 0, 1},
        {"bytes=10-19", RANGE_PART, 10, 10},
        {"bytes=90-", RANGE_PART, 90, 10},
        {"bytes=-10", RANGE_PART, 90, 10},
        {"bytes=-1000", RANGE_PART, 0, 100},
        {"bytes=50-1000", RANGE_PART, 50, 50},
        {"bytes=100-", RANGE_OUTSIDE, 0, 100},
        {"bytes=-0", RANGE_OUTSIDE, 0, 100},
        {"", RANGE_WHOLE, 0, 100},
        {"bytes=", RANGE_WHOLE, 0, 100},
        {"bytes=-", RANGE_WHOLE, 0, 100},
        {"bytes=5-2", RANGE_WHOLE, 0, 100},
        {"bytes=a-b", RANGE_WHOLE, 0, 100},
        {"bytes=1-2,5-6", RANGE_WHOLE, 0, 100},
        {"lines=1-2", RANGE_WHOLE, 0, 100},
        {"bytes=--5", RANGE_WHOLE, 0, 100},
        {"bytes=99999999999999999999-", RANGE_WHOLE, 0, 100},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t from, length;
        RangeKind kind = range_of(text_of(cases[i].range), (Text){0}, S("\"e\""), 100, &from, &length);
        if (kind != cases[i].kind) fail_msg("%s: %d", cases[i].range, (int)kind);
        if (kind == RANGE_PART) assert_true(from == cases[i].from && length == cases[i].length);
    }
    int64_t from, length;
    assert_int_equal(range_of(S("bytes=0-1"), S("\"e\""), S("\"e\""), 100, &from, &length), RANGE_PART);
    assert_int_equal(range_of(S("bytes=0-1"), S("\"f\""), S("\"e\""), 100, &from, &length), RANGE_WHOLE);
    assert_int_equal(range_of(S("bytes=0-1"), (Text){0}, S("\"e\""), 0, &from, &length), RANGE_OUTSIDE);
}

static void compression_is_agreed(void **state) {
    (void)state;
    assert_true(accepts_encoding(S("gzip, deflate, br"), S("gzip")) && accepts_encoding(S("deflate;q=0.5 , GZIP;q=0.1"), S("gzip")));
    assert_false(accepts_encoding(S("deflate"), S("gzip")) || accepts_encoding(S("gzip;q=0"), S("gzip"))
                 || accepts_encoding(S("gzip;q=0.000"), S("gzip")) || accepts_encoding((Text){0}, S("gzip"))
                 || accepts_encoding(S("xgzip"), S("gzip")));
    assert_true(compress_is_worthwhile(S("text/html; charset=utf-8"), 5000) && compress_is_worthwhile(S("application/atom+xml"), 5000));
    assert_false(compress_is_worthwhile(S("text/html"), 100) || compress_is_worthwhile(S("application/pdf"), 50000));
}

/* ---- Slow lanes ---- */

typedef struct {
    SlowTask task;
    _Atomic int *done;
} TestTask;
static void run_task(SlowTask *task, void *worker) {
    assert_non_null(worker);
    usleep(1000);
    ++*((TestTask *)(void *)task)->done;
}
static void *begin_worker(void *context) {
    return context;
}
static void end_worker(void *worker) {
    (void)worker;
}

static void a_lane_takes_so_much_and_finishes_what_it_took(void **state) {
    (void)state;
    static TestTask tasks[100];
    _Atomic int done = 0;
    SlowLane *lane = slow_lane_start("test", 2, 10, (SlowWorkers){&done, begin_worker, end_worker});
    int taken = 0;
    for (int i = 0; i < 100; i++) {
        tasks[i] = (TestTask){{.run = run_task}, &done};
        taken += slow_lane_put(lane, &tasks[i].task);
    }
    assert_true(taken >= 10 && taken < 100);
    slow_lane_stop(lane);
    assert_int_equal(done, taken);
    /* the server's watcher and its last connections may still ask it */
    assert_int_equal(slow_lane_load(lane), 0);
    assert_false(slow_lane_put(lane, &tasks[0].task));
    slow_lane_free(lane);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_page_is_kept_for_its_revision_only),
        TEST(the_cache_never_holds_more_than_its_limit),
        TEST(many_threads_use_the_cache),
        TEST(etags_are_compared_weakly),
        TEST(one_range_is_served),
        TEST(compression_is_agreed),
        TEST(a_lane_takes_so_much_and_finishes_what_it_took),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
