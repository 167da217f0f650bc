/* From office records to a snapshot: rows, PDFs, search entries, with what is restricted left out. */
#include <inttypes.h>

#include "paper/paper.h"
#include "publish/members_pack.h"
#include "publish/office.sql.h"
#include "publish/snapshot.h"
#include "publish/work_folder.h"

enum { FILE_NAME_BYTES = 80 };

typedef struct {
    Db *office;
    Arena *arena;
    const Agenda *agenda;
    const PackPlan *plan;
    const char *folder;
    Snapshot *out;
    bool has_pack; /* a public one: something of the papers is public */
} Assembly;

static PublishedId published_id(int64_t n) {
    return (PublishedId){n};
}

/* ---- Names of files: made from public words only ---- */

static Text file_name(Assembly *a, Text code, Text title) {
    const Body *body = &a->agenda->body;
    Text name = text_is_empty(body->short_name) ? body->name : body->short_name;
    Text words = text_format(a->arena, "%.*s %.*s %.*s %.*s", TEXT_ARG(name), TEXT_ARG(date_iso(a->arena, a->agenda->meeting.day)),
        TEXT_ARG(code), TEXT_ARG(title));
    return text_format(a->arena, "%.*s.pdf", TEXT_ARG(text_slug(a->arena, words, FILE_NAME_BYTES)));
}

/* ---- Rows ---- */

static PublishedState state_of(const Meeting *m) {
    switch (m->state) {
    case MEETING_HELD: return PUBLISHED_HELD;
    case MEETING_CANCELLED: return PUBLISHED_CANCELLED;
    case MEETING_PLANNED:
    case MEETING_AGREED:
    case MEETING_PUBLISHED: break;
    }
    return PUBLISHED_AGENDA;
}

static PublishedMeeting meeting_row(const Agenda *agenda, int64_t number, Moment at) {
    const Meeting *m = &agenda->meeting;
    return (PublishedMeeting){.id = published_id(m->id.n),
        .body = published_id(m->body.n),
        .body_name = agenda->body.name,
        .day = m->day,
        .starts = m->starts,
        .ends = m->ends,
        .is_online = m->is_online,
        .place = m->place,
        .contact_name = m->contact_name,
        .contact_email = m->contact_email,
        .contact_phone = m->contact_phone,
        .note = m->note,
        .state = state_of(m),
        .publication = number,
        .published_at = at,
        .changed_at = at};
}

static PublishedPart part_row(const AgendaSection *section) {
    const AgendaPart *part = &section->part;
    return (PublishedPart){.id = published_id(part->id.n),
        .version = 1,
        .meeting = published_id(part->meeting.n),
        .position = part->position,
        .letter = section->letter,
        .title = part->title,
        .note = part->note,
        .is_open = part->is_open};
}

static Text purpose_of(const AgendaItem *item) {
    switch (item->purpose) {
    case PURPOSE_DECISION: return S("For decision");
    case PURPOSE_INFORMATION: return S("For information");
    }
    return S("");
}

static void add_line(Buffer *out, Text line) {
    if (text_is_empty(line)) return;
    if (out->len > 0) buffer_put_char(out, '\n');
    buffer_put(out, line);
}

/* That there is more, and under which description: a line for each restricted paper of an open item. */
static Text withheld_papers(Assembly *a, const AgendaEntry *entry) {
    Buffer out = buffer_new(a->arena, 128);
    for (size_t i = 0; i < entry->papers.count && !entry->item.is_withdrawn; i++)
        if (entry->papers.items[i].restriction) add_line(&out, paper_withheld_words(a->arena, &entry->papers.items[i]));
    return buffer_text(&out);
}

/* MTG-04 to MTG-06: of a restricted item go out its public title and the description of the restriction, nothing else. */
static PublishedItem item_row(Assembly *a, const AgendaSection *section, const AgendaEntry *entry) {
    const AgendaItem *item = &entry->item;
    const Meeting *meeting = &a->agenda->meeting;
    bool is_public = item_is_public(meeting, &section->part, item);
    PublishedItem row = {.id = published_id(item->id.n),
        .version = 1,
        .meeting = published_id(item->meeting.n),
        .part = published_id(section->part.id.n),
        .position = item->position,
        .code = entry->code,
        .title = item_public_title(meeting, &section->part, item),
        .is_restricted = !is_public,
        .is_withdrawn = item->is_withdrawn};
    if (a->has_pack) pack_range(a->plan, item->id, &row.page_from, &row.page_to);
    if (is_public) {
        row.purpose = purpose_of(item);
        row.lead = item->lead;
        row.withdrawn_reason = item->withdrawn_reason;
        row.withheld = withheld_papers(a, entry);
        return row;
    }
    Restricted in_force = restriction_in_force(meeting, item, NULL);
    row.restriction = restriction_shown(a->arena, &in_force);
    if (text_is_empty(row.restriction)) row.restriction = S("Not for publication");
    return row;
}

