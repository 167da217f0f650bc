/* What must not go out with a meeting: collected from the office for the leak check. */
#include <unistd.h>

#include "minutes/minutes.h"
#include "paper/markdown.h"
#include "paper/paper.h"
#include "plan/plan.sql.h"
#include "publish/agreement_rows.sql.h"
#include "publish/agreement_valve.h"
#include "publish/archive_valve.h"
#include "publish/office.sql.h"
#include "publish/snapshot.h"
#include "publish/work_folder.h"

enum { DAYS_BACK = 400, REASON_WORDS = 12 };

void secret_add(Arena *arena, SecretList *list, Text what, Text words) {
    size_t n = list->count;
    if (text_is_empty(text_trim(words))) return;
    if (n == 0 || (n >= 16 && (n & (n - 1)) == 0)) {
        size_t cap = n == 0 ? 16 : n * 2;
        list->items = arena_grow(arena, list->items, n * sizeof(Secret), cap * sizeof(Secret));
    }
    list->items[list->count++] = (Secret){.what = what, .words = words};
}

/* ---- How to join ---- */

static bool is_code_character(char c) {
    return (c >= '0' && c <= '9') || c == ' ' || c == '-';
}

static Text digits_of(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9') buffer_put_char(&out, t.ptr[i]);
    return buffer_text(&out);
}

/* A run of digits, spaced or not, of at least six: a meeting's number, a telephone number, a PIN. It is looked for as it stands and
 * written together. */
static void add_numbers(Arena *arena, Text line, SecretList *out) {
    for (size_t i = 0; i < line.len;) {
        size_t from = i, digits = 0;
        while (i < line.len && is_code_character(line.ptr[i])) digits += line.ptr[i] >= '0' && line.ptr[i] <= '9', i++;
        Text number = text_trim(text_slice(line, from, i - from));
        if (digits >= 6) secret_add(arena, out, S("a number for joining the meeting"), number);
        if (digits >= 6 && digits < number.len) secret_add(arena, out, S("a number for joining the meeting"), digits_of(arena, number));
        if (i == from) i++;
    }
}

static bool has_digit(Text t) {
    for (size_t i = 0; i < t.len; i++)
        if (t.ptr[i] >= '0' && t.ptr[i] <= '9') return true;
    return false;
}

/* Addresses and mixed codes ("x7Kp9q"). Plain words such as "Microsoft Teams" may stand in the place of the meeting as well. */
void secrets_of_joining(Arena *arena, Text joining, SecretList *out) {
    Text rest = joining, line, word;
    while (text_next_line(&rest, &line)) {
        add_numbers(arena, line, out);
        Text words = line;
        while (text_split(&words, ' ', &word)) {
            bool is_address = text_contains(word, S("://")) || text_starts_with(word, S("www."));
            if (is_address || (word.len >= 6 && has_digit(word)))
                secret_add(arena, out, S("a code or address for joining the meeting"), word);
        }
    }
}

/* ---- Restricted items ---- */

/* Words that the clerk lets out in the public titles of this meeting are no secret any more. */
static void secret_add_unless_public(Arena *arena, SecretList *list, Text what, Text words, Text let_out) {
    Secret one = {.what = what, .words = words};
    if (leak_check(arena, &(SecretList){&one, 1, {0}}, S(""), let_out).count == 0) secret_add(arena, list, what, words);
}

/* The telephone number that the agenda names anyway is no secret where it stands among the joining details as well. */
void secrets_of_joining_of(Arena *arena, const Meeting *m, SecretList *out) {
    SecretList all = {0};
    Text contact =
        text_format(arena, "%.*s | %.*s | %.*s", TEXT_ARG(m->contact_name), TEXT_ARG(m->contact_email), TEXT_ARG(m->contact_phone));
    secrets_of_joining(arena, m->joining, &all);
    for (size_t i = 0; i < all.count; i++) secret_add_unless_public(arena, out, all.items[i].what, all.items[i].words, contact);
}

static Text without_ending(Text file_name) {
    size_t dot = file_name.len;
    while (dot > 0 && file_name.ptr[dot - 1] != '.') dot--;
    return dot > 1 ? text_slice(file_name, 0, dot - 1) : file_name;
}

/* What is collected, and from where. */
typedef struct {
    Db *office;
    Arena *arena;
    const char *folder; /* for papers with more words than are kept; may be NULL */
    const Agenda *agenda;
    Text day; /* " of 25 March 2025", for an earlier meeting */
    Text let_out;
    SecretList *out;
} Collecting;

