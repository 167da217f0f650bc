/* Late items (MTG-03): which are, and the chair's special circumstances in words, for the agenda and for the minutes. */
#include "meetings/supplement.h"

/* The latest day of issue that the terms ask for: that of the clear days or, where there are none, of the papers. */
static Date latest_issue(const MeetingNotice *notice) {
    if (!notice->has_terms) return (Date){0};
    return date_is_set(notice->deadline.clear_days) ? notice->deadline.clear_days : notice->deadline.terms_of_reference;
}

static bool is_issued_after(Moment at, Date latest, const MeetingNotice *notice) {
    Date day;
    TimeOfDay time;
    moment_to_london(at, &day, &time);
    return date_compare(day_of_issue(day, time, notice->office_closes, &notice->holidays), latest) > 0;
}

bool item_is_late(const AgendaItem *item, const Meeting *meeting, const MeetingNotice *notice, Moment now) {
    Date latest = latest_issue(notice), added, today;
    if (!moment_is_set(item->added_at) || !date_is_set(latest) || item->is_withdrawn) return false;
    moment_to_london(item->added_at, &added, NULL);
    moment_to_london(now, &today, NULL);
    if (date_compare(added, meeting->day) > 0) return false; /* added when the meeting was over: nobody took it */
    if (is_issued_after(item->added_at, latest, notice)) return true;
    bool is_issued = moment_compare(notice->out_since, item->added_at) > 0;
    return !is_issued && date_compare(today, meeting->day) <= 0 && is_issued_after(now, latest, notice);
}

static Text by_whom(Arena *arena, const AgendaItem *item) {
    Text day = date_is_set(item->urgency_decided_on) ? text_join(arena, S(" on "), date_plain(arena, item->urgency_decided_on)) : S("");
    Text by = text_is_empty(item->urgency_decided_by) ? S("the chair") : item->urgency_decided_by;
    return text_format(arena, "by %.*s%.*s", TEXT_ARG(by), TEXT_ARG(day));
}

Text urgency_whole(Arena *arena, const AgendaItem *item) {
    Text reason = text_trim(item->urgency_reason);
    if (text_is_empty(reason)) return S("");
    while (text_ends_with(reason, S("."))) reason = text_trim(text_slice(reason, 0, reason.len - 1));
    return text_format(arena, "Urgent: %.*s. Decided %.*s", TEXT_ARG(reason), TEXT_ARG(by_whom(arena, item)));
}

Text urgency_shown(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item) {
    if (text_is_empty(text_trim(item->urgency_reason))) return S("");
    if (item_is_public(meeting, part, item)) return urgency_whole(arena, item);
    return text_format(arena, "Urgent: decided %.*s", TEXT_ARG(by_whom(arena, item))); /* why it cannot wait may say what it is about */
}

Error *item_decide_urgency(Tx *tx, AgendaItem *item, bool is_own_decision) {
    Meeting meeting;
    Arena *arena = tx_arena(tx);
    if (text_is_empty(text_trim(item->urgency_reason)))
        return error_new(
            arena, ERROR_INPUT, "Enter why the item is urgent: the special circumstances go on the agenda and into the minutes.");
    TRY(record_get(tx_db(tx), arena, &meeting_record, item->meeting.n, &meeting));
    bool was_agreed = meeting.state == MEETING_AGREED || meeting.state == MEETING_PUBLISHED;
    TRY(item_save(tx, item));
    return is_own_decision && was_agreed ? agenda_agree(tx, item->meeting, item->urgency_decided_by) : NULL;
}
