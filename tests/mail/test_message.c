/* The rules of delivery, and a message as it goes over the wire. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/mail.h"

/* These are the app's; nothing here asks them. */
const Record *const all_records[] = {NULL};
const Record *const all_published_records[] = {NULL};

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

static void what_an_answer_means(void **state) {
    (void)state;
    assert_int_equal(mail_outcome(MAIL_AT_END, 250, S("250 OK")), MAIL_TAKEN);
    assert_int_equal(mail_outcome(MAIL_AT_RECIPIENT, 550, S("550 No such user")), MAIL_NO_MAILBOX);
    assert_int_equal(mail_outcome(MAIL_AT_RECIPIENT, 550, S("550 5.1.1 No such user")), MAIL_NO_MAILBOX);
    assert_int_equal(mail_outcome(MAIL_AT_RECIPIENT, 552, S("552 5.2.2 Mailbox full")), MAIL_NOT_TAKEN);
    assert_int_equal(mail_outcome(MAIL_AT_RECIPIENT, 554, S("554 5.7.1 Relay access denied")),
        MAIL_SERVER_FAILS); /* we may not send: no address is wrong */
    assert_int_equal(mail_outcome(MAIL_AT_RECIPIENT, 451, S("451 4.7.1 Grey-listed")), MAIL_LATER);
    assert_int_equal(mail_outcome(MAIL_AT_END, 554, S("554 5.7.1 This looks like spam")), MAIL_NOT_TAKEN);
    assert_int_equal(mail_outcome(MAIL_AT_END, 0, S("")), MAIL_UNSURE); /* it may have arrived */
    assert_int_equal(mail_outcome(MAIL_AT_SERVER, 535, S("535 5.7.8 Wrong password")), MAIL_SERVER_FAILS);
    assert_int_equal(mail_outcome(MAIL_AT_SERVER, 0, S("")), MAIL_SERVER_FAILS); /* nobody answered */
}

static void it_is_tried_again_ever_more_seldom_and_given_up(void **state) {
    (void)state;
    int64_t sum = 0, before = 0, tries = 1;
    for (int64_t wait = mail_wait(tries); wait; wait = mail_wait(++tries)) {
        assert_true(wait >= before && wait <= 6 * 3600);
        sum += wait;
        before = wait;
        assert_true(tries < 1000);
    }
    assert_int_equal(mail_wait(1), 60);
    assert_true(sum > 2 * 86400 && sum <= 3 * 86400);
}

static MailSettings fine(void) {
    return (MailSettings){
        .server = "smtp://mail.example.org:587", .from = S("office@example.org"), .site_address = S("https://example.org")};
}

static void settings_that_cannot_work_are_told(void **state) {
    (void)state;
    MailSettings s = fine();
    assert_null(mail_settings_check(arena, &s));
    s.from = S("office@example.org>\r\nBcc: everybody@example.org");
    assert_non_null(mail_settings_check(arena, &s));
    s = fine();
    s.user = "office", s.password = "secret", s.is_plain_allowed = true;
    assert_non_null(mail_settings_check(arena, &s)); /* a password in the open */
    s.server = "smtp://127.0.0.1:25";
    assert_null(mail_settings_check(arena, &s));
    s.password = NULL;
    assert_non_null(mail_settings_check(arena, &s));
}

static MailMessage a_message(void) {
    static MailLine lines[] = {
        {.words = S_INIT("The agenda is published."), .link = S_INIT("Read it"), .url = S_INIT("https://example.org/meetings/1")}};
    return (MailMessage){.id = {7},
        .email = S("reader@example.net"),
        .name = S("Zoë Reader"),
        .token = S("0123456789abcdef01234567"),
        .subject = S("Agenda – Siân & co"),
        .lines = {lines, 1},
        .partnership = S("Kent <Community> Safety"),
        .stop_url = S("https://example.org/subscription/k"),
        .one_click_url = S("https://example.org/subscription/k/stop")};
}

static bool has(Text t, const char *words) {
    return text_contains(t, text_of(words));
}

static void headers_are_ascii_and_cannot_be_added_to(void **state) {
    (void)state;
    MailSettings s = fine();
    MailMessage m = a_message();
    m.name = S("Reader\r\nBcc: everybody@example.org");
    m.subject = S("Agenda\r\nX-Evil: yes – Siân");
    Text written = mail_written(arena, &s, &m, (Moment){INT64_C(1753261200000000)});
    Text head = text_slice(written, 0, text_find(written, S("\r\n\r\n"), 0));
    for (size_t i = 0; i < head.len; i++) assert_true((unsigned char)head.ptr[i] < 128);
    assert_false(has(head, "\r\nBcc:") || has(head, "\nX-Evil:"));
    assert_true(has(head, "Date: Wed, 23 Jul 2025 09:00:00 +0000"));
    assert_true(has(head, "Auto-Submitted: auto-generated"));
    assert_true(has(head, "List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    assert_true(has(head, "<quorate.0123456789abcdef01234567@example.org>"));
}

static void both_parts_say_the_same_and_markup_is_escaped(void **state) {
    (void)state;
    MailMessage m = a_message();
    Text html = mail_html(arena, &m), plain = mail_plain(arena, &m);
    assert_true(has(html, "Kent &lt;Community&gt; Safety") && !has(html, "<Community>"));
    assert_true(has(html, "<a href=\"https://example.org/meetings/1\"") && has(plain, "https://example.org/meetings/1"));
    assert_true(has(html, "The agenda is published.") && has(plain, "The agenda is published."));
    assert_true(has(html, "https://example.org/subscription/k\"") && has(plain, "https://example.org/subscription/k\n"));
    assert_true(has(html, "lang=\"en-GB\"") && !has(html, "<img") && !has(html, "src="));
}

static void lines_are_as_long_as_mail_allows(void **state) {
    (void)state;
    MailSettings s = fine();
    MailMessage m = a_message();
    char words[5000];
    memset(words, 'w', sizeof words);
    MailLine line = {.words = {words, sizeof words}, .link = S("Read it"), .url = S("https://example.org")};
    m.lines = (MailLines){&line, 1};
    Text rest = mail_written(arena, &s, &m, (Moment){INT64_C(1753261200000000)}), one;
    while (text_next_line(&rest, &one)) assert_true(one.len <= 998);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_an_answer_means, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_tried_again_ever_more_seldom_and_given_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_that_cannot_work_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(headers_are_ascii_and_cannot_be_added_to, set_up, tear_down),
        cmocka_unit_test_setup_teardown(both_parts_say_the_same_and_markup_is_escaped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_as_long_as_mail_allows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
