/* Papers on an item: PDFs put there and replaced, reports written here, their order, withdrawing, and the words they say. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/places.h"
#include "meetings/sign_off.h"
#include "meetings/supplement.h"
#include "store/files.h"
#include "store/twice.h"

static Error *papers_in_places(Tx *tx, AgendaItemId item, Places *out) {
    PaperList papers;
    TRY(item_papers(tx_db(tx), tx_arena(tx), item, &papers));
    *out = places_of(tx_arena(tx), &paper_record, papers.items, papers.count);
    return NULL;
}

static Error *meeting_of(Tx *tx, AgendaItemId id, Meeting *out) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    return record_get(tx_db(tx), tx_arena(tx), &meeting_record, item.meeting.n, out);
}

static Error *touched_by_paper(Tx *tx, const Paper *paper) {
    Meeting meeting;
    TRY(meeting_of(tx, paper->item, &meeting));
    return paper_touched(tx, &meeting, paper);
}

/* A new paper at a place of its item (0: the end): on a published agenda it waits in the draft supplement, otherwise it goes out with the
 * agenda. */
static Error *add_paper(Tx *tx, const AgendaItem *item, Paper *paper, int64_t position) {
    Meeting meeting;
    Supplement draft;
    Places places;
    bool is_out;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item->meeting.n, &meeting));
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), &meeting, &is_out));
    if (is_out && meeting.state != MEETING_CANCELLED) {
        TRY(supplement_touch(tx, meeting.id, &draft));
        paper->supplement = draft.number;
        paper->is_draft = true;
    } else {
        TRY(agenda_touched(tx, item->meeting));
    }
    TRY(papers_in_places(tx, item->id, &places));
    places_put(&places, paper, position);
    return places_save(tx, &places);
}

/* Can the paper not change in place, because people have it already? */
static Error *is_published(Tx *tx, const Paper *paper, bool *out) {
    Meeting meeting;
    TRY(meeting_of(tx, paper->item, &meeting));
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), &meeting, out));
    *out = *out && !paper->is_draft;
    return NULL;
}

/* `paper`, filled in, takes the place of the published paper `old`, which stays as it is until the supplement goes out. */
static Error *add_replacement(Tx *tx, const Paper *old, Paper *paper) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, old->item.n, "agenda", &item));
    TRY(paper_check_replaceable(tx, old->id, (PaperId){0}));
    paper->id = (PaperId){0};
    paper->version = 0;
    paper->item = old->item;
    paper->is_withdrawn = false;
    paper->withdrawn_reason = S("");
    paper->replaces = old->id;
    paper->replaced_by = (PaperId){0};
    /* A recall is of the paper that people had. */
    paper->is_recalled = false;
    paper->recalled_reason = paper->recalled_by = S("");
    paper->recalled_at = (Moment){0};
    return add_paper(tx, &item, paper, old->position + 1);
}

/* ERROR_CONFLICT, as record_update would give, for a change that makes another record. */
static Error *check_version(Tx *tx, const Record *record, const void *seen, void *now) {
    TRY(record_get(tx_db(tx), tx_arena(tx), record, record_id(seen), now));
    if (record_version(now) == record_version(seen)) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT,
        "This %s was changed meanwhile by somebody else, so nothing was saved. Look at it again.", record->title);
}

/* Where in the agenda the same file stands already: as another paper of the same item, or the code of the first other item that has it. */
typedef struct {
    PaperId here;
    Text elsewhere;
} SameFile;

/* The name of a file is that of its bytes in one form; an open and a restricted item of the same agenda have it under two names, and only the
 * form of this item is looked for: what a restricted item has is not told elsewhere. */
static Error *find_same_file(Tx *tx, const AgendaItem *item, Text name, PaperId but, SameFile *out) {
    AgendaItemsWithFileRowList rows;
    *out = (SameFile){0};
    TRY(agenda_items_with_file(tx_db(tx), tx_arena(tx), item->meeting, name, but.n, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const AgendaItemsWithFileRow *row = &rows.items[i];
        if (row->item.n == item->id.n) out->here = row->paper;
        else if (text_is_empty(out->elsewhere)) out->elsewhere = item_code(tx_arena(tx), row->part_position, row->item_position);
    }
    return NULL;
}

static void take_file(Paper *paper, const StoredFile *file, Text file_name, const PdfLook *look) {
    CHECK(look->verdict == PDF_FINE);
    paper->kind = PAPER_UPLOADED;
    paper->file_sha256 = file->sha256;
    paper->file_name = file_name;
    paper->media_type = file->media_type;
    paper->bytes = file->bytes;
    paper->pages = look->pages;
    paper->is_tagged = look->is_tagged;
    paper->is_signed = look->is_signed;
    paper->is_scanned = !look->has_text && !look->is_tagged;
    paper->is_repaired = look->is_repaired;
}

/* Keeps the file in the form that a paper of the item has to have, with its words. */
static Error *keep_file(Tx *tx, const AgendaItem *item, const Paper *paper, const char *path, const PdfLook *look, StoredFile *out) {
    AgendaPart part;
    Meeting meeting;
    Text media_type = S("application/pdf");
    TRY(get_seen(tx, &agenda_part_record, item->part.n, "agenda", &part));
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item->meeting.n, &meeting));
    bool is_sealed = paper_must_be_sealed(&meeting, &part, item, paper);
    TRY(is_sealed ? file_put_path_sealed(tx, path, media_type, out) : file_put_path(tx, path, media_type, out));
    return file_words_put(tx, out->sha256, look->text);
}

