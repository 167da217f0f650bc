/* Owns the reminders that come by the day, not by a change: actions that are due or late (R10), terms of office that end (R07, R27), organisations
 * that have not signed the sharing agreement in force (R16), calls for updates of the action plan (R45). Each has a key, so that it is told once. */
#include "mail/inside.h"

#include "mail/mail.sql.h"
#include "minutes/actions.h"
#include "plan/plan.h"

enum { TERM_DAYS_AHEAD = 90, USUAL_WARNING_DAYS = 7 };

/* ---- Actions ---- */

static Error *tell_doer(Tx *tx, const Everybody *all, PersonId person, const MailNotice *notice, int64_t *made) {
    for (size_t i = 0; i < all->people.count; i++)
        if (person.n && all->people.items[i].person.n == person.n) TRY(notice_for(tx, &all->people.items[i], notice, made));
    return NULL;
}

/* Whoever does it: the person, or everybody who holds or stands in for the seat today. */
static Error *tell_doers(Tx *tx, const Everybody *all, const Action *action, Date today, const MailNotice *notice, int64_t *made) {
    PersonsOfSeatRowList persons;
    if (action->person.n) return tell_doer(tx, all, action->person, notice, made);
    TRY(persons_of_seat(tx_db(tx), tx_arena(tx), action->seat, today, &persons));
    for (size_t i = 0; i < persons.count; i++) TRY(tell_doer(tx, all, persons.items[i].person, notice, made));
    return NULL;
}

/* Told before it is due, when it is late, and then once a month. */
static Error *action_gather(Tx *tx, const Everybody *all, const Action *action, int64_t warning_days, Date today, int64_t *made) {
    Arena *arena = tx_arena(tx);
    Date day;
    TRY(action_day(tx_db(tx), arena, action, &day));
    if (!date_is_set(day)) return NULL;
    int left = date_days_between(today, day);
    MailNotice notice = {.about = action->id.n, .day = day};
    if (left < 0) {
        notice.kind = NOTICE_ACTION_LATE;
        notice.key = text_format(arena, "action %" PRId64 " late %.*s %.*s", action->id.n, TEXT_ARG(date_iso(arena, day)),
            TEXT_ARG(text_slice(date_iso(arena, today), 0, 7)));
    } else if (left <= warning_days && warning_days > 0) {
        notice.kind = NOTICE_ACTION_DUE;
        notice.key = text_format(arena, "action %" PRId64 " due %.*s", action->id.n, TEXT_ARG(date_iso(arena, day)));
    } else {
        return NULL;
    }
    return tell_doers(tx, all, action, today, &notice, made);
}

/* How many days before something is due its doers are told; 0: only when it is late. */
static Error *warning_days_read(Tx *tx, int64_t *out) {
    Partnership partnership;
    TRY(partnership_get(tx_db(tx), tx_arena(tx), &partnership));
    *out = partnership.id.n ? partnership.action_warning_days : USUAL_WARNING_DAYS;
    return NULL;
}

static Error *actions_gather(Tx *tx, const Everybody *all, Date today, int64_t *made) {
    ActionsOpenKeptRowList open;
    int64_t warning_days;
    TRY(actions_open_kept(tx_db(tx), tx_arena(tx), &open));
    TRY(warning_days_read(tx, &warning_days));
    for (size_t i = 0; i < open.count; i++) {
        Action action;
        TRY(record_get(tx_db(tx), tx_arena(tx), &action_record, open.items[i].id, &action));
        TRY(action_gather(tx, all, &action, warning_days, today, made));
    }
    return NULL;
}

/* ---- Calls for updates of the action plan (R45) ---- */

/* Those of the organisations that it waits for who have an account with which they can answer. */
static Error *tell_called(Tx *tx, const Everybody *all, const PlanCalledList *called, const MailNotice *notice, int64_t *made) {
    for (size_t i = 0; i < all->people.count; i++) {
        const Told *told = &all->people.items[i];
        if (told->account.n && plan_may_answer(told->roles) && plan_called_of(called, told->person))
            TRY(notice_for(tx, told, notice, made));
    }
    return NULL;
}

static Error *call_tell(Tx *tx, const Everybody *all, const PlanCalledList *called, const PlanCall *call, NoticeKind kind, int64_t *made) {
    MailNotice notice = {.kind = kind, .about = call->id.n, .day = call->due};
    notice.key =
        text_format(tx_arena(tx), "%s %" PRId64 " %.*s", notice_code(kind), call->id.n, TEXT_ARG(date_iso(tx_arena(tx), call->due)));
    return tell_called(tx, all, called, &notice, made);
}

