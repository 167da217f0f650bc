#include "html_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 512 };
typedef struct {
    Text items[MOST];
    size_t count;
} Names;

static void add(Names *names, Text name) {
    assert_true(names->count < MOST);
    names->items[names->count++] = name;
}

static bool has(const Names *names, Text name) {
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name)) return true;
    return false;
}

static bool is_void(Text name) {
    static const char *const list[] = {"br", "hr", "img", "input", "link", "meta", "path"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (text_equal(name, text_of(list[i]))) return true;
    return false;
}

static Text word(Text t, size_t from, const char *ends) {
    size_t to = from;
    while (to < t.len && !strchr(ends, t.ptr[to])) to++;
    return text_slice(t, from, to - from);
}

/* Ids that are there, and those that are pointed to. */
static void note_attribute(Text name, Text value, Names *ids, Names *wanted) {
    if (text_equal(name, S("id"))) {
        if (has(ids, value)) fail_msg("the id \"%.*s\" stands twice", TEXT_ARG(value));
        add(ids, value);
    } else if (text_equal(name, S("for")) || text_equal(name, S("aria-controls"))) {
        add(wanted, value);
    } else if (text_equal(name, S("aria-describedby")) || text_equal(name, S("aria-labelledby"))) {
        for (Text rest = value, one; text_split(&rest, ' ', &one);) add(wanted, one);
    } else if (text_equal(name, S("href")) && text_starts_with(value, S("#"))) {
        add(wanted, text_slice(value, 1, value.len - 1));
    }
}

/* The attributes of the tag that begins at `at`; returns where it ends. */
static size_t read_attributes(Text page, size_t at, Names *ids, Names *wanted) {
    while (at < page.len && page.ptr[at] != '>') {
        if (strchr(" \n/", page.ptr[at])) {
            at++;
            continue;
        }
        Text name = word(page, at, "= \n>"), value = {0};
        at += name.len;
        if (name.len == 0) fail_msg("a tag at byte %zu is not well-formed", at);
        if (page.ptr[at] == '=') {
            char quote[2] = {page.ptr[at + 1], 0};
            assert_true(*quote == '"' || *quote == '\'');
            value = word(page, at + 2, quote);
            at += value.len + 3;
            assert_false(text_contains(value, S("<")));
        }
        note_attribute(name, value, ids, wanted);
    }
    return at + 1;
}

void html_check(Text page) {
    static Names ids, wanted, open;
    ids.count = wanted.count = open.count = 0;
    for (size_t at = 0; (at = text_find(page, S("<"), at)) != SIZE_MAX;) {
        if (page.ptr[at + 1] == '!') {
            at = text_find(page, S(">"), at) + 1;
            continue;
        }
        bool is_closing = page.ptr[at + 1] == '/';
        Text name = word(page, at + 1 + is_closing, " \n/>");
        at = read_attributes(page, at + 1 + is_closing + name.len, &ids, &wanted);
        if (is_closing) {
            if (open.count == 0 || !text_equal(open.items[open.count - 1], name))
                fail_msg("</%.*s> at byte %zu closes nothing", TEXT_ARG(name), at);
            open.count--;
        } else if (!is_void(name) && page.ptr[at - 2] != '/') { /* of a drawing: closed by itself */
            add(&open, name);
        }
    }
    if (open.count) fail_msg("<%.*s> is not closed", TEXT_ARG(open.items[open.count - 1]));
    for (size_t i = 0; i < wanted.count; i++)
        if (!has(&ids, wanted.items[i])) fail_msg("nothing has the id \"%.*s\"", TEXT_ARG(wanted.items[i]));
}

int times(Text page, const char *part) {
    int count = 0;
    for (size_t at = 0; (at = text_find(page, text_of(part), at)) != SIZE_MAX; at++) count++;
    return count;
}
