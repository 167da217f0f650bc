/* Owns making lines of the answers of a Modern.gov web service: libxml2 reads them as events; pieces of HTML in them are read as HTML. */
#include "archive/lines.h"

#include <libxml/parser.h>

#include "archive/scan.h"

enum { NAME_MAX_BYTES = 48 };

typedef struct {
    LineMaker *maker;
    Buffer text;
    char root[NAME_MAX_BYTES];
    int depth, item_depth; /* item_depth: inside an item when it is not 0 */
    bool in_document, is_list;
    /* of the meeting */
    Text date, time, status, place, committee, id, title;
    bool has_head;
    /* of the item */
    Text item_title, number, agenda, decision, minutes;
    bool is_restricted, is_shown;
    /* of a paper */
    Text paper_id, paper_title, paper_url;
    Buffer papers, present, attending, apologies;
} Service;

static Text taken(Service *s) {
    return text_copy(s->maker->arena, text_trim(buffer_text(&s->text)));
}

static bool is_true(Text t) {
    return text_equal_ignoring_case(t, S("true"));
}

/* Short texts are often encoded twice. */
static Text plain(Service *s, Text t) {
    return text_find(t, S("&"), 0) == SIZE_MAX ? t : html_words(s->maker->arena, t);
}

/* ---- What is put ---- */

static void put_head(Service *s) {
    if (s->has_head) return;
    s->has_head = true;
    Arena *arena = s->maker->arena;
    bool is_cancelled = has_word(s->status, "cancelled");
    FoundDay day;
    Text date = find_day(s->date, 0, &day) && day.has_year ? date_long(arena, day.date) : s->date;
    line_put(s->maker, LINE_HEADING, 1, S("Agenda and minutes"));
    line_put(s->maker, LINE_HEADING, 2,
        text_format(
            arena, "%.*s - %.*s %.*s%s", TEXT_ARG(s->committee), TEXT_ARG(date), TEXT_ARG(s->time), is_cancelled ? ", CANCELLED" : ""));
    if (s->place.len > 0) line_put(s->maker, LINE_WORDS, 0, text_format(arena, "Venue: %.*s", TEXT_ARG(s->place)));
}

static void put_item(Service *s) {
    put_head(s);
    if (!s->is_shown) return;
    Text number = s->number;
    if (number.len > 0) line_put(s->maker, LINE_ITEM_NUMBER, 0, number);
    line_put(s->maker, LINE_ITEM_TITLE, s->is_restricted ? 2 : 0, s->item_title);
    if (s->agenda.len > 0) line_put_html(s->maker, s->agenda);
    Text rest = buffer_text(&s->papers), line;
    while (text_next_line(&rest, &line))
        if (line.len > 0) line_put(s->maker, LINE_PAPER, 0, line);
    if (s->decision.len > 0) {
        line_put(s->maker, LINE_LABEL, 0, S("Decision:"));
        line_put_html(s->maker, s->decision);
    }
    line_put(s->maker, LINE_LABEL, 0, S("Minutes:"));
    if (s->minutes.len > 0) line_put_html(s->maker, s->minutes);
}

static void put_list(Service *s, const char *label, Buffer *names) {
    if (names->len > 0) line_put(s->maker, LINE_LABEL, 0, text_format(s->maker->arena, "%s %.*s", label, TEXT_ARG(buffer_text(names))));
}

/* ---- Events ---- */

static Text attribute(Service *s, const xmlChar **attributes, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        const xmlChar **a = attributes + (ptrdiff_t)i * 5;
        if (strcmp((const char *)a[0], name) == 0)
            return plain(s, text_copy(s->maker->arena, (Text){(const char *)a[3], (size_t)(a[4] - a[3])}));
    }
    return (Text){0};
}

static void take_attendee(Service *s, const xmlChar **attributes, int count) {
    Text name = attribute(s, attributes, count, "name"), attendance = attribute(s, attributes, count, "attendance"),
         role = attribute(s, attributes, count, "roledescription");
    Text representing = attribute(s, attributes, count, "representing");
    if (name.len == 0 || has_word(attendance, "expected")) {
        if (!has_word(attendance, "present")) return;
    }
    bool is_officer = has_word(role, "officer");
    Buffer *list = has_word(attendance, "apologies")                     ? &s->apologies
                   : has_word(attendance, "absent")                      ? NULL
                   : is_officer || has_word(attendance, "in attendance") ? &s->attending
                                                                         : &s->present;
    if (!list) return;
    if (list->len > 0) buffer_put(list, S("; "));
    buffer_put(list, name);
    Text about = is_officer && representing.len > 0                           ? representing
                 : has_words(role, "chair|vice-chair|chairman|vice-chairman") ? role
                                                                              : (Text){0};
    if (about.len > 0) buffer_putf(list, " (%.*s)", TEXT_ARG(about));
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **namespace_list, int count, int defaults, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaults;
    Service *s = context;
    const char *n = (const char *)name;
    s->depth++;
    s->text.len = 0;
    bool is_wrapping = strstr(n, "Response") || strstr(n, "Result") || strcmp(n, "Envelope") == 0 || strcmp(n, "Body") == 0;
    if (s->root[0] == 0 && !is_wrapping) snprintf(s->root, sizeof s->root, "%s", n);
    if (strcmp(n, "agendaitem") == 0) {
        s->item_depth = s->depth;
        s->item_title = s->number = s->agenda = s->decision = s->minutes = (Text){0};
        s->is_restricted = false, s->is_shown = true;
        s->papers.len = 0;
    } else if (strcmp(n, "linkeddoc") == 0) {
        s->in_document = true;
        s->paper_id = s->paper_title = s->paper_url = (Text){0};
    } else if (strcmp(n, "attendee") == 0) take_attendee(s, attributes, count);
}

