/* Making records of what was read, on both engines: once, linked, with doubts, and changed by answers. */
#include "papers.h"

/* ---- Once ---- */

static void a_file_is_imported_once_and_its_words_are_known_in_other_bytes(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    Imported made = import(&p, "one");
    assert_int_equal(made.outcome, IMPORT_MADE);
    assert_has(made.sentence, "Minutes of " BODY ", 25 March 2025");
    assert_int_equal(COUNT(w, "select count(*) from archive_entry"), 5);
    int64_t journal = COUNT(w, "select count(*) from journal");
    assert_int_equal(import(&p, "one").outcome, IMPORT_SAME_FILE);
    assert_int_equal(COUNT(w, "select count(*) from journal"), journal);
    Paper again = minutes(w, "2025-03-25");
    again.r.text = S("MINUTES of  2025 03 25.\n\nApologies were noted");
    made = import(&again, "two");
    assert_int_equal(made.outcome, IMPORT_SAME_WORDS);
    assert_int_equal(made.source.same_as.n, 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_source"), 2);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry"), 5);
    assert_int_equal(import(&again, "two").outcome, IMPORT_SAME_FILE);
}

static void what_is_nothing_leaves_nothing(void **state) {
    World *w = *state;
    Paper p = paper(w, "Once upon a time");
    p.r.verdict = READ_ANOTHER;
    p.r.sentence = S("This is a novel.");
    int64_t journal = COUNT(w, "select count(*) from journal");
    Imported made = import(&p, "novel");
    assert_int_equal(made.outcome, IMPORT_REFUSED);
    assert_text(made.sentence, "This is a novel.");
    assert_int_equal(COUNT(w, "select count(*) from archive_source"), 0);
    assert_int_equal(COUNT(w, "select count(*) from file"), 0);
    assert_int_equal(COUNT(w, "select count(*) from journal"), journal);
}

static void what_documents_say_is_sealed_and_open_words_are_found(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    import(&p, "one");
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where words like '%lorries%' or title like '%Road%'"), 0);
    assert_int_equal(COUNT(w, "select count(*) from journal where state like '%lorries%' or state like '%Road safety%'"), 0);
    SearchHits hits = found(w, "lorries");
    assert_int_equal(hits.count, 1);
    assert_text(hits.items[0].title, "Road safety");
    assert_has(hits.items[0].url, "/office/archive/documents/1#entry-");
    assert_has(hits.items[0].about, "25 March 2025");
    assert_int_equal(found(w, "partnership note").count, 1); /* a part of a resolution, with the words before its parts */
}

/* ---- Meetings ---- */

static void the_same_meeting_of_two_sources_is_one_with_both_kept(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    import(&p, "one");
    Paper page = paper(w, "A web page");
    document(&page, DOCUMENT_MEETING_PAGE, "test safety  partnership", "2025-03-25")->time = time_of(10, 0);
    import(&page, "two");
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_body"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_document where meeting = 1"), 2);
    assert_int_equal(meeting_of_day(w, "2025-03-25").time.n, time_of(10, 0).n);
}

static void minutes_are_approved_by_a_later_meeting_whichever_comes_first(void **state) {
    World *w = *state;
    Paper first = minutes(w, "2025-03-25"), later = approving(w, "2025-07-23", "2025-03-25"),
          latest = approving(w, "2025-11-20", "2025-07-23");
    import(&latest, "c");
    import(&first, "a");
    import(&later, "b");
    ArchiveMeeting march = meeting_of_day(w, "2025-03-25"), july = meeting_of_day(w, "2025-07-23"),
                   november = meeting_of_day(w, "2025-11-20");
    assert_int_equal(march.status, ARCHIVE_APPROVED);
    assert_int_equal(march.approved_at.n, july.id.n);
    ArchiveMeeting open;
    fetch(w, &archive_meeting_record, march.id.n, &open);
    assert_text(open.approval_words, "subject to the addition of one name");
    assert_int_equal(july.approved_at.n, november.id.n);
    assert_int_equal(november.status, 0);
}

