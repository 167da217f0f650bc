/* Owns the rule of the restricted reading room (R16, R17): who may read restricted papers and what is missing; the line that stands on what
 * somebody reads; recalling a paper. */
#include "meetings/meeting.h"

/* ---- Who may read ---- */

uint32_t reading_missing(const Reader *reader) {
    uint32_t missing = 0;
    if (reader->is_staff) return reader->staff_two_steps && !reader->is_two_step ? MISSING_SECOND_STEP : 0;
    if (!reader->has_seat) return MISSING_SEAT;
    if (reader->sharing != SHARING_SIGNED) missing |= MISSING_AGREEMENT;
    if (!reader->is_two_step) missing |= MISSING_SECOND_STEP;
    return missing;
}

/* The seats by which somebody reads: those of today, or of the day of a meeting that is still to come. */
static Error *seats_of_reader(Db *db, Arena *arena, PersonId person, const Meeting *meeting, Date today, SeatTakenList *out) {
    TRY(seats_taken(db, arena, person, meeting->body, today, out));
    if (out->count || date_compare(meeting->day, today) <= 0) return NULL;
    return seats_taken(db, arena, person, meeting->body, meeting->day, out);
}

static Error *sharing_of_seats(Db *db, Arena *arena, const SeatTakenList *seats, Date today, Reader *out) {
    SharingAgreementList agreements;
    SharingSignatureList signatures;
    TRY(sharing_agreements(db, arena, &agreements));
    TRY(sharing_signatures(db, arena, &signatures));
    const SharingAgreement *in_force = sharing_in_force(&agreements, today);
    for (size_t i = 0; i < seats->count; i++) {
        SharingStanding standing = sharing_standing(in_force, &signatures, seats->items[i].organisation, today);
        if (out->sharing && standing >= out->sharing) continue;
        out->sharing = standing;
        out->organisation = seats->items[i].organisation_name;
    }
    return NULL;
}

Error *reader_of(
    Db *db, Arena *arena, const Session *session, const MeetingRights *rights, const Meeting *meeting, Date today, Reader *out) {
    Partnership partnership;
    SeatTakenList seats;
    *out = (Reader){.is_two_step = session && session->is_two_step};
    if (!session || !rights->sees_restricted) return NULL;
    out->is_staff = (session->roles & (CLERK | SAFETY_OFFICER)) != 0;
    if (out->is_staff) {
        TRY(partnership_get(db, arena, &partnership));
        out->staff_two_steps = partnership.staff_two_steps;
        return NULL;
    }
    TRY(seats_of_reader(db, arena, (PersonId){session->person}, meeting, today, &seats));
    out->has_seat = seats.count > 0;
    return sharing_of_seats(db, arena, &seats, today, out);
}

Error *reading_check(Db *db, Arena *arena, const Session *session, const MeetingRights *rights, const Meeting *meeting, Date today) {
    Reader reader;
    TRY(reader_of(db, arena, session, rights, meeting, today, &reader));
    uint32_t missing = reading_missing(&reader);
    if (missing == 0) return NULL;
    if (missing & MISSING_SEAT)
        return error_new(arena, ERROR_FORBIDDEN,
            "This page quotes restricted papers, which are not for you to read. Ask the clerk if you think they should be.");
    if (missing & MISSING_AGREEMENT)
        return error_new(arena, ERROR_FORBIDDEN,
            "This page quotes restricted papers, and your organisation has not signed the sharing agreement in force. Ask the clerk about "
            "it.");
    return error_new(arena, ERROR_FORBIDDEN,
        "This page quotes restricted papers, and you signed in with your password alone. Set up two-step sign-in from your account's page, "
        "then "
        "open it again.");
}

Error *reading_staff_check(Db *db, Arena *arena, const Session *session) {
    Partnership partnership;
    TRY(partnership_get(db, arena, &partnership));
    if (!partnership.staff_two_steps || (session && session->is_two_step)) return NULL;
    return error_new(arena, ERROR_FORBIDDEN,
        "This page can quote restricted papers, and you signed in with your password alone. Set up two-step sign-in from your account's "
        "page, "
        "then open it again.");
}

/* ---- What stands on what they read ---- */

Error *reading_line(Db *db, Arena *arena, const Session *session, Moment at, Text *out) {
    Person person = {.name = session->name};
    Date day;
    TimeOfDay time;
    if (session->person) TRY(record_get(db, arena, &person_record, session->person, &person));
    moment_to_london(at, &day, &time);
    bool has_post = person.post.len > 0 && !text_equal(person.post, person.name);
    *out = text_format(arena, "Read by %.*s%s%.*s%s%.*s%s, %.*s, %02d:%02d", TEXT_ARG(person.honorific), person.honorific.len ? " " : "",
        TEXT_ARG(person.name), has_post ? " (" : "", TEXT_ARG(has_post ? person.post : S("")), has_post ? ")" : "",
        TEXT_ARG(date_plain(arena, day)), time_hour(time), time_minute(time));
    return NULL;
}

/* ---- Recalling ---- */

static Error *paper_is_open(Tx *tx, const Paper *paper, bool *out) {
    ItemPlace place;
    TRY(item_place(tx_db(tx), tx_arena(tx), paper->item, &place));
    *out = paper_is_public(&place.meeting, &place.part, &place.item, paper);
    return NULL;
}

Error *paper_recall(Tx *tx, Paper *paper, Text by, Text reason) {
    bool is_open;
    if (text_is_empty(reason)) return error_new(tx_arena(tx), ERROR_INPUT, "Say why the paper is recalled.");
    TRY(paper_is_open(tx, paper, &is_open));
    if (is_open)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This paper is open to the public, so it cannot be recalled. Withdraw it, or withdraw the publication of the meeting.");
    if (paper->is_recalled) return error_new(tx_arena(tx), ERROR_INPUT, "This paper is recalled already.");
    paper->is_recalled = true;
    paper->recalled_reason = reason;
    paper->recalled_at = tx_moment(tx);
    paper->recalled_by = by;
    return record_update(tx, &paper_record, paper);
}

Error *paper_give_back(Tx *tx, Paper *paper) {
    paper->is_recalled = false;
    paper->recalled_reason = paper->recalled_by = S("");
    paper->recalled_at = (Moment){0};
    return record_update(tx, &paper_record, paper);
}
