/* Owns the looking at PDFs inside the sandbox: qpdf for the structure, pdftotext for the words. */
#include "paper/pdf_inside.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "paper/pdf_ink.h"
#include "paper/sandbox_inside.h"

/* What the page contents of one paper may unpack to. Real ones stay far below; a bomb goes far beyond. */
#define UNPACKED_MAX ((uint64_t)256 * 1024 * 1024)

Text pdf_map(int fd) {
    struct stat about;
    if (fstat(fd, &about) != 0 || about.st_size <= 0) return (Text){0};
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return (Text){0};
    return (Text){bytes, (size_t)about.st_size};
}

static bool has_signed_field(qpdf_data pdf, qpdf_oh fields, int depth) {
    int count = qpdf_oh_is_array(pdf, fields) ? qpdf_oh_get_array_n_items(pdf, fields) : 0;
    for (int i = 0; i < count && i < 2000; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(pdf, fields, i);
        if (!qpdf_oh_is_dictionary(pdf, field)) continue;
        if (qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, field, "/FT"), "/Sig") && qpdf_oh_has_key(pdf, field, "/V")) return true;
        if (depth > 0 && has_signed_field(pdf, qpdf_oh_get_key(pdf, field, "/Kids"), depth - 1)) return true;
    }
    return false;
}

static bool is_signed(qpdf_data pdf, qpdf_oh catalogue) {
    qpdf_oh form = qpdf_oh_get_key(pdf, catalogue, "/AcroForm");
    return qpdf_oh_is_dictionary(pdf, form) && has_signed_field(pdf, qpdf_oh_get_key(pdf, form, "/Fields"), 3);
}

static bool is_tagged(qpdf_data pdf, qpdf_oh catalogue) {
    qpdf_oh info = qpdf_oh_get_key(pdf, catalogue, "/MarkInfo");
    QPDF_BOOL is_marked = QPDF_FALSE;
    return qpdf_oh_is_dictionary(pdf, info) && qpdf_oh_get_value_as_bool(pdf, qpdf_oh_get_key(pdf, info, "/Marked"), &is_marked)
           && is_marked && qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, catalogue, "/StructTreeRoot"));
}

/* Fields that a person fills in; a signature is told of by itself. */
static bool has_form(qpdf_data pdf, qpdf_oh catalogue) {
    qpdf_oh form = qpdf_oh_get_key(pdf, catalogue, "/AcroForm");
    qpdf_oh fields = qpdf_oh_is_dictionary(pdf, form) ? qpdf_oh_get_key(pdf, form, "/Fields") : qpdf_oh_new_null(pdf);
    int count = qpdf_oh_is_array(pdf, fields) ? qpdf_oh_get_array_n_items(pdf, fields) : 0;
    for (int i = 0; i < count && i < 2000; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(pdf, fields, i);
        if (qpdf_oh_is_dictionary(pdf, field) && !qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, field, "/FT"), "/Sig")) return true;
    }
    return false;
}

static bool has_embedded_files(qpdf_data pdf, qpdf_oh catalogue) {
    qpdf_oh names = qpdf_oh_get_key(pdf, catalogue, "/Names"), associated = qpdf_oh_get_key(pdf, catalogue, "/AF");
    if (qpdf_oh_is_dictionary(pdf, names) && qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, names, "/EmbeddedFiles"))) return true;
    return qpdf_oh_is_array(pdf, associated) && qpdf_oh_get_array_n_items(pdf, associated) > 0;
}

static uint32_t flags_of(qpdf_data pdf) {
    qpdf_oh catalogue = qpdf_get_root(pdf);
    uint32_t flags = 0;
    if (is_tagged(pdf, catalogue)) flags |= PDF_IS_TAGGED;
    if (qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, catalogue, "/StructTreeRoot"))) flags |= PDF_HAS_STRUCTURE;
    if (is_signed(pdf, catalogue)) flags |= PDF_IS_SIGNED;
    if (pdf_claims_access(pdf)) flags |= PDF_CLAIMS_ACCESS;
    if (has_form(pdf, catalogue)) flags |= PDF_HAS_FORM;
    if (has_embedded_files(pdf, catalogue)) flags |= PDF_HAS_FILES;
    if (qpdf_more_warnings(pdf)) flags |= PDF_IS_REPAIRED;
    return flags;
}

