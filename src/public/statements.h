/* The standing texts of the site, as Markdown. Pure. */
#ifndef QUORATE_PUBLIC_STATEMENTS_H
#define QUORATE_PUBLIC_STATEMENTS_H

#include "publish/published.h"

Text accessibility_statement(Arena *arena, const PublishedSite *site);
Text privacy_notice(Arena *arena, const PublishedSite *site);
Text cookies_notice(Arena *arena, const PublishedSite *site);

#endif
