/* What stands in the way of publishing an agenda, and what should be known first. Each sentence says what to do. Pure, but for the last
 * function, which asks the store and the clock. */
#include "meetings/meeting.h"

#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "meetings/obstacle_list.h"
#include "meetings/sign_off.h"
#include "meetings/supplement.h"

void finding_put(Finding *f, bool is_warning, Text url, Text sentence) {
    if (f->list.count == f->capacity) {
        size_t capacity = f->capacity ? f->capacity * 2 : 16;
        f->list.items = arena_grow(f->arena, f->list.items, f->capacity * sizeof(Obstacle), capacity * sizeof(Obstacle));
        f->capacity = capacity;
    }
    f->list.items[f->list.count++] = (Obstacle){.sentence = sentence, .is_warning = is_warning, .url = url};
}

Text page_of(Finding *f, const char *kind, int64_t id, const char *rest) {
    return text_format(f->arena, "/office/%s/%" PRId64 "%s", kind, id, rest);
}

/* ---- The meeting ---- */

static void look_at_meeting(Finding *f, const Agenda *agenda, const MeetingNotice *notice) {
    const Meeting *m = &agenda->meeting;
    Text edit = page_of(f, "meetings", m->id.n, "/edit");
    if (m->state == MEETING_CANCELLED) OBSTACLE(f, page_of(f, "meetings", m->id.n, ""), "The meeting is cancelled.");
    if (m->state == MEETING_PLANNED || (m->state == MEETING_HELD && !moment_is_set(m->agreed_at)))
        OBSTACLE(f, page_of(f, "meetings", m->id.n, "/agree"),
            "The chair has not agreed the agenda. Ask the chair, or record that the chair agreed it.");
    if (!m->is_online && text_is_empty(m->place))
        OBSTACLE(f, edit, "The meeting has no place. Give its place, or say that people can join online.");
    if (!time_is_set(m->starts)) OBSTACLE(f, edit, "The meeting has no start time. Enter it.");
    if (text_is_empty(m->contact_name) && text_is_empty(m->contact_email) && text_is_empty(m->contact_phone))
        WARNING(f, edit, "The agenda names nobody to ask. Give a contact.");
    if (notice->has_terms && notice->terms.regime == REGIME_STATUTORY && m->is_online && text_is_empty(m->place))
        WARNING(f, edit,
            "The body is bound by the Local Government Act 1972, under which a meeting held only online is unlawful. Give a place.");
}

/* ---- Notice (MTG-01, MTG-02, R03) ---- */

static void look_at_notice(Finding *f, const Agenda *agenda, const MeetingNotice *notice, Moment now) {
    const Meeting *m = &agenda->meeting;
    Text page = page_of(f, "meetings", m->id.n, "");
    if (!notice->has_terms) {
        WARNING(f, page, "%.*s has no terms of reference in force on the day of the meeting, so no deadline for notice is known.",
            TEXT_ARG(agenda->body.name));
        return;
    }
    Date today;
    TimeOfDay time;
    moment_to_london(now, &today, &time);
    if (date_compare(today, m->day) > 0) {
        WARNING(f, page, "The day of the meeting has passed: what you publish now was not there for the public before it.");
        return;
    }
    if (m->publication > 0) return; /* the first publication gave the notice */
    Date issued = day_of_issue(today, time, notice->office_closes, &notice->holidays);
    const NoticeDeadline *d = &notice->deadline;
    if (date_is_set(d->clear_days) && date_compare(issued, d->clear_days) > 0)
        WARNING(f, page, "Notice is late: %d clear days needed publication by %.*s. What is published now counts as issued on %.*s.",
            (int)notice->terms.clear_days, TEXT_ARG(date_long(f->arena, d->clear_days)), TEXT_ARG(date_long(f->arena, issued)));
    if (date_is_set(d->terms_of_reference) && date_compare(issued, d->terms_of_reference) > 0)
        WARNING(f, page, "Papers are late: the terms of reference ask for them %d working days before the meeting, by %.*s.",
            (int)notice->terms.paper_working_days, TEXT_ARG(date_long(f->arena, d->terms_of_reference)));
}

