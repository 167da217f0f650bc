/* Looks a made page over as a validator would: elements closed in order, no id twice, and every label, description, control and link within
 * the page leads to an id that is there. Fails the test with what is wrong. */
#ifndef QUORATE_TESTS_WEB_HTML_CHECK_H
#define QUORATE_TESTS_WEB_HTML_CHECK_H

#include "base/text.h"

void html_check(Text page);
/* How many times `part` stands in `page`. */
int times(Text page, const char *part);

#endif
