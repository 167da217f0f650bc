/* Owns the parts of a Word file that are the same in all: what kinds of parts there are, settings, styles. */
#include "paper/docx_parts.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

const char docx_content_types[] =
    XML "<Types xmlns=\"" DOCX_PACKAGE "/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD_TYPE "numbering+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
        "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
        "</Types>";

const char docx_package_relations[] =
    XML "<Relationships xmlns=\"" DOCX_PACKAGE "/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" DOCX_RELATIONS "/officeDocument\" Target=\"word/document.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" DOCX_PACKAGE "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
        "</Relationships>";

const char docx_settings[] = XML
    "<w:settings xmlns:w=\"" DOCX_MAIN "\"><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    "<w:themeFontLang w:val=\"en-GB\"/></w:settings>";

#define STYLE(id, name, rest) "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" rest "</w:style>"
#define NORMAL "<w:basedOn w:val=\"Normal\"/>"
#define SPACE(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
/* `level` from 0, as outlines count. */
#define HEADING(id, name, level, before, size)                                                                                             \
    STYLE(id, name,                                                                                                                        \
        NORMAL "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>" SPACE(                \
            before, "80") "<w:outlineLvl w:val=\"" level "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" size "\"/></w:rPr>")

const char docx_styles[] = XML
    "<w:styles xmlns:w=\"" DOCX_MAIN "\">"
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz "
    "w:val=\"22\"/>"
    "<w:szCs w:val=\"22\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>"
    "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority "
    "w:val=\"99\"/><w:semiHidden/>"
    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>" STYLE("Title", "Title",
        NORMAL
        "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>" SPACE("0", "240") "</w:pPr><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr>")
        STYLE("Subtitle", "Subtitle", NORMAL "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>" SPACE("0", "60") "</w:pPr>")
            HEADING("Heading1", "heading 1", "0", "320", "30") HEADING("Heading2", "heading 2", "1", "260", "26") HEADING(
                "Heading3", "heading 3", "2", "200", "23") HEADING("Heading4", "heading 4", "3", "160", "22") STYLE("ListParagraph",
                "List Paragraph", NORMAL "<w:qFormat/><w:pPr>" SPACE("0", "60") "</w:pPr>") STYLE("Caption", "caption",
                NORMAL "<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>" SPACE(
                    "160", "80") "</w:pPr><w:rPr><w:b/></w:rPr>") STYLE("TableText", "Table Text",
                NORMAL "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:rPr><w:sz w:val=\"19\"/></w:rPr>")
                STYLE("TableHeading", "Table Heading", "<w:basedOn w:val=\"TableText\"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr>")
                    STYLE("AfterTable", "After Table",
                        NORMAL "<w:pPr><w:spacing w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/></w:pPr>") STYLE("Notice", "Notice",
                        NORMAL "<w:pPr><w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"10\" w:color=\"505A5F\"/></w:pBdr>" SPACE(
                            "80", "120") "<w:ind w:left=\"280\"/></w:pPr>") STYLE("Code", "Code",
                        NORMAL "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/></w:rPr>")
                        STYLE("Header", "header", NORMAL "<w:rPr><w:b/><w:sz w:val=\"20\"/></w:rPr>") STYLE("Footer", "footer",
                            NORMAL "<w:pPr><w:tabs><w:tab w:val=\"right\" w:pos=\"9406\"/></w:tabs></w:pPr><w:rPr><w:sz "
                                   "w:val=\"18\"/></w:rPr>") "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name "
                                                             "w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B5394\"/><w:u "
                                                             "w:val=\"single\"/></w:rPr>"
                                                             "</w:style></w:styles>";
