/* `quorate serve`: the stores, the job workers and the web server of one process, from start to clean end. */
#include "app/commands.h"

#include <pthread.h>
#include <signal.h>

#include "app/key_place.h"
#include "app/postman.h"
#include "base/log.h"
#include "publish/leftovers.h"
#include "store/seal.h"
#include "web/server.h"

enum { SECONDS_TO_FINISH = 20, JOB_THREADS = 1, HOUSEKEEPING_SECONDS = 60, MOST_PAGE_THREADS = 1024 };

/* What can be said to be wrong before anything is opened. */
static Error *check_options(Arena *arena, const Arguments *a, int64_t *page_threads) {
    const char *listen = argument(a, "--listen"), *threads = argument(a, "--page-threads");
    const char *colon = listen ? strrchr(listen, ':') : NULL;
    int64_t port = 0;
    if (listen && (!colon || !text_to_int64(text_of(colon + 1), &port) || port < 1 || port > 65535))
        return argument_wrong(arena, a, "--listen is an address and a port from 1 to 65535, such as 127.0.0.1:8080, not %s.", listen);
    if (threads && (!text_to_int64(text_of(threads), page_threads) || *page_threads < 1 || *page_threads > MOST_PAGE_THREADS))
        return argument_wrong(arena, a, "--page-threads is a whole number from 1 to %d, not %s.", MOST_PAGE_THREADS, threads);
    if (!argument(a, "--certificate") != !argument(a, "--key"))
        return argument_wrong(
            arena, a, "TLS needs both --certificate and --key: %s is missing.", argument(a, "--key") ? "--certificate" : "--key");
    return NULL;
}

static ServerOptions server_options(const Arguments *a, const Stores *stores, Jobs *jobs, int64_t page_threads) {
    const char *listen = argument(a, "--listen");
    return (ServerOptions){
        .listen = text_of(listen ? listen : "127.0.0.1:8080"),
        .page_threads = (int)page_threads,
        .office = stores->office,
        .published = stores->site,
        .letterbox = stores->site_letterbox,
        .jobs = jobs,
        .data_folder = stores->data_folder,
        .site_address = text_of(argument(a, "--site-address")),
        .trusts_proxy = argument(a, "--trust-proxy") != NULL,
        .metrics_open = argument(a, "--open-metrics") != NULL,
        .certificate = argument(a, "--certificate"),
        .key = argument(a, "--key"),
        .routes = all_routes,
    };
}

/* Without the key everything else is served: a machine that lost it must not fall silent. */
static Error *key_start(Arena *arena, const Arguments *arguments, const Stores *stores) {
    Db *db = NULL;
    bool has_made = false;
    Error *error = key_place_or_make(arena, arguments, stores, &has_made);
    if (!error && has_made) log_info("%.*s", TEXT_ARG(key_made_sentence(arena, stores)));
    if (!error) error = seal_settle(stores->office, arena);
    if (!error) error = store_borrow(stores->office, arena, &db);
    if (!error) error = seal_check(db, arena);
    store_return(db);
    if (error)
        log_warning(
            "Restricted papers and what reports say stay closed, and no restricted paper can be added: %.*s", TEXT_ARG(error->sentence));
    return NULL;
}

/* Brings the public side up to date with what a crash may have cut in two, and starts the workers. */
static Error *office_start(Arena *arena, Valve *valve, Jobs **jobs) {
    leftovers_remove(valve->data_folder);
    TRY(publish_recover(valve, arena));
    TRY(seal_recover(valve, arena));
    return jobs_start(arena, valve->office, valve_jobs, valve, JOB_THREADS, jobs);
}

/* Asks for what is due by itself; a fault is only told, for it comes again in a minute. */
static void keep_house(Valve *valve, bool has_mail) {
    Arena *arena = arena_new();
    Error *error = publish_housekeeping(valve, arena);
    if (!error && !has_mail) error = mail_keep_house(valve->office, valve->letterbox, arena);
    leftovers_remove(valve->data_folder);
    if (error) log_warning("housekeeping: %.*s %.*s", TEXT_ARG(error->sentence), TEXT_ARG(error->detail));
    arena_free(arena);
}

/* Serves until SIGTERM or SIGINT; the signals are blocked in every thread and waited for here. `valve` is NULL for the public side alone. */
static Error *serve_until_told(Arena *arena, const ServerOptions *options, Valve *valve, bool has_mail) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    Server *server = NULL;
    TRY(server_start(arena, options, &server));
    log_info("Quorate %s serves http%s://%.*s/ %s", QUORATE_VERSION, options->certificate ? "s" : "", TEXT_ARG(options->listen),
        options->office ? "(office and public site)" : "(public site only)");
    while (sigtimedwait(&ends, NULL, &(struct timespec){.tv_sec = HOUSEKEEPING_SECONDS}) < 0)
        if (valve) keep_house(valve, has_mail);
    log_info("Stopping: requests in flight are finished first.");
    server_stop(server, SECONDS_TO_FINISH);
    return NULL;
}

Error *command_serve(Arena *arena, const Arguments *arguments) {
    bool public_only = argument(arguments, "--public-only") != NULL;
    Stores stores = {0};
    Jobs *jobs = NULL;
    Postman *postman = NULL;
    int64_t page_threads = 0;
    MailSettings mail;
    bool has_mail;
    TRY(check_options(arena, arguments, &page_threads));
    TRY(mail_settings_of(arena, arguments, &mail, &has_mail));
    log_setup(argument(arguments, "--verbose") ? LOG_DEBUG : LOG_INFO, argument(arguments, "--json-log") ? LOG_JSON : LOG_HUMAN);
    sigset_t ends; /* before any thread is made, so that all of them leave the signals to serve_until_told */
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    unsigned wanted = public_only ? OPEN_SITE : OPEN_OFFICE | OPEN_PUBLISHED | OPEN_LETTERBOX | OPEN_SITE;
    Error *error = stores_open(arena, arguments, wanted, &stores);
    Valve valve = stores_valve(&stores);
    if (!error && !public_only) error = key_start(arena, arguments, &stores);
    if (!error && !public_only) error = office_start(arena, &valve, &jobs);
    if (!error && !public_only && has_mail) error = postman_start(arena, arguments, &postman);
    if (!error) {
        ServerOptions options = server_options(arguments, &stores, jobs, page_threads);
        error = serve_until_told(arena, &options, public_only ? NULL : &valve, has_mail);
    }
    postman_stop(postman);
    if (jobs_stop(jobs, SECONDS_TO_FINISH)) stores_close(&stores); /* what still runs holds connections */
    return error;
}
