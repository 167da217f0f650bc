/* Owns the table of doors: whether it is sound, and the finding of the row for an address. */
#include "web/route.h"

/* ---- Paths ---- */

/* The next segment of a path without its leading slash; false at the end. "/" has one empty segment. */
static bool next_segment(Text *rest, Text *segment) {
    if (rest->len == 0) return false;
    *rest = text_slice(*rest, 1, rest->len);
    size_t slash = text_find(*rest, S("/"), 0);
    *segment = slash == SIZE_MAX ? *rest : text_slice(*rest, 0, slash);
    *rest = text_slice(*rest, slash, rest->len); /* empty when there is none */
    return true;
}

/* What follows the name in ":id.json", and whether the segment is a name at all. */
static bool is_parameter(Text segment, Text *ending) {
    if (segment.len < 2 || segment.ptr[0] != ':') return false;
    size_t dot = text_find(segment, S("."), 0);
    *ending = text_slice(segment, dot, segment.len); /* empty when there is none */
    return true;
}

static Error *unsound(Arena *arena, const Route *route, const char *why) {
    return error_fault(arena, "the table of doors: %s %s: %s", route->method == POST ? "POST" : "GET", route->path, why);
}

static Error *check_path(Arena *arena, const Route *route) {
    Text rest = text_of(route->path), segment, ending;
    int parameters = 0;
    if (rest.len == 0 || rest.ptr[0] != '/') return unsound(arena, route, "the path must begin with /");
    if (rest.len == 1) return NULL;
    while (next_segment(&rest, &segment)) {
        if (segment.len == 0) return unsound(arena, route, "the path has an empty segment");
        if (is_parameter(segment, &ending) && ++parameters > 4) return unsound(arena, route, "the path has more than four names");
    }
    return NULL;
}

/* ---- Is the table sound? ---- */

static Error *check_inputs(Arena *arena, const Route *route) {
    bool has_file = false;
    for (const Input *a = route->inputs; a && a->name; a++) {
        if (a->kind == INPUT_FILE) has_file = true;
        if (strcmp(a->name, "_csrf") == 0 || strcmp(a->name, "notice") == 0)
            return unsound(arena, route, "_csrf and notice are not declared");
        for (const Input *b = route->inputs; b < a; b++)
            if (strcmp(a->name, b->name) == 0) return unsound(arena, route, "an input is declared twice");
        if (route->form && record_field(route->form, text_of(a->name)) && !record_field(route->form, text_of(a->name))->by_program)
            return unsound(arena, route, "an input is declared that is a field of the record too");
    }
    if (has_file != (route->upload_bytes > 0)) return unsound(arena, route, "a file input and upload_bytes belong together");
    return NULL;
}

static Error *check_row(Arena *arena, const Route *route) {
    if (route->method != GET && route->method != POST) return unsound(arena, route, "the method is GET or POST");
    TRY(check_path(arena, route));
    if ((route->office != NULL) == (route->site != NULL))
        return unsound(arena, route, "a door has one handler, of the office or of the site");
    if (route->site && route->who != ANYONE) return unsound(arena, route, "a door of the site is open to anyone");
    if (route->upload_bytes < 0 || (route->upload_bytes > 0 && route->method != POST)) return unsound(arena, route, "files come by POST");
    if (route->upload_bytes > 0 && !route->office) return unsound(arena, route, "the public side takes no files");
    if ((route->flags & ROUTE_CACHED) && (!route->site || route->method != GET))
        return unsound(arena, route, "only pages of the site are cached");
    return check_inputs(arena, route);
}

/* Would some address fit both paths with equal right? */
static bool have_same_shape(const char *a_path, const char *b_path) {
    Text a = text_of(a_path), b = text_of(b_path), x, y, x_ending, y_ending;
    for (;;) {
        bool has_x = next_segment(&a, &x), has_y = next_segment(&b, &y);
        if (has_x != has_y) return false;
        if (!has_x) return true;
        bool x_named = is_parameter(x, &x_ending), y_named = is_parameter(y, &y_ending);
        if (x_named != y_named) return false;
        if (x_named ? !text_equal(x_ending, y_ending) : !text_equal(x, y)) return false;
    }
}

Error *routes_check(Arena *arena, const Route *routes) {
    for (const Route *route = routes; route->path; route++) {
        TRY(check_row(arena, route));
        for (const Route *other = routes; other < route; other++)
            if (other->method == route->method && have_same_shape(other->path, route->path))
                return unsound(arena, route, "there are two such doors");
    }
    return NULL;
}

