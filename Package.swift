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
    system("CXMLSec", pkgConfig: "xmlsec1-openssl", apt: "libxmlsec1-dev"),
    system("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),

    .systemLibrary(name: "CClock"),

    module("Kafka", ["CRdkafka"]),
    module("PKI", ["COpenSSL"]),
    module("XML", ["CXMLSec", "PKI"]),
    module("TimeReport", ["PKI", "XML"], resources: [.embedInCode("Resources")]),
    module("Signatures", ["PKI", "TimeReport", "XML"]),
    module("Transport", ["CCurl", "PKI"]),
    module("ELT", ["PKI", "TimeReport", "Transport", "XML"], resources: [.embedInCode("Resources")]),
    module("TestPKI", ["PKI", "Signatures", "TimeReport", "XML"]),
    module("SyntheticEvents", ["PKI", "TestPKI", "TimeReport", "XML"]),
    module(
      "ELTSimulator",
      [
        "ELT", "PKI", "Signatures", "TestPKI", "TimeReport", "XML",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),
    module("EmbeddedBroker", ["CRdkafkaMock", "Kafka"]),
    module(
      "Adapter",
      [
        "CClock", "Kafka", "PKI", "XML", "TimeReport", "Signatures", "Transport", "ELT",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Instrumentation", package: "swift-distributed-tracing"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
        "Yams",
      ],
      resources: [.embedInCode("AdminHTTP/Page")]
    ),
    module(
      "CommandSupport",
      [
        "Adapter", "ELT",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]
    ),
    // The production command line must not depend on TestPKI, SyntheticEvents, ELTSimulator or EmbeddedBroker.
    .executableTarget(
      name: "elt-adapter",
      dependencies: [
        "Adapter", "CommandSupport", "ELT", "Kafka", "PKI", "Signatures", "TimeReport", "XML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-simulator",
      dependencies: [
        "Adapter", "CommandSupport", "ELTSimulator", "EmbeddedBroker", "Kafka", "SyntheticEvents", "TestPKI",
        "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Kafka", "TestPKI"],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-crash-test",
      dependencies: [
        "Adapter", "ELTSimulator", "Kafka", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/CrashTesting",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "elt-adapter-bench",
      dependencies: [
        "Adapter", "ELTSimulator", "Kafka", "PKI", "Signatures", "SyntheticEvents", "TestPKI", "TestSupport",
        "TimeReport", "Transport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks",
      swiftSettings: strict
    ),
    tests("TestSupportTests", ["TestSupport"]),
    tests("KafkaTests", ["EmbeddedBroker", "Kafka", "TestSupport"]),
    tests("PKITests", ["COpenSSL", "PKI", "TestSupport"]),
    tests("XMLTests", ["PKI", "XML"]),
    tests("TimeReportTests", ["PKI", "TestSupport", "TimeReport", "XML"], exclude: ["Golden"]),
    tests("TransportTests", ["CCurl", "PKI", "Transport"], resources: [.copy("Support")]),
    tests(
      "SignaturesTests",
      [
        "ELTSimulator", "PKI", "Signatures", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport",
        "Transport", "XML",
      ]
    ),
    tests(
      "ELTTests",
      ["ELT", "TimeReport", "Transport", "PKI", "XML"],
      resources: [.copy("Golden")]
    ),
    tests("TestPKITests", ["TestPKI", "TestSupport", "TimeReport"]),
    tests(
      "SyntheticEventsTests",
      ["Signatures", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport", "XML"]
    ),
    tests(
      "ELTSimulatorTests",
      [
        "ELT", "ELTSimulator", "PKI", "Signatures", "SyntheticEvents", "TestPKI", "TestSupport", "TimeReport",
        "XML",
      ]
    ),
    tests(
      "AdapterTests",
      [
        "Adapter", "ELT", "ELTSimulator", "EmbeddedBroker", "Kafka", "PKI", "Signatures", "SyntheticEvents",
        "TestPKI", "TestSupport", "TimeReport", "Transport", "XML",
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "Instrumentation", package: "swift-distributed-tracing"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        "Yams",
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]
    ),
    tests(
      "CrashTestingTests",
      [
        "Adapter", "ELTSimulator", "Kafka", "SyntheticEvents", "TestPKI", "TimeReport",
        "elt-adapter-crash-test",
      ]
    ),
    tests(
      "CommandTests",
      [
        "elt-adapter", "elt-simulator", "ELTSimulator", "Kafka", "PKI", "SyntheticEvents", "TestPKI", "TestSupport",
        "TimeReport",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
