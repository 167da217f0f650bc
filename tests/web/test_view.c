/* What compiled views write: escaping for each place, addresses, values by their types, collected content. */
#include "words.view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static Buffer out;
static View view;

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    out = buffer_new(arena, 0);
    view = (View){.out = &out, .arena = arena, .csrf = S("t0ken")};
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void wrote(const char *expected) {
    assert_string_equal(text_string(arena, buffer_text(&out)), expected);
    out.len = 0;
}

static void VIEW_text_and_attributes_are_escaped(void **state) {
    (void)state;
    words(&view, S("<b> & \"q\" 'a' \xc3\xa9"));
    wrote("<p title=\"&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; \xc3\xa9\" class='&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; \xc3\xa9'>"
          "&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; \xc3\xa9</p><title>&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; \xc3\xa9</title>");
    words(&view, S("</title><script>alert(1)</script>"));
    assert_false(text_contains(buffer_text(&out), S("<script>")));
}

static void VIEW_an_address_begins_as_one_or_is_left_out(void **state) {
    (void)state;
    static const struct {
        const char *given, *written;
    } cases[] = {
        {"/meetings/1?a=b&c=d", "/meetings/1?a=b&amp;c=d"},
        {"#top", "#top"},
        {"?page=2", "?page=2"},
        {"https://example.org/", "https://example.org/"},
        {"HTTP://example.org/", "HTTP://example.org/"},
        {"mailto:a@example.org", "mailto:a@example.org"},
        {"tel:+441234", "tel:+441234"},
        {"/a\"onclick=\"b", "/a&quot;onclick=&quot;b"},
        {"javascript:alert(1)", "#"},
        {"JavaScript:alert(1)", "#"},
        {" javascript:alert(1)", "#"},
        {"java\nscript:alert(1)", "#"},
        {"\x01javascript:alert(1)", "#"},
        {"data:text/html,a", "#"},
        {"vbscript:a", "#"},
        {"//example.org\\a", "#"},
        {"/\\example.org", "#"},
        {"/\texample.org", "#"},
        {"https", "#"},
        {"edit", "#"},
        {"", "#"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        address(&view, text_of(cases[i].given));
        wrote(text_string(arena, text_format(arena, "<a href=\"%s\">a</a>", cases[i].written)));
    }
}

static void VIEW_a_part_of_an_address_stays_one_part(void **state) {
    (void)state;
    part(&view, S("a/b?c=d&e#f \"<\xc3\xa9~-._0Z"));
    const char *encoded = "a%2Fb%3Fc%3Dd%26e%23f%20%22%3C%C3%A9~-._0Z";
    wrote(text_string(arena, text_format(arena, "<a href=\"/a/%s?b=%s\">a</a>", encoded, encoded)));
}

static void VIEW_values_are_written_by_their_types(void **state) {
    (void)state;
    Moment m;
    assert_true(moment_parse_iso(S("2025-07-23T09:00:00Z"), &m));
    kinds(&view, date_of(2025, 7, 23), time_of(14, 30), m, (Pence){123456}, true, -7, SIZE_MAX);
    wrote("23 July 2025|2.30pm|23 July 2025 at 10am|\xc2\xa3"
          "1,234.56|Yes|-7|18446744073709551615|it&#39;s");
    kinds(&view, (Date){0}, (TimeOfDay){0}, (Moment){0}, (Pence){0}, false, 0, 0);
    wrote("|||\xc2\xa3"
          "0.00|No|0|0|it&#39;s");
}

static void VIEW_wrapped_content_is_collected_and_written_once(void **state) {
    (void)state;
    nested(&view, S("<"));
    wrote("<div>&lt;<div><b>&lt;</b></div></div><p>&lt;</p>");
    assert_ptr_equal(view.out, &out);
}

static void VIEW_a_form_carries_the_token(void **state) {
    (void)state;
    token(&view);
    wrote("<form method=\"post\"><input type=\"hidden\" name=\"_csrf\" value=\"t0ken\"></form>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(VIEW_text_and_attributes_are_escaped, begin, end),
        cmocka_unit_test_setup_teardown(VIEW_an_address_begins_as_one_or_is_left_out, begin, end),
        cmocka_unit_test_setup_teardown(VIEW_a_part_of_an_address_stays_one_part, begin, end),
        cmocka_unit_test_setup_teardown(VIEW_values_are_written_by_their_types, begin, end),
        cmocka_unit_test_setup_teardown(VIEW_wrapped_content_is_collected_and_written_once, begin, end),
        cmocka_unit_test_setup_teardown(VIEW_a_form_carries_the_token, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
