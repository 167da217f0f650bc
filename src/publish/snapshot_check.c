/* The leak check of a whole snapshot: every text of every row, every file name, the words of every PDF and what it
 * says without showing it (metadata, bookmarks, comments). */
#include <inttypes.h>

#include "base/buffer.h"
#include "paper/paper.h"
#include "publish/snapshot.h"

static bool holds_text(FieldKind kind) {
    switch (kind) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_MARKDOWN:
    case FIELD_EMAIL:
    case FIELD_URL:
    case FIELD_SECRET: return true;
    case FIELD_INTEGER:
    case FIELD_PENCE:
    case FIELD_DATE:
    case FIELD_TIME:
    case FIELD_MOMENT:
    case FIELD_FLAG:
    case FIELD_CHOICE:
    case FIELD_SET:
    case FIELD_REF: break;
    }
    return false;
}

void leak_find_in_row(Arena *arena, LeakIndex *index, const Record *record, const void *value, const Place *row, FindingList *findings) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!holds_text(field->kind)) continue;
        Place place = {.name = text_format(arena, "%.*s (%s)", TEXT_ARG(row->name), field->label), .url = row->url};
        leak_find(arena, index, &place, record_value(arena, field, value).text, findings);
    }
}

Text words_to_leave(Arena *arena, LeakIndex *index, const char *place, Text words, const char *otherwise, FindingList *findings) {
    size_t before = findings->count;
    leak_begin(index);
    leak_find(arena, index, &(Place){.name = text_of(place)}, words, findings);
    return findings->count == before ? words : text_of(otherwise);
}

/* ---- PDFs ---- */

typedef struct {
    Arena *arena;
    LeakIndex *index;
    FindingList *out;
} Check;

static void add_kind(Check *c, FindingKind kind, Text what, const Place *place, Text words) {
    finding_add(c->out, c->arena, finding_at(c->arena, kind, what, place, S(""), S(""), words, S("")));
}

static FindingKind kind_of_unseen(PdfUnseenKind kind) {
    switch (kind) {
    case PDF_COVERED: return FINDING_COVERED;
    case PDF_OUTSIDE: return FINDING_OUTSIDE;
    case PDF_INVISIBLE: return FINDING_INVISIBLE;
    case PDF_ON_LAYER: return FINDING_LAYER;
    case PDF_REDACTION: return FINDING_REDACTION;
    }
    return FINDING_INVISIBLE;
}

static Place page_of(Check *c, int page, const Place *paper) {
    return (Place){text_format(c->arena, "page %d of %.*s", page, TEXT_ARG(paper->name)), paper->url, paper->document};
}

/* Its words page by page, then across the ends of pages, then what no page shows; each secret once a page. */
static void check_words(Check *c, const PdfLook *look, const Place *paper) {
    for (size_t i = 0; i < look->page_text_count; i++) {
        Place page = page_of(c, (int)i + 1, paper);
        leak_find(c->arena, c->index, &page, look->page_texts[i], c->out);
    }
    leak_pass_over_found(c->index);
    leak_find(c->arena, c->index, &(Place){text_format(c->arena, "the PDF of %.*s", TEXT_ARG(paper->name)), paper->url, paper->document},
        look->text, c->out);
    leak_pass_over_found(c->index);
    leak_find(c->arena, c->index,
        &(Place){text_format(c->arena, "the metadata, bookmarks, links or comments of %.*s", TEXT_ARG(paper->name)), paper->url,
            paper->document},
        look->hidden, c->out);
}

/* A PDF that cannot be read cannot be checked, so it does not go out. What it hides is told of papers that came from outside; what is made here
 * of them is not asked again. */
static Error *check_pdf(Check *c, const char *path, const Place *paper, bool is_from_outside) {
    PdfLook look = {0};
    TRY(pdf_look_closely(c->arena, path, &look));
    if (look.verdict != PDF_FINE) {
        add_kind(c, FINDING_UNREADABLE,
            text_format(
                c->arena, "The PDF of %.*s cannot be read, so it cannot be checked. %.*s", TEXT_ARG(paper->name), TEXT_ARG(look.sentence)),
            paper, S(""));
        return NULL;
    }
    if (!look.is_read)
        add_kind(c, FINDING_UNREADABLE,
            text_format(
                c->arena, "The words of the PDF of %.*s could not be read to their end, so they cannot be checked.", TEXT_ARG(paper->name)),
            paper, S(""));
    else if (is_from_outside && !look.is_whole)
        add_kind(c, FINDING_UNREADABLE,
            text_format(
                c->arena, "The PDF of %.*s holds more than can be looked through, so it was checked in part only.", TEXT_ARG(paper->name)),
            paper, S(""));
    if (look.has_files)
        add_kind(c, FINDING_FILES,
            text_format(c->arena, "The PDF of %.*s has other files attached, which cannot be checked.", TEXT_ARG(paper->name)), paper,
            S(""));
    check_words(c, &look, paper);
    for (size_t i = 0; is_from_outside && i < look.unseen_count; i++) {
        Place page = page_of(c, look.unseen[i].page, paper);
        add_kind(c, kind_of_unseen(look.unseen[i].kind), S("Words that are hidden"), &page, look.unseen[i].words);
        /* The words of a layer that is off, or outside the page, are in no text of it. */
        leak_find(c->arena, c->index, &page, look.unseen[i].words, c->out);
    }
    return NULL;
}

