/* Clearing tmp/ of what interrupted work left there. */
#include "publish/leftovers.h"

#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "publish/work_folder.h"

enum { UNTOUCHED_SECONDS = 3600 };

static bool is_left_over(const char *path, bool *is_folder) {
    struct stat s;
    if (lstat(path, &s)) return false;
    *is_folder = S_ISDIR(s.st_mode);
    return time(NULL) - s.st_mtime > UNTOUCHED_SECONDS;
}

void leftovers_remove(const char *data_folder) {
    Arena *arena = arena_new();
    const char *tmp = work_file(arena, data_folder, S("tmp"));
    DIR *folder = opendir(tmp);
    int removed = 0;
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        bool is_folder = false;
        Text name = text_of(entry->d_name);
        if (name.ptr[0] == '.' || text_starts_with(name, S("upload-")) || text_starts_with(name, S("backup-"))) continue;
        const char *path = work_file(arena, tmp, name);
        if (!is_left_over(path, &is_folder)) continue;
        if (is_folder) work_folder_remove(arena, path);
        else unlink(path);
        removed++;
    }
    if (folder) closedir(folder);
    if (removed) log_info("Removed %d work files that an interrupted run left in tmp.", removed);
    arena_free(arena);
}
