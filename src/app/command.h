/* The command line: one table of commands, each with its options, so that parsing, `help` and errors come from one declaration. */
#ifndef QUORATE_APP_COMMAND_H
#define QUORATE_APP_COMMAND_H

#include "base/error.h"

typedef struct {
    const char *name;  /* "--data" */
    const char *value; /* what follows it, as shown in help: "DIR"; NULL for a flag */
    const char *meaning;
    bool is_required;
    bool may_repeat;
} CommandOption; /* tables end with {0} */

typedef struct Arguments Arguments;

typedef struct {
    const char *name;      /* "init"; two words allowed: "user add" */
    const char *summary;   /* one line */
    const char *words;     /* the words that are no options, as shown in help: "EMAIL"; NULL when there are none */
    int least_words, most_words;
    const CommandOption *options;
    Error *(*run)(Arena *arena, const Arguments *arguments);
} Command;

extern const Command all_commands[]; /* ended by {0} */

struct Arguments {
    const Command *command;
    const char *const *names; /* options given, and their values beside them */
    const char *const *values;
    int option_count;
    const char *const *words;
    int word_count;
    bool *is_wrong_use; /* set by argument_wrong */
};

/* The value of an option, or NULL. For a flag: not NULL when given. */
const char *argument(const Arguments *arguments, const char *name);
/* The n-th value of an option that may repeat, or NULL. */
const char *argument_again(const Arguments *arguments, const char *name, int n);

/* What is wrong with the value of an option, as a sentence: the command ends with 2 (wrong use). */
Error *argument_wrong(Arena *arena, const Arguments *arguments, const char *sentence, ...) __attribute__((format(printf, 3, 4)));
/* ERROR_INPUT when a file cannot be written there because the folder is not there, or because it is one itself. */
Error *output_check(Arena *arena, const char *file);

/* Finds the command, parses, runs; returns the exit status: 0 fine, 1 failed, 2 wrong use. Errors go to standard error. */
int command_main(int argc, char **argv);

/* Options that every command that opens the stores takes: to be spliced into its table. */
#define STORE_OPTIONS                                                                                                          \
    {"--data", "DIR", "the data folder", .is_required = true},                                                                 \
    {"--database", "URL", "the office in PostgreSQL instead of the data folder: postgresql://..."},                            \
    {"--public-database", "URL", "the published store as the public side's role sees it: postgresql://..."},                   \
    {"--seal-key", "FILE", "the key of restricted papers (QUORATE_SEAL_KEY, else ~/.config/quorate or /etc/quorate)"}

#endif
