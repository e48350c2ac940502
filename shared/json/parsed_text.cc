#include "shared/json/parsed_text.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/object.hpp>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace ddb::json {

using boost::json::error_code;
using boost::json::kind;

namespace {

/// A common request has no more values; and what a client promises by a large text costs nothing yet.
constexpr std::size_t kFirstValuesMax = 4096;
constexpr std::size_t kTextBytesPerValue = 6;
/// Up to here comparing each name with each is cheaper than a table.
constexpr std::size_t kNamesComparedMax = 16;

}  // namespace

/// Takes what boost's parser finds, in its order.
class ValueBuilder {
 public:
  static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::uint32_t>::max();

  ValueBuilder(ParsedText& parsed, std::string_view text, MemoryBudget& budget, ParsedText::Room* room)
      : parsed_(parsed),
        text_begin_(reinterpret_cast<std::uintptr_t>(text.data())),
        text_size_(text.size()),
        budget_(budget) {
    const std::size_t expected = std::min(text.size() / kTextBytesPerValue + 8, kFirstValuesMax);
    if (!room || expected > room->size()) {
      allocate(expected);
    } else {
      parsed_.values_ = next_ = room->data();
      end_ = next_ + room->size();
    }
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return begin(kind::object); }
  bool on_object_end(std::size_t count, error_code&) {
    Value& object = end(count);
    if (count > 1) overrule_duplicates(object);
    return true;
  }
  bool on_array_begin(error_code&) { return begin(kind::array); }
  bool on_array_end(std::size_t count, error_code&) {
    end(count);
    return true;
  }
  bool on_key_part(std::string_view part, std::size_t, error_code&) { return add_part(part); }
  bool on_key(std::string_view last, std::size_t size, error_code&) { return add_string(last, size); }
  bool on_string_part(std::string_view part, std::size_t, error_code&) { return add_part(part); }
  bool on_string(std::string_view last, std::size_t size, error_code&) { return add_string(last, size); }
  bool on_number_part(std::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, std::string_view, error_code&) {
    add(kind::int64).content_.whole = number;
    return true;
  }
  bool on_uint64(std::uint64_t number, std::string_view, error_code&) {
    add(kind::uint64).content_.large = number;
    return true;
  }
  bool on_double(double number, std::string_view, error_code&) {
    add(kind::double_).content_.real = number;
    return true;
  }
  bool on_bool(bool truth, error_code&) {
    add(kind::bool_).content_.truth = truth;
    return true;
  }
  bool on_null(error_code&) {
    add(kind::null);
    return true;
  }
  bool on_comment_part(std::string_view, error_code&) { return true; }
  bool on_comment(std::string_view, error_code&) { return true; }

 private:
  Value* values() { return parsed_.values_; }
  std::size_t count() { return static_cast<std::size_t>(next_ - values()); }
  std::size_t capacity() { return static_cast<std::size_t>(end_ - values()); }

  void allocate(std::size_t capacity) {
    const std::size_t allocated = parsed_.allocated_values_ ? this->capacity() : 0;
    budget_.take((capacity - allocated) * sizeof(Value));
    auto larger = std::make_unique_for_overwrite<Value[]>(capacity);
    const std::size_t count = this->count();
    std::copy_n(values(), count, larger.get());
    parsed_.allocated_values_ = std::move(larger);
    parsed_.values_ = parsed_.allocated_values_.get();
    next_ = values() + count;
    end_ = values() + capacity;
  }

  /// Twice as much, or as much as the budget allows.
  void allocate_more() {
    const std::size_t more = std::min(capacity(), budget_.left() / sizeof(Value));
    allocate(capacity() + std::max<std::size_t>(more, 1));
  }

  [[gnu::always_inline]] Value& add(kind kind) {
    if (next_ == end_) [[unlikely]]
      allocate_more();
    Value& value = *next_++;
    value.size_ = 0;
    value.extent_ = 1;
    value.kind_ = kind;
    value.is_overruled_ = false;
    return value;
  }

  [[gnu::always_inline]] bool begin(kind kind) {
    const std::size_t place = count();
    add(kind).content_.around = std::exchange(innermost_, place);
    return true;
  }

  [[gnu::always_inline]] Value& end(std::size_t count) {
    Value& value = values()[innermost_];
    value.size_ = static_cast<std::uint32_t>(count);
    value.extent_ = static_cast<std::uint32_t>(next_ - &value);
    innermost_ = value.content_.around;
    return value;
  }

  bool add_part(std::string_view part) {
    parts_ += part;
    return true;
  }

