/* Full-text search. SQLite: FTS5 with English stems, and a second list of the unstemmed words, from which the part of a word that
 * somebody is still typing is completed. PostgreSQL: one tsvector of stems and of whole words. */
#include "base/buffer.h"
#include "store/search.h"

enum { MOST_WORDS = 16, MOST_COMPLETIONS = 20 };

/* ---- Putting ---- */

static const Statement put_entry = {.name = "search_put",
    .place = "store/search.c",
    .parameters = 7,
    .sql = "insert into search (kind, \"key\", title, body, url, about, day) values ($1, $2, $3, $4, $5, $6, $7) "
           "on conflict (kind, \"key\") do update set title = excluded.title, body = excluded.body, url = excluded.url, "
           "about = excluded.about, day = excluded.day"};
static const Statement remove_entry = {
    .name = "search_remove", .place = "store/search.c", .parameters = 2, .sql = "delete from search where kind = $1 and \"key\" = $2"};

Error *search_put(Tx *tx, const SearchEntry *entry) {
    Value values[] = {value_text(entry->kind), value_text(entry->key), value_text(entry->title), value_text(entry->text),
        value_text(entry->url), value_text(entry->about), value_date(entry->day)};
    return tx_execute(tx, &put_entry, values, NULL);
}

Error *search_remove(Tx *tx, Text kind, Text key) {
    Value values[] = {value_text(kind), value_text(key)};
    return tx_execute(tx, &remove_entry, values, NULL);
}

/* Merging all parts of an index leaves out what was deleted. PostgreSQL's vacuum does it by itself. */
static const Statement forget_words = {.name = "search_forget_words",
    .place = "store/search.c",
    .sql = "insert into search_words (search_words) values ('optimize')",
    .postgres_sql = "update search set day = day where false"};
static const Statement forget_terms = {.name = "search_forget_terms",
    .place = "store/search.c",
    .sql = "insert into search_terms (search_terms) values ('optimize')",
    .postgres_sql = "update search set day = day where false"};

Error *search_forget(Tx *tx) {
    TRY(tx_execute(tx, &forget_words, NULL, NULL));
    return tx_execute(tx, &forget_terms, NULL, NULL);
}

/* ---- What was typed ---- */

typedef struct {
    Text words[MOST_WORDS]; /* words and phrases */
    int count;
    bool ends_in_word; /* the last one may be a part of a word: no quote or space stands behind it */
} Typed;

static bool is_word_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool has_word(Text t) {
    for (size_t i = 0; i < t.len; i++) {
        if (is_word_byte(t.ptr[i])) return true;
    }
    return false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static Typed read_typed(Text t) {
    Typed typed = {0};
    size_t i = 0;
    while (i < t.len && typed.count < MOST_WORDS) {
        while (i < t.len && is_space(t.ptr[i])) i++;
        bool is_phrase = i < t.len && t.ptr[i] == '"';
        size_t start = is_phrase ? ++i : i;
        while (i < t.len && t.ptr[i] != '"' && (is_phrase || !is_space(t.ptr[i]))) i++;
        Text word = text_slice(t, start, i - start);
        if (has_word(word)) typed.words[typed.count++] = word;
        typed.ends_in_word = !is_phrase && i == t.len && has_word(word);
        if (is_phrase) i++;
    }
    return typed;
}

/* ---- Answers ---- */

static Error *take_hits(Rows *rows, Arena *arena, int limit, SearchHits *out) {
    bool has_row;
    out->items = ARENA_ARRAY(arena, SearchHit, (size_t)limit);
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row && out->count < (size_t)limit) {
        SearchHit *hit = &out->items[out->count++];
        Text *const texts[] = {&hit->kind, &hit->title, &hit->excerpt, &hit->url, &hit->about};
        for (int i = 0; i < 5; i++) *texts[i] = text_copy(arena, rows_value(rows, i).text);
        hit->day = value_as_date(rows_value(rows, 5));
        error = rows_next(rows, &has_row);
    }
    rows_end(rows);
    return error;
}

static Error *read_hits(Db *db, Arena *arena, const Statement *statement, const Value *parameters, int limit, SearchHits *out) {
    Rows *rows;
    TRY(db_query(db, arena, statement, parameters, &rows));
    return take_hits(rows, arena, limit, out);
}

