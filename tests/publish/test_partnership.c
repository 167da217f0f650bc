/* What the public side knows of the partnership itself, and what comes out of the letterbox. */
#include "published_office.h"

#include "paper/sandbox.h"
#include "people/terms.h"
#include "publish/letters.h"
#include "publish/partnership.h"

static void bring(PublishedOffice *o) {
    assert_fine(publish_partnership(&o->valve, o->w->arena, (Actor){7, S("Dana")}));
}

static void insert(PublishedOffice *o, const Record *record, void *value) {
    Tx *tx = begin(o->w);
    assert_fine(record_insert(tx, record, value));
    commit(tx);
}

static Seat seat_with(PublishedOffice *o, const char *title, bool is_named) {
    Person person = {.honorific = S("Ms"), .name = S("Ada Quince"), .post = S("Chief Executive"), .is_named_publicly = is_named};
    Organisation organisation = {
        .name = text_join(o->w->arena, text_of(title), S(" organisation")), .kind = ORGANISATION_OTHER, .is_statutory = true};
    insert(o, &person_record, &person);
    insert(o, &organisation_record, &organisation);
    Seat seat = {.body = o->body.id, .organisation = organisation.id, .title = text_of(title), .is_statutory = true, .position = 1};
    insert(o, &seat_record, &seat);
    Tenure tenure = {
        .seat = seat.id, .person = person.id, .kind = TENURE_HOLDER, .office = is_named ? OFFICE_CHAIR : 0, .from = date_of(2020, 1, 1)};
    insert(o, &tenure_record, &tenure);
    return seat;
}

static void MTG_08_a_name_is_shown_only_where_it_is_public(void **state) {
    PublishedOffice o = published_office(state);
    Seat named = seat_with(&o, "County", true), unnamed = seat_with(&o, "Police", false);
    bring(&o);
    PublishedSeat row = {0};
    assert_true(published_row(&o, &published_seat_record, named.id.n, &row));
    assert_has(row.holder, "Ada Quince");
    assert_text(row.office, "Chair");
    assert_true(published_row(&o, &published_seat_record, unnamed.id.n, &row));
    assert_text(row.holder, "Chief Executive");
    assert_text(row.organisation, "Police organisation");
    published_office_end(&o);
}

static void a_planned_meeting_is_a_date_and_a_place(void **state) {
    PublishedOffice o = published_office(state);
    bring(&o);
    PublishedMeeting m = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_int_equal(m.state, PUBLISHED_PLANNED);
    assert_int_equal(m.publication, 0);
    assert_text(m.place, "Sessions House, Maidstone");
    Text all = everything_published(&o);
    assert_false(text_contains(all, S("Knife")));
    assert_false(text_contains(all, S("Police operation")));
    assert_nothing_withheld_is_public(&o);
    published_office_end(&o);
}

static void joining_details_in_the_place_hold_the_meeting_back_and_nothing_else(void **state) {
    PublishedOffice o = published_office(state);
    o.meeting.place = S("Teams, passcode xK7pQ9");
    change(&o, &meeting_record, &o.meeting);
    Meeting other = {.body = o.body.id, .day = date_of(2027, 9, 22), .starts = time_of(10, 0), .place = S("The Guildhall")};
    Tx *tx = begin(o.w);
    assert_fine(meeting_make(tx, &other));
    commit(tx);
    Error *error = publish_partnership(&o.valve, o.w->arena, (Actor){0});
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "Everything else is up to date");
    PublishedMeeting row = {0};
    assert_false(published_row(&o, &published_meeting_record, o.meeting.id.n, &row));
    assert_true(published_row(&o, &published_meeting_record, other.id.n, &row));
    published_office_end(&o);
}

