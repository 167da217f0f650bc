/* Puts files into the program: writes the C source of all_assets (web/assets.h) from the files named, each with its gzip and brotli form
 * where that is smaller by a tenth or more.
 *
 *     embed OUTPUT.c FILE...
 *
 * A short-lived program: memory is never freed. */
#include <brotli/encode.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
    unsigned char *bytes;
    size_t count;
} Bytes; /* bytes NULL: not there */

static _Noreturn void stop(const char *words, const char *name) {
    fprintf(stderr, "embed: %s %s\n", words, name);
    exit(1);
}

static unsigned char *claim(size_t size) {
    unsigned char *made = malloc(size + 1);
    if (!made) stop("no memory for", "a file");
    return made;
}

static Bytes read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) stop("cannot read", path);
    long size = ftell(file);
    if (size < 0) stop("cannot read", path);
    rewind(file);
    Bytes content = {claim((size_t)size), (size_t)size};
    if (fread(content.bytes, 1, content.count, file) != content.count) stop("cannot read", path);
    fclose(file);
    return content;
}

/* The compressed form, unless it saves less than a tenth. */
static Bytes if_smaller(Bytes packed, Bytes plain) {
    return packed.count < plain.count - plain.count / 10 ? packed : (Bytes){0};
}

static Bytes gzipped(Bytes plain) {
    enum { GZIP_HEADER = 16 };
    z_stream stream = {0};
    if (deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + GZIP_HEADER, 9, Z_DEFAULT_STRATEGY) != Z_OK) stop("cannot compress", "with gzip");
    size_t room = deflateBound(&stream, (uLong)plain.count);
    Bytes packed = {claim(room), 0};
    stream.next_in = plain.bytes, stream.avail_in = (uInt)plain.count;
    stream.next_out = packed.bytes, stream.avail_out = (uInt)room;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) stop("cannot compress", "with gzip");
    packed.count = stream.total_out;
    deflateEnd(&stream);
    return if_smaller(packed, plain);
}

static Bytes brotlied(Bytes plain, bool is_text) {
    size_t room = BrotliEncoderMaxCompressedSize(plain.count);
    Bytes packed = {claim(room), room};
    if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, is_text ? BROTLI_MODE_TEXT : BROTLI_MODE_GENERIC, plain.count,
            plain.bytes, &packed.count, packed.bytes))
        stop("cannot compress", "with brotli");
    return if_smaller(packed, plain);
}

static const char *media_type_of(const char *name, bool *is_text) {
    static const struct {
        const char *ending, *type;
        bool is_text;
    } types[] = {
        {".css", "text/css; charset=utf-8", true},
        {".js", "text/javascript; charset=utf-8", true},
        {".svg", "image/svg+xml", true},
        {".txt", "text/plain; charset=utf-8", true},
        {".woff2", "font/woff2", false},
        {".ico", "image/x-icon", false},
        {".png", "image/png", false},
    };
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++) {
        if (strcmp(ending, types[i].ending)) continue;
        *is_text = types[i].is_text;
        return types[i].type;
    }
    stop("no media type is known for", name);
}

/* A static array of the bytes, as a string: compiles much faster than a list of numbers. */
static void put_bytes(FILE *out, const char *form, int number, Bytes content) {
    if (!content.bytes) return;
    fprintf(out, "static const unsigned char %s_%d[%zu] =\n    \"", form, number, content.count);
    for (size_t i = 0; i < content.count; i++) {
        unsigned char c = content.bytes[i];
        if (c < 32 || c > 126 || c == '"' || c == '\\' || c == '?') fprintf(out, "\\%03o", c);
        else fputc(c, out);
        if (i % 64 == 63) fputs("\"\n    \"", out);
    }
    fputs("\";\n", out);
}

static void put_form(FILE *out, const char *form, int number, Bytes content) {
    if (content.bytes)
        fprintf(out, ", .%s = %s_%d, .%s_count = %zu", strcmp(form, "byte") ? form : "bytes", form, number, form, content.count);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("use: embed OUTPUT.c FILE...\n", stderr);
        return 2;
    }
    if (sodium_init() < 0) stop("cannot start", "libsodium");
    FILE *out = fopen(argv[1], "wb");
    char *rows = NULL;
    size_t rows_size = 0;
    FILE *table = open_memstream(&rows, &rows_size);
    if (!out || !table) stop("cannot write", argv[1]);
    fputs("/* Made by tools/embed: change the files in assets/. */\n#include \"web/assets.h\"\n\n", out);
    for (int i = 2; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *name = slash ? slash + 1 : argv[i];
        bool is_text;
        const char *type = media_type_of(name, &is_text);
        Bytes plain = read_file(argv[i]), gzip = gzipped(plain), brotli = brotlied(plain, is_text);
        unsigned char hash[crypto_hash_sha256_BYTES];
        crypto_hash_sha256(hash, plain.bytes, plain.count);
        char version[13];
        sodium_bin2hex(version, sizeof version, hash, 6);
        put_bytes(out, "byte", i, plain);
        put_bytes(out, "gzip", i, gzip);
        put_bytes(out, "brotli", i, brotli);
        fprintf(table, "    {.name = \"%s\", .media_type = \"%s\", .version = \"%s\", .url = \"/assets/%s?v=%s\"", name, type, version,
            name, version);
        put_form(table, "byte", i, plain);
        put_form(table, "gzip", i, gzip);
        put_form(table, "brotli", i, brotli);
        fputs("},\n", table);
    }
    fclose(table);
    fprintf(out, "\nconst Asset all_assets[] = {\n%s    {0},\n};\n", rows);
    if (ferror(out) || fclose(out)) stop("cannot write", argv[1]);
    return 0;
}
