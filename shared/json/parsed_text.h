#pragma once

#include <array>
#include <boost/json/value.hpp>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "shared/base/result.h"
#include "shared/json/document_memory.h"
#include "shared/json/json.h"

/// JSON text that is read once, from front to back: its values lie one after the other in one array, and its
/// strings are seen in the text itself. A third cheaper than a `Document`, which can be changed and outlives
/// its text.
namespace ddb::json {

class Array;
class Object;

/// One value. It stays where it is, in its `ParsedText`: arrays, objects and members refer to it.
class Value {
 public:
  boost::json::kind kind() const { return kind_; }
  bool is_null() const { return kind_ == boost::json::kind::null; }
  bool is_bool() const { return kind_ == boost::json::kind::bool_; }
  bool is_int64() const { return kind_ == boost::json::kind::int64; }
  bool is_uint64() const { return kind_ == boost::json::kind::uint64; }
  bool is_double() const { return kind_ == boost::json::kind::double_; }
  bool is_number() const { return is_int64() || is_uint64() || is_double(); }
  bool is_string() const { return kind_ == boost::json::kind::string; }
  bool is_array() const { return kind_ == boost::json::kind::array; }
  bool is_object() const { return kind_ == boost::json::kind::object; }

  // Each for a value of that kind alone.
  bool get_bool() const {
    assert(is_bool());
    return content_.truth;
  }
  std::int64_t get_int64() const {
    assert(is_int64());
    return content_.whole;
  }
  std::uint64_t get_uint64() const {
    assert(is_uint64());
    return content_.large;
  }
  double get_double() const {
    assert(is_double());
    return content_.real;
  }
  std::string_view get_string() const {
    assert(is_string());
    return {content_.text, size_};
  }
  Array get_array() const;
  Object get_object() const;

  /// Of any number.
  double to_double() const;
  /// The same value as boost's own, which stands alone.
  boost::json::value copy() const;

 private:
  friend class Array;
  friend class Object;
  friend class ParsedText;
  friend class ValueBuilder;

  union Content {
    bool truth;
    std::int64_t whole;
    std::uint64_t large;
    double real;
    const char* text;
    std::size_t around;  ///< While it is being read: the place of the array or object that this one is in.
  };

  // Without initial values: room for many is made at once, and `ValueBuilder::add` sets them.
  Content content_;
  std::uint32_t size_;    ///< Bytes of a string, elements of an array, members of an object.
  std::uint32_t extent_;  ///< How many places on the next value lies that is not part of this one.
  boost::json::kind kind_;
  bool is_overruled_;  ///< The name of a member that a later one of the same name counts for.
};

class Array {
 public:
  class Iterator {
   public:
    explicit Iterator(const Value* at) : at_(at) {}
    const Value& operator*() const { return *at_; }
    Iterator& operator++() {
      at_ += at_->extent_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const Value* at_;
  };

  explicit Array(const Value& array) : array_(&array) {}
  std::size_t size() const { return array_->size_; }
  bool empty() const { return size() == 0; }
  Iterator begin() const { return Iterator(array_ + 1); }
  Iterator end() const { return Iterator(array_ + array_->extent_); }

 private:
  const Value* array_;
};

class Member {
 public:
  explicit Member(const Value* name) : name_(name) {}
  std::string_view key() const { return name_->get_string(); }
  const Value& value() const { return name_[1]; }

 private:
  const Value* name_;
};

/// Its members have different names.
class Object {
 public:
  class Iterator {
   public:
    Iterator(const Value* at, const Value* end) : at_(at), end_(end) { pass_overruled(); }
    Member operator*() const { return Member(at_); }
    Iterator& operator++() {
      pass();
      pass_overruled();
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    void pass() { at_ += 1 + at_[1].extent_; }
    void pass_overruled() {
      while (at_ != end_ && at_->is_overruled_)
        pass();
    }

    const Value* at_;
    const Value* end_;
  };

  explicit Object(const Value& object) : object_(&object) {}
  std::size_t size() const { return object_->size_; }
  bool empty() const { return size() == 0; }
  Iterator begin() const { return {object_ + 1, object_ + object_->extent_}; }
  Iterator end() const { return {object_ + object_->extent_, object_ + object_->extent_}; }

 private:
  const Value* object_;
};

inline Array Value::get_array() const {
  assert(is_array());
  return Array(*this);
}

inline Object Value::get_object() const {
  assert(is_object());
  return Object(*this);
}

/// A text's values, freed at once.
class ParsedText {
 public:
  /// Room for the values of a short text, on the caller's stack.
  using Room = std::array<Value, 256>;

  /// As `Document::parse`. The text must live as long as the values, and so must `room`, where they are if
  /// there is room for them.
  static Result<ParsedText> parse(std::string_view text, const Limits& limits = {}, Room* room = nullptr);

  const Value& root() const { return values_[0]; }

 private:
  friend class ValueBuilder;
  ParsedText() = default;

  Value* values_ = nullptr;                    // in the room, or in:
  std::unique_ptr<Value[]> allocated_values_;  // null while they are in the room
  /// Of strings that do not stand in the text as they are; null when there are none.
  std::unique_ptr<DocumentMemory> unescaped_;
};

}  // namespace ddb::json