static Error *take_number(Rows *rows, int64_t *out) {
    bool has_row;
    Error *error = rows_next(rows, &has_row);
    *out = has_row ? rows_value(rows, 0).integer : 0;
    rows_end(rows);
    return error;
}

static Error *read_number(Db *db, Arena *arena, const Statement *statement, const Value *parameters, int64_t *out) {
    Rows *rows;
    TRY(db_query(db, arena, statement, parameters, &rows));
    return take_number(rows, out);
}

/* ---- SQLite ---- */

static const Statement complete_word = {.name = "search_complete",
    .place = "store/search.c",
    .parameters = 3,
    .sql = "select term from search_vocabulary where term >= $1 and term < $2 order by doc desc limit $3",
    .postgres_sql = "select 1"};
/* Marks and excerpts are made for the page of answers only, so the best are chosen inside. */
#define FTS_FROM "from search_words w join search s on s.id = w.rowid where w.search_words match $1 and ($2 = '' or s.kind = $2)"
static const Statement find_fts = {.name = "search_find",
    .place = "store/search.c",
    .parameters = 4,
    .sql = "select s.kind, highlight(search_words, 0, char(2), char(3)), snippet(search_words, 1, char(2), char(3), '\u2026', 30), s.url, "
           "s.about, s.day " FTS_FROM " and w.rowid in (select w.rowid " FTS_FROM
           " order by bm25(search_words, 5.0, 1.0), s.day desc, s.id limit $3 offset $4) "
           "order by bm25(search_words, 5.0, 1.0), s.day desc, s.id",
    .postgres_sql = "select 1"};
static const Statement count_fts = {
    .name = "search_count", .place = "store/search.c", .parameters = 2, .sql = "select count(*) " FTS_FROM, .postgres_sql = "select 1"};

static void put_fts_word(Buffer *out, Text word) {
    buffer_put_char(out, '"');
    for (size_t i = 0; i < word.len; i++) buffer_put_char(out, word.ptr[i] == '"' ? ' ' : word.ptr[i]);
    buffer_put_char(out, '"');
}

/* The words of the store that begin with what was typed last: "meetin" finds "meeting", whose stem "meet" it would miss. */
static Error *put_completions(Db *db, Arena *arena, Text part, Buffer *out) {
    Rows *rows;
    bool has_row;
    Text low = text_lower(arena, part);
    Value parameters[] = {value_text(low), value_text(text_join(arena, low, S("\xf4\x8f\xbf\xbf"))), value_integer(MOST_COMPLETIONS)};
    TRY(db_query(db, arena, &complete_word, parameters, &rows));
    Error *error = rows_next(rows, &has_row);
    while (!error && has_row) {
        buffer_put(out, S(" OR "));
        put_fts_word(out, rows_value(rows, 0).text);
        error = rows_next(rows, &has_row);
    }
    rows_end(rows);
    return error;
}

static Error *fts_expression(Db *db, Arena *arena, const Typed *typed, Text *out) {
    Buffer expression = buffer_new(arena, 256);
    for (int i = 0; i < typed->count; i++) {
        bool is_part = typed->ends_in_word && i == typed->count - 1 && typed->words[i].len >= 2;
        if (i) buffer_put(&expression, S(" AND "));
        buffer_put_char(&expression, '(');
        put_fts_word(&expression, typed->words[i]);
        if (is_part) TRY(put_completions(db, arena, typed->words[i], &expression));
        buffer_put_char(&expression, ')');
    }
    *out = buffer_text(&expression);
    return NULL;
}

static Error *find_in_sqlite(Db *db, Arena *arena, const Typed *typed, Text kind, int limit, int offset, SearchHits *out) {
    Text expression;
    TRY(fts_expression(db, arena, typed, &expression));
    Value parameters[] = {value_text(expression), value_text(kind), value_integer(limit), value_integer(offset)};
    TRY(read_number(db, arena, &count_fts, parameters, &out->total));
    return read_hits(db, arena, &find_fts, parameters, limit, out);
}

/* ---- PostgreSQL ---- */

