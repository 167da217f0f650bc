/* Quorate: the office of a community safety partnership. The command line; everything else is in the rooms. */
#include "app/command.h"
#include "archive/reading.h"
#include "paper/paper.h"

int main(int argc, char **argv) {
    archive_offer_sandbox();
    sandbox_main(argc, argv);
    return command_main(argc, argv);
}
