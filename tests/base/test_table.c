/* Tables of figures: how cells read, and CSV that a spreadsheet program cannot be tricked with. */
#include "base_test.h"

#include "base/table.h"

static const Column columns[] = {
    {"Name", COLUMN_TEXT, 0},
    {"=Number", COLUMN_NUMBER, 0},
    {"Median", COLUMN_DECIMAL, 0},
    {"Came", COLUMN_SHARE, 0},
    {"Day", COLUMN_DATE, 0},
};

static void assert_reads(Arena *arena, ColumnKind kind, Cell cell, const char *words) {
    Column column = {"", kind, 0};
    assert_text(cell_shown(arena, &column, &cell), words);
}

static void cells_read_as_people_write_them(void **state) {
    Arena *arena = *state;
    assert_reads(arena, COLUMN_TEXT, cell_text(S("Kent Police")), "Kent Police");
    assert_reads(arena, COLUMN_NUMBER, cell_number(0), "0");
    assert_reads(arena, COLUMN_NUMBER, (Cell){0}, ""); /* not known is not 0 */
    assert_reads(arena, COLUMN_DECIMAL, cell_decimal(750), "7.5");
    assert_reads(arena, COLUMN_DECIMAL, cell_decimal(700), "7");
    assert_reads(arena, COLUMN_DECIMAL, cell_decimal(705), "7.05");
    assert_reads(arena, COLUMN_DECIMAL, cell_decimal(-50), "-0.5");
    assert_reads(arena, COLUMN_SHARE, cell_share(3, 4), "75%");
    assert_reads(arena, COLUMN_SHARE, cell_share(2, 3), "67%");
    assert_reads(arena, COLUMN_SHARE, cell_share(1, 200), "1%"); /* halves up */
    assert_reads(arena, COLUMN_SHARE, cell_share(0, 0), "");
    assert_reads(arena, COLUMN_DATE, cell_date(date_of(2025, 7, 23)), "23 July 2025");
    assert_reads(arena, COLUMN_DATE, cell_date((Date){0}), "");
}

static void csv_has_no_formulas_and_says_its_units(void **state) {
    Arena *arena = *state;
    Table t = table_new(arena, "test", S("Test"), columns, 5, 3);
    const char *names[] = {"=HYPERLINK(\"x\")", "+44 1622", "@here, \"there\""};
    for (int i = 0; i < 3; i++) {
        Cell *cells = table_add(&t);
        cells[0] = cell_text(text_of(names[i]));
        cells[1] = cell_number(-i);
        cells[2] = i ? cell_decimal(1250) : (Cell){0};
        cells[3] = cell_share(2, 3);
        cells[4] = cell_date(date_of(2025, 7, 23));
    }
    Buffer out = buffer_new(arena, 0);
    table_put_csv(&out, arena, &t);
    assert_text(buffer_text(&out), "Name,'=Number,Median,Came (%),Day\r\n"
                                   "\"'=HYPERLINK(\"\"x\"\")\",0,,66.7,2025-07-23\r\n"
                                   "'+44 1622,-1,12.5,66.7,2025-07-23\r\n"
                                   "\"'@here, \"\"there\"\"\",-2,12.5,66.7,2025-07-23\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(cells_read_as_people_write_them),
        TEST(csv_has_no_formulas_and_says_its_units),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
