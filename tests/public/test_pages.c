/* The public site over what the valve published, asked through the table of doors; on both engines. */
#include "public/public_side.h"

#include "meetings/supplement.h"
#include "paper/sandbox.h"
#include "publish/published_agreement.h"
#include "publish/published_consultation.h"

static void the_list_of_meetings_is_as_others_rely_on_it(void **state) {
    PublicSide s = public_side(state);
    json_t *all = json_of(&s, "/meetings.json"), *meetings = json_object_get(all, "meetings");
    assert_int_equal(json_array_size(meetings), 1);
    json_t *m = json_array_get(meetings, 0), *body = json_object_get(m, "body");
    assert_int_equal(json_integer_value(json_object_get(m, "id")), s.office.meeting.id.n);
    assert_int_equal(json_integer_value(json_object_get(body, "id")), s.office.body.id.n);
    assert_string_equal(string_at(body, "name"), "Kent Community Safety Partnership");
    assert_string_equal(string_at(m, "starts"), "2027-07-21T10:00:00+01:00");
    assert_string_equal(string_at(m, "place"), "Sessions House, Maidstone, and online");
    assert_string_equal(string_at(m, "status"), "published");
    assert_string_equal(string_at(m, "url"), path_of(&s, "https://kcsp.example/meetings/#", s.office.meeting.id.n));
    json_decref(all);
    public_side_end(&s);
}

static void the_twin_of_a_meeting_is_as_others_rely_on_it(void **state) {
    PublicSide s = public_side(state);
    json_t *m = json_of(&s, path_of(&s, "/meetings/#.json", s.office.meeting.id.n)), *items = json_object_get(m, "items"), *knives = NULL,
           *closed = NULL, *item;
    size_t i;
    json_array_foreach(items, i, item) {
        if (strcmp(string_at(item, "title"), "Knife crime in town centres") == 0) knives = item;
        if (json_is_true(json_object_get(item, "restricted"))) closed = item;
    }
    assert_non_null(knives);
    assert_non_null(closed);
    assert_string_equal(string_at(knives, "code"), "B1");
    assert_string_equal(string_at(knives, "purpose"), "For information");
    assert_int_equal(json_integer_value(json_array_get(json_object_get(knives, "pages"), 1)), 2);
    json_t *paper = json_array_get(json_object_get(knives, "papers"), 0);
    assert_string_equal(string_at(paper, "title"), "Knife crime figures");
    assert_string_equal(string_at(paper, "media_type"), "application/pdf");
    assert_int_equal(json_integer_value(json_object_get(paper, "bytes")), s.office.figures.bytes);
    assert_string_equal(string_at(paper, "sha256"), text_string(s.office.w->arena, s.office.figures.file_sha256));
    assert_int_equal(json_integer_value(json_array_get(json_object_get(closed, "pages"), 0)), 4); /* withheld, and numbered all the same */
    assert_int_equal(json_array_size(json_object_get(closed, "papers")), 0);
    assert_int_equal(json_array_size(json_object_get(m, "documents")), 2);
    json_decref(m);
    public_side_end(&s);
}

/* ---- Pages ---- */

static void the_papers_of_the_next_meeting_are_one_click_from_home(void **state) {
    PublicSide s = public_side(state);
    Answer home = get(&s, "/");
    assert_has(home.body, "Next meeting");
    assert_has(home.body, path_of(&s, "href=\"/meetings/#\" role=\"button\"", s.office.meeting.id.n));
    assert_has(home.body, path_of(&s, "/meetings/#/pack.pdf", s.office.meeting.id.n));
    assert_has(home.body, "Knife crime figures");
    public_side_end(&s);
}

static void a_meeting_shows_agenda_papers_and_what_is_withheld(void **state) {
    PublicSide s = public_side(state);
    Answer page = get(&s, path_of(&s, "/meetings/#", s.office.meeting.id.n));
    assert_has(page.body, "id=\"item-A1\"");
    assert_has(page.body, "id=\"item-D1\"");
    assert_has(page.body, "Pages 1 - 2");
    assert_has(page.body, path_of(&s, "/papers/#/kcsp-2027-07-21-b1-knife-crime-figures.pdf", s.office.figures.id.n));
    assert_has(page.body, "Police operation: update");
    assert_has(page.body, "What is withheld, and why");
    assert_has(page.body, "paragraphs 1 and 7 of Part 1 of Schedule 12A");
    public_side_end(&s);
}

