/* Owns corrections of earlier minutes (R50): what may be corrected where, what a minute says with its corrections, and which the public sees. */
#include <inttypes.h>

#include "minutes/approval.h"
#include "minutes/minutes.sql.h"
#include "paper/markdown.h"

Text correction_refused(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes, const Meeting *approved_at) {
    Text refused = neither_approved_nor_corrected(arena, at, earlier, minutes), day = date_plain(arena, earlier->day);
    if (!text_is_empty(refused) || !approved_at) return refused;
    if (approved_at->id.n == at->id.n)
        return text_format(arena,
            "The minutes of the meeting of %.*s were approved at this meeting. If what it corrected is recorded wrongly, take the approval "
            "back; "
            "a mistake found since is corrected at a later meeting.",
            TEXT_ARG(day));
    if (date_compare(at->day, approved_at->day) > 0) return S("");
    return text_format(arena,
        "The minutes of the meeting of %.*s were approved on %.*s, after this meeting. Record the correction at a meeting after that day.",
        TEXT_ARG(day), TEXT_ARG(date_plain(arena, approved_at->day)));
}

Error *minutes_to_correct(Db *db, Arena *arena, const Meeting *at, MinutesList *out) {
    enum { MOST = 12 };
    return minutes_approved_before(db, arena, at->body, at->day, MOST, out);
}

Date correction_day(const MinutesWhole *whole, const Correction *c) {
    for (size_t i = 0; i < whole->corrected_at.count; i++)
        if (whole->corrected_at.items[i].id.n == c->at_meeting.n) return whole->corrected_at.items[i].day;
    return (Date){0};
}

/* Words with single spaces between them, as they are compared. */
static Text words_of(Arena *arena, Text text) {
    Buffer out = buffer_new(arena, text.len + 1);
    bool is_space = true;
    for (size_t i = 0; i < text.len; i++) {
        bool now = text.ptr[i] == ' ' || text.ptr[i] == '\n' || text.ptr[i] == '\t' || text.ptr[i] == '\r';
        if (!now) buffer_put_char(&out, text.ptr[i]);
        else if (!is_space) buffer_put_char(&out, ' ');
        is_space = now;
    }
    return text_trim(buffer_text(&out));
}

static bool stands_in(Arena *arena, const MinuteEntry *e, Text words) {
    if (text_contains(words_of(arena, e->minute.text), words)) return true;
    if (text_contains(words_of(arena, markdown_to_plain(arena, e->minute.text)), words)) return true;
    for (size_t i = 0; i < e->resolutions.count; i++)
        if (text_contains(words_of(arena, resolution_words(arena, &e->resolutions.items[i])), words)) return true;
    for (size_t i = 0; i < e->actions.count; i++)
        if (e->actions.items[i].action.is_in_minutes
            && (text_contains(words_of(arena, action_line_words(arena, &e->actions.items[i], false)), words)
                || text_contains(words_of(arena, action_line_words(arena, &e->actions.items[i], true)), words)))
            return true;
    return text_contains(words_of(arena, e->minute.public_summary), words);
}

const MinuteEntry *entry_of_minute(const MinutesWhole *whole, MinuteId minute) {
    for (size_t i = 0; i < whole->count; i++)
        if (minute.n && whole->items[i].minute.id.n == minute.n) return &whole->items[i];
    return NULL;
}

/* ---- What cannot be ---- */

/* How often the words stand in the minute with the corrections so far: in its text or in the words of a correction, less those that a correction took
 * out. `e` NULL: the list of those present, which is not looked through. */
typedef struct {
    int there, taken;
    Text says_now; /* what the last correction of these words made of them */
} Standing;

static Standing standing_of(Arena *arena, const MinuteEntry *e, const Correction *c, const CorrectionList *there, Text words) {
    Standing s = {.there = !e || stands_in(arena, e, words)};
    for (size_t i = 0; i < there->count; i++) {
        const Correction *other = &there->items[i];
        if (other->id.n == c->id.n || other->minute.n != c->minute.n) continue;
        s.there += text_contains(words_of(arena, other->after), words);
        if (!text_equal(words_of(arena, other->before), words)) continue;
        s.taken++;
        s.says_now = words_of(arena, other->after);
    }
    return s;
}

static bool is_added_already(Arena *arena, const Correction *c, const CorrectionList *there, Text after) {
    for (size_t i = 0; i < there->count; i++) {
        const Correction *other = &there->items[i];
        bool is_addition = other->id.n != c->id.n && other->minute.n == c->minute.n && text_is_empty(text_trim(other->before));
        if (is_addition && text_equal(words_of(arena, other->after), after)) return true;
    }
    return false;
}

