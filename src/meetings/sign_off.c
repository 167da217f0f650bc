/* How a report is signed off: see sign_off.h. */
#include "meetings/sign_off.h"

#include "meetings/meetings.sql.h"

/* ---- Pure ---- */

SignOffState sign_off_state(const SignOff *s, int64_t report_version) {
    bool is_of_a_version = s->state == SIGN_OFF_APPROVED || s->state == SIGN_OFF_ACCEPTED;
    if (s->state == 0 || (is_of_a_version && s->report_version != report_version)) return SIGN_OFF_DRAFT;
    return s->state;
}

bool sign_off_has_approver(const SignOff *s) {
    return s->approver.n != 0 || !text_is_empty(s->approver_post);
}

bool sign_off_is_approver(const SignOff *s, const Signer *signer) {
    if (signer->person.n == 0 || signer->person.n == s->author.n) return false;
    if (s->approver.n) return signer->person.n == s->approver.n;
    return !text_is_empty(s->approver_post) && text_equal_ignoring_case(text_trim(s->approver_post), text_trim(signer->post));
}

static bool is_author(const SignOff *s, const Signer *signer) {
    return signer->person.n != 0 && signer->person.n == s->author.n;
}

bool sign_off_may(const SignOff *s, int64_t report_version, SignOffAct act, const Signer *signer) {
    SignOffState state = sign_off_state(s, report_version);
    switch (act) {
    case SIGN_OFF_SEND: return state == SIGN_OFF_DRAFT && sign_off_has_approver(s) && (signer->is_writer || is_author(s, signer));
    case SIGN_OFF_APPROVE: return state == SIGN_OFF_WITH_APPROVER && (signer->is_clerk || sign_off_is_approver(s, signer));
    case SIGN_OFF_ACCEPT: return signer->is_clerk && (state == SIGN_OFF_APPROVED || (state == SIGN_OFF_DRAFT && !sign_off_has_approver(s)));
    case SIGN_OFF_SEND_BACK:
        if (state == SIGN_OFF_WITH_APPROVER) return signer->is_writer || is_author(s, signer) || sign_off_is_approver(s, signer);
        return signer->is_clerk && state != SIGN_OFF_DRAFT;
    }
    return false;
}

bool sign_off_needs_note(const SignOff *s, SignOffAct act, const Signer *signer) {
    return act == SIGN_OFF_SEND_BACK || (act == SIGN_OFF_APPROVE && !sign_off_is_approver(s, signer));
}

const char *sign_off_state_shown(SignOffState state) {
    switch (state) {
    case SIGN_OFF_DRAFT: return "Draft";
    case SIGN_OFF_WITH_APPROVER: return "With the approver";
    case SIGN_OFF_APPROVED: return "Approved";
    case SIGN_OFF_ACCEPTED: return "Accepted";
    }
    return "Draft";
}

const char *sign_off_state_colour(SignOffState state) {
    switch (state) {
    case SIGN_OFF_DRAFT: return "yellow";
    case SIGN_OFF_WITH_APPROVER: return "blue";
    case SIGN_OFF_APPROVED: return "teal";
    case SIGN_OFF_ACCEPTED: return "green";
    }
    return "yellow";
}

Text report_turn(const ReportStanding *r) {
    if (!r->has_chain) return S("");
    switch (r->state) {
    case SIGN_OFF_DRAFT: return text_is_empty(r->author) ? S("Clerk") : r->author;
    case SIGN_OFF_WITH_APPROVER: return r->approver;
    case SIGN_OFF_APPROVED: return S("Clerk");
    case SIGN_OFF_ACCEPTED: return S("");
    }
    return S("");
}

bool report_waits_for(const ReportStanding *r, const Signer *signer) {
    if (!r->has_chain) return false;
    switch (r->state) {
    case SIGN_OFF_DRAFT: return is_author(&r->sign_off, signer) || (signer->is_clerk && !sign_off_has_approver(&r->sign_off));
    case SIGN_OFF_WITH_APPROVER: return sign_off_is_approver(&r->sign_off, signer);
    case SIGN_OFF_APPROVED: return signer->is_clerk;
    case SIGN_OFF_ACCEPTED: return false;
    }
    return false;
}

