#ifndef ELT_ADAPTER_CRDKAFKA_H
#define ELT_ADAPTER_CRDKAFKA_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <sys/eventfd.h>

/* eventfd(2) is not part of Swift's Glibc module. */
static inline int elt_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

#endif