/* ---- The tree of segments ---- */

/* One place in the tree: what may follow it, and the rows that end here. */
typedef struct Node Node;
typedef struct {
    Text segment;
    Node *node;
} Fixed;
typedef struct {
    Text ending;
    Node *node;
} Named;
struct Node {
    Fixed *fixed; /* sorted by segment */
    size_t fixed_count;
    Named *named; /* longest ending first */
    size_t named_count;
    int get, post; /* rows; -1 for none */
};

struct RouteTable {
    const Route *routes;
    Node root;
};

static Node *node_new(Arena *arena) {
    Node *node = ARENA_NEW(arena, Node);
    node->get = node->post = -1;
    return node;
}

/* Where the segment stands, or would stand. */
static size_t fixed_place(const Node *node, Text segment) {
    size_t low = 0, high = node->fixed_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (text_compare(node->fixed[middle].segment, segment) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

static Node *fixed_child(Arena *arena, Node *node, Text segment) {
    size_t at = fixed_place(node, segment), n = node->fixed_count;
    if (at < n && text_equal(node->fixed[at].segment, segment)) return node->fixed[at].node;
    node->fixed = arena_grow(arena, node->fixed, n * sizeof(Fixed), (n + 1) * sizeof(Fixed));
    memmove(node->fixed + at + 1, node->fixed + at, (n - at) * sizeof(Fixed));
    node->fixed[at] = (Fixed){segment, node_new(arena)};
    node->fixed_count++;
    return node->fixed[at].node;
}

static Node *named_child(Arena *arena, Node *node, Text ending) {
    size_t n = node->named_count, at = 0;
    for (size_t i = 0; i < n; i++)
        if (text_equal(node->named[i].ending, ending)) return node->named[i].node;
    while (at < n && node->named[at].ending.len >= ending.len) at++;
    node->named = arena_grow(arena, node->named, n * sizeof(Named), (n + 1) * sizeof(Named));
    memmove(node->named + at + 1, node->named + at, (n - at) * sizeof(Named));
    node->named[at] = (Named){ending, node_new(arena)};
    node->named_count++;
    return node->named[at].node;
}

RouteTable *route_table_new(Arena *arena, const Route *routes) {
    RouteTable *table = ARENA_NEW(arena, RouteTable);
    table->routes = routes;
    table->root.get = table->root.post = -1;
    for (int i = 0; routes[i].path; i++) {
        Node *node = &table->root;
        Text rest = text_of(routes[i].path), segment, ending;
        while (next_segment(&rest, &segment))
            node = is_parameter(segment, &ending) ? named_child(arena, node, ending) : fixed_child(arena, node, segment);
        *(routes[i].method == POST ? &node->post : &node->get) = i;
    }
    return table;
}

/* ---- Matching ---- */

/* Walks on from `node`; at a dead end the next possibility is tried. Paths are bounded by the request's head, and the tree by the table's
 * longest path, so this goes at most that deep. */
static const Node *walk(const Node *node, Text rest, RouteMatch *match) {
    Text segment;
    if (!next_segment(&rest, &segment)) return node->get >= 0 || node->post >= 0 ? node : NULL;
    size_t at = fixed_place(node, segment);
    if (at < node->fixed_count && text_equal(node->fixed[at].segment, segment)) {
        const Node *found = walk(node->fixed[at].node, rest, match);
        if (found) return found;
    }
    for (size_t i = 0; i < node->named_count; i++) {
        Text ending = node->named[i].ending;
        if (segment.len <= ending.len || !text_ends_with(segment, ending)) continue;
        match->parameters[match->parameter_count++] = text_slice(segment, 0, segment.len - ending.len);
        const Node *found = walk(node->named[i].node, rest, match);
        if (found) return found;
        match->parameter_count--;
    }
    return NULL;
}

RouteMatch route_match(const RouteTable *table, Method method, Text path) {
    RouteMatch match = {.index = -1};
    if (path.len == 0 || path.ptr[0] != '/') return match;
    const Node *node = walk(&table->root, path, &match);
    if (!node) return match;
    match.has_get = node->get >= 0;
    match.has_post = node->post >= 0;
    match.index = method == POST ? node->post : node->get;
    match.route = match.index >= 0 ? &table->routes[match.index] : NULL;
    return match;
}