static void a_report_written_here_is_a_page(void **state) {
    PublicSide s = public_side(state);
    Answer page = get(&s, path_of(&s, "/papers/#", s.office.written.id.n));
    assert_has(page.body, "The group met three times");
    assert_has(page.body, "Download");
    Answer file = get(&s, path_of(&s, "/papers/#/anything.pdf", s.office.written.id.n));
    assert_int_equal(file.response->file.sha256.len, 64);
    assert_has(file.response->disposition, "kcsp-2027-07-21-b2-working-group-update.pdf");
    public_side_end(&s);
}

static void everything_published_can_be_searched(void **state) {
    PublicSide s = public_side(state);
    Answer found = ask(&s, GET, "/search", "q=offences");
    assert_fine(found.error);
    assert_has(found.body, "<mark>offences</mark>");
    assert_has(found.body, "1 result");
    assert_has(ask(&s, GET, "/search", "q=offences&kind=item").body, "Nothing was found");
    assert_has(ask(&s, GET, "/search", "q=kestrel").body, "Nothing was found");
    assert_has(ask(&s, GET, "/search", "q=%22%27)(*").body, "Nothing was found");
    assert_fine(ask(&s, GET, "/search", "q=offences&page=999999999999").error);
    assert_fine(ask(&s, GET, "/search", NULL).error);
    public_side_end(&s);
}

static void lists_and_calendars_take_any_question(void **state) {
    PublicSide s = public_side(state);
    static const char *const asked[][2] = {{"/meetings", "body=1&year=2027"}, {"/meetings", "body=x&year=99999&page=-1"},
        {"/meetings", "year=2026"}, {"/meetings.json", "page=7"}, {"/calendar", "month=2027-07"}, {"/calendar", "month=0001-01"},
        {"/calendar", "month=9999-12"}, {"/calendar", "month=2027-13"}, {"/calendar.json", "month=nonsense"}};
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) assert_fine(ask(&s, GET, asked[i][0], asked[i][1]).error);
    assert_has(ask(&s, GET, "/meetings", "year=2027").body, "21 July 2027");
    assert_false(text_contains(ask(&s, GET, "/meetings", "year=2026").body, S("21 July 2027")));
    assert_has(ask(&s, GET, "/calendar", "month=2027-07").body, "datetime=\"2027-07-21\"");
    public_side_end(&s);
}

static void what_does_not_exist_is_not_found(void **state) {
    PublicSide s = public_side(state);
    static const char *const paths[] = {"/meetings/999", "/meetings/999.json", "/meetings/0", "/meetings/x", "/meetings/999.ics",
        "/meetings/999/agenda.pdf", "/papers/999", "/papers/999.json", "/papers/999/a.pdf", "/bodies/999", "/bodies/999.json",
        "/bodies/999/calendar.ics", "/bodies/1/terms/999", "/bodies/1/terms/999.json", "/meetings/99999999999999999999"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        Answer answer = ask(&s, GET, paths[i], NULL);
        assert_error(answer.error, ERROR_NOT_FOUND);
    }
    public_side_end(&s);
}

static const char *const every_path[] = {"/", "/index.json", "/bodies", "/bodies.json", "/bodies/#", "/bodies/#.json",
    "/bodies/#/calendar.ics", "/meetings", "/meetings.json", "/meetings/#", "/meetings/#.json", "/meetings/#.ics", "/papers/#",
    "/papers/#.json", "/calendar", "/calendar.json", "/calendar.ics", "/feed.atom", "/sitemap.xml", "/robots.txt", "/accessibility",
    "/accessibility.json", "/privacy", "/privacy.json", "/cookies", "/cookies.json", "/contact", "/contact.json", "/contact/sent"};

static void MTG_04_no_page_says_what_is_withheld(void **state) {
    PublicSide s = public_side(state);
    for (size_t i = 0; i < sizeof every_path / sizeof every_path[0]; i++) {
        Answer page = get(&s, path_of(&s, every_path[i], 1));
        assert_true(page.body.len > 0);
        for (const char *const *canary = canaries; *canary; canary++)
            if (text_contains_ignoring_case(page.body, text_of(*canary))) fail_msg("%s stands at %s", *canary, every_path[i]);
    }
    public_side_end(&s);
}

