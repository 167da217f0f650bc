/* Owns the structure tree of a pack: each part's tree under a Part of its own, numbers, roles, classes and ids made to agree. */
#include "paper/pack_inside.h"

#include "paper/pdf_write_inside.h"

/* What no real paper comes near; beyond it a tree is taken for hostile and its rest is left out. */
enum { ELEMENTS_MAX = 2000000, NUMBERS_MAX = 4000000, TREE_DEPTH = 40 };

void pack_begin_structure(Pack *p) {
    p->root = qpdf_make_indirect_object(p->out, qpdf_oh_parse(p->out, "<</Type/StructTreeRoot>>"));
    p->document = qpdf_make_indirect_object(p->out, qpdf_oh_parse(p->out, "<</Type/StructElem/S/Document/Lang(en-GB)/K[]>>"));
    qpdf_oh_replace_key(p->out, p->document, "/P", p->root);
    qpdf_oh_replace_key(p->out, p->root, "/K", p->document);
    qpdf_oh_replace_key(p->out, qpdf_get_root(p->out), "/StructTreeRoot", p->root);
    p->classes = qpdf_oh_new_dictionary(p->out);
}

static void add_entry(Pack *p, long long key, qpdf_oh value) {
    PDF_GROW(p->arena, p->entries, p->entry_count, p->entry_capacity);
    p->entries[p->entry_count++] = (ParentEntry){key, value};
}

/* ---- The parent tree ---- */

static void gather_numbers(Pack *p, InsidePart *part, qpdf_oh node, int depth) {
    if (!qpdf_oh_is_dictionary(p->out, node) || depth > TREE_DEPTH) return;
    qpdf_oh numbers = qpdf_oh_get_key(p->out, node, "/Nums"), kids = qpdf_oh_get_key(p->out, node, "/Kids");
    int count = qpdf_oh_is_array(p->out, numbers) ? qpdf_oh_get_array_n_items(p->out, numbers) : 0;
    for (int i = 0; i + 1 < count; i += 2) {
        qpdf_oh key = qpdf_oh_get_array_item(p->out, numbers, i);
        long long number = qpdf_oh_is_integer(p->out, key) ? qpdf_oh_get_int_value(p->out, key) : -1;
        if (number < 0 || number > NUMBERS_MAX) continue;
        if (number >= part->key_count) part->key_count = number + 1;
        add_entry(p, part->key_base + number, qpdf_oh_get_array_item(p->out, numbers, i + 1));
    }
    int kid_count = qpdf_oh_is_array(p->out, kids) ? qpdf_oh_get_array_n_items(p->out, kids) : 0;
    for (int i = 0; i < kid_count; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(p->out, kids, i);
        if (pack_is_new(p, kid)) gather_numbers(p, part, kid, depth + 1);
    }
}

static int by_key(const void *a, const void *b) {
    long long x = ((const ParentEntry *)a)->key, y = ((const ParentEntry *)b)->key;
    return x < y ? -1 : x > y;
}

/* One leaf for every few dozen entries, so that a reader need not take in a list of thousands. */
static qpdf_oh parent_tree(Pack *p) {
    enum { LEAF = 64 };
    qsort(p->entries, p->entry_count, sizeof *p->entries, by_key);
    qpdf_oh kids = qpdf_oh_new_array(p->out);
    for (size_t from = 0; from < p->entry_count;) {
        qpdf_oh numbers = qpdf_oh_new_array(p->out);
        long long first = p->entries[from].key, last = first - 1;
        for (int i = 0; i < LEAF && from < p->entry_count; from++) {
            if (p->entries[from].key == last) continue; /* given twice: the first counts */
            last = p->entries[from].key;
            qpdf_oh_append_item(p->out, numbers, qpdf_oh_new_integer(p->out, last));
            qpdf_oh_append_item(p->out, numbers, p->entries[from].value);
            i++;
        }
        qpdf_oh leaf = qpdf_oh_new_dictionary(p->out), limits = qpdf_oh_new_array(p->out);
        qpdf_oh_append_item(p->out, limits, qpdf_oh_new_integer(p->out, first));
        qpdf_oh_append_item(p->out, limits, qpdf_oh_new_integer(p->out, last));
        qpdf_oh_replace_key(p->out, leaf, "/Limits", limits);
        qpdf_oh_replace_key(p->out, leaf, "/Nums", numbers);
        qpdf_oh_append_item(p->out, kids, qpdf_make_indirect_object(p->out, leaf));
    }
    qpdf_oh tree = qpdf_oh_new_dictionary(p->out);
    qpdf_oh_replace_key(p->out, tree, p->entry_count ? "/Kids" : "/Nums", kids);
    return qpdf_make_indirect_object(p->out, tree);
}

