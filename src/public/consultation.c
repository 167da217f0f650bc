/* Consultation in words, addresses and letters. Pure. */
#include "public/consultation.h"

#include <inttypes.h>

SiteRoundStanding site_round_standing(const PublishedConsultation *round, Date day) {
    if (round->is_withdrawn) return SITE_ROUND_WITHDRAWN;
    if (date_is_set(round->last_day) && date_compare(day, round->last_day) > 0) return SITE_ROUND_OVER;
    if (!round->has_draft) return SITE_ROUND_OVER;
    return date_compare(day, round->opens) < 0 ? SITE_ROUND_TO_COME : SITE_ROUND_OPEN;
}

const char *site_round_shown(SiteRoundStanding standing) {
    switch (standing) {
    case SITE_ROUND_TO_COME: return "To come";
    case SITE_ROUND_OPEN: return "Open for comments";
    case SITE_ROUND_OVER: return "Closed";
    case SITE_ROUND_WITHDRAWN: return "Withdrawn";
    }
    return "";
}

const char *site_round_colour(SiteRoundStanding standing) {
    switch (standing) {
    case SITE_ROUND_TO_COME: return "grey";
    case SITE_ROUND_OPEN: return "green";
    case SITE_ROUND_OVER: return "blue";
    case SITE_ROUND_WITHDRAWN: return "orange";
    }
    return "grey";
}

const char *site_round_code(SiteRoundStanding standing) {
    switch (standing) {
    case SITE_ROUND_TO_COME: return "to_come";
    case SITE_ROUND_OPEN: return "open";
    case SITE_ROUND_OVER: return "closed";
    case SITE_ROUND_WITHDRAWN: return "withdrawn";
    }
    return "";
}

bool site_round_is_listed(const PublishedConsultation *round) {
    return round->has_summary || (round->is_for_everybody && (round->has_draft || round->is_withdrawn));
}

bool site_summary_is_out(const PublishedConsultation *round) {
    return round->has_summary && !round->is_withdrawn;
}

Text site_consultation_address(Arena *arena, PublishedId round) {
    return text_format(arena, "/consultations/%" PRId64, round.n);
}

size_t typed_count(const TypedComments *comments) {
    size_t count = 0;
    for (size_t i = 0; i < comments->count; i++) count += comments->items[i].text.len > 0;
    return count;
}

Text typed_for(const TypedComments *comments, int64_t action) {
    for (size_t i = 0; i < comments->count; i++)
        if (comments->items[i].action == action) return comments->items[i].text;
    return (Text){0};
}

Text sent_comments_json(Arena *arena, const SentComments *sent) {
    Buffer out = buffer_new(arena, 2048);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "envelope", sent->envelope);
    json_put_text(&j, "link", sent->link);
    json_put_int(&j, "invitation", sent->invitation);
    json_put_int(&j, "consultation", sent->round);
    json_put_text(&j, "name", sent->name);
    json_put_text(&j, "organisation", sent->organisation);
    json_key(&j, "comments");
    json_begin_array(&j);
    for (size_t i = 0; i < sent->comments.count; i++) {
        if (sent->comments.items[i].text.len == 0) continue;
        json_begin_object(&j);
        json_put_int(&j, "action", sent->comments.items[i].action);
        json_put_text(&j, "text", sent->comments.items[i].text);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    return buffer_text(&out);
}
