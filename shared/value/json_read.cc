#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "shared/base/base64.h"
#include "shared/json/parsed_text.h"
#include "shared/value/json.h"
#include "shared/value/sorted_members.h"

namespace ddb::value {
namespace {

using encoding::Writer;

// Attribute values come as boost's values or as those of a `json::ParsedText`.

std::string_view text_of(const auto& given) {
  const auto& text = given.get_string();
  return {text.data(), text.size()};
}

std::size_t base64_size(std::string_view text) {
  std::size_t size = base64_decoded_size_max(text.size());
  for (std::size_t i = text.size(); i > 0 && size > 0 && text[i - 1] == '='; --i)
    --size;
  return size;
}

/// Writes `base64_size(text)` bytes. Whether it is Base64.
bool decode_base64(std::string_view text, char* out) {
  // Padding takes up to two bytes of the room that the decoder asks for, but none of what it writes.
  return !base64_decode(text, out).error;
}

ValueErrorKind kind_of(NumberError error) {
  switch (error) {
    case NumberError::kNotANumber:
      return ValueErrorKind::kNumberNotANumber;
    case NumberError::kTooManyDigits:
      return ValueErrorKind::kNumberTooManyDigits;
    case NumberError::kOverflow:
      return ValueErrorKind::kNumberOverflow;
    case NumberError::kUnderflow:
      break;
  }
  return ValueErrorKind::kNumberUnderflow;
}

/// `[b, a, b]`, in the order given.
std::string list_as_given(std::span<const std::string_view> elements) {
  std::string text = "[";
  for (const std::string_view element : elements) {
    if (text.size() > 1) text += ", ";
    text += element;
  }
  return text + ']';
}

/// `["a", "b", "b"]`: DynamoDB sorts the elements until it meets the first duplicate; from there on they
/// stand as given (vectors set-021, set-022, set-036).
std::string list_as_sorted(std::span<const std::string_view> elements,
                           std::span<const std::string_view> sort_keys, std::string_view separator) {
  std::vector<std::size_t> order;
  bool met_duplicate = false;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto place = std::lower_bound(
        order.begin(), order.end(), i,
        [&](std::size_t one, std::size_t other) { return sort_keys[one] < sort_keys[other]; });
    met_duplicate = met_duplicate || (place != order.end() && sort_keys[*place] == sort_keys[i]);
    order.insert(met_duplicate ? order.end() : place, i);
  }
  std::string text = "[";
  for (const std::size_t i : order) {
    if (text.size() > 1) text += separator;
    text += '"';
    text += elements[i];
    text += '"';
  }
  return text + ']';
}

/// Encodes JSON values one after the other to a writer. Every function returns the DynamoDB size in bytes of
/// what it wrote, or nothing after an error, which is then in `error()`, or at a wrong JSON shape.
class Encoder {
 public:
  Encoder(Writer& writer, MemberOrder order) : writer_(writer), order_(order) {}

  /// Nothing after a wrong JSON shape.
  std::optional<ValueError> error() && { return std::move(error_); }
  /// The level of the deepest list or map; 0 when there is none.
  int deepest_level() const { return deepest_level_; }

  std::optional<std::size_t> entries(const auto& object, int level, std::size_t entry_overhead) {
    const SortedMembers members(object, order_);
    writer_.put_count(members.count());
    std::size_t size = 0;
    for (std::size_t i = 0; i < members.count(); ++i) {
      const std::string_view name = members[i].name;
      if (name.empty()) return fail({ValueErrorKind::kEmptyAttributeName});
      if (name.size() > kAttributeNameBytesMax) return fail({ValueErrorKind::kAttributeNameTooLong});
      char* at = encoding::put_varint(writer_.room(encoding::kVarintBytesMax + name.size()), name.size());
      std::memcpy(at, name.data(), name.size());
      writer_.advance_to(at + name.size());
      if (!members[i].value->is_object()) return std::nullopt;
      const std::optional<std::size_t> value_size = value(members[i].value->get_object(), level);
      if (!value_size) return std::nullopt;
      size += entry_overhead + name.size() + *value_size;
    }
    return size;
  }

