/* The demo's template agendas and meetings: that of 23 July 2025 with its thirteen items, and the cycle before and after it. */
#include "app/demo.h"

#include <unistd.h>

#include "meetings/supplement.h"
#include "paper/paper.h"

typedef struct {
    int part;
    ItemKind kind;
    const char *title;
    Purpose purpose;
    const char *lead;
} DemoItem;

enum { PART_A = 1, PART_B, PART_C, PART_D };

/* A meeting of the usual kind: online, at ten. */
static Error *usual_meeting(Tx *tx, BodyId body, Date day, MeetingState state, Meeting *out) {
    *out = (Meeting){.body = body,
        .day = day,
        .starts = time_of(10, 0),
        .ends = time_of(12, 0),
        .is_online = true,
        .state = state,
        .joining = S("The link is sent with the invitation. By telephone: conference number 842 613 957.")};
    return meeting_make(tx, out);
}

/* Three meetings of the county group a year (March, July, November), the Working Group three weeks before each and in January, the Steering
 * Group every quarter; Tuesdays at ten. */
static Date tuesday_of(int year, int month, int week) {
    Date d = date_of(year, month, 1);
    while (date_weekday(d) != TUESDAY) d = date_plus_days(d, 1);
    return date_plus_days(d, 7 * (week - 1));
}

static Error *cycle_meeting(Tx *tx, BodyId body, Date day, Date today, Date until) {
    if (date_compare(day, date_of(2024, 11, 1)) < 0 || date_compare(day, until) > 0) return NULL;
    Meeting made;
    return usual_meeting(tx, body, day, date_compare(day, today) < 0 ? MEETING_HELD : MEETING_PLANNED, &made);
}

static Error *cycle_make(Tx *tx, const DemoPeople *people, Date today) {
    Date until = date_plus_months(today, 12);
    static const int county_months[] = {3, 7, 11};
    for (int year = 2024; year <= date_parts(until).year; year++) {
        for (int i = 0; i < 3; i++) {
            int month = county_months[i];
            bool is_told = (year == 2024 && month == 11) || (year == 2025 && month <= 7); /* those have agendas of their own below */
            if (!is_told) TRY(cycle_meeting(tx, people->partnership, tuesday_of(year, month, 3), today, until));
            TRY(cycle_meeting(tx, people->working_group, date_plus_days(tuesday_of(year, month, 3), -21), today, until));
        }
        TRY(cycle_meeting(tx, people->working_group, tuesday_of(year, 1, 3), today, until));
        for (int month = 2; month <= 11; month += 3)
            TRY(cycle_meeting(tx, people->steering_group, tuesday_of(year, month, 2), today, until));
    }
    return NULL;
}

/* Puts an item at the end of the part of that number; `with` carries its restriction. */
static Error *item_put(Tx *tx, MeetingId meeting, const DemoItem *d, AgendaItem with, AgendaItem *out) {
    Agenda agenda;
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting, &agenda));
    *out = with;
    out->part = agenda.items[d->part - 1].part.id;
    out->kind = d->kind;
    out->title = text_of(d->title);
    out->purpose = d->purpose;
    out->lead = text_of(d->lead);
    return item_add(tx, out);
}

static Error *paper_upload(Tx *tx, AgendaItemId item, const char *title, const char *path, const char *file_name) {
    PdfLook look;
    Paper paper;
    TRY(pdf_look(tx_arena(tx), path, &look));
    if (look.verdict != PDF_FINE) return error_fault(tx_arena(tx), "a demo paper is not fine: %.*s", TEXT_ARG(look.sentence));
    return paper_add_file(tx, item, text_of(title), path, text_of(file_name), &look, &paper, NULL);
}

/* The notes of the meeting before, as a PDF that came from outside. */
static Error *notes_upload(Tx *tx, AgendaItemId item, const char *title, const char *text_name, const char *work_folder) {
    Arena *arena = tx_arena(tx);
    const char *path = text_format(arena, "%s/demo-notes.pdf", work_folder).ptr;
    Document *d = document_new(arena, text_of(title), S("Kent Community Safety Partnership"));
    document_markdown(d, demo_text(text_name), 1);
    int pages = 0;
    TRY(document_write(d, path, &pages));
    Error *error = paper_upload(tx, item, title, path, "notes-25-march-2025.pdf");
    unlink(path);
    return error;
}

