/* The demo's rounds of consultation: one in the summer of 2025 with its published summary, and one that is open on the plan of this year. */
#include "app/demo_plan.h"
#include "people/people.sql.h"
#include "plan/consultation.h"
#include "plan/plan.sql.h"

typedef struct {
    Tx *tx;
    Consultation round;
    PlanActionList actions;
    InvitationToComment youth, advice;
    AccountId member;
} Asking;

typedef struct {
    const char *objective; /* of the action; NULL: the whole plan */
    CommentSource source;
    const char *text;
    AnswerOutcome outcome;
    const char *answer, *change_made;
    bool is_named;
} DemoComment;

static Error *invite(Asking *a) {
    a->youth = (InvitationToComment){.consultation = a->round.id,
        .name = S("Manager of a youth centre"),
        .organisation = S("Riverside Youth Centre"),
        .email = S("youth@demo.example")};
    TRY(record_insert(a->tx, &invitation_to_comment_record, &a->youth));
    a->advice = (InvitationToComment){.consultation = a->round.id,
        .name = S("Coordinator of an advice service"),
        .organisation = S("County Advice Service"),
        .email = S("advice@demo.example")};
    return record_insert(a->tx, &invitation_to_comment_record, &a->advice);
}

static Error *comment_make(Asking *a, const DemoComment *d, int number) {
    const InvitationToComment *invitation = number % 2 ? &a->advice : &a->youth;
    PlanComment c = {.consultation = a->round.id,
        .source = d->source,
        .text = text_of(d->text),
        .envelope = text_format(tx_arena(a->tx), "%032d", number),
        .outcome = d->outcome,
        .answer = text_of(d->answer),
        .change_made = text_of(d->change_made),
        .is_named = d->is_named};
    moment_of_london(date_plus_days(a->round.opens, 2 + number % 9), time_of(10, 15), &c.received_at);
    for (size_t i = 0; d->objective && i < a->actions.count; i++)
        if (text_equal(a->actions.items[i].objective, text_of(d->objective))) c.action = a->actions.items[i].id;
    if (d->outcome) c.answered_by = S("Head of Community Safety"), c.answered_at = moment_plus_seconds(c.received_at, 86400);
    if (d->source == COMMENT_MEMBER) {
        c.account = a->member;
        c.name = S("Director of Prevention, Fire and Rescue");
        c.organisation = S("Kent Fire and Rescue Service");
    } else if (d->source == COMMENT_INVITED) {
        c.invitation = invitation->id;
        c.name = invitation->name;
        c.organisation = invitation->organisation;
    }
    return record_insert(a->tx, &plan_comment_record, &c);
}

static Error *begin_round(Asking *a, AgreementId agreement, Consultation round) {
    Account member;
    bool found;
    a->round = round;
    a->round.agreement = agreement;
    TRY(actions_of(tx_db(a->tx), tx_arena(a->tx), agreement, &a->actions));
    TRY(account_of_email(tx_db(a->tx), tx_arena(a->tx), S("member@demo.example"), &member, &found));
    CHECK(found);
    a->member = member.id;
    TRY(record_insert(a->tx, &consultation_record, &a->round));
    return invite(a);
}

static Error *comments_make(Asking *a, const DemoComment *comments, int first) {
    for (int i = 0; comments[i].text; i++) TRY(comment_make(a, &comments[i], first + i));
    return NULL;
}

/* ---- Summer 2025 ---- */

static Error *earlier_make(Tx *tx, AgreementId agreement) {
    static const DemoComment comments[] = {
        {NULL, COMMENT_MEMBER, "The plan reads well. It would help to see at a glance what the grant pays for.", ANSWER_ACCEPTED,
            "Actions that the grant funds are marked, in words as well as by a sign.", "A mark was added to every funded action.", true},
        {"Share road safety campaigns between partnerships", COMMENT_INVITED,
            "Young people hear of campaigns too late. Could schools be told before the summer?", ANSWER_IN_PART,
            "Schools are told as soon as dates are fixed, which is not always before the summer.",
            "The timescale says when schools are told.", true},
        {"Support suicide prevention", COMMENT_INVITED,
            "Please measure how many people go on to be supported, not only how many are referred.", ANSWER_NOT_ACCEPTED,
            "The service does not record it yet. It will be asked again next year.", NULL, false},
        {"Make the new domestic abuse website known", COMMENT_MEMBER, "Our crews can carry leaflets on their home visits.", ANSWER_NOTED,
            "Thank you. The lead will be in touch.", NULL, true},
        {0},
    };
    Asking a = {.tx = tx};
    TRY(begin_round(&a, agreement,
        (Consultation){.title = S("Comments on the draft action plan 2025/26"),
            .introduction = S("The action plan for 2025/26 was sent to partners and to organisations that work with it."),
            .opens = date_of(2025, 7, 23),
            .closes = date_of(2025, 8, 8),
            .who = CONSULTED_INVITED,
            .summary =
                S("Partners and two organisations took part. The plan is clearer for it: what the grant funds is marked, and schools "
                  "are named where they are told.\n\nThe actions below were changed before the plan was agreed.")}));
    TRY(comments_make(&a, comments, 1));
    return consultation_publish_summary(tx, &a.round);
}

/* ---- Now ---- */

static Error *open_make(Tx *tx, const Agreement *agreement, Date today) {
    static const DemoComment comments[] = {
        {NULL, COMMENT_PUBLIC, "I could not tell which of these actions happen where I live. Please name the districts.", 0, NULL, NULL,
            false},
        {"Make stalking and its risks understood", COMMENT_PUBLIC,
            "More evening buses would do more for safety in the town centre than another campaign.", ANSWER_NOTED,
            "Buses are not the partnership's to run. The comment was passed to the county's transport team.", NULL, false},
        {"Make organised crime and modern slavery understood", COMMENT_INVITED, "Volunteers would like to be trained with the staff.",
            ANSWER_ACCEPTED, "Places are kept for volunteers.", "Volunteers are named among those who are trained.", true},
        {"The Prevent and organised crime awareness week", COMMENT_INVITED, "The measure counts people. What did they learn?", 0, NULL,
            NULL, false},
        {"Support Vision Zero and the safe system", COMMENT_MEMBER, "The fire and rescue service would like to help with this action.", 0,
            NULL, NULL, false},
        {0},
    };
    Asking a = {.tx = tx};
    Text year = year_shown(tx_arena(tx), agreement->starts);
    TRY(begin_round(&a, agreement->id,
        (Consultation){.title = text_format(tx_arena(tx), "What do you think of the action plan %.*s?", TEXT_ARG(year)),
            .introduction = S("The action plan is looked at again during the year. **Tell us what is missing, what is unclear and what you "
                              "could help with.** Every comment gets an answer."),
            .opens = date_plus_days(today, -12),
            .closes = date_plus_days(today, 16),
            .who = CONSULTED_EVERYBODY}));
    TRY(comments_make(&a, comments, 10));
    return consultation_publish_draft(tx, &a.round);
}

Error *demo_consultation_make(Tx *tx, Date today) {
    AgreementList agreements;
    Agreement now;
    bool found;
    TRY(agreements_all(tx_db(tx), tx_arena(tx), &agreements));
    TRY(agreement_on(tx_db(tx), tx_arena(tx), today, &now, &found));
    CHECK(found && agreements.count > 0);
    TRY(earlier_make(tx, agreements.items[agreements.count - 1].id));
    return open_make(tx, &now, today);
}
