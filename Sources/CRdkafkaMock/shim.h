#ifndef ELT_ADAPTER_CRDKAFKA_MOCK_H
#define ELT_ADAPTER_CRDKAFKA_MOCK_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#endif