static void withdrawn_is_gone_everywhere_with_the_reason(void **state) {
    PublicSide s = public_side(state);
    assert_fine(publish_withdraw(&s.office.valve, s.office.w->arena, s.office.meeting.id, (Actor){0}, S("It was published too early.")));
    static const char *const paths[] = {"/meetings/#/agenda.pdf", "/meetings/#/pack.pdf", "/papers/1", "/papers/1.json", "/papers/1/x.pdf"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        Answer answer = get(&s, path_of(&s, paths[i], s.office.meeting.id.n));
        if (answer.status != 410) fail_msg("%s answers %d", paths[i], answer.status);
        assert_has(answer.body, "It was published too early.");
        assert_false(text_contains(answer.body, S("Knife")));
    }
    assert_false(text_contains(get(&s, "/sitemap.xml").body, S("/papers/")));
    assert_has(get(&s, "/meetings").body, "Agenda withdrawn");
    public_side_end(&s);
}

static void the_meeting_of_a_withdrawn_agenda_still_takes_place(void **state) {
    PublicSide s = public_side(state);
    const char *url = path_of(&s, "/meetings/#", s.office.meeting.id.n);
    assert_fine(publish_withdraw(&s.office.valve, s.office.w->arena, s.office.meeting.id, (Actor){0}, S("It was published too early.")));
    Answer page = get(&s, url), twin = get(&s, path_of(&s, "/meetings/#.json", s.office.meeting.id.n));
    assert_int_equal(page.status, 200);
    assert_int_equal(twin.status, 200);
    for (const char *const *told = (const char *const[]){"It was published too early.", "Sessions House", NULL}; *told; told++) {
        assert_has(page.body, *told);
        assert_has(twin.body, *told);
    }
    assert_has(page.body, "were withdrawn on");
    assert_has(twin.body, "\"status\":\"withdrawn\"");
    assert_false(text_contains(page.body, S("First published")));
    for (const char *const *gone = (const char *const[]){"Knife", "Working Group", "/papers/", "pack.pdf", NULL}; *gone; gone++)
        assert_false(text_contains(page.body, text_of(*gone)));
    public_side_end(&s);
}

/* ---- Supplements ---- */

static Paper publish_replacement(PublicSide *s) {
    PublishedOffice *o = &s->office;
    const char *pages[] = {"Knife offences, corrected."}, *path = make_pdf(o->w, "corrected.pdf", pages, 1);
    PdfLook look = {0};
    Paper paper = {0};
    Supplement draft = {0};
    PublicationId id = {0};
    bool found = false;
    assert_fine(pdf_look(o->w->arena, path, &look));
    reload(o, &paper_record, o->figures.id.n, &paper);
    Tx *tx = begin(o->w);
    assert_fine(paper_replace_file(tx, &paper, path, S("corrected.pdf"), &look, NULL));
    assert_fine(supplement_draft(tx_db(tx), o->w->arena, o->meeting.id, &draft, &found));
    draft.reason = S("A figure was wrong.");
    assert_fine(supplement_save(tx, &draft));
    assert_fine(publish_supplement_ask(tx, o->meeting.id, (AccountId){0}, &id));
    commit(tx);
    assert_fine(publish_meeting(&o->valve, o->w->arena, id, NULL));
    assert_int_equal(publication_as_it_is(o, id).state, PUBLICATION_DONE);
    return paper;
}

