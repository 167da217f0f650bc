/* Parsing the command line and printing help, all from the table of commands. */
#include "app/command.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/log.h"

enum { WRONG_USE = 2 };

const char *argument_again(const Arguments *arguments, const char *name, int n) {
    for (int i = 0; i < arguments->option_count; i++)
        if (strcmp(arguments->names[i], name) == 0 && n-- == 0) return arguments->values[i];
    return NULL;
}

const char *argument(const Arguments *arguments, const char *name) {
    return argument_again(arguments, name, 0);
}

Error *argument_wrong(Arena *arena, const Arguments *arguments, const char *sentence, ...) {
    char text[1024];
    va_list list;
    va_start(list, sentence);
    vsnprintf(text, sizeof text, sentence, list);
    va_end(list);
    *arguments->is_wrong_use = true;
    return error_new(arena, ERROR_INPUT, "%s", text);
}

Error *output_check(Arena *arena, const char *file) {
    struct stat st;
    if (stat(file, &st) == 0 && S_ISDIR(st.st_mode))
        return error_new(arena, ERROR_INPUT, "%s is a folder. Give the name of a file, such as %s/NAME.", file, file);
    const char *slash = strrchr(file, '/');
    if (!slash || slash == file) return NULL;
    const char *folder = text_string(arena, (Text){file, (size_t)(slash - file)});
    if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) return NULL;
    return error_new(
        arena, ERROR_INPUT, "%s cannot be written: the folder %s is not there. Make it first, or choose another one.", file, folder);
}

static void print_usage(FILE *out, const Command *command) {
    fprintf(out, "usage: quorate %s", command->name);
    for (const CommandOption *o = command->options; o && o->name; o++) {
        fprintf(out, o->is_required ? " %s%s%s" : " [%s%s%s]", o->name, o->value ? " " : "", o->value ? o->value : "");
        if (o->may_repeat) fputs(" ...", out);
    }
    if (command->words) fprintf(out, " %s", command->words);
    fputc('\n', out);
}

static void print_command_help(const Command *command) {
    printf("%s\n\n", command->summary);
    print_usage(stdout, command);
    if (command->options && command->options->name) puts("");
    for (const CommandOption *o = command->options; o && o->name; o++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        printf("  %-26s %s\n", left, o->meaning);
    }
}

static void print_help(void) {
    puts("Quorate runs a community safety partnership: meetings, papers, publication, records.\n\nusage: quorate COMMAND [options]\n");
    for (const Command *c = all_commands; c->name; c++) printf("  %-12s %s\n", c->name, c->summary);
    puts("\n`quorate help COMMAND` or `quorate COMMAND --help` tells more. Exit status: 0 fine, 1 failed, 2 wrong use.");
}

/* Help about "user": all commands that begin with the word; false when there is none. */
static bool print_group_help(const char *word) {
    bool found = false;
    for (const Command *c = all_commands; c->name; c++) {
        size_t len = strlen(word);
        if (strncmp(c->name, word, len) != 0 || c->name[len] != ' ') continue;
        if (found) puts("");
        print_command_help(c);
        found = true;
    }
    return found;
}

