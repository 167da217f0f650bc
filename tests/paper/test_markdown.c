/* Markdown: nothing of what is written can become markup, nothing gets lost, nothing takes long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/buffer.h"
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

static void expect_html(const char *markdown, const char *html) {
    assert_string_equal(markdown_to_html(arena, text_of(markdown), 2).markup.ptr, html);
}

static void lines_of_an_item_are_its_paragraphs(void **state) {
    (void)state;
    Buffer out = buffer_new(arena, 100);
    buffer_put(&out, S("- "));
    markdown_put_paragraphs(&out, S("One *star*\n\n two \nthree"), 2);
    buffer_put(&out, S("\n- next\n"));
    assert_string_equal(text_string(arena, buffer_text(&out)), "- One \\*star\\*\n\n  two\n\n  three\n- next\n");
    assert_string_equal(text_string(arena, markdown_to_plain(arena, buffer_text(&out))), "One *star*\ntwo\nthree\nnext");
    Buffer none = buffer_new(arena, 10);
    markdown_put_paragraphs(&none, S(" \n"), 2);
    assert_int_equal(none.len, 0);
}

static void headings_begin_at_the_level_asked_for_and_stop_at_six(void **state) {
    (void)state;
    expect_html("# One\n## Two", "<h2 class=\"govuk-heading-m\">One</h2>\n<h3 class=\"govuk-heading-s\">Two</h3>\n");
    assert_string_equal(markdown_to_html(arena, S("# 4\n## 5\n### 6\n#### 7"), 4).markup.ptr,
        "<h4 class=\"govuk-heading-s\">4</h4>\n<h5 class=\"govuk-heading-s\">5</h5>\n<h6 class=\"govuk-heading-s\">6</h6>\n<h6 "
        "class=\"govuk-heading-s\">7</h6>\n");
}

static void no_level_of_heading_is_left_out(void **state) {
    (void)state;
    expect_html("## One\n#### Two\n### Three\n## Four",
        "<h2 class=\"govuk-heading-m\">One</h2>\n<h3 class=\"govuk-heading-s\">Two</h3>\n"
        "<h3 class=\"govuk-heading-s\">Three</h3>\n<h2 class=\"govuk-heading-m\">Four</h2>\n");
}

static void paragraphs_and_emphasis_take_the_page_classes(void **state) {
    (void)state;
    expect_html("A *b* **c** `d`\nnext", "<p class=\"govuk-body\">A <em>b</em> <strong>c</strong> <code>d</code>\nnext</p>\n");
}

static void raw_html_is_shown_as_text(void **state) {
    (void)state;
    expect_html("<b onclick=\"x()\">hi</b> & 'you'",
        "<p class=\"govuk-body\">&lt;b onclick=&quot;x()&quot;&gt;hi&lt;/b&gt; &amp; &#39;you&#39;</p>\n");
    expect_html("<script>alert(1)</script>", "<p class=\"govuk-body\">&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    expect_html("<!-- c -->", "<p class=\"govuk-body\">&lt;!-- c --&gt;</p>\n");
}

static void links_go_to_the_web_to_mail_and_to_this_site_only(void **state) {
    (void)state;
    expect_html("[a](https://example.org/?a=1&b=2)",
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"https://example.org/?a=1&amp;b=2\">a</a></p>\n");
    expect_html(
        "[a](mailto:clerk@example.org)", "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"mailto:clerk@example.org\">a</a></p>\n");
    expect_html("[a](/meetings/1)", "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/meetings/1\">a</a></p>\n");
    static const char *const refused[] = {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//example.org",
        "/&#9;/example.org", "/\\\\example.org", "vbscript:x", "file:///etc/passwd", "&#1;javascript:alert(1)", "ftp://example.org",
        "java&#10;script:x", "https:", "#here"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Text html = markdown_to_html(arena, text_format(arena, "[words](%s)", refused[i]), 2).markup;
        if (text_contains(html, S("href"))) fail_msg("%s became %s", refused[i], html.ptr);
        assert_true(text_contains(html, S("words")));
    }
}

static void bare_addresses_become_links(void **state) {
    (void)state;
    assert_true(text_contains(markdown_to_html(arena, S("See https://example.org/a."), 2).markup, S("href=\"https://example.org/a\"")));
}

static void pictures_become_their_words(void **state) {
    (void)state;
    expect_html("![A map](https://example.org/m.png)", "<p class=\"govuk-body\">A map</p>\n");
}

static void lists_nest_and_number(void **state) {
    (void)state;
    expect_html("- a\n  1. b\n- c", "<ul class=\"govuk-list govuk-list--bullet\">\n<li>a\n<ol class=\"govuk-list "
                                    "govuk-list--number\">\n<li>b</li>\n</ol>\n</li>\n<li>c</li>\n</ul>\n");
    assert_true(
        text_contains(markdown_to_html(arena, S("4. a\n5. b"), 2).markup, S("<ol class=\"govuk-list govuk-list--number\" start=\"4\">")));
}

static void tables_have_header_cells_with_scope(void **state) {
    (void)state;
    expect_html("| a | b |\n|---|--:|\n| c | 1 |",
        "<div class=\"quorate-table-scroll\" tabindex=\"0\"><table class=\"govuk-table\">\n<thead class=\"govuk-table__head\">\n<tr "
        "class=\"govuk-table__row\">\n"
        "<th scope=\"col\" class=\"govuk-table__header\">a</th>\n<th scope=\"col\" class=\"govuk-table__header "
        "govuk-table__header--numeric\">b</th>\n"
        "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n<tr class=\"govuk-table__row\">\n<td class=\"govuk-table__cell\">c</td>\n"
        "<td class=\"govuk-table__cell govuk-table__cell--numeric\">1</td>\n</tr>\n</tbody>\n</table></div>\n");
}

static void strikethrough_is_left_as_written(void **state) {
    (void)state;
    expect_html("~~a~~", "<p class=\"govuk-body\">~~a~~</p>\n");
}

static void plain_words_hold_all_that_is_shown(void **state) {
    (void)state;
    Text plain = markdown_to_plain(arena,
        S("# Head\n\nA **b** [c](https://example.org/x) <i>raw</i>\n\n| k | l |\n|---|---|\n| m | n |\n\n```\ncode\n```\n![alt](/p.png)"));
    static const char *const words[] = {"Head", "A b c (https://example.org/x)", "<i>raw</i>", "k l", "m n", "code", "alt"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!text_contains(plain, text_of(words[i]))) fail_msg("\"%s\" is not in: %s", words[i], plain.ptr);
    assert_false(text_contains(plain, S("**")));
}

static Text repeated(const char *piece, size_t total) {
    Buffer all = buffer_new(arena, total + 64);
    while (all.len < total) buffer_put(&all, text_of(piece));
    return buffer_text(&all);
}

static double seconds_for(Text markdown) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    Html html = markdown_to_html(arena, markdown, 2);
    Text plain = markdown_to_plain(arena, markdown);
    clock_gettime(CLOCK_MONOTONIC, &b);
    assert_true(html.markup.len >= plain.len / 2);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void hostile_texts_take_no_long_time(void **state) {
    (void)state;
    static const char *const pieces[] = {">", "> ", "- ", "1. ", "*", "_", "**a ", "[", "![", "[a](", "![[]()", "`", "``a ", "<", "<a ",
        "&", "|", "|-", "\n|", "| a\n", "www.", "http://", "a@b.c ", "a_@", "\\", "\n\n> ", "- a\n  ", "*a_b ", "]", "[]: <", "[a]: b\n",
        "~", ":-", "</", "<!--", "<?", "\t", "@", "_a__"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double seconds = seconds_for(repeated(pieces[i], 100000));
        if (seconds > 6) fail_msg("100 kB of \"%s\" take %.1f s", pieces[i], seconds);
        arena_reset(arena);
    }
}

static void what_is_too_deep_or_too_long_is_shown_plainly_and_whole(void **state) {
    (void)state;
    Text deep = text_join(arena, repeated("> ", 1000), S("inmost <b>\n\nafter"));
    Text html = markdown_to_html(arena, deep, 2).markup;
    assert_true(text_contains(html, S("inmost &lt;b&gt;")));
    assert_true(text_contains(html, S("<p class=\"govuk-body\">after</p>")));
    assert_false(text_contains(html, S("<blockquote")));
    Text large = text_join(arena, repeated("# word\n", MARKDOWN_MAX + 1), S("last"));
    html = markdown_to_html(arena, large, 2).markup;
    assert_true(text_contains(html, S("# word")));
    assert_true(text_contains(html, S("last")));
}

static void a_long_line_across_is_still_a_line_across(void **state) {
    (void)state;
    assert_true(text_starts_with(markdown_to_html(arena, repeated("- ", 300), 2).markup, S("<hr ")));
}

/* ---- What a reader marks ---- */

