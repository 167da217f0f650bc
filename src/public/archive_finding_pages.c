/* Finding in the archive: people, search with filters, and the sources with the passage that was looked for. */
#include <inttypes.h>

#include "public/archive.h"
#include "public/archive.view.h"
#include "public/pages.h"

enum { A_PAGE = 25, PEOPLE_A_PAGE = 100, PEOPLE_BESIDE = 5, MOST_IN_JSON = 1000, LINES_A_PAGE = 500, MOST_WORDS = 200 };

const Input site_archive_source_inputs[] = {{"from", INPUT_INT, 0}, {"to", INPUT_INT, 0}, {"page", INPUT_INT, 0}, {0}};
const Input site_archive_person_inputs[] = {{"page", INPUT_INT, 0}, {0}};
const Input site_archive_people_inputs[] = {{"q", INPUT_TEXT, MOST_WORDS}, {"page", INPUT_INT, 0}, {0}};
const Input site_archive_search_inputs[] = {{"q", INPUT_TEXT, MOST_WORDS}, {"body", INPUT_TEXT, 20}, {"year", INPUT_TEXT, 4},
    {"kind", INPUT_TEXT, 20}, {"person", INPUT_TEXT, 20}, {"verb", INPUT_TEXT, 40}, {"organisation", INPUT_TEXT, MOST_WORDS},
    {"priority", INPUT_TEXT, MOST_WORDS}, {"order", INPUT_TEXT, 10}, {"page", INPUT_INT, 0}, {0}};

HitsByYear hits_by_year(Arena *arena, SearchHits hits, bool is_by_day) {
    HitsByYear out = {ARENA_ARRAY(arena, HitsOfYear, hits.count + 1), 0};
    for (size_t i = 0; i < hits.count; i++) {
        SearchHit *hit = &hits.items[i];
        bool has_year = is_by_day && date_is_set(hit->day);
        Text year = has_year ? text_slice(date_iso(arena, hit->day), 0, 4) : is_by_day ? S("Without a day") : (Text){0};
        HitsOfYear *last = out.count ? &out.items[out.count - 1] : NULL;
        if (last && text_equal(last->year, year)) last->hits.count++;
        else out.items[out.count++] = (HitsOfYear){year, {.items = hit, .count = 1}};
    }
    return out;
}

/* A name as it can be asked for: signs that the store would take for a pattern match themselves by anything. */
static Text name_asked(Arena *arena, Text words) {
    char *out = arena_alloc(arena, words.len + 1);
    for (size_t i = 0; i < words.len; i++) out[i] = words.ptr[i] == '%' || words.ptr[i] == '\\' ? '_' : words.ptr[i];
    return (Text){out, words.len};
}

/* ---- Search ---- */

static const struct {
    const char *code, *label, *kinds;
} looked_for[] = {
    {"decisions", "Decisions", ",part,"},
    {"said", "What was said", ",paragraph,bullet,table_row,declaration,"},
    {"items", "Items of agendas and minutes", ",item,"},
    {"reports", "Recommendations and projects", ",recommendation,project,"},
    {"plans", "Priorities and planned actions", ",priority,planned_action,"},
    {"terms", "Terms of reference", ",terms_section,terms_rule,"},
};
enum { LOOKED_FOR = sizeof looked_for / sizeof looked_for[0] };

/* What names somebody at a meeting whose lists give them as of the organisation: elsewhere they may have spoken for another. It looks at nothing of the
 * entry that is asked about, so it is worked out once. */
#define OF_LISTED                                                                                                                          \
    "select m.entry from published_archive_entry l join published_archive_mention m on m.person = l.person "                               \
    "join published_archive_entry w on w.id = m.entry and w.meeting = l.meeting where l.of_organisation = ${7}"
/* Each filter is off when its parameter is 0 or empty. */
#define FILTERS                                                                                                                            \
    "(${1} = 0 or e.body = ${1}) and (${2} = '' or substr(e.day, 1, 4) = ${2}) and (${3} = '' or ${3} like '%,' || e.kind || ',%') "       \
    "and (${4} = '' or e.verb = ${4}) and (${6} = '' or (e.kind = 'priority' and e.title = ${6}) or exists (select 1 from "                \
    "published_archive_entry p where p.id = e.parent and p.kind = 'priority' and p.title = ${6})) and (${7} = '' or e.id in (" OF_LISTED   \
    "))"
