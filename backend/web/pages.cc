#include "backend/web/pages.h"

#include <algorithm>

#include "backend/web/embedded_pages.h"

namespace ddb::backend {
namespace {

bool is_view(std::string_view path) {
  return path == "/sign-in" || path == "/messages" || path.starts_with("/messages/");
}

}  // namespace

std::optional<EmbeddedFile> find_page(std::string_view path) {
  if (is_view(path)) path = "/";
  const auto pages = embedded_pages();
  const auto found =
      std::lower_bound(pages.begin(), pages.end(), path,
                       [](const EmbeddedPage& page, std::string_view wanted) { return page.path < wanted; });
  if (found == pages.end() || found->path != path) return std::nullopt;
  return found->file;
}

}  // namespace ddb::backend
