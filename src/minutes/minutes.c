/* Owns the minutes of a meeting: reading them whole, beginning, checking and numbering them. */
#include "minutes/minutes.h"

#include <inttypes.h>
#include <string.h>

#include "meetings/minuted.h"
#include "minutes/exclusion.h"
#include "minutes/minutes.sql.h"

/* ---- Reading ---- */

static size_t items_of(const Agenda *agenda) {
    size_t count = 0;
    for (size_t i = 0; i < agenda->count; i++) count += agenda->items[i].count;
    return count;
}

static void entry_fill(Arena *arena, MinuteEntry *e, const MinuteList *minutes, const ResolutionList *resolutions,
    const DeclarationList *declared, const ActionLines *actions) {
    e->actions.items = ARENA_ARRAY(arena, ActionLine, actions->count + 1);
    for (size_t i = 0; i < actions->count; i++)
        if (actions->items[i].action.item.n == e->item.id.n) e->actions.items[e->actions.count++] = actions->items[i];
    e->resolutions.items = ARENA_ARRAY(arena, Resolution, resolutions->count + 1);
    e->declarations.items = ARENA_ARRAY(arena, Declaration, declared->count + 1);
    for (size_t i = 0; i < minutes->count; i++)
        if (minutes->items[i].item.n == e->item.id.n) e->minute = minutes->items[i];
    for (size_t i = 0; i < resolutions->count && e->minute.id.n; i++)
        if (resolutions->items[i].minute.n == e->minute.id.n) e->resolutions.items[e->resolutions.count++] = resolutions->items[i];
    for (size_t i = 0; i < declared->count; i++)
        if (declared->items[i].item.n == e->item.id.n) e->declarations.items[e->declarations.count++] = declared->items[i];
}

static Error *body_is_private(Db *db, Arena *arena, const Meeting *meeting, bool *out) {
    TermsOfReference terms;
    bool has_terms;
    TRY(terms_in_force(db, arena, meeting->body, meeting->day, &terms, &has_terms));
    *out = has_terms && terms.regime == REGIME_PRIVATE;
    return NULL;
}

static Error *read_corrections(Db *db, Arena *arena, MinutesWhole *out) {
    CorrectionList all;
    TRY(correction_rows(db, arena, out->minutes.id, &all));
    out->corrections.items = ARENA_ARRAY(arena, Correction, all.count + 1);
    out->taken_back.items = ARENA_ARRAY(arena, Correction, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        CorrectionList *to = all.items[i].taken_back.n ? &out->taken_back : &out->corrections;
        to->items[to->count++] = all.items[i];
    }
    return all.count ? correction_meetings(db, arena, out->minutes.id, &out->corrected_at) : NULL;
}

Error *minutes_read(Db *db, Arena *arena, const Meeting *meeting, MinutesWhole *out) {
    Agenda agenda;
    MinuteList minutes = {0};
    ResolutionList resolutions = {0};
    DeclarationList declared;
    ActionLines actions;
    MinutesList approved;
    *out = (MinutesWhole){.meeting = *meeting};
    TRY(body_is_private(db, arena, meeting, &out->is_private));
    TRY(agenda_get(db, arena, meeting->id, &agenda));
    TRY(minutes_of_meeting(db, arena, meeting->id, &out->minutes, &out->is_begun));
    TRY(declaration_rows(db, arena, meeting->id, &declared));
    TRY(action_lines(db, arena, meeting->id, &actions));
    if (out->is_begun) {
        TRY(minute_rows(db, arena, out->minutes.id, &minutes));
        TRY(resolution_rows(db, arena, out->minutes.id, &resolutions));
        TRY(vote_rows(db, arena, out->minutes.id, &out->votes));
        TRY(exclusion_rows(db, arena, out->minutes.id, &out->exclusions));
        TRY(read_corrections(db, arena, out));
        TRY(corrections_at(db, arena, meeting->id, &out->agreed));
        TRY(minutes_approved_there(db, arena, meeting->id, &approved));
        out->approved_here = approved.count;
    }
    out->items = ARENA_ARRAY(arena, MinuteEntry, items_of(&agenda) + 1);
    out->withdrawn = ARENA_ARRAY(arena, MinuteEntry, items_of(&agenda) + 1);
    for (size_t i = 0; i < agenda.count; i++)
        for (size_t k = 0; k < agenda.items[i].count; k++) {
            const AgendaEntry *from = &agenda.items[i].items[k];
            MinuteEntry *e = from->item.is_withdrawn ? &out->withdrawn[out->withdrawn_count++] : &out->items[out->count++];
            *e = (MinuteEntry){.item = from->item, .part = agenda.items[i].part, .code = from->code};
            e->is_public = item_is_public(meeting, &e->part, &e->item);
            entry_fill(arena, e, &minutes, &resolutions, &declared, &actions);
        }
    return NULL;
}

