internal import Transport

/// A setting with which ELT cannot be reached. Thrown when the client is created, before anything is sent.
package struct ELTConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package let setting: Setting
  /// What is wrong and what to do; never holds key material.
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

extension ELTConfigurationProblem {
  init(_ problem: HTTPConfigurationProblem) {
    let setting: Setting =
      switch problem.setting {
      case .url: .url
      case .headers: .soapAction
      case .clientCertificate: .clientCertificate
      case .clientKey: .clientKey
      case .trustRoots: .trustRoots
      case .connectTimeout: .connectTimeout
      case .requestTimeout: .requestTimeout
      case .maximumAnswerBytes: .maximumAnswerBytes
      case .maximumIdle: .maximumIdle
      case .maximumInFlight: .maximumInFlight
      case .library: .library
      }
    self.init(setting, problem.sentence)
  }
}
