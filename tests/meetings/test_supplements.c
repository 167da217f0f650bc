/* Supplements in a store: where a paper goes when the agenda is out, replacing, withdrawing and bringing back, who sees what waits; and what
 * is new since somebody last looked. */
#include "meetings/changes.h"
#include "meetings/news.h"
#include "meetings/notebook.h"
#include "office.h"

static const char *write_file(Desk *d, const char *content) {
    const char *path = text_format(d->w->arena, "%s/%s.pdf", d->w->folder, content).ptr;
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

static Paper add_file(Desk *d, AgendaItemId item, const char *title) {
    Paper paper;
    CHANGE(d, tx, paper_add_file(tx, item, text_of(title), write_file(d, title), S("paper.pdf"), &fine, &paper, NULL));
    return paper;
}

static void replace_file(Desk *d, Paper *paper, const char *content) {
    CHANGE(d, tx, paper_replace_file(tx, paper, write_file(d, content), S("new.pdf"), &fine, NULL));
}

/* As the valve leaves the office after publishing, or withdrawing, for the nth time. */
static void end_publication(Desk *d, int64_t number, PublicationState state) {
    agenda_of(d);
    Publication publication = {.meeting = d->meeting.id, .number = number, .state = state};
    d->meeting.state = state == PUBLICATION_DONE ? MEETING_PUBLISHED : MEETING_PLANNED;
    d->meeting.publication = number;
    Tx *tx = begin(d->w);
    publication.done_at = tx_moment(tx);
    if (state == PUBLICATION_DONE && !moment_is_set(d->meeting.published_at)) d->meeting.published_at = tx_moment(tx);
    assert_fine(record_insert(tx, &publication_record, &publication));
    assert_fine(record_update(tx, &meeting_record, &d->meeting));
    commit(tx);
}

static Supplement draft_of(Desk *d, bool *found) {
    Db *db;
    Supplement draft;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(supplement_draft(db, d->w->arena, d->meeting.id, &draft, found));
    store_return(db);
    return draft;
}

static Supplement draft_there(Desk *d) {
    bool found;
    Supplement draft = draft_of(d, &found);
    assert_true(found);
    return draft;
}

static void went_out(Desk *d, int64_t number) {
    CHANGE(d, tx, supplement_went_out(tx, d->meeting.id, number, tx_moment(tx)));
}

/* ---- Adding ---- */

static void MTG_02_a_paper_added_to_a_published_agenda_waits_in_a_supplement(void **state) {
    Desk d = desk_of(state);
    bool found;
    Paper before = add_file(&d, first_item(&d), "Before");
    assert_int_equal(before.supplement, 0);
    assert_false(before.is_draft);
    draft_of(&d, &found);
    assert_false(found);
    end_publication(&d, 1, PUBLICATION_DONE);
    int64_t version = d.meeting.version;
    Paper after = add_file(&d, first_item(&d), "After");
    assert_int_equal(after.supplement, 1);
    assert_true(after.is_draft);
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PUBLISHED); /* the agenda itself is as it was: R02 asks for nothing */
    assert_int_equal(d.meeting.version, version);
    Supplement draft = draft_there(&d);
    assert_int_equal(draft.number, 1);
    assert_true(paper_waits(&after, &draft));
    assert_false(paper_waits(&before, &draft));
    add_file(&d, first_item(&d), "Another");
    assert_int_equal(draft_there(&d).id.n, draft.id.n);
    assert_true(draft_there(&d).version > draft.version); /* who looked at it before has not seen this one */
    went_out(&d, 1);
    again(&d, &paper_record, after.id.n, &after);
    assert_false(after.is_draft);
    Paper next = add_file(&d, first_item(&d), "Next");
    assert_int_equal(next.supplement, 2);
}

static void R02_an_item_added_takes_the_agreement_back_and_its_paper_does_not(void **state) {
    Desk d = desk_of(state);
    end_publication(&d, 1, PUBLICATION_DONE);
    AgendaItem item = {.part = agenda_of(&d).items[1].part.id, .kind = ITEM_BUSINESS, .title = S("Late")};
    CHANGE(&d, tx, item_add(tx, &item));
    assert_true(moment_is_set(item.added_at));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PLANNED);
    CHANGE(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")));
    add_file(&d, item.id, "Paper of the late item");
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_AGREED);
}

