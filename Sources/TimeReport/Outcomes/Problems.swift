/// Everything that is wrong with one input, as the error of a `Result`; never empty there. Reads like an array.
package struct Problems: Error, Sendable, Hashable {
  package let all: [Problem]

  package init(_ all: [Problem]) { self.all = all }
}

extension Problems: RandomAccessCollection {
  package var startIndex: Int { all.startIndex }
  package var endIndex: Int { all.endIndex }
  package subscript(position: Int) -> Problem { all[position] }
}
