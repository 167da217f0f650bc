/* Words that somebody else wrote, as text or as they come out of a PDF: the first byte says which. */
/* with: archive_reading paper base */
#include "archive/reading_wire.h"
#include "archive/recognise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Reading reading = {0}, back;
    if (size == 0) goto out;
    read_bytes(arena, (Text){(const char *)data + 1, size - 1}, data[0] & 1 ? SOURCE_PDF : SOURCE_TEXT, &(ReadHints){0}, &reading);
    Buffer bytes = buffer_new(arena, 4096);
    reading_put(&bytes, &reading);
    CHECK(reading_take(arena, buffer_text(&bytes), &back)); /* whatever is read can leave the sandbox */
    reading_json(&bytes, S("file"), &back);
out:
    arena_free(arena);
    return 0;
}
