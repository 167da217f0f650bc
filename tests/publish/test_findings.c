/* What the check holds back at every level of restriction, what PDFs hide, the watch list; and who may override a finding, and for what. */
#include "published_office.h"

#include "base/buffer.h"
#include "paper/paper.h"
#include "publish/snapshot.h"
#include "publish/watch_list.h"

/* ---- Restriction at each level ---- */

static Restricted exempt_until_2028(void) {
    return (Restricted){.restriction = RESTRICTION_EXEMPT,
        .paragraphs = SCHEDULE_12A_3,
        .restriction_reason = S("It names a price."),
        .restriction_decided_by = S("Monitoring Officer"),
        .restriction_review = date_of(2028, 7, 21)};
}

static void MTG_04_a_restricted_paper_of_an_open_item_stays_inside(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {
        "The offer of Kestrel Haulage of Antwerp for the barriers came to one hundred and ten thousand pounds before tax."};
    Paper paper = add_pdf(&o, o.knives.id, "Kestrel tender", "peregrine-offer.pdf", pages, 1);
    paper.restricted = exempt_until_2028();
    change(&o, &paper_record, &paper);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_nothing_withheld_is_public(&o);
    PublishedPaper none = {0};
    PublishedItem item = {0};
    assert_false(published_row(&o, &published_paper_record, paper.id.n, &none));
    assert_true(published_row(&o, &published_item_record, o.knives.id.n, &item));
    assert_has(item.withheld, "A paper of this item is not for publication: exempt under paragraph 3");
    assert_has(everything_published(&o), "A paper of this item is not for publication");
    published_office_end(&o);
}

static void MTG_04_a_restricted_paper_quoted_in_an_open_one_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *closed[] = {
        "The offer of Merlin Haulage of Antwerp for the barriers came to one hundred and ten thousand pounds before tax."};
    const char *open[] = {"We heard that the offer of Merlin Haulage of Antwerp for the barriers came to one hundred thousand."};
    Paper paper = add_pdf(&o, o.knives.id, "Merlin tender", "merlin.pdf", closed, 1);
    paper.restricted = exempt_until_2028();
    change(&o, &paper_record, &paper);
    add_pdf(&o, o.knives.id, "Barriers", "barriers.pdf", open, 1);
    agree(&o);
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "A restricted paper of item B1 is quoted on page 1 of the paper \"Barriers\".");
    assert_false(text_contains(p.findings, S("Merlin")));
    published_office_end(&o);
}

static void a_paper_that_was_published_and_then_restricted_leaves_the_public_side(void **state) {
    PublishedOffice o = published_office(state);
    PublishedPaper paper = {0};
    publish(&o);
    assert_has(everything_published(&o), "Knife offences fell");
    reload(&o, &paper_record, o.figures.id.n, &o.figures);
    o.figures.restricted = exempt_until_2028();
    Tx *tx = begin(o.w);
    assert_fine(paper_save(tx, &o.figures));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &paper));
    assert_true(paper.is_withdrawn);
    Text all = everything_published(&o);
    assert_false(text_contains(all, S("Knife offences fell")));
    assert_false(text_contains(all, S("Knife crime figures")));
    published_office_end(&o);
}

static void rewrite(PublishedOffice *o, const char *body) {
    Report report = {0};
    Db *db = NULL;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(report_of_paper(db, o->w->arena, o->written.id, &report));
    store_return(db);
    report.body = text_of(body);
    change(o, &report_record, &report);
    accept(o, report.id);
}

static Text words_of_pack(PublishedOffice *o, bool is_public) {
    Db *db = NULL;
    PdfLook look = {0};
    int pages = 0;
    const char *path = text_format(o->w->arena, "%s/pack.pdf", o->w->folder).ptr;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(pack_build(db, o->w->arena, o->meeting.id, is_public, o->w->folder, path, &pages));
    store_return(db);
    assert_fine(pdf_look(o->w->arena, path, &look));
    return look.text;
}

