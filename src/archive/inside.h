/* What the files of importing share. Nobody outside this room includes it. */
#ifndef QUORATE_ARCHIVE_INSIDE_H
#define QUORATE_ARCHIVE_INSIDE_H

#include "archive/archive.sql.h"
#include "archive/import.h"
#include "archive/names.h"
#include "archive/openness.h"
#include "archive/publication.h"

/* The work of archive_import inside a transaction; `waiting` is the source that waited for it, NULL for none. */
Error *import_in(
    Tx *tx, const ImportFile *file, const ReadHints *hints, const Reading *reading, const ArchiveSource *waiting, Imported *out);

/* ---- What documents name (known.c) ---- */

/* The body of that name: by its spellings, then among the partnership's bodies; made when nobody knows it. */
Error *known_body(Tx *tx, Text name, Date day, ArchiveBody *out);
/* The same of an organisation. `makes` false: *out stays 0 when nobody knows it. */
Error *known_organisation(Tx *tx, Text name, Date day, bool makes, ArchiveOrganisationId *out);

typedef struct {
    ArchivePersonId person; /* 0: several fit */
    ArchivePersonList fit;  /* those, when there are several */
} KnownPerson;
/* Who is meant by a spelling in a document of the body: what somebody answered; else the one person whom it fits; else somebody new (`makes`). */
Error *known_person(Tx *tx, ArchiveBodyId body, Text spelling, Date day, bool makes, KnownPerson *out);
/* Somebody said who it is: that spelling is theirs from now on. */
Error *person_is(Tx *tx, ArchiveBodyId body, Text spelling, Date day, ArchivePersonId person);
Error *person_new(Tx *tx, ArchiveBodyId body, Text spelling, Date day, bool is_answered, ArchivePersonId *out);
/* Somebody said that a body goes by that name too. */
Error *body_is(Tx *tx, Text spelling, Date day, ArchiveBodyId body);

/* ---- Restriction (restriction.c) ---- */

/* The file of a source, and its words, in the form that what is in it needs now; so do those that say the same in other bytes. */
Error *source_settle(Tx *tx, ArchiveSourceId source);
/* Entries of one document become restricted or open: from `first`, with all that is below it. What belongs to an agenda's item becomes restricted with it;
 * nothing but what was asked for becomes open. The page of an item goes as a whole, because its title is the item's. */
Error *entries_restrict(Tx *tx, const ArchiveDocument *document, ArchiveEntryId first, bool is_restricted);
/* The whole document. */
Error *document_restrict(Tx *tx, ArchiveDocument *document, bool is_restricted);
/* A file that no record has any more goes. */
Error *file_drop_unused(Tx *tx, Text file);

/* ---- Meetings and days (days.c) ---- */

/* The meeting of the body on the day, made when there is none; without a day or a body always a new one. Takes from the document what the meeting does
 * not know yet. */
Error *meeting_for(Tx *tx, const ArchiveDocument *document, ArchiveMeeting *out);
/* The same without making: *out without id when there is none. One that is known to have begun at another time of the day (`time` may be unset) is another
 * meeting. */
Error *meeting_found(Tx *tx, ArchiveBodyId body, Date day, TimeOfDay time, ArchiveMeeting *out);
/* Was the body's meeting of the document one of several on its day? Raises a doubt of it. */
Error *meeting_doubt(Tx *tx, const ArchiveDocument *document);
/* The answer that there was one meeting on that day: the document's meeting and the other one are joined. */
Error *meetings_of_day_join(Tx *tx, const ArchiveDocument *document);
/* How a document that approves minutes says so, kept with those, is told while it stands in an open passage. */
Error *approval_words_settle(Tx *tx, const ArchiveDocument *document);
/* The document belongs to a meeting of that day from now on; so does what came with it and belonged to the same meeting. */
Error *document_moves(Tx *tx, ArchiveDocument *document, Date day);
/* Both are one meeting: what belongs to `from` belongs to `into`. */
Error *meeting_join(Tx *tx, ArchiveMeeting *from, ArchiveMeeting *into);
/* What the documents of a body say of each other's days: bounds and proposals of those without one, contradictions of `source`, approvals. */
Error *days_settle(Tx *tx, ArchiveBodyId body, ArchiveSourceId source);

