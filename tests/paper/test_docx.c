/* Word files: what another program finds in them, that all marks are whole XML, and that the same marks give the same bytes. Oracle: Python's ZIP and
 * XML readers, and LibreOffice where it is installed. What the archive's reader makes of one stands in tests/archive/test_word_files.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper/docx_write.h"
#include "paper/markdown.h"
#include "papers.h"

static Document *full_document(Arena *arena) {
    Document *d = document_new(arena, S("Plan <2025/26> & more"), S("A plan of a year"));
    document_marking(d, S("Draft"));
    document_made_at(d, (Moment){INT64_C(1753256400000000)});
    document_title(d, S("Testshire Partnership"), S("Plan"));
    document_pairs(d, (DocumentPair[]){{S("Date"), S("23 July 2025")}, {S("Place"), S("Room 1")}}, 2);
    document_heading(d, 1, S("Part A"));
    document_agenda_line(d, S("A1"), S("Apologies"), S("For information"), S("Pages 1 - 8"));
    document_heading(d, 2, S("Words"));
    document_paragraph(d, S("One line\nand another.\n\nA second paragraph."));
    document_numbered(d, S("1.1"), S("First numbered paragraph."));
    document_bullet(d, S("a bullet"));
    document_notice(d, S("A notice."));
    document_rule(d);
    Text head[] = {S("Year"), S("Sum")}, cells[] = {S("2024"), S("\u00a31"), S("2025"), S("\u00a32\nand 3")};
    document_table(d, S("Table 1"), head, 2, cells, 2, (int[]){30, 70});
    document_page_break(d);
    document_markdown(d,
        S("# Sub\n\nA [link](https://example.org/a?b=1&c=2) and *more* **words** `code`.\n\n> quoted\n\n1. one\n   - nested\n2. two\n\n"
          "Between.\n\n4. again\n\n[mine](pack:a)\n\n```\ncode\n```\n\n| A | B |\n| --- | ---: |\n| 1 | 2 |\n"),
        3);
    Buffer item = buffer_new(arena, 100);
    buffer_put(&item, S("- "));
    markdown_put_paragraphs(&item, S("Told first.\n\nTold *then*."), 2);
    buffer_put(&item, S("\n- Another\n"));
    document_markdown(d, buffer_text(&item), 3);
    return d;
}

/* A line for each paragraph: its style, its numbering and its words; tables row by row. */
static const char *const reader =
    "import zipfile, sys, xml.etree.ElementTree as E\n"
    "z = zipfile.ZipFile(sys.argv[1])\n"
    "assert z.testzip() is None\n"
    "W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n"
    "R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'\n"
    "parts = {n: E.fromstring(z.read(n)) for n in z.namelist()}\n"
    "print(*z.namelist())\n"
    "styles = {s.get(W + 'styleId'): s for s in parts['word/styles.xml'].iter(W + 'style')}\n"
    "links = {r.get('Id'): r for r in parts['word/_rels/document.xml.rels']}\n"
    "nums = {n.get(W + 'numId'): n.find(W + 'abstractNumId').get(W + 'val') for n in parts['word/numbering.xml'].iter(W + 'num')}\n"
    "starts = {n.get(W + 'numId'): n.find(W + 'lvlOverride/' + W + 'startOverride').get(W + 'val') for n in "
    "parts['word/numbering.xml'].iter(W + 'num') if n.find(W + 'lvlOverride') is not None}\n"
    "def words(e):\n"
    "    out = ''\n"
    "    for x in e.iter():\n"
    "        if x.tag == W + 't': out += x.text\n"
    "        if x.tag == W + 'br': out += '/'\n"
    "        if x.tag == W + 'tab' and x.get(W + 'pos') is None: out += '>'\n"
    "        if x.tag == W + 'hyperlink': out += '(' + links[x.get(R + 'id')].get('Target') + ' ' + links[x.get(R + "
    "'id')].get('TargetMode') + ')'\n"
    "    return out\n"
    "def style(p):\n"
    "    s = p.find(W + 'pPr/' + W + 'pStyle')\n"
    "    if s is None: return 'Normal'\n"
    "    return styles[s.get(W + 'val')].find(W + 'name').get(W + 'val')\n"
    "def number(p):\n"
    "    n = p.find(W + 'pPr/' + W + 'numPr')\n"
    "    if n is None: return ''\n"
    "    i = n.find(W + 'numId').get(W + 'val')\n"
    "    s = starts.get(i, '1')\n"
    "    return ' [%s %s/%s%s]' % (i, nums[i], n.find(W + 'ilvl').get(W + 'val'), '' if s == '1' else ' from ' + s)\n"
    "for e in parts['word/document.xml'].find(W + 'body'):\n"
    "    if e.tag == W + 'p': print(style(e) + number(e) + ': ' + words(e))\n"
    "    if e.tag == W + 'tbl':\n"
    "        c = e.find(W + 'tblPr/' + W + 'tblCaption')\n"
    "        print('table', c is not None and c.get(W + 'val'))\n"
    "        for r in e.iter(W + 'tr'):\n"
    "            print('  head' if r.find(W + 'trPr/' + W + 'tblHeader') is not None else '  row', [(style(t.find(W + 'p')), words(t)) for "
    "t in r.iter(W + 'tc')])\n"
    "print([words(parts['word/%s1.xml' % n]) for n in ('header', 'footer')])\n"
    "print([(x.tag.split('}')[1], x.text) for x in parts['docProps/core.xml']])\n"
    "print([x.get(W + 'val') for x in parts['word/styles.xml'].iter(W + 'lang')])\n"
    "assert not [n for n in z.namelist() if 'vba' in n.lower() or 'bin' in n]\n";

