/* Terms of reference that live (R18): divided into sections, drafted, compared, in force, looked at again. */
#include "pages_world.h"

static TermsSection section(int64_t id, int64_t origin, const char *heading, const char *text) {
    return (TermsSection){.id = {id}, .origin = origin, .heading = text_of(heading), .text = text_of(text)};
}

/* ---- The yearly review: pure ---- */

static void R18_a_review_is_due_so_many_months_after_the_last_look(void **state) {
    World *w = *state;
    TermsOfReference terms = {.from = day_of("2025-09-01"), .approved_on = day_of("2025-07-23"), .review_months = 12};
    assert_int_equal(terms_review_due(&terms).n, day_of("2026-07-23").n);
    assert_int_equal(terms_review_standing(&terms, day_of("2026-04-23")), REVIEW_AHEAD);
    assert_int_equal(terms_review_standing(&terms, day_of("2026-04-24")), REVIEW_DUE_SOON);
    assert_int_equal(terms_review_standing(&terms, day_of("2026-07-23")), REVIEW_DUE_SOON);
    assert_int_equal(terms_review_standing(&terms, day_of("2026-07-24")), REVIEW_OVERDUE);
    assert_true(text_equal(terms_review_words(w->arena, &terms, day_of("2026-07-24")), S("overdue since 23 July 2026")));
    terms.reviewed_on = day_of("2026-06-30");
    assert_int_equal(terms_review_due(&terms).n, day_of("2027-06-30").n);
    terms.reviewed_on = day_of("2025-01-01"); /* of the version before: an older look does not count */
    assert_int_equal(terms_review_due(&terms).n, day_of("2026-07-23").n);
    terms.approved_on = terms.reviewed_on = (Date){0};
    assert_int_equal(terms_review_due(&terms).n, day_of("2026-09-01").n);
    terms.is_draft = true;
    assert_int_equal(terms_review_standing(&terms, day_of("2030-01-01")), REVIEW_NOT_ASKED);
    terms.is_draft = false, terms.review_months = 0;
    assert_int_equal(terms_review_standing(&terms, day_of("2030-01-01")), REVIEW_NOT_ASKED);
}

/* ---- Sections and comparison: pure ---- */

static void R18_a_text_is_divided_at_its_headings(void **state) {
    World *w = *state;
    TermsSectionList all =
        terms_divided(w->arena, S("Agreed in July.\n\n## Purpose\n\nTogether.\n\n### In detail\n\nMore.\n## Quorum\nFour.\n"));
    assert_int_equal(all.count, 3);
    assert_true(text_equal(all.items[0].heading, S("")) && text_equal(all.items[0].text, S("Agreed in July.")));
    assert_true(text_equal(all.items[1].heading, S("Purpose")));
    assert_true(text_equal(all.items[1].text, S("Together.\n\n### In detail\n\nMore.")));
    assert_true(text_equal(all.items[2].heading, S("Quorum")) && text_equal(all.items[2].text, S("Four.")));
    assert_int_equal(terms_divided(w->arena, S("No heading #here\n#nor here")).count, 1);
    assert_int_equal(terms_divided(w->arena, S("")).count, 0);
    assert_int_equal(terms_divided(w->arena, S("# Only a heading")).count, 1);
}

