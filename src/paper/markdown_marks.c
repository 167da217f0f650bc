/* Owns the marks that a reader makes in HTML that was rendered from Markdown: addresses of numbered paragraphs, and passages as <mark>. Marks never
 * cross a tag, so they nest whatever they span. */
#include "paper/markdown.h"

/* The words of the HTML, one after the other, white space as single spaces, each byte with the place in the HTML that it came from. */
typedef struct {
    Arena *arena;
    Text html;
    char *flat;
    size_t *at, *length; /* of the HTML that stands for the byte; 0 long: the end of a block */
    int64_t *mark;       /* which passage it belongs to, from 1; 0: none */
    size_t count;
} Words;

/* A paragraph or heading: where its words begin, and where its opening tag ends. */
typedef struct {
    size_t flat, tag_end;
    Text number;
} Block;
typedef struct {
    Block *items;
    size_t count;
} Blocks;

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void put(Words *w, char c, size_t at, size_t length) {
    w->flat[w->count] = c;
    w->at[w->count] = at;
    w->length[w->count++] = length;
}

static void put_space(Words *w, size_t at, size_t length) {
    if (w->count > 0 && w->flat[w->count - 1] == ' ') return;
    put(w, ' ', at, length);
}

static bool is_block(Text name) {
    static const char *const names[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "thead", "tbody", "tr", "th",
        "td", "blockquote", "pre", "br", "hr", "div", "section"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(name, text_of(names[i]))) return true;
    return false;
}

static bool can_be_numbered(Text name) {
    return text_equal(name, S("p")) || (name.len == 2 && name.ptr[0] == 'h' && name.ptr[1] != 'r');
}

/* A tag at `i`; gives where it ends. */
static size_t take_tag(Words *w, Blocks *blocks, size_t i) {
    size_t end = text_find(w->html, S(">"), i);
    if (end == SIZE_MAX) return w->html.len;
    bool closes = i + 1 < end && w->html.ptr[i + 1] == '/';
    size_t from = i + 1 + closes, to = from;
    while (to < end && !is_space(w->html.ptr[to])) to++;
    Text name = text_slice(w->html, from, to - from);
    if (is_block(name)) put_space(w, i, 0);
    if (!closes && can_be_numbered(name)) blocks->items[blocks->count++] = (Block){.flat = w->count, .tag_end = end};
    return end + 1;
}

