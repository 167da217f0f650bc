/* The archive's pages, asked straight at their handlers: who reads what, answering, finding, and joining what is one. */
#include "pages_world.h"

#include "archive/pages.h"
#include "archive/import.h"
#include "archive/publication.h"
#include "people/pages.h"

/* ---- An archive of two meetings ---- */

static int entry(ReadDocument *d, Entry e) {
    e.first_line = e.last_line = (int)d->entries.count + 2;
    d->entries.items[d->entries.count] = e;
    return (int)d->entries.count++;
}

static ReadDocument *document(World *w, Reading *r, const char *text, Date day) {
    *r = (Reading){.verdict = READ_FINE,
        .format = SOURCE_TEXT,
        .text = text_of(text),
        .documents = ARENA_NEW(w->arena, ReadDocument),
        .document_count = 1};
    r->documents[0] = (ReadDocument){
        .kind = DOCUMENT_MINUTES, .title = S("Notes"), .body = S("Test Partnership"), .date = day, .first_line = 1, .last_line = 30};
    r->documents[0].entries.items = ARENA_ARRAY(w->arena, Entry, 20);
    r->doubts.items = ARENA_ARRAY(w->arena, ReadDoubt, 5);
    return &r->documents[0];
}

static void import(World *w, const Reading *r, const char *name) {
    Imported made;
    ReadHints hints = {0};
    ImportFile file = {.name = text_of(name), .bytes = r->text, .came_by = CAME_BY_COMMAND};
    assert_fine(archive_import(w->office, w->arena, (Actor){0, S("command line")}, &file, &hints, r, &made));
    assert_int_equal(made.outcome, IMPORT_MADE);
}

/* Document 1: open, with a doubt about a number; document 2: its second item is restricted. */
static void two_meetings(World *w) {
    Reading open, closed;
    ReadDocument *d = document(
        w, &open, "line one\nPRESENT: Mrs A Example\n12. Road safety\nThe report on lorries.\nRESOLVED to note it", day_of("2025-03-25"));
    entry(d,
        (Entry){.kind = ENTRY_PRESENT, .parent = -1, .title = S("Mrs A Example"), .organisation = S("County Council"), .is_chair = true});
    int item = entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("12"), .title = S("Road safety")});
    entry(d, (Entry){.kind = ENTRY_PARAGRAPH, .parent = item, .number = S("1"), .words = S("Mrs Example spoke of lorries.")});
    entry(d, (Entry){.kind = ENTRY_RESOLUTION, .parent = item, .verb = S("note"), .words = S("note the report")});
    open.doubts.items[open.doubts.count++] = (ReadDoubt){
        .about = DOUBT_NUMBER_ORDER, .entry = item, .words = S("12 follows 140."), .proposal = S("141"), .first_line = 3, .last_line = 3};
    import(w, &open, "march.txt");
    d = document(w, &closed, "another\n13. Lamps\n14. A death in Exampletown", day_of("2025-07-23"));
    int lamps = entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("13"), .title = S("Lamps")});
    entry(d, (Entry){.kind = ENTRY_RESOLUTION, .parent = lamps, .verb = S("approve"), .words = S("approve new lamps near the road")});
    int death =
        entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("14"), .title = S("A death in Exampletown"), .is_restricted = true});
    entry(d, (Entry){.kind = ENTRY_PARAGRAPH, .parent = death, .words = S("The family of the victim was heard.")});
    closed.doubts.items[closed.doubts.count++] =
        (ReadDoubt){.about = DOUBT_NUMBER_ORDER, .entry = death, .words = S("14 of Exampletown is odd."), .proposal = S("15")};
    import(w, &closed, "exampletown.txt");
}

static const Asked clerk = {.roles = CLERK}, auditor = {.roles = AUDITOR}, administrator = {.roles = ADMINISTRATOR};
static Asked with_id(Asked asked, int64_t id) {
    asked.id = id;
    return asked;
}
static Asked with_query(Asked asked, const char *query) {
    asked.query = query;
    return asked;
}
static Asked with_form(Asked asked, const char *form) {
    asked.form = form;
    return asked;
}

/* ---- Tests ---- */

