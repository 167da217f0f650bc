/* From office records to what the public reads of minutes: rows and search entries, with what is restricted left out. */
#include "publish/minutes_valve.h"

#include <inttypes.h>

#include "meetings/supplement.h"
#include "paper/markdown.h"
#include "publish/finding.h"

static PublishedId published_id(int64_t n) {
    return (PublishedId){n};
}

/* ---- People: by name only where they may be named ---- */

static Text person_public(const Person *p) {
    return p->is_named_publicly ? p->name : p->post;
}

static Text seat_public(Arena *arena, const AttendanceLine *line) {
    Text name = person_public(&line->person);
    Text seat = line->held->seat.title;
    if (text_is_empty(name)) return seat;
    return text_format(arena, "%.*s (%.*s)", TEXT_ARG(name), TEXT_ARG(seat));
}

static void add(Buffer *out, const char *between, Text words) {
    if (buffer_text(out).len) buffer_put(out, text_of(between));
    buffer_put(out, words);
}

/* Each group one a line. */
static void fill_attendance(Arena *arena, const AttendanceSheet *sheet, PublishedMinutes *row) {
    Buffer present = buffer_new(arena, 256), substitutes = buffer_new(arena, 64), apologies = buffer_new(arena, 64);
    Buffer others = buffer_new(arena, 64);
    for (size_t i = 0; i < sheet->count; i++) {
        const AttendanceLine *line = &sheet->items[i];
        Text words = seat_public(arena, line);
        if (line->attendance.code == ATTENDANCE_SUBSTITUTE) add(&substitutes, "\n", words);
        else if (attendance_is_present(line->attendance.code)) add(&present, "\n", words);
        else if (line->attendance.code == ATTENDANCE_APOLOGIES) add(&apologies, "\n", words);
    }
    for (size_t i = 0; i < sheet->others.count; i++) {
        const Attendee *a = &sheet->others.items[i];
        Text post = text_format(arena, "%.*s, %.*s", TEXT_ARG(a->post), TEXT_ARG(a->organisation));
        add(&others, "\n", a->is_named_publicly ? text_format(arena, "%.*s (%.*s)", TEXT_ARG(a->name), TEXT_ARG(post)) : post);
    }
    row->present = buffer_text(&present);
    row->substitutes = buffer_text(&substitutes);
    row->apologies = buffer_text(&apologies);
    row->others = buffer_text(&others);
}

/* R49: who declared what; in a restricted item, that somebody did. */
static Text declarations_public(Arena *arena, const MinutesWhole *whole, const AttendanceSheet *sheet) {
    Buffer out = buffer_new(arena, 128);
    for (size_t i = 0; i < whole->count; i++)
        for (size_t k = 0; k < whole->items[i].declarations.count; k++) {
            const MinuteEntry *e = &whole->items[i];
            const Declaration *d = &e->declarations.items[k];
            const AttendanceLine *line = attendance_line(sheet, d->seat);
            Text who = line ? seat_public(arena, line) : S("A member");
            const char *left = d->left_the_meeting ? " They left the meeting while the item was taken." : "";
            if (!e->is_public) add(&out, "\n", text_format(arena, "Item %.*s: an interest was declared.", TEXT_ARG(e->code)));
            else
                add(&out, "\n",
                    text_format(arena, "Item %.*s: %.*s: %.*s.%s", TEXT_ARG(e->code), TEXT_ARG(who), TEXT_ARG(d->interest), left));
        }
    return whole->minutes.nil_declared ? S("Nobody declared an interest.") : buffer_text(&out);
}

/* ---- Corrections ---- */

/* Words of others stand in Markdown as they are: what could be a mark loses its meaning. */
static Text quoted(Arena *arena, Text words) {
    Buffer out = buffer_new(arena, words.len + 16);
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        if (c == '\n' || c == '\r') c = ' ';
        if ((c >= '!' && c <= '/' && c != ',' && c != '.' && c != '\'') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~') || c == '<'
            || c == '>')
            buffer_put_char(&out, '\\');
        buffer_put_char(&out, c);
    }
    return buffer_text(&out);
}

