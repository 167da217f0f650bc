/* Owns finding: search over everything imported with filters, the timeline of a topic, people and organisations. Only open entries are in the index. */
#include "archive/pages.h"

#include "archive/search.view.h"
#include "people/people.sql.h"

/* ---- The search ---- */

/* Kinds of entries as somebody looks for them. */
static const struct {
    const char *code, *label, *kinds;
} looked_for[] = {
    {"decisions", "Decisions", "resolution,part"},
    {"paragraphs", "What was said", "paragraph,bullet,table_row"},
    {"items", "Items of agendas and minutes", "item"},
    {"people", "Who was there", "present,in_attendance,apologies,substitute,declaration"},
    {"actions", "Actions and promised returns", "action,return"},
    {"reports", "Papers and recommendations", "paper,recommendation,appendix,project"},
    {"plans", "Priorities and planned actions", "priority,planned_action"},
    {"terms", "Terms of reference", "terms_section,terms_rule"},
};
enum { LOOKED_FOR = sizeof looked_for / sizeof *looked_for, MOST_PRIORITIES = 100 };

/* Each filter is off when its parameter is 0 or empty, so that the statement is one for all. The plus keeps a planner from looking through all that
 * somebody is named in, for each entry. */
static const char found_where[] =
    "exists (select 1 from archive_entry e join archive_document d on d.id = e.document where e.id = cast(s.\"key\" as bigint) and "
    "e.is_restricted = 0 "
    "and (${1} = 0 or d.body = ${1}) and (${2} = '' or substr(d.date, 1, 4) = ${2}) and (${3} = '' or ',' || ${3} || ',' like '%,' || "
    "e.kind || ',%') "
    "and (${4} = '' or lower(e.verb) = ${4}) "
    "and (${5} = 0 or exists (select 1 from archive_mention m where m.entry = e.id and +m.person = ${5})) "
    "and (${6} = 0 or exists (select 1 from archive_mention m where m.entry = e.id and +m.organisation = ${6})) "
    "and (${7} = 0 or e.kind not in ('present', 'in_attendance', 'apologies', 'substitute')) "
    "and (${8} = '' or ${8} like '%,' || cast(e.id as text) || ',%' or ${8} like '%,' || cast(coalesce(e.parent, -1) as text) || ',%'))";

static Text kinds_of(Text code) {
    for (size_t i = 0; i < LOOKED_FOR; i++)
        if (text_equal(code, text_of(looked_for[i].code))) return text_of(looked_for[i].kinds);
    return (Text){0};
}

Error *archive_find(Db *db, Arena *arena, Text words, const ArchiveFilter *filter, int limit, int offset, SearchHits *out) {
    Value values[] = {value_integer(filter->body), value_text(filter->year), value_text(kinds_of(filter->kind)),
        value_text(text_lower(arena, filter->verb)), value_integer(filter->person), value_integer(filter->organisation),
        value_integer(filter->without_lists), value_text(filter->priorities)};
    SearchWithin within = {
        .condition = text_of(found_where), .parameters = values, .count = sizeof values / sizeof *values, .by_day = filter->by_day};
    return search_find_within(db, arena, words, S("archive"), &within, limit, offset, out);
}

/* Plans of several years have one priority by the same title: it is offered once, and means each of them. */
static Error *priorities_read(Office *office, Arena *arena, ArchiveSearch *out, ArchiveFilter *filter) {
    ArchiveEntryList all;
    TRY(archive_priorities(office->db, arena, &all));
    Buffer ids = buffer_new(arena, 64);
    for (size_t i = 0; i < all.count; i++) {
        Text title = all.items[i].title;
        bool is_offered = false;
        for (size_t k = 0; k < out->priorities.count; k++) is_offered |= text_equal(out->priorities.items[k].value, title);
        if (!is_offered && title.len > 0 && out->priorities.count < MOST_PRIORITIES) option_add_text(arena, &out->priorities, title, title);
        if (out->priority.len > 0 && text_equal(out->priority, title))
            buffer_putf(&ids, ids.len ? "%" PRId64 "," : ",%" PRId64 ",", all.items[i].id.n);
    }
    if (out->priority.len > 0) filter->priorities = ids.len ? buffer_text(&ids) : S(",-,");
    return NULL;
}

