/* Owns the check of how this installation reaches a mail server. */
#include "mail/inside.h"

/* The host of "smtp://host:25": a server on this machine needs no TLS. */
static bool is_of_this_machine(Text server) {
    size_t start = text_find(server, S("://"), 0);
    Text rest = start == SIZE_MAX ? server : text_slice(server, start + 3, SIZE_MAX);
    return text_starts_with(rest, S("127.")) || text_starts_with(rest, S("localhost")) || text_starts_with(rest, S("[::1]"));
}

Error *mail_settings_check(Arena *arena, const MailSettings *s) {
    Text server = text_of(s->server);
    if (!text_starts_with(server, S("smtp://")) && !text_starts_with(server, S("smtps://")))
        return error_new(
            arena, ERROR_INPUT, "The mail server is an address such as smtp://mail.example.org:587 or smtps://mail.example.org.");
    if (!text_is_email(s->from))
        return error_new(arena, ERROR_INPUT, "Say from which address mail is sent: --mail-from office@example.org.");
    if (s->bounces.len && !text_is_email(s->bounces))
        return error_new(arena, ERROR_INPUT, "--mail-bounces is an email address, such as bounces@example.org.");
    if (!text_starts_with(s->site_address, S("http")))
        return error_new(arena, ERROR_INPUT, "Mails hold links, so they need the public address: --site-address https://example.org.");
    if ((s->user != NULL) != (s->password != NULL))
        return error_new(
            arena, ERROR_INPUT, "To sign in at the mail server both --mail-user and the password in QUORATE_MAIL_PASSWORD are needed.");
    if (s->user && !text_starts_with(server, S("smtps://")) && s->is_plain_allowed && !is_of_this_machine(server))
        return error_new(arena, ERROR_INPUT, "A password is sent only over an encrypted connection: leave out --mail-without-tls.");
    return NULL;
}
