internal import COpenSSL
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let n = EVP_EncodeBlock(&out, bytes, Int32(bytes.count))
    return Array(out.prefix(Int(n)))
  }
}
