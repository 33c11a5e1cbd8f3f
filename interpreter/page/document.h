// The frame of a page: one file of HTML that needs nothing beside it.
//
// Its Content-Security-Policy lets it load nothing at all, and run the very scripts and styles that are in it and no
// others (by their SHA-256): markup that slipped into the page could not run either.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/page/markup.h"

namespace exeunt::page {

struct Frame {
  std::string title;                      ///< of the window
  std::string_view kind;                  ///< a class of the body, for the style: "plan"
  std::vector<std::string_view> styles;   ///< assets
  std::vector<std::string_view> scripts;  ///< assets
};

/// The whole document; `body` is what stands between the tags of the body.
std::string write_document(const Frame& frame, const Markup& body);

}  // namespace exeunt::page
