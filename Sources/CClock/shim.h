#ifndef ELT_ADAPTER_CCLOCK_H
#define ELT_ADAPTER_CCLOCK_H

#include <sys/timex.h>

/* adjtimex(2) is not part of Swift's Glibc module. With no mode set it changes nothing and needs no right.
   Returns the clock's state, TIME_ERROR (5) where nothing keeps it right, or -1 where the kernel does not tell. */
static inline int elt_clock_state(long *error_bound_microseconds) {
  struct timex clock = {0};
  int state = adjtimex(&clock);
  *error_bound_microseconds = clock.maxerror;
  return state;
}

#endif
