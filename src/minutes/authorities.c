/* Owns the approval of authorities that share a seat (R14): of whom a decision is asked, what they said, and what is outstanding. */
#include "minutes/authorities.h"

#include <inttypes.h>

#include "minutes/authorities.sql.h"

/* ---- The record ---- */

static const Choice answers[] = {
    {ANSWER_APPROVED, "approved", "It approved the decision", NULL},
    {ANSWER_REFUSED, "refused", "It did not approve the decision", NULL},
    {ANSWER_NOT_NEEDED, "not_needed", "Its approval was not needed", "For example, because the decision does not concern it"},
    {0},
};
/* Sealed and restricted as resolutions are: any item may become restricted, and the journal keeps every state. */
static const Field authority_approval_fields[] = {
    REF(AuthorityApproval, resolution, .to = &resolution_record, .label = "Resolution", .required = true, .by_program = true),
    REF(AuthorityApproval, organisation, .to = &organisation_record, .label = "Authority", .required = true, .by_program = true),
    CHOICE(AuthorityApproval, answer, .choices = answers, .label = "What did it say?", .in_sentence = "what the authority said",
        .required = true),
    DATE(AuthorityApproval, day, .label = "Day", .required = true),
    TEXT(AuthorityApproval, given_by, .label = "Who said so", .hint = "The post, for example Chief Executive", .max = 160, .required = true,
        .sealed = true),
    LONG_TEXT(
        AuthorityApproval, how, .label = "How", .hint = "For example, by email, or a decision of its cabinet", .max = 1000, .sealed = true),
    TEXT(AuthorityApproval, recorded_by, .label = "Recorded by", .by_program = true),
};
const Record authority_approval_record = RECORD(AuthorityApproval, "authority_approval", authority_approval_fields,
    .title = "approval of an authority", .plural = "approvals of authorities", .see = (Access)(CLERK | SAFETY_OFFICER), .change = CLERK,
    .is_restricted = true, .label_field = "organisation");

/* ---- Of whom it is asked ---- */

bool resolution_binds(const Resolution *r) {
    bool is_taken = r->outcome == OUTCOME_CONSENSUS || r->outcome == OUTCOME_CARRIED;
    return is_taken && (r->verb == VERB_AGREE || r->verb == VERB_APPROVE || r->verb == VERB_ENDORSE);
}

static bool is_business(const AgendaItem *item) {
    return item->kind == ITEM_BUSINESS || item->kind == ITEM_TERMS_REVIEW;
}

/* Was somebody there in the seat, and did they take part in the item? */
static const AttendanceLine *took_part(const AttendanceSheet *sheet, SeatId seat, AgendaItemId item, TimeOfDay at) {
    const AttendanceLine *line = attendance_line(sheet, seat);
    bool is_in = line && attendance_is_there(&line->attendance, at) && !attendance_takes_no_part(sheet, seat, item);
    return is_in ? line : NULL;
}

static AuthorityApproval answer_of(const AuthorityApprovalList *all, OrganisationId organisation) {
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].organisation.n == organisation.n) return all->items[i];
    return (AuthorityApproval){0};
}

Error *authorities_asked(
    Db *db, Arena *arena, const AttendanceSheet *sheet, const AgendaItem *item, const Resolution *r, AuthoritiesAsked *out) {
    SeatAuthorityList all;
    AuthorityApprovalList answered;
    ResolutionIsOwnBusinessRow own;
    *out = (AuthoritiesAsked){.resolution = r->id};
    if (!resolution_binds(r) || !is_business(item)) return NULL;
    TRY(seat_authorities_on(db, arena, sheet->meeting.body, sheet->meeting.day, &all));
    if (all.count == 0) return NULL;
    TRY(resolution_is_own_business(db, arena, r->id, &own));
    if (own.number) return NULL;
    TRY(authority_approvals_of(db, arena, r->id, &answered));
    out->items = ARENA_ARRAY(arena, AuthorityAsked, all.count);
    for (size_t i = 0; i < all.count; i++) {
        const AttendanceLine *line = took_part(sheet, all.items[i].seat, item->id, r->decided_at);
        if (!line) continue;
        AuthorityAsked *asked = &out->items[out->count++];
        *asked = (AuthorityAsked){.seat = line->held->seat.title, .organisation = all.items[i].organisation};
        asked->approval = answer_of(&answered, asked->organisation);
        TRY(organisation_name_on(db, arena, asked->organisation, sheet->meeting.day, &asked->name));
        out->outstanding += asked->approval.id.n == 0;
    }
    return NULL;
}

Error *authorities_of_meeting(Db *db, Arena *arena, const AttendanceSheet *sheet, const MinutesWhole *whole, AuthoritiesOfMeeting *out) {
    size_t count = 0;
    for (size_t i = 0; i < whole->count; i++) count += whole->items[i].resolutions.count;
    *out = (AuthoritiesOfMeeting){.items = ARENA_ARRAY(arena, AuthoritiesAsked, count + 1)};
    for (size_t i = 0; i < whole->count; i++) {
        const MinuteEntry *entry = &whole->items[i];
        for (size_t k = 0; k < entry->resolutions.count; k++) {
            AuthoritiesAsked *asked = &out->items[out->count];
            TRY(authorities_asked(db, arena, sheet, &entry->item, &entry->resolutions.items[k], asked));
            out->outstanding += asked->outstanding;
            out->count += asked->count > 0;
        }
    }
    return NULL;
}

/* ---- In words ---- */

