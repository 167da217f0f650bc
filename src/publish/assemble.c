/* From office records to a snapshot: rows, PDFs, search entries, with what is restricted left out. */
#include <inttypes.h>

#include "paper/paper.h"
#include "meetings/supplement.h"
#include "publish/assembly.h"
#include "publish/members_pack.h"
#include "publish/office.sql.h"
#include "publish/work_folder.h"

enum { FILE_NAME_BYTES = 80 };

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

static Text day_of_moment(Arena *arena, Moment moment) {
    Date day;
    moment_to_london(moment, &day, NULL);
    return date_plain(arena, day);
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
        if (entry->papers.items[i].restriction && !entry->papers.items[i].is_draft)
            add_line(&out, paper_withheld_words(a->arena, &entry->papers.items[i]));
    return buffer_text(&out);
}

/* MTG-04 to MTG-06: of a restricted item go out its public title and the description of the restriction, nothing else. */
static PublishedItem item_row(Assembly *a, const PackPlan *plan, const AgendaSection *section, const AgendaEntry *entry) {
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
        .is_withdrawn = item->is_withdrawn,
        .urgency = item->is_withdrawn ? S("") : urgency_shown(a->arena, meeting, &section->part, item)};
    if (pack_has_public(plan)) pack_range(plan, item->id, &row.page_from, &row.page_to);
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
        if (row->id.n != item.n || text_is_empty(words) || text_contains(row->withheld, words)) continue;
        row->withheld =
            text_is_empty(row->withheld) ? words : text_format(a->arena, "%.*s\n%.*s", TEXT_ARG(row->withheld), TEXT_ARG(words));
    }
}

/* A paper as the public has it. Of one that is withheld nothing goes out but its place in the pack. */
static Error *add_paper(Assembly *a, const PackPlan *plan, const PackPaper *p) {
    const Paper *paper = p->paper;
    const Supplement *supplement = plan->of.supplement;
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
        .report = report,
        .supplement = paper->supplement,
        .added_at = supplement ? supplement->published_at : (Moment){0},
        .replaces = published_id(paper->replaces.n)};
    return NULL;
}

static Text replaced_words(Arena *arena, const Supplement *with) {
    Text day = moment_is_set(with->published_at) ? text_join(arena, S(" on "), day_of_moment(arena, with->published_at)) : S("");
    return text_format(arena, "This paper was replaced%.*s by another one, with Supplement %" PRId64 ".", TEXT_ARG(day), with->number);
}

void assembly_replaced(Assembly *a, PublishedId paper, PublishedId by, const Supplement *with, int64_t from, int64_t to) {
    a->out->replaced.items[a->out->replaced.count++] = (PublishedPaper){.id = published_id(paper.n),
        .version = 1,
        .meeting = published_id(a->agenda->meeting.id.n),
        .page_from = from,
        .page_to = to,
        .is_withdrawn = true,
        .withdrawn_reason = replaced_words(a->arena, with),
        .replaced_by = by};
}

void assembly_drop_unknown(Snapshot *snapshot) {
    for (size_t i = 0; i < snapshot->paper_count; i++) {
        PublishedPaper *row = &snapshot->papers[i].row;
        bool is_known = false;
        for (size_t k = 0; k < snapshot->replaced.count; k++) is_known = is_known || snapshot->replaced.items[k].id.n == row->replaces.n;
        if (!is_known) row->replaces = (PublishedId){0};
    }
}

void snapshot_set_moment(Arena *arena, Snapshot *s, Moment at) {
    bool is_supplement = s->supplement.id.n != 0;
    s->meeting.changed_at = at;
    if (is_supplement) s->supplement.published_at = at;
    else s->meeting.published_at = at;
    for (size_t i = 0; i < s->document_count; i++)
        if (is_supplement || s->documents[i].row.supplement == 0) s->documents[i].row.published_at = at;
    for (size_t i = 0; is_supplement && i < s->paper_count; i++) s->papers[i].row.added_at = at;
    for (size_t i = 0; is_supplement && i < s->replaced.count; i++)
        s->replaced.items[i].withdrawn_reason = replaced_words(arena, &s->supplement);
}

static const Paper *paper_of(const Agenda *agenda, PaperId id) {
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++)
            for (size_t p = 0; p < agenda->items[s].items[i].papers.count; p++)
                if (agenda->items[s].items[i].papers.items[p].id.n == id.n) return &agenda->items[s].items[i].papers.items[p];
    return NULL;
}

