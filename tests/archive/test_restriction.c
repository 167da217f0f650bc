/* What is restricted in the archive, and what follows it, on both engines. */
#include "papers.h"

static void what_is_restricted_is_sealed_and_not_found(void **state) {
    World *w = *state;
    Paper agenda = paper(w, "Agenda with exempt item"), p = minutes(w, "2025-03-25");
    ReadDocument *a = document(&agenda, DOCUMENT_AGENDA, BODY, "2025-03-25");
    entry(a, (Entry){.kind = ENTRY_ITEM, .parent = -1, .code = S("B1"), .title = S("A death review"), .is_restricted = true});
    import(&p, "minutes");
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 0);
    assert_int_equal(found(w, "lorries").count, 1);
    import(&agenda, "agenda");
    assert_int_equal(found(w, "death").count, 0);
    assert_int_equal(found(w, "lorries").count, 0); /* the minute of a restricted item is restricted, and with it what stands below */
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where is_restricted = 1"), 5);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where agenda_item is not null"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 2);
    assert_int_equal(COUNT(w, "select count(*) from file where sha256 not like 'sealed-%'"), 0);
    assert_int_equal(import(&p, "minutes").outcome, IMPORT_SAME_FILE);
    assert_int_equal(import(&agenda, "agenda").outcome, IMPORT_SAME_FILE);
}

/* An agenda with one item. */
static Paper agenda_of(World *w, const char *text, const char *code, const char *title, bool is_restricted) {
    Paper p = paper(w, text);
    ReadDocument *a = document(&p, DOCUMENT_AGENDA, BODY, "2025-03-25");
    entry(a, (Entry){.kind = ENTRY_ITEM, .parent = -1, .code = text_of(code), .title = text_of(title), .is_restricted = is_restricted});
    return p;
}

static Paper report_of(World *w, const char *title) {
    Paper p = paper(w, "A report");
    ReadDocument *d = document(&p, DOCUMENT_REPORT, BODY, "2025-03-25");
    d->title = text_of(title);
    entry(d, (Entry){.kind = ENTRY_PARAGRAPH, .parent = -1, .words = S("Bicycles are considered.")});
    return p;
}

static void a_second_agenda_does_not_take_restriction_away(void **state) {
    World *w = *state;
    Paper closed = agenda_of(w, "Full agenda", "B1", "Road safety", true), open = agenda_of(w, "Short agenda", "B1", "Road safety", false);
    Paper p = minutes(w, "2025-03-25"), report = report_of(w, "Road safety");
    import(&open, "open");
    import(&p, "minutes");
    import(&report, "report");
    assert_int_equal(found(w, "lorries").count, 1);
    assert_int_equal(found(w, "bicycles").count, 1);
    import(&closed, "closed");
    assert_int_equal(found(w, "road").count, 0); /* neither the other agenda nor the minutes */
    assert_int_equal(found(w, "lorries").count, 0);
    assert_int_equal(found(w, "bicycles").count, 0);
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 4);
    assert_int_equal(COUNT(w, "select count(*) from file where sha256 not like 'sealed-%'"), 0);
}

static void minutes_find_the_restricted_one_of_two_agendas(void **state) {
    World *w = *state;
    Paper closed = agenda_of(w, "Full agenda", "", "Road safety", true), open = agenda_of(w, "Short agenda", "B1", "Roads", false);
    Paper p = minutes(w, "2025-03-25");
    import(&closed, "closed");
    import(&open, "open");
    import(&p, "minutes");
    assert_int_equal(found(w, "lorries").count, 0);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where agenda_item = 1 and is_restricted = 1"), 1);
}

static void two_open_agendas_are_one_to_their_minutes(void **state) {
    World *w = *state;
    Paper a = agenda_of(w, "Agenda", "B1", "Road safety", false), b = agenda_of(w, "Agenda once more", "B1", "Road safety", false);
    Paper p = minutes(w, "2025-03-25");
    import(&a, "a");
    import(&b, "b");
    import(&p, "minutes");
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where agenda_item = 1"), 1);
    assert_int_equal(found(w, "lorries").count, 1);
}

static void restricting_an_item_of_an_agenda_reaches_what_belongs_to_it(void **state) {
    World *w = *state;
    Paper a = agenda_of(w, "Agenda", "B1", "Road safety", false), b = agenda_of(w, "Agenda once more", "B1", "Road safety", false);
    Paper p = minutes(w, "2025-03-25"), again = minutes(w, "2025-03-25"), report = report_of(w, "Road safety");
    again.r.text = S("Minutes of 2025-03-25;\napologies were noted");
    import(&a, "a");
    import(&b, "b");
    import(&p, "minutes");
    assert_int_equal(import(&again, "minutes in other bytes").outcome, IMPORT_SAME_WORDS);
    import(&report, "report");
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 0);
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){1}, true));
    assert_int_equal(found(w, "road").count, 0);
    assert_int_equal(found(w, "lorries").count, 0);
    assert_int_equal(found(w, "bicycles").count, 0);
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 5);
    assert_int_equal(COUNT(w, "select count(*) from file where sha256 not like 'sealed-%'"), 0);
    assert_int_equal(COUNT(w, "select count(*) from archive_document where is_restricted = 1 and kind = 'report'"), 1);
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){1}, false)); /* opens what was asked for alone */
    assert_int_equal(found(w, "road").count, 1);
    assert_int_equal(found(w, "lorries").count, 0);
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 4);
}