MinuteEntry *minutes_entry(const MinutesWhole *whole, AgendaItemId item) {
    for (size_t i = 0; i < whole->count; i++)
        if (whole->items[i].item.id.n == item.n) return &whole->items[i];
    return NULL;
}

bool minute_is_written(const MinuteEntry *e) {
    for (size_t i = 0; i < e->actions.count; i++)
        if (e->actions.items[i].action.is_in_minutes) return true;
    return !text_is_empty(text_trim(e->minute.text)) || e->resolutions.count > 0;
}

const char *minutes_state_shown(MinutesState state) {
    switch (state) {
    case MINUTES_DRAFT: return "Draft";
    case MINUTES_CHECKED: return "Checked";
    case MINUTES_PUBLISHED_DRAFT: return "Published as a draft";
    case MINUTES_APPROVED: return "Approved";
    }
    return "Not begun";
}

const char *minutes_state_colour(MinutesState state) {
    switch (state) {
    case MINUTES_DRAFT: return "yellow";
    case MINUTES_CHECKED: return "blue";
    case MINUTES_PUBLISHED_DRAFT: return "teal";
    case MINUTES_APPROVED: return "green";
    }
    return "grey";
}

/* ---- Writing ---- */

Error *minutes_begin(Tx *tx, const Meeting *meeting, Date today, Minutes *out) {
    Arena *arena = tx_arena(tx);
    Membership membership;
    bool found;
    if (meeting->state == MEETING_CANCELLED) return error_new(arena, ERROR_INPUT, "This meeting was cancelled, so it has no minutes.");
    if (date_compare(today, meeting->day) < 0)
        return error_new(
            arena, ERROR_INPUT, "The meeting is on %.*s. Its minutes can be begun on that day.", TEXT_ARG(date_plain(arena, meeting->day)));
    TRY(minutes_of_meeting(tx_db(tx), arena, meeting->id, out, &found));
    if (found) return NULL;
    TRY(membership_on(tx_db(tx), arena, meeting->body, meeting->day, &membership));
    const SeatHolder *chair = officer_of(&membership, OFFICE_CHAIR);
    *out = (Minutes){.meeting = meeting->id, .state = MINUTES_DRAFT};
    if (chair) out->presided = chair->person.id;
    return record_insert(tx, &minutes_record, out);
}

static Error *draft_of(Tx *tx, MeetingId meeting, Minutes *out) {
    bool found;
    TRY(minutes_of_meeting(tx_db(tx), tx_arena(tx), meeting, out, &found));
    if (!found) return error_new(tx_arena(tx), ERROR_INPUT, "The minutes of this meeting were not begun yet. Begin them first.");
    if (out->state == MINUTES_APPROVED)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "These minutes are approved and stay as they are. A mistake in them is recorded as a correction at the next meeting.");
    if (out->state != MINUTES_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "These minutes are checked. Take them back to draft before you change them.");
    return NULL;
}

Error *minute_for(Tx *tx, AgendaItemId item, Minute *out) {
    AgendaItem agenda_item;
    Minutes minutes;
    bool found;
    TRY(record_get(tx_db(tx), tx_arena(tx), &agenda_item_record, item.n, &agenda_item));
    TRY(draft_of(tx, agenda_item.meeting, &minutes));
    TRY(minute_of_item(tx_db(tx), tx_arena(tx), item, out, &found));
    if (found) return NULL;
    if (agenda_item.is_withdrawn) return error_new(tx_arena(tx), ERROR_INPUT, "This item was withdrawn, so nothing of it is minuted.");
    *out = (Minute){.minutes = minutes.id, .item = item};
    return record_insert(tx, &minute_record, out);
}

