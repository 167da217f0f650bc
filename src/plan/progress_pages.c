/* Owns telling how actions go: one action with its evidence, and all of one's actions on one page when updates are called for. */
#include <inttypes.h>

#include "plan/pages.h"
#include "plan/plan.sql.h"
#include "plan/progress.view.h"

/* ---- What progress has to say ---- */

static void check_progress(Form *form, const PlanProgress *progress) {
    bool needs_reason = progress->state == PLAN_AT_RISK || progress->state == PLAN_STOPPED;
    if (progress->state != PLAN_NOT_STARTED && text_is_empty(text_trim(progress->done)))
        form_error(form, "done", "Enter what was done, or choose Not started");
    if (needs_reason && text_is_empty(text_trim(progress->reason)))
        form_error(form, "reason", progress->state == PLAN_STOPPED ? "Enter why it was stopped" : "Enter why it is at risk");
}

static Error *refuse_stranger(Request *request, const PlanActionShown *shown) {
    if (shown->may_tell) return NULL;
    if (shown->agreement.state == AGREEMENT_CLOSED)
        return error_new(request->arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    return error_new(request->arena, ERROR_FORBIDDEN,
        "Only the organisations that lead or help with this action, and the safety team, tell how it goes. If yours does, ask the clerk to "
        "enter it.");
}

/* Two told of one action at once: nothing of either is lost, and the second reads what the first said before it stands behind it. */
static void say_newer(Form *form, const char *field, const char *before, const PlanProgress *newer) {
    form_error(form, field, "%s%.*s told of this while you wrote: \"%s\", %.*s. Read it. If what you wrote still holds, save again", before,
        TEXT_ARG(text_head(newer->written_by, 100)), plan_state_shown(newer->state), TEXT_ARG(text_head(newer->done, 500)));
}

static PlanProgressId seen_in(Text sent) {
    PlanProgressId seen = {0};
    text_to_int64(sent, &seen.n);
    return seen;
}

/* ---- One action ---- */

const Input plan_progress_inputs[] = {{"file", INPUT_FILE, 0}, {"seen", INPUT_INT, 0}, {0}};

static Error *show_form(
    Office *office, Request *request, Response *response, const PlanActionShown *shown, const PlanProgress *progress, Form *form) {
    Page page = plan_page(office, request, &shown->agreement, S("Tell how it goes"));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_progress_form(&view, page, shown, progress);
    return NULL;
}

Error *progress_new_show(Office *office, Request *request, Response *response) {
    PlanActionShown shown = {0};
    PlanProgress progress = {0};
    TRY(plan_action_of_request(office, request, &shown));
    TRY(refuse_stranger(request, &shown));
    progress.state = shown.line.action.state;
    PlanProgressList told;
    TRY(told_after(office->db, request->arena, shown.line.action.id, 0, &told));
    if (told.count) shown.seen = told.items[0].id;
    Form form = form_show(request->arena, &plan_progress_record);
    return show_form(office, request, response, &shown, &progress, &form);
}

enum { EVIDENCE_BYTES_MOST = 20 * 1000 * 1000 };

static Error *keep_evidence(Tx *tx, const Upload *upload, PlanProgress *progress) {
    StoredFile file;
    if (!upload) return NULL;
    TRY(file_put_path_sealed(tx, upload->path, S("application/octet-stream"), &file));
    progress->evidence_sha256 = file.sha256;
    progress->evidence_type = file.media_type;
    progress->evidence_name = text_copy(tx_arena(tx), upload->file_name);
    progress->evidence_bytes = file.bytes;
    return NULL;
}

static Error *save(Tx *tx, const Upload *upload, PlanActionShown *shown, PlanProgress *progress, Form *form) {
    PlanAction *action = &shown->line.action;
    PlanProgress newer;
    bool is_newer;
    TRY(plan_told_meanwhile(tx_db(tx), tx_arena(tx), action->id, shown->seen, progress, &newer, &is_newer));
    if (is_newer) {
        say_newer(form, "done", "", &newer);
        shown->seen = newer.id;
        return NULL;
    }
    TRY(keep_evidence(tx, upload, progress));
    TRY(record_get(
        tx_db(tx), tx_arena(tx), &plan_action_record, action->id.n, action)); /* what others told meanwhile stays; this is the latest */
    return plan_progress_put(tx, action, progress);
}

Error *progress_new_save(Office *office, Request *request, Response *response) {
    PlanActionShown shown = {0};
    PlanProgress progress = {0};
    const Upload *upload = request_upload(request, "file");
    TRY(plan_action_of_request(office, request, &shown));
    TRY(refuse_stranger(request, &shown));
    Form form = form_read(request->arena, &plan_progress_record, request->form, office->roles, NULL, &progress);
    check_progress(&form, &progress);
    shown.seen = seen_in(request_value(request, "seen"));
    if (upload && upload->bytes == 0) form_error(&form, "file", "The file is empty. Choose another one");
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, save(tx, upload, &shown, &progress, &form)));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_form(office, request, response, &shown, &progress, &form);
    }
    respond_done(request, response, plan_action_url(request->arena, shown.line.action.id), "plan-told");
    return NULL;
}

