/* What the parent's and the child's half of the sandbox share. Inside paper/ only. */
#ifndef QUORATE_PAPER_SANDBOX_INSIDE_H
#define QUORATE_PAPER_SANDBOX_INSIDE_H

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

#endif
