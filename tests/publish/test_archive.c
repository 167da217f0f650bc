/* The archive through the valve: what is restricted stays in the office, in rows, sources, people and search; what is changed follows; what may not
 * go out holds all of it back. */
#include "store/world.h"

#include "archive/import.h"
#include "archive/publication.h"
#include "archive/recognise.h"
#include "publish/archive_valve.h"
#include "publish/watch_list.h"
#include "store/seal.h"
#include "store/search.h"

#include <pthread.h>

extern const Record *const all_published_records[];

static const char march[] = "NORTHSHIRE COUNTY COUNCIL\n\nNORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire Safety "
                            "Partnership held in the Long Room on Tuesday, 19 March 2019.\n\n"
                            "PRESENT: Mrs A Example (Chairman), Mr B Sample and Ms D Proof\n\nUNRESTRICTED ITEMS\n\n12. Lamps on the "
                            "harbour road\n(Item B1)\n\n1. Mr Sample spoke of the lamps of the harbour road.\n\n"
                            "RESOLVED that the report on the lamps be noted.\n\nEXEMPT ITEMS\n\n13. Zebrasmith review\n(Item D1)\n\n1. Ms "
                            "Quagmire told of the CANARYBIRD family in Peregrine Street, who were found on the stairs.\n\n"
                            "RESOLVED that the CANARYBIRD report be sent to the ministry.\n";

typedef struct {
    World *w;
    Valve valve;
    Imported made;
    ArchiveMeetingId meeting;
} Outside;

static Imported import_from(Outside *o, const char *name, const char *words, const char *address) {
    Reading reading = {0};
    Imported made;
    ReadHints hints = {.name = text_of(name)};
    read_bytes(o->w->arena, text_of(words), SOURCE_TEXT, &hints, &reading);
    ImportFile file = {.name = text_of(name), .bytes = text_of(words), .came_by = CAME_BY_COMMAND, .address = text_of(address)};
    assert_fine(archive_import(o->w->office, o->w->arena, (Actor){0, S("command line")}, &file, &hints, &reading, &made));
    return made;
}

static Imported import(Outside *o, const char *name, const char *words) {
    return import_from(o, name, words, "");
}

static Outside outside(void **state) {
    Outside o = {.w = *state};
    o.valve = (Valve){.office = o.w->office,
        .published = world_create(o.w, STORE_PUBLISHED),
        .letterbox = world_create(o.w, STORE_LETTERBOX),
        .data_folder = o.w->folder};
    o.made = import(&o, "march.txt", march);
    assert_int_equal(o.made.outcome, IMPORT_MADE);
    assert_int_equal(o.made.meeting_count, 1);
    o.meeting = o.made.meetings[0];
    return o;
}

static void outside_end(Outside *o) {
    store_close(o->valve.published);
    store_close(o->valve.letterbox);
}

static void publish(Outside *o) {
    Tx *tx = begin(o->w);
    assert_fine(archive_publication_ask(tx, o->meeting));
    commit(tx);
    assert_fine(archive_bring(&o->valve, o->w->arena, o->meeting));
}

static ArchivePublication publication(Outside *o) {
    Db *db;
    ArchivePublication p = {0};
    bool found;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(archive_publication_of(db, o->w->arena, o->meeting, &p, &found));
    store_return(db);
    assert_true(found);
    return p;
}

static Text everything(Outside *o) {
    static const char *const tables[] = {"published_archive_body", "published_archive_meeting", "published_archive_document",
        "published_archive_entry", "published_archive_source", "published_archive_person", "search", NULL};
    Db *db;
    Buffer out = buffer_new(o->w->arena, 65536);
    assert_fine(store_borrow(o->valve.published, o->w->arena, &db));
    for (int i = 0; tables[i]; i++) {
        Rows *rows;
        bool has_row;
        Text sql = i == 6 ? S("select title, body, url, about from search") : text_format(o->w->arena, "select * from %s", tables[i]);
        assert_fine(db_query_text(db, o->w->arena, sql, NULL, 0, &rows));
        for (assert_fine(rows_next(rows, &has_row)); has_row; assert_fine(rows_next(rows, &has_row)))
            for (int c = 0; c < rows_columns(rows); c++) {
                Value v = rows_value(rows, c);
                if (v.kind == VALUE_TEXT) buffer_put(&out, v.text), buffer_put_char(&out, '\n');
            }
        rows_end(rows);
    }
    store_return(db);
    return buffer_text(&out);
}

