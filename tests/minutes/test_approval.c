/* Minutes approved at a later meeting: what can be approved where, corrections that stand in both, and the signature. */
#include "minutes/body.h"

/* Minutes of two meetings: those of March checked, with one written minute; those of July begun, and quorate. */
typedef struct {
    Room march, july;
} Year;

static int64_t item_of_kind(Room *r, ItemKind kind) {
    MinutesWhole whole = whole_of(r);
    for (size_t i = 0; i < whole.count; i++)
        if (whole.items[i].item.kind == kind) return whole.items[i].item.id.n;
    fail();
    return 0;
}

static void march_begin(Year *y) {
    Room *m = &y->march;
    const char *text = "text=Ward figures are on their way. Bob was thanked.";
    assert_done(as_clerk(m, minutes_begin_do, m->meeting.id.n, 0, ""), "/office");
    assert_done(as_clerk(m, minute_edit_save, item_of_kind(m, ITEM_DECLARATIONS), 0, text), "/office");
    assert_done(as_clerk(m, declarations_nil_do, m->meeting.id.n, 0, "nil=yes"), "/office");
    assert_done(as_clerk(m, meeting_held_do, m->meeting.id.n, 0, ""), "/office");
}

static Year year_of(void **state) {
    Year y = {.july = room_of(state)};
    y.march = y.july;
    y.march.meeting = meeting_put(y.july.w, y.july.body.id, date_of(2025, 3, 25));
    for (int i = COUNTY; i <= HEALTH; i++) assert_done(press(&y.july, i, "present"), "/office");
    march_begin(&y);
    return y;
}

static void march_check(Year *y) {
    assert_done(as_clerk(&y->march, minutes_state_do, y->march.meeting.id.n, 0, "act=check"), "/office");
}

/* What the page of approval sends to say which minutes were read. */
static Text stamp_of(Year *y, int64_t meeting) {
    Db *db;
    Meeting of = {.id = {meeting}};
    Text stamp;
    assert_fine(store_borrow(y->july.w->office, y->july.w->arena, &db));
    if (record_get(db, y->july.w->arena, &meeting_record, meeting, &of)) stamp = S("");
    else assert_fine(minutes_stamp(db, y->july.w->arena, &of, &stamp));
    store_return(db);
    return stamp;
}

static Answer approve_seen(Year *y, int64_t earlier, const char *form, Text seen) {
    return as_clerk(&y->july, approval_do, y->july.meeting.id.n, earlier, words(&y->july, "%s&seen=%.*s", form, TEXT_ARG(seen)));
}

static Answer approve(Year *y, int64_t earlier, const char *form) {
    return approve_seen(y, earlier, form, stamp_of(y, earlier));
}

static int64_t march_minutes(Year *y) {
    return number_of(
        y->march.w, y->march.w->office, words(&y->march, "select id from minutes where meeting = %" PRId64, y->march.meeting.id.n));
}

#define SIGNED "signed_by=Ann Chair&signed_on=23 July 2025"

static void R50_minutes_are_approved_as_a_correct_record_at_a_later_meeting(void **state) {
    Year y = year_of(state);
    int64_t march = y.march.meeting.id.n, july = y.july.meeting.id.n;
    assert_refused(approve(&y, march, SIGNED), "signed_by", "are a draft. Check them first");
    march_check(&y);
    assert_refused(approve(&y, march, SIGNED), "signed_by", "were not begun yet"); /* those of July */
    assert_done(as_clerk(&y.july, minutes_begin_do, july, 0, ""), "/office");
    assert_done(approve(&y, march, SIGNED), "/office/meetings/1/approval?notice=minutes-approved");
    assert_shows(as_clerk(&y.march, minutes_show, march, 0, NULL),
        "At the meeting of 23 July 2025, as a correct record; signed by Ann Chair on 23 July 2025");
    assert_shows(
        as_clerk(&y.july, minutes_show, july, 0, NULL), "approve the minutes of the meeting held on 25 March 2025 as a correct record.");
    assert_refused(approve(&y, march, SIGNED), "signed_by", "are approved already");
    assert_error(as_clerk(&y.march, minutes_state_do, march, 0, "act=reopen").error, ERROR_INPUT);
    assert_error(
        as_clerk(&y.march, minute_edit_save, item_of_kind(&y.march, ITEM_DECLARATIONS), 0, "version=2&text=Other").error, ERROR_INPUT);
    assert_error(as_clerk(&y.july, correction_new_show, july, march, NULL).error, ERROR_INPUT);
}