static void MTG_06_a_passage_is_withheld_and_a_summary_stands_in_its_place(void **state) {
    PublishedOffice o = published_office(state);
    rewrite(&o, "# Background\n\nThe group met.\n\n::: restricted 1, 7\nsummary: Two officers were heard.\n"
                "Zebrasmith told them about Kestrel and the peregrine.\n:::\n\nIt meets again.");
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_nothing_withheld_is_public(&o);
    PublishedPaper written = {0};
    PublishedItem item = {0};
    published_row(&o, &published_paper_record, o.written.id.n, &written);
    published_row(&o, &published_item_record, o.update.id.n, &item);
    assert_has(written.report, "Text withheld: exempt under paragraphs 1 and 7");
    assert_has(written.report, "1.3 It meets again.");
    assert_has(item.withheld, "Parts of the report are withheld: exempt under paragraphs 1 and 7");
    assert_has(words_of_pack(&o, false), "NOT FOR PUBLICATION. Parts of the report are withheld: exempt under paragraphs 1 and 7");
    assert_has(words_of_pack(&o, false), "Zebrasmith told them");
    assert_false(text_contains(words_of_pack(&o, true), S("Zebrasmith")));
    assert_has(everything_published(&o), "Two officers were heard");
    published_office_end(&o);
}

static void MTG_04_a_withheld_passage_in_an_open_paper_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {"It was said that the cousin of the second witness had moved to a cottage near the old lighthouse."};
    rewrite(&o, "# Background\n\nThe group met.\n\n::: restricted 1\nThe cousin of the second witness had moved to a cottage near the old "
                "lighthouse.\n:::");
    add_pdf(&o, o.knives.id, "Appendix", "appendix.pdf", pages, 1);
    agree(&o);
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "A withheld passage of the report on item B2 is quoted on page 1 of the paper \"Appendix\".");
    published_office_end(&o);
}

static void MTG_04_of_a_restricted_meeting_only_day_place_and_public_titles_go_out(void **state) {
    PublishedOffice o = published_office(state);
    PublishedItem knives = {0}, bluebird = {0};
    PublishedMeeting meeting = {0};
    o.meeting.restricted = exempt_until_2028();
    Tx *tx = begin(o.w);
    assert_fine(meeting_restrict(tx, &o.meeting));
    commit(tx);
    assert_int_equal(o.meeting.state, MEETING_PLANNED); /* R02: the chair agrees again */
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_nothing_withheld_is_public(&o);
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &meeting));
    assert_text(meeting.place, "Sessions House, Maidstone");
    published_row(&o, &published_item_record, o.knives.id.n, &knives);
    published_row(&o, &published_item_record, o.bluebird.id.n, &bluebird);
    assert_text(knives.title, "Item not for publication");
    assert_text(knives.restriction, "Exempt under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972");
    assert_text(bluebird.title, "Police operation: update");
    Text all = everything_published(&o);
    static const char *const withheld[] = {"Knife", "Town centres saw", "Working Group Update", "three times"};
    for (size_t i = 0; i < 4; i++) assert_false(text_contains(all, text_of(withheld[i])));
    assert_int_equal(files_published(&o), 1); /* the agenda */
    published_office_end(&o);
}

/* ---- Security marking ---- */

static void a_pack_carries_the_highest_marking_of_its_parts(void **state) {
    PublishedOffice o = published_office(state);
    reload(&o, &paper_record, o.written.id.n, &o.written);
    o.written.security_marking = MARKING_OFFICIAL;
    change(&o, &paper_record, &o.written);
    reload(&o, &paper_record, o.intelligence.id.n, &o.intelligence);
    o.intelligence.security_marking = MARKING_OFFICIAL_SENSITIVE;
    change(&o, &paper_record, &o.intelligence);
    Text members = words_of_pack(&o, false), public = words_of_pack(&o, true);
    assert_has(members, "OFFICIAL-SENSITIVE. NOT FOR PUBLICATION: this pack holds restricted papers");
    /* MTG-04: on every page of a paper from outside too */
    assert_has(members, "OFFICIAL-SENSITIVE. NOT FOR PUBLICATION. Exempt under paragraphs 1 and 7 of Part 1 of Schedule 12A to the Local "
                        "Government Act 1972");
    assert_has(public, "OFFICIAL");
    assert_false(text_contains(public, S("OFFICIAL-SENSITIVE")));
    published_office_end(&o);
}