#define OF_PERSON                                                                                                                          \
    "e.id in (select id from published_archive_entry where person = ${5} union select entry from published_archive_mention where person "  \
    "= ${5})"
/* With words, each entry that has them is looked at; without, those of the person, or all. A plus before a column keeps a planner from the column's
 * index: all that a person is named in would be looked through for each entry. */
static const char with_words[] =
    "exists (select 1 from published_archive_entry e where cast(e.id as text) = s.\"key\" and " FILTERS
    " and (${5} = 0 or e.person = ${5} or exists (select 1 from published_archive_mention m where m.entry = e.id "
    "and +m.person = ${5})))";
static const char of_person[] =
    "s.\"key\" in (select cast(e.id as text) from published_archive_entry e where " OF_PERSON " and " FILTERS ")";
static const char of_all[] = "s.\"key\" in (select cast(e.id as text) from published_archive_entry e where ${5} = 0 and " FILTERS ")";

typedef struct {
    int64_t body, person;
    Text year, kinds, verb, priority, organisation;
    bool by_day;
} Filter;

static Error *find(Site *site, Arena *arena, Text words, const Filter *filter, int limit, int offset, SearchHits *out) {
    Value values[] = {value_integer(filter->body), value_text(filter->year), value_text(filter->kinds), value_text(filter->verb),
        value_integer(filter->person), value_text(filter->priority), value_text(filter->organisation)};
    bool is_filtered = filter->body || filter->person || filter->year.len || filter->kinds.len || filter->verb.len || filter->priority.len
                       || filter->organisation.len;
    SearchWithin within = {.condition = text_of(words.len        ? with_words
                                                : filter->person ? of_person
                                                                 : of_all),
        .parameters = values,
        .count = sizeof values / sizeof values[0],
        .by_day = filter->by_day};
    if (!is_filtered) within = (SearchWithin){.condition = S("1 = 1"), .by_day = filter->by_day}; /* what is indexed is public */
    return search_find_within(site->db, arena, words, S("archive"), &within, limit, offset, out);
}

static int64_t number_asked(const Request *request, const char *name) {
    int64_t n;
    return text_to_int64(request_query(request, name), &n) && n > 0 ? n : 0;
}

static void put_part(Buffer *out, const char *name, Text value) {
    if (text_is_empty(value)) return;
    buffer_putf(out, "%s%s=", text_find(buffer_text(out), S("?"), 0) == SIZE_MAX ? "?" : "&", name);
    buffer_put_encoded(out, value);
}

static Text search_address(Arena *arena, const char *path, const SiteArchiveSearch *s) {
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, text_of(path));
    put_part(&out, "q", s->words), put_part(&out, "body", s->body), put_part(&out, "year", s->year), put_part(&out, "kind", s->kind);
    put_part(&out, "person", s->person), put_part(&out, "verb", s->verb), put_part(&out, "order", s->order);
    put_part(&out, "priority", s->priority), put_part(&out, "organisation", s->organisation);
    return buffer_text(&out);
}

static Error *read_options(Site *site, Arena *arena, SiteArchiveSearch *s) {
    SiteArchiveBodiesRowList bodies;
    SiteArchiveYearsRowList years;
    SiteArchiveVerbsRowList verbs;
    SiteArchivePrioritiesRowList priorities;
    SiteArchiveOrganisationsRowList organisations;
    TRY(site_archive_bodies(site->db, arena, &bodies));
    TRY(site_archive_years(site->db, arena, &years));
    TRY(site_archive_verbs(site->db, arena, &verbs));
    TRY(site_archive_priorities(site->db, arena, &priorities));
    TRY(site_archive_organisations(site->db, arena, &organisations));
    for (size_t i = 0; i < priorities.count; i++)
        option_add_text(arena, &s->priorities, priorities.items[i].title, priorities.items[i].title);
    for (size_t i = 0; i < organisations.count; i++)
        option_add_text(arena, &s->organisations, organisations.items[i].name, organisations.items[i].name);
    for (size_t i = 0; i < bodies.count; i++) option_add(arena, &s->bodies, bodies.items[i].id.n, bodies.items[i].name);
    for (size_t i = 0; i < years.count; i++) option_add_text(arena, &s->years, years.items[i].year, years.items[i].year);
    for (size_t i = 0; i < verbs.count; i++) option_add_text(arena, &s->verbs, verbs.items[i].verb, verbs.items[i].verb);
    for (size_t i = 0; i < LOOKED_FOR; i++) option_add_text(arena, &s->kinds, text_of(looked_for[i].code), text_of(looked_for[i].label));
    option_add_text(arena, &s->orders, S("day"), S("By day: a timeline"));
    return NULL;
}

