/* Owns the conversation with a mail server: libcurl speaks SMTP; what it was about when it failed is read from the commands that were sent. */
#include "mail/post.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/log.h"

enum {
    CONNECT_SECONDS = 20,
    MESSAGE_SECONDS = 720 /* a server may take ten minutes over the end of a message (RFC 5321, 4.5.3.2.6) */,
    ANSWER_BYTES = 500
};

struct MailPost {
    CURL *curl;
    Arena *arena; /* of the settings' copies */
};

static void curl_start(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

MailPost *mail_post_open(const MailSettings *s) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, curl_start);
    Arena *arena = arena_new();
    MailPost *post = ARENA_NEW(arena, MailPost);
    *post = (MailPost){.curl = curl_easy_init(), .arena = arena};
    CHECK(post->curl);
    curl_easy_setopt(post->curl, CURLOPT_URL, s->server);
    curl_easy_setopt(post->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(post->curl, CURLOPT_USE_SSL, (long)(s->is_plain_allowed ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    curl_easy_setopt(post->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(post->curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(post->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(post->curl, CURLOPT_TIMEOUT, (long)MESSAGE_SECONDS);
    curl_easy_setopt(post->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(post->curl, CURLOPT_VERBOSE, 1L); /* for `watch`, which keeps nothing of it but the command's name */
    if (s->user) curl_easy_setopt(post->curl, CURLOPT_USERNAME, s->user);
    if (s->password) curl_easy_setopt(post->curl, CURLOPT_PASSWORD, s->password);
    return post;
}

void mail_post_close(MailPost *post) {
    if (!post) return;
    curl_easy_cleanup(post->curl);
    arena_free(post->arena);
}

/* ---- One message ---- */

typedef struct {
    Text message;
    size_t given;
    bool (*before_end)(void *);
    void *context;
    bool is_ended;             /* all was given: what follows is the server's answer to the message itself */
    bool is_marked;            /* and that it was given is kept */
    bool is_recipient;         /* the last command named the recipient */
    int refusal;               /* the first answer from 400 on; 0: none */
    MailPlace place;           /* where it was given */
    char answer[ANSWER_BYTES]; /* that, or the last */
} Handing;

static size_t give(char *to, size_t size, size_t count, void *context) {
    Handing *h = context;
    size_t left = h->message.len - h->given, n = size * count < left ? size * count : left;
    if (n == 0 && !h->is_ended) {
        h->is_ended = true;
        h->is_marked = h->before_end(h->context);
        if (!h->is_marked) return CURL_READFUNC_ABORT;
    }
    memcpy(to, h->message.ptr + h->given, n);
    h->given += n;
    return n;
}

/* What the server says: the last line, or the first that refuses (after that libcurl only says goodbye). */
static size_t hear(char *line, size_t size, size_t count, void *context) {
    Handing *h = context;
    size_t n = size * count, kept = n < ANSWER_BYTES - 1 ? n : ANSWER_BYTES - 1;
    int64_t code = 0;
    if (h->refusal) return n;
    memcpy(h->answer, line, kept);
    h->answer[kept] = 0;
    if (text_to_int64(text_slice((Text){line, n}, 0, 3), &code) && code >= 400 && code < 600) {
        h->refusal = (int)code;
        h->place = h->is_ended ? MAIL_AT_END : h->is_recipient ? MAIL_AT_RECIPIENT : MAIL_AT_SERVER;
    }
    return n;
}

static int watch(CURL *curl, curl_infotype kind, char *data, size_t size, void *context) {
    Handing *h = context;
    (void)curl;
    if (kind == CURLINFO_HEADER_OUT) h->is_recipient = size >= 4 && strncmp(data, "RCPT", 4) == 0;
    return 0;
}

/* Without words that hold an address: servers quote that of the recipient, which is not to be kept. */
static Text without_addresses(Arena *arena, Text words) {
    Buffer out = buffer_new(arena, words.len);
    Text rest = words, word;
    while (text_split(&rest, ' ', &word)) {
        if (out.len) buffer_put_char(&out, ' ');
        buffer_put(&out, text_find(word, S("@"), 0) == SIZE_MAX ? word : S("(address)"));
    }
    return buffer_text(&out);
}

static Text answer_text(Arena *arena, const Handing *h, CURLcode code) {
    Text said = text_trim(text_of(h->answer));
    if (code != CURLE_OK && !h->refusal) return text_of(curl_easy_strerror(code));
    return text_is_utf8(said, NULL) ? without_addresses(arena, text_clean(arena, said))
                                    : S("The mail server answered in no known writing.");
}

MailAnswer mail_post(MailPost *post, Arena *arena, Text from, Text to, Text message, bool (*before_end)(void *), void *context) {
    Handing h = {.message = message, .before_end = before_end, .context = context};
    struct curl_slist *recipients = curl_slist_append(NULL, text_format(arena, "<%.*s>", TEXT_ARG(to)).ptr);
    curl_easy_setopt(post->curl, CURLOPT_MAIL_FROM, text_format(arena, "<%.*s>", TEXT_ARG(from)).ptr);
    curl_easy_setopt(post->curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(post->curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(post->curl, CURLOPT_READDATA, &h);
    curl_easy_setopt(post->curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(post->curl, CURLOPT_HEADERDATA, &h);
    curl_easy_setopt(post->curl, CURLOPT_DEBUGFUNCTION, watch);
    curl_easy_setopt(post->curl, CURLOPT_DEBUGDATA, &h);
    CURLcode code = curl_easy_perform(post->curl);
    curl_slist_free_all(recipients);
    Text answer = answer_text(arena, &h, code);
    if (code == CURLE_OK) return (MailAnswer){MAIL_TAKEN, answer}; /* whatever libcurl got over on the way, such as TLS that is not there */
    MailPlace place = h.refusal ? h.place : h.is_marked ? MAIL_AT_END : MAIL_AT_SERVER;
    return (MailAnswer){mail_outcome(place, h.refusal, answer), answer};
}
