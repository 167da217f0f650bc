/* The desk: the first page of the office. Meetings ahead with their deadlines, and what waits for somebody. */
#include "app/pages.h"

#include <inttypes.h>

#include "app/app.sql.h"
#include "app/desk.h"
#include "app/desk.view.h"
#include "plan/agreement_publication.sql.h"
#include "plan/plan.h"
#include "plan/scrutiny.h"
#include "plan/consultation.h"
#include "web/components.h"

enum { DAYS_AHEAD = 200, DAYS_BACK = 90, NEXT_DAYS = 42, TERM_DAYS_AHEAD = 90, AUTHORITIES_DAYS_BACK = 730 };

static Date today_in_london(void) {
    Date today;
    moment_to_london(moment_now(), &today, NULL);
    return today;
}

/* ---- Meetings and their timelines ---- */

static const OpenStep *step_of(const OpenSteps *steps, MeetingId meeting) {
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].meeting.id.n == meeting.n) return &steps->items[i];
    return NULL;
}

/* What is late at a meeting, or else what is next. */
static void meeting_fill(Arena *arena, const Desk *desk, DeskMeeting *m) {
    m->state = text_of(meeting_state_shown(&m->meeting));
    const OpenStep *late = step_of(&desk->late, m->meeting.id), *open = late ? late : step_of(&desk->next, m->meeting.id);
    if (!open) return;
    Text step = text_of(step_shown(open->step.kind));
    m->is_late = late != NULL;
    m->next = step;
    if (date_is_set(open->step.due))
        m->next = text_format(arena, "%s%.*s by %.*s", late ? "Late: " : "", TEXT_ARG(step), TEXT_ARG(date_long(arena, open->step.due)));
}

static Error *meetings_read(Office *office, Arena *arena, Date today, Desk *desk) {
    DeskMeetingsAheadRowList rows;
    Date last = date_plus_days(today, DAYS_AHEAD);
    TRY(open_steps(office->db, arena, date_plus_days(today, -DAYS_BACK), last, today, &desk->late, &desk->next));
    TRY(desk_meetings_ahead(office->db, arena, today, last, true, 0, &rows));
    desk->meetings = (DeskMeetings){ARENA_ARRAY(arena, DeskMeeting, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        DeskMeeting *m = &desk->meetings.items[i];
        TRY(record_get(office->db, arena, &meeting_record, rows.items[i].id.n, &m->meeting));
        m->body = rows.items[i].body;
        meeting_fill(arena, desk, m);
    }
    return NULL;
}

/* The list of what is next ends some weeks ahead; the table of meetings goes further. */
static void shorten_next(Date today, OpenSteps *next) {
    size_t kept = 0;
    for (size_t i = 0; i < next->count; i++)
        if (date_is_set(next->items[i].step.due) && date_days_between(today, next->items[i].step.due) <= NEXT_DAYS) kept++;
    next->count = kept; /* they are in the order of their days, those without one last */
}

/* ---- What waits ---- */

static void note_add(Arena *arena, DeskNotes *notes, Text sentence, Text url) {
    notes->items = arena_grow(arena, notes->items, notes->count * sizeof(DeskNote), (notes->count + 1) * sizeof(DeskNote));
    notes->items[notes->count++] = (DeskNote){sentence, url};
}

static void office_note(Arena *arena, const OfficeNotice *n, DeskNotes *notes) {
    const char *office = text_equal(text_of(n->office), S("Chair")) ? "chair" : "vice-chair";
    Text body = n->body_name, day = date_plain(arena, n->ends), sentence;
    if (n->is_vacant) sentence = text_format(arena, "%.*s: nobody is %s.", TEXT_ARG(body), office);
    else
        sentence = text_format(arena, "%.*s: the %s's term %s on %.*s, by the terms of reference.", TEXT_ARG(body), office,
            n->is_over ? "ended" : "ends", TEXT_ARG(day));
    note_add(arena, notes, sentence, text_format(arena, "/office/bodies/%" PRId64, n->body.n));
}

/* R18: terms of reference that should be looked at. */
static Error *reviews_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    ReviewNotices reviews;
    TRY(review_notices(office->db, arena, today, &reviews));
    for (size_t i = 0; i < reviews.count; i++) {
        const ReviewNotice *n = &reviews.items[i];
        note_add(arena, notes,
            text_format(arena, "%.*s: the review of the terms of reference %s %.*s%s.", TEXT_ARG(n->body_name),
                n->is_over ? "was due by" : "is due by", TEXT_ARG(date_plain(arena, n->due)), n->has_draft ? "; a draft is under way" : ""),
            text_format(arena, "/office/bodies/%" PRId64 "/review", n->body.n));
    }
    return NULL;
}

