/* Owns what the pages of the plan share: addresses, breadcrumbs, who may write, files. */
#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "paper/docx_write.h"
#include "paper/spreadsheet.h"
#include "people/people.sql.h"
#include "plan/pages.h"

bool may_write_plan(const Office *office) {
    return office->roles & (CLERK | SAFETY_OFFICER);
}

Date plan_today(const Request *request) {
    Date today;
    moment_to_london(request->started, &today, NULL);
    return today;
}

Text agreement_url(Arena *arena, AgreementId id) {
    return text_format(arena, "/office/plan/years/%" PRId64, id.n);
}

Text action_plan_url(Arena *arena, AgreementId id) {
    return text_format(arena, "/office/plan/years/%" PRId64 "/actions", id.n);
}

Text plan_action_url(Arena *arena, PlanActionId id) {
    return text_format(arena, "/office/plan/actions/%" PRId64, id.n);
}

Text plan_sheet_url(Arena *arena, PlanSheetId id) {
    return text_format(arena, "/office/plan/sheets/%" PRId64, id.n);
}

Page plan_page(Office *office, Request *request, const Agreement *agreement, Text title) {
    Page page = office_page(office, request, "plan", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("The plan"), S("/office/plan"));
    if (agreement)
        page_breadcrumb(request->arena, &page, year_shown(request->arena, agreement->starts), agreement_url(request->arena, agreement->id));
    return page;
}

Error *agreement_of_request(Office *office, Request *request, Agreement *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &agreement_record, id, out);
}

Error *plan_organisation(Office *office, Request *request, OrganisationId *out) {
    return organisation_of_person(office->db, request->arena, office->session ? office->session->person : 0, out);
}

LinkList year_links(Arena *arena, const Agreement *agreement, bool may_write) {
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 8)};
    Text url = agreement_url(arena, agreement->id);
    links.items[links.count++] = (Link){S("Agreement"), url};
    links.items[links.count++] = (Link){S("Action plan"), action_plan_url(arena, agreement->id)};
    links.items[links.count++] = (Link){S("What changed"), text_format(arena, "%.*s/changes", TEXT_ARG(url))};
    links.items[links.count++] = (Link){S("Updates"), text_format(arena, "%.*s/updates", TEXT_ARG(url))};
    links.items[links.count++] = (Link){S("Consultation"), text_format(arena, "%.*s/consultations", TEXT_ARG(url))};
    links.items[links.count++] = (Link){S("Quarterly report"), text_format(arena, "%.*s/report", TEXT_ARG(url))};
    if (may_write) links.items[links.count++] = (Link){S("End of the year"), text_format(arena, "%.*s/roll-over", TEXT_ARG(url))};
    if (may_write) links.items[links.count++] = (Link){S("Public page"), text_format(arena, "%.*s/publication", TEXT_ARG(url))};
    return links;
}

const Input plan_page_input[] = {{"page", INPUT_INT, 0}, {0}};

Pagination plan_turning(const Request *request, AgreementId agreement, const char *below, size_t total) {
    Text asked = request->method == POST ? request_value(request, "page") : request_query(request, "page");
    return pagination_of(asked, (int64_t)total, PLAN_LINES_A_PAGE,
        text_format(request->arena, "%.*s%s", TEXT_ARG(agreement_url(request->arena, agreement)), below));
}

Text plan_turning_url(Arena *arena, Pagination turning) {
    return turning.page > 1 ? text_format(arena, "%.*s?page=%d", TEXT_ARG(turning.address), turning.page) : turning.address;
}

bool plan_row_is_sent(const Request *request, PlanActionId action) {
    int64_t id;
    for (size_t n = 0; n < form_sent_count(&request->form, S("action")); n++)
        if (text_to_int64(form_sent_at(&request->form, S("action"), n), &id) && id == action.n) return true;
    return false;
}

LinkList plan_links(Arena *arena) {
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 6)};
    links.items[links.count++] = (Link){S("Years"), S("/office/plan")};
    links.items[links.count++] = (Link){S("Find actions"), S(PLAN_FINDING_URL)};
    links.items[links.count++] = (Link){S("Priorities and themes"), S("/office/plan/priorities")};
    links.items[links.count++] = (Link){S("Strategies and laws"), S("/office/plan/strategies")};
    links.items[links.count++] = (Link){S("Emerging issues"), S("/office/plan/issues")};
    links.items[links.count++] = (Link){S("Scrutiny"), S("/office/plan/scrutiny")};
    return links;
}

