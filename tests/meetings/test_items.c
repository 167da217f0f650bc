/* Codes of items, and what of a restricted item the public may know. */
#include "rules_test.h"

static void R48_an_item_is_named_by_the_letter_of_its_part_and_its_number(void **state) {
    assert_text(item_code(*state, 1, 1), "A1");
    assert_text(item_code(*state, 2, 12), "B12");
    assert_text(item_code(*state, 4, 2), "D2");
    assert_text(part_letter(*state, 26), "Z");
    assert_text(item_code(*state, 27, 3), "AA3");
    assert_text(part_letter(*state, 28), "AB");
    assert_text(part_letter(*state, 52), "AZ");
    assert_text(part_letter(*state, 53), "BA");
    assert_text(part_letter(*state, 702), "ZZ");
    assert_text(part_letter(*state, 703), "AAA");
}

static const Meeting open_meeting;
static const AgendaPart open_part = {.position = 2, .is_open = true}, closed_part = {.position = 4, .is_open = false};

static AgendaItem restricted_item(Restriction restriction) {
    return (AgendaItem){.title = S("Death of Rita, known as Margaret Example"),
        .public_title = S("Death review update"),
        .restriction = restriction,
        .paragraphs = SCHEDULE_12A_1 | SCHEDULE_12A_2 | SCHEDULE_12A_7};
}

static void MTG_04_only_an_unrestricted_item_of_an_open_part_is_public(void **state) {
    AgendaItem open = {.title = S("Working Group update")}, exempt = restricted_item(RESTRICTION_EXEMPT),
               confidential = restricted_item(RESTRICTION_CONFIDENTIAL);
    assert_true(item_is_public(&open_meeting, &open_part, &open));
    assert_false(item_is_public(&open_meeting, &closed_part, &open));
    assert_false(item_is_public(&open_meeting, &open_part, &exempt));
    assert_false(item_is_public(&open_meeting, &open_part, &confidential));
    assert_false(item_is_public(&open_meeting, &closed_part, &exempt));
    (void)state;
}

static void MTG_04_the_restricted_title_is_never_given_to_the_public(void **state) {
    const AgendaPart *parts[] = {&open_part, &closed_part};
    for (int restriction = 0; restriction <= RESTRICTION_CONFIDENTIAL; restriction++)
        for (int part = 0; part < 2; part++)
            for (int has_title = 0; has_title < 2; has_title++) {
                AgendaItem item = restricted_item((Restriction)restriction);
                if (!has_title) item.public_title = S("");
                if (item_is_public(&open_meeting, parts[part], &item)) {
                    assert_text(item_public_title(&open_meeting, parts[part], &item), "Death of Rita, known as Margaret Example");
                    continue;
                }
                Text shown[] = {item_public_title(&open_meeting, parts[part], &item), restriction_shown(*state, &item.restricted),
                    restriction_marking(*state, &open_meeting, parts[part], &item, NULL)};
                for (size_t i = 0; i < 3; i++) {
                    assert_false(text_contains(shown[i], S("Rita")));
                    assert_false(text_contains(shown[i], S("Margaret")));
                }
                assert_text(shown[0], has_title ? "Death review update" : "Item not for publication");
            }
}

static void MTG_04_the_description_names_the_paragraphs(void **state) {
    AgendaItem item = restricted_item(RESTRICTION_EXEMPT);
    assert_text(restriction_shown(*state, &item.restricted),
        "Exempt under paragraphs 1, 2 and 7 of Part 1 of Schedule 12A to the Local Government Act 1972");
    item.paragraphs = SCHEDULE_12A_3;
    assert_text(
        restriction_shown(*state, &item.restricted), "Exempt under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972");
    item.paragraphs = SCHEDULE_12A_3 | SCHEDULE_12A_5;
    assert_text(restriction_shown(*state, &item.restricted),
        "Exempt under paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972");
    assert_text(restriction_marking(*state, &open_meeting, &closed_part, &item, NULL),
        "NOT FOR PUBLICATION. Exempt under paragraphs 3 and 5 of Part 1 of Schedule 12A to the Local Government Act 1972");
    AgendaItem open = {.title = S("Open")};
    assert_text(restriction_shown(*state, &open.restricted), "");
    assert_text(restriction_marking(*state, &open_meeting, &open_part, &open, NULL), "");
    assert_text(restriction_marking(*state, &open_meeting, &closed_part, &open, NULL), "NOT FOR PUBLICATION");
}