static void an_empty_archive_says_what_to_do(void **state) {
    World *w = *state;
    assert_shows(ask(w, archive_show, clerk), "Nothing has been imported yet");
    assert_shows(ask(w, archive_show, clerk), "/office/archive/import");
    assert_does_not_show(ask(w, archive_show, auditor), "/office/archive/import");
    assert_shows(ask(w, archive_files_show, auditor), "Nothing has been imported yet");
    assert_shows(ask(w, archive_doubts_show, clerk), "No doubts are open");
    assert_shows(ask(w, archive_search_show, clerk), "Search for words");
    assert_shows(ask(w, archive_people_show, clerk), "Nobody was found");
    assert_shows(ask(w, archive_organisations_show, clerk), "No document names");
}

static void the_document_stands_beside_its_source(void **state) {
    World *w = *state;
    two_meetings(w);
    Answer page = ask(w, archive_document_page_show, with_id(clerk, 1));
    assert_shows(page, "id=\"entry-3\"");
    assert_shows(page, "data-first=\"4\"");
    assert_shows(page, "id=\"line-4\"");
    assert_shows(page, "The report on lorries.");
    assert_shows(page, "Numbers out of order");
    assert_shows(ask(w, archive_meeting_page_show, with_id(clerk, 1)), "Present (1)");
    assert_shows(ask(w, archive_body_show, with_id(auditor, 1)), "25 March 2025");
    assert_error(ask(w, archive_document_page_show, with_id(clerk, 99)).error, ERROR_NOT_FOUND);
}

static void nobody_else_learns_what_is_restricted(void **state) {
    World *w = *state;
    two_meetings(w);
    static OfficeHandler *const lists[] = {
        archive_show, archive_files_show, archive_doubts_show, archive_search_show, archive_people_show, archive_organisations_show};
    const Asked others[] = {auditor, administrator};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        for (size_t j = 0; j < sizeof lists / sizeof *lists; j++) {
            assert_does_not_show(ask(w, lists[j], others[i]), "xampletown");
            assert_does_not_show(ask(w, lists[j], with_query(others[i], "q=victim")), "family");
        }
        Answer page = ask(w, archive_document_page_show, with_id(others[i], 2));
        assert_shows(page, "Lamps");
        assert_shows(page, "Something in this file is restricted");
        assert_does_not_show(page, "xampletown");
        assert_does_not_show(page, "victim");
        assert_does_not_show(ask(w, archive_meeting_page_show, with_id(others[i], 2)), "xampletown");
        assert_does_not_show(ask(w, archive_body_show, with_id(others[i], 1)), "xampletown");
        assert_error(ask(w, archive_document_file, with_id(others[i], 2)).error, ERROR_FORBIDDEN);
        assert_error(ask(w, archive_doubt_show, with_id(others[i], 2)).error, ERROR_NOT_FOUND);
    }
    assert_error(ask(w, archive_doubt_do, with_form(with_id(administrator, 2), "act=take")).error, ERROR_NOT_FOUND);
    assert_error(ask(w, archive_entry_restrict_do, with_form(with_id(administrator, 7), "set=open")).error, ERROR_NOT_FOUND);
    assert_int_equal(number_of(w, w->office, "select count(*) from journal where action = 4"), 0);
    Answer page = ask(w, archive_document_page_show, with_id(clerk, 2));
    assert_shows(page, "A death in Exampletown");
    assert_shows(page, "victim");
    assert_int_equal(
        number_of(w, w->office, "select count(*) from journal where action = 4 and record = 'archive_document' and record_id = 2"), 1);
    assert_shows(ask(w, archive_doubt_show, with_id(clerk, 2)), "Exampletown is odd");
    assert_does_not_show(ask(w, archive_search_show, with_query(clerk, "q=victim")), "family"); /* the index has open words only */
}

static void staff_may_be_asked_for_two_steps(void **state) {
    World *w = *state;
    two_meetings(w);
    Partnership partnership = {.name = S("Test"), .staff_two_steps = true};
    put(w, &partnership_record, &partnership);
    assert_does_not_show(ask(w, archive_document_page_show, with_id(clerk, 2)), "xampletown");
    assert_error(ask(w, archive_doubt_show, with_id(clerk, 2)).error, ERROR_NOT_FOUND);
}

/* Enter presses the first button of a form. */
static void assert_before(Answer page, const char *first, const char *then) {
    const char *a = memmem(page.body.ptr, page.body.len, first, strlen(first)),
               *b = memmem(page.body.ptr, page.body.len, then, strlen(then));
    assert_non_null(a);
    assert_non_null(b);
    assert_true(a < b);
}

