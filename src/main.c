/* Quorate: the office of a community safety partnership. The command line; everything else is in the rooms. */
#include "app/command.h"
#include "paper/paper.h"

int main(int argc, char **argv) {
    sandbox_main(argc, argv);
    return command_main(argc, argv);
}
