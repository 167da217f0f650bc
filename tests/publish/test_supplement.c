/* Supplements through the valve, on both engines: what was published stays as it is, what is replaced says so, nothing is half out. */
#include "meetings/supplement.h"
#include "paper/sandbox.h"
#include "publish/members_pack.h"
#include "publish/published.sql.h"
#include "publish/work_folder.h"
#include "published_office.h"

static const char *const figures[] = {"Knife offences by district, corrected."};

static Supplement draft_of(PublishedOffice *o, bool *found) {
    Db *db = NULL;
    Supplement draft = {0};
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(supplement_draft(db, o->w->arena, o->meeting.id, &draft, found));
    store_return(db);
    return draft;
}

static void give_reason(PublishedOffice *o, const char *reason) {
    bool found = false;
    Supplement draft = draft_of(o, &found);
    assert_true(found);
    draft.reason = text_of(reason);
    Tx *tx = begin(o->w);
    assert_fine(supplement_save(tx, &draft));
    commit(tx);
}

static void refused(PublishedOffice *o, ErrorKind kind) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_error(publish_supplement_ask(tx, o->meeting.id, (AccountId){0}, &id), kind);
    tx_end(tx);
}

static PublicationId ask_for_supplement(PublishedOffice *o) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_fine(publish_supplement_ask(tx, o->meeting.id, (AccountId){0}, &id));
    commit(tx);
    return id;
}

static Publication publish_supplement(PublishedOffice *o) {
    give_reason(o, "The districts sent their figures late.");
    PublicationId id = ask_for_supplement(o);
    Error *error = publish_meeting(&o->valve, o->w->arena, id, NULL);
    if (error) print_error("%.*s\n", TEXT_ARG(error->sentence));
    reload(o, &meeting_record, o->meeting.id.n, &o->meeting);
    return publication_as_it_is(o, id);
}

static PublishedDocument document(PublishedOffice *o, const char *kind, int64_t supplement) {
    Db *db = NULL;
    PublishedDocumentList all = {0};
    assert_fine(store_borrow(o->valve.published, o->w->arena, &db));
    assert_fine(published_documents_of(db, o->w->arena, (PublishedId){o->meeting.id.n}, &all));
    store_return(db);
    for (size_t i = 0; i < all.count; i++)
        if (text_equal(all.items[i].kind, text_of(kind)) && all.items[i].supplement == supplement) return all.items[i];
    return (PublishedDocument){0};
}

static PublishedPaper paper_row(PublishedOffice *o, PaperId id) {
    PublishedPaper row = {0};
    assert_true(published_row(o, &published_paper_record, id.n, &row));
    return row;
}

static Paper replace(PublishedOffice *o, const Paper *old, const char *const *pages, size_t count) {
    PdfLook look = {0};
    Paper paper = {0};
    const char *path = make_pdf(o->w, "replacement.pdf", pages, count);
    assert_fine(pdf_look(o->w->arena, path, &look));
    reload(o, &paper_record, old->id.n, &paper);
    Tx *tx = begin(o->w);
    assert_fine(paper_replace_file(tx, &paper, path, S("replacement.pdf"), &look, NULL));
    commit(tx);
    return paper;
}

/* The members' packs that the office keeps, and whether they are still what is handed out. */
static MembersPack kept_pack(PublishedOffice *o, int64_t number, bool *still_holds) {
    Db *db = NULL;
    Agenda agenda = {0};
    MembersPack pack = {0};
    SupplementList all = {0};
    bool found = false;
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(agenda_get(db, o->w->arena, o->meeting.id, &agenda));
    assert_fine(supplements_of(db, o->w->arena, o->meeting.id, &all));
    assert_fine(members_pack_of(db, o->w->arena, o->meeting.id, number, &pack, &found));
    assert_true(found);
    PackOf of = {number ? &all.items[number - 1] : NULL, pack.pages_before};
    assert_fine(members_pack_still_holds(db, o->w->arena, &agenda, of, &pack, still_holds));
    store_return(db);
    return pack;
}

static Text words_of_file(PublishedOffice *o, Store *store, Text sha256) {
    Db *db = NULL;
    PdfLook look = {0};
    const char *path = text_format(o->w->arena, "%s/looked-at.pdf", o->w->folder).ptr;
    assert_fine(store_borrow(store, o->w->arena, &db));
    assert_fine(file_to_path(db, o->w->arena, sha256, path));
    store_return(db);
    assert_fine(pdf_look(o->w->arena, path, &look));
    return look.text;
}

