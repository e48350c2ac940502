#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/http/message.h"

namespace ddb::http {

/// A whole request as a server received it. It owns its bytes: it may be kept and moved to another thread at
/// will.
class Request {
 public:
  Request() = default;
  /// A request that came over no wire: for tests, and for callers in the same process.
  Request(std::string_view method, std::string_view target, const Headers& headers, std::string body);

  std::string_view method() const { return method_; }
  /// As in the request line: path and query, percent-encoded, or `*`.
  std::string_view target() const { return target_; }
  std::string_view path() const { return target_.substr(0, target_.find('?')); }
  /// What follows the first `?`; empty if there is none.
  std::string_view query() const;

  /// The value of the first field called `name`, in any case of letters; nothing (`data()` is null) if there
  /// is none.
  std::string_view header(std::string_view name) const;
  /// All header fields in their order, as they were sent.
  std::span<const HeaderView> headers() const { return headers_; }

  std::string body;
  /// The numeric address of the client, such as `127.0.0.1` or `::1`; empty if there is none.
  std::string peer_address;
  /// Whether the connection stays open after the answer, by the client's wish.
  bool keep_alive = true;

 private:
  friend class RequestHeadParser;

  std::unique_ptr<char[]> head_;  // what the views below look into
  std::string_view method_;
  std::string_view target_;
  std::vector<HeaderView> headers_;
};

}  // namespace ddb::http
