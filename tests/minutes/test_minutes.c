/* Minutes as a clerk writes them: begun, written, resolved, checked and numbered; what keeps them back, and who reads what. */
#include "minutes/body.h"

static int64_t number_in(Room *r, const char *code) {
    return number_of(r->w, r->w->office, words(r, "select \"number\" from minute where item = %" PRId64, item_of(r, code)));
}

static int64_t resolution_put_one(Room *r, const char *code, const char *form) {
    assert_done(as_clerk(r, resolution_new_save, item_of(r, code), 0, form), "/office/items/");
    return number_of(r->w, r->w->office, "select max(id) from resolution");
}

static Answer state_to(Room *r, int64_t meeting, const char *act) {
    return as_clerk(r, minutes_state_do, meeting, 0, words(r, "act=%s", act));
}

static void R04_without_a_quorum_no_decision_is_recorded(void **state) {
    Room r = begun(state);
    int64_t id = resolution_put_one(&r, "B1", "verb=note&text=the report");
    assert_done(press(&r, FIRE, "left"), "/office");
    assert_refused(
        as_clerk(&r, resolution_decide_do, id, 0, "way=consensus"), "way", "3 responsible authorities are represented; 4 are needed");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from resolution where outcome <> 'draft'"), 0);
    assert_refused(
        as_clerk(&r, resolution_decide_do, id, 0, "way=consensus&at=9.59am"), "way", "0 responsible authorities"); /* they came at ten */
    assert_done(as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, "version=2&code=present&arrived=10am&departed=11am"), "/office");
    assert_done(as_clerk(&r, resolution_decide_do, id, 0, "way=consensus&at=10.30am"), "/office/items/"); /* before they left */
}

static void R21_a_decision_keeps_how_many_were_represented(void **state) {
    Room r = begun(state);
    int64_t id = resolution_put_one(&r, "B1", "verb=note&text=the report");
    assert_done(as_clerk(&r, resolution_decide_do, id, 0, "way=consensus"), "/office/items/");
    Resolution decided;
    fetch(r.w, &resolution_record, id, &decided);
    assert_int_equal(decided.outcome, OUTCOME_CONSENSUS);
    assert_int_equal(decided.represented, 4);
    assert_int_equal(decided.quorum_needed, 4);
    assert_error(as_clerk(&r, resolution_edit_save, id, 0, "version=2&verb=agree&text=other").error, ERROR_INPUT);
    assert_done(as_clerk(&r, resolution_undecide_do, id, 0, ""), "/office/items/");
    assert_done(as_clerk(&r, resolution_edit_save, id, 0, "version=3&verb=agree&text=other"), "/office/items/");
}

static void R09_votes_are_recorded_by_organisation(void **state) {
    Room r = begun(state);
    int64_t id = resolution_put_one(&r, "B1", "verb=agree&text=the plan");
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, "way=vote"), "in_favour", "how each organisation voted");
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, "way=perhaps"), "way", "consensus or a vote");
    const char *twice = words(&r, "way=vote&in_favour=%" PRId64 "&against=%" PRId64, r.organisation[FIRE].n, r.organisation[FIRE].n);
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, twice), "in_favour", "voted twice");
    const char *absent = words(&r, "way=vote&in_favour=%" PRId64, r.organisation[COMMISSIONER].n);
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, absent), "in_favour", "nobody was there");
    const char *vote = words(&r, "way=vote&in_favour=%" PRId64 "&in_favour=%" PRId64 "&against=%" PRId64 "&abstained=%" PRId64,
        r.organisation[COUNTY].n, r.organisation[POLICE].n, r.organisation[FIRE].n, r.organisation[HEALTH].n);
    assert_done(as_clerk(&r, resolution_decide_do, id, 0, vote), "/office/items/");
    Answer page = as_clerk(&r, minutes_show, 1, 0, NULL);
    assert_shows(page, "Carried by a vote");
    assert_shows(page, "For: County Council, Police. Against: Fire and Rescue. Abstained: Integrated Care Board.");
}

