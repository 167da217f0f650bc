/* How far a meeting has come, from its agenda to publication: the meeting's own page, the chair's agreement, the check before publishing. */
#include "meetings/pages.h"

#include <inttypes.h>

#include "meetings/agreement.view.h"
#include "meetings/changes.h"
#include "meetings/meetings.sql.h"
#include "meetings/meetings.view.h"
#include "meetings/signing.h"

/* ---- Steps ---- */

static void add_step(TaskList *steps, const char *title, Text hint, Text url, const char *status, const char *colour) {
    steps->items[steps->count++] = (Task){.title = text_of(title), .hint = hint, .url = url, .status = status, .colour = colour};
}

static size_t obstacles_in(const ObstacleList *list) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) count += !list->items[i].is_warning;
    return count;
}

typedef struct {
    size_t items, papers, waiting; /* papers that wait for a supplement */
} AgendaCount;

static AgendaCount count_agenda(const Agenda *agenda) {
    AgendaCount count = {0};
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            if (agenda->items[i].items[k].item.is_withdrawn) continue;
            count.items++;
            for (size_t p = 0; p < agenda->items[i].items[k].papers.count; p++) {
                bool is_draft = agenda->items[i].items[k].papers.items[p].is_draft;
                count.papers += !is_draft;
                count.waiting += is_draft;
            }
        }
    return count;
}

static Text things(Arena *arena, size_t count, const char *one, const char *many) {
    return text_format(arena, "%zu %s", count, count == 1 ? one : many);
}

/* The day alone: a clerk records a day, and its hour is nobody's concern. */
static Text agreed_shown(Arena *arena, const Meeting *m) {
    Date day;
    moment_to_london(m->agreed_at, &day, NULL);
    return text_format(arena, "By %.*s on %.*s", TEXT_ARG(m->agreed_by), TEXT_ARG(date_plain(arena, day)));
}

static void steps_of(Arena *arena, const Subject *s, MeetingProgress *p) {
    const Meeting *m = &s->meeting;
    AgendaCount count = count_agenda(&p->agenda);
    size_t wrong = obstacles_in(&p->obstacles);
    bool is_agreed = subject_was_agreed(s), is_published = m->state == MEETING_PUBLISHED;
    size_t wrong_but_agreement = wrong - (m->state == MEETING_PLANNED && wrong > 0 ? 1 : 0);
    Text agenda = meeting_url(arena, m->id, "/agenda"), check = meeting_url(arena, m->id, "/check");
    p->steps.items = ARENA_ARRAY(arena, Task, 6);
    add_step(&p->steps, "Agenda", things(arena, count.items, "item", "items"), agenda, count.items ? "Begun" : "Not started",
        count.items ? "blue" : "grey");
    add_step(&p->steps, "Papers", things(arena, count.papers, "paper", "papers"), agenda, count.papers ? "Begun" : "Not started",
        count.papers ? "blue" : "grey");
    Text agreed = is_agreed ? agreed_shown(arena, m) : S("The chair agrees the agenda before it is published");
    add_step(&p->steps, "Chair's agreement", agreed, meeting_url(arena, m->id, "/agree"), is_agreed ? "Agreed" : "Not agreed",
        is_agreed ? "green" : "grey");
    add_step(&p->steps, "Check",
        wrong_but_agreement ? things(arena, wrong_but_agreement, "thing to put right", "things to put right") : S("Nothing to put right"),
        check, wrong_but_agreement ? "Needs work" : "Ready", wrong_but_agreement ? "orange" : "green");
    bool can_publish = wrong == 0;
    add_step(&p->steps, "Publish", can_publish || is_published ? S("") : S("When the agenda is agreed and the check finds nothing"),
        can_publish ? check : S(""),
        is_published  ? "Published"
        : can_publish ? "Ready"
                      : "Cannot start yet",
        is_published  ? "green"
        : can_publish ? "blue"
                      : NULL);
    if (p->waiting.is_out && count.waiting > 0)
        add_step(&p->steps, text_string(arena, text_format(arena, "Supplement %" PRId64, p->waiting.number)),
            text_format(arena, "%.*s waiting", TEXT_ARG(things(arena, count.waiting, "paper", "papers"))),
            meeting_url(arena, m->id, "/supplement"), "Draft", "yellow");
}