Error *minute_save(Tx *tx, const Meeting *meeting, Minute *minute) {
    Minutes minutes;
    TRY(draft_of(tx, meeting->id, &minutes));
    minute->minutes = minutes.id;
    if (minute->id.n) return record_update(tx, &minute_record, minute);
    Minute other;
    bool found;
    TRY(minute_of_item(tx_db(tx), tx_arena(tx), minute->item, &other, &found));
    if (found)
        return error_new(
            tx_arena(tx), ERROR_CONFLICT, "Somebody else began this minute meanwhile, so nothing was saved. Look at it again.");
    return record_insert(tx, &minute_record, minute);
}

/* ---- Checking ---- */

static void obstacle(Arena *arena, ObstacleList *list, size_t most, bool is_warning, Text url, Text sentence) {
    if (!list->items) list->items = ARENA_ARRAY(arena, Obstacle, most);
    list->items[list->count++] = (Obstacle){.sentence = sentence, .is_warning = is_warning, .url = url};
}

static bool is_business(ItemKind kind) {
    return kind == ITEM_BUSINESS || kind == ITEM_PREVIOUS_NOTES || kind == ITEM_ELECTION || kind == ITEM_TERMS_REVIEW
           || kind == ITEM_FUTURE_DATES;
}

/* R50: notes that words alone approve may be of no meeting, or of another day, and have no corrections. */
static void typed_approval(Arena *arena, const MinutesWhole *whole, const MinuteEntry *e, size_t most, ObstacleList *out) {
    if (e->item.kind != ITEM_PREVIOUS_NOTES || e->resolutions.count == 0 || whole->approved_here > 0 || whole->agreed.count > 0) return;
    obstacle(arena, out, most, true, text_format(arena, "/office/meetings/%" PRId64 "/approval", whole->meeting.id.n),
        text_format(arena,
            "Item %.*s has a resolution, but no minutes of an earlier meeting are approved here. Approve them on their page: it knows the "
            "day.",
            TEXT_ARG(e->code)));
}

static void entry_obstacles(Arena *arena, const MinutesWhole *whole, const MinuteEntry *e, size_t most, ObstacleList *out) {
    Text url = text_format(arena, "/office/items/%" PRId64 "/minute", e->item.id.n);
    size_t open = 0;
    for (size_t i = 0; i < e->resolutions.count; i++) open += e->resolutions.items[i].outcome == OUTCOME_DRAFT;
    if (open)
        obstacle(arena, out, most, false, url,
            text_format(arena, "Item %.*s has %zu %s that %s not decided. Record the decision, or remove what was not put to the meeting.",
                TEXT_ARG(e->code), open, open == 1 ? "resolution" : "resolutions", open == 1 ? "is" : "are"));
    if (!e->is_public && minute_is_written(e) && text_is_empty(text_trim(e->minute.public_summary)))
        obstacle(arena, out, most, false, url,
            text_format(
                arena, "Item %.*s is restricted. Write the summary that the public reads instead of its minute.", TEXT_ARG(e->code)));
    if (!text_is_empty(text_trim(e->item.urgency_reason)) && !minute_is_written(e))
        obstacle(arena, out, most, false, url,
            text_format(arena, "Item %.*s was taken as urgent, and the reason stands in its minute. Write the minute.", TEXT_ARG(e->code)));
    ExclusionStanding standing = exclusion_of(whole, e);
    if ((standing == EXCLUSION_MISSING || standing == EXCLUSION_LOST) && minute_is_written(e))
        obstacle(arena, out, most, true, text_format(arena, "/office/meetings/%" PRId64 "/minutes#exclusion", whole->meeting.id.n),
            text_format(
                arena, "Item %.*s is exempt, and no resolution excluded the press and public while it was taken.", TEXT_ARG(e->code)));
    typed_approval(arena, whole, e, most, out);
    if (is_business(e->item.kind) && e->resolutions.count == 0)
        obstacle(arena, out, most, true, url, text_format(arena, "Item %.*s does not end with what was resolved.", TEXT_ARG(e->code)));
}

