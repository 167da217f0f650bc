/* Minutes through the valve: what the public reads of them, what is held back, and what stays of those that were withdrawn. */
#include "held.h"

static void R48_minutes_of_a_body_that_meets_in_private_stay_in_the_office(void **state) {
    Held h = held(state);
    check(&h);
    meets_in_private(&h, date_of(2027, 7, 1));
    want_refused(&h, "meets in private by its terms of reference");
    h.minutes.is_wanted = true; /* asked for before the terms were entered */
    change(&h.o, &minutes_record, &h.minutes);
    bring(&h);
    assert_has(h.minutes.held_back, "meets in private by its terms of reference");
    assert_int_equal(h.minutes.state, MINUTES_CHECKED);
    assert_int_equal(number_outside(&h, "select count(*) from published_minutes"), 0);
    published_office_end(&h.o);
}

static void a_job_asked_before_brings_no_body_back_that_has_left_the_public_side(void **state) {
    Held h = held(state);
    check(&h);
    Tx *tx = begin(h.o.w);
    assert_fine(minutes_want(tx, &h.minutes));
    commit(tx);
    body_is_public(&h, false);
    bring(&h);
    assert_has(h.minutes.held_back, "not on the public site");
    assert_int_equal(number_outside(&h, "select count(*) from published_minutes"), 0);
    assert_int_equal(number_outside(&h, "select count(*) from published_body"), 0);
    published_office_end(&h.o);
}

static void minutes_of_a_body_that_leaves_the_public_side_stay_whole_until_they_are_withdrawn(void **state) {
    Held h = held(state);
    Actor clerk = {1, S("The Clerk")};
    check(&h);
    want(&h);
    assert_int_equal(number_outside(&h, "select count(*) from published_meeting where publication = 0"), 1); /* its agenda is not out */
    body_is_public(&h, false);
    assert_fine(publish_partnership(&h.o.valve, h.o.w->arena, clerk));
    assert_int_equal(number_outside(&h, "select count(*) from published_minutes"), 1);
    assert_int_equal(number_outside(&h, "select count(*) from published_meeting where place = ''"), 1); /* where they lead; no plans */
    assert_int_equal(number_outside(&h, "select count(*) from published_body"), 1);
    Tx *tx = begin(h.o.w);
    assert_fine(minutes_withdraw_ask(tx, &h.minutes, S("The body is private now.")));
    commit(tx);
    bring(&h);
    assert_false(text_contains(everything_published(&h.o), S("The group met")));
    published_office_end(&h.o);
}

static void R50_minutes_of_a_body_that_has_left_the_public_side_are_approved_in_the_office(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    body_is_public(&h, false);
    Meeting next = {.body = h.o.body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true};
    Minutes there = {0};
    Tx *tx = begin(h.o.w);
    assert_fine(meeting_make(tx, &next));
    assert_fine(minutes_begin(tx, &next, next.day, &there));
    assert_fine(minutes_approve(tx, &next, &h.o.meeting, S("The Chair"), next.day, next.day));
    commit(tx);
    reload(&h.o, &minutes_record, h.minutes.id.n, &h.minutes);
    assert_int_equal(h.minutes.state, MINUTES_APPROVED);
    published_office_end(&h.o);
}

/* The item is restricted in the office; what the public reads is brought. */
static size_t notes_items(Held *h, Date after, Date today) {
    Db *db;
    AgendaItemList items;
    assert_fine(store_borrow(h->o.w->office, h->o.w->arena, &db));
    assert_fine(notes_items_after(db, h->o.w->arena, h->o.body.id, after, today, &items));
    store_return(db);
    return items.count;
}

static void R50_minutes_go_onto_an_agenda_that_is_out_already(void **state) {
    Held h = held(state);
    Date before = date_of(2027, 3, 1);
    assert_int_equal(notes_items(&h, before, before), 0); /* it was held */
    reload(&h.o, &meeting_record, h.o.meeting.id.n, &h.o.meeting);
    h.o.meeting.state = MEETING_PUBLISHED;
    change(&h.o, &meeting_record, &h.o.meeting);
    assert_int_equal(notes_items(&h, before, before), 1);
    assert_int_equal(notes_items(&h, before, date_of(2027, 8, 1)), 0); /* its day has passed */
    published_office_end(&h.o);
}