static void the_page_of_a_restricted_item_is_restricted_with_its_title(void **state) {
    World *w = *state;
    Paper p = paper(w, "Page of an item"), closed = paper(w, "Page of another item");
    ReadDocument *d = document(&p, DOCUMENT_ITEM_PAGE, BODY, "2025-03-25");
    d->title = S("A death in Exampletown");
    entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("7"), .title = S("A death in Exampletown")});
    d = document(&closed, DOCUMENT_ITEM_PAGE, BODY, "2025-03-25");
    entry(d, (Entry){.kind = ENTRY_PARAGRAPH, .parent = -1, .words = S("Before the item.")});
    entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("8"), .title = S("Another death"), .is_restricted = true});
    import(&p, "open");
    import(&closed, "closed");
    assert_int_equal(COUNT(w, "select count(*) from archive_document where is_restricted = 1 and id = 2"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where is_restricted = 1 and document = 2"), 2);
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){1}, true));
    assert_int_equal(COUNT(w, "select count(*) from archive_document where is_restricted = 1 and id = 1"), 1);
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){1}, false));
    assert_int_equal(COUNT(w, "select count(*) from archive_document where is_restricted = 1 and id = 1"), 0);
}

static void how_minutes_were_approved_is_not_told_out_of_a_restricted_passage(void **state) {
    World *w = *state;
    Paper first = minutes(w, "2025-03-25"), later = approving(w, "2025-07-23", "2025-03-25");
    ReadDocument *d = &later.r.documents[0];
    entry(d, (Entry){.kind = ENTRY_ITEM,
                 .parent = -1,
                 .number = S("1"),
                 .title = S("Minutes"),
                 .words = S("They were approved subject to the addition of one name.")});
    import(&first, "a");
    import(&later, "b");
    ArchiveMeeting march = meeting_of_day(w, "2025-03-25"), now;
    fetch(w, &archive_meeting_record, march.id.n, &now);
    assert_text(now.approval_words, "subject to the addition of one name");
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){6}, true));
    fetch(w, &archive_meeting_record, march.id.n, &now);
    assert_int_equal(now.status, ARCHIVE_APPROVED);
    assert_text(now.approval_words, "");
}

static void what_may_be_restricted_is_until_somebody_says_it_is_open(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    doubt(&p, (ReadDoubt){.about = DOUBT_RESTRICTED, .entry = 1, .words = S("It is not clear whether the item is exempt.")});
    Imported made = import(&p, "p");
    assert_int_equal(made.source.is_restricted, true);
    assert_int_equal(found(w, "lorries").count, 0);
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.items[0].is_restricted, true);
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S("open")));
    assert_int_equal(found(w, "lorries").count, 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_source where is_restricted = 1"), 0);
    assert_int_equal(COUNT(w, "select count(*) from file where sha256 like 'sealed-%'"), 0);
    ANSWER(w, archive_entry_restrict(tx, (ArchiveEntryId){2}, true));
    assert_int_equal(found(w, "lorries").count, 0);
    assert_int_equal(COUNT(w, "select count(*) from search where body like '%lorries%'"), 0);
}

static void markings_are_told_from_their_opposites(void **state) {
    (void)state;
    static const char *const restricted[] = {
        "Restricted", "EXEMPT (paragraph 1)", "Official-Sensitive", "Confidential", "Not for publication"};
    static const char *const open[] = {"", "Unrestricted", "Not exempt", "For Information", "Non-confidential", "Official"};
    for (size_t i = 0; i < sizeof restricted / sizeof *restricted; i++) assert_true(is_restricted_marking(text_of(restricted[i])));
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) assert_false(is_restricted_marking(text_of(open[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_restricted_is_sealed_and_not_found),
        TEST(a_second_agenda_does_not_take_restriction_away),
        TEST(minutes_find_the_restricted_one_of_two_agendas),
        TEST(two_open_agendas_are_one_to_their_minutes),
        TEST(restricting_an_item_of_an_agenda_reaches_what_belongs_to_it),
        TEST(the_page_of_a_restricted_item_is_restricted_with_its_title),
        TEST(how_minutes_were_approved_is_not_told_out_of_a_restricted_passage),
        TEST(what_may_be_restricted_is_until_somebody_says_it_is_open),
        TEST(markings_are_told_from_their_opposites),
    };
    return RUN("archive restriction", tests);
}
