// Whatever happens to the backend's processes, their calls and the stream: no message is lost or doubled, two
// people have one conversation, and each member has one row of it, at its last message.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "backend/domain/message_time.h"
#include "backend/dynamodb/dynamodb_message_store.h"
#include "backend/messaging/messaging.h"
#include "tests/property/command_line.h"
#include "tests/property/faulty_dynamodb.h"
#include "tests/unit/backend/support/fake_user_directory.h"

namespace ddb::property {
namespace {

using namespace ddb::backend;

constexpr FaultRates kRough{.crash = 3, .lost = 4, .repeated = 6, .refused = 3, .index_behind = 40};
constexpr FaultRates kCalm{};

/// What somebody wanted to send, and what came of it.
struct Wish {
  Person sender;
  std::string cognito_user_id;
  MessageWish wish;
  std::size_t successes = 0;
  std::string message_group_uuid;   ///< Of the first success.
  std::optional<std::string> uuid;  ///< The same, where it was answered.
};

/// Lets others go on in place of time that passes.
class YieldingSleeper final : public aws::Sleeper {
 public:
  YieldingSleeper(Interleaver& interleaver, ManualClock& clock) : interleaver_(interleaver), clock_(clock) {}
  void sleep(std::chrono::milliseconds) override {
    clock_.advance(std::chrono::microseconds(1));
    interleaver_.pause();
  }

 private:
  Interleaver& interleaver_;
  ManualClock& clock_;
};

struct Figures {
  std::size_t histories = 0;
  std::size_t calls = 0;
  std::size_t faults = 0;
  std::size_t crashes = 0;
  std::size_t sent = 0;
  std::size_t failed = 0;
  std::size_t repeated = 0;
  std::size_t shown = 0;
  std::size_t not_shown = 0;
};

class History {
 public:
  History(std::uint64_t seed, Transactions transactions, Figures& figures)
      : transactions_(transactions), figures_(figures), dice_(seed), random_(seed) {
    EXPECT_TRUE(in_process_.call("CreateTable", cruddur_messages_table()));
    for (const char* name : {"ada", "ben", "cem", "dot"})
      people_.push_back(users_.add(name));
  }

  void run(std::size_t steps) {
    dynamodb_.set_rates(kRough);
    if (dice_.percent(50)) put_original_conversation();
    std::vector<std::function<void()>> actors;
    clients_ = dice_.between(2, 5);
    for (std::size_t i = 0; i < clients_; ++i)
      actors.emplace_back([this, steps] {
        send_messages(steps);
        --clients_;
      });
    for (std::size_t handlers = dice_.between(1, 3); handlers > 0; --handlers)
      actors.emplace_back([this, steps] { show_some_messages(steps); });
    interleaver_.run(actors);
    replay();
    dynamodb_.set_rates(kCalm);
    check();
    ++figures_.histories;
    figures_.calls += dynamodb_.calls();
    figures_.faults += dynamodb_.faults();
  }

 private:
  /// A process of the backend: what it remembers ends with it.
  struct Process {
    explicit Process(History& history)
        : random(history.dice_.next()),
          store({history.dynamodb_, history.clock_, random, history.sleeper_},
                {.transactions = history.transactions_}),
          messaging(store, history.users_, random) {}
    SeededRandom random;
    DynamoDbMessageStore store;
    Messaging messaging;
  };

  std::string uuid() { return random_uuid(random_); }

  /// As the original service wrote it: no PAIR row.
  void put_original_conversation() {
    const std::string group = uuid();
    const Message message{group, uuid(), "original", message_time(clock_.now()), people_[0]};
    put(message_row(message, nullptr));
    put(group_row(people_[0].uuid, people_[1], message, message.created_at));
    put(group_row(people_[1].uuid, people_[0], message, message.created_at));
    clock_.advance(std::chrono::microseconds(1));
  }
  void put(const Row& row) {
    ASSERT_TRUE(in_process_.call("PutItem", {{"TableName", "cruddur-messages"}, {"Item", row}}));
  }

  void send_messages(std::size_t steps) {
    const std::size_t end = dynamodb_.calls() + steps;
    auto process = std::make_unique<Process>(*this);
    while (dynamodb_.calls() < end) {
      clock_.advance(std::chrono::microseconds(dice_.below(3)));
      const std::size_t wish = choose_wish(*process);
      if (wish == wishes_.size()) continue;
      try {
        note(wish, process->messaging.send(wishes_[wish].cognito_user_id, wishes_[wish].wish));
      } catch (const Crash&) {
        ++figures_.crashes;
        process = std::make_unique<Process>(*this);
      }
    }
  }

