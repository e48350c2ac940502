#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "request_text.h"

namespace ddb::bench {

/// Reads one line: X-Amz-Target, a tab, the JSON body; or "GET " and a path, a tab, one header line. The
/// request's bytes, or nothing at the end.
/// Throws std::runtime_error for a line without a tab.
std::optional<std::string> read_request(std::istream& lines);

/// Says what each connection sends next.
class RequestSource {
 public:
  virtual ~RequestSource() = default;

  /// The request that the connection sends next, or null if it is done. Valid until the connection asks
  /// again.
  virtual const std::string* next(std::size_t connection) = 0;
};

/// Round and round: of C connections, number i sends the lines i, i + C, i + 2C and so on, then begins anew.
/// So lines whose number is a multiple of C apart are never under way at the same time. Every ######## in a
/// line stands for eight digits that differ each time, so that a write always changes something.
class RepeatedRequests : public RequestSource {
 public:
  /// Throws std::runtime_error if there is no line.
  RepeatedRequests(std::istream& lines, std::size_t connection_count);
  const std::string* next(std::size_t connection) override;

 private:
  std::vector<std::string> requests_;
  std::vector<std::vector<std::size_t>> digits_;  // where each request has its eight digits
  std::vector<std::size_t> positions_;            // one for each connection
  std::uint32_t number_;                          // what the next eight digits say
  std::size_t connection_count_;
};

/// Every line once, read only when a connection is free for it: for more requests than memory holds.
class RequestsOnce : public RequestSource {
 public:
  RequestsOnce(std::istream& lines, std::size_t connection_count);
  const std::string* next(std::size_t connection) override;

 private:
  std::istream& lines_;
  std::vector<std::string> under_way_;  // one for each connection
};

}  // namespace ddb::bench
