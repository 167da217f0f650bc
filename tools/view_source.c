/* Reading the view file, and ending the program with a place in it. */
#include "view_source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *path;
char *source;

static void place_of(const char *at, int *line, int *column) {
    *line = 1, *column = 1;
    for (const char *p = source; p < at; p++) {
        if (*p == '\n') (*line)++, *column = 1;
        else if (((unsigned char)*p & 0xC0) != 0x80) (*column)++;
    }
}

_Noreturn void fail(const char *at, const char *words, ...) {
    int line, column;
    place_of(at, &line, &column);
    fprintf(stderr, "%s:%d:%d: error: ", path, line, column);
    va_list list;
    va_start(list, words);
    vfprintf(stderr, words, list);
    va_end(list);
    fputc('\n', stderr);
    exit(1);
}

int line_of(const char *at) {
    int line, column;
    place_of(at, &line, &column);
    return line;
}

_Noreturn void stop(const char *words, const char *name) {
    fprintf(stderr, "viewgen: %s %s\n", words, name);
    exit(1);
}

void *claim(size_t size) {
    void *made = calloc(1, size);
    if (!made) stop("no memory for", path);
    return made;
}

char *copy(const char *from, size_t len) {
    char *made = claim(len + 1);
    memcpy(made, from, len);
    return made;
}

char *read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    if (!file) stop("cannot read", name);
    size_t len = 0, room = 1 << 16;
    char *text = claim(room + 1);
    for (size_t got; (got = fread(text + len, 1, room - len, file)) > 0;) {
        len += got;
        if (len < room) continue;
        text = realloc(text, (room *= 2) + 1);
        if (!text) stop("no memory for", name);
    }
    if (ferror(file)) stop("cannot read", name);
    fclose(file);
    text[len] = 0;
    if (strlen(text) != len) stop("a NUL byte in", name);
    return text;
}
