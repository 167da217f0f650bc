/* The head of an agenda: labels and what they name, the sentence that calls the meeting, and titles with columns beside them. Inside archive/
 * only. */
#ifndef QUORATE_ARCHIVE_AGENDA_HEAD_H
#define QUORATE_ARCHIVE_AGENDA_HEAD_H

#include "archive/layout.h"

/* Takes body, day, time, venue and contact from "Date and time: ..." and the like, and from "You are summoned to attend a meeting of ...". */
void agenda_head_labels(LayoutReader *reader, int first_line, int last_line);
/* A line about when the paper was issued, not when the meeting is. */
bool is_about_issue(Text t);
/* "Venue:", "Contact officer   ...": a label and what it names. */
bool is_head_label(const Line *line);
/* Could the block stand above the word "Agenda"? */
bool is_above_agenda(const Block *block);
/* The item's title without the columns beside it (who leads, minutes it takes, pages); *beside receives what stood there, a space between. */
Text title_in_columns(LayoutReader *reader, const Block *block, Text title, Text *beside);
/* "Minutes To confirm the minutes of ..." as title and what is said of it. */
Text title_before_words(Text title, Text *words);
/* "Pages 1 to 6", "(pages 3-4)", "p. 16" at the end of a title, which loses it. */
bool cut_any_pages(Text *title, int *first, int *last);
/* "Report (PDF, 240KB) Appendix A (PDF, 1.2MB)" in a cell: its papers become the item's; what is left of it when it ends with none. */
Text agenda_papers_in_cell(LayoutReader *reader, int item, const Block *block, Text cell);
/* "For agreement. Draft minutes (PDF, 233KB)" below an item of a web page: the paper becomes the item's; the words before it. */
Text agenda_paper_below(LayoutReader *reader, int item, const Block *block);
/* "(verbal)", "(Verbal Report)" at the end of a title say how it is given: it loses them. */
void agenda_cut_aside(Text *title);
/* "Agenda for Safer Fenton Partnership" among the first blocks: the body; or empty. */
Text agenda_named_for(LayoutReader *reader);
/* "please contact Hazel Ivy, Democratic Services, on 01999 ...": who is named; or empty. Borrows. */
Text contact_asked(Text words);
/* "Benjamin Bee", "General Counsel" and a telephone number below the items; "Benjamin Bee, Chief Executive, 12 May 2020". */
bool is_agenda_signature(Text t);
/* "(At the time of preparing the agenda there were no exempt items ...)" belongs to no item; other words about what is open may. */
bool is_about_openness(Text t);

#endif
