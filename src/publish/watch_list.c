/* The record of the watch list. */
#include "publish/watch_list.h"

#define KEEPERS ((Access)(CLERK | ADMINISTRATOR))

static const Field watch_phrase_fields[] = {
    TEXT(WatchPhrase, phrase, .label = "Word or phrase", .max = 200, .required = true,
        .hint = "It is looked for as it stands here, in whole words. For example, the name of an operation"),
    TEXT(WatchPhrase, why, .label = "Why it must not go out", .max = 500, .required = true),
    TEXT(WatchPhrase, added_by, .label = "Added by", .by_program = true),
};
const Record watch_phrase_record = RECORD(WatchPhrase, "watch_phrase", watch_phrase_fields, .title = "phrase of the watch list",
    .plural = "phrases of the watch list", .see = KEEPERS, .change = KEEPERS, .is_restricted = true);
