/* The fields of the records of consultation: labels, hints and limits. Who wrote from outside is SECRET, so that the journal, which keeps everything for
 * ever, does not have it; what was written is sealed. An invitation is open, as people
 * are: the postman, who has no key, writes to it. */
#include "plan/consultation.h"

#define WRITERS ((Access)(CLERK | SAFETY_OFFICER))
#define TELLERS ((Access)(CLERK | SAFETY_OFFICER | CHAIR | MEMBER))

static const Choice consulted[] = {
    {CONSULTED_MEMBERS, "members", "Members with an account", NULL},
    {CONSULTED_INVITED, "invited", "Members, and people who are invited by link",
        "The draft can be read by those who have a link, and by nobody else"},
    {CONSULTED_EVERYBODY, "everybody", "Everybody", "The draft stands on the public site while the round is open"},
    {0},
};
static const Field consultation_fields[] = {
    REF(Consultation, agreement, .to = &agreement_record, .label = "Agreement", .required = true, .by_program = true),
    TEXT(Consultation, title, .label = "Title", .hint = "For example, Comments on the draft action plan 2026/27", .max = 160,
        .required = true),
    MARKDOWN(Consultation, introduction, .label = "Introduction", .hint = "What you want to know, and what happens with the comments",
        .max = 8000),
    DATE(Consultation, opens, .label = "First day", .required = true),
    DATE(Consultation, closes, .label = "Last day", .hint = "Leave empty if comments are taken at any time"),
    CHOICE(Consultation, who, .choices = consulted, .label = "Who may take part?", .in_sentence = "who may take part", .required = true),
    FLAG(Consultation, shows_comments, .label = "Members see each other's comments while the round runs"),
    DATE(Consultation, closed_on, .label = "Closed early on", .by_program = true),
    MARKDOWN(Consultation, summary, .label = "Summary",
        .hint = "What came and what follows from it. The counts, comments and answers stand below it", .max = 20000),
};
const Record consultation_record = RECORD(Consultation, "consultation", consultation_fields, .title = "round of consultation",
    .plural = "rounds of consultation", .see = WRITERS, .change = WRITERS, .label_field = "title", .stays_in_office = true);

static const Field invitation_fields[] = {
    REF(InvitationToComment, consultation, .to = &consultation_record, .label = "Round", .required = true, .by_program = true),
    TEXT(InvitationToComment, name, .label = "Name or post", .hint = "For example, Head of the youth centre", .max = 120, .required = true),
    TEXT(InvitationToComment, organisation, .label = "Organisation", .max = 160),
    EMAIL(InvitationToComment, email, .label = "Email address", .hint = "Needed only if the office sends the link", .max = 254),
    SECRET(InvitationToComment, token_hash, .label = "Link"),
    MOMENT(InvitationToComment, link_made_at, .label = "Link made"),
    FLAG(InvitationToComment, is_taken_back, .label = "Taken back", .by_program = true),
    FLAG(InvitationToComment, is_to_be_sent, .label = "To be sent by email", .by_program = true),
    MOMENT(InvitationToComment, sent_at, .label = "Sent by email"),
};
const Record invitation_to_comment_record =
    RECORD(InvitationToComment, "invitation_to_comment", invitation_fields, .title = "invitation to comment",
        .plural = "invitations to comment", .see = WRITERS, .change = WRITERS, .label_field = "organisation", .stays_in_office = true);

static const Choice sources[] = {
    {COMMENT_MEMBER, "member", "Member", NULL},
    {COMMENT_INVITED, "invited", "Invited", NULL},
    {COMMENT_PUBLIC, "public", "Public", NULL},
    {0},
};
static const Choice outcomes[] = {
    {ANSWER_ACCEPTED, "accepted", "Accepted", NULL},
    {ANSWER_IN_PART, "in_part", "Accepted in part", NULL},
    {ANSWER_NOT_ACCEPTED, "not_accepted", "Not accepted", NULL},
    {ANSWER_NOTED, "noted", "Noted", "It asks for no change"},
    {0},
};
static const Field comment_fields[] = {
    REF(PlanComment, consultation, .to = &consultation_record, .label = "Round", .required = true, .by_program = true),
    REF(PlanComment, action, .to = &plan_action_record, .label = "Action", .by_program = true),
    CHOICE(PlanComment, source, .choices = sources, .label = "Came from", .by_program = true),
    REF(PlanComment, account, .to = &account_record, .label = "Account", .by_program = true),
    REF(PlanComment, invitation, .to = &invitation_to_comment_record, .label = "Invitation", .by_program = true),
    SECRET(PlanComment, name, .label = "Name"),
    SECRET(PlanComment, organisation, .label = "Organisation"),
    TEXT(PlanComment, envelope, .label = "Envelope", .max = 64, .by_program = true),
    LONG_TEXT(PlanComment, text, .label = "Your comment", .in_sentence = "your comment", .max = 4000, .required = true, .sealed = true,
        .change = TELLERS),
    MOMENT(PlanComment, received_at, .label = "Received"),
    CHOICE(PlanComment, outcome, .choices = outcomes, .label = "Answer", .required = true),
    LONG_TEXT(
        PlanComment, answer, .label = "Why", .hint = "The published summary says it beside the comment", .max = 2000, .required = true),
    LONG_TEXT(PlanComment, change_made, .label = "What was changed in the plan", .hint = "Leave empty if nothing was", .max = 2000),
    TEXT(PlanComment, answered_by, .label = "Answered by", .by_program = true),
    MOMENT(PlanComment, answered_at, .label = "Answered"),
    FLAG(PlanComment, is_named, .label = "The summary names its organisation",
        .hint = "Only for an organisation that speaks as one. Private persons are never named"),
    FLAG(PlanComment, is_left_out, .label = "The summary leaves its words out", .hint = "It is counted all the same"),
};
const Record plan_comment_record = RECORD(PlanComment, "plan_comment", comment_fields, .title = "comment on a plan",
    .plural = "comments on plans", .see = WRITERS, .change = WRITERS, .label_field = "source", .stays_in_office = true);

static const Choice states[] = {
    {CONSULTATION_ASKED, "asked", "Being published", NULL},
    {CONSULTATION_OUT, "out", "Published", NULL},
    {CONSULTATION_HELD_BACK, "held_back", "Held back", NULL},
    {CONSULTATION_TAKEN_BACK, "taken_back", "Withdrawn", NULL},
    {0},
};
static const Field publication_fields[] = {
    REF(ConsultationPublication, consultation, .to = &consultation_record, .label = "Round", .required = true, .by_program = true),
    MOMENT(ConsultationPublication, draft_at, .label = "Draft as it stood"),
    FLAG(ConsultationPublication, is_summary_wanted, .label = "The summary is to be public", .by_program = true),
    CHOICE(ConsultationPublication, state, .choices = states, .label = "State", .by_program = true),
    LONG_TEXT(ConsultationPublication, held_back, .label = "Why it is held back", .sealed = true, .by_program = true),
    LONG_TEXT(ConsultationPublication, reason, .label = "Why it was withdrawn", .max = 1000, .by_program = true),
    TEXT(ConsultationPublication, asked_by, .label = "Asked for by", .by_program = true),
    MOMENT(ConsultationPublication, published_at, .label = "Published"),
    MOMENT(ConsultationPublication, changed_at, .label = "Changed"),
};
const Record consultation_publication_record =
    RECORD(ConsultationPublication, "consultation_publication", publication_fields, .title = "publication of a round of consultation",
        .plural = "publications of rounds of consultation", .see = WRITERS, .label_field = "state");