/* $1: words in English; $2: the last word, $3: the same as a beginning of a whole word; either may be empty. */
#define TS_QUERY "(to_tsquery('english', $1) && (to_tsquery('english', $2) || to_tsquery('simple', $3)))"
#define TS_FROM "from search s, (select " TS_QUERY " as q) typed where s.words @@ q and ($4 = '' or s.kind = $4)"
#define TS_RANK "ts_rank('{0.05, 0.1, 0.4, 1.0}', s.words, q) desc, s.day desc nulls last, s.id"
static const Statement find_ts = {.name = "search_find",
    .place = "store/search.c",
    .parameters = 6,
    .sql = "select 1",
    .postgres_sql =
        "select kind, ts_headline('english', title, q, 'HighlightAll=true, StartSel=\"' || chr(2) || '\", StopSel=\"' || chr(3) || '\"'), "
        "ts_headline('english', body, q, 'MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=\" \u2026 \", StartSel=\"' || chr(2) "
        "|| '\", StopSel=\"' || chr(3) || '\"'), "
        "url, about, day from (select s.kind, s.title, s.body, s.url, s.about, s.day, s.id, q, ts_rank('{0.05, 0.1, 0.4, 1.0}', s.words, "
        "q) as weight " TS_FROM " order by " TS_RANK " limit $5 offset $6) best order by weight desc, day desc nulls last, id"};
static const Statement count_ts = {
    .name = "search_count", .place = "store/search.c", .parameters = 4, .sql = "select 1", .postgres_sql = "select count(*) " TS_FROM};

/* Quoted for to_tsquery, which reads what is inside quotes as a phrase. A hyphen parts words here, as FTS5 has it. */
static void put_ts_word(Buffer *out, Text word, const char *after) {
    if (out->len) buffer_put(out, S(" & "));
    buffer_put_char(out, '\'');
    for (size_t i = 0; i < word.len; i++) buffer_put_char(out, memchr("'\\-", word.ptr[i], 3) ? ' ' : word.ptr[i]);
    buffer_put_char(out, '\'');
    buffer_put(out, text_of(after));
}

static void ts_parameters(Arena *arena, const Typed *typed, Text kind, int limit, int offset, Value out[static 6]) {
    Buffer words = buffer_new(arena, 256), last = buffer_new(arena, 64), part = buffer_new(arena, 64);
    for (int i = 0; i < typed->count; i++) {
        bool is_part = typed->ends_in_word && i == typed->count - 1 && typed->words[i].len >= 2;
        put_ts_word(is_part ? &last : &words, typed->words[i], "");
        if (is_part) put_ts_word(&part, typed->words[i], ":*");
    }
    out[0] = value_text(buffer_text(&words)), out[1] = value_text(buffer_text(&last)), out[2] = value_text(buffer_text(&part));
    out[3] = value_text(kind), out[4] = value_integer(limit), out[5] = value_integer(offset);
}

static Error *find_in_postgres(Db *db, Arena *arena, const Typed *typed, Text kind, int limit, int offset, SearchHits *out) {
    Value parameters[6];
    ts_parameters(arena, typed, kind, limit, offset, parameters);
    TRY(read_number(db, arena, &count_ts, parameters, &out->total));
    return read_hits(db, arena, &find_ts, parameters, limit, out);
}

Error *search_find(Db *db, Arena *arena, Text words, Text kind, int limit, int offset, SearchHits *out) {
    Typed typed = read_typed(words);
    *out = (SearchHits){0};
    CHECK(limit > 0 && offset >= 0);
    if (typed.count == 0 || !text_is_utf8(words, NULL)) return NULL;
    bool is_postgres = store_is_postgres(db_store(db));
    return is_postgres ? find_in_postgres(db, arena, &typed, kind, limit, offset, out)
                       : find_in_sqlite(db, arena, &typed, kind, limit, offset, out);
}

/* ---- Among some ---- */

enum { WITHIN_MOST = 16 };

/* The condition with its parameters counted on from `first`: ${1} becomes $5. */
static void put_condition(Buffer *out, Text condition, int first) {
    for (size_t i = 0; i < condition.len; i++) {
        size_t end = condition.ptr[i] == '$' ? text_find(condition, S("}"), i) : SIZE_MAX;
        int64_t n;
        if (end == SIZE_MAX || !text_to_int64(text_slice(condition, i + 2, end - i - 2), &n)) {
            buffer_put_char(out, condition.ptr[i]);
            continue;
        }
        buffer_putf(out, "$%d", (int)n + first - 1);
        i = end;
    }
}

