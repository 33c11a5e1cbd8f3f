// What the system may refuse, refused at will: a library to preload (LD_PRELOAD) that makes calls of one kind fail.
//
//   EXEUNT_FAULT=write:3:28    the third call of `write` fails with errno 28
//   EXEUNT_FAULT=write:3+:28   the third one and all that follow
//   EXEUNT_FAULT=short:7:0     every read and write takes at most seven bytes
//   EXEUNT_FAULT=again:3:4     of every three calls that may be interrupted, the first fails with errno 4 (EINTR)
//   EXEUNT_FAULT=kill:9:15     the ninth call of any kind but memory raises signal 15, and then goes on
//   EXEUNT_FAULT_NAMED=1       the file system has no files without names
//   EXEUNT_FAULT_COUNTS=FILE   is made: how often each kind was called, eight bytes each, in the order of `names`
//
// Calls are counted from `main` on. `new` are the allocations of C++, `malloc` all others, which code in C checks itself.
// Reading and writing of standard error is left alone: what is said there is what tests look at.
#pragma GCC diagnostic ignored "-Wpedantic"  // POSIX lets `dlsym` answer functions, ISO C does not
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
  kind_new, kind_malloc, kind_open, kind_read, kind_pread, kind_write, kind_close, kind_stat, kind_fstat, kind_lseek,
  kind_fsync, kind_fchmod, kind_linkat, kind_rename, kind_unlink, kind_mkdir, kind_opendir, kind_readdir, kind_readlink,
  kind_realpath, kind_thread, kind_random, kind_mmap, kinds
};
static const char* const names[kinds] = {
  "new", "malloc", "open", "read", "pread", "write", "close", "stat", "fstat", "lseek",
  "fsync", "fchmod", "linkat", "rename", "unlink", "mkdir", "opendir", "readdir", "readlink",
  "realpath", "thread", "random", "mmap"
};

static atomic_bool is_counting;
static atomic_long own_counts[kinds];
static atomic_long* counts = own_counts;  // in the file, if one was named: there they survive whatever ends the process
static atomic_long calls;                 // that may be interrupted, or at which a signal may come
static int fault_kind = -1;
static long fault_at;
static int fault_ever;
static int fault_errno;
static long most_bytes;
static long again_every;
static long kill_at;
static int has_names_only;
static uintptr_t new_begin[3];