/* "it is a draft, and has no approver. Accept it, or name one." */
static Text what_it_waits_for(Arena *arena, const ReportStanding *r) {
    switch (r->state) {
    case SIGN_OFF_DRAFT:
        if (!sign_off_has_approver(&r->sign_off)) return S("it is a draft. Accept it, or name who approves it first.");
        return text_format(arena, "it is a draft. Send it to the approver, %.*s, when it is ready.", TEXT_ARG(r->approver));
    case SIGN_OFF_WITH_APPROVER:
        return text_format(arena, "it waits for the approver, %.*s. Ask them, or record that they approved it.", TEXT_ARG(r->approver));
    case SIGN_OFF_APPROVED: return S("it is approved. Look at it and accept it.");
    case SIGN_OFF_ACCEPTED: break;
    }
    return S("");
}

ObstacleList sign_off_obstacles(Arena *arena, const ReportStandings *standings, ObstacleList before) {
    ObstacleList all = {.items = ARENA_ARRAY(arena, Obstacle, before.count + standings->count)};
    for (size_t i = 0; i < before.count; i++) all.items[all.count++] = before.items[i];
    for (size_t i = 0; i < standings->count; i++) {
        const ReportStanding *r = &standings->items[i];
        if (!r->has_chain || r->state == SIGN_OFF_ACCEPTED) continue;
        Text words = what_it_waits_for(arena, r);
        all.items[all.count++] = (Obstacle){
            .sentence = text_format(arena, "The report on item %.*s is not signed off: %.*s", TEXT_ARG(r->code), TEXT_ARG(words)),
            .url = text_format(arena, "/office/papers/%lld#sign-off", (long long)r->paper.n)};
    }
    return all;
}

/* ---- Reading ---- */

Error *sign_off_of(Db *db, Arena *arena, ReportId report, SignOff *out, bool *found) {
    *out = (SignOff){0};
    return report_sign_off(db, arena, report, out, found);
}

Error *signer_of(Db *db, Arena *arena, Access roles, PersonId person, Text name, Signer *out) {
    *out = (Signer){.person = person, .name = name, .is_clerk = roles & CLERK, .is_writer = roles & (CLERK | SAFETY_OFFICER)};
    if (person.n == 0) return NULL;
    Person p;
    TRY(record_get(db, arena, &person_record, person.n, &p));
    /* A person can be entered under the post alone, as many partnerships do. */
    out->post = text_is_empty(p.post) ? p.name : p.post;
    return NULL;
}

static SignOffState state_coded(Text code) {
    const Field *field = record_field(&sign_off_record, S("state"));
    for (const Choice *choice = field->choices; choice->code; choice++)
        if (text_equal(code, text_of(choice->code))) return (SignOffState)choice->value;
    return 0;
}

static ReportStanding standing_of(Arena *arena, const ReportRowsRow *row) {
    ReportStanding r = {.meeting = row->meeting,
        .body = row->body,
        .day = row->day,
        .report = row->report,
        .paper = row->paper,
        .code = item_code(arena, row->part_position, row->item_position),
        .title = row->title,
        .item = row->item,
        .waits_in = row->is_draft ? row->supplement : 0,
        .has_chain = row->sign_off.n != 0,
        .author = row->author_name,
        .approver = text_is_empty(row->approver_name) ? row->approver_post : row->approver_name};
    r.sign_off = (SignOff){.id = row->sign_off,
        .report = row->report,
        .author = row->author,
        .approver = row->approver,
        .approver_post = row->approver_post,
        .state = state_coded(row->state),
        .report_version = row->signed_version,
        .accepted_at = row->accepted_at};
    r.state = r.has_chain ? sign_off_state(&r.sign_off, row->report_version) : SIGN_OFF_ACCEPTED;
    return r;
}

Error *report_standings(Db *db, Arena *arena, MeetingId meeting, Date first, Date last, ReportStandings *out) {
    ReportRowsRowList rows;
    if (!date_is_set(first)) first = date_of(1, 1, 1);
    if (!date_is_set(last)) last = date_of(9999, 12, 31);
    TRY(report_rows(db, arena, meeting.n, first, last, &rows));
    *out = (ReportStandings){.items = ARENA_ARRAY(arena, ReportStanding, rows.count), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) out->items[i] = standing_of(arena, &rows.items[i]);
    return NULL;
}

ReportStandings report_standings_in(Arena *arena, const ReportStandings *all, int64_t supplement) {
    ReportStandings some = {.items = ARENA_ARRAY(arena, ReportStanding, all->count)};
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].waits_in == supplement) some.items[some.count++] = all->items[i];
    return some;
}

/* ---- Doing ---- */

