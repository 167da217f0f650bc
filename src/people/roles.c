/* Owns the roles that a person signs in with: their codes (command line, database) and how they are explained to people. */
#include "people/people.h"

const Choice role_choices[] = {
    {ADMINISTRATOR, "administrator", "Administrator", "Invites people, gives roles, and keeps settings, bodies and bank holidays"},
    {CLERK, "clerk", "Clerk", "Makes meetings, agendas and packs, publishes them, and keeps bodies, seats and people"},
    {SAFETY_OFFICER, "safety-officer", "Community safety officer", "Writes reports, adds papers and keeps people's details"},
    {CHAIR, "chair", "Chair", "Agrees the agenda of the bodies they chair before it is published"},
    {MEMBER, "member", "Member", "Reads the agendas and papers of the bodies on which they sit"},
    {AUDITOR, "auditor", "Auditor", "Reads everything but the contents of restricted papers, and changes nothing"},
    {0},
};

Text roles_shown(Arena *arena, Access roles) {
    Buffer words = buffer_new(arena, 64);
    for (const Choice *role = role_choices; role->code; role++) {
        if (!(roles & (Access)role->value)) continue;
        if (words.len) buffer_put(&words, S(", "));
        buffer_put(&words, text_of(role->label));
    }
    return words.len ? buffer_text(&words) : S("No role");
}
