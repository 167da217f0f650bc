/* Owns the memory of the program's work: blocks that fill up and go all at once.
 *
 * Small pieces are cut from ordinary blocks; anything larger than LARGE has a block of its own, so that a growing buffer can be moved
 * by the system without a copy left behind. Which of the two it is follows from its size alone. */
#include "base/arena.h"

#include <stdint.h>

#include "base/error.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
/* Bytes between two pieces that nobody may touch, so that a run over the end is caught. */
#define GAP 16u
#else
#define ASAN_POISON_MEMORY_REGION(ptr, size) ((void)(ptr), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(ptr, size) ((void)(ptr), (void)(size))
#define GAP 0u
#endif

#define ALIGNMENT 16u
#define LARGE ((size_t)32768)
#define FIRST_BLOCK ((size_t)16384)
#define NEXT_BLOCK ((size_t)131072)
/* What arena_reset keeps for the next request. */
#define KEPT_BYTES ((size_t)393216)
#define ARENA_MAGIC 0x41524e41u

typedef struct Block Block;
struct Block {
    Block *next, *previous; /* previous is kept for large blocks only */
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

struct Arena {
    unsigned magic;
    Block *first, *current; /* ordinary blocks in the order they fill; those after current are empty */
    Block *large;
    unsigned char *last; /* the piece made last, when it stands in current */
    size_t handed_out;
};

static _Noreturn void memory_is_used_up(void) {
    fputs("quorate: the machine has no memory left\n", stderr);
    abort();
}

/* An ordinary block is not cleared here: each piece is when it is cut. */
static Block *block_new(size_t size, bool is_cleared) {
    if (size > SIZE_MAX - sizeof(Block)) memory_is_used_up();
    Block *block = is_cleared ? calloc(1, sizeof(Block) + size) : malloc(sizeof(Block) + size);
    if (!block) memory_is_used_up();
    *block = (Block){.size = size};
    return block;
}

static void blocks_free(Block *block) {
    while (block) {
        Block *next = block->next;
        ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
        free(block);
        block = next;
    }
}

Arena *arena_new(void) {
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena) memory_is_used_up();
    arena->magic = ARENA_MAGIC;
    return arena;
}

void arena_free(Arena *arena) {
    if (!arena) return;
    CHECK(arena->magic == ARENA_MAGIC);
    blocks_free(arena->first);
    blocks_free(arena->large);
    arena->magic = 0;
    free(arena);
}

void arena_reset(Arena *arena) {
    CHECK(arena->magic == ARENA_MAGIC);
    blocks_free(arena->large);
    arena->large = NULL;
    size_t kept = 0;
    for (Block *block = arena->first; block; block = block->next) {
        block->used = 0;
        ASAN_POISON_MEMORY_REGION(block->bytes, block->size);
        kept += block->size;
        if (kept >= KEPT_BYTES) {
            blocks_free(block->next);
            block->next = NULL;
        }
    }
    arena->current = arena->first;
    arena->last = NULL;
    arena->handed_out = 0;
}

static size_t rounded(size_t size) {
    return size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *large_new(Arena *arena, size_t size) {
    Block *block = block_new(size, true);
    block->used = size;
    block->next = arena->large;
    if (arena->large) arena->large->previous = block;
    arena->large = block;
    arena->last = NULL;
    return block->bytes;
}

/* Makes `current` an empty ordinary block: one kept by arena_reset, or a new one. */
static void next_block(Arena *arena) {
    if (arena->current && arena->current->next) {
        arena->current = arena->current->next;
        return;
    }
    Block *block = block_new(arena->first ? NEXT_BLOCK : LARGE + FIRST_BLOCK, false);
    ASAN_POISON_MEMORY_REGION(block->bytes, block->size);
    if (arena->current) arena->current->next = block;
    else arena->first = block;
    arena->current = block;
}

void *arena_alloc(Arena *arena, size_t size) {
    CHECK(arena->magic == ARENA_MAGIC);
    arena->handed_out += size;
    if (size > LARGE) return large_new(arena, size);
    size_t needed = rounded(size) + GAP;
    if (!arena->current || arena->current->size - arena->current->used < needed) next_block(arena);
    Block *block = arena->current;
    unsigned char *piece = block->bytes + block->used;
    block->used += needed;
    arena->last = piece;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    memset(piece, 0, size);
    return piece;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total)) memory_is_used_up();
    return arena_alloc(arena, total);
}

static void *large_grow(Arena *arena, void *old, size_t old_size, size_t new_size) {
    Block *block = (Block *)((unsigned char *)old - offsetof(Block, bytes));
    CHECK(block->used == old_size);
    if (new_size > SIZE_MAX - sizeof(Block)) memory_is_used_up();
    Block *moved = realloc(block, sizeof(Block) + new_size);
    if (!moved) memory_is_used_up();
    moved->size = moved->used = new_size;
    if (moved->next) moved->next->previous = moved;
    if (moved->previous) moved->previous->next = moved;
    else arena->large = moved;
    memset(moved->bytes + old_size, 0, new_size - old_size);
    return moved->bytes;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size) {
    CHECK(arena->magic == ARENA_MAGIC);
    CHECK(new_size >= old_size);
    if (!old) return arena_alloc(arena, new_size);
    if (old_size > LARGE) {
        arena->handed_out += new_size - old_size;
        return large_grow(arena, old, old_size, new_size);
    }
    Block *block = arena->current;
    if (old == arena->last && new_size <= LARGE) {
        size_t start = (size_t)(arena->last - block->bytes);
        size_t needed = rounded(new_size) + GAP;
        if (block->size - start >= needed) {
            block->used = start + needed;
            arena->handed_out += new_size - old_size;
            ASAN_UNPOISON_MEMORY_REGION(arena->last, new_size);
            memset(arena->last + old_size, 0, new_size - old_size);
            return old;
        }
    }
    void *fresh = arena_alloc(arena, new_size);
    if (old_size > 0) memcpy(fresh, old, old_size);
    return fresh;
}

size_t arena_used(const Arena *arena) {
    return arena->handed_out;
}
