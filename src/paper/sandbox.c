/* Owns the program's half of the sandbox: having a child born, hearing it out, watching the clock. */
#include "paper/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/log.h"
#include "paper/sandbox_inside.h"

extern bool sandbox_is_ready; /* sandbox_child.c */

static void close_one(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* ---- The nursery ---- */

typedef struct {
    Arena *arena; /* of this itself */
    int line;
    pid_t pid;
    int children; /* that run */
    bool is_retired;
} Nursery;

static pthread_mutex_t nursery_lock = PTHREAD_MUTEX_INITIALIZER;
static Nursery *nursery; /* NULL: none has been needed yet, or the last was retired */

static int spawn_nursery(int line, pid_t *pid) {
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
    int copy = fcntl(line, F_DUPFD_CLOEXEC, NURSERY_FD + 1); /* dup2 to its own number would leave it to be closed */
    int failed = copy < 0 ? errno : posix_spawn_file_actions_adddup2(&actions, copy, NURSERY_FD);
    if (!failed) failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!failed) failed = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    char *const arguments[] = {(char *)"quorate", (char *)"__nursery", NULL};
    /* No inherited environment: nothing of the server's settings, and one locale. */
    static char *const environment[] = {(char *)"LC_ALL=C.UTF-8", (char *)"PATH=/usr/bin:/bin",
        (char *)"ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_sigbus=0:exitcode=99:allocator_may_return_null=1", NULL};
    if (!failed) failed = posix_spawn(pid, "/proc/self/exe", &actions, &attributes, arguments, environment);
    close_one(&copy);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

/* With the lock held. */
static int begin_nursery(void) {
    int lines[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, lines) != 0) return errno;
    pid_t pid = 0;
    int failed = spawn_nursery(lines[1], &pid);
    close_one(&lines[1]);
    if (failed) {
        close_one(&lines[0]);
        return failed;
    }
    Arena *arena = arena_new();
    nursery = ARENA_NEW(arena, Nursery);
    *nursery = (Nursery){.arena = arena, .line = lines[0], .pid = pid};
    return 0;
}

/* With the lock held. Its children would die with it, so it stays until the last has ended. */
static void end_if_unused(Nursery *old) {
    if (!old->is_retired || old->children > 0) return;
    close_one(&old->line);
    while (waitpid(old->pid, NULL, 0) < 0 && errno == EINTR) continue;
    arena_free(old->arena);
}

/* With the lock held. */
static void retire(Nursery *old) {
    old->is_retired = true;
    if (nursery == old) nursery = NULL;
}

/* ---- A child ---- */

/* What is open on our side while a child runs. */
typedef struct {
    int request, answer[2], tell[2], status[2]; /* -1: closed */
    int child;                                  /* pidfd */
    Nursery *nursery;                           /* NULL: no child was born */
} Line;

static void close_line(Line *line) {
    close_one(&line->request);
    close_one(&line->child);
    for (int i = 0; i < 2; i++) {
        close_one(&line->answer[i]);
        close_one(&line->tell[i]);
        close_one(&line->status[i]);
    }
}

