/* Owns the quorum as a function of who is there (R04, R21, R29): two lists, one answer, and the words for it. */
#include "minutes/minutes.h"

#include <inttypes.h>

typedef bool CountsIn(const Presence *p);

static bool counts_as_statutory(const Presence *p) {
    return !p->is_invited && p->is_statutory;
}

static bool counts_as_core(const Presence *p) {
    return !p->is_invited && p->is_core;
}

static bool counts_as_member(const Presence *p) {
    return !p->is_invited;
}

static int64_t who(const Presence *p, QuorumKind kind) {
    return kind == QUORUM_MEMBERS ? p->person.n : p->organisation.n;
}

static int64_t count_once(const Presence *present, size_t count, QuorumKind kind, CountsIn *counts) {
    int64_t found = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t id = who(&present[i], kind);
        bool is_new = id != 0 && counts(&present[i]);
        for (size_t k = 0; k < i && is_new; k++) is_new = !(counts(&present[k]) && who(&present[k], kind) == id);
        found += is_new;
    }
    return found;
}

Quorum quorum_of(const Presence *present, size_t count, QuorumKind kind, int64_t needed) {
    Quorum q = {.standing = QUORUM_UNKNOWN, .kind = kind, .needed = needed};
    bool has_two_lists = kind == QUORUM_RESPONSIBLE_AUTHORITIES;
    if (kind == 0 || needed <= 0) return q;
    q.core = count_once(present, count, kind, has_two_lists ? counts_as_core : counts_as_member);
    q.statutory = has_two_lists ? count_once(present, count, kind, counts_as_statutory) : q.core;
    bool by_law = q.statutory >= needed, by_terms = q.core >= needed;
    q.standing = by_law && by_terms ? QUORUM_MET : by_terms ? QUORUM_CORE_ONLY : by_law ? QUORUM_STATUTORY_ONLY : QUORUM_NOT_MET;
    return q;
}

bool quorum_allows_decisions(const Quorum *q) {
    return q->standing != QUORUM_NOT_MET;
}

/* ---- Of a sheet ---- */

Quorum attendance_quorum(Arena *arena, const AttendanceSheet *sheet, TimeOfDay at, AgendaItemId item) {
    Presence *present = ARENA_ARRAY(arena, Presence, sheet->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        const Seat *seat = &line->held->seat;
        if (!attendance_is_there(&line->attendance, at) || attendance_takes_no_part(sheet, seat->id, item)) continue;
        present[count++] = (Presence){.organisation = seat->organisation.n ? seat->organisation : line->person.organisation,
            .person = line->attendance.person,
            .is_statutory = seat->is_statutory,
            .is_core = seat->is_core,
            .is_invited = seat->is_invited};
    }
    if (!sheet->has_terms) return quorum_of(present, count, (QuorumKind)0, 0);
    return quorum_of(present, count, sheet->terms.quorum_kind, sheet->terms.quorum_number);
}

/* ---- In words ---- */

static const char *counted(const Quorum *q) {
    bool is_one = q->statutory == 1;
    switch (q->kind) {
    case QUORUM_RESPONSIBLE_AUTHORITIES: return is_one ? "responsible authority is represented" : "responsible authorities are represented";
    case QUORUM_DIFFERENT_ORGANISATIONS:
        return is_one ? "organisation is represented by members" : "organisations are represented by members";
    case QUORUM_MEMBERS: return is_one ? "member is present" : "members are present";
    }
    return "";
}

Text quorum_words(Arena *arena, const Quorum *q) {
    Text count = text_format(arena, "%" PRId64 " %s; %" PRId64 " are needed.", q->statutory, counted(q), q->needed);
    Text core = text_format(arena, "%" PRId64, q->core);
    switch (q->standing) {
    case QUORUM_UNKNOWN:
        return S("No terms of reference in force on the day say how many have to be present, so the quorum cannot be worked out.");
    case QUORUM_MET: return text_format(arena, "%.*s The meeting is quorate.", TEXT_ARG(count));
    case QUORUM_CORE_ONLY:
        return text_format(arena,
            "%.*s Counted by the core members of the terms of reference there are %.*s, which is enough. Decisions can be taken; the "
            "minutes note the difference.",
            TEXT_ARG(count), TEXT_ARG(core));
    case QUORUM_STATUTORY_ONLY:
        return text_format(arena,
            "%.*s Counted by the core members of the terms of reference there are only %.*s. Decisions can be taken; the minutes note the "
            "difference.",
            TEXT_ARG(count), TEXT_ARG(core));
    case QUORUM_NOT_MET: return text_format(arena, "%.*s The meeting is not quorate: no decision can be taken.", TEXT_ARG(count));
    }
    return S("");
}

const char *quorum_shown_short(QuorumStanding standing) {
    switch (standing) {
    case QUORUM_UNKNOWN: return "Quorum not known";
    case QUORUM_MET: return "Quorate";
    case QUORUM_CORE_ONLY:
    case QUORUM_STATUTORY_ONLY: return "Quorate by one list only";
    case QUORUM_NOT_MET: return "Not quorate";
    }
    return "";
}

const char *quorum_colour(QuorumStanding standing) {
    switch (standing) {
    case QUORUM_UNKNOWN: return "grey";
    case QUORUM_MET: return "green";
    case QUORUM_CORE_ONLY:
    case QUORUM_STATUTORY_ONLY: return "orange";
    case QUORUM_NOT_MET: return "red";
    }
    return "grey";
}
