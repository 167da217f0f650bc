/* The partnership on the public side: the site's texts, bodies, terms of reference, seats and who holds them, and meetings whose agenda is
 * not published (planned, cancelled, held). Rows are written only where something changed, so that cached pages stay. */
#include "publish/partnership.h"

#include <inttypes.h>

#include "paper/markdown.h"
#include "people/terms.h"
#include "plan/agreement_publication.sql.h"
#include "plan/consultation.sql.h"
#include "publish/agreement_valve.h"
#include "publish/consultation_valve.h"
#include "publish/office.sql.h"
#include "publish/published.sql.h"
#include "publish/snapshot.h"

typedef struct {
    Db *office;
    Tx *site;
    Arena *arena;
    Date today;
    FindingList held_back; /* what was left as it is, because it would say what is withheld */
    LeakIndex watched;     /* the watch list */
} Bringing;

static PublishedId published_id(int64_t n) {
    return (PublishedId){n};
}

/* ---- Words ---- */

static Text count_words(Arena *arena, int64_t n, const char *one, const char *many) {
    return text_format(arena, "%" PRId64 " %s", n, n == 1 ? one : many);
}

static Text quorum_words(Arena *arena, const TermsOfReference *t) {
    if (t->quorum_number <= 0) return S("");
    switch (t->quorum_kind) {
    case QUORUM_RESPONSIBLE_AUTHORITIES:
        return text_format(arena, "At least %.*s must be represented.",
            TEXT_ARG(count_words(arena, t->quorum_number, "responsible authority", "responsible authorities")));
    case QUORUM_DIFFERENT_ORGANISATIONS:
        return text_format(arena, "At least %.*s must be present.",
            TEXT_ARG(count_words(arena, t->quorum_number, "organisation", "members from different organisations")));
    case QUORUM_MEMBERS:
        return text_format(arena, "At least %.*s must be present.", TEXT_ARG(count_words(arena, t->quorum_number, "member", "members")));
    }
    return S("");
}

static Text decision_words(DecisionRule rule) {
    switch (rule) {
    case DECISION_CONSENSUS: return S("Decisions are taken by consensus.");
    case DECISION_CONSENSUS_THEN_VOTE: return S("Decisions are taken by consensus; where there is none, by a recorded vote.");
    case DECISION_MAJORITY: return S("Decisions are taken by a majority of those present.");
    }
    return S("");
}

void terms_in_words(Arena *arena, const TermsOfReference *t, PublishedTerms *out) {
    Buffer notice = buffer_new(arena, 128);
    if (t->clear_days > 0)
        buffer_putf(&notice, "Agenda and papers are published at least %.*s before a meeting.",
            TEXT_ARG(count_words(arena, t->clear_days, "clear working day", "clear working days")));
    if (t->paper_working_days > 0)
        buffer_putf(&notice, "%sPapers go to members at least %.*s before.", notice.len ? " " : "",
            TEXT_ARG(count_words(arena, t->paper_working_days, "working day", "working days")));
    out->quorum = quorum_words(arena, t);
    out->notice = buffer_text(&notice);
    out->decisions = decision_words(t->decision_rule);
    if (t->meetings_a_year > 0)
        out->meetings =
            text_format(arena, "At least %.*s a year.", TEXT_ARG(count_words(arena, t->meetings_a_year, "meeting", "meetings")));
    if (t->meets_before_parent)
        out->meetings =
            text_format(arena, "%.*s%sBefore each meeting of the body above it.", TEXT_ARG(out->meetings), out->meetings.len ? " " : "");
}

static Text kind_words(BodyKind kind) {
    switch (kind) {
    case BODY_COUNTY_PARTNERSHIP: return S("County partnership");
    case BODY_WORKING_GROUP: return S("Working group");
    case BODY_STEERING_GROUP: return S("Steering group");
    case BODY_SCRUTINY_COMMITTEE: return S("Scrutiny committee");
    case BODY_OTHER: break;
    }
    return S("");
}