/* R58: memoranda that end soon or have just ended. */
static Error *memoranda_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    MemorandumList told;
    TRY(memoranda_to_tell(office->db, arena, today, &told));
    for (size_t i = 0; i < told.count; i++) {
        const Memorandum *m = &told.items[i];
        const char *ends = memorandum_standing(m, today) == MEMORANDUM_ENDED ? "ended" : "ends";
        note_add(arena, notes,
            text_format(arena, "The memorandum \"%.*s\" %s on %.*s.", TEXT_ARG(m->title), ends, TEXT_ARG(date_plain(arena, m->until))),
            text_format(arena, "/office/memoranda/%" PRId64, m->id.n));
    }
    return NULL;
}

/* Terms that end on a last day that was entered, and those of chairs and vice-chairs that end by the terms of reference (R07, R27). */
static Error *terms_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    EndingTermsRowList ending;
    OfficeNotices offices;
    Date last = date_plus_days(today, TERM_DAYS_AHEAD);
    TRY(ending_terms(office->db, arena, today, last, &ending));
    for (size_t i = 0; i < ending.count; i++)
        note_add(arena, notes,
            text_format(arena, "%.*s: the term of %.*s ends on %.*s.", TEXT_ARG(ending.items[i].body_name),
                TEXT_ARG(ending.items[i].person), TEXT_ARG(date_plain(arena, ending.items[i].last))),
            text_format(arena, "/office/bodies/%" PRId64, ending.items[i].body.n));
    TRY(office_notices(office->db, arena, today, last, &offices));
    for (size_t i = 0; i < offices.count; i++) office_note(arena, &offices.items[i], notes);
    return NULL;
}

/* Doubts of imported files, and meetings of the archive that were not let out. */
static Error *archive_notes_read(Office *office, Arena *arena, DeskNotes *notes) {
    DeskArchiveRow archive;
    TRY(desk_archive(office->db, arena, &archive));
    if (archive.doubts)
        note_add(arena, notes,
            text_format(arena, "Archive: %" PRId64 " %s open in %" PRId64 " imported %s.", archive.doubts,
                archive.doubts == 1 ? "doubt is" : "doubts are", archive.files, archive.files == 1 ? "file" : "files"),
            S("/office/archive/doubts"));
    if (archive.held)
        note_add(arena, notes,
            text_format(arena, "Archive: the publication of %" PRId64 " %s held back: look at what was found.", archive.held,
                archive.held == 1 ? "meeting is" : "meetings are"),
            S("/office/archive/publish"));
    return NULL;
}

static Text publication_of(Arena *arena, AgreementId agreement) {
    return text_format(arena, "/office/plan/years/%" PRId64 "/publication", agreement.n);
}

/* Agreements that were held back, and progress that the public does not see yet. */
static Error *plan_notes_read(Office *office, Arena *arena, DeskNotes *notes) {
    AgreementList held;
    AgreementsPublicWithNewsRowList news;
    if (!(office->roles & (CLERK | SAFETY_OFFICER))) return NULL;
    TRY(agreements_held_back(office->db, arena, &held));
    for (size_t i = 0; i < held.count; i++)
        note_add(arena, notes,
            text_format(arena, "%.*s was held back from the public site: look at what was found.", TEXT_ARG(held.items[i].title)),
            publication_of(arena, held.items[i].id));
    TRY(agreements_public_with_news(office->db, arena, &news));
    for (size_t i = 0; i < news.count; i++)
        note_add(arena, notes,
            text_format(arena, "%.*s: progress was written %" PRId64 " %s since it was published last.", TEXT_ARG(news.items[i].title),
                news.items[i].number, news.items[i].number == 1 ? "time" : "times"),
            publication_of(arena, news.items[i].agreement));
    return NULL;
}