/* A sentence that was quoted whole has its own end. */
static const char *end_after(Text quote) {
    Text words = text_trim(quote);
    char last = words.len ? words.ptr[words.len - 1] : ' ';
    return last == '.' || last == '!' || last == '?' ? "" : ".";
}

static Text corrections_public(Arena *arena, const MinutesWhole *whole, const CorrectionList *list, MinuteId minute) {
    Buffer out = buffer_new(arena, 128);
    for (size_t i = 0; i < list->count; i++) {
        const Correction *c = &list->items[i];
        if (c->minute.n != minute.n) continue;
        Text before = text_is_empty(c->before) ? S("") : text_format(arena, " Instead of \"%.*s\":", TEXT_ARG(quoted(arena, c->before)));
        Text after = text_is_empty(c->after) ? S(" the words are taken out.")
                                             : text_format(arena, " \"%.*s\"%s", TEXT_ARG(quoted(arena, c->after)), end_after(c->after));
        Text day = date_plain(arena, correction_day(whole, c));
        add(&out, "\n", text_format(arena, "- Correction agreed on %.*s.%.*s%.*s", TEXT_ARG(day), TEXT_ARG(before), TEXT_ARG(after)));
    }
    return buffer_text(&out);
}

/* Those of earlier minutes that were agreed at this meeting, as far as what they correct is open. */
static Error *agreed_public(Db *office, Arena *arena, const CorrectionList *agreed, Text *out) {
    Buffer words = buffer_new(arena, 128);
    for (size_t i = 0; i < agreed->count; i++) {
        Minutes minutes;
        Meeting earlier;
        MinutesWhole whole;
        TRY(record_get(office, arena, &minutes_record, agreed->items[i].minutes.n, &minutes));
        TRY(record_get(office, arena, &meeting_record, minutes.meeting.n, &earlier));
        TRY(minutes_read(office, arena, &earlier, &whole));
        CorrectionList one = {&agreed->items[i], 1};
        bool is_agreed = minutes.state == MINUTES_APPROVED; /* until then it was only put to the meeting */
        if (is_agreed && correction_is_public(&whole, &agreed->items[i]))
            add(&words, "\n", corrections_public(arena, &whole, &one, agreed->items[i].minute));
    }
    *out = buffer_text(&words);
    return NULL;
}

/* ---- Minutes and decisions ---- */

static Text organisation_named(const AttendanceSheet *sheet, OrganisationId id) {
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->items[i].held->organisation.id.n == id.n) return sheet->items[i].held->organisation.name;
    return S("another organisation");
}

static Text vote_public(Arena *arena, const MinutesWhole *whole, const AttendanceSheet *sheet, ResolutionId id) {
    static const struct {
        Cast cast;
        const char *label;
    } casts[] = {{VOTE_FOR, "For"}, {VOTE_AGAINST, "Against"}, {VOTE_ABSTAINED, "Abstained"}};
    Buffer out = buffer_new(arena, 64);
    for (size_t i = 0; i < 3; i++) {
        Buffer who = buffer_new(arena, 64);
        for (size_t k = 0; k < whole->votes.count; k++) {
            const ResolutionVote *v = &whole->votes.items[k];
            if (v->resolution.n == id.n && v->cast_as == casts[i].cast) add(&who, ", ", organisation_named(sheet, v->organisation));
        }
        if (buffer_text(&who).len) add(&out, " ", text_format(arena, "%s: %.*s.", casts[i].label, TEXT_ARG(buffer_text(&who))));
    }
    return buffer_text(&out);
}

typedef struct {
    Arena *arena;
    const AttendanceSheet *sheet;
    MinutesSnapshot *out;
    Text agreed; /* corrections of open minutes of earlier meetings, agreed at this one */
} Assembling;