/* ---- Roles and classes: names that mean one thing in one part and another in the next get a new name ---- */

static Text find_naming(const Namings *namings, Text from) {
    for (size_t i = 0; i < namings->count; i++)
        if (text_equal(namings->items[i].from, from)) return namings->items[i].to;
    return (Text){0};
}

static void add_naming(Pack *p, Namings *namings, Text from, Text to) {
    PDF_GROW(p->arena, namings->items, namings->count, namings->capacity);
    namings->items[namings->count++] = (Naming){text_copy(p->arena, from), text_copy(p->arena, to)};
}

static bool is_standard_type(Text name) {
    static const char *const types[] = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index",
        "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR",
        "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot",
        "/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure", "/Formula", "/Form"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_equal(name, text_of(types[i]))) return true;
    return false;
}

/* The keys of a dictionary, gathered first because the iteration allows no other call in between. */
static Text *keys_of(Pack *p, qpdf_oh dictionary, size_t *count) {
    Text *keys = NULL;
    size_t capacity = 0;
    *count = 0;
    if (!qpdf_oh_is_dictionary(p->out, dictionary)) return NULL;
    qpdf_oh_begin_dict_key_iter(p->out, dictionary);
    while (qpdf_oh_dict_more_keys(p->out)) {
        PDF_GROW(p->arena, keys, *count, capacity);
        keys[(*count)++] = text_copy(p->arena, text_of(qpdf_oh_dict_next_key(p->out)));
    }
    return keys;
}

/* Joins a part's role map to the pack's. What clashes comes back as old and new names. */
static Namings join_roles(Pack *p, size_t number, qpdf_oh map) {
    Namings renamed = {0}, own = {0};
    size_t count;
    Text *keys = keys_of(p, map, &count);
    for (size_t i = 0; i < count; i++) {
        qpdf_oh value = qpdf_oh_get_key(p->out, map, keys[i].ptr);
        if (qpdf_oh_is_name(p->out, value)) add_naming(p, &own, keys[i], text_of(qpdf_oh_get_name(p->out, value)));
    }
    for (size_t i = 0; i < own.count; i++) {
        Text old = find_naming(&p->roles, own.items[i].from);
        bool is_same = text_equal(old, own.items[i].to), is_idle = text_equal(own.items[i].from, own.items[i].to);
        bool clashes = is_idle ? !text_is_empty(old) : is_standard_type(own.items[i].from) || (!text_is_empty(old) && !is_same);
        if (clashes) add_naming(p, &renamed, own.items[i].from, text_format(p->arena, "%.*s.%zu", TEXT_ARG(own.items[i].from), number));
    }
    for (size_t i = 0; i < own.count; i++) {
        Text from = find_naming(&renamed, own.items[i].from), to = find_naming(&renamed, own.items[i].to);
        if (text_is_empty(from)) from = own.items[i].from;
        if (text_is_empty(to)) to = own.items[i].to;
        if (!text_equal(from, to) && text_is_empty(find_naming(&p->roles, from))) add_naming(p, &p->roles, from, to);
    }
    return renamed;
}

static Namings join_classes(Pack *p, size_t number, qpdf_oh map) {
    Namings renamed = {0};
    size_t count;
    Text *keys = keys_of(p, map, &count);
    for (size_t i = 0; i < count; i++) {
        Text name = keys[i];
        if (qpdf_oh_has_key(p->out, p->classes, name.ptr)) {
            name = text_format(p->arena, "%.*s.%zu", TEXT_ARG(keys[i]), number);
            add_naming(p, &renamed, keys[i], name);
        }
        qpdf_oh_replace_key(p->out, p->classes, name.ptr, qpdf_oh_get_key(p->out, map, keys[i].ptr));
    }
    return renamed;
}

/* ---- Walking a part's elements, where something in them must change ---- */

typedef struct {
    Pack *p;
    size_t number;
    Namings roles, classes;
    bool has_ids;
    qpdf_oh *stack;
    size_t depth, capacity, visited;
} Walk;

