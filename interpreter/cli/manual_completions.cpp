#include <string_view>

#include "interpreter/cli/manual.h"

namespace exeunt::cli {

namespace {

// --- what a value can be

enum class Completes { nothing, words, files, folders, packs };

bool mentions_packs(const Parameter& parameter) {
  return parameter.name == "PACK" || parameter.value == "PACK" || parameter.text.find("pack") != std::string::npos;
}

Completes completes(const Parameter& parameter) {
  if (!parameter.words.empty()) {
    return Completes::words;
  }
  const bool is_positional = parameter.name[0] != '-';
  const std::string& word = is_positional ? parameter.name : parameter.value;
  if (word == "DIR") {
    return Completes::folders;
  }
  if (word == "OBJECT" || word == "EXPR") {
    return Completes::nothing;
  }
  if (word == "PACK" || (is_positional && mentions_packs(parameter))) {
    return Completes::packs;
  }
  return is_positional || word == "FILE" || word == "KEYFILE" ? Completes::files : Completes::nothing;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : std::string(separator)) + word;
  }
  return text;
}

std::vector<std::string> spellings(const Parameter& option) {
  std::vector<std::string> all = {option.name};
  if (!option.letter.empty()) {
    all.insert(all.begin(), option.letter);
  }
  all.insert(all.end(), option.aliases.begin(), option.aliases.end());
  return all;
}

/// A text in single quotes, for shells where none can stand between them: 'it'\''s'.
std::string single_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return result + "'";
}

// --- bash

// A colon and an equals sign break words in bash (COMP_WORDBREAKS), so the words are put together again first: `user:7`,
// `--format=json`.
constexpr std::string_view bash_functions = R"BASH(
# The folders of packs: here, and at home as the command itself finds it.
_exeunt_packs() {
  local program homes home pack
  program=$(type -P "$1") && program=$(readlink -f -- "$program") && program=${program%/*}
  homes=("$program" "$program/.." "$program/../share/exeunt")
  [[ -n ${EXEUNT_HOME-} ]] && homes=("$EXEUNT_HOME")
  for home in . "${homes[@]}"; do
    for pack in "$home"/policies/*/; do
      pack=${pack%/}
      [[ -d $pack ]] && printf '%s\n' "${pack##*/}"
    done
  done | sort -u
}

_exeunt_complete() {
  local kind=$1 word=$2
  case $kind in
    files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
    packs)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -W "$(_exeunt_packs "${COMP_WORDS[0]}")" -- "$word"; compgen -f -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "${kind//|/ }" -- "$word") ;;
  esac
}

