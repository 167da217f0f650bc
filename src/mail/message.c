/* Owns a message as it goes over the wire: plain text and HTML, and the headers, made by GMime. */
#include "mail/inside.h"

#include <gmime/gmime.h>
#include <pthread.h>

#include "mail/message.view.h"

static void gmime_start(void) {
    g_mime_init();
}

void mail_gmime_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, gmime_start);
}

Text mail_html(Arena *arena, const MailMessage *message) {
    Buffer out = buffer_new(arena, 4096);
    View v = {.out = &out, .arena = arena};
    mail_message_html(&v, message);
    return buffer_text(&out);
}

Text mail_plain(Arena *arena, const MailMessage *m) {
    Buffer b = buffer_new(arena, 2048);
    if (m->greeting.len) buffer_putf(&b, "%.*s\n\n", TEXT_ARG(m->greeting));
    for (size_t i = 0; i < m->lines.count; i++) {
        const MailLine *l = &m->lines.items[i];
        buffer_putf(&b, "%.*s\n%.*s:\n%.*s\n\n", TEXT_ARG(l->words), TEXT_ARG(l->link), TEXT_ARG(l->url));
    }
    if (m->closing.len) buffer_putf(&b, "%.*s\n\n", TEXT_ARG(m->closing));
    buffer_putf(&b, "-- \n%.*s\n", TEXT_ARG(m->partnership));
    if (m->stop_url.len) buffer_putf(&b, "Change or stop these emails:\n%.*s\n", TEXT_ARG(m->stop_url));
    return buffer_text(&b);
}

static GMimeObject *part_of(const char *subtype, Text words) {
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(words.ptr, words.len);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_part_set_content((GMimePart *)part, content);
    g_mime_part_set_content_encoding((GMimePart *)part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_object_set_content_type_parameter((GMimeObject *)part, "charset", "utf-8");
    g_object_unref(content);
    g_object_unref(stream);
    return (GMimeObject *)part;
}

/* "example.org" of "office@example.org". */
static Text domain_of(Text address) {
    size_t at = text_find(address, S("@"), 0);
    return at == SIZE_MAX ? S("localhost") : text_slice(address, at + 1, SIZE_MAX);
}

static void header(GMimeMessage *m, const char *name, Text value) {
    char *copy = g_strndup(value.ptr ? value.ptr : "", value.len);
    g_mime_object_set_header((GMimeObject *)m, name, copy, "utf-8");
    g_free(copy);
}

static void address_set(Arena *arena, GMimeMessage *m, GMimeAddressType type, Text name, Text email) {
    g_mime_message_add_mailbox(m, type, name.len ? text_string(arena, name) : NULL, text_string(arena, email));
}

static void headers_set(Arena *arena, GMimeMessage *m, const MailSettings *s, const MailMessage *message, Moment when) {
    address_set(arena, m, GMIME_ADDRESS_TYPE_FROM, message->partnership, s->from);
    address_set(arena, m, GMIME_ADDRESS_TYPE_TO, message->name, message->email);
    g_mime_message_set_subject(m, text_string(arena, message->subject), "utf-8");
    GDateTime *date = g_date_time_new_from_unix_utc(when.us / 1000000);
    g_mime_message_set_date(m, date);
    g_date_time_unref(date);
    g_mime_message_set_message_id(m, text_format(arena, "quorate.%.*s@%.*s", TEXT_ARG(message->token), TEXT_ARG(domain_of(s->from))).ptr);
    header(m, "Auto-Submitted", S("auto-generated"));
    if (text_is_empty(message->one_click_url)) return;
    header(m, "List-Unsubscribe", text_format(arena, "<%.*s>", TEXT_ARG(message->one_click_url)));
    header(m, "List-Unsubscribe-Post", S("List-Unsubscribe=One-Click"));
}

Text mail_written(Arena *arena, const MailSettings *settings, const MailMessage *message, Moment when) {
    mail_gmime_once();
    GMimeMessage *m = g_mime_message_new(true);
    GMimeMultipart *both = g_mime_multipart_new_with_subtype("alternative");
    GMimeObject *plain = part_of("plain", mail_plain(arena, message)), *html = part_of("html", mail_html(arena, message));
    g_mime_multipart_set_boundary(both, text_format(arena, "=_%.*s", TEXT_ARG(message->token)).ptr);
    g_mime_multipart_add(both, plain);
    g_mime_multipart_add(both, html);
    headers_set(arena, m, settings, message, when);
    g_mime_message_set_mime_part(m, (GMimeObject *)both);
    GMimeFormatOptions *format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    char *written = g_mime_object_to_string((GMimeObject *)m, format);
    Text out = text_copy(arena, text_of(written));
    g_free(written);
    g_mime_format_options_free(format);
    g_object_unref(plain);
    g_object_unref(html);
    g_object_unref(both);
    g_object_unref(m);
    return out;
}
