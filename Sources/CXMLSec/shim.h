#ifndef ELT_ADAPTER_CXMLSEC_H
#define ELT_ADAPTER_CXMLSEC_H

/* SwiftPM passes only -I and -l from pkg-config, so the definitions that
   `pkg-config --cflags xmlsec1-openssl` prints are repeated here. */
#define __XMLSEC_FUNCTION__ __func__
#define XMLSEC_NO_SIZE_T
#define XMLSEC_OPENSSL3_ENGINES 1
#define XMLSEC_NO_GOST 1
#define XMLSEC_NO_GOST2012 1
#define XMLSEC_NO_CRYPTO_DYNAMIC_LOADING 1
#define XMLSEC_CRYPTO_OPENSSL 1

/* libxml2's ICU types clash with the ones inside Foundation. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/c14n.h>
#include <libxml/xmlIO.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/templates.h>
#include <xmlsec/transforms.h>
#include <xmlsec/base64.h>
#include <xmlsec/errors.h>
#include <xmlsec/crypto.h>
#include <xmlsec/keyinfo.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>

/* xmlFree and xmlSecCheckVersion are macros or function pointers. */
static inline void elt_xml_free(void *p) { xmlFree(p); }
static inline int elt_xmlsec_check_version(void) { return xmlSecCheckVersion(); }

#endif
