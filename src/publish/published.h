/* What has been published: the records of the published store, finished and redacted. The public side reads these and nothing else; the
 * valve (publish/valve.c) alone writes them. Ids are the office's, so addresses are permanent. */
#ifndef QUORATE_PUBLISH_PUBLISHED_H
#define QUORATE_PUBLISH_PUBLISHED_H

#include "store/record.h"

typedef struct { int64_t n; } PublishedId;

/* One row: names and texts of the site. */
typedef struct { PublishedId id; int64_t version; Text name, short_name, area, introduction, contact_name, contact_email, contact_phone,
    postal_address, accessibility_email; bool offers_mail; } PublishedSite;
typedef struct { PublishedId id; int64_t version; Text name, short_name, kind, purpose; PublishedId parent; Text contact_name, contact_email,
    contact_phone; int64_t position; } PublishedBody;
/* Terms of reference in force or once in force. */
typedef struct { PublishedId id; int64_t version; PublishedId body; Text title; Date from, until, approved_on; Text text; Text quorum, notice,
    meetings, decisions; } PublishedTerms;
/* A section of terms of reference; its number is its position. */
typedef struct { PublishedId id; int64_t version; PublishedId terms; int64_t position; Text heading, text; } PublishedTermsSection;
extern const Record published_terms_section_record;
typedef struct { PublishedTermsSection *items; size_t count; } PublishedTermsSectionList;
/* A seat and who holds it: holder is a post, or a name where the person is named publicly. */
typedef struct { PublishedId id; int64_t version; PublishedId body; Text seat, organisation, holder, office; bool is_core, is_statutory,
    is_invited; int64_t position; Date from, until; } PublishedSeat;

typedef enum { PUBLISHED_PLANNED = 1, PUBLISHED_AGENDA, PUBLISHED_HELD, PUBLISHED_CANCELLED, PUBLISHED_WITHDRAWN } PublishedState;
typedef struct { PublishedId id; int64_t version; PublishedId body; Text body_name; Date day; TimeOfDay starts, ends; bool is_online;
    Text place, contact_name, contact_email, contact_phone, note; PublishedState state; int64_t publication;
    Moment published_at /* for the first time since it was last withdrawn */, changed_at;
    Text reason; /* of a cancellation or withdrawal: the tombstone */ } PublishedMeeting;
typedef struct { PublishedId id; int64_t version; PublishedId meeting; int64_t position; Text letter, title, note; bool is_open; } PublishedPart;
typedef struct { PublishedId id; int64_t version; PublishedId meeting, part; int64_t position; Text code, title, purpose, lead; bool is_restricted;
    Text restriction; bool is_withdrawn; Text withdrawn_reason; int64_t page_from, page_to; /* 0: none */
    Text withheld; /* of an open item: that a paper or passages are not for publication, one a line */
    Text urgency; /* why a late item is taken; empty for the others */ } PublishedItem;
typedef struct { PublishedId id; int64_t version; PublishedId meeting, item; int64_t position; Text title, file_sha256, media_type, file_name;
    int64_t bytes, pages, page_from, page_to; Text report; /* a report written here: its open text as Markdown, shown as HTML */
    bool is_withdrawn; Text withdrawn_reason;
    int64_t supplement; Moment added_at; /* 0, unset: came with the agenda */
    PublishedId replaces, replaced_by; /* papers of the same meeting, one of which is a tombstone */ } PublishedPaper;
/* Agenda front sheet, public reports pack, supplements with their packs. */
typedef struct { PublishedId id; int64_t version; PublishedId meeting; Text kind /* "agenda", "pack", "supplement" */, title, file_sha256, media_type,
    file_name; int64_t bytes, pages; int64_t supplement; Text reason; /* number of a supplement, and why there is one */
    int64_t page_from, page_to; /* numbers on its pages; 0: none */ Moment published_at; } PublishedDocument;

typedef enum { PUBLISHED_MINUTES_DRAFT = 1, PUBLISHED_MINUTES_APPROVED, PUBLISHED_MINUTES_WITHDRAWN } PublishedMinutesState;
/* The minutes of a meeting, under the meeting's own id. */
typedef struct { PublishedId id; int64_t version; PublishedId body; Text body_name; Date day; PublishedMinutesState state; Text present, substitutes,
    apologies, others /* of these each one a line */, presided, declarations /* one a line */, approval, corrections /* of the list of those present; Markdown */;
    Moment published_at, changed_at; Text file_sha256, media_type, file_name; int64_t bytes, pages; Text reason /* of a withdrawal */; } PublishedMinutes;
/* One item: of a restricted one the summary for the public and the description of the restriction. Texts are Markdown. */
typedef struct { PublishedId id; int64_t version; PublishedId minutes; int64_t position, number; Text code, title, text, resolved, corrections;
    bool is_restricted; Text restriction; Text urgency; /* why an open item was taken late */
    Text actions; /* of an open item, one a line: "Write to the districts (Kent Police, by the next meeting)" */ } PublishedMinute;
/* A part of what was resolved on an open item, for the register of decisions. */
typedef struct { PublishedId id; int64_t version; PublishedId minutes, body; Text body_name; Date day; int64_t number; Text code, item_title;
    int64_t position; Text letter, words, outcome, vote; bool is_draft; } PublishedDecision;
extern const Record published_minutes_record, published_minute_record, published_decision_record;
typedef struct { PublishedMinutes *items; size_t count; } PublishedMinutesList;
typedef struct { PublishedMinute *items; size_t count; } PublishedMinuteList;
typedef struct { PublishedDecision *items; size_t count; } PublishedDecisionList;

extern const Record published_site_record, published_body_record, published_terms_record, published_seat_record, published_meeting_record,
    published_part_record, published_item_record, published_paper_record, published_document_record;

typedef struct { PublishedBody *items; size_t count; } PublishedBodyList;
typedef struct { PublishedTerms *items; size_t count; } PublishedTermsList;
typedef struct { PublishedSeat *items; size_t count; } PublishedSeatList;
typedef struct { PublishedMeeting *items; size_t count; } PublishedMeetingList;
typedef struct { PublishedPart *items; size_t count; } PublishedPartList;
typedef struct { PublishedItem *items; size_t count; } PublishedItemList;
typedef struct { PublishedPaper *items; size_t count; } PublishedPaperList;
typedef struct { PublishedDocument *items; size_t count; } PublishedDocumentList;

#endif
