/* `quorate init` and `quorate migrate`: making an installation and bringing it up to date. */
#include "app/commands.h"

#include <stdio.h>

#include "app/app.sql.h"
#include "app/demo.h"
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
    Error *error = stores_create(arena, arguments, &stores);
    if (!error) error = check_is_new(arena, stores.office);
    if (!error) error = argument(arguments, "--demo") ? demo_make(arena, &stores) : holidays_make(arena, stores.office);
    if (!error) {
        printf("Ready: %s\n", argument(arguments, "--data"));
        if (!argument(arguments, "--demo")) puts("Next: quorate user add, then quorate serve.");
    }
    stores_close(&stores);
    return error;
}

Error *command_migrate(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Error *error =
        stores_open(arena, arguments, OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX, &stores); /* opening with full rights migrates */
    if (!error) puts("The stores are up to date.");
    stores_close(&stores);
    return error;
}
