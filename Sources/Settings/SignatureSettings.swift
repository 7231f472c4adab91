internal import Foundation

extension AdapterConfiguration {
  package struct SignatureSettings: Sendable {
    package var personRootsFile: ConfiguredPath?
    package var organisationRootsFile: ConfiguredPath?
    package var authorisedSignersFile: ConfiguredPath?
    package var acceptsSHA1: Bool
    package var ocsp: OCSP
    package var organisation: Organisation?

    init(_ read: inout SettingReader) {
      personRootsFile = read.path(
        "signatures.personRootsFile",
        "file (PEM)",
        """
        The root certificates (BankID's) that the chain of a person's signature must end in. Without it the adapter \
        accepts any chain. `elt.environment: production` requires it.
        """
      )
      organisationRootsFile = read.path(
        "signatures.organisationRootsFile",
        "file (PEM)",
        """
        The root certificates for providers that sign with a certificate of their organisation. Without it such \
        signatures are rejected, unless `signatures.personRootsFile` is not set either. The chain of \
        `signatures.organisation` must end in one of these roots too.
        """
      )
      authorisedSignersFile = read.path(
        "signatures.authorisedSignersFile",
        "file (YAML: organisation number to a list of personal and organisation numbers)",
        """
        The persons and organisations that may sign for each provider. With it a provider signature is rejected unless \
        its signer is listed for the provider or the provider's own certificate made it. Without it any signer under the \
        roots may sign.
        """
      )
      acceptsSHA1 = read(
        "signatures.acceptSha1",
        .flag,
        default: false,
        "Accept signatures and OCSP responses that use SHA-1, as old ones do."
      )
      ocsp = OCSP(&read)
      organisation = Organisation(&read)
    }

    package struct OCSP: Sendable {
      package var acceptsMissingNonce: Bool
      package var acceptsSHA256CertId: Bool
      package var acceptsBareNonce: Bool

      init(_ read: inout SettingReader) {
        acceptsMissingNonce = read(
          "signatures.ocsp.acceptMissingNonce",
          .flag,
          default: false,
          "Accept an OCSP response without a nonce. A wrong nonce is always rejected."
        )
        acceptsSHA256CertId = read(
          "signatures.ocsp.acceptSha256",
          .flag,
          default: true,
          "Accept an OCSP response that identifies the certificate by SHA-256 hashes instead of SHA-1."
        )
        acceptsBareNonce = read(
          "signatures.ocsp.acceptBareNonce",
          .flag,
          default: true,
          "Accept a nonce that is not wrapped in the OCTET STRING of RFC 8954."
        )
      }
    }

    package struct Organisation: Sendable {
      package var certificateFile: ConfiguredPath
      /// nil if the certificate file also holds the key.
      package var keyFile: ConfiguredPath?
      package var keyPassphraseFile: ConfiguredPath?
      package var ocspResponderURL: String?

      /// - Returns: nil if no certificate is configured.
      init?(_ read: inout SettingReader) {
        let certificateFile = read.path(
          "signatures.organisation.certificateFile",
          "file (PEM or PKCS #12)",
          """
          The organisation's signing certificate, followed by its chain. A PKCS #12 file also holds the key. If set, the \
          adapter adds the provider signature to events that have none. It is not known whether the agency accepts such \
          signatures in production: ask the agency first.
          """
        )
        keyFile = read.path(
          "signatures.organisation.keyFile",
          "file (PEM)",
          "The private key of the signing certificate, unless the certificate file holds it."
        )
        keyPassphraseFile = read.path(
          "signatures.organisation.keyPassphraseFile",
          "file",
          "The passphrase of an encrypted signing key or PKCS #12 file."
        )
        ocspResponderURL = read(
          "signatures.organisation.ocspResponderURL",
          .text("http or https URL"),
          """
          The OCSP responder for the organisation's certificate. The adapter fetches a response for each signature that \
          it makes. Without it the adapter uses the address in the certificate.
          """
        )
        if let ocspResponderURL, !["http://", "https://"].contains(where: ocspResponderURL.hasPrefix) {
          read.refuse("signatures.organisation.ocspResponderURL", "must begin with http:// or https://")
        }
        if ocspResponderURL?.hasCredentials == true {
          read.refuse("signatures.organisation.ocspResponderURL", "must not hold a user or password")
        }
        guard let certificateFile else {
          if keyFile != nil || keyPassphraseFile != nil {
            read.refuse(
              "signatures.organisation.certificateFile",
              "is required if a signing key or its passphrase is set"
            )
          }
          return nil
        }
        self.certificateFile = certificateFile
      }
    }
  }
}

extension String {
  /// Whether this URL holds a user or password, which logs and `check --print` would show.
  var hasCredentials: Bool {
    guard let start = range(of: "://")?.upperBound else { return false }
    return self[start...].prefix { !["/", "?", "#"].contains($0) }.contains("@")
  }
}
