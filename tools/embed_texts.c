/* Puts texts into the program: embed_texts OUTPUT FILE... writes a C table of name and text (src/app/embedded.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_text(FILE *out, const char *path) {
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    FILE *in = fopen(path, "r");
    if (!in) {
        fprintf(stderr, "embed_texts: %s cannot be read\n", path);
        exit(1);
    }
    fprintf(out, "    {\"%s\", \"", name);
    for (int c; (c = getc(in)) != EOF;) {
        if (c == '\n') fputs("\\n\"\n     \"", out);
        else if (c == '"' || c == '\\' || c == '?') fprintf(out, "\\%c", c);
        else putc(c, out);
    }
    fputs("\"},\n", out);
    fclose(in);
}

int main(int argc, char **argv) {
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
    if (!out) return fprintf(stderr, "use: embed_texts OUTPUT FILE...\n"), 1;
    fputs("/* Made by embed_texts. */\n#include \"app/embedded.h\"\n\nconst EmbeddedText embedded_texts[] = {\n", out);
    for (int i = 2; i < argc; i++) put_text(out, argv[i]);
    fputs("    {0},\n};\n", out);
    return fclose(out) != 0;
}