/* ---- Search ---- */

static Error *put_search(Bringing *b, const char *kind, int64_t id, Text title, Text text, Text url, Text about, Date day) {
    SearchEntry entry = {.kind = text_of(kind),
        .key = text_format(b->arena, "%s-%" PRId64, kind, id),
        .title = title,
        .text = text,
        .url = url,
        .about = about,
        .day = day};
    return search_put(b->site, &entry);
}

static Error *remove_search(Bringing *b, const char *kind, PublishedId id) {
    return search_remove(b->site, text_of(kind), text_format(b->arena, "%s-%" PRId64, kind, id.n));
}

/* ---- The watch list ---- */

/* Names and texts of the partnership are public by nature; only the watch list is held against them. */
static Error *check_watched(Bringing *b, const Record *record, const void *row, const char *what) {
    FindingList findings = {0};
    leak_find_in_row(b->arena, &b->watched, record, row, &(Place){.name = text_of(what)}, &findings);
    if (findings.count == 0) return NULL;
    return error_new(b->arena, ERROR_INPUT, "%.*s Take it out, then bring the public site up to date again.",
        TEXT_ARG(finding_sentence(b->arena, &findings.items[0])));
}

/* ---- Site and bodies ---- */

static Error *bring_site(Bringing *b) {
    Partnership p = {0};
    TRY(partnership_get(b->office, b->arena, &p));
    PublishedSite row = {.id = {1},
        .name = p.name,
        .short_name = p.short_name,
        .area = p.area,
        .introduction = p.introduction,
        .contact_name = p.contact_name,
        .contact_email = p.contact_email,
        .contact_phone = p.contact_phone,
        .postal_address = p.postal_address,
        .accessibility_email = p.accessibility_email,
        .offers_mail = p.offers_mail};
    TRY(check_watched(b, &published_site_record, &row, "the partnership's settings"));
    return published_put(b->site, &published_site_record, &row, NULL);
}

static Error *put_body(Bringing *b, const Body *body, const Body *parent) {
    PublishedBody row = {.id = published_id(body->id.n),
        .name = body->name,
        .short_name = body->short_name,
        .kind = kind_words(body->kind),
        .purpose = body->purpose,
        .parent = published_id(parent ? parent->id.n : 0),
        .contact_name = body->contact_name,
        .contact_email = body->contact_email,
        .contact_phone = body->contact_phone,
        .position = body->position};
    bool changed = false;
    TRY(check_watched(b, &published_body_record, &row, "the details of a body"));
    TRY(published_put(b->site, &published_body_record, &row, &changed));
    if (!changed) return NULL;
    return put_search(b, "body", body->id.n, body->name,
        text_format(b->arena, "%.*s\n%.*s", TEXT_ARG(body->short_name), TEXT_ARG(markdown_to_plain(b->arena, body->purpose))),
        text_format(b->arena, "/bodies/%" PRId64, body->id.n), row.kind, (Date){0});
}

enum { DEEPEST = 8 };

static Error *body_with_parents(Bringing *b, BodyId id, int depth) {
    Body body = {0}, parent = {0};
    TRY(record_get(b->office, b->arena, &body_record, id.n, &body));
    bool has_parent = body.parent.n != 0 && depth < DEEPEST;
    if (has_parent) TRY(record_get(b->office, b->arena, &body_record, body.parent.n, &parent));
    has_parent = has_parent && parent.is_public;
    if (has_parent) TRY(body_with_parents(b, parent.id, depth + 1));
    return put_body(b, &body, has_parent ? &parent : NULL);
}

Error *published_body_put(Tx *published, Db *office, BodyId body) {
    Bringing b = {.office = office, .site = published, .arena = tx_arena(published)};
    SecretList watch_list = {0};
    TRY(secrets_of_watch_list(office, b.arena, &watch_list));
    b.watched = leak_index(b.arena, &watch_list);
    return body_with_parents(&b, body, 0);
}

