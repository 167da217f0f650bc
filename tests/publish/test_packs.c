/* The two packs of a meeting, made by the valve: one numbering, withheld pages said and not shown, the members' pack kept, what could not be
 * kept told. Looked at page by page with poppler. */
#include "published_office.h"

#include <qpdf/qpdf-c.h>
#include <unistd.h>

#include "paper/paper.h"
#include "publish/members_pack.h"
#include "publish/work_folder.h"

/* ---- Looking at PDFs ---- */

static Text output_of(Arena *arena, Text command) {
    Buffer out = buffer_new(arena, 4096);
    FILE *pipe = popen(command.ptr, "r");
    assert_non_null(pipe);
    for (size_t got = 1; got > 0;) {
        got = fread(buffer_reserve(&out, 65536), 1, 65536, pipe);
        out.len += got;
    }
    pclose(pipe);
    return buffer_text(&out);
}

static Text page_words(Arena *arena, const char *path, int page) {
    return output_of(arena, text_format(arena, "pdftotext -f %d -l %d -layout '%s' -", page, page, path));
}

/* The page on which the stamp stands; 0 when none has it. */
static int page_stamped(Arena *arena, const char *path, int pages, const char *stamp) {
    for (int i = 1; i <= pages; i++) {
        Text words = text_trim(page_words(arena, path, i));
        if (text_ends_with(words, text_of(stamp))) return i;
    }
    return 0;
}

static Text structure_of(Arena *arena, const char *path) {
    return output_of(arena, text_format(arena, "pdfinfo -struct-text '%s' 2>/dev/null", path));
}

static const char *path_in(PublishedOffice *o, const char *name) {
    return text_format(o->w->arena, "%s/%s", o->w->folder, name).ptr;
}

static const char *folder_of(PublishedOffice *o, const char *name) {
    const char *folder = NULL;
    assert_fine(work_folder_make(o->w->arena, o->valve.data_folder, text_of(name), &folder));
    return folder;
}

/* ---- A meeting with something withheld in the middle ---- */

typedef struct {
    PublishedOffice o;
    Agenda agenda;
    PackPlan plan;
    PackFile open, whole; /* the two packs */
    Text lost;
    const char *folder;
} Packs;

/* In part B: B1 two open pages, B2 three withheld ones, B3 the report; D1 one withheld page. */
static AgendaItem add_withheld_in_the_middle(PublishedOffice *o) {
    const char *pages[] = {"The Kestrel source, page one.", "The Kestrel source, page two.", "The Kestrel source, page three."};
    Tx *tx = begin(o->w);
    AgendaItem item = {.part = o->knives.part,
        .position = 2,
        .kind = ITEM_BUSINESS,
        .title = S("Operation Peregrine: sources"),
        .public_title = S("Police matter"),
        .purpose = PURPOSE_INFORMATION,
        .restriction = RESTRICTION_EXEMPT,
        .paragraphs = SCHEDULE_12A_7,
        .restriction_reason = S("It would harm an investigation."),
        .restriction_decided_by = S("Monitoring Officer"),
        .restriction_review = date_of(2028, 7, 21)};
    assert_fine(item_add(tx, &item));
    commit(tx);
    add_pdf(o, item.id, "Peregrine dossier", "peregrine.pdf", pages, 3);
    agree(o);
    return item;
}

static void plan_packs(Packs *p) {
    Db *db = NULL;
    Arena *arena = p->o.w->arena;
    assert_fine(store_borrow(p->o.w->office, arena, &db));
    assert_fine(agenda_get(db, arena, p->o.meeting.id, &p->agenda));
    p->folder = folder_of(&p->o, "packs");
    assert_fine(pack_plan(db, arena, &p->agenda, (PackOf){0}, true, p->folder, (PackProgress){0}, &p->plan));
    store_return(db);
}

