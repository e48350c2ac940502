#include "shared/value/tree.h"

#include <gtest/gtest.h>

#include "shared/value/builder.h"
#include "tests/unit/shared/value/random_values.h"

namespace ddb::value {
namespace {

Value set_of(std::initializer_list<std::string_view> texts) {
  std::vector<Value> elements;
  for (const std::string_view text : texts)
    elements.push_back(Value::string(text));
  return *make_set(Type::kStringSet, {elements.begin(), elements.end()});
}

TEST(Tree, opening_and_closing_gives_the_same_bytes) {
  testing::RandomValues random(3);
  for (int i = 0; i < 500; ++i) {
    const Item item = random.item();
    ASSERT_TRUE(is_well_formed_item(item.encoded()));
    EXPECT_EQ(close(open(item)), item);
    const Value value = random.tree(5).close();
    EXPECT_EQ(Tree::open(value).close(), value);
    EXPECT_TRUE(is_well_formed_value(value.view().encoded()));
  }
}

TEST(Tree, long_lists_and_maps_get_longer_lengths) {
  for (const std::size_t count : {126U, 127U, 128U, 129U, 16383U, 16384U, 70000U}) {
    const Value list = Tree(TreeList(count, Tree(Value::null()))).close();
    EXPECT_EQ(list.view().count(), count);
    EXPECT_TRUE(is_well_formed_value(list.view().encoded())) << count;
    EXPECT_EQ(Tree::open(list).close(), list);
  }
}

TEST(Tree, a_changed_node_changes_only_itself) {
  TreeMap attributes;
  attributes.emplace("list", Tree(TreeList{Tree(Value::string("a")), Tree(Value::string("b"))}));
  attributes.emplace("other", Tree(Value::null()));
  TreeMap opened = open(close(attributes));
  std::get<TreeList>(opened.at("list").node).at(1) = Tree(Value::string("changed"));
  const Item item = close(opened);
  EXPECT_EQ(item.view().find("list")->at(0)->bytes(), "a");
  EXPECT_EQ(item.view().find("list")->at(1)->bytes(), "changed");
  EXPECT_EQ(item.view().size_bytes(), 4U + 3 + 2 + 1 + 7 + 5 + 1);
}

TEST(Tree, no_attributes_close_to_the_item_without_attributes) {
  EXPECT_EQ(close(TreeMap()), Item());
  EXPECT_TRUE(open(ItemView()).empty());
}

TEST(SetUnion, holds_every_element_once) {
  EXPECT_EQ(set_union(set_of({"a", "c"}), set_of({"b", "c", ""})), set_of({"", "a", "b", "c"}));
  EXPECT_EQ(set_union(set_of({"a"}), set_of({"a"})), set_of({"a"}));
}

TEST(SetDifference, holds_what_only_the_first_has) {
  EXPECT_EQ(set_difference(set_of({"a", "b", "c"}), set_of({"b", "x"})), set_of({"a", "c"}));
  EXPECT_EQ(set_difference(set_of({"a"}), set_of({"a", "b"})), std::nullopt);
}

}  // namespace
}  // namespace ddb::value
