/* The motion to exclude the press and public (MTG-05): which items need one, what it says, and what comes of it. */
#include "body.h"

static ExclusionStanding standing_of_item(Room *r, const char *code) {
    MinutesWhole whole = whole_of(r);
    return exclusion_of(&whole, minutes_entry(&whole, (AgendaItemId){item_of(r, code)}));
}

static void change_item(Room *r, const char *code, Restriction restriction, uint32_t paragraphs) {
    AgendaItem item = {0};
    fetch(r->w, &agenda_item_record, item_of(r, code), &item);
    item.restriction = restriction;
    item.paragraphs = paragraphs;
    Tx *tx = begin(r->w);
    assert_fine(item_save(tx, &item));
    commit(tx);
}

/* The page of the item that the motion was put into: its id. */
static int64_t put_motion(Room *r) {
    Answer answer = as_clerk(r, exclusion_do, r->meeting.id.n, 0, "");
    assert_done(answer, "/office/items/");
    Text rest = text_slice(answer.response.location, sizeof "/office/items/" - 1, SIZE_MAX), id;
    int64_t n = 0;
    assert_true(text_split(&rest, '/', &id) && text_to_int64(id, &n));
    return n;
}

static int64_t newest_resolution(Room *r) {
    return number_of(r->w, r->w->office, "select max(id) from resolution");
}

static void MTG_05_the_motion_names_each_exempt_item_and_its_paragraphs(void **state) {
    Room r = begun(state);
    item_put(&r, 3, "Marlow review");
    change_item(&r, "D2", RESTRICTION_EXEMPT, SCHEDULE_12A_1 | SCHEDULE_12A_3 | SCHEDULE_12A_7);
    assert_shows(
        as_clerk(&r, live_show, 1, 0, NULL), "Items D1 and D2 are exempt. The press and public stay unless a resolution excludes them");
    int64_t item = put_motion(&r);
    assert_int_equal(item, item_of(&r, "C1")); /* the last open one before part D */
    Answer page = as_clerk(&r, minute_edit_show, item, 0, NULL);
    assert_shows(page, "agree that under section 100A(4) of the Local Government Act 1972 the press and public be excluded");
    assert_shows(page, "item D1, exempt under paragraph 2; item D2, exempt under paragraphs 1, 3 and 7.");
    assert_does_not_show(page, "Larkfield");
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_PUT);
    assert_int_equal(standing_of_item(&r, "B1"), EXCLUSION_NOT_NEEDED);
    assert_has(as_clerk(&r, exclusion_do, 1, 0, "").error->sentence, "No exempt item is without a motion");
    assert_done(as_clerk(&r, resolution_decide_do, newest_resolution(&r), 0, "way=consensus"), "/office");
    assert_int_equal(standing_of_item(&r, "D2"), EXCLUSION_RESOLVED);
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "The press and public are excluded for items D1 and D2 by resolution.");
}

static void MTG_05_minutes_say_when_no_resolution_excluded_the_public(void **state) {
    Room r = begun(state);
    write_minute(&r, "D1", "text=The family was told.&public_summary=One review was discussed.");
    assert_shows(
        as_clerk(&r, minutes_show, 1, 0, NULL), "Item D1 is exempt, and no resolution excluded the press and public while it was taken.");
    put_motion(&r);
    assert_done(as_clerk(&r, resolution_decide_do, newest_resolution(&r), 0, "way=consensus"), "/office");
    assert_does_not_show(as_clerk(&r, minutes_show, 1, 0, NULL), "no resolution excluded the press and public");
}

static void MTG_05_a_motion_that_is_not_carried_lets_the_public_stay(void **state) {
    Room r = begun(state);
    put_motion(&r);
    const char *vote = words(&r, "way=vote&in_favour=%" PRId64 "&against=%" PRId64 "&against=%" PRId64, r.organisation[COUNTY].n,
        r.organisation[POLICE].n, r.organisation[FIRE].n);
    assert_done(as_clerk(&r, resolution_decide_do, newest_resolution(&r), 0, vote), "/office");
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_LOST);
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "was not carried, so they may stay");
}

static void MTG_05_other_paragraphs_need_another_motion(void **state) {
    Room r = begun(state);
    put_motion(&r);
    assert_done(as_clerk(&r, resolution_decide_do, newest_resolution(&r), 0, "way=consensus"), "/office");
    change_item(&r, "D1", RESTRICTION_EXEMPT, SCHEDULE_12A_2 | SCHEDULE_12A_7);
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_MISSING);
    put_motion(&r);
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_PUT);
}

static void MTG_05_a_motion_that_is_removed_counts_no_more(void **state) {
    Room r = begun(state);
    put_motion(&r);
    int64_t id = newest_resolution(&r);
    assert_done(as_clerk(&r, resolution_delete_do, id, 0, "version=1"), "/office");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from exclusion"), 0);
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_MISSING);
}

static void MTG_05_what_is_confidential_needs_no_resolution(void **state) {
    Room r = begun(state);
    change_item(&r, "D1", RESTRICTION_CONFIDENTIAL, 0);
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_BY_LAW);
    assert_shows(
        as_clerk(&r, minutes_show, 1, 0, NULL), "Item D1 is confidential: the press and public are excluded by law, without a resolution.");
    assert_has(as_clerk(&r, exclusion_do, 1, 0, "").error->sentence, "No exempt item is without a motion");
}

static void MTG_05_a_body_that_meets_in_private_excludes_nobody(void **state) {
    Room r = begun(state);
    TermsOfReference terms = {0};
    fetch(r.w, &terms_of_reference_record, 1, &terms);
    terms.regime = REGIME_PRIVATE;
    Tx *tx = begin(r.w);
    assert_fine(record_update(tx, &terms_of_reference_record, &terms));
    commit(tx);
    assert_int_equal(standing_of_item(&r, "D1"), EXCLUSION_NOT_NEEDED);
    assert_does_not_show(as_clerk(&r, live_show, 1, 0, NULL), "Press and public");
}

static void MTG_05_the_motion_needs_minutes_in_draft(void **state) {
    Room r = room_of(state);
    item_put(&r, 3, "Larkfield review");
    assert_has(as_clerk(&r, exclusion_do, 1, 0, "").error->sentence, "Begin the minutes");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from resolution"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(MTG_05_the_motion_names_each_exempt_item_and_its_paragraphs),
        TEST(MTG_05_minutes_say_when_no_resolution_excluded_the_public),
        TEST(MTG_05_a_motion_that_is_not_carried_lets_the_public_stay),
        TEST(MTG_05_other_paragraphs_need_another_motion),
        TEST(MTG_05_a_motion_that_is_removed_counts_no_more),
        TEST(MTG_05_what_is_confidential_needs_no_resolution),
        TEST(MTG_05_a_body_that_meets_in_private_excludes_nobody),
        TEST(MTG_05_the_motion_needs_minutes_in_draft),
    };
    return RUN("exclusion", tests);
}
