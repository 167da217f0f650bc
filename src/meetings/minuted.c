/* Owns what the minutes of a meeting ask of its agenda: that it stays as it was minuted, and that they follow what becomes restricted. */
#include "meetings/minuted.h"

#include <inttypes.h>

#include "meetings/meetings.sql.h"
#include "store/job.h"

Error *agenda_not_minuted(Tx *tx, MeetingId meeting) {
    MinutesStandingRow minutes;
    bool found;
    TRY(minutes_standing(tx_db(tx), tx_arena(tx), meeting, &minutes, &found));
    if (!found || text_equal(minutes.state, S("draft"))) return NULL;
    if (text_equal(minutes.state, S("approved")))
        return error_new(tx_arena(tx), ERROR_INPUT,
            "The minutes of this meeting are approved, and its agenda stays as they have it. A mistake in them is recorded as a correction "
            "at a later meeting.");
    return error_new(tx_arena(tx), ERROR_INPUT,
        "The minutes of this meeting are checked, and its agenda stays as they have it. Take the minutes back to draft before you change "
        "it.");
}

Error *item_is_minuted(Tx *tx, AgendaItemId item, bool *out) {
    ItemMinutedRow row;
    TRY(item_minuted(tx_db(tx), tx_arena(tx), item, &row));
    *out = row.number > 0;
    return NULL;
}

Error *minutes_ask_job(Tx *tx, int64_t minutes) {
    JobId job;
    return job_ask(tx, S("publish-minutes"), text_format(tx_arena(tx), "minutes %" PRId64, minutes), &job);
}

Error *minutes_follow_openness(Tx *tx, MeetingId meeting) {
    MinutesWantedOfRowList wanted;
    TRY(minutes_wanted_of(tx_db(tx), tx_arena(tx), meeting, &wanted));
    for (size_t i = 0; i < wanted.count; i++) TRY(minutes_ask_job(tx, wanted.items[i].id));
    return NULL;
}