static void restrict_item(Held *h, AgendaItem *item) {
    Tx *tx = begin(h->o.w);
    assert_fine(record_get(tx_db(tx), h->o.w->arena, &agenda_item_record, item->id.n, item));
    item->restriction = RESTRICTION_CONFIDENTIAL;
    item->restriction_reason = S("Secret.");
    item->public_title = S("An item");
    assert_fine(item_save(tx, item));
    commit(tx);
}

static int64_t jobs(Held *h) {
    return number_of(h->o.w, h->o.w->office, "select count(*) from job where kind = 'publish-minutes'");
}

/* As if they were done. */
static void jobs_forget(Held *h) {
    world_tamper(h->o.w, STORE_OFFICE, "delete from job");
}

/* Those of an approved meeting; `correction` of the minute, when it is not empty. */
static Meeting approved(Held *h, MinuteId minute, const char *correction) {
    Meeting next = {.body = h->o.body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true};
    Minutes there = {0};
    Form form = form_show(h->o.w->arena, &correction_record);
    Tx *tx = begin(h->o.w);
    assert_fine(meeting_make(tx, &next));
    assert_fine(minutes_begin(tx, &next, next.day, &there));
    Correction c = {.minute = minute, .after = text_of(correction)};
    if (c.after.len) assert_fine(correction_put(tx, &next, &h->o.meeting, &c, &form));
    assert_true(form_is_fine(&form));
    assert_fine(minutes_approve(tx, &next, &h->o.meeting, S("The Chair"), next.day, next.day));
    commit(tx);
    return next;
}

static void MTG_06_what_is_restricted_after_its_minutes_were_approved_leaves_the_public_side(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    approved(&h, (MinuteId){0}, "");
    bring(&h);
    assert_has(everything_published(&h.o), "The group met");
    jobs_forget(&h);
    restrict_item(&h, &h.o.update);
    assert_int_equal(jobs(&h), 1); /* asked for with the change */
    bring(&h);
    Text all = everything_published(&h.o);
    assert_false(text_contains(all, S("The group met")));
    assert_false(text_contains(all, S("the work of the group")));
    assert_has(all, "The police told of an operation."); /* the rest stays */
    published_office_end(&h.o);
}

static void MTG_06_minutes_that_cannot_be_made_anew_are_taken_away_whole(void **state) {
    Held h = held(state);
    const char *said = "The group met three times in the old harbour store and moved its whole stock to a barn outside the village";
    minute_put(&h, h.o.update.id, said, "");
    minute_put(&h, h.o.knives.id, said, ""); /* which will be a secret */
    check(&h);
    want(&h);
    restrict_item(&h, &h.o.update);
    bring(&h);
    assert_has(h.minutes.held_back, "restricted now, so they were taken off the public side");
    assert_false(text_contains(everything_published(&h.o), S("The group met")));
    PublishedMinutes row = {0};
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_MINUTES_WITHDRAWN);
    assert_has(row.reason, "is restricted now");
    assert_int_equal(h.minutes.state, MINUTES_CHECKED);
    published_office_end(&h.o);
}

static void MTG_06_minutes_taken_back_to_draft_lose_what_is_restricted_too(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    Tx *tx = begin(h.o.w);
    assert_fine(minutes_reopen(tx, &h.minutes));
    commit(tx);
    bring(&h);
    assert_has(everything_published(&h.o), "The group met"); /* what was published stays */
    restrict_item(&h, &h.o.update);
    bring(&h);
    assert_false(text_contains(everything_published(&h.o), S("The group met")));
    assert_int_equal(h.minutes.state, MINUTES_DRAFT);
    published_office_end(&h.o);
}

static void MTG_06_an_item_that_is_moved_to_a_closed_part_leaves_published_minutes(void **state) {
    Held h = held(state);
    Db *db = NULL;
    Agenda agenda = {0};
    check(&h);
    want(&h);
    assert_fine(store_borrow(h.o.w->office, h.o.w->arena, &db));
    assert_fine(agenda_get(db, h.o.w->arena, h.o.meeting.id, &agenda));
    store_return(db);
    AgendaPartId closed = agenda.items[3].part.id;
    assert_false(agenda.items[3].part.is_open);
    Tx *tx = begin(h.o.w);
    assert_fine(minutes_reopen(tx, &h.minutes));
    commit(tx);
    jobs_forget(&h);
    tx = begin(h.o.w);
    assert_fine(item_move(tx, h.o.update.id, closed, 1));
    commit(tx);
    assert_int_equal(jobs(&h), 1);
    bring(&h);
    assert_false(text_contains(everything_published(&h.o), S("The group met")));
    published_office_end(&h.o);
}

