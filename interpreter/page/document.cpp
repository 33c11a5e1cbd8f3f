#include "interpreter/page/document.h"

#include <fmt/format.h>

#include "interpreter/digest/digest.h"

namespace exeunt::page {

/// 'sha256-…' '…': the sources that are these very texts.
static std::string hashes(const std::vector<std::string_view>& texts) {
  std::string out;
  for (const std::string_view text : texts) {
    digest::Sha256 sha;
    sha.update(text);
    out += fmt::format(" 'sha256-{}'", digest::base64(sha.finish()));
  }
  return out.empty() ? " 'none'" : out;
}

class Document {
 public:
  static std::string write(const Frame& frame, const Markup& body) {
    Markup html;
    html.raw("<!doctype html>\n");
    {
      const auto root = html.open("html", {{"lang", "en"}});
      {
        const auto head = html.open("head");
        html.empty("meta", {{"charset", "utf-8"}});
        html.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                            {"content", fmt::format("default-src 'none'; script-src{}; style-src{}; base-uri 'none'; "
                                                    "form-action 'none'",
                                                    hashes(frame.scripts), hashes(frame.styles))}});
        html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        html.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
        html.empty("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
        html.leaf("title", frame.title);
        asset(html, "style", frame.styles);
        html.raw("\n");
      }
      html.raw("\n");
      {
        const auto element = html.open("body", {{"class", frame.kind}});
        html.append(body);
        asset(html, "script", frame.scripts);
        html.raw("\n");
      }
      html.raw("\n");
    }
    html.raw("\n");
    return std::move(html.out_);
  }

 private:
  static void asset(Markup& html, const char* element, const std::vector<std::string_view>& texts) {
    for (const std::string_view text : texts) {
      html.raw(fmt::format("\n<{0}>{1}</{0}>", element, text));
    }
  }
};

std::string write_document(const Frame& frame, const Markup& body) {
  return Document::write(frame, body);
}

}  // namespace exeunt::page
