/* Errors are values: a sentence for the person (what happened, what to do next) and detail for the log.
 * A function that can fail returns Error *, NULL when all is well. Errors live in the arena of the work that met them. */
#ifndef QUORATE_BASE_ERROR_H
#define QUORATE_BASE_ERROR_H

#include "base/text.h"

typedef enum {
    ERROR_INPUT = 1, /* what was given cannot be used; nothing was changed */
    ERROR_NOT_FOUND, /* there is no such thing, or the person may not know of it */
    ERROR_ENDED,     /* it was there and is over: a link that was used, a form that waited too long */
    ERROR_FORBIDDEN, /* the person may not do this */
    ERROR_SIGN_IN,   /* nobody is signed in */
    ERROR_CONFLICT,  /* somebody changed it meanwhile */
    ERROR_TOO_LARGE,
    ERROR_BUSY,      /* try again shortly; nothing was changed */
    ERROR_STORAGE,   /* the disk or the database refuses; nothing was changed */
    ERROR_SEALED,    /* it is sealed and the key is not here; nothing was changed */
    ERROR_FAULT,     /* a fault of ours: the person sees a general sentence, the detail goes to the log */
} ErrorKind;

typedef struct {
    ErrorKind kind;
    Text sentence; /* for the person; ends with a full stop; says what to do next */
    Text detail;   /* for the log; may be empty; never shown */
} Error;

/* A new error with a sentence formatted like printf. */
Error *error_new(Arena *arena, ErrorKind kind, const char *sentence, ...) __attribute__((format(printf, 3, 4), returns_nonnull));
/* The same error with detail for the log (an earlier detail is kept behind it). Returns `error`. */
Error *error_detail(Arena *arena, Error *error, const char *detail, ...) __attribute__((format(printf, 3, 4)));
/* A fault of ours: general sentence, and the detail given. */
Error *error_fault(Arena *arena, const char *detail, ...) __attribute__((format(printf, 2, 3), returns_nonnull));

/* The same error in another arena, for work whose own arena ends before the error is shown. */
Error *error_copy(Arena *arena, const Error *error);

/* Returns the error to the caller, when there is one. For functions that hold nothing but arena memory. */
#define TRY(expression)                          \
    do {                                         \
        Error *try_error_ = (expression);        \
        if (try_error_) return try_error_;       \
    } while (0)
/* Goes to the label `out` with the error in `error`, for functions that hold something. */
#define TRY_OUT(expression)                      \
    do {                                         \
        error = (expression);                    \
        if (error) goto out;                     \
    } while (0)

/* Stays on in release: a failing check is a fault in the program, which stops. No input can trip one. */
#define CHECK(condition) \
    do { if (!(condition)) check_failed(#condition, __FILE__, __LINE__); } while (0)
_Noreturn void check_failed(const char *condition, const char *file, int line);

#endif
