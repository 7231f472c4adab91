#!/bin/sh
# Makes in the given folder all that a TLS connection can be tested with. Elliptic curves, because they are quick.
set -eu
cd "$1"

EC="ec -pkeyopt ec_paramgen_curve:prime256v1"

issuer() { # NAME [KEY]
  openssl req -x509 -newkey ${2:-$EC} -nodes -days 30 \
    -keyout "$1.key" -out "$1.pem" -subj "/CN=Throw-away $1" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}

leaf() { # NAME ISSUER EXTENSIONS [END] [KEY] [DIGEST]
  openssl req -new -newkey ${5:-$EC} -nodes \
    -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
  mkdir -p "$1.db"
  : > "$1.db/index.txt"
  printf '%s\n' "[ca]" "default_ca=d" "[d]" "database=$1.db/index.txt" "new_certs_dir=$1.db" \
    "rand_serial=yes" "default_md=${6:-sha256}" "policy=p" "x509_extensions=e" "[p]" "commonName=supplied" \
    "[e]" "$3" > "$1.cnf"
  openssl ca -batch -notext -config "$1.cnf" -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" -out "$1.pem" \
    -startdate 20200101000000Z -enddate "${4:-20991231235959Z}"
}

issuer server-root
issuer other-root
issuer client-root
leaf server server-root "subjectAltName=DNS:localhost,IP:127.0.0.1"
leaf wrong-name server-root "subjectAltName=DNS:elsewhere.example"
leaf expired server-root "subjectAltName=DNS:localhost,IP:127.0.0.1" 20210101000000Z
leaf client client-root "extendedKeyUsage=clientAuth"
leaf expired-client client-root "extendedKeyUsage=clientAuth" 20210101000000Z
leaf for-signing client-root "keyUsage=critical,nonRepudiation"
leaf for-servers client-root "extendedKeyUsage=serverAuth"
leaf stranger other-root "extendedKeyUsage=clientAuth"
END=20991231235959Z
leaf server-rsa server-root "subjectAltName=DNS:localhost,IP:127.0.0.1" $END rsa:2048
leaf server-for-clients server-root "subjectAltName=DNS:localhost
extendedKeyUsage=clientAuth"
leaf server-sha1 server-root "subjectAltName=DNS:localhost" $END rsa:2048 sha1
leaf server-short-key server-root "subjectAltName=DNS:localhost" $END rsa:1024
leaf client-sha1 client-root "extendedKeyUsage=clientAuth" $END rsa:2048 sha1
issuer short-key-root rsa:1024
leaf client-of-short-key short-key-root "extendedKeyUsage=clientAuth"
openssl pkcs8 -topk8 -v2 aes-256-cbc -in client.key -out client-encrypted.key -passout pass:correct-horse