ObstacleList minutes_obstacles(Arena *arena, const MinutesWhole *whole) {
    ObstacleList out = {0};
    size_t most = 6 * whole->count + 4, declared = 0;
    Text here = text_format(arena, "/office/meetings/%" PRId64, whole->meeting.id.n);
    for (size_t i = 0; i < whole->count; i++) declared += whole->items[i].declarations.count;
    if (whole->meeting.state != MEETING_HELD)
        obstacle(arena, &out, most, false, text_join(arena, here, S("/live")),
            S("The meeting is not recorded as held. Record it on the page \"At the meeting\"."));
    if (!whole->minutes.nil_declared && declared == 0)
        obstacle(arena, &out, most, false, text_join(arena, here, S("/minutes#declarations")),
            S("Declarations of interest are not recorded. Enter each, or record that there were none."));
    for (size_t i = 0; i < whole->count; i++) entry_obstacles(arena, whole, &whole->items[i], most, &out);
    return out;
}

/* R51: the numbers run on over the meetings of the body. */
static Error *numbers_give(Tx *tx, MinutesWhole *whole) {
    MinuteNumbering numbering;
    bool found;
    TRY(numbering_of_body(tx_db(tx), tx_arena(tx), whole->meeting.body, &numbering, &found));
    if (!found) numbering = (MinuteNumbering){.body = whole->meeting.body, .next = 1};
    for (size_t i = 0; i < whole->count; i++) {
        MinuteEntry *e = &whole->items[i];
        if (!minute_is_written(e) || e->minute.number != 0) continue;
        e->minute.number = numbering.next++;
        TRY(record_update(tx, &minute_record, &e->minute));
    }
    return found ? record_update(tx, &minute_numbering_record, &numbering) : record_insert(tx, &minute_numbering_record, &numbering);
}

/* Numbers rise with the days of the meetings: what would come in between cannot be numbered behind. */
static Error *check_order(Tx *tx, const MinutesWhole *whole) {
    NumbersGivenRow given;
    TRY(numbers_given(tx_db(tx), tx_arena(tx), whole->meeting.body, &given));
    if (given.count == 0 || date_compare(given.latest, whole->meeting.day) <= 0) return NULL;
    bool has_all = true;
    for (size_t i = 0; i < whole->count; i++)
        has_all = has_all && (!minute_is_written(&whole->items[i]) || whole->items[i].minute.number != 0);
    if (has_all) return NULL;
    return error_new(tx_arena(tx), ERROR_INPUT,
        "The minutes of the meeting of %.*s have their numbers already, and numbers rise from meeting to meeting. Minutes of an earlier "
        "meeting "
        "cannot be numbered any more.",
        TEXT_ARG(date_plain(tx_arena(tx), given.latest)));
}

Error *minutes_check(Tx *tx, MinutesWhole *whole, Text by) {
    ObstacleList obstacles = minutes_obstacles(tx_arena(tx), whole);
    if (!whole->is_begun || whole->minutes.state != MINUTES_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "Only minutes in draft are checked. These are not.");
    for (size_t i = 0; i < obstacles.count; i++)
        if (!obstacles.items[i].is_warning) return error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(obstacles.items[i].sentence));
    TRY(check_order(tx, whole));
    TRY(numbers_give(tx, whole));
    TRY(actions_keep(tx, whole->meeting.id));
    whole->minutes.state = MINUTES_CHECKED;
    whole->minutes.checked_at = tx_moment(tx);
    whole->minutes.checked_by = by;
    return record_update(tx, &minutes_record, &whole->minutes);
}

Error *minutes_reopen(Tx *tx, Minutes *minutes) {
    if (minutes->state == MINUTES_APPROVED)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "These minutes are approved and stay as they are. A mistake in them is recorded as a correction at the next meeting.");
    if (minutes->state == MINUTES_DRAFT) return NULL;
    minutes->state = MINUTES_DRAFT;
    minutes->checked_at = (Moment){0};
    minutes->checked_by = S("");
    return record_update(tx, &minutes_record, minutes);
}

/* ---- The public side ---- */

