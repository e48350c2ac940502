#include "shared/json/json.h"

#include <algorithm>
#include <array>
#include <boost/json/parser.hpp>
#include <string>

#include "shared/json/document_memory.h"

namespace ddb::json {
namespace {

// The parser's stack of the values in open arrays and objects; it goes to the heap beyond.
constexpr std::size_t kParserStackBytes = 4096;

}  // namespace

MemoryBudget Limits::memory_for(std::string_view text) const {
  return MemoryBudget(std::max(memory_bytes_always, text.size() * memory_bytes_per_text_byte));
}

Error not_valid(std::size_t at_byte, const boost::json::error_code& error) {
  return Error{"JSON is not valid at byte " + std::to_string(at_byte) + ": " + error.message()};
}

Error too_many_values(std::string_view text) {
  return Error{"JSON holds too many values for its size of " + std::to_string(text.size()) + " bytes"};
}

struct Document::Memory {
  DocumentMemory resource;
  // Never destroyed: all that it owns lies in `resource`.
  alignas(boost::json::value) std::array<std::byte, sizeof(boost::json::value)> root_bytes;

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
  MemoryBudget budget = limits.memory_for(text);
  BudgetedHeap heap(budget);
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  std::array<unsigned char, kParserStackBytes> stack;  // NOLINT: the parser writes before it reads
  // Left uninitialized on purpose: clearing the first block would cost more than a small request's parse.
  std::unique_ptr<Memory> memory(new Memory);
  memory->resource.begin_budget(budget);
  boost::json::parser parser(&heap, options, stack.data(), stack.size());
  parser.reset(&memory->resource);
  try {
    boost::json::error_code error;
    const std::size_t read = parser.write(text.data(), text.size(), error);
    if (error) return not_valid(read, error);
    new (memory->root_bytes.data()) boost::json::value(parser.release());
    memory->resource.end_budget();
  } catch (const OverBudget&) {
    return too_many_values(text);
  }
  return Document(std::move(memory));
}

}  // namespace ddb::json
