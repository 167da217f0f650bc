/* Owns what the archive's pages share: who may do what, their frame, and entries in words. */
#include "archive/pages.h"

#include "meetings/meeting.h"

/* ---- What the doors take ---- */

const Input archive_upload[] = {{"file", INPUT_FILE, 0}, {"body", INPUT_TEXT, 300}, {"date", INPUT_DATE, 0}, {0}};
const Input archive_page_input[] = {{"page", INPUT_INT, 0}, {0}};
const Input archive_publish_inputs[] = {{"page", INPUT_INT, 0}, {"show", INPUT_TEXT, 10}, {0}};
const Input archive_meetings_input[] = {{"meeting", INPUT_MANY, 20}, {"page", INPUT_INT, 0}, {0}};
const Input archive_into_input[] = {{"into", INPUT_INT, 0}, {0}};
const Input archive_link_input[] = {{"person", INPUT_INT, 0}, {0}};
const Input archive_whole_input[] = {{"whole", INPUT_TEXT, 5}, {0}};
const Input archive_reason_input[] = {{"reason", INPUT_TEXT, 1000}, {0}};
const Input archive_set_input[] = {{"set", INPUT_TEXT, 20}, {"confirmed", INPUT_TEXT, 5}, {0}};
const Input archive_doubt_filter[] = {
    {"body", INPUT_INT, 0}, {"about", INPUT_TEXT, 40}, {"page", INPUT_INT, 0}, {"state", INPUT_TEXT, 10}, {"was", INPUT_INT, 0}, {0}};
const Input archive_doubt_inputs[] = {{"act", INPUT_TEXT, 10}, {"answer", INPUT_LONG, 20000}, {"person", INPUT_TEXT, 60},
    {"body", INPUT_INT, 0}, {"about", INPUT_TEXT, 40}, {0}};
const Input archive_search_inputs[] = {{"q", INPUT_TEXT, 300}, {"body", INPUT_INT, 0}, {"year", INPUT_TEXT, 4}, {"kind", INPUT_TEXT, 20},
    {"person", INPUT_INT, 0}, {"organisation", INPUT_INT, 0}, {"priority", INPUT_TEXT, 300}, {"verb", INPUT_TEXT, 60},
    {"order", INPUT_TEXT, 10}, {"page", INPUT_INT, 0}, {0}};

bool archive_keeps(const Office *office) {
    return (office->roles & (CLERK | ADMINISTRATOR)) != 0;
}

Error *archive_sees_restricted(Office *office, Request *request, bool *out) {
    *out = false;
    if (!(office->roles & (CLERK | SAFETY_OFFICER))) return NULL;
    Error *error = reading_staff_check(office->db, request->arena, office->session);
    if (error && error->kind != ERROR_FORBIDDEN) return error;
    *out = !error;
    return NULL;
}

Page archive_page(Office *office, Request *request, Text title) {
    return office_page(office, request, "archive", "%.*s", TEXT_ARG(title));
}

Page archive_page_below(Office *office, Request *request, Text title) {
    Page page = archive_page(office, request, title);
    page_breadcrumb(request->arena, &page, S("Archive"), S("/office/archive"));
    return page;
}

LinkList archive_links(Arena *arena) {
    static const char *const pages[][2] = {{"Overview", "/office/archive"}, {"Search", "/office/archive/search"},
        {"Doubts", "/office/archive/doubts"}, {"People", "/office/archive/people"}, {"Organisations", "/office/archive/organisations"},
        {"Imported files", "/office/archive/files"}};
    LinkList links = {.items = ARENA_ARRAY(arena, Link, sizeof pages / sizeof *pages)};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        links.items[links.count++] = (Link){text_of(pages[i][0]), text_of(pages[i][1])};
    return links;
}

int64_t archive_chosen(const Request *request, const char *name) {
    int64_t n = 0;
    Text sent = request->method == POST ? request_value(request, name) : request_query(request, name);
    return text_to_int64(sent, &n) && n > 0 ? n : 0;
}

/* ---- In words ---- */

