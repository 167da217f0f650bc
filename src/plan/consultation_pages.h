/* The pages of consultation: handlers (their doors stand in app/routes_plan.inc) and what the views are given. */
#ifndef QUORATE_PLAN_CONSULTATION_PAGES_H
#define QUORATE_PLAN_CONSULTATION_PAGES_H

#include "plan/consultation.h"
#include "plan/pages.h"

OfficeHandler consultations_show, consultation_show, consultation_close_do, consultation_reopen_do, consultation_draft_do, consultation_summary_show,
    consultation_summary_save, consultation_withdraw_ask, consultation_withdraw_do;
PLAN_KIND_HANDLERS(consultation_of_year);
/* consultation_comment_pages.c */
OfficeHandler plan_comment_new_show, plan_comment_new_save, plan_comment_edit_show, plan_comment_edit_save;
/* consultation_answer_pages.c */
OfficeHandler plan_comment_delete_ask, plan_comment_delete_do, plan_answer_show, plan_answer_save, plan_answers_show, plan_answers_save;
/* invitation_pages.c */
OfficeHandler invitation_new_show, invitation_new_save, invitation_edit_show, invitation_edit_save, invitation_link_do, invitation_send_do,
    invitation_take_back_do;

extern const Input plan_comment_of_input[], plan_comment_inputs[], plan_answers_inputs[], consultation_withdraw_inputs[], invitation_to_input[];

/* ---- What the views are given ---- */

typedef struct {
    PlanComment comment;
    Text about;          /* "2.3 Share campaigns", or "The whole plan" */
    Text writer;         /* as whoever looks may know */
    bool may_change;
} CommentShown;
typedef struct { CommentShown *items; size_t count; } CommentShownList;

/* mail: what became of the last email to them. */
typedef enum { NO_MAIL = 1, MAIL_WAITS, MAIL_WENT, MAIL_DID_NOT_GO } InvitationMail;
typedef struct { InvitationToComment invitation; InvitationMail mail; } InvitationShown;
typedef struct { InvitationShown *items; size_t count; } InvitationsShown;

typedef struct {
    Agreement agreement;
    Consultation round;
    RoundStanding standing;
    ConsultationPublication publication; bool has_publication;
    Plan plan;
    CommentShownList own, others; /* of whoever looks; of the others, as far as they may be seen */
    CommentCounts counts;
    InvitationsShown invitations;
    bool may_write, may_comment, has_mail;
    bool may_change;              /* may write, and the year is not closed */
    Text site_address;
} RoundShown;

typedef struct { Consultation round; RoundStanding standing; size_t comments, unanswered; } RoundLine;
typedef struct { RoundLine *items; size_t count; } RoundLines;
typedef struct { Agreement agreement; RoundLines rounds; bool may_write; } RoundsShown;

/* One comment being written or changed, beside what it is about; action NULL: the whole plan. */
typedef struct { Agreement agreement; Consultation round; const PlannedAction *line; const PlanPart *part; } CommentForm;

Text consultation_url(Arena *arena, ConsultationId id);
/* The round that the first parameter of the address names, with its agreement. */
Error *round_of_request(Office *office, Request *request, RoundShown *out);
/* The same with the plan, comments and invitations as far as whoever looks may see them. */
Error *round_read(Office *office, Request *request, RoundShown *out);
/* A page below the round. */
Page round_page(Office *office, Request *request, const RoundShown *s, Text title);
/* "2.3 Share campaigns"; "The whole plan" for 0. */
Text comment_about(Arena *arena, const Plan *plan, PlanActionId action);

#endif
