/* Spreadsheet files made by hand, with what a program that writes tables never writes: merged cells, formulas, damage. */
#ifndef QUORATE_TESTS_PAPER_XLSX_MADE_H
#define QUORATE_TESTS_PAPER_XLSX_MADE_H

#include "base/buffer.h"

typedef struct {
    const char *name;
    Text bytes;
} ZipPart;
/* A packed file of the parts. */
Text zip_made(Arena *arena, const ZipPart *parts, size_t count);
/* A workbook of one sheet whose <worksheet> holds `sheet`; style 1 is a day, style 2 a number. */
Text xlsx_made(Arena *arena, const char *sheet);

#endif
