#pragma once

#include <span>
#include <string_view>

#include "backend/web/pages.h"

namespace ddb::backend {

struct EmbeddedPage {
  std::string_view path;
  EmbeddedFile file;
};

/// Every file of the site, sorted by path. Defined by what `ddb_embed_site` (cmake/embed.cmake) writes.
std::span<const EmbeddedPage> embedded_pages();

}  // namespace ddb::backend