static void a_missing_day_is_bounded_by_other_documents_and_its_answer_moves_the_document(void **state) {
    World *w = *state;
    Paper undated = approving(w, "", "2021-07-13");
    undated.r.documents[0].after = day_of("2021-07-13");
    present(&undated.r.documents[0], "Mr B Sample", "");
    Imported made = import(&undated, "undated");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.items[0].about, DOUBT_NO_DATE);
    assert_text(doubts.items[0].known, "after 13 July 2021");
    Paper other = approving(w, "2022-07-14", "2022-03-24");
    import(&other, "other");
    doubts = doubts_of(w, made.source.id);
    assert_text(doubts.items[0].known, "after 13 July 2021, before 25 March 2022");
    Paper before = minutes(w, "2021-07-13");
    before.r.documents[0].next_meeting = day_of("2021-11-09");
    import(&before, "before");
    doubts = doubts_of(w, made.source.id);
    assert_text(doubts.items[0].proposal, "2021-11-09");
    assert_int_equal(meeting_of_day(w, "2021-07-13").status, ARCHIVE_APPROVED);
    Paper there = minutes(w, "2021-11-09");
    import(&there, "there");
    int64_t meetings = COUNT(w, "select count(*) from archive_meeting");
    ANSWER(w, doubt_take(tx, &doubts.items[0]));
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), meetings - 1);
    ArchiveMeeting moved = meeting_of_day(w, "2021-11-09");
    assert_int_equal(number_of(w, w->office,
                         text_format(w->arena, "select count(*) from archive_document where meeting = %lld", (long long)moved.id.n).ptr),
        2);
    assert_int_equal(meeting_of_day(w, "2021-07-13").approved_at.n, moved.id.n);
    ArchiveDoubt answered;
    fetch(w, &archive_doubt_record, doubts.items[0].id.n, &answered);
    assert_int_equal(answered.state, DOUBT_TAKEN);
    Tx *tx = begin(w);
    assert_error(doubt_take(tx, &doubts.items[0]), ERROR_CONFLICT);
    tx_end(tx);
}

static void a_day_that_another_document_contradicts_is_a_doubt_once(void **state) {
    World *w = *state;
    Paper first = minutes(w, "2025-03-25"), later = approving(w, "2025-07-23", "2025-03-24"), third = minutes(w, "2025-11-20");
    import(&first, "a");
    Imported made = import(&later, "b");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.items[0].about, DOUBT_DATE_DIFFERS);
    assert_text(doubts.items[0].proposal, "2025-03-25");
    import(&third, "c");
    assert_int_equal(COUNT(w, "select count(*) from archive_doubt"), 1);
    assert_int_equal(meeting_of_day(w, "2025-03-25").status, 0);
    ANSWER(w, doubt_take(tx, &doubts.items[0]));
    assert_int_equal(meeting_of_day(w, "2025-03-25").status, ARCHIVE_APPROVED);
}

static void an_answer_that_is_no_day_changes_nothing(void **state) {
    World *w = *state;
    Paper undated = approving(w, "", "2021-07-13");
    Imported made = import(&undated, "undated");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    static const char *const wrong[] = {"", "soon", "31 February 2022", "1 July 2021"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Tx *tx = begin(w);
        assert_error(doubt_answer(tx, &doubts.items[0], text_of(wrong[i])), ERROR_INPUT);
        tx_end(tx);
    }
    Tx *none = begin(w);
    assert_error(doubt_take(none, &doubts.items[0]), ERROR_INPUT); /* nothing is proposed */
    tx_end(none);
    ANSWER(w, doubt_set_aside(tx, &doubts.items[0]));
    assert_int_equal(COUNT(w, "select count(*) from archive_document where date is null"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_doubt where state = 'set_aside'"), 1);
}

/* ---- People ---- */

static Paper attended(World *w, const char *day, const char *const *names) {
    Paper p = paper(w, text_format(w->arena, "Attendance %s %s", day, names[0]).ptr);
    ReadDocument *d = document(&p, DOCUMENT_MINUTES, BODY, day);
    for (; *names; names++) present(d, *names, "County Council");
    return p;
}
#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void people_are_linked_over_spellings_and_never_guessed(void **state) {
    World *w = *state;
    Paper a = attended(w, "2020-01-10", NAMES("Ms S Holder")), b = attended(w, "2021-01-10", NAMES("Shirley Holder", "Mr C Other"));
    import(&a, "a");
    import(&b, "b");
    assert_int_equal(COUNT(w, "select count(*) from archive_person"), 2);
    ArchivePerson holder;
    fetch(w, &archive_person_record, 1, &holder);
    assert_text(holder.name, "Shirley Holder");
    assert_int_equal(COUNT(w, "select count(*) from archive_alias where person = 1"), 2);
    assert_int_equal(
        COUNT(w, "select count(*) from archive_alias where person = 1 and \"first\" = '2020-01-10' and \"last\" = '2020-01-10'"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_organisation"), 1);
    Paper c = attended(w, "2022-01-10", NAMES("Simon Holder")), d = attended(w, "2023-01-10", NAMES("S Holder"));
    import(&c, "c");
    assert_int_equal(COUNT(w, "select count(*) from archive_person"), 3);
    Imported made = import(&d, "d");
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where person is null"), 1);
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.items[0].about, DOUBT_PERSON);
    assert_text(doubts.items[0].candidates, "1,3");
    assert_has(doubts.items[0].known, "Shirley Holder or Simon Holder");
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S("3")));
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where person = 3"), 2);
    Paper e = attended(w, "2024-01-10", NAMES("S Holder"));
    import(&e, "e"); /* the answer teaches */
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where person = 3"), 3);
    assert_int_equal(COUNT(w, "select count(*) from archive_doubt"), 1);
}

