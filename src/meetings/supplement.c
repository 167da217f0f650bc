/* Supplements: drafts and how they go out, what a change of a paper touches, what stands in the way. */
#include "meetings/supplement.h"

#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "meetings/obstacle_list.h"
#include "meetings/sign_off.h"

/* ---- Reading ---- */

Error *agenda_is_out(Db *db, Arena *arena, const Meeting *meeting, bool *out) {
    PublicationLatestEndRow last = {0};
    bool found = false;
    *out = false;
    if (meeting->publication == 0) return NULL;
    TRY(publication_latest_end(db, arena, meeting->id, &last, &found));
    *out = found && last.is_done;
    return NULL;
}

Error *agenda_out_since(Db *db, Arena *arena, MeetingId meeting, Moment *out) {
    AgendaLatestOutRow row;
    TRY(agenda_latest_out(db, arena, meeting, &row));
    *out = row.at;
    return NULL;
}

Error *supplements_of(Db *db, Arena *arena, MeetingId meeting, SupplementList *out) {
    return supplement_rows(db, arena, meeting, out);
}

Error *supplement_draft(Db *db, Arena *arena, MeetingId meeting, Supplement *out, bool *found) {
    SupplementList all;
    *found = false;
    *out = (Supplement){0};
    TRY(supplement_rows(db, arena, meeting, &all));
    for (size_t i = 0; i < all.count && !*found; i++) {
        *found = all.items[i].state == SUPPLEMENT_DRAFT;
        if (*found) *out = all.items[i];
    }
    return NULL;
}

Error *supplement_number_next(Db *db, Arena *arena, MeetingId meeting, int64_t *out) {
    SupplementList all;
    TRY(supplement_rows(db, arena, meeting, &all));
    *out = 1;
    for (size_t i = 0; i < all.count; i++) *out = all.items[i].number + (all.items[i].state == SUPPLEMENT_PUBLISHED);
    return NULL;
}

bool paper_waits(const Paper *paper, const Supplement *draft) {
    return paper->is_draft && !paper->is_withdrawn && paper->supplement > 0 && paper->supplement == draft->number;
}

void agenda_drop_drafts(Agenda *agenda) {
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            PaperList *papers = &agenda->items[i].items[k].papers;
            size_t kept = 0;
            for (size_t p = 0; p < papers->count; p++)
                if (!papers->items[p].is_draft) papers->items[kept++] = papers->items[p];
            papers->count = kept;
        }
}

/* ---- Doing ---- */

Error *supplement_touch(Tx *tx, MeetingId meeting, Supplement *out) {
    bool found;
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), meeting, out, &found));
    if (found) {
        /* The version has to count up even for two changes at one moment. */
        Moment now = tx_moment(tx);
        out->touched_at = moment_compare(now, out->touched_at) > 0 ? now : (Moment){out->touched_at.us + 1};
        return record_update(tx, &supplement_record, out);
    }
    *out = (Supplement){.meeting = meeting, .state = SUPPLEMENT_DRAFT, .touched_at = tx_moment(tx)};
    TRY(supplement_number_next(tx_db(tx), tx_arena(tx), meeting, &out->number));
    return record_insert(tx, &supplement_record, out);
}

Error *supplement_save(Tx *tx, Supplement *supplement) {
    Supplement now;
    TRY(record_get(tx_db(tx), tx_arena(tx), &supplement_record, supplement->id.n, &now));
    if (now.state == SUPPLEMENT_PUBLISHED)
        return error_new(
            tx_arena(tx), ERROR_CONFLICT, "Supplement %" PRId64 " was published meanwhile: it cannot be changed any more.", now.number);
    /* Papers that came meanwhile are no conflict with the reason. */
    if (text_equal(now.reason, supplement->reason)) return NULL;
    now.reason = supplement->reason;
    TRY(record_update(tx, &supplement_record, &now));
    *supplement = now;
    return NULL;
}

static Error *note_replaced(Tx *tx, const Paper *by) {
    Paper old;
    if (by->replaces.n == 0) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, by->replaces.n, &old));
    old.replaced_by = by->id;
    return record_update(tx, &paper_record, &old);
}

Error *supplement_went_out(Tx *tx, MeetingId meeting, int64_t number, Moment at) {
    Supplement draft;
    PaperList papers;
    bool found;
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), meeting, &draft, &found));
    if (!found || draft.number != number) return NULL;
    draft.state = SUPPLEMENT_PUBLISHED;
    draft.published_at = at;
    TRY(record_update(tx, &supplement_record, &draft));
    TRY(supplement_papers(tx_db(tx), tx_arena(tx), meeting, number, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        Paper *paper = &papers.items[i];
        if (paper->is_withdrawn) continue; /* never went out: it waits for another supplement, should it be brought back */
        paper->is_draft = false;
        TRY(record_update(tx, &paper_record, paper));
        TRY(note_replaced(tx, paper));
    }
    return NULL;
}

