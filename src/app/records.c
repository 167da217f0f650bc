/* Every kind of record of the office and of the published store, for migrations tests, verify, backup and export; and the one that an address
 * names. */
#include "app/pages.h"
#include "archive/publication.h"
#include "mail/mail.h"
#include "meetings/cycle.h"
#include "meetings/meeting.h"
#include "meetings/timeline.h"
#include "minutes/authorities.h"
#include "minutes/election.h"
#include "minutes/minutes.h"
#include "minutes/terms_review.h"
#include "people/people.h"
#include "people/terms.h"
#include "plan/agreement_publication.h"
#include "plan/scrutiny.h"
#include "plan/consultation.h"
#include "publish/letters.h"
#include "publish/members_pack.h"
#include "publish/published_agreement.h"
#include "publish/published_archive.h"
#include "publish/published_consultation.h"
#include "publish/watch_list.h"
#include "store/job.h"
#include "web/session.h"

const Record *const all_records[] = {
    &account_record,
    &job_record,
    &partnership_record,
    &organisation_record,
    &organisation_name_record,
    &person_record,
    &body_record,
    &terms_of_reference_record,
    &terms_section_record,
    &seat_record,
    &seat_authority_record,
    &tenure_record,
    &holiday_record,
    &memorandum_record,
    &sharing_agreement_record,
    &sharing_signature_record,
    &template_part_record,
    &template_item_record,
    &meeting_record,
    &agenda_part_record,
    &agenda_item_record,
    &paper_record,
    &report_record,
    &publication_record,
    &finding_record,
    &finding_override_record,
    &watch_phrase_record,
    &meeting_act_record,
    &cycle_agreement_record,
    &agreement_record,
    &agreement_chapter_record,
    &agreement_version_record,
    &priority_record,
    &priority_name_record,
    &plan_section_record,
    &plan_sheet_record,
    &plan_action_record,
    &plan_lead_record,
    &plan_theme_record,
    &plan_number_record,
    &plan_measure_record,
    &measure_value_record,
    &plan_progress_record,
    &plan_call_record,
    &plan_exception_record,
    &strategy_record,
    &plan_link_record,
    &scrutiny_session_record,
    &scrutiny_attendee_record,
    &scrutiny_question_record,
    &scrutiny_request_record,
    &scrutiny_recommendation_record,
    &scrutiny_follow_up_record,
    &emerging_issue_record,
    &consultation_record,
    &invitation_to_comment_record,
    &plan_comment_record,
    &consultation_publication_record,
    &sign_off_record,
    &attendance_record,
    &attendee_record,
    &item_absence_record,
    &minutes_record,
    &minute_record,
    &resolution_record,
    &exclusion_record,
    &election_record,
    &resolution_vote_record,
    &authority_approval_record,
    &declaration_record,
    &minute_numbering_record,
    &approval_taken_back_record,
    &correction_record,
    &action_record,
    &action_update_record,
    &actions_paper_record,
    &terms_review_record,
    &terms_approval_record,
    &promised_return_record,
    &return_taken_record,
    &members_pack_record,
    &mail_choice_record,
    &supplement_record,
    &letter_record,
    &archive_source_record,
    &archive_body_record,
    &archive_person_record,
    &archive_organisation_record,
    &archive_alias_record,
    &archive_meeting_record,
    &archive_document_record,
    &archive_entry_record,
    &archive_doubt_record,
    &archive_publication_record,
    &agreement_publication_record,
    NULL,
};

const Record *const all_published_records[] = {
    &published_site_record,
    &published_body_record,
    &published_terms_record,
    &published_terms_section_record,
    &published_seat_record,
    &published_meeting_record,
    &published_part_record,
    &published_item_record,
    &published_paper_record,
    &published_document_record,
    &published_minutes_record,
    &published_minute_record,
    &published_decision_record,
    &published_archive_body_record,
    &published_archive_meeting_record,
    &published_archive_document_record,
    &published_archive_entry_record,
    &published_archive_source_record,
    &published_archive_person_record,
    &published_agreement_record,
    &published_chapter_record,
    &published_agreement_version_record,
    &published_plan_section_record,
    &published_plan_action_record,
    &published_plan_measure_record,
    &published_measure_value_record,
    &published_plan_progress_record,
    &published_plan_change_record,
    &published_consultation_record,
    &published_draft_line_record,
    &published_comment_link_record,
    &published_comment_record,
    NULL,
};

Error *record_asked(const Office *office, const Request *request, const Record **out) {
    *out = record_named(request->parameters[0]);
    if (*out && ((*out)->see & office->roles)) return NULL;
    return error_new(request->arena, ERROR_NOT_FOUND, "There is no such kind of record.");
}
