/* Two programs that publish from one data folder: what the later one does with what it read before the other wrote. The archive's are with its tests. */
#include "held.h"

#include "publish/valve.h"
#include "publish/work_folder.h"
#include "store/copy.h"

#include <pthread.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    PublishedOffice *o;
    Db *dbs[2]; /* the office's and the public side's */
} Together;

/* The office knows one publication, withdrawn; another program has brought the next one meanwhile. */
static void a_withdrawal_that_comes_late_leaves_what_was_published_after_it(void **state) {
    PublishedOffice o = published_office(state);
    PublishedMeeting m = {0};
    publish(&o);
    Tx *tx = begin(o.w), *site = NULL;
    assert_fine(publish_withdraw_ask(tx, o.meeting.id, S("Published by mistake.")));
    commit(tx);
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    m.publication++;
    assert_fine(tx_begin(o.valve.published, o.w->arena, (Actor){0, S("test")}, S(""), &site));
    assert_fine(record_put(site, &published_meeting_record, &m));
    commit(site);
    assert_fine(publish_recover(&o.valve, o.w->arena));
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &m));
    assert_int_not_equal(m.state, PUBLISHED_WITHDRAWN);
    assert_has(everything_published(&o), "group met");
    published_office_end(&o);
}

static void *bring_in_thread(void *of) {
    Held *h = of;
    Arena *arena = arena_new();
    Error *error = minutes_bring(&h->o.valve, arena, h->minutes.id);
    bool is_fine = error == NULL;
    arena_free(arena);
    return is_fine ? NULL : h;
}

/* The job of a withdrawal read that they are not wanted, and waits for the public side; meanwhile they are published again. */
static void a_withdrawal_that_comes_late_leaves_what_is_wanted_again(void **state) {
    Held h = held(state);
    Tx *tx, *site = NULL;
    pthread_t thread;
    void *failed = NULL;
    check(&h);
    want(&h);
    tx = begin(h.o.w);
    assert_fine(minutes_withdraw_ask(tx, &h.minutes, S("A figure was wrong.")));
    commit(tx);
    assert_fine(tx_begin(h.o.valve.published, h.o.w->arena, (Actor){0, S("test")}, S(""), &site));
    assert_int_equal(pthread_create(&thread, NULL, bring_in_thread, &h), 0);
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL); /* until it waits; when it has not begun by then it finds them wanted */
    reload(&h.o, &minutes_record, h.minutes.id.n, &h.minutes);
    tx = begin(h.o.w);
    assert_fine(minutes_want(tx, &h.minutes));
    commit(tx);
    tx_end(site);
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    PublishedMinutes row = {0};
    assert_true(published_row(&h.o, &published_minutes_record, h.o.meeting.id.n, &row));
    assert_int_not_equal(row.state, PUBLISHED_MINUTES_WITHDRAWN);
    published_office_end(&h.o);
}

static void *hold_in_thread(void *of) {
    Together *t = of;
    Arena *arena = arena_new();
    Error *error = stores_hold_together(arena, t->o->valve.office, t->dbs, 2);
    bool is_fine = error == NULL;
    arena_free(arena);
    return is_fine ? NULL : t;
}

static int64_t number_read(PublishedOffice *o, Db *db, const char *sql) {
    Rows *rows = NULL;
    bool has_row = false;
    assert_fine(db_query_text(db, o->w->arena, text_of(sql), NULL, 0, &rows));
    assert_fine(rows_next(rows, &has_row));
    int64_t n = rows_value(rows, 0).integer;
    rows_end(rows);
    return n;
}

/* A backup that begins between the two commits of a publication: it is in both copies. */
static void a_backup_has_a_publication_on_both_sides(void **state) {
    PublishedOffice o = published_office(state);
    Together t = {.o = &o};
    Tx *office = NULL, *site = NULL;
    PublishedMeeting row = {0};
    pthread_t thread;
    void *failed = NULL;
    publish(&o);
    assert_true(published_row(&o, &published_meeting_record, o.meeting.id.n, &row));
    assert_fine(store_borrow(o.valve.office, o.w->arena, &t.dbs[0]));
    assert_fine(store_borrow(o.valve.published, o.w->arena, &t.dbs[1]));
    assert_fine(tx_begin(o.valve.published, o.w->arena, (Actor){0, S("test")}, S(""), &site));
    row.publication = 77;
    assert_fine(record_put(site, &published_meeting_record, &row));
    office = begin(o.w);
    commit(site);
    assert_int_equal(pthread_create(&thread, NULL, hold_in_thread, &t), 0);
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL); /* until it waits */
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    o.meeting.publication = 77;
    assert_fine(record_update(office, &meeting_record, &o.meeting));
    commit(office);
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    assert_int_equal(number_read(&o, t.dbs[0], "select max(publication) from meeting"), 77);
    assert_int_equal(number_read(&o, t.dbs[1], "select max(publication) from published_meeting"), 77);
    /* and what comes later is in neither */
    office = begin(o.w);
    reload(&o, &meeting_record, o.meeting.id.n, &o.meeting);
    o.meeting.publication = 78;
    assert_fine(record_update(office, &meeting_record, &o.meeting));
    commit(office);
    assert_int_equal(number_read(&o, t.dbs[0], "select max(publication) from meeting"), 77);
    store_return(t.dbs[0]);
    store_return(t.dbs[1]);
    published_office_end(&o);
}

static const char *folder_left(PublishedOffice *o, const char *name, pid_t worker) {
    const char *path = text_format(o->w->arena, "%s/tmp/%s-%d", o->valve.data_folder, name, (int)worker).ptr;
    assert_int_equal(mkdir(path, 0700), 0);
    FILE *paper = fopen(text_format(o->w->arena, "%s/paper.pdf", path).ptr, "w");
    assert_non_null(paper);
    fclose(paper);
    return path;
}

/* A restricted paper does not lie about after a crash, and what another program is at work on stays. */
static void what_a_process_that_is_no_more_left_goes_first(void **state) {
    PublishedOffice o = published_office(state);
    const char *before = NULL, *mine = NULL;
    assert_fine(work_folder_make(o.w->arena, o.valve.data_folder, S("test"), &before));
    pid_t gone = fork();
    if (gone == 0) _exit(0);
    assert_int_equal(waitpid(gone, NULL, 0), gone);
    const char *abandoned = folder_left(&o, "test", gone), *at_work = folder_left(&o, "test", getppid()),
               *other = folder_left(&o, "others", gone);
    assert_fine(work_folder_make(o.w->arena, o.valve.data_folder, S("test"), &mine));
    assert_int_equal(access(abandoned, F_OK), -1);
    assert_int_equal(access(at_work, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(access(mine, F_OK), 0);
    published_office_end(&o);
}

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(a_withdrawal_that_comes_late_leaves_what_was_published_after_it),
        TEST(a_withdrawal_that_comes_late_leaves_what_is_wanted_again),
        TEST(a_backup_has_a_publication_on_both_sides),
        TEST(what_a_process_that_is_no_more_left_goes_first),
    };
    return RUN("publishing two programs", tests);
}
