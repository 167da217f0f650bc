/* What was read out of a file that somebody else wrote: documents, their entries, and doubts about them. Values only: nothing here knows a
 * database. The work is done by parsers in a sandbox (layouts.h); archive/import.h makes records of what comes out. */
#ifndef QUORATE_ARCHIVE_READING_H
#define QUORATE_ARCHIVE_READING_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "paper/ocr.h"

/* Bigger files are refused before anything is read of them. */
#define READING_BYTES_MAX ((int64_t)100 * 1000 * 1000)

typedef enum {
    DOCUMENT_AGENDA = 1,   /* a front sheet: what is to be talked about */
    DOCUMENT_MINUTES,      /* minutes or notes, printed or as text */
    DOCUMENT_MEETING_PAGE, /* a web page of agenda and minutes */
    DOCUMENT_ITEM_PAGE,    /* a web page of one item */
    DOCUMENT_REPORT,
    DOCUMENT_ACTION_PLAN,
    DOCUMENT_TERMS, /* terms of reference */
} ReadDocumentKind;

typedef enum {
    ENTRY_SECTION = 1,  /* a part of an agenda or of a paper: code "A", title "Committee Business" */
    ENTRY_ITEM,         /* of an agenda or of minutes: number (the minute's), code ("B2"), title, first_page, last_page */
    ENTRY_PARAGRAPH,    /* number, or none when it had none; words */
    ENTRY_BULLET,       /* under a paragraph or a resolution part; words */
    ENTRY_TABLE_ROW,    /* words: the cells, a tab between them */
    ENTRY_RESOLUTION,   /* words: what stands before the parts, "that the members"; its parts are below it */
    ENTRY_PART,         /* of a resolution: number (its label), verb, words */
    ENTRY_PRESENT,      /* title: the name as it stands; code: the letters after it; role, organisation */
    ENTRY_ATTENDING,    /* in attendance, not a member */
    ENTRY_APOLOGIES,
    ENTRY_SUBSTITUTE,   /* detail: for whom */
    ENTRY_DECLARATION,  /* of an interest: words */
    ENTRY_FUTURE_DATE,  /* of a meeting to come: date, time */
    ENTRY_ACTION,       /* what somebody undertook to do, as a suggestion: words; title: who */
    ENTRY_RETURN,       /* what is promised to come back, as a suggestion: words; timescale: "in a year's time" */
    ENTRY_PAPER,        /* title; detail: "PDF 124 KB"; from a web service: code (its number there) and words (its address) */
    ENTRY_RECOMMENDATION, /* of a report: number, verb, words */
    ENTRY_APPENDIX,
    ENTRY_PRIORITY,     /* of an action plan: title, role (who leads), words (its aim) */
    ENTRY_PLANNED,      /* an action of a plan: number, title (objective), words (actions, one a line), measure, timescale, role (who leads) */
    ENTRY_PROJECT,      /* with money: title, pence */
    ENTRY_TERMS_SECTION, /* number, title */
    ENTRY_TERMS_RULE,   /* title: "quorum", "frequency", "notice", "term of office"; number: the figure; words: the sentence */
} EntryKind;

typedef struct {
    EntryKind kind;
    int parent; /* index among the document's entries; -1: none. Always smaller than its own */
    Text number, code, title, verb, words, role, organisation, timescale, measure, detail;
    Date date;
    TimeOfDay time;
    int64_t pence;
    bool is_repeat; /* a person who stands in the list already: there is a doubt about it, but of who is told again to have sat for another */
    bool is_restricted, is_chair, is_vice_chair, is_funded, is_linked, is_truncated;
    int first_page, last_page; /* of an agenda's item in its pack */
    int first_line, last_line; /* where it stands in the source's lines, from 1; 0: not known */
} Entry;
typedef struct { Entry *items; size_t count; } EntryList;

