/* Keys of installations: making, their files, their printed form. */
#include "store/seal_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 4096, CHECK_BYTES = 8, INSTALLATION_BYTES = 16 };

/* ---- In memory ---- */

static void fingerprint_of(const unsigned char *bytes, char out[SEAL_HEX + 1]) {
    static const unsigned char what[] = "quorate seal key fingerprint";
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, what, sizeof what - 1, bytes, SEAL_KEY_BYTES);
    sodium_bin2hex(out, SEAL_HEX + 1, hash, sizeof hash);
}

void *locked_memory(size_t size) {
    CHECK(sodium_init() >= 0);
    void *room = sodium_malloc(size);
    CHECK(room);
    memset(room, 0, size);
    return room;
}

static SealKey *key_room(void) {
    SealKey *key = locked_memory(sizeof *key);
    key->bytes = locked_memory(SEAL_KEY_BYTES);
    return key;
}

SealKey *seal_key_new(const char *installation) {
    unsigned char id[INSTALLATION_BYTES];
    SealKey *key = key_room();
    randombytes_buf(key->bytes, SEAL_KEY_BYTES);
    randombytes_buf(id, sizeof id);
    sodium_bin2hex(key->installation, sizeof key->installation, id, sizeof id);
    if (installation) snprintf(key->installation, sizeof key->installation, "%s", installation);
    key->made = (Moment){moment_now().us / 1000000 * 1000000};
    fingerprint_of(key->bytes, key->fingerprint);
    return key;
}

void seal_key_free(SealKey *key) {
    if (!key) return;
    sodium_free(key->bytes);
    sodium_free(key);
}

static void check_of(const SealKey *key, unsigned char out[CHECK_BYTES]) {
    crypto_generichash_state state;
    unsigned char hash[16];
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)key->installation, SEAL_HEX);
    crypto_generichash_update(&state, (const unsigned char *)&key->made.us, sizeof key->made.us);
    crypto_generichash_update(&state, key->bytes, SEAL_KEY_BYTES);
    crypto_generichash_final(&state, hash, sizeof hash);
    memcpy(out, hash, CHECK_BYTES);
    sodium_memzero(&state, sizeof state);
}

/* ---- The file ---- */

static const char head[] = "# The key of the restricted papers of a Quorate installation. Without it they cannot be opened by anybody:\n"
                           "# keep a copy apart from the data (quorate key export), and nowhere near a backup.\n";

static Error *no_key(Arena *arena, const char *path, const char *why) {
    return error_new(arena, ERROR_INPUT, "The key file %s %s.", path, why);
}

/* The value behind "word " at the start of a line; empty when there is none. Borrows. */
static Text value_of(Text text, Text word) {
    Text line;
    while (text_next_line(&text, &line))
        if (text_starts_with(line, word)) return text_trim(text_slice(line, word.len, line.len));
    return (Text){0};
}

static bool from_hex(Text hex, unsigned char *out, size_t len) {
    size_t got = 0;
    return hex.len == 2 * len && sodium_hex2bin(out, len, hex.ptr, hex.len, NULL, &got, NULL) == 0 && got == len;
}

static bool parse_file(Text text, SealKey *key) {
    unsigned char id[INSTALLATION_BYTES], told[CHECK_BYTES], is[CHECK_BYTES];
    Text installation = value_of(text, S("installation "));
    if (!text_equal(value_of(text, S("quorate-seal-key ")), S("1"))) return false;
    if (!from_hex(installation, id, sizeof id) || !from_hex(value_of(text, S("key ")), key->bytes, SEAL_KEY_BYTES)) return false;
    if (!moment_parse_iso(value_of(text, S("made ")), &key->made) || !from_hex(value_of(text, S("check ")), told, sizeof told))
        return false;
    sodium_bin2hex(key->installation, sizeof key->installation, id, sizeof id);
    fingerprint_of(key->bytes, key->fingerprint);
    check_of(key, is);
    return sodium_memcmp(told, is, sizeof is) == 0;
}

/* Others must not be able to read it: that is all the lock that a file has. */
static Error *check_place(Arena *arena, const char *path, int fd) {
    struct stat s;
    if (fstat(fd, &s) || !S_ISREG(s.st_mode)) return no_key(arena, path, "is not a file");
    if (s.st_mode & 077)
        return no_key(arena, path, "can be read by others. Take that away (chmod 600), and change the key if they may have used it");
    if (s.st_uid != geteuid() && s.st_uid != 0)
        return no_key(arena, path, "belongs to somebody else. Give it to the user that runs Quorate");
    if (s.st_size > FILE_MAX) return no_key(arena, path, "is no key of Quorate: it is too long");
    return NULL;
}

static Error *read_open(Arena *arena, const char *path, int fd, char *room, SealKey *key) {
    size_t len = 0;
    TRY(check_place(arena, path, fd));
    for (ssize_t n; len < FILE_MAX && (n = read(fd, room + len, FILE_MAX - len)) > 0;) len += (size_t)n;
    return parse_file((Text){room, len}, key) ? NULL : no_key(arena, path, "is no key of Quorate, or is damaged. Use another copy of it");
}

