/* The view compiler: what it writes, against golden files, and every kind of markup that it refuses, with line and column.
 * After a wanted change: QUORATE_WRITE_GOLDEN=1 tests/tools/test_viewgen, and read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* VIEWGEN and FOLDER come from meson.build. */

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("%s cannot be read", path);
    char *text = NULL;
    size_t capacity = 0;
    if (getdelim(&text, &capacity, '\0', file) < 0) text = calloc(1, 1);
    fclose(file);
    return text;
}

static void write_whole(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void compare_with_golden(const char *made, const char *golden) {
    char *actual = read_whole(made);
    if (getenv("QUORATE_WRITE_GOLDEN")) write_whole(golden, actual);
    char *expected = read_whole(golden);
    assert_string_equal(actual, expected);
    free(actual);
    free(expected);
}

/* Runs viewgen in `from`; its exit code, and the first line of what it said. */
static int compile(const char *from, const char *input, const char *folder, char said[512]) {
    char command[2048];
    snprintf(command, sizeof command, "cd '%s' && '%s' '%s' '%s/o.view.h' '%s/o.view.c' 2>&1", from, VIEWGEN, input, folder, folder);
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
    if (asprintf(&folder, "%s/viewgen.XXXXXX", work ? work : "/tmp") < 0) return 1;
    *state = folder;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state) {
    static const char *const names[] = {"o.view.h", "o.view.c", "i.view.html"};
    char path[1024];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", (char *)*state, names[i]);
        unlink(path);
    }
    rmdir(*state);
    free(*state);
    return 0;
}

static void VIEWGEN_writes_what_the_golden_files_hold(void **state) {
    char said[512], path[1024];
    assert_int_equal(compile(FOLDER "/viewgen", "inn.view.html", *state, said), 0);
    assert_string_equal(said, "");
    snprintf(path, sizeof path, "%s/o.view.h", (char *)*state);
    compare_with_golden(path, FOLDER "/viewgen/inn.view.h.golden");
    snprintf(path, sizeof path, "%s/o.view.c", (char *)*state);
    compare_with_golden(path, FOLDER "/viewgen/inn.view.c.golden");
}

typedef struct {
    const char *body, *said;
} Case; /* body stands in a view from line 2 on; said without the file's name */

static int compile_body(const char *body, const char *folder, char said[512]) {
    char path[1024], text[2048];
    snprintf(path, sizeof path, "%s/i.view.html", folder);
    snprintf(text, sizeof text, "{{ view v(Text x, bool b, L list) }}\n%s{{ end }}\n", body);
    write_whole(path, text);
    return compile(folder, "i.view.html", folder, said);
}

static void refuses(void **state, const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char said[512], expected[512];
        int code = compile_body(cases[i].body, *state, said);
        snprintf(expected, sizeof expected, "i.view.html:%s", cases[i].said);
        if (code != 1 || strncmp(said, expected, strlen(expected)))
            fail_msg("%s\n  gave %d \"%s\"\n  not  \"%s\"", cases[i].body, code, said, expected);
    }
}
#define REFUSES(...)                                                                                                                       \
    do {                                                                                                                                   \
        const Case cases[] = {__VA_ARGS__};                                                                                                \
        refuses(state, cases, sizeof cases / sizeof *cases);                                                                               \
    } while (0)

static void accepts(void **state, const char *const *bodies) {
    for (; *bodies; bodies++) {
        char said[512];
        if (compile_body(*bodies, *state, said) != 0) fail_msg("%s\n  was refused: %s", *bodies, said);
    }
}
#define ACCEPTS(...) accepts(state, (const char *const[]){__VA_ARGS__, NULL})

