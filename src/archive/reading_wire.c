/* Owns the bytes of a reading. One description of the fields serves writing and taking. */
#include "archive/reading_wire.h"

typedef struct {
    Buffer *out; /* writing */
    Text in;     /* taking */
    Arena *arena;
    bool is_wrong;
} Wire;

enum { ENTRIES_MAX = 100000, DOUBTS_MAX = 10000, DOCUMENTS_MAX = 400 };

static void wire_number(Wire *w, int64_t *n) {
    if (w->out) {
        buffer_put_bytes(w->out, n, sizeof *n);
        return;
    }
    if (w->is_wrong || w->in.len < sizeof *n) {
        w->is_wrong = true;
        *n = 0;
        return;
    }
    memcpy(n, w->in.ptr, sizeof *n);
    w->in = text_slice(w->in, sizeof *n, SIZE_MAX);
}

/* A number that must lie in a range. */
static int64_t wire_bounded(Wire *w, int64_t value, int64_t least, int64_t most) {
    wire_number(w, &value);
    if (value < least || value > most) {
        w->is_wrong = true;
        return least;
    }
    return value;
}

static void wire_int(Wire *w, int *n) {
    *n = (int)wire_bounded(w, *n, -1, 100000000);
}

static void wire_flag(Wire *w, bool *flag) {
    *flag = wire_bounded(w, *flag, 0, 1) != 0;
}

static void wire_date(Wire *w, Date *date) {
    date->n = (int32_t)wire_bounded(w, date->n, 0, 3652059);
}

static void wire_time(Wire *w, TimeOfDay *time) {
    time->n = (int16_t)wire_bounded(w, time->n, 0, 1440);
}

static void wire_text(Wire *w, Text *t) {
    int64_t length = (int64_t)t->len;
    wire_number(w, &length);
    if (w->out) {
        buffer_put(w->out, *t);
        return;
    }
    if (w->is_wrong || length < 0 || (size_t)length > w->in.len) {
        w->is_wrong = true;
        *t = (Text){0};
        return;
    }
    Text taken = text_slice(w->in, 0, (size_t)length);
    w->in = text_slice(w->in, (size_t)length, SIZE_MAX);
    if (!text_is_utf8(taken, NULL)) w->is_wrong = true;
    else *t = text_copy(w->arena, taken);
}

static void wire_entry(Wire *w, Entry *e, int index) {
    e->kind = (EntryKind)wire_bounded(w, e->kind, ENTRY_SECTION, ENTRY_TERMS_RULE);
    e->parent = (int)wire_bounded(w, e->parent, -1, index - 1);
    Text *texts[] = {
        &e->number, &e->code, &e->title, &e->verb, &e->words, &e->role, &e->organisation, &e->timescale, &e->measure, &e->detail};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) wire_text(w, texts[i]);
    wire_date(w, &e->date);
    wire_time(w, &e->time);
    wire_number(w, &e->pence);
    bool *flags[] = {&e->is_repeat, &e->is_restricted, &e->is_chair, &e->is_vice_chair, &e->is_funded, &e->is_linked, &e->is_truncated};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) wire_flag(w, flags[i]);
    int *numbers[] = {&e->first_page, &e->last_page, &e->first_line, &e->last_line};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) wire_int(w, numbers[i]);
}

static void wire_document(Wire *w, ReadDocument *d) {
    d->kind = (ReadDocumentKind)wire_bounded(w, d->kind, DOCUMENT_AGENDA, DOCUMENT_TERMS);
    Text *texts[] = {&d->title, &d->body, &d->date_words, &d->venue, &d->contact, &d->approval_words, &d->by, &d->to, &d->classification};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) wire_text(w, texts[i]);
    Date *dates[] = {&d->date, &d->after, &d->before, &d->minutes_of, &d->next_meeting};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) wire_date(w, dates[i]);
    wire_time(w, &d->time);
    wire_flag(w, &d->is_online), wire_flag(w, &d->is_draft), wire_flag(w, &d->approves);
    wire_int(w, &d->first_line), wire_int(w, &d->last_line);
    int64_t count = wire_bounded(w, (int64_t)d->entries.count, 0, ENTRIES_MAX);
    if (w->is_wrong) return;
    if (!w->out) d->entries = (EntryList){ARENA_ARRAY(w->arena, Entry, (size_t)count + 1), (size_t)count};
    for (int64_t i = 0; i < count && !w->is_wrong; i++) wire_entry(w, &d->entries.items[i], (int)i);
}

