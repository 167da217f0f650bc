/* The tiny site that the tests of the server are about: its doors, its installation and its visitors. */
#include "tiny_site.h"

#include <unistd.h>

#include "web/page.h"
#include "web/sign_in_pages.h"

/* ---- Its doors ---- */

_Atomic int home_was_made, slow_has_begun;
static char home_filler[40000];

static Error *home(Site *site, Request *request, Response *response) {
    (void)request;
    home_was_made++;
    buffer_putf(&response->body, "<p>home %d, %s", (int)home_was_made, site->has_office ? "with office" : "alone");
    buffer_put_bytes(&response->body, home_filler, sizeof home_filler);
    return NULL;
}
static Error *noticed(Site *site, Request *request, Response *response) {
    Page page = site_page(site, request, NULL, "Noticed");
    buffer_put(&response->body, page.notice);
    return NULL;
}
static Error *search(Site *site, Request *request, Response *response) {
    (void)site;
    home_was_made++;
    Text words = request_query(request, "words"), other = request_query(request, "other");
    buffer_putf(&response->body, "words=%.*s other=%.*s", TEXT_ARG(words), TEXT_ARG(other));
    return NULL;
}
static Error *meeting(Site *site, Request *request, Response *response) {
    int64_t id;
    (void)site;
    TRY(request_id(request, 0, &id));
    buffer_putf(&response->body, "meeting %d", (int)id);
    return NULL;
}
static Error *letter(Site *site, Request *request, Response *response) {
    (void)site;
    buffer_putf(&response->body, "got %.*s", TEXT_ARG(request_value(request, "words")));
    return NULL;
}
static Error *faulty(Site *site, Request *request, Response *response) {
    (void)site;
    buffer_put(&response->body, S("half a page"));
    return error_fault(request->arena, "the secret detail");
}
static Error *desk(Office *office, Request *request, Response *response) {
    (void)request;
    buffer_putf(&response->body, "desk of %.*s token=%.*s.", TEXT_ARG(office->session->name),
        TEXT_ARG(csrf_masked(request->arena, office->session->csrf)));
    return NULL;
}
static Error *save(Office *office, Request *request, Response *response) {
    (void)office;
    buffer_putf(
        &response->body, "saved %.*s, not %.*s.", TEXT_ARG(request_value(request, "title")), TEXT_ARG(request_value(request, "other")));
    return NULL;
}
static Error *receive(Office *office, Request *request, Response *response) {
    (void)office;
    const Upload *upload = request_upload(request, "paper");
    buffer_putf(&response->body, "%d bytes of %.*s, %s", upload ? (int)upload->bytes : -1, TEXT_ARG(upload ? upload->file_name : (Text){0}),
        upload && access(upload->path, R_OK) == 0 ? "on disk" : "not on disk");
    return NULL;
}
static Error *take_long(Office *office, Request *request, Response *response) {
    (void)office;
    (void)request;
    slow_has_begun++;
    usleep(400 * 1000);
    buffer_put(&response->body, S("finished"));
    return NULL;
}

static StoredFile stored, sealed;
static Store *stored_in;
static Error *paper(Site *site, Request *request, Response *response) {
    (void)site;
    respond_file(request, response, stored_in, &stored, S("Agend\xc3\xa4 \"A\".pdf"), true);
    return NULL;
}

static Error *sealed_paper(Site *site, Request *request, Response *response) {
    (void)site;
    respond_file(request, response, stored_in, &sealed, S("Agend\xc3\xa4 \"A\".pdf"), true);
    return NULL;
}