static void R08_a_chair_is_removed_by_more_than_half_of_all_authorities(void **state) {
    Room r = begun(state); /* five authorities, four of them present */
    int64_t id = resolution_put_one(&r, "B1", "verb=agree&text=that the chair is removed&needs_all=yes");
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, "way=consensus"), "way", "removed by a vote");
    const char *two = words(&r, "way=vote&in_favour=%" PRId64 "&in_favour=%" PRId64, r.organisation[FIRE].n, r.organisation[POLICE].n);
    assert_done(as_clerk(&r, resolution_decide_do, id, 0, two), "/office/items/");
    Resolution decided;
    fetch(r.w, &resolution_record, id, &decided);
    assert_int_equal(decided.outcome, OUTCOME_NOT_CARRIED); /* nobody against, and yet */
}

static void is_statutory(Room *r, int place, bool is) {
    Organisation o = {0};
    Tx *tx = begin(r->w);
    assert_fine(record_get(tx_db(tx), r->w->arena, &organisation_record, r->organisation[place].n, &o));
    o.is_statutory = is;
    assert_fine(record_update(tx, &organisation_record, &o));
    commit(tx);
}

/* Three vote for removing the chair, two of them the county council and the police. */
static Outcome removal_with(Room *r, int third) {
    Resolution decided;
    int64_t id = resolution_put_one(r, "B1", third == FIRE ? "verb=agree&text=once&needs_all=yes" : "verb=agree&text=again&needs_all=yes");
    const char *vote = words(r, "way=vote&in_favour=%" PRId64 "&in_favour=%" PRId64 "&in_favour=%" PRId64, r->organisation[COUNTY].n,
        r->organisation[POLICE].n, r->organisation[third].n);
    assert_done(as_clerk(r, resolution_decide_do, id, 0, vote), "/office/items/");
    fetch(r->w, &resolution_record, id, &decided);
    return decided.outcome;
}

static void R08_authorities_are_those_with_a_statutory_seat(void **state) {
    Room r = begun(state); /* three of five, by the seats */
    assert_done(press(&r, COMMISSIONER, "present"), "/office");
    is_statutory(&r, FIRE, false);
    is_statutory(&r, COMMISSIONER, true);
    assert_int_equal(removal_with(&r, FIRE), OUTCOME_CARRIED);
    assert_int_equal(removal_with(&r, COMMISSIONER), OUTCOME_NOT_CARRIED);
}

static void R49_declarations_are_recorded_or_nil_is(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    Answer check = state_to(&r, 1, "check");
    assert_error(check.error, ERROR_INPUT);
    assert_has(check.error->sentence, "Declarations of interest are not recorded");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office/meetings/1/minutes");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Nobody declared an interest.");
    const char *interest = words(&r, "item=%" PRId64 "&seat=%" PRId64 "&kind=other&interest=Chairs a charity&left_the_meeting=yes",
        item_of(&r, "B1"), r.seat[FIRE].n);
    assert_done(as_clerk(&r, declaration_new_save, 1, 0, interest), "/office/meetings/1/minutes");
    assert_done(as_clerk(&r, declaration_new_save, 1, 0, interest), "/office/meetings/1/minutes"); /* pressed twice */
    Answer page = as_clerk(&r, minutes_show, 1, 0, NULL);
    assert_shows(page, "Cat Fire (Fire and Rescue): Chairs a charity. They left the meeting");
    assert_does_not_show(page, "Nobody declared an interest.</p>");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from declaration"), 1);
    int64_t id = resolution_put_one(&r, "B1", "verb=note&text=the report");
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, "way=consensus"), "way", "not quorate"); /* who left does not count */
    assert_error(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes").error, ERROR_INPUT);
    assert_done(as_clerk(&r, declaration_delete_do, 1, 0, "version=1"), "/office/meetings/1/minutes");
}

/* Whether or not they left the meeting. */
static void MTG_10_a_pecuniary_interest_neither_counts_nor_votes(void **state) {
    Room r = begun(state);
    int64_t id = resolution_put_one(&r, "B1", "verb=note&text=the report"), other = resolution_put_one(&r, "A4", "verb=note&text=it");
    const char *interest =
        words(&r, "item=%" PRId64 "&seat=%" PRId64 "&kind=pecuniary&interest=Holds shares", item_of(&r, "B1"), r.seat[FIRE].n);
    assert_done(as_clerk(&r, declaration_new_save, 1, 0, interest), "/office/meetings/1/minutes");
    assert_refused(as_clerk(&r, resolution_decide_do, id, 0, "way=consensus"), "way", "3 responsible authorities are represented");
    assert_done(press(&r, COMMISSIONER, "present"), "/office");
    assert_does_not_show(as_clerk(&r, resolution_decide_show, id, 0, NULL), "Fire and Rescue");
    assert_done(as_clerk(&r, resolution_decide_do, other, 0, "way=consensus"), "/office"); /* in other items they do */
}