static const char *label_of(const Record *record, const char *field, int value) {
    for (const Choice *c = record_field(record, text_of(field))->choices; c->code; c++)
        if (c->value == value) return c->label;
    return "";
}

const char *doubt_about_shown(DoubtAbout about) {
    return label_of(&archive_doubt_record, "about", (int)about);
}
const char *doubt_state_shown(DoubtState state) {
    return label_of(&archive_doubt_record, "state", (int)state);
}
const char *source_state_shown(SourceState state) {
    return label_of(&archive_source_record, "state", (int)state);
}
const char *source_state_colour(SourceState state) {
    return state == SOURCE_READ ? "green" : state == SOURCE_WAITING ? "blue" : "red";
}
const char *meeting_status_shown(ArchiveStatus status) {
    return status ? label_of(&archive_meeting_record, "status", (int)status) : "Not known";
}

Text document_address(Arena *arena, ArchiveDocumentId id, ArchiveEntryId entry) {
    if (!entry.n) return text_format(arena, "/office/archive/documents/%" PRId64, id.n);
    return text_format(arena, "/office/archive/documents/%" PRId64 "#entry-%" PRId64, id.n, entry.n);
}

Text document_named(Arena *arena, const ArchiveDocument *d, bool sees) {
    const char *kind = archive_kind_shown(d->kind);
    if (d->is_restricted && !sees) return text_format(arena, "%s (restricted)", kind);
    bool has_own_title =
        d->kind == DOCUMENT_REPORT || d->kind == DOCUMENT_ACTION_PLAN || d->kind == DOCUMENT_TERMS || d->kind == DOCUMENT_ITEM_PAGE;
    bool says_kind_only = text_equal_ignoring_case(d->title, text_of(kind));
    if (has_own_title && says_kind_only && d->body_words.len) return text_format(arena, "%s: %.*s", kind, TEXT_ARG(d->body_words));
    if (has_own_title && d->title.len && !says_kind_only) return text_format(arena, "%s: %.*s", kind, TEXT_ARG(d->title));
    return text_of(kind);
}

bool entry_is_heading(const ArchiveEntry *e) {
    return e->kind == ENTRY_SECTION || e->kind == ENTRY_ITEM || e->kind == ENTRY_PRIORITY || e->kind == ENTRY_TERMS_SECTION
           || e->kind == ENTRY_APPENDIX;
}

Text entry_heading(Arena *arena, const ArchiveEntry *e) {
    Buffer out = buffer_new(arena, 128);
    if (e->number.len) buffer_putf(&out, "%.*s%s ", TEXT_ARG(e->number), text_ends_with(e->number, S(".")) ? "" : ".");
    if (e->code.len) buffer_putf(&out, "%.*s ", TEXT_ARG(e->code));
    buffer_put(&out, e->title.len ? e->title : S("(no title)"));
    if (e->first_page)
        buffer_putf(&out, e->last_page > e->first_page ? " (pages %lld to %lld)" : " (page %lld)", (long long)e->first_page,
            (long long)e->last_page);
    return buffer_text(&out);
}

Text entry_label(Arena *arena, const ArchiveEntry *e) {
    if (e->number.len == 0) return (Text){0};
    char last = e->number.ptr[e->number.len - 1];
    if (last == '.' || last == ')') return e->number;
    return text_format(arena, "%.*s%s", TEXT_ARG(e->number), e->kind == ENTRY_PART ? ")" : ".");
}

const char *entry_office(const ArchiveEntry *e) {
    return e->is_chair ? "Chair" : e->is_vice_chair ? "Vice-chair" : "";
}