/* Takes "key: value" off the head of a demo text. */
static Text head_value(Text text, Text key) {
    Text line;
    for (Text rest = text; text_next_line(&rest, &line) && line.len;) {
        size_t colon = text_find(line, S(": "), 0);
        if (colon != SIZE_MAX && text_equal(text_slice(line, 0, colon), key)) return text_slice(line, colon + 2, SIZE_MAX);
    }
    return (Text){0};
}

/* A report from demo/NAME: head lines, an empty line, the body, "== recommendations" and those. */
static Error *report_put(Tx *tx, AgendaItemId item, const char *text_name) {
    Text text = demo_text(text_name);
    size_t body_at = text_find(text, S("\n\n"), 0) + 2, end = text_find(text, S("== recommendations\n"), 0);
    Paper paper;
    Report report = {.by = head_value(text, S("by")),
        .to = S("Kent Community Safety Partnership - 23 July 2025"),
        .classification = head_value(text, S("classification")),
        .subject = head_value(text, S("subject")),
        .summary = head_value(text, S("summary")),
        .body = text_trim(text_slice(text, body_at, end - body_at)),
        .recommendations = text_trim(text_slice(text, end + sizeof "== recommendations", SIZE_MAX)),
        .attachments = head_value(text, S("attachments")),
        .further_information = head_value(text, S("further")),
        .background_papers = head_value(text, S("background"))};
    return report_add(tx, item, &report, &paper);
}

/* The reports on a restricted item are marked as their authors marked them. */
static Error *mark_papers(Tx *tx, AgendaItemId item, SecurityMarking marking) {
    Agenda agenda;
    AgendaItem of;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, item.n, &of));
    TRY(agenda_get(tx_db(tx), tx_arena(tx), of.meeting, &agenda));
    const AgendaEntry *entry = agenda_entry(&agenda, item, NULL);
    for (size_t i = 0; entry && i < entry->papers.count; i++) {
        Paper paper;
        TRY(record_get(tx_db(tx), tx_arena(tx), &paper_record, entry->papers.items[i].id.n, &paper));
        paper.security_marking = marking;
        TRY(paper_save(tx, &paper));
    }
    return NULL;
}

static Error *restricted_make(Tx *tx, MeetingId meeting) {
    static const DemoItem d1 = {PART_D, ITEM_BUSINESS, "Kent and Medway Domestic Abuse Related Death Review Update", PURPOSE_INFORMATION,
        "Head of Community Safety"};
    static const DemoItem d2 = {PART_D, ITEM_BUSINESS, "Kent and Medway PREVENT Duty Delivery Board Update", PURPOSE_INFORMATION,
        "Assistant Director Contest and Serious Organised Crime"};
    AgendaItem with = {.restriction = RESTRICTION_EXEMPT,
                   .restriction_decided_by = S("Head of Community Safety"),
                   .restriction_review = date_of(2026, 7, 23)},
               item;
    with.paragraphs = SCHEDULE_12A_1 | SCHEDULE_12A_2 | SCHEDULE_12A_7;
    with.public_title = S("Domestic abuse related death reviews: update");
    with.restriction_reason = S("The reviews concern the dead, their families and living persons who could be recognised.");
    TRY(item_put(tx, meeting, &d1, with, &item));
    TRY(report_put(tx, item.id, "D1.md"));
    TRY(mark_papers(tx, item.id, MARKING_OFFICIAL_SENSITIVE));
    with.paragraphs = SCHEDULE_12A_2 | SCHEDULE_12A_7;
    with.public_title = S("Prevent duty: update");
    with.restriction_reason = S("Publication would prejudice the prevention of crime and could identify individuals.");
    TRY(item_put(tx, meeting, &d2, with, &item));
    TRY(report_put(tx, item.id, "D2.md"));
    return mark_papers(tx, item.id, MARKING_OFFICIAL_SENSITIVE);
}

/* B2 gets another paper when the agenda is out, so that there is a supplement to see. */
Error *demo_supplement_make(Tx *tx, const DemoPeople *people, MeetingId meeting) {
    Agenda agenda;
    Supplement draft;
    PublicationId publication;
    bool found;
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting, &agenda));
    TRY(report_put(tx, agenda.items[PART_B - 1].items[1].item.id, "B2-annex.md"));
    TRY(demo_waiting_accept(tx, people, meeting));
    TRY(supplement_draft(tx_db(tx), tx_arena(tx), meeting, &draft, &found));
    draft.reason = S("The figures of the grant were ready only after the agenda had been published.");
    TRY(supplement_save(tx, &draft));
    return publish_supplement_ask(tx, meeting, (AccountId){0}, &publication);
}

