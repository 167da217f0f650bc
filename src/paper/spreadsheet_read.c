/* Owns the reading of spreadsheets on our side of the sandbox, what tells their formats apart, and a book as bytes. */
#include "paper/spreadsheet_read.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "paper/sandbox_inside.h"

enum { READ_SECONDS = 30 };
#define READ_MEMORY ((int64_t)1024 * 1024 * 1024)
#define ANSWER_MOST ((size_t)32 * 1024 * 1024) /* BOOK_WORDS_MOST, and ten bytes for each of BOOK_CELLS_MOST */

void book_refuse(ReadBook *out, BookVerdict verdict, Text sentence) {
    *out = (ReadBook){.verdict = verdict, .sentence = sentence, .is_csv = out->is_csv};
}

ReadSheet sheet_new(Arena *arena, Text name, size_t rows, size_t columns) {
    return (ReadSheet){.name = name, .row_count = rows, .column_count = columns, .cells = ARENA_ARRAY(arena, ReadCell, rows * columns + 1)};
}

const ReadCell *sheet_cell(const ReadSheet *sheet, size_t row, size_t column) {
    static const ReadCell nothing;
    if (row >= sheet->row_count || column >= sheet->column_count) return &nothing;
    return &sheet->cells[row * sheet->column_count + column];
}

Date date_of_serial(int64_t serial, bool is_from_1904) {
    enum { YEAR_9999 = 2958465, NO_SUCH_DAY = 60 }; /* 29 February 1900, which never was */
    if (is_from_1904) serial += 1462;
    if (serial < 1 || serial > YEAR_9999 || serial == NO_SUCH_DAY) return (Date){0};
    return date_plus_days(date_of(1899, 12, 31), (int)(serial < NO_SUCH_DAY ? serial : serial - 1));
}

/* ---- Telling formats apart ---- */

static bool holds_utf16(Text bytes, const char *word) {
    char wide[64];
    size_t length = strlen(word);
    for (size_t i = 0; i < length; i++) wide[2 * i] = word[i], wide[2 * i + 1] = 0;
    return text_contains(bytes, (Text){wide, 2 * length});
}

/* What is no spreadsheet that we read, in a sentence. */
static bool is_other(Text bytes, ReadBook *out) {
    static const struct {
        const char *begins;
        size_t length;
        const char *sentence;
    } others[] = {
        {"%PDF-", 5, "This is a PDF, not a spreadsheet. Import it into the archive, which reads action plans out of PDFs."},
        {"\x89PNG", 4, "This is a picture, not a spreadsheet. Save the plan as XLSX or CSV, then send that."},
        {"\xff\xd8\xff", 3, "This is a picture, not a spreadsheet. Save the plan as XLSX or CSV, then send that."},
        {"GIF8", 4, "This is a picture, not a spreadsheet. Save the plan as XLSX or CSV, then send that."},
        {"{\\rtf", 5, "This is a rich text file, not a spreadsheet. Save the plan as XLSX or CSV, then send that."},
        {"\x1f\x8b", 2, "This is a packed file. Unpack it, then send the spreadsheet that is in it."},
        {"MZ", 2, "This is a program, not a spreadsheet."},
        {"\x7f"
         "ELF",
            4, "This is a program, not a spreadsheet."},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_starts_with(bytes, (Text){others[i].begins, others[i].length})) {
            book_refuse(out, BOOK_OTHER, text_of(others[i].sentence));
            return true;
        }
    if (!text_starts_with(bytes, S("\xd0\xcf\x11\xe0"))) return false;
    if (holds_utf16(bytes, "EncryptedPackage"))
        book_refuse(out, BOOK_LOCKED, S("This spreadsheet needs a password to open. Save it without a password, then send it again."));
    else book_refuse(out, BOOK_OTHER, S("This is an old Excel or Word file (.xls, .doc). Save it as XLSX or CSV, then send that."));
    return true;
}

static void refuse_empty(ReadBook *out) {
    book_refuse(out, BOOK_EMPTY, S("The file is empty. Choose another one."));
}

static void refuse_big(ReadBook *out) {
    book_refuse(out, BOOK_TOO_BIG, S("The file is larger than 10 MB, which no action plan is. Choose another one."));
}

static bool is_wordy(const ReadBook *book) {
    size_t words = 0;
    for (size_t i = 0; i < book->sheet_count; i++)
        for (size_t k = 0; k < book->sheets[i].row_count * book->sheets[i].column_count; k++) words += book->sheets[i].cells[k].text.len;
    return words > BOOK_WORDS_MOST;
}

