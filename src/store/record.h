/* A record is declared once: one C struct and one table of its fields. From that come its columns, reading and writing, forms and their
 * errors, journal entries, JSON, CSV and search text, and who may see and change each field.
 *
 * Every record struct begins with its id and its version:
 *
 *     typedef struct { int64_t n; } SeatId;
 *     typedef struct { SeatId id; int64_t version; BodyId body; Text title; Date from; bool is_core; } Seat;
 *     static const Field seat_fields[] = {
 *         REF (Seat, body,    .to = &body_record, .label = "Body", .required = true),
 *         TEXT(Seat, title,   .label = "Seat", .max = 120, .required = true),
 *         DATE(Seat, from,    .label = "From"),
 *         FLAG(Seat, is_core, .label = "Core seat in the terms of reference"),
 *     };
 *     const Record seat_record = RECORD(Seat, "seat", seat_fields, .title = "seat", .plural = "seats");
 *
 * The table has the record's name and the columns id, version and one for each field, by the field's name. A wrong C type for a kind of
 * field does not compile. */
#ifndef QUORATE_STORE_RECORD_H
#define QUORATE_STORE_RECORD_H

#include "base/buffer.h"
#include "base/json.h"
#include "store/store.h"

/* A set of roles, one bit each; the roles themselves are the business of people/. */
typedef uint32_t Access;
#define ACCESS_ALL ((Access)0xffffffffu)

typedef enum {
    FIELD_TEXT,      /* Text: one line */
    FIELD_LONG_TEXT, /* Text: several lines, plain */
    FIELD_MARKDOWN,  /* Text: several lines of Markdown (no raw HTML) */
    FIELD_EMAIL,     /* Text: checked as an e-mail address, kept in lower case */
    FIELD_URL,       /* Text: https:// or http:// address */
    FIELD_INTEGER,   /* int64_t */
    FIELD_PENCE,     /* Pence */
    FIELD_DATE,      /* Date */
    FIELD_TIME,      /* TimeOfDay */
    FIELD_MOMENT,    /* Moment; never in forms */
    FIELD_FLAG,      /* bool */
    FIELD_CHOICE,    /* an enum (int): one of .choices; 0 is "not given" */
    FIELD_SET,       /* uint32_t: bits of .choices values; stored as codes with commas */
    FIELD_REF,       /* a one-field id struct; stored as integer, NULL when 0 */
    FIELD_SECRET,    /* Text: stored; never in forms, journal, JSON, CSV or search */
} FieldKind;

typedef struct {
    int value;         /* CHOICE: the enum's value, not 0. SET: one bit */
    const char *code;  /* stored, in forms, JSON and CSV: "for_decision" */
    const char *label; /* shown: "For decision" */
    const char *hint;
} Choice; /* tables of choices end with {0} */

typedef struct Record Record;
struct Form;

typedef struct {
    const char *name;
    FieldKind kind;
    size_t offset;
    const char *label;
    const char *hint;
    bool required;
    const char *needed;      /* when it is needed that is not always required: "when the item is restricted" */
    const char *in_sentence; /* how errors name it when the label is a question: "what it is about" */
    int64_t max;           /* texts: characters (0: 200 for one line, 100,000 for several); integers: biggest */
    int64_t min;           /* integers and pence: smallest */
    const Record *to;      /* REF */
    const Choice *choices; /* CHOICE, SET */
    Access see;            /* 0: whoever may see the record */
    Access change;         /* 0: whoever may change the record */
    bool search;           /* part of the search text */
    bool by_program;       /* set by the program, never read from a form */
    bool sealed;           /* texts: kept encrypted in the row and in the journal (seal.h); never in SQL of one's own, nor where it is compared */
} Field;

struct Record {
    const char *name;   /* table, JSON and journal name: "agenda_item" */
    const char *title;  /* "agenda item" */
    const char *plural; /* "agenda items" */
    size_t size;
    const Field *fields;
    size_t field_count;
    Access see, change;      /* 0: nobody but the program */
    bool is_restricted;      /* each reading by a person is journalled */
    bool stays_in_office;    /* the partnership's pages in public say nothing of it: a change does not bring them up to date (people/change.h) */
    const char *label_field; /* the field that names one in lists: "title" */
    /* May an earlier state be brought back from its history? Then the rule of its form, tried inside the transaction that writes; NULL: no. */
    Error *(*bring_back)(Tx *tx, void *value, struct Form *form);
};

