/* The watch over connections: how many one client may hold, and when a slow one is cut off. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include "web/connections.h"
#include "web_test.h"

static struct sockaddr_storage address(const char *name) {
    struct sockaddr_storage out = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)(void *)&out;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)&out;
    if (strchr(name, ':')) {
        six->sin6_family = AF_INET6;
        assert_int_equal(inet_pton(AF_INET6, name, &six->sin6_addr), 1);
    } else {
        four->sin_family = AF_INET;
        assert_int_equal(inet_pton(AF_INET, name, &four->sin_addr), 1);
    }
    return out;
}

static bool may(Connections *all, const char *name) {
    struct sockaddr_storage a = address(name);
    return connections_may_open(all, (struct sockaddr *)&a);
}

static void open_one(Connections *all, ConnectionClock *c, int socket, const char *name) {
    struct sockaddr_storage a = address(name);
    connection_opened(all, c, socket, (struct sockaddr *)&a);
}

static const ConnectionLimits short_limits = {.head_seconds = 1, .body_seconds = 1, .answer_seconds = 1, .per_client = 2};

static void one_client_holds_so_many_connections(void **state) {
    (void)state;
    Connections *all = connections_start((ConnectionLimits){100, 100, 100, 2}, NULL, NULL);
    static ConnectionClock c[8];
    open_one(all, &c[0], -1, "192.0.2.1");
    assert_true(may(all, "192.0.2.1"));
    open_one(all, &c[1], -1, "::ffff:192.0.2.1"); /* the same client over a socket for both */
    assert_false(may(all, "192.0.2.1"));
    assert_true(may(all, "192.0.2.2"));
    open_one(all, &c[2], -1, "2001:db8:1:1::1");
    open_one(all, &c[3], -1, "2001:db8:1:1:ffff::9"); /* the same customer */
    assert_false(may(all, "2001:db8:1:1::2"));
    assert_true(may(all, "2001:db8:1:2::1"));
    for (int i = 4; i < 8; i++) open_one(all, &c[i], -1, "127.0.0.1");
    assert_true(may(all, "127.0.0.1") && may(all, "::1") && may(all, "::ffff:127.0.0.1")); /* a proxy or a bench */
    assert_int_equal(connections_count(all), 8);
    connection_closed(all, &c[0]);
    assert_true(may(all, "192.0.2.1"));
    for (int i = 1; i < 8; i++) connection_closed(all, &c[i]);
    assert_int_equal(connections_count(all), 0);
    connections_stop(all);
}

static void deadlines_follow_what_is_being_waited_for(void **state) {
    (void)state;
    enum { IDLE, HEAD, BODY, LONG_BODY, WORK, ANSWER, COUNT };
    static ConnectionClock c[COUNT];
    int pairs[COUNT][2];
    Connections *all = connections_start(short_limits, NULL, NULL);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]), 0);
        open_one(all, &c[i], pairs[i][0], "192.0.2.1");
    }
    connection_phase(&c[HEAD], PHASE_HEAD);
    connection_phase(&c[BODY], PHASE_BODY);
    connection_phase(&c[LONG_BODY], PHASE_BODY);
    connection_counts(&c[LONG_BODY], 40960); /* ten seconds more */
    connection_phase(&c[WORK], PHASE_WORK);
    connection_phase(&c[ANSWER], PHASE_ANSWER);
    assert_int_equal(connections_in_hand(all, false), COUNT - 1);
    usleep(1800 * 1000);
    for (int i = 0; i < COUNT; i++) assert_int_equal(client_is_closed(pairs[i][1], 0), i != LONG_BODY && i != WORK);
    for (int i = 0; i < COUNT; i++) {
        connection_closed(all, &c[i]);
        close(pairs[i][0]);
        close(pairs[i][1]);
    }
    connections_stop(all);
}

static void idle_connections_are_cut_at_the_end(void **state) {
    (void)state;
    static ConnectionClock c[2];
    int pairs[2][2];
    Connections *all = connections_start((ConnectionLimits){100, 100, 100, 100}, NULL, NULL);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]), 0);
        open_one(all, &c[i], pairs[i][0], "192.0.2.1");
    }
    connection_phase(&c[1], PHASE_WORK);
    assert_int_equal(connections_in_hand(all, true), 1);
    char byte;
    assert_int_equal(recv(pairs[0][0], &byte, 1, MSG_DONTWAIT), 0);
    assert_int_equal(recv(pairs[1][0], &byte, 1, MSG_DONTWAIT), -1);
    for (int i = 0; i < 2; i++) {
        connection_closed(all, &c[i]);
        close(pairs[i][0]);
        close(pairs[i][1]);
    }
    connections_stop(all);
}

static void addresses_are_written_as_people_know_them(void **state) {
    static const char *const names[][2] = {{"192.0.2.1", "192.0.2.1"}, {"2001:db8::1", "2001:db8::1"}, {"::ffff:192.0.2.1", "192.0.2.1"}};
    for (size_t i = 0; i < 3; i++) {
        struct sockaddr_storage a = address(names[i][0]);
        assert_text(address_text(*state, (struct sockaddr *)&a), text_of(names[i][1]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(one_client_holds_so_many_connections),
        TEST(deadlines_follow_what_is_being_waited_for),
        TEST(idle_connections_are_cut_at_the_end),
        TEST(addresses_are_written_as_people_know_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