/* The words of a paper, all of them: of a long PDF only the first megabyte is kept with it. */
static Error *all_words(Collecting *c, const Paper *paper, Text *out) {
    TRY(paper_words(c->office, c->arena, paper, REPORT_FULL, out));
    if (paper->kind != PAPER_UPLOADED || out->len + 64 < PDF_TEXT_MAX || !c->folder) return NULL;
    PdfLook look = {0};
    const char *path = work_file(c->arena, c->folder, S("restricted.pdf"));
    TRY(file_to_path(c->office, c->arena, paper->file_sha256, path));
    Error *error = pdf_look_closely(c->arena, path, &look);
    unlink(path);
    if (!error && look.text.len > out->len) *out = look.text;
    return error;
}

/* A short reason ("Personal data") is what anybody might write. */
static void add_reason(Collecting *c, Text place, Text reason) {
    if (words_of(c->arena, reason).count >= REASON_WORDS)
        secret_add(c->arena, c->out, text_format(c->arena, "the reason for restricting %.*s", TEXT_ARG(place)), reason);
}

static Error *secrets_of_paper(Collecting *c, const Paper *paper, Text place, Text let_out) {
    Text words = {0};
    TRY(all_words(c, paper, &words));
    secret_add_unless_public(
        c->arena, c->out, text_format(c->arena, "the title of a restricted paper of %.*s", TEXT_ARG(place)), paper->title, let_out);
    secret_add_unless_public(c->arena, c->out, text_format(c->arena, "the file name of a restricted paper of %.*s", TEXT_ARG(place)),
        without_ending(paper->file_name), let_out);
    secret_add(c->arena, c->out, text_format(c->arena, "a restricted paper of %.*s", TEXT_ARG(place)), words);
    add_reason(c, text_format(c->arena, "a paper of %.*s", TEXT_ARG(place)), paper->restriction_reason);
    return NULL;
}

/* Passages that are withheld from a report which is otherwise open. */
static Error *secrets_of_passages(Collecting *c, const Paper *paper, Text place) {
    Report report = {0};
    if (paper->kind != PAPER_REPORT) return NULL;
    TRY(report_of_paper(c->office, c->arena, paper->id, &report));
    PassageList passages = report_passages(c->arena, &report);
    for (size_t i = 0; i < passages.count; i++) {
        const Passage *p = &passages.items[i];
        secret_add(c->arena, c->out, text_format(c->arena, "a withheld passage of the report on %.*s", TEXT_ARG(place)),
            markdown_to_plain(c->arena, p->text));
        add_reason(c, text_format(c->arena, "a passage of the report on %.*s", TEXT_ARG(place)), p->restricted.restriction_reason);
    }
    return NULL;
}

static Error *secrets_of_item(Collecting *c, const AgendaSection *section, const AgendaEntry *entry) {
    const Meeting *meeting = &c->agenda->meeting;
    const AgendaItem *item = &entry->item;
    bool is_public = item_is_public(meeting, &section->part, item);
    Text place = text_format(c->arena, "item %.*s%.*s", TEXT_ARG(entry->code), TEXT_ARG(c->day)), let_out = c->let_out;
    PaperList papers = {0};
    if (is_public) {
        /* A paper that has the title of its open item gives nothing away by it. */
        let_out = text_format(c->arena, "%.*s | %.*s", TEXT_ARG(let_out), TEXT_ARG(item->title));
    } else {
        secret_add_unless_public(c->arena, c->out, text_format(c->arena, "the title of %.*s", TEXT_ARG(place)), item->title, let_out);
        add_reason(c, place, item->restriction_reason);
        if (words_of(c->arena, item->urgency_reason).count >= REASON_WORDS)
            secret_add(c->arena, c->out, text_format(c->arena, "why %.*s is urgent", TEXT_ARG(place)), item->urgency_reason);
    }
    TRY(valve_papers_of_item(c->office, c->arena, item->id, &papers));
    for (size_t i = 0; i < papers.count; i++) {
        const Paper *paper = &papers.items[i];
        if (paper_is_public(meeting, &section->part, item, paper)) TRY(secrets_of_passages(c, paper, place));
        else TRY(secrets_of_paper(c, paper, place, let_out));
    }
    return NULL;
}

/* What is to be done because of a restricted item, and what was written of it. */
static Error *secrets_of_actions(Collecting *c, const ActionLines *actions, Text place) {
    Text what = text_format(c->arena, "an action of %.*s", TEXT_ARG(place));
    for (size_t i = 0; i < actions->count; i++) {
        const Action *a = &actions->items[i].action;
        ActionUpdateList updates = {0};
        TRY(record_check_open(c->arena, &action_record, a));
        secret_add(c->arena, c->out, what, a->text);
        secret_add(c->arena, c->out, what, a->closed_reason);
        TRY(action_updates(c->office, c->arena, a->id, &updates));
        for (size_t k = 0; k < updates.count; k++) {
            TRY(record_check_open(c->arena, &action_update_record, &updates.items[k]));
            secret_add(c->arena, c->out, what, updates.items[k].text);
        }
    }
    return NULL;
}

