/* The minutes of a meeting as a whole: reading them, beginning, checking, taking back to draft, and the body's next number. */
#include "minutes/pages.h"

#include "minutes/minutes.view.h"
#include "store/journal.h"

/* ---- Reading ---- */

Page below_minutes_page(Office *office, Request *request, const Subject *s, Text title) {
    Page page = agenda_page(office, request, s, title);
    page_breadcrumb(request->arena, &page, S("Minutes"), meeting_url(request->arena, s->meeting.id, "/minutes"));
    return page;
}

bool entry_is_readable(const MinutesShown *m, const MinuteEntry *entry) {
    return entry->is_public || m->may_read_restricted;
}

Text entry_title(const MinutesShown *m, const MinuteEntry *entry) {
    return entry_is_readable(m, entry) ? entry->item.title : item_public_title(&m->whole.meeting, &entry->part, &entry->item);
}

Text entry_markdown(Arena *arena, const MinutesShown *m, const MinuteEntry *entry) {
    return minute_numbered(arena, entry_is_readable(m, entry) ? entry->minute.text : entry->minute.public_summary);
}

static Text organisation_named(const MinutesShown *m, OrganisationId id) {
    for (size_t i = 0; i < m->sheet.count; i++)
        if (m->sheet.items[i].held->organisation.id.n == id.n) return m->sheet.items[i].held->organisation.name;
    return S("An organisation that has no seat any more");
}

static void votes_put(Arena *arena, Buffer *out, const MinutesShown *m, ResolutionId resolution, Cast cast, const char *label) {
    size_t count = 0;
    buffer_put(out, text_format(arena, "%s%s: ", buffer_text(out).len ? " " : "", label));
    for (size_t i = 0; i < m->whole.votes.count; i++) {
        const ResolutionVote *vote = &m->whole.votes.items[i];
        if (vote->resolution.n != resolution.n || vote->cast_as != cast) continue;
        if (count++) buffer_put(out, S(", "));
        buffer_put(out, organisation_named(m, vote->organisation));
    }
    buffer_put(out, count ? S(".") : S("nobody."));
}

Text votes_words(Arena *arena, const MinutesShown *m, ResolutionId resolution) {
    Buffer out = buffer_new(arena, 128);
    bool was_voted = false;
    for (size_t i = 0; i < m->whole.votes.count; i++) was_voted = was_voted || m->whole.votes.items[i].resolution.n == resolution.n;
    if (!was_voted) return S("");
    votes_put(arena, &out, m, resolution, VOTE_FOR, "For");
    votes_put(arena, &out, m, resolution, VOTE_AGAINST, "Against");
    votes_put(arena, &out, m, resolution, VOTE_ABSTAINED, "Abstained");
    return buffer_text(&out);
}

Text seat_words(Arena *arena, const AttendanceSheet *sheet, SeatId seat) {
    const AttendanceLine *line = attendance_line(sheet, seat);
    if (!line) return S("Somebody whose seat has ended");
    return text_format(arena, "%.*s (%.*s)", TEXT_ARG(line->person.name), TEXT_ARG(line->held->seat.title));
}

static void listed(Buffer *out, Text words) {
    if (buffer_text(out).len) buffer_put_char(out, '\n');
    buffer_put(out, words);
}

AttendanceWords attendance_words(Arena *arena, const AttendanceSheet *sheet) {
    Buffer present = buffer_new(arena, 256), apologies = buffer_new(arena, 64), others = buffer_new(arena, 64);
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        const char *chair = line->attendance.code != ATTENDANCE_SUBSTITUTE && line->held->holders.count
                                    && line->held->holders.items[0].tenure.office == OFFICE_CHAIR
                                ? ", chair"
                                : "";
        Text words = seat_words(arena, sheet, line->held->seat.id);
        if (line->attendance.code == ATTENDANCE_SUBSTITUTE)
            words = text_format(arena, "%.*s, substitute for %.*s", TEXT_ARG(words),
                TEXT_ARG(line->held->holders.count ? line->held->holders.items[0].person.name : S("the holder")));
        if (attendance_is_present(line->attendance.code)) listed(&present, text_format(arena, "%.*s%s", TEXT_ARG(words), chair));
        if (line->attendance.code == ATTENDANCE_APOLOGIES) listed(&apologies, words);
    }
    for (size_t i = 0; i < sheet->others.count; i++) {
        const Attendee *a = &sheet->others.items[i];
        listed(&others, text_format(arena, "%.*s (%.*s, %.*s)", TEXT_ARG(a->name), TEXT_ARG(a->post), TEXT_ARG(a->organisation)));
    }
    return (AttendanceWords){buffer_text(&present), buffer_text(&apologies), buffer_text(&others)};
}

