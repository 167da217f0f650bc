/* Owns reports of mail that came back (RFC 3464): which message of ours it was, and whether the address is there at all. GMime reads the report; the
 * message is known by the token in its Message-ID, which servers give back with its headers. */
#include "mail/inside.h"

#include <gmime/gmime.h>

#include "mail/mail.sql.h"

typedef struct {
    Arena *arena;
    bool is_report;
    Text status, token;
} BounceReport;

/* "5.1.1" of the first recipient that failed. */
static void status_of(BounceReport *r, GMimePart *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content) return;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
    Text rest = text_copy(r->arena, (Text){(const char *)bytes->data, bytes->len}), line;
    while (text_next_line(&rest, &line)) {
        Text lower = text_lower(r->arena, line);
        if (text_starts_with(lower, S("status:")) && text_is_empty(r->status)) r->status = text_trim(text_slice(line, 7, SIZE_MAX));
    }
    g_object_unref(stream);
}

static void look_at(GMimeObject *parent, GMimeObject *part, gpointer context) {
    BounceReport *r = context;
    GMimeContentType *type = g_mime_object_get_content_type(part);
    (void)parent;
    if (!g_mime_content_type_is_type(type, "message", "delivery-status")) return;
    r->is_report = true;
    if (GMIME_IS_PART(part)) status_of(r, (GMimePart *)part);
}

/* The token in "quorate.TOKEN@": 24 hexadecimal digits. */
static Text token_in(Arena *arena, Text whole) {
    static const char mark[] = "quorate.";
    enum { DIGITS = 24 };
    for (size_t at = text_find(whole, text_of(mark), 0); at != SIZE_MAX; at = text_find(whole, text_of(mark), at + 1)) {
        Text token = text_slice(whole, at + sizeof mark - 1, DIGITS);
        if (text_is_hex(token, DIGITS) && text_equal(text_slice(whole, at + sizeof mark - 1 + DIGITS, 1), S("@")))
            return text_copy(arena, token);
    }
    return (Text){0};
}

static BounceReport report_read(Arena *arena, Text written) {
    BounceReport r = {.arena = arena};
    mail_gmime_once();
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(written.ptr ? written.ptr : "", written.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message) {
        g_mime_message_foreach(message, look_at, &r);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    r.token = token_in(arena, written);
    return r;
}

/* Three numbers with points: "5.1.1". Anything else that stands there is not kept. */
static bool is_status(Text t) {
    int points = 0;
    for (size_t i = 0; i < t.len; i++) {
        points += t.ptr[i] == '.';
        if (t.ptr[i] != '.' && (t.ptr[i] < '0' || t.ptr[i] > '9')) return false;
    }
    return points == 2 && t.len <= 9;
}

Error *mail_bounce_read(Arena *arena, Text report, MailBounce *out) {
    BounceReport r = report_read(arena, report);
    if (!r.is_report) return error_new(arena, ERROR_INPUT, "This is no report of undelivered mail (RFC 3464).");
    *out = (MailBounce){.token = r.token, .status = is_status(r.status) ? r.status : S("")};
    return NULL;
}

static Error *bounce_in(Tx *tx, const MailBounce *b) {
    MessageWithTokenRow message = {0};
    bool found = false;
    if (b->token.len) TRY(message_with_token(tx_db(tx), tx_arena(tx), b->token, &message, &found));
    if (!found) return error_new(tx_arena(tx), ERROR_INPUT, "This report is of no message that was sent from here.");
    if (!text_starts_with(b->status, S("5."))) return NULL; /* delayed: the server goes on trying */
    Text words = text_format(tx_arena(tx), "It came back: status %.*s.", TEXT_ARG(b->status));
    TRY(message_mark(tx, message.id, S("bounced"), tx_moment(tx), words, NULL));
    bool is_gone = text_starts_with(b->status, S("5.1.")) || text_equal(b->status, S("5.2.1"));
    return is_gone ? recipient_bounces(tx, message.recipient, words, tx_moment(tx), NULL) : NULL;
}

Error *mail_bounce_take(Store *office, Arena *arena, const MailBounce *bounce) {
    Tx *tx = NULL;
    Error *error = NULL;
    TRY_OUT(tx_begin(office, arena, (Actor){0, S("Mail")}, S(""), &tx));
    TRY_OUT(bounce_in(tx, bounce));
    TRY_OUT(tx_commit(tx));
out:
    tx_end(tx);
    return error;
}