/* "B2 Working Group Update: changed", for the overview. */
static void tell_news_of(
    Arena *arena, const Subject *s, const AgendaSection *section, const AgendaEntry *entry, const MeetingNews *news, Sentences *out) {
    News of_item = news_of_item(news, entry->item.id);
    if (of_item != NEWS_NONE) {
        Text title = item_title_for(&s->rights, &s->meeting, &section->part, &entry->item);
        sentence_add(
            arena, out, "Item %.*s, %.*s, %s.", TEXT_ARG(entry->code), TEXT_ARG(title), of_item == NEWS_NEW ? "is new" : "was changed");
    }
    for (size_t p = 0; p < entry->papers.count; p++) {
        const Paper *paper = &entry->papers.items[p];
        News of_paper = news_of_paper(news, paper->id);
        if (of_paper == NEWS_NONE) continue;
        bool is_known = s->rights.sees_restricted || paper_is_public(&s->meeting, &section->part, &entry->item, paper);
        Text what = is_known ? text_format(arena, "The paper %.*s", TEXT_ARG(paper->title)) : S("A paper that is not for publication");
        sentence_add(
            arena, out, "%.*s on item %.*s %s.", TEXT_ARG(what), TEXT_ARG(entry->code), of_paper == NEWS_NEW ? "is new" : "was changed");
    }
}

static void tell_news(Arena *arena, const Subject *s, const Agenda *agenda, const MeetingNews *news, Sentences *out) {
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++)
            tell_news_of(arena, s, &agenda->items[i], &agenda->items[i].items[k], news, out);
}

/* Those that went out, while the meeting stands on the public site. */
static Error *read_supplements(Office *office, Request *request, const Subject *s, MeetingProgress *out) {
    SupplementList all;
    bool is_out;
    TRY(agenda_is_out(office->db, request->arena, &s->meeting, &is_out));
    TRY(supplements_of(office->db, request->arena, s->meeting.id, &all));
    out->supplements.items = ARENA_ARRAY(request->arena, Supplement, all.count);
    for (size_t i = 0; i < all.count && is_out; i++)
        if (all.items[i].state == SUPPLEMENT_PUBLISHED) out->supplements.items[out->supplements.count++] = all.items[i];
    return NULL;
}

static Error *read_news(Office *office, Request *request, const Subject *s, MeetingProgress *out) {
    if (!s->rights.sees_agenda) return NULL;
    TRY(agenda_get(office->db, request->arena, s->meeting.id, &out->agenda));
    if (!s->rights.sees_drafts) agenda_drop_drafts(&out->agenda);
    TRY(subject_news(office, request, s, &out->agenda, &out->news));
    tell_news(request->arena, s, &out->agenda, &out->news, &out->news_shown);
    return read_supplements(office, request, s, out);
}

/* ---- The meeting's page ---- */

static Error *progress_of(Office *office, Request *request, const Subject *s, MeetingProgress *out) {
    Arena *arena = request->arena;
    *out = (MeetingProgress){0};
    TRY(meeting_notice(office->db, arena, &s->meeting, &out->notice));
    bool is_over = s->meeting.state == MEETING_CANCELLED || s->meeting.state == MEETING_HELD;
    TRY(read_news(office, request, s, out));
    if (!s->rights.edits) return NULL;
    TRY(subject_waiting(office, request, s, &out->waiting));
    TRY(publication_latest(office->db, arena, s->meeting.id, &out->publication, &out->has_publication));
    if (is_over) return NULL;
    TRY(meeting_warnings(office->db, arena, &s->meeting, request_today(request), &out->warnings));
    TRY(agenda_obstacles(office->db, arena, &out->agenda, &out->obstacles));
    TRY(subject_carries(office, request, s, &out->carried));
    steps_of(arena, s, out);
    return NULL;
}

Error *meeting_page_respond(Office *office, Request *request, Response *response, Subject *s, const Form *form) {
    MeetingProgress progress;
    TimelineShown steps;
    TRY(progress_of(office, request, s, &progress));
    TRY(timeline_shown(office, request, s, &steps));
    Page page = meeting_page(office, request, meeting_shown(request->arena, &s->meeting, &s->body));
    page.form = form;
    if (form) form_refused(response);
    View v = page_view(request, response, &page);
    meeting_page_view(&v, page, s, meeting_links(request->arena, s), &progress, &steps);
    return NULL;
}

