#include "shared/value/tree.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "shared/value/builder.h"

namespace ddb::value {
namespace {

using encoding::Writer;

void write(Writer& writer, const Tree& tree);

void write_entries(Writer& writer, const TreeMap& map) {
  writer.put_count(map.size());
  for (const auto& [name, tree] : map) {  // the map's order is the encoded order: bytewise by name
    writer.put_count(name.size());
    writer.put(name);
    write(writer, tree);
  }
}

void write(Writer& writer, const Tree& tree) {
  if (const auto* leaf = std::get_if<Value>(&tree.node)) {
    writer.put(leaf->view().encoded());
    return;
  }
  const auto* list = std::get_if<TreeList>(&tree.node);
  writer.put_byte(static_cast<char>(list != nullptr ? Type::kList : Type::kMap));
  const std::size_t length = writer.begin_length();
  if (list != nullptr) {
    writer.put_count(list->size());
    for (const Tree& element : *list)
      write(writer, element);
  } else {
    write_entries(writer, std::get<TreeMap>(tree.node));
  }
  writer.end_length(length);
}

TreeMap open_entries(MapView entries) {
  TreeMap map;
  for (const Entry& entry : entries)
    map.emplace_hint(map.end(), entry.name, Tree::open(entry.value));
  return map;
}

std::vector<ValueView> elements_of(ValueView set) {
  std::vector<ValueView> elements;
  elements.reserve(set.count());
  for (const ValueView element : set.elements())
    elements.push_back(element);
  return elements;
}

}  // namespace

Tree Tree::open(ValueView view) {
  if (view.type() == Type::kMap) return Tree(open_entries(view.map()));
  if (view.type() != Type::kList) return Tree(Value(view));
  TreeList list;
  list.reserve(view.count());
  for (const ValueView element : view.elements())
    list.push_back(open(element));
  return Tree(std::move(list));
}

Value Tree::close() const {
  std::string encoded;
  {
    Writer writer(encoded, 0);
    write(writer, *this);
  }
  return Value::adopt(std::move(encoded));
}

TreeMap open(ItemView item) {
  return open_entries(item.attributes());
}

Item close(const TreeMap& attributes) {
  if (attributes.empty()) return {};
  std::string encoded(encoding::kItemSizeBytes, '\0');
  {
    Writer writer(encoded, 256);
    write_entries(writer, attributes);
  }
  std::size_t size = 0;
  for (const Entry& entry : ItemView(encoded).attributes())
    size += entry.name.size() + entry.value.size_bytes();
  encoding::store_item_size(encoded.data(), size);
  return Item::adopt(std::move(encoded));
}

Value set_union(ValueView left, ValueView right) {
  assert(is_set(left.type()) && left.type() == right.type());
  std::vector<ValueView> elements = elements_of(left);
  const std::vector<ValueView> more = elements_of(right);
  elements.insert(elements.end(), more.begin(), more.end());
  return *make_set(left.type(), std::move(elements));
}

std::optional<Value> set_difference(ValueView left, ValueView right) {
  assert(is_set(left.type()) && left.type() == right.type());
  const auto before = [](ValueView one, ValueView other) { return one.bytes() < other.bytes(); };
  const std::vector<ValueView> from = elements_of(left);
  const std::vector<ValueView> without = elements_of(right);
  std::vector<ValueView> elements;
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(), std::back_inserter(elements),
                      before);
  return make_set(left.type(), std::move(elements));
}

}  // namespace ddb::value