/* ---- What PDFs hide ---- */

/* A PDF of one page, as a program of somebody else's would write it. */
static const char *pdf_of(World *w, Text content) {
    const char *path = text_format(w->arena, "%s/from-outside.pdf", w->folder).ptr;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file,
        "%%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"
        "4 0 obj\n<</Length %zu>>\nstream\n%.*s\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
        "trailer\n<</Root 1 0 R/Size 6>>\n%%%%EOF\n",
        content.len, TEXT_ARG(content));
    fclose(file);
    return path;
}

static Paper add_page(PublishedOffice *o, Text content) {
    Paper paper = {0};
    PdfLook look = {0};
    const char *path = pdf_of(o->w, content);
    assert_fine(pdf_look(o->w->arena, path, &look));
    Tx *tx = begin(o->w);
    assert_fine(paper_add_file(tx, o->knives.id, S("Witnesses"), path, S("witnesses.pdf"), &look, &paper, NULL));
    commit(tx);
    agree(o);
    return paper;
}

/* Words under a black box, as an office program would draw it. */
static Text redacted(World *w, const char *words) {
    return text_format(w->arena, "BT /F1 14 Tf 72 700 Td (%s) Tj ET 0 g 70 690 400 30 re f", words);
}

static Paper add_redacted(PublishedOffice *o, const char *words) {
    return add_page(o, redacted(o->w, words));
}

static Finding finding_of(PublishedOffice *o, const Publication *p) {
    Finding finding = {0};
    int64_t id =
        number_of(o->w, o->w->office, text_format(o->w->arena, "select max(id) from finding where publication = %d", (int)p->id.n).ptr);
    reload(o, &finding_record, id, &finding);
    return finding;
}

static void text_under_a_black_box_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    add_redacted(&o, "The witness is A. Someone");
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "Text stands under a black box or a picture on page 1 of the paper \"Witnesses\".");
    assert_false(text_contains(p.findings, S("Someone")));
    Finding finding = finding_of(&o, &p);
    assert_int_equal(finding.kind, FINDING_COVERED);
    assert_text(finding.found, "The witness is A. Someone");
    assert_true(text_starts_with(finding.url, S("/office/papers/")));
    /* The words stand in the table for those who judge it, and in no journal. */
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from journal where state like '%Someone%'"), 0);
    published_office_end(&o);
}

static void a_pdf_whose_words_were_not_read_to_their_end_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    sandbox_out_of_time = "pdf-words";
    Publication p = publish(&o);
    sandbox_out_of_time = NULL;
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "could not be read to their end, so they cannot be checked.");
    assert_int_equal(files_published(&o), 0);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_office_end(&o);
}

/* More letters on a page than anybody looks through: what was not looked at may be anything. */
static void a_pdf_that_was_not_looked_through_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    Buffer content = buffer_new(o.w->arena, 300000);
    buffer_put(&content, S("BT /F1 8 Tf\n"));
    for (int i = 0; i < 6000; i++)
        buffer_putf(&content, "1 0 0 1 72 %d Tm (It was a long year, and much was said of it on many days.) Tj\n", 50 + i % 80 * 9);
    buffer_put(&content, S("ET"));
    add_page(&o, buffer_text(&content));
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "holds more than can be looked through, so it was checked in part only.");
    assert_int_equal(finding_of(&o, &p).kind, FINDING_UNREADABLE);
    published_office_end(&o);
}

/* ---- The watch list ---- */

