/* Which documents a source holds. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_RECOGNISE_H
#define QUORATE_ARCHIVE_RECOGNISE_H

#include "archive/layout.h"

/* Reads the lines of a source: finds its documents and reads each with its layout. `out` gets documents, doubts and the verdict. */
void read_lines(Arena *arena, const Lines *lines, const ReadHints *hints, Reading *out);

/* The whole of what runs in the sandbox: bytes of any kind but a PDF (whose words come from outside) become a reading. */
void read_bytes(Arena *arena, Text bytes, SourceFormat format, const ReadHints *hints, Reading *out);
/* What the bytes look like; 0: nothing that can be read (out->verdict and sentence say why). */
SourceFormat format_of(Text bytes, const ReadHints *hints, Reading *out);

#endif
