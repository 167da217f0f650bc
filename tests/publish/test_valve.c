/* The valve on a built office, on both engines: what is published, what never is, crashes between the steps, faults in the middle. */
#include "published_office.h"

#include "meetings/changes.h"
#include "paper/paper.h"
#include "publish/partnership.h"
#include "publish/work_folder.h"

/* ---- What is published ---- */

static void a_meeting_is_published_whole(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_DONE);
    assert_int_equal(o.meeting.state, MEETING_PUBLISHED);
    assert_int_equal(o.meeting.publication, 1);
    assert_true(moment_is_set(o.meeting.published_at));
    PublishedMeeting m = {0};
    PublishedPaper figures = {0}, written = {0};
    PublishedDocument agenda = {0}, pack = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_int_equal(m.state, PUBLISHED_AGENDA);
    assert_text(m.place, "Sessions House, Maidstone");
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &figures));
    assert_true(published_row(&o, &published_paper_record, o.written.id.n, &written));
    assert_text(figures.file_sha256, text_string(o.w->arena, o.figures.file_sha256));
    assert_has(written.report, "The group met three times");
    assert_true(published_row(&o, &published_document_record, o.meeting.id.n * 4, &agenda));
    assert_true(published_row(&o, &published_document_record, o.meeting.id.n * 4 + 1, &pack));
    assert_int_equal(pack.pages, agenda.pages + figures.pages + written.pages + 1); /* and the page that says what is withheld */
    Text all = everything_published(&o);
    assert_has(all, "Knife offences fell by nine per cent");
    assert_has(all, "Pages 1 - 2");
    published_office_end(&o);
}

static void R54_pages_run_on_without_gaps(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    PublishedPaper figures = {0}, written = {0};
    PublishedItem knives = {0}, update = {0};
    published_row(&o, &published_paper_record, o.figures.id.n, &figures);
    published_row(&o, &published_paper_record, o.written.id.n, &written);
    assert_int_equal(figures.page_from, 1);
    assert_int_equal(figures.page_to, 2);
    assert_int_equal(written.page_from, 3);
    assert_int_equal(written.page_to, 2 + written.pages);
    published_row(&o, &published_item_record, o.knives.id.n, &knives);
    published_row(&o, &published_item_record, o.update.id.n, &update);
    assert_int_equal(knives.page_to, 2);
    assert_int_equal(update.page_from, 3);
    published_office_end(&o);
}

static void names_of_files_come_from_public_titles(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    PublishedPaper figures = {0};
    published_row(&o, &published_paper_record, o.figures.id.n, &figures);
    assert_text(figures.file_name, "kcsp-2027-07-21-b1-knife-crime-figures.pdf");
    assert_false(text_contains(everything_published(&o), S("figures-final-v3")));
    published_office_end(&o);
}

/* ---- What never is ---- */

static void MTG_04_nothing_withheld_is_public(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    assert_nothing_withheld_is_public(&o);
    PublishedItem item = {0};
    PublishedPaper paper = {0};
    assert_true(published_row(&o, &published_item_record, o.bluebird.id.n, &item));
    assert_text(item.title, "Police operation: update");
    assert_true(item.is_restricted);
    assert_text(item.lead, "");
    assert_text(item.restriction, "Exempt under paragraphs 1 and 7 of Part 1 of Schedule 12A to the Local Government Act 1972");
    assert_true(item.page_from > 0); /* where it would stand in the pack, and nothing more */
    assert_false(published_row(&o, &published_paper_record, o.intelligence.id.n, &paper));
    published_office_end(&o);
}

/* The agenda was agreed with the words in it; the check holds it back and says where they stand. */
static void assert_blocked(PublishedOffice *o, const char *finding) {
    Publication p = publish(o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, finding);
    PublishedMeeting m = {0};
    assert_false(published_row(o, &published_meeting_record, o->meeting.id.n, &m));
    assert_int_equal(files_published(o), 0);
    assert_int_equal(o->meeting.state, MEETING_AGREED);
}

static void MTG_04_a_restricted_title_in_an_open_title_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    reload(&o, &agenda_item_record, o.knives.id.n, &o.knives);
    o.knives.title = S("Knives, and Operation Bluebird: progress");
    change(&o, &agenda_item_record, &o.knives);
    assert_blocked(&o, "The title of item D1 stands in item B1 (Title)");
    published_office_end(&o);
}

