/* Memory that goes all at once. A request, a command or a job owns one arena; everything it makes lives there and ends with it.
 * Rooms never call malloc or free. */
#ifndef QUORATE_BASE_ARENA_H
#define QUORATE_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* A new, empty arena; never NULL (the program stops when the machine has no memory left). The caller ends it with arena_free. */
Arena *arena_new(void);

/* Ends the arena and everything made in it. NULL is fine. */
void arena_free(Arena *arena);

/* Empties the arena for the next request and keeps its first blocks, so that a page thread settles at a level memory. */
void arena_reset(Arena *arena);

/* `size` zeroed bytes, aligned for any type. Size 0 gives a valid pointer. Never NULL. */
void *arena_alloc(Arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; an overflowing product stops the program. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* Enlarges the block at `old` (of `old_size` bytes, may be NULL and 0) to `new_size`; in place when it was the last one made. */
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size);

/* Bytes handed out since the arena was made or reset. */
size_t arena_used(const Arena *arena);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_array((arena), (count), sizeof(Type)))

#endif