static Error *secrets_of_entries(Collecting *c, const MinuteEntry *entries, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const MinuteEntry *e = &entries[i];
        if (e->is_public) continue;
        Text place = text_format(c->arena, "item %.*s%.*s", TEXT_ARG(e->code), TEXT_ARG(c->day));
        if (e->minute.id.n) TRY(record_check_open(c->arena, &minute_record, &e->minute));
        secret_add(
            c->arena, c->out, text_format(c->arena, "the minute of %.*s", TEXT_ARG(place)), markdown_to_plain(c->arena, e->minute.text));
        for (size_t k = 0; k < e->resolutions.count; k++)
            secret_add(c->arena, c->out, text_format(c->arena, "a resolution on %.*s", TEXT_ARG(place)), e->resolutions.items[k].text);
        for (size_t k = 0; k < e->declarations.count; k++)
            secret_add(c->arena, c->out, text_format(c->arena, "an interest declared in %.*s", TEXT_ARG(place)),
                e->declarations.items[k].interest);
        TRY(secrets_of_actions(c, &e->actions, place));
    }
    return NULL;
}

/* What comes back because of a restricted item, and why it does not any more. */
static Error *secrets_of_returns(Collecting *c) {
    PromisedReturnList returns = {0};
    TRY(returns_of_meeting(c->office, c->arena, c->agenda->meeting.id, &returns));
    for (size_t i = 0; i < returns.count; i++) {
        const PromisedReturn *r = &returns.items[i];
        ItemPlace place = {0};
        TRY(item_place(c->office, c->arena, r->item, &place));
        if (item_is_public(&place.meeting, &place.part, &place.item)) continue;
        TRY(record_check_open(c->arena, &promised_return_record, r));
        Text what = text_format(c->arena, "a return of item %.*s%.*s", TEXT_ARG(place.code), TEXT_ARG(c->day));
        secret_add_unless_public(c->arena, c->out, what, r->subject, c->let_out);
        secret_add(c->arena, c->out, what, r->closed_reason);
    }
    return NULL;
}

static Error *secrets_of_corrections(Collecting *c, const MinutesWhole *whole, const CorrectionList *corrections) {
    for (size_t i = 0; i < corrections->count; i++) {
        const Correction *correction = &corrections->items[i];
        if (correction_is_public(whole, correction)) continue;
        TRY(record_check_open(c->arena, &correction_record, correction));
        Text what = text_format(c->arena, "a correction of a restricted minute%.*s", TEXT_ARG(c->day));
        secret_add(c->arena, c->out, what, correction->before);
        secret_add(c->arena, c->out, what, correction->after);
    }
    return NULL;
}

/* What was said and resolved on a restricted item, one that was withdrawn since too. Its summary is public. */
static Error *secrets_of_minutes(Collecting *c) {
    MinutesWhole whole = {0};
    TRY(minutes_read(c->office, c->arena, &c->agenda->meeting, &whole));
    TRY(secrets_of_entries(c, whole.items, whole.count));
    TRY(secrets_of_entries(c, whole.withdrawn, whole.withdrawn_count));
    TRY(secrets_of_returns(c));
    TRY(secrets_of_corrections(c, &whole, &whole.corrections));
    return secrets_of_corrections(c, &whole, &whole.taken_back);
}

static Error *secrets_of_agenda(Collecting *c) {
    const Agenda *agenda = c->agenda;
    TRY(secrets_of_minutes(c));
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) TRY(secrets_of_item(c, &agenda->items[s], &agenda->items[s].items[i]));
    add_reason(c, text_format(c->arena, "the meeting%.*s", TEXT_ARG(c->day)), agenda->meeting.restriction_reason);
    secrets_of_joining_of(c->arena, &agenda->meeting, c->out);
    return NULL;
}

Error *secrets_of_watch_list(Db *office, Arena *arena, SecretList *out) {
    WatchPhraseList phrases = {0};
    TRY(watch_phrases(office, arena, &phrases));
    for (size_t i = 0; i < phrases.count; i++) {
        secret_add(arena, out, S("a phrase of the watch list"), phrases.items[i].phrase);
        out->items[out->count - 1].is_watched = true;
    }
    return NULL;
}