static void write_packs(Packs *p) {
    p->open.path = path_in(&p->o, "open.pdf");
    p->whole.path = path_in(&p->o, "whole.pdf");
    assert_fine(packs_write(p->o.w->arena, &p->plan, p->folder, (PackProgress){0}, &p->open, &p->whole, &p->lost));
    for (int i = 0; i < 2; i++) {
        Text check = output_of(
            p->o.w->arena, text_format(p->o.w->arena, "qpdf --check '%s' 2>&1; echo status $?", i ? p->whole.path : p->open.path));
        if (!text_contains(check, S("status 0"))) fail_msg("%s", check.ptr);
    }
}

static void end_packs(Packs *p) {
    published_office_end(&p->o);
}

static void R54_both_packs_have_the_same_numbers(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    add_withheld_in_the_middle(&p.o);
    plan_packs(&p);
    write_packs(&p);
    int front = p.plan.front_pages, report = (int)(p.plan.papers.items[2].last_page - p.plan.papers.items[2].first_page) + 1;
    assert_int_equal(p.whole.pages, front + 2 + 3 + report + 1);
    assert_int_equal(p.open.pages, front + 2 + 1 + report + 1);
    /* B1 is 1 to 2, B2 is 3 to 5, B3 begins at 6 in both. */
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 2"), front + 2);
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Pages 3 to 5"), front + 3);
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 6"), front + 4);
    assert_int_equal(page_stamped(arena, p.whole.path, p.whole.pages, "Page 6"), front + 6);
    assert_has(page_words(arena, p.open.path, front + 4), "Working Group Update");
    assert_has(page_words(arena, p.whole.path, front + 6), "Working Group Update");
    /* The front sheets give the same ranges. */
    for (int i = 0; i < 2; i++) {
        Text sheet = page_words(arena, i ? p.whole.path : p.open.path, 1);
        for (int page = 2; page <= front; page++) sheet = text_join(arena, sheet, page_words(arena, i ? p.whole.path : p.open.path, page));
        assert_has(sheet, "Pages 1 - 2");
        assert_has(sheet, "Pages 3 - 5");
    }
    end_packs(&p);
}

