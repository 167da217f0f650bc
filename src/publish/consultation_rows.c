/* What goes out of a round of consultation, row by row. */
#include <inttypes.h>

#include "plan/agreement_publication.h"
#include "plan/consultation.sql.h"
#include "publish/consultation_valve.h"

enum { LINES_OF_A_ROUND = 10000 }; /* ids of lines: the round's, then their place */

/* ---- The draft ---- */

static Text flags_of(Arena *arena, const PlanAction *action) {
    Text funded = action->is_funded ? S("Funded by the grant") : S("");
    if (!action->is_linked) return funded;
    return text_format(arena, "%.*s%sLinked: %.*s", TEXT_ARG(funded), funded.len ? ". " : "", TEXT_ARG(action->linked_to));
}

static PublishedDraftLine *line_add(ConsultationSnapshot *out) {
    PublishedDraftLine *line = &out->lines.items[out->lines.count++];
    *line = (PublishedDraftLine){.id = {out->round.id.n * LINES_OF_A_ROUND + (int64_t)out->lines.count},
        .version = 1,
        .consultation = out->round.id,
        .position = (int64_t)out->lines.count};
    return line;
}

static void put_section(Arena *arena, const PlanPart *part, ConsultationSnapshot *out) {
    PublishedDraftLine *line = line_add(out);
    line->number = text_format(arena, "%" PRId64, part->section.number);
    line->title = part->section.title;
    line->aim = part->section.aim;
    line->lead = part->section.lead;
    if (part->organisation.len && !text_contains(part->section.lead, part->organisation))
        line->lead =
            line->lead.len ? text_format(arena, "%.*s, %.*s", TEXT_ARG(line->lead), TEXT_ARG(part->organisation)) : part->organisation;
}

static void put_action(Arena *arena, const PlannedAction *planned, ConsultationSnapshot *out) {
    PublishedDraftLine *line = line_add(out);
    line->action = planned->action.id.n;
    line->number = planned->number;
    line->title = planned->action.objective;
    line->steps = planned->action.steps;
    line->measures = plan_measures_text(arena, planned);
    line->timescale = timescale_shown(arena, planned->action.due);
    line->lead = planned->leads_shown;
    line->contributors = planned->contributors_shown;
    line->flags = flags_of(arena, &planned->action);
}

static Error *put_draft(Db *office, Arena *arena, const Consultation *round, Moment draft_at, ConsultationSnapshot *out) {
    Plan plan;
    bool existed;
    TRY(plan_read_as_of(office, arena, round->agreement, draft_at, &plan, &existed));
    if (!existed) return error_fault(arena, "the draft of a round was published before there was an agreement");
    CHECK(plan.parts.count + plan.action_count < LINES_OF_A_ROUND);
    out->lines.items = ARENA_ARRAY(arena, PublishedDraftLine, plan.parts.count + plan.action_count + 1);
    for (size_t i = 0; i < plan.parts.count; i++) {
        put_section(arena, &plan.parts.items[i], out);
        for (size_t k = 0; k < plan.parts.items[i].actions.count; k++) put_action(arena, &plan.parts.items[i].actions.items[k], out);
    }
    return NULL;
}

static Error *put_links(Db *office, Arena *arena, const Consultation *round, ConsultationSnapshot *out) {
    InvitationToCommentList invitations;
    TRY(invitations_of(office, arena, round->id, &invitations));
    out->links.items = ARENA_ARRAY(arena, PublishedCommentLink, invitations.count + 1);
    for (size_t i = 0; i < invitations.count; i++) {
        const InvitationToComment *invitation = &invitations.items[i];
        if (invitation->is_taken_back || invitation->token_hash.len == 0) continue;
        out->links.items[out->links.count++] = (PublishedCommentLink){
            .id = {invitation->id.n}, .version = 1, .consultation = out->round.id, .token_hash = invitation->token_hash};
    }
    return NULL;
}

/* ---- The summary ---- */

static void put_comment(const PlanComment *c, Text about, ConsultationSnapshot *out) {
    PublishedComment *row = &out->comments.items[out->comments.count++];
    *row = (PublishedComment){.id = {c->id.n},
        .version = 1,
        .consultation = out->round.id,
        .position = (int64_t)out->comments.count,
        .about = about,
        .writer = comment_writer_published(c),
        .text = c->text,
        .outcome = text_of(answer_outcome_shown(c->outcome)),
        .answer = c->answer,
        .change_made = c->change_made};
}

