/* A spreadsheet of any kind, and what a sheet of a plan makes of it as bytes. */
/* with: paper base */
#include "paper/spreadsheet_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    ReadBook book, back;
    book_of_bytes(arena, (Text){(const char *)data, size}, &book);
    Buffer bytes = buffer_new(arena, 4096);
    book_put(&bytes, &book);
    CHECK(book_take(arena, buffer_text(&bytes), &back));
    book_take(arena, (Text){(const char *)data, size}, &back);
    arena_free(arena);
    return 0;
}
