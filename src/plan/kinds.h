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
    /* The agreement whose sections can be chosen; NULL: an action's own. */
    Error *(*agreement)(Db *db, Arena *arena, const void *value, AgreementId *out);
    ChangeRule *let_go; /* what goes with a deleted one, before it; NULL: nothing */
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

/* In the transaction that writes or deletes: the year is still open, and the kind's rule. */
Error *kind_hold(Tx *tx, const PlanKind *kind, void *value, Form *form);
Error *kind_hold_deleted(Tx *tx, const PlanKind *kind, const void *value);

/* The handlers of a kind, by its name. */
#define PLAN_KIND_DOORS(kind)                                                                                                              \
    Error *kind##_held(Tx *tx, void *value, Form *form) {                                                                                  \
        return kind_hold(tx, &kind##_kind, value, form);                                                                                   \
    }                                                                                                                                      \
    static Error *kind##_deleted(Tx *tx, void *value, Form *form) {                                                                        \
        (void)form;                                                                                                                        \
        return kind_hold_deleted(tx, &kind##_kind, value);                                                                                 \
    }                                                                                                                                      \
    Error *kind##_new_show(Office *o, Request *q, Response *p) {                                                                           \
        return kind_new_show(o, q, p, &kind##_kind);                                                                                       \
    }                                                                                                                                      \
    Error *kind##_new_save(Office *o, Request *q, Response *p) {                                                                           \
        return kind_new_save(o, q, p, &kind##_kind, kind##_held);                                                                                       \
    }                                                                                                                                      \
    Error *kind##_edit_show(Office *o, Request *q, Response *p) {                                                                          \
        return kind_edit_show(o, q, p, &kind##_kind);                                                                                      \
    }                                                                                                                                      \
    Error *kind##_edit_save(Office *o, Request *q, Response *p) {                                                                          \
        return kind_edit_save(o, q, p, &kind##_kind, kind##_held);                                                                                      \
    }                                                                                                                                      \
    Error *kind##_delete_ask(Office *o, Request *q, Response *p) {                                                                         \
        return kind_delete_ask(o, q, p, &kind##_kind);                                                                                     \
    }                                                                                                                                      \
    Error *kind##_delete_do(Office *o, Request *q, Response *p) {                                                                          \
        return kind_delete_do(o, q, p, &kind##_kind, kind##_deleted);                                                                                      \
    }

#endif
