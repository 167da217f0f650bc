/* Owns taking what a sheet changes into the plan, and keeping what was read until then. */
#include <inttypes.h>

#include "plan/sheet.h"
#include "store/files.h"

/* ---- The mark of a plan ---- */

Text plan_mark(Arena *arena, const Plan *plan) {
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < plan->parts.count; i++)
        for (size_t k = 0; k <= plan->parts.items[i].actions.count; k++) {
            const PlanPart *part = &plan->parts.items[i];
            const PlannedAction *line = k < part->actions.count ? &part->actions.items[k] : NULL;
            Text row[PLAN_COLUMNS];
            plan_row(arena, part, line, row);
            row[PLAN_COLUMN_STATE] = text_format(arena, "%" PRId64 " %" PRId64, part->section.id.n, line ? line->action.id.n : 0);
            for (int n = 0; n < PLAN_COLUMNS; n++)
                for (size_t at = 0; at <= row[n].len; at++)
                    hash = (hash ^ (at < row[n].len ? (unsigned char)row[n].ptr[at] : 0)) * 1099511628211u;
        }
    return text_format(arena, "%016" PRIx64, hash);
}

/* ---- What was read, kept for the preview ---- */

static Text kept_head(Arena *arena, const PlanSheet *sheet) {
    return text_format(arena, "plan-sheet %" PRId64 " %.*s\n", sheet->id.n, TEXT_ARG(moment_utc_micro(arena, sheet->sent_at)));
}

static Error *let_go(Tx *tx, PlanSheet *sheet) {
    Text file = sheet->file;
    sheet->file = S("");
    TRY(record_update(tx, &plan_sheet_record, sheet));
    return file.len ? file_remove(tx, file) : NULL; /* its first line is that of no other file */
}

static Error *let_go_of_old(Tx *tx) {
    PlanSheetList old;
    TRY(sheets_too_old(tx_db(tx), tx_arena(tx), moment_plus_seconds(tx_moment(tx), -(int64_t)SHEET_DAYS_KEPT * 86400), &old));
    for (size_t i = 0; i < old.count; i++) {
        old.items[i].state = SHEET_LEFT;
        TRY(let_go(tx, &old.items[i]));
    }
    return NULL;
}

Error *sheet_keep(Tx *tx, AgreementId agreement, Text name, int64_t document, const ReadBook *book, PlanSheet *out) {
    Arena *arena = tx_arena(tx);
    StoredFile file;
    TRY(let_go_of_old(tx));
    *out = (PlanSheet){.agreement = agreement,
        .name = text_head(text_copy(arena, name), 200),
        .document = document,
        .state = SHEET_WAITING,
        .sent_by = tx_actor(tx).name,
        .sent_at = tx_moment(tx)};
    TRY(record_insert(tx, &plan_sheet_record, out));
    Buffer bytes = buffer_new(arena, 65536);
    buffer_put(&bytes, kept_head(arena, out));
    book_put(&bytes, book);
    TRY(file_put_bytes_sealed(tx, buffer_text(&bytes), S("application/octet-stream"), &file));
    out->file = file.sha256;
    return record_update(tx, &plan_sheet_record, out);
}

Error *sheet_end(Tx *tx, PlanSheet *sheet, SheetState state) {
    sheet->state = state;
    return let_go(tx, sheet);
}

Error *sheets_of_document_end(Tx *tx, int64_t document) {
    PlanSheetList waiting;
    TRY(sheets_waiting_of(tx_db(tx), tx_arena(tx), document, &waiting));
    for (size_t i = 0; i < waiting.count; i++) TRY(sheet_end(tx, &waiting.items[i], SHEET_LEFT));
    return NULL;
}

Error *sheet_book(Db *db, Arena *arena, const PlanSheet *sheet, ReadBook *out) {
    Text bytes, head;
    if (sheet->state == SHEET_TAKEN)
        return error_new(arena, ERROR_ENDED, "This file was taken into the plan already. To take more of it, send it again.");
    if (sheet->state != SHEET_WAITING || text_is_empty(sheet->file))
        return error_new(arena, ERROR_ENDED, "This file was not taken and is no longer kept. Send it again.");
    TRY(file_bytes(db, arena, sheet->file, &bytes));
    head = kept_head(arena, sheet);
    if (text_starts_with(bytes, head) && book_take(arena, text_slice(bytes, head.len, SIZE_MAX), out)) return NULL;
    return error_fault(arena, "what was read of plan_sheet %" PRId64 " is damaged", sheet->id.n);
}

/* ---- Sections ---- */

static bool is_among(const Sentences *keys, Text key) {
    for (size_t i = 0; i < keys->count; i++)
        if (text_equal(keys->items[i], key)) return true;
    return false;
}

/* The priority of a new section, made where there is none of its name. */
static Error *priority_of(Tx *tx, PlanSection *section, Date starts) {
    Priority priority;
    bool found;
    if (section->is_shared || section->priority.n) return NULL;
    TRY(priority_named(tx_db(tx), tx_arena(tx), section->title, &priority, &found));
    if (!found) {
        priority = (Priority){.name = section->title, .kind = PRIORITY_OWN, .from = starts};
        TRY(record_insert(tx, &priority_record, &priority));
    }
    if (priority.kind == PRIORITY_OWN) section->priority = priority.id;
    return NULL;
}

