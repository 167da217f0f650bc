/* Owns what is done inside the sandbox: telling formats apart, and bytes becoming a reading. */
#include "archive/recognise.h"

static bool begins_with_tag(Text bytes) {
    Text head = text_slice(bytes, 0, 4096);
    if (text_starts_with(head, S("\xef\xbb\xbf"))) head = text_slice(head, 3, SIZE_MAX);
    while (head.len > 0 && (head.ptr[0] == ' ' || head.ptr[0] == '\n' || head.ptr[0] == '\r' || head.ptr[0] == '\t'))
        head = text_slice(head, 1, SIZE_MAX);
    if (head.len == 0 || head.ptr[0] != '<') return false;
    static const char *const tags[] = {
        "<!doctype", "<html", "<head", "<body", "<div", "<p", "<table", "<h1", "<h2", "<!--", "<span", "<section", "<main", "<meta", NULL};
    for (int i = 0; tags[i]; i++)
        if (text_equal_ignoring_case(text_slice(head, 0, strlen(tags[i])), text_of(tags[i]))) return true;
    return text_contains_ignoring_case(head, S("<html"));
}

/* An answer of a Modern.gov web service, whose root is one of these. */
static bool is_service_answer(Text bytes) {
    Text head = text_slice(bytes, 0, 600);
    static const char *const roots[] = {"<meeting>", "<committees>", "<getmeetings>", "<getmeetingsbydate>", "<GetMeetingResponse",
        "<GetMeetingsResponse", "<GetCommitteesResponse", NULL};
    for (int i = 0; roots[i]; i++)
        if (text_find(head, text_of(roots[i]), 0) != SIZE_MAX) return true;
    return false;
}

static SourceFormat refuse(Reading *out, ReadVerdict verdict, Text sentence) {
    out->verdict = verdict;
    out->sentence = sentence;
    return 0;
}

/* What begins like a known format that holds no words for us. */
static bool is_other_format(Text bytes, Text *sentence) {
    static const struct {
        const char *begins;
        size_t length;
        const char *sentence;
    } others[] = {
        {"\xd0\xcf\x11\xe0", 4,
            "This is an old Word, Excel or PowerPoint file (.doc, .xls, .ppt). Save it as .docx or PDF, then import that."},
        {"\x89PNG", 4, "This is a picture. Import the document itself, or a PDF of it with recognised text."},
        {"\xff\xd8\xff", 3, "This is a picture. Import the document itself, or a PDF of it with recognised text."},
        {"GIF8", 4, "This is a picture. Import the document itself, or a PDF of it with recognised text."},
        {"II*\0", 4, "This is a picture. Import the document itself, or a PDF of it with recognised text."},
        {"{\\rtf", 5, "This is a rich text file (.rtf). Save it as .docx or PDF, then import that."},
        {"\x1f\x8b", 2, "This is a packed file. Unpack it, then import the files that are in it."},
        {"Rar!", 4, "This is a packed file. Unpack it, then import the files that are in it."},
        {"7z\xbc\xaf", 4, "This is a packed file. Unpack it, then import the files that are in it."},
        {"MZ", 2, "This is a program, not a document."},
        {"\x7f"
         "ELF",
            4, "This is a program, not a document."},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_starts_with(bytes, (Text){others[i].begins, others[i].length})) {
            *sentence = text_of(others[i].sentence);
            return true;
        }
    return false;
}

