/* The valve: the one way from the office to the public side. It assembles a document from office records, leaves out what is restricted,
 * checks for leaks, and writes the snapshot with its PDFs in one transaction of the published store. */
#ifndef QUORATE_PUBLISH_VALVE_H
#define QUORATE_PUBLISH_VALVE_H

#include "publish/finding.h"
#include "publish/published.h"
#include "publish/pack.h"
#include "store/files.h"
#include "store/job.h"

typedef struct {
    Store *office;
    Store *published;         /* with full rights: only the valve holds this */
    Store *letterbox;         /* full rights: collecting */
    const char *data_folder;  /* work files go into its tmp/ */
} Valve;

/* Asks for a meeting to be published, in the caller's transaction: the outbox row and the job. Refused when obstacles stand in the way. */
Error *publish_ask(Tx *tx, MeetingId meeting, PublicationId *out);
/* The same for somebody at a page: what is found then can be overridden by another account only. (Asked for by the program: by nobody.) */
Error *publish_ask_by(Tx *tx, MeetingId meeting, AccountId account, PublicationId *out);
/* The same for the meeting's draft supplement: its papers are added to what is published, which stays as it is. */
Error *publish_supplement_ask(Tx *tx, MeetingId meeting, AccountId account, PublicationId *out);
/* The job's work: builds, checks, writes. Safe to do twice. A leak finding sets the publication to PUBLICATION_BLOCKED with its findings. */
Error *publish_meeting(Valve *valve, Arena *arena, PublicationId publication, JobRun *run);
/* Withdraws a published meeting, in the caller's transaction of the office: notes it and asks for the job that does it. ERROR_INPUT without a
 * reason or when nothing is published. A published meeting is planned again and has to be agreed again. */
Error *publish_withdraw_ask(Tx *tx, MeetingId meeting, Text reason);
/* The subject of that job, "withdraw-meeting". */
Text withdrawal_subject(Arena *arena, MeetingId meeting);
/* The same at once: all its content leaves the published store; a tombstone with the reason stays. */
Error *publish_withdraw(Valve *valve, Arena *arena, MeetingId meeting, Actor who, Text reason);
/* Bodies, membership, terms of reference, the site's own texts, planned and cancelled meetings: brought to the public side as they are now. */
Error *publish_partnership(Valve *valve, Arena *arena, Actor who);
/* Finishes what a crash left in the outbox; called at start. */
Error *publish_recover(Valve *valve, Arena *arena);
/* At the start: asks for the job that seals what is not sealed yet, when there is anything. */
Error *seal_recover(Valve *valve, Arena *arena);

/* The pack as a file, for the job, the office page and `quorate pack`. is_public leaves out restricted papers. */
Error *pack_build(Db *office, Arena *arena, MeetingId meeting, bool is_public, const char *work_folder, const char *path, int *pages);
/* The same, of the agenda or of a supplement. */
Error *pack_build_of(Db *office, Arena *arena, MeetingId meeting, PackOf of, bool is_public, const char *work_folder, const char *path,
                     int *pages);

/* Words that must not go out, and a text that is about to: what was found of them. Pure. An entry is a restricted title, the title
 * or file name of a restricted paper, or a withheld passage. Up to eight words are matched whole; longer texts by runs of eight words, at
 * least four of which are more than ordinary words of any report. Case, accents, line ends and punctuation make no difference. */
typedef struct {
    Text what, words; /* what: "the title of item D1" */
    bool is_watched;  /* looked for as a whole only, and ordinary words too */
} Secret;
typedef struct { Secret *items; size_t count; Text ordinary; } SecretList; /* ordinary: names that are public anyway (bodies, organisations) */
FindingList leak_check(Arena *arena, const SecretList *secrets, Text where, Text outgoing);

/* Collects what the public side put into the letterbox and makes records of it; returns how many. */
Error *letterbox_collect(Valve *valve, Arena *arena, int64_t *count);

/* What is due by itself, called every minute or so: letters that wait are collected, and once a day the public side follows the calendar
 * (seats and terms of reference begin and end on their days). Asks for jobs, does no work. */
Error *publish_housekeeping(Valve *valve, Arena *arena);

extern const JobKind valve_jobs[]; /* "publish-meeting", "withdraw-meeting", "publish-partnership", "collect-letters"; context is a Valve */

#endif
