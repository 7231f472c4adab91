/// In JSON a plan is `{"rules": ["slow=2s:every=10", "cut-after:first=1"]}`: the same form as on the command line.
extension FaultPlan: Codable {
  private enum Key: String, CodingKey {
    case rules
  }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.container(keyedBy: Key.self).decode([FaultRule].self, forKey: .rules))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rules, forKey: .rules)
  }
}

extension FaultRule: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      self = try FaultRule(parsing: try container.decode(String.self))
    } catch let problem as FaultSyntaxError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: problem.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
