/* Stands between a program and the C library: records what reaches the files of one folder, and lets calls fail.
 *
 * DISK_ROOT is the folder; DISK_LOG the file of the record. disk_fail(after, count, error) lets `count` calls fail after
 * `after` more have gone well. A record is: kind (1 byte), path length (2), offset (8), data length (4), path, data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static const char *root = NULL;
static long good = -1, bad = 0;
static int error_number = 0;
static long calls = 0;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    root = getenv("DISK_ROOT");
    const char *path = getenv("DISK_LOG");
    if (root && path) record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void disk_fail(long after, long count, int number) {
    pthread_mutex_lock(&lock);
    good = after; bad = count; error_number = number; calls = 0;
    pthread_mutex_unlock(&lock);
}

long disk_calls(void) { return calls; }

static int is_ours(const char *path) { return root && strncmp(path, root, strlen(root)) == 0; }

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

/* Whether this call is to fail; with the lock held. */
static int fails(void) {
    calls++;
    if (good < 0) return 0;
    if (good > 0) { good--; return 0; }
    if (bad > 0) { bad--; errno = error_number; return 1; }
    return 0;
}

static void put(char kind, const char *path, uint64_t offset, const void *data, uint32_t size) {
    if (record < 0) return;
    uint16_t length = strlen(path);
    char head[15];
    head[0] = kind;
    memcpy(head + 1, &length, 2); memcpy(head + 3, &offset, 8); memcpy(head + 11, &size, 4);
    ssize_t (*out)(int, const void *, size_t) = REAL(write);
    out(record, head, 15); out(record, path, length);
    if (size) out(record, data, size);
}

#define GUARDED(fd, kind, call, offset, data, size)                       \
    char path[4096];                                                      \
    if (!root || fd == record || !path_of(fd, path)) return call;         \
    pthread_mutex_lock(&lock);                                            \
    uint64_t at = offset;                                                 \
    __typeof__(call) result = -1;                                         \
    if (!fails()) {                                                       \
        result = call;                                                    \
        if (result >= 0) put(kind, path, at, data, size);                 \
    }                                                                     \
    int kept = errno;                                                     \
    pthread_mutex_unlock(&lock);                                          \
    errno = kept;                                                         \
    return result;

static uint64_t place(int fd) {
    struct stat found;
    if (fcntl(fd, F_GETFL) & O_APPEND) return fstat(fd, &found) ? 0 : (uint64_t)found.st_size;
    return (uint64_t)lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t size) {
    GUARDED(fd, 'w', REAL(write)(fd, data, size), place(fd), data, (uint32_t)result)
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    GUARDED(fd, 'w', REAL(pwrite)(fd, data, size, offset), offset, data, (uint32_t)result)
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    GUARDED(fd, 'w', REAL(pwrite64)(fd, data, size, offset), offset, data, (uint32_t)result)
}
int ftruncate(int fd, off_t size) { GUARDED(fd, 't', REAL(ftruncate)(fd, size), size, NULL, 0) }
int ftruncate64(int fd, off64_t size) { GUARDED(fd, 't', REAL(ftruncate64)(fd, size), size, NULL, 0) }
int fsync(int fd) { GUARDED(fd, 's', REAL(fsync)(fd), 0, NULL, 0) }
int fdatasync(int fd) { GUARDED(fd, 's', REAL(fdatasync)(fd), 0, NULL, 0) }

#define NAMED(kind, name, call, other)                                    \
    int result = call;                                                    \
    if (root && result == 0 && is_ours(name)) {                           \
        int kept = errno;                                                 \
        const char *second = other;                                       \
        pthread_mutex_lock(&lock);                                        \
        put(kind, name, 0, second, second ? strlen(second) : 0);          \
        pthread_mutex_unlock(&lock);                                      \
        errno = kept;                                                     \
    }                                                                     \
    return result;

int unlink(const char *name) { NAMED('u', name, REAL(unlink)(name), NULL) }
int rename(const char *name, const char *to) { NAMED('r', name, REAL(rename)(name, to), to) }
int link(const char *name, const char *to) { NAMED('l', name, REAL(link)(name, to), to) }
