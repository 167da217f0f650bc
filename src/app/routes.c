/* The one table of doors: method, path, who may enter, handler, inputs. A handler is reached through its row or not at all.
 * The tests walk this table: every door is tried by every kind of visitor. */
#include "app/pages.h"
#include "archive/pages.h"
#include "mail/pages.h"
#include "meetings/cycle.h"
#include "meetings/pages.h"
#include "meetings/sign_off.h"
#include "minutes/pages.h"
#include "people/pages.h"
#include "people/people.h"
#include "plan/pages.h"
#include "public/contact.h"
#include "public/pages.h"
#include "publish/letters.h"
#include "publish/pages.h"
#include "publish/watch_list.h"
#include "web/route.h"
#include "web/sign_in_pages.h"

static const Input history_inputs[] = {{"day", INPUT_DATE, 0}, {"since", INPUT_DATE, 0}, {0}};
static const Input journal_inputs[] = {{"before", INPUT_INT, 0}, {0}};

/* people/ */
#define KEEPERS ((Access)(CLERK | ADMINISTRATOR))
static const Input version_input[] = {{"version", INPUT_INT, 0}, {0}};
static const Input direction_input[] = {{"direction", INPUT_TEXT, 4}, {0}};
static const Input compare_inputs[] = {{"with", INPUT_INT, 0}, {"as", INPUT_TEXT, 10}, {0}};
static const Input year_input[] = {{"year", INPUT_INT, 0}, {0}};
static const Input of_year_input[] = {{"of", INPUT_INT, 0}, {0}};
static const Input person_search_inputs[] = {{"q", INPUT_TEXT, 100}, {"page", INPUT_INT, 0}, {0}};
static const Input account_person_input[] = {{"person", INPUT_INT, 0}, {0}};

/* meetings/ */
enum { PAPER_UPLOAD_BYTES = 200 * 1000 * 1000 }; /* a PDF of 200 MB */
static const Input meeting_filter[] = {{"body", INPUT_TEXT, 20}, {"year", INPUT_TEXT, 4}, {0}};
static const Input warned_input[] = {{"warned", INPUT_TEXT, 60}, {0}};
static const Input reason_input[] = {{"reason", INPUT_LONG, 1000}, {"version", INPUT_INT, 0}, {0}};
static const Input move_input[] = {{"item", INPUT_TEXT, 90}, {"part", INPUT_TEXT, 90}, {"paper", INPUT_TEXT, 90}, {0}};
static const Input seen_input[] = {{"seen", INPUT_TEXT, 200}, {0}};
static const Input place_input[] = {{"place", INPUT_TEXT, 45}, {"version", INPUT_INT, 0}, {0}};
static const Input agreement_inputs[] = {{"agreed_by", INPUT_TEXT, 160}, {"agreed_on", INPUT_DATE, 0}, {"seen", INPUT_TEXT, 200}, {0}};
static const Input file_input_only[] = {{"file", INPUT_FILE, 0}, {0}};
static const Input action_input[] = {{"action", INPUT_TEXT, 20}, {0}};
static const Input act_input[] = {{"act", INPUT_TEXT, 20}, {"sent_on", INPUT_DATE, 0}, {0}};
static const Input sign_off_inputs[] = {{"act", INPUT_TEXT, 20}, {"note", INPUT_LONG, 1000}, {"version", INPUT_INT, 0}, {0}};
static const Input note_inputs_sent[] = {
    {"page", INPUT_TEXT, 10}, {"paragraph", INPUT_TEXT, 12}, {"quote", INPUT_LONG, 1000}, {"words", INPUT_LONG, 4000}, {0}};
static const Input from_input[] = {{"from", INPUT_TEXT, 10}, {0}};
static const Input live_set_input[] = {{"set", INPUT_TEXT, 60}, {0}};
static const Input minutes_state_input[] = {{"act", INPUT_TEXT, 20}, {0}};
static const Input decide_inputs[] = {{"way", INPUT_TEXT, 20}, {"at", INPUT_TEXT, 20}, {"in_favour", INPUT_MANY, 20},
    {"against", INPUT_MANY, 20}, {"abstained", INPUT_MANY, 20}, {0}};
static const Input authorities_input[] = {{"organisations", INPUT_MANY, 20}, {0}};
static const Input nil_input[] = {{"nil", INPUT_TEXT, 5}, {0}};
#define DOERS ((Access)(CLERK | SAFETY_OFFICER | CHAIR | MEMBER)) /* whoever does an action */
static const Input action_filter[] = {{"body", INPUT_TEXT, 20}, {"owner", INPUT_TEXT, 30}, {"state", INPUT_TEXT, 10}, {0}};
static const Input whose_input[] = {{"whose", INPUT_INT, 0}, {0}};
static const Input effect_inputs[] = {{"from", INPUT_DATE, 0}, {"version", INPUT_INT, 0}, {0}};
static const Input return_input[] = {{"return", INPUT_INT, 0}, {0}};
static const Input presided_input[] = {{"presided", INPUT_INT, 0}, {0}};
static const Input statistics_inputs[] = {{"body", INPUT_TEXT, 20}, {"year", INPUT_TEXT, 4}, {"from", INPUT_DATE, 0}, {"to", INPUT_DATE, 0},
    {"show", INPUT_TEXT, 12}, {"table", INPUT_TEXT, 20}, {0}};
static const Input again_input[] = {{"again", INPUT_INT, 0}, {0}};
static const Input approval_of_input[] = {{"of", INPUT_INT, 0}, {0}};
static const Input approve_inputs[] = {{"signed_by", INPUT_TEXT, 160}, {"signed_on", INPUT_DATE, 0}, {"seen", INPUT_TEXT, 1000}, {0}};
static const Input left_for_input[] = {{"left_for", INPUT_MANY, 20}, {"left_seen", INPUT_TEXT, 2000}, {0}};
static const Input download_input[] = {{"download", INPUT_TEXT, 5}, {0}};

/* plan/ */
#define PLAN_WRITERS ((Access)(CLERK | SAFETY_OFFICER))
static const Input plan_filter_inputs[] = {{"section", INPUT_INT, 0}, {"organisation", INPUT_INT, 0}, {"state", INPUT_TEXT, 20},
    {"due", INPUT_TEXT, 10}, {"mine", INPUT_TEXT, 3}, {"funded", INPUT_TEXT, 3}, {"linked", INPUT_TEXT, 3}, {0}};
static const Input plan_changes_inputs[] = {{"from", INPUT_DATE, 0}, {"to", INPUT_DATE, 0}, {"years", INPUT_TEXT, 3}, {0}};
static const Input plan_day_input[] = {{"day", INPUT_DATE, 0}, {0}};
static const Input plan_updates_inputs[] = {
    {"action", INPUT_MANY, 20}, {"state", INPUT_MANY, 20}, {"done", INPUT_MANY_LONG, 4000}, {"reason", INPUT_MANY_LONG, 1000}, {0}};
static const Input plan_roll_over_inputs[] = {
    {"action", INPUT_MANY, 20}, {"fate", INPUT_MANY, 20}, {"reason", INPUT_MANY_LONG, 2000}, {"act", INPUT_TEXT, 10}, {0}};
