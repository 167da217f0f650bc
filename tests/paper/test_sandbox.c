/* The sandbox: each kind of mischief is tried inside it, and must fail; the parent hears what happened and goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "paper/sandbox.h"
#include "paper/sandbox_inside.h"
#include "papers.h"

/* ---- In the child: says "before" and "after" the lock what a try gave ---- */

static int try_open(void) {
    int fd = open("/etc/passwd", O_RDONLY);
    if (fd >= 0) close(fd);
    return fd >= 0 ? 0 : errno;
}
static int try_create(void) {
    int fd = open("/tmp/quorate-sandbox-escape", O_WRONLY | O_CREAT, 0600);
    if (fd >= 0) unlink("/tmp/quorate-sandbox-escape");
    return fd >= 0 ? 0 : errno;
}
static int try_socket(void) {
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno;
}
static int try_fork(void) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    return child > 0 ? 0 : errno;
}
static int try_exec(void) {
    char *arguments[] = {(char *)"true", NULL}, *none[] = {NULL};
    execve("/bin/true", arguments, none);
    return errno;
}
static int try_kill(void) {
    return kill(getppid(), 0) == 0 ? 0 : errno;
}
static int try_ptrace(void) {
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : errno;
}
static int try_unlink(void) {
    return unlink("/tmp/quorate-sandbox-nothing") == 0 ? 0 : errno;
}
static int try_mkdir(void) {
    return mkdir("/tmp/quorate-sandbox-folder", 0700) == 0 ? (rmdir("/tmp/quorate-sandbox-folder"), 0) : errno;
}
static int try_executable_memory(void) {
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0 ? 0 : errno;
}

static const struct {
    const char *name;
    int (*try)(void);
} tries[] = {
    {"open", try_open},
    {"create", try_create},
    {"socket", try_socket},
    {"fork", try_fork},
    {"exec", try_exec},
    {"kill", try_kill},
    {"ptrace", try_ptrace},
    {"unlink", try_unlink},
    {"mkdir", try_mkdir},
    {"executable memory", try_executable_memory},
};

static int work_try(SandboxChild *child, Text request) {
    sandbox_lock(child);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (text_equal(request, text_of(tries[i].name))) sandbox_answer(child, tries[i].try() == 0 ? S("allowed") : S("refused"));
    return 0;
}

static int work_echo(SandboxChild *child, Text request) {
    char byte = 0;
    sandbox_lock(child);
    sandbox_tell(child, 1, 2);
    sandbox_answer(child, request);
    if (read(SANDBOX_FIRST_FD, &byte, 1) == 1) sandbox_answer(child, (Text){&byte, 1});
    if (fcntl(SANDBOX_FIRST_FD + 1, F_GETFD) >= 0) sandbox_answer(child, S("more than was given"));
    sandbox_tell(child, 2, 2);
    return 0;
}

static int work_hungry(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    for (int i = 0; i < 64; i++) {
        char *memory = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) return 1;
    }
    sandbox_answer(child, S("4 GB"));
    return 0;
}

static int work_busy(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    while (getpid() > 0) continue;
    return 0;
}

static int work_asleep(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    close(SANDBOX_ANSWER_FD);
    close(SANDBOX_TELL_FD);
    while (getpid() > 0) usleep(100000);
    return 0;
}

static int work_crash(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    raise(SIGSEGV);
    abort();
}

static int work_talk(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    while (sandbox_answer(child, S("words without end "))) continue;
    return 0;
}

/* Answers with what can be read from the last of 300. */
static int work_last(SandboxChild *child, Text request) {
    (void)request;
    char byte = 0;
    sandbox_lock(child);
    if (read(SANDBOX_FIRST_FD + 299, &byte, 1) == 1) sandbox_answer(child, (Text){&byte, 1});
    return 0;
}

static int work_unlocked(SandboxChild *child, Text request) {
    sandbox_answer(child, request);
    return 0;
}

static int work_write(SandboxChild *child, Text request) {
    (void)request;
    sandbox_lock(child);
    static const char page[4096];
    for (int i = 0; i < 64; i++)
        if (write(SANDBOX_FIRST_FD, page, sizeof page) < 0) return 1;
    return 0;
}