static void watch(PublishedOffice *o, const char *phrase) {
    WatchPhrase row = {.phrase = text_of(phrase), .why = S("An operation"), .added_by = S("Clerk")};
    Tx *tx = begin(o->w);
    assert_fine(record_insert(tx, &watch_phrase_record, &row));
    commit(tx);
}

static void a_phrase_of_the_watch_list_is_held_back_ordinary_words_too(void **state) {
    PublishedOffice o = published_office(state);
    watch(&o, "Town Centres SAW");
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "A phrase of the watch list stands on page 2 of the paper \"Knife crime figures\".");
    assert_false(text_contains_ignoring_case(p.findings, S("centres saw")));
    Finding finding = finding_of(&o, &p);
    assert_text(finding.found, "Town centres saw");
    published_office_end(&o);
}

static void the_watch_list_holds_back_the_partnerships_own_pages_too(void **state) {
    PublishedOffice o = published_office(state);
    watch(&o, "safer");
    Error *error = publish_partnership(&o.valve, o.w->arena, (Actor){0, S("Clerk")});
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "A phrase of the watch list stands in the details of a body (Purpose).");
    assert_false(text_contains(everything_published(&o), S("safer")));
    published_office_end(&o);
}

static void the_reason_of_a_withdrawal_is_looked_at_before_it_goes_out(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Tx *tx = begin(o.w);
    Error *error = publish_withdraw_ask(tx, o.meeting.id, S("It told too much about Operation Bluebird: progress."));
    assert_error(error, ERROR_INPUT);
    assert_false(text_contains(error->sentence, S("Bluebird")));
    tx_end(tx);
    tx = begin(o.w);
    assert_fine(publish_withdraw_ask(tx, o.meeting.id, S("The figures were wrong.")));
    tx_end(tx);
    published_office_end(&o);
}

/* ---- Overriding ---- */

static Account account_of(PublishedOffice *o, const char *name, PersonId person) {
    Account account = {
        .email = text_format(o->w->arena, "%s@kcsp.example", name), .name = text_of(name), .roles = CLERK, .person = person.n};
    Tx *tx = begin(o->w);
    assert_fine(record_insert(tx, &account_record, &account));
    commit(tx);
    return account;
}

static Publication publish_as(PublishedOffice *o, const Account *by) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_fine(publish_ask_by(tx, o->meeting.id, by->id, &id));
    commit(tx);
    assert_fine(publish_meeting(&o->valve, o->w->arena, id, NULL));
    reload(o, &meeting_record, o->meeting.id.n, &o->meeting);
    return publication_as_it_is(o, id);
}