static bool asks_for_help(const char *word) {
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* The command that the first one or two words name; *used tells how many. */
static const Command *command_find(int argc, char **argv, int *used) {
    for (const Command *c = all_commands; c->name; c++) {
        const char *space = strchr(c->name, ' ');
        if (!space) {
            if (strcmp(argv[0], c->name) == 0) return *used = 1, c;
            continue;
        }
        size_t first = (size_t)(space - c->name);
        if (argc >= 2 && strlen(argv[0]) == first && strncmp(argv[0], c->name, first) == 0 && strcmp(argv[1], space + 1) == 0)
            return *used = 2, c;
    }
    return NULL;
}

/* The option that a word names: "--data", or "--data=DIR", whose value is then *joined. */
static const CommandOption *option_find(const Command *command, const char *word, const char **joined) {
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t len = equals ? (size_t)(equals - word) : strlen(word);
    *joined = equals ? equals + 1 : NULL;
    for (const CommandOption *o = command->options; o && o->name; o++)
        if (strlen(o->name) == len && strncmp(o->name, word, len) == 0) return o;
    return NULL;
}

static int wrong_use(const Command *command, const char *what, const char *word) {
    fprintf(stderr, "quorate %s: %s%s%s\n", command->name, what, word ? " " : "", word ? word : "");
    print_usage(stderr, command);
    return WRONG_USE;
}

/* Fills `out` from the words after the command's name; 0 when they are right use. */
static int arguments_parse(Arena *arena, const Command *command, int argc, char **argv, Arguments *out) {
    const char **names = ARENA_ARRAY(arena, const char *, (size_t)argc + 1);
    const char **values = ARENA_ARRAY(arena, const char *, (size_t)argc + 1);
    const char **words = ARENA_ARRAY(arena, const char *, (size_t)argc + 1);
    *out = (Arguments){.command = command, .names = names, .values = values, .words = words, .is_wrong_use = ARENA_NEW(arena, bool)};
    for (int i = 0; i < argc; i++) {
        if (argv[i][0] != '-' || argv[i][1] == 0) {
            words[out->word_count++] = argv[i];
            continue;
        }
        const char *joined;
        const CommandOption *option = option_find(command, argv[i], &joined);
        if (!option) return wrong_use(command, "there is no option", argv[i]);
        if (!option->may_repeat && argument(out, option->name)) return wrong_use(command, "given twice:", argv[i]);
        if (!option->value && joined) return wrong_use(command, "no value belongs to", option->name);
        if (option->value && !joined && i + 1 >= argc) return wrong_use(command, "a value must follow", argv[i]);
        names[out->option_count] = option->name;
        values[out->option_count++] = !option->value ? "" : joined ? joined : argv[++i];
    }
    for (const CommandOption *o = command->options; o && o->name; o++)
        if (o->is_required && !argument(out, o->name)) return wrong_use(command, "missing:", o->name);
    if (out->word_count < command->least_words) return wrong_use(command, "missing:", command->words);
    if (out->word_count > command->most_words) return wrong_use(command, "not understood:", out->words[command->most_words]);
    return 0;
}

static int command_run(const Command *command, int argc, char **argv) {
    for (int i = 0; i < argc; i++)
        if (asks_for_help(argv[i])) return print_command_help(command), 0;
    Arena *arena = arena_new();
    Arguments arguments;
    int status = arguments_parse(arena, command, argc, argv, &arguments);
    if (status == 0) {
        Error *error = command->run(arena, &arguments);
        if (error) {
            fprintf(stderr, "quorate %s: %.*s\n", command->name, TEXT_ARG(error->sentence));
            if (!text_is_empty(error->detail)) fprintf(stderr, "  (%.*s)\n", TEXT_ARG(error->detail));
            status = *arguments.is_wrong_use ? WRONG_USE : 1;
        }
    }
    arena_free(arena);
    if (fflush(stdout) != 0 && status == 0) status = 1;
    return status;
}

int command_main(int argc, char **argv) {
    if (argc < 2) return print_help(), WRONG_USE;
    if (strcmp(argv[1], "--version") == 0) return puts("quorate " QUORATE_VERSION), 0;
    if (asks_for_help(argv[1])) return print_help(), 0;
    int used = 0;
    if (strcmp(argv[1], "help") == 0) {
        if (argc == 2) return print_help(), 0;
        const Command *command = command_find(argc - 2, argv + 2, &used);
        if (command) return print_command_help(command), 0;
        if (argc == 3 && print_group_help(argv[2])) return 0;
        fprintf(stderr, "quorate help: there is no command %s\n", argv[2]);
        return WRONG_USE;
    }
    const Command *command = command_find(argc - 1, argv + 1, &used);
    if (!command && argc == 3 && asks_for_help(argv[2]) && print_group_help(argv[1])) return 0;
    if (!command) {
        fprintf(stderr, "quorate: there is no command %s; `quorate help` lists them\n", argv[1]);
        return WRONG_USE;
    }
    return command_run(command, argc - 1 - used, argv + 1 + used);
}