PdfFindings pdf_open(Text bytes, qpdf_data *pdf) {
    PdfFindings found = {.verdict = PDF_NOT_PDF};
    *pdf = NULL;
    if (!text_contains(text_slice(bytes, 0, 1024), S("%PDF-"))) return found;
    qpdf_data opened = qpdf_init();
    qpdf_silence_errors(opened);
    qpdf_set_suppress_warnings(opened, QPDF_TRUE);
    QPDF_ERROR_CODE code = qpdf_read_memory(opened, "paper", bytes.ptr, bytes.len, NULL);
    found.verdict = PDF_BROKEN;
    if (code & QPDF_ERRORS) {
        qpdf_error problem = qpdf_get_error(opened);
        if (problem && qpdf_get_error_code(opened, problem) == qpdf_e_password) found.verdict = PDF_ENCRYPTED;
    } else {
        int pages = qpdf_get_num_pages(opened);
        found.verdict = pages < 0 ? PDF_BROKEN : pages == 0 ? PDF_NO_PAGES : pages > PDF_PAGES_MAX ? PDF_TOO_BIG : PDF_FINE;
        if (found.verdict == PDF_FINE) found.pages = pages;
        if (found.verdict == PDF_FINE) found.flags = flags_of(opened);
    }
    if (found.verdict == PDF_FINE) *pdf = opened;
    else {
        if (qpdf_has_error(opened)) qpdf_get_error(opened); /* qpdf would speak of it on standard error */
        qpdf_cleanup(&opened);
    }
    return found;
}

/* What a deflated stream unpacks to, counted through a small window and at most to `most`. Other filters count as they are. */
static uint64_t unpacked_size(qpdf_data pdf, qpdf_oh stream, uint64_t most) {
    unsigned char *raw = NULL;
    size_t len = 0;
    QPDF_BOOL is_filtered;
    if (!qpdf_oh_is_stream(pdf, stream) || (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, &is_filtered, &raw, &len) & QPDF_ERRORS))
        return 0;
    uint64_t total = len;
    z_stream z = {.next_in = raw, .avail_in = len > UINT32_MAX ? UINT32_MAX : (uInt)len};
    if (len > 2 && (raw[0] & 0x0f) == 8 && inflateInit(&z) == Z_OK) {
        static unsigned char window[65536];
        total = 0;
        int result = Z_OK;
        while (result == Z_OK && total <= most) {
            z.next_out = window;
            z.avail_out = sizeof window;
            result = inflate(&z, Z_NO_FLUSH);
            total += sizeof window - z.avail_out;
            if (z.avail_in == 0 && z.avail_out > 0) break;
        }
        inflateEnd(&z);
    }
    free(raw); /* qpdf made it with malloc and gave it to us */
    return total;
}

static uint64_t unpacked_size_of_page(qpdf_data pdf, qpdf_oh page, uint64_t most) {
    uint64_t total = 0;
    qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
    int count = qpdf_oh_is_array(pdf, contents) ? qpdf_oh_get_array_n_items(pdf, contents) : 0;
    if (count == 0) total = unpacked_size(pdf, contents, most);
    for (int i = 0; i < count && total <= most; i++) total += unpacked_size(pdf, qpdf_oh_get_array_item(pdf, contents, i), most - total);
    qpdf_oh resources = qpdf_oh_get_key(pdf, page, "/Resources");
    qpdf_oh objects = qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, "/XObject") : qpdf_oh_new_null(pdf);
    if (!qpdf_oh_is_dictionary(pdf, objects)) return total;
    qpdf_oh_begin_dict_key_iter(pdf, objects);
    while (total <= most && qpdf_oh_dict_more_keys(pdf)) {
        qpdf_oh object = qpdf_oh_get_key(pdf, objects, qpdf_oh_dict_next_key(pdf));
        if (!qpdf_oh_is_stream(pdf, object)) continue;
        if (qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, object), "/Subtype"), "/Form"))
            total += unpacked_size(pdf, object, most - total);
    }
    return total;
}

