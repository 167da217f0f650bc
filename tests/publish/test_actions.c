/* The actions of minutes through the valve: those of open items go out, those of restricted ones are secrets. */
#include "held.h"

static void act(Held *h, AgendaItemId item, const char *text, PersonId person) {
    Action a = {.item = item, .text = text_of(text), .person = person, .due_kind = DUE_NEXT_MEETING};
    Form form = form_show(h->o.w->arena, &action_record);
    Tx *tx = begin(h->o.w);
    assert_fine(action_put(tx, &h->o.meeting, &a, &form));
    assert_true(form_is_fine(&form));
    commit(tx);
}

static PersonId somebody(Held *h, const char *name, bool is_named_publicly) {
    Person p = {.name = text_of(name), .post = S("Engineer"), .is_named_publicly = is_named_publicly};
    Tx *tx = begin(h->o.w);
    assert_fine(record_insert(tx, &person_record, &p));
    commit(tx);
    return p.id;
}

static void R10_published_minutes_have_the_actions_of_open_items(void **state) {
    Held h = held(state);
    PublishedMinute row;
    PersonId unnamed = somebody(&h, "Robin Unnamed", false);
    act(&h, h.o.update.id, "Write to *all* districts.", unnamed);
    act(&h, h.o.update.id, "Meet the schools", somebody(&h, "Ann Named", true));
    act(&h, h.o.bluebird.id, "Ask for the second warrant of Bluebird", unnamed);
    check(&h);
    want(&h);
    assert_int_equal(h.minutes.state, MINUTES_PUBLISHED_DRAFT);
    int64_t open = number_outside(&h, "select id from published_minute where actions <> ''");
    assert_true(published_row(&h.o, &published_minute_record, open, &row));
    assert_text(row.actions, "Write to *all* districts (Engineer, by the next meeting)\nMeet the schools (Ann Named, by the next meeting)");
    assert_int_equal(number_outside(&h, "select count(*) from published_minute where actions <> ''"), 1); /* none of the restricted item */
    assert_false(row.is_restricted);
    bool is_outdated;
    Db *db;
    assert_fine(store_borrow(h.o.w->office, h.o.w->arena, &db));
    assert_fine(minutes_are_outdated(db, h.o.w->arena, &h.minutes, &is_outdated));
    assert_false(is_outdated);
    store_return(db);
    Person person;
    reload(&h.o, &person_record, unnamed.n, &person);
    person.post = S("Head of Engineering");
    change(&h.o, &person_record, &person);
    assert_fine(store_borrow(h.o.w->office, h.o.w->arena, &db));
    assert_fine(minutes_are_outdated(db, h.o.w->arena, &h.minutes, &is_outdated));
    assert_true(is_outdated);
    store_return(db);
    published_office_end(&h.o);
}

static void R10_words_of_a_restricted_action_are_a_secret(void **state) {
    Held h = held(state);
    act(&h, h.o.bluebird.id, "Ask the magistrates for the second warrant at the old bakery", somebody(&h, "Robin Unnamed", false));
    act(&h, h.o.update.id, "Ask the magistrates for the second warrant at the old bakery", somebody(&h, "Ann Named", true));
    check(&h);
    want(&h);
    assert_has(h.minutes.held_back, "An action of item D1 is quoted in minute 1 (Actions).");
    assert_int_equal(number_outside(&h, "select count(*) from published_minutes"), 0);
    published_office_end(&h.o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(R10_published_minutes_have_the_actions_of_open_items),
        TEST(R10_words_of_a_restricted_action_are_a_secret),
    };
    return RUN("actions of minutes through the valve", tests);
}