/* Told when it opens, some days before it is due, and once when it is late. */
static Error *calls_gather(Tx *tx, const Everybody *all, Date today, int64_t *made) {
    PlanCallList calls;
    int64_t warning_days;
    TRY(warning_days_read(tx, &warning_days));
    TRY(plan_calls_open(tx_db(tx), tx_arena(tx), &calls));
    for (size_t i = 0; i < calls.count; i++) {
        const PlanCall *call = &calls.items[i];
        PlanCalledList called;
        int left = date_days_between(today, call->due);
        TRY(plan_called(tx_db(tx), tx_arena(tx), call, &called));
        if (left < 0) TRY(call_tell(tx, all, &called, call, NOTICE_CALL_LATE, made));
        if (left >= 0) TRY(call_tell(tx, all, &called, call, NOTICE_CALL, made));
        if (left >= 0 && warning_days > 0 && left <= warning_days) TRY(call_tell(tx, all, &called, call, NOTICE_CALL_DUE, made));
    }
    return NULL;
}

/* ---- What clerks see to ---- */

static Error *tell_clerks(Tx *tx, const Everybody *all, const MailNotice *notice, int64_t *made) {
    for (size_t i = 0; i < all->people.count; i++)
        if (all->people.items[i].roles & CLERK) TRY(notice_for(tx, &all->people.items[i], notice, made));
    return NULL;
}

static Error *terms_gather(Tx *tx, const Everybody *all, Date today, int64_t *made) {
    OfficeNotices offices;
    Arena *arena = tx_arena(tx);
    TRY(office_notices(tx_db(tx), arena, today, date_plus_days(today, TERM_DAYS_AHEAD), &offices));
    for (size_t i = 0; i < offices.count; i++) {
        const OfficeNotice *o = &offices.items[i];
        MailNotice notice = {.kind = NOTICE_TERM, .about = o->body.n, .day = o->ends};
        notice.key = text_format(arena, "term %" PRId64 " %s %s %.*s", o->body.n, o->office,
            o->is_vacant ? "vacant"
            : o->is_over ? "over"
                         : "ends",
            TEXT_ARG(date_iso(arena, o->ends)));
        TRY(tell_clerks(tx, all, &notice, made));
    }
    return NULL;
}

static bool is_counted(const OrganisationId *counted, size_t count, OrganisationId id) {
    for (size_t i = 0; i < count; i++)
        if (counted[i].n == id.n) return true;
    return false;
}

/* How many organisations with a member's seat have not signed the version in force as they should. */
static Error *unsigned_count(Db *db, Arena *arena, const SharingAgreement *in_force, Date today, int64_t *out) {
    SharingSignatureList signatures;
    BodyList bodies;
    OrganisationId *counted = NULL;
    size_t count = 0;
    *out = 0;
    TRY(sharing_signatures(db, arena, &signatures));
    TRY(bodies_on(db, arena, today, &bodies));
    for (size_t i = 0; i < bodies.count; i++) {
        Membership membership;
        TRY(membership_on(db, arena, bodies.items[i].id, today, &membership));
        for (size_t j = 0; j < membership.count; j++) {
            OrganisationId id = membership.items[j].organisation.id;
            if (!id.n || membership.items[j].seat.is_invited || is_counted(counted, count, id)) continue;
            counted = arena_grow(arena, counted, count * sizeof *counted, (count + 1) * sizeof *counted);
            counted[count++] = id;
            *out += sharing_standing(in_force, &signatures, id, today) != SHARING_SIGNED;
        }
    }
    return NULL;
}

/* Once a month, as long as somebody is missing. */
static Error *agreement_gather(Tx *tx, const Everybody *all, Date today, int64_t *made) {
    SharingAgreementList agreements;
    Arena *arena = tx_arena(tx);
    int64_t missing;
    TRY(sharing_agreements(tx_db(tx), arena, &agreements));
    const SharingAgreement *in_force = sharing_in_force(&agreements, today);
    if (!in_force) return NULL;
    TRY(unsigned_count(tx_db(tx), arena, in_force, today, &missing));
    if (!missing) return NULL;
    MailNotice notice = {.kind = NOTICE_AGREEMENT, .about = in_force->id.n, .day = today};
    notice.key = text_format(arena, "agreement %" PRId64 " %.*s", in_force->id.n, TEXT_ARG(text_slice(date_iso(arena, today), 0, 7)));
    return tell_clerks(tx, all, &notice, made);
}

Error *duties_gather(Tx *tx, const Everybody *all, Date today, int64_t *made) {
    TRY(actions_gather(tx, all, today, made));
    TRY(calls_gather(tx, all, today, made));
    TRY(terms_gather(tx, all, today, made));
    return agreement_gather(tx, all, today, made);
}
