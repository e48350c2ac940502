#include <boost/json/array.hpp>
#include <map>
#include <string>

#include "tools/cruddur/commands.h"
#include "tools/cruddur/database.h"
#include "tools/cruddur/sub_assignment.h"
#include "tools/cruddur/user_pool.h"

namespace ddb::cruddur {
namespace {

namespace json = boost::json;
using cli::CommandError;
using cli::Console;

constexpr std::size_t kUsersAPage = 1'000;

Result<std::vector<backend::User>, CommandError> all_users(backend::UsersDatabase& database) {
  std::vector<backend::User> users;
  while (true) {
    auto page = database.list_users(kUsersAPage, users.empty() ? "" : users.back().person.handle);
    if (!page) return database_error(page.error());
    const bool is_last = page->size() < kUsersAPage;
    users.insert(users.end(), std::make_move_iterator(page->begin()), std::make_move_iterator(page->end()));
    if (is_last) return users;
  }
}

/// Writes the updates into the database. One that fails becomes a conflict with the database's reason.
void apply(backend::UsersDatabase& database, std::vector<SubAssignment>& assignments) {
  for (auto& assignment : assignments) {
    if (assignment.outcome != SubOutcome::kUpdated) continue;
    const auto updated =
        database.set_cognito_user_id(backend::UserKey::kHandle, assignment.handle, assignment.sub);
    if (updated) continue;
    assignment.outcome = SubOutcome::kConflict;
    assignment.reason = updated.error().message;
  }
}

void print(Console& console, const std::vector<SubAssignment>& assignments) {
  cli::Table table{.names = {"Handle", "Username", "Cognito user id", "Outcome"}, .rows = {}};
  json::array list;
  for (const auto& assignment : assignments) {
    std::string outcome(outcome_text(assignment.outcome));
    list.push_back(json::object{{"handle", assignment.handle},
                                {"username", assignment.username},
                                {"cognito_user_id", assignment.sub},
                                {"earlier_cognito_user_id", assignment.earlier_sub},
                                {"outcome", outcome},
                                {"reason", assignment.reason}});
    if (!assignment.reason.empty()) outcome += ": " + assignment.reason;
    const bool replaces = assignment.outcome == SubOutcome::kUpdated && !assignment.earlier_sub.empty();
    if (replaces) outcome += ", was " + assignment.earlier_sub;
    table.rows.push_back({assignment.handle, assignment.username, assignment.sub, std::move(outcome)});
  }
  if (assignments.empty() && console.format() == cli::OutputFormat::kTable) return;
  console.print(table, json::object{{"Users", list}});
}

std::string summary(const std::map<SubOutcome, std::size_t>& counts) {
  std::string text;
  for (const auto& [outcome, count] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(outcome_text(outcome));
  return text.empty() ? "There is nobody in the database or in the pool." : text + ".";
}

Result<void, CommandError> run_update(Console& console, UserPool& pool) {
  DDB_TRY(chosen, choose_database(console));
  DDB_TRY(database, open_database(console, chosen));
  DDB_TRY(pool_list, pool.list_users());
  DDB_TRY(users, all_users(*database));
  std::vector<PoolUser> pool_users;
  for (const auto& entry : pool_list)
    pool_users.push_back(parse_pool_user(entry.get_object()));
  auto assignments = plan_sub_assignments(pool_users, users);
  apply(*database, assignments);
  print(console, assignments);
  std::map<SubOutcome, std::size_t> counts;
  for (const auto& assignment : assignments)
    ++counts[assignment.outcome];
  if (!counts.contains(SubOutcome::kConflict)) {
    console.say(summary(counts));
    return {};
  }
  return CommandError{
      cli::ExitCode::kFailed,
      summary(counts) + " Mend what the conflicts say, in the pool or the database, and run it again."};
}

}  // namespace

cli::Command update_cognito_user_ids_command(std::string_view name, std::string_view example) {
  std::vector<cli::OptionSpec> options{kConnectionUrl};
  for (const auto& option : user_pool_options())
    options.push_back(option);
  return {.name = name,
          .operands = "",
          .operands_max = 0,
          .summary = "Tell the users database who is who in the user pool",
          .description =
              "Takes the sub of each user of the pool into the users database, so that they are known\n"
              "when they sign in. A user of the pool is the one whose handle is their\n"
              "preferred_username; else whose e-mail is theirs, unless the pool never verified it; else\n"
              "whose handle is their username. Prints each user of both: updated, unchanged, unknown\n"
              "(to the database), not in the pool, or conflict, which is left as it was.",
          .options = std::move(options),
          .examples = {example},
          .run = with_user_pool(run_update)};
}

}  // namespace ddb::cruddur
