internal import Synchronization

/// The pipeline that batches are prepared with: another one once certificates or roots were renewed.
package final class CurrentPipeline: Sendable {
  private let pipeline: Mutex<PreparePipeline>

  package init(_ pipeline: PreparePipeline) { self.pipeline = Mutex(pipeline) }

  var value: PreparePipeline { pipeline.withLock { $0 } }

  func replace(_ new: PreparePipeline) { pipeline.withLock { $0 = new } }
}
