/* Spreadsheet files: what another program reads in them, and that the same tables give the same bytes. Oracle: openpyxl. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper/spreadsheet.h"
#include "papers.h"

static const Column columns[] = {
    {"Name", COLUMN_TEXT, 0},
    {"Meetings", COLUMN_NUMBER, 0},
    {"Median", COLUMN_DECIMAL, 0},
    {"Came", COLUMN_SHARE, 0},
    {"Since", COLUMN_DATE, 0},
};

static Table table_made(Arena *arena, const char *title) {
    static const char *const names[] = {"=1+1", "@home", "\xc3\x89va <& Co>", "-5"};
    Table t = table_new(arena, "t", text_of(title), columns, 5, 4);
    t.rule = S("A substitute counts for the seat.\nCancelled meetings do not count.");
    for (int i = 0; i < 4; i++) {
        Cell *cells = table_add(&t);
        cells[0] = cell_text(text_of(names[i]));
        cells[1] = cell_number(i);
        cells[2] = i ? cell_decimal(750) : (Cell){0};
        cells[3] = cell_share(i, 4);
        cells[4] = cell_date(date_of(2025, 7, 20 + i));
    }
    return t;
}

static Text made(Arena *arena, const char *second, Moment at) {
    Table tables[] = {table_made(arena, "Attendance by organisation: all"), table_made(arena, second)};
    TableList list = {tables, 2};
    Text bytes = {0};
    must(spreadsheet_make(arena, &list, S("Statistics, 2025"), S("All bodies, 2025.\nOnline counts."), at, &bytes));
    return bytes;
}

static const char *const reader = "import openpyxl, sys, datetime\n"
                                  "b = openpyxl.load_workbook(sys.argv[1])\n"
                                  "print(b.sheetnames)\n"
                                  "print(b.properties.created.isoformat(), b.properties.title)\n"
                                  "r = b.worksheets[0]\n"
                                  "print([c.value for c in r['A'] if c.value])\n"
                                  "s = b.worksheets[1]\n"
                                  "print(s.freeze_panes, s.dimensions, s.column_dimensions['E'].width > 12)\n"
                                  "for row in s.iter_rows(): print([(c.data_type, c.value.isoformat() if isinstance(c.value, "
                                  "datetime.datetime) else c.value) for c in row])\n"
                                  "print(s['D3'].number_format, s['E3'].number_format)\n";

static void what_another_program_reads(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Moment at = {INT64_C(1753256400000000)};
    const char *path = papers_path(arena, "made.xlsx"), *script = papers_path(arena, "read.py");
    papers_write(path, made(arena, "Attendance by organisation: all", at));
    papers_write(script, text_of(reader));
    Text read = papers_output(arena, text_format(arena, "/usr/bin/python3 '%s' '%s' 2>&1", script, path).ptr);
    static const char *const parts[] = {
        "['How it is counted', 'Attendance by organisation  all', 'Attendance by organisation  2']",
        "2025-07-23T07:40:00 Statistics, 2025",
        "['Statistics, 2025', 'All bodies, 2025.', 'Online counts.', 'Attendance by organisation: all', 'A substitute counts for the "
        "seat.', "
        "'Cancelled meetings do not count.'",
        "A2 A1:E5 True",
        "[('s', 'Name'), ('s', 'Meetings'), ('s', 'Median'), ('s', 'Came'), ('s', 'Since')]",
        "[('s', '=1+1'), ('n', 0), ('n', None), ('n', 0), ('d', '2025-07-20T00:00:00')]", /* text, never a formula */
        "[('s', '@home'), ('n', 1), ('n', 7.5), ('n', 0.25), ('d', '2025-07-21T00:00:00')]",
        "[('s', '\xc3\x89va <& Co>'), ('n', 2), ('n', 7.5), ('n', 0.5), ('d', '2025-07-22T00:00:00')]",
        "[('s', '-5'), ('n', 3)",
        "0% d mmmm yyyy",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!text_contains(read, text_of(parts[i]))) fail_msg("%s\nis not in\n%.*s", parts[i], TEXT_ARG(read));
    arena_free(arena);
}

static void the_same_tables_give_the_same_bytes(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Moment at = {INT64_C(1753256400000000)};
    Text one = made(arena, "Another", at);
    assert_memory_equal(one.ptr + 10, "\0\0\x21\0", 4); /* its parts say 1980, which is no clock */
    assert_true(text_equal(one, made(arena, "Another", at)));
    assert_false(text_equal(one, made(arena, "Another", (Moment){at.us + 60000000})));
    arena_free(arena);
}

static void names_of_sheets(void **state) {
    (void)state;
    Arena *arena = arena_new();
    assert_true(text_equal(sheet_name(arena, S("A/B: [c]*?\\")), S("A B   c")));
    assert_true(text_equal(sheet_name(arena, S("")), S("Table")));
    assert_int_equal(text_characters(sheet_name(arena, S("Abcdefghijklmnopqrstuvwxyzabcdefg and on"))), 31);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_program_reads),
        cmocka_unit_test(the_same_tables_give_the_same_bytes),
        cmocka_unit_test(names_of_sheets),
    };
    papers_begin();
    int failed = cmocka_run_group_tests_name("spreadsheet", tests, NULL, NULL);
    papers_end();
    return failed;
}
