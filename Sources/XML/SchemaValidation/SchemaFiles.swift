/// Compiles the schema files of one folder into one schema. Files outside the folder are not read: an import or include is
/// resolved by its file name alone.
package enum SchemaFiles {
  package struct Unusable: Error, CustomStringConvertible, Equatable {
    /// The faulty file; nil if no single file is at fault.
    package let file: String?
    package let sentence: String

    package var description: String { file.map { "\($0) \(sentence)" } ?? sentence }
  }

  /// - Parameters:
  ///   - files: by name, without folder.
  ///   - namespace: the namespace of the documents. Exactly one file that no other includes must declare it.
  package static func compile(_ files: [String: [UInt8]], namespace: String) throws(Unusable) -> XMLSchema {
    var imports: [String: [UInt8]] = files
    var referenced: Set<String> = []
    var candidates: [String] = []
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let root = try schemaElement(of: name, bytes)
      if root.attribute("targetNamespace") == namespace { candidates.append(name) }
      for location in locations(in: root) {
        let target = fileName(of: location)
        guard let wanted = files[target] else {
          throw Unusable(file: name, sentence: "refers to \(target), which is not in the folder")
        }
        imports[location] = wanted
        if target != name { referenced.insert(target) }
      }
    }
    candidates.removeAll { referenced.contains($0) }
    guard candidates.count == 1, let main = candidates.first, let bytes = files[main] else {
      let found =
        candidates.isEmpty ? "no file declares" : "\(candidates.joined(separator: " and ")) both declare"
      throw Unusable(file: nil, sentence: "\(found) the namespace \(namespace)")
    }
    do { return try XMLSchema(bytes, imports: imports) } catch {
      throw culprit(main: main, problem: error, files: files, imports: imports)
    }
  }

  private static let xsd = "http://www.w3.org/2001/XMLSchema"

  private static func schemaElement(of name: String, _ bytes: [UInt8]) throws(Unusable) -> XMLElement {
    let document: ParsedXML
    do throws(XMLProblem) { document = try ParsedXML(bytes) } catch {
      throw Unusable(file: name, sentence: "is not valid XML: \(error.message)\(place(error.line))")
    }
    guard document.root.isNamed("schema", in: xsd) else {
      throw Unusable(file: name, sentence: "is not an XML Schema")
    }
    return document.root
  }

  private static func locations(in root: XMLElement) -> [String] {
    root.children
      .filter { $0.namespace == xsd && ["import", "include", "redefine"].contains($0.localName) }
      .compactMap { $0.attribute("schemaLocation") }
  }

  private static func fileName(of location: String) -> String {
    String(
      location[(location.lastIndex(of: "/").map { location.index(after: $0) } ?? location.startIndex)...]
    )
  }

  /// Returns the first file that does not compile by itself; the main file if all others do.
  private static func culprit(
    main: String,
    problem: XMLProblem,
    files: [String: [UInt8]],
    imports: [String: [UInt8]]
  ) -> Unusable {
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name != main {
      do throws(XMLProblem) { _ = try XMLSchema(bytes, imports: imports) } catch {
        return Unusable(file: name, sentence: "cannot be compiled\(place(error.line))")
      }
    }
    return Unusable(file: main, sentence: "cannot be compiled\(place(problem.line))")
  }

  private static func place(_ line: Int?) -> String { line.map { ", line \($0)" } ?? "" }
}
