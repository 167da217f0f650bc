/* Owns what a message says: a sentence of ours for each notice that is still so, with the address of its page. Nothing here takes words from a record but
 * names of bodies and days. */
#include "mail/action_link.h"
#include "mail/inside.h"
#include "mail/mail.sql.h"
#include "minutes/minutes.h"
#include "plan/consultation.h"

typedef struct {
    Tx *tx;
    Arena *arena;
    const MailSettings *settings;
    MailRecipientId recipient;
    bool is_subscriber; /* somebody of the public: links go to the public site */
    bool has_account;
    AccountId account;
    PersonId person;
    Date today;
    MailLines lines;
} Composing;

/* The same sentence stands once. */
static void line_add(Composing *c, Text words, Text link, Text url) {
    MailLines *l = &c->lines;
    for (size_t i = 0; i < l->count; i++)
        if (text_equal(l->items[i].words, words)) return;
    l->items = arena_grow(c->arena, l->items, l->count * sizeof(MailLine), (l->count + 1) * sizeof(MailLine));
    l->items[l->count++] = (MailLine){.words = words, .url = url, .link = link};
}

static Text address(const Composing *c, bool is_office, Text path) {
    return text_join(c->arena, is_office ? c->settings->office_address : c->settings->site_address, path);
}

/* ---- Of meetings ---- */

typedef struct {
    Meeting meeting;
    Body body;
    Text name; /* "the County Group's meeting of Wednesday 23 July 2025" */
    bool is_there;
} MeetingTold;

static Error *meeting_read(Composing *c, MeetingId id, MeetingTold *out) {
    *out = (MeetingTold){0};
    Error *error = record_get(tx_db(c->tx), c->arena, &meeting_record, id.n, &out->meeting);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    TRY(record_get(tx_db(c->tx), c->arena, &body_record, out->meeting.body.n, &out->body));
    out->is_there = c->has_account || out->body.is_public; /* others have only the public site to read it on */
    out->name =
        text_format(c->arena, "the meeting of the %.*s on %.*s", TEXT_ARG(out->body.name), TEXT_ARG(date_long(c->arena, out->meeting.day)));
    return NULL;
}

static Text when_shown(Arena *arena, const Meeting *m) {
    if (!time_is_set(m->starts)) return date_long(arena, m->day);
    return text_format(arena, "%.*s at %.*s", TEXT_ARG(date_long(arena, m->day)), TEXT_ARG(time_plain(arena, m->starts)));
}

static Text meeting_url(const Composing *c, MeetingId id, const char *rest) {
    bool is_office = !c->is_subscriber && c->has_account;
    return address(c, is_office, text_format(c->arena, "%s/meetings/%" PRId64 "%s", is_office ? "/office" : "", id.n, rest));
}

/* The agenda is out at this moment, so that its link leads somewhere. */
static bool is_out(const MeetingTold *t) {
    return t->meeting.state == MEETING_PUBLISHED || t->meeting.state == MEETING_HELD;
}

/* What comes late says nothing of a meeting that is over. */
static bool is_over(const Composing *c, const MeetingTold *t) {
    return date_compare(t->meeting.day, c->today) < 0;
}

static Error *line_of_agenda(Composing *c, NoticeKind kind, const MeetingTold *t) {
    if (!is_out(t) || is_over(c, t)) return NULL;
    Text words = kind == NOTICE_PAPERS  ? text_format(c->arena, "Papers were added to the agenda of %.*s.", TEXT_ARG(t->name))
                 : kind == NOTICE_AGAIN ? text_format(c->arena, "The agenda of %.*s was published again, with changes.", TEXT_ARG(t->name))
                                        : text_format(c->arena, "The agenda of %.*s is published.", TEXT_ARG(t->name));
    line_add(c, words, S("Read the agenda and papers"), meeting_url(c, t->meeting.id, c->has_account ? "/agenda" : ""));
    return NULL;
}

static Error *line_of_time(Composing *c, NoticeKind kind, const MeetingTold *t) {
    bool is_cancelled = t->meeting.state == MEETING_CANCELLED;
    if (is_cancelled != (kind == NOTICE_CANCELLED) || is_over(c, t)) return NULL;
    Text words = is_cancelled ? text_format(c->arena, "Cancelled: %.*s will not take place.", TEXT_ARG(t->name))
                              : text_format(c->arena, "Moved: a meeting of the %.*s is now on %.*s.", TEXT_ARG(t->body.name),
                                  TEXT_ARG(when_shown(c->arena, &t->meeting)));
    line_add(c, words, S("Look at the meeting"), meeting_url(c, t->meeting.id, ""));
    return NULL;
}