static void a_withheld_passage_in_an_open_PDF_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {
        "We also heard that the informant Kestrel met two officers behind the harbour warehouse before the shipment left."};
    add_pdf(&o, o.knives.id, "Appendix to the figures", "appendix.pdf", pages, 1);
    agree(&o);
    assert_blocked(&o, "A restricted paper of item D1 is quoted on page 1 of the paper \"Appendix to the figures\"");
    published_office_end(&o);
}

static void a_restricted_title_in_the_metadata_of_a_PDF_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {"Nothing to see here."};
    make_pdf_subject = "Annex to Operation Bluebird: progress";
    add_pdf(&o, o.knives.id, "Annex", "annex.pdf", pages, 1);
    make_pdf_subject = "From outside";
    agree(&o);
    assert_blocked(&o, "The title of item D1 stands in the metadata, bookmarks, links or comments of the paper \"Annex\"");
    published_office_end(&o);
}

static void a_PDF_that_carries_other_files_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {"See what is attached."}, *plain = make_pdf(o.w, "plain.pdf", pages, 1);
    const char *full = text_format(o.w->arena, "%s/full.pdf", o.w->folder).ptr;
    Paper paper = {0};
    PdfLook look = {0};
    assert_int_equal(system(text_format(o.w->arena, "qpdf --add-attachment %s --filename=notes.pdf -- %s %s", plain, plain, full).ptr), 0);
    assert_fine(pdf_look(o.w->arena, full, &look));
    assert_true(look.has_files);
    Tx *tx = begin(o.w);
    assert_fine(paper_add_file(tx, o.knives.id, S("Annex"), full, S("annex.pdf"), &look, &paper, NULL));
    commit(tx);
    agree(&o);
    assert_blocked(&o, "The PDF of the paper \"Annex\" has other files attached");
    published_office_end(&o);
}

static void a_passage_in_a_report_written_here_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    Report report = {0};
    Db *db = NULL;
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(report_of_paper(db, o.w->arena, o.written.id, &report));
    store_return(db);
    report.body = S("# Background\n\nSee the Bluebird intelligence\nsummary for more.");
    change(&o, &report_record, &report);
    accept(&o, report.id);
    assert_blocked(&o, "The title of a restricted paper of item D1 stands in");
    published_office_end(&o);
}

static void how_to_join_in_the_note_is_held_back(void **state) {
    PublishedOffice o = published_office(state);
    o.meeting.note = S("Join with the meeting number 37299104512.");
    change(&o, &meeting_record, &o.meeting);
    Publication p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    o.meeting.note = S("Join with meeting 372 991 045 12.");
    change(&o, &meeting_record, &o.meeting);
    assert_int_equal(publish(&o).state, PUBLICATION_BLOCKED);
    o.meeting.note = S("The passcode is xk7pq9.");
    change(&o, &meeting_record, &o.meeting);
    p = publish(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "joining the meeting stands in the meeting's details (Note)");
    published_office_end(&o);
}

static void words_of_the_public_title_may_be_said(void **state) {
    PublishedOffice o = published_office(state);
    reload(&o, &agenda_item_record, o.bluebird.id.n, &o.bluebird);
    o.bluebird.title = S("Police operation");
    change(&o, &agenda_item_record, &o.bluebird);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_office_end(&o);
}

static PublishedOffice meeting_half_a_year_later(PublishedOffice *o) {
    PublishedOffice later = *o;
    Tx *tx = begin(o->w);
    later.meeting = (Meeting){
        .body = o->body.id, .day = date_of(2027, 11, 16), .starts = time_of(10, 0), .is_online = true, .contact_name = S("The Clerk")};
    assert_fine(meeting_make(tx, &later.meeting));
    Agenda agenda = {0};
    assert_fine(agenda_get(tx_db(tx), o->w->arena, later.meeting.id, &agenda));
    AgendaItem item = {.part = agenda.items[1].part.id,
        .kind = ITEM_BUSINESS,
        .title = S("Matters arising"),
        .lead = S("On Operation Bluebird: progress")};
    assert_fine(item_add(tx, &item));
    commit(tx);
    agree(&later);
    return later;
}

