/* Agendas in a store: from the template, places without gaps whatever is moved, agreement taken back, forms sent twice. */
#include "office.h"

#include "meetings/places.h"
#include "store/twice.h"

/* ---- The template (R48, R49, R55) ---- */

static void R48_R49_R55_a_new_meeting_begins_with_the_template(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    static const char *const titles[] = {
        "Committee Business", "Matters for Information/Discussion", "Matters for Information", "Restricted Items"};
    assert_int_equal(agenda.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_text(agenda.items[i].part.title, titles[i]);
        assert_int_equal(agenda.items[i].part.is_open, i < 3);
    }
    static const char *const codes[] = {"A1", "A2", "A3", "A4"};
    static const ItemKind kinds[] = {ITEM_INTRODUCTION, ITEM_APOLOGIES, ITEM_DECLARATIONS, ITEM_PREVIOUS_NOTES};
    assert_int_equal(agenda.items[0].count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_text(agenda.items[0].items[i].code, codes[i]);
        assert_int_equal(agenda.items[0].items[i].item.kind, kinds[i]);
    }
    assert_int_equal(agenda.items[1].count, 0);
    assert_text(agenda.items[2].items[0].code, "C1");
    assert_int_equal(agenda.items[2].items[0].item.kind, ITEM_FUTURE_DATES);
    assert_text(agenda.meeting.contact_name, "The clerk");
    assert_int_equal(agenda.meeting.state, MEETING_PLANNED);
}

static void R50_the_notes_item_names_the_meeting_before(void **state) {
    Desk d = desk_of(state);
    Meeting next = {.body = d.body.id, .day = date_of(2025, 11, 18), .starts = time_of(10, 0), .is_online = true};
    CHANGE(&d, tx, meeting_make(tx, &next));
    d.meeting = next;
    assert_text(agenda_of(&d).items[0].items[3].item.title, "Notes of meeting held on 23 July 2025");
}

static void R50_the_notes_item_follows_meetings_that_come_between(void **state) {
    Desk d = desk_of(state);
    Meeting last = {.body = d.body.id, .day = date_of(2025, 11, 18), .starts = time_of(10, 0), .is_online = true}, between = last;
    between.day = date_of(2025, 9, 9);
    CHANGE(&d, tx, meeting_make(tx, &last));
    CHANGE(&d, tx, meeting_make(tx, &between));
    d.meeting = last;
    assert_text(agenda_of(&d).items[0].items[3].item.title, "Notes of meeting held on 9 September 2025");
    again(&d, &meeting_record, between.id.n, &between);
    between.day = date_of(2025, 9, 16);
    CHANGE(&d, tx, meeting_save(tx, &between));
    assert_text(agenda_of(&d).items[0].items[3].item.title, "Notes of meeting held on 16 September 2025");
    CHANGE(&d, tx, meeting_cancel(tx, &between, S("No business")));
    AgendaItem item = agenda_of(&d).items[0].items[3].item;
    assert_text(item.title, "Notes of meeting held on 23 July 2025");
    item.title = S("Last time");
    CHANGE(&d, tx, item_save(tx, &item));
    between = (Meeting){.body = d.body.id, .day = date_of(2025, 10, 7), .starts = time_of(10, 0), .is_online = true};
    CHANGE(&d, tx, meeting_make(tx, &between));
    assert_text(agenda_of(&d).items[0].items[3].item.title, "Last time");
}

static void a_template_of_ones_own_is_used_as_it_stands(void **state) {
    Desk d = desk_of(state);
    Db *db;
    TemplatePartList parts;
    TemplateItemList items;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(template_parts(db, d.w->arena, d.body.id, &parts));
    assert_fine(template_items(db, d.w->arena, d.body.id, &items));
    store_return(db);
    TemplateItem other = {.part = parts.items[1].id, .kind = ITEM_OTHER_BUSINESS, .title = S("Any other business")};
    CHANGE(&d, tx, template_item_add(tx, &other));
    CHANGE(&d, tx, template_item_move(tx, items.items[2].id, parts.items[1].id, 1));
    CHANGE(&d, tx, template_part_move(tx, parts.items[3].id, 1));
    CHANGE(&d, tx, template_part_remove(tx, parts.items[2].id));
    Meeting next = {.body = d.body.id, .day = date_of(2025, 11, 18), .starts = time_of(10, 0), .is_online = true};
    CHANGE(&d, tx, meeting_make(tx, &next));
    d.meeting = next;
    Agenda agenda = agenda_of(&d);
    assert_int_equal(agenda.count, 3);
    assert_text(agenda.items[0].part.title, "Restricted Items");
    assert_text(agenda.items[1].items[2].code, "B3");
    assert_text(agenda.items[2].items[0].item.title, "Declarations of Interest");
    assert_text(agenda.items[2].items[1].item.title, "Any other business");
    assert_int_equal(agenda.items[2].count, 2);
}

