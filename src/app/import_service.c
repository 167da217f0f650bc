/* Owns the conversation with a Modern.gov web service: libcurl fetches, the sandbox reads (archive_read), the command writes. */
#include "app/import_service.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "archive/archive.sql.h"

enum { CONNECT_SECONDS = 20, ANSWER_SECONDS = 120, ANSWER_BYTES_MOST = 50 * 1000 * 1000, FAILURES_IN_A_ROW = 5, TRIES = 2 };

typedef struct {
    const ServiceOptions *options;
    Text base; /* ".../mgWebService.asmx", without a slash behind it */
    Text site; /* "https://democracy.example.gov.uk/" */
    CURL *curl;
    struct timespec last; /* when the last request was made */
    int failures;         /* in a row */
} Service;

bool is_web_address(const char *word) {
    return strncmp(word, "https://", 8) == 0 || strncmp(word, "http://", 7) == 0;
}

/* ---- One request ---- */

typedef struct {
    Buffer body;
    bool is_too_long;
} Answer;

static size_t take_bytes(char *bytes, size_t size, size_t count, void *context) {
    Answer *answer = context;
    if (answer->body.len + size * count > ANSWER_BYTES_MOST) {
        answer->is_too_long = true;
        return 0;
    }
    buffer_put_bytes(&answer->body, bytes, size * count);
    return size * count;
}

/* A second between the beginnings of two requests. */
static void wait_a_second(Service *s) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t since = (now.tv_sec - s->last.tv_sec) * INT64_C(1000000000) + (now.tv_nsec - s->last.tv_nsec);
    if (s->last.tv_sec && since < INT64_C(1000000000)) {
        struct timespec left = {.tv_nsec = (long)(INT64_C(1000000000) - since)};
        while (nanosleep(&left, &left) != 0) {}
    }
    clock_gettime(CLOCK_MONOTONIC, &s->last);
}

/* White space in addresses of real sites is percent-encoded, as browsers do it. */
static const char *clean_address(Arena *arena, Text address) {
    Buffer out = buffer_new(arena, address.len + 16);
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];
        if (c == '\r' || c == '\n') continue;
        if (c <= ' ' || c >= 0x7f) buffer_putf(&out, "%%%02X", c);
        else buffer_put_char(&out, (char)c);
    }
    return text_string(arena, buffer_text(&out));
}

