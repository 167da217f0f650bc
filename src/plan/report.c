/* Owns the words of the performance report of a quarter: how the plan stands, what was done, what the county group should hear of (R31, R45). */
#include <inttypes.h>

#include "paper/markdown.h"
#include "plan/plan.h"

enum { TITLE_MOST = 240 }; /* an item and a report hold 250 characters */

typedef struct {
    Arena *arena;
    const Plan *plan;
    const PlanProgressList *progress;
    Buffer out;
} Writing;

static void put_words(Writing *w, Text words) {
    markdown_put_words(&w->out, text_trim(words));
}

/* All that was told of the action in the quarter, the first before the last; false: nothing. */
static bool put_told(Writing *w, PlanActionId action) {
    bool is_any = false;
    for (size_t i = w->progress->count; i-- > 0;) {
        const PlanProgress *p = &w->progress->items[i];
        if (p->action.n != action.n || text_is_empty(p->done)) continue;
        if (is_any) buffer_put_char(&w->out, ' ');
        put_words(w, p->done);
        is_any = true;
    }
    return is_any;
}

static void put_states(Writing *w) {
    buffer_put(&w->out, S("| State | Actions |\n| --- | ---: |\n"));
    for (size_t i = 0; i < PLAN_REPORT_STATES; i++)
        buffer_putf(&w->out, "| %s | %zu |\n", plan_state_shown(plan_report_states[i]), plan_count(w->plan, plan_report_states[i]));
    buffer_putf(&w->out, "| All | %zu |\n\n", w->plan->action_count);
}

static size_t put_exceptions(Writing *w) {
    size_t count = 0;
    for (size_t i = 0; i < w->plan->parts.count; i++)
        for (size_t k = 0; k < w->plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &w->plan->parts.items[i].actions.items[k];
            if (!plan_is_exception(line)) continue;
            count++;
            buffer_putf(&w->out, "- **%.*s** ", TEXT_ARG(line->number));
            put_words(w, line->action.objective);
            buffer_putf(&w->out, " (%s", plan_state_shown(line->standing));
            if (date_is_set(line->action.due))
                buffer_putf(&w->out, ", timescale %.*s", TEXT_ARG(timescale_shown(w->arena, line->action.due)));
            buffer_put(&w->out, S(")"));
            if (line->action.state_reason.len) {
                buffer_put(&w->out, S(": "));
                markdown_put_paragraphs(&w->out, line->action.state_reason, 2);
            }
            buffer_put_char(&w->out, '\n');
        }
    if (count == 0) buffer_put(&w->out, S("No action is late, at risk or stopped.\n"));
    buffer_put_char(&w->out, '\n');
    return count;
}

static void put_part(Writing *w, const PlanPart *part) {
    buffer_putf(&w->out, "# %s %" PRId64 ": ", part->section.is_shared ? "Section" : "Priority", part->section.number);
    put_words(w, part->section.title);
    buffer_put(&w->out, S("\n\n"));
    if (!part->section.is_shared) {
        buffer_put(&w->out, S("Lead: "));
        put_words(w, part->section.lead);
        buffer_put(&w->out, S(". Aim: "));
        put_words(w, part->section.aim);
        buffer_put(&w->out, S(".\n\n"));
    }
    for (size_t i = 0; i < part->actions.count; i++) {
        const PlannedAction *line = &part->actions.items[i];
        buffer_putf(&w->out, "- **%.*s** ", TEXT_ARG(line->number));
        put_words(w, line->action.objective);
        buffer_putf(&w->out, " (%s). ", plan_state_shown(line->standing));
        if (!put_told(w, line->action.id))
            buffer_put(
                &w->out, plan_state_is_open(line->standing) ? S("Nothing was told in this quarter.") : S("Nothing more in this quarter."));
        buffer_put_char(&w->out, '\n');
    }
    if (part->actions.count == 0) buffer_put(&w->out, S("It has no action.\n"));
    buffer_put_char(&w->out, '\n');
}

void plan_report_write(Arena *arena, const Plan *plan, const PlanProgressList *progress, Date quarter_ends, Date stood_on, Report *out) {
    Writing w = {.arena = arena, .plan = plan, .progress = progress, .out = buffer_new(arena, 8192)};
    buffer_put(&w.out, S("# How the plan stands\n\n"));
    buffer_putf(&w.out, "On %.*s the action plan stood as follows.\n\n", TEXT_ARG(date_plain(arena, stood_on)));
    put_states(&w);
    buffer_put(&w.out, S("# Exceptions\n\n"));
    size_t exceptions = put_exceptions(&w);
    for (size_t i = 0; i < plan->parts.count; i++) put_part(&w, &plan->parts.items[i]);
    out->body = buffer_text(&w.out);
    out->subject = text_format(arena, "Performance report on the action plan %.*s, quarter to %.*s",
        TEXT_ARG(year_shown(arena, plan->agreement.starts)), TEXT_ARG(date_plain(arena, quarter_ends)));
    out->summary = text_format(arena, "%zu of %zu actions are complete; %zu are late, at risk or stopped.", plan_count(plan, PLAN_COMPLETE),
        plan->action_count, exceptions);
    out->recommendations = exceptions ? S("- Note the progress of the action plan.\n- Consider what is to be done about the exceptions.")
                                      : S("- Note the progress of the action plan.");
    out->classification = S("For Information");
}

/* ---- One exception ---- */

static void put_paragraph(Writing *w, const char *label, Text words) {
    if (text_is_empty(words)) return;
    buffer_putf(&w->out, "%s: ", label);
    put_words(w, words);
    buffer_put(&w->out, S("\n\n"));
}

void plan_exception_write(Arena *arena, const Agreement *agreement, const PlanSection *section, const PlannedAction *line,
    const PlanProgress *last, Report *out) {
    Writing w = {.arena = arena, .out = buffer_new(arena, 2048)};
    Text shown = text_lower(arena, text_of(plan_state_shown(line->standing)));
    buffer_put(&w.out, S("# The action\n\n"));
    put_paragraph(&w, "Objective or planned outcome", line->action.objective);
    put_paragraph(&w, "Priority", section->title);
    put_paragraph(&w, "Lead", line->leads_shown);
    put_paragraph(&w, "Contributes", line->contributors_shown);
    put_paragraph(&w, "Timescale", timescale_shown(arena, line->action.due));
    buffer_put(&w.out, S("# How it stands\n\n"));
    put_paragraph(&w, "State", text_of(plan_state_shown(line->standing)));
    put_paragraph(&w, "Reason", line->action.state_reason);
    if (last) put_paragraph(&w, text_string(arena, text_format(arena, "Told on %.*s", TEXT_ARG(date_plain(arena, last->day)))), last->done);
    if (!last) buffer_put(&w.out, S("Nothing has been told of it yet.\n"));
    out->body = buffer_text(&w.out);
    out->subject = text_head(text_format(arena, "Exception in the action plan %.*s: %.*s %.*s",
                                 TEXT_ARG(year_shown(arena, agreement->starts)), TEXT_ARG(line->number), TEXT_ARG(line->action.objective)),
        TITLE_MOST);
    out->summary = text_format(arena, "Action %.*s of the action plan is %.*s.", TEXT_ARG(line->number), TEXT_ARG(shown));
    out->recommendations = S("- Consider what is to be done about this action.");
    out->classification = S("For Decision");
}
