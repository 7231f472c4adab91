internal import Foundation

enum ProcessorCount {
  static let active = ProcessInfo.processInfo.activeProcessorCount
}
