// Index files: that of world.ndjson, changed. The first byte says how: even, the bytes are changed and nothing else;
// odd, the checksums are made to fit afterwards, as somebody would who wants to do harm. What follows are changes, four
// bytes each.
//
// An index that was changed and whose checksums do not fit is refused, or the plan that is made by it is the one that
// was made before. With whatever checksums it is refused with an error, or there is a plan: nothing else happens.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>

#include "interpreter/digest/xxh3.h"
#include "interpreter/engine/columnar/index_build.h"
#include "interpreter/engine/columnar/names.h"
#include "interpreter/lower/lower.h"
#include "tests/fuzz/input/large.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/input/world.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

namespace columnar = engine::columnar;

const std::size_t longest_input = 256;

namespace {

constexpr std::size_t head_size = 16;
constexpr std::size_t hash_size = 16;
constexpr std::size_t end_size = 32;

/// The account in a file without a name, and what was made of it.
struct Indexed {
  source::Seekable file;
  snapshot::Opening opening;
  std::string index;
  std::string plan;
};

/// Writes what comes to be read by its path.
std::string write_to(int descriptor, std::string_view bytes) {
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    broken("files can be written", "");
  }
  return "/proc/self/fd/" + std::to_string(descriptor);
}

int nameless(const char* name) {
  const int descriptor = ::memfd_create(name, MFD_CLOEXEC);
  if (descriptor < 0) {
    broken("files can be made", "");
  }
  return descriptor;
}

std::optional<columnar::Index> open(const std::string& path, const Indexed& indexed, diagnostic::Sink& sink) {
  const columnar::Index::Purpose purpose{columnar::index_policy(*world().program), "leave", false, "make it anew"};
  return columnar::Index::open(path, indexed.file, purpose, sink);
}

const Indexed& indexed() {
  static const Indexed* const made = [] {
    std::ifstream in(EXEUNT_FUZZ_HOME "/tests/fuzz/input/world.ndjson", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    static const int descriptor = nameless("account");
    auto opened = source::Seekable::open(write_to(descriptor, text));
    auto* const file = std::get_if<source::Seekable>(&opened);
    const auto opening = file == nullptr ? std::nullopt : snapshot::find_ndjson(*file, *world().program->model, {});
    if (!opening) {
      broken("the account is there", text);
    }
    std::vector<std::shared_ptr<const graph::Graph>> graphs;
    diagnostic::Sink sink;
    for (const program::Event& event : world().program->events) {
      graphs.push_back(lower::lower(world().program, event, sink));
    }
    std::string index;
    const auto take = [&](std::string_view piece) {
      index += piece;
      return true;
    };
    const auto summary = columnar::build_index(graphs, *file, *opening, {}, take, sink);
    const auto plan = plan_by_columns(*file, *opening, nullptr, sink);
    if (!summary || !plan) {
      broken("the account has an index and a plan", told(sink));
    }
    return new Indexed{std::move(*file), *opening, std::move(index), *plan};
  }();
  return *made;
}

uint64_t number_at(const std::string& bytes, std::size_t at) {
  uint64_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

template <class T>
void append_raw(std::string& to, const T& value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

constexpr std::array<uint64_t, 12> extremes = {
    0, 1, 2, 7, 64, 1u << 14, 1u << 20, UINT32_MAX, INT64_MAX, UINT64_MAX, 1ull << 63, UINT64_MAX - 15};

/// `edits`: what is done, where (two bytes), with what.
void change(std::string& bytes, std::string_view edits) {
  for (; edits.size() >= 4 && !bytes.empty(); edits.remove_prefix(4)) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(edits[i])); };
    const std::size_t at = (byte(1) * 256 + byte(2)) % bytes.size();
    switch (byte(0) % 6) {
      case 0:
        bytes[at] = edits[3];
        break;
      case 1:
        if (at + sizeof(uint64_t) <= bytes.size()) {
          std::memcpy(bytes.data() + at, &extremes[byte(3) % extremes.size()], sizeof(uint64_t));
        }
        break;
      case 2:
        bytes.erase(at, byte(3));
        break;
      case 3:
        bytes.insert(at, byte(3), edits[1]);
        break;
      case 4:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << (byte(3) % 8)));
        break;
      default:
        bytes.insert(at, std::string(bytes, (at + byte(3)) % bytes.size(), byte(3)));
        break;
    }
  }
}

/// The file with changes before and within its directory, and checksums of what it holds then.
std::string sealed(const std::string& index, std::string_view edits) {
  const std::size_t directory = number_at(index, index.size() - end_size);
  const std::size_t blocks = (directory + columnar::index_block_size - 1) / columnar::index_block_size;
  std::string data = index.substr(0, directory);
  std::string content =
      index.substr(directory, index.size() - end_size - directory - sizeof(uint64_t) - blocks * hash_size);
  change(edits.empty() || edits[0] % 2 == 0 ? data : content, edits.substr(std::min<std::size_t>(edits.size(), 1)));
  data.resize(std::max(data.size(), head_size));
  std::vector<digest::Hash128> hashes;
  for (std::string_view rest = data; !rest.empty();) {
    hashes.push_back(digest::xxh3(rest.substr(0, columnar::index_block_size)));
    rest.remove_prefix(std::min(rest.size(), columnar::index_block_size));
  }
  append_raw(content, uint64_t{hashes.size()});
  for (const digest::Hash128& hash : hashes) {
    append_raw(content, hash);
  }
  std::string place;
  append_raw(place, uint64_t{data.size()});
  append_raw(place, uint64_t{content.size()});
  const digest::Hash128 hash = digest::xxh3(content + place + data.substr(0, head_size));
  data += content + place;
  append_raw(data, hash);
  return data;
}

}  // namespace

void attempt(std::string_view bytes) {
  const Indexed& in = indexed();
  const bool is_sealed = !bytes.empty() && bytes[0] % 2 != 0;
  const std::string_view edits = bytes.substr(std::min<std::size_t>(bytes.size(), 1));
  std::string index = in.index;
  if (is_sealed) {
    index = sealed(index, edits);
    if (edits.empty() && index != in.index) {
      broken("checksums are made as the command makes them", "");
    }
  } else {
    change(index, edits);
  }
  static const int descriptor = nameless("index");
  const std::string path = write_to(descriptor, index);
  diagnostic::Sink sink;
  const auto opened = open(path, in, sink);
  if (opened.has_value() == sink.has_errors()) {
    broken("an index is opened, or it is said why not", told(sink));
  }
  if (!opened) {
    if (index == in.index) {
      broken("an index that was not changed is opened", told(sink));
    }
    return;
  }
  const auto plan = plan_by_columns(in.file, in.opening, &*opened, sink);
  if (plan.has_value() == sink.has_errors()) {
    broken("there is a plan, or it is said why not", told(sink));
  }
  if (plan && *plan != in.plan && !is_sealed) {
    broken("what the checksums do not fit is noticed", *plan);
  }
  if (!plan && index == in.index) {
    broken("an index that was not changed gives the plan", told(sink));
  }
  diagnostic::Sink listing;
  const auto names =
      columnar::list_subjects(in.file, *opened, *world().leave->event, *world().program->model, 64, listing);
  if (names.has_value() == listing.has_errors()) {
    broken("who can leave is listed, or it is said why not", told(listing));
  }
}

}  // namespace exeunt::fuzz
