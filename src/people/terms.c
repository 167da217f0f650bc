/* Owns what becomes of terms of reference: sections, the draft of the next version, coming into force, and the yearly review (R18). */
#include "people/terms.h"

#include "people/people.sql.h"

enum { SOON_DAYS = 90 };

/* ---- Where a version stands ---- */

TermsStanding terms_standing(const TermsOfReference *terms, Date today) {
    if (terms->is_draft) return TERMS_DRAFT;
    if (is_within(today, terms->from, terms->until)) return TERMS_IN_FORCE;
    return date_compare(terms->from, today) > 0 ? TERMS_AHEAD : TERMS_PAST;
}

Error *terms_draft_of(Db *db, Arena *arena, BodyId body, TermsOfReference *out, bool *found) {
    TermsOfReferenceList drafts;
    TRY(terms_drafts(db, arena, body, &drafts));
    *found = drafts.count > 0;
    *out = *found ? drafts.items[0] : (TermsOfReference){0};
    return NULL;
}

/* ---- Sections ---- */

Error *terms_sections(Db *db, Arena *arena, TermsOfReferenceId terms, TermsSectionList *out) {
    return terms_section_rows(db, arena, terms, out);
}

/* How many # a heading begins with; 0: the line is none. */
static size_t heading_level(Text line) {
    size_t level = 0;
    while (level < line.len && line.ptr[level] == '#') level++;
    return level && level < line.len && line.ptr[level] == ' ' ? level : 0;
}

static size_t first_level(Text markdown) {
    Text line;
    size_t level = 0;
    while (level == 0 && text_next_line(&markdown, &line)) level = heading_level(line);
    return level;
}

TermsSectionList terms_divided(Arena *arena, Text markdown) {
    size_t level = first_level(markdown), lines = 1;
    for (size_t i = 0; i < markdown.len; i++) lines += markdown.ptr[i] == '\n';
    TermsSectionList out = {.items = ARENA_ARRAY(arena, TermsSection, lines + 1)};
    Text rest = markdown, line;
    const char *begin = markdown.ptr;
    TermsSection section = {0};
    for (bool more = true; more;) {
        more = text_next_line(&rest, &line);
        size_t found = more ? heading_level(line) : 0;
        if (more && (found == 0 || found > level)) continue;
        const char *end = more ? line.ptr : markdown.ptr + markdown.len;
        section.text = text_trim((Text){begin, (size_t)(end - begin)});
        section.position = (int64_t)out.count + 1;
        if (section.heading.len || section.text.len) out.items[out.count++] = section;
        if (!more) break;
        section = (TermsSection){.heading = text_trim(text_slice(line, found, line.len - found))};
        begin = line.ptr + line.len;
    }
    return out;
}

TermsSectionList terms_whole(Arena *arena, const TermsOfReference *terms, const TermsSectionList *stored) {
    if (stored->count == 0) return terms_divided(arena, terms->text);
    if (text_is_empty(text_trim(terms->text))) return *stored;
    TermsSectionList out = {.items = ARENA_ARRAY(arena, TermsSection, stored->count + 1), .count = stored->count + 1};
    out.items[0] = (TermsSection){.text = text_trim(terms->text)};
    for (size_t i = 0; i < stored->count; i++) out.items[i + 1] = stored->items[i];
    return out;
}

Error *terms_check_open(Arena *arena, const TermsOfReference *terms) {
    if (!terms->is_fixed) return NULL;
    if (terms->is_draft)
        return error_new(arena, ERROR_INPUT,
            "This draft was agreed as it stands. Take the agreement back on the page of the review before you change it.");
    return error_new(arena, ERROR_INPUT,
        "These terms of reference were approved as they stand, so they are not changed. Begin a draft of the next version.");
}

static Error *check_section_open(Tx *tx, TermsOfReferenceId id) {
    TermsOfReference terms;
    TRY(record_get(tx_db(tx), tx_arena(tx), &terms_of_reference_record, id.n, &terms));
    return terms_check_open(tx_arena(tx), &terms);
}