/* ---- Terms of reference: in force or once in force ---- */

static bool has_terms(const TermsOfReferenceList *list, PublishedId id, Date today) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n) return date_compare(list->items[i].from, today) <= 0;
    return false;
}

/* The sections of one version; *changed when anything of them did. */
static Error *bring_sections(Bringing *b, TermsOfReferenceId terms, TermsSectionList *sections, bool *changed) {
    PublishedTermsSectionList before = {0};
    TRY(terms_sections(b->office, b->arena, terms, sections));
    TRY(published_sections_of(tx_db(b->site), b->arena, published_id(terms.n), &before));
    for (size_t i = 0; i < before.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < sections->count; k++) is_there |= sections->items[k].id.n == before.items[i].id.n;
        if (is_there) continue;
        *changed = true;
        TRY(record_remove(b->site, &published_terms_section_record, before.items[i].id.n));
    }
    for (size_t i = 0; i < sections->count; i++) {
        const TermsSection *s = &sections->items[i];
        bool is_other = false;
        PublishedTermsSection row = {
            .id = published_id(s->id.n), .terms = published_id(terms.n), .position = s->position, .heading = s->heading, .text = s->text};
        TRY(check_watched(b, &published_terms_section_record, &row, "terms of reference"));
        TRY(published_put(b->site, &published_terms_section_record, &row, &is_other));
        *changed |= is_other;
    }
    return NULL;
}

/* A version that is public no more: it is a draft again, was deleted, or its body left the public side. */
static Error *remove_terms(Bringing *b, PublishedId id) {
    PublishedTermsSectionList sections = {0};
    TRY(published_sections_of(tx_db(b->site), b->arena, id, &sections));
    for (size_t i = 0; i < sections.count; i++) TRY(record_remove(b->site, &published_terms_section_record, sections.items[i].id.n));
    TRY(record_remove(b->site, &published_terms_record, id.n));
    return remove_search(b, "terms", id);
}

static Text terms_words(Arena *arena, const TermsOfReference *t, const TermsSectionList *sections) {
    Buffer words = buffer_new(arena, 1000);
    buffer_put(&words, markdown_to_plain(arena, t->text));
    for (size_t i = 0; i < sections->count; i++)
        buffer_putf(
            &words, "\n%.*s\n%.*s", TEXT_ARG(sections->items[i].heading), TEXT_ARG(markdown_to_plain(arena, sections->items[i].text)));
    return buffer_text(&words);
}

/* Drafts are not among terms_of_body: they never come here. */
static Error *bring_terms(Bringing *b, const Body *body) {
    TermsOfReferenceList terms = {0};
    PublishedTermsList before = {0};
    TRY(terms_of_body(b->office, b->arena, body->id, &terms));
    TRY(published_terms_of(tx_db(b->site), b->arena, published_id(body->id.n), &before));
    for (size_t i = 0; i < before.count; i++)
        if (!has_terms(&terms, before.items[i].id, b->today)) TRY(remove_terms(b, before.items[i].id));
    for (size_t i = 0; i < terms.count; i++) {
        const TermsOfReference *t = &terms.items[i];
        bool changed = false;
        if (date_compare(t->from, b->today) > 0) continue;
        PublishedTerms row = {.id = published_id(t->id.n),
            .body = published_id(body->id.n),
            .title = t->title,
            .from = t->from,
            .until = t->until,
            .approved_on = t->approved_on,
            .text = t->text};
        terms_in_words(b->arena, t, &row);
        TRY(check_watched(b, &published_terms_record, &row, "terms of reference"));
        TermsSectionList sections;
        TRY(published_put(b->site, &published_terms_record, &row, &changed));
        TRY(bring_sections(b, t->id, &sections, &changed));
        if (changed)
            TRY(put_search(b, "terms", t->id.n, t->title, terms_words(b->arena, t, &sections),
                text_format(b->arena, "/bodies/%" PRId64 "/terms/%" PRId64, body->id.n, t->id.n), body->name, t->from));
    }
    return NULL;
}