static const char *const golden =
    "[Content_Types].xml _rels/.rels word/document.xml word/_rels/document.xml.rels word/styles.xml word/numbering.xml word/settings.xml "
    "word/header1.xml word/footer1.xml docProps/core.xml\n"
    "Subtitle: Testshire Partnership\n"
    "Title: Plan\n"
    "table False\n"
    "  row [('Table Heading', 'Date'), ('Table Text', '23 July 2025')]\n"
    "  row [('Table Heading', 'Place'), ('Table Text', 'Room 1')]\n"
    "After Table: \n"
    "heading 1: Part A\n"
    "List Paragraph: A1>Apologies (Pages 1 - 8)\n"
    "List Paragraph: For information\n"
    "heading 2: Words\n"
    "Normal: One line/and another.\n"
    "Normal: A second paragraph.\n"
    "List Paragraph: 1.1>First numbered paragraph.\n"
    "List Paragraph [1 0/0]: a bullet\n"
    "Notice: A notice.\n"
    "Normal: \n"
    "caption: Table 1\n"
    "table Table 1\n"
    "  head [('Table Heading', 'Year'), ('Table Heading', 'Sum')]\n"
    "  row [('Table Text', '2024'), ('Table Text', '\u00a31')]\n"
    "  row [('Table Text', '2025'), ('Table Text', '\u00a32/and 3')]\n"
    "After Table: \n"
    "Normal: /\n"
    "heading 3: Sub\n"
    "Normal: A (https://example.org/a?b=1&c=2 External)link and more words code.\n"
    "Notice: quoted\n"
    "List Paragraph [2 1/0]: one\n"
    "List Paragraph [1 0/1]: nested\n"
    "List Paragraph [2 1/0]: two\n"
    "Normal: Between.\n"
    "List Paragraph [3 1/0 from 4]: again\n"
    "Normal: mine\n"
    "Code: code\n"
    "table False\n"
    "  head [('Table Heading', 'A'), ('Table Heading', 'B')]\n"
    "  row [('Table Text', '1'), ('Table Text', '2')]\n"
    "After Table: \n"
    "List Paragraph [1 0/0]: Told first.\n"
    "List Paragraph: Told *then*.\n"
    "List Paragraph [1 0/0]: Another\n"
    "['Draft', 'Plan <2025/26> & more>Page 1 of 1']\n"
    "[('title', 'Plan <2025/26> & more'), ('subject', 'A plan of a year'), ('creator', 'Quorate'), ('language', 'en-GB'), ('created', "
    "'2025-07-23T07:40:00Z')]\n"
    "['en-GB']\n";

