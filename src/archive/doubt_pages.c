/* Owns the worklist of doubts and answering them one by one: source and reading beside each other, and then the next one. */
#include "archive/pages.h"

#include "archive/doubts.view.h"
#include "store/journal.h"

enum { LINES_AROUND = 3, LINES_AT_MOST = 60 };

/* What the worklist is filtered by. */
typedef struct {
    int64_t body;
    Text about;
} DoubtFilter;

static DoubtFilter filter_of(const Request *request) {
    bool is_post = request->method == POST;
    return (DoubtFilter){archive_chosen(request, "body"), is_post ? request_value(request, "about") : request_query(request, "about")};
}

static Text filter_query(Arena *arena, const DoubtFilter *filter) {
    Buffer out = buffer_new(arena, 64);
    if (filter->body) buffer_putf(&out, "?body=%" PRId64, filter->body);
    if (filter->about.len) {
        buffer_put(&out, filter->body ? S("&about=") : S("?about="));
        buffer_put_encoded(&out, filter->about);
    }
    return buffer_text(&out);
}

/* Does the doubt name somebody as a candidate who stands in restricted entries alone? `out` gets the others, with commas between. */
static Error *candidates_open(Office *office, Request *request, Text candidates, Text *out, bool *has_hidden) {
    Buffer open = buffer_new(request->arena, candidates.len + 1);
    Text each;
    *has_hidden = false;
    while (candidates.len && text_split(&candidates, ',', &each)) {
        ArchiveEntriesNamingRow entries;
        int64_t id;
        if (!text_to_int64(each, &id)) continue;
        TRY(archive_entries_naming(office->db, request->arena, (ArchivePersonId){id}, (ArchiveOrganisationId){0}, false, &entries));
        if (entries.number == 0) *has_hidden = true;
        else buffer_putf(&open, "%s%" PRId64, open.len ? "," : "", id);
    }
    *out = buffer_text(&open);
    return NULL;
}

static Error *line_of(Office *office, Request *request, const ArchiveDoubt *doubt, bool sees, DoubtLine *out) {
    ArchiveBody body = {0};
    *out = (DoubtLine){.doubt = *doubt, .about = text_of(doubt_about_shown(doubt->about))};
    if (!sees && doubt->candidates.len) {
        bool has_hidden;
        TRY(candidates_open(office, request, doubt->candidates, &out->doubt.candidates, &has_hidden));
        if (has_hidden) out->doubt.known = S("It could be somebody who is named in restricted passages alone.");
    }
    if (!doubt->document.n) return NULL;
    TRY(record_get(office->db, request->arena, &archive_document_record, doubt->document.n, &out->document));
    out->document_title = document_named(request->arena, &out->document, sees);
    if (out->document.body.n) TRY(record_get(office->db, request->arena, &archive_body_record, out->document.body.n, &body));
    out->body = body.name;
    return NULL;
}

/* ---- The worklist ---- */

static Error *kinds_open(Office *office, Request *request, int64_t body, bool sees, DoubtsShown *out) {
    ArchiveDoubtKindsRowList rows;
    const Field *about = record_field(&archive_doubt_record, S("about"));
    TRY(archive_doubt_kinds(office->db, request->arena, body, sees, &rows));
    out->kinds.items = ARENA_ARRAY(request->arena, KindLine, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++)
        for (const Choice *c = about->choices; c->code; c++) {
            if (!text_equal(rows.items[i].about, text_of(c->code))) continue;
            out->kinds.items[out->kinds.count++] = (KindLine){rows.items[i].about, text_of(c->label), rows.items[i].number};
            option_add_text(request->arena, &out->abouts, rows.items[i].about,
                text_format(request->arena, "%s (%" PRId64 ")", c->label, rows.items[i].number));
        }
    return NULL;
}

/* Open, answered, or set aside. */
static Text state_address(Arena *arena, const DoubtFilter *filter, Text state) {
    Text query = filter_query(arena, filter);
    if (text_equal(state, S("open"))) return text_join(arena, S("/office/archive/doubts"), query);
    return text_format(arena, "/office/archive/doubts%.*s%sstate=%.*s", TEXT_ARG(query), query.len ? "&" : "?", TEXT_ARG(state));
}

