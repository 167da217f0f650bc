/* Owns what measures say: values as they are typed and read, and whether one differs from the one before. */
#include <inttypes.h>
#include <math.h>

#include "base/money.h"
#include "plan/plan.h"

enum { LEAST_PERCENTAGE_OF = 20, LEAST_ANSWERS = 10 }; /* fewer say nothing of a change (rules.md 7) */
static const double EVIDENCE = 3.0;                    /* |z| from which a difference of counts is one */

static const char *const kinds[] = {[MEASURE_NUMBER] = "Number",
    [MEASURE_MONEY] = "Money",
    [MEASURE_PERCENTAGE] = "Percentage",
    [MEASURE_ATTENDANCE] = "Attendance",
    [MEASURE_SURVEY] = "Survey ratings",
    [MEASURE_REACH] = "Reach",
    [MEASURE_DELIVERABLE] = "Deliverable",
    [MEASURE_STORY] = "Story"};

const char *measure_kind_shown(MeasureKind kind) {
    return kind >= MEASURE_NUMBER && kind <= MEASURE_STORY ? kinds[kind] : "Not settled";
}

/* ---- Numbers ---- */

static bool without_commas(Text typed, char out[static 32], size_t *len) {
    *len = 0;
    for (size_t i = 0; i < typed.len; i++) {
        if (typed.ptr[i] == ',') continue;
        if (*len == 31) return false;
        out[(*len)++] = typed.ptr[i];
    }
    return true;
}

bool measure_number(MeasureKind kind, Text typed, int64_t *out) {
    Text t = text_trim(typed);
    char digits[32];
    size_t len;
    Pence pence;
    if (kind == MEASURE_MONEY) {
        if (!pence_parse(t, &pence)) return false;
        *out = pence.n;
        return true;
    }
    if (kind == MEASURE_PERCENTAGE && text_ends_with(t, S("%"))) t = text_trim(text_slice(t, 0, t.len - 1));
    return without_commas(t, digits, &len) && text_to_int64((Text){digits, len}, out) && *out >= 0;
}

/* 1234567 as "1,234,567". */
static Text with_commas(Arena *arena, int64_t n) {
    Text plain = text_format(arena, "%" PRId64, n < 0 ? -n : n);
    Buffer out = buffer_new(arena, plain.len * 2 + 2);
    if (n < 0) buffer_put_char(&out, '-');
    for (size_t i = 0; i < plain.len; i++) {
        if (i && (plain.len - i) % 3 == 0) buffer_put_char(&out, ',');
        buffer_put_char(&out, plain.ptr[i]);
    }
    return buffer_text(&out);
}

static int64_t answers_of(const MeasureValue *v) {
    return v->rated_1 + v->rated_2 + v->rated_3 + v->rated_4 + v->rated_5;
}

/* In hundredths. */
static int64_t mean_of(const MeasureValue *v) {
    int64_t answers = answers_of(v), sum = v->rated_1 + 2 * v->rated_2 + 3 * v->rated_3 + 4 * v->rated_4 + 5 * v->rated_5;
    return answers ? (sum * 100 + answers / 2) / answers : 0;
}

Text measure_value_shown(Arena *arena, const PlanMeasure *m, const MeasureValue *v) {
    switch (m->kind) {
    case MEASURE_MONEY: return pence_plain(arena, v->amount);
    case MEASURE_PERCENTAGE:
        if (v->of == 0) return S("Nothing to count");
        return text_format(arena, "%" PRId64 "%% (%.*s of %.*s)", share_in_per_cent(v->number, v->of),
            TEXT_ARG(with_commas(arena, v->number)), TEXT_ARG(with_commas(arena, v->of)));
    case MEASURE_SURVEY:
        if (answers_of(v) == 0) return S("No answers");
        return text_format(arena, "%" PRId64 ".%" PRId64 " of 5 (%.*s %s)", (mean_of(v) + 5) / 100, (mean_of(v) + 5) / 10 % 10,
            TEXT_ARG(with_commas(arena, answers_of(v))), answers_of(v) == 1 ? "answer" : "answers");
    case MEASURE_DELIVERABLE: return v->is_delivered ? S("Delivered") : S("Not delivered");
    case MEASURE_STORY: return v->story;
    case MEASURE_NUMBER:
    case MEASURE_ATTENDANCE:
    case MEASURE_REACH: break;
    }
    if (text_is_empty(m->unit)) return with_commas(arena, v->number);
    return text_format(arena, "%.*s %.*s", TEXT_ARG(with_commas(arena, v->number)), TEXT_ARG(m->unit));
}

