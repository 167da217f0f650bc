/* The plan through the valve: the agreement of a year as the public reads it. Whether it is wanted on the public side stands on its record
 * (plan/agreement_publication.h); the job makes the public side so, as often as it is asked, so that a crash in between is mended by the next run.
 * What the office changes later goes out when somebody publishes it again: the words of the plan come from many hands. */
#ifndef QUORATE_PUBLISH_AGREEMENT_VALVE_H
#define QUORATE_PUBLISH_AGREEMENT_VALVE_H

#include "plan/agreement_publication.h"
#include "publish/published_agreement.h"
#include "publish/snapshot.h"

/* What goes out, finished: no note, no evidence, nobody's name as writer, no text of a chapter that is not finished. */
typedef struct {
    Text sum; /* a hash of the rows */
    PublishedAgreement row;
    PublishedChapterList chapters;
    PublishedAgreementVersionList versions;
    PublishedPlanSectionList sections;
    PublishedPlanActionList actions;
    PublishedPlanMeasureList measures;
    PublishedMeasureValueList values;
    PublishedPlanProgressList progress;
    SearchEntry *search; size_t search_count;
} AgreementSnapshot;
Error *agreement_assemble(Db *office, Arena *arena, AgreementId agreement, Date today, AgreementSnapshot *out);
/* Would other words be published now than went out last? */
Error *agreement_is_outdated(Db *office, Arena *arena, const AgreementPublication *publication, Date today, bool *out);
/* The same as a tagged PDF at `path`, as it stands on the day (a year that is closed on its last); fills in the file's name and pages. */
Error *agreement_typeset(Arena *arena, AgreementSnapshot *snapshot, Date today, const char *path);

/* The notes for the office on the actions of a plan and on their progress: nothing of the plan may say them in public. */
Error *secrets_of_plan_notes(Db *office, Arena *arena, AgreementId agreement, SecretList *out);

/* What a publication changes of actions that stand outside already, a sentence each; new ones and those that are gone. Pure. */
PublishedPlanChangeList agreement_changes(Arena *arena, const PublishedPlanActionList *before, const PublishedPlanActionList *after);

/* Makes the public side have the agreement, or a tombstone, as its record says. Safe to do twice. What the leak check finds is kept on the record,
 * and nothing goes out: what stood outside before stays, for it was found fine then. */
Error *agreement_bring(Valve *valve, Arena *arena, AgreementId agreement);
/* What stands in the place of withdrawn agreements of a body that is not shown any more names the body no longer, nor has it the title. */
Error *agreements_withdrawn_unname(Tx *site, PublishedId body);

#endif