static void what_an_earlier_meeting_withheld_is_held_back(void **state) {
    PublishedOffice o = published_office(state), later = meeting_half_a_year_later(&o);
    assert_int_equal(publish(&later).state, PUBLICATION_BLOCKED);
    published_office_end(&o);
}

/* What stands as a public title on its agenda and in its minutes is no secret of a later meeting. */
static void what_an_earlier_meeting_let_out_by_its_public_titles_is_not_held_back(void **state) {
    PublishedOffice o = published_office(state), later = meeting_half_a_year_later(&o);
    reload(&o, &agenda_item_record, o.bluebird.id.n, &o.bluebird);
    o.bluebird.public_title = o.bluebird.title;
    change(&o, &agenda_item_record, &o.bluebird);
    assert_int_equal(publish(&later).state, PUBLICATION_DONE);
    published_office_end(&o);
}

/* ---- Asking ---- */

static void R02_what_is_not_agreed_is_not_published(void **state) {
    PublishedOffice o = published_office(state);
    PublicationId id = {0};
    Tx *tx = begin(o.w);
    assert_fine(agenda_reopen(tx, o.meeting.id));
    assert_error(publish_ask(tx, o.meeting.id, &id), ERROR_INPUT);
    tx_end(tx);
    published_office_end(&o);
}

static void a_body_that_is_not_public_is_not_published(void **state) {
    PublishedOffice o = published_office(state);
    PublicationId id = {0};
    o.body.is_public = false;
    change(&o, &body_record, &o.body);
    Tx *tx = begin(o.w);
    assert_error(publish_ask(tx, o.meeting.id, &id), ERROR_INPUT);
    tx_end(tx);
    published_office_end(&o);
}

static void a_body_that_meets_in_private_publishes_nothing(void **state) {
    PublishedOffice o = published_office(state);
    PublicationId id = {0};
    TermsOfReference terms = {.body = o.body.id, .title = S("Terms"), .from = date_of(2020, 1, 1), .regime = REGIME_PRIVATE};
    Tx *tx = begin(o.w);
    assert_fine(record_insert(tx, &terms_of_reference_record, &terms));
    commit(tx);
    tx = begin(o.w);
    Error *error = publish_ask(tx, o.meeting.id, &id);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "meets in private");
    tx_end(tx);
    published_office_end(&o);
}

static void asked_twice_it_is_published_once(void **state) {
    PublishedOffice o = published_office(state);
    PublicationId one = ask_to_publish(&o), two = ask_to_publish(&o);
    assert_int_equal(one.n, two.n);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_int_equal(publication_as_it_is(&o, one).state, PUBLICATION_DONE);
    assert_fine(publish_meeting(&o.valve, o.w->arena, one, NULL));
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_int_equal(o.meeting.publication, 1);
    published_office_end(&o);
}

/* ---- Crashes and faults ---- */

static const char *folder_for_test(PublishedOffice *o) {
    const char *folder = NULL;
    assert_fine(work_folder_make(o->w->arena, o->valve.data_folder, S("test"), &folder));
    return folder;
}

static Snapshot build(PublishedOffice *o, const Publication *p) {
    Snapshot snapshot = {0};
    FindingList findings = {0};
    assert_fine(publication_build(&o->valve, o->w->arena, p, folder_for_test(o), (PackProgress){0}, &snapshot, &findings));
    assert_int_equal(findings.count, 0);
    return snapshot;
}

static void a_crash_before_writing_is_done_again(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publication_as_it_is(&o, ask_to_publish(&o));
    build(&o, &p); /* and here the machine stops */
    assert_fine(publish_recover(&o.valve, o.w->arena));
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_ASKED);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_DONE);
    published_office_end(&o);
}

static void a_crash_between_the_two_stores_is_finished(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publication_as_it_is(&o, ask_to_publish(&o));
    Snapshot snapshot = build(&o, &p);
    Tx *site = NULL;
    Db *office = NULL;
    assert_fine(store_borrow(o.w->office, o.w->arena, &office));
    assert_fine(tx_begin(o.valve.published, o.w->arena, (Actor){0}, S(""), &site));
    assert_fine(published_body_put(site, office, o.body.id));
    assert_fine(snapshot_put(site, &snapshot));
    assert_fine(tx_commit(site));
    tx_end(site);
    store_return(office); /* and here the machine stops: published, but the office does not know */
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_ASKED);
    assert_fine(publish_recover(&o.valve, o.w->arena));
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_DONE);
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_int_equal(o.meeting.state, MEETING_PUBLISHED);
    PublishedMeeting m = {0};
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.version, 1); /* finished, not written again */
    published_office_end(&o);
}