static void doubts_are_answered_one_by_one_and_the_next_one_comes(void **state) {
    World *w = *state;
    two_meetings(w);
    assert_shows(ask(w, archive_doubts_show, clerk), "2 doubts are open");
    Answer page = ask(w, archive_doubt_show, with_id(clerk, 1));
    assert_shows(page, "12 follows 140.");
    assert_shows(page, "Take the proposal");
    assert_shows(page, "accesskey=\"t\"");
    assert_shows(page, "<mark>12. Road safety</mark>");
    assert_does_not_show(ask(w, archive_doubt_show, with_id((Asked){.roles = SAFETY_OFFICER}, 1)), "Take the proposal");
    assert_refused(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=answer&answer=")), "answer", "Enter an answer");
    /* what was typed is never lost, and Enter sends it */
    assert_refused(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=take&answer=142")), "answer", "You typed an answer");
    assert_refused(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=aside&answer=142")), "answer", "You typed an answer");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 2 and number = '12'"), 1);
    assert_before(page, "value=\"answer\"", "value=\"take\"");
    assert_done(
        ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=take")), "/office/archive/doubts/2?was=1&notice=archive-answered");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 2 and number = '141'"), 1);
    assert_int_equal(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=take")).error->kind, ERROR_CONFLICT);
    assert_done(ask(w, archive_doubt_do, with_form(with_id(clerk, 2), "act=aside")), "/office/archive/doubts?was=2&notice=archive-aside");
    assert_shows(ask(w, archive_doubt_show, with_id(clerk, 1)), "Proposal taken");
    assert_shows(ask(w, archive_doubts_show, with_query(clerk, "body=1&about=number_order")), "No doubts are open");
    /* what is closed is listed, and can be answered again */
    assert_shows(ask(w, archive_doubts_show, with_query(clerk, "state=answered")), "Proposal taken");
    assert_shows(ask(w, archive_doubts_show, with_query(clerk, "state=aside")), "Exampletown is odd");
    assert_does_not_show(ask(w, archive_doubts_show, with_query(auditor, "state=aside")), "xampletown");
    assert_shows(ask(w, archive_doubt_show, with_id(clerk, 1)), "Answer again");
    assert_does_not_show(ask(w, archive_doubt_show, with_id(auditor, 1)), "Answer again");
    assert_done(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=reopen")), "/office/archive/doubts/1?notice=archive-reopened");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 2 and number = '12'"), 1);
    assert_done(ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=answer&answer=140a")), "/office/archive/doubts");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 2 and number = '140a'"), 1);
    assert_done(ask(w, archive_doubt_do, with_form(with_id(clerk, 2), "act=reopen")), "/office/archive/doubts/2?notice=archive-reopened");
    assert_does_not_show(ask(w, archive_doubt_show, with_id(clerk, 2)), "Answer again");
}

static void the_files_tell_how_many_of_their_doubts_are_open(void **state) {
    World *w = *state;
    two_meetings(w);
    Answer page = ask(w, archive_files_show, clerk);
    assert_shows(page, "href=\"/office/archive/doubts/1\">1 open doubt");
    assert_shows(page, "href=\"/office/archive/doubts/2\">1 open doubt");
    page = ask(w, archive_files_show, auditor); /* who answers none, and does not see the second */
    assert_shows(page, "1 open doubt");
    assert_does_not_show(page, "/office/archive/doubts/1\"");
    assert_does_not_show(page, "/office/archive/doubts/2\"");
    ask(w, archive_doubt_do, with_form(with_id(clerk, 1), "act=take"));
    assert_does_not_show(ask(w, archive_files_show, auditor), "open doubt");
}

static void what_the_public_would_read_is_asked_about_first(void **state) {
    World *w = *state;
    two_meetings(w);
    assert_shows(ask(w, archive_document_page_show, with_id(clerk, 2)), "Not restricted");
    ArchivePublication public = {.meeting = {2}, .is_wanted = true, .state = ARCHIVE_OUT};
    put(w, &archive_publication_record, &public);
    assert_shows(ask(w, archive_document_page_show, with_id(clerk, 2)), "Make public again");
    Answer asked = ask(w, archive_entry_restrict_do, with_form(with_id(clerk, 7), "set=open"));
    assert_shows(asked, "everybody will read it on the public site");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 7 and is_restricted = 1"), 1);
    assert_done(ask(w, archive_entry_restrict_do, with_form(with_id(clerk, 7), "set=open&confirmed=yes")),
        "/office/archive/documents/2?notice=archive-opened-public");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_entry where id = 7 and is_restricted = 0"), 1);
}