static void pages_tell(PublicSide *side, PaperId by_id) {
    PublicSide s = *side;
    int64_t meeting = s.office.meeting.id.n, old = s.office.figures.id.n;
    Paper by = {.id = by_id};
    Answer page = get(&s, path_of(&s, "/meetings/#", meeting));
    assert_has(page.body, path_of(&s, "href=\"/meetings/#/supplements/1.pdf\">Supplement 1</a>", meeting));
    assert_has(page.body, "A figure was wrong.");
    assert_has(page.body, "Supplement 1, page ");
    assert_has(page.body, "replaces pages 1 - 2, published before");
    Answer gone = get(&s, path_of(&s, "/papers/#", old));
    assert_int_equal(gone.status, 410);
    assert_has(gone.body, "This paper was replaced");
    assert_has(gone.body, path_of(&s, "href=\"/papers/#\">Knife crime figures</a>", by.id.n));
    assert_int_equal(get(&s, path_of(&s, "/papers/#/any.pdf", old)).status, 410);
    assert_has(get(&s, path_of(&s, "/papers/#", by.id.n)).body, "takes the place of");
    Answer file = get(&s, path_of(&s, "/meetings/#/supplements/1.pdf", meeting));
    assert_int_equal(file.response->file.sha256.len, 64);
    assert_error(ask(&s, GET, path_of(&s, "/meetings/#/supplements/2.pdf", meeting), NULL).error, ERROR_NOT_FOUND);
    assert_error(ask(&s, GET, path_of(&s, "/meetings/#/supplements/x.pdf", meeting), NULL).error, ERROR_NOT_FOUND);
    Text feed = get(&s, "/feed.atom").body;
    assert_has(feed, "Supplement 1 published: Kent Community Safety Partnership, 21 July 2027");
    assert_has(feed, "Agenda published: Kent Community Safety Partnership, 21 July 2027"); /* as it was: the supplement is told once */
    assert_false(text_contains(feed, S("Agenda updated")));
    assert_false(text_contains(get(&s, "/sitemap.xml").body, text_of(path_of(&s, "/papers/#<", old))));
}

static void twins_tell(PublicSide *side, PaperId by_id) {
    PublicSide s = *side;
    int64_t meeting = s.office.meeting.id.n, old = s.office.figures.id.n;
    Paper by = {.id = by_id};
    json_t *m = json_of(&s, path_of(&s, "/meetings/#.json", meeting)), *documents = json_object_get(m, "documents");
    assert_int_equal(json_array_size(documents), 3);
    json_t *document = json_array_get(documents, 2);
    assert_string_equal(string_at(document, "kind"), "supplement");
    assert_int_equal(json_integer_value(json_object_get(document, "number")), 1);
    assert_string_equal(string_at(document, "reason"), "A figure was wrong.");
    assert_string_equal(string_at(document, "url"), path_of(&s, "https://kcsp.example/meetings/#/supplements/1.pdf", meeting));
    assert_true(strlen(string_at(document, "published")) > 20);
    json_t *items = json_object_get(m, "items"), *item, *paper = NULL;
    size_t i, with_agenda = 0;
    json_array_foreach(items, i, item) {
        json_t *papers = json_object_get(item, "papers"), *p;
        size_t k;
        assert_true(json_is_null(json_object_get(item, "urgency")));
        json_array_foreach(papers, k, p) {
            if (json_is_null(json_object_get(p, "supplement"))) with_agenda++;
            else paper = p;
        }
    }
    assert_int_equal(with_agenda, 1);
    assert_non_null(paper);
    assert_int_equal(json_integer_value(json_object_get(paper, "supplement")), 1);
    assert_int_equal(json_integer_value(json_array_get(json_object_get(paper, "pages"), 0)),
        json_integer_value(json_array_get(json_object_get(document, "pages"), 0)));
    assert_string_equal(string_at(paper, "replaces"), path_of(&s, "https://kcsp.example/papers/#", old));
    json_t *gone = json_of(&s, path_of(&s, "/papers/#.json", old));
    assert_true(json_is_true(json_object_get(gone, "withdrawn")));
    assert_string_equal(string_at(gone, "replaced_by"), path_of(&s, "https://kcsp.example/papers/#", by.id.n));
    json_decref(gone);
    json_decref(m);
}

static void MTG_02_the_pages_tell_what_came_with_a_supplement(void **state) {
    PublicSide s = public_side(state);
    Paper by = publish_replacement(&s);
    pages_tell(&s, by.id);
    twins_tell(&s, by.id); /* as others rely on it */
    public_side_end(&s);
}

/* ---- What the public side cannot do ---- */

/* The connection that a site handler holds refuses any change by itself; it has no way to begin a transaction. */
static void a_site_handler_cannot_write_what_is_published(void **state) {
    PublicSide s = public_side(state);
    static const char *const changes[] = {
        "delete from published_paper", "update published_meeting set version = 9", "create table mine (id integer)"};
    World *w = s.office.w;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        Db *db = NULL;
        Rows *rows = NULL;
        bool has_row = false;
        assert_fine(store_borrow(s.site, w->arena, &db));
        Error *error = db_query_text(db, w->arena, text_of(changes[i]), NULL, 0, &rows);
        if (!error) error = rows_next(rows, &has_row);
        assert_non_null(error);
        rows_end(rows);
        store_return(db);
    }
    PublishedMeeting m = {0};
    published_row(&s.office, &published_meeting_record, s.office.meeting.id.n, &m);
    assert_int_equal(m.version, 1);
    public_side_end(&s);
}

