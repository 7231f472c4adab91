#ifndef ELT_ADAPTER_CRDKAFKA_H
#define ELT_ADAPTER_CRDKAFKA_H

#include <librdkafka/rdkafka.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

/* eventfd(2) is not part of Swift's Glibc module. */
static inline int elt_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

/* prctl(2) is variadic, so Swift does not see it. Names the calling thread, for debuggers and top(1). */
static inline void elt_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

#endif