/* ---- Seats and who holds them today ---- */

/* A name only where the person is named publicly; otherwise the post alone. */
static Text holder_words(Bringing *b, const SeatHeld *seat) {
    if (seat->holders.count == 0) return S("");
    const Person *person = &seat->holders.items[0].person;
    return person->is_named_publicly ? person_shown(b->arena, person) : person->post;
}

static Text office_words(const SeatHeld *seat) {
    if (seat->holders.count == 0) return S("");
    switch (seat->holders.items[0].tenure.office) {
    case OFFICE_CHAIR: return S("Chair");
    case OFFICE_VICE_CHAIR: return S("Vice-chair");
    }
    return S("");
}

static bool has_seat(const Membership *seats, PublishedId id) {
    for (size_t i = 0; i < seats->count; i++)
        if (seats->items[i].seat.id.n == id.n) return true;
    return false;
}

static Error *bring_seats(Bringing *b, const Body *body) {
    Membership seats = {0};
    PublishedSeatList before = {0};
    TRY(membership_on(b->office, b->arena, body->id, b->today, &seats));
    TRY(published_seats_of(tx_db(b->site), b->arena, published_id(body->id.n), &before));
    for (size_t i = 0; i < before.count; i++)
        if (!has_seat(&seats, before.items[i].id)) TRY(record_remove(b->site, &published_seat_record, before.items[i].id.n));
    for (size_t i = 0; i < seats.count; i++) {
        const SeatHeld *held = &seats.items[i];
        const Tenure *tenure = held->holders.count ? &held->holders.items[0].tenure : NULL;
        Text organisation = {0};
        if (held->organisation.id.n) TRY(organisation_name_on(b->office, b->arena, held->organisation.id, b->today, &organisation));
        PublishedSeat row = {.id = published_id(held->seat.id.n),
            .body = published_id(body->id.n),
            .seat = held->seat.title,
            .organisation = organisation,
            .holder = holder_words(b, held),
            .office = office_words(held),
            .is_core = held->seat.is_core,
            .is_statutory = held->seat.is_statutory,
            .is_invited = held->seat.is_invited,
            .position = held->seat.position,
            .from = tenure ? tenure->from : (Date){0},
            .until = tenure ? tenure->until : (Date){0}};
        TRY(check_watched(b, &published_seat_record, &row, "a seat of a body"));
        TRY(published_put(b->site, &published_seat_record, &row, NULL));
    }
    return NULL;
}

/* ---- Meetings without a published agenda ---- */

/* What the public may know of a meeting whose agenda is not published: when and where. */
static PublishedMeeting planned_row(const Meeting *m, const Body *body, PublishedState state) {
    return (PublishedMeeting){.id = published_id(m->id.n),
        .body = published_id(body->id.n),
        .body_name = body->name,
        .day = m->day,
        .starts = m->starts,
        .ends = m->ends,
        .is_online = m->is_online,
        .place = m->place,
        .contact_name = m->contact_name,
        .contact_email = m->contact_email,
        .contact_phone = m->contact_phone,
        .state = state,
        .reason = state == PUBLISHED_CANCELLED ? m->cancelled_reason : S("")};
}

/* Joining details typed into the wrong field, a phrase of the watch list, and what is withheld said in the reason for a cancellation, must not go out either. A meeting
 * with a finding stays as the public side has it; all others go on. */