static void a_site_handler_cannot_read_the_letterbox(void **state) {
    PublicSide s = public_side(state);
    Db *db = NULL;
    Rows *rows = NULL;
    bool has_row = false;
    World *w = s.office.w;
    Error *error = store_borrow(s.letterbox, w->arena, &db);
    if (!error) error = db_query_text(db, w->arena, S("select body from letter"), NULL, 0, &rows);
    if (!error) error = rows_next(rows, &has_row);
    assert_non_null(error);
    rows_end(rows);
    store_return(db);
    public_side_end(&s);
}

/* ---- Letters ---- */

static const char letter[] = "kind=format&text=Large print of the pack, please.&name=A. "
                             "Reader&email=reader@b.example&about=/meetings/1&envelope=00112233445566778899aabbccddeeff";

static int64_t letters_waiting(PublicSide *s) {
    return number_of(s->office.w, s->office.valve.letterbox, "select count(*) from letter");
}

static void a_letter_goes_into_the_box_and_to_the_office(void **state) {
    PublicSide s = public_side(state);
    int64_t count = 0;
    assert_has(get(&s, "/contact").body, "name=\"envelope\"");
    Answer sent = ask(&s, POST, "/contact", letter);
    assert_fine(sent.error);
    assert_text(sent.location, "/contact/sent");
    assert_fine(ask(&s, POST, "/contact", letter).error); /* the button pressed twice */
    assert_int_equal(letters_waiting(&s), 2);
    assert_fine(letterbox_collect(&s.office.valve, s.office.w->arena, &count));
    assert_int_equal(count, 1);
    public_side_end(&s);
}

static void an_empty_letter_comes_back_with_what_was_typed(void **state) {
    PublicSide s = public_side(state);
    Answer again = ask(&s, POST, "/contact", "name=A. Reader&email=nonsense&text=&envelope=00112233445566778899aabbccddeeff");
    assert_fine(again.error);
    assert_int_equal(again.status, 422);
    assert_has(again.body, "There is a problem");
    assert_has(again.body, "value=\"A. Reader\"");
    assert_has(again.body, "00112233445566778899aabbccddeeff");
    assert_int_equal(letters_waiting(&s), 0);
    public_side_end(&s);
}

static void the_minutes_stay_in_reach_when_the_agenda_is_withdrawn(void **state) {
    PublicSide s = public_side(state);
    Arena *arena = s.office.w->arena;
    PublishedMinutes m = {.id = {s.office.meeting.id.n},
        .body_name = S("The body"),
        .day = date_of(2027, 7, 21),
        .state = PUBLISHED_MINUTES_APPROVED,
        .media_type = S("application/pdf")};
    const char *url = path_of(&s, "/meetings/#", m.id.n), *minutes = path_of(&s, "/meetings/#/minutes\"", m.id.n);
    assert_fine(publish_withdraw(&s.office.valve, arena, s.office.meeting.id, (Actor){0}, S("It was published too early.")));
    assert_false(text_contains(get(&s, url).body, text_of(minutes))); /* there are none yet */
    for (int is_withdrawn = 0; is_withdrawn < 2; is_withdrawn++) {
        Tx *tx = NULL;
        if (is_withdrawn) m.state = PUBLISHED_MINUTES_WITHDRAWN;
        assert_fine(tx_begin(s.office.valve.published, arena, (Actor){0}, S(""), &tx));
        assert_fine(record_put(tx, &published_minutes_record, &m));
        assert_fine(tx_commit(tx));
        tx_end(tx);
        Text page = get(&s, url).body;
        assert_has(page, "were withdrawn on");
        assert_int_equal(text_contains(page, text_of(minutes)), !is_withdrawn);
        if (!is_withdrawn) assert_has(page, "Approved");
    }
    public_side_end(&s);
}

