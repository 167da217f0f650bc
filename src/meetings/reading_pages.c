/* Pages of the restricted reading room: why somebody cannot open a paper, the stamped PDF, recalling, and who may read and has read. */
#include "meetings/pages.h"

#include "meetings/meetings.sql.h"
#include "meetings/reading.view.h"
#include "store/journal.h"
#include "web/second_step.h"

_Static_assert(JOURNAL_READ == 4, "the statement says 4");

/* ---- Why not, and what to do next ---- */

static void missing_add(Arena *arena, MissingList *list, Missing missing) {
    list->items = arena_grow(arena, list->items, list->count * sizeof(Missing), (list->count + 1) * sizeof(Missing));
    list->items[list->count++] = missing;
}

static Missing agreement_missing(Arena *arena, const Reader *reader) {
    Text name = reader->organisation, ask = S("Ask the clerk about the sharing agreement.");
    if (reader->sharing == SHARING_NO_AGREEMENT) return (Missing){S("No sharing agreement is in force."), ask, {.url = S("")}};
    if (text_is_empty(name))
        return (Missing){S("Your seat stands for no organisation that could sign the sharing agreement."), ask, {.url = S("")}};
    const char *what = reader->sharing == SHARING_UNATTESTED
                           ? "has signed the sharing agreement, but has not attested all of how it keeps sensitive papers"
                       : reader->sharing == SHARING_OLDER ? "has signed another version of the sharing agreement, not the one in force"
                                                          : "has not signed the sharing agreement in force";
    return (Missing){text_format(arena, "%.*s %s.", TEXT_ARG(name), what), ask, {.url = S("")}};
}

MissingList reading_missing_list(Arena *arena, const Subject *s) {
    MissingList list = {0};
    if (s->missing & MISSING_AGREEMENT) missing_add(arena, &list, agreement_missing(arena, &s->reader));
    if (s->missing & MISSING_SECOND_STEP)
        missing_add(arena, &list,
            (Missing){S("You signed in with your password alone."),
                S("Restricted papers need a second step as well, a code from your telephone."),
                {S("Set up two-step sign-in"), S("/account/second-step")}});
    return list;
}

static Error *show_missing(Office *office, Request *request, Response *response, const Subject *s) {
    Page page = below_item_page(office, request, s, S("You cannot open this paper yet"));
    response->status = 403;
    View v = page_view(request, response, &page);
    reading_missing_view(&v, page, s, reading_missing_list(request->arena, s));
    return NULL;
}

static Error *show_recalled(Office *office, Request *request, Response *response, const Subject *s) {
    Page page = below_item_page(office, request, s, S("This paper was recalled"));
    response->status = 403;
    View v = page_view(request, response, &page);
    reading_recalled_view(&v, page, s);
    return NULL;
}

Error *reading_admit(Office *office, Request *request, Response *response, const Subject *s, bool *is_admitted) {
    *is_admitted = false;
    if (!subject_may_ask(s))
        return error_new(request->arena, ERROR_FORBIDDEN,
            "The papers of item %.*s are restricted and not for you to read. Ask the clerk if you think they should be.",
            TEXT_ARG(s->code));
    if (!subject_is_readable(s)) return show_missing(office, request, response, s);
    if (s->paper.is_recalled && !s->reader.is_staff) return show_recalled(office, request, response, s);
    *is_admitted = true;
    return NULL;
}

/* ---- The stamped PDF ---- */

Text reading_marking_of(Arena *arena, const Subject *s) {
    Text marking = paper_marking(arena, &s->meeting, &s->part, &s->item, &s->paper);
    if (!subject_is_public(s) || !s->has_passages) return marking;
    Text security = text_is_empty(marking) ? S("") : text_join(arena, marking, S(". "));
    return text_format(arena, "%.*sNOT FOR PUBLICATION. %.*s", TEXT_ARG(security), TEXT_ARG(s->passages));
}

Error *reading_mark(Office *office, Request *request, const Subject *s, const char *path) {
    Text reader;
    TRY(reading_line(office->db, request->arena, office->session, request->started, &reader));
    return page_marks_put(request->arena, path, (PageMarks){reading_marking_of(request->arena, s), reader});
}

/* ---- Recalling ---- */

static Error *restricted_paper(Office *office, Request *request, Subject *s) {
    TRY(subject_paper(office, request, TO_WRITE, s));
    if (!subject_is_public(s)) return NULL;
    return error_new(request->arena, ERROR_INPUT,
        "This paper is open to the public. Only restricted papers have a list of readers, and only they can be recalled.");
}

static Error *show_recall(Office *office, Request *request, Response *response, const Subject *s, const Form *form) {
    Page page = paper_page(office, request, s, S("Recall the paper"));
    page.form = form;
    if (form->error_count) form_refused(response);
    View v = page_view(request, response, &page);
    confirm_page(&v, page,
        (Confirmation){.question = text_format(request->arena, "Recall the paper %.*s?", TEXT_ARG(s->paper.title)),
            .what_happens =
                S("Nobody but clerks and safety officers can open it from then on, and members' packs are made without it. Members "
                  "are shown the reason.\n\nCopies that somebody downloaded before cannot be called back: the list of readers says "
                  "who they are."),
            .button = "Recall the paper",
            .is_warning = true,
            .back = paper_url(request->arena, s->paper.id, ""),
            .reason = "Why is the paper recalled? Members will read this",
            .record = &s->paper});
    return NULL;
}

Error *paper_recall_ask(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(restricted_paper(office, request, &s));
    Form form = reason_form(request, &paper_record);
    return show_recall(office, request, response, &s, &form);
}

