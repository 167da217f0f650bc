/* What a finding of the leak check is: its words, its fingerprint, and who may override it. Pure. */
#include "publish/finding.h"

#include <sodium.h>

enum { MOST_SENTENCES = 20 };

/* ---- Making one ---- */

Text hash_of_text(Arena *arena, Text text) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_alloc(arena, sizeof hash * 2 + 1);
    crypto_hash_sha256(hash, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
    sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
    return (Text){hex, sizeof hash * 2};
}

void finding_add(FindingList *list, Arena *arena, Finding finding) {
    size_t n = list->count;
    if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
        size_t cap = n == 0 ? 8 : n * 2;
        list->items = arena_grow(arena, list->items, n * sizeof(Finding), cap * sizeof(Finding));
    }
    finding.number = (int64_t)n + 1;
    list->items[list->count++] = finding;
}

Finding finding_at(Arena *arena, FindingKind kind, Text what, const Place *place, Text secret, Text before, Text found, Text after) {
    Text identity = text_format(arena, "%d\n%.*s\n%.*s\n%.*s\n%.*s", (int)kind, TEXT_ARG(place->name), TEXT_ARG(place->document),
        TEXT_ARG(hash_of_text(arena, secret)), TEXT_ARG(hash_of_text(arena, found)));
    return (Finding){.kind = kind,
        .what = text_head(what, 900),
        .place = text_head(place->name, 900),
        .url = place->url,
        .before = before,
        .found = found,
        .after = after,
        .fingerprint = hash_of_text(arena, identity)};
}

Text finding_sentence(Arena *arena, const Finding *f) {
    Text what = f->what, place = f->place;
    const char *in = text_starts_with(place, S("page ")) ? "on" : "in";
    switch (f->kind) {
    case FINDING_WORDS: return text_format(arena, "%.*s stands %s %.*s.", TEXT_ARG(what), in, TEXT_ARG(place));
    case FINDING_PASSAGE: return text_format(arena, "%.*s is quoted %s %.*s.", TEXT_ARG(what), in, TEXT_ARG(place));
    case FINDING_UNREADABLE:
    case FINDING_FILES: return text_format(arena, "%.*s", TEXT_ARG(what));
    case FINDING_COVERED: return text_format(arena, "Text stands under a black box or a picture on %.*s.", TEXT_ARG(place));
    case FINDING_OUTSIDE: return text_format(arena, "Text stands outside what is shown of %.*s.", TEXT_ARG(place));
    case FINDING_INVISIBLE: return text_format(arena, "Text that nobody sees stands on %.*s.", TEXT_ARG(place));
    case FINDING_LAYER: return text_format(arena, "Text stands on a layer that is switched off on %.*s.", TEXT_ARG(place));
    case FINDING_REDACTION: return text_format(arena, "Text is marked for redaction, but still there, on %.*s.", TEXT_ARG(place));
    }
    return what;
}

Text finding_sentences(Arena *arena, const FindingList *findings) {
    Buffer out = buffer_new(arena, 512);
    for (size_t i = 0; i < findings->count && i < MOST_SENTENCES; i++) {
        if (i) buffer_put_char(&out, '\n');
        buffer_put(&out, finding_sentence(arena, &findings->items[i]));
    }
    return buffer_text(&out);
}

const char *finding_advice(const Finding *f) {
    switch (f->kind) {
    case FINDING_WORDS:
    case FINDING_PASSAGE:
        return "Take the words out of the place that is named. If they may be known, put them into the public title of the restricted "
               "item, or "
               "lift the restriction.";
    case FINDING_UNREADABLE: return "Have the paper saved or printed as a PDF again, and replace it.";
    case FINDING_FILES: return "Print the paper as a PDF again, without the files and forms that are in it, and replace it.";
    case FINDING_COVERED:
        return "Anybody can copy the words from under the box. Take them out of the document itself, save it as a PDF again, and replace "
               "the "
               "paper.";
    case FINDING_OUTSIDE:
    case FINDING_INVISIBLE:
    case FINDING_LAYER:
        return "Anybody can copy these words or make them visible. Take them out of the document itself, save it as a PDF again, and "
               "replace "
               "the paper.";
    case FINDING_REDACTION:
        return "In the program in which it was marked, choose to apply the redactions, save the PDF, and replace the paper.";
    }
    return "";
}

/* ---- Overriding ---- */

bool may_override(const Publication *publication, const Account *asker, const Account *by) {
    if (publication->asked_by_account == 0 || publication->asked_by_account == by->id.n) return false;
    /* One human being with two accounts is no second person. */
    return asker->person == 0 || asker->person != by->person;
}
