extension ProblemCode {
  static let transportCodes = [
    transportNameLookup, transportConnect, transportTimeout, transportTLS, transportServerCertificate,
    transportClientCertificateRefused, transportClientCertificateExpired, transportConnectionLost,
    transportCancelled, transportClientClosed, transportOther,
  ]

  // The connection to the agency (module ELT).
  package static let transportNameLookup = ProblemCode(
    "transport.name-lookup",
    cause: "The host name of ELT's address could not be resolved.",
    remedy: "Check `elt.url` and this machine's DNS."
  )

  package static let transportConnect = ProblemCode(
    "transport.connect",
    cause: "No TCP connection to ELT's address could be established.",
    remedy: "Check `elt.url`, the firewall and the agency's notices."
  )

  package static let transportTimeout = ProblemCode(
    "transport.timeout",
    cause: "ELT could not be reached or did not answer within the configured time.",
    remedy: "Check the network and the agency's notices. Publish a `resolve` event for a report in doubt."
  )

  package static let transportTLS = ProblemCode(
    "transport.tls",
    cause: "The TLS handshake with ELT failed.",
    remedy:
      "Check the client certificate, and check that the network between here and ELT allows TLS 1.2 or "
      + "later, with forward secrecy."
  )

  package static let transportServerCertificate = ProblemCode(
    "transport.server-certificate",
    cause:
      "ELT's server certificate has an unknown issuer, is not valid today, is for another host name or purpose, or "
      + "is too weak (SHA-1, short key).",
    remedy:
      "Check `elt.url`, `elt.trustRootsFile` and this machine's clock. Do not continue before the "
      + "reason is known."
  )

  package static let transportClientCertificateRefused = ProblemCode(
    "transport.client-certificate-refused",
    cause: "ELT's server did not accept the client certificate.",
    remedy:
      "Check that `elt.clientCertificateFile` is valid and is the certificate that is registered with "
      + "the agency."
  )

  package static let transportClientCertificateExpired = ProblemCode(
    "transport.client-certificate-expired",
    cause: "The client certificate has expired. The adapter makes no calls with it.",
    remedy: "Renew the certificate with its issuer and install it as `elt.clientCertificateFile`."
  )

  package static let transportConnectionLost = ProblemCode(
    "transport.connection-lost",
    cause: "The connection to ELT was closed before an answer arrived.",
    remedy: "Check the network and the agency's notices. Publish a `resolve` event for a report in doubt."
  )

  package static let transportCancelled = ProblemCode(
    "transport.cancelled",
    cause: "The adapter cancelled the call.",
    remedy:
      "If the adapter was not being stopped, check its log. Publish a `resolve` event for a report in "
      + "doubt."
  )

  package static let transportClientClosed = ProblemCode(
    "transport.client-closed",
    cause: "The adapter is shutting down and makes no more calls.",
    remedy: "Start the adapter again; it then sends the report."
  )

  package static let transportOther = ProblemCode(
    "transport.other",
    cause:
      "The HTTPS call failed for a reason that has no code of its own. The message contains the error "
      + "number.",
    remedy: "Report the error to the maintainers, with the adapter's version and the number in the message."
  )
}
