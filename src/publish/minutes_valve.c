/* Minutes to the public side and back: build, check, write while the office's records are still those that were read. */
#include "publish/minutes_valve.h"

#include <inttypes.h>

#include "base/log.h"
#include "meetings/minuted.h"
#include "publish/partnership.h"
#include "publish/published.sql.h"
#include "publish/work_folder.h"
#include "store/journal.h"

enum { MOST_BUILDS = 4 };
static const Actor program = {0, S_INIT("Quorate")};

static Error *read_minutes(Valve *valve, Arena *arena, MinutesId id, Minutes *out, Text *kept_private) {
    Db *office = NULL;
    Meeting meeting = {0};
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(record_get(office, arena, &minutes_record, id.n, out));
    TRY_OUT(record_get(office, arena, &meeting_record, out->meeting.n, &meeting));
    TRY_OUT(minutes_kept_private(office, arena, &meeting, kept_private));
out:
    store_return(office);
    return error;
}

/* ---- Build and check ---- */

static void check_rows(Arena *arena, LeakIndex *index, const MinutesSnapshot *s, FindingList *findings) {
    Text url = text_format(arena, "/office/meetings/%" PRId64 "/minutes", s->row.id.n);
    leak_begin(index);
    leak_find_in_row(
        arena, index, &published_minutes_record, &s->row, &(Place){.name = S("the head of the minutes"), .url = url}, findings);
    for (size_t i = 0; i < s->minutes.count; i++) {
        Place place = {.name = text_format(arena, "minute %" PRId64, s->minutes.items[i].number), .url = url};
        leak_find_in_row(arena, index, &published_minute_record, &s->minutes.items[i], &place, findings);
    }
    leak_pass_over_found(index);
    for (size_t i = 0; i < s->decisions.count; i++)
        leak_find_in_row(arena, index, &published_decision_record, &s->decisions.items[i],
            &(Place){.name = S("the register of decisions"), .url = url}, findings);
    for (size_t i = 0; i < s->entry_count; i++) {
        leak_find(arena, index, &(Place){.name = S("the words for searching")}, s->entries[i].title, findings);
        leak_find(arena, index, &(Place){.name = S("the words for searching")}, s->entries[i].text, findings);
    }
}

static Error *build(Valve *valve, Arena *arena, const Minutes *minutes, const char *folder, MinutesSnapshot *out, FindingList *findings) {
    Db *office = NULL;
    SecretList secrets = {0};
    Error *error = NULL;
    const char *path = work_file(arena, folder, S("minutes.pdf"));
    *findings = (FindingList){0};
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(db_hold(office, arena));
    TRY_OUT(minutes_assemble(office, arena, minutes, out));
    TRY_OUT(secrets_collect(office, arena, minutes->meeting, folder, &secrets));
    TRY_OUT(minutes_typeset(arena, out, path));
    LeakIndex index = leak_index(arena, &secrets);
    check_rows(arena, &index, out, findings);
    TRY_OUT(snapshot_check_pdf(arena, &index, path, &(Place){.name = S("the minutes")}, findings));
out:
    store_return(office);
    return error;
}

/* ---- Writing ---- */

static Error *remove_content(Tx *site, PublishedId id) {
    PublishedMinuteList before = {0};
    TRY(published_minutes_rows(tx_db(site), tx_arena(site), id, &before));
    for (size_t i = 0; i < before.count; i++)
        TRY(search_remove(site, S("minute"), text_format(tx_arena(site), "minute-%" PRId64, before.items[i].id.n)));
    TRY(published_decisions_clear(site, id, NULL));
    return published_minutes_clear(site, id, NULL);
}

static Error *put_all(Tx *site, MinutesSnapshot *s, const char *path) {
    PublishedMinutes before = {0};
    StoredFile file = {0};
    bool found = false;
    TRY(published_minutes_find(tx_db(site), tx_arena(site), s->row.id, &before, &found));
    TRY(remove_content(site, s->row.id));
    TRY(file_put_path(site, path, S("application/pdf"), &file));
    s->row.file_sha256 = text_copy(tx_arena(site), file.sha256);
    s->row.bytes = file.bytes;
    s->row.changed_at = tx_moment(site);
    bool was_public = found && before.state != PUBLISHED_MINUTES_WITHDRAWN && moment_is_set(before.published_at);
    s->row.published_at = was_public ? before.published_at : s->row.changed_at;
    TRY(published_put(site, &published_minutes_record, &s->row, NULL));
    for (size_t i = 0; i < s->minutes.count; i++) TRY(record_put(site, &published_minute_record, &s->minutes.items[i]));
    for (size_t i = 0; i < s->decisions.count; i++) TRY(record_put(site, &published_decision_record, &s->decisions.items[i]));
    for (size_t i = 0; i < s->entry_count; i++) TRY(search_put(site, &s->entries[i]));
    return found ? published_file_release(site, before.file_sha256) : NULL;
}

