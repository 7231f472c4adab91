#ifndef ELT_ADAPTER_COPENSSL_H
#define ELT_ADAPTER_COPENSSL_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Macros that Swift cannot see. */
static inline void elt_openssl_free(void *p) { OPENSSL_free(p); }
static inline long elt_bio_memory(BIO *bio, const unsigned char **data) { return BIO_get_mem_data(bio, (char **)data); }

static inline STACK_OF(X509) *elt_x509_stack_new(void) { return sk_X509_new_null(); }
static inline int elt_x509_stack_push(STACK_OF(X509) *s, X509 *x) { return sk_X509_push(s, x); }
static inline int elt_x509_stack_count(const STACK_OF(X509) *s) { return sk_X509_num(s); }
static inline X509 *elt_x509_stack_get(const STACK_OF(X509) *s, int i) { return sk_X509_value(s, i); }
/* Frees the stack, not the certificates in it. */
static inline void elt_x509_stack_free(STACK_OF(X509) *s) { sk_X509_free(s); }
/* Frees the stack and releases one reference of each certificate in it. */
static inline void elt_x509_stack_release(STACK_OF(X509) *s) { sk_X509_pop_free(s, X509_free); }

/* Issuing certificates and OCSP responses. */

/* EVP_RSA_gen is a macro over a variadic function. */
static inline EVP_PKEY *elt_rsa_generate(unsigned int bits) { return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)bits); }

static inline EVP_PKEY *elt_ec_generate(const char *curve) { return EVP_PKEY_Q_keygen(NULL, NULL, "EC", (char *)curve); }

/* X509V3_set_ctx_nodb is a macro; without it a context made in Swift would keep an unset database. */
static inline X509_EXTENSION *elt_x509v3_extension(X509 *issuer, X509 *subject, const char *name, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, subject, NULL, NULL, 0);
  X509V3_set_ctx_nodb(&context);
  return X509V3_EXT_nconf(NULL, &context, name, value);
}

/* OpenSSL has no setter for producedAt: OCSP_basic_sign writes the current time unless a flag disables it
   (OCSP_NOTIME). The getter's result is const only for readers; the response is ours and not yet signed. */
static inline int elt_ocsp_set_produced_at(OCSP_BASICRESP *response, long long seconds) {
  ASN1_GENERALIZEDTIME *time = (ASN1_GENERALIZEDTIME *)OCSP_resp_get0_produced_at(response);
  return time != NULL && ASN1_GENERALIZEDTIME_set(time, (time_t)seconds) != NULL;
}

/* Reading certificates. */

/* The purposes in extended key usage; NULL unless they occur exactly once and are readable. */
static inline STACK_OF(ASN1_OBJECT) *elt_x509_extended_key_usage(const X509 *certificate) {
  return (STACK_OF(ASN1_OBJECT) *)X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
}
static inline int elt_asn1_objects_count(const STACK_OF(ASN1_OBJECT) *s) { return sk_ASN1_OBJECT_num(s); }
static inline ASN1_OBJECT *elt_asn1_objects_get(const STACK_OF(ASN1_OBJECT) *s, int i) { return sk_ASN1_OBJECT_value(s, i); }
static inline void elt_asn1_objects_free(STACK_OF(ASN1_OBJECT) *s) { sk_ASN1_OBJECT_pop_free(s, ASN1_OBJECT_free); }

/* Whether an error code means only that the text holds no further PEM block; the accessors are macros. */
static inline int elt_is_end_of_pem(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

/* Asking for the status of a certificate. */

/* The first http or https address of a responder that the certificate names, or NULL. The caller frees it with elt_openssl_free. */
static inline char *elt_x509_ocsp_url(X509 *certificate) {
  STACK_OF(OPENSSL_STRING) *urls = X509_get1_ocsp(certificate);
  char *found = NULL;
  for (int i = 0; found == NULL && i < sk_OPENSSL_STRING_num(urls); i++) {
    const char *url = sk_OPENSSL_STRING_value(urls, i);
    if (OPENSSL_strncasecmp(url, "http://", 7) == 0 || OPENSSL_strncasecmp(url, "https://", 8) == 0) {
      found = OPENSSL_strdup(url);
    }
  }
  X509_email_free(urls);
  return found;
}

/* Reading OCSP responses. */

/* Whether the key made the response's signature. OpenSSL has this as a macro over private fields; its public
   OCSP_basic_verify would choose the signer itself. */
static inline int elt_ocsp_is_signed_by(const OCSP_BASICRESP *response, EVP_PKEY *key) {
  return ASN1_item_verify(ASN1_ITEM_rptr(OCSP_RESPDATA), OCSP_resp_get0_tbs_sigalg(response),
                          OCSP_resp_get0_signature(response), OCSP_resp_get0_respdata(response), key) == 1;
}

/* Reading certificates with keys: why the last call failed. OpenSSL 3 reports ERR_R_UNSUPPORTED if
   only its legacy provider has the algorithm. */
static inline int elt_is_unsupported(unsigned long error) { return ERR_GET_REASON(error) == ERR_R_UNSUPPORTED; }
static inline int elt_is_wrong_mac(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_PKCS12 && ERR_GET_REASON(error) == PKCS12_R_MAC_VERIFY_FAILURE;
}

#endif
