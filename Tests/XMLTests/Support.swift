import Testing
import XML

/// The problem that a document is refused with.
func problem(_ text: String, limits: XMLLimits = XMLLimits()) -> XMLProblem? {
  problem(Array(text.utf8), limits: limits)
}

func problem(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) -> XMLProblem? {
  do throws(XMLProblem) {
    _ = try ParsedXML(bytes, limits: limits)
    return nil
  } catch { return error }
}
