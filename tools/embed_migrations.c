/* Puts the files of migrations/ into the program: embed_migrations FOLDER OUTPUT DEPFILE writes a C table of all FOLDER/KIND/NNNN_name.sql.
 * It looks for the files itself, so that a new migration is one new file and nothing else; the depfile makes ninja look again when a
 * folder changes. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *folder, *kind;
} kinds[] = {{"office", "STORE_OFFICE"}, {"public", "STORE_PUBLISHED"}, {"letterbox", "STORE_LETTERBOX"}};

static void stop(const char *path, const char *why) {
    fprintf(stderr, "embed_migrations: %s: %s\n", path, why);
    exit(1);
}

static int is_migration(const struct dirent *entry) {
    size_t len = strlen(entry->d_name);
    return strspn(entry->d_name, "0123456789") == 4 && entry->d_name[4] == '_' && len > 9 && strcmp(entry->d_name + len - 4, ".sql") == 0;
}

/* A string literal a line; C compilers take any number of them. */
static void put_text(FILE *out, FILE *in) {
    int c, at_start = 1;
    while ((c = getc(in)) != EOF) {
        if (at_start) fputs("\n     \"", out);
        at_start = 0;
        if (c == '"' || c == '\\') fprintf(out, "\\%c", c);
        else if (c == '\n') fputs("\\n\"", out);
        else if (c == '?') fputs("\\?", out);
        else putc(c, out);
        if (c == '\n') at_start = 1;
    }
    if (!at_start) putc('"', out);
}

static void put_file(FILE *out, FILE *depfile, const char *kind, const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    if (!in) stop(path, "cannot be read");
    fprintf(depfile, " %s", path);
    fprintf(out, "    {%s, %ld, \"%.*s\",", kind, strtol(name, NULL, 10), (int)strlen(name) - 4, name);
    put_text(out, in);
    fputs("},\n", out);
    fclose(in);
}

static void put_kind(FILE *out, FILE *depfile, const char *root, size_t k) {
    char folder[3072];
    snprintf(folder, sizeof folder, "%s/%s", root, kinds[k].folder);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_migration, alphasort);
    if (count < 0) stop(folder, "is not a folder");
    fprintf(depfile, " %s", folder);
    for (int i = 0; i < count; i++) {
        put_file(out, depfile, kinds[k].kind, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    if (argc != 4) stop("use", "embed_migrations FOLDER OUTPUT DEPFILE");
    FILE *out = fopen(argv[2], "w"), *depfile = fopen(argv[3], "w");
    if (!out || !depfile) stop(argv[2], "cannot be written");
    fprintf(depfile, "%s:", argv[2]);
    fputs("/* Made from migrations/ by embed_migrations. */\n#include \"store/engine.h\"\n\nconst Migration migrations[] = {\n", out);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) put_kind(out, depfile, argv[1], k);
    fputs("    {0},\n};\n", out);
    fputc('\n', depfile);
    if (fclose(out) || fclose(depfile)) stop(argv[2], "cannot be written");
    return 0;
}
