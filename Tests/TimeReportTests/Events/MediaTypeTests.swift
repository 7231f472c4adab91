import TestSupport
import Testing

@testable import TimeReport

struct MediaTypeTests {
  @Test(
    "UTF-8 is recognised by each of its names",
    arguments: [
      "", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF8", ";charset=utf8", "; charset=\"utf-8\"",
      ";\tCHARSET = \"Utf8\" ", ";charset=\"ut\\f-8\"", ";charset=us-ascii", ";charset=utf-8;charset=UTF8",
      ";profile=\"a;charset=latin1\";charset=utf8", ";", ";;charset=utf-8", ";version=1", ";charset",
    ]
  )
  func utf8(_ parameters: String) throws {
    let type = try #require(MediaType("application/json" + parameters))
    #expect(type.isJSON)
    #expect(type == MediaType("Application/JSON"))
  }

  @Test(
    "another charset is not accepted as UTF-8",
    arguments: [";charset=iso-8859-1", ";charset=utf-16", ";charset=utf-8x", ";charset=utf-7"]
  )
  func otherCharset(_ parameters: String) throws {
    let type = try #require(MediaType("application/json" + parameters))
    #expect(!type.isJSON && !type.isUTF8)
  }

  @Test("two charsets that contradict each other are refused") func contradiction() {
    #expect(MediaType("application/json;charset=utf-8;charset=latin1") == nil)
  }

  @Test(
    "JSON is recognised by its subtype or suffix",
    arguments: [
      "application/json", "text/json", "application/vnd.example.report+json",
      "application/ld+json;charset=utf8",
      "APPLICATION/Problem+JSON",
    ]
  )
  func json(_ text: String) { #expect(MediaType(text)?.isJSON == true) }

  @Test(
    "other types are not JSON",
    arguments: [
      "application/xml", "application/json+xml", "application/jsonp", "application/json5", "json/x",
    ]
  )
  func notJSON(_ text: String) { #expect(MediaType(text)?.isJSON == false) }

  @Test(
    "text of another form is no media type",
    arguments: [
      "", "json", "/json", "application/", "application/json/x", "a b/json", "application/jsön", ";",
    ]
  )
  func noMediaType(_ text: String) { #expect(MediaType(text) == nil) }

  @Test("bytes that are not UTF-8 are no media type") func notUTF8() {
    #expect(MediaType([0x61, 0x2F, 0xFF]) == nil)
  }
}
