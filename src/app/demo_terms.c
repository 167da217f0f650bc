/* The demo's terms of reference as they live: one version looked at and carried on, one whose review is due by itself, and a draft that waits for the
 * approval of the partnership (R18); the cycle of the year agreed (R01). */
#include "app/demo.h"

#include "meetings/cycle.h"
#include "minutes/terms_review.h"

enum { LOOKED_AT_DAYS_AGO = 100, AGREED_DAYS_AGO = 20 };

static Error *partnership_carries_on(Tx *tx, const DemoPeople *people, Date today) {
    TermsOfReference terms;
    bool found;
    TermsReview review = {.day = date_plus_days(today, -LOOKED_AT_DAYS_AGO),
        .note = S("Read through by the Chair and the Vice-Chair; nothing to change."),
        .recorded_by = S("Scrutiny Officer")};
    Form form = form_show(tx_arena(tx), &terms_review_record);
    TRY(terms_in_force(tx_db(tx), tx_arena(tx), people->partnership, today, &terms, &found));
    return found ? terms_review_put(tx, &terms, &review, today, &form) : NULL;
}

static Error *section_change(Tx *tx, const TermsSectionList *sections, size_t at, Text text) {
    if (at >= sections->count) return NULL;
    TermsSection section = sections->items[at];
    section.text = text;
    return record_update(tx, &terms_section_record, &section);
}

static Error *steering_group_drafts(Tx *tx, const DemoPeople *people, Date today) {
    TermsOfReference draft;
    TermsSectionList sections;
    Body body;
    Form form = form_show(tx_arena(tx), &terms_approval_record);
    TermsApproval agreed = {.step = STEP_BODY,
        .day = date_plus_days(today, -AGREED_DAYS_AGO),
        .note = S("Agreed by email; the replies are in the clerk's files."),
        .recorded_by = S("Scrutiny Officer"),
        .recorded_at = tx_moment(tx)};
    TRY(record_get(tx_db(tx), tx_arena(tx), &body_record, people->steering_group.n, &body));
    TRY(terms_draft_begin(tx, body.id, today, &draft));
    draft.paper_working_days = 7;
    TRY(record_update(tx, &terms_of_reference_record, &draft));
    TRY(terms_sections(tx_db(tx), tx_arena(tx), draft.id, &sections));
    TRY(section_change(
        tx, &sections, 1, S("Every quarter, and within six weeks when a review is notified. Papers go out seven working days before.")));
    TermsSection lessons = {.terms = draft.id,
        .heading = S("Lessons"),
        .text = S("The group says of each lesson which body it goes to, and asks that body within a year what came of it.")};
    TRY(terms_section_add(tx, &lessons));
    return terms_approval_put(tx, &draft, &body, &agreed, today, &form);
}

/* R01: the cycle of this year was agreed; that of the steering group is still to be agreed. */
static Error *cycles_agree(Tx *tx, const DemoPeople *people, Date today) {
    const BodyId bodies[] = {people->partnership, people->working_group};
    int year = date_parts(today).year;
    for (size_t i = 0; i < 2; i++) {
        CycleAgreement agreement = {.body = bodies[i],
            .year = year,
            .day = date_of(year - 1, 11, 30),
            .decision = S("By email to all members, with the dates of the year"),
            .recorded_by = S("Scrutiny Officer")};
        TRY(record_insert(tx, &cycle_agreement_record, &agreement));
    }
    return NULL;
}

Error *demo_terms_make(Tx *tx, const DemoPeople *people, Date today) {
    TRY(cycles_agree(tx, people, today));
    TRY(partnership_carries_on(tx, people, today));
    return steering_group_drafts(tx, people, today);
}