static void what_was_imported_is_found_with_filters(void **state) {
    World *w = *state;
    two_meetings(w);
    Answer all = ask(w, archive_search_show, with_query(clerk, "q=road"));
    assert_shows(all, "Road</mark> safety");
    assert_shows(all, "/office/archive/documents/1#entry-");
    Answer decisions = ask(w, archive_search_show, with_query(clerk, "q=road&kind=decisions&order=day"));
    assert_shows(decisions, "2 passages"); /* by the title of its item, and by its words */
    assert_true(text_find(decisions.body, S("25 March 2025"), 0) < text_find(decisions.body, S("23 July 2025"), 0));
    assert_shows(ask(w, archive_search_show, with_query(clerk, "q=road&verb=approve")), "1 passage");
    assert_shows(ask(w, archive_search_show, with_query(clerk, "q=road&year=2024")), "Nothing was found");
    assert_shows(ask(w, archive_search_show, with_query(clerk, "year=2025&kind=items&body=1")), "2 passages");
    assert_shows(ask(w, archive_search_show, with_query(clerk, "person=1&kind=paragraphs")), "1 passage");
    assert_shows(ask(w, archive_search_show, with_query(clerk, "organisation=1")), "1 passage");
    assert_shows(ask(w, archive_person_show, with_id(clerk, 1)), "spoke of lorries");
    assert_shows(ask(w, archive_person_show, with_id(clerk, 1)), "Chair");
    assert_shows(ask(w, archive_organisation_show, with_id(clerk, 1)), "Mrs A Example");
    assert_shows(ask(w, archive_people_show, with_query(clerk, "q=exam")), "Mrs A Example");
}

static void restricting_an_item_takes_it_out_of_the_search_and_hides_it(void **state) {
    World *w = *state;
    two_meetings(w);
    assert_done(ask(w, archive_entry_restrict_do, with_form(with_id(clerk, 2), "set=restricted")),
        "/office/archive/documents/1?notice=archive-restricted");
    assert_shows(ask(w, archive_search_show, with_query(clerk, "q=lorries")), "Nothing was found");
    assert_does_not_show(ask(w, archive_document_page_show, with_id(auditor, 1)), "lorries");
    assert_done(
        ask(w, archive_entry_restrict_do, with_form(with_id(clerk, 2), "set=open")), "/office/archive/documents/1?notice=archive-opened");
    assert_shows(ask(w, archive_search_show, with_query(auditor, "q=lorries")), "1 passage");
    assert_error(ask(w, archive_entry_restrict_do, with_form(with_id(clerk, 2), "set=")).error, ERROR_INPUT);
}

static void who_stands_in_restricted_passages_alone_is_named_to_nobody_else(void **state) {
    World *w = *state;
    two_meetings(w);
    Reading closed;
    ReadDocument *d = document(w, &closed, "A closed list", day_of("2025-09-01"));
    entry(
        d, (Entry){
               .kind = ENTRY_PRESENT, .parent = -1, .title = S("Vera Hidden"), .organisation = S("County Council"), .is_restricted = true});
    import(w, &closed, "closed.txt");
    assert_shows(ask(w, archive_organisation_show, with_id(clerk, 1)), "Hidden");
    assert_does_not_show(ask(w, archive_organisation_show, with_id(auditor, 1)), "Hidden");
    assert_does_not_show(ask(w, archive_person_show, with_id(auditor, 1)), "Hidden");
    assert_does_not_show(ask(w, archive_people_show, auditor), "Hidden");
    assert_error(ask(w, archive_person_show, with_id(auditor, 2)).error, ERROR_NOT_FOUND);
}

static void a_file_that_cannot_be_read_stops_no_other_and_is_named_to_nobody_else(void **state) {
    World *w = *state;
    ReadHints hints = {0};
    ImportFile bad = {.name = S("Scan of Jane Victim.pdf"), .bytes = S("%PDF-1.7 broken"), .came_by = CAME_BY_UPLOAD}, second = bad;
    ArchiveSource source;
    bool is_new;
    second.name = S("novel.txt");
    second.bytes = S("Once upon a time");
    Tx *tx = begin(w);
    assert_fine(archive_wait(tx, &bad, &hints, &source, &is_new));
    assert_fine(archive_wait(tx, &second, &hints, &source, &is_new));
    commit(tx);
    for (int i = 0; i < 3; i++) assert_fine(archive_read_waiting(w->office, w->arena, NULL)); /* one file each */
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_source where state = 'refused'"), 2);
    assert_shows(ask(w, archive_files_show, clerk), "Jane Victim");
    assert_does_not_show(ask(w, archive_files_show, auditor), "Victim");
    assert_shows(ask(w, archive_files_show, auditor), "A file that could not be read");
}

