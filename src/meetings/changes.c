/* What a revised agenda changes: the records now against what the journal has of the moment of the last publication. */
#include "meetings/changes.h"

#include <stdarg.h>

#include "meetings/meetings.sql.h"
#include "meetings/supplement.h"
#include "store/journal.h"

void sentence_add(Arena *arena, Sentences *list, const char *sentence, ...) {
    char words[1024];
    va_list arguments;
    va_start(arguments, sentence);
    int length = vsnprintf(words, sizeof words, sentence, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof words ? (size_t)length : sizeof words - 1;
    list->items = arena_grow(arena, list->items, list->count * sizeof(Text), (list->count + 1) * sizeof(Text));
    list->items[list->count++] = text_copy(arena, (Text){words, kept});
}

static const char *const meeting_fields[] = {
    "day", "starts", "ends", "is_online", "place", "contact_name", "contact_email", "contact_phone", "note", NULL};
static const char *const part_fields[] = {"title", "is_open", "note", "position", NULL};
static const char *const item_fields[] = {"title", "public_title", "purpose", "lead", "restriction", "paragraphs", "part", "position",
    "is_withdrawn", "urgency_reason", "urgency_decided_by", "urgency_decided_on", NULL};
static const char *const paper_fields[] = {"title", "is_withdrawn", "position", NULL};

typedef struct {
    Db *db;
    Arena *arena;
    Moment since;
    Sentences *out;
} Comparing;

static bool is_among(const char *const *fields, const char *name) {
    for (; *fields; fields++)
        if (strcmp(*fields, name) == 0) return true;
    return false;
}

static Text quoted(Arena *arena, Text value) {
    return text_is_empty(value) ? S("nothing") : text_format(arena, "\"%.*s\"", TEXT_ARG(text_head(value, 160)));
}

static void tell_field(Comparing *c, Text what, const FieldChange *change, bool is_set) {
    const char *field = change->field->name;
    if (strcmp(field, "position") == 0 || strcmp(field, "part") == 0) {
        sentence_add(c->arena, c->out, "%.*s: its place in the order is another.", TEXT_ARG(what));
        return;
    }
    if (change->field->kind == FIELD_FLAG) {
        bool is_withdrawal = strcmp(field, "is_withdrawn") == 0;
        if (is_withdrawal) sentence_add(c->arena, c->out, "%.*s is %s.", TEXT_ARG(what), is_set ? "withdrawn" : "brought back");
        else sentence_add(c->arena, c->out, "%.*s, %s: now %s.", TEXT_ARG(what), change->field->label, is_set ? "yes" : "no");
        return;
    }
    Text before = quoted(c->arena, change->before), after = quoted(c->arena, change->after);
    sentence_add(c->arena, c->out, "%.*s, %s: from %.*s to %.*s.", TEXT_ARG(what),
        text_string(c->arena, text_lower(c->arena, text_of(change->field->label))), TEXT_ARG(before), TEXT_ARG(after));
}

/* Tells what differs in those fields; *existed: the record was there at the last publication. */
static Error *compare(Comparing *c, const Record *record, const char *const *fields, Text what, const void *now, bool *existed) {
    void *before = arena_alloc(c->arena, record->size);
    memset(before, 0, record->size);
    TRY(record_as_of(c->db, c->arena, record, record_id(now), c->since, before, existed));
    if (!*existed) return NULL;
    FieldChanges changes = record_changes(c->arena, record, before, now, ACCESS_ALL);
    for (size_t i = 0; i < changes.count; i++)
        if (is_among(fields, changes.items[i].field->name))
            tell_field(c, what, &changes.items[i], record_value(c->arena, changes.items[i].field, now).integer != 0);
    return NULL;
}

static bool is_touched(const TouchedSinceRowList *rows, int64_t kind, int64_t id) {
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].kind == kind && rows->items[i].id == id) return true;
    return false;
}

