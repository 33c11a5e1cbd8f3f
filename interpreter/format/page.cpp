#include "interpreter/format/page.h"

#include <algorithm>

namespace exeunt::format {

std::string Page::comment(std::string_view text) const {
  std::string out(marker_);
  if (!text.empty()) {
    out += ' ';
    out += text;
  }
  return out;
}

void Page::leave_blank(bool by_author) {
  if (blanks_ && by_author) {
    out_ += '\n';
  }
  blanks_ = true;
}

void Page::append(std::string_view text, bool blank) {
  if (blank && !out_.empty()) {
    out_ += '\n';
  }
  out_ += text;
  blanks_ = true;
}

void Page::close_braces() {
  if (out_.ends_with("{\n")) {
    out_.insert(out_.size() - 1, "}");
  } else {
    out_ += "}\n";
    ++lines_;
  }
}

void Page::remark(std::size_t indent, const Remark& remark) {
  leave_blank(remark.blank_above);
  out_.append(indent, ' ');
  out_ += comment(remark.text);
  out_ += '\n';
}

void Page::remarks(std::size_t indent, const std::vector<Remark>& remarks) {
  for (const Remark& each : remarks) {
    remark(indent, each);
  }
}

void Page::line(std::size_t indent, const Units& units, std::string_view text) {
  const std::size_t outer = dash_ ? indent - 2 : indent;
  std::vector<std::string> beside_texts;
  bool first = true;
  bool blank = false;
  for (const uint32_t unit : units) {
    Notes notes = layout_.take(unit);
    remarks(outer, notes.above);
    for (std::string& each : notes.beside) {
      beside_texts.push_back(std::move(each));
    }
    if (first || !notes.above.empty()) {
      blank = notes.blank_above;
    }
    first = false;
  }
  while (beside_texts.size() > 1) {
    remark(outer, {beside_texts.front(), false});
    beside_texts.erase(beside_texts.begin());
    blank = false;
  }
  leave_blank(blank);
  out_.append(outer, ' ');
  out_ += dash_ ? "- " : "";
  dash_ = false;
  const std::string note = beside_texts.empty() ? "" : "  " + comment(beside_texts.front());
  // In YAML text goes on below its line (`|`), and no comment can stand there.
  const std::size_t head = marker_ == "#" ? std::min(text.find('\n'), text.size()) : text.size();
  out_ += text.substr(0, head);
  out_ += note;
  out_ += text.substr(head);
  lines_ += 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  out_ += '\n';
}

void Page::beside(const std::vector<std::string>& texts, std::size_t indent) {
  if (texts.empty()) {
    return;
  }
  if (!out_.empty() && out_.back() == '\n') {
    out_.pop_back();
  }
  out_ += "  " + comment(texts.front()) + "\n";
  for (std::size_t i = 1; i < texts.size(); ++i) {
    remark(indent, {texts[i], false});
  }
}

}  // namespace exeunt::format
