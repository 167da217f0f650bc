/* The server over a real socket: its answers, its limits and its end. */
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tiny_site.h"

/* ---- Pages ---- */

static void a_public_page_has_its_headers(void **state) {
    Running r = start(state);
    Answer answer = client_get(r.arena, r.port, "/meetings/12", "");
    assert_int_equal(answer.status, 200);
    assert_text(answer.body, S("meeting 12"));
    assert_text(answer_header(&answer, "Content-Type"), S("text/html; charset=utf-8"));
    assert_text(answer_header(&answer, "Cache-Control"), S("no-cache"));
    assert_true(answer_header(&answer, "ETag").len > 10);
    Text policy = answer_header(&answer, "Content-Security-Policy");
    assert_true(text_contains(policy, S("default-src 'none'")) && text_contains(policy, S("frame-ancestors 'none'"))
                && !text_contains(policy, S("unsafe")));
    assert_text(answer_header(&answer, "X-Content-Type-Options"), S("nosniff"));
    assert_text(answer_header(&answer, "Referrer-Policy"), S("same-origin"));
    assert_text(answer_header(&answer, "Cross-Origin-Opener-Policy"), S("same-origin"));
    assert_text(answer_header(&answer, "Cross-Origin-Resource-Policy"), S("same-origin"));
    assert_true(answer_header(&answer, "Permissions-Policy").len > 0);
    assert_text(answer_header(&answer, "Strict-Transport-Security"), (Text){0}); /* not without TLS */
    stop(&r);
}

static void a_page_that_the_browser_has_is_not_sent_again(void **state) {
    Running r = start(state);
    for (int i = 0; i < 3; i++) { /* made, kept, from the cache */
        const char *path = i < 1 ? "/meetings/5" : "/";
        Answer first = client_get(r.arena, r.port, path, "");
        Text etag = answer_header(&first, "ETag");
        Answer second = client_get(r.arena, r.port, path, text_format(r.arena, "If-None-Match: W/\"other\", %.*s\r\n", TEXT_ARG(etag)).ptr);
        assert_int_equal(second.status, 304);
        assert_int_equal(second.body.len, 0);
        assert_text(answer_header(&second, "ETag"), etag);
        Answer third = client_get(r.arena, r.port, path, "If-None-Match: \"other\"\r\n");
        assert_int_equal(third.status, 200);
    }
    stop(&r);
}

static void a_cached_page_is_made_once_until_the_store_changes(void **state) {
    Running r = start(state);
    int before = home_was_made;
    Answer a = client_get(r.arena, r.port, "/", ""), b = client_get(r.arena, r.port, "/?utm_source=x", "");
    assert_int_equal(home_was_made, before + 1); /* an undeclared input makes no other page */
    assert_text(a.body, b.body);
    house_publish(house, "first");
    Answer c = client_get(r.arena, r.port, "/", "");
    assert_int_equal(home_was_made, before + 2);
    assert_false(text_equal(answer_header(&a, "ETag"), answer_header(&c, "ETag")));
    client_get(r.arena, r.port, "/search?words=a", "");
    client_get(r.arena, r.port, "/search?words=b", "");
    Answer d = client_get(r.arena, r.port, "/search?words=a&other=1", "");
    assert_int_equal(home_was_made, before + 4);
    assert_text(d.body, S("words=a other="));
    stop(&r);
}

static void a_notice_is_for_one_visitor(void **state) {
    Running r = start(state);
    assert_text(client_get(r.arena, r.port, "/noticed?notice=saved", "").body, S("Your changes were saved."));
    assert_text(client_get(r.arena, r.port, "/noticed", "").body, S(""));
    assert_text(client_get(r.arena, r.port, "/noticed?notice=saved", "").body, S("Your changes were saved."));
    assert_text(client_get(r.arena, r.port, "/noticed?notice=other", "").body, S(""));
    stop(&r);
}

