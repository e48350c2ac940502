#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "backend/handlers/api.h"

namespace ddb::backend {

enum class Access {
  kOpen,
  kBearer,  ///< Needs the access token of someone signed in (RFC 6750 section 2.1).
};

enum class Place {
  kIoThread,  ///< Answered from memory, at once.
  kWorker,    ///< Waits for the table or the users database.
};

struct Route {
  std::string_view method;
  /// A path, in which one part of a segment may be `<name>`: what a request has there is the call's
  /// parameter.
  std::string_view pattern;
  Access access;
  Place place;
  std::size_t body_bytes_max;  ///< Of a JSON body; above: 413. 0: the route takes none and passes over any.
  Answer (Api::*answer)(const Call& call) const;
};

/// All of them.
std::span<const Route> routes();

/// The most that any route takes as a body, with or without the stream hook's.
enum class StreamHook { kOff, kOn };
std::size_t body_bytes_max(StreamHook stream_hook);

/// The parameter of a path that has `pattern`'s form, decoded; empty if the pattern has none. Nothing if the
/// path has another form, or where the parameter should be, there is nothing or what is no UTF-8.
std::optional<std::string> match_path(std::string_view pattern, std::string_view path);

}  // namespace ddb::backend