static Error *refuse_same_file(Tx *tx, PaperId id) {
    Paper paper;
    TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, id.n, &paper));
    return error_new(
        tx_arena(tx), ERROR_INPUT, "This item already has the same file, as \"%.*s\". Choose another file.", TEXT_ARG(paper.title));
}

Error *paper_add_file(Tx *tx, AgendaItemId id, Text title, const char *path, Text file_name, const PdfLook *look, Paper *out, Text *also) {
    AgendaItem item;
    StoredFile file;
    SameFile same;
    int64_t before;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    *out = (Paper){.item = id, .title = title};
    TRY(keep_file(tx, &item, out, path, look, &file));
    TRY(find_same_file(tx, &item, file.sha256, (PaperId){0}, &same));
    if (also) *also = same.elsewhere;
    if (same.here.n) {
        TRY(made_just_now(tx, &paper_record, out, 60, &before));
        if (before != same.here.n) return refuse_same_file(tx, same.here);
        return record_get(tx_db(tx), tx_arena(tx), &paper_record, before, out); /* the form was sent twice */
    }
    take_file(out, &file, file_name, look);
    return add_paper(tx, &item, out, 0);
}

Error *paper_replace_file(Tx *tx, Paper *paper, const char *path, Text file_name, const PdfLook *look, Text *also) {
    AgendaItem item;
    StoredFile file;
    SameFile same;
    TRY(get_seen(tx, &agenda_item_record, paper->item.n, "agenda", &item));
    TRY(keep_file(tx, &item, paper, path, look, &file));
    TRY(find_same_file(tx, &item, file.sha256, paper->id, &same));
    if (also) *also = same.elsewhere;
    if (same.here.n) return refuse_same_file(tx, same.here);
    bool is_out;
    TRY(is_published(tx, paper, &is_out));
    if (!is_out) {
        take_file(paper, &file, file_name, look);
        return paper_save(tx, paper);
    }
    Paper old;
    TRY(check_version(tx, &paper_record, paper, &old));
    if (text_equal(old.file_sha256, file.sha256))
        return error_new(tx_arena(tx), ERROR_INPUT, "This is the file that the paper has already. Choose another file.");
    take_file(paper, &file, file_name, look);
    return add_replacement(tx, &old, paper);
}

Error *paper_save(Tx *tx, Paper *paper) {
    int64_t version = paper->version;
    TRY(record_update(tx, &paper_record, paper));
    if (paper->version == version) return NULL;
    TRY(touched_by_paper(tx, paper));
    return paper_settle(tx, paper);
}

Error *paper_move(Tx *tx, PaperId id, int64_t position) {
    Paper paper;
    TRY(get_seen(tx, &paper_record, id.n, "agenda", &paper));
    if (position < 1) position = 1;
    if (position == paper.position) return NULL;
    Places places;
    TRY(touched_by_paper(tx, &paper));
    TRY(papers_in_places(tx, paper.item, &places));
    places_put(&places, places_take(&places, id.n), position);
    return places_save(tx, &places);
}

Error *paper_withdraw(Tx *tx, Paper *paper, Text reason) {
    Meeting meeting;
    bool is_out;
    if (text_is_empty(reason)) return error_new(tx_arena(tx), ERROR_INPUT, "Say why the paper is withdrawn.");
    TRY(meeting_of(tx, paper->item, &meeting));
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), &meeting, &is_out));
    paper->is_withdrawn = true;
    paper->withdrawn_reason = reason;
    if (!is_out) paper->is_draft = true; /* what is published next will not have it */
    TRY(record_update(tx, &paper_record, paper));
    TRY(paper_touched(tx, &meeting, paper));
    return paper_settle(tx, paper);
}

