/* Sealed files: libsodium's secretstream, which finds chunks that were changed, exchanged, repeated or left out, under a data key of the
 * file's own, bound to its name, size and media type. */
#include <sodium.h>

#include "store/file_inside.h"
#include "store/seal.h"

enum { HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES, OVERHEAD = crypto_secretstream_xchacha20poly1305_ABYTES };
enum { NAME_BYTES = 24, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
enum { STREAM_KEY = 1, WORDS_KEY = 2 };
#define SEALED_MARK "sealed-"

static const Statement insert_seal = {.name = "file_seal_make",
    .place = "store/file_stream.c",
    .parameters = 4,
    .sql = "insert into file_seal (sha256, fingerprint, wrapped, header) values ($1, $2, $3, $4)"};
static const Statement select_seal = {.name = "file_seal",
    .place = "store/file_stream.c",
    .parameters = 1,
    .sql = "select fingerprint, wrapped, header from file_seal where sha256 = $1"};

bool file_is_sealed(Text name) {
    return text_starts_with(name, S(SEALED_MARK));
}

int64_t file_chunks(const StoredFile *file) {
    int64_t count = (file->bytes + (int64_t)FILE_CHUNK_BYTES - 1) / (int64_t)FILE_CHUNK_BYTES;
    return count == 0 && file_is_sealed(file->sha256) ? 1 : count;
}

/* ---- Names ---- */

struct FileNamer {
    crypto_generichash_state keyed; /* first: it wants to be aligned */
    crypto_hash_sha256_state plain;
    bool is_sealed;
};

/* A keyed hash, so that nobody can tell from a copy of the data whether a file that they know is there. */
Error *file_namer_new(Db *db, Arena *arena, bool is_sealed, FileNamer **out) {
    size_t size = (sizeof(FileNamer) + 63) / 64 * 64;
    *out = locked_memory(size);
    (*out)->is_sealed = is_sealed;
    crypto_hash_sha256_init(&(*out)->plain);
    if (!is_sealed) return NULL;
    unsigned char *key = locked_memory(SEAL_KEY_BYTES);
    Error *error = seal_data_key(db, arena, "name", 0, NULL, key);
    if (!error) crypto_generichash_init(&(*out)->keyed, key, SEAL_KEY_BYTES, NAME_BYTES);
    sodium_free(key);
    if (!error) return NULL;
    file_namer_free(*out);
    *out = NULL;
    return error;
}

void file_namer_add(FileNamer *namer, Text bytes) {
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    if (bytes.len == 0) return;
    if (namer->is_sealed) crypto_generichash_update(&namer->keyed, at, bytes.len);
    else crypto_hash_sha256_update(&namer->plain, at, bytes.len);
}

Text file_namer_name(Arena *arena, FileNamer *namer) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    bool is_sealed = namer->is_sealed;
    if (is_sealed) crypto_generichash_final(&namer->keyed, hash, NAME_BYTES);
    else crypto_hash_sha256_final(&namer->plain, hash);
    file_namer_free(namer);
    return is_sealed ? text_join(arena, S(SEALED_MARK), text_hex(arena, hash, NAME_BYTES)) : text_hex(arena, hash, sizeof hash);
}

void file_namer_free(FileNamer *namer) {
    if (namer) sodium_free(namer);
}

/* ---- The data key of a file ---- */

static Text context_of(Arena *arena, Text name) {
    return text_join(arena, S("file "), name);
}

static void part_key(unsigned char *out, const unsigned char *data_key, uint64_t part) {
    crypto_kdf_derive_from_key(out, SEAL_KEY_BYTES, part, "quoratef", data_key);
}

typedef struct {
    Text fingerprint, wrapped, header;
} StoredSeal;

static Error *stored_seal(Db *db, Arena *arena, Text name, StoredSeal *out) {
    Rows *rows;
    bool found;
    Value parameters[] = {value_text(name)};
    TRY(db_query(db, arena, &select_seal, parameters, &rows));
    Error *error = rows_next(rows, &found);
    if (found)
        *out = (StoredSeal){text_copy(arena, rows_value(rows, 0).text), text_copy(arena, rows_value(rows, 1).text),
            text_copy(arena, rows_value(rows, 2).text)};
    rows_end(rows);
    if (error) return error;
    return found && out->header.len == HEADER ? NULL : file_damaged(arena, name);
}

static Error *data_key_open(Db *db, Arena *arena, Text name, StoredSeal *seal, unsigned char *key) {
    TRY(stored_seal(db, arena, name, seal));
    return seal_unwrap(db, arena, context_of(arena, name), seal->fingerprint, seal->wrapped, key);
}

/* ---- The stream ---- */

struct SealedStream {
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char key[SEAL_KEY_BYTES], header[HEADER];
    char binding[256];
    size_t binding_len;
};

static SealedStream *stream_new(const StoredFile *file) {
    SealedStream *stream = locked_memory((sizeof *stream + 15) / 16 * 16);
    int len = snprintf(stream->binding, sizeof stream->binding, "%.*s\n%lld\n%.*s", TEXT_ARG(file->sha256), (long long)file->bytes,
        TEXT_ARG(text_slice(file->media_type, 0, 120)));
    CHECK(len > 0 && (size_t)len < sizeof stream->binding);
    stream->binding_len = (size_t)len;
    return stream;
}

