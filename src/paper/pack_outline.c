/* Owns bookmarks and destinations of a pack: one bookmark a part with the part's own under it, named places made explicit. */
#include "paper/pack_inside.h"

#include "paper/pdf_write_inside.h"

enum { PLACES_MAX = 200000, TREE_DEPTH = 40, BOOKMARKS_MAX = 50000 };

typedef struct NamedPlace {
    Text name;
    qpdf_oh place; /* in the part's own file */
} NamedPlace;

/* ---- Named destinations ---- */

static void add_place(Pack *p, InsidePart *part, size_t *capacity, Text name, qpdf_oh place) {
    if (part->place_count >= PLACES_MAX) return;
    PDF_GROW(p->arena, part->places, part->place_count, *capacity);
    part->places[part->place_count++] = (NamedPlace){text_copy(p->arena, name), place};
}

static void gather_names(Pack *p, InsidePart *part, size_t *capacity, qpdf_oh node, int depth, int *nodes) {
    qpdf_data pdf = part->pdf;
    if (!qpdf_oh_is_dictionary(pdf, node) || depth > TREE_DEPTH || ++*nodes > PLACES_MAX) return;
    qpdf_oh names = qpdf_oh_get_key(pdf, node, "/Names"), kids = qpdf_oh_get_key(pdf, node, "/Kids");
    int count = qpdf_oh_is_array(pdf, names) ? qpdf_oh_get_array_n_items(pdf, names) : 0;
    for (int i = 0; i + 1 < count; i += 2) {
        qpdf_oh name = qpdf_oh_get_array_item(pdf, names, i);
        size_t len;
        if (!qpdf_oh_is_string(pdf, name)) continue;
        const char *bytes = qpdf_oh_get_binary_string_value(pdf, name, &len);
        add_place(p, part, capacity, (Text){bytes, len}, qpdf_oh_get_array_item(pdf, names, i + 1));
    }
    int kid_count = qpdf_oh_is_array(pdf, kids) ? qpdf_oh_get_array_n_items(pdf, kids) : 0;
    for (int i = 0; i < kid_count; i++) gather_names(p, part, capacity, qpdf_oh_get_array_item(pdf, kids, i), depth + 1, nodes);
}

static int by_name(const void *a, const void *b) {
    return text_compare(((const NamedPlace *)a)->name, ((const NamedPlace *)b)->name);
}

static void read_places(Pack *p, InsidePart *part) {
    part->has_places = true;
    qpdf_data pdf = part->pdf;
    qpdf_oh catalogue = qpdf_get_root(pdf), names = qpdf_oh_get_key(pdf, catalogue, "/Names"),
            old = qpdf_oh_get_key(pdf, catalogue, "/Dests");
    size_t capacity = 0;
    int nodes = 0;
    if (qpdf_oh_is_dictionary(pdf, names)) gather_names(p, part, &capacity, qpdf_oh_get_key(pdf, names, "/Dests"), 0, &nodes);
    if (qpdf_oh_is_dictionary(pdf, old)) {
        size_t first = part->place_count;
        qpdf_oh_begin_dict_key_iter(pdf, old);
        while (qpdf_oh_dict_more_keys(pdf)) {
            Text key = text_of(qpdf_oh_dict_next_key(pdf));
            add_place(p, part, &capacity, text_slice(key, 1, key.len - 1), 0);
        }
        for (size_t i = first; i < part->place_count; i++)
            part->places[i].place = qpdf_oh_get_key(pdf, old, text_format(p->arena, "/%.*s", TEXT_ARG(part->places[i].name)).ptr);
    }
    if (part->place_count > 0) qsort(part->places, part->place_count, sizeof *part->places, by_name);
}

