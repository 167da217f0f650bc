/* Opening and making the stores of an installation. */
#include "app/stores.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static Text office_address(const Arguments *a) {
    return text_of(argument(a, "--database") ? argument(a, "--database") : argument(a, "--data"));
}

static Text site_address(const Arguments *a) {
    return text_of(argument(a, "--public-database") ? argument(a, "--public-database") : argument(a, "--data"));
}

/* The role that a PostgreSQL address signs in with: "postgresql://ROLE:password@host/...", or "...?user=ROLE". */
static Text role_of_address(Text address) {
    size_t start = text_find(address, S("://"), 0);
    if (start == SIZE_MAX) return (Text){0};
    Text rest = text_slice(address, start + 3, SIZE_MAX);
    size_t at = text_find(rest, S("@"), 0), slash = text_find(rest, S("/"), 0);
    if (at != SIZE_MAX && (slash == SIZE_MAX || at < slash)) {
        Text user = text_slice(rest, 0, at);
        size_t colon = text_find(user, S(":"), 0);
        return colon == SIZE_MAX ? user : text_slice(user, 0, colon);
    }
    size_t named = text_find(rest, S("user="), 0);
    if (named == SIZE_MAX) return (Text){0};
    Text tail = text_slice(rest, named + 5, SIZE_MAX), role;
    text_split(&tail, '&', &role);
    return role;
}

static Error *check_pair(Arena *arena, const Arguments *a) {
    if (argument(a, "--database") && !argument(a, "--public-database"))
        return error_new(
            arena, ERROR_INPUT, "Give --public-database beside --database: the public side signs in to PostgreSQL with a role of its own.");
    return NULL;
}

static Error *open_one(Arena *arena, StoreKind kind, StoreRights rights, Text address, Store **out) {
    return store_open(arena, &(StoreOptions){.kind = kind, .rights = rights, .address = address}, out);
}

/* A public side on a machine of its own is handed the folder public/ alone: its letterbox is made there. In PostgreSQL only `init` makes it. */
static Error *letterbox_open(Arena *arena, const Arguments *arguments, Store **out) {
    StoreOptions options = {.kind = STORE_LETTERBOX, .rights = STORE_APPEND_ONLY, .address = site_address(arguments)};
    return argument(arguments, "--public-database") ? store_open(arena, &options, out) : store_create(arena, &options, out);
}

Error *stores_open(Arena *arena, const Arguments *arguments, unsigned wanted, Stores *out) {
    *out = (Stores){.data_folder = argument(arguments, "--data")};
    if (wanted & OPEN_OFFICE) {
        TRY(check_pair(arena, arguments));
        TRY(open_one(arena, STORE_OFFICE, STORE_FULL, office_address(arguments), &out->office));
    }
    if (wanted & OPEN_PUBLISHED) TRY(open_one(arena, STORE_PUBLISHED, STORE_FULL, office_address(arguments), &out->published));
    if (wanted & OPEN_LETTERBOX) TRY(open_one(arena, STORE_LETTERBOX, STORE_FULL, office_address(arguments), &out->letterbox));
    if (wanted & OPEN_SITE) {
        TRY(open_one(arena, STORE_PUBLISHED, STORE_READ_ONLY, site_address(arguments), &out->site));
        TRY(letterbox_open(arena, arguments, &out->site_letterbox));
    }
    return NULL;
}

/* True when the folder holds anything at all. */
static bool folder_holds_something(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return false;
    bool found = false;
    for (struct dirent *e = readdir(folder); e && !found; e = readdir(folder))
        found = strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(folder);
    return found;
}

bool folder_is_there(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static Error *folder_make(Arena *arena, const char *path) {
    if (mkdir(path, 0700) == 0 || folder_is_there(path)) return NULL;
    if (errno == EEXIST || errno == ENOTDIR)
        return error_new(arena, ERROR_INPUT, "%s is not a folder. Choose an empty or new folder.", path);
    return error_new(arena, ERROR_STORAGE, "The folder %s cannot be made: %s.", path, strerror(errno));
}

Error *folder_check_empty(Arena *arena, const char *data) {
    if (folder_holds_something(data))
        return error_new(arena, ERROR_INPUT, "The folder %s holds something already. Choose an empty or new folder.", data);
    TRY(folder_make(arena, data));
    return folder_make(arena, text_format(arena, "%s/tmp", data).ptr);
}

void folder_clear(Arena *arena, const char *folder) {
    static const char *const stores[][2] = {{"office", "office.db"}, {"public", "public.db"}, {"letterbox", "letterbox.db"}};
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (int n = 0; n < 3; n++) {
        for (int e = 0; e < 3; e++) unlink(text_format(arena, "%s/%s/%s%s", folder, stores[n][0], stores[n][1], endings[e]).ptr);
        rmdir(text_format(arena, "%s/%s", folder, stores[n][0]).ptr);
    }
}

void data_folder_unmake(Arena *arena, const char *data, bool was_there) {
    folder_clear(arena, data);
    rmdir(text_format(arena, "%s/tmp", data).ptr);
    if (!was_there) rmdir(data);
}

static Error *create_one(Arena *arena, StoreKind kind, Text address, Store **out) {
    return store_create(arena, &(StoreOptions){.kind = kind, .rights = STORE_FULL, .address = address}, out);
}

Error *stores_create(Arena *arena, const Arguments *arguments, Stores *out) {
    const char *data = argument(arguments, "--data");
    *out = (Stores){.data_folder = data};
    TRY(check_pair(arena, arguments));
    TRY(create_one(arena, STORE_OFFICE, office_address(arguments), &out->office));
    TRY(create_one(arena, STORE_PUBLISHED, office_address(arguments), &out->published));
    TRY(create_one(arena, STORE_LETTERBOX, office_address(arguments), &out->letterbox));
    if (argument(arguments, "--public-database")) {
        Text role = role_of_address(site_address(arguments));
        if (text_is_empty(role))
            return error_new(arena, ERROR_INPUT, "Name the public side's role in --public-database: postgresql://ROLE@...");
        TRY(store_grant(out->published, arena, role));
        TRY(store_grant(out->letterbox, arena, role));
    }
    return NULL;
}

void stores_close(Stores *stores) {
    store_close(stores->office);
    store_close(stores->published);
    store_close(stores->letterbox);
    store_close(stores->site);
    store_close(stores->site_letterbox);
}

Valve stores_valve(const Stores *stores) {
    return (Valve){
        .office = stores->office, .published = stores->published, .letterbox = stores->letterbox, .data_folder = stores->data_folder};
}