static void somebody_listed_twice_is_one_person(void **state) {
    World *w = *state;
    Paper p = attended(w, "2025-03-25", NAMES("Mr D Twice", "Doreen Fold", "D Fold", "Diana Twice"));
    doubt(&p, (ReadDoubt){.about = DOUBT_LISTED_TWICE, .entry = 3, .words = S("Twice is listed twice."), .proposal = S("Mr D Twice")});
    Imported made = import(&p, "p");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.items[0].changes, CHANGES_SAME_PERSON);
    ANSWER(w, doubt_take(tx, &doubts.items[0]));
    assert_int_equal(COUNT(w, "select count(distinct person) from archive_entry where kind = 'present'"), 2);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where kind = 'present'"), 4);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where is_repeat = 1"), 1); /* counted once */
    ANSWER(w, doubt_reopen(tx, &doubts.items[0]));
    assert_int_equal(COUNT(w, "select count(distinct person) from archive_entry where kind = 'present'"), 2);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where is_repeat = 1"), 0);
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S("Dorothy Twice")));
    assert_int_equal(COUNT(w, "select count(distinct person) from archive_entry where kind = 'present'"), 3);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where is_repeat = 1"), 0);
}

static void who_is_named_in_open_words_is_noted(void **state) {
    World *w = *state;
    Paper p = attended(w, "2025-03-25", NAMES("Mrs A Example", "Mr B Sample"));
    entry(&p.r.documents[0],
        (Entry){
            .kind = ENTRY_PARAGRAPH, .parent = -1, .words = S("Mr Sample\u2019s report was taken. An example of County Council work.")});
    import(&p, "p");
    assert_int_equal(
        COUNT(
            w, "select count(*) from archive_mention m join archive_entry e on e.id = m.entry where e.kind = 'paragraph' and m.person = 2"),
        1);
    assert_int_equal(
        COUNT(
            w, "select count(*) from archive_mention m join archive_entry e on e.id = m.entry where e.kind = 'paragraph' and m.person = 1"),
        0);
    assert_int_equal(COUNT(w, "select count(*) from archive_mention m join archive_entry e on e.id = m.entry where e.kind = 'paragraph' "
                              "and m.organisation = 1"),
        1);
}

/* ---- Bodies ---- */