/* What a doubt is about. */
typedef enum {
    DOUBT_NO_DATE = 1,     /* the document says no day; proposal: a day, or what is known of it */
    DOUBT_DATE_DIFFERS,    /* a day contradicts another place or document */
    DOUBT_NO_BODY,
    DOUBT_TRUNCATED,       /* the text breaks off; proposal: where the rest may be */
    DOUBT_LOOKALIKE,       /* letters that only look like Latin; proposal: the code as it is meant */
    DOUBT_GLUED_NUMBER,    /* a page number or another thing stands in an action's number; proposal: the number */
    DOUBT_NUMBER_ORDER,    /* minute numbers out of order or with gaps; proposal: the number in order */
    DOUBT_NUMBER_REPEATED,
    DOUBT_LISTED_TWICE,    /* a person; proposal: the name that is kept */
    DOUBT_SUM,             /* sums that do not add up; proposal: the sum as it would */
    DOUBT_SECTION_REPEATED, /* a section number twice; proposal: the next number */
    DOUBT_NO_LEAD,
    DOUBT_NO_NUMBER,       /* an action or a minute without its number */
    DOUBT_PERSON,          /* who is meant: several fit */
    DOUBT_PLACE,           /* a passage that no layout could place */
    DOUBT_MEETING,         /* which meeting a document belongs to */
    DOUBT_RESTRICTED,      /* whether something is restricted */
    DOUBT_KIND,            /* what kind of document it is */
    DOUBT_NO_DAY_LISTED,   /* an item about days of meetings that names none */
    DOUBT_HIDDEN,          /* words that nobody who reads the document sees: left out of a Word file, taken from a PDF */
    DOUBT_RECOGNISED,      /* a picture of words, which were read by OCR */
} DoubtAbout;

typedef struct {
    DoubtAbout about;
    int document, entry; /* indexes; -1: of the file, of the whole document */
    Text words;          /* a sentence for the clerk */
    Text proposal;       /* the answer that is proposed: a day as 2025-07-23, a number, a name; may be empty */
    Text known;          /* what is known when there is no proposal: "after 13 July 2021, before 24 March 2022" */
    int first_line, last_line;
} ReadDoubt;
typedef struct { ReadDoubt *items; size_t count; } ReadDoubtList;

typedef struct {
    ReadDocumentKind kind;
    Text title, body; /* body: its name as it stands, may be empty */
    Date date;        /* of the meeting */
    Date after, before; /* what is known of an unset date: strictly after, strictly before */
    Text date_words;  /* the day as it stands in the document */
    TimeOfDay time;
    Text venue, contact;
    bool is_online, is_draft;
    Date minutes_of;   /* the meeting whose minutes it approves or carries */
    bool approves;     /* and it does approve them; approval_words: "subject to ..." */
    Text approval_words;
    Date next_meeting; /* the day that it gives for the next one */
    Text by, to, classification; /* of a report */
    EntryList entries;
    int first_line, last_line;
} ReadDocument;

/* Whether there is anything to take. */
typedef enum {
    READ_FINE = 1,
    READ_EMPTY,
    READ_TOO_BIG,
    READ_PICTURES,   /* a PDF without words: it would have to be recognised first (tesseract) */
    READ_NOT_TEXT,   /* a spreadsheet, a picture, an archive of archives, a program */
    READ_DAMAGED,
    READ_LOCKED,     /* a password */
    READ_ANOTHER,    /* words, but of no kind that a partnership keeps: a novel, a letter */
} ReadVerdict;

typedef enum { SOURCE_PDF = 1, SOURCE_HTML, SOURCE_DOCX, SOURCE_TEXT, SOURCE_SERVICE } SourceFormat; /* the last: an answer of a Modern.gov web service */

typedef struct {
    ReadVerdict verdict;
    Text sentence;       /* for the person when it is not fine: what is wrong and what to do */
    SourceFormat format;
    bool is_pack;        /* an agenda with what belongs to it */
    Text old_address;    /* of a saved page of a Modern.gov site: "/ieListDocuments.aspx?MId=71"; or empty */
    Text text;           /* the words of the source, a line each; the lines that entries name. Pages end with a form feed at a line's beginning */
    ReadDocument *documents;
    size_t document_count;
    ReadDoubtList doubts;
} Reading;

/* What is known of a file before it is read. All may be empty. */
typedef struct {
    Text name; /* the file's */
    Text body;
    Date date;
    Text media_type; /* when a server told it */
    bool is_recognised; /* the words come from OCR; set by archive_read */
    bool without_ocr;   /* a PDF of pictures is refused, as it is where tesseract is not installed */
    OcrProgress ocr_progress;
} ReadHints;

/* Reads a file. An Error only when the reading itself fails (no child could be started); a bad file is a verdict. Everything lives in `arena`.
 * Programs that call it call archive_offer_sandbox before sandbox_main. */
Error *archive_read(Arena *arena, Text bytes, const ReadHints *hints, Reading *out);
void archive_offer_sandbox(void);

/* A reading as `quorate import --json` prints it: one object. What the pack's agenda says stands at the top; each document has its own object
 * below "documents". */
void reading_json(Buffer *out, Text file, const Reading *reading);
/* The code of a kind, for JSON and records: "minutes", "present", "number_order". */
const char *document_kind_code(ReadDocumentKind kind);
const char *entry_kind_code(EntryKind kind);
const char *doubt_code(DoubtAbout about);
/* The code of the file as a whole: of its one document, "pack", or "unknown". */
const char *reading_kind_code(const Reading *reading);

#endif
