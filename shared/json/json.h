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
  /// around it; far deeper values must get through too, for DynamoDB answers 100 levels of maps with a
  /// sentence about nesting, not about JSON (vector ord-063).
  std::size_t depth_max = 512;
};

/// A parsed text and the memory it lives in: one block that grows, freed at once.
class Document {
 public:
  /// Reads exactly one JSON value, by RFC 8259 and nothing beyond it, in valid UTF-8 and without lone
  /// surrogates; the error says what is wrong and at which byte.
  /// Of members with the same name, the last one counts. A number too large for a double becomes infinity:
  /// whoever takes a number from it must refuse that (`std::isfinite`).
  static Result<Document> parse(std::string_view text, const Limits& limits = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  const boost::json::value& root() const;

 private:
  struct Memory;
  explicit Document(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
};

}  // namespace ddb::json
