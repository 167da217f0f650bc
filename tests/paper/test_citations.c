/* Citations: what is one and what only looks like one, and that links are made of nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper/citations.h"
#include "paper/markdown.h"

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

/* As HTML, with 2.3, 2.4 and 2.30 known of the year that begins then (0: of none); a link is written [2.3]. */
static const char *cited_of(const char *markdown, int year) {
    Citation known[] = {{S("2.3"), S("/3")}, {S("2.4"), S("/4")}, {S("2.30"), S("/30")}};
    Text rest = html_cite(arena, markdown_to_html(arena, text_of(markdown), 2), "action", &(Citations){known, 3, year}).markup;
    Buffer out = buffer_new(arena, 256);
    for (size_t i = 0; i < rest.len;) {
        size_t end = text_find(rest, S(">"), i);
        bool is_link = text_starts_with(text_slice(rest, i, 30), S("<a class=\"govuk-link\" href=\"/"));
        if (is_link) buffer_put_char(&out, '[');
        else if (text_starts_with(text_slice(rest, i, 4), S("</a>"))) buffer_put_char(&out, ']');
        else if (rest.ptr[i] != '<') buffer_put_char(&out, rest.ptr[i]);
        i = rest.ptr[i] == '<' ? end + 1 : i + 1;
    }
    return text_string(arena, text_trim(buffer_text(&out)));
}

static const char *cited(const char *markdown) {
    return cited_of(markdown, 0);
}

static void numbers_behind_the_word_are_citations(void **state) {
    (void)state;
    assert_string_equal(cited("See action 2.3."), "See action [2.3].");
    assert_string_equal(cited("ACTION 2.3, and more"), "ACTION [2.3], and more");
    assert_string_equal(cited("actions 2.3 and 2.4"), "actions [2.3] and [2.4]");
    assert_string_equal(cited("Actions 2.3, 9.9, and 2.4 or 2.3 to 2.4"), "Actions [2.3], 9.9, and [2.4] or [2.3] to [2.4]");
    assert_string_equal(cited("action\u00a02.3 (action 2.4)"), "action\u00a0[2.3] (action [2.4])");
    assert_string_equal(cited("an action\n2.30 of the plan"), "an action\n[2.30] of the plan");
    assert_string_equal(cited("**Action 2.3** was *late*"), "Action [2.3] was late");
}

static void what_only_looks_like_one_is_left_alone(void **state) {
    (void)state;
    static const char *const left[] = {"2.3", "clause 2.3 and 2.4", "It ended at 2.30pm, after action.", "action 2.30 pm", "action 2.30pm",
        "action 2.3.1", "action 2.3% more", "action 2.3a", "action 23", "action 2", "action plan 2.3", "transaction 2.3", "re-action 2.3",
        "action2.3", "action 1234.5", "action 2.5", "actions, 2.3", "actions 9.9 at 2.3", "action 2.", "actions"};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) assert_string_equal(cited(left[i]), left[i]);
    assert_string_equal(cited("action 2.3 and 2.4"), "action [2.3] and 2.4"); /* one action: what follows is something else */
    assert_string_equal(cited("action `2.3`"), "action 2.3");
    assert_string_equal(cited("`action 2.3`"), "action 2.3");
}

static void a_link_is_not_made_inside_another(void **state) {
    (void)state;
    Citation known = {S("2.3"), S("/3")};
    Html html = markdown_to_html(arena, S("[action 2.3](/other), action 2.3"), 2);
    Text out = html_cite(arena, html, "action", &(Citations){&known, 1}).markup;
    assert_true(text_contains(out, S(">action 2.3</a>, action <a class=\"govuk-link\" href=\"/3\">2.3</a>")));
    assert_true(text_equal(html_cite(arena, html, "action", &(Citations){0}).markup, html.markup));
}

#define LINK "[2.3 of the plan 2025/26]"

static void a_number_of_another_year_leads_nowhere(void **state) {
    (void)state;
    static const char *const another[] = {"Action 2.3 of the plan for 2024/25 is late.", "action 2.3 (2024-25)", "action 2.3 of 2024/2025",
        "action 2.3 of the plan\nof 2024\u201325", "Action 2.3 of last year was late", "action 2.3 of last\u00a0year",
        "action 2.3 for\u00a02024/25", "action 2.3 of the previous\nyear", "actions 2.3 and 2.4 of 2024/25", "action 2.3 of next year",
        "action 2.3, 2.4 of 2026/27"};
    for (size_t i = 0; i < sizeof another / sizeof another[0]; i++) assert_string_equal(cited_of(another[i], 2025), another[i]);
    assert_string_equal(cited_of("action 2.3 *of the \"plan\"* **for 2024/25**", 2025), "action 2.3 of the &quot;plan&quot; for 2024/25");
}

static void a_number_of_its_own_year_leads_there_and_says_so(void **state) {
    (void)state;
    assert_string_equal(cited_of("Action 2.3 of the plan for 2025/26", 2025), "Action " LINK " of the plan for 2025/26");
    assert_string_equal(cited_of("action 2.3 (2025-26)", 2025), "action " LINK " (2025-26)");
    assert_string_equal(cited_of("action 2.3. In 2024/25 it was late", 2025), "action " LINK ". In 2024/25 it was late");
    assert_string_equal(cited_of("action 2.3; last year is over", 2025), "action " LINK "; last year is over");
    assert_string_equal(cited_of("- action 2.3\n- last year", 2025), "action " LINK "\nlast year");
    assert_string_equal(cited_of("action 2.3 by 2024-05-25 at the last", 2025), "action " LINK " by 2024-05-25 at the last");
    assert_string_equal(cited_of("action 2.3 of 1999/00", 1999), "action [2.3 of the plan 1999/00] of 1999/00");
    assert_string_equal(
        cited_of("action 2.3 is a b c d e f g h i j k l m 2024/25", 2025), "action " LINK " is a b c d e f g h i j k l m 2024/25");
}

static void a_text_says_whether_it_cites(void **state) {
    (void)state;
    assert_true(text_cites(S("It was said that Action 2.3 ends"), "action"));
    assert_false(text_cites(S("It was said at 2.30 that the action ends"), "action"));
    assert_false(text_cites(S(""), "action"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_behind_the_word_are_citations, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_only_looks_like_one_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_is_not_made_inside_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_of_another_year_leads_nowhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_of_its_own_year_leads_there_and_says_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_says_whether_it_cites, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("citations", tests, NULL, NULL);
}