/* Places are then 1, 2, 3 again; a section whose place stays is not written. */
static Error *number_again(Tx *tx, TermsSectionList *sections) {
    for (size_t i = 0; i < sections->count; i++) {
        if (sections->items[i].position == (int64_t)i + 1) continue;
        sections->items[i].position = (int64_t)i + 1;
        TRY(record_update(tx, &terms_section_record, &sections->items[i]));
    }
    return NULL;
}

Error *terms_section_add(Tx *tx, TermsSection *section) {
    TermsSectionList sections;
    TRY(check_section_open(tx, section->terms));
    TRY(terms_section_rows(tx_db(tx), tx_arena(tx), section->terms, &sections));
    section->position = (int64_t)sections.count + 1;
    return record_insert(tx, &terms_section_record, section);
}

Error *terms_section_move(Tx *tx, const TermsSection *section, bool is_up) {
    TermsSectionList all;
    size_t at = 0;
    TRY(check_section_open(tx, section->terms));
    TRY(terms_section_rows(tx_db(tx), tx_arena(tx), section->terms, &all));
    while (at < all.count && all.items[at].id.n != section->id.n) at++;
    if (at == all.count || (is_up ? at == 0 : at + 1 == all.count)) return NULL;
    size_t to = is_up ? at - 1 : at + 1;
    TermsSection moved = all.items[at];
    all.items[at] = all.items[to];
    all.items[to] = moved;
    return number_again(tx, &all);
}

Error *terms_section_remove(Tx *tx, const TermsSection *section) {
    TermsSectionList rest;
    TRY(check_section_open(tx, section->terms));
    TRY(record_delete(tx, &terms_section_record, section));
    TRY(terms_section_rows(tx_db(tx), tx_arena(tx), section->terms, &rest));
    return number_again(tx, &rest);
}

/* ---- The draft ---- */

static Error *sections_copy(Tx *tx, const TermsOfReference *from, TermsOfReferenceId to) {
    TermsSectionList stored;
    TRY(terms_section_rows(tx_db(tx), tx_arena(tx), from->id, &stored));
    TermsSectionList sections = stored.count ? stored : terms_divided(tx_arena(tx), from->text);
    for (size_t i = 0; i < sections.count; i++) {
        TermsSection copy = sections.items[i];
        if (copy.heading.len == 0) continue; /* what stands before the first section stays in the version itself */
        copy.origin = copy.origin ? copy.origin : copy.id.n;
        copy.id = (TermsSectionId){0}, copy.version = 0;
        copy.terms = to;
        TRY(terms_section_add(tx, &copy));
    }
    return NULL;
}

/* What a copy keeps of the text in one piece: all of it when there are sections or no headings, else what stands before the first heading. */
static Text text_before_sections(Arena *arena, const TermsOfReference *terms, const TermsSectionList *stored) {
    if (stored->count) return terms->text;
    TermsSectionList divided = terms_divided(arena, terms->text);
    return divided.count && divided.items[0].heading.len == 0 ? divided.items[0].text : (Text){0};
}

Error *terms_draft_begin(Tx *tx, BodyId body, Date today, TermsOfReference *out) {
    Arena *arena = tx_arena(tx);
    TermsOfReferenceList versions;
    TermsSectionList stored;
    TermsOfReference before;
    bool found;
    TRY(terms_draft_of(tx_db(tx), arena, body, out, &found));
    if (found) return NULL;
    TRY(terms_of_body(tx_db(tx), arena, body, &versions));
    TRY(terms_in_force(tx_db(tx), arena, body, today, &before, &found));
    if (!found && versions.count == 0)
        return error_new(
            arena, ERROR_INPUT, "This body has no terms of reference to begin from. Enter those that it has first, as they were approved.");
    if (!found) before = versions.items[0];
    TRY(terms_section_rows(tx_db(tx), arena, before.id, &stored));
    *out = before;
    out->id = (TermsOfReferenceId){0}, out->version = 0;
    out->from = out->until = out->approved_on = out->reviewed_on = (Date){0};
    out->is_draft = true, out->is_fixed = false;
    out->title = text_format(arena, "Terms of reference, %s %d", month_name(date_parts(today).month), date_parts(today).year);
    out->text = text_before_sections(arena, &before, &stored);
    TRY(record_insert(tx, &terms_of_reference_record, out));
    return sections_copy(tx, &before, out->id);
}