static void R18_versions_are_compared_section_by_section(void **state) {
    World *w = *state;
    TermsSection was[] = {section(1, 0, "Purpose", "Together."), section(2, 0, "Meetings", "Three a year."),
        section(3, 0, "Guests", "None."), section(4, 0, "Quorum", "Four.")};
    TermsSection is[] = {section(14, 4, "Quorum", "Four."), section(11, 1, "Purpose", "Together."),
        section(12, 2, "Our meetings", "Four a year."), section(15, 0, "Lessons", "New.")};
    TermsSectionList old = {was, 4}, new = {is, 4};
    TermsOfReference before = {.quorum_kind = QUORUM_MEMBERS, .quorum_number = 4, .meetings_a_year = 3, .title = S("July 2024")};
    TermsOfReference after = before;
    after.meetings_a_year = 4, after.title = S("July 2025"), after.from = day_of("2025-07-23");
    TermsComparison c = terms_compare(w->arena, &before, &old, &after, &new);
    assert_int_equal(c.changed_rules, 1); /* titles and days are no rules */
    assert_int_equal(c.count, 5);
    assert_true(c.items[0].standing == COMPARED_SAME && c.items[0].is_moved && c.items[0].was == 4 && c.items[0].is == 1);
    assert_true(c.items[1].standing == COMPARED_SAME && !c.items[1].is_moved);
    assert_int_equal(c.items[2].standing, COMPARED_CHANGED);                     /* the same section under another heading */
    assert_true(c.items[3].standing == COMPARED_REMOVED && c.items[3].was == 3); /* behind the one that it stood behind */
    assert_true(c.items[4].standing == COMPARED_ADDED && c.items[4].is == 4);
    assert_int_equal(c.changed_sections, 4);
    for (size_t i = 0; i < c.rules.count; i++)
        assert_int_equal(c.rules.items[i].is_changed, strcmp(c.rules.items[i].label, "Meetings a year, at least") == 0);
    c = terms_compare(w->arena, &before, &old, &before, &old);
    assert_true(c.changed_rules == 0 && c.changed_sections == 0 && c.count == 4);
}

/* ---- In the store and through the pages ---- */

/* A body with terms in force since July 2025, in two sections. */
static TermsOfReference in_force(World *w) {
    Body body = {.name = S("Partnership"), .kind = BODY_COUNTY_PARTNERSHIP, .is_public = true};
    put(w, &body_record, &body);
    TermsOfReference terms = {.body = body.id,
        .title = S("Terms of July 2024"),
        .from = day_of("2024-07-01"),
        .approved_on = day_of("2024-07-01"),
        .text = S("## Purpose\n\nTogether.\n\n## Quorum\n\nFour."),
        .quorum_kind = QUORUM_MEMBERS,
        .quorum_number = 4,
        .decision_rule = DECISION_CONSENSUS,
        .regime = REGIME_ADOPTED,
        .review_months = 12};
    put(w, &terms_of_reference_record, &terms);
    return terms;
}

static TermsOfReference drafted(World *w) {
    TermsOfReference draft;
    assert_done(ask(w, terms_draft_do, (Asked){.roles = CLERK, .id = 1, .form = ""}), "/office/terms/2?notice=terms-draft-begun");
    fetch(w, &terms_of_reference_record, 2, &draft);
    return draft;
}

static void governs(World *w, const char *day, int64_t id) {
    Db *db;
    TermsOfReference terms;
    bool found;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(terms_in_force(db, w->arena, (BodyId){1}, day_of(day), &terms, &found));
    store_return(db);
    assert_int_equal(found ? terms.id.n : 0, id);
}

static void R18_a_draft_begins_as_a_copy_and_governs_nothing(void **state) {
    World *w = *state;
    Asked clerk = {.roles = CLERK, .id = 1, .form = ""};
    Body bare = {.name = S("New group"), .kind = BODY_OTHER};
    in_force(w);
    put(w, &body_record, &bare);
    TermsOfReference draft = drafted(w);
    assert_true(draft.is_draft && !draft.is_fixed && draft.quorum_number == 4 && !date_is_set(draft.from) && draft.text.len == 0);
    assert_int_equal(number_of(w, w->office, "select count(*) from terms_section where terms = 2"), 2);
    assert_done(ask(w, terms_draft_do, clerk), "/office/terms/2"); /* a body has one draft */
    assert_int_equal(number_of(w, w->office, "select count(*) from terms_of_reference"), 2);
    clerk.id = 2;
    assert_int_equal(ask(w, terms_draft_do, clerk).error->kind, ERROR_INPUT); /* nothing to begin from */
    for (int i = 0; i < 3; i++) governs(w, (const char *[]){"2024-07-01", "2025-07-23", "2099-01-01"}[i], 1);
    governs(w, "2024-06-30", 0);
    Answer list = ask(w, terms_list_show, (Asked){.roles = CLERK, .id = 1});
    assert_shows(list, "is a draft of the next version");
    assert_shows(list, "is overdue since 1 July 2025");
    assert_shows(ask(w, terms_show, (Asked){.roles = CLERK, .id = 2}), "It governs nothing until");
}

