/* What members read, and keep to themselves: see notebook.h. */
#include "meetings/notebook.h"

#include <stdlib.h>

#include "meetings/meetings.sql.h"
#include "store/seal.h"

/* ---- What was opened ---- */

const char *reading_shown(Reading reading) {
    switch (reading) {
    case READING_UNREAD: return "Not opened yet";
    case READING_CHANGED: return "Changed since you opened it";
    case READING_DONE: return "Opened";
    }
    return "";
}

const char *reading_colour(Reading reading) {
    switch (reading) {
    case READING_UNREAD: return "blue";
    case READING_CHANGED: return "orange";
    case READING_DONE: return "grey";
    }
    return "grey";
}

Text paper_content(Arena *arena, const Paper *paper, const Report *report) {
    return report ? text_format(arena, "report %lld", (long long)report->version) : paper->file_sha256;
}

Error *paper_opened_at(Tx *tx, AccountId account, PaperId paper, Text content, Moment at) {
    return opening_add(tx, account, paper, content, at, NULL);
}

Error *paper_opened(Store *office, Db *db, Arena *arena, AccountId account, PaperId paper, Text content) {
    OpeningFoundRow row;
    bool found;
    TRY(opening_found(db, arena, account, paper, content, &row, &found));
    if (found) return NULL;
    Tx *tx = NULL;
    Error *error = tx_begin(office, arena, (Actor){0}, S(""), &tx);
    if (!error) error = paper_opened_at(tx, account, paper, content, tx_moment(tx));
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

/* ---- What is there to read ---- */

enum { MOST_MEETINGS = 60 };

static Text content_of(const PaperContentsRowList *contents, PaperId paper) {
    for (size_t i = 0; i < contents->count; i++)
        if (contents->items[i].paper.n == paper.n) return contents->items[i].content;
    return S("");
}

static Reading reading_of(const OpeningsOfMeetingRowList *openings, PaperId paper, Text content) {
    Reading reading = READING_UNREAD;
    for (size_t i = 0; i < openings->count; i++) {
        if (openings->items[i].paper.n != paper.n) continue;
        if (text_equal(openings->items[i].content, content)) return READING_DONE;
        reading = READING_CHANGED;
    }
    return reading;
}

/* The papers of one item for somebody with these rights. */
static void take_papers(const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry, const MeetingRights *rights,
    const PaperContentsRowList *contents, const OpeningsOfMeetingRowList *openings, MeetingToRead *out) {
    if (entry->item.is_withdrawn) return;
    for (size_t p = 0; p < entry->papers.count; p++) {
        const Paper *paper = &entry->papers.items[p];
        bool is_public = paper_is_public(&agenda->meeting, &section->part, &entry->item, paper);
        if (paper->is_draft || paper->replaced_by.n) continue; /* not out yet; another one is read instead */
        if (!is_public && (!rights->sees_restricted || paper->is_recalled)) continue;
        PaperToRead *line = &out->items[out->count++];
        *line = (PaperToRead){.paper = paper->id,
            .code = entry->code,
            .title = paper->title,
            .is_public = is_public,
            .reading = reading_of(openings, paper->id, content_of(contents, paper->id))};
        out->unread += line->reading != READING_DONE;
    }
}

static Error *papers_of_meeting(Db *db, Arena *arena, const Session *who, const MeetingRights *rights, MeetingToRead *out) {
    Agenda agenda;
    PaperContentsRowList contents;
    OpeningsOfMeetingRowList openings;
    TRY(agenda_get(db, arena, out->meeting.id, &agenda));
    TRY(paper_contents(db, arena, out->meeting.id, &contents));
    TRY(openings_of_meeting(db, arena, out->meeting.id, who->account.n, &openings));
    out->items = ARENA_ARRAY(arena, PaperToRead, contents.count);
    for (size_t i = 0; i < agenda.count; i++)
        for (size_t k = 0; k < agenda.items[i].count; k++)
            take_papers(&agenda, &agenda.items[i], &agenda.items[i].items[k], rights, &contents, &openings, out);
    return NULL;
}

Error *meetings_to_read(Db *db, Arena *arena, const Session *who, Date today, MeetingsToRead *out) {
    MeetingList meetings;
    PersonId person = {who->person};
    TRY(meetings_of_person(db, arena, person, today, MOST_MEETINGS, &meetings));
    *out = (MeetingsToRead){.items = ARENA_ARRAY(arena, MeetingToRead, meetings.count), .count = meetings.count};
    for (size_t i = 0; i < meetings.count; i++) {
        MeetingToRead *m = &out->items[i];
        MeetingRights rights;
        *m = (MeetingToRead){.meeting = meetings.items[i]};
        TRY(record_label(db, arena, &body_record, m->meeting.body.n, &m->body));
        TRY(meeting_rights(db, arena, who->roles, person, &m->meeting, &rights));
        m->has_agenda = rights.sees_agenda;
        if (rights.sees_agenda) TRY(papers_of_meeting(db, arena, who, &rights, m));
    }
    return NULL;
}

/* ---- Receipts ---- */

/* The members who may read the open papers of a meeting, and of those who may read the restricted ones. */
typedef struct {
    const Account *account;
    bool reads_open, reads_restricted;
} EntitledMember;
typedef struct {
    EntitledMember *items;
    size_t count;
} Entitled;

static Error *readers_of(Db *db, Arena *arena, const Meeting *meeting, Entitled *out) {
    AccountList accounts;
    TRY(accounts_sitting(db, arena, meeting->body, meeting->day, &accounts));
    *out = (Entitled){.items = ARENA_ARRAY(arena, EntitledMember, accounts.count)};
    for (size_t i = 0; i < accounts.count; i++) {
        MeetingRights rights;
        const Account *a = &accounts.items[i];
        if (!(a->roles & (MEMBER | CHAIR))) continue;
        TRY(meeting_rights(db, arena, a->roles & (MEMBER | CHAIR), (PersonId){a->person}, meeting, &rights));
        out->items[out->count++] = (EntitledMember){a, rights.sees_agenda, rights.sees_restricted};
    }
    return NULL;
}

static bool has_opened(const OpeningsOfMeetingRowList *openings, AccountId account, PaperId paper, Text content) {
    for (size_t i = 0; i < openings->count; i++) {
        const OpeningsOfMeetingRow *o = &openings->items[i];
        if (o->account.n == account.n && o->paper.n == paper.n && text_equal(o->content, content)) return true;
    }
    return false;
}

static PaperReceipt receipt_of(
    const Paper *paper, Text code, bool is_public, Text content, const Entitled *readers, const OpeningsOfMeetingRowList *openings) {
    PaperReceipt receipt = {.paper = paper->id, .code = code, .title = paper->title, .is_public = is_public};
    for (size_t i = 0; i < readers->count; i++) {
        const EntitledMember *reader = &readers->items[i];
        if (!(is_public ? reader->reads_open : reader->reads_restricted)) continue;
        receipt.entitled++;
        receipt.opened += has_opened(openings, reader->account->id, paper->id, content);
    }
    return receipt;
}

Error *paper_receipts(Db *db, Arena *arena, const Agenda *agenda, PaperReceipts *out) {
    PaperContentsRowList contents;
    OpeningsOfMeetingRowList openings;
    Entitled readers;
    TRY(paper_contents(db, arena, agenda->meeting.id, &contents));
    TRY(openings_of_meeting(db, arena, agenda->meeting.id, 0, &openings));
    TRY(readers_of(db, arena, &agenda->meeting, &readers));
    *out = (PaperReceipts){.items = ARENA_ARRAY(arena, PaperReceipt, contents.count)};
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            const AgendaEntry *entry = &agenda->items[i].items[k];
            for (size_t p = 0; p < entry->papers.count && !entry->item.is_withdrawn; p++) {
                const Paper *paper = &entry->papers.items[p];
                if (paper->is_draft) continue; /* nobody has it yet */
                bool is_public = paper_is_public(&agenda->meeting, &agenda->items[i].part, &entry->item, paper);
                out->items[out->count++] = receipt_of(paper, entry->code, is_public, content_of(&contents, paper->id), &readers, &openings);
            }
        }
    return NULL;
}

