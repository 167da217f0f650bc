/* Arenas: zeroed, aligned, growing, and level over many requests. */
#include "base_test.h"

static void ARENA_pieces_are_zeroed_and_aligned_and_do_not_overlap(void **state) {
    Arena *arena = *state;
    unsigned char *pieces[2000];
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 2000; i++) {
            size_t size = i * 37 % 900;
            pieces[i] = arena_alloc(arena, size);
            assert_int_equal((uintptr_t)pieces[i] % 16, 0);
            for (size_t k = 0; k < size; k++) assert_int_equal(pieces[i][k], 0);
            memset(pieces[i], (int)(i & 0xff), size);
        }
        for (size_t i = 0; i < 2000; i++) {
            for (size_t k = 0; k < i * 37 % 900; k++) assert_int_equal(pieces[i][k], i & 0xff);
        }
        arena_reset(arena);
        assert_int_equal(arena_used(arena), 0);
    }
}

static void ARENA_the_last_piece_grows_in_place(void **state) {
    Arena *arena = *state;
    char *piece = arena_alloc(arena, 10);
    memcpy(piece, "0123456789", 10);
    assert_ptr_equal(arena_grow(arena, piece, 10, 5000), piece);
    assert_memory_equal(piece, "0123456789\0\0", 12);
    assert_int_equal(arena_used(arena), 5000);
}

static void ARENA_another_piece_moves_with_its_bytes(void **state) {
    Arena *arena = *state;
    char *piece = arena_alloc(arena, 10), *behind = arena_alloc(arena, 1);
    memcpy(piece, "0123456789", 10);
    *behind = 'x';
    char *grown = arena_grow(arena, piece, 10, 20);
    assert_ptr_not_equal(grown, piece);
    assert_memory_equal(grown, "0123456789\0\0\0\0\0\0\0\0\0\0", 20);
    assert_int_equal(*behind, 'x');
}

static void ARENA_large_pieces_grow_and_keep_their_neighbours(void **state) {
    Arena *arena = *state;
    size_t size = 40000;
    char *a = arena_alloc(arena, size), *b = arena_alloc(arena, size), *c = arena_alloc(arena, size);
    memset(a, 'a', size);
    memset(b, 'b', size);
    memset(c, 'c', size);
    b = arena_grow(arena, b, size, 3 * size);
    a = arena_grow(arena, a, size, 5 * size);
    c = arena_grow(arena, c, size, 2 * size);
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(a[i], 'a');
        assert_int_equal(b[i], 'b');
        assert_int_equal(c[i], 'c');
        assert_int_equal(a[size + i], 0);
    }
    /* From small to large and on. */
    char *d = arena_alloc(arena, 8);
    memcpy(d, "quorate", 8);
    for (size_t now = 8; now < 200000; now *= 3) d = arena_grow(arena, d, now, now * 3);
    assert_string_equal(d, "quorate");
}

static void ARENA_no_size_is_a_valid_piece(void **state) {
    Arena *arena = *state;
    assert_non_null(arena_alloc(arena, 0));
    assert_non_null(arena_grow(arena, NULL, 0, 5));
    assert_non_null(arena_array(arena, 0, 8));
    arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(ARENA_pieces_are_zeroed_and_aligned_and_do_not_overlap),
        TEST(ARENA_the_last_piece_grows_in_place),
        TEST(ARENA_another_piece_moves_with_its_bytes),
        TEST(ARENA_large_pieces_grow_and_keep_their_neighbours),
        TEST(ARENA_no_size_is_a_valid_piece),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
