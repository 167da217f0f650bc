/* Reading spreadsheets: encodings and separators of CSV, cells of every kind in XLSX, what is refused and in which words, and a book as bytes. */
#include "../base/base_test.h"

#include "paper/sandbox.h"
#include "paper/spreadsheet.h"
#include "paper/spreadsheet_read.h"
#include "xlsx_made.h"

static ReadBook read(Arena *arena, Text bytes) {
    ReadBook book, again;
    Error *error = spreadsheet_read(arena, bytes, &book); /* in the sandbox */
    assert_null(error);
    Buffer kept = buffer_new(arena, 1024);
    book_put(&kept, &book);
    assert_true(book_take(arena, buffer_text(&kept), &again));
    assert_int_equal(again.verdict, book.verdict);
    for (size_t i = 0; i < buffer_text(&kept).len; i += 1 + buffer_text(&kept).len / 50) /* cut off anywhere it is none */
        assert_false(book_take(arena, text_slice(buffer_text(&kept), 0, i), &again));
    return book;
}

static Text at(const ReadBook *book, size_t row, size_t column) {
    return sheet_cell(&book->sheets[0], row, column)->text;
}

static void csv_in_every_encoding_and_with_every_separator(void **state) {
    static const Text files[] = {
        S_INIT("No.,Name\r\n1,\xc3\x89va\r\n"),
        S_INIT("\xef\xbb\xbfNo.;Name\n1;\xc3\x89va\n"),
        S_INIT("No.\tName\r1\t\xc9va"), /* Windows-1252 */
        S_INIT("sep=;\nNo.;Name\n1;\xc3\x89va\n"),
        S_INIT("\xff\xfeN\0o\0.\0\t\0N\0a\0m\0e\0\n\0"
               "1\0\t\0\xc9\0v\0a\0"),
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        ReadBook book = read(*state, files[i]);
        assert_int_equal(book.verdict, BOOK_FINE);
        assert_true(book.is_csv);
        assert_int_equal(book.sheets[0].row_count, 2);
        assert_text(at(&book, 0, 1), "Name");
        assert_text(at(&book, 1, 0), "1");
        assert_text(at(&book, 1, 1), "\xc3\x89va");
    }
}

static void csv_keeps_lines_quotes_blanks_and_empty_rows(void **state) {
    ReadBook book = read(*state, S("a,\"one\r\ntwo, and \"\"three\"\"\"\r\n\r\n  x ,y\r\n"));
    assert_text(at(&book, 0, 1), "one\ntwo, and \"three\"");
    assert_int_equal(sheet_cell(&book.sheets[0], 1, 0)->kind, READ_CELL_EMPTY);
    assert_text(at(&book, 2, 0), "  x ");
    assert_text(at(&book, 9, 9), "");
}

static void xlsx_has_cells_of_every_kind(void **state) {
    ReadBook book =
        read(*state, xlsx_made(*state, "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><r><t>Two "
                                       "</t></r><r><t>parts</t></r><rPh><t>no</t></rPh></is></c><c r='B1'><v>2.1000000000000001</v></c>"
                                       "<c r='C1' s='1'><v>46112</v></c><c r='D1' t='b'><v>1</v></c><c r='E1' t='e'><v>#REF!</v></c></row>"
                                       "<row r='3'><c r='A3' t='str'><f>A1</f><v>line_x000D_\nend _x005F_x</v></c><c "
                                       "r='B3'><f>1+1</f></c><c r='C3' s='2'><v>46112</v></c></row></sheetData>"));
    assert_int_equal(book.verdict, BOOK_FINE);
    assert_text(at(&book, 0, 0), "Two parts");
    assert_text(at(&book, 0, 1), "2.1");
    assert_text(at(&book, 0, 2), "2026-03-31");
    assert_int_equal(sheet_cell(&book.sheets[0], 0, 2)->kind, READ_CELL_DATE);
    assert_text(at(&book, 0, 3), "Yes");
    assert_int_equal(sheet_cell(&book.sheets[0], 0, 4)->kind, READ_CELL_WRONG);
    assert_text(at(&book, 2, 0), "line\nend _x");
    assert_true(sheet_cell(&book.sheets[0], 2, 0)->is_formula);
    assert_true(sheet_cell(&book.sheets[0], 2, 1)->is_formula);
    assert_int_equal(sheet_cell(&book.sheets[0], 2, 1)->kind, READ_CELL_EMPTY);
    assert_text(at(&book, 2, 2), "46112");
}

