/* Which papers are kept sealed, and that they become so, or open, with every change that decides it. */
#include "office.h"

#include "store/files.h"
#include "store/job.h"
#include "store/seal.h"

static const PdfLook fine = {.verdict = PDF_FINE, .pages = 1, .has_text = true, .text = S_INIT("words of the kingcup")};

static const char *write_file(Desk *d, const char *name, const char *content) {
    const char *path = text_format(d->w->arena, "%s/%s", d->w->folder, name).ptr;
    FILE *file = fopen(path, "wb");
    fputs(content, file);
    fclose(file);
    return path;
}

static AgendaItem add_item(Desk *d, size_t part, const char *title, Restriction restriction) {
    AgendaItem item = {
        .part = agenda_of(d).items[part].part.id, .kind = ITEM_BUSINESS, .title = text_of(title), .restriction = restriction};
    CHANGE(d, tx, item_add(tx, &item));
    return item;
}

static Paper add_paper(Desk *d, AgendaItemId item, const char *content) {
    Paper paper;
    CHANGE(d, tx, paper_add_file(tx, item, S("A paper"), write_file(d, "upload.pdf", content), S("a.pdf"), &fine, &paper, NULL));
    return paper;
}

static Paper now(Desk *d, PaperId id) {
    Paper paper;
    again(d, &paper_record, id.n, &paper);
    return paper;
}

static bool is_sealed(Desk *d, PaperId id) {
    return file_is_sealed(now(d, id).file_sha256);
}

/* The paper says what it said, whatever its form. */
static void assert_says(Desk *d, PaperId id, const char *content) {
    Paper paper = now(d, id);
    Db *db;
    Text bytes, words;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(file_bytes(db, d->w->arena, paper.file_sha256, &bytes));
    assert_text(bytes, content);
    assert_fine(paper_words(db, d->w->arena, &paper, REPORT_FULL, &words));
    assert_text(words, "words of the kingcup");
    store_return(db);
}

static int64_t plain_files(Desk *d) {
    return number_of(d->w, d->w->office, "select count(*) from file where sha256 not like 'sealed-%'");
}

static bool is_due(Desk *d) {
    Db *db;
    bool due;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(sealing_is_due(db, d->w->arena, &due));
    store_return(db);
    return due;
}

enum { PART_B = 1, PART_D = 3 };

static void a_paper_comes_in_sealed_where_it_is_restricted(void **state) {
    Desk d = desk_of(state);
    AgendaItem open = add_item(&d, PART_B, "Open", 0), exempt = add_item(&d, PART_B, "Exempt", RESTRICTION_EXEMPT),
               closed = add_item(&d, PART_D, "Closed", RESTRICTION_CONFIDENTIAL), bare = add_item(&d, PART_D, "In a closed part", 0);
    Paper a = add_paper(&d, open.id, "open"), b = add_paper(&d, exempt.id, "exempt"), c = add_paper(&d, closed.id, "closed"),
          e = add_paper(&d, bare.id, "bare");
    assert_false(is_sealed(&d, a.id));
    assert_true(is_sealed(&d, b.id) && is_sealed(&d, c.id) && is_sealed(&d, e.id));
    assert_int_equal(plain_files(&d), 1);
    assert_says(&d, a.id, "open");
    assert_says(&d, b.id, "exempt");
    CHANGE(&d, tx, paper_replace_file(tx, &b, write_file(&d, "other.pdf", "other"), S("b.pdf"), &fine, NULL));
    assert_true(is_sealed(&d, b.id));
    assert_says(&d, b.id, "other");
    assert_int_equal(plain_files(&d), 1);
    assert_false(is_due(&d));
}

static void an_item_that_becomes_restricted_takes_its_papers_along(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0);
    Paper one = add_paper(&d, item.id, "one"), two = add_paper(&d, item.id, "two");
    CHANGE(&d, tx, paper_withdraw(tx, &two, S("a mistake")));
    item.restriction = RESTRICTION_EXEMPT;
    CHANGE(&d, tx, item_save(tx, &item));
    assert_true(is_sealed(&d, one.id) && is_sealed(&d, two.id)); /* the withdrawn one too */
    assert_int_equal(plain_files(&d), 0);
    assert_says(&d, one.id, "one");
    assert_says(&d, two.id, "two");
    item.restriction = 0;
    CHANGE(&d, tx, item_save(tx, &item));
    assert_false(is_sealed(&d, one.id) || is_sealed(&d, two.id));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from file where sha256 like 'sealed-%'"), 0);
    assert_says(&d, one.id, "one");
}

static void a_part_that_closes_takes_its_papers_along(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0);
    Paper paper = add_paper(&d, item.id, "one");
    AgendaPart part = agenda_of(&d).items[PART_B].part;
    part.is_open = false;
    CHANGE(&d, tx, part_save(tx, &part));
    assert_true(is_sealed(&d, paper.id));
    part.is_open = true;
    CHANGE(&d, tx, part_save(tx, &part));
    assert_false(is_sealed(&d, paper.id));
    assert_says(&d, paper.id, "one");
}

