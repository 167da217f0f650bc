/* The pieces that pages are built from: GOV.UK Design System components as views. `{{ include "web/components.h" }}` at the top of a view
 * file, then `{{ use button("Save") }}` or `{{ wrap inset() }} ... {{ end }}`. The views stand in components.view.html, forms.view.html and
 * page.view.html; this header declares them a second time, in order and with their meaning, and the compiler holds the two together.
 *
 * What is fixed in a program (labels, names of inputs, colours) is a const char *; what comes from records or requests is a Text.
 * In a view `v->arena` is at hand for text_format(v->arena, "/office/meetings/%" PRId64, id).
 *
 * The form of a record, whole:
 *
 *     {{ include "web/components.h" }}
 *     {{ view meeting_edit(Page page, const Meeting *meeting, OptionList bodies) }}
 *     {{ wrap page_frame(page) }}
 *       <h1 class="govuk-heading-l">{{ page.title }}</h1>
 *       <form method="post" novalidate>
 *         {{ csrf }}{{ use form_version(page.form, meeting) }}
 *         {{ use form_ref(page.form, "body", meeting, bodies) }}
 *         {{ use form_field(page.form, "day", meeting) }}
 *         {{ wrap button_group() }}{{ use button("Save") }}{{ use button_link("Cancel", S("/office/meetings")) }}{{ end }}
 *       </form>
 *     {{ end }}
 *     {{ end }}
 */
#ifndef QUORATE_WEB_COMPONENTS_H
#define QUORATE_WEB_COMPONENTS_H

#include <inttypes.h>

#include "web/assets.h"
#include "web/page.h"
#include "web/view.h"

/* ---- The frame: {{ wrap page_frame(page) }} ... {{ end }} ---- */

/* The whole document around the content: skip link, header, service navigation (office: by page.roles; site: the public one), breadcrumbs,
 * notice banner, error summary from page.form, <main>, footer. The content brings its own <h1>. */
void page_frame(View *v, Page page, Html content);
/* Content in two thirds of the width, as most forms and texts stand: {{ wrap two_thirds() }}. */
void two_thirds(View *v, Html content);
/* <h1> in the usual size with a caption over it (NULL or empty: none). */
void page_heading(View *v, Text caption, Text title);
/* Links between the pages of one thing; the one whose url equals `current` is marked. */
void subnavigation(View *v, const char *label, LinkList links, Text current);
/* An arrow back, for pages without breadcrumbs. */
void back_link(View *v, Text url);

/* ---- Fields of a record: drawn by their kind, with label, hint, error and what was typed ---- */

/* Any field but REF, MOMENT and SECRET: text, several lines, e-mail, address, number, pounds, date in three parts, time, flag as a checkbox,
 * choice as radios (up to five) or a select, set as checkboxes. `value` is the record's struct; `form` must have its record. */
void form_field(View *v, const Form *form, const char *name, const void *value);
/* The same with another label or hint than the field's (NULL: the field's own). */
void form_field_as(View *v, const Form *form, const char *name, const void *value, const char *label, const char *hint);

/* One thing to choose. `value` is what the form sends. */
typedef struct {
    Text value, label, hint;
} Option;
typedef struct {
    Option *items;
    size_t count;
} OptionList;
/* An OptionList made one by one: option_add(arena, &options, id, label). */
void option_add(Arena *arena, OptionList *options, int64_t id, Text label);
void option_add_text(Arena *arena, OptionList *options, Text value, Text label);
/* The same of a table of choices, by code. */
OptionList options_of_choices(Arena *arena, const Choice *choices);

/* A REF field as a select over `options` (values are ids); an empty one stands first unless the field is required and has a value. */
void form_ref(View *v, const Form *form, const char *name, const void *value, OptionList options);
/* The version that the person sees, so that record_update notices changes meanwhile. Every form that changes a record has one. */
void form_version(View *v, const Form *form, const void *value);

/* ---- Inputs that are not fields of a record. `form` may be NULL; when it was sent, what was typed stands in place of `value` ---- */