static void R49_whoever_left_for_an_interest_is_back_when_it_is_taken_out(void **state) {
    Room r = begun(state);
    const char *form = "item=%" PRId64 "&seat=%" PRId64 "&kind=other&interest=%s&left_the_meeting=yes";
    for (int i = 0; i < 2; i++) {
        const char *interest = words(&r, form, item_of(&r, "B1"), r.seat[FIRE].n, i ? "A trustee" : "Chairs a charity");
        assert_done(as_clerk(&r, declaration_new_save, 1, 0, interest), "/office/meetings/1/minutes");
    }
    assert_done(as_clerk(&r, declaration_delete_do, 1, 0, "version=1"), "/office/meetings/1/minutes");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from item_absence"), 1); /* for the other interest */
    assert_done(as_clerk(&r, declaration_delete_do, 2, 0, "version=1"), "/office/meetings/1/minutes");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from item_absence"), 0);

    int64_t item = item_of(&r, "B1"); /* recorded at the seat, before the interest was */
    assert_done(
        as_clerk(&r, attendance_edit_save, 1, r.seat[FIRE].n, words(&r, "version=1&code=present&left_for=%" PRId64, item)), "/office");
    assert_done(as_clerk(&r, declaration_new_save, 1, 0, words(&r, form, item, r.seat[FIRE].n, "On the board")), "/office");
    assert_done(as_clerk(&r, declaration_delete_do, 3, 0, "version=1"), "/office");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from item_absence"), 1);
}

static void R51_numbers_run_on_over_the_meetings_of_the_body(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, numbering_save, r.body.id.n, 0, "next=128"), "/office/bodies/1/minute-number");
    write_minute(&r, "B1", "text=The group reported.");
    write_minute(&r, "A3", "text=Nobody declared anything.");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    assert_has(state_to(&r, 1, "check").error->sentence, "not recorded as held");
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(state_to(&r, 1, "check"), "/office/meetings/1/minutes?notice=minutes-checked");
    assert_int_equal(number_in(&r, "A3"), 128); /* by the agenda, not by who was written first */
    assert_int_equal(number_in(&r, "B1"), 129);
    assert_error(as_clerk(&r, numbering_save, r.body.id.n, 0, "version=2&next=500").error, ERROR_INPUT);
    assert_error(as_clerk(&r, minute_edit_save, item_of(&r, "B1"), 0, "version=2&text=Other").error, ERROR_INPUT); /* checked */
    assert_done(state_to(&r, 1, "reopen"), "/office/meetings/1/minutes");
    write_minute(&r, "B1", "text=Other words.");
    assert_done(state_to(&r, 1, "check"), "/office/meetings/1/minutes");
    assert_int_equal(number_in(&r, "B1"), 129); /* numbers stay */

    Room later = r;
    later.meeting = meeting_put(r.w, r.body.id, date_of(2025, 7, 22)); /* an earlier day */
    assert_done(as_clerk(&later, minutes_begin_do, 2, 0, ""), "/office");
    write_minute(&later, "A3", "text=Late.");
    assert_done(as_clerk(&later, declarations_nil_do, 2, 0, "nil=yes"), "/office");
    assert_done(as_clerk(&later, meeting_held_do, 2, 0, ""), "/office");
    assert_has(state_to(&later, 2, "check").error->sentence, "numbers rise from meeting to meeting");
    assert_int_equal(number_of(r.w, r.w->office, "select next from minute_numbering"), 130);
}

static void R52_minutes_are_checked_when_all_is_decided(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Item B1 does not end with what was resolved.");
    int64_t id = resolution_put_one(&r, "B1", "verb=note&text=the report");
    assert_has(state_to(&r, 1, "check").error->sentence, "Item B1 has 1 resolution that is not decided");
    assert_done(as_clerk(&r, resolution_decide_do, id, 0, "way=now"), "/office");
    assert_done(state_to(&r, 1, "check"), "/office/meetings/1/minutes");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "note the report.");
    assert_has(state_to(&r, 1, "check").error->sentence, "Only minutes in draft are checked");
}