static void a_cancelled_meeting_takes_no_paper(void **state) {
    Desk d = desk_of(state);
    AgendaItemId item = first_item(&d);
    Paper paper;
    end_publication(&d, 1, PUBLICATION_DONE);
    CHANGE(&d, tx, meeting_cancel(tx, &d.meeting, S("Flood")));
    REFUSED(&d, tx, paper_add_file(tx, item, S("A"), write_file(&d, "A"), S("a.pdf"), &fine, &paper, NULL), ERROR_INPUT);
}

/* ---- Replacing ---- */

static void a_published_paper_stays_until_its_replacement_goes_out(void **state) {
    Desk d = desk_of(state);
    Paper old = add_file(&d, first_item(&d), "Figures"), other = add_file(&d, first_item(&d), "Other");
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper by = old, now;
    replace_file(&d, &by, "corrected");
    assert_true(by.id.n != old.id.n);
    assert_int_equal(by.replaces.n, old.id.n);
    assert_int_equal(by.supplement, 1);
    assert_text(by.title, "Figures");
    assert_int_equal(by.position, 2); /* beside the one it replaces */
    again(&d, &paper_record, old.id.n, &now);
    assert_true(text_equal(now.file_sha256, old.file_sha256));
    assert_int_equal(now.version, old.version);
    again(&d, &paper_record, other.id.n, &other);
    assert_int_equal(other.position, 3);
    /* a second replacement is refused, a correction of the draft is not another paper */
    now = old;
    REFUSED(&d, tx, paper_replace_file(tx, &now, write_file(&d, "third"), S("c.pdf"), &fine, NULL), ERROR_INPUT);
    int64_t id = by.id.n;
    replace_file(&d, &by, "corrected again");
    assert_int_equal(by.id.n, id);
    went_out(&d, 1);
    again(&d, &paper_record, old.id.n, &old);
    assert_int_equal(old.replaced_by.n, id);
    now = old;
    REFUSED(&d, tx, paper_replace_file(tx, &now, write_file(&d, "fourth"), S("d.pdf"), &fine, NULL), ERROR_INPUT);
    again(&d, &paper_record, id, &by);
    Paper third = by;
    replace_file(&d, &third, "fifth");
    assert_int_equal(third.replaces.n, id);
    assert_int_equal(third.supplement, 2);
}

static void who_saw_an_older_version_replaces_nothing(void **state) {
    Desk d = desk_of(state);
    Paper old = add_file(&d, first_item(&d), "Figures"), changed = old;
    changed.title = S("Figures of the year");
    CHANGE(&d, tx, paper_save(tx, &changed));
    end_publication(&d, 1, PUBLICATION_DONE);
    REFUSED(&d, tx, paper_replace_file(tx, &old, write_file(&d, "x"), S("x.pdf"), &fine, NULL), ERROR_CONFLICT);
    REFUSED(&d, tx, paper_replace_file(tx, &changed, write_file(&d, "Figures"), S("x.pdf"), &fine, NULL), ERROR_INPUT); /* the same file */
}

static void a_published_report_is_replaced_by_its_new_text(void **state) {
    Desk d = desk_of(state);
    Report report = {.by = S("Head"), .to = S("To"), .subject = S("Update"), .summary = S("Summary"), .body = S("# A\n\nOne.")};
    Paper paper, new_paper;
    CHANGE(&d, tx, report_add(tx, first_item(&d), &report, &paper));
    end_publication(&d, 1, PUBLICATION_DONE);
    Report same = report;
    CHANGE(&d, tx, report_save(tx, &same));
    assert_int_equal(same.paper.n, paper.id.n); /* nothing was changed, so there is nothing to replace */
    report.body = S("# A\n\nTwo.");
    Report old = report;
    CHANGE(&d, tx, report_save(tx, &report));
    assert_true(report.paper.n != paper.id.n);
    again(&d, &paper_record, report.paper.n, &new_paper);
    assert_int_equal(new_paper.replaces.n, paper.id.n);
    assert_int_equal(new_paper.kind, PAPER_REPORT);
    report.body = S("# A\n\nThree.");
    int64_t waiting = report.paper.n;
    CHANGE(&d, tx, report_save(tx, &report));
    assert_int_equal(report.paper.n, waiting); /* the draft is changed where it is */
    REFUSED(&d, tx, report_save(tx, &old), ERROR_INPUT);
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PUBLISHED);
}

