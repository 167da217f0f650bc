/* What was published of the plan: records of the published store. The plan's valve (publish/agreement_valve.c) alone writes them. Texts are finished:
 * the public side knows nothing of the office's rules, but that what is open is late once its day has passed. */
#ifndef QUORATE_PUBLISH_PUBLISHED_AGREEMENT_H
#define QUORATE_PUBLISH_PUBLISHED_AGREEMENT_H

#include "publish/published.h"

/* The agreement of a statutory year. A withdrawn one keeps its address and the reason. */
typedef struct { PublishedId id; int64_t version; PublishedId body; Text body_name, title, address /* "2025-26" */, year /* "2025/26" */; Date starts, ends;
    bool is_closed; Date endorsed_on; PublishedId endorsed_at; Date reviewed_on, sent_on; Text themes /* one a line */;
    Text file_sha256, media_type, file_name; int64_t bytes, pages;
    bool is_withdrawn; Text reason; Moment published_at /* first */, changed_at; } PublishedAgreement;
/* A chapter that is not finished is to follow, without its text (R46). */
typedef struct { PublishedId id; int64_t version; PublishedId agreement; int64_t position; Text heading, text; bool is_to_follow; } PublishedChapter;
typedef struct { PublishedId id; int64_t version; PublishedId agreement; Text number; Date day; Text changes; } PublishedAgreementVersion;
typedef struct { PublishedId id; int64_t version; PublishedId agreement; int64_t number; Text title; bool is_shared; Text lead, aim,
    called_before; /* "Anti-Social Behaviour (until 31 March 2022)", one a line */ } PublishedPlanSection;
/* `steps`, `measures` and `earlier_numbers` one a line. `state` is a code ("on_track"), `late` is none: it follows from `due` while `is_open`. */
typedef struct { PublishedId id; int64_t version; PublishedId agreement, section; int64_t position; Text number, earlier_numbers, objective, steps, measures;
    Date due; Text timescale, leads, contributors, themes; bool is_funded, is_linked; Text linked_to; PublishedId decided_at; Text state; bool is_open;
    Date state_on; Text reason; } PublishedPlanAction;
typedef struct { PublishedId id; int64_t version; PublishedId agreement, action; int64_t position; Text text, kind, baseline, target, source; Date closed_on;
    Text change /* "No evidence of change" */; bool is_drawn, has_target; int64_t target_drawn; } PublishedPlanMeasure;
typedef struct { PublishedId id; int64_t version; PublishedId agreement, measure; Date day; Text shown, story; int64_t drawn; } PublishedMeasureValue;
typedef struct { PublishedId id; int64_t version; PublishedId agreement, action; Date day; Text state, done, reason; } PublishedPlanProgress;
/* What a publication changed of an action that stood there before: "It is at risk, it was on track". Never the words that stood there. */
typedef struct { PublishedId id; int64_t version; PublishedId agreement, action; Text number, sentence; Moment changed_at; } PublishedPlanChange;

typedef struct { PublishedAgreement *items; size_t count; } PublishedAgreementList;
typedef struct { PublishedChapter *items; size_t count; } PublishedChapterList;
typedef struct { PublishedAgreementVersion *items; size_t count; } PublishedAgreementVersionList;
typedef struct { PublishedPlanSection *items; size_t count; } PublishedPlanSectionList;
typedef struct { PublishedPlanAction *items; size_t count; } PublishedPlanActionList;
typedef struct { PublishedPlanMeasure *items; size_t count; } PublishedPlanMeasureList;
typedef struct { PublishedMeasureValue *items; size_t count; } PublishedMeasureValueList;
typedef struct { PublishedPlanProgress *items; size_t count; } PublishedPlanProgressList;
typedef struct { PublishedPlanChange *items; size_t count; } PublishedPlanChangeList;
extern const Record published_agreement_record, published_chapter_record, published_agreement_version_record, published_plan_section_record,
    published_plan_action_record, published_plan_measure_record, published_measure_value_record, published_plan_progress_record,
    published_plan_change_record;

/* "At risk" for "at_risk"; empty for a code that is none. And the hue of its tag: the words carry the meaning (R43). */
const char *published_state_of_plan(Text state);
const char *published_hue_of_plan(Text state);
/* How the action stands on the day: its state, or "late" when it is open and was due before. */
Text published_standing(const PublishedPlanAction *action, Date today);

#endif
