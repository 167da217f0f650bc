/* Owns the rules of delivery: what an answer of a mail server means, and when to try again. Pure. */
#include "mail/mail.h"

enum { FIRST_WAIT = 60, LONGEST_WAIT = 6 * 3600, GIVEN_UP_AFTER = 3 * 86400 };

/* The second word of "550 5.1.1 No such user", when it is a status of RFC 3463; else empty. */
static Text status_of(Text answer) {
    Text rest = answer, word = {0};
    if (!text_split(&rest, ' ', &word) || !text_split(&rest, ' ', &word)) return (Text){0};
    bool is_status = word.len >= 5 && (word.ptr[0] == '4' || word.ptr[0] == '5') && word.ptr[1] == '.';
    return is_status ? word : (Text){0};
}

/* A server says at the recipient for good: of the address, or of what we may send? */
static MailOutcome refused_at_recipient(int code, Text status) {
    if (status.len) {
        if (text_starts_with(status, S("5.1.")) || text_equal(status, S("5.2.1"))) return MAIL_NO_MAILBOX;
        return text_starts_with(status, S("5.7.")) ? MAIL_SERVER_FAILS : MAIL_NOT_TAKEN;
    }
    return code == 550 || code == 551 || code == 553 ? MAIL_NO_MAILBOX : MAIL_NOT_TAKEN;
}

MailOutcome mail_outcome(MailPlace place, int code, Text answer) {
    if (code >= 200 && code < 300) return MAIL_TAKEN;
    if (place == MAIL_AT_END && code == 0) return MAIL_UNSURE;
    if (place == MAIL_AT_SERVER || code == 0) return MAIL_SERVER_FAILS;
    if (code < 500) return MAIL_LATER;
    return place == MAIL_AT_END ? MAIL_NOT_TAKEN : refused_at_recipient(code, status_of(answer));
}

int64_t mail_wait(int64_t tries) {
    int64_t wait = FIRST_WAIT, sum = 0;
    for (int64_t n = 1; n < tries; n++) {
        sum += wait;
        wait = wait * 3 > LONGEST_WAIT ? LONGEST_WAIT : wait * 3;
    }
    return sum + wait > GIVEN_UP_AFTER ? 0 : wait;
}