static void VIEWGEN_refuses_expressions_where_nothing_escapes(void **state) {
    REFUSES({"<script>var a = {{ x }};</script>", "2:17: error: an expression cannot stand in a script or style"},
        {"<style>\n a { color: {{ x }} }</style>", "3:13: error: an expression cannot stand in a script or style"},
        {"<!-- {{ x }} -->", "2:6: error: an expression cannot stand in a comment"},
        {"<p class={{ x }}></p>", "2:10: error: an expression cannot stand in an attribute without quotes"},
        {"<{{ x }}></p>", "2:1: error: write &lt; for a < that begins no tag"},
        {"<h{{ x }}></h1>", "2:3: error: an expression cannot stand in the name of a tag"},
        {"<p {{ x }}></p>", "2:4: error: an expression cannot stand in the name of an attribute"},
        {"<p data-{{ x }}=\"a\"></p>", "2:9: error: an expression cannot stand in the name of an attribute"},
        {"<p onclick=\"go({{ x }})\"></p>", "2:16: error: an expression cannot stand in the attribute onclick"},
        {"<p ONmouseover='{{ x }}'></p>", "2:17: error: an expression cannot stand in the attribute onmouseover"},
        {"<p style=\"color: {{ x }}\"></p>", "2:18: error: an expression cannot stand in the attribute style"},
        {"<iframe srcdoc=\"{{ x }}\"></iframe>", "2:17: error: an expression cannot stand in the attribute srcdoc"},
        {"<img alt=\"\" srcset=\"{{ x }}\">", "2:21: error: an expression cannot stand in the attribute srcset"},
        {"<meta http-equiv=\"refresh\" content=\"{{ x }}\">", "2:44: error: an expression cannot stand in a <meta http-equiv>"},
        {"<!DOCTYPE {{ x }}>", "2:11: error: an expression cannot stand in a declaration"});
}

static void VIEWGEN_refuses_addresses_that_run_or_are_pieced_together(void **state) {
    REFUSES({"<a href=\"javascript:x()\">a</a>", "2:24: error: an address that runs as a program"},
        {"<a href=\" JavaScript:{{ x }}\">a</a>", "2:29: error: an address that runs as a program"},
        {"<a href=\"{{ if b }}/a{{ end }}{{ x }}\">a</a>", "2:31: error: this may begin the address or go on with it"});
    ACCEPTS("<a href=\"{{ x }}\">a</a>", "<a href=\"/a/{{ x }}?b={{ x }}\">a</a>",
        "<a href=\"{{ if b }}/a{{ else }}/b{{ end }}/{{ x }}\">a</a>", "<a href=\"{{ if b }}/a{{ end }}/{{ x }}\">a</a>");
}

static void VIEWGEN_holds_that_a_post_form_carries_the_token(void **state) {
    REFUSES({"<form method=\"post\"><button>a</button></form>", "2:1: error: a form with method=\"post\" needs {{ csrf }}"},
        {"<p>a</p><form\n METHOD='POST'></form>", "2:9: error: a form with method=\"post\" needs {{ csrf }}"},
        {"<form method=\"post\">{{ if b }}{{ csrf }}{{ end }}</form>", "2:1: error: a form with method=\"post\" needs {{ csrf }}"},
        {"<form method=\"post\">{{ each l in list }}{{ csrf }}{{ end }}</form>",
            "2:1: error: a form with method=\"post\" needs {{ csrf }}"},
        {"<form>{{ csrf }}</form>", "2:7: error: {{ csrf }} stands in a form with method=\"post\" only"},
        {"{{ csrf }}", "2:1: error: {{ csrf }} stands in a form with method=\"post\" only"},
        {"<form method=\"{{ x }}\"></form>", "2:15: error: an expression cannot stand in the attribute method"},
        {"<form {{ if b }}method=\"post\"{{ end }}></form>", "2:29: error: the method of a form cannot depend on an {{ if }}"},
        {"<form><button formmethod=\"post\">a</button></form>", "2:31: error: formmethod is not used here"},
        {"<form><form></form></form>", "2:7: error: a form inside a form"});
    ACCEPTS("<form method=\"post\">{{ csrf }}</form>", "<form method=\"post\">{{ wrap w() }}{{ csrf }}{{ end }}</form>",
        "<form method=\"get\"></form>");
}

