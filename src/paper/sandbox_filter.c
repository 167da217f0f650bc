/* Owns what a sandboxed child may still do: resource limits, Landlock, and a seccomp list of system calls. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "paper/sandbox_inside.h"

_Noreturn static void give_up(const char *what) {
    dprintf(STDERR_FILENO, "sandbox: %s: %s\n", what, strerror(errno));
    _exit(120);
}

static void limit(int resource, rlim_t most) {
    struct rlimit old, new = {most, most};
    /* Never raise what an outer limit has lowered. */
    if (getrlimit((__rlimit_resource_t)resource, &old) == 0 && old.rlim_max != RLIM_INFINITY && old.rlim_max < most)
        new.rlim_cur = new.rlim_max = old.rlim_max;
    if (setrlimit((__rlimit_resource_t)resource, &new) != 0) give_up("setrlimit");
}

void sandbox_limit(int64_t memory, int64_t file_size, int seconds, size_t descriptors) {
    if (!SANDBOX_HAS_ASAN) limit(RLIMIT_AS, (rlim_t)memory);
    limit(RLIMIT_CPU, (rlim_t)seconds + 1);
    limit(RLIMIT_FSIZE, (rlim_t)file_size);
    limit(RLIMIT_NOFILE, (rlim_t)(descriptors + SANDBOX_FIRST_FD + 32));
    limit(RLIMIT_CORE, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up("no new privileges");
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) give_up("death with the parent");
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    /* A network of its own, with nothing in it, where the kernel allows that to everybody. The filter forbids sockets anyway. */
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0) errno = 0;
}

/* Landlock: `readable` folders (NULL-ended) may be read and executed from; nothing else in the file system can be opened. Kernels without
 * it leave that to seccomp and the limits. */
static void restrict_files(const char *const *readable) {
    struct landlock_ruleset_attr rules = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE
                             | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
                             | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG
                             | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                             | LANDLOCK_ACCESS_FS_MAKE_SYM};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (ruleset < 0) return;
    for (; *readable; readable++) {
        int fd = open(*readable, O_PATH | O_CLOEXEC);
        if (fd < 0) continue;
        struct stat about;
        bool is_folder = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
        struct landlock_path_beneath_attr beneath = {
            .allowed_access = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | (is_folder ? LANDLOCK_ACCESS_FS_READ_DIR : 0),
            .parent_fd = fd};
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        close(fd);
    }
    if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) give_up("Landlock");
    close(ruleset);
}

static void allow(scmp_filter_ctx filter, const int *calls, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (calls[i] >= 0 && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0) give_up("a rule of the filter");
}
#define ALLOW(filter, ...)                                                                                                                 \
    do {                                                                                                                                   \
        static const int calls_[] = {__VA_ARGS__};                                                                                         \
        allow((filter), calls_, sizeof calls_ / sizeof *calls_);                                                                           \
    } while (0)

/* Memory may be asked for, but never memory that is writable and then executed. */
static void allow_computing(scmp_filter_ctx filter) {
    ALLOW(filter, SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64),
        SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
        SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
        SCMP_SYS(sigaltstack), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
        SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(exit),
        SCMP_SYS(exit_group), SCMP_SYS(restart_syscall), SCMP_SYS(fsync), SCMP_SYS(ftruncate));
    if (SANDBOX_HAS_ASAN) ALLOW(filter, SCMP_SYS(getrusage)); /* the clock that looks at memory */
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
        give_up("a rule of the filter");
}

static void load(scmp_filter_ctx filter) {
    if (seccomp_load(filter) != 0) give_up("seccomp");
    seccomp_release(filter);
}

void sandbox_filter_computing(void) {
    static const char *const nothing[] = {NULL};
    restrict_files(nothing);
    /* What is not on the list fails, as if the kernel did not have it; what only an attacker would try ends the process. */
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) give_up("seccomp");
    allow_computing(filter);
    static const int deadly[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(socket), SCMP_SYS(connect),
        SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount), SCMP_SYS(kexec_load),
        SCMP_SYS(init_module), SCMP_SYS(io_uring_setup)};
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    load(filter);
}

void sandbox_filter_program(void) {
    static const char *const system_folders[] = {
        "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/xpdf", "/dev/null", "/dev/urandom", NULL};
    restrict_files(system_folders);
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) give_up("seccomp");
    allow_computing(filter);
    ALLOW(filter, SCMP_SYS(execve), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat), SCMP_SYS(lstat),
        SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(arch_prctl),
        SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(prlimit64), SCMP_SYS(getuid), SCMP_SYS(geteuid),
        SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo), SCMP_SYS(ioctl), SCMP_SYS(fcntl), SCMP_SYS(dup),
        SCMP_SYS(fadvise64), SCMP_SYS(mprotect));
    /* Opening is for reading only. */
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY))
            != 0
        || seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY))
               != 0)
        give_up("a rule of the filter");
    load(filter);
}
