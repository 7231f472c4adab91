internal import COpenSSL

/// The passphrase of an encrypted key. Records whether OpenSSL asked for it.
final class Passphrase {
  private let bytes: [UInt8]?
  fileprivate(set) var wasAsked = false

  init(_ bytes: [UInt8]?) { self.bytes = bytes }

  var isGiven: Bool { bytes != nil }

  /// The argument of OpenSSL's callback; valid while this object lives.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Lends it as a C string; nil if there is none.
  func withText<Result>(_ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    guard let bytes else { return body(nil) }
    return (bytes + [0]).withUnsafeBytes { body($0.assumingMemoryBound(to: CChar.self).baseAddress) }
  }

  fileprivate func copy(to buffer: UnsafeMutableRawBufferPointer) -> Int32 {
    wasAsked = true
    guard let bytes, bytes.count <= buffer.count else { return -1 }
    buffer.copyBytes(from: bytes)
    return Int32(bytes.count)
  }
}

/// OpenSSL's passphrase callback; without one OpenSSL would ask on the terminal.
func copyPassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?,
  _ size: Int32,
  _: Int32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let buffer, let context else { return -1 }
  return Unmanaged<Passphrase>.fromOpaque(context).takeUnretainedValue()
    .copy(to: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
}