static Html marked(const char *markdown, const char *paragraph, const char *quote, bool *found) {
    MarkedPassage passage = {text_of(paragraph), text_of(quote), 7};
    return markdown_mark(arena, markdown_to_html(arena, text_of(markdown), 2), (MarkedPassages){&passage, 1}, found);
}

static void expect_mark(const char *markdown, const char *quote, const char *part) {
    bool found = false;
    Text html = marked(markdown, "", quote, &found).markup;
    if (!found || !text_contains(html, text_of(part))) fail_msg("\"%s\" is not in %.*s", part, TEXT_ARG(html));
}

static void numbered_paragraphs_have_addresses(void **state) {
    (void)state;
    Html html =
        markdown_mark(arena, markdown_to_html(arena, S("# 1.0 Start\n\n1.1 First\n\n1.10 Tenth\n\n1.1 Again\n\n12 plain\n\n1.2.3 deep"), 2),
            (MarkedPassages){0}, NULL);
    assert_true(text_contains(html.markup, S("<h2 class=\"govuk-heading-m\" id=\"paragraph-1-0\">1.0 Start</h2>")));
    assert_true(text_contains(html.markup, S("<p class=\"govuk-body\" id=\"paragraph-1-1\">1.1 First</p>")));
    assert_true(text_contains(html.markup, S("<p class=\"govuk-body\" id=\"paragraph-1-10\">1.10 Tenth</p>")));
    assert_true(text_contains(html.markup, S("<p class=\"govuk-body\">1.1 Again</p>"))); /* no address twice */
    assert_true(text_contains(html.markup, S("<p class=\"govuk-body\">12 plain</p>")));
    assert_true(text_contains(html.markup, S("<p class=\"govuk-body\">1.2.3 deep</p>")));
}