static void R18_a_draft_saves_its_rules_and_no_day(void **state) {
    World *w = *state;
    in_force(w);
    TermsOfReference draft = drafted(w);
    char form[300];
    snprintf(form, sizeof form,
        "version=%" PRId64 "&title=Next&missed_meetings=5&review_months=6&quorum_kind=members&quorum_number=7&decision_rule=consensus&"
        "regime=adopted&from=2030-01-01",
        draft.version);
    assert_done(ask(w, terms_edit_save, (Asked){.roles = CLERK, .id = 2, .form = form}), "/office/terms/2");
    fetch(w, &terms_of_reference_record, 2, &draft);
    assert_true(draft.missed_meetings == 5 && draft.review_months == 6 && draft.quorum_number == 7 && !date_is_set(draft.from));
}

static void R18_sections_are_added_moved_and_taken_out(void **state) {
    World *w = *state;
    Asked clerk = {.roles = CLERK, .id = 2};
    in_force(w), drafted(w);
    clerk.form = "heading=&text=Words";
    assert_refused(ask(w, terms_section_new_save, clerk), "heading", "Enter");
    clerk.form = "heading=Lessons&text=Each has a body.";
    assert_done(ask(w, terms_section_new_save, clerk), "/office/terms/2?notice=added#section-3");
    assert_done(ask(w, terms_section_new_save, clerk), "/office/terms/2"); /* the button pressed twice */
    clerk.id = 3, clerk.form = "direction=up";
    assert_done(ask(w, terms_section_move_do, clerk), "/office/terms/2");
    assert_int_equal(number_of(w, w->office, "select position from terms_section where id = 3"), 2);
    assert_int_equal(number_of(w, w->office, "select position from terms_section where id = 2"), 3);
    clerk.id = 1, clerk.form = "version=1";
    assert_done(ask(w, terms_section_delete_do, clerk), "/office/terms/2");
    assert_int_equal(number_of(w, w->office, "select position from terms_section where id = 3"), 1);
    clerk.id = 2, clerk.form = "version=1&heading=Quorum&text=Five.";
    assert_int_equal(ask(w, terms_section_edit_save, clerk).response.status, 409); /* it was moved meanwhile */
    clerk.form = "version=3&heading=Quorum&text=Five.";
    assert_done(ask(w, terms_section_edit_save, clerk), "/office/terms/2?notice=saved#section-2");
    Answer compared = ask(w, terms_compare_show, (Asked){.roles = CLERK, .id = 2});
    assert_shows(compared, "<del><span class=\"govuk-visually-hidden\">[taken out: </span>Four.");
    assert_shows(compared, "<ins><span class=\"govuk-visually-hidden\">[put in: </span>Five.");
    assert_shows(compared, "Taken out");
    assert_shows(ask(w, terms_compare_show, (Asked){.roles = CLERK, .id = 2, .query = "as=columns"}), "Before stands on the left");
    assert_int_equal(ask(w, terms_compare_show, (Asked){.roles = CLERK, .id = 1}).error->kind, ERROR_NOT_FOUND);
}

static Error *effect(World *w, TermsOfReference *terms, const char *from, const char *approved_on, Form *form) {
    Tx *tx = begin(w);
    *form = form_show(w->arena, &terms_of_reference_record);
    Error *error = terms_take_effect(tx, terms, day_of(from), day_of(approved_on), form);
    if (!error && form_is_fine(form)) commit(tx);
    else tx_end(tx);
    return error;
}

