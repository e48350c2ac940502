#include "backend/web/pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "backend/web/embedded_pages.h"

namespace ddb::backend {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(std::string(DDB_SOURCE_DIR) + "/backend/web" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

TEST(PagesTest, ServeTheFilesOfTheFolder) {
  ASSERT_FALSE(embedded_pages().empty());
  for (const EmbeddedPage& page : embedded_pages()) {
    const auto found = find_page(page.path);
    ASSERT_TRUE(found) << page.path;
    EXPECT_EQ(found->content, read_file(page.path == "/" ? "/index.html" : std::string(page.path)));
    EXPECT_TRUE(found->content_type.ends_with("; charset=utf-8")) << found->content_type;
    EXPECT_EQ(found->etag.front(), '"');
    EXPECT_EQ(found->etag.back(), '"');
  }
}

TEST(PagesTest, AreSortedForTheSearch) {
  const auto pages = embedded_pages();
  EXPECT_TRUE(std::is_sorted(
      pages.begin(), pages.end(),
      [](const EmbeddedPage& left, const EmbeddedPage& right) { return left.path < right.path; }));
}

TEST(PagesTest, AnswerAtTheAddressOfEachView) {
  for (const std::string_view path :
       {"/sign-in", "/messages", "/messages/new", "/messages/5ae290ed-55d1-47a0-bc6d-fe2bc2700399"})
    EXPECT_EQ(find_page(path)->content.data(), find_page("/")->content.data()) << path;
  for (const std::string_view path : {"/sign-in/", "/messagesnew", "/assets/messages/new"})
    EXPECT_FALSE(find_page(path)) << path;
}

TEST(PagesTest, HaveNoSecondPath) {
  EXPECT_EQ(find_page("/")->content_type, "text/html; charset=utf-8");
  for (const std::string_view path :
       {"", "/index.html", "//", "/.", "/../CMakeLists.txt", "/pages.cc", "/%2e"})
    EXPECT_FALSE(find_page(path)) << path;
}

}  // namespace
}  // namespace ddb::backend