Error *paper_recall_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(restricted_paper(office, request, &s));
    Form form = reason_form(request, &paper_record);
    Text reason = request_value(request, "reason");
    if (text_is_empty(reason)) {
        form_error(&form, "reason", "Enter why the paper is recalled");
        return show_recall(office, request, response, &s, &form);
    }
    take_version(request, &s.paper);
    TRY(OFFICE_CHANGE(office, request, tx, paper_recall(tx, &s.paper, office->session->name, reason)));
    respond_done(request, response, paper_url(request->arena, s.paper.id, "/readers"), "paper-recalled");
    return NULL;
}

Error *paper_give_back_do(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(restricted_paper(office, request, &s));
    TRY(OFFICE_CHANGE(office, request, tx, paper_give_back(tx, &s.paper)));
    respond_done(request, response, paper_url(request->arena, s.paper.id, ""), "paper-given-back");
    return NULL;
}

/* ---- Who may read it, who has, who cannot and why ---- */

/* All that decides it, read once. */
typedef struct {
    SharingSignatureList signatures;
    SharingAgreementList agreements;
    const SharingAgreement *in_force;
    AccountList accounts;
    SecondStepAccounts second_steps;
    Date today;
} ReadersKnown;

static Error *known_read(Office *office, Request *request, ReadersKnown *out) {
    Arena *arena = request->arena;
    *out = (ReadersKnown){.today = request_today(request)};
    TRY(sharing_agreements(office->db, arena, &out->agreements));
    TRY(sharing_signatures(office->db, arena, &out->signatures));
    TRY(accounts_of_persons(office->db, arena, &out->accounts));
    TRY(second_step_everybody(office->db, arena, &out->second_steps));
    out->in_force = sharing_in_force(&out->agreements, out->today);
    return NULL;
}

static const Account *account_of(const ReadersKnown *known, PersonId person) {
    for (size_t i = 0; i < known->accounts.count; i++)
        if (known->accounts.items[i].person == person.n) return &known->accounts.items[i];
    return NULL;
}

static void why_add(Buffer *why, const char *reason) {
    buffer_putf(why, "%s%s", why->len ? ". " : "", reason);
}

static SeatReader seat_reader(Arena *arena, const ReadersKnown *known, const SeatHeld *held, const SeatHolder *holder) {
    Buffer why = buffer_new(arena, 80);
    const Account *account = account_of(known, holder->person.id);
    OrganisationId organisation = held->seat.organisation.n ? held->seat.organisation : holder->person.organisation;
    SharingStanding standing = sharing_standing(known->in_force, &known->signatures, organisation, known->today);
    if (standing == SHARING_NO_AGREEMENT) why_add(&why, "No sharing agreement is in force");
    if (standing == SHARING_NOT_SIGNED) why_add(&why, "The organisation has not signed");
    if (standing == SHARING_OLDER) why_add(&why, "The organisation has signed another version");
    if (standing == SHARING_UNATTESTED) why_add(&why, "An attestation of the organisation is missing");
    if (!account) why_add(&why, "They have no account");
    else if (account->is_disabled) why_add(&why, "Their account is disabled");
    else if (!(account->roles & (CHAIR | MEMBER))) why_add(&why, "Their account is not a member's");
    else if (!second_step_is_among(&known->second_steps, account->id)) why_add(&why, "They have not set up two-step sign-in");
    return (SeatReader){.person = person_shown(arena, &holder->person),
        .seat = held->seat.title,
        .organisation = held->organisation.name,
        .why_not = buffer_text(&why),
        .may_read = why.len == 0,
        .is_substitute = holder->tenure.kind == TENURE_SUBSTITUTE};
}

static Error *seats_read(Office *office, Request *request, const Subject *s, ReadersShown *out) {
    Arena *arena = request->arena;
    ReadersKnown known;
    Membership seats;
    size_t room = 0;
    TRY(known_read(office, request, &known));
    TRY(membership_on(office->db, arena, s->meeting.body, known.today, &seats));
    for (size_t i = 0; i < seats.count; i++) room += seats.items[i].holders.count + seats.items[i].substitutes.count;
    out->seats.items = ARENA_ARRAY(arena, SeatReader, room);
    for (size_t i = 0; i < seats.count; i++) {
        const SeatHeld *held = &seats.items[i];
        for (size_t h = 0; h < held->holders.count + held->substitutes.count; h++) {
            const SeatHolder *holder =
                h < held->holders.count ? &held->holders.items[h] : &held->substitutes.items[h - held->holders.count];
            SeatReader *reader = &out->seats.items[out->seats.count++];
            *reader = seat_reader(arena, &known, held, holder);
            out->may_read += reader->may_read;
        }
    }
    return NULL;
}

static Error *readings_read(Office *office, Request *request, PaperId paper, PaperReadingList *out) {
    PaperReadingsRowList rows;
    TRY(paper_readings(office->db, request->arena, paper.n, &rows));
    *out = (PaperReadingList){ARENA_ARRAY(request->arena, PaperReading, rows.count), rows.count};
    for (size_t i = 0; i < rows.count; i++)
        out->items[i] = (PaperReading){rows.items[i].person_name, rows.items[i].opened, rows.items[i].downloaded, rows.items[i].last_at};
    return NULL;
}

Error *paper_readers_show(Office *office, Request *request, Response *response) {
    Subject s;
    TRY(restricted_paper(office, request, &s));
    ReadersShown shown = {.may_change = s.rights.writes};
    TRY(seats_read(office, request, &s, &shown));
    TRY(readings_read(office, request, s.paper.id, &shown.readings));
    Page page = paper_page(office, request, &s, S("Readers of the paper"));
    View v = page_view(request, response, &page);
    paper_readers_view(&v, page, &s, &shown);
    return NULL;
}