static Error *line_of_minutes(Composing *c, NoticeKind kind, const MeetingTold *t) {
    Minutes minutes = {0};
    bool found, is_approved;
    TRY(mail_minutes(tx_db(c->tx), c->arena, t->meeting.id, &minutes, &found));
    if (!found || minutes.state == MINUTES_DRAFT) return NULL;
    is_approved = minutes.state == MINUTES_APPROVED;
    bool is_public = moment_is_set(minutes.published_at);
    if ((kind == NOTICE_APPROVED) != is_approved || (!is_public && !c->has_account)) return NULL;
    Text words =
        is_approved ? text_format(c->arena, "The minutes of %.*s are approved.", TEXT_ARG(t->name))
        : c->is_subscriber
            ? text_format(c->arena, "Draft minutes of %.*s are published. A later meeting approves them.", TEXT_ARG(t->name))
            : text_format(c->arena, "Draft minutes of %.*s are ready. Please check them, and tell the clerk what should be corrected.",
                TEXT_ARG(t->name));
    line_add(c, words, S("Read the minutes"), meeting_url(c, t->meeting.id, "/minutes"));
    return NULL;
}

static Error *line_of_meeting(Composing *c, NoticeKind kind, MeetingId id) {
    MeetingTold t;
    TRY(meeting_read(c, id, &t));
    if (!t.is_there) return NULL;
    switch (kind) {
    case NOTICE_AGENDA:
    case NOTICE_AGAIN:
    case NOTICE_PAPERS: return line_of_agenda(c, kind, &t);
    case NOTICE_MOVED:
    case NOTICE_CANCELLED: return line_of_time(c, kind, &t);
    case NOTICE_MINUTES:
    case NOTICE_APPROVED: return line_of_minutes(c, kind, &t);
    case NOTICE_ACTION_DUE:
    case NOTICE_ACTION_LATE:
    case NOTICE_TERM:
    case NOTICE_AGREEMENT:
    case NOTICE_CALL:
    case NOTICE_CALL_DUE:
    case NOTICE_CALL_LATE:
    case NOTICE_KINDS: break;
    }
    return NULL;
}

/* ---- Of actions ---- */

/* A page that this person alone can open without signing in: for actions of public items. Others ask who it is. */
static Error *action_address(Composing *c, const Action *action, bool is_public, PersonId doer, Text *out) {
    Text token;
    *out = address(c, true, text_format(c->arena, "/office/actions/%" PRId64, action->id.n));
    if (!is_public || !doer.n) return NULL;
    TRY(action_link_make(c->tx, action->id.n, doer, &token));
    *out = address(c, true, text_format(c->arena, "/action/%.*s", TEXT_ARG(token)));
    return NULL;
}

static Error *doer_of(Composing *c, PersonId *out) {
    *out = c->person;
    if (!c->has_account) return NULL;
    Account account;
    TRY(record_get(tx_db(c->tx), c->arena, &account_record, c->account.n, &account));
    *out = (PersonId){account.person};
    return NULL;
}

static Error *line_of_action(Composing *c, int64_t id, Date today) {
    Action action;
    ItemPlace place;
    Body body;
    Date day;
    PersonId doer;
    bool is_theirs = false;
    Text url;
    Error *error = record_get(tx_db(c->tx), c->arena, &action_record, id, &action);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    TRY(doer_of(c, &doer));
    if (doer.n) TRY(action_is_of(tx_db(c->tx), c->arena, &action, doer, today, &is_theirs));
    if (action.state != ACTION_OPEN || !is_theirs) return NULL;
    TRY(item_place(tx_db(c->tx), c->arena, action.item, &place));
    TRY(record_get(tx_db(c->tx), c->arena, &body_record, action.body.n, &body));
    TRY(action_day(tx_db(c->tx), c->arena, &action, &day));
    bool is_public = action_is_open_to_link(&body, &place);
    if (!is_public && !c->has_account) return NULL;
    TRY(action_address(c, &action, is_public, doer, &url));
    bool is_late = date_is_set(day) && date_compare(day, today) < 0;
    line_add(c,
        text_format(c->arena, "An action of yours from the meeting of the %.*s on %.*s %s %.*s.", TEXT_ARG(body.name),
            TEXT_ARG(date_plain(c->arena, place.meeting.day)), is_late ? "was due on" : "is due on",
            TEXT_ARG(date_is_set(day) ? date_long(c->arena, day) : S("the next meeting"))),
        S("Read it, and say how it goes"), url);
    return NULL;
}

