/* Making the demo partnership: records, accounts, then publication through the valve as a clerk would do it. */
#include "app/demo.h"

#include "app/app.sql.h"
#include "app/demo_plan.h"
#include "app/embedded.h"
#include "plan/agreement_publication.h"
#include "plan/plan.sql.h"

Text demo_text(const char *name) {
    for (const EmbeddedText *t = embedded_texts; t->name; t++)
        if (strcmp(t->name, name) == 0) return text_of(t->text);
    check_failed("a demo text of that name", __FILE__, __LINE__);
    return (Text){0};
}

/* Agrees and asks for publication of every meeting of the county partnership that has an agenda of its own. */
static Error *publications_ask(Tx *tx, const DemoPeople *people) {
    MeetingList meetings;
    PublicationId publication;
    TRY(meetings_told(tx_db(tx), tx_arena(tx), people->partnership, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        TRY(demo_reports_accept(tx, people, meetings.items[i].id));
        TRY(demo_agree(tx, &meetings.items[i]));
        TRY(publish_ask(tx, meetings.items[i].id, &publication));
    }
    return NULL;
}

/* Every agreement that was endorsed is public. */
static Error *agreements_ask(Tx *tx) {
    AgreementList agreements;
    TRY(agreements_all(tx_db(tx), tx_arena(tx), &agreements));
    for (size_t i = 0; i < agreements.count; i++)
        if (agreements.items[i].state != AGREEMENT_DRAFT) TRY(agreement_publication_ask(tx, agreements.items[i].id));
    return NULL;
}

static Error *records_make(Arena *arena, const Stores *stores, DemoPeople *people, MeetingId *main_meeting) {
    Tx *tx = NULL;
    Error *error = NULL;
    Date today;
    const char *work = text_format(arena, "%s/tmp", stores->data_folder).ptr;
    moment_to_london(moment_now(), &today, NULL);
    TRY_OUT(tx_begin(stores->office, arena, (Actor){.name = S("demo")}, S("the demo partnership"), &tx));
    TRY_OUT(demo_people_make(tx, people));
    TRY_OUT(demo_accounts_make(tx, people));
    TRY_OUT(demo_meetings_make(tx, people, work, today, main_meeting));
    TRY_OUT(publications_ask(tx, people));
    TRY_OUT(demo_coming_make(tx, people, today, work, *main_meeting));
    TRY_OUT(demo_terms_make(tx, people, today));
    TRY_OUT(demo_plan_make(tx, people, today));
    TRY_OUT(agreements_ask(tx));
    TRY_OUT(demo_consultation_make(tx, today));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

static Error *supplement_make(Arena *arena, const Stores *stores, const DemoPeople *people, MeetingId meeting) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(stores->office, arena, (Actor){.name = S("demo")}, S("the demo partnership"), &tx));
    TRY_OUT(demo_supplement_make(tx, people, meeting));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

/* What was published and lies in the past has been held. */
static Error *past_meetings_close(Arena *arena, const Stores *stores, const DemoPeople *people) {
    Tx *tx = NULL;
    Error *error = NULL;
    Date today;
    MeetingList meetings;
    moment_to_london(moment_now(), &today, NULL);
    TRY_OUT(tx_begin(stores->office, arena, (Actor){.name = S("demo")}, S("the demo partnership"), &tx));
    TRY_OUT(meetings_published_before(tx_db(tx), arena, today, &meetings));
    for (size_t i = 0; i < meetings.count; i++) {
        meetings.items[i].state = MEETING_HELD;
        TRY_OUT(record_update(tx, &meeting_record, &meetings.items[i]));
    }
    TRY_OUT(demo_past_tell(tx, today));
    TRY_OUT(demo_minutes_make(tx, people, today));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}

Error *demo_make(Arena *arena, const Stores *stores) {
    DemoPeople people = {0};
    MeetingId main_meeting = {0};
    Valve valve = stores_valve(stores);
    TRY(records_make(arena, stores, &people, &main_meeting));
    TRY(publish_partnership(&valve, arena, (Actor){.name = S("demo")}));
    TRY(jobs_run_all(stores->office, arena, valve_jobs, &valve));
    TRY(supplement_make(arena, stores, &people, main_meeting));
    TRY(jobs_run_all(stores->office, arena, valve_jobs, &valve));
    TRY(past_meetings_close(arena, stores, &people));
    TRY(demo_archive_make(arena, stores));
    TRY(jobs_run_all(stores->office, arena, valve_jobs, &valve));
    return publish_partnership(&valve, arena, (Actor){.name = S("demo")});
}
