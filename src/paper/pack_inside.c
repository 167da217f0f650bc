/* Owns the story of a pack inside the sandbox: open the parts, bring in pages, structure, bookmarks, and write. */
#include "paper/pack_inside.h"

#include <unistd.h>

#include "paper/pdf_write_inside.h"
#include "paper/sandbox_inside.h"

void pack_put_text(Buffer *request, Text text) {
    buffer_put_int(request, (int64_t)text.len);
    buffer_put_char(request, ':');
    buffer_put(request, text);
}

void pack_put_number(Buffer *request, int64_t number) {
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)number);
    pack_put_text(request, (Text){digits, (size_t)len});
}

bool pack_take_text(Text *request, Text *text) {
    Text length;
    int64_t len;
    if (!text_split(request, ':', &length) || !text_to_int64(length, &len) || len < 0 || (size_t)len > request->len) return false;
    *text = text_slice(*request, 0, (size_t)len);
    *request = (Text){request->ptr + len, request->len - (size_t)len};
    return true;
}

bool pack_take_number(Text *request, int64_t *number) {
    Text text;
    return pack_take_text(request, &text) && text_to_int64(text, number);
}

bool pack_is_new(Pack *p, qpdf_oh object) {
    int id = qpdf_oh_get_object_id(p->out, object);
    if (id <= 0) return true;
    size_t byte = (size_t)id / 8;
    if (byte >= p->seen_size) {
        size_t more = 2 * byte + 64;
        p->seen = arena_grow(p->arena, p->seen, p->seen_size, more);
        p->seen_size = more;
    }
    uint8_t bit = (uint8_t)(1 << (id % 8));
    if (p->seen[byte] & bit) return false;
    p->seen[byte] |= bit;
    return true;
}

static void tell(Pack *p, size_t done) {
    if (p->child) sandbox_tell(p->child, done, PACK_ROUNDS * p->count);
}

bool pack_open_parts(Pack *p) {
    bool is_fine = true;
    for (size_t i = 0; i < p->count; i++) {
        tell(p, i);
        InsidePart *part = &p->parts[i];
        part->found = pdf_open(part->bytes, &part->pdf);
        /* What its pages inherit is put on them here: a PDF of which qpdf cannot do that would break the whole pack when it is joined. */
        if (part->found.verdict == PDF_FINE && (qpdf_push_inherited_attributes_to_page(part->pdf) & QPDF_ERRORS)) {
            part->found.verdict = PDF_BROKEN;
            qpdf_get_error(part->pdf); /* qpdf would speak of it on standard error */
        }
        if (part->found.verdict != PDF_FINE) is_fine = false;
    }
    return is_fine;
}

static void number_parts(Pack *p) {
    int next = 1;
    for (size_t i = 0; i < p->count; i++) {
        InsidePart *part = &p->parts[i];
        if (!part->is_numbered) continue;
        if (part->first_number == 0) part->first_number = next;
        next = part->until ? part->until + 1 : part->first_number + part->found.pages;
    }
}

static bool write_pack(Pack *p) {
    /* A pack says that it keeps to PDF/UA only when each of its papers does. */
    bool is_accessible = true;
    for (size_t i = 0; i < p->count; i++) is_accessible = is_accessible && (p->parts[i].found.flags & PDF_CLAIMS_ACCESS);
    PdfAbout about = {.title = p->title, .is_accessible = is_accessible};
    pdf_put_about(p->out, p->arena, &about);
    qpdf_set_object_stream_mode(p->out, qpdf_o_generate);
    qpdf_set_deterministic_ID(p->out, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(p->out, "1.7");
    if (qpdf_write(p->out) & QPDF_ERRORS) {
        qpdf_error problem = qpdf_get_error(p->out);
        dprintf(STDERR_FILENO, "pack: %s\n", problem ? qpdf_get_error_full_text(p->out, problem) : "not written");
        return false;
    }
    return true;
}

void pack_close(Pack *p) {
    qpdf_cleanup(&p->out); /* closes the file too */
    for (size_t i = 0; i < p->count; i++)
        if (p->parts[i].pdf) qpdf_cleanup(&p->parts[i].pdf);
    if (p->stamp) qpdf_cleanup(&p->stamp);
}

bool pack_join(Pack *p) {
    pack_begin_structure(p);
    number_parts(p);
    /* All pages first: links lead from one part to another. */
    for (size_t i = 0; i < p->count; i++) {
        tell(p, p->count + i);
        pack_add_pages(p, &p->parts[i]);
        pack_add_layers(p, &p->parts[i]);
    }
    for (size_t i = 0; i < p->count; i++) {
        tell(p, 2 * p->count + i);
        InsidePart *part = &p->parts[i];
        pack_add_structure(p, part);
        pack_finish_pages(p, part);
    }
    pack_add_outlines(p);
    pack_end_structure(p);
    return write_pack(p);
}

static bool read_request(Pack *p, Text request, PackTask *task, Text *draft) {
    int64_t number;
    if (!pack_take_number(&request, &number)) return false;
    *task = (PackTask)number;
    if (!pack_take_text(&request, draft) || !pack_take_text(&request, &p->title) || !pack_take_number(&request, &number)) return false;
    p->count = (size_t)number;
    p->parts = ARENA_ARRAY(p->arena, InsidePart, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        InsidePart *part = &p->parts[i];
        int64_t numbers[5];
        if (!pack_take_text(&request, &part->title) || !pack_take_text(&request, &part->heading) || !pack_take_text(&request, &part->place))
            return false;
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++)
            if (!pack_take_number(&request, &numbers[n])) return false;
        part->level = (int)numbers[0];
        part->is_unlisted = numbers[1] != 0;
        part->is_numbered = numbers[2] != 0;
        part->first_number = (int)numbers[3];
        part->until = (int)numbers[4];
    }
    return true;
}

int pack_inside(SandboxChild *child, Text request) {
    Pack *p = ARENA_NEW(sandbox_arena(child), Pack);
    p->arena = sandbox_arena(child);
    p->child = child;
    PackTask task = PACK_COUNT;
    Text draft = {0};
    bool is_ready = read_request(p, request, &task, &draft);
    p->out = qpdf_init();
    qpdf_silence_errors(p->out);
    qpdf_set_suppress_warnings(p->out, QPDF_TRUE);
    qpdf_empty_pdf(p->out);
    /* The file is opened now, while files can be opened; it is written at the end. */
    if (is_ready && task == PACK_MERGE) is_ready = !(qpdf_init_write(p->out, text_string(p->arena, draft)) & QPDF_ERRORS);
    sandbox_lock(child);

    if (!is_ready) return 1;
    if (task == PACK_MERGE && !pack_read_stamp(p, pdf_map(SANDBOX_FIRST_FD))) return 1;
    for (size_t i = 0; i < p->count; i++) p->parts[i].bytes = pdf_map(SANDBOX_FIRST_FD + 1 + (int)i);
    bool is_usable = pack_open_parts(p);
    if (is_usable && task == PACK_MERGE && !pack_join(p)) return 1;
    pack_close(p);
    for (size_t i = 0; i < p->count; i++) sandbox_answer(child, (Text){(const char *)&p->parts[i].found, sizeof(PdfFindings)});
    return 0;
}
