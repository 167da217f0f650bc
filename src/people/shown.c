/* Owns how this room's things are named, addressed and chosen on its pages. */
#include "people/pages.h"
#include "people/people.sql.h"

bool may_keep(const Office *office) {
    return (office->roles & (CLERK | ADMINISTRATOR)) != 0;
}

bool sees_all_bodies(const Office *office) {
    return (office->roles & (STAFF | AUDITOR)) != 0;
}

Date request_day(const Request *request) {
    Date day = {0};
    moment_to_london(request->started, &day, NULL);
    return day;
}

/* ---- Addresses ---- */

Text body_url(Arena *arena, BodyId id) {
    return text_format(arena, "/office/bodies/%" PRId64, id.n);
}

Text seat_url(Arena *arena, SeatId id) {
    return text_format(arena, "/office/seats/%" PRId64, id.n);
}

Text terms_url(Arena *arena, TermsOfReferenceId id) {
    return text_format(arena, "/office/terms/%" PRId64, id.n);
}

Text organisation_url(Arena *arena, OrganisationId id) {
    return text_format(arena, "/office/organisations/%" PRId64, id.n);
}

Text person_url(Arena *arena, PersonId id) {
    return text_format(arena, "/office/people/%" PRId64, id.n);
}

/* ---- Bodies as the frame of other pages ---- */

Error *body_for(Office *office, Request *request, BodyId id, Body *out) {
    TRY(record_get(office->db, request->arena, &body_record, id.n, out));
    if (sees_all_bodies(office)) return NULL;
    bool sits = false;
    PersonId person = {office->session ? office->session->person : 0};
    TRY(person_sits_on(office->db, request->arena, person, id, request_day(request), &sits));
    if (sits) return NULL;
    return error_new(
        request->arena, ERROR_NOT_FOUND, "There is no such body, or you do not sit on it. Ask the clerk if you think you should see it.");
}

Error *body_of_request(Office *office, Request *request, Body *out) {
    BodyId id;
    TRY(request_id(request, 0, &id.n));
    return body_for(office, request, id, out);
}

Page body_page(Office *office, Request *request, const Body *body, bool is_below, Text title) {
    Page page = office_page(office, request, "bodies", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Bodies"), S("/office/bodies"));
    if (is_below) page_breadcrumb(request->arena, &page, body->name, body_url(request->arena, body->id));
    return page;
}

LinkList body_links(Arena *arena, const Body *body) {
    Text url = body_url(arena, body->id);
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 4), .count = 4};
    links.items[0] = (Link){S("Overview"), url};
    links.items[1] = (Link){S("Seats"), text_join(arena, url, S("/seats"))};
    links.items[2] = (Link){S("Terms of reference"), text_join(arena, url, S("/terms"))};
    links.items[3] = (Link){S("Forward plan"), text_join(arena, url, S("/plan"))};
    return links;
}

LinkList settings_links(Arena *arena, const Office *office) {
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 5)};
    links.items[links.count++] = (Link){S("Partnership"), S("/office/settings")};
    links.items[links.count++] = (Link){S("Bank holidays"), S("/office/holidays")};
    if (may_keep(office)) links.items[links.count++] = (Link){S("Watch list"), S("/office/watch-list")};
    if (office->roles & STAFF) links.items[links.count++] = (Link){S("Email"), S("/office/mail")};
    if (office->roles & ADMINISTRATOR) links.items[links.count++] = (Link){S("Accounts"), S("/office/accounts")};
    return links;
}

LinkList people_links(Arena *arena) {
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 8)};
    links.items[links.count++] = (Link){S("People"), S("/office/people")};
    links.items[links.count++] = (Link){S("Organisations"), S("/office/organisations")};
    links.items[links.count++] = (Link){S("Sharing agreement"), S("/office/sharing")};
    links.items[links.count++] = (Link){S("Memoranda"), S("/office/memoranda")};
    return links;
}

/* ---- Things to choose from ---- */

Error *organisation_options(Db *db, Arena *arena, Date day, OrganisationId keep, OptionList *out) {
    OrganisationList all;
    TRY(organisations_all(db, arena, &all));
    *out = (OptionList){0};
    for (size_t i = 0; i < all.count; i++) {
        const Organisation *organisation = &all.items[i];
        bool is_gone = date_is_set(organisation->until) && date_compare(organisation->until, day) < 0;
        if (is_gone && organisation->id.n != keep.n) continue;
        option_add(arena, out, organisation->id.n, organisation->name);
    }
    return NULL;
}

Error *person_options(Db *db, Arena *arena, OptionList *out) {
    PersonList all;
    TRY(persons_all(db, arena, &all));
    *out = (OptionList){0};
    for (size_t i = 0; i < all.count; i++) option_add(arena, out, all.items[i].id.n, person_shown(arena, &all.items[i]));
    return NULL;
}

Text seat_standing(Arena *arena, const Seat *seat) {
    return text_format(arena, "%s%s%s", seat->is_invited ? "By invitation" : "Member", seat->is_statutory ? ", responsible authority" : "",
        seat->is_core ? ", core seat" : "");
}