Text approved_words(Arena *arena, const MinutesShown *m) {
    const Minutes *minutes = &m->whole.minutes;
    const char *how = minutes->approved_how == APPROVED_CORRECTED ? "subject to corrections" : "as a correct record";
    return text_format(arena, "At the meeting of %.*s, %s; signed by %.*s on %.*s", TEXT_ARG(date_plain(arena, m->approved_at.day)), how,
        TEXT_ARG(minutes->signed_by), TEXT_ARG(date_plain(arena, minutes->signed_on)));
}

bool agreed_is_public(const MinutesShown *m, const Correction *c) {
    for (size_t i = 0; i < m->earlier.count; i++)
        if (m->earlier.items[i].whole.minutes.id.n == c->minutes.n) return correction_is_public(&m->earlier.items[i].whole, c);
    return false;
}

/* The minutes that were corrected at this meeting, to know which of their minutes are open. */
static Error *earlier_fill(Office *office, Request *request, MinutesShown *m) {
    m->earlier.items = ARENA_ARRAY(request->arena, WaitingMinutes, m->whole.agreed.count + 1);
    for (size_t i = 0; i < m->whole.agreed.count; i++) {
        Minutes minutes;
        bool is_there = false;
        for (size_t k = 0; k < m->earlier.count; k++)
            is_there = is_there || m->earlier.items[k].whole.minutes.id.n == m->whole.agreed.items[i].minutes.n;
        if (is_there) continue;
        WaitingMinutes *w = &m->earlier.items[m->earlier.count++];
        TRY(record_get(office->db, request->arena, &minutes_record, m->whole.agreed.items[i].minutes.n, &minutes));
        TRY(record_get(office->db, request->arena, &meeting_record, minutes.meeting.n, &w->meeting));
        TRY(minutes_read(office->db, request->arena, &w->meeting, &w->whole));
    }
    return NULL;
}

static void who_presides(Arena *arena, MinutesShown *m) {
    for (size_t i = 0; i < m->sheet.count && m->may_change; i++) {
        const AttendanceLine *line = &m->sheet.items[i];
        if (line->person.id.n && (attendance_is_present(line->attendance.code) || line->person.id.n == m->whole.minutes.presided.n))
            option_add(arena, &m->who_presides, line->person.id.n, person_shown(arena, &line->person));
    }
}

size_t declarations_count(const MinutesShown *m) {
    size_t count = 0;
    for (size_t i = 0; i < m->whole.count; i++) count += m->whole.items[i].declarations.count;
    return count;
}

bool entry_has_return(const MinutesShown *m, const MinuteEntry *entry) {
    for (size_t i = 0; i < m->returns.count; i++)
        if (m->returns.items[i].item.n == entry->item.id.n) return true;
    return false;
}

/* ---- The page ---- */

static Error *rights_fill(Office *office, Request *request, MinutesShown *m) {
    const Subject *s = m->s;
    Reader reader;
    MinutesState state = m->whole.is_begun ? m->whole.minutes.state : (MinutesState)0;
    Date today = request_today(request);
    bool is_inside = (office->roles & (STAFF | AUDITOR)) != 0;
    TRY(reader_of(office->db, request->arena, office->session, &s->rights, &s->meeting, today, &reader));
    m->may_read = m->whole.is_begun && (is_inside || (s->rights.sits && state != MINUTES_DRAFT));
    m->may_read_restricted = s->rights.sees_restricted && reading_missing(&reader) == 0;
    m->may_change = s->rights.edits && state == MINUTES_DRAFT;
    m->may_begin =
        s->rights.edits && !m->whole.is_begun && s->meeting.state != MEETING_CANCELLED && date_compare(s->meeting.day, today) <= 0;
    m->may_check = m->may_change;
    m->may_reopen = s->rights.edits && (state == MINUTES_CHECKED || state == MINUTES_PUBLISHED_DRAFT);
    return NULL;
}

Error *minutes_note_opened(Office *office, Request *request, MinutesId minutes) {
    return journal_note_read_as(office->store, request->arena, office_actor(office), &minutes_record, minutes.n, READ_OPENED);
}