/* ---- Items ---- */

typedef struct {
    const Agenda *agenda;
    const MeetingNotice *notice;
    Moment now;
} Look;

/* MTG-04 to MTG-06: paragraphs, reasons, who decided, when it is looked at again, and a title for the public. */
static void look_at_restriction(Finding *f, const Restricted *r, Text url, const char *what) {
    if (r->restriction == 0) return;
    if (r->restriction == RESTRICTION_EXEMPT && r->paragraphs == 0)
        OBSTACLE(f, url, "%s is exempt, but names no paragraph of Schedule 12A. Choose at least one.", what);
    if (text_is_empty(r->restriction_reason)) OBSTACLE(f, url, "%s is restricted without a reason. Say why it is withheld.", what);
    if (text_is_empty(r->restriction_decided_by))
        OBSTACLE(f, url, "%s is restricted, but nobody is named who decided it. Enter who.", what);
    if (!date_is_set(r->restriction_review))
        OBSTACLE(f, url, "%s is restricted without a date on which that is looked at again. Enter one.", what);
}

static void look_at_closed_item(Finding *f, const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry) {
    const AgendaItem *item = &entry->item;
    Text url = page_of(f, "items", item->id.n, "/edit");
    const char *code = text_string(f->arena, entry->code);
    if (item->restriction == 0) {
        if (!section->part.is_open && meeting_is_public(&agenda->meeting))
            OBSTACLE(f, url,
                "Item %s stands in part %.*s, which is not open to the public, but has no restriction. Say why it is restricted, or move "
                "it.",
                code, TEXT_ARG(section->letter));
        return;
    }
    look_at_restriction(f, &item->restricted, url, text_format(f->arena, "Item %s", code).ptr);
    if (text_is_empty(item->public_title)) OBSTACLE(f, url, "Item %s is restricted, but has no title for the public. Enter one.", code);
    if (part_is_public(&agenda->meeting, &section->part))
        WARNING(f, url, "Item %s is restricted, but stands in part %.*s, which is open to the public. Its contents will be withheld.", code,
            TEXT_ARG(section->letter));
}

/* By its place: the title of a restricted paper is no public word. */
static void look_at_paper(Finding *f, const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry, const Paper *paper) {
    Text url = page_of(f, "papers", paper->id.n, "/restriction");
    Text what = text_format(f->arena, "Paper %" PRId64 " of item %.*s", paper->position, TEXT_ARG(entry->code));
    look_at_restriction(f, &paper->restricted, url, what.ptr);
    if (!paper_is_public(&agenda->meeting, &section->part, &entry->item, paper)) return;
    if (paper->security_marking == MARKING_OFFICIAL_SENSITIVE)
        OBSTACLE(f, url,
            "%.*s is marked OFFICIAL-SENSITIVE, but would be published. Restrict the paper, or have its author change the marking.",
            TEXT_ARG(what));
}

/* By name: these are shown to the clerk alone. */
static void look_at_losses(Finding *f, const AgendaEntry *entry, const Paper *paper) {
    Text lost = paper_lost_in_pack(f->arena, paper);
    if (text_is_empty(lost)) return;
    WARNING(
        f, page_of(f, "papers", paper->id.n, ""), "%.*s, \"%.*s\": %.*s", TEXT_ARG(entry->code), TEXT_ARG(paper->title), TEXT_ARG(lost));
    f->list.items[f->list.count - 1].is_loss = true;
}

void find_in_paper(Finding *f, const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry, const Paper *paper) {
    look_at_paper(f, agenda, section, entry, paper);
    look_at_losses(f, entry, paper);
}

