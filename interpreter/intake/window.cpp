#include "interpreter/intake/window.h"

#include <algorithm>
#include <cstring>

#include "interpreter/snapshot/reader.h"

namespace exeunt::intake {

namespace {

constexpr std::size_t chunk_bytes = 256u << 10;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t padding = snapshot::Reader::padding;

}  // namespace

Window::Window(Bytes bytes) : bytes_(std::move(bytes)), buffer_(chunk_bytes + padding) {
  if (ahead(byte_order_mark.size()).starts_with(byte_order_mark)) {
    begin_ = at_ = counted_ = byte_order_mark.size();
  }
}

std::string_view Window::ahead(std::size_t wanted) {
  while (end_ - at_ < wanted && fill()) {
  }
  return {buffer_.data() + at_, end_ - at_};
}

bool Window::fill() {
  if (ended_ || failure_) {
    return false;
  }
  count_to(at_);
  const std::size_t keep = std::min(mark_.value_or(at_), at_);
  if (keep > 0) {
    std::memmove(buffer_.data(), buffer_.data() + keep, end_ - keep);
    at_ -= keep;
    end_ -= keep;
    counted_ -= keep;
    passed_ += keep;
    if (mark_) {
      *mark_ -= keep;
    }
  }
  if (end_ + padding == buffer_.size()) {
    buffer_.resize(buffer_.size() * 2);
  }
  auto result = bytes_.read(buffer_.data() + end_, buffer_.size() - padding - end_);
  if (auto* failed = std::get_if<ByteFailure>(&result)) {
    failure_ = std::move(*failed);
    return false;
  }
  end_ += std::get<std::size_t>(result);
  ended_ = std::get<std::size_t>(result) == 0;
  return !ended_;
}

void Window::count_to(std::size_t to) {
  const std::string_view passed(buffer_.data() + counted_, to - counted_);
  const std::size_t last = passed.rfind('\n');
  if (last != std::string_view::npos) {
    position_.line += static_cast<uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
    position_.column = 1;
  }
  const std::string_view rest = last == std::string_view::npos ? passed : passed.substr(last + 1);
  position_.column += static_cast<uint32_t>(
      std::count_if(rest.begin(), rest.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
  counted_ = to;
}

Window::Position Window::position() {
  count_to(at_);
  return position_;
}

}  // namespace exeunt::intake
