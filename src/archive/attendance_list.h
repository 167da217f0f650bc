/* Lists of persons as minutes print them: "Mr P Holder, OBE (Chair), Cllrs A Bee and C Dee (Role, Organisation)". Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_ATTENDANCE_LIST_H
#define QUORATE_ARCHIVE_ATTENDANCE_LIST_H

#include "archive/layout.h"

/* Adds each person of the list as an entry of that kind. */
void put_persons(LayoutReader *reader, EntryKind kind, int parent, Text list, int first_line, int last_line);
/* "Head of Safety, Fenshire Council", "Fenshire Police": what somebody is or where they are from, and nobody's name. */
bool is_description(Arena *arena, Text t);
/* Gives it to who is listed. */
void put_description(Entry *person, Text t);
/* "Ms C Dee OBE, Head of Safety, Fenshire Council": one person, and what they are; false (nobody is added) when it is not.
 * `holds_one_person`: the text is known to hold one person, so that commas part what they are, whatever it is. */
bool put_described(LayoutReader *reader, EntryKind kind, int parent, Text t, bool holds_one_person, int first_line, int last_line);
/* "Chief Inspector T Cole", and not "Chief Inspector" or "Town Clerk", of which the first word is a title too. */
bool is_titled_person(Arena *arena, Text t);
/* "C Dee", "C. D. Eff": initials and a surname. */
bool is_initials_and_surname(Text t);
/* A list's first: with a title or initials, or with what they are in brackets. "Opening Remarks" is two words with capitals as well. */
bool is_surely_person(Arena *arena, Text first);
/* Two to five words, each with a capital, and nothing that only roles say. */
bool looks_like_name(Arena *arena, Text t);
/* "Name   Initials   Organisation": the head of columns that only gaps keep apart. */
bool is_columns_head(Text line);
/* A block of a list: one person a line, or a list that runs over lines. `rest`: its words without a label. */
void put_list(LayoutReader *reader, EntryKind kind, const Block *block, Text rest);
/* "Apologies were received from ...", "Mr A substituted for Mr B" in running words: adds who is named. */
void put_apologies(LayoutReader *reader, int item, Text words, int first_line, int last_line);
/* "Fenshire Police", "NHS Fenshire ICB": the name of an organisation, as far as its words tell. */
bool names_organisation(Text t);
/* Says what only an office does: "Manager", "Clerk". */
bool names_office(Text t);
/* "Head of Safety, Kent County Council" as role and organisation, and whether it names the chair. */
void divide_role(Text inside, Entry *entry);
/* What is in a pair of brackets, from its opening on; *after is behind it. */
Text in_brackets(Text part, size_t open, size_t *after);
/* Where a dash between spaces stands outside of brackets; SIZE_MAX: nowhere. *length is the dash's with its spaces. */
size_t find_dash(Text t, size_t *length);
/* Who is listed twice becomes a doubt; roles that running words give ("Ms Holder (Head of Safety, Council)") go to who is listed without one. */
void review_persons(LayoutReader *reader);

#endif