static const Input search_inputs[] = {{"words", INPUT_TEXT, 50}, {"page", INPUT_INT, 0}, {0}};
static const Input letter_inputs[] = {{"words", INPUT_LONG, 0}, {0}};
static const Input save_inputs[] = {{"title", INPUT_TEXT, 0}, {0}};
static const Input paper_inputs[] = {{"paper", INPUT_FILE, 0}, {0}};
static const Route doors[] = {
    {GET, "/", ANYONE, .site = home, .flags = ROUTE_CACHED},
    {GET, "/search", ANYONE, .site = search, .inputs = search_inputs, .flags = ROUTE_CACHED},
    {GET, "/noticed", ANYONE, .site = noticed, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id", ANYONE, .site = meeting},
    {GET, "/meetings/:id.json", ANYONE, .site = meeting},
    {GET, "/faulty", ANYONE, .site = faulty},
    {GET, "/paper.pdf", ANYONE, .site = paper},
    {GET, "/sealed.pdf", ANYONE, .site = sealed_paper},
    {POST, "/letter", ANYONE, .site = letter, .inputs = letter_inputs},
    {GET, "/office", SIGNED_IN, .office = desk},
    {GET, "/office/fresh", SIGNED_IN, .office = desk, .flags = ROUTE_BY_ITSELF},
    {GET, "/office/accounts", TEST_ADMINISTRATOR, .office = desk},
    {GET, "/office/desk.json", SIGNED_IN, .office = desk},
    {POST, "/office/save", TEST_CLERK, .office = save, .inputs = save_inputs},
    {POST, "/office/paper", TEST_CLERK, .office = receive, .inputs = paper_inputs, .upload_bytes = 3000000},
    {POST, "/long", ANYONE, .office = take_long},
    {GET, "/sign-in", ANYONE, .office = sign_in_show, .inputs = sign_in_show_inputs},
    {POST, "/sign-in", ANYONE, .office = sign_in_try, .inputs = sign_in_inputs, .flags = ROUTE_PASSWORD},
    {POST, "/sign-out", SIGNED_IN, .office = sign_out},
    {GET, "/invitation/:token", ANYONE, .office = invitation_show},
    {POST, "/invitation/:token", ANYONE, .office = invitation_accept, .inputs = new_password_sent, .flags = ROUTE_PASSWORD},
    {GET, "/account", SIGNED_IN, .office = account_show},
    {POST, "/account/password", SIGNED_IN, .office = account_change_password, .inputs = change_password_sent, .flags = ROUTE_PASSWORD},
    {POST, "/account/sign-out-everywhere", SIGNED_IN, .office = account_sign_out_everywhere},
    {GET, "/healthz", ANYONE, .site = health_page},
    {GET, "/metrics", ANYONE, .site = metrics_page, .flags = ROUTE_LOOPBACK},
    {0},
};

/* ---- The installation that all of these tests share, and the server of each ---- */

static Arena *house_arena;
House *house;
static const char password[] = "otter gravel lantern";

int open_house(void **state) {
    (void)state;
    memset(home_filler, 'x', sizeof home_filler);
    house_arena = arena_new();
    house = house_new(house_arena);
    house_account(house, "clerk@test.example", password, TEST_CLERK);
    house_account(house, "member@test.example", password, TEST_MEMBER);
    char *bytes = arena_alloc(house_arena, 700000);
    for (size_t i = 0; i < 700000; i++) bytes[i] = (char)('a' + i % 23);
    Tx *tx = NULL;
    assert_fine(tx_begin(house->office, house_arena, (Actor){0}, S("test"), &tx));
    assert_fine(file_put_bytes(tx, (Text){bytes, 700000}, S("application/pdf"), &stored));
    assert_fine(file_put_bytes_sealed(tx, (Text){bytes, 700000}, S("application/pdf"), &sealed));
    assert_fine(tx_commit(tx));
    tx_end(tx);
    stored_in = house->office;
    return 0;
}

int close_house(void **state) {
    (void)state;
    house_free(house);
    arena_free(house_arena);
    return 0;
}

ServerOptions options_of_tests(void) {
    return (ServerOptions){.listen = S("127.0.0.1:0"),
        .page_threads = 2,
        .slow_threads = 2,
        .office = house->office,
        .published = house->published,
        .letterbox = house->letterbox,
        .data_folder = house->folder,
        .routes = doors};
}

Running start_with(Arena *arena, ServerOptions options) {
    Running r = {.arena = arena};
    assert_fine(server_start(arena, &options, &r.server));
    r.port = server_port(r.server);
    return r;
}

Running start(void **state) {
    return start_with(*state, options_of_tests());
}
void stop(Running *r) {
    server_stop(r->server, 5);
}

/* The Cookie line of somebody who signs in. */
const char *signed_in(Running *r, const char *email) {
    Text form = text_format(r->arena, "email=%s&password=otter+gravel+lantern&return=/office", email);
    Answer answer = client_post(r->arena, r->port, "/sign-in", "", form);
    assert_int_equal(answer.status, 303);
    Text cookie = answer_header(&answer, "Set-Cookie");
    assert_true(cookie.len > 0);
    return text_format(r->arena, "Cookie: %.*s\r\n", TEXT_ARG(text_slice(cookie, 0, text_find(cookie, S(";"), 0)))).ptr;
}

Text token_of(Running *r, const char *cookie) {
    Answer answer = client_get(r->arena, r->port, "/office", cookie);
    assert_int_equal(answer.status, 200);
    size_t from = text_find(answer.body, S("token="), 0) + 6, to = text_find(answer.body, S("."), from);
    return text_slice(answer.body, from, to - from);
}