static Error *check_meeting(Bringing *b, const Meeting *m, const PublishedMeeting *row, bool *is_held_back) {
    SecretList secrets = {0};
    FindingList findings = {0};
    TRY(secrets_collect(b->office, b->arena, m->id, NULL, &secrets));
    LeakIndex index = leak_index(b->arena, &secrets);
    Place place = {.name = text_format(b->arena, "the meeting of %.*s", TEXT_ARG(date_plain(b->arena, m->day)))};
    leak_find_in_row(b->arena, &index, &published_meeting_record, row, &place, &findings);
    *is_held_back = findings.count > 0;
    /* Administrators read what became of the job, and may not know the words: finding_sentence() does not say them. */
    if (*is_held_back) finding_add(&b->held_back, b->arena, findings.items[0]);
    return NULL;
}

static Error *put_meeting(Bringing *b, const Meeting *m, PublishedMeeting row, const PublishedMeeting *before) {
    bool changed = false, is_held_back = false;
    /* The time of the change is no change by itself. */
    row.changed_at = before ? before->changed_at : tx_moment(b->site);
    FieldChanges changes = record_changes(b->arena, &published_meeting_record, before, &row, ACCESS_ALL);
    if (before && changes.count == 0) return NULL;
    TRY(check_meeting(b, m, &row, &is_held_back));
    if (is_held_back) return NULL;
    if (row.state != PUBLISHED_WITHDRAWN) row.changed_at = tx_moment(b->site); /* there it is the moment of the withdrawal */
    TRY(published_put(b->site, &published_meeting_record, &row, &changed));
    Text name = text_format(b->arena, "%.*s, %.*s", TEXT_ARG(row.body_name), TEXT_ARG(date_plain(b->arena, row.day)));
    return put_search(b, "meeting", row.id.n, name, row.place, text_format(b->arena, "/meetings/%" PRId64, row.id.n),
        date_long(b->arena, row.day), row.day);
}

/* A published agenda stays as it was published; that the meeting was moved, held or cancelled is brought over at once. */
static Error *bring_published(Bringing *b, const Meeting *m, const PublishedMeeting *before) {
    PublishedMeeting row = *before;
    if (before->state != PUBLISHED_WITHDRAWN) {
        row.day = m->day;
        row.starts = m->starts;
        row.ends = m->ends;
        row.is_online = m->is_online;
        row.place = m->place;
    }
    if (m->state == MEETING_CANCELLED) {
        row.state = PUBLISHED_CANCELLED;
        row.reason = m->cancelled_reason;
    } else if (m->state == MEETING_HELD && before->state == PUBLISHED_AGENDA) {
        row.state = PUBLISHED_HELD;
    }
    return put_meeting(b, m, row, before);
}

/* The agenda was withdrawn and the meeting takes place all the same: when and where, as of a planned one, and why there is no agenda. */
static Error *bring_withdrawn(Bringing *b, const Body *body, const Meeting *m, const PublishedMeeting *before) {
    PublishedMeeting row = planned_row(m, body, PUBLISHED_WITHDRAWN);
    row.publication = before->publication;
    row.published_at = before->published_at;
    row.reason = before->reason;
    return put_meeting(b, m, row, before);
}

static Error *bring_meeting(Bringing *b, const Body *body, const Meeting *m) {
    PublishedMeeting before = {0};
    bool found = false;
    TRY(published_meeting_find(tx_db(b->site), b->arena, published_id(m->id.n), &before, &found));
    bool is_withdrawn = found && before.state == PUBLISHED_WITHDRAWN && m->state != MEETING_CANCELLED;
    if (is_withdrawn) return bring_withdrawn(b, body, m, &before);
    if (found && before.publication > 0) return bring_published(b, m, &before);
    PublishedState state = PUBLISHED_PLANNED;
    if (m->state == MEETING_CANCELLED) state = PUBLISHED_CANCELLED;
    if (m->state == MEETING_HELD) state = PUBLISHED_HELD;
    return put_meeting(b, m, planned_row(m, body, state), found ? &before : NULL);
}

Error *published_plan_put(Tx *published, Db *office, MeetingId id) {
    Bringing b = {.office = office, .site = published, .arena = tx_arena(published)};
    Meeting meeting = {0};
    Body body = {0};
    TRY(record_get(office, b.arena, &meeting_record, id.n, &meeting));
    TRY(record_get(office, b.arena, &body_record, meeting.body.n, &body));
    return body.is_public ? bring_meeting(&b, &body, &meeting) : NULL;
}

