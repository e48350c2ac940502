// links: shared_value
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/json/json.h"
#include "shared/value/item_list_json.h"
#include "shared/value/json.h"
#include "shared/value/partial_item.h"
#include "shared/value/tree.h"

using namespace ddb::value;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// The same with numbers in place of every second name.
void check_numbered(ItemView item, const std::vector<SeparateAttribute>& separate) {
  const auto names = std::make_shared<AttributeNames>([] { std::abort(); });
  bool numbers = false;
  for (const Entry& entry : item.attributes())
    if (AttributeNames::may_have_number(entry.name) && !names->is_full() && (numbers = !numbers))
      names->append(entry.name);
  std::string buffer;
  const PartialItemView row(take_out(item, separate, names.get(), buffer).encoded, names.get());
  require(row.size_bytes() == item.size_bytes());
  require(row.put_back(separate).encoded() == item.encoded());
  for (const Entry& entry : row.attributes()) {
    require(item.find(entry.name) == entry.value);
    require(row.attributes().find(entry.name) == entry.value);
  }
  ItemList list;
  list.append(row, separate);
  require(list[0].whole().encoded() == item.encoded());
  std::string text;
  append_json(text, list);
  const auto document = ddb::json::Document::parse(text.substr(1, text.size() - 2));
  require(document.has_value());
  const auto read = item_from_json(document->root().as_object());
  require(read.has_value() && read->encoded() == item.encoded());
}

/// Every second scalar taken out and put back.
void check_partial(ItemView item) {
  if (item.encoded().empty()) return;
  std::vector<SeparateAttribute> separate;
  bool takes = false;
  for (const Entry& entry : item.attributes())
    if (entry.value.type() <= Type::kBinary && (takes = !takes))
      separate.push_back({entry.name, entry.value.type(), entry.value.bytes()});
  std::string buffer;
  const PartialItemView partial(take_out(item, separate, nullptr, buffer).encoded);
  require(partial.size_bytes() == item.size_bytes());
  require(partial.put_back(separate).encoded() == item.encoded());
  check_numbered(item, separate);
}

/// Whatever is called well formed must be readable, canonical, and the same after every way through the code.
void check_item(ItemView item) {
  require(close(open(item)).encoded() == item.encoded());
  check_partial(item);
  std::size_t size = 0;
  for (const Entry& entry : item.attributes()) {
    size += entry.name.size() + entry.value.size_bytes();
    require(item.find(entry.name) == entry.value);
  }
  require(size == item.size_bytes());

  std::string text;
  append_json(text, item);
  const auto document = ddb::json::Document::parse(text);
  require(document.has_value());
  const auto read = item_from_json(document->root().as_object());
  require(read.has_value() && read->encoded() == item.encoded());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (is_well_formed_item(bytes)) check_item(ItemView(bytes));

  // Few inputs guess an item's size; put the right one in front of what is an attribute map otherwise.
  std::string item = std::string(encoding::kItemSizeBytes, '\0') + std::string("\x01\x01n", 3) + bytes;
  if (is_well_formed_value(bytes)) {
    encoding::store_item_size(item.data(), 1 + ValueView(bytes).size_bytes());
    require(is_well_formed_item(item));
    check_item(ItemView(item));
  }
  return 0;
}
