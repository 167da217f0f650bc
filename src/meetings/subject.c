/* What a page of this room is about and who may have it: the meeting, part, item or paper that an address names, with the person's rights;
 * the frame, names and addresses that the pages share. */
#include "meetings/pages.h"
#include "meetings/sign_off.h"

#include "meetings/meetings.sql.h"
#include "meetings/places.h"
#include "store/journal.h"

/* ---- Reading it, with rights ---- */

static Error *not_found(Arena *arena, const char *what) {
    return error_new(arena, ERROR_NOT_FOUND,
        "There is no such %s, or it is not for you to see. It may have been removed. Look at the list of meetings.", what);
}

static Error *check_rights(Office *office, Request *request, Intent intent, const char *what, Subject *s) {
    Arena *arena = request->arena;
    PersonId person = {office->session ? office->session->person : 0};
    TRY(meeting_rights(office->db, arena, office->roles, person, &s->meeting, &s->rights));
    bool sees = s->rights.sees && (!s->part.id.n || s->rights.sees_agenda);
    if (!sees && !s->signs) return not_found(arena, what);
    if (s->item.id.n) {
        TRY(reader_of(office->db, arena, office->session, &s->rights, &s->meeting, request_today(request), &s->reader));
        s->missing = reading_missing(&s->reader);
    }
    if (intent == TO_WRITE && !s->rights.writes)
        return error_new(arena, ERROR_FORBIDDEN, "Only a clerk or a safety officer can add papers. Ask the clerk of the meeting.");
    if (intent == TO_EDIT && !s->rights.edits)
        return error_new(arena, ERROR_FORBIDDEN, "Only a clerk can change this. Ask the clerk of the meeting.");
    return NULL;
}

static Error *read_meeting(Office *office, Request *request, MeetingId id, Intent intent, const char *what, Subject *out) {
    TRY(record_get(office->db, request->arena, &meeting_record, id.n, &out->meeting));
    TRY(record_get(office->db, request->arena, &body_record, out->meeting.body.n, &out->body));
    return check_rights(office, request, intent, what, out);
}

static Error *read_item(Office *office, Request *request, AgendaItemId id, Intent intent, const char *what, Subject *out) {
    TRY(record_get(office->db, request->arena, &agenda_item_record, id.n, &out->item));
    TRY(record_get(office->db, request->arena, &agenda_part_record, out->item.part.n, &out->part));
    out->code = item_code(request->arena, out->part.position, out->item.position);
    return read_meeting(office, request, out->item.meeting, intent, what, out);
}

/* One sentence for what is not there and for what the person may not know of. */
static Error *same_when_missing(Arena *arena, Error *error, const char *what) {
    return error && error->kind == ERROR_NOT_FOUND ? not_found(arena, what) : error;
}

Error *subject_meeting(Office *office, Request *request, Intent intent, Subject *out) {
    MeetingId id;
    *out = (Subject){0};
    TRY(request_id(request, 0, &id.n));
    return same_when_missing(request->arena, read_meeting(office, request, id, intent, "meeting", out), "meeting");
}

Error *subject_part(Office *office, Request *request, Intent intent, Subject *out) {
    int64_t id;
    *out = (Subject){0};
    TRY(request_id(request, 0, &id));
    Error *error = record_get(office->db, request->arena, &agenda_part_record, id, &out->part);
    if (!error) error = read_meeting(office, request, out->part.meeting, intent, "part of an agenda", out);
    return same_when_missing(request->arena, error, "part of an agenda");
}

Error *subject_item(Office *office, Request *request, Intent intent, Subject *out) {
    AgendaItemId id;
    *out = (Subject){0};
    TRY(request_id(request, 0, &id.n));
    return same_when_missing(request->arena, read_item(office, request, id, intent, "agenda item", out), "agenda item");
}