static Error *fetch_once(Service *s, Arena *arena, const char *address, Text *out) {
    Answer answer = {.body = buffer_new(arena, 65536)};
    long status = 0;
    wait_a_second(s);
    curl_easy_reset(s->curl);
    curl_easy_setopt(s->curl, CURLOPT_URL, address);
    curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(s->curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(s->curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(s->curl, CURLOPT_MAXREDIRS, 3L);
    curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
    curl_easy_setopt(s->curl, CURLOPT_USERAGENT, "Quorate/" QUORATE_VERSION " (import of an archive)");
    curl_easy_setopt(s->curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(s->curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(s->curl, CURLOPT_WRITEDATA, &answer);
    CURLcode code = curl_easy_perform(s->curl);
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
    if (answer.is_too_long)
        return error_new(arena, ERROR_INPUT, "The answer is too long: more than %d MB.", ANSWER_BYTES_MOST / 1000 / 1000);
    if (code != CURLE_OK) return error_new(arena, ERROR_STORAGE, "It cannot be fetched: %s.", curl_easy_strerror(code));
    if (status >= 400 && status < 500) return error_new(arena, ERROR_INPUT, "It cannot be fetched: the server answers %ld.", status);
    if (status != 200) return error_new(arena, ERROR_STORAGE, "It cannot be fetched: the server answers %ld.", status);
    *out = buffer_text(&answer.body);
    return NULL;
}

static Error *fetch(Service *s, Arena *arena, Text address, Text *out) {
    Error *error = NULL;
    for (int i = 0; i < TRIES; i++) {
        error = fetch_once(s, arena, clean_address(arena, address), out);
        if (!error || error->kind != ERROR_STORAGE) break;
    }
    s->failures = error && error->kind == ERROR_STORAGE ? s->failures + 1 : 0;
    return error;
}

/* ---- Lists ---- */

/* Rows of a list, their cells with tabs between them (lines_of_service). */
static Error *list_fetch(Service *s, Arena *arena, Text address, Text *out) {
    Text bytes = {0};
    Reading reading = {0};
    ReadHints hints = {.name = S("list.xml"), .media_type = S("text/xml")};
    TRY(fetch(s, arena, address, &bytes));
    TRY(archive_read(arena, bytes, &hints, &reading));
    if (reading.verdict == READ_ANOTHER && reading.text.len) *out = reading.text;
    else if (reading.verdict == READ_ANOTHER) *out = (Text){0};
    else
        return error_new(arena, ERROR_INPUT,
            "%.*s does not answer as a Modern.gov web service does. Its address ends with mgWebService.asmx.", TEXT_ARG(address));
    return NULL;
}

static Text cell(Text row, int n) {
    Text part = {0};
    for (int i = 0; i <= n; i++)
        if (!text_split(&row, '\t', &part)) return (Text){0};
    return text_trim(part);
}

/* ---- A meeting and its papers ---- */

static Error *is_there(Service *s, Arena *arena, Text address, ArchiveSource *out, bool *found) {
    Db *db = NULL;
    *found = false;
    if (!s->options->office) return NULL;
    TRY(store_borrow(s->options->office, arena, &db));
    Error *error = archive_source_at(db, arena, address, out, found);
    store_return(db);
    return error;
}

/* Fetches, reads and gives on; what was there before is given on without fetching. Nothing of use in it: not given on. */
static Error *take_one(Service *s, Arena *arena, Text address, Text name, Text body, Date day, Reading *reading) {
    FileRead file = {.path = text_string(arena, address), .arena = arena, .hints = {.name = name, .body = body, .date = day}};
    TRY(is_there(s, arena, address, &file.before, &file.is_before));
    if (!file.is_before) {
        file.error = fetch(s, arena, address, &file.bytes);
        if (!file.error) TRY(archive_read(arena, file.bytes, &file.hints, &file.reading));
    }
    *reading = file.reading;
    bool is_nothing = !file.is_before && !file.error && file.reading.verdict != READ_FINE;
    return is_nothing ? NULL : s->options->take(s->options->context, &file);
}

/* What may be a paper of the meeting, as it was just read or, when it was read before, as its records have it. */
typedef struct {
    Text title, address;
} PaperLink;
typedef struct {
    PaperLink *items;
    size_t count;
} PaperLinks;

static void papers_read(Arena *arena, const Reading *reading, PaperLinks *out) {
    size_t most = 0;
    for (size_t n = 0; n < reading->document_count; n++) most += reading->documents[n].entries.count;
    out->items = ARENA_ARRAY(arena, PaperLink, most + 1);
    for (size_t n = 0; n < reading->document_count; n++)
        for (size_t i = 0; i < reading->documents[n].entries.count; i++) {
            const Entry *e = &reading->documents[n].entries.items[i];
            if (e->kind == ENTRY_PAPER && !e->is_restricted) out->items[out->count++] = (PaperLink){e->title, text_trim(e->words)};
        }
}

static Error *papers_kept(Db *db, Arena *arena, const ArchiveSource *source, PaperLinks *out) {
    ArchiveDocumentList documents;
    ArchiveEntryList entries;
    TRY(archive_documents_in(db, arena, source->id, &documents));
    for (size_t n = 0; n < documents.count && n < 1; n++) { /* an answer of the service is one document */
        TRY(archive_entries_in(db, arena, documents.items[n].id, &entries));
        out->items = ARENA_ARRAY(arena, PaperLink, entries.count + 1);
        for (size_t i = 0; i < entries.count; i++) {
            const ArchiveEntry *e = &entries.items[i];
            if (e->kind == ENTRY_PAPER && !e->is_restricted) out->items[out->count++] = (PaperLink){e->title, text_trim(e->words)};
        }
    }
    return NULL;
}

static Error *papers_of(Service *s, Arena *arena, Text address, const Reading *reading, PaperLinks *out) {
    ArchiveSource source;
    Db *db = NULL;
    bool found;
    *out = (PaperLinks){0};
    papers_read(arena, reading, out);
    if (reading->document_count) return NULL;
    TRY(is_there(s, arena, address, &source, &found));
    if (!found) return NULL;
    TRY(store_borrow(s->options->office, arena, &db));
    Error *error = papers_kept(db, arena, &source, out);
    store_return(db);
    return error;
}

static Error *meeting_take(Service *s, Arena *arena, Text id, Text body, Date day) {
    Reading reading = {0}, none;
    PaperLinks papers;
    Text address = text_format(arena, "%.*s/GetMeeting?lMeetingId=%.*s", TEXT_ARG(s->base), TEXT_ARG(id));
    TRY(take_one(s, arena, address, text_format(arena, "meeting-%.*s.xml", TEXT_ARG(id)), body, day, &reading));
    TRY(papers_of(s, arena, address, &reading, &papers));
    for (size_t i = 0; i < papers.count && s->failures < FAILURES_IN_A_ROW; i++) {
        if (!text_starts_with(papers.items[i].address, s->site)) continue; /* elsewhere: not the site's own */
        Arena *step = arena_new();
        Text name = text_format(step, "%.*s.pdf", TEXT_ARG(papers.items[i].title));
        Error *error = take_one(s, step, papers.items[i].address, name, body, day, &none);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
    }
    return NULL;
}

static Error *too_many_failures(Arena *arena) {
    return error_new(arena, ERROR_STORAGE,
        "The web service did not answer %d times in a row. Start the same command again later: it goes on where it was.",
        FAILURES_IN_A_ROW);
}

/* ---- Everything ---- */

static Error *committee_take(Service *s, Arena *arena, Text id, Text title) {
    Text rows, row;
    Text address =
        text_format(arena, "%.*s/GetMeetings?lCommitteeId=%.*s&sFromDate=01/01/1990&sToDate=31/12/2099", TEXT_ARG(s->base), TEXT_ARG(id));
    TRY(list_fetch(s, arena, address, &rows));
    s->options->tell(s->options->context, title);
    while (text_next_line(&rows, &row)) {
        Date day = {0};
        int64_t number;
        if (!text_to_int64(cell(row, 0), &number) || text_contains_ignoring_case(cell(row, 3), S("cancelled"))) continue;
        date_parse(cell(row, 1), &day);
        Arena *step = arena_new();
        Error *error = meeting_take(s, step, cell(row, 0), title, day);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
        if (s->failures >= FAILURES_IN_A_ROW) return too_many_failures(arena);
    }
    return NULL;
}

static Error *committees_take(Service *s, Arena *arena) {
    Text rows, row;
    bool has_any = false;
    TRY(list_fetch(s, arena, text_join(arena, s->base, S("/GetCommittees")), &rows));
    while (text_next_line(&rows, &row)) {
        int64_t number;
        Text title = cell(row, 1);
        if (!text_to_int64(cell(row, 0), &number)) continue;
        if (s->options->body.len && !text_equal_ignoring_case(title, s->options->body)) continue;
        has_any = true;
        Arena *step = arena_new();
        Error *error = committee_take(s, step, cell(row, 0), title);
        if (error) error = error_copy(arena, error);
        arena_free(step);
        if (error) return error;
    }
    if (has_any) return NULL;
    if (s->options->body.len)
        return error_new(arena, ERROR_INPUT, "The web service knows no committee called %.*s.", TEXT_ARG(s->options->body));
    return error_new(arena, ERROR_INPUT, "The web service has no committees.");
}

Error *import_service(Arena *arena, const char *address, const ServiceOptions *options) {
    Text base = text_of(address);
    size_t end = text_find(text_lower(arena, base), S("/mgwebservice.asmx"), 0);
    if (end == SIZE_MAX)
        return error_new(arena, ERROR_INPUT,
            "%s is no address of a web service: it has to end with mgWebService.asmx. Save other pages as files, and import those.",
            address);
    Service s = {
        .options = options, .base = text_slice(base, 0, end + sizeof "/mgwebservice.asmx" - 1), .site = text_slice(base, 0, end + 1)};
    curl_global_init(CURL_GLOBAL_DEFAULT);
    s.curl = curl_easy_init();
    CHECK(s.curl);
    Error *error = committees_take(&s, arena);
    curl_easy_cleanup(s.curl);
    return error;
}