static void MTG_06_the_minutes_that_tell_of_a_correction_follow_a_restriction(void **state) {
    Held h = held(state);
    Minute minute = minute_put(&h, h.o.knives.id, "Knives were spoken of.", "");
    check(&h);
    want(&h);
    Meeting next = approved(&h, minute.id, "Shears were spoken of.");
    MinutesWhole there = {0};
    Tx *tx = begin(h.o.w);
    assert_fine(minutes_read(tx_db(tx), h.o.w->arena, &next, &there));
    there.minutes.is_wanted = true;
    assert_fine(record_update(tx, &minutes_record, &there.minutes));
    commit(tx);
    jobs_forget(&h);
    restrict_item(&h, &h.o.knives);
    assert_int_equal(jobs(&h), 2); /* theirs and its own */
    published_office_end(&h.o);
}

static void the_office_knows_when_other_words_would_be_published(void **state) {
    Held h = held(state);
    Attendee guest = {0};
    bool is_outdated = true;
    Form form = form_show(h.o.w->arena, &attendee_record);
    Tx *tx = begin(h.o.w);
    assert_fine(record_get(tx_db(tx), h.o.w->arena, &attendee_record, 1, &guest));
    guest.is_named_publicly = true;
    assert_fine(record_update(tx, &attendee_record, &guest));
    commit(tx);
    check(&h);
    want(&h);
    assert_has(everything_published(&h.o), "Robin Unnamed");
    tx = begin(h.o.w);
    assert_fine(minutes_are_outdated(tx_db(tx), h.o.w->arena, &h.minutes, &is_outdated));
    assert_false(is_outdated);
    guest.is_named_publicly = false; /* checked minutes, and still they may ask not to be named */
    assert_fine(attendee_save(tx, &h.o.meeting, &guest, &form));
    assert_fine(minutes_are_outdated(tx_db(tx), h.o.w->arena, &h.minutes, &is_outdated));
    assert_true(is_outdated);
    commit(tx);
    bring(&h);
    assert_false(text_contains(everything_published(&h.o), S("Robin Unnamed")));
    published_office_end(&h.o);
}

static void MTG_06_what_was_minuted_of_a_withdrawn_restricted_item_stays_a_secret(void **state) {
    Held h = held(state);
    SecretList secrets = {0};
    minute_put(&h, h.o.bluebird.id, "The informant Goldcrest lived in Cormorant Lane.", "The police told of an operation.");
    Tx *tx = begin(h.o.w);
    assert_fine(record_get(tx_db(tx), h.o.w->arena, &agenda_item_record, h.o.bluebird.id.n, &h.o.bluebird));
    assert_fine(item_withdraw(tx, &h.o.bluebird, S("Not taken.")));
    assert_fine(secrets_collect(tx_db(tx), h.o.w->arena, h.o.meeting.id, NULL, &secrets));
    Text said = S("We know now that the informant Goldcrest lived in Cormorant Lane.");
    assert_int_equal(leak_check(h.o.w->arena, &secrets, S("a reason"), said).count, 1);
    commit(tx);
    published_office_end(&h.o);
}

static void MTG_06_the_public_reads_a_summary_of_a_restricted_item(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    assert_text(h.minutes.held_back, "");
    assert_int_equal(h.minutes.state, MINUTES_PUBLISHED_DRAFT);
    Text all = everything_published(&h.o);
    assert_has(all, "The police told of an operation.");
    assert_has(all, "Police operation: update");
    assert_has(all, "note the work of the group");
    assert_has(all, "Engineer, The council");
    assert_false(text_contains(all, S("Robin Unnamed"))); /* may not be named */
    assert_nothing_withheld_is_public(&h.o);
    PublishedMinutes row = {0};
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_MINUTES_DRAFT);
    assert_true(row.pages > 0);
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_decision"), 1); /* of the open item alone */
    int64_t version = row.version;
    bring(&h); /* once more changes nothing but the moment */
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_true(row.version <= version + 1);
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_minute"), 2);
    published_office_end(&h.o);
}

