/* What says in a document whether something is open to the public. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_OPENNESS_H
#define QUORATE_ARCHIVE_OPENNESS_H

#include "base/text.h"

/* The kind of heading that says whether what follows is open: 1 open, 2 not, 0 neither. Pure. */
int openness_of(Text heading);
/* Speaks of shutting out the press and the public. Pure. */
bool excludes_press(Text words);
/* "(During these items the meeting is likely not to be open to the public)": of the closing alone, nothing of what is closed. Pure. */
bool tells_only_closing(Text words);
/* Does a classification say that something is not for the public? "Unrestricted", "Not exempt" do not. Pure. */
bool is_restricted_marking(Text classification);
/* Does the title of an item, or what stands in its line, say that it is not for the public: "(Exempt)", "Camera contract - restricted",
 * "Exempt under paragraph 3"? That of the excluding itself does not. Pure. */
bool title_tells_closed(Text title);
/* The same of words below an item: "This item was considered in private", "View the reasons why item 9. is restricted". Pure. */
bool words_tell_closed(Text words);

#endif
