/* The one table of doors: method, path, who may enter, handler, inputs. A handler is reached through its row or not at all.
 * The tests walk this table: every door is tried by every kind of visitor. */
#include "app/pages.h"
#include "meetings/pages.h"
#include "people/pages.h"
#include "people/people.h"
#include "web/route.h"
#include "web/sign_in_pages.h"

static const Input history_inputs[] = {{"day", INPUT_DATE, 0}, {"since", INPUT_DATE, 0}, {0}};
static const Input journal_inputs[] = {{"before", INPUT_INT, 0}, {0}};

/* people/ */
#define KEEPERS ((Access)(CLERK | ADMINISTRATOR))
static const Input version_input[] = {{"version", INPUT_INT, 0}, {0}};
static const Input direction_input[] = {{"direction", INPUT_TEXT, 4}, {0}};
static const Input year_input[] = {{"year", INPUT_INT, 0}, {0}};
static const Input person_search_inputs[] = {{"q", INPUT_TEXT, 100}, {"page", INPUT_INT, 0}, {0}};
static const Input account_person_input[] = {{"person", INPUT_INT, 0}, {0}};

/* meetings/ */
enum { PAPER_UPLOAD_BYTES = 201 * 1024 * 1024 }; /* a PDF of 200 MB and the form around it */
static const Input meeting_filter[] = {{"body", INPUT_TEXT, 20}, {"year", INPUT_TEXT, 4}, {0}};
static const Input warned_input[] = {{"warned", INPUT_TEXT, 60}, {0}};
static const Input reason_input[] = {{"reason", INPUT_LONG, 1000}, {"version", INPUT_INT, 0}, {0}};
static const Input move_input[] = {{"item", INPUT_TEXT, 90}, {"part", INPUT_TEXT, 90}, {"paper", INPUT_TEXT, 90}, {0}};
static const Input place_input[] = {{"place", INPUT_TEXT, 45}, {"version", INPUT_INT, 0}, {0}};
static const Input agreement_inputs[] = {{"agreed_by", INPUT_TEXT, 160}, {"agreed_on", INPUT_DATE, 0}, {"version", INPUT_INT, 0}, {0}};
static const Input file_input_only[] = {{"file", INPUT_FILE, 0}, {0}};
static const Input action_input[] = {{"action", INPUT_TEXT, 20}, {0}};
static const Input download_input[] = {{"download", INPUT_TEXT, 5}, {0}};