/* With which supplement a paper was replaced; that the other one was withdrawn since makes no difference. */
static Error *replaced_with(Assembly *a, const Paper *paper, Supplement *out) {
    SupplementList all;
    Paper by;
    const Paper *there = paper_of(a->agenda, paper->replaced_by);
    if (there) by = *there;
    else TRY(record_get(a->office, a->arena, &paper_record, paper->replaced_by.n, &by));
    TRY(supplements_of(a->office, a->arena, a->agenda->meeting.id, &all));
    *out = (Supplement){.number = by.supplement};
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].number == by.supplement) *out = all.items[i];
    return NULL;
}

Error *assembly_papers(Assembly *a, const PackPlan *plan) {
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        Supplement with;
        if (pack_is_withheld(p)) {
            /* Of a whole agenda the items' rows say it. */
            bool is_own = p->paper->restriction && item_is_public(&a->agenda->meeting, &p->section->part, &p->entry->item);
            if (a->out->supplement.id.n && is_own) add_withheld(a, p->entry->item.id, paper_withheld_words(a->arena, p->paper));
            continue;
        }
        if (p->paper->replaced_by.n == 0) {
            TRY(add_paper(a, plan, p));
            continue;
        }
        TRY(replaced_with(a, p->paper, &with));
        assembly_replaced(a, published_id(p->paper->id.n), published_id(p->paper->replaced_by.n), &with, p->first_page, p->last_page);
    }
    return NULL;
}

void assembly_room(Assembly *a, size_t documents) {
    Snapshot *out = a->out;
    size_t items = 0, papers = 0;
    for (size_t s = 0; s < a->agenda->count; s++) {
        items += a->agenda->items[s].count;
        for (size_t i = 0; i < a->agenda->items[s].count; i++) papers += a->agenda->items[s].items[i].papers.count;
    }
    out->papers = ARENA_ARRAY(a->arena, SnapshotPaper, papers);
    out->replaced.items = ARENA_ARRAY(a->arena, PublishedPaper, papers);
    out->documents = ARENA_ARRAY(a->arena, SnapshotDocument, documents);
    out->members = ARENA_ARRAY(a->arena, SnapshotMembersPack, documents);
    out->entries = ARENA_ARRAY(a->arena, SearchEntry, items + papers + 1);
}

static void add_rows(Assembly *a, const PackPlan *plan) {
    Snapshot *out = a->out;
    size_t items = 0;
    for (size_t s = 0; s < a->agenda->count; s++) items += a->agenda->items[s].count;
    out->parts.items = ARENA_ARRAY(a->arena, PublishedPart, a->agenda->count);
    out->items.items = ARENA_ARRAY(a->arena, PublishedItem, items);
    for (size_t s = 0; s < a->agenda->count; s++) {
        const AgendaSection *section = &a->agenda->items[s];
        if (section->count == 0) continue;
        out->parts.items[out->parts.count++] = part_row(section);
        for (size_t i = 0; i < section->count; i++) out->items.items[out->items.count++] = item_row(a, plan, section, &section->items[i]);
    }
}

/* ---- Documents of the meeting ---- */

/* `row` says what kind of document it is; what all have in common is filled in. */
void assembly_document(Assembly *a, PublishedDocument row, Text title, const char *path, int pages) {
    row.version = 1;
    row.meeting = published_id(a->agenda->meeting.id.n);
    row.title = text_format(a->arena, "%.*s: %.*s, %.*s", TEXT_ARG(title), TEXT_ARG(a->agenda->body.name),
        TEXT_ARG(date_plain(a->arena, a->agenda->meeting.day)));
    row.media_type = S("application/pdf");
    row.file_name = file_name(a, S(""), title);
    row.pages = pages;
    a->out->documents[a->out->document_count++] = (SnapshotDocument){.path = path, .row = row};
}

Error *assembly_packs(Assembly *a, PackPlan *plan, bool wants_public, PackFile *for_public) {
    int64_t number = plan->of.supplement ? plan->of.supplement->number : 0;
    PackFile for_members = {.path = work_file(a->arena, a->folder, text_format(a->arena, "members-%" PRId64 ".pdf", number))};
    *for_public =
        (PackFile){.path = wants_public ? work_file(a->arena, a->folder, text_format(a->arena, "pack-%" PRId64 ".pdf", number)) : NULL};
    Text lost = {0}, stamp = {0};
    bool has_restricted = false;
    TRY(members_pack_stamp(a->office, a->arena, a->agenda, plan->of, &stamp));
    for (size_t i = 0; i < plan->papers.count; i++) has_restricted = has_restricted || plan->papers.items[i].open.share != PUBLIC_WHOLE;
    TRY(packs_write(a->arena, plan, a->folder, a->progress, for_public, &for_members, &lost));
    a->out->members[a->out->member_count++] =
        (SnapshotMembersPack){number, for_members.path, for_members.pages, lost, has_restricted, stamp, plan->of.pages_before};
    return NULL;
}