static void VIEWGEN_holds_that_blocks_leave_the_markup_as_they_found_it(void **state) {
    REFUSES({"<p>a", "2:1: error: <p> is not closed in its block"},
        {"<p>a</div>", "2:5: error: </div> stands where <p> of line 2 must be closed first"},
        {"a</div>", "2:2: error: </div> closes nothing"}, {"{{ if b }}<p>{{ end }}</p>", "2:11: error: <p> is not closed in its block"},
        {"<p>{{ if b }}</p>{{ end }}", "2:14: error: </p> closes nothing that was opened in this block"},
        {"{{ if b }}<p{{ end }}>a</p>", "2:13: error: the markup must be in the same place at the end of each branch"},
        {"<p class=\"{{ if b }}a\"{{ end }}>a</p>", "2:23: error: the markup must be in the same place"},
        {"<p {{ if b }}>{{ end }}a</p>", "2:15: error: the markup must be in the same place"},
        {"<br></br>", "2:5: error: <br> has no end tag"}, {"<div/>", "2:1: error: <div /> is not closed by its /"},
        {"<p class=a>b</p>", "2:10: error: the value of class must stand in quotes"},
        {"<p {{ if b }}da{{ end }}ta>b</p>", "2:25: error: a space must stand before this attribute"},
        {"<p a=\"b\"c=\"d\">e</p>", "2:9: error: a space must stand before this attribute"}, {"a < b", "2:3: error: write &lt;"},
        {"<p title=\"{{ if b }}\" onclick=\"{{ end }}a{{ x }}\"></p>", "2:32: error: the markup must be in the same place"},
        {"<p {{ if b }}><a {{ end }}>a</a></p>", "2:18: error: the markup must be in the same place"},
        {"<p {{ if b }}title=\"{{ else }}onclick=\"{{ end }}a{{ x }}\"></p>", "2:21: error: the markup must be in the same place"},
        {"<p {{ each l in list }}a{{ end }}></p>", "2:24: error: a space must stand before this attribute"},
        {"<a href=\"{{ each l in list }}{{ *l }}{{ end }}\">a</a>", "2:30: error: this may begin the address or go on with it"},
        {"{{ wrap w() }}<p{{ end }}>", "2:17: error:"}, {"<p {{ wrap w() }}{{ end }}>a</p>", "2:4: error: {{ wrap }} cannot stand in"},
        {"<p class=\"{{ use w() }}\">a</p>", "2:11: error: a view writes markup"},
        {"<textarea>{{ use w() }}</textarea>", "2:11: error: a view writes markup"});
    ACCEPTS("<p {{ if b }}hidden{{ end }}>a</p>", "<p{{ if b }} hidden{{ end }}>a</p>", "<p class=\"a{{ if b }} c{{ end }}\">a</p>",
        "{{ if b }}<p>a</p>{{ else }}<br>{{ end }}", "<title>{{ x }} > <b></title>", "<script src=\"{{ x }}\"></script>",
        "<p>a &amp; b</p>");
}

static void VIEWGEN_says_where_a_mark_is_wrong(void **state) {
    REFUSES({"{{ if b }}", "1:1: error: this block has no {{ end }}"}, {"{{ else }}", "2:1: error: there is no {{ if }} to go with this"},
        {"{{ if b }}{{ else }}{{ else }}{{ end }}", "2:21: error: there is no {{ if }}"}, {"{{ }}", "2:1: error: an empty mark"},
        {"{{ if }}a{{ end }}", "2:1: error: {{ if }} needs a condition"},
        {"{{ each l of list }}{{ end }}", "2:1: error: write {{ each NAME in LIST }}"},
        {"{{ let 3 }}", "2:1: error: write {{ let NAME = EXPRESSION }}"},
        {"{{ use w }}", "2:1: error: here must stand a name and its arguments"},
        {"{{ view w() }}{{ end }}", "2:1: error: a view inside a view"},
        {"{{ include \"a.h\" }}", "2:1: error: {{ include }} stands at the top"}, {"é é {{ x", "2:5: error: this mark has no }}"},
        {"{{ \"a }}", "2:1: error: a quote in this mark is not closed"}, {"{{ end }}<p>", "2:10: error: markup outside a view"},
        {"{{ end }}{{ x }}", "2:10: error: outside a view"});
    ACCEPTS("{{ f((T){.a = {1}}) }}", "{{ x /* }} */ }}", "{{# it's a \"comment }}", "{{ f(\"}}\") }}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(VIEWGEN_writes_what_the_golden_files_hold, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(VIEWGEN_refuses_expressions_where_nothing_escapes, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(VIEWGEN_refuses_addresses_that_run_or_are_pieced_together, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(VIEWGEN_holds_that_a_post_form_carries_the_token, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(VIEWGEN_holds_that_blocks_leave_the_markup_as_they_found_it, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(VIEWGEN_says_where_a_mark_is_wrong, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
