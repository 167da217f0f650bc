/* The log: lines on standard error, for people or as JSON lines. No names, titles or texts of records go in, only ids. */
#ifndef QUORATE_BASE_LOG_H
#define QUORATE_BASE_LOG_H

#include "base/text.h"

typedef enum { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;
typedef enum { LOG_HUMAN, LOG_JSON } LogFormat;

/* Chosen once at the start; the default is LOG_INFO, LOG_HUMAN. */
void log_setup(LogLevel least, LogFormat format);
/* One line: an event in plain words, formatted like printf. Thread-safe; one write call a line. */
void log_line(LogLevel level, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define log_debug(...) log_line(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_line(LOG_INFO, __VA_ARGS__)
#define log_warning(...) log_line(LOG_WARNING, __VA_ARGS__)
#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)

#endif
