#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "emulator/expression/parse.h"

namespace ddb::expression {

/// Expressions by their text, the least recently used forgotten first. Clients send the same few texts over
/// and over with other values. May be called from several threads.
class ParseCache {
 public:
  /// Holds at most `entries_max` expressions (each of at most 4 KB of text); 0 caches nothing.
  explicit ParseCache(std::size_t entries_max);

  /// The same answer as `expression::parse`. Failures are not remembered.
  model::ServiceResult<ExpressionPointer> parse(Kind kind, std::string_view text);

  std::size_t size() const;

 private:
  struct Entry {
    std::string key;  // the kind as one character, then the text
    ExpressionPointer expression;
  };
  ExpressionPointer find(std::string_view key);
  void insert(std::string key, const ExpressionPointer& expression);

  const std::size_t entries_max_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
};

}  // namespace ddb::expression
