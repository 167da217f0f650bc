/* Which page is where in the two packs of a meeting: R54, and what the public pack shows in the place of what is withheld. Pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/pack.h"

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

/* A paper of an item: how many pages the whole has, and the public's version (0: withheld). */
typedef struct {
    int item, pages, public_pages;
    bool is_recalled;
} Row;

enum { MOST = 16 };
static AgendaEntry entries[MOST];
static AgendaSection section;
static Paper papers[MOST];
static Agenda agenda;
static PackPaper rows[MOST];

static PackPlan plan_of(const Row *given, size_t count, bool starts_right, int front_pages) {
    assert_true(count <= MOST);
    agenda = (Agenda){.body = {.starts_right = starts_right}};
    for (size_t i = 0; i < count; i++) {
        entries[given[i].item].item.id.n = given[i].item;
        papers[i] = (Paper){.id = {(int64_t)i + 100}};
        rows[i] = (PackPaper){.section = &section,
            .entry = &entries[given[i].item],
            .paper = &papers[i],
            .path = given[i].is_recalled ? NULL : "whole",
            .public_path = given[i].public_pages ? "public" : NULL,
            .pages = given[i].pages,
            .public_pages = given[i].public_pages};
    }
    PackPlan plan = {.agenda = &agenda, .front_pages = front_pages, .papers = {rows, count}};
    pack_number_papers(&plan);
    return plan;
}

/* "p1-2" a paper, "w3-6" withheld, "b7-7" blank, "b" blank without a number; each with "xN" for its pages when that is not the numbers'. */
static Text shown(PackPlan *plan, bool is_public) {
    Buffer out = buffer_new(arena, 128);
    plan->is_public = is_public;
    PackSheetList sheets = pack_sheets(arena, plan);
    for (size_t i = 0; i < sheets.count; i++) {
        const PackSheet *s = &sheets.items[i];
        if (i > 0) buffer_put_char(&out, ' ');
        buffer_put_char(&out, s->kind == SHEET_PAPER ? 'p' : s->kind == SHEET_WITHHELD ? 'w' : 'b');
        if (s->first > 0) buffer_putf(&out, "%d-%d", (int)s->first, (int)s->last);
        if (s->first > 0 && s->kind != SHEET_WITHHELD) assert_int_equal(s->pages, s->last - s->first + 1);
        if (s->kind == SHEET_WITHHELD) assert_int_equal(s->pages, 1);
    }
    return buffer_text(&out);
}

static void expect(PackPlan *plan, bool is_public, const char *expected) {
    Text is = shown(plan, is_public);
    if (!text_equal(is, text_of(expected))) fail_msg("\"%s\", not \"%s\"", is.ptr, expected);
}

static void R54_pages_run_on_without_gaps_over_all_papers(void **state) {
    (void)state;
    PackPlan plan = plan_of((Row[]){{1, 2, 2}, {2, 4, 0}, {3, 1, 1}, {4, 3, 0}}, 4, false, 1);
    expect(&plan, false, "p1-2 p3-6 p7-7 p8-10");
    expect(&plan, true, "p1-2 w3-6 p7-7 w8-10");
    int64_t from, to;
    for (int is_public = 0; is_public < 2; is_public++) {
        plan.is_public = is_public != 0;
        pack_range(&plan, (AgendaItemId){2}, &from, &to);
        assert_true(from == 3 && to == 6);
        pack_range(&plan, (AgendaItemId){9}, &from, &to);
        assert_true(from == 0 && to == 0);
    }
}

static void MTG_04_a_run_of_withheld_papers_of_an_item_is_one_page(void **state) {
    (void)state;
    PackPlan plan = plan_of((Row[]){{1, 2, 2}, {1, 4, 0}, {1, 1, 0}, {1, 1, 1}, {2, 5, 0}}, 5, false, 1);
    expect(&plan, false, "p1-2 p3-6 p7-7 p8-8 p9-13");
    expect(&plan, true, "p1-2 w3-7 p8-8 w9-13");
    plan.is_public = true;
    assert_true(text_equal(pack_place(arena, &plan, 2), pack_place(arena, &plan, 1))); /* the second is found on the page of the first */
    assert_false(text_equal(pack_place(arena, &plan, 4), pack_place(arena, &plan, 3)));
    plan.is_public = false;
    assert_false(text_equal(pack_place(arena, &plan, 2), pack_place(arena, &plan, 1)));
}