/* ---- One supplement, and another ---- */

typedef struct {
    PublishedDocument agenda, pack;
    Moment published_at;
    Paper added, closed, by;
} Story;

static void nothing_is_asked_for_before_its_time(PublishedOffice *o) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_error(publish_supplement_ask(tx, o->meeting.id, (AccountId){0}, &id), ERROR_CONFLICT); /* nothing waits */
    tx_end(tx);
}

static void one_publication_at_a_time(PublishedOffice *o) {
    PublicationId id = {0};
    Tx *tx = begin(o->w);
    assert_fine(agenda_reopen(tx, o->meeting.id));
    assert_error(publish_supplement_ask(tx, o->meeting.id, (AccountId){0}, &id), ERROR_INPUT); /* being revised */
    tx_end(tx);
    PublicationId one = ask_for_supplement(o), two = ask_for_supplement(o);
    assert_int_equal(one.n, two.n); /* asked twice, published once */
    tx = begin(o->w);
    assert_error(publish_ask(tx, o->meeting.id, &id), ERROR_CONFLICT); /* the other kind waits for its turn */
    tx_end(tx);
    assert_fine(jobs_run_all(o->w->office, o->w->arena, valve_jobs, &o->valve));
    Publication p = publication_as_it_is(o, one);
    assert_int_equal(p.state, PUBLICATION_DONE);
    assert_int_equal(p.supplement, 1);
    reload(o, &meeting_record, o->meeting.id.n, &o->meeting);
}

/* Agenda, pack and earlier pages stay, byte by byte; the pages go on after the last one (R54). */
static void what_was_published_stays(PublishedOffice *o, const Story *s) {
    PublishedDocument supplement = document(o, "supplement", 1);
    PublishedMeeting m = {0};
    assert_true(text_equal(document(o, "agenda", 0).file_sha256, s->agenda.file_sha256));
    assert_true(text_equal(document(o, "pack", 0).file_sha256, s->pack.file_sha256));
    assert_int_equal(document(o, "pack", 0).page_to, s->pack.page_to);
    assert_int_equal(paper_row(o, o->written.id).supplement, 0);
    assert_int_equal(s->pack.page_to, paper_row(o, o->written.id).page_to + 1); /* with the withheld page of D1 */
    assert_int_equal(supplement.page_from, s->pack.page_to + 1);
    assert_int_equal(supplement.page_to, s->pack.page_to + 3);
    assert_text(supplement.reason, "The districts sent their figures late.");
    assert_text(supplement.file_name, "kcsp-2027-07-21-supplement-1.pdf");
    published_row(o, &published_meeting_record, o->meeting.id.n, &m);
    assert_int_equal(m.publication, 2);
    assert_int_equal(moment_compare(m.published_at, s->published_at), 0); /* the agenda is as old as it is */
    assert_int_equal(moment_compare(m.changed_at, supplement.published_at), 0);
    assert_int_equal(o->meeting.state, MEETING_PUBLISHED);
    assert_int_equal(moment_compare(o->meeting.published_at, s->published_at), 0);
}

static void what_was_added_is_there(PublishedOffice *o, Story *s) {
    PublishedDocument supplement = document(o, "supplement", 1);
    PublishedPaper row = paper_row(o, s->added.id);
    Supplement kept = {0};
    assert_int_equal(row.supplement, 1);
    assert_int_equal(row.page_from, supplement.page_from + 1); /* behind the one for B1 */
    assert_int_equal(moment_compare(row.added_at, supplement.published_at), 0);
    reload(o, &paper_record, s->added.id.n, &s->added);
    reload(o, &supplement_record, 1, &kept);
    assert_false(s->added.is_draft);
    assert_int_equal(moment_compare(kept.published_at, supplement.published_at), 0);
    Text all = everything_published(o);
    assert_has(all, "Supplement 1 to the agenda of the meeting on Wednesday 21 July 2027");
    assert_has(all, "Knife offences by district, corrected");
}