  std::optional<std::size_t> value(const auto& attribute_value, int level) {
    if (level > kNestingLevelsMax) return fail({ValueErrorKind::kTooDeep});
    if (attribute_value.size() == 1) [[likely]] {
      const auto& member = *attribute_value.begin();
      const std::optional<Type> type = type_of(std::string_view(member.key()));
      if (!type || member.value().is_null()) return fail({ValueErrorKind::kEmpty});
      return content(*type, member.value(), level);
    }
    return value_of_several(attribute_value, level);
  }

 private:
  /// Of a set; most have few.
  using Elements = boost::container::small_vector<std::string_view, 8>;

  /// Of an attribute value that has not exactly one member.
  std::optional<std::size_t> value_of_several(const auto& attribute_value, int level) {
    std::size_t types = 0;
    std::size_t size = 0;
    for (const auto& member : attribute_value) {
      const std::optional<Type> type = type_of(std::string_view(member.key()));
      if (!type || member.value().is_null()) continue;
      const std::optional<std::size_t> member_size = content(*type, member.value(), level);
      if (!member_size) return std::nullopt;
      size = *member_size;
      ++types;
    }
    // Only now: DynamoDB finds a mistake in one of several types first.
    if (types == 0) return fail({ValueErrorKind::kEmpty});
    if (types > 1) return fail({ValueErrorKind::kSeveralTypes});
    return size;
  }

  std::nullopt_t fail(ValueError error) {
    if (error.detail_older_wording.empty()) error.detail_older_wording = error.detail;
    error_ = std::move(error);
    return std::nullopt;
  }

  static std::optional<Type> type_of(std::string_view name) {
    if (name.size() != 1) return type_from_name(name);
    switch (name.front()) {
      case 'S':
        return Type::kString;
      case 'N':
        return Type::kNumber;
      case 'B':
        return Type::kBinary;
      case 'L':
        return Type::kList;
      case 'M':
        return Type::kMap;
      default:
        return std::nullopt;
    }
  }

  std::optional<std::size_t> content(Type type, const auto& given, int level) {
    switch (type) {
      case Type::kString:
      case Type::kNumber:
      case Type::kBinary:
        if (!given.is_string()) return std::nullopt;
        return put_scalar(type, text_of(given));
      case Type::kBoolean:
      case Type::kNull:
        if (!given.is_bool()) return std::nullopt;
        return put_truth(type, given.get_bool());
      case Type::kMap:
        if (!given.is_object()) return std::nullopt;
        return put_map(given.get_object(), level);
      case Type::kList:
        if (!given.is_array()) return std::nullopt;
        return put_list(given.get_array(), level);
      case Type::kStringSet:
      case Type::kNumberSet:
      case Type::kBinarySet:
        break;
    }
    if (!given.is_array()) return std::nullopt;
    const auto& elements = given.get_array();
    for (const auto& element : elements)
      if (!element.is_string()) return std::nullopt;
    if (type == Type::kStringSet) return put_string_set(elements);
    return type == Type::kNumberSet ? put_number_set(elements) : put_binary_set(elements);
  }

  std::optional<std::size_t> put_scalar(Type type, std::string_view text) {
    if (type == Type::kString) return put_string(text);
    return type == Type::kNumber ? put_number(text) : put_binary(text);
  }

  std::optional<std::size_t> put_truth(Type type, bool truth) {
    if (type == Type::kNull && !truth) return fail({ValueErrorKind::kNullNotTrue});
    writer_.put_byte(static_cast<char>(type));
    if (type == Type::kBoolean) writer_.put_byte(truth ? 1 : 0);
    return 1;
  }

  void put_bytes(Type type, std::string_view bytes) {
    char* at = writer_.room(1 + encoding::kVarintBytesMax + bytes.size());
    *at++ = static_cast<char>(type);
    at = encoding::put_varint(at, bytes.size());
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    writer_.advance_to(at + bytes.size());
  }

  std::size_t put_string(std::string_view text) {
    put_bytes(Type::kString, text);
    return text.size();
  }

