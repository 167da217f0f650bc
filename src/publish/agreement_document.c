/* The agreement of a year as a tagged PDF: its chapters, then the action plan as it stands. */
#include "publish/agreement_valve.h"

#include <inttypes.h>

#include "paper/document.h"

enum { FILE_NAME_BYTES = 80, PLAN_COLUMNS = 5 };

static void put_head(Arena *arena, Document *d, const AgreementSnapshot *s, Date today) {
    DocumentPair pairs[6];
    size_t count = 0;
    const struct {
        const char *label;
        Date day;
    } days[] = {{"Endorsed on", s->row.endorsed_on}, {"Reviewed on", s->row.reviewed_on}, {"Sent to the commissioner on", s->row.sent_on}};
    document_title(d, s->row.body_name, s->row.title);
    pairs[count++] = (DocumentPair){S("Year"),
        text_format(arena, "%.*s to %.*s", TEXT_ARG(date_plain(arena, s->row.starts)), TEXT_ARG(date_plain(arena, s->row.ends)))};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if (date_is_set(days[i].day)) pairs[count++] = (DocumentPair){text_of(days[i].label), date_plain(arena, days[i].day)};
    pairs[count++] = (DocumentPair){S("The plan as it stood on"), date_plain(arena, today)};
    document_pairs(d, pairs, count);
    if (s->row.is_closed) document_notice(d, S("This year is over. The action plan is as it ended."));
}

static void put_versions(Arena *arena, Document *d, const AgreementSnapshot *s) {
    static const int widths[] = {15, 25, 60};
    const Text head[] = {S("Version"), S("Date"), S("What changed")};
    Text *cells = ARENA_ARRAY(arena, Text, s->versions.count * 3 + 1);
    if (s->versions.count == 0) return;
    for (size_t i = 0; i < s->versions.count; i++) {
        const PublishedAgreementVersion *v = &s->versions.items[i];
        cells[i * 3] = v->number, cells[i * 3 + 1] = date_plain(arena, v->day), cells[i * 3 + 2] = v->changes;
    }
    document_heading(d, 2, S("Versions"));
    document_table(d, S("Versions"), head, 3, cells, s->versions.count, widths);
}

static void put_chapters(Document *d, const AgreementSnapshot *s) {
    for (size_t i = 0; i < s->chapters.count; i++) {
        const PublishedChapter *c = &s->chapters.items[i];
        document_heading(d, 2, c->heading);
        if (c->is_to_follow) document_paragraph(d, S("This chapter is to follow."));
        else document_markdown(d, c->text, 3);
    }
    if (text_is_empty(s->row.themes)) return;
    document_heading(d, 2, S("Cross-cutting themes"));
    for (Text rest = s->row.themes, line; text_next_line(&rest, &line);) document_bullet(d, line);
}

static Text flags_of(Arena *arena, const PublishedPlanAction *x) {
    Buffer out = buffer_new(arena, 64);
    if (x->is_funded) buffer_put(&out, S("\nFunded by the grant (£)"));
    if (x->is_linked) buffer_putf(&out, "\nLinked (↔): %.*s", TEXT_ARG(x->linked_to));
    return buffer_text(&out);
}

/* What is done, one a line with a dash, so that lines that wrap are told apart. */
static Text dashed(Arena *arena, Text lines) {
    Buffer out = buffer_new(arena, lines.len + 64);
    for (Text rest = lines, line; text_next_line(&rest, &line);)
        if (!text_is_empty(text_trim(line))) buffer_putf(&out, "%s- %.*s", out.len ? "\n" : "", TEXT_ARG(line));
    return buffer_text(&out);
}

static void put_section(Arena *arena, Document *d, const AgreementSnapshot *s, const PublishedPlanSection *section, Date today) {
    static const int widths[] = {8, 34, 24, 14, 20};
    const Text head[PLAN_COLUMNS] = {S("No."), S("Objective and actions"), S("Measures"), S("Timescale and state"), S("Lead")};
    Text *cells = ARENA_ARRAY(arena, Text, (s->actions.count + 1) * PLAN_COLUMNS);
    size_t rows = 0;
    document_heading(d, 3, text_format(arena, "%" PRId64 ". %.*s", section->number, TEXT_ARG(section->title)));
    if (section->is_shared) document_paragraph(d, S("Several priorities share this section."));
    else document_paragraph(d, text_format(arena, "Lead: %.*s. Aim: %.*s", TEXT_ARG(section->lead), TEXT_ARG(section->aim)));
    for (size_t i = 0; i < s->actions.count; i++) {
        const PublishedPlanAction *x = &s->actions.items[i];
        if (x->section.n != section->id.n) continue;
        Text *row = &cells[rows++ * PLAN_COLUMNS];
        row[0] = x->number;
        row[1] =
            text_format(arena, "%.*s%.*s\n%.*s", TEXT_ARG(x->objective), TEXT_ARG(flags_of(arena, x)), TEXT_ARG(dashed(arena, x->steps)));
        row[2] = dashed(arena, x->measures);
        row[3] = text_format(arena, "%.*s\n%s", TEXT_ARG(x->timescale), published_state_of_plan(published_standing(x, today)));
        row[4] = x->contributors.len ? text_format(arena, "%.*s\n%.*s", TEXT_ARG(x->leads), TEXT_ARG(x->contributors)) : x->leads;
    }
    if (rows) document_table(d, text_format(arena, "Actions: %.*s", TEXT_ARG(section->title)), head, PLAN_COLUMNS, cells, rows, widths);
    else document_paragraph(d, S("It has no actions."));
}

Error *agreement_typeset(Arena *arena, AgreementSnapshot *s, Date day, const char *path) {
    Date today = s->row.is_closed ? s->row.ends : day;
    Document *d = document_new(arena, s->row.title, s->row.body_name);
    int pages = 0;
    put_head(arena, d, s, today);
    put_versions(arena, d, s);
    put_chapters(d, s);
    document_heading(d, 2, S("Action plan"));
    document_paragraph(d, S("£ marks what the commissioner's grant funds, ↔ what is linked to another group or strategy."));
    for (size_t i = 0; i < s->sections.count; i++) put_section(arena, d, s, &s->sections.items[i], today);
    TRY(document_write(d, path, &pages));
    s->row.media_type = S("application/pdf");
    s->row.file_name = text_format(arena, "%.*s.pdf", TEXT_ARG(text_slug(arena, s->row.title, FILE_NAME_BYTES)));
    s->row.pages = pages;
    return NULL;
}
