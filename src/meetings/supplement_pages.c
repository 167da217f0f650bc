/* The page of a meeting's supplements: what waits in the draft, why there is one, what stands in the way, and those that went out; and the
 * chair's reason for the urgency of a late item. */
#include "meetings/pages.h"

#include "meetings/items.view.h"
#include "meetings/places.h"
#include "meetings/supplement.view.h"

/* ---- The draft ---- */

/* Staff and auditors see what waits; the titles of what is restricted only those who may read that. */
static Text title_for(const Subject *s, const AgendaSection *section, const AgendaEntry *entry, const Paper *paper) {
    bool is_known = s->rights.sees_restricted || paper_is_public(&s->meeting, &section->part, &entry->item, paper);
    return is_known ? paper->title : S("A paper that is not for publication");
}

static Text replaced_title(const Subject *s, const AgendaSection *section, const AgendaEntry *entry, PaperId id) {
    for (size_t i = 0; i < entry->papers.count; i++)
        if (entry->papers.items[i].id.n == id.n) return title_for(s, section, entry, &entry->papers.items[i]);
    return id.n ? S("a paper that is withdrawn") : S("");
}

static void list_papers(Arena *arena, const Subject *s, const Agenda *agenda, SupplementShown *out) {
    size_t most = 0;
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) most += agenda->items[i].items[k].papers.count;
    out->papers.items = ARENA_ARRAY(arena, WaitingPaper, most);
    for (size_t i = 0; i < agenda->count; i++)
        for (size_t k = 0; k < agenda->items[i].count; k++) {
            const AgendaSection *section = &agenda->items[i];
            const AgendaEntry *entry = &section->items[k];
            for (size_t p = 0; p < entry->papers.count; p++) {
                const Paper *paper = &entry->papers.items[p];
                if (!paper_waits(paper, &out->draft)) continue;
                out->papers.items[out->papers.count++] = (WaitingPaper){.code = entry->code,
                    .item = item_title_for(&s->rights, &s->meeting, &section->part, &entry->item),
                    .title = title_for(s, section, entry, paper),
                    .paper = paper,
                    .replaces = replaced_title(s, section, entry, paper->replaces),
                    .is_withheld = !paper_is_public(&agenda->meeting, &section->part, &entry->item, paper)};
            }
        }
}

static Error *read_supplement(Office *office, Request *request, const Subject *s, Agenda *agenda, SupplementShown *out) {
    Arena *arena = request->arena;
    SupplementList all;
    bool found;
    *out = (SupplementShown){.may_edit = s->rights.edits && s->meeting.state != MEETING_CANCELLED};
    TRY(subject_waiting(office, request, s, &out->waiting));
    TRY(agenda_get(office->db, arena, s->meeting.id, agenda));
    TRY(supplements_of(office->db, arena, s->meeting.id, &all));
    out->published.items = ARENA_ARRAY(arena, Supplement, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].state == SUPPLEMENT_PUBLISHED) out->published.items[out->published.count++] = all.items[i];
    TRY(supplement_draft(office->db, arena, s->meeting.id, &out->draft, &found));
    if (!found) return NULL;
    list_papers(arena, s, agenda, out);
    TRY(supplement_obstacles(office->db, arena, agenda, &out->draft, &out->found));
    for (size_t i = 0; i < out->found.count; i++) {
        out->obstacles += !out->found.items[i].is_warning;
        out->losses += out->found.items[i].is_loss && s->rights.edits; /* they name papers: the clerk's to know */
        out->warnings += out->found.items[i].is_warning && !out->found.items[i].is_loss;
    }
    return NULL;
}

static Error *show(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Agenda agenda;
    SupplementShown shown;
    TRY(read_supplement(office, request, s, &agenda, &shown));
    Page page = agenda_page(office, request, s, S("Supplements"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    supplement_view(&v, page, s, meeting_links(request->arena, s), &shown);
    return NULL;
}

static Error *refuse_drafts(Arena *arena, const Subject *s) {
    if (s->rights.sees_drafts) return NULL;
    return error_new(arena, ERROR_FORBIDDEN, "Only those who prepare or agree the agenda see what waits for a supplement.");
}

Error *supplement_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_meeting(office, request, TO_SEE, &s));
    TRY(refuse_drafts(request->arena, &s));
    Form form = form_show(request->arena, &supplement_record);
    return show(office, request, response, &s, &form);
}

