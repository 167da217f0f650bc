/* The office over a real socket: who comes in, with what form, and how one signs in and out. */
#include <unistd.h>

#include "tiny_site.h"

/* ---- The office ---- */

static void nobody_is_sent_to_sign_in_and_back(void **state) {
    Running r = start(state);
    Answer answer = client_get(r.arena, r.port, "/office?a=1", "");
    assert_int_equal(answer.status, 303);
    assert_text(answer_header(&answer, "Location"), S("/sign-in?return=/office%3Fa%3D1"));
    assert_int_equal(client_get(r.arena, r.port, "/office/desk.json", "").status, 401);
    Answer post = client_post(r.arena, r.port, "/office/save", "", S("title=x"));
    assert_int_equal(post.status, 303);
    assert_true(text_starts_with(answer_header(&post, "Location"), S("/sign-in?return=/office")));
    assert_int_equal(client_get(r.arena, r.port, "/office", "Cookie: quorate=0123456789012345678901234567890123456789012\r\n").status, 303);
    stop(&r);
}

static void roles_decide_who_enters(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example"), *member = signed_in(&r, "member@test.example");
    Answer desk_page = client_get(r.arena, r.port, "/office", clerk);
    assert_int_equal(desk_page.status, 200);
    assert_text(answer_header(&desk_page, "Cache-Control"), S("no-store"));
    assert_int_equal(client_get(r.arena, r.port, "/office/accounts", clerk).status, 403);
    assert_int_equal(client_post(r.arena, r.port, "/office/save", member, S("title=x")).status, 403);
    stop(&r);
}

static void a_change_needs_the_token_of_the_session(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example"), *member = signed_in(&r, "member@test.example");
    Text token = token_of(&r, clerk), other = token_of(&r, member);
    assert_text(
        client_post(r.arena, r.port, "/office/save", clerk, text_format(r.arena, "title=A+b&other=c&_csrf=%.*s", TEXT_ARG(token))).body,
        S("saved A b, not ."));
    assert_int_equal(client_post(r.arena, r.port, "/office/save", clerk, S("title=A")).status, 403);
    assert_int_equal(client_post(r.arena, r.port, "/office/save", clerk, S("title=A&_csrf=")).status, 403);
    Answer wrong = client_post(r.arena, r.port, "/office/save", clerk, text_format(r.arena, "title=A&_csrf=%.*s", TEXT_ARG(other)));
    assert_int_equal(wrong.status, 403);
    assert_true(text_contains(wrong.body, S("nothing was changed")));
    assert_false(text_equal(token, token_of(&r, clerk))); /* masked anew on every page */
    stop(&r);
}

static void uploads_come_to_disk_and_go_again(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example");
    char *content = arena_alloc(r.arena, 4000000);
    memset(content, 'p', 4000000);
    const char *head = text_format(r.arena, "%sContent-Type: multipart/form-data; boundary=xyz\r\n", clerk).ptr;
    for (int i = 0; i < 2; i++) {
        Buffer form = buffer_new(r.arena, 4100000);
        buffer_putf(&form, "--xyz\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%.*s\r\n", TEXT_ARG(token_of(&r, clerk)));
        buffer_put(&form, S("--xyz\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"C:\\papers\\A1.pdf\"\r\nContent-Type: "
                            "application/pdf\r\n\r\n"));
        buffer_put_bytes(&form, content, i == 0 ? 2500000 : 3500000);
        buffer_put(&form, S("\r\n--xyz--\r\n"));
        Answer answer = client_post(r.arena, r.port, "/office/paper", head, buffer_text(&form));
        if (i == 0) assert_text(answer.body, S("2500000 bytes of A1.pdf, on disk"));
        else assert_int_equal(answer.status, 413);
    }
    Answer nobody =
        client_post(r.arena, r.port, "/office/paper", "Content-Type: multipart/form-data; boundary=xyz\r\n", (Text){content, 2000000});
    assert_int_equal(nobody.status, 303);
    stop(&r);
    char command[200];
    snprintf(command, sizeof command, "test -z \"$(ls %s/tmp)\"", house->folder);
    assert_int_equal(system(command), 0);
}

