/* Pages of one agenda item: showing, adding, changing, moving, withdrawing, bringing back and removing it. */
#include "meetings/pages.h"

#include "meetings/items.view.h"
#include "meetings/meetings.sql.h"
#include "meetings/places.h"
#include "store/twice.h"

/* ---- Showing ---- */

/* Withdrawn papers stay in sight of staff and auditors only. */
static void drop_withdrawn(PaperList *papers) {
    size_t kept = 0;
    for (size_t i = 0; i < papers->count; i++)
        if (!papers->items[i].is_withdrawn) papers->items[kept++] = papers->items[i];
    papers->count = kept;
}

/* What waits for a supplement, in sight of those who prepare or agree the agenda. */
static void drop_drafts(PaperList *papers) {
    size_t kept = 0;
    for (size_t i = 0; i < papers->count; i++)
        if (!papers->items[i].is_draft) papers->items[kept++] = papers->items[i];
    papers->count = kept;
}

Error *item_show(Office *office, Request *request, Response *response) {
    Subject s;
    PaperList papers;
    Waiting waiting;
    MeetingNotice notice;
    TRY(subject_item(office, request, TO_SEE, &s));
    TRY(papers_of_item(office->db, request->arena, s.item.id, &papers));
    if (!(office->roles & (STAFF | AUDITOR))) drop_withdrawn(&papers);
    if (!s.rights.sees_drafts) drop_drafts(&papers);
    TRY(subject_waiting(office, request, &s, &waiting));
    TRY(meeting_notice(office->db, request->arena, &s.meeting, &notice));
    Page page =
        item_page(office, request, &s, text_format(request->arena, "%.*s %.*s", TEXT_ARG(s.code), TEXT_ARG(subject_item_title(&s))));
    View v = page_view(request, response, &page);
    item_view(&v, page, &s, papers, &waiting, item_is_late(&s.item, &s.meeting, &notice, request->started));
    return NULL;
}

/* ---- The form ---- */

static void check_item(Form *form, AgendaItem *item, Date meeting) {
    restriction_check(form, &item->restricted, meeting);
    if (item->restriction != 0 && text_is_empty(item->public_title))
        form_error(form, "public_title", "Enter the title for the public: the item is restricted");
}

static const char *const item_form_fields[] = {"kind", "title", "purpose", "lead", "restriction", "paragraphs", "public_title",
    "restriction_reason", "restriction_decided_by", "restriction_review", NULL};

static Form read_item(Office *office, Request *request, const Meeting *meeting, AgendaItem *item) {
    Form form = form_read(request->arena, &agenda_item_record, request->form, office->roles, item_form_fields, item);
    check_item(&form, item, meeting->day);
    return form;
}

static Error *show_form(Office *office, Request *request, Response *response, const Subject *s, const Form *form, const AgendaItem *item) {
    Text title = item->id.n
                     ? text_format(request->arena, "Change item %.*s", TEXT_ARG(s->code))
                     : text_format(request->arena, "Add an item to part %.*s", TEXT_ARG(part_letter(request->arena, s->part.position)));
    Page page = item->id.n ? below_item_page(office, request, s, title) : item_page(office, request, s, title);
    page.form = form;
    if (form->was_sent) form_refused(response);
    View v = page_view(request, response, &page);
    item_form_view(&v, page, s, item);
    return NULL;
}

/* ---- Adding ---- */

Error *item_new_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    AgendaItem item = {.kind = ITEM_BUSINESS, .restriction = s.part.is_open ? 0 : RESTRICTION_EXEMPT};
    Form form = form_show(request->arena, &agenda_item_record);
    return show_form(office, request, response, &s, &form, &item);
}

static Error *add_once(Tx *tx, AgendaItem *item) {
    int64_t before;
    TRY(made_just_now(tx, &agenda_item_record, item, 60, &before));
    if (before == 0) return item_add(tx, item);
    item->id.n = before;
    return NULL;
}

Error *item_new_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_part(office, request, TO_EDIT, &s));
    AgendaItem item = {.meeting = s.meeting.id, .part = s.part.id};
    Form form = read_item(office, request, &s.meeting, &item);
    if (!form_is_fine(&form)) return show_form(office, request, response, &s, &form, &item);
    TRY(OFFICE_CHANGE(office, request, tx, add_once(tx, &item)));
    respond_changed(request, response, &s, item_url(request->arena, item.id, ""), "added");
    return NULL;
}

/* ---- Changing ---- */

Error *item_edit_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    Form form = form_show(request->arena, &agenda_item_record);
    return show_form(office, request, response, &s, &form, &s.item);
}

Error *item_edit_save(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    AgendaItem item = s.item;
    Form form = read_item(office, request, &s.meeting, &item);
    if (!form_is_fine(&form)) return show_form(office, request, response, &s, &form, &item);
    TRY(step_over_moves(office->db, request->arena, &agenda_item_record, item_form_fields, &s.item, &item));
    Error *error = OFFICE_CHANGE(office, request, tx, item_save(tx, &item));
    Text back = item_url(request->arena, s.item.id, "");
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = below_item_page(office, request, &s, S("Change the item"));
        return respond_conflict(office, request, response, &page, &agenda_item_record, &item, back);
    }
    TRY(error);
    respond_changed(request, response, &s, back, "saved");
    return NULL;
}

/* ---- Moving ---- */