typedef struct {
    const char *name, *label, *hint;
    Text value;
    const char *autocomplete; /* "email", "current-password", "new-password", "name", "off"; NULL: none given */
    int width;                /* characters: 2, 3, 4, 5, 10, 20; 0: full width */
    int rows;                 /* textarea_input: 5 when 0 */
    const char *prefix;       /* "£" */
    bool is_optional;         /* writes "(optional)" behind the label */
    bool is_number;           /* a number pad on telephones */
} TextInput;
/* {{ use text_input(page.form, (TextInput){.name = "name", .label = "Full name", .autocomplete = "name"}) }} */
void text_input(View *v, const Form *form, TextInput input);
void email_input(View *v, const Form *form, TextInput input);
/* Never shows what was typed. */
void password_input(View *v, const Form *form, TextInput input);
/* A line for words to search by, with its own button "Search"; for a <form method="get" role="search">. */
void search_input(View *v, const char *name, const char *label, Text value);
void textarea_input(View *v, const Form *form, TextInput input);
/* Three parts name-day, name-month, name-year. */
void date_input(View *v, const Form *form, const char *name, const char *label, const char *hint, Date value);
/* `value` is the chosen option's value; `none` is the label of an empty first option, NULL for no such option. */
void select_input(
    View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text value, const char *none);
void radios_input(View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text value);
/* Several may be chosen (INPUT_MANY); `values` are the chosen ones, separated by commas. */
void checkboxes_input(View *v, const Form *form, const char *name, const char *label, const char *hint, OptionList options, Text values);
/* One checkbox; sends "yes". */
void checkbox_input(View *v, const Form *form, const char *name, const char *label, const char *hint, bool is_checked);
/* `accept` as in HTML: "application/pdf,.pdf"; the form needs enctype="multipart/form-data". */
void file_input(View *v, const Form *form, const char *name, const char *label, const char *hint, const char *accept);
/* The same for several files at once. */
void files_input(View *v, const Form *form, const char *name, const char *label, const char *hint, const char *accept);
void hidden_input(View *v, const char *name, Text value);

/* ---- Buttons ---- */

/* Submits; pressing it twice quickly sends once. */
void button(View *v, const char *label);
void button_secondary(View *v, const char *label);
void button_warning(View *v, const char *label);
/* A submit button that sends name=value besides. */
void button_named(View *v, const char *label, const char *name, Text value);
/* A small one inside lists: "Move up", with words for screen readers only: " A2 Minutes". */
void button_small(View *v, const char *label, Text about, const char *name, Text value);
/* A link that looks like a button, for going on to a page ("Start", "Add a seat"). */
void button_link(View *v, const char *label, Text url);
void button_link_secondary(View *v, const char *label, Text url);
void button_group(View *v, Html content);
/* A whole form with one button and nothing else, for a change that needs no question. */
void post_button(View *v, const char *label, Text action);

/* ---- Links and words ---- */

void link_to(View *v, Text text, Text url);
/* `text` is seen, `about` is read out behind it: "Change" " the date". */
void link_about(View *v, const char *text, Text about, Text url);
/* Colours: "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"; the words carry the meaning. */
void tag(View *v, const char *text, const char *colour);
/* <time datetime="2025-07-23">23 July 2025</time>; nothing for an unset one. */
void day(View *v, Date d);
void day_with_weekday(View *v, Date d);
void moment(View *v, Moment m);
/* Words with the marks of search results (SEARCH_MARK_OPEN, SEARCH_MARK_CLOSE) as <mark>. */
void marked(View *v, Text words);
/* Several lines of plain text: paragraphs at empty lines, <br> at line ends. */
void paragraphs(View *v, Text words);
/* "PDF, 120 KB" */
void file_size(View *v, Text media_type, int64_t bytes);

/* ---- Blocks ---- */

void inset(View *v, Html content);
void warning_text(View *v, Text words);
/* Opens and shuts without JavaScript. */
void details(View *v, const char *summary, Html content);
/* Green panel at the end of a journey. */
void panel(View *v, Text title, Html content);
/* Blue banner for what somebody should know; `title` is NULL for "Important". */
void banner(View *v, const char *title, Html content);
/* Nothing here yet: says so and offers the first step (empty url: no link). */
void empty_state(View *v, const char *words, const char *link_text, Text url);

/* {{ wrap summary_list() }} {{ use summary_row("Place", m->place, url) }} ... {{ end }}. An empty url leaves "Change" out; an empty value
 * shows "Not given". */
