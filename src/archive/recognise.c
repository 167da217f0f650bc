/* Owns dividing a source into documents: each layout says where one of its kind begins. */
#include "archive/recognise.h"

#include "archive/minutes_head.h"

/* In the order in which they are asked. A new layout is added here. */
static const Layout *const layouts[] = {&layout_item_page, &layout_decision_page, &layout_attendance_page, &layout_meeting_page,
    &layout_front_sheet, &layout_minutes, &layout_report, &layout_terms, &layout_action_plan};
enum { LAYOUTS = sizeof layouts / sizeof layouts[0], DOCUMENTS_MAX = 300, LINES_ABOVE = 6 };

typedef struct {
    const Layout *layout;
    size_t begin;
} Found;

static size_t find_documents(Arena *arena, const Blocks *blocks, Found *found, bool *is_untitled) {
    size_t count = 0;
    *is_untitled = false;
    for (size_t at = 0; at < blocks->count && count < DOCUMENTS_MAX; at++) {
        size_t least = count > 0 ? found[count - 1].begin + 1 : 0;
        for (int i = 0; i < LAYOUTS; i++) {
            size_t begin = at;
            if (layouts[i]->is_whole_page && count > 0) continue;
            if (count > 0 && found[count - 1].layout == layouts[i] && layouts[i] == &layout_action_plan) continue;
            if (!layouts[i]->sees(arena, blocks, at, &begin)) continue;
            /* "Notes" as a heading inside of minutes begins no others. */
            bool is_within = count > 0 && layouts[i] == &layout_minutes && found[count - 1].layout == &layout_minutes
                             && is_minutes_title(blocks->items[at].text);
            if (is_within && at - found[count - 1].begin < 60) continue;
            found[count++] = (Found){layouts[i], begin < least ? least : begin};
            if (layouts[i]->is_whole_page) return count;
            break;
        }
    }
    *is_untitled = count == 0 && sees_untitled_minutes(blocks);
    if (*is_untitled) found[count++] = (Found){&layout_minutes, 0};
    return count;
}

static bool holds_something(const ReadDocument *d) {
    size_t items = 0, others = 0, persons = 0;
    for (size_t i = 0; i < d->entries.count; i++) {
        EntryKind kind = d->entries.items[i].kind;
        items += kind == ENTRY_ITEM || kind == ENTRY_PLANNED || kind == ENTRY_TERMS_SECTION || kind == ENTRY_SECTION
                 || kind == ENTRY_RECOMMENDATION;
        others += kind == ENTRY_PRESENT;
        persons += kind == ENTRY_PRESENT || kind == ENTRY_ATTENDING || kind == ENTRY_APOLOGIES;
    }
    if (d->kind == DOCUMENT_MEETING_PAGE && date_is_set(d->date) && (d->body.len > 0 || d->title.len > 0))
        return true; /* a page without papers yet */
    if (d->kind == DOCUMENT_MEETING_PAGE && !date_is_set(d->date) && d->body.len == 0 && items < 2) return false;
    /* Words about minutes are none: of what body, on which day, who was there? */
    if (d->kind == DOCUMENT_MINUTES && !date_is_set(d->date) && d->body.len == 0 && persons == 0 && items < 2) return false;
    return items > 0 || (others > 1 && date_is_set(d->date));
}

static void forget_doubts(ReadDoubtList *doubts, int document) {
    size_t kept = 0;
    for (size_t i = 0; i < doubts->count; i++)
        if (doubts->items[i].document != document) doubts->items[kept++] = doubts->items[i];
    doubts->count = kept;
}

/* The name that most of the documents carry goes to those that name none. */
static void share_body(Reading *out, const ReadHints *hints) {
    Text body = hints->body;
    for (size_t i = 0; i < out->document_count && body.len == 0; i++)
        if (out->documents[i].kind != DOCUMENT_TERMS) body = out->documents[i].body;
    for (size_t i = 0; i < out->document_count; i++) {
        ReadDocument *d = &out->documents[i];
        if (d->body.len == 0 || hints->body.len > 0) d->body = body;
    }
}

