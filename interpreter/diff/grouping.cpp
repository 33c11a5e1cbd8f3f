#include <fmt/format.h>

#include <utility>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/diff/printer.h"
#include "interpreter/plan/wording.h"

namespace exeunt::diff {

std::optional<Alike> Grouping::add(const Subject& subject) {
  Alike next;
  next.heading = heading_of(subject, frame_.before, frame_.after);
  next.lines = tell(subject, frame_.before, frame_.after);
  const bool is_object = subject.area == Subject::Area::object;
  next.type = is_object ? plan::type_of(subject.name) : std::string_view();
  if (open_ && is_object && !is_single_ && open_->type == next.type && open_->lines == next.lines) {
    if (open_->first.size() < Alike::most_single) {
      open_->first.push_back(subject);
    }
    if (open_->objects.size() < Alike::most_named) {
      open_->objects.push_back(subject.name);
    }
    ++open_->count;
    return std::nullopt;
  }
  next.first.push_back(subject);
  next.objects.push_back(subject.name);
  next.count = 1;
  return std::exchange(open_, std::optional(std::move(next)));
}

std::optional<Alike> Grouping::finish() {
  return std::exchange(open_, std::nullopt);
}

std::string objects_of(const Alike& alike, std::size_t limit) {
  std::string out;
  std::size_t shown = 0;
  for (const std::string& object : alike.objects) {
    const std::string next = (shown == 0 ? "" : ", ") + diagnostic::visible(object);
    const std::string tail = shown + 1 == alike.count ? "" : fmt::format(" … and {} more", alike.count - shown - 1);
    if (shown != 0 && plan::columns(out) + plan::columns(next) + plan::columns(tail) > limit) {
      break;
    }
    out += next;
    ++shown;
  }
  return shown == alike.count ? out : out + fmt::format(" … and {} more", alike.count - shown);
}

std::string count_of(const Alike& alike, const Frame& frame) {
  const plan::Wording words{alike.first.front().labels, frame.after.plan.types, frame.after.plan.request};
  return plan::count_of(words, alike.type, alike.count);
}

}  // namespace exeunt::diff
