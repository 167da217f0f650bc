/* The postman: a process of its own that gathers, queues and sends mail for `quorate serve`, so that a message that is being handed over is handed over
 * to its end even when the server is killed, and so that what speaks with mail servers has nothing to do with pages. */
#ifndef QUORATE_APP_POSTMAN_H
#define QUORATE_APP_POSTMAN_H

#include "app/command.h"
#include "mail/mail.h"

/* The options that every command that sends mail takes: to be spliced into its table. The password comes from QUORATE_MAIL_PASSWORD. */
#define MAIL_OPTIONS                                                                                                                    \
    {"--mail-server", "URL", "the mail server: smtp://mail.example.org:587 or smtps://mail.example.org; without it no mail is sent"},    \
    {"--mail-from", "ADDRESS", "from which address mail is sent"},                                                                       \
    {"--mail-bounces", "ADDRESS", "where servers send what could not be delivered (that of --mail-from)"},                               \
    {"--mail-user", "NAME", "to sign in at the mail server; the password is in QUORATE_MAIL_PASSWORD"},                                  \
    {"--mail-without-tls", NULL, "the connection to the mail server may be open: for one on this machine"},                              \
    {"--office-address", "URL", "the address of the office, for links in mails, where it is not --site-address"}

/* What the options say; *has_mail is false when no server is given. */
Error *mail_settings_of(Arena *arena, const Arguments *arguments, MailSettings *out, bool *has_mail);

typedef struct Postman Postman;
/* Starts the process with the options of `arguments`, and again whenever it ends by itself. */
Error *postman_start(Arena *arena, const Arguments *arguments, Postman **out);
/* Lets it finish the message in hand, and waits for it. NULL is fine. */
void postman_stop(Postman *postman);

#endif
