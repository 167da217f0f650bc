/* Owns a reading as JSON, for `quorate import --json` and the golden files of the tests. */
#include "archive/reading.h"
#include "base/json.h"

static const char *const document_codes[] = {[DOCUMENT_AGENDA] = "agenda",
    [DOCUMENT_MINUTES] = "minutes",
    [DOCUMENT_MEETING_PAGE] = "meeting_page",
    [DOCUMENT_ITEM_PAGE] = "item_page",
    [DOCUMENT_REPORT] = "report",
    [DOCUMENT_ACTION_PLAN] = "action_plan",
    [DOCUMENT_TERMS] = "terms_of_reference"};
static const char *const entry_codes[] = {[ENTRY_SECTION] = "section",
    [ENTRY_ITEM] = "item",
    [ENTRY_PARAGRAPH] = "paragraph",
    [ENTRY_BULLET] = "bullet",
    [ENTRY_TABLE_ROW] = "table_row",
    [ENTRY_RESOLUTION] = "resolution",
    [ENTRY_PART] = "part",
    [ENTRY_PRESENT] = "present",
    [ENTRY_ATTENDING] = "in_attendance",
    [ENTRY_APOLOGIES] = "apologies",
    [ENTRY_SUBSTITUTE] = "substitute",
    [ENTRY_DECLARATION] = "declaration",
    [ENTRY_FUTURE_DATE] = "future_date",
    [ENTRY_ACTION] = "action",
    [ENTRY_RETURN] = "return",
    [ENTRY_PAPER] = "paper",
    [ENTRY_RECOMMENDATION] = "recommendation",
    [ENTRY_APPENDIX] = "appendix",
    [ENTRY_PRIORITY] = "priority",
    [ENTRY_PLANNED] = "planned_action",
    [ENTRY_PROJECT] = "project",
    [ENTRY_TERMS_SECTION] = "terms_section",
    [ENTRY_TERMS_RULE] = "terms_rule"};
static const char *const doubt_codes[] = {[DOUBT_NO_DATE] = "no_date",
    [DOUBT_DATE_DIFFERS] = "date_differs",
    [DOUBT_NO_BODY] = "no_body",
    [DOUBT_TRUNCATED] = "truncated",
    [DOUBT_LOOKALIKE] = "lookalike",
    [DOUBT_GLUED_NUMBER] = "glued_number",
    [DOUBT_NUMBER_ORDER] = "number_order",
    [DOUBT_NUMBER_REPEATED] = "number_repeated",
    [DOUBT_LISTED_TWICE] = "listed_twice",
    [DOUBT_SUM] = "sum",
    [DOUBT_SECTION_REPEATED] = "section_repeated",
    [DOUBT_NO_LEAD] = "no_lead",
    [DOUBT_NO_NUMBER] = "no_number",
    [DOUBT_PERSON] = "person",
    [DOUBT_PLACE] = "place",
    [DOUBT_MEETING] = "meeting",
    [DOUBT_RESTRICTED] = "restricted",
    [DOUBT_KIND] = "kind",
    [DOUBT_NO_DAY_LISTED] = "no_day_listed",
    [DOUBT_HIDDEN] = "hidden",
    [DOUBT_RECOGNISED] = "recognised"};

const char *document_kind_code(ReadDocumentKind kind) {
    return document_codes[kind];
}
const char *entry_kind_code(EntryKind kind) {
    return entry_codes[kind];
}
const char *doubt_code(DoubtAbout about) {
    return doubt_codes[about];
}

const char *reading_kind_code(const Reading *reading) {
    if (reading->verdict != READ_FINE || reading->document_count == 0) return "unknown";
    return reading->is_pack ? "pack" : document_codes[reading->documents[0].kind];
}

static void put_optional(Json *j, const char *key, Text value) {
    if (value.len > 0) json_put_text(j, key, value);
    else json_put_null(j, key);
}

static void put_lines(Json *j, const Entry *entry) {
    json_key(j, "lines");
    json_begin_array(j);
    json_int(j, entry->first_line), json_int(j, entry->last_line);
    json_end_array(j);
}

static bool is_below(const EntryList *list, size_t index, EntryKind kind, int parent) {
    return list->items[index].kind == kind && list->items[index].parent == parent;
}

/* Entries, and for each the index behind the last paragraph, resolution or paper that stands below it, so that what belongs to an item is not
 * looked for in the whole document. */