/* ---- In the parent ---- */

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

static SandboxJob job_of(const char *kind) {
    return (SandboxJob){.kind = kind, .memory = 512 << 20, .seconds = 20, .answer_max = 1000};
}

static Text run(SandboxJob *job, SandboxEnd expected) {
    SandboxEnd end;
    Text answer;
    must(sandbox_run(arena, job, &end, &answer));
    if (end != expected) fail_msg("%s ended as %d, not %d; it said \"%.*s\"", job->kind, (int)end, (int)expected, TEXT_ARG(answer));
    return answer;
}

static void what_is_forbidden_fails(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        SandboxJob job = job_of("try");
        job.request = text_of(tries[i].name);
        SandboxEnd end;
        Text answer;
        must(sandbox_run(arena, &job, &end, &answer));
        bool is_refused = end == SANDBOX_DIED || (end == SANDBOX_DONE && text_equal(answer, S("refused")));
        if (!is_refused) fail_msg("%s: ended %d, said \"%.*s\"", tries[i].name, (int)end, TEXT_ARG(answer));
    }
    /* Outside they would all go well, so the test above can fail. */
    assert_int_equal(try_open(), 0);
    assert_int_equal(try_create(), 0);
    assert_int_equal(try_socket(), 0);
    assert_int_equal(try_mkdir(), 0);
}

static size_t told;
static void tell(void *context, size_t done, size_t count) {
    (void)context;
    assert_int_equal(count, 2);
    assert_int_equal(done, ++told);
}

static void requests_descriptors_and_progress_arrive(void **state) {
    (void)state;
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], "!", 1), 1);
    SandboxJob job = job_of("echo");
    job.request = S("one\0two");
    job.descriptors = &pipes[0];
    job.descriptor_count = 1;
    job.tell = tell;
    told = 0;
    Text answer = run(&job, SANDBOX_DONE);
    assert_true(text_equal(answer, S("one\0two!")));
    assert_int_equal(told, 2);
    close(pipes[0]);
    close(pipes[1]);
}

static void memory_is_limited(void **state) {
    (void)state;
    if (SANDBOX_HAS_ASAN) skip();
    SandboxJob job = job_of("hungry");
    run(&job, SANDBOX_FAILED);
}

static void time_is_limited(void **state) {
    (void)state;
    SandboxJob job = job_of("busy");
    job.seconds = 1;
    run(&job, SANDBOX_OUT_OF_TIME);
    job.kind = "asleep";
    run(&job, SANDBOX_OUT_OF_TIME);
}

static void a_crash_is_heard(void **state) {
    (void)state;
    SandboxJob job = job_of("crash");
    run(&job, SANDBOX_DIED);
}

static void an_endless_answer_is_cut(void **state) {
    (void)state;
    SandboxJob job = job_of("talk");
    assert_int_equal(run(&job, SANDBOX_DONE).len, 1000);
}

static void work_that_did_not_lock_counts_for_nothing(void **state) {
    (void)state;
    SandboxJob job = job_of("unlocked");
    run(&job, SANDBOX_DIED);
    job.kind = "no such kind";
    run(&job, SANDBOX_DIED);
}

static void files_that_it_may_write_have_a_size(void **state) {
    (void)state;
    int fd = open(papers_path(arena, "written"), O_RDWR | O_CREAT, 0600);
    SandboxJob job = job_of("write");
    job.descriptors = &fd;
    job.descriptor_count = 1;
    run(&job, SANDBOX_DIED); /* SIGXFSZ */
    job.file_size = 1 << 20;
    run(&job, SANDBOX_DONE);
    close(fd);
}

/* The nursery is the only process that this program starts itself. */
static pid_t nursery_now(void) {
    char line[64] = "", path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *list = fopen(path, "r");
    assert_non_null(list);
    assert_non_null(fgets(line, sizeof line, list));
    fclose(list);
    return (pid_t)strtol(line, NULL, 10);
}

static void echo_works(void) {
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    SandboxJob job = job_of("echo");
    job.request = S("again");
    job.descriptors = &nothing;
    job.descriptor_count = 1;
    assert_true(text_equal(run(&job, SANDBOX_DONE), S("again")));
    close(nothing);
}

