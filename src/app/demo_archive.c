/* The demo's earlier years: minutes as text, read, imported and published as a clerk would do it. One of them has a slip in a minute's
 * number, so that a doubt is left to be answered. */
#include "app/demo.h"

#include "archive/import.h"
#include "archive/publication.h"

static const char *const documents[] = {"archive-2019-03-19.txt", "archive-2019-10-15.txt", "archive-2021-07-20.txt"};

static Error *publish_all(Arena *arena, const Stores *stores, Actor who, const Imported *made) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(stores->office, arena, who, S("the demo partnership"), &tx));
    for (size_t i = 0; i < made->meeting_count; i++) TRY_OUT(archive_publication_ask(tx, made->meetings[i]));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *demo_archive_make(Arena *arena, const Stores *stores) {
    const Actor who = {.name = S("demo")};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        ImportFile file = {.name = text_of(documents[i]), .bytes = demo_text(documents[i]), .came_by = CAME_BY_COMMAND};
        ReadHints hints = {.name = file.name};
        Reading reading = {0};
        Imported made = {0};
        TRY(archive_read(arena, file.bytes, &hints, &reading));
        TRY(archive_import(stores->office, arena, who, &file, &hints, &reading, &made));
        if (made.outcome != IMPORT_MADE) return error_fault(arena, "a text of the demo's archive is not read: %s", documents[i]);
        TRY(publish_all(arena, stores, who, &made));
    }
    return NULL;
}
