#include "interpreter/source/seekable.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "interpreter/source/scratch.h"

namespace exeunt::source {
namespace {

namespace fs = std::filesystem;

/// A path that nothing has, removed at the end.
struct Path {
  Path() {
    std::string name = (fs::temp_directory_path() / "exeunt.XXXXXX").string();
    ::close(::mkstemp(name.data()));
    fs::remove(name);
    text = name;
  }
  ~Path() { fs::remove(text); }
  std::string text;
};

std::string read(const Seekable& input, uint64_t offset, std::size_t size) {
  std::string text(size, '\0');
  text.resize(std::get<std::size_t>(input.read(offset, text.data(), size)));
  return text;
}

void check_ten(const Seekable& input) {
  CHECK(input.size() == 10);
  CHECK(read(input, 3, 4) == "3456");
  CHECK(read(input, 0, 2) == "01");
  CHECK(read(input, 8, 100) == "89");
  CHECK(read(input, 10, 1).empty());
  CHECK(read(input, 1000, 1).empty());
}

}  // namespace

TEST_CASE("a file, a text and a pipe can be read anywhere") {
  check_ten(Seekable::of("text", "0123456789"));

  const Path file;
  std::ofstream(file.text) << "0123456789";
  auto opened = Seekable::open(file.text);
  REQUIRE(std::holds_alternative<Seekable>(opened));
  Seekable moved = std::move(std::get<Seekable>(opened));
  check_ten(moved);
  CHECK(moved.name() == file.text);

  const Path pipe;
  REQUIRE(::mkfifo(pipe.text.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(pipe.text) << "0123456789"; });
  const auto piped = Seekable::open(pipe.text);
  writer.join();
  REQUIRE(std::holds_alternative<Seekable>(piped));
  check_ten(std::get<Seekable>(piped));
}

TEST_CASE("what cannot be opened is told apart") {
  const Path nothing;
  CHECK(std::get<LoadError>(Seekable::open(nothing.text)).reason == LoadError::Reason::not_found);
  CHECK(std::get<LoadError>(Seekable::open(fs::temp_directory_path().string())).reason ==
        LoadError::Reason::is_directory);
}

TEST_CASE("a scratch gives back what was written, however much") {
  const Path file;
  std::string expected;
  Scratch scratch;
  for (int i = 0; i < 200; ++i) {
    const std::string piece = std::to_string(i) + std::string(50'000, 'x');
    expected += piece;
    REQUIRE_FALSE(scratch.write(piece));
  }
  Scratch moved = std::move(scratch);
  Output output = std::move(std::get<Output>(Output::open(file.text)));
  REQUIRE_FALSE(moved.copy_to(output));
  REQUIRE_FALSE(output.commit());
  std::ostringstream found;
  found << std::ifstream(file.text, std::ios::binary).rdbuf();
  CHECK((found.str() == expected));
}

}  // namespace exeunt::source