int64_t measure_value_drawn(const PlanMeasure *m, const MeasureValue *v) {
    if (m->kind == MEASURE_PERCENTAGE) return v->of ? share_in_per_cent(v->number, v->of) : 0;
    if (m->kind == MEASURE_SURVEY) return mean_of(v);
    if (m->kind == MEASURE_MONEY) return v->amount.n / 100; /* pounds */
    if (m->kind == MEASURE_DELIVERABLE) return v->is_delivered;
    return v->number;
}

/* ---- Change ---- */

static MeasureChange towards(const PlanMeasure *m, double difference) {
    if (m->direction == BETTER_MORE) return difference > 0 ? CHANGE_BETTER : CHANGE_WORSE;
    if (m->direction == BETTER_LESS) return difference < 0 ? CHANGE_BETTER : CHANGE_WORSE;
    return CHANGE_UNKNOWN;
}

/* Two shares, by the difference of their arcsines: near a normal of unit variance for counts of twenty and more. */
static double share_z(const MeasureValue *a, const MeasureValue *b) {
    double p = (double)a->number / (double)a->of, q = (double)b->number / (double)b->of;
    double spread = sqrt(1.0 / (double)a->of + 1.0 / (double)b->of);
    return (2 * asin(sqrt(fmin(q, 1.0))) - 2 * asin(sqrt(fmin(p, 1.0)))) / spread;
}

static MeasureChange by_evidence(const PlanMeasure *m, double z) {
    return fabs(z) >= EVIDENCE ? towards(m, z) : CHANGE_NONE;
}

MeasureChange measure_change(const PlanMeasure *m, const MeasureValue *before, const MeasureValue *last) {
    if (m->direction != BETTER_MORE && m->direction != BETTER_LESS) return CHANGE_UNKNOWN;
    switch (m->kind) {
    case MEASURE_NUMBER:
    case MEASURE_ATTENDANCE:
    case MEASURE_REACH:
        if (before->number < 0 || last->number < 0) return CHANGE_UNKNOWN;
        return by_evidence(m, 2 * (sqrt((double)last->number) - sqrt((double)before->number)));
    case MEASURE_PERCENTAGE:
        if (before->of < LEAST_PERCENTAGE_OF || last->of < LEAST_PERCENTAGE_OF) return CHANGE_NONE;
        return by_evidence(m, share_z(before, last));
    case MEASURE_SURVEY: {
        int64_t a = answers_of(before), b = answers_of(last);
        if (a < LEAST_ANSWERS || b < LEAST_ANSWERS) return CHANGE_NONE;
        /* a rating of 1 to 5 has a standard deviation of at most 2 */
        return by_evidence(m, (double)(mean_of(last) - mean_of(before)) / 100.0 / (2.0 * sqrt(1.0 / (double)a + 1.0 / (double)b)));
    }
    case MEASURE_DELIVERABLE:
        if (before->is_delivered == last->is_delivered) return CHANGE_NONE;
        return towards(m, last->is_delivered ? 1 : -1);
    case MEASURE_MONEY:
    case MEASURE_STORY: break;
    }
    return CHANGE_UNKNOWN;
}

const char *measure_change_shown(MeasureChange change) {
    switch (change) {
    case CHANGE_NONE: return "No evidence of change";
    case CHANGE_BETTER: return "Better";
    case CHANGE_WORSE: return "Worse";
    case CHANGE_UNKNOWN: break;
    }
    return "Not compared";
}
