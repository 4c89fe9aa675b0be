/* The stat family for C libraries before 2.33, which export it under other names
 * only. zig brings its own, which leave errno as it was: a missing file looks like
 * any other trouble then, and SQLite opens no new database. */
#define _GNU_SOURCE
struct stat;
struct stat64;

enum { version = 1 }; /* of struct stat, on x86-64 */

int __xstat(int, const char *, struct stat *);
int __xstat64(int, const char *, struct stat64 *);
int __lxstat(int, const char *, struct stat *);
int __lxstat64(int, const char *, struct stat64 *);
int __fxstat(int, int, struct stat *);
int __fxstat64(int, int, struct stat64 *);
int __fxstatat(int, int, const char *, struct stat *, int);
int __fxstatat64(int, int, const char *, struct stat64 *, int);

int stat(const char *path, struct stat *s) { return __xstat(version, path, s); }
int stat64(const char *path, struct stat64 *s) { return __xstat64(version, path, s); }
int lstat(const char *path, struct stat *s) { return __lxstat(version, path, s); }
int lstat64(const char *path, struct stat64 *s) { return __lxstat64(version, path, s); }
int fstat(int fd, struct stat *s) { return __fxstat(version, fd, s); }
int fstat64(int fd, struct stat64 *s) { return __fxstat64(version, fd, s); }
int fstatat(int fd, const char *path, struct stat *s, int flags) { return __fxstatat(version, fd, path, s, flags); }
int fstatat64(int fd, const char *path, struct stat64 *s, int flags) { return __fxstatat64(version, fd, path, s, flags); }