Error *seal_key_read(Arena *arena, const char *path, SealKey **out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    *out = NULL;
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return error_new(arena, ERROR_NOT_FOUND, "There is no key file %s.", path);
    if (fd < 0) return no_key(arena, path, "cannot be opened by this user");
    char *room = locked_memory(FILE_MAX);
    SealKey *key = key_room();
    Error *error = read_open(arena, path, fd, room, key);
    close(fd);
    sodium_free(room);
    if (error) seal_key_free(key);
    else *out = key;
    return error;
}

void folder_sync(Arena *arena, const char *path) {
    Text folder = text_of(path);
    while (folder.len > 1 && folder.ptr[folder.len - 1] != '/') folder.len--;
    const char *name = folder.len && path[folder.len - 1] == '/' ? text_string(arena, folder) : ".";
    int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

static size_t format_file(Arena *arena, const SealKey *key, char *room) {
    unsigned char check[CHECK_BYTES];
    char hex[2 * CHECK_BYTES + 1];
    check_of(key, check);
    sodium_bin2hex(hex, sizeof hex, check, sizeof check);
    int len = snprintf(room, FILE_MAX, "%squorate-seal-key 1\ninstallation %s\nfingerprint %s\nmade %.*s\ncheck %s\nkey ", head,
        key->installation, key->fingerprint, TEXT_ARG(moment_iso(arena, key->made)), hex);
    CHECK(len > 0 && len + 2 * SEAL_KEY_BYTES + 2 < FILE_MAX);
    sodium_bin2hex(room + len, 2 * SEAL_KEY_BYTES + 1, key->bytes, SEAL_KEY_BYTES);
    room[len + 2 * SEAL_KEY_BYTES] = '\n';
    return (size_t)len + 2 * SEAL_KEY_BYTES + 1;
}

static bool write_all(int fd, const char *bytes, size_t len) {
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

Error *seal_key_write(Arena *arena, const char *path, const SealKey *key) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return error_new(arena, ERROR_STORAGE, "The key file %s cannot be made: %s.", path, strerror(errno));
    char *room = locked_memory(FILE_MAX);
    size_t len = format_file(arena, key, room);
    bool is_written = write_all(fd, room, len) && fsync(fd) == 0;
    int why = errno;
    close(fd);
    sodium_free(room);
    if (is_written) {
        folder_sync(arena, path);
        return NULL;
    }
    unlink(path);
    return error_new(arena, ERROR_STORAGE, "The key file %s cannot be written: %s.", path, strerror(why));
}

/* ---- On paper ---- */

/* 60 bytes: installation, seconds, key, check; 96 characters of five bits, 16 a line. */
enum { PAPER_BYTES = INSTALLATION_BYTES + 8 + SEAL_KEY_BYTES + 4, PAPER_LINES = 6, LINE_CHARACTERS = 16, LINE_CHECK = 2 };
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* without I, L, O, U */

static void paper_bytes(const SealKey *key, unsigned char *out) {
    uint64_t seconds = (uint64_t)(key->made.us / 1000000);
    unsigned char check[CHECK_BYTES];
    sodium_hex2bin(out, INSTALLATION_BYTES, key->installation, SEAL_HEX, NULL, NULL, NULL);
    for (int i = 0; i < 8; i++) out[INSTALLATION_BYTES + i] = (unsigned char)(seconds >> (56 - 8 * i));
    memcpy(out + INSTALLATION_BYTES + 8, key->bytes, SEAL_KEY_BYTES);
    check_of(key, check);
    memcpy(out + PAPER_BYTES - 4, check, 4);
}

static void spell(const unsigned char *bytes, char *out) {
    for (int bit = 0; bit < PAPER_BYTES * 8; bit += 5) {
        unsigned n = 0;
        for (int i = 0; i < 5; i++) n = n << 1 | (bytes[(bit + i) / 8] >> (7 - (bit + i) % 8) & 1);
        out[bit / 5] = alphabet[n];
    }
}

static void line_check(int line, const char *characters, char out[LINE_CHECK]) {
    unsigned char what[1 + LINE_CHARACTERS], hash[16];
    what[0] = (unsigned char)line;
    memcpy(what + 1, characters, LINE_CHARACTERS);
    crypto_generichash(hash, sizeof hash, what, sizeof what, NULL, 0);
    for (int i = 0; i < LINE_CHECK; i++) out[i] = alphabet[hash[i] & 31];
    sodium_memzero(what, sizeof what);
}

static size_t format_paper(Arena *arena, const SealKey *key, unsigned char *bytes, char *spelled, char *room) {
    paper_bytes(key, bytes);
    spell(bytes, spelled);
    int len = snprintf(room, FILE_MAX,
        "The key of the restricted papers of a Quorate installation\n\n  installation  %s\n  fingerprint   %s\n  made          %.*s\n\n",
        key->installation, key->fingerprint, TEXT_ARG(moment_plain(arena, key->made)));
    for (int line = 0; line < PAPER_LINES; line++) {
        const char *c = spelled + line * LINE_CHARACTERS;
        char check[LINE_CHECK];
        line_check(line + 1, c, check);
        len +=
            snprintf(room + len, (size_t)(FILE_MAX - len), "  %d  %.4s-%.4s-%.4s-%.4s  %.2s\n", line + 1, c, c + 4, c + 8, c + 12, check);
    }
    len += snprintf(room + len, (size_t)(FILE_MAX - len),
        "\nWhoever has this and a copy of the data can read every restricted paper. Keep it in a safe, apart from backups.\n"
        "To use it: quorate key import, with these six lines in a file or typed in.\n");
    return (size_t)len;
}

Error *seal_key_print(Arena *arena, const SealKey *key, int fd) {
    char *room = locked_memory(FILE_MAX), *spelled = locked_memory(PAPER_LINES * LINE_CHARACTERS);
    unsigned char *bytes = locked_memory(PAPER_BYTES);
    bool is_written = write_all(fd, room, format_paper(arena, key, bytes, spelled, room));
    sodium_free(room);
    sodium_free(spelled);
    sodium_free(bytes);
    return is_written ? NULL : error_new(arena, ERROR_STORAGE, "The key cannot be written there: %s.", strerror(errno));
}

/* The character's number; -1 for what stands between characters, -2 for what cannot be meant. */
static int character_number(char c) {
    if (c >= 'a' && c <= 'z') c = (char)(c - 32);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (c == ' ' || c == '-' || c == '\t' || c == '\r') return -1;
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -2;
}

/* The 18 characters of a typed line "3  ABCD-...  XY" into `out`; false when it is no such line. */
static bool take_line(Text line, char *out) {
    int count = 0;
    for (size_t i = 0; i < line.len; i++) {
        int n = character_number(line.ptr[i]);
        if (n == -2 || (n >= 0 && count == LINE_CHARACTERS + LINE_CHECK)) return false;
        if (n >= 0) out[count++] = alphabet[n];
    }
    return count == LINE_CHARACTERS + LINE_CHECK;
}

static Error *wrong_line(Arena *arena, int line) {
    return error_new(arena, ERROR_INPUT, "Line %d of the key is missing or has a slip in it. Compare it with the print.", line);
}

static Error *take_lines(Arena *arena, Text printed, char *spelled) {
    Text line;
    int next = 1;
    char *room = locked_memory(LINE_CHARACTERS + LINE_CHECK), check[LINE_CHECK];
    while (next <= PAPER_LINES && text_next_line(&printed, &line)) {
        Text t = text_trim(line);
        if (t.len < 2 || t.ptr[0] != '0' + next || (t.ptr[1] != ' ' && t.ptr[1] != '\t')) continue;
        if (!take_line(text_slice(t, 1, t.len), room)) break;
        line_check(next, room, check);
        if (memcmp(check, room + LINE_CHARACTERS, LINE_CHECK) != 0) break;
        memcpy(spelled + (next - 1) * LINE_CHARACTERS, room, LINE_CHARACTERS);
        next++;
    }
    sodium_free(room);
    return next > PAPER_LINES ? NULL : wrong_line(arena, next);
}

static void unspell(const char *spelled, unsigned char *out) {
    memset(out, 0, PAPER_BYTES);
    for (int bit = 0; bit < PAPER_BYTES * 8; bit++) {
        int n = character_number(spelled[bit / 5]);
        if (n >> (4 - bit % 5) & 1) out[bit / 8] |= (unsigned char)(1 << (7 - bit % 8));
    }
}

static bool key_of_paper(const unsigned char *bytes, SealKey *key) {
    unsigned char check[CHECK_BYTES];
    uint64_t seconds = 0;
    sodium_bin2hex(key->installation, sizeof key->installation, bytes, INSTALLATION_BYTES);
    for (int i = 0; i < 8; i++) seconds = seconds << 8 | bytes[INSTALLATION_BYTES + i];
    key->made = (Moment){(int64_t)(seconds & 0xffffffffffu) * 1000000};
    memcpy(key->bytes, bytes + INSTALLATION_BYTES + 8, SEAL_KEY_BYTES);
    fingerprint_of(key->bytes, key->fingerprint);
    check_of(key, check);
    return sodium_memcmp(check, bytes + PAPER_BYTES - 4, 4) == 0;
}

Error *seal_key_from_printed(Arena *arena, Text printed, SealKey **out) {
    SealKey *key = key_room();
    char *spelled = locked_memory(PAPER_LINES * LINE_CHARACTERS);
    unsigned char *bytes = locked_memory(PAPER_BYTES);
    *out = NULL;
    Error *error = take_lines(arena, printed, spelled);
    if (!error) unspell(spelled, bytes);
    if (!error && !key_of_paper(bytes, key))
        error = error_new(arena, ERROR_INPUT, "These lines are no whole key. Compare them with the print.");
    sodium_free(spelled);
    sodium_free(bytes);
    if (error) seal_key_free(key);
    else *out = key;
    return error;
}
