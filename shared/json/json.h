#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <memory>
#include <string_view>

#include "shared/base/result.h"

/// JSON text from outside, read within bounds.
namespace ddb::json {

struct Limits {
  /// Deepest nesting of arrays and objects. An item of 32 levels needs 2 per level and those of the request
  /// around it.
  std::size_t depth_max = 144;
};

/// A parsed text and the memory it lives in: one block that grows, freed at once.
class Document {
 public:
  /// Reads exactly one JSON value; the error says what is wrong and at which byte.
  /// Of members with the same name, the last one counts.
  static Result<Document> parse(std::string_view text, const Limits& limits = {});

  const boost::json::value& root() const { return root_; }

 private:
  std::unique_ptr<boost::json::monotonic_resource> memory_;
  boost::json::value root_;
};

}  // namespace ddb::json