static bool has_meeting(const MeetingList *meetings, PublishedId id) {
    for (size_t i = 0; i < meetings->count; i++)
        if (meetings->items[i].id.n == id.n) return true;
    return false;
}

static Error *bring_meetings(Bringing *b, const Body *body) {
    MeetingList meetings = {0};
    PublishedMeetingList before = {0};
    TRY(valve_meetings_all(b->office, b->arena, body->id, &meetings));
    TRY(published_meetings_of(tx_db(b->site), b->arena, published_id(body->id.n), &before));
    for (size_t i = 0; i < before.count; i++)
        if (before.items[i].publication == 0 && !has_meeting(&meetings, before.items[i].id)) {
            TRY(record_remove(b->site, &published_meeting_record, before.items[i].id.n));
            TRY(remove_search(b, "meeting", before.items[i].id));
        }
    for (size_t i = 0; i < meetings.count; i++) TRY(bring_meeting(b, body, &meetings.items[i]));
    return NULL;
}

/* ---- Bodies that are not public any more ---- */

static bool is_still_public(const BodyList *bodies, PublishedId id) {
    for (size_t i = 0; i < bodies->count; i++)
        if (bodies->items[i].id.n == id.n) return bodies->items[i].is_public;
    return false;
}

/* Of a withdrawn agenda the day and the reason stay, and the day where nothing but minutes was published; where the meeting is belongs to the
 * plans. */
static Error *strip_plan(Bringing *b, const PublishedMeeting *m) {
    if (m->publication > 0 && m->state != PUBLISHED_WITHDRAWN) return NULL;
    PublishedMeeting row = *m;
    row.is_online = false;
    row.place = row.contact_name = row.contact_email = row.contact_phone = S("");
    TRY(published_put(b->site, &published_meeting_record, &row, NULL));
    return remove_search(b, "meeting", m->id);
}

/* Its plans, seats and terms go. What was published of its meetings stays until it is withdrawn, and then so does the name of the body. */
static Error *take_away_body(Bringing *b, PublishedId id) {
    PublishedMeetingList meetings = {0};
    PublishedTermsList terms = {0};
    PublishedSeatList seats = {0};
    size_t kept = 0;
    TRY(published_meetings_of(tx_db(b->site), b->arena, id, &meetings));
    TRY(published_terms_of(tx_db(b->site), b->arena, id, &terms));
    TRY(published_seats_of(tx_db(b->site), b->arena, id, &seats));
    for (size_t i = 0; i < meetings.count; i++) {
        PublishedMinutes minutes = {0};
        bool has_minutes = false;
        TRY(published_minutes_find(tx_db(b->site), b->arena, meetings.items[i].id, &minutes, &has_minutes));
        if (meetings.items[i].publication > 0 || has_minutes) {
            kept++;
            TRY(strip_plan(b, &meetings.items[i]));
            continue;
        }
        TRY(record_remove(b->site, &published_meeting_record, meetings.items[i].id.n));
        TRY(remove_search(b, "meeting", meetings.items[i].id));
    }
    for (size_t i = 0; i < seats.count; i++) TRY(record_remove(b->site, &published_seat_record, seats.items[i].id.n));
    for (size_t i = 0; i < terms.count; i++) TRY(remove_terms(b, terms.items[i].id));
    if (kept > 0) return NULL;
    TRY(remove_search(b, "body", id));
    return record_remove(b->site, &published_body_record, id.n);
}

