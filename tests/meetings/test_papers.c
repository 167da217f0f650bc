/* Papers in a store: PDFs and reports on items, the same file twice, order, words; who may see a meeting, and the lists of meetings. */
#include "office.h"

static const char *write_file(Desk *d, const char *name, const char *content) {
    const char *path = text_format(d->w->arena, "%s/%s", d->w->folder, name).ptr;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    return path;
}

static const PdfLook fine = {.verdict = PDF_FINE, .pages = 3, .has_text = true, .text = S_INIT("the words of the paper")};

static AgendaItemId first_item(Desk *d) {
    return agenda_of(d).items[0].items[0].item.id;
}

static Paper add_file(Desk *d, AgendaItemId item, const char *title, const char *path, const char *also) {
    Paper paper;
    Text others;
    CHANGE(d, tx, paper_add_file(tx, item, text_of(title), path, S("paper.pdf"), &fine, &paper, &others));
    assert_text(others, also);
    return paper;
}

static void a_paper_carries_its_file_and_words(void **state) {
    Desk d = desk_of(state);
    Paper paper = add_file(&d, first_item(&d), "A paper", write_file(&d, "a.pdf", "one"), "");
    PaperList papers = agenda_of(&d).items[0].items[0].papers;
    assert_int_equal(papers.count, 1);
    assert_text(papers.items[0].title, "A paper");
    assert_int_equal(papers.items[0].pages, 3);
    assert_int_equal(papers.items[0].bytes, 3);
    Db *db;
    Text words;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(paper_words(db, d.w->arena, &papers.items[0], REPORT_FULL, &words));
    assert_text(words, "the words of the paper");
    JournalEntries entries;
    assert_fine(journal_of(db, d.w->arena, &paper_record, paper.id.n, &entries));
    assert_int_equal(entries.count, 1);
    assert_false(text_contains(entries.items[0].state, S("the words of the paper"))); /* they can be long and restricted */
    store_return(db);
}

static void the_same_file_twice_is_noticed(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItemId one = agenda.items[0].items[0].item.id, two = agenda.items[0].items[1].item.id;
    const char *path = write_file(&d, "a.pdf", "one");
    Paper first = add_file(&d, one, "A paper", path, "");
    Paper sent_again = add_file(&d, one, "A paper", path, ""); /* the same form again */
    assert_int_equal(sent_again.id.n, first.id.n);
    assert_int_equal(agenda_of(&d).items[0].items[0].papers.count, 1);
    Paper paper;
    REFUSED(&d, tx, paper_add_file(tx, one, S("Another title"), path, S("paper.pdf"), &fine, &paper, NULL), ERROR_INPUT);
    Paper corrected =
        add_file(&d, one, "A paper", write_file(&d, "a2.pdf", "eno"), ""); /* another file under the same title is another paper */
    assert_true(corrected.id.n != first.id.n);
    add_file(&d, two, "On another item", path, "A1");
    assert_int_equal(agenda_of(&d).items[0].items[1].papers.count, 1);
}

static void a_paper_is_replaced_moved_and_withdrawn(void **state) {
    Desk d = desk_of(state);
    AgendaItemId item = first_item(&d);
    Paper one = add_file(&d, item, "One", write_file(&d, "1.pdf", "1"), "");
    add_file(&d, item, "Two", write_file(&d, "2.pdf", "22"), "");
    Paper three = add_file(&d, item, "Three", write_file(&d, "3.pdf", "333"), "");
    CHANGE(&d, tx, paper_move(tx, three.id, 1));
    again(&d, &paper_record, one.id.n, &one);
    assert_int_equal(one.position, 2);
    CHANGE(&d, tx, paper_replace_file(tx, &one, write_file(&d, "4.pdf", "4444"), S("new.pdf"), &fine, NULL));
    PaperList papers = agenda_of(&d).items[0].items[0].papers;
    assert_int_equal(papers.count, 3);
    assert_text(papers.items[0].title, "Three");
    assert_text(papers.items[1].file_name, "new.pdf");
    assert_int_equal(papers.items[1].bytes, 4);
    REFUSED(&d, tx, paper_withdraw(tx, &one, S("")), ERROR_INPUT);
    CHANGE(&d, tx, paper_withdraw(tx, &one, S("Out of date")));
    papers = agenda_of(&d).items[0].items[0].papers;
    assert_int_equal(papers.count, 2);
    assert_text(papers.items[1].title, "Two");
    assert_int_equal(papers.items[1].position, 3);
    CHANGE(&d, tx, paper_restore(tx, &one));
    assert_int_equal(agenda_of(&d).items[0].items[0].papers.count, 3);
}

