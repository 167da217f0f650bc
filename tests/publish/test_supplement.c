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

/* ---- What it adds and leaves ---- */

static void MTG_02_a_supplement_leaves_what_was_published_as_it_is(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    PublishedDocument agenda = document(&o, "agenda", 0), pack = document(&o, "pack", 0);
    PublishedPaper before = paper_row(&o, o.figures.id), written = paper_row(&o, o.written.id);
    Moment published_at = o.meeting.published_at;
    Paper added = add_pdf(&o, o.update.id, "Figures by district", "districts-v2.pdf", figures, 1);
    Publication p = publish_supplement(&o);
    assert_int_equal(p.state, PUBLICATION_DONE);
    assert_int_equal(p.supplement, 1);
    PublishedDocument supplement = document(&o, "supplement", 1);
    assert_true(text_equal(document(&o, "agenda", 0).file_sha256, agenda.file_sha256));
    assert_true(text_equal(document(&o, "pack", 0).file_sha256, pack.file_sha256));
    assert_int_equal(document(&o, "pack", 0).page_to, pack.page_to);
    assert_int_equal(paper_row(&o, o.figures.id).page_to, before.page_to);
    assert_int_equal(paper_row(&o, o.figures.id).supplement, 0);
    /* its pages go on after the last one (R54) */
    assert_int_equal(pack.page_to, written.page_to + 1); /* with the withheld page of D1 */
    assert_int_equal(supplement.page_from, pack.page_to + 1);
    assert_int_equal(supplement.page_to, pack.page_to + 1);
    assert_text(supplement.reason, "The districts sent their figures late.");
    assert_text(supplement.file_name, "kcsp-2027-07-21-supplement-1.pdf");
    assert_true(moment_is_set(supplement.published_at));
    PublishedPaper row = paper_row(&o, added.id);
    assert_int_equal(row.supplement, 1);
    assert_int_equal(row.page_from, supplement.page_from);
    assert_int_equal(moment_compare(row.added_at, supplement.published_at), 0);
    PublishedMeeting m = {0};
    published_row(&o, &published_meeting_record, o.meeting.id.n, &m);
    assert_int_equal(m.publication, 2);
    assert_int_equal(moment_compare(m.published_at, published_at), 0); /* the agenda is as old as it is */
    assert_int_equal(moment_compare(m.changed_at, supplement.published_at), 0);
    assert_int_equal(o.meeting.state, MEETING_PUBLISHED);
    reload(&o, &paper_record, added.id.n, &added);
    assert_false(added.is_draft);
    Text all = everything_published(&o);
    assert_has(all, "Supplement 1 to the agenda of the meeting on Wednesday 21 July 2027");
    assert_has(all, "Knife offences by district, corrected");
    assert_nothing_withheld_is_public(&o);
    /* and another follows it */
    const char *two_pages[] = {"More figures.", "And more."};
    add_pdf(&o, o.knives.id, "Second", "b.pdf", two_pages, 2);
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    PublishedDocument second = document(&o, "supplement", 2);
    assert_int_equal(second.page_from, supplement.page_to + 1);
    assert_int_equal(second.page_to, supplement.page_to + 2);
    assert_true(text_equal(document(&o, "supplement", 1).file_sha256, supplement.file_sha256));
    published_office_end(&o);
}