static void states_of(const Request *request, const DoubtFilter *filter, DoubtsShown *out) {
    static const char *const states[][2] = {{"open", "Open"}, {"answered", "Answered"}, {"aside", "Set aside"}};
    Text asked = request_query(request, "state");
    out->state = S("open");
    out->states.items = ARENA_ARRAY(request->arena, Link, 3);
    for (size_t i = 0; i < 3; i++) {
        Text state = text_of(states[i][0]);
        if (text_equal(asked, state)) out->state = state;
        out->states.items[out->states.count++] = (Link){text_of(states[i][1]), state_address(request->arena, filter, state)};
    }
}

/* The address of the doubt that was answered just before, so that it can be undone. */
static Text doubt_before(const Request *request) {
    int64_t was = archive_chosen(request, "was");
    return was ? text_format(request->arena, "/office/archive/doubts/%" PRId64, was) : (Text){0};
}

Error *archive_doubts_show(Office *office, Request *request, Response *response) {
    DoubtsShown shown = {.keeps = archive_keeps(office), .body = request_query(request, "body"), .about = request_query(request, "about")};
    DoubtFilter filter = filter_of(request);
    ArchiveDoubtsListedCountRow count;
    ArchiveDoubtList doubts;
    ArchiveBodyList bodies;
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(archive_bodies_all(office->db, request->arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(request->arena, &shown.bodies, bodies.items[i].id.n, bodies.items[i].name);
    TRY(kinds_open(office, request, filter.body, sees, &shown));
    states_of(request, &filter, &shown);
    TRY(archive_doubts_listed_count(office->db, request->arena, filter.body, filter.about, sees, shown.state, &count));
    shown.total = count.number;
    Text address = state_address(request->arena, &filter, shown.state);
    shown.pages = pagination_of(request_query(request, "page"), count.number, ARCHIVE_PER_PAGE, address);
    TRY(archive_doubts_listed(office->db, request->arena, filter.body, filter.about, sees, shown.state, ARCHIVE_PER_PAGE,
        (shown.pages.page - 1) * ARCHIVE_PER_PAGE, &doubts));
    shown.items = ARENA_ARRAY(request->arena, DoubtLine, doubts.count + 1);
    for (size_t i = 0; i < doubts.count; i++) TRY(line_of(office, request, &doubts.items[i], sees, &shown.items[shown.count++]));
    Page page = archive_page_below(office, request, S("Doubts"));
    View v = page_view(request, response, &page);
    archive_doubts_view(&v, page, archive_links(request->arena), &shown, filter_query(request->arena, &filter),
        state_address(request->arena, &filter, shown.state), doubt_before(request));
    return NULL;
}

/* ---- One doubt ---- */

static Error *doubt_asked(Office *office, Request *request, bool sees, ArchiveDoubt *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &archive_doubt_record, id, out));
    if (!out->is_restricted || sees) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no such doubt, or it is not for you to answer.");
}

/* The source around the doubt. A source with something restricted in it is shown to those who may read that. */
static Error *lines_around(Office *office, Request *request, bool sees, DoubtShown *out) {
    ArchiveSource source;
    Text words, line;
    const ArchiveDoubt *doubt = &out->line.doubt;
    int64_t first = doubt->first_line > 0 ? doubt->first_line : out->line.document.first_line > 0 ? out->line.document.first_line : 1;
    int64_t last = doubt->last_line > first ? doubt->last_line : first;
    TRY(record_get(office->db, request->arena, &archive_source_record, doubt->source.n, &source));
    if (source.is_restricted && !sees) return NULL;
    Error *error = archive_source_words(office->db, request->arena, &source, &words);
    if (error && error->kind == ERROR_SEALED) return NULL;
    TRY(error);
    out->lines.items = ARENA_ARRAY(request->arena, SourceLine, LINES_AT_MOST + 1);
    for (int64_t n = 1; text_next_line(&words, &line) && n <= last + LINES_AROUND && out->lines.count < LINES_AT_MOST; n++) {
        if (n < first - LINES_AROUND) continue;
        if (text_starts_with(line, S("\f"))) line = text_slice(line, 1, line.len);
        bool is_chosen = doubt->first_line > 0 && n >= first && n <= last;
        out->lines.items[out->lines.count++] = (SourceLine){.number = n, .words = line, .is_chosen = is_chosen};
    }
    if (source.is_restricted)
        return journal_note_read_as(office->store, request->arena, office_actor(office), &archive_source_record, source.id.n, S("Opened"));
    return NULL;
}