static void R50_only_minutes_of_an_earlier_meeting_of_the_body(void **state) {
    Year y = year_of(state);
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    assert_refused(approve(&y, 1, SIGNED), "signed_by", "The meeting of 23 July 2025 is not before that of 23 July 2025");
    Meeting none = meeting_put(y.july.w, y.july.body.id, date_of(2025, 1, 21));
    assert_refused(approve(&y, none.id.n, SIGNED), "signed_by", "There are no minutes of the meeting of 21 January 2025");
    Body other = {.name = S("Other"), .kind = BODY_OTHER};
    put(y.july.w, &body_record, &other);
    Meeting elsewhere = meeting_put(y.july.w, other.id, date_of(2025, 2, 4));
    assert_refused(approve(&y, elsewhere.id.n, SIGNED), "signed_by", "minutes of another body");
    assert_error(approve(&y, 999, SIGNED).error, ERROR_NOT_FOUND);
    assert_int_equal(number_of(y.july.w, y.july.w->office, "select count(*) from minutes where state = 'approved'"), 0);
}

static void R50_a_correction_stands_in_both_minutes(void **state) {
    Year y = year_of(state);
    int64_t march = y.march.meeting.id.n;
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    int64_t minute = number_of(y.july.w, y.july.w->office, "select min(id) from minute");
    const char *right = words(&y.july, "minute=%" PRId64 "&before=Bob  was thanked&after=Pat was thanked", minute);
    assert_refused(
        as_clerk(&y.july, correction_new_save, 1, march, words(&y.july, "minute=%" PRId64 "&before=Eve was thanked&after=x", minute)),
        "before", "do not stand in minute 1");
    assert_refused(as_clerk(&y.july, correction_new_save, 1, march, "after="), "after", "Enter what the minutes are to say");
    assert_refused(
        as_clerk(&y.july, correction_new_save, 1, march, words(&y.july, "minute=%" PRId64 "&before=Bob was&after=Bob was", minute)),
        "after", "changes nothing");
    assert_done(as_clerk(&y.july, correction_new_save, 1, march, right), "/office/meetings/1/approval");
    assert_refused(as_clerk(&y.july, correction_new_save, 1, march, right), "before", "recorded already");
    assert_done(as_clerk(&y.july, correction_new_save, 1, march, "after=Dee Health was present"),
        "/office/meetings/1/approval"); /* somebody missed */
    assert_done(approve(&y, march, SIGNED), "/office/meetings/1/approval");
    Answer earlier = as_clerk(&y.march, minutes_show, march, 0, NULL), here = as_clerk(&y.july, minutes_show, 1, 0, NULL);
    assert_shows(earlier, "subject to corrections; signed by");
    for (int i = 0; i < 2; i++) {
        assert_shows(i ? here : earlier, "<del>Bob  was thanked</del>");
        assert_shows(i ? here : earlier, "<ins>Pat was thanked</ins>");
        assert_shows(i ? here : earlier, "<ins>Dee Health was present</ins>");
    }
    assert_shows(earlier, "Bob was thanked."); /* the text itself stays */
    assert_shows(here, "subject to the recorded corrections of minute 1, the list of those present.");
    assert_error(as_clerk(&y.july, correction_new_save, 1, march, right).error, ERROR_INPUT); /* approved: it says so */
    assert_error(as_clerk(&y.july, correction_delete_do, 1, 0, "version=1").error, ERROR_INPUT);
}

/* Notes "approved" in words alone: of no meeting, or under a date that is none. */
static void R50_notes_that_words_alone_approve_are_pointed_out(void **state) {
    Year y = year_of(state);
    const char *said = "but no minutes of an earlier meeting are approved here";
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    assert_does_not_show(as_clerk(&y.july, minutes_show, 1, 0, NULL), said);
    const char *typed = "verb=agree&text=that the notes of 26 March 2025 are a correct record";
    assert_done(as_clerk(&y.july, resolution_new_save, item_of_kind(&y.july, ITEM_PREVIOUS_NOTES), 0, typed), "/office");
    assert_shows(as_clerk(&y.july, minutes_show, 1, 0, NULL), said);
    assert_done(approve(&y, y.march.meeting.id.n, SIGNED), "/office/meetings/1/approval");
    assert_does_not_show(as_clerk(&y.july, minutes_show, 1, 0, NULL), said);
}

