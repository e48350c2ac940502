#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/field_types.h"
#include "shared/base/clock.h"
#include "shared/value/value.h"

/// Answers as JSON, appended straight to the text of the body. The generated `encode` functions use it.
namespace ddb::model {

/// `number` as the service writes doubles: at least one digit after the point, and from 10,000,000 on with an
/// exponent ("0.5", "1.0", "1.2E7"). Asserts that it is finite.
void append_double(std::string& out, double number);
void append_integer(std::string& out, std::int64_t number);

/// Seconds since 1970 as a double, with milliseconds.
void append_timestamp(std::string& out, Clock::TimePoint time);
/// Seconds since 1970 as a whole number.
void append_whole_seconds(std::string& out, Clock::TimePoint time);

inline void append_value(std::string& out, const std::string& text) {
  value::append_json_string(out, text);
}
inline void append_value(std::string& out, bool flag) {
  out += flag ? "true" : "false";
}
inline void append_value(std::string& out, std::int64_t number) {
  append_integer(out, number);
}
inline void append_value(std::string& out, double number) {
  append_double(out, number);
}
inline void append_value(std::string& out, Clock::TimePoint time) {
  append_timestamp(out, time);
}
inline void append_value(std::string& out, const value::Item& item) {
  value::append_json(out, item.view());
}
inline void append_value(std::string& out, const value::Value& attribute) {
  value::append_json(out, attribute.view());
}
inline void append_value(std::string& out, const AttributeMap& map) {
  value::append_json(out, map.item.view());
}
inline void append_value(std::string& out, const AttributeValue& attribute) {
  value::append_json(out, attribute.value.view());
}
void append_value(std::string& out, const value::ItemList& items);

template <class T>
requires std::is_enum_v<T>
void append_value(std::string& out, T value) {
  out += '"';
  out += to_text(value);
  out += '"';
}

template <class T>
concept Encodable = requires(std::string& out, const T& value) {
  encode(out, value);
};

template <Encodable T>
void append_value(std::string& out, const T& structure) {
  encode(out, structure);
}

template <class T>
void append_value(std::string& out, const std::vector<T>& list) {
  out += '[';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += ',';
    append_value(out, list[i]);
  }
  out += ']';
}

template <class T>
void append_value(std::string& out, const NamedList<T>& map) {
  out += '{';
  bool first = true;
  for (const auto& [name, value] : map) {
    if (!first) out += ',';
    first = false;
    value::append_json_string(out, name);
    out += ':';
    append_value(out, value);
  }
  out += '}';
}

/// One JSON object: opened by the constructor, closed by the destructor.
class ObjectEncoder {
 public:
  explicit ObjectEncoder(std::string& out) : out_(out) { out_ += '{'; }
  ObjectEncoder(const ObjectEncoder&) = delete;
  ObjectEncoder& operator=(const ObjectEncoder&) = delete;
  ~ObjectEncoder() { out_ += '}'; }

  /// `quoted_name` is the member's name in quotes with the colon: `"Item":`.
  template <class T>
  void member(std::string_view quoted_name, const T& value) {
    begin(quoted_name);
    append_value(out_, value);
  }
  template <class T>
  void member(std::string_view quoted_name, const std::optional<T>& value) {
    if (value) member(quoted_name, *value);
  }
  void whole_seconds(std::string_view quoted_name, const std::optional<Clock::TimePoint>& time) {
    if (!time) return;
    begin(quoted_name);
    append_whole_seconds(out_, *time);
  }

 private:
  void begin(std::string_view quoted_name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += quoted_name;
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace ddb::model