/* A destination as the pack's own: an array whose page, if it is one of the part's, is the copy in the pack. */
static qpdf_oh copy_place(Pack *p, InsidePart *part, qpdf_oh place) {
    qpdf_data pdf = part->pdf;
    if (qpdf_oh_is_dictionary(pdf, place)) place = qpdf_oh_get_key(pdf, place, "/D");
    if (!qpdf_oh_is_array(pdf, place) || qpdf_oh_get_array_n_items(pdf, place) == 0) return qpdf_oh_new_null(p->out);
    qpdf_oh copy = qpdf_oh_parse(p->out, "[]");
    int page = qpdf_find_page_by_oh(pdf, qpdf_oh_get_array_item(pdf, place, 0));
    if (page < 0 || page >= part->found.pages) return qpdf_oh_new_null(p->out);
    qpdf_oh_append_item(p->out, copy, part->pages[page]);
    for (int i = 1; i < qpdf_oh_get_array_n_items(pdf, place) && i < 6; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(pdf, place, i);
        if (qpdf_oh_is_name(pdf, item)) qpdf_oh_append_item(p->out, copy, qpdf_oh_new_name(p->out, qpdf_oh_get_name(pdf, item)));
        else if (qpdf_oh_is_number(pdf, item))
            qpdf_oh_append_item(p->out, copy, qpdf_oh_new_real_from_double(p->out, qpdf_oh_get_numeric_value(pdf, item), 2));
        else qpdf_oh_append_item(p->out, copy, qpdf_oh_new_null(p->out));
    }
    return copy;
}

/* "pack:PLACE", from one part to another; only our own front sheets have such links. */
static qpdf_oh place_of_part(Pack *p, Text wanted) {
    static const Text scheme = S_INIT(PACK_PLACE);
    if (!text_starts_with(wanted, scheme)) return qpdf_oh_new_null(p->out);
    Text place = text_slice(wanted, scheme.len, wanted.len);
    for (size_t i = 0; i < p->count; i++) {
        if (text_is_empty(place) || !text_equal(p->parts[i].place, place)) continue;
        qpdf_oh found = qpdf_oh_parse(p->out, "[/Fit]");
        qpdf_oh_insert_item(p->out, found, 0, p->parts[i].pages[0]);
        return found;
    }
    return qpdf_oh_new_null(p->out);
}

qpdf_oh pack_destination(Pack *p, InsidePart *part, qpdf_oh name) {
    if (!part->has_places) read_places(p, part);
    Text wanted;
    if (qpdf_oh_is_name(p->out, name)) {
        wanted = text_of(qpdf_oh_get_name(p->out, name));
        wanted = text_slice(wanted, 1, wanted.len);
    } else {
        wanted.ptr = qpdf_oh_get_binary_string_value(p->out, name, &wanted.len);
    }
    NamedPlace key = {.name = wanted};
    NamedPlace *found = part->place_count ? bsearch(&key, part->places, part->place_count, sizeof key, by_name) : NULL;
    return found ? copy_place(p, part, found->place) : place_of_part(p, wanted);
}

/* Only going to a place in the pack, to an address on the web, or to the next page: nothing that runs, fetches or sends. */
static bool is_wanted_action(Pack *p, qpdf_oh action) {
    qpdf_oh kind = qpdf_oh_get_key(p->out, action, "/S");
    if (qpdf_oh_is_name_and_equals(p->out, kind, "/GoTo") || qpdf_oh_is_name_and_equals(p->out, kind, "/Named")) return true;
    if (!qpdf_oh_is_name_and_equals(p->out, kind, "/URI")) return false;
    qpdf_oh address = qpdf_oh_get_key(p->out, action, "/URI");
    if (!qpdf_oh_is_string(p->out, address)) return false;
    Text text;
    text.ptr = qpdf_oh_get_binary_string_value(p->out, address, &text.len);
    text = text_trim(text);
    static const Text schemes[] = {S_INIT("http:"), S_INIT("https:"), S_INIT("mailto:"), S_INIT("tel:"), S_INIT("www.")};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (text_equal_ignoring_case(text_slice(text, 0, schemes[i].len), schemes[i])) return true;
    return false;
}

