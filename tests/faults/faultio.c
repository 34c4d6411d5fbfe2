/* Stands between the program and the disk: counts the calls that write below one folder, and at the n-th
 * kills the process, fails with an error, or writes only half. It can also log every such call, so that the
 * disk can be rebuilt as a power cut might have left it. Armed by the child itself, after fork.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 65536
enum { NONE, KILL_BEFORE, KILL_AFTER, EIO_, ENOSPC_, SHORT };
static char folder[4096];
static size_t folder_length;
static char *paths[FDS];
static long calls, fail_at = -1;
static int kind, lasting, log_fd = -1;

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

static int inside(const char *path) { return folder_length && path && !strncmp(path, folder, folder_length); }
static ssize_t raw_write(int fd, const void *data, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, n);
}

void faultio_arm(const char *where, long at, int what, int again, const char *log) {
    snprintf(folder, sizeof folder, "%s", where);
    folder_length = strlen(folder);
    calls = 0; fail_at = at; kind = what; lasting = again;
    if (log && *log) log_fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
}
long faultio_calls(void) { return calls; }

/* A record: type byte, path length, path, offset, data length, data. */
static void note(char type, const char *path, int64_t offset, const void *data, uint64_t n) {
    if (log_fd < 0) return;
    uint32_t length = (uint32_t)strlen(path);
    raw_write(log_fd, &type, 1);
    raw_write(log_fd, &length, 4);
    raw_write(log_fd, path, length);
    raw_write(log_fd, &offset, 8);
    raw_write(log_fd, &n, 8);
    if (n) raw_write(log_fd, data, n);
}

/* 0: go on. -1: fail with errno set. 1: write half. */
static int turn(void) {
    long now = ++calls;
    int due = fail_at > 0 && (now == fail_at || (lasting && now > fail_at));
    if (!due) return 0;
    if (kind == KILL_BEFORE) raise(SIGKILL);
    if (kind == EIO_) { errno = EIO; return -1; }
    if (kind == ENOSPC_) { errno = ENOSPC; return -1; }
    return kind == SHORT ? 1 : 0;
}
static void after(void) { if (kind == KILL_AFTER && calls == fail_at) raise(SIGKILL); }

static void remember(int fd, const char *path, int flags) {
    if (fd < 0 || fd >= FDS) return;
    free(paths[fd]); paths[fd] = NULL;
    if (inside(path)) { paths[fd] = strdup(path); if (flags & O_CREAT) note('c', path, 0, NULL, 0); }
}
#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        REAL(int, #name, const char *, int, ...); \
        int fd = real(path, flags, mode); remember(fd, path, flags); return fd; }
OPENING(open)
OPENING(open64)
#define OPENING_AT(name) \
    int name(int at, const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        REAL(int, #name, int, const char *, int, ...); \
        int fd = real(at, path, flags, mode); remember(fd, path, flags); return fd; }
OPENING_AT(openat)
OPENING_AT(openat64)
int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < FDS && paths[fd]) { free(paths[fd]); paths[fd] = NULL; }
    return real(fd);
}

static const char *of(int fd) { return fd >= 0 && fd < FDS ? paths[fd] : NULL; }

static ssize_t writing(int fd, const void *data, size_t n, off64_t at, int positioned) {
    static ssize_t (*plain)(int, const void *, size_t);
    static ssize_t (*placed)(int, const void *, size_t, off64_t);
    if (!plain) { plain = dlsym(RTLD_NEXT, "write"); placed = dlsym(RTLD_NEXT, "pwrite64"); }
    const char *path = of(fd);
    if (path) {
        int what = turn();
        if (what < 0) return -1;
        if (what > 0 && n > 1) n /= 2;
        int64_t offset = positioned ? at : (fcntl(fd, F_GETFL) & O_APPEND) ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
        note('w', path, offset, data, n);
    }
    ssize_t done = positioned ? placed(fd, data, n, at) : plain(fd, data, n);
    if (path) after();
    return done;
}
ssize_t write(int fd, const void *data, size_t n) { return writing(fd, data, n, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return writing(fd, data, n, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) { return writing(fd, data, n, at, 1); }

#define SYNCING(name) \
    int name(int fd) { \
        REAL(int, #name, int); const char *path = of(fd); \
        if (path) { if (turn() < 0) return -1; } \
        int done = real(fd); \
        if (path) { note('s', path, 0, NULL, 0); after(); } \
        return done; }
SYNCING(fsync)
SYNCING(fdatasync)
#define CUTTING(name, size_type) \
    int name(int fd, size_type size) { \
        REAL(int, #name, int, size_type); const char *path = of(fd); \
        if (path) { if (turn() < 0) return -1; note('t', path, size, NULL, 0); } \
        int done = real(fd, size); if (path) after(); return done; }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)
/* Copies go through write, where they are counted and logged: Python falls back to it at once. */
ssize_t sendfile(int out, int in, off_t *at, size_t n) { errno = ENOTSOCK; return -1; }
ssize_t sendfile64(int out, int in, off64_t *at, size_t n) { errno = ENOTSOCK; return -1; }
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int here = inside(path);
    if (here) { if (turn() < 0) return -1; note('u', path, 0, NULL, 0); }
    int done = real(path);
    if (here) after();
    return done;
}
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    int here = inside(from);
    if (here) { if (turn() < 0) return -1; note('r', from, 0, to, strlen(to)); }
    int done = real(from, to);
    if (here) after();
    return done;
}
/* The program said that a change is stored: the log must know where among the writes that was. */
void faultio_mark(const char *words) { note('a', words, 0, NULL, 0); }
