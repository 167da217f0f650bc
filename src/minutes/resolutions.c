/* Owns what was resolved: parts and their letters, drafts from the recommendations of reports, decisions by consensus or vote, and interests. */
#include "minutes/minutes.h"

#include <inttypes.h>

#include "minutes/authorities.h"
#include "minutes/election.h"
#include "minutes/minutes.sql.h"
#include "minutes/terms_review.h"
#include "paper/markdown.h"

/* ---- In words ---- */

static const char *label_of(const Record *record, const char *field, int value) {
    for (const Choice *c = record_field(record, text_of(field))->choices; c->code; c++)
        if (c->value == value) return c->label;
    return "";
}

Text resolution_letter(Arena *arena, size_t index, size_t count) {
    if (count < 2) return S("");
    return text_join(arena, text_lower(arena, part_letter(arena, (int64_t)index + 1)), S(")"));
}

Text resolution_words(Arena *arena, const Resolution *r) {
    return text_format(arena, "%s %.*s", label_of(&resolution_record, "verb", (int)r->verb), TEXT_ARG(r->text));
}

const char *outcome_shown(Outcome outcome) {
    return label_of(&resolution_record, "outcome", (int)outcome);
}

const char *outcome_colour(Outcome outcome) {
    switch (outcome) {
    case OUTCOME_DRAFT: return "yellow";
    case OUTCOME_CONSENSUS:
    case OUTCOME_CARRIED: return "green";
    case OUTCOME_NOT_CARRIED: return "red";
    }
    return "grey";
}

/* ---- From the recommendations of a report ---- */

/* The verb that a recommendation begins with, and the words behind it; without one it is something to agree to do. */
static Resolution resolution_from(Arena *arena, Text line) {
    Text bare = text_trim(markdown_to_plain(arena, line));
    while (text_ends_with(bare, S(";")) || text_ends_with(bare, S("."))) bare = text_trim(text_slice(bare, 0, bare.len - 1));
    for (const Choice *c = record_field(&resolution_record, S("verb"))->choices; c->code; c++) {
        Text verb = text_of(c->label), rest = text_slice(bare, verb.len, bare.len);
        if (!text_equal_ignoring_case(text_slice(bare, 0, verb.len), verb) || !text_starts_with(rest, S(" "))) continue;
        return (Resolution){.verb = (Verb)c->value, .text = text_trim(rest), .outcome = OUTCOME_DRAFT};
    }
    /* "Nominate a chair" becomes "agree to nominate a chair" */
    Text first = text_lower(arena, text_slice(bare, 0, 1)), rest = text_slice(bare, 1, bare.len);
    Text words = text_format(arena, "to %.*s%.*s", TEXT_ARG(first), TEXT_ARG(rest));
    return (Resolution){.verb = VERB_AGREE, .text = words, .outcome = OUTCOME_DRAFT};
}

/* The words of a list's line behind its mark; empty when it is none. */
static Text list_words(Text line) {
    Text bare = text_trim(line);
    if (text_starts_with(bare, S("- ")) || text_starts_with(bare, S("* "))) return text_trim(text_slice(bare, 2, bare.len));
    size_t digits = 0;
    while (digits < bare.len && bare.ptr[digits] >= '0' && bare.ptr[digits] <= '9') digits++;
    bool is_numbered = digits > 0 && digits + 1 < bare.len && (bare.ptr[digits] == '.' || bare.ptr[digits] == ')');
    return is_numbered ? text_trim(text_slice(bare, digits + 1, bare.len)) : S("");
}

ResolutionList resolutions_of(Arena *arena, Text recommendations) {
    ResolutionList out = {0};
    Text rest = recommendations, line;
    size_t lines = 1;
    for (size_t i = 0; i < recommendations.len; i++) lines += recommendations.ptr[i] == '\n';
    out.items = ARENA_ARRAY(arena, Resolution, lines + 1);
    while (text_next_line(&rest, &line)) {
        Text words = list_words(line);
        if (!text_is_empty(words)) out.items[out.count++] = resolution_from(arena, words);
    }
    return out;
}

static bool has_same(const ResolutionList *list, const Resolution *r) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].verb == r->verb && text_equal(list->items[i].text, r->text)) return true;
    return false;
}