static void a_published_meeting_that_is_moved_says_so_at_once(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    o.meeting.day = date_of(2027, 7, 28);
    o.meeting.place = S("County Hall, Maidstone");
    Tx *tx = begin(o.w);
    assert_fine(meeting_save(tx, &o.meeting));
    commit(tx);
    bring(&o);
    PublishedMeeting m = {0};
    PublishedPaper paper = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_true(date_compare(m.day, date_of(2027, 7, 28)) == 0);
    assert_text(m.place, "County Hall, Maidstone");
    assert_int_equal(m.publication, 1);
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &paper)); /* the papers stay */
    assert_false(paper.is_withdrawn);
    published_office_end(&o);
}

static void a_reason_that_says_what_is_withheld_holds_the_cancellation_back(void **state) {
    PublishedOffice o = published_office(state);
    bring(&o);
    Tx *tx = begin(o.w);
    assert_fine(meeting_cancel(tx, &o.meeting, S("Because of Operation Bluebird: progress.")));
    commit(tx);
    Error *error = publish_partnership(&o.valve, o.w->arena, (Actor){0});
    assert_error(error, ERROR_INPUT);
    assert_false(text_contains(error->sentence, S("Bluebird"))); /* administrators read it */
    PublishedMeeting row = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_PLANNED);
    assert_false(text_contains(everything_published(&o), S("Bluebird")));
    published_office_end(&o);
}

static void the_contact_number_may_stand_among_the_joining_details(void **state) {
    PublishedOffice o = published_office(state);
    o.meeting.contact_phone = S("03000 413333");
    o.meeting.joining = S("Problems? Ring 03000 413333. Passcode xK7pQ9");
    change(&o, &meeting_record, &o.meeting);
    bring(&o);
    PublishedMeeting row = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &row));
    published_office_end(&o);
}

static void a_cancelled_meeting_says_why_and_keeps_its_papers(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(meeting_cancel(tx, &o.meeting, S("The hall is flooded.")));
    commit(tx);
    bring(&o);
    PublishedMeeting m = {0};
    PublishedPaper paper = {0};
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.state, PUBLISHED_CANCELLED);
    assert_text(m.reason, "The hall is flooded.");
    assert_int_equal(m.version, 2); /* the SEQUENCE of its calendar entry */
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &paper));
    published_office_end(&o);
}

static void nothing_changed_nothing_is_written(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    seat_with(&o, "County", true);
    bring(&o);
    Text before = everything_published(&o);
    bring(&o);
    assert_true(text_equal(before, everything_published(&o)));
    published_office_end(&o);
}

static void a_withdrawn_meeting_stays_withdrawn(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){0}, S("A mistake.")));
    bring(&o);
    PublishedMeeting m = {0};
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.state, PUBLISHED_WITHDRAWN);
    published_office_end(&o);
}

static void a_body_that_is_private_now_leaves(void **state) {
    PublishedOffice o = published_office(state);
    Body group = {.name = S("A quiet group"), .kind = BODY_WORKING_GROUP, .is_public = true, .position = 2, .parent = o.body.id};
    insert(&o, &body_record, &group);
    Meeting meeting = {.body = group.id, .day = date_of(2027, 9, 1), .starts = time_of(9, 0), .is_online = true};
    Tx *tx = begin(o.w);
    assert_fine(meeting_make(tx, &meeting));
    commit(tx);
    seat_with(&o, "County", true);
    bring(&o);
    assert_has(everything_published(&o), "A quiet group");
    group.is_public = false;
    change(&o, &body_record, &group);
    bring(&o);
    assert_false(text_contains(everything_published(&o), S("A quiet group")));
    PublishedMeeting m = {0};
    assert_false(published_row(&o, &published_meeting_record, meeting.id.n, &m));
    published_office_end(&o);
}