  [[gnu::always_inline]] bool add_string(std::string_view last, std::size_t size) {
    Value& value = add(kind::string);
    value.size_ = static_cast<std::uint32_t>(size);
    const auto offset = reinterpret_cast<std::uintptr_t>(last.data()) - text_begin_;
    const bool stands_in_text = last.size() == size && offset <= text_size_;
    value.content_.text = stands_in_text ? last.data() : kept(last);
    return true;
  }

  /// A copy of the parts and the last one, for as long as the values.
  const char* kept(std::string_view last) {
    parts_ += last;
    if (!parsed_.unescaped_) {
      budget_.take(sizeof(DocumentMemory));
      parsed_.unescaped_.reset(new DocumentMemory);
      parsed_.unescaped_->begin_budget(budget_);
    }
    char* copy = static_cast<char*>(parsed_.unescaped_->allocate(parts_.size() + 1, 1));
    std::memcpy(copy, parts_.data(), parts_.size());
    parts_.clear();
    return copy;
  }

  /// `object` has ended, and has at least two members.
  void overrule_duplicates(Value& object) {
    if (object.size_ > kNamesComparedMax) return overrule_duplicates_of_many(object);
    // Names that differ in size or first byte, as most do, need not be compared.
    std::uint64_t seen = 0;
    for_each_name(object, [&](Value& name) {
      const std::uint64_t mark = std::uint64_t{1} << mark_of(name);
      if ((seen & mark) != 0) overrule_before(object, name);
      seen |= mark;
    });
  }

  /// One of 64 marks: names with different ones differ.
  static std::size_t mark_of(const Value& name) {
    const std::string_view text = name.get_string();
    return (text.size() * 7 + (text.empty() ? 0 : static_cast<unsigned char>(text.front()))) % 64;
  }

  /// Overrules the members before `name` that have the same one.
  static void overrule_before(Value& object, const Value& name) {
    for (Value* before = &object + 1; before != &name; before += 1 + before[1].extent_)
      if (is_same_name(*before, name)) overrule(object, *before);
  }

  void overrule_duplicates_of_many(Value& object) {
    std::unordered_map<std::string_view, Value*> last;
    for_each_name(object, [&](Value& name) {
      const auto [entry, is_new] = last.try_emplace(name.get_string(), &name);
      if (!is_new) overrule(object, *std::exchange(entry->second, &name));
    });
  }

  template <class Function>
  static void for_each_name(Value& object, Function&& function) {
    for (Value* name = &object + 1; name != &object + object.extent_; name += 1 + name[1].extent_)
      function(*name);
  }

  static bool is_same_name(const Value& one, const Value& other) {
    return one.size_ == other.size_ && one.get_string() == other.get_string();
  }

  static void overrule(Value& object, Value& name) {
    if (std::exchange(name.is_overruled_, true)) return;
    --object.size_;
  }

  ParsedText& parsed_;
  const std::uintptr_t text_begin_;
  const std::uintptr_t text_size_;
  MemoryBudget& budget_;
  Value* next_ = nullptr;      // where the next value comes
  Value* end_ = nullptr;       // of the room
  std::size_t innermost_ = 0;  // place of the array or object that is being read
  std::string parts_;
};

Result<ParsedText> ParsedText::parse(std::string_view text, const Limits& limits, Room* room) {
  MemoryBudget budget = limits.memory_for(text);
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  ParsedText parsed;
  try {
    boost::json::basic_parser<ValueBuilder> parser(options, parsed, text, budget, room);
    error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = boost::json::make_error_code(boost::json::error::extra_data);
    if (error) return not_valid(read, error);
  } catch (const OverBudget&) {
    return too_many_values(text);
  }
  if (parsed.unescaped_) parsed.unescaped_->end_budget();
  return parsed;
}

double Value::to_double() const {
  if (is_int64()) return static_cast<double>(content_.whole);
  if (is_uint64()) return static_cast<double>(content_.large);
  return get_double();
}

boost::json::value Value::copy() const {
  switch (kind_) {
    case kind::null:
      return nullptr;
    case kind::bool_:
      return get_bool();
    case kind::int64:
      return get_int64();
    case kind::uint64:
      return get_uint64();
    case kind::double_:
      return get_double();
    case kind::string:
      return boost::json::value(get_string());
    case kind::array: {
      boost::json::array array;
      for (const Value& element : get_array())
        array.push_back(element.copy());
      return array;
    }
    case kind::object:
      break;
  }
  boost::json::object object;
  for (const Member member : get_object())
    object.emplace(member.key(), member.value().copy());
  return object;
}

}  // namespace ddb::json