Error *paper_touched(Tx *tx, const Meeting *meeting, const Paper *paper) {
    bool is_out;
    Supplement draft;
    int64_t number;
    if (meeting->state == MEETING_CANCELLED) return agenda_touched(tx, meeting->id); /* which refuses */
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), meeting, &is_out));
    if (!is_out || !paper->is_draft) return agenda_touched(tx, meeting->id);
    TRY(supplement_number_next(tx_db(tx), tx_arena(tx), meeting->id, &number));
    return paper->supplement == number ? supplement_touch(tx, meeting->id, &draft) : NULL;
}

Error *paper_check_replaceable(Tx *tx, PaperId id, PaperId but) {
    PaperList others;
    TRY(paper_replacements(tx_db(tx), tx_arena(tx), id, &others));
    for (size_t i = 0; i < others.count; i++) {
        const Paper *other = &others.items[i];
        if (other->id.n == but.n || (other->is_withdrawn && other->is_draft)) continue;
        if (other->is_draft)
            return error_new(tx_arena(tx), ERROR_INPUT,
                "This paper is being replaced already, by \"%.*s\" in the draft of Supplement %" PRId64 ". Change that paper instead.",
                TEXT_ARG(other->title), other->supplement);
        return error_new(tx_arena(tx), ERROR_INPUT,
            "This paper was replaced already, by \"%.*s\" in Supplement %" PRId64 ". Replace that paper instead.", TEXT_ARG(other->title),
            other->supplement);
    }
    return NULL;
}

/* ---- What stands in the way ---- */

static void look_at_agenda(Finding *f, const Agenda *agenda, const Supplement *draft) {
    const Meeting *m = &agenda->meeting;
    Text page = page_of(f, "meetings", m->id.n, "/supplement");
    if (m->state == MEETING_CANCELLED) OBSTACLE(f, page_of(f, "meetings", m->id.n, ""), "The meeting is cancelled.");
    if (m->state == MEETING_PLANNED || m->state == MEETING_AGREED)
        OBSTACLE(f, page_of(f, "meetings", m->id.n, "/check"),
            "The agenda is being revised. Publish the revised agenda first: then the supplement follows it.");
    if (text_is_empty(text_trim(draft->reason)))
        OBSTACLE(f, page, "The supplement does not say why there is one. Enter the reason: it is printed on its front sheet.");
}

static void look_at_entry(
    Finding *f, const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry, const Supplement *draft, size_t *count) {
    for (size_t i = 0; i < entry->papers.count; i++) {
        const Paper *paper = &entry->papers.items[i];
        if (!paper_waits(paper, draft)) continue;
        (*count)++;
        if (entry->item.is_withdrawn)
            OBSTACLE(f, page_of(f, "papers", paper->id.n, "/withdraw"),
                "Paper %" PRId64 " of item %.*s waits in it, but the item is withdrawn. Withdraw the paper too, or bring the item back.",
                paper->position, TEXT_ARG(entry->code));
        else find_in_paper(f, agenda, section, entry, paper);
    }
}

ObstacleList supplement_obstacles_of(Arena *arena, const Agenda *agenda, const Supplement *draft, const ReportList *reports) {
    Finding f = {.arena = arena};
    size_t papers = 0;
    look_at_agenda(&f, agenda, draft);
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++)
            look_at_entry(&f, agenda, &agenda->items[i], &agenda->items[i].items[k], draft, &papers);
    if (papers == 0)
        OBSTACLE(&f, page_of(&f, "meetings", agenda->meeting.id.n, "/agenda"), "The supplement has no papers yet. Add the first one.");
    find_in_reports(&f, agenda, reports, draft);
    return f.list;
}

Error *supplement_obstacles(Db *db, Arena *arena, const Agenda *agenda, const Supplement *draft, ObstacleList *out) {
    ReportList reports;
    ReportStandings standings;
    TRY(agenda_report_rows(db, arena, agenda->meeting.id, &reports));
    TRY(report_standings(db, arena, agenda->meeting.id, agenda->meeting.day, agenda->meeting.day, &standings));
    standings = report_standings_in(arena, &standings, draft->number);
    *out = sign_off_obstacles(arena, &standings, supplement_obstacles_of(arena, agenda, draft, &reports));
    return NULL;
}
