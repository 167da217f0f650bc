/* Collecting the letterbox: each letter becomes a record of the office, then it leaves the box. Done twice, it is kept once. */
#include "publish/letters.h"

#include <inttypes.h>
#include <jansson.h>

#include "base/log.h"
#include "people/people.h"
#include "publish/consultation_valve.h"
#include "publish/letterbox.sql.h"
#include "publish/letters.sql.h"

enum { AT_ONCE = 100 };

static const Choice letter_kinds[] = {
    {LETTER_QUESTION, "question", "Question or comment", NULL},
    {LETTER_ACCESSIBILITY, "accessibility", "Accessibility problem", NULL},
    {LETTER_FORMAT, "format", "Another format", NULL},
    {0},
};
static const Choice letter_states[] = {{LETTER_NEW, "new", "New", NULL}, {LETTER_DONE, "done", "Dealt with", NULL}, {0}};
/* Who wrote and what they wrote is theirs: as SECRET it stays out of the journal, which keeps everything for ever. */
static const Field letter_fields[] = {
    TEXT(Letter, envelope, .label = "Envelope", .max = 64, .by_program = true),
    CHOICE(Letter, kind, .choices = letter_kinds, .label = "What it is about", .by_program = true),
    SECRET(Letter, name, .label = "Name"),
    SECRET(Letter, email, .label = "Email address"),
    TEXT(Letter, about, .label = "Page", .max = 300, .by_program = true),
    SECRET(Letter, text, .label = "Letter"),
    SECRET(Letter, comment, .label = "Comment", .sealed = true),
    MOMENT(Letter, received_at, .label = "Received"),
    CHOICE(Letter, state, .choices = letter_states, .label = "State", .by_program = true),
    LONG_TEXT(Letter, answer, .label = "What was done", .max = 4000, .hint = "For the record. The sender is not told from here"),
};
const Record letter_record = RECORD(Letter, "letter", letter_fields, .title = "letter", .plural = "letters", .see = STAFF, .change = CLERK);

const char *letter_kind_words(const Letter *letter) {
    for (const Choice *c = letter_kinds; c->code; c++)
        if (c->value == (int)letter->kind) return c->label;
    return "";
}

/* ---- Reading ---- */

static Text member(Arena *arena, const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return S("");
    return text_clean(arena, (Text){json_string_value(value), json_string_length(value)});
}

static LetterKind kind_of(Text code) {
    for (const Choice *c = letter_kinds; c->code; c++)
        if (text_equal(code, text_of(c->code))) return (LetterKind)c->value;
    return LETTER_QUESTION;
}

Error *letter_read(Arena *arena, Text json, Moment received_at, Letter *out) {
    json_t *object = json_loadb(json.ptr ? json.ptr : "", json.len, 0, NULL);
    *out = (Letter){.received_at = received_at, .state = LETTER_NEW};
    if (json_is_object(object)) {
        out->envelope = member(arena, object, "envelope");
        out->kind = kind_of(member(arena, object, "kind"));
        out->name = member(arena, object, "name");
        out->email = member(arena, object, "email");
        out->about = member(arena, object, "about");
        out->text = member(arena, object, "text");
    }
    json_decref(object);
    bool is_letter = out->envelope.len > 0 && out->envelope.len <= 64 && out->text.len > 0;
    return is_letter ? NULL : error_new(arena, ERROR_INPUT, "What stands in the letterbox is no letter.");
}

/* ---- Collecting ---- */

static Error *keep(Tx *office, const LetterboxWaitingRow *row, int64_t *count) {
    Letter letter = {0};
    LettersWithEnvelopeRow known = {0};
    if (text_equal(row->kind, S("consultation"))) return consultation_letter_keep(office, row->body, row->received_at, count);
    Error *error = letter_read(tx_arena(office), row->body, row->received_at, &letter);
    if (error) {
        log_warning("letter %" PRId64 " of the letterbox cannot be read and is dropped", row->id);
        return NULL;
    }
    TRY(letters_with_envelope(tx_db(office), tx_arena(office), letter.envelope, &known));
    if (known.number > 0) return NULL;
    *count += 1;
    return record_insert(office, &letter_record, &letter);
}

/* In a transaction of its own, so that a letter which cannot be kept takes no other with it. */
static Error *keep_alone(Valve *valve, Arena *arena, const LetterboxWaitingRow *row, int64_t *count) {
    Tx *office = NULL;
    Error *error = NULL;
    int64_t kept = 0;
    TRY_OUT(tx_begin(valve->office, arena, (Actor){0, S("Letterbox")}, S(""), &office));
    TRY_OUT(keep(office, row, &kept));
    TRY_OUT(tx_commit(office));
    *count += kept;
out:
    tx_end(office);
    return error;
}

/* What becomes of a letter that was not kept: without the key, or by a fault of ours, it waits; what the office refuses is refused for ever, and leaves
 * the box; any other error is of the office, and stops the collecting. Never with its words: they are the sender's. */
static Error *after_failure(const LetterboxWaitingRow *row, Error *error, bool *leaves) {
    *leaves = error->kind == ERROR_INPUT || error->kind == ERROR_NOT_FOUND || error->kind == ERROR_TOO_LARGE;
    if (*leaves) log_warning("letter %" PRId64 " of the letterbox can never be kept and is dropped", row->id);
    else if (error->kind == ERROR_SEALED) log_warning("letter %" PRId64 " of the letterbox waits: the key is not here", row->id);
    else if (error->kind == ERROR_FAULT) log_error("letter %" PRId64 " of the letterbox waits: it could not be kept by a fault", row->id);
    else return error;
    return NULL;
}

static Error *take_out(Valve *valve, Arena *arena, int64_t id) {
    Tx *box = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->letterbox, arena, (Actor){0, S("Letterbox")}, S(""), &box));
    TRY_OUT(letterbox_take_out(box, id, NULL));
    TRY_OUT(tx_commit(box));
out:
    tx_end(box);
    return error;
}

static Error *collect_one(Valve *valve, Arena *arena, const LetterboxWaitingRow *row, int64_t *count) {
    bool leaves = true;
    Error *error = keep_alone(valve, arena, row, count);
    if (error) TRY(after_failure(row, error, &leaves));
    return leaves ? take_out(valve, arena, row->id) : NULL;
}

Error *letters_are_waiting(Valve *valve, Arena *arena, bool *out) {
    LetterboxWaitingRowList waiting = {0};
    Db *box = NULL;
    TRY(store_borrow(valve->letterbox, arena, &box));
    Error *error = letterbox_waiting(box, arena, 0, 1, &waiting);
    store_return(box);
    *out = waiting.count > 0;
    return error;
}

Error *letterbox_collect(Valve *valve, Arena *arena, int64_t *count) {
    LetterboxWaitingRowList waiting = {0};
    int64_t after = 0;
    *count = 0;
    do {
        Db *box = NULL;
        TRY(store_borrow(valve->letterbox, arena, &box));
        Error *error = letterbox_waiting(box, arena, after, AT_ONCE, &waiting);
        store_return(box);
        if (error) return error;
        for (size_t i = 0; i < waiting.count; i++) TRY(collect_one(valve, arena, &waiting.items[i], count));
        if (waiting.count) after = waiting.items[waiting.count - 1].id;
    } while (waiting.count == AT_ONCE);
    return NULL;
}