static void a_cached_page_tells_hosts_apart_when_addresses_come_from_them(void **state) {
    Running r = start(state);
    int before = home_was_made;
    client_get(r.arena, r.port, "/", "");
    int fd = client_connect(r.port);
    client_send(fd, S("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
    client_read(r.arena, fd, false);
    close(fd);
    assert_int_equal(home_was_made, before + 2);
    stop(&r);
}

static void pages_are_compressed_for_who_reads_it(void **state) {
    Running r = start(state);
    for (int i = 0; i < 2; i++) {
        Answer packed = client_get(r.arena, r.port, "/", "Accept-Encoding: br;q=0, gzip\r\n");
        assert_text(answer_header(&packed, "Content-Encoding"), S("gzip"));
        assert_text(answer_header(&packed, "Vary"), S("Accept-Encoding"));
        assert_true(packed.body.len < 2000);
        assert_int_equal((unsigned char)packed.body.ptr[0], 0x1f);
        Answer plain = client_get(r.arena, r.port, "/", "Accept-Encoding: gzip;q=0\r\n");
        assert_text(answer_header(&plain, "Content-Encoding"), (Text){0});
        assert_true(plain.body.len > 40000);
        assert_false(text_equal(answer_header(&plain, "ETag"), answer_header(&packed, "ETag")));
    }
    stop(&r);
}

static void head_is_answered_without_a_body(void **state) {
    Running r = start(state);
    static const char *const paths[] = {"/meetings/1", "/", "/", "/paper.pdf"};
    for (size_t i = 0; i < 4; i++) {
        int fd = client_connect(r.port);
        client_send(
            fd, text_format(r.arena, "HEAD %s HTTP/1.1\r\nHost: test.example\r\n\r\nGET /meetings/7 HTTP/1.1\r\nHost: test.example\r\n\r\n",
                    paths[i]));
        Answer head = client_read(r.arena, fd, true);
        assert_int_equal(head.status, 200);
        assert_true(answer_header(&head, "Content-Length").len > 0);
        if (head.body.len) assert_true(text_starts_with(head.body, S("HTTP/1.1 200"))); /* the next answer, not a body */
        close(fd);
    }
    stop(&r);
}

static void one_connection_serves_many_requests(void **state) {
    Running r = start(state);
    int fd = client_connect(r.port);
    for (int i = 1; i <= 50; i++) {
        client_send(fd, text_format(r.arena, "GET /meetings/%d HTTP/1.1\r\nHost: test.example\r\n\r\n", i));
        Answer answer = client_read(r.arena, fd, false);
        assert_text(answer.body, text_format(r.arena, "meeting %d", i));
    }
    close(fd);
    stop(&r);
}

static void errors_are_pages_that_show_no_detail(void **state) {
    Running r = start(state);
    static const struct {
        const char *path;
        int status;
    } wrong[] = {
        {"/nowhere", 404},
        {"/meetings/0", 404},
        {"/meetings/007", 404},
        {"/meetings/abc", 404},
        {"/meetings/%ff", 404},
        {"/meetings/%00", 404},
        {"/%2e%2e/etc/passwd", 404},
        {"/meetings%2f12", 404},
        {"/search?words=%ff", 400},
        {"/search?words=%00", 400},
        {"/search?page=one", 400},
        {"/faulty", 500},
        {"/search?words=123456789012345678901234567890123456789012345678901", 400},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Answer answer = client_get(r.arena, r.port, wrong[i].path, "");
        if (answer.status != wrong[i].status) fail_msg("%s: %d", wrong[i].path, answer.status);
        assert_true(text_contains(answer.body, S("<h1")));
        assert_false(text_contains(answer.body, S("secret detail")) || text_contains(answer.body, S("half a page")));
        assert_true(answer_header(&answer, "Content-Security-Policy").len > 0);
        assert_text(answer_header(&answer, "Cache-Control"), S("no-store"));
    }
    Answer json = client_get(r.arena, r.port, "/meetings/x.json", "");
    assert_int_equal(json.status, 404);
    assert_true(text_starts_with(answer_header(&json, "Content-Type"), S("application/json")));
    stop(&r);
}

static void methods_other_than_the_doors_are_refused(void **state) {
    Running r = start(state);
    Answer post = client_post(r.arena, r.port, "/", "", S("a=1"));
    assert_int_equal(post.status, 405);
    assert_text(answer_header(&post, "Allow"), S("GET, HEAD"));
    char *large = arena_alloc(r.arena, 800000); /* heard to its end, so that the answer arrives */
    memset(large, 'a', 800000);
    assert_int_equal(client_post(r.arena, r.port, "/", "", (Text){large, 800000}).status, 405);
    assert_int_equal(client_post(r.arena, r.port, "/nowhere", "", (Text){large, 800000}).status, 404);
    Answer get = client_get(r.arena, r.port, "/letter", "");
    assert_int_equal(get.status, 405);
    assert_text(answer_header(&get, "Allow"), S("POST"));
    int fd = client_connect(r.port);
    client_send(fd, S("DELETE /meetings/1 HTTP/1.1\r\nHost: test.example\r\n\r\n"));
    Answer other = client_read(r.arena, fd, false);
    assert_int_equal(other.status, 405);
    assert_text(answer_header(&other, "Allow"), S("GET, HEAD"));
    close(fd);
    stop(&r);
}

static void a_trailing_slash_leads_to_the_page(void **state) {
    Running r = start(state);
    Answer answer = client_get(r.arena, r.port, "/meetings/12/?a=1", "");
    assert_int_equal(answer.status, 301);
    assert_text(answer_header(&answer, "Location"), S("/meetings/12?a=1"));
    assert_int_equal(client_get(r.arena, r.port, "/nowhere/", "").status, 404);
    assert_int_equal(client_get(r.arena, r.port, "//evil.example/", "").status, 404);
    stop(&r);
}

/* ---- Files ---- */

static void check_streaming(void **state, const char *path) {
    Running r = start(state);
    Answer whole = client_get(r.arena, r.port, path, "");
    assert_int_equal(whole.status, 200);
    assert_int_equal(whole.body.len, 700000);
    for (size_t i = 0; i < whole.body.len; i++) assert_int_equal(whole.body.ptr[i], 'a' + i % 23);
    assert_text(answer_header(&whole, "Content-Type"), S("application/pdf"));
    assert_text(answer_header(&whole, "Accept-Ranges"), S("bytes"));
    assert_text(
        answer_header(&whole, "Content-Disposition"), S("inline; filename=\"Agend_ _A_.pdf\"; filename*=UTF-8''Agend%C3%A4%20%22A%22.pdf"));
    Answer part = client_get(r.arena, r.port, path, "Range: bytes=262140-262150\r\n");
    assert_int_equal(part.status, 206);
    assert_text(answer_header(&part, "Content-Range"), S("bytes 262140-262150/700000"));
    assert_text(part.body, text_slice(whole.body, 262140, 11)); /* across two chunks */
    Answer end = client_get(r.arena, r.port, path, "Range: bytes=-5\r\n");
    assert_text(end.body, text_slice(whole.body, 699995, 5));
    Answer outside = client_get(r.arena, r.port, path, "Range: bytes=700000-\r\n");
    assert_int_equal(outside.status, 416);
    assert_text(answer_header(&outside, "Content-Range"), S("bytes */700000"));
    Answer other = client_get(r.arena, r.port, path, "Range: bytes=0-4\r\nIf-Range: \"old\"\r\n");
    assert_int_equal(other.status, 200);
    Answer known =
        client_get(r.arena, r.port, path, text_format(r.arena, "If-None-Match: %.*s\r\n", TEXT_ARG(answer_header(&whole, "ETag"))).ptr);
    assert_int_equal(known.status, 304);
    stop(&r);
}

static void a_stored_file_is_streamed_whole_and_in_parts(void **state) {
    check_streaming(state, "/paper.pdf");
}
static void a_sealed_file_is_streamed_whole_and_in_parts(void **state) {
    check_streaming(state, "/sealed.pdf");
}

/* ---- Forms ---- */

static void a_form_from_elsewhere_is_refused(void **state) {
    Running r = start(state);
    Text form = S("words=hello&other=1");
    Answer answer = client_post(r.arena, r.port, "/letter", "", form);
    assert_text(answer.body, S("got hello"));
    assert_text(client_post(r.arena, r.port, "/letter", "Origin: http://test.example\r\nSec-Fetch-Site: same-origin\r\n", form).body,
        S("got hello"));
    static const char *const elsewhere[] = {"Origin: http://evil.example\r\n", "Origin: null\r\n", "Origin: https://test.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n", "Origin: http://test.example.evil.example\r\n"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        Answer refused = client_post(r.arena, r.port, "/letter", elsewhere[i], form);
        if (refused.status != 403) fail_msg("%s: %d", elsewhere[i], refused.status);
        assert_true(text_contains(refused.body, S("nothing was changed")));
    }
    stop(&r);
}

static void a_form_that_cannot_be_read_changes_nothing_and_says_so(void **state) {
    Running r = start(state);
    Answer bad = client_post(r.arena, r.port, "/letter", "", S("words=%ff%fe"));
    assert_int_equal(bad.status, 400);
    assert_true(text_contains(bad.body, S("UTF-8")));
    assert_int_equal(client_post(r.arena, r.port, "/letter", "Content-Type: application/json\r\n", S("{}")).status, 400);
    assert_int_equal(
        client_post(r.arena, r.port, "/letter", "Content-Type: multipart/form-data; boundary=x\r\n", S("--x\r\nnothing")).status, 400);
    Answer many = client_post(r.arena, r.port, "/letter", "", S("&&&&&"));
    assert_int_equal(many.status, 200); /* no inputs at all */
    Buffer flood = buffer_new(r.arena, 8192);
    for (int i = 0; i < 1001; i++) buffer_put(&flood, S("a=1&"));
    assert_int_equal(client_post(r.arena, r.port, "/letter", "", buffer_text(&flood)).status, 400);
    stop(&r);
}

static void a_form_that_is_too_large_is_told_so_in_words(void **state) {
    Running r = start(state);
    char *bytes = arena_alloc(r.arena, 5000000);
    memset(bytes, 'a', 5000000);
    memcpy(bytes, "words=", 6);
    Answer answer = client_post(r.arena, r.port, "/letter", "", (Text){bytes, 5000000});
    assert_int_equal(answer.status, 413);
    assert_true(text_contains(answer.body, S("1 MB")));
    int fd = client_connect(r.port); /* without saying its length first */
    client_send(fd, S("POST /letter HTTP/1.1\r\nHost: test.example\r\nContent-Type: "
                      "application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"));
    for (int i = 0; i < 20; i++) {
        client_send(fd, S("10000\r\n"));
        client_send(fd, (Text){bytes, 65536});
        client_send(fd, S("\r\n"));
    }
    client_send(fd, S("0\r\n\r\n"));
    assert_int_equal(client_read(r.arena, fd, false).status, 413);
    close(fd);
    stop(&r);
}

static void a_text_that_is_too_long_is_given_back_to_its_writer(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example");
    Buffer form = buffer_new(r.arena, 1024);
    buffer_put(&form, S("title=%3C%2Ftextarea%3E%3Cb%3EWords+of+mine"));
    for (int i = 0; i < 200; i++) buffer_put(&form, S("x"));
    Answer answer = client_post(r.arena, r.port, "/office/save", clerk, buffer_text(&form));
    assert_int_equal(answer.status, 403); /* not from a form of ours */
    assert_false(text_contains(answer.body, S("Words of mine")));
    buffer_putf(&form, "&_csrf=%.*s", TEXT_ARG(token_of(&r, clerk)));
    answer = client_post(r.arena, r.port, "/office/save", clerk, buffer_text(&form));
    assert_int_equal(answer.status, 400);
    assert_true(text_contains(answer.body, S("What you wrote is too long: it has 227 characters and may have at most 200.")));
    assert_true(text_contains(answer.body, S("\n&lt;/textarea&gt;&lt;b&gt;Words of mine")));
    assert_true(text_contains(answer.body, S("readonly")));
    assert_false(text_contains(answer.body, S("<b>")));
    assert_false(text_contains(answer.body, S("title&quot;"))); /* the program's name of the input */
    assert_text(answer_header(&answer, "Cache-Control"), S("no-store"));
    Buffer letter = buffer_new(r.arena, 110000);
    buffer_put(&letter, S("words=Dear+all"));
    for (int i = 0; i < 100000; i++) buffer_put(&letter, S("y"));
    answer = client_post(r.arena, r.port, "/letter", "", buffer_text(&letter)); /* the public side, where nobody is signed in */
    assert_int_equal(answer.status, 400);
    assert_true(text_contains(answer.body, S("\nDear ally")));
    assert_text(answer_header(&answer, "Cache-Control"), S("no-store"));
    stop(&r);
}

static void requests_that_can_be_read_in_two_ways_are_refused(void **state) {
    Running r = start(state);
    static const char *const wrong[] = {
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "GET / HTTP/1.1\r\nHost: a/../b\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST /letter HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /letter HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\nContent-Length: 8\r\n\r\nwords=ab",
        "POST /letter HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "nonsense\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int fd = client_connect(r.port);
        client_send(fd, text_of(wrong[i]));
        Answer answer = client_read(r.arena, fd, false);
        if (answer.head.len && answer.status != 400) fail_msg("%s: %d", wrong[i], answer.status);
        close(fd);
    }
    assert_int_equal(client_get(r.arena, r.port, "/", "").status, 200);
    stop(&r);
}

static void a_head_that_is_too_large_is_refused(void **state) {
    Running r = start(state);
    char *filler = arena_alloc(r.arena, 100001);
    memset(filler, 'x', 100000);
    Answer answer = client_get(r.arena, r.port, "/", text_format(r.arena, "X-Filler: %s\r\n", filler).ptr);
    assert_true(answer.head.len == 0 || answer.status == 431 || answer.status == 413 || answer.status == 400);
    assert_true(client_get(r.arena, r.port, text_format(r.arena, "/%s", filler).ptr, "").status != 200);
    stop(&r);
}

static void metrics_are_for_this_machine_alone(void **state) {
    Running r = start(state);
    client_get(r.arena, r.port, "/meetings/3", "");
    Answer answer = client_get(r.arena, r.port, "/metrics", "");
    assert_int_equal(answer.status, 200);
    assert_true(text_contains(answer.body, S("quorate_requests_total{method=\"GET\",route=\"/meetings/:id\",status=\"2xx\"} ")));
    assert_true(text_contains(answer.body, S("quorate_request_seconds_bucket{method=\"GET\",route=\"/meetings/:id\",le=\"+Inf\"} ")));
    assert_int_equal(client_get(r.arena, r.port, "/metrics", "X-Forwarded-For: 203.0.113.9\r\n").status, 404); /* a proxy passes it on */
    Answer health = client_get(r.arena, r.port, "/healthz", "");
    assert_text(health.body, S("ok\n"));
    stop(&r);
}

static void a_public_side_alone_has_no_office(void **state) {
    ServerOptions options = options_of_tests();
    options.office = NULL;
    Running r = start_with(*state, options);
    assert_int_equal(client_get(r.arena, r.port, "/office", "").status, 404);
    assert_int_equal(client_get(r.arena, r.port, "/sign-in", "").status, 404);
    assert_true(text_contains(client_get(r.arena, r.port, "/", "").body, S("alone")));
    stop(&r);
}

/* ---- Slow clients, busy lanes, the end ---- */

static void slow_clients_are_cut_off(void **state) {
    ServerOptions options = options_of_tests();
    options.head_seconds = options.body_seconds = 1;
    Running r = start_with(*state, options);
    int idle = client_connect(r.port), trickle = client_connect(r.port), body = client_connect(r.port), fine = client_connect(r.port);
    client_send(trickle, S("GET / HTTP/1.1\r\nHost: a\r\n"));
    client_send(
        body, S("POST /letter HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n"));
    for (int i = 0; i < 20; i++) { /* a byte now and then must not help */
        client_send(trickle, S("X"));
        client_send(body, S("w"));
        usleep(100 * 1000);
        if (i % 5 == 0) {
            client_send(fine, S("GET /meetings/1 HTTP/1.1\r\nHost: a\r\n\r\n"));
            assert_int_equal(client_read(r.arena, fine, false).status, 200);
        }
    }
    assert_true(client_is_closed(idle, 3000));
    assert_true(client_is_closed(trickle, 3000));
    assert_true(client_is_closed(body, 3000));
    close(idle);
    close(trickle);
    close(body);
    close(fine);
    stop(&r);
}

static void many_at_once_are_told_to_try_again(void **state) {
    ServerOptions options = options_of_tests();
    options.slow_threads = 1;
    Running r = start_with(*state, options);
    enum { CLIENTS = 80 };
    int fds[CLIENTS], busy = 0, finished = 0;
    for (int i = 0; i < CLIENTS; i++) {
        fds[i] = client_connect(r.port);
        client_send(fds[i], S("POST /long HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n"));
    }
    usleep(300 * 1000);
    assert_int_equal(client_get(r.arena, r.port, "/meetings/1", "").status, 200); /* pages are not in the way */
    for (int i = 0; i < CLIENTS; i++) {
        if (i >= 5 && !client_is_closed(fds[i], 0) && recv(fds[i], (char[1]){0}, 1, MSG_PEEK | MSG_DONTWAIT) <= 0) {
            close(fds[i]); /* still waiting: it goes away, and its turn comes to nothing */
            continue;
        }
        Answer answer = client_read(r.arena, fds[i], false);
        if (answer.status == 503) {
            busy++;
            assert_true(answer_header(&answer, "Retry-After").len > 0);
        }
        finished += answer.status == 200;
        close(fds[i]);
    }
    assert_true(finished >= 5);
    assert_true(busy >= CLIENTS - 64 - 2 && busy < CLIENTS - 60);
    server_stop(r.server, 0); /* those that wait are not worked off */
}

static void *stop_in_a_thread(void *context) {
    server_stop(((Running *)context)->server, 10);
    return NULL;
}

static void a_request_in_flight_is_finished_at_the_end(void **state) {
    Running r = start(state);
    slow_has_begun = 0;
    int fd = client_connect(r.port), idle = client_connect(r.port);
    client_send(fd, S("POST /long HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n"));
    while (!slow_has_begun) usleep(1000);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, stop_in_a_thread, &r), 0);
    Answer answer = client_read(r.arena, fd, false);
    assert_int_equal(answer.status, 200);
    assert_text(answer.body, S("finished"));
    assert_true(text_equal_ignoring_case(answer_header(&answer, "Connection"), S("close")));
    pthread_join(thread, NULL);
    assert_true(client_is_closed(idle, 1000));
    close(fd);
    close(idle);
}

