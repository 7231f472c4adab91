internal import Synchronization

/// The pipeline in use. Renewed certificates or roots replace it.
package final class CurrentPipeline: Sendable {
  private let pipeline: Mutex<IntakePipeline>

  package init(_ pipeline: IntakePipeline) { self.pipeline = Mutex(pipeline) }

  var value: IntakePipeline { pipeline.withLock { $0 } }

  package func replace(_ new: IntakePipeline) { pipeline.withLock { $0 = new } }
}
