/* The office that the tests of publishing stand on. */
#include "published_office.h"

#include <sys/stat.h>

#include "meetings/sign_off.h"
#include "paper/paper.h"
#include "store/files.h"

const char *const canaries[] = {"BLUEBIRD", "KESTREL", "PEREGRINE", "XK7PQ9", "372991", "ZEBRASMITH", NULL};

/* ---- Making it ---- */

const char *make_pdf_subject = "From outside";

const char *make_pdf(World *w, const char *name, const char *const *pages, size_t count) {
    const char *path = text_format(w->arena, "%s/%s", w->folder, name).ptr;
    Document *d = document_new(w->arena, S("A paper"), text_of(make_pdf_subject));
    int made = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) document_page_break(d);
        document_paragraph(d, text_of(pages[i]));
    }
    assert_fine(document_write(d, path, &made));
    assert_int_equal(made, count);
    return path;
}

Paper add_pdf(PublishedOffice *o, AgendaItemId item, const char *title, const char *file_name, const char *const *pages, size_t count) {
    Paper paper = {0};
    PdfLook look = {0};
    const char *path = make_pdf(o->w, "upload.pdf", pages, count);
    assert_fine(pdf_look(o->w->arena, path, &look));
    assert_int_equal(look.verdict, PDF_FINE);
    Tx *tx = begin(o->w);
    assert_fine(paper_add_file(tx, item, text_of(title), path, text_of(file_name), &look, &paper, NULL));
    commit(tx);
    return paper;
}

static AgendaItem add_item(PublishedOffice *o, AgendaPartId part, AgendaItem item) {
    Tx *tx = begin(o->w);
    item.part = part;
    item.kind = ITEM_BUSINESS;
    assert_fine(item_add(tx, &item));
    commit(tx);
    return item;
}

static void read_agenda(PublishedOffice *o, Agenda *out) {
    Db *db = NULL;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(agenda_get(db, o->w->arena, o->meeting.id, out));
    store_return(db);
    o->meeting = out->meeting;
}

static void make_meeting(PublishedOffice *o) {
    Tx *tx = begin(o->w);
    Partnership partnership = {.name = S("Kent Community Safety Partnership"),
        .short_name = S("KCSP"),
        .area = S("Kent"),
        .contact_email = S("clerk@kcsp.example")};
    assert_fine(record_insert(tx, &partnership_record, &partnership));
    o->body = (Body){.name = S("Kent Community Safety Partnership"),
        .short_name = S("KCSP"),
        .kind = BODY_COUNTY_PARTNERSHIP,
        .is_public = true,
        .position = 1,
        .purpose = S("Makes Kent safer.")};
    assert_fine(record_insert(tx, &body_record, &o->body));
    o->meeting = (Meeting){.body = o->body.id,
        .day = date_of(2027, 7, 21),
        .starts = time_of(10, 0),
        .ends = time_of(12, 0),
        .is_online = true,
        .place = S("Sessions House, Maidstone"),
        .joining = S("Meeting ID: 372 991 045 12\nPasscode: xK7pQ9"),
        .contact_name = S("The Clerk"),
        .contact_email = S("clerk@kcsp.example")};
    assert_fine(meeting_make(tx, &o->meeting));
    commit(tx);
}

static void make_items(PublishedOffice *o) {
    Agenda agenda = {0};
    read_agenda(o, &agenda);
    assert_int_equal(agenda.count, 4);
    o->knives = add_item(o, agenda.items[1].part.id,
        (AgendaItem){.title = S("Knife crime in town centres"), .purpose = PURPOSE_INFORMATION, .lead = S("Kent Police")});
    o->update = add_item(o, agenda.items[1].part.id,
        (AgendaItem){.title = S("Working Group Update"), .purpose = PURPOSE_DECISION, .lead = S("Head of Community Safety")});
    o->bluebird = add_item(o, agenda.items[3].part.id,
        (AgendaItem){.title = S("Operation Bluebird: progress"),
            .public_title = S("Police operation: update"),
            .purpose = PURPOSE_INFORMATION,
            .lead = S("Detective Zebrasmith"),
            .restriction = RESTRICTION_EXEMPT,
            .paragraphs = SCHEDULE_12A_1 | SCHEDULE_12A_7,
            .restriction_reason = S("Publishing it would tell the suspects in Peregrine Street that they are being watched by the police "
                                    "every night of the week."),
            .restriction_decided_by = S("Monitoring Officer Zebrasmith"),
            .restriction_review = date_of(2028, 7, 21)});
}

static void make_papers(PublishedOffice *o) {
    const char *open[] = {"Knife offences fell by nine per cent in the year.", "Town centres saw fewer of them on Saturdays."};
    const char *closed[] = {
        "The informant Kestrel met two officers behind the harbour warehouse before the shipment left for Antwerp on Friday night."};
    Report report = {.by = S("Head of Community Safety"),
        .to = S("Kent Community Safety Partnership - 21 July 2027"),
        .classification = S("For Decision"),
        .subject = S("Working Group Update"),
        .summary = S("What the group did."),
        .body = S("# Background\n\nThe group met three times.\n\n# Next steps\n\nIt meets again."),
        .recommendations = S("- Agree the plan.")};
    o->figures = add_pdf(o, o->knives.id, "Knife crime figures", "figures-final-v3.pdf", open, 2);
    o->intelligence = add_pdf(o, o->bluebird.id, "Bluebird intelligence summary", "bluebird-intel.pdf", closed, 1);
    Tx *tx = begin(o->w);
    assert_fine(report_add(tx, o->update.id, &report, &o->written));
    commit(tx);
    accept(o, report.id);
}