Text authorities_words(Arena *arena, const AuthoritiesAsked *asked) {
    Buffer names = buffer_new(arena, 160);
    size_t told = 0;
    if (asked->outstanding == 0) return (Text){0};
    for (size_t i = 0; i < asked->count; i++) {
        if (asked->items[i].approval.id.n) continue;
        told++;
        buffer_putf(&names, "%s%.*s", told == 1 ? "" : told == asked->outstanding ? " and " : ", ", TEXT_ARG(asked->items[i].name));
    }
    return text_format(arena, "Approval of %.*s is outstanding", TEXT_ARG(buffer_text(&names)));
}

static size_t outstanding_of(const MinuteEntry *entry, const AuthoritiesOfMeeting *asked) {
    size_t count = 0;
    for (size_t i = 0; i < asked->count; i++)
        for (size_t k = 0; k < entry->resolutions.count; k++)
            if (asked->items[i].resolution.n == entry->resolutions.items[k].id.n) count += asked->items[i].outstanding;
    return count;
}

void authorities_warn(Arena *arena, const MinutesWhole *whole, const AuthoritiesOfMeeting *asked, ObstacleList *obstacles) {
    Obstacle *all = ARENA_ARRAY(arena, Obstacle, obstacles->count + whole->count + 1);
    for (size_t i = 0; i < obstacles->count; i++) all[i] = obstacles->items[i];
    obstacles->items = all;
    for (size_t i = 0; i < whole->count; i++) {
        size_t count = outstanding_of(&whole->items[i], asked);
        if (count == 0) continue;
        obstacles->items[obstacles->count++] = (Obstacle){.is_warning = true,
            .url = text_format(arena, "/office/items/%" PRId64 "/minute", whole->items[i].item.id.n),
            .sentence = text_format(arena, "Item %.*s: the approval of %zu %s that a seat speaks for is outstanding.",
                TEXT_ARG(whole->items[i].code), count, count == 1 ? "authority" : "authorities")};
    }
}

Error *authorities_notices(Db *db, Arena *arena, Date from, AuthoritiesNotices *out) {
    MeetingList meetings;
    TRY(meetings_asking_authorities(db, arena, from, &meetings));
    *out = (AuthoritiesNotices){.items = ARENA_ARRAY(arena, AuthoritiesNotice, meetings.count + 1)};
    for (size_t i = 0; i < meetings.count; i++) {
        AttendanceSheet sheet;
        MinutesWhole whole;
        AuthoritiesOfMeeting asked;
        Body body;
        TRY(attendance_sheet(db, arena, &meetings.items[i], &sheet));
        TRY(minutes_read(db, arena, &meetings.items[i], &whole));
        TRY(authorities_of_meeting(db, arena, &sheet, &whole, &asked));
        if (asked.outstanding == 0) continue;
        TRY(record_get(db, arena, &body_record, meetings.items[i].body.n, &body));
        out->items[out->count++] = (AuthoritiesNotice){.meeting = meetings.items[i], .body = body.name, .outstanding = asked.outstanding};
    }
    return NULL;
}

/* ---- Recording ---- */

static const AuthorityAsked *asked_of(const AuthoritiesAsked *asked, OrganisationId organisation) {
    for (size_t i = 0; i < asked->count; i++)
        if (asked->items[i].organisation.n == organisation.n) return &asked->items[i];
    return NULL;
}

static void check(const AttendanceSheet *sheet, const AuthoritiesAsked *asked, const AuthorityApproval *approval,
    const OrganisationId *organisations, size_t count, Date today, Form *form) {
    if (count == 0) form_error(form, "organisations", "Choose the authorities that said so");
    for (size_t i = 0; i < count; i++)
        if (!asked_of(asked, organisations[i])) {
            form_error(form, "organisations", "The decision is not asked of an authority that was chosen. Choose again");
            break;
        }
    if (date_compare(approval->day, today) > 0) form_error(form, "day", "The day cannot be in the future");
    enum { ASKED_BEFORE_DAYS = 366 }; /* a mandate may be given beforehand, but not years before */
    if (date_days_between(approval->day, sheet->meeting.day) > ASKED_BEFORE_DAYS)
        form_error(form, "day", "That day is more than a year before the decision. Look at the year");
}

Error *authorities_put(Tx *tx, const AttendanceSheet *sheet, const AgendaItem *item, const Resolution *r, const AuthorityApproval *approval,
    const OrganisationId *organisations, size_t count, Date today, Form *form) {
    AuthoritiesAsked asked;
    TRY(authorities_asked(tx_db(tx), tx_arena(tx), sheet, item, r, &asked));
    check(sheet, &asked, approval, organisations, count, today, form);
    if (!form_is_fine(form)) return NULL;
    for (size_t i = 0; i < count; i++) {
        AuthorityApproval row = *approval, before = asked_of(&asked, organisations[i])->approval;
        row.id = before.id, row.version = before.version;
        row.resolution = r->id, row.organisation = organisations[i];
        TRY(before.id.n ? record_update(tx, &authority_approval_record, &row) : record_insert(tx, &authority_approval_record, &row));
    }
    return NULL;
}

Error *authorities_clear(Tx *tx, ResolutionId resolution) {
    AuthorityApprovalList all;
    TRY(authority_approvals_of(tx_db(tx), tx_arena(tx), resolution, &all));
    for (size_t i = 0; i < all.count; i++) TRY(record_delete(tx, &authority_approval_record, &all.items[i]));
    return NULL;
}
