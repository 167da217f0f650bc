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
    Text lost; /* what the packs could not keep of the papers, a line each: "B1, "Title": It has no tags ..." */
} MembersPack;
typedef struct { MembersPack *items; size_t count; } MembersPackList;
extern const Record members_pack_record;

/* Keeps the packs of a publication that is being made; done again, they take the place of those before. */
Error *members_pack_keep(Tx *office, const Publication *publication, const Snapshot *snapshot);
/* The pack of the agenda (0) or a supplement as it stands on the public side. *found is false before the first one and after a withdrawal: then the pack is
 * made on demand (pack_build). */
Error *members_pack_of(Db *office, Arena *arena, MeetingId meeting, int64_t supplement, MembersPack *out, bool *found);

#endif