/* One part stands in the sentence; several stand below it, each with its letter. */
static Text resolved_public(Assembling *r, const MinuteEntry *e) {
    Arena *arena = r->arena;
    Buffer out = buffer_new(arena, 256);
    size_t count = e->resolutions.count;
    if (count == 0) return S("");
    buffer_put(&out, text_format(arena, "**RESOLVED** that the %.*s%s", TEXT_ARG(quoted(arena, r->out->body.name)), count > 1 ? ":" : ""));
    for (size_t i = 0; i < count; i++) {
        const Resolution *res = &e->resolutions.items[i];
        Text letter = quoted(arena, resolution_letter(arena, i, count)), vote = vote_public(arena, &r->out->whole, r->sheet, res->id);
        Text words = quoted(arena, resolution_words(arena, res));
        const char *lost = res->outcome == OUTCOME_NOT_CARRIED ? " (not carried)" : "";
        buffer_put(&out, text_format(arena, "%s%.*s %.*s%s. %.*s", count > 1 ? "\n\n" : "", TEXT_ARG(letter), TEXT_ARG(words), lost,
                             TEXT_ARG(quoted(arena, vote))));
    }
    return buffer_text(&out);
}

/* R10: those that the minutes have, as they were agreed. */
static Text actions_public(Arena *arena, const MinuteEntry *e) {
    Buffer out = buffer_new(arena, 128);
    for (size_t i = 0; i < e->actions.count; i++)
        if (e->actions.items[i].action.is_in_minutes) add(&out, "\n", action_line_words(arena, &e->actions.items[i], true));
    return buffer_text(&out);
}

static void add_decisions(Assembling *r, const MinuteEntry *e) {
    MinutesSnapshot *out = r->out;
    for (size_t i = 0; i < e->resolutions.count; i++) {
        const Resolution *res = &e->resolutions.items[i];
        if (res->outcome == OUTCOME_DRAFT) continue;
        out->decisions.items[out->decisions.count++] = (PublishedDecision){.id = published_id(res->id.n),
            .version = 1,
            .minutes = out->row.id,
            .body = out->row.body,
            .body_name = out->row.body_name,
            .day = out->row.day,
            .number = e->minute.number,
            .code = e->code,
            .item_title = e->item.title,
            .position = (int64_t)i + 1,
            .letter = resolution_letter(r->arena, i, e->resolutions.count),
            .words = resolution_words(r->arena, res),
            .outcome = text_of(outcome_shown(res->outcome)),
            .vote = vote_public(r->arena, &out->whole, r->sheet, res->id),
            .is_draft = out->row.state == PUBLISHED_MINUTES_DRAFT};
    }
}

/* Before minutes are approved nothing of what was put to a meeting is agreed. */
static Text own_corrections(Assembling *r, MinuteId minute) {
    const MinutesWhole *whole = &r->out->whole;
    return whole->minutes.state == MINUTES_APPROVED ? corrections_public(r->arena, whole, &whole->corrections, minute) : S("");
}

/* MTG-06: of a restricted item go out its number, its public title, the summary and the description of the restriction. */
static void add_minute(Assembling *r, const MinuteEntry *e) {
    MinutesSnapshot *out = r->out;
    if (!minute_is_written(e) || e->minute.number == 0) return;
    PublishedMinute *row = &out->minutes.items[out->minutes.count];
    *row = (PublishedMinute){.id = published_id(e->minute.id.n),
        .version = 1,
        .minutes = out->row.id,
        .position = (int64_t)++out->minutes.count,
        .number = e->minute.number,
        .code = e->code,
        .title = item_public_title(&out->whole.meeting, &e->part, &e->item),
        .text = minute_numbered(r->arena, e->is_public ? e->minute.text : e->minute.public_summary),
        .is_restricted = !e->is_public};
    if (e->is_public) { /* MTG-03: the reason for urgency, which of a restricted item stands in the full minute alone */
        row->urgency = urgency_whole(r->arena, &e->item);
        row->resolved = resolved_public(r, e);
        row->actions = actions_public(r->arena, e);
        Text own = own_corrections(r, e->minute.id);
        Text earlier = e->item.kind == ITEM_PREVIOUS_NOTES ? r->agreed : S("");
        row->corrections = text_format(r->arena, "%.*s%s%.*s", TEXT_ARG(own), own.len && earlier.len ? "\n" : "", TEXT_ARG(earlier));
        add_decisions(r, e);
        return;
    }
    Restricted in_force = restriction_in_force(&out->whole.meeting, &e->item, NULL);
    row->restriction = restriction_shown(r->arena, &in_force);
    if (text_is_empty(row->restriction)) row->restriction = S("Not for publication");
}