/* Authors and approvers find their report though the agenda is not theirs to see yet; what is restricted stays with the rights of the meeting. */
static Error *look_who_signs(Office *office, Request *request, Subject *s) {
    ReportSignerRow row;
    Signer signer;
    bool found;
    if (s->paper.kind != PAPER_REPORT || !office->session || office->session->person == 0) return NULL;
    TRY(report_signer(office->db, request->arena, s->paper.id, &row, &found));
    if (!found) return NULL;
    SignOff sign_off = {.author = row.author, .approver = row.approver, .approver_post = row.approver_post};
    TRY(signer_of(office->db, request->arena, office->roles, (PersonId){office->session->person}, S(""), &signer));
    s->signs = sign_off.author.n == signer.person.n || sign_off_is_approver(&sign_off, &signer);
    return NULL;
}

Error *subject_of_paper(Office *office, Request *request, PaperId id, Intent intent, Subject *out) {
    *out = (Subject){0};
    Error *error = record_get(office->db, request->arena, &paper_record, id.n, &out->paper);
    if (!error) error = look_who_signs(office, request, out);
    if (!error) error = read_item(office, request, out->paper.item, intent, "paper", out);
    if (!error && out->paper.is_draft && !out->rights.sees_drafts && !out->signs) error = not_found(request->arena, "paper");
    if (!error && out->paper.is_withdrawn && !(office->roles & (STAFF | AUDITOR))) error = not_found(request->arena, "paper");
    return same_when_missing(request->arena, error, "paper");
}

Error *subject_paper(Office *office, Request *request, Intent intent, Subject *out) {
    PaperId id;
    *out = (Subject){0};
    TRY(request_id(request, 0, &id.n));
    return subject_of_paper(office, request, id, intent, out);
}

bool subject_is_public(const Subject *s) {
    return s->paper.id.n ? paper_is_public(&s->meeting, &s->part, &s->item, &s->paper) : item_is_public(&s->meeting, &s->part, &s->item);
}

bool subject_is_readable(const Subject *s) {
    return subject_is_public(s) || (s->rights.sees_restricted && s->missing == 0);
}

bool subject_is_marked(const Subject *s) {
    return !subject_is_public(s) || s->has_passages;
}

bool subject_may_ask(const Subject *s) {
    return subject_is_public(s) || (s->rights.sees_restricted && !(s->missing & MISSING_SEAT));
}

Error *subject_note_read(Office *office, Request *request, const Subject *s, Text how) {
    if (!subject_is_marked(s)) return NULL;
    return journal_note_read_as(office->store, request->arena, office_actor(office), &paper_record, s->paper.id.n, how);
}

ReportVersion subject_version(const Subject *s) {
    return s->rights.sees_restricted && s->missing == 0 ? REPORT_FULL : REPORT_PUBLIC;
}

Error *subject_report(Office *office, Request *request, Subject *s, Report *out) {
    TRY(report_of_paper(office->db, request->arena, s->paper.id, out));
    bool has_any = s->rights.sees_restricted && report_passages(request->arena, out).count > 0;
    s->has_passages = has_any && s->missing == 0;
    s->lacks_passages = has_any && s->missing != 0;
    s->passages = passages_withheld_words(request->arena, out);
    return NULL;
}

Text item_title_for(const MeetingRights *rights, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item) {
    return rights->sees_restricted ? item->title : item_public_title(meeting, part, item);
}

Text subject_item_title(const Subject *s) {
    return item_title_for(&s->rights, &s->meeting, &s->part, &s->item);
}

bool subject_was_agreed(const Subject *s) {
    return s->meeting.state == MEETING_AGREED || s->meeting.state == MEETING_PUBLISHED;
}

Error *subject_waiting(Office *office, Request *request, const Subject *s, Waiting *out) {
    Supplement draft;
    *out = (Waiting){0};
    TRY(agenda_is_out(office->db, request->arena, &s->meeting, &out->is_out));
    TRY(supplement_draft(office->db, request->arena, s->meeting.id, &draft, &out->has_draft));
    return supplement_number_next(office->db, request->arena, s->meeting.id, &out->number);
}