static void MTG_04_the_public_pack_says_which_pages_are_withheld_and_why(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    add_withheld_in_the_middle(&p.o);
    plan_packs(&p);
    write_packs(&p);
    Text page = page_words(arena, p.open.path, p.plan.front_pages + 3);
    assert_has(page, "B2 Police matter");
    assert_has(page, "Pages 3 to 5 are not for publication.");
    assert_has(page, "Exempt under paragraph 7 of Part 1 of Schedule 12A");
    Text last = page_words(arena, p.open.path, p.open.pages);
    assert_has(last, "D1 Police operation: update");
    assert_has(last, "Exempt under paragraphs 1 and 7 of Part 1");
    Text bytes = output_of(arena,
        text_format(arena, "qpdf --qdf --object-streams=disable '%s' - | strings -el -n 5; pdftotext '%s' -; pdfinfo -struct-text '%s'",
            p.open.path, p.open.path, p.open.path));
    static const char *const secrets[] = {"Peregrine", "Kestrel", "Bluebird", "dossier", "Zebrasmith"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (text_contains(bytes, text_of(secrets[i]))) fail_msg("%s stands in the public pack", secrets[i]);
    assert_has(page_words(arena, p.whole.path, p.plan.front_pages + 3), "The Kestrel source, page one.");
    end_packs(&p);
}

static void the_front_sheet_leads_to_the_papers(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    add_withheld_in_the_middle(&p.o);
    const char *more[] = {"A second paper of the same item."};
    add_pdf(&p.o, p.o.update.id, "Annex", "annex.pdf", more, 1);
    agree(&p.o);
    plan_packs(&p);
    write_packs(&p);
    /* Links: B1, B2, B3, its two papers, D1; each to an own page but B3 and its first paper. */
    for (int i = 0; i < 2; i++) {
        const char *path = i ? p.whole.path : p.open.path;
        Text open = output_of(arena, text_format(arena, "qpdf --qdf --object-streams=disable '%s' - | strings", path)), rest = open, line;
        int links = 0;
        while (text_next_line(&rest, &line)) links += text_contains(line, S("/S /GoTo"));
        assert_int_equal(links, 6);
        assert_false(text_contains(open, S("(pack:paper")));
        Text tree = structure_of(arena, path);
        assert_has(tree, i ? "Part \"Peregrine dossier\"" : "Part \"B2 Police matter\"");
        assert_has(tree, "Part \"Annex\"");
        size_t link = text_find(tree, S("Link"), 0);
        assert_int_not_equal(link, SIZE_MAX);
        assert_has(text_slice(tree, link, 200), "Knife crime in town centres");
        Text outline = output_of(arena, text_format(arena, "qpdf --json --json-key=outlines '%s'", path));
        size_t item = text_find(outline, S("B3 Working Group Update"), 0), annex = text_find(outline, S("\"Annex\""), 0);
        assert_true(item != SIZE_MAX && annex != SIZE_MAX);
    }
    end_packs(&p);
}

static void R54_a_public_version_with_fewer_pages_is_filled_up(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    const char *shorter[] = {"What the public may read of the figures."};
    plan_packs(&p);
    PackPaper *figures = &p.plan.papers.items[0];
    figures->open.share = PUBLIC_VERSION;
    figures->public_path = make_pdf(p.o.w, "shorter.pdf", shorter, 1);
    figures->public_pages = 1;
    write_packs(&p);
    int front = p.plan.front_pages;
    assert_has(page_words(arena, p.open.path, front + 1), "What the public may read");
    assert_has(page_words(arena, p.open.path, front + 2), "This page is intentionally left blank");
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 2"), front + 2);
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 3"), front + 3);
    assert_has(page_words(arena, p.whole.path, front + 2), "Town centres saw fewer");
    Text words = output_of(arena, text_format(arena, "pdftotext '%s' -", p.open.path));
    assert_false(text_contains(words, S("Town centres saw fewer")));
    end_packs(&p);
}

/* A report with a long restricted passage has fewer pages for the public; a restricted paper of an open item is a page that says so. */
static void MTG_04_passages_and_single_papers_are_left_out_of_the_public_pack(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    Report report = {0};
    Db *db = NULL;
    assert_fine(store_borrow(p.o.w->office, arena, &db));
    assert_fine(report_of_paper(db, arena, p.o.written.id, &report));
    store_return(db);
    Buffer body = buffer_new(arena, 8192);
    buffer_put(&body,
        S("# Background\n\nThe group met.\n\n::: restricted 1, 2 The family could be recognised\nsummary: Three points were found.\n"));
    for (int i = 0; i < 60; i++)
        buffer_put(&body, S("The Kestrel family lived in Peregrine Street and was known to the school there.\n\n"));
    buffer_put(&body, S(":::\n\n# Next steps\n\nIt meets again."));
    report.body = buffer_text(&body);
    const char *pages[] = {"The Peregrine annex."};
    Tx *tx = begin(p.o.w);
    assert_fine(report_save(tx, &report));
    commit(tx);
    Paper annex = add_pdf(&p.o, p.o.knives.id, "Peregrine annex", "peregrine-annex.pdf", pages, 1);
    annex.restriction = RESTRICTION_EXEMPT;
    annex.paragraphs = SCHEDULE_12A_3;
    annex.restriction_reason = S("It names a business.");
    annex.restriction_decided_by = S("Monitoring Officer");
    annex.restriction_review = date_of(2028, 7, 21);
    tx = begin(p.o.w);
    assert_fine(paper_save(tx, &annex));
    commit(tx);
    agree(&p.o);
    plan_packs(&p);
    write_packs(&p);
    int front = p.plan.front_pages;
    const PackPaper *written = &p.plan.papers.items[2];
    assert_int_equal(written->open.share, PUBLIC_VERSION);
    assert_true(written->public_pages < written->pages);
    /* B1 is 1 to 2 and its withheld paper 3; B2 begins at 4, and D1 has one number in both. */
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 3"), front + 3);
    assert_has(page_words(arena, p.open.path, front + 3), "Page 3 is not for publication.");
    assert_has(page_words(arena, p.open.path, front + 3), "paragraph 3 of Part 1");
    assert_has(page_words(arena, p.open.path, front + 4), "Text withheld");
    assert_has(page_words(arena, p.open.path, front + 3 + written->pages), "This page is intentionally left blank");
    Text stamp = text_format(arena, "Page %d", 4 + written->pages);
    int open = page_stamped(arena, p.open.path, p.open.pages, stamp.ptr),
        whole = page_stamped(arena, p.whole.path, p.whole.pages, stamp.ptr);
    assert_true(open > 0 && whole > 0);
    assert_has(page_words(arena, p.open.path, open), "D1 Police operation");
    assert_has(page_words(arena, p.whole.path, whole), "The informant Kestrel");
    Text words = output_of(arena, text_format(arena, "pdftotext '%s' -; pdfinfo -struct-text '%s'", p.open.path, p.open.path));
    assert_false(text_contains(words, S("Peregrine")));
    assert_false(text_contains(words, S("Kestrel")));
    Text full = output_of(arena, text_format(arena, "pdftotext '%s' -", p.whole.path));
    assert_has(full, "The Kestrel family lived in Peregrine Street");
    assert_has(full, "NOT FOR PUBLICATION. Parts of the report are withheld");
    assert_has(full, "The Peregrine annex.");
    end_packs(&p);
}

static void papers_start_on_a_right_hand_page_where_the_body_wants_it(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    add_withheld_in_the_middle(&p.o);
    p.o.body.starts_right = true;
    change(&p.o, &body_record, &p.o.body);
    plan_packs(&p);
    write_packs(&p);
    /* B1 1-2, B2 3-5, blank 6, B3 from 7: odd numbers are odd sides in both packs. */
    for (int i = 0; i < 2; i++) {
        const PackFile *file = i ? &p.whole : &p.open;
        int seventh = page_stamped(arena, file->path, file->pages, "Page 7");
        assert_true(seventh > 0 && seventh % 2 == 1);
        assert_has(page_words(arena, file->path, seventh), "Working Group Update");
        assert_has(page_words(arena, file->path, seventh - 1), "This page is intentionally left blank");
        assert_int_equal(page_stamped(arena, file->path, file->pages, "Page 6"), seventh - 1);
        assert_int_equal(page_stamped(arena, file->path, file->pages, "Page 1") % 2, 1);
        assert_has(structure_of(arena, file->path), "\"This page is intentionally left blank\"");
    }
    end_packs(&p);
}

/* ---- What the packs cannot keep ---- */

static Paper add_file(PublishedOffice *o, AgendaItemId item, const char *title, const char *path, PdfLook look) {
    Paper paper = {0};
    Tx *tx = begin(o->w);
    look.verdict = PDF_FINE;
    assert_fine(paper_add_file(tx, item, text_of(title), path, S("x.pdf"), &look, &paper, NULL));
    commit(tx);
    return paper;
}

/* `command` makes NEW of an OLD of two pages. */
static const char *changed(PublishedOffice *o, const char *name, const char *command) {
    const char *texts[] = {"The first page of it.", "The second."}, *old = make_pdf(o->w, "old.pdf", texts, 2), *path = path_in(o, name);
    output_of(o->w->arena, text_format(o->w->arena, "OLD='%s' NEW='%s'; %s", old, path, command));
    assert_int_equal(access(path, R_OK), 0);
    return path;
}

static void what_the_packs_cannot_keep_is_said_by_name(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    PublishedOffice *o = &p.o;
    add_file(o, o->knives.id, "Locked", changed(o, "locked.pdf", "qpdf --encrypt secret owner 256 -- $OLD $NEW"), (PdfLook){.pages = 2});
    add_file(o, o->knives.id, "Cut off", changed(o, "cut.pdf", "head -c 300 $OLD > $NEW"), (PdfLook){.pages = 2});
    add_file(o, o->knives.id, "Untagged", changed(o, "untagged.pdf", "pdftocairo -pdf $OLD $NEW"), (PdfLook){.pages = 2});
    add_file(o, o->knives.id, "Bent table",
        changed(o, "bent.pdf", "qpdf --object-streams=disable $OLD $NEW.1 && sed 's/^startxref$/startxref\\n7/' $NEW.1 > $NEW"),
        (PdfLook){.pages = 2});
    agree(o);
    plan_packs(&p);
    write_packs(&p);
    static const char *const expected[] = {"B1, \"Locked\": This paper could not be included: it needs a password to open",
        "B1, \"Cut off\": This paper could not be included", "B1, \"Untagged\": It has no tags",
        "B1, \"Bent table\": Its file is damaged and was repaired"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!text_contains(p.lost, text_of(expected[i]))) fail_msg("\"%s\" is not said, but:\n%s", expected[i], p.lost.ptr);
    assert_false(text_contains(p.lost, S("Knife crime figures"))); /* nothing of it is lost */
    /* Placeholders count as one page; the others stand. */
    int front = p.plan.front_pages;
    Text third = page_words(arena, p.open.path, front + 3), fourth = page_words(arena, p.open.path, front + 4);
    assert_has(third, "Locked");
    assert_has(third, "needs a password");
    assert_has(fourth, "Cut off");
    assert_has(page_words(arena, p.open.path, front + 5), "The first page of it.");
    assert_int_equal(page_stamped(arena, p.open.path, p.open.pages, "Page 5"), front + 5);
    assert_has(page_words(arena, p.open.path, front + 7), "The first page of it.");
    end_packs(&p);
}

static void a_paper_of_2000_pages_goes_into_a_pack(void **state) {
    Packs p = {.o = published_office(state)};
    PublishedOffice *o = &p.o;
    qpdf_data pdf = qpdf_init();
    qpdf_empty_pdf(pdf);
    for (int i = 0; i < 2000; i++)
        qpdf_add_page(
            pdf, pdf, qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, "<</Type/Page/MediaBox[0 0 595 842]/Resources<<>>>>")), QPDF_FALSE);
    const char *path = path_in(o, "long.pdf");
    qpdf_init_write(pdf, path);
    assert_int_equal(qpdf_write(pdf) & QPDF_ERRORS, 0);
    qpdf_cleanup(&pdf);
    add_file(o, o->knives.id, "Long", path, (PdfLook){.pages = 2000});
    agree(o);
    plan_packs(&p);
    write_packs(&p);
    assert_int_equal(p.plan.papers.items[1].first_page, 3);
    assert_int_equal(p.plan.papers.items[1].last_page, 2002);
    assert_int_equal(page_stamped(o->w->arena, p.open.path, p.plan.front_pages + 3, "Page 3"), p.plan.front_pages + 3);
    assert_has(page_words(o->w->arena, p.open.path, p.plan.front_pages + 2003), "Page 2003");
    end_packs(&p);
}