Error *meeting_page_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    return meeting_page_respond(office, request, response, &s, NULL);
}

/* ---- The chair's agreement (R02) ---- */

static Error *may_agree(Arena *arena, const Subject *s) {
    if (s->rights.agrees || s->rights.edits) return NULL;
    return error_new(arena, ERROR_FORBIDDEN, "Only the chair of the body agrees its agendas, and a clerk can record that the chair did.");
}

/* What a pack cannot keep of papers is the clerk's to know. */
static void leave_losses_out(ObstacleList *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].is_loss) list->items[kept++] = list->items[i];
    list->count = kept;
}

static Error *show_agree(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Agenda agenda;
    Membership membership;
    AgreementShown shown = {.records_for_chair = !s->rights.agrees, .today = request_today(request)};
    TRY(agenda_get(office->db, request->arena, s->meeting.id, &agenda));
    TRY(agenda_stamp(office->db, request->arena, &s->meeting, &shown.seen));
    TRY(agenda_obstacles(office->db, request->arena, &agenda, &shown.obstacles));
    leave_losses_out(&shown.obstacles);
    TRY(membership_on(office->db, request->arena, s->body.id, shown.today, &membership));
    const SeatHolder *chair = officer_of(&membership, OFFICE_CHAIR);
    moment_to_london(s->meeting.agreed_at, &shown.agreed_on, NULL);
    if (chair) shown.chair = person_shown(request->arena, &chair->person);
    Page page = agenda_page(office, request, s, S("Agree the agenda"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    agreement_view(&v, page, s, &agenda, &shown);
    return NULL;
}

Error *agenda_agree_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    TRY(may_agree(request->arena, &s));
    Form form = reason_form(request, &meeting_record);
    return show_agree(office, request, response, &s, &form);
}

/* What a clerk recorded: by whom, and on which day. */
static void read_agreement(Request *request, Form *form, Text *by, Moment *at) {
    Date day, today = request_today(request);
    *by = request_value(request, "agreed_by");
    *at = request->started;
    if (text_is_empty(*by)) form_error(form, "agreed_by", "Enter who agreed the agenda");
    Text parts[] = {
        request_value(request, "agreed_on-day"), request_value(request, "agreed_on-month"), request_value(request, "agreed_on-year")};
    Text typed = text_format(form->arena, "%.*s/%.*s/%.*s", TEXT_ARG(parts[0]), TEXT_ARG(parts[1]), TEXT_ARG(parts[2]));
    if (!date_parse(typed, &day))
        form_error(form, "agreed_on", "Enter the day on which the agenda was agreed, as a day, a month and a year");
    else if (date_compare(day, today) > 0)
        form_error(form, "agreed_on", "The day on which the agenda was agreed must not be in the future");
    else if (day.n != today.n) moment_of_london(day, time_of(12, 0), at);
}

/* R02: what is agreed is what stood on the page, even when somebody changes the agenda at this moment. */
static Error *agree_what_was_seen(Tx *tx, Text seen, MeetingId id, Text by, Moment at) {
    Meeting meeting;
    Text stamp;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, id.n, &meeting));
    TRY(agenda_stamp(tx_db(tx), tx_arena(tx), &meeting, &stamp));
    if (!text_equal(seen, stamp))
        return error_new(tx_arena(tx), ERROR_CONFLICT,
            "The agenda was changed while you looked at it, so it is not agreed yet. Look at it again, then agree it.");
    return agenda_agree_at(tx, id, by, at);
}

Error *agenda_agree_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    TRY(may_agree(request->arena, &s));
    Form form = reason_form(request, &meeting_record);
    Text by = office->session->name;
    Moment at = request->started;
    if (!s.rights.agrees) read_agreement(request, &form, &by, &at);
    if (!form_is_fine(&form)) return show_agree(office, request, response, &s, &form);
    TRY(OFFICE_CHANGE(office, request, tx, agree_what_was_seen(tx, request_value(request, "seen"), s.meeting.id, by, at)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, ""), "agenda-agreed");
    return NULL;
}

