/* Owns the pages of plans that are read from files: the template, sending a file, the preview of what it would change, taking it. */
#include <inttypes.h>

#include "paper/spreadsheet.h"
#include "plan/pages.h"
#include "plan/sheet.view.h"

const Input plan_sheet_inputs[] = {{"act", INPUT_TEXT, 10}, {"take", INPUT_MANY, 20}, {"name", INPUT_MANY, 400},
    {"organisation", INPUT_MANY, 20}, {"mark", INPUT_TEXT, 20}, {"seen", INPUT_TEXT, 40}, {0}};

static Error *refuse_closed(Request *request, const Agreement *agreement) {
    if (agreement->state != AGREEMENT_CLOSED) return NULL;
    return error_new(request->arena, ERROR_INPUT, "This year is closed. Its plan stays as it was.");
}

/* ---- Sending a file ---- */

static Error *sending_page(Office *office, Request *request, Response *response, SheetSending *sending, const Form *form) {
    PlanSheetList all;
    TRY(sheets_of_agreement(office->db, request->arena, sending->agreement.id, &all));
    sending->waiting.items = ARENA_ARRAY(request->arena, PlanSheet, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].state == SHEET_WAITING && all.items[i].file.len) sending->waiting.items[sending->waiting.count++] = all.items[i];
    Page page = plan_page(office, request, &sending->agreement, S("Read the plan from a file"));
    page_breadcrumb(request->arena, &page, S("Action plan"), action_plan_url(request->arena, sending->agreement.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_sheet_send_form(&view, page, sending);
    return NULL;
}

Error *plan_sheet_show(Office *office, Request *request, Response *response) {
    SheetSending sending = {0};
    TRY(agreement_of_request(office, request, &sending.agreement));
    TRY(refuse_closed(request, &sending.agreement));
    return sending_page(office, request, response, &sending, NULL);
}

/* The sentence without its full stop, as errors beside an input stand. */
static void sheet_error(Form *form, Text sentence) {
    Text words = text_ends_with(sentence, S(".")) ? text_slice(sentence, 0, sentence.len - 1) : sentence;
    form_error(form, "file", "%.*s", TEXT_ARG(words));
}

static Error *look_at_file(Request *request, const Agreement *agreement, Form *form, ReadBook *book) {
    const Upload *upload = request_upload(request, "file");
    SheetRead read;
    if (!upload) {
        form_error(form, "file", "Choose a file");
        return NULL;
    }
    TRY(spreadsheet_read_file(request->arena, upload->path, book));
    if (book->verdict != BOOK_FINE) {
        sheet_error(form, book->sentence);
        return NULL;
    }
    sheet_read(request->arena, book, agreement->starts, &read);
    if (read.refused.len) sheet_error(form, read.refused);
    return NULL;
}

Error *plan_sheet_send(Office *office, Request *request, Response *response) {
    SheetSending sending = {0};
    ReadBook book = {0};
    PlanSheet sheet;
    Form form = form_show(request->arena, NULL);
    TRY(agreement_of_request(office, request, &sending.agreement));
    TRY(refuse_closed(request, &sending.agreement));
    TRY(look_at_file(request, &sending.agreement, &form, &book));
    if (!form_is_fine(&form)) {
        change_refused(response);
        return sending_page(office, request, response, &sending, &form);
    }
    Text name = request_upload(request, "file")->file_name;
    TRY(OFFICE_CHANGE(office, request, tx, sheet_keep(tx, sending.agreement.id, name, 0, &book, &sheet)));
    respond_see_other(response, plan_sheet_url(request->arena, sheet.id));
    return NULL;
}

/* ---- The preview ---- */

bool sheet_is_ticked(const SheetPreview *preview, Text key) {
    for (size_t i = 0; i < preview->ticked.count; i++)
        if (text_equal(preview->ticked.items[i], key)) return true;
    return !preview->was_sent;
}

/* What was chosen and ticked. */
static void take_sent(Request *request, SheetPreview *preview, SheetKnown *known) {
    const FormValues *sent = &request->form;
    size_t names = form_sent_count(sent, S("name"));
    preview->was_sent = request->method == POST;
    preview->ticked.items = ARENA_ARRAY(request->arena, Text, form_sent_count(sent, S("take")) + 1);
    for (size_t i = 0; i < form_sent_count(sent, S("take")); i++)
        preview->ticked.items[preview->ticked.count++] = form_sent_at(sent, S("take"), i);
    known->names = ARENA_ARRAY(request->arena, Text, names + 1);
    known->chosen = ARENA_ARRAY(request->arena, OrganisationId, names + 1);
    preview->names.items = ARENA_ARRAY(request->arena, SheetName, names + SHEET_NAMES_MOST + 1);
    for (size_t i = 0; i < names && i < SHEET_NAMES_MOST; i++) {
        int64_t id = 0;
        Text name = form_sent_at(sent, S("name"), i), chosen = form_sent_at(sent, S("organisation"), i);
        preview->names.items[preview->names.count++] = (SheetName){name, chosen};
        bool is_there = false;
        text_to_int64(chosen, &id);
        for (size_t k = 0; k < known->organisations.count; k++) is_there |= known->organisations.items[k].id.n == id;
        if (!is_there) continue;
        known->names[known->chosen_count] = name;
        known->chosen[known->chosen_count++].n = id;
    }
}

static void add_unknown(SheetPreview *preview) {
    for (size_t i = 0; i < preview->compared.unknown.count; i++) {
        bool is_there = false;
        for (size_t k = 0; k < preview->names.count; k++)
            is_there |= text_equal(preview->names.items[k].name, preview->compared.unknown.items[i]);
        if (!is_there && preview->names.count < SHEET_NAMES_MOST)
            preview->names.items[preview->names.count++].name = preview->compared.unknown.items[i];
    }
}

/* Compares with the plan as `db` has it. */
static Error *compare(Db *db, Request *request, const ReadBook *book, SheetPreview *out) {
    Arena *arena = request->arena;
    SheetKnown known = {0};
    SheetRead read;
    TRY(record_get(db, arena, &agreement_record, out->sheet.agreement.n, &out->agreement));
    TRY(refuse_closed(request, &out->agreement));
    TRY(plan_read(db, arena, out->agreement.id, (OrganisationId){0}, plan_today(request), &out->plan));
    TRY(sheet_known(db, arena, out->agreement.id, &known));
    out->names = (SheetNameList){0};
    out->ticked = (Sentences){0};
    take_sent(request, out, &known);
    sheet_read(arena, book, out->agreement.starts, &read);
    if (read.refused.len) return error_new(arena, ERROR_INPUT, "%.*s", TEXT_ARG(read.refused));
    sheet_compare(arena, &out->plan, &read, &known, &out->compared);
    out->mark = plan_mark(arena, &out->plan);
    out->organisations = (OptionList){0};
    for (size_t i = 0; i < known.organisations.count; i++)
        option_add(arena, &out->organisations, known.organisations.items[i].id.n, known.organisations.items[i].name);
    add_unknown(out);
    return NULL;
}

static Error *preview_page(Office *office, Request *request, Response *response, SheetPreview *preview, const Form *form) {
    preview->seen = moment_utc_micro(request->arena, request->started);
    preview->year = year_shown(request->arena, preview->agreement.starts);
    Page page = plan_page(office, request, &preview->agreement,
        preview->sheet.document ? S("What the document would change") : S("What the file would change"));
    page_breadcrumb(request->arena, &page, S("Action plan"), action_plan_url(request->arena, preview->agreement.id));
    page.form = form;
    View view = page_view(request, response, &page);
    plan_sheet_shown(&view, page, preview);
    return NULL;
}

static Error *sheet_of_request(Office *office, Request *request, PlanSheet *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &plan_sheet_record, id, out);
}

