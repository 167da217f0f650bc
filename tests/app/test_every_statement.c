/* Every named statement of every room, on both engines: it prepares on the store it is meant for, and its columns are those it promises.
 * A .sql file of the sources that is not in the table below fails the test. */
#include "store/world.h"

/* clang-format off */
extern const Statement *const actions_statements[], *const authorities_statements[], *const returns_statements[], *const statistics_statements[],
    *const terms_review_statements[], *const archive_statements[], *const publication_statements[], *const app_statements[],
    *const letterbox_statements[], *const letterbox_post_statements[], *const letters_statements[], *const mail_statements[],
    *const mail_letters_statements[], *const meetings_statements[], *const minutes_statements[], *const office_statements[],
    *const people_statements[], *const plan_statements[], *const finding_statements[], *const consultation_statements[], *const agreement_publication_statements[],
    *const scrutiny_statements[], *const published_statements[], *const published_consultation_statements[], *const agreement_rows_statements[],
    *const second_step_statements[], *const session_statements[], *const site_statements[], *const site_consultation_statements[],
    *const agreement_statements[];
/* clang-format on */

static const struct {
    const char *file;
    StoreKind store;
    const Statement *const *statements;
} rooms[] = {
    {"app/app.sql", STORE_OFFICE, app_statements},
    {"archive/archive.sql", STORE_OFFICE, archive_statements},
    {"archive/publication.sql", STORE_OFFICE, publication_statements},
    {"mail/mail.sql", STORE_OFFICE, mail_statements},
    {"mail/mail_letters.sql", STORE_LETTERBOX, mail_letters_statements},
    {"meetings/meetings.sql", STORE_OFFICE, meetings_statements},
    {"minutes/actions.sql", STORE_OFFICE, actions_statements},
    {"minutes/authorities.sql", STORE_OFFICE, authorities_statements},
    {"minutes/minutes.sql", STORE_OFFICE, minutes_statements},
    {"minutes/returns.sql", STORE_OFFICE, returns_statements},
    {"minutes/statistics.sql", STORE_OFFICE, statistics_statements},
    {"minutes/terms_review.sql", STORE_OFFICE, terms_review_statements},
    {"people/people.sql", STORE_OFFICE, people_statements},
    {"plan/agreement_publication.sql", STORE_OFFICE, agreement_publication_statements},
    {"plan/consultation.sql", STORE_OFFICE, consultation_statements},
    {"plan/finding.sql", STORE_OFFICE, finding_statements},
    {"plan/plan.sql", STORE_OFFICE, plan_statements},
    {"plan/scrutiny.sql", STORE_OFFICE, scrutiny_statements},
    {"public/agreement.sql", STORE_PUBLISHED, agreement_statements},
    {"public/letterbox_post.sql", STORE_LETTERBOX, letterbox_post_statements},
    {"public/site.sql", STORE_PUBLISHED, site_statements},
    {"public/site_consultation.sql", STORE_PUBLISHED, site_consultation_statements},
    {"publish/agreement_rows.sql", STORE_OFFICE, agreement_rows_statements},
    {"publish/letterbox.sql", STORE_LETTERBOX, letterbox_statements},
    {"publish/letters.sql", STORE_OFFICE, letters_statements},
    {"publish/office.sql", STORE_OFFICE, office_statements},
    {"publish/published.sql", STORE_PUBLISHED, published_statements},
    {"publish/published_consultation.sql", STORE_PUBLISHED, published_consultation_statements},
    {"web/second_step.sql", STORE_OFFICE, second_step_statements},
    {"web/session.sql", STORE_OFFICE, session_statements},
};
enum { ROOMS = sizeof rooms / sizeof *rooms };

static Text sql_of(const World *w, const Statement *s) {
    return text_of(w->is_postgres && s->postgres_sql ? s->postgres_sql : s->sql);
}

/* Asks how it would be run, with nothing for its parameters: the engine then understands all of it and changes nothing. */
static void explain(World *w, Db *db, const Statement *s) {
    Value *nothing = ARENA_ARRAY(w->arena, Value, (size_t)s->parameters);
    Rows *rows;
    Error *error = db_query_text(db, w->arena, text_join(w->arena, S("explain "), sql_of(w, s)), nothing, s->parameters, &rows);
    if (error) fail_msg("%s (%s): %.*s", s->name, s->place, TEXT_ARG(error->detail));
    rows_end(rows);
}

static void compare_columns(World *w, Db *db, const Statement *s) {
    if (!s->columns) return;
    Value *nothing = ARENA_ARRAY(w->arena, Value, (size_t)s->parameters);
    Rows *rows;
    assert_fine(db_query(db, w->arena, s, nothing, &rows));
    for (int i = 0; i < rows_columns(rows); i++) {
        if (!s->columns[i] || strcmp(s->columns[i], rows_column_name(rows, i)) != 0) {
            fail_msg("%s (%s): column %d is %s, not %s", s->name, s->place, i + 1, rows_column_name(rows, i),
                s->columns[i] ? s->columns[i] : "promised");
        }
    }
    if (s->columns[rows_columns(rows)]) fail_msg("%s (%s) gives only %d columns", s->name, s->place, rows_columns(rows));
    rows_end(rows);
}

static void STATEMENTS_of_every_room_prepare_and_give_what_they_promise(void **state) {
    World *w = *state;
    Store *stores[] = {[STORE_OFFICE] = w->office,
        [STORE_PUBLISHED] = world_create(w, STORE_PUBLISHED),
        [STORE_LETTERBOX] = world_create(w, STORE_LETTERBOX)};
    int count = 0;
    for (size_t i = 0; i < ROOMS; i++) {
        Db *db;
        assert_fine(store_borrow(stores[rooms[i].store], w->arena, &db));
        for (const Statement *const *s = rooms[i].statements; *s; s++, count++) {
            explain(w, db, *s);
            compare_columns(w, db, *s);
        }
        store_return(db);
    }
    assert_true(count > 120);
    store_close(stores[STORE_PUBLISHED]);
    store_close(stores[STORE_LETTERBOX]);
}

/* FOLDER comes from meson.build: the sources. */
static void STATEMENTS_of_every_file_are_in_this_test(void **state) {
    (void)state;
    FILE *found = popen("cd '" FOLDER "' && find . -name '*.sql' | sort", "r");
    char line[512];
    size_t count = 0;
    assert_non_null(found);
    while (fgets(line, sizeof line, found)) {
        line[strcspn(line, "\n")] = '\0';
        if (count >= ROOMS || strcmp(rooms[count].file, line + 2) != 0) fail_msg("%s is not where it belongs in the table", line);
        count++;
    }
    pclose(found);
    assert_int_equal(count, ROOMS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(STATEMENTS_of_every_room_prepare_and_give_what_they_promise),
        TEST(STATEMENTS_of_every_file_are_in_this_test),
    };
    return RUN("every statement", tests);
}