/* ---- Notes ---- */

int paragraph_compare(Text a, Text b) {
    Text left = a, right = b, part_a = {0}, part_b = {0};
    for (;;) {
        bool has_a = text_split(&left, '.', &part_a), has_b = text_split(&right, '.', &part_b);
        if (!has_a || !has_b) return (int)has_a - (int)has_b;
        int64_t m = 0, n = 0;
        if (!text_to_int64(part_a, &m)) m = 0;
        if (!text_to_int64(part_b, &n)) n = 0;
        if (m != n) return m < n ? -1 : 1;
    }
}

static int compare_notes(const void *a, const void *b) {
    const PaperNote *left = a, *right = b;
    if (left->page != right->page) return left->page < right->page ? -1 : 1;
    int order = paragraph_compare(left->paragraph, right->paragraph);
    return order ? order : left->id.n < right->id.n ? -1 : left->id.n > right->id.n;
}

/* What a note says is sealed for its writer and its paper: moved to another it does not open. */
static Text place_of(Arena *arena, AccountId account, PaperId paper, const char *what) {
    return text_format(arena, "paper_note:%s:%lld:%lld", what, (long long)account.n, (long long)paper.n);
}

static Error *open_note(Db *db, Arena *arena, AccountId account, PaperNote *note) {
    bool has_quote, has_words;
    Text quote = note->quote, words = note->words;
    TRY(seal_open_text(db, arena, place_of(arena, account, note->paper, "quote"), quote, &note->quote, &has_quote));
    TRY(seal_open_text(db, arena, place_of(arena, account, note->paper, "words"), words, &note->words, &has_words));
    if (!has_quote) note->quote = S("");
    if (!has_words) note->words = S("This note cannot be read at present: the office's key is not at hand. Ask the administrator.");
    return NULL;
}