static void R18_the_version_before_ends_the_day_before(void **state) {
    World *w = *state;
    Form form;
    in_force(w);
    TermsOfReference draft = drafted(w), before;
    assert_fine(effect(w, &draft, "2025-07-22", "2025-07-23", &form));
    assert_true(text_contains(form_error_of(&form, S("from")), S("approved on 23 July 2025")));
    assert_fine(effect(w, &draft, "2024-07-01", "2024-07-01", &form));
    assert_true(text_contains(form_error_of(&form, S("from")), S("begins on 1 July 2024")));
    governs(w, "2025-08-01", 1);
    assert_fine(effect(w, &draft, "2025-08-01", "2025-07-23", &form));
    assert_true(form_is_fine(&form));
    governs(w, "2025-07-31", 1);
    governs(w, "2025-08-01", 2);
    fetch(w, &terms_of_reference_record, 1, &before);
    assert_int_equal(before.until.n, day_of("2025-07-31").n);
    /* taken back: the version before goes on */
    Tx *tx = begin(w);
    assert_fine(terms_take_back(tx, &draft));
    commit(tx);
    governs(w, "2025-08-01", 1);
    assert_true(draft.is_draft && draft.is_fixed);
}

static void R18_what_a_body_agreed_is_not_changed(void **state) {
    World *w = *state;
    in_force(w);
    TermsOfReference draft = drafted(w);
    Tx *tx = begin(w);
    assert_fine(terms_fix(tx, &draft, true));
    commit(tx);
    Asked clerk = {.roles = CLERK, .id = 2, .form = "version=2&title=Other"};
    assert_int_equal(ask(w, terms_edit_save, clerk).error->kind, ERROR_INPUT);
    assert_int_equal(ask(w, terms_section_new_save, (Asked){.roles = CLERK, .id = 2, .form = "heading=A&text=B"}).error->kind, ERROR_INPUT);
    assert_int_equal(ask(w, terms_delete_do, (Asked){.roles = CLERK, .id = 2, .form = "version=2"}).error->kind, ERROR_INPUT);
    clerk.id = 1, clerk.form = "version=1&heading=Purpose&text=Other";
    assert_int_equal(ask(w, terms_section_edit_save, clerk).error->kind, ERROR_INPUT);
    assert_does_not_show(ask(w, terms_show, (Asked){.roles = CLERK, .id = 2}), "Change these rules");
    tx = begin(w);
    assert_fine(terms_fix(tx, &draft, false));
    commit(tx);
    assert_done(ask(w, terms_delete_do, (Asked){.roles = CLERK, .id = 2, .form = "version=3"}), "/office/bodies/1/terms");
    assert_int_equal(number_of(w, w->office, "select count(*) from terms_section"), 0);
    governs(w, "2025-08-01", 1);
}

static void R18_who_does_not_sit_on_the_body_does_not_see_its_draft(void **state) {
    World *w = *state;
    Person somebody = {.name = S("Sam Stranger")};
    in_force(w), drafted(w);
    put(w, &person_record, &somebody);
    Asked member = {.roles = MEMBER, .person = somebody.id.n, .id = 2};
    assert_int_equal(ask(w, terms_show, member).error->kind, ERROR_NOT_FOUND);
    assert_int_equal(ask(w, terms_compare_show, member).error->kind, ERROR_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R18_a_review_is_due_so_many_months_after_the_last_look),
        TEST(R18_a_text_is_divided_at_its_headings),
        TEST(R18_versions_are_compared_section_by_section),
        TEST(R18_a_draft_begins_as_a_copy_and_governs_nothing),
        TEST(R18_a_draft_saves_its_rules_and_no_day),
        TEST(R18_sections_are_added_moved_and_taken_out),
        TEST(R18_the_version_before_ends_the_day_before),
        TEST(R18_what_a_body_agreed_is_not_changed),
        TEST(R18_who_does_not_sit_on_the_body_does_not_see_its_draft),
    };
    return RUN("terms", tests);
}
