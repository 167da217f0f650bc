/* `quorate init` and `quorate migrate`: making an installation and bringing it up to date. */
#include "app/commands.h"

#include <stdio.h>

#include "app/app.sql.h"
#include "app/demo.h"
#include "app/key_place.h"
#include "app/stores.h"

/* Bank holidays of last year to three years on, which a new partnership starts with and can edit. */
static Error *holidays_make(Arena *arena, Store *office) {
    Tx *tx = NULL;
    Error *error = NULL;
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    TRY_OUT(tx_begin(office, arena, (Actor){.name = S("init")}, S("bank holidays of England and Wales"), &tx));
    for (int year = date_parts(today).year - 1; year <= date_parts(today).year + 3; year++) {
        HolidayList days = bank_holidays(arena, year);
        for (size_t i = 0; i < days.count; i++) {
            Holiday day = days.items[i];
            TRY_OUT(record_insert(tx, &holiday_record, &day));
        }
    }
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* A database that holds records already is not made anew. */
static Error *check_is_new(Arena *arena, Store *office) {
    Db *db = NULL;
    JournalCountRow row = {0};
    TRY(store_borrow(office, arena, &db));
    Error *error = journal_count(db, arena, &row);
    store_return(db);
    if (error) return error;
    if (row.number > 0) return error_new(arena, ERROR_INPUT, "The database holds a partnership already. Choose an empty one.");
    return NULL;
}

Error *command_init(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    bool has_made_key = false;
    const char *data = argument(arguments, "--data");
    bool was_there = folder_is_there(data);
    TRY(folder_check_empty(arena, data));
    Error *error = stores_create(arena, arguments, &stores);
    if (!error) error = check_is_new(arena, stores.office);
    if (!error) error = key_place_or_make(arena, arguments, &stores, &has_made_key);
    if (!error) error = argument(arguments, "--demo") ? demo_make(arena, &stores) : holidays_make(arena, stores.office);
    if (!error) {
        printf("Ready: %s\n%.*s\n", data, TEXT_ARG(key_made_sentence(arena, &stores)));
        if (argument(arguments, "--demo"))
            puts(
                "Sign in as administrator@, clerk@, safety@, chair@, member@ or auditor@demo.example; the password of all is " DEMO_PASSWORD
                ".");
        else puts("Next: quorate user add, then quorate serve.");
    }
    stores_close(&stores);
    if (error) data_folder_unmake(arena, data, was_there);
    return error;
}

/* What was kept readable by a version without sealing. Written anew as a whole, so that nothing of it stays in free places. */
static Error *papers_seal(Arena *arena, Store *office, bool *was_due) {
    Db *db = NULL;
    TRY(store_borrow(office, arena, &db));
    Error *error = sealing_is_due(db, arena, was_due);
    store_return(db);
    if (error || !*was_due) return error;
    TRY(sealing_catch_up(office, arena));
    return store_rewrite(office, arena);
}

Error *command_migrate(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    bool has_made_key = false, was_due = false;
    Error *error =
        stores_open(arena, arguments, OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX, &stores); /* opening with full rights migrates */
    if (!error) error = key_place_or_make(arena, arguments, &stores, &has_made_key);
    if (!error && has_made_key) printf("%.*s\n", TEXT_ARG(key_made_sentence(arena, &stores)));
    if (!error) error = papers_seal(arena, stores.office, &was_due);
    if (!error && was_due) puts("Restricted papers, and what reports say, are sealed now.");
    if (!error) puts("The stores are up to date.");
    stores_close(&stores);
    return error;
}