/* MTG-04: neither its title nor its words; members have it in a pack of their own with the same numbers. */
static void what_is_restricted_is_withheld(PublishedOffice *o, const Story *s) {
    PublishedPaper row = {0};
    bool holds = false;
    assert_false(published_row(o, &published_paper_record, s->closed.id.n, &row));
    assert_nothing_withheld_is_public(o);
    assert_has(everything_published(o), "NOT FOR PUBLICATION. Exempt under paragraphs 1 and 7");
    assert_int_equal(kept_pack(o, 0, &holds).publication, 1);
    assert_true(holds); /* that a paper of it is replaced, and others came, leaves it as it is */
    MembersPack pack = kept_pack(o, 1, &holds);
    assert_true(holds);
    assert_int_equal(pack.publication, 2);
    assert_int_equal(pack.pages_before, s->pack.page_to);
    Text words = words_of_file(o, o->w->office, pack.file_sha256);
    assert_has(words, "The informant Kestrel was met again");
    assert_has(words, "NOT FOR PUBLICATION: this pack holds restricted papers");
    assert_int_equal(number_of(o->w, o->w->office,
                         text_format(o->w->arena, "select count(*) from file_seal where sha256 = '%.*s'", TEXT_ARG(pack.file_sha256)).ptr),
        1); /* kept sealed */
}

static void what_is_replaced_says_so(PublishedOffice *o, const Story *s) {
    PublishedPaper old = paper_row(o, o->figures.id), row = paper_row(o, s->by.id);
    assert_true(old.is_withdrawn);
    assert_int_equal(old.replaced_by.n, s->by.id.n);
    assert_has(old.withdrawn_reason, "by another one, with Supplement 1.");
    assert_text(old.title, "");
    assert_text(old.file_sha256, "");
    assert_int_equal(old.page_from, 1);
    assert_int_equal(old.page_to, 2);
    assert_int_equal(row.replaces.n, o->figures.id.n);
    assert_int_equal(row.position, 1); /* in the place of the old one */
    reload(o, &paper_record, o->figures.id.n, &o->figures);
    assert_int_equal(o->figures.replaced_by.n, s->by.id.n);
    assert_int_equal(number_of(o->w, o->valve.published,
                         text_format(o->w->arena, "select count(*) from search where \"key\" = 'paper-%d'", (int)o->figures.id.n).ptr),
        0);
}

static void a_recalled_paper_is_in_no_pack(PublishedOffice *o, Story *s) {
    Db *db = NULL;
    Supplement supplement = {0};
    PdfLook look = {0};
    bool holds = true;
    int pages = 0;
    const char *path = text_format(o->w->arena, "%s/anew.pdf", o->w->folder).ptr;
    reload(o, &paper_record, s->closed.id.n, &s->closed);
    Tx *tx = begin(o->w);
    assert_fine(paper_recall(tx, &s->closed, S("The Clerk"), S("A name stands in it.")));
    commit(tx);
    MembersPack pack = kept_pack(o, 1, &holds);
    assert_false(holds);
    kept_pack(o, 0, &holds);
    assert_true(holds);
    reload(o, &supplement_record, 1, &supplement);
    assert_fine(store_borrow(o->w->office, o->w->arena, &db));
    assert_fine(pack_build_of(db, o->w->arena, o->meeting.id, (PackOf){&supplement, pack.pages_before}, false, o->w->folder, path, &pages));
    store_return(db);
    assert_fine(pdf_look(o->w->arena, path, &look));
    assert_false(text_contains(look.text, S("Kestrel")));
    assert_has(look.text, "not in this pack: what stood there was recalled");
    assert_has(look.text, text_format(o->w->arena, "Page %d", (int)pack.pages_before + 1).ptr);
}

static void a_leak_holds_it_back(PublishedOffice *o) {
    const char *leaking[] = {"See Operation Bluebird: progress."};
    PublishedDocument first = document(o, "supplement", 1);
    Text before = everything_published(o);
    Paper annex = add_pdf(o, o->update.id, "Annex", "annex.pdf", leaking, 1);
    give_reason(o, "See the Bluebird intelligence summary");
    PublicationId id = ask_for_supplement(o);
    assert_fine(publish_meeting(&o->valve, o->w->arena, id, NULL));
    Publication p = publication_as_it_is(o, id);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "The title of item D1 stands on page 1 of the paper \"Annex\"");
    assert_has(p.findings, "(Why there is a supplement)");
    assert_true(text_equal(before, everything_published(o)));
    reload(o, &paper_record, annex.id.n, &annex);
    assert_true(annex.is_draft);
    replace(o, &annex, (const char *const[]){"More figures.", "And more."}, 2);
    assert_int_equal(publish_supplement(o).state, PUBLICATION_DONE);
    PublishedDocument second = document(o, "supplement", 2);
    assert_int_equal(second.page_from, first.page_to + 1);
    assert_int_equal(second.page_to, first.page_to + 2);
    assert_true(text_equal(document(o, "supplement", 1).file_sha256, first.file_sha256));
    assert_nothing_withheld_is_public(o);
}