/* A call for updates that still waits for their organisation. */
static Error *line_of_call(Composing *c, int64_t id, Date today) {
    PlanCall call;
    PlanCalledList called;
    PersonId doer;
    Error *error = record_get(tx_db(c->tx), c->arena, &plan_call_record, id, &call);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    TRY(doer_of(c, &doer));
    TRY(plan_called(tx_db(c->tx), c->arena, &call, &called));
    if (!c->has_account || !plan_called_of(&called, doer)) return NULL;
    line_add(c, text_format(c->arena, "Updates of the action plan for %.*s.", TEXT_ARG(plan_call_words(c->arena, &call, today))),
        S("Give your updates"), address(c, true, plan_call_url(c->arena, &call)));
    return NULL;
}

/* ---- Of duties ---- */

static Error *line_of_term(Composing *c, int64_t body_id, Date ends, Date today) {
    Body body;
    OfficeNotices offices;
    bool is_so = false;
    Error *error = record_get(tx_db(c->tx), c->arena, &body_record, body_id, &body);
    if (error && error->kind == ERROR_NOT_FOUND) return NULL;
    TRY(error);
    TRY(office_notices(tx_db(c->tx), c->arena, today, date_plus_days(today, 90), &offices));
    for (size_t i = 0; i < offices.count; i++)
        is_so = is_so || (offices.items[i].body.n == body_id && date_compare(offices.items[i].ends, ends) == 0);
    if (!is_so) return NULL;
    Text words = !date_is_set(ends) ? text_format(c->arena, "%.*s: nobody is chair or vice-chair.", TEXT_ARG(body.name))
                                    : text_format(c->arena, "%.*s: the term of its chair or vice-chair %s on %.*s.", TEXT_ARG(body.name),
                                        date_compare(ends, today) < 0 ? "ended" : "ends", TEXT_ARG(date_plain(c->arena, ends)));
    line_add(c, words, S("Look at the body"), address(c, true, text_format(c->arena, "/office/bodies/%" PRId64, body_id)));
    return NULL;
}

static Error *line_of_notice(Composing *c, const NoticesOfMessageRow *n, Date today) {
    NoticeKind kind = notice_kind_of(n->kind);
    if (kind == NOTICE_ACTION_DUE || kind == NOTICE_ACTION_LATE) return line_of_action(c, n->about, today);
    if (kind == NOTICE_CALL || kind == NOTICE_CALL_DUE || kind == NOTICE_CALL_LATE) return line_of_call(c, n->about, today);
    if (kind == NOTICE_TERM) return line_of_term(c, n->about, n->day, today);
    if (kind == NOTICE_AGREEMENT)
        line_add(c, S("Not every organisation has signed the sharing agreement in force."), S("See who is missing"),
            address(c, true, S("/office/sharing")));
    return n->meeting.n ? line_of_meeting(c, kind, n->meeting) : NULL;
}

/* ---- The message ---- */

static Error *of_notices(Composing *c, MailMessageId id, Text kind, Date today, MailMessage *out) {
    NoticesOfMessageRowList notices;
    TRY(notices_of_message(tx_db(c->tx), c->arena, id, &notices));
    for (size_t i = 0; i < notices.count; i++) {
        size_t before = c->lines.count;
        TRY(line_of_notice(c, &notices.items[i], today));
        if (c->lines.count == before) TRY(notice_drop(c->tx, notices.items[i].id, NULL));
    }
    bool is_digest = text_equal(kind, S("digest"));
    out->lines = c->lines;
    if (c->lines.count == 1) out->subject = text_slice(c->lines.items[0].words, 0, c->lines.items[0].words.len - 1);
    else
        out->subject =
            text_format(c->arena, "%.*s: what is new on %.*s", TEXT_ARG(out->partnership), TEXT_ARG(date_plain(c->arena, today)));
    out->greeting = is_digest ? S("This is what is new since we last wrote:") : S("This is new:");
    if (c->is_subscriber || c->lines.count == 1) out->greeting = (Text){0};
    return NULL;
}

/* Somebody who gets email already and asks again is told so; the page behind the link is the same. */
static void of_confirmation(Composing *c, Text key, bool is_active, MailMessage *out) {
    Text url = address(c, false, text_format(c->arena, "/subscription/%.*s", TEXT_ARG(key)));
    out->lines = (MailLines){0};
    if (is_active) {
        out->subject = text_format(c->arena, "You get email from the %.*s already", TEXT_ARG(out->partnership));
        line_add(c,
            S("Somebody asked for this address to get email about meetings. It does already. On this page you can choose other meetings, "
              "or stop."),
            S("Choose or stop"), url);
    } else {
        out->subject = text_format(c->arena, "Confirm that you want email from the %.*s", TEXT_ARG(out->partnership));
        out->greeting = text_format(c->arena,
            "Somebody asked for this address to get email when agendas and minutes of the %.*s are published. Was it you?",
            TEXT_ARG(out->partnership));
        line_add(c, S("If so, open this page and press the button on it. It works for three days."), S("Confirm that you want email"), url);
        out->closing = S("If it was not you, do nothing. The address is forgotten after three days.");
    }
    out->lines = c->lines;
}

