#include "tools/cli/options.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace ddb::cli {
namespace {

std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i] == right[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

const OptionSpec* find_spec(std::span<const OptionSpec> specs, std::string_view name) {
  const auto found =
      std::find_if(specs.begin(), specs.end(), [name](const OptionSpec& spec) { return spec.name == name; });
  return found == specs.end() ? nullptr : &*found;
}

CommandError unknown_option(std::span<const OptionSpec> specs, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& spec : specs)
    names.push_back(spec.name);
  const std::string_view similar = most_similar(name, names);
  std::string message = "There is no option --" + std::string(name);
  message +=
      similar.empty() ? "; --help shows those there are." : "; did you mean --" + std::string(similar) + "?";
  return usage_error(std::move(message));
}

}  // namespace

std::string_view most_similar(std::string_view text, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = text.size() / 3 + 2;
  for (const auto candidate : candidates) {
    const std::size_t distance = edit_distance(text, candidate);
    if (distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

Result<Options, CommandError> Options::parse(std::span<const std::string> arguments,
                                             std::span<const OptionSpec> specs, std::size_t operands_max) {
  Options options;
  bool only_operands = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i] == "-h" ? "--help" : std::string_view(arguments[i]);
    if (only_operands || argument == "-" || !argument.starts_with("-")) {
      if (options.operands_.size() == operands_max) {
        return usage_error("\"" + std::string(argument) + "\" is one argument too many.");
      }
      options.operands_.emplace_back(argument);
      continue;
    }
    if (argument == "--") {
      only_operands = true;
      continue;
    }
    const std::string_view text = argument.substr(argument.starts_with("--") ? 2 : 1);
    const auto equals = text.find('=');
    const std::string name(text.substr(0, equals));
    const OptionSpec* spec = find_spec(specs, name);
    if (!spec) return unknown_option(specs, name);
    auto& values = options.values_[name];
    if (spec->value.empty()) {
      if (equals != std::string_view::npos) return usage_error("--" + name + " takes no value.");
    } else if (equals != std::string_view::npos) {
      values.emplace_back(text.substr(equals + 1));
    } else if (i + 1 < arguments.size()) {
      values.push_back(arguments[++i]);
    } else {
      return usage_error("--" + name + " needs a value: --" + name + " " + std::string(spec->value) + ".");
    }
  }
  return options;
}

std::optional<std::string> Options::find(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::string Options::value_or(std::string_view name, std::string_view otherwise) const {
  return find(name).value_or(std::string(otherwise));
}

std::vector<std::string> Options::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

Result<std::optional<std::int64_t>, CommandError> Options::integer(std::string_view name, std::int64_t min,
                                                                   std::int64_t max) const {
  const auto text = find(name);
  if (!text) return std::optional<std::int64_t>();
  std::int64_t value = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, failure] = std::from_chars(text->data(), end, value);
  if (failure != std::errc() || stopped != end || value < min || value > max) {
    return usage_error("--" + std::string(name) + " must be a whole number from " + std::to_string(min) +
                       " to " + std::to_string(max) + ", not \"" + *text + "\".");
  }
  return std::optional(value);
}

}  // namespace ddb::cli
