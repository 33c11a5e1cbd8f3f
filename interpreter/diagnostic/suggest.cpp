#include "interpreter/diagnostic/suggest.h"

namespace exeunt::diagnostic {

void suggest(Builder report, std::string_view word, const std::vector<std::string>& known,
             std::string_view introduction) {
  constexpr std::size_t enough_to_list = 40;
  if (const auto near = nearest(word, known)) {
    report.help("did you mean `" + *near + "`?");
  } else if (!known.empty() && known.size() <= enough_to_list) {
    std::string all;
    for (const std::string& each : known) {
      all += (all.empty() ? " `" : ", `") + each + "`";
    }
    report.help(std::string(introduction) + all);
  }
}

}  // namespace exeunt::diagnostic