void book_of_bytes(Arena *arena, Text bytes, ReadBook *out) {
    *out = (ReadBook){0};
    bool has_some = false;
    for (size_t i = 0; i < bytes.len && !has_some; i++) has_some = (unsigned char)bytes.ptr[i] > ' ';
    if (!has_some) refuse_empty(out);
    else if (bytes.len > BOOK_BYTES_MOST) refuse_big(out);
    else if (is_other(bytes, out)) return;
    else if (text_starts_with(bytes, S("PK"))) book_of_xlsx(arena, bytes, out);
    else book_of_csv(arena, bytes, out);
    if (is_wordy(out))
        book_refuse(out, BOOK_TOO_BIG,
            S("The spreadsheet has more than 20 MB of words, those of merged cells counted in each, which no action plan has. Choose "
              "another one."));
}

/* ---- A book as bytes ---- */

static const Text mark = S_INIT("quorate-book-1\n");

static void put_number(Buffer *out, size_t n) {
    uint32_t number = (uint32_t)n;
    buffer_put_bytes(out, &number, sizeof number);
}

static void put_text(Buffer *out, Text t) {
    put_number(out, t.len);
    buffer_put(out, t);
}

static void put_sheet(Buffer *out, const ReadSheet *sheet) {
    size_t filled = 0;
    put_text(out, sheet->name);
    buffer_put_char(out, (char)sheet->is_hidden);
    put_number(out, sheet->row_count), put_number(out, sheet->column_count);
    for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++) filled += sheet->cells[i].kind != 0 || sheet->cells[i].is_formula;
    put_number(out, filled);
    for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++) {
        const ReadCell *cell = &sheet->cells[i];
        if (cell->kind == 0 && !cell->is_formula) continue;
        put_number(out, i);
        buffer_put_char(out, (char)cell->kind);
        buffer_put_char(out, (char)(cell->is_formula | cell->is_merged << 1 | cell->is_from_above << 2));
        put_text(out, cell->text);
    }
}

void book_put(Buffer *out, const ReadBook *book) {
    buffer_put(out, mark);
    buffer_put_char(out, (char)book->verdict);
    buffer_put_char(out, (char)book->is_csv);
    put_text(out, book->sentence);
    put_number(out, book->sheet_count);
    for (size_t i = 0; i < book->sheet_count; i++) put_sheet(out, &book->sheets[i]);
}

typedef struct {
    Arena *arena;
    Text rest;
    size_t cells, words; /* of all sheets so far */
    bool is_wrong;
} Taking;

static size_t take_number(Taking *t, size_t most) {
    uint32_t n = 0;
    if (t->rest.len < sizeof n) t->is_wrong = true;
    else {
        memcpy(&n, t->rest.ptr, sizeof n);
        t->rest = text_slice(t->rest, sizeof n, SIZE_MAX);
    }
    if (n > most) t->is_wrong = true;
    return t->is_wrong ? 0 : n;
}

static int take_small(Taking *t, int most) {
    if (t->rest.len < 1 || (unsigned char)t->rest.ptr[0] > most) {
        t->is_wrong = true;
        return 0;
    }
    int n = (unsigned char)t->rest.ptr[0];
    t->rest = text_slice(t->rest, 1, SIZE_MAX);
    return n;
}

static Text take_text(Taking *t) {
    size_t length = take_number(t, t->rest.len);
    if (length > t->rest.len) t->is_wrong = true;
    if (t->is_wrong) return (Text){0};
    Text found = text_slice(t->rest, 0, length);
    t->rest = text_slice(t->rest, length, SIZE_MAX);
    if (!text_is_utf8(found, NULL)) t->is_wrong = true;
    return text_copy(t->arena, found);
}

static void take_sheet(Taking *t, ReadSheet *out) {
    Text name = take_text(t);
    bool is_hidden = take_small(t, 1) != 0;
    size_t rows = take_number(t, BOOK_ROWS_MOST), columns = take_number(t, BOOK_COLUMNS_MOST);
    t->cells += rows * columns;
    if (t->cells > BOOK_CELLS_MOST) t->is_wrong = true;
    size_t filled = take_number(t, rows * columns);
    if (t->is_wrong) return;
    *out = sheet_new(t->arena, name, rows, columns);
    out->is_hidden = is_hidden;
    for (size_t i = 0; i < filled && !t->is_wrong; i++) {
        size_t at = take_number(t, rows * columns - 1); /* there is one: filled is no more than they are */
        ReadCell cell = {.kind = (ReadCellKind)take_small(t, READ_CELL_WRONG)};
        int flags = take_small(t, 7);
        cell.is_formula = flags & 1, cell.is_merged = (flags & 2) != 0, cell.is_from_above = (flags & 4) != 0;
        cell.text = take_text(t);
        t->words += cell.text.len;
        if (t->words > BOOK_WORDS_MOST) t->is_wrong = true;
        if (!t->is_wrong) out->cells[at] = cell;
    }
}

