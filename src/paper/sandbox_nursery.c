/* Owns the nursery of the sandbox: this program started afresh, with one thread and nothing in its memory, that forks the children. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper/sandbox_inside.h"

/* ---- Packets ---- */

typedef union {
    struct cmsghdr head; /* for its alignment */
    char bytes[CMSG_SPACE(NURSERY_PACKET * sizeof(int))];
} Enclosed;

bool nursery_send(int line, const void *bytes, size_t len, const int *descriptors, size_t count) {
    CHECK(count <= NURSERY_PACKET);
    Enclosed enclosed = {.bytes = {0}};
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = enclosed.bytes;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(head), descriptors, count * sizeof(int));
    }
    ssize_t sent;
    do sent = sendmsg(line, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)len;
}

ssize_t nursery_receive(int line, void *bytes, size_t len, int *descriptors, size_t *count) {
    Enclosed enclosed = {.bytes = {0}};
    struct iovec part = {.iov_base = bytes, .iov_len = len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = enclosed.bytes, .msg_controllen = sizeof enclosed.bytes};
    ssize_t received;
    do received = recvmsg(line, &message, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    *count = 0;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); received >= 0 && head; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
        *count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(descriptors, CMSG_DATA(head), *count * sizeof(int));
    }
    return received;
}

/* ---- The nursery ---- */

typedef struct {
    pid_t pid;
    int pidfd, status; /* the descriptor to write the status to */
} Living;

enum { MOST_LIVING = 256 };
static Living living[MOST_LIVING];
static size_t living_count;

static void close_all(const int *descriptors, size_t count) {
    for (size_t i = 0; i < count; i++) close(descriptors[i]);
}

/* All descriptors of an order; false when the program has gone or says nothing that makes sense. */
static bool receive_order(NurseryOrder *order, int *descriptors) {
    size_t count = 0;
    if (nursery_receive(NURSERY_FD, order, sizeof *order, descriptors, &count) != (ssize_t)sizeof *order) return false;
    if (order->descriptor_count > NURSERY_MOST_FDS - NURSERY_FIXED) return false;
    while (count < order->descriptor_count + NURSERY_FIXED) {
        char byte;
        size_t more = 0;
        if (count + NURSERY_PACKET > NURSERY_MOST_FDS + NURSERY_PACKET) return false;
        if (nursery_receive(NURSERY_FD, &byte, 1, descriptors + count, &more) != 1 || more == 0) return false;
        count += more;
    }
    order->kind[sizeof order->kind - 1] = 0;
    return count == order->descriptor_count + NURSERY_FIXED;
}

/* Each descriptor goes to its place; all else is closed. The copies are made above all the places first, so that none is overwritten before it
 * was copied. */
static void place_descriptors(const NurseryOrder *order, int *descriptors) {
    size_t count = order->descriptor_count + NURSERY_FIXED;
    int floor = SANDBOX_FIRST_FD + (int)order->descriptor_count;
    for (size_t i = 0; i < count; i++) {
        if (i == NURSERY_FIXED - 1) continue; /* the status is the nursery's to write */
        descriptors[i] = fcntl(descriptors[i], F_DUPFD, floor);
        if (descriptors[i] < 0) _exit(121);
    }
    const int places[] = {SANDBOX_REQUEST_FD, SANDBOX_ANSWER_FD, SANDBOX_TELL_FD};
    for (size_t i = 0; i < count; i++) {
        if (i == NURSERY_FIXED - 1) continue;
        int place = i < NURSERY_FIXED ? places[i] : SANDBOX_FIRST_FD + (int)(i - NURSERY_FIXED);
        if (dup2(descriptors[i], place) < 0) _exit(121);
    }
    close_range((unsigned)floor, ~0u, 0);
    for (int fd = SANDBOX_TELL_FD + 1; fd < SANDBOX_FIRST_FD; fd++) close(fd);
}

/* What a child died of is known before the program hears that it is dead: the status is written first. */
static void bury(size_t at) {
    int status = 0;
    while (waitpid(living[at].pid, &status, 0) < 0 && errno == EINTR) continue;
    ssize_t n = write(living[at].status, &status, sizeof status);
    (void)n; /* nobody may want to know */
    close(living[at].status);
    close(living[at].pidfd);
    living[at] = living[--living_count];
}

static int fork_child(const NurseryOrder *order, int *descriptors, void (*work)(const NurseryOrder *order)) {
    if (living_count == MOST_LIVING) return EAGAIN;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        place_descriptors(order, descriptors);
        work(order);
        _exit(123);
    }
    if (child < 0) return errno;
    int pidfd = (int)syscall(SYS_pidfd_open, child, 0); /* the child is not waited for yet, so the number is its own */
    if (pidfd < 0) {
        int failed = errno;
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        return failed;
    }
    living[living_count++] = (Living){child, pidfd, fcntl(descriptors[NURSERY_FIXED - 1], F_DUPFD_CLOEXEC, NURSERY_FD + 1)};
    return 0;
}

static void take_order(void (*work)(const NurseryOrder *order)) {
    static int descriptors[NURSERY_MOST_FDS + NURSERY_PACKET];
    NurseryOrder order;
    if (!receive_order(&order, descriptors)) _exit(0); /* children that still run are killed by the kernel: PR_SET_PDEATHSIG */
    int failed = fork_child(&order, descriptors, work);
    close_all(descriptors, order.descriptor_count + NURSERY_FIXED);
    if (!nursery_send(NURSERY_FD, &failed, sizeof failed, failed ? NULL : &living[living_count - 1].pidfd, failed ? 0 : 1)) _exit(0);
}

_Noreturn void nursery_run(void (*work)(const NurseryOrder *order)) {
    close_range(NURSERY_FD + 1, ~0u, 0);
    signal(SIGPIPE, SIG_IGN); /* a program that no longer wants a status is no reason to end */
    for (;;) {
        struct pollfd waits[MOST_LIVING + 1] = {{.fd = NURSERY_FD, .events = POLLIN}};
        for (size_t i = 0; i < living_count; i++) waits[i + 1] = (struct pollfd){.fd = living[i].pidfd, .events = POLLIN};
        size_t count = living_count;
        if (poll(waits, count + 1, -1) < 0) continue;
        for (size_t i = count; i > 0; i--)
            if (waits[i].revents) bury(i - 1);
        if (waits[0].revents) take_order(work);
    }
}