#define OUTSIDE(o, sql) number_of((o).w, (o).valve.published, (sql))

static void assert_nothing_withheld(Outside *o) {
    Text all = everything(o);
    static const char *const withheld[] = {"CANARYBIRD", "Peregrine", "Quagmire", "Zebrasmith", "stairs", "ministry", NULL};
    for (int i = 0; withheld[i]; i++)
        if (text_contains(all, text_of(withheld[i]))) fail_msg("%s is public", withheld[i]);
}

static void what_is_open_goes_out_and_what_is_restricted_stays(void **state) {
    Outside o = outside(state);
    publish(&o);
    assert_int_equal(publication(&o).state, ARCHIVE_OUT);
    Text all = everything(&o);
    assert_has(all, "Lamps on the harbour road");
    assert_has(all, "that the report on the lamps be noted.");
    assert_has(all, "1. Mr Sample spoke of the lamps"); /* in the source */
    assert_has(all, WITHHELD_LINE);
    assert_nothing_withheld(&o);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_entry where is_withheld = 1"), 1); /* that there is an item */
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_person"), 3);
    assert_true(OUTSIDE(o, "select count(*) from published_archive_mention") > 0);
    outside_end(&o);
}

static void what_becomes_restricted_leaves_the_public_side(void **state) {
    Outside o = outside(state);
    publish(&o);
    int64_t item = number_of(o.w, o.w->office, "select min(id) from archive_entry where kind = 'item' and is_restricted = 0");
    Tx *tx = begin(o.w);
    assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){item}, true));
    commit(tx);
    /* The change itself asks for the job. */
    assert_true(number_of(o.w, o.w->office, "select count(*) from job where kind = 'publish-archive' and state = 'waiting'") > 0);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    Text all = everything(&o);
    assert_false(text_contains(all, S("amps")));
    assert_nothing_withheld(&o);
    outside_end(&o);
}

/* Another meeting names them with an initial: the spelling of the line that is closed goes with it. */
static void a_spelling_that_becomes_restricted_leaves_who_is_named_elsewhere(void **state) {
    Outside o = outside(state);
    static const char june[] =
        "NORTHSHIRE COUNTY COUNCIL\n\nNORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire Safety Partnership held in "
        "the Long Room on Tuesday, 4 June 2019.\n\nPRESENT: Mrs A Example (Chairman), Mr Bartholomew Sample and Ms D Proof\n\n"
        "UNRESTRICTED ITEMS\n\n14. Gates\n(Item B1)\n\n1. The gates were told of.\n\nRESOLVED that the report be noted.\n";
    publish(&o);
    o.made = import(&o, "june.txt", june);
    assert_int_equal(o.made.outcome, IMPORT_MADE);
    o.meeting = o.made.meetings[0];
    publish(&o);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_person where name like '%Bartholomew%'"), 1);
    int64_t line = number_of(o.w, o.w->office,
        "select max(id) from archive_entry where kind = 'present' and person = (select max(person) from "
        "archive_entry where kind = 'present' and document = (select max(id) from archive_document) "
        "and position = (select min(position) + 1 from archive_entry where kind = 'present' and "
        "document = (select max(id) from archive_document)))");
    Tx *tx = begin(o.w);
    assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){line}, true));
    commit(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_person"), 3);
    assert_false(text_contains(everything(&o), S("Bartholomew")));
    outside_end(&o);
}

