/* Finding a kind of record by its name. In a file of its own, as it needs the table of all records, which app/ fills. */
#include "store/record.h"

const Record *record_named(Text name) {
    for (size_t i = 0; all_records[i]; i++) {
        if (text_equal(text_of(all_records[i]->name), name)) return all_records[i];
    }
    return NULL;
}
