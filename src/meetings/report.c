/* Reports written here (R53): numbering of sections and paragraphs, the members' and the public version as Markdown and as tagged PDF. */
#include "meetings/meeting.h"

/* ---- Lines of Markdown ---- */

static bool is_blank(Text line) {
    return text_is_empty(text_trim(line));
}

/* The words of "# Heading"; false for any other line, deeper headings included. */
static bool section_heading(Text line, Text *words) {
    if (line.len < 2 || line.ptr[0] != '#' || line.ptr[1] != ' ') return false;
    *words = text_trim(text_slice(line, 2, line.len));
    return true;
}

static bool is_fence(Text line) {
    return text_starts_with(line, S("```")) || text_starts_with(line, S("~~~"));
}

/* A line that begins something other than a paragraph: a list, table, quotation, deeper heading, rule or indented text. */
static bool begins_other(Text line) {
    if (text_starts_with(line, S("    ")) || is_fence(line)) return true;
    Text t = text_trim(line);
    if (t.len == 0) return false;
    if (t.ptr[0] == '|' || t.ptr[0] == '>' || text_starts_with(t, S("##")) || text_starts_with(t, S("---"))) return true;
    if (t.len >= 2 && (t.ptr[0] == '-' || t.ptr[0] == '*' || t.ptr[0] == '+') && t.ptr[1] == ' ') return true;
    size_t digits = 0;
    while (digits < t.len && t.ptr[digits] >= '0' && t.ptr[digits] <= '9') digits++;
    return digits > 0 && digits < 4 && digits + 1 < t.len && (t.ptr[digits] == '.' || t.ptr[digits] == ')') && t.ptr[digits + 1] == ' ';
}

/* ---- Blocks ---- */

typedef struct {
    Arena *arena;
    ReportVersion version;
    ReportBlockList list;
    size_t capacity;
    int64_t section, paragraph;
} Numbering;

static void add_block(Numbering *n, BlockKind kind, Text number, Text text) {
    if (n->list.count == n->capacity) {
        size_t capacity = n->capacity ? n->capacity * 2 : 32;
        n->list.items = arena_grow(n->arena, n->list.items, n->capacity * sizeof(ReportBlock), capacity * sizeof(ReportBlock));
        n->capacity = capacity;
    }
    n->list.items[n->list.count++] = (ReportBlock){kind, number, text};
}

static void add_section(Numbering *n, Text heading) {
    n->section++;
    n->paragraph = 0;
    add_block(n, BLOCK_HEADING, text_format(n->arena, "%d.0", (int)n->section), heading);
}

/* Paragraphs before the first heading carry no number. */
static void add_paragraph(Numbering *n, Text words) {
    if (n->section == 0) {
        add_block(n, BLOCK_MARKDOWN, S(""), words);
        return;
    }
    n->paragraph++;
    add_block(n, BLOCK_NUMBERED, text_format(n->arena, "%d.%d", (int)n->section, (int)n->paragraph), words);
}

/* From the start of `first` to the end of `last`, both of one text. */
static Text span(Text first, Text last) {
    return (Text){first.ptr, (size_t)(last.ptr + last.len - first.ptr)};
}

/* One block that begins with `line`: up to an empty line, the next section, or what cannot belong to it. */
static void take_block(Numbering *n, Text line, Text *rest) {
    bool fenced = is_fence(line), is_other = begins_other(line);
    Text last = line, ahead = *rest, next, heading;
    while (text_next_line(&ahead, &next)) {
        if (!fenced && (is_blank(next) || section_heading(next, &heading))) break;
        if (!is_other && begins_other(next)) break;
        last = next;
        *rest = ahead;
        if (fenced && is_fence(next)) break;
    }
    if (is_other) add_block(n, BLOCK_MARKDOWN, S(""), span(line, last));
    else add_paragraph(n, text_trim(span(line, last)));
}