void accept(PublishedOffice *o, ReportId report) {
    Tx *tx = begin(o->w);
    assert_fine(sign_off_do(tx, report, SIGN_OFF_ACCEPT, &(Signer){.name = S("The Clerk"), .is_clerk = true}, S("")));
    commit(tx);
}

void agree(PublishedOffice *o) {
    Tx *tx = begin(o->w);
    assert_fine(agenda_agree(tx, o->meeting.id, S("The Chair")));
    commit(tx);
    reload(o, &meeting_record, o->meeting.id.n, &o->meeting);
}

PublishedOffice published_office(void **state) {
    PublishedOffice o = {.w = *state};
    o.valve = (Valve){.office = o.w->office,
        .published = world_create(o.w, STORE_PUBLISHED),
        .letterbox = world_create(o.w, STORE_LETTERBOX),
        .data_folder = o.w->folder};
    make_meeting(&o);
    make_items(&o);
    make_papers(&o);
    agree(&o);
    return o;
}

void published_office_end(PublishedOffice *o) {
    store_close(o->valve.published);
    store_close(o->valve.letterbox);
}

/* ---- Publishing ---- */

PublicationId ask_to_publish(PublishedOffice *o) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_fine(publish_ask(tx, o->meeting.id, &id));
    commit(tx);
    return id;
}

Publication publish(PublishedOffice *o) {
    PublicationId id = ask_to_publish(o);
    assert_fine(publish_meeting(&o->valve, o->w->arena, id, NULL));
    reload(o, &meeting_record, o->meeting.id.n, &o->meeting);
    return publication_as_it_is(o, id);
}

Publication publication_as_it_is(PublishedOffice *o, PublicationId id) {
    Publication p = {0};
    reload(o, &publication_record, id.n, &p);
    return p;
}

void reload(PublishedOffice *o, const Record *record, int64_t id, void *value) {
    Db *db = NULL;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(record_get(db, o->w->arena, record, id, value));
    store_return(db);
}

void change(PublishedOffice *o, const Record *record, void *value) {
    Tx *tx = begin(o->w);
    assert_fine(record_update(tx, record, value));
    commit(tx);
}

/* ---- Looking ---- */

bool published_row(PublishedOffice *o, const Record *record, int64_t id, void *out) {
    Db *db = NULL;
    assert_fine(store_borrow(o->valve.published, o->w->arena, &db));
    Error *error = record_get(db, o->w->arena, record, id, out);
    store_return(db);
    if (error) assert_error(error, ERROR_NOT_FOUND);
    return error == NULL;
}

static void put_rows_of(Db *db, Arena *arena, const char *sql, Buffer *out) {
    Rows *rows = NULL;
    bool has_row = false;
    assert_fine(db_query_text(db, arena, text_of(sql), NULL, 0, &rows));
    for (assert_fine(rows_next(rows, &has_row)); has_row; assert_fine(rows_next(rows, &has_row)))
        for (int c = 0; c < rows_columns(rows); c++) {
            buffer_put(out, rows_value(rows, c).text);
            buffer_put_char(out, '\n');
        }
    rows_end(rows);
}

static void put_files(PublishedOffice *o, Db *db, Buffer *out) {
    Buffer names = buffer_new(o->w->arena, 1024);
    put_rows_of(db, o->w->arena, "select sha256 from file order by sha256", &names);
    Text rest = buffer_text(&names), sha256;
    while (text_next_line(&rest, &sha256)) {
        PdfLook look = {0};
        const char *path = text_format(o->w->arena, "%s/dump.pdf", o->w->folder).ptr;
        if (text_is_empty(sha256)) continue;
        assert_fine(file_to_path(db, o->w->arena, sha256, path));
        assert_fine(pdf_look(o->w->arena, path, &look));
        assert_int_equal(look.verdict, PDF_FINE);
        buffer_putf(out, "%.*s\n%.*s\n", TEXT_ARG(look.hidden), TEXT_ARG(look.text));
    }
}

Text everything_published(PublishedOffice *o) {
    Db *db = NULL;
    Buffer out = buffer_new(o->w->arena, 65536);
    assert_fine(store_borrow(o->valve.published, o->w->arena, &db));
    for (const Record *const *record = all_published_records; *record; record++)
        put_rows_of(db, o->w->arena, text_format(o->w->arena, "select * from %s", (*record)->name).ptr, &out);
    put_rows_of(db, o->w->arena, "select kind, \"key\", title, body, url, about from search", &out);
    put_files(o, db, &out);
    store_return(db);
    return buffer_text(&out);
}

int64_t files_published(PublishedOffice *o) {
    return number_of(o->w, o->valve.published, "select count(*) from file");
}

/* Letters and digits only, in capitals. */
static Text squeezed(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    for (size_t i = 0; i < t.len; i++) {
        char c = t.ptr[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) buffer_put_char(&out, c);
    }
    return buffer_text(&out);
}

void assert_nothing_withheld_is_public(PublishedOffice *o) {
    Text all = squeezed(o->w->arena, everything_published(o));
    for (const char *const *canary = canaries; *canary; canary++)
        if (text_contains(all, text_of(*canary))) fail_msg("%s stands in the published store", *canary);
}