static void MTG_04_a_restricted_paper_of_a_supplement_is_withheld(void **state) {
    PublishedOffice o = published_office(state);
    const char *closed[] = {"The informant Kestrel was met again."};
    publish(&o);
    Paper added = add_pdf(&o, o.bluebird.id, "Bluebird: second summary", "bluebird-2.pdf", closed, 1);
    add_pdf(&o, o.update.id, "Open", "open.pdf", figures, 1);
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    PublishedPaper row = {0};
    assert_false(published_row(&o, &published_paper_record, added.id.n, &row));
    assert_nothing_withheld_is_public(&o);
    assert_has(everything_published(&o), "NOT FOR PUBLICATION. Exempt under paragraphs 1 and 7");
    /* members have it in their pack of the supplement, with the same numbers */
    Db *db = NULL;
    MembersPack agenda_pack = {0}, pack = {0};
    bool has_agenda = false, found = false;
    PdfLook look = {0};
    const char *path = text_format(o.w->arena, "%s/members.pdf", o.w->folder).ptr;
    assert_fine(store_borrow(o.w->office, o.w->arena, &db));
    assert_fine(members_pack_of(db, o.w->arena, o.meeting.id, 0, &agenda_pack, &has_agenda));
    assert_fine(members_pack_of(db, o.w->arena, o.meeting.id, 1, &pack, &found));
    assert_true(has_agenda && found);
    assert_int_equal(agenda_pack.publication, 1);
    assert_int_equal(pack.publication, 2);
    assert_fine(file_to_path(db, o.w->arena, pack.file_sha256, path));
    store_return(db);
    assert_fine(pdf_look(o.w->arena, path, &look));
    assert_has(look.text, "The informant Kestrel was met again");
    assert_has(look.text, "NOT FOR PUBLICATION: this pack holds restricted papers");
    assert_int_equal(document(&o, "supplement", 1).page_to - document(&o, "supplement", 1).page_from + 1, 2);
    published_office_end(&o);
}

static void MTG_04_a_leak_in_a_supplement_holds_it_back(void **state) {
    PublishedOffice o = published_office(state);
    const char *pages[] = {"See Operation Bluebird: progress."};
    publish(&o);
    Text before = everything_published(&o);
    Paper added = add_pdf(&o, o.update.id, "Annex", "annex.pdf", pages, 1);
    Publication p = publish_supplement(&o);
    assert_int_equal(p.state, PUBLICATION_BLOCKED);
    assert_has(p.findings, "The title of item D1 stands in the PDF of the paper \"Annex\"");
    assert_true(text_equal(before, everything_published(&o)));
    reload(&o, &paper_record, added.id.n, &added);
    assert_true(added.is_draft);
    give_reason(&o, "Operation Bluebird: progress");
    replace(&o, &added, figures, 1);
    PublicationId id = ask_for_supplement(&o);
    assert_fine(publish_meeting(&o.valve, o.w->arena, id, NULL));
    assert_has(publication_as_it_is(&o, id).findings, "the supplement (Why there is a supplement)");
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    published_office_end(&o);
}

/* ---- Replacing ---- */

static void a_replaced_paper_leaves_a_tombstone_that_leads_to_the_new_one(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    PublishedDocument pack = document(&o, "pack", 0);
    Paper by = replace(&o, &o.figures, figures, 1);
    assert_false(paper_row(&o, o.figures.id).is_withdrawn); /* until then */
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    PublishedPaper old = paper_row(&o, o.figures.id), row = paper_row(&o, by.id);
    assert_true(old.is_withdrawn);
    assert_int_equal(old.replaced_by.n, by.id.n);
    assert_has(old.withdrawn_reason, "by another one, with Supplement 1.");
    assert_text(old.title, "");
    assert_text(old.file_sha256, "");
    assert_int_equal(old.page_from, 1);
    assert_int_equal(old.page_to, 2);
    assert_int_equal(row.replaces.n, o.figures.id.n);
    assert_true(text_equal(document(&o, "pack", 0).file_sha256, pack.file_sha256)); /* what people have stays what it is */
    reload(&o, &paper_record, o.figures.id.n, &o.figures);
    assert_int_equal(o.figures.replaced_by.n, by.id.n);
    assert_int_equal(number_of(o.w, o.valve.published,
                         text_format(o.w->arena, "select count(*) from search where \"key\" = 'paper-%d'", (int)o.figures.id.n).ptr),
        0);
    /* a revised agenda tells the same */
    agree(&o);
    Tx *tx = begin(o.w);
    assert_fine(agenda_reopen(tx, o.meeting.id));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    old = paper_row(&o, o.figures.id);
    assert_int_equal(old.replaced_by.n, by.id.n);
    assert_int_equal(old.page_to, 2);
    assert_int_equal(paper_row(&o, by.id).page_from, row.page_from);
    published_office_end(&o);
}