static void push(Walk *w, qpdf_oh object) {
    PDF_GROW(w->p->arena, w->stack, w->depth, w->capacity);
    w->stack[w->depth++] = object;
}

static qpdf_oh renamed_name(Pack *p, const Namings *namings, qpdf_oh name) {
    Text to = qpdf_oh_is_name(p->out, name) ? find_naming(namings, text_of(qpdf_oh_get_name(p->out, name))) : (Text){0};
    return text_is_empty(to) ? name : qpdf_oh_new_name(p->out, to.ptr);
}

static void rename_in(Walk *w, qpdf_oh element, const char *key, const Namings *namings) {
    Pack *p = w->p;
    qpdf_oh value = qpdf_oh_get_key(p->out, element, key);
    if (qpdf_oh_is_name(p->out, value)) qpdf_oh_replace_key(p->out, element, key, renamed_name(p, namings, value));
    int count = qpdf_oh_is_array(p->out, value) ? qpdf_oh_get_array_n_items(p->out, value) : 0;
    for (int i = 0; i < count; i++)
        qpdf_oh_set_array_item(p->out, value, i, renamed_name(p, namings, qpdf_oh_get_array_item(p->out, value, i)));
}

/* "P3:" before an id, so that it stays alone in the pack. */
static Text own_id(Walk *w, qpdf_oh string) {
    size_t len;
    const char *bytes = qpdf_oh_get_binary_string_value(w->p->out, string, &len);
    return text_join(w->p->arena, text_format(w->p->arena, "P%zu:", w->number), (Text){bytes, len});
}

static qpdf_oh string_of(Pack *p, Text bytes) {
    return qpdf_oh_new_binary_string(p->out, bytes.ptr, bytes.len);
}

static void own_headers(Walk *w, qpdf_oh attributes) {
    Pack *p = w->p;
    int count = qpdf_oh_is_array(p->out, attributes) ? qpdf_oh_get_array_n_items(p->out, attributes) : 0;
    for (int i = 0; i < count; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(p->out, attributes, i);
        if (qpdf_oh_is_dictionary(p->out, item)) own_headers(w, item);
    }
    if (!qpdf_oh_is_dictionary(p->out, attributes)) return;
    if (qpdf_oh_is_indirect(p->out, attributes) && !pack_is_new(p, attributes)) return;
    qpdf_oh headers = qpdf_oh_get_key(p->out, attributes, "/Headers");
    int header_count = qpdf_oh_is_array(p->out, headers) ? qpdf_oh_get_array_n_items(p->out, headers) : 0;
    for (int i = 0; i < header_count; i++) {
        qpdf_oh id = qpdf_oh_get_array_item(p->out, headers, i);
        if (qpdf_oh_is_string(p->out, id)) qpdf_oh_set_array_item(p->out, headers, i, string_of(p, own_id(w, id)));
    }
}

static void change_element(Walk *w, qpdf_oh element) {
    Pack *p = w->p;
    if (w->roles.count) rename_in(w, element, "/S", &w->roles);
    if (w->classes.count) rename_in(w, element, "/C", &w->classes);
    if (!w->has_ids) return;
    own_headers(w, qpdf_oh_get_key(p->out, element, "/A"));
    qpdf_oh id = qpdf_oh_get_key(p->out, element, "/ID");
    if (!qpdf_oh_is_string(p->out, id)) return;
    Text own = own_id(w, id);
    qpdf_oh_replace_key(p->out, element, "/ID", string_of(p, own));
    PDF_GROW(p->arena, p->ids, p->id_count, p->id_capacity);
    p->ids[p->id_count++] = (NamedElement){own, element};
}

static void walk_elements(Walk *w, qpdf_oh first) {
    Pack *p = w->p;
    push(w, first);
    while (w->depth > 0 && w->visited < ELEMENTS_MAX) {
        qpdf_oh object = w->stack[--w->depth];
        w->visited++;
        if (qpdf_oh_is_array(p->out, object)) {
            for (int i = qpdf_oh_get_array_n_items(p->out, object) - 1; i >= 0; i--) {
                qpdf_oh item = qpdf_oh_get_array_item(p->out, object, i);
                if (!qpdf_oh_is_integer(p->out, item)) push(w, item);
            }
        } else if (qpdf_oh_is_dictionary(p->out, object) && qpdf_oh_has_key(p->out, object, "/S") && pack_is_new(p, object)) {
            change_element(w, object);
            push(w, qpdf_oh_get_key(p->out, object, "/K"));
        }
    }
}

