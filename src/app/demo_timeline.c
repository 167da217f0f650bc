/* The demo's timelines: what was sent and signed off on which day, coming meetings that are under way, and what a member and the chair have read and
 * noted. Past days are those of the meetings; what lies ahead is told from today. */
#include "app/demo.h"

#include <unistd.h>

#include "app/app.sql.h"
#include "meetings/notebook.h"
#include "meetings/supplement.h"
#include "meetings/timeline.h"
#include "paper/paper.h"

static const Signer clerk = {.name = S_INIT("Scrutiny Officer"), .is_clerk = true, .is_writer = true};

/* At a time of day in London. */
static Moment at_on(Date day, int hour) {
    Moment moment = {0};
    moment_of_london(day, time_of(hour, 15), &moment);
    return moment;
}

/* ---- Reports of meetings that have been ---- */

static Error *sign_off_whole(Tx *tx, ReportId report, PersonId author, Date day) {
    SignOff s;
    bool found;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), report, &s, &found));
    CHECK(found);
    s.author = author;
    TRY(sign_off_name(tx, &s));
    return sign_off_do_at(tx, report, SIGN_OFF_ACCEPT, &clerk, S(""), at_on(day, 14));
}

Error *demo_reports_accept(Tx *tx, const DemoPeople *people, MeetingId meeting) {
    MeetingFacts facts;
    Meeting m;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, meeting.n, &m));
    TRY(meeting_facts(tx_db(tx), tx_arena(tx), &m, &facts));
    for (size_t i = 0; i < facts.reports.count; i++)
        TRY(sign_off_whole(tx, facts.reports.items[i].report, people->head_of_safety, date_plus_days(facts.days.reports, i % 2 ? -1 : 0)));
    return NULL;
}

Error *demo_waiting_accept(Tx *tx, const DemoPeople *people, MeetingId meeting) {
    MeetingFacts facts;
    ReportStandings all;
    Meeting m;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, meeting.n, &m));
    TRY(meeting_facts(tx_db(tx), tx_arena(tx), &m, &facts));
    TRY(report_standings(tx_db(tx), tx_arena(tx), meeting, m.day, m.day, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].waits_in) TRY(sign_off_whole(tx, all.items[i].report, people->head_of_safety, facts.days.issue));
    return NULL;
}

Error *demo_agree(Tx *tx, Meeting *meeting) {
    MeetingFacts facts;
    TRY(meeting_facts(tx_db(tx), tx_arena(tx), meeting, &facts));
    return agenda_agree_at(tx, meeting->id, S("Cabinet Member (Chair)"), at_on(facts.days.agreement, 16));
}

/* The agenda went out on the day of issue, a supplement the day after; the demo published them just now. */
static Error *issue_then(Tx *tx, Meeting *meeting, Date day) {
    PublicationList publications;
    SupplementList supplements;
    TRY(publications_of(tx_db(tx), tx_arena(tx), meeting->id, &publications));
    for (size_t i = 0; i < publications.count; i++) {
        Publication *p = &publications.items[i];
        p->asked_at = p->done_at = at_on(date_plus_days(day, p->supplement ? 1 : 0), 11);
        TRY(record_update(tx, &publication_record, p));
    }
    TRY(supplements_of(tx_db(tx), tx_arena(tx), meeting->id, &supplements));
    for (size_t i = 0; i < supplements.count; i++) {
        supplements.items[i].published_at = at_on(date_plus_days(day, 1), 11);
        TRY(record_update(tx, &supplement_record, &supplements.items[i]));
    }
    if (!moment_is_set(meeting->published_at)) return NULL;
    meeting->published_at = at_on(day, 11);
    return record_update(tx, &meeting_record, meeting);
}

/* The newest minutes that are due are still missing: *is_missing tells that they were met. */
static Error *past_meeting_tell(Tx *tx, Meeting *meeting, Date today, bool *is_missing) {
    MeetingFacts facts;
    TRY(meeting_facts(tx_db(tx), tx_arena(tx), meeting, &facts));
    if (!facts.has_terms) return NULL;
    if (date_is_set(facts.days.issue)) TRY(issue_then(tx, meeting, facts.days.issue));
    if (date_is_set(facts.days.call))
        TRY(meeting_act_record_done(tx, meeting->id, ACT_CALL_SENT, date_plus_days(facts.days.call, -1), today));
    if (!date_is_set(facts.days.minutes) || date_compare(facts.days.minutes, today) >= 0) return NULL; /* they are still awaited */
    if (!*is_missing) {
        *is_missing = true;
        return NULL;
    }
    Date sent = date_plus_days(facts.days.minutes, -1);
    return meeting_act_record_done(tx, meeting->id, ACT_MINUTES_SENT, sent, today);
}