static Error *add_documents(Assembly *a, PackPlan *plan, Moment at) {
    PublishedDocument row = {.published_at = at};
    PackFile pack = {0};
    int pages = 0;
    TRY(assembly_packs(a, plan, pack_has_public(plan), &pack));
    if (pack.path) {
        row.id = published_id(a->agenda->meeting.id.n * 4 + 1);
        row.kind = S("pack");
        row.page_from = plan->papers.items[0].first_page;
        row.page_to = pack_last_page(plan);
        assembly_document(a, row, S("Public reports pack"), pack.path, pack.pages);
    }
    /* After the packs, which may correct the page numbers. */
    const char *agenda = work_file(a->arena, a->folder, S("agenda.pdf"));
    TRY(front_sheet_write(a->arena, plan, false, agenda, &pages));
    row.id = published_id(a->agenda->meeting.id.n * 4);
    row.kind = S("agenda");
    row.page_from = 0;
    row.page_to = pack_last_page(plan); /* of the members' pack, where there is no public one: what comes later goes on after it */
    assembly_document(a, row, S("Agenda"), agenda, pages);
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

static Text meeting_name(Assembly *a) {
    const PublishedMeeting *m = &a->out->meeting;
    return text_format(a->arena, "%.*s, %.*s", TEXT_ARG(m->body_name), TEXT_ARG(date_plain(a->arena, m->day)));
}

static void add_entries(Assembly *a) {
    Snapshot *out = a->out;
    const PublishedMeeting *m = &out->meeting;
    Text name = meeting_name(a);
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
    assembly_paper_entries(a);
}

void assembly_paper_entries(Assembly *a) {
    Text name = meeting_name(a);
    for (size_t i = 0; i < a->out->paper_count; i++) {
        const SnapshotPaper *paper = &a->out->papers[i];
        const PublishedItem *item = item_of(a->out, paper->row.item);
        Text about = text_format(a->arena, "Item %.*s, %.*s", TEXT_ARG(item ? item->code : S("")), TEXT_ARG(name));
        add_entry(
            a, "paper", paper->row.id.n, paper->row.title, paper->words, text_format(a->arena, "/papers/%" PRId64, paper->row.id.n), about);
    }
}

/* What belongs to the supplements that went out before comes out anew with the agenda, in their order, their pages after its pages. */
static Error *add_supplements(Assembly *a, const SupplementList *all, int64_t last_page) {
    for (size_t i = 0; i < all->count; i++) {
        const PackPlan *plan = NULL;
        if (all->items[i].state != SUPPLEMENT_PUBLISHED) continue;
        TRY(assembly_supplement(a, &all->items[i], all->items[i].published_at, last_page, &plan));
        last_page = pack_last_page(plan);
    }
    return NULL;
}

Error *snapshot_assemble(
    Db *office, Arena *arena, MeetingId meeting, int64_t number, Moment at, const char *folder, PackProgress progress, Snapshot *out) {
    *out = (Snapshot){0};
    Agenda *agenda = ARENA_NEW(arena, Agenda);
    PackPlan *plan = ARENA_NEW(arena, PackPlan);
    SupplementList supplements = {0};
    TRY(agenda_get(office, arena, meeting, agenda));
    TRY(supplements_of(office, arena, meeting, &supplements));
    out->office_version = agenda->meeting.version;
    out->meeting = meeting_row(agenda, number, at);
    Assembly a = {office, arena, agenda, folder, progress, out};
    assembly_room(&a, 2 + supplements.count);
    TRY(pack_plan(office, arena, agenda, (PackOf){0}, true, folder, progress, plan));
    TRY(add_documents(&a, plan, at));
    add_rows(&a, plan); /* after the pack, which may correct the page numbers */
    TRY(assembly_papers(&a, plan));
    TRY(add_supplements(&a, &supplements, pack_last_page(plan)));
    assembly_drop_unknown(out);
    add_entries(&a);
    return NULL;
}