bool book_take(Arena *arena, Text bytes, ReadBook *out) {
    *out = (ReadBook){0};
    if (!text_starts_with(bytes, mark)) return false;
    Taking t = {.arena = arena, .rest = text_slice(bytes, mark.len, SIZE_MAX)};
    out->verdict = (BookVerdict)take_small(&t, BOOK_DAMAGED);
    out->is_csv = take_small(&t, 1) != 0;
    out->sentence = take_text(&t);
    out->sheet_count = take_number(&t, BOOK_SHEETS_MOST);
    out->sheets = ARENA_ARRAY(arena, ReadSheet, out->sheet_count + 1);
    for (size_t i = 0; i < out->sheet_count && !t.is_wrong; i++) take_sheet(&t, &out->sheets[i]);
    return !t.is_wrong && t.rest.len == 0 && out->verdict != 0;
}

/* ---- The sandbox ---- */

int spreadsheet_read_inside(SandboxChild *child, Text request) {
    (void)request;
    Arena *arena = sandbox_arena(child);
    struct stat about;
    if (fstat(SANDBOX_FIRST_FD, &about) != 0 || about.st_size <= 0) return 1;
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, SANDBOX_FIRST_FD, 0);
    if (bytes == MAP_FAILED) return 1;
    sandbox_lock(child);
    ReadBook book;
    book_of_bytes(arena, (Text){bytes, (size_t)about.st_size}, &book);
    Buffer answer = buffer_new(arena, 65536);
    book_put(&answer, &book);
    sandbox_answer(child, buffer_text(&answer));
    return 0;
}

/* The bytes as a file that a child can be given. */
static Error *file_of(Arena *arena, Text bytes, int *fd) {
    size_t done = 0;
    *fd = memfd_create("spreadsheet", MFD_CLOEXEC);
    while (*fd >= 0 && done < bytes.len) {
        ssize_t n = write(*fd, bytes.ptr + done, bytes.len - done);
        if (n <= 0) break;
        done += (size_t)n;
    }
    if (*fd >= 0 && done == bytes.len) return NULL;
    if (*fd >= 0) close(*fd);
    return error_detail(arena, error_new(arena, ERROR_BUSY, "The file could not be read just now. Try again."), "no file in memory");
}

static Error *read_in_sandbox(Arena *arena, int fd, ReadBook *out) {
    SandboxEnd end;
    Text answer;
    SandboxJob job = {.kind = "spreadsheet-read",
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = READ_MEMORY,
        .seconds = READ_SECONDS,
        .answer_max = ANSWER_MOST};
    Error *error = sandbox_run(arena, &job, &end, &answer);
    if (error || (end == SANDBOX_DONE && book_take(arena, answer, out))) return error;
    log_warning("a spreadsheet could not be read: its reading ended in way %d", (int)end);
    if (end == SANDBOX_OUT_OF_TIME)
        book_refuse(out, BOOK_TOO_BIG, S("This file takes too long to read. Save the plan by itself, then send that."));
    else book_refuse(out, BOOK_DAMAGED, S("This file is damaged and cannot be read. Save it again, then send that."));
    return NULL;
}

static bool is_out_of_bounds(int64_t bytes, ReadBook *out) {
    *out = (ReadBook){0};
    if (bytes == 0) refuse_empty(out);
    else if (bytes > BOOK_BYTES_MOST) refuse_big(out);
    return bytes == 0 || bytes > BOOK_BYTES_MOST;
}

Error *spreadsheet_read(Arena *arena, Text bytes, ReadBook *out) {
    int fd;
    if (is_out_of_bounds((int64_t)bytes.len, out)) return NULL;
    TRY(file_of(arena, bytes, &fd));
    Error *error = read_in_sandbox(arena, fd, out);
    close(fd);
    return error;
}

Error *spreadsheet_read_file(Arena *arena, const char *path, ReadBook *out) {
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0) {
        if (fd >= 0) close(fd);
        return error_new(arena, ERROR_STORAGE, "The file that was sent cannot be read. Send it again.");
    }
    Error *error = is_out_of_bounds(about.st_size, out) ? NULL : read_in_sandbox(arena, fd, out);
    close(fd);
    return error;
}
