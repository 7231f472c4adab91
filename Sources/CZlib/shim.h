#ifndef ELT_ADAPTER_CZLIB_H
#define ELT_ADAPTER_CZLIB_H

#include <zlib.h>

#endif