  std::optional<std::size_t> put_number(std::string_view text) {
    char* at = writer_.room(2 + Number::kEncodedBytesMax);
    const auto size = Number::encode_text(text, at + 2);
    if (!size) return fail({kind_of(size.error()), std::string(text)});
    at[0] = static_cast<char>(Type::kNumber);
    at[1] = static_cast<char>(*size);
    writer_.advance_to(at + 2 + *size);
    return Number::size_bytes({at + 2, *size});
  }

  std::optional<std::size_t> put_binary(std::string_view text) {
    const std::size_t size = base64_size(text);
    char* at = writer_.room(1 + encoding::kVarintBytesMax + base64_decoded_size_max(text.size()));
    *at++ = static_cast<char>(Type::kBinary);
    at = encoding::put_varint(at, size);
    if (!decode_base64(text, at)) return std::nullopt;
    writer_.advance_to(at + size);
    return size;
  }

  std::optional<std::size_t> put_list(const auto& elements, int level) {
    deepest_level_ = std::max(deepest_level_, level);
    writer_.put_byte(static_cast<char>(Type::kList));
    const std::size_t length = writer_.begin_length();
    writer_.put_count(elements.size());
    std::size_t size = kDocumentOverheadBytes;
    for (const auto& element : elements) {
      if (!element.is_object()) return std::nullopt;
      const std::optional<std::size_t> element_size = value(element.get_object(), level + 1);
      if (!element_size) return std::nullopt;
      size += kElementOverheadBytes + *element_size;
    }
    writer_.end_length(length);
    return size;
  }

  std::optional<std::size_t> put_map(const auto& object, int level) {
    deepest_level_ = std::max(deepest_level_, level);
    writer_.put_byte(static_cast<char>(Type::kMap));
    const std::size_t length = writer_.begin_length();
    const std::optional<std::size_t> size = entries(object, level + 1, kElementOverheadBytes);
    if (!size) return std::nullopt;
    writer_.end_length(length);
    return kDocumentOverheadBytes + *size;
  }

  /// Writes a set of the elements, which it sorts; false when one is there twice.
  bool put_set(Type type, std::span<std::string_view> elements) {
    const auto is_not_before = [](std::string_view one, std::string_view other) { return one >= other; };
    if (std::ranges::adjacent_find(elements, is_not_before) != elements.end()) {
      std::ranges::sort(elements);
      if (std::ranges::adjacent_find(elements) != elements.end()) return false;
    }
    writer_.put_byte(static_cast<char>(type));
    const std::size_t length = writer_.begin_length();
    writer_.put_count(elements.size());
    for (const std::string_view element : elements)
      put_bytes(set_element_type(type), element);
    writer_.end_length(length);
    return true;
  }

  std::optional<std::size_t> put_string_set(const auto& given) {
    if (given.empty()) return fail({ValueErrorKind::kEmptyStringSet});
    Elements elements;
    elements.reserve(given.size());
    std::size_t size = 0;
    for (const auto& element : given) {
      elements.push_back(text_of(element));
      size += elements.back().size();
    }
    if (put_set(Type::kStringSet, elements)) return size;
    elements.clear();
    for (const auto& element : given)
      elements.push_back(text_of(element));
    return fail(
        {ValueErrorKind::kDuplicateInSet, list_as_sorted(elements, elements, ", "), list_as_given(elements)});
  }

  std::optional<std::size_t> put_number_set(const auto& given) {
    if (given.empty()) return fail({ValueErrorKind::kEmptyNumberSet});
    std::vector<char> numbers(given.size() * Number::kEncodedBytesMax);
    Elements elements;
    elements.reserve(given.size());
    std::size_t total = 0;
    char* at = numbers.data();
    for (const auto& element : given) {
      const std::string_view text = text_of(element);
      const auto size = Number::encode_text(text, at);
      if (!size) return fail({kind_of(size.error()), std::string(text)});
      elements.emplace_back(at, *size);
      total += Number::size_bytes(elements.back());
      at += *size;
    }
    if (!put_set(Type::kNumberSet, elements)) return fail({ValueErrorKind::kDuplicateInSet});
    return total;
  }