/* MTG-03: an item that comes too late for the notice is taken only when the chair decides that it is urgent. */
static void look_at_urgency(Finding *f, const AgendaEntry *entry, const Look *look) {
    const AgendaItem *item = &entry->item;
    if (!item_is_late(item, &look->agenda->meeting, look->notice, look->now)) return;
    Text url = page_of(f, "items", item->id.n, "/urgency");
    const char *code = text_string(f->arena, entry->code);
    if (text_is_empty(text_trim(item->urgency_reason)))
        OBSTACLE(f, url,
            "Item %s comes after the latest day of issue, so it can only be taken as urgent. Ask the chair for the special circumstances, "
            "and enter them.",
            code);
    else if (text_is_empty(item->urgency_decided_by) || !date_is_set(item->urgency_decided_on))
        OBSTACLE(f, url, "Item %s is urgent, but it does not say who decided that, or when. Enter both.", code);
}

static void look_at_item(Finding *f, const AgendaSection *section, const AgendaEntry *entry, const Look *look) {
    const AgendaItem *item = &entry->item;
    if (item->is_withdrawn) return;
    look_at_closed_item(f, look->agenda, section, entry);
    look_at_urgency(f, entry, look);
    if (item->purpose == PURPOSE_DECISION && (item->kind == ITEM_BUSINESS || item->kind == ITEM_TERMS_REVIEW) && entry->papers.count == 0)
        WARNING(f, page_of(f, "items", item->id.n, ""), "Item %.*s is for decision, but has no paper.", TEXT_ARG(entry->code));
    for (size_t i = 0; i < entry->papers.count; i++) /* drafts go out with their supplement, and are looked at then */
        if (!entry->papers.items[i].is_draft) find_in_paper(f, look->agenda, section, entry, &entry->papers.items[i]);
}

static bool has_kind(const Agenda *agenda, ItemKind kind) {
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++)
            if (agenda->items[i].items[k].item.kind == kind && !agenda->items[i].items[k].item.is_withdrawn) return true;
    return false;
}

static void look_at_items(Finding *f, const Look *look) {
    const Agenda *agenda = look->agenda;
    size_t standing = 0;
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            look_at_item(f, &agenda->items[i], &agenda->items[i].items[k], look);
            if (!agenda->items[i].items[k].item.is_withdrawn) standing++;
        }
    Text url = page_of(f, "meetings", agenda->meeting.id.n, "/agenda");
    if (standing == 0) {
        OBSTACLE(f, url, "The agenda has no items. Add the first one.");
        return;
    }
    if (!has_kind(agenda, ITEM_DECLARATIONS))
        WARNING(f, url, "The agenda has no item for declarations of interest, which every meeting needs.");
    if (!has_kind(agenda, ITEM_FUTURE_DATES)) WARNING(f, url, "The agenda has no item for the dates of future meetings.");
}

/* ---- Reports written here (R53, R54) ---- */

static const AgendaEntry *entry_of_report(const Agenda *agenda, const Report *report, const Paper **paper) {
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++)
            for (size_t p = 0; p < agenda->items[i].items[k].papers.count; p++)
                if (agenda->items[i].items[k].papers.items[p].id.n == report->paper.n) {
                    *paper = &agenda->items[i].items[k].papers.items[p];
                    return &agenda->items[i].items[k];
                }
    return NULL;
}

/* The form refuses marks that are not well made; what came another way must not be published by a slip of the pen. */
static void look_at_passages(Finding *f, const Report *report, const char *code, Text url) {
    PassageList passages = report_passages(f->arena, report);
    for (size_t i = 0; i < passages.count; i++) {
        const Passage *p = &passages.items[i];
        if (text_is_empty(p->fault)) continue;
        const Field *field = record_field(&report_record, text_of(p->field));
        OBSTACLE(
            f, url, "The report on item %s has a passage that is not marked well, in \"%s\". %.*s", code, field->label, TEXT_ARG(p->fault));
    }
}

