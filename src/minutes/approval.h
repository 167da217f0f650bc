/* What approval.c, corrections.c and approval_undo.c share; no other file of any room includes it. */
#ifndef QUORATE_MINUTES_APPROVAL_H
#define QUORATE_MINUTES_APPROVAL_H

#include "minutes/minutes.h"

/* Why minutes are neither approved nor corrected at the meeting, whatever their approval; an empty text when nothing of it stands in the way. */
Text neither_approved_nor_corrected(Arena *arena, const Meeting *at, const Meeting *earlier, const Minutes *minutes);
/* What a resolution approves: "the minutes of the meeting held on 25 March 2025 as a correct record ...". */
Text approval_text(Arena *arena, const MinutesWhole *earlier);
/* Writes a resolution, decided by consensus, onto the item of `at` for the notes of the meeting before. ERROR_INPUT where there is none, where the
 * minutes are no draft, or without a quorum. */
Error *resolve_on_notes(Tx *tx, const Meeting *at, Verb verb, Text text, Resolution *out);
/* Saves minutes, and asks for those on the public side to follow. */
Error *minutes_follow(Tx *tx, const Meeting *meeting, Minutes *minutes);
/* NULL for the list of those present, and for an item that was withdrawn. Borrows. */
const MinuteEntry *entry_of_minute(const MinutesWhole *whole, MinuteId minute);

#endif