Error *sign_off_begin(Tx *tx, ReportId report, PersonId author) {
    SignOff s = {.report = report, .author = author, .state = SIGN_OFF_DRAFT};
    return record_insert(tx, &sign_off_record, &s);
}

Error *sign_off_begin_after(Tx *tx, ReportId report, ReportId before) {
    SignOff old;
    bool found;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), before, &old, &found));
    SignOff s = {.report = report, .state = SIGN_OFF_DRAFT};
    if (found) {
        s.author = old.author;
        s.approver = old.approver;
        s.approver_post = old.approver_post;
    }
    return record_insert(tx, &sign_off_record, &s);
}

Error *sign_off_author(Tx *tx, ReportId report, PersonId author) {
    SignOff s;
    bool found;
    if (author.n == 0) return NULL;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), report, &s, &found));
    if (!found) return NULL;
    s.author = author;
    return record_update(tx, &sign_off_record, &s);
}

static void make_draft(SignOff *s) {
    s->state = SIGN_OFF_DRAFT;
    s->report_version = 0;
    s->sent_at = s->approved_at = s->accepted_at = (Moment){0};
    s->approved_by = s->accepted_by = S("");
}

Error *sign_off_touched(Tx *tx, const Report *report) {
    SignOff s;
    bool found;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), report->id, &s, &found));
    if (!found) return sign_off_begin(tx, report->id, (PersonId){0});
    if (s.state != SIGN_OFF_APPROVED && s.state != SIGN_OFF_ACCEPTED) return NULL;
    make_draft(&s);
    s.note = S("The report was changed.");
    return record_update(tx, &sign_off_record, &s);
}

Error *sign_off_name(Tx *tx, SignOff *s) {
    SignOff before;
    TRY(record_get(tx_db(tx), tx_arena(tx), &sign_off_record, s->id.n, &before));
    bool is_other = before.approver.n != s->approver.n || !text_equal(before.approver_post, s->approver_post);
    if (is_other && s->state != SIGN_OFF_DRAFT) make_draft(s);
    return record_update(tx, &sign_off_record, s);
}

static void take_step(SignOff *s, SignOffAct act, const Signer *signer, int64_t report_version, Moment at) {
    switch (act) {
    case SIGN_OFF_SEND:
        make_draft(s);
        s->state = SIGN_OFF_WITH_APPROVER;
        s->sent_at = at;
        break;
    case SIGN_OFF_APPROVE:
        s->state = SIGN_OFF_APPROVED;
        s->approved_at = at;
        s->approved_by = signer->name;
        s->report_version = report_version;
        break;
    case SIGN_OFF_ACCEPT:
        s->state = SIGN_OFF_ACCEPTED;
        s->accepted_at = at;
        s->accepted_by = signer->name;
        s->report_version = report_version;
        break;
    case SIGN_OFF_SEND_BACK: make_draft(s); break;
    }
}

static const char *words_missing(SignOffAct act) {
    return act == SIGN_OFF_APPROVE ? "Say how the approver gave the approval, for example: by email on 3 July."
                                   : "Say what should be changed, so that the author knows.";
}

Error *sign_off_do(Tx *tx, ReportId report, SignOffAct act, const Signer *signer, Text note) {
    return sign_off_do_at(tx, report, act, signer, note, tx_moment(tx));
}

Error *sign_off_do_at(Tx *tx, ReportId id, SignOffAct act, const Signer *signer, Text note, Moment at) {
    Arena *arena = tx_arena(tx);
    Report report;
    SignOff s;
    bool found;
    TRY(record_get(tx_db(tx), arena, &report_record, id.n, &report));
    TRY(sign_off_of(tx_db(tx), arena, id, &s, &found));
    if (!found || !sign_off_may(&s, report.version, act, signer))
        return error_new(arena, ERROR_FORBIDDEN,
            "This step is not yours to take, or the report has moved on meanwhile. Look at the report again: it says whose turn it is.");
    if (text_is_empty(note) && sign_off_needs_note(&s, act, signer)) return error_new(arena, ERROR_INPUT, "%s", words_missing(act));
    take_step(&s, act, signer, report.version, at);
    s.note = note;
    return record_update(tx, &sign_off_record, &s);
}

Error *sign_off_remove(Tx *tx, ReportId report) {
    SignOff s;
    bool found;
    TRY(sign_off_of(tx_db(tx), tx_arena(tx), report, &s, &found));
    return found ? record_delete(tx, &sign_off_record, &s) : NULL;
}
