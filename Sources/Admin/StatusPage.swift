internal import Hummingbird

/// The status page: four embedded files that show the data of `/status`.
enum StatusPage {
  static func add(to router: Router<some RequestContext>) {
    let files = [
      ("/", "text/html; charset=utf-8", PackageResources.status_html),
      ("/status.css", "text/css; charset=utf-8", PackageResources.status_css),
      ("/status.js", "text/javascript; charset=utf-8", PackageResources.status_js),
      ("/status.svg", "image/svg+xml", PackageResources.status_svg),
    ]
    for (path, type, bytes) in files {
      router.get(RouterPath(path)) { _, _ in AdminAnswer.bytes(bytes, type: type) }
    }
  }
}
