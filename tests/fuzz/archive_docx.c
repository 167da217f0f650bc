/* A Word file of any kind. */
/* with: archive_reading paper base */
#include "archive/reading_wire.h"
#include "archive/recognise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Reading reading = {0}, back;
    read_bytes(arena, (Text){(const char *)data, size}, SOURCE_DOCX, &(ReadHints){0}, &reading);
    Buffer bytes = buffer_new(arena, 4096);
    reading_put(&bytes, &reading);
    CHECK(reading_take(arena, buffer_text(&bytes), &back));
    arena_free(arena);
    return 0;
}
