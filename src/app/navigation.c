/* The service navigation of both sides, and what the header calls the partnership (web/page.h). */
#include "people/people.h"
#include "publish/published.h"
#include "web/page.h"

const NavigationEntry all_navigation[] = {
    {"home", "Home", "/", false, ANYONE},
    {"meetings", "Meetings", "/meetings", false, ANYONE},
    {"decisions", "Decisions", "/decisions", false, ANYONE},
    {"plan", "Plan", "/plan", false, ANYONE},
    {"archive", "Archive", "/archive", false, ANYONE},
    {"calendar", "Calendar", "/calendar", false, ANYONE},
    {"bodies", "Who we are", "/bodies", false, ANYONE},
    {"search", "Search", "/search", false, ANYONE},

    {"desk", "Desk", "/office", true, SIGNED_IN},
    {"meetings", "Meetings", "/office/meetings", true, SIGNED_IN},
    {"decisions", "Decisions", "/office/decisions", true, SIGNED_IN},
    {"plan", "Plan", "/office/plan", true, EVERY_ROLE},
    {"actions", "Actions", "/office/actions", true, SIGNED_IN},
    {"archive", "Archive", "/office/archive", true, STAFF | AUDITOR},
    {"statistics", "Statistics", "/office/statistics", true, EVERY_ROLE},
    {"bodies", "Bodies", "/office/bodies", true, SIGNED_IN},
    {"notes", "My notes", "/office/notes", true, CHAIR | MEMBER},
    {"people", "People", "/office/people", true, STAFF | AUDITOR},
    {"settings", "Settings", "/office/settings", true, STAFF | AUDITOR},
    {"history", "Journal", "/office/journal", true, STAFF | AUDITOR},
    {0},
};

Text partnership_name_in_office(Db *db, Arena *arena) {
    Partnership partnership;
    if (partnership_get(db, arena, &partnership)) return (Text){0};
    return partnership.name;
}

Text partnership_name_on_site(Db *db, Arena *arena) {
    RecordList list;
    if (record_list(db, arena, &published_site_record, 0, 1, &list) || list.count == 0) return (Text){0};
    return ((const PublishedSite *)list.items)->name;
}