static Error *take_report(Tx *tx, const AgendaEntry *entry, const Paper *paper, bool is_public, size_t *count) {
    Report report;
    Minute minute;
    ResolutionList there;
    TRY(report_of_paper(tx_db(tx), tx_arena(tx), paper->id, &report));
    TRY(record_check_open(tx_arena(tx), &report_record, &report));
    Text words = text_in_version(tx_arena(tx), report.recommendations, is_public ? REPORT_PUBLIC : REPORT_FULL);
    ResolutionList found = resolutions_of(tx_arena(tx), words);
    TRY(minute_for(tx, entry->item.id, &minute));
    TRY(resolutions_of_minute(tx_db(tx), tx_arena(tx), minute.id, &there));
    for (size_t i = 0; i < found.count; i++) {
        if (has_same(&there, &found.items[i])) continue;
        TRY(resolution_put(tx, entry->item.id, &found.items[i]));
        (*count)++;
    }
    return NULL;
}

Error *resolutions_from_reports(Tx *tx, AgendaItemId item, size_t *count) {
    AgendaItem row;
    Agenda agenda;
    const AgendaSection *section;
    *count = 0;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, item.n, &row));
    TRY(agenda_get(tx_db(tx), tx_arena(tx), row.meeting, &agenda));
    const AgendaEntry *entry = agenda_entry(&agenda, item, &section);
    if (!entry) return error_new(tx_arena(tx), ERROR_NOT_FOUND, "There is no such item on the agenda any more.");
    bool is_public = item_is_public(&agenda.meeting, &section->part, &entry->item);
    for (size_t i = 0; i < entry->papers.count; i++) {
        const Paper *paper = &entry->papers.items[i];
        /* a restricted report of an open item would put its words into an open minute */
        bool is_open = paper_is_public(&agenda.meeting, &section->part, &entry->item, paper);
        if (paper->kind == PAPER_REPORT && (is_open || !is_public)) TRY(take_report(tx, entry, paper, is_public, count));
    }
    return NULL;
}

/* ---- Writing ---- */

Error *resolution_put(Tx *tx, AgendaItemId item, Resolution *r) {
    Minute minute;
    ResolutionList there;
    TRY(minute_for(tx, item, &minute));
    TRY(resolutions_of_minute(tx_db(tx), tx_arena(tx), minute.id, &there));
    r->minute = minute.id;
    r->outcome = OUTCOME_DRAFT;
    r->position = there.count ? there.items[there.count - 1].position + 1 : 1;
    return record_insert(tx, &resolution_record, r);
}

static Error *check_draft(Tx *tx, const Resolution *r) {
    Minute minute, again;
    TRY(record_get(tx_db(tx), tx_arena(tx), &minute_record, r->minute.n, &minute));
    return minute_for(tx, minute.item, &again);
}

Error *resolution_save(Tx *tx, Resolution *r) {
    TRY(check_draft(tx, r));
    if (r->outcome != OUTCOME_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "This resolution is decided. Take the decision back before you change its words.");
    return record_update(tx, &resolution_record, r);
}

static Error *votes_clear(Tx *tx, ResolutionId id) {
    ResolutionVoteList votes;
    TRY(votes_of_resolution(tx_db(tx), tx_arena(tx), id, &votes));
    for (size_t i = 0; i < votes.count; i++) TRY(record_delete(tx, &resolution_vote_record, &votes.items[i]));
    return NULL;
}

static Error *exclusions_clear(Tx *tx, ResolutionId id) {
    ExclusionList there;
    TRY(exclusions_of_resolution(tx_db(tx), tx_arena(tx), id, &there));
    for (size_t i = 0; i < there.count; i++) TRY(record_delete(tx, &exclusion_record, &there.items[i]));
    return NULL;
}

Error *resolution_remove(Tx *tx, const Resolution *r) {
    TRY(check_draft(tx, r));
    TRY(resolution_is_free(tx, r->id));
    TRY(terms_rest_on(tx, r));
    TRY(authorities_clear(tx, r->id));
    TRY(votes_clear(tx, r->id));
    TRY(exclusions_clear(tx, r->id));
    TRY(election_removed(tx, r));
    return record_delete(tx, &resolution_record, r);
}

/* ---- Deciding (R04, R08, R09, R21, R29) ---- */

VoteCount votes_count(const ResolutionVoteList *votes) {
    VoteCount count = {0};
    for (size_t i = 0; i < votes->count; i++) {
        count.in_favour += votes->items[i].cast_as == VOTE_FOR;
        count.against += votes->items[i].cast_as == VOTE_AGAINST;
        count.abstained += votes->items[i].cast_as == VOTE_ABSTAINED;
    }
    return count;
}