#define REAL(name) \
  static __typeof__(name)* real; \
  if (real == NULL) real = (__typeof__(name)*)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void read_fault(void) {
  static const char* const operators[3] = {"_Znwm", "_ZnwmSt11align_val_t", "_ZnwmRKSt9nothrow_t"};
  for (int i = 0; i < 3; ++i) {
    new_begin[i] = (uintptr_t)dlsym(RTLD_DEFAULT, operators[i]);
  }
  const char* fault = getenv("EXEUNT_FAULT");
  char name[16] = "";
  char ever = ':';
  if (fault != NULL && sscanf(fault, "%15[a-z]:%ld%c", name, &fault_at, &ever) == 3) {
    fault_ever = ever == '+';
    fault_errno = atoi(strrchr(fault, ':') + 1);
    for (int i = 0; i < kinds; ++i) {
      fault_kind = strcmp(name, names[i]) == 0 ? i : fault_kind;
    }
    most_bytes = strcmp(name, "short") == 0 ? fault_at : 0;
    again_every = strcmp(name, "again") == 0 ? fault_at : 0;
    kill_at = strcmp(name, "kill") == 0 ? fault_at : 0;
    if (fault_kind < 0 && most_bytes == 0 && again_every == 0 && kill_at == 0) {
      fprintf(stderr, "EXEUNT_FAULT: there is no `%s`\n", name);
      _exit(99);
    }
  }
  has_names_only = getenv("EXEUNT_FAULT_NAMED") != NULL;
  const char* file = getenv("EXEUNT_FAULT_COUNTS");
  const int descriptor = file == NULL ? -1 : open(file, O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (descriptor >= 0 && ftruncate(descriptor, sizeof own_counts) == 0) {
    void* map = mmap(NULL, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    counts = map == MAP_FAILED ? own_counts : map;
  }
  if (descriptor >= 0) {
    close(descriptor);
  }
  // Neither the library nor the child that another program starts is what is tested.
  unsetenv("LD_PRELOAD");
}

static int (*real_main)(int, char**, char**);

static int counted_main(int count, char** words, char** environment) {
  atomic_store(&is_counting, 1);
  return real_main(count, words, environment);
}

int __libc_start_main(int (*main)(int, char**, char**), int count, char** words, void (*init)(void), void (*fini)(void),
                      void (*loader)(void), void* stack) {
  typedef int start(int (*)(int, char**, char**), int, char**, void (*)(void), void (*)(void), void (*)(void), void*);
  start* real = (start*)dlsym(RTLD_NEXT, "__libc_start_main");
  real_main = main;
  return real(counted_main, count, words, init, fini, loader, stack);
}

/// Whether this call is to fail; errno says how.
static int fails(enum kind kind) {
  if (!atomic_load_explicit(&is_counting, memory_order_relaxed)) {
    return 0;
  }
  const long number = atomic_fetch_add(&counts[kind], 1) + 1;
  if (kind != kind_new && kind != kind_malloc) {
    if (kill_at != 0 && atomic_fetch_add(&calls, 1) + 1 == kill_at) {
      kill(getpid(), fault_errno);
    }
  }
  if ((int)kind != fault_kind || (number != fault_at && !(fault_ever && number > fault_at))) {
    return 0;
  }
  errno = fault_errno;
  return 1;
}

/// Whether a file without a name is asked for and cannot be had.
static int is_unnamed(int flags) {
  if (!has_names_only || (flags & O_TMPFILE) != O_TMPFILE) {
    return 0;
  }
  errno = EOPNOTSUPP;
  return 1;
}

/// Whether this call is interrupted. Never twice in a row, so that whoever tries again comes through.
static int is_interrupted(void) {
  if (again_every == 0 || !atomic_load(&is_counting) || atomic_fetch_add(&calls, 1) % again_every != 0) {
    return 0;
  }
  errno = fault_errno;
  return 1;
}

static size_t cut(size_t size) {
  return most_bytes != 0 && atomic_load(&is_counting) && size > (size_t)most_bytes ? (size_t)most_bytes : size;
}

// ---------------------------------------------------------------------------------------------------------------- memory

static enum kind asked_by(const void* caller) {
  const uintptr_t at = (uintptr_t)caller;
  for (int i = 0; i < 3; ++i) {
    if (new_begin[i] != 0 && at >= new_begin[i] && at < new_begin[i] + 160) {
      return kind_new;
    }
  }
  return kind_malloc;
}

// `dlsym` may ask for memory before it can say where memory comes from.
static char first_memory[1 << 14];
static size_t first_used;
static void* (*real_malloc)(size_t);

static void* take_first(size_t size) {
  const size_t begin = (first_used + 15) & ~(size_t)15;
  if (begin + size > sizeof first_memory) {
    return NULL;
  }
  first_used = begin + size;
  return first_memory + begin;
}

static int is_first(const void* memory) {
  return (const char*)memory >= first_memory && (const char*)memory < first_memory + sizeof first_memory;
}

void* malloc(size_t size) {
  static int is_looking;
  if (real_malloc == NULL) {
    if (is_looking) {
      return take_first(size);
    }
    is_looking = 1;
    real_malloc = (void* (*)(size_t))dlsym(RTLD_NEXT, "malloc");
  }
  return fails(asked_by(__builtin_return_address(0))) ? NULL : real_malloc(size);
}

void free(void* memory) {
  REAL(free);
  if (!is_first(memory)) {
    real(memory);
  }
}

void* calloc(size_t count, size_t size) {
  static void* (*real)(size_t, size_t);
  static int is_looking;
  if (real == NULL) {
    if (is_looking) {
      return take_first(count * size);  // never used before, so all zero
    }
    is_looking = 1;
    real = (void* (*)(size_t, size_t))dlsym(RTLD_NEXT, "calloc");
  }
  return fails(kind_malloc) ? NULL : real(count, size);
}

void* realloc(void* memory, size_t size) {
  REAL(realloc);
  if (is_first(memory)) {
    void* to = malloc(size);
    return to == NULL ? NULL : memcpy(to, memory, size < sizeof first_memory ? size : sizeof first_memory);
  }
  return fails(kind_malloc) ? NULL : real(memory, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  REAL(aligned_alloc);
  return fails(asked_by(__builtin_return_address(0))) ? NULL : real(alignment, size);
}

int posix_memalign(void** to, size_t alignment, size_t size) {
  REAL(posix_memalign);
  return fails(kind_malloc) ? ENOMEM : real(to, alignment, size);
}

void* mmap(void* at, size_t size, int protection, int flags, int descriptor, off_t offset) {
  REAL(mmap);
  return fails(kind_mmap) ? MAP_FAILED : real(at, size, protection, flags, descriptor, offset);
}

// ----------------------------------------------------------------------------------------------------------------- files

#define MODE_OF(flags, mode) \
  mode_t mode = 0; \
  if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list more; \
    va_start(more, flags); \
    mode = va_arg(more, mode_t); \
    va_end(more); \
  }

int open(const char* path, int flags, ...) {
  MODE_OF(flags, mode)
  REAL(open);
  return fails(kind_open) || is_interrupted() || is_unnamed(flags) ? -1 : real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  MODE_OF(flags, mode)
  REAL(open64);
  return fails(kind_open) || is_interrupted() || is_unnamed(flags) ? -1 : real(path, flags, mode);
}

ssize_t read(int descriptor, void* to, size_t size) {
  REAL(read);
  return fails(kind_read) || is_interrupted() ? -1 : real(descriptor, to, cut(size));
}

ssize_t pread(int descriptor, void* to, size_t size, off_t offset) {
  REAL(pread);
  return fails(kind_pread) || is_interrupted() ? -1 : real(descriptor, to, cut(size), offset);
}

ssize_t pread64(int descriptor, void* to, size_t size, off64_t offset) {
  REAL(pread64);
  return fails(kind_pread) || is_interrupted() ? -1 : real(descriptor, to, cut(size), offset);
}

ssize_t write(int descriptor, const void* from, size_t size) {
  REAL(write);
  if (descriptor == STDERR_FILENO) {
    return real(descriptor, from, size);
  }
  return fails(kind_write) || is_interrupted() ? -1 : real(descriptor, from, cut(size));
}

int close(int descriptor) {
  REAL(close);
  if (fails(kind_close)) {
    const int error = errno;
    real(descriptor);  // as Linux does, whatever it answers
    errno = error;
    return -1;
  }
  return real(descriptor);
}

#define PLAIN(kind, type, failed, name, declared, given) \
  type name declared { \
    REAL(name); \
    return fails(kind) ? (failed) : real given; \
  }

PLAIN(kind_stat, int, -1, stat, (const char* restrict path, struct stat* restrict to), (path, to))
PLAIN(kind_stat, int, -1, stat64, (const char* restrict path, struct stat64* restrict to), (path, to))
PLAIN(kind_stat, int, -1, lstat, (const char* restrict path, struct stat* restrict to), (path, to))
PLAIN(kind_stat, int, -1, lstat64, (const char* restrict path, struct stat64* restrict to), (path, to))
PLAIN(kind_fstat, int, -1, fstat, (int descriptor, struct stat* to), (descriptor, to))
PLAIN(kind_fstat, int, -1, fstat64, (int descriptor, struct stat64* to), (descriptor, to))
PLAIN(kind_lseek, off_t, -1, lseek, (int descriptor, off_t offset, int from), (descriptor, offset, from))
PLAIN(kind_lseek, off64_t, -1, lseek64, (int descriptor, off64_t offset, int from), (descriptor, offset, from))
PLAIN(kind_fsync, int, -1, fsync, (int descriptor), (descriptor))
PLAIN(kind_fchmod, int, -1, fchmod, (int descriptor, mode_t mode), (descriptor, mode))
PLAIN(kind_linkat, int, -1, linkat, (int from_folder, const char* from, int to_folder, const char* to, int flags),
      (from_folder, from, to_folder, to, flags))
PLAIN(kind_rename, int, -1, rename, (const char* from, const char* to), (from, to))
PLAIN(kind_unlink, int, -1, unlink, (const char* path), (path))
PLAIN(kind_mkdir, int, -1, mkdir, (const char* path, mode_t mode), (path, mode))
PLAIN(kind_opendir, DIR*, NULL, opendir, (const char* path), (path))
PLAIN(kind_opendir, DIR*, NULL, fdopendir, (int descriptor), (descriptor))
PLAIN(kind_readdir, struct dirent*, NULL, readdir, (DIR* folder), (folder))
PLAIN(kind_readdir, struct dirent64*, NULL, readdir64, (DIR* folder), (folder))
PLAIN(kind_readlink, ssize_t, -1, readlink, (const char* restrict path, char* restrict to, size_t size), (path, to, size))
PLAIN(kind_realpath, char*, NULL, realpath, (const char* restrict path, char* restrict to), (path, to))
PLAIN(kind_random, ssize_t, -1, getrandom, (void* to, size_t size, unsigned flags), (to, size, flags))

int pthread_create(pthread_t* restrict to, const pthread_attr_t* restrict attributes, void* (*run)(void*),
                   void* restrict given) {
  REAL(pthread_create);
  return fails(kind_thread) ? errno : real(to, attributes, run, given);
}
