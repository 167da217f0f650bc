/* The demo partnership: the Kent partnership as its agenda of July 2025 describes it. People are named by their roles. */
#ifndef QUORATE_APP_DEMO_H
#define QUORATE_APP_DEMO_H

#include "app/stores.h"

/* The password of every demo sign-in. */
#define DEMO_PASSWORD "kent-demo-quorate-2025"

/* What the demo's people and bodies are known by while it is made. */
typedef struct {
    BodyId partnership, working_group, steering_group;
    PersonId chair, clerk, head_of_safety, member;
} DemoPeople;

Error *demo_people_make(Tx *tx, DemoPeople *out);    /* organisations, persons, bodies, terms, seats, holidays, settings */
Error *demo_accounts_make(Tx *tx, const DemoPeople *people);
/* Templates and meetings from November 2024 to a year after today; *main_meeting is that of 23 July 2025. */
Error *demo_meetings_make(Tx *tx, const DemoPeople *people, const char *work_folder, Date today, MeetingId *main_meeting);
/* The reports of a meeting signed off, its agenda agreed, in the days before it (demo_timeline.c). */
Error *demo_reports_accept(Tx *tx, const DemoPeople *people, MeetingId meeting);
/* The same for those that wait for a supplement. */
Error *demo_waiting_accept(Tx *tx, const DemoPeople *people, MeetingId meeting);
Error *demo_agree(Tx *tx, Meeting *meeting);
/* When the agendas of past meetings went out, and what else was sent. */
Error *demo_past_tell(Tx *tx, Date today);
/* Coming meetings that are under way, and what a member and the chair have read and noted. */
Error *demo_coming_make(Tx *tx, const DemoPeople *people, Date today, const char *work_folder, MeetingId july);
/* The reviews of terms of reference that were held or are under way (demo_terms.c). */
Error *demo_terms_make(Tx *tx, const DemoPeople *people, Date today);
/* A supplement to the published agenda of that meeting, asked for. */
Error *demo_supplement_make(Tx *tx, const DemoPeople *people, MeetingId meeting);
/* Attendance and minutes of the three meetings up to July 2025, for the valve to publish (demo_minutes.c). */
Error *demo_minutes_make(Tx *tx, const DemoPeople *people, Date today);
/* Minutes of earlier years, imported and asked to be public (demo_archive.c). */
Error *demo_archive_make(Arena *arena, const Stores *stores);
/* All of it, published. */
Error *demo_make(Arena *arena, const Stores *stores);

/* The demo's texts, embedded from demo/: "B1.md". The program stops for a name that is not there. */
Text demo_text(const char *name);

#endif