Error *supplement_save_do(Office *office, Request *request, Response *response) {
    static const char *const reason_only[] = {"reason", NULL};
    Subject s;
    Supplement draft;
    bool found;
    TRY(subject_meeting(office, request, TO_EDIT, &s));
    TRY(supplement_draft(office->db, request->arena, s.meeting.id, &draft, &found));
    if (!found)
        return error_new(request->arena, ERROR_CONFLICT,
            "There is no draft supplement any more. It may have been published meanwhile. Look at the supplements of the meeting again.");
    Form form = form_read(request->arena, &supplement_record, request->form, office->roles, reason_only, &draft);
    if (!form_is_fine(&form)) return show(office, request, response, &s, &form);
    TRY(OFFICE_CHANGE(office, request, tx, supplement_save(tx, &draft)));
    respond_done(request, response, meeting_url(request->arena, s.meeting.id, "/supplement"), "saved");
    return NULL;
}

/* ---- Urgency (MTG-03) ---- */

static Error *item_to_decide(Office *office, Request *request, Subject *s) {
    TRY(subject_item(office, request, TO_SEE, s));
    if (s->rights.edits || s->rights.agrees) return NULL;
    return error_new(request->arena, ERROR_FORBIDDEN,
        "Only the chair of the body decides that an item is urgent, and a clerk can record that the chair did.");
}

static Error *show_urgency(
    Office *office, Request *request, Response *response, const Subject *s, const Form *form, const AgendaItem *item) {
    MeetingNotice notice;
    Membership membership;
    UrgencyAsked asked = {.is_own_decision = s->rights.agrees, .today = request_today(request)};
    TRY(meeting_notice(office->db, request->arena, &s->meeting, &notice));
    TRY(membership_on(office->db, request->arena, s->body.id, asked.today, &membership));
    const SeatHolder *chair = officer_of(&membership, OFFICE_CHAIR);
    if (chair) asked.chair = person_shown(request->arena, &chair->person);
    if (notice.has_terms && date_is_set(notice.deadline.clear_days)) asked.latest = date_long(request->arena, notice.deadline.clear_days);
    Page page = below_item_page(office, request, s, S("Reason for urgency"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    item_urgency_view(&v, page, s, item, &asked);
    return NULL;
}

Error *item_urgency_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(item_to_decide(office, request, &s));
    Form form = form_show(request->arena, &agenda_item_record);
    return show_urgency(office, request, response, &s, &form, &s.item);
}

static const char *const urgency_fields[] = {"urgency_reason", "urgency_decided_by", "urgency_decided_on", NULL};
static const char *const own_fields[] = {"urgency_reason", NULL}; /* the chair decides by sending the form, today */

static void check_urgency(const Request *request, Form *form, const AgendaItem *item) {
    if (text_is_empty(text_trim(item->urgency_reason)))
        form_error(form, "urgency_reason", "Enter why the item is urgent: the special circumstances go on the agenda and into the minutes");
    if (text_is_empty(item->urgency_decided_by)) form_error(form, "urgency_decided_by", "Enter who decided that the item is urgent");
    if (!date_is_set(item->urgency_decided_on)) form_error(form, "urgency_decided_on", "Enter the day on which that was decided");
    else if (date_compare(item->urgency_decided_on, request_today(request)) > 0)
        form_error(form, "urgency_decided_on", "The day on which that was decided must not be in the future");
}

Error *item_urgency_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(item_to_decide(office, request, &s));
    AgendaItem item = s.item;
    bool is_own = s.rights.agrees;
    /* The record is the clerk's to change; these three fields are the chair's too. */
    Form form =
        form_read(request->arena, &agenda_item_record, request->form, office->roles | CLERK, is_own ? own_fields : urgency_fields, &item);
    if (is_own) {
        item.urgency_decided_by = text_join(request->arena, office->session->name, S(""));
        item.urgency_decided_on = request_today(request);
    }
    if (form_is_fine(&form)) check_urgency(request, &form, &item);
    if (!form_is_fine(&form)) return show_urgency(office, request, response, &s, &form, &item);
    TRY(step_over_moves(office->db, request->arena, &agenda_item_record, urgency_fields, &s.item, &item));
    Text back = item_url(request->arena, s.item.id, "");
    Error *error = OFFICE_CHANGE(office, request, tx, item_decide_urgency(tx, &item, is_own));
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = below_item_page(office, request, &s, S("Reason for urgency"));
        return respond_conflict(office, request, response, &page, &agenda_item_record, &item, back);
    }
    TRY(error);
    if (is_own) respond_done(request, response, back, "saved");
    else respond_changed(request, response, &s, back, "saved");
    return NULL;
}
