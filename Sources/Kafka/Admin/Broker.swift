/// A broker of the cluster, as the cluster itself names it.
package struct Broker: Sendable, Hashable {
  package let id: Int32
  package let host: String
  package let port: Int

  package init(id: Int32, host: String, port: Int) {
    self.id = id
    self.host = host
    self.port = port
  }
}
