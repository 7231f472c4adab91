internal import Hummingbird

/// The page at `/` and what it loads: files of this binary, nothing from elsewhere. It shows `/status`.
enum StatusPage {
  static func addRoutes(to router: Router<BasicRequestContext>) {
    router.get("/") { _, _ in AdminAnswer.file(PackageResources.status_html, type: "text/html; charset=utf-8")
    }
    router.get("/status.css") { _, _ in
      AdminAnswer.file(PackageResources.status_css, type: "text/css; charset=utf-8")
    }
    router.get("/status.js") { _, _ in
      AdminAnswer.file(PackageResources.status_js, type: "text/javascript; charset=utf-8")
    }
  }
}