/* ---- Again, and away ---- */

static void a_revised_agenda_keeps_its_supplements_and_no_draft_slips_in(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Paper added = add_pdf(&o, o.update.id, "Figures by district", "a.pdf", figures, 1);
    publish_supplement(&o);
    PublishedDocument before = document(&o, "supplement", 1);
    Paper waiting = add_pdf(&o, o.knives.id, "Waiting", "w.pdf", (const char *const[]){"Not yet."}, 1);
    reload(&o, &agenda_item_record, o.knives.id.n, &o.knives);
    o.knives.lead = S("Another lead");
    Tx *tx = begin(o.w);
    assert_fine(item_save(tx, &o.knives));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    PublishedPaper row = {0};
    PublishedDocument after = document(&o, "supplement", 1);
    assert_false(published_row(&o, &published_paper_record, waiting.id.n, &row));
    assert_int_equal(after.page_from, before.page_from);
    assert_int_equal(moment_compare(after.published_at, before.published_at), 0);
    assert_int_equal(paper_row(&o, added.id).supplement, 1);
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    assert_int_equal(paper_row(&o, waiting.id).supplement, 2);
    /* a paper of the first one is withdrawn, and comes back */
    reload(&o, &paper_record, added.id.n, &added);
    tx = begin(o.w);
    assert_fine(paper_withdraw(tx, &added, S("The figures are being checked.")));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_true(paper_row(&o, added.id).is_withdrawn);
    assert_int_equal(document(&o, "supplement", 1).page_from, 0);
    assert_int_equal(document(&o, "supplement", 2).page_from, before.page_from); /* without a gap */
    Text all = everything_published(&o);
    assert_has(all, "The papers of this supplement were withdrawn.");
    assert_false(text_contains(all, S("by district")));
    tx = begin(o.w);
    assert_fine(paper_restore(tx, &added));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_int_equal(paper_row(&o, added.id).supplement, 1);
    assert_int_equal(document(&o, "supplement", 1).page_from, before.page_from);
    published_office_end(&o);
}

