/* Tables of figures and the charts beside them: well-formed, named, told in words, and nothing in them that a script or a colour has to carry. */
#include "html_check.h"
#include "web/components.h"
#include "web/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const NavigationEntry all_navigation[] = {{0}};
const Notice all_notices[] = {{0}};
Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return (Text){0};
}
Text partnership_name_on_site(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return (Text){0};
}

static Arena *arena;
static Buffer out;
static View view;

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    out = buffer_new(arena, 0);
    view = (View){.out = &out, .arena = arena};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void must_say(const char *part) {
    if (!times(buffer_text(&out), part)) fail_msg("%s\nis not in\n%.*s", part, TEXT_ARG(buffer_text(&out)));
}

static void TABLE_has_a_name_heads_and_numbers_on_the_right(void **state) {
    static const Column columns[] = {{"Seat", COLUMN_TEXT, 0}, {"Came", COLUMN_SHARE, 0}, {"Since", COLUMN_DATE, 0}};
    (void)state;
    Table t = table_new(arena, "seats", S("Attendance <by> seat"), columns, 3, 1);
    Cell *cells = table_add(&t);
    cells[0] = cell_link(S("Kent & Police"), S("/office/seats/1"));
    cells[1] = cell_share(3, 4);
    data_table(&view, &t);
    html_check(buffer_text(&out));
    must_say("Attendance &lt;by&gt; seat</caption>");
    must_say("<th scope=\"row\" class=\"govuk-table__header\"><a class=\"govuk-link\" href=\"/office/seats/1\">Kent &amp; Police</a></th>");
    must_say("<td class=\"govuk-table__cell govuk-table__cell--numeric\">75%</td>");
    must_say("<th scope=\"col\" class=\"govuk-table__header\">Since</th>");
}

static void BARS_are_told_in_words_and_differ_without_colour(void **state) {
    (void)state;
    ChartBar bars[] = {{S("Kent <Police>"), {3, 1, 0, 0}, S("75%")}, {S("Nobody"), {0}, S("0%")},
        {S("An organisation with a name that goes on and on and on and on"), {0, 4}, S("100%")}};
    BarChart chart = {.id = "c",
        .title = S("Came"),
        .about = S("Who came."),
        .series = {"Came", "Apologies"},
        .series_count = 2,
        .items = bars,
        .count = 3};
    bar_chart(&view, &chart);
    html_check(buffer_text(&out));
    must_say("role=\"img\" aria-labelledby=\"c-title c-about\"");
    must_say("<title id=\"c-title\">Came</title>");
    must_say("<desc id=\"c-about\">Who came.</desc>");
    must_say("x=\"0.00%\" y=\"22\" width=\"63.00%\" height=\"16\" fill=\"url(#c-pattern-0)\"");
    must_say("x=\"63.00%\" y=\"22\" width=\"21.00%\" height=\"16\" fill=\"url(#c-pattern-1)\"");
    must_say(">Kent &lt;Police&gt;</text>");
    must_say("goes on and \xe2\x80\xa6</text>");
    must_say("</svg>Apologies</li>"); /* in the key */
    assert_int_equal(times(buffer_text(&out), "style="), 0);
    assert_int_equal(times(buffer_text(&out), "<script"), 0);
}

static void LINES_stand_where_their_days_are(void **state) {
    (void)state;
    ChartPoint days[] = {{date_of(2025, 1, 1), 14, S("14")}, {date_of(2025, 1, 11), 7, S("7")}, {date_of(2025, 1, 21), 0, S("0")}};
    ChartPoint limit[] = {{date_of(2025, 1, 1), 10, S("")}, {date_of(2025, 1, 21), 10, S("")}};
    ChartLine lines[] = {{"Days", false, days, 3}, {"Setting", true, limit, 2}};
    LineChart chart = {.id = "l", .title = S("Days"), .about = S("How many."), .items = lines, .count = 2};
    ChartScale scale = line_chart_scale(&chart);
    assert_int_equal(scale.top, 14);
    assert_int_equal(scale_y(scale, 14), 24);
    assert_int_equal(scale_y(scale, 7), 104);
    assert_true(text_equal(scale_x(arena, scale, date_of(2025, 1, 11)), S("51.50%")));
    line_chart(&view, &chart);
    html_check(buffer_text(&out));
    must_say("stroke-dasharray=\"6 4\"");
    must_say("1 Jan 2025</text>");
    must_say("<circle cx=\"51.50%\" cy=\"104\"");
    lines[0].count = 1, chart.count = 1; /* one point, one day */
    out.len = 0;
    line_chart(&view, &chart);
    html_check(buffer_text(&out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(TABLE_has_a_name_heads_and_numbers_on_the_right, begin, end),
        cmocka_unit_test_setup_teardown(BARS_are_told_in_words_and_differ_without_colour, begin, end),
        cmocka_unit_test_setup_teardown(LINES_stand_where_their_days_are, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