/* What people never had comes back as part of the draft supplement, where the agenda is out. */
static Error *restore_draft(Tx *tx, const Meeting *meeting, bool is_out, Paper *paper) {
    Supplement draft;
    bool found;
    if (paper->replaces.n) TRY(paper_check_replaceable(tx, paper->replaces, paper->id));
    if (is_out) {
        TRY(supplement_touch(tx, meeting->id, &draft));
        paper->supplement = draft.number;
        return NULL;
    }
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), meeting->id, &draft, &found));
    paper->is_draft = found && paper->supplement == draft.number;
    return NULL;
}

Error *paper_restore(Tx *tx, Paper *paper) {
    Meeting meeting;
    bool is_out;
    TRY(meeting_of(tx, paper->item, &meeting));
    TRY(agenda_is_out(tx_db(tx), tx_arena(tx), &meeting, &is_out));
    if (meeting.state == MEETING_CANCELLED) return agenda_touched(tx, meeting.id);
    bool was_draft = paper->is_draft;
    if (paper->is_withdrawn && was_draft) TRY(restore_draft(tx, &meeting, is_out, paper));
    paper->is_withdrawn = false;
    paper->withdrawn_reason = S("");
    TRY(record_update(tx, &paper_record, paper));
    if (!is_out || !was_draft) TRY(agenda_touched(tx, meeting.id));
    return paper_settle(tx, paper);
}

Text paper_lost_in_pack(Arena *arena, const Paper *paper) {
    if (paper->kind != PAPER_UPLOADED) return S("");
    PackPart part = {.is_untagged = !paper->is_tagged,
        .is_scanned = paper->is_scanned,
        .is_signed = paper->is_signed,
        .is_repaired = paper->is_repaired};
    return pack_part_lost(arena, &part);
}

/* ---- Reports written here ---- */

Error *report_add(Tx *tx, AgendaItemId id, Report *report, Paper *out) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    *out = (Paper){.item = id, .kind = PAPER_REPORT, .title = report->subject, .media_type = S("application/pdf"), .is_tagged = true};
    TRY(add_paper(tx, &item, out, 0));
    report->paper = out->id;
    TRY(record_insert(tx, &report_record, report));
    return sign_off_begin(tx, report->id, (PersonId){0});
}

/* A report that people have already: the new text is another paper, which replaces it. */
static Error *replace_report(Tx *tx, const Report *before, const Paper *old, Report *report) {
    Report now;
    TRY(check_version(tx, &report_record, report, &now));
    TRY(record_check_open(tx_arena(tx), &report_record, before)); /* what is sealed cannot be compared without the key */
    if (record_changes(tx_arena(tx), &report_record, before, report, ACCESS_ALL).count == 0) return NULL;
    Paper paper = *old; /* restricted and marked as it is */
    if (text_equal(old->title, before->subject)) paper.title = report->subject;
    TRY(add_replacement(tx, old, &paper));
    report->id = (ReportId){0};
    report->version = 0;
    report->paper = paper.id;
    TRY(record_insert(tx, &report_record, report));
    return sign_off_begin_after(tx, report->id, before->id);
}

Error *report_save(Tx *tx, Report *report) {
    Report before;
    Paper paper;
    bool is_out;
    TRY(record_get(tx_db(tx), tx_arena(tx), &report_record, report->id.n, &before));
    TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, before.paper.n, &paper));
    TRY(is_published(tx, &paper, &is_out));
    if (is_out) return replace_report(tx, &before, &paper, report);
    int64_t version = report->version;
    TRY(record_update(tx, &report_record, report));
    if (report->version == version) return NULL;
    TRY(sign_off_touched(tx, report));
    if (text_equal(paper.title, before.subject)) {
        paper.title = report->subject;
        TRY(record_update(tx, &paper_record, &paper));
    }
    return touched_by_paper(tx, &paper);
}

Error *report_of_paper(Db *db, Arena *arena, PaperId paper, Report *out) {
    bool found;
    TRY(paper_report(db, arena, paper, out, &found));
    if (!found) return error_new(arena, ERROR_NOT_FOUND, "This paper has no report written here. It may have been removed.");
    return record_check_open(arena, &report_record, out);
}

Error *paper_words(Db *db, Arena *arena, const Paper *paper, ReportVersion version, Text *out) {
    if (paper->kind == PAPER_REPORT) {
        Report report;
        TRY(report_of_paper(db, arena, paper->id, &report));
        *out = markdown_to_plain(arena, report_markdown(arena, &report, version));
        return NULL;
    }
    return file_words(db, arena, paper->file_sha256, out);
}