/* Whoever had the address of a summary learns there why it is gone; of a round by link whose draft alone was out the public never knew. */
static void R44_a_summary_that_was_withdrawn_leaves_its_reason_at_its_address(void **state) {
    PublicSide s = public_side(state);
    Tx *tx = NULL;
    PublishedConsultation rounds[] = {{.id = {1}, .title = S("Invited round"), .has_summary = true, .is_withdrawn = true},
        {.id = {2}, .title = S("Quiet round"), .is_withdrawn = true}};
    assert_fine(tx_begin(s.office.valve.published, s.office.w->arena, (Actor){0}, S(""), &tx));
    for (size_t i = 0; i < 2; i++) {
        rounds[i].opens = date_of(2027, 3, 1);
        rounds[i].reason = S("A figure was wrong.");
        assert_fine(record_put(tx, &published_consultation_record, &rounds[i]));
    }
    assert_fine(tx_commit(tx));
    tx_end(tx);
    Text page = get(&s, "/consultations/1").body, list = get(&s, "/consultations").body, twin = get(&s, "/consultations/1.json").body;
    assert_has(page, "A figure was wrong.");
    assert_false(text_contains(page, S("What came of it")));
    assert_has(list, "Invited round");
    assert_false(text_contains(list, S("Published")));
    assert_has(twin, "\"has_summary\":false");
    assert_false(text_contains(twin, S("answers")));
    assert_error(ask(&s, GET, "/consultations/2", NULL).error, ERROR_NOT_FOUND);
    assert_false(text_contains(list, S("Quiet round")));
    public_side_end(&s);
}

static void minutes_show_who_was_there_in_groups_and_why_an_item_was_urgent(void **state) {
    PublicSide s = public_side(state);
    Arena *arena = s.office.w->arena;
    PublishedMinutes m = {.id = {s.office.meeting.id.n},
        .body_name = S("The body"),
        .day = date_of(2027, 7, 21),
        .state = PUBLISHED_MINUTES_DRAFT,
        .present = S("Ann (Fire)\nBob (Health)"),
        .substitutes = S("Pat (Police)"),
        .media_type = S("application/pdf")};
    PublishedMinute minute = {.id = {1},
        .minutes = m.id,
        .position = 1,
        .number = 12,
        .title = S("Grant"),
        .urgency = S("Urgent: It ends"),
        .actions = S("Write (Fire, by the next meeting)\nCall <them> (Health)")};
    Tx *tx = NULL;
    assert_fine(tx_begin(s.office.valve.published, arena, (Actor){0}, S(""), &tx));
    assert_fine(record_put(tx, &published_minutes_record, &m));
    assert_fine(record_put(tx, &published_minute_record, &minute));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    const char *page = text_string(arena, text_format(arena, "/meetings/%" PRId64 "/minutes", m.id.n));
    const char *twin = text_string(arena, text_format(arena, "%s.json", page));
    Answer shown = ask(&s, GET, page, NULL), json = ask(&s, GET, twin, NULL);
    assert_has(shown.body, "<li>Ann (Fire)</li><li>Bob (Health)</li>");
    assert_has(shown.body, "Present as substitutes");
    assert_has(shown.body, "Urgent: It ends.");
    assert_has(json.body, "\"present\":[\"Ann (Fire)\",\"Bob (Health)\"]");
    assert_has(json.body, "\"apologies\":[]");
    assert_has(json.body, "\"urgency\":\"Urgent: It ends\"");
    assert_has(shown.body, "<strong>Action:</strong> Call &lt;them&gt; (Health)");
    assert_has(json.body, "\"actions\":[\"Write (Fire, by the next meeting)\",\"Call <them> (Health)\"]");
    public_side_end(&s);
}

