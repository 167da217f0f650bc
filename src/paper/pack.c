/* Owns packs on our side of the sandbox: placeholders for papers that cannot be read, the job, its answer. */
#include "paper/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "paper/document.h"
#include "paper/file_write.h"
#include "paper/pack_inside.h"
#include "paper/pack_stamp.h"

enum { PACK_SECONDS = 240 };
#define PACK_MEMORY ((int64_t)1536 * 1024 * 1024)

/* A pack on its way. */
typedef struct {
    Arena *arena;
    PackPart *parts;
    size_t count;
    Text title;
    int *descriptors; /* the stamp's font, then the parts; -1: not open */
    int64_t size;     /* of all of them */
    PackFindings *found;
    void (*tell)(void *context, size_t done, size_t count);
    void *context;
    size_t at; /* the part that the child was last heard to be at */
} Job;

/* A nameless file in memory for the child. */
static Error *hold(Arena *arena, Text bytes, int *fd) {
    *fd = memfd_create("part", MFD_CLOEXEC);
    for (size_t done = 0; *fd >= 0 && done < bytes.len;) {
        ssize_t n = write(*fd, bytes.ptr + done, bytes.len - done);
        if (n <= 0) break;
        done += (size_t)n;
    }
    struct stat about;
    if (*fd >= 0 && fstat(*fd, &about) == 0 && (size_t)about.st_size == bytes.len) return NULL;
    return error_fault(arena, "a file in memory: %s", strerror(errno));
}

/* The page that stands for a paper which is not there: withheld on purpose, or missing by mishap. */
static Error *hold_placeholder(Job *job, size_t i) {
    PackPart *part = &job->parts[i];
    part->is_missing = true;
    if (text_is_empty(part->placeholder)) part->placeholder = S("This paper is not in the pack.");
    Document *d = document_new(job->arena, part->title, (Text){0});
    document_foot(d, DOCUMENT_FOOT_NONE);
    document_title(d, part->path ? S("Paper missing") : job->title, part->title);
    document_notice(d, part->placeholder);
    Text bytes;
    TRY(document_bytes(d, &bytes, NULL));
    if (job->descriptors[i + 1] >= 0) close(job->descriptors[i + 1]);
    return hold(job->arena, bytes, &job->descriptors[i + 1]);
}

static Error *open_part(Job *job, size_t i) {
    PackPart *part = &job->parts[i];
    part->is_untagged = part->is_scanned = part->is_signed = part->is_repaired = part->is_missing = false;
    part->has_files = part->has_form = false;
    part->first_page = part->last_page = 0;
    if (!part->path) return hold_placeholder(job, i);
    int fd = open(part->path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        job->descriptors[i + 1] = fd;
        job->size += about.st_size;
        return NULL;
    }
    log_warning("a part of a pack cannot be opened: %s", strerror(errno));
    if (fd >= 0) close(fd);
    part->placeholder = S("This paper could not be opened when the pack was made. Ask the clerk for it.");
    return hold_placeholder(job, i);
}

static void say_missing(PackPart *part, PdfVerdict verdict) {
    switch (verdict) {
    case PDF_ENCRYPTED:
        part->placeholder = S("This paper could not be included: it needs a password to open. Ask the clerk for it.");
        break;
    case PDF_TOO_BIG: part->placeholder = S("This paper could not be included: it is too large. Ask the clerk for it."); break;
    case PDF_NO_PAGES: part->placeholder = S("This paper could not be included: it has no pages. Ask the clerk for it."); break;
    case PDF_NOT_PDF: part->placeholder = S("This paper could not be included: it is not a PDF. Ask the clerk for it."); break;
    case PDF_BROKEN:
    case PDF_FINE: part->placeholder = S("This paper could not be included: its file is damaged. Ask the clerk for it."); break;
    }
}

static void hear(void *context, size_t done, size_t count) {
    Job *job = context;
    (void)count;
    job->at = done % job->count;
    if (job->tell) job->tell(job->context, done / PACK_ROUNDS, job->count);
}