static void a_paper_replaced_while_the_packs_are_built_is_the_one_published(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publication_as_it_is(&o, ask_to_publish(&o));
    Snapshot snapshot = {0};
    FindingList findings = {0};
    bool is_overtaken = false;
    const char *texts[] = {"The figures as they were corrected."};
    PdfLook look = {0};
    assert_fine(publication_build(&o.valve, o.w->arena, &p, folder_of(&o, "test"), (PackProgress){0}, &snapshot, &findings));
    assert_fine(publication_keep_pack(&o.valve, o.w->arena, &p, &snapshot));
    const char *path = make_pdf(o.w, "corrected.pdf", texts, 1);
    assert_fine(pdf_look(o.w->arena, path, &look));
    Tx *tx = begin(o.w);
    assert_fine(paper_replace_file(tx, &o.figures, path, S("corrected.pdf"), &look, NULL));
    commit(tx);
    assert_fine(publication_write(&o.valve, o.w->arena, &p, &snapshot, &is_overtaken));
    assert_true(is_overtaken); /* and nothing of the old one went out */
    assert_int_equal(files_published(&o), 0);
    agree(&o);
    assert_fine(publish_meeting(&o.valve, o.w->arena, p.id, NULL));
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_DONE);
    Text all = everything_published(&o);
    assert_has(all, "The figures as they were corrected.");
    assert_false(text_contains(all, S("Knife offences fell")));
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from members_pack"), 1);
    published_office_end(&o);
}

