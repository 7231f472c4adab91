internal import Foundation
internal import Telemetry

extension AdapterConfiguration {
  /// Settings that are allowed but unsafe in production.
  package var warnings: [ConfigurationProblem] {
    var warnings: [ConfigurationProblem] = []
    if roles.contains(.intake), signatures.personRootsFile == nil {
      let message = "is not set: the issuer of signature certificates is not checked; set it in production"
      warnings.append(ConfigurationProblem("signatures.personRootsFile", message))
    }
    guard elt.environment == .production else { return warnings }
    if !kafka.allowsInsecure { warnings += kafka.properties.insecure }
    return warnings
      + secretFiles.filter(\.isReadableByOthers).map {
        let message = "names a file with a secret that other users can read: \($0.path); run chmod o= on it"
        return ConfigurationProblem($0.key, message)
      }
  }

  /// The files that hold keys, passphrases or passwords.
  private var secretFiles: [ConfiguredPath] {
    var files = [kafka.properties.file] + kafka.properties.keyFiles
    if roles.contains(.submit) {
      files += [elt.clientKeyFile ?? elt.clientCertificateFile, elt.clientKeyPassphraseFile]
    }
    if roles.contains(.intake), let organisation = signatures.organisation {
      files += [organisation.keyFile ?? organisation.certificateFile, organisation.keyPassphraseFile]
    }
    return files.compactMap { $0 }
  }
}

extension KafkaProperties {
  /// The private key of the client certificate for the brokers, if it has a file of its own: PEM, or PKCS #12.
  fileprivate var keyFiles: [ConfiguredPath?] {
    ["ssl.key.location", "ssl.keystore.location"].map { name in
      values[name].map { ConfiguredPath(key: "kafka.properties.\(name)", path: $0) }
    }
  }

  fileprivate var insecure: [ConfigurationProblem] {
    func value(_ name: String) -> String? { values[name]?.lowercased() }
    let silence = ", or set kafka.allowInsecure if the network protects the connection"
    var warnings: [ConfigurationProblem] = []
    func warn(_ name: String, _ message: String) {
      warnings.append(ConfigurationProblem("kafka.properties.\(name)", message + silence))
    }
    if ["plaintext", "sasl_plaintext"].contains(value("security.protocol") ?? "plaintext") {
      warn("security.protocol", "leaves the connection to the brokers unencrypted; set it to ssl or sasl_ssl")
    }
    if ["false", "f", "0"].contains(value("enable.ssl.certificate.verification")) {
      warn(
        "enable.ssl.certificate.verification",
        "disables the check of the brokers' certificates; remove it"
      )
    }
    if value("ssl.endpoint.identification.algorithm") == "none" {
      warn("ssl.endpoint.identification.algorithm", "disables the check of the brokers' names; remove it")
    }
    return warnings
  }
}

extension ConfiguredPath {
  /// Whether users who are neither the owner nor in the group may read the file; or in the group, unless root owns the file,
  /// as it does if a service user gets access by its group.
  fileprivate var isReadableByOthers: Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IROTH != 0 || (status.st_mode & S_IRGRP != 0 && status.st_uid != 0)
  }
}