void sealed_stream_free(SealedStream *stream) {
    if (stream) sodium_free(stream);
}

static Error *keep_seal(Tx *tx, Text name, const unsigned char *data_key, const unsigned char *header) {
    Text fingerprint = {0}, wrapped = {0};
    TRY(seal_wrap(tx, context_of(tx_arena(tx), name), data_key, &fingerprint, &wrapped));
    Value values[] = {value_text(name), value_text(fingerprint), value_bytes(wrapped), value_bytes((Text){(const char *)header, HEADER})};
    return tx_execute(tx, &insert_seal, values, NULL);
}

Error *sealed_stream_make(Tx *tx, const StoredFile *file, SealedStream **out) {
    SealedStream *stream = stream_new(file);
    unsigned char *data_key = locked_memory(SEAL_KEY_BYTES);
    randombytes_buf(data_key, SEAL_KEY_BYTES);
    part_key(stream->key, data_key, STREAM_KEY);
    crypto_secretstream_xchacha20poly1305_init_push(&stream->state, stream->header, stream->key);
    Error *error = keep_seal(tx, file->sha256, data_key, stream->header);
    sodium_free(data_key);
    if (error) sealed_stream_free(stream);
    *out = error ? NULL : stream;
    return error;
}

void sealed_stream_push(SealedStream *stream, Arena *arena, Text plain, bool is_last, Text *sealed) {
    unsigned char *room = arena_alloc(arena, plain.len + OVERHEAD);
    unsigned char tag = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&stream->state, room, NULL, (const unsigned char *)plain.ptr, plain.len,
        (const unsigned char *)stream->binding, stream->binding_len, tag);
    *sealed = (Text){(const char *)room, plain.len + OVERHEAD};
}

Error *sealed_stream_open(Db *db, Arena *arena, const StoredFile *file, SealedStream **out) {
    StoredSeal seal = {0};
    SealedStream *stream = stream_new(file);
    unsigned char *data_key = locked_memory(SEAL_KEY_BYTES);
    Error *error = data_key_open(db, arena, file->sha256, &seal, data_key);
    if (!error) {
        CHECK(seal.header.ptr && seal.header.len == HEADER);
        part_key(stream->key, data_key, STREAM_KEY);
        memcpy(stream->header, seal.header.ptr, HEADER);
        sealed_stream_rewind(stream);
    }
    sodium_free(data_key);
    if (error) sealed_stream_free(stream);
    *out = error ? NULL : stream;
    return error;
}

void sealed_stream_rewind(SealedStream *stream) {
    crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, stream->header, stream->key);
}

bool sealed_stream_pull(SealedStream *stream, Arena *arena, Text sealed, bool is_last, Text *plain) {
    *plain = (Text){0};
    if (sealed.len < OVERHEAD) return false;
    unsigned char *room = arena_alloc(arena, sealed.len - OVERHEAD + 1), tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&stream->state, room, NULL, &tag, (const unsigned char *)sealed.ptr, sealed.len,
            (const unsigned char *)stream->binding, stream->binding_len))
        return false;
    if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != is_last) return false;
    *plain = (Text){(const char *)room, sealed.len - OVERHEAD};
    return true;
}

/* ---- Words ---- */

Error *sealed_words_make(Tx *tx, const StoredFile *file, Text words, Text *out) {
    Arena *arena = tx_arena(tx);
    StoredSeal seal = {0};
    unsigned char *keys = locked_memory(2 * SEAL_KEY_BYTES);
    Error *error = data_key_open(tx_db(tx), arena, file->sha256, &seal, keys);
    if (!error) {
        unsigned char *box = arena_alloc(arena, NONCE + words.len + TAG);
        part_key(keys + SEAL_KEY_BYTES, keys, WORDS_KEY);
        randombytes_buf(box, NONCE);
        crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE, NULL, (const unsigned char *)words.ptr, words.len,
            (const unsigned char *)file->sha256.ptr, file->sha256.len, NULL, box, keys + SEAL_KEY_BYTES);
        *out = (Text){(const char *)box, NONCE + words.len + TAG};
    }
    sodium_free(keys);
    return error;
}

Error *sealed_words_open(Db *db, Arena *arena, const StoredFile *file, Text kept, Text *out) {
    StoredSeal seal = {0};
    unsigned char *keys = locked_memory(2 * SEAL_KEY_BYTES);
    Error *error = data_key_open(db, arena, file->sha256, &seal, keys);
    if (!error && kept.len < NONCE + TAG) error = file_damaged(arena, file->sha256);
    if (!error) {
        const unsigned char *box = (const unsigned char *)kept.ptr;
        unsigned char *plain = arena_alloc(arena, kept.len - NONCE - TAG + 1);
        part_key(keys + SEAL_KEY_BYTES, keys, WORDS_KEY);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, box + NONCE, kept.len - NONCE,
                (const unsigned char *)file->sha256.ptr, file->sha256.len, box, keys + SEAL_KEY_BYTES))
            error = file_damaged(arena, file->sha256);
        else *out = (Text){(const char *)plain, kept.len - NONCE - TAG};
    }
    sodium_free(keys);
    return error;
}