/* What stands in front of an entry that is no part of the text, so that one sees what it was taken for. */
const char *entry_kind_before(const ArchiveEntry *e) {
    switch (e->kind) {
    case ENTRY_DECLARATION:
    case ENTRY_FUTURE_DATE:
    case ENTRY_ACTION:
    case ENTRY_RETURN:
    case ENTRY_PAPER:
    case ENTRY_RECOMMENDATION:
    case ENTRY_PROJECT:
    case ENTRY_TERMS_RULE: return archive_entry_shown(e->kind);
    case ENTRY_SECTION:
    case ENTRY_ITEM:
    case ENTRY_PARAGRAPH:
    case ENTRY_BULLET:
    case ENTRY_TABLE_ROW:
    case ENTRY_RESOLUTION:
    case ENTRY_PART:
    case ENTRY_PRESENT:
    case ENTRY_ATTENDING:
    case ENTRY_APOLOGIES:
    case ENTRY_SUBSTITUTE:
    case ENTRY_APPENDIX:
    case ENTRY_PRIORITY:
    case ENTRY_PLANNED:
    case ENTRY_TERMS_SECTION: return "";
    }
    return "";
}

bool entry_is_person(const ArchiveEntry *e) {
    return e->kind == ENTRY_PRESENT || e->kind == ENTRY_ATTENDING || e->kind == ENTRY_APOLOGIES || e->kind == ENTRY_SUBSTITUTE;
}

static void put_detail(Buffer *out, const char *label, Text words) {
    if (text_is_empty(words)) return;
    buffer_putf(out, "%s%s%.*s", out->len ? "; " : "", label, TEXT_ARG(words));
}

Text entry_details(Arena *arena, const ArchiveEntry *e) {
    Buffer out = buffer_new(arena, 128);
    bool is_planned = e->kind == ENTRY_PLANNED || e->kind == ENTRY_PRIORITY;
    put_detail(&out, is_planned ? "lead: " : "", e->role);
    put_detail(&out, "", e->of_organisation);
    if (date_is_set(e->date)) put_detail(&out, "", date_plain(arena, e->date));
    if (time_is_set(e->time)) put_detail(&out, "", time_plain(arena, e->time));
    if (e->pence.n) put_detail(&out, "", pence_plain(arena, e->pence));
    put_detail(&out, "measure: ", e->measure);
    put_detail(&out, e->kind == ENTRY_SUBSTITUTE ? "for " : e->kind == ENTRY_PLANNED ? "number as printed: " : "", e->detail);
    put_detail(&out, "timescale: ", e->timescale);
    if (e->is_funded) put_detail(&out, "", S("funded"));
    if (e->is_linked) put_detail(&out, "", S("linked to other plans"));
    return buffer_text(&out);
}

Text lines_named(Arena *arena, int64_t first, int64_t last) {
    if (first <= 0) return (Text){0};
    if (last <= first) return text_format(arena, "line %" PRId64, first);
    return text_format(arena, "lines %" PRId64 " to %" PRId64, first, last);
}

size_t people_counted(const ArchiveEntryList *entries) {
    size_t count = 0;
    for (size_t i = 0; i < entries->count; i++) count += !entries->items[i].is_repeat;
    return count;
}

ArchiveEntryList entries_of_kind(Arena *arena, const ArchiveEntryList *entries, int kind) {
    ArchiveEntryList out = {.items = ARENA_ARRAY(arena, ArchiveEntry, entries->count + 1)};
    for (size_t i = 0; i < entries->count; i++)
        if ((int)entries->items[i].kind == kind) out.items[out.count++] = entries->items[i];
    return out;
}

const char *entry_code_shown(Text code) {
    for (const Choice *c = record_field(&archive_entry_record, S("kind"))->choices; c->code; c++)
        if (text_equal(code, text_of(c->code))) return c->label;
    return "";
}

static size_t count_lines(Text words) {
    size_t count = 1;
    for (size_t i = 0; i < words.len; i++) count += words.ptr[i] == '\n';
    return count;
}

WordLines lines_of_words(Arena *arena, Text words) {
    WordLines out = {.items = ARENA_ARRAY(arena, Text, count_lines(words))};
    Text line;
    while (text_next_line(&words, &line))
        if (text_trim(line).len) out.items[out.count++] = line;
    return out;
}

OptionList archive_orders(Arena *arena) {
    OptionList out = {0};
    option_add_text(arena, &out, S(""), S("Best first"));
    option_add_text(arena, &out, S("day"), S("By day: a timeline"));
    return out;
}