/* What was recalled keeps its numbers in the members' pack, as what is withheld does in the public one. */
static void R54_a_recalled_paper_keeps_its_numbers(void **state) {
    (void)state;
    PackPlan plan = plan_of((Row[]){{1, 2, 2, false}, {2, 4, 0, true}, {2, 2, 0, true}, {2, 1, 0, false}, {3, 1, 1, false}}, 5, false, 1);
    expect(&plan, false, "p1-2 w3-8 p9-9 p10-10");
    expect(&plan, true, "p1-2 w3-9 p10-10");
}

static void R54_the_shorter_version_is_filled_up(void **state) {
    (void)state;
    PackPlan plan = plan_of((Row[]){{1, 5, 3}, {2, 1, 1}, {3, 2, 3}, {4, 1, 1}}, 4, false, 1);
    expect(&plan, false, "p1-5 p6-6 p7-8 b9-9 p10-10");
    expect(&plan, true, "p1-3 b4-5 p6-6 p7-9 p10-10");
}

/* Papers start on odd numbers, and odd numbers stay on the right whatever the front sheet and the withheld pages take. */
static void papers_start_on_a_right_hand_page(void **state) {
    (void)state;
    const Row given[] = {{1, 1, 1}, {2, 4, 0}, {3, 3, 3}, {4, 3, 0}, {5, 2, 2}};
    PackPlan plan = plan_of(given, 5, true, 2);
    expect(&plan, false, "p1-1 b2-2 p3-6 p7-9 b10-10 p11-13 b14-14 p15-16");
    expect(&plan, true, "p1-1 b2-2 w3-6 b p7-9 b10-10 w11-13 b14-14 p15-16");
    plan = plan_of(given, 5, true, 3);
    expect(&plan, false, "b p1-1 b2-2 p3-6 p7-9 b10-10 p11-13 b14-14 p15-16");
    plan = plan_of(given, 5, false, 3);
    expect(&plan, false, "p1-1 p2-5 p6-8 p9-11 p12-13");
    plan = plan_of((Row[]){{1, 1, 0}, {1, 1, 0}, {2, 1, 1}}, 3, true, 2); /* a blank page within a run belongs to it */
    expect(&plan, false, "p1-1 b2-2 p3-3 b4-4 p5-5");
    expect(&plan, true, "w1-3 b4-4 p5-5");
}

static void every_number_stands_once_on_the_side_where_it_belongs(void **state) {
    (void)state;
    unsigned seed = 7;
    for (int trial = 0; trial < 500; trial++) {
        Row given[MOST];
        for (int i = 0; i < MOST; i++) {
            seed = seed * 1103515245u + 12345u;
            int pages = 1 + (int)(seed >> 16) % 5, item = i == 0 ? 0 : given[i - 1].item + ((seed >> 20) % 3 > 0);
            given[i] = (Row){item, pages, (seed >> 23) % 3 == 0 ? 0 : 1 + (int)(seed >> 25) % 5};
        }
        bool starts_right = trial % 2;
        PackPlan plan = plan_of(given, MOST, starts_right, 1 + trial % 4);
        for (int is_public = 0; is_public < 2; is_public++) {
            plan.is_public = is_public != 0;
            PackSheetList sheets = pack_sheets(arena, &plan);
            int64_t next = 1, side = plan.front_pages + 1;
            for (size_t i = 0; i < sheets.count; i++) {
                const PackSheet *s = &sheets.items[i];
                if (s->first > 0) assert_int_equal(s->first, next);
                if (s->first > 0 && starts_right && s->kind != SHEET_BLANK) assert_true(s->first % 2 == 1 && side % 2 == 1);
                if (s->first > 0) next = s->last + 1;
                side += s->pages;
                assert_true(s->pages > 0);
            }
            assert_int_equal(next, rows[MOST - 1].last_page + 1);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(R54_pages_run_on_without_gaps_over_all_papers),
        T(MTG_04_a_run_of_withheld_papers_of_an_item_is_one_page),
        T(R54_a_recalled_paper_keeps_its_numbers),
        T(R54_the_shorter_version_is_filled_up),
        T(papers_start_on_a_right_hand_page),
        T(every_number_stands_once_on_the_side_where_it_belongs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
