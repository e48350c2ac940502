#include "emulator/storage/page_cache.h"

#include <sqlite3.h>

#include <new>

#include "emulator/storage/page_number_bound.h"

namespace ddb::storage {

namespace {

using PageNumber = PageNumberBound::PageNumber;

/// SQLite's own cache. The interface hands its functions nothing of ours that could hold it, so it is static:
/// written once, before SQLite starts.
sqlite3_pcache_methods2& original() {
  static sqlite3_pcache_methods2 methods{};
  return methods;
}

/// One cache: SQLite's, and what is known of its page numbers.
class PageCache {
 public:
  explicit PageCache(sqlite3_pcache* cache) : cache_(cache) {}
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;
  ~PageCache() { original().xDestroy(cache_); }

  sqlite3_pcache* cache() const { return cache_; }

  sqlite3_pcache_page* fetch(PageNumber number, int create_flag) {
    sqlite3_pcache_page* page = original().xFetch(cache_, number, create_flag);
    if (page) bound_.add(number);
    return page;
  }

  void rename(sqlite3_pcache_page* page, PageNumber from, PageNumber to) {
    original().xRekey(cache_, page, from, to);
    bound_.rename(from, to);
  }

  /// Drops all pages from `number_from` on.
  void cut(PageNumber number_from) {
    if (!bound_.may_reach(number_from)) return;
    original().xTruncate(cache_, number_from);
    bound_.cut(number_from);
  }

 private:
  sqlite3_pcache* cache_;
  PageNumberBound bound_;
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
  const sqlite3_pcache_methods2 methods = layer_methods();
  sqlite3_config(SQLITE_CONFIG_PCACHE2, &methods);
}

}  // namespace ddb::storage