static void a_port_in_use_is_said_in_words(void **state) {
    Running r = start(state);
    ServerOptions options = options_of_tests();
    Server *second = NULL;
    options.listen = text_format(r.arena, "127.0.0.1:%d", r.port);
    assert_error(server_start(r.arena, &options, &second), ERROR_INPUT);
    options.listen = S("nonsense");
    assert_error(server_start(r.arena, &options, &second), ERROR_INPUT);
    stop(&r);
}

static void uploads_of_a_process_that_is_gone_are_cleared_away(void **state) {
    char path[128];
    snprintf(path, sizeof path, "%s/tmp/upload-999999999-1", house->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    Running r = start(state);
    assert_int_equal(access(path, F_OK), -1);
    stop(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_public_page_has_its_headers),
        TEST(a_page_that_the_browser_has_is_not_sent_again),
        TEST(a_cached_page_is_made_once_until_the_store_changes),
        TEST(a_notice_is_for_one_visitor),
        TEST(a_cached_page_tells_hosts_apart_when_addresses_come_from_them),
        TEST(pages_are_compressed_for_who_reads_it),
        TEST(head_is_answered_without_a_body),
        TEST(one_connection_serves_many_requests),
        TEST(errors_are_pages_that_show_no_detail),
        TEST(methods_other_than_the_doors_are_refused),
        TEST(a_trailing_slash_leads_to_the_page),
        TEST(a_stored_file_is_streamed_whole_and_in_parts),
        TEST(a_sealed_file_is_streamed_whole_and_in_parts),
        TEST(a_form_from_elsewhere_is_refused),
        TEST(a_form_that_cannot_be_read_changes_nothing_and_says_so),
        TEST(a_form_that_is_too_large_is_told_so_in_words),
        TEST(a_text_that_is_too_long_is_given_back_to_its_writer),
        TEST(requests_that_can_be_read_in_two_ways_are_refused),
        TEST(a_head_that_is_too_large_is_refused),
        TEST(metrics_are_for_this_machine_alone),
        TEST(a_public_side_alone_has_no_office),
        TEST(slow_clients_are_cut_off),
        TEST(many_at_once_are_told_to_try_again),
        TEST(a_request_in_flight_is_finished_at_the_end),
        TEST(a_port_in_use_is_said_in_words),
        TEST(uploads_of_a_process_that_is_gone_are_cleared_away),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
