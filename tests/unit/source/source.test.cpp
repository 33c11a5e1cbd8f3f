#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "interpreter/source/input.h"
#include "interpreter/source/source.h"
#include "interpreter/source/utf8.h"
#include "interpreter/source/write.h"

namespace exeunt::source {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "exeunt.XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

LoadError::Reason reason(const std::variant<FileId, LoadError>& result) {
  REQUIRE(std::holds_alternative<LoadError>(result));
  return std::get<LoadError>(result).reason;
}

bool is(Position position, uint32_t line, uint32_t column) {
  return position.line == line && position.column == column;
}

TEST_CASE("offsets become lines and columns") {
  const File file("f", "ab\r\nä日x\n\nlast");
  CHECK(is(file.position(0), 1, 1));
  CHECK(is(file.position(2), 1, 3));
  CHECK(is(file.position(4), 2, 1));
  CHECK(is(file.position(6), 2, 2));
  CHECK(is(file.position(9), 2, 3));
  CHECK(is(file.position(11), 3, 1));
  CHECK(is(file.position(12), 4, 1));
  CHECK(is(file.position(16), 4, 5));
  CHECK(is(file.position(4'000'000'000), 4, 5));
}

TEST_CASE("lines come without their line end") {
  const File file("f", "ab\r\n\nlast\r");
  CHECK(file.line(0).empty());
  CHECK(file.line(1) == "ab");
  CHECK(file.line(2).empty());
  CHECK(file.line(3) == "last\r");  // no line end follows: the byte belongs to the line
  CHECK(file.line(4).empty());
  CHECK(File("f", "").line(1).empty());
  CHECK(is(File("f", "").position(0), 1, 1));
}

TEST_CASE("the lines of a piece are numbered as in the whole") {
  const File file("a", "one\ntwo\r\n", 7);
  CHECK(file.position(0).line == 7);
  CHECK(file.position(5).line == 8);
  CHECK(file.position(5).column == 2);
  CHECK(file.line(7) == "one");
  CHECK(file.line(8) == "two");
  CHECK(file.line(9).empty());
  CHECK(file.line(10).empty());
  CHECK(file.line(6).empty());
  CHECK(file.line(0).empty());
}

TEST_CASE("invalid UTF-8 is found at its first byte") {
  const auto at = [](std::string_view text) { return find_invalid_utf8(text); };
  CHECK(at("") == 0);
  CHECK(at("plain ascii, longer than eight bytes") == 36);
  CHECK(at("ä日\U0001F600") == 9);
  CHECK(at("12345678\xff") == 8);
  CHECK(at("ab\xc3") == 2);            // cut
  CHECK(at("ab\xc3z") == 2);           // no continuation
  CHECK(at("\x80") == 0);              // continuation alone
  CHECK(at("\xc0\xaf") == 0);          // overlong
  CHECK(at("\xe0\x80\x80") == 0);      // overlong
  CHECK(at("\xed\xa0\x80") == 0);      // surrogate
  CHECK(at("\xf4\x90\x80\x80") == 0);  // past U+10FFFF
  CHECK(at("\xef\xbf\xbd ok") == 6);   // U+FFFD itself is a character like any other
}

TEST_CASE("widths of characters") {
  CHECK(display_width('a') == 1);
  CHECK(display_width(U'ä') == 1);
  CHECK(display_width(U'日') == 2);
  CHECK(display_width(0x1F600) == 2);
  CHECK(display_width(0x0301) == 0);
  CHECK(display_width(0x200D) == 0);
  CHECK(display_width(0xFE0F) == 0);
  CHECK(is_control('\t'));
  CHECK(is_control(0x9b));
  CHECK(is_control(0x202e));
  CHECK_FALSE(is_control(U'ä'));
}

TEST_CASE("loading tells what is wrong with a file") {
  const Folder folder;
  Manager manager;
  CHECK(reason(manager.load(folder / "none")) == LoadError::Reason::not_found);
  CHECK(reason(manager.load(folder / "")) == LoadError::Reason::is_directory);
  CHECK(reason(manager.load("/dev/null")) == LoadError::Reason::empty);

  write_file(folder / "f", "");
  CHECK(reason(manager.load(folder / "f")) == LoadError::Reason::empty);
  write_file(folder / "f", std::string_view("ab\0c", 4));
  auto nul = manager.load(folder / "f");
  CHECK(reason(nul) == LoadError::Reason::nul_byte);
  CHECK(std::get<LoadError>(nul).offset == 2);
  write_file(folder / "f", "abc\xff");
  auto invalid = manager.load(folder / "f");
  CHECK(reason(invalid) == LoadError::Reason::invalid_utf8);
  CHECK(std::get<LoadError>(invalid).offset == 3);
  write_file(folder / "f", "12345");
  CHECK(reason(manager.load(folder / "f", {.max_bytes = 4})) == LoadError::Reason::too_large);

  const auto loaded = manager.load(folder / "f", {.max_bytes = 5});
  REQUIRE(std::holds_alternative<FileId>(loaded));
  CHECK(manager.file(std::get<FileId>(loaded)).text() == "12345");
  CHECK(manager.file(std::get<FileId>(loaded)).name() == (folder / "f"));
  CHECK(manager.size() == 1);
}

TEST_CASE("an endless file stops at the limit") {
  Manager manager;
  const auto result = manager.load("/dev/zero", {.max_bytes = 1u << 20});
  CHECK(reason(result) == LoadError::Reason::too_large);
  CHECK(std::get<LoadError>(result).detail == "1048576");
}

TEST_CASE("a file that may not be read says so") {
  if (::geteuid() == 0) {
    return;  // root may read everything
  }
  const Folder folder;
  write_file(folder / "f", "x");
  ::chmod((folder / "f").c_str(), 0);
  Manager manager;
  const auto result = manager.load(folder / "f");
  CHECK(reason(result) == LoadError::Reason::unreadable);
  CHECK(std::get<LoadError>(result).detail == "Permission denied");
}

TEST_CASE("a file is written whole, under no other name afterwards") {
  const Folder folder;
  CHECK(write_file(folder / "f", "one") == std::nullopt);
  CHECK(contents(folder / "f") == "one");
  CHECK(write_file(folder / "f", "two") == std::nullopt);
  CHECK(contents(folder / "f") == "two");
  CHECK(folder.entries() == 1);
}

TEST_CASE("writing keeps permissions and follows links") {
  const Folder folder;
  write_file(folder / "f", "one");
  ::chmod((folder / "f").c_str(), 0640);
  fs::create_symlink("f", folder / "link");
  CHECK(write_file(folder / "link", "two") == std::nullopt);
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(contents(folder / "f") == "two");
  struct stat status = {};
  ::stat((folder / "f").c_str(), &status);
  CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("what cannot be written is said, and nothing is left behind") {
  const Folder folder;
  CHECK(write_file(folder / "none/f", "x") == "No such file or directory");
  CHECK(write_file(folder / "", "x") == "Is a directory");
  CHECK(write_file("/dev/null", "x") == std::nullopt);
  CHECK(write_file("/dev/full", "x") == "No space left on device");
  CHECK(folder.entries() == 0);
}

}  // namespace
}  // namespace exeunt::source