Text organisation_standing(const Organisation *organisation) {
    if (organisation->is_statutory) return organisation->is_core ? S("Responsible authority, core member") : S("Responsible authority");
    return organisation->is_core ? S("Core member") : S("Partner");
}

Text choice_shown(const Record *record, const char *field, int value) {
    const Field *declared = record_field(record, text_of(field));
    CHECK(declared && declared->choices);
    for (const Choice *choice = declared->choices; choice->code; choice++)
        if (choice->value == value) return text_of(choice->label);
    return (Text){0};
}

/* ---- The terms of reference in words ---- */

Text quorum_shown(Arena *arena, const TermsOfReference *terms) {
    static const char *const counted[] = {
        [QUORUM_RESPONSIBLE_AUTHORITIES] = "responsible authorities represented",
        [QUORUM_DIFFERENT_ORGANISATIONS] = "members from different organisations",
        [QUORUM_MEMBERS] = "members present",
    };
    if (!terms->quorum_number || !terms->quorum_kind) return S("Not given");
    return text_format(arena, "%" PRId64 " %s", terms->quorum_number, counted[terms->quorum_kind]);
}

static const char *days_word(int64_t days) {
    return days == 1 ? "day" : "days";
}

Text notice_shown(Arena *arena, const TermsOfReference *terms) {
    int64_t clear = terms->clear_days, papers = terms->paper_working_days;
    if (clear && papers)
        return text_format(arena, "%" PRId64 " clear working %s; papers at least %" PRId64 " working %s before", clear, days_word(clear),
            papers, days_word(papers));
    if (clear) return text_format(arena, "%" PRId64 " clear working %s", clear, days_word(clear));
    if (papers) return text_format(arena, "Papers at least %" PRId64 " working %s before", papers, days_word(papers));
    return S("None required");
}

static void put_step(Buffer *words, const char *what, int64_t days, const char *from) {
    if (days) buffer_putf(words, "%s%s %" PRId64 " %s %s.", words->len ? " " : "", what, days, days_word(days), from);
}

Text timeline_terms_shown(Arena *arena, const TermsOfReference *terms) {
    Buffer words = buffer_new(arena, 160);
    put_step(&words, "Call for items", terms->call_days, "before the meeting");
    put_step(&words, "Reports signed off", terms->report_days, "before the agenda is issued");
    put_step(&words, "Chair's agreement", terms->agreement_days, "before the agenda is issued");
    put_step(&words, "Draft minutes", terms->minutes_days, "after the meeting");
    return words.len ? buffer_text(&words) : S("Only the notice of papers");
}

Text meetings_shown(Arena *arena, const TermsOfReference *terms) {
    const char *before = terms->meets_before_parent ? ", and before each meeting of the body above it" : "";
    if (terms->meetings_a_year) return text_format(arena, "At least %" PRId64 " a year%s", terms->meetings_a_year, before);
    return terms->meets_before_parent ? S("Before each meeting of the body above it") : S("Not laid down");
}

Text missed_shown(Arena *arena, const TermsOfReference *terms) {
    int64_t n = terms->missed_meetings;
    if (!n) return S("Missed meetings are not pointed out");
    return text_format(arena, "Pointed out after %" PRId64 " meeting%s missed%s", n, n == 1 ? "" : "s", n == 1 ? "" : " in a row");
}

const char *terms_standing_shown(TermsStanding standing) {
    static const char *const words[] = {[TERMS_DRAFT] = "Draft",
        [TERMS_AHEAD] = "Not yet in force",
        [TERMS_IN_FORCE] = "In force today",
        [TERMS_PAST] = "No longer in force"};
    return words[standing];
}

const char *terms_standing_colour(TermsStanding standing) {
    static const char *const colours[] = {
        [TERMS_DRAFT] = "yellow", [TERMS_AHEAD] = "blue", [TERMS_IN_FORCE] = "green", [TERMS_PAST] = "grey"};
    return colours[standing];
}

const char *compared_shown(Compared standing) {
    static const char *const words[] = {
        [COMPARED_SAME] = "Unchanged", [COMPARED_CHANGED] = "Changed", [COMPARED_ADDED] = "New", [COMPARED_REMOVED] = "Taken out"};
    return words[standing];
}

const char *compared_colour(Compared standing) {
    static const char *const colours[] = {
        [COMPARED_SAME] = "grey", [COMPARED_CHANGED] = "orange", [COMPARED_ADDED] = "green", [COMPARED_REMOVED] = "red"};
    return colours[standing];
}

Text months_shown(Arena *arena, int64_t months) {
    if (!months) return S("No fixed term");
    if (months == 12) return S("12 months (1 year)");
    if (months % 12 == 0) return text_format(arena, "%" PRId64 " months (%" PRId64 " years)", months, months / 12);
    return text_format(arena, "%" PRId64 " month%s", months, months == 1 ? "" : "s");
}