typedef struct {
    const EntryList *list;
    const size_t *ends;
} Tree;

static Tree tree_of(Arena *arena, const EntryList *list) {
    size_t *ends = ARENA_ARRAY(arena, size_t, list->count + 1);
    for (size_t i = 0; i < list->count; i++) ends[i] = i + 1;
    for (size_t i = list->count; i-- > 0;) {
        const Entry *e = &list->items[i];
        bool is_matter = e->kind == ENTRY_PARAGRAPH || e->kind == ENTRY_BULLET || e->kind == ENTRY_RESOLUTION || e->kind == ENTRY_PART
                         || e->kind == ENTRY_PAPER;
        if (is_matter && e->parent >= 0 && ends[i] > ends[e->parent]) ends[e->parent] = ends[i];
    }
    return (Tree){list, ends};
}

/* The words below an entry, as texts. */
static void put_bullets(Json *j, const Tree *tree, int parent) {
    const EntryList *list = tree->list;
    json_key(j, "bullets");
    json_begin_array(j);
    for (size_t i = (size_t)parent; i < tree->ends[parent]; i++)
        if (is_below(list, i, ENTRY_BULLET, parent)) json_text(j, list->items[i].words);
    json_end_array(j);
}

static void put_paragraphs(Json *j, const Tree *tree, int parent) {
    const EntryList *list = tree->list;
    json_key(j, "paragraphs");
    json_begin_array(j);
    for (size_t i = (size_t)parent; i < tree->ends[parent]; i++) {
        if (!is_below(list, i, ENTRY_PARAGRAPH, parent)) continue;
        json_begin_object(j);
        put_optional(j, "number", list->items[i].number);
        json_put_text(j, "text", list->items[i].words);
        put_bullets(j, tree, (int)i);
        put_lines(j, &list->items[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_resolutions(Json *j, const Tree *tree, int item) {
    const EntryList *list = tree->list;
    json_key(j, "resolutions");
    json_begin_array(j);
    for (size_t i = (size_t)item; i < tree->ends[item]; i++) {
        if (!is_below(list, i, ENTRY_RESOLUTION, item)) continue;
        json_begin_object(j);
        put_optional(j, "lead", list->items[i].words);
        json_key(j, "parts");
        json_begin_array(j);
        for (size_t k = i + 1; k < tree->ends[i]; k++) {
            if (!is_below(list, k, ENTRY_PART, (int)i)) continue;
            json_begin_object(j);
            put_optional(j, "label", list->items[k].number);
            put_optional(j, "verb", list->items[k].verb);
            json_put_text(j, "text", list->items[k].words);
            put_bullets(j, tree, (int)k);
            json_end_object(j);
        }
        json_end_array(j);
        put_lines(j, &list->items[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_item(Json *j, const Tree *tree, int index) {
    const EntryList *list = tree->list;
    const Entry *item = &list->items[index];
    json_begin_object(j);
    put_optional(j, "number", item->number);
    put_optional(j, "code", item->code);
    json_put_text(j, "title", item->title);
    json_put_bool(j, "restricted", item->is_restricted);
    if (item->first_page) {
        json_key(j, "pages");
        json_begin_array(j);
        json_int(j, item->first_page), json_int(j, item->last_page);
        json_end_array(j);
    }
    if (item->words.len > 0) json_put_text(j, "agenda_text", item->words);
    put_paragraphs(j, tree, index);
    put_resolutions(j, tree, index);
    json_key(j, "papers");
    json_begin_array(j);
    for (size_t i = (size_t)index; i < tree->ends[index]; i++) {
        if (!is_below(list, i, ENTRY_PAPER, index)) continue;
        json_begin_object(j);
        json_put_text(j, "title", list->items[i].title);
        json_put_text(j, "file", list->items[i].detail);
        if (list->items[i].is_restricted) json_put_bool(j, "restricted", true);
        json_end_object(j);
    }
    json_end_array(j);
    put_lines(j, item);
    json_end_object(j);
}

static void put_items(Json *j, const ReadDocument *d) {
    json_key(j, "items");
    json_begin_array(j);
    Tree tree = {0};
    if (d) tree = tree_of(j->out->arena, &d->entries);
    for (size_t i = 0; d && i < d->entries.count; i++)
        if (d->entries.items[i].kind == ENTRY_ITEM) put_item(j, &tree, (int)i);
    json_end_array(j);
}

static void put_persons(Json *j, const char *key, const ReadDocument *d, EntryKind kind) {
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; d && i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != kind && !(kind == ENTRY_PRESENT && e->kind == ENTRY_SUBSTITUTE)) continue;
        if (e->is_repeat) continue;
        json_begin_object(j);
        json_put_text(j, "name", e->title);
        if (e->code.len > 0) json_put_text(j, "post_nominals", e->code);
        put_optional(j, "role", e->role);
        put_optional(j, "organisation", e->organisation);
        if (e->is_chair) json_put_text(j, "presides", S("chair"));
        if (e->is_vice_chair) json_put_text(j, "presides", S("vice_chair"));
        if (e->kind == ENTRY_SUBSTITUTE) json_put_text(j, "substitute_for", e->detail);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_report(Json *j, const ReadDocument *d) {
    Tree tree = tree_of(j->out->arena, &d->entries);
    json_begin_object(j);
    put_optional(j, "subject", d->title);
    put_optional(j, "by", d->by);
    put_optional(j, "to", d->to);
    put_optional(j, "classification", d->classification);
    json_key(j, "recommendations");
    json_begin_array(j);
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_RECOMMENDATION) continue;
        json_begin_object(j);
        put_optional(j, "number", e->number);
        put_optional(j, "verb", e->verb);
        json_put_text(j, "text", e->words);
        put_bullets(j, &tree, (int)i);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "appendices");
    json_begin_array(j);
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_APPENDIX) continue;
        json_begin_object(j);
        json_put_text(j, "label", e->number);
        json_put_text(j, "title", e->title);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "projects");
    json_begin_array(j);
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_PROJECT) continue;
        json_begin_object(j);
        json_put_text(j, "title", e->title);
        json_put_int(j, "pence", e->pence);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void put_planned(Json *j, const ReadDocument *d) {
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_PLANNED) continue;
        json_begin_object(j);
        put_optional(j, "priority", e->parent >= 0 ? d->entries.items[e->parent].title : (Text){0});
        json_put_text(j, "number", e->number);
        json_put_text(j, "objective", e->title);
        json_put_text(j, "actions", e->words);
        json_put_text(j, "measure", e->measure);
        put_optional(j, "timescale", e->timescale);
        put_optional(j, "lead", e->role);
        json_put_bool(j, "funded", e->is_funded);
        json_put_bool(j, "linked", e->is_linked);
        put_lines(j, e);
        json_end_object(j);
    }
}

static void put_priorities(Json *j, const ReadDocument *d) {
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_PRIORITY) continue;
        json_begin_object(j);
        json_put_text(j, "title", e->title);
        put_optional(j, "lead", e->role);
        put_optional(j, "aim", e->words);
        json_end_object(j);
    }
}

