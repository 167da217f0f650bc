/* What the parent's and the child's half of the sandbox share. Inside paper/ only. */
#ifndef QUORATE_PAPER_SANDBOX_INSIDE_H
#define QUORATE_PAPER_SANDBOX_INSIDE_H

#include <sys/types.h>

#include "paper/sandbox.h"

/* The child's descriptors. Between the last and SANDBOX_FIRST_FD there is room. */
enum { SANDBOX_REQUEST_FD = 3, SANDBOX_ANSWER_FD = 4, SANDBOX_TELL_FD = 5 };

/* AddressSanitizer keeps terabytes of address space for itself. */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_HAS_ASAN 1
#endif
#endif
#ifndef SANDBOX_HAS_ASAN
#define SANDBOX_HAS_ASAN 0
#endif

/* Between the program and its nursery, the process that children are forked from. The program sends one packet with the order and as many
 * descriptors as one packet takes, then packets of one byte with the rest: request, answer, telling, status, then those of the job. The nursery
 * answers with one byte and the child's pidfd, or with an errno and none; when the child has ended, its status (as of waitpid) comes down the
 * descriptor for it. */
enum { NURSERY_FD = 3, NURSERY_FIXED = 4, NURSERY_PACKET = 128, NURSERY_MOST_FDS = 4096 };
typedef struct {
    char kind[32];
    int64_t memory, file_size;
    int seconds;
    size_t descriptor_count; /* of the job; NURSERY_FIXED more come before them */
} NurseryOrder;
/* A packet with descriptors, whole or not at all. The receiver gets how many came, or less than 0; they are closed on exec. */
bool nursery_send(int line, const void *bytes, size_t len, const int *descriptors, size_t count);
ssize_t nursery_receive(int line, void *bytes, size_t len, int *descriptors, size_t *count);
/* The nursery's whole life: forks a child for each order, tells how it ended, and ends with the program that it belongs to. `work` is done in
 * the child, whose descriptors are in place. */
_Noreturn void nursery_run(void (*work)(const NurseryOrder *order));

/* In the child: sets the limits that need no lock. */
void sandbox_limit(int64_t memory, int64_t file_size, int seconds, size_t descriptors);
/* The seccomp filters and, where the kernel has it, Landlock. They stop the process when the kernel refuses. */
void sandbox_filter_computing(void);
void sandbox_filter_program(void);

/* The kinds of work that paper/ itself offers. */
int pdf_look_inside(SandboxChild *child, Text request);
int pdf_words_inside(SandboxChild *child, Text request);
int pack_inside(SandboxChild *child, Text request);
int page_marks_inside(SandboxChild *child, Text request);
int ocr_picture_inside(SandboxChild *child, Text request);
int ocr_words_inside(SandboxChild *child, Text request);
int spreadsheet_read_inside(SandboxChild *child, Text request);

#endif