Error *minutes_stamp(Db *db, Arena *arena, const Meeting *meeting, Text *out) {
    Minutes minutes;
    MinutesSumsRow sums;
    Text agenda, attendance;
    bool found;
    TRY(minutes_of_meeting(db, arena, meeting->id, &minutes, &found));
    TRY(minutes_sums(db, arena, minutes.id, &sums));
    TRY(agenda_stamp(db, arena, meeting, &agenda));
    TRY(attendance_stamp(db, arena, meeting->id, &attendance));
    *out =
        text_format(arena, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s", TEXT_ARG(sums.minutes), TEXT_ARG(sums.items), TEXT_ARG(sums.actions),
            TEXT_ARG(sums.resolutions), TEXT_ARG(sums.corrections), TEXT_ARG(sums.declared), TEXT_ARG(agenda), TEXT_ARG(attendance));
    return NULL;
}

Error *minutes_kept_private(Db *db, Arena *arena, const Meeting *meeting, Text *why) {
    Body body;
    bool is_private;
    *why = S("");
    TRY(record_get(db, arena, &body_record, meeting->body.n, &body));
    TRY(body_is_private(db, arena, meeting, &is_private));
    if (!body.is_public) *why = S("This body is not on the public site, so its minutes are not published.");
    else if (is_private)
        *why =
            S("This body meets in private by its terms of reference, so its minutes are not published. Members read them in the office.");
    return NULL;
}

Error *minutes_want(Tx *tx, Minutes *minutes) {
    Meeting meeting;
    Text why;
    TRY(record_get(tx_db(tx), tx_arena(tx), &meeting_record, minutes->meeting.n, &meeting));
    TRY(minutes_kept_private(tx_db(tx), tx_arena(tx), &meeting, &why));
    if (!text_is_empty(why)) return error_new(tx_arena(tx), ERROR_INPUT, "%.*s", TEXT_ARG(why));
    if (minutes->state == MINUTES_DRAFT)
        return error_new(tx_arena(tx), ERROR_INPUT, "Minutes are published when they are checked. These are a draft.");
    minutes->is_wanted = true;
    minutes->held_back = minutes->withdrawn_reason = S("");
    TRY(record_update(tx, &minutes_record, minutes));
    return minutes_ask_job(tx, minutes->id.n);
}

/* ---- The next number ---- */

Error *numbering_get(Db *db, Arena *arena, BodyId body, MinuteNumbering *out, bool *is_fixed) {
    NumbersGivenRow given;
    bool found;
    TRY(numbering_of_body(db, arena, body, out, &found));
    if (!found) *out = (MinuteNumbering){.body = body, .next = 1};
    TRY(numbers_given(db, arena, body, &given));
    *is_fixed = given.count > 0;
    return NULL;
}

Error *numbering_set(Tx *tx, BodyId body, int64_t next) {
    MinuteNumbering numbering;
    bool is_fixed;
    TRY(numbering_get(tx_db(tx), tx_arena(tx), body, &numbering, &is_fixed));
    if (is_fixed)
        return error_new(tx_arena(tx), ERROR_INPUT,
            "The minutes of this body are numbered by the program already: the next is %" PRId64 ". Nobody types a number any more.",
            numbering.next);
    numbering.next = next;
    return numbering.id.n ? record_update(tx, &minute_numbering_record, &numbering)
                          : record_insert(tx, &minute_numbering_record, &numbering);
}

/* ---- Paragraphs ---- */

/* Does a block begin as a paragraph does: not as a list, a heading, a table, a quotation or code? */
static bool is_paragraph(Text block) {
    char first = block.len ? block.ptr[0] : ' ';
    size_t digits = 0;
    if (strchr(" \t#|>`~", first) || text_starts_with(block, S("- ")) || text_starts_with(block, S("* "))
        || text_starts_with(block, S("+ ")))
        return false;
    while (digits < block.len && block.ptr[digits] >= '0' && block.ptr[digits] <= '9') digits++;
    return !(digits > 0 && digits < block.len && (block.ptr[digits] == '.' || block.ptr[digits] == ')'));
}

Text minute_numbered(Arena *arena, Text markdown) {
    Buffer out = buffer_new(arena, markdown.len + 64);
    Text rest = markdown, line;
    int number = 0;
    bool is_new = true;
    while (text_next_line(&rest, &line)) {
        if (is_new && is_paragraph(line)) buffer_put(&out, text_format(arena, "%d\\. ", ++number));
        is_new = text_is_empty(text_trim(line));
        buffer_put(&out, line);
        buffer_put_char(&out, '\n');
    }
    return buffer_text(&out);
}