SourceFormat format_of(Text bytes, const ReadHints *hints, Reading *out) {
    (void)hints;
    Text sentence;
    bool has_words = false;
    for (size_t i = 0; i < bytes.len && !has_words; i++) has_words = (unsigned char)bytes.ptr[i] > ' ';
    if (!has_words) return refuse(out, READ_EMPTY, S("The file is empty."));
    if ((int64_t)bytes.len > READING_BYTES_MAX)
        return refuse(out, READ_TOO_BIG, S("The file is larger than 100 MB. Split it, or save it smaller, then import the parts."));
    if (text_find(text_slice(bytes, 0, 1024), S("%PDF-"), 0) != SIZE_MAX) return SOURCE_PDF;
    if (text_starts_with(bytes, S("PK\x03\x04"))) return SOURCE_DOCX;
    if (text_starts_with(bytes, S("PK")))
        return refuse(out, READ_NOT_TEXT, S("This is a packed file. Unpack it, then import the files that are in it."));
    /* A Word file with a password is packed in the old format: "EncryptedPackage", in UTF-16. */
    static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (text_starts_with(bytes, S("\xd0\xcf\x11\xe0")) && text_find(bytes, (Text){locked, sizeof locked - 1}, 0) != SIZE_MAX)
        return refuse(out, READ_LOCKED, S("This Word file needs a password to open. Save it without a password, then import that."));
    if (is_other_format(bytes, &sentence)) return refuse(out, READ_NOT_TEXT, sentence);
    if (is_service_answer(bytes)) return SOURCE_SERVICE;
    return begins_with_tag(bytes) ? SOURCE_HTML : SOURCE_TEXT;
}

static void refuse_package(Text bytes, Reading *out) {
    bool is_sheet = text_find(text_slice(bytes, 0, 65536), S("xl/"), 0) != SIZE_MAX,
         is_slides = text_find(text_slice(bytes, 0, 65536), S("ppt/"), 0) != SIZE_MAX;
    bool is_word = text_find(bytes, S("word/document.xml"), 0) != SIZE_MAX;
    if (is_word)
        refuse(out, READ_DAMAGED, S("This Word file is damaged and cannot be read. Open it in Word, save it again, then import that."));
    else if (is_sheet) refuse(out, READ_NOT_TEXT, S("This is a spreadsheet, not an agenda or minutes. Nothing was taken from it."));
    else if (is_slides) refuse(out, READ_NOT_TEXT, S("This is a presentation, not an agenda or minutes. Nothing was taken from it."));
    else refuse(out, READ_NOT_TEXT, S("This is a packed file. Unpack it, then import the files that are in it."));
}

/* A table of figures rather than words: most lines have the same number of commas. */
static bool is_comma_table(Text text) {
    Text rest = text, line;
    int lines = 0, same = 0, first = -1;
    while (lines < 60 && text_next_line(&rest, &line)) {
        int commas = 0;
        for (size_t i = 0; i < line.len; i++) commas += line.ptr[i] == ',';
        if (line.len == 0) continue;
        if (first < 0) first = commas;
        same += commas == first;
        lines++;
    }
    return lines >= 4 && first >= 3 && same * 10 >= lines * 9;
}

void read_bytes(Arena *arena, Text bytes, SourceFormat format, const ReadHints *hints, Reading *out) {
    Lines lines;
    Text text;
    out->format = format;
    switch (format) {
    case SOURCE_DOCX:
        if (!lines_of_docx(arena, bytes, &lines)) {
            refuse_package(bytes, out);
            return;
        }
        break;
    case SOURCE_SERVICE: {
        bool is_list;
        if (!lines_of_service(arena, bytes, &lines, &is_list)) {
            refuse(out, READ_DAMAGED, S("This answer of a web service is damaged and cannot be read."));
            return;
        }
        if (is_list) {
            refuse(out, READ_ANOTHER, S("This is a list of meetings, not a meeting."));
            out->text = lines.text;
            return;
        }
        break;
    }
    case SOURCE_HTML:
    case SOURCE_PDF:
    case SOURCE_TEXT:
        if (!text_decoded(arena, bytes, &text)) {
            refuse(out, READ_NOT_TEXT, S("This file is no text, PDF, web page or Word file. Nothing was taken from it."));
            return;
        }
        if (format == SOURCE_TEXT && is_comma_table(text)) {
            refuse(out, READ_NOT_TEXT, S("This is a table of figures, not an agenda or minutes. Nothing was taken from it."));
            return;
        }
        if (format == SOURCE_HTML) {
            if (!lines_of_html(arena, text, &lines)) {
                refuse(out, READ_EMPTY, S("This web page has no words in it. Save the page whole, then import that."));
                return;
            }
        } else lines = lines_of_text(arena, text, format);
        break;
    }
    read_lines(arena, &lines, hints, out);
}
