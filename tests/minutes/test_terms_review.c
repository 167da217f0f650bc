/* The review of terms of reference (R18): looked at and carried on; agreed by the body, approved by the body above, in force; onto an agenda. */
#include "body.h"

#include "minutes/terms_review.h"

/* A group below the partnership, with terms in force and a draft. */
typedef struct {
    Room r;
    Body group;
    TermsOfReference draft;
} Group;

static TermsOfReference terms_put(World *w, BodyId body) {
    TermsOfReference terms = {.body = body,
        .title = S("Terms of July 2024"),
        .from = day_of("2024-07-01"),
        .approved_on = day_of("2024-07-01"),
        .text = S("## Purpose\n\nTogether."),
        .quorum_kind = QUORUM_MEMBERS,
        .quorum_number = 4,
        .decision_rule = DECISION_CONSENSUS,
        .regime = REGIME_ADOPTED,
        .review_months = 12};
    put(w, &terms_of_reference_record, &terms);
    return terms;
}

static Group group_of(void **state) {
    Group g = {.r = begun(state)};
    g.group = (Body){.name = S("Working group"), .kind = BODY_WORKING_GROUP, .parent = g.r.body.id};
    put(g.r.w, &body_record, &g.group);
    terms_put(g.r.w, g.group.id);
    Tx *tx = begin(g.r.w);
    assert_fine(terms_draft_begin(tx, g.group.id, day_of("2025-07-23"), &g.draft));
    commit(tx);
    return g;
}

static Answer approve(Group *g, const char *form) {
    return as_clerk(&g->r, terms_approval_new_save, g->draft.id.n, 0, form);
}

static int64_t in_force_on(Group *g, const char *day) {
    Db *db;
    TermsOfReference terms;
    bool found;
    assert_fine(store_borrow(g->r.w->office, g->r.w->arena, &db));
    assert_fine(terms_in_force(db, g->r.w->arena, g->group.id, day_of(day), &terms, &found));
    store_return(db);
    return found ? terms.id.n : 0;
}

/* A decision of the partnership's meeting on item B1; its number. */
static int64_t decided(Group *g) {
    Room *r = &g->r;
    assert_done(
        as_clerk(r, resolution_new_save, item_of(r, "B1"), 0, "verb=approve&text=the terms of reference of the group"), "/office/items/");
    int64_t id = number_of(r->w, r->w->office, "select max(id) from resolution");
    assert_done(as_clerk(r, resolution_decide_do, id, 0, "way=consensus"), "/office/items/");
    return id;
}

static void R18_R19_first_the_body_agrees_then_the_body_above_approves(void **state) {
    Group g = group_of(state);
    Room *r = &g.r;
    assert_int_equal(as_clerk(r, terms_effect_save, g.draft.id.n, 0, "version=1&from=1 August 2025").error->kind, ERROR_INPUT);
    assert_refused(approve(&g, ""), "day", "Enter the day");
    assert_refused(approve(&g, "day=22 July 2025"), "note", "Enter how it was decided");
    assert_refused(approve(&g, "day=24 July 2025&note=By email"), "day", "cannot be in the future");
    assert_done(approve(&g, "day=20 July 2025&note=By email"), "/office/bodies/2/review?notice=terms-approved");
    assert_int_equal(as_clerk(r, terms_effect_save, g.draft.id.n, 0, "version=2&from=1 August 2025").error->kind, ERROR_INPUT);
    assert_refused(approve(&g, "day=19 July 2025&note=By email"), "day", "agreed the draft on 20 July 2025");
    int64_t decision = decided(&g);
    assert_shows(
        as_clerk(r, terms_approval_new_show, g.draft.id.n, 0, NULL), "23 July 2025, item B1: approve the terms of reference of the group");
    assert_done(approve(&g, words(r, "resolution=%" PRId64, decision)), "/office/bodies/2/review");
    assert_int_equal(approve(&g, "day=23 July 2025&note=Again").error->kind, ERROR_INPUT);
    Answer page = as_clerk(r, terms_review_show, g.group.id.n, 0, NULL);
    assert_shows(page, "Approved by Test partnership on");
    assert_shows(page, "a decision of its meeting");
    assert_shows(page, "Set the first day in force");
    assert_int_equal(in_force_on(&g, "2025-08-01"), 2);
}

static void R18_the_first_day_is_set_when_all_have_approved(void **state) {
    Group g = group_of(state);
    Room *r = &g.r;
    assert_done(approve(&g, "day=20 July 2025&note=By email"), "/office/bodies/2/review");
    assert_done(approve(&g, "day=21 July 2025&note=By email"), "/office/bodies/2/review");
    assert_refused(as_clerk(r, terms_effect_save, g.draft.id.n, 0, "version=2&from="), "from", "Enter the first day in force");
    assert_refused(as_clerk(r, terms_effect_save, g.draft.id.n, 0, "version=2&from=20 July 2025"), "from", "approved on 21 July 2025");
    assert_done(
        as_clerk(r, terms_effect_save, g.draft.id.n, 0, "version=2&from=1 August 2025"), "/office/bodies/2/review?notice=terms-in-force");
    assert_int_equal(in_force_on(&g, "2025-07-31"), 2);
    assert_int_equal(in_force_on(&g, "2025-08-01"), g.draft.id.n);
    assert_int_equal(as_clerk(r, terms_approval_delete_do, 2, 0, "version=1").error->kind, ERROR_INPUT);
    /* the day was wrong */
    assert_done(as_clerk(r, terms_effect_undo, g.draft.id.n, 0, "version=3"), "/office/bodies/2/review?notice=terms-draft-again");
    assert_int_equal(in_force_on(&g, "2025-08-01"), 2);
    assert_int_equal(as_clerk(r, terms_approval_delete_do, 1, 0, "version=1").error->kind, ERROR_INPUT); /* a later step rests on it */
    assert_done(as_clerk(r, terms_approval_delete_do, 2, 0, "version=1"), "/office/bodies/2/review");
    assert_done(as_clerk(r, terms_approval_delete_do, 1, 0, "version=1"), "/office/bodies/2/review");
    TermsOfReference draft;
    fetch(r->w, &terms_of_reference_record, g.draft.id.n, &draft);
    assert_true(draft.is_draft && !draft.is_fixed);
}