static void put_terms(Json *j, const ReadDocument *d) {
    json_begin_object(j);
    put_optional(j, "body", d->body);
    json_key(j, "sections");
    json_begin_array(j);
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_TERMS_SECTION) continue;
        json_begin_object(j);
        put_optional(j, "number", e->number);
        json_put_text(j, "title", e->title);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "rules");
    json_begin_array(j);
    for (size_t i = 0; i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != ENTRY_TERMS_RULE) continue;
        json_begin_object(j);
        json_put_text(j, "rule", e->title);
        put_optional(j, "figure", e->number);
        json_put_text(j, "text", e->words);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void put_dates(Json *j, const ReadDocument *d) {
    json_key(j, "future_dates");
    json_begin_array(j);
    for (size_t i = 0; d && i < d->entries.count; i++) {
        if (d->entries.items[i].kind != ENTRY_FUTURE_DATE) continue;
        json_text(j, date_iso(j->out->arena, d->entries.items[i].date));
    }
    json_end_array(j);
}

static void put_words(Json *j, const char *key, const ReadDocument *d, EntryKind kind) {
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; d && i < d->entries.count; i++) {
        const Entry *e = &d->entries.items[i];
        if (e->kind != kind) continue;
        json_begin_object(j);
        json_put_text(j, "text", e->words);
        put_optional(j, "who", e->title);
        put_optional(j, "when", e->timescale);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_document_head(Json *j, const ReadDocument *d) {
    put_optional(j, "body", d ? d->body : (Text){0});
    json_put_date(j, "date", d ? d->date : (Date){0});
    if (d && time_is_set(d->time)) json_put_text(j, "time", time_iso(j->out->arena, d->time));
    else json_put_null(j, "time");
    put_optional(j, "venue", d ? d->venue : (Text){0});
    json_put_bool(j, "online", d && d->is_online);
    put_optional(j, "contact", d ? d->contact : (Text){0});
    json_put_date(j, "minutes_of", d ? d->minutes_of : (Date){0});
    json_put_bool(j, "approves_minutes", d && d->approves);
    put_optional(j, "approved_subject_to", d ? d->approval_words : (Text){0});
    json_put_date(j, "next_meeting", d ? d->next_meeting : (Date){0});
}

static void put_doubts(Json *j, const Reading *reading) {
    json_key(j, "doubts");
    json_begin_array(j);
    for (size_t i = 0; i < reading->doubts.count; i++) {
        const ReadDoubt *doubt = &reading->doubts.items[i];
        json_begin_object(j);
        json_put_text(j, "about", text_of(doubt_codes[doubt->about]));
        json_put_text(j, "place", text_format(j->out->arena, "line %d", doubt->first_line));
        put_optional(j, "proposal", doubt->proposal.len ? doubt->proposal : doubt->known);
        json_put_text(j, "sentence", doubt->words);
        json_put_int(j, "document", doubt->document);
        json_end_object(j);
    }
    json_end_array(j);
}

/* The document that answers for the file: a pack's agenda; otherwise the first. For persons in a pack: its minutes. */
static const ReadDocument *document_of(const Reading *r, ReadDocumentKind kind) {
    for (size_t i = 0; i < r->document_count; i++)
        if (r->documents[i].kind == kind) return &r->documents[i];
    return NULL;
}

void reading_json(Buffer *out, Text file, const Reading *r) {
    Json json = json_to(out), *j = &json;
    const ReadDocument *first = r->document_count > 0 ? &r->documents[0] : NULL,
                       *met = r->is_pack ? document_of(r, DOCUMENT_MINUTES) : first;
    json_begin_object(j);
    json_put_text(j, "file", file);
    json_put_text(j, "kind", text_of(reading_kind_code(r)));
    put_document_head(j, first);
    if (r->verdict != READ_FINE) json_put_text(j, "refused", r->sentence);
    put_items(j, first);
    put_persons(j, "present", met, ENTRY_PRESENT);
    put_persons(j, "in_attendance", met, ENTRY_ATTENDING);
    put_persons(j, "apologies", met, ENTRY_APOLOGIES);
    put_dates(j, first);
    put_words(j, "declarations", met, ENTRY_DECLARATION);
    put_words(j, "returns", met, ENTRY_RETURN);
    put_words(j, "actions", met, ENTRY_ACTION);
    json_key(j, "reports");
    json_begin_array(j);
    for (size_t i = 0; i < r->document_count; i++)
        if (r->documents[i].kind == DOCUMENT_REPORT) put_report(j, &r->documents[i]);
    json_end_array(j);
    json_key(j, "priorities");
    json_begin_array(j);
    for (size_t i = 0; i < r->document_count; i++) put_priorities(j, &r->documents[i]);
    json_end_array(j);
    json_key(j, "actions_planned");
    json_begin_array(j);
    for (size_t i = 0; i < r->document_count; i++) put_planned(j, &r->documents[i]);
    json_end_array(j);
    json_key(j, "terms_of_reference");
    json_begin_array(j);
    for (size_t i = 0; i < r->document_count; i++)
        if (r->documents[i].kind == DOCUMENT_TERMS) put_terms(j, &r->documents[i]);
    json_end_array(j);
    json_key(j, "documents");
    json_begin_array(j);
    for (size_t i = 0; i < r->document_count && r->document_count > 1; i++) {
        const ReadDocument *d = &r->documents[i];
        json_begin_object(j);
        json_put_text(j, "kind", text_of(document_codes[d->kind]));
        put_document_head(j, d);
        put_items(j, d);
        put_persons(j, "present", d, ENTRY_PRESENT);
        put_persons(j, "in_attendance", d, ENTRY_ATTENDING);
        put_dates(j, d);
        json_end_object(j);
    }
    json_end_array(j);
    put_doubts(j, r);
    json_end_object(j);
}
