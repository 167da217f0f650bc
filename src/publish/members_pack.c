/* The members' packs that the office keeps. */
#include "publish/members_pack.h"

#include "publish/office.sql.h"
#include "store/files.h"
#include "store/seal.h"

static const Field members_pack_fields[] = {
    REF(MembersPack, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    INTEGER(MembersPack, publication, .label = "Publication", .min = 1, .max = 1000000, .by_program = true),
    TEXT(MembersPack, file_sha256, .label = "SHA-256 of the file", .max = 64, .by_program = true),
    INTEGER(MembersPack, bytes, .label = "Bytes", .max = INT64_MAX, .by_program = true),
    INTEGER(MembersPack, pages, .label = "Pages", .max = 1000000, .by_program = true),
    MOMENT(MembersPack, made_at, .label = "Made"),
    TEXT(MembersPack, stamp, .label = "State of the agenda", .by_program = true),
    LONG_TEXT(MembersPack, lost, .label = "What the pack could not keep", .by_program = true),
};
/* It names restricted papers, so only those see it who may read every restricted paper. */
const Record members_pack_record = RECORD(MembersPack, "members_pack", members_pack_fields, .title = "members' pack",
    .plural = "members' packs", .see = (Access)(CLERK | SAFETY_OFFICER));

static Error *remove_unused(Tx *office, Text sha256) {
    MembersPackFileUsesRow uses = {0};
    TRY(members_pack_file_uses(tx_db(office), tx_arena(office), sha256, &uses));
    return uses.number > 0 ? NULL : file_remove(office, sha256);
}

/* Sealed, whatever stands in it: what is open today may be restricted tomorrow. Without the key only a pack of open papers can be kept at all. */
static Error *keep_file(Tx *office, const Snapshot *snapshot, StoredFile *out) {
    Text media_type = S("application/pdf");
    if (snapshot->has_restricted || seal_is_here(tx_db(office), tx_arena(office)))
        return file_put_path_sealed(office, snapshot->members_path, media_type, out);
    return file_put_path(office, snapshot->members_path, media_type, out);
}

Error *members_pack_keep(Tx *office, const Publication *publication, const Snapshot *snapshot) {
    MembersPack pack = {0};
    bool found = false;
    StoredFile file = {0};
    TRY(members_pack_find(tx_db(office), tx_arena(office), publication->meeting, publication->number, &pack, &found));
    Text before = pack.file_sha256;
    TRY(keep_file(office, snapshot, &file));
    pack.meeting = publication->meeting;
    pack.publication = publication->number;
    pack.file_sha256 = file.sha256;
    pack.bytes = file.bytes;
    pack.pages = snapshot->members_pages;
    pack.made_at = tx_moment(office);
    pack.stamp = snapshot->stamp;
    pack.lost = snapshot->lost;
    TRY(found ? record_update(office, &members_pack_record, &pack) : record_insert(office, &members_pack_record, &pack));
    return text_is_empty(before) || text_equal(before, file.sha256) ? NULL : remove_unused(office, before);
}

Error *members_pack_of(Db *office, Arena *arena, MeetingId meeting, MembersPack *out, bool *found) {
    return members_pack_standing(office, arena, meeting, out, found);
}

Error *members_pack_stamp(Db *office, Arena *arena, MeetingId meeting, Text *out) {
    return agenda_stamp(office, arena, &(Meeting){.id = meeting}, out); /* being published changes the meeting's own version */
}

Error *members_pack_to_read(Db *office, Arena *arena, const Meeting *meeting, MembersPack *out, bool *found) {
    Text now = {0};
    *found = false;
    if (meeting->state != MEETING_PUBLISHED && meeting->state != MEETING_HELD) return NULL;
    TRY(members_pack_of(office, arena, meeting->id, out, found));
    if (!*found) return NULL;
    TRY(members_pack_stamp(office, arena, meeting->id, &now));
    *found = text_equal(now, out->stamp);
    return NULL;
}
