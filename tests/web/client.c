/* A client for tests that can be slow, rude and wrong. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web_test.h"

int client_connect(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    struct timeval patience = {.tv_sec = 20};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return fd;
}

void client_send(int fd, Text bytes) {
    while (bytes.len > 0) {
        ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (n <= 0) return; /* the server has hung up: the test looks at the answer */
        bytes = text_slice(bytes, (size_t)n, bytes.len);
    }
}

static Text header_of(Text head, Text name) {
    Text line;
    text_next_line(&head, &line);
    while (text_next_line(&head, &line)) {
        size_t colon = text_find(line, S(":"), 0);
        if (colon != SIZE_MAX && text_equal_ignoring_case(text_slice(line, 0, colon), name))
            return text_trim(text_slice(line, colon + 1, line.len));
    }
    return (Text){0};
}

Text answer_header(const Answer *answer, const char *name) {
    return header_of(answer->head, text_of(name));
}

Answer client_read(Arena *arena, int fd, bool is_head) {
    Buffer all = buffer_new(arena, 65536);
    Answer answer = {0};
    size_t head_end = SIZE_MAX;
    int64_t length = 0;
    for (;;) {
        if (head_end == SIZE_MAX && (head_end = text_find(buffer_text(&all), S("\r\n\r\n"), 0)) != SIZE_MAX) {
            Text head = text_slice(buffer_text(&all), 0, head_end + 2);
            text_to_int64(header_of(head, S("Content-Length")), &length);
        }
        if (head_end != SIZE_MAX && (is_head || (int64_t)(all.len - head_end - 4) >= length)) break;
        ssize_t n = recv(fd, buffer_reserve(&all, 65536), 65536, 0);
        if (n <= 0) {
            answer.was_closed = true;
            break;
        }
        all.len += (size_t)n;
    }
    Text text = buffer_text(&all);
    if (head_end == SIZE_MAX) return answer;
    answer.head = text_slice(text, 0, head_end + 2);
    answer.body = text_slice(text, head_end + 4, text.len);
    int64_t status = 0;
    text_to_int64(text_slice(answer.head, 9, 3), &status);
    answer.status = (int)status;
    return answer;
}

Answer client_get(Arena *arena, int port, const char *path, const char *more) {
    int fd = client_connect(port);
    client_send(fd, text_format(arena, "GET %s HTTP/1.1\r\nHost: test.example\r\n%s\r\n", path, more));
    Answer answer = client_read(arena, fd, false);
    close(fd);
    return answer;
}

Answer client_post(Arena *arena, int port, const char *path, const char *more, Text form) {
    int fd = client_connect(port);
    const char *type = strstr(more, "Content-Type:") ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
    client_send(
        fd, text_format(arena, "POST %s HTTP/1.1\r\nHost: test.example\r\n%s%sContent-Length: %zu\r\n\r\n", path, type, more, form.len));
    client_send(fd, form);
    Answer answer = client_read(arena, fd, false);
    close(fd);
    return answer;
}

bool client_is_closed(int fd, int milliseconds) {
    char byte;
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    if (poll(&wait, 1, milliseconds) <= 0) return false;
    return recv(fd, &byte, 1, MSG_PEEK) <= 0;
}
