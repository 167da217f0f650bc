/* The demo's texts, put into the program from demo/. */
#ifndef QUORATE_APP_DEMO_TEXT_H
#define QUORATE_APP_DEMO_TEXT_H

typedef struct { const char *name, *text; } DemoText;
extern const DemoText demo_texts[]; /* ended by {0} */

#endif
