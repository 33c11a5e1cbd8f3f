#include <string_view>

#include "interpreter/cli/manual.h"

namespace exeunt::cli {

namespace {

constexpr std::string_view description =
    "Vendors answer in prose what becomes of the deals, files, automations and settings of a user who leaves.\n"
    "Exeunt turns each of these articles into a pack of policies that is checked, run against the snapshot of an\n"
    "account, and answers what happens, when, and why. It changes nothing, calls no vendor's API and needs no network.\n";

constexpr std::string_view surroundings = R"(.SH ENVIRONMENT
.TP
.B EXEUNT_HOME
the folder that holds
.I policies/
and
.IR stdlib/ ,
where it is not the installation's own
.TP
.B NO_COLOR
set to anything: no colour, on terminals either
.TP
.B TERM
on a terminal that is
.B dumb
there is no colour and no progress
.SH FILES
.TP
.I policies/
packs of the current folder, looked up first
.TP
.I stdlib/
the standard library, taken from the current folder where it is there
.TP
.I PREFIX/share/exeunt/
packs and the standard library of an installation, found beside the folder of the command
)";

constexpr std::string_view example = R"(.SH EXAMPLE
.nf
exeunt plan pipedrive \-\-snapshot account.ndjson \-\-event deactivate \e
    \-\-subject user:7 \-\-by user:1 \-\-at 2024\-03\-01T09:00:00Z
.fi
)";

/// Text as troff takes it. What stands in backticks becomes bold.
std::string escaped(std::string_view text) {
  std::string result;
  bool is_code = false;
  bool is_line_start = true;
  for (const char c : text) {
    if (is_line_start && (c == '.' || c == '\'')) {
      result += "\\&";
    }
    is_line_start = c == '\n';
    switch (c) {
      case '\\': result += "\\e"; break;
      case '-': result += "\\-"; break;
      case '\'': result += "\\(aq"; break;
      case '^': result += "\\(ha"; break;
      case '~': result += "\\(ti"; break;
      case '`':
        is_code = !is_code;
        result += is_code ? "\\fB" : "\\fP";
        break;
      default: result += c;
    }
  }
  return result;
}

std::string upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

std::string page_name(const Synopsis& verb) { return "exeunt-" + verb.name; }

std::string header(const std::string& name, const std::string& summary, const std::string& version) {
  return ".TH \"" + escaped(upper(name)) + "\" 1 \"\" \"exeunt " + escaped(version) + "\" \"User Commands\"\n.nh\n.SH NAME\n" +
         escaped(name) + " \\- " + escaped(summary) + "\n.SH SYNOPSIS\n";
}

/// Lines that begin with a space keep their layout.
std::string paragraphs(const std::string& details) {
  std::string result;
  bool is_kept = false;
  for (std::size_t begin = 0; begin < details.size();) {
    const std::size_t end = std::min(details.find('\n', begin), details.size());
    const std::string line = details.substr(begin, end - begin);
    const bool keep = !line.empty() && line[0] == ' ';
    if (keep != is_kept) {
      result += keep ? ".nf\n" : ".fi\n";
      is_kept = keep;
    }
    result += line.empty() ? ".PP\n" : escaped(line) + "\n";
    begin = end + 1;
  }
  return result + (is_kept ? ".fi\n" : "");
}

std::string parameters(const std::string& title, const std::vector<Parameter>& all) {
  std::string result = all.empty() ? "" : ".SH " + title + "\n";
  for (const Parameter& each : all) {
    const bool is_option = each.name[0] == '-';
    result += ".TP\n";
    if (!each.letter.empty()) {
      result += "\\fB" + escaped(each.letter) + "\\fP, ";
    }
    result += (is_option ? "\\fB" : "\\fI") + escaped(each.name) + "\\fP";
    for (const std::string& alias : each.aliases) {
      result += ", \\fB" + escaped(alias) + "\\fP";
    }
    if (!each.value.empty()) {
      result += " \\fI" + escaped(each.value) + "\\fP";
    }
    result += "\n" + escaped(each.text) + "\n";
  }
  return result;
}

std::string exit_status(const Synopsis& of) { return of.exits.empty() ? "" : ".SH EXIT STATUS\n" + escaped(of.exits) + "\n"; }

std::string reference(const std::string& page, bool is_last) {
  return ".BR " + escaped(page) + " (1)" + (is_last ? "" : ",") + "\n";
}

std::string write_verb(const Synopsis& verb, const std::string& version) {
  std::string text = header(page_name(verb), verb.summary, version);
  text += "\\fBexeunt " + escaped(verb.name) + "\\fP";
  for (const Parameter& option : verb.options) {
    if (option.required) {
      text += " \\fB" + escaped(option.name) + "\\fP \\fI" + escaped(option.value) + "\\fP";
    }
  }
  text += " [\\fIOPTION\\fP...]";
  for (const Parameter& each : verb.positionals) {
    const std::string name = "\\fI" + escaped(each.name) + "\\fP" + (each.many ? "..." : "");
    text += each.required ? " " + name : " [" + name + "]";
  }
  text += "\n";
  if (!verb.details.empty()) {
    text += ".SH DESCRIPTION\n" + paragraphs(verb.details);
  }
  return text + parameters("ARGUMENTS", verb.positionals) + parameters("OPTIONS", verb.options) + exit_status(verb) +
         ".SH SEE ALSO\n" + reference("exeunt", true);
}

std::string write_command(const CommandSynopsis& synopsis, const std::string& version) {
  const Synopsis& command = synopsis.command;
  std::string text = header(command.name, command.summary, version);
  text += "\\fBexeunt\\fP \\fIVERB\\fP [\\fIOPTION\\fP...] [\\fIARGUMENT\\fP...]\n.SH DESCRIPTION\n";
  text += escaped(description) + ".PP\n" + paragraphs(command.details) + ".SH VERBS\n";
  for (const Synopsis& verb : synopsis.verbs) {
    text += ".TP\n.B " + escaped(verb.name) + "\n" + escaped(verb.summary) + "; see\n" + reference(page_name(verb), true);
  }
  text += parameters("OPTIONS", command.options) + exit_status(command);
  text += surroundings;
  text += example;
  text += ".SH SEE ALSO\n";
  for (const Synopsis& verb : synopsis.verbs) {
    text += reference(page_name(verb), &verb == &synopsis.verbs.back());
  }
  return text;
}

}  // namespace

std::vector<ManualFile> write_pages(const CommandSynopsis& synopsis, const std::string& version) {
  std::vector<ManualFile> pages = {{"man/man1/exeunt.1", write_command(synopsis, version)}};
  for (const Synopsis& verb : synopsis.verbs) {
    pages.push_back({"man/man1/" + page_name(verb) + ".1", write_verb(verb, version)});
  }
  return pages;
}

}  // namespace exeunt::cli