/* Mail that does not arrive. */
static Error *mail_read(Office *office, Arena *arena, DeskNotes *notes) {
    DeskMailRow mail;
    TRY(desk_mail(office->db, arena, &mail));
    if (mail.fault.len) note_add(arena, notes, S("The mail server takes no email at the moment. It is tried again."), S("/office/mail"));
    if (mail.unsure)
        note_add(arena, notes, S("Nobody knows whether some emails arrived: decide whether they are sent again."), S("/office/mail"));
    if (mail.bouncing) note_add(arena, notes, S("Some email addresses do not exist any more: put them right."), S("/office/mail"));
    if (mail.is_offered && !mail.has_begun)
        note_add(
            arena, notes, S("The public is offered email, and no mail server is set up: ask whoever runs Quorate."), S("/office/mail"));
    return NULL;
}

/* Publications that a finding blocked or that failed; vacant seats and ending terms (R07, R11, R27). */
static Error *notes_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    StoppedPublicationsRowList stopped;
    VacantSeatsRowList vacant;
    TRY(stopped_publications(office->db, arena, &stopped));
    for (size_t i = 0; i < stopped.count; i++)
        note_add(arena, notes,
            text_format(arena, "The publication of the meeting of %.*s was stopped: look at what was found.",
                TEXT_ARG(date_plain(arena, stopped.items[i].day))),
            text_format(arena, "/office/meetings/%" PRId64 "/publication", stopped.items[i].meeting.n));
    DeskCountsRow counts;
    TRY(desk_counts(office->db, arena, &counts));
    if (counts.bodies == 0)
        note_add(arena, notes, S("Begin here: add the first body, such as the county partnership, then its terms of reference and seats."),
            S("/office/bodies/new"));
    if (counts.new_letters > 0)
        note_add(arena, notes,
            counts.new_letters == 1 ? S("A letter came from the public site.")
                                    : text_format(arena, "%" PRId64 " letters came from the public site.", counts.new_letters),
            S("/office/letters"));
    TRY(vacant_seats(office->db, arena, today, &vacant));
    for (size_t i = 0; i < vacant.count; i++)
        note_add(arena, notes,
            text_format(
                arena, "%.*s: nobody holds the seat \"%.*s\".", TEXT_ARG(vacant.items[i].body_name), TEXT_ARG(vacant.items[i].title)),
            text_format(arena, "/office/bodies/%" PRId64, vacant.items[i].body.n));
    if (office->roles & CLERK) TRY(archive_notes_read(office, arena, notes));
    TRY(mail_read(office, arena, notes));
    TRY(reviews_read(office, arena, today, notes));
    TRY(memoranda_read(office, arena, today, notes));
    return terms_read(office, arena, today, notes);
}

/* ---- Reports that wait for this person (R53) ---- */

static Text report_wait(Arena *arena, const ReportStanding *r, bool is_readable) {
    static const char *const asks[] = {[SIGN_OFF_DRAFT] = "is a draft: finish it",
        [SIGN_OFF_WITH_APPROVER] = "waits for your approval",
        [SIGN_OFF_APPROVED] = "is approved: accept it"};
    Text title = is_readable ? text_format(arena, " \"%.*s\"", TEXT_ARG(r->title)) : S("");
    bool may_accept = r->state == SIGN_OFF_DRAFT && !sign_off_has_approver(&r->sign_off);
    return text_format(arena, "The report%.*s on item %.*s of %.*s %s%s.", TEXT_ARG(title), TEXT_ARG(r->code),
        TEXT_ARG(date_plain(arena, r->day)), asks[r->state], may_accept ? ", or accept it" : "");
}

