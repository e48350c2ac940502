#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::storage {

using testing::ElementsAre;
using testing::IsEmpty;

class TransactionTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, TransactionTest, testing::Values(Medium::kMemory, Medium::kFile),
                         medium_name);

TEST_P(TransactionTest, SeesItsOwnWritesBeforeCommit) {
  const CollectionId collection = new_collection(*store_);
  WriteTransaction transaction = store_->begin_write();
  transaction.put(collection, "a", "one");
  EXPECT_EQ(row_of(transaction, collection, "a"), "one");
  EXPECT_THAT(keys_of(transaction, collection), ElementsAre("a"));
}

TEST_P(TransactionTest, WithoutCommitNothingHasHappened) {
  const CollectionId collection = new_collection(*store_);
  put_row(*store_, collection, "a", "one");
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.put(collection, "a", "two");
    transaction.put(collection, "b", "two");
    transaction.put_setting("name", "value");
    transaction.put_definition("table", "blob");
  }
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(row_of(transaction, collection, "a"), "one");
  EXPECT_EQ(row_of(transaction, collection, "b"), "(none)");
  EXPECT_EQ(transaction.setting("name"), std::nullopt);
  EXPECT_THAT(transaction.definitions(), IsEmpty());
}

TEST_P(TransactionTest, MovedFromTransactionDoesNothingAtItsEnd) {
  const CollectionId collection = new_collection(*store_);
  {
    WriteTransaction first = store_->begin_write();
    first.put(collection, "a", "one");
    WriteTransaction second = std::move(first);
    second.put(collection, "b", "two");
    second.commit();
  }
  {
    ReadTransaction first = store_->begin_read();
    const ReadTransaction second = std::move(first);
    EXPECT_THAT(keys_of(second, collection), ElementsAre("a", "b"));
  }
  put_row(*store_, collection, "c", "three");
}

TEST_P(TransactionTest, CommitOfNothingAndUseAfterTheEndAreToldApart) {
  const CollectionId collection = new_collection(*store_);
  WriteTransaction transaction = store_->begin_write();
  EXPECT_EQ(row_of(transaction, collection, "a"), "(none)");
  transaction.commit();
  EXPECT_THROW(transaction.put(collection, "a", "one"), std::logic_error);
  EXPECT_THROW(transaction.commit(), std::logic_error);
}

TEST_P(TransactionTest, FailedWriteMakesCommitImpossible) {
  const CollectionId collection = new_collection(*store_);
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.put(collection, "a", "one");
    EXPECT_THROW(transaction.put(4711, "a", "one"), StorageError);
    EXPECT_THROW(transaction.commit(), std::logic_error);
  }
  EXPECT_THAT(keys_of(store_->begin_read(), collection), IsEmpty());
}

TEST_P(TransactionTest, ThreadThatWouldWaitForItselfIsTold) {
  const WriteTransaction transaction = store_->begin_write();
  EXPECT_THROW(store_->begin_write(), std::logic_error);
  if (GetParam() == Medium::kMemory) {
    EXPECT_THROW(store_->begin_read(), std::logic_error);
  }
}

TEST_P(TransactionTest, DefinitionsAndSettingsAreKeptByName) {
  {
    WriteTransaction transaction = store_->begin_write();
    transaction.put_definition("b", "two");
    transaction.put_definition("a", "one");
    transaction.put_definition("B", std::string("\0\x01", 2));
    transaction.put_definition("a", "one again");
    transaction.put_definition("c", "three");
    transaction.erase_definition("c");
    transaction.put_setting("hook/1", "x");
    transaction.put_setting("hook/2", "");
    transaction.put_setting("hoop", "z");
    transaction.put_setting("other", "y");
    transaction.erase_setting("other");
    transaction.commit();
  }
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_THAT(transaction.definitions(), ElementsAre(NamedBlob{"B", std::string("\0\x01", 2)},
                                                     NamedBlob{"a", "one again"}, NamedBlob{"b", "two"}));
  EXPECT_EQ(transaction.definition("b"), "two");
  EXPECT_EQ(transaction.definition("c"), std::nullopt);
  EXPECT_EQ(transaction.setting("hook/2"), "");
  EXPECT_EQ(transaction.setting("other"), std::nullopt);
  EXPECT_THAT(transaction.settings("hook/"), ElementsAre(NamedBlob{"hook/1", "x"}, NamedBlob{"hook/2", ""}));
  EXPECT_THAT(transaction.settings("nothing"), IsEmpty());
}

class GroupTest : public testing::TestWithParam<Medium> {
 protected:
  GroupTest() {
    store_ = open_store(options());
    collection_ = new_collection(*store_);
  }
  StoreOptions options() const {
    StoreOptions options;
    if (GetParam() == Medium::kFile) options.file = directory_ / "store.db";
    return options;
  }
  void reopen() {
    store_.reset();
    store_ = open_store(options());
  }
  WriteTransaction begin_member(Rollback rollback = Rollback::kPossible) {
    return store_->begin_write(rollback, CommitMode::kGroup);
  }
  void put_in_group(std::string_view key, std::string_view row) {
    put_row(*store_, collection_, key, row, CommitMode::kGroup);
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Store, GroupTest, testing::Values(Medium::kMemory, Medium::kFile), medium_name);

TEST_P(GroupTest, LaterWritersSeeTheGroupAndReadersOfAFileSeeItOnceCommitted) {
  put_in_group("a", "one");
  put_in_group("b", "two");
  EXPECT_THAT(keys_of(begin_member(), collection_), ElementsAre("a", "b"));
  if (GetParam() == Medium::kFile) {
    EXPECT_THAT(keys_of(store_->begin_read(), collection_), IsEmpty());
  }
  store_->commit_group();
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("a", "b"));
  store_->commit_group();
  EXPECT_EQ(store_->last_lost_group(), 0U);
}