static void terms_that_are_not_yet_in_force_wait(void **state) {
    PublishedOffice o = published_office(state);
    TermsOfReference now = {.body = o.body.id,
        .title = S("Terms of now"),
        .from = date_of(2020, 1, 1),
        .until = date_of(2998, 12, 31),
        .quorum_kind = QUORUM_RESPONSIBLE_AUTHORITIES,
        .quorum_number = 4,
        .clear_days = 5,
        .paper_working_days = 5,
        .meetings_a_year = 3,
        .decision_rule = DECISION_CONSENSUS_THEN_VOTE,
        .regime = REGIME_ADOPTED};
    TermsOfReference later = now;
    later.title = S("Terms of later");
    later.from = date_of(2999, 1, 1);
    later.until = (Date){0};
    insert(&o, &terms_of_reference_record, &now);
    insert(&o, &terms_of_reference_record, &later);
    bring(&o);
    PublishedTerms row = {0};
    assert_true(published_row(&o, &published_terms_record, now.id.n, &row));
    assert_text(row.quorum, "At least 4 responsible authorities must be represented.");
    assert_text(row.meetings, "At least 3 meetings a year.");
    assert_false(published_row(&o, &published_terms_record, later.id.n, &row));
    published_office_end(&o);
}

static TermsOfReference terms_with_section(PublishedOffice *o, const char *title, const char *words, bool is_draft) {
    TermsOfReference terms = {.body = o->body.id,
        .title = text_of(title),
        .quorum_kind = QUORUM_MEMBERS,
        .quorum_number = 4,
        .decision_rule = DECISION_CONSENSUS,
        .regime = REGIME_ADOPTED,
        .is_draft = is_draft};
    if (!is_draft) terms.from = date_of(2020, 1, 1);
    insert(o, &terms_of_reference_record, &terms);
    TermsSection section = {.terms = terms.id, .position = 1, .heading = S("Purpose"), .text = text_of(words)};
    insert(o, &terms_section_record, &section);
    return terms;
}

static void R18_a_draft_never_crosses_the_valve(void **state) {
    PublishedOffice o = published_office(state);
    PublishedTerms row = {0};
    TermsOfReference now = terms_with_section(&o, "Terms of now", "Words in force.", false);
    TermsOfReference draft = terms_with_section(&o, "Terms of tomorrow", "Words of a draft.", true);
    bring(&o);
    assert_has(everything_published(&o), "Words in force.");
    assert_false(text_contains(everything_published(&o), S("Words of a draft")));
    assert_false(text_contains(everything_published(&o), S("Terms of tomorrow")));
    assert_false(published_row(&o, &published_terms_record, draft.id.n, &row));
    /* in force it is public; a draft again, it is gone */
    Form form = form_show(o.w->arena, &terms_of_reference_record);
    Tx *tx = begin(o.w);
    assert_fine(terms_take_effect(tx, &draft, date_of(2025, 1, 1), date_of(2025, 1, 1), &form));
    commit(tx);
    bring(&o);
    assert_has(everything_published(&o), "Words of a draft.");
    assert_true(published_row(&o, &published_terms_record, now.id.n, &row));
    assert_true(date_compare(row.until, date_of(2024, 12, 31)) == 0);
    tx = begin(o.w);
    assert_fine(terms_take_back(tx, &draft));
    commit(tx);
    bring(&o);
    assert_false(text_contains(everything_published(&o), S("Words of a draft")));
    assert_int_equal(number_of(o.w, o.valve.published, "select count(*) from published_terms_section"), 1);
    published_office_end(&o);
}

/* ---- The letterbox ---- */

static void post(PublishedOffice *o, const char *json) {
    world_tamper(o->w, STORE_LETTERBOX,
        text_format(o->w->arena, "insert into letter (kind, body, received_at) values ('question', '%s', 1795000000000000)", json).ptr);
}

