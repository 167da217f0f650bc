/* Writing one minute: its words, what was resolved and how, and interests that were declared. */
#include "minutes/pages.h"

#include "minutes/minutes.sql.h"
#include "minutes/minutes.view.h"
#include "store/twice.h"

/* ---- The minute ---- */

Error *minute_subject(Office *office, Request *request, Subject *out) {
    TRY(subject_item(office, request, TO_EDIT, out));
    if (subject_is_readable(out)) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN,
        "This item is restricted, and something is missing before you can read what is said of it. Open one of its papers to see what.");
}

Error *minute_note_shown(Office *office, Request *request, const Subject *s) {
    Minutes minutes;
    bool is_begun;
    if (subject_is_public(s)) return NULL;
    TRY(minutes_of_meeting(office->db, request->arena, s->meeting.id, &minutes, &is_begun));
    return is_begun ? minutes_note_opened(office, request, minutes.id) : NULL;
}

static Error *entry_of(Office *office, Request *request, const Subject *s, MinuteEntry *out) {
    MinutesWhole whole;
    TRY(minutes_read(office->db, request->arena, &s->meeting, &whole));
    if (!whole.is_begun) return error_new(request->arena, ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
    MinuteEntry *entry = minutes_entry(&whole, s->item.id);
    if (!entry) return error_new(request->arena, ERROR_INPUT, "This item was withdrawn, so nothing of it is minuted.");
    *out = *entry;
    out->minute.item = s->item.id;
    return NULL;
}

/* R14: of whom the decisions of the item are asked. */
static Error *authorities_read(Db *db, Arena *arena, const Subject *s, MinuteEntry *entry, AuthoritiesOfMeeting *out) {
    AttendanceSheet sheet;
    MinutesWhole alone = {.items = entry, .count = 1};
    TRY(attendance_sheet(db, arena, &s->meeting, &sheet));
    return authorities_of_meeting(db, arena, &sheet, &alone, out);
}

static Error *minute_respond(
    Office *office, Request *request, Response *response, const Subject *s, MinuteEntry entry, const Minute *minute, const Form *form) {
    MinuteShown shown = {.entry = entry};
    Agenda agenda;
    const AgendaSection *section;
    TRY(minute_note_shown(office, request, s));
    TRY(terms_begun(office->db, request->arena, &s->meeting, &entry.resolutions, &shown.terms_begun));
    TRY(authorities_read(office->db, request->arena, s, &entry, &shown.authorities));
    TRY(agenda_get(office->db, request->arena, s->meeting.id, &agenda));
    const AgendaEntry *on_agenda = agenda_entry(&agenda, s->item.id, &section);
    for (size_t i = 0; on_agenda && i < on_agenda->papers.count; i++)
        shown.has_reports = shown.has_reports || on_agenda->papers.items[i].kind == PAPER_REPORT;
    Text title = text_format(request->arena, "%.*s %.*s", TEXT_ARG(s->code), TEXT_ARG(subject_item_title(s)));
    Page page = below_minutes_page(office, request, s, title);
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    minute_view(&v, page, s, minute, &shown);
    return NULL;
}

Error *minute_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    MinuteEntry entry;
    TRY(minute_subject(office, request, &s));
    TRY(entry_of(office, request, &s, &entry));
    Form form = form_show(request->arena, &minute_record);
    return minute_respond(office, request, response, &s, entry, &entry.minute, &form);
}

Error *minute_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    MinuteEntry entry;
    TRY(minute_subject(office, request, &s));
    TRY(entry_of(office, request, &s, &entry));
    Minute minute = entry.minute;
    Form form = form_read(request->arena, &minute_record, request->form, office->roles, NULL, &minute);
    if (!form_is_fine(&form)) return minute_respond(office, request, response, &s, entry, &minute, &form);
    Error *error = OFFICE_CHANGE(office, request, tx, minute_save(tx, &s.meeting, &minute));
    Page page = below_minutes_page(office, request, &s, S("Minute"));
    Text back = item_url(request->arena, s.item.id, "/minute");
    if (error && error->kind == ERROR_CONFLICT && minute.id.n)
        return respond_conflict(office, request, response, &page, &minute_record, &minute, back);
    TRY(error);
    respond_done(request, response, back, "saved");
    return NULL;
}

