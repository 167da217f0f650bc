/* Owns email to those who are invited to comment on a plan: a message each, to the invitation's own address. */
#include "mail/inside.h"

#include "mail/mail.sql.h"
#include "plan/consultation.sql.h"

static Error *queue_one(Tx *tx, InvitationToComment *invitation) {
    MailRecipientId recipient;
    MailMessageId message;
    Text who = text_format(tx_arena(tx), "invitation %" PRId64, invitation->id.n);
    TRY(recipient_make(tx, who, (AccountId){0}, (PersonId){0}, S(""), "active", S(""), &recipient));
    TRY(recipient_of_invitation(tx, recipient, invitation->id.n, NULL));
    TRY(message_make(tx, recipient, "invitation", &message));
    invitation->is_to_be_sent = false;
    return record_update(tx, &invitation_to_comment_record, invitation);
}

Error *invitation_was_sent(Tx *tx, MailRecipientId recipient) {
    RecipientRowRow to = {0};
    InvitationToComment invitation;
    bool found;
    TRY(recipient_row(tx_db(tx), tx_arena(tx), recipient, &to, &found));
    if (!found || !to.invitation) return NULL;
    TRY(record_get(tx_db(tx), tx_arena(tx), &invitation_to_comment_record, to.invitation, &invitation));
    invitation.sent_at = tx_moment(tx);
    return record_update(tx, &invitation_to_comment_record, &invitation);
}

/* The link would lead nowhere before the draft is out: the invitation waits for it. */
Error *invitations_queue(Tx *tx, int64_t *made) {
    InvitationToCommentList waiting;
    TRY(invitations_to_be_sent(tx_db(tx), tx_arena(tx), &waiting));
    for (size_t i = 0; i < waiting.count; i++) {
        ConsultationPublication publication;
        bool is_asked;
        TRY(consultation_publication_of(tx_db(tx), tx_arena(tx), waiting.items[i].consultation, &publication, &is_asked));
        if (!is_asked || !consultation_draft_stands_outside(&publication)) continue;
        TRY(queue_one(tx, &waiting.items[i]));
        *made += 1;
    }
    return NULL;
}