/* Every place of the agenda as one choice: "part:position". */
static OptionList places_to_go(Arena *arena, const Agenda *agenda, AgendaItemId moved) {
    OptionList options = {0};
    for (size_t i = 0; i < agenda->count; i++) {
        const AgendaSection *section = &agenda->items[i];
        int64_t position = 1;
        for (size_t k = 0; k < section->count; k++) {
            const AgendaEntry *entry = &section->items[k];
            if (entry->item.id.n == moved.n) continue;
            Text value = text_format(arena, "%" PRId64 ":%" PRId64, section->part.id.n, position++);
            option_add_text(arena, &options, value,
                text_format(arena, "In part %.*s, before %.*s %.*s", TEXT_ARG(section->letter), TEXT_ARG(entry->code),
                    TEXT_ARG(entry->item.title)));
        }
        option_add_text(arena, &options, text_format(arena, "%" PRId64 ":%" PRId64, section->part.id.n, position),
            text_format(arena, "In part %.*s (%.*s), at the end", TEXT_ARG(section->letter), TEXT_ARG(section->part.title)));
    }
    return options;
}

static Error *show_move(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Agenda agenda;
    TRY(agenda_get(office->db, request->arena, s->meeting.id, &agenda));
    Page page = below_item_page(office, request, s, text_format(request->arena, "Move item %.*s", TEXT_ARG(s->code)));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    item_move_view(&v, page, s, places_to_go(request->arena, &agenda, s->item.id));
    return NULL;
}

Error *item_move_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    Form form = reason_form(request, &agenda_item_record);
    return show_move(office, request, response, &s, &form);
}

/* The item must still stand where the person saw it, and the whole agenda be as it was: otherwise the place they chose is another. */
static Error *move_as_seen(Tx *tx, const AgendaItem *seen, AgendaPartId part, int64_t position) {
    AgendaItem now;
    Error *error = record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, seen->id.n, &now);
    if (error && error->kind != ERROR_NOT_FOUND) return error;
    if (error || now.version != seen->version) return moved_meanwhile(tx_arena(tx), "item", "agenda");
    return item_move(tx, seen->id, part, position);
}

Error *item_move_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    Form form = reason_form(request, &agenda_item_record);
    AgendaPartId part;
    int64_t position;
    Text rest = request_value(request, "place"), first, second;
    if (!text_split(&rest, ':', &first) || !text_to_int64(first, &part.n) || !text_split(&rest, ':', &second)
        || !text_to_int64(second, &position)) {
        form_error(&form, "place", "Select where the item should stand");
        return show_move(office, request, response, &s, &form);
    }
    take_version(request, &s.item);
    TRY(OFFICE_CHANGE(office, request, tx, move_as_seen(tx, &s.item, part, position)));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "moved");
    return NULL;
}

/* ---- Withdrawing, bringing back, removing ---- */

static Error *show_withdraw(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Page page = below_item_page(office, request, s, S("Withdraw the item"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Withdraw item %.*s, %.*s?", TEXT_ARG(s->code), TEXT_ARG(s->item.title)),
            .what_happens =
                S("The item keeps its place and its code. The agenda says that it is withdrawn, and why. Its papers are not published."),
            .button = "Withdraw the item",
            .is_warning = true,
            .back = item_url(request->arena, s->item.id, ""),
            .reason = "Why is the item withdrawn?",
            .record = &s->item});
    return NULL;
}

Error *item_withdraw_ask(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    Form form = reason_form(request, &agenda_item_record);
    return show_withdraw(office, request, response, &s, &form);
}

Error *item_withdraw_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    Form form = reason_form(request, &agenda_item_record);
    Text reason = request_value(request, "reason");
    if (text_is_empty(reason)) {
        form_error(&form, "reason", "Enter why the item is withdrawn");
        return show_withdraw(office, request, response, &s, &form);
    }
    take_version(request, &s.item);
    TRY(OFFICE_CHANGE(office, request, tx, item_withdraw(tx, &s.item, reason)));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "withdrawn");
    return NULL;
}

Error *item_restore_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, item_restore(tx, &s.item)));
    respond_changed(request, response, &s, item_url(request->arena, s.item.id, ""), "restored");
    return NULL;
}

Error *item_remove_ask(Office *office, Request *request, Response *response) {
    Subject s;
    Text stamp;
    TRY(subject_item(office, request, TO_EDIT, &s));
    TRY(agenda_stamp(office->db, request->arena, &s.meeting, &stamp));
    FormValue seen = {S("seen"), stamp};
    Page page = below_item_page(office, request, &s, S("Remove the item"));
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Remove item %.*s, %.*s?", TEXT_ARG(s.code), TEXT_ARG(s.item.title)),
            .what_happens = S("The item goes for good, with its papers and reports, and the items after it get the number before theirs."),
            .button = "Remove the item",
            .is_warning = true,
            .back = item_url(request->arena, s.item.id, ""),
            .hidden = {&seen, 1}});
    return NULL;
}

/* What goes is what was there when the question was asked: a paper that somebody added meanwhile does not go unseen. */
static Error *remove_as_seen(Tx *tx, const AgendaItem *item, Text seen) {
    Meeting meeting;
    Text stamp;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, item->meeting.n, &meeting));
    TRY(agenda_stamp(tx_db(tx), tx_arena(tx), &meeting, &stamp));
    if (text_equal(seen, stamp)) return item_remove(tx, item->id);
    return error_new(tx_arena(tx), ERROR_CONFLICT,
        "The agenda was changed after you looked at the item, so it was not removed. Look at the item and its papers again.");
}

Error *item_remove_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(subject_item(office, request, TO_EDIT, &s));
    TRY(OFFICE_CHANGE(office, request, tx, remove_as_seen(tx, &s.item, request_value(request, "seen"))));
    respond_changed(request, response, &s, meeting_url(request->arena, s.meeting.id, "/agenda"), "removed");
    return NULL;
}
