/* Owns compression of answers. */
#include "web/compress.h"

#include <zlib.h>

#include "base/error.h"

bool compress_is_worthwhile(Text content_type, size_t bytes) {
    if (bytes < COMPRESS_LEAST_BYTES) return false;
    return text_starts_with(content_type, S("text/")) || text_starts_with(content_type, S("application/json"))
           || text_contains(content_type, S("+xml")) || text_starts_with(content_type, S("application/xml"));
}

bool accepts_encoding(Text accept_encoding, Text coding) {
    Text part;
    while (text_split(&accept_encoding, ',', &part)) {
        Text name = text_trim(text_slice(part, 0, text_find(part, S(";"), 0)));
        if (!text_equal_ignoring_case(name, coding)) continue;
        size_t q = text_find(part, S("q="), 0);
        if (q == SIZE_MAX) return true;
        for (size_t i = q + 2; i < part.len; i++)
            if (part.ptr[i] >= '1' && part.ptr[i] <= '9') return true;
        return false;
    }
    return false;
}

Text gzip_bytes(Arena *arena, Text bytes, int level) {
    z_stream z = {0};
    CHECK(bytes.len < UINT32_MAX / 2);
    CHECK(deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK); /* 16: with gzip's head and tail */
    size_t room = deflateBound(&z, (uLong)bytes.len);
    char *out = arena_alloc(arena, room);
    z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
    Text packed = {out, room - z.avail_out};
    deflateEnd(&z);
    return packed;
}
