// A comparison of packs as a page for people: a table of objects and events by vendor, to search, filter and sort, with
// everything that a vendor says of a place one click away and under an address of its own:
//
//   #c=crm.deal&e=std.suspend         what becomes of deals when a user is suspended
//   #a=std.log_in&e=std.suspend       the same of something that people can do
//
// Everything stands in the HTML; the script adds search, filters, sorting and the panel.
//
// The same comparison gives the same bytes.
#pragma once

#include <string>

#include "interpreter/compare/comparison.h"

namespace exeunt::page {

std::string write_comparison(const compare::Comparison& comparison);

}  // namespace exeunt::page