/* ---- Withdrawing and bringing back ---- */

static void what_waits_is_withdrawn_without_the_chair_and_what_is_public_is_not(void **state) {
    Desk d = desk_of(state);
    Paper public_one = add_file(&d, first_item(&d), "Public");
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper waiting = add_file(&d, first_item(&d), "Waiting");
    CHANGE(&d, tx, paper_withdraw(tx, &waiting, S("Not ready")));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PUBLISHED);
    CHANGE(&d, tx, paper_withdraw(tx, &public_one, S("Wrong")));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PLANNED);
    assert_false(public_one.is_draft);
}

static void what_was_never_public_comes_back_in_the_supplement_of_now(void **state) {
    Desk d = desk_of(state);
    Paper early = add_file(&d, first_item(&d), "Withdrawn before");
    CHANGE(&d, tx, paper_withdraw(tx, &early, S("Not ready")));
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper first = add_file(&d, first_item(&d), "Goes out"), late = add_file(&d, first_item(&d), "Does not");
    CHANGE(&d, tx, paper_withdraw(tx, &late, S("Not ready")));
    went_out(&d, 1);
    again(&d, &paper_record, late.id.n, &late);
    assert_true(late.is_draft);
    CHANGE(&d, tx, paper_restore(tx, &late));
    assert_int_equal(late.supplement, 2);
    CHANGE(&d, tx, paper_restore(tx, &early));
    assert_int_equal(early.supplement, 2);
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PUBLISHED);
    /* what had gone out comes back with what it came with, as a change of the agenda */
    again(&d, &paper_record, first.id.n, &first);
    CHANGE(&d, tx, paper_withdraw(tx, &first, S("Wrong")));
    CHANGE(&d, tx, paper_restore(tx, &first));
    assert_int_equal(first.supplement, 1);
    assert_false(first.is_draft);
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PLANNED);
}

static void two_cannot_replace_one_by_coming_back(void **state) {
    Desk d = desk_of(state);
    Paper old = add_file(&d, first_item(&d), "Old");
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper one = old, two = old;
    replace_file(&d, &one, "one");
    CHANGE(&d, tx, paper_withdraw(tx, &one, S("Wrong")));
    replace_file(&d, &two, "two");
    REFUSED(&d, tx, paper_restore(tx, &one), ERROR_INPUT);
}

static void while_the_meeting_is_withdrawn_papers_change_in_place(void **state) {
    Desk d = desk_of(state);
    Paper paper = add_file(&d, first_item(&d), "Paper");
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper waiting = add_file(&d, first_item(&d), "Waiting");
    end_publication(&d, 2, PUBLICATION_WITHDRAWN);
    int64_t id = paper.id.n;
    replace_file(&d, &paper, "in place");
    assert_int_equal(paper.id.n, id);
    assert_int_equal(add_file(&d, first_item(&d), "Added").supplement, 0);
    /* what waits goes on waiting, also over a withdrawal and back */
    CHANGE(&d, tx, paper_withdraw(tx, &waiting, S("Why not")));
    CHANGE(&d, tx, paper_restore(tx, &waiting));
    assert_int_equal(waiting.supplement, 1);
    assert_true(waiting.is_draft);
    /* what is withdrawn now and not published again has left the public, and would come back with a supplement */
    CHANGE(&d, tx, paper_withdraw(tx, &paper, S("Wrong")));
    end_publication(&d, 3, PUBLICATION_DONE);
    CHANGE(&d, tx, paper_restore(tx, &paper));
    assert_int_equal(paper.supplement, 1);
    assert_true(paper.is_draft);
}

/* ---- Who sees it, what stands in the way ---- */