static Error *section_made(Tx *tx, const Plan *plan, const PlanSection *wanted, PlanSectionId *out) {
    PlanSection section;
    bool found;
    TRY(section_numbered(tx_db(tx), tx_arena(tx), plan->agreement.id, wanted->number, &section, &found));
    if (!found) {
        section = *wanted;
        TRY(priority_of(tx, &section, plan->agreement.starts));
        TRY(record_insert(tx, &plan_section_record, &section));
    }
    *out = section.id;
    return NULL;
}

static Error *take_section(Tx *tx, const Plan *plan, const SheetChange *change) {
    PlanSection section = change->part.section;
    if (change->is_new) return section_made(tx, plan, &section, &section.id);
    return record_update(tx, &plan_section_record, &section);
}

/* ---- What belongs to an action ---- */

/* Those of one part: what stands first and is the same stays, the rest goes and comes, so that their order is that of the file. */
static Error *take_leads(Tx *tx, PlanActionId action, const PlanLeadList *wanted, bool leads) {
    PlanLeadList there;
    size_t at = 0;
    bool is_same = true;
    TRY(leads_of_action(tx_db(tx), tx_arena(tx), action, &there));
    for (size_t i = 0; i < there.count; i++) {
        if ((there.items[i].role == LEAD_LEADS) != leads) continue;
        while (at < wanted->count && (wanted->items[at].role == LEAD_LEADS) != leads) at++;
        is_same = is_same && at < wanted->count && wanted->items[at].id.n == there.items[i].id.n;
        if (is_same) at++;
        else TRY(record_delete(tx, &plan_lead_record, &there.items[i]));
    }
    for (; at < wanted->count; at++) {
        PlanLead lead = wanted->items[at];
        if ((lead.role == LEAD_LEADS) != leads) continue;
        lead.id.n = lead.version = 0;
        lead.action = action;
        TRY(record_insert(tx, &plan_lead_record, &lead));
    }
    return NULL;
}

static Error *take_measures(Tx *tx, PlanActionId action, const PlanMeasureList *wanted) {
    PlanMeasureList there;
    TRY(measures_of_action(tx_db(tx), tx_arena(tx), action, &there));
    for (size_t i = 0; i < there.count; i++) {
        bool stays = false;
        for (size_t k = 0; k < wanted->count; k++) stays |= wanted->items[k].id.n == there.items[i].id.n;
        if (!stays) TRY(record_delete(tx, &plan_measure_record, &there.items[i]));
    }
    for (size_t i = 0; i < wanted->count; i++) {
        PlanMeasure m = wanted->items[i];
        m.action = action;
        m.position = (int64_t)i + 1;
        TRY(m.id.n ? record_update(tx, &plan_measure_record, &m) : record_insert(tx, &plan_measure_record, &m));
    }
    return NULL;
}

static Error *take_themes(Tx *tx, PlanActionId action, const PriorityIdList *wanted) {
    PlanThemeList there;
    size_t at = 0;
    bool is_same = true;
    TRY(themes_of_action(tx_db(tx), tx_arena(tx), action, &there));
    for (size_t i = 0; i < there.count; i++) {
        is_same = is_same && at < wanted->count && wanted->items[at].n == there.items[i].theme.n;
        if (is_same) at++;
        else TRY(record_delete(tx, &plan_theme_record, &there.items[i]));
    }
    for (; at < wanted->count; at++) TRY(record_insert(tx, &plan_theme_record, &(PlanTheme){.action = action, .theme = wanted->items[at]}));
    return NULL;
}

/* ---- Actions ---- */

static Error *take_action(Tx *tx, const Plan *plan, const SheetChange *change, PlanSheetId sheet) {
    PlanAction action = change->line.action;
    if (change->is_new) TRY(section_made(tx, plan, &change->part.section, &action.section));
    action.sheet = sheet;
    TRY(change->is_new ? record_insert(tx, &plan_action_record, &action) : record_update(tx, &plan_action_record, &action));
    TRY(take_leads(tx, action.id, &change->line.leads, true));
    TRY(take_leads(tx, action.id, &change->line.leads, false));
    TRY(take_measures(tx, action.id, &change->line.measures));
    return change->sets_themes ? take_themes(tx, action.id, &change->themes) : NULL;
}

Error *sheet_take(Tx *tx, const Plan *plan, const SheetCompared *compared, const Sentences *keys, PlanSheetId sheet, int64_t *taken) {
    *taken = 0;
    for (size_t i = 0; i < compared->count; i++) {
        const SheetChange *change = &compared->items[i];
        if (!is_among(keys, change->key)) continue;
        TRY(change->is_section ? take_section(tx, plan, change) : take_action(tx, plan, change, sheet));
        *taken += !change->is_section;
    }
    return NULL;
}
