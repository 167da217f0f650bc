/* What browsers and others send: queries, plain forms, multipart forms, and what of it reaches a handler. */
#include "web/form_body.h"
#include "web/inputs.h"
#include "web/multipart.h"
#include "web_test.h"

/* ---- Percent-encoding ---- */

static void a_query_is_decoded(void **state) {
    FormValues values;
    assert_fine(urlencoded_read(*state, S("a=1&b=two+words&c=%C3%A9%26&d&=x&a=2&&e=%zz%4"), &values));
    static const char *const wanted[][2] = {
        {"a", "1"}, {"b", "two words"}, {"c", "\xc3\xa9&"}, {"d", ""}, {"", "x"}, {"a", "2"}, {"e", "%zz%4"}};
    assert_int_equal(values.count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_text(values.items[i].name, text_of(wanted[i][0]));
        assert_text(values.items[i].value, text_of(wanted[i][1]));
    }
}

static void text_that_is_not_utf8_is_refused(void **state) {
    static const char *const wrong[] = {"a=%ff", "a=%c3", "a=%ed%a0%80", "a=%00", "%ff=a", "a=%c0%af", "a=%f5%80%80%80", "a=\xe9"};
    FormValues values;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_error(urlencoded_read(*state, text_of(wrong[i]), &values), ERROR_INPUT);
}

static void too_many_or_too_long_names_are_refused(void **state) {
    Buffer raw = buffer_new(*state, 8192);
    FormValues values;
    for (int i = 0; i < 1000; i++) buffer_put(&raw, S("x=1&"));
    assert_fine(urlencoded_read(*state, buffer_text(&raw), &values));
    assert_int_equal(values.count, 1000);
    buffer_put(&raw, S("x=1"));
    assert_error(urlencoded_read(*state, buffer_text(&raw), &values), ERROR_INPUT);
    Buffer name = buffer_new(*state, 300);
    for (int i = 0; i < 201; i++) buffer_put_char(&name, 'n');
    assert_error(urlencoded_read(*state, buffer_text(&name), &values), ERROR_INPUT);
}

