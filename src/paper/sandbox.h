/* The sandbox: parsers of files from outside run in a child process that can do nothing but compute.
 *
 * The server has many threads, and a fork of such a process inherits locks in any state and all that is in its memory. So the first child that
 * is needed starts a nursery: this same program started afresh (/proc/self/exe), with one thread and nothing in its memory. Children are forked
 * from it, which takes a fraction of a start of the program. A child is given a few descriptors and told which kind of work to do. It limits
 * itself (memory, processor time, files, processes), gives up the network and the file system (seccomp allow-list, Landlock where the kernel has
 * it) and only then reads the hostile file. The program watches the clock and kills it. When a child has died of what it read, a new nursery is
 * begun, so that nobody can learn the layout of memory from one file and use it in the next. Program, nursery and children end with one another.
 *
 * Every program that uses the sandbox calls sandbox_main first in its main(), tests too. */
#ifndef QUORATE_PAPER_SANDBOX_H
#define QUORATE_PAPER_SANDBOX_H

#include "base/error.h"

/* In the child. `request` is what the parent sent; the descriptors it passed are SANDBOX_FIRST_FD and up. The work may prepare (open, load)
 * while it touches nothing hostile, then must call sandbox_lock, and answers with sandbox_answer. Returns 0 when it did its work. */
typedef struct SandboxChild SandboxChild;
typedef int (*SandboxWork)(SandboxChild *child, Text request);
enum { SANDBOX_FIRST_FD = 8 };
/* After it: no opening, no network, no new process, no signals to others. Stops the child when the kernel refuses. */
void sandbox_lock(SandboxChild *child);
/* After it: a program may be executed that reads the system's libraries (read only), and nothing else: no network, no processes. */
void sandbox_lock_for_program(SandboxChild *child);
Arena *sandbox_arena(SandboxChild *child);
/* Writes a part of the answer. False when the parent wants no more. */
bool sandbox_answer(SandboxChild *child, Text bytes);
/* Tells the parent how far it is (SandboxJob.tell). */
void sandbox_tell(SandboxChild *child, size_t done, size_t count);

/* First in main(). In a nursery and its children it does the work and never returns; otherwise it notes that the program can be a sandbox and returns. */
void sandbox_main(int argc, char **argv);
/* Another kind of work, before sandbox_main. The kinds of paper/ are known already. */
void sandbox_offer(const char *kind, SandboxWork work);

typedef enum {
    SANDBOX_DONE = 1, /* the work returned 0 */
    SANDBOX_FAILED,   /* the work returned something else */
    SANDBOX_DIED,     /* a signal: a fault in the parser, or it tried what is forbidden */
    SANDBOX_OUT_OF_TIME,
} SandboxEnd;

typedef struct {
    const char *kind;
    Text request;
    const int *descriptors; /* passed on; become SANDBOX_FIRST_FD, SANDBOX_FIRST_FD + 1 ... */
    size_t descriptor_count;
    int64_t memory;    /* bytes of address space; not enforced in AddressSanitizer builds, which need terabytes of it */
    int64_t file_size; /* bytes that it may write into any file; 0: none */
    int seconds;
    size_t answer_max; /* further bytes are dropped and the child is stopped (the answer still counts) */
    void (*tell)(void *context, size_t done, size_t count); /* may be NULL */
    void *context;
} SandboxJob;

/* Runs the job in a child and waits. An Error only when no child could be started; how it ended is in *end. */
Error *sandbox_run(Arena *arena, const SandboxJob *job, SandboxEnd *end, Text *answer);

#endif