static void a_change_meanwhile_is_not_published(void **state) {
    PublishedOffice o = published_office(state);
    Publication p = publication_as_it_is(&o, ask_to_publish(&o));
    Snapshot snapshot = build(&o, &p);
    bool is_overtaken = false;
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    o.meeting.place = S("Another room");
    change(&o, &meeting_record, &o.meeting);
    assert_fine(publication_write(&o.valve, o.w->arena, &p, &snapshot, &is_overtaken));
    assert_true(is_overtaken);
    PublishedMeeting m = {0};
    assert_false(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_fine(publish_meeting(&o.valve, o.w->arena, p.id, NULL)); /* built anew */
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_text(m.place, "Another room");
    published_office_end(&o);
}

/* The published store refuses in the middle of writing, as a full disk does. */
static void break_store(PublishedOffice *o, bool is_broken) {
    const char *sql = o->w->is_postgres
                          ? (is_broken ? "alter table published_document add constraint test_full check (kind <> 'agenda') not valid"
                                       : "alter table published_document drop constraint test_full")
                          : (is_broken ? "create trigger test_full before insert on published_document when new.kind = 'agenda' begin "
                                         "select raise(abort, 'full'); end"
                                       : "drop trigger test_full");
    world_tamper(o->w, STORE_PUBLISHED, sql);
}

static void a_fault_in_the_middle_publishes_nothing_half(void **state) {
    PublishedOffice o = published_office(state);
    break_store(&o, true);
    PublicationId id = ask_to_publish(&o);
    assert_non_null(publish_meeting(&o.valve, o.w->arena, id, NULL));
    Publication p = publication_as_it_is(&o, id);
    assert_int_equal(p.state, PUBLICATION_FAILED);
    assert_true(text_ends_with(p.failure, S(".")));
    assert_text(everything_published(&o), "");
    assert_int_equal(files_published(&o), 0);
    break_store(&o, false);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_office_end(&o);
}

static void a_fault_leaves_the_earlier_publication_as_it_was(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Text before = everything_published(&o);
    break_store(&o, true);
    PublicationId id = ask_to_publish(&o);
    assert_non_null(publish_meeting(&o.valve, o.w->arena, id, NULL));
    assert_int_equal(publication_as_it_is(&o, id).state, PUBLICATION_FAILED);
    assert_true(text_equal(before, everything_published(&o)));
    published_office_end(&o);
}

static void without_room_for_work_files_it_fails_with_a_sentence(void **state) {
    PublishedOffice o = published_office(state);
    o.valve.data_folder = "/nonexistent/quorate";
    PublicationId id = ask_to_publish(&o);
    assert_error(publish_meeting(&o.valve, o.w->arena, id, NULL), ERROR_STORAGE);
    assert_int_equal(publication_as_it_is(&o, id).state, PUBLICATION_FAILED);
    o.valve.data_folder = o.w->folder;
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_office_end(&o);
}

/* ---- Again, and away ---- */

static void published_again_addresses_stay_and_what_left_says_so(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    int64_t files = files_published(&o);
    reload(&o, &paper_record, o.figures.id.n, &o.figures);
    Tx *tx = begin(o.w);
    assert_fine(paper_withdraw(tx, &o.figures, S("The figures are being checked.")));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_int_equal(o.meeting.publication, 2);
    PublishedPaper figures = {0}, written = {0};
    PublishedMeeting m = {0};
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &figures));
    assert_true(figures.is_withdrawn);
    assert_text(figures.title, "");
    assert_text(figures.file_sha256, "");
    assert_true(published_row(&o, &published_paper_record, o.written.id.n, &written));
    assert_int_equal(written.page_from, 1);
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.publication, 2);
    assert_int_equal(m.version, 2);
    assert_int_equal(files_published(&o), files - 1); /* the figures; agenda and pack were replaced */
    assert_false(text_contains(everything_published(&o), S("nine per cent")));
    published_office_end(&o);
}

