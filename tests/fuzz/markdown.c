/* Markdown of any kind: as HTML without a tag or address that we did not make, as words, and set on pages. */
/* with: paper base */
#include "paper/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything between < and > begins like a tag of ours. */
static void check_tags(Text html) {
    static const char *const ours[] = {"p ", "/p", "h1", "h2", "h3", "h4", "h5", "h6", "/h", "ul", "/ul", "ol", "/ol", "li", "/li",
        "blockquote ", "/blockquote", "pre ", "code", "/code", "/pre", "hr ", "table ", "/table", "thead ", "/thead", "tbody ", "/tbody",
        "tr ", "/tr", "th ", "/th", "td ", "/td", "br", "em", "/em", "strong", "/strong", "a class=\"govuk-link\" href=\"", "/a"};
    for (size_t i = 0; i < html.len; i++) {
        if (html.ptr[i] != '<') continue;
        Text rest = text_slice(html, i + 1, 40);
        bool is_ours = false;
        for (size_t k = 0; k < sizeof ours / sizeof *ours && !is_ours; k++) is_ours = text_starts_with(rest, text_of(ours[k]));
        CHECK(is_ours);
    }
    for (size_t at = 0; (at = text_find(html, S("href=\""), at)) != SIZE_MAX; at += 6) {
        if (at == 0 || html.ptr[at - 1] != ' ') continue;
        Text address = text_slice(html, at + 6, 12);
        CHECK(text_starts_with(address, S("/")) || text_equal_ignoring_case(text_slice(address, 0, 4), S("http"))
              || text_equal_ignoring_case(text_slice(address, 0, 6), S("mailto"))
              || !text_contains(text_slice(html, at > 40 ? at - 40 : 0, 40), S("<a class")));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *arena = arena_new();
    Text markdown = {(const char *)data, size};
    if (text_is_utf8(markdown, NULL)) {
        Text html = markdown_to_html(arena, markdown, 2).markup;
        check_tags(html);
        CHECK(text_is_utf8(html, NULL));
        CHECK(text_is_utf8(markdown_to_plain(arena, markdown), NULL));
    }
    if (size < 2000 && size % 8 == 0) { /* setting pages is slow beside the rest */
        Document *d = document_new(arena, S("Fuzz"), S(""));
        document_markdown(d, markdown, 1);
        Text bytes;
        CHECK(!document_bytes(d, &bytes, NULL));
    }
    arena_free(arena);
    return 0;
}