static void a_withdrawn_meeting_takes_its_supplements_along(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    Paper by = replace(&o, &o.figures, figures, 1);
    publish_supplement(&o);
    Paper waiting = add_pdf(&o, o.knives.id, "Waiting", "w.pdf", (const char *const[]){"Not yet."}, 1);
    assert_fine(publish_withdraw(&o.valve, o.w->arena, o.meeting.id, (Actor){7, S("Dana")}, S("Published by mistake.")));
    assert_int_equal(files_published(&o), 0);
    assert_true(paper_row(&o, by.id).is_withdrawn);
    assert_text(paper_row(&o, by.id).withdrawn_reason, "Published by mistake.");
    assert_int_equal(paper_row(&o, o.figures.id).replaced_by.n, by.id.n);
    assert_false(text_contains(everything_published(&o), S("nife")));
    PublicationId id = {0};
    give_reason(&o, "Why not");
    Tx *tx = begin(o.w);
    assert_error(publish_supplement_ask(tx, o.meeting.id, (AccountId){0}, &id), ERROR_INPUT); /* there is nothing that it could follow */
    tx_end(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    assert_int_equal(paper_row(&o, by.id).supplement, 1);
    assert_int_equal(paper_row(&o, o.figures.id).replaced_by.n, by.id.n);
    assert_int_equal(document(&o, "supplement", 1).page_from, document(&o, "pack", 0).page_to + 1);
    assert_int_equal(publish_supplement(&o).state, PUBLICATION_DONE);
    assert_int_equal(paper_row(&o, waiting.id).supplement, 2);
    published_office_end(&o);
}

/* ---- Asking ---- */

static void a_supplement_follows_an_agenda_that_stands(void **state) {
    PublishedOffice o = published_office(state);
    PublicationId id = {0};
    publish(&o);
    Tx *tx = begin(o.w);
    assert_error(publish_supplement_ask(tx, o.meeting.id, (AccountId){0}, &id), ERROR_CONFLICT); /* nothing waits */
    tx_end(tx);
    add_pdf(&o, o.update.id, "Figures by district", "a.pdf", figures, 1);
    tx = begin(o.w);
    assert_error(publish_supplement_ask(tx, o.meeting.id, (AccountId){0}, &id), ERROR_INPUT); /* no reason */
    assert_fine(agenda_reopen(tx, o.meeting.id));
    commit(tx);
    give_reason(&o, "The districts sent their figures late.");
    tx = begin(o.w);
    assert_error(publish_supplement_ask(tx, o.meeting.id, (AccountId){0}, &id), ERROR_INPUT); /* being revised */
    tx_end(tx);
    agree(&o);
    publish(&o);
    PublicationId one = ask_for_supplement(&o), two = ask_for_supplement(&o);
    assert_int_equal(one.n, two.n); /* asked twice, published once */
    tx = begin(o.w);
    assert_error(publish_ask(tx, o.meeting.id, &id), ERROR_CONFLICT); /* the other kind waits for its turn */
    tx_end(tx);
    assert_fine(jobs_run_all(o.w->office, o.w->arena, valve_jobs, &o.valve));
    assert_int_equal(publication_as_it_is(&o, one).state, PUBLICATION_DONE);
    assert_fine(publish_meeting(&o.valve, o.w->arena, one, NULL));
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    assert_int_equal(o.meeting.publication, 3);
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

/* ---- Late items ---- */

static void MTG_03_the_reason_for_urgency_is_published(void **state) {
    PublishedOffice o = published_office(state);
    publish(&o);
    reload(&o, &agenda_item_record, o.knives.id.n, &o.knives);
    reload(&o, &agenda_item_record, o.bluebird.id.n, &o.bluebird);
    o.knives.urgency_reason = S("The funding offer ends on Friday.");
    o.bluebird.urgency_reason = S("The shipment in Peregrine Street arrives before the next meeting of the partnership takes place.");
    o.knives.urgency_decided_by = o.bluebird.urgency_decided_by = S("The Chair");
    o.knives.urgency_decided_on = o.bluebird.urgency_decided_on = date_of(2027, 7, 19);
    Tx *tx = begin(o.w);
    assert_fine(item_decide_urgency(tx, &o.knives, false));
    assert_fine(item_decide_urgency(tx, &o.bluebird, false));
    commit(tx);
    agree(&o);
    assert_int_equal(publish(&o).state, PUBLICATION_DONE);
    PublishedItem item = {0};
    published_row(&o, &published_item_record, o.knives.id.n, &item);
    assert_text(item.urgency, "Urgent: The funding offer ends on Friday. Decided by The Chair on 19 July 2027");
    published_row(&o, &published_item_record, o.bluebird.id.n, &item);
    assert_text(item.urgency, "Urgent: decided by The Chair on 19 July 2027");
    PdfLook look = {0};
    Db *db = NULL;
    const char *path = text_format(o.w->arena, "%s/agenda.pdf", o.w->folder).ptr;
    assert_fine(store_borrow(o.valve.published, o.w->arena, &db));
    assert_fine(file_to_path(db, o.w->arena, document(&o, "agenda", 0).file_sha256, path));
    store_return(db);
    assert_fine(pdf_look(o.w->arena, path, &look));
    assert_has(look.text, "Urgent: The funding offer ends on Friday.");
    assert_nothing_withheld_is_public(&o);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(MTG_02_a_supplement_leaves_what_was_published_as_it_is),
        TEST(MTG_04_a_restricted_paper_of_a_supplement_is_withheld),
        TEST(MTG_04_a_leak_in_a_supplement_holds_it_back),
        TEST(a_replaced_paper_leaves_a_tombstone_that_leads_to_the_new_one),
        TEST(a_revised_agenda_keeps_its_supplements_and_no_draft_slips_in),
        TEST(a_withdrawn_meeting_takes_its_supplements_along),
        TEST(a_supplement_follows_an_agenda_that_stands),
        TEST(what_comes_meanwhile_is_not_left_behind_and_a_crash_is_finished),
        TEST(MTG_03_the_reason_for_urgency_is_published),
    };
    return RUN("supplements", tests);
}
