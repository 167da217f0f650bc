/* A reading as bytes, for the way out of the sandbox. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_READING_WIRE_H
#define QUORATE_ARCHIVE_READING_WIRE_H

#include "archive/reading.h"

void reading_put(Buffer *out, const Reading *reading);
/* Checks everything: what comes from the sandbox may have been written by a hostile file. False: it is no reading. Texts are copied. */
bool reading_take(Arena *arena, Text bytes, Reading *out);

void hints_put(Buffer *out, SourceFormat format, const ReadHints *hints);
bool hints_take(Arena *arena, Text bytes, SourceFormat *format, ReadHints *out);

#endif