static void a_body_that_becomes_private_while_the_packs_are_built_stops_them(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publication_as_it_is(&o, ask_to_publish(&o));
    Snapshot snapshot = {0};
    FindingList findings = {0};
    bool is_overtaken = false;
    assert_fine(publication_build(&o.valve, o.w->arena, &p, folder_of(&o, "test"), (PackProgress){0}, &snapshot, &findings));
    Tx *tx = begin(o.w);
    o.body.is_public = false;
    assert_fine(record_update(tx, &body_record, &o.body));
    commit(tx);
    assert_fine(publication_write(&o.valve, o.w->arena, &p, &snapshot, &is_overtaken));
    assert_true(is_overtaken);
    Error *error = publish_meeting(&o.valve, o.w->arena, p.id, NULL);
    assert_non_null(error);
    assert_has(error->sentence, "is not shown on the public site");
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_FAILED);
    assert_text(everything_published(&o), "");
    published_office_end(&o);
}

/* ---- The members' pack is kept ---- */

static bool kept_pack(PublishedOffice *o, MembersPack *out) {
    Db *db = NULL;
    bool found = false;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(members_pack_of(db, o->w->arena, o->meeting.id, 0, out, &found));
    store_return(db);
    return found;
}

static void the_members_pack_of_each_publication_is_kept_in_the_office(void **state) {
    PublishedOffice o = published_office(state);
    MembersPack pack = {0}, second = {0};
    PublishedDocument public_pack = {0};
    assert_false(kept_pack(&o, &pack));
    publish(&o);
    assert_true(kept_pack(&o, &pack));
    assert_int_equal(pack.publication, 1);
    assert_true(published_row(&o, &published_document_record, o.meeting.id.n * 4 + 1, &public_pack));
    assert_false(text_equal(pack.file_sha256, public_pack.file_sha256));
    const char *path = path_in(&o, "kept.pdf");
    Db *db = NULL;
    PdfLook look = {0};
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(file_to_path(db, o.w->arena, pack.file_sha256, path));
    store_return(db);
    assert_fine(pdf_look(o.w->arena, path, &look));
    assert_int_equal(look.pages, pack.pages);
    assert_has(look.text, "Kestrel");
    assert_has(look.text, "Operation Bluebird");
    assert_has(look.text, "NOT FOR PUBLICATION");
    assert_nothing_withheld_is_public(&o);
    /* Changed and published again: another one; the first stays with its publication. */
    Tx *tx = begin(o.w);
    o.meeting.place = S("Another room");
    assert_fine(meeting_save(tx, &o.meeting));
    commit(tx);
    agree(&o);
    publish(&o);
    assert_true(kept_pack(&o, &second));
    assert_int_equal(second.publication, 2);
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from members_pack"), 2);
    /* Withdrawn: what members read is made on demand again. */
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("By mistake.")));
    assert_false(kept_pack(&o, &pack));
    published_office_end(&o);
}

