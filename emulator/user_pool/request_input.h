#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/user_pool/pool_error.h"

namespace ddb::user_pool {

/// What a text of a request may be: the constraints of the API's model.
struct TextRule {
  std::size_t length_min = 1;  ///< In characters.
  std::size_t length_max = 131'072;
  /// Whether the text matches `pattern`; null: anything does.
  bool (*matches)(std::string_view text) = nullptr;
  std::string_view pattern = {};
  /// A secret is not shown in the message.
  enum class Shown { kYes, kNo } shown = Shown::kYes;
};

bool satisfies(std::string_view text, const TextRule& rule);

extern const TextRule kPoolIdRule;
extern const TextRule kClientIdRule;
extern const TextRule kNameRule;  ///< Of a pool or a client.
extern const TextRule kUsernameRule;
extern const TextRule kPasswordRule;
extern const TextRule kTokenRule;
extern const TextRule kSessionRule;
extern const TextRule kAttributeNameRule;
extern const TextRule kAttributeValueRule;
extern const TextRule kFilterRule;
extern const TextRule kPageTokenRule;

using TextMap = std::map<std::string, std::string>;

/// Reads the members of a request. What is wrong is collected, and told by `finish`, so that a reader reads
/// all it wants first. A member that is null counts as absent.
class RequestInput {
 public:
  explicit RequestInput(const boost::json::object& object) : object_(object) {}

  std::string required_text(std::string_view name, const TextRule& rule);
  std::optional<std::string> text(std::string_view name, const TextRule& rule);
  std::string required_choice(std::string_view name, std::initializer_list<std::string_view> choices);
  std::optional<std::string> choice(std::string_view name, std::initializer_list<std::string_view> choices);
  std::optional<bool> boolean(std::string_view name);
  std::uint32_t required_integer(std::string_view name, std::uint32_t minimum, std::uint32_t maximum);
  std::optional<std::uint32_t> integer(std::string_view name, std::uint32_t minimum, std::uint32_t maximum);
  /// Each element one of `choices`.
  std::optional<std::vector<std::string>> choices(std::string_view name,
                                                  std::initializer_list<std::string_view> choices);
  std::optional<std::vector<std::string>> texts(std::string_view name, const TextRule& rule);
  /// Text by text, as AuthParameters is. Its values may be secrets.
  TextMap text_map(std::string_view name);
  /// `[{"Name": ..., "Value": ...}]`; a value that is absent is empty. Of a name given twice the last counts.
  std::optional<TextMap> attributes(std::string_view name);
  /// A member that is an object of its own; null if absent. What is wrong in it is told by its own `finish`.
  const boost::json::object* object(std::string_view name);
  /// Members that change nothing here, such as ClientMetadata, which only Lambda triggers see.
  void pass_over(std::initializer_list<std::string_view> names);

  /// SerializationException for a member of the wrong type; InvalidParameterException for what the model does
  /// not permit ("1 validation error detected: ..."), and for a member that was not read: one that is not
  /// served here.
  PoolResult<void> finish() const;

 private:
  const boost::json::value* take(std::string_view name);
  std::string checked(std::string_view name, std::string_view value, const TextRule& rule);
  void violated(std::string_view name, std::optional<std::string_view> value, std::string_view constraint);
  void missing(std::string_view name);
  void wrong_type(std::string_view expected);

  const boost::json::object& object_;
  std::vector<std::string> read_;
  std::vector<std::string> violations_;
  std::string wrong_type_;
};

}  // namespace ddb::user_pool