/* ---- A part ---- */

static void begin_part(Pack *p, InsidePart *part) {
    part->element = qpdf_make_indirect_object(p->out, qpdf_oh_parse(p->out, "<</Type/StructElem/S/Part/K[]>>"));
    qpdf_oh_replace_key(p->out, part->element, "/T", qpdf_oh_new_unicode_string(p->out, text_string(p->arena, part->title)));
    qpdf_oh_replace_key(p->out, part->element, "/P", p->document);
    qpdf_oh_append_item(p->out, qpdf_oh_get_key(p->out, p->document, "/K"), part->element);
    qpdf_oh language = qpdf_oh_get_key(part->pdf, qpdf_get_root(part->pdf), "/Lang");
    if (qpdf_oh_is_string(part->pdf, language))
        qpdf_oh_replace_key(
            p->out, part->element, "/Lang", qpdf_oh_new_unicode_string(p->out, qpdf_oh_get_utf8_value(part->pdf, language)));
    part->key_base = p->next_key;
}

static void adopt_kids(Pack *p, InsidePart *part, qpdf_oh kids) {
    qpdf_oh own = qpdf_oh_get_key(p->out, part->element, "/K");
    bool is_array = qpdf_oh_is_array(p->out, kids);
    int count = is_array ? qpdf_oh_get_array_n_items(p->out, kids) : 1;
    for (int i = 0; i < count; i++) {
        qpdf_oh kid = is_array ? qpdf_oh_get_array_item(p->out, kids, i) : kids;
        if (!qpdf_oh_is_dictionary(p->out, kid)) continue;
        if (!qpdf_oh_is_indirect(p->out, kid)) kid = qpdf_make_indirect_object(p->out, kid);
        qpdf_oh_replace_key(p->out, kid, "/P", part->element);
        qpdf_oh_append_item(p->out, own, kid);
    }
}

void pack_add_structure(Pack *p, InsidePart *part) {
    begin_part(p, part);
    if (!(part->found.flags & PDF_HAS_STRUCTURE)) return;
    qpdf_oh root = qpdf_oh_get_key(part->pdf, qpdf_get_root(part->pdf), "/StructTreeRoot");
    if (!qpdf_oh_is_indirect(part->pdf, root)) root = qpdf_make_indirect_object(part->pdf, root);
    qpdf_oh copy = qpdf_oh_copy_foreign_object(p->out, part->pdf, root);
    if (!qpdf_oh_is_dictionary(p->out, copy)) return;
    adopt_kids(p, part, qpdf_oh_get_key(p->out, copy, "/K"));
    gather_numbers(p, part, qpdf_oh_get_key(p->out, copy, "/ParentTree"), 0);
    p->next_key += part->key_count;

    size_t number = (size_t)(part - p->parts) + 1;
    Walk walk = {.p = p, .number = number, .has_ids = qpdf_oh_has_key(p->out, copy, "/IDTree")};
    walk.roles = join_roles(p, number, qpdf_oh_get_key(p->out, copy, "/RoleMap"));
    walk.classes = join_classes(p, number, qpdf_oh_get_key(p->out, copy, "/ClassMap"));
    if (walk.has_ids || walk.roles.count || walk.classes.count) walk_elements(&walk, qpdf_oh_get_key(p->out, part->element, "/K"));

    qpdf_oh namespaces = qpdf_oh_get_key(p->out, copy, "/Namespaces");
    int count = qpdf_oh_is_array(p->out, namespaces) ? qpdf_oh_get_array_n_items(p->out, namespaces) : 0;
    if (count > 0 && !p->namespaces) p->namespaces = qpdf_oh_new_array(p->out);
    for (int i = 0; i < count; i++) qpdf_oh_append_item(p->out, p->namespaces, qpdf_oh_get_array_item(p->out, namespaces, i));
}

/* ---- Pages without tags ---- */

/* Content that has numbered tags although its document has no structure would clash with ours. */
static bool has_own_tags(Pack *p, qpdf_oh page) {
    unsigned char *content = NULL;
    size_t len = 0;
    if (qpdf_oh_get_page_content_data(p->out, page, &content, &len) & QPDF_ERRORS) return true;
    bool has = len > 0 && memmem(content, len, "/MCID", 5) != NULL;
    free(content); /* qpdf made it with malloc and gave it to us */
    return has;
}