Error *demo_past_tell(Tx *tx, Date today) {
    MeetingList past;
    TRY(meetings_before(tx_db(tx), tx_arena(tx), (BodyId){0}, today, 500, &past));
    bool is_missing = false;
    for (size_t i = 0; i < past.count; i++) TRY(past_meeting_tell(tx, &past.items[i], today, &is_missing));
    return NULL;
}

/* ---- Coming meetings ---- */

typedef struct {
    const char *title, *summary, *body, *recommendation;
} DemoReport;

/* An item with its report in part B (or D, restricted); `report` has its ids then. */
static Error *item_with_report(Tx *tx, const Agenda *agenda, int part, const DemoReport *d, AgendaItem item, Report *report, Paper *paper) {
    item.part = agenda->items[part].part.id;
    item.kind = ITEM_BUSINESS;
    item.title = text_of(d->title);
    item.purpose = d->recommendation ? PURPOSE_DECISION : PURPOSE_INFORMATION;
    item.lead = S("Head of Community Safety");
    TRY(item_add(tx, &item));
    *report = report_start(tx_arena(tx), &agenda->meeting, &agenda->body, &item, S("Head of Community Safety, Kent County Council"));
    report->summary = text_of(d->summary);
    report->body = text_of(d->body);
    report->recommendations = text_of(d->recommendation);
    return report_add(tx, item.id, report, paper);
}

static Error *chain_name(Tx *tx, ReportId report, PersonId author, PersonId approver) {
    SignOff s;
    bool found;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), report, &s, &found));
    s.author = author;
    s.approver = approver;
    return sign_off_name(tx, &s);
}

/* The call is recorded where its day has passed by some days. */
static Error *call_tell(Tx *tx, const Meeting *meeting, Date today) {
    MeetingFacts facts;
    TRY(meeting_facts(tx_db(tx), tx_arena(tx), meeting, &facts));
    if (!date_is_set(facts.days.call) || date_days_between(facts.days.call, today) < 2) return NULL;
    return meeting_act_record_done(tx, meeting->id, ACT_CALL_SENT, facts.days.call, today);
}

static Error *coming_meeting(Tx *tx, BodyId body, Date today, Agenda *out) {
    MeetingList coming;
    TRY(meetings_from(tx_db(tx), tx_arena(tx), body, date_plus_days(today, 1), 1, &coming));
    CHECK(coming.count == 1);
    return agenda_get(tx_db(tx), tx_arena(tx), coming.items[0].id, out);
}

