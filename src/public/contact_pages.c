/* Writing to the partnership: a question, a problem with the site, a wish for another format. It goes into the letterbox, which this side
 * can write and cannot read. */
#include "public/contact.h"

#include <unistd.h>

#include "public/contact.view.h"
#include "public/letterbox_post.sql.h"
#include "public/limit.h"
#include "public/pages.h"
#include "public/site.sql.h"

static LetterLimit limit;

enum { MOST_TEXT = 5000, ENVELOPE_DIGITS = 32 };

static const Choice contact_kinds[] = {
    {CONTACT_QUESTION, "question", "A question or comment", NULL},
    {CONTACT_FORMAT, "format", "I need a document in another format", "For example large print, audio, braille, easy read"},
    {CONTACT_ACCESSIBILITY, "accessibility", "Something on this site does not work for me", NULL},
    {0},
};
static const Field contact_fields[] = {
    CHOICE(Contact, kind, .choices = contact_kinds, .label = "What is it about?", .in_sentence = "what it is about", .required = true),
    LONG_TEXT(Contact, text, .label = "Your message", .max = MOST_TEXT, .required = true,
        .hint = "Do not write personal details of other people, and do not report a crime here: call 101, or 999 in an emergency"),
    TEXT(Contact, about, .label = "Page or document", .max = 300, .hint = "If it is about one of them"),
    TEXT(Contact, name, .label = "Your name", .max = 120, .hint = "You need not say who you are"),
    EMAIL(Contact, email, .label = "Your email address", .max = 254, .hint = "We need it only to answer you"),
};
const Record contact_record =
    RECORD(Contact, "contact", contact_fields, .title = "letter", .plural = "letters", .see = ACCESS_ALL, .change = ACCESS_ALL);

const Input site_contact_about[] = {{"about", INPUT_TEXT, 300}, {0}};
/* "website" is a trap: people do not see it, programs fill it in. */
const Input site_contact_inputs[] = {{"envelope", INPUT_TEXT, 32}, {"website", INPUT_TEXT, 300}, {0}};

/* ---- The letter ---- */

Text envelope_new(Arena *arena) {
    unsigned char bytes[16];
    CHECK(getentropy(bytes, sizeof bytes) == 0);
    return text_hex(arena, bytes, sizeof bytes);
}

static Text kind_code(ContactKind kind) {
    for (const Choice *c = contact_kinds; c->code; c++)
        if (c->value == (int)kind) return text_of(c->code);
    return S("question");
}

Text contact_json(Arena *arena, const Contact *contact, Text envelope) {
    Buffer out = buffer_new(arena, contact->text.len + 256);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "envelope", envelope);
    json_put_text(&j, "kind", kind_code(contact->kind));
    json_put_text(&j, "name", contact->name);
    json_put_text(&j, "email", contact->email);
    json_put_text(&j, "about", contact->about);
    json_put_text(&j, "text", contact->text);
    json_end_object(&j);
    return buffer_text(&out);
}

static Error *post(Site *site, Request *request, const Contact *contact, Text envelope) {
    Tx *tx = NULL;
    Error *error = NULL;
    if (!site->letterbox)
        return error_new(
            request->arena, ERROR_BUSY, "Letters cannot be taken here just now. Please write to the address on the contact page.");
    TRY_OUT(tx_begin(site->letterbox, request->arena, (Actor){0}, S(""), &tx));
    TRY_OUT(letterbox_post(tx, kind_code(contact->kind), contact_json(request->arena, contact, envelope), request->started, NULL));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* ---- Pages ---- */

static Error *show(Site *site, Request *request, Response *response, const Form *form, const Contact *contact, Text envelope) {
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_row(site->db, request->arena, &texts, &found));
    Page page = site_page(site, request, "contact", "Contact us");
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page.form = form;
    page.twin = S("/contact.json");
    View v = page_view(request, response, &page);
    site_contact_page(&v, page, texts, contact, envelope);
    response->cache_control = S("no-store");
    return NULL;
}

Error *site_contact(Site *site, Request *request, Response *response) {
    Contact contact = {.about = request_query(request, "about")};
    Form form = form_show(request->arena, &contact_record);
    return show(site, request, response, &form, &contact, envelope_new(request->arena));
}

Error *site_contact_send(Site *site, Request *request, Response *response) {
    Contact contact = {0};
    Text envelope = request_value(request, "envelope");
    Form form = form_read(request->arena, &contact_record, request->form, ACCESS_ALL, NULL, &contact);
    if (!text_is_hex(envelope, ENVELOPE_DIGITS)) envelope = envelope_new(request->arena);
    if (!form_is_fine(&form)) {
        response->status = 422;
        return show(site, request, response, &form, &contact, envelope);
    }
    bool is_trapped = !text_is_empty(request_value(request, "website"));
    if (!is_trapped && !limit_take(&limit, request->client, request->started)) {
        response->status = 429;
        response->retry_after = 3600;
        return error_new(
            request->arena, ERROR_BUSY, "Too many letters came in the last hour. Please try again later, or write to us by email.");
    }
    if (!is_trapped) TRY(post(site, request, &contact, envelope));
    respond_see_other(response, S("/contact/sent"));
    return NULL;
}

Error *site_contact_sent(Site *site, Request *request, Response *response) {
    Page page = site_page(site, request, "contact", "Your message was sent");
    View v = page_view(request, response, &page);
    site_contact_sent_page(&v, page);
    return NULL;
}

Error *site_contact_json(Site *site, Request *request, Response *response) {
    PublishedSite texts = {0};
    bool found = false;
    TRY(site_row(site->db, request->arena, &texts, &found));
    Buffer out = buffer_new(request->arena, 512);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_text(&j, "name", texts.contact_name);
    json_put_text(&j, "email", texts.contact_email);
    json_put_text(&j, "phone", texts.contact_phone);
    json_put_text(&j, "postal_address", texts.postal_address);
    json_put_text(&j, "accessibility_email", texts.accessibility_email);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    return NULL;
}