const Route all_routes[] = {
    /* ---- the public site (public/) ---- */

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
    {GET, "/healthz", ANYONE, .site = health_page},
    {GET, "/metrics", ANYONE, .site = metrics_page, .flags = ROUTE_LOOPBACK},

    /* ---- the office: desk, history, jobs, downloads (app/) ---- */
    {GET, "/office", SIGNED_IN, .office = desk_show},
    {GET, "/office/history/:record/:id", STAFF | AUDITOR, .office = history_show, .inputs = history_inputs},
    {GET, "/office/journal", STAFF | AUDITOR, .office = journal_show, .inputs = journal_inputs},
    {GET, "/office/jobs", STAFF | AUDITOR, .office = jobs_show_page},
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
    {GET, "/office/terms/:id", EVERY_ROLE, .office = terms_show},
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
    {GET, "/office/settings", KEEPERS, .office = settings_show},
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
    {POST, "/office/accounts/:id/edit", ADMINISTRATOR, .office = account_edit_save, .form = &account_record, .inputs = account_person_input},
    {GET, "/office/accounts/:id/disable", ADMINISTRATOR, .office = account_disable_ask},
    {POST, "/office/accounts/:id/disable", ADMINISTRATOR, .office = account_disable_do, .inputs = version_input},
    {POST, "/office/accounts/:id/enable", ADMINISTRATOR, .office = account_enable_do},
    {POST, "/office/accounts/:id/invitation", ADMINISTRATOR, .office = account_invite_do},

    /* ---- meetings (meetings/) ---- */
    {GET, "/office/meetings", EVERY_ROLE, .office = meeting_list_show, .inputs = meeting_filter},
    {GET, "/office/meetings/new", CLERK, .office = meeting_new_show, .inputs = meeting_filter},
    {POST, "/office/meetings/new", CLERK, .office = meeting_new_save, .form = &meeting_record, .inputs = warned_input},
    {GET, "/office/meetings/:id", EVERY_ROLE, .office = meeting_page_show},
    {GET, "/office/meetings/:id/edit", CLERK, .office = meeting_edit_show},
    {POST, "/office/meetings/:id/edit", CLERK, .office = meeting_edit_save, .form = &meeting_record, .inputs = warned_input},
    {GET, "/office/meetings/:id/cancel", CLERK, .office = meeting_cancel_ask},
    {POST, "/office/meetings/:id/cancel", CLERK, .office = meeting_cancel_do, .inputs = reason_input},
    {GET, "/office/meetings/:id/agenda", EVERY_ROLE, .office = agenda_show},
    {POST, "/office/meetings/:id/move", CLERK, .office = agenda_move_do, .inputs = move_input},
    {GET, "/office/meetings/:id/agree", CLERK | CHAIR, .office = agenda_agree_show},
    {POST, "/office/meetings/:id/agree", CLERK | CHAIR, .office = agenda_agree_do, .inputs = agreement_inputs},
    {POST, "/office/meetings/:id/reopen", CLERK | CHAIR, .office = agenda_reopen_do},
    {GET, "/office/meetings/:id/check", CLERK, .office = agenda_check_show},
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
    {POST, "/office/items/:id/remove", CLERK, .office = item_remove_do, .inputs = version_input},
    {GET, "/office/items/:id/papers/new", CLERK | SAFETY_OFFICER, .office = paper_new_show},
    {POST, "/office/items/:id/papers/new", CLERK | SAFETY_OFFICER, .office = paper_new_save, .form = &paper_record, .inputs = file_input_only,
        .upload_bytes = PAPER_UPLOAD_BYTES, .flags = ROUTE_SLOW},
    {POST, "/office/items/:id/papers/move", CLERK | SAFETY_OFFICER, .office = paper_move_do, .inputs = move_input},
    {GET, "/office/items/:id/reports/new", CLERK | SAFETY_OFFICER, .office = report_new_show},
    {POST, "/office/items/:id/reports/new", CLERK | SAFETY_OFFICER, .office = report_new_save, .form = &report_record, .inputs = action_input},
    {GET, "/office/papers/:id", EVERY_ROLE, .office = paper_show},
    {GET, "/office/papers/:id/file", EVERY_ROLE, .office = paper_file, .inputs = download_input, .flags = ROUTE_SLOW},
    {GET, "/office/papers/:id/edit", CLERK | SAFETY_OFFICER, .office = paper_edit_show},
    {POST, "/office/papers/:id/edit", CLERK | SAFETY_OFFICER, .office = paper_edit_save, .form = &paper_record},
    {GET, "/office/papers/:id/replace", CLERK | SAFETY_OFFICER, .office = paper_replace_show},
    {POST, "/office/papers/:id/replace", CLERK | SAFETY_OFFICER, .office = paper_replace_save, .form = &paper_record, .inputs = file_input_only,
        .upload_bytes = PAPER_UPLOAD_BYTES, .flags = ROUTE_SLOW},
    {GET, "/office/papers/:id/withdraw", CLERK | SAFETY_OFFICER, .office = paper_withdraw_ask},
    {POST, "/office/papers/:id/withdraw", CLERK | SAFETY_OFFICER, .office = paper_withdraw_do, .inputs = reason_input},
    {POST, "/office/papers/:id/restore", CLERK | SAFETY_OFFICER, .office = paper_restore_do},
    {GET, "/office/papers/:id/report", CLERK | SAFETY_OFFICER, .office = report_edit_show},
    {POST, "/office/papers/:id/report", CLERK | SAFETY_OFFICER, .office = report_edit_save, .form = &report_record, .inputs = action_input},
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

    /* ---- publishing (publish/) ---- */

    {0},
};
