import Foundation
import Testing
@testable import Admin

/// The status page as a browser receives it.
@Suite struct StatusPageTests {
  @Test("the page and its files are served with their content types") func filesHaveTheirContentTypes()
    async throws
  {
    try await withAdminServer { (get, _, _) async throws in
      for (path, type) in [
        ("/", "text/html; charset=utf-8"), ("/status.css", "text/css; charset=utf-8"),
        ("/status.js", "text/javascript; charset=utf-8"), ("/status.svg", "image/svg+xml"),
      ] {
        let answer = try await get(path, nil)
        #expect(answer.contains("Content-Type: \(type)\r\n"), "\(path)")
        #expect(answer.hasSuffix(" 200"), "\(path)")
      }
    }
  }

  /// The Content-Security-Policy would block it.
  @Test("the page has no inline script or style and loads nothing from other hosts")
  func pageHasNoInlineOrExternalContent() async throws {
    let page = String(decoding: PackageResources.status_html, as: UTF8.self)
    #expect(!page.contains("style=") && !page.contains("<style") && !page.contains("onclick"))
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.contains(#"<script src="status.js" defer></script>"#))
    for part in [PackageResources.status_html, PackageResources.status_css, PackageResources.status_js] {
      let text = String(decoding: part, as: UTF8.self).replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains("http:") && !text.contains("https:") && !text.contains("innerHTML"))
    }
  }

  @Test("without JavaScript the page links to the status as JSON") func pageWithoutJavaScriptLinksToStatus() {
    let page = String(decoding: PackageResources.status_html, as: UTF8.self)
    #expect(page.contains("<noscript>") && page.contains(#"<a href="/status">"#))
  }

  @Test("every element that the script fills is on the page") func everyElementOfTheScriptExists() {
    let page = String(decoding: PackageResources.status_html, as: UTF8.self)
    let script = String(decoding: PackageResources.status_js, as: UTF8.self)
    for match in script.matches(of: /\b(?:at|say)\("([a-z-]+)"/) {
      #expect(page.contains("id=\"\(match.1)\""), "\(match.1)")
    }
  }
}