static Error *notes_read(Db *db, Arena *arena, AccountId account, int64_t paper, int64_t id, PaperNotes *out) {
    NotesFoundRowList rows;
    TRY(notes_found(db, arena, account, paper, id, &rows));
    *out = (PaperNotes){.items = ARENA_ARRAY(arena, PaperNote, rows.count), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        const NotesFoundRow *r = &rows.items[i];
        out->items[i] = (PaperNote){r->id, r->paper, r->content, r->page, r->paragraph, r->quote, r->words, r->is_restricted, r->made_at};
        TRY(open_note(db, arena, account, &out->items[i]));
    }
    return NULL;
}

Error *notes_of(Db *db, Arena *arena, AccountId account, PaperId paper, PaperNotes *out) {
    TRY(notes_read(db, arena, account, paper.n, 0, out));
    for (size_t from = 0, to; from < out->count; from = to) { /* paper by paper */
        for (to = from; to < out->count && out->items[to].paper.n == out->items[from].paper.n;) to++;
        qsort(out->items + from, to - from, sizeof *out->items, compare_notes);
    }
    return NULL;
}

Error *note_get(Db *db, Arena *arena, AccountId account, PaperNoteId id, PaperNote *out) {
    PaperNotes notes = {0};
    if (id.n > 0) TRY(notes_read(db, arena, account, 0, id.n, &notes));
    if (notes.count == 0)
        return error_new(arena, ERROR_NOT_FOUND, "There is no such note of yours. It may have been deleted: look at your notes.");
    *out = notes.items[0];
    return NULL;
}

static bool is_same(const PaperNote *a, const PaperNote *b) {
    return a->page == b->page && text_equal(a->paragraph, b->paragraph) && text_equal(a->quote, b->quote) && text_equal(a->words, b->words);
}

Error *note_put(Tx *tx, AccountId account, const PaperNote *n) {
    Arena *arena = tx_arena(tx);
    PaperNotes notes;
    Text quote, words;
    TRY(notes_read(tx_db(tx), arena, account, n->paper.n, 0, &notes));
    for (size_t i = 0; i < notes.count && !n->id.n; i++)
        if (is_same(&notes.items[i], n)) return NULL;
    if (!n->id.n && notes.count >= NOTES_MOST)
        return error_new(
            arena, ERROR_INPUT, "You have %d notes on this paper, which is as many as can be kept. Delete some first.", NOTES_MOST);
    TRY(seal_text(tx, place_of(arena, account, n->paper, "quote"), n->quote, &quote));
    TRY(seal_text(tx, place_of(arena, account, n->paper, "words"), n->words, &words));
    if (n->id.n) return note_change(tx, account, n->id, n->page, n->paragraph, quote, words, n->is_restricted, tx_moment(tx), NULL);
    return note_add(tx, account, n->paper, n->content, n->page, n->paragraph, quote, words, n->is_restricted, tx_moment(tx), NULL);
}

Error *note_remove(Tx *tx, AccountId account, PaperNoteId id) {
    return note_delete(tx, account, id, NULL);
}