static void add_withheld(Assembly *a, AgendaItemId item, Text words) {
    for (size_t i = 0; i < a->out->items.count; i++) {
        PublishedItem *row = &a->out->items.items[i];
        if (row->id.n != item.n || text_is_empty(words)) continue;
        row->withheld =
            text_is_empty(row->withheld) ? words : text_format(a->arena, "%.*s\n%.*s", TEXT_ARG(row->withheld), TEXT_ARG(words));
    }
}

/* A paper as the public has it. Of one that is withheld nothing goes out but its place in the pack. */
static Error *add_paper(Assembly *a, const PackPaper *p) {
    const Paper *paper = p->paper;
    if (pack_is_withheld(p)) return NULL;
    SnapshotPaper *out = &a->out->papers[a->out->paper_count++];
    Text report = {0};
    if (paper->kind == PAPER_REPORT) {
        Report written = {0};
        TRY(report_of_paper(a->office, a->arena, paper->id, &written));
        report = report_markdown(a->arena, &written, REPORT_PUBLIC);
        add_withheld(a, p->entry->item.id, passages_withheld_words(a->arena, &written));
    }
    TRY(paper_words(a->office, a->arena, paper, REPORT_PUBLIC, &out->words));
    out->path = p->public_path;
    out->is_from_outside = paper->kind == PAPER_UPLOADED;
    out->document = out->is_from_outside ? paper->file_sha256 : hash_of_text(a->arena, report);
    out->row = (PublishedPaper){.id = published_id(paper->id.n),
        .version = 1,
        .meeting = published_id(a->agenda->meeting.id.n),
        .item = published_id(p->entry->item.id.n),
        .position = paper->position,
        .title = p->open.title,
        .media_type = S("application/pdf"),
        .file_name = file_name(a, p->entry->code, p->open.title),
        .pages = p->public_pages,
        .page_from = p->first_page,
        .page_to = p->last_page,
        .report = report};
    return NULL;
}

static Error *add_rows(Assembly *a) {
    Snapshot *out = a->out;
    size_t items = 0;
    for (size_t s = 0; s < a->agenda->count; s++) items += a->agenda->items[s].count;
    out->parts.items = ARENA_ARRAY(a->arena, PublishedPart, a->agenda->count);
    out->items.items = ARENA_ARRAY(a->arena, PublishedItem, items);
    out->papers = ARENA_ARRAY(a->arena, SnapshotPaper, a->plan->papers.count);
    for (size_t s = 0; s < a->agenda->count; s++) {
        const AgendaSection *section = &a->agenda->items[s];
        if (section->count == 0) continue;
        out->parts.items[out->parts.count++] = part_row(section);
        for (size_t i = 0; i < section->count; i++) out->items.items[out->items.count++] = item_row(a, section, &section->items[i]);
    }
    for (size_t i = 0; i < a->plan->papers.count; i++) TRY(add_paper(a, &a->plan->papers.items[i]));
    return NULL;
}

/* ---- Documents of the meeting ---- */

static void add_document(Assembly *a, const char *kind, int64_t place, const char *title, const char *path, int pages) {
    Text name = text_format(
        a->arena, "%s: %.*s, %.*s", title, TEXT_ARG(a->agenda->body.name), TEXT_ARG(date_plain(a->arena, a->agenda->meeting.day)));
    a->out->documents[a->out->document_count++] = (SnapshotDocument){.path = path,
        .row = {.id = published_id(a->agenda->meeting.id.n * 4 + place),
            .version = 1,
            .meeting = published_id(a->agenda->meeting.id.n),
            .kind = text_of(kind),
            .title = name,
            .media_type = S("application/pdf"),
            .file_name = file_name(a, S(""), text_of(title)),
            .pages = pages}};
}

/* Both packs in one run, with the same numbers; the members' one is for the office. First of all, because merging may correct the numbers. */
static Error *make_packs(Assembly *a, PackPlan *plan, PackProgress progress, PackFile *for_public) {
    for (size_t i = 0; i < plan->papers.count; i++) {
        a->has_pack = a->has_pack || !pack_is_withheld(&plan->papers.items[i]);
        a->out->has_restricted = a->out->has_restricted || plan->papers.items[i].open.share != PUBLIC_WHOLE;
    }
    *for_public = (PackFile){.path = a->has_pack ? work_file(a->arena, a->folder, S("pack.pdf")) : NULL};
    PackFile for_members = {.path = work_file(a->arena, a->folder, S("members.pdf"))};
    TRY(packs_write(a->arena, plan, a->folder, progress, for_public, &for_members, &a->out->lost));
    a->out->members_path = for_members.path;
    a->out->members_pages = for_members.pages;
    return NULL;
}