static const Input plan_meeting_input[] = {{"meeting", INPUT_INT, 0}, {0}};
enum { EVIDENCE_UPLOAD_BYTES = 20 * 1000 * 1000 };
/* What is added below something else, changed and deleted by its form alone. */
#define PLAN_KIND(who, below, path, kind, kind_record)                                                                                     \
    {GET, "/office/plan/" below path "/new", who, .office = kind##_new_show},                                                              \
        {POST, "/office/plan/" below path "/new", who, .office = kind##_new_save, .form = &(kind_record)},                                 \
        {GET, "/office/plan/" path "/:id/edit", who, .office = kind##_edit_show},                                                          \
        {POST, "/office/plan/" path "/:id/edit", who, .office = kind##_edit_save, .form = &(kind_record)},                                 \
        {GET, "/office/plan/" path "/:id/delete", who, .office = kind##_delete_ask}, {                                                     \
        POST, "/office/plan/" path "/:id/delete", who, .office = kind##_delete_do, .inputs = version_input                                 \
    }

/* archive/ */
static const Input archive_upload[] = {{"file", INPUT_FILE, 0}, {"body", INPUT_TEXT, 300}, {"date", INPUT_DATE, 0}, {0}};
static const Input archive_page_input[] = {{"page", INPUT_INT, 0}, {0}};
static const Input archive_meetings_input[] = {{"meeting", INPUT_MANY, 20}, {0}};
static const Input archive_into_input[] = {{"into", INPUT_INT, 0}, {0}};
static const Input archive_whole_input[] = {{"whole", INPUT_TEXT, 5}, {0}};
static const Input archive_reason_input[] = {{"reason", INPUT_TEXT, 1000}, {0}};
static const Input archive_set_input[] = {{"set", INPUT_TEXT, 20}, {"confirmed", INPUT_TEXT, 5}, {0}};
static const Input archive_doubt_filter[] = {
    {"body", INPUT_INT, 0}, {"about", INPUT_TEXT, 40}, {"page", INPUT_INT, 0}, {"state", INPUT_TEXT, 10}, {"was", INPUT_INT, 0}, {0}};
static const Input archive_doubt_inputs[] = {{"act", INPUT_TEXT, 10}, {"answer", INPUT_LONG, 20000}, {"person", INPUT_TEXT, 60},
    {"body", INPUT_INT, 0}, {"about", INPUT_TEXT, 40}, {0}};
static const Input archive_search_inputs[] = {{"q", INPUT_TEXT, 300}, {"body", INPUT_INT, 0}, {"year", INPUT_TEXT, 4},
    {"kind", INPUT_TEXT, 20}, {"person", INPUT_INT, 0}, {"organisation", INPUT_INT, 0}, {"verb", INPUT_TEXT, 60}, {"order", INPUT_TEXT, 10},
    {"page", INPUT_INT, 0}, {0}};

const Route all_routes[] = {
    /* ---- the public site (public/) ---- */
    {GET, "/", ANYONE, .site = site_home, .flags = ROUTE_CACHED},
    {GET, "/index.json", ANYONE, .site = site_home_json, .flags = ROUTE_CACHED},
    {GET, "/bodies", ANYONE, .site = site_bodies_list, .flags = ROUTE_CACHED},
    {GET, "/bodies.json", ANYONE, .site = site_bodies_json, .flags = ROUTE_CACHED},
    {GET, "/bodies/:id", ANYONE, .site = site_body_show, .flags = ROUTE_CACHED},
    {GET, "/bodies/:id.json", ANYONE, .site = site_body_json, .flags = ROUTE_CACHED},
    {GET, "/bodies/:id/calendar.ics", ANYONE, .site = site_body_ics, .flags = ROUTE_CACHED},
    {GET, "/bodies/:id/terms/:terms", ANYONE, .site = site_terms_show, .flags = ROUTE_CACHED},
    {GET, "/bodies/:id/terms/:terms.json", ANYONE, .site = site_terms_json, .flags = ROUTE_CACHED},
    {GET, "/meetings", ANYONE, .site = site_meetings_list, .inputs = body_and_year_inputs, .flags = ROUTE_CACHED},
    {GET, "/meetings.json", ANYONE, .site = site_meetings_json, .inputs = body_and_year_inputs, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id", ANYONE, .site = site_meeting_show, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id.json", ANYONE, .site = site_meeting_json, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id.ics", ANYONE, .site = site_meeting_ics, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id/agenda.pdf", ANYONE, .site = site_agenda_pdf},
    {GET, "/meetings/:id/pack.pdf", ANYONE, .site = site_pack_pdf},
    {GET, "/meetings/:id/supplements/:number.pdf", ANYONE, .site = site_supplement_pdf},
    {GET, "/meetings/:id/minutes", ANYONE, .site = site_minutes_show, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id/minutes.json", ANYONE, .site = site_minutes_json, .flags = ROUTE_CACHED},
    {GET, "/meetings/:id/minutes.pdf", ANYONE, .site = site_minutes_pdf},
    {GET, "/decisions", ANYONE, .site = site_decisions_list, .inputs = body_and_year_inputs, .flags = ROUTE_CACHED},
    {GET, "/decisions.json", ANYONE, .site = site_decisions_json, .inputs = body_and_year_inputs, .flags = ROUTE_CACHED},
    {GET, "/archive", ANYONE, .site = site_archive_show, .inputs = site_archive_inputs, .flags = ROUTE_CACHED},
    {GET, "/archive.json", ANYONE, .site = site_archive_json, .inputs = site_archive_inputs, .flags = ROUTE_CACHED},
    {GET, "/archive/meetings/:id", ANYONE, .site = site_archive_meeting_show, .flags = ROUTE_CACHED},
    {GET, "/archive/meetings/:id.json", ANYONE, .site = site_archive_meeting_json, .flags = ROUTE_CACHED},
    {GET, "/archive/people", ANYONE, .site = site_archive_people_show, .inputs = site_archive_people_inputs},
    {GET, "/archive/people.json", ANYONE, .site = site_archive_people_json, .inputs = site_archive_people_inputs},
    {GET, "/archive/people/:id", ANYONE, .site = site_archive_person_show, .inputs = site_archive_person_inputs},
    {GET, "/archive/people/:id.json", ANYONE, .site = site_archive_person_json, .inputs = site_archive_person_inputs},
    {GET, "/archive/sources/:id", ANYONE, .site = site_archive_source_show, .inputs = site_archive_source_inputs},
    {GET, "/archive/sources/:id.json", ANYONE, .site = site_archive_source_json, .flags = ROUTE_CACHED},
    {GET, "/ieListDocuments.aspx", ANYONE, .site = site_old_meeting, .inputs = site_old_meeting_inputs},
    {GET, "/documents/:key/:name", ANYONE, .site = site_old_document},
    {GET, "/archive/search", ANYONE, .site = site_archive_search, .inputs = site_archive_search_inputs},
    {GET, "/archive/search.json", ANYONE, .site = site_archive_search_json, .inputs = site_archive_search_inputs},
    {GET, "/papers/:id", ANYONE, .site = site_paper_show, .flags = ROUTE_CACHED},
    {GET, "/papers/:id.json", ANYONE, .site = site_paper_json, .flags = ROUTE_CACHED},
    {GET, "/papers/:id/:name.pdf", ANYONE, .site = site_paper_file},
    {GET, "/calendar", ANYONE, .site = site_calendar, .inputs = site_calendar_inputs, .flags = ROUTE_CACHED},
    {GET, "/calendar.json", ANYONE, .site = site_calendar_json, .inputs = site_calendar_inputs, .flags = ROUTE_CACHED},
    {GET, "/calendar.ics", ANYONE, .site = site_calendar_ics, .flags = ROUTE_CACHED},
    {GET, "/search", ANYONE, .site = site_search, .inputs = site_search_inputs},
    {GET, "/search.json", ANYONE, .site = site_search_json, .inputs = site_search_inputs},
    {GET, "/feed.atom", ANYONE, .site = site_feed, .flags = ROUTE_CACHED},
    {GET, "/sitemap.xml", ANYONE, .site = site_sitemap, .flags = ROUTE_CACHED},
    {GET, "/robots.txt", ANYONE, .site = site_robots, .flags = ROUTE_CACHED},
    {GET, "/accessibility", ANYONE, .site = site_accessibility, .flags = ROUTE_CACHED},
    {GET, "/accessibility.json", ANYONE, .site = site_accessibility_json, .flags = ROUTE_CACHED},
    {GET, "/privacy", ANYONE, .site = site_privacy, .flags = ROUTE_CACHED},
    {GET, "/privacy.json", ANYONE, .site = site_privacy_json, .flags = ROUTE_CACHED},
    {GET, "/cookies", ANYONE, .site = site_cookies, .flags = ROUTE_CACHED},
    {GET, "/cookies.json", ANYONE, .site = site_cookies_json, .flags = ROUTE_CACHED},
    {GET, "/contact", ANYONE, .site = site_contact, .inputs = site_contact_about},
    {POST, "/contact", ANYONE, .site = site_contact_send, .form = &contact_record, .inputs = site_contact_inputs},
    {GET, "/contact.json", ANYONE, .site = site_contact_json, .flags = ROUTE_CACHED},
    {GET, "/contact/sent", ANYONE, .site = site_contact_sent, .flags = ROUTE_CACHED},

    {GET, "/subscribe", ANYONE, .site = site_subscribe},
    {POST, "/subscribe", ANYONE, .site = site_subscribe_send, .inputs = site_subscribe_inputs},
    {GET, "/subscribe.json", ANYONE, .site = site_subscribe_json, .flags = ROUTE_CACHED},
    {GET, "/subscribe/sent", ANYONE, .site = site_subscribe_sent},
    {GET, "/subscription/:key", ANYONE, .site = site_subscription},
    {POST, "/subscription/:key/confirm", ANYONE, .site = site_subscription_confirm, .inputs = site_subscription_inputs},
    {POST, "/subscription/:key/stop", ANYONE, .site = site_subscription_stop},

    /* ---- signing in (web/) ---- */
    {GET, "/sign-in", ANYONE, .office = sign_in_show, .inputs = sign_in_show_inputs},
    {POST, "/sign-in", ANYONE, .office = sign_in_try, .inputs = sign_in_inputs, .flags = ROUTE_PASSWORD},
    {POST, "/sign-out", SIGNED_IN, .office = sign_out},
    {GET, "/invitation/:token", ANYONE, .office = invitation_show},
    {POST, "/invitation/:token", ANYONE, .office = invitation_accept, .inputs = new_password_sent, .flags = ROUTE_PASSWORD},
    {GET, "/account", SIGNED_IN, .office = account_show},
    {POST, "/account/password", SIGNED_IN, .office = account_change_password, .inputs = change_password_sent, .flags = ROUTE_PASSWORD},
    {POST, "/account/end-session", SIGNED_IN, .office = account_end_session, .inputs = end_session_sent},
    {POST, "/account/sign-out-everywhere", SIGNED_IN, .office = account_sign_out_everywhere},
    {GET, "/sign-in/code", ANYONE, .office = sign_in_code_show, .inputs = sign_in_show_inputs},
    {POST, "/sign-in/code", ANYONE, .office = sign_in_code_try, .inputs = sign_in_code_inputs, .flags = ROUTE_PASSWORD},
    {GET, "/account/second-step", SIGNED_IN, .office = second_step_show},
    {POST, "/account/second-step/begin", SIGNED_IN, .office = second_step_begin_do, .inputs = second_step_password_sent,
        .flags = ROUTE_PASSWORD},
    {GET, "/account/second-step/set-up", SIGNED_IN, .office = second_step_set_up_show},
    {POST, "/account/second-step/set-up", SIGNED_IN, .office = second_step_set_up_do, .inputs = second_step_code_sent},
    {POST, "/account/second-step/told", SIGNED_IN, .office = second_step_told_do},
    {GET, "/account/second-step/codes", SIGNED_IN, .office = second_step_codes_show},
    {POST, "/account/second-step/codes", SIGNED_IN, .office = second_step_codes_do, .inputs = second_step_proof_sent,
        .flags = ROUTE_PASSWORD},
    {GET, "/account/second-step/off", SIGNED_IN, .office = second_step_off_show},
    {POST, "/account/second-step/off", SIGNED_IN, .office = second_step_off_do, .inputs = second_step_proof_sent, .flags = ROUTE_PASSWORD},
    {GET, "/healthz", ANYONE, .site = health_page},
    {GET, "/metrics", ANYONE, .site = metrics_page, .flags = ROUTE_LOOPBACK},

    /* ---- the office: desk, history, jobs, downloads (app/) ---- */
    {GET, "/office", SIGNED_IN, .office = desk_show},
    {GET, "/office/history/:record/:id", STAFF | AUDITOR, .office = history_show, .inputs = history_inputs},
    {GET, "/office/journal", STAFF | AUDITOR, .office = journal_show, .inputs = journal_inputs},
    {GET, "/office/jobs", CLERK | SAFETY_OFFICER, .office = jobs_show_page}, /* why a job failed may quote what is restricted */
    {GET, "/office/export", CLERK | ADMINISTRATOR, .office = export_index},
    {GET, "/office/export/:record.csv", CLERK | ADMINISTRATOR, .office = export_csv},
    {GET, "/office/export/:record.json", CLERK | ADMINISTRATOR, .office = export_json},

    /* ---- people (people/) ---- */
    {GET, "/office/bodies", EVERY_ROLE, .office = body_list_show},
    {GET, "/office/bodies/new", KEEPERS, .office = body_new_show},
    {POST, "/office/bodies/new", KEEPERS, .office = body_new_save, .form = &body_record},
    {GET, "/office/bodies/:id", EVERY_ROLE, .office = body_show},
    {GET, "/office/bodies/:id/edit", KEEPERS, .office = body_edit_show},
    {POST, "/office/bodies/:id/edit", KEEPERS, .office = body_edit_save, .form = &body_record},
    {POST, "/office/bodies/:id/move", KEEPERS, .office = body_move_do, .inputs = direction_input},
    {GET, "/office/bodies/:id/delete", KEEPERS, .office = body_delete_ask},
    {POST, "/office/bodies/:id/delete", KEEPERS, .office = body_delete_do, .inputs = version_input},
    {GET, "/office/bodies/:id/terms", EVERY_ROLE, .office = terms_list_show},
    {GET, "/office/bodies/:id/terms/new", KEEPERS, .office = terms_new_show},
    {POST, "/office/bodies/:id/terms/new", KEEPERS, .office = terms_new_save, .form = &terms_of_reference_record},
    {POST, "/office/bodies/:id/terms/draft", KEEPERS, .office = terms_draft_do},
    {GET, "/office/terms/:id", EVERY_ROLE, .office = terms_show},
    {GET, "/office/terms/:id/compare", EVERY_ROLE, .office = terms_compare_show, .inputs = compare_inputs},
    {GET, "/office/terms/:id/sections/new", KEEPERS, .office = terms_section_new_show},
    {POST, "/office/terms/:id/sections/new", KEEPERS, .office = terms_section_new_save, .form = &terms_section_record},
    {GET, "/office/terms-sections/:id/edit", KEEPERS, .office = terms_section_edit_show},
    {POST, "/office/terms-sections/:id/edit", KEEPERS, .office = terms_section_edit_save, .form = &terms_section_record},
    {POST, "/office/terms-sections/:id/move", KEEPERS, .office = terms_section_move_do, .inputs = direction_input},
    {GET, "/office/terms-sections/:id/delete", KEEPERS, .office = terms_section_delete_ask},
    {POST, "/office/terms-sections/:id/delete", KEEPERS, .office = terms_section_delete_do, .inputs = version_input},
    {GET, "/office/terms/:id/edit", KEEPERS, .office = terms_edit_show},
    {POST, "/office/terms/:id/edit", KEEPERS, .office = terms_edit_save, .form = &terms_of_reference_record},
    {GET, "/office/terms/:id/delete", KEEPERS, .office = terms_delete_ask},
    {POST, "/office/terms/:id/delete", KEEPERS, .office = terms_delete_do, .inputs = version_input},
    {GET, "/office/bodies/:id/seats", EVERY_ROLE, .office = seat_list_show},
    {GET, "/office/bodies/:id/seats/new", KEEPERS, .office = seat_new_show},
    {POST, "/office/bodies/:id/seats/new", KEEPERS, .office = seat_new_save, .form = &seat_record},
    {GET, "/office/seats/:id", EVERY_ROLE, .office = seat_show},
    {GET, "/office/seats/:id/edit", KEEPERS, .office = seat_edit_show},
    {POST, "/office/seats/:id/edit", KEEPERS, .office = seat_edit_save, .form = &seat_record},
    {POST, "/office/seats/:id/move", KEEPERS, .office = seat_move_do, .inputs = direction_input},
    {GET, "/office/seats/:id/delete", KEEPERS, .office = seat_delete_ask},
    {POST, "/office/seats/:id/delete", KEEPERS, .office = seat_delete_do, .inputs = version_input},
    {GET, "/office/seats/:id/authorities/new", KEEPERS, .office = seat_authority_new_show},
    {POST, "/office/seats/:id/authorities/new", KEEPERS, .office = seat_authority_new_save, .form = &seat_authority_record},
    {GET, "/office/seat-authorities/:id/edit", KEEPERS, .office = seat_authority_edit_show},
    {POST, "/office/seat-authorities/:id/edit", KEEPERS, .office = seat_authority_edit_save, .form = &seat_authority_record},
    {POST, "/office/seat-authorities/:id/delete", KEEPERS, .office = seat_authority_delete_do, .inputs = version_input},
    {GET, "/office/seats/:id/tenures/new", KEEPERS, .office = tenure_new_show},
    {POST, "/office/seats/:id/tenures/new", KEEPERS, .office = tenure_new_save, .form = &tenure_record},
    {GET, "/office/tenures/:id/edit", KEEPERS, .office = tenure_edit_show},
    {POST, "/office/tenures/:id/edit", KEEPERS, .office = tenure_edit_save, .form = &tenure_record},
    {GET, "/office/tenures/:id/end", KEEPERS, .office = tenure_end_show},
    {POST, "/office/tenures/:id/end", KEEPERS, .office = tenure_end_save, .form = &tenure_record},
    {GET, "/office/tenures/:id/delete", KEEPERS, .office = tenure_delete_ask},
    {POST, "/office/tenures/:id/delete", KEEPERS, .office = tenure_delete_do, .inputs = version_input},
    {GET, "/office/organisations", STAFF | AUDITOR, .office = organisation_list_show},
    {GET, "/office/organisations/new", KEEPERS, .office = organisation_new_show},
    {POST, "/office/organisations/new", KEEPERS, .office = organisation_new_save, .form = &organisation_record},
    {GET, "/office/organisations/:id", STAFF | AUDITOR, .office = organisation_show},
    {GET, "/office/organisations/:id/edit", KEEPERS, .office = organisation_edit_show},
    {POST, "/office/organisations/:id/edit", KEEPERS, .office = organisation_edit_save, .form = &organisation_record},
    {GET, "/office/organisations/:id/delete", KEEPERS, .office = organisation_delete_ask},
    {POST, "/office/organisations/:id/delete", KEEPERS, .office = organisation_delete_do, .inputs = version_input},
    {GET, "/office/organisations/:id/names/new", KEEPERS, .office = name_new_show},
    {POST, "/office/organisations/:id/names/new", KEEPERS, .office = name_new_save, .form = &organisation_name_record},
    {GET, "/office/organisation-names/:id/edit", KEEPERS, .office = name_edit_show},
    {POST, "/office/organisation-names/:id/edit", KEEPERS, .office = name_edit_save, .form = &organisation_name_record},
    {GET, "/office/organisation-names/:id/delete", KEEPERS, .office = name_delete_ask},
    {POST, "/office/organisation-names/:id/delete", KEEPERS, .office = name_delete_do, .inputs = version_input},
    {GET, "/office/people", STAFF | AUDITOR, .office = person_list_show, .inputs = person_search_inputs},
    {GET, "/office/people/new", STAFF, .office = person_new_show},
    {POST, "/office/people/new", STAFF, .office = person_new_save, .form = &person_record},
    {GET, "/office/people/:id", STAFF | AUDITOR, .office = person_show},
    {GET, "/office/people/:id/edit", STAFF, .office = person_edit_show},
    {POST, "/office/people/:id/edit", STAFF, .office = person_edit_save, .form = &person_record},
    {GET, "/office/people/:id/delete", STAFF, .office = person_delete_ask},
    {POST, "/office/people/:id/delete", STAFF, .office = person_delete_do, .inputs = version_input},
    {GET, "/office/settings", STAFF | AUDITOR, .office = settings_show},
    {POST, "/office/settings", KEEPERS, .office = settings_save, .form = &partnership_record},
    {GET, "/office/holidays", STAFF | AUDITOR, .office = holiday_list_show, .inputs = year_input},
    {POST, "/office/holidays/year", KEEPERS, .office = holiday_year_add, .inputs = year_input},
    {GET, "/office/holidays/new", KEEPERS, .office = holiday_new_show},
    {POST, "/office/holidays/new", KEEPERS, .office = holiday_new_save, .form = &holiday_record},
    {GET, "/office/holidays/:id/edit", KEEPERS, .office = holiday_edit_show},
    {POST, "/office/holidays/:id/edit", KEEPERS, .office = holiday_edit_save, .form = &holiday_record},
    {GET, "/office/holidays/:id/delete", KEEPERS, .office = holiday_delete_ask},
    {POST, "/office/holidays/:id/delete", KEEPERS, .office = holiday_delete_do, .inputs = version_input},
    {GET, "/office/accounts", ADMINISTRATOR, .office = account_list_show},
    {GET, "/office/accounts/new", ADMINISTRATOR, .office = account_new_show, .inputs = account_person_input},
    {POST, "/office/accounts/new", ADMINISTRATOR, .office = account_new_save, .form = &account_record, .inputs = account_person_input},
    {GET, "/office/accounts/:id", ADMINISTRATOR, .office = account_details_show},
    {GET, "/office/accounts/:id/edit", ADMINISTRATOR, .office = account_edit_show},
    {POST, "/office/accounts/:id/edit", ADMINISTRATOR, .office = account_edit_save, .form = &account_record,
        .inputs = account_person_input},
    {GET, "/office/accounts/:id/disable", ADMINISTRATOR, .office = account_disable_ask},
    {POST, "/office/accounts/:id/disable", ADMINISTRATOR, .office = account_disable_do, .inputs = version_input},
    {POST, "/office/accounts/:id/enable", ADMINISTRATOR, .office = account_enable_do},
    {POST, "/office/accounts/:id/invitation", ADMINISTRATOR, .office = account_invite_do},
    {GET, "/office/accounts/:id/second-step", ADMINISTRATOR, .office = account_second_step_ask},
    {POST, "/office/accounts/:id/second-step", ADMINISTRATOR, .office = account_second_step_do, .inputs = reason_input},
    {GET, "/office/sharing", STAFF | AUDITOR, .office = sharing_show},
    {GET, "/office/sharing/new", KEEPERS, .office = sharing_agreement_new_show},
    {POST, "/office/sharing/new", KEEPERS, .office = sharing_agreement_new_save, .form = &sharing_agreement_record},
    {GET, "/office/sharing/:id/edit", KEEPERS, .office = sharing_agreement_edit_show},
    {POST, "/office/sharing/:id/edit", KEEPERS, .office = sharing_agreement_edit_save, .form = &sharing_agreement_record},
    {GET, "/office/organisations/:id/signatures/new", KEEPERS, .office = sharing_signature_new_show},
    {POST, "/office/organisations/:id/signatures/new", KEEPERS, .office = sharing_signature_new_save, .form = &sharing_signature_record},
    {GET, "/office/signatures/:id/edit", KEEPERS, .office = sharing_signature_edit_show},
    {POST, "/office/signatures/:id/edit", KEEPERS, .office = sharing_signature_edit_save, .form = &sharing_signature_record},
    {GET, "/office/signatures/:id/delete", KEEPERS, .office = sharing_signature_delete_ask},
    {POST, "/office/signatures/:id/delete", KEEPERS, .office = sharing_signature_delete_do, .inputs = version_input},
    {GET, "/office/memoranda", STAFF | AUDITOR, .office = memorandum_list_show},
    {GET, "/office/memoranda/new", KEEPERS, .office = memorandum_new_show},
    {POST, "/office/memoranda/new", KEEPERS, .office = memorandum_new_save, .form = &memorandum_record},
    {GET, "/office/memoranda/:id", STAFF | AUDITOR, .office = memorandum_show},
    {GET, "/office/memoranda/:id/edit", KEEPERS, .office = memorandum_edit_show},
    {POST, "/office/memoranda/:id/edit", KEEPERS, .office = memorandum_edit_save, .form = &memorandum_record},
    {GET, "/office/memoranda/:id/delete", KEEPERS, .office = memorandum_delete_ask},
    {POST, "/office/memoranda/:id/delete", KEEPERS, .office = memorandum_delete_do, .inputs = version_input},

    /* ---- meetings (meetings/) ---- */
    {GET, "/office/meetings", EVERY_ROLE, .office = meeting_list_show, .inputs = meeting_filter},
    {GET, "/office/year", STAFF | AUDITOR, .office = cycle_show, .inputs = year_input},
    {GET, "/office/bodies/:id/cycle", CLERK, .office = cycle_agreement_show, .inputs = of_year_input},
    {POST, "/office/bodies/:id/cycle", CLERK, .office = cycle_agreement_save, .form = &cycle_agreement_record, .inputs = of_year_input},
    {POST, "/office/cycles/:id/delete", CLERK, .office = cycle_agreement_delete, .inputs = version_input},
    {GET, "/office/meetings/new", CLERK, .office = meeting_new_show, .inputs = meeting_filter},
    {POST, "/office/meetings/new", CLERK, .office = meeting_new_save, .form = &meeting_record, .inputs = warned_input},
    {GET, "/office/meetings/:id", EVERY_ROLE, .office = meeting_page_show},
    {GET, "/office/meetings/:id/edit", CLERK, .office = meeting_edit_show},
    {POST, "/office/meetings/:id/edit", CLERK, .office = meeting_edit_save, .form = &meeting_record, .inputs = warned_input},
    {GET, "/office/meetings/:id/cancel", CLERK, .office = meeting_cancel_ask},
    {POST, "/office/meetings/:id/cancel", CLERK, .office = meeting_cancel_do, .inputs = reason_input},
    {GET, "/office/meetings/:id/restriction", CLERK, .office = meeting_restriction_show},
    {POST, "/office/meetings/:id/restriction", CLERK, .office = meeting_restriction_save, .form = &meeting_record},
    {GET, "/office/meetings/:id/agenda", EVERY_ROLE, .office = agenda_show},
    {POST, "/office/meetings/:id/move", CLERK, .office = agenda_move_do, .inputs = move_input},
    {GET, "/office/meetings/:id/agree", CLERK | CHAIR, .office = agenda_agree_show},
    {POST, "/office/meetings/:id/agree", CLERK | CHAIR, .office = agenda_agree_do, .inputs = agreement_inputs},
    {POST, "/office/meetings/:id/reopen", CLERK | CHAIR, .office = agenda_reopen_do},
    {GET, "/office/meetings/:id/check", CLERK, .office = agenda_check_show},
    {GET, "/office/meetings/:id/supplement", STAFF | CHAIR | AUDITOR, .office = supplement_show},
    {POST, "/office/meetings/:id/supplement", CLERK, .office = supplement_save_do, .form = &supplement_record},
    {GET, "/office/meetings/:id/parts/new", CLERK, .office = part_new_show},
    {POST, "/office/meetings/:id/parts/new", CLERK, .office = part_new_save, .form = &agenda_part_record},
    {GET, "/office/parts/:id/edit", CLERK, .office = part_edit_show},
    {POST, "/office/parts/:id/edit", CLERK, .office = part_edit_save, .form = &agenda_part_record},
    {GET, "/office/parts/:id/remove", CLERK, .office = part_remove_ask},
    {POST, "/office/parts/:id/remove", CLERK, .office = part_remove_do, .inputs = version_input},
    {GET, "/office/parts/:id/items/new", CLERK, .office = item_new_show},
    {POST, "/office/parts/:id/items/new", CLERK, .office = item_new_save, .form = &agenda_item_record},
    {GET, "/office/items/:id", EVERY_ROLE, .office = item_show},
    {GET, "/office/items/:id/edit", CLERK, .office = item_edit_show},
    {POST, "/office/items/:id/edit", CLERK, .office = item_edit_save, .form = &agenda_item_record},
    {GET, "/office/items/:id/move", CLERK, .office = item_move_show},
    {POST, "/office/items/:id/move", CLERK, .office = item_move_do, .inputs = place_input},
    {GET, "/office/items/:id/withdraw", CLERK, .office = item_withdraw_ask},
    {POST, "/office/items/:id/withdraw", CLERK, .office = item_withdraw_do, .inputs = reason_input},
    {POST, "/office/items/:id/restore", CLERK, .office = item_restore_do},
    {GET, "/office/items/:id/remove", CLERK, .office = item_remove_ask},
    {POST, "/office/items/:id/remove", CLERK, .office = item_remove_do, .inputs = seen_input},
    {GET, "/office/items/:id/urgency", CLERK | CHAIR, .office = item_urgency_show},
    {POST, "/office/items/:id/urgency", CLERK | CHAIR, .office = item_urgency_save, .form = &agenda_item_record},
    {GET, "/office/items/:id/papers/new", CLERK | SAFETY_OFFICER, .office = paper_new_show},
    {POST, "/office/items/:id/papers/new", CLERK | SAFETY_OFFICER, .office = paper_new_save, .form = &paper_record,
        .inputs = file_input_only, .upload_bytes = PAPER_UPLOAD_BYTES, .flags = ROUTE_SLOW},
    {POST, "/office/items/:id/papers/move", CLERK | SAFETY_OFFICER, .office = paper_move_do, .inputs = move_input},
    {GET, "/office/items/:id/reports/new", CLERK | SAFETY_OFFICER, .office = report_new_show},
    {POST, "/office/items/:id/reports/new", CLERK | SAFETY_OFFICER, .office = report_new_save, .form = &report_record,
        .inputs = action_input},
    {GET, "/office/papers/:id", EVERY_ROLE, .office = paper_show},
    {GET, "/office/papers/:id/file", EVERY_ROLE, .office = paper_file, .inputs = download_input, .flags = ROUTE_SLOW},
    {GET, "/office/papers/:id/edit", CLERK | SAFETY_OFFICER, .office = paper_edit_show},
    {POST, "/office/papers/:id/edit", CLERK | SAFETY_OFFICER, .office = paper_edit_save, .form = &paper_record},
    {GET, "/office/papers/:id/restriction", CLERK | SAFETY_OFFICER, .office = paper_restriction_show},
    {POST, "/office/papers/:id/restriction", CLERK | SAFETY_OFFICER, .office = paper_restriction_save, .form = &paper_record},
    {GET, "/office/papers/:id/replace", CLERK | SAFETY_OFFICER, .office = paper_replace_show},
    {POST, "/office/papers/:id/replace", CLERK | SAFETY_OFFICER, .office = paper_replace_save, .form = &paper_record,
        .inputs = file_input_only, .upload_bytes = PAPER_UPLOAD_BYTES, .flags = ROUTE_SLOW},
    {GET, "/office/papers/:id/withdraw", CLERK | SAFETY_OFFICER, .office = paper_withdraw_ask},
    {POST, "/office/papers/:id/withdraw", CLERK | SAFETY_OFFICER, .office = paper_withdraw_do, .inputs = reason_input},
    {POST, "/office/papers/:id/restore", CLERK | SAFETY_OFFICER, .office = paper_restore_do},
    {GET, "/office/papers/:id/readers", CLERK | SAFETY_OFFICER, .office = paper_readers_show},
    {GET, "/office/papers/:id/recall", CLERK | SAFETY_OFFICER, .office = paper_recall_ask},
    {POST, "/office/papers/:id/recall", CLERK | SAFETY_OFFICER, .office = paper_recall_do, .inputs = reason_input},
    {POST, "/office/papers/:id/give-back", CLERK | SAFETY_OFFICER, .office = paper_give_back_do},
    {GET, "/office/papers/:id/report", CLERK | SAFETY_OFFICER, .office = report_edit_show},
    {POST, "/office/papers/:id/report", CLERK | SAFETY_OFFICER, .office = report_edit_save, .form = &report_record, .inputs = action_input},
    {GET, "/office/papers/:id/sign-off", CLERK | SAFETY_OFFICER, .office = sign_off_names_show},
    {POST, "/office/papers/:id/sign-off", CLERK | SAFETY_OFFICER, .office = sign_off_names_save, .form = &sign_off_record},
    {POST, "/office/papers/:id/sign-off/act", CLERK | SAFETY_OFFICER | CHAIR | MEMBER, .office = sign_off_act_do,
        .inputs = sign_off_inputs},
    {POST, "/office/meetings/:id/acts", CLERK, .office = timeline_act_do, .inputs = act_input},
    {POST, "/office/meetings/:id/acts/undo", CLERK, .office = timeline_act_undo, .inputs = act_input},
    {GET, "/office/meetings/:id/opened", CLERK, .office = receipts_show},
    {POST, "/office/papers/:id/notes", CHAIR | MEMBER, .office = note_new_save, .inputs = note_inputs_sent},
    {GET, "/office/notes", CHAIR | MEMBER, .office = note_list_show},
    {POST, "/office/notes/delete-hidden", CHAIR | MEMBER, .office = note_hidden_delete_do},
    {GET, "/office/notes/:id/edit", CHAIR | MEMBER, .office = note_edit_show},
    {POST, "/office/notes/:id/edit", CHAIR | MEMBER, .office = note_edit_save, .inputs = note_inputs_sent},
    {POST, "/office/notes/:id/delete", CHAIR | MEMBER, .office = note_delete_do, .inputs = from_input},
    {GET, "/office/bodies/:id/template", STAFF | AUDITOR, .office = template_show},
    {POST, "/office/bodies/:id/template", CLERK, .office = template_move_do, .inputs = move_input},
    {GET, "/office/bodies/:id/template/parts/new", CLERK, .office = template_part_new_show},
    {POST, "/office/bodies/:id/template/parts/new", CLERK, .office = template_part_new_save, .form = &template_part_record},
    {GET, "/office/template-parts/:id/edit", CLERK, .office = template_part_edit_show},
    {POST, "/office/template-parts/:id/edit", CLERK, .office = template_part_edit_save, .form = &template_part_record},
    {GET, "/office/template-parts/:id/remove", CLERK, .office = template_part_remove_ask},
    {POST, "/office/template-parts/:id/remove", CLERK, .office = template_part_remove_do, .inputs = version_input},
    {GET, "/office/template-parts/:id/items/new", CLERK, .office = template_item_new_show},
    {POST, "/office/template-parts/:id/items/new", CLERK, .office = template_item_new_save, .form = &template_item_record},
    {GET, "/office/template-items/:id/edit", CLERK, .office = template_item_edit_show},
    {POST, "/office/template-items/:id/edit", CLERK, .office = template_item_edit_save, .form = &template_item_record},
    {GET, "/office/template-items/:id/remove", CLERK, .office = template_item_remove_ask},
    {POST, "/office/template-items/:id/remove", CLERK, .office = template_item_remove_do, .inputs = version_input},

    /* ---- the meeting as it was held (minutes/) ---- */
    {GET, "/office/meetings/:id/live", EVERY_ROLE, .office = live_show},
    {GET, "/office/meetings/:id/live/part", EVERY_ROLE, .office = live_part_show, .flags = ROUTE_BY_ITSELF},
    {POST, "/office/meetings/:id/live", CLERK, .office = live_set_do, .inputs = live_set_input},
    {POST, "/office/meetings/:id/held", CLERK, .office = meeting_held_do},
    {GET, "/office/meetings/:id/attendance/:seat", CLERK, .office = attendance_edit_show},
    {POST, "/office/meetings/:id/attendance/:seat", CLERK, .office = attendance_edit_save, .form = &attendance_record,
        .inputs = left_for_input},
    {GET, "/office/meetings/:id/attendees/new", CLERK, .office = attendee_new_show},
    {POST, "/office/meetings/:id/attendees/new", CLERK, .office = attendee_new_save, .form = &attendee_record},
    {GET, "/office/attendees/:id/edit", CLERK, .office = attendee_edit_show},
    {POST, "/office/attendees/:id/edit", CLERK, .office = attendee_edit_save, .form = &attendee_record},
    {POST, "/office/attendees/:id/delete", CLERK, .office = attendee_delete_do, .inputs = version_input},

    {GET, "/office/decisions", EVERY_ROLE, .office = decisions_show, .inputs = meeting_filter},
    {GET, "/office/actions", EVERY_ROLE, .office = action_list_show, .inputs = action_filter},
    {GET, "/office/actions/:id", EVERY_ROLE, .office = action_page_show},
    {GET, "/office/actions/:id/edit", CLERK, .office = action_edit_show},
    {POST, "/office/actions/:id/edit", CLERK, .office = action_edit_save, .form = &action_record},
    {POST, "/office/actions/:id/updates", DOERS, .office = action_tell_do, .form = &action_update_record},
    {GET, "/office/actions/:id/close", DOERS, .office = action_close_show},
    {POST, "/office/actions/:id/close", DOERS, .office = action_close_save, .form = &action_record},
    {POST, "/office/actions/:id/reopen", CLERK, .office = action_reopen_do, .inputs = reason_input},
    {POST, "/office/actions/:id/delete", CLERK, .office = action_delete_do, .inputs = version_input},
    {GET, "/office/bodies/:id/plan", EVERY_ROLE, .office = plan_show},
    {GET, "/office/items/:id/returns/new", CLERK, .office = return_new_show},
    {POST, "/office/items/:id/returns/new", CLERK, .office = return_new_save, .form = &promised_return_record},
    {GET, "/office/returns/:id", EVERY_ROLE, .office = return_page_show},
    {GET, "/office/returns/:id/edit", CLERK, .office = return_edit_show},
    {POST, "/office/returns/:id/edit", CLERK, .office = return_edit_save, .form = &promised_return_record},
    {POST, "/office/returns/:id/close", CLERK, .office = return_close_do, .form = &promised_return_record},
    {GET, "/office/meetings/:id/returns", CLERK, .office = returns_due_show},
    {POST, "/office/meetings/:id/returns", CLERK, .office = return_take_do, .inputs = return_input},
    {GET, "/office/items/:id/actions/new", CLERK, .office = action_new_show},
    {POST, "/office/items/:id/actions/new", CLERK, .office = action_new_save, .form = &action_record},
    {GET, "/office/statistics", EVERY_ROLE, .office = statistics_show, .inputs = statistics_inputs},
    {GET, "/office/statistics.csv", EVERY_ROLE, .office = statistics_csv, .inputs = statistics_inputs},
    {GET, "/office/statistics.xlsx", EVERY_ROLE, .office = statistics_xlsx, .inputs = statistics_inputs, .flags = ROUTE_SLOW},
    {GET, "/office/meetings/:id/minutes", EVERY_ROLE, .office = minutes_show},
    {POST, "/office/meetings/:id/minutes", CLERK, .office = minutes_begin_do},
    {POST, "/office/meetings/:id/minutes/state", CLERK, .office = minutes_state_do, .inputs = minutes_state_input},
    {GET, "/office/meetings/:id/declarations/new", CLERK, .office = declaration_new_show},
    {POST, "/office/meetings/:id/declarations/new", CLERK, .office = declaration_new_save, .form = &declaration_record},
    {POST, "/office/meetings/:id/declarations/nil", CLERK, .office = declarations_nil_do, .inputs = nil_input},
    {POST, "/office/declarations/:id/delete", CLERK, .office = declaration_delete_do, .inputs = version_input},
    {GET, "/office/items/:id/minute", CLERK, .office = minute_edit_show},
    {POST, "/office/items/:id/minute", CLERK, .office = minute_edit_save, .form = &minute_record},
    {GET, "/office/items/:id/election", CLERK, .office = election_new_show},
    {POST, "/office/items/:id/election", CLERK, .office = election_new_save, .form = &election_record},
    {POST, "/office/items/:id/resolutions/take", CLERK, .office = resolutions_take_do},
    {GET, "/office/items/:id/resolutions/new", CLERK, .office = resolution_new_show},
    {POST, "/office/items/:id/resolutions/new", CLERK, .office = resolution_new_save, .form = &resolution_record},
    {GET, "/office/resolutions/:id/edit", CLERK, .office = resolution_edit_show},
    {POST, "/office/resolutions/:id/edit", CLERK, .office = resolution_edit_save, .form = &resolution_record},
    {POST, "/office/resolutions/:id/delete", CLERK, .office = resolution_delete_do, .inputs = version_input},
    {GET, "/office/resolutions/:id/decide", CLERK, .office = resolution_decide_show},
    {POST, "/office/resolutions/:id/decide", CLERK, .office = resolution_decide_do, .inputs = decide_inputs},
    {GET, "/office/resolutions/:id/authorities", CLERK, .office = authorities_show},
    {POST, "/office/resolutions/:id/authorities", CLERK, .office = authorities_save, .form = &authority_approval_record,
        .inputs = authorities_input},
    {POST, "/office/authority-approvals/:id/delete", CLERK, .office = authority_approval_delete_do, .inputs = version_input},
    {POST, "/office/resolutions/:id/undecide", CLERK, .office = resolution_undecide_do},
    {POST, "/office/meetings/:id/exclusion", CLERK, .office = exclusion_do},
    {POST, "/office/meetings/:id/minutes/presided", CLERK, .office = presided_do, .inputs = presided_input},
    {GET, "/office/meetings/:id/approval", CLERK, .office = approval_show, .inputs = approval_of_input},
    {POST, "/office/meetings/:id/approval/:earlier", CLERK, .office = approval_do, .inputs = approve_inputs},
    {GET, "/office/meetings/:id/approval/:earlier/take-back", CLERK, .office = approval_back_show},
    {POST, "/office/meetings/:id/approval/:earlier/take-back", CLERK, .office = approval_back_do, .form = &approval_taken_back_record},
    {GET, "/office/meetings/:id/corrections/:earlier", CLERK, .office = correction_new_show, .inputs = again_input},
    {POST, "/office/meetings/:id/corrections/:earlier", CLERK, .office = correction_new_save, .form = &correction_record},
    {POST, "/office/corrections/:id/delete", CLERK, .office = correction_delete_do, .inputs = version_input},
    {GET, "/office/bodies/:id/review", EVERY_ROLE, .office = terms_review_show},
    {GET, "/office/bodies/:id/review/new", CLERK, .office = terms_looked_at_show},
    {POST, "/office/bodies/:id/review/new", CLERK, .office = terms_looked_at_save, .form = &terms_review_record},
    {POST, "/office/bodies/:id/review/agenda", CLERK, .office = terms_review_agenda_do, .inputs = whose_input},
    {GET, "/office/terms/:id/approval", CLERK, .office = terms_approval_new_show},
    {POST, "/office/terms/:id/approval", CLERK, .office = terms_approval_new_save, .form = &terms_approval_record},
    {POST, "/office/terms-approvals/:id/delete", CLERK, .office = terms_approval_delete_do, .inputs = version_input},
    {GET, "/office/terms/:id/effect", CLERK, .office = terms_effect_show},
    {POST, "/office/terms/:id/effect", CLERK, .office = terms_effect_save, .inputs = effect_inputs},
    {POST, "/office/terms/:id/effect/undo", CLERK, .office = terms_effect_undo, .inputs = version_input},
    {GET, "/office/bodies/:id/minute-number", STAFF | AUDITOR, .office = numbering_show},
    {POST, "/office/bodies/:id/minute-number", CLERK, .office = numbering_save, .form = &minute_numbering_record},

    /* ---- the plan (plan/) ---- */
    {GET, "/office/plan", EVERY_ROLE, .office = plan_home_show},
    {GET, "/office/plan/years/:id", EVERY_ROLE, .office = agreement_show},
    {GET, "/office/plan/years/:id/endorse", PLAN_WRITERS, .office = agreement_endorse_show},
    {POST, "/office/plan/years/:id/endorse", PLAN_WRITERS, .office = agreement_endorse_do, .inputs = plan_meeting_input},
    {POST, "/office/plan/years/:id/open", PLAN_WRITERS, .office = agreement_open_do},
    {GET, "/office/plan/years/:id/actions", EVERY_ROLE, .office = action_plan_show, .inputs = plan_filter_inputs},
    {GET, "/office/plan/years/:id/actions.csv", EVERY_ROLE, .office = action_plan_csv, .inputs = plan_filter_inputs},
    {GET, "/office/plan/years/:id/actions.xlsx", EVERY_ROLE, .office = action_plan_xlsx, .inputs = plan_filter_inputs},
    {GET, "/office/plan/years/:id/changes", EVERY_ROLE, .office = plan_changes_show, .inputs = plan_changes_inputs},
    {GET, "/office/plan/years/:id/stood", EVERY_ROLE, .office = plan_stood_show, .inputs = plan_day_input},
    {GET, "/office/plan/years/:id/updates", EVERY_ROLE, .office = plan_updates_show},
    {POST, "/office/plan/years/:id/updates", DOERS, .office = plan_updates_save, .inputs = plan_updates_inputs},
    {GET, "/office/plan/years/:id/call", PLAN_WRITERS, .office = plan_call_show},
    {POST, "/office/plan/years/:id/call", PLAN_WRITERS, .office = plan_call_save, .form = &plan_call_record},
    {POST, "/office/plan/calls/:id/close", PLAN_WRITERS, .office = plan_call_close_do},
    {GET, "/office/plan/years/:id/roll-over", PLAN_WRITERS, .office = plan_roll_over_show},
    {POST, "/office/plan/years/:id/roll-over", PLAN_WRITERS, .office = plan_roll_over_save, .inputs = plan_roll_over_inputs},
    {GET, "/office/plan/chapters/:id", EVERY_ROLE, .office = chapter_show},
    {POST, "/office/plan/chapters/:id/move", PLAN_WRITERS, .office = chapter_move_do, .inputs = direction_input},
    {GET, "/office/plan/actions/:id", EVERY_ROLE, .office = plan_action_show},
    {GET, "/office/plan/actions/:id/progress/new", DOERS, .office = progress_new_show},
    {POST, "/office/plan/actions/:id/progress/new", DOERS, .office = progress_new_save, .form = &plan_progress_record,
        .inputs = file_input_only, .upload_bytes = EVIDENCE_UPLOAD_BYTES, .flags = ROUTE_SLOW},
    {GET, "/office/plan/progress/:id/file", EVERY_ROLE, .office = progress_file, .flags = ROUTE_SLOW},
    {GET, "/office/plan/priorities", EVERY_ROLE, .office = priorities_show},
    {GET, "/office/plan/strategies", EVERY_ROLE, .office = strategies_show},
    {GET, "/office/plan/strategies/:id", EVERY_ROLE, .office = strategy_show},
    {GET, "/office/plan/issues", EVERY_ROLE, .office = issues_show},
    PLAN_KIND(PLAN_WRITERS, "", "years", plan_agreement, agreement_record),
    PLAN_KIND(PLAN_WRITERS, "years/:id/", "chapters", plan_chapter, agreement_chapter_record),
    PLAN_KIND(PLAN_WRITERS, "years/:id/", "versions", plan_version, agreement_version_record),
    PLAN_KIND(PLAN_WRITERS, "years/:id/", "sections", plan_section_of_year, plan_section_record),
    PLAN_KIND(PLAN_WRITERS, "sections/:id/", "actions", plan_action_of_year, plan_action_record),
    PLAN_KIND(PLAN_WRITERS, "actions/:id/", "leads", plan_lead, plan_lead_record),
    PLAN_KIND(PLAN_WRITERS, "actions/:id/", "themes", plan_theme, plan_theme_record),
    PLAN_KIND(PLAN_WRITERS, "actions/:id/", "links", plan_link, plan_link_record),
    PLAN_KIND(PLAN_WRITERS, "actions/:id/", "measures", plan_measure, plan_measure_record),
    PLAN_KIND(DOERS, "measures/:id/", "values", plan_value, measure_value_record),
    PLAN_KIND(PLAN_WRITERS, "", "priorities", plan_priority, priority_record),
    PLAN_KIND(PLAN_WRITERS, "priorities/:id/", "names", plan_name, priority_name_record),
    PLAN_KIND(PLAN_WRITERS, "", "strategies", plan_strategy, strategy_record),
    PLAN_KIND(PLAN_WRITERS, "", "issues", plan_issue, emerging_issue_record),

    /* ---- the archive (archive/) ---- */
    {GET, "/office/archive", STAFF | AUDITOR, .office = archive_show},
    {GET, "/office/archive/import", KEEPERS, .office = archive_import_show},
    {POST, "/office/archive/import", KEEPERS, .office = archive_import_do, .inputs = archive_upload, .upload_bytes = READING_BYTES_MAX},
    {GET, "/office/archive/publish", CLERK, .office = archive_publish_show},
    {POST, "/office/archive/publish", CLERK, .office = archive_publish_do, .inputs = archive_meetings_input},
    {GET, "/office/archive/files", STAFF | AUDITOR, .office = archive_files_show, .inputs = archive_page_input},
    {GET, "/office/archive/bodies/:id", STAFF | AUDITOR, .office = archive_body_show},
    {POST, "/office/archive/bodies/:id/join", KEEPERS, .office = archive_body_join_do, .inputs = archive_into_input},
    {GET, "/office/archive/meetings/:id", STAFF | AUDITOR, .office = archive_meeting_page_show},
    {POST, "/office/archive/meetings/:id/publish", CLERK, .office = archive_meeting_publish_do},
    {POST, "/office/archive/meetings/:id/withdraw", CLERK, .office = archive_meeting_withdraw_do, .inputs = archive_reason_input},
    {GET, "/office/archive/documents/:id", STAFF | AUDITOR, .office = archive_document_page_show, .inputs = archive_whole_input},
    {GET, "/office/archive/documents/:id/file", STAFF | AUDITOR, .office = archive_document_file},
    {POST, "/office/archive/entries/:id/restrict", KEEPERS, .office = archive_entry_restrict_do, .inputs = archive_set_input},
    {GET, "/office/archive/doubts", STAFF | AUDITOR, .office = archive_doubts_show, .inputs = archive_doubt_filter},
    {GET, "/office/archive/doubts/:id", STAFF | AUDITOR, .office = archive_doubt_show, .inputs = archive_doubt_filter},
    {POST, "/office/archive/doubts/:id", KEEPERS, .office = archive_doubt_do, .inputs = archive_doubt_inputs},
    {GET, "/office/archive/search", STAFF | AUDITOR, .office = archive_search_show, .inputs = archive_search_inputs},
    {GET, "/office/archive/people", STAFF | AUDITOR, .office = archive_people_show, .inputs = person_search_inputs},
    {GET, "/office/archive/people/:id", STAFF | AUDITOR, .office = archive_person_show},
    {POST, "/office/archive/people/:id/join", KEEPERS, .office = archive_person_join_do, .inputs = archive_into_input},
    {GET, "/office/archive/organisations", STAFF | AUDITOR, .office = archive_organisations_show},
    {GET, "/office/archive/organisations/:id", STAFF | AUDITOR, .office = archive_organisation_show},
    {POST, "/office/archive/organisations/:id/join", KEEPERS, .office = archive_organisation_join_do, .inputs = archive_into_input},

    /* ---- publishing (publish/) ---- */
    {GET, "/office/meetings/:id/minutes/publication", CLERK, .office = minutes_publication_show},
    {POST, "/office/meetings/:id/minutes/publication", CLERK, .office = minutes_publish_do},
    {POST, "/office/meetings/:id/minutes/publication/withdraw", CLERK, .office = minutes_withdraw_do, .inputs = reason_input},
    {POST, "/office/meetings/:id/minutes/agenda", CLERK, .office = minutes_agenda_do, .flags = ROUTE_SLOW},
    {POST, "/office/meetings/:id/actions", CLERK, .office = actions_paper_do, .flags = ROUTE_SLOW},
    {POST, "/office/meetings/:id/publish", CLERK, .office = publication_ask, .inputs = publication_inputs},
    {GET, "/office/meetings/:id/pack.pdf", EVERY_ROLE, .office = members_pack, .flags = ROUTE_SLOW},
    {GET, "/office/meetings/:id/supplements/:number.pdf", EVERY_ROLE, .office = members_pack, .flags = ROUTE_SLOW},
    {POST, "/office/meetings/:id/supplement/publish", CLERK, .office = supplement_publish_do, .inputs = publication_inputs},
    {GET, "/office/meetings/:id/publication", STAFF | CHAIR | AUDITOR, .office = publication_show},
    {GET, "/office/meetings/:id/publication/withdraw", CLERK, .office = publication_withdraw_ask},
    {POST, "/office/meetings/:id/publication/withdraw", CLERK, .office = publication_withdraw_do, .inputs = publication_withdraw_inputs},
    {GET, "/office/findings/:id", CLERK | SAFETY_OFFICER | CHAIR, .office = finding_show},
    {POST, "/office/findings/:id", CLERK | SAFETY_OFFICER | CHAIR, .office = finding_override_do, .inputs = finding_inputs},
    {GET, "/office/watch-list", KEEPERS, .office = watch_list_show},
    {GET, "/office/watch-list/new", KEEPERS, .office = watch_phrase_new_show},
    {POST, "/office/watch-list/new", KEEPERS, .office = watch_phrase_new_save, .form = &watch_phrase_record},
    {GET, "/office/watch-list/:id/edit", KEEPERS, .office = watch_phrase_edit_show},
    {POST, "/office/watch-list/:id/edit", KEEPERS, .office = watch_phrase_edit_save, .form = &watch_phrase_record},
    {GET, "/office/watch-list/:id/delete", KEEPERS, .office = watch_phrase_delete_ask},
    {POST, "/office/watch-list/:id/delete", KEEPERS, .office = watch_phrase_delete_do, .inputs = version_input},
    {GET, "/office/public-side", KEEPERS, .office = public_side_show},
    {POST, "/office/public-side", KEEPERS, .office = public_side_bring},
    {GET, "/office/letters", STAFF, .office = letter_list_show, .inputs = letter_list_inputs},
    {POST, "/office/letters/collect", STAFF, .office = letter_collect_do},
    {GET, "/office/letters/:id", STAFF, .office = letter_show},
    {POST, "/office/letters/:id", CLERK, .office = letter_save, .form = &letter_record},
    {GET, "/office/letters/:id/delete", CLERK, .office = letter_delete_ask},
    {POST, "/office/letters/:id/delete", CLERK, .office = letter_delete_do, .inputs = version_input},

    /* ---- mail (mail/) ---- */
    {GET, "/office/mail", STAFF, .office = mail_show},
    {POST, "/office/mail/test", KEEPERS, .office = mail_test_do},
    {POST, "/office/mail/messages/:id", KEEPERS, .office = mail_message_do, .inputs = mail_message_inputs},
    {POST, "/office/mail/addresses", KEEPERS, .office = mail_address_do, .inputs = mail_address_inputs},
    {POST, "/office/mail/stop", KEEPERS, .office = mail_stop_do, .inputs = mail_stop_inputs},
    {GET, "/account/mail", SIGNED_IN, .office = mail_choice_show},
    {POST, "/account/mail", SIGNED_IN, .office = mail_choice_save, .form = &mail_choice_record},
    {GET, "/action/:token", ANYONE, .office = action_link_show},
    {POST, "/action/:token", ANYONE, .office = action_link_do, .form = &action_update_record, .inputs = action_link_inputs},

    {0},
};