static void taken_as_urgent(Held *h, AgendaItem *item, const char *why) {
    Tx *tx = begin(h->o.w);
    assert_fine(record_get(tx_db(tx), h->o.w->arena, &agenda_item_record, item->id.n, item));
    item->urgency_reason = text_of(why);
    item->urgency_decided_by = S("The Chair");
    item->urgency_decided_on = date_of(2027, 7, 19);
    assert_fine(item_save(tx, item));
    commit(tx);
}

static void MTG_03_published_minutes_say_why_an_item_was_urgent(void **state) {
    Held h = held(state);
    const char *says = "Urgent: The grant ends on Friday. Decided by The Chair on 19 July 2027";
    taken_as_urgent(&h, &h.o.update, "The grant ends on Friday.");
    taken_as_urgent(&h, &h.o.bluebird, "The raid is on Monday.");
    check(&h);
    want(&h);
    assert_text(h.minutes.held_back, "");
    assert_int_equal(number_outside(&h, "select count(*) from published_minute where urgency <> '' and is_restricted = 0"), 1);
    assert_int_equal(number_outside(&h, "select count(*) from published_minute where urgency = '' and is_restricted = 1"), 1);
    Text all = everything_published(&h.o);
    assert_has(all, says);
    assert_false(text_contains(all, S("The raid is on Monday")));
    published_office_end(&h.o);
}

static Attendance seat_at(Held *h, size_t index, AttendanceCode code, PersonId person) {
    AttendanceSheet sheet = {0};
    Form form = form_show(h->o.w->arena, &attendance_record);
    Tx *tx = begin(h->o.w);
    assert_fine(attendance_sheet(tx_db(tx), h->o.w->arena, &h->o.meeting, &sheet));
    assert_true(index < sheet.count);
    Attendance a = {.seat = sheet.items[index].held->seat.id, .code = code, .person = person};
    assert_fine(attendance_save(tx, &h->o.meeting, &a, &form, date_of(2027, 7, 21)));
    assert_true(form_is_fine(&form));
    commit(tx);
    return a;
}

static SeatId seat_put(Held *h, const char *title, const char *holder) {
    Organisation o = {.name = text_of(title), .kind = ORGANISATION_OTHER};
    Person p = {.name = text_of(holder), .post = S("Officer"), .is_named_publicly = true};
    Tx *tx = begin(h->o.w);
    assert_fine(record_insert(tx, &organisation_record, &o));
    p.organisation = o.id;
    assert_fine(record_insert(tx, &person_record, &p));
    Seat seat = {.body = h->o.body.id, .organisation = o.id, .title = text_of(title)};
    assert_fine(record_insert(tx, &seat_record, &seat));
    Tenure tenure = {.seat = seat.id, .person = p.id, .kind = TENURE_HOLDER};
    assert_fine(record_insert(tx, &tenure_record, &tenure));
    commit(tx);
    return seat.id;
}

static void published_minutes_list_who_was_there_in_groups(void **state) {
    Held h = held(state);
    Person substitute = {.name = S("Pat Substitute"), .is_named_publicly = true};
    PublishedMinutes row = {0};
    size_t before;
    AttendanceSheet sheet = {0};
    Tx *tx = begin(h.o.w);
    assert_fine(attendance_sheet(tx_db(tx), h.o.w->arena, &h.o.meeting, &sheet));
    before = sheet.count;
    assert_fine(record_insert(tx, &person_record, &substitute));
    commit(tx);
    static const char *const seats[] = {"Fire", "Health", "Police", "Probation"}, *const people[] = {"Ann", "Bob", "Cat", "Dee"};
    for (size_t i = 0; i < 4; i++) seat_put(&h, seats[i], people[i]);
    seat_at(&h, before, ATTENDANCE_PRESENT, (PersonId){0});
    seat_at(&h, before + 1, ATTENDANCE_ONLINE, (PersonId){0});
    seat_at(&h, before + 2, ATTENDANCE_SUBSTITUTE, substitute.id);
    seat_at(&h, before + 3, ATTENDANCE_APOLOGIES, (PersonId){0});
    check(&h);
    want(&h);
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_text(row.present, "Ann (Fire)\nBob (Health)");
    assert_text(row.substitutes, "Pat Substitute (Police)");
    assert_text(row.apologies, "Dee (Probation)");
    assert_text(row.others, "Engineer, The council");
    published_office_end(&h.o);
}

