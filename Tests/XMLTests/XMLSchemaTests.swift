import Testing
import XML

/// A small schema with every kind of rule, and an import.
let main = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o" targetNamespace="urn:t"
      elementFormDefault="qualified">
    <xs:import namespace="urn:o" schemaLocation="other.xsd"/>
    <xs:element name="rapport">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="id"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-f0-9]{4}"/>
            </xs:restriction></xs:simpleType></xs:element>
          <xs:element name="dag" minOccurs="0" maxOccurs="unbounded"><xs:simpleType><xs:restriction base="xs:integer">
            <xs:minInclusive value="1"/><xs:maxInclusive value="31"/></xs:restriction></xs:simpleType></xs:element>
          <xs:choice>
            <xs:element name="aktiv" type="t:True"/>
            <xs:element name="vante" type="t:True"/>
          </xs:choice>
          <xs:element name="datum" type="xs:date"/>
          <xs:element name="data" type="o:data" minOccurs="0"/>
        </xs:sequence>
        <xs:attribute name="version" type="xs:int" use="required"/>
      </xs:complexType>
    </xs:element>
    <xs:simpleType name="True"><xs:restriction base="xs:string"><xs:enumeration value="true"/></xs:restriction></xs:simpleType>
  </xs:schema>
  """
let other = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
    <xs:complexType name="data"><xs:simpleContent><xs:extension base="xs:base64Binary"/></xs:simpleContent></xs:complexType>
  </xs:schema>
  """

@Suite struct XMLSchemaTests {
  private let schema: XMLSchema

  init() throws { schema = try XMLSchema(Array(main.utf8), imports: ["other.xsd": Array(other.utf8)]) }

  private func problems(_ body: String, version: String = " version='1'", maximum: Int = 100) throws
    -> [XMLProblem]
  {
    let document = try ParsedXML(Array("<rapport xmlns='urn:t'\(version)>\n\(body)\n</rapport>".utf8))
    return schema.validate(document, maximumProblems: maximum)
  }

  private let good = "<id>00ff</id><dag>1</dag><aktiv>true</aktiv><datum>2026-10-01</datum><data>AAEC</data>"

  @Test("a valid document has no problems") func aValidDocumentHasNoProblems() throws {
    #expect(try problems(good).isEmpty)
  }

  @Test(
    "each violation has its own message",
    arguments: [
      (
        "<id>00FF</id><aktiv>true</aktiv><datum>2026-10-01</datum>",
        "The element id has a value of the wrong form."
      ),
      (
        "<id>00ff</id><dag>32</dag><aktiv>true</aktiv><datum>2026-10-01</datum>",
        "The element dag has a value outside the allowed range."
      ),
      (
        "<id>00ff</id><dag>Hemlig</dag><aktiv>true</aktiv><datum>2026-10-01</datum>",
        "The element dag has a value that is not of its type."
      ),
      (
        "<id>00ff</id><aktiv>false</aktiv><datum>2026-10-01</datum>",
        "The element aktiv has a value that is not among the allowed ones."
      ),
      (
        "<id>00ff</id><aktiv>true</aktiv><datum>2026-02-30</datum>",
        "The element datum has a value that is not of its type."
      ),
      (
        "<id>00ff</id><aktiv>true</aktiv><vante>true</vante><datum>2026-10-01</datum>",
        "The element vante is not allowed here. Expected: datum."
      ),
      (
        "<id>00ff</id><datum>2026-10-01</datum>",
        "The element datum is not allowed here. Expected: dag, aktiv, vante."
      ),
      ("<id>00ff</id><aktiv>true</aktiv>", "The element rapport lacks an element. Expected: datum."),
      (
        "<id>00ff</id><aktiv>true</aktiv><datum>2026-10-01</datum><Hemlig/>",
        "An element that the schema does not know is not allowed here. Expected: data."
      ),
      (
        "<id>00ff</id>Hemlig<aktiv>true</aktiv><datum>2026-10-01</datum>",
        "The element rapport holds text or elements that are not allowed."
      ),
      (
        "<id Hemlig='1'>00ff</id><aktiv>true</aktiv><datum>2026-10-01</datum>",
        "An attribute that the schema does not know is not allowed here."
      ),
    ]
  )
  func oneProblem(body: String, message: String) throws {
    let found = try problems(body)
    #expect(found.map(\.message) == [message])
    #expect(found.allSatisfy { $0.code == .schema && ($0.line ?? 0) >= 1 })
  }