static Error *organisations_read(Office *office, Request *request, ArchiveSearch *out) {
    ArchiveOrganisationsAllRowList all;
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_organisations_all(office->db, request->arena, sees, &all));
    for (size_t i = 0; i < all.count; i++) option_add(request->arena, &out->organisations, all.items[i].organisation.n, all.items[i].name);
    return NULL;
}

static Error *filters_read(Office *office, Request *request, ArchiveSearch *out, ArchiveFilter *filter) {
    ArchiveBodyList bodies;
    ArchiveYearRowsRowList years;
    ArchiveVerbRowsRowList verbs;
    Arena *arena = request->arena;
    TRY(archive_bodies_all(office->db, arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(arena, &out->bodies, bodies.items[i].id.n, bodies.items[i].name);
    TRY(archive_year_rows(office->db, arena, &years));
    for (size_t i = 0; i < years.count; i++) option_add_text(arena, &out->years, years.items[i].year, years.items[i].year);
    TRY(archive_verb_rows(office->db, arena, &verbs));
    for (size_t i = 0; i < verbs.count; i++) option_add_text(arena, &out->verbs, verbs.items[i].verb, verbs.items[i].verb);
    for (size_t i = 0; i < LOOKED_FOR; i++) option_add_text(arena, &out->kinds, text_of(looked_for[i].code), text_of(looked_for[i].label));
    TRY(organisations_read(office, request, out));
    return priorities_read(office, arena, out, filter);
}

static void put_filter(Buffer *out, const char *name, Text value) {
    if (text_is_empty(value)) return;
    buffer_putf(out, "%s%s=", out->len ? "&" : "?", name);
    buffer_put_encoded(out, value);
}

static Text search_address(Arena *arena, const ArchiveSearch *s) {
    Buffer query = buffer_new(arena, 128);
    put_filter(&query, "q", s->words);
    put_filter(&query, "body", s->body);
    put_filter(&query, "year", s->year);
    put_filter(&query, "kind", s->kind);
    put_filter(&query, "person", s->person);
    put_filter(&query, "organisation", s->organisation);
    put_filter(&query, "priority", s->priority);
    put_filter(&query, "verb", s->verb);
    put_filter(&query, "order", s->order);
    return text_join(arena, S("/office/archive/search"), buffer_text(&query));
}

/* Who is named in restricted entries alone is not known to others. */
static Error *is_named(Office *office, Request *request, ArchivePersonId person, ArchiveOrganisationId organisation, bool *sees) {
    ArchiveEntriesNamingRow entries;
    TRY(archive_sees_restricted(office, request, sees));
    TRY(archive_entries_naming(office->db, request->arena, person, organisation, *sees, &entries));
    if (entries.number > 0) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND,
        "There is nobody and nothing of that number in the archive. It may have been joined with another.");
}

/* A spelling that stands in restricted entries alone is not for those who may not read them. */
static void spellings_open(Arena *arena, const ArchiveEntryList *entries, ArchiveAliasList *spellings) {
    size_t kept = 0;
    for (size_t i = 0; i < spellings->count; i++) {
        bool is_open = false;
        for (size_t j = 0; j < entries->count && !is_open; j++) {
            const ArchiveEntry *e = &entries->items[j];
            Text written[] = {e->title, e->of_organisation, e->role};
            for (size_t k = 0; !e->is_restricted && k < sizeof written / sizeof *written; k++)
                is_open = is_open || text_equal(archive_key(arena, written[k]), spellings->items[i].key);
        }
        if (is_open) spellings->items[kept++] = spellings->items[i];
    }
    spellings->count = kept;
}

static Error *names_read(Office *office, Request *request, ArchiveSearch *s, int64_t person, int64_t organisation) {
    ArchivePerson p = {0};
    bool sees;
    if (person || organisation) TRY(is_named(office, request, (ArchivePersonId){person}, (ArchiveOrganisationId){organisation}, &sees));
    if (person) TRY(record_get(office->db, request->arena, &archive_person_record, person, &p));
    s->person_name = p.name;
    return NULL;
}

Error *archive_search_show(Office *office, Request *request, Response *response) {
    ArchiveSearch s = {.words = request_query(request, "q"),
        .body = request_query(request, "body"),
        .year = request_query(request, "year"),
        .kind = request_query(request, "kind"),
        .person = request_query(request, "person"),
        .organisation = request_query(request, "organisation"),
        .priority = request_query(request, "priority"),
        .verb = request_query(request, "verb"),
        .order = request_query(request, "order")};
    ArchiveFilter filter = {.body = archive_chosen(request, "body"),
        .person = archive_chosen(request, "person"),
        .organisation = archive_chosen(request, "organisation"),
        .year = s.year,
        .kind = s.kind,
        .verb = s.verb,
        .by_day = text_equal(s.order, S("day"))};
    TRY(filters_read(office, request, &s, &filter));
    TRY(names_read(office, request, &s, filter.person, filter.organisation));
    s.was_asked =
        s.words.len || filter.body || filter.person || filter.organisation || s.year.len || s.kind.len || s.verb.len || s.priority.len;
    if (s.was_asked) {
        int64_t asked = archive_chosen(request, "page");
        int64_t page_asked = asked > 0 && asked < 10000 ? asked : 1;
        TRY(archive_find(
            office->db, request->arena, s.words, &filter, ARCHIVE_PER_PAGE, (int)(page_asked - 1) * ARCHIVE_PER_PAGE, &s.hits));
        s.pages = pagination_of(request_query(request, "page"), s.hits.total, ARCHIVE_PER_PAGE, search_address(request->arena, &s));
    }
    Page page = archive_page_below(office, request, S("Search the archive"));
    View v = page_view(request, response, &page);
    archive_search_view(&v, page, archive_links(request->arena), &s);
    return NULL;
}

/* ---- People ---- */

Error *archive_people_show(Office *office, Request *request, Response *response) {
    PeopleShown shown = {.words = request_query(request, "q")};
    ArchivePeopleFoundCountRow count;
    Text key = archive_key(request->arena, shown.words);
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_people_found_count(office->db, request->arena, key, sees, &count));
    shown.total = count.number;
    Buffer query = buffer_new(request->arena, 64);
    put_filter(&query, "q", shown.words);
    shown.pages = pagination_of(request_query(request, "page"), count.number, ARCHIVE_PER_PAGE,
        text_join(request->arena, S("/office/archive/people"), buffer_text(&query)));
    TRY(archive_people_found(
        office->db, request->arena, key, sees, ARCHIVE_PER_PAGE, (shown.pages.page - 1) * ARCHIVE_PER_PAGE, &shown.found));
    Page page = archive_page_below(office, request, S("People in the archive"));
    View v = page_view(request, response, &page);
    archive_people_view(&v, page, archive_links(request->arena), &shown);
    return NULL;
}

