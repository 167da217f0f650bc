/* What the leak check found in something that was about to go out: a record for each finding, and the overriding of one by a second person. */
#ifndef QUORATE_PUBLISH_FINDING_H
#define QUORATE_PUBLISH_FINDING_H

#include "meetings/meeting.h"

typedef struct { int64_t n; } FindingId;
typedef struct { int64_t n; } FindingOverrideId;

typedef enum {
    FINDING_WORDS = 1,  /* words that must not go out */
    FINDING_PASSAGE,    /* a stretch of a text that must not go out */
    FINDING_UNREADABLE, /* what could not be checked */
    FINDING_FILES,      /* a PDF that carries other files */
    FINDING_COVERED,    /* words under a black box or a picture */
    FINDING_OUTSIDE,    /* words outside what is shown of the page */
    FINDING_INVISIBLE,  /* words in no ink, or white on white */
    FINDING_LAYER,      /* words on a layer that is off */
    FINDING_REDACTION,  /* marked for redaction, and still there */
} FindingKind;

typedef struct {
    FindingId id; int64_t version;
    PublicationId publication; int64_t number; /* 1, 2 ... of this publication */
    FindingKind kind;
    Text what;       /* "The title of item D1" */
    Text place;      /* "page 3 of the paper \"Patrols\"" */
    Text url;        /* of the office's page on which it is mended */
    Text before, found, after; /* the words around, and those that were found */
    Text fingerprint; /* of the finding and of the document it is in: another for a changed paper */
} Finding;
typedef struct { Finding *items; size_t count; } FindingList;

/* A second person has looked at a finding and lets it go out. It holds for exactly that finding in exactly that document (fingerprint). */
typedef struct {
    FindingOverrideId id; int64_t version;
    MeetingId meeting; FindingId finding;
    Text fingerprint;
    Text reason;
    int64_t by_account; Text by; Moment at;
} FindingOverride;
typedef struct { FindingOverride *items; size_t count; } FindingOverrideList;

extern const Record finding_record, finding_override_record;

/* Where a text that goes out stands. */
typedef struct {
    Text name;     /* "the title of item B2" */
    Text url;      /* where it is mended; may be empty */
    Text document; /* hash of the document, or of the text itself when it is empty */
} Place;

void finding_add(FindingList *list, Arena *arena, Finding finding);
/* A finding of `kind` at a place; `secret` are the words that must not go out, empty for what is wrong by itself. */
Finding finding_at(Arena *arena, FindingKind kind, Text what, const Place *place, Text secret, Text before, Text found, Text after);
/* "The title of item D1 stands in item B2 (Title)." Without the words that were found. */
Text finding_sentence(Arena *arena, const Finding *finding);
/* The first twenty of them, a line each: why something is held back. */
Text finding_sentences(Arena *arena, const FindingList *findings);
/* What to do about it, for the clerk. */
const char *finding_advice(const Finding *finding);

/* The hash of a text, in hexadecimal digits. */
Text hash_of_text(Arena *arena, Text text);

/* Takes out of `list` what somebody has overridden. */
Error *findings_drop_overridden(Db *office, Arena *arena, MeetingId meeting, FindingList *list);
/* Keeps them with their publication, in the caller's transaction. */
Error *findings_keep(Tx *tx, PublicationId publication, FindingList *list);

/* Overrides one. Refused (ERROR_INPUT) without a reason, (ERROR_FORBIDDEN) for whoever asked for the publication. */
Error *finding_override(Tx *tx, const Publication *publication, const Finding *finding, const Account *by, Text reason);
/* May this account override findings of the publication: a second person? Pure. `asker` is the account that asked; zeroed when it is gone. */
bool may_override(const Publication *publication, const Account *asker, const Account *by);

#endif
