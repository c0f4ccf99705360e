/* What OpenH264's decoder needs of a C library, for wasm, which has none. Included before each of its files.
 *
 * Belongs here: declarations. Does not: the heap (src/heap.rs), the memory functions and `log`/`ceil`, which Rust's
 * compiler_builtins defines. What is declared and defined nowhere is never called: the linker would say so.
 */
#pragma once
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

extern "C" {

/* src/heap.rs */
void *malloc(size_t size);
void free(void *pointer);

/* compiler_builtins */
void *memcpy(void *__restrict to, const void *__restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
double log(double x);
double ceil(double x);

/* Only statements about the decoder's own state are asserted, and only in builds for debugging. */
#define assert(condition) ((void)0)

static inline int abs(int x) { return x < 0 ? -x : x; }

/* Texts are for the log, which nobody reads (see glue.cpp); a file is only declared. */
#define PRId64 "lld"
#define PRIu64 "llu"
typedef struct WardNoFile FILE;

/* Times are only declared: what measures them is left out. */
typedef long long time_t;
struct timeval {
  time_t tv_sec;
  long tv_usec;
};
int gettimeofday(struct timeval *now, void *);

/* Types of what threads need. There is one thread: the functions are in glue.cpp and trap. */
typedef int pthread_t;
typedef int pthread_mutex_t;
typedef int pthread_mutexattr_t;
typedef int pthread_cond_t;
typedef int sem_t;
#define ETIMEDOUT 110
#define EINTR 4
}