/* The county partnership's next meeting: one report is accepted, the others wait: for the team's head, for the clerk, for the chair. */
static Error *county_coming(Tx *tx, const DemoPeople *people, Date today) {
    static const DemoReport reports[] = {
        {"Action plan: progress since the last meeting", "What has been done on the action plan, and what is behind.",
            "# Where the plan stands\n\nOf 38 actions 21 are on course, 12 are done and five are behind.\n\n# What is behind\n\nThree of "
            "the five wait for "
            "data from partners. The other two were put off because the posts were vacant.",
            NULL},
        {"Information sharing: who has signed", "Which member organisations have signed the newest agreement.",
            "# The agreement\n\nThe newest version was sent to every member organisation in the spring.\n\n# Who has signed\n\nEleven have "
            "signed. Two "
            "have questions about retention, which the county's data protection officer answers.",
            NULL},
        {"Dates and places of meetings next year", "A proposal for the cycle of meetings.",
            "# The cycle\n\nThree meetings a year have worked well. One of them could be held in a district.",
            "- Agree three meetings, one of them in a district."},
        {"Night-time economy: what partners do together", "Joint evenings in town centres, and what they cost.",
            "# What was done\n\nFour joint evenings were held in two towns. Fewer people were hurt than a year before; the number is too "
            "small to say why.",
            NULL},
    };
    Agenda agenda;
    Report report;
    Paper paper;
    Signer author = {.person = people->head_of_safety, .name = S("Head of Community Safety"), .is_writer = true};
    TRY(coming_meeting(tx, people->partnership, today, &agenda));
    TRY(call_tell(tx, &agenda.meeting, today));
    TRY(item_with_report(tx, &agenda, 1, &reports[0], (AgendaItem){0}, &report, &paper));
    TRY(sign_off_whole(tx, report.id, people->head_of_safety, date_plus_days(today, -1)));
    TRY(item_with_report(tx, &agenda, 1, &reports[1], (AgendaItem){0}, &report, &paper));
    TRY(chain_name(tx, report.id, people->clerk, people->head_of_safety));
    TRY(sign_off_do_at(tx, report.id, SIGN_OFF_SEND, &clerk, S(""), at_on(date_plus_days(today, -2), 10)));
    TRY(item_with_report(tx, &agenda, 1, &reports[3], (AgendaItem){0}, &report, &paper));
    TRY(chain_name(tx, report.id, (PersonId){0}, people->head_of_safety));
    TRY(sign_off_do_at(tx, report.id, SIGN_OFF_SEND, &clerk, S(""), at_on(date_plus_days(today, -4), 10)));
    TRY(sign_off_do_at(tx, report.id, SIGN_OFF_APPROVE, &author, S("Good."), at_on(date_plus_days(today, -1), 15)));
    TRY(item_with_report(tx, &agenda, 1, &reports[2], (AgendaItem){0}, &report, &paper));
    TRY(chain_name(tx, report.id, people->head_of_safety, people->chair));
    return sign_off_do_at(
        tx, report.id, SIGN_OFF_SEND, &author, S("The district's hall is free on all three days."), at_on(date_plus_days(today, -1), 9));
}

static Error *tracker_upload(Tx *tx, AgendaItemId item, const char *work_folder) {
    Arena *arena = tx_arena(tx);
    const char *path = text_format(arena, "%s/demo-tracker.pdf", work_folder).ptr;
    PdfLook look;
    Paper paper;
    int pages = 0;
    Document *d = document_new(arena, S("Tracker of actions from reviews"), S("Domestic Abuse Related Death Review Steering Group"));
    document_markdown(d,
        S("# Tracker of actions from reviews\n\n| Action | Lead | State |\n| --- | --- | --- |\n| Guidance for surgeries | Health | Done "
          "|\n"
          "| Training for new staff | Council | On course |\n| One form for referrals | Police | Behind |\n\n## What is behind\n\nThe form "
          "waits for "
          "the change of a computer system."),
        1);
    TRY(document_write(d, path, &pages));
    Error *error = pdf_look(arena, path, &look);
    if (!error) error = paper_add_file(tx, item, S("Tracker of actions"), path, S("tracker.pdf"), &look, &paper, NULL);
    unlink(path);
    return error;
}

typedef struct {
    Paper first, second;
    Report changed;
} SteeringPapers;

/* The Steering Group's next meeting: everything is signed off and agreed, so its members have papers to read. */
static Error *steering_coming(Tx *tx, const DemoPeople *people, Date today, const char *work_folder, SteeringPapers *out) {
    static const DemoReport reports[] = {
        {"What reviews have taught this year", "Themes that came up in more than one review, and who takes them further.",
            "# Themes\n\nTwo themes came up again: that families were asked too late, and that records were kept in several places.\n\n# "
            "Who takes them "
            "further\n\nThe health partners write guidance for surgeries. The police look at how referrals are recorded.\n\n# What it asks "
            "of members\n\nEach "
            "member tells their own organisation, and says at the next meeting what came of it.",
            "- Agree who takes each theme further."},
        {"Training offer for the coming year", "Which courses are planned and what they cost.",
            "# The offer\n\nSix courses are planned, two of them online. Places are free for member organisations.", NULL},
        {"Reviews under way", "How far each review has come.",
            "# Progress\n\nTwo reviews have their chairs. A third waits for the end of a trial.", NULL},
    };
    static const AgendaItem restricted = {.restriction = RESTRICTION_EXEMPT,
        .paragraphs = SCHEDULE_12A_1 | SCHEDULE_12A_2,
        .public_title = S_INIT("Reviews: progress"),
        .restriction_reason = S_INIT("The families could be recognised."),
        .restriction_decided_by = S_INIT("Head of Community Safety")};
    Agenda agenda;
    Report report;
    Paper paper;
    AgendaItem closed = restricted;
    closed.restriction_review = date_plus_months(today, 12);
    TRY(coming_meeting(tx, people->steering_group, today, &agenda));
    TRY(item_with_report(tx, &agenda, 1, &reports[0], (AgendaItem){0}, &report, &out->first));
    TRY(tracker_upload(tx, out->first.item, work_folder));
    TRY(sign_off_whole(tx, report.id, people->head_of_safety, date_plus_days(today, -5)));
    TRY(item_with_report(tx, &agenda, 1, &reports[1], (AgendaItem){0}, &out->changed, &out->second));
    out->changed.body =
        text_join(tx_arena(tx), out->changed.body, S("\n\nA seventh course can be added if more than 20 people ask for it."));
    TRY(report_save(tx, &out->changed));
    TRY(sign_off_whole(tx, out->changed.id, people->head_of_safety, date_plus_days(today, -4)));
    TRY(item_with_report(tx, &agenda, 3, &reports[2], closed, &report, &paper));
    TRY(sign_off_whole(tx, report.id, people->head_of_safety, date_plus_days(today, -4)));
    return agenda_agree_at(tx, agenda.meeting.id, S("Head of Community Safety"), at_on(date_plus_days(today, -3), 12));
}