_exeunt() {
  local words=() i part attach= options= arguments= option only_arguments= at=0 kinds
  for ((i = 0; i <= COMP_CWORD; i++)); do
    part=${COMP_WORDS[i]}
    if [[ $i -gt 0 && ($attach || $part == [=:]) ]]; then
      words[-1]+=$part
    else
      words+=("$part")
    fi
    [[ $part == [=:] ]] && attach=1 || attach=
  done
  COMPREPLY=()
  local count=${#words[@]} word=${words[-1]}
  if ((count <= 2)); then
    _exeunt_complete "$_exeunt_verbs" "$word"
    return
  fi
  _exeunt_table "${words[1]}" || return
  # Up to the word that is asked for: what it belongs to, and how many arguments stand before it.
  for ((i = 2; i < count; i++)); do
    part=${words[i]}
    if [[ $only_arguments || $part != -?* ]]; then
      ((i == count - 1)) || at=$((at + 1))
    elif [[ $part == -- ]]; then
      ((i == count - 1)) || only_arguments=1
    elif [[ $part == --*=* ]]; then
      if ((i == count - 1)); then
        option=${part%%=*}
        [[ " $options" == *" $option:"* ]] || return
        kinds=${options##*"$option:"}
        _exeunt_complete "${kinds%% *}" "${part#*=}"
        return
      fi
    elif [[ " $options" == *" $part:"* ]]; then
      if ((i == count - 2)); then
        kinds=${options##*"$part:"}
        _exeunt_complete "${kinds%% *}" "$word"
        return
      fi
      i=$((i + 1))
    fi
  done
  if [[ -z $only_arguments && $word == -* ]]; then
    local names=
    for option in $options; do
      names+="${option%%:*} "
    done
    _exeunt_complete "$names" "$word"
    return
  fi
  kinds=($arguments)
  ((at >= ${#kinds[@]})) && [[ ${kinds[-1]-} == *... ]] && at=$((${#kinds[@]} - 1))
  ((at < ${#kinds[@]})) && _exeunt_complete "${kinds[at]%...}" "$word"
}

complete -F _exeunt exeunt
)BASH";

/// `files`, `text|json`; "" where there is nothing to offer.
std::string bash_kind(const Parameter& parameter) {
  switch (completes(parameter)) {
    case Completes::nothing: return "";
    case Completes::words: return joined(parameter.words, "|");
    case Completes::files: return "files";
    case Completes::folders: return "folders";
    case Completes::packs: return "packs";
  }
  return "";
}

std::string write_bash(const CommandSynopsis& synopsis) {
  std::vector<std::string> first;
  std::string cases;
  for (const Synopsis& verb : synopsis.verbs) {
    first.push_back(verb.name);
    std::vector<std::string> options;
    for (const Parameter& option : verb.options) {
      for (const std::string& spelling : spellings(option)) {
        options.push_back(spelling + (option.value.empty() ? "" : ":" + bash_kind(option)));
      }
    }
    std::vector<std::string> arguments;
    for (const Parameter& each : verb.positionals) {
      const std::string kind = bash_kind(each);
      arguments.push_back((kind.empty() ? "|" : kind) + (each.many ? "..." : ""));
    }
    cases += "    " + verb.name + ")\n      options='" + joined(options, " ") + " '\n      arguments='" +
             joined(arguments, " ") + "' ;;\n";
  }
  for (const Parameter& option : synopsis.command.options) {
    first.push_back(option.name);
  }
  return "# bash completion of exeunt, written by the command itself\n\n_exeunt_verbs='" + joined(first, "|") +
         "'\n\n# Options; behind a colon what their value is, and what the arguments are.\n_exeunt_table() {\n"
         "  case $1 in\n" + cases + "    *) return 1 ;;\n  esac\n}\n" + std::string(bash_functions);
}

// --- zsh

constexpr std::string_view zsh_functions = R"ZSH(
# The folders of packs: here, and at home as the command itself finds it.
_exeunt_packs() {
  local program=${${commands[exeunt]:-${(Q)words[1]}}:A:h}
  local -a homes=($program $program/.. $program/../share/exeunt) packs
  [[ -n $EXEUNT_HOME ]] && homes=($EXEUNT_HOME)
  packs=(policies/*(N/:t) $^homes/policies/*(N/:t))
  _alternative "packs:pack:(${(uj: :)packs})" 'files:file:_files'
}
)ZSH";

/// A text inside a specification of _arguments, where brackets and colons have a meaning.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '[' || c == ']' || c == ':' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  }
  return result;
}

std::string zsh_action(const Parameter& parameter) {
  switch (completes(parameter)) {
    case Completes::nothing: return " ";
    case Completes::words: return "(" + joined(parameter.words, " ") + ")";
    case Completes::files: return "_files";
    case Completes::folders: return "_files -/";
    case Completes::packs: return "_exeunt_packs";
  }
  return " ";
}

std::string zsh_option(const Parameter& option) {
  const std::string repeats = option.many ? "*" : "";
  std::string rest = "[" + zsh_text(option.text) + "]";
  if (!option.value.empty()) {
    rest += ":" + zsh_text(option.value) + ":" + zsh_action(option);
  }
  std::vector<std::string> names;  // `--format=` takes `--format json` and `--format=json` both
  for (const std::string& spelling : spellings(option)) {
    names.push_back(spelling + (option.value.empty() ? "" : spelling == option.letter ? "+" : "="));
  }
  if (names.size() == 1) {
    return single_quoted(repeats + names.front() + rest);
  }
  const std::string excluded = option.many ? "*" : "(" + joined(spellings(option), " ") + ")";
  return single_quoted(excluded) + "{" + joined(names, ",") + "}" + single_quoted(rest);
}

std::string write_zsh(const CommandSynopsis& synopsis) {
  std::string verbs;
  std::string cases;
  for (const Synopsis& verb : synopsis.verbs) {
    verbs += "    " + single_quoted(verb.name + ":" + zsh_text(verb.summary)) + "\n";
    cases += "    " + verb.name + ")\n      _arguments -s";
    for (const Parameter& option : verb.options) {
      cases += " \\\n        " + zsh_option(option);
    }
    for (const Parameter& each : verb.positionals) {
      const std::string place = each.many ? "*:" : each.required ? ":" : "::";
      cases += " \\\n        " + single_quoted(place + zsh_text(each.name) + ":" + zsh_action(each));
    }
    cases += " ;;\n";
  }
  std::string options;
  for (const Parameter& option : synopsis.command.options) {
    options += "    " + zsh_option(option) + " \\\n";
  }
  return "#compdef exeunt\n# zsh completion of exeunt, written by the command itself\n" + std::string(zsh_functions) +
         "\n_exeunt() {\n  local curcontext=$curcontext state line\n  local -A opt_args\n  local -a verbs=(\n" + verbs +
         "  )\n  _arguments -C \\\n" + options +
         "    '1:verb:->verb' \\\n    '*::argument:->rest'\n  [[ -n $state ]] || return\n"
         "  if [[ $state == verb ]]; then\n    _describe verb verbs\n    return\n  fi\n"
         "  case $line[1] in\n" + cases + "  esac\n}\n\n"
         "if [[ $funcstack[1] == _exeunt ]]; then\n  _exeunt \"$@\"\nelse\n  compdef _exeunt exeunt\nfi\n";
}

// --- fish

constexpr std::string_view fish_functions = R"FISH(
function __exeunt_no_verb
    test (count (commandline -opc)) -eq 1
end

function __exeunt_verb
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = "$argv[1]"
end

# The folders of packs: here, and at home as the command itself finds it.
function __exeunt_packs
    set -l program (command -v exeunt | path resolve | path dirname)
    set -l homes $program $program/.. $program/../share/exeunt
    test -n "$EXEUNT_HOME"; and set homes $EXEUNT_HOME
    for home in . $homes
        path basename -- $home/policies/*/
    end | sort -u
end

complete -c exeunt -f
)FISH";

/// A text in single quotes, where fish takes \' and \\.
std::string fish_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  }
  return result + "'";
}

std::string fish_offer(const Parameter& parameter) {
  switch (completes(parameter)) {
    case Completes::nothing: return "";
    case Completes::words: return " -a '" + joined(parameter.words, " ") + "'";
    case Completes::files: return " -F";
    case Completes::folders: return " -a '(__fish_complete_directories)'";
    case Completes::packs: return " -F -a '(__exeunt_packs)'";
  }
  return "";
}

std::string fish_option(const Parameter& option, const std::string& condition) {
  std::string line = "complete -c exeunt -n " + condition + " -l " + option.name.substr(2);
  for (const std::string& alias : option.aliases) {
    line += " -l " + alias.substr(2);
  }
  if (!option.letter.empty()) {
    line += " -s " + option.letter.substr(1);
  }
  const std::string offer = fish_offer(option);
  // -r: it takes a value; -x: and no file where none is offered.
  const std::string takes = option.value.empty() ? "" : offer.find(" -F") == std::string::npos ? " -x" : " -r";
  return line + takes + (option.value.empty() ? "" : offer) + " -d " + fish_quoted(option.text) + "\n";
}

std::string write_fish(const CommandSynopsis& synopsis) {
  std::string text = "# fish completion of exeunt, written by the command itself\n" + std::string(fish_functions);
  for (const Parameter& option : synopsis.command.options) {
    text += fish_option(option, "__exeunt_no_verb");
  }
  for (const Synopsis& verb : synopsis.verbs) {
    text += "complete -c exeunt -n __exeunt_no_verb -a " + verb.name + " -d " + fish_quoted(verb.summary) + "\n";
  }
  for (const Synopsis& verb : synopsis.verbs) {
    const std::string condition = "'__exeunt_verb " + verb.name + "'";
    text += "\n";
    for (const Parameter& option : verb.options) {
      text += fish_option(option, condition);
    }
    for (const Parameter& each : verb.positionals) {
      const std::string offer = fish_offer(each);
      text += offer.empty() ? "" : "complete -c exeunt -n " + condition + offer + "\n";
    }
  }
  return text;
}

}  // namespace

std::vector<ManualFile> write_completions(const CommandSynopsis& synopsis) {
  return {{"bash-completion/completions/exeunt", write_bash(synopsis)},
          {"zsh/site-functions/_exeunt", write_zsh(synopsis)},
          {"fish/vendor_completions.d/exeunt.fish", write_fish(synopsis)}};
}

}  // namespace exeunt::cli