/* Nothing, or one that the form offers. */
static bool is_offered(const OptionList *options, Text value) {
    for (size_t i = 0; i < options->count; i++)
        if (text_equal(options->items[i].value, value)) return true;
    return value.len == 0;
}

static Error *read_search(Site *site, Request *request, const char *path, SiteArchiveSearch *s) {
    Arena *arena = request->arena;
    PublishedArchivePerson person = {0};
    bool found = false;
    *s = (SiteArchiveSearch){.words = text_trim(request_query(request, "q")),
        .body = request_query(request, "body"),
        .year = request_query(request, "year"),
        .kind = request_query(request, "kind"),
        .person = request_query(request, "person"),
        .verb = request_query(request, "verb"),
        .order = request_query(request, "order"),
        .priority = request_query(request, "priority"),
        .organisation = request_query(request, "organisation")};
    Filter filter = {.body = number_asked(request, "body"),
        .person = number_asked(request, "person"),
        .year = s->year,
        .verb = s->verb,
        .priority = s->priority,
        .organisation = s->organisation,
        .by_day = text_equal(s->order, S("day"))};
    for (size_t i = 0; i < LOOKED_FOR; i++)
        if (text_equal(s->kind, text_of(looked_for[i].code))) filter.kinds = text_of(looked_for[i].kinds);
    if (filter.kinds.len == 0) s->kind = (Text){0};
    TRY(read_options(site, arena, s));
    if (filter.person) TRY(site_archive_person(site->db, arena, (PublishedId){filter.person}, &person, &found));
    if (filter.person && !found) filter.person = 0, s->person = (Text){0};
    s->person_name = person.name;
    s->was_asked = s->words.len || filter.body || filter.person || s->year.len || filter.kinds.len || s->verb.len || s->priority.len
                   || s->organisation.len;
    if (!s->was_asked) return NULL;
    int64_t asked = number_asked(request, "page"), shown = asked > 0 && asked < 10000 ? asked : 1;
    /* Of what is not offered nothing is found: the store need not look. */
    if (is_offered(&s->organisations, s->organisation) && is_offered(&s->priorities, s->priority))
        TRY(find(site, arena, s->words, &filter, A_PAGE, (int)(shown - 1) * A_PAGE, &s->hits));
    s->pages = pagination_of(request_query(request, "page"), s->hits.total, A_PAGE, search_address(arena, path, s));
    s->found = hits_by_year(arena, s->hits, filter.by_day);
    return s->words.len ? site_archive_people_named(site->db, arena, name_asked(arena, s->words), PEOPLE_BESIDE, 0, &s->people) : NULL;
}

Error *site_archive_search(Site *site, Request *request, Response *response) {
    SiteArchiveSearch search;
    TRY(read_search(site, request, "/archive/search", &search));
    Page page = text_is_empty(search.words) ? site_page(site, request, "archive", "Search the archive")
                                            : site_page(site, request, "archive", "Search the archive: %.*s", TEXT_ARG(search.words));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Archive"), S("/archive"));
    page.twin = search_address(request->arena, "/archive/search.json", &search);
    View v = page_view(request, response, &page);
    site_archive_search_page(&v, page, &search);
    return NULL;
}

static Text without_marks(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] != SEARCH_MARK_OPEN[0] && t.ptr[i] != SEARCH_MARK_CLOSE[0]) buffer_put_char(&out, t.ptr[i]);
    return buffer_text(&out);
}

