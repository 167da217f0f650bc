/* Papers on an item: PDFs put there and replaced, reports written here, their order, withdrawing, and the words they say. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/places.h"
#include "meetings/sign_off.h"
#include "store/files.h"
#include "store/twice.h"

static Error *papers_in_places(Tx *tx, AgendaItemId item, Places *out) {
    PaperList papers;
    TRY(item_papers(tx_db(tx), tx_arena(tx), item, &papers));
    *out = places_of(tx_arena(tx), &paper_record, papers.items, papers.count);
    return NULL;
}

static Error *touched_by_paper(Tx *tx, const Paper *paper) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, paper->item.n, "agenda", &item));
    return agenda_touched(tx, item.meeting);
}

static Error *add_paper(Tx *tx, const AgendaItem *item, Paper *paper) {
    Places places;
    TRY(agenda_touched(tx, item->meeting));
    TRY(papers_in_places(tx, item->id, &places));
    places_put(&places, paper, 0);
    return places_save(tx, &places);
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
    return add_paper(tx, &item, out);
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
    take_file(paper, &file, file_name, look);
    return paper_save(tx, paper);
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
    if (text_is_empty(reason)) return error_new(tx_arena(tx), ERROR_INPUT, "Say why the paper is withdrawn.");
    paper->is_withdrawn = true;
    paper->withdrawn_reason = reason;
    return paper_save(tx, paper);
}

Error *paper_restore(Tx *tx, Paper *paper) {
    paper->is_withdrawn = false;
    paper->withdrawn_reason = S("");
    return paper_save(tx, paper);
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
    TRY(add_paper(tx, &item, out));
    report->paper = out->id;
    TRY(record_insert(tx, &report_record, report));
    return sign_off_begin(tx, report->id, (PersonId){0});
}

Error *report_save(Tx *tx, Report *report) {
    Report before;
    Paper paper;
    TRY(record_get(tx_db(tx), tx_arena(tx), &report_record, report->id.n, &before));
    int64_t version = report->version;
    TRY(record_update(tx, &report_record, report));
    if (report->version == version) return NULL;
    TRY(sign_off_touched(tx, report));
    TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, report->paper.n, &paper));
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
