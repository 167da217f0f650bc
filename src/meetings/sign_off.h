/* How a report written here is signed off (R53): by its author, an approver where there is one, and the clerk. A paper that came as a PDF has
 * no chain. */
#ifndef QUORATE_MEETINGS_SIGN_OFF_H
#define QUORATE_MEETINGS_SIGN_OFF_H

#include "meetings/meeting.h"

typedef struct { int64_t n; } SignOffId;
typedef enum {
    SIGN_OFF_DRAFT = 1,
    SIGN_OFF_WITH_APPROVER,
    SIGN_OFF_APPROVED,
    SIGN_OFF_ACCEPTED, /* by the clerk: the report can be published */
} SignOffState;
typedef struct {
    SignOffId id; int64_t version;
    ReportId report;
    PersonId author;
    PersonId approver; Text approver_post; /* a person, or whoever has the post; neither: nobody approves it */
    SignOffState state;
    int64_t report_version;                /* the version that was approved or accepted */
    Moment sent_at, approved_at; Text approved_by;
    Moment accepted_at; Text accepted_by;
    Text note;                             /* said at the last step */
} SignOff;
extern const Record sign_off_record;

typedef enum { SIGN_OFF_SEND = 1, SIGN_OFF_APPROVE, SIGN_OFF_ACCEPT, SIGN_OFF_SEND_BACK } SignOffAct;

/* Who wants to do something. */
typedef struct {
    PersonId person; Text name, post; /* of people/; name as the journal has it */
    bool is_clerk, is_writer;
} Signer;

/* ---- Pure ---- */

/* Where the report stands: approval and acceptance hold for the version that they were given for. */
SignOffState sign_off_state(const SignOff *sign_off, int64_t report_version);
bool sign_off_has_approver(const SignOff *sign_off);
/* Is it this person's to approve? Nobody approves their own report. */
bool sign_off_is_approver(const SignOff *sign_off, const Signer *signer);
/* May they do it now? A clerk may record what the approver said, with a note that says how. */
bool sign_off_may(const SignOff *sign_off, int64_t report_version, SignOffAct act, const Signer *signer);
/* Does the step need words: sending back always, and a clerk who records another's approval? */
bool sign_off_needs_note(const SignOff *sign_off, SignOffAct act, const Signer *signer);
/* "With the approver", "blue". */
const char *sign_off_state_shown(SignOffState state);
const char *sign_off_state_colour(SignOffState state);

/* ---- Reading ---- */

/* The chain of a report; *found false for one that was written before there were chains: nothing is asked of it. */
Error *sign_off_of(Db *db, Arena *arena, ReportId report, SignOff *out, bool *found);
/* Somebody signed in, as a signer. */
Error *signer_of(Db *db, Arena *arena, Access roles, PersonId person, Text name, Signer *out);

/* A report on an agenda and where it stands. */
typedef struct {
    MeetingId meeting; BodyId body; Date day;
    ReportId report; PaperId paper;
    AgendaItemId item; Text code;
    Text title;            /* of the paper: not for everybody, where it is restricted */
    int64_t waits_in;      /* the draft supplement that its paper waits in; 0: none */
    bool has_chain;
    SignOff sign_off;      /* only what the pure functions need */
    SignOffState state;
    Text author, approver; /* names, or the post; empty: nobody is named */
} ReportStanding;
typedef struct { ReportStanding *items; size_t count; } ReportStandings;
/* Reports of the meetings between two days that are not cancelled, or of one meeting (days unset); withdrawn ones are left out. */
Error *report_standings(Db *db, Arena *arena, MeetingId meeting, Date first, Date last, ReportStandings *out);
/* Those that wait in a supplement with that number; 0: those that belong to the agenda and what was published. Pure. */
ReportStandings report_standings_in(Arena *arena, const ReportStandings *all, int64_t supplement);
/* Whose turn it is with a report: "Head of Community Safety", "Clerk"; empty when it is accepted. Pure. */
Text report_turn(const ReportStanding *standing);
/* Is the report waiting for this person: as its author, its approver, or (what is approved, or has no approver and its author is done) the clerk? Pure. */
bool report_waits_for(const ReportStanding *standing, const Signer *signer);
/* What publishing waits for: a report that is not accepted. Pure. */
ObstacleList sign_off_obstacles(Arena *arena, const ReportStandings *standings, ObstacleList before);

/* ---- Doing, each inside the caller's transaction ---- */

/* A new report begins its chain as a draft. */
Error *sign_off_begin(Tx *tx, ReportId report, PersonId author);
/* The same for a report that is to replace another: with the author and the approver of that one. */
Error *sign_off_begin_after(Tx *tx, ReportId report, ReportId before);
/* Who wrote it answers for it, until another author is named. Nothing for nobody. */
Error *sign_off_author(Tx *tx, ReportId report, PersonId author);
/* The report was changed: what was approved or accepted is a draft again. */
Error *sign_off_touched(Tx *tx, const Report *report);
/* Names author and approver. A report that waits for another approver is a draft again. */
Error *sign_off_name(Tx *tx, SignOff *sign_off);
/* Takes a step. ERROR_FORBIDDEN when it is not theirs or not its time, ERROR_INPUT when the words are missing. */
Error *sign_off_do(Tx *tx, ReportId report, SignOffAct act, const Signer *signer, Text note);
/* The same at an earlier moment, recorded now: for the demo. */
Error *sign_off_do_at(Tx *tx, ReportId report, SignOffAct act, const Signer *signer, Text note, Moment at);
/* The report is about to be removed. */
Error *sign_off_remove(Tx *tx, ReportId report);

#endif