static bool is_bomb(qpdf_data pdf, int pages) {
    uint64_t total = 0;
    for (int i = 0; i < pages && total <= UNPACKED_MAX; i++) {
        total += unpacked_size_of_page(pdf, qpdf_get_page_n(pdf, (size_t)i), UNPACKED_MAX - total);
        qpdf_oh_release_all(pdf);
    }
    return total > UNPACKED_MAX;
}

static void look_for_unseen(Arena *arena, qpdf_data pdf, PdfFindings *found, Text *out) {
    Buffer lines = buffer_new(arena, 1024);
    if (pdf_ink(pdf, found->pages, &lines)) found->flags |= PDF_INK_IS_WHOLE;
    *out = text_slice(buffer_text(&lines), 0, PDF_UNSEEN_MAX);
    while (out->len > 0 && out->ptr[out->len - 1] != '\n') out->len--;
    if (out->len < lines.len) found->flags &= ~(uint32_t)PDF_INK_IS_WHOLE;
    found->unseen_bytes = (uint32_t)out->len;
}

PdfFindings pdf_examine(Arena *arena, Text bytes, Text *title, Text *hidden, Text *unseen) {
    qpdf_data pdf;
    PdfFindings found = pdf_open(bytes, &pdf);
    Buffer quiet = buffer_new(arena, 1024);
    *title = *hidden = (Text){0};
    if (unseen) *unseen = (Text){0};
    if (!pdf) return found;
    *title = text_slice(text_of(qpdf_get_info_key(pdf, "/Title")), 0, 1024);
    while (title->len > 0 && !text_is_utf8(*title, NULL)) title->len--;
    *title = text_copy(arena, *title);
    found.title_bytes = (uint32_t)title->len;
    if (is_bomb(pdf, found.pages)) found.verdict = PDF_TOO_BIG;
    if (found.verdict == PDF_FINE && pdf_hidden(pdf, found.pages, &quiet)) found.flags |= PDF_HAS_FILES;
    *hidden = buffer_text(&quiet);
    found.hidden_bytes = (uint32_t)hidden->len;
    if (unseen && found.verdict == PDF_FINE) look_for_unseen(arena, pdf, &found, unseen);
    if (qpdf_has_error(pdf)) qpdf_get_error(pdf); /* a damaged object that nobody needs: qpdf would speak of it on standard error */
    qpdf_cleanup(&pdf);
    return found;
}

int pdf_look_inside(SandboxChild *child, Text request) {
    sandbox_lock(child);
    Text title, hidden, unseen = {0};
    bool is_close = text_equal(request, S("closely"));
    PdfFindings found = pdf_examine(sandbox_arena(child), pdf_map(SANDBOX_FIRST_FD), &title, &hidden, is_close ? &unseen : NULL);
    sandbox_answer(child, (Text){(const char *)&found, sizeof found});
    sandbox_answer(child, title);
    sandbox_answer(child, hidden);
    sandbox_answer(child, unseen);
    return 0;
}

/* pdftotext is a program of its own (its licence and its faults stay outside ours): this process becomes it. */
int pdf_words_inside(SandboxChild *child, Text request) {
    bool is_laid_out = text_equal(request, S("laid out"));
    lseek(SANDBOX_FIRST_FD, 0, SEEK_SET);
    dup2(SANDBOX_FIRST_FD, STDIN_FILENO);
    dup2(SANDBOX_ANSWER_FD, STDOUT_FILENO);
    sandbox_lock_for_program(child);
    close(SANDBOX_FIRST_FD);
    close(SANDBOX_ANSWER_FD); /* the parent must see the end of the answer, and that nothing more is told, when pdftotext ends */
    close(SANDBOX_TELL_FD);
    static char *const arguments[] = {
        (char *)"pdftotext", (char *)"-q", (char *)"-enc", (char *)"UTF-8", (char *)"-eol", (char *)"unix", (char *)"-", (char *)"-", NULL};
    static char *const laid_out[] = {(char *)"pdftotext", (char *)"-q", (char *)"-layout", (char *)"-enc", (char *)"UTF-8", (char *)"-eol",
        (char *)"unix", (char *)"-", (char *)"-", NULL};
    static char *const environment[] = {(char *)"LC_ALL=C.UTF-8", NULL};
    execve("/usr/bin/pdftotext", is_laid_out ? laid_out : arguments, environment);
    return 1;
}