static Error *add_documents(Assembly *a, const PackFile *pack) {
    a->out->documents = ARENA_ARRAY(a->arena, SnapshotDocument, 2);
    int pages = 0;
    if (pack->path) add_document(a, "pack", 1, "Public reports pack", pack->path, pack->pages);
    const char *agenda = work_file(a->arena, a->folder, S("agenda.pdf"));
    TRY(front_sheet_write(a->arena, a->plan, false, agenda, &pages));
    add_document(a, "agenda", 0, "Agenda", agenda, pages);
    return NULL;
}

/* ---- Search ---- */

static void add_entry(Assembly *a, const char *kind, int64_t id, Text title, Text text, Text url, Text about) {
    a->out->entries[a->out->entry_count++] = (SearchEntry){.kind = text_of(kind),
        .key = text_format(a->arena, "%s-%" PRId64, kind, id),
        .title = title,
        .text = text,
        .url = url,
        .about = about,
        .day = a->agenda->meeting.day};
}

static const PublishedItem *item_of(const Snapshot *snapshot, PublishedId item) {
    for (size_t i = 0; i < snapshot->items.count; i++)
        if (snapshot->items.items[i].id.n == item.n) return &snapshot->items.items[i];
    return NULL;
}

static void add_entries(Assembly *a) {
    Snapshot *out = a->out;
    out->entries = ARENA_ARRAY(a->arena, SearchEntry, out->items.count + out->paper_count + 1);
    const PublishedMeeting *m = &out->meeting;
    Text name = text_format(a->arena, "%.*s, %.*s", TEXT_ARG(m->body_name), TEXT_ARG(date_plain(a->arena, m->day)));
    Text url = text_format(a->arena, "/meetings/%" PRId64, m->id.n);
    Text words = text_format(a->arena, "%.*s\n%.*s", TEXT_ARG(m->place), TEXT_ARG(markdown_to_plain(a->arena, m->note)));
    add_entry(a, "meeting", m->id.n, name, words, url, date_long(a->arena, m->day));
    for (size_t i = 0; i < out->items.count; i++) {
        const PublishedItem *item = &out->items.items[i];
        Text title = text_format(a->arena, "%.*s %.*s", TEXT_ARG(item->code), TEXT_ARG(item->title));
        Text at = text_format(a->arena, "%.*s#item-%.*s", TEXT_ARG(url), TEXT_ARG(item->code));
        add_entry(
            a, "item", item->id.n, title, text_format(a->arena, "%.*s %.*s", TEXT_ARG(item->lead), TEXT_ARG(item->restriction)), at, name);
    }
    for (size_t i = 0; i < out->paper_count; i++) {
        const SnapshotPaper *paper = &out->papers[i];
        const PublishedItem *item = item_of(out, paper->row.item);
        Text about = text_format(a->arena, "Item %.*s, %.*s", TEXT_ARG(item ? item->code : S("")), TEXT_ARG(name));
        add_entry(
            a, "paper", paper->row.id.n, paper->row.title, paper->words, text_format(a->arena, "/papers/%" PRId64, paper->row.id.n), about);
    }
}

Error *snapshot_assemble(
    Db *office, Arena *arena, MeetingId meeting, int64_t number, Moment at, const char *folder, PackProgress progress, Snapshot *out) {
    *out = (Snapshot){0};
    Agenda *agenda = ARENA_NEW(arena, Agenda);
    PackPlan *plan = ARENA_NEW(arena, PackPlan);
    TRY(agenda_get(office, arena, meeting, agenda));
    out->office_version = agenda->meeting.version;
    TRY(members_pack_stamp(office, arena, meeting, &out->stamp));
    out->meeting = meeting_row(agenda, number, at);
    TRY(pack_plan(office, arena, agenda, true, folder, progress, plan));
    Assembly a = {.office = office, .arena = arena, .agenda = agenda, .plan = plan, .folder = folder, .out = out};
    PackFile pack = {0};
    TRY(make_packs(&a, plan, progress, &pack));
    TRY(add_rows(&a));
    TRY(add_documents(&a, &pack));
    add_entries(&a);
    return NULL;
}