TEST_P(GroupTest, TransactionOfItsOwnCommitsTheOpenGroup) {
  put_in_group("a", "one");
  const std::uint64_t group = store_->group();
  put_row(*store_, collection_, "b", "two");
  EXPECT_EQ(store_->group(), group + 1);
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("a", "b"));
}

TEST_P(GroupTest, UndoneMemberTakesOnlyItsOwnWrites) {
  put_in_group("a", "one");
  {
    WriteTransaction transaction = begin_member();
    transaction.put(collection_, "a", "undone");
    transaction.put(collection_, "b", std::string(10'000, 'x'));
  }
  put_in_group("c", std::string(10'000, 'y'));
  store_->commit_group();
  const ReadTransaction transaction = store_->begin_read();
  EXPECT_EQ(row_of(transaction, collection_, "a"), "one");
  EXPECT_THAT(keys_of(transaction, collection_), ElementsAre("a", "c"));
}

TEST_P(GroupTest, UndoneFirstMemberLosesNothingOfOthers) {
  begin_member(Rollback::kUnneeded).put(collection_, "a", "undone");
  EXPECT_EQ(store_->last_lost_group(), 0U);
  put_in_group("b", "two");
  store_->commit_group();
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("b"));
}

TEST_P(GroupTest, MemberThatPromisedNotToBeUndoneTakesTheGroupWithIt) {
  const std::uint64_t lost = store_->group();
  put_in_group("a", "one");
  begin_member(Rollback::kUnneeded).put(collection_, "b", "two");
  EXPECT_EQ(store_->last_lost_group(), lost);
  EXPECT_GT(store_->group(), lost);
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), IsEmpty());
  put_in_group("c", "three");
  store_->commit_group();
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("c"));
  EXPECT_EQ(store_->last_lost_group(), lost);
}

TEST_P(GroupTest, ActionsRunOnceTheGroupIsCommittedAndNeverIfItIsLost) {
  std::vector<std::string> told;
  const auto put_and_tell = [&](const std::string& key) {
    WriteTransaction transaction = begin_member();
    transaction.put(collection_, key, "row");
    transaction.commit({[&told, key] { told.push_back(key); }});
  };
  put_and_tell("a");
  put_and_tell("b");
  EXPECT_THAT(told, IsEmpty());
  store_->commit_group();
  EXPECT_THAT(told, ElementsAre("a", "b"));
  put_and_tell("c");
  begin_member(Rollback::kUnneeded).put(collection_, "d", "undone");
  store_->commit_group();
  EXPECT_THAT(told, ElementsAre("a", "b"));
}

TEST_P(GroupTest, SequenceNumbersGoOnAfterUndoneMembersAndGroups) {
  const StreamId stream = new_stream(*store_);
  const auto append = [&](WriteTransaction transaction) {
    const std::uint64_t sequence = transaction.append_change(stream, 1, "record");
    transaction.commit();
    return sequence;
  };
  const std::uint64_t first = append(begin_member());
  begin_member().append_change(stream, 1, "undone");
  const std::uint64_t second = append(begin_member());
  EXPECT_GT(second, first);
  store_->commit_group();
  append(begin_member());
  begin_member(Rollback::kUnneeded).append_change(stream, 1, "undone with its group");
  EXPECT_GT(append(begin_member()), second);
  store_->commit_group();
}

class GroupInMemoryTest : public GroupTest {};
INSTANTIATE_TEST_SUITE_P(Store, GroupInMemoryTest, testing::Values(Medium::kMemory), medium_name);

TEST_P(GroupInMemoryTest, ReaderCommitsTheGroupAndSoSeesNothingThatMayStillBeLost) {
  put_in_group("a", "one");
  const std::uint64_t group = store_->group();
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("a"));
  EXPECT_EQ(store_->group(), group + 1);
  begin_member(Rollback::kUnneeded).put(collection_, "b", "undone");
  EXPECT_EQ(store_->last_lost_group(), 0U);
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("a"));
}

class GroupOnFileTest : public GroupTest {};
INSTANTIATE_TEST_SUITE_P(Store, GroupOnFileTest, testing::Values(Medium::kFile), medium_name);

TEST_P(GroupOnFileTest, GroupThatWasNotCommittedIsGoneAfterReopening) {
  put_in_group("a", "one");
  store_->commit_group();
  put_in_group("b", "two");
  reopen();
  EXPECT_THAT(keys_of(store_->begin_read(), collection_), ElementsAre("a"));
}

}  // namespace ddb::storage
