/* The pages of mail/: handlers (their doors stand in app/routes.c) and what the views are given. Nobody but app/routes.c and this room includes it. */
#ifndef QUORATE_MAIL_PAGES_H
#define QUORATE_MAIL_PAGES_H

#include "mail/action_link.h"
#include "web/components.h"

OfficeHandler mail_show, mail_test_do, mail_message_do, mail_address_do, mail_stop_do;
OfficeHandler mail_choice_show, mail_choice_save;
OfficeHandler action_link_show, action_link_do;
extern const Input mail_message_inputs[], mail_address_inputs[], mail_stop_inputs[], action_link_inputs[];

/* A message in the list; an address of the public is not shown. */
typedef struct { MailMessageId id; Text to, kind, state, answer; const char *colour; Moment made_at, ended_at; int64_t tries; bool is_unsure, may_again; } MessageLine;
typedef struct { MessageLine *items; size_t count; } MessageLines;
typedef struct { MailRecipientId id; Text to, answer; Moment at; } BouncingLine;
typedef struct { BouncingLine *items; size_t count; } BouncingLines;
typedef struct {
    bool has_begun, may_act;
    Moment server_at;
    Text server_fault;
    int64_t waiting, sent, failed, unsure, subscribers, unconfirmed;
    MessageLines messages, unsures;
    BouncingLines bouncing;
} MailShown;

#endif