static void signing_in_leads_only_to_this_site(void **state) {
    Running r = start(state);
    static const char *const elsewhere[] = {
        "//evil.example", "https://evil.example/", "/%5Cevil.example", "/%09/evil.example", "javascript:alert(1)", "", "evil"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        Text form = text_format(r.arena, "email=clerk@test.example&password=otter+gravel+lantern&return=%s", elsewhere[i]);
        Answer answer = client_post(r.arena, r.port, "/sign-in", "", form);
        assert_int_equal(answer.status, 303);
        assert_text(answer_header(&answer, "Location"), S("/office"));
        Text cookie = answer_header(&answer, "Set-Cookie");
        assert_true(text_starts_with(cookie, S("quorate=")) && text_contains(cookie, S("; HttpOnly; SameSite=Lax"))
                    && !text_contains(cookie, S("Secure")));
    }
    Answer fine = client_post(
        r.arena, r.port, "/sign-in", "", S("email=Clerk@Test.example&password=otter+gravel+lantern&return=/office/meetings?year%3D2025"));
    assert_text(answer_header(&fine, "Location"), S("/office/meetings?year=2025"));
    Answer form = client_get(r.arena, r.port, "/sign-in?return=//evil.example", "");
    assert_int_equal(form.status, 200);
    assert_false(text_contains(form.body, S("evil")));
    stop(&r);
}

static void a_wrong_sign_in_shows_the_form_again(void **state) {
    Running r = start(state);
    Answer answer = client_post(r.arena, r.port, "/sign-in", "", S("email=clerk@test.example&password=wrong"));
    assert_int_equal(answer.status, 400);
    assert_true(text_contains(answer.body, S("is not right")) && text_contains(answer.body, S("clerk@test.example"))
                && !text_contains(answer.body, S("wrong\"")));
    assert_text(answer_header(&answer, "Set-Cookie"), (Text){0});
    Answer empty = client_post(r.arena, r.port, "/sign-in", "", S("email=&password="));
    assert_true(text_contains(empty.body, S("Enter your email address")) && text_contains(empty.body, S("Enter your password")));
    stop(&r);
}

static void signing_out_ends_the_session(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example"), *again = signed_in(&r, "clerk@test.example");
    Text token = token_of(&r, clerk);
    Answer out = client_post(r.arena, r.port, "/sign-out", clerk, text_format(r.arena, "_csrf=%.*s", TEXT_ARG(token)));
    assert_int_equal(out.status, 303);
    assert_true(text_contains(answer_header(&out, "Set-Cookie"), S("Max-Age=0")));
    assert_int_equal(client_get(r.arena, r.port, "/office", clerk).status, 303);
    assert_int_equal(client_get(r.arena, r.port, "/office", again).status, 200);
    Text form = text_format(r.arena, "_csrf=%.*s", TEXT_ARG(token_of(&r, again)));
    assert_int_equal(client_post(r.arena, r.port, "/account/sign-out-everywhere", again, form).status, 303);
    assert_int_equal(client_get(r.arena, r.port, "/office", again).status, 303);
    stop(&r);
}

static void an_invitation_is_taken_up_once(void **state) {
    Running r = start(state);
    Account account = {.email = text_format(r.arena, "new%d@test.example", (int)getpid()), .name = S("New person"), .roles = TEST_CLERK};
    Tx *tx = NULL;
    Text token;
    assert_fine(tx_begin(house->office, r.arena, (Actor){0}, S("test"), &tx));
    assert_fine(record_insert(tx, &account_record, &account));
    assert_fine(invitation_make(tx, account.id, 48, &token));
    token = text_copy(r.arena, token);
    assert_fine(tx_commit(tx));
    tx_end(tx);
    const char *path = text_format(r.arena, "/invitation/%.*s", TEXT_ARG(token)).ptr;
    Answer form = client_get(r.arena, r.port, path, "");
    assert_int_equal(form.status, 200);
    assert_true(text_contains(form.body, account.email));
    Answer weak = client_post(r.arena, r.port, path, "", S("password=password1234&again=password1234"));
    assert_int_equal(weak.status, 400);
    Answer different = client_post(r.arena, r.port, path, "", S("password=heron+bucket+violet&again=heron+bucket+viole"));
    assert_true(text_contains(different.body, S("not the same")));
    Answer taken = client_post(r.arena, r.port, path, "", S("password=heron+bucket+violet&again=heron+bucket+violet"));
    assert_int_equal(taken.status, 303);
    assert_true(answer_header(&taken, "Set-Cookie").len > 0);
    assert_int_equal(client_get(r.arena, r.port, path, "").status, 410);
    Answer in = client_post(
        r.arena, r.port, "/sign-in", "", text_format(r.arena, "email=%.*s&password=heron+bucket+violet", TEXT_ARG(account.email)));
    assert_int_equal(in.status, 303);
    stop(&r);
}