static Text public_titles(Arena *arena, const Agenda *agenda) {
    Buffer out = buffer_new(arena, 256);
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaItem *item = &agenda->items[s].items[i].item;
            if (item_is_public(&agenda->meeting, &agenda->items[s].part, item)) continue;
            buffer_put(&out, item->public_title);
            buffer_put(&out, S(" | "));
        }
    return buffer_text(&out);
}

/* Names that are public anyway do not make a passage telling. */
static Error *ordinary_names(Db *office, Arena *arena, Text *out) {
    BodyList bodies = {0};
    TRY(bodies_on(office, arena, (Date){0}, &bodies));
    Buffer names = buffer_new(arena, 1024);
    for (size_t i = 0; i < bodies.count; i++) {
        if (!bodies.items[i].is_public) continue;
        buffer_putf(&names, "%.*s %.*s ", TEXT_ARG(bodies.items[i].name), TEXT_ARG(bodies.items[i].short_name));
        Membership seats = {0};
        TRY(membership_on(office, arena, bodies.items[i].id, (Date){0}, &seats));
        for (size_t k = 0; k < seats.count; k++) buffer_putf(&names, "%.*s ", TEXT_ARG(seats.items[k].organisation.name));
    }
    *out = buffer_text(&names);
    return NULL;
}

Error *secrets_collect(Db *office, Arena *arena, MeetingId meeting, const char *folder, SecretList *out) {
    *out = (SecretList){0};
    Agenda agenda = {0};
    TRY(agenda_get(office, arena, meeting, &agenda));
    TRY(ordinary_names(office, arena, &out->ordinary));
    Collecting c = {office, arena, folder, &agenda, {0}, public_titles(arena, &agenda), out};
    TRY(secrets_of_agenda(&c));
    /* The notes of an earlier meeting are a paper of this one: what was restricted then must not stand in them now. */
    MeetingList earlier = {0};
    Date day = agenda.meeting.day;
    TRY(valve_meetings_before(office, arena, agenda.meeting.body, date_plus_days(day, -DAYS_BACK), day, &earlier));
    for (size_t i = 0; i < earlier.count; i++) {
        Agenda old = {0};
        TRY(agenda_get(office, arena, earlier.items[i].id, &old));
        c.agenda = &old;
        c.day = text_format(arena, " of %.*s", TEXT_ARG(date_plain(arena, old.meeting.day)));
        /* nor is what its own public titles let out: they stand in its minutes */
        c.let_out = text_format(arena, "%.*s | %.*s", TEXT_ARG(public_titles(arena, &agenda)), TEXT_ARG(public_titles(arena, &old)));
        TRY(secrets_of_agenda(&c));
    }
    return secrets_of_watch_list(office, arena, out);
}

Error *secrets_around(Db *office, Arena *arena, Date day, const char *folder, SecretList *out) {
    MeetingList meetings = {0};
    *out = (SecretList){0};
    TRY(ordinary_names(office, arena, &out->ordinary));
    TRY(valve_meetings_between(office, arena, date_plus_days(day, -DAYS_BACK), date_plus_days(day, DAYS_BACK), &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        Agenda agenda = {0};
        TRY(agenda_get(office, arena, meetings.items[i].id, &agenda));
        Text of_day = text_format(arena, " of %.*s", TEXT_ARG(date_plain(arena, agenda.meeting.day)));
        Collecting c = {office, arena, folder, &agenda, of_day, public_titles(arena, &agenda), out};
        TRY(secrets_of_agenda(&c));
    }
    TRY(secrets_of_archive(office, arena, out));
    return secrets_of_watch_list(office, arena, out);
}

Error *secrets_of_plan_notes(Db *office, Arena *arena, AgreementId agreement, SecretList *out) {
    PlanActionList actions;
    PlanProgressList progress;
    TRY(actions_of(office, arena, agreement, &actions));
    for (size_t i = 0; i < actions.count; i++) {
        TRY(record_check_open(arena, &plan_action_record, &actions.items[i]));
        secret_add(arena, out, text_format(arena, "the note of the office on the action \"%.*s\"", TEXT_ARG(actions.items[i].objective)),
            actions.items[i].note);
    }
    TRY(valve_progress_of_agreement(office, arena, agreement, &progress));
    for (size_t i = 0; i < progress.count; i++) {
        const PlanProgress *p = &progress.items[i];
        TRY(record_check_open(arena, &plan_progress_record, p));
        secret_add(
            arena, out, text_format(arena, "a note for the office in the progress of %.*s", TEXT_ARG(date_plain(arena, p->day))), p->note);
    }
    return NULL;
}