/* What was published stays as it is; a version of it that waits for the supplement says what is to be said. */
static bool has_waiting_version(const AgendaEntry *entry, const Paper *paper) {
    for (size_t i = 0; i < entry->papers.count; i++) {
        const Paper *other = &entry->papers.items[i];
        if (other->is_draft && !other->is_withdrawn && other->replaces.n == paper->id.n) return true;
    }
    return false;
}

static void look_at_report(Finding *f, const Agenda *agenda, const Report *report, const Supplement *draft) {
    const Paper *paper = NULL;
    const AgendaEntry *entry = entry_of_report(agenda, report, &paper);
    if (!entry || entry->item.is_withdrawn) return;
    if (draft ? !paper_waits(paper, draft) : paper->is_draft || has_waiting_version(entry, paper)) return;
    Text url = page_of(f, "papers", report->paper.n, "/report");
    const char *code = text_string(f->arena, entry->code);
    bool is_for_decision = entry->item.purpose == PURPOSE_DECISION || text_contains_ignoring_case(report->classification, S("decision"));
    if (is_for_decision && text_is_empty(text_trim(report->recommendations)))
        OBSTACLE(f, url, "The report on item %s is for decision, but recommends nothing. Write what the body is asked to decide.", code);
    if (text_is_empty(text_trim(report->body))) OBSTACLE(f, url, "The report on item %s has no text yet. Write it.", code);
    if (text_is_empty(report->by)) OBSTACLE(f, url, "The report on item %s does not say who it is by. Enter who.", code);

    look_at_passages(f, report, code, url);
    const char *day = text_string(f->arena, date_plain(f->arena, agenda->meeting.day));
    Date named;
    if (!report_day(report->to, &named))
        OBSTACLE(f, url, "The \"To\" line of the report on item %s does not end with the day of the meeting. It should end with \"- %s\".",
            code, day);
    else if (named.n != agenda->meeting.day.n)
        OBSTACLE(f, url, "The report on item %s is addressed to a meeting on %.*s, but this one is on %s. Correct its \"To\" line.", code,
            TEXT_ARG(date_plain(f->arena, named)), day);
    bool says_decision = text_contains_ignoring_case(report->classification, S("decision"));
    if (entry->item.purpose != 0 && !text_is_empty(report->classification) && says_decision != (entry->item.purpose == PURPOSE_DECISION))
        WARNING(f, url, "The report on item %s says \"%.*s\", but the agenda lists the item as %s.", code, TEXT_ARG(report->classification),
            entry->item.purpose == PURPOSE_DECISION ? "for decision" : "for information");
}

void find_in_reports(Finding *f, const Agenda *agenda, const ReportList *reports, const Supplement *draft) {
    for (size_t i = 0; i < reports->count; i++) look_at_report(f, agenda, &reports->items[i], draft);
}

/* ---- All of it ---- */

ObstacleList obstacles_of(Arena *arena, const Agenda *agenda, const ReportList *reports, const MeetingNotice *notice, Moment now) {
    Finding f = {.arena = arena};
    look_at_meeting(&f, agenda, notice);
    look_at_restriction(&f, &agenda->meeting.restricted, page_of(&f, "meetings", agenda->meeting.id.n, "/restriction"), "The meeting");
    look_at_items(&f, &(Look){agenda, notice, now});
    find_in_reports(&f, agenda, reports, NULL);
    look_at_notice(&f, agenda, notice, now);
    return f.list;
}

Error *agenda_obstacles(Db *db, Arena *arena, const Agenda *agenda, ObstacleList *out) {
    ReportList reports;
    MeetingNotice notice;
    TRY(agenda_report_rows(db, arena, agenda->meeting.id, &reports));
    TRY(meeting_notice(db, arena, &agenda->meeting, &notice));
    ReportStandings standings;
    TRY(report_standings(db, arena, agenda->meeting.id, agenda->meeting.day, agenda->meeting.day, &standings));
    standings = report_standings_in(arena, &standings, 0);
    *out = sign_off_obstacles(arena, &standings, obstacles_of(arena, agenda, &reports, &notice, moment_now()));
    return NULL;
}