static void an_item_takes_its_papers_with_it(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItemId one = agenda.items[0].items[0].item.id, two = agenda.items[0].items[1].item.id;
    const char *shared = write_file(&d, "a.pdf", "one");
    add_file(&d, one, "Shared", shared, "");
    add_file(&d, one, "Alone", write_file(&d, "b.pdf", "two"), "");
    add_file(&d, two, "Shared", shared, "A1");
    Report report = {.by = S("Head"), .to = S("To"), .subject = S("Subject"), .summary = S("Summary")};
    Paper paper;
    CHANGE(&d, tx, report_add(tx, one, &report, &paper));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from file"), 2);
    CHANGE(&d, tx, item_remove(tx, one));
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from paper"), 1);
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from report"), 0);
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from file"), 1); /* the shared one is still named */
}

static void a_report_is_a_paper_named_after_its_subject(void **state) {
    Desk d = desk_of(state);
    Report report = {
        .by = S("Head"), .to = S("To"), .subject = S("Update"), .summary = S("Summary"), .body = S("# Background\n\nMany words.")};
    Paper paper;
    CHANGE(&d, tx, report_add(tx, first_item(&d), &report, &paper));
    assert_text(paper.title, "Update");
    assert_int_equal(paper.kind, PAPER_REPORT);
    report.subject = S("Yearly update");
    CHANGE(&d, tx, report_save(tx, &report));
    again(&d, &paper_record, paper.id.n, &paper);
    assert_text(paper.title, "Yearly update");
    Db *db;
    Text words;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(paper_words(db, d.w->arena, &paper, REPORT_FULL, &words));
    assert_has(words, "Many words.");
    assert_has(words, "Yearly update");
    store_return(db);
    Report old = report;
    report.body = S("Mine");
    CHANGE(&d, tx, report_save(tx, &report));
    old.body = S("Theirs");
    REFUSED(&d, tx, report_save(tx, &old), ERROR_CONFLICT);
}

/* ---- Who may see what ---- */

static PersonId seat_person(Desk *d, Date from, Date until) {
    Organisation organisation = {.name = S("Kent Police")};
    Person person = {.name = S("A. Member"), .honorific = S("Ch Insp")};
    Seat seat = {.body = d->body.id, .title = S("Kent Police")};
    Tenure tenure = {.kind = TENURE_HOLDER, .from = from, .until = until};
    Tx *tx = begin(d->w);
    assert_fine(record_insert(tx, &organisation_record, &organisation));
    person.organisation = seat.organisation = organisation.id;
    assert_fine(record_insert(tx, &person_record, &person));
    assert_fine(record_insert(tx, &seat_record, &seat));
    tenure.seat = seat.id;
    tenure.person = person.id;
    assert_fine(record_insert(tx, &tenure_record, &tenure));
    commit(tx);
    return person.id;
}

static MeetingRights rights_of(Desk *d, Access roles, PersonId person) {
    Db *db;
    MeetingRights rights;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(meeting_rights(db, d->w->arena, roles, person, &d->meeting, &rights));
    store_return(db);
    return rights;
}

