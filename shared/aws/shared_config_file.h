#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::aws {

/// The two files that the AWS tools share differ in how they name a profile.
enum class SharedFileKind {
  kCredentials,  ///< `[name]`; usually ~/.aws/credentials.
  kConfig,       ///< `[profile name]`, or `[default]`; also `[services name]`. Usually ~/.aws/config.
};

/// A shared credentials or config file, read into names and values.
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files", file format.
class SharedConfigFile {
 public:
  /// Lines are `[section]`, `name = value`, or comments that begin with '#' or ';'. An indented `name =
  /// value` belongs to the property before it, which then has no value itself; its name here is
  /// `property.name`. Of a name given twice the last counts. Sections of other kinds are passed over. The
  /// error names the line.
  static Result<SharedConfigFile> parse(std::string_view text, SharedFileKind kind);

  bool has_profile(std::string_view profile) const { return profiles_.contains(profile); }
  /// The value of a property of a profile, such as `region`.
  std::optional<std::string> find(std::string_view profile, std::string_view name) const;
  /// The value of a property of `[services SECTION]`, such as `dynamodb.endpoint_url`.
  std::optional<std::string> find_service(std::string_view section, std::string_view name) const;

 private:
  using Properties = std::map<std::string, std::string, std::less<>>;
  using Sections = std::map<std::string, Properties, std::less<>>;
  friend class SharedConfigParser;

  Sections profiles_;
  Sections services_;
};

}  // namespace ddb::aws
