#pragma once

#include <boost/json/error.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <memory>
#include <string_view>

#include "shared/base/result.h"
#include "shared/json/document_memory.h"

/// JSON text from outside, read within bounds.
namespace ddb::json {

struct Limits {
  /// Deepest nesting of arrays and objects. An item of 32 levels needs 2 per level and those of the request
  /// around it; far deeper values must get through too, for DynamoDB answers 100 levels of maps with a
  /// sentence about nesting, not about JSON (vector ord-063).
  std::size_t depth_max = 512;
  /// The memory that parsing may take: so much for each byte of text, and so much for any text. Measured:
  /// a batch of common items takes 4 times its text, a list of {"N":"1"}, the worst that an item of 400 KB
  /// can hold, 11 times, "[1,1,1" 24 times.
  std::size_t memory_bytes_per_text_byte = 6;
  std::size_t memory_bytes_always = std::size_t{32} << 20U;

  MemoryBudget memory_for(std::string_view text) const;
};

/// What text is refused with.
Error not_valid(std::size_t at_byte, const boost::json::error_code& error);
Error too_many_values(std::string_view text);

/// A parsed text and the memory it lives in, freed at once.
class Document {
 public:
  /// Reads exactly one JSON value, by RFC 8259 and nothing beyond it, in valid UTF-8 and without lone
  /// surrogates, within the limits; the error says what is wrong and at which byte.
  /// Of members with the same name, the last one counts. A number too large for a double becomes infinity,
  /// and one like "0e400" no number at all: whoever takes a double must refuse both (`std::isfinite`).
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