/* ---- Minutes and their agenda (agenda_link.c) ---- */

/* The item of an agenda that a minute's item belongs to: by code, then by title. A restricted one that fits goes before open ones; NULL for none, or for
 * several open ones of one agenda. Pure. */
const ArchiveEntry *agenda_item_of(Arena *arena, const ArchiveEntryList *agenda, Text code, Text title);
/* After an agenda or minutes came to the meeting: links what is not linked; minutes of restricted items become restricted. */
Error *agenda_link(Tx *tx, ArchiveMeetingId meeting);
/* The same after an agenda came to the meeting where another may be: an item that one of them restricts is restricted in all. */
Error *agendas_meet(Tx *tx, ArchiveMeetingId meeting);
/* Entries of an agenda became restricted: so does what belongs to them, in whatever document of the meeting. */
Error *agenda_follow(Tx *tx, const ArchiveDocument *document, const ArchiveEntryList *restricted);

/* ---- Search index and mentions (index.c) ---- */

typedef struct Mentions Mentions; /* whom the entries of a body may name */
Error *mentions_of_body(Tx *tx, ArchiveBodyId body, Mentions **out);
/* Puts the open entries of a document into the index and notes who is named in them; takes the restricted ones out. */
Error *document_index(Tx *tx, const ArchiveDocument *document);
/* The same of entries at hand; `is_new`: nothing of them is there yet. */
Error *document_index_entries(
    Tx *tx, const ArchiveDocument *document, const ArchiveEntryList *entries, const Mentions *mentions, bool is_new);

/* ---- Answers (answer_checks.c, answers_again.c) ---- */

/* What a doubt is about: without ids where it is about the whole file or the whole document. */
typedef struct {
    ArchiveDocument document;
    ArchiveEntry entry;
} DoubtPlace;
Error *doubt_place(Tx *tx, const ArchiveDoubt *doubt, DoubtPlace *out);
/* Is it a number as documents have them ("141", "12a", "2.3", "iv"); a code ("B2")? Pure. */
bool is_number_like(Text answer);
bool is_code_like(Text answer);
/* ERROR_INPUT with what is known when the document cannot be of that day. */
Error *document_day_check(Tx *tx, const ArchiveDoubt *doubt, const ArchiveDocument *document, Date day);
/* ERROR_INPUT when the document has these words already. */
Error *missing_words_check(Tx *tx, const DoubtPlace *at, Text answer);
/* The words of an entry with what the office added to them. */
Text words_with_added(Arena *arena, Text words, Text added);
/* Notes in `doubt` what stands before its answer changes it. */
Error *doubt_note_before(Tx *tx, ArchiveDoubt *doubt, const DoubtPlace *at);
/* Does the list of numbers that was noted of a document's day or body have this one? */
bool doubt_before_has(const ArchiveDoubt *doubt, int64_t id);
/* The document is of another day than an earlier answer said, with those that went with it. */
Error *document_moves_again(Tx *tx, const ArchiveDoubt *doubt, ArchiveDocument *document, Date day);

/* ---- Doubts ---- */

/* Several people fit a name on a list: the clerk says who it is. */
Error *person_doubt_raise(Tx *tx, ArchiveSourceId source, const ArchiveEntry *entry, const ArchivePersonList *fit);
/* A doubt of ours about a whole document, unless it was raised before, whatever became of it. */
Error *doubt_raise(Tx *tx, const ArchiveDocument *document, DoubtAbout about, DoubtChanges changes, Text words, Text proposal, Text known);

#endif