static Text request_of(const Job *job, PackTask task, const char *draft) {
    Buffer request = buffer_new(job->arena, 1024);
    pack_put_number(&request, task);
    pack_put_text(&request, text_of(draft));
    pack_put_text(&request, job->title);
    pack_put_number(&request, (int64_t)job->count);
    for (size_t i = 0; i < job->count; i++) {
        const PackPart *part = &job->parts[i];
        pack_put_text(&request, part->title);
        pack_put_text(&request, part->heading);
        pack_put_text(&request, part->place);
        const int numbers[] = {part->level, part->is_unlisted, part->is_numbered, part->number, part->until};
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) pack_put_number(&request, numbers[n]);
    }
    return buffer_text(&request);
}

/* The child may have been taken over by a file: its answer is checked like anything from outside. */
static bool take_findings(Job *job, Text answer) {
    if (answer.len != job->count * sizeof *job->found) return false;
    memcpy(job->found, answer.ptr, answer.len);
    for (size_t i = 0; i < job->count; i++) {
        bool is_fine = job->found[i].verdict == PDF_FINE;
        if (job->found[i].verdict < PDF_FINE || job->found[i].verdict > PDF_NO_PAGES) return false;
        if (is_fine && (job->found[i].pages < 1 || job->found[i].pages > PDF_PAGES_MAX)) return false;
    }
    return true;
}

/* One run of the child. *is_done: every part could be used. Parts that could not have become placeholders for the next run. */
static Error *run_once(Job *job, PackTask task, const char *draft, bool *is_done) {
    SandboxJob sandbox = {.kind = "pack",
        .request = request_of(job, task, draft),
        .descriptors = job->descriptors,
        .descriptor_count = job->count + 1,
        .memory = PACK_MEMORY + 2 * job->size,
        .file_size = task == PACK_MERGE ? 4 * job->size + 64 * 1024 * 1024 : 0,
        .seconds = PACK_SECONDS,
        .answer_max = job->count * sizeof *job->found + 1,
        .tell = hear,
        .context = job};
    SandboxEnd end;
    Text answer;
    job->at = 0;
    TRY(sandbox_run(job->arena, &sandbox, &end, &answer));
    *is_done = true;
    if (end == SANDBOX_DONE && take_findings(job, answer)) {
        for (size_t i = 0; i < job->count; i++) {
            if (job->found[i].verdict == PDF_FINE) continue;
            *is_done = false;
            if (job->parts[i].is_missing) return error_fault(job->arena, "a placeholder cannot be read back");
            say_missing(&job->parts[i], (PdfVerdict)job->found[i].verdict);
            TRY(hold_placeholder(job, i));
        }
        return NULL;
    }
    if (end == SANDBOX_FAILED) {
        Error *error =
            error_new(job->arena, ERROR_STORAGE, "The pack could not be written. Look whether the disk is full, then make the pack again.");
        return error_detail(job->arena, error, "pack: the child failed at part %zu", job->at);
    }
    /* It died of the part that it was at; without that part the others may go well. */
    *is_done = false;
    if (job->parts[job->at].is_missing)
        return error_fault(job->arena, "pack: the child ended (%d) at part %zu, a placeholder", (int)end, job->at);
    log_warning("pack: a sandboxed child ended (%d) at part %zu", (int)end, job->at);
    say_missing(&job->parts[job->at], end == SANDBOX_OUT_OF_TIME ? PDF_TOO_BIG : PDF_BROKEN);
    return hold_placeholder(job, job->at);
}