static void R18_a_decision_that_an_approval_rests_on_stays(void **state) {
    Group g = group_of(state);
    Room *r = &g.r;
    int64_t decision = decided(&g);
    assert_refused(approve(&g, words(r, "resolution=%" PRId64, decision)), "resolution", "Choose a decision of this body");
    assert_done(approve(&g, "day=20 July 2025&note=By email"), "/office/bodies/2/review");
    assert_done(approve(&g, words(r, "resolution=%" PRId64, decision)), "/office/bodies/2/review");
    assert_int_equal(as_clerk(r, resolution_undecide_do, decision, 0, "").error->kind, ERROR_INPUT);
    assert_done(as_clerk(r, terms_approval_delete_do, 2, 0, "version=1"), "/office/bodies/2/review");
    assert_done(as_clerk(r, resolution_undecide_do, decision, 0, ""), "/office/items/");
}

static void R18_terms_that_were_looked_at_carry_on(void **state) {
    Group g = group_of(state);
    Room *r = &g.r;
    Db *db;
    ReviewNotices notices;
    assert_shows(as_clerk(r, terms_review_show, g.group.id.n, 0, NULL), "overdue since 1 July 2025");
    assert_refused(as_clerk(r, terms_looked_at_save, g.group.id.n, 0, "day=1 August 2025"), "day", "cannot be in the future");
    assert_refused(as_clerk(r, terms_looked_at_save, g.group.id.n, 0, "day=1 January 2024"), "day", "were not in force");
    assert_refused(as_clerk(r, terms_looked_at_save, g.group.id.n, 0, words(r, "day=23 July 2025&meeting=%" PRId64, r->meeting.id.n)),
        "meeting", "Choose a meeting of this body");
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(review_notices(db, r->w->arena, day_of("2025-07-23"), &notices));
    assert_int_equal(notices.count, 1);
    assert_true(notices.items[0].is_over && notices.items[0].has_draft);
    store_return(db);
    assert_done(as_clerk(r, terms_looked_at_save, g.group.id.n, 0, "day=22 July 2025&note=Nothing to change"), "/office/bodies/2/review");
    Answer page = as_clerk(r, terms_review_show, g.group.id.n, 0, NULL);
    assert_shows(page, "due by 22 July 2026");
    assert_shows(page, "Nothing to change");
    assert_fine(store_borrow(r->w->office, r->w->arena, &db));
    assert_fine(review_notices(db, r->w->arena, day_of("2025-07-23"), &notices));
    store_return(db);
    assert_int_equal(notices.count, 0);
}

static void R18_one_press_puts_the_review_onto_the_next_agenda(void **state) {
    Group g = group_of(state);
    Room *r = &g.r;
    assert_int_equal(as_clerk(r, terms_review_agenda_do, g.group.id.n, 0, "").error->kind, ERROR_INPUT); /* no meeting is planned */
    Meeting next = meeting_put(r->w, g.group.id, date_of(2025, 9, 24)), above = meeting_put(r->w, r->body.id, date_of(2025, 10, 1));
    assert_done(as_clerk(r, meeting_held_do, r->meeting.id.n, 0, ""), "/office/meetings/");
    for (int i = 0; i < 2; i++) assert_done(as_clerk(r, terms_review_agenda_do, g.group.id.n, 0, ""), "/office/items/");
    const char *whose = words(r, "whose=%" PRId64, g.group.id.n);
    for (int i = 0; i < 2; i++) assert_done(as_clerk(r, terms_review_agenda_do, r->body.id.n, 0, whose), "/office/items/");
    static const char counted[] = "select count(*) from agenda_item where kind = 'terms_review' and meeting = %" PRId64;
    assert_int_equal(number_of(r->w, r->w->office, words(r, counted, next.id.n)), 1);
    assert_int_equal(number_of(r->w, r->w->office, words(r, counted, above.id.n)), 1);
    assert_shows(as_clerk(r, terms_review_show, g.group.id.n, 0, NULL), "Annual review of terms of reference");
    /* a body that does not report to it */
    assert_int_equal(
        as_clerk(r, terms_review_agenda_do, g.group.id.n, 0, words(r, "whose=%" PRId64, r->body.id.n)).error->kind, ERROR_INPUT);
}

static void R18_who_does_not_sit_on_the_body_does_not_see_its_review(void **state) {
    Group g = group_of(state);
    Asked stranger = {.roles = MEMBER, .person = g.r.stranger.n, .id = g.group.id.n};
    assert_int_equal(ask(g.r.w, terms_review_show, stranger).error->kind, ERROR_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R18_R19_first_the_body_agrees_then_the_body_above_approves),
        TEST(R18_the_first_day_is_set_when_all_have_approved),
        TEST(R18_a_decision_that_an_approval_rests_on_stays),
        TEST(R18_terms_that_were_looked_at_carry_on),
        TEST(R18_one_press_puts_the_review_onto_the_next_agenda),
        TEST(R18_who_does_not_sit_on_the_body_does_not_see_its_review),
    };
    return RUN("terms review", tests);
}
