/* How pages change records: rules tried inside the transaction, forms sent twice, the public side told, one way to save and to delete. For the
 * pages of this room and of those whose records need no more than their form. */
#ifndef QUORATE_PEOPLE_CHANGE_H
#define QUORATE_PEOPLE_CHANGE_H

#include "people/people.h"
#include "web/route.h"

/* A rule that spans records, tried inside the transaction that is to write `value`, so that nothing can come between. It adds its errors to
 * the form, and may complete the value (its place in a list). */
typedef Error *ChangeRule(Tx *tx, void *value, Form *form);

/* Writes what a form gave: a new record when its id is 0, else a changed one; asks for the public side to be brought up to date; commits.
 * Nothing is done when the form has errors or the rule (NULL: none) adds some: look at form_is_fine afterwards. */
Error *change_save(Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule);
/* The same, with the reason for the journal. */
Error *change_save_because(
    Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule, Text why);
/* Makes a record again that was deleted, under its id, with the reason for the journal: tried by the rule as a new one would be. A form error says
 * when something that it belonged to is deleted as well. */
Error *change_restore(Office *office, Request *request, const Record *record, void *value, Form *form, ChangeRule *rule, Text why);
/* Deletes the record in the version that the person saw (sent as "version"), as above. */
Error *change_delete(Office *office, Request *request, const Record *record, void *value);
/* The same, and what follows from it in the same transaction (form: NULL). */
Error *change_delete_and(Office *office, Request *request, const Record *record, void *value, ChangeRule *then);
/* The same, and what has to go before it (NULL: nothing). */
Error *change_delete_after(
    Office *office, Request *request, const Record *record, void *value, ChangeRule *before, ChangeRule *then);

/* One change in a transaction of the person signed in: OFFICE_CHANGE(office, request, tx, item_save(tx, &item)) gives the error or NULL. */
#define OFFICE_CHANGE(office, request, tx, expression)                                                                          \
    ({                                                                                                                          \
        Tx *tx = NULL;                                                                                                          \
        Error *change_error_ = office_begin(office, request, S(""), &tx);                                                       \
        if (!change_error_) change_error_ = (expression);                                                                       \
        if (!change_error_) change_error_ = tx_commit(tx);                                                                      \
        tx_end(tx);                                                                                                             \
        change_error_;                                                                                                          \
    })

/* A form with errors is shown again: the status says so. */
void change_refused(Response *response);

#endif