/* ---- The whole ---- */

static Text office_page_of(Arena *arena, const char *kind, PublishedId id, const char *rest) {
    return text_format(arena, "/office/%s/%" PRId64 "%s", kind, id.n, rest);
}

static void check_rows(Check *c, const Snapshot *s) {
    Arena *arena = c->arena;
    leak_begin(c->index);
    Place meeting = {S("the meeting's details"), office_page_of(arena, "meetings", s->meeting.id, "/edit"), {0}};
    leak_find_in_row(arena, c->index, &published_meeting_record, &s->meeting, &meeting, c->out);
    for (size_t i = 0; i < s->parts.count; i++) {
        Place part = {text_format(arena, "part %.*s", TEXT_ARG(s->parts.items[i].letter)),
            office_page_of(arena, "parts", s->parts.items[i].id, "/edit"), {0}};
        leak_find_in_row(arena, c->index, &published_part_record, &s->parts.items[i], &part, c->out);
    }
    for (size_t i = 0; i < s->items.count; i++) {
        Place item = {text_format(arena, "item %.*s", TEXT_ARG(s->items.items[i].code)),
            office_page_of(arena, "items", s->items.items[i].id, "/edit"), {0}};
        leak_find_in_row(arena, c->index, &published_item_record, &s->items.items[i], &item, c->out);
    }
    for (size_t i = 0; i < s->replaced.count; i++) {
        Place stone = {S("what stays of a paper that is replaced"), office_page_of(arena, "papers", s->replaced.items[i].id, ""), {0}};
        leak_find_in_row(arena, c->index, &published_paper_record, &s->replaced.items[i], &stone, c->out);
    }
}

static Error *check_paper(Check *c, const SnapshotPaper *paper) {
    bool is_report = !text_is_empty(paper->row.report);
    Place place = {.name = text_format(c->arena, "the paper \"%.*s\"", TEXT_ARG(paper->row.title)),
        .url = office_page_of(c->arena, "papers", paper->row.id, is_report ? "/report" : "")};
    leak_begin(c->index);
    leak_find_in_row(c->arena, c->index, &published_paper_record, &paper->row, &place, c->out);
    leak_pass_over_found(c->index);
    place.document = paper->document;
    TRY(check_pdf(c, paper->path, &place, paper->is_from_outside));
    leak_pass_over_found(c->index);
    leak_find(c->arena, c->index, &place, paper->words, c->out);
    return NULL;
}

/* The papers that a document is made of. What is let out of one does not hold when it is made of others. */
static Text hash_of_papers(Arena *arena, const Snapshot *s) {
    Buffer all = buffer_new(arena, 1000);
    for (size_t i = 0; i < s->paper_count; i++) buffer_putf(&all, "%.*s\n", TEXT_ARG(s->papers[i].document));
    return hash_of_text(arena, buffer_text(&all));
}

/* What is made of rows and papers that were looked at: only what stood in none of them is told. */
static Error *check_documents(Check *c, const Snapshot *s) {
    Text papers = hash_of_papers(c->arena, s);
    for (size_t i = 0; i < s->document_count; i++) {
        Place place = {.name = text_format(c->arena, "the %.*s", TEXT_ARG(s->documents[i].row.kind)), .document = papers};
        leak_pass_over_known(c->index);
        leak_find_in_row(c->arena, c->index, &published_document_record, &s->documents[i].row, &place, c->out);
        TRY(check_pdf(c, s->documents[i].path, &place, false));
    }
    leak_pass_over_known(c->index);
    for (size_t i = 0; i < s->entry_count; i++) {
        leak_find(c->arena, c->index, &(Place){.name = S("the titles for searching")}, s->entries[i].title, c->out);
        leak_find(c->arena, c->index, &(Place){.name = S("the address of a page")}, s->entries[i].url, c->out);
        leak_find(c->arena, c->index, &(Place){.name = S("the words for searching")}, s->entries[i].about, c->out);
        leak_find(c->arena, c->index, &(Place){.name = S("the words for searching")}, s->entries[i].text, c->out);
    }
    return NULL;
}

Error *snapshot_check(Arena *arena, const Snapshot *s, const SecretList *secrets, FindingList *out) {
    *out = (FindingList){0};
    LeakIndex index = leak_index(arena, secrets);
    Check c = {arena, &index, out};
    check_rows(&c, s);
    for (size_t i = 0; i < s->paper_count; i++) TRY(check_paper(&c, &s->papers[i]));
    return check_documents(&c, s);
}

Error *snapshot_check_pdf(Arena *arena, LeakIndex *index, const char *path, const Place *place, FindingList *findings) {
    Check c = {arena, index, findings};
    return check_pdf(&c, path, place, false);
}
