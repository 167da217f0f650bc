/* Papers on an item: PDFs put there and replaced, reports written here, their order, withdrawing, and the words they say. */
#include "meetings/meeting.h"

#include "meetings/meetings.sql.h"
#include "meetings/places.h"
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

static Text code_of(Arena *arena, const AgendaItemsWithFileRow *row) {
    return item_code(arena, row->part_position, row->item_position);
}

/* Keeps the file and notices where else in the agenda it stands: on the same item it is refused. */
static Error *keep_file(Tx *tx, const AgendaItem *item, const char *path, Text file_name, const PdfLook *look, Paper *paper, Text *also) {
    StoredFile file;
    AgendaItemsWithFileRowList others;
    CHECK(look->verdict == PDF_FINE);
    TRY(file_put_path(tx, path, S("application/pdf"), &file));
    TRY(agenda_items_with_file(tx_db(tx), tx_arena(tx), item->meeting, file.sha256, paper->id, &others));
    if (also) *also = S("");
    for (size_t i = 0; i < others.count; i++) {
        Text code = code_of(tx_arena(tx), &others.items[i]);
        if (others.items[i].item.n == item->id.n)
            return error_new(tx_arena(tx), ERROR_INPUT, "This file is already a paper of item %.*s. Choose another file.", TEXT_ARG(code));
        if (also && text_is_empty(*also)) *also = code;
    }
    paper->kind = PAPER_UPLOADED;
    paper->file_sha256 = file.sha256;
    paper->file_name = file_name;
    paper->media_type = file.media_type;
    paper->bytes = file.bytes;
    paper->pages = look->pages;
    paper->is_tagged = look->is_tagged;
    paper->is_signed = look->is_signed;
    paper->words = look->text;
    return NULL;
}

Error *paper_add_file(Tx *tx, AgendaItemId id, Text title, const char *path, Text file_name, const PdfLook *look, Paper *out, Text *also) {
    AgendaItem item;
    int64_t before;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    *out = (Paper){.item = id, .title = title, .file_name = file_name};
    TRY(made_just_now(tx, &paper_record, out, 60, &before));
    if (before) {
        Paper paper;
        TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, before, &paper));
        if (text_equal(paper.file_name, file_name) && paper.pages == look->pages) {
            *out = paper;
            if (also) *also = S("");
            return NULL;
        }
    }
    TRY(keep_file(tx, &item, path, file_name, look, out, also));
    return add_paper(tx, &item, out);
}

Error *paper_replace_file(Tx *tx, Paper *paper, const char *path, Text file_name, const PdfLook *look, Text *also) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, paper->item.n, "agenda", &item));
    TRY(keep_file(tx, &item, path, file_name, look, paper, also));
    return paper_save(tx, paper);
}

Error *paper_save(Tx *tx, Paper *paper) {
    int64_t version = paper->version;
    TRY(record_update(tx, &paper_record, paper));
    return paper->version == version ? NULL : touched_by_paper(tx, paper);
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

/* ---- Reports written here ---- */

Error *report_add(Tx *tx, AgendaItemId id, Report *report, Paper *out) {
    AgendaItem item;
    TRY(get_seen(tx, &agenda_item_record, id.n, "agenda", &item));
    *out = (Paper){.item = id, .kind = PAPER_REPORT, .title = report->subject, .media_type = S("application/pdf"), .is_tagged = true};
    TRY(add_paper(tx, &item, out));
    report->paper = out->id;
    return record_insert(tx, &report_record, report);
}

Error *report_save(Tx *tx, Report *report) {
    Report before;
    Paper paper;
    TRY(record_get(tx_db(tx), tx_arena(tx), &report_record, report->id.n, &before));
    int64_t version = report->version;
    TRY(record_update(tx, &report_record, report));
    if (report->version == version) return NULL;
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
    return NULL;
}

Error *paper_words(Db *db, Arena *arena, const Paper *paper, Text *out) {
    if (paper->kind == PAPER_REPORT) {
        Report report;
        TRY(report_of_paper(db, arena, paper->id, &report));
        *out = markdown_to_plain(arena, report_markdown(arena, &report));
        return NULL;
    }
    Paper whole;
    TRY(record_get(db, arena, &paper_record, paper->id.n, &whole));
    *out = whole.words;
    return NULL;
}
