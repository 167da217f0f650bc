/* The accessibility statement (SI 2018/952), the privacy notice and the page on cookies, with the partnership's own names and addresses. */
#include "public/statements.h"

static Text name_of(const PublishedSite *site) {
    return text_is_empty(site->name) ? S("the partnership") : site->name;
}

static Text name_at_start(const PublishedSite *site) {
    return text_is_empty(site->name) ? S("The partnership") : site->name;
}

/* "by email to a@b (telephone 123)", or through the contact page when nothing else is known. */
static Text ways_to_reach(Arena *arena, const PublishedSite *site, Text email) {
    Text address = text_is_empty(email) ? site->contact_email : email;
    Buffer out = buffer_new(arena, 128);
    buffer_put(&out, S("with the [contact form](/contact)"));
    if (!text_is_empty(address)) buffer_putf(&out, ", by email to [%.*s](mailto:%.*s)", TEXT_ARG(address), TEXT_ARG(address));
    if (!text_is_empty(site->contact_phone)) buffer_putf(&out, ", or by telephone: %.*s", TEXT_ARG(site->contact_phone));
    return buffer_text(&out);
}

static const char accessibility_text[] =
    "This statement applies to the public site of %.*s.\n\n"
    "We want as many people as possible to be able to use it. You should be able to:\n\n"
    "- change colours, contrast and fonts with your browser or device\n"
    "- zoom in up to 400%% without the text running off the screen\n"
    "- use every page with a keyboard alone, or with speech recognition\n"
    "- listen to every page with a screen reader\n"
    "- use every page with scripts switched off\n\n"
    "The text is as simple as the subject allows. Reports that are written in the partnership's own system can be read as web pages. "
    "[AbilityNet](https://mcmw.abilitynet.org.uk/) has advice on making your device easier to use if you have a disability.\n\n"
    "# How accessible this site is\n\n"
    "Some papers are PDF files that other organisations wrote and sent to us. Some of them are not tagged for screen readers, and some are "
    "pictures of pages without text. When such a paper stands in the way of somebody, we make another version of it.\n\n"
    "# Feedback, and asking for another format\n\n"
    "If you find a problem that is not listed here, or need a document in large print, easy read, audio or braille, tell us %.*s. Say "
    "which "
    "page or document it is about and what you need. We answer within 10 working days.\n\n"
    "# Enforcement\n\n"
    "The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
    "Accessibility Regulations 2018. If you are not happy with how we answer, contact the "
    "[Equality Advisory and Support Service](https://www.equalityadvisoryservice.com/).\n\n"
    "# Technical information\n\n"
    "%.*s is committed to making this site accessible under those regulations. It is partially compliant with the "
    "[Web Content Accessibility Guidelines version 2.2](https://www.w3.org/TR/WCAG22/) at level AA, because of the papers named below.\n\n"
    "## What is not accessible\n\n"
    "- PDF papers from other organisations that are not tagged or have no text (success criteria 1.1.1, 1.3.1, 2.4.2 and 4.1.2). We ask "
    "authors for tagged files and tell the office when one is not.\n"
    "- Papers published before 23 September 2018, which the regulations do not cover unless they are needed for a service.\n\n"
    "# How this site is tested\n\n"
    "Every kind of page is tested with axe against WCAG 2.2 AA in an automated browser each time the program changes, and by hand with the "
    "keyboard alone, at 400%% zoom and in a narrow window. The agenda and the reports pack are made as tagged PDF from the same source as "
    "the "
    "web page.\n";

Text accessibility_statement(Arena *arena, const PublishedSite *site) {
    Text name = name_of(site);
    return text_format(arena, accessibility_text, TEXT_ARG(name), TEXT_ARG(ways_to_reach(arena, site, site->accessibility_email)),
        TEXT_ARG(name_at_start(site)));
}

static const char privacy_text[] =
    "%.*s publishes its agendas, papers and membership here. This page says what personal information that involves, and what is known "
    "about "
    "you when you visit.\n\n"
    "# When you visit\n\n"
    "We do not follow what visitors do. There are no analytics, advertisements or parts of other sites on these pages. The server's log "
    "keeps "
    "no names and no record of who read which page. To keep the site running it holds the address of your connection in memory for as long "
    "as "
    "you are connected.\n\n"
    "# When you write to us\n\n"
    "The contact form asks for a message. Your name and email address are up to you; we use them to answer you and for nothing else. Your "
    "message "
    "goes to the partnership's office, where staff who deal with such messages can read it. It is deleted when it has been dealt with and "
    "is no "
    "longer needed. The lawful basis is the performance of a task in the public interest (UK GDPR, Article 6(1)(e)).\n\n"
    "# When you comment on a draft plan\n\n"
    "Your name and organisation are up to you, unless you were invited by name. The clerk and the safety team read them with your comment; "
    "the "
    "published summary names no private person. We keep comments as the record of why the plan is as it is, and delete them when you ask. "
    "The "
    "lawful basis is the performance of a task in the public interest (UK GDPR, Article 6(1)(e)).\n\n"
    "# When you ask for email about meetings\n\n"
    "We keep the address that you give and which meetings you chose, after you confirmed it, and use them for this email alone. An address "
    "that "
    "is not confirmed is forgotten after three days. Each email has a link to stop; then your address is forgotten at once. The lawful "
    "basis is "
    "your consent (UK GDPR, Article 6(1)(a)).\n\n"
    "# Whose names are published\n\n"
    "Members of a body are shown by their post. A name is shown only for people in public roles who are named there as such. Agendas and "
    "papers "
    "may name their authors and the people who present them. Information that the law allows or requires us to withhold, for example about "
    "an individual, is taken out before anything is published.\n\n"
    "# Your rights\n\n"
    "You can ask what we hold about you, ask us to correct or delete it, and object to how it is used. Reach us %.*s.\n\n"
    "If you are not satisfied, you can complain to the [Information Commissioner](https://ico.org.uk/make-a-complaint/).\n";

Text privacy_notice(Arena *arena, const PublishedSite *site) {
    return text_format(arena, privacy_text, TEXT_ARG(name_at_start(site)), TEXT_ARG(ways_to_reach(arena, site, (Text){0})));
}

static const char cookies_text[] =
    "Cookies are small files that a site saves on your device.\n\n"
    "# Reading this site\n\n"
    "The public pages of %.*s set no cookies at all. That is why nothing asks you to accept any.\n\n"
    "# Signing in\n\n"
    "Members and staff who sign in to the partnership's office get the one cookie that this needs:\n\n"
    "| Name | What it is for | How long it lasts |\n| --- | --- | --- |\n"
    "| quorate (or __Host-quorate) | Keeps you signed in while you work | At most 12 hours, or 60 minutes without activity |\n\n"
    "It says nothing about you and is not read by anybody else.\n";

Text cookies_notice(Arena *arena, const PublishedSite *site) {
    return text_format(arena, cookies_text, TEXT_ARG(name_of(site)));
}