static bool open_line(Line *line, Text request) {
    *line = (Line){.request = -1, .answer = {-1, -1}, .tell = {-1, -1}, .status = {-1, -1}, .child = -1};
    line->request = memfd_create("request", MFD_CLOEXEC);
    if (line->request < 0 || pipe2(line->answer, O_CLOEXEC) != 0 || pipe2(line->tell, O_CLOEXEC) != 0
        || pipe2(line->status, O_CLOEXEC) != 0)
        return false;
    for (size_t done = 0; done < request.len;) {
        ssize_t n = write(line->request, request.ptr + done, request.len - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

/* With the lock held. 0, or the reason why there is no child; EPIPE when the nursery is gone. */
static int order_child(Arena *arena, const SandboxJob *job, Line *line) {
    NurseryOrder order = {
        .memory = job->memory, .file_size = job->file_size, .seconds = job->seconds, .descriptor_count = job->descriptor_count};
    snprintf(order.kind, sizeof order.kind, "%s", job->kind);
    size_t count = job->descriptor_count + NURSERY_FIXED;
    if (count > NURSERY_MOST_FDS) return E2BIG;
    int *descriptors = ARENA_ARRAY(arena, int, count);
    const int fixed[NURSERY_FIXED] = {line->request, line->answer[1], line->tell[1], line->status[1]};
    for (size_t i = 0; i < count; i++) descriptors[i] = i < NURSERY_FIXED ? fixed[i] : job->descriptors[i - NURSERY_FIXED];
    for (size_t done = 0; done < count;) {
        size_t now = count - done < NURSERY_PACKET ? count - done : NURSERY_PACKET;
        if (!nursery_send(nursery->line, done ? (const void *)"+" : &order, done ? 1 : sizeof order, descriptors + done, now)) return EPIPE;
        done += now;
    }
    int failed = 0, born[NURSERY_PACKET];
    size_t births = 0;
    if (nursery_receive(nursery->line, &failed, sizeof failed, born, &births) != (ssize_t)sizeof failed) return EPIPE;
    if (failed || births != 1) return failed ? failed : EPIPE;
    line->child = born[0];
    line->nursery = nursery;
    nursery->children++;
    return 0;
}

/* A nursery that has died, or been killed, is replaced once. */
static int bear_child(Arena *arena, const SandboxJob *job, Line *line) {
    pthread_mutex_lock(&nursery_lock);
    int failed = EPIPE;
    for (int tries = 0; tries < 2 && failed == EPIPE; tries++) {
        failed = nursery ? 0 : begin_nursery();
        if (!failed) failed = order_child(arena, job, line);
        if (failed != EPIPE || !nursery) continue;
        Nursery *old = nursery;
        retire(old);
        kill(old->pid, SIGKILL);
        end_if_unused(old);
    }
    pthread_mutex_unlock(&nursery_lock);
    close_one(&line->answer[1]);
    close_one(&line->tell[1]);
    close_one(&line->status[1]);
    return failed;
}

/* After a child that died of what it read, the next ones are not born with the same layout of memory. */
static void leave_nursery(Line *line, SandboxEnd end) {
    pthread_mutex_lock(&nursery_lock);
    line->nursery->children--;
    if (end == SANDBOX_DIED) retire(line->nursery);
    end_if_unused(line->nursery);
    pthread_mutex_unlock(&nursery_lock);
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
    struct pollfd child = {.fd = line->child, .events = POLLIN};
    for (;;) {
        int64_t left = end - milliseconds_now();
        int ready = poll(&child, 1, (int)(left < 0 ? 0 : left < 1000000 ? left : 1000000));
        if (ready > 0 || (ready < 0 && errno != EINTR)) break;
        *is_late = left <= 0;
        if (*is_late) break;
    }
}

/* False when nobody can say how it ended. */
static bool status_of(const Line *line, int *status) {
    ssize_t n;
    do n = read(line->status[0], status, sizeof *status);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *status;
}

static SandboxEnd end_of(const SandboxJob *job, const Line *line, bool is_enough, bool is_late) {
    int status = 0;
    if (is_enough || is_late) syscall(SYS_pidfd_send_signal, line->child, SIGKILL, NULL, 0);
    bool is_known = status_of(line, &status);
    if (is_late) return SANDBOX_OUT_OF_TIME;
    if (is_enough) return SANDBOX_DONE;
    if (is_known && WIFEXITED(status) && WEXITSTATUS(status) == 0) return SANDBOX_DONE;
    if (is_known && WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) return SANDBOX_OUT_OF_TIME;
    if (is_known && WIFEXITED(status) && WEXITSTATUS(status) == 1) return SANDBOX_FAILED;
    if (!is_known) log_warning("a sandboxed child (%s) was lost with the process that it came from", job->kind);
    else
        log_warning("a sandboxed child (%s) ended by %s %d", job->kind, WIFSIGNALED(status) ? "signal" : "status",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    return SANDBOX_DIED;
}

Error *sandbox_run(Arena *arena, const SandboxJob *job, SandboxEnd *end, Text *answer) {
    if (!sandbox_is_ready) return error_fault(arena, "sandbox_main was not called first in main()");
    Line line;
    int failed = open_line(&line, job->request) ? bear_child(arena, job, &line) : errno;
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
    leave_nursery(&line, *end);
    close_line(&line);
    return NULL;
}
