/* Owns the child's half of the sandbox: this program, started afresh to do one piece of work. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paper/sandbox_inside.h"

struct SandboxChild {
    Arena *arena;
    bool is_locked;
};

static struct {
    const char *kind;
    SandboxWork work;
} offers[16] = {
    {"pdf-look", pdf_look_inside},
    {"pdf-words", pdf_words_inside},
    {"pack", pack_inside},
    {"page-marks", page_marks_inside},
};

bool sandbox_is_ready; /* sandbox_main was called: the program can start itself as a child. Read by sandbox.c. */

void sandbox_offer(const char *kind, SandboxWork work) {
    size_t i = 0;
    while (i < sizeof offers / sizeof *offers && offers[i].kind) i++;
    CHECK(i < sizeof offers / sizeof *offers);
    offers[i].kind = kind;
    offers[i].work = work;
}

void sandbox_lock(SandboxChild *child) {
    sandbox_filter_computing();
    child->is_locked = true;
}

void sandbox_lock_for_program(SandboxChild *child) {
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

static int64_t number_of(const char *text) {
    int64_t number;
    if (!text_to_int64(text_of(text), &number)) _exit(121);
    return number;
}

/* PROGRAM __sandbox KIND MEMORY FILE-SIZE SECONDS DESCRIPTORS */
void sandbox_main(int argc, char **argv) {
    if (argc != 7 || strcmp(argv[1], "__sandbox") != 0) {
        sandbox_is_ready = true;
        return;
    }
    size_t descriptors = (size_t)number_of(argv[6]);
    close_range((unsigned)(SANDBOX_FIRST_FD + descriptors), ~0u, 0);
    for (int fd = SANDBOX_TELL_FD + 1; fd < SANDBOX_FIRST_FD; fd++) close(fd);
    sandbox_limit(number_of(argv[3]), number_of(argv[4]), (int)number_of(argv[5]), descriptors);
    SandboxWork work = NULL;
    for (size_t i = 0; i < sizeof offers / sizeof *offers && offers[i].kind; i++)
        if (strcmp(offers[i].kind, argv[2]) == 0) work = offers[i].work;
    if (!work) _exit(122);
    SandboxChild child = {.arena = arena_new()};
    int status = work(&child, read_request(child.arena));
    /* Work that never locked has not been in a sandbox at all: a fault of ours. Exit handlers are not run: leak checking, for one, cannot
     * work behind the filter. */
    _exit(!child.is_locked ? 123 : status == 0 ? 0 : 1);
}