/* ---- What was read and noted ---- */

static Error *note_make(
    Tx *tx, AccountId account, const Paper *paper, const Report *report, const char *paragraph, const char *quote, const char *words) {
    PaperNote note = {.paper = paper->id,
        .content = paper_content(tx_arena(tx), paper, report),
        .paragraph = text_of(paragraph),
        .quote = text_of(quote),
        .words = text_of(words)};
    return note_put(tx, account, &note);
}

static Error *opened(Tx *tx, AccountId account, const Paper *paper, const Report *report, Date day) {
    return paper_opened_at(tx, account, paper->id, paper_content(tx_arena(tx), paper, report), at_on(day, 19));
}

/* The first report of the meeting of July 2025, B1. */
static Error *july_report(Tx *tx, MeetingId july, Paper *paper, Report *report) {
    Agenda agenda;
    TRY(agenda_get(tx_db(tx), tx_arena(tx), july, &agenda));
    *paper = agenda.items[1].items[0].papers.items[0];
    return report_of_paper(tx_db(tx), tx_arena(tx), paper->id, report);
}

static Error *reading_make(Tx *tx, MeetingId july, const SteeringPapers *steering, Date today) {
    Paper paper;
    Report report, first;
    DemoAccountRow member, chair;
    TRY(july_report(tx, july, &paper, &report));
    TRY(report_of_paper(tx_db(tx), tx_arena(tx), steering->first.id, &first));
    TRY(demo_account(tx_db(tx), tx_arena(tx), S("member@demo.example"), &member));
    TRY(demo_account(tx_db(tx), tx_arena(tx), S("chair@demo.example"), &chair));
    TRY(opened(tx, member.id, &paper, &report, date_of(2025, 7, 18)));
    TRY(opened(tx, chair.id, &paper, &report, date_of(2025, 7, 20)));
    TRY(note_make(tx, member.id, &paper, &report, "2.1", "refreshed every year",
        "Ask when the refresh for 2026/27 begins, so that our data are ready."));
    TRY(note_make(tx, member.id, &paper, &report, "", "", "Arson is not among the measures. Raise it with the team before the meeting."));
    TRY(note_make(tx, chair.id, &paper, &report, "2.3", "only the foreword is still to come", "Mine to write: promised for September."));
    TRY(opened(tx, member.id, &steering->first, &first, date_plus_days(today, -2)));
    TRY(paper_opened_at(tx, member.id, steering->second.id, S("report 1"), at_on(date_plus_days(today, -6), 20)));
    return note_make(tx, member.id, &steering->first, &first, "1.1", "families were asked too late",
        "We saw the same. Offer our prevention visits as an example.");
}

Error *demo_coming_make(Tx *tx, const DemoPeople *people, Date today, const char *work_folder, MeetingId july) {
    SteeringPapers steering = {0};
    TRY(county_coming(tx, people, today));
    TRY(steering_coming(tx, people, today, work_folder, &steering));
    return reading_make(tx, july, &steering, today);
}
