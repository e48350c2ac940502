#include "shared/json/json.h"

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <optional>
#include <string>

namespace ddb::json {
namespace {

// A request of the common kind fits without a second allocation: boost::json takes about 16 bytes a value
// and the text once more.
constexpr std::size_t kFirstBlockBytes = 4096;
// The parser's stack of open arrays and objects and the values in them; it goes to the heap beyond.
constexpr std::size_t kParserStackBytes = 4096;

}  // namespace

struct Document::Memory {
  alignas(std::max_align_t) std::array<unsigned char, kFirstBlockBytes> first_block;
  boost::json::monotonic_resource resource{first_block.data(), first_block.size()};
  // Never destroyed: everything it owns lies in `resource`.
  alignas(boost::json::value) std::array<unsigned char, sizeof(boost::json::value)> root_bytes;

  boost::json::value& root() { return *reinterpret_cast<boost::json::value*>(root_bytes.data()); }
};

Document::Document(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

const boost::json::value& Document::root() const {
  return memory_->root();
}

Result<Document> Document::parse(std::string_view text, const Limits& limits) {
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  std::array<unsigned char, kParserStackBytes> stack;  // NOLINT: the parser writes before it reads
  boost::json::parser parser({}, options, stack.data(), stack.size());
  // Left uninitialized on purpose: clearing the first block would cost more than a small request's parse.
  std::unique_ptr<Memory> memory(new Memory);
  parser.reset(&memory->resource);
  boost::json::error_code error;
  const std::size_t read = parser.write(text.data(), text.size(), error);
  if (error) return Error{"JSON is not valid at byte " + std::to_string(read) + ": " + error.message()};
  new (memory->root_bytes.data()) boost::json::value(parser.release());
  return Document(std::move(memory));
}

}  // namespace ddb::json