static void R50_what_is_approved_is_what_was_on_the_page(void **state) {
    Year y = year_of(state);
    int64_t march = y.march.meeting.id.n;
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    Text seen = stamp_of(&y, march);
    assert_shows(as_clerk(&y.july, approval_show, 1, 0, NULL), words(&y.july, "name=\"seen\" value=\"%.*s\"", TEXT_ARG(seen)));
    assert_done(as_clerk(&y.july, correction_new_save, 1, march, "after=Dee Health was present"), "/office"); /* by somebody else */
    Answer late = approve_seen(&y, march, SIGNED, seen);
    assert_error(late.error, ERROR_CONFLICT);
    assert_has(late.error->sentence, "were changed after you opened the page, so nothing was approved");
    assert_int_equal(number_of(y.july.w, y.july.w->office, "select count(*) from minutes where state = 'approved'"), 0);
    assert_int_equal(number_of(y.july.w, y.july.w->office, "select count(*) from resolution"), 0);
    assert_done(approve(&y, march, SIGNED), "/office/meetings/1/approval");
}

static void MTG_06_corrections_of_restricted_minutes_are_journalled_where_they_are_read(void **state) {
    Year y = year_of(state);
    int64_t march = y.march.meeting.id.n;
    const char *opened = "select count(*) from journal where action = 4 and record = 'minutes'";
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    int64_t minute = number_of(y.july.w, y.july.w->office, "select min(id) from minute where \"number\" > 0");
    const char *right = words(&y.july, "minute=%" PRId64 "&before=Bob was thanked&after=Pat was thanked", minute);
    assert_done(as_clerk(&y.july, correction_new_save, 1, march, right), "/office");
    as_clerk(&y.july, approval_show, 1, 0, NULL);
    as_clerk(&y.july, minutes_show, 1, 0, NULL);
    assert_int_equal(number_of(y.july.w, y.july.w->office, opened), 0);
    AgendaItem item = {0};
    fetch(y.july.w, &agenda_item_record, item_of_kind(&y.march, ITEM_DECLARATIONS), &item);
    item.restriction = RESTRICTION_CONFIDENTIAL, item.public_title = S("An item");
    Tx *tx = begin(y.july.w);
    assert_fine(item_save(tx, &item));
    commit(tx);
    assert_shows(as_clerk(&y.july, approval_show, 1, 0, NULL), "Pat was thanked");
    assert_int_equal(number_of(y.july.w, y.july.w->office, opened), 1);
    assert_shows(as_clerk(&y.july, minutes_show, 1, 0, NULL), "Pat was thanked"); /* in the minutes that agreed it */
    assert_int_equal(number_of(y.july.w, y.july.w->office, words(&y.july, "%s and record_id = %" PRId64, opened, march_minutes(&y))), 2);
}

static void MTG_09_minutes_are_signed_with_a_day(void **state) {
    Year y = year_of(state);
    int64_t march = y.march.meeting.id.n;
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    assert_shows(as_clerk(&y.july, approval_show, 1, 0, NULL), "value=\"Ann Chair"); /* who presides signs */
    assert_refused(approve(&y, march, "signed_by=&signed_on=23 July 2025"), "signed_by", "Say who signed");
    assert_refused(approve(&y, march, "signed_by=Ann&signed_on=22 July 2025"), "signed_by", "not before 23 July 2025");
    assert_refused(approve(&y, march, "signed_by=Ann&signed_on=24 July 2025"), "signed_by", "in the future");
    assert_refused(approve(&y, march, "signed_by=Ann&signed_on=31 February 2025"), "signed_on", "The day of signing");
    assert_done(
        as_clerk(&y.july, presided_do, 1, 0, words(&y.july, "presided=%" PRId64, y.july.person[POLICE].n)), "/office/meetings/1/minutes");
    assert_shows(as_clerk(&y.july, approval_show, 1, 0, NULL), "value=\"Bob Police");
    assert_done(approve(&y, march, "signed_by=Bob Police, Vice-Chair&signed_on=23 July 2025"), "/office/meetings/1/approval");
}

/* Runs one change of the agenda, which must be refused with these words. */
#define REFUSED_WITH(y, call, said)                                                                                                        \
    do {                                                                                                                                   \
        Tx *tx = begin((y).july.w);                                                                                                        \
        Error *refused = call;                                                                                                             \
        assert_error(refused, ERROR_INPUT);                                                                                                \
        assert_has(refused->sentence, said);                                                                                               \
        tx_end(tx);                                                                                                                        \
    } while (0)