static void drop_doubt(ReadDoubtList *doubts, DoubtAbout about, int document) {
    size_t kept = 0;
    for (size_t i = 0; i < doubts->count; i++)
        if (doubts->items[i].document != document || doubts->items[i].about != about) doubts->items[kept++] = doubts->items[i];
    doubts->count = kept;
}

static void propose_day(Reading *out, int document, Text day) {
    for (size_t i = 0; i < out->doubts.count; i++) {
        ReadDoubt *doubt = &out->doubts.items[i];
        if (doubt->document != document || doubt->about != DOUBT_NO_DATE) continue;
        doubt->words = S("The minutes do not say on which day the meeting was. The agenda on the same page does.");
        doubt->proposal = day;
    }
}

/* What comes with an agenda belongs to its meeting: reports, plans, terms. */
static void share_day(Arena *arena, Reading *out, const ReadHints *hints) {
    if (out->document_count == 0) return;
    ReadDocument *first = &out->documents[0];
    if (!date_is_set(first->date) && date_is_set(hints->date)) {
        first->date = hints->date;
        drop_doubt(&out->doubts, DOUBT_NO_DATE, 0);
    }
    for (size_t i = 1; i < out->document_count && out->is_pack; i++) {
        ReadDocument *d = &out->documents[i];
        bool belongs = d->kind == DOCUMENT_REPORT || d->kind == DOCUMENT_ACTION_PLAN || d->kind == DOCUMENT_TERMS;
        if (belongs && !date_is_set(d->date)) d->date = first->date;
        /* An agenda and minutes on one web page are likely to be of one meeting. */
        if (out->format == SOURCE_HTML && d->kind == DOCUMENT_MINUTES && !date_is_set(d->date) && date_is_set(first->date))
            propose_day(out, (int)i, date_iso(arena, first->date));
    }
}

static void doubt_body(Arena *arena, Reading *out, size_t *room) {
    for (size_t i = 0; i < out->document_count; i++) {
        if (out->documents[i].body.len > 0) continue;
        LayoutReader reader = {
            .arena = arena, .document = &out->documents[i], .document_index = (int)i, .doubts = &out->doubts, .doubt_room = room};
        put_doubt(&reader, DOUBT_NO_BODY, -1, out->documents[i].first_line, out->documents[i].first_line,
            S("The document does not say which body met."), (Text){0}, (Text){0});
    }
}

/* Minutes in a pack, and the agenda that carries them, should name one day. */
static void compare_pack_days(Arena *arena, Reading *out, size_t *room) {
    if (!out->is_pack || !date_is_set(out->documents[0].minutes_of)) return;
    for (size_t i = 1; i < out->document_count; i++) {
        ReadDocument *d = &out->documents[i];
        if (d->kind != DOCUMENT_MINUTES || !date_is_set(d->date) || date_compare(d->date, out->documents[0].minutes_of) == 0) continue;
        LayoutReader reader = {.arena = arena, .document = d, .document_index = (int)i, .doubts = &out->doubts, .doubt_room = room};
        put_doubt(&reader, DOUBT_DATE_DIFFERS, -1, d->first_line, d->first_line,
            text_format(arena, "The agenda carries the minutes of %.*s; these minutes say %.*s.",
                TEXT_ARG(date_plain(arena, out->documents[0].minutes_of)), TEXT_ARG(date_plain(arena, d->date))),
            date_iso(arena, d->date), (Text){0});
    }
}