/* More than a page of them, and some that something stands in the way of. */
static void every_meeting_that_can_be_published_is_reached_and_those_that_cannot_are_apart(void **state) {
    World *w = *state;
    enum { MEETINGS = 103, STOPPED = 2 };
    for (int i = 0; i < MEETINGS + STOPPED; i++) {
        Reading r;
        ReadDocument *d = document(w, &r, text_format(w->arena, "text %d", i).ptr, date_plus_days(day_of("2001-01-01"), i));
        r.text = text_format(w->arena, "text %d", i);
        entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("1"), .title = S("Lamps")});
        if (i >= MEETINGS)
            r.doubts.items[r.doubts.count++] = (ReadDoubt){.about = DOUBT_RECOGNISED, .entry = -1, .words = S("This was read by OCR.")};
        import(w, &r, text_format(w->arena, "%d.txt", i).ptr);
    }
    Answer first = ask(w, archive_publish_show, clerk), second = ask(w, archive_publish_show, with_query(clerk, "page=2"));
    assert_shows(first, "Can be published (103)");
    assert_shows(first, "13 April 2001"); /* the newest that can be: the hundred and third day */
    assert_does_not_show(first, "14 April 2001");
    assert_does_not_show(first, " 3 January 2001");
    assert_shows(second, " 1 January 2001");
    assert_shows(second, " 3 January 2001");
    assert_does_not_show(second, " 4 January 2001");
    assert_does_not_show(first, "nobody has compared it");
    Answer stopped = ask(w, archive_publish_show, with_query(clerk, "show=stopped"));
    assert_shows(stopped, "Not yet (2)");
    assert_shows(stopped, "14 April 2001");
    assert_shows(stopped, "nobody has compared it with its picture yet");
    assert_does_not_show(stopped, "13 April 2001");
    assert_does_not_show(stopped, "type=\"checkbox\"");
    /* what is refused is shown on the page that it was sent from, and what was chosen stays */
    Answer none = ask(w, archive_publish_do, with_form(clerk, "page=2"));
    assert_refused(none, "meeting", "Choose one or more meetings");
    assert_refused(none, "meeting", " 1 January 2001");
    assert_does_not_show(none, "13 April 2001");
}

/* Each by itself: one that was published meanwhile, or cannot be, is told by its name and stops no other. */
static void what_somebody_published_meanwhile_is_told_by_its_name(void **state) {
    World *w = *state;
    two_meetings(w);
    Reading none;
    ReadDocument *d = document(w, &none, "no day", (Date){0});
    entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("1"), .title = S("Lamps")});
    import(w, &none, "undated.txt");
    assert_done(ask(w, archive_publish_do, with_form(clerk, "meeting=1")), "/office/archive/publish?notice=archive-publishing-many");
    Tx *tx = begin(w);
    assert_fine(archive_publication_withdraw(tx, (ArchiveMeetingId){1}, S("It was another meeting")));
    commit(tx);
    Answer page = ask(w, archive_publish_do, with_form(clerk, "meeting=1&meeting=2&meeting=3&meeting=99"));
    assert_refused(page, "meeting", "Test Partnership, 25 March 2025: it was not published. Somebody published it, or withdrew it");
    assert_refused(page, "meeting", "Test Partnership: it was not published. The day of the meeting is not known");
    assert_refused(page, "meeting", "A meeting: it was not published.");
    assert_does_not_show(page, "Test Partnership, 23 July 2025: it was not published");
    assert_int_equal(number_of(w, w->office, "select is_wanted from archive_publication where meeting = 1"), 0);
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_publication where meeting = 2 and is_wanted = 1"), 1);
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_publication"), 2);
}

