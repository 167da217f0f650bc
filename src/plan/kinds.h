/* What is added, changed and deleted by its form alone: the rows that kind_pages.c works with and kinds.c holds. */
#ifndef QUORATE_PLAN_KINDS_H
#define QUORATE_PLAN_KINDS_H

#include "plan/pages.h"

typedef struct {
    const Record *record;
    const char *a, *the;          /* "a chapter", "this chapter" */
    const char *about;            /* over the form; NULL: nothing */
    const Record *parent;         /* what a new one belongs to, named by its address; NULL: nothing */
    size_t parent_offset;         /* of the id of that in the value */
    /* The page that shows it, and where a deleted one leads (NULL: the same). */
    Error *(*back)(Db *db, Arena *arena, const void *value, Text *out);
    Error *(*back_deleted)(Db *db, Arena *arena, const void *value, Text *out);
    /* The year that it belongs to; NULL: none. */
    Error *(*year)(Db *db, Arena *arena, const void *value, Agreement *out, bool *found);
    /* May whoever asks add or change it? An error when not; NULL: whoever the door admits. */
    Error *(*admit)(Office *office, Request *request, const void *value);
    /* What a new one begins with; NULL: nothing. */
    Error *(*prepare)(Db *db, Arena *arena, void *value);
    /* The fields that the form has, by name, ended by NULL; *out NULL: all of the record. NULL: all of the record, always. */
    Error *(*fields)(Db *db, Arena *arena, const void *value, const char *const **out);
    ChangeRule *rule;
    const char *before_deleting, *in_use;
} PlanKind;

extern const PlanKind plan_theme_kind;

/* Of measures and values (measure_rules.c). */
ChangeRule plan_measure_rule, plan_value_rule;
Error *plan_measure_prepare(Db *db, Arena *arena, void *value);
Error *plan_value_fields(Db *db, Arena *arena, const void *value, const char *const **out);

Error *kind_new_show(Office *office, Request *request, Response *response, const PlanKind *kind);
/* `held` is the kind's rule, for a year that is open, in the transaction that writes. */
Error *kind_new_save(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *held);
Error *kind_edit_show(Office *office, Request *request, Response *response, const PlanKind *kind);
Error *kind_edit_save(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *held);
Error *kind_delete_ask(Office *office, Request *request, Response *response, const PlanKind *kind);
Error *kind_delete_do(Office *office, Request *request, Response *response, const PlanKind *kind, ChangeRule *deleted);

#endif