/* For those who tell of the action and the safety team: evidence may name people. Saved, never shown in the browser: whatever it is, it runs nothing here. */
Error *progress_file(Office *office, Request *request, Response *response) {
    int64_t id;
    PlanProgress progress;
    PlanPart part;
    PlannedAction line;
    OrganisationId mine;
    StoredFile file;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &plan_progress_record, id, &progress));
    TRY(plan_organisation(office, request, &mine));
    TRY(plan_line_read(office->db, request->arena, progress.action, mine, plan_today(request), &part, &line));
    if (!plan_may_tell(office->roles, &line)) return error_new(request->arena, ERROR_NOT_FOUND, "There is no page at this address.");
    if (text_is_empty(progress.evidence_sha256)) return error_new(request->arena, ERROR_NOT_FOUND, "There is no file with this progress.");
    TRY(file_get(office->db, request->arena, progress.evidence_sha256, &file));
    TRY(file_check(office->db, request->arena, &file));
    respond_file(request, response, office->store, &file, progress.evidence_name, false);
    return NULL;
}

/* ---- All of them on one page ---- */

const Input plan_updates_inputs[] = {{"page", INPUT_INT, 0}, {"action", INPUT_MANY, 20}, {"seen", INPUT_MANY, 20},
    {"state", INPUT_MANY, 20}, {"done", INPUT_MANY_LONG, 4000}, {"reason", INPUT_MANY_LONG, 1000}, {0}};

static void collect_tellable(Arena *arena, Access roles, const Plan *plan, bool all, PlannedActions *out) {
    out->count = 0;
    out->items = ARENA_ARRAY(arena, PlannedAction, plan->action_count + 1);
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k < plan->parts.items[i].actions.count; k++) {
            const PlannedAction *line = &plan->parts.items[i].actions.items[k];
            bool is_done = line->standing == PLAN_COMPLETE || line->standing == PLAN_STOPPED;
            if (!is_done && plan_may_tell(roles, line) && (all || line->is_mine)) out->items[out->count++] = *line;
        }
}

/* Keeps the lines of the page asked for; of a form that was sent, those that it names: others may have been completed meanwhile, and pages begin
 * elsewhere then. */
static void turn_to_page(const Request *request, PlanUpdates *u) {
    size_t kept = 0;
    u->all = u->lines.count;
    u->turning = plan_turning(request, u->agreement.id, "/updates", u->all);
    u->first = (size_t)(u->turning.page - 1) * PLAN_LINES_A_PAGE;
    for (size_t i = 0; i < u->all; i++) {
        bool is_on_page = i >= u->first && i < u->first + PLAN_LINES_A_PAGE;
        bool is_here = request->method == POST ? plan_row_is_sent(request, u->lines.items[i].action.id) : is_on_page;
        if (is_here) u->lines.items[kept++] = u->lines.items[i];
    }
    u->lines.count = kept;
}