bool vote_is_carried(VoteCount count) {
    return count.in_favour > count.against;
}

bool removal_is_carried(int64_t in_favour, int64_t all_authorities) {
    return all_authorities > 0 && 2 * in_favour > all_authorities;
}

static bool is_listed(const OrganisationList *list, OrganisationId id) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n) return true;
    return false;
}

static bool is_authority_seat(const Seat *seat) {
    return seat->is_statutory && !seat->is_invited && seat->organisation.n != 0;
}

static bool has_authority(const Membership *membership, size_t count, OrganisationId id) {
    for (size_t i = 0; i < count; i++)
        if (is_authority_seat(&membership->items[i].seat) && membership->items[i].seat.organisation.n == id.n) return true;
    return false;
}

int64_t authorities_of(const Membership *membership) {
    int64_t count = 0;
    for (size_t i = 0; i < membership->count; i++) {
        const Seat *seat = &membership->items[i].seat;
        count += is_authority_seat(seat) && !has_authority(membership, i, seat->organisation);
    }
    return count;
}

/* R08 counts authorities, those that are counted as all of them: a vote of another organisation is none of theirs. */
static int64_t authorities_in_favour(const Membership *membership, const ResolutionVoteList *votes) {
    int64_t count = 0;
    for (size_t i = 0; i < votes->count; i++)
        count += votes->items[i].cast_as == VOTE_FOR && has_authority(membership, membership->count, votes->items[i].organisation);
    return count;
}

OrganisationList voters_of(Arena *arena, const AttendanceSheet *sheet, TimeOfDay at, AgendaItemId item) {
    OrganisationList out = {.items = ARENA_ARRAY(arena, Organisation, sheet->count + 1)};
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        bool is_out = attendance_takes_no_part(sheet, line->held->seat.id, item);
        if (is_out || line->held->seat.is_invited || line->held->organisation.id.n == 0) continue;
        if (attendance_is_there(&line->attendance, at) && !is_listed(&out, line->held->organisation.id))
            out.items[out.count++] = line->held->organisation;
    }
    return out;
}

static Error *check_votes(Tx *tx, const OrganisationList *voters, const ResolutionVoteList *votes) {
    if (votes->count == 0)
        return error_new(tx_arena(tx), ERROR_INPUT, "Enter how each organisation voted, or record that there was consensus.");
    for (size_t i = 0; i < votes->count; i++) {
        if (!is_listed(voters, votes->items[i].organisation))
            return error_new(tx_arena(tx), ERROR_INPUT, "An organisation voted of which nobody was there. Look at the attendance again.");
        for (size_t k = 0; k < i; k++)
            if (votes->items[k].organisation.n == votes->items[i].organisation.n)
                return error_new(tx_arena(tx), ERROR_INPUT, "An organisation has one vote. One of them voted twice.");
    }
    return NULL;
}

static Error *check_quorum(Tx *tx, const AttendanceSheet *sheet, AgendaItemId item, Resolution *r) {
    Quorum q = attendance_quorum(tx_arena(tx), sheet, r->decided_at, item);
    r->represented = q.statutory, r->represented_core = q.core, r->quorum_needed = q.needed;
    if (quorum_allows_decisions(&q)) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        "%.*s Nothing was recorded. If the attendance is not complete, enter it first; if people left later, give the time of the "
        "decision.",
        TEXT_ARG(quorum_words(tx_arena(tx), &q)));
}

Error *resolution_decide(
    Tx *tx, const AttendanceSheet *sheet, AgendaItemId item, Resolution *r, TimeOfDay at, const ResolutionVoteList *votes) {
    TRY(check_draft(tx, r));
    if (r->outcome != OUTCOME_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "This resolution is decided already. Take the decision back first.");
    r->decided_at = at;
    TRY(check_quorum(tx, sheet, item, r));
    if (!votes && r->needs_all)
        return error_new(tx_arena(tx), ERROR_INPUT, "The chair or vice-chair is removed by a vote: enter how each organisation voted.");
    r->outcome = OUTCOME_CONSENSUS;
    if (votes) {
        OrganisationList voters = voters_of(tx_arena(tx), sheet, at, item);
        TRY(check_votes(tx, &voters, votes));
        VoteCount count = votes_count(votes);
        int64_t authorities = authorities_in_favour(&sheet->membership, votes);
        bool is_carried = r->needs_all ? removal_is_carried(authorities, authorities_of(&sheet->membership)) : vote_is_carried(count);
        r->outcome = is_carried ? OUTCOME_CARRIED : OUTCOME_NOT_CARRIED;
    }
    TRY(record_update(tx, &resolution_record, r));
    for (size_t i = 0; votes && i < votes->count; i++) {
        ResolutionVote vote = {.resolution = r->id, .organisation = votes->items[i].organisation, .cast_as = votes->items[i].cast_as};
        TRY(record_insert(tx, &resolution_vote_record, &vote));
    }
    return election_decided(tx, &sheet->meeting, r);
}