Error *plan_sheet_preview(Office *office, Request *request, Response *response) {
    SheetPreview preview = {0};
    ReadBook book;
    TRY(sheet_of_request(office, request, &preview.sheet));
    TRY(sheet_book(office->db, request->arena, &preview.sheet, &book));
    TRY(compare(office->db, request, &book, &preview));
    return preview_page(office, request, response, &preview, NULL);
}

/* ---- Taking ---- */

typedef enum { TAKING_DONE = 1, TAKING_CHANGED, TAKING_NOTHING } Taking;

/* All in one transaction; nothing when the plan is another than the one that was seen. */
static Error *take(Tx *tx, Request *request, SheetPreview *preview, Taking *out) {
    ReadBook book;
    TRY(record_get(tx_db(tx), tx_arena(tx), &plan_sheet_record, preview->sheet.id.n, &preview->sheet));
    *out = TAKING_DONE;
    if (preview->sheet.state == SHEET_TAKEN) return NULL;             /* pressed twice */
    TRY(sheet_book(tx_db(tx), tx_arena(tx), &preview->sheet, &book)); /* it may have been left meanwhile */
    TRY(compare(tx_db(tx), request, &book, preview));
    if (!text_equal(preview->mark, request_value(request, "mark"))) *out = TAKING_CHANGED;
    else if (preview->ticked.count == 0) *out = TAKING_NOTHING;
    if (*out != TAKING_DONE) return NULL;
    TRY(sheet_take(tx, &preview->plan, &preview->compared, &preview->ticked, preview->sheet.id, &preview->sheet.taken));
    return sheet_end(tx, &preview->sheet, SHEET_TAKEN);
}

