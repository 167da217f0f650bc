/* Owns the rules of measures and their values: what their forms may say, and what is asked of a value. */
#include "plan/kinds.h"
#include "plan/plan.sql.h"

/* ---- Rules ---- */

static void check_measure_number(Form *form, const PlanMeasure *measure, const char *field, Text typed, const char *what) {
    int64_t number;
    bool is_words =
        measure->kind == MEASURE_STORY || measure->kind == MEASURE_DELIVERABLE || measure->kind == MEASURE_SURVEY || measure->kind == 0;
    if (text_is_empty(typed) || is_words || measure_number(measure->kind, typed, &number)) return;
    form_error(form, field, "Enter the %s as %s", what,
        measure->kind == MEASURE_MONEY        ? "an amount of money, for example £1,500"
        : measure->kind == MEASURE_PERCENTAGE ? "a percentage, for example 45%"
                                              : "a whole number, for example 120");
}

Error *plan_measure_rule(Tx *tx, void *value, Form *form) {
    PlanMeasure *measure = value, before;
    MeasureValueList values = {0};
    PlanMeasureList measures;
    check_measure_number(form, measure, "baseline", measure->baseline, "baseline");
    check_measure_number(form, measure, "target", measure->target, "target");
    TRY(measures_of_action(tx_db(tx), tx_arena(tx), measure->action, &measures));
    if (measure->id.n == 0) {
        if (measure->position == 0) measure->position = measures.count ? measures.items[measures.count - 1].position + 1 : 1;
        return NULL;
    }
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_measure_record, measure->id.n, &before));
    TRY(values_of_measure(tx_db(tx), tx_arena(tx), measure->id, &values));
    bool is_another = before.kind != measure->kind || !text_equal(before.unit, measure->unit);
    if (values.count && is_another)
        form_error(form, before.kind != measure->kind ? "kind" : "unit",
            "It has values already, which would mean something else. Close this measure and add another one");
    return NULL;
}

Error *plan_value_rule(Tx *tx, void *value, Form *form) {
    MeasureValue *v = value;
    MeasureValueList values;
    PlanMeasure measure;
    Date today;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_measure_record, v->measure.n, &measure));
    if (date_compare(v->day, today) > 0) form_error(form, "day", "The period must have ended: enter today or an earlier day");
    if (date_is_set(measure.until) && date_compare(v->day, measure.until) > 0)
        form_error(form, "day", "The measure was closed before this day");
    if (measure.kind == MEASURE_PERCENTAGE && v->of == 0) form_error(form, "of", "Enter out of how many");
    if (measure.kind == MEASURE_PERCENTAGE && v->number > v->of)
        form_error(form, "number", "The number cannot be more than what it is out of");
    bool is_counted = measure.kind == MEASURE_NUMBER || measure.kind == MEASURE_ATTENDANCE || measure.kind == MEASURE_REACH
                      || measure.kind == MEASURE_PERCENTAGE;
    if (is_counted && text_is_empty(form_sent(&form->sent, S("number")))) form_error(form, "number", "Enter the number. For none, enter 0");
    if (measure.kind == MEASURE_MONEY && text_is_empty(form_sent(&form->sent, S("amount"))))
        form_error(form, "amount", "Enter the amount. For none, enter 0");
    if (measure.kind == MEASURE_SURVEY && v->rated_1 + v->rated_2 + v->rated_3 + v->rated_4 + v->rated_5 == 0)
        form_error(form, "rated_1", "Enter how many answers gave each rating");
    if (measure.kind == MEASURE_STORY && text_is_empty(v->story)) form_error(form, "story", "Enter what happened");
    TRY(values_of_measure(tx_db(tx), tx_arena(tx), v->measure, &values));
    for (size_t i = 0; i < values.count; i++)
        if (values.items[i].id.n != v->id.n && date_compare(values.items[i].day, v->day) == 0)
            form_error(form, "day", "There is a value for this period already. Change that one");
    v->written_by = tx_actor(tx).name;
    return NULL;
}

/* ---- What is asked ---- */

Error *plan_measure_prepare(Db *db, Arena *arena, void *value) {
    (void)db, (void)arena;
    ((PlanMeasure *)value)->kind = MEASURE_DELIVERABLE;
    return NULL;
}

/* What is asked of a value depends on what is measured. */
Error *plan_value_fields(Db *db, Arena *arena, const void *value, const char *const **out) {
    static const char *const numbers[] = {"day", "number", "story", NULL}, *const shares[] = {"day", "number", "of", "story", NULL},
                             *const ratings[] = {"day", "rated_1", "rated_2", "rated_3", "rated_4", "rated_5", "story", NULL},
                             *const money[] = {"day", "amount", "story", NULL}, *const delivered[] = {"day", "is_delivered", "story", NULL},
                             *const words[] = {"day", "story", NULL};
    PlanMeasure measure;
    TRY(record_get(db, arena, &plan_measure_record, ((const MeasureValue *)value)->measure.n, &measure));
    *out = measure.kind == MEASURE_PERCENTAGE    ? shares
           : measure.kind == MEASURE_MONEY       ? money
           : measure.kind == MEASURE_SURVEY      ? ratings
           : measure.kind == MEASURE_DELIVERABLE ? delivered
           : measure.kind == MEASURE_STORY       ? words
                                                 : numbers;
    return NULL;
}
