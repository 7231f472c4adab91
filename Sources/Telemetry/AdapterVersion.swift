/// The version of this adapter, in its one place.
package enum AdapterVersion {
  package static let text = "0.1.0"
}
