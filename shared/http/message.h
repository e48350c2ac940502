#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

namespace ddb::http {

/// One header field of a message; it lives as long as what it was taken from.
struct HeaderView {
  std::string_view name;
  std::string_view value;  ///< Without white space around it.
};

/// Whether two header names (or other tokens) are the same but for the case of ASCII letters.
bool equals_ignoring_case(std::string_view left, std::string_view right);

/// The header fields of a message in their order, kept as they stand on the wire (`name: value\r\n` each), so
/// that writing them out is one copy.
class Headers {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = HeaderView;
    using difference_type = std::ptrdiff_t;
    using pointer = const HeaderView*;
    using reference = HeaderView;

    explicit Iterator(std::string_view rest) : rest_(rest) {}
    HeaderView operator*() const;
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return rest_.size() == other.rest_.size(); }

   private:
    std::string_view rest_;
  };

  Headers() = default;
  Headers(std::initializer_list<HeaderView> headers);

  /// Adds a field after those there are. A name that is not a token, or a value with control bytes, would let
  /// a caller's data write further headers: it is a bug, and throws `std::logic_error`.
  void add(std::string_view name, std::string_view value);

  /// The value of the first field called `name`, in any case of letters; nothing (`data()` is null) if there
  /// is none.
  std::string_view find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name).data() != nullptr; }
  bool empty() const { return text_.empty(); }

  Iterator begin() const { return Iterator(text_); }
  Iterator end() const { return Iterator({}); }

  /// All fields as they stand on the wire.
  std::string_view text() const { return text_; }

 private:
  /// Reserved at the first field: enough for those of an ordinary answer.
  static constexpr std::size_t kUsualHeadersBytes = 256;

  std::string text_;
};

/// What a server answers.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
};

/// The reason phrase of a status code, such as "Not Found"; empty if the code is not a known one.
std::string_view status_reason(int status);

}  // namespace ddb::http