Text plan_choice_shown(const Record *record, const char *field_name, int value) {
    const Field *field = record_field(record, text_of(field_name));
    for (const Choice *c = field->choices; c->code; c++)
        if (c->value == value) return text_of(c->label);
    return S("");
}

Error *plan_meeting_words(Db *db, Arena *arena, MeetingId id, Text *out) {
    Meeting meeting;
    Body body;
    *out = S("");
    if (id.n == 0) return NULL;
    TRY(record_get(db, arena, &meeting_record, id.n, &meeting));
    TRY(record_get(db, arena, &body_record, meeting.body.n, &body));
    *out = text_format(arena, "%.*s, %.*s", TEXT_ARG(body.name), TEXT_ARG(date_plain(arena, meeting.day)));
    return NULL;
}

/* ---- Filters ---- */

static const PlanState filter_states[] = {
    PLAN_NOT_STARTED, PLAN_ON_TRACK, PLAN_AT_RISK, PLAN_LATE, PLAN_AWAITING_EVIDENCE, PLAN_COMPLETE, PLAN_STOPPED};
enum { FILTER_STATES = sizeof filter_states / sizeof filter_states[0] };

OptionList plan_state_options(Arena *arena) {
    OptionList out = {0};
    for (size_t i = 0; i < FILTER_STATES; i++)
        option_add_text(arena, &out, text_of(plan_state_code(filter_states[i])), text_of(plan_state_shown(filter_states[i])));
    return out;
}

int64_t plan_id_asked(const Request *request, const char *name) {
    int64_t n = 0;
    return text_to_int64(request_query(request, name), &n) && n > 0 ? n : 0;
}

Text plan_id_chosen(Arena *arena, int64_t n) {
    return n ? text_format(arena, "%" PRId64, n) : S("");
}

static bool is_ticked(const Request *request, const char *name) {
    return text_equal(request_query(request, name), S("yes"));
}

PlanFilter plan_filter_asked(const Request *request) {
    PlanFilter filter = {.organisation = {plan_id_asked(request, "organisation")}, .section = {plan_id_asked(request, "section")}};
    filter.state = plan_state_of_code(request_query(request, "state"));
    date_parse_iso(request_query(request, "due"), &filter.due_until);
    filter.mine = is_ticked(request, "mine");
    filter.funded = is_ticked(request, "funded");
    filter.linked = is_ticked(request, "linked");
    return filter;
}

void plan_filter_put(Buffer *out, const PlanFilter *f) {
    if (f->organisation.n) buffer_putf(out, "&organisation=%" PRId64, f->organisation.n);
    if (f->section.n) buffer_putf(out, "&section=%" PRId64, f->section.n);
    if (f->state) buffer_putf(out, "&state=%s", plan_state_code(f->state));
    if (date_is_set(f->due_until)) buffer_putf(out, "&due=%.*s", TEXT_ARG(date_iso(out->arena, f->due_until)));
    if (f->mine) buffer_put(out, S("&mine=yes"));
    if (f->funded) buffer_put(out, S("&funded=yes"));
    if (f->linked) buffer_put(out, S("&linked=yes"));
}

Text plan_query(Arena *arena, Text parts) {
    return parts.len ? text_format(arena, "?%.*s", TEXT_ARG(text_slice(parts, 1, parts.len))) : S("");
}

Text plan_filter_query(Arena *arena, const PlanFilter *f) {
    Buffer out = buffer_new(arena, 128);
    plan_filter_put(&out, f);
    return plan_query(arena, buffer_text(&out));
}

/* ---- Files ---- */

static Error *attach(Request *request, Response *response, const char *type, Text bytes, Text name, const char *ending) {
    respond_text(response, type, bytes);
    response->disposition = text_format(request->arena, "attachment; filename=\"%.*s.%s\"", TEXT_ARG(name), ending);
    return NULL;
}

Error *plan_respond_document(Request *request, Response *response, Document *document, Text name) {
    Text bytes = {0};
    if (text_ends_with(request->path, S(".docx"))) {
        TRY(document_docx(document, &bytes));
        return attach(request, response, DOCX_TYPE, bytes, name, "docx");
    }
    TRY(document_bytes(document, &bytes, NULL));
    return attach(request, response, "application/pdf", bytes, name, "pdf");
}

Error *plan_respond_tables(Request *request, Response *response, const TableList *tables, Text title, Text about, Text name) {
    Text bytes = {0};
    TRY(spreadsheet_make(request->arena, tables, title, about, request->started, &bytes));
    return attach(request, response, SPREADSHEET_TYPE, bytes, name, "xlsx");
}
