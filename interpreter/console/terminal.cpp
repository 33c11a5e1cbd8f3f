#include "interpreter/console/terminal.h"

#include <histedit.h>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <cstdio>

namespace exeunt::console {

struct Terminal::State {
  Completer completer;
  std::string prompt;
  bool cancelled = false;
  EditLine* editor = nullptr;
  History* history = nullptr;
};

namespace {

/// The part that all begin with.
std::string common_prefix(const std::vector<std::string>& words) {
  std::string prefix = words.front();
  for (const std::string& word : words) {
    const auto [end, other] = std::mismatch(prefix.begin(), prefix.end(), word.begin(), word.end());
    prefix.erase(end, prefix.end());
  }
  return prefix;
}

}  // namespace

Terminal::Terminal(Completer completer) : state_(std::make_unique<State>()) {
  constexpr int lines_kept = 1000;
  // The editor counts characters by the locale, the rest of the program never asks for it.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  state_->completer = std::move(completer);
  state_->history = ::history_init();
  HistEvent event = {};
  ::history(state_->history, &event, H_SETSIZE, lines_kept);
  ::history(state_->history, &event, H_SETUNIQUE, 1);

  EditLine* const editor = ::el_init("exeunt", stdin, stderr, stderr);
  state_->editor = editor;
  ::el_set(editor, EL_CLIENTDATA, state_.get());
  ::el_set(editor, EL_EDITOR, "emacs");
  ::el_set(editor, EL_HIST, ::history, state_->history);
  ::el_set(
      editor, EL_PROMPT, +[](EditLine* from) -> char* {
        void* state = nullptr;
        ::el_get(from, EL_CLIENTDATA, &state);
        return static_cast<State*>(state)->prompt.data();
      });
  ::el_set(
      editor, EL_ADDFN, "exeunt-cancel", "Drop the line", +[](EditLine* from, int) -> unsigned char {
        void* state = nullptr;
        ::el_get(from, EL_CLIENTDATA, &state);
        static_cast<State*>(state)->cancelled = true;
        std::fputs("^C\n", stderr);
        return CC_NEWLINE;
      });
  ::el_set(
      editor, EL_ADDFN, "exeunt-complete", "Complete a name", +[](EditLine* from, int) -> unsigned char {
        void* data = nullptr;
        ::el_get(from, EL_CLIENTDATA, &data);
        const LineInfo* const line = ::el_line(from);
        const std::string_view before(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
        const Completion found = static_cast<State*>(data)->completer(before);
        if (found.choices.empty()) {
          return CC_REFRESH_BEEP;
        }
        const std::string prefix = common_prefix(found.choices);
        const std::size_t typed = before.size() - found.begin;
        if (prefix.size() > typed) {
          ::el_insertstr(from, prefix.c_str() + typed);
          return CC_REFRESH;
        }
        if (found.choices.size() == 1) {
          return CC_REFRESH_BEEP;
        }
        std::fputc('\n', stderr);
        for (const std::string& choice : found.choices) {
          std::fprintf(stderr, "%s  ", choice.c_str());
        }
        std::fputc('\n', stderr);
        return CC_REDISPLAY;
      });
  ::el_set(
      editor, EL_ADDFN, "exeunt-suspend", "Leave for the shell that started this",
      +[](EditLine* from, int) -> unsigned char {
        ::el_set(from, EL_PREP_TERM, 0);
        ::kill(0, SIGTSTP);
        ::el_set(from, EL_PREP_TERM, 1);
        return CC_REDISPLAY;
      });
  // Ctrl-C comes as a character while a line is edited, not as a signal; and so does Ctrl-Z.
  ::el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
  ::el_set(editor, EL_BIND, "^C", "exeunt-cancel", nullptr);
  ::el_set(editor, EL_BIND, "^Z", "exeunt-suspend", nullptr);
  ::el_set(editor, EL_BIND, "^I", "exeunt-complete", nullptr);
  ::el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  ::el_source(editor, nullptr);
}

Terminal::~Terminal() {
  ::el_end(state_->editor);
  ::history_end(state_->history);
}

Terminal::Typed Terminal::read(const std::string& prompt) {
  state_->prompt = prompt;
  state_->cancelled = false;
  // Whoever sees the prompt may press Ctrl-C or Ctrl-D, and the editor takes the terminal only after it has shown it.
  ::el_set(state_->editor, EL_PREP_TERM, 1);
  int count = 0;
  const char* const text = ::el_gets(state_->editor, &count);
  if (state_->cancelled) {
    return {Event::cancelled, {}};
  }
  if (text == nullptr || count <= 0) {
    std::fputc('\n', stderr);
    return {Event::end, {}};
  }
  std::string line(text, static_cast<std::size_t>(count));
  line.erase(std::min(line.find_last_not_of("\r\n") + 1, line.size()));
  if (line.find_first_not_of(" \t") != std::string::npos) {
    HistEvent event = {};
    ::history(state_->history, &event, H_ENTER, line.c_str());
  }
  return {Event::line, std::move(line)};
}

}  // namespace exeunt::console
