/* Owns the child's half of the sandbox: one piece of work in a process of its own. */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "paper/sandbox_inside.h"

struct SandboxChild {
    Arena *arena;
    bool is_locked;
};

static struct {
    const char *kind;
    SandboxWork work;
} offers[24] = {
    {"pdf-look", pdf_look_inside},
    {"pdf-words", pdf_words_inside},
    {"pack", pack_inside},
    {"page-marks", page_marks_inside},
    {"ocr-picture", ocr_picture_inside},
    {"ocr-words", ocr_words_inside},
    {"spreadsheet-read", spreadsheet_read_inside},
};

bool sandbox_is_ready; /* sandbox_main was called: the program can start itself as a child. Read by sandbox.c. */

void sandbox_offer(const char *kind, SandboxWork work) {
    size_t i = 0;
    while (i < sizeof offers / sizeof *offers && offers[i].kind) i++;
    CHECK(i < sizeof offers / sizeof *offers);
    offers[i].kind = kind;
    offers[i].work = work;
}

#if SANDBOX_HAS_ASAN
/* No limit of address space can be set here, so a clock looks at what is used. */
static void look_at_memory(int signal) {
    (void)signal;
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) != 0 || used.ru_maxrss >= (2L << 20)) _exit(99);
}
static void watch_memory(bool begin) {
    struct itimerval every = {.it_interval = {.tv_usec = begin ? 50000 : 0}, .it_value = {.tv_usec = begin ? 50000 : 0}};
    struct sigaction action = {.sa_handler = look_at_memory, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &every, NULL);
}
#else
static void watch_memory(bool begin) {
    (void)begin;
}
#endif

void sandbox_lock(SandboxChild *child) {
    sandbox_filter_computing();
    child->is_locked = true;
}

void sandbox_lock_for_program(SandboxChild *child) {
    watch_memory(false); /* the clock would outlive the change of program, and kill it */
    sandbox_filter_program();
    child->is_locked = true;
}

Arena *sandbox_arena(SandboxChild *child) {
    return child->arena;
}

static bool write_all(int fd, const void *bytes, size_t len) {
    for (size_t done = 0; done < len;) {
        ssize_t n = write(fd, (const char *)bytes + done, len - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

bool sandbox_answer(SandboxChild *child, Text bytes) {
    (void)child;
    return write_all(SANDBOX_ANSWER_FD, bytes.ptr, bytes.len);
}

void sandbox_tell(SandboxChild *child, size_t done, size_t count) {
    (void)child;
    uint64_t numbers[2] = {done, count};
    write_all(SANDBOX_TELL_FD, numbers, sizeof numbers);
}

static Text read_request(Arena *arena) {
    struct stat about;
    if (fstat(SANDBOX_REQUEST_FD, &about) != 0) _exit(121);
    size_t size = (size_t)about.st_size;
    char *bytes = arena_alloc(arena, size + 1);
    for (size_t done = 0; done < size;) {
        ssize_t n = pread(SANDBOX_REQUEST_FD, bytes + done, size - done, (off_t)done);
        if (n <= 0) _exit(121);
        done += (size_t)n;
    }
    close(SANDBOX_REQUEST_FD);
    return (Text){bytes, size};
}

static void do_order(const NurseryOrder *order) {
    sandbox_limit(order->memory, order->file_size, order->seconds, order->descriptor_count);
    watch_memory(true);
    SandboxWork work = NULL;
    for (size_t i = 0; i < sizeof offers / sizeof *offers && offers[i].kind; i++)
        if (strcmp(offers[i].kind, order->kind) == 0) work = offers[i].work;
    if (!work) _exit(122);
    SandboxChild child = {.arena = arena_new()};
    int status = work(&child, read_request(child.arena));
    /* Work that never locked has not been in a sandbox at all: a fault of ours. Exit handlers are not run: leak checking, for one, cannot
     * work behind the filter. */
    _exit(!child.is_locked ? 123 : status == 0 ? 0 : 1);
}

/* PROGRAM __nursery */
void sandbox_main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "__nursery") == 0) nursery_run(do_order);
    sandbox_is_ready = true;
}