Error *subject_carries(Office *office, Request *request, const Subject *s, Carried *out) {
    Reader reader;
    Date today = request_today(request);
    TRY(reader_of(office->db, request->arena, office->session, &s->rights, &s->meeting, today, &reader));
    bool reads_restricted = s->rights.sees_restricted && reading_missing(&reader) == 0;
    return agenda_carries(office->db, request->arena, &s->meeting, today, reads_restricted, out);
}

bool subject_paper_waits(const Subject *s, const Waiting *waiting) {
    return waiting->is_out && s->paper.is_draft;
}

Error *subject_news(Office *office, Request *request, const Subject *s, const Agenda *agenda, MeetingNews *out) {
    *out = (MeetingNews){0};
    if (!office->session || !s->rights.sees_agenda) return NULL;
    NewsReader reader = {office->session->account.n, {office->session->person}, s->rights.sees_drafts};
    TRY(meeting_news(office->db, request->arena, agenda, &reader, out));
    if (!out->is_noted && request->method == GET) request->afterwards = (Afterwards){meeting_visit_note, reader.account, s->meeting.id.n};
    return NULL;
}

/* ---- Addresses, names, frames ---- */

Text meeting_url(Arena *arena, MeetingId id, const char *rest) {
    return text_format(arena, "/office/meetings/%" PRId64 "%s", id.n, rest);
}

Text item_url(Arena *arena, AgendaItemId id, const char *rest) {
    return text_format(arena, "/office/items/%" PRId64 "%s", id.n, rest);
}

Text paper_url(Arena *arena, PaperId id, const char *rest) {
    return text_format(arena, "/office/papers/%" PRId64 "%s", id.n, rest);
}

Text meeting_when(Arena *arena, const Meeting *m) {
    Buffer out = buffer_new(arena, 64);
    buffer_put(&out, date_long(arena, m->day));
    if (time_is_set(m->starts)) {
        buffer_put(&out, S(", "));
        buffer_put(&out, time_plain(arena, m->starts));
    }
    if (time_is_set(m->ends)) {
        buffer_put(&out, S(" to "));
        buffer_put(&out, time_plain(arena, m->ends));
    }
    return buffer_text(&out);
}

Text meeting_where(Arena *arena, const Meeting *m) {
    if (text_is_empty(m->place)) return m->is_online ? S("Online") : S("Place not known yet");
    return m->is_online ? text_join(arena, m->place, S(", and online")) : m->place;
}

Page meeting_page(Office *office, Request *request, Text title) {
    Page page = office_page(office, request, "meetings", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/office/meetings"));
    return page;
}

Page agenda_page(Office *office, Request *request, const Subject *s, Text title) {
    Page page = meeting_page(office, request, title);
    Text body = text_is_empty(s->body.short_name) ? s->body.name : s->body.short_name;
    Text name = text_format(request->arena, "%.*s, %.*s", TEXT_ARG(body), TEXT_ARG(date_plain(request->arena, s->meeting.day)));
    page_breadcrumb(request->arena, &page, name, meeting_url(request->arena, s->meeting.id, ""));
    return page;
}

Page item_page(Office *office, Request *request, const Subject *s, Text title) {
    Page page = agenda_page(office, request, s, title);
    page_breadcrumb(request->arena, &page, S("Agenda"), meeting_url(request->arena, s->meeting.id, "/agenda"));
    return page;
}

Page below_item_page(Office *office, Request *request, const Subject *s, Text title) {
    Page page = item_page(office, request, s, title);
    page_breadcrumb(
        request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(s->code)), item_url(request->arena, s->item.id, ""));
    return page;
}

