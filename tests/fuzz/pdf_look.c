/* A PDF of any kind, looked at as the sandboxed child does it. */
/* with: paper base */
#include "paper/pdf_inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Text title, hidden, unseen;
    PdfFindings found = pdf_examine(arena, (Text){(const char *)data, size}, &title, &hidden, &unseen);
    CHECK(found.verdict >= PDF_FINE && found.verdict <= PDF_NO_PAGES);
    CHECK(text_is_utf8(title, NULL) && text_is_utf8(hidden, NULL) && text_is_utf8(unseen, NULL));
    arena_free(arena);
    return 0;
}