  @Test("attributes of the root are validated") func attributesOfTheRoot() throws {
    #expect(
      try problems(good, version: "").map(\.message) == ["The element rapport lacks a required attribute."]
    )
    #expect(
      try problems(good, version: " version='Hemlig'").map(\.message)
        == ["The attribute version has a value that is not of its type."]
    )
  }

  @Test("a wrong root or namespace is refused") func aWrongRootOrNamespace() throws {
    for text in ["<Hemlig xmlns='urn:t'/>", "<rapport/>", "<rapport xmlns='urn:Hemlig'/>"] {
      let found = schema.validate(try ParsedXML(Array(text.utf8)))
      #expect(found.count == 1 && found[0].message.hasSuffix("is not one that the schema declares."))
      #expect(!found[0].message.contains("Hemlig"))
    }
  }

  @Test("all problems are reported with their lines, up to the maximum")
  func allProblemsWithTheirLinesUpToTheMaximum() throws {
    let many = "<id>x</id>\n<dag>0</dag>\n<dag>99</dag>\n<aktiv>1</aktiv>\n<datum>x</datum>"
    #expect(try problems(many).map(\.line) == [2, 3, 4, 5, 6])
    #expect(try problems(many, maximum: 2).count == 2)
  }

  @Test("messages hold no values of the document") func valuesAreNeverInMessages() throws {
    let secret = "Hemlig \"is\" Expected is ( dag )"
    let found = try problems(
      "<id>\(secret)</id><dag>\(secret)</dag><aktiv>\(secret)</aktiv><datum>\(secret)</datum>"
    )
    #expect(found.count == 4)
    #expect(found.allSatisfy { !$0.message.contains("Hemlig") && !$0.message.contains("Expected") })
  }

  @Test("a missing or broken import is refused") func aMissingOrBrokenImportIsRefused() {
    #expect(throws: XMLProblem.self) { try XMLSchema(Array(main.utf8)) }
    #expect(throws: XMLProblem.self) {
      try XMLSchema(Array(main.utf8), imports: ["other.xsd": Array("<x/>".utf8)])
    }
    #expect(throws: XMLProblem.self) {
      try XMLSchema(Array(main.utf8), imports: ["other.xsd": Array("<x".utf8)])
    }
  }

  @Test("a broken schema is refused") func aBrokenSchemaIsRefused() {
    let broken = main.replacing("t:True", with: "t:Nothing")
    #expect(throws: XMLProblem.self) {
      try XMLSchema(Array(broken.utf8), imports: ["other.xsd": Array(other.utf8)])
    }
    #expect(throws: XMLProblem.self) { try XMLSchema([]) }
  }

  /// A document must not be able to choose its schema.
  @Test("the schema location of a document is ignored") func theSchemaLocationOfADocumentIsNotFollowed()
    throws
  {
    let text = """
      <rapport xmlns='urn:t' version='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'
      xsi:schemaLocation='urn:t file:///etc/passwd urn:x http://127.0.0.1:9/x.xsd'>\(good)</rapport>
      """
    #expect(schema.validate(try ParsedXML(Array(text.utf8))).isEmpty)
  }

  @Test("threads share one schema") func oneSchemaServesManyThreads() async throws {
    let (schema, good) = (schema, good)
    let counts = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { group in
      for i in 0..<64 {
        group.addTask {
          let body = i % 2 == 0 ? good : "<dag>0</dag>"
          let text = "<rapport xmlns='urn:t' version='1'>\(body)</rapport>"
          return schema.validate(try ParsedXML(Array(text.utf8))).count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.filter { $0 == 0 }.count == 32)
  }
}