/* The entry, what it stands below, and its neighbours. */
static Error *entries_around(Office *office, Request *request, bool sees, DoubtShown *out) {
    ArchiveEntryList all;
    const ArchiveDoubt *doubt = &out->line.doubt;
    size_t at = SIZE_MAX;
    if (!doubt->entry.n) return NULL;
    TRY(archive_entries_in(office->db, request->arena, doubt->document, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id.n == doubt->entry.n) at = i;
    if (at == SIZE_MAX) return NULL;
    out->around.items = ARENA_ARRAY(request->arena, ArchiveEntry, 8);
    ArchiveEntryId parent = all.items[at].parent;
    for (size_t i = at; parent.n && i-- > 0;)
        if (all.items[i].id.n == parent.n && (sees || !all.items[i].is_restricted)) out->around.items[out->around.count++] = all.items[i];
    for (size_t i = at >= 2 ? at - 2 : 0; i < all.count && i <= at + 2; i++) {
        bool is_beside = i == at || all.items[i].parent.n == parent.n;
        if (is_beside && all.items[i].id.n != parent.n && (sees || !all.items[i].is_restricted))
            out->around.items[out->around.count++] = all.items[i];
    }
    return NULL;
}

static Error *people_to_choose(Office *office, Request *request, DoubtShown *out) {
    Text rest = out->line.doubt.candidates, each;
    while (rest.len && text_split(&rest, ',', &each)) {
        ArchivePerson person;
        int64_t id;
        if (!text_to_int64(each, &id)) continue;
        Error *error = record_get(office->db, request->arena, &archive_person_record, id, &person);
        if (error && error->kind == ERROR_NOT_FOUND) continue; /* joined with another since */
        TRY(error);
        option_add(request->arena, &out->people, id, person.name);
    }
    return NULL;
}

static void how_to_answer(Arena *arena, DoubtShown *out) {
    Date day;
    const ArchiveDoubt *doubt = &out->line.doubt;
    out->answer_label = "Another answer";
    out->shown_proposal = date_parse_iso(doubt->proposal, &day) ? date_plain(arena, day) : doubt->proposal;
    switch (doubt->changes) {
    case CHANGES_DATE:
    case CHANGES_MINUTES_OF:
    case CHANGES_NEXT_MEETING: out->answer_label = "Another day", out->answer_hint = "For example, 23 July 2025"; break;
    case CHANGES_BODY: out->answer_label = "Name of the body"; break;
    case CHANGES_NUMBER: out->answer_label = "Another number"; break;
    case CHANGES_CODE: out->answer_label = "Another code", out->answer_hint = "For example, B2"; break;
    case CHANGES_LEAD: out->answer_label = "Who leads"; break;
    case CHANGES_WORDS: out->answer_label = "The words that are missing"; break;
    case CHANGES_PENCE: out->answer_label = "Another sum", out->answer_hint = "For example, 12,500"; break;
    case CHANGES_PERSON:
    case CHANGES_SAME_PERSON: out->answer_label = "Full name of the person"; break;
    case CHANGES_RESTRICTED:
        option_add_text(arena, &out->choices, S("restricted"), S("It is restricted"));
        option_add_text(arena, &out->choices, S("open"), S("It is open to the public"));
        break;
    case CHANGES_KIND: out->choices = options_of_choices(arena, record_field(&archive_document_record, S("kind"))->choices); break;
    case CHANGES_NOTHING:
        out->answer_label = "What you found out", out->answer_hint = "It is kept with the doubt; nothing else changes";
        break;
    }
}

static Error *next_of(
    Office *office, Request *request, const DoubtFilter *filter, const ArchiveDoubt *doubt, bool sees, ArchiveDoubt *next, bool *found) {
    TRY(archive_doubt_next(
        office->db, request->arena, filter->body, filter->about, sees, doubt->source, doubt->first_line, doubt->id.n, next, found));
    if (*found) return NULL;
    TRY(archive_doubt_next(office->db, request->arena, filter->body, filter->about, sees, (ArchiveSourceId){-1}, 0, 0, next, found));
    if (*found && next->id.n == doubt->id.n) *found = false;
    return NULL;
}

Text doubt_address(Arena *arena, const ArchiveDoubt *doubt, Text query) {
    return text_format(arena, "/office/archive/doubts/%" PRId64 "%.*s", doubt->id.n, TEXT_ARG(query));
}

static Error *doubt_page(Office *office, Request *request, Response *response, const ArchiveDoubt *doubt, bool sees, const Form *form) {
    DoubtShown shown = {.keeps = archive_keeps(office)};
    DoubtFilter filter = filter_of(request);
    ArchiveDoubtsOpenCountRow count;
    ArchiveDoubt next;
    bool has_next;
    TRY(line_of(office, request, doubt, sees, &shown.line));
    TRY(lines_around(office, request, sees, &shown));
    TRY(entries_around(office, request, sees, &shown));
    TRY(people_to_choose(office, request, &shown));
    how_to_answer(request->arena, &shown);
    TRY(archive_doubts_open_count(office->db, request->arena, filter.body, filter.about, sees, &count));
    shown.left = count.number;
    shown.was = request->method == GET ? doubt_before(request) : (Text){0};
    if (shown.line.document.meeting.n) {
        ArchivePublication publication;
        TRY(archive_publication_of(office->db, request->arena, shown.line.document.meeting, &publication, &shown.is_public));
        shown.is_public = shown.is_public && publication.is_wanted;
    }
    shown.filter = filter_query(request->arena, &filter);
    TRY(next_of(office, request, &filter, doubt, sees, &next, &has_next));
    if (has_next) shown.next = doubt_address(request->arena, &next, shown.filter);
    Page page = archive_page_below(office, request, shown.line.about);
    page_breadcrumb(request->arena, &page, S("Doubts"), text_join(request->arena, S("/office/archive/doubts"), shown.filter));
    page.form = form;
    if (form && !form_is_fine(form)) response->status = 422;
    View v = page_view(request, response, &page);
    archive_doubt_view(&v, page, &shown, filter.body, filter.about);
    return NULL;
}

Error *archive_doubt_show(Office *office, Request *request, Response *response) {
    ArchiveDoubt doubt;
    bool sees;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(doubt_asked(office, request, sees, &doubt));
    return doubt_page(office, request, response, &doubt, sees, NULL);
}

static Error *answer_as(Tx *tx, ArchiveDoubt *doubt, Text act, Text answer, Text typed) {
    bool is_answer = text_is_empty(act) || text_equal(act, S("answer"));
    if (text_equal(act, S("reopen"))) return doubt_reopen(tx, doubt);
    if (!is_answer && !text_is_empty(text_trim(typed)))
        return error_new(tx_arena(tx), ERROR_INPUT,
            "You typed an answer, but pressed another button. Nothing was changed. Press \"Give this answer\", or empty the field first.");
    if (text_equal(act, S("take"))) return doubt_take(tx, doubt);
    if (text_equal(act, S("aside"))) return doubt_set_aside(tx, doubt);
    return doubt_answer(tx, doubt, answer);
}

Error *archive_doubt_do(Office *office, Request *request, Response *response) {
    ArchiveDoubt doubt, before, next;
    DoubtFilter filter = filter_of(request);
    bool sees, has_next;
    TRY(archive_sees_restricted(office, request, &sees));
    TRY(doubt_asked(office, request, sees, &doubt));
    before = doubt;
    Text act = request_value(request, "act"), person = request_value(request, "person"), typed = request_value(request, "answer");
    Text answer = typed.len ? typed : person;
    Error *error = ARCHIVE_CHANGE(office, request, tx, "a doubt was answered", answer_as(tx, &doubt, act, answer, typed));
    if (error && error->kind == ERROR_INPUT) {
        Form form = form_show(request->arena, &archive_doubt_record);
        form.sent = request->form;
        form.was_sent = true;
        form_error(&form, "answer", "%.*s", TEXT_ARG(error->sentence));
        return doubt_page(office, request, response, &before, sees, &form);
    }
    TRY(error);
    Text query = filter_query(request->arena, &filter);
    if (text_equal(act, S("reopen"))) {
        respond_done(request, response, doubt_address(request->arena, &before, query), "archive-reopened");
        return NULL;
    }
    TRY(next_of(office, request, &filter, &before, sees, &next, &has_next));
    query = text_format(request->arena, "%.*s%swas=%" PRId64, TEXT_ARG(query), query.len ? "&" : "?", before.id.n);
    respond_done(request, response,
        has_next ? doubt_address(request->arena, &next, query) : text_join(request->arena, S("/office/archive/doubts"), query),
        text_equal(act, S("aside")) ? "archive-aside" : "archive-answered");
    return NULL;
}
