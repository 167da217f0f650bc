/* Owns errors as values, and the end of the program when it meets a fault of its own. */
#include "base/error.h"

#include <stdarg.h>

__attribute__((format(printf, 2, 0), nonnull(2))) static Text format_list(Arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    CHECK(length >= 0);
    char *out = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(out, (size_t)length + 1, format, arguments);
    return (Text){out, (size_t)length};
}

Error *error_new(Arena *arena, ErrorKind kind, const char *sentence, ...) {
    Error *error = ARENA_NEW(arena, Error);
    error->kind = kind;
    va_list arguments;
    va_start(arguments, sentence);
    error->sentence = format_list(arena, sentence, arguments);
    va_end(arguments);
    return error;
}

Error *error_detail(Arena *arena, Error *error, const char *detail, ...) {
    va_list arguments;
    va_start(arguments, detail);
    Text words = format_list(arena, detail, arguments);
    va_end(arguments);
    if (error->detail.len > 0) words = text_format(arena, "%.*s; %.*s", TEXT_ARG(words), TEXT_ARG(error->detail));
    error->detail = words;
    return error;
}

Error *error_fault(Arena *arena, const char *detail, ...) {
    Error *error = ARENA_NEW(arena, Error);
    error->kind = ERROR_FAULT;
    error->sentence = S("Something went wrong in Quorate. Try again; if it happens again, tell the administrator the time it happened.");
    va_list arguments;
    va_start(arguments, detail);
    error->detail = format_list(arena, detail, arguments);
    va_end(arguments);
    return error;
}

Error *error_copy(Arena *arena, const Error *error) {
    Error *copy = ARENA_NEW(arena, Error);
    *copy = (Error){error->kind, text_copy(arena, error->sentence), text_copy(arena, error->detail)};
    return copy;
}

void check_failed(const char *condition, const char *file, int line) {
    fprintf(stderr, "quorate: fault in the program at %s:%d: %s\n", file, line, condition);
    abort();
}
