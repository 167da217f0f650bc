/* Owns spreadsheet files made by hand for tests. */
#include "xlsx_made.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/error.h"

Text zip_made(Arena *arena, const ZipPart *parts, size_t count) {
    size_t room = 65536, used = 0;
    for (size_t i = 0; i < count; i++) room += parts[i].bytes.len + 1024;
    char *bytes = arena_alloc(arena, room);
    struct archive *zip = archive_write_new();
    CHECK(archive_write_set_format_zip(zip) == ARCHIVE_OK && archive_write_open_memory(zip, bytes, room, &used) == ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, parts[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)parts[i].bytes.len);
        CHECK(archive_write_header(zip, entry) == ARCHIVE_OK);
        archive_write_data(zip, parts[i].bytes.ptr, parts[i].bytes.len);
        archive_entry_free(entry);
    }
    archive_write_close(zip);
    archive_write_free(zip);
    return (Text){bytes, used};
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Text xlsx_made(Arena *arena, const char *sheet) {
    ZipPart parts[] = {
        {"xl/workbook.xml", S("<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS
                              "'><sheets><sheet name='Plan' sheetId='1' r:id='rId1'/></sheets></workbook>")},
        {"xl/_rels/workbook.xml.rels",
            S("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' "
              "Target='worksheets/sheet1.xml'/></Relationships>")},
        {"xl/styles.xml",
            S("<styleSheet xmlns='" MAIN
              "'><numFmts><numFmt numFmtId='170' formatCode='d mmmm yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/>"
              "<xf numFmtId='2'/></cellXfs></styleSheet>")},
        {"xl/worksheets/sheet1.xml", text_format(arena, "<worksheet xmlns='" MAIN "'>%s</worksheet>", sheet)},
    };
    return zip_made(arena, parts, sizeof parts / sizeof *parts);
}