#define FIELD_OFFSET_(Struct, member, Type) _Generic(&((Struct *)0)->member, Type *: offsetof(Struct, member))
#define FIELD_OF_(Struct, member, Type, Kind, ...) \
    {.name = #member, .kind = (Kind), .offset = FIELD_OFFSET_(Struct, member, Type), __VA_ARGS__}
#define FIELD_SIZED_(Struct, member, bytes, Kind, ...)                                                                           \
    {.name = #member, .kind = (Kind),                                                                                            \
     .offset = offsetof(Struct, member) + 0 * sizeof(char[sizeof(((Struct *)0)->member) == (bytes) ? 1 : -1]), __VA_ARGS__}
#define TEXT(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_TEXT, __VA_ARGS__)
#define LONG_TEXT(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_LONG_TEXT, __VA_ARGS__)
#define MARKDOWN(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_MARKDOWN, __VA_ARGS__)
#define EMAIL(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_EMAIL, __VA_ARGS__)
#define WEB_ADDRESS(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_URL, __VA_ARGS__)
#define INTEGER(Struct, member, ...) FIELD_OF_(Struct, member, int64_t, FIELD_INTEGER, __VA_ARGS__)
#define PENCE(Struct, member, ...) FIELD_OF_(Struct, member, Pence, FIELD_PENCE, __VA_ARGS__)
#define DATE(Struct, member, ...) FIELD_OF_(Struct, member, Date, FIELD_DATE, __VA_ARGS__)
#define TIME(Struct, member, ...) FIELD_OF_(Struct, member, TimeOfDay, FIELD_TIME, __VA_ARGS__)
#define MOMENT(Struct, member, ...) FIELD_OF_(Struct, member, Moment, FIELD_MOMENT, .by_program = true, __VA_ARGS__)
#define FLAG(Struct, member, ...) FIELD_OF_(Struct, member, bool, FIELD_FLAG, __VA_ARGS__)
#define CHOICE(Struct, member, ...) FIELD_SIZED_(Struct, member, sizeof(int), FIELD_CHOICE, __VA_ARGS__)
#define SET(Struct, member, ...) FIELD_OF_(Struct, member, uint32_t, FIELD_SET, __VA_ARGS__)
#define REF(Struct, member, ...) FIELD_SIZED_(Struct, member, sizeof(int64_t), FIELD_REF, __VA_ARGS__)
#define SECRET(Struct, member, ...) FIELD_OF_(Struct, member, Text, FIELD_SECRET, .by_program = true, __VA_ARGS__)

#define RECORD(Struct, record_name, field_table, ...)                                                                        \
    {.name = (record_name), .size = sizeof(Struct) + 0 * sizeof(char[offsetof(Struct, id) == 0 && offsetof(Struct, version) == 8 ? 1 : -1]), \
     .fields = (field_table), .field_count = sizeof(field_table) / sizeof((field_table)[0]), __VA_ARGS__}

/* The field of that name, or NULL. */
const Field *record_field(const Record *record, Text name);
/* id and version of any record value. */
int64_t record_id(const void *value);
int64_t record_version(const void *value);
/* A field of a value as a parameter, in the form it is stored in. Text borrows from `value` or lives in `arena`. */
Value record_value(Arena *arena, const Field *field, const void *value);
/* A field as people read it: "23 July 2025", "£12.00", "Yes", "For decision". A REF gives its number: see record_label. */
Text record_shown(Arena *arena, const Field *field, const void *value);

/* ---- Reading ---- */

/* Reads the record with that id into `out` (of record->size bytes). ERROR_NOT_FOUND with a sentence when there is none. */
Error *record_get(Db *db, Arena *arena, const Record *record, int64_t id, void *out);
/* Fills `out` from the current row, matching columns to fields by name; columns that are not fields are left alone. */
Error *record_from_row(Rows *rows, const Record *record, void *out);
/* What names the record `id` in a list: its label field, or "seat 12". */
Error *record_label(Db *db, Arena *arena, const Record *record, int64_t id, Text *out);
/* All records of a kind in order of id: pages through tables in checks, exports and backups. */
typedef struct { void *items; size_t count; } RecordList;
Error *record_list(Db *db, Arena *arena, const Record *record, int64_t after_id, int limit, RecordList *out);

/* The same with sealed fields as they are kept: for verify, which compares them with the journal whether or not the key is here. */
Error *record_list_stored(Db *db, Arena *arena, const Record *record, int64_t after_id, int limit, RecordList *out);
/* Are there sealed fields of this value in stored form that are not sealed yet (made before there was sealing)? Updating seals them. */
bool record_is_unsealed(const Record *record, const void *stored);
/* ERROR_SEALED when a sealed field of the value could not be opened because the key is not here: it then shows a sentence that says so. An
 * update leaves such a field as it is kept. */
Error *record_check_open(Arena *arena, const Record *record, const void *value);

/* Adds a sentence to `out` for each column that the record's table lacks and for each that no field has. For tests and verify. */
Error *record_check_table(Db *db, Arena *arena, const Record *record, Buffer *out);

/* ---- Changing: each writes its journal row in the same transaction ---- */

/* Inserts; fills in id and version 1. */
Error *record_insert(Tx *tx, const Record *record, void *value);
/* Updates where id and version are still those of `value`; counts the version up. ERROR_CONFLICT when somebody else changed it first:
 * nothing was written. An update that changes no field writes nothing and keeps the version. */
Error *record_update(Tx *tx, const Record *record, void *value);
/* Makes a record again that was deleted, under its id and with the version after the one of `value`. ERROR_CONFLICT when it is there: nothing was
 * written. */
Error *record_restore(Tx *tx, const Record *record, void *value);
/* Deletes; the journal keeps the last state. ERROR_CONFLICT as above. References to it are refused by the database as ERROR_INPUT. */
Error *record_delete(Tx *tx, const Record *record, const void *value);

/* Writes the record under the id it carries, made anew or replaced, without version check or journal: only for STORE_PUBLISHED, whose
 * rows are snapshots of the office's. (record_insert and its kin are only for the other stores; a CHECK holds both.) */
Error *record_put(Tx *tx, const Record *record, void *value);
/* Removes it from STORE_PUBLISHED, leaving no history. */
Error *record_remove(Tx *tx, const Record *record, int64_t id);

/* ---- Forms ---- */

typedef struct { Text name, value; } FormValue;
/* What a form sent, in order; names may repeat (checkboxes). Dates come as one text in `name` or three as name-day, name-month, name-year. */
typedef struct { FormValue *items; size_t count; } FormValues;
/* What is wrong with one field, as a sentence: "Enter the date of the meeting". */
typedef struct { const char *field; Text sentence; } FieldError;
typedef struct Form {
    const Record *record;
    FormValues sent;                       /* shown again as typed, right or wrong */
    bool was_sent;                         /* false: show the stored value */
    bool is_blind;                         /* sent for a record that exists, but without the version that was seen */
    FieldError *errors;
    size_t error_count, error_cap;
    Arena *arena;
} Form;

/* A form for showing `value` as stored. */
Form form_show(Arena *arena, const Record *record);
/* Reads what was sent into `value`: only fields that `viewer` may change, that are not by_program and, when `only` is given (names ended
 * by NULL), that are in `only`; others keep what `value` holds, and so does a field whose input was not on the page (a FLAG or SET
 * excepted: a box that is not ticked sends nothing). Wrong input adds errors and leaves that field as it was. A sent "version"
 * goes into the value's version, so that record_update knows what the person saw. A form for a record that exists and that came without one
 * has an error, and boxes that it does not name keep what they were. Returns the form. */
Form form_read(Arena *arena, const Record *record, FormValues sent, Access viewer, const char *const *only, void *value);
/* What a form that says all of this value would send, but for its version: so that an earlier state goes through the checks of the form. Sealed
 * fields must be open. */
FormValues form_values_of(Arena *arena, const Record *record, const void *value);
bool form_is_fine(const Form *form);
/* Adds an error of a rule that spans fields. */
void form_error(Form *form, const char *field, const char *sentence, ...) __attribute__((format(printf, 3, 4)));
/* Reads a day that is no field of a record: sent as one text or in three parts, under `name`. *out is unset when nothing was sent; false, with an
 * error that begins with `label`, when it is no day. */
bool form_read_day(Form *form, const char *name, const char *label, Date *out);
/* The error of a field, or an empty text. */
Text form_error_of(const Form *form, Text field);
/* What the input shows: what was typed, or the stored value as input text ("23 July 2025" parts: see form_part). */
Text form_text(const Form *form, const Field *field, const void *value);
/* "day", "month" or "year" of a date field, as typed or stored. */
Text form_part(const Form *form, const Field *field, const void *value, const char *part);
bool form_is_chosen(const Form *form, const Field *field, const void *value, const Choice *choice);
/* The first / next value sent under a name; empty when there is none. */
Text form_sent(const FormValues *sent, Text name);
/* How many values were sent under a name, and the one at `place` (from 0): for forms with a row for each of several things. */
size_t form_sent_count(const FormValues *sent, Text name);
Text form_sent_at(const FormValues *sent, Text name, size_t place);

/* ---- Out ---- */

/* Members "id", then each field that `viewer` may see, by name; SECRET never. The caller has opened the object. */
void record_put_json(Json *j, const Record *record, const void *value, Access viewer);
/* The full state for the journal: every field but SECRET, in order of declaration, with id and version. The journal's own states are made of
 * values in stored form. */
Text record_state(Arena *arena, const Record *record, const void *value);
/* Back from a journalled state; unknown members are ignored, missing ones stay empty. Sealed fields are as they are kept: see record_open. */
Error *record_from_state(Arena *arena, const Record *record, Text state, void *out);
/* Opens the sealed fields of a value in stored form; what is open stays. */
Error *record_open(Db *db, Arena *arena, const Record *record, void *value);
void record_put_csv_head(Buffer *out, const Record *record, Access viewer);
void record_put_csv_row(Buffer *out, const Record *record, const void *value, Access viewer);
/* The texts of the fields marked .search, joined by line ends. */
Text record_search_text(Arena *arena, const Record *record, const void *value);

/* What differs between two values, field by field, for redlines and conflict pages. Either may be NULL (made, deleted). */
typedef struct { const Field *field; Text before, after; } FieldChange;
typedef struct { FieldChange *items; size_t count; } FieldChanges;
FieldChanges record_changes(Arena *arena, const Record *record, const void *before, const void *after, Access viewer);

/* Every record kind of the office, for migrations tests, verify, backup and export. Filled by app/records.c; ends with NULL. */
extern const Record *const all_records[];
/* The same for the published store. */
extern const Record *const all_published_records[];
const Record *record_named(Text name);

#endif
