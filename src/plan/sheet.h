/* An action plan read from a file that somebody made: which column is which, what each row says, what would change in the plan, and taking it. Reading and
 * comparing are functions of values. */
#ifndef QUORATE_PLAN_SHEET_H
#define QUORATE_PLAN_SHEET_H

#include "paper/spreadsheet_read.h"
#include "people/people.sql.h"
#include "plan/plan.h"
#include "plan/plan.sql.h"
#include "plan/plan_table.h"

/* Columns are those of the plan's own table, and one more: what is doubted of a row, which the archive writes. */
enum { SHEET_COLUMN_DOUBTS = PLAN_COLUMNS, SHEET_COLUMNS, SHEET_ACTIONS_MOST = 400, SHEET_NAMES_MOST = 100 };

/* ---- Reading (sheet.c, sheet_values.c) ---- */

typedef struct {
    size_t row;              /* in the file, from 1 */
    Text cells[SHEET_COLUMNS]; /* trimmed; merged cells have the value of their area */
    int64_t section, number; /* 0: none given */
    Date due;
    Sentences said;          /* what is to be known of it, a sentence each */
    Text refused;            /* why it is not taken; empty: it can be */
} SheetRow;
typedef struct {
    Text refused;            /* why nothing of the file can be taken; empty: something can be */
    bool has[SHEET_COLUMNS]; /* which columns the file has: what it has no column for stays as it is */
    Sentences said;          /* of the file as a whole */
    SheetRow *items; size_t count;
} SheetRead;
/* Reads the sheet of the book that looks most like an action plan, of the year that starts on the day. Pure. */
void sheet_read(Arena *arena, const ReadBook *book, Date year_starts, SheetRead *out);

/* The day that a timescale means: "31/03/2026", "March 2026" and "by the end of Mar-26" (the month's last day), "April 2025 - March 2026" (its end), "2025/26",
 * "Q3" (of the year), a spreadsheet's number of a day. False when it is none. Pure. */
bool sheet_day(Text words, Date year_starts, Date *out);
/* "Yes", "y", "1", "x", "(F)" and their contraries; false when it is neither. An empty text is no. Pure. */
bool sheet_flag(Text words, bool *out);
/* "2.3" with what may stand behind it ("2.3*", "2.3 (F)"). False when it is no number. Pure. */
bool sheet_number(Text words, int64_t *section, int64_t *number);
/* The names in a cell of leads: one a line, or divided by " / " or ";". Pure. */
Sentences sheet_names(Arena *arena, Text cell);
/* What a heading means, or SHEET_COLUMNS. Pure. */
int sheet_column_of(Arena *arena, Text heading);

/* ---- Comparing (sheet_compare.c) ---- */

/* What the office knows, and which organisation the person at the preview chose for a name that it does not. */
typedef struct {
    OrganisationList organisations;
    PriorityList priorities;
    PriorityNameList earlier_names;
    PlanNumberList numbers;  /* that actions had before */
    MeasuresWithValuesRowList measured;
    ThemesOfAgreementRowList themes;
    Text *names; OrganisationId *chosen; size_t chosen_count;
} SheetKnown;
Error *sheet_known(Db *db, Arena *arena, AgreementId agreement, SheetKnown *out);

typedef struct { PriorityId *items; size_t count; } PriorityIdList;
/* One action, or one section, that the file says something new of. */
typedef struct {
    Text key;                /* "2.3", of a section "section-2": what the form sends */
    size_t row;
    bool is_section, is_new;
    PlanPart part;           /* the section as it would be; without actions */
    PlannedAction line;      /* the action as it would be */
    PriorityIdList themes;
    bool sets_themes;
    PlanChange change;       /* before and after of what differs */
    Sentences said;
} SheetChange;
typedef struct {
    SheetChange *items; size_t count;
    size_t same;             /* rows that say what the plan says */
    SheetRow *refused; size_t refused_count;
    SheetRow *noted; size_t noted_count; /* rows that change nothing and have something to be known */
    Sentences said;
    PlannedActions missing;  /* stand in the plan and not in the file: they stay */
    Sentences unknown;       /* names of organisations that the office does not know */
} SheetCompared;
/* What taking the file would change. Pure. */
void sheet_compare(Arena *arena, const Plan *plan, const SheetRead *read, const SheetKnown *known, SheetCompared *out);
/* The organisation of that name, today or (chosen) as the person said; 0: none. Pure. */
OrganisationId sheet_organisation(const SheetKnown *known, Text name);

/* ---- Taking (sheet_take.c) ---- */

/* A mark of what the plan says: another when anything that a file could change is another. */
Text plan_mark(Arena *arena, const Plan *plan);
/* Writes the changes whose keys are among those, in the caller's transaction; an action of a new section brings its section. */
Error *sheet_take(Tx *tx, const Plan *plan, const SheetCompared *compared, const Sentences *keys, PlanSheetId sheet, int64_t *taken);

/* Keeps what was read for its preview, sealed; document: of the archive, 0: none. What waited for too long is let go. */
Error *sheet_keep(Tx *tx, AgreementId agreement, Text name, int64_t document, const ReadBook *book, PlanSheet *out);
/* Lets go of what was kept, and says how it ended. */
Error *sheet_end(Tx *tx, PlanSheet *sheet, SheetState state);
/* Something in that document of the archive was restricted: what was read of it and waits is let go. */
Error *sheets_of_document_end(Tx *tx, int64_t document);
/* What was kept. ERROR_ENDED when it was taken, left or is too old. */
Error *sheet_book(Db *db, Arena *arena, const PlanSheet *sheet, ReadBook *out);

#endif