/* What others changed since the preview was seen. */
static Error *find_meanwhile(Office *office, Request *request, SheetPreview *preview) {
    Plan before;
    Moment seen;
    bool existed;
    if (!moment_parse_iso(request_value(request, "seen"), &seen)) return NULL;
    TRY(plan_read_as_of(office->db, request->arena, preview->agreement.id, seen, &before, &existed));
    if (existed) preview->meanwhile = plan_changes(request->arena, &before, &preview->plan, false);
    preview->has_meanwhile = preview->meanwhile.count > 0;
    return NULL;
}

static Error *leave(Office *office, Request *request, Response *response, PlanSheet *sheet) {
    TRY(OFFICE_CHANGE(office, request, tx, sheet_end(tx, sheet, SHEET_LEFT)));
    respond_done(request, response, action_plan_url(request->arena, sheet->agreement), "plan-sheet-left");
    return NULL;
}

static Error *take_or_say(Office *office, Request *request, Response *response, SheetPreview *preview) {
    Form form = form_show(request->arena, NULL);
    Taking taking = TAKING_NOTHING;
    TRY(OFFICE_CHANGE(office, request, tx, take(tx, request, preview, &taking)));
    if (taking == TAKING_DONE) {
        respond_done(request, response, action_plan_url(request->arena, preview->sheet.agreement), "plan-sheet-taken");
        return NULL;
    }
    if (taking == TAKING_NOTHING) form_error(&form, "take", "Tick what is to be taken, or leave the file");
    else {
        form_error(&form, "take",
            "The plan was changed since you looked at this preview, so nothing was taken. Look at the new one, then take it");
        TRY(find_meanwhile(office, request, preview));
    }
    change_refused(response);
    return preview_page(office, request, response, preview, &form);
}

Error *plan_sheet_take(Office *office, Request *request, Response *response) {
    SheetPreview preview = {0};
    ReadBook book;
    Text act = request_value(request, "act");
    TRY(sheet_of_request(office, request, &preview.sheet));
    if (preview.sheet.state == SHEET_TAKEN && text_equal(act, S("take"))) { /* pressed twice */
        respond_done(request, response, action_plan_url(request->arena, preview.sheet.agreement), "plan-sheet-taken");
        return NULL;
    }
    if (text_equal(act, S("take"))) return take_or_say(office, request, response, &preview);
    TRY(sheet_book(office->db, request->arena, &preview.sheet, &book));
    if (text_equal(act, S("leave"))) return leave(office, request, response, &preview.sheet);
    TRY(compare(office->db, request, &book, &preview));
    return preview_page(office, request, response, &preview, NULL);
}

/* ---- The template ---- */

static const Text explained[PLAN_COLUMNS] = {
    [PLAN_COLUMN_SECTION] =
        S_INIT("The number of the priority's section in the plan, from 1. It can be left out: the action's number says it."),
    [PLAN_COLUMN_PRIORITY] =
        S_INIT("The title of the section, usually the name of its priority. Needed for a section that the plan has not yet."),
    [PLAN_COLUMN_SECTION_LEAD] = S_INIT("The post that leads the priority. Written once, in the first row of the section, is enough."),
    [PLAN_COLUMN_SECTION_ORGANISATION] = S_INIT("The organisation of that post, by its name in the office."),
    [PLAN_COLUMN_AIM] = S_INIT("What the priority aims at."),
    [PLAN_COLUMN_SHARED] = S_INIT("Yes for a section that several priorities share: it needs no lead and no aim."),
    [PLAN_COLUMN_NUMBER] = S_INIT("The section's number, a point and the action's own: 2.3. Format the column as text, or 2.10 becomes "
                                  "2.1. Left empty, a new action gets the next number."),
    [PLAN_COLUMN_OBJECTIVE] = S_INIT("The objective or planned outcome. Needed for a new action."),
    [PLAN_COLUMN_STEPS] = S_INIT("What is done, one thing a line (Alt and Enter begin a new line)."),
    [PLAN_COLUMN_MEASURES] = S_INIT("One measure a line. In brackets behind it may stand what is measured (number, money, percentage, "
                                    "attendance, survey, reach, deliverable, story), unit, "
                                    "baseline, target, better (more, less, same), each (once, month, quarter, year), source and closed."),
    [PLAN_COLUMN_DUE] = S_INIT("A day (31/03/2026) or a month (March 2026: its last day)."),
    [PLAN_COLUMN_LEADS] = S_INIT("Who leads, one a line: an organisation, or a team or post with its organisation in brackets."),
    [PLAN_COLUMN_OTHERS] =
        S_INIT("Who helps, in the same way. \u201c(project liaison)\u201d behind it marks the safety team\u2019s contact."),
    [PLAN_COLUMN_FUNDED] = S_INIT("Yes when the commissioner\u2019s grant pays for it."),
    [PLAN_COLUMN_LINKED] = S_INIT("The other group or strategy that it is linked to. Empty: none."),
    [PLAN_COLUMN_THEMES] = S_INIT("Cross-cutting themes, with commas between."),
    [PLAN_COLUMN_STATE] = S_INIT("How the action stands. It is written for information and not taken from a file."),
};