Page paper_page(Office *office, Request *request, const Subject *s, Text title) {
    if (!s->rights.sees_agenda) return office_page(office, request, "desk", "%.*s", TEXT_ARG(title)); /* the way there is the desk */
    Page page = below_item_page(office, request, s, title);
    if (!text_equal(title, s->paper.title))
        page_breadcrumb(request->arena, &page, s->paper.title, paper_url(request->arena, s->paper.id, ""));
    return page;
}

LinkList meeting_links(Arena *arena, const Subject *s) {
    LinkList links = {.items = ARENA_ARRAY(arena, Link, 7)};
    links.items[links.count++] = (Link){S("Overview"), meeting_url(arena, s->meeting.id, "")};
    if (s->rights.sees_agenda) links.items[links.count++] = (Link){S("Agenda"), meeting_url(arena, s->meeting.id, "/agenda")};
    if (s->rights.edits) links.items[links.count++] = (Link){S("Check and publish"), meeting_url(arena, s->meeting.id, "/check")};
    if (s->rights.sees_drafts && s->meeting.publication > 0)
        links.items[links.count++] = (Link){S("Supplements"), meeting_url(arena, s->meeting.id, "/supplement")};
    bool may_follow = s->rights.sees_agenda && s->meeting.state != MEETING_CANCELLED;
    if (may_follow) links.items[links.count++] = (Link){S("At the meeting"), meeting_url(arena, s->meeting.id, "/live")};
    if (may_follow) links.items[links.count++] = (Link){S("Minutes"), meeting_url(arena, s->meeting.id, "/minutes")};
    if (s->rights.edits) links.items[links.count++] = (Link){S("Papers opened"), meeting_url(arena, s->meeting.id, "/opened")};
    return links;
}

Date request_today(const Request *request) {
    Date today;
    moment_to_london(request->started, &today, NULL);
    return today;
}

/* ---- After a change ---- */

void form_refused(Response *response) {
    response->status = 422;
}

void respond_changed(const Request *request, Response *response, const Subject *before, Text location, const char *notice) {
    respond_done(request, response, location, subject_was_agreed(before) ? "agree-again" : notice);
}

void respond_paper_changed(
    const Request *request, Response *response, const Subject *before, const Waiting *waiting, Text location, const char *notice) {
    if (subject_paper_waits(before, waiting)) respond_done(request, response, location, notice);
    else respond_changed(request, response, before, location, notice);
}

Form reason_form(Request *request, const Record *record) {
    Form form = form_show(request->arena, record);
    form.sent = request->form;
    form.was_sent = request->method == POST;
    return form;
}

void take_version(const Request *request, void *value) {
    int64_t version = 0; /* none sent: one that no record has */
    text_to_int64(request_value(request, "version"), &version);
    memcpy((char *)value + sizeof(int64_t), &version, sizeof version);
}

Error *still_as_seen(Tx *tx, const Record *record, const void *seen, const char *where) {
    void *now = arena_alloc(tx_arena(tx), record->size);
    TRY(get_seen(tx, record, record_id(seen), where, now));
    if (record_version(now) == record_version(seen)) return NULL;
    return error_new(tx_arena(tx), ERROR_CONFLICT,
        "This %s was changed after you looked at it, so nothing was removed. Look at the %s again.", record->title, where);
}

Text move_value(Arena *arena, int64_t id, int64_t within, int64_t seen, int64_t to) {
    return text_format(arena, "%" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64, id, within, seen, to);
}

bool move_asked(Text sent, MoveAsked *out) {
    int64_t *const numbers[] = {&out->id, &out->within, &out->seen, &out->to};
    Text rest = sent, part;
    for (size_t i = 0; i < 4; i++)
        if (!text_split(&rest, ':', &part) || !text_to_int64(part, numbers[i])) return false;
    return !text_split(&rest, ':', &part);
}

Error *moved_meanwhile(Arena *arena, const char *what, const char *where) {
    return error_new(
        arena, ERROR_CONFLICT, "This %s was moved meanwhile by somebody else, so nothing was changed. Look at the %s again.", what, where);
}