static void members_see_no_drafts(void **state) {
    Desk d = desk_of(state);
    add_file(&d, first_item(&d), "Public");
    end_publication(&d, 1, PUBLICATION_DONE);
    add_file(&d, first_item(&d), "Waiting");
    Agenda agenda = agenda_of(&d);
    assert_int_equal(agenda.items[0].items[0].papers.count, 2);
    agenda_drop_drafts(&agenda);
    assert_int_equal(agenda.items[0].items[0].papers.count, 1);
    assert_text(agenda.items[0].items[0].papers.items[0].title, "Public");
    Db *db;
    MeetingRights clerk, member;
    PaperReceipts receipts;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    agenda = agenda_of(&d);
    assert_fine(paper_receipts(db, d.w->arena, &agenda, &receipts)); /* nobody can have opened what nobody has */
    assert_int_equal(receipts.count, 1);
    assert_fine(meeting_rights(db, d.w->arena, CLERK, (PersonId){0}, &d.meeting, &clerk));
    assert_fine(meeting_rights(db, d.w->arena, MEMBER, (PersonId){0}, &d.meeting, &member));
    store_return(db);
    assert_true(clerk.sees_drafts);
    assert_false(member.sees_drafts);
}

static size_t obstacles_now(Desk *d, const char *first) {
    Db *db;
    ObstacleList list;
    Agenda agenda = agenda_of(d);
    Supplement draft = draft_there(d);
    size_t count = 0;
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(supplement_obstacles(db, d->w->arena, &agenda, &draft, &list));
    store_return(db);
    for (size_t i = 0; i < list.count; i++) count += !list.items[i].is_warning;
    if (first) assert_has(list.items[0].sentence, first);
    return count;
}

static void a_supplement_needs_a_reason_papers_and_an_agenda_that_stands(void **state) {
    Desk d = desk_of(state);
    end_publication(&d, 1, PUBLICATION_DONE);
    Paper paper = add_file(&d, first_item(&d), "Waiting");
    assert_int_equal(obstacles_now(&d, "does not say why"), 1);
    Supplement draft = draft_there(&d);
    draft.reason = S("It came late.");
    CHANGE(&d, tx, supplement_save(tx, &draft));
    assert_int_equal(obstacles_now(&d, NULL), 0);
    CHANGE(&d, tx, paper_withdraw(tx, &paper, S("Not ready")));
    assert_int_equal(obstacles_now(&d, "has no papers"), 1);
    CHANGE(&d, tx, paper_restore(tx, &paper));
    AgendaItem item = agenda_of(&d).items[0].items[0].item;
    item.title = S("Another title");
    CHANGE(&d, tx, item_save(tx, &item));
    assert_int_equal(obstacles_now(&d, "is being revised"), 1);
    went_out(&d, 1);
    REFUSED(&d, tx, supplement_save(tx, &draft), ERROR_CONFLICT);
}

static void R53_R54_a_report_in_a_supplement_is_looked_at_as_any_other(void **state) {
    Desk d = desk_of(state);
    end_publication(&d, 1, PUBLICATION_DONE);
    Report report = {.by = S("Head"), .to = S("Partnership - 1 May 2025"), .subject = S("Update"), .summary = S("S"), .body = S("Text.")};
    Paper paper;
    CHANGE(&d, tx, report_add(tx, first_item(&d), &report, &paper));
    Supplement draft = draft_there(&d);
    draft.reason = S("It came late.");
    CHANGE(&d, tx, supplement_save(tx, &draft));
    assert_int_equal(obstacles_now(&d, "is addressed to a meeting on 1 May 2025"), 2); /* and it is not signed off */
    Db *db;
    ObstacleList list;
    Agenda agenda = agenda_of(&d);
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(agenda_obstacles(db, d.w->arena, &agenda, &list)); /* the agenda goes without it */
    store_return(db);
    for (size_t i = 0; i < list.count; i++) {
        assert_false(text_contains(list.items[i].sentence, S("1 May")));
        assert_false(text_contains(list.items[i].sentence, S("signed off")));
    }
}

static void accept(Desk *d, ReportId report) {
    CHANGE(d, tx, sign_off_do(tx, report, SIGN_OFF_ACCEPT, &(Signer){.name = S("The clerk"), .is_clerk = true}, S("")));
}