static void MTG_06_a_restricted_minute_has_a_public_summary(void **state) {
    Room r = begun(state);
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    write_minute(&r, "D1", "text=The Larkfield family was told.");
    assert_has(state_to(&r, 1, "check").error->sentence, "Write the summary that the public reads");
    assert_done(
        as_clerk(&r, resolution_decide_do, resolution_put_one(&r, "D1", "verb=note&text=what was secretly said"), 0, "way=now"), "/office");
    write_minute(&r, "D1", "text=The Larkfield family was told.&public_summary=One review was discussed.");
    assert_done(state_to(&r, 1, "check"), "/office/meetings/1/minutes");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "The Larkfield family was told.");
    assert_shows(ask(r.w, decisions_show, (Asked){.roles = CLERK}), "what was secretly said");
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from journal where action = 4 and record = 'minutes'"), 2);
    for (size_t i = 0; i < 2; i++) {
        Answer other =
            ask(r.w, minutes_show, i ? (Asked){.roles = MEMBER, .id = 1, .person = r.person[FIRE].n} : (Asked){.roles = AUDITOR, .id = 1});
        assert_shows(other, "One review was discussed.");
        assert_does_not_show(other, "Larkfield");
        assert_shows(other, "A review");
        Answer decisions = ask(r.w, decisions_show, i ? (Asked){.roles = MEMBER, .person = r.person[FIRE].n} : (Asked){.roles = AUDITOR});
        assert_does_not_show(decisions, "Larkfield");
        assert_does_not_show(decisions, "secretly");
    }
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from minute where text like '%Larkfield%'"), 0); /* sealed */
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from journal where state like '%family was told%'"), 0);
}

static void MTG_03_an_urgent_item_has_a_minute_that_says_why(void **state) {
    Room r = begun(state);
    static const char *const codes[] = {"B1", "D1"};
    assert_done(as_clerk(&r, meeting_held_do, 1, 0, ""), "/office");
    assert_done(as_clerk(&r, declarations_nil_do, 1, 0, "nil=yes"), "/office");
    for (size_t i = 0; i < 2; i++) {
        AgendaItem item = {0};
        fetch(r.w, &agenda_item_record, item_of(&r, codes[i]), &item);
        item.urgency_reason = i ? S("The Larkfield hearing is near.") : S("The grant ends on Friday.");
        item.urgency_decided_by = S("Ann Chair");
        Tx *tx = begin(r.w);
        assert_fine(item_save(tx, &item));
        commit(tx);
    }
    assert_has(state_to(&r, 1, "check").error->sentence, "Item B1 was taken as urgent, and the reason stands in its minute");
    assert_shows(as_clerk(&r, minute_edit_show, item_of(&r, "B1"), 0, NULL), "Urgent: The grant ends on Friday. Decided by Ann Chair.");
    write_minute(&r, "B1", "text=The group reported.");
    write_minute(&r, "D1", "text=The family was told.&public_summary=One review was discussed.");
    assert_done(state_to(&r, 1, "check"), "/office/meetings/1/minutes");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Urgent: The Larkfield hearing is near. Decided by Ann Chair.");
    Answer member = ask(r.w, minutes_show, (Asked){.roles = MEMBER, .id = 1, .person = r.person[FIRE].n});
    assert_shows(member, "Urgent: The grant ends on Friday. Decided by Ann Chair.");
    assert_does_not_show(member, "hearing");
}

static int64_t minutes_opened(Room *r) {
    return number_of(r->w, r->w->office, "select count(*) from journal where action = 4 and record = 'minutes'");
}

static void MTG_06_reading_a_restricted_minute_is_journalled_on_every_page(void **state) {
    Room r = begun(state);
    const char *interest =
        words(&r, "item=%" PRId64 "&seat=%" PRId64 "&kind=other&interest=Knew the family", item_of(&r, "D1"), r.seat[FIRE].n);
    as_clerk(&r, minutes_show, 1, 0, NULL);
    as_clerk(&r, minute_edit_show, item_of(&r, "B1"), 0, NULL);
    assert_int_equal(minutes_opened(&r), 0); /* nothing restricted was shown */
    assert_done(as_clerk(&r, declaration_new_save, 1, 0, interest), "/office");
    assert_shows(as_clerk(&r, minutes_show, 1, 0, NULL), "Knew the family");
    assert_int_equal(minutes_opened(&r), 1);
    int64_t id = resolution_put_one(&r, "D1", "verb=note&text=what was secretly said");
    assert_shows(as_clerk(&r, minute_edit_show, item_of(&r, "D1"), 0, NULL), "secretly");
    assert_int_equal(minutes_opened(&r), 2);
    assert_shows(as_clerk(&r, resolution_edit_show, id, 0, NULL), "secretly");
    assert_int_equal(minutes_opened(&r), 3);
    assert_shows(as_clerk(&r, resolution_decide_show, id, 0, NULL), "secretly");
    assert_int_equal(minutes_opened(&r), 4);
}