enum { NAMED_MOST = 100 };

static Error *person_asked(Office *office, Request *request, ArchivePerson *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &archive_person_record, id, out);
}

/* The office's persons: the one it is linked with, and for who may link all of them. */
static Error *known_read(Office *office, Arena *arena, PersonShown *out) {
    PersonList all = {0};
    Person known;
    if (out->person.person.n) {
        TRY(record_get(office->db, arena, &person_record, out->person.person.n, &known));
        out->known_as = person_shown(arena, &known);
    }
    if (!out->keeps) return NULL;
    TRY(persons_all(office->db, arena, &all));
    for (size_t i = 0; i < all.count; i++) option_add(arena, &out->known, all.items[i].id.n, person_shown(arena, &all.items[i]));
    return NULL;
}

Error *archive_person_show(Office *office, Request *request, Response *response) {
    PersonShown shown = {.keeps = archive_keeps(office)};
    ArchivePersonList others;
    TRY(person_asked(office, request, &shown.person));
    TRY(is_named(office, request, shown.person.id, (ArchiveOrganisationId){0}, &shown.sees));
    if (shown.person.body.n) TRY(record_get(office->db, request->arena, &archive_body_record, shown.person.body.n, &shown.body));
    TRY(archive_aliases_of_person(office->db, request->arena, shown.person.id, &shown.spellings));
    if (!shown.sees) {
        ArchiveEntryList entries;
        TRY(archive_entries_of_person(office->db, request->arena, shown.person.id, &entries));
        spellings_open(request->arena, &entries, &shown.spellings);
    }
    TRY(archive_attendance_of(office->db, request->arena, shown.person.id, &shown.attendance));
    ArchiveFilter filter = {.person = shown.person.id.n, .by_day = true, .without_lists = true};
    TRY(archive_find(office->db, request->arena, (Text){0}, &filter, NAMED_MOST, 0, &shown.named));
    TRY(archive_persons_visible(office->db, request->arena, shown.person.body, shown.sees, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.items[i].id.n != shown.person.id.n)
            option_add(request->arena, &shown.others, others.items[i].id.n, others.items[i].name);
    TRY(known_read(office, request->arena, &shown));
    Page page = archive_page_below(office, request, shown.person.name);
    page_breadcrumb(request->arena, &page, S("People"), S("/office/archive/people"));
    View v = page_view(request, response, &page);
    archive_person_view(&v, page, &shown);
    return NULL;
}

Error *archive_person_join_do(Office *office, Request *request, Response *response) {
    ArchivePerson person;
    TRY(person_asked(office, request, &person));
    ArchivePersonId into = {archive_chosen(request, "into")};
    if (!into.n) return error_new(request->arena, ERROR_INPUT, "Nothing was changed. Go back and choose who it is.");
    TRY(ARCHIVE_CHANGE(office, request, tx, "two records of one person", archive_person_join(tx, person.id, into)));
    respond_done(request, response, text_format(request->arena, "/office/archive/people/%" PRId64, into.n), "archive-joined");
    return NULL;
}

/* Nothing chosen takes the link away. */
Error *archive_person_link_do(Office *office, Request *request, Response *response) {
    ArchivePerson person;
    bool sees;
    TRY(person_asked(office, request, &person));
    TRY(is_named(office, request, person.id, (ArchiveOrganisationId){0}, &sees));
    PersonId to = {archive_chosen(request, "person")};
    TRY(ARCHIVE_CHANGE(office, request, tx, "who somebody in the archive is", archive_person_link(tx, person.id, to)));
    respond_done(request, response, text_format(request->arena, "/office/archive/people/%" PRId64, person.id.n),
        to.n ? "archive-linked" : "archive-unlinked");
    return NULL;
}

/* ---- Organisations ---- */

Error *archive_organisations_show(Office *office, Request *request, Response *response) {
    ArchiveOrganisationsAllRowList all;
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_organisations_all(office->db, request->arena, sees, &all));
    Page page = archive_page_below(office, request, S("Organisations in the archive"));
    View v = page_view(request, response, &page);
    archive_organisations_view(&v, page, archive_links(request->arena), all);
    return NULL;
}