static void R53_a_report_that_waits_or_replaces_is_signed_off_before_it_goes_out(void **state) {
    Desk d = desk_of(state);
    Report report = {.by = S("Head"), .to = S("Partnership - 23 July 2025"), .subject = S("Update"), .summary = S("S"), .body = S("Text.")};
    Paper paper;
    SignOff chain;
    Person approver = {.name = S("Head of Community Safety")};
    CHANGE(&d, tx, report_add(tx, first_item(&d), &report, &paper));
    CHANGE(&d, tx, record_insert(tx, &person_record, &approver));
    again(&d, &sign_off_record, 1, &chain);
    chain.approver = approver.id;
    CHANGE(&d, tx, sign_off_name(tx, &chain));
    end_publication(&d, 1, PUBLICATION_DONE);
    ReportId old = report.id;
    report.body = S("Another text.");
    CHANGE(&d, tx, report_save(tx, &report));
    Supplement draft = draft_there(&d);
    draft.reason = S("A figure was wrong.");
    CHANGE(&d, tx, supplement_save(tx, &draft));
    again(&d, &sign_off_record, 2, &chain);
    assert_int_equal(chain.report.n, report.id.n);
    assert_int_equal(chain.approver.n, approver.id.n); /* as that of the one it replaces */
    assert_int_equal(obstacles_now(&d, "Send it to the approver, Head of Community Safety"), 1);
    chain.approver = (PersonId){0};
    CHANGE(&d, tx, sign_off_name(tx, &chain));
    assert_int_equal(obstacles_now(&d, "Accept it"), 1);
    accept(&d, report.id);
    assert_int_equal(obstacles_now(&d, NULL), 0);
    report.body = S("A third text.");
    CHANGE(&d, tx, report_save(tx, &report));
    assert_int_equal(obstacles_now(&d, "not signed off"), 1); /* accepted was another version */
    again(&d, &sign_off_record, 1, &chain);
    assert_int_equal(chain.report.n, old.n);
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from sign_off"), 2);
    /* what it says is sealed in the store, as that of any report */
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from report where body like '%text%'"), 0);
}

static void MTG_03_the_chairs_own_decision_leaves_the_agreement(void **state) {
    Desk d = desk_of(state);
    end_publication(&d, 1, PUBLICATION_DONE);
    AgendaItem item = {.part = agenda_of(&d).items[1].part.id, .kind = ITEM_BUSINESS, .title = S("Late")};
    CHANGE(&d, tx, item_add(tx, &item));
    REFUSED(&d, tx, item_decide_urgency(tx, &item, true), ERROR_INPUT);
    CHANGE(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")));
    again(&d, &agenda_item_record, item.id.n, &item);
    item.urgency_reason = S("The grant ends on Friday.");
    item.urgency_decided_by = S("The chair");
    item.urgency_decided_on = date_of(2025, 7, 17);
    CHANGE(&d, tx, item_decide_urgency(tx, &item, true));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_AGREED);
    item.urgency_reason = S("The grant ends on Thursday.");
    CHANGE(&d, tx, item_decide_urgency(tx, &item, false)); /* recorded by somebody else: the chair looks again */
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PLANNED);
}

/* ---- What a revised agenda changes ---- */

static void the_clerk_is_told_what_changes_for_the_public(void **state) {
    Desk d = desk_of(state);
    Paper paper = add_file(&d, first_item(&d), "Figures");
    end_publication(&d, 1, PUBLICATION_DONE);
    add_file(&d, first_item(&d), "Waiting");
    AgendaItem item = agenda_of(&d).items[0].items[1].item;
    item.lead = S("Somebody else");
    CHANGE(&d, tx, item_save(tx, &item));
    CHANGE(&d, tx, paper_withdraw(tx, &paper, S("Wrong")));
    AgendaItem late = {.part = agenda_of(&d).items[1].part.id, .kind = ITEM_BUSINESS, .title = S("A late one")};
    CHANGE(&d, tx, item_add(tx, &late));
    Agenda agenda = agenda_of(&d);
    Db *db;
    Sentences changes;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(agenda_changes(db, d.w->arena, &agenda, &changes));
    store_return(db);
    Buffer all = buffer_new(d.w->arena, 512);
    for (size_t i = 0; i < changes.count; i++) buffer_putf(&all, "%.*s\n", TEXT_ARG(changes.items[i]));
    assert_has(buffer_text(&all), "Item A2, who leads the item: from nothing to \"Somebody else\".");
    assert_has(buffer_text(&all), "The paper \"Figures\" of item A1 is withdrawn.");
    assert_has(buffer_text(&all), "\"A late one\", is new.");
    assert_false(text_contains(buffer_text(&all), S("Waiting")));
}

/* ---- News ---- */