/* ---- Search ---- */

static void add_entries(Arena *arena, MinutesSnapshot *out) {
    Text name = text_format(arena, "Minutes: %.*s, %.*s", TEXT_ARG(out->row.body_name), TEXT_ARG(date_plain(arena, out->row.day)));
    Text url = text_format(arena, "/meetings/%" PRId64 "/minutes", out->row.id.n);
    out->entries = ARENA_ARRAY(arena, SearchEntry, out->minutes.count + 1);
    for (size_t i = 0; i < out->minutes.count; i++) {
        const PublishedMinute *m = &out->minutes.items[i];
        out->entries[out->entry_count++] = (SearchEntry){.kind = S("minute"),
            .key = text_format(arena, "minute-%" PRId64, m->id.n),
            .title = text_format(arena, "%" PRId64 ". %.*s", m->number, TEXT_ARG(m->title)),
            .text = text_format(arena, "%.*s\n%.*s\n%.*s", TEXT_ARG(markdown_to_plain(arena, m->text)),
                TEXT_ARG(markdown_to_plain(arena, m->resolved)), TEXT_ARG(m->actions)),
            .url = text_format(arena, "%.*s#minute-%" PRId64, TEXT_ARG(url), m->number),
            .about = name,
            .day = out->row.day};
    }
}

/* ---- The whole ---- */

/* Of everything that goes out but the file, which is made of it. */
static Text sum_of(Arena *arena, const MinutesSnapshot *s) {
    Buffer all = buffer_new(arena, 4096);
    buffer_put(&all, record_state(arena, &published_minutes_record, &s->row));
    for (size_t i = 0; i < s->minutes.count; i++) buffer_put(&all, record_state(arena, &published_minute_record, &s->minutes.items[i]));
    for (size_t i = 0; i < s->decisions.count; i++)
        buffer_put(&all, record_state(arena, &published_decision_record, &s->decisions.items[i]));
    return hash_of_text(arena, buffer_text(&all));
}

static Error *check_open(Arena *arena, const MinutesWhole *whole) {
    for (size_t i = 0; i < whole->count; i++) {
        if (whole->items[i].minute.id.n) TRY(record_check_open(arena, &minute_record, &whole->items[i].minute));
        for (size_t k = 0; k < whole->items[i].resolutions.count; k++)
            TRY(record_check_open(arena, &resolution_record, &whole->items[i].resolutions.items[k]));
        for (size_t k = 0; k < whole->items[i].actions.count; k++)
            TRY(record_check_open(arena, &action_record, &whole->items[i].actions.items[k].action));
    }
    return NULL;
}

static Error *fill_approval(Db *office, Arena *arena, MinutesSnapshot *out) {
    const Minutes *m = &out->whole.minutes;
    Meeting at;
    if (m->state != MINUTES_APPROVED) return NULL;
    TRY(record_get(office, arena, &meeting_record, m->approved_at_meeting.n, &at));
    out->row.approval = text_format(arena, "Approved at the meeting of %.*s, %s, and signed by whoever presided there on %.*s.",
        TEXT_ARG(date_plain(arena, at.day)), m->approved_how == APPROVED_CORRECTED ? "subject to corrections" : "as a correct record",
        TEXT_ARG(date_plain(arena, m->signed_on)));
    return NULL;
}

