#ifndef ELT_ADAPTER_CCLOCK_H
#define ELT_ADAPTER_CCLOCK_H

#include <sys/timex.h>

/* adjtimex(2) is not part of Swift's Glibc module. Without a mode it changes nothing and needs no privilege.
   Returns the clock's state: TIME_ERROR (5) if the clock is not synchronised, -1 if the kernel does not report it. */
static inline int elt_clock_state(long *error_bound_microseconds) {
  struct timex clock = {0};
  int state = adjtimex(&clock);
  *error_bound_microseconds = clock.maxerror;
  return state;
}

#endif