  /// One from before that has a key, maybe one that is under way, or a new one; `wishes_.size()` if it came
  /// to none.
  std::size_t choose_wish(Process& process) {
    if (!wishes_.empty() && dice_.percent(35)) {
      const std::size_t wish = dice_.below(wishes_.size());
      return wishes_[wish].wish.idempotency_key ? wish : wishes_.size();
    }
    const std::size_t sender = dice_.below(people_.size());
    Wish wish{
        .sender = people_[sender],
        .cognito_user_id = people_[sender].cognito_user_id,
        .wish = {.text = uuid(), .message_group_uuid = {}, .receiver_handle = {}, .idempotency_key = {}},
        .message_group_uuid = {},
        .uuid = {}};
    if (dice_.percent(60)) wish.wish.idempotency_key = uuid();
    if (dice_.percent(50)) {
      wish.wish.receiver_handle =
          people_[(sender + dice_.between(1, people_.size() - 1)) % people_.size()].handle;
    } else {
      wish.wish.message_group_uuid = some_conversation(process, wish.cognito_user_id);
      if (!wish.wish.message_group_uuid) return wishes_.size();
    }
    wishes_.push_back(std::move(wish));
    return wishes_.size() - 1;
  }

  std::optional<std::string> some_conversation(Process& process, const std::string& cognito_user_id) {
    try {
      const auto page = process.messaging.conversations(cognito_user_id, {});
      if (!page || page->rows.empty()) return std::nullopt;
      std::set<std::string> groups;
      for (const Conversation& conversation : page->rows)
        EXPECT_TRUE(groups.insert(conversation.message_group_uuid).second);
      return dice_.pick(page->rows).message_group_uuid;
    } catch (const Crash&) {
      return std::nullopt;
    }
  }

  void note(std::size_t index, const MessagingResult<Sent>& sent) {
    Wish& wish = wishes_[index];
    if (!sent) {
      ++figures_.failed;
      EXPECT_EQ(sent.error().problems, std::vector<Problem>{Problem::kUnavailable}) << sent.error().detail;
      return;
    }
    ++figures_.sent;
    if (wish.successes++ > 0) {
      ++figures_.repeated;
      EXPECT_EQ(sent->message_group_uuid, wish.message_group_uuid);
    }
    wish.message_group_uuid = sent->message_group_uuid;
    if (!sent->message) return;
    EXPECT_EQ(sent->message->uuid, wish.uuid.value_or(sent->message->uuid));
    wish.uuid = sent->message->uuid;
    EXPECT_EQ(sent->message->text, *wish.wish.text);
  }

  /// All message rows there are, by conversation.
  std::map<std::string, std::vector<Message>> written() {
    std::map<std::string, std::vector<Message>> groups;
    for (const Row& row : rows("MSG#")) {
      const std::string group = text_of(row, "pk").substr(4);
      groups[group].push_back(read_message_row(row, group));
    }
    return groups;
  }
  std::vector<Message> all_written() {
    std::vector<Message> all;
    for (const auto& [group, messages] : written())
      all.insert(all.end(), messages.begin(), messages.end());
    return all;
  }
  std::vector<Row> rows(std::string_view prefix) {
    std::vector<Row> found;
    boost::json::object input{{"TableName", "cruddur-messages"}};
    for (;;) {
      const auto page = in_process_.call("Scan", input).value();
      for (const auto& item : page.at("Items").as_array())
        if (text_of(item.as_object(), "pk").starts_with(prefix)) found.push_back(item.as_object());
      if (!page.contains("LastEvaluatedKey")) return found;
      input["ExclusiveStartKey"] = page.at("LastEvaluatedKey");
    }
  }

  /// Whether the stream's handler is done with the message; the process is another one after a crash.
  bool show(std::unique_ptr<Process>& process, const Message& message) {
    try {
      const bool is_done = process->store.show_last_message(message).has_value();
      ++(is_done ? figures_.shown : figures_.not_shown);
      return is_done;
    } catch (const Crash&) {
      ++figures_.crashes;
      process = std::make_unique<Process>(*this);
      return false;
    }
  }

  void show_some_messages(std::size_t steps) {
    const std::size_t end = dynamodb_.calls() + steps;
    auto process = std::make_unique<Process>(*this);
    while (dynamodb_.calls() < end) {
      interleaver_.pause();
      if (clients_ == 0) return;
      if (const auto messages = all_written(); !messages.empty()) show(process, dice_.pick(messages));
    }
  }

