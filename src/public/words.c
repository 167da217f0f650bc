/* Published records in words and addresses. */
#include "public/words.h"

#include <inttypes.h>

Text published_place_shown(Arena *arena, const PublishedMeeting *m) {
    if (!m->is_online) return m->place;
    if (text_is_empty(m->place) || text_equal_ignoring_case(m->place, S("online"))) return S("Online");
    return text_format(arena, "%.*s, and online", TEXT_ARG(m->place));
}

Text published_time_shown(Arena *arena, const PublishedMeeting *m) {
    if (!time_is_set(m->starts)) return S("");
    Text starts = time_plain(arena, m->starts);
    if (!time_is_set(m->ends)) return starts;
    return text_format(arena, "%.*s to %.*s", TEXT_ARG(starts), TEXT_ARG(time_plain(arena, m->ends)));
}

Text published_meeting_name(Arena *arena, const PublishedMeeting *m) {
    return text_format(arena, "%.*s, %.*s", TEXT_ARG(m->body_name), TEXT_ARG(date_plain(arena, m->day)));
}

const char *published_state_shown(const PublishedMeeting *m) {
    switch (m->state) {
    case PUBLISHED_PLANNED: return "Agenda to follow";
    case PUBLISHED_AGENDA: return "Agenda published";
    case PUBLISHED_HELD: return "Held";
    case PUBLISHED_CANCELLED: return "Cancelled";
    case PUBLISHED_WITHDRAWN: return "Agenda withdrawn";
    }
    return "";
}

const char *published_state_colour(const PublishedMeeting *m) {
    switch (m->state) {
    case PUBLISHED_PLANNED: return "grey";
    case PUBLISHED_AGENDA: return "green";
    case PUBLISHED_HELD: return "blue";
    case PUBLISHED_CANCELLED: return "red";
    case PUBLISHED_WITHDRAWN: return "orange";
    }
    return "grey";
}

const char *published_state_code(const PublishedMeeting *m) {
    switch (m->state) {
    case PUBLISHED_PLANNED: return "planned";
    case PUBLISHED_AGENDA: return "published";
    case PUBLISHED_HELD: return "held";
    case PUBLISHED_CANCELLED: return "cancelled";
    case PUBLISHED_WITHDRAWN: return "withdrawn";
    }
    return "";
}

static Text civil_iso(Arena *arena, Date day, TimeOfDay time) {
    Moment at = {0};
    if (!time_is_set(time) || moment_of_london(day, time, &at) == CLOCK_SKIPPED) return date_iso(arena, day);
    return moment_iso(arena, at);
}

Text published_starts_iso(Arena *arena, const PublishedMeeting *m) {
    return civil_iso(arena, m->day, m->starts);
}

Text published_ends_iso(Arena *arena, const PublishedMeeting *m) {
    return time_is_set(m->ends) ? civil_iso(arena, m->day, m->ends) : S("");
}

Text site_meeting_address(Arena *arena, PublishedId meeting) {
    return text_format(arena, "/meetings/%" PRId64, meeting.n);
}

Text site_body_address(Arena *arena, PublishedId body) {
    return text_format(arena, "/bodies/%" PRId64, body.n);
}

Text site_paper_address(Arena *arena, PublishedId paper) {
    return text_format(arena, "/papers/%" PRId64, paper.n);
}

Text site_paper_file_address(Arena *arena, const PublishedPaper *paper) {
    return text_format(arena, "/papers/%" PRId64 "/%.*s", paper->id.n, TEXT_ARG(paper->file_name));
}

Text site_document_address(Arena *arena, const PublishedDocument *document) {
    if (document->supplement > 0)
        return text_format(arena, "/meetings/%" PRId64 "/supplements/%" PRId64 ".pdf", document->meeting.n, document->supplement);
    return text_format(arena, "/meetings/%" PRId64 "/%.*s.pdf", document->meeting.n, TEXT_ARG(document->kind));
}

Text published_pages_shown(Arena *arena, int64_t from, int64_t to) {
    if (from <= 0) return S("");
    if (to <= from) return text_format(arena, "Page %" PRId64, from);
    return text_format(arena, "Pages %" PRId64 " - %" PRId64, from, to);
}
