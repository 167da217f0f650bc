/* Looking up the assets that tools/embed put into the program. */
#include "web/assets.h"

#include "base/error.h"

const Asset *asset_named(Text name) {
    for (const Asset *asset = all_assets; asset->name; asset++)
        if (text_equal(name, text_of(asset->name))) return asset;
    return NULL;
}

const char *asset_url(const char *name) {
    const Asset *asset = asset_named(text_of(name));
    CHECK(asset != NULL);
    return asset->url;
}