static void R42_minutes_lead_to_the_actions_they_cite_as_far_as_those_are_public(void **state) {
    PublicSide s = public_side(state);
    Arena *arena = s.office.w->arena;
    PublishedMinutes m = {.id = {s.office.meeting.id.n}, .body = {1}, .day = date_of(2027, 7, 21), .state = PUBLISHED_MINUTES_APPROVED};
    PublishedMinute minute = {.id = {1},
        .minutes = m.id,
        .text = S("Action 2.3 and action 9.1, not 2.3. Action 9.3 is unclear, and action 9.4 of 2026/27 another."),
        .resolved = S("that action 2.4 ends")};
    PublishedAgreement year = {
        .id = {1}, .body = {1}, .address = S("2027-28"), .starts = date_of(2027, 4, 1), .ends = date_of(2028, 3, 31)};
    PublishedPlanAction action = {.id = {1}, .agreement = {1}, .number = S("2.3"), .earlier_numbers = S("9.1")},
                        moved = {.id = {2}, .agreement = {1}, .number = S("9.4"), .earlier_numbers = S("9.3")},
                        after = {.id = {3}, .agreement = {1}, .number = S("9.3"), .earlier_numbers = S("9.3")};
    const char *page = text_string(arena, text_format(arena, "/meetings/%" PRId64 "/minutes", m.id.n));
    for (int is_withdrawn = 0; is_withdrawn < 2; is_withdrawn++) {
        Tx *tx = NULL;
        year.is_withdrawn = is_withdrawn;
        assert_fine(tx_begin(s.office.valve.published, arena, (Actor){0}, S(""), &tx));
        assert_fine(record_put(tx, &published_minutes_record, &m));
        assert_fine(record_put(tx, &published_minute_record, &minute));
        assert_fine(record_put(tx, &published_agreement_record, &year));
        assert_fine(record_put(tx, &published_plan_action_record, &action));
        assert_fine(record_put(tx, &published_plan_action_record, &moved));
        assert_fine(record_put(tx, &published_plan_action_record, &after));
        assert_fine(tx_commit(tx));
        tx_end(tx);
        Text shown = get(&s, page).body;
        assert_has(shown, "Action 9.3 is unclear, and action 9.4 of 2026/27 another."); /* two have or had it; another year's */
        assert_has(shown, "that action 2.4 ends");                                      /* no such action is public */
        assert_int_equal(
            text_contains(shown,
                S("href=\"/plan/2027-28/2.3\">2.3<span class=\"govuk-visually-hidden\"> of the plan 2027/28</span></a> and action ")),
            !is_withdrawn);
        assert_int_equal(
            text_contains(
                shown, S("href=\"/plan/2027-28/2.3\">9.1<span class=\"govuk-visually-hidden\"> of the plan 2027/28</span></a>, not 2.3.")),
            !is_withdrawn);
        assert_int_equal(text_contains(shown, S("/plan/2027-28/")), !is_withdrawn);
    }
    public_side_end(&s);
}

static void a_program_that_fills_in_everything_is_not_heard(void **state) {
    PublicSide s = public_side(state);
    Answer sent = ask(&s, POST, "/contact", text_format(s.office.w->arena, "%s&website=https://buy.example", letter).ptr);
    assert_fine(sent.error);
    assert_text(sent.location, "/contact/sent");
    assert_int_equal(letters_waiting(&s), 0);
    public_side_end(&s);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(the_list_of_meetings_is_as_others_rely_on_it),
        TEST(the_twin_of_a_meeting_is_as_others_rely_on_it),
        TEST(the_papers_of_the_next_meeting_are_one_click_from_home),
        TEST(a_meeting_shows_agenda_papers_and_what_is_withheld),
        TEST(a_report_written_here_is_a_page),
        TEST(everything_published_can_be_searched),
        TEST(lists_and_calendars_take_any_question),
        TEST(what_does_not_exist_is_not_found),
        TEST(MTG_04_no_page_says_what_is_withheld),
        TEST(withdrawn_is_gone_everywhere_with_the_reason),
        TEST(the_meeting_of_a_withdrawn_agenda_still_takes_place),
        TEST(MTG_02_the_pages_tell_what_came_with_a_supplement),
        TEST(a_site_handler_cannot_write_what_is_published),
        TEST(a_site_handler_cannot_read_the_letterbox),
        TEST(a_letter_goes_into_the_box_and_to_the_office),
        TEST(an_empty_letter_comes_back_with_what_was_typed),
        TEST(the_minutes_stay_in_reach_when_the_agenda_is_withdrawn),
        TEST(R44_a_summary_that_was_withdrawn_leaves_its_reason_at_its_address),
        TEST(minutes_show_who_was_there_in_groups_and_why_an_item_was_urgent),
        TEST(R42_minutes_lead_to_the_actions_they_cite_as_far_as_those_are_public),
        TEST(a_program_that_fills_in_everything_is_not_heard),
    };
    return RUN("the public site", tests);
}