static Error *organisation_asked(Office *office, Request *request, ArchiveOrganisation *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &archive_organisation_record, id, out);
}

Error *archive_organisation_show(Office *office, Request *request, Response *response) {
    OrganisationShown shown = {.keeps = archive_keeps(office)};
    ArchiveOrganisationsAllRowList all;
    bool sees;
    TRY(organisation_asked(office, request, &shown.organisation));
    TRY(is_named(office, request, (ArchivePersonId){0}, shown.organisation.id, &sees));
    TRY(archive_aliases_of_organisation(office->db, request->arena, shown.organisation.id, &shown.spellings));
    TRY(archive_people_of_organisation(office->db, request->arena, shown.organisation.id, sees, &shown.people));
    if (!sees) {
        ArchiveEntryList entries;
        TRY(archive_entries_of_organisation(office->db, request->arena, shown.organisation.id, &entries));
        spellings_open(request->arena, &entries, &shown.spellings);
    }
    ArchiveFilter filter = {.organisation = shown.organisation.id.n, .by_day = true, .without_lists = true};
    TRY(archive_find(office->db, request->arena, (Text){0}, &filter, NAMED_MOST, 0, &shown.named));
    TRY(archive_organisations_all(office->db, request->arena, sees, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].organisation.n != shown.organisation.id.n)
            option_add(request->arena, &shown.others, all.items[i].organisation.n, all.items[i].name);
    Page page = archive_page_below(office, request, shown.organisation.name);
    page_breadcrumb(request->arena, &page, S("Organisations"), S("/office/archive/organisations"));
    View v = page_view(request, response, &page);
    archive_organisation_view(&v, page, &shown);
    return NULL;
}

Error *archive_organisation_join_do(Office *office, Request *request, Response *response) {
    ArchiveOrganisation organisation;
    TRY(organisation_asked(office, request, &organisation));
    ArchiveOrganisationId into = {archive_chosen(request, "into")};
    if (!into.n) return error_new(request->arena, ERROR_INPUT, "Nothing was changed. Go back and choose which organisation it is.");
    TRY(ARCHIVE_CHANGE(office, request, tx, "two names of one organisation", archive_organisation_join(tx, organisation.id, into)));
    respond_done(request, response, text_format(request->arena, "/office/archive/organisations/%" PRId64, into.n), "archive-joined");
    return NULL;
}
