/* Readings made by hand, and what the archive made of them. */
#include "papers.h"

Paper paper(World *w, const char *text) {
    Paper p = {.w = w, .r = {.verdict = READ_FINE, .format = SOURCE_TEXT, .text = text_of(text)}};
    p.r.documents = ARENA_ARRAY(w->arena, ReadDocument, DOCUMENTS_MOST);
    p.r.doubts.items = ARENA_ARRAY(w->arena, ReadDoubt, DOUBTS_MOST);
    return p;
}

ReadDocument *document(Paper *p, ReadDocumentKind kind, const char *body, const char *day) {
    assert_true(p->r.document_count < DOCUMENTS_MOST);
    ReadDocument *d = &p->r.documents[p->r.document_count++];
    *d = (ReadDocument){.kind = kind, .title = S("Notes"), .body = text_of(body), .date = day_of(day), .first_line = 1, .last_line = 40};
    d->entries.items = ARENA_ARRAY(p->w->arena, Entry, ENTRIES_MOST);
    return d;
}

int entry(ReadDocument *d, Entry e) {
    assert_true(d->entries.count < ENTRIES_MOST);
    e.first_line = e.last_line = (int)d->entries.count + 2;
    d->entries.items[d->entries.count] = e;
    return (int)d->entries.count++;
}

void present(ReadDocument *d, const char *name, const char *organisation) {
    entry(d, (Entry){.kind = ENTRY_PRESENT, .parent = -1, .title = text_of(name), .organisation = text_of(organisation)});
}

void doubt(Paper *p, ReadDoubt d) {
    assert_true(p->r.doubts.count < DOUBTS_MOST);
    p->r.doubts.items[p->r.doubts.count++] = d;
}

Imported import(Paper *p, const char *bytes) {
    Imported made;
    ImportFile file = {.name = S("notes.txt"), .bytes = text_of(bytes), .came_by = CAME_BY_COMMAND};
    assert_fine(archive_import(p->w->office, p->w->arena, (Actor){0, S("command line")}, &file, &p->hints, &p->r, &made));
    return made;
}

/* Minutes of a day with an item, two paragraphs and a resolution. */
Paper minutes(World *w, const char *day) {
    Paper p = paper(w, text_format(w->arena, "Minutes of %s\nApologies were noted.", day).ptr);
    ReadDocument *d = document(&p, DOCUMENT_MINUTES, BODY, day);
    present(d, "Mrs A Example (Chair)", "County Council");
    int item = entry(d, (Entry){.kind = ENTRY_ITEM, .parent = -1, .number = S("12"), .code = S("B1"), .title = S("Road safety")});
    entry(d, (Entry){.kind = ENTRY_PARAGRAPH, .parent = item, .number = S("1"), .words = S("The report on lorries was introduced.")});
    int resolved = entry(d, (Entry){.kind = ENTRY_RESOLUTION, .parent = item, .words = S("that the partnership")});
    entry(d, (Entry){.kind = ENTRY_PART, .parent = resolved, .number = S("a"), .verb = S("note"), .words = S("note the report")});
    return p;
}

ArchiveMeeting meeting_of_day(World *w, const char *day) {
    Db *db;
    ArchiveMeetingList list;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(archive_meetings_on(db, w->arena, (ArchiveBodyId){1}, day_of(day), &list));
    store_return(db);
    assert_int_equal(list.count, 1);
    return list.items[0];
}

ArchiveDoubtList doubts_of(World *w, ArchiveSourceId source) {
    Db *db;
    ArchiveDoubtList list;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(archive_doubts_in(db, w->arena, source, &list));
    store_return(db);
    return list;
}

SearchHits found(World *w, const char *words) {
    Db *db;
    SearchHits hits;
    assert_fine(store_borrow(w->office, w->arena, &db));
    assert_fine(search_find(db, w->arena, text_of(words), S("archive"), 20, 0, &hits));
    store_return(db);
    return hits;
}

Paper approving(World *w, const char *day, const char *of) {
    Paper p = paper(w, text_format(w->arena, "Page of %s", day).ptr);
    ReadDocument *d = document(&p, DOCUMENT_MEETING_PAGE, BODY, day);
    d->minutes_of = day_of(of);
    d->approves = true;
    d->approval_words = S("subject to the addition of one name");
    return p;
}