/* By what names the actions that comments are on may be called: as the draft called them that the public could read; else by their number alone, or
 * with the objective when the agreement itself is public. */
typedef struct {
    Plan draft;
    bool has_draft, is_agreement_public;
} Naming;

static Error *naming_read(Db *office, Arena *arena, const Consultation *round, Moment draft_at, Naming *out) {
    *out = (Naming){0};
    if (moment_is_set(draft_at) && round->who != CONSULTED_MEMBERS)
        TRY(plan_read_as_of(office, arena, round->agreement, draft_at, &out->draft, &out->has_draft));
    return agreement_is_public(office, arena, round->agreement, &out->is_agreement_public);
}

static const PlannedAction *action_in(const Plan *plan, PlanActionId action) {
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++)
            if (plan->parts.items[i].actions.items[k].action.id.n == action.n) return &plan->parts.items[i].actions.items[k];
    return NULL;
}

static Text about_in_words(Arena *arena, const PlannedAction *line) {
    return text_format(arena, "%.*s %.*s", TEXT_ARG(line->number), TEXT_ARG(line->action.objective));
}

static Error *about_of(Db *office, Arena *arena, const Naming *naming, PlanActionId action, Text *out) {
    PlanPart part;
    PlannedAction line;
    *out = (Text){0};
    if (!action.n) return NULL;
    const PlannedAction *drafted = naming->has_draft ? action_in(&naming->draft, action) : NULL;
    if (drafted) return *out = about_in_words(arena, drafted), NULL;
    TRY(plan_line_read(office, arena, action, (OrganisationId){0}, (Date){0}, &part, &line));
    *out = naming->is_agreement_public ? about_in_words(arena, &line) : text_format(arena, "Action %.*s", TEXT_ARG(line.number));
    return NULL;
}

static Error *put_summary(Db *office, Arena *arena, const Consultation *round, Moment draft_at, ConsultationSnapshot *out) {
    PlanCommentList comments;
    Naming naming;
    TRY(naming_read(office, arena, round, draft_at, &naming));
    PublishedConsultation *row = &out->round;
    TRY(comments_of(office, arena, round->id, &comments));
    CommentCounts n = comment_counts(&comments);
    row->has_summary = true;
    row->summary = round->summary;
    row->comments = (int64_t)n.all, row->members = (int64_t)n.members, row->invited = (int64_t)n.invited,
    row->everybody = (int64_t)n.everybody;
    row->accepted = (int64_t)n.accepted, row->in_part = (int64_t)n.in_part, row->not_accepted = (int64_t)n.not_accepted;
    row->noted = (int64_t)n.noted, row->left_out = (int64_t)n.left_out;
    out->comments.items = ARENA_ARRAY(arena, PublishedComment, comments.count + 1);
    for (size_t i = 0; i < comments.count; i++) {
        Text about;
        TRY(record_check_open(arena, &plan_comment_record, &comments.items[i]));
        if (comments.items[i].is_left_out || !comments.items[i].outcome) continue;
        TRY(about_of(office, arena, &naming, comments.items[i].action, &about));
        put_comment(&comments.items[i], about, out);
    }
    return NULL;
}

Error *consultation_assemble(Db *office, Arena *arena, const Consultation *round, const ConsultationPublication *publication, Date today,
    ConsultationSnapshot *out) {
    Agreement agreement;
    *out = (ConsultationSnapshot){0};
    TRY(record_get(office, arena, &agreement_record, round->agreement.n, &agreement));
    out->round = (PublishedConsultation){.id = {round->id.n},
        .title = round->title,
        .introduction = round->introduction,
        .plan = agreement.title,
        .opens = round->opens,
        .last_day = consultation_last_day(round),
        .is_for_everybody = round->who == CONSULTED_EVERYBODY,
        .has_draft = moment_is_set(publication->draft_at) && round->who != CONSULTED_MEMBERS};
    if (out->round.has_draft && consultation_draft_is_out(round, today)) TRY(put_draft(office, arena, round, publication->draft_at, out));
    if (out->round.has_draft && consultation_links_are_out(round, today)) TRY(put_links(office, arena, round, out));
    return publication->is_summary_wanted ? put_summary(office, arena, round, publication->draft_at, out) : NULL;
}