/* ---- Places ---- */

static void assert_places(const Agenda *agenda) {
    for (size_t i = 0; i < agenda->count; i++) {
        assert_int_equal(agenda->items[i].part.position, i + 1);
        for (size_t k = 0; k < agenda->items[i].count; k++) assert_int_equal(agenda->items[i].items[k].item.position, k + 1);
    }
}

static size_t items_in(const Agenda *agenda) {
    size_t count = 0;
    for (size_t i = 0; i < agenda->count; i++) count += agenda->items[i].count;
    return count;
}

static AgendaEntry *nth_item(const Agenda *agenda, size_t n) {
    for (size_t i = 0; i < agenda->count; i++) {
        if (n < agenda->items[i].count) return &agenda->items[i].items[n];
        n -= agenda->items[i].count;
    }
    return NULL;
}

/* A small generator, so that a failure comes again. */
static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void random_change(Desk *d, Agenda *agenda, uint32_t *seed) {
    AgendaPartId part = agenda->items[next_random(seed) % agenda->count].part.id;
    AgendaEntry *entry = items_in(agenda) ? nth_item(agenda, next_random(seed) % items_in(agenda)) : NULL;
    int64_t position = next_random(seed) % 9; /* 0 and beyond the end too */
    Tx *tx = begin(d->w);
    switch (next_random(seed) % 8) {
    case 0: {
        AgendaItem item = {.part = part, .position = position, .kind = ITEM_BUSINESS, .title = S("Added")};
        assert_fine(item_add(tx, &item));
        break;
    }
    case 1:
        if (entry) assert_fine(item_remove(tx, entry->item.id));
        break;
    case 2:
        if (entry) assert_fine(item_withdraw(tx, &entry->item, S("Not ready")));
        break;
    case 3:
        if (entry) assert_fine(item_restore(tx, &entry->item));
        break;
    case 4: assert_fine(part_move(tx, part, position)); break;
    default:
        if (entry) assert_fine(item_move(tx, entry->item.id, part, position));
    }
    commit(tx);
}

static void places_have_no_gaps_after_any_sequence_of_changes(void **state) {
    Desk d = desk_of(state);
    uint32_t seed = 20250723;
    for (int i = 0; i < 120; i++) {
        Agenda agenda = agenda_of(&d);
        random_change(&d, &agenda, &seed);
        agenda = agenda_of(&d);
        assert_places(&agenda);
        assert_int_equal(agenda.count, 4);
    }
    assert_true(agenda_of(&d).items[0].count + agenda_of(&d).items[1].count > 0);
}

static AgendaItem add_item(Desk *d, AgendaPartId part, const char *title) {
    AgendaItem item = {.part = part, .kind = ITEM_BUSINESS, .title = text_of(title)};
    CHANGE(d, tx, item_add(tx, &item));
    return item;
}

static void an_item_goes_where_it_is_put(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaPartId a = agenda.items[0].part.id, b = agenda.items[1].part.id;
    AgendaItem one = add_item(&d, b, "One"), two = add_item(&d, b, "Two");
    CHANGE(&d, tx, item_move(tx, two.id, b, 1));
    agenda = agenda_of(&d);
    assert_text(agenda.items[1].items[0].item.title, "Two");
    assert_text(agenda.items[1].items[1].code, "B2");
    CHANGE(&d, tx, item_move(tx, one.id, a, 3));
    agenda = agenda_of(&d);
    assert_int_equal(agenda.items[1].count, 1);
    assert_text(agenda.items[0].items[2].item.title, "One");
    assert_text(agenda.items[0].items[3].item.title, "Declarations of Interest");
    const AgendaSection *section;
    assert_non_null(agenda_entry(&agenda, one.id, &section));
    assert_int_equal(section->part.id.n, a.n);
    assert_null(agenda_entry(&agenda, (AgendaItemId){999999}, NULL));
}