static void an_item_restricted_later_takes_its_paper_away(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    reload(&o, &agenda_item_record, o.knives.id.n, &o.knives);
    o.knives.restriction = RESTRICTION_EXEMPT;
    o.knives.paragraphs = SCHEDULE_12A_7;
    o.knives.public_title = S("Crime in town centres");
    o.knives.restriction_reason = S("Still being investigated.");
    o.knives.restriction_decided_by = S("Monitoring Officer");
    o.knives.restriction_review = date_of(2028, 7, 21);
    Tx *tx = begin(o.w);
    assert_fine(item_save(tx, &o.knives));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    Text all = everything_published(&o);
    assert_false(text_contains(all, S("Knife")));
    assert_false(text_contains(all, S("knife")));
    published_office_end(&o);
}

/* Does the office tell the clerk, on the page of a paper that is kept back here, that it is still out? */
static bool is_told_to_be_out(PublishedOffice *o, PaperId paper) {
    Db *db = NULL;
    Subject s = {0};
    Moment since;
    reload(o, &paper_record, paper.n, &s.paper);
    reload(o, &agenda_item_record, s.paper.item.n, &s.item);
    reload(o, &agenda_part_record, s.item.part.n, &s.part);
    reload(o, &meeting_record, o->meeting.id.n, &s.meeting);
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(paper_out_since(db, o->w->arena, &s, &since));
    store_return(db);
    return moment_is_set(since);
}

static void a_paper_that_is_kept_back_and_still_out_is_told(void **state) {
    PublishedOffice o = published_office(state);
    assert_false(is_told_to_be_out(&o, o.intelligence.id));
    publish(&o);
    assert_false(is_told_to_be_out(&o, o.figures.id));      /* out, and meant to be */
    assert_false(is_told_to_be_out(&o, o.intelligence.id)); /* restricted, and never was */
    reload(&o, &paper_record, o.figures.id.n, &o.figures);
    o.figures.is_withdrawn = true;
    change(&o, &paper_record, &o.figures);
    assert_true(is_told_to_be_out(&o, o.figures.id));
    o.figures.is_withdrawn = false;
    change(&o, &paper_record, &o.figures);
    assert_false(is_told_to_be_out(&o, o.figures.id));
    o.figures.restriction = RESTRICTION_EXEMPT;
    o.figures.paragraphs = SCHEDULE_12A_7;
    o.figures.restriction_reason = S("Still being investigated.");
    o.figures.restriction_decided_by = S("Monitoring Officer");
    o.figures.restriction_review = date_of(2028, 7, 21);
    change(&o, &paper_record, &o.figures);
    assert_true(is_told_to_be_out(&o, o.figures.id));
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_false(is_told_to_be_out(&o, o.figures.id)); /* published again: gone */
    reload(&o, &paper_record, o.written.id.n, &o.written);
    o.written.is_withdrawn = true;
    change(&o, &paper_record, &o.written);
    assert_true(is_told_to_be_out(&o, o.written.id));
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("Too early.")));
    assert_false(is_told_to_be_out(&o, o.written.id)); /* all of it is gone */
    published_office_end(&o);
}

static void withdrawn_leaves_a_tombstone_with_the_reason(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    assert_error(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("  ")), ERROR_INPUT);
    Error *telling =
        publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("It named Operation Bluebird: progress."));
    assert_error(telling, ERROR_INPUT); /* the reason is public */
    assert_has(telling->sentence, "Say it in other words");
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("Published by mistake.")));
    PublishedMeeting m = {0};
    PublishedPaper paper = {0};
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_int_equal(m.state, PUBLISHED_WITHDRAWN);
    assert_text(m.reason, "Published by mistake.");
    assert_true(published_row(&o, &published_paper_record, o.figures.id.n, &paper));
    assert_true(paper.is_withdrawn);
    assert_int_equal(files_published(&o), 0);
    Text all = everything_published(&o);
    for (const char *const *gone = (const char *const[]){"Knife", "Working Group", "group met", NULL}; *gone; gone++)
        assert_false(text_contains(all, text_of(*gone)));
    /* the meeting takes place all the same: when, where and whom to ask are public as before it was published */
    assert_has(m.place, "Sessions House");
    assert_text(m.contact_name, text_string(o.w->arena, o.meeting.contact_name));
    assert_int_equal(m.starts.n, o.meeting.starts.n);
    Moment withdrawn_at = m.changed_at;
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_int_equal(o.meeting.state, MEETING_PLANNED);
    assert_false(moment_is_set(o.meeting.published_at)); /* nothing is public that could have kept a deadline */
    o.meeting.place = S("The Guildhall");
    change(&o, &meeting_record, &o.meeting);
    assert_fine(publish_partnership(&o.valve, o.w->arena, (Actor){0}));
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_text(m.place, "The Guildhall");
    assert_int_equal(m.state, PUBLISHED_WITHDRAWN);
    assert_int_equal(moment_compare(m.changed_at, withdrawn_at), 0); /* the moment of the withdrawal */
    agree(&o);                                                       /* and it can be published again, under the same address */
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.state, PUBLISHED_AGENDA);
    published_row(&o, &published_paper_record, o.figures.id.n, &paper);
    assert_false(paper.is_withdrawn);
    published_office_end(&o);
}

