#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

/// What the API model demands of members, as rows that the generator writes and `Decoder` reads.
namespace ddb::model {

/// Which texts a string may be, beside its length.
enum class TextRule : std::uint8_t {
  kAny,
  kName,           ///< [a-zA-Z0-9_.-]+
  kTableNameOrArn  ///< The same, at most 255 characters, unless it is an ARN.
};

/// The constraints of one shape. `min` and `max` are lengths of strings (in characters), lists and maps, and
/// values of numbers.
struct ShapeRules {
  static constexpr std::int64_t kNoMax = std::numeric_limits<std::int64_t>::max();
  static constexpr std::int64_t kNoMin = std::numeric_limits<std::int64_t>::min();

  std::int64_t min = kNoMin;
  std::int64_t max = kNoMax;
  TextRule text = TextRule::kAny;
  bool is_integer = false;              ///< 32 bits; other whole numbers have 64.
  bool whole_seconds = false;           ///< A timestamp that answers show without its fraction.
  const ShapeRules* element = nullptr;  ///< Of each element of a list, or value of a map.
  const ShapeRules* key = nullptr;      ///< Of each name of a map.
};

inline constexpr ShapeRules kNoRules{};

/// How the service speaks of a value that is none of an enum.
struct EnumWording {
  std::string_view values;  ///< "[INDEXES, TOTAL, NONE]", in the service's own order.
  /// The newer wording of some members, without value and place; empty where there is none.
  std::string_view values_without_place = {};
  /// The newer wording is the whole message, and comes before everything else that is wrong.
  bool alone = false;
};

/// One member of a structure, in the order in which the service judges them.
struct MemberRow {
  std::string_view name;
  bool required = false;
  const ShapeRules* rules = &kNoRules;
  const EnumWording* enumeration = nullptr;
  /// The whole message when the member is missing, where it is not the usual one.
  std::string_view missing_message = {};
};

/// How an operation puts what is wrong into one message. Recorded answers since June 2026 differ by
/// operation.
enum class ValidationStyle : std::uint8_t {
  /// All of it, in the order of the members, each with its value.
  kJoined,
  /// Missing members: as kJoined. Otherwise what breaks the model's own lengths and ranges, alone and without
  /// value, then the rest as kJoined but with the newer wording of enums.
  kEarlyModelCheck,
  /// The same, but only the first of the rest.
  kEarlyModelCheckFirstOnly,
};

}  // namespace ddb::model