static void a_withdrawn_item_keeps_its_code(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItem apologies = agenda.items[0].items[1].item;
    REFUSED(&d, tx, item_withdraw(tx, &apologies, S("")), ERROR_INPUT);
    apologies = agenda.items[0].items[1].item;
    CHANGE(&d, tx, item_withdraw(tx, &apologies, S("Nobody is away")));
    agenda = agenda_of(&d);
    assert_true(agenda.items[0].items[1].item.is_withdrawn);
    assert_text(agenda.items[0].items[1].item.withdrawn_reason, "Nobody is away");
    assert_text(agenda.items[0].items[2].code, "A3");
    CHANGE(&d, tx, item_restore(tx, &agenda.items[0].items[1].item));
    assert_false(agenda_of(&d).items[0].items[1].item.is_withdrawn);
}

static void what_has_gone_meanwhile_is_a_conflict(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItem item = agenda.items[0].items[0].item;
    AgendaPartId empty = agenda.items[1].part.id;
    CHANGE(&d, tx, item_remove(tx, item.id));
    REFUSED(&d, tx, item_move(tx, item.id, empty, 1), ERROR_CONFLICT);
    REFUSED(&d, tx, item_remove(tx, item.id), ERROR_CONFLICT);
    CHANGE(&d, tx, part_remove(tx, empty));
    REFUSED(&d, tx, item_move(tx, agenda.items[0].items[1].item.id, empty, 1), ERROR_CONFLICT);
    AgendaItem added = {.part = empty, .kind = ITEM_BUSINESS, .title = S("Too late")};
    REFUSED(&d, tx, item_add(tx, &added), ERROR_CONFLICT);
    assert_text(agenda_of(&d).items[1].letter, "B");
    REFUSED(&d, tx, part_remove(tx, agenda.items[0].part.id), ERROR_INPUT);
}

static void an_item_stays_within_its_own_meeting(void **state) {
    Desk d = desk_of(state);
    Agenda first = agenda_of(&d);
    Meeting other = {.body = d.body.id, .day = date_of(2025, 11, 18), .starts = time_of(10, 0), .is_online = true};
    CHANGE(&d, tx, meeting_make(tx, &other));
    d.meeting = other;
    Agenda second = agenda_of(&d);
    REFUSED(&d, tx, item_move(tx, first.items[0].items[0].item.id, second.items[0].part.id, 1), ERROR_INPUT);
}

/* ---- Agreement (R02) ---- */

static void agree(Desk *d) {
    CHANGE(d, tx, agenda_agree(tx, d->meeting.id, S("The chair")));
    agenda_of(d);
    assert_int_equal(d->meeting.state, MEETING_AGREED);
    assert_text(d->meeting.agreed_by, "The chair");
    assert_true(moment_is_set(d->meeting.agreed_at));
}

static void assert_taken_back(Desk *d) {
    agenda_of(d);
    assert_int_equal(d->meeting.state, MEETING_PLANNED);
    assert_text(d->meeting.agreed_by, "");
    assert_false(moment_is_set(d->meeting.agreed_at));
}

static Text stamp_of(Desk *d) {
    Db *db;
    Text stamp;
    agenda_of(d);
    assert_fine(store_borrow(d->w->office, d->w->arena, &db));
    assert_fine(agenda_stamp(db, d->w->arena, &d->meeting, &stamp));
    store_return(db);
    return stamp;
}

static void assert_stamp_moved(Desk *d, Text *before) {
    Text now = stamp_of(d);
    assert_false(text_equal(now, *before));
    assert_true(text_equal(now, stamp_of(d)));
    *before = now;
}

static void R02_the_stamp_of_an_agenda_tells_every_change(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    Text stamp = stamp_of(&d);
    AgendaItem item = add_item(&d, agenda.items[1].part.id, "New");
    assert_stamp_moved(&d, &stamp);
    item.title = S("Newer");
    CHANGE(&d, tx, item_save(tx, &item));
    assert_stamp_moved(&d, &stamp);
    Report report = {.by = S("Head"), .to = S("To"), .subject = S("Subject"), .summary = S("Summary")};
    Paper paper;
    CHANGE(&d, tx, report_add(tx, item.id, &report, &paper));
    assert_stamp_moved(&d, &stamp);
    report.body = S("# Background");
    CHANGE(&d, tx, report_save(tx, &report));
    assert_stamp_moved(&d, &stamp);
    CHANGE(&d, tx, item_remove(tx, item.id));
    add_item(&d, agenda.items[1].part.id, "Another in its place");
    assert_stamp_moved(&d, &stamp);
    d.meeting.place = S("Sessions House");
    CHANGE(&d, tx, meeting_save(tx, &d.meeting));
    assert_stamp_moved(&d, &stamp);
}