static Error *seen_fill(Db *db, Arena *arena, PlanUpdates *u) {
    NewestToldRowList newest;
    TRY(newest_told(db, arena, u->agreement.id, &newest));
    u->seen = ARENA_ARRAY(arena, PlanProgressId, u->lines.count + 1);
    for (size_t i = 0; i < u->lines.count; i++)
        for (size_t k = 0; k < newest.count; k++)
            if (newest.items[k].action.n == u->lines.items[i].action.id.n) u->seen[i] = newest.items[k].newest;
    return NULL;
}

/* Which of the lines answer the open call already, so that nobody tells twice or looks for what is left. */
static Error *told_fill(Db *db, Arena *arena, PlanUpdates *u) {
    PlanProgressList list;
    u->told = ARENA_ARRAY(arena, const PlanProgress *, u->lines.count + 1);
    if (!u->has_call) return NULL;
    PlanAnswerDays days = plan_answer_days(&u->calls, u->call.quarter_ends);
    TRY(progress_of_agreement(db, arena, u->agreement.id, days.first, u->today, &list));
    for (size_t i = 0; i < u->lines.count; i++)
        for (size_t k = list.count; k-- > 0;)
            if (list.items[k].action.n == u->lines.items[i].action.id.n) u->told[i] = &list.items[k];
    return NULL;
}

static Error *updates_of_request(Office *office, Request *request, PlanUpdates *out) {
    OrganisationId mine;
    TRY(agreement_of_request(office, request, &out->agreement));
    TRY(plan_organisation(office, request, &mine));
    TRY(plan_read(office->db, request->arena, out->agreement.id, mine, plan_today(request), &out->plan));
    TRY(calls_of(office->db, request->arena, out->agreement.id, &out->calls));
    TRY(call_open(office->db, request->arena, out->agreement.id, &out->call, &out->has_call));
    out->may_write = may_write_plan(office) && out->agreement.state != AGREEMENT_CLOSED;
    out->today = plan_today(request);
    if (out->agreement.state == AGREEMENT_CLOSED) return NULL;
    collect_tellable(request->arena, office->roles, &out->plan, out->may_write, &out->lines);
    turn_to_page(request, out);
    TRY(told_fill(office->db, request->arena, out));
    return seen_fill(office->db, request->arena, out);
}

static Error *show_updates(Office *office, Request *request, Response *response, PlanUpdates *updates, const Form *form) {
    Page page = plan_page(office, request, &updates->agreement, S("Updates"));
    page.form = form;
    updates->states = options_of_choices(request->arena, record_field(&plan_progress_record, S("state"))->choices);
    View view = page_view(request, response, &page);
    plan_updates(&view, page, year_links(request->arena, &updates->agreement, may_write_plan(office)), updates);
    return NULL;
}

Error *plan_updates_show(Office *office, Request *request, Response *response) {
    PlanUpdates updates = {0};
    TRY(updates_of_request(office, request, &updates));
    return show_updates(office, request, response, &updates, NULL);
}

static PlanState state_of_code(Text code) {
    for (const Choice *c = record_field(&plan_progress_record, S("state"))->choices; c->code; c++)
        if (text_equal(code, text_of(c->code))) return (PlanState)c->value;
    return 0;
}

static size_t place_of_line(const PlanUpdates *updates, int64_t action) {
    for (size_t i = 0; i < updates->lines.count; i++)
        if (updates->lines.items[i].action.id.n == action) return i;
    return SIZE_MAX;
}

/* The id of an action's own input, to which the summary of errors leads. */
static const char *update_input(Arena *arena, const char *name, const PlannedAction *line) {
    return text_string(arena, text_format(arena, "%s-%" PRId64, name, line->action.id.n));
}