static void two_records_of_one_are_joined(void **state) {
    World *w = *state;
    two_meetings(w);
    Reading other;
    ReadDocument *d = document(w, &other, "A third file", day_of("2020-01-01"));
    d->body = S("Older Partnership");
    entry(d, (Entry){.kind = ENTRY_PRESENT, .parent = -1, .title = S("Ann Example"), .organisation = S("The Council")});
    import(w, &other, "third.txt");
    assert_shows(ask(w, archive_body_show, with_id(clerk, 2)), "This is another name");
    assert_error(ask(w, archive_body_join_do, with_form(with_id(clerk, 2), "into=")).error, ERROR_INPUT);
    assert_error(ask(w, archive_body_join_do, with_form(with_id(clerk, 2), "into=2")).error, ERROR_INPUT);
    assert_done(ask(w, archive_body_join_do, with_form(with_id(clerk, 2), "into=1")), "/office/archive/bodies/1?notice=archive-joined");
    assert_shows(ask(w, archive_body_show, with_id(clerk, 1)), "Older Partnership");
    assert_done(ask(w, archive_person_join_do, with_form(with_id(clerk, 2), "into=1")), "/office/archive/people/1?notice=archive-joined");
    assert_shows(ask(w, archive_person_show, with_id(clerk, 1)), "Ann Example");
    assert_shows(ask(w, archive_person_show, with_id(clerk, 1)), "1 January 2020");
    assert_done(ask(w, archive_organisation_join_do, with_form(with_id(clerk, 2), "into=1")),
        "/office/archive/organisations/1?notice=archive-joined");
    assert_int_equal(number_of(w, w->office, "select count(*) from archive_organisation"), 1);
}

/* In the office both pages lead to each other; somebody named in restricted passages alone is told to nobody from there. */
static void somebody_of_the_archive_is_linked_with_a_person_of_the_office(void **state) {
    World *w = *state;
    two_meetings(w);
    Person dana = {.name = S("Ann Example"), .post = S("Cabinet Member")};
    put(w, &person_record, &dana);
    char wanted[40];
    snprintf(wanted, sizeof wanted, "person=%lld", (long long)dana.id.n);
    assert_does_not_show(ask(w, person_show, with_id(clerk, dana.id.n)), "In the archive");
    assert_shows(ask(w, archive_person_show, with_id(clerk, 1)), "Save who it is");
    assert_does_not_show(ask(w, archive_person_show, with_id(auditor, 1)), "Save who it is");
    assert_error(ask(w, archive_person_link_do, with_form(with_id(clerk, 1), "person=9999")).error, ERROR_NOT_FOUND);
    Answer done = ask(w, archive_person_link_do, with_form(with_id(clerk, 1), wanted));
    assert_done(done, "/office/archive/people/1?notice=archive-linked");
    assert_shows(ask(w, archive_person_show, with_id(auditor, 1)), "Ann Example, Cabinet Member</a>, as they are today");
    assert_shows(ask(w, person_show, with_id(auditor, dana.id.n)), "href=\"/office/archive/people/1\"");
    assert_int_equal(number_of(w, w->office, "select count(*) from journal where record = 'archive_person' and record_id = 1"), 2);
    assert_error(ask(w, person_delete_ask, with_id(clerk, dana.id.n)).error, ERROR_INPUT);
    Tx *tx = begin(w);
    for (int64_t i = 1; i <= 4; i++) assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){i}, true));
    commit(tx);
    assert_does_not_show(ask(w, person_show, with_id(auditor, dana.id.n)), "In the archive");
    assert_error(ask(w, archive_person_link_do, with_form(with_id(administrator, 1), "person=")).error, ERROR_NOT_FOUND);
    assert_done(
        ask(w, archive_person_link_do, with_form(with_id(clerk, 1), "person=")), "/office/archive/people/1?notice=archive-unlinked");
    assert_does_not_show(ask(w, archive_person_show, with_id(clerk, 1)), "as they are today");
    assert_fine(ask(w, person_delete_ask, with_id(clerk, dana.id.n)).error);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_empty_archive_says_what_to_do),
        TEST(the_document_stands_beside_its_source),
        TEST(nobody_else_learns_what_is_restricted),
        TEST(staff_may_be_asked_for_two_steps),
        TEST(doubts_are_answered_one_by_one_and_the_next_one_comes),
        TEST(the_files_tell_how_many_of_their_doubts_are_open),
        TEST(what_the_public_would_read_is_asked_about_first),
        TEST(what_was_imported_is_found_with_filters),
        TEST(restricting_an_item_takes_it_out_of_the_search_and_hides_it),
        TEST(who_stands_in_restricted_passages_alone_is_named_to_nobody_else),
        TEST(a_file_that_cannot_be_read_stops_no_other_and_is_named_to_nobody_else),
        TEST(every_meeting_that_can_be_published_is_reached_and_those_that_cannot_are_apart),
        TEST(what_somebody_published_meanwhile_is_told_by_its_name),
        TEST(two_records_of_one_are_joined),
        TEST(somebody_of_the_archive_is_linked_with_a_person_of_the_office),
    };
    return RUN("archive pages", tests);
}