/* `sql` has "\001" where the condition goes, and "\002" before an order, which goes behind the order of days. */
static Text with_condition(Arena *arena, const char *sql, const SearchWithin *within, int first) {
    Buffer out = buffer_new(arena, 1024);
    for (const char *c = sql; *c; c++) {
        if (*c == 1) put_condition(&out, within->condition, first);
        else if (*c == 2) buffer_put(&out, within->by_day ? S("(day is null), day, ") : S(""));
        else buffer_put_char(&out, *c);
    }
    return buffer_text(&out);
}

#define FTS_WITHIN FTS_FROM " and (\001)"
static const char find_fts_within[] =
    "select s.kind, highlight(search_words, 0, char(2), char(3)), snippet(search_words, 1, char(2), char(3), '\u2026', 30), s.url, "
    "s.about, s.day " FTS_FROM " and w.rowid in (select w.rowid " FTS_WITHIN
    " order by \002bm25(search_words, 5.0, 1.0), s.day desc, s.id limit $3 offset $4) "
    "order by \002bm25(search_words, 5.0, 1.0), s.day desc, s.id";
static const char count_fts_within[] = "select count(*) " FTS_WITHIN " and $3 >= 0 and $4 >= 0";
#define TS_WITHIN TS_FROM " and (\001)"
static const char find_ts_within[] =
    "select kind, ts_headline('english', title, q, 'HighlightAll=true, StartSel=\"' || chr(2) || '\", StopSel=\"' || chr(3) || '\"'), "
    "ts_headline('english', body, q, 'MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=\" \u2026 \", StartSel=\"' || chr(2) "
    "|| '\", StopSel=\"' || chr(3) || '\"'), "
    "url, about, day from (select s.kind, s.title, s.body, s.url, s.about, s.day, s.id, q, ts_rank('{0.05, 0.1, 0.4, 1.0}', s.words, "
    "q) as weight " TS_WITHIN " order by \002" TS_RANK " limit $5 offset $6) best order by \002weight desc, day desc nulls last, id";
static const char count_ts_within[] = "select count(*) " TS_WITHIN " and $5 >= 0 and $6 >= 0";
/* Without words: all of them, the newest first. */
static const char all_within[] = "select s.kind, s.title, substr(s.body, 1, 300), s.url, s.about, s.day from search s "
                                 "where s.kind = $1 and (\001) order by \002s.day is null, s.day desc, s.id limit $2 offset $3";
static const char count_all_within[] = "select count(*) from search s where s.kind = $1 and (\001) and $2 >= 0 and $3 >= 0";

static Error *find_and_count(Db *db, Arena *arena, const char *find, const char *count, const Value *own, int own_count,
    const SearchWithin *within, int limit, SearchHits *out) {
    Value values[6 + WITHIN_MOST];
    Rows *rows;
    CHECK(within->count <= WITHIN_MOST);
    memcpy(values, own, (size_t)own_count * sizeof *own);
    if (within->count) memcpy(values + own_count, within->parameters, (size_t)within->count * sizeof *own);
    TRY(db_query_text(db, arena, with_condition(arena, count, within, own_count + 1), values, own_count + within->count, &rows));
    TRY(take_number(rows, &out->total));
    TRY(db_query_text(db, arena, with_condition(arena, find, within, own_count + 1), values, own_count + within->count, &rows));
    return take_hits(rows, arena, limit, out);
}

Error *search_find_within(Db *db, Arena *arena, Text words, Text kind, const SearchWithin *within, int limit, int offset, SearchHits *out) {
    Typed typed = read_typed(words);
    *out = (SearchHits){0};
    CHECK(limit > 0 && offset >= 0);
    if (!text_is_utf8(words, NULL)) return NULL;
    if (typed.count == 0) {
        Value own[] = {value_text(kind), value_integer(limit), value_integer(offset)};
        return find_and_count(db, arena, all_within, count_all_within, own, 3, within, limit, out);
    }
    if (store_is_postgres(db_store(db))) {
        Value own[6];
        ts_parameters(arena, &typed, kind, limit, offset, own);
        return find_and_count(db, arena, find_ts_within, count_ts_within, own, 6, within, limit, out);
    }
    Text expression;
    TRY(fts_expression(db, arena, &typed, &expression));
    Value own[] = {value_text(expression), value_text(kind), value_integer(limit), value_integer(offset)};
    return find_and_count(db, arena, find_fts_within, count_fts_within, own, 4, within, limit, out);
}