static void characters(void *context, const xmlChar *text, int length) {
    Service *s = context;
    if (length > 0 && s->text.len < 16 * 1024 * 1024) buffer_put_bytes(&s->text, text, (size_t)length);
}

static void end_document(Service *s, const char *n) {
    if (strcmp(n, "attachmentid") == 0) s->paper_id = taken(s);
    else if (strcmp(n, "title") == 0) s->paper_title = plain(s, taken(s));
    else if (strcmp(n, "url") == 0) s->paper_url = taken(s);
    else if (strcmp(n, "linkeddoc") == 0) {
        s->in_document = false;
        if (s->paper_title.len > 0 && s->papers.len < 1024 * 1024)
            buffer_putf(&s->papers, "%.*s\t%.*s\t%.*s\n", TEXT_ARG(s->paper_title), TEXT_ARG(s->paper_id), TEXT_ARG(s->paper_url));
    }
}

static void end_item(Service *s, const char *n) {
    if (strcmp(n, "agendaitemtitle") == 0) s->item_title = plain(s, taken(s));
    else if (strcmp(n, "agendatext") == 0) s->agenda = taken(s);
    else if (strcmp(n, "decisionnonemptyhtmlbody") == 0) s->decision = taken(s);
    else if (strcmp(n, "minutesnonemptyhtmlbody") == 0) s->minutes = taken(s);
    else if (strcmp(n, "fulldisplaynumberformat") == 0) s->number = taken(s);
    else if (strcmp(n, "isrestricted") == 0) s->is_restricted = is_true(taken(s));
    else if (strcmp(n, "isdisplayallowed") == 0) s->is_shown = !text_equal_ignoring_case(taken(s), S("false"));
    else if (strcmp(n, "refertocommittee") == 0 && s->committee.len == 0) s->committee = plain(s, taken(s));
    else if (strcmp(n, "agendaitem") == 0) {
        put_item(s);
        s->item_depth = 0;
    }
}

static void end_row(Service *s, const char *n) {
    Arena *arena = s->maker->arena;
    if (strcmp(n, "committeeid") == 0) s->id = taken(s);
    else if (strcmp(n, "committeetitle") == 0) s->title = plain(s, taken(s));
    else if (strcmp(n, "committee") == 0 && strcmp(s->root, "committees") == 0)
        line_put(s->maker, LINE_ROW, 0, text_format(arena, "%.*s\t%.*s", TEXT_ARG(s->id), TEXT_ARG(s->title)));
    else if (strcmp(n, "meetingid") == 0) s->number = taken(s);
    else if (strcmp(n, "meetingdate") == 0) s->date = taken(s);
    else if (strcmp(n, "meetingtime") == 0) s->time = taken(s);
    else if (strcmp(n, "meetingstatus") == 0) s->status = plain(s, taken(s));
    else if (strcmp(n, "meeting") == 0)
        line_put(s->maker, LINE_ROW, 0,
            text_format(arena, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s", TEXT_ARG(s->number), TEXT_ARG(s->date), TEXT_ARG(s->time),
                TEXT_ARG(s->status), TEXT_ARG(s->title)));
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    Service *s = context;
    const char *n = (const char *)name;
    if (strcmp(s->root, "meeting") != 0) end_row(s, n);
    else if (s->in_document) end_document(s, n);
    else if (s->item_depth) end_item(s, n);
    else if (strcmp(n, "meetingdate") == 0) s->date = taken(s);
    else if (strcmp(n, "meetingtime") == 0) s->time = taken(s);
    else if (strcmp(n, "meetingstatus") == 0) s->status = plain(s, taken(s));
    else if (strcmp(n, "meetinglocation") == 0) s->place = plain(s, taken(s));
    s->depth--;
    s->text.len = 0;
}

bool lines_of_service(Arena *arena, Text bytes, Lines *out, bool *is_list) {
    LineMaker maker = line_maker(arena);
    Service *s = ARENA_NEW(arena, Service);
    *s = (Service){.maker = &maker,
        .text = buffer_new(arena, 4096),
        .papers = buffer_new(arena, 256),
        .present = buffer_new(arena, 256),
        .attending = buffer_new(arena, 256),
        .apologies = buffer_new(arena, 64)};
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = characters,
        .cdataBlock = characters};
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, s, NULL, 0, NULL);
    if (!parser) return false;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    int wrong = 0;
    for (size_t at = 0; at < bytes.len && !wrong; at += 1 << 20) {
        Text piece = text_slice(bytes, at, 1 << 20);
        wrong = xmlParseChunk(parser, piece.ptr, (int)piece.len, 0);
    }
    if (!wrong) wrong = xmlParseChunk(parser, "", 0, 1);
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    *is_list = strcmp(s->root, "meeting") != 0;
    if (!*is_list) {
        put_head(s);
        put_list(s, "Present:", &s->present);
        put_list(s, "In attendance:", &s->attending);
        put_list(s, "Apologies:", &s->apologies);
    }
    *out = lines_made(&maker, SOURCE_SERVICE);
    out->has_roles = true;
    return !wrong && out->count > 0;
}
