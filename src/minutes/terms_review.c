/* Owns the review of terms of reference and the approval of a new version by those who have to (R18). */
#include "minutes/terms_review.h"

#include "minutes/terms_review.sql.h"

#define STAFF_AND_AUDITORS ((Access)(STAFF | AUDITOR))

/* ---- The records ---- */

static const Field terms_review_fields[] = {
    REF(TermsReview, terms, .to = &terms_of_reference_record, .label = "Terms of reference", .required = true, .by_program = true),
    DATE(TermsReview, day, .label = "Day on which they were looked at", .required = true),
    REF(TermsReview, meeting, .to = &meeting_record, .label = "At the meeting", .hint = "Leave empty if it was not at a meeting"),
    LONG_TEXT(TermsReview, note, .label = "Note", .hint = "For example, why nothing is changed", .max = 1000),
    TEXT(TermsReview, recorded_by, .label = "Recorded by", .by_program = true),
};
const Record terms_review_record = RECORD(TermsReview, "terms_review", terms_review_fields, .title = "review of terms of reference",
    .plural = "reviews of terms of reference", .see = STAFF_AND_AUDITORS, .change = CLERK, .label_field = "day");

static const Choice steps[] = {
    {STEP_BODY, "body", "Agreed by the body itself", NULL},
    {STEP_PARENT, "parent", "Approved by the body above it", NULL},
    {0},
};
static const Field terms_approval_fields[] = {
    REF(TermsApproval, terms, .to = &terms_of_reference_record, .label = "Terms of reference", .required = true, .by_program = true),
    CHOICE(TermsApproval, step, .choices = steps, .label = "Step", .by_program = true),
    REF(TermsApproval, body, .to = &body_record, .label = "Body", .required = true, .by_program = true),
    REF(TermsApproval, resolution, .to = &resolution_record, .label = "Decision", .hint = "As it stands in the minutes"),
    REF(TermsApproval, meeting, .to = &meeting_record, .label = "Meeting", .by_program = true),
    DATE(TermsApproval, day, .label = "Day", .needed = "when no decision is chosen"),
    LONG_TEXT(TermsApproval, note, .label = "How it was decided", .needed = "when no decision is chosen",
        .hint = "For example, by email, with the replies in the clerk's files", .max = 1000),
    TEXT(TermsApproval, recorded_by, .label = "Recorded by", .by_program = true),
    MOMENT(TermsApproval, recorded_at, .label = "Recorded"),
};
const Record terms_approval_record =
    RECORD(TermsApproval, "terms_approval", terms_approval_fields, .title = "approval of terms of reference",
        .plural = "approvals of terms of reference", .see = STAFF_AND_AUDITORS, .change = CLERK, .label_field = "step");

/* ---- How far it has come ---- */

TermsChain terms_chain(const TermsApprovalList *approvals, bool has_parent) {
    TermsChain chain = {.needs_parent = has_parent};
    for (size_t i = 0; i < approvals->count; i++) {
        if (approvals->items[i].step == STEP_BODY) chain.by_body = &approvals->items[i];
        if (approvals->items[i].step == STEP_PARENT) chain.by_parent = &approvals->items[i];
    }
    if (!chain.by_body) chain.next = STEP_BODY;
    else if (has_parent && !chain.by_parent) chain.next = STEP_PARENT;
    return chain;
}

Date terms_chain_day(const TermsChain *chain) {
    if (chain->next) return (Date){0};
    return chain->by_parent ? chain->by_parent->day : chain->by_body->day;
}

Error *terms_approvals(Db *db, Arena *arena, TermsOfReferenceId terms, TermsApprovalList *out) {
    return terms_approval_rows(db, arena, terms, out);
}

