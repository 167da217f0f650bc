/* The doors of publishing, in the office. */
#ifndef QUORATE_PUBLISH_PAGES_H
#define QUORATE_PUBLISH_PAGES_H

#include "web/route.h"

/* publication_pages.c */
OfficeHandler publication_show, publication_ask, publication_withdraw_ask, publication_withdraw_do, supplement_publish_do;
/* members_pack_pages.c */
OfficeHandler members_pack;
/* public_side_pages.c */
OfficeHandler public_side_show, public_side_bring;
/* finding_pages.c */
OfficeHandler finding_show, finding_override_do;
/* watch_list_pages.c */
OfficeHandler watch_list_show, watch_phrase_new_show, watch_phrase_new_save, watch_phrase_edit_show, watch_phrase_edit_save,
    watch_phrase_delete_ask, watch_phrase_delete_do;
/* letter_pages.c */
OfficeHandler letter_list_show, letter_collect_do, letter_show, letter_save, letter_delete_ask, letter_delete_do;

extern const Input publication_inputs[], publication_withdraw_inputs[], letter_list_inputs[], finding_inputs[];

/* minutes_publication_pages.c */
OfficeHandler minutes_publication_show, minutes_publish_do, minutes_withdraw_do, minutes_agenda_do;

/* agreement_publication_pages.c */
OfficeHandler agreement_publication_show, agreement_publish_do, agreement_withdraw_do;
extern const Input agreement_publish_inputs[], agreement_withdraw_inputs[];

/* actions_paper_pages.c */
OfficeHandler actions_paper_do;

#endif