static void of_test(Composing *c, MailMessage *out) {
    out->subject = text_format(c->arena, "A test from the %.*s", TEXT_ARG(out->partnership));
    line_add(
        c, S("This is a test. Email from the office arrives."), S("Go to the office's email page"), address(c, true, S("/office/mail")));
    out->lines = c->lines;
}

/* The link is made anew with each message: only its hash is kept. A round that is over, or whose draft is not out, is not written about. */
static Error *of_invitation(Composing *c, int64_t id, MailMessage *out) {
    InvitationToComment invitation;
    Consultation round;
    ConsultationPublication publication;
    bool is_asked;
    Text token;
    TRY(record_get(tx_db(c->tx), c->arena, &invitation_to_comment_record, id, &invitation));
    TRY(record_get(tx_db(c->tx), c->arena, &consultation_record, invitation.consultation.n, &round));
    TRY(consultation_publication_of(tx_db(c->tx), c->arena, round.id, &publication, &is_asked));
    if (round.who == CONSULTED_MEMBERS || invitation.is_taken_back || consultation_standing(&round, c->today) == ROUND_OVER) return NULL;
    if (!is_asked || !consultation_draft_stands_outside(&publication)) {
        invitation.is_to_be_sent = true; /* queued again once the draft is out */
        return record_update(c->tx, &invitation_to_comment_record, &invitation);
    }
    TRY(invitation_link_make(c->tx, &invitation, &token));
    out->subject = text_format(c->arena, "The %.*s asks for your comments", TEXT_ARG(out->partnership));
    out->greeting = text_format(c->arena, "The %.*s asks what you think of its draft plan.", TEXT_ARG(out->partnership));
    Date last = consultation_last_day(&round);
    line_add(c,
        date_is_set(last) ? text_format(c->arena, "You can read the draft and comment until %.*s.", TEXT_ARG(date_long(c->arena, last)))
                          : S("You can read the draft and comment at any time."),
        S("Read the draft and comment"), address(c, false, text_format(c->arena, "/consultation/%.*s", TEXT_ARG(token))));
    out->closing = S("You need no account. The link is yours alone: please do not pass it on.");
    out->lines = c->lines;
    return NULL;
}

static void stop_addresses(const Composing *c, Text key, MailMessage *out) {
    Text path = text_format(c->arena, "/subscription/%.*s", TEXT_ARG(key));
    if (c->has_account) out->stop_url = address(c, true, S("/account/mail"));
    else out->stop_url = address(c, false, path);
    out->one_click_url = address(c, false, text_join(c->arena, path, S("/stop")));
}

Error *mail_compose(Tx *tx, const MailSettings *settings, MailMessageId id, MailMessage *out, Composed *what) {
    MessageRowRow row = {0};
    RecipientRowRow to = {0};
    Partnership partnership;
    Date today;
    bool found;
    Arena *arena = tx_arena(tx);
    *out = (MailMessage){0};
    *what = COMPOSED_NOTHING;
    moment_to_london(tx_moment(tx), &today, NULL);
    TRY(message_row(tx_db(tx), arena, id, &row, &found));
    if (found) TRY(recipient_row(tx_db(tx), arena, row.recipient, &to, &found));
    if (!found) return NULL;
    bool is_confirmation = text_equal(row.kind, S("confirmation")), is_test = text_equal(row.kind, S("test"));
    bool is_active = text_equal(to.state, S("active"));
    *out = (MailMessage){.id = id, .recipient = row.recipient, .token = row.token};
    *what = COMPOSED_NOWHERE;
    TRY(recipient_address(tx_db(tx), arena, row.recipient, &out->email, &out->name));
    if (!text_is_email(out->email) || (!is_active && !is_confirmation)) return NULL;
    TRY(partnership_get(tx_db(tx), arena, &partnership));
    out->partnership = partnership.name;
    Composing c = {.tx = tx,
        .arena = arena,
        .settings = settings,
        .recipient = row.recipient,
        .is_subscriber = !to.account.n && !to.person.n,
        .has_account = to.account.n != 0,
        .account = to.account,
        .person = to.person,
        .today = today};
    if (is_confirmation) of_confirmation(&c, to.key, is_active, out);
    else if (is_test) of_test(&c, out);
    else if (to.invitation) TRY(of_invitation(&c, to.invitation, out));
    else {
        TRY(of_notices(&c, id, row.kind, today, out));
        stop_addresses(&c, to.key, out);
    }
    *what = out->lines.count ? COMPOSED : COMPOSED_NOTHING;
    return NULL;
}