static void the_account_page_changes_the_password(void **state) {
    Running r = start(state);
    house_account(house, "changer@test.example", "otter gravel lantern", TEST_MEMBER);
    const char *here = signed_in(&r, "changer@test.example"), *there = signed_in(&r, "changer@test.example");
    Text token = token_of(&r, here);
    Answer page = client_get(r.arena, r.port, "/account", here);
    assert_int_equal(page.status, 200);
    assert_true(text_contains(page.body, S("changer@test.example")) && text_contains(page.body, S("This one")));
    Text wrong = text_format(r.arena, "_csrf=%.*s&current=nope&password=heron+bucket+violet&again=heron+bucket+violet", TEXT_ARG(token));
    assert_int_equal(client_post(r.arena, r.port, "/account/password", here, wrong).status, 400);
    Text right = text_format(
        r.arena, "_csrf=%.*s&current=otter+gravel+lantern&password=heron+bucket+violet&again=heron+bucket+violet", TEXT_ARG(token));
    assert_int_equal(client_post(r.arena, r.port, "/account/password", here, right).status, 303);
    assert_int_equal(client_get(r.arena, r.port, "/office", here).status, 200);
    assert_int_equal(client_get(r.arena, r.port, "/office", there).status, 303); /* signed out everywhere else */
    stop(&r);
}

static void behind_a_trusted_proxy_tls_is_believed(void **state) {
    ServerOptions options = options_of_tests();
    options.trusts_proxy = true;
    Running r = start_with(*state, options);
    Text form = S("email=clerk@test.example&password=otter+gravel+lantern");
    Answer answer =
        client_post(r.arena, r.port, "/sign-in", "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n", form);
    assert_int_equal(answer.status, 303);
    Text cookie = answer_header(&answer, "Set-Cookie");
    assert_true(
        text_starts_with(cookie, S("__Host-quorate=")) && text_contains(cookie, S("; Secure")) && text_contains(cookie, S("Path=/")));
    assert_true(answer_header(&answer, "Strict-Transport-Security").len > 0);
    stop(&r);
    r = start(state); /* not trusted */
    answer = client_post(r.arena, r.port, "/sign-in", "X-Forwarded-Proto: https\r\n", form);
    assert_true(text_starts_with(answer_header(&answer, "Set-Cookie"), S("quorate=")));
    stop(&r);
}

static void sessions_were_last_seen(Running *r, int64_t us) {
    Tx *tx = NULL;
    Value v = value_integer(us);
    assert_fine(tx_begin(house->office, r->arena, (Actor){0}, S("test"), &tx));
    assert_fine(tx_execute_text(tx, S("update session set last_seen = $1"), &v, 1, NULL));
    assert_fine(tx_commit(tx));
    tx_end(tx);
}

/* Of the session that was seen last. */
static int64_t last_seen(Running *r) {
    Db *db = NULL;
    Rows *rows = NULL;
    bool has_row;
    assert_fine(store_borrow(house->office, r->arena, &db));
    assert_fine(db_query_text(db, r->arena, S("select max(last_seen) from session"), NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    assert_true(has_row);
    int64_t seen = rows_value(rows, 0).integer;
    rows_end(rows);
    store_return(db);
    return seen;
}

/* A page left open on a tablet must not keep somebody signed in. */
static void what_a_page_asks_by_itself_keeps_no_session_awake(void **state) {
    Running r = start(state);
    const char *clerk = signed_in(&r, "clerk@test.example");
    int64_t before = moment_now().us - (int64_t)1800 * 1000000;
    sessions_were_last_seen(&r, before);
    assert_int_equal(client_get(r.arena, r.port, "/office/fresh", clerk).status, 200);
    stop(&r); /* what was left to be written is written */
    assert_int_equal(last_seen(&r), before);
    Running again = start(state);
    assert_int_equal(client_get(again.arena, again.port, "/office", clerk).status, 200);
    stop(&again);
    assert_true(last_seen(&again) > before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nobody_is_sent_to_sign_in_and_back),
        TEST(roles_decide_who_enters),
        TEST(a_change_needs_the_token_of_the_session),
        TEST(uploads_come_to_disk_and_go_again),
        TEST(signing_in_leads_only_to_this_site),
        TEST(a_wrong_sign_in_shows_the_form_again),
        TEST(signing_out_ends_the_session),
        TEST(an_invitation_is_taken_up_once),
        TEST(the_account_page_changes_the_password),
        TEST(behind_a_trusted_proxy_tls_is_believed),
        TEST(what_a_page_asks_by_itself_keeps_no_session_awake),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