/* Is what was read still what the office has? */
static Error *check_overtaken(Tx *office, const MinutesSnapshot *s, Minutes *now, bool *is_overtaken) {
    Meeting meeting;
    Text stamp, why;
    TRY(record_get(tx_db(office), tx_arena(office), &minutes_record, s->whole.minutes.id.n, now));
    TRY(record_get(tx_db(office), tx_arena(office), &meeting_record, now->meeting.n, &meeting));
    TRY(minutes_stamp(tx_db(office), tx_arena(office), &meeting, &stamp));
    TRY(minutes_kept_private(tx_db(office), tx_arena(office), &meeting, &why)); /* the body is none of what the stamp is of */
    *is_overtaken = !text_equal(stamp, s->stamp) || !text_is_empty(why);
    return NULL;
}

static Error *finish(Tx *office, Minutes *now, Moment at, Text sum) {
    now->published_as = sum;
    if (now->state == MINUTES_CHECKED) now->state = MINUTES_PUBLISHED_DRAFT;
    if (!moment_is_set(now->published_at)) now->published_at = at;
    now->held_back = S("");
    return record_update(office, &minutes_record, now);
}

static Error *write(Valve *valve, Arena *arena, MinutesSnapshot *s, const char *path, bool *is_overtaken) {
    Tx *site = NULL, *office = NULL;
    Db *reading = NULL;
    Error *error = NULL;
    Minutes now;
    TRY_OUT(store_borrow(valve->office, arena, &reading));
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(published_body_put(site, reading, (BodyId){s->row.body.n}));
    TRY_OUT(published_plan_put(site, reading, s->whole.meeting.id));
    TRY_OUT(put_all(site, s, path));
    TRY_OUT(tx_begin(valve->office, arena, program, S("Published"), &office));
    TRY_OUT(check_overtaken(office, s, &now, is_overtaken));
    if (*is_overtaken) goto out;
    TRY_OUT(tx_commit(site));
    TRY_OUT(finish(office, &now, s->row.changed_at, s->sum));
    TRY_OUT(tx_commit(office));
out:
    tx_end(office);
    tx_end(site);
    store_return(reading);
    return error;
}

/* ---- The other ends ---- */

static Error *put_tombstone(Tx *site, PublishedId id, Text reason) {
    PublishedMinutes before = {0};
    bool found = false;
    TRY(published_minutes_find(tx_db(site), tx_arena(site), id, &before, &found));
    if (!found || before.state == PUBLISHED_MINUTES_WITHDRAWN) return NULL;
    TRY(remove_content(site, id));
    PublishedMinutes row = {.id = id,
        .body = before.body,
        .body_name = before.body_name,
        .day = before.day,
        .state = PUBLISHED_MINUTES_WITHDRAWN,
        .published_at = before.published_at,
        .changed_at = tx_moment(site),
        .reason = reason};
    TRY(published_put(site, &published_minutes_record, &row, NULL));
    return published_file_release(site, before.file_sha256);
}

/* Unless they are wanted again meanwhile: somebody published them, and another program may have brought them over. */
static Error *take_back(Valve *valve, Arena *arena, const Minutes *minutes) {
    Tx *site = NULL, *office = NULL;
    Minutes now;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(put_tombstone(site, (PublishedId){minutes->meeting.n}, minutes->withdrawn_reason));
    TRY_OUT(tx_begin(valve->office, arena, program, S(""), &office));
    TRY_OUT(record_get(tx_db(office), arena, &minutes_record, minutes->id.n, &now));
    if (!now.is_wanted) TRY_OUT(tx_commit(site));
out:
    tx_end(office);
    tx_end(site);
    return error;
}

#define TAKEN_AWAY "Something in these minutes is restricted now. They are not here until they are published again without it."

/* What was open when it was published and is restricted now must not wait until the rest can be published. */
static Error *take_closed_away(Valve *valve, Arena *arena, const Minutes *minutes, bool *is_away) {
    Tx *site = NULL;
    Db *office = NULL;
    Meeting meeting = {0};
    PublishedMinutes row = {0};
    PublishedMinuteList rows = {0};
    bool found = false;
    PublishedId id = {minutes->meeting.n};
    Error *error = NULL;
    *is_away = false;
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(record_get(office, arena, &meeting_record, minutes->meeting.n, &meeting));
    TRY_OUT(tx_begin(valve->published, arena, program, S(""), &site));
    TRY_OUT(published_minutes_find(tx_db(site), arena, id, &row, &found));
    if (!found || row.state == PUBLISHED_MINUTES_WITHDRAWN) goto out;
    TRY_OUT(published_minutes_rows(tx_db(site), arena, id, &rows));
    TRY_OUT(minutes_say_closed(office, arena, &meeting, &row, &rows, is_away));
    if (!*is_away) goto out;
    TRY_OUT(put_tombstone(site, id, S(TAKEN_AWAY)));
    TRY_OUT(tx_commit(site));
out:
    tx_end(site);
    store_return(office);
    return error;
}

