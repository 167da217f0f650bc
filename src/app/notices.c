/* What a page says after something was done, by code (web/page.h, respond_done). */
#include "web/page.h"

const Notice all_notices[] = {
    {"saved", "Your changes were saved."},
    {"signed-out", "You are signed out."},
    {"signed-out-unsaved",
        "You were no longer signed in, so your last change was not saved. Sign in, go back to the form and send it again."},
    {"signed-out-everywhere", "You are signed out everywhere."},
    {"session-ended", "That browser is signed out."},
    {"password-set", "Your password is set and you are signed in."},
    {"password-changed", "Your password was changed. You are signed out everywhere else."},
    /* people */
    {"deleted", "It was deleted. The history keeps what it said."},
    {"moved", "The order was changed."},
    {"partnership-made", "The partnership is set up. Add its bodies next."},
    {"body-made", "The body was added. Add its terms of reference and its seats next."},
    {"terms-made", "The terms of reference were added."},
    {"seat-made", "The seat was added. Say who holds it next."},
    {"tenure-made", "The seat was given."},
    {"tenure-ended", "The last day was saved. Enter who holds the seat next, if it is known."},
    {"organisation-made", "The organisation was added."},
    {"person-made", "The person was added."},
    {"holidays-added", "The bank holidays were added."},
    {"account-disabled", "The account is disabled. Its holder was signed out everywhere."},
    {"account-enabled", "They can sign in again."},
    /* meetings */
    {"meeting-added", "The meeting was added, with an agenda from the body's template. If its body is public, its date and place are on "
                      "the public site now."},
    {"meeting-cancelled", "The meeting is cancelled."},
    {"agenda-agreed", "The agenda is recorded as agreed by the chair."},
    {"agenda-reopened", "The agreement was taken back."},
    {"agree-again", "Your change was saved. The agenda had been agreed, so the chair has to agree it again before it is published."},
    {"added", "It was added."},
    {"removed", "It was removed."},
    {"withdrawn", "It was withdrawn."},
    {"restored", "It was brought back."},
    {"paper-added", "The paper was added."},
    {"paper-added-twice", "The paper was added. The same file is also on another item of this agenda."},
    {"paper-replaced", "The PDF was replaced."},
    {"report-saved", "The report was saved."},
    /* publish */
    {"publication-withdrawn", "The meeting is being withdrawn from the public site."},
    {"finding-overridden", "The finding was overridden. Publish again when nothing else holds it back."},
    {"letters-collected", "The letterbox is being emptied. New letters appear here in a moment."},
    {0},
};
