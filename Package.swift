// swift-tools-version: 6.2
import PackageDescription

/// The rules for every target: Swift 6 language mode, explicit imports, no warnings.
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
  products: [
    .executable(name: "elt-adapter", targets: ["elt-adapter"]),
    .executable(name: "elt-simulator", targets: ["elt-simulator"]),
  ],
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
    system("CRdkafkaMock", pkgConfig: "rdkafka", apt: "librdkafka-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CXMLSec", pkgConfig: "xmlsec1-openssl", apt: "libxmlsec1-dev"),
    system("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),
    .systemLibrary(name: "CClock"),

    // Formats, keys and signatures.
    module("PKI", ["COpenSSL"]),
    module("XML", ["CXMLSec", "PKI"]),
    module("TimeReport", ["PKI", "XML"], resources: [.embedInCode("Resources")]),
    module("Signatures", ["PKI", "TimeReport", "XML"]),

    // Connections.
    module("Kafka", ["CRdkafka"]),
    module("Transport", ["CCurl", "CZlib", "PKI"]),
    module("ELT", ["PKI", "TimeReport", "Transport", "XML"], resources: [.embedInCode("Resources")]),

    // The pipeline.
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
        "ELT", "Kafka", "PipelineRecords", "PKI", "Signatures", "Stages", "Telemetry", "TimeReport",
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

    // Composition and the production command line, which must not depend on the targets below it.
    module("Settings", ["Telemetry", "TimeReport", "Yams"]),
    module(
      "Operations",
      [
        "CClock", "Kafka", "PipelineRecords", "PKI", "Stages", "Telemetry", "TimeReport",
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    module(
      "Admin",
      [
        "Operations", "Telemetry", "TimeReport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("Page")]
    ),
    module(
      "Adapter",
      [
        "Admin", "ELT", "Intake", "Kafka", "Operations", "PipelineRecords", "PKI", "Settings", "Signatures",
        "Stages", "Submission", "Telemetry", "TimeReport", "Transport", "XML",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    module(
      "CommandSupport",
      [
        "ELT", "Settings", "Telemetry",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]
    ),
    .executableTarget(
      name: "elt-adapter",
      dependencies: [
        "Adapter", "CommandSupport", "ELT", "Intake", "Kafka", "Operations", "PKI", "Settings",
        "Signatures", "Stages", "Telemetry", "TimeReport", "XML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),

    // Simulator, synthetic data and test certificates.
    module("TestPKI", ["PKI", "Signatures", "TimeReport", "XML"]),
    module("SyntheticEvents", ["PKI", "TestPKI", "TimeReport", "XML"]),
    module(
      "ELTSimulator",
      [
        "ELT", "PKI", "Signatures", "TestPKI", "TimeReport", "XML",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    module("EmbeddedBroker", ["CRdkafkaMock", "Kafka"]),
    .executableTarget(
      name: "elt-simulator",
      dependencies: [
        "Adapter", "CommandSupport", "ELTSimulator", "EmbeddedBroker", "Kafka", "PipelineRecords",
        "Settings", "Stages", "SyntheticEvents", "Telemetry", "TestPKI", "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),

    // Tests and benchmarks.
    .target(
      name: "TestSupport",
      dependencies: ["Kafka", "PKI", "SyntheticEvents", "Telemetry", "TestPKI", "TimeReport"],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .target(
      name: "PipelineTestSupport",
      dependencies: [
        "Adapter", "ELT", "ELTSimulator", "Intake", "Kafka", "Operations", "PipelineRecords", "PKI",
        "Settings",
        "Signatures", "SyntheticEvents", "Telemetry", "TestPKI", "TestSupport", "TimeReport", "Transport",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/PipelineTestSupport",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-crash-test",
      dependencies: [
        "Adapter", "ELTSimulator", "Kafka", "Operations", "PipelineRecords", "PipelineTestSupport",
        "Settings",
        "Stages", "SyntheticEvents", "Telemetry", "TestPKI", "TestSupport", "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/CrashTesting",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-bench",
      dependencies: [
        "Adapter", "ELTSimulator", "Intake", "Kafka", "Operations", "PipelineRecords", "PipelineTestSupport",
        "PKI",
        "Settings", "Signatures", "Submission", "SyntheticEvents", "Telemetry", "TestPKI", "TestSupport",
        "TimeReport",
        "Transport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks",
      swiftSettings: strict
    ),
    tests("TestSupportTests", ["TestSupport"]),
    tests("PKITests", ["COpenSSL", "PKI", "TestSupport"]),
    tests("XMLTests", ["PKI", "TestSupport", "XML"]),
    tests("TimeReportTests", ["PKI", "TestSupport", "TimeReport", "XML"], exclude: ["Golden"]),
    tests(
      "SignaturesTests",
      [
        "ELTSimulator", "PKI", "Signatures", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport",
        "Transport", "XML",
      ]
    ),
    tests("KafkaTests", ["EmbeddedBroker", "Kafka", "TestSupport"]),
    tests("TransportTests", ["CCurl", "CZlib", "PKI", "Transport"], resources: [.copy("Support")]),
    tests(
      "ELTTests",
      ["ELT", "TestSupport", "TimeReport", "Transport", "XML"],
      resources: [.copy("Golden")]
    ),
    tests(
      "TelemetryTests",
      [
        "Telemetry", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
      ]
    ),
    tests(
      "PipelineRecordsTests",
      ["Kafka", "PipelineRecords", "PipelineTestSupport", "Telemetry", "TestSupport", "TimeReport"]
    ),
    tests("StagesTests", ["Stages"]),
    tests(
      "IntakeTests",
      [
        "ELTSimulator", "Intake", "Kafka", "PipelineRecords", "PipelineTestSupport", "Signatures",
        "SyntheticEvents", "Telemetry", "TestSupport", "TimeReport",
      ]
    ),
    tests(
      "SubmissionTests",
      [
        "ELT", "ELTSimulator", "Kafka", "PipelineRecords", "PipelineTestSupport", "Stages", "Submission",
        "Telemetry", "TestSupport", "TimeReport",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    tests(
      "SettingsTests",
      ["PipelineTestSupport", "Settings", "Signatures", "Telemetry", "TestSupport", "TimeReport"]
    ),
    tests(
      "OperationsTests",
      [
        "EmbeddedBroker", "Kafka", "Operations", "PipelineRecords", "PipelineTestSupport", "Telemetry",
        "TestSupport", "TimeReport", "Yams",
      ]
    ),
    tests(
      "AdminTests",
      [
        "Admin", "Operations", "PipelineTestSupport", "PKI", "Signatures", "Telemetry", "TestSupport",
        "TimeReport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    tests(
      "AdapterTests",
      [
        "Adapter", "Admin", "ELT", "ELTSimulator", "EmbeddedBroker", "Intake", "Kafka", "Operations",
        "PipelineRecords", "PipelineTestSupport", "PKI", "Settings", "Signatures", "Stages", "Submission",
        "SyntheticEvents", "Telemetry", "TestPKI", "TestSupport", "TimeReport",
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "Instrumentation", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ]
    ),
    tests("TestPKITests", ["PKI", "TestPKI", "TestSupport", "TimeReport"]),
    tests(
      "SyntheticEventsTests",
      ["PKI", "Signatures", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport", "XML"]
    ),
    tests(
      "ELTSimulatorTests",
      ["ELT", "ELTSimulator", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport"]
    ),
    tests(
      "CrashTestingTests",
      [
        "Adapter", "elt-adapter-crash-test", "ELTSimulator", "Kafka", "PipelineRecords", "Settings",
        "SyntheticEvents", "TestSupport", "TimeReport",
      ]
    ),
    tests(
      "CommandTests",
      [
        "Adapter", "ELT", "elt-adapter", "elt-simulator", "ELTSimulator", "Kafka", "Operations",
        "PipelineRecords", "PipelineTestSupport", "PKI", "Settings", "Stages", "SyntheticEvents", "Telemetry",
        "TestPKI", "TestSupport", "TimeReport",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