static void a_body_is_found_among_the_partnerships_and_another_name_is_said(void **state) {
    World *w = *state;
    Body own = {.name = S("County Safety Partnership"), .short_name = S("CSP"), .kind = BODY_COUNTY_PARTNERSHIP};
    put(w, &body_record, &own);
    Paper a = paper(w, "a"), b = paper(w, "b"), c = paper(w, "c");
    document(&a, DOCUMENT_MINUTES, "CSP", "2020-01-10");
    document(&b, DOCUMENT_MINUTES, "Crime Reduction Partnership", "2015-01-10");
    document(&c, DOCUMENT_AGENDA, "Crime Reduction Partnership", "2020-01-10");
    import(&a, "a");
    import(&b, "b");
    import(&c, "c");
    ArchiveBody body;
    fetch(w, &archive_body_record, 1, &body);
    assert_int_equal(body.body.n, own.id.n);
    assert_int_equal(COUNT(w, "select count(*) from archive_body"), 2);
    ANSWER(w, archive_body_join(tx, (ArchiveBodyId){2}, (ArchiveBodyId){1}));
    assert_int_equal(COUNT(w, "select count(*) from archive_body"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 2);
    assert_int_equal(COUNT(w, "select count(*) from archive_alias where body = 1 and is_answered = 1 and \"first\" = '2015-01-10'"), 1);
    Paper d = paper(w, "d");
    document(&d, DOCUMENT_MINUTES, "Crime Reduction Partnership", "2016-01-10");
    import(&d, "d");
    assert_int_equal(COUNT(w, "select count(*) from archive_body"), 1);
}

static void a_document_without_a_body_waits_for_an_answer(void **state) {
    World *w = *state;
    Paper known = minutes(w, "2025-03-25"), p = paper(w, "p");
    import(&known, "a");
    ReadDocument *d = document(&p, DOCUMENT_MEETING_PAGE, "", "2025-03-25");
    present(d, "Mrs A Example", "");
    Imported made = import(&p, "p");
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 2);
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.items[0].about, DOUBT_NO_BODY);
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S(BODY)));
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where person is not null"), 2);
}

/* ---- Restriction ---- */

static Paper at_time(World *w, const char *text, int hour) {
    Paper p = paper(w, text);
    document(&p, DOCUMENT_MINUTES, BODY, "2025-03-25")->time = time_of(hour, 0);
    return p;
}

static void two_meetings_of_one_day_are_kept_apart_until_somebody_says_they_are_one(void **state) {
    World *w = *state;
    Paper morning = at_time(w, "Morning", 10), afternoon = at_time(w, "Afternoon", 14);
    import(&morning, "a");
    Imported made = import(&afternoon, "b");
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 2);
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.count, 1);
    assert_int_equal(doubts.items[0].about, DOUBT_MEETING);
    assert_has(doubts.items[0].words, "10am");
    ANSWER(w, doubt_take(tx, &doubts.items[0]));
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting"), 1);
}

static void a_body_with_an_emptied_meeting_is_joined(void **state) {
    World *w = *state;
    Paper a = paper(w, "a"), b = paper(w, "b");
    document(&a, DOCUMENT_MINUTES, "New Partnership", "2020-01-10");
    document(&b, DOCUMENT_MINUTES, "Older Partnership", "2015-01-10");
    import(&a, "a");
    import(&b, "b");
    ANSWER(w, archive_publication_ask(tx, (ArchiveMeetingId){2}));
    ArchiveDocument moved;
    fetch(w, &archive_document_record, 2, &moved);
    ANSWER(w, document_moves(tx, &moved, day_of("2015-02-10")));
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting where body = 2"), 2); /* the emptied one keeps its address */
    ANSWER(w, archive_body_join(tx, (ArchiveBodyId){2}, (ArchiveBodyId){1}));
    assert_int_equal(COUNT(w, "select count(*) from archive_body"), 1);
    assert_int_equal(COUNT(w, "select count(*) from archive_meeting where body = 1"), 3);
}

static void a_number_that_is_no_candidate_makes_nobody(void **state) {
    World *w = *state;
    Paper a = attended(w, "2020-01-10", NAMES("Shirley Holder", "Simon Holder")), b = attended(w, "2021-01-10", NAMES("S Holder"));
    import(&a, "a");
    Imported made = import(&b, "b");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    Tx *tx = begin(w);
    assert_error(doubt_answer(tx, &doubts.items[0], S("7")), ERROR_INPUT);
    tx_end(tx);
    assert_int_equal(COUNT(w, "select count(*) from archive_person"), 2);
}

static void spellings_are_compared_without_case_and_punctuation(void **state) {
    World *w = *state;
    assert_text(archive_key(w->arena, S("  Police & Crime  Commissioner\u2019s Office. ")), "police and crime commissioners office");
    assert_text(archive_key(w->arena, S("K.C.C.")), "kcc");
    assert_text(archive_key(w->arena, S("Mochrie-Cox\u00a0(Cllr)")), "mochrie cox cllr");
    assert_text(archive_key(w->arena, S(" \u2013 ")), "");
}