/* What a person must look at with the picture or the file beside it, because the words alone do not tell. */
static void doubt_unseen(Arena *arena, const Lines *lines, const ReadHints *hints, Reading *out, size_t *room) {
    bool is_hidden = lines->hidden_words > 0;
    for (size_t i = 0; i < out->document_count; i++) {
        ReadDocument *d = &out->documents[i];
        LayoutReader reader = {.arena = arena, .document = d, .document_index = (int)i, .doubts = &out->doubts, .doubt_room = room};
        bool is_last = i + 1 == out->document_count;
        if (is_hidden && (is_last || lines->first_hidden <= d->last_line)) {
            int line = lines->first_hidden < d->first_line  ? d->first_line
                       : lines->first_hidden > d->last_line ? d->last_line
                                                            : lines->first_hidden;
            is_hidden = false;
            bool is_page = lines->format == SOURCE_HTML;
            put_doubt(&reader, DOUBT_HIDDEN, -1, line, line,
                text_format(arena, "The %s hides%s %d word%s, from about here on. They were left out of the archive. Look at the %s.",
                    is_page ? "page" : "Word file", is_page ? " or marks as deleted" : "", lines->hidden_words,
                    lines->hidden_words == 1 ? "" : "s", is_page ? "page\u2019s source, where they stand" : "file, with hidden text shown"),
                (Text){0}, (Text){0});
        }
        if (hints->is_recognised)
            put_doubt(&reader, DOUBT_RECOGNISED, -1, d->first_line, d->last_line,
                S("This was read by OCR: compare with the picture. Letters and figures may be others, and lines may be missing."),
                (Text){0}, (Text){0});
    }
}

void read_lines(Arena *arena, const Lines *lines, const ReadHints *hints, Reading *out) {
    Blocks blocks = blocks_of(arena, lines);
    Found *found = ARENA_ARRAY(arena, Found, DOCUMENTS_MAX);
    bool is_untitled;
    size_t count = find_documents(arena, &blocks, found, &is_untitled), doubt_room = 0;
    out->text = lines->text;
    out->format = lines->format;
    out->documents = ARENA_ARRAY(arena, ReadDocument, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t from = found[i].begin, to = i + 1 < count ? found[i + 1].begin : blocks.count;
        if (from >= to) continue;
        ReadDocument *d = &out->documents[out->document_count];
        *d = (ReadDocument){
            .kind = found[i].layout->kind, .first_line = blocks.items[from].first_line, .last_line = blocks.items[to - 1].last_line};
        LayoutReader reader = {.arena = arena,
            .blocks = &blocks,
            .from = from,
            .to = to,
            .document = d,
            .document_index = (int)out->document_count,
            .doubts = &out->doubts,
            .doubt_room = &doubt_room,
            .item = -1,
            .paragraph = -1,
            .resolution = -1,
            .part = -1};
        found[i].layout->read(&reader);
        if (is_untitled)
            put_doubt(&reader, DOUBT_KIND, -1, d->first_line, d->first_line, S("Nothing in it says that these are minutes."), S("minutes"),
                (Text){0});
        review_openness(&reader, i == 0 ? 1 : d->first_line - LINES_ABOVE);
        if (holds_something(d)) out->document_count++;
        else forget_doubts(&out->doubts, (int)out->document_count);
    }
    if (out->document_count == 0) {
        out->doubts.count = 0;
        out->verdict = READ_ANOTHER;
        out->sentence = S("This file has words, but it is no agenda, minutes, report, action plan or terms of reference that can be "
                          "recognised. Nothing was taken from it.");
        return;
    }
    out->verdict = READ_FINE;
    ReadDocumentKind first = out->documents[0].kind;
    if (lines->old_number.len && (first == DOCUMENT_MEETING_PAGE || first == DOCUMENT_AGENDA))
        out->old_address = text_format(arena, "/ieListDocuments.aspx?MId=%.*s", TEXT_ARG(lines->old_number));
    out->is_pack = out->document_count > 1 && out->documents[0].kind == DOCUMENT_AGENDA;
    share_body(out, hints);
    share_day(arena, out, hints);
    compare_pack_days(arena, out, &doubt_room);
    doubt_body(arena, out, &doubt_room);
    doubt_unseen(arena, lines, hints, out, &doubt_room);
}
