#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/operations/call.h"

/// A request and its answer as this box sees them: HTTP, but of no particular server.
namespace ddb::protocol {

/// Where the headers of a request are found.
class HeaderLookup {
 public:
  virtual ~HeaderLookup() = default;
  /// The value of the first header called `name`, in any case of letters, without white space around it;
  /// `data()` is null when there is none.
  virtual std::string_view find(std::string_view name) const = 0;
  /// The X-Amz-Target. Overridden by who has looked it up already.
  virtual std::string_view operation_target() const { return find("x-amz-target"); }
};

/// The bytes must live until the answer is made.
struct Request {
  std::string_view method;
  std::string_view target;  ///< Path and query as in the request line.
  const HeaderLookup& headers;
  std::string_view body;
};

struct Response {
  int status = 200;
  std::string_view content_type;      ///< Empty for none.
  std::string_view content_encoding;  ///< Empty when the body is as it is.
  std::string request_id;             ///< 52 characters of [0-9A-Z].
  std::uint32_t body_crc32 = 0;       ///< Over the bytes of `body`, as sent.
  std::string body;
  /// Given: the answer rests on writes of this group of the store, or of one before it, and is to be sent
  /// once they are committed (`storage::Store::group`).
  std::optional<std::uint64_t> group;
  /// What ends when the answer is sent: the transaction that the request carried out.
  std::optional<operations::OngoingTransaction> transaction;

  /// Calls `visit(name, value)` for each header but those that every HTTP server writes itself
  /// (Content-Length, Connection, Date).
  template <class Visit>
  void for_each_header(Visit&& visit) const {
    visit(std::string_view("Server"), std::string_view("Server"));
    if (!content_type.empty()) visit(std::string_view("Content-Type"), content_type);
    if (!content_encoding.empty()) visit(std::string_view("Content-Encoding"), content_encoding);
    visit(std::string_view("x-amzn-RequestId"), std::string_view(request_id));
    visit(std::string_view("x-amz-crc32"), std::string_view(std::to_string(body_crc32)));
  }
};

}  // namespace ddb::protocol
