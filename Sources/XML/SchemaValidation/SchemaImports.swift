/// The schemas that the compilation under way on this thread may import. libxml2 asks for them through one
/// loader for the whole process; a task-local value is what makes the answer belong to the one who asks.
enum SchemaImports {
  @TaskLocal private static var current: [String: [UInt8]] = [:]

  static func with<Result>(_ imports: [String: [UInt8]], _ body: () -> Result) -> Result {
    $current.withValue(imports, operation: body)
  }

  static func bytes(for location: String) -> [UInt8]? { current[location] }
}
