/* The members' pack of each publication, kept in the office: members read the very one that was made with the public pack, so that a page has
 * one number for everybody. */
#ifndef QUORATE_PUBLISH_MEMBERS_PACK_H
#define QUORATE_PUBLISH_MEMBERS_PACK_H

#include "publish/snapshot.h"

typedef struct { int64_t n; } MembersPackId;
typedef struct {
    MembersPackId id; int64_t version;
    MeetingId meeting; int64_t publication; /* its number, as in Publication */
    int64_t supplement; /* 0: of the agenda */
    Text file_sha256; int64_t bytes, pages;
    Moment made_at;
    Text stamp; /* of what it was made of */
    int64_t pages_before; /* of a supplement: the last page number before its own */
    Text lost; /* what the packs could not keep of the papers, a line each: "B1, "Title": It has no tags ..." */
} MembersPack;
typedef struct { MembersPack *items; size_t count; } MembersPackList;
extern const Record members_pack_record;

/* Keeps the packs of a publication that is being made; done again, they take the place of those before. */
Error *members_pack_keep(Tx *office, const Publication *publication, const Snapshot *snapshot);
/* The pack of the agenda (0) or a supplement as it stands on the public side. *found is false before the first one and after a withdrawal: then the pack is
 * made on demand (pack_build). */
Error *members_pack_of(Db *office, Arena *arena, MeetingId meeting, int64_t supplement, MembersPack *out, bool *found);
/* A text that changes with anything that is in a pack, a recalled paper too. What waits for a supplement, or replaces a paper of it, is not. */
Error *members_pack_stamp(Db *office, Arena *arena, const Agenda *agenda, PackOf of, Text *out);
/* Is a kept pack still what the agenda says: the meeting stands as it was published and nothing of it was recalled? Otherwise the pack is made
 * anew, with the same numbers for what did not change. */
Error *members_pack_still_holds(Db *office, Arena *arena, const Agenda *agenda, PackOf of, const MembersPack *kept, bool *out);

/* Notes in the journal, for each paper of the plan of which the public has less than the whole, that it was read with the members' pack.
 * *count: how many. */
Error *members_pack_note_read(Store *office, Arena *arena, Actor who, const PackPlan *plan, Text how, size_t *count);

#endif
