/* What the public has of a paper: decided here and nowhere else. */
#include "publish/pack.h"

/* A report with passages that are withheld has a version of its own. */
static Error *look_at_report(Db *office, Arena *arena, const Paper *paper, PaperOpenness *out) {
    TRY(report_of_paper(office, arena, paper->id, &out->report));
    if (out->share != PUBLIC_WHOLE || report_passages(arena, &out->report).count == 0) return NULL;
    out->share = PUBLIC_VERSION;
    out->why = passages_withheld_words(arena, &out->report);
    return NULL;
}

Error *paper_openness(Db *office, Arena *arena, const Meeting *meeting, const AgendaPart *part, const AgendaItem *item, const Paper *paper,
    PaperOpenness *out) {
    *out = (PaperOpenness){.share = PUBLIC_WHOLE, .title = paper->title, .marking = paper_marking(arena, meeting, part, item, paper)};
    if (!paper_is_public(meeting, part, item, paper)) {
        Restricted in_force = restriction_in_force(meeting, item, paper);
        out->share = PUBLIC_NOTHING;
        out->title = item_is_public(meeting, part, item) ? S("Paper not for publication") : item_public_title(meeting, part, item);
        out->why = restriction_shown(arena, &in_force);
    }
    return paper->kind == PAPER_REPORT ? look_at_report(office, arena, paper, out) : NULL;
}