static Error * override(PublishedOffice *o, const Publication *p, const Finding *finding, const Account *by, const char *reason) {
    Tx *tx = begin(o->w);
    Error *error = finding_override(tx, p, finding, by, text_of(reason));
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

static void a_finding_is_overridden_by_a_second_person_with_a_reason(void **state) {
    PublishedOffice o = published_office(state);
    Account one = account_of(&o, "one", (PersonId){0}), two = account_of(&o, "two", (PersonId){0});
    add_redacted(&o, "The table has no witness in it");
    Publication p = publish_as(&o, &one);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    Finding finding = finding_of(&o, &p);
    assert_error(override(&o, &p, &finding, &one, "I say so."), ERROR_FORBIDDEN);
    assert_error(override(&o, &p, &finding, &two, "  "), ERROR_INPUT);
    assert_int_equal(publish_as(&o, &one).state, PUBLICATION_BLOCKED);
    assert_fine(override(&o, &p, &finding, &two, "The box covers a heading that everybody knows."));
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from journal where record = 'finding_override'"), 1);
    assert_int_equal(publish_as(&o, &one).state, PUBLICATION_DONE);
    published_office_end(&o);
}

static void an_override_holds_for_that_very_document_only(void **state) {
    PublishedOffice o = published_office(state);
    Account one = account_of(&o, "one", (PersonId){0}), two = account_of(&o, "two", (PersonId){0});
    Paper paper = add_redacted(&o, "The table has no witness in it");
    Publication p = publish_as(&o, &one);
    Finding finding = finding_of(&o, &p);
    assert_fine(override(&o, &p, &finding, &two, "A heading."));
    /* another file, with the same words under the same box */
    const char *path = pdf_of(o.w, redacted(o.w, "The table has no witness in it"));
    FILE *file = fopen(path, "ab");
    fputs("% changed\n", file);
    fclose(file);
    PdfLook look = {0};
    assert_fine(pdf_look(o.w->arena, path, &look));
    Tx *tx = begin(o.w);
    assert_fine(paper_replace_file(tx, &paper, path, S("witnesses.pdf"), &look, NULL));
    commit(tx);
    agree(&o);
    assert_int_equal(publish_as(&o, &one).state, PUBLICATION_BLOCKED);
    published_office_end(&o);
}

static void one_human_being_with_two_accounts_is_no_second_person(void **state) {
    (void)state;
    Publication p = {.asked_by_account = 5};
    Account asker = {.id = {5}, .person = 7}, same = {.id = {6}, .person = 7}, other = {.id = {8}, .person = 9}, nobody = {.id = {9}};
    assert_false(may_override(&p, &asker, &asker));
    assert_false(may_override(&p, &asker, &same));
    assert_true(may_override(&p, &asker, &other));
    assert_true(may_override(&p, &asker, &nobody));
    p.asked_by_account = 0;
    assert_false(may_override(&p, &(Account){0}, &other));
}

static void a_watched_phrase_and_joining_details_can_be_overridden_too(void **state) {
    PublishedOffice o = published_office(state);
    Account one = account_of(&o, "one", (PersonId){0}), two = account_of(&o, "two", (PersonId){0});
    watch(&o, "Town Centres SAW");
    o.meeting.note = S("The passcode is xk7pq9.");
    change(&o, &meeting_record, &o.meeting);
    Publication p = publish_as(&o, &one);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    int64_t count = number_of(o.w, o.w->office, "select count(*) from finding");
    assert_int_equal(count, 2);
    for (int64_t id = 1; id <= count; id++) {
        Finding finding = {0};
        reload(&o, &finding_record, id, &finding);
        assert_fine(override(&o, &p, &finding, &two, "It may be known."));
    }
    assert_int_equal(publish_as(&o, &one).state, PUBLICATION_DONE);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(MTG_04_a_restricted_paper_of_an_open_item_stays_inside),
        TEST(MTG_04_a_restricted_paper_quoted_in_an_open_one_is_held_back),
        TEST(a_paper_that_was_published_and_then_restricted_leaves_the_public_side),
        TEST(MTG_06_a_passage_is_withheld_and_a_summary_stands_in_its_place),
        TEST(MTG_04_a_withheld_passage_in_an_open_paper_is_held_back),
        TEST(MTG_04_of_a_restricted_meeting_only_day_place_and_public_titles_go_out),
        TEST(a_pack_carries_the_highest_marking_of_its_parts),
        TEST(text_under_a_black_box_is_held_back),
        TEST(a_pdf_whose_words_were_not_read_to_their_end_is_held_back),
        TEST(a_pdf_that_was_not_looked_through_is_held_back),
        TEST(a_phrase_of_the_watch_list_is_held_back_ordinary_words_too),
        TEST(the_watch_list_holds_back_the_partnerships_own_pages_too),
        TEST(the_reason_of_a_withdrawal_is_looked_at_before_it_goes_out),
        TEST(a_finding_is_overridden_by_a_second_person_with_a_reason),
        TEST(an_override_holds_for_that_very_document_only),
        TEST(one_human_being_with_two_accounts_is_no_second_person),
        TEST(a_watched_phrase_and_joining_details_can_be_overridden_too),
    };
    return RUN("findings", tests);
}
