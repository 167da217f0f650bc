/* Starting the postman, keeping it alive, ending it. It is this program started afresh as `quorate mail --follow`; its standard input is a pipe that
 * nobody writes into: when the server ends, however it ends, the pipe is closed, and the postman finishes what it has in hand and goes. */
#include "app/postman.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

extern char **environ;

enum { SECONDS_BEFORE_AGAIN = 5, MOST_WORDS = 64 };

struct Postman {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stops;
    bool is_stopping;
    char *words[MOST_WORDS];
    int line; /* the writing end of its standard input */
};

/* ---- What it is started with ---- */

Error *mail_settings_of(Arena *arena, const Arguments *a, MailSettings *out, bool *has_mail) {
    const char *site = argument(a, "--site-address"), *office = argument(a, "--office-address");
    *out = (MailSettings){.server = argument(a, "--mail-server"),
        .user = argument(a, "--mail-user"),
        .password = getenv("QUORATE_MAIL_PASSWORD"),
        .from = text_of(argument(a, "--mail-from")),
        .bounces = text_of(argument(a, "--mail-bounces")),
        .site_address = text_of(site),
        .office_address = text_of(office ? office : site),
        .is_plain_allowed = argument(a, "--mail-without-tls") != NULL};
    *has_mail = out->server != NULL;
    return *has_mail ? mail_settings_check(arena, out) : NULL;
}

static void words_of(Arena *arena, const Arguments *a, char **words) {
    static const char *const passed[] = {"--data", "--database", "--public-database", "--site-address", "--office-address", "--mail-server",
        "--mail-from", "--mail-bounces", "--mail-user"};
    static const char *const flags[] = {"--mail-without-tls", "--json-log"};
    int n = 0;
    words[n++] = (char *)text_copy(arena, S("quorate")).ptr;
    words[n++] = (char *)text_copy(arena, S("mail")).ptr;
    words[n++] = (char *)text_copy(arena, S("--follow")).ptr;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        if (!argument(a, passed[i])) continue;
        words[n++] = (char *)text_copy(arena, text_of(passed[i])).ptr;
        words[n++] = (char *)text_copy(arena, text_of(argument(a, passed[i]))).ptr;
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (argument(a, flags[i])) words[n++] = (char *)text_copy(arena, text_of(flags[i])).ptr;
    CHECK(n < MOST_WORDS);
    words[n] = NULL;
}

/* In a session of its own, so that what ends the server's group (a terminal's Ctrl+C) does not cut a message in two. */
static pid_t start(Postman *p) {
    int ends[2];
    pid_t child = -1;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK));
    posix_spawnattr_setsigmask(&attributes, &none);
    int failed = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, p->words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[0]);
    if (failed) {
        close(ends[1]);
        return -1;
    }
    p->line = ends[1];
    return child;
}

/* ---- Keeping it alive ---- */

/* True when it is to stop; false after the seconds. */
static bool wait_or_stop(Postman *p, int seconds) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&p->lock);
    while (!p->is_stopping && pthread_cond_timedwait(&p->stops, &p->lock, &until) != ETIMEDOUT) {}
    bool is_stopping = p->is_stopping;
    pthread_mutex_unlock(&p->lock);
    return is_stopping;
}

static void *keep(void *context) {
    Postman *p = context;
    for (bool is_first = true;; is_first = false) {
        pthread_mutex_lock(&p->lock);
        pid_t child = p->is_stopping ? 0 : start(p);
        pthread_mutex_unlock(&p->lock);
        if (child == 0) return NULL;
        if (child < 0) log_warning("mail: the postman could not be started");
        else if (!is_first) log_info("mail: the postman was started again");
        while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        pthread_mutex_lock(&p->lock);
        if (p->line >= 0) close(p->line);
        p->line = -1;
        pthread_mutex_unlock(&p->lock);
        if (wait_or_stop(p, SECONDS_BEFORE_AGAIN)) return NULL;
    }
}

Error *postman_start(Arena *arena, const Arguments *arguments, Postman **out) {
    Postman *p = ARENA_NEW(arena, Postman);
    *p = (Postman){.line = -1};
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->stops, NULL);
    words_of(arena, arguments, p->words);
    if (pthread_create(&p->thread, NULL, keep, p) != 0) return error_fault(arena, "no thread for the postman");
    *out = p;
    return NULL;
}

void postman_stop(Postman *p) {
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->is_stopping = true;
    if (p->line >= 0) close(p->line);
    p->line = -1;
    pthread_cond_broadcast(&p->stops);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
}
