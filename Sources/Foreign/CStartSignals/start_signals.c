#include "moriya_start_signals.h"

#include <signal.h>
#include <stddef.h>

static unsigned char ignored[64];

static void remember(void) {
    for (int number = 1; number < (int)sizeof ignored; number++) {
        struct sigaction action;
        ignored[number] = sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
    }
}

// What stands here runs before the constructors of shared libraries.
__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = remember;

int moriya_ignored_at_start(int signal) { return signal > 0 && signal < (int)sizeof ignored && ignored[signal]; }
