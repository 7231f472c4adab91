// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules: Swift 6 language mode, explicit imports, no warnings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(
  _ name: String,
  _ dependencies: [Target.Dependency],
  resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies,
    exclude: exclude,
    resources: resources,
    swiftSettings: strict
  )
}

let package = Package(
  name: "elt-adapter",
  products: [.executable(name: "elt-adapter", targets: ["elt-adapter"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    // Without swift-configuration, which nothing here uses.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: ["FullFoundation"]
    ),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    system("CRdkafka", pkgConfig: "rdkafka", apt: "librdkafka-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CXMLSec", pkgConfig: "xmlsec1-openssl", apt: "libxmlsec1-dev"),
    system("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),

    .systemLibrary(name: "CClock"),

    module("Kafka", ["CRdkafka"]),
    module("XML", ["CXMLSec", "COpenSSL"]),
    module("Credentials", ["COpenSSL"]),
    module("TimeReport", ["XML"], resources: [.embedInCode("Resources")]),
    module("Signatures", ["XML", "TimeReport", "Credentials", "CCurl", "COpenSSL"]),
    module(
      "ELT",
      ["CCurl", "COpenSSL", "Credentials", "XML", "TimeReport"],
      resources: [.embedInCode("Resources")]
    ),
    module(
      "ELTSimulator",
      [
        "XML", "TimeReport", "Signatures", "ELT", "COpenSSL",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    module(
      "Telemetry",
      [
        .product(name: "Instrumentation", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
      ]
    ),
    module("PipelineRecords", ["Kafka", "Telemetry", "TimeReport"]),
    module(
      "Stages",
      [
        "Kafka", "Telemetry",
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    module(
      "Intake",
      [
        "Credentials", "ELT", "Kafka", "PipelineRecords", "Signatures", "Stages", "Telemetry", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    module(
      "Submission",
      [
        "ELT", "Kafka", "PipelineRecords", "Stages", "Telemetry", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    module("Settings", ["Telemetry", "TimeReport", "Yams"]),
    module(
      "Operations",
      [
        "CClock", "Credentials", "Kafka", "PipelineRecords", "Stages", "Telemetry", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    module(
      "Admin",
      [
        "Operations", "Telemetry", "TimeReport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("Page")]
    ),
    module(
      "Adapter",
      [
        "Admin", "Settings", "Credentials", "ELT", "Intake", "Kafka", "Operations", "PipelineRecords",
        "Signatures", "Stages", "Submission", "Telemetry", "TimeReport", "XML",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    .executableTarget(
      name: "elt-adapter",
      dependencies: [
        "Adapter", "Settings", "Credentials", "ELT", "ELTSimulator", "Intake", "Kafka", "Operations",
        "PipelineRecords", "Signatures", "Stages", "Telemetry", "TimeReport", "XML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Kafka"],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-torture",
      dependencies: [
        "Adapter", "Settings", "ELTSimulator", "Kafka", "Operations", "PipelineRecords", "Stages",
        "Submission",
        "Telemetry", "TestSupport", "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Torture",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-bench",
      dependencies: [
        "Adapter", "Settings", "COpenSSL", "Credentials", "ELTSimulator", "Intake", "Kafka", "Operations",
        "PipelineRecords", "Signatures", "Submission", "Telemetry", "TestSupport", "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/Bench",
      swiftSettings: strict
    ),
    tests("TestSupportTests", ["TestSupport"]),
    tests("KafkaTests", ["Kafka", "TestSupport"]),
    tests("CredentialsTests", ["Credentials", "TestSupport"]),
    tests("XMLTests", ["COpenSSL", "XML"]),
    tests("TimeReportTests", ["TestSupport", "TimeReport", "XML"], exclude: ["Golden"]),
    tests(
      "SignaturesTests",
      ["COpenSSL", "Credentials", "ELTSimulator", "Signatures", "TestSupport", "TimeReport", "XML"]
    ),
    tests(
      "ELTTests",
      ["CCurl", "Credentials", "ELT", "TimeReport", "XML"],
      resources: [.copy("Support"), .copy("Golden")]
    ),
    tests("ELTSimulatorTests", ["ELT", "ELTSimulator", "Signatures", "TestSupport", "TimeReport", "XML"]),
    .target(
      name: "PipelineTestSupport",
      dependencies: [
        "Settings", "Credentials", "ELT", "ELTSimulator", "Intake", "Kafka", "PipelineRecords", "Signatures",
        "Telemetry", "TestSupport", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/PipelineTestSupport",
      swiftSettings: strict
    ),
    tests(
      "SettingsTests",
      ["Settings", "PipelineTestSupport", "Telemetry", "TestSupport", "TimeReport", "Yams"]
    ),
    tests(
      "TelemetryTests",
      [
        "Telemetry", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        "Yams",
      ]
    ),
    tests(
      "PipelineRecordsTests",
      ["Kafka", "PipelineRecords", "PipelineTestSupport", "Telemetry", "TimeReport"]
    ),
    tests(
      "IntakeTests",
      [
        "ELT", "ELTSimulator", "Intake", "Kafka", "PipelineRecords", "PipelineTestSupport", "Signatures",
        "Telemetry",
        "TestSupport", "TimeReport",
      ]
    ),
    tests(
      "SubmissionTests",
      [
        "ELT", "ELTSimulator", "Kafka", "PipelineRecords", "PipelineTestSupport", "Stages", "Submission",
        "Telemetry",
        "TestSupport", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    tests(
      "OperationsTests",
      [
        "Credentials", "Kafka", "Operations", "PipelineRecords", "PipelineTestSupport", "Telemetry",
        "TestSupport",
        "TimeReport", "Yams",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    tests(
      "AdminTests",
      [
        "Admin", "Credentials", "Operations", "PipelineTestSupport", "Signatures", "Telemetry", "TestSupport",
        "TimeReport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    tests(
      "AdapterTests",
      [
        "Adapter", "Settings", "Admin", "Credentials", "ELT", "ELTSimulator", "Intake", "Kafka", "Operations",
        "PipelineRecords", "PipelineTestSupport", "Signatures", "Stages", "Submission", "Telemetry",
        "TestSupport",
        "TimeReport", "XML",
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "Instrumentation", package: "swift-distributed-tracing"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        "Yams",
      ]
    ),
    tests(
      "TortureTests",
      [
        "ELTSimulator", "Kafka", "PipelineRecords", "Stages", "Submission", "TimeReport",
        "elt-adapter-torture",
      ]
    ),
    tests(
      "CommandTests",
      [
        "elt-adapter", "Adapter", "Settings", "ELTSimulator", "Kafka", "Operations", "PipelineRecords",
        "Stages",
        "Telemetry", "TestSupport", "TimeReport",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