/* The notes item gets the right title; its paper is the notes. */
static Error *previous_notes_name(Tx *tx, MeetingId meeting, const char *title, AgendaItemId *out) {
    Agenda agenda;
    TRY(agenda_get(tx_db(tx), tx_arena(tx), meeting, &agenda));
    for (size_t i = 0; i < agenda.items[0].count; i++) {
        AgendaItem item = agenda.items[0].items[i].item;
        if (item.kind != ITEM_PREVIOUS_NOTES) continue;
        item.title = text_of(title);
        TRY(item_save(tx, &item));
        *out = item.id;
    }
    return NULL;
}

static Error *july_make(Tx *tx, const DemoPeople *people, const char *work_folder, MeetingId *out) {
    static const DemoItem election = {PART_A, ITEM_ELECTION, "Election of Vice-Chair", PURPOSE_DECISION, "Chair"};
    static const DemoItem business[] = {
        {PART_B, ITEM_BUSINESS, "Kent Community Safety Agreement Update", PURPOSE_INFORMATION, "Community Safety Team Leader"},
        {PART_B, ITEM_BUSINESS, "Kent Community Safety Partnership Working Group Update", PURPOSE_DECISION, "Head of Community Safety"},
        {PART_B, ITEM_TERMS_REVIEW, "Kent Community Safety Partnership Terms of Reference Review", PURPOSE_DECISION,
            "Head of Community Safety"},
        {PART_B, ITEM_BUSINESS, "Safer Summer and Hotspot Policing Plan Update", PURPOSE_INFORMATION, "Kent Police"},
        {PART_B, ITEM_BUSINESS, "Domestic Abuse Update", PURPOSE_INFORMATION, "Chief Superintendent (Domestic Abuse)"},
    };
    static const char *const reports[] = {"B1.md", "B2.md", "B3.md"};
    Meeting meeting;
    AgendaItemId notes = {0};
    AgendaItem item;
    TRY(usual_meeting(tx, people->partnership, date_of(2025, 7, 23), 0, &meeting));
    TRY(previous_notes_name(tx, meeting.id, "Notes of meeting held on 25 March 2025", &notes));
    TRY(notes_upload(tx, notes, "Notes of meeting held on 25 March 2025", "notes-2025-03-25.md", work_folder));
    TRY(item_put(tx, meeting.id, &election, (AgendaItem){0}, &item));
    for (size_t i = 0; i < sizeof business / sizeof business[0]; i++) {
        TRY(item_put(tx, meeting.id, &business[i], (AgendaItem){0}, &item));
        if (i < 3) TRY(report_put(tx, item.id, reports[i]));
    }
    TRY(restricted_make(tx, meeting.id));
    *out = meeting.id;
    return NULL;
}

static Error *march_make(Tx *tx, const DemoPeople *people) {
    static const DemoItem business[] = {
        {PART_B, ITEM_BUSINESS, "Kent Police and Crime Plan 2025 to 2029", PURPOSE_INFORMATION,
            "Chief Executive of the Commissioner's Office"},
        {PART_B, ITEM_BUSINESS, "Kent Community Safety Agreement Review and Refresh", PURPOSE_DECISION, "Community Safety Team Leader"},
        {PART_B, ITEM_BUSINESS, "Kent Community Safety Partnership Working Group Update", PURPOSE_INFORMATION, "Head of Community Safety"},
        {PART_B, ITEM_BUSINESS, "Kent and Medway Road Safety Update", PURPOSE_INFORMATION, "Coordinator of the Safer Roads Partnership"},
        {PART_B, ITEM_BUSINESS, "Kent and Medway Serious Violence Duty Update", PURPOSE_INFORMATION, "Kent Police"},
    };
    Meeting meeting;
    AgendaItemId notes = {0};
    AgendaItem item;
    TRY(usual_meeting(tx, people->partnership, date_of(2024, 11, 21), MEETING_HELD, &meeting));
    TRY(usual_meeting(tx, people->partnership, date_of(2025, 3, 25), 0, &meeting));
    TRY(previous_notes_name(tx, meeting.id, "Notes of meeting held on 21 November 2024", &notes));
    for (size_t i = 0; i < sizeof business / sizeof business[0]; i++) TRY(item_put(tx, meeting.id, &business[i], (AgendaItem){0}, &item));
    return NULL;
}

Error *demo_meetings_make(Tx *tx, const DemoPeople *people, const char *work_folder, Date today, MeetingId *main_meeting) {
    TRY(july_make(tx, people, work_folder, main_meeting)); /* first: its address stays short, /meetings/1 */
    TRY(march_make(tx, people));
    return cycle_make(tx, people, today);
}
