/* One conversation with a mail server, by libcurl. */
#ifndef QUORATE_MAIL_POST_H
#define QUORATE_MAIL_POST_H

#include "mail/mail.h"

typedef struct {
    MailOutcome outcome;
    Text answer; /* the server's last line, or why there was none; for the page of the office's mail */
} MailAnswer;

/* Hands one message over. `before_end` is called once, when all of it has been given and before the server is told that it has ended: from then on
 * only the server's answer tells whether it went. When it says false, the message is not ended and nothing goes. */
MailAnswer mail_post(MailPost *post, Arena *arena, Text from, Text to, Text message, bool (*before_end)(void *), void *context);

#endif