static void R02_a_change_after_the_meeting_was_held_needs_agreement_too(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    ObstacleList found;
    Db *db;
    agree(&d);
    d.meeting.state = MEETING_HELD;
    CHANGE(&d, tx, record_update(tx, &meeting_record, &d.meeting));
    add_item(&d, agenda.items[1].part.id, "Added afterwards");
    agenda = agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_HELD);
    assert_false(moment_is_set(d.meeting.agreed_at));
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(agenda_obstacles(db, d.w->arena, &agenda, &found));
    store_return(db);
    assert_true(found.count > 0 && !found.items[0].is_warning);
    assert_has(found.items[0].sentence, "has not agreed");
    CHANGE(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_HELD);
    assert_true(moment_is_set(d.meeting.agreed_at));
}

static void R02_any_change_takes_the_agreement_back(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaPart part = agenda.items[1].part;
    agree(&d);
    AgendaItem item = add_item(&d, part.id, "New");
    assert_taken_back(&d);
    agree(&d);
    item.title = S("Newer");
    CHANGE(&d, tx, item_save(tx, &item));
    assert_taken_back(&d);
    agree(&d);
    CHANGE(&d, tx, item_move(tx, item.id, agenda.items[0].part.id, 1));
    assert_taken_back(&d);
    agree(&d);
    part.title = S("Discussion");
    CHANGE(&d, tx, part_save(tx, &part));
    assert_taken_back(&d);
    agree(&d);
    Report report = {.by = S("Head"), .to = S("To"), .subject = S("Subject"), .summary = S("Summary")};
    Paper paper;
    CHANGE(&d, tx, report_add(tx, item.id, &report, &paper));
    assert_taken_back(&d);
    agree(&d);
    report.body = S("# Background");
    CHANGE(&d, tx, report_save(tx, &report));
    assert_taken_back(&d);
    agree(&d);
    d.meeting.day = date_of(2025, 7, 24);
    CHANGE(&d, tx, meeting_save(tx, &d.meeting));
    assert_taken_back(&d);
}

static void R02_what_changes_nothing_leaves_the_agreement(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItem item = agenda.items[0].items[1].item;
    AgendaPart part = agenda.items[0].part;
    agree(&d);
    CHANGE(&d, tx, item_move(tx, item.id, item.part, 2));
    CHANGE(&d, tx, part_move(tx, part.id, 1));
    CHANGE(&d, tx, item_save(tx, &item));
    CHANGE(&d, tx, part_save(tx, &part));
    d.meeting.contact_phone = S("03000 000 000");
    CHANGE(&d, tx, meeting_save(tx, &d.meeting));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_AGREED);
    CHANGE(&d, tx, agenda_reopen(tx, d.meeting.id));
    assert_taken_back(&d);
}

static void R02_a_published_agenda_is_revised_from_its_first_change_on(void **state) {
    Desk d = desk_of(state);
    agree(&d);
    d.meeting.state = MEETING_PUBLISHED;
    d.meeting.publication = 1;
    CHANGE(&d, tx, record_update(tx, &meeting_record, &d.meeting));
    Agenda agenda = agenda_of(&d);
    AgendaItem item = agenda.items[0].items[0].item;
    REFUSED(&d, tx, item_remove(tx, item.id), ERROR_INPUT); /* it was published: it can only be withdrawn */
    CHANGE(&d, tx, item_withdraw(tx, &item, S("Not needed")));
    agenda_of(&d);
    assert_int_equal(d.meeting.state, MEETING_PLANNED);
    assert_int_equal(d.meeting.publication, 1);
    assert_string_equal(meeting_state_shown(&d.meeting), "Being revised");
}

static void a_cancelled_meeting_is_changed_no_more(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    REFUSED(&d, tx, meeting_cancel(tx, &d.meeting, S("")), ERROR_INPUT);
    CHANGE(&d, tx, meeting_cancel(tx, &d.meeting, S("Election purdah")));
    AgendaItem item = {.part = agenda.items[0].part.id, .kind = ITEM_BUSINESS, .title = S("Too late")};
    REFUSED(&d, tx, item_add(tx, &item), ERROR_INPUT);
    REFUSED(&d, tx, agenda_agree(tx, d.meeting.id, S("The chair")), ERROR_INPUT);
    agenda_of(&d);
    REFUSED(&d, tx, meeting_cancel(tx, &d.meeting, S("Again")), ERROR_INPUT);
}

/* ---- Two people, and one form twice ---- */

