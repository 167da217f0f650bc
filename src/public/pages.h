/* The doors of the public site. All are site handlers: they read the published store and post into the letterbox, nothing else. */
#ifndef QUORATE_PUBLIC_PAGES_H
#define QUORATE_PUBLIC_PAGES_H

#include "web/route.h"

/* home_pages.c */
SiteHandler site_home, site_home_json;
/* body_pages.c */
SiteHandler site_bodies_list, site_bodies_json, site_body_show, site_body_json, site_terms_show, site_terms_json;
/* meeting_list_pages.c */
SiteHandler site_meetings_list, site_meetings_json;
/* meeting_pages.c */
SiteHandler site_meeting_show, site_meeting_json, site_agenda_pdf, site_pack_pdf, site_supplement_pdf, site_meeting_ics;
/* minutes_pages.c */
SiteHandler site_minutes_show, site_minutes_json, site_minutes_pdf;
/* decision_pages.c */
SiteHandler site_decisions_list, site_decisions_json;
/* agreement_pages.c */
SiteHandler site_plan_home, site_plan_home_json, site_agreement_show, site_agreement_json, site_agreement_pdf, site_plan_action_show, site_plan_action_json;
/* archive_pages.c */
SiteHandler site_archive_show, site_archive_json, site_archive_meeting_show, site_archive_meeting_json;
/* archive_finding_pages.c */
SiteHandler site_archive_search, site_archive_search_json, site_archive_people_show, site_archive_people_json, site_archive_person_show, site_archive_person_json, site_archive_source_show, site_archive_source_json;
/* old_addresses.c */
SiteHandler site_old_meeting, site_old_document;
/* paper_pages.c */
SiteHandler site_paper_show, site_paper_json, site_paper_file;
/* calendar_pages.c */
SiteHandler site_calendar, site_calendar_json, site_calendar_ics, site_body_ics;
/* search_pages.c */
SiteHandler site_search, site_search_json;
/* feed_pages.c */
SiteHandler site_feed, site_sitemap, site_robots;
/* statement_pages.c */
SiteHandler site_accessibility, site_accessibility_json, site_privacy, site_privacy_json, site_cookies, site_cookies_json;
/* contact_pages.c */
SiteHandler site_contact, site_contact_json, site_contact_send, site_contact_sent;

/* consultation_pages.c */
SiteHandler site_consultations_show, site_consultations_json, site_consultation_show, site_consultation_json, site_consultation_send, site_consultation_sent,
    site_consultation_link, site_consultation_link_send;

/* subscribe_pages.c */
SiteHandler site_subscribe, site_subscribe_send, site_subscribe_sent, site_subscribe_json, site_subscription, site_subscription_confirm,
    site_subscription_stop;

/* of lists by body and year: body, year, page (body_and_year.c) */
extern const Input body_and_year_inputs[];
extern const Input site_archive_inputs[], site_archive_source_inputs[], site_archive_people_inputs[], site_archive_person_inputs[], site_archive_search_inputs[], site_old_meeting_inputs[];
extern const Input site_calendar_inputs[], site_search_inputs[], site_contact_inputs[], site_contact_about[], site_subscribe_inputs[], site_subscription_inputs[], site_consultation_inputs[], site_consultation_link_inputs[];

#endif