/* Reading what is restricted is journalled, once for the page; corrections of earlier minutes are journalled as read of those. */
static Error *note_read(Office *office, Request *request, const MinutesShown *m) {
    bool is_shown = false;
    for (size_t i = 0; i < m->whole.count && m->may_read_restricted; i++) {
        const MinuteEntry *e = &m->whole.items[i];
        bool has_words = minute_is_written(e) || e->declarations.count || e->actions.count || e->minute.public_summary.len;
        is_shown = is_shown || (!e->is_public && (has_words || entry_has_return(m, e)));
    }
    for (size_t i = 0; i < m->whole.corrections.count && m->may_read_restricted; i++)
        is_shown = is_shown || !correction_is_public(&m->whole, &m->whole.corrections.items[i]);
    for (size_t i = 0; i < m->whole.taken_back.count && m->taken_back.count; i++)
        is_shown = is_shown || !correction_is_public(&m->whole, &m->whole.taken_back.items[i]);
    if (is_shown) TRY(minutes_note_opened(office, request, m->whole.minutes.id));
    for (size_t i = 0; i < m->earlier.count && m->may_read_restricted; i++) {
        bool is_quoted = false;
        MinutesId earlier = m->earlier.items[i].whole.minutes.id;
        for (size_t k = 0; k < m->whole.agreed.count; k++) {
            const Correction *c = &m->whole.agreed.items[k];
            is_quoted = is_quoted || (c->minutes.n == earlier.n && !agreed_is_public(m, c));
        }
        if (is_quoted) TRY(minutes_note_opened(office, request, earlier));
    }
    return NULL;
}

static bool entry_cites(Arena *arena, const MinutesShown *m, const MinuteEntry *entry) {
    bool cites = text_cites(entry_markdown(arena, m, entry), "action");
    for (size_t i = 0; i < entry->resolutions.count; i++) cites = cites || text_cites(entry->resolutions.items[i].text, "action");
    return cites;
}

/* "Action 2.3" leads to the plan's action of the meeting's year, whatever its number is now (R42). */
static Error *citations_fill(Db *db, Arena *arena, MinutesShown *m) {
    bool any = false;
    for (size_t i = 0; i < m->whole.count; i++) any = any || entry_cites(arena, m, &m->whole.items[i]);
    return any ? plan_citations(db, arena, m->s->body.id, m->s->meeting.day, &m->cited) : NULL;
}

static Error *minutes_respond(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Arena *arena = request->arena;
    MinutesShown m = {.s = s};
    Person presided;
    TRY(minutes_read(office->db, arena, &s->meeting, &m.whole));
    TRY(rights_fill(office, request, &m));
    if (m.may_read) {
        TRY(attendance_sheet(office->db, arena, &s->meeting, &m.sheet));
        TRY(earlier_fill(office, request, &m));
        TRY(returns_of_meeting(office->db, arena, s->meeting.id, &m.returns));
        TRY(citations_fill(office->db, arena, &m));
        if (s->rights.edits && m.may_read_restricted)
            TRY(approvals_back_fill(office, request, (MeetingId){0}, m.whole.minutes.id, &m.taken_back));
        TRY(note_read(office, request, &m));
        m.exclusion = exclusion_words(arena, &m.whole);
        who_presides(arena, &m);
        MeetingId approved_at = m.whole.minutes.approved_at_meeting;
        if (approved_at.n) TRY(record_get(office->db, arena, &meeting_record, approved_at.n, &m.approved_at));
        if (m.may_change) m.obstacles = minutes_obstacles(arena, &m.whole);
        if (s->rights.edits) TRY(authorities_of_meeting(office->db, arena, &m.sheet, &m.whole, &m.authorities));
        if (m.may_change) authorities_warn(arena, &m.whole, &m.authorities, &m.obstacles);
        if (m.whole.minutes.presided.n) {
            TRY(record_get(office->db, arena, &person_record, m.whole.minutes.presided.n, &presided));
            m.presided = person_shown(arena, &presided);
        }
    }
    Page page = meeting_page(office, request, text_format(arena, "Minutes: %.*s", TEXT_ARG(meeting_shown(arena, &s->meeting, &s->body))));
    page.form = form;
    if (form) form_refused(response);
    View v = page_view(request, response, &page);
    minutes_view(&v, page, &m, meeting_links(arena, s));
    return NULL;
}