void summary_list(View *v, Html content);
void summary_row(View *v, const char *key, Text value, Text change_url);
/* The same with markup as its value: {{ wrap summary_row_of("Papers", url) }} ... {{ end }}. */
void summary_row_of(View *v, const char *key, Text change_url, Html content);
/* Rows for all fields that `viewer` may see, but REF, MOMENT and SECRET; "Change" leads to change_url#NAME, the field's input. */
void summary_rows_of_record(View *v, const Record *record, const void *value, Access viewer, Text change_url);
/* A card with a title around a summary list; links stand at its head. */
void summary_card(View *v, Text title, LinkList links, Html content);

/* {{ wrap table_of("Seats of the partnership") }}<thead>...</thead><tbody>...</tbody>{{ end }}: scrolls sideways on narrow screens; the
 * caption is the table's name. table_quiet hides the caption from sight when a heading says it already. Use table_head, or
 * <th scope="col" class="govuk-table__header">. */
void table_of(View *v, const char *caption, Html content);
void table_quiet(View *v, const char *caption, Html content);
/* A whole <thead> of column names, separated by "|": "Day|Body|Place"; a name that begins with "#" is a column of numbers. */
void table_head(View *v, const char *columns);
/* A quiet table of records whose rows become cards on narrow screens, so that nothing scrolls sideways: {{ wrap table_stacked("Actions", "No.|Lead") }} around
 * <tr class="govuk-table__row" role="row"> with a <th scope="row" class="govuk-table__header" role="rowheader"> and, for each other column,
 * {{ wrap stacked_cell("Lead") }}. The roles keep it a table for screen readers when the style sheet lays it out as something else. */
void table_stacked(View *v, const char *caption, const char *columns, Html content);
void stacked_cell(View *v, const char *column, Html content);

/* Page `page` of `pages`, from 1; nothing is written for a single page. `address` is the page's own without "page":
 * "/office/history?kind=meeting". */
typedef struct {
    int page, pages;
    Text address;
} Pagination;
/* page from what was asked (1 when it is no number or out of range) and pages from the total. */
Pagination pagination_of(Text asked, int64_t total, int per_page, Text address);
void pagination(View *v, Pagination p);

typedef struct {
    Text title, hint, url;
    const char *status, *colour;
} Task; /* empty url: cannot be done yet; NULL colour: plain words */
typedef struct {
    Task *items;
    size_t count;
} TaskList;
void task_list(View *v, TaskList tasks);

/* What happened, newest first. `changes` may be empty; `act` is a link below it, to what can be done about it (empty: nothing). */
typedef struct {
    Text title, who, why, url;
    Text act, act_url;
    Moment when;
    FieldChanges changes;
} TimelineEntry;
typedef struct {
    TimelineEntry *items;
    size_t count;
} Timeline;
void timeline(View *v, Timeline entries);
/* A table of what was and what is, for redlines: "Field", "Before", "After". */
void changes_table(View *v, const char *caption, FieldChanges changes);

/* Progress of a running job: a bar with words; `percent` 0 to 100. With JavaScript it is fetched again every two seconds, until the page
 * has no progress any more; without, the page offers a link to itself. */
void progress(View *v, const char *label, int percent, Text words);

/* ---- Journeys ---- */

typedef struct {
    Text question;      /* "Withdraw item A4?" */
    Text what_happens;  /* a sentence or two; may be empty */
    Text action;        /* where the form goes; empty: the page's own address */
    const char *button; /* "Withdraw the item" */
    bool is_warning;    /* red button */
    Text back;          /* "No, go back" */
    FormValues hidden;  /* sent with it */
    const char *reason; /* label of a text "reason" to be given, NULL for none */
    const void *record; /* its version goes along (a record value); NULL: none */
} Confirmation;
/* A whole page that asks before something is done. */
void confirm_page(View *v, Page page, Confirmation confirmation);
/* Check before sending: {{ wrap check_answers(action, "Send", hidden) }} summary list ... {{ end }}: the content, then a form that
 * sends the hidden values. */
void check_answers(View *v, Text action, const char *button, FormValues hidden, Html content);
/* A whole page that says a thing is done and what comes next: panel and paragraphs. */
void done_page(View *v, Page page, Text title, Text words, LinkList next);

#endif