static bool has_fonts(Pack *p, qpdf_oh page) {
    qpdf_oh resources = qpdf_oh_get_key(p->out, page, "/Resources");
    if (!qpdf_oh_is_dictionary(p->out, resources)) return false;
    return qpdf_oh_has_key(p->out, resources, "/Font") || qpdf_oh_has_key(p->out, resources, "/XObject");
}

static bool is_scan(Pack *p, qpdf_oh page) {
    qpdf_oh resources = qpdf_oh_get_key(p->out, page, "/Resources");
    if (!qpdf_oh_is_dictionary(p->out, resources)) return false;
    qpdf_oh fonts = qpdf_oh_get_key(p->out, resources, "/Font");
    size_t count = 0;
    if (qpdf_oh_is_dictionary(p->out, fonts)) keys_of(p, fonts, &count);
    return count == 0 && qpdf_oh_has_key(p->out, resources, "/XObject");
}

bool pack_tag_page(Pack *p, InsidePart *part, size_t index, qpdf_oh page) {
    qpdf_oh_remove_key(p->out, page, "/StructParents");
    if (!has_fonts(p, page) || has_own_tags(p, page)) return false;
    bool is_picture = is_scan(p, page);
    if (is_picture) part->found.flags |= PDF_IS_SCANNED;
    qpdf_oh element = qpdf_make_indirect_object(
        p->out, qpdf_oh_parse(p->out, is_picture ? "<</Type/StructElem/S/Figure/K 0>>" : "<</Type/StructElem/S/P/K 0>>"));
    if (is_picture) {
        Text words = text_format(
            p->arena, "Page %zu of \u201c%.*s\u201d is a picture: it has no text that can be read out.", index + 1, TEXT_ARG(part->title));
        qpdf_oh_replace_key(p->out, element, "/Alt", qpdf_oh_new_unicode_string(p->out, words.ptr));
    }
    qpdf_oh_replace_key(p->out, element, "/P", part->element);
    qpdf_oh_replace_key(p->out, element, "/Pg", page);
    qpdf_oh_append_item(p->out, qpdf_oh_get_key(p->out, part->element, "/K"), element);
    long long key = p->next_key++;
    qpdf_oh_replace_key(p->out, page, "/StructParents", qpdf_oh_new_integer(p->out, key));
    add_entry(p, key, qpdf_make_indirect_object(p->out, qpdf_oh_wrap_in_array(p->out, element)));
    return true;
}

/* ---- The end ---- */

static int by_id(const void *a, const void *b) {
    return text_compare(((const NamedElement *)a)->id, ((const NamedElement *)b)->id);
}

static qpdf_oh id_tree(Pack *p) {
    qsort(p->ids, p->id_count, sizeof *p->ids, by_id);
    qpdf_oh names = qpdf_oh_new_array(p->out), tree = qpdf_oh_new_dictionary(p->out);
    for (size_t i = 0; i < p->id_count; i++) {
        if (i > 0 && text_equal(p->ids[i].id, p->ids[i - 1].id)) continue;
        qpdf_oh_append_item(p->out, names, string_of(p, p->ids[i].id));
        qpdf_oh_append_item(p->out, names, p->ids[i].element);
    }
    qpdf_oh_replace_key(p->out, tree, "/Names", names);
    return qpdf_make_indirect_object(p->out, tree);
}

void pack_end_structure(Pack *p) {
    qpdf_oh_replace_key(p->out, p->root, "/ParentTree", parent_tree(p));
    qpdf_oh_replace_key(p->out, p->root, "/ParentTreeNextKey", qpdf_oh_new_integer(p->out, p->next_key));
    if (p->roles.count) {
        qpdf_oh roles = qpdf_oh_new_dictionary(p->out);
        for (size_t i = 0; i < p->roles.count; i++)
            qpdf_oh_replace_key(p->out, roles, p->roles.items[i].from.ptr, qpdf_oh_new_name(p->out, p->roles.items[i].to.ptr));
        qpdf_oh_replace_key(p->out, p->root, "/RoleMap", roles);
    }
    size_t class_count;
    keys_of(p, p->classes, &class_count);
    if (class_count) qpdf_oh_replace_key(p->out, p->root, "/ClassMap", p->classes);
    if (p->id_count) qpdf_oh_replace_key(p->out, p->root, "/IDTree", id_tree(p));
    if (p->namespaces) qpdf_oh_replace_key(p->out, p->root, "/Namespaces", p->namespaces);
}