Error *resolution_undecide(Tx *tx, Resolution *r) {
    TRY(check_draft(tx, r));
    TRY(resolution_is_free(tx, r->id));
    TRY(terms_rest_on(tx, r));
    TRY(authorities_clear(tx, r->id));
    TRY(votes_clear(tx, r->id));
    TRY(election_taken_back(tx, r));
    r->outcome = OUTCOME_DRAFT;
    r->decided_at = (TimeOfDay){0};
    r->represented = r->represented_core = r->quorum_needed = 0;
    return record_update(tx, &resolution_record, r);
}

/* ---- Interests (R49) ---- */

static Error *minutes_in_draft(Tx *tx, MeetingId meeting, Minutes *out) {
    bool found;
    TRY(minutes_of_meeting(tx_db(tx), tx_arena(tx), meeting, out, &found));
    if (found && out->state == MINUTES_DRAFT) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        found ? "These minutes are checked or approved. Take them back to draft before you change them."
              : "The minutes of this meeting were not begun yet. Begin them first.");
}

static Error *leave_for_item(Tx *tx, const Meeting *meeting, const Declaration *d) {
    ItemAbsenceList rows;
    TRY(item_absence_rows(tx_db(tx), tx_arena(tx), meeting->id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].item.n == d->item.n && rows.items[i].seat.n == d->seat.n) return NULL;
    ItemAbsence absence = {.meeting = meeting->id, .item = d->item, .seat = d->seat, .declaration = d->id};
    return record_insert(tx, &item_absence_record, &absence);
}

Error *declaration_put(Tx *tx, const Meeting *meeting, Declaration *d) {
    Minutes minutes;
    TRY(minutes_in_draft(tx, meeting->id, &minutes));
    d->meeting = meeting->id;
    TRY(record_insert(tx, &declaration_record, d));
    if (d->left_the_meeting) TRY(leave_for_item(tx, meeting, d));
    if (!minutes.nil_declared) return NULL;
    minutes.nil_declared = false;
    return record_update(tx, &minutes_record, &minutes);
}

/* The absence came with the interest and goes with it, or stays for another interest of the same seat in the item. */
static Error *take_back_absence(Tx *tx, const Declaration *d) {
    ItemAbsenceList rows;
    DeclarationList declared;
    TRY(item_absence_rows(tx_db(tx), tx_arena(tx), d->meeting, &rows));
    TRY(declaration_rows(tx_db(tx), tx_arena(tx), d->meeting, &declared));
    for (size_t i = 0; i < rows.count; i++) {
        ItemAbsence *absence = &rows.items[i];
        if (absence->declaration.n != d->id.n) continue;
        absence->declaration = (DeclarationId){0};
        for (size_t k = 0; k < declared.count; k++) {
            const Declaration *other = &declared.items[k];
            if (other->id.n != d->id.n && other->item.n == d->item.n && other->seat.n == d->seat.n && other->left_the_meeting)
                absence->declaration = other->id;
        }
        return absence->declaration.n ? record_update(tx, &item_absence_record, absence) : record_delete(tx, &item_absence_record, absence);
    }
    return NULL;
}

Error *declaration_remove(Tx *tx, const Declaration *d) {
    Minutes minutes;
    TRY(minutes_in_draft(tx, d->meeting, &minutes));
    TRY(take_back_absence(tx, d));
    return record_delete(tx, &declaration_record, d);
}

Error *declarations_nil(Tx *tx, const Meeting *meeting, bool is_nil) {
    Minutes minutes;
    DeclarationList declared;
    TRY(minutes_in_draft(tx, meeting->id, &minutes));
    TRY(declaration_rows(tx_db(tx), tx_arena(tx), meeting->id, &declared));
    if (is_nil && declared.count)
        return error_new(tx_arena(tx), ERROR_INPUT, "Interests are declared: take them out before you record that there were none.");
    minutes.nil_declared = is_nil;
    return record_update(tx, &minutes_record, &minutes);
}