Error *terms_fix(Tx *tx, TermsOfReference *terms, bool is_fixed) {
    terms->is_fixed = is_fixed;
    return record_update(tx, &terms_of_reference_record, terms);
}

/* ---- Coming into force ---- */

/* The version in force on the day ends the day before it. */
static Error *end_version_before(Tx *tx, TermsOfReferenceList *versions, Date from) {
    for (size_t i = 0; i < versions->count; i++) {
        TermsOfReference *other = &versions->items[i];
        bool lasts = !date_is_set(other->until) || date_compare(other->until, from) >= 0;
        if (!lasts || date_compare(other->from, from) >= 0) continue;
        other->until = date_plus_days(from, -1);
        TRY(record_update(tx, &terms_of_reference_record, other));
    }
    return NULL;
}

static void check_effect(const TermsOfReference *terms, Date from, Date approved_on, const TermsOfReferenceList *versions, Form *form) {
    if (!terms->quorum_kind || !terms->quorum_number || !terms->decision_rule || !terms->regime)
        form_error(form, "from", "The draft lacks a rule for the quorum, for decisions or for access. Enter it first");
    if (!date_is_set(from)) form_error(form, "from", "Enter the first day in force");
    else if (date_compare(from, approved_on) < 0)
        form_error(form, "from", "They were approved on %.*s, so they are in force from that day at the earliest",
            TEXT_ARG(date_plain(form->arena, approved_on)));
    for (size_t i = 0; date_is_set(from) && i < versions->count; i++)
        if (date_compare(versions->items[i].from, from) >= 0)
            form_error(form, "from", "%.*s begins on %.*s. Choose a later day, or look at that version first",
                TEXT_ARG(versions->items[i].title), TEXT_ARG(date_plain(form->arena, versions->items[i].from)));
}

Error *terms_take_effect(Tx *tx, TermsOfReference *terms, Date from, Date approved_on, Form *form) {
    TermsOfReferenceList versions;
    if (!terms->is_draft) return error_new(tx_arena(tx), ERROR_INPUT, "These terms of reference are no draft any more.");
    TRY(terms_of_body(tx_db(tx), tx_arena(tx), terms->body, &versions));
    check_effect(terms, from, approved_on, &versions, form);
    if (!form_is_fine(form)) return NULL;
    TRY(end_version_before(tx, &versions, from));
    terms->is_draft = false, terms->is_fixed = true;
    terms->from = from, terms->approved_on = approved_on, terms->until = (Date){0};
    TRY(record_update(tx, &terms_of_reference_record, terms));
    return change_publish(tx);
}

TermsOfReference *terms_ended_by(const TermsOfReference *newest, const TermsOfReferenceList *versions) {
    if (!date_is_set(newest->from)) return NULL;
    for (size_t i = 0; i < versions->count; i++)
        if (date_compare(versions->items[i].from, newest->from) > 0) return NULL;
    Date day_before = date_plus_days(newest->from, -1);
    for (size_t i = 0; i < versions->count; i++)
        if (versions->items[i].id.n != newest->id.n && versions->items[i].until.n == day_before.n) return &versions->items[i];
    return NULL;
}

/* Nobody meant the body to be without terms: what this version ended goes on, as long as this one would have. */
static Error *reopen_version_before(Tx *tx, const TermsOfReference *terms) {
    TermsOfReferenceList versions;
    TRY(terms_of_body(tx_db(tx), tx_arena(tx), terms->body, &versions));
    TermsOfReference *before = terms_ended_by(terms, &versions);
    if (!before) return NULL;
    before->until = terms->until;
    return record_update(tx, &terms_of_reference_record, before);
}

