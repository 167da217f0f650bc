/* `quorate mail`: gathers what is to be told, queues and sends it, once or as long as whoever started it is there. `quorate bounce`: takes a report of
 * mail that came back. */
#include "app/commands.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "app/postman.h"
#include "app/stores.h"
#include "base/log.h"

enum { LOOK_MILLISECONDS = 1000, REPORT_BYTES = 1 << 20 };

typedef struct {
    Stores stores;
    MailSettings settings;
    MailPost *post;
    bool follows, is_digest_now;
    MailSent sent;
} Round;

/* Is whoever started it still there? Standard input ends when they are not. */
static bool may_go_on(void *context) {
    const Round *r = context;
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return !r->follows || poll(&in, 1, 0) == 0;
}

/* Letters of subscribers, notices, messages, sending: each finds its own work, so that a round with nothing to do costs a few short reads. */
static Error *go_round(Round *r, Arena *arena) {
    int64_t letters = 0, made = 0;
    bool is_due = true;
    Db *db = NULL;
    TRY(mail_letters_collect(r->stores.office, r->stores.letterbox, arena, &letters));
    TRY(store_borrow(r->stores.office, arena, &db));
    Error *error = mail_gather_is_due(db, arena, moment_now(), &is_due);
    store_return(db);
    TRY(error);
    if (is_due) TRY(mail_gather(r->stores.office, arena, moment_now(), &made));
    TRY(mail_queue(r->stores.office, arena, moment_now(), r->is_digest_now, &made));
    return mail_send(r->stores.office, arena, &r->settings, r->post, may_go_on, r, &r->sent);
}

/* SIGTERM is for whoever started it: a service manager sends it to both, and the message in hand is finished all the same. */
static Error *follow(Round *r) {
    signal(SIGTERM, SIG_IGN);
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    do { /* at once: what happens from the start on is news */
        Arena *arena = arena_new();
        Error *error = go_round(r, arena);
        if (error) log_warning("mail: %.*s %.*s", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
        if (r->sent.sent || r->sent.failed) log_info("mail: %" PRId64 " sent, %" PRId64 " not taken", r->sent.sent, r->sent.failed);
        arena_free(arena);
    } while (poll(&in, 1, LOOK_MILLISECONDS) == 0);
    return NULL;
}

Error *command_mail(Arena *arena, const Arguments *arguments) {
    Round r = {.follows = argument(arguments, "--follow") != NULL, .is_digest_now = argument(arguments, "--digest-now") != NULL};
    bool has_mail;
    TRY(mail_settings_of(arena, arguments, &r.settings, &has_mail));
    if (!has_mail) return argument_wrong(arena, arguments, "--mail-server is missing: which server is mail given to?");
    log_setup(LOG_INFO, argument(arguments, "--json-log") ? LOG_JSON : LOG_HUMAN);
    Error *error = stores_open(arena, arguments, OPEN_OFFICE | OPEN_LETTERBOX, &r.stores);
    if (!error) {
        r.post = mail_post_open(&r.settings);
        error = r.follows ? follow(&r) : go_round(&r, arena);
        mail_post_close(r.post);
    }
    if (!error && !r.follows)
        printf("%" PRId64 " sent, %" PRId64 " not taken, %" PRId64 " to be tried again.\n", r.sent.sent, r.sent.failed, r.sent.put_off);
    stores_close(&r.stores);
    return error;
}

static Error *report_in(Arena *arena, Text *out) {
    char *bytes = arena_alloc(arena, REPORT_BYTES);
    size_t len = fread(bytes, 1, REPORT_BYTES, stdin);
    *out = (Text){bytes, len};
    return len ? NULL : error_new(arena, ERROR_INPUT, "Give the message that came back on standard input.");
}

Error *command_bounce(Arena *arena, const Arguments *arguments) {
    Stores stores = {0};
    Text report;
    MailBounce bounce;
    TRY(report_in(arena, &report));
    TRY(mail_bounce_read(arena, report, &bounce)); /* what strangers wrote is read before anything is opened */
    Error *error = stores_open(arena, arguments, OPEN_OFFICE, &stores);
    if (!error) error = mail_bounce_take(stores.office, arena, &bounce);
    stores_close(&stores);
    return error;
}
