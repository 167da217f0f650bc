/* Owns the rules of delivery: what an answer of a mail server means, and when to try again. Pure. */
#include "mail/mail.h"

enum { FIRST_WAIT = 60, LONGEST_WAIT = 6 * 3600, GIVEN_UP_AFTER = 3 * 86400 };

MailOutcome mail_outcome(int code, bool is_about_recipient, bool was_connected) {
    if (!was_connected) return MAIL_SERVER_FAILS;
    if (code >= 200 && code < 300) return MAIL_TAKEN;
    if (!is_about_recipient)
        return MAIL_SERVER_FAILS; /* our own address or sign-in is refused, or the connection broke: no fault of the recipient's */
    return code >= 500 && code < 600 ? MAIL_REFUSED : MAIL_LATER;
}

int64_t mail_wait(int64_t tries) {
    int64_t wait = FIRST_WAIT, sum = 0;
    for (int64_t n = 1; n < tries; n++) {
        sum += wait;
        wait = wait * 3 > LONGEST_WAIT ? LONGEST_WAIT : wait * 3;
    }
    return sum + wait > GIVEN_UP_AFTER ? 0 : wait;
}
