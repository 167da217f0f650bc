/* The page of a paper (a report written in Quorate is there to read as a page), its twin, and its PDF. */
#include "public/agenda.h"
#include "public/pages.h"
#include "public/papers.view.h"
#include "public/site.sql.h"
#include "public/words.h"

typedef struct {
    PublishedPaper paper;
    PublishedItem item;
    PublishedMeeting meeting;
    PublishedPaper replaces, replaced_by; /* without id: none */
} PaperPlace;

static Error *find_paper(Site *site, Request *request, PaperPlace *out) {
    Arena *arena = request->arena;
    PublishedId id = {0};
    bool found = false;
    *out = (PaperPlace){0};
    TRY(request_id(request, 0, &id.n));
    TRY(site_paper(site->db, arena, id, &out->paper, &found));
    if (!found)
        return error_new(arena, ERROR_NOT_FOUND, "There is no paper at this address. Look for it in the list of meetings, or search.");
    TRY(site_meeting(site->db, arena, out->paper.meeting, &out->meeting, &found));
    if (out->paper.replaces.n) TRY(site_paper(site->db, arena, out->paper.replaces, &out->replaces, &found));
    if (out->paper.replaced_by.n) TRY(site_paper(site->db, arena, out->paper.replaced_by, &out->replaced_by, &found));
    if (out->paper.item.n) TRY(site_item(site->db, arena, out->paper.item, &out->item, &found));
    return NULL;
}

static Page paper_frame(Site *site, Request *request, const PaperPlace *place) {
    Text title = place->paper.title;
    if (place->paper.is_withdrawn) title = place->paper.replaced_by.n ? S("This paper was replaced") : S("This paper was withdrawn");
    Page page = site_page(site, request, "meetings", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Home"), S("/"));
    page_breadcrumb(request->arena, &page, S("Meetings"), S("/meetings"));
    page_breadcrumb(request->arena, &page, published_meeting_name(request->arena, &place->meeting),
        site_meeting_address(request->arena, place->meeting.id));
    page.twin = text_join(request->arena, site_paper_address(request->arena, place->paper.id), S(".json"));
    return page;
}

static void respond_gone(Site *site, Request *request, Response *response, const PaperPlace *place) {
    Page page = paper_frame(site, request, place);
    View v = page_view(request, response, &page);
    response->status = 410;
    site_paper_tombstone(&v, page, &place->paper, &place->replaced_by, &place->meeting);
}

Error *site_paper_show(Site *site, Request *request, Response *response) {
    PaperPlace place = {0};
    TRY(find_paper(site, request, &place));
    if (place.paper.is_withdrawn) {
        respond_gone(site, request, response, &place);
        return NULL;
    }
    Page page = paper_frame(site, request, &place);
    page.description = text_format(request->arena, "Paper for item %.*s, %.*s", TEXT_ARG(place.item.code),
        TEXT_ARG(published_meeting_name(request->arena, &place.meeting)));
    View v = page_view(request, response, &page);
    site_paper_page(&v, page, &place.paper, &place.item, &place.meeting, &place.replaces);
    return NULL;
}

Error *site_paper_json(Site *site, Request *request, Response *response) {
    PaperPlace place = {0};
    Arena *arena = request->arena;
    TRY(find_paper(site, request, &place));
    Buffer out = buffer_new(arena, 4096);
    Json j = json_to(&out);
    json_begin_object(&j);
    json_put_int(&j, "id", place.paper.id.n);
    json_put_bool(&j, "withdrawn", place.paper.is_withdrawn);
    if (place.paper.is_withdrawn) {
        json_put_text(&j, "reason", place.paper.withdrawn_reason);
        if (place.replaced_by.id.n)
            json_put_text(&j, "replaced_by", text_join(arena, site->site_address, site_paper_address(arena, place.replaced_by.id)));
    } else {
        json_put_text(&j, "item", place.item.code);
        json_key(&j, "paper");
        site_put_paper(&j, arena, site->site_address, &place.paper);
        json_put_text(&j, "report", place.paper.report);
    }
    json_key(&j, "meeting");
    site_put_meeting(&j, arena, site->site_address, &place.meeting);
    json_end_object(&j);
    json_end_object(&j);
    respond_open_data(response, buffer_text(&out));
    if (place.paper.is_withdrawn) response->status = 410;
    return NULL;
}

/* The name in the address is for people; the number says which paper, so that an address outlives a change of title. */
Error *site_paper_file(Site *site, Request *request, Response *response) {
    PaperPlace place = {0};
    TRY(find_paper(site, request, &place));
    if (place.paper.is_withdrawn) {
        respond_gone(site, request, response, &place);
        return NULL;
    }
    StoredFile file = {place.paper.file_sha256, place.paper.media_type, place.paper.bytes};
    respond_file(request, response, site->published, &file, place.paper.file_name, true);
    return NULL;
}