/* ---- Resolutions ---- */

Error *resolutions_take_do(Office *office, Request *request, Response *response) {
    Subject s;
    size_t count = 0;
    TRY(minute_subject(office, request, &s));
    TRY(OFFICE_CHANGE(office, request, tx, resolutions_from_reports(tx, s.item.id, &count)));
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), count ? "resolutions-taken" : "resolutions-none");
    return NULL;
}

static Error *resolution_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Resolution *r, const Form *form) {
    if (r->id.n) TRY(minute_note_shown(office, request, s));
    Page page = below_minutes_page(office, request, s, r->id.n ? S("Change a resolution") : S("Add a resolution"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(s->code)),
        item_url(request->arena, s->item.id, "/minute"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    resolution_view(&v, page, s, r);
    return NULL;
}

Error *resolution_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r = {0};
    TRY(minute_subject(office, request, &s));
    Form form = form_show(request->arena, &resolution_record);
    return resolution_respond(office, request, response, &s, &r, &form);
}

static Error *put_once(Tx *tx, AgendaItemId item, Resolution *r) {
    Minute minute;
    int64_t before;
    TRY(minute_for(tx, item, &minute));
    r->minute = minute.id;
    r->outcome = OUTCOME_DRAFT;
    TRY(made_just_now(tx, &resolution_record, r, 20, &before));
    return before ? NULL : resolution_put(tx, item, r);
}

Error *resolution_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r = {0};
    TRY(minute_subject(office, request, &s));
    Form form = form_read(request->arena, &resolution_record, request->form, office->roles, NULL, &r);
    if (!form_is_fine(&form)) return resolution_respond(office, request, response, &s, &r, &form);
    TRY(OFFICE_CHANGE(office, request, tx, put_once(tx, s.item.id, &r)));
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), "saved");
    return NULL;
}

Error *resolution_of_request(Office *office, Request *request, Subject *s, Resolution *out) {
    int64_t id;
    Minute minute;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &resolution_record, id, out));
    TRY(record_get(office->db, request->arena, &minute_record, out->minute.n, &minute));
    request->parameters[0] = text_format(request->arena, "%" PRId64, minute.item.n);
    return minute_subject(office, request, s);
}

Error *resolution_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TRY(resolution_of_request(office, request, &s, &r));
    Form form = form_show(request->arena, &resolution_record);
    return resolution_respond(office, request, response, &s, &r, &form);
}

Error *resolution_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TRY(resolution_of_request(office, request, &s, &r));
    Form form = form_read(request->arena, &resolution_record, request->form, office->roles, NULL, &r);
    if (!form_is_fine(&form)) return resolution_respond(office, request, response, &s, &r, &form);
    Error *error = OFFICE_CHANGE(office, request, tx, resolution_save(tx, &r));
    Page page = below_minutes_page(office, request, &s, S("Change a resolution"));
    Text back = item_url(request->arena, s.item.id, "/minute");
    if (error && error->kind == ERROR_CONFLICT) return respond_conflict(office, request, response, &page, &resolution_record, &r, back);
    TRY(error);
    respond_done(request, response, back, "saved");
    return NULL;
}

Error *resolution_delete_do(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TRY(resolution_of_request(office, request, &s, &r));
    take_version(request, &r);
    TRY(OFFICE_CHANGE(office, request, tx, resolution_remove(tx, &r)));
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), "deleted");
    return NULL;
}

/* ---- Deciding ---- */

OptionList decide_ways(Arena *arena, const Resolution *r) {
    OptionList out = {0};
    if (!r->needs_all) option_add_text(arena, &out, S("consensus"), S("By consensus"));
    option_add_text(arena, &out, S("vote"), S("By a vote"));
    return out;
}

