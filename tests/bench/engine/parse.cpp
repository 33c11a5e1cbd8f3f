// What reading an account costs at least:
//
//   bench_parse read FILE   reads it
//   bench_parse dom FILE    parses all of every line into simdjson's DOM: structure, UTF-8, texts and numbers decoded
//
// On one thread, block after block of whole lines, as any program would that keeps no more than it needs.
#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

namespace {

constexpr size_t block = 4 * 1024 * 1024;

/// Calls `take` with whole lines, which are followed by as many bytes as simdjson reads beyond the end. Answers
/// whether all of the file was read and taken.
template <typename Take>
bool for_each_block(const char* path, const Take& take) {
  const int file = ::open(path, O_RDONLY);
  if (file < 0) {
    return false;
  }
  size_t capacity = block;
  auto buffer = std::make_unique<char[]>(capacity + simdjson::SIMDJSON_PADDING);
  size_t held = 0;
  bool is_good = true;
  ssize_t count = 0;
  while (is_good && (count = ::read(file, buffer.get() + held, capacity - held)) > 0) {
    held += static_cast<size_t>(count);
    const auto* const last = static_cast<const char*>(::memrchr(buffer.get(), '\n', held));
    const size_t whole = last == nullptr ? 0 : static_cast<size_t>(last - buffer.get()) + 1;
    is_good = take(std::string_view(buffer.get(), whole)) && held - whole < capacity;
    std::memmove(buffer.get(), buffer.get() + whole, held - whole);
    held -= whole;
  }
  ::close(file);
  return is_good && count == 0 && (held == 0 || take(std::string_view(buffer.get(), held)));
}

class Parser {
 public:
  Parser() {
#ifdef SIMDJSON_THREADS_ENABLED
    parser_.threaded = false;
#endif
  }

  bool take(std::string_view lines) {
    simdjson::dom::document_stream documents;
    if (parser_.parse_many(lines.data(), lines.size(), lines.size()).get(documents) != simdjson::SUCCESS) {
      return false;
    }
    for (auto each : documents) {
      simdjson::dom::element document;
      if (each.get(document) != simdjson::SUCCESS) {
        return false;
      }
      ++objects_;
    }
    return documents.truncated_bytes() == 0;
  }

  size_t objects() const { return objects_; }

 private:
  simdjson::dom::parser parser_;
  size_t objects_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: bench_parse read|dom FILE\n";
    return 2;
  }
  Parser parser;
  const bool parses = std::string_view(words[1]) == "dom";
  size_t bytes = 0;
  const bool is_good = for_each_block(words[2], [&](std::string_view lines) {
    bytes += lines.size();
    return !parses || (lines.empty() || parser.take(lines));
  });
  if (!is_good) {
    std::cerr << words[2] << ": cannot be " << (parses ? "parsed" : "read") << '\n';
    return 2;
  }
  std::cout << (parses ? parser.objects() : bytes) << (parses ? " objects, " : " bytes, ")
            << simdjson::get_active_implementation()->name() << '\n';
  return 0;
}