  std::optional<std::size_t> put_binary_set(const auto& given) {
    if (given.empty()) return fail({ValueErrorKind::kEmptyBinarySet});
    Elements texts;
    std::size_t room = 0;
    for (const auto& element : given) {
      texts.push_back(text_of(element));
      room += base64_decoded_size_max(texts.back().size());
    }
    std::vector<char> bytes(room);
    Elements elements;
    std::size_t total = 0;
    char* at = bytes.data();
    for (const std::string_view text : texts) {
      if (!decode_base64(text, at)) return std::nullopt;
      elements.emplace_back(at, base64_size(text));
      total += elements.back().size();
      at += base64_decoded_size_max(text.size());
    }
    Elements sorted = elements;
    if (put_set(Type::kBinarySet, sorted)) return total;
    return fail({ValueErrorKind::kDuplicateInSet, list_as_sorted(texts, elements, ",") + "of type BS",
                 list_as_given(texts) + "of type BS"});
  }

  Writer& writer_;
  MemberOrder order_;
  std::optional<ValueError> error_;
  int deepest_level_ = 0;
};

constexpr std::size_t kExpectedBytesPerEntry = 64;

template <class Object>
bool encode_item(const Object& attributes, Encoder& encoder, Writer& writer) {
  writer.advance_to(writer.room(encoding::kItemSizeBytes) + encoding::kItemSizeBytes);
  const std::optional<std::size_t> size = encoder.entries(attributes, 1, 0);
  if (size) encoding::store_item_size(writer.at(0), *size);
  return size.has_value();
}

/// Encodes with names sorted; only after an error once more in the order given, which decides what to say.
template <class Encode>
Result<std::string, ValueError> encode(std::size_t expected, const Encode& encode_with) {
  for (const MemberOrder order : {MemberOrder::kByName, MemberOrder::kAsGiven}) {
    std::string encoded;
    std::optional<ValueError> error;
    {
      Writer writer(encoded, expected);
      Encoder encoder(writer, order);
      if (!encode_with(encoder, writer)) {
        error = std::move(encoder).error();
        if (!error) throw std::logic_error("an attribute value of the wrong JSON shape");
      }
    }
    if (!error) return encoded;
    if (order == MemberOrder::kAsGiven) return std::move(*error);
  }
  throw std::logic_error("an error must not depend on the order of names");
}

template <class Object>
Result<Item, ValueError> item_or_error(const Object& attributes) {
  if (attributes.empty()) return Item();
  auto encoded = encode(kExpectedBytesPerEntry * attributes.size(), [&](Encoder& encoder, Writer& writer) {
    return encode_item(attributes, encoder, writer);
  });
  if (!encoded) return std::move(encoded).error();
  return Item::adopt(std::move(*encoded));
}

template <class Object>
Result<Value, ValueError> value_or_error(const Object& attribute_value) {
  auto encoded = encode(kExpectedBytesPerEntry, [&](Encoder& encoder, Writer&) {
    return encoder.value(attribute_value, 1).has_value();
  });
  if (!encoded) return std::move(encoded).error();
  return Value::adopt(std::move(*encoded));
}

}  // namespace

void throw_exception_from_error(const ValueError& error, const boost::source_location&) {
  throw std::logic_error("value() of an attribute value that was refused: " + error.detail);
}

std::optional<ItemOfJson> item_if_valid(json::Object attributes) {
  ItemOfJson result;
  if (attributes.empty()) return result;
  std::string encoded;
  {
    Writer writer(encoded, kExpectedBytesPerEntry * attributes.size());
    Encoder encoder(writer, MemberOrder::kByName);
    if (!encode_item(attributes, encoder, writer)) return std::nullopt;
    result.levels = static_cast<std::size_t>(encoder.deepest_level());
  }
  result.item = Item::adopt(std::move(encoded));
  return result;
}

Result<Item, ValueError> item_from_json(const boost::json::object& attributes) {
  return item_or_error(attributes);
}

Result<Item, ValueError> item_from_json(json::Object attributes) {
  return item_or_error(attributes);
}

Result<Value, ValueError> value_from_json(const boost::json::object& attribute_value) {
  return value_or_error(attribute_value);
}

Result<Value, ValueError> value_from_json(json::Object attribute_value) {
  return value_or_error(attribute_value);
}

}  // namespace ddb::value
