/* The leak check of a whole snapshot: every text of every row, every file name, the words of every PDF and what it
 * says without showing it (metadata, bookmarks, comments). */
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

void leak_find_in_row(Arena *arena, const LeakIndex *index, const Record *record, const void *value, Text what, FindingList *findings) {
    for (size_t i = 0; i < record->field_count; i++) {
        const Field *field = &record->fields[i];
        if (!holds_text(field->kind)) continue;
        Text where = text_format(arena, "%.*s (%s)", TEXT_ARG(what), field->label);
        leak_find(arena, index, where, record_value(arena, field, value).text, findings);
    }
}

/* A PDF that cannot be read cannot be checked, so it does not go out. */
static Error *check_pdf(Arena *arena, const LeakIndex *index, const char *path, Text what, FindingList *findings) {
    PdfLook look = {0};
    TRY(pdf_look(arena, path, &look));
    if (look.verdict != PDF_FINE) {
        finding_add(arena, findings,
            text_format(arena, "The PDF of %.*s cannot be read, so it cannot be checked. %.*s", TEXT_ARG(what), TEXT_ARG(look.sentence)));
        return NULL;
    }
    if (!look.is_read)
        finding_add(arena, findings,
            text_format(arena,
                "The words of the PDF of %.*s could not be read to their end, so they cannot be checked. Try again; if it stays so, print "
                "it as "
                "a PDF again.",
                TEXT_ARG(what)));
    if (look.has_files)
        finding_add(arena, findings,
            text_format(arena, "The PDF of %.*s has other files attached, which cannot be checked. Print it as a PDF again without them.",
                TEXT_ARG(what)));
    leak_find(
        arena, index, text_format(arena, "the metadata, bookmarks or comments of the PDF of %.*s", TEXT_ARG(what)), look.hidden, findings);
    leak_find(arena, index, text_format(arena, "the PDF of %.*s", TEXT_ARG(what)), look.text, findings);
    return NULL;
}

Error *snapshot_check(Arena *arena, const Snapshot *s, const SecretList *secrets, FindingList *out) {
    *out = (FindingList){0};
    LeakIndex index = leak_index(arena, secrets);
    leak_find_in_row(arena, &index, &published_meeting_record, &s->meeting, S("the meeting's details"), out);
    for (size_t i = 0; i < s->parts.count; i++)
        leak_find_in_row(arena, &index, &published_part_record, &s->parts.items[i],
            text_format(arena, "part %.*s", TEXT_ARG(s->parts.items[i].letter)), out);
    for (size_t i = 0; i < s->items.count; i++)
        leak_find_in_row(arena, &index, &published_item_record, &s->items.items[i],
            text_format(arena, "item %.*s", TEXT_ARG(s->items.items[i].code)), out);
    for (size_t i = 0; i < s->paper_count; i++) {
        Text what = text_format(arena, "the paper \"%.*s\"", TEXT_ARG(s->papers[i].row.title));
        leak_find_in_row(arena, &index, &published_paper_record, &s->papers[i].row, what, out);
        leak_find(arena, &index, text_format(arena, "%.*s", TEXT_ARG(what)), s->papers[i].words, out);
        TRY(check_pdf(arena, &index, s->papers[i].path, what, out));
    }
    for (size_t i = 0; i < s->document_count; i++) {
        Text what = text_format(arena, "the %.*s", TEXT_ARG(s->documents[i].row.kind));
        leak_find_in_row(arena, &index, &published_document_record, &s->documents[i].row, what, out);
        TRY(check_pdf(arena, &index, s->documents[i].path, what, out));
    }
    for (size_t i = 0; i < s->entry_count; i++) {
        leak_find(arena, &index, S("the titles for searching"), s->entries[i].title, out);
        leak_find(arena, &index, S("the address of a page"), s->entries[i].url, out);
        leak_find(arena, &index, S("the words for searching"), s->entries[i].about, out);
    }
    return NULL;
}
