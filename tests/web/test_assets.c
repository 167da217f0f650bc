/* Assets in the program: their compressed forms give back the plain bytes, versions are those of the bytes, and what the style sheet and
 * the script name exists under that version. */
#include "web/assets.h"

#include <brotli/decode.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

static unsigned char unpacked[1 << 20];

static void ASSETS_unpack_to_their_plain_bytes(void **state) {
    (void)state;
    int packed = 0;
    for (const Asset *asset = all_assets; asset->name; asset++) {
        if (asset->gzip) {
            z_stream stream = {.next_in = (unsigned char *)asset->gzip,
                .avail_in = (unsigned)asset->gzip_count,
                .next_out = unpacked,
                .avail_out = sizeof unpacked};
            assert_int_equal(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
            assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
            assert_int_equal(stream.total_out, asset->byte_count);
            assert_memory_equal(unpacked, asset->bytes, asset->byte_count);
            inflateEnd(&stream);
            packed++;
        }
        if (asset->brotli) {
            size_t len = sizeof unpacked;
            assert_int_equal(BrotliDecoderDecompress(asset->brotli_count, asset->brotli, &len, unpacked), BROTLI_DECODER_RESULT_SUCCESS);
            assert_int_equal(len, asset->byte_count);
            assert_memory_equal(unpacked, asset->bytes, asset->byte_count);
            assert_true(asset->brotli_count < asset->byte_count);
        }
    }
    assert_true(packed >= 3);
}

static void ASSETS_carry_the_version_of_their_bytes(void **state) {
    (void)state;
    for (const Asset *asset = all_assets; asset->name; asset++) {
        unsigned char hash[crypto_hash_sha256_BYTES];
        char version[13];
        crypto_hash_sha256(hash, asset->bytes, asset->byte_count);
        sodium_bin2hex(version, sizeof version, hash, 6);
        assert_string_equal(asset->version, version);
        assert_ptr_equal(asset_named(text_of(asset->name)), asset);
        assert_ptr_equal(asset_url(asset->name), asset->url);
    }
    assert_null(asset_named(S("../quorate.css")));
    assert_string_equal(asset_named(S("quorate.css"))->media_type, "text/css; charset=utf-8");
}

/* Every "/assets/..." in it is the url of an asset. */
static int addresses_in(const Asset *asset) {
    Text content = {(const char *)asset->bytes, asset->byte_count};
    int count = 0;
    for (size_t at = 0; (at = text_find(content, S("/assets/"), at)) != SIZE_MAX; at++) {
        bool is_found = false;
        for (const Asset *other = all_assets; other->name; other++)
            is_found = is_found || text_starts_with(text_slice(content, at, 200), text_of(other->url));
        if (!is_found) fail_msg("%s names %.*s, which is no asset", asset->name, 60, content.ptr + at);
        count++;
    }
    return count;
}

static void ASSETS_name_each_other_by_version(void **state) {
    (void)state;
    assert_int_equal(addresses_in(asset_named(S("quorate.css"))), 5);
    assert_int_equal(addresses_in(asset_named(S("quorate.js"))), 1);
}

static void ASSETS_hold_nothing_of_gov_uk_s_identity(void **state) {
    (void)state;
    const Asset *css = asset_named(S("quorate.css"));
    Text content = {(const char *)css->bytes, css->byte_count};
    static const char *const not_ours[] = {
        "GDS Transport", "crest", "crown", "govuk-header", "govuk-footer", "url(http", "url(\"http", "@import"};
    for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++)
        if (text_contains_ignoring_case(content, text_of(not_ours[i]))) fail_msg("the style sheet has \"%s\"", not_ours[i]);
    assert_true(text_contains(content, S("Atkinson Hyperlegible Next")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ASSETS_unpack_to_their_plain_bytes),
        cmocka_unit_test(ASSETS_carry_the_version_of_their_bytes),
        cmocka_unit_test(ASSETS_name_each_other_by_version),
        cmocka_unit_test(ASSETS_hold_nothing_of_gov_uk_s_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
