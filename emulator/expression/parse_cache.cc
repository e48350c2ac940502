#include "emulator/expression/parse_cache.h"

namespace ddb::expression {

ParseCache::ParseCache(std::size_t entries_max) : entries_max_(entries_max) {}

model::ServiceResult<ExpressionPointer> ParseCache::parse(Kind kind, std::string_view text) {
  std::string key;
  key.reserve(text.size() + 1);
  key += static_cast<char>(kind);
  key += text;
  if (ExpressionPointer known = find(key)) return known;
  DDB_TRY(expression, expression::parse(kind, text));
  insert(std::move(key), expression);
  return std::move(expression);
}

std::size_t ParseCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

ExpressionPointer ParseCache::find(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->expression;
}

void ParseCache::insert(std::string key, const ExpressionPointer& expression) {
  const std::lock_guard lock(mutex_);
  // Another thread may have parsed the same text meanwhile.
  if (entries_max_ == 0 || by_key_.contains(key)) return;
  if (entries_.size() == entries_max_) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  entries_.push_front({std::move(key), expression});
  by_key_.emplace(entries_.front().key, entries_.begin());
}

}  // namespace ddb::expression