Error *minutes_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    return minutes_respond(office, request, response, &s, NULL);
}

/* ---- Beginning and checking ---- */

Error *minutes_begin_do(Office *office, Request *request, Response *response) {
    Subject s;
    Minutes minutes;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, minutes_begin(tx, &s.meeting, request_today(request), &minutes)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"), "minutes-begun");
    return NULL;
}

static Error *state_change(Tx *tx, const Subject *s, Text act, Text by) {
    MinutesWhole whole;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), &s->meeting, &whole));
    if (text_equal(act, S("check"))) return minutes_check(tx, &whole, by);
    if (text_equal(act, S("reopen")) && whole.is_begun) return minutes_reopen(tx, &whole.minutes);
    return error_new(tx_arena(tx), ERROR_INPUT, "Nothing was done. Go back to the minutes and press one of their buttons.");
}

Error *minutes_state_do(Office *office, Request *request, Response *response) {
    Subject s;
    Text act = request_value(request, "act"), by = office->session ? office->session->name : S("");
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, state_change(tx, &s, act, by)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"),
        text_equal(act, S("check")) ? "minutes-checked" : "minutes-reopened");
    return NULL;
}

Error *exclusion_do(Office *office, Request *request, Response *response) {
    Subject s;
    AgendaItemId item = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, exclusion_put(tx, &s.meeting, &item)));
    respond_done(request, response, item_url(request->arena, item, "/minute"), "motion-put");
    return NULL;
}

static Error *presided_set(Tx *tx, const Subject *s, PersonId person) {
    MinutesWhole whole;
    TRY(minutes_read(tx_db(tx), tx_arena(tx), &s->meeting, &whole));
    if (!whole.is_begun || whole.minutes.state != MINUTES_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "Only minutes in draft are changed. Take them back to draft first.");
    if (person.n) {
        Person row;
        TRY(record_get(tx_db(tx), tx_arena(tx), &person_record, person.n, &row));
    }
    whole.minutes.presided = person;
    return record_update(tx, &minutes_record, &whole.minutes);
}

Error *presided_do(Office *office, Request *request, Response *response) {
    Subject s;
    PersonId person = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    if (!text_to_int64(request_value(request, "presided"), &person.n)) person.n = 0;
    TRY(OFFICE_CHANGE(office, request, tx, presided_set(tx, &s, person)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"), "saved");
    return NULL;
}

/* ---- The body's next number (R51) ---- */

static Error *numbering_of_request(Office *office, Request *request, Body *body, MinuteNumbering *out, bool *is_fixed) {
    TRY(request_id(request, 0, &body->id.n));
    TRY(record_get(office->db, request->arena, &body_record, body->id.n, body));
    return numbering_get(office->db, request->arena, body->id, out, is_fixed);
}

static Error *numbering_respond(
    Office *office, Request *request, Response *response, const Body *body, const MinuteNumbering *n, bool is_fixed, const Form *form) {
    Page page = office_page(office, request, "bodies", "Minute numbers");
    page_breadcrumb(request->arena, &page, S("Bodies"), S("/office/bodies"));
    page_breadcrumb(request->arena, &page, body->name, text_format(request->arena, "/office/bodies/%" PRId64, body->id.n));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    numbering_view(&v, page, body, n, is_fixed);
    return NULL;
}

Error *numbering_show(Office *office, Request *request, Response *response) {
    Body body;
    MinuteNumbering numbering;
    bool is_fixed;
    TRY(numbering_of_request(office, request, &body, &numbering, &is_fixed));
    Form form = form_show(request->arena, &minute_numbering_record);
    return numbering_respond(office, request, response, &body, &numbering, is_fixed, &form);
}

Error *numbering_save(Office *office, Request *request, Response *response) {
    Body body;
    MinuteNumbering numbering;
    bool is_fixed;
    TRY(numbering_of_request(office, request, &body, &numbering, &is_fixed));
    Form form = form_read(request->arena, &minute_numbering_record, request->form, office->roles, NULL, &numbering);
    if (!form_is_fine(&form)) return numbering_respond(office, request, response, &body, &numbering, is_fixed, &form);
    TRY(OFFICE_CHANGE(office, request, tx, numbering_set(tx, body.id, numbering.next)));
    respond_done(request, response, text_format(request->arena, "/office/bodies/%" PRId64 "/minute-number", body.id.n), "saved");
    return NULL;
}
