/* What of a web page is its site's and not the document's: navigation, notices about cookies, "Was this page useful?". Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_PAGE_PARTS_H
#define QUORATE_ARCHIVE_PAGE_PARTS_H

#include <gumbo.h>

#include "base/text.h"

/* Of an element: the value of its attribute; empty when it has none. */
const char *page_attribute(const GumboNode *node, const char *name);
/* Is the element the site's own: by its tag, its role, or what its class calls it? What holds the page's main heading never is. */
bool is_site_part(const GumboNode *node);
/* Is it a heading that begins a part of the site's, to the next heading beside it: "Was this page useful?", "Recent posts"? */
bool heads_site_part(const GumboNode *node);
/* Is a line of words the site's: "Skip to main content", "You are here: ...", its copyright? */
bool is_site_line(Text line);
/* Does the page hide the element from those who look at it, or mark it as deleted? */
bool is_hidden_part(const GumboNode *node);
/* How many elements of the tag are below the node: looked for no further than a page can tell anything by. */
int count_tags(const GumboNode *node, GumboTag tag);

#endif
