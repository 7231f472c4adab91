#ifndef ELT_ADAPTER_CCURL_H
#define ELT_ADAPTER_CCURL_H

#include <curl/curl.h>

/* Swift cannot call variadic C functions, so each kind of option has a typed wrapper. */
static inline CURLcode elt_curl_setopt_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode elt_curl_setopt_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode elt_curl_setopt_pointer(CURL *h, CURLoption o, const void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode elt_curl_setopt_blob(CURL *h, CURLoption o, const struct curl_blob *v) { return curl_easy_setopt(h, o, v); }

static inline CURLcode elt_curl_setopt_ssl_ctx(CURL *h, curl_ssl_ctx_callback v) { return curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, v); }

static inline CURLcode elt_curl_getinfo_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode elt_curl_getinfo_pointer(CURL *h, CURLINFO i, void **v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode elt_curl_getinfo_offset(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode elt_curl_getinfo_socket(CURL *h, curl_socket_t *v) { return curl_easy_getinfo(h, CURLINFO_ACTIVESOCKET, v); }
static inline CURLcode elt_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
