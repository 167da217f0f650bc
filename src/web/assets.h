/* Stylesheets, scripts, fonts and icons, put into the program at build time (tools/embed) with their compressed forms. Served under
 * /assets/NAME?v=HASH with a year's caching. */
#ifndef QUORATE_WEB_ASSETS_H
#define QUORATE_WEB_ASSETS_H

#include "base/text.h"

typedef struct {
    const char *name; /* "quorate.css" */
    const char *media_type;
    const char *version;                        /* first 12 hexadecimal digits of its SHA-256 */
    const char *url;                            /* "/assets/quorate.css?v=0123456789ab" */
    const unsigned char *bytes, *gzip, *brotli; /* compressed forms may be NULL */
    size_t byte_count, gzip_count, brotli_count;
} Asset;
extern const Asset all_assets[]; /* generated; ended by {0} */
const Asset *asset_named(Text name);
/* Its url; stops the program for a name that does not exist. */
const char *asset_url(const char *name);

#endif