static void MTG_02_MTG_04_a_supplement_leaves_what_was_published_and_withholds_what_is_restricted(void **state) {
    PublishedOffice o = published_office(state);
    Story s = {0};
    publish(&o);
    s.agenda = document(&o, "agenda", 0);
    s.pack = document(&o, "pack", 0);
    s.published_at = o.meeting.published_at;
    nothing_is_asked_for_before_its_time(&o);
    s.added = add_pdf(&o, o.update.id, "Figures by district", "districts-v2.pdf", figures, 1);
    s.closed = add_pdf(
        &o, o.bluebird.id, "Bluebird: second summary", "bluebird-2.pdf", (const char *const[]){"The informant Kestrel was met again."}, 1);
    s.by = replace(&o, &o.figures, (const char *const[]){"Knife offences, counted again."}, 1);
    assert_false(paper_row(&o, o.figures.id).is_withdrawn); /* until then */
    refused(&o, ERROR_INPUT);                               /* no reason */
    give_reason(&o, "The districts sent their figures late.");
    one_publication_at_a_time(&o);
    what_was_published_stays(&o, &s);
    what_was_added_is_there(&o, &s);
    what_is_restricted_is_withheld(&o, &s);
    what_is_replaced_says_so(&o, &s);
    a_recalled_paper_is_in_no_pack(&o, &s);
    a_leak_holds_it_back(&o);
    published_office_end(&o);
}

/* ---- A revised agenda, and away ---- */

static void decide_urgency(PublishedOffice *o) {
    reload(o, &agenda_item_record, o->knives.id.n, &o->knives);
    reload(o, &agenda_item_record, o->bluebird.id.n, &o->bluebird);
    o->knives.urgency_reason = S("The funding offer ends on Friday.");
    o->bluebird.urgency_reason = S("The shipment in Peregrine Street arrives before the next meeting of the partnership takes place.");
    o->knives.urgency_decided_by = o->bluebird.urgency_decided_by = S("The Chair");
    o->knives.urgency_decided_on = o->bluebird.urgency_decided_on = date_of(2027, 7, 19);
    Tx *tx = begin(o->w);
    assert_fine(item_decide_urgency(tx, &o->knives, false));
    assert_fine(item_decide_urgency(tx, &o->bluebird, false));
    commit(tx);
}

static void the_reason_for_urgency_is_public(PublishedOffice *o) {
    PublishedItem item = {0};
    published_row(o, &published_item_record, o->knives.id.n, &item);
    assert_text(item.urgency, "Urgent: The funding offer ends on Friday. Decided by The Chair on 19 July 2027");
    published_row(o, &published_item_record, o->bluebird.id.n, &item);
    assert_text(item.urgency, "Urgent: decided by The Chair on 19 July 2027");
    assert_has(words_of_file(o, o->valve.published, document(o, "agenda", 0).file_sha256), "Urgent: The funding offer ends on Friday.");
    assert_nothing_withheld_is_public(o);
}

static void publish_revised(PublishedOffice *o) {
    agree(o);
    assert_int_equal(publish(o).state, PUBLICATION_DONE);
}