static void children_come_from_one_nursery_until_one_dies(void **state) {
    (void)state;
    echo_works();
    pid_t first = nursery_now();
    echo_works();
    assert_int_equal(nursery_now(), first);
    SandboxJob job = job_of("crash");
    run(&job, SANDBOX_DIED);
    echo_works();
    assert_int_not_equal(nursery_now(), first);
}

static void a_nursery_that_was_killed_is_replaced(void **state) {
    (void)state;
    echo_works();
    pid_t first = nursery_now();
    assert_int_equal(kill(first, SIGKILL), 0);
    usleep(100000);
    echo_works();
    assert_int_not_equal(nursery_now(), first);
}

static void *kill_nursery(void *context) {
    usleep(200000);
    kill(*(pid_t *)context, SIGKILL);
    return NULL;
}

static void a_child_does_not_outlive_its_nursery(void **state) {
    (void)state;
    echo_works();
    pid_t first = nursery_now();
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, kill_nursery, &first), 0);
    SandboxJob job = job_of("asleep");
    run(&job, SANDBOX_DIED); /* and not after its twenty seconds */
    pthread_join(thread, NULL);
    echo_works();
}

static void more_descriptors_than_one_packet_holds_arrive(void **state) {
    (void)state;
    enum { MANY = 300 };
    int descriptors[MANY];
    descriptors[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], "!", 1), 1);
    for (int i = 1; i < MANY; i++) descriptors[i] = i == MANY - 1 ? pipes[0] : descriptors[0];
    SandboxJob job = job_of("last");
    job.descriptors = descriptors;
    job.descriptor_count = MANY;
    assert_true(text_equal(run(&job, SANDBOX_DONE), S("!")));
    close(descriptors[0]);
    close(pipes[0]);
    close(pipes[1]);
}

static void *run_echo(void *context) {
    Arena *own = arena_new();
    for (int i = 0; i < 8; i++) {
        SandboxJob job = job_of("echo");
        job.request = text_format(own, "job %d", i);
        SandboxEnd end;
        Text answer;
        int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
        job.descriptors = &nothing;
        job.descriptor_count = 1;
        if (sandbox_run(own, &job, &end, &answer) || end != SANDBOX_DONE || !text_equal(answer, job.request)) *(int *)context = 1;
        close(nothing);
    }
    arena_free(own);
    return NULL;
}

static void many_threads_use_it_at_once(void **state) {
    (void)state;
    pthread_t threads[4];
    int failed = 0, before = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, run_echo, &failed), 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    assert_int_equal(failed, 0);
    close(before);
    int after = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_int_equal(after, before); /* no descriptor was left open */
    close(after);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), 0); /* and the nursery lives */
    pid_t only = nursery_now();
    kill(only, SIGKILL);
    assert_int_equal(waitpid(only, NULL, 0), only);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* and there was no other child */
}

int main(int argc, char **argv) {
    sandbox_offer("try", work_try);
    sandbox_offer("echo", work_echo);
    sandbox_offer("hungry", work_hungry);
    sandbox_offer("busy", work_busy);
    sandbox_offer("asleep", work_asleep);
    sandbox_offer("crash", work_crash);
    sandbox_offer("talk", work_talk);
    sandbox_offer("unlocked", work_unlocked);
    sandbox_offer("write", work_write);
    sandbox_offer("last", work_last);
    sandbox_main(argc, argv);
    papers_begin();
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        T(what_is_forbidden_fails),
        T(requests_descriptors_and_progress_arrive),
        T(memory_is_limited),
        T(time_is_limited),
        T(a_crash_is_heard),
        T(an_endless_answer_is_cut),
        T(work_that_did_not_lock_counts_for_nothing),
        T(files_that_it_may_write_have_a_size),
        T(children_come_from_one_nursery_until_one_dies),
        T(a_nursery_that_was_killed_is_replaced),
        T(a_child_does_not_outlive_its_nursery),
        T(more_descriptors_than_one_packet_holds_arrive),
        T(many_threads_use_it_at_once),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    papers_end();
    return failed;
}