/* Nothing of attendance or agenda that stands in the minutes of March is changed: each is refused with these words. */
static void march_stays(Year *y, const char *said) {
    Room *m = &y->march;
    AgendaItem item = {0}, added = {.kind = ITEM_BUSINESS, .title = S("Late"), .purpose = PURPOSE_DECISION};
    Attendee guest = {0};
    fetch(m->w, &agenda_item_record, item_of_kind(m, ITEM_DECLARATIONS), &item);
    fetch(m->w, &meeting_record, m->meeting.id.n, &m->meeting);
    fetch(m->w, &attendee_record, 1, &guest);
    assert_has(press(m, POLICE, "apologies").error->sentence, said);
    const char *seat = words(m, "version=1&code=apologies");
    assert_has(as_clerk(m, attendance_edit_save, m->meeting.id.n, m->seat[FIRE].n, seat).error->sentence, said);
    const char *named = "name=Late Comer&post=Officer&organisation=Council&standing=officer";
    assert_has(as_clerk(m, attendee_new_save, m->meeting.id.n, 0, named).error->sentence, said);
    assert_has(as_clerk(m, attendee_edit_save, 1, 0, words(m, "version=1&%s", named)).error->sentence, said);
    assert_has(as_clerk(m, attendee_delete_do, 1, 0, "version=1").error->sentence, said);
    assert_does_not_show(as_clerk(m, live_show, m->meeting.id.n, 0, NULL), "data-live-form");
    AgendaItem other = item;
    REFUSED_WITH(*y, item_withdraw(tx, &other, S("Gone.")), said);
    other = item, other.title = S("Another title");
    REFUSED_WITH(*y, item_save(tx, &other), said);
    REFUSED_WITH(*y, item_move(tx, item.id, item.part, 1), said);
    added.part = item.part;
    REFUSED_WITH(*y, item_add(tx, &added), said);
    REFUSED_WITH(*y, part_move(tx, item.part, 2), said);
    Meeting moved = m->meeting;
    moved.day = date_of(2025, 3, 26);
    REFUSED_WITH(*y, meeting_save(tx, &moved), said);
    Tx *tx = begin(m->w); /* it may be restricted all the same */
    other = item, other.restriction = RESTRICTION_CONFIDENTIAL, other.public_title = S("An item");
    assert_fine(item_save(tx, &other));
    commit(tx);
}

static void R50_approved_minutes_change_only_by_corrections(void **state) {
    Year y = year_of(state);
    Room *m = &y.march;
    const char *named = "name=Gil Guest&post=Officer&organisation=Council&standing=officer&is_named_publicly=yes";
    assert_done(press(m, FIRE, "present"), "/office");
    assert_done(as_clerk(m, attendee_new_save, m->meeting.id.n, 0, named), "/office");
    march_check(&y);
    march_stays(&y, "are checked");
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    assert_done(approve(&y, m->meeting.id.n, SIGNED), "/office");
    march_stays(&y, "are approved");
    const char *unnamed = "version=1&name=Gil Guest&post=Officer&organisation=Council&standing=officer";
    assert_done(as_clerk(m, attendee_edit_save, 1, 0, unnamed), "/office"); /* asked not to be named any more */
    assert_done(press(&y.july, COMMISSIONER, "present"), "/office");        /* other meetings go on */
}

static void an_item_with_a_minute_is_not_removed(void **state) {
    Year y = year_of(state);
    REFUSED_WITH(y, item_remove(tx, (AgendaItemId){item_of_kind(&y.march, ITEM_DECLARATIONS)}), "Withdraw it with a reason instead");
}

static void R50_without_a_quorum_nothing_is_approved(void **state) {
    Year y = year_of(state);
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, 1, 0, ""), "/office");
    assert_done(press(&y.july, FIRE, "apologies"), "/office");
    assert_refused(approve(&y, y.march.meeting.id.n, SIGNED), "signed_by", "The meeting is not quorate");
    assert_int_equal(number_of(y.july.w, y.july.w->office, "select count(*) from resolution"), 0);
}

/* ---- Taken back, and corrected again ---- */

static Answer take_back(Year *y, const char *reason) {
    return as_clerk(&y->july, approval_back_do, y->july.meeting.id.n, y->march.meeting.id.n, words(&y->july, "reason=%s", reason));
}

static int64_t count_of(Year *y, const char *sql) {
    return number_of(y->july.w, y->july.w->office, sql);
}

