/* What says in a document whether something is open to the public. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_OPENNESS_H
#define QUORATE_ARCHIVE_OPENNESS_H

#include "base/text.h"

/* The kind of heading that says whether what follows is open: 1 open, 2 not, 0 neither. Pure. */
int openness_of(Text heading);
/* "(EXEMPT)", "Exempt under paragraph 3 of Schedule 12A", "(Paragraphs 1 and 2)": said of an item itself, not of the excluding. Pure. */
bool says_exempt(Text t);
/* Speaks of shutting out the press and the public. Pure. */
bool excludes_press(Text words);
/* Does a classification say that something is not for the public? "Unrestricted", "Not exempt" do not. Pure. */
bool is_restricted_marking(Text classification);

#endif