static void the_first_moment_of_publication_stays(void **state) {
    PublishedOffice o = published_office(state);
    PublishedMeeting first = {0}, second = {0};
    publish(&o);
    published_row(&o, &published_meeting_record, o.meeting.id.n, &first);
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_int_equal(moment_compare(o.meeting.published_at, first.published_at), 0); /* office and public tell the same moment */
    o.meeting.place = S("The Guildhall");
    change(&o, &meeting_record, &o.meeting);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    published_row(&o, &published_meeting_record, o.meeting.id.n, &second);
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_text(second.place, "The Guildhall");
    assert_int_equal(moment_compare(second.published_at, first.published_at), 0);
    assert_true(moment_compare(second.changed_at, first.changed_at) > 0);
    assert_int_equal(moment_compare(o.meeting.published_at, first.published_at), 0);
    published_office_end(&o);
}

static void a_withdrawal_cut_in_two_is_finished(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(publish_withdraw_ask(tx, o.meeting.id, S("Published by mistake.")));
    commit(tx); /* and here the machine stops */
    PublishedMeeting m = {0};
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.state, PUBLISHED_AGENDA);
    assert_fine(publish_recover(&o.valve, o.w->arena));
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.state, PUBLISHED_WITHDRAWN);
    published_office_end(&o);
}

static void what_was_never_published_cannot_be_withdrawn(void **state) {
    PublishedOffice o = published_office(state);
    assert_error(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){0}, S("Why not")), ERROR_INPUT);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(a_meeting_is_published_whole),
        TEST(R54_pages_run_on_without_gaps),
        TEST(names_of_files_come_from_public_titles),
        TEST(MTG_04_nothing_withheld_is_public),
        TEST(MTG_04_a_restricted_title_in_an_open_title_is_held_back),
        TEST(a_withheld_passage_in_an_open_PDF_is_held_back),
        TEST(a_restricted_title_in_the_metadata_of_a_PDF_is_held_back),
        TEST(a_PDF_that_carries_other_files_is_held_back),
        TEST(a_passage_in_a_report_written_here_is_held_back),
        TEST(how_to_join_in_the_note_is_held_back),
        TEST(words_of_the_public_title_may_be_said),
        TEST(what_an_earlier_meeting_withheld_is_held_back),
        TEST(what_an_earlier_meeting_let_out_by_its_public_titles_is_not_held_back),
        TEST(R02_what_is_not_agreed_is_not_published),
        TEST(a_body_that_is_not_public_is_not_published),
        TEST(a_body_that_meets_in_private_publishes_nothing),
        TEST(asked_twice_it_is_published_once),
        TEST(a_crash_before_writing_is_done_again),
        TEST(a_crash_between_the_two_stores_is_finished),
        TEST(a_change_meanwhile_is_not_published),
        TEST(a_fault_in_the_middle_publishes_nothing_half),
        TEST(a_fault_leaves_the_earlier_publication_as_it_was),
        TEST(without_room_for_work_files_it_fails_with_a_sentence),
        TEST(published_again_addresses_stay_and_what_left_says_so),
        TEST(an_item_restricted_later_takes_its_paper_away),
        TEST(a_paper_that_is_kept_back_and_still_out_is_told),
        TEST(withdrawn_leaves_a_tombstone_with_the_reason),
        TEST(the_first_moment_of_publication_stays),
        TEST(a_withdrawal_cut_in_two_is_finished),
        TEST(what_was_never_published_cannot_be_withdrawn),
    };
    return RUN("the valve", tests);
}