static void wire_doubt(Wire *w, ReadDoubt *doubt) {
    doubt->about = (DoubtAbout)wire_bounded(w, doubt->about, DOUBT_NO_DATE, DOUBT_RECOGNISED);
    wire_int(w, &doubt->document), wire_int(w, &doubt->entry);
    wire_text(w, &doubt->words), wire_text(w, &doubt->proposal), wire_text(w, &doubt->known);
    wire_int(w, &doubt->first_line), wire_int(w, &doubt->last_line);
}

static void wire_reading(Wire *w, Reading *r) {
    r->verdict = (ReadVerdict)wire_bounded(w, r->verdict, READ_FINE, READ_ANOTHER);
    r->format = (SourceFormat)wire_bounded(w, r->format, SOURCE_PDF, SOURCE_SERVICE);
    wire_text(w, &r->sentence);
    wire_flag(w, &r->is_pack);
    wire_text(w, &r->old_address);
    wire_text(w, &r->text);
    int64_t documents = wire_bounded(w, (int64_t)r->document_count, 0, DOCUMENTS_MAX);
    if (w->is_wrong) return;
    if (!w->out) r->documents = ARENA_ARRAY(w->arena, ReadDocument, (size_t)documents + 1), r->document_count = (size_t)documents;
    for (int64_t i = 0; i < documents && !w->is_wrong; i++) wire_document(w, &r->documents[i]);
    int64_t doubts = wire_bounded(w, (int64_t)r->doubts.count, 0, DOUBTS_MAX);
    if (w->is_wrong) return;
    if (!w->out) r->doubts = (ReadDoubtList){ARENA_ARRAY(w->arena, ReadDoubt, (size_t)doubts + 1), (size_t)doubts};
    for (int64_t i = 0; i < doubts && !w->is_wrong; i++) wire_doubt(w, &r->doubts.items[i]);
}

/* Doubts may only name what there is. */
static bool names_what_is_there(const Reading *r) {
    for (size_t i = 0; i < r->doubts.count; i++) {
        const ReadDoubt *doubt = &r->doubts.items[i];
        if (doubt->document >= (int)r->document_count) return false;
        if (doubt->entry >= 0 && (doubt->document < 0 || (size_t)doubt->entry >= r->documents[doubt->document].entries.count)) return false;
    }
    return true;
}

void reading_put(Buffer *out, const Reading *reading) {
    Reading copy = *reading; /* the description takes and writes; writing changes nothing */
    Wire wire = {.out = out};
    wire_reading(&wire, &copy);
    CHECK(!wire.is_wrong);
}

bool reading_take(Arena *arena, Text bytes, Reading *out) {
    Wire wire = {.in = bytes, .arena = arena};
    *out = (Reading){0};
    wire_reading(&wire, out);
    return !wire.is_wrong && wire.in.len == 0 && names_what_is_there(out);
}

void hints_put(Buffer *out, SourceFormat format, const ReadHints *hints) {
    ReadHints copy = *hints;
    Wire wire = {.out = out};
    wire_bounded(&wire, format, SOURCE_PDF, SOURCE_SERVICE);
    wire_text(&wire, &copy.name), wire_text(&wire, &copy.body), wire_text(&wire, &copy.media_type);
    wire_date(&wire, &copy.date);
    wire_flag(&wire, &copy.is_recognised);
}

bool hints_take(Arena *arena, Text bytes, SourceFormat *format, ReadHints *out) {
    Wire wire = {.in = bytes, .arena = arena};
    *out = (ReadHints){0};
    *format = (SourceFormat)wire_bounded(&wire, SOURCE_TEXT, SOURCE_PDF, SOURCE_SERVICE);
    wire_text(&wire, &out->name), wire_text(&wire, &out->body), wire_text(&wire, &out->media_type);
    wire_date(&wire, &out->date);
    wire_flag(&wire, &out->is_recognised);
    return !wire.is_wrong;
}