Error *terms_take_back(Tx *tx, TermsOfReference *terms) {
    TermsOfReferenceList versions;
    TermsOfReference draft;
    bool has_draft;
    TRY(terms_draft_of(tx_db(tx), tx_arena(tx), terms->body, &draft, &has_draft));
    TRY(terms_of_body(tx_db(tx), tx_arena(tx), terms->body, &versions));
    if (terms->is_draft || !terms->is_fixed)
        return error_new(tx_arena(tx), ERROR_INPUT, "Only terms of reference that were approved here can become a draft again.");
    if (has_draft)
        return error_new(tx_arena(tx), ERROR_INPUT, "A draft of the next version is begun. Delete it first, if it is not needed.");
    for (size_t i = 0; i < versions.count; i++)
        if (date_compare(versions.items[i].from, terms->from) > 0)
            return error_new(tx_arena(tx), ERROR_INPUT, "A later version has taken over, so these terms cannot become a draft again.");
    TRY(reopen_version_before(tx, terms));
    terms->is_draft = true;
    terms->from = terms->until = terms->approved_on = (Date){0};
    TRY(record_update(tx, &terms_of_reference_record, terms));
    return change_publish(tx);
}

Error *terms_delete(Tx *tx, const TermsOfReference *terms) {
    TermsSectionList sections;
    TRY(terms_check_open(tx_arena(tx), terms));
    TRY(terms_section_rows(tx_db(tx), tx_arena(tx), terms->id, &sections));
    for (size_t i = 0; i < sections.count; i++) TRY(record_delete(tx, &terms_section_record, &sections.items[i]));
    TRY(record_delete(tx, &terms_of_reference_record, terms));
    if (!terms->is_draft) TRY(reopen_version_before(tx, terms));
    return change_publish(tx);
}

/* ---- The yearly review (R18) ---- */

Date terms_review_due(const TermsOfReference *terms) {
    Date last = date_is_set(terms->approved_on) ? terms->approved_on : terms->from;
    if (terms->is_draft || terms->review_months <= 0) return (Date){0};
    if (date_is_set(terms->reviewed_on) && (!date_is_set(last) || date_compare(terms->reviewed_on, last) > 0)) last = terms->reviewed_on;
    return date_is_set(last) ? date_plus_months(last, (int)terms->review_months) : (Date){0};
}

ReviewStanding terms_review_standing(const TermsOfReference *terms, Date today) {
    Date due = terms_review_due(terms);
    if (!date_is_set(due)) return REVIEW_NOT_ASKED;
    int left = date_days_between(today, due);
    return left < 0 ? REVIEW_OVERDUE : left <= SOON_DAYS ? REVIEW_DUE_SOON : REVIEW_AHEAD;
}

Text terms_review_words(Arena *arena, const TermsOfReference *terms, Date today) {
    ReviewStanding standing = terms_review_standing(terms, today);
    if (standing == REVIEW_NOT_ASKED) return (Text){0};
    return text_format(
        arena, "%s %.*s", standing == REVIEW_OVERDUE ? "overdue since" : "due by", TEXT_ARG(date_plain(arena, terms_review_due(terms))));
}

Error *terms_looked_at(Tx *tx, TermsOfReference *terms, Date day) {
    if (date_is_set(terms->reviewed_on) && date_compare(day, terms->reviewed_on) <= 0) return NULL;
    terms->reviewed_on = day;
    return record_update(tx, &terms_of_reference_record, terms);
}

Error *review_notices(Db *db, Arena *arena, Date today, ReviewNotices *out) {
    BodyList bodies;
    TRY(bodies_on(db, arena, today, &bodies));
    *out = (ReviewNotices){.items = ARENA_ARRAY(arena, ReviewNotice, bodies.count + 1)};
    for (size_t i = 0; i < bodies.count; i++) {
        TermsOfReference terms, draft;
        bool has_terms, has_draft;
        TRY(terms_in_force(db, arena, bodies.items[i].id, today, &terms, &has_terms));
        if (!has_terms) continue;
        ReviewStanding standing = terms_review_standing(&terms, today);
        if (standing != REVIEW_DUE_SOON && standing != REVIEW_OVERDUE) continue;
        TRY(terms_draft_of(db, arena, bodies.items[i].id, &draft, &has_draft));
        out->items[out->count++] = (ReviewNotice){.body = bodies.items[i].id,
            .body_name = bodies.items[i].name,
            .due = terms_review_due(&terms),
            .is_over = standing == REVIEW_OVERDUE,
            .has_draft = has_draft};
    }
    return NULL;
}