Error *agenda_reopen_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    TRY(may_agree(request->arena, &s));
    TRY(OFFICE_CHANGE(office, request, tx, agenda_reopen(tx, s.meeting.id)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, ""), "agenda-reopened");
    return NULL;
}

/* ---- The check before publishing ---- */

/* Papers that wait go out with their supplement; of one that was replaced nothing but its address stays. */
static bool goes_out(const Paper *paper) {
    return !paper->is_draft && paper->replaced_by.n == 0;
}

static size_t papers_going_out(const AgendaEntry *entry) {
    size_t count = 0;
    for (size_t i = 0; i < entry->papers.count; i++) count += goes_out(&entry->papers.items[i]);
    return count;
}

/* What the public will see of each item, and what it will not. */
static void sort_out_papers(Arena *arena, const AgendaEntry *entry, const ReportList *reports, CheckLineList *out) {
    for (size_t i = 0; i < entry->papers.count; i++) {
        const Paper *paper = &entry->papers.items[i];
        if (!goes_out(paper)) continue;
        if (paper->restriction) {
            out->items[out->count++] =
                (CheckLine){.code = entry->code, .title = paper->title, .restriction = restriction_shown(arena, &paper->restricted)};
            continue;
        }
        for (size_t k = 0; k < reports->count; k++) {
            size_t passages = reports->items[k].paper.n == paper->id.n ? report_passages(arena, &reports->items[k]).count : 0;
            if (passages)
                out->items[out->count++] = (CheckLine){.code = entry->code,
                    .title = paper->title,
                    .restriction = text_format(arena, "%zu %s withheld", passages, passages == 1 ? "passage is" : "passages are")};
        }
    }
}

static void sort_out(Arena *arena, const Agenda *agenda, const ReportList *reports, CheckShown *out) {
    AgendaCount count = count_agenda(agenda);
    out->within.items = ARENA_ARRAY(arena, CheckLine, count.papers);
    out->open.items = ARENA_ARRAY(arena, CheckLine, count.items);
    out->withheld.items = ARENA_ARRAY(arena, CheckLine, count.items);
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            const AgendaSection *section = &agenda->items[i];
            const AgendaEntry *entry = &section->items[k];
            if (entry->item.is_withdrawn) continue;
            bool is_open = item_is_public(&agenda->meeting, &section->part, &entry->item);
            Restricted in_force = restriction_in_force(&agenda->meeting, &entry->item, NULL);
            size_t open_papers = 0;
            for (size_t p = 0; p < entry->papers.count; p++)
                open_papers += goes_out(&entry->papers.items[p])
                               && paper_is_public(&agenda->meeting, &section->part, &entry->item, &entry->papers.items[p]);
            CheckLine line = {.code = entry->code,
                .title = item_public_title(&agenda->meeting, &section->part, &entry->item),
                .papers = is_open ? open_papers : papers_going_out(entry),
                .restriction = restriction_shown(arena, &in_force)};
            CheckLineList *list = is_open ? &out->open : &out->withheld;
            list->items[list->count++] = line;
            if (is_open) sort_out_papers(arena, entry, reports, &out->within);
        }
}

Error *agenda_check_show(Office *office, Request *request, Response *response) {
    Subject s;
    Agenda agenda;
    CheckShown shown = {0};
    ReportList reports;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(agenda_get(office->db, request->arena, s.meeting.id, &agenda));
    TRY(agenda_obstacles(office->db, request->arena, &agenda, &shown.found));
    shown.obstacles = obstacles_in(&shown.found);
    for (size_t i = 0; i < shown.found.count; i++) shown.losses += shown.found.items[i].is_loss;
    shown.warnings = shown.found.count - shown.obstacles - shown.losses;
    TRY(agenda_report_rows(office->db, request->arena, s.meeting.id, &reports));
    sort_out(request->arena, &agenda, &reports, &shown);
    TRY(subject_waiting(office, request, &s, &shown.waiting));
    if (shown.waiting.is_out) TRY(agenda_changes(office->db, request->arena, &agenda, &shown.changes));
    Page page = agenda_page(office, request, &s, S("Check and publish"));
    View v = page_view(request, response, &page);
    check_view(&v, page, &s, meeting_links(request->arena, &s), &shown);
    return NULL;
}