static TimeOfDay time_now(const Request *request, const Meeting *m) {
    Date today;
    TimeOfDay now;
    moment_to_london(request->started, &today, &now);
    return date_compare(today, m->day) == 0 ? now : (TimeOfDay){0};
}

static Error *decide_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Resolution *r, TimeOfDay at, const Form *form) {
    AttendanceSheet sheet;
    DecideShown shown = {.resolution = *r, .at = at, .body = s->body.name};
    TRY(minute_note_shown(office, request, s));
    TRY(attendance_sheet(office->db, request->arena, &s->meeting, &sheet));
    OrganisationList voters = voters_of(request->arena, &sheet, at, s->item.id);
    for (size_t i = 0; i < voters.count; i++) option_add(request->arena, &shown.voters, voters.items[i].id.n, voters.items[i].name);
    shown.quorum = attendance_quorum(request->arena, &sheet, at, s->item.id);
    Page page = below_minutes_page(office, request, s, S("Record the decision"));
    page_breadcrumb(request->arena, &page, text_format(request->arena, "Item %.*s", TEXT_ARG(s->code)),
        item_url(request->arena, s->item.id, "/minute"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    decide_view(&v, page, s, &shown);
    return NULL;
}

Error *resolution_decide_show(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TRY(resolution_of_request(office, request, &s, &r));
    Form form = form_show(request->arena, &resolution_record);
    return decide_respond(office, request, response, &s, &r, time_now(request, &s.meeting), &form);
}

static void votes_read(Request *request, const char *name, Cast cast, ResolutionVoteList *out) {
    for (size_t i = 0; i < request->form.count; i++) {
        int64_t id;
        if (!text_equal(request->form.items[i].name, text_of(name)) || !text_to_int64(request->form.items[i].value, &id)) continue;
        out->items[out->count++] = (ResolutionVote){.organisation = {id}, .cast_as = cast};
    }
}

static Error *decide(Tx *tx, const Subject *s, Resolution *r, TimeOfDay at, const ResolutionVoteList *votes) {
    AttendanceSheet sheet;
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), &s->meeting, &sheet));
    return resolution_decide(tx, &sheet, s->item.id, r, at, votes);
}

/* The time as it was typed; of now when nothing was sent by the quick button on the day. */
static bool time_sent(Request *request, const Meeting *m, TimeOfDay *out) {
    Text typed = text_trim(request_value(request, "at"));
    *out = time_now(request, m);
    if (!text_equal(request_value(request, "way"), S("now"))) *out = (TimeOfDay){0};
    return text_is_empty(typed) || time_parse(typed, out);
}

Error *resolution_decide_do(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TimeOfDay at;
    TRY(resolution_of_request(office, request, &s, &r));
    ResolutionVoteList votes = {.items = ARENA_ARRAY(request->arena, ResolutionVote, request->form.count + 1)};
    Text way = request_value(request, "way");
    Form form = reason_form(request, &resolution_record);
    votes_read(request, "in_favour", VOTE_FOR, &votes);
    votes_read(request, "against", VOTE_AGAINST, &votes);
    votes_read(request, "abstained", VOTE_ABSTAINED, &votes);
    bool is_vote = text_equal(way, S("vote"));
    if (!time_sent(request, &s.meeting, &at)) form_error(&form, "at", "The time must be a time of day, such as 10.45am");
    if (time_is_set(at) && time_is_set(s.meeting.starts) && at.n < s.meeting.starts.n && !text_equal(way, S("now")))
        form_error(&form, "at", "The meeting began at %.*s. Enter the time of the decision, or leave it empty",
            TEXT_ARG(time_plain(request->arena, s.meeting.starts)));
    if (!is_vote && !text_equal(way, S("consensus")) && !text_equal(way, S("now")))
        form_error(&form, "way", "Say whether there was consensus or a vote");
    if (!form_is_fine(&form)) return decide_respond(office, request, response, &s, &r, at, &form);
    Error *error = OFFICE_CHANGE(office, request, tx, decide(tx, &s, &r, at, is_vote ? &votes : NULL));
    if (error && error->kind == ERROR_INPUT) {
        form_error(&form, is_vote ? "in_favour" : "way", "%.*s", TEXT_ARG(text_slice(error->sentence, 0, 900)));
        r.outcome = OUTCOME_DRAFT;
        return decide_respond(office, request, response, &s, &r, at, &form);
    }
    TRY(error);
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), "decision-recorded");
    return NULL;
}