static void put_hits(Json *j, Arena *arena, Text site_address, const SearchHits *hits) {
    json_key(j, "found");
    json_begin_array(j);
    for (size_t i = 0; i < hits->count; i++) {
        const SearchHit *h = &hits->items[i];
        json_begin_object(j);
        json_put_text(j, "title", without_marks(arena, h->title));
        json_put_text(j, "excerpt", without_marks(arena, h->excerpt));
        json_put_text(j, "about", h->about);
        json_put_date(j, "day", h->day);
        json_put_text(j, "url", text_join(arena, site_address, h->url));
        json_end_object(j);
    }
    json_end_array(j);
    json_put_int(j, "total", hits->total);
}

Error *site_archive_search_json(Site *site, Request *request, Response *response) {
    SiteArchiveSearch search;
    TRY(read_search(site, request, "/archive/search.json", &search));
    Buffer out = buffer_new(request->arena, 8192);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "words", search.words);
    put_hits(&j, request->arena, site->site_address, &search.hits);
    json_put_int(&j, "page", search.pages.page);
    json_put_int(&j, "pages", search.pages.pages);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- People ---- */

static Error *read_people(Site *site, Request *request, int most, const char *path, SiteArchivePeople *out) {
    Arena *arena = request->arena;
    SiteArchivePeopleCountRow count;
    out->words = text_trim(request_query(request, "q"));
    Text asked = name_asked(arena, out->words);
    TRY(site_archive_people_count(site->db, arena, asked, &count));
    Buffer address = buffer_new(arena, 64);
    buffer_putf(&address, "%s?q=", path);
    buffer_put_encoded(&address, out->words);
    out->total = count.number;
    out->pages = pagination_of(request_query(request, "page"), count.number, most, buffer_text(&address));
    return site_archive_people_named(site->db, arena, asked, most, (int64_t)(out->pages.page - 1) * most, &out->found);
}

Error *site_archive_people_show(Site *site, Request *request, Response *response) {
    SiteArchivePeople people = {0};
    TRY(read_people(site, request, PEOPLE_A_PAGE, "/archive/people", &people));
    Page page = site_page(site, request, "archive", "People in the archive");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Archive"), S("/archive"));
    page.twin = S("/archive/people.json");
    View v = page_view(request, response, &page);
    site_archive_people_page(&v, page, &people);
    return NULL;
}