  /// Every message at least once, in any order, by several at once, each until it is done.
  void replay() {
    std::vector<Message> messages = all_written();
    for (std::size_t i = messages.size() / 3; i > 0; --i)
      messages.push_back(dice_.pick(messages));
    for (std::size_t i = messages.size(); i > 1; --i)
      std::swap(messages[i - 1], messages[dice_.below(i)]);
    std::size_t next = 0;
    const auto handle = [&] {
      auto process = std::make_unique<Process>(*this);
      while (next < messages.size()) {
        const Message message = messages[next++];
        while (!show(process, message))
          continue;
      }
    };
    interleaver_.run({handle, handle, handle});
  }

  void check() {
    const auto messages = written();
    check_messages(messages);
    check_group_rows(messages);
  }

  void check_messages(const std::map<std::string, std::vector<Message>>& groups) {
    std::map<std::string, std::vector<Message>> by_text;
    for (const auto& [group, messages] : groups)
      for (const Message& message : messages)
        by_text[message.text].push_back(message);
    for (const Wish& wish : wishes_) {
      const auto& found = by_text[*wish.wish.text];
      EXPECT_LE(found.size(), 1U) << "doubled";
      if (wish.successes == 0) continue;
      ASSERT_EQ(found.size(), 1U) << "lost";
      EXPECT_EQ(found[0].message_group_uuid, wish.message_group_uuid);
      EXPECT_EQ(found[0].sender.uuid, wish.sender.uuid);
      EXPECT_EQ(found[0].uuid, wish.uuid.value_or(found[0].uuid));
    }
  }

  void check_group_rows(const std::map<std::string, std::vector<Message>>& groups) {
    std::map<std::string, std::vector<GroupRow>> by_group;
    std::map<std::string, std::set<std::string>> by_pair;
    for (const Row& row : rows("GRP#")) {
      const GroupRow group = read_group_row(row);
      by_group[group.conversation.message_group_uuid].push_back(group);
      by_pair[pair_key(group.user_uuid, group.conversation.other.uuid).pk].insert(
          group.conversation.message_group_uuid);
    }
    for (const auto& [pair, of_pair] : by_pair)
      EXPECT_EQ(of_pair.size(), 1U) << pair << " has two conversations";
    for (const Row& pair : rows("PAIR#"))
      EXPECT_TRUE(!by_pair.contains(text_of(pair, "pk")) ||
                  by_pair[text_of(pair, "pk")].contains(text_of(pair, "group_uuid")));
    for (const auto& [group, messages] : groups) {
      const auto& members = by_group[group];
      ASSERT_EQ(members.size(), 2U) << "rows of " << group;
      EXPECT_EQ(members[0].user_uuid, members[1].conversation.other.uuid);
      EXPECT_EQ(members[1].user_uuid, members[0].conversation.other.uuid);
      const Message& last = *std::ranges::max_element(messages, {}, &Message::created_at);
      for (const GroupRow& row : members) {
        EXPECT_EQ(row.conversation.created_at, last.created_at);
        EXPECT_EQ(row.conversation.last_message, last.text);
        EXPECT_GE(row.key.sk, last.created_at);
        EXPECT_FALSE(row.conversation.other.handle.empty());
      }
    }
    EXPECT_EQ(by_group.size(), groups.size()) << "a conversation without messages";
  }

  const Transactions transactions_;
  Figures& figures_;
  Dice dice_;
  SeededRandom random_;
  ManualClock clock_;
  EmulatorInProcess emulator_{EmulatorInProcess::Storage::kMemory};
  DynamoDbInProcess in_process_{emulator_};
  Interleaver interleaver_{dice_};
  FaultyDynamoDb dynamodb_{in_process_, interleaver_, dice_};
  YieldingSleeper sleeper_{interleaver_, clock_};
  FakeUserDirectory users_;
  std::vector<Person> people_;
  std::deque<Wish> wishes_;  ///< Others read one while it grows.
  std::size_t clients_ = 0;  ///< Those who are not done yet.
};

void run_histories(Transactions transactions) {
  const Options& options = command_line();
  Figures figures;
  for (std::uint64_t seed = options.seed; figures.calls < options.steps / 2; ++seed) {
    History(seed, transactions, figures).run(options.steps_per_history);
    ASSERT_FALSE(testing::Test::HasFailure())
        << "replay with --seed " << seed << " --steps 1 --steps-per-history " << options.steps_per_history;
  }
  std::cout << figures.histories << " histories, " << figures.calls << " calls, " << figures.faults
            << " faults, " << figures.crashes << " crashes; sent " << figures.sent << " (" << figures.repeated
            << " again), failed " << figures.failed << "; shown " << figures.shown << ", not shown "
            << figures.not_shown << "\n";
}

TEST(Conversations, survive_everything_with_transactions) {
  run_histories(Transactions::kOn);
}

TEST(Conversations, survive_everything_without_transactions) {
  run_histories(Transactions::kOff);
}

}  // namespace
}  // namespace ddb::property