static void MTG_03_a_revised_agenda_says_why_a_late_item_is_urgent_and_keeps_its_supplements(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Paper by = replace(&o, &o.figures, figures, 1);
    publish_supplement(&o);
    PublishedDocument before = document(&o, "supplement", 1);
    Paper waiting = add_pdf(&o, o.knives.id, "Waiting", "w.pdf", (const char *const[]){"Not yet."}, 1);
    decide_urgency(&o);
    publish_revised(&o);
    the_reason_for_urgency_is_public(&o);
    PublishedPaper row = {0}, old = paper_row(&o, o.figures.id);
    PublishedDocument after = document(&o, "supplement", 1);
    assert_false(published_row(&o, &published_paper_record, waiting.id.n, &row)); /* no draft slips in */
    assert_int_equal(after.page_from, before.page_from);
    assert_int_equal(moment_compare(after.published_at, before.published_at), 0);
    assert_true(moment_compare(document(&o, "agenda", 0).published_at, before.published_at) > 0);
    assert_int_equal(paper_row(&o, by.id).supplement, 1);
    assert_int_equal(old.replaced_by.n, by.id.n);
    assert_int_equal(old.page_to, 2);
    /* withdrawn: the supplement goes along, and what waits has nothing to follow */
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("Published by mistake.")));
    assert_int_equal(files_published(&o), 0);
    assert_text(paper_row(&o, by.id).withdrawn_reason, "Published by mistake.");
    assert_int_equal(paper_row(&o, o.figures.id).replaced_by.n, by.id.n);
    assert_false(text_contains(everything_published(&o), S("nife")));
    give_reason(&o, "Why not");
    refused(&o, ERROR_INPUT);
    /* back without the paper, which was withdrawn meanwhile */
    reload(&o, &paper_record, by.id.n, &by);
    Tx *tx = begin(o.w);
    assert_fine(paper_withdraw(tx, &by, S("The figures are being checked.")));
    commit(tx);
    publish_revised(&o);
    assert_true(paper_row(&o, by.id).is_withdrawn);
    assert_int_equal(document(&o, "supplement", 1).page_from, 0);
    assert_has(everything_published(&o), "The papers of this supplement were withdrawn.");
    published_office_end(&o);
}

/* ---- Crashes and changes in the middle ---- */

static Snapshot build(PublishedOffice *o, const Publication *p) {
    Snapshot snapshot = {0};
    FindingList findings = {0};
    const char *folder = NULL;
    assert_fine(work_folder_make(o->w->arena, o->valve.data_folder, S("test"), &folder));
    assert_fine(publication_build(&o->valve, o->w->arena, p, folder, (PackProgress){0}, &snapshot, &findings));
    assert_int_equal(findings.count, 0);
    return snapshot;
}

static void what_comes_meanwhile_is_not_left_behind_and_a_crash_is_finished(void **state) {
    PublishedOffice o = published_office(state);
    bool found = false, is_overtaken = false;
    publish(&o);
    Paper by = replace(&o, &o.figures, figures, 1);
    give_reason(&o, "The districts sent their figures late.");
    Publication p = publication_as_it_is(&o, ask_for_supplement(&o));
    Snapshot snapshot = build(&o, &p);
    Paper second = add_pdf(&o, o.knives.id, "Second", "b.pdf", (const char *const[]){"More."}, 1);
    assert_fine(publication_write(&o.valve, o.w->arena, &p, &snapshot, &is_overtaken));
    assert_true(is_overtaken);
    assert_int_equal(document(&o, "supplement", 1).id.n, 0);
    snapshot = build(&o, &p); /* with both; a crash here leaves nothing: it is done again */
    Tx *site = NULL;
    assert_fine(tx_begin(o.valve.published, o.w->arena, (Actor){0}, S(""), &site));
    assert_fine(snapshot_add(site, &snapshot));
    assert_fine(tx_commit(site));
    tx_end(site); /* and here the machine stops */
    draft_of(&o, &found);
    assert_true(found);
    assert_fine(publish_recover(&o.valve, o.w->arena));
    assert_int_equal(publication_as_it_is(&o, p.id).state, PUBLICATION_DONE);
    draft_of(&o, &found);
    assert_false(found);
    reload(&o, &paper_record, o.figures.id.n, &o.figures);
    assert_int_equal(o.figures.replaced_by.n, by.id.n);
    assert_int_equal(paper_row(&o, second.id).supplement, 1);
    Supplement supplement = {0};
    reload(&o, &supplement_record, 1, &supplement);
    assert_int_equal(moment_compare(supplement.published_at, document(&o, "supplement", 1).published_at), 0);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(MTG_02_MTG_04_a_supplement_leaves_what_was_published_and_withholds_what_is_restricted),
        TEST(MTG_03_a_revised_agenda_says_why_a_late_item_is_urgent_and_keeps_its_supplements),
        TEST(what_comes_meanwhile_is_not_left_behind_and_a_crash_is_finished),
    };
    return RUN("supplements", tests);
}