static int64_t written_minute(Year *y) {
    return count_of(y, "select min(id) from minute where \"number\" > 0");
}

static Answer correct(Year *y, Room *at, const char *before, const char *after) {
    return as_clerk(at, correction_new_save, at->meeting.id.n, y->march.meeting.id.n,
        words(at, "minute=%" PRId64 "&before=%s&after=%s", written_minute(y), before, after));
}

/* March approved in July, subject to one correction. */
static Year approved_in_july(void **state) {
    Year y = year_of(state);
    march_check(&y);
    assert_done(as_clerk(&y.july, minutes_begin_do, y.july.meeting.id.n, 0, ""), "/office");
    assert_done(correct(&y, &y.july, "Bob was thanked", "Pat was thanked"), "/office");
    assert_done(approve(&y, y.march.meeting.id.n, SIGNED), "/office");
    return y;
}

static void R50_an_approval_recorded_wrongly_is_taken_back_with_its_corrections(void **state) {
    Year y = approved_in_july(state);
    int64_t march = y.march.meeting.id.n, july = y.july.meeting.id.n;
    assert_shows(as_clerk(&y.july, approval_back_show, july, march, NULL), "recorded as approved at the meeting of");
    assert_refused(take_back(&y, ""), "reason", "Enter why the approval is taken back");
    assert_int_equal(count_of(&y, "select count(*) from minutes where state = 'approved'"), 1);
    assert_done(take_back(&y, "The meeting of November approved them."), "/office/meetings/1/approval?notice=approval-taken-back");
    assert_int_equal(
        count_of(&y, "select count(*) from minutes where state = 'checked' and approved_at_meeting is null and approval is null"), 1);
    assert_int_equal(count_of(&y, "select count(*) from correction where taken_back is not null"), 1); /* kept */
    assert_int_equal(count_of(&y, "select count(*) from resolution"), 0);
    assert_int_equal(count_of(&y, "select count(*) from journal where record = 'approval_taken_back' and action = 1"), 1);
    assert_int_equal(count_of(&y, "select count(*) from approval_taken_back where reason like '%November%'"), 0); /* sealed */
    Answer page = as_clerk(&y.july, approval_show, july, 0, NULL), earlier = as_clerk(&y.march, minutes_show, march, 0, NULL);
    for (int i = 0; i < 2; i++) {
        assert_shows(i ? earlier : page, "The meeting of November approved them.");
        assert_shows(i ? earlier : page, "Pat was thanked");
    }
    assert_shows(page, "they would be approved as a correct record");
    assert_does_not_show(earlier, "<ins>Pat was thanked</ins>");
    assert_does_not_show(as_clerk(&y.july, minutes_show, july, 0, NULL), "approve the minutes of the meeting held on 25 March 2025");
    assert_does_not_show(ask(y.july.w, minutes_show, (Asked){.roles = AUDITOR, .id = march}), "The meeting of November");
    /* the words are not lost: they stand in the form again */
    assert_shows(page, "?again=1");
    Answer again = ask(y.july.w, correction_new_show, (Asked){.roles = CLERK, .id = july, .second = march, .query = "again=1"});
    assert_shows(again, "Pat was thanked");
    assert_done(correct(&y, &y.july, "Bob was thanked", "Pat was thanked"), "/office");
    assert_done(approve(&y, march, SIGNED), "/office");
    assert_refused(take_back(&y, ""), "reason", "Enter why");
}

static void R50_an_approval_on_which_something_stands_stays(void **state) {
    Year y = approved_in_july(state);
    int64_t march = y.march.meeting.id.n, july = y.july.meeting.id.n;
    int64_t resolution = count_of(&y, "select min(id) from resolution");
    assert_has(as_clerk(&y.july, resolution_undecide_do, resolution, 0, "").error->sentence, "Take the approval back on the page");
    assert_has(as_clerk(&y.july, correction_delete_do, 1, 0, "version=1").error->sentence, "take the approval back");
    Answer elsewhere = as_clerk(&y.march, approval_back_do, march, july, "reason=Wrong");
    assert_refused(elsewhere, "reason", "are not approved, so there is no approval to take back");
    assert_done(as_clerk(&y.july, declarations_nil_do, july, 0, "nil=yes"), "/office");
    assert_done(as_clerk(&y.july, meeting_held_do, july, 0, ""), "/office");
    assert_done(as_clerk(&y.july, minutes_state_do, july, 0, "act=check"), "/office");
    assert_shows(as_clerk(&y.july, approval_back_show, july, march, NULL), "Take the minutes of 23 July 2025 back to draft first");
    assert_refused(take_back(&y, "Wrong meeting"), "reason", "Take the minutes of 23 July 2025 back to draft first");
    assert_int_equal(count_of(&y, "select count(*) from minutes where state = 'approved'"), 1);
    assert_int_equal(count_of(&y, "select count(*) from approval_taken_back"), 0);
    assert_done(as_clerk(&y.july, minutes_state_do, july, 0, "act=reopen"), "/office");
    assert_done(take_back(&y, "Wrong meeting"), "/office");
}