static void a_draft_is_the_offices_own(void **state) {
    Room r = begun(state);
    write_minute(&r, "B1", "text=The group reported.");
    assert_shows(
        ask(r.w, minutes_show, (Asked){.roles = MEMBER, .id = 1, .person = r.person[FIRE].n}), "There are no minutes of this meeting yet.");
    assert_shows(ask(r.w, minutes_show, (Asked){.roles = AUDITOR, .id = 1}), "The group reported.");
    assert_error(ask(r.w, minutes_show, (Asked){.roles = MEMBER, .id = 1, .person = r.stranger.n}).error, ERROR_NOT_FOUND);
    Room later = r;
    later.meeting = meeting_put(r.w, r.body.id, date_of(2025, 11, 18));
    assert_error(as_clerk(&later, minutes_begin_do, 2, 0, "").error, ERROR_INPUT); /* its day has not come */
    assert_error(as_clerk(&later, minute_edit_show, item_of(&later, "A1"), 0, NULL).error, ERROR_INPUT);
}

static void R52_the_recommendations_of_a_report_are_taken_once(void **state) {
    Room r = begun(state);
    Report report = {.by = S("B"),
        .to = S("T"),
        .subject = S("Update"),
        .summary = S("S"),
        .body = S("# A\n\nText"),
        .recommendations = S("- Note the progress\n- Agree the plan\n")};
    Paper paper;
    Tx *tx = begin(r.w);
    assert_fine(report_add(tx, (AgendaItemId){item_of(&r, "B1")}, &report, &paper));
    commit(tx);
    assert_done(as_clerk(&r, resolutions_take_do, item_of(&r, "B1"), 0, ""),
        words(&r, "/office/items/%" PRId64 "/minute?notice=resolutions-taken", item_of(&r, "B1")));
    assert_done(as_clerk(&r, resolutions_take_do, item_of(&r, "B1"), 0, ""),
        words(&r, "/office/items/%" PRId64 "/minute?notice=resolutions-none", item_of(&r, "B1")));
    assert_int_equal(number_of(r.w, r.w->office, "select count(*) from resolution"), 2);
    assert_shows(as_clerk(&r, minute_edit_show, item_of(&r, "B1"), 0, NULL), "b) agree the plan.");
}

/* An action of the plan of that year. */
static PlanAction planned(Room *r, AgreementId year, int64_t section, int64_t number, const char *objective) {
    PlanSection s = {.agreement = year, .number = section, .title = S("Section"), .is_shared = true};
    put(r->w, &plan_section_record, &s);
    PlanAction a = {.agreement = year, .section = s.id, .number = number, .objective = text_of(objective)};
    put(r->w, &plan_action_record, &a);
    return a;
}

static const char *leads_to_action(Room *r, const PlanAction *action, const char *number) {
    const char *year = text_string(r->w->arena, year_shown(r->w->arena, statutory_year_of(r->meeting.day)));
    return words(r, "href=\"/office/plan/actions/%" PRId64 "\">%s<span class=\"govuk-visually-hidden\"> of the plan %s</span></a>",
        action->id.n, number, year);
}