static bool may_be_read_as_kept(PublishedOffice *o) {
    Db *db = NULL;
    MembersPack pack = {0};
    Agenda agenda = {0};
    bool found = false, still_holds = false;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(agenda_get(db, o->w->arena, o->meeting.id, &agenda));
    assert_fine(members_pack_of(db, o->w->arena, o->meeting.id, 0, &pack, &found));
    if (found) assert_fine(members_pack_still_holds(db, o->w->arena, &agenda, (PackOf){0}, &pack, &still_holds));
    store_return(db);
    return still_holds;
}

/* The kept pack is read as long as it says what the agenda says. What was recalled is in no pack from then on, and nothing else moves. */
static void R54_after_a_recall_the_pack_is_made_anew_with_the_same_numbers(void **state) {
    Packs p = {.o = published_office(state)};
    Arena *arena = p.o.w->arena;
    PublishedOffice *o = &p.o;
    Db *db = NULL;
    add_withheld_in_the_middle(o);
    assert_false(may_be_read_as_kept(o));
    publish(o);
    assert_true(may_be_read_as_kept(o));
    assert_fine(store_borrow(o->w->office, arena, &db));
    assert_fine(agenda_get(db, arena, o->meeting.id, &p.agenda));
    store_return(db);
    Paper dossier = p.agenda.items[1].items[1].papers.items[0];
    assert_text(dossier.title, "Peregrine dossier");
    Tx *tx = begin(o->w);
    assert_fine(paper_recall(tx, &dossier, S("The Clerk"), S("A name stands in it.")));
    commit(tx);
    assert_false(may_be_read_as_kept(o));
    plan_packs(&p);
    write_packs(&p);
    int front = p.plan.front_pages;
    assert_has(page_words(arena, p.whole.path, front + 3), "Pages 3 to 5 are not in this pack: what stood there was recalled.");
    assert_int_equal(page_stamped(arena, p.whole.path, p.whole.pages, "Page 6"), front + 4);
    assert_has(page_words(arena, p.open.path, front + 3), "Pages 3 to 5 are not for publication.");
    Text words = output_of(arena, text_format(arena, "pdftotext '%s' -", p.whole.path));
    assert_false(text_contains(words, S("The Kestrel source")));
    assert_has(words, "The informant Kestrel"); /* the other restricted paper is still there */
    end_packs(&p);
}

