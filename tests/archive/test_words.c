/* The small readings: names, days and times in running words, marks, verbs, lines. */
#include "base/base_test.h"

#include "archive/layout.h"
#include "archive/reading_wire.h"

static Arena *arena;

static int begin(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}
static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static PersonName name_of(const char *written) {
    return person_name(arena, text_of(written));
}

static void names_come_apart(void **state) {
    (void)state;
    const struct {
        const char *written, *title, *first, *surname, *letters;
    } names[] = {
        {"Mr A Holder", "Mr", "A", "Holder", ""},
        {"Det Ch Insp Jane A Holder, QPM", "Det Ch Insp", "Jane A", "Holder", "QPM"},
        {"T/Supt T Holder", "T/Supt", "T", "Holder", ""},
        {"Councillor Mary Holder-Keeper MBE", "Councillor", "Mary", "Holder-Keeper", "MBE"},
        {"Ana de la Cruz", "", "Ana", "de la Cruz", ""},
        {"Holder", "", "", "Holder", ""},
        {"Mrs. D. Holder", "Mrs.", "D.", "Holder", ""},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        PersonName name = name_of(names[i].written);
        assert_text(name.title, names[i].title);
        assert_text(name.first, names[i].first);
        assert_text(name.surname, names[i].surname);
        assert_text(name.letters, names[i].letters);
    }
}

static NamesAgree agree(const char *a, const char *b) {
    PersonName one = name_of(a), other = name_of(b);
    NamesAgree is = names_compare(&one, &other);
    assert_int_equal(is, names_compare(&other, &one));
    return is;
}

static void names_are_compared_over_spellings(void **state) {
    (void)state;
    assert_int_equal(agree("Mr S Holder", "S Holder"), NAMES_AGREE);
    assert_int_equal(agree("Mr S Holder", "Mr Samuel Holder"), NAMES_FIT);
    assert_int_equal(agree("Supt Sam Holder", "Sam Holder"), NAMES_AGREE);
    assert_int_equal(agree("Mr S Holder", "Mrs S Holder"), NAMES_DIFFER);
    assert_int_equal(agree("Samuel Holder", "Simon Holder"), NAMES_DIFFER);
    assert_int_equal(agree("Mr S Holder", "Mr T Holder"), NAMES_DIFFER);
    assert_int_equal(agree("Mr Holder", "Mr S Holder"), NAMES_FIT);
    assert_int_equal(agree("Ms Mochrié-Cox", "Ms Mochrie Cox"), NAMES_DIFFER); /* one surname of two words, or a first name */
    assert_int_equal(agree("Ms A Mochrié-Cox", "Ms A Mochrie-Cox"), NAMES_AGREE);
    assert_text(surname_key(arena, S("O\u2019Héalder-Cox")), "ohealdercox");
}

static void days_are_found_in_words(void **state) {
    (void)state;
    const struct {
        const char *words;
        int year, month, day;
    } days[] = {
        {"held on Thursday, 14th July, 2022 10.00 am", 2022, 7, 14},
        {"on 19 July 2017.", 2017, 7, 19},
        {"July 4, 2021", 2021, 7, 4},
        {"24/03/2022", 2022, 3, 24},
        {"2022-03-24", 2022, 3, 24},
        {"the 3rd of May 1999", 1999, 5, 3},
        {"1st Sept 2020", 2020, 9, 1},
    };
    FoundDay found;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        assert_true(find_day(text_of(days[i].words), 0, &found));
        assert_int_equal(found.date.n, date_of(days[i].year, days[i].month, days[i].day).n);
    }
    assert_true(find_day(S("on 15 March were"), 0, &found));
    assert_false(found.has_year);
    assert_true(find_day(S("Monday, 14 July 2022"), 0, &found));
    assert_true(found.weekday_differs);
    assert_false(find_day(S("item 12 of 2022, paragraph 3.2.1, 31 November 2014"), 0, &found));
    assert_true(find_impossible_day(S("on Friday 31 November 2014."), 0, &found));
}