static void merged_cells_have_the_value_of_their_area(void **state) {
    ReadBook book = read(*state,
        xlsx_made(*state, "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>all</t></is></c><c r='B1'><v>1</v></c></row><row r='2'><c "
                          "r='B2'><v>2</v></c></row></sheetData>"
                          "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B2:XFD1048576'/><mergeCell ref='nonsense'/></mergeCells>"));
    assert_text(at(&book, 1, 0), "all");
    assert_true(sheet_cell(&book.sheets[0], 1, 0)->is_from_above);
    assert_false(sheet_cell(&book.sheets[0], 0, 0)->is_merged);
}

static void days_of_spreadsheets(void **state) {
    (void)state;
    assert_int_equal(date_of_serial(1, false).n, date_of(1900, 1, 1).n);
    assert_int_equal(date_of_serial(59, false).n, date_of(1900, 2, 28).n);
    assert_false(date_is_set(date_of_serial(60, false)));
    assert_int_equal(date_of_serial(61, false).n, date_of(1900, 3, 1).n);
    assert_int_equal(date_of_serial(46112, false).n, date_of(2026, 3, 31).n);
    assert_int_equal(date_of_serial(44650, true).n, date_of(2026, 3, 31).n);
    assert_false(date_is_set(date_of_serial(-5, false)));
    assert_false(date_is_set(date_of_serial(3000000, false)));
}

static void what_our_own_program_writes_comes_back(void **state) {
    static const Column columns[] = {{"Words", COLUMN_TEXT, 0}, {"Day", COLUMN_DATE, 0}};
    Table t = table_new(*state, "t", S("Words"), columns, 2, 1);
    Cell *cells = table_add(&t);
    cells[0] = cell_text(S("=1+1\n- a <b> & \"c\""));
    cells[1] = cell_date(date_of(2026, 2, 28));
    Text bytes;
    assert_null(spreadsheet_make(*state, &(TableList){&t, 1}, S("Title"), S("About"), (Moment){1000000}, &bytes));
    ReadBook book = read(*state, bytes);
    assert_int_equal(book.sheet_count, 2); /* the first says how it is counted */
    assert_text(sheet_cell(&book.sheets[1], 1, 0)->text, "=1+1\n- a <b> & \"c\"");
    assert_text(sheet_cell(&book.sheets[1], 1, 1)->text, "2026-02-28");
}

static void refused(Arena *arena, Text bytes, BookVerdict verdict, const char *words) {
    ReadBook book = read(arena, bytes);
    assert_int_equal(book.verdict, verdict);
    if (!text_contains(book.sentence, text_of(words))) fail_msg("%.*s", TEXT_ARG(book.sentence));
}