static Error *note_held_back(Valve *valve, Arena *arena, MinutesId id, Text sentences, bool is_away) {
    Tx *tx = NULL;
    Minutes minutes;
    Error *error = NULL;
    TRY_OUT(tx_begin(valve->office, arena, program, S("Held back"), &tx));
    TRY_OUT(record_get(tx_db(tx), arena, &minutes_record, id.n, &minutes));
    minutes.held_back = sentences;
    if (is_away) {
        minutes.held_back =
            text_format(arena, "Something in these minutes is restricted now, so they were taken off the public side.%s%.*s",
                sentences.len ? "\n" : "", TEXT_ARG(sentences));
        minutes.published_at = (Moment){0};
        minutes.published_as = S("");
        if (minutes.state == MINUTES_PUBLISHED_DRAFT) minutes.state = MINUTES_CHECKED;
    }
    TRY_OUT(record_update(tx, &minutes_record, &minutes));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *hold_back(Valve *valve, Arena *arena, const Minutes *minutes, Text sentences) {
    bool is_away;
    TRY(take_closed_away(valve, arena, minutes, &is_away));
    return note_held_back(valve, arena, minutes->id, sentences, is_away);
}

/* Minutes that were taken back to draft: the public side keeps what it has, but for what is restricted now. */
static Error *keep_outside(Valve *valve, Arena *arena, const Minutes *minutes) {
    bool is_away;
    TRY(take_closed_away(valve, arena, minutes, &is_away));
    return is_away ? note_held_back(valve, arena, minutes->id, S(""), true) : NULL;
}

/* ---- The job ---- */

static Error *bring_wanted(Valve *valve, Arena *arena, MinutesId id, const char *folder) {
    Minutes minutes;
    for (int i = 0; i < MOST_BUILDS; i++) {
        MinutesSnapshot snapshot;
        FindingList findings;
        Text why;
        bool is_overtaken = false;
        TRY(read_minutes(valve, arena, id, &minutes, &why));
        if (!minutes.is_wanted) return NULL;
        if (minutes.state == MINUTES_DRAFT) return keep_outside(valve, arena, &minutes);
        if (!text_is_empty(why)) return hold_back(valve, arena, &minutes, why);
        Error *error = build(valve, arena, &minutes, folder, &snapshot, &findings);
        if (error) { /* the key may be away for long */
            TRY(keep_outside(valve, arena, &minutes));
            return error;
        }
        if (findings.count > 0) {
            log_warning("minutes %" PRId64 " are held back: %zu findings", id.n, findings.count);
            return hold_back(valve, arena, &minutes, finding_sentences(arena, &findings));
        }
        TRY(write(valve, arena, &snapshot, work_file(arena, folder, S("minutes.pdf")), &is_overtaken));
        if (!is_overtaken) return NULL;
    }
    return hold_back(valve, arena, &minutes,
        S("The minutes were changed again and again while they were being published. Publish them again when the changes are made."));
}

Error *minutes_bring(Valve *valve, Arena *arena, MinutesId id) {
    Minutes minutes;
    const char *folder = NULL;
    Text why;
    TRY(read_minutes(valve, arena, id, &minutes, &why));
    if (!minutes.is_wanted) return take_back(valve, arena, &minutes);
    TRY(work_folder_make(arena, valve->data_folder, text_format(arena, "minutes-%" PRId64, id.n), &folder));
    Error *error = bring_wanted(valve, arena, id, folder);
    work_folder_remove(arena, folder);
    return error;
}

Error *minutes_withdraw_ask(Tx *tx, Minutes *minutes, Text reason) {
    Arena *arena = tx_arena(tx);
    SecretList secrets = {0};
    if (text_is_empty(text_trim(reason)))
        return error_new(arena, ERROR_INPUT, "Enter why they are withdrawn. The public page will say so.");
    if (!minutes->is_wanted) return error_new(arena, ERROR_INPUT, "These minutes are not published, so there is nothing to withdraw.");
    TRY(secrets_collect(tx_db(tx), arena, minutes->meeting, NULL, &secrets));
    FindingList findings = leak_check(arena, &secrets, S("this reason"), reason);
    if (findings.count)
        return error_new(arena, ERROR_INPUT, "%.*s The public would read it. Say it in other words.",
            TEXT_ARG(finding_sentence(arena, &findings.items[0])));
    minutes->is_wanted = false;
    minutes->withdrawn_reason = reason;
    minutes->published_at = (Moment){0};
    minutes->published_as = S("");
    minutes->held_back = S("");
    if (minutes->state == MINUTES_PUBLISHED_DRAFT) minutes->state = MINUTES_CHECKED;
    TRY(record_update(tx, &minutes_record, minutes));
    return minutes_ask_job(tx, minutes->id.n);
}