/* What was withdrawn before the body became private would go on naming it. */
static Error *unname_withdrawn_plans(Bringing *b, const BodyList *bodies) {
    ConsultationList rounds = {0};
    for (size_t i = 0; i < bodies->count; i++)
        if (!bodies->items[i].is_public) TRY(agreements_withdrawn_unname(b->site, published_id(bodies->items[i].id.n)));
    TRY(consultations_of_private_bodies(b->office, b->arena, &rounds));
    for (size_t i = 0; i < rounds.count; i++) TRY(consultation_withdrawn_unname(b->site, published_id(rounds.items[i].id.n)));
    return NULL;
}

static Error *bring_everything(Bringing *b) {
    BodyList bodies = {0};
    PublishedBodyList before = {0};
    SecretList watch_list = {0};
    TRY(secrets_of_watch_list(b->office, b->arena, &watch_list));
    b->watched = leak_index(b->arena, &watch_list);
    TRY(bring_site(b));
    TRY(bodies_on(b->office, b->arena, (Date){0}, &bodies));
    for (size_t i = 0; i < bodies.count; i++) {
        const Body *body = &bodies.items[i];
        if (!body->is_public) continue;
        TRY(body_with_parents(b, body->id, 0));
        TRY(bring_terms(b, body));
        TRY(bring_seats(b, body));
        TRY(bring_meetings(b, body));
    }
    /* Last, when no body that stays names one that goes as the body above it; lower ones first. */
    TRY(published_bodies_all(tx_db(b->site), b->arena, &before));
    for (size_t i = before.count; i-- > 0;)
        if (!is_still_public(&bodies, before.items[i].id)) TRY(take_away_body(b, before.items[i].id));
    return unname_withdrawn_plans(b, &bodies);
}

/* ---- Plans of bodies that are not public any more ---- */

#define BODY_NOT_SHOWN "This site no longer shows the body whose plan it was."

static Error *is_plan_of_private_body_out(Valve *valve, Arena *arena, bool *out) {
    AgreementPublicationList agreements = {0};
    ConsultationPublicationList rounds = {0};
    Db *office = NULL;
    Error *error = NULL;
    TRY_OUT(store_borrow(valve->office, arena, &office));
    TRY_OUT(agreement_publications_of_private_bodies(office, arena, &agreements));
    TRY_OUT(consultation_publications_of_private_bodies(office, arena, &rounds));
    *out = agreements.count > 0 || rounds.count > 0;
out:
    store_return(office);
    return error;
}

/* Looks before it takes the office's writer: nearly always there is nothing. */
static Error *withdraw_plans_of_private_bodies(Valve *valve, Arena *arena, Actor who) {
    Tx *tx = NULL;
    bool is_out = false;
    Error *error = NULL;
    TRY(is_plan_of_private_body_out(valve, arena, &is_out));
    if (!is_out) return NULL;
    TRY_OUT(tx_begin(valve->office, arena, who, S("The body is not public any more"), &tx));
    TRY_OUT(agreements_of_private_bodies_withdraw(tx, S(BODY_NOT_SHOWN)));
    TRY_OUT(consultations_of_private_bodies_withdraw(tx, S(BODY_NOT_SHOWN)));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *publish_partnership(Valve *valve, Arena *arena, Actor who) {
    Bringing b = {.arena = arena};
    Error *error = NULL;
    TRY(withdraw_plans_of_private_bodies(valve, arena, who));
    TRY_OUT(store_borrow(valve->office, arena, &b.office));
    TRY_OUT(tx_begin(valve->published, arena, who, S(""), &b.site));
    moment_to_london(tx_moment(b.site), &b.today, NULL);
    TRY_OUT(bring_everything(&b));
    TRY_OUT(tx_commit(b.site));
    if (b.held_back.count > 0)
        error = error_new(arena, ERROR_INPUT,
            "%.*s%s Everything else is up to date. Take it out of the meeting's details, then bring the public site up to date again.",
            TEXT_ARG(finding_sentence(arena, &b.held_back.items[0])), b.held_back.count > 1 ? " The same is so of other meetings." : "");
out:
    tx_end(b.site);
    store_return(b.office);
    return error;
}