static void a_letter_is_collected_once(void **state) {
    PublishedOffice o = published_office(state);
    int64_t count = 0;
    post(&o,
        "{\"envelope\":\"00112233445566778899aabbccddeeff\",\"kind\":\"format\",\"text\":\"Large print, please.\",\"name\":\"A. Reader\"}");
    post(&o,
        "{\"envelope\":\"00112233445566778899aabbccddeeff\",\"kind\":\"format\",\"text\":\"Large print, please.\",\"name\":\"A. Reader\"}");
    post(&o, "this is no letter");
    assert_fine(letterbox_collect(&o.valve, o.w->arena, &count));
    assert_int_equal(count, 1);
    assert_int_equal(number_of(o.w, o.valve.letterbox, "select count(*) from letter"), 0);
    post(&o,
        "{\"envelope\":\"00112233445566778899aabbccddeeff\",\"kind\":\"format\",\"text\":\"Large print, please.\"}"); /* a crash before it left the box */
    assert_fine(letterbox_collect(&o.valve, o.w->arena, &count));
    assert_int_equal(count, 0);
    Letter letter = {0};
    reload(&o, &letter_record, 1, &letter);
    assert_int_equal(letter.kind, LETTER_FORMAT);
    assert_text(letter.text, "Large print, please.");
    published_office_end(&o);
}

static void what_the_public_wrote_stays_out_of_the_journal(void **state) {
    PublishedOffice o = published_office(state);
    int64_t count = 0;
    post(&o, "{\"envelope\":\"00112233445566778899aabbccddeeff\",\"kind\":\"question\",\"text\":\"My neighbour Mallory\",\"name\":\"A. "
             "Reader\",\"email\":\"a@b.example\"}");
    assert_fine(letterbox_collect(&o.valve, o.w->arena, &count));
    assert_int_equal(number_of(o.w, o.w->office,
                         "select count(*) from journal where state like '%Mallory%' or state like '%Reader%' or state like '%b.example%'"),
        0);
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from journal where record = 'letter'"), 1);
    published_office_end(&o);
}

static int64_t jobs_waiting(PublishedOffice *o, const char *kind) {
    return number_of(
        o->w, o->w->office, text_format(o->w->arena, "select count(*) from job where kind = '%s' and state = 'waiting'", kind).ptr);
}

static void what_is_due_is_asked_for_once(void **state) {
    PublishedOffice o = published_office(state);
    world_tamper(o.w, STORE_OFFICE, "delete from job");
    post(&o, "{\"envelope\":\"00112233445566778899aabbccddeeff\",\"kind\":\"question\",\"text\":\"When is it?\"}");
    for (int i = 0; i < 3; i++) assert_fine(publish_housekeeping(&o.valve, o.w->arena));
    assert_int_equal(jobs_waiting(&o, "collect-letters"), 1);
    assert_int_equal(jobs_waiting(&o, "publish-partnership"), 1);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_fine(publish_housekeeping(&o.valve, o.w->arena));
    assert_int_equal(jobs_waiting(&o, "collect-letters"), 0);
    assert_int_equal(jobs_waiting(&o, "publish-partnership"), 0);
    PublishedMeeting m = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(MTG_08_a_name_is_shown_only_where_it_is_public),
        TEST(a_planned_meeting_is_a_date_and_a_place),
        TEST(joining_details_in_the_place_hold_the_meeting_back_and_nothing_else),
        TEST(a_published_meeting_that_is_moved_says_so_at_once),
        TEST(a_reason_that_says_what_is_withheld_holds_the_cancellation_back),
        TEST(the_contact_number_may_stand_among_the_joining_details),
        TEST(a_cancelled_meeting_says_why_and_keeps_its_papers),
        TEST(nothing_changed_nothing_is_written),
        TEST(a_withdrawn_meeting_stays_withdrawn),
        TEST(a_body_that_is_private_now_leaves),
        TEST(terms_that_are_not_yet_in_force_wait),
        TEST(R18_a_draft_never_crosses_the_valve),
        TEST(a_letter_is_collected_once),
        TEST(what_the_public_wrote_stays_out_of_the_journal),
        TEST(what_is_due_is_asked_for_once),
    };
    return RUN("the partnership's public side", tests);
}