static void marks_never_cross_a_tag(void **state) {
    (void)state;
    expect_mark("one two three", "two", "one <mark class=\"quorate-mark\" id=\"note-7\">two</mark> three");
    expect_mark("one *two* three", "one two three",
        "<mark class=\"quorate-mark\" id=\"note-7\">one </mark><em><mark class=\"quorate-mark\">two</mark></em><mark "
        "class=\"quorate-mark\"> three</mark>");
    expect_mark("one\ntwo   three", " one two\n three ", "<mark class=\"quorate-mark\" id=\"note-7\">one\ntwo   three</mark>");
    expect_mark("first\n\n- second\n- third", "first second third",
        "<p class=\"govuk-body\"><mark class=\"quorate-mark\" id=\"note-7\">first</mark></p>\n<ul class=\"govuk-list "
        "govuk-list--bullet\">\n<li><mark");
    expect_mark("a < b & \"c\"", "< b & \"c\"", "a <mark class=\"quorate-mark\" id=\"note-7\">&lt; b &amp; &quot;c&quot;</mark>");
    expect_mark("| a | b |\n| - | - |\n| 1 | 2 |", "1\t2", "<mark class=\"quorate-mark\" id=\"note-7\">1</mark></td>");
    expect_mark("see [the *page*](/x \"t\") now", "page now", "<mark class=\"quorate-mark\" id=\"note-7\">page</mark></em></a>");
}

static void a_passage_is_looked_for_from_its_paragraph_on(void **state) {
    (void)state;
    bool found = false;
    Text html = marked("1.1 The same words.\n\n1.2 The same words.", "1.2", "same words", &found).markup;
    assert_true(text_contains(html, S("1.1 The same words.</p>")));
    assert_true(text_contains(html, S("1.2 The <mark")));
    marked("1.1 Words.", "9.9", "Words", &found);
    assert_true(found);
    html = marked("1.1 Words.", "1.1", "other words", &found).markup;
    assert_false(found);
    assert_false(text_contains(html, S("<mark")));
    html = marked("<b>no</b>", "", "<script>alert(1)</script>", &found).markup;
    assert_false(found || text_contains(html, S("<script")));
    assert_int_equal(markdown_mark(arena, (Html){S("")}, (MarkedPassages){0}, NULL).markup.len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(lines_of_an_item_are_its_paragraphs),
        T(headings_begin_at_the_level_asked_for_and_stop_at_six),
        T(no_level_of_heading_is_left_out),
        T(paragraphs_and_emphasis_take_the_page_classes),
        T(raw_html_is_shown_as_text),
        T(links_go_to_the_web_to_mail_and_to_this_site_only),
        T(bare_addresses_become_links),
        T(pictures_become_their_words),
        T(lists_nest_and_number),
        T(tables_have_header_cells_with_scope),
        T(strikethrough_is_left_as_written),
        T(plain_words_hold_all_that_is_shown),
        T(hostile_texts_take_no_long_time),
        T(what_is_too_deep_or_too_long_is_shown_plainly_and_whole),
        T(a_long_line_across_is_still_a_line_across),
        T(numbered_paragraphs_have_addresses),
        T(marks_never_cross_a_tag),
        T(a_passage_is_looked_for_from_its_paragraph_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
