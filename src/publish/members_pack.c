/* The members' packs that the office keeps. */
#include "publish/members_pack.h"

#include <inttypes.h>

#include "publish/office.sql.h"
#include "store/files.h"
#include "store/journal.h"
#include "store/seal.h"

static const Field members_pack_fields[] = {
    REF(MembersPack, meeting, .to = &meeting_record, .label = "Meeting", .required = true, .by_program = true),
    INTEGER(MembersPack, publication, .label = "Publication", .min = 1, .max = 1000000, .by_program = true),
    INTEGER(MembersPack, supplement, .label = "Supplement", .max = 1000, .by_program = true),
    TEXT(MembersPack, file_sha256, .label = "SHA-256 of the file", .max = 64, .by_program = true),
    INTEGER(MembersPack, bytes, .label = "Bytes", .max = INT64_MAX, .by_program = true),
    INTEGER(MembersPack, pages, .label = "Pages", .max = 1000000, .by_program = true),
    MOMENT(MembersPack, made_at, .label = "Made"),
    TEXT(MembersPack, stamp, .label = "State of the agenda", .by_program = true),
    INTEGER(MembersPack, pages_before, .label = "Pages before it", .max = 1000000, .by_program = true),
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
static Error *keep_file(Tx *office, const SnapshotMembersPack *made, StoredFile *out) {
    Text media_type = S("application/pdf");
    if (made->has_restricted || seal_is_here(tx_db(office), tx_arena(office)))
        return file_put_path_sealed(office, made->path, media_type, out);
    return file_put_path(office, made->path, media_type, out);
}

static Error *keep_one(Tx *office, const Publication *publication, const SnapshotMembersPack *made) {
    MembersPack pack = {0};
    bool found = false;
    StoredFile file = {0};
    TRY(members_pack_find(tx_db(office), tx_arena(office), publication->meeting, publication->number, made->supplement, &pack, &found));
    Text before = pack.file_sha256;
    TRY(keep_file(office, made, &file));
    pack.meeting = publication->meeting;
    pack.publication = publication->number;
    pack.supplement = made->supplement;
    pack.file_sha256 = file.sha256;
    pack.bytes = file.bytes;
    pack.pages = made->pages;
    pack.made_at = tx_moment(office);
    pack.stamp = made->stamp;
    pack.pages_before = made->pages_before;
    pack.lost = made->lost;
    TRY(found ? record_update(office, &members_pack_record, &pack) : record_insert(office, &members_pack_record, &pack));
    return text_is_empty(before) || text_equal(before, file.sha256) ? NULL : remove_unused(office, before);
}

Error *members_pack_keep(Tx *office, const Publication *publication, const Snapshot *snapshot) {
    for (size_t i = 0; i < snapshot->member_count; i++) TRY(keep_one(office, publication, &snapshot->members[i]));
    return NULL;
}

Error *members_pack_of(Db *office, Arena *arena, MeetingId meeting, int64_t supplement, MembersPack *out, bool *found) {
    return members_pack_standing(office, arena, meeting, supplement, out, found);
}

/* Of the papers what stands in the pack, not their versions: that another one replaces a paper, or comes before it, leaves the pack as it is. */
static void stamp_paper(Buffer *out, const Paper *paper, const PackContentsRowList *contents) {
    Text content = {0};
    for (size_t i = 0; i < contents->count; i++)
        if (contents->items[i].paper.n == paper->id.n) content = contents->items[i].content;
    buffer_putf(out, "%" PRId64 " %.*s %d %d %" PRId64 " %d %.*s\n", paper->id.n, TEXT_ARG(content), paper->is_recalled,
        (int)paper->restriction, (int64_t)paper->paragraphs, (int)paper->security_marking, TEXT_ARG(paper->title));
}

Error *members_pack_stamp(Db *office, Arena *arena, const Agenda *agenda, PackOf of, Text *out) {
    PackFrameSumsRow sums = {0};
    PackContentsRowList contents = {0};
    Buffer all = buffer_new(arena, 1024);
    TRY(pack_frame_sums(office, arena, agenda->meeting.id, &sums));
    TRY(pack_contents(office, arena, agenda->meeting.id, &contents));
    buffer_putf(&all, "%.*s %.*s\n", TEXT_ARG(sums.parts), TEXT_ARG(sums.items));
    for (size_t s = 0; s < agenda->count; s++)
        for (size_t i = 0; i < agenda->items[s].count; i++) {
            const AgendaEntry *entry = &agenda->items[s].items[i];
            for (size_t p = 0; p < entry->papers.count && !entry->item.is_withdrawn; p++)
                if (pack_has(of, &entry->papers.items[p])) stamp_paper(&all, &entry->papers.items[p], &contents);
        }
    *out = hash_of_text(arena, buffer_text(&all));
    return NULL;
}

Error *members_pack_still_holds(Db *office, Arena *arena, const Agenda *agenda, PackOf of, const MembersPack *kept, bool *out) {
    Text now = {0};
    *out = false;
    if (agenda->meeting.state != MEETING_PUBLISHED && agenda->meeting.state != MEETING_HELD) return NULL;
    TRY(members_pack_stamp(office, arena, agenda, of, &now));
    *out = text_equal(now, kept->stamp);
    return NULL;
}

Error *members_pack_note_read(Store *office, Arena *arena, Actor who, const PackPlan *plan, Text how, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < plan->papers.count; i++) {
        const PackPaper *p = &plan->papers.items[i];
        if (p->paper->is_recalled || p->open.share == PUBLIC_WHOLE) continue;
        ++*count;
        TRY(journal_note_read_as(office, arena, who, &paper_record, p->paper->id.n, how));
    }
    return NULL;
}