static void restricted_papers_are_for_clerk_officer_and_those_who_sit(void **state) {
    Desk d = desk_of(state);
    PersonId sits = seat_person(&d, (Date){0}, (Date){0}), left = seat_person(&d, date_of(2020, 1, 1), date_of(2021, 1, 1)), nobody = {0};
    CHANGE(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")));
    agenda_of(&d);
    const struct {
        Access roles;
        PersonId person;
        bool sees, restricted, writes, edits, agrees;
    } expected[] = {
        {CLERK, nobody, true, true, true, true, false},
        {SAFETY_OFFICER, nobody, true, true, true, false, false},
        {ADMINISTRATOR, nobody, true, false, false, false, false},
        {AUDITOR, nobody, true, false, false, false, false},
        {MEMBER, sits, true, true, false, false, false},
        {MEMBER, left, false, false, false, false, false},
        {MEMBER, nobody, false, false, false, false, false},
        {CHAIR, sits, true, true, false, false, true},
        {CHAIR, left, false, false, false, false, false},
        {AUDITOR | MEMBER, left, true, false, false, false, false},
        {AUDITOR, sits, true, false, false, false, false},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        MeetingRights r = rights_of(&d, expected[i].roles, expected[i].person);
        if (r.sees != expected[i].sees || r.sees_agenda != expected[i].sees || r.sees_restricted != expected[i].restricted
            || r.writes != expected[i].writes || r.edits != expected[i].edits || r.agrees != expected[i].agrees)
            fail_msg("the rights in row %zu are not as expected", i);
    }
}

static void R02_members_see_an_agenda_once_it_is_agreed_and_the_chair_before(void **state) {
    Desk d = desk_of(state);
    PersonId sits = seat_person(&d, (Date){0}, (Date){0});
    assert_true(rights_of(&d, MEMBER, sits).sees);
    assert_false(rights_of(&d, MEMBER, sits).sees_agenda);
    assert_false(rights_of(&d, MEMBER, sits).sees_restricted);
    assert_true(rights_of(&d, CHAIR, sits).sees_agenda);
    CHANGE(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")));
    agenda_of(&d);
    assert_true(rights_of(&d, MEMBER, sits).sees_agenda);
}

/* ---- Lists ---- */

static void a_persons_meetings_are_those_of_the_days_on_which_they_sit(void **state) {
    Desk d = desk_of(state);
    PersonId person = seat_person(&d, date_of(2025, 1, 1), date_of(2025, 10, 31));
    Meeting later = {.body = d.body.id, .day = date_of(2025, 11, 18), .starts = time_of(10, 0), .is_online = true};
    Meeting sooner = {.body = d.body.id, .day = date_of(2025, 3, 25), .starts = time_of(10, 0), .is_online = true};
    Meeting cancelled = {.body = d.body.id, .day = date_of(2025, 8, 1), .starts = time_of(10, 0), .is_online = true};
    CHANGE(&d, tx, meeting_make(tx, &later));
    CHANGE(&d, tx, meeting_make(tx, &sooner));
    CHANGE(&d, tx, meeting_make(tx, &cancelled));
    CHANGE(&d, tx, meeting_cancel(tx, &cancelled, S("Holidays")));
    Db *db;
    MeetingList list;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(meetings_of_person(db, d.w->arena, person, date_of(2025, 1, 1), 10, &list));
    assert_int_equal(list.count, 2);
    assert_int_equal(list.items[0].id.n, sooner.id.n);
    assert_int_equal(list.items[1].id.n, d.meeting.id.n);
    assert_fine(meetings_from(db, d.w->arena, (BodyId){0}, date_of(2025, 7, 23), 10, &list));
    assert_int_equal(list.count, 3);
    assert_fine(meetings_from(db, d.w->arena, (BodyId){d.body.id.n + 1}, date_of(2025, 7, 23), 10, &list));
    assert_int_equal(list.count, 0);
    assert_fine(meetings_before(db, d.w->arena, d.body.id, date_of(2025, 7, 23), 10, &list));
    assert_int_equal(list.count, 1);
    store_return(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_paper_carries_its_file_and_words),
        TEST(the_same_file_twice_is_noticed),
        TEST(a_paper_is_replaced_moved_and_withdrawn),
        TEST(an_item_takes_its_papers_with_it),
        TEST(a_report_is_a_paper_named_after_its_subject),
        TEST(restricted_papers_are_for_clerk_officer_and_those_who_sit),
        TEST(R02_members_see_an_agenda_once_it_is_agreed_and_the_chair_before),
        TEST(a_persons_meetings_are_those_of_the_days_on_which_they_sit),
    };
    return RUN("meetings: papers", tests);
}
