/* Owns the lines on standard error. A line is made whole and written with one call, so lines of threads never mix. */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/json.h"

static struct {
    LogLevel least;
    LogFormat format;
} chosen = {LOG_INFO, LOG_HUMAN};

void log_setup(LogLevel least, LogFormat format) {
    chosen.least = least;
    chosen.format = format;
}

static const char *level_name(LogLevel level) {
    switch (level) {
    case LOG_DEBUG: return "debug";
    case LOG_INFO: return "info";
    case LOG_WARNING: return "warning";
    case LOG_ERROR: return "error";
    }
    return "error";
}

static void write_line(const char *line, size_t len) {
    while (len > 0) {
        ssize_t written = write(STDERR_FILENO, line, len);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return; /* nowhere to tell it */
        line += written;
        len -= (size_t)written;
    }
}

/* One record is one line, whatever was in the words. */
static void put_human(Buffer *out, const char *at, LogLevel level, Text words) {
    buffer_putf(out, "%s %-7s ", at, level_name(level));
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.ptr[i];
        buffer_put_char(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
    }
}

static void put_json(Buffer *out, const char *at, LogLevel level, Text words) {
    Json j = json_to(out);
    json_begin_object(&j);
    json_put_text(&j, "at", text_of(at));
    json_put_text(&j, "level", text_of(level_name(level)));
    json_put_text(&j, "event", words);
    json_end_object(&j);
}

void log_line(LogLevel level, const char *format, ...) {
    if (level < chosen.least) return;
    int kept_errno = errno;
    Arena *arena = arena_new();
    char words[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    Text event = {words, length < 0 ? 0 : (size_t)length < sizeof words ? (size_t)length : sizeof words - 1};
    /* A cut in the middle of a character would make the line unreadable to a JSON reader. */
    size_t bad_at;
    while (!text_is_utf8(event, &bad_at)) event.len = bad_at;
    const char *at = moment_utc_micro(arena, moment_now()).ptr;
    Buffer out = buffer_new(arena, event.len + 96);
    if (chosen.format == LOG_JSON) put_json(&out, at, level, event);
    else put_human(&out, at, level, event);
    buffer_put_char(&out, '\n');
    write_line(out.ptr, out.len);
    arena_free(arena);
    errno = kept_errno;
}