static void an_item_that_moves_to_a_closed_part_takes_its_papers_along(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0);
    Paper paper = add_paper(&d, item.id, "one");
    CHANGE(&d, tx, item_move(tx, item.id, agenda_of(&d).items[PART_D].part.id, 1));
    assert_true(is_sealed(&d, paper.id));
    assert_int_equal(plain_files(&d), 0);
    CHANGE(&d, tx, item_move(tx, item.id, agenda_of(&d).items[PART_B].part.id, 1));
    assert_false(is_sealed(&d, paper.id));
    assert_says(&d, paper.id, "one");
}

static void a_paper_restricted_by_itself_is_sealed(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0);
    Paper one = add_paper(&d, item.id, "one"), two = add_paper(&d, item.id, "two");
    one.restriction = RESTRICTION_EXEMPT;
    CHANGE(&d, tx, paper_save(tx, &one));
    assert_true(is_sealed(&d, one.id));
    assert_false(is_sealed(&d, two.id));
    assert_text(one.file_sha256, text_string(d.w->arena, now(&d, one.id).file_sha256)); /* the value went along */
    CHANGE(&d, tx, paper_replace_file(tx, &one, write_file(&d, "other.pdf", "other"), S("b.pdf"), &fine, NULL));
    assert_true(is_sealed(&d, one.id));
    assert_says(&d, one.id, "other");
    assert_int_equal(plain_files(&d), 1);
    one.restriction = 0;
    CHANGE(&d, tx, paper_save(tx, &one));
    assert_false(is_sealed(&d, one.id));
    assert_says(&d, one.id, "other");
}

static void a_meeting_that_is_restricted_takes_all_its_papers_along(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0);
    Paper paper = add_paper(&d, item.id, "one");
    Meeting meeting = agenda_of(&d).meeting;
    meeting.restriction = RESTRICTION_CONFIDENTIAL;
    CHANGE(&d, tx, meeting_restrict(tx, &meeting));
    assert_true(is_sealed(&d, paper.id));
    assert_int_equal(plain_files(&d), 0);
    meeting = agenda_of(&d).meeting;
    meeting.restriction = 0;
    CHANGE(&d, tx, meeting_restrict(tx, &meeting));
    assert_false(is_sealed(&d, paper.id));
    assert_says(&d, paper.id, "one");
}

static void the_same_file_open_and_restricted_is_two_copies(void **state) {
    Desk d = desk_of(state);
    AgendaItem open = add_item(&d, PART_B, "Open", 0), restricted = add_item(&d, PART_B, "Restricted", RESTRICTION_EXEMPT);
    Paper a = add_paper(&d, open.id, "the same"), b = add_paper(&d, restricted.id, "the same");
    assert_false(is_sealed(&d, a.id));
    assert_true(is_sealed(&d, b.id));
    assert_says(&d, a.id, "the same");
    assert_says(&d, b.id, "the same");
    open.restriction = RESTRICTION_EXEMPT; /* now both are the same copy */
    CHANGE(&d, tx, item_save(tx, &open));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from file"), 1);
    CHANGE(&d, tx, item_remove(tx, open.id));
    assert_says(&d, b.id, "the same");
    again(&d, &agenda_item_record, restricted.id.n, &restricted);
    restricted.restriction = 0;
    CHANGE(&d, tx, item_save(tx, &restricted));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from file"), 1);
    assert_says(&d, b.id, "the same");
}

static void what_a_paper_had_before_it_was_restricted_goes(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0), other = add_item(&d, PART_B, "Another", 0);
    Paper paper = add_paper(&d, item.id, "first"), kept = add_paper(&d, other.id, "first too");
    CHANGE(&d, tx, paper_replace_file(tx, &paper, write_file(&d, "second.pdf", "second"), S("b.pdf"), &fine, NULL));
    CHANGE(&d, tx, paper_replace_file(tx, &paper, write_file(&d, "third.pdf", "first too"), S("b.pdf"), &fine, NULL));
    CHANGE(&d, tx, paper_replace_file(tx, &paper, write_file(&d, "fourth.pdf", "fourth"), S("b.pdf"), &fine, NULL));
    item.restriction = RESTRICTION_EXEMPT;
    CHANGE(&d, tx, item_save(tx, &item));
    assert_says(&d, paper.id, "fourth");
    assert_int_equal(plain_files(&d), 1); /* which another paper has, that is open */
    assert_says(&d, kept.id, "first too");
}

