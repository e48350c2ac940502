#include "shared/aws/shared_config_file.h"

#include <algorithm>

#include "shared/http/syntax.h"

namespace ddb::aws {
namespace {

/// A value ends where white space and '#' or ';' begin a comment.
std::string_view without_comment(std::string_view value) {
  for (std::size_t i = 1; i < value.size(); ++i) {
    const bool begins_comment = value[i] == '#' || value[i] == ';';
    if (begins_comment && (value[i - 1] == ' ' || value[i - 1] == '\t'))
      return http::trimmed(value.substr(0, i));
  }
  return value;
}

}  // namespace

/// Reads one file, line by line.
class SharedConfigParser {
 public:
  explicit SharedConfigParser(SharedFileKind kind) : kind_(kind) {}

  Result<SharedConfigFile> parse(std::string_view text) {
    while (!text.empty()) {
      const auto line_feed = text.find('\n');
      ++line_number_;
      std::string_view line = text.substr(0, line_feed);
      if (line.ends_with('\r')) line.remove_suffix(1);
      DDB_CHECK(take_line(line));
      text.remove_prefix(line_feed == std::string_view::npos ? text.size() : line_feed + 1);
    }
    return std::move(file_);
  }

 private:
  Result<void> take_line(std::string_view line) {
    const std::string_view content = http::trimmed(line);
    if (content.empty() || content.front() == '#' || content.front() == ';') return {};
    if (content.front() == '[') return take_section(content);
    return take_property(content, line.front() == ' ' || line.front() == '\t');
  }

  Result<void> take_section(std::string_view content) {
    const auto end = content.find(']');
    if (end == std::string_view::npos) return failed("a section without its ']'");
    const std::string_view title = http::trimmed(content.substr(1, end - 1));
    const auto space = title.find_first_of(" \t");
    const std::string_view word = title.substr(0, space);
    const std::string_view name = space == std::string_view::npos ? "" : http::trimmed(title.substr(space));
    seen_section_ = true;
    property_.clear();
    properties_ = nullptr;
    if (kind_ == SharedFileKind::kCredentials || title == "default") {
      properties_ = &file_.profiles_[std::string(title)];
    } else if (word == "profile" && !name.empty()) {
      properties_ = &file_.profiles_[std::string(unquoted(name))];
    } else if (word == "services" && !name.empty()) {
      properties_ = &file_.services_[std::string(name)];
    }
    return {};
  }

  Result<void> take_property(std::string_view content, bool is_indented) {
    if (!seen_section_) return failed("a property before the first section");
    const auto equals = content.find('=');
    if (equals == std::string_view::npos) {
      // An indented line without '=' continues a value; no property that is read here has such values.
      if (is_indented && !property_.empty()) return {};
      return failed("neither a section, a property (name = value) nor a comment");
    }
    const std::string name = http::lower_case(http::trimmed(content.substr(0, equals)));
    if (name.empty()) return failed("a property without a name");
    const std::string value(without_comment(http::trimmed(content.substr(equals + 1))));
    const bool is_nested = is_indented && !property_.empty();
    if (!is_nested) property_ = name;
    if (properties_) (*properties_)[is_nested ? property_ + "." + name : name] = value;
    return {};
  }

  static std::string_view unquoted(std::string_view name) {
    const bool is_quoted =
        name.size() >= 2 && name.front() == name.back() && (name.front() == '"' || name.front() == '\'');
    return is_quoted ? name.substr(1, name.size() - 2) : name;
  }

  Error failed(std::string_view what) const {
    return Error{"line " + std::to_string(line_number_) + " is " + std::string(what) + "."};
  }

  const SharedFileKind kind_;
  SharedConfigFile file_;
  std::size_t line_number_ = 0;
  bool seen_section_ = false;
  std::string property_;                                // the one that indented lines belong to
  SharedConfigFile::Properties* properties_ = nullptr;  // of the section, unless it is passed over
};

Result<SharedConfigFile> SharedConfigFile::parse(std::string_view text, SharedFileKind kind) {
  return SharedConfigParser(kind).parse(text);
}

std::optional<std::string> SharedConfigFile::find(std::string_view profile, std::string_view name) const {
  const auto section = profiles_.find(profile);
  if (section == profiles_.end()) return std::nullopt;
  const auto found = section->second.find(name);
  if (found == section->second.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

std::optional<std::string> SharedConfigFile::find_service(std::string_view section,
                                                          std::string_view name) const {
  const auto services = services_.find(section);
  if (services == services_.end()) return std::nullopt;
  const auto found = services->second.find(name);
  if (found == services->second.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

}  // namespace ddb::aws
