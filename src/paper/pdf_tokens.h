/* The pieces of a page's content stream, one after another. Inside the sandbox. */
#ifndef QUORATE_PAPER_PDF_TOKENS_H
#define QUORATE_PAPER_PDF_TOKENS_H

#include "base/text.h"

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,     /* text: with its slash */
    TOKEN_STRING,   /* text: its bytes */
    TOKEN_OPEN,     /* of an array or a dictionary */
    TOKEN_CLOSE,
    TOKEN_OPERATOR, /* text: "Tj" */
} TokenKind;
typedef struct {
    TokenKind kind;
    double number;
    Text text;
} Token;
typedef struct {
    Arena *arena; /* strings live here */
    Text rest;
} Tokens;

Token token_next(Tokens *tokens);
/* Behind "ID": passes over the bytes of an inline image up to and with its "EI". */
void tokens_skip_image(Tokens *tokens);

#endif