static void a_path_is_decoded_or_is_none_of_ours(void **state) {
    Text path;
    assert_fine(path_decode(*state, S("/a%20b/%C3%A9"), &path));
    assert_text(path, S("/a b/\xc3\xa9"));
    static const char *const wrong[] = {"/a%2fb", "/a%2Fb", "/%00", "/%zz", "/%", "/%4", "/%ff", "/%0a", "/a%7f"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_error(path_decode(*state, text_of(wrong[i]), &path), ERROR_NOT_FOUND);
}

/* ---- Multipart ---- */

/* Writes down what the parser hands on: "<name|file|type>content." */
typedef struct {
    Buffer out;
} Heard;

static Error *hear_begin(void *context, const MultipartHead *head) {
    Buffer *out = &((Heard *)context)->out;
    buffer_putf(
        out, "<%.*s|%.*s%s|%.*s>", TEXT_ARG(head->name), TEXT_ARG(head->file_name), head->is_file ? "" : "-", TEXT_ARG(head->media_type));
    return NULL;
}
static Error *hear_data(void *context, Text bytes) {
    assert_true(bytes.len > 0);
    buffer_put(&((Heard *)context)->out, bytes);
    return NULL;
}
static Error *hear_end(void *context) {
    buffer_put(&((Heard *)context)->out, S("."));
    return NULL;
}

static Error *parse(Arena *arena, Text boundary, Text body, size_t split, size_t piece, Text *heard) {
    Heard h = {buffer_new(arena, 256)};
    Multipart *m = multipart_new(arena, boundary, (MultipartSink){&h, hear_begin, hear_data, hear_end});
    Error *error = NULL;
    for (size_t at = 0; at < body.len && !error;) {
        size_t n = at == 0 && split ? split : piece;
        error = multipart_feed(m, text_slice(body, at, n));
        at += n;
    }
    if (!error) error = multipart_finish(m);
    *heard = buffer_text(&h.out);
    return error;
}

static const char form[] =
    "preamble that nobody reads\r\n--B0u\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nOne\r\ntwo\r\n--B0\r\n-- "
    "\r\r\n--B0\r\n--B0u \t\r\n"
    "content-disposition: Form-Data; name=paper; filename=\"A%22b\\\"\xc3\xa9.pdf\"\r\nContent-Type: application/pdf\r\nX-Other: "
    "y\r\n\r\n%PDF\r\n--B0\r\n--B0u\r\n"
    "Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--B0u\r\nContent-Disposition: form-data; name=\"none\"\r\n\r\n--B0u\r\n"
    "Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--B0u--\r\nepilogue --B0u";
static const char heard_of_form[] =
    "<title|-|>One\r\ntwo\r\n--B0\r\n-- \r\r\n--B0.<paper|A\"b\"\xc3\xa9.pdf|application/pdf>%PDF\r\n--B0.<empty|-|>.<none|-|>.<file||>.";

static void multipart_is_the_same_however_it_is_split(void **state) {
    Arena *arena = *state;
    Text body = text_of(form), heard;
    for (size_t split = 1; split < body.len; split++) { /* in two, at every offset */
        arena_reset(arena);
        assert_fine(parse(arena, S("B0u"), body, split, body.len, &heard));
        assert_text(heard, text_of(heard_of_form));
    }
    for (size_t piece = 1; piece < 40; piece++) {
        arena_reset(arena);
        assert_fine(parse(arena, S("B0u"), body, 0, piece, &heard));
        assert_text(heard, text_of(heard_of_form));
    }
}

static void multipart_may_begin_with_its_boundary_and_end_without_a_line_end(void **state) {
    Text heard;
    assert_fine(parse(*state, S("x"), S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--"), 0, 1000, &heard));
    assert_text(heard, S("<a|-|>1."));
    assert_fine(parse(*state, S("x"), S("--x--\r\n"), 0, 1000, &heard)); /* no part at all */
    assert_text(heard, S(""));
    assert_fine(parse(*state, S("x"), S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n\r\n--\r\n--x--"), 0, 1000, &heard));
    assert_text(heard, S("<a|-|>\r\n\r\n--."));
}

static void multipart_that_is_malformed_is_refused(void **state) {
    Arena *arena = *state;
    Buffer huge = buffer_new(arena, 8192), long_name = buffer_new(arena, 4096);
    buffer_put(&huge, S("--x\r\nX-Filler: "));
    for (int i = 0; i < 5000; i++) buffer_put_char(&huge, 'h');
    buffer_put(&huge, S("\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--"));
    buffer_put(&long_name, S("--x\r\nContent-Disposition: form-data; name=\""));
    for (int i = 0; i < 201; i++) buffer_put_char(&long_name, 'n');
    buffer_put(&long_name, S("\"\r\n\r\n1\r\n--x--"));
    const Text wrong[] = {
        S(""),
        S("--x"),
        S("--x\r\n"),
        S("nothing at all"),
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"), /* no end */
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x"),
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x-"),
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xy\r\n--x--"), /* text behind a boundary */
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\n\n1\r\n--x--"),             /* bare line ends */
        S("--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--"),                     /* no name */
        S("--x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--x--"),
        S("--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--x--"), /* an open quote */
        S("--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x--"),
        S("--x\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--x--"), /* not UTF-8 */
        S("--x\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\n1\r\n--x--"), /* NUL */
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--x--"),
        S("--x\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n--x--"), /* folded */
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; "
          "boundary=y\r\n\r\n--y--\r\n--x--"), /* nested */
        S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--x--"),
        S("--x\r\n\r\n1\r\n--x--"),
        S("--x\r\nno colon\r\n\r\n1\r\n--x--"),
        buffer_text(&huge),
        buffer_text(&long_name),
    };
    Text heard;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        for (size_t piece = 1; piece < 2000; piece *= 7) {
            Error *error = parse(arena, S("x"), wrong[i], 0, piece, &heard);
            if (!error) fail_msg("form %zu in pieces of %zu was not refused: %.*s", i, piece, TEXT_ARG(heard));
            assert_int_equal(error->kind, ERROR_INPUT);
        }
}

static void multipart_with_too_many_parts_is_refused(void **state) {
    Buffer body = buffer_new(*state, 100000);
    for (int i = 0; i < 1001; i++) buffer_put(&body, S("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"));
    buffer_put(&body, S("--x--"));
    Text heard;
    assert_error(parse(*state, S("x"), buffer_text(&body), 0, 100000, &heard), ERROR_INPUT);
}

static void a_boundary_is_taken_from_the_content_type(void **state) {
    (void)state;
    Text boundary;
    assert_true(multipart_boundary(S("multipart/form-data; boundary=abc"), &boundary));
    assert_text(boundary, S("abc"));
    assert_true(multipart_boundary(S("Multipart/Form-Data; charset=utf-8; Boundary=\"a b=c\""), &boundary));
    assert_text(boundary, S("a b=c"));
    static const char *const wrong[] = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
        "multipart/mixed; boundary=a", "multipart/form-data; boundary=a\rb", "multipart/form-data; boundary=\"a \"",
        "application/x-www-form-urlencoded; boundary=a", "",
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
        "multipart/form-data; boundary=a\"b"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (multipart_boundary(text_of(wrong[i]), &boundary)) fail_msg("%s", wrong[i]);
}

/* ---- What reaches a handler ---- */

static const Input inputs[] = {{"title", INPUT_TEXT, 10}, {"notes", INPUT_LONG, 20}, {"count", INPUT_INT, 0}, {"day", INPUT_DATE, 0},
    {"tick", INPUT_MANY, 0}, {"secret", INPUT_EXACT, 0}, {0}};
static const Route door = {.method = POST, .path = "/x", .inputs = inputs, .form = &account_record};

static Text taken(Arena *arena, const char *raw) {
    FormValues sent, values;
    Text csrf = {0};
    assert_fine(urlencoded_read(arena, text_of(raw), &sent));
    assert_fine(inputs_take(arena, &door, sent, &values, &csrf, NULL));
    Buffer out = buffer_new(arena, 100);
    for (size_t i = 0; i < values.count; i++)
        buffer_putf(&out, "%.*s=%.*s;", TEXT_ARG(values.items[i].name), TEXT_ARG(values.items[i].value));
    if (csrf.len) buffer_putf(&out, "token %.*s", TEXT_ARG(csrf));
    return buffer_text(&out);
}

static void only_declared_inputs_reach_the_handler(void **state) {
    assert_text(taken(*state, "title=a&other=b&_csrf=t&notice=saved"), S("title=a;token t"));
    assert_text(taken(*state, "title=a&title=b&tick=1&tick=2"), S("title=a;tick=1;tick=2;"));
    assert_text(taken(*state, "day-day=1&day-month=2&day-year=3&day-hour=4&day=x"), S("day-day=1;day-month=2;day-year=3;day=x;"));
    assert_text(taken(*state, "title=++a%0d%0ab%09c++&secret=++p+"), S("title=a b c;secret=  p ;"));
    assert_text(taken(*state, "notes=a%0d%0ab"), S("notes=a\nb;"));
    assert_text(taken(*state, "title=J%08o%e2%80%aee"), S("title=Joe;")); /* nothing that is not seen and turns names round */
    /* fields of the record, but not those that only the program sets */
    assert_text(taken(*state, "email=a&roles=clerk&roles=member&version=3&password_hash=x&id=9&person=5"),
        S("email=a;roles=clerk;roles=member;version=3;"));
}

static void inputs_against_their_kind_are_refused(void **state) {
    static const char *const wrong[] = {
        "title=12345678901", "count=one", "count=1.5", "count=99999999999999999999", "notes=123456789012345678901"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        FormValues sent, values;
        assert_fine(urlencoded_read(*state, text_of(wrong[i]), &sent));
        assert_error(inputs_take(*state, &door, sent, &values, NULL, NULL), ERROR_INPUT);
    }
    assert_text(taken(*state, "title=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9&count=-3"),
        S("title=\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9;count=-3;")); /* ten characters, not bytes */
}

static void texts_that_are_too_long_are_given_back_and_passwords_are_not(void **state) {
    FormValues sent, values;
    Text csrf = {0};
    KeptTexts kept = {0};
    assert_fine(
        urlencoded_read(*state, S("title=12345678901&notes=short&secret=p&count=1&tick=a&_csrf=t&notes=123456789012345678901"), &sent));
    Error *error = inputs_take(*state, &door, sent, &values, &csrf, &kept);
    assert_error(error, ERROR_INPUT);
    assert_true(text_contains(error->sentence, S("has 11 characters and may have at most 10")));
    assert_false(text_contains(error->sentence, S("title"))); /* that is our name for it, not theirs */
    assert_text(csrf, S("t"));                                /* it came behind what is too long */
    assert_int_equal(kept.count, 2);
    assert_text(kept.items[0].value, S("12345678901"));
    assert_int_equal(kept.items[0].characters, 11);
    assert_int_equal(kept.items[0].most, 10);
    assert_text(kept.items[1].value, S("short"));
    assert_int_equal(kept.items[1].most, 0);
    Buffer secret = buffer_new(*state, 512);
    buffer_put(&secret, S("notes=fine&secret="));
    for (int i = 0; i < 201; i++) buffer_put(&secret, S("p"));
    assert_fine(urlencoded_read(*state, buffer_text(&secret), &sent));
    assert_error(inputs_take(*state, &door, sent, &values, &csrf, &kept), ERROR_INPUT);
    for (size_t i = 0; i < kept.count; i++) assert_false(text_contains(kept.items[i].value, S("ppp")));
    kept = (KeptTexts){0};
    assert_fine(urlencoded_read(*state, S("title=a&notes=b"), &sent));
    assert_fine(inputs_take(*state, &door, sent, &values, &csrf, &kept));
    assert_int_equal(kept.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_query_is_decoded),
        TEST(text_that_is_not_utf8_is_refused),
        TEST(too_many_or_too_long_names_are_refused),
        TEST(a_path_is_decoded_or_is_none_of_ours),
        TEST(multipart_is_the_same_however_it_is_split),
        TEST(multipart_may_begin_with_its_boundary_and_end_without_a_line_end),
        TEST(multipart_that_is_malformed_is_refused),
        TEST(multipart_with_too_many_parts_is_refused),
        TEST(a_boundary_is_taken_from_the_content_type),
        TEST(texts_that_are_too_long_are_given_back_and_passwords_are_not),
        TEST(only_declared_inputs_reach_the_handler),
        TEST(inputs_against_their_kind_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
