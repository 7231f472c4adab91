/// A setting with which no connection to ELT can be made. Thrown when the client is made, before anything is sent.
package struct ELTConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package let setting: Setting
  /// What is wrong and what to do about it; never holds key material.
  package let sentence: String

  package init(_ setting: Setting, _ sentence: String) {
    self.setting = setting
    self.sentence = sentence
  }

  package var description: String { "\(setting.rawValue): \(sentence)" }

  /// The raw value is the key in the configuration file.
  package enum Setting: String, Sendable, Equatable {
    case url = "elt.url"
    case soapAction = "elt.soapAction"
    case clientCertificate = "elt.clientCertificateFile"
    case clientKey = "elt.clientKeyFile"
    case trustRoots = "elt.trustRootsFile"
    case connectTimeout = "elt.connectTimeout"
    case requestTimeout = "elt.requestTimeout"
    case maximumAnswerBytes = "elt.maximumAnswerBytes"
    case maximumIdle = "elt.maximumIdle"
    case maximumInFlight = "pacing.maxInFlight"
    case library = "libcurl"
  }
}
