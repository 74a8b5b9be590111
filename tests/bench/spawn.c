// SPDX-License-Identifier: MIT
// Runs a program with no input, forgets what it puts out, and prints "WALL CPU MEMORY CODE": nanoseconds, nanoseconds of user and system
// together, bytes at the peak, exit code (128 and the signal where it was killed).
//
// A program of its own, and a small one: a new process counts the memory of the one that started it as its own peak until it is past exec,
// and a large one takes longer to start another.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char** environ;

static long long to_nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char** words) {
  if (count < 2) {
    fputs("usage: bench_spawn PROGRAM ARGS...\n", stderr);
    return 2;
  }
  const int output = memfd_create("output", MFD_CLOEXEC);
  if (output < 0) {
    perror("bench_spawn: memfd_create");
    return 2;
  }
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
  pid_t child;
  const long long start = now();
  const int failure = posix_spawn(&child, words[1], &files, NULL, words + 1, environ);
  if (failure != 0) {
    fprintf(stderr, "bench_spawn: %s: %s\n", words[1], strerror(failure));
    return 2;
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 2;
  const long long wall = now() - start;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%lld %lld %lld %d\n", wall, to_nanoseconds(usage.ru_utime) + to_nanoseconds(usage.ru_stime), usage.ru_maxrss * 1024LL, code);
  return 0;
}
