// A plan document in each of its forms, written a piece at a time: as one JSON value, a line an entry, or a line a group of
// entries.
//
// Whoever walks the lists of members.h says what stands in them; where it comes to stand in each form is said here alone.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "interpreter/plan/emit.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/writer.h"

namespace exeunt::plan {

enum class DocumentForm { json, ndjson, groups };

/// Takes text; false: stop, what went wrong was reported.
using WritePiece = std::function<bool(std::string_view)>;

class DocumentWriter {
 public:
  DocumentWriter(DocumentForm form, WritePiece write)
      : form_(form), write_(std::move(write)), out_(form == DocumentForm::json ? document_levels : 0), writer_(out_) {}

  DocumentForm form() const { return form_; }
  /// Each entry, or group of entries, is a line.
  bool has_lines() const { return form_ != DocumentForm::json; }
  Emitter& out() { return out_; }
  Writer& writer() { return writer_; }
  /// No more is wanted.
  bool is_stopped() const { return stopped_; }

  /// All of it: `lists` is an archive for list_members. False: it was stopped.
  template <class Lists>
  bool write(const Plan& plan, Lists& lists) {
    if (!has_lines()) {
      out_.begin_object();
      writer_.required("format", std::string(plan_format));
      head_members(writer_, plan);
      writer_.required("verdict", plan.verdict);
      list_members(lists, plan);
      writer_.required("summary", plan.summary);
      out_.end_object();
      out_.end_line();
    } else {
      line("plan", [&] {
        writer_.required("format", std::string(form_ == DocumentForm::groups ? groups_format : plan_format));
        head_members(writer_, plan);
      });
      list_members(lists, plan);
      line("summary", [&] {
        writer_.required("verdict", plan.verdict);
        members(writer_, plan.summary);
      });
    }
    return flush(0);
  }

  void begin_list(std::string_view name) {
    if (!has_lines()) {
      out_.key(name);
      out_.begin_list();
    }
  }
  void end_list() {
    if (!has_lines()) {
      out_.end_list();
    }
  }
  void begin_map(std::string_view name) {
    if (!has_lines()) {
      out_.key(name);
      out_.begin_object();
    }
  }
  void end_map() {
    if (!has_lines()) {
      out_.end_object();
    }
  }

  /// An entry of a list, or a line of its own: `members` writes what stands in it.
  template <class Members>
  void line(std::string_view record, Members members) {
    out_.begin_object();
    if (has_lines()) {
      writer_.required("record", std::string(record));
    }
    members();
    out_.end_object();
    end_entry();
  }
  /// An entry of a list that is JSON text already: what stands behind its opening bracket is to be appended to this, and
  /// `end_entry` called.
  std::string& begin_raw(std::string_view record) {
    std::string& out = out_.raw();
    if (has_lines()) {
      out += "{\"record\": \"";
      out += record;
      out += "\", ";
    } else {
      out += '{';
    }
    return out;
  }
  void end_entry() {
    if (has_lines()) {
      out_.end_line();
    }
    flush(enough);
  }

  /// An entry of a map, under `name`, which a line says in its member `key`.
  template <class T>
  void entry_of_map(std::string_view record, std::string_view key, const std::string& name, const T& entry) {
    if (!has_lines()) {
      writer_.required(name, entry);
      flush(enough);
      return;
    }
    line(record, [&] {
      writer_.required(key, name);
      if constexpr (std::is_same_v<T, std::string>) {
        writer_.required(record, entry);
      } else {
        members(writer_, entry);
      }
    });
  }
  /// A member that is no list, which is a line like an entry.
  template <class T>
  void single(std::string_view name, std::string_view record, const T& entry) {
    if (!has_lines()) {
      writer_.required(name, entry);
    } else {
      line(record, [&] { members(writer_, entry); });
    }
  }

  /// Hands over what waits, if it is more than so many bytes. False: stopped.
  bool flush(std::size_t least) {
    if (out_.pending().size() > least) {
      stopped_ = stopped_ || !write_(out_.pending());
      out_.drop_pending();
    }
    return !stopped_;
  }
  static constexpr std::size_t enough = std::size_t{256} << 10;

 private:
  DocumentForm form_;
  WritePiece write_;
  Emitter out_;
  Writer writer_;
  bool stopped_ = false;
};

}  // namespace exeunt::plan
