/* Email about meetings for anybody: asking for it, confirming, stopping. This side cannot read who has asked, so every answer is the same whether or not an
 * address or a key is known; what is sent goes into the letterbox, and the office does it. */
#include "public/subscribe.h"

#include "public/letterbox_post.sql.h"
#include "public/limit.h"
#include "public/pages.h"
#include "public/site.sql.h"
#include "public/subscribe.view.h"

enum { KEY_DIGITS = 24, BODIES_MOST = 300 };

static LetterLimit asking, stopping;

/* "website" is a trap: people do not see it, programs fill it in. */
const Input site_subscribe_inputs[] = {{"email", INPUT_TEXT, 254}, {"website", INPUT_TEXT, 300}, {0}};
const Input site_subscription_inputs[] = {{"bodies", INPUT_MANY, 20}, {0}};

Text subscribe_json(Arena *arena, Text email) {
    Buffer out = buffer_new(arena, 256);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "email", email);
    json_end_object(&j);
    return buffer_text(&out);
}

Text subscription_json(Arena *arena, Text key, Text bodies) {
    Buffer out = buffer_new(arena, 64);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "key", key);
    json_put_text(&j, "bodies", bodies);
    json_end_object(&j);
    return buffer_text(&out);
}

/* `sender`: whose letters are counted. Stopping is counted by key, so that mail programs, which press for many, are not held up. */
static Error *limit_check(Request *request, Response *response, LetterLimit *limit, Text sender) {
    if (limit_take(limit, sender, request->started)) return NULL;
    response->status = 429;
    response->retry_after = 3600;
    return error_new(request->arena, ERROR_BUSY, "Too much was asked for in the last hour. Please try again later.");
}

static Error *post(Site *site, Request *request, Text kind, Text json) {
    Tx *tx = NULL;
    Error *error = NULL;
    if (!site->letterbox)
        return error_new(request->arena, ERROR_BUSY, "This cannot be taken here just now. Please write to us: see the contact page.");
    TRY_OUT(tx_begin(site->letterbox, request->arena, (Actor){0}, S(""), &tx));
    TRY_OUT(letterbox_post(tx, kind, json, request->started, NULL));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* ---- Asking ---- */

static Error *body_choices(Site *site, Arena *arena, OptionList *out) {
    PublishedBodyList bodies;
    TRY(site_bodies(site->db, arena, &bodies));
    for (size_t i = 0; i < bodies.count; i++) option_add(arena, out, bodies.items[i].id.n, bodies.items[i].name);
    return NULL;
}

static Error *check_offered(Site *site, Arena *arena) {
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_row(site->db, arena, &texts, &found));
    return texts.offers_mail ? NULL
                             : error_new(arena, ERROR_NOT_FOUND,
                                 "No email is sent about meetings here. Follow the calendar or the feed on the start page instead.");
}

static Error *show(Site *site, Request *request, Response *response, const Form *form) {
    TRY(check_offered(site, request->arena));
    Page page = site_page(site, request, "subscribe", "Get email about meetings");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.form = form;
    page.twin = S("/subscribe.json");
    View v = page_view(request, response, &page);
    site_subscribe_page(&v, page);
    return NULL;
}

Error *site_subscribe(Site *site, Request *request, Response *response) {
    return show(site, request, response, NULL);
}

/* The numbers of the bodies that were ticked, with commas; empty when none was, which means all. */
static Text bodies_sent(Request *request) {
    Buffer out = buffer_new(request->arena, 64);
    for (size_t i = 0; i < request->form.count; i++) {
        const FormValue *value = &request->form.items[i];
        int64_t id;
        if (!text_equal(value->name, S("bodies")) || !text_to_int64(value->value, &id) || id < 1 || out.len > BODIES_MOST) continue;
        buffer_putf(&out, "%s%lld", out.len ? "," : "", (long long)id);
    }
    return buffer_text(&out);
}

Error *site_subscribe_send(Site *site, Request *request, Response *response) {
    Form form = {.arena = request->arena, .was_sent = true, .sent = request->form};
    TRY(check_offered(site, request->arena));
    Text email = text_lower(request->arena, text_trim(request_value(request, "email")));
    if (!text_is_email(email)) form_error(&form, "email", "Enter an email address, such as name@example.org");
    if (!form_is_fine(&form)) {
        response->status = 422;
        return show(site, request, response, &form);
    }
    if (text_is_empty(request_value(request, "website"))) {
        TRY(limit_check(request, response, &asking, request->client));
        TRY(post(site, request, S("subscribe"), subscribe_json(request->arena, email)));
    }
    respond_see_other(response, S("/subscribe/sent"));
    return NULL;
}

Error *site_subscribe_sent(Site *site, Request *request, Response *response) {
    Page page = site_page(site, request, "subscribe", "Look at your email");
    View v = page_view(request, response, &page);
    site_subscribe_sent_page(&v, page);
    return NULL;
}

Error *site_subscribe_json(Site *site, Request *request, Response *response) {
    PublishedBodyList bodies;
    TRY(check_offered(site, request->arena));
    TRY(site_bodies(site->db, request->arena, &bodies));
    Buffer out = buffer_new(request->arena, 512);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_key(&j, "bodies");
    json_begin_array(&j);
    for (size_t i = 0; i < bodies.count; i++) {
        json_begin_object(&j);
        json_put_int(&j, "id", bodies.items[i].id.n);
        json_put_text(&j, "name", bodies.items[i].name);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}

/* ---- Confirming and stopping, by the link in an email. Opening the page does nothing: programs that look into mail open links too. ---- */

static Error *key_of(Request *request, Text *out) {
    *out = request->parameters[0];
    return text_is_hex(*out, KEY_DIGITS)
               ? NULL
               : error_new(request->arena, ERROR_NOT_FOUND, "This link is not whole. Copy all of it from the email.");
}

Error *site_subscription(Site *site, Request *request, Response *response) {
    Text key;
    OptionList bodies = {0};
    TRY(key_of(request, &key));
    TRY(body_choices(site, request->arena, &bodies));
    Page page = site_page(site, request, "subscribe", "Your email about meetings");
    View v = page_view(request, response, &page);
    site_subscription_page(&v, page, key, bodies);
    response->cache_control = S("no-store");
    return NULL;
}

static Error *done_show(Site *site, Request *request, Response *response, SubscriptionDone what) {
    Page page = site_page(site, request, "subscribe", what == SUBSCRIPTION_CONFIRMED ? "You will get email" : "You will get no more email");
    View v = page_view(request, response, &page);
    site_subscription_done_page(&v, page, what);
    response->cache_control = S("no-store");
    return NULL;
}

Error *site_subscription_confirm(Site *site, Request *request, Response *response) {
    Text key;
    TRY(key_of(request, &key));
    TRY(limit_check(request, response, &asking, request->client));
    TRY(post(site, request, S("subscription-confirm"), subscription_json(request->arena, key, bodies_sent(request))));
    return done_show(site, request, response, SUBSCRIPTION_CONFIRMED);
}

/* Also what mail programs send by themselves when somebody presses their "unsubscribe" (RFC 8058). */
Error *site_subscription_stop(Site *site, Request *request, Response *response) {
    Text key;
    TRY(key_of(request, &key));
    TRY(limit_check(request, response, &stopping, key));
    TRY(post(site, request, S("subscription-stop"), subscription_json(request->arena, key, S(""))));
    return done_show(site, request, response, SUBSCRIPTION_STOPPED);
}