Error *terms_reviews_ahead(Db *db, Arena *arena, BodyId at, Date from, ReviewsAhead *out) {
    ReviewsAheadRowList rows;
    TRY(reviews_ahead(db, arena, at, from, &rows));
    *out = (ReviewsAhead){.items = ARENA_ARRAY(arena, ReviewAhead, rows.count + 1), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        out->items[i] = (ReviewAhead){.item = rows.items[i].item, .day = rows.items[i].day, .title = rows.items[i].title};
    return NULL;
}

/* ---- Looked at, carries on ---- */

Error *terms_review_put(Tx *tx, TermsOfReference *terms, TermsReview *review, Date today, Form *form) {
    Meeting meeting;
    if (terms->is_draft) return error_new(tx_arena(tx), ERROR_INPUT, "A draft is not reviewed. It is agreed, or it is deleted.");
    if (review->meeting.n) {
        TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, review->meeting.n, &meeting));
        if (meeting.body.n != terms->body.n) form_error(form, "meeting", "Choose a meeting of this body");
        else if (date_is_set(review->day) && date_compare(review->day, meeting.day) != 0)
            form_error(form, "day", "The meeting was on %.*s. Enter that day, or choose no meeting",
                TEXT_ARG(date_plain(tx_arena(tx), meeting.day)));
    }
    if (date_is_set(review->day) && date_compare(review->day, today) > 0) form_error(form, "day", "The day cannot be in the future");
    if (date_is_set(review->day) && !is_within(review->day, terms->from, terms->until))
        form_error(form, "day", "These terms of reference were not in force on that day");
    if (!form_is_fine(form)) return NULL;
    review->terms = terms->id;
    TRY(record_insert(tx, &terms_review_record, review));
    return terms_looked_at(tx, terms, review->day);
}

/* ---- Agreed, approved ---- */

/* The meeting and the day of the decision that was chosen, which has to be one of the body. */
static Error *take_decision(Tx *tx, BodyId body, TermsApproval *a, Form *form) {
    MeetingOfResolutionRow row;
    Meeting meeting;
    Resolution r;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &resolution_record, a->resolution.n, &r);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error) {
        form_error(form, "resolution", "The decision that was chosen is not there any more. Choose again");
        return NULL;
    }
    TRY(meeting_of_resolution(tx_db(tx), tx_arena(tx), r.id, &row));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, row.meeting.n, &meeting));
    if (meeting.body.n != body.n) form_error(form, "resolution", "Choose a decision of this body");
    else if (r.outcome != OUTCOME_CONSENSUS && r.outcome != OUTCOME_CARRIED)
        form_error(form, "resolution", "This resolution was not agreed. Choose another decision");
    a->meeting = meeting.id;
    a->day = meeting.day;
    return NULL;
}

static void check_days(Arena *arena, const TermsChain *chain, const TermsApproval *a, Date today, Form *form) {
    const char *field = a->resolution.n ? "resolution" : "day";
    if (!a->resolution.n && !date_is_set(a->day)) form_error(form, "day", "Enter the day, or choose a decision");
    if (!a->resolution.n && text_is_empty(text_trim(a->note))) form_error(form, "note", "Enter how it was decided, or choose a decision");
    if (!date_is_set(a->day)) return;
    if (date_compare(a->day, today) > 0) form_error(form, field, "The day cannot be in the future");
    if (a->step == STEP_PARENT && date_compare(a->day, chain->by_body->day) < 0)
        form_error(form, field, "The body itself agreed the draft on %.*s. The body above it approves it on that day or later",
            TEXT_ARG(date_plain(arena, chain->by_body->day)));
}

Error *terms_approval_put(Tx *tx, TermsOfReference *terms, const Body *body, TermsApproval *a, Date today, Form *form) {
    TermsApprovalList there;
    TRY(terms_approval_rows(tx_db(tx), tx_arena(tx), terms->id, &there));
    TermsChain chain = terms_chain(&there, body->parent.n != 0);
    if (!terms->is_draft || !chain.next)
        return error_new(tx_arena(tx), ERROR_INPUT, "Nothing is left to be approved. Look at the page of the review.");
    if (a->step != chain.next)
        return error_new(tx_arena(tx), ERROR_INPUT, "This step was recorded meanwhile. Look at the page of the review.");
    a->terms = terms->id;
    a->body = chain.next == STEP_BODY ? body->id : body->parent;
    if (a->resolution.n) TRY(take_decision(tx, a->body, a, form));
    check_days(tx_arena(tx), &chain, a, today, form);
    if (!form_is_fine(form)) return NULL;
    TRY(record_insert(tx, &terms_approval_record, a));
    return terms_fix(tx, terms, true);
}

