#include "emulator/storage/page_cache.h"

#include <sqlite3.h>

#include <algorithm>
#include <new>

namespace ddb::storage {

namespace {

using PageNumber = unsigned int;

/// SQLite's own cache. The interface hands its functions nothing of ours that could hold it, so it is static:
/// written once, before SQLite starts.
sqlite3_pcache_methods2& original() {
  static sqlite3_pcache_methods2 methods{};
  return methods;
}

/// One cache: SQLite's, and an upper bound of the numbers of its pages.
class PageCache {
 public:
  explicit PageCache(sqlite3_pcache* cache) : cache_(cache) {}
  ~PageCache() { original().xDestroy(cache_); }

  sqlite3_pcache* cache() const { return cache_; }

  sqlite3_pcache_page* fetch(PageNumber number, int create_flag) {
    sqlite3_pcache_page* page = original().xFetch(cache_, number, create_flag);
    if (page && number > number_max_) number_max_ = number;
    return page;
  }

  void rename(sqlite3_pcache_page* page, PageNumber from, PageNumber to) {
    original().xRekey(cache_, page, from, to);
    if (from == far_number_) far_number_ = 0;
    if (to <= number_max_) return;
    // One page at a time is far away; should there be two, the bound rises and the cuts are made.
    if (far_number_ != 0) number_max_ = std::max(number_max_, far_number_);
    far_number_ = to;
  }

  /// Drops all pages from `number_from` on.
  void cut(PageNumber number_from) {
    if (number_from > number_max_ && (far_number_ == 0 || number_from > far_number_)) return;
    original().xTruncate(cache_, number_from);
    number_max_ = std::min(number_max_, number_from - 1);
    if (far_number_ >= number_from) far_number_ = 0;
  }

 private:
  sqlite3_pcache* cache_;
  PageNumber number_max_ = 0;  ///< No page has a higher number, but for the one of `far_number_`.
  PageNumber far_number_ = 0;  ///< 0: none.
};

PageCache& of(sqlite3_pcache* cache) {
  return *reinterpret_cast<PageCache*>(cache);
}

sqlite3_pcache* create(int page_size_bytes, int extra_size_bytes, int is_purgeable) {
  sqlite3_pcache* cache = original().xCreate(page_size_bytes, extra_size_bytes, is_purgeable);
  if (!cache) return nullptr;
  auto* layer = new (std::nothrow) PageCache(cache);
  if (!layer) original().xDestroy(cache);
  return reinterpret_cast<sqlite3_pcache*>(layer);
}

sqlite3_pcache_methods2 layer_methods() {
  sqlite3_pcache_methods2 methods = original();
  methods.xCreate = create;
  methods.xCachesize = [](sqlite3_pcache* cache, int count) {
    original().xCachesize(of(cache).cache(), count);
  };
  methods.xPagecount = [](sqlite3_pcache* cache) { return original().xPagecount(of(cache).cache()); };
  methods.xFetch = [](sqlite3_pcache* cache, PageNumber number, int create_flag) {
    return of(cache).fetch(number, create_flag);
  };
  methods.xUnpin = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, int discard) {
    original().xUnpin(of(cache).cache(), page, discard);
  };
  methods.xRekey = [](sqlite3_pcache* cache, sqlite3_pcache_page* page, PageNumber from, PageNumber to) {
    of(cache).rename(page, from, to);
  };
  methods.xTruncate = [](sqlite3_pcache* cache, PageNumber number_from) { of(cache).cut(number_from); };
  methods.xDestroy = [](sqlite3_pcache* cache) { delete &of(cache); };
  methods.xShrink = [](sqlite3_pcache* cache) { original().xShrink(of(cache).cache()); };
  return methods;
}

}  // namespace

void install_page_cache() {
  if (original().xCreate) return;
  sqlite3_pcache_methods2 found{};
  if (sqlite3_config(SQLITE_CONFIG_GETPCACHE2, &found) != SQLITE_OK) return;
  original() = found;
  sqlite3_config(SQLITE_CONFIG_PCACHE2, &page_cache_methods());
}

const sqlite3_pcache_methods2& page_cache_methods() {
  static const sqlite3_pcache_methods2 methods = layer_methods();
  return methods;
}

}  // namespace ddb::storage