Error *site_archive_people_json(Site *site, Request *request, Response *response) {
    SiteArchivePeople people = {0};
    Arena *arena = request->arena;
    TRY(read_people(site, request, MOST_IN_JSON, "/archive/people.json", &people));
    Buffer out = buffer_new(arena, 8192);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "people");
    json_begin_array(&j);
    for (size_t i = 0; i < people.found.count; i++) {
        const PublishedArchivePerson *p = &people.found.items[i];
        json_begin_object(&j);
        json_put_text(&j, "name", p->name);
        json_put_text(&j, "body", p->body_name);
        json_put_text(&j, "url", text_format(arena, "%.*s/archive/people/%" PRId64, TEXT_ARG(site->site_address), p->id.n));
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", people.total);
    json_put_int(&j, "page", people.pages.page);
    json_put_int(&j, "pages", people.pages.pages);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- A person ---- */

static Error *read_person(Site *site, Request *request, SiteArchivePerson *out) {
    int64_t id;
    bool found = false;
    TRY(request_id(request, 0, &id));
    TRY(site_archive_person(site->db, request->arena, (PublishedId){id}, &out->person, &found));
    if (!found)
        return error_new(request->arena, ERROR_NOT_FOUND, "Nobody of that number is named in the archive. Search the archive for a name.");
    TRY(site_archive_attendance(site->db, request->arena, (PublishedId){id}, &out->attendance));
    Filter filter = {.person = id, .by_day = true};
    int64_t asked = number_asked(request, "page"), shown = asked > 0 && asked < 10000 ? asked : 1;
    TRY(find(site, request->arena, S(""), &filter, A_PAGE, (int)(shown - 1) * A_PAGE, &out->named));
    out->years = hits_by_year(request->arena, out->named, true);
    out->pages = pagination_of(
        request_query(request, "page"), out->named.total, A_PAGE, text_format(request->arena, "/archive/people/%" PRId64, id));
    return NULL;
}

Error *site_archive_person_show(Site *site, Request *request, Response *response) {
    SiteArchivePerson person = {0};
    TRY(read_person(site, request, &person));
    Page page = site_page(site, request, "archive", "%.*s in the archive", TEXT_ARG(person.person.name));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Archive"), S("/archive"));
    page.twin = text_format(request->arena, "/archive/people/%" PRId64 ".json", person.person.id.n);
    View v = page_view(request, response, &page);
    site_archive_person_page(&v, page, &person);
    return NULL;
}

Error *site_archive_person_json(Site *site, Request *request, Response *response) {
    SiteArchivePerson person = {0};
    Arena *arena = request->arena;
    TRY(read_person(site, request, &person));
    Buffer out = buffer_new(arena, 8192);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "name", person.person.name);
    json_put_text(&j, "body", person.person.body_name);
    json_key(&j, "attendance");
    json_begin_array(&j);
    for (size_t i = 0; i < person.attendance.count; i++) {
        const SiteArchiveAttendanceRow *a = &person.attendance.items[i];
        json_begin_object(&j);
        json_put_date(&j, "day", a->day);
        json_put_text(&j, "listed_as", a->kind);
        json_put_text(&j, "presides", a->presides);
        json_put_text(&j, "meeting", text_join(arena, site->site_address, site_archive_meeting_address(arena, a->meeting)));
        json_end_object(&j);
    }
    json_end_array(&j);
    put_hits(&j, arena, site->site_address, &person.named);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- A source ---- */

static void take_lines(Arena *arena, Text text, int64_t skipped, int64_t from, int64_t to, SiteArchiveSource *out) {
    Text line;
    out->items = ARENA_ARRAY(arena, SiteSourceLine, LINES_A_PAGE);
    for (int64_t n = 1; text_next_line(&text, &line); n++) {
        if (n <= skipped || n > skipped + LINES_A_PAGE) continue;
        if (text_starts_with(line, S("\f"))) line = text_slice(line, 1, SIZE_MAX);
        out->items[out->count++] = (SiteSourceLine){n, line, n >= from && n <= to, text_equal(line, S(WITHHELD_LINE))};
    }
}

static Error *read_source(Site *site, Request *request, SiteArchiveSource *out) {
    int64_t id, from = number_asked(request, "from"), to = number_asked(request, "to");
    bool found = false;
    TRY(request_id(request, 0, &id));
    TRY(site_archive_source(site->db, request->arena, (PublishedId){id}, &out->source, &found));
    if (!found)
        return error_new(request->arena, ERROR_NOT_FOUND, "This source is not public. Search the archive for what you are looking for.");
    TRY(site_archive_source_meetings(site->db, request->arena, (PublishedId){id}, &out->meetings));
    Text rest = out->source.text, line;
    while (text_next_line(&rest, &line)) out->total++;
    if (to < from) to = from;
    Text asked = request_query(request, "page");
    if (text_is_empty(asked) && from > 0 && from <= out->total)
        asked = text_format(request->arena, "%" PRId64, (from - 1) / LINES_A_PAGE + 1);
    out->pages = pagination_of(asked, out->total, LINES_A_PAGE, text_format(request->arena, "/archive/sources/%" PRId64, id));
    take_lines(request->arena, out->source.text, (int64_t)(out->pages.page - 1) * LINES_A_PAGE, from, to, out);
    return NULL;
}

Error *site_archive_source_show(Site *site, Request *request, Response *response) {
    SiteArchiveSource source = {0};
    TRY(read_source(site, request, &source));
    Page page = site_page(site, request, "archive", "%.*s", TEXT_ARG(source.source.name));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Archive"), S("/archive"));
    page.twin = text_format(request->arena, "/archive/sources/%" PRId64 ".json", source.source.id.n);
    View v = page_view(request, response, &page);
    site_archive_source_page(&v, page, &source);
    return NULL;
}

Error *site_archive_source_json(Site *site, Request *request, Response *response) {
    SiteArchiveSource source = {0};
    TRY(read_source(site, request, &source));
    Buffer out = buffer_new(request->arena, source.source.text.len * 2 + 256);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "name", source.source.name);
    json_put_int(&j, "lines", source.total);
    json_put_text(&j, "text", source.source.text);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