static void make_explicit(Pack *p, InsidePart *part, qpdf_oh holder, const char *key) {
    qpdf_oh place = qpdf_oh_get_key(p->out, holder, key);
    if (!qpdf_oh_is_name(p->out, place) && !qpdf_oh_is_string(p->out, place)) return;
    qpdf_oh explicit_place = pack_destination(p, part, place);
    if (qpdf_oh_is_null(p->out, explicit_place)) qpdf_oh_remove_key(p->out, holder, key);
    else qpdf_oh_replace_key(p->out, holder, key, explicit_place);
}

void pack_clean_action(Pack *p, InsidePart *part, qpdf_oh holder) {
    make_explicit(p, part, holder, "/Dest");
    qpdf_oh action = qpdf_oh_get_key(p->out, holder, "/A");
    if (!qpdf_oh_is_dictionary(p->out, action)) return;
    if (!is_wanted_action(p, action)) {
        qpdf_oh_remove_key(p->out, holder, "/A");
        return;
    }
    qpdf_oh_remove_key(p->out, action, "/Next");
    make_explicit(p, part, action, "/D");
    bool leads_nowhere =
        qpdf_oh_is_name_and_equals(p->out, qpdf_oh_get_key(p->out, action, "/S"), "/GoTo") && !qpdf_oh_has_key(p->out, action, "/D");
    if (leads_nowhere) qpdf_oh_remove_key(p->out, holder, "/A");
}

/* ---- Bookmarks ---- */

/* The part's own bookmarks, copied and cleaned. Follows the chain only as far as is plausible. */
static void clean_items(Pack *p, InsidePart *part, qpdf_oh item, int depth, int *count) {
    while (qpdf_oh_is_dictionary(p->out, item) && pack_is_new(p, item) && ++*count < BOOKMARKS_MAX) {
        pack_clean_action(p, part, item);
        qpdf_oh_remove_key(p->out, item, "/SE");
        qpdf_oh number = qpdf_oh_get_key(p->out, item, "/Count");
        if (qpdf_oh_is_integer(p->out, number) && qpdf_oh_get_int_value(p->out, number) > 0)
            qpdf_oh_replace_key(p->out, item, "/Count", qpdf_oh_new_integer(p->out, -qpdf_oh_get_int_value(p->out, number)));
        if (depth < TREE_DEPTH) clean_items(p, part, qpdf_oh_get_key(p->out, item, "/First"), depth + 1, count);
        item = qpdf_oh_get_key(p->out, item, "/Next");
    }
}

/* Hangs a part's own outline under its bookmark. */
static void adopt_outline(Pack *p, InsidePart *part, qpdf_oh bookmark) {
    qpdf_oh own = qpdf_oh_get_key(part->pdf, qpdf_get_root(part->pdf), "/Outlines");
    if (!qpdf_oh_is_dictionary(part->pdf, own) || !qpdf_oh_is_dictionary(part->pdf, qpdf_oh_get_key(part->pdf, own, "/First"))) return;
    if (!qpdf_oh_is_indirect(part->pdf, own)) own = qpdf_make_indirect_object(part->pdf, own);
    qpdf_oh outline = qpdf_oh_copy_foreign_object(p->out, part->pdf, own);
    int count = 0, top = 0;
    clean_items(p, part, qpdf_oh_get_key(p->out, outline, "/First"), 0, &count);
    qpdf_oh first = qpdf_oh_get_key(p->out, outline, "/First"), last = first;
    for (qpdf_oh item = first; qpdf_oh_is_dictionary(p->out, item) && top < BOOKMARKS_MAX;
         item = qpdf_oh_get_key(p->out, item, "/Next"), top++) {
        qpdf_oh_replace_key(p->out, item, "/Parent", bookmark);
        last = item;
    }
    if (top == 0 || top == BOOKMARKS_MAX) return;
    qpdf_oh_replace_key(p->out, bookmark, "/First", first);
    qpdf_oh_replace_key(p->out, bookmark, "/Last", last);
    qpdf_oh_replace_key(p->out, bookmark, "/Count", qpdf_oh_new_integer(p->out, -top));
}