/* The codes that a machine reads are the same in records and in what `quorate import --json` prints. */
static void codes_are_those_of_the_reading(void **state) {
    (void)state;
    for (const Choice *c = record_field(&archive_document_record, S("kind"))->choices; c->code; c++)
        assert_string_equal(c->code, document_kind_code((ReadDocumentKind)c->value));
    for (const Choice *c = record_field(&archive_entry_record, S("kind"))->choices; c->code; c++)
        assert_string_equal(c->code, entry_kind_code((EntryKind)c->value));
    for (const Choice *c = record_field(&archive_doubt_record, S("about"))->choices; c->code; c++)
        assert_string_equal(c->code, doubt_code((DoubtAbout)c->value));
}

/* ---- Other answers ---- */

static void answers_change_the_entry_and_the_journal_has_what_it_was(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    ReadDocument *d = &p.r.documents[0];
    int planned = entry(d, (Entry){.kind = ENTRY_PLANNED, .parent = -1, .number = S("12.3"), .title = S("Safer roads")});
    int project = entry(d, (Entry){.kind = ENTRY_PROJECT, .parent = -1, .title = S("Lamps"), .pence = 100});
    doubt(&p, (ReadDoubt){.about = DOUBT_NUMBER_ORDER, .entry = 1, .words = S("12 follows 140."), .proposal = S("141")});
    doubt(&p, (ReadDoubt){.about = DOUBT_LOOKALIKE, .entry = 1, .words = S("The B is Greek."), .proposal = S("B2")});
    doubt(&p, (ReadDoubt){.about = DOUBT_GLUED_NUMBER, .entry = planned, .words = S("A page number."), .proposal = S("2.3")});
    doubt(&p, (ReadDoubt){.about = DOUBT_NO_LEAD, .entry = planned, .words = S("Nobody leads.")});
    doubt(&p, (ReadDoubt){.about = DOUBT_SUM, .entry = project, .words = S("The sums differ.")});
    doubt(&p, (ReadDoubt){.about = DOUBT_TRUNCATED, .entry = 2, .words = S("The text breaks off.")});
    Imported made = import(&p, "p");
    ArchiveDoubtList doubts = doubts_of(w, made.source.id);
    assert_int_equal(doubts.count, 6);
    for (size_t i = 0; i < doubts.count; i++) {
        ArchiveDoubt *each = &doubts.items[i];
        if (each->proposal.len) ANSWER(w, doubt_take(tx, each));
        else if (each->about == DOUBT_NO_LEAD) ANSWER(w, doubt_answer(tx, each, S("County Council")));
        else if (each->about == DOUBT_SUM) ANSWER(w, doubt_answer(tx, each, S("\u00a312,500")));
        else ANSWER(w, doubt_answer(tx, each, S("And the rest of it about bicycles.")));
    }
    ArchiveEntry item, action, sum;
    fetch(w, &archive_entry_record, 2, &item);
    assert_text(item.number, "141");
    assert_text(item.code, "B2");
    fetch(w, &archive_entry_record, planned + 1, &action);
    assert_text(action.number, "2.3");
    assert_text(action.role, "County Council");
    assert_int_equal(action.organisation.n, 1);
    fetch(w, &archive_entry_record, project + 1, &sum);
    assert_int_equal(sum.pence.n, 1250000);
    assert_int_equal(found(w, "bicycles").count, 1);
    assert_int_equal(COUNT(w, "select count(*) from journal where record = 'archive_entry' and record_id = 2"), 3);
    assert_int_equal(
        COUNT(w, "select count(*) from journal where record = 'archive_entry' and record_id = 2 and state like '%\"number\":\"12\"%'"), 1);
}

/* ---- Answers that cannot be ---- */

static void assert_no_answer(World *w, ArchiveDoubt *doubt, const char *answer, const char *says) {
    Tx *tx = begin(w);
    Error *error = doubt_answer(tx, doubt, text_of(answer));
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, says);
    tx_end(tx);
}

static void a_day_outside_what_is_known_is_no_answer(void **state) {
    World *w = *state;
    Paper undated = approving(w, "", "2021-07-13"), ahead = paper(w, "Minutes without a day");
    undated.r.documents[0].before = day_of("2022-03-24");
    document(&ahead, DOCUMENT_MINUTES, BODY, "");
    ArchiveDoubtList doubts = doubts_of(w, import(&undated, "undated").source.id);
    assert_no_answer(w, &doubts.items[0], "1/1/1999", "later than 13 July 2021");
    assert_no_answer(w, &doubts.items[0], "24 March 2022", "earlier than 24 March 2022");
    doubts = doubts_of(w, import(&ahead, "ahead").source.id);
    assert_no_answer(w, &doubts.items[0], "1 May 2099", "not been held yet");
    assert_int_equal(COUNT(w, "select count(*) from archive_document where date is null"), 2);
}

