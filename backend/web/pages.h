#pragma once

#include <optional>
#include <string_view>

namespace ddb::backend {

/// A file of the pages, linked into the program.
struct EmbeddedFile {
  std::string_view content;
  std::string_view content_type;  ///< With its charset: "text/html; charset=utf-8".
  std::string_view etag;          ///< With its quotes; another one as soon as a byte is another.
};

/// The file at a path of the site: `/assets/api.js` is `backend/web/assets/api.js`, `/` is
/// `backend/web/index.html`, and so are `/sign-in`, `/messages` and whatever is below that: views of it,
/// which `assets/router.js` tells apart. Nothing if there is none; no other spelling of a path leads to a
/// file.
std::optional<EmbeddedFile> find_page(std::string_view path);

}  // namespace ddb::backend
