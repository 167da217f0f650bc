/* Owns the parent's half of the sandbox: starting the child, hearing it out, watching the clock. */
#include "paper/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/log.h"
#include "paper/sandbox_inside.h"

extern bool sandbox_is_ready; /* sandbox_child.c */

/* What is open on our side while a child runs. */
typedef struct {
    int request, answer[2], tell[2]; /* -1: closed */
    pid_t child;
} Line;

static void close_one(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static void close_line(Line *line) {
    close_one(&line->request);
    for (int i = 0; i < 2; i++) {
        close_one(&line->answer[i]);
        close_one(&line->tell[i]);
    }
}

static bool open_line(Line *line, Text request) {
    *line = (Line){.request = -1, .answer = {-1, -1}, .tell = {-1, -1}};
    line->request = memfd_create("request", MFD_CLOEXEC);
    if (line->request < 0 || pipe2(line->answer, O_CLOEXEC) != 0 || pipe2(line->tell, O_CLOEXEC) != 0) return false;
    for (size_t done = 0; done < request.len;) {
        ssize_t n = write(line->request, request.ptr + done, request.len - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

/* Each descriptor goes to its place. The copies are made above all the places first, so that none is overwritten before it was copied. */
static int add_descriptors(posix_spawn_file_actions_t *actions, const SandboxJob *job, const Line *line, int *copies) {
    int failed = 0;
    int floor = SANDBOX_FIRST_FD + (int)job->descriptor_count;
    const int fixed[] = {line->request, line->answer[1], line->tell[1]};
    for (size_t i = 0; i < job->descriptor_count + 3; i++) {
        copies[i] = fcntl(i < 3 ? fixed[i] : job->descriptors[i - 3], F_DUPFD_CLOEXEC, floor);
        if (copies[i] < 0) return errno;
        int place = i < 3 ? SANDBOX_REQUEST_FD + (int)i : SANDBOX_FIRST_FD + (int)i - 3;
        failed |= posix_spawn_file_actions_adddup2(actions, copies[i], place);
    }
    failed |= posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    failed |= posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    return failed;
}

static int spawn_child(Arena *arena, const SandboxJob *job, Line *line) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int *copies = ARENA_ARRAY(arena, int, job->descriptor_count + 3);
    for (size_t i = 0; i < job->descriptor_count + 3; i++) copies[i] = -1;

    int failed = add_descriptors(&actions, job, line, copies);
    char *const arguments[] = {(char *)"quorate", (char *)"__sandbox", (char *)job->kind,
        (char *)text_format(arena, "%lld", (long long)job->memory).ptr, (char *)text_format(arena, "%lld", (long long)job->file_size).ptr,
        (char *)text_format(arena, "%d", job->seconds).ptr, (char *)text_format(arena, "%zu", job->descriptor_count).ptr, NULL};
    /* No inherited environment: nothing of the server's settings, and one locale. */
    static char *const environment[] = {(char *)"LC_ALL=C.UTF-8", (char *)"PATH=/usr/bin:/bin",
        (char *)"ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_sigbus=0:exitcode=99:allocator_may_return_null=1:hard_rss_limit_mb=2048",
        NULL};
    if (!failed) failed = posix_spawn(&line->child, "/proc/self/exe", &actions, &attributes, arguments, environment);
    for (size_t i = 0; i < job->descriptor_count + 3; i++) close_one(&copies[i]);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads a part of the answer; false at its end, or when there is more than is wanted. */
static bool hear_answer(Line *line, const SandboxJob *job, Buffer *answer, bool *is_enough) {
    size_t room = job->answer_max - answer->len;
    char *at = buffer_reserve(answer, room + 1 < 65536 ? room + 1 : 65536);
    ssize_t n = read(line->answer[0], at, room + 1 < 65536 ? room + 1 : 65536);
    if (n < 0 && errno == EINTR) return true;
    if (n <= 0) return false;
    answer->len += (size_t)n > room ? room : (size_t)n;
    *is_enough = (size_t)n > room;
    return !*is_enough;
}

static bool hear_telling(Line *line, const SandboxJob *job) {
    uint64_t numbers[2];
    ssize_t n = read(line->tell[0], numbers, sizeof numbers); /* pipes keep such small writes together */
    if (n < 0 && errno == EINTR) return true;
    if (n != (ssize_t)sizeof numbers) return false;
    if (job->tell) job->tell(job->context, (size_t)numbers[0], (size_t)numbers[1]);
    return true;
}

/* Until the child has closed its side, has said enough, or its time is over. */
static void hear_out(Line *line, const SandboxJob *job, Buffer *answer, bool *is_enough, bool *is_late) {
    int64_t end = milliseconds_now() + (int64_t)job->seconds * 1000;
    struct pollfd waits[2] = {{.fd = line->answer[0], .events = POLLIN}, {.fd = line->tell[0], .events = POLLIN}};
    while (waits[0].fd >= 0 || waits[1].fd >= 0) {
        int64_t left = end - milliseconds_now();
        *is_late = left <= 0;
        if (*is_late) return;
        int ready = poll(waits, 2, (int)(left < 1000000 ? left : 1000000));
        if (ready < 0 && errno != EINTR) return;
        if (ready <= 0) continue;
        if (waits[0].revents && !hear_answer(line, job, answer, is_enough)) waits[0].fd = -1;
        if (waits[1].revents && !hear_telling(line, job)) waits[1].fd = -1;
        if (*is_enough) return;
    }
    /* It has said what it had to say; it may still be at work, and must not stay there. */
    struct pollfd child = {.fd = (int)syscall(SYS_pidfd_open, line->child, 0), .events = POLLIN};
    while (child.fd >= 0) {
        int64_t left = end - milliseconds_now();
        int ready = poll(&child, 1, (int)(left < 0 ? 0 : left < 1000000 ? left : 1000000));
        if (ready > 0 || (ready < 0 && errno != EINTR)) break;
        *is_late = left <= 0;
        if (*is_late) break;
    }
    close_one(&child.fd);
}

static SandboxEnd end_of(const SandboxJob *job, const Line *line, bool is_enough, bool is_late) {
    int status = 0;
    if (is_enough || is_late) kill(line->child, SIGKILL);
    while (waitpid(line->child, &status, 0) < 0 && errno == EINTR) continue;
    if (is_late) return SANDBOX_OUT_OF_TIME;
    if (is_enough) return SANDBOX_DONE;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return SANDBOX_DONE;
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) return SANDBOX_OUT_OF_TIME;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1) return SANDBOX_FAILED;
    log_warning("a sandboxed child (%s) ended by %s %d", job->kind, WIFSIGNALED(status) ? "signal" : "status",
        WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return SANDBOX_DIED;
}

Error *sandbox_run(Arena *arena, const SandboxJob *job, SandboxEnd *end, Text *answer) {
    if (!sandbox_is_ready) return error_fault(arena, "sandbox_main was not called first in main()");
    Line line;
    int failed = open_line(&line, job->request) ? spawn_child(arena, job, &line) : errno;
    close_one(&line.answer[1]);
    close_one(&line.tell[1]);
    if (failed) {
        close_line(&line);
        Error *error = error_new(arena, ERROR_BUSY, "The file could not be read just now. Try again in a minute.");
        return error_detail(arena, error, "sandbox %s: %s", job->kind, strerror(failed));
    }
    Buffer heard = buffer_new(arena, 4096);
    bool is_enough = false, is_late = false;
    hear_out(&line, job, &heard, &is_enough, &is_late);
    *end = end_of(job, &line, is_enough, is_late);
    *answer = buffer_text(&heard);
    close_line(&line);
    return NULL;
}
