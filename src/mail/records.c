/* Owns the declaration of what an account wants to be told by mail. */
#include "mail/mail.h"

static const Choice whens[] = {
    {MAIL_DIGEST, "digest", "In the daily email", NULL},
    {MAIL_AT_ONCE, "at_once", "At once", NULL},
    {MAIL_NONE, "none", "Not by email", NULL},
    {0},
};
static const Field mail_choice_fields[] = {
    REF(MailChoice, account, .to = &account_record, .label = "Account", .by_program = true),
    CHOICE(MailChoice, agendas, .choices = whens, .label = "Agendas are published, papers are added", .required = true,
        .in_sentence = "when you are told of agendas"),
    CHOICE(MailChoice, changes, .choices = whens, .label = "A meeting is moved or cancelled", .required = true,
        .in_sentence = "when you are told of changes to meetings"),
    CHOICE(MailChoice, minutes, .choices = whens, .label = "Minutes are there to check, or are approved", .required = true,
        .in_sentence = "when you are told of minutes"),
    CHOICE(MailChoice, actions, .choices = whens, .label = "An action of yours is due or late, updates of the action plan are called for",
        .required = true, .in_sentence = "when you are told of actions"),
    CHOICE(MailChoice, duties, .choices = whens, .label = "Terms of office end, the sharing agreement is not signed", .hint = "For clerks",
        .required = true, .in_sentence = "when you are told of terms and agreements"),
};
const Record mail_choice_record = RECORD(MailChoice, "mail_choice", mail_choice_fields, .title = "choice of emails",
    .plural = "choices of emails", .see = EVERY_ROLE, .change = EVERY_ROLE);

MailChoice mail_choice_usual(AccountId account) {
    return (MailChoice){.account = account,
        .agendas = MAIL_DIGEST,
        .changes = MAIL_AT_ONCE,
        .minutes = MAIL_DIGEST,
        .actions = MAIL_DIGEST,
        .duties = MAIL_DIGEST};
}

static const char *const codes[NOTICE_KINDS] = {
    [NOTICE_AGENDA] = "agenda",
    [NOTICE_AGAIN] = "again",
    [NOTICE_PAPERS] = "papers",
    [NOTICE_MOVED] = "moved",
    [NOTICE_CANCELLED] = "cancelled",
    [NOTICE_MINUTES] = "minutes",
    [NOTICE_APPROVED] = "approved",
    [NOTICE_ACTION_DUE] = "action-due",
    [NOTICE_ACTION_LATE] = "action-late",
    [NOTICE_TERM] = "term",
    [NOTICE_AGREEMENT] = "agreement",
    [NOTICE_CALL] = "call",
    [NOTICE_CALL_DUE] = "call-due",
    [NOTICE_CALL_LATE] = "call-late",
};

const char *notice_code(NoticeKind kind) {
    return codes[kind];
}

NoticeKind notice_kind_of(Text code) {
    for (int i = 1; i < NOTICE_KINDS; i++)
        if (text_equal(code, text_of(codes[i]))) return (NoticeKind)i;
    return 0;
}
