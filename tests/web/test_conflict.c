/* Two people change one record: the one who comes second is shown both versions and can save theirs over it or leave it. On both engines. */
#include "html_check.h"
#include "web/page.h"
#include "world.h"

const NavigationEntry all_navigation[] = {{0}};
const Notice all_notices[] = {{0}};
Text partnership_name_in_office(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return S("Kent");
}
Text partnership_name_on_site(Db *db, Arena *arena) {
    (void)db, (void)arena;
    return S("Kent");
}

static Club add_club(World *w, const char *name) {
    Club club = {.name = text_of(name)};
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &club_record, &club));
    commit(tx);
    return club;
}

/* The trial as it was read before somebody else saved another title, place and club. */
static Trial overtaken(World *w) {
    Club first = add_club(w, "Rowers"), second = add_club(w, "Runners");
    Trial mine = trial_full();
    mine.club = first.id;
    Tx *tx = begin(w);
    assert_fine(record_insert(tx, &trial_record, &mine));
    commit(tx);
    Trial theirs = mine;
    theirs.title = S("Their <title>");
    theirs.club = second.id;
    tx = begin(w);
    assert_fine(record_update(tx, &trial_record, &theirs));
    commit(tx);
    assert_int_equal(theirs.version, 2);
    return mine;
}

static Error *try_to_save(World *w, Trial *trial) {
    Tx *tx = begin(w);
    Error *error = record_update(tx, &trial_record, trial);
    if (!error) error = tx_commit(tx);
    tx_end(tx);
    return error;
}

static Text conflict_shown(World *w, const Trial *mine, FormValues sent, Response *response) {
    static const Session session = {.name = S_INIT("C. Clerk"), .csrf = S_INIT("0123456789abcdef0123456789abcdef")};
    Request request = {.arena = w->arena, .method = POST, .target = S("/office/trials/1/edit"), .form = sent};
    Office office = {.store = w->office, .session = &session, .roles = ROLE_CLERK};
    assert_fine(store_borrow(w->office, w->arena, &office.db));
    Page page = office_page(&office, &request, "trials", "Trial");
    assert_fine(respond_conflict(&office, &request, response, &page, &trial_record, mine, S("/office/trials/1")));
    store_return(office.db);
    Text shown = buffer_text(&response->body);
    html_check(shown);
    return shown;
}

static void CONFLICT_shows_both_versions_and_who_came_first(void **state) {
    World *w = *state;
    Trial mine = overtaken(w);
    mine.title = S("My \"title\"");
    assert_error(try_to_save(w, &mine), ERROR_CONFLICT);
    Response response = {.status = 200};
    FormValue sent[] = {
        {S("_csrf"), S("spent")}, {S("version"), S("1")}, {S("title"), S("My \"title\"")}, {S("days"), S("mon")}, {S("days"), S("wed")}};
    Text shown = conflict_shown(w, &mine, (FormValues){sent, 5}, &response);
    assert_int_equal(response.status, 409);
    assert_has(shown, "Their &lt;title&gt;");
    assert_has(shown, "My &quot;title&quot;");
    assert_has(shown, "Runners"); /* references by name, not by number */
    assert_has(shown, "Rowers");
    assert_has(shown, "href=\"/office/trials/1\"");
    assert_has(shown, "<form method=\"post\" action=\"/office/trials/1/edit\">");
    assert_has(shown, "name=\"version\" value=\"2\"");
    assert_int_equal(times(shown, "name=\"version\""), 1);
    assert_int_equal(times(shown, "name=\"days\""), 2);
    assert_has(shown, "name=\"title\" value=\"My &quot;title&quot;\"");
    assert_int_equal(times(shown, "name=\"_csrf\""), 2); /* of this form and of signing out */
    assert_false(text_contains(shown, S("spent")));
}

static void CONFLICT_sent_again_saves_mine_over_it(void **state) {
    World *w = *state;
    Trial mine = overtaken(w);
    FormValue sent[] = {{S("version"), S("2")}, {S("title"), S("Mine")}};
    Form form = form_read(w->arena, &trial_record, (FormValues){sent, 2}, ACCESS_ALL, (const char *const[]){"title", NULL}, &mine);
    assert_true(form_is_fine(&form));
    assert_fine(try_to_save(w, &mine));
    assert_int_equal(mine.version, 3);
}

static void CONFLICT_with_what_is_gone_says_so(void **state) {
    World *w = *state;
    Trial mine = overtaken(w), theirs = mine;
    theirs.version = 2;
    Tx *tx = begin(w);
    assert_fine(record_delete(tx, &trial_record, &theirs));
    commit(tx);
    Request request = {.arena = w->arena, .target = S("/office/trials/1/edit")};
    Response response = {.status = 200};
    Office office = {.store = w->office, .roles = ROLE_CLERK};
    assert_fine(store_borrow(w->office, w->arena, &office.db));
    Page page = office_page(&office, &request, "trials", "Trial");
    assert_error(respond_conflict(&office, &request, &response, &page, &trial_record, &mine, S("/office/trials")), ERROR_NOT_FOUND);
    store_return(office.db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(CONFLICT_shows_both_versions_and_who_came_first),
        TEST(CONFLICT_sent_again_saves_mine_over_it),
        TEST(CONFLICT_with_what_is_gone_says_so),
    };
    return RUN("conflicts", tests);
}
