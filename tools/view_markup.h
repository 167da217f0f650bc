/* Where a view's markup is, character by character, as a browser would see it; and what may stand there. It holds that elements are closed
 * in the block that opened them, that a form for POST carries its token, and that nothing is written where it could not be escaped. */
#ifndef QUORATE_TOOLS_VIEW_MARKUP_H
#define QUORATE_TOOLS_VIEW_MARKUP_H

#include <stdbool.h>

typedef enum {
    IN_TEXT,
    IN_TAG_NAME, /* <na */
    IN_TAG,      /* between attributes */
    IN_NAME,     /* of an attribute */
    IN_EQUALS,   /* behind its = */
    IN_VALUE,    /* within its quotes */
    IN_COMMENT,  /* <!-- */
    IN_DOCTYPE,  /* <! */
} Where;
typedef enum { VALUE_PLAIN, VALUE_URL_START, VALUE_URL_LATER, VALUE_URL_EITHER, VALUE_REFUSED } ValueKind;

typedef struct {
    Where where;
    const char *opened; /* the tag or the value that it is in; NULL in text */
    char quote;         /* of the value */
    ValueKind value;
    bool needs_space; /* before the next attribute's name */
    bool after_space; /* what was written last is white space: more of it adds nothing */
} State;
extern State state;
extern int depth; /* blocks open */

/* Moves on by one character of literal markup. */
void step(char c, const char *at);
/* The innermost element's name; "" for none. */
const char *innermost(void);
bool in_raw_text(void);   /* of a script or style */
bool in_plain_text(void); /* of a textarea or title, where tags mean nothing */
bool keeps_space(void);
/* "an attribute", for errors. */
const char *place_name(void);

/* The macro of web/view.h that writes an expression here. */
const char *writer_here(const char *at);
/* A control mark ends a tag's or an attribute's name, so that branches compare. */
void settle(const char *at);
/* Every element of the innermost block has been closed. */
void must_be_closed(const char *at);
/* What holds after two ways through a block: both must be within the same tag and value. */
State joined(const char *at, State a, State b);
/* The form's token stands here; is_always(depth) tells whether what stands here is always written once the form of that depth is. */
void token_written(const char *at, bool (*is_always)(int depth));

#endif