static void take_over(Job *job) {
    int next = 1;
    for (size_t i = 0; i < job->count; i++) {
        PackPart *part = &job->parts[i];
        uint32_t flags = job->found[i].flags;
        part->is_untagged = !(flags & PDF_HAS_STRUCTURE);
        part->is_scanned = flags & PDF_IS_SCANNED;
        part->is_signed = flags & PDF_IS_SIGNED;
        part->is_repaired = flags & PDF_IS_REPAIRED;
        part->has_files = flags & PDF_HAS_FILES;
        part->has_form = flags & PDF_HAS_FORM;
        part->pages = job->found[i].pages;
        if (!part->is_numbered) continue;
        part->first_page = part->number ? part->number : next;
        part->last_page = part->until ? part->until : part->first_page + part->pages - 1;
        next = part->last_page + 1;
    }
}

static Error *run(Job *job, PackTask task, const char *draft) {
    Error *error = NULL;
    job->descriptors = ARENA_ARRAY(job->arena, int, job->count + 1);
    job->found = ARENA_ARRAY(job->arena, PackFindings, job->count);
    for (size_t i = 0; i <= job->count; i++) job->descriptors[i] = -1;
    Text stamp;
    TRY_OUT(pack_stamp_font(job->arena, &stamp));
    TRY_OUT(hold(job->arena, stamp, &job->descriptors[0]));
    for (size_t i = 0; i < job->count; i++) TRY_OUT(open_part(job, i));
    bool is_done = false;
    while (!is_done) TRY_OUT(run_once(job, task, draft, &is_done)); /* each further run has one placeholder more, so it ends */
    take_over(job);
out:
    for (size_t i = 0; i <= job->count; i++)
        if (job->descriptors[i] >= 0) close(job->descriptors[i]);
    return error;
}

/* qpdf's last flush can fail without a word when the disk is full: a whole file ends as PDFs end. */
static Error *check_whole(Arena *arena, const char *draft) {
    int fd = open(draft, O_RDONLY | O_CLOEXEC);
    char tail[16] = {0};
    off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    bool is_whole = end > 16 && pread(fd, tail, sizeof tail, end - 16) == 16 && memmem(tail, sizeof tail, "%%EOF", 5) && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    if (is_whole) return NULL;
    return error_new(arena, ERROR_STORAGE, "The pack could not be written: the disk is full. Free some space, then make the pack again.");
}

Error *pack_merge(Arena *arena, PackPart *parts, size_t count, Text title, const char *path,
    void (*tell)(void *context, size_t done, size_t count), void *context) {
    if (count == 0) return error_new(arena, ERROR_INPUT, "There is no paper to put into the pack. Add a paper to an item first.");
    Job job = {.arena = arena, .parts = parts, .count = count, .title = title, .tell = tell, .context = context};
    const char *draft = file_draft_name(arena, path);
    Error *error = run(&job, PACK_MERGE, draft);
    if (!error) error = check_whole(arena, draft);
    error = file_keep_draft(arena, draft, path, error);
    if (!error && tell) tell(context, count, count);
    return error;
}

Error *pack_number(Arena *arena, PackPart *parts, size_t count) {
    Job job = {.arena = arena, .parts = parts, .count = count};
    return count == 0 ? NULL : run(&job, PACK_COUNT, "");
}

/* ---- For the clerk ---- */

Text pack_part_lost(Arena *arena, const PackPart *part) {
    if (part->is_missing) return part->placeholder;
    Buffer out = buffer_new(arena, 256);
    const struct {
        bool is_so;
        const char *sentence;
    } losses[] = {
        {part->is_untagged && !part->is_scanned,
            "It has no tags: a screen reader reads each page as one paragraph, without headings, lists or tables. "},
        {part->is_scanned, "It has pages that are pictures, as a scanner makes them: nothing on them can be read out or searched. "},
        {part->is_signed, "It is signed electronically: the signature does not hold in the pack, only in the paper's own file. "},
        {part->is_repaired, "Its file is damaged and was repaired: look whether all of it is there. "},
        {part->has_files, "It carries other files, sounds or films: they are not in the pack. "},
        {part->has_form, "It is a form: its fields show what is in them and cannot be filled in. "},
    };
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (losses[i].is_so) buffer_put(&out, text_of(losses[i].sentence));
    return text_trim(buffer_text(&out));
}