static void MTG_04_what_is_withheld_holds_the_minutes_back(void **state) {
    Held h = held(state);
    minute_put(&h, h.o.knives.id, "As was said on Operation Bluebird: progress.", "");
    check(&h);
    want(&h);
    assert_has(h.minutes.held_back, "he title of item D1 stands in minute 1");
    assert_int_equal(h.minutes.state, MINUTES_CHECKED);
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_minutes"), 0);
    published_office_end(&h.o);
}

static void MTG_06_words_of_a_restricted_minute_are_a_secret(void **state) {
    Held h = held(state);
    const char *said = "The suspects moved their whole stock from the old harbour store to a barn outside the village on Monday";
    minute_put(&h, h.o.bluebird.id, said, "The police told of an operation.");
    minute_put(&h, h.o.knives.id, said, "");
    check(&h);
    want(&h);
    assert_has(h.minutes.held_back, "he minute of item D1 is quoted in minute 1");
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_minutes"), 0);
    published_office_end(&h.o);
}

static void MTG_06_what_a_restricted_minute_is_corrected_to_is_a_secret(void **state) {
    Held h = held(state);
    Minute restricted = minute_put(&h, h.o.bluebird.id, "Detective Zebrasmith told of Kestrel.", "The police told of an operation.");
    check(&h);
    want(&h);
    Meeting next = {.body = h.o.body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true};
    Minutes there = {0};
    SecretList secrets = {0};
    Form form = form_show(h.o.w->arena, &correction_record);
    Tx *tx = begin(h.o.w);
    assert_fine(meeting_make(tx, &next));
    assert_fine(minutes_begin(tx, &next, next.day, &there));
    Correction correction = {.minute = restricted.id, .after = S("The informant Goldcrest lived in Cormorant Lane.")};
    assert_fine(correction_put(tx, &next, &h.o.meeting, &correction, &form));
    assert_true(form_is_fine(&form));
    assert_fine(secrets_collect(tx_db(tx), h.o.w->arena, h.o.meeting.id, NULL, &secrets));
    Text said = S("We know now that the informant Goldcrest lived in Cormorant Lane.");
    assert_int_equal(leak_check(h.o.w->arena, &secrets, S("a reason"), said).count, 1);
    commit(tx);
    published_office_end(&h.o);
}

static void what_was_withdrawn_leaves_the_reason_and_no_words(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    int64_t files = files_published(&h.o);
    Tx *tx = begin(h.o.w);
    assert_error(minutes_withdraw_ask(tx, &h.minutes, S(" ")), ERROR_INPUT);
    assert_error(minutes_withdraw_ask(tx, &h.minutes, S("It named Operation Bluebird: progress")), ERROR_INPUT);
    assert_fine(minutes_withdraw_ask(tx, &h.minutes, S("A figure was wrong.")));
    commit(tx);
    bring(&h);
    Text all = everything_published(&h.o);
    assert_has(all, "A figure was wrong.");
    assert_false(text_contains(all, S("The group met")));
    assert_false(text_contains(all, S("note the work of the group")));
    assert_int_equal(files_published(&h.o), files - 1);
    PublishedMinutes row = {0};
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_MINUTES_WITHDRAWN);
    assert_int_equal(h.minutes.state, MINUTES_CHECKED);
    want(&h); /* and published again */
    assert_has(everything_published(&h.o), "The group met");
    published_office_end(&h.o);
}

static void R50_approved_minutes_follow_by_themselves(void **state) {
    Held h = held(state);
    check(&h);
    want(&h);
    Meeting next = {.body = h.o.body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true};
    Minutes there = {0};
    Form form = form_show(h.o.w->arena, &correction_record);
    Tx *tx = begin(h.o.w);
    assert_fine(meeting_make(tx, &next));
    assert_fine(minutes_begin(tx, &next, next.day, &there));
    Correction correction = {.after = S("The fire service was *present*.")};
    assert_fine(correction_put(tx, &next, &h.o.meeting, &correction, &form));
    assert_true(form_is_fine(&form));
    assert_fine(minutes_approve(tx, &next, &h.o.meeting, S("The Chair"), next.day, next.day));
    commit(tx);
    assert_int_equal(number_of(h.o.w, h.o.w->office, "select count(*) from job where kind = 'publish-minutes'"), 1);
    bring(&h);
    PublishedMinutes row = {0};
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_MINUTES_APPROVED);
    assert_has(row.approval, "Approved at the meeting of 16 November 2027, subject to corrections");
    assert_has(row.corrections, "\\*present\\*.\""); /* words, not marks */
    assert_false(text_contains(row.corrections, S(".\".")));
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_decision where is_draft = 1"), 0);
    published_office_end(&h.o);
}