static size_t take_entity(Words *w, size_t i) {
    static const struct {
        const char *spelled;
        char c;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    Text rest = text_slice(w->html, i, 8);
    for (size_t e = 0; e < sizeof entities / sizeof entities[0]; e++) {
        Text spelled = text_of(entities[e].spelled);
        if (!text_starts_with(rest, spelled)) continue;
        put(w, entities[e].c, i, spelled.len);
        return i + spelled.len;
    }
    put(w, '&', i, 1);
    return i + 1;
}

static void read_words(Words *w, Blocks *blocks) {
    for (size_t i = 0; i < w->html.len;) {
        char c = w->html.ptr[i];
        if (c == '<') i = take_tag(w, blocks, i);
        else if (c == '&') i = take_entity(w, i);
        else if (is_space(c)) {
            size_t end = i;
            while (end < w->html.len && is_space(w->html.ptr[end])) end++;
            put_space(w, i, end - i);
            i = end;
        } else put(w, c, i, 1), i++;
    }
}

/* "1.2" of "1.2 The words": digits, a point, digits, and a space. */
static Text number_at(const Words *w, size_t i) {
    size_t from = i, points = 0;
    for (; i < w->count && ((w->flat[i] >= '0' && w->flat[i] <= '9') || (w->flat[i] == '.' && i > from)); i++) points += w->flat[i] == '.';
    bool is_number = points == 1 && i < w->count && w->flat[i] == ' ' && w->flat[i - 1] != '.' && i - from < 12;
    return is_number ? (Text){w->flat + from, i - from} : (Text){0};
}

/* A number counts where it stands first: no two ids are the same. */
static void number_blocks(const Words *w, Blocks *blocks) {
    for (size_t b = 0; b < blocks->count; b++) {
        Text number = number_at(w, blocks->items[b].flat);
        for (size_t before = 0; before < b && number.len; before++)
            if (text_equal(blocks->items[before].number, number)) number = (Text){0};
        blocks->items[b].number = number;
    }
}

static Text single_spaced(Arena *arena, Text t) {
    Buffer out = buffer_new(arena, t.len + 1);
    t = text_trim(t);
    for (size_t i = 0; i < t.len; i++)
        if (!is_space(t.ptr[i])) buffer_put_char(&out, t.ptr[i]);
        else if (out.len && out.ptr[out.len - 1] != ' ') buffer_put_char(&out, ' ');
    return buffer_text(&out);
}

static size_t start_of(const Blocks *blocks, Text paragraph) {
    for (size_t b = 0; b < blocks->count && paragraph.len; b++)
        if (text_equal(blocks->items[b].number, paragraph)) return blocks->items[b].flat;
    return 0;
}

static bool find_passage(Words *w, const Blocks *blocks, const MarkedPassage *passage, int64_t number) {
    Text quote = single_spaced(w->arena, passage->quote), flat = {w->flat, w->count};
    if (text_is_empty(quote)) return false;
    size_t at = text_find(flat, quote, start_of(blocks, passage->paragraph));
    if (at == SIZE_MAX) at = text_find(flat, quote, 0);
    if (at == SIZE_MAX) return false;
    for (size_t i = at; i < at + quote.len; i++)
        if (w->mark[i] == 0) w->mark[i] = number;
    return true;
}

/* The end of the piece that begins at `i`: the same mark, and no tag between. */
static size_t piece_end(const Words *w, size_t i) {
    size_t end = i + 1;
    while (end < w->count && w->mark[end] == w->mark[i] && w->length[end] > 0 && w->at[end] == w->at[end - 1] + w->length[end - 1]) end++;
    return end;
}

static bool is_blank(const Words *w, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (w->flat[i] != ' ') return false;
    return true;
}

static void put_id(Buffer *out, Text number) {
    buffer_put(out, S(" id=\"paragraph-"));
    for (size_t i = 0; i < number.len; i++) buffer_put_char(out, number.ptr[i] == '.' ? '-' : number.ptr[i]);
    buffer_put_char(out, '"');
}

typedef struct {
    Buffer out;
    size_t copied, block; /* how far the HTML was copied; the next block */
} Writing;

/* Copies the HTML up to `end`, with the addresses of the blocks on the way. */
static void copy_to(Writing *writing, const Words *w, const Blocks *blocks, size_t end) {
    for (; writing->block < blocks->count && blocks->items[writing->block].tag_end < end; writing->block++) {
        const Block *block = &blocks->items[writing->block];
        buffer_put_bytes(&writing->out, w->html.ptr + writing->copied, block->tag_end - writing->copied);
        if (block->number.len) put_id(&writing->out, block->number);
        writing->copied = block->tag_end;
    }
    buffer_put_bytes(&writing->out, w->html.ptr + writing->copied, end - writing->copied);
    writing->copied = end;
}

static Html write_marked(const Words *w, const Blocks *blocks, MarkedPassages passages) {
    Writing writing = {.out = buffer_new(w->arena, w->html.len + w->html.len / 8 + 256)};
    bool *has_id = ARENA_ARRAY(w->arena, bool, passages.count + 1);
    for (size_t i = 0, end; i < w->count; i = end) {
        end = piece_end(w, i);
        int64_t number = w->mark[i];
        if (number == 0 || w->length[i] == 0 || is_blank(w, i, end)) continue;
        copy_to(&writing, w, blocks, w->at[i]);
        buffer_put(&writing.out, S("<mark class=\"quorate-mark\""));
        if (!has_id[number]) buffer_putf(&writing.out, " id=\"note-%lld\"", (long long)passages.items[number - 1].note);
        has_id[number] = true;
        buffer_put_char(&writing.out, '>');
        copy_to(&writing, w, blocks, w->at[end - 1] + w->length[end - 1]);
        buffer_put(&writing.out, S("</mark>"));
    }
    copy_to(&writing, w, blocks, w->html.len);
    return (Html){buffer_text(&writing.out)};
}

Html markdown_mark(Arena *arena, Html html, MarkedPassages passages, bool *found) {
    size_t most = html.markup.len + 1;
    Words w = {.arena = arena,
        .html = html.markup,
        .flat = arena_alloc(arena, most),
        .at = ARENA_ARRAY(arena, size_t, most),
        .length = ARENA_ARRAY(arena, size_t, most)};
    Blocks blocks = {.items = ARENA_ARRAY(arena, Block, most / 3 + 1)}; /* the shortest tag has three bytes */
    read_words(&w, &blocks);
    w.mark = ARENA_ARRAY(arena, int64_t, w.count + 1);
    number_blocks(&w, &blocks);
    for (size_t i = 0; i < passages.count; i++) {
        bool is_found = find_passage(&w, &blocks, &passages.items[i], (int64_t)i + 1);
        if (found) found[i] = is_found;
    }
    return write_marked(&w, &blocks, passages);
}