/* Appends under `parent`; `*last` is its last child so far (0: none). */
static void append_bookmark(Pack *p, qpdf_oh parent, qpdf_oh bookmark, qpdf_oh *last, int *count) {
    qpdf_oh_replace_key(p->out, bookmark, "/Parent", parent);
    if (*last) {
        qpdf_oh_replace_key(p->out, bookmark, "/Prev", *last);
        qpdf_oh_replace_key(p->out, *last, "/Next", bookmark);
    } else {
        qpdf_oh_replace_key(p->out, parent, "/First", bookmark);
    }
    qpdf_oh_replace_key(p->out, parent, "/Last", bookmark);
    *last = bookmark;
    ++*count;
}

/* The outline of the pack while it grows. */
typedef struct {
    Pack *p;
    qpdf_oh root, top, under; /* the last ones; 0: none */
    int top_count, under_count, shown;
} Outline;

static qpdf_oh bookmark_of(Pack *p, Text title, qpdf_oh page) {
    qpdf_oh bookmark = qpdf_make_indirect_object(p->out, qpdf_oh_new_dictionary(p->out));
    qpdf_oh_replace_key(p->out, bookmark, "/Title", qpdf_oh_new_unicode_string(p->out, text_string(p->arena, title)));
    qpdf_oh place = qpdf_oh_parse(p->out, "[/Fit]");
    qpdf_oh_insert_item(p->out, place, 0, page);
    qpdf_oh_replace_key(p->out, bookmark, "/Dest", place);
    return bookmark;
}

static void put_on_top(Outline *o, qpdf_oh bookmark) {
    append_bookmark(o->p, o->root, bookmark, &o->top, &o->top_count);
    o->under = 0;
    o->under_count = 0;
    o->shown++;
}

static void put_under(Outline *o, qpdf_oh bookmark) {
    append_bookmark(o->p, o->top, bookmark, &o->under, &o->under_count);
    qpdf_oh_replace_key(o->p->out, o->top, "/Count", qpdf_oh_new_integer(o->p->out, o->under_count));
    o->shown++;
}

/* Will the next bookmark stand under the one of this part? */
static bool has_under(const Pack *p, size_t at) {
    for (size_t i = at + 1; i < p->count; i++)
        if (!p->parts[i].is_unlisted) return p->parts[i].level > 0 && text_is_empty(p->parts[i].heading);
    return false;
}

void pack_add_outlines(Pack *p) {
    Outline o = {.p = p, .root = qpdf_make_indirect_object(p->out, qpdf_oh_parse(p->out, "<</Type/Outlines>>"))};
    for (size_t i = 0; i < p->count; i++) {
        InsidePart *part = &p->parts[i];
        if (!text_is_empty(part->heading)) put_on_top(&o, bookmark_of(p, part->heading, part->pages[0]));
        if (part->is_unlisted) continue;
        qpdf_oh bookmark = bookmark_of(p, part->title, part->pages[0]);
        bool is_under = part->level > 0 && o.top;
        if (is_under) put_under(&o, bookmark);
        else put_on_top(&o, bookmark);
        /* A part with others under it keeps its own outline to itself: the two lists would be one chain. */
        if (is_under || !has_under(p, i)) adopt_outline(p, part, bookmark);
    }
    qpdf_oh_replace_key(p->out, o.root, "/Count", qpdf_oh_new_integer(p->out, o.shown));
    qpdf_oh_replace_key(p->out, qpdf_get_root(p->out), "/Outlines", o.root);
    qpdf_oh_replace_key(p->out, qpdf_get_root(p->out), "/PageMode", qpdf_oh_new_name(p->out, "/UseOutlines"));
}