static void add_numbered(Numbering *n, Text body) {
    Text rest = body, line, heading;
    while (text_next_line(&rest, &line)) {
        if (is_blank(line)) continue;
        if (section_heading(line, &heading)) add_section(n, heading);
        else take_block(n, line, &rest);
    }
}

static void add_as_it_is(Numbering *n, Text words) {
    add_block(n, BLOCK_MARKDOWN, S(""), words);
}

/* Members read a passage between marks. The public reads a note, but what is withheld is counted, so that both speak of the same paragraph 2.3. */
static void add_passage(Numbering *n, const Passage *passage, void (*add)(Numbering *, Text)) {
    size_t before = n->list.count;
    if (n->version == REPORT_FULL) add_block(n, BLOCK_NOTICE, S(""), passage_opening(n->arena, passage));
    if (!text_is_empty(passage->text)) add(n, passage->text);
    if (n->version == REPORT_FULL) {
        add_block(n, BLOCK_NOTICE, S(""), passage_closing());
        return;
    }
    n->list.count = before;
    add_block(n, BLOCK_NOTICE, S(""), passage_note(n->arena, passage));
}

static void add_field(Numbering *n, Text field, void (*add)(Numbering *, Text)) {
    if (!has_passage_mark(field)) {
        add(n, field);
        return;
    }
    TextPieceList pieces = text_pieces(n->arena, field);
    for (size_t i = 0; i < pieces.count; i++) {
        if (pieces.items[i].is_passage) add_passage(n, &pieces.items[i].passage, add);
        else add(n, pieces.items[i].text);
    }
}

static void add_ending(Numbering *n, const char *heading, Text words) {
    if (text_is_empty(text_trim(words))) return;
    add_block(n, BLOCK_HEADING, S(""), text_of(heading));
    add_field(n, words, add_as_it_is);
}

ReportBlockList report_blocks(Arena *arena, const Report *report, ReportVersion version) {
    Numbering n = {.arena = arena, .version = version};
    add_field(&n, report->body, add_numbered);
    if (!text_is_empty(text_trim(report->recommendations))) {
        add_section(&n, S("Recommendations"));
        add_field(&n, report->recommendations, add_as_it_is);
    }
    add_ending(&n, "Attachments", report->attachments);
    add_ending(&n, "Background papers", report->background_papers);
    add_ending(&n, "For further information", report->further_information);
    return n.list;
}

/* ---- Its passages ---- */

static bool may_hold_passages(const Field *field) {
    return field->kind == FIELD_MARKDOWN || field->kind == FIELD_LONG_TEXT;
}

static void add_passages(Arena *arena, const Field *field, Text text, PassageList *out) {
    TextPieceList pieces = text_pieces(arena, text);
    for (size_t i = 0; i < pieces.count; i++) {
        if (!pieces.items[i].is_passage) continue;
        out->items = arena_grow(arena, out->items, out->count * sizeof(Passage), (out->count + 1) * sizeof(Passage));
        Passage *passage = &out->items[out->count++];
        *passage = pieces.items[i].passage;
        passage->field = field->name;
        if (!may_hold_passages(field))
            passage->fault =
                S("Nothing can be withheld in this line. Take the colons (:::) out, and put what is restricted into the report itself.");
    }
}

PassageList report_passages(Arena *arena, const Report *report) {
    PassageList list = {0};
    for (size_t i = 0; i < report_record.field_count; i++) {
        const Field *field = &report_record.fields[i];
        if (!may_hold_passages(field) && field->kind != FIELD_TEXT) continue;
        Text text = record_value(arena, field, report).text;
        if (has_passage_mark(text)) add_passages(arena, field, text, &list);
    }
    return list;
}

void report_check(Form *form, const Report *report) {
    PassageList passages = report_passages(form->arena, report);
    for (size_t i = 0; i < passages.count; i++)
        if (!text_is_empty(passages.items[i].fault)) form_error(form, passages.items[i].field, "%.*s", TEXT_ARG(passages.items[i].fault));
}

/* ---- As Markdown ---- */

