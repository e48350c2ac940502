#include "backend/handlers/routes.h"

#include <algorithm>
#include <array>

#include "shared/http/percent_coding.h"
#include "shared/value/utf8.h"

namespace ddb::backend {
namespace {

constexpr std::size_t kMessageBodyBytesMax = std::size_t{64} * 1024;

constexpr std::array<Route, 7> kRoutes{{
    {"GET", "/api/health-check", Access::kOpen, Place::kIoThread, 0, &Api::health_check},
    {"GET", "/api/message_groups", Access::kBearer, Place::kWorker, 0, &Api::conversations},
    {"GET", "/api/messages/<message_group_uuid>", Access::kBearer, Place::kWorker, 0, &Api::messages},
    {"POST", "/api/messages", Access::kBearer, Place::kWorker, kMessageBodyBytesMax, &Api::send_message},
    {"GET", "/api/users/@<handle>/short", Access::kOpen, Place::kWorker, 0, &Api::find_person},
    {"GET", "/config.json", Access::kOpen, Place::kIoThread, 0, &Api::client_settings},
    {"POST", "/hooks/dynamodb-stream/<secret>", Access::kOpen, Place::kWorker, kStreamEventSizeBytesMax,
     &Api::stream_event},
}};

/// Takes the part before the next '/' off `rest`, and that '/'.
std::string_view take_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return segment;
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

std::size_t body_bytes_max(StreamHook stream_hook) {
  return stream_hook == StreamHook::kOn ? kStreamEventSizeBytesMax : kMessageBodyBytesMax;
}

std::optional<std::string> match_path(std::string_view pattern, std::string_view path) {
  // Two texts with as many slashes have as many segments.
  if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/'))
    return std::nullopt;
  std::string parameter;
  while (!pattern.empty()) {
    const std::string_view wanted = take_segment(pattern);
    const std::string_view segment = take_segment(path);
    const std::size_t name = wanted.find('<');
    if (name == std::string_view::npos) {
      if (segment != wanted) return std::nullopt;
      continue;
    }
    parameter = http::percent_decoded(segment);
    if (!std::string_view(parameter).starts_with(wanted.substr(0, name)) || parameter.size() == name ||
        !value::is_utf8(parameter))
      return std::nullopt;
    parameter.erase(0, name);
  }
  return parameter;
}

}  // namespace ddb::backend