static Error *reports_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    ReportStandings all;
    Signer signer;
    PersonId person = {office->session->person};
    TRY(signer_of(office->db, arena, office->roles, person, office->session->name, &signer));
    TRY(report_standings(office->db, arena, (MeetingId){0}, today, (Date){0}, &all));
    for (size_t i = 0; i < all.count; i++) {
        const ReportStanding *r = &all.items[i];
        ItemPlace place;
        Paper paper;
        MeetingRights rights;
        if (!report_waits_for(r, &signer)) continue;
        TRY(item_place(office->db, arena, r->item, &place));
        TRY(record_get(office->db, arena, &paper_record, r->paper.n, &paper));
        TRY(meeting_rights(office->db, arena, office->roles, person, &place.meeting, &rights));
        bool is_readable = rights.sees_restricted || paper_is_public(&place.meeting, &place.part, &place.item, &paper);
        note_add(arena, notes, report_wait(arena, r, is_readable), text_format(arena, "/office/papers/%" PRId64 "#sign-off", r->paper.n));
    }
    return NULL;
}

/* ---- Actions (R10) ---- */

static void overdue_note(Arena *arena, const ActionsShown *all, const ActionShown *first, DeskNotes *notes) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) count += all->items[i].is_overdue && all->items[i].action.body.n == first->action.body.n;
    note_add(arena, notes,
        text_format(arena, "%.*s: %zu %s overdue.", TEXT_ARG(first->body), count, count == 1 ? "action is" : "actions are"),
        text_format(arena, "/office/actions?state=overdue&body=%" PRId64, first->action.body.n));
}

/* R45: what a call for updates waits for: of all organisations for the clerk and the safety team, who follow it up, else of this person's own. */
static Error *calls_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    PlanCallList calls;
    TRY(plan_calls_open(office->db, arena, &calls));
    for (size_t i = 0; i < calls.count; i++) {
        PlanCalledList called;
        TRY(plan_called(office->db, arena, &calls.items[i], &called));
        bool follows_up = (office->roles & (CLERK | SAFETY_OFFICER)) != 0;
        int64_t waiting = follows_up ? called.in_all : plan_called_of(&called, (PersonId){office->session->person});
        if (waiting == 0) continue;
        note_add(arena, notes,
            text_format(arena, "Updates of the action plan for %.*s: %" PRId64 " %s %s.",
                TEXT_ARG(plan_call_words(arena, &calls.items[i], today)), waiting, waiting == 1 ? "action" : "actions",
                follows_up ? "not told of yet" : "of your organisation"),
            plan_call_url(arena, &calls.items[i]));
    }
    return NULL;
}

/* R14: decisions that authorities which share a seat have not approved yet. */
static Error *authorities_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    AuthoritiesNotices all;
    TRY(authorities_notices(office->db, arena, date_plus_days(today, -AUTHORITIES_DAYS_BACK), &all));
    for (size_t i = 0; i < all.count; i++) {
        const AuthoritiesNotice *n = &all.items[i];
        note_add(arena, notes,
            text_format(arena, "%.*s, %.*s: %zu %s outstanding from authorities that share a seat.", TEXT_ARG(n->body),
                TEXT_ARG(date_plain(arena, n->meeting.day)), n->outstanding, n->outstanding == 1 ? "approval is" : "approvals are"),
            text_format(arena, "/office/meetings/%" PRId64 "/minutes", n->meeting.id.n));
    }
    return NULL;
}

/* LAW-14: sessions of scrutiny that are due, answers and information that are waited for. */
static Error *scrutiny_duties_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    ScrutinyDuties duties;
    TRY(scrutiny_duties(office->db, arena, today, &duties));
    for (size_t i = 0; i < duties.count; i++) note_add(arena, notes, duties.items[i].sentence, duties.items[i].url);
    return NULL;
}

/* What is overdue, one line a body. */
static Error *overdue_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    ActionsShown all;
    TRY(actions_shown(office->db, arena, office->session, (BodyId){0}, ACTION_OPEN, today, &all));
    for (size_t i = 0; i < all.count; i++) {
        bool is_told = false;
        for (size_t k = 0; k < i; k++) is_told |= all.items[k].is_overdue && all.items[k].action.body.n == all.items[i].action.body.n;
        if (all.items[i].is_overdue && !is_told) overdue_note(arena, &all, &all.items[i], notes);
    }
    return NULL;
}

/* ---- Consultation on a plan (R44) ---- */

