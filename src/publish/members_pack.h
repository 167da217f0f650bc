/* The members' pack of each publication, kept in the office: members read the very one that was made with the public pack, so that a page has
 * one number for everybody. */
#ifndef QUORATE_PUBLISH_MEMBERS_PACK_H
#define QUORATE_PUBLISH_MEMBERS_PACK_H

#include "publish/snapshot.h"

typedef struct { int64_t n; } MembersPackId;
typedef struct {
    MembersPackId id; int64_t version;
    MeetingId meeting; int64_t publication; /* its number, as in Publication */
    Text file_sha256; int64_t bytes, pages;
    Moment made_at;
    Text stamp; /* of the agenda that it was made of */
    Text lost; /* what the packs could not keep of the papers, a line each: "B1, "Title": It has no tags ..." */
} MembersPack;
typedef struct { MembersPack *items; size_t count; } MembersPackList;
extern const Record members_pack_record;

/* Keeps the pack of a publication that is being made; done again, it takes the place of the one before. */
Error *members_pack_keep(Tx *office, const Publication *publication, const Snapshot *snapshot);
/* The pack of the publication that stands on the public side. *found is false before the first one and after a withdrawal: then the pack is
 * made on demand (pack_build). */
Error *members_pack_of(Db *office, Arena *arena, MeetingId meeting, MembersPack *out, bool *found);
/* A text that changes with anything that is on the agenda, a recalled paper too. */
Error *members_pack_stamp(Db *office, Arena *arena, MeetingId meeting, Text *out);
/* The same pack, as long as it is what the agenda says: while the meeting stands as it was published and nothing of it was recalled. Otherwise
 * *found is false and the pack is made anew, with the same numbers for what did not change. */
Error *members_pack_to_read(Db *office, Arena *arena, const Meeting *meeting, MembersPack *out, bool *found);

#endif