static void a_number_and_a_code_must_look_like_one(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    doubt(&p, (ReadDoubt){.about = DOUBT_NUMBER_ORDER, .entry = 1, .words = S("12 follows 140."), .proposal = S("141")});
    doubt(&p, (ReadDoubt){.about = DOUBT_LOOKALIKE, .entry = 1, .words = S("The B is Greek."), .proposal = S("B2")});
    ArchiveDoubtList doubts = doubts_of(w, import(&p, "p").source.id);
    static const char *const none[] = {"soon", "one hundred", "141 or 142",
        ("\u0391"
         "1"),
        "12345678901234567890"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_no_answer(w, &doubts.items[0], none[i], "such as 141");
        assert_no_answer(w, &doubts.items[1], none[i], "such as B2");
    }
    assert_int_equal(COUNT(w, "select count(*) from archive_entry where number = '12' and code = 'B1'"), 1);
    static const char *const fine[] = {"12a", "A1", "iv", "2.3", "(a)", "14/22", "B2.1"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        Tx *tx = begin(w);
        assert_fine(doubt_answer(tx, &doubts.items[0], text_of(fine[i])));
        tx_end(tx);
    }
}

static void words_of_the_office_stand_apart_from_those_of_the_minutes(void **state) {
    World *w = *state;
    Paper p = minutes(w, "2025-03-25");
    doubt(&p, (ReadDoubt){.about = DOUBT_TRUNCATED, .entry = 2, .words = S("The text breaks off.")});
    ArchiveDoubtList doubts = doubts_of(w, import(&p, "p").source.id);
    assert_no_answer(w, &doubts.items[0], "the REPORT on  lorries", "stand there already");
    assert_no_answer(w, &doubts.items[0], "That the Partnership", "stand there already"); /* in the next entry */
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S("It was about bicycles.")));
    ArchiveEntry e;
    fetch(w, &archive_entry_record, 3, &e);
    assert_text(e.words, "The report on lorries was introduced.\n[Added by the office: It was about bicycles.]");
    ANSWER(w, doubt_reopen(tx, &doubts.items[0]));
    fetch(w, &archive_entry_record, 3, &e);
    assert_text(e.words, "The report on lorries was introduced.");
    assert_int_equal(found(w, "bicycles").count, 0);
    ANSWER(w, doubt_answer(tx, &doubts.items[0], S("It was about tricycles.")));
    fetch(w, &archive_entry_record, 3, &e);
    assert_text(e.words, "The report on lorries was introduced.\n[Added by the office: It was about tricycles.]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_imported_once_and_its_words_are_known_in_other_bytes),
        TEST(what_is_nothing_leaves_nothing),
        TEST(what_documents_say_is_sealed_and_open_words_are_found),
        TEST(the_same_meeting_of_two_sources_is_one_with_both_kept),
        TEST(minutes_are_approved_by_a_later_meeting_whichever_comes_first),
        TEST(a_missing_day_is_bounded_by_other_documents_and_its_answer_moves_the_document),
        TEST(a_day_that_another_document_contradicts_is_a_doubt_once),
        TEST(a_day_outside_what_is_known_is_no_answer),
        TEST(a_number_and_a_code_must_look_like_one),
        TEST(words_of_the_office_stand_apart_from_those_of_the_minutes),
        TEST(an_answer_that_is_no_day_changes_nothing),
        TEST(people_are_linked_over_spellings_and_never_guessed),
        TEST(somebody_listed_twice_is_one_person),
        TEST(who_is_named_in_open_words_is_noted),
        TEST(a_body_is_found_among_the_partnerships_and_another_name_is_said),
        TEST(a_document_without_a_body_waits_for_an_answer),
        TEST(spellings_are_compared_without_case_and_punctuation),
        TEST(codes_are_those_of_the_reading),
        TEST(two_meetings_of_one_day_are_kept_apart_until_somebody_says_they_are_one),
        TEST(a_body_with_an_emptied_meeting_is_joined),
        TEST(a_number_that_is_no_candidate_makes_nobody),
        TEST(answers_change_the_entry_and_the_journal_has_what_it_was),
    };
    return RUN("archive import", tests);
}