Error *resolution_undecide_do(Office *office, Request *request, Response *response) {
    Subject s;
    Resolution r;
    TRY(resolution_of_request(office, request, &s, &r));
    TRY(OFFICE_CHANGE(office, request, tx, resolution_undecide(tx, &r)));
    respond_done(request, response, item_url(request->arena, s.item.id, "/minute"), "decision-undone");
    return NULL;
}

/* ---- Interests (R49) ---- */

static Error *declaration_respond(
    Office *office, Request *request, Response *response, const Subject *s, const Declaration *d, const Form *form) {
    ItemNamedList items;
    AttendanceSheet sheet;
    DeclarationForm shown = {0};
    TRY(items_named(office->db, request->arena, &s->rights, s->meeting.id, &items));
    TRY(attendance_sheet(office->db, request->arena, &s->meeting, &sheet));
    for (size_t i = 0; i < items.count; i++)
        option_add(request->arena, &shown.items, items.items[i].id.n,
            text_format(request->arena, "%.*s %.*s", TEXT_ARG(items.items[i].code), TEXT_ARG(items.items[i].title)));
    for (size_t i = 0; i < sheet.count; i++)
        if (!sheet.items[i].is_vacant)
            option_add(request->arena, &shown.seats, sheet.items[i].held->seat.id.n,
                seat_words(request->arena, &sheet, sheet.items[i].held->seat.id));
    Page page = below_minutes_page(office, request, s, S("Record an interest"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    declaration_view(&v, page, s, d, &shown);
    return NULL;
}

Error *declaration_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    Declaration d = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &declaration_record);
    return declaration_respond(office, request, response, &s, &d, &form);
}

static Error *declare_once(Tx *tx, const Subject *s, Declaration *d, Form *form) {
    AttendanceSheet sheet;
    AgendaItem item;
    int64_t before;
    d->meeting = s->meeting.id;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, d->item.n, &item));
    TRY(attendance_sheet(tx_db(tx), tx_arena(tx), &s->meeting, &sheet));
    if (item.meeting.n != s->meeting.id.n) form_error(form, "item", "Choose an item of this meeting");
    if (!attendance_line(&sheet, d->seat)) form_error(form, "seat", "Choose a seat of this body");
    if (!form_is_fine(form)) return NULL;
    TRY(made_just_now(tx, &declaration_record, d, 60, &before));
    return before ? NULL : declaration_put(tx, &s->meeting, d);
}

Error *declaration_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    Declaration d = {0};
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    Form form = form_read(request->arena, &declaration_record, request->form, office->roles, NULL, &d);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, declare_once(tx, &s, &d, &form)));
    if (!form_is_fine(&form)) return declaration_respond(office, request, response, &s, &d, &form);
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"), "saved");
    return NULL;
}

Error *declaration_delete_do(Office *office, Request *request, Response *response) {
    Subject s;
    Declaration d;
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &declaration_record, id, &d));
    request->parameters[0] = text_format(request->arena, "%" PRId64, d.meeting.n);
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    take_version(request, &d);
    TRY(OFFICE_CHANGE(office, request, tx, declaration_remove(tx, &d)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"), "deleted");
    return NULL;
}

Error *declarations_nil_do(Office *office, Request *request, Response *response) {
    Subject s;
    bool is_nil = text_equal(request_value(request, "nil"), S("yes"));
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, declarations_nil(tx, &s.meeting, is_nil)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/minutes"), "saved");
    return NULL;
}