Error *terms_approval_remove(Tx *tx, const TermsApproval *a) {
    TermsOfReference terms;
    TermsApprovalList there;
    TRY(record_get(tx_db(tx), tx_arena(tx), &terms_of_reference_record, a->terms.n, &terms));
    TRY(terms_approval_rows(tx_db(tx), tx_arena(tx), a->terms, &there));
    if (!terms.is_draft)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "These terms of reference have a first day in force. Take that back first, then the approval can be taken back.");
    for (size_t i = 0; i < there.count; i++)
        if (there.items[i].step > a->step)
            return error_new(tx_arena(tx), ERROR_INPUT, "A later step rests on this one. Take that back first.");
    TRY(record_delete(tx, &terms_approval_record, a));
    return there.count > 1 ? NULL : terms_fix(tx, &terms, false);
}

Error *terms_effect_set(Tx *tx, TermsOfReference *terms, const Body *body, Date from, Form *form) {
    TermsApprovalList there;
    TRY(terms_approval_rows(tx_db(tx), tx_arena(tx), terms->id, &there));
    TermsChain chain = terms_chain(&there, body->parent.n != 0);
    if (chain.next)
        return error_new(tx_arena(tx), ERROR_INPUT, "%s",
            chain.next == STEP_BODY ? "The body has not agreed the draft yet, so it has no first day in force."
                                    : "The body above has not approved the draft yet, so it has no first day in force.");
    return terms_take_effect(tx, terms, from, terms_chain_day(&chain), form);
}

Error *terms_rest_on(Tx *tx, const Resolution *r) {
    TermsApprovalList resting;
    TRY(approvals_resting_on(tx_db(tx), tx_arena(tx), r->id, &resting));
    if (resting.count == 0) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        "An approval of terms of reference rests on this decision. Take the approval back on the page of the review first.");
}

/* ---- Onto an agenda ---- */

static Text item_title(Arena *arena, const Body *at, const Body *whose) {
    if (at->id.n == whose->id.n) return S("Annual review of terms of reference");
    return text_head(text_format(arena, "Terms of reference of %.*s", TEXT_ARG(whose->name)), 200);
}

/* The next meeting whose agenda can still have something added. */
static Error *next_meeting(Tx *tx, const Body *at, Date today, Meeting *out) {
    enum { MEETINGS_AHEAD = 20 };
    MeetingList meetings;
    TRY(meetings_from(tx_db(tx), tx_arena(tx), at->id, today, MEETINGS_AHEAD, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        *out = meetings.items[i];
        if (out->state != MEETING_HELD && out->state != MEETING_CANCELLED) return NULL;
    }
    return error_new(tx_arena(tx), ERROR_INPUT, "No meeting of %.*s is planned. Plan one first, then put the review onto its agenda.",
        TEXT_ARG(at->name));
}

/* Part B, where things are discussed and decided; else the last part that is open. */
static AgendaPartId part_for(const Agenda *agenda) {
    AgendaPartId out = {0};
    for (size_t i = 0; i < agenda->count; i++) {
        if (!agenda->items[i].part.is_open) continue;
        out = agenda->items[i].part.id;
        if (agenda->items[i].part.position == 2) return out;
    }
    return out;
}

Error *terms_onto_agenda(Tx *tx, const Body *at, const Body *whose, Date today, AgendaItemId *item) {
    ReviewsAhead ahead = {0};
    Meeting meeting = {0};
    Agenda agenda = {0};
    Text title = item_title(tx_arena(tx), at, whose);
    TRY(terms_reviews_ahead(tx_db(tx), tx_arena(tx), at->id, today, &ahead));
    for (size_t i = 0; i < ahead.count; i++) {
        *item = ahead.items[i].item;
        if (text_equal(ahead.items[i].title, title)) return NULL;
    }
    TRY(next_meeting(tx, at, today, &meeting));
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting.id, &agenda));
    AgendaItem made = {.part = part_for(&agenda), .kind = ITEM_TERMS_REVIEW, .title = title, .purpose = PURPOSE_DECISION};
    if (!made.part.n) return error_new(tx_arena(tx), ERROR_INPUT, "The agenda of the next meeting has no open part. Add one first.");
    TRY(item_add(tx, &made));
    *item = made.id;
    return NULL;
}
