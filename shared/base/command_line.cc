#include "shared/base/command_line.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace ddb {
namespace {

constexpr std::size_t kHelpColumn = 30;

/// How many characters must be changed, added or taken away to get from one word to the other.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

void append_option_help(std::string& out, const CommandOption& option) {
  std::string line = "  --" + std::string(option.name);
  if (!option.value_name.empty()) line += " " + std::string(option.value_name);
  line.resize(std::max(line.size() + 2, kHelpColumn), ' ');
  std::string_view rest = option.help;
  while (true) {
    const std::size_t end = rest.find('\n');
    out += line + std::string(rest.substr(0, end)) + "\n";
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1);
    line.assign(kHelpColumn, ' ');
  }
}

}  // namespace

const CommandOption* CommandLine::find(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(), [&](const CommandOption& option) {
    return option.name == name || (!option.alias.empty() && option.alias == name);
  });
  return found == options_.end() ? nullptr : &*found;
}

Error CommandLine::unknown(std::string_view argument, std::string_view name) const {
  const CommandOption* nearest = nullptr;
  std::size_t distance = 3;  // a word that is further away is no slip of the finger
  for (const CommandOption& option : options_)
    if (const std::size_t d = edit_distance(name, option.name); !option.help.empty() && d < distance) {
      nearest = &option;
      distance = d;
    }
  std::string sentence = "Unknown option " + std::string(argument) + ".";
  if (nearest) sentence += " Did you mean --" + std::string(nearest->name) + "?";
  return Error{sentence + " See --help for all options."};
}

Result<std::vector<std::string>> CommandLine::parse(std::span<const std::string> arguments) const {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view argument = arguments[i];
    if (argument == "--") {
      others.insert(others.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      break;
    }
    if (argument.size() < 2 || argument.front() != '-') {
      others.emplace_back(argument);
      continue;
    }
    const std::string_view word = argument.substr(argument.starts_with("--") ? 2 : 1);
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const CommandOption* option = find(name);
    const std::string shown(argument.substr(0, argument.size() - word.size() + name.size()));
    if (!option) return unknown(shown, name);
    std::string_view value;
    if (option->value_name.empty()) {
      if (equals != std::string_view::npos) return Error{"Option " + shown + " takes no value."};
    } else if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < arguments.size()) {
      value = arguments[++i];
    } else {
      return Error{"Option " + shown + " needs a value: " + shown + " " + std::string(option->value_name) +
                   "."};
    }
    if (const auto applied = option->apply(value); !applied)
      return Error{"Option " + shown + ": " + applied.error().message};
  }
  return others;
}

Result<void> CommandLine::parse_options(std::span<const std::string> arguments) const {
  DDB_TRY(others, parse(arguments));
  if (others.empty()) return {};
  return Error{"\"" + others.front() + "\" is not understood: options begin with a dash. See --help."};
}

std::string CommandLine::help() const {
  std::string text;
  for (const CommandOption& option : options_)
    if (!option.help.empty()) append_option_help(text, option);
  return text;
}

Result<long long> parse_integer(std::string_view text, long long minimum, long long maximum) {
  long long number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number < minimum || number > maximum)
    return Error{"\"" + std::string(text) + "\" is not a whole number from " + std::to_string(minimum) +
                 " to " + std::to_string(maximum) + "."};
  return number;
}

}  // namespace ddb
