/* Texts of records, sealed: "sealed:1:KEY:" and base64url of nonce and box. KEY is the number of the data key, so that older texts open
 * after a change of keys; the box is bound to the place that the text was sealed for. */
#include <pthread.h>
#include <sodium.h>

#include "store/seal.h"

#define MARK "sealed:1:"
enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

/* Locked memory for a key, one a thread: taking and giving it back for each text would cost more than the sealing. Whoever used it wipes it. */
static pthread_key_t scratch;
static pthread_once_t scratch_made = PTHREAD_ONCE_INIT;

static void scratch_make(void) {
    CHECK(pthread_key_create(&scratch, sodium_free) == 0);
}

static unsigned char *scratch_key(void) {
    pthread_once(&scratch_made, scratch_make);
    unsigned char *key = pthread_getspecific(scratch);
    if (!key) {
        key = locked_memory(SEAL_KEY_BYTES);
        CHECK(pthread_setspecific(scratch, key) == 0);
    }
    return key;
}

bool text_is_sealed(Text stored) {
    return text_starts_with(stored, S(MARK));
}

Error *seal_text(Tx *tx, Text place, Text plain, Text *out) {
    Arena *arena = tx_arena(tx);
    int64_t id = 0;
    unsigned char *key = scratch_key();
    Error *error = seal_data_key(tx_db(tx), arena, "text", 0, &id, key);
    if (!error) {
        size_t len = NONCE + plain.len + TAG;
        unsigned char *box = arena_alloc(arena, len);
        randombytes_buf(box, NONCE);
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            box + NONCE, NULL, (const unsigned char *)plain.ptr, plain.len, (const unsigned char *)place.ptr, place.len, NULL, box, key);
        *out = text_format(arena, MARK "%lld:%s", (long long)id, text_base64url(arena, box, len).ptr);
    }
    sodium_memzero(key, SEAL_KEY_BYTES);
    return error;
}

static Error *damaged(Arena *arena, Text place) {
    Error *error = error_new(arena, ERROR_STORAGE,
        "A sealed text in the database is damaged or was changed by hand. Tell whoever looks after this system; a backup may hold it "
        "whole.");
    return error_detail(arena, error, "sealed text of %.*s", TEXT_ARG(place));
}

static bool open_box(Arena *arena, Text place, const unsigned char *box, size_t len, const unsigned char *key, Text *out) {
    if (len < NONCE + TAG) return false;
    unsigned char *plain = arena_alloc(arena, len - NONCE - TAG + 1);
    *out = (Text){(const char *)plain, len - NONCE - TAG};
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               plain, NULL, NULL, box + NONCE, len - NONCE, (const unsigned char *)place.ptr, place.len, box, key)
           == 0;
}

Error *seal_open_text(Db *office, Arena *arena, Text place, Text stored, Text *out, bool *opened) {
    Text rest = text_slice(stored, sizeof MARK - 1, stored.len), number;
    int64_t id;
    size_t len = 0;
    *opened = false;
    if (!text_split(&rest, ':', &number) || !text_to_int64(number, &id) || id < 1) return damaged(arena, place);
    unsigned char *box = arena_alloc(arena, rest.len), *key = scratch_key();
    bool is_box = sodium_base642bin(box, rest.len, rest.ptr, rest.len, NULL, &len, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
    Error *error = seal_data_key(office, arena, "text", id, NULL, key);
    if (!error) *opened = is_box && open_box(arena, place, box, len, key, out);
    sodium_memzero(key, SEAL_KEY_BYTES);
    if (error && error->kind == ERROR_SEALED) return NULL;
    if (error) return error;
    return *opened ? NULL : damaged(arena, place);
}
