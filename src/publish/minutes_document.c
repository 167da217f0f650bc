/* The public minutes as a tagged PDF. */
#include "publish/minutes_valve.h"

#include <inttypes.h>

#include "paper/document.h"

enum { FILE_NAME_BYTES = 80 };

static Text file_name(Arena *arena, const MinutesSnapshot *s) {
    Text name = text_is_empty(s->body.short_name) ? s->body.name : s->body.short_name;
    Text words = text_format(arena, "%.*s %.*s minutes", TEXT_ARG(name), TEXT_ARG(date_iso(arena, s->row.day)));
    return text_format(arena, "%.*s.pdf", TEXT_ARG(text_slug(arena, words, FILE_NAME_BYTES)));
}

static void put_head(Arena *arena, Document *d, const PublishedMinutes *row) {
    DocumentPair pairs[8];
    size_t count = 0;
    struct {
        const char *label;
        Text value;
    } all[] = {{"Present", row->present}, {"Present as substitutes", row->substitutes}, {"Apologies", row->apologies},
        {"In attendance", row->others}, {"Presided", row->presided}, {"Declarations of interest", row->declarations},
        {"Approval", row->approval}};
    document_title(d, row->body_name, text_format(arena, "Minutes of the meeting of %.*s", TEXT_ARG(date_long(arena, row->day))));
    if (row->state == PUBLISHED_MINUTES_DRAFT) document_notice(d, S("Draft: these minutes have not been approved yet."));
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!text_is_empty(all[i].value)) pairs[count++] = (DocumentPair){text_of(all[i].label), all[i].value};
    if (count) document_pairs(d, pairs, count);
    if (!text_is_empty(row->corrections)) document_markdown(d, row->corrections, 3);
}

Error *minutes_typeset(Arena *arena, MinutesSnapshot *s, const char *path) {
    Text title = text_format(arena, "Minutes: %.*s, %.*s", TEXT_ARG(s->row.body_name), TEXT_ARG(date_plain(arena, s->row.day)));
    Document *d = document_new(arena, title, s->row.body_name);
    int pages = 0;
    put_head(arena, d, &s->row);
    for (size_t i = 0; i < s->minutes.count; i++) {
        const PublishedMinute *m = &s->minutes.items[i];
        document_heading(d, 2, text_format(arena, "%" PRId64 ". %.*s (item %.*s)", m->number, TEXT_ARG(m->title), TEXT_ARG(m->code)));
        if (m->is_restricted) document_notice(d, text_format(arena, "%.*s. This is a summary.", TEXT_ARG(m->restriction)));
        if (!text_is_empty(m->urgency)) document_paragraph(d, text_join(arena, m->urgency, S(".")));
        document_markdown(d, m->text, 3);
        if (!text_is_empty(m->resolved)) document_markdown(d, m->resolved, 3);
        for (Text rest = m->actions, line; text_next_line(&rest, &line);)
            if (!text_is_empty(line)) document_bullet(d, text_join(arena, S("Action: "), line));
        if (!text_is_empty(m->corrections)) document_markdown(d, m->corrections, 3);
    }
    TRY(document_write(d, path, &pages));
    s->row.media_type = S("application/pdf");
    s->row.file_name = file_name(arena, s);
    s->row.pages = pages;
    return NULL;
}
