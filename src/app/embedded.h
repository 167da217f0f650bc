/* Texts that the build puts into the program: the demo's, from demo/, and the table of rules, from docs/rules.md. */
#ifndef QUORATE_APP_EMBEDDED_H
#define QUORATE_APP_EMBEDDED_H

typedef struct { const char *name, *text; } EmbeddedText;
extern const EmbeddedText embedded_texts[]; /* ended by {0} */

#endif