static void MTG_05_confidential_is_not_called_exempt(void **state) {
    AgendaItem item = restricted_item(RESTRICTION_CONFIDENTIAL);
    Text shown = restriction_shown(*state, &item.restricted);
    assert_has(shown, "Confidential");
    assert_has(shown, "must be excluded");
    assert_false(text_contains_ignoring_case(shown, S("exempt")));
    assert_false(text_contains(shown, S("12A")));
}

/* ---- Meetings ---- */

static Form checked(Arena *arena, const Meeting *meeting) {
    Form form = form_show(arena, &meeting_record);
    meeting_check(&form, meeting);
    return form;
}

static Meeting fine_meeting(void) {
    return (Meeting){.day = date_of(2025, 7, 23), .starts = time_of(10, 0), .ends = time_of(12, 0), .is_online = true};
}

static void a_meeting_cannot_begin_in_the_hour_that_the_spring_change_leaves_out(void **state) {
    Meeting meeting = fine_meeting();
    assert_true(checked(*state, &meeting).error_count == 0);
    meeting.day = date_of(2025, 3, 30);
    meeting.starts = time_of(1, 30);
    meeting.ends = time_of(3, 0);
    Form form = checked(*state, &meeting);
    assert_int_equal(form.error_count, 1);
    assert_has(form_error_of(&form, S("starts")), "clocks go forward");
    assert_has(form_error_of(&form, S("starts")), "30 March 2025");
    meeting.starts = time_of(0, 30);
    meeting.ends = time_of(1, 30);
    form = checked(*state, &meeting);
    assert_int_equal(form.error_count, 1);
    assert_has(form_error_of(&form, S("ends")), "clocks go forward");
    meeting.starts = time_of(2, 0);
    meeting.ends = time_of(3, 0);
    assert_int_equal(checked(*state, &meeting).error_count, 0);
    meeting.day = date_of(2025, 10, 26); /* the repeated hour exists, twice */
    meeting.starts = time_of(1, 30);
    assert_int_equal(checked(*state, &meeting).error_count, 0);
}

static void a_meeting_ends_after_it_begins_and_has_a_place(void **state) {
    Meeting meeting = fine_meeting();
    meeting.ends = meeting.starts;
    Form form = checked(*state, &meeting);
    assert_has(form_error_of(&form, S("ends")), "after the start");
    meeting = fine_meeting();
    meeting.is_online = false;
    form = checked(*state, &meeting);
    assert_has(form_error_of(&form, S("place")), "place");
    meeting.place = S("Sessions House");
    assert_int_equal(checked(*state, &meeting).error_count, 0);
    meeting.day = date_of(25, 7, 23);
    form = checked(*state, &meeting);
    assert_has(form_error_of(&form, S("day")), "four figures");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(R48_an_item_is_named_by_the_letter_of_its_part_and_its_number),
        RULE(MTG_04_only_an_unrestricted_item_of_an_open_part_is_public),
        RULE(MTG_04_the_restricted_title_is_never_given_to_the_public),
        RULE(MTG_04_the_description_names_the_paragraphs),
        RULE(MTG_05_confidential_is_not_called_exempt),
        RULE(a_meeting_cannot_begin_in_the_hour_that_the_spring_change_leaves_out),
        RULE(a_meeting_ends_after_it_begins_and_has_a_place),
    };
    return cmocka_run_group_tests_name("meetings: items", tests, NULL, NULL);
}