/* The meeting after July, quorate, with its minutes begun: the day of the tests is that of July, so it was on the evening of the same day. */
static Room later_meeting(Year *y) {
    Room later = y->july;
    Tx *tx = begin(later.w);
    y->july.meeting.day = date_of(2025, 6, 10);
    y->july.meeting.version = count_of(y, "select version from meeting where id = 1");
    assert_fine(record_update(tx, &meeting_record, &y->july.meeting));
    commit(tx);
    later.meeting = meeting_put(later.w, later.body.id, date_of(2025, 7, 22));
    for (int i = COUNTY; i <= HEALTH; i++) assert_done(press(&later, i, "present"), "/office");
    assert_done(as_clerk(&later, minutes_begin_do, later.meeting.id.n, 0, ""), "/office");
    return later;
}

static void R50_an_approved_minute_is_corrected_again_at_a_later_meeting(void **state) {
    Year y = approved_in_july(state);
    assert_error(correct(&y, &y.july, "Ward figures are on their way", "x").error, ERROR_INPUT); /* approved at this meeting */
    Room later = later_meeting(&y);
    assert_shows(as_clerk(&later, approval_show, later.meeting.id.n, 0, NULL), "Record a correction of the minutes of 25 March 2025");
    assert_refused(
        correct(&y, &later, "Bob was thanked", "Eve was thanked"), "before", "instead of them the minutes say &quot;Pat was thanked&quot;");
    assert_done(correct(&y, &later, "Pat was thanked", "Pat and Eve were thanked"), "/office");
    assert_refused(correct(&y, &later, "Pat was thanked", "Eve was thanked"), "before", "recorded already");
    Answer earlier = as_clerk(&y.march, minutes_show, y.march.meeting.id.n, 0, NULL);
    assert_shows(earlier, "<ins>Pat was thanked</ins>");
    assert_shows(earlier, "<ins>Pat and Eve were thanked</ins>");
    assert_shows(earlier, "<time datetime=\"2025-07-22\">");
    assert_shows(as_clerk(&later, minutes_show, later.meeting.id.n, 0, NULL),
        "agree to correct minute 1 in the approved minutes of the meeting held on 25 March 2025, as recorded.");
    assert_refused(take_back(&y, "Wrong"), "reason", "A later meeting corrected the minutes of 25 March 2025");
    int64_t resolution = count_of(&y, "select max(id) from resolution"), made = count_of(&y, "select max(id) from correction");
    assert_has(as_clerk(&later, resolution_undecide_do, resolution, 0, "").error->sentence, "Remove the correction on the page");
    assert_done(as_clerk(&later, correction_delete_do, made, 0, "version=1"), "/office");
    assert_int_equal(count_of(&y, "select count(*) from resolution"), 1); /* that of the approval */
    assert_done(take_back(&y, "Wrong"), "/office");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R50_minutes_are_approved_as_a_correct_record_at_a_later_meeting),
        TEST(R50_only_minutes_of_an_earlier_meeting_of_the_body),
        TEST(R50_a_correction_stands_in_both_minutes),
        TEST(R50_notes_that_words_alone_approve_are_pointed_out),
        TEST(R50_what_is_approved_is_what_was_on_the_page),
        TEST(MTG_06_corrections_of_restricted_minutes_are_journalled_where_they_are_read),
        TEST(MTG_09_minutes_are_signed_with_a_day),
        TEST(R50_approved_minutes_change_only_by_corrections),
        TEST(an_item_with_a_minute_is_not_removed),
        TEST(R50_without_a_quorum_nothing_is_approved),
        TEST(R50_an_approval_recorded_wrongly_is_taken_back_with_its_corrections),
        TEST(R50_an_approval_on_which_something_stands_stays),
        TEST(R50_an_approved_minute_is_corrected_again_at_a_later_meeting),
    };
    return RUN("approval", tests);
}