static void a_form_sent_twice_makes_one_record(void **state) {
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItem item = {.meeting = d.meeting.id, .part = agenda.items[1].part.id, .kind = ITEM_BUSINESS, .title = S("Once")};
    AgendaItem other = item;
    int64_t id;
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &item, 60, &id));
    assert_int_equal(id, 0);
    CHANGE(&d, tx, item_add(tx, &item));
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &other, 60, &id));
    assert_int_equal(id, item.id.n);
    other.title = S("Twice");
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &other, 60, &id));
    assert_int_equal(id, 0);
    other.title = S("Once");
    other.part = agenda.items[2].part.id;
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &other, 60, &id));
    assert_int_equal(id, 0);
    other.part = item.part;
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &other, -60, &id)); /* too long ago */
    assert_int_equal(id, 0);
    Tx *theirs;
    assert_fine(tx_begin(d.w->office, d.w->arena, (Actor){8, S("Somebody else")}, S(""), &theirs));
    assert_fine(made_just_now(theirs, &agenda_item_record, &other, 60, &id));
    assert_int_equal(id, 0);
    tx_end(theirs);
    CHANGE(&d, tx, item_remove(tx, item.id));
    CHANGE(&d, tx, made_just_now(tx, &agenda_item_record, &other, 60, &id)); /* removed since: it is made again */
    assert_int_equal(id, 0);
}

static void two_meetings_that_differ_in_their_day_or_time_are_two(void **state) {
    Desk d = desk_of(state);
    Meeting other = d.meeting;
    int64_t id;
    CHANGE(&d, tx, made_just_now(tx, &meeting_record, &other, 60, &id));
    assert_int_equal(id, d.meeting.id.n);
    other.day = date_of(2025, 7, 24);
    CHANGE(&d, tx, made_just_now(tx, &meeting_record, &other, 60, &id));
    assert_int_equal(id, 0);
    other.day = d.meeting.day;
    other.starts = time_of(11, 0);
    CHANGE(&d, tx, made_just_now(tx, &meeting_record, &other, 60, &id));
    assert_int_equal(id, 0);
}

static void a_move_meanwhile_is_no_conflict_for_a_form_without_places(void **state) {
    static const char *const fields[] = {"title", "lead", NULL};
    Desk d = desk_of(state);
    Agenda agenda = agenda_of(&d);
    AgendaItem mine = agenda.items[0].items[0].item, now;
    Db *db;
    mine.title = S("Welcome");
    CHANGE(&d, tx, item_move(tx, mine.id, mine.part, 3));
    REFUSED(&d, tx, item_save(tx, &mine), ERROR_CONFLICT);
    again(&d, &agenda_item_record, mine.id.n, &now);
    AgendaItem merged = now; /* as a handler does: the record as it is, with what the form gave, in the version that the form showed */
    merged.title = mine.title;
    merged.version = mine.version;
    assert_fine(store_borrow(d.w->office, d.w->arena, &db));
    assert_fine(step_over_moves(db, d.w->arena, &agenda_item_record, fields, &now, &merged));
    assert_int_equal(merged.version, now.version);
    CHANGE(&d, tx, item_save(tx, &merged));
    assert_text(agenda_of(&d).items[0].items[2].item.title, "Welcome");
    again(&d, &agenda_item_record, mine.id.n, &now);
    assert_fine(
        step_over_moves(db, d.w->arena, &agenda_item_record, fields, &now, &mine)); /* the title was changed since: a conflict it stays */
    assert_true(mine.version != now.version);
    store_return(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R48_R49_R55_a_new_meeting_begins_with_the_template),
        TEST(R50_the_notes_item_names_the_meeting_before),
        TEST(R50_the_notes_item_follows_meetings_that_come_between),
        TEST(a_template_of_ones_own_is_used_as_it_stands),
        TEST(places_have_no_gaps_after_any_sequence_of_changes),
        TEST(an_item_goes_where_it_is_put),
        TEST(a_withdrawn_item_keeps_its_code),
        TEST(what_has_gone_meanwhile_is_a_conflict),
        TEST(an_item_stays_within_its_own_meeting),
        TEST(R02_any_change_takes_the_agreement_back),
        TEST(R02_the_stamp_of_an_agenda_tells_every_change),
        TEST(R02_a_change_after_the_meeting_was_held_needs_agreement_too),
        TEST(R02_what_changes_nothing_leaves_the_agreement),
        TEST(R02_a_published_agenda_is_revised_from_its_first_change_on),
        TEST(a_cancelled_meeting_is_changed_no_more),
        TEST(a_form_sent_twice_makes_one_record),
        TEST(two_meetings_that_differ_in_their_day_or_time_are_two),
        TEST(a_move_meanwhile_is_no_conflict_for_a_form_without_places),
    };
    return RUN("meetings: agenda", tests);
}
