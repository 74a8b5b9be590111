// SPDX-License-Identifier: MIT
// The floor: no program starts and ends faster than one that writes a line.
#include <unistd.h>

int main(void) { return write(STDOUT_FILENO, "hello\n", 6) == 6 ? 0 : 1; }