static void R50_an_approval_that_is_taken_back_leaves_the_public_side_too(void **state) {
    Held h = held(state);
    PublishedMinutes row = {0};
    Minute minute = minute_put(&h, h.o.knives.id, "Knives were spoken of.", "");
    check(&h);
    want(&h);
    Meeting next = approved(&h, minute.id, "Shears were spoken of.");
    bring(&h);
    assert_has(everything_published(&h.o), "Shears were spoken of.");
    assert_has(everything_published(&h.o), "Correction agreed on 16 November 2027");
    jobs_forget(&h);
    Tx *tx = begin(h.o.w);
    assert_error(approval_take_back(tx, &next, &h.o.meeting, S(" "), S("Clerk")), ERROR_INPUT);
    assert_fine(approval_take_back(tx, &next, &h.o.meeting, S("Recorded at the wrong meeting."), S("Clerk")));
    commit(tx);
    assert_int_equal(jobs(&h), 1);
    bring(&h);
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_equal(row.state, PUBLISHED_MINUTES_DRAFT);
    assert_int_equal(row.approval.len, 0);
    Text all = everything_published(&h.o);
    assert_has(all, "Knives were spoken of.");
    assert_false(text_contains(all, S("Shears")));
    assert_false(text_contains(all, S("wrong meeting")));
    assert_int_equal(number_of(h.o.w, h.o.valve.published, "select count(*) from published_decision where is_draft = 0"), 0);
    assert_int_equal(number_of(h.o.w, h.o.w->office, "select count(*) from minutes where state = 'published_draft'"), 1);
    published_office_end(&h.o);
}

static void R50_what_is_only_put_to_a_meeting_is_not_published_as_agreed(void **state) {
    Held h = held(state);
    Form form = form_show(h.o.w->arena, &correction_record);
    Meeting next = {.body = h.o.body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true};
    Correction correction = {.after = S("The fire service was present.")};
    check(&h);
    Tx *tx = begin(h.o.w);
    assert_fine(meeting_make(tx, &next));
    assert_fine(correction_put(tx, &next, &h.o.meeting, &correction, &form));
    assert_true(form_is_fine(&form));
    commit(tx);
    want(&h);
    assert_false(text_contains(everything_published(&h.o), S("fire service was present")));
    published_office_end(&h.o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(MTG_06_the_public_reads_a_summary_of_a_restricted_item),
        TEST(MTG_03_published_minutes_say_why_an_item_was_urgent),
        TEST(published_minutes_list_who_was_there_in_groups),
        TEST(MTG_04_what_is_withheld_holds_the_minutes_back),
        TEST(MTG_06_words_of_a_restricted_minute_are_a_secret),
        TEST(MTG_06_what_a_restricted_minute_is_corrected_to_is_a_secret),
        TEST(what_was_withdrawn_leaves_the_reason_and_no_words),
        TEST(R50_minutes_go_onto_an_agenda_that_is_out_already),
        TEST(R50_approved_minutes_follow_by_themselves),
        TEST(R50_an_approval_that_is_taken_back_leaves_the_public_side_too),
        TEST(R50_what_is_only_put_to_a_meeting_is_not_published_as_agreed),
        TEST(MTG_06_what_is_restricted_after_its_minutes_were_approved_leaves_the_public_side),
        TEST(MTG_06_minutes_that_cannot_be_made_anew_are_taken_away_whole),
        TEST(MTG_06_minutes_taken_back_to_draft_lose_what_is_restricted_too),
        TEST(MTG_06_an_item_that_is_moved_to_a_closed_part_leaves_published_minutes),
        TEST(MTG_06_the_minutes_that_tell_of_a_correction_follow_a_restriction),
        TEST(the_office_knows_when_other_words_would_be_published),
        TEST(MTG_06_what_was_minuted_of_a_withdrawn_restricted_item_stays_a_secret),
        TEST(R48_minutes_of_a_body_that_meets_in_private_stay_in_the_office),
        TEST(a_job_asked_before_brings_no_body_back_that_has_left_the_public_side),
        TEST(minutes_of_a_body_that_leaves_the_public_side_stay_whole_until_they_are_withdrawn),
        TEST(R50_minutes_of_a_body_that_has_left_the_public_side_are_approved_in_the_office),
    };
    return RUN("publishing minutes", tests);
}