Error *minutes_assemble(Db *office, Arena *arena, const Minutes *minutes, MinutesSnapshot *out) {
    Meeting meeting;
    AttendanceSheet sheet;
    size_t resolutions = 0;
    *out = (MinutesSnapshot){0};
    TRY(record_get(office, arena, &meeting_record, minutes->meeting.n, &meeting));
    TRY(record_get(office, arena, &body_record, meeting.body.n, &out->body));
    TRY(minutes_read(office, arena, &meeting, &out->whole));
    TRY(minutes_stamp(office, arena, &meeting, &out->stamp));
    TRY(attendance_sheet(office, arena, &meeting, &sheet));
    TRY(check_open(arena, &out->whole));
    out->row = (PublishedMinutes){.id = published_id(meeting.id.n),
        .body = published_id(meeting.body.n),
        .body_name = out->body.name,
        .day = meeting.day,
        .state = out->whole.minutes.state == MINUTES_APPROVED ? PUBLISHED_MINUTES_APPROVED : PUBLISHED_MINUTES_DRAFT};
    Assembling rows = {arena, &sheet, out, {0}};
    TRY(fill_approval(office, arena, out));
    TRY(agreed_public(office, arena, &out->whole.agreed, &rows.agreed));
    if (meeting_is_public(&meeting)) { /* of a restricted meeting nothing goes out but when and where it was, and public titles */
        Person presided;
        fill_attendance(arena, &sheet, &out->row);
        out->row.declarations = declarations_public(arena, &out->whole, &sheet);
        out->row.corrections = own_corrections(&rows, (MinuteId){0});
        if (out->whole.minutes.presided.n) {
            TRY(record_get(office, arena, &person_record, out->whole.minutes.presided.n, &presided));
            out->row.presided = person_public(&presided);
        }
    }
    for (size_t i = 0; i < out->whole.count; i++) resolutions += out->whole.items[i].resolutions.count;
    out->minutes.items = ARENA_ARRAY(arena, PublishedMinute, out->whole.count + 1);
    out->decisions.items = ARENA_ARRAY(arena, PublishedDecision, resolutions + 1);
    for (size_t i = 0; i < out->whole.count; i++) add_minute(&rows, &out->whole.items[i]);
    add_entries(arena, out);
    out->sum = sum_of(arena, out);
    return NULL;
}

/* ---- What stands outside already ---- */

Error *minutes_are_outdated(Db *office, Arena *arena, const Minutes *minutes, bool *out) {
    MinutesSnapshot now;
    *out = false;
    if (text_is_empty(minutes->published_as)) return NULL;
    TRY(minutes_assemble(office, arena, minutes, &now));
    *out = !text_equal(now.sum, minutes->published_as);
    return NULL;
}

static const MinuteEntry *entry_published(const MinutesWhole *whole, PublishedId minute) {
    for (size_t i = 0; i < whole->count; i++)
        if (whole->items[i].minute.id.n == minute.n) return &whole->items[i];
    for (size_t i = 0; i < whole->withdrawn_count; i++)
        if (whole->withdrawn[i].minute.id.n == minute.n) return &whole->withdrawn[i];
    return NULL;
}

static Error *says_closed_correction(Db *office, Arena *arena, const MinutesWhole *whole, Text published, bool *out) {
    for (size_t i = 0; i < whole->agreed.count && !text_is_empty(published); i++) {
        Minutes minutes;
        Meeting earlier;
        MinutesWhole then;
        CorrectionList one = {&whole->agreed.items[i], 1};
        TRY(record_get(office, arena, &minutes_record, one.items->minutes.n, &minutes));
        TRY(record_get(office, arena, &meeting_record, minutes.meeting.n, &earlier));
        TRY(minutes_read(office, arena, &earlier, &then));
        if (correction_is_public(&then, one.items)) continue;
        *out = *out || text_contains(published, corrections_public(arena, &then, &one, one.items->minute));
    }
    return NULL;
}

Error *minutes_say_closed(
    Db *office, Arena *arena, const Meeting *meeting, const PublishedMinutes *row, const PublishedMinuteList *rows, bool *out) {
    MinutesWhole whole;
    TRY(minutes_read(office, arena, meeting, &whole));
    *out = !meeting_is_public(meeting) && !(text_is_empty(row->present) && text_is_empty(row->substitutes));
    for (size_t i = 0; i < rows->count; i++) {
        const MinuteEntry *e = entry_published(&whole, rows->items[i].id);
        *out = *out || (e && !e->is_public && !rows->items[i].is_restricted);
        TRY(says_closed_correction(office, arena, &whole, rows->items[i].corrections, out));
    }
    return NULL;
}
