/* Supplements: what comes after an agenda was published. A paper that is added to a published agenda, or takes the place of a published
 * paper, waits as a draft in the meeting's next supplement until that is published; what was published before stays as it is (MTG-02). */
#ifndef QUORATE_MEETINGS_SUPPLEMENT_H
#define QUORATE_MEETINGS_SUPPLEMENT_H

#include "meetings/meeting.h"

/* Is the meeting's agenda published at this moment, so that papers come with supplements only? Not before the first publication, and not
 * while the meeting is withdrawn from the public site. */
Error *agenda_is_out(Db *db, Arena *arena, const Meeting *meeting, bool *out);
/* Since when it stands there as it does: the last time that the agenda itself was published, no supplement. Unset when it is not out. */
Error *agenda_out_since(Db *db, Arena *arena, MeetingId meeting, Moment *out);

/* All supplements of a meeting by number. */
Error *supplements_of(Db *db, Arena *arena, MeetingId meeting, SupplementList *out);
/* The one that is a draft; the others are published. */
Error *supplement_draft(Db *db, Arena *arena, MeetingId meeting, Supplement *out, bool *found);
/* The number of the draft; of the next one while there is no draft. */
Error *supplement_number_next(Db *db, Arena *arena, MeetingId meeting, int64_t *out);

/* A paper of a draft supplement: neither the public nor the members have it yet. */
bool paper_waits(const Paper *paper, const Supplement *draft);
/* Takes out of the agenda what is not published yet, for those who may not see drafts. */
void agenda_drop_drafts(Agenda *agenda);

/* ---- Doing, each inside the caller's transaction ---- */

/* The draft supplement of a meeting, made when there is none. Its version is counted up: something of it changes. */
Error *supplement_touch(Tx *tx, MeetingId meeting, Supplement *out);
/* Saves the reason. */
Error *supplement_save(Tx *tx, Supplement *supplement);
/* It went out: its papers are drafts no more, and those that they replace are told by which. Nothing when it was noted already. */
Error *supplement_went_out(Tx *tx, MeetingId meeting, int64_t number, Moment at);

/* Notes a change of a paper where it counts: in the draft supplement, or as a change of the agenda itself (R02). */
Error *paper_touched(Tx *tx, const Meeting *meeting, const Paper *paper);
/* A published paper cannot change in place: ERROR_INPUT when another paper replaces it already, or waits to (`but` not counted). */
Error *paper_check_replaceable(Tx *tx, PaperId paper, PaperId but);

/* ---- Rules: pure ---- */

/* What stands in the way of publishing a draft supplement: the agenda being revised, nothing in it, no reason, and for its papers what
 * stands in the way of any paper (R53, R54). `reports` are those of the agenda. */
ObstacleList supplement_obstacles_of(Arena *arena, const Agenda *agenda, const Supplement *draft, const ReportList *reports);
/* The same from the store. */
Error *supplement_obstacles(Db *db, Arena *arena, const Agenda *agenda, const Supplement *draft, ObstacleList *out);

/* MTG-03: did the item come too late for the notice, so that the body may take it only as urgent? True for an item that was added to a
 * published agenda after the latest day of issue, or is not issued by then; never after the day of the meeting. */
bool item_is_late(const AgendaItem *item, const Meeting *meeting, const MeetingNotice *notice, Moment now);
/* "Urgent: the grant ends on Friday. Decided by the Chair on 17 July 2025"; of an item that is not public only that and by whom. Empty
 * for an item without. */
Text urgency_shown(Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item);
/* The same with the reason, for those who read the item; so it stands in its minute. */
Text urgency_whole(Arena *arena, const AgendaItem *item);
/* The chair's decision, given by the chair or recorded for the chair. As the chair's own it leaves an agreement as it is: it is given anew
 * with the decision. */
Error *item_decide_urgency(Tx *tx, AgendaItem *item, bool is_own_decision);

#endif
