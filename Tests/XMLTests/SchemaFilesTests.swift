import Testing
import XML

/// A folder of schema files gives one schema, or the name of the faulty file.
@Suite struct SchemaFilesTests {
  private func unusable(_ files: [String: String], namespace: String = "urn:t") -> SchemaFiles.Unusable? {
    do throws(SchemaFiles.Unusable) {
      _ = try SchemaFiles.compile(files.mapValues { Array($0.utf8) }, namespace: namespace)
      return nil
    } catch {
      return error
    }
  }

  @Test("imports are found in the folder") func importsAreFoundInTheFolder() {
    #expect(unusable(["a.xsd": main, "other.xsd": other]) == nil)
  }

  /// Published sets keep their files in folders that a download has flattened.
  @Test(
    "only the file name of an import is used",
    arguments: ["../core/other.xsd", "./other.xsd", "http://www.example/other.xsd", "/etc/other.xsd"]
  )
  func onlyTheNameOfAnImportCounts(location: String) {
    #expect(unusable(["a.xsd": main.replacing("other.xsd", with: location), "other.xsd": other]) == nil)
  }

  @Test(
    "a file outside the folder is not read",
    arguments: ["/etc/passwd", "http://www.example/x.xsd", "../x.xsd", "x.xsd", "file:///etc/passwd"]
  )
  func importsOutsideTheFolderAreNotLoaded(location: String) {
    let wrong = unusable(["a.xsd": main.replacing("other.xsd", with: location), "other.xsd": other])
    #expect(wrong?.file == "a.xsd")
    #expect(wrong?.sentence.hasSuffix("which is not in the folder") == true)
  }

  @Test("the faulty file is named") func theFileAtFaultIsNamed() {
    let broken = other.replacing("xs:base64Binary", with: "xs:nothing")
    #expect(unusable(["a.xsd": main, "other.xsd": broken])?.file == "other.xsd")
    #expect(
      unusable(["a.xsd": main.replacing("t:True", with: "t:False"), "other.xsd": other])?.file == "a.xsd"
    )
    let doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + other
    #expect(unusable(["a.xsd": main, "other.xsd": doctype])?.file == "other.xsd")
    #expect(unusable(["a.xsd": main, "other.xsd": "<a/>"])?.sentence == "is not an XML Schema")
  }

  @Test("exactly one file must declare the namespace") func oneFileMustDeclareTheNamespace() {
    #expect(unusable([:])?.sentence == "no file declares the namespace urn:t")
    #expect(unusable(["other.xsd": other])?.sentence == "no file declares the namespace urn:t")
    #expect(
      unusable(["a.xsd": main, "b.xsd": main, "other.xsd": other])?.sentence
        == "a.xsd and b.xsd both declare the namespace urn:t"
    )
  }

  /// A part that the main file includes has its namespace too.
  @Test("an included file is not the main file") func anIncludedPartIsNotTheMainFile() {
    let part = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
        <xs:simpleType name="Part"><xs:restriction base="xs:string"/></xs:simpleType></xs:schema>
      """
    let whole = main.replacing("<xs:import", with: "<xs:include schemaLocation='part.xsd'/><xs:import")
    #expect(
      unusable(["a.xsd": part, "b.xsd": other, "c.xsd": whole])?.file == "c.xsd",
      "other.xsd is missing"
    )
    #expect(
      unusable(["part.xsd": part, "other.xsd": other, "c.xsd": whole]) == nil
    )
  }
}