/* Members are told of an open round until they have commented; the clerk and the safety team of comments without an answer. */
static Error *rounds_read(Office *office, Arena *arena, Date today, DeskNotes *notes) {
    RoundsWaiting rounds;
    bool answers = office->roles & (CLERK | SAFETY_OFFICER);
    TRY(rounds_waiting(office->db, arena, office->session->account.n, today, &rounds));
    for (size_t i = 0; i < rounds.count; i++) {
        const RoundWaiting *r = &rounds.items[i];
        Text url = text_format(arena, "/office/plan/consultations/%" PRId64, r->round.id.n);
        Date last = consultation_last_day(&r->round);
        if (answers && r->unanswered)
            note_add(arena, notes,
                text_format(arena, "\"%.*s\": %" PRId64 " %s without an answer.", TEXT_ARG(r->round.title), r->unanswered,
                    r->unanswered == 1 ? "comment is" : "comments are"),
                url);
        if (!answers && r->is_open && !r->has_own)
            note_add(arena, notes,
                date_is_set(last) ? text_format(
                    arena, "\"%.*s\" waits for your comments until %.*s.", TEXT_ARG(r->round.title), TEXT_ARG(date_plain(arena, last)))
                                  : text_format(arena, "\"%.*s\" waits for your comments.", TEXT_ARG(r->round.title)),
                url);
    }
    return NULL;
}

size_t agendas_to_come(MeetingsToRead reading) {
    size_t count = 0;
    for (size_t i = 0; i < reading.count; i++) count += !reading.items[i].has_agenda;
    return count;
}

/* ---- The page ---- */

Error *desk_show(Office *office, Request *request, Response *response) {
    Arena *arena = request->arena;
    Date today = today_in_london();
    Access all_bodies_see = STAFF | AUDITOR;
    bool has_person = office->session->person != 0;
    Desk desk = {.today = today,
        .is_staff = (office->roles & all_bodies_see) != 0,
        .is_chair = (office->roles & CHAIR) && has_person,
        .is_reader = (office->roles & (CHAIR | MEMBER)) && has_person,
        .may_write = (office->roles & (CLERK | ADMINISTRATOR)) != 0,
        .may_plan = (office->roles & CLERK) != 0};
    if (office->roles & (STAFF | CHAIR | MEMBER)) TRY(reports_read(office, arena, today, &desk.notes));
    if (plan_may_answer(office->roles)) TRY(calls_read(office, arena, today, &desk.notes));
    if (desk.may_write) TRY(notes_read(office, arena, today, &desk.notes));
    TRY(plan_notes_read(office, arena, &desk.notes));
    if (desk.may_plan) TRY(overdue_read(office, arena, today, &desk.notes));
    if (office->roles & (CLERK | SAFETY_OFFICER | CHAIR | MEMBER)) TRY(rounds_read(office, arena, today, &desk.notes));
    if (desk.may_plan) TRY(authorities_read(office, arena, today, &desk.notes));
    if (office->roles & (CLERK | SAFETY_OFFICER)) TRY(scrutiny_duties_read(office, arena, today, &desk.notes));
    TRY(actions_of_person(office->db, arena, office->session, today, &desk.actions));
    if (desk.is_chair) TRY(agendas_waiting(office->db, arena, (PersonId){office->session->person}, today, &desk.waiting));
    if (desk.is_staff) TRY(meetings_read(office, arena, today, &desk));
    shorten_next(today, &desk.next);
    if (desk.is_reader) TRY(meetings_to_read(office->db, arena, office->session, today, &desk.reading));
    Page page = office_page(office, request, "desk", "Your desk");
    View view = page_view(request, response, &page);
    desk_page(&view, page, desk);
    return NULL;
}

Error *jobs_show_page(Office *office, Request *request, Response *response) {
    JobList jobs;
    TRY(reading_staff_check(office->db, request->arena, office->session)); /* why a job failed may quote what is restricted */
    TRY(recent_jobs(office->db, request->arena, &jobs));
    Page page = office_page(office, request, "desk", "Work in progress");
    View view = page_view(request, response, &page);
    jobs_page(&view, page, jobs);
    return NULL;
}