static void words_of_the_watch_list_hold_a_meeting_back_and_take_it_away(void **state) {
    Outside o = outside(state);
    publish(&o);
    WatchPhrase phrase = {.phrase = S("lamps of the harbour road")};
    Tx *tx = begin(o.w);
    assert_fine(record_insert(tx, &watch_phrase_record, &phrase));
    assert_fine(archive_publication_ask(tx, o.meeting));
    commit(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    ArchivePublication p = publication(&o);
    assert_int_equal(p.state, ARCHIVE_HELD_BACK);
    assert_true(p.held_back.len > 0);
    assert_false(text_contains(everything(&o), S("amps")));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_meeting where is_withdrawn = 1"), 1);
    outside_end(&o);
}

static void a_meeting_that_is_taken_back_leaves_its_reason(void **state) {
    Outside o = outside(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_error(archive_publication_withdraw(tx, o.meeting, S("  ")), ERROR_INPUT);
    tx_end(tx);
    tx = begin(o.w);
    assert_fine(archive_publication_withdraw(tx, o.meeting, S("It was another meeting.")));
    commit(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_int_equal(publication(&o).state, ARCHIVE_TAKEN_BACK);
    Text all = everything(&o);
    assert_has(all, "It was another meeting.");
    assert_false(text_contains(all, S("amps")));
    assert_false(text_contains(all, S("Sample")));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_source"), 0);
    /* Published again, its addresses are the old ones. */
    publish(&o);
    assert_has(everything(&o), "Lamps on the harbour road");
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_meeting"), 1);
    outside_end(&o);
}

static void what_is_in_doubt_is_not_published(void **state) {
    Outside o = outside(state);
    Imported made = import(&o, "undated.txt",
        "Agenda item\n\nRoad safety\n\n1. Somebody spoke.\n\nRESOLVED that the Northshire Safety Partnership note it.\n");
    assert_int_equal(made.meeting_count, 1);
    Tx *tx = begin(o.w);
    Error *error = archive_publication_ask(tx, made.meetings[0]);
    assert_error(error, ERROR_INPUT);
    assert_has(error->sentence, "The day of the meeting is not known");
    tx_end(tx);
    outside_end(&o);
}

/* A pack has the minutes of another meeting, which are public when that meeting is. */
static Imported import_pack(Outside *o) {
    Text words = text_format(o->w->arena,
        "AGENDA\n\nNORTHSHIRE SAFETY PARTNERSHIP\n\nTuesday, 16th July, 2019, at 10.00 am\n\nUNRESTRICTED ITEMS\n\nA1 Introduction\n\nA2 "
        "Notes of meeting held on 4 June 2019\n\n%s",
        march + strlen("NORTHSHIRE COUNTY COUNCIL\n\n"));
    size_t day = text_find(words, S("Tuesday, 19 March 2019"), 0);
    assert_true(day != SIZE_MAX);
    words = text_format(o->w->arena, "%.*sTuesday, 4 June 2019%.*s", TEXT_ARG(text_slice(words, 0, day)),
        TEXT_ARG(text_slice(words, day + strlen("Tuesday, 19 March 2019"), SIZE_MAX)));
    Imported made = import(o, "pack.txt", text_string(o->w->arena, words));
    assert_int_equal(made.outcome, IMPORT_MADE);
    assert_int_equal(made.meeting_count, 2);
    return made;
}

static void a_source_shows_the_lines_of_published_meetings_alone(void **state) {
    Outside o = outside(state);
    Imported made = import_pack(&o);
    o.meeting = made.meetings[0];
    publish(&o);
    Text before = everything(&o);
    assert_has(before, "A1 Introduction");
    assert_false(text_contains(before, S("Mr Sample spoke")));
    o.meeting = made.meetings[1];
    publish(&o);
    assert_has(everything(&o), "Mr Sample spoke");
    Tx *tx = begin(o.w);
    assert_fine(archive_publication_withdraw(tx, o.meeting, S("It is in doubt.")));
    commit(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    Text after = everything(&o);
    assert_has(after, "A1 Introduction");
    assert_false(text_contains(after, S("Mr Sample spoke")));
    outside_end(&o);
}

typedef struct {
    Valve *valve;
    ArchiveMeetingId meeting;
    pthread_barrier_t *begun;
    Error *error;
    Arena *arena;
} Bringing;

static void *bring_when_begun(void *of) {
    Bringing *b = of;
    pthread_barrier_wait(b->begun);
    b->error = archive_bring(b->valve, b->arena, b->meeting);
    return NULL;
}

/* Two programs come to the two meetings of one source at once: neither writes over what the other has just made public or taken back. */
static void two_meetings_of_a_source_brought_at_once_keep_each_others_lines(void **state) {
    Outside o = outside(state);
    Imported made = import_pack(&o);
    pthread_barrier_t begun;
    assert_int_equal(pthread_barrier_init(&begun, NULL, 2), 0);
    for (int round = 0; round < 24; round++) {
        Bringing both[2];
        pthread_t threads[2];
        Tx *tx = begin(o.w);
        /* Published together, then one of them taken back while the other is published once more. */
        for (int i = 0; i < 2; i++)
            assert_fine(round % 2 && i == 1 ? archive_publication_withdraw(tx, made.meetings[i], S("It is in doubt."))
                                            : archive_publication_ask(tx, made.meetings[i]));
        commit(tx);
        for (int i = 0; i < 2; i++) {
            both[i] = (Bringing){&o.valve, made.meetings[i], &begun, NULL, arena_new()};
            assert_int_equal(pthread_create(&threads[i], NULL, bring_when_begun, &both[i]), 0);
        }
        for (int i = 0; i < 2; i++) {
            assert_int_equal(pthread_join(threads[i], NULL), 0);
            assert_fine(both[i].error);
        }
        for (int i = 0; i < 2; i++) arena_free(both[i].arena);
        Text all = everything(&o);
        assert_has(all, "A1 Introduction");
        if (round % 2) assert_false(text_contains(all, S("Mr Sample spoke")));
        else assert_has(all, "1. Mr Sample spoke of the lamps"); /* in the source */
        assert_nothing_withheld(&o);
    }
    pthread_barrier_destroy(&begun);
    outside_end(&o);
}

/* A withdrawal does not wait for the key: nothing of the meeting stays outside; with the key the rest is told. */
static void without_the_key_a_withdrawn_meeting_goes_all_the_same(void **state) {
    Outside o = outside(state);
    Imported made = import_pack(&o);
    for (int i = 0; i < 2; i++) {
        o.meeting = made.meetings[i];
        publish(&o);
    }
    assert_has(everything(&o), "Mr Sample spoke");
    Tx *tx = begin(o.w);
    assert_fine(archive_publication_withdraw(tx, o.meeting, S("It is in doubt.")));
    commit(tx);
    seal_at(o.w->office, text_string(o.w->arena, text_format(o.w->arena, "%s.away", o.w->key_path)));
    assert_error(archive_bring(&o.valve, o.w->arena, o.meeting), ERROR_BUSY);
    Text all = everything(&o);
    assert_false(text_contains(all, S("Mr Sample spoke")));
    assert_false(text_contains(all, S("amps on the harbour")));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_meeting where is_withdrawn = 1"), 1);
    assert_nothing_withheld(&o);
    assert_int_equal(publication(&o).state, ARCHIVE_ASKED);
    seal_at(o.w->office, o.w->key_path);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_int_equal(publication(&o).state, ARCHIVE_TAKEN_BACK);
    all = everything(&o);
    assert_has(all, "It is in doubt.");
    assert_has(all, "A1 Introduction"); /* in the source, which the other meeting shows */
    assert_false(text_contains(all, S("Mr Sample spoke")));
    outside_end(&o);
}

/* What became restricted does not wait either. */
static void without_the_key_what_became_restricted_goes_all_the_same(void **state) {
    Outside o = outside(state);
    publish(&o);
    int64_t item = number_of(o.w, o.w->office, "select min(id) from archive_entry where kind = 'item' and is_restricted = 0");
    Tx *tx = begin(o.w);
    assert_fine(archive_entry_restrict(tx, (ArchiveEntryId){item}, true));
    commit(tx);
    seal_at(o.w->office, text_string(o.w->arena, text_format(o.w->arena, "%s.away", o.w->key_path)));
    assert_error(archive_bring(&o.valve, o.w->arena, o.meeting), ERROR_BUSY);
    assert_false(text_contains(everything(&o), S("amps")));
    seal_at(o.w->office, o.w->key_path);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_int_equal(publication(&o).state, ARCHIVE_OUT);
    assert_false(text_contains(everything(&o), S("amps")));
    outside_end(&o);
}

static void lines_are_closed_from_a_restricted_entry_to_the_next_open_one(void **state) {
    World *w = *state;
    ArchiveDocument document = {.first_line = 2, .last_line = 8};
    ArchiveEntry entries[] = {{.kind = ENTRY_ITEM, .first_line = 3, .last_line = 3},
        {.kind = ENTRY_ITEM, .first_line = 5, .last_line = 5, .is_restricted = true},
        {.kind = ENTRY_ITEM, .first_line = 8, .last_line = 8}};
    SourcePart part = {.document = &document, .is_out = true, .entries = {entries, 3}};
    Text words = S("letter\nhead\nopen\nsaid\nclosed\n\nunclaimed\nopen again\nbehind\n");
    assert_text(source_text_open(w->arena, words, &part, 1),
        WITHHELD_LINE "\nhead\nopen\nsaid\n" WITHHELD_LINE "\n\n" WITHHELD_LINE "\nopen again\n" WITHHELD_LINE "\n");
    document.is_restricted = true;
    assert_false(text_contains(source_text_open(w->arena, words, &part, 1), S("open")));
    document.is_restricted = false;
    part.is_out = false;
    assert_false(text_contains(source_text_open(w->arena, words, &part, 1), S("open")));
}

/* ---- What comes later ---- */

static const char second_file[] = "NORTHSHIRE COUNTY COUNCIL\n\nNORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire "
                                  "Safety Partnership held in the Long Room on Tuesday, 19 March 2019.\n\n"
                                  "PRESENT: Mrs Anna Example (Chairman) and Mr B Sample\n\n12. Lamps on the harbour road\n(Item B1)\n\n1. "
                                  "Walrus wandered along the harbour.\n\nRESOLVED that the report on the lamps be noted.\n";

static void a_file_that_comes_later_waits_until_the_meeting_is_published_again(void **state) {
    Outside o = outside(state);
    publish(&o);
    assert_int_equal(import(&o, "again.txt", second_file).meetings[0].n, o.meeting.n);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    Text all = everything(&o);
    assert_has(all, "Lamps on the harbour road");
    assert_false(text_contains(all, S("Walrus")));
    assert_false(text_contains(all, S("Anna"))); /* nor how it spells a name */
    publish(&o);
    assert_has(everything(&o), "Walrus");
    assert_has(everything(&o), "Mrs Anna Example");
    outside_end(&o);
}

/* A scan has a doubt from the start; while it waits, what is public stays public. */
static void a_scan_that_comes_later_takes_nothing_down(void **state) {
    Outside o = outside(state);
    publish(&o);
    Imported later = import(&o, "again.txt", second_file);
    assert_int_equal(later.meetings[0].n, o.meeting.n);
    ArchiveDocumentList documents;
    Db *db;
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(archive_documents_of(db, o.w->arena, o.meeting, &documents));
    store_return(db);
    ArchiveDoubt doubt = {.source = documents.items[documents.count - 1].source,
        .document = documents.items[documents.count - 1].id,
        .about = DOUBT_RECOGNISED,
        .state = DOUBT_OPEN,
        .words = S("Compare it")};
    Tx *tx;
    assert_fine(tx_begin(o.w->office, o.w->arena, (Actor){0}, S(""), &tx));
    assert_fine(record_insert(tx, &archive_doubt_record, &doubt));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_int_equal(publication(&o).state, ARCHIVE_OUT);
    Text all = everything(&o);
    assert_has(all, "Lamps on the harbour road");
    assert_false(text_contains(all, S("Walrus")));
    assert_fine(
        tx_begin(o.w->office, o.w->arena, (Actor){0}, S(""), &tx)); /* published again, it would go out: not before it was compared */
    Error *refused = archive_publication_ask(tx, o.meeting);
    tx_end(tx);
    assert_non_null(refused);
    assert_true(text_contains(refused->sentence, S("read by OCR")));
    outside_end(&o);
}

static void a_formula_in_a_restricted_item_holds_nothing_back(void **state) {
    Outside o = outside(state);
    Imported made = import(&o, "june.txt",
        "NORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire Safety Partnership held in the Long Room on Tuesday, 4 June "
        "2019.\n\n"
        "PRESENT: Mrs A Example (Chairman) and Mr B Sample\n\nEXEMPT ITEMS\n\n13. A review\n(Item D1)\n\n1. A secret was told.\n\n"
        "RESOLVED that the report be noted.\n\nRESOLVED that the Northshire Safety Partnership note the report and the comments of "
        "members.\n");
    assert_int_equal(made.outcome, IMPORT_MADE);
    import(&o, "again.txt",
        "NORTHSHIRE SAFETY PARTNERSHIP\n\nNOTES of a meeting of the Northshire Safety Partnership held in the Long Room on Tuesday, 19 "
        "March 2019.\n\n"
        "PRESENT: Mrs A Example (Chairman) and Mr B Sample\n\n14. Roads\n(Item B2)\n\n1. Roads were discussed.\n\n"
        "RESOLVED that the report be noted.\n\n15. Paths\n(Item B3)\n\n1. Paths were discussed.\n\n"
        "RESOLVED that the Northshire Safety Partnership note the report and the comments of members.\n");
    publish(&o);
    assert_text(publication(&o).held_back, "");
    assert_int_equal(publication(&o).state, ARCHIVE_OUT);
    outside_end(&o);
}

static void a_passage_restricted_elsewhere_holds_a_meeting_back(void **state) {
    Outside o = outside(state);
    import(&o, "june.txt",
        "WESTSHIRE BOARD\n\nNOTES of a meeting of the Westshire Board held in the Long Room on Tuesday, 4 June 2019.\n\n"
        "PRESENT: Mrs A Example (Chairman) and Mr B Sample\n\nUNRESTRICTED ITEMS\n\n1. Roads\n(Item B1)\n\n1. Ms Quagmire told of the "
        "CANARYBIRD family in Peregrine Street, who were found on the stairs.\n\n"
        "RESOLVED that it be noted.\n");
    o.meeting.n = number_of(o.w, o.w->office, "select max(id) from archive_meeting");
    publish(&o);
    assert_int_equal(publication(&o).state, ARCHIVE_HELD_BACK);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_meeting"), 0);
    outside_end(&o);
}

static void the_reason_of_a_withdrawal_says_nothing_restricted(void **state) {
    Outside o = outside(state);
    publish(&o);
    Tx *tx = begin(o.w);
    assert_fine(archive_publication_withdraw(
        tx, o.meeting, S("It said that Ms Quagmire told of the CANARYBIRD family in Peregrine Street, who were found on the stairs.")));
    commit(tx);
    assert_fine(archive_bring(&o.valve, o.w->arena, o.meeting));
    assert_nothing_withheld(&o);
    assert_true(publication(&o).held_back.len > 0);
    outside_end(&o);
}

static void what_was_not_finished_is_asked_for_again_at_the_start(void **state) {
    Outside o = outside(state);
    Tx *tx = begin(o.w);
    assert_fine(archive_publication_ask(tx, o.meeting));
    Rows *rows;
    bool has_row;
    assert_fine(db_query_text(tx_db(tx), o.w->arena, S("delete from job where kind = 'publish-archive' returning id"), NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    rows_end(rows);
    commit(tx);
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from job where kind = 'publish-archive'"), 0);
    assert_fine(publish_recover(&o.valve, o.w->arena));
    assert_int_equal(number_of(o.w, o.w->office, "select count(*) from job where kind = 'publish-archive' and state = 'waiting'"), 1);
    outside_end(&o);
}

static void old_addresses_of_a_source_that_says_the_same_lead_to_the_one_that_is_kept(void **state) {
    Outside o = outside(state);
    static const char root[] = "https://old.example/mgWebService.asmx/GetMeeting?lMeetingId=71";
    Text again = text_format(o.w->arena, "%s\n", march), third = text_format(o.w->arena, "%s\n\n\n", march);
    assert_int_equal(import_from(&o, "71.xml", text_string(o.w->arena, again), root).outcome, IMPORT_SAME_WORDS);
    publish(&o);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_old_address where name = 'meeting 71' and source = 1"), 1);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_old_address"), 1);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    /* one that is learnt later works without anybody publishing again */
    import_from(&o, "s5.pdf", text_string(o.w->arena, third), "https://old.example/documents/s5/Notes.pdf");
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_old_address where name = 'document s5' and source = 1"), 1);
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_old_address"), 2);
    Tx *tx = begin(o.w);
    assert_fine(archive_publication_withdraw(tx, o.meeting, S("It was another meeting")));
    commit(tx);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_int_equal(OUTSIDE(o, "select count(*) from published_archive_old_address"), 0);
    outside_end(&o);
}

static void lines_behind_the_last_entry_stay(void **state) {
    World *w = *state;
    ArchiveDocument document = {.first_line = 1, .last_line = 5};
    ArchiveEntry entries[] = {{.kind = ENTRY_ITEM, .first_line = 2, .last_line = 3}};
    SourcePart part = {.document = &document, .is_out = true, .entries = {entries, 1}};
    assert_text(source_text_open(w->arena, S("head\nitem\nsaid\nannex\nmore\n"), &part, 1),
        "head\nitem\nsaid\n" WITHHELD_LINE "\n" WITHHELD_LINE "\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_open_goes_out_and_what_is_restricted_stays),
        TEST(what_becomes_restricted_leaves_the_public_side),
        TEST(a_spelling_that_becomes_restricted_leaves_who_is_named_elsewhere),
        TEST(words_of_the_watch_list_hold_a_meeting_back_and_take_it_away),
        TEST(a_meeting_that_is_taken_back_leaves_its_reason),
        TEST(what_is_in_doubt_is_not_published),
        TEST(a_source_shows_the_lines_of_published_meetings_alone),
        TEST(two_meetings_of_a_source_brought_at_once_keep_each_others_lines),
        TEST(without_the_key_a_withdrawn_meeting_goes_all_the_same),
        TEST(without_the_key_what_became_restricted_goes_all_the_same),
        TEST(lines_are_closed_from_a_restricted_entry_to_the_next_open_one),
        TEST(a_file_that_comes_later_waits_until_the_meeting_is_published_again),
        TEST(a_scan_that_comes_later_takes_nothing_down),
        TEST(a_formula_in_a_restricted_item_holds_nothing_back),
        TEST(a_passage_restricted_elsewhere_holds_a_meeting_back),
        TEST(the_reason_of_a_withdrawal_says_nothing_restricted),
        TEST(what_was_not_finished_is_asked_for_again_at_the_start),
        TEST(lines_behind_the_last_entry_stay),
        TEST(old_addresses_of_a_source_that_says_the_same_lead_to_the_one_that_is_kept),
    };
    return RUN("publish archive", tests);
}