static void check_words(Form *form, const MinuteEntry *e, const Correction *c, const CorrectionList *there, Text before) {
    CHECK(e);
    Standing s = standing_of(form->arena, e, c, there, before);
    Text now = text_head(s.says_now, 200);
    if (s.there == 0 && s.taken == 0)
        form_error(
            form, "before", "These words do not stand in minute %" PRId64 ". Copy them from the minute as they are", e->minute.number);
    else if (s.taken >= s.there && text_is_empty(now))
        form_error(form, "before", "A correction of these words is recorded already, which takes them out");
    else if (s.taken >= s.there)
        form_error(form, "before",
            "A correction of these words is recorded already: instead of them the minutes say \"%.*s\". If that is wrong too, correct "
            "those words",
            TEXT_ARG(now));
}

void correction_check(Form *form, const Correction *c, const MinutesWhole *earlier, const CorrectionList *there) {
    Arena *arena = form->arena;
    Text before = words_of(arena, c->before), after = words_of(arena, c->after);
    const MinuteEntry *e = c->minute.n ? entry_of_minute(earlier, c->minute) : NULL;
    if (c->minute.n && !e) form_error(form, "minute", "Choose a minute of that meeting");
    if (text_is_empty(before) && text_is_empty(after)) form_error(form, "after", "Enter what the minutes are to say");
    else if (text_equal(before, after)) form_error(form, "after", "This changes nothing: both texts are the same");
    else if (text_is_empty(before) && is_added_already(arena, c, there, after))
        form_error(form, "after", "A correction that adds these words is recorded already");
    else if (!text_is_empty(before) && form_is_fine(form)) check_words(form, e, c, there, before);
}

/* ---- Recording ---- */

static Error *check_may(Tx *tx, const Meeting *at, const MinutesWhole *earlier) {
    Meeting approved_at;
    bool is_approved = earlier->is_begun && earlier->minutes.state == MINUTES_APPROVED;
    if (is_approved) TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, earlier->minutes.approved_at_meeting.n, &approved_at));
    Text refused = correction_refused(
        tx_arena(tx), at, &earlier->meeting, earlier->is_begun ? &earlier->minutes : NULL, is_approved ? &approved_at : NULL);
    return text_is_empty(refused) ? NULL : error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(refused));
}

/* Names the minute and quotes nothing: the words of a restricted minute stay with it. */
static Text resolved_text(Arena *arena, const MinutesWhole *earlier, const Correction *c) {
    const MinuteEntry *e = entry_of_minute(earlier, c->minute);
    Text what = e ? text_format(arena, "minute %" PRId64, e->minute.number) : S("the list of those present");
    return text_format(arena, "to correct %.*s in the approved minutes of the meeting held on %.*s, as recorded", TEXT_ARG(what),
        TEXT_ARG(date_plain(arena, earlier->meeting.day)));
}

Error *correction_put(Tx *tx, const Meeting *at, const Meeting *earlier, Correction *c, Form *form) {
    MinutesWhole whole;
    Resolution resolution = {0};
    TRY(minutes_read(tx_db(tx), tx_arena(tx), earlier, &whole));
    TRY(check_may(tx, at, &whole));
    correction_check(form, c, &whole, &whole.corrections);
    if (!form_is_fine(form)) return NULL;
    bool is_approved = whole.minutes.state == MINUTES_APPROVED;
    if (is_approved) TRY(resolve_on_notes(tx, at, VERB_AGREE, resolved_text(tx_arena(tx), &whole, c), &resolution));
    c->minutes = whole.minutes.id;
    c->at_meeting = at->id;
    c->resolution = resolution.id;
    TRY(record_insert(tx, &correction_record, c));
    return is_approved ? minutes_follow(tx, earlier, &whole.minutes) : NULL;
}

static Error *remove_agreed(Tx *tx, const Correction *c, Minutes *minutes) {
    Resolution resolution;
    Meeting meeting;
    TRY(record_get(tx_db(tx), tx_arena(tx), &resolution_record, c->resolution.n, &resolution));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, minutes->meeting.n, &meeting));
    TRY(record_delete(tx, &correction_record, c));
    TRY(resolution_remove(tx, &resolution));
    return minutes_follow(tx, &meeting, minutes);
}

Error *correction_remove(Tx *tx, const Correction *c) {
    Minutes minutes;
    TRY(record_get(tx_db(tx), tx_arena(tx), &minutes_record, c->minutes.n, &minutes));
    if (c->taken_back.n)
        return error_new(tx_arena(tx), ERROR_INPUT, "This correction was taken back with the approval. It is kept as it was recorded.");
    if (c->resolution.n) return remove_agreed(tx, c, &minutes);
    if (minutes.state == MINUTES_APPROVED)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "These minutes are approved with this correction, and it stays. If it was recorded wrongly, take the approval back.");
    return record_delete(tx, &correction_record, c);
}

bool correction_is_public(const MinutesWhole *whole, const Correction *c) {
    if (c->minute.n == 0) return meeting_is_public(&whole->meeting);
    for (size_t i = 0; i < whole->count; i++)
        if (whole->items[i].minute.id.n == c->minute.n) return whole->items[i].is_public;
    for (size_t i = 0; i < whole->withdrawn_count; i++)
        if (whole->withdrawn[i].minute.id.n == c->minute.n) return whole->withdrawn[i].is_public;
    return false;
}
