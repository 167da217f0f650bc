/* Owns reading files ahead: two threads take the next path in turn, read and parse it, and put it where the writing thread takes it in order. So
 * both cores work, and memory holds a few files however many there are. */
#include "app/import_service.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 2, AHEAD = 8 };

/* ---- Paths ---- */

static void add_path(Arena *arena, ImportPaths *out, size_t *cap, const char *path) {
    if (out->count == *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        out->items = arena_grow(arena, out->items, *cap * sizeof(char *), more * sizeof(char *));
        *cap = more;
    }
    out->items[out->count++] = text_string(arena, text_of(path));
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

Error *import_paths(Arena *arena, const char *const *words, int count, ImportPaths *out) {
    size_t cap = 0;
    *out = (ImportPaths){0};
    for (int i = 0; i < count; i++) {
        if (is_web_address(words[i])) continue;
        char *const roots[] = {(char *)(uintptr_t)text_string(arena, text_of(words[i])), NULL};
        FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, by_name);
        if (!walk) return error_new(arena, ERROR_STORAGE, "%s cannot be looked through: %s.", words[i], strerror(errno));
        for (FTSENT *e = fts_read(walk); e; e = fts_read(walk)) {
            bool is_hidden = e->fts_level > 0 && e->fts_name[0] == '.';
            if (is_hidden && e->fts_info == FTS_D) fts_set(walk, e, FTS_SKIP);
            bool is_trouble = e->fts_info == FTS_NS || e->fts_info == FTS_DNR || e->fts_info == FTS_ERR;
            bool is_named = e->fts_level == 0 && e->fts_info == FTS_DEFAULT; /* a device, a pipe */
            if (!is_hidden && (e->fts_info == FTS_F || is_trouble || is_named)) add_path(arena, out, &cap, e->fts_path);
        }
        fts_close(walk);
    }
    return NULL;
}

/* ---- One file ---- */

static Text size_shown(Arena *arena, int64_t bytes) {
    return text_format(arena, "%lld MB", (long long)((bytes + 1000 * 1000 - 1) / (1000 * 1000)));
}

/* The whole file into the arena; one that is too big is a verdict and is not read at all. */
static Error *bytes_read(FileRead *file, int fd) {
    struct stat st;
    if (fstat(fd, &st) != 0) return error_new(file->arena, ERROR_STORAGE, "It cannot be read: %s.", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return error_new(file->arena, ERROR_INPUT,
            "It is not a file that can be read from its beginning to its end, but a device or a pipe. Save what it gives as a file, then "
            "import "
            "that.");
    if (st.st_size > READING_BYTES_MAX) {
        file->reading.verdict = READ_TOO_BIG;
        file->reading.sentence =
            text_format(file->arena, "The file has %.*s, and at most %.*s are read. Divide it, or import the documents in it one by one.",
                TEXT_ARG(size_shown(file->arena, st.st_size)), TEXT_ARG(size_shown(file->arena, READING_BYTES_MAX)));
        return NULL;
    }
    char *room = arena_alloc(file->arena, (size_t)st.st_size + 1);
    size_t len = 0;
    while (len < (size_t)st.st_size) {
        ssize_t got = read(fd, room + len, (size_t)st.st_size - len);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return error_new(file->arena, ERROR_STORAGE, "It cannot be read: %s.", strerror(errno));
        if (got == 0) break;
        len += (size_t)got;
    }
    file->bytes = (Text){room, len};
    return NULL;
}

static Error *look_before(FileRead *file, Store *office) {
    Db *db = NULL;
    TRY(store_borrow(office, file->arena, &db));
    Error *error = archive_find_file(db, file->arena, file->bytes, &file->before, &file->is_before);
    store_return(db);
    return error;
}

static Error *file_read(FileRead *file, const ReadAheadOptions *options) {
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return error_new(file->arena, ERROR_STORAGE, "It cannot be opened: %s.", strerror(errno));
    Error *error = bytes_read(file, fd);
    close(fd);
    if (error || file->reading.verdict) return error;
    if (options->office) TRY(look_before(file, options->office));
    return file->is_before && !options->reads_all ? NULL : archive_read(file->arena, file->bytes, &file->hints, &file->reading);
}

/* The file's name as text: what is no UTF-8 is shown as a question mark. */
static Text name_of(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    Text name = text_of(slash ? slash + 1 : path);
    if (text_is_utf8(name, NULL)) return name;
    Buffer out = buffer_new(arena, name.len);
    for (size_t i = 0; i < name.len; i++) buffer_put_char(&out, (unsigned char)name.ptr[i] < 0x80 ? name.ptr[i] : '?');
    return buffer_text(&out);
}

/* ---- Threads ---- */

struct ReadAhead {
    ReadAheadOptions options;
    pthread_t threads[THREADS];
    int thread_count;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    FileRead slots[AHEAD];
    bool is_ready[AHEAD];
    size_t begun, taken; /* files that a thread took up; files that were given on */
    bool is_ending;
};

static bool take_up(ReadAhead *a, size_t *n) {
    pthread_mutex_lock(&a->lock);
    while (!a->is_ending && a->begun < a->options.paths.count && a->begun >= a->taken + AHEAD) pthread_cond_wait(&a->changed, &a->lock);
    bool has_one = !a->is_ending && a->begun < a->options.paths.count;
    if (has_one) *n = a->begun++;
    pthread_mutex_unlock(&a->lock);
    return has_one;
}

static void *read_files(void *context) {
    ReadAhead *a = context;
    for (size_t n; take_up(a, &n);) {
        FileRead *file = &a->slots[n % AHEAD];
        *file = (FileRead){.path = a->options.paths.items[n], .arena = arena_new()};
        file->hints = (ReadHints){.name = name_of(file->arena, file->path),
            .body = a->options.body,
            .date = a->options.date,
            .without_ocr = a->options.without_ocr};
        file->error = file_read(file, &a->options);
        pthread_mutex_lock(&a->lock);
        a->is_ready[n % AHEAD] = true;
        pthread_cond_broadcast(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

ReadAhead *read_ahead_start(Arena *arena, const ReadAheadOptions *options) {
    ReadAhead *a = ARENA_NEW(arena, ReadAhead);
    a->options = *options;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&a->threads[a->thread_count], NULL, read_files, a) == 0) a->thread_count++;
    CHECK(a->thread_count > 0);
    return a;
}

FileRead *read_ahead_next(ReadAhead *a) {
    if (a->taken >= a->options.paths.count) return NULL;
    size_t slot = a->taken % AHEAD;
    pthread_mutex_lock(&a->lock);
    while (!a->is_ready[slot]) pthread_cond_wait(&a->changed, &a->lock);
    pthread_mutex_unlock(&a->lock);
    return &a->slots[slot];
}

void read_ahead_done(ReadAhead *a, FileRead *file) {
    arena_free(file->arena);
    file->arena = NULL;
    pthread_mutex_lock(&a->lock);
    a->is_ready[a->taken % AHEAD] = false;
    a->taken++;
    pthread_cond_broadcast(&a->changed);
    pthread_mutex_unlock(&a->lock);
}

void read_ahead_end(ReadAhead *a) {
    pthread_mutex_lock(&a->lock);
    a->is_ending = true;
    pthread_cond_broadcast(&a->changed);
    pthread_mutex_unlock(&a->lock);
    for (int i = 0; i < a->thread_count; i++) pthread_join(a->threads[i], NULL);
    for (size_t i = 0; i < AHEAD; i++) arena_free(a->slots[i].arena);
}
