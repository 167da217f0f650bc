/* The small installation of the tests of web/, and the tables that app/ fills in the whole program. */
#include <dirent.h>
#include <ftw.h>
#include <unistd.h>

#include "store/seal.h"
#include "store/search.h"
#include "web/page.h"
#include "web_test.h"

const Choice role_choices[] = {
    {TEST_ADMINISTRATOR, "administrator", "Administrator", NULL},
    {TEST_CLERK, "clerk", "Clerk", NULL},
    {TEST_MEMBER, "member", "Member", NULL},
    {0},
};
const Record *const all_records[] = {&account_record, &job_record, NULL};
const Record *const all_published_records[] = {NULL};
const Notice all_notices[] = {{"saved", "Your changes were saved."}, {"signed-out", "You are signed out."}, {0}};
const NavigationEntry all_navigation[] = {{0}};

Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db;
    (void)arena;
    return S("Test partnership");
}

Text partnership_name_on_site(Db *db, Arena *arena) {
    (void)db;
    (void)arena;
    return S("Test partnership");
}

static Store *open_store(House *house, StoreKind kind, StoreRights rights, bool is_new) {
    Store *store = NULL;
    StoreOptions options = {kind, rights, text_of(house->folder)};
    assert_fine(is_new ? store_create(house->arena, &options, &store) : store_open(house->arena, &options, &store));
    return store;
}

House *house_new(Arena *arena) {
    House *house = ARENA_NEW(arena, House);
    house->arena = arena;
    snprintf(house->folder, sizeof house->folder, "/tmp/quorate-web-XXXXXX");
    assert_non_null(mkdtemp(house->folder));
    house->office = open_store(house, STORE_OFFICE, STORE_FULL, true);
    SealKey *key = seal_key_new(NULL);
    seal_at(house->office, text_format(arena, "%s/key", house->folder).ptr);
    assert_fine(seal_make(house->office, arena, (Actor){0}, key));
    seal_key_free(key);
    house->publisher = open_store(house, STORE_PUBLISHED, STORE_FULL, true);
    house->published = open_store(house, STORE_PUBLISHED, STORE_READ_ONLY, false);
    store_close(open_store(house, STORE_LETTERBOX, STORE_FULL, true));
    house->letterbox = open_store(house, STORE_LETTERBOX, STORE_APPEND_ONLY, false);
    return house;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void house_free(House *house) {
    store_close(house->office);
    store_close(house->publisher);
    store_close(house->published);
    store_close(house->letterbox);
    nftw(house->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

AccountId house_account(House *house, const char *email, const char *password, uint32_t roles) {
    Account account = {.email = text_of(email), .name = S("Test person"), .roles = roles};
    Tx *tx = NULL;
    assert_fine(tx_begin(house->office, house->arena, (Actor){0}, S("test"), &tx));
    assert_fine(record_insert(tx, &account_record, &account));
    assert_fine(password_set(tx, &account, text_of(password), 0));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    return account.id;
}

void house_publish(House *house, const char *title) {
    SearchEntry entry = {.kind = S("test"), .key = text_of(title), .title = text_of(title)};
    Tx *tx = NULL;
    assert_fine(tx_begin(house->publisher, house->arena, (Actor){0}, S("test"), &tx));
    assert_fine(search_put(tx, &entry));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}