static void in_zone(const char *zone) {
    setenv("TZ", zone, 1);
    tzset();
}

static Text made(Arena *arena) {
    Text bytes = {0};
    must(document_docx(full_document(arena), &bytes));
    return bytes;
}

static void another_program_finds_all_marks_in_their_styles(void **state) {
    (void)state;
    Arena *arena = arena_new();
    const char *path = papers_path(arena, "made.docx"), *script = papers_path(arena, "read.py");
    papers_write(path, made(arena));
    papers_write(script, text_of(reader));
    Text found =
        papers_output(arena, text_string(arena, text_format(arena, "PYTHONIOENCODING=utf-8 python3 '%s' '%s' 2>&1", script, path)));
    assert_string_equal(text_string(arena, found), golden);
    arena_free(arena);
}

static void the_same_marks_give_the_same_bytes(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Text one = made(arena);
    assert_true(one.len > 2000);
    in_zone("Pacific/Auckland");
    assert_true(text_equal(one, made(arena)));
    in_zone("UTC");
    arena_free(arena);
}

static void whatever_the_words_are_it_stays_whole(void **state) {
    (void)state;
    Arena *arena = arena_new();
    const char *path = papers_path(arena, "odd.docx"), *script = papers_path(arena, "whole.py");
    Document *d = document_new(arena, S("\xff\x01 odd"), S(""));
    document_paragraph(d, S("\xef\xbf\xbe]]> \x0b <w:t> &amp; \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x9a\xb2"));
    document_table(d, S("\xef\xbf\xbf"), (Text[]){S("")}, 1, NULL, 0, NULL);
    document_markdown(d, S("- - - a\n- [x](https://example.org/\"<>)\n"), 1);
    Text bytes = {0};
    must(document_docx(d, &bytes));
    papers_write(path, bytes);
    papers_write(
        script, S("import zipfile, sys, xml.etree.ElementTree as E\nz = zipfile.ZipFile(sys.argv[1])\n"
                  "t = ''.join(E.fromstring(z.read('word/document.xml')).itertext())\n[E.fromstring(z.read(n)) for n in z.namelist()]\n"
                  "print(t.startswith(']]>') and '<w:t> &amp; ' in t and '\\U0001F6B2' in t)\n"));
    Text found = papers_output(arena, text_string(arena, text_format(arena, "python3 '%s' '%s' 2>&1", script, path)));
    assert_string_equal(text_string(arena, found), "True\n");
    arena_free(arena);
}

static void libreoffice_reads_it_where_it_is_installed(void **state) {
    (void)state;
    Arena *arena = arena_new();
    if (papers_output(arena, "command -v soffice").len == 0) {
        arena_free(arena);
        skip();
    }
    const char *path = papers_path(arena, "office.docx"), *folder = papers_path(arena, "out");
    papers_write(path, made(arena));
    papers_output(
        arena, text_string(arena,
                   text_format(arena,
                       "soffice --headless -env:UserInstallation='file://%s-home' --convert-to txt:Text --outdir '%s' '%s' >/dev/null 2>&1",
                       folder, folder, path)));
    Text words = papers_read(arena, text_string(arena, text_format(arena, "%s/office.txt", folder)));
    assert_true(text_contains(words, S("First numbered paragraph.")));
    assert_true(text_contains(words, S("2. two")) || text_contains(words, S("2.\ttwo")));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_program_finds_all_marks_in_their_styles),
        cmocka_unit_test(the_same_marks_give_the_same_bytes),
        cmocka_unit_test(whatever_the_words_are_it_stays_whole),
        cmocka_unit_test(libreoffice_reads_it_where_it_is_installed),
    };
    papers_begin();
    int failed = cmocka_run_group_tests_name("docx", tests, NULL, NULL);
    papers_end();
    return failed;
}