static void check_row(const PlannedAction *line, const PlanProgress *row, Form *form) {
    bool needs_reason = row->state == PLAN_AT_RISK || row->state == PLAN_STOPPED;
    bool is_left = text_is_empty(row->done) && text_is_empty(row->reason),
         is_same = row->state == (line->action.state ? line->action.state : PLAN_NOT_STARTED);
    if (is_left && is_same) return;
    if (row->state == 0 || text_is_empty(row->done))
        form_error(
            form, update_input(form->arena, "done", line), "%.*s: enter what was done and choose how it stands", TEXT_ARG(line->number));
    else if (needs_reason && text_is_empty(row->reason))
        form_error(form, update_input(form->arena, "reason", line), "%.*s: enter why it is at risk or was stopped", TEXT_ARG(line->number));
}

/* What was typed for each action; rows without words are left out. Words for one that is no longer open are told, so that they are not lost. */
static void take_rows(Request *request, PlanUpdates *updates, Form *form) {
    const FormValues *sent = &request->form;
    updates->rows = ARENA_ARRAY(request->arena, PlanProgress, updates->lines.count + 1);
    for (size_t n = 0; n < form_sent_count(sent, S("action")); n++) {
        int64_t id = 0;
        PlanProgress row = {.done = form_sent_at(sent, S("done"), n),
            .reason = form_sent_at(sent, S("reason"), n),
            .state = state_of_code(form_sent_at(sent, S("state"), n))};
        text_to_int64(form_sent_at(sent, S("action"), n), &id);
        size_t place = place_of_line(updates, id);
        if (place == SIZE_MAX && row.done.len)
            form_error(
                form, "done", "An action was completed or taken out meanwhile. You wrote of it: %.*s", TEXT_ARG(text_head(row.done, 600)));
        if (place == SIZE_MAX) continue;
        PlanProgressId seen = seen_in(form_sent_at(sent, S("seen"), n));
        bool is_left = text_is_empty(row.done) && text_is_empty(row.reason);
        if (is_left && seen.n != updates->seen[place].n) continue; /* its state is that of before another told of it */
        updates->rows[place] = row;
        updates->seen[place] = seen;
        check_row(&updates->lines.items[place], &row, form);
    }
}

/* All that others told meanwhile is said before anything is written. */
static Error *check_newer(Tx *tx, PlanUpdates *updates, Form *form) {
    for (size_t i = 0; i < updates->lines.count; i++) {
        const PlannedAction *line = &updates->lines.items[i];
        PlanProgress newer;
        bool is_newer;
        if (text_is_empty(updates->rows[i].done)) continue;
        TRY(plan_told_meanwhile(tx_db(tx), tx_arena(tx), line->action.id, updates->seen[i], &updates->rows[i], &newer, &is_newer));
        if (!is_newer) continue;
        say_newer(form, update_input(form->arena, "done", line), text_format(form->arena, "%.*s: ", TEXT_ARG(line->number)).ptr, &newer);
        updates->seen[i] = newer.id;
    }
    return NULL;
}

static Error *save_rows(Tx *tx, PlanUpdates *updates, Form *form) {
    TRY(check_newer(tx, updates, form));
    if (!form_is_fine(form)) return NULL;
    for (size_t i = 0; i < updates->lines.count; i++) {
        PlanProgress *row = &updates->rows[i];
        PlanAction action;
        if (text_is_empty(row->done)) continue;
        TRY(record_get(tx_db(tx), tx_arena(tx), &plan_action_record, updates->lines.items[i].action.id.n, &action));
        TRY(plan_progress_put(tx, &action, row));
    }
    return NULL;
}

Error *plan_updates_save(Office *office, Request *request, Response *response) {
    PlanUpdates updates = {0};
    TRY(updates_of_request(office, request, &updates));
    if (updates.agreement.state == AGREEMENT_CLOSED)
        return error_new(request->arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
    Form form = form_show(request->arena, NULL);
    take_rows(request, &updates, &form);
    if (form_is_fine(&form)) TRY(OFFICE_CHANGE(office, request, tx, save_rows(tx, &updates, &form)));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return show_updates(office, request, response, &updates, &form);
    }
    respond_done(request, response, plan_turning_url(request->arena, updates.turning), "plan-told");
    return NULL;
}
