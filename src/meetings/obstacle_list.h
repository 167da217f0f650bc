/* Collecting obstacles, inside meetings/: what obstacles.c and supplement.c share. */
#ifndef QUORATE_MEETINGS_OBSTACLE_LIST_H
#define QUORATE_MEETINGS_OBSTACLE_LIST_H

#include "meetings/meeting.h"

typedef struct {
    Arena *arena;
    ObstacleList list;
    size_t capacity;
} Finding;

void finding_put(Finding *f, bool is_warning, Text url, Text sentence);
#define OBSTACLE(f, url, ...) finding_put(f, false, url, text_format((f)->arena, __VA_ARGS__))
#define WARNING(f, url, ...) finding_put(f, true, url, text_format((f)->arena, __VA_ARGS__))
/* "/office/items/12/edit" */
Text page_of(Finding *f, const char *kind, int64_t id, const char *rest);

/* Its restriction and marking (MTG-04 to MTG-06), and what the pack cannot keep of it. */
void find_in_paper(Finding *f, const Agenda *agenda, const AgendaSection *section, const AgendaEntry *entry, const Paper *paper);
/* R53, R54: the reports among the papers of the agenda or, when one is given, of a draft supplement. */
void find_in_reports(Finding *f, const Agenda *agenda, const ReportList *reports, const Supplement *draft);

#endif
