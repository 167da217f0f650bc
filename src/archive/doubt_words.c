/* Owns what the page of a doubt says an answer will do. */
#include "archive/pages.h"

Text doubt_effect(Arena *arena, const ArchiveDoubt *doubt, Text proposal) {
    bool is_whom = doubt->changes == CHANGES_PERSON || doubt->changes == CHANGES_SAME_PERSON;
    Text what = proposal.len ? proposal : is_whom ? S("the person whom you name") : S("what you enter");
    const char *says = "";
    switch (doubt->changes) {
    case CHANGES_NUMBER: says = "The number in the archive becomes %; the document itself stays as it is."; break;
    case CHANGES_CODE: says = "The code in the archive becomes %; the document itself stays as it is."; break;
    case CHANGES_LEAD: says = "The archive names % as who leads; the document itself stays as it is."; break;
    case CHANGES_PENCE: says = "The sum in the archive becomes %; the document itself stays as it is."; break;
    case CHANGES_DATE: says = "The document, and what came with it, is shown under the day %."; break;
    case CHANGES_MINUTES_OF: says = "The archive takes % as the day of the meeting whose minutes the document has."; break;
    case CHANGES_NEXT_MEETING: says = "The archive takes % as the day of the next meeting."; break;
    case CHANGES_BODY: says = "The document, and what came with it, is shown under %, and later imports know the name."; break;
    case CHANGES_PERSON: says = "The entry is linked to %, and later imports know the spelling."; break;
    case CHANGES_SAME_PERSON:
        says = "Both lines of the list are linked to %, who is counted once. The list stays as it stands in the document.";
        break;
    case CHANGES_KIND: says = "The archive shows the document as %."; break;
    case CHANGES_WORDS:
        if (proposal.len) return S("Nothing is changed: it is kept with the doubt that the rest is to be found there.");
        return S("Your words are added to the entry in square brackets, as added by the office. Everybody sees that the document does not "
                 "say them.");
    case CHANGES_RESTRICTED:
        return S("Restricted: it stays in the office, and the public site does not have it. Open: everybody who may see the archive sees "
                 "it, and "
                 "if the meeting is published, so does the public.");
    case CHANGES_NOTHING: return S("Your answer is kept with the doubt; nothing else changes.");
    }
    Buffer out = buffer_new(arena, 160);
    Text rest = text_of(says);
    while (rest.len) {
        size_t at = 0;
        while (at < rest.len && rest.ptr[at] != '%') at++;
        buffer_put(&out, text_slice(rest, 0, at));
        if (at < rest.len) buffer_put(&out, what);
        rest = at < rest.len ? text_slice(rest, at + 1, rest.len) : (Text){0};
    }
    return buffer_text(&out);
}
