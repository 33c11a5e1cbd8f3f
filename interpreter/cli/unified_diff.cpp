#include "interpreter/cli/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace exeunt::cli {

namespace {

using Lines = std::vector<std::string_view>;

constexpr int context_lines = 3;
constexpr int max_edits = 2000;

/// With their line ends, so that a missing last one is a difference.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Runs of lines: [a, a_end) of the old text were replaced by [b, b_end) of the new one.
struct Edit {
  int a, a_end, b, b_end;
};

/// Myers' shortest edit script: `reach[k]` is the furthest old line on diagonal k = (old - new) after d edits.
std::vector<Edit> find_edits(const Lines& before, const Lines& after) {
  const int n = static_cast<int>(before.size());
  const int m = static_cast<int>(after.size());
  const auto is_same = [&before, &after](int a, int b) {
    return before[static_cast<std::size_t>(a)] == after[static_cast<std::size_t>(b)];
  };
  int begin = 0;
  while (begin < n && begin < m && is_same(begin, begin)) {
    ++begin;
  }
  int tail = 0;
  while (tail < n - begin && tail < m - begin && is_same(n - 1 - tail, m - 1 - tail)) {
    ++tail;
  }
  const Edit whole{begin, n - tail, begin, m - tail};
  if (whole.a == whole.a_end || whole.b == whole.b_end) {
    return whole.a == whole.a_end && whole.b == whole.b_end ? std::vector<Edit>{} : std::vector<Edit>{whole};
  }

  const int limit = std::min(max_edits, (whole.a_end - whole.a) + (whole.b_end - whole.b));
  std::vector<int> reach(2 * static_cast<std::size_t>(limit) + 3, begin);
  const auto at = [limit](std::vector<int>& line, int k) -> int& {
    return line[static_cast<std::size_t>(k + limit + 1)];
  };
  std::vector<std::vector<int>> history;
  int edits = 0;
  bool found = false;
  for (; edits <= limit && !found; ++edits) {
    history.push_back(reach);
    for (int k = -edits; k <= edits && !found; k += 2) {
      const bool down = k == -edits || (k != edits && at(reach, k - 1) < at(reach, k + 1));
      int x = edits == 0 ? begin : down ? at(reach, k + 1) : at(reach, k - 1) + 1;
      int y = x - k;
      while (x < whole.a_end && y < whole.b_end && is_same(x, y)) {
        ++x, ++y;
      }
      at(reach, k) = x;
      found = x >= whole.a_end && y >= whole.b_end;
    }
  }
  if (!found) {
    return {whole};
  }

  // Back along the way, one edit at a time; neighbours are joined.
  std::vector<Edit> script;
  int x = whole.a_end;
  int y = whole.b_end;
  for (int d = edits - 1; d > 0; --d) {
    std::vector<int>& earlier = history[static_cast<std::size_t>(d)];
    const int k = x - y;
    const bool down = k == -d || (k != d && at(earlier, k - 1) < at(earlier, k + 1));
    const int from_x = at(earlier, down ? k + 1 : k - 1);
    const int from_y = from_x - (down ? k + 1 : k - 1);
    const Edit edit{from_x, down ? from_x : from_x + 1, from_y, down ? from_y + 1 : from_y};
    if (!script.empty() && script.back().a == edit.a_end && script.back().b == edit.b_end) {
      script.back().a = edit.a;
      script.back().b = edit.b;
    } else {
      script.push_back(edit);
    }
    x = from_x;
    y = from_y;
  }
  std::reverse(script.begin(), script.end());
  return script;
}

void add_lines(std::string& text, char mark, const Lines& lines, int begin, int end) {
  for (int i = begin; i < end; ++i) {
    text += mark;
    text += lines[static_cast<std::size_t>(i)];
    if (text.back() != '\n') {
      text += "\n\\ No newline at end of file\n";
    }
  }
}

/// "12,3": where a hunk begins and how long it is, as `diff -u` writes it.
std::string range(int begin, int end) {
  const int length = end - begin;
  return length == 1 ? fmt::format("{}", begin + 1) : fmt::format("{},{}", length == 0 ? begin : begin + 1, length);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  const Lines old_lines = split(before);
  const Lines new_lines = split(after);
  const std::vector<Edit> edits = find_edits(old_lines, new_lines);
  if (edits.empty()) {
    return {};
  }
  std::string text = fmt::format("--- {}\n+++ {}\n", name, name);
  for (std::size_t first = 0; first < edits.size();) {
    std::size_t last = first;
    while (last + 1 < edits.size() && edits[last + 1].a - edits[last].a_end <= 2 * context_lines) {
      ++last;
    }
    const int lead = std::min(context_lines, edits[first].a);
    const int trail = std::min(context_lines, static_cast<int>(old_lines.size()) - edits[last].a_end);
    text += fmt::format("@@ -{} +{} @@\n", range(edits[first].a - lead, edits[last].a_end + trail),
                        range(edits[first].b - lead, edits[last].b_end + trail));
    int a = edits[first].a - lead;
    for (; first <= last; ++first) {
      add_lines(text, ' ', old_lines, a, edits[first].a);
      add_lines(text, '-', old_lines, edits[first].a, edits[first].a_end);
      add_lines(text, '+', new_lines, edits[first].b, edits[first].b_end);
      a = edits[first].a_end;
    }
    add_lines(text, ' ', old_lines, a, a + trail);
  }
  return text;
}

}  // namespace exeunt::cli
