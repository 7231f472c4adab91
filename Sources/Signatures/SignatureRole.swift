/// On whose behalf a signature stands in a submission.
package enum SignatureRole: String, Sendable, Hashable {
  /// The assistant that the report names, and nobody else.
  case assistant
  /// Somebody at the provider, or the provider's own certificate.
  case provider
}