static void put_pair(Buffer *out, const char *label, Text value) {
    if (text_is_empty(value)) return;
    buffer_putf(out, "**%s:** ", label);
    markdown_put_words(out, value);
    buffer_put(out, S("\n\n"));
}

Text report_markdown(Arena *arena, const Report *report, ReportVersion version) {
    Buffer out = buffer_new(arena, report->body.len + report->recommendations.len + 2048);
    put_pair(&out, "By", report->by);
    put_pair(&out, "To", report->to);
    put_pair(&out, "Classification", report->classification);
    put_pair(&out, "Subject", report->subject);
    put_pair(&out, "Summary", text_in_version(arena, report->summary, version));
    ReportBlockList blocks = report_blocks(arena, report, version);
    for (size_t i = 0; i < blocks.count; i++) {
        const ReportBlock *block = &blocks.items[i];
        if (block->kind == BLOCK_HEADING) buffer_put(&out, S("# "));
        buffer_put(&out, block->number);
        if (!text_is_empty(block->number)) buffer_put(&out, S(" "));
        if (block->kind == BLOCK_NOTICE) {
            buffer_put(&out, S("> "));
            markdown_put_words(&out, block->text);
        } else {
            buffer_put(&out, block->text);
        }
        buffer_put(&out, S("\n\n"));
    }
    return buffer_text(&out);
}

/* ---- As PDF ---- */

Document *report_document(Arena *arena, const Report *report, Text title, Text marking, ReportVersion version) {
    Document *document = document_new(arena, title, report->subject);
    document_foot(document, DOCUMENT_FOOT_TITLE); /* a pack stamps its own page numbers */
    document_marking(document, marking);
    document_title(document, S(""), title);
    const DocumentPair head[] = {
        {S("By:"), report->by},
        {S("To:"), report->to},
        {S("Classification:"), report->classification},
        {S("Subject:"), report->subject},
        {S("Summary:"), text_in_version(arena, report->summary, version)},
    };
    DocumentPair given[sizeof head / sizeof head[0]];
    size_t count = 0;
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++)
        if (!text_is_empty(head[i].value)) given[count++] = head[i];
    document_pairs(document, given, count);

    ReportBlockList blocks = report_blocks(arena, report, version);
    for (size_t i = 0; i < blocks.count; i++) {
        const ReportBlock *block = &blocks.items[i];
        if (block->kind == BLOCK_MARKDOWN) document_markdown(document, block->text, 3);
        else if (block->kind == BLOCK_NOTICE) document_notice(document, block->text);
        else if (block->kind == BLOCK_NUMBERED) document_numbered(document, block->number, block->text);
        else
            document_heading(document, 2,
                text_trim(
                    text_format(arena, "%.*s %.*s", TEXT_ARG(block->number), TEXT_ARG(text_trim(markdown_to_plain(arena, block->text))))));
    }
    return document;
}

Error *report_typeset(Arena *arena, const Report *report, Text title, Text marking, ReportVersion version, const char *path, int *pages) {
    return document_write(report_document(arena, report, title, marking, version), path, pages);
}

/* ---- Beginning one, and its day ---- */

Report report_start(Arena *arena, const Meeting *meeting, const Body *body, const AgendaItem *item, Text author) {
    return (Report){
        .by = author,
        .to = text_format(arena, "%.*s - %.*s", TEXT_ARG(body->name), TEXT_ARG(date_plain(arena, meeting->day))),
        .classification = item->purpose == PURPOSE_DECISION ? S("For Decision") : S("For Information"),
        .subject = item->title,
    };
}

bool report_day(Text to, Date *out) {
    static const char *const dashes[] = {" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", ", "};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        Text dash = text_of(dashes[i]);
        size_t at = SIZE_MAX, from = 0, found;
        while ((found = text_find(to, dash, from)) != SIZE_MAX) {
            at = found;
            from = found + 1;
        }
        if (at != SIZE_MAX && date_parse(text_trim(text_slice(to, at + dash.len, to.len)), out)) return true;
    }
    return false;
}