static void packs_made_on_demand_number_as_the_published_ones(void **state) {
    PublishedOffice o = published_office(state);
    Db *db = NULL;
    int open = 0, all = 0;
    PdfLook look = {0};
    const char *folder = folder_of(&o, "demand"), *path = path_in(&o, "pack.pdf");
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(pack_build(db, o.w->arena, o.meeting.id, true, folder, path, &open));
    assert_fine(pdf_look(o.w->arena, path, &look));
    assert_int_equal(look.pages, open);
    assert_false(text_contains(look.text, S("Kestrel")));
    assert_fine(pack_build(db, o.w->arena, o.meeting.id, false, folder, path, &all));
    assert_fine(pdf_look(o.w->arena, path, &look));
    assert_int_equal(look.pages, all);
    assert_has(look.text, "Kestrel");
    Text left = output_of(o.w->arena, text_format(o.w->arena, "ls '%s'", folder));
    assert_text(left, ""); /* work files hold restricted papers: none stays */
    store_return(db);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(R54_both_packs_have_the_same_numbers),
        TEST(MTG_04_the_public_pack_says_which_pages_are_withheld_and_why),
        TEST(the_front_sheet_leads_to_the_papers),
        TEST(R54_a_public_version_with_fewer_pages_is_filled_up),
        TEST(MTG_04_passages_and_single_papers_are_left_out_of_the_public_pack),
        TEST(papers_start_on_a_right_hand_page_where_the_body_wants_it),
        TEST(what_the_packs_cannot_keep_is_said_by_name),
        TEST(a_paper_of_2000_pages_goes_into_a_pack),
        TEST(a_paper_replaced_while_the_packs_are_built_is_the_one_published),
        TEST(a_body_that_becomes_private_while_the_packs_are_built_stops_them),
        TEST(the_members_pack_of_each_publication_is_kept_in_the_office),
        TEST(R54_after_a_recall_the_pack_is_made_anew_with_the_same_numbers),
        TEST(packs_made_on_demand_number_as_the_published_ones),
    };
    return RUN("packs", tests);
}