static void R42_an_action_that_minutes_cite_is_found_by_the_number_it_had(void **state) {
    Room r = begun(state);
    Date starts = statutory_year_of(r.meeting.day);
    Agreement last = {.body = r.body.id, .title = S("Last year's"), .starts = date_plus_months(starts, -12)};
    put(r.w, &agreement_record, &last);
    PlanAction of_last_year = planned(&r, last.id, 2, 7, "Last year's");
    write_minute(&r, "B1", "text=Action 2.3 goes well, actions 2.4 and 9.1 do not. Action 2.7 was at 2.3.");
    int64_t resolution = resolution_put_one(&r, "B1", "verb=note&text=that action 2.3 is early");
    assert_does_not_show(as_clerk(&r, minutes_show, 1, 0, NULL), "/office/plan/actions/"); /* no plan of the meeting's year */
    Agreement year = {.body = r.body.id, .title = S("This year's"), .starts = starts};
    put(r.w, &agreement_record, &year);
    PlanAction first = planned(&r, year.id, 2, 3, "First"), moved = planned(&r, year.id, 5, 1, "Moved");
    put(r.w, &plan_number_record, &(PlanNumber){.agreement = year.id, .action = moved.id, .number = S("9.1"), .until = r.meeting.day});
    Answer page = as_clerk(&r, minutes_show, 1, 0, NULL);
    assert_shows(page, words(&r, "Action <a class=\"govuk-link\" %s goes well, actions 2.4 and <a class=\"govuk-link\" %s do not",
                           leads_to_action(&r, &first, "2.3"), leads_to_action(&r, &moved, "9.1")));
    assert_shows(page, "Action 2.7 was at 2.3.");
    assert_shows(page, words(&r, "that action <a class=\"govuk-link\" %s is early", leads_to_action(&r, &first, "2.3")));
    assert_does_not_show(page, leads_to_action(&r, &of_last_year, "2.7"));
    assert_int_equal(number_of(r.w, r.w->office, words(&r, "select count(*) from resolution where id = %" PRId64, resolution)), 1);
}

/* Section 3 became 4, then 2 became 3: so 3.1 is now another action than the minutes meant. */
static void R42_minutes_lead_to_the_action_that_had_the_number_on_their_day(void **state) {
    Room r = begun(state);
    Agreement year = {.body = r.body.id, .title = S("This year's"), .starts = statutory_year_of(r.meeting.day)};
    put(r.w, &agreement_record, &year);
    PlanAction was_31 = planned(&r, year.id, 4, 1, "Was 3.1"), was_21 = planned(&r, year.id, 3, 1, "Was 2.1"),
               was_41 = planned(&r, year.id, 8, 1, "Was 4.1");
    Date day = r.meeting.day, later = date_plus_days(day, 60), latest = date_plus_days(day, 90);
    PlanNumber kept[] = {{.action = was_31.id, .number = S("3.1"), .until = later},
        {.action = was_21.id, .number = S("2.1"), .until = later}, {.action = was_41.id, .number = S("4.1"), .until = day},
        {.action = was_41.id, .number = S("7.1"), .until = latest}, {.action = was_21.id, .number = S("7.1"), .until = later}};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        kept[i].agreement = year.id;
        put(r.w, &plan_number_record, &kept[i]);
    }
    write_minute(&r, "B1", "text=Action 3.1, action 2.1, action 4.1 and action 7.1.");
    Answer page = as_clerk(&r, minutes_show, 1, 0, NULL);
    assert_shows(page, words(&r, "href=\"/office/plan/actions/%" PRId64 "\">3.1<", was_31.id.n));
    assert_shows(page, words(&r, "href=\"/office/plan/actions/%" PRId64 "\">2.1<", was_21.id.n));
    assert_shows(page, words(&r, "href=\"/office/plan/actions/%" PRId64 "\">4.1<", was_31.id.n)); /* given up before */
    assert_shows(page, words(&r, "href=\"/office/plan/actions/%" PRId64 "\">7.1<", was_21.id.n)); /* the first that had it then */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R04_without_a_quorum_no_decision_is_recorded),
        TEST(R21_a_decision_keeps_how_many_were_represented),
        TEST(R09_votes_are_recorded_by_organisation),
        TEST(R08_a_chair_is_removed_by_more_than_half_of_all_authorities),
        TEST(R08_authorities_are_those_with_a_statutory_seat),
        TEST(R49_declarations_are_recorded_or_nil_is),
        TEST(MTG_10_a_pecuniary_interest_neither_counts_nor_votes),
        TEST(R49_whoever_left_for_an_interest_is_back_when_it_is_taken_out),
        TEST(R51_numbers_run_on_over_the_meetings_of_the_body),
        TEST(R52_minutes_are_checked_when_all_is_decided),
        TEST(MTG_06_a_restricted_minute_has_a_public_summary),
        TEST(MTG_03_an_urgent_item_has_a_minute_that_says_why),
        TEST(MTG_06_reading_a_restricted_minute_is_journalled_on_every_page),
        TEST(a_draft_is_the_offices_own),
        TEST(R52_the_recommendations_of_a_report_are_taken_once),
        TEST(R42_an_action_that_minutes_cite_is_found_by_the_number_it_had),
        TEST(R42_minutes_lead_to_the_action_that_had_the_number_on_their_day),
    };
    return RUN("minutes", tests);
}
