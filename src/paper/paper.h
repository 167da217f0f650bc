/* Documents: Markdown to HTML and to tagged PDF, PDFs looked at and merged into packs. Knows nothing of partnerships. */
#ifndef QUORATE_PAPER_PAPER_H
#define QUORATE_PAPER_PAPER_H

#include "paper/document.h"
#include "paper/markdown.h"
#include "paper/pack.h"
#include "paper/page_marks.h"
#include "paper/pdf.h"
#include "paper/sandbox.h"

#endif