static void a_report_is_sealed_wherever_it_stands(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "Open", 0);
    Paper paper;
    Report report = {.by = S("An author"),
               .to = S("The body"),
               .subject = S("A subject"),
               .summary = S("kingcup summary"),
               .body = S("# One\n\nkingcup body"),
               .recommendations = S("- kingcup"),
               .attachments = S("- kingcup"),
               .further_information = S("kingcup"),
               .background_papers = S("- kingcup")},
           back;
    CHANGE(&d, tx, report_add(tx, item.id, &report, &paper));
    report.body = S("# One\n\nkingcup body, again");
    CHANGE(&d, tx, report_save(tx, &report));
    assert_int_equal(
        number_of(d.w, d.w->office,
            "select (select count(*) from journal where state like '%kingcup%') + (select count(*) from report where summary like "
            "'%kingcup%' "
            "or body like '%kingcup%' or recommendations like '%kingcup%' or attachments like '%kingcup%' or further_information like "
            "'%kingcup%' or background_papers like '%kingcup%')"),
        0);
    Db *db;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(report_of_paper(db, d.w->arena, paper.id, &back));
    assert_text(back.body, "# One\n\nkingcup body, again");
    store_return(db);
}

/* ---- Without the key ---- */

static void start_again(Desk *d, bool with_key) {
    store_close(d->w->office);
    d->w->office = world_open(d->w, STORE_OFFICE, STORE_FULL);
    if (with_key) seal_at(d->w->office, d->w->key_path);
}

static void without_the_key_a_restriction_goes_through_and_is_caught_up_with(void **state) {
    Desk d = desk_of(state);
    AgendaItem item = add_item(&d, PART_B, "An item", 0), restricted = add_item(&d, PART_B, "Restricted", RESTRICTION_EXEMPT);
    Paper paper = add_paper(&d, item.id, "one"), sealed = add_paper(&d, restricted.id, "two"), refused;
    Report report = {.by = S("An author"), .to = S("The body"), .subject = S("A subject"), .summary = S("A summary")}, back;
    CHANGE(&d, tx, report_add(tx, item.id, &report, &refused));
    start_again(&d, false);
    /* taking in is refused, and nothing is kept */
    REFUSED(&d, tx, paper_add_file(tx, restricted.id, S("New"), write_file(&d, "new.pdf", "new"), S("n.pdf"), &fine, &refused, NULL),
        ERROR_SEALED);
    /* open papers go on */
    add_paper(&d, add_item(&d, PART_B, "Another", 0).id, "three");
    Db *db;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_error(report_of_paper(db, d.w->arena, report.paper, &back), ERROR_SEALED);
    store_return(db);
    /* restricting must not wait for a key */
    item.restriction = RESTRICTION_EXEMPT;
    CHANGE(&d, tx, item_save(tx, &item));
    restricted.restriction = 0;
    CHANGE(&d, tx, item_save(tx, &restricted));
    assert_false(is_sealed(&d, paper.id));
    assert_true(is_sealed(&d, sealed.id));
    assert_true(is_due(&d));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from job where kind = 'seal-papers' and state = 'waiting'"), 1);
    assert_error(sealing_catch_up(d.w->office, d.w->arena), ERROR_BUSY);
    start_again(&d, true);
    for (int i = 0; i < 2; i++) assert_fine(sealing_catch_up(d.w->office, d.w->arena));
    assert_true(is_sealed(&d, paper.id));
    assert_false(is_sealed(&d, sealed.id));
    assert_says(&d, paper.id, "one");
    assert_says(&d, sealed.id, "two");
    assert_false(is_due(&d));
}

/* Rows of a version that did not seal. */
static void texts_of_an_older_version_are_sealed(void **state) {
    Desk d = desk_of(state);
    Paper paper;
    Report report = {.by = S("An author"), .to = S("The body"), .subject = S("A subject"), .summary = S("A summary")}, back;
    AgendaItem item = add_item(&d, PART_B, "Open", 0);
    CHANGE(&d, tx, report_add(tx, item.id, &report, &paper));
    world_tamper(d.w, STORE_OFFICE, "update report set summary = 'an old kingcup', body = ''");
    assert_true(is_due(&d));
    assert_fine(sealing_catch_up(d.w->office, d.w->arena));
    assert_false(is_due(&d));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from report where summary like 'sealed:1:%'"), 1);
    again(&d, &report_record, report.id.n, &back);
    assert_text(back.summary, "an old kingcup");
    assert_fine(store_rewrite(d.w->office, d.w->arena));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_paper_comes_in_sealed_where_it_is_restricted),
        TEST(an_item_that_becomes_restricted_takes_its_papers_along),
        TEST(a_part_that_closes_takes_its_papers_along),
        TEST(an_item_that_moves_to_a_closed_part_takes_its_papers_along),
        TEST(a_paper_restricted_by_itself_is_sealed),
        TEST(a_meeting_that_is_restricted_takes_all_its_papers_along),
        TEST(the_same_file_open_and_restricted_is_two_copies),
        TEST(what_a_paper_had_before_it_was_restricted_goes),
        TEST(a_report_is_sealed_wherever_it_stands),
        TEST(without_the_key_a_restriction_goes_through_and_is_caught_up_with),
        TEST(texts_of_an_older_version_are_sealed),
    };
    return RUN("sealed papers", tests);
}