static Error *compare_papers(Comparing *c, const AgendaEntry *entry, const TouchedSinceRowList *rows) {
    PaperList papers; /* withdrawn ones too */
    TRY(papers_of_item(c->db, c->arena, entry->item.id, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        const Paper *paper = &papers.items[i];
        bool existed;
        if (paper->is_draft || !is_touched(rows, 2, paper->id.n)) continue;
        Text what = text_format(c->arena, "The paper \"%.*s\" of item %.*s", TEXT_ARG(paper->title), TEXT_ARG(entry->code));
        TRY(compare(c, &paper_record, paper_fields, what, paper, &existed));
    }
    return NULL;
}

static Error *compare_section(Comparing *c, const Agenda *agenda, const AgendaSection *section, const TouchedSinceRowList *rows) {
    bool existed;
    Text part = text_format(c->arena, "Part %.*s", TEXT_ARG(section->letter));
    TRY(compare(c, &agenda_part_record, part_fields, part, &section->part, &existed));
    if (!existed) sentence_add(c->arena, c->out, "Part %.*s is new.", TEXT_ARG(section->letter));
    for (size_t i = 0; i < section->count; i++) {
        const AgendaEntry *entry = &section->items[i];
        if (is_touched(rows, 1, entry->item.id.n)) {
            Text what = text_format(c->arena, "Item %.*s", TEXT_ARG(entry->code));
            TRY(compare(c, &agenda_item_record, item_fields, what, &entry->item, &existed));
            if (!existed)
                sentence_add(c->arena, c->out, "Item %.*s, \"%.*s\", is new.", TEXT_ARG(entry->code),
                    TEXT_ARG(item_public_title(&agenda->meeting, &section->part, &entry->item)));
        }
        TRY(compare_papers(c, entry, rows));
    }
    return NULL;
}

Error *agenda_changes(Db *db, Arena *arena, const Agenda *agenda, Sentences *out) {
    AgendaLatestNotedRow last;
    TouchedSinceRowList rows;
    bool existed;
    *out = (Sentences){0};
    TRY(agenda_latest_noted(db, arena, agenda->meeting.id, &last));
    Comparing c = {db, arena, last.at, out};
    if (!moment_is_set(c.since)) return NULL;
    TRY(touched_since(db, arena, agenda->meeting.id, c.since, 0, &rows));
    TRY(compare(&c, &meeting_record, meeting_fields, S("The meeting"), &agenda->meeting, &existed));
    for (size_t i = 0; i < agenda->count; i++) TRY(compare_section(&c, agenda, &agenda->items[i], &rows));
    return NULL;
}

/* ---- A paper that is out and should not be ---- */

static bool is_for_the_public(const Subject *s) {
    bool is_withdrawn = s->paper.is_withdrawn || s->item.is_withdrawn;
    return !is_withdrawn && !s->paper.is_recalled && paper_is_public(&s->meeting, &s->part, &s->item, &s->paper);
}

/* The moment at which the paper went out last: with the agenda, or with its supplement after that. */
static Error *went_out(Db *db, Arena *arena, const Subject *s, Moment *out) {
    SupplementList supplements;
    TRY(agenda_out_since(db, arena, s->meeting.id, out));
    if (!moment_is_set(*out) || s->paper.supplement == 0) return NULL;
    TRY(supplements_of(db, arena, s->meeting.id, &supplements));
    for (size_t i = 0; i < supplements.count; i++) {
        const Supplement *own = &supplements.items[i];
        bool is_out = own->number == s->paper.supplement && own->state == SUPPLEMENT_PUBLISHED;
        if (is_out && moment_compare(own->published_at, *out) > 0) *out = own->published_at;
    }
    return NULL;
}

static Error *subject_as_of(Db *db, Arena *arena, const Subject *now, Moment at, Subject *out, bool *existed) {
    *out = *now;
    TRY(record_as_of(db, arena, &paper_record, now->paper.id.n, at, &out->paper, existed));
    if (*existed) TRY(record_as_of(db, arena, &agenda_item_record, now->item.id.n, at, &out->item, existed));
    if (*existed) TRY(record_as_of(db, arena, &agenda_part_record, now->part.id.n, at, &out->part, existed));
    if (*existed) TRY(record_as_of(db, arena, &meeting_record, now->meeting.id.n, at, &out->meeting, existed));
    return NULL;
}

Error *paper_out_since(Db *db, Arena *arena, const Subject *s, Moment *out) {
    Subject before;
    Moment at = {0};
    bool existed = false;
    *out = (Moment){0};
    if (is_for_the_public(s) || s->paper.is_draft || s->paper.replaced_by.n) return NULL;
    TRY(went_out(db, arena, s, &at));
    if (!moment_is_set(at)) return NULL;
    TRY(subject_as_of(db, arena, s, at, &before, &existed));
    if (existed && is_for_the_public(&before)) *out = at;
    return NULL;
}
