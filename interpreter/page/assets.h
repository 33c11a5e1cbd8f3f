// Style and script of the pages: the files of assets/, byte for byte, put into the library by embed.cmake.
//
// The only text that reaches a page as it is. Nothing in it comes from data; a test holds it to contain nothing that
// would end the element it stands in.
#pragma once

#include <string_view>

namespace exeunt::page::assets {

std::string_view page_css();  ///< what all pages share
std::string_view plan_css();
std::string_view comparison_css();
std::string_view page_js();  ///< theme, search, filters, deep links
std::string_view plan_js();
std::string_view comparison_js();

}  // namespace exeunt::page::assets