static MeetingNews news_for(Desk *d, int64_t account, bool sees_drafts) {
    Db *db;
    MeetingNews news;
    Agenda agenda = agenda_of(d);
    if (!sees_drafts) agenda_drop_drafts(&agenda);
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(meeting_news(db, d->w->arena, &agenda, &(NewsReader){account, {0}, sees_drafts}, &news));
    store_return(db);
    return news;
}

/* That the account looked an hour ago. */
static void looked(Desk *d, int64_t account) {
    assert_fine(meeting_visit_note(d->w->office, d->w->arena, account, d->meeting.id.n));
    world_tamper(d->w, STORE_OFFICE, "update meeting_visit set last = last - 3600000000");
}

static void what_happened_since_somebody_looked_is_marked(void **state) {
    Desk d = desk_of(state);
    Paper paper = add_file(&d, first_item(&d), "Figures");
    end_publication(&d, 1, PUBLICATION_DONE);
    assert_false(moment_is_set(news_for(&d, 7, true).since)); /* never looked: nothing is marked */
    looked(&d, 7);
    world_tamper(d.w, STORE_OFFICE, "update journal set at = at - 7200000000"); /* all of this was before */
    assert_int_equal(news_for(&d, 7, true).count, 0);
    Agenda agenda = agenda_of(&d);
    AgendaItem changed = agenda.items[0].items[1].item, moved = agenda.items[0].items[2].item;
    changed.title = S("Another title");
    CHANGE(&d, tx, item_save(tx, &changed));
    CHANGE(&d, tx, item_move(tx, moved.id, moved.part, 1));
    Paper by = paper;
    replace_file(&d, &by, "new figures");
    MeetingNews news = news_for(&d, 7, true);
    assert_int_equal(news_of_item(&news, changed.id), NEWS_CHANGED);
    assert_int_equal(news_of_item(&news, moved.id), NEWS_NONE);
    assert_int_equal(news_of_paper(&news, by.id), NEWS_NEW);
    assert_int_equal(news_of_paper(&news, paper.id), NEWS_NONE);
    assert_int_equal(news_for(&d, 8, true).count, 0);
    /* for those who do not see drafts it is new when it has gone out */
    looked(&d, 9);
    news = news_for(&d, 9, false);
    assert_int_equal(news_of_paper(&news, by.id), NEWS_NONE);
    went_out(&d, 1);
    news = news_for(&d, 9, false);
    assert_int_equal(news_of_paper(&news, by.id), NEWS_NEW);
    assert_int_equal(news_of_paper(&news, paper.id), NEWS_CHANGED); /* it is replaced */
    /* within one visit the marks stay; in the next they are gone */
    assert_fine(meeting_visit_note(d.w->office, d.w->arena, 9, d.meeting.id.n));
    assert_int_equal(news_for(&d, 9, false).count, news.count);
    assert_int_equal(number_of(d.w, d.w->office, "select count(*) from journal where record = 'meeting_visit'"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(MTG_02_a_paper_added_to_a_published_agenda_waits_in_a_supplement),
        TEST(R02_an_item_added_takes_the_agreement_back_and_its_paper_does_not),
        TEST(a_cancelled_meeting_takes_no_paper),
        TEST(a_published_paper_stays_until_its_replacement_goes_out),
        TEST(who_saw_an_older_version_replaces_nothing),
        TEST(a_published_report_is_replaced_by_its_new_text),
        TEST(what_waits_is_withdrawn_without_the_chair_and_what_is_public_is_not),
        TEST(what_was_never_public_comes_back_in_the_supplement_of_now),
        TEST(two_cannot_replace_one_by_coming_back),
        TEST(while_the_meeting_is_withdrawn_papers_change_in_place),
        TEST(members_see_no_drafts),
        TEST(a_supplement_needs_a_reason_papers_and_an_agenda_that_stands),
        TEST(R53_R54_a_report_in_a_supplement_is_looked_at_as_any_other),
        TEST(R53_a_report_that_waits_or_replaces_is_signed_off_before_it_goes_out),
        TEST(MTG_03_the_chairs_own_decision_leaves_the_agreement),
        TEST(the_clerk_is_told_what_changes_for_the_public),
        TEST(what_happened_since_somebody_looked_is_marked),
    };
    return RUN("meetings: supplements", tests);
}