static void what_cannot_be_read_is_refused_in_words(void **state) {
    Arena *arena = *state;
    refused(arena, S(""), BOOK_EMPTY, "empty");
    refused(arena, S("  \r\n "), BOOK_EMPTY, "empty");
    refused(arena, S("%PDF-1.7"), BOOK_OTHER, "PDF");
    refused(arena, S("\xd0\xcf\x11\xe0 old"), BOOK_OTHER, ".xls");
    refused(arena, S("\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), BOOK_LOCKED, "password");
    refused(arena, S("a,b\n1,\0binary"), BOOK_OTHER, "no spreadsheet");
    refused(arena, S("PK\x03\x04 broken"), BOOK_DAMAGED, "damaged");
    refused(arena, zip_made(arena, &(ZipPart){"word/document.xml", S("<w/>")}, 1), BOOK_OTHER, "Word file");
    refused(arena, xlsx_made(arena, "<sheetData><row r='1'><c r='A1'><v>1</row>"), BOOK_DAMAGED, "damaged");
    refused(arena, xlsx_made(arena, "<sheetData/>"), BOOK_EMPTY, "no words");
    refused(arena, xlsx_made(arena, "<sheetData><row r='20001'><c r='A20001'><v>1</v></c></row></sheetData>"), BOOK_TOO_BIG, "20,000 rows");
    char *big = arena_alloc(arena, BOOK_BYTES_MOST + 1);
    memset(big, 'a', BOOK_BYTES_MOST + 1);
    refused(arena, (Text){big, BOOK_BYTES_MOST + 1}, BOOK_TOO_BIG, "10 MB");
    memset(big, '\n', 100000);
    refused(arena, (Text){big, 100001}, BOOK_TOO_BIG, "20,000 rows");
}

/* A workbook of so many sheets, each with one word in its last cell. */
static Text sheets_made(Arena *arena, size_t count, const char *last) {
    Buffer book = buffer_new(arena, 1024), relations = buffer_new(arena, 1024);
    ZipPart *parts = ARENA_ARRAY(arena, ZipPart, count + 2);
    buffer_put(&book, S("<workbook xmlns:r='r'><sheets>"));
    buffer_put(&relations, S("<Relationships>"));
    for (size_t i = 0; i < count; i++) {
        buffer_putf(&book, "<sheet name='S%zu' sheetId='%zu' r:id='r%zu'/>", i, i + 1, i);
        buffer_putf(&relations, "<Relationship Id='r%zu' Target='worksheets/s%zu.xml'/>", i, i);
        parts[i] = (ZipPart){text_string(arena, text_format(arena, "xl/worksheets/s%zu.xml", i)),
            text_format(arena, "<worksheet><sheetData><row r='1'><c r='%s'><v>1</v></c></row></sheetData></worksheet>", last)};
    }
    buffer_put(&book, S("</sheets></workbook>"));
    buffer_put(&relations, S("</Relationships>"));
    parts[count] = (ZipPart){"xl/workbook.xml", buffer_text(&book)};
    parts[count + 1] = (ZipPart){"xl/_rels/workbook.xml.rels", buffer_text(&relations)};
    return zip_made(arena, parts, count + 2);
}

static void empty_cells_count_over_the_whole_book(void **state) {
    Arena *arena = *state;
    assert_int_equal(read(arena, sheets_made(arena, 2, "CV2500")).verdict, BOOK_FINE); /* 2 x 100 x 2,500 */
    refused(arena, sheets_made(arena, 3, "CV2500"), BOOK_TOO_BIG, "500,000 cells in all its sheets");
    refused(arena, sheets_made(arena, 1, "CV5001"), BOOK_TOO_BIG, "500,000 cells in all its sheets");
    ReadSheet sheets[] = {sheet_new(arena, S("a"), 2500, 100), sheet_new(arena, S("b"), 2500, 100), sheet_new(arena, S("c"), 1, 1)};
    ReadBook book = {.verdict = BOOK_FINE, .sheets = sheets, .sheet_count = 2}, taken;
    Buffer bytes = buffer_new(arena, 1024), more = buffer_new(arena, 1024);
    book_put(&bytes, &book);
    assert_true(book_take(arena, buffer_text(&bytes), &taken));
    book.sheet_count = 3;
    book_put(&more, &book);
    assert_false(book_take(arena, buffer_text(&more), &taken)); /* nor from a sandbox that says otherwise */
}

static void words_that_are_repeated_over_the_whole_book_count(void **state) {
    Arena *arena = *state;
    char *words = arena_alloc(arena, 30001);
    memset(words, 'a', 30000);
    words[30000] = 0;
    const char *sheet = "<sheetData><row r='1'><c r='A1' t='str'><v>%s</v></c></row><row r='%d'><c r='A%d'><v>1</v></c></row></sheetData>"
                        "<mergeCells><mergeCell ref='A1:A%d'/></mergeCells>";
    const char *few = text_string(arena, text_format(arena, sheet, words, 600, 600, 599)),
               *many = text_string(arena, text_format(arena, sheet, words, 700, 700, 699));
    assert_int_equal(read(arena, xlsx_made(arena, few)).verdict, BOOK_FINE);
    refused(arena, xlsx_made(arena, many), BOOK_TOO_BIG, "20 MB of words");
}

static void a_packed_bomb_is_refused(void **state) {
    Arena *arena = *state;
    size_t length = (size_t)60 * 1024 * 1024;
    char *spaces = arena_alloc(arena, length);
    memset(spaces, ' ', length);
    ZipPart parts[] = {{"xl/workbook.xml", S("<workbook/>")}, {"xl/worksheets/sheet1.xml", {spaces, length}}};
    Text bytes = zip_made(arena, parts, 2);
    assert_true(bytes.len < 1000000);
    refused(arena, bytes, BOOK_TOO_BIG, "unpacked");
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(csv_in_every_encoding_and_with_every_separator),
        TEST(csv_keeps_lines_quotes_blanks_and_empty_rows),
        TEST(xlsx_has_cells_of_every_kind),
        TEST(merged_cells_have_the_value_of_their_area),
        TEST(days_of_spreadsheets),
        TEST(what_our_own_program_writes_comes_back),
        TEST(what_cannot_be_read_is_refused_in_words),
        TEST(empty_cells_count_over_the_whole_book),
        TEST(words_that_are_repeated_over_the_whole_book_count),
        TEST(a_packed_bomb_is_refused),
    };
    return cmocka_run_group_tests_name("spreadsheet read", tests, NULL, NULL);
}