static const Column explained_columns[] = {{"Column", COLUMN_TEXT, 28}, {"What to write in it", COLUMN_TEXT, 90}};

static const Text examples[][PLAN_COLUMNS] = {
    {S_INIT("1"), S_INIT("Safer town centres"), S_INIT("Chair of the town centre group"), S_INIT(""),
        S_INIT("People feel safe in the evening"), S_INIT("No"), S_INIT("1.1"), S_INIT("Evening events are safe to go to"),
        S_INIT("Train stewards\nLight the way to the station"),
        S_INIT("Number of stewards who were trained [attendance; unit: people; baseline: 0; target: 40; better: more; each: quarter]"),
        S_INIT("2026-09-30"), S_INIT("Town centre team (County Council)"), S_INIT("County Police"), S_INIT("Yes"), S_INIT(""), S_INIT(""),
        S_INIT("")},
    {S_INIT("1"), S_INIT("Safer town centres"), S_INIT(""), S_INIT(""), S_INIT(""), S_INIT(""), S_INIT("1.2"),
        S_INIT("Shops know whom to call"), S_INIT("Send each shop a card with numbers"), S_INIT("Cards are sent"), S_INIT("2027-03-31"),
        S_INIT("County Police\nTraders\u2019 association"), S_INIT(""), S_INIT("No"), S_INIT("Business crime partnership"), S_INIT(""),
        S_INIT("")},
};
enum { EXAMPLES = sizeof examples / sizeof examples[0] };

static Table example_table(Arena *arena) {
    Table table = table_new(arena, "examples", S("Examples"), plan_columns, PLAN_COLUMNS, EXAMPLES);
    table.rule = S("Two actions as they may be written. What stands on this sheet is not read.");
    for (size_t i = 0; i < EXAMPLES; i++) {
        Cell *cells = table_add(&table);
        for (int k = 0; k < PLAN_COLUMNS; k++) cells[k] = cell_text(examples[i][k]);
        date_parse_iso(examples[i][PLAN_COLUMN_DUE], &cells[PLAN_COLUMN_DUE].date);
    }
    return table;
}

static Table explanation_table(Arena *arena) {
    Table table = table_new(arena, "columns", S("Columns"), explained_columns, 2, PLAN_COLUMNS);
    table.rule = S("What is written in which column. Columns may stand in any order, and those that are not needed may be left out.");
    for (int i = 0; i < PLAN_COLUMNS; i++) {
        Cell *cells = table_add(&table);
        cells[0] = cell_text(text_of(plan_columns[i].title));
        cells[1] = cell_text(explained[i]);
    }
    return table;
}

static Table empty_table(Arena *arena) {
    Plan nothing = {0};
    Table table = plan_table(arena, &nothing);
    table.title = S("Action plan");
    return table;
}

Error *plan_template_csv(Office *office, Request *request, Response *response) {
    (void)office;
    Buffer out = buffer_new(request->arena, 1024);
    Table table = empty_table(request->arena);
    table_put_csv(&out, request->arena, &table);
    respond_text(response, "text/csv; charset=utf-8", buffer_text(&out));
    response->disposition = S("attachment; filename=\"action-plan-template.csv\"");
    return NULL;
}

Error *plan_template_xlsx(Office *office, Request *request, Response *response) {
    (void)office;
    Text bytes;
    Table tables[] = {empty_table(request->arena), example_table(request->arena), explanation_table(request->arena)};
    TRY(spreadsheet_make(request->arena, &(TableList){tables, 3}, S("Template of an action plan"),
        S("Fill in the sheet \u201cAction plan\u201d and send the file on the page of the year\u2019s action plan. Nothing is taken before "
          "you have seen what would change."),
        request->started, &bytes));
    respond_text(response, SPREADSHEET_TYPE, bytes);
    response->disposition = S("attachment; filename=\"action-plan-template.xlsx\"");
    return NULL;
}