static void times_are_found_in_words(void **state) {
    (void)state;
    const struct {
        const char *words;
        int hour, minute;
    } times[] = {
        {"at 10.00 am", 10, 0}, {"10am", 10, 0}, {"7:30 pm", 19, 30}, {"at 14:05", 14, 5}, {"12 noon", 12, 0}, {"2.30p.m.", 14, 30}};
    TimeOfDay time;
    size_t to;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        assert_true(find_time(text_of(times[i].words), 0, &time, &to));
        assert_int_equal(time.n, time_of(times[i].hour, times[i].minute).n);
    }
    assert_false(find_time(S("paragraph 10.05 and 99:99, in 2024"), 0, &time, &to));
}

static void marks_begin_paragraphs(void **state) {
    (void)state;
    const struct {
        const char *words;
        BlockMark mark;
        const char *label, *rest;
    } marks[] = {
        {"12. Words", MARK_NUMBER, "12", "Words"},
        {"(2) Words", MARK_NUMBER, "2", "Words"},
        {"1.1 Words", MARK_DECIMAL, "1.1", "Words"},
        {"a) words", MARK_LETTER, "a", "words"},
        {"(ii) words", MARK_ROMAN, "ii", "words"},
        {"(m)In February", MARK_LETTER, "m", "In February"},
        {"10.00 am is the time", MARK_PLAIN, NULL, NULL},
        {"2022 was a year", MARK_PLAIN, NULL, NULL},
        {"a word", MARK_PLAIN, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        Text words = text_of(marks[i].words), label = {0};
        assert_int_equal(take_mark(&words, &label), marks[i].mark);
        if (!marks[i].label) continue;
        assert_text(label, marks[i].label);
        assert_text(words, marks[i].rest);
    }
}

static void resolutions_are_known_by_their_words(void **state) {
    (void)state;
    const char *yes[] = {"RESOLVED that it be noted", "AGREED: to note", "RESOLVED (unanimously): that", "It was resolved to note",
        "Decision: approved", "Resolved:", "IT WAS AGREED to go on", "Resolved (proposed A, seconded B):"};
    const char *no[] = {
        "Resolved issues were listed", "The matter was resolved", "AGREEMENTS were made", "Decision 24/00093", "Agreed actions"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (!is_resolution(text_of(yes[i]), NULL)) fail_msg("no resolution: %s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (is_resolution(text_of(no[i]), NULL)) fail_msg("a resolution: %s", no[i]);
}

static void verbs_have_their_basic_form(void **state) {
    (void)state;
    const struct {
        const char *words, *verb;
    } parts[] = {
        {"that the update be noted", "note"},
        {"Noted the plan", "note"},
        {"that the notes of the meeting were a correct record", "approve"},
        {"Contact the team with ideas", "contact"},
        {"that the review update be noted", "note"},
        {"agree the terms and approve the rest", "agree"},
        {"Members are asked to note the report", "note"},
        {"that the officer be requested to write", "request"},
        {"the weather was fine", ""},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) assert_text(verb_of(arena, text_of(parts[i].words)), parts[i].verb);
}

static void letters_that_only_look_latin_are_told(void **state) {
    (void)state;
    bool changed;
    assert_text(latin_code(arena,
                    S("\u0391"
                      "1"),
                    &changed),
        "A1");
    assert_true(changed);
    assert_text(latin_code(arena,
                    S("\u0410"
                      "3"),
                    &changed),
        "A3");
    assert_true(changed);
    assert_text(latin_code(arena, S("B2"), &changed), "B2");
    assert_false(changed);
}

static void encodings_are_recognised(void **state) {
    (void)state;
    Text text;
    assert_true(text_decoded(arena, S("caf\xe9 \x93quoted\x94"), &text));
    assert_text(text, "caf\u00e9 \u201cquoted\u201d");
    assert_true(text_decoded(arena,
        (Text){"\xff\xfe"
               "A\0\x19\x20",
            6},
        &text));
    assert_text(text, "A\u2019");
    assert_false(text_decoded(arena, (Text){"\0\1\2\3\4\5\6\7", 8}, &text));
    assert_text(
        line_clean(arena, S("  **Bold**\u00a0and o\ufb03ce, soft\u00adhyphen  *(Item B4)*")), "Bold and office, softhyphen (Item B4)");
    assert_text(line_clean(arena, S("1.1*")), "1.1*");
}

/* What leaves the sandbox may have been written by a hostile file. */
static void sentences_are_found_around_a_place(void **state) {
    (void)state;
    Text t = S("Mr. A. Holder spoke.  It was 3.5 miles. Was it? It was");
    assert_text(sentence_at(t, 0), "Mr. A. Holder spoke.");
    assert_text(sentence_at(t, 19), "Mr. A. Holder spoke.");
    assert_text(sentence_at(t, 30), "It was 3.5 miles.");
    assert_text(sentence_at(t, text_find(t, S("Was"), 0)), "Was it?");
    assert_text(sentence_at(t, t.len - 1), "It was");
    assert_text(sentence_at(t, 4000), "It was");
    assert_text(sentence_at((Text){0}, 0), "");
    /* Every sentence of a long text: in a time that grows with the text, and not with its square. */
    Buffer long_text = buffer_new(arena, 2 << 20);
    for (int i = 0; i < 200000; i++) buffer_put(&long_text, S("So it was. "));
    Text all = buffer_text(&long_text);
    int count = 0;
    Moment begun = moment_now();
    for (size_t at = 0; at < all.len; at += 11) count += sentence_at(all, at).len == 10;
    assert_int_equal(count, 200000);
    assert_true(moment_now().us - begun.us < 20 * 1000 * 1000);
}

static void a_reading_that_was_tampered_with_is_refused(void **state) {
    (void)state;
    Entry entries[2] = {
        {.kind = ENTRY_ITEM, .parent = -1, .title = S_INIT("One")}, {.kind = ENTRY_PARAGRAPH, .parent = 0, .words = S_INIT("Words")}};
    ReadDocument document = {.kind = DOCUMENT_MINUTES, .entries = {entries, 2}};
    ReadDoubt doubt = {.about = DOUBT_NO_DATE, .document = 0, .entry = 1};
    Reading reading = {.verdict = READ_FINE, .format = SOURCE_TEXT, .documents = &document, .document_count = 1, .doubts = {&doubt, 1}},
            back;
    Buffer bytes = buffer_new(arena, 4096);
    reading_put(&bytes, &reading);
    assert_true(reading_take(arena, buffer_text(&bytes), &back));
    assert_text(back.documents[0].entries.items[1].words, "Words");
    /* Whatever byte is changed or cut, it is taken whole or refused. */
    for (size_t i = 0; i < bytes.len; i++) {
        assert_false(reading_take(arena, text_slice(buffer_text(&bytes), 0, i), &back));
        for (int k = 0; k < 2; k++) {
            Text copy = text_copy(arena, buffer_text(&bytes));
            ((char *)(uintptr_t)copy.ptr)[i] = k ? (char)0xff : (char)(copy.ptr[i] + 1);
            if (!reading_take(arena, copy, &back)) continue;
            for (size_t d = 0; d < back.document_count; d++)
                for (size_t e = 0; e < back.documents[d].entries.count; e++)
                    assert_true(back.documents[d].entries.items[e].parent < (int)e);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_apart),
        cmocka_unit_test(names_are_compared_over_spellings),
        cmocka_unit_test(days_are_found_in_words),
        cmocka_unit_test(times_are_found_in_words),
        cmocka_unit_test(marks_begin_paragraphs),
        cmocka_unit_test(resolutions_are_known_by_their_words),
        cmocka_unit_test(verbs_have_their_basic_form),
        cmocka_unit_test(letters_that_only_look_latin_are_told),
        cmocka_unit_test(encodings_are_recognised),
        cmocka_unit_test(sentences_are_found_around_a_place),
        cmocka_unit_test(a_reading_that_was_tampered_with_is_refused),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
